//! The schema of a kind of document: its fields, labels and section slots, read from `schema.yaml`.
//!
//! A new kind of document is a folder under `report-templates/` with a `main.typ` and a `schema.yaml`; a project may
//! have such folders of its own.

use std::sync::Arc;

use crate::diagnostic::{Diagnostics, SourceFile};
use crate::project::numbering::{Numbering, NumberingEntry};
use crate::project::read::{self, Keys};
use crate::project::schema_check;
use crate::project::yaml::{self, Content, Node, Text};

/// The label that is the heading of the list of references; a kind that has it may have a bibliography.
pub const REFERENCES: &str = "references";

/// The labels that the shared parts of all templates print, with their words where a schema has no others.
const SHARED_LABELS: &[(&str, &str)] = &[("none", "None"), ("values", "Values"), ("page", "Page"), ("of", "of")];

/// What a kind of document consists of.
#[derive(Debug, Clone)]
pub struct Schema {
    /// The name of the folder, `briefing-note`.
    pub kind: String,
    /// The noun for people, "briefing note".
    pub name: String,
    /// One sentence: what it is for.
    pub description: String,
    /// The kind whose reports it shows in another form: it has the fields, labels and sections of that kind as well.
    pub content: Option<Text>,
    /// How it is set and its charts are drawn, where that is not as in a paper.
    pub screen: Option<Screen>,
    /// The fields of its own, in the order in which they are printed.
    pub fields: Vec<FieldSchema>,
    /// Other words that its template prints: key and default text.
    pub labels: Vec<(String, String)>,
    /// How sections and paragraphs of the body are numbered.
    pub numbering: Numbering,
    /// The sections that the body should have, in order.
    pub slots: Vec<SlotOrOwn>,
    /// Which of the parts that every report may have it lays out.
    pub shows: Shows,
    /// The field that names the agenda, where the kind is a pack, which binds the agenda's papers.
    pub binds: Option<String>,
    /// The kind of pack that the pages of its papers are numbered in, where the kind is an agenda.
    pub paged_in: Option<String>,
    /// The label that is the pattern of the title, where an author need not write one.
    pub titled: Option<String>,
    /// The rules of `boardpack check` that hold in a build as well: minutes with a gap in them are no minutes.
    pub refuses: Vec<String>,
}

/// Which parts of a report a kind of document has a place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shows {
    /// Its sections.
    pub sections: bool,
    /// Its recommendations, wherever the template or a slot puts them.
    pub recommendations: bool,
}

/// How a kind of document is set that is not read on paper but from afar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Screen {
    /// The size of text, in points.
    pub text_size: f64,
    /// Width and height at which charts are drawn, in points; the template places them larger.
    pub chart: (f64, f64),
}

/// A field of a kind of document.
#[derive(Debug, Clone)]
pub struct FieldSchema {
    /// The key in a report.
    pub key: String,
    /// What can stand in it.
    pub holds: Holds,
    /// The words that stand before it on the page.
    pub label: String,
    /// Whether a report must have it.
    pub required: bool,
    /// Another field that stands in for it, so that it need not be there.
    pub unless: Option<String>,
    /// What is printed when the report does not have it.
    pub default: Option<Text>,
    /// One sentence for the author.
    pub doc: String,
    /// What an author might write, as it stands in the schema: a value in YAML.
    pub example: String,
    /// What `boardpack new` writes into a new report, where it is not one of everything.
    pub start: Option<Node>,
    /// What stands in each record, where it holds records.
    pub records: Option<Arc<RecordSchema>>,
    /// The label that is the pattern of the sentence which this becomes; of records, each one.
    pub sentence: Option<String>,
    /// The law that asks for it, for whoever leaves it out.
    pub law: Option<String>,
    /// Another field that has to be there if this one is.
    pub needs: Option<String>,
    /// Whether it is left out of what everybody may read.
    pub restricted: bool,
}

/// What each of several records consists of: an item of an agenda, a question with its answer.
#[derive(Debug, Clone)]
pub struct RecordSchema {
    /// What one of them is called in messages, "an item".
    pub noun: String,
    /// The field that a bare text fills, so that an author need not write keys for a record of one field.
    pub shorthand: Option<String>,
    /// How they are numbered, `1.` or `(a)`; `None` where they are not.
    pub numbers: Option<String>,
    /// Another field with records, after whose numbers these go on.
    pub after: Option<String>,
    /// Another field with a count, which is the first number.
    pub first: Option<String>,
    /// The fields of a record, in order.
    pub fields: Vec<FieldSchema>,
}

