//! Differs: whether a number says by how much something differs, and is no value.

use crate::claims::lexicon;
use crate::claims::means;
use crate::claims::numbers::{Counted, Quantity};
use crate::claims::reading::Reading;

/// Whether a number says by how much something differs.
pub fn is_difference(reading: &Reading<'_, '_>, quantity: &Quantity) -> bool {
    let tokens = reading.tokens;
    if quantity.counted == Counted::Points || quantity.signed {
        return true;
    }
    let mut after = quantity.tokens.end;
    while matches!(tokens.word(after), "points" | "point" | "further") {
        after += 1;
    }
    let next = tokens.word(after);
    if matches!(
        next,
        "lower"
            | "higher"
            | "fewer"
            | "less"
            | "more"
            | "greater"
            | "smaller"
            | "better"
            | "worse"
            | "increase"
            | "decrease"
            | "reduction"
            | "rise"
            | "fall"
            | "drop"
            | "growth"
            | "improvement"
            | "decline"
            | "uplift"
            | "jump"
            | "up"
            | "down"
    ) && after < reading.sentence.end
    {
        return !(matches!(next, "up" | "down")
            && matches!(tokens.word(after + 1), "from" | "on")
            && next_is_number(reading, after + 2));
    }
    // "averaged 14.8% over the last three years"
    let mean = matches!(next, "over")
        && (reading.sentence.start..quantity.tokens.start)
            .any(|at| means::years(tokens, &reading.sentence, at).is_some());
    if mean {
        return false;
    }
    // "Caseloads fell to 12.8, 2.4 below the national average."
    if matches!(next, "above" | "below")
        && quantity.counted == Counted::Bare
        && !quantity.value.fract().is_zero()
        && quantity.tokens.start > reading.sentence.start
        && tokens.is(quantity.tokens.start - 1, ',')
    {
        return true;
    }
    // "0.2 percentage points below the regional rate and 0.5 below the national rate"
    if matches!(next, "above" | "below")
        && quantity.counted == Counted::Bare
        && before(reading, quantity, 1) == "and"
        && reading
            .quantities
            .iter()
            .any(|one| one.counted == Counted::Points && one.tokens.end < quantity.tokens.start)
    {
        return true;
    }
    if matches!(next, "above" | "below" | "over" | "under") && quantity.counted != Counted::Bare {
        let after_that = tokens.word(after + 1);
        return !after_that.is_empty()
            && quantity.counted == Counted::Percent
            && !matches!(before(reading, quantity, 1), "at" | "of");
    }
    // "3.2 percentage points, or 34 per cent, lower"
    if before(reading, quantity, 1) == "or"
        && reading.quantities.iter().any(|one| {
            one.counted == Counted::Points
                && one.tokens.end < quantity.tokens.start
                && quantity.tokens.start - one.tokens.end < 4
        })
    {
        return true;
    }
    let mut back = 1;
    while matches!(
        before(reading, quantity, back),
        "a" | "an"
            | "further"
            | "another"
            | "just"
            | "about"
            | "around"
            | "over"
            | "under"
            | "nearly"
            | "almost"
            | "approximately"
            | "roughly"
            | "some"
            | "only"
            | "than"
            | "more"
            | "less"
            | "least"
            | "at"
    ) && back < 5
    {
        back += 1;
    }
    match before(reading, quantity, back) {
        "was" | "is" | "were" | "are" => is_of_change(reading, quantity.tokens.start - back),
        "by" => {
            // "by 30 staff" is who did it, not how much.
            (reading.sentence.start..quantity.tokens.start)
                .rev()
                .take(8)
                .any(|at| lexicon::entry_at(tokens, at).is_some() || tokens.list[at].fact.is_some())
        }
        // "made up 13% of the workforce"
        "up" => !matches!(before(reading, quantity, back + 1), "made" | "make" | "makes" | "making"),
        "down" | "rose" | "fell" | "risen" | "fallen" | "increased" | "decreased" | "dropped" | "grew"
        | "grown" | "declined" | "jumped" | "climbed" | "improved" => true,
        "of" => matches!(
            before(reading, quantity, back + 1),
            "increase"
                | "decrease"
                | "reduction"
                | "rise"
                | "fall"
                | "drop"
                | "growth"
                | "improvement"
                | "decline"
                | "difference"
                | "gap"
                | "uplift"
                | "change"
                | "jump"
        ),
        _ => false,
    }
}

/// Whether a verb is said of how something changed: "the change since 2021 was", "the gap to England is".
fn is_of_change(reading: &Reading<'_, '_>, verb: usize) -> bool {
    let tokens = reading.tokens;
    let named = |at: usize| {
        let areas = reading.areas.iter().map(|one| &one.tokens);
        areas.chain(reading.periods.iter().map(|one| &one.tokens)).any(|one| one.contains(&at))
    };
    let light = |at: &usize| {
        named(*at) || matches!(tokens.word(*at), "since" | "from" | "to" | "the" | "in" | "over" | "on" | "and")
    };
    let noun = (reading.sentence.start..verb).rev().find(|at| !light(at));
    noun.is_some_and(|at| at + 1 < verb && matches!(tokens.word(at), "change" | "difference" | "gap"))
}

fn next_is_number(reading: &Reading<'_, '_>, at: usize) -> bool {
    reading.quantities.iter().any(|one| one.tokens.start == at)
}

fn before<'r>(reading: &'r Reading<'_, '_>, quantity: &Quantity, back: usize) -> &'r str {
    match quantity.tokens.start.checked_sub(back) {
        Some(at) if at >= reading.sentence.start => reading.tokens.word(at),
        _ => "",
    }
}
