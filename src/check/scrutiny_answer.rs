//! `scrutiny-answer`: "considered by Scrutiny? No" beside a scrutiny board's recommendations.

use crate::check::words::words;
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::narrative::document::Recommendation;
use crate::narrative::document::plain_text;
use crate::project::fields::FieldEntry;
use crate::project::yaml::Text;

/// The field of a kind of document in which the question is answered.
const FIELD: &str = "scrutiny";

/// "Has it been considered by Scrutiny? No" in a report that brings what a scrutiny board has considered.
pub const RULE: Rule = Rule {
    name: "scrutiny-answer",
    severity: Severity::Error,
    summary: "\"considered by Scrutiny? No\" beside what a scrutiny board has agreed",
    explanation: "\
Finds a No to the question whether Scrutiny has considered or will consider the matter, in a report that says otherwise:
its title names recommendations of a scrutiny board, its recommendations are those that a scrutiny board agreed, or the
answer itself goes on to say what went to the board.

For example: \"No – but a briefing note went to the Scrutiny Board on 29 March\", above recommendations \"agreed by the
Scrutiny Board\".

Left alone is a No in a report that only asks that a scrutiny board be told, or that names one in passing.

Source: the front page of a published Cabinet Member report.",
    needs_whole: false,
    run: find,
};

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let entry = paper.report.fields.iter().find(|(key, _)| key == FIELD);
    let answer: Option<&Text> = match entry {
        Some((_, FieldEntry::Line(text))) => Some(text),
        Some((_, FieldEntry::Text(texts) | FieldEntry::Lines(texts))) => texts.first(),
        _ => None,
    };
    let Some(answer) = answer.filter(|answer| says_no(&answer.value)) else { return Vec::new() };
    let mut evidence: Vec<(Span, &str)> = Vec::new();
    if recommends(&paper.narrated.document.title_text) {
        evidence.push((paper.report.title.span.clone(), "the title names its recommendations"));
    }
    if let (Some(entry), Some(document)) = (&paper.report.recommendations, &paper.narrated.document.recommendations)
    {
        let place = entry.items.first().map_or(&entry.lead.span, |first| &first.text.span);
        if considered(&plain_text(&document.lead)) || recommended(&document.items) {
            evidence.push((place.clone(), "these are what it agreed"));
        }
    }
    if evidence.is_empty() {
        evidence.extend(in_the_text(paper, answer).map(|place| (place, "this says otherwise")));
    }
    let own = considered(&answer.value);
    if evidence.is_empty() && !own {
        return Vec::new();
    }
    let message = if own {
        "the answer is No, and goes on to say what a scrutiny body has considered"
    } else {
        "the answer is No, but this report brings what a scrutiny body has agreed"
    };
    let first = answer.locate(0..2);
    let told =
        evidence.into_iter().fold(finding(message, &first), |told, (place, words)| told.related(&place, words));
    vec![told.hint("answer Yes, with the name of the body and the date of its meeting")]
}

/// Where the summary or the body says that a scrutiny body has agreed or considered the recommendations or the report.
fn in_the_text(paper: &Paper<'_>, answer: &Text) -> Option<Span> {
    let others = paper.passages.iter().filter(|passage| passage.source.span != answer.span);
    let mut told = others.flat_map(|passage| {
        let sentences = passage.sentences().into_iter();
        sentences
            .filter(|range| brings(&passage.text[range.clone()]))
            .map(|range| passage.place(&range))
            .collect::<Vec<_>>()
    });
    told.next()
}

/// Whether a sentence says that what the report brings has been before a scrutiny body.
fn brings(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let this =
        ["these recommendations", "the recommendations", "its recommendations", "this report", "this matter"];
    let agreed = [
        "agreed by",
        "considered by",
        "agreed the",
        "considered the",
        "considered this",
        "agreed these",
        "as agreed",
        "made by",
    ];
    considered(sentence)
        && this.iter().any(|words| lower.contains(words))
        && agreed.iter().any(|words| lower.contains(words))
}

/// Whether an answer begins with No.
fn says_no(answer: &str) -> bool {
    words(answer).first().is_some_and(|first| first.lower == "no")
}

/// Whether a title names recommendations or findings of a scrutiny body.
fn recommends(title: &str) -> bool {
    let lower = title.to_lowercase();
    let Some(at) = lower.find("scrutiny") else { return false };
    let before = &lower[..at];
    ["recommendations from", "recommendations of", "findings from", "findings of", "report of", "review by"]
        .iter()
        .any(|words| before.contains(words))
}

/// Whether a sentence says that a scrutiny body has considered, agreed or received something.
fn considered(text: &str) -> bool {
    const DONE: &[&str] = &[
        "agreed",
        "approved",
        "considered",
        "discussed",
        "endorsed",
        "noted",
        "presented",
        "recommended",
        "received",
        "reported",
        "reviewed",
        "submitted",
        "supported",
        "taken",
        "went",
    ];
    crate::check::words::sentences(text).into_iter().any(|range| {
        let words = words(&text[range]);
        let body = words.iter().position(|word| word.lower == "scrutiny");
        let negated = words.iter().any(|word| matches!(word.lower.as_str(), "not" | "never" | "nothing"));
        body.is_some() && !negated && words.iter().any(|word| DONE.contains(&word.lower.as_str()))
    })
}

/// Whether recommendations are those of a scrutiny body: it agreed them, or they are introduced as recommended to it.
fn recommended(items: &[Recommendation]) -> bool {
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
    fn a_no_is_a_no() {
        for (answer, no) in [
            ("No", true),
            ("No – but", true),
            ("no.", true),
            ("None", false),
            ("Yes", false),
            ("Not yet", false),
            ("", false),
        ] {
            assert_eq!(says_no(answer), no, "{answer}");
        }
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
    fn an_answer_may_take_itself_back() {
        for text in [
            "No – but a briefing note went to the Scrutiny Board (2) – 29 March 2018",
            "No. The Scrutiny Commission considered it in May.",
            "No, it was presented to Scrutiny.",
        ] {
            assert!(considered(text), "{text}");
        }
        for text in [
            "No",
            "No. It has not been considered by Scrutiny.",
            "No – the Council considered it.",
            "No; a Scrutiny Board may ask for it.",
        ] {
            assert!(!considered(text), "{text}");
        }
    }

    #[test]
    fn the_text_may_say_otherwise() {
        for text in [
            "The recommendations were agreed by the Education Scrutiny Board (2) in March.",
            "This report brings its recommendations, as agreed by the Scrutiny Board, to the Cabinet Member.",
            "The Scrutiny Commission considered this report on 3 May.",
        ] {
            assert!(brings(text), "{text}");
        }
        for text in [
            "In 2016 the Scrutiny Board considered a report on fostering.",
            "The recommendations have not been considered by Scrutiny.",
            "The recommendations were made by Ofsted.",
            "A Scrutiny Board may look at the recommendations.",
        ] {
            assert!(!brings(text), "{text}");
        }
    }

    #[test]
    fn recommendations_may_be_those_of_scrutiny() {
        for (text, stem) in [
            ("Consider the recommendations agreed by the Education and Children's Scrutiny Board (2)", ""),
            ("Consider these:", "The Scrutiny Board are recommended to:"),
            ("Accept the recommendations of the Scrutiny Panel", ""),
            ("Consider the recommendations that the Education Scrutiny Board (2) agreed", ""),
        ] {
            let text = text.replace(
                "that the Education Scrutiny Board (2) agreed",
                "that the Education Scrutiny Board agreed",
            );
            assert!(recommended(&[item(&text, stem)]), "{text}");
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
