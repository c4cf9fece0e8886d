//! Keys and items of a file that have become words of a text: the line that they belong to is gone, or stands too far in.

use crate::diagnostic::{Diagnostic, Span};
use crate::project::form::{Form, body, fields, recommendations, resolutions};

/// What the lists of a report consist of.
static FORMS: [&Form; 11] = [
    &body::SECTION,
    &body::ITEM,
    &body::PART,
    &recommendations::RECOMMENDATIONS,
    &recommendations::RECOMMENDATION,
    &recommendations::RESPONSE,
    &resolutions::RESOLUTION,
    &fields::DOCUMENT,
    &fields::APPENDIX,
    &fields::BAND,
    &fields::CONSULTED,
];

/// Keys whose value is words of the author's.
const OF_WORDS: [&str; 5] = ["text", "heading", "plain", "run-in", "recommendation-table"];

/// Signs with which a text begins on the next line.
const SIGNS: [&str; 5] = ["", ">", "|", ">-", "|-"];

/// What is wrong with the first line of a text that is an item or a key of the file.
pub fn told(text: &Span) -> Option<Diagnostic> {
    let source = text.text();
    let lines: Vec<&str> = source.split('\n').collect();
    let mut start = text.range.start;
    for (at, line) in lines.iter().enumerate() {
        let words = line.trim();
        if is_item(words)
            || is_key(words, lines[..at].last().copied(), lines.get(at + 1).copied(), indent(text, start))
        {
            let from = start + line.len() - line.trim_start().len();
            let place = Span::new(&text.file, from..from + words.len());
            return Some(
                Diagnostic::error("a line that looks like a part of the file, within a text", &place)
                    .hint(
                        "the line that it belongs to is missing above it, or begins too far to the right: put it back, or \
                         line it up with the keys of the same kind",
                    )
                    .hint("if it is to be printed as it stands, begin it with a capital letter"),
            );
        }
        start += line.len() + 1;
    }
    None
}

/// `- chart: agency`, `- {title: …`, `{title: …`: a list of the file, which no prose has.
fn is_item(words: &str) -> bool {
    let item = words.trim_start_matches("- ");
    let inside = item.strip_prefix('{').map(str::trim_start);
    (inside.is_some() || item.len() < words.len()) && key(inside.unwrap_or(item)).is_some()
}

/// `parts:` above an item, `text: |`, `due: 2026-03-31`, where a sentence has ended before it.
fn is_key(words: &str, above: Option<&str>, below: Option<&str>, own: usize) -> bool {
    let Some((key, value)) = key(words) else { return false };
    let ended =
        |line: &str| line.trim_end().ends_with(['.', '!', '?', ':', ';', '"', '”', ')']) || line.trim().is_empty();
    if !above.is_none_or(ended) {
        return false;
    }
    let further = |line: &str| line.trim_start().starts_with("- ") || line.len() - line.trim_start().len() > own;
    match value {
        sign if SIGNS.contains(&sign) => below.is_some_and(further),
        _ if OF_WORDS.contains(&key) => true,
        value => !value.contains(' '),
    }
}

/// A key of the lists of a report and what follows its colon.
fn key(words: &str) -> Option<(&str, &str)> {
    let (key, value) = words.split_once(':')?;
    let known = FORMS.iter().any(|form| form.key(key).is_some());
    (known && (value.is_empty() || value.starts_with(' '))).then_some((key, value.trim()))
}

/// How many characters stand before a line's words; the first line of a text begins at them.
fn indent(text: &Span, start: usize) -> usize {
    let before = text.file.text[..start].rsplit('\n').next().unwrap_or_default().len();
    let line = &text.file.text[start..];
    before + line.len() - line.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::told;
    use crate::diagnostic::SourceFile;
    use crate::project::yaml::{self, Content};

    /// The line that is told of a text.
    fn line(text: &str) -> Option<String> {
        let tree = yaml::read(&SourceFile::new("report.yaml", format!("body:\n{text}\n"))).expect("YAML");
        let Content::Map(entries) = tree.content else { panic!("a map") };
        let Content::List(items) = &entries[0].1.content else { panic!("a list") };
        told(&items[0].span)?.span.map(|place| place.text().to_owned())
    }

    #[test]
    fn what_belongs_to_the_file_is_told_at_its_line() {
        for (text, wanted) in [
            ("  - >\n    A summary.\n    - {title: Scope, report: a.yaml}", "- {title: Scope, report: a.yaml}"),
            ("  - >\n    A point.\n    parts:\n      - heading: One\n        text: |", "parts:"),
            ("  - |\n    One\n    - chart: agency", "- chart: agency"),
            ("  - >\n    Note it.\n    due: 2026-03-31", "due: 2026-03-31"),
            ("  - |\n    text: Note it.", "text: Note it."),
            ("  - |\n    One.\n\n    text: |\n      - two", "text: |"),
        ] {
            assert_eq!(line(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn prose_is_left_alone() {
        for text in [
            "  - >\n    The Board considered the following\n    items:\n    - one",
            "  - |\n    These are the\n    sections: one and two.",
            "  - |\n    It said so.\n\n    - Text: words\n    - other: words",
            "  - \"text: words\"",
            "  - |\n    It ended.\n    progress: slow and steady.",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }
}
