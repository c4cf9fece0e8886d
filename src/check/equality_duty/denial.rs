//! Sentences that deny that anybody is affected, and do not say why.

use crate::check::answer::{among, telling};
use crate::check::words::{Word, sentences, words};

/// Whether all that a text says is that there is nothing: every sentence of it denies that there is an effect and gives no
/// reason, or tells nothing at all; `question` are the words that say nothing of equality.
///
/// What the matter is called, "the resurfacing works", is part of the denial and no reason for it.
pub fn only_denies(text: &str, question: &str) -> bool {
    let all = sentences(text);
    let said: Vec<&str> = all.into_iter().map(|range| &text[range]).collect();
    let hollow = |sentence: &&str| telling(sentence, question) == 0 && !sentence.contains("{{");
    said.iter().any(|sentence| denies(sentence, question))
        && said.iter().all(|sentence| denies(sentence, question) || hollow(sentence))
}

/// What a denial denies.
const EFFECTS: &str = "adverse adversely affect affected affecting affects applicable apply assessment bearing concern concerns \
    consequence consequences differential differentially disadvantage disadvantaged disadvantages discriminate discriminates \
    discriminating discrimination discriminatory disproportionate disproportionately effect effects eia eqia impact impacted impacts \
    implication implications issue issues matters negative negatively relevant";

/// How it is denied.
const DENIALS: &str = "cannot doubtful few little low minimal negligible neither neutral neutrally never no none nor not nothing \
    unlikely without";

/// Words that begin a reason, or something that is said beside the denial.
const REASONS: &str = "although as because being but due except given however if other owing provided since so than therefore though \
    through thus unless view whether where whereas which while who whom whose";

/// Who the Act protects: a sentence that names one of them has looked at somebody.
pub const PEOPLE: &str = "age aged autistic belief black blind boys carer carers child children christian deaf disabled disabilities \
    disability ethnic faith female females gay gender girls hindu jewish lesbian lgbt lgbtq male males maternity men mothers muslim \
    old older parents pregnancy pregnant pupils race religion religious roma sex sexual sikh trans transgender traveller travellers \
    wheelchair white women young younger youth";

/// Verbs that begin a clause of its own after "and".
pub const VERBS: &str = "are be can continues do does gain gains get gets has have is keep keeps pay pays remain remains stay stays was \
    were will would";

/// Whether a sentence denies an effect, and says no more.
pub fn denies(sentence: &str, question: &str) -> bool {
    let words = said(words(sentence), question);
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let has = |some: &str| lower.iter().any(|word| among(some, word.trim_end_matches("n't")));
    let denied = has(DENIALS) || lower.iter().any(|word| word.ends_with("n't"));
    if !denied || !has(EFFECTS) || has(PEOPLE) || sentence.contains("{{") {
        return false;
    }
    // A number, an appendix or a day leads to what was found.
    let leads = words.iter().any(|word| word.is_number()) || lower.iter().any(|word| among("annex appendix", word));
    let parted = words.iter().any(|word| matches!(word.text, ":" | ";" | "–" | "—" | "(" | "-"));
    !leads && !parted && !gives_reason(&lower) && !goes_on(&words, question)
}

/// The words of a sentence without what it is headed with: "Equality and diversity: not applicable".
fn said<'a>(words: Vec<Word<'a>>, question: &str) -> Vec<Word<'a>> {
    let colon = words.iter().take(8).position(|word| matches!(word.text, ":" | "–" | "-"));
    let Some(colon) = colon else { return words };
    let heading: Vec<&str> = words[..colon].iter().map(|word| word.text).collect();
    let denies = words[..colon].iter().any(|word| among(DENIALS, &word.lower));
    if telling(&heading.join(" "), question) == 0 && !denies { words[colon + 1..].to_vec() } else { words }
}

/// Whether one of the words begins a reason; "as a result of the works" names only what the effect would come from.
pub fn gives_reason(lower: &[&str]) -> bool {
    let word = |at: usize| lower.get(at).copied().unwrap_or_default();
    (0..lower.len()).any(|at| match word(at) {
        "as" => {
            let result = matches!((word(at + 1), word(at + 2)), ("a", "result" | "consequence") | ("part", "of"));
            !result && !matches!(word(at + 1), "such" | "yet") && word(at.wrapping_sub(2)) != "as"
        }
        "due" => word(at + 1) == "to",
        "view" => at > 0 && word(at - 1) == "in",
        "given" => !among("be been has have is was were", word(at.wrapping_sub(1))),
        "other" => word(at + 1) == "than",
        "being" => word(at + 1) != "made",
        one => among(REASONS, one),
    })
}

/// Whether a clause with a verb of its own stands beside the denial, which tells something: "and the libraries stay open".
fn goes_on(words: &[Word<'_>], question: &str) -> bool {
    let tells = |clause: &[Word<'_>]| {
        let that = clause.iter().rposition(|word| word.lower == "that").map_or(0, |that| that + 1);
        let clause = &clause[that..];
        let verb = clause.iter().take(8).position(|word| among(VERBS, &word.lower));
        let denied = clause.iter().any(|word| among(DENIALS, &word.lower));
        let told: Vec<&str> = clause.iter().map(|word| word.text).collect();
        verb.is_some_and(|verb| verb > 0) && !denied && telling(&told.join(" "), question) > 0
    };
    let joints = words.iter().enumerate().filter(|(_, word)| word.lower == "and" || word.text == ",");
    joints.into_iter().any(|(at, joint)| tells(&words[at + 1..]) || joint.lower == "and" && tells(&words[..at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_denial_is_none_of_the_reasons_for_it() {
        for text in [
            "The changes to highways maintenance are not expected to have equality implications.",
            "No adverse impact is anticipated.",
            "The planning policy is not considered to discriminate against anyone.",
            "It is considered that the leisure contract will have a neutral effect.",
            "No negative impacts have been identified as a result of the licensing policy.",
            "The recommendations are unlikely to have implications for equality. None was raised in the consultation on the bins.",
            "The housing policy doesn't have any impact.",
        ] {
            assert_eq!(only_denies(text, ""), !text.contains("None was"), "{text}");
        }
        for text in [
            "The policy is not expected to have an adverse impact, since every applicant is assessed by need alone.",
            "There is no adverse impact and all of the homes are kept.",
            "There is no adverse impact: all the homes are kept.",
            "The building has level access and there is no adverse impact.",
            "The assessment (Appendix 2) found no adverse impact.",
            "Older tenants are not affected by the change of landlord.",
            "No effect is expected other than on those who drive.",
            "The rents are fair.",
            "",
        ] {
            assert!(!only_denies(text, ""), "{text}");
        }
    }
}
