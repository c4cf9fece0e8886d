//! YAML with positions: the only file that names a YAML library.
//!
//! `serde_yaml` decides what a file means; `saphyr-parser` tells where every part of it stands. Both readings are
//! joined into a tree of [`Node`]s, so that whatever is wrong later can be shown in the user's own file.

mod comment;
mod syntax;
mod twice;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_yaml::Value;

use crate::diagnostic::{self, Diagnostic, SourceFile, Span};
pub use comment::{Comment, instead_of_text};
pub use syntax::{QUOTE, is_unseen};
use twice::twice;

/// A part of a YAML file.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub content: Content,
    /// What stands as a comment right behind it and may be meant as words of it.
    pub comment: Option<Comment>,
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Content {
    /// Nothing was written.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, exactly as it was written.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in the order of the file.
    Map(Vec<(Text, Node)>),
}

impl Node {
    /// The node as YAML on one line, without comments; numbers are as they were written.
    pub fn on_one_line(&self) -> String {
        let mut line = String::new();
        self.write(&mut line);
        line
    }

    fn write(&self, line: &mut String) {
        match &self.content {
            Content::Null => line.push_str("null"),
            Content::Bool(truth) => line.push_str(if *truth { "true" } else { "false" }),
            Content::Number(written) => line.push_str(written),
            Content::Text(text) => quote(text, line),
            Content::List(items) => {
                line.push('[');
                for (at, item) in items.iter().enumerate() {
                    line.push_str(if at > 0 { ", " } else { "" });
                    item.write(line);
                }
                line.push(']');
            }
            Content::Map(entries) => {
                line.push('{');
                for (at, (key, value)) in entries.iter().enumerate() {
                    line.push_str(if at > 0 { ", " } else { "" });
                    quote(&key.value, line);
                    line.push_str(": ");
                    value.write(line);
                }
                line.push('}');
            }
        }
    }
}

/// Text between double quotes, on one line, which reads back as that text.
pub fn quoted(text: &str) -> String {
    let mut line = String::new();
    quote(text, &mut line);
    line
}

/// Text between double quotes, with everything escaped that YAML would not take as it is.
fn quote(text: &str, line: &mut String) {
    line.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => line.extend(['\\', character]),
            '\n' => line.push_str("\\n"),
            ' '..='~' | '\u{a1}'..='\u{2027}' | '\u{202f}'..='\u{d7ff}' => line.push(character),
            _ => line.push_str(&format!("\\U{:08X}", u32::from(character))),
        }
    }
    line.push('"');
}

/// Text from a YAML file that knows where each of its characters stands.
#[derive(Debug, Clone)]
pub struct Text {
    /// The text, decoded: without quotes, indentation and folded line ends.
    pub value: String,
    /// Where the whole scalar stands.
    pub span: Span,
}

impl Text {
    /// A text that is a file of its own.
    #[cfg(test)]
    pub fn of(value: &str) -> Self {
        let file = SourceFile::new("report.yaml", value);
        Self { value: value.to_owned(), span: Span::new(&file, 0..value.len()) }
    }

    /// Where a byte range of the decoded text stands in the file.
    ///
    /// White space may differ between the two (folding, indentation) and escapes are longer in the file, so both are
    /// walked side by side.
    pub fn locate(&self, range: Range<usize>) -> Span {
        let source = self.span.text();
        // The two parsers may differ on where a text with rare line ends stands: then the place is not exact.
        let from = |at: usize| source.get(at..).unwrap_or_default();
        // The span of a block scalar starts with its text, which may itself begin with a quotation mark.
        let first_line = source.lines().next().unwrap_or_default().trim_end();
        let as_it_stands = !first_line.is_empty() && self.value.starts_with(first_line);
        let quote = source.chars().next().filter(|mark| matches!(mark, '"' | '\'') && !as_it_stands);
        let mut at = match quote {
            Some(quote) => quote.len_utf8(),
            // The indicators of a block scalar end with their line.
            None if source.starts_with(['|', '>']) && !as_it_stands => {
                source.find('\n').map_or(source.len(), |end| end + 1)
            }
            None => 0,
        };
        let mut start = None;
        let mut end = at;
        for (decoded, character) in self.value.char_indices() {
            if decoded >= range.end || at >= source.len() {
                break;
            }
            if character.is_whitespace() {
                if decoded >= range.start && start.is_none() {
                    start = Some(at);
                }
                let space = blank(from(at));
                // An escaped blank (`\t`, `\n`) is not blank in the file.
                at += if space == 0 && from(at).starts_with('\\') {
                    width(from(at), character, quote)
                } else {
                    space
                };
                continue;
            }
            at += blank(from(at));
            if decoded >= range.start && start.is_none() {
                start = Some(at);
            }
            at += width(from(at), character, quote);
            end = at;
        }
        let start = start.unwrap_or(at).min(source.len());
        let end = end.clamp(start, source.len());
        Span::new(&self.span.file, self.span.range.start + start..self.span.range.start + end)
    }
}

