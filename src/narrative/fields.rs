//! The fields of a kind of document, rendered.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::Diagnostics;
use crate::narrative::document::{
    Band, Consulted, Date, Field, Ground, Inlines, PaperReference, Person, Record, Reference, foreign, plain_text,
};
use crate::narrative::papers::Circumstances;
use crate::narrative::recommendations::number;
use crate::narrative::render::Renderer;
use crate::project::fields::{BoundIn, ConsultedEntry, DocumentEntry, FieldEntry};
use crate::project::profile::{PersonEntry, Profile};
use crate::project::report::Report;
use crate::project::yaml::Text;

/// Renders the fields of a report.
pub fn fields(
    report: &Report,
    renderer: &Renderer,
    profile: &Profile,
    circumstances: Circumstances<'_>,
    sink: &mut Diagnostics,
) -> BTreeMap<String, Field> {
    let mut clerk = Clerk { renderer, profile, circumstances, next: BTreeMap::new() };
    // The agenda of a pack is a part of it, and not something that the pack says.
    let binds = |(key, _): &&(String, FieldEntry)| Some(key) != report.schema.binds.as_ref();
    let entries: Vec<_> = report.fields.iter().filter(binds).cloned().collect();
    clerk.fields(&entries, sink)
}

/// Who renders fields.
struct Clerk<'a> {
    renderer: &'a Renderer,
    profile: &'a Profile,
    circumstances: Circumstances<'a>,
    /// The number that goes on after the records of a field, by the field's key.
    next: BTreeMap<String, usize>,
}

impl Clerk<'_> {
    fn fields(&mut self, entries: &[(String, FieldEntry)], sink: &mut Diagnostics) -> BTreeMap<String, Field> {
        let count = |key: &String| match entries.iter().find(|(name, _)| name == key) {
            Some((_, FieldEntry::Count(count))) => Some(*count),
            _ => None,
        };
        let mut fields = BTreeMap::new();
        for (key, entry) in entries {
            let first = match entry {
                FieldEntry::Records(records, schema) => {
                    let after = schema.after.as_ref().and_then(|key| self.next.get(key).copied());
                    let first = after.or_else(|| schema.first.as_ref().and_then(count)).unwrap_or(1);
                    self.next.insert(key.clone(), first + records.len());
                    first
                }
                _ => 1,
            };
            fields.insert(key.clone(), self.field(entry, first, sink));
        }
        fields
    }

    /// Renders a field; `first` is the number of the first record in it.
    fn field(&mut self, entry: &FieldEntry, first: usize, sink: &mut Diagnostics) -> Field {
        let Self { renderer, profile, .. } = *self;
        match entry {
            FieldEntry::Line(text) => Field::Line(renderer.line(text, sink)),
            FieldEntry::Lines(texts) => Field::Lines(texts.iter().map(|text| renderer.line(text, sink)).collect()),
            FieldEntry::Text(texts) => {
                Field::Text(texts.iter().flat_map(|text| renderer.blocks(text, sink)).collect())
            }
            FieldEntry::Date(written) => Field::Date(date(*written, profile)),
            FieldEntry::Person(entry) => Field::Person(person(entry, renderer)),
            FieldEntry::People(entries) => {
                Field::People(entries.iter().map(|entry| person(entry, renderer)).collect())
            }
            FieldEntry::Documents(entries, appendices) => Field::Documents(
                entries
                    .iter()
                    .enumerate()
                    .map(|(at, entry)| {
                        let label = if *appendices { format!("Appendix {}", at + 1) } else { String::new() };
                        if let BoundIn::Report(path) = &entry.bound {
                            self.circumstances.papers.mentioned(path, sink);
                        }
                        reference(entry, label, renderer, sink)
                    })
                    .collect(),
            ),
            FieldEntry::Consultation(bands) => Field::Consultation(
                bands
                    .iter()
                    .map(|band| Band {
                        title: plain_text(&renderer.line(&band.band, sink)),
                        rows: band.people.iter().map(|entry| consulted(entry, renderer, profile, sink)).collect(),
                    })
                    .collect(),
            ),
            FieldEntry::Count(count) => Field::Count(*count),
            FieldEntry::Paper(path) => self.paper(path, sink),
            FieldEntry::Exempt(exempt) => Field::Exempt(Ground::new(exempt, renderer, sink)),
            FieldEntry::Records(records, schema) => {
                let mut written = Vec::new();
                for (at, record) in (first..).zip(records) {
                    let number = schema.numbers.as_ref().map_or_else(String::new, |pattern| number(pattern, at));
                    written.push(Record { number, fields: self.fields(&record.fields, sink) });
                }
                Field::Records(written)
            }
        }
    }

    fn paper(&self, path: &Text, sink: &mut Diagnostics) -> Field {
        let Some(paper) = self.circumstances.papers.paper(path, sink) else { return Field::Line(Inlines::new()) };
        let document = &paper.narrated.document;
        Field::Paper(Box::new(PaperReference {
            path: paper.path.clone(),
            kind: document.kind.clone(),
            title: foreign(&document.title),
            date: document.date.clone(),
        }))
    }
}

/// A date for machines and for readers.
pub fn date(date: NaiveDate, profile: &Profile) -> Date {
    let style = &profile.style;
    Date {
        year: date.year(),
        month: date.month(),
        day: date.day(),
        text: style.date(date),
        weekday: style.weekday_date(date),
        meeting: style.meeting_date(date),
    }
}

fn person(entry: &PersonEntry, renderer: &Renderer) -> Person {
    Person {
        name: renderer.quotes(&entry.name),
        title: renderer.quotes(&entry.title),
        directorate: renderer.quotes(&entry.directorate),
        telephone: entry.telephone.clone(),
        email: entry.email.clone(),
    }
}

fn reference(entry: &DocumentEntry, label: String, renderer: &Renderer, sink: &mut Diagnostics) -> Reference {
    let title: Inlines = renderer.line(&entry.title, sink);
    let url = entry.link.as_ref().map_or_else(String::new, |link| link.value.clone());
    let alt = match &entry.bound {
        BoundIn::Nothing | BoundIn::Report(_) => String::new(),
        BoundIn::File(file) => plain_text(&renderer.line(&file.alt, sink)),
    };
    Reference { label, title, url, alt, part: String::new() }
}

fn consulted(entry: &ConsultedEntry, renderer: &Renderer, profile: &Profile, sink: &mut Diagnostics) -> Consulted {
    let date = |date: Option<NaiveDate>| date.map_or_else(String::new, |date| profile.style.short_date(date));
    Consulted {
        role: entry.role.as_ref().map_or_else(String::new, |role| plain_text(&renderer.line(role, sink))),
        name: renderer.quotes(&entry.person.name),
        title: renderer.quotes(&entry.person.title),
        directorate: renderer.quotes(&entry.person.directorate),
        sent: date(entry.sent),
        received: date(entry.received),
    }
}
