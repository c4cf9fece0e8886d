//! The finished content of a report before typesetting: text and numbers, no layout.
//!
//! This is the content model that a template receives as JSON (`docs/templates.md` describes it for authors of
//! templates). It has all numbers already, so that cross-references can be checked; templates only place them.

mod bound;
mod exhibits;
mod fields;
mod foreign;
mod inline;
mod recommendations;
mod resolutions;
mod sections;

use std::collections::BTreeMap;

use serde::Serialize;

pub use bound::{BoundFile, BoundPassage, BoundPiece, BoundSheet};
pub use exhibits::{Align, Arrow, Cell, Chart, Column, Picture, Points, Row, RowKind, Table};
pub use fields::{Band, Consulted, Date, Field, Ground, Pages, PaperReference, Person, Record, Reference};
pub use foreign::{foreign, foreign_recommendations, foreign_record, foreign_resolutions};
pub use inline::{Inline, Inlines, plain, plain_text};
pub use recommendations::{Recommendation, RecommendationRow, RecommendationTable, Recommendations, Tagged};
pub use resolutions::{Change, ChangeKind, Decision, Resolution, Resolutions};
pub use sections::{Absent, Block, Section, Slides};

/// One document, ready for its template.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Document {
    /// The folder of what a template can see that the paths of this document lie in: empty for a paper that stands
    /// alone, `/parts/4` for a part of a pack.
    pub root: String,
    /// Where it stands in a pack; `None` for a paper that stands alone.
    pub within: Option<Within>,
    /// The kind of document, which is the name of its template.
    pub kind: String,
    /// The language of the text, `en-GB`.
    pub language: Language,
    /// The title.
    pub title: Inlines,
    /// The title without emphasis, for metadata and running headers.
    pub title_text: String,
    /// A title that fits a running header.
    pub short_title: String,
    /// The date of the document.
    pub date: Date,
    /// "Draft", "Restricted" …, shown on every page; empty for a plain public paper.
    pub marking: String,
    /// Whether it is the edition for members of a paper with something exempt from publication.
    pub restricted: bool,
    /// The council whose paper it is.
    pub council: Council,
    /// The words that the template prints around the content, by key; the kind's schema lists them.
    pub labels: BTreeMap<String, String>,
    /// The fields of the kind, by key; a field that the author left out is absent.
    pub fields: BTreeMap<String, Field>,
    /// The recommendations, if the report has any.
    pub recommendations: Option<Recommendations>,
    /// The numbered sections of the body.
    pub sections: Vec<Section>,
    /// The works that the paper cites, in the order of its style.
    pub references: Vec<Work>,
    /// The data behind the charts, where the profile wants it in an annex.
    pub annex: Vec<Block>,
    /// The table of all figures with their sources, where the report or the profile wants it.
    pub sources: Vec<Block>,
    /// The files that are bound in after the paper's own pages, as appendices.
    pub bound: Vec<BoundFile>,
    /// The files that the paper carries.
    pub attachments: Vec<Attachment>,
    /// The parts of a pack, in order; empty for any other paper.
    pub parts: Vec<Part>,
}

impl Document {
    /// The numbers of its sections and paragraphs, in their order.
    pub fn numbers(&self) -> Vec<String> {
        fn blocks(of: &[Block], numbers: &mut Vec<String>) {
            for block in of {
                if let Block::Numbered { number, body, .. } = block {
                    numbers.push(number.clone());
                    blocks(body, numbers);
                }
            }
        }
        fn sections(of: &[Section], numbers: &mut Vec<String>) {
            for section in of {
                numbers.extend(Some(section.number.clone()).filter(|number| !number.is_empty()));
                blocks(&section.body, numbers);
                sections(&section.sections, numbers);
            }
        }
        let mut numbers = Vec::new();
        sections(&self.sections, &mut numbers);
        numbers
    }
}

/// A part of a pack: a paper that is bound in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Part {
    /// Which part it is.
    pub id: String,
    /// The path of its template.
    pub template: String,
    /// Whether it begins on the front of a sheet.
    pub on_front: bool,
    /// Whether the private business begins with it.
    pub opens_private: bool,
}

/// Where in a pack a paper stands.
#[derive(Debug, Clone, Serialize)]
pub struct Within {
    /// Which part of the pack it is, for marks and links.
    pub part: String,
    /// The parts of the pack by the paths of their reports, for links from one to another.
    pub papers: BTreeMap<String, String>,
    /// What is printed on each of its pages: "Agenda Item 4", "Appendix 1".
    pub label: String,
    /// By how many levels its headings stand below those of the pack.
    pub offset: u8,
}

/// A work in the list of references.
#[derive(Debug, Clone, Serialize)]
pub struct Work {
    /// The name by which citations lead to it: its key in the bibliography.
    pub id: String,
    /// What is printed.
    pub body: Inlines,
}

/// A language as Typst wants it.
#[derive(Debug, Clone, Serialize)]
pub struct Language {
    /// ISO 639: `en`.
    pub lang: String,
    /// ISO 3166: `GB`.
    pub region: String,
}

/// What a template needs to know of the council.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Council {
    /// Its name.
    pub name: String,
    /// The path of its logo for `image()`; empty if it has none.
    pub logo: String,
    /// The height of the logo in millimetres.
    pub logo_height: f64,
    /// Its address on the web; empty if it has none.
    pub website: String,
    /// Colours as `#rrggbb`, by role: `brand`, `band`, `ink`, `quiet`, `rule`.
    pub colours: BTreeMap<String, String>,
    /// The size of body text in points.
    pub text_size: f64,
}

/// A file that the paper carries, for machines and for whoever checks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Attachment {
    /// Its name in the PDF, and under which a template can read it.
    pub path: String,
    /// `data`, from which something in the paper was made, or `supplement`.
    pub relationship: String,
    /// Its type: `application/json`, `text/csv`.
    pub mime_type: String,
    /// What it is, in a few words.
    pub description: String,
}
