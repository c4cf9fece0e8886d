//! Items of a list that are none: their line was joined to the one above, or they begin with a sign that begins no item.

use crate::diagnostic::{Diagnostic, Span};
use crate::narrative::delimiters::literals;
use crate::project::yaml::Text;

/// Signs that a word processor begins items of a list with.
const BULLETS: [char; 6] = ['•', '·', '▪', '●', '◦', '‣'];

/// The first line of a text that was to be an item of a list and would be printed within a paragraph.
///
/// Lines are those of the file: YAML joins them where the text stands after `>`, in quotation marks or right after its
/// key.
pub fn run_on(text: &Text) -> Option<Diagnostic> {
    let value = text.value.as_str();
    let literals = literals(value);
    let mut numbers = vec![0];
    for (at, _) in value.char_indices() {
        let before = &value[..at];
        if !(at == 0 || before.ends_with(char::is_whitespace)) || !literals.iter().any(|part| part.contains(&at)) {
            continue;
        }
        let Some(sign) = sign(&value[at..]) else { continue };
        let begins = before.trim_end_matches(' ').ends_with('\n') || at == 0;
        let length = value[at..].find(' ').unwrap_or(1);
        let place = || text.locate(at..at + length);
        let begins_line = || begins || is_first_on_its_line(&place());
        match sign {
            Sign::Hyphen if !begins && begins_line() => return Some(joined(text, &place())),
            Sign::Number(number) if numbers.contains(&(number - 1)) && begins_line() => {
                if !begins {
                    return Some(joined(text, &place()));
                }
                numbers.push(number);
            }
            Sign::Bullet if begins_line() => return Some(no_item(&place())),
            Sign::Dash if (leads(before) || is_among_items(&place())) && begins_line() => {
                return Some(no_item(&place()));
            }
            Sign::Dash if at == 0 && (goes_on(text) || is_own_line(text)) => return Some(no_item(&place())),
            _ => {}
        }
    }
    None
}

/// The column, from zero, of the hyphen that a text stands right behind.
fn hyphen_of(text: &Text) -> Option<usize> {
    let before = &text.span.file.text[..text.span.range.start];
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.trim_end().strip_suffix('-').map(str::len)
}

/// Whether the line above a place, or the one below it, begins an item of a list.
fn is_among_items(place: &Span) -> bool {
    let (line, _) = place.file.line_column(place.range.start);
    let begins = |line: &str| line.trim_start().starts_with("- ");
    let mut lines = place.file.text.lines().skip(line.saturating_sub(2));
    lines.next().is_some_and(begins) || lines.nth(1).is_some_and(begins)
}

/// Whether words lead into a list.
fn leads(before: &str) -> bool {
    before.trim_end().ends_with(':')
}

/// Whether a text begins on a line of its own below its key, where a list would.
fn is_own_line(text: &Text) -> bool {
    let block = header(text).starts_with(['>', '|']) || text.span.text().starts_with(['>', '|']);
    !block && is_first_on_its_line(&text.span)
}

