//! Asides: numbers and words that say nothing of the workforce, though they look like it.

use rust_decimal::Decimal;

use crate::claims::lexicon;
use crate::claims::numbers::{Counted, Hedge, Quantity};
use crate::claims::reading::Reading;
use crate::claims::tokens::{Kind, Tokens};
use std::ops::Range;

/// Whether a number is none of the workforce: the first day of a span of dates, the size of a font, one post's hours.
pub fn is_other_number(tokens: &Tokens<'_>, sentence: &Range<usize>, quantity: &Quantity) -> bool {
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    if quantity.printed {
        return false;
    }
    match quantity.counted {
        // "14 to 25 March", "on 3 and 4 June", "2, 9 and 16 May".
        Counted::Bare | Counted::Things | Counted::People => {
            let mut at = end;
            let dates = quantity.counted == Counted::Bare && quantity.value <= Decimal::from(31);
            while dates && at < sentence.end && at - end < 8 {
                let joint = matches!(tokens.word(at), "to" | "and" | "or" | "until")
                    || tokens.is_dash(at)
                    || tokens.is(at, ',');
                if !joint || tokens.kind(at + 1) != Some(Kind::Number) {
                    break;
                }
                let after = at + 2;
                if lexicon::MONTHS.contains(&tokens.word(after)) && tokens.capital(after) {
                    return true;
                }
                at = after;
            }
            false
        }
        // "16 point type", "(14 point)".
        Counted::Points => {
            let bare = tokens.word(end.saturating_sub(1)) == "point"
                && tokens.word(end.saturating_sub(2)).is_empty()
                && !tokens.is(end.saturating_sub(2), '%');
            bare && quantity.value != Decimal::ONE
                && sentence.clone().any(|at| {
                    matches!(tokens.word(at), "print" | "font" | "type" | "typeface" | "text" | "lettering")
                })
        }
        // "A full-time post (1.0 FTE)", "a 0.6 FTE post", "1.0 FTE is 37 hours".
        Counted::Fte => {
            let near = start.saturating_sub(5).max(sentence.start)..sentence.end.min(end + 5);
            quantity.value <= Decimal::ONE
                && (near.clone().any(|at| matches!(tokens.word(at), "hours" | "hour"))
                    || near.clone().any(|at| matches!(tokens.word(at), "post" | "role" | "position" | "contract")))
        }
        _ => false,
    }
}

/// Whether a token belongs to a rule or a definition: "A caseload is high where it exceeds 20 cases", "Caseloads of
/// between 12 and 16 are considered safe".
pub fn is_rule(reading: &Reading<'_, '_>, at: usize) -> bool {
    let tokens = reading.tokens;
    let (start, end) = (reading.sentence.start, reading.sentence.end);
    let any = matches!(tokens.word(start), "a" | "an" | "any" | "each" | "every");
    // Nothing that happened, no place and no time is part of a rule.
    let happened = !reading.periods.is_empty() || reading.areas.iter().any(|one| one.area.is_some());
    let held = (start..end).find(|one| {
        matches!(
            tokens.word(*one),
            "considered"
                | "regarded"
                | "deemed"
                | "defined"
                | "classed"
                | "classified"
                | "counted"
                | "rated"
                | "described"
        ) && matches!(
            tokens.word(one - usize::from(*one > start)),
            "is" | "are" | "be" | "generally" | "usually" | "normally" | "widely" | "often"
        )
    });
    let kind = reading.measures.first().is_some_and(|first| {
        let opens = first.tokens.start <= start + 2;
        let plural = tokens.word(first.tokens.end - 1).ends_with('s');
        opens
            && (any
                || plural
                    && matches!(
                        tokens.word(first.tokens.end),
                        "of" | "above" | "below" | "over" | "under" | "between"
                    ))
    });
    if let Some(held) = held
        && kind
        && !happened
    {
        return at != held;
    }
    // "is high where it exceeds 20 cases", "counts as a vacancy if it is above".
    let condition = (start..at).any(|one| {
        matches!(tokens.word(one), "where" | "when" | "if" | "once" | "wherever" | "whenever")
            && matches!(tokens.word(one + 1), "it" | "they" | "there" | "this")
            && !tokens.is(one - usize::from(one > start), ',')
    });
    any && !happened && condition
}