/// How many bytes of white space, and of line ends joined by a backslash, the source starts with.
fn blank(source: &str) -> usize {
    let rest = source.trim_start();
    let rest = match rest.strip_prefix('\\') {
        Some(joined) if joined.starts_with(['\n', '\r']) => joined.trim_start(),
        _ => rest,
    };
    source.len() - rest.len()
}

/// How many bytes of the source stand for one decoded character.
fn width(source: &str, character: char, quote: Option<char>) -> usize {
    let mut characters = source.chars();
    let bytes = match (quote, characters.next()) {
        (Some('\''), Some('\'')) => 2,
        (Some('"'), Some('\\')) => match characters.next() {
            Some('x') => 4,
            Some('u') => 6,
            Some('U') => 10,
            Some(other) => 1 + other.len_utf8(),
            None => 1,
        },
        (_, Some(other)) => other.len_utf8(),
        (_, None) => character.len_utf8(),
    };
    // What only looks like an escape may be longer than what is left, or end inside of a character.
    (bytes..source.len()).find(|at| source.is_char_boundary(*at)).unwrap_or(source.len())
}

/// Reads a YAML file.
///
/// # Errors
/// What is wrong with the syntax, or a key that is written twice.
pub fn read(file: &Arc<SourceFile>) -> Result<Node, Box<Diagnostic>> {
    if let Some(conflict) = diagnostic::conflict(file) {
        return Err(Box::new(conflict));
    }
    if let Some(separator) = line_separator(file) {
        return Err(Box::new(separator));
    }
    let value: Value = match serde_yaml::from_str(&file.text) {
        Ok(value) => value,
        Err(error) => {
            let place = error.location().map(|place| (place.line(), place.column()));
            let explain = || syntax::explain(file, &error.to_string(), place);
            return Err(Box::new(twice(file).unwrap_or_else(explain)));
        }
    };
    let (place, name) = Places::read(&without_tabs(&file.text)).map_err(|error| {
        let at = error.marker();
        Box::new(syntax::explain(file, error.info(), Some((at.line(), at.col() + 1))))
    })?;
    let sign = tagged(&value, &place).map(|tag| ('!', tag)).or(name.map(|name| ('&', name)));
    if let Some((sign, at)) = sign {
        return Err(Box::new(
            Diagnostic::error(format!("text that starts with `{sign}`"), &Span::new(file, at)).hint(syntax::QUOTE),
        ));
    }
    Ok(join(file, value, place))
}

/// A sign that ends a line for YAML and for no editor, as word processors put it for a line end within a paragraph.
fn line_separator(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    let (at, sign) = file.text.char_indices().find(|(_, one)| matches!(one, '\u{85}' | '\u{2028}' | '\u{2029}'))?;
    let message = format!("a line end of another kind, which cannot be seen (U+{:04X})", u32::from(sign));
    let place = Span::new(file, at..at + sign.len_utf8());
    Some(Diagnostic::error(message, &place).hint(
        "it came along with text from a word processor or a web page: delete it and type a space, or begin a new line there",
    ))
}

/// The text with spaces for the tabs behind colons, which only one of the two parsers takes.
fn without_tabs(text: &str) -> Cow<'_, str> {
    if !text.contains(":\t") {
        return Cow::Borrowed(text);
    }
    let mut behind_colon = false;
    let mended = text.chars().map(|one| {
        behind_colon = one == ':' || behind_colon && matches!(one, ' ' | '\t');
        if behind_colon && one == '\t' { ' ' } else { one }
    });
    Cow::Owned(mended.collect())
}

/// The line, from zero, on which a text stops being YAML; `None` if all of it is.
fn line_of_error(text: &str) -> Option<usize> {
    let error = serde_yaml::from_str::<Value>(text).err()?;
    Some(error.location().map_or(0, |place| place.line().saturating_sub(1)))
}

/// The first text that its author starts with an exclamation mark, which YAML would take away as a tag.
fn tagged(value: &Value, place: &Place) -> Option<Range<usize>> {
    match (value, &place.inner) {
        (Value::Tagged(_), _) => Some(place.range.clone()),
        (Value::Sequence(items), Inner::List(places)) => {
            items.iter().zip(places).find_map(|(item, place)| tagged(item, place))
        }
        (Value::Mapping(entries), Inner::Map(places)) => {
            entries.iter().zip(places).find_map(|((_, value), (_, place))| tagged(value, place))
        }
        _ => None,
    }
}

