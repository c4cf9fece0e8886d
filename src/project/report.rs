//! A report as its author wrote it: what is in it, with no data looked at and no text rendered.

mod lost;
mod reading;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::{SourceFile, Span};
use crate::project::accepted::AcceptedEntry;
use crate::project::actions::ActionsEntry;
use crate::project::bibliography::BibliographyEntry;
use crate::project::body::{BodyItem, SectionEntry};
use crate::project::exempt::{Exempt, Left, Paragraph};
use crate::project::exhibit::ExhibitEntry;
use crate::project::fields::FieldEntry;
use crate::project::profile::{Annex, ChartValues};
use crate::project::recommendations::{RecommendationEntry, RecommendationsEntry};
use crate::project::schema::Schema;
use crate::project::sources::{DataEntry, FigureEntry, QueryEntry, SubjectEntry};
use crate::project::subjects::{About, ForEach};
use crate::project::yaml::{Content, Node, Text};

/// One YAML file that becomes one document.
#[derive(Debug, Clone)]
pub struct Report {
    /// The file that it was read from.
    pub file: Arc<SourceFile>,
    /// The kind of document and what it consists of.
    pub schema: Arc<Schema>,
    /// The title.
    pub title: Text,
    /// Whether the author has left the title to the kind of document, which makes it of its fields.
    pub untitled: bool,
    /// A title that fits a running header.
    pub short_title: Option<Text>,
    /// The date of the document.
    pub date: NaiveDate,
    /// Where the date is written; `None` where the report leaves it to its agenda.
    pub date_place: Option<Span>,
    /// "Draft", "Restricted" …
    pub marking: Option<Text>,
    /// Whether the paper ends with a table of its figures and sources, where the report says so itself.
    pub annex: Option<(Annex, Span)>,
    /// Where the values behind its charts stand, where the report says so itself.
    pub chart_values: Option<ChartValues>,
    /// The data files, by name.
    pub data: Vec<DataEntry>,
    /// Datasets that are answers of queries.
    pub queries: Vec<QueryEntry>,
    /// What the report is about.
    pub subject: Option<SubjectEntry>,
    /// The areas that it is made for, one paper each.
    pub for_each: Option<ForEach>,
    /// Which of them this is about.
    pub about: Option<About>,
    /// Figures that are not measures of the subject.
    pub figures: Vec<FigureEntry>,
    /// Charts by name.
    pub charts: Vec<ExhibitEntry>,
    /// Tables by name.
    pub tables: Vec<ExhibitEntry>,
    /// The works that it cites.
    pub bibliography: Option<BibliographyEntry>,
    /// The recommendations.
    pub recommendations: Option<RecommendationsEntry>,
    /// Other sets of actions, by name.
    pub actions: Vec<ActionsEntry>,
    /// The kinds of document that the report becomes beside its own, each where it is named.
    pub also: Vec<(Text, Arc<Schema>)>,
    /// The sections of the body, in the author's order.
    pub sections: Vec<SectionEntry>,
    /// The fields of the kind, by key.
    pub fields: Vec<(String, FieldEntry)>,
    /// What the report says of its data, figures, charts and tables, without the prose: enough to work out all its
    /// figures again.
    pub definitions: Definitions,
    /// Findings of `boardpack check` that its author lets stand.
    pub accepted: Vec<AcceptedEntry>,
    /// Why all of it is exempt from publication; its title is public.
    pub whole_exempt: Option<Exempt>,
    /// The paragraphs of Schedule 12A under which something in it is exempt from publication, in order.
    pub exempt: Vec<Paragraph>,
    /// In the public edition of a report with something exempt, what was left out of it.
    pub withheld: Option<Left>,
    /// Where `sections:` stands, or else the report begins, for messages about sections that are missing.
    pub sections_place: Span,
    /// What is written in the report and could not be read, so that nobody reports it as missing.
    pub unread: Unread,
}

/// The parts of a report that have errors: a key, and the name of an entry below it or `None` for all of them.
#[derive(Debug, Clone, Default)]
pub struct Unread(Vec<(String, Option<String>)>);

impl Unread {
    /// Whether the entry of that name below a key, or the key as a whole, has errors.
    pub fn has(&self, key: &str, name: &str) -> bool {
        self.0.iter().any(|(of, entry)| *of == key && entry.as_deref().is_none_or(|entry| entry == name))
    }

    /// Adds an entry below a key.
    pub fn add(&mut self, key: &str, name: &str) {
        self.0.push((key.to_owned(), Some(name.to_owned())));
    }

    /// Adds a key with all that stands below it.
    fn add_all(&mut self, key: &str) {
        self.0.push((key.to_owned(), None));
    }

    /// Whether anything below a key has errors.
    pub fn any(&self, key: &str) -> bool {
        self.0.iter().any(|(of, _)| *of == key)
    }
}

/// The key of a report that is made for each of many areas.
pub const FOR_EACH_KEY: &str = "for-each";

