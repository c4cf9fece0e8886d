//! The fields of a kind of document, rendered.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::narrative::document::{
    Band, Consulted, Date, Field, Ground, Inlines, PaperReference, Person, Record, Reference, Resolutions,
    foreign_recommendations, foreign_record, plain, plain_text,
};
use crate::narrative::exempt::Notices;
use crate::narrative::papers::{Circumstances, Edition, Paper};
use crate::narrative::patterns::Slot;
use crate::narrative::recommendations::number;
use crate::narrative::render::Renderer;
use crate::narrative::report_sections::{self, ReportSections};
use crate::narrative::resolutions::{self, Registrar};
use crate::narrative::set_sentences::{Scope, Sentences};
use crate::project::exempt::Exempt;
use crate::project::fields::{BoundIn, ConsultedEntry, DocumentEntry, FieldEntry, RecordEntry};
use crate::project::profile::{PersonEntry, Profile};
use crate::project::report::Report;
use crate::project::resolutions::{MinuteEntry, ResolutionsEntry};
use crate::project::schema::{FieldSchema, Holds, RecordSchema};
use crate::project::yaml::Text;

/// Renders the fields of a report; `labels` are the words around them.
pub fn fields(
    report: &Report,
    renderer: &Renderer,
    profile: &Profile,
    circumstances: Circumstances<'_>,
    labels: &BTreeMap<String, String>,
    sink: &mut Diagnostics,
) -> (BTreeMap<String, Field>, Option<Inlines>) {
    let mut clerk = Clerk {
        renderer,
        profile,
        circumstances,
        is_agenda: report.schema.paged_in.is_some(),
        sentences: Sentences { report, profile, labels },
        next: BTreeMap::new(),
    };
    let place = &report.sections_place;
    // The agenda of a pack is a part of it, and not something that the pack says.
    let binds = |(key, _): &&(String, FieldEntry)| Some(key) != report.schema.binds.as_ref();
    let entries: Vec<_> = report.fields.iter().filter(binds).cloned().collect();
    let fields = clerk.fields(&entries, &report.schema.fields, &[], place, sink);
    let title = report.schema.titled.as_ref().filter(|_| report.untitled);
    let title = title.map(|label| {
        let scope = Scope { values: &fields, schemas: &report.schema.fields };
        clerk.sentences.sentence(label, &[scope], place, sink)
    });
    (fields, title)
}

/// Who renders fields.
struct Clerk<'a> {
    renderer: &'a Renderer,
    profile: &'a Profile,
    circumstances: Circumstances<'a>,
    /// Whether the papers that the fields name are items of an agenda, which stand in a pack.
    is_agenda: bool,
    sentences: Sentences<'a>,
    /// The number that goes on after the records of a field, by the field's key.
    next: BTreeMap<String, usize>,
}