/// What can stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// One line of text.
    Line,
    /// A list of lines.
    Lines,
    /// Paragraphs and lists.
    Text,
    /// A date.
    Date,
    /// A person: a key of the profile, or written out.
    Person,
    /// Several people.
    People,
    /// Documents with their links.
    Documents,
    /// Documents that are numbered "Appendix 1", "Appendix 2" …
    Appendices,
    /// The bands of a consultation table.
    Consultation,
    /// A committee: a key of the profile, or its name.
    Committee,
    /// A whole number.
    Count,
    /// Another report of the project, by its path.
    Paper,
    /// What was resolved: free text, or what became of the recommendations of a report.
    Resolutions,
    /// The recommendations of another report of the project, by its path, as they stand there.
    Recommendations,
    /// An earlier minute: by path and number, or as it is cited.
    Minute,
    /// A minute of other minutes, with all that stands in it.
    MinuteText,
    /// The sections of a report that is no part of the project: `3.1 to 3.10`.
    Sections,
    /// Why something is exempt from publication.
    Exempt,
    /// Several things of the same fields.
    Records,
}

impl Holds {
    const NAMES: &[(&str, Holds)] = &[
        ("line", Holds::Line),
        ("lines", Holds::Lines),
        ("text", Holds::Text),
        ("date", Holds::Date),
        ("person", Holds::Person),
        ("people", Holds::People),
        ("documents", Holds::Documents),
        ("appendices", Holds::Appendices),
        ("consultation", Holds::Consultation),
        ("committee", Holds::Committee),
        ("count", Holds::Count),
        ("paper", Holds::Paper),
        ("resolutions", Holds::Resolutions),
        ("recommendations", Holds::Recommendations),
        ("minute", Holds::Minute),
        ("minute-text", Holds::MinuteText),
        ("sections", Holds::Sections),
        ("exempt", Holds::Exempt),
        ("records", Holds::Records),
    ];

    /// What a schema calls it.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, holds)| *holds == self).map_or("", |(name, _)| name)
    }
}

/// A place in the order of sections.
#[derive(Debug, Clone)]
pub enum SlotOrOwn {
    /// A section that the council expects.
    Slot(Slot),
    /// Where the author's own sections go.
    Own,
}

impl SlotOrOwn {
    /// The slot, if it is one.
    pub fn slot(&self) -> Option<&Slot> {
        match self {
            Self::Slot(slot) => Some(slot),
            Self::Own => None,
        }
    }
}

/// A section that the council expects.
#[derive(Debug, Clone)]
pub struct Slot {
    /// The name by which a report fills it.
    pub key: Text,
    /// The heading, one line of Markdown; in a profile `None` for the kind's own.
    pub heading: Option<Text>,
    /// Whether a report must fill it; in a profile `None` for as the kind says.
    pub required: Option<bool>,
    /// Whether its paragraphs take numbers, where the kind's do; in a profile `None` for as the kind says.
    pub numbered: Option<bool>,
    /// Whether it holds the report's recommendations.
    pub recommendations: bool,
    /// One sentence for the author: what to write in it; empty where nobody said.
    pub doc: String,
    /// The slots within it.
    pub sections: Vec<Slot>,
}

/// The form of a verb that goes with several.
fn several_of(verb: &str) -> &str {
    match verb {
        "has" => "have",
        "goes" => "go",
        verb => verb.strip_suffix('s').unwrap_or(verb),
    }
}

