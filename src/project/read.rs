//! Reading of checked values out of YAML nodes: every mistake is reported, none stops the reading.

mod keys;
mod marks;
mod strayed;

use std::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics, Span, did_you_mean};
use crate::fonts;
use crate::project::enumerated;
use crate::project::torn;
use crate::project::yaml::{Comment, Content, Node, QUOTE, Text, instead_of_text};
use crate::quantity::dates;
use crate::quantity::value::Unit;

pub use keys::Keys;

/// What to do about a value that YAML takes for a comment.
const STARTS_WITH_A_NUMBER_SIGN: &str =
    "what starts with `#` is a comment: if it is meant as text, put it in quotes";

/// The entries of a mapping whose keys are names of the author's.
pub fn entries<'a>(node: &'a Node, what: &str, sink: &mut Diagnostics) -> &'a [(Text, Node)] {
    match &node.content {
        Content::Map(entries) => entries,
        _ => {
            sink.push(
                wrong_type(node, what)
                    .hint("write each on a line of its own, indented: its name, a colon, and what belongs to it"),
            );
            &[]
        }
    }
}

/// The items of a list; a single value counts as a list of one.
pub fn items(node: &Node) -> &[Node] {
    match &node.content {
        Content::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// The items of a list of prose, or a single text; `one` is what each becomes: "paragraph". What the commas of a bracket
/// list have torn apart is reported.
pub fn prose_items<'a>(node: &'a Node, one: &str, sink: &mut Diagnostics) -> &'a [Node] {
    torn::check(node, one, sink);
    items(node)
}

/// The same for what must be a list; `many` are all of its items.
pub fn prose_list<'a>(node: &'a Node, one: &str, many: &str, sink: &mut Diagnostics) -> &'a [Node] {
    torn::check(node, one, sink);
    list(node, many, sink)
}

/// Whether a value is a word for nothing: `None`, `N/A`.
pub fn says_nothing(node: &Node) -> bool {
    let Content::Text(text) = &node.content else { return false };
    let word = text.trim().trim_end_matches('.').to_lowercase();
    ["none", "n/a", "na", "nil", "nothing", "not applicable", "-", "–"].contains(&word.as_str())
}

/// What to do about what should be a list.
fn no_list(node: &Node) -> String {
    if says_nothing(node) {
        return "take the line out: without it there are none".to_owned();
    }
    let first = node.span.text().lines().next().unwrap_or_default();
    match first.strip_prefix('-') {
        Some(item) if !item.starts_with([' ', '-']) => format!("put a space after the hyphen: `- {item}`"),
        _ => "write one a line, indented, each after `- `".to_owned(),
    }
}

/// The items of what must be a list.
pub fn list<'a>(node: &'a Node, what: &str, sink: &mut Diagnostics) -> &'a [Node] {
    match &node.content {
        Content::List(items) => {
            if items.is_empty() {
                sink.push(
                    Diagnostic::error("an empty list", &node.span)
                        .hint(format!("write {what}, one a line, each after `- `, or remove the key")),
                );
            }
            items
        }
        _ => {
            sink.push(wrong_type(node, &format!("a list of {what}")).hint(no_list(node)));
            &[]
        }
    }
}

/// Text; a number or a truth value is taken as it was written.
pub fn text(node: &Node, sink: &mut Diagnostics) -> Option<Text> {
    let value = match &node.content {
        Content::Text(value) => value.trim_end().to_owned(),
        Content::Number(written) => written.clone(),
        Content::Bool(_) => node.span.text().trim().to_owned(),
        Content::Null | Content::List(_) | Content::Map(_) => {
            let hint = match &node.content {
                Content::Map(_) if node.span.text().starts_with("{{") => {
                    "put text that starts with `{{` in quotes, or start it on a new line after `>`"
                }
                // `- Purpose: to update` is what people write who do not know that a colon makes a key.
                Content::Map(entries) if entries.len() == 1 => {
                    "put text that contains `: ` in quotes, or start it on a new line after `>`"
                }
                Content::Map(_) => "write one text, without keys",
                Content::List(_) => "write one text: without `- ` at the start of lines, and without `[ ]`",
                _ if instead_of_text(&node.span.file.text, node.span.range.start) => STARTS_WITH_A_NUMBER_SIGN,
                _ => "write the text, or remove the line",
            };
            sink.push(wrong_type(node, "text").hint(hint));
            return None;
        }
    };
    if value.trim().is_empty() {
        sink.push(Diagnostic::error("empty text", &node.span).hint("write the text, or remove the line"));
        return None;
    }
    Some(Text { value, span: node.span.clone() })
}

