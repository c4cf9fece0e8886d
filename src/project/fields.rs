//! The fields of a kind of document, read as its schema says.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::project::enumerated;
use crate::project::exempt::Exempt;
use crate::project::form::Takes;
use crate::project::form::fields as form;
use crate::project::form::resolutions::RESOLUTIONS;
use crate::project::link;
use crate::project::notice::PUBLISHED;
use crate::project::profile::{self, PersonEntry, Profile};
use crate::project::read::{self, Keys};
use crate::project::resolutions::{MinuteEntry, ResolutionsEntry, SectionsEntry};
use crate::project::schema::{FieldSchema, Holds, RecordSchema};
use crate::project::yaml::{Content, Node, Text};

/// The value of a field, with its texts not yet rendered.
#[derive(Debug, Clone)]
pub enum FieldEntry {
    /// One line.
    Line(Text),
    /// A list of lines.
    Lines(Vec<Text>),
    /// Paragraphs and lists.
    Text(Vec<Text>),
    /// A date, and where it is written.
    Date(NaiveDate, Span),
    /// A person.
    Person(PersonEntry),
    /// Several people.
    People(Vec<PersonEntry>),
    /// Documents; `true` where they are appendices.
    Documents(Vec<DocumentEntry>, bool),
    /// The consultation table.
    Consultation(Vec<BandEntry>),
    /// A whole number.
    Count(usize),
    /// Another report of the project, by its path.
    Paper(Text),
    /// Why something is exempt from publication.
    Exempt(Exempt),
    /// Several things of the same fields.
    Records(Vec<RecordEntry>, Arc<RecordSchema>),
    /// What was resolved.
    Resolutions(Box<ResolutionsEntry>),
    /// The recommendations of another report, by its path.
    Recommendations(Text),
    /// An earlier minute.
    Minute(MinuteEntry),
    /// A minute of other minutes, with all that stands in it.
    MinuteText {
        /// The path of the minutes.
        path: Text,
        /// The number of the minute.
        number: Text,
    },
    /// The sections that a report has.
    Sections(SectionsEntry),
}

/// One of several things of the same fields.
#[derive(Debug, Clone)]
pub struct RecordEntry {
    /// Where it stands.
    pub place: Span,
    /// Its fields, by key, in the order of the schema; what its author left out is not there.
    pub fields: Vec<(String, FieldEntry)>,
}

/// The fields of a mapping.
#[derive(Debug, Default)]
pub struct Read {
    /// Those that could be read, by key, in the order of the schema.
    pub fields: Vec<(String, FieldEntry)>,
    /// The keys of those that are written and have errors.
    pub unread: Vec<String>,
}

impl RecordEntry {
    /// The field of that name.
    pub fn field(&self, key: &str) -> Option<&FieldEntry> {
        self.fields.iter().find(|(name, _)| name == key).map(|(_, field)| field)
    }
}

/// The other reports that fields name, by their paths, also those in records.
pub fn papers(fields: &[(String, FieldEntry)]) -> Vec<&Text> {
    let named = fields.iter().flat_map(|(_, field)| match field {
        FieldEntry::Paper(path) => vec![path],
        FieldEntry::Records(records, _) => records.iter().flat_map(|record| papers(&record.fields)).collect(),
        _ => Vec::new(),
    });
    named.collect()
}

