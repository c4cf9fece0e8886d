//! Stems: what the forms of a word have in common.

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

/// What the forms of a word have in common: "introduce", "introducing", "introduction".
pub fn stem(word: &str) -> String {
    const IRREGULAR: &[(&str, &str)] = &[
        ("brought", "bring"),
        ("built", "build"),
        ("chosen", "choose"),
        ("felt", "feel"),
        ("found", "find"),
        ("gave", "give"),
        ("given", "give"),
        ("held", "hold"),
        ("kept", "keep"),
        ("made", "make"),
        ("met", "meet"),
        ("paid", "pay"),
        ("sent", "send"),
        ("taken", "take"),
        ("told", "tell"),
        ("took", "take"),
        ("wrote", "write"),
        ("written", "write"),
    ];
    if word.starts_with(|one: char| one.is_ascii_digit()) {
        return word.to_owned();
    }
    if let Some((_, base)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return base.trim_end_matches('e').to_owned();
    }
    let word = singular(word);
    if matches!(word.as_str(), "authority" | "authorise" | "authorised" | "authorising") {
        return "authority".to_owned();
    }
    // "adoption" and "adopt", "approval" and "approve", "consideration" and "consider".
    let verb = ["val", "sal", "wal", "ral"].iter().any(|end| word.ends_with(end)).then(|| word.strip_suffix("al"));
    let verb = verb
        .flatten()
        .or_else(|| word.strip_suffix("ation"))
        .or_else(|| word.strip_suffix("ion").filter(|stem| stem.ends_with("pt")));
    if let Some(verb) = verb.filter(|verb| verb.len() > 3) {
        return verb.to_owned();
    }
    let endings = ["ing", "tion", "ed", "e"];
    let short = endings.iter().find_map(|end| word.strip_suffix(end).filter(|stem| stem.len() > 2));
    let stem = short.unwrap_or(&word);
    // "plann" of "planning", not "staff".
    let doubled = short.is_some() && {
        let mut last = stem.chars().rev();
        last.next() == last.next() && !stem.ends_with("ss") && !stem.ends_with("ll")
    };
    let mut stem = stem.to_owned();
    if doubled {
        stem.pop();
    }
    stem
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
            ("brought", "bring"),
            ("taking", "taken"),
            ("policies", "policy"),
            ("writes", "write"),
            ("adoption", "adopt"),
            ("approval", "approved"),
            ("consideration", "considered"),
        ] {
            assert_eq!(stem(one), stem(other), "{one}");
        }
        for (one, other) in [("staff", "stay"), ("training", "trainer"), ("carers", "care"), ("2024", "2025")] {
            assert_ne!(stem(one), stem(other), "{one}");
        }
        assert_eq!((stem("é").as_str(), stem("caééed").as_str()), ("é", "caé"));
    }
}