impl Shows {
    /// Reads the names of the parts.
    fn read(node: &Node, sink: &mut Diagnostics) -> Self {
        const PARTS: [(&str, usize); 2] = [("sections", 0), ("recommendations", 1)];
        let mut shown = [false; PARTS.len()];
        for item in read::items(node) {
            if let Some(part) = read::choice(item, "part", &PARTS, sink) {
                shown[part] = true;
            }
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

    /// The slot of that name: this one, or one within it.
    pub fn find(&self, key: &str) -> Option<&Self> {
        if self.key.value == key { Some(self) } else { self.sections.iter().find_map(|slot| slot.find(key)) }
    }

    /// Its name, and those of the slots within it.
    pub fn keys(&self) -> Vec<&str> {
        let within = self.sections.iter().flat_map(Self::keys);
        std::iter::once(self.key.value.as_str()).chain(within).collect()
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
        schema_check::check(&root, sink);
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
        let mut word = |key: &str, sink: &mut Diagnostics| {
            let text = keys.optional(key, sink).and_then(|node| read::text(node, sink));
            text.map(|text| text.value)
        };
        let (binds, paged_in, titled) = (word("binds", sink), word("paged-in", sink), word("titled", sink));
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

    /// The schema of a kind that shows reports of another one, with what it has from there: all fields, the sections, and
    /// the labels that it has no words of its own for.
    #[must_use]
    pub fn showing(mut self, other: &Self) -> Self {
        let own: Vec<String> = self.label_keys().map(str::to_owned).collect();
        let fields = other.fields.iter().filter(|field| !own.contains(&field.key));
        self.fields = fields.chain(&self.fields).cloned().collect();
        self.labels.extend(other.labels.iter().filter(|(key, _)| !own.contains(key)).cloned());
        self.numbering.clone_from(&other.numbering);
        self.slots.clone_from(&other.slots);
        self.shows = other.shows;
        self
    }

    /// Whether its papers have a place for what stands below a key that reports of all kinds may have.
    pub fn has_place_for(&self, key: &str) -> bool {
        if self.binds.is_some() {
            return matches!(key, "template" | "profile" | "accepted" | "for-each");
        }
        match key {
            "sections" | "charts" | "tables" | "actions" => self.shows.sections,
            // A section may show them wherever there are sections.
            "recommendations" => self.shows.recommendations || self.shows.sections,
            // The public may always know what a meeting is about; some of its items may be exempt.
            "exempt" => self.paged_in.is_none(),
            _ => true,
        }
    }

    /// What messages call it, with a word that goes with it: "a briefing note needs", "minutes need". The word is that for
    /// one of them, and one that ends in `s` loses it for several.
    pub fn called(&self, verb: &str) -> String {
        // A name within the name keeps its capitals: "a Cabinet Member report".
        let own = self.name.split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase));
        let name = if own { self.name.clone() } else { self.name.to_lowercase() };
        let several = name.ends_with('s') && !name.ends_with("ss");
        match (several, name.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U'])) {
            (true, _) => format!("{name} {}", several_of(verb)),
            (false, true) => format!("an {name} {verb}"),
            (false, false) => format!("a {name} {verb}"),
        }
    }

    /// The kinds whose settings in a profile hold for this one, the nearest last.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        let content = self.content.as_ref().map(|content| content.value.as_str());
        content.into_iter().chain(std::iter::once(self.kind.as_str()))
    }

    /// The keys of everything that the template prints around the content.
    pub fn label_keys(&self) -> impl Iterator<Item = &str> {
        let of_fields = self.fields.iter().map(|field| field.key.as_str());
        of_fields.chain(self.labels.iter().map(|(key, _)| key.as_str()))
    }

    /// The slot of that name, at any level.
    pub fn slot(&self, key: &str) -> Option<&Slot> {
        self.slots.iter().filter_map(SlotOrOwn::slot).find_map(|slot| slot.find(key))
    }

    /// The names of all slots, in order.
    pub fn slot_keys(&self) -> Vec<&str> {
        self.slots.iter().filter_map(SlotOrOwn::slot).flat_map(Slot::keys).collect()
    }

    /// Whether a profile's slot, and the slots within it, are slots of this kind or have headings of their own.
    pub fn check_slot(&self, slot: &Slot, sink: &mut Diagnostics) {
        if self.slot(&slot.key.value).is_none() && slot.heading.is_none() {
            sink.push(
                read::unknown("section", &slot.key, self.slot_keys())
                    .hint("give a section of the council's own a `heading`"),
            );
        }
        for slot in &slot.sections {
            self.check_slot(slot, sink);
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
    let unless = keys.optional("unless", sink).and_then(|node| read::text(node, sink)).map(|text| text.value);
    let default = keys.optional("default", sink).and_then(|node| read::text(node, sink));
    let doc = keys.required_by(None, "doc", "Who the note is for.", sink).and_then(|node| read::text(node, sink));
    let example = keys.optional("example", sink).map_or_else(String::new, |node| node.span.text().to_owned());
    let start = keys.optional("start", sink).cloned();
    let records = (holds == Some(Holds::Records)).then(|| records(&mut keys, sink)).map(Arc::new);
    let mut word = |key: &str, sink: &mut Diagnostics| {
        let text = keys.optional(key, sink).and_then(|node| read::text(node, sink));
        text.map(|text| text.value)
    };
    let (sentence, law, needs) = (word("sentence", sink), word("law", sink), word("needs", sink));
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
    let mut word = |key: &str, sink: &mut Diagnostics| {
        let text = keys.optional(key, sink).and_then(|node| read::text(node, sink));
        text.map(|text| text.value)
    };
    let (shorthand, numbers) = (word("shorthand", sink), word("numbers", sink));
    let (after, first) = (word("after", sink), word("first", sink));
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
