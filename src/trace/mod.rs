//! Traceability: a report's figures, each with where it comes from and where it stands, as files that the paper carries.
//!
//! The walk through the document gives a [`Figures`], which the paper carries as `figures.json` beside a CSV file for
//! each chart and table. `docs/figures-json.md` describes the file for those who read it. Years later [`verify`] reads it
//! back and works the figures out again.

mod annex;
pub mod attachment;
mod collect;
pub mod csv;
mod places;
mod public;
pub mod record;
pub mod verify;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::extent::{MOST_FIGURES, MOST_IN_ANNEX, words};
use crate::facts::figure::Figure;
use crate::fonts;
use crate::narrative::Narrated;
use crate::narrative::document::{Attachment, Block, Section, Table, plain_text};
use crate::project::profile::{Annex, Attachments, Profile};
use crate::project::report::Report;
use crate::project::sources::Origin;
use crate::quantity::style::Style;
use record::{Entry, Figures};

pub use collect::{data_file, told};

/// The name of the file with the figures in a PDF.
pub const FIGURES_FILE: &str = "figures.json";

/// Gives the document the files that it carries and the annex that lists its figures, as the profile and the report
/// want it.
///
/// `path` is the report's, relative to its project. A document without figures carries nothing, and one with more than
/// it can carry is an error.
pub fn attach(narrated: &mut Narrated, report: &Report, profile: &Profile, path: &str, sink: &mut Diagnostics) {
    let annex = report.annex.as_ref().map_or(profile.annex, |(annex, _)| *annex) == Annex::Figures;
    if profile.attachments == Attachments::None && !annex {
        return;
    }
    let figures = figures(narrated, report, profile, path);
    if figures.figures.is_empty() {
        return;
    }
    let place = report.annex.as_ref().map_or(&report.title.span, |(_, place)| place);
    if profile.attachments == Attachments::Figures {
        let count = figures.figures.len() + figures.claims.len();
        if count > MOST_FIGURES {
            let most = words(MOST_FIGURES);
            sink.push(
                Diagnostic::error(
                    format!("the paper shows {} figures and claims, and can carry {most}", words(count)),
                    &report.title.span,
                )
                .hint(format!(
                    "show fewer tables or smaller ones, or write `attachments: none` in `{}`",
                    profile.path
                )),
            );
            return;
        }
        let mut files = BTreeMap::new();
        let mut attach = |name: String, mime_type: &str, description: String, bytes: Vec<u8>| {
            narrated.document.attachments.push(Attachment {
                path: format!("/{name}"),
                relationship: "data".to_owned(),
                mime_type: mime_type.to_owned(),
                description,
            });
            files.insert(format!("/{name}"), bytes);
        };
        attach(
            FIGURES_FILE.to_owned(),
            "application/json",
            "The figures of this paper: where each comes from and where it stands".to_owned(),
            figures.to_json(),
        );
        for table in exhibits(&narrated.document.sections) {
            let name = format!("{}.csv", table.number.to_lowercase().replace(' ', "-"));
            let description = format!("The values of {}: {}", table.number, plain_text(&table.title));
            attach(name, "text/csv", description, csv::write(&table));
        }
        narrated.files = files;
    }
    if annex {
        let count = annex::shown(&figures).len();
        if count > MOST_IN_ANNEX {
            let message = format!("the annex of figures would have {} rows", words(count));
            sink.push(Diagnostic::error(format!("{message}, and {} have room", words(MOST_IN_ANNEX)), place).hint(
                "write `annex: none` in this report: the paper carries its figures as a file all the same; or show \
                     smaller tables",
            ));
            return;
        }
        if !check_letters(report, sink) {
            return;
        }
        narrated.document.sources = annex::table(&figures);
    }
}

/// Whether the font has all signs of what only the annex prints: the names and the sources of stated figures. Others are
/// reported.
fn check_letters(report: &Report, sink: &mut Diagnostics) -> bool {
    let (before, _) = sink.counts();
    for figure in &report.figures {
        let source = match &figure.origin {
            Origin::Stated { source, .. } => Some(source),
            _ => None,
        };
        for text in figure.prose.iter().chain(source) {
            if let Some((at, character)) = fonts::missing_glyph(&text.value) {
                let place = text.locate(at..at + character.len_utf8());
                sink.push(
                    Diagnostic::error(fonts::no_glyph(character), &place).hint(fonts::no_glyph_hint(character)),
                );
            }
        }
    }
    sink.counts().0 == before
}

/// The figures of a report and where they stand in it.
pub fn figures(narrated: &Narrated, report: &Report, profile: &Profile, path: &str) -> Figures {
    let mut figures = collect::collect(narrated, report, profile, path);
    if report.withheld.is_some() {
        public::prune(&mut figures, report, &narrated.facts);
    }
    figures
}

/// What is needed to name a figure's place in its report.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// How numbers are written.
    pub style: &'a Style,
    /// The report.
    pub report: &'a Report,
    /// The report, relative to its project.
    pub path: &'a str,
    /// Its profile, relative to its project.
    pub profile: &'a str,
}

/// A figure by itself, and those that it was computed from.
pub fn entry(figure: &Figure, named: &Named<'_>) -> (Entry, Vec<Entry>) {
    collect::entry(figure, named)
}

/// The values of all charts and tables that a report shows, in its order; each has the number of its exhibit.
fn exhibits(sections: &[Section]) -> Vec<Table> {
    fn blocks(of: &[Block], into: &mut Vec<Table>) {
        for block in of {
            match block {
                Block::Numbered { body, .. } | Block::Exempt { body, .. } => blocks(body, into),
                Block::List { items, .. } => items.iter().for_each(|item| blocks(item, into)),
                Block::Chart(chart) => into.push(Table {
                    number: chart.number.clone(),
                    title: chart.title.clone(),
                    ..(*chart.data).clone()
                }),
                Block::Table(table) => into.push(table.whole()),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    for section in sections {
        blocks(&section.body, &mut found);
        found.extend(exhibits(&section.sections));
    }
    found
}
