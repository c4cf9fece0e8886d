//! What a Yes says of its notice: the reference, and the day on which it was published.

use std::ops::Range;

use chrono::NaiveDate;

use crate::check::answer::{self, among};
use crate::check::dates::date_at;
use crate::check::words::{Word, words};
use crate::project::fields::{FieldEntry, RecordEntry};
use crate::project::yaml::Text;

/// The day on which an answer itself says that the notice was published: "Yes – KD 12/2025, notice given on 3 November 2025".
pub fn published_in(answer: &str, report: NaiveDate) -> Option<(NaiveDate, Range<usize>)> {
    let words = words(answer);
    (0..words.len()).find_map(|at| {
        let date = date_at(&words, at)?;
        let before = &words[at.saturating_sub(8)..at];
        let gave = before
            .iter()
            .rposition(|word| among("gave given notice notified plan publicised published", &word.lower))?;
        // "To be decided on", "to be published on".
        let other = before[gave..].iter().any(|word| among("decided decision due meeting taken", &word.lower))
            || before[..gave].iter().any(|word| word.lower == "be");
        let day = date.date().or_else(|| date.nearest(report)).filter(|_| !other)?;
        let range = words[at].range.start..words.get(date.end - 1)?.range.end;
        Some((day, range))
    })
}

/// Whether a sentence is about the notice of this decision: "Notice of the decision was given in the Forward Plan on 3 February".
pub fn is_of_notice(sentence: &str) -> bool {
    let words = words(sentence);
    let any = |list: &str| words.iter().any(|word| among(list, &word.lower));
    let pair = |one: &str, other: &str| words.windows(2).any(|two| two[0].lower == one && two[1].lower == other);
    (pair("forward", "plan")
        || pair("key", "decision")
        || pair("key", "decisions")
        || any("notice") && any("decision"))
        && any("gave given notice notified publicised published")
        && !any("another earlier no not other previous")
}

/// Whether an answer names a reference: "Yes – Forward Plan reference KD 12/2025".
pub fn has_reference(answer: &str) -> bool {
    let words = words(answer);
    let speaks = words.iter().any(|word| {
        matches!(word.lower.as_str(), "reference" | "ref" | "plan" | "number" | "no" | "notice" | "kd" | "fp")
            || word.lower.starts_with("kd")
            || word.lower.starts_with("fp")
    });
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if let Some(date) = date_at(&words, at) {
            at = date.end;
            continue;
        }
        if (speaks || is_numbered(&words, at)) && word.text.chars().any(|one| one.is_ascii_digit()) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether a number stands in what only a reference looks like: "CAB/26/118", "118/26", "2026/014"; but not "2025/26", which is a year.
fn is_numbered(words: &[Word<'_>], at: usize) -> bool {
    let stroke = |at: Option<usize>| at.is_some_and(|at| words.get(at).is_some_and(|word| word.text == "/"));
    let before = at.checked_sub(2).map(|at| &words[at]).filter(|_| stroke(at.checked_sub(1)));
    let letters = |word: &Word<'_>| word.text.len() <= 5 && word.text.chars().all(|one| one.is_ascii_uppercase());
    let after = words.get(at + 2).filter(|word| stroke(Some(at + 1)) && word.is_number());
    let long = |word: &Word<'_>| word.text.len() >= 3;
    before.is_some_and(letters) || after.is_some_and(|after| long(after) || words[at].text.len() == 3)
}

/// What stands in the place of the reference of an entry, where it is none: "To be allocated", "TBC".
pub fn unreferenced(entry: &RecordEntry) -> Option<&Text> {
    const QUESTION: &str = "advised allocate allocated allocating assigned await awaiting cabinet executive forward hand issued key later \
        no notice number obtained plan programme progress ref reserved shortly soon sought work";
    let Some(FieldEntry::Line(reference)) = entry.field("reference") else { return None };
    let none = answer::emptiness(&reference.value, QUESTION).is_some() || answer::gap(&words(&reference.value));
    none.then_some(reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_may_say_when_notice_was_given() {
        let report = NaiveDate::from_ymd_opt(2026, 3, 16).expect("a date");
        for (text, day) in [
            (
                "Yes – reference 2026/014 in the notice of key decisions published on 6 February 2026",
                Some("2026-02-06"),
            ),
            ("Yes (KD 12/26; notice was given on 2 February)", Some("2026-02-02")),
            ("Yes, KD 12/26, in the Forward Plan of 3 November 2025", Some("2025-11-03")),
            ("Yes – KD 12/26, to be decided on 16 March 2026", None),
            ("Yes – KD 12/26, notice to be published on 3 April 2026", None),
            ("Yes – KD 12/26, notice given, decision due on 16 March 2026", None),
            ("Yes – KD 12/26", None),
        ] {
            let found = published_in(text, report).map(|(day, _)| day.to_string());
            assert_eq!(found.as_deref(), day, "{text}");
        }
    }

    #[test]
    fn a_sentence_may_be_about_the_notice() {
        for text in [
            "Notice of this decision was published in the Forward Plan on 2 February 2026.",
            "It was in the notice of key decisions published on 2 February 2026.",
        ] {
            assert!(is_of_notice(text), "{text}");
        }
        for text in [
            "The plan was published on 2 February 2026.",
            "No notice of this decision was given on 2 February 2026.",
            "Notice of another key decision was given on 2 February 2026.",
            "Residents were given notice on 2 February 2026.",
        ] {
            assert!(!is_of_notice(text), "{text}");
        }
    }

    #[test]
    fn references_are_known_from_dates() {
        for text in [
            "Yes – Forward Plan reference KD 12/2025",
            "Yes (ref: 4711)",
            "Yes, KD12/25",
            "Yes. Plan no. 7",
            "Yes – FP/26/118",
            "Yes (CAB/26/14)",
            "Yes – 2026/014",
            "Yes: 118/26",
            "Yes, FP118",
        ] {
            assert!(has_reference(text), "{text}");
        }
        for text in [
            "Yes",
            "Yes – it affects all wards",
            "Yes, in the Forward Plan of 3 November 2025",
            "Yes (2 wards)",
            "Yes – spending in 2025/26",
            "Yes – closes the A45",
            "Yes, HS2 and/or 3 wards",
            "Yes (9/10 schools)",
            "Yes – decided on 16/03/2026",
        ] {
            assert!(!has_reference(text), "{text}");
        }
    }

    #[test]
    fn a_reference_is_one() {
        let line = |value: &str| RecordEntry {
            place: Text::of(value).span,
            fields: vec![("reference".to_owned(), FieldEntry::Line(Text::of(value)))],
        };
        for none in [
            "–",
            "See Forward Plan",
            "To be allocated",
            "Not yet allocated",
            "In hand",
            "Awaiting reference",
            "TBC",
            "KD xx/2025",
            "Pending",
        ] {
            assert!(unreferenced(&line(none)).is_some(), "{none}");
        }
        for one in ["KD 12/2025", "2026/014", "Plan no. 7", "Garden waste"] {
            assert!(unreferenced(&line(one)).is_none(), "{one}");
        }
    }
}
