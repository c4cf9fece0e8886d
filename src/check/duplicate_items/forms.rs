//! Words as they are compared: without hyphens, in the singular, with numbers in digits.

use crate::check::answer::among;
use crate::check::stems;
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

/// What the forms of a word have in common, of a word in lower case: "introduce", "introducing", "introduction". Communication is
/// nothing of a community, and works are not work.
pub fn stem(word: &str) -> String {
    const OWN: &str = "community majority minority personal priority publicity station works";
    let one = singular(word);
    if [word, one.as_str()].iter().any(|form| among(OWN, form)) { one } else { stems::stem(word) }
}

/// A word in the singular; works of building are several.
pub fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    let plural = word.len() > 3
        && word != "works"
        && word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    word.strip_suffix('s').filter(|_| plural).unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (one, other) in [
            ("introducing", "introduction"),
            ("planned", "planning"),
            ("offers", "offered"),
            ("recruitment", "recruiting"),
            ("collection", "collecting"),
            ("communities", "community"),
        ] {
            assert_eq!(stem(one), stem(other), "{one}");
        }
        for (one, other) in [
            ("staff", "stay"),
            ("training", "trainer"),
            ("carers", "care"),
            ("works", "work"),
            ("community", "communication"),
            ("station", "state"),
        ] {
            assert_ne!(stem(one), stem(other), "{one}");
        }
    }
}
