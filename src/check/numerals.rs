//! Numbers as people write them, in digits and in words: "1,200", "twelve", "one hundred and five", "nine and a half".

use rust_decimal::Decimal;

use crate::check::words::Word;
use crate::quantity::words::number_word;

/// A number that is written in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// What it says.
    pub value: Decimal,
    /// The index of the word after it.
    pub end: usize,
}

/// The number that starts at a word, in digits or in words up to the thousands.
pub fn numeral_at(words: &[Word<'_>], at: usize) -> Option<Numeral> {
    if let Some(value) = words.get(at)?.number() {
        return Some(Numeral { value, end: at + 1 });
    }
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let hundreds = below_thousand(words, at);
    let (mut value, mut end) = match (hundreds, lower(at)) {
        (Some(found), _) => found,
        (None, "a") if matches!(lower(at + 1), "hundred" | "thousand" | "dozen") => (1, at + 1),
        _ => return None,
    };
    match lower(end) {
        "dozen" => (value, end) = (value * 12, end + 1),
        "hundred" if lower(at) == "a" => (value, end) = (100, end + 1),
        _ => {}
    }
    if lower(end) == "thousand" {
        (value, end) = (value * 1000, end + 1);
        let from = end + usize::from(lower(end) == "and");
        if let Some((rest, after)) = below_thousand(words, from) {
            (value, end) = (value + rest, after);
        }
    }
    let mut value = Decimal::from(value);
    match (lower(end), lower(end + 1), lower(end + 2)) {
        ("and", "a", "half") => (value, end) = (value + Decimal::new(5, 1), end + 3),
        ("point", digit, _) => {
            if let Some(digit) = number_word(digit).filter(|digit| *digit < 10) {
                (value, end) = (value + Decimal::new(i64::from(digit), 1), end + 2);
            }
        }
        _ => {}
    }
    Some(Numeral { value, end })
}

/// "five", "twenty-five", "twenty five", "two hundred and five", and the index after it.
fn below_thousand(words: &[Word<'_>], at: usize) -> Option<(u32, usize)> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let below_hundred = |at: usize| -> Option<(u32, usize)> {
        let first = lower(at);
        if let Some((tens, units)) = first.split_once('-') {
            let (tens, units) = (number_word(tens)?, number_word(units)?);
            return (tens >= 20 && (1..10).contains(&units)).then_some((tens + units, at + 1));
        }
        let first = number_word(first)?;
        let units = number_word(lower(at + 1)).filter(|units| first >= 20 && (1..10).contains(units));
        Some(units.map_or((first, at + 1), |units| (first + units, at + 2)))
    };
    let (first, end) = below_hundred(at)?;
    // "eleven hundred"
    if lower(end) != "hundred" || !(1..20).contains(&first) || first == 10 {
        return Some((first, end));
    }
    let hundreds = first * 100;
    let rest = (lower(end + 1) == "and").then(|| below_hundred(end + 2)).flatten();
    Some(rest.map_or((hundreds, end + 1), |(rest, end)| (hundreds + rest, end)))
}

#[cfg(test)]
mod tests {
    use super::numeral_at;
    use crate::check::words::words;

    #[test]
    fn numbers_are_read_in_digits_and_in_words() {
        for (text, value, end) in [
            ("1,200 visits", "1200", 1),
            ("48.2 FTE", "48.2", 1),
            ("twelve posts", "12", 1),
            ("Twenty-two posts", "22", 1),
            ("twenty two posts", "22", 2),
            ("one hundred and five carers", "105", 4),
            ("a hundred carers", "100", 2),
            ("a dozen carers", "12", 2),
            ("eleven hundred and fifty", "1150", 4),
            ("two dozen carers", "24", 2),
            ("three thousand and forty", "3040", 4),
            ("nine and a half posts", "9.5", 4),
            ("ten point five posts", "10.5", 3),
            ("five and six", "5", 1),
            ("one hundred and the rest", "100", 2),
            ("ten point out", "10", 1),
        ] {
            let found = numeral_at(&words(text), 0).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.value.to_string().as_str(), found.end), (value, end), "{text}");
        }
        for text in ["", "posts", "a post", "part-time", "2nd", "hundred", "forty-ten"] {
            assert_eq!(numeral_at(&words(text), 0), None, "{text}");
        }
    }
}
