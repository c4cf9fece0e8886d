//! Words as they are compared: without hyphens, in the singular, with numbers in digits.

use crate::check::words::Word;
use crate::quantity::words::number_word;

/// The words that a word consists of, in lower case: "nine-day" is "9" and "day".
pub fn parts(word: &Word<'_>) -> Vec<String> {
    let lower = word.lower.strip_suffix("'s").unwrap_or(&word.lower);
    lower.split(['-', '\u{2011}']).filter(|part| !part.is_empty()).map(in_digits).collect()
}

/// A number in digits; "one" is more often no number.
fn in_digits(word: &str) -> String {
    let number = number_word(word).filter(|number| *number > 1);
    number.map_or_else(|| word.to_owned(), |number| number.to_string())
}

/// A word in the singular.
pub fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    let plural = word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    word.strip_suffix('s').filter(|_| plural).unwrap_or(word).to_owned()
}
