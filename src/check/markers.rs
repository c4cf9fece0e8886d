//! Markers in titles: "(exempt – paragraph 3)", "LATE REPORT:", what stands beside the subject of an item and is no part of
//! it.

use crate::check::answer::among;
use crate::check::words::words;

/// Whether a part of a title is a marker: the whole title, or what brackets, colons or dashes cut off, has one of the `core`
/// words and no others than those and the words that may stand `beside` them. Both are lists with blanks between.
///
/// So "Contract award (exempt)" has one, and "Exempt accommodation: a review" has none.
pub fn has_marker(title: &str, core: &str, beside: &str) -> bool {
    let is_marker = |part: &str| {
        let words = words(part);
        let said = words.iter().filter(|word| word.text.chars().any(char::is_alphanumeric));
        let known = |word: &str| among(core, word) || among(beside, word);
        words.iter().any(|word| among(core, &word.lower))
            && said.into_iter().all(|word| word.is_number() || known(&word.lower))
    };
    let cut = |one: char| matches!(one, ':' | '–' | '—' | '(' | ')' | '[' | ']' | '|' | ';');
    // " - " is a dash, "part-time" has none.
    let dashes = title.replace(" - ", " – ");
    // A dash within brackets ends nothing.
    let bracketed = dashes.split(['(', '[']).skip(1).filter_map(|rest| rest.split([')', ']']).next());
    bracketed.chain(dashes.split(cut)).any(is_marker)
}

#[cfg(test)]
mod tests {
    use super::has_marker;

    #[test]
    fn a_marker_stands_beside_the_subject() {
        let exempt = |title: &str| has_marker(title, "exempt private", "item report paragraph of part");
        for title in [
            "Contract award (exempt – paragraph 3)",
            "PRIVATE – staffing",
            "Exempt report: land",
            "Land - exempt",
            "Exempt item",
            "Land [private]",
        ] {
            assert!(exempt(title), "{title}");
        }
        for title in ["Exempt accommodation: a review", "Private fostering", "Rates: exempt properties", "", "(–)"]
        {
            assert!(!exempt(title), "{title}");
        }
    }
}
