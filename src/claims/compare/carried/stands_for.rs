//! Words that stand for a verb said before them: "so did", "as has", "did too", "the same is true of"; or none at all.

use super::StandsFor;
use crate::claims::lexicon;
use crate::claims::reading::Reading;
use crate::claims::vocabulary::Mention;

const AUXILIARIES: &[&str] = &["did", "has", "have", "does", "do", "is", "are", "was", "were"];
const TOO: &[&str] = &["too", "also", "likewise", "similarly", "well"];

/// The words that stand for a verb in a sentence, if there are any.
pub(super) fn find<'r>(reading: &'r Reading<'_, '_>) -> Option<StandsFor<'r>> {
    let measures = || reading.measures.iter().filter(|one| !one.ids.is_empty());
    let plain = measures().find_map(|mention| led(reading, mention).or_else(|| followed(reading, mention)));
    plain.or_else(|| measures().find_map(|mention| gapped(reading, mention)))
}

/// "Turnover fell to 11.3% and absence to 4.6%": a measure and where it moved, after a verb that is not said again.
fn gapped<'r>(reading: &'r Reading<'_, '_>, mention: &'r Mention) -> Option<StandsFor<'r>> {
    let tokens = reading.tokens;
    let first = reading.sentence.start;
    let mut lead = mention.tokens.start;
    while lead > first && matches!(tokens.word(lead - 1), "the" | "our" | "its" | "their" | "average") {
        lead -= 1;
    }
    let and = lead.checked_sub(1).filter(|at| *at > first)?;
    let joins = tokens.is(and, ',') || matches!(tokens.word(and), "and" | "while");
    let to = mention.tokens.end;
    let moved = matches!(tokens.word(to), "to" | "from" | "by")
        && reading.quantities.iter().any(|one| one.tokens.start == to + 1);
    // The verb before it has its own measure and its own number.
    let number = reading.quantities.iter().rfind(|one| one.tokens.end <= and && and - one.tokens.end <= 2)?;
    let verb = (first..number.tokens.start).rev().find(|at| {
        tokens.list[*at].fact.is_none()
            && lexicon::entry_at(tokens, *at).is_some_and(|entry| entry.form == lexicon::Form::Verb)
    })?;
    let near = number.tokens.start - verb <= 4;
    (joins && moved && near).then(|| StandsFor { tokens: mention.tokens.start..to + 1, mention })
}

/// "so did absence", "as has the absence rate", "the same is true of absence".
fn led<'r>(reading: &'r Reading<'_, '_>, mention: &'r Mention) -> Option<StandsFor<'r>> {
    let tokens = reading.tokens;
    let first = reading.sentence.start;
    let mut end = mention.tokens.start;
    while end > first
        && matches!(
            tokens.word(end - 1),
            "the" | "our" | "its" | "their" | "average" | "rate" | "level" | "of" | "use"
        )
        && tokens.word(end.saturating_sub(2)) != "true"
    {
        end -= 1;
    }
    let word = |back: usize| if end >= first + back { tokens.word(end - back) } else { "" };
    let stands = |start: usize| Some(StandsFor { tokens: start..mention.tokens.start.max(start + 1), mention });
    // "So, too, did"
    let so = (first..end.saturating_sub(1)).rev().find(|at| !tokens.is(*at, ',') && tokens.word(*at) != "too");
    if let Some(so) = so.filter(|so| AUXILIARIES.contains(&word(1)) && matches!(tokens.word(*so), "so" | "as")) {
        return Some(StandsFor { tokens: so..end, mention });
    }
    let same = (first.max(end.saturating_sub(8))..end).rev().find(|at| tokens.phrase(*at, &["the", "same"]))?;
    let plain = (same + 2..mention.tokens.start).all(|at| {
        matches!(
            tokens.word(at),
            "is" | "was"
                | "true"
                | "of"
                | "for"
                | "goes"
                | "went"
                | "applies"
                | "to"
                | "can"
                | "be"
                | "said"
                | "holds"
                | "happened"
                | "with"
                | "the"
                | "our"
                | "also"
        )
    });
    let opens =
        same == first || tokens.is(same - 1, ',') || tokens.is(same - 1, ';') || tokens.word(same - 1) == "and";
    if plain && opens && mention.tokens.start > same + 3 { stands(same) } else { None }
}

/// "absence did too", "absence likewise, to 4.6%", "absence by 1.0 point".
fn followed<'r>(reading: &'r Reading<'_, '_>, mention: &'r Mention) -> Option<StandsFor<'r>> {
    let tokens = reading.tokens;
    let (at, end) = (mention.tokens.end, reading.sentence.end);
    let moves = |at: usize| lexicon::entry_at(tokens, at).is_some();
    if AUXILIARIES.contains(&tokens.word(at)) {
        let near = at + 1..end.min(at + 4);
        let too = near.clone().find(|one| TOO.contains(&tokens.word(*one)))?;
        let plain = (at + 1..too).all(|one| matches!(tokens.word(one), "as" | "so"));
        let ends = matches!(tokens.word(too + 1), "" | "to" | "by" | "at" | "since" | "in" | "from");
        return (plain && ends && !moves(too + 1))
            .then(|| StandsFor { tokens: mention.tokens.start..too + 1, mention });
    }
    // Without a verb of its own: a measure, at the start, and then its number.
    let opens = mention.tokens.start <= reading.sentence.start + 1;
    let number = reading.quantities.iter().find(|one| one.tokens.start >= at)?;
    let between = at..number.tokens.start;
    let light = between.clone().all(|one| {
        tokens.is(one, ',')
            || matches!(tokens.word(one), "by" | "to" | "as" | "rate" | "rates")
            || TOO.contains(&tokens.word(one))
    });
    let joins =
        between.clone().any(|one| matches!(tokens.word(one), "by" | "to") || TOO.contains(&tokens.word(one)));
    let alone = !reading.sentence.clone().any(|one| {
        moves(one)
            || AUXILIARIES.contains(&tokens.word(one))
            || matches!(tokens.word(one), "will" | "should" | "would" | "not")
    });
    let after = reading.sentence.start > 0 && opens && light && joins && alone;
    after.then_some(StandsFor { tokens: mention.tokens.start..number.tokens.end, mention })
}
