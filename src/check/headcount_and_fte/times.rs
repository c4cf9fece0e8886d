//! When a sentence counts: the years, months and days that it names, and words for another time than its own.

use std::collections::BTreeSet;

use crate::check::dates::month;
use crate::check::quantities::Sentence;

/// The years, the months with their days, and "now".
pub(super) fn times(sentence: &Sentence<'_>) -> BTreeSet<String> {
    let words = &sentence.words;
    let mut found = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        let modal = word.text == "May" && !words.get(at + 1).is_some_and(|next| next.is_number());
        if month(word.text).is_some() && !modal {
            found.insert(word.lower.clone());
            let day = at.checked_sub(1).map(|before| words[before].lower.clone());
            found.extend(day.filter(|day| day.starts_with(|one: char| one.is_ascii_digit())));
        } else if is_year(word.text) || word.lower == "now" {
            found.insert(word.lower.clone());
        }
    }
    found
}

/// Whether a date or a time begins at a word: "1 April", "the end of March", "2025", "any time".
pub(super) fn is_date(sentence: &Sentence<'_>, at: usize) -> bool {
    const NEAR: usize = 4;
    let date =
        |at: usize| sentence.words.get(at).is_some_and(|word| month(word.text).is_some() || is_year(word.text));
    date(at)
        || date(at + 1) && sentence.words[at].is_number()
        || matches!(sentence.lower(at), "the" | "end") && {
            let end = (at..at + 2).find(|at| matches!(sentence.lower(*at), "end" | "start" | "beginning"));
            end.is_some_and(|end| (end..end + NEAR).any(date))
        }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u32>().is_ok_and(|year| (1990..2100).contains(&year))
}

/// Whether a sentence compares, or speaks of what was before or may be.
pub(super) fn is_at_other_times(sentence: &Sentence<'_>) -> bool {
    const OTHER: &[&str] = &[
        "ago",
        "another",
        "average",
        "budgeted",
        "compared",
        "cut",
        "decrease",
        "decreased",
        "earlier",
        "establishment",
        "expand",
        "expanded",
        "fall",
        "fallen",
        "fell",
        "fewer",
        "forecast",
        "former",
        "formerly",
        "future",
        "grew",
        "grow",
        "grown",
        "growing",
        "increase",
        "increased",
        "increasing",
        "last",
        "later",
        "lost",
        "maximum",
        "minimum",
        "next",
        "originally",
        "over",
        "planned",
        "previous",
        "previously",
        "proposed",
        "recruit",
        "reduce",
        "reduced",
        "reducing",
        "reduction",
        "required",
        "respectively",
        "rise",
        "risen",
        "rising",
        "rose",
        "shrank",
        "shrunk",
        "target",
        "than",
        "typically",
        "until",
        "vacancies",
        "vacant",
        "would",
        "should",
        "could",
        "if",
        "need",
        "needs",
        "needed",
        "might",
        "usually",
        "normally",
    ];
    let lower = |at: usize| sentence.lower(at);
    let years = sentence.words.iter().filter(|word| is_year(word.text)).count();
    let up = |at: usize| lower(at) == "up" && !matches!(sentence.before(at), "made" | "make" | "makes" | "making");
    years > 1 || (0..sentence.words.len()).any(|at| OTHER.contains(&lower(at)) || up(at))
}
