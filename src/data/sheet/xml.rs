//! The XML of a spreadsheet's part as a run of elements and texts; nothing that the part declares itself is expanded.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::package::Bad;

/// What comes next in a part.
#[derive(Debug)]
pub enum Node<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// The element of that name ends.
    End(String),
    /// Text, with its references resolved; texts that follow on one another are separate nodes.
    Text(String),
    /// The part ends.
    Over,
}

/// An element with its attributes.
#[derive(Debug)]
pub struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without prefix.
    pub fn name(&self) -> &str {
        let whole: &str = &self.0;
        let name = whole.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
        name.rsplit(':').next().unwrap_or_default()
    }

    /// The value of an attribute, by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let attributes = self.0.attributes().filter_map(Result::ok);
        let mut values = attributes.filter(|one| one.key.local_name().as_ref() == name);
        values.find_map(|one| one.normalized_value(XmlVersion::Implicit1_0).ok()).map(|value| value.into_owned())
    }

    /// Whether one of the attributes of a name without prefix has a value.
    pub fn has(&self, name: &str, value: &str) -> bool {
        let mut attributes = self.0.attributes().filter_map(Result::ok);
        attributes.any(|one| one.key.local_name().as_ref() == name && one.value == value)
    }
}

/// A reader of a part.
pub struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
}

impl<'a> Xml<'a> {
    /// Reads a text that is the part of that name.
    pub fn new(part: &'a str, text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part }
    }

    /// Why the part cannot be read.
    pub fn broken(&self) -> Bad {
        Bad::Broken(self.part.to_owned())
    }

    /// What comes next; an empty element begins and ends.
    ///
    /// # Errors
    /// If the part is not well-formed, or declares entities.
    pub fn next(&mut self) -> Result<Node<'a>, Bad> {
        loop {
            let event = self.reader.read_event().map_err(|_| self.broken())?;
            return Ok(match event {
                Event::Start(start) | Event::Empty(start) => Node::Start(Element(start)),
                Event::End(end) => Node::End(end.local_name().as_ref().to_owned()),
                Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
                Event::CData(data) => Node::Text(data.xml10_content().into_owned()),
                Event::GeneralRef(reference) => {
                    let character = reference.resolve_char_ref().map_err(|_| self.broken())?;
                    match (character, resolve_predefined_entity(&reference)) {
                        (Some(character), _) => Node::Text(character.to_string()),
                        (None, Some(text)) => Node::Text(text.to_owned()),
                        (None, None) => return Err(self.broken()),
                    }
                }
                // No spreadsheet program writes one, and what it declares could grow without end.
                Event::DocType(_) => return Err(self.broken()),
                Event::Eof => Node::Over,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            });
        }
    }

    /// The text up to the end of the element that has just begun, without that of the elements in `except`.
    ///
    /// # Errors
    /// If the part is not well-formed, or ends before the element.
    pub fn text(&mut self, except: &[&str]) -> Result<String, Bad> {
        let mut text = String::new();
        let mut depth = 0_usize;
        let mut left_out: Option<usize> = None;
        loop {
            match self.next()? {
                Node::Start(element) => {
                    depth += 1;
                    if left_out.is_none() && except.contains(&element.name()) {
                        left_out = Some(depth);
                    }
                }
                Node::End(_) if depth == 0 => return Ok(text),
                Node::End(_) => {
                    if left_out == Some(depth) {
                        left_out = None;
                    }
                    depth -= 1;
                }
                Node::Text(more) if left_out.is_none() => text.push_str(&more),
                Node::Text(_) => {}
                Node::Over => return Err(self.broken()),
            }
        }
    }
}