/// Reads those keys of a mapping that are fields.
pub fn fields(keys: &mut Keys<'_>, schemas: &[FieldSchema], profile: &Profile, sink: &mut Diagnostics) -> Read {
    let mut read = Read::default();
    for field in schemas {
        let (before, _) = sink.counts();
        let stands_in = field.unless.as_ref().is_some_and(|other| keys.has(other));
        let node = if field.required && field.default.is_none() && !stands_in {
            keys.required_by(field.law.as_deref(), &field.key, &example(field, profile, keys), sink)
        } else {
            keys.field(&field.key, sink)
        };
        if let (Some(place), Some(other)) =
            (keys.name(&field.key), field.needs.as_ref().filter(|key| !keys.has(key)))
        {
            let message = format!("`{}` without `{other}`", field.key);
            let other_field = schemas.iter().find(|schema| schema.key == *other);
            let example = other_field.map_or("…".to_owned(), |field| example(field, profile, keys));
            let law = other_field.and_then(|schema| schema.law.clone());
            let hint = format!("add a line such as `{other}: {example}`");
            sink.push(Diagnostic::error(message, &place).hint(hint).maybe_hint(law));
        }
        let entry = node.and_then(|node| FieldEntry::read(node, field, profile, sink));
        let entry = entry.or_else(|| {
            let default = field.default.clone().filter(|_| node.is_none())?;
            Some(FieldEntry::default_text(default, field.holds))
        });
        read.fields.extend(entry.map(|entry| (field.key.clone(), entry)));
        if sink.counts().0 > before {
            read.unread.push(field.key.clone());
        }
    }
    read
}

/// What might be written in a field of this project: its own people and committees, and a date that goes with the report's.
fn example(field: &FieldSchema, profile: &Profile, keys: &Keys<'_>) -> String {
    match field.holds {
        Holds::Committee => match profile.committees.keys().next() {
            Some(key) => key.clone(),
            None => NO_COMMITTEE.to_owned(),
        },
        Holds::Person | Holds::People => somebody(profile),
        Holds::Date => keys
            .written("date")
            .and_then(|node| read::date(node, &mut Diagnostics::default()))
            .map(|date| if field.key == PUBLISHED { profile.publish_by(date) } else { date })
            .map_or_else(|| field.example.clone(), |date| date.to_string()),
        _ => field.example.clone(),
    }
}

/// A committee by its name, for a council that has none in its profile yet.
const NO_COMMITTEE: &str = "Overview and Scrutiny Committee";

/// Somebody of the profile by key, or a person written out.
fn somebody(profile: &Profile) -> String {
    profile.people.keys().next().map_or_else(|| SOMEBODY.to_owned(), Clone::clone)
}

/// A person who is not in the profile.
const SOMEBODY: &str = "{name: Gennie Holmes, title: Scrutiny Co-ordinator}";

/// A document that a paper lists.
#[derive(Debug, Clone)]
pub struct DocumentEntry {
    /// What it is called.
    pub title: Text,
    /// Where it is.
    pub link: Option<Text>,
    /// Why it is exempt from publication; its title is public.
    pub exempt: Option<Exempt>,
    /// What of it is bound in after the paper's own pages.
    pub bound: BoundIn,
}

impl DocumentEntry {
    /// A document of which only the title is known.
    fn titled(title: Text) -> Self {
        Self { title, link: None, exempt: None, bound: BoundIn::Nothing }
    }
}

/// What of an appendix is bound in after the paper's own pages.
#[derive(Debug, Clone)]
pub enum BoundIn {
    /// Nothing: it is only listed.
    Nothing,
    /// A PDF file.
    File(FileEntry),
    /// Another report of the project, by its path; a pack binds it in.
    Report(Text),
}

/// A PDF file from elsewhere that is bound in as an appendix.
#[derive(Debug, Clone)]
pub struct FileEntry {
    /// Its path in the project.
    pub file: Text,
    /// What it shows, in words.
    pub alt: Text,
    /// Where there is an accessible version of it.
    pub alternative: Option<Text>,
}

/// A band of the consultation table.
#[derive(Debug, Clone)]
pub struct BandEntry {
    /// The words of the band.
    pub band: Text,
    /// The people in it.
    pub people: Vec<ConsultedEntry>,
}