/// Whether a word of change tells of no value: "the meeting rose at 4.30 pm".
pub fn is_other_change(reading: &Reading<'_, '_>, at: usize) -> bool {
    let tokens = reading.tokens;
    let assembly = matches!(
        tokens.word(at.wrapping_sub(1)),
        "meeting" | "board" | "committee" | "cabinet" | "panel" | "council" | "court" | "session" | "house"
    );
    let timed = tokens.word(at + 1) == "at"
        && tokens.kind(at + 2) == Some(Kind::Number)
        && (3..=6).any(|step| matches!(tokens.word(at + step), "am" | "pm" | "noon" | "a" | "p"));
    matches!(tokens.word(at), "rose" | "risen") && (assembly || timed)
}

/// Whether a difference is from somebody that no data have: "10% lower than those of their colleagues".
pub fn differs_from_others(reading: &Reading<'_, '_>, quantity: &Quantity) -> bool {
    let tokens = reading.tokens;
    let end = reading.sentence.end;
    let Some(than) = (quantity.tokens.end..end.min(quantity.tokens.end + 4)).find(|at| tokens.word(*at) == "than")
    else {
        return false;
    };
    let after = than + 1..end.min(than + 8);
    let somebody =
        matches!((tokens.word(than + 1), tokens.word(than + 2)), ("those" | "that", "of" | "for" | "among"))
            || matches!(
                tokens.word(than + 1),
                "their" | "his" | "her" | "colleagues" | "others" | "other" | "men" | "women"
            );
    let known = reading.areas.iter().any(|one| after.contains(&one.tokens.start))
        || reading.periods.iter().any(|one| after.contains(&one.tokens.start))
        || reading.measures.iter().any(|one| after.contains(&one.tokens.start))
        || reading.quantities.iter().any(|one| after.contains(&one.tokens.start));
    somebody && !known
}

/// Whether a number is said of a time to come: "about 5%, next year".
pub fn is_to_come(reading: &Reading<'_, '_>, quantity: &Quantity) -> bool {
    let tokens = reading.tokens;
    let end = reading.sentence.end;
    (quantity.tokens.end..end.min(quantity.tokens.end + 5)).any(|at| {
        !matches!(tokens.kind(at), Some(Kind::Sign(';')))
            && (tokens.phrase(at, &["next", "year"]) || tokens.phrase(at, &["coming", "year"]))
    })
}

/// Whether a number bounds what is said of many: "No authority in the region has a rate below 8%".
pub fn is_of_all(reading: &Reading<'_, '_>, quantity: &Quantity) -> bool {
    let tokens = reading.tokens;
    let start = reading.clause_start(quantity.tokens.start);
    let many = matches!(
        tokens.word(start),
        "no" | "none" | "few" | "most" | "all" | "some" | "several" | "many" | "every" | "each" | "half"
    );
    quantity.hedge != Hedge::Exact
        && many
        && (start + 1..(start + 5).min(quantity.tokens.start)).any(|at| {
            matches!(
                tokens.word(at),
                "authority"
                    | "authorities"
                    | "council"
                    | "councils"
                    | "region"
                    | "regions"
                    | "area"
                    | "areas"
                    | "neighbours"
            )
        })
}

/// Whether a number is what is so now, whatever is wanted of it: "reduce the current agency rate of 8.2%".
pub fn is_current(reading: &Reading<'_, '_>, quantity: &Quantity) -> bool {
    let tokens = reading.tokens;
    let at = quantity.tokens.start;
    let start = reading.clause_start(at).max(at.saturating_sub(7));
    (start..at).any(|one| matches!(tokens.word(one), "current" | "present" | "today's" | "existing" | "actual"))
        && !(start..at).any(|one| {
            matches!(
                tokens.word(one),
                "target" | "objective" | "threshold" | "to" | "limit" | "cap" | "standard" | "goal"
            )
        })
}
