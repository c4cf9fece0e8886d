//! Sentences that say that an assessment is still to come, and nothing of what it may find.

use crate::check::answer::{among, telling};
use crate::check::equality_duty::denial::{PEOPLE, VERBS, denies, gives_reason};
use crate::check::words::{Word, lower, sentences, words};

/// Whether all that a text says is that an assessment is still to come; `question` are the words that say nothing of equality.
pub fn only_promises(text: &str, question: &str) -> bool {
    let said: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
    let hollow = |sentence: &str| telling(sentence, question) == 0 && !sentence.contains("{{");
    said.iter().any(|sentence| promises(sentence))
        && said.iter().all(|sentence| promises(sentence) || denies(sentence, question) || hollow(sentence))
}

/// What is made to see who is affected.
pub const ASSESSMENTS: &str =
    "analyses analysis assessment assessments ecia eia eias eqia eqias ehia iia screening";

/// How it is made.
const MADE: &str = "appended attached brought carried commissioned completed conducted done drafted finalised made prepared presented produced published reviewed submitted undertaken \
    updated written";

/// "An equality impact assessment will be completed once the scheme has been designed", "a full EIA is planned for the autumn",
/// "officers will carry out an EIA by July".
fn promises(sentence: &str) -> bool {
    let words = words(sentence);
    let all: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let has = |some: &str| all.iter().any(|word| among(some, word));
    let parted = words.iter().any(|word| matches!(word.text, ":" | ";" | "–" | "—" | "(" | "-"));
    // "Is being prepared" gives no reason, as "being a school" does.
    let reasons: Vec<&str> = all.iter().copied().filter(|word| *word != "being").collect();
    if parted || has(PEOPLE) || has("appendix annex found") || sentence.contains("{{") || gives_reason(&reasons) {
        return false;
    }
    let Some(verb) = (0..words.len()).find_map(|at| to_come(&words, at)) else { return false };
    let subject = all[..verb.start].iter().any(|word| among(ASSESSMENTS, word)) || is_looked_at(&words, verb.start);
    let made = all[verb.start..].iter().any(|word| among(ASSESSMENTS, word)) && verb.active;
    (subject && !verb.active || made) && !goes_on(&words[verb.start..])
}

/// "This will be considered", "equality implications will be addressed": of which it is said that somebody will look at it.
fn is_looked_at(words: &[Word<'_>], will: usize) -> bool {
    const WHAT: &str =
        "any effects equalities equality impact impacts implications issues it matters the these they this";
    let be = (will + 1..words.len().min(will + 4)).find(|at| lower(words, *at) == "be");
    let looked = be.is_some_and(|be| among(LOOKED, lower(words, be + 1)));
    looked && will > 0 && words[..will].iter().all(|word| among(WHAT, &word.lower))
}

/// How somebody looks at who is affected.
const LOOKED: &str = "addressed assessed considered examined explored picked reviewed";

/// Where it is said that something is to come.
struct ToCome {
    start: usize,
    /// "Officers will carry out", which has what is made after it.
    active: bool,
}

fn to_come(words: &[Word<'_>], at: usize) -> Option<ToCome> {
    let word = |ahead: usize| lower(words, at + ahead);
    // "Will also be", "will then be".
    let then = usize::from(among("also then now therefore", word(1)));
    let (active, here) = match (word(0), word(1 + then)) {
        ("will" | "shall" | "would", "be") => (false, among(MADE, word(2 + then)) || is_looked_at(words, at)),
        ("will" | "shall", "accompany" | "appear" | "come" | "follow") => (false, true),
        ("will" | "shall", verb) => {
            (true, among("carry commission complete conduct do make prepare produce undertake write", verb))
        }
        ("is" | "are", "to") => (false, word(2) == "be" && among(MADE, word(3))),
        ("is" | "are", "being") => (false, among(MADE, word(2))),
        ("is" | "are", "due" | "planned" | "proposed" | "scheduled") => (false, true),
        _ => (false, false),
    };
    here.then_some(ToCome { start: at, active })
}

/// Whether another clause follows that has a verb of its own: ", and the crossing stays"; "and will be published" has the same subject.
fn goes_on(words: &[Word<'_>]) -> bool {
    let joints = words.iter().enumerate().filter(|(_, word)| among("and , but", &word.lower));
    joints.into_iter().any(|(at, _)| {
        let clause = &words[at + 1..];
        // ", once the scheme has been designed"
        let when = clause
            .first()
            .is_some_and(|word| among("after and at before by if in once until when with", &word.lower));
        let verb = clause.iter().take(8).position(|word| among(VERBS, &word.lower));
        verb.is_some_and(|verb| verb > 0) && !when
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_to_come_tells_nothing() {
        for text in [
            "An equality impact assessment will be completed at a later date.",
            "An equality impact assessment will be carried out once the scheme has been designed.",
            "An equality impact assessment will be prepared before the work begins.",
            "An EIA will be completed by July.",
            "An EIA will be completed by 1 July 2026 and will be published.",
            "A full EIA is planned for the autumn.",
            "Officers will carry out an EIA when the tenders are in.",
            "An equality analysis will accompany the final report to Cabinet.",
            "The EIA will come to the Board in May.",
            "An assessment will be presented with the final scheme.",
            "This will be considered as part of the detailed design.",
            "Equality impacts will be addressed at the next stage.",
            "These will be reviewed in a later report.",
            "No adverse impact is expected. A full EIA is being prepared for the next stage.",
        ] {
            assert!(only_promises(text, "adverse impact expected"), "{text}");
        }
        for text in [
            "An EIA will be completed by July, because older residents may lose the bus.",
            "An EIA will be carried out on the effect on disabled drivers.",
            "An EIA was completed in May and is in Appendix 2.",
            "An EIA found that the crossing helps most. It will be updated in July.",
            "An EIA will be completed, and the crossing stays open until then.",
            "The scheme will be shaped by the EIA.",
            "This will be considered, since two bays go.",
            "The bays will be reviewed in May.",
            "These will be examined with disabled drivers.",
            "Equality impacts will be addressed: a ramp is built first.",
            "The analysis follows the bus routes.",
            "The steps are to be replaced by a ramp.",
            "An EIA will be made: the ramp is steep.",
            "",
        ] {
            assert!(!only_promises(text, ""), "{text}");
        }
    }
}