/// Text that is printed: what stands as a comment behind it may be words that its author misses in print, and a line with
/// nothing but the sign of a text begins another one, which YAML has taken for more of this.
pub fn prose(node: &Node, sink: &mut Diagnostics) -> Option<Text> {
    let text = text(node, sink)?;
    sink.extend(marks::curly(&text).or_else(|| marks::alone(&text)));
    sink.extend(strayed::after_item(&node.span));
    if let Some(place) = lone_sign(&node.span) {
        if let Some(told) = strayed::without_sign(&node.span) {
            sink.push(told);
            return None;
        }
        sink.push(Diagnostic::error(format!("a line with `{}` alone in a text", place.text()), &place).hint(
            "if another text of a list begins here, write `- >` right below the hyphen of the text before; if not, take the \
             line out",
        ));
        return None;
    }
    if let Some(told) = strayed::told(&node.span) {
        sink.push(told);
        return None;
    }
    let Some(Comment { range, glued }) = &node.comment else { return Some(text) };
    let place = Span::new(&node.span.file, range.clone());
    let message = "a `#` after a space begins a comment: the rest of the line is not printed";
    if *glued {
        sink.push(
            Diagnostic::error(message, &place)
                .hint(QUOTE)
                .hint("if it is meant as a comment, write two spaces before the `#` and one after it"),
        );
    } else if text.value.contains(char::is_whitespace) {
        sink.push(
            Diagnostic::warning(message, &place).hint(
                "if it is meant as text, put the whole text in quotes; if not, write two spaces before the `#`",
            ),
        );
    }
    Some(text)
}

/// The first line of a text, below its first, that has nothing but a sign with which YAML begins a text.
fn lone_sign(text: &Span) -> Option<Span> {
    let mut at = text.range.start;
    for line in text.text().split_inclusive('\n') {
        let words = line.trim();
        let sign = words.strip_prefix("- ").unwrap_or(words);
        if at > text.range.start && matches!(sign, ">" | "|" | ">-" | "|-") {
            let start = at + line.len() - line.trim_start().len();
            return Some(Span::new(&text.file, start..start + words.len()));
        }
        at += line.len();
    }
    None
}

/// Text that is printed as it stands, so that the font must have all of its characters.
pub fn printed(node: &Node, sink: &mut Diagnostics) -> Option<Text> {
    let text = prose(node, sink)?;
    if let Some((at, character)) = fonts::missing_glyph(&text.value) {
        let place = text.locate(at..at + character.len_utf8());
        sink.push(Diagnostic::error(fonts::no_glyph(character), &place).hint(fonts::no_glyph_hint(character)));
    }
    Some(text)
}

/// An exact number.
pub fn decimal(node: &Node, sink: &mut Diagnostics) -> Option<Decimal> {
    let parsed = match &node.content {
        Content::Number(written) => Decimal::from_str(written).ok(),
        _ => None,
    };
    if parsed.is_none() {
        sink.push(wrong_type(node, "a number").hint(plain_number(node)));
    }
    parsed
}

/// What a number with a decimal comma means: `0,5`, `1.250,75`. A comma before three digits parts thousands, save after
/// a nought.
fn decimal_comma(written: &str) -> Option<Decimal> {
    let (whole, part) = written.split_once(',')?;
    let thousands = part.len() == 3 && whole.trim_start_matches('-') != "0";
    if thousands || part.is_empty() || !part.chars().all(|one| one.is_ascii_digit()) {
        return None;
    }
    Decimal::from_str(&format!("{}.{part}", whole.replace('.', ""))).ok()
}