/// Where the parts of a file stand.
#[derive(Debug, Clone)]
struct Place {
    range: Range<usize>,
    inner: Inner,
    comment: Option<Comment>,
}

impl Place {
    fn new(range: Range<usize>, inner: Inner) -> Self {
        Self { range, inner, comment: None }
    }

    fn nothing(range: Range<usize>) -> Self {
        Self::new(range, Inner::Scalar(String::new()))
    }
}

#[derive(Debug, Clone)]
enum Inner {
    Scalar(String),
    List(Vec<Place>),
    Map(Vec<(Place, Place)>),
}

/// Byte offsets of characters, since the parser counts characters.
struct Characters<'a> {
    text: &'a str,
    /// The byte offset of every character; empty for plain ASCII, where the two are the same.
    offsets: Vec<usize>,
}

impl<'a> Characters<'a> {
    fn new(text: &'a str) -> Self {
        let offsets = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at).collect() };
        Self { text, offsets }
    }

    fn byte(&self, character: usize) -> usize {
        if self.offsets.is_empty() {
            return character.min(self.text.len());
        }
        self.offsets.get(character).copied().unwrap_or(self.text.len())
    }
}

/// Builds the tree of places from the parser's events.
struct Places<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    characters: Characters<'a>,
    anchors: Vec<(usize, Place)>,
    /// Which anchors an alias refers to.
    referred: Vec<usize>,
}

impl<'a> Places<'a> {
    /// The places, and the first anchor on a text that nothing refers to: its author has written of "&Co".
    fn read(text: &'a str) -> Result<(Place, Option<Range<usize>>), saphyr_parser::ScanError> {
        let mut places = Self {
            parser: Parser::new_from_str(text),
            characters: Characters::new(text),
            anchors: Vec::new(),
            referred: Vec::new(),
        };
        loop {
            match places.next()? {
                Some((Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _)) => {}
                Some((Event::StreamEnd | Event::DocumentEnd, _)) | None => {
                    return Ok((Place::nothing(0..0), None));
                }
                Some((event, range)) => {
                    let place = places.place(event, range)?;
                    return Ok((place, places.unreferred()));
                }
            }
        }
    }

    fn next(&mut self) -> Result<Option<(Event<'a>, Range<usize>)>, saphyr_parser::ScanError> {
        let Some(event) = self.parser.next_event() else { return Ok(None) };
        let (event, span) = event?;
        let range = self.characters.byte(span.start.index())..self.characters.byte(span.end.index());
        Ok(Some((event, range)))
    }

    /// The first anchor on a text that no alias refers to.
    fn unreferred(&self) -> Option<Range<usize>> {
        let texts = self.anchors.iter().filter(|(_, place)| matches!(place.inner, Inner::Scalar(_)));
        let (_, place) = texts.filter(|(anchor, _)| !self.referred.contains(anchor)).min_by_key(|(id, _)| *id)?;
        // What has no words of its own begins with its anchor.
        let bytes = self.characters.text.as_bytes();
        let sign = bytes.iter().take(place.range.start + 1).rposition(|byte| *byte == b'&')?;
        Some(sign..sign + 1)
    }

    fn place(&mut self, event: Event<'a>, start: Range<usize>) -> Result<Place, saphyr_parser::ScanError> {
        let (place, anchor) = match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                let comment = if plain { comment::behind(self.characters.text, &start) } else { None };
                (Place { comment, ..Place::new(start, Inner::Scalar(text.into_owned())) }, anchor)
            }
            Event::Alias(anchor) => {
                self.referred.push(anchor);
                let known = self.anchors.iter().rev().find(|(id, _)| *id == anchor).map(|(_, place)| place.clone());
                return Ok(known.unwrap_or(Place::nothing(start)));
            }
            Event::SequenceStart(anchor, _) => {
                let mut items = Vec::new();
                let mut range = start;
                while let Some((event, at)) = self.next()? {
                    if event == Event::SequenceEnd {
                        range.end = range.end.max(at.end);
                        break;
                    }
                    let item = self.place(event, at)?;
                    range.end = range.end.max(item.range.end);
                    items.push(item);
                }
                (Place::new(range, Inner::List(items)), anchor)
            }
            Event::MappingStart(anchor, _) => {
                let mut entries = Vec::new();
                let mut range = start;
                while let Some((event, at)) = self.next()? {
                    if event == Event::MappingEnd {
                        range.end = range.end.max(at.end);
                        break;
                    }
                    let key = self.place(event, at)?;
                    let Some((event, at)) = self.next()? else { break };
                    let value = self.place(event, at)?;
                    range.end = range.end.max(value.range.end);
                    entries.push((key, value));
                }
                (Place::new(range, Inner::Map(entries)), anchor)
            }
            _ => (Place::nothing(start), 0),
        };
        if anchor > 0 {
            self.anchors.push((anchor, place.clone()));
        }
        Ok(place)
    }
}