impl Clerk<'_> {
    /// Renders the fields of a report or of a record, which stands at a place.
    fn fields(
        &mut self,
        entries: &[(String, FieldEntry)],
        schemas: &[FieldSchema],
        outer: &[Scope<'_>],
        place: &Span,
        sink: &mut Diagnostics,
    ) -> BTreeMap<String, Field> {
        let find = |key: &str| entries.iter().find(|(name, _)| name == key).map(|(_, entry)| entry);
        let count = |key: &String| match find(key) {
            Some(FieldEntry::Count(count)) => Some(*count),
            _ => None,
        };
        let exempt = entries.iter().find_map(|(_, entry)| match entry {
            FieldEntry::Exempt(exempt) => Some(exempt),
            _ => None,
        });
        let mut fields = BTreeMap::new();
        for schema in schemas {
            let entry = find(&schema.key);
            let mut first = 1;
            if let Some(of) = &schema.records {
                let after = of.after.as_ref().and_then(|key| self.next.get(key).copied());
                first = after.or_else(|| of.first.as_ref().and_then(count)).unwrap_or(1);
                let records = match entry {
                    Some(FieldEntry::Records(records, _)) => records.len(),
                    _ => 0,
                };
                self.next.insert(schema.key.clone(), first + records);
            }
            let Some(entry) = entry else { continue };
            if schema.restricted && self.circumstances.edition == Edition::Public {
                continue;
            }
            if let (true, FieldEntry::Paper(path)) = (exempt.is_some() || self.is_agenda, entry) {
                let paper = self.circumstances.papers.paper(path, sink);
                sink.extend(paper.and_then(|paper| unlike_exempt("item", exempt, &paper, path)));
            }
            let field = match entry {
                FieldEntry::Records(records, of) => {
                    let scope = Scope { values: &fields, schemas };
                    let outer: Vec<Scope<'_>> = std::iter::once(scope).chain(outer.iter().copied()).collect();
                    let label = schema.sentence.as_deref();
                    Field::Records(self.records(records, of, first, label, &outer, sink))
                }
                FieldEntry::Resolutions(entry) => {
                    let scope = Scope { values: &fields, schemas };
                    let outer: Vec<Scope<'_>> = std::iter::once(scope).chain(outer.iter().copied()).collect();
                    let Some(field) = self.resolutions(entry, entries, schemas, &outer, place, sink) else {
                        continue;
                    };
                    field
                }
                entry => self.field(entry, sink),
            };
            fields.insert(schema.key.clone(), field);
            if let (Some(label), None) = (&schema.sentence, &schema.records) {
                let scope = Scope { values: &fields, schemas };
                let scopes: Vec<Scope<'_>> = std::iter::once(scope).chain(outer.iter().copied()).collect();
                let sentence = self.sentences.sentence(label, &scopes, place, sink);
                fields.insert(schema.key.clone(), Field::Line(sentence));
            }
        }
        fields
    }

    fn records(
        &mut self,
        records: &[RecordEntry],
        of: &RecordSchema,
        first: usize,
        label: Option<&str>,
        outer: &[Scope<'_>],
        sink: &mut Diagnostics,
    ) -> Vec<Record> {
        let mut written = Vec::new();
        // A label of that name is the council's own pattern.
        let pattern = of.numbers.as_ref().map(|pattern| self.sentences.labels.get(pattern).unwrap_or(pattern));
        for (at, record) in (first..).zip(records) {
            let number = pattern.map_or_else(String::new, |pattern| number(pattern, at));
            let fields = self.fields(&record.fields, &of.fields, outer, &record.place, sink);
            let sentence = label.map_or_else(Inlines::new, |label| {
                let scope = Scope { values: &fields, schemas: &of.fields };
                let scopes: Vec<Scope<'_>> = std::iter::once(scope).chain(outer.iter().copied()).collect();
                self.sentences.sentence(label, &scopes, &record.place, sink)
            });
            written.push(Record { number, sentence, fields });
        }
        written
    }

    /// Resolutions with the words that introduce them, and whether the sections that they name are there.
    fn resolutions(
        &self,
        entry: &ResolutionsEntry,
        beside: &[(String, FieldEntry)],
        schemas: &[FieldSchema],
        scopes: &[Scope<'_>],
        place: &Span,
        sink: &mut Diagnostics,
    ) -> Option<Field> {
        let report = beside.iter().find_map(|(_, entry)| match entry {
            FieldEntry::Paper(path) => Some(path),
            _ => None,
        });
        let registrar = Registrar {
            edition: self.circumstances.edition,
            renderer: self.renderer,
            settings: &self.profile.resolutions,
            papers: self.circumstances.papers,
        };
        let (mut resolutions, lead) = registrar.resolutions(entry, report, sink)?;
        self.check_sections(entry, &resolutions, beside, schemas, sink);
        if self.sentences.labels.contains_key(lead.label()) {
            resolutions.lead = self.sentences.sentence(lead.label(), scopes, place, sink);
        }
        Some(Field::Resolutions(Box::new(resolutions)))
    }

    /// Where a kind of document can say which sections a report has, those that a decision names must be there.
    fn check_sections(
        &self,
        entry: &ResolutionsEntry,
        resolutions: &Resolutions,
        beside: &[(String, FieldEntry)],
        schemas: &[FieldSchema],
        sink: &mut Diagnostics,
    ) {
        let key_of =
            |holds: Holds| schemas.iter().find(|schema| schema.holds == holds).map(|schema| schema.key.as_str());
        let Some(sections) = key_of(Holds::Sections) else { return };
        for (_, other) in beside {
            match other {
                FieldEntry::Sections(listed) => {
                    return ReportSections::listed(&listed.numbers).check(entry, resolutions, sink);
                }
                FieldEntry::Paper(path) => {
                    if let Some(paper) = self.circumstances.papers.paper(path, &mut Diagnostics::default()) {
                        ReportSections::of(&paper.narrated.document.sections).check(entry, resolutions, sink);
                    }
                    return;
                }
                _ => {}
            }
        }
        // A record that has to have its decision has to say where what it names can be found.
        if schemas.iter().any(|schema| schema.holds == Holds::Resolutions && schema.required) {
            let report = key_of(Holds::Paper).unwrap_or("report");
            report_sections::refuse_unknown(entry, resolutions, report, sections, sink);
        }
    }

    /// How an earlier minute is cited.
    fn minute(&self, entry: &MinuteEntry, sink: &mut Diagnostics) -> Inlines {
        let (path, wanted) = match entry {
            MinuteEntry::Cited(text) => return self.renderer.line(text, sink),
            MinuteEntry::Known { path, number } => (path, number),
        };
        let Some(paper) = self.circumstances.papers.paper(path, sink) else { return Inlines::new() };
        let Some(record) = resolutions::minute(&paper, path, wanted, sink) else { return Inlines::new() };
        let written = paper.report.date;
        if written > self.sentences.report.date {
            let message = format!("`{}` has a later date than this", path.value);
            let follows = self.sentences.report.unread.any("date");
            sink.push(
                Diagnostic::error(message, &path.span)
                    .hint("name the minutes of an earlier meeting")
                    .follows(follows),
            );
        }
        let Some(pattern) = self.sentences.labels.get(MINUTE) else { return plain(wanted.value.clone()) };
        let value = |name: &str| {
            Slot::Filled(plain(match name {
                "number" => resolutions::plain(&record.number),
                "date" => self.profile.style.date(written),
                "year" => written.format("%Y").to_string(),
                "short-year" => written.format("%y").to_string(),
                _ => return Slot::Unknown,
            }))
        };
        self.sentences.filled(MINUTE, pattern, &value, &path.span, sink)
    }

    /// A minute of other minutes, as it stands there.
    fn minute_text(&self, path: &Text, wanted: &Text, sink: &mut Diagnostics) -> Field {
        let paper = self.circumstances.papers.paper(path, sink);
        let record = paper.as_ref().and_then(|paper| resolutions::minute(paper, path, wanted, sink));
        Field::Records(record.map(foreign_record).into_iter().collect())
    }

    /// The recommendations of another report, as they stand there.
    fn recommendations(&self, path: &Text, sink: &mut Diagnostics) -> Field {
        let Some(paper) = self.circumstances.papers.paper(path, sink) else { return Field::Line(Inlines::new()) };
        let Some(found) = &paper.narrated.document.recommendations else {
            sink.push(
                Diagnostic::error(format!("`{}` has no recommendations", path.value), &path.span)
                    .hint("name a report that has some, or take the line out"),
            );
            return Field::Line(Inlines::new());
        };
        Field::Recommendations(Box::new(foreign_recommendations(found)))
    }

    /// Renders a field.
    fn field(&self, entry: &FieldEntry, sink: &mut Diagnostics) -> Field {
        let Self { renderer, profile, .. } = *self;
        match entry {
            FieldEntry::Line(text) => Field::Line(renderer.line(text, sink)),
            FieldEntry::Lines(texts) => Field::Lines(texts.iter().map(|text| renderer.line(text, sink)).collect()),
            FieldEntry::Text(texts) => Field::Text(renderer.texts(texts, sink)),
            FieldEntry::Date(written, _) => Field::Date(date(*written, profile)),
            FieldEntry::Person(entry) => Field::Person(person(entry, renderer)),
            FieldEntry::People(entries) => {
                Field::People(entries.iter().map(|entry| person(entry, renderer)).collect())
            }
            FieldEntry::Documents(entries, appendices) => {
                Field::Documents(
                    entries
                        .iter()
                        .enumerate()
                        .map(|(at, entry)| {
                            let label = if *appendices { format!("Appendix {}", at + 1) } else { String::new() };
                            if let BoundIn::Report(path) = &entry.bound {
                                let paper = self.circumstances.papers.mentioned(path, sink);
                                sink.extend(paper.and_then(|paper| {
                                    unlike_exempt("appendix", entry.exempt.as_ref(), &paper, path)
                                }));
                            }
                            self.reference(entry, label, sink)
                        })
                        .collect(),
                )
            }
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
            FieldEntry::MinuteText { path, number } => self.minute_text(path, number, sink),
            FieldEntry::Minute(entry) => Field::Line(self.minute(entry, sink)),
            FieldEntry::Recommendations(path) => self.recommendations(path, sink),
            FieldEntry::Sections(listed) => {
                Field::Lines(listed.numbers.iter().map(|one| plain(one.clone())).collect())
            }
            // Those are rendered by whoever knows what stands beside them.
            FieldEntry::Records(..) | FieldEntry::Resolutions(_) => Field::Line(Inlines::new()),
        }
    }

    /// A document; where it is exempt, the public edition has its title and the notice.
    fn reference(&self, entry: &DocumentEntry, label: String, sink: &mut Diagnostics) -> Reference {
        let notices = Notices { renderer: self.renderer, edition: self.circumstances.edition };
        let title: Inlines = self.renderer.line(&entry.title, sink);
        if let (true, Some(exempt)) = (notices.withhold(), &entry.exempt) {
            let subject = if label.is_empty() { "This document" } else { &label };
            let exempt = notices.notice(subject, false, exempt, sink);
            return Reference { label, title, exempt, ..Reference::default() };
        }
        let url = entry.link.as_ref().map_or_else(String::new, |link| link.value.clone());
        let exempt = entry.exempt.as_ref().map_or_else(Inlines::new, |exempt| notices.label(exempt, sink));
        Reference { label, title, url, exempt, alt: alt(entry, self.renderer, sink), part: String::new() }
    }

    fn paper(&self, path: &Text, sink: &mut Diagnostics) -> Field {
        let Some(paper) = self.circumstances.papers.paper(path, sink) else { return Field::Line(Inlines::new()) };
        Field::Paper(Box::new(PaperReference::new(&paper)))
    }
}

/// The label with the words for an earlier minute of the project.
const MINUTE: &str = "minute";

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

/// An appendix, or an item, and its report are exempt both or neither, since each report is published by itself; and both
/// on the same ground.
fn unlike_exempt(what: &str, exempt: Option<&Exempt>, paper: &Paper, path: &Text) -> Option<Diagnostic> {
    let (message, hint) = match (exempt, &paper.report.whole_exempt) {
        (Some(one), Some(other)) if one.paragraph != other.paragraph => {
            let (own, of_report) = (one.paragraph.number(), other.paragraph.number());
            let message = format!(
                "this {what} is exempt under paragraph {own}, and `{}` under paragraph {of_report}",
                path.value
            );
            let hint = "write the same `paragraph:` in both: the public is told one ground for one paper";
            return Some(Diagnostic::error(message, &one.place).hint(hint));
        }
        (Some(_), None) => (
            format!("this {what} is exempt from publication, but `{}` is not", path.value),
            "write the same `exempt:` in that report as well, below its title: else it is published by itself"
                .to_owned(),
        ),
        (None, Some(_)) => (
            format!("`{}` is exempt from publication, but this {what} is not", path.value),
            match what {
                "item" => "list it under `private-items:`, with the same `exempt:`".to_owned(),
                _ => format!("write the same `exempt:` for the {what} as well"),
            },
        ),
        _ => return None,
    };
    Some(Diagnostic::error(message, &path.span).hint(hint))
}

/// What a file that is bound in shows, in words.
fn alt(entry: &DocumentEntry, renderer: &Renderer, sink: &mut Diagnostics) -> String {
    match &entry.bound {
        BoundIn::Nothing | BoundIn::Report(_) => String::new(),
        BoundIn::File(file) => plain_text(&renderer.line(&file.alt, sink)),
    }
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
