//! Words and sentences of plain English text, for rules that read prose.

use std::ops::Range;

/// A word, a number or a sign of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// As it stands in the text.
    pub text: &'a str,
    /// In lower case, with straight apostrophes.
    pub lower: String,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
}

impl Word<'_> {
    /// Whether it is a word of letters, with or without apostrophes and hyphens.
    pub fn is_word(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_alphabetic)
    }

    /// Whether it starts with a capital.
    pub fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is written in digits, with or without a decimal point, thousands separators or letters after them.
    pub fn is_number(&self) -> bool {
        self.text.starts_with(|one: char| one.is_ascii_digit())
    }

    /// The number, if it is nothing but digits, separators and a point.
    pub fn number(&self) -> Option<rust_decimal::Decimal> {
        let digits: String = self.text.chars().filter(|one| !matches!(one, ',' | '\u{202f}')).collect();
        if digits.starts_with(|one: char| one.is_ascii_digit()) { digits.parse().ok() } else { None }
    }
}

/// Splits a text into words (with inner apostrophes and hyphens), numbers (with inner points and commas) and single
/// signs; white space is left out.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let end_of = |at: usize| characters.get(at).map_or(text.len(), |(offset, _)| *offset);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, first)) = characters.get(at).copied() {
        at += 1;
        if first.is_whitespace() {
            continue;
        }
        if first.is_alphanumeric() {
            while let Some((_, next)) = characters.get(at) {
                let after = characters.get(at + 1).map(|(_, after)| *after);
                let before = characters[at - 1].1;
                let inner = match next {
                    '\'' | '’' | '-' | '\u{2011}' => after.is_some_and(char::is_alphanumeric),
                    '.' | ',' | '\u{202f}' => {
                        before.is_ascii_digit() && after.is_some_and(|after| after.is_ascii_digit())
                    }
                    other => other.is_alphanumeric(),
                };
                if !inner {
                    break;
                }
                at += 1;
            }
        }
        let range = start..end_of(at);
        let text = &text[range.clone()];
        found.push(Word { text, lower: text.to_lowercase().replace('’', "'"), range });
    }
    found
}

/// The sentences of a text, without white space around them.
///
/// A point ends a sentence where a capital, a digit, a bracket or a quotation mark follows, and no abbreviation stands
/// before it; a colon or a semicolon does not.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    const SHORT: &[&str] = &[
        "al", "cllr", "co", "cf", "dr", "eg", "e.g", "etc", "fig", "ie", "i.e", "mr", "mrs", "ms", "no", "nos",
        "p", "para", "pp", "prof", "st", "vs",
    ];
    let mut found = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices().filter(|(_, one)| matches!(one, '.' | '?' | '!')) {
        let end = at + sign.len_utf8();
        let rest = text[end..].trim_start_matches(['\'', '"', '’', '”', ')', ']']);
        let closed = text.len() - rest.len();
        let next = rest.trim_start();
        if !rest.is_empty() && next.len() == rest.len() {
            continue;
        }
        let opens = |one: char| one.is_uppercase() || one.is_ascii_digit() || "\"'‘“([£".contains(one);
        if !next.is_empty() && !next.starts_with(opens) {
            continue;
        }
        let before =
            text[start..at].rsplit(|one: char| one.is_whitespace() || one == '(').next().unwrap_or_default();
        // "J. Smith", "J.R. Smith"
        let initial = before.split('.').all(|one| one.chars().count() == 1 && one.chars().all(char::is_uppercase));
        if sign == '.' && (initial || SHORT.contains(&before.to_lowercase().as_str())) && !next.is_empty() {
            continue;
        }
        push(text, start..closed, &mut found);
        start = closed;
    }
    push(text, start..text.len(), &mut found);
    found
}

fn push(text: &str, range: Range<usize>, into: &mut Vec<Range<usize>>) {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let end = range.start + part.trim_end().len();
    if start < end {
        into.push(start..end);
    }
}

/// Words that say little of what a sentence is about.
const LITTLE: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before", "being",
    "but", "by", "can", "could", "did", "do", "does", "each", "for", "from", "had", "has", "have", "he", "her",
    "his", "how", "i", "if", "in", "into", "is", "it", "its", "may", "more", "most", "no", "not", "of", "on",
    "one", "or", "our", "out", "over", "she", "should", "so", "some", "such", "than", "that", "the", "their",
    "them", "there", "these", "they", "this", "those", "to", "up", "was", "were", "what", "when", "which", "who",
    "will", "with", "would", "you",
];

/// The word at an index in small letters; empty beyond the last one.
pub fn lower<'a>(words: &'a [Word<'_>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.lower.as_str())
}

/// A word without the ending of a genitive: "board" of "Board's".
pub fn bare<'a>(word: &'a Word<'_>) -> &'a str {
    word.lower.strip_suffix("'s").unwrap_or(&word.lower)
}

/// Whether a word, in lower case, says little of what a sentence is about.
pub fn is_little(lower: &str) -> bool {
    LITTLE.contains(&lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn words_keep_apostrophes_hyphens_and_numbers_together() {
        assert_eq!(
            split("Children’s part-time staff: £1,200.50, 16th (6.2), 14–20."),
            [
                "Children’s",
                "part-time",
                "staff",
                ":",
                "£",
                "1,200.50",
                ",",
                "16th",
                "(",
                "6.2",
                ")",
                ",",
                "14",
                "–",
                "20",
                "."
            ]
        );
        assert_eq!(
            split("the ‘grow our own’ way - yes"),
            ["the", "‘", "grow", "our", "own", "’", "way", "-", "yes"]
        );
        assert!(split("").is_empty() && split(" \u{a0}\n").is_empty());
    }

    #[test]
    fn sentences_end_at_points_but_not_at_abbreviations() {
        assert_eq!(
            cut("It fell. It rose by 3.2 points (see 6.1). Why?"),
            ["It fell.", "It rose by 3.2 points (see 6.1).", "Why?"]
        );
        assert_eq!(
            cut("Cllr. Lucas, e.g. Healy et al. 2009, and J. Male met. They did."),
            ["Cllr. Lucas, e.g. Healy et al. 2009, and J. Male met.", "They did."]
        );
        assert_eq!(cut("“Bear with us.” That is all"), ["“Bear with us.”", "That is all"]);
        assert!(cut(" ").is_empty());
    }
}
