//! Reads the schema of a kind of document.

use std::sync::Arc;

use crate::diagnostic::{Diagnostics, SourceFile};
use crate::project::numbering::{Numbering, NumberingEntry};
use crate::project::read::{self, Keys};
use crate::project::schema::{FieldSchema, Holds, RecordSchema, Schema, Screen, Shows, Slot, SlotOrOwn, check};
use crate::project::yaml::{self, Content, Node, Text};

/// The labels that the shared parts of all templates print, with their words where a schema has no others.
const SHARED_LABELS: &[(&str, &str)] =
    &[("none", "None"), ("values", "Values"), ("page", "Page"), ("of", "of"), ("continued", "(continued)")];

impl Schema {
    /// Reads the schema of a kind.
    pub fn read(kind: &str, file: &Arc<SourceFile>, sink: &mut Diagnostics) -> Option<Self> {
        let root = match yaml::read(file) {
            Ok(root) => root,
            Err(error) => {
                sink.push(*error);
                return None;
            }
        };
        check::check(&root, sink);
        let mut keys = Keys::undeclared(&root, "a schema", sink)?;
        let name = keys.required_by(None, "name", "briefing note", sink).and_then(|node| read::text(node, sink));
        let description = keys
            .required_by(None, "description", "A note that informs members", sink)
            .and_then(|node| read::text(node, sink))
            .map_or_else(String::new, |text| text.value);
        let content = keys.optional("content", sink).and_then(|node| read::text(node, sink));
        let screen = keys.optional("screen", sink).and_then(|node| screen(node, sink));
        let fields = keys.optional("fields", sink).map_or_else(Vec::new, |node| fields_of(node, sink));
        let mut labels = Vec::new();
        if let Some(node) = keys.optional("labels", sink) {
            for (key, value) in read::entries(node, "labels", sink) {
                labels.extend(label(value, sink).map(|text| (key.value.clone(), text)));
            }
        }
        for (key, text) in SHARED_LABELS {
            if !labels.iter().any(|(own, _)| own == key) && !fields.iter().any(|field| field.key == *key) {
                labels.push(((*key).to_owned(), (*text).to_owned()));
            }
        }
        let numbering = keys.optional("paragraphs", sink).and_then(|node| NumberingEntry::read(node, sink));
        let numbering = numbering.map_or_else(Numbering::default, |entry| {
            entry.check(&Numbering::default(), sink);
            entry.over(&Numbering::default())
        });
        let mut slots = Vec::new();
        if let Some(node) = keys.optional("slots", sink) {
            let nodes = read::list(node, "sections", sink);
            slots = nodes.iter().filter_map(|node| Slot::read(node, false, sink)).collect();
        }
        let shows = keys.optional("shows", sink).map(|node| Shows::read(node, sink));
        let (binds, paged_in) = (word(&mut keys, "binds", sink), word(&mut keys, "paged-in", sink));
        let titled = word(&mut keys, "titled", sink);
        let refuses = keys.optional("refuses", sink).map_or_else(Vec::new, |node| {
            read::items(node).iter().filter_map(|node| read::text(node, sink)).map(|text| text.value).collect()
        });
        keys.finish(sink);
        let kind = kind.to_owned();
        let name = name?.value;
        Some(Self {
            kind,
            name,
            description,
            content,
            screen,
            fields,
            labels,
            numbering,
            slots,
            shows: shows.unwrap_or(Shows { sections: true, recommendations: true }),
            binds,
            paged_in,
            titled,
            refuses,
        })
    }
}

impl Shows {
    /// Reads the names of the parts.
    fn read(node: &Node, sink: &mut Diagnostics) -> Self {
        const PARTS: [(&str, usize); 2] = [("sections", 0), ("recommendations", 1)];
        let mut shown = [false; PARTS.len()];
        for part in read::choices(node, "part", &PARTS, sink) {
            shown[part] = true;
        }
        let [sections, recommendations] = shown;
        Self { sections, recommendations }
    }
}

impl Slot {
    /// Reads a slot, or `own`; in a profile (`partial`) the heading may be left to the kind.
    pub fn read(node: &Node, partial: bool, sink: &mut Diagnostics) -> Option<SlotOrOwn> {
        if matches!(&node.content, Content::Text(text) if text == "own") {
            return Some(SlotOrOwn::Own);
        }
        if let (true, Content::Text(_)) = (partial, &node.content) {
            let key = read::text(node, sink)?;
            return Some(SlotOrOwn::Slot(Self::bare(key)));
        }
        let mut keys = Keys::undeclared(node, "a section", sink)?;
        let key = keys.required_by(None, "key", "context", sink).and_then(|node| read::text(node, sink));
        let heading = if partial {
            keys.optional("heading", sink)
        } else {
            keys.required_by(None, "heading", "Context (or background)", sink)
        };
        let heading = heading.and_then(|node| read::printed(node, sink));
        let mut flag =
            |key: &str, sink: &mut Diagnostics| keys.optional(key, sink).and_then(|node| read::truth(node, sink));
        let required = flag("required", sink);
        let numbered = flag("numbered", sink);
        let recommendations = flag("recommendations", sink).unwrap_or(false);
        let doc = keys.optional("doc", sink).and_then(|node| read::text(node, sink));
        let doc = doc.map_or_else(String::new, |text| text.value);
        let mut sections = Vec::new();
        if let Some(node) = keys.optional("sections", sink) {
            for node in read::list(node, "sections", sink) {
                if let Some(SlotOrOwn::Slot(slot)) = Self::read(node, partial, sink) {
                    sections.push(slot);
                }
            }
        }
        keys.finish(sink);
        Some(SlotOrOwn::Slot(Self { key: key?, heading, required, numbered, recommendations, doc, sections }))
    }

