//! Numbers of parts as people spell them: "3.12", "A2", "Nine", "VI", "1-3".

use super::numbers::{Target, from_roman};
use super::read::TELLS;
use crate::check::answer::among;
use crate::check::words::Word;
use crate::quantity::words::number_word;

/// The number of a part: "3", "3.12", "4.5.1", "1a"; a letter for an appendix.
pub fn number_of(word: &Word<'_>, target: Target) -> Option<String> {
    let text = word.text;
    if target == Target::Appendix && text.len() == 1 && word.is_capital() && text != "I" {
        return Some(text.to_lowercase());
    }
    // "Table A2", "Appendix C1".
    let coded = text.len() <= 3
        && text.starts_with(|one: char| one.is_ascii_uppercase())
        && text.len() > 1
        && text.bytes().skip(1).all(|one| one.is_ascii_digit());
    if coded && matches!(target, Target::Appendix | Target::Table | Target::Figure) {
        return Some(text.to_lowercase());
    }
    let digits = text.trim_end_matches(|one: char| one.is_ascii_alphabetic());
    let letters = text.len() - digits.len();
    let plain = !digits.is_empty()
        && digits.bytes().all(|one| one.is_ascii_digit() || one == b'.')
        && digits.len() <= 8
        && digits.split('.').all(|part| !part.is_empty() && part.len() <= 3);
    let lettered = letters == 0
        || (letters <= 4 && target == Target::Recommendation)
        || (letters == 1 && target == Target::Appendix && text.ends_with(|one: char| one.is_ascii_lowercase()));
    (plain && lettered).then(|| text.to_lowercase())
}

/// "1-3", as it is written without blanks.
pub fn range_of(word: &Word<'_>, target: Target) -> Option<(String, String)> {
    let (first, last) = word.text.split_once(['-', '\u{2011}'])?;
    let one = |text: &str| number_of(&Word { text, lower: text.to_lowercase(), range: word.range.clone() }, target);
    Some((one(first)?, one(last)?))
}

/// A number in letters, as it is written after the noun: "Section Nine", "Appendix One", "Appendix VI". Of a single letter
/// nobody can tell here, but for the I of "Appendix I." that ends what it stands in.
pub fn in_letters(word: &Word<'_>, noun: &Word<'_>, next: Option<&Word<'_>>, target: Target) -> Option<String> {
    // "appendix four", "Appendix vi".
    let appendix = target == Target::Appendix;
    // "Figure two" and "Section nine"; not "Figures two years old", "sections two and three".
    let exact = noun.is_capital() && !noun.lower.ends_with('s') && !word.is_capital();
    let numbered = number_word(&word.lower).filter(|number| *number > 0);
    let exhibit = matches!(target, Target::Figure | Target::Table);
    if exact
        && exhibit
        && next.is_none_or(|next| !next.is_word() || !next.lower.ends_with('s') || among(TELLS, &next.lower))
    {
        return numbered.map(|number| number.to_string());
    }
    if target == Target::Footnote || !appendix && (!noun.is_capital() || !word.is_capital()) {
        return None;
    }
    if let Some(number) = numbered {
        return Some(number.to_string());
    }
    let ends =
        next.is_none_or(|next| !next.is_word() || among("has is shows sets gives contains and", &next.lower));
    let roman = word.text.len() > 1 && (word.text.bytes().all(|one| one.is_ascii_lowercase()) || word.is_capital())
        || word.text == "I" && ends;
    roman.then(|| from_roman(&word.text.to_uppercase())).flatten().map(|number| number.to_string())
}

/// All numbers from one to another, if they are of one level: 3.1 and 3.4 give 3.1, 3.2, 3.3 and 3.4; "a" and "c" a, b and c.
pub fn run(first: &str, last: &str) -> Option<Vec<String>> {
    let (above, from) = last_part(first);
    let (other, to) = last_part(last);
    if above != other {
        return None;
    }
    if let (Ok(from), Ok(to)) = (from.parse::<usize>(), to.parse::<usize>()) {
        return (from < to).then(|| (from..=to).map(|number| format!("{above}{number}")).collect());
    }
    let letter = |part: &str| part.bytes().next().filter(|one| part.len() == 1 && one.is_ascii_lowercase());
    let (from, to) = (letter(from)?, letter(to)?);
    (from < to).then(|| (from..=to).map(|one| format!("{above}{}", char::from(one))).collect())
}

/// A number in two: what stands before its last part, and that: "3." and "12", "1" and "a".
fn last_part(number: &str) -> (&str, &str) {
    let digit = number.ends_with(|one: char| one.is_ascii_digit());
    let part = number.trim_end_matches(|one: char| one != '.' && one.is_ascii_digit() == digit);
    number.split_at(part.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_of_one_level() {
        for (first, last, all) in [
            ("3.9", "3.11", "3.9 3.10 3.11"),
            ("1", "3", "1 2 3"),
            ("a", "d", "a b c d"),
            ("3b", "3d", "3b 3c 3d"),
            ("a2", "a4", "a2 a3 a4"),
        ] {
            assert_eq!(run(first, last).map(|run| run.join(" ")).as_deref(), Some(all), "{first} to {last}");
        }
        for (first, last) in [("3.9", "4.2"), ("5", "3"), ("3", "3"), ("1", "c"), ("a", "3"), ("3a", "4b")] {
            assert_eq!(run(first, last), None, "{first} to {last}");
        }
    }
}