/// The last word before a text: what stands there of a text that begins on a line of its own.
fn header(text: &Text) -> &str {
    let before = text.span.file.text[..text.span.range.start].trim_end();
    before.rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// Whether another line of a text begins with a dash as its first does.
fn goes_on(text: &Text) -> bool {
    let dashes = text.value.match_indices(['–', '—']).skip(1).map(|(at, dash)| at..at + dash.len());
    dashes.into_iter().any(|dash| is_first_on_its_line(&text.locate(dash)))
}

/// What an item may begin with.
enum Sign {
    Hyphen,
    Number(usize),
    Bullet,
    Dash,
}

/// The sign that a text begins with, if a blank follows it.
fn sign(text: &str) -> Option<Sign> {
    let (sign, _) = text.split_once(' ')?;
    if let Some(number) = sign.strip_suffix(['.', ')']) {
        let number: usize = number.parse().ok()?;
        return (1..100).contains(&number).then_some(Sign::Number(number));
    }
    match sign {
        "-" | "*" | "+" => Some(Sign::Hyphen),
        "–" | "—" | "--" => Some(Sign::Dash),
        _ if sign.chars().count() == 1 && sign.starts_with(BULLETS) => Some(Sign::Bullet),
        _ => None,
    }
}

/// Whether nothing but blanks stands before a place on its line.
fn is_first_on_its_line(place: &Span) -> bool {
    let before = &place.file.text[..place.range.start];
    before.rsplit('\n').next().unwrap_or_default().trim().is_empty()
}

fn joined(text: &Text, place: &Span) -> Diagnostic {
    let sign = place.text();
    let folded = text.span.text().starts_with('>') || header(text).trim_end_matches(['-', '+']) == ">";
    let mend = match hyphen_of(text) {
        _ if folded => "write `|` in place of the `>` above the text: it keeps lines apart".to_owned(),
        Some(column) if sign == "-" => {
            let spaces = if column == 1 { "1 space".to_owned() } else { format!("{column} spaces") };
            format!("if it is an item as the one above it is, begin it with {spaces}, as that one")
        }
        _ => "begin the text on a new line after `|`, without quotation marks around it: that keeps lines apart"
            .to_owned(),
    };
    let dash = match sign {
        "-" => "for a dash within a sentence write `–`".to_owned(),
        _ => format!("if no list is meant, put `{sign}` behind the word at the end of the line above"),
    };
    // Right behind a key nobody begins a list: what follows may be that of another key.
    let before = &text.span.file.text[..text.span.range.start];
    let keyed = !folded && sign == "-" && before.trim_end_matches(' ').ends_with(':') && !before.ends_with('\n');
    let key =
        keyed.then_some("if a list of the file begins here, the line with its key and a colon is missing above it");
    Diagnostic::error("an item of a list that would be printed in the line above it", place)
        .hint(mend)
        .maybe_hint(key)
        .hint(dash)
}

fn no_item(place: &Span) -> Diagnostic {
    let sign = place.text();
    let told = Diagnostic::error(format!("`{sign}` begins no item of a list"), place);
    if is_first_on_its_line(place) {
        told.hint(format!("begin every item with a hyphen and a space in place of `{sign}`"))
    } else {
        told.hint("take it out: an item of a list begins with `- `, on a line of its own")
    }
}

#[cfg(test)]
mod tests {
    use super::run_on;
    use crate::diagnostic::{Diagnostic, SourceFile};
    use crate::project::yaml::{self, Content, Node, Text};

    fn told(yaml: &str) -> Option<Diagnostic> {
        fn first(node: Node) -> Text {
            match node.content {
                Content::Map(mut entries) => first(entries.remove(0).1),
                Content::List(mut items) => first(items.remove(0)),
                Content::Text(value) => Text { value, span: node.span },
                other => panic!("no text: {other:?}"),
            }
        }
        run_on(&first(yaml::read(&SourceFile::new("report.yaml", yaml)).expect("YAML")))
    }

    #[test]
    fn items_that_would_be_printed_within_a_paragraph_are_found() {
        for (yaml, line, sign, hint) in [
            ("a: >\n  The aims:\n  - one\n  - two\n", 3, "-", "write `|` in place of the `>`"),
            ("a: >-\n  The aims:\n\n  - one\n  - two\n", 5, "-", "write `|` in place of the `>`"),
            ("- >\n  The aims:\n\n  1. one\n  2. two\n", 5, "2.", "write `|` in place of the `>`"),
            ("a: The aims\n  - one\n", 2, "-", "begin the text on a new line after `|`"),
            (
                "-\n  - One is here.\n   - Two.\n",
                3,
                "-",
                "if it is an item as the one above it is, begin it with 2 spaces",
            ),
            ("a:\n  – One is here.\n", 2, "–", "begin every item"),
            ("a: |\n  - one\n  – two\n  - three\n", 3, "–", "begin every item"),
            ("a: |\n  - one\n  -- two\n", 3, "--", "begin every item"),
            ("a: \"The aims:\n  * one\"\n", 2, "*", "begin the text on a new line after `|`"),
            (
                "a: |\n  The aims:\n  • one\n  • two\n",
                3,
                "•",
                "begin every item with a hyphen and a space in place of `•`",
            ),
            ("a:\n  • one\n  • two\n", 2, "•", "begin every item with a hyphen and a space in place of `•`"),
            ("- • one\n", 1, "•", "take it out"),
            ("a:\n  – one\n  – two\n", 2, "–", "begin every item with a hyphen and a space in place of `–`"),
            (
                "a: >\n  The aims are:\n  – one\n  – two\n",
                3,
                "–",
                "begin every item with a hyphen and a space in place of `–`",
            ),
        ] {
            let told = told(yaml).expect(yaml);
            let place = told.span.expect("a place");
            assert_eq!((place.file.line_column(place.range.start).0, place.text()), (line, sign), "{yaml}");
            assert!(told.hints[0].starts_with(hint), "{yaml}: {:?}", told.hints);
        }
    }

    #[test]
    fn lists_and_dashes_within_sentences_are_left_alone() {
        for yaml in [
            "a: |\n  The aims:\n  - one\n  - two\n",
            "a: >\n  The aims:\n\n  - one\n\n  - two\n",
            "a: >\n  The aims:\n    - one\n    - two\n",
            "a: \"- one\\n- two\"\n",
            "a: >\n  It moved\n  – after a wait – and 5 - 3 is 2 • 1\n",
            "a: >\n  It fell in\n  2024. Then in\n  12. It rose.\n",
            "a: >\n  {# note:\n  - one #}b\n",
            "a:\n  - One is\n    here.\n",
            "a:\n  - text: One is\n      here.\n",
            "a: – One is here.\n",
            "a: |\n  – One is here.\n",
            "a: |\n  It moved\n  -- after a wait -- there.\n",
            "a: |\n  1. one\n  2. two\n",
        ] {
            assert!(told(yaml).is_none(), "{yaml}: {:?}", told(yaml));
        }
    }
}