/// Somebody who was consulted or approved.
#[derive(Debug, Clone)]
pub struct ConsultedEntry {
    /// Where the entry stands.
    pub place: Span,
    /// Who.
    pub person: PersonEntry,
    /// "Finance", "Legal" … for an approver.
    pub role: Option<Text>,
    /// When the paper was sent.
    pub sent: Option<NaiveDate>,
    /// When the answer came.
    pub received: Option<NaiveDate>,
    /// Whether its author says that the paper was not sent: `sent: none`.
    pub unsent: bool,
    /// Whether its author says that no answer came: `received: none`.
    pub unanswered: bool,
}

impl Holds {
    /// What may be written in such a field, as [`FieldEntry::read`] reads it; `None` for records, whose fields say it.
    pub fn takes(self) -> Option<&'static Takes> {
        Some(match self {
            Self::Line => &form::TEXT,
            Self::Paper | Self::Recommendations => &form::PAPER,
            Self::Lines | Self::Text => &form::TEXTS,
            Self::Date => &form::DATE,
            Self::Person => &form::SOMEBODY,
            Self::People => &form::PEOPLE,
            Self::Documents => &form::DOCUMENTS,
            Self::Appendices => &form::APPENDICES,
            Self::Consultation => &form::CONSULTATION,
            Self::Committee => &form::COMMITTEE,
            Self::Count => &form::COUNT,
            Self::Resolutions => &RESOLUTIONS,
            Self::Minute => &form::MINUTE,
            Self::MinuteText => &form::KNOWN_MINUTE,
            Self::Sections => &form::SECTIONS,
            Self::Exempt => &form::EXEMPT,
            Self::Records => return None,
        })
    }
}

impl FieldEntry {
    /// Reads a field of a report.
    pub fn read(node: &Node, schema: &FieldSchema, profile: &Profile, sink: &mut Diagnostics) -> Option<Self> {
        Some(match schema.holds {
            Holds::Line => match node.content {
                // "Is this a key decision? No" is written as a truth value by everybody.
                Content::Bool(value) => {
                    let value = if value { "Yes" } else { "No" }.to_owned();
                    Self::Line(Text { value, span: node.span.clone() })
                }
                _ => Self::Line(read::prose(node, sink)?),
            },
            Holds::Lines => Self::Lines(proses(node, "line", sink)),
            Holds::Text => Self::Text(proses(node, "paragraph", sink)),
            Holds::Date => Self::Date(read::date(node, sink)?, node.span.clone()),
            Holds::Person => Self::Person(person(node, profile, sink)?),
            Holds::People => Self::People(
                read::items(node).iter().filter_map(|node| person_of_list(node, profile, sink)).collect(),
            ),
            // Where there are none, the word for it is no appendix and takes no number.
            Holds::Appendices if read::says_nothing(node) => {
                Self::default_text(read::prose(node, sink)?, schema.holds)
            }
            Holds::Documents | Holds::Appendices => {
                let documents = read::prose_items(node, "document", sink)
                    .iter()
                    .filter_map(|node| document(node, schema.holds == Holds::Appendices, sink))
                    .collect();
                Self::Documents(documents, schema.holds == Holds::Appendices)
            }
            Holds::Consultation => {
                let bands = read::list(node, "bands", sink);
                Self::Consultation(bands.iter().filter_map(|node| band(node, profile, sink)).collect())
            }
            Holds::Committee => Self::Line(committee(node, profile, sink)?),
            Holds::Count => Self::Count(read::count(node, sink)?),
            Holds::Paper => Self::Paper(read::text(node, sink)?),
            Holds::Recommendations => Self::Recommendations(read::text(node, sink)?),
            Holds::Resolutions => Self::Resolutions(Box::new(ResolutionsEntry::read(node, sink)?)),
            Holds::Sections => Self::Sections(SectionsEntry::read(node, sink)),
            Holds::Minute => Self::Minute(MinuteEntry::read(node, sink)?),
            Holds::MinuteText => {
                let (path, number) = MinuteEntry::read_known(node, sink)?;
                Self::MinuteText { path, number }
            }
            Holds::Exempt => Self::Exempt(Exempt::read(node, sink)?),
            Holds::Records => {
                let of = schema.records.clone()?;
                let nodes = read::prose_items(node, "item", sink).iter();
                Self::Records(nodes.filter_map(|node| record(node, &of, profile, sink)).collect(), of)
            }
        })
    }