/// The hint for what should be a number: the number that was meant, where that can be told.
fn plain_number(node: &Node) -> String {
    let written = match &node.content {
        Content::Text(text) | Content::Number(text) => text.trim(),
        _ => "",
    };
    let bare: String = written
        .trim_start_matches('£')
        .trim_end_matches(|one: char| one == '%' || one.is_whitespace())
        .chars()
        .filter(|one| !matches!(one, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’'))
        .collect();
    if let Some(number) = decimal_comma(&bare) {
        return format!("write `{number}`, with a decimal point");
    }
    let bare = bare.replace(',', "");
    match Decimal::from_str(&bare) {
        Ok(_) if bare == written => format!("write `{bare}` without quotation marks"),
        Ok(_) => format!("write `{bare}`: digits and a decimal point only, the unit goes in `unit:`"),
        Err(_) => "write digits and a decimal point only, such as `1250` or `12.5`".to_owned(),
    }
}

/// A number for sizes, within a range.
pub fn size(node: &Node, range: std::ops::RangeInclusive<f64>, sink: &mut Diagnostics) -> Option<f64> {
    let value: f64 = decimal(node, sink)?.to_string().parse().ok()?;
    if range.contains(&value) {
        return Some(value);
    }
    sink.push(Diagnostic::error(format!("`{value}` is out of range"), &node.span).hint(format!(
        "write a number from {} to {}",
        range.start(),
        range.end()
    )));
    None
}

/// A count.
pub fn count(node: &Node, sink: &mut Diagnostics) -> Option<usize> {
    let parsed = match &node.content {
        Content::Number(written) => written.parse().ok(),
        _ => None,
    };
    if parsed.is_none() {
        sink.push(wrong_type(node, "a whole number").hint("write digits only, such as `3`"));
    }
    parsed
}

/// `true` or `false`.
pub fn truth(node: &Node, sink: &mut Diagnostics) -> Option<bool> {
    match node.content {
        Content::Bool(value) => Some(value),
        _ => {
            let hint = match &node.content {
                Content::Text(text) if text.eq_ignore_ascii_case("yes") => "write `true`",
                Content::Text(text) if text.eq_ignore_ascii_case("no") => "write `false`",
                _ => "write one of the two, without quotation marks",
            };
            sink.push(wrong_type(node, "`true` or `false`").hint(hint));
            None
        }
    }
}

/// A date, `2025-11-27`.
pub fn date(node: &Node, sink: &mut Diagnostics) -> Option<NaiveDate> {
    let written = text(node, sink)?;
    let parsed = NaiveDate::parse_from_str(written.value.trim(), "%Y-%m-%d").ok();
    let parsed = parsed.filter(|_| written.value.trim().len() == 10);
    if parsed.is_none() {
        let hint = match dates::written(&written.value) {
            Some(meant) => format!("write `{}`", meant.date),
            None => "write year, month and day of a day that exists, such as `2025-11-27`".to_owned(),
        };
        sink.push(Diagnostic::error(format!("`{}` is not a date", written.value), &node.span).hint(hint));
    }
    parsed
}

/// One of a fixed list of words.
pub fn choice<T: Copy>(node: &Node, what: &str, choices: &[(&str, T)], sink: &mut Diagnostics) -> Option<T> {
    let written = text(node, sink)?;
    let found = choices.iter().find(|(name, _)| *name == written.value).map(|(_, value)| *value);
    if found.is_none() {
        sink.push(unknown(what, &written, choices.iter().map(|(name, _)| *name)));
    }
    found
}

/// Several of a fixed list of words.
pub fn choices<T: Copy>(node: &Node, what: &str, choices: &[(&str, T)], sink: &mut Diagnostics) -> Vec<T> {
    let is_one = |part: &str| choices.iter().any(|(name, _)| *name == part).then(|| part.to_owned());
    let one = |node: &Node| match enumerated(node, what, is_one) {
        Some(told) => {
            sink.push(told);
            None
        }
        None => choice(node, what, choices, sink),
    };
    items(node).iter().filter_map(one).collect()
}

/// The error for an entry of a list that is several in one text; `meant` as for [`enumerated::told`].
pub fn enumerated(node: &Node, what: &str, meant: impl Fn(&str) -> Option<String>) -> Option<Diagnostic> {
    let Content::Text(value) = &node.content else { return None };
    enumerated::told(what, &Text { value: value.clone(), span: node.span.clone() }, meant)
}

/// The error for a name that does not exist, with the nearest that does.
pub fn unknown<'a>(what: &str, written: &Text, candidates: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::error(format!("unknown {what} `{}`", written.value), &written.span)
        .maybe_hint(did_you_mean(&written.value, candidates))
}

/// The known name that words with a space hold, which would be printed as they stand: `director -education`, which a line
/// end has torn, and `director-education 2026`, to which the next line was joined.
pub fn name_in_words<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let whole: String = written.split_whitespace().collect();
    let mut words = written.split_whitespace();
    let first = words.next().filter(|first| first.contains(['-', '_']));
    candidates.into_iter().find(|name| *name == whole || first == Some(*name))
}

/// The error for a unit that does not exist: there are few enough to list them all.
pub fn unknown_unit(written: &Text) -> Diagnostic {
    let names: Vec<String> = Unit::NAMES.iter().map(|(name, _)| format!("`{name}`")).collect();
    Diagnostic::error(format!("unknown unit `{}`", written.value), &written.span)
        .hint(format!("there is {}", names.join(", ")))
}

/// The error for a value of the wrong type, still without its hint; `wanted` completes "expected …".
fn wrong_type(node: &Node, wanted: &str) -> Diagnostic {
    let found = match &node.content {
        Content::Null => "nothing".to_owned(),
        Content::Bool(value) => format!("`{value}`"),
        Content::Number(written) => format!("the number `{written}`"),
        Content::Text(text) if text.chars().count() < 30 => format!("the text `{text}`"),
        Content::Text(_) => "text".to_owned(),
        Content::List(_) => "a list".to_owned(),
        Content::Map(_) => "keys and values".to_owned(),
    };
    Diagnostic::error(format!("expected {wanted}, found {found}"), &node.span)
}
