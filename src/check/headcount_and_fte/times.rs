//! The times that sentences name.

use std::collections::BTreeSet;

use crate::check::answer::among;
use crate::check::dates::month;
use crate::check::quantities::Sentence;

/// The times that a sentence names: its years, the months with their days.
pub(super) fn times(sentence: &Sentence<'_>) -> BTreeSet<String> {
    let words = &sentence.words;
    let mut found = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        if (at.saturating_sub(2)..at).any(|at| sentence.lower(at) == "since") {
            continue;
        }
        // "Last year"
        let unit = among("year month week quarter", sentence.lower(at + 1).trim_end_matches("'s"));
        if among("last this next", &word.lower) && unit {
            found.insert(format!("{} {}", word.lower, sentence.lower(at + 1)));
        }
        // "At the start of the consultation"
        let edge = matches!(word.lower.as_str(), "start" | "beginning" | "end") && sentence.lower(at + 1) == "of";
        if edge && sentence.before(at) == "the" && !is_date(sentence, at) {
            found.insert(word.lower.clone());
        }
        // "After the restructure: 15 managers"
        if at == 0 && matches!(word.lower.as_str(), "before" | "after") {
            found.insert(word.lower.clone());
        }
        let modal = word.text == "May" && !words.get(at + 1).is_some_and(|next| next.is_number());
        if month(word.text).is_some() && !modal {
            found.insert(word.lower.clone());
            let day = at.checked_sub(1).map(|before| words[before].lower.clone());
            found.extend(day.filter(|day| day.starts_with(|one: char| one.is_ascii_digit())));
        } else if matches!(word.lower.as_str(), "spring" | "summer" | "autumn" | "winter")
            && (at.saturating_sub(2)..at).any(|at| sentence.lower(at) == "in")
        {
            found.insert(word.lower.clone());
        } else if is_year(word.text) {
            // "2024/25" is no year of the calendar.
            let of_two = if sentence.lower(at + 1) == "/" { "/" } else { "" };
            found.insert(format!("{}{of_two}", word.lower));
        }
    }
    found
}

/// "On that day": whether a sentence means a day that was named before.
pub(super) fn is_same_day(sentence: &Sentence<'_>) -> bool {
    (0..sentence.words.len())
        .any(|at| among("that same", sentence.lower(at)) && among("day date", sentence.lower(at + 1)))
}

/// Whether two counts are of one time as far as their sentences say: both name it, or neither does, or one says less.
pub(super) fn is_one_time(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let says = |one: &BTreeSet<String>, other: &BTreeSet<String>| one.is_subset(other) && !one.is_empty();
    says(one, other) || says(other, one) || one.is_empty() && other.is_empty()
}

/// Whether a date or a time begins at a word: "1 April", "the end of March", "2025", "any time".
pub(super) fn is_date(sentence: &Sentence<'_>, at: usize) -> bool {
    const NEAR: usize = 4;
    let date =
        |at: usize| sentence.words.get(at).is_some_and(|word| month(word.text).is_some() || is_year(word.text));
    let same = |at: usize| among("same that", sentence.lower(at)) && among("date day time", sentence.lower(at + 1));
    date(at)
        || same(at)
        || sentence.lower(at) == "the" && same(at + 1)
        || date(at + 1) && sentence.words[at].is_number()
        || matches!(sentence.lower(at), "spring" | "summer" | "autumn" | "winter")
        || matches!(sentence.lower(at), "the" | "end") && {
            let end =
                (at..at + 2).find(|at| among("end start beginning time summer autumn spring", sentence.lower(*at)));
            end.is_some_and(|end| {
                (end..end + NEAR).any(date)
                    || matches!(sentence.lower(end), "time" | "summer" | "autumn" | "spring")
            })
        }
}

/// Whether a text is a year of our time.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u32>().is_ok_and(|year| (1990..2100).contains(&year))
}
