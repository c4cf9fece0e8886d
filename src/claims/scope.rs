//! Scope: how far a denial, a wish or a plan reaches, and which words only lead to what is then said as a fact.

use std::ops::Range;

use crate::claims::lexicon;
use crate::claims::reading::Reading;
use crate::claims::tokens::Kind;

/// Words after which "that" begins what is so: "should note that", "are asked to see that", "pleased to report that".
const FACTIVE: &[&str] = &[
    "note",
    "noted",
    "noting",
    "aware",
    "unaware",
    "see",
    "seen",
    "remember",
    "remembered",
    "recall",
    "recognise",
    "recognised",
    "recognize",
    "recognized",
    "report",
    "reported",
    "said",
    "mindful",
    "conscious",
    "pleased",
    "glad",
    "reassured",
    "disappointed",
    "interested",
    "surprised",
    "welcome",
    "welcomed",
    "acknowledge",
    "acknowledged",
    "appreciate",
    "appreciated",
    "emphasised",
    "emphasise",
    "stressed",
    "stress",
    "highlighted",
    "highlight",
    "pointed",
    "point",
    "advised",
    "advise",
    "informed",
    "inform",
    "mention",
    "mentioned",
    "fact",
    "news",
    "know",
    "known",
    "forgotten",
    "forget",
    "stated",
    "state",
    "observe",
    "observed",
    "recorded",
    "confirm",
    "confirmed",
    "assured",
    "regret",
    "regretted",
    "understand",
    "understood",
    "learn",
    "celebrate",
    "announce",
];

/// Words of supposition: what follows them is no fact, whoever notes it.
const SUPPOSED: &[&str] = &[
    "if",
    "whether",
    "unless",
    "expect",
    "expects",
    "expected",
    "hope",
    "hopes",
    "hoped",
    "would",
    "might",
    "could",
    "assume",
    "assuming",
    "suppose",
    "forecast",
    "forecasts",
    "projected",
    "anticipate",
    "anticipated",
];

/// The first token of what is said as a fact before a token of a clause: after "should note that", else `start`.
pub fn fact_start(reading: &Reading<'_, '_>, start: usize, at: usize) -> usize {
    let tokens = reading.tokens;
    // "It is likely that the fall in absence to 4.6% is due to …": what has a cause has happened.
    let moved = lexicon::entry_at(tokens, at).is_some_and(|entry| entry.form == lexicon::Form::Noun);
    let caused = moved
        && at > start
        && tokens.word(at - 1) == "the"
        && tokens.word(at + 1) == "in"
        && (at..reading.sentence.end).any(|one| {
            matches!(
                tokens.word(one),
                "due" | "reflects" | "reflect" | "linked" | "caused" | "attributable" | "explained"
            )
        });
    if caused && !follows_supposition(reading, start, at) {
        return at;
    }
    let framed = (start..at).rev().find(|that| {
        let near = start.max(that.saturating_sub(6))..*that;
        let led = |near: &Range<usize>| {
            near.clone().any(|one| {
                let asked = tokens.word(one) == "note"
                    && matches!(tokens.word(one - usize::from(one > start)), "please" | "to");
                FACTIVE.contains(&tokens.word(one)) && (asked || !follows_supposition(reading, start, one))
            })
        };
        match tokens.word(*that) {
            "that" => led(&near),
            // "Members should note the rise in absence to 4.6%", "please be aware of the fall".
            "note" => {
                matches!(tokens.word(that + 1), "the" | "a" | "an" | "our" | "this")
                    && !follows_supposition(reading, start, *that)
            }
            _ => false,
        }
    });
    let start = framed.map_or(start, |that| that + 1);
    // "We need more staff and turnover has risen to 11.3%": after "and" a measure begins a statement of its own.
    let own = (start..at).rev().find(|and| tokens.word(*and) == "and" && begins_statement(reading, *and + 1, at));
    own.map_or(start, |and| and + 1)
}

fn follows_supposition(reading: &Reading<'_, '_>, start: usize, at: usize) -> bool {
    (start..at).any(|one| SUPPOSED.contains(&reading.tokens.word(one)))
}

