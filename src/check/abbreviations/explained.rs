//! Where a text says what an abbreviation stands for.

use crate::check::words::{Word, is_little};

/// How many words an abbreviation's own words may take.
const LONGEST: usize = 14;

/// Whether the words of a sentence say what the abbreviation at an index stands for: its words stand in the same sentence, or
/// something says that it is explained right here: "Full Name (FN)", "known as FN", "FN stands for".
pub fn is_explained(words: &[Word<'_>], at: usize, short: &str) -> bool {
    is_introduced(words, at, short) || is_equated(words, at, short) || is_spelt_near(words, at, short)
}

/// Whether words spell an abbreviation by their first letters, wherever they stand in a text: for titles and headings.
pub fn is_spelt_in(words: &[Word<'_>], short: &str) -> bool {
    short.chars().count() > 2 && (0..words.len()).any(|at| spells(words, at, short).is_some())
}

/// "Full Name (FN)", "Full Name (the “FN”, from 2022)", "known as FN", "Full Name, or FN", "hereafter FN", "FN stands for".
fn is_introduced(words: &[Word<'_>], at: usize, short: &str) -> bool {
    let text = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |word| word.text);
    let lower = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |word| word.lower.as_str());
    let mut open = at;
    while open > 0 && matches!(text(Some(open - 1)), "“" | "\"" | "‘" | "'" | "the" | "The" | "or") {
        open -= 1;
    }
    let before = open.checked_sub(1);
    let bracketed = open > 1 && matches!(text(before), "(" | "[") && resembles(&words[..open - 1], short);
    let or = lower(at.checked_sub(1)) == "or" && matches!(text(at.checked_sub(2)), "," | "(");
    let named = match lower(before) {
        "as" => {
            let verb = lower(open.checked_sub(2));
            matches!(verb, "known" | "abbreviated" | "shortened")
                || verb == "to" && lower(open.checked_sub(3)) == "referred"
        }
        "to" => matches!(lower(open.checked_sub(2)), "abbreviated" | "shortened"),
        "called" | "hereafter" | "hereinafter" | "henceforth" => true,
        _ => false,
    };
    let stands = match lower(Some(at + 1)) {
        "means" => true,
        "stands" | "refers" => matches!(lower(Some(at + 2)), "for" | "to"),
        "is" => lower(Some(at + 2)) == "short" && lower(Some(at + 3)) == "for",
        _ => false,
    };
    bracketed || or || named || stands
}

/// Whether the words before a bracket can be those of an abbreviation: more than half of its letters begin one of them each, in
/// whatever order, or all of them stand in the words in their order, from one that begins with the first: "tuberculosis screening
/// (TBS)". "The front door team (MASH)" says nothing of what it stands for; two letters may be anybody's initials.
fn resembles(words: &[Word<'_>], short: &str) -> bool {
    let mut left: Vec<char> = short.to_lowercase().chars().collect();
    let letters = left.clone();
    let near = words.get(words.len().saturating_sub(letters.len() * 2)..).unwrap_or_default();
    let own = words.iter().rev().filter(|word| (word.is_word() || word.is_number()) && !is_little(&word.lower));
    for part in own.take(letters.len() + 2).flat_map(|word| word.lower.split(['-', '\u{2011}'])) {
        let first = part.chars().next();
        if let Some(at) = first.and_then(|one| left.iter().position(|letter| *letter == one)) {
            left.remove(at);
        }
    }
    letters.len() < 3
        || left.len() * 2 < letters.len()
        || (0..near.len()).any(|at| stand_in(near.get(at..).unwrap_or_default(), &letters))
}

/// Whether letters stand in words in their order, the first of them at the beginning.
fn stand_in(words: &[Word<'_>], letters: &[char]) -> bool {
    let mut left = letters.iter();
    let mut next = left.next();
    let opens = words.first().and_then(|word| word.lower.chars().next()).as_ref() == next;
    for one in words.iter().flat_map(|word| word.lower.chars()) {
        if next == Some(&one) {
            next = left.next();
        }
    }
    opens && next.is_none()
}

/// "FN (full name)", "FN – Full Name", "FN, the Full Name", "FN is the Full Name": what follows begins with its first letter.
fn is_equated(words: &[Word<'_>], at: usize, short: &str) -> bool {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let initial = short.chars().next().map(|one| one.to_ascii_lowercase());
    let spelt = |from: usize| {
        let mut from = from;
        while matches!(lower(from), "the" | "a" | "an" | "“" | "\"") {
            from += 1;
        }
        // "(education, health and care plans)"; not "(e)".
        lower(from).chars().next() == initial && lower(from).len() > 1 && words.get(from + 1).is_some()
    };
    match lower(at + 1) {
        "(" | "[" | "–" | "—" | "-" | ":" | "=" => spelt(at + 2),
        "is" | "are" => lower(at + 2) == "the" && spelt(at + 3),
        _ => false,
    }
}

/// Whether the abbreviation's own words stand in its sentence; those of two letters, which may be those of anything, right
/// beside it with a sign between.
fn is_spelt_near(words: &[Word<'_>], at: usize, short: &str) -> bool {
    let long = short.chars().count() > 2;
    (0..words.len()).any(|from| {
        let Some(end) = spells(words, from, short) else { return false };
        let outside = end <= at || from > at;
        let beside = |gap: &[Word<'_>]| gap.len() == 1 && gap.iter().all(|word| !word.is_word());
        let near = if end <= at { beside(&words[end..at]) } else { beside(&words[at + 1..from.max(at + 1)]) };
        outside && (long || near)
    })
}

/// Where the words end, from an index on, whose first letters are those of an abbreviation: "assessed and supported year in
/// employment", "co-ordinator", "section 47".
fn spells(words: &[Word<'_>], from: usize, short: &str) -> Option<usize> {
    let letters: Vec<char> = short.to_lowercase().chars().collect();
    let mut left = letters.as_slice();
    let first = words.get(from)?;
    if !first.lower.starts_with(*left.first()?) || first.lower == short.to_lowercase() {
        return None;
    }
    for (at, word) in words.iter().enumerate().skip(from).take(LONGEST) {
        if left.is_empty() {
            return None;
        }
        if !word.is_word() && !word.is_number() {
            if matches!(word.text, "," | "&" | "-" | "–" | "/" | "“" | "”") {
                continue;
            }
            return None;
        }
        let taken = taken_by(word, left);
        if taken == 0 && !is_little(&word.lower) {
            return None;
        }
        left = &left[taken..];
        if left.is_empty() {
            return Some(at + 1);
        }
    }
    None
}

/// How many of the letters a word stands for: one for each of its parts, or all of its digits.
fn taken_by(word: &Word<'_>, left: &[char]) -> usize {
    if word.is_number() {
        let digits: Vec<char> = word.text.chars().collect();
        return if left.starts_with(&digits) { digits.len() } else { 0 };
    }
    let mut taken = 0;
    for part in word.lower.split(['-', '\u{2011}']) {
        if left.get(taken).is_some_and(|letter| part.starts_with(*letter)) {
            taken += 1;
        }
    }
    taken
}
