//! Keys and items of a file that have become words of a text: the line that they belong to is gone, or stands too far in.

use crate::diagnostic::{Diagnostic, Span};
use crate::project::form::{Form, body, exhibits, fields, recommendations, resolutions};

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

/// Signs with which a sentence ends, or words in quotation marks or brackets.
const ENDS: [char; 8] = ['.', '!', '?', ';', ')', '"', '”', '’'];

/// What ends with a full stop and no sentence.
const SHORT: [&str; 10] = ["e.g.", "i.e.", "etc.", "cf.", "viz.", "incl.", "approx.", "no.", "p.", "vs."];

/// Keys of charts and tables that are no words of a sentence.
const OF_EXHIBITS: [&str; 6] = ["subtitle", "measure", "measures", "areas", "periods", "row-totals"];

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
        if let Some(at) = joined(line) {
            let place = Span::new(&text.file, start + at..start + line.trim_end().len());
            return Some(
                Diagnostic::error("a line of the file that was joined to the text before it", &place)
                    .hint("begin it on a line of its own again, as far in as the others of its kind")
                    .hint("if it is to be printed as it stands, begin it with a capital letter"),
            );
        }
        start += line.len() + 1;
    }
    None
}

/// What is wrong with a text that begins right below a key, with another item of a list in it: the sign of its own item is
/// gone.
pub fn without_sign(text: &Span) -> Option<Diagnostic> {
    let before = text.file.text.get(..text.range.start)?;
    let (above, own) = before.rsplit_once('\n')?;
    let above = above.lines().rev().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))?;
    if !own.trim().is_empty() || !above.trim_end().ends_with(':') {
        return None;
    }
    let item = text.text().lines().find(|line| line.trim_start().starts_with("- "))?;
    let first = text.text().lines().next().unwrap_or_default().trim_end();
    let place = Span::new(&text.file, text.range.start..text.range.start + first.len());
    let sign = format!("{}- >", &item[..item.len() - item.trim_start().len()]);
    Some(
        Diagnostic::error("a text of a list whose `- >` is missing above it", &place).hint(format!(
            "write `{sign}` on a line of its own above this one, as above the next text of the list"
        )),
    )
}

/// A warning for the first line of a text, after `|`, that begins a sentence right below an item of a list: it is printed as
/// words of the item.
pub fn after_item(text: &Span) -> Option<Diagnostic> {
    let before = text.file.text.get(..text.range.start)?;
    if !before.trim_end().ends_with(['|', '-', '+'])
        || !before.trim_end().trim_end_matches(['-', '+']).ends_with('|')
    {
        return None;
    }
    let own = indent(text, text.range.start);
    let (mut start, mut in_item, mut above) = (text.range.start, false, "");
    for line in text.text().split('\n') {
        let words = line.trim();
        let deep = if start == text.range.start { own } else { line.len() - line.trim_start().len() };
        let begins = words.starts_with(|one: char| one.is_uppercase()) || words.starts_with("{{");
        let ended = above.ends_with(['.', '!', '?']);
        if in_item && deep == own && begins && ended {
            let from = start + line.len() - line.trim_start().len();
            let place = Span::new(&text.file, from..from + words.len());
            return Some(
                Diagnostic::warning("a sentence that is printed as words of the item above it", &place)
                    .hint("if a paragraph begins here, leave the line above it empty; if it is an item of its own in the file, the `- >` above it is missing")
                    .hint("if it belongs to the item, indent it as far as the words of that"),
            );
        }
        in_item = words.starts_with("- ") || in_item && !words.is_empty();
        above = words;
        start += line.len() + 1;
    }
    None
}

/// Where on a line, behind the end of a sentence, an item or a key of the file begins: `… in March. - >`,
/// `… in March. owner: director`.
fn joined(line: &str) -> Option<usize> {
    line.match_indices(' ').map(|(at, _)| at + 1).find(|at| {
        let (before, rest) = (line[..*at].trim_end(), line[*at..].trim_end());
        let last = before.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
        let expression = before.ends_with("}}");
        if !(before.ends_with(ENDS) || expression) || SHORT.contains(&last.as_str()) {
            return false;
        }
        if let Some(item) = rest.strip_prefix("- ") {
            return SIGNS[1..].contains(&item.trim()) || key(item).is_some();
        }
        let of_exhibit =
            |name: &str| [&exhibits::CHART, &exhibits::TABLE].iter().any(|form| form.key(name).is_some());
        let exhibit = rest.split_once(": ").map(|(name, _)| name).filter(|name| of_exhibit(name));
        if expression {
            return exhibit.is_some_and(|name| OF_EXHIBITS.contains(&name));
        }
        exhibit.is_some_and(|name| OF_EXHIBITS.contains(&name))
            || key(rest).is_some_and(|(name, value)| {
                SIGNS[1..].contains(&value) || OF_WORDS.contains(&name) || !value.is_empty() && !value.contains(' ')
            })
    })
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
    use super::{after_item, told};
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
            ("  - >\n    It ended. - >\n    It began.", "- >"),
            ("  - >\n    It ended. owner: director", "owner: director"),
            ("  - >\n    Note it (as it is). - chart: agency", "- chart: agency"),
            ("  - >\n    It {{ x.fell(\"fell\") }} subtitle: All areas", "subtitle: All areas"),
            ("  - >\n    Is it so? text: Note it", "text: Note it"),
        ] {
            assert_eq!(line(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn a_sentence_right_below_an_item_is_told() {
        let found = |text: &str| {
            let tree = yaml::read(&SourceFile::new("report.yaml", format!("body:\n{text}\n"))).expect("YAML");
            let Content::Map(entries) = tree.content else { panic!("a map") };
            let Content::List(items) = &entries[0].1.content else { panic!("a list") };
            after_item(&items[0].span).is_some()
        };
        assert!(found("  - |\n    Two:\n\n    - One.\n    - Two.\n    There is more."));
        for text in [
            "  - |\n    Two:\n\n    - One.\n    - Two.\n\n    There is more.",
            "  - |\n    Two:\n\n    - One.\n      There is more.",
            "  - |\n    Two:\n\n    - One of\n    Coventry.",
            "  - >\n    Two:\n\n    - One.\n    There is more.",
            "  - |\n    One.\n    There is more.",
        ] {
            assert!(!found(text), "{text}");
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
            "  - It ended. Owner: director",
            "  - A sign of it, e.g. status: green",
            "  - It moved (so they say) - it moved",
            "  - The {{ rate }} status: green",
            "  - It is 5. - 3",
            "  - It ended. due: as soon as it can be",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }
}