/// Whether a measure with a finite verb of its own begins at a token: "turnover has", "the agency rate is".
fn begins_statement(reading: &Reading<'_, '_>, from: usize, at: usize) -> bool {
    let tokens = reading.tokens;
    reading.measures.iter().any(|mention| {
        let near = mention.tokens.start >= from && mention.tokens.start - from <= 2;
        let light = (from..mention.tokens.start).all(|one| matches!(tokens.word(one), "the" | "our" | "its"));
        let verb = tokens.word(mention.tokens.end);
        let finite =
            matches!(verb, "is" | "are" | "was" | "were" | "has" | "have" | "fell" | "rose" | "stands" | "stood");
        near && light && finite && mention.tokens.end <= at
    })
}

/// Whether a word of denial denies nothing here: "not only did it fall", "no longer", "no fewer than".
pub fn is_no_denial(reading: &Reading<'_, '_>, at: usize) -> bool {
    let tokens = reading.tokens;
    matches!(
        (tokens.word(at), tokens.word(at + 1)),
        ("not", "only" | "just" | "merely" | "simply" | "least") | ("no", "doubt" | "fewer" | "less")
    ) || tokens.word(at) == "rather" && tokens.word(at + 1) != "than"
        || tokens.word(at) == "hardly" && tokens.word(at + 1) == "surprising"
        || tokens.word(at) == "without" && tokens.word(at + 1) == "doubt"
}

/// Whether a whole statement is denied: "it is not the case that …", "neither … nor … rose".
pub fn is_denied(reading: &Reading<'_, '_>, at: usize) -> bool {
    let tokens = reading.tokens;
    let start = reading.clause_start(at);
    let frame = (start..at).any(|that| {
        let near = start.max(that.saturating_sub(5))..that;
        tokens.word(that) == "that"
            && near.clone().any(|one| {
                matches!(
                    tokens.word(one),
                    "not" | "no" | "cannot" | "never" | "untrue" | "false" | "isn't" | "isn’t"
                ) && !is_no_denial(reading, one)
            })
            && !near.clone().any(|one| {
                FACTIVE.contains(&tokens.word(one))
                    || matches!(
                        tokens.word(one),
                        "surprise"
                            | "surprising"
                            | "secret"
                            | "coincidence"
                            | "accident"
                            | "wonder"
                            | "only"
                            | "overlook"
                    )
            })
    });
    frame || nor(reading, at).is_some()
}

/// The token of "nor" where a verb has "neither … nor …" before it.
pub fn nor(reading: &Reading<'_, '_>, at: usize) -> Option<usize> {
    let tokens = reading.tokens;
    let breaks = |at: usize| tokens.is(at, ';') || matches!(tokens.word(at), "but" | "while" | "and" | "although");
    let neither = (reading.sentence.start..at)
        .rev()
        .take_while(|at| !breaks(*at))
        .find(|at| tokens.word(*at) == "neither")?;
    (neither..at).find(|at| tokens.word(*at) == "nor")
}

/// The first token of the clause that a phrase set off by a comma belongs to: "to be lower still, at about 5%".
pub fn apposition_start(reading: &Reading<'_, '_>, start: usize) -> usize {
    let tokens = reading.tokens;
    let set_off = start > reading.sentence.start + 1
        && tokens.is(start - 1, ',')
        && matches!(tokens.word(start), "at" | "to" | "perhaps" | "possibly" | "say" | "probably");
    if set_off { reading.clause_start(start - 1) } else { start }
}

/// Where what is compared with ends after a claim: "fell to 4.6%, and our target is 4%", "fell to 4.6%, as we hoped".
pub fn wish_limit(reading: &Reading<'_, '_>, from: usize, until: usize) -> usize {
    let tokens = reading.tokens;
    (from..until)
        .find(|at| {
            let word = tokens.word(*at);
            let next = tokens.word(at + 1);
            let aside = tokens.is(*at, ',')
                && matches!(
                    next,
                    "and" | "but" | "as" | "which" | "while" | "so" | "whereas" | "although" | "though"
                );
            let comment = word == "as"
                && *at > from
                && reading.quantities.iter().any(|one| one.tokens.end == *at)
                && (matches!(next, "we" | "was" | "had" | "it" | "officers" | "the")
                    || lexicon::WISHES.contains(&next)
                    || next == "intended");
            tokens.is(*at, ';')
                || matches!(tokens.kind(*at), Some(Kind::Sign(':')))
                || matches!(word, "but" | "while" | "whereas" | "although" | "though" | "because")
                || aside
                || comment
        })
        .unwrap_or(until)
}
