//! Sentences that say that no scrutiny body has had what a report brings: "The proposal has not been considered by scrutiny".

use std::ops::Range;

use crate::check::answer::among;
use crate::check::scrutiny_answer::clauses::is_to_come;
use crate::check::scrutiny_answer::matter::Matter;
use crate::check::words::{Word, lower, words};

/// What is done with a paper by those who consider it.
const CONSIDERED: &str = "considered debated discussed examined heard received reviewed scrutinised seen";

/// How a paper comes before those who consider it.
const BROUGHT: &str = "been brought come gone presented put reported shown submitted taken";

/// Words in the names of scrutiny bodies that do not tell one from others.
pub const COMMON: &str = "a and any board body commission committee neither no none of overview panel pre-decision scrutinised scrutiny select the";

/// Whether a sentence denies that the matter of a report has been before a scrutiny body. `answer` is what the front page says: a body
/// that it does not name may be another one.
pub fn denies_scrutiny(sentence: &str, matter: &Matter, answer: &str) -> bool {
    /// What leaves some time, some part or somebody out of the denial.
    const BUT_FOR: &str =
        "again apart but detail except formally full if only other since than though unless until when whether";
    let words = words(sentence);
    let aside = words.iter().any(|word| among(BUT_FOR, &word.lower));
    if aside || matter.is_old(&words) || is_to_come(&words) || sentence.trim_end().ends_with('?') {
        return false;
    }
    let named = bodies_or_scrutiny(&words, matter);
    named.iter().any(|body| {
        !words[body.end..].iter().any(|word| word.lower == "before")
            && is_meant(&words[body.clone()], answer)
            && (is_passive(&words, body, matter)
                || is_active(&words, body, matter)
                || is_of_none(&words, body, matter)
                || is_left_out(&words, body, matter)
                || is_without(&words, body, matter))
    })
}

