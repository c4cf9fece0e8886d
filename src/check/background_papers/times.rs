//! When a document was made: "4 November 2025", "2024/25", "the autumn of 2025", "last year".

use crate::check::answer::among;
use crate::check::dates::{date_at, month};
use crate::check::words::{Word, lower};

const SEASONS: &str = "spring summer autumn winter";
const SPANS: &str = "year month week quarter decade century";

/// The word after a time that starts at a word: "4 November 2025", "May 2025", "2024/25", "the autumn of 2025", "last year".
pub fn time(words: &[Word<'_>], at: usize) -> Option<usize> {
    let word = words.get(at)?;
    let year = |at: usize| {
        words.get(at).is_some_and(|word| {
            word.is_number()
                && word.text.len() >= 4
                && matches!(word.text.get(..2), Some("19" | "20"))
                && word.text.get(..4).is_some_and(|four| four.bytes().all(|one| one.is_ascii_digit()))
        })
    };
    if let Some(date) = date_at(words, at) {
        return Some(date.end);
    }
    if month(word.text).is_some() && word.text.len() > 2 {
        return Some(at + 1 + usize::from(year(at + 1)));
    }
    if year(at) {
        let mut end = at + 1;
        while among("/ – - to", lower(words, end)) && words.get(end + 1).is_some_and(Word::is_number) {
            end += 2;
        }
        return Some(end);
    }
    if among("quarter month period", &word.lower) && words.get(at + 1).is_some_and(Word::is_number) {
        return Some(at + 2);
    }
    let start = at
        + usize::from(word.lower == "the")
        + usize::from(among("early late mid", lower(words, at + usize::from(word.lower == "the"))));
    if among(SEASONS, lower(words, start)) {
        let of = start + 1 + usize::from(lower(words, start + 1) == "of");
        return if year(of) { Some(of + 1) } else { (start == at && word.lower != "the").then_some(start + 1) };
    }
    let earlier = at + usize::from(word.lower == "earlier");
    let near = among("last this that", lower(words, earlier)) || word.lower == "previous";
    let span = among(SEASONS, lower(words, earlier + 1)) || among(SPANS, lower(words, earlier + 1));
    let named = words.get(earlier + 1).is_some_and(|word| month(word.text).is_some());
    (near && (span || named)).then_some(earlier + 2)
}

/// Whether a word is that of a time: "September", "autumn", "year".
pub fn is_time(word: &Word<'_>) -> bool {
    month(word.text).is_some() || among("spring summer autumn winter year month last earlier", &word.lower)
}
