//! Fields of BibLaTeX that would print something else than their author wrote, or nothing.

use std::ops::Range;
use std::sync::Arc;

use hayagriva::Entry;

use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile, Span};

/// Fields that are a list of names, which `and` parts from each other.
const LISTS: [&str; 5] = ["publisher", "organization", "location", "author", "editor"];

/// Words that the names of organisations have, and those of people do not.
const OF_ORGANISATIONS: [&str; 12] = [
    "for",
    "of",
    "in",
    "the",
    "Council",
    "Department",
    "Office",
    "Association",
    "Authority",
    "Trust",
    "Institute",
    "Partnership",
];

/// Tells what stands in the entry of a file and is lost, or is taken apart; `work` is what was read of it.
pub fn check(file: &Arc<SourceFile>, entry: &Range<usize>, work: &Entry, sink: &mut Diagnostics) {
    for field in fields(&file.text, entry) {
        let name = field.name.to_ascii_lowercase();
        let place = |range: &Range<usize>| Span::new(file, range.clone());
        // What stands in braces of its own is one name.
        let value = &file.text[field.value.clone()];
        if matches!(name.as_str(), "subtitle" | "titleaddon") {
            sink.push(
                Diagnostic::warning(format!("`{}` is not printed", field.name), &place(&field.at))
                    .hint("write it in `title`, after a colon"),
            );
        } else if is_date(&name) {
            let year = work.date_any().map(|date| date.year.to_string());
            match year {
                None => sink.push(no_date(value, &place(&field.value))),
                Some(year) if !value.contains(&year) => sink.push(
                    Diagnostic::error(format!("`{value}` would be printed as {year}"), &place(&field.value))
                        .hint("take `crossref` out and write its fields here, or put the date right"),
                ),
                Some(_) => {}
            }
        } else if LISTS.contains(&name.as_str()) && !value.starts_with('{') {
            warn_of_names(value, &name, &place(&field.value), sink);
        }
    }
}

/// Whether a field says when a work appeared.
fn is_date(name: &str) -> bool {
    matches!(name, "date" | "year")
}

/// A date that nobody can read.
fn no_date(value: &str, place: &Span) -> Diagnostic {
    Diagnostic::error(format!("`{value}` is no date"), place)
        .hint("write `2013`, `2013-05` or `2013-05-27`; a work without a date has no such field")
}

/// What is wrong with the field that a place of an entry belongs to, if its value cannot be read.
pub fn unreadable(file: &Arc<SourceFile>, entry: &Range<usize>, at: usize) -> Option<Diagnostic> {
    let field =
        fields(&file.text, entry).into_iter().find(|field| (field.value.start..=field.value.end).contains(&at))?;
    let (value, place) = (&file.text[field.value.clone()], Span::new(file, field.value.clone()));
    Some(if is_date(&field.name.to_ascii_lowercase()) {
        no_date(value, &place)
    } else {
        Diagnostic::error(format!("the `{}` cannot be read", field.name), &place)
            .hint("write numbers in digits, and dates as `2013`, `2013-05` or `2013-05-27`")
    })
}

/// Warns of a name that is taken for two, or for that of a person.
fn warn_of_names(value: &str, name: &str, place: &Span, sink: &mut Diagnostics) {
    let people = matches!(name, "author" | "editor");
    let own = |word: &&str| OF_ORGANISATIONS.contains(word);
    let organisation =
        value.split(" and ").any(|one| !one.contains([',', '{']) && one.split_whitespace().any(|word| own(&word)));
    let message = if !people && value.contains(" and ") {
        format!("`and` makes two of this `{name}`")
    } else if people && organisation {
        format!("this `{name}` is read as the name of a person")
    } else {
        return;
    };
    sink.push(Diagnostic::warning(message, place).hint(format!(
        "where it is one organisation, put it in a second pair of braces: `{name} = {{{{{value}}}}},`"
    )));
}

/// A field of an entry.
struct Field<'a> {
    name: &'a str,
    /// Where its name stands.
    at: Range<usize>,
    /// Where its value stands, without the braces or quotation marks around it.
    value: Range<usize>,
}

/// The fields of an entry: `name = {value}` at the first level of its braces.
fn fields<'a>(text: &'a str, entry: &Range<usize>) -> Vec<Field<'a>> {
    let whole = &text[entry.clone()];
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut name: Option<Range<usize>> = None;
    let mut opened = 0;
    for (at, character) in whole.char_indices() {
        match character {
            '{' => {
                depth += 1;
                if depth == 2 {
                    opened = at + 1;
                }
            }
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 1
                    && let Some(at_name) = name.take()
                {
                    let at_name = entry.start + at_name.start..entry.start + at_name.end;
                    let value = entry.start + opened..entry.start + at;
                    found.push(Field { name: &text[at_name.clone()], at: at_name, value });
                }
            }
            '=' if depth == 1 => {
                let before = whole[..at].trim_end();
                let letters = before.trim_end_matches(|one: char| one.is_ascii_alphabetic());
                name = Some(letters.len()..before.len());
            }
            ',' if depth == 1 => name = None,
            _ => {}
        }
    }
    found
}