/// The names of scrutiny bodies in a sentence, and "scrutiny" by itself where something is or comes "by" or "to" it.
pub fn bodies_or_scrutiny(words: &[Word<'_>], matter: &Matter) -> Vec<Range<usize>> {
    let mut found = matter.own_bodies(words);
    let alone = (1..words.len()).filter(|at| {
        lower(words, *at) == "scrutiny"
            && among("any before by decision decision-making no pre-decision through to", lower(words, at - 1))
            && !found.iter().any(|body| body.contains(at))
    });
    let alone: Vec<Range<usize>> = alone.map(|at| at..at + 1).collect();
    found.extend(alone);
    found
}

/// Whether a body is scrutiny in general, or one that the answer names as well.
pub fn is_meant(name: &[Word<'_>], answer: &str) -> bool {
    let said = words(answer);
    name.iter()
        .filter(|word| word.is_word() || word.is_number())
        .filter(|word| !among(COMMON, &word.lower))
        .all(|word| said.iter().any(|one| one.lower == word.lower))
}

/// "The proposal has not been considered by Scrutiny", "This report was not taken to the Scrutiny Board".
fn is_passive(words: &[Word<'_>], body: &Range<usize>, matter: &Matter) -> bool {
    let Some(not) = words[..body.start].iter().rposition(|word| among("never not", &word.lower)) else {
        return false;
    };
    let auxiliary = not.checked_sub(1).filter(|at| among("has have was were", lower(words, *at)));
    let Some(auxiliary) = auxiliary else { return false };
    let said = &words[not + 1..body.start];
    let done = said.iter().any(|word| among(CONSIDERED, &word.lower) || among(BROUGHT, &word.lower))
        || words.get(body.start).is_some_and(|word| word.lower == "scrutinised");
    let plain = said.iter().all(|word| {
        among(CONSIDERED, &word.lower)
            || among(BROUGHT, &word.lower)
            || among("a any at before by either either's in kind of our subject the through to yet", &word.lower)
    });
    done && plain && matter.is_named(&words[..auxiliary])
}

/// "No scrutiny committee has looked at this proposal", "The Scrutiny Board has not considered this report".
fn is_active(words: &[Word<'_>], body: &Range<usize>, matter: &Matter) -> bool {
    let before = &words[body.start.saturating_sub(4)..body.start];
    let none = before.iter().any(|word| among("neither no none nor", &word.lower))
        || words[body.clone()].iter().any(|word| among("neither no none", &word.lower));
    let mut at = body.end;
    if !among("had has have did was were", lower(words, at)) {
        return false;
    }
    at += 1;
    let not = among("never not", lower(words, at));
    while among("never not yet been ever", lower(words, at)) {
        at += 1;
    }
    if none == not {
        return false;
    }
    let verb = lower(words, at);
    let consulted = among("asked consulted", verb) && among("about for on", lower(words, at + 1));
    let looked = among("looked look", verb) && among("at into", lower(words, at + 1));
    let simple = among(CONSIDERED, verb) || among("consider discuss examine review see had", verb);
    let object = if consulted || looked { at + 2 } else { at + 1 };
    (consulted || looked || simple) && words.get(object..).is_some_and(|object| matter.is_named(object))
}

/// "There has been no pre-decision scrutiny of this proposal", "no scrutiny of these proposals has taken place".
fn is_of_none(words: &[Word<'_>], body: &Range<usize>, matter: &Matter) -> bool {
    let before = &words[..body.start];
    let denied = before.iter().rev().take(2).any(|word| word.lower == "no");
    let of = body.start + 1;
    let rest = words.get(of + 1..).unwrap_or_default();
    let verb = rest.iter().position(|word| among("has was", &word.lower)).unwrap_or(rest.len());
    let been = words.iter().any(|word| among("been was place", &word.lower));
    denied && been && lower(words, of) == "of" && matter.is_named(&rest[..verb])
}

/// "The scheme comes to the Cabinet Member without going to scrutiny first", "without having been considered by the Panel".
fn is_left_out(words: &[Word<'_>], body: &Range<usize>, matter: &Matter) -> bool {
    let Some(without) = words[..body.start].iter().rposition(|word| word.lower == "without") else { return false };
    let small = "a any at before being by first going having our the through to";
    let plain = words[without + 1..body.start]
        .iter()
        .all(|word| among(small, &word.lower) || among(CONSIDERED, &word.lower) || among(BROUGHT, &word.lower));
    let verb =
        words[..without].iter().position(|word| among("comes came goes had has have is was went", &word.lower));
    plain && verb.is_some_and(|verb| matter.is_named(&words[..verb]))
}

/// "Scrutiny has had no sight of these proposals", "has not had the opportunity to look at the plan", "was given no part in it".
fn is_without(words: &[Word<'_>], body: &Range<usize>, matter: &Matter) -> bool {
    const SEE: &str = "comment consider debate discuss examine hear look review scrutinise see";
    let mut at = body.end;
    let mut denied = false;
    while among("a an any been given had has have never no not the was were yet", lower(words, at)) {
        denied |= among("never no not", lower(words, at));
        at += 1;
    }
    let object = match (lower(words, at), lower(words, at + 1)) {
        ("sight", "of") | ("input" | "involvement" | "part" | "role" | "say", "in" | "into") => at + 2,
        ("chance" | "opportunity" | "time", "to") if among(SEE, lower(words, at + 2)) => {
            at + 3 + usize::from(among("at into on", lower(words, at + 3)))
        }
        _ => return false,
    };
    denied && at > body.end && words.get(object..).is_some_and(|object| matter.is_named(object))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn denied(text: &str, answer: &str) -> bool {
        let date = NaiveDate::from_ymd_opt(2025, 6, 17).expect("a date");
        denies_scrutiny(text, &Matter::new("Resurfacing of residential roads", date), answer)
    }

    #[test]
    fn a_report_may_deny_that_scrutiny_had_it() {
        let missed: Vec<&str> = [
            "The proposal has not been considered by scrutiny.",
            "No scrutiny committee has looked at this proposal.",
            "No scrutiny committee has looked at this proposal, so that it may be called in.",
            "This report has not been to Scrutiny.",
            "The resurfacing of roads was not taken to the Overview and Scrutiny Committee.",
            "The Overview and Scrutiny Committee has not considered these proposals.",
            "Neither scrutiny board has discussed the plan.",
            "The proposals have never been before a scrutiny committee.",
            "There has been no pre-decision scrutiny of this proposal.",
            "It has not been through scrutiny.",
            "The matter has not been before any scrutiny body.",
            "Scrutiny has not looked at these proposals, as there was no time.",
            "The scheme has come straight to the Cabinet Member without going to scrutiny first.",
            "This report comes to Cabinet without having been considered by the Scrutiny Board.",
            "The Scrutiny Board was not consulted on this report.",
            "The Scrutiny Committee did not see the plan.",
            "Scrutiny has had no sight of these proposals.",
            "The Scrutiny Board has had no opportunity to look at the proposals.",
            "Scrutiny has not had the chance to see this report.",
            "Scrutiny was given no part in this proposal.",
            "This decision has not been scrutinised by the Overview and Scrutiny Committee.",
        ]
        .into_iter()
        .filter(|text| !denied(text, "Yes"))
        .collect();
        assert_eq!(missed, Vec::<&str>::new());
        assert!(denied(
            "The Housing Scrutiny Panel has not seen this report.",
            "Yes – Housing Scrutiny Panel, 13 May"
        ));
    }

    #[test]
    fn other_denials_are_left_alone() {
        let told: Vec<&str> = [
            "The Overview and Scrutiny Committee considered the proposal on 13 May 2025 and supported it.",
            "The Housing Scrutiny Panel has not seen this report.",
            "The proposal was not called in by Scrutiny.",
            "The Scrutiny Committee did not support the proposal.",
            "Scrutiny has had no sight of the accounts of the trust.",
            "The Scrutiny Board has had an opportunity to look at the proposals.",
            "Solihull Council's Scrutiny Board has had no sight of these proposals.",
            "The final costs have not been considered by Scrutiny.",
            "The cost of the proposal has not been considered by Scrutiny.",
            "The proposal has not been considered by Scrutiny since it was changed.",
            "The amended proposal has not been considered by Scrutiny.",
            "The proposal had not been considered by Scrutiny before the summer.",
            "The proposal was not considered by Scrutiny before the summer.",
            "Option 3 has not been considered by Scrutiny.",
            "School meals came to Cabinet without going to scrutiny first.",
            "The proposal was made without the support of the Scrutiny Board.",
            "The proposal for a tram has not been considered by Scrutiny.",
            "In 2019 the plan was not considered by Scrutiny.",
            "The Scrutiny Board has not considered school meals.",
            "The plan has not been considered by Cabinet.",
            "The accounts were not open to public scrutiny.",
            "A neighbouring council's plan has not been considered by its own scrutiny committee.",
            "No scrutiny committee has asked to see the plan.",
            "Scrutiny has not considered an earlier draft of this report.",
            "If the proposal has not been considered by Scrutiny, it can be called in.",
        ]
        .into_iter()
        .filter(|text| denied(text, "Yes – the Overview and Scrutiny Committee considered it on 13 May 2025."))
        .collect();
        assert_eq!(told, Vec::<&str>::new());
    }
}
