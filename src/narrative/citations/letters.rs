//! Letters: works that a citation alone could not tell apart become 2009a and 2009b.
//!
//! The engine's processor does this as well, but for the first few groups of such works only.

use std::collections::BTreeMap;

use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatted, Formatting};

/// What styles print for a work without a date.
const UNDATED: [&str; 2] = ["no date", "n.d."];

/// The letters of works, by key: `works` has each in the order of the list, with what a citation of it prints.
pub fn letters(works: &[(String, String)]) -> BTreeMap<String, String> {
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (key, citation) in works {
        groups.entry(citation).or_default().push(key);
    }
    let several = groups.into_values().filter(|keys| keys.len() > 1);
    several.flat_map(|keys| keys.into_iter().enumerate().map(|(at, key)| (key.to_owned(), letter(at)))).collect()
}

/// a, b … z, aa, ab …
fn letter(mut at: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'a' + u8::try_from(at % 26).unwrap_or_default()));
        match (at / 26).checked_sub(1) {
            Some(rest) => at = rest,
            None => return letters,
        }
    }
}

/// What was printed with the letter after the year, or after the words for there being none.
pub fn lettered(printed: &ElemChildren, letter: &str, dated: bool) -> ElemChildren {
    let mut printed = printed.clone();
    if dated {
        after_year(&mut printed, letter);
    } else {
        after_words(&mut printed, letter);
    }
    printed
}

fn after_year(children: &mut ElemChildren, letter: &str) -> bool {
    children.0.iter_mut().any(|child| match child {
        ElemChild::Elem(Elem { meta: Some(ElemMeta::Date), children, .. }) => {
            children
                .0
                .push(ElemChild::Text(Formatted { text: letter.to_owned(), formatting: Formatting::default() }));
            true
        }
        ElemChild::Elem(elem) => after_year(&mut elem.children, letter),
        _ => false,
    })
}

fn after_words(children: &mut ElemChildren, letter: &str) -> bool {
    children.0.iter_mut().any(|child| match child {
        ElemChild::Text(formatted) => {
            let found = UNDATED.iter().find_map(|words| Some(formatted.text.find(words)? + words.len()));
            if let Some(end) = found {
                formatted.text.insert_str(end, &format!(" {letter}"));
            }
            found.is_some()
        }
        ElemChild::Elem(elem) => after_words(&mut elem.children, letter),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn there_is_a_letter_for_every_work() {
        assert_eq!([0, 1, 25, 26, 27, 701, 702].map(letter), ["a", "b", "z", "aa", "ab", "zz", "aaa"]);
    }
}