    fn bare(key: Text) -> Self {
        Self {
            key,
            heading: None,
            required: None,
            numbered: None,
            recommendations: false,
            doc: String::new(),
            sections: Vec::new(),
        }
    }
}

fn screen(node: &Node, sink: &mut Diagnostics) -> Option<Screen> {
    let mut keys = Keys::undeclared(node, "a screen", sink)?;
    let mut points = |key: &str, example: &str, sink: &mut Diagnostics| {
        let count = keys.required_by(None, key, example, sink).and_then(|node| read::count(node, sink))?;
        Some(f64::from(u16::try_from(count).unwrap_or(u16::MAX)))
    };
    let text_size = points("text-size", "20", sink);
    let (width, height) = (points("chart-width", "430", sink), points("chart-height", "185", sink));
    keys.finish(sink);
    Some(Screen { text_size: text_size?, chart: (width?, height?) })
}

fn fields_of(node: &Node, sink: &mut Diagnostics) -> Vec<FieldSchema> {
    let entries = read::entries(node, "fields", sink);
    entries.iter().filter_map(|(key, value)| field(&key.value, value, sink)).collect()
}

fn field(key: &str, node: &Node, sink: &mut Diagnostics) -> Option<FieldSchema> {
    let mut keys = Keys::undeclared(node, "a field", sink)?;
    let holds = keys
        .required_by(None, "type", "line", sink)
        .and_then(|node| read::choice(node, "type", Holds::NAMES, sink));
    let label = keys.optional("label", sink).and_then(|node| read::text(node, sink));
    let required = keys.optional("required", sink).and_then(|node| read::truth(node, sink)).unwrap_or(false);
    let unless = word(&mut keys, "unless", sink);
    let default = keys.optional("default", sink).and_then(|node| read::text(node, sink));
    let doc = keys.required_by(None, "doc", "Who the note is for.", sink).and_then(|node| read::text(node, sink));
    let example = keys.optional("example", sink).map_or_else(String::new, |node| node.span.text().to_owned());
    let start = keys.optional("start", sink).cloned();
    let records = (holds == Some(Holds::Records)).then(|| records(&mut keys, sink)).map(Arc::new);
    let (sentence, law) = (word(&mut keys, "sentence", sink), word(&mut keys, "law", sink));
    let needs = word(&mut keys, "needs", sink);
    let restricted = keys.optional("restricted", sink).and_then(|node| read::truth(node, sink)).unwrap_or(false);
    keys.finish(sink);
    Some(FieldSchema {
        key: key.to_owned(),
        holds: holds?,
        label: label.map_or_else(String::new, |text| text.value),
        required,
        unless,
        default,
        doc: doc?.value,
        example,
        start,
        records,
        sentence,
        law,
        needs,
        restricted,
    })
}

fn records(keys: &mut Keys<'_>, sink: &mut Diagnostics) -> RecordSchema {
    let noun = keys.required_by(None, "noun", "an item", sink).and_then(|node| read::text(node, sink));
    let (shorthand, numbers) = (word(keys, "shorthand", sink), word(keys, "numbers", sink));
    let (after, first) = (word(keys, "after", sink), word(keys, "first", sink));
    let fields = keys.required_by(None, "keys", "{title: {type: line, doc: What it is called.}}", sink);
    let fields = fields.map_or_else(Vec::new, |node| fields_of(node, sink));
    let noun = noun.map_or_else(String::new, |noun| noun.value);
    RecordSchema { noun, shorthand, numbers, after, first, fields }
}

fn label(node: &Node, sink: &mut Diagnostics) -> Option<String> {
    let mut keys = Keys::undeclared(node, "a label", sink)?;
    let text = keys.required_by(None, "text", "Report title:", sink).and_then(|node| read::text(node, sink));
    let _doc = keys.required_by(None, "doc", "Before the title, where the body begins.", sink);
    keys.finish(sink);
    Some(text?.value)
}

/// The text below a key that need not be there.
fn word(keys: &mut Keys<'_>, key: &str, sink: &mut Diagnostics) -> Option<String> {
    keys.optional(key, sink).and_then(|node| read::text(node, sink)).map(|text| text.value)
}
