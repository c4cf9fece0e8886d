//! The fields of a kind of document: people, dates, other papers, lists of documents, and records of such fields.

use std::collections::BTreeMap;

use serde::Serialize;

use super::inline::Inlines;
use super::recommendations::Recommendations;
use super::resolutions::Resolutions;
use super::sections::Block;

/// The value of a field; the kind's schema says which of these a field is.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Field {
    /// One line of text.
    Line(Inlines),
    /// A list of lines.
    Lines(Vec<Inlines>),
    /// Paragraphs and lists.
    Text(Vec<Block>),
    /// A date.
    Date(Date),
    /// A person of the profile.
    Person(Person),
    /// Several people.
    People(Vec<Person>),
    /// A list of documents, each with its link.
    Documents(Vec<Reference>),
    /// The consultation table.
    Consultation(Vec<Band>),
    /// A whole number.
    Count(usize),
    /// Another paper.
    Paper(Box<PaperReference>),
    /// Why something is exempt from publication.
    Exempt(Ground),
    /// Several things of the same fields.
    Records(Vec<Record>),
    /// What was resolved.
    Resolutions(Box<Resolutions>),
    /// The recommendations of another paper.
    Recommendations(Box<Recommendations>),
    /// The pages of a pack on which something stands.
    Pages(Pages),
}

/// One of several things of the same fields: an item of an agenda, a question with its answer.
#[derive(Debug, Clone, Serialize)]
pub struct Record {
    /// "1." or "(a)"; empty where they take no numbers.
    pub number: String,
    /// The sentence that the kind of document makes of it; empty where it makes none.
    pub sentence: Inlines,
    /// Its fields, by key; a field that the author left out is absent.
    #[serde(flatten)]
    pub fields: BTreeMap<String, Field>,
}

/// A date, for machines and for readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// The day of the month.
    pub day: u32,
    /// In house style: "27 November 2025".
    pub text: String,
    /// With its day of the week: "Thursday, 27 November 2025".
    pub weekday: String,
    /// As the day of a meeting: "Thursday, 27th November, 2025" where the council writes it so.
    pub meeting: String,
}

/// Somebody whom the paper names.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The job title.
    pub title: String,
    /// The directorate or organisation.
    pub directorate: String,
    /// Telephone, as printed.
    pub telephone: String,
    /// E-mail address.
    pub email: String,
}

/// A document that the paper lists: an appendix, a background paper, another useful document.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Reference {
    /// "Appendix 1" for an appendix, else empty.
    pub label: String,
    /// What it is called.
    pub title: Inlines,
    /// Where it is; empty if it has no address.
    pub url: String,
    /// If it is exempt from publication: in the restricted edition a label, in the public one the notice; else empty.
    pub exempt: Inlines,
    /// What a file that is bound in shows, in words; empty for anything else.
    #[serde(skip)]
    pub alt: String,
    /// The part of the pack that it is; empty outside of a pack.
    pub part: String,
}

/// Another paper of the project.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PaperReference {
    /// The report's path in the project.
    pub path: String,
    /// What kind of document it is.
    pub kind: String,
    /// Its title.
    pub title: Inlines,
    /// Its date.
    pub date: Date,
}

/// Why something is exempt from publication.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Ground {
    /// The number of the paragraph of Part 1 of Schedule 12A to the Local Government Act 1972, 1 to 7.
    pub paragraph: u8,
    /// What that paragraph is about: "information relating to any individual".
    pub description: String,
    /// Why the public interest in the exemption outweighs that in disclosure.
    pub statement: Inlines,
}

/// A band of the consultation table.
#[derive(Debug, Clone, Serialize)]
pub struct Band {
    /// The words of the band row.
    pub title: String,
    /// The people in it.
    pub rows: Vec<Consulted>,
}

/// One person in the consultation table.
#[derive(Debug, Clone, Serialize)]
pub struct Consulted {
    /// "Finance", "Legal" … for an approver, else empty.
    pub role: String,
    /// The name.
    pub name: String,
    /// The job title.
    pub title: String,
    /// The directorate or organisation.
    pub directorate: String,
    /// When the paper was sent; empty if it was not.
    pub sent: String,
    /// When the answer came; empty if none came.
    pub received: String,
}

/// The pages of a pack on which the papers of an item stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Pages {
    /// The first part of the pack that belongs to the item.
    pub first_part: String,
    /// The last part that does.
    pub last_part: String,
    /// The first page and the last one, where the pack is another file and the numbers are known from it.
    pub numbers: Option<(usize, usize)>,
}
