//! `urgent-item`: whether it is stated which special circumstances make an item urgent.

use crate::check::words::words;
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::fields::{FieldEntry, RecordEntry};
use crate::project::yaml::Text;

/// An urgent item of which nobody says why it cannot wait.
pub const RULE: Rule = Rule {
    name: "urgent-item",
    severity: Severity::Error,
    summary: "an urgent item, report or minute without the special circumstances that make it urgent",
    explanation: "\
Finds items of an agenda that are called urgent or late and have no `urgent:` with the special circumstances; `urgent:` (of
an item or of a report), `shorter-notice:` and `exception:` that say nothing but that it is urgent; and minutes of an item
that was taken as a matter of urgency which do not say why. What was not open to the public for five clear days may only be
considered where the chair is of the opinion that it should be, by reason of special circumstances, and these are
to stand in the minutes.

For example: `title: \"Urgent item: Ofsted\"` with a paper and no `urgent:`; `urgent: \"Yes\"`; `urgent: Special
circumstances`. What is wanted: `urgent: The inspection report came on 10 April and has to be answered by the 20th.`

Left alone is the standing item \"Any other business … as a matter of urgency because of the special circumstances
involved\", which has no paper.

Source: Local Government Act 1972, section 100B(4)(b); SI 2012/2089, regulation 11 for key decisions.",
    needs_whole: false,
    run: find,
};

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for key in ["urgent", "shorter-notice"] {
        found.extend(paper.texts(key).into_iter().filter_map(empty));
    }
    for (_, field) in &paper.report.fields {
        let FieldEntry::Records(records, _) = field else { continue };
        for record in records {
            item(record, &mut found);
        }
    }
    found
}

/// What is wrong with an item of an agenda or of minutes.
fn item(record: &RecordEntry, found: &mut Vec<Diagnostic>) {
    let stated: Vec<&Text> = ["urgent", "exception"].iter().flat_map(|key| texts(record, key)).collect();
    found.extend(stated.iter().filter_map(|text| empty(text)));
    if let (Some(title), []) = (texts(record, "title").first(), stated.as_slice())
        && is_urgent(&title.value)
        && (has_paper(record) || !is_standing(&title.value))
    {
        found.push(
            finding("an urgent item without its special circumstances", &title.span)
                .hint("add `urgent:` to the item, with the reason why it cannot wait for the next meeting"),
        );
    }
    // Minutes.
    if let Some(heading) = texts(record, "heading").first() {
        let said: Vec<&Text> = ["text", "after"].iter().flat_map(|key| texts(record, key)).collect();
        let taken = said.iter().find(|text| takes_as_urgent(&text.value)).copied();
        let named = (is_urgent(&heading.value) && !is_standing(&heading.value)).then_some(*heading);
        let place = taken.or(named).filter(|_| !said.iter().any(|text| gives_reason(&text.value)));
        if let Some(place) = place {
            found.push(
                finding("the minute does not say which special circumstances made this urgent", &place.span).hint(
                    "add the reason to the item: `The Chair agreed to take it as a matter of urgency because …`",
                ),
            );
        }
    }
}

fn texts<'a>(record: &'a RecordEntry, key: &str) -> Vec<&'a Text> {
    match record.field(key) {
        Some(FieldEntry::Line(text)) => vec![text],
        Some(FieldEntry::Text(texts) | FieldEntry::Lines(texts)) => texts.iter().collect(),
        _ => Vec::new(),
    }
}

fn has_paper(record: &RecordEntry) -> bool {
    record.fields.iter().any(|(_, field)| matches!(field, FieldEntry::Paper(_) | FieldEntry::Recommendations(_)))
}

/// A reason that says no more than that there is one.
fn empty(text: &Text) -> Option<Diagnostic> {
    /// Words that a reason cannot consist of.
    const HOLLOW: &[&str] = &[
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "be",
        "because",
        "being",
        "by",
        "chair",
        "circumstances",
        "considered",
        "due",
        "for",
        "in",
        "involved",
        "is",
        "it",
        "item",
        "late",
        "matter",
        "n",
        "no",
        "none",
        "notice",
        "of",
        "on",
        "reason",
        "reasons",
        "report",
        "short",
        "shorter",
        "special",
        "taken",
        "tbc",
        "that",
        "the",
        "this",
        "to",
        "urgency",
        "urgent",
        "very",
        "was",
        "will",
        "with",
        "yes",
        "true",
        "x",
        "xx",
    ];
    let words = words(&text.value);
    let telling =
        words.iter().filter(|word| word.is_number() || word.is_word() && !HOLLOW.contains(&word.lower.as_str()));
    (telling.count() < 2 && !text.value.contains("{{")).then(|| {
        let written = text.value.trim();
        let message = if written.len() <= 40 {
            format!("`{written}` does not say which special circumstances these are")
        } else {
            "this does not say which special circumstances these are".to_owned()
        };
        finding(message, &text.span).hint("say what happened, and why it cannot wait for the next meeting")
    })
}

