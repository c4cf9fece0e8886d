//! Keys that stand twice in one mapping, also where the hyphen of a new entry was forgotten between them.

use std::sync::Arc;

use super::{Inner, Place, Places, syntax, without_tabs};
use crate::diagnostic::{Diagnostic, SourceFile, Span};

/// The first key that stands twice in one mapping.
pub(super) fn twice(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    search(file, &Places::read(&without_tabs(&file.text)).ok()?.0, Part::Whole)
}

/// What a mapping is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It is the whole file, or between braces: nothing else can begin within it.
    Whole,
    /// It is an entry of a list.
    List,
    /// It is the value of a key.
    Key,
}

/// The same within a part of the file.
fn search(file: &Arc<SourceFile>, place: &Place, part: Part) -> Option<Diagnostic> {
    let entries = match &place.inner {
        Inner::Scalar(_) => return None,
        Inner::List(items) => return items.iter().find_map(|item| search(file, item, Part::List)),
        Inner::Map(entries) => entries,
    };
    let name = |key: &Place| match &key.inner {
        Inner::Scalar(name) => Some(name.clone()),
        Inner::List(_) | Inner::Map(_) => None,
    };
    entries.iter().enumerate().find_map(|(at, (key, value))| {
        let first =
            name(key).and_then(|key| entries[..at].iter().find(|(other, _)| name(other).as_ref() == Some(&key)));
        let Some((first, _)) = first else { return search(file, value, Part::Key) };
        let alone = in_braces(file, place) || is_repeated(file, first.range.start, key.range.start);
        let part = if alone { Part::Whole } else { part };
        let told = || {
            let name = file.text.get(key.range.clone()).unwrap_or_default();
            let told = Diagnostic::error(format!("`{name}` is written twice"), &Span::new(file, key.range.clone()))
                .related(&Span::new(file, first.range.clone()), "the first one");
            hints(name, entries.first().and_then(|(first, _)| file.text.get(first.range.clone())), part)
                .into_iter()
                .fold(told, Diagnostic::hint)
        };
        if is_repeated(file, first.range.start, key.range.start) {
            return Some(told());
        }
        Some(syntax::misplaced(file, key.range.start).unwrap_or_else(told))
    })
}
/// What to do about a key that is written twice, the likeliest first.
fn hints(name: &str, begins: Option<&str>, part: Part) -> Vec<String> {
    let missing = match part {
        Part::Whole => return vec!["keep one of the two".to_owned()],
        Part::List if begins.is_some_and(|first| first != name) => format!(
            "if a new entry of the list begins here, its first line is missing above this one: write `- {}: …` there, with its \
             hyphen right below the hyphen of the entry before",
            begins.unwrap_or_default()
        ),
        Part::List => format!(
            "if a new entry of the list begins here, write `- {name}:`, with its hyphen right below the hyphen of the entry \
             before"
        ),
        Part::Key => "if another entry begins here, the line with its name is missing above: write the name and a colon there, \
                      as far in as the name of the entry before"
            .to_owned(),
    };
    vec![missing, "if not, keep one of the two".to_owned()]
}

/// Whether a line is the same as the one right above it.
fn is_repeated(file: &SourceFile, first: usize, second: usize) -> bool {
    let (above, _) = file.line_column(first);
    let (line, _) = file.line_column(second);
    let words = |line: usize| file.text.split('\n').nth(line - 1).map(str::trim);
    above + 1 == line && words(above) == words(line)
}

/// Whether a mapping is written between braces.
fn in_braces(file: &SourceFile, place: &Place) -> bool {
    file.text.get(place.range.start..).is_some_and(|text| text.starts_with('{'))
}

#[cfg(test)]
mod tests {
    use super::twice;
    use crate::diagnostic::{Diagnostic, SourceFile};

    fn told(text: &str) -> Diagnostic {
        twice(&SourceFile::new("test.yaml", text)).expect("a key stands twice")
    }

    #[test]
    fn where_something_else_may_begin_its_first_line_may_be_missing() {
        for (text, missing) in [
            ("a:\n  - text: one\n    note: x\n    text: two\n", "write `- text:`"),
            ("a:\n  - slot: one\n    body: x\n    body: y\n", "write `- slot: …` there"),
            ("people:\n  ann:\n    name: Ann\n    name: Bob\n", "the line with its name is missing above"),
        ] {
            let hints = told(text).hints;
            assert!(hints.len() == 2 && hints[0].contains(missing), "{text}: {hints:?}");
            assert_eq!(hints[1], "if not, keep one of the two");
        }
        for alone in [
            "a: 1\na: 2\n",
            "a:\n  - text: x\n    items:\n    items:\n      - y\n",
            "a:\n  - {b: 1, b: 2}\n",
            "a:\n  b: {c: 1, c: 2}\n",
        ] {
            assert_eq!(told(alone).hints, ["keep one of the two"], "{alone}");
        }
    }

    #[test]
    fn a_key_line_that_is_indented_too_far_is_told_itself() {
        let told = told("people:\n  ann:\n    name: Ann\n    bob:\n    name: Bob\n");
        assert_eq!(told.message, "a line that is indented too far");
        assert_eq!(told.span.expect("a place").text(), "bob:");
        assert_eq!(told.hints, ["begin it with 2 spaces, to line it up with those that it belongs with"]);
    }
}