    /// The field with a schema's default words.
    pub fn default_text(words: Text, holds: Holds) -> Self {
        match holds {
            Holds::Lines => Self::Lines(vec![words]),
            Holds::Text => Self::Text(vec![words]),
            Holds::Documents | Holds::Appendices => Self::Documents(vec![DocumentEntry::titled(words)], false),
            _ => Self::Line(words),
        }
    }
}

/// One or several texts that are printed; `one` is what each becomes.
fn proses(node: &Node, one: &str, sink: &mut Diagnostics) -> Vec<Text> {
    read::prose_items(node, one, sink).iter().filter_map(|node| read::prose(node, sink)).collect()
}

/// A committee: a key of the profile; words with a space in them are printed as they stand.
fn committee(node: &Node, profile: &Profile, sink: &mut Diagnostics) -> Option<Text> {
    let key = read::text(node, sink)?;
    if let Some(name) = profile.committees.get(&key.value) {
        return Some(Text { value: name.clone(), span: key.span });
    }
    let names = || profile.committees.keys().map(String::as_str);
    if key.value.contains(' ') && read::name_in_words(&key.value, names()).is_none() {
        return read::printed(node, sink);
    }
    sink.push(read::unknown("committee", &key, names()).hint(format!(
        "committees stand in `committees` of `{}`; or write the name of one out in full",
        profile.path
    )));
    None
}

/// A record: its fields, or a bare text for the one that the schema names.
fn record(node: &Node, schema: &RecordSchema, profile: &Profile, sink: &mut Diagnostics) -> Option<RecordEntry> {
    let place = node.span.clone();
    let shorthand = schema.shorthand.as_ref().filter(|_| !matches!(node.content, Content::Map(_) | Content::Null));
    if let Some(field) = shorthand.and_then(|key| schema.fields.iter().find(|field| field.key == *key)) {
        let entry = FieldEntry::read(node, field, profile, sink)?;
        return Some(RecordEntry { place, fields: vec![(field.key.clone(), entry)] });
    }
    let mut keys = Keys::undeclared(node, &schema.noun, sink)?;
    let Read { fields, .. } = fields(&mut keys, &schema.fields, profile, sink);
    let place = keys.place();
    keys.finish(sink);
    Some(RecordEntry { place, fields })
}

/// A person: a key of the profile, or keys and values.
fn person(node: &Node, profile: &Profile, sink: &mut Diagnostics) -> Option<PersonEntry> {
    if let Content::Map(_) = node.content {
        return profile::person(node, sink);
    }
    let key = read::text(node, sink)?;
    let known = profile.people.get(&key.value).cloned();
    if known.is_none() {
        sink.push(
            read::unknown("person", &key, profile.people.keys().map(String::as_str))
                .hint(format!("people stand in `people` of `{}`; or write one out, as `{SOMEBODY}`", profile.path)),
        );
    }
    known
}

/// The same, where a list of people is meant.
fn person_of_list(node: &Node, profile: &Profile, sink: &mut Diagnostics) -> Option<PersonEntry> {
    match read::enumerated(node, "person", enumerated::key) {
        Some(told) => {
            sink.push(told);
            None
        }
        None => person(node, profile, sink),
    }
}

fn document(node: &Node, appendix: bool, sink: &mut Diagnostics) -> Option<DocumentEntry> {
    if !matches!(node.content, Content::Map(_)) {
        return Some(DocumentEntry::titled(read::prose(node, sink)?));
    }
    let (what, form) = if appendix { ("an appendix", &form::APPENDIX) } else { ("a document", &form::DOCUMENT) };
    let mut keys = Keys::of(node, what, form, sink)?;
    let title = keys.required("title", sink).and_then(|node| read::prose(node, sink));
    let address = keys.optional("link", sink).and_then(|node| read::text(node, sink));
    let exempt = Exempt::of(&mut keys, sink).unwrap_or_default();
    let bound = if appendix { bound(&mut keys, sink) } else { BoundIn::Nothing };
    keys.finish(sink);
    if let Some(address) = &address {
        link::check(address, sink);
    }
    Some(DocumentEntry { title: title?, link: address, exempt, bound })
}

