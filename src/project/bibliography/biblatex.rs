//! Works in BibLaTeX, as reference managers export them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use hayagriva::Library;
use hayagriva::io::{BibLaTeXError, from_biblatex_str};

use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile, Span};

/// How deep braces may stand within each other; the reader of the format calls itself for each.
const DEEPEST: usize = 64;

/// Reads a file: its works, and where the key of each stands; `None` if it has errors.
pub fn read(file: &Arc<SourceFile>, sink: &mut Diagnostics) -> Option<(Library, BTreeMap<String, Span>)> {
    if let Some(at) = too_deep(&file.text) {
        let place = Span::new(file, at..at + 1);
        sink.push(Diagnostic::error("too many braces within each other", &place).hint("take some of them out"));
        return None;
    }
    let entries = entries(&file.text);
    match from_biblatex_str(&file.text) {
        Ok(library) => {
            let places = entries.iter().filter_map(|entry| {
                let key = entry.key.clone()?;
                Some((file.text[key.clone()].to_owned(), Span::new(file, key)))
            });
            for entry in &entries {
                warn_of_subtitle(file, entry, sink);
            }
            if library.is_empty() {
                sink.push(
                    Diagnostic::error("a bibliography without works", &Span::new(file, 0..0))
                        .hint("a work begins with its kind and its key, such as `@book{baginsky2013,`"),
                );
                return None;
            }
            Some((library, places.collect()))
        }
        Err(errors) => {
            report(file, &entries, &errors, sink);
            None
        }
    }
}

/// An entry of a file, `@book{baginsky2013, …}`.
struct Written {
    /// From its `@` to the next entry.
    range: Range<usize>,
    /// Its kind, in lower case.
    kind: String,
    /// Where its key stands.
    key: Option<Range<usize>>,
}

/// The entries of a text: each begins with an `@` that is the first on its line.
fn entries(text: &str) -> Vec<Written> {
    let mut starts = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if line.trim_start().starts_with('@') {
            starts.push(line_start + indent);
        }
        line_start += line.len();
    }
    let mut found = Vec::new();
    for (nth, start) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).copied().unwrap_or(text.len());
        let whole = &text[*start..end];
        let rest = whole[1..].trim_start_matches(|one: char| one.is_ascii_alphabetic());
        let kind = whole[1..whole.len() - rest.len()].to_ascii_lowercase();
        let inside = rest.trim_start();
        let named = !matches!(kind.as_str(), "string" | "comment" | "preamble" | "");
        let key = inside.strip_prefix(['{', '(']).filter(|_| named).and_then(|inside| {
            let from = end - inside.trim_start().len();
            let length = text[from..end].find([',', '}', ')', '\n'])?;
            let key = text[from..from + length].trim_end();
            (!key.is_empty()).then(|| from..from + key.len())
        });
        found.push(Written { range: *start..end, kind, key });
    }
    found
}

/// Tells what is wrong with a file, if possible entry by entry, so that all mistakes are told at once and one that is
/// not closed does not make its end that of the file.
fn report(file: &Arc<SourceFile>, entries: &[Written], errors: &[BibLaTeXError], sink: &mut Diagnostics) {
    let strings: String = entries
        .iter()
        .filter(|entry| entry.kind == "string")
        .map(|entry| &file.text[entry.range.clone()])
        .filter(|text| from_biblatex_str(text).is_ok())
        .collect();
    let mut told = false;
    for entry in entries {
        let text = format!("{strings}{}", &file.text[entry.range.clone()]);
        let Err(errors) = from_biblatex_str(&text) else { continue };
        for error in errors {
            told = true;
            let back = |at: usize| (at + entry.range.start).saturating_sub(strings.len());
            let (message, range) = match &error {
                BibLaTeXError::Parse(error) => (error.kind.to_string(), error.span.clone()),
                BibLaTeXError::Type(error) => (error.kind.to_string(), error.span.clone()),
            };
            sink.push(explain(file, Some(entry), &message, back(range.start)..back(range.end)));
        }
    }
    for error in errors.iter().filter(|_| !told) {
        let (message, range) = match error {
            BibLaTeXError::Parse(error) => (error.kind.to_string(), error.span.clone()),
            BibLaTeXError::Type(error) => (error.kind.to_string(), error.span.clone()),
        };
        let entry = entries.iter().find(|entry| entry.range.contains(&range.start));
        sink.push(explain(file, entry, &message, range));
    }
}

