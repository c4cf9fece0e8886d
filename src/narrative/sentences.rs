//! Sentences: which sentence of a paragraph a place belongs to.

/// Words before a full stop that ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "cf", "Dr", "Mr", "Mrs", "Ms", "Prof", "Cllr", "St", "No", "no", "para", "paras", "p", "pp", "vs",
];

/// The sentence of a text that a byte stands in.
pub fn sentence_at(text: &str, at: usize) -> &str {
    let mut start = 0;
    for end in ends(text) {
        if end > at {
            return text.get(start..end).unwrap_or_default().trim();
        }
        start = end;
    }
    text.get(start..).unwrap_or_default().trim()
}

/// Where the first sentence of a text ends, in bytes.
pub fn first_end(text: &str) -> usize {
    ends(text).next().unwrap_or(text.len())
}

/// The bytes at which the sentences of a text end.
fn ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(['.', '!', '?']).filter_map(move |(at, mark)| {
        let after = text.get(at + mark.len()..)?;
        let closing = after.trim_start_matches(['"', '\'', '”', '’', ')', ']']);
        let next = closing.trim_start();
        let before = text.get(..at).unwrap_or_default();
        let word = before.rsplit([' ', '\u{a0}', '(']).next().unwrap_or_default();
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        let goes_on = next.chars().next().is_some_and(|next| next.is_lowercase() || next == ',' || next == ';');
        let is_end = closing.len() > next.len() && !goes_on && !initial && !ABBREVIATIONS.contains(&word);
        (is_end || next.is_empty()).then(|| text.len() - closing.len())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sentence_ends_where_the_next_one_begins() {
        let text =
            "It fell to 11.3%. The rate of St. Helens (e.g. no. 4) rose! “Did it?” 25 left; Dr. A. Smith stayed.";
        let of = |word: &str| sentence_at(text, text.find(word).expect("a word"));
        assert_eq!(of("11.3"), "It fell to 11.3%.");
        assert_eq!(of("St. H"), "The rate of St. Helens (e.g. no. 4) rose!");
        assert_eq!(of("Did"), "“Did it?”");
        assert_eq!(of("Smith"), "25 left; Dr. A. Smith stayed.");
        assert_eq!(sentence_at("no end", 2), "no end");
    }

    proptest! {
        #[test]
        fn every_place_of_any_text_is_in_a_sentence(text in "[a-zA-Z.!? ’”)\u{a0}–0-9]{0,60}", at in 0..60_usize) {
            let sentence = sentence_at(&text, at);
            prop_assert!(text.contains(sentence));
            if let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|one| !one.is_whitespace()) {
                prop_assert!(sentence.contains(character), "{:?} of {:?} is not in {:?}", character, text, sentence);
            }
        }
    }
}