/// What an appendix binds in.
fn bound(keys: &mut Keys<'_>, sink: &mut Diagnostics) -> BoundIn {
    let report = keys.optional("report", sink).and_then(|node| read::text(node, sink));
    if let (Some(report), true) = (&report, keys.has("file")) {
        let hint = "name the report or the file, and give the other one an entry of its own";
        sink.push(Diagnostic::error("an appendix that is a report and a file", &report.span).hint(hint));
    }
    let file = keys.optional("file", sink).and_then(|node| read::text(node, sink));
    let alternative = keys.optional("alternative", sink).and_then(|node| read::text(node, sink));
    let Some(file) = file else {
        // What belongs to a file makes no sense without one.
        if !keys.has("file") {
            for key in ["alternative", "alt"] {
                keys.optional(key, sink);
                if let Some(place) = keys.name(key) {
                    let hint = "add `file:` with the path of the PDF file that is bound in, or remove it";
                    sink.push(Diagnostic::error(format!("`{key}` without a file"), &place).hint(hint));
                }
            }
        }
        return report.map_or(BoundIn::Nothing, BoundIn::Report);
    };
    if let Some(alternative) = &alternative {
        link::check(alternative, sink);
    }
    let alt = keys.optional("alt", sink);
    if !keys.has("alt") {
        sink.push(Diagnostic::error(format!("the file `{}` is bound in without `alt`", file.value), &file.span).hint(
            "say in words what its pages show, for those who do not see them, such as `alt: Staff in each team by grade, \
             as a table`",
        ));
    }
    match alt.and_then(|node| read::prose(node, sink)) {
        Some(alt) => BoundIn::File(FileEntry { file, alt, alternative }),
        None => BoundIn::Nothing,
    }
}

fn band(node: &Node, profile: &Profile, sink: &mut Diagnostics) -> Option<BandEntry> {
    let mut keys = Keys::of(node, "a band", &form::BAND, sink)?;
    let band = keys.required("band", sink).and_then(|node| read::prose(node, sink));
    let people = keys.required_by(None, "people", &format!("[{{person: {}}}]", somebody(profile)), sink);
    let people = people.map_or(&[][..], |node| read::list(node, "people", sink));
    let people = people.iter().filter_map(|node| consulted(node, profile, sink)).collect();
    keys.finish(sink);
    Some(BandEntry { band: band?, people })
}

fn consulted(node: &Node, profile: &Profile, sink: &mut Diagnostics) -> Option<ConsultedEntry> {
    let mut keys = Keys::of(node, "somebody consulted", &form::CONSULTED, sink)?;
    let who =
        keys.required_by(None, "person", &somebody(profile), sink).and_then(|node| person(node, profile, sink));
    let role = keys.optional("role", sink).and_then(|node| read::prose(node, sink));
    let sent = keys.optional("sent", sink);
    let received = keys.optional("received", sink);
    let (unsent, unanswered) = (sent.is_some_and(is_none), received.is_some_and(is_none));
    let mut date = |node: Option<&Node>| node.filter(|node| !is_none(node)).and_then(|node| read::date(node, sink));
    let (sent, received) = (date(sent), date(received));
    keys.finish(sink);
    let place = node.span.clone();
    Some(ConsultedEntry { place, person: who?, role, sent, received, unsent, unanswered })
}

/// `none` in the place of a date: it did not happen, and somebody knows.
fn is_none(node: &Node) -> bool {
    matches!(&node.content, Content::Text(text) if text == "none" || text == "None")
}