/// What an error of the format's reader means to whoever keeps the file.
fn explain(file: &Arc<SourceFile>, entry: Option<&Written>, message: &str, range: Range<usize>) -> Diagnostic {
    let key = entry.and_then(|entry| entry.key.clone());
    let head = key.clone().or_else(|| entry.map(|entry| entry.range.start..entry.range.start + 1));
    let work = key.map_or_else(|| "an entry".to_owned(), |key| format!("the work `{}`", &file.text[key]));
    let at = Span::new(file, range.clone());
    let whole = Span::new(file, head.unwrap_or(range.clone()));
    let wanted = |sign: &str| format!("look for a missing `{sign}` here or on the line above");
    if let Some(name) = message.strip_prefix("duplicate key ") {
        let name = name.trim_matches('"');
        let places: Vec<Range<usize>> = entries(&file.text)
            .into_iter()
            .filter_map(|entry| entry.key)
            .filter(|key| &file.text[key.clone()] == name)
            .collect();
        if let [first, .., last] = places.as_slice() {
            return Diagnostic::error(
                format!("the work `{name}` is written twice"),
                &Span::new(file, last.clone()),
            )
            .related(&Span::new(file, first.clone()), "the first one")
            .hint("take one of the two out, or give it a key of its own");
        }
    }
    if let Some(word) = message.strip_prefix("unknown abbreviation ") {
        let word = word.trim_matches('"');
        return Diagnostic::error(format!("`{word}` stands without braces"), &at)
            .hint(format!("write `{{{word}}}`; a word without braces is an abbreviation that `@string` defines"));
    }
    match message {
        "unexpected end of file" => Diagnostic::error(format!("{work} is not closed"), &whole)
            .hint("every `{` needs a `}`; the last one closes the work"),
        "expected comma" => Diagnostic::error(format!("{work} lacks a comma"), &at).hint(wanted(",")),
        "expected equals" => Diagnostic::error(format!("{work} has a field without `=`"), &at)
            .hint("write a field as `title = {…},`"),
        "expected closing brace" | "unexpected closing brace" | "expected opening brace" => {
            Diagnostic::error(format!("the braces of {work} do not match"), &at)
                .hint("every `{` needs a `}`; the last one closes the work")
        }
        "expected double quote" => {
            Diagnostic::error(format!("{work} has a quotation mark that is not closed"), &at).hint(wanted("\""))
        }
        "expected identifier" => Diagnostic::error(format!("{work} has a field or a key without a name"), &at)
            .hint("a work is `@book{key, author = {…}, title = {…}, year = {2013}}`"),
        "malformed command" => Diagnostic::error(format!("{work} has a LaTeX command that cannot be read"), &at)
            .hint("write the letter itself, such as `é`, in place of the command"),
        other => {
            let other = other.rsplit(": ").next().unwrap_or(other);
            Diagnostic::error(format!("{work} has a value that cannot be read: {other}"), &at)
                .hint("write dates as `2013`, `2013-05` or `2013-05-27`, and numbers in digits")
        }
    }
}

/// `subtitle` is a field of its own in BibLaTeX that the engine does not print.
fn warn_of_subtitle(file: &Arc<SourceFile>, entry: &Written, sink: &mut Diagnostics) {
    let text = &file.text[entry.range.clone()];
    let mut at = entry.range.start;
    for line in text.split_inclusive('\n') {
        let field = line.trim_start();
        let from = at + line.len() - field.len();
        at += line.len();
        let name = field.split(['=', ' ']).next().unwrap_or_default();
        if matches!(name.to_ascii_lowercase().as_str(), "subtitle" | "titleaddon") && field.contains('=') {
            sink.push(
                Diagnostic::warning(format!("`{name}` is not printed"), &Span::new(file, from..from + name.len()))
                    .hint("write it in `title`, after a colon"),
            );
        }
    }
}

/// The first brace that stands too deep.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            // An entry begins anew, whatever the one before it left open.
            b'@' if text[..at].ends_with('\n') => depth = 0,
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at);
        }
    }
    None
}