/// The key of a report that names its profile, where it is not the project's.
pub const PROFILE_KEY: &str = "profile";

/// Some keys of a file with what stands below them.
#[derive(Debug, Clone, Default)]
pub struct Definitions(Vec<(Text, Node)>);

impl Definitions {
    pub(super) fn of(root: &Node, keys: &[&str]) -> Self {
        let Content::Map(entries) = &root.content else { return Self::default() };
        Self(entries.iter().filter(|(key, _)| keys.contains(&key.value.as_str())).cloned().collect())
    }

    /// As YAML of a line each, without comments.
    pub fn yaml(&self) -> String {
        self.0.iter().map(|(key, value)| format!("{}: {}\n", key.value, value.on_one_line())).collect()
    }

    /// Puts an area in the subject, instead of the one that it has.
    fn set_area(&mut self, name: &str, area: &Text) {
        let key = Text { value: "area".to_owned(), span: area.span.clone() };
        let node = Node { content: Content::Text(name.to_owned()), span: area.span.clone(), comment: None };
        for (_, subject) in self.0.iter_mut().filter(|(key, _)| key.value == "subject") {
            if let Content::Map(entries) = &mut subject.content {
                entries.retain(|(key, _)| key.value != "area");
                entries.insert(0, (key.clone(), node.clone()));
            }
        }
    }

    /// Keeps of what has names those entries that `keep` wants, by their key and their name.
    pub fn retain(&mut self, keep: impl Fn(&str, &str) -> bool) {
        for (key, node) in &mut self.0 {
            if let Content::Map(entries) = &mut node.content
                && key.value != "subject"
            {
                entries.retain(|(name, _)| keep(&key.value, &name.value));
            }
        }
        self.0.retain(|(key, _)| key.value != "subject" || keep("subject", ""));
        self.0.retain(|(_, node)| !matches!(&node.content, Content::Map(entries) if entries.is_empty()));
    }
}

impl Report {
    /// Makes it the report about one of the areas that it is made for; `place` is where they are named.
    pub fn set_about(&mut self, about: About, place: &Span) {
        // A name is what people read, but one that an area of the data alone has may be another's in the register.
        let area = Text { value: about.code.clone(), span: place.clone() };
        self.definitions.set_area(&about.name, &area);
        if let Some(subject) = &mut self.subject {
            subject.area = Some(area);
        }
        self.about = Some(about);
    }

    /// Whether a field of its kind, or something in one, is written and could not be read.
    pub fn lacks_fields(&self) -> bool {
        self.schema.fields.iter().any(|field| self.unread.any(&field.key))
    }

    /// The paragraphs under which something in it is exempt.
    fn exemptions(&self) -> Vec<Paragraph> {
        let mut paragraphs: Vec<Paragraph> = self.exempted().into_iter().map(|exempt| exempt.paragraph).collect();
        paragraphs.sort();
        paragraphs.dedup();
        paragraphs
    }

    /// Why something in it is exempt, for everything that is.
    pub fn exempted(&self) -> Vec<&Exempt> {
        fn of_sections<'a>(sections: &'a [SectionEntry], found: &mut Vec<&'a Exempt>) {
            for section in sections {
                found.extend(&section.exempt);
                found.extend(section.body.iter().filter_map(|item| match item {
                    BodyItem::Exempt(_, exempt) => Some(exempt),
                    _ => None,
                }));
                of_sections(&section.sections, found);
            }
        }
        fn of_fields<'a>(fields: &'a [(String, FieldEntry)], found: &mut Vec<&'a Exempt>) {
            for (_, field) in fields {
                match field {
                    FieldEntry::Documents(documents, _) => {
                        found.extend(documents.iter().filter_map(|document| document.exempt.as_ref()));
                    }
                    FieldEntry::Exempt(exempt) => found.push(exempt),
                    FieldEntry::Records(records, _) => {
                        records.iter().for_each(|record| of_fields(&record.fields, found));
                    }
                    _ => {}
                }
            }
        }
        fn of_recommendations<'a>(items: &'a [RecommendationEntry], found: &mut Vec<&'a Exempt>) {
            for item in items {
                found.extend(&item.exempt);
                of_recommendations(&item.items, found);
            }
        }
        let mut found = Vec::new();
        found.extend(&self.whole_exempt);
        found.extend(self.data.iter().filter_map(|entry| entry.exempt.as_ref()));
        found.extend(self.queries.iter().filter_map(|entry| entry.exempt.as_ref()));
        found.extend(self.figures.iter().filter_map(|entry| entry.exempt.as_ref()));
        found.extend(self.charts.iter().chain(&self.tables).filter_map(|entry| entry.exempt.as_ref()));
        if let Some(recommendations) = &self.recommendations {
            found.extend(&recommendations.exempt);
            of_recommendations(&recommendations.items, &mut found);
        }
        of_sections(&self.sections, &mut found);
        of_fields(&self.fields, &mut found);
        found
    }
}
