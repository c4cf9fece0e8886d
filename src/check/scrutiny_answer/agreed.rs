//! What says of itself that a scrutiny body has had it: a title, recommendations, an answer.

use crate::check::scrutiny_answer::clauses::{is_away, is_to_come};
use crate::check::words::{lower, words};
use crate::narrative::document::{Recommendation, plain_text};

/// Whether a title names recommendations or findings of a scrutiny body.
pub fn recommends(title: &str) -> bool {
    let lower = title.to_lowercase();
    let Some(at) = lower.find("scrutiny") else { return false };
    // "Scrutiny review of playgrounds: recommendations"
    let own = ["scrutiny inquiry", "scrutiny investigation", "scrutiny review", "scrutiny task"];
    let told = ["finding", "outcome", "recommendation", "report", "response"];
    if own.iter().any(|words| lower[at..].starts_with(words))
        && told.iter().any(|words| lower[at..].contains(words))
    {
        return true;
    }
    let before = &lower[..at];
    ["recommendations from", "recommendations of", "findings from", "findings of", "report of", "review by"]
        .iter()
        .any(|words| before.contains(words))
}

/// Whether a sentence says that a scrutiny body has considered, agreed or received something.
pub fn considered(text: &str) -> bool {
    const DONE: &[&str] = &[
        "agreed",
        "agenda",
        "approved",
        "backed",
        "briefed",
        "considered",
        "consulted",
        "debated",
        "discussed",
        "endorsed",
        "examined",
        "given",
        "heard",
        "looked",
        "noted",
        "presented",
        "recommended",
        "received",
        "reported",
        "reviewed",
        "scrutinised",
        "submitted",
        "supported",
        "taken",
        "went",
    ];
    crate::check::words::sentences(text).into_iter().any(|range| {
        let words = words(&text[range]);
        // "Not applicable – it was on the agenda of the Scrutiny Panel" denies nothing.
        let applies = lower(&words, 0) == "not" && lower(&words, 1) == "applicable";
        let words = &words[if applies { 2 } else { 0 }..];
        let body = words.iter().position(|word| word.lower == "scrutiny");
        let negated = words.iter().any(|word| matches!(word.lower.as_str(), "not" | "never" | "nothing"));
        let to_come = is_to_come(words) || is_away(words);
        body.is_some() && !negated && !to_come && words.iter().any(|word| DONE.contains(&word.lower.as_str()))
    })
}

/// Whether recommendations are those of a scrutiny body: it agreed them, or they are introduced as recommended to it.
pub fn recommended(items: &[Recommendation]) -> bool {
    items.iter().any(|item| {
        let stem = plain_text(&item.stem).to_lowercase();
        let to_scrutiny = stem.contains("scrutiny") && stem.contains("recommended to");
        let text = plain_text(&item.text).to_lowercase();
        let agreed = [
            "agreed by",
            "recommendations of",
            "recommendations from",
            "recommended by",
            "made by",
            "considered by",
            "that the",
        ]
        .iter()
        .any(|words| text.find(words).is_some_and(|at| names_scrutiny(&text[at + words.len()..])))
            && (text.contains("recommendation") || text.contains("agreed") || text.contains("recommended"));
        to_scrutiny || agreed
    })
}

/// Whether a scrutiny body is named within a few words.
fn names_scrutiny(text: &str) -> bool {
    words(text).iter().take(8).any(|word| word.lower == "scrutiny")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrative::document::plain;

    fn item(text: &str, stem: &str) -> Recommendation {
        Recommendation { level: 1, text: plain(text), stem: plain(stem), ..Recommendation::default() }
    }

    #[test]
    fn a_title_may_name_what_scrutiny_recommends() {
        for title in [
            "Recommendations from the Education and Children's Services Scrutiny Board (2) Task and Finish Group",
            "Findings of the Scrutiny Commission on fostering",
            "Report of the Scrutiny Panel",
        ] {
            assert!(recommends(title), "{title}");
        }
        for title in [
            "Scrutiny annual plan",
            "Retention of social workers",
            "Response to Ofsted's recommendations",
            "Appointment of the Scrutiny Officer",
        ] {
            assert!(!recommends(title), "{title}");
        }
    }

    #[test]
    fn recommendations_may_be_those_of_scrutiny() {
        for (text, stem) in [
            ("Consider the recommendations agreed by the Education and Children's Scrutiny Board (2)", ""),
            ("Consider these:", "The Scrutiny Board are recommended to:"),
            ("Accept the recommendations of the Scrutiny Panel", ""),
            ("Consider the recommendations that the Education Scrutiny Board agreed", ""),
        ] {
            assert!(recommended(&[item(text, stem)]), "{text}");
        }
        for (text, stem) in [
            ("Ask the Scrutiny Board to look at retention", ""),
            ("Send the report to the Scrutiny Board for information", ""),
            ("Agree the plan", "The Cabinet Member is recommended to:"),
            ("Note the recommendations of Ofsted", ""),
            ("Write to the Scrutiny Board in support", ""),
        ] {
            assert!(!recommended(&[item(text, stem)]), "{text}");
        }
    }
}
