//! Works of the bibliography that are cited by name and year instead of by their keys.

use crate::check::citations::list::Work;
use crate::check::finding;
use crate::check::words::Word;
use crate::diagnostic::{Diagnostic, Span};

/// That a work of the bibliography is cited without its key.
pub fn typed_by_hand(work: &Work, write: &str, name: &str, place: &Span) -> Diagnostic {
    finding(format!("`{name}` is typed by hand"), place)
        .related(&work.place, "the work")
        .hint(format!("{write}; it leads to the list and cannot differ from it"))
}

/// How to cite a work of the bibliography by its key, in the place of how it is cited.
pub fn by_key(work: &Work, name: &str, bracketed: bool) -> Option<String> {
    let key = work.key.as_ref()?;
    Some(if name.contains("'s") || name.contains("’s") {
        format!("write `[-@{key}]` for the year and its brackets")
    } else if bracketed {
        format!("write `[@{key}]`, with square brackets for the round ones")
    } else {
        format!("write `@{key}`, which prints the name and then the year in brackets")
    })
}

/// Whether a bracket is open after these words.
pub fn is_within_brackets(before: &[Word<'_>]) -> bool {
    let last = before.iter().rfind(|word| matches!(word.text, "(" | "[" | ")" | "]"));
    last.is_some_and(|word| matches!(word.text, "(" | "["))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::words;
    use crate::project::yaml::Text;

    #[test]
    fn a_work_with_a_key_is_cited_by_it() {
        let listed = Text::of("gibson2016");
        let work = Work {
            key: Some("gibson2016".to_owned()),
            year: "2016".to_owned(),
            listed: String::new(),
            place: listed.span,
        };
        let write = |name: &str, bracketed: bool| by_key(&work, name, bracketed).unwrap_or_default();
        assert!(write("Gibson (2009)", false).starts_with("write `@gibson2016`,"));
        assert!(write("Gibson, 2009", true).starts_with("write `[@gibson2016]`,"));
        assert!(write("Gibson’s (2009)", false).starts_with("write `[-@gibson2016]` "));
        for (before, within) in
            [("It did (see", true), ("It did (so) and", false), ("It did", false), ("(a; b", true)]
        {
            assert_eq!(is_within_brackets(&words(before)), within, "{before}");
        }
    }
}
