//! Reading of checked values out of YAML nodes: every mistake is reported, none stops the reading.

use std::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics, Span, did_you_mean};
use crate::project::yaml::{Content, Node, Text};

/// The keys of a mapping, each asked for once; what nobody asked for is an unknown key.
pub struct Keys<'a> {
    node: &'a Node,
    entries: &'a [(Text, Node)],
    known: Vec<String>,
    what: &'a str,
}

impl<'a> Keys<'a> {
    /// Takes a node as a mapping; `what` completes "… needs" and "… does not know": "a report", "a chart".
    pub fn of(node: &'a Node, what: &'a str, sink: &mut Diagnostics) -> Option<Self> {
        match &node.content {
            Content::Map(entries) => Some(Self { node, entries, known: Vec::new(), what }),
            Content::Null => {
                sink.push(
                    Diagnostic::error(format!("{what} is empty"), &node.span).hint("write its keys, `key: value`"),
                );
                None
            }
            _ => {
                sink.push(wrong_type(node, &format!("the keys of {what}, `key: value`")));
                None
            }
        }
    }

    /// The value of a key, if the key is there; a key without a value is an error.
    pub fn optional(&mut self, key: &str, sink: &mut Diagnostics) -> Option<&'a Node> {
        self.known.push(key.to_owned());
        let (name, value) = self.entries.iter().find(|(name, _)| name.value == key)?;
        let empty = match &value.content {
            Content::Null => true,
            Content::Text(text) => text.trim().is_empty(),
            _ => false,
        };
        if empty {
            sink.push(
                Diagnostic::error(format!("`{key}` is empty"), &name.span)
                    .hint("write its value after the colon, or remove the line"),
            );
            return None;
        }
        Some(value)
    }

    /// The value of a key that must be there.
    pub fn required(&mut self, key: &str, example: &str, sink: &mut Diagnostics) -> Option<&'a Node> {
        let value = self.optional(key, sink);
        if value.is_none() && !self.has(key) {
            sink.push(
                Diagnostic::error(format!("{} needs `{key}`", self.what), &self.place())
                    .hint(format!("add a line such as `{key}: {example}`")),
            );
        }
        value
    }

    /// Whether the key is written, with or without a value.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name.value == key)
    }

    /// Where the mapping starts.
    pub fn place(&self) -> Span {
        self.entries.first().map_or_else(|| self.node.span.clone(), |(name, _)| name.span.clone())
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self, sink: &mut Diagnostics) {
        for (name, _) in self.entries {
            if !self.known.contains(&name.value) {
                sink.push(
                    Diagnostic::error(format!("unknown key `{}` in {}", name.value, self.what), &name.span)
                        .maybe_hint(did_you_mean(&name.value, self.known.iter().map(String::as_str))),
                );
            }
        }
    }
}

/// The entries of a mapping whose keys are names of the author's.
pub fn entries<'a>(node: &'a Node, what: &str, sink: &mut Diagnostics) -> &'a [(Text, Node)] {
    match &node.content {
        Content::Map(entries) => entries,
        _ => {
            sink.push(wrong_type(node, &format!("{what}, each `name: …`")));
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
            sink.push(wrong_type(node, &format!("a list of {what}, one a line, each after `- `")));
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
            sink.push(wrong_type(node, "text"));
            return None;
        }
    };
    if value.trim().is_empty() {
        sink.push(Diagnostic::error("empty text", &node.span).hint("write the text, or remove the line"));
        return None;
    }
    Some(Text { value, span: node.span.clone() })
}

/// An exact number.
pub fn decimal(node: &Node, sink: &mut Diagnostics) -> Option<Decimal> {
    let parsed = match &node.content {
        Content::Number(written) => Decimal::from_str(written).ok(),
        _ => None,
    };
    if parsed.is_none() {
        sink.push(wrong_type(node, "a number, such as `12.5`, without a unit or a thousands separator"));
    }
    parsed
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
        sink.push(wrong_type(node, "a whole number, such as `3`"));
    }
    parsed
}

/// `true` or `false`.
pub fn truth(node: &Node, sink: &mut Diagnostics) -> Option<bool> {
    match node.content {
        Content::Bool(value) => Some(value),
        _ => {
            sink.push(wrong_type(node, "`true` or `false`"));
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
        let meant = ["%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d"]
            .iter()
            .find_map(|format| NaiveDate::parse_from_str(written.value.trim(), format).ok());
        let hint = match meant {
            Some(date) => format!("write `{}`", date.format("%Y-%m-%d")),
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

/// The error for a name that does not exist, with the nearest that does.
pub fn unknown<'a>(what: &str, written: &Text, candidates: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::error(format!("unknown {what} `{}`", written.value), &written.span)
        .maybe_hint(did_you_mean(&written.value, candidates))
}

/// The error for a value of the wrong type; `wanted` completes "expected …".
pub fn wrong_type(node: &Node, wanted: &str) -> Diagnostic {
    let found = match &node.content {
        Content::Null => "nothing".to_owned(),
        Content::Bool(value) => format!("`{value}`"),
        Content::Number(written) => format!("the number `{written}`"),
        Content::Text(text) if text.chars().count() < 30 => format!("the text `{text}`"),
        Content::Text(_) => "text".to_owned(),
        Content::List(_) => "a list".to_owned(),
        Content::Map(_) => "keys and values".to_owned(),
    };
    let diagnostic = Diagnostic::error(format!("expected {wanted}, found {found}"), &node.span);
    match &node.content {
        // `- Purpose: to update` is what people write who do not know that a colon makes a key.
        Content::Map(entries) if wanted.starts_with("text") && entries.len() == 1 => {
            diagnostic.hint("put text that contains `: ` in quotes, or start it on a new line after `>`")
        }
        Content::List(_) if wanted.starts_with("text") => diagnostic.hint("join the items into one text"),
        _ => diagnostic,
    }
}
