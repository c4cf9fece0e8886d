//! Likeness: what two texts have in common whatever their grammar, as the stems of their words of content.

use crate::check::stems::stem;
use crate::check::words::{Word, bare, is_little, words};

/// The stems of the words of a text that say what it is about, each once, in order; `leaving_out` are words that say nothing
/// of it there, in lower case.
pub fn content(text: &str, leaving_out: &str) -> Vec<String> {
    content_of(&words(text), leaving_out)
}

/// The same of words.
pub fn content_of(words: &[Word<'_>], leaving_out: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words.iter().filter(|word| word.is_word()) {
        for part in bare(word).split(['-', '\u{2011}']) {
            let stock = is_little(part) || leaving_out.split(' ').any(|one| one == part);
            let stem = stem(part.trim_end_matches('\''));
            if !stock && !found.contains(&stem) {
                found.push(stem);
            }
        }
    }
    found
}

/// Whether two stems are of one kin: the same, or "apprentice" and "apprenticeship", "allot" and "allotment".
pub fn is_kin(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let longer = one.chars().count().max(other.chars().count());
    one == other
        || shared >= 5 && shared * 2 >= longer && {
            // "education" and "educational", but not "contract" and "control".
            let rest = |stem: &str| stem.chars().count() - shared;
            rest(one).min(rest(other)) <= 1
        }
}

/// How many of some stems stand among others.
pub fn shared(some: &[String], others: &[String]) -> usize {
    some.iter().filter(|one| others.iter().any(|other| is_kin(one, other))).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_alike_in_their_words_of_content() {
        let title = content("Replacement of the boilers: a proposal", "proposal");
        assert_eq!(title, ["replac", "boiler"]);
        for text in ["The boiler was to be replaced.", "replacing boilers"] {
            assert_eq!(shared(&title, &content(text, "")), 2, "{text}");
        }
        assert_eq!(shared(&title, &content("The board looked at plumbing.", "")), 0);
        assert!(is_kin("apprentic", "apprenticeship") && is_kin("a", "a"));
        assert!(!is_kin("contract", "control") && !is_kin("park", "part") && !is_kin("", "a"));
    }
}
