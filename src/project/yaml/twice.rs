//! Keys that stand twice in one mapping, also where the hyphen of a new entry was forgotten between them.

use std::sync::Arc;

use super::{Inner, Place, Places};
use crate::diagnostic::{Diagnostic, SourceFile, Span};

/// The first key that stands twice in one mapping.
pub(super) fn twice(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    search(file, &Places::read(file).ok()?.0, false)
}

/// The same within a part of the file; `is_entry`, where that is an entry of a list.
fn search(file: &Arc<SourceFile>, place: &Place, is_entry: bool) -> Option<Diagnostic> {
    let entries = match &place.inner {
        Inner::Scalar(_) => return None,
        Inner::List(items) => return items.iter().find_map(|item| search(file, item, true)),
        Inner::Map(entries) => entries,
    };
    let name = |key: &Place| match &key.inner {
        Inner::Scalar(name) => Some(name.clone()),
        Inner::List(_) | Inner::Map(_) => None,
    };
    entries.iter().enumerate().find_map(|(at, (key, value))| {
        let first = name(key).and_then(|key| entries[..at].iter().find(|(other, _)| name(other).as_ref() == Some(&key)));
        let Some((first, _)) = first else { return search(file, value, false) };
        let name = file.text.get(key.range.clone()).unwrap_or_default();
        let told = Diagnostic::error(format!("`{name}` is written twice"), &Span::new(file, key.range.clone()))
            .related(&Span::new(file, first.range.clone()), "the first one")
            .hint("keep one of the two");
        let forgotten = is_entry && !in_braces(file, place);
        Some(told.maybe_hint(forgotten.then(|| {
            format!(
                "if a new entry of the list begins here, write `- {name}:`, with its hyphen right below the hyphen of the \
                 entry before"
            )
        })))
    })
}

/// Whether a mapping is written between braces.
fn in_braces(file: &SourceFile, place: &Place) -> bool {
    file.text.get(place.range.start..).is_some_and(|text| text.starts_with('{'))
}

#[cfg(test)]
mod tests {
    use super::twice;
    use crate::diagnostic::SourceFile;

    #[test]
    fn in_an_entry_of_a_list_a_hyphen_may_be_missing() {
        let hints = |text: &str| twice(&SourceFile::new("test.yaml", text)).expect("a key stands twice").hints;
        let entry = hints("a:\n  - text: one\n    note: x\n    text: two\n");
        assert_eq!(entry.len(), 2, "{entry:?}");
        assert!(entry[1].contains("write `- text:`"), "{entry:?}");
        for no_entry in ["a: 1\na: 2\n", "a:\n  - b:\n      c: 1\n      c: 2\n", "a:\n  - {b: 1, b: 2}\n"] {
            assert_eq!(hints(no_entry), ["keep one of the two"], "{no_entry}");
        }
    }
}
