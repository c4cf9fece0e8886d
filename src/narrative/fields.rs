//! The fields of a kind of document, rendered.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::Diagnostics;
use crate::narrative::document::{Band, Consulted, Date, Field, Inlines, Person, Reference, plain_text};
use crate::narrative::render::Renderer;
use crate::project::fields::{ConsultedEntry, DocumentEntry, FieldEntry};
use crate::project::profile::{PersonEntry, Profile};
use crate::project::report::Report;

/// Renders the fields of a report.
pub fn fields(
    report: &Report,
    renderer: &Renderer,
    profile: &Profile,
    sink: &mut Diagnostics,
) -> BTreeMap<String, Field> {
    report.fields.iter().map(|(key, entry)| (key.clone(), field(entry, renderer, profile, sink))).collect()
}

fn field(entry: &FieldEntry, renderer: &Renderer, profile: &Profile, sink: &mut Diagnostics) -> Field {
    match entry {
        FieldEntry::Line(text) => Field::Line(renderer.line(text, sink)),
        FieldEntry::Lines(texts) => Field::Lines(texts.iter().map(|text| renderer.line(text, sink)).collect()),
        FieldEntry::Text(texts) => Field::Text(texts.iter().flat_map(|text| renderer.blocks(text, sink)).collect()),
        FieldEntry::Date(written) => Field::Date(date(*written, profile)),
        FieldEntry::Person(entry) => Field::Person(person(entry, renderer)),
        FieldEntry::People(entries) => Field::People(entries.iter().map(|entry| person(entry, renderer)).collect()),
        FieldEntry::Documents(entries, appendices) => Field::Documents(
            entries
                .iter()
                .enumerate()
                .map(|(at, entry)| {
                    let label = if *appendices { format!("Appendix {}", at + 1) } else { String::new() };
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
    }
}

/// A date for machines and for readers.
pub fn date(date: NaiveDate, profile: &Profile) -> Date {
    Date { year: date.year(), month: date.month(), day: date.day(), text: profile.style.date(date) }
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
    Reference { label, title, url: entry.link.as_ref().map_or_else(String::new, |link| link.value.clone()) }
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