/// Whether a heading says that the item is urgent.
fn is_urgent(heading: &str) -> bool {
    let words = words(heading);
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let late = matches!(lower.as_slice(), ["late", "item" | "report" | "paper" | "items", ..]);
    let urgent = match lower.iter().position(|word| matches!(*word, "urgent" | "urgency")) {
        // "Urgent item: …", "Ofsted (urgent)", "taken as a matter of urgency"; not "Urgent care in Coventry".
        Some(at) => {
            lower[at] == "urgency"
                || matches!(
                    lower.get(at + 1),
                    None | Some(&("item" | "items" | "business" | "report" | "matter" | ":" | ")" | "–" | "-"))
                )
        }
        None => false,
    };
    late || urgent
}

/// Whether a heading is that of the item that every agenda has in case there is something urgent.
fn is_standing(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let words = words(&lower);
    let first: Vec<&str> = words.iter().take(2).map(|word| word.lower.as_str()).collect();
    matches!(
        first.as_slice(),
        ["any", _] | ["other", "urgent" | "items" | "business"] | ["items" | "matters", "of"]
    ) || matches!(
        lower.trim_end_matches('.').trim(),
        "urgent business" | "urgent items" | "urgent item(s)" | "urgent matters" | "items of urgent business"
    ) || lower.starts_with("urgent business (if any")
        || lower.starts_with("urgent item(s)")
}

/// Whether a minute says that something was taken as urgent.
fn takes_as_urgent(text: &str) -> bool {
    crate::check::words::sentences(text).into_iter().any(|range| {
        let sentence = text[range].to_lowercase();
        let taken = ["matter of urgency", "item of urgent business", "urgent item", "urgent business"];
        let none = [
            "no urgent",
            "no items of urgent",
            "no item of urgent",
            "no other",
            "there were no",
            "there was no",
            "no matters",
        ];
        taken.iter().any(|words| sentence.contains(words)) && !none.iter().any(|words| sentence.contains(words))
    })
}

/// Whether a text gives a reason.
fn gives_reason(text: &str) -> bool {
    const REASONS: &[&str] = &[
        "because",
        "since ",
        "in order",
        "owing to",
        "due to",
        "so that",
        "as it ",
        "as the ",
        "as they ",
        "as there",
        "by reason of",
        "on account of",
        "the reason",
        "given that",
        "in view of",
        "there were no",
        "there was no",
        "special circumstances that",
        "special circumstances were",
        "special circumstances are",
        "special circumstances:",
    ];
    let lower = text.to_lowercase();
    // The words of the law are no reason.
    let lower =
        lower.replace("by reason of special circumstances", "").replace("because of special circumstances", "");
    let lower = lower
        .replace("because of the special circumstances", "")
        .replace("by reason of the special circumstances", "");
    REASONS.iter().any(|words| lower.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceFile, Span};

    fn text(value: &str) -> Text {
        let file = SourceFile::new("report.yaml", value);
        Text { value: value.to_owned(), span: Span::new(&file, 0..value.len()) }
    }

    #[test]
    fn that_something_is_urgent_is_no_reason() {
        for hollow in
            ["Yes", "Urgent", "Special circumstances", "Because of the special circumstances involved", "–", "true"]
        {
            assert!(empty(&text(hollow)).is_some_and(|one| !one.hints.is_empty()), "{hollow}");
        }
        for stated in ["The inspection report came on 10 April.", "Grant offer expires 20 April", "{{ reason }}"] {
            assert!(empty(&text(stated)).is_none(), "{stated}");
        }
    }

    #[test]
    fn urgent_items_are_known_from_standing_ones() {
        for heading in [
            "Urgent item: Ofsted",
            "Ofsted inspection (urgent)",
            "Late report – Budget",
            "Urgent business",
            "Taken as a matter of urgency",
        ] {
            assert!(is_urgent(heading), "{heading}");
        }
        for heading in ["Urgent care in Coventry", "Late payments", "Minutes", "", "Insurgents"] {
            assert!(!is_urgent(heading), "{heading}");
        }
        for heading in [
            "Any other items of public business which the Cabinet Member decides to take as a matter of urgency because of the special circumstances involved",
            "Any Other Urgent Business",
            "Urgent business",
            "Other urgent items",
            "Items of urgent business",
        ] {
            assert!(is_standing(heading), "{heading}");
        }
        assert!(!is_standing("Urgent item: Ofsted") && !is_standing("Ofsted (urgent)"));
    }

    #[test]
    fn a_minute_gives_the_reason() {
        for taken in [
            "The Chair agreed to take it as a matter of urgency.",
            "It was considered as an urgent item by reason of special circumstances.",
        ] {
            assert!(takes_as_urgent(taken) && !gives_reason(taken), "{taken}");
        }
        for given in [
            "It was taken as a matter of urgency because the grant had to be accepted by 20 April.",
            "It was considered as an urgent item, as the inspection report had come after the agenda.",
        ] {
            assert!(takes_as_urgent(given) && gives_reason(given), "{given}");
        }
        for other in [
            "There was no urgent business.",
            "Members asked for urgent action on caseloads.",
            "There were no other items of urgent business.",
        ] {
            assert!(!takes_as_urgent(other), "{other}");
        }
    }
}