/// Joins what a file means with where it stands.
fn join(file: &Arc<SourceFile>, value: Value, place: Place) -> Node {
    let span = Span::new(file, place.range);
    let content = match (value, place.inner) {
        (Value::Bool(value), _) => Content::Bool(value),
        (Value::Number(_), Inner::Scalar(written)) => Content::Number(written),
        (Value::Number(number), _) => Content::Number(number.to_string()),
        (Value::String(text), _) => Content::Text(text),
        (Value::Sequence(items), Inner::List(places)) => {
            Content::List(items.into_iter().zip(places).map(|(item, place)| join(file, item, place)).collect())
        }
        (Value::Mapping(entries), Inner::Map(places)) => Content::Map(
            entries
                .into_iter()
                .zip(places)
                .map(|((_, value), (key, place))| {
                    let name = match key.inner {
                        Inner::Scalar(name) => name,
                        Inner::List(_) | Inner::Map(_) => String::new(),
                    };
                    (Text { value: name, span: Span::new(file, key.range) }, join(file, value, place))
                })
                .collect(),
        ),
        (Value::Tagged(tagged), inner) => {
            return join(file, tagged.value, Place { comment: place.comment, ..Place::new(span.range, inner) });
        }
        (Value::Null | Value::Sequence(_) | Value::Mapping(_), _) => Content::Null,
    };
    Node { span, content, comment: place.comment }
}

#[cfg(test)]
mod tests {
    use super::{Content, Node, Text, read};
    use crate::diagnostic::SourceFile;

    fn tree(text: &str) -> Node {
        read(&SourceFile::new("test.yaml", text)).expect("the test's YAML is valid")
    }

    fn first_text(node: &Node) -> Text {
        match &node.content {
            Content::Map(entries) => first_text(&entries[0].1),
            Content::List(items) => first_text(&items[0]),
            Content::Text(value) => Text { value: value.clone(), span: node.span.clone() },
            other => panic!("not text: {other:?}"),
        }
    }

    #[test]
    fn every_style_of_text_knows_where_its_words_stand() {
        for source in [
            "a: plain word here\n",
            "a: 'it''s a word here'\n",
            "a: \"tab\\tand \\u00e9 word here\"\n",
            "a: >\n  Folded é text\n  with a word\n  here\n",
            "a: |\n  Literal\n\n    indented word\n  here\n",
            "a:\n  - >-\n    £5 and – a\n    word here\n",
            "é: [ \"x: word here\" ]\n",
            "a: >-\n  \"Quoted\", a word\n  here\n",
            "a: |\n  '' a word here\n",
            "a: '''a'' word here'\n",
            "a:\t a word here\n",
            "a: >\n  Note:\ta word here\n",
        ] {
            let text = first_text(&tree(source));
            for wanted in ["word", "here"] {
                let at = text.value.find(wanted).expect("the word is in the decoded text");
                assert_eq!(text.locate(at..at + wanted.len()).text(), wanted, "in {source:?}");
            }
        }
    }

    #[test]
    fn numbers_keep_their_digits() {
        let Content::Map(entries) = tree("a: 9.20\nb: 0012\nc: 2025-11-27\n").content else { panic!("a map") };
        assert!(matches!(&entries[0].1.content, Content::Number(n) if n == "9.20"));
        assert!(!matches!(&entries[2].1.content, Content::Number(_)));
    }

    #[test]
    fn a_key_written_twice_is_shown_at_both_places() {
        let error = read(&SourceFile::new("test.yaml", "a: 1\nb:\n  c: 1\n  c: 2\n")).expect_err("a duplicate");
        let shown = error.render();
        assert!(shown.contains("`c` is written twice") && shown.contains("test.yaml:4:3"), "{shown}");
    }

    #[test]
    fn a_name_that_something_refers_to_is_no_text() {
        tree("a: &name Text\nb: *name\n");
        let error = read(&SourceFile::new("test.yaml", "a: &name Text\nb:\n  - &Co went\nc: *name\n"));
        let shown = error.expect_err("nothing refers to `Co`").render();
        assert!(shown.contains("text that starts with `&`") && shown.contains("test.yaml:3:5"), "{shown}");
    }

    #[test]
    fn an_empty_file_is_null_and_hostile_nesting_is_an_error() {
        assert!(matches!(tree("").content, Content::Null));
        assert!(matches!(tree("# only a comment\n").content, Content::Null));
        assert!(read(&SourceFile::new("deep.yaml", "[".repeat(100_000))).is_err());
        assert!(
            read(&SourceFile::new("deep.yaml", format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000)))).is_err()
        );
    }
}
