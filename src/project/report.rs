//! A report as its author wrote it: every key read and checked, no data looked at, no text rendered.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile, Span, nearest};
use crate::project::body::{BodyItem, SectionEntry};
use crate::project::fields::FieldEntry;
use crate::project::profile::Profile;
use crate::project::read::{self, Keys};
use crate::project::recommendations::RecommendationsEntry;
use crate::project::schema::Schema;
use crate::project::yaml::{self, Content, Node, Text};
use crate::quantity::basis::Basis;

/// One YAML file that becomes one document.
#[derive(Debug, Clone)]
pub struct Report {
    /// The file that it was read from.
    pub file: Arc<SourceFile>,
    /// The kind of document and what it consists of.
    pub schema: Arc<Schema>,
    /// The title.
    pub title: Text,
    /// A title that fits a running header.
    pub short_title: Option<Text>,
    /// The date of the document.
    pub date: NaiveDate,
    /// "Draft", "Restricted" …
    pub marking: Option<Text>,
    /// The data files, by name.
    pub data: Vec<DataEntry>,
    /// What the report is about.
    pub subject: Option<SubjectEntry>,
    /// Figures that are not measures of the subject.
    pub figures: Vec<FigureEntry>,
    /// Charts by name.
    pub charts: Vec<ExhibitEntry>,
    /// Tables by name.
    pub tables: Vec<ExhibitEntry>,
    /// The recommendations.
    pub recommendations: Option<RecommendationsEntry>,
    /// The sections of the body, in the author's order.
    pub sections: Vec<SectionEntry>,
    /// The fields of the kind, by key.
    pub fields: Vec<(String, FieldEntry)>,
    /// Where `sections:` stands, or else the report begins, for messages about sections that are missing.
    pub sections_place: Span,
    /// What is written in the report and could not be read, so that nobody reports it as missing.
    pub unread: Unread,
}

/// The parts of a report that have errors: a key, and the name of an entry below it or `None` for all of them.
#[derive(Debug, Clone, Default)]
pub struct Unread(Vec<(&'static str, Option<String>)>);

impl Unread {
    /// Whether the entry of that name below a key, or the key as a whole, has errors.
    pub fn has(&self, key: &str, name: &str) -> bool {
        self.0.iter().any(|(of, entry)| *of == key && entry.as_deref().is_none_or(|entry| entry == name))
    }

    /// Adds an entry below a key.
    pub fn add(&mut self, key: &'static str, name: &str) {
        self.0.push((key, Some(name.to_owned())));
    }

    /// Whether anything below a key has errors.
    pub fn any(&self, key: &str) -> bool {
        self.0.iter().any(|(of, _)| *of == key)
    }
}

/// A data file of a report.
#[derive(Debug, Clone)]
pub struct DataEntry {
    /// The name that the report gives it.
    pub name: Text,
    /// The file, relative to the project.
    pub file: Text,
    /// How to read it; recognised by its header where nobody says.
    pub kind: Option<Text>,
    /// Who published it, for source lines.
    pub source: Option<Text>,
    /// Which release of it this is.
    pub release: Option<Text>,
    /// What a period is, for subtitles: "year ended 30 September".
    pub period: Option<Text>,
    /// Measures that the report defines for columns of its own.
    pub measures: Vec<MeasureEntry>,
}

/// A measure that a report defines for a column of its own.
#[derive(Debug, Clone)]
pub struct MeasureEntry {
    /// The name of the column.
    pub id: Text,
    /// The name in prose.
    pub name: Text,
    /// What it counts.
    pub unit: Text,
    /// How many decimals are shown.
    pub decimals: Option<usize>,
    /// `higher` or `lower`.
    pub better: Option<Text>,
}

/// What a report is about: every measure of this area and period is a figure.
#[derive(Debug, Clone)]
pub struct SubjectEntry {
    /// The area.
    pub area: Text,
    /// The period.
    pub period: Text,
    /// What it is compared with.
    pub compare: Vec<Text>,
    /// FTE or headcount, where it is not the profile's.
    pub basis: Option<Basis>,
    /// The dataset that is meant where more than one has a measure.
    pub data: Option<Text>,
}

/// A figure that is not a measure of the subject.
#[derive(Debug, Clone)]
pub struct FigureEntry {
    /// Its name in expressions.
    pub name: Text,
    /// What it is.
    pub origin: Origin,
}

/// Where a figure comes from.
#[derive(Debug, Clone)]
pub enum Origin {
    /// Typed by hand, with its source.
    Stated {
        /// The exact number.
        value: Decimal,
        /// Where the number stands, for messages.
        place: Span,
        /// What it counts.
        unit: Text,
        /// How many decimals are shown.
        decimals: Option<usize>,
        /// Where it comes from.
        source: Text,
    },
    /// A measure of some area in some period.
    Measured {
        /// The measure.
        measure: Text,
        /// The area, if it is not the subject.
        area: Option<Text>,
        /// The period, if it is not the subject's.
        period: Option<Text>,
        /// FTE or headcount, where it is not the subject's.
        basis: Option<Basis>,
        /// The dataset, if more than one has the measure.
        data: Option<Text>,
    },
}

/// A chart or a table: what it shows and how.
#[derive(Debug, Clone)]
pub struct ExhibitEntry {
    /// Its name in the body.
    pub name: Text,
    /// Which kind of chart or table.
    pub kind: Text,
    /// The heading; for a chart the finding.
    pub title: Text,
    /// Measure, area and period, where the author wants other words than the data give.
    pub subtitle: Option<Text>,
    /// A note below it.
    pub notes: Vec<Text>,
    /// What it shows.
    pub selection: Selection,
}

/// Which values a chart or a table shows; each kind says which of these it needs.
#[derive(Debug, Clone)]
pub struct Selection {
    /// Where the selection stands, for messages about what is missing from it.
    pub place: Span,
    /// Measures.
    pub measures: Vec<Text>,
    /// Areas.
    pub areas: Vec<Text>,
    /// Periods.
    pub periods: Option<PeriodsEntry>,
    /// The region whose lowest and highest authority are shown.
    pub range: Option<Text>,
    /// FTE or headcount, where it is not the subject's.
    pub basis: Option<Basis>,
    /// A table of data, instead of measures; beside measures the dataset that is meant.
    pub data: Option<Text>,
    /// Its column with the labels of the rows.
    pub rows: Option<Text>,
    /// Its columns to show, each with the words of its header.
    pub columns: Vec<ColumnEntry>,
    /// `largest-first` or `smallest-first`, where the order of the data is not wanted.
    pub sort: Option<Text>,
    /// Whether a row of totals is added.
    pub total: bool,
}

/// A column of a data table.
#[derive(Debug, Clone)]
pub struct ColumnEntry {
    /// Its name in the file.
    pub name: Text,
    /// The words of its header, where they are not its name.
    pub title: Option<Text>,
    /// What its numbers count.
    pub unit: Option<Text>,
    /// How many decimals are shown.
    pub decimals: Option<usize>,
}

/// Which periods are shown.
#[derive(Debug, Clone)]
pub enum PeriodsEntry {
    /// The last so many, up to the subject's.
    Last(usize, Span),
    /// From one to another.
    Between(Text, Text),
    /// These.
    These(Vec<Text>),
}

/// The keys that every kind of report has, in the order of the documentation.
pub const COMMON_KEYS: &[&str] = &[
    "template",
    "title",
    "short-title",
    "date",
    "marking",
    "data",
    "subject",
    "figures",
    "charts",
    "tables",
    "recommendations",
    "sections",
];

impl Report {
    /// Reads a report; `None` if it is no YAML, or if its kind is missing or unknown.
    ///
    /// Where there are errors, what could not be read is left out, or a placeholder stands for it.
    pub fn read(
        file: &Arc<SourceFile>,
        profile: &Profile,
        schemas: &dyn Fn(&Text, &mut Diagnostics) -> Option<Arc<Schema>>,
        sink: &mut Diagnostics,
    ) -> Option<Self> {
        let root = match yaml::read(file) {
            Ok(root) => root,
            Err(error) => {
                sink.push(*error);
                return None;
            }
        };
        let mut keys = Keys::of(&root, "a report", sink)?;
        let kind = keys.required("template", "briefing-note", sink).and_then(|node| read::text(node, sink));
        let Some(kind) = kind else {
            // Without its kind nobody knows which other keys a report has.
            let other = |name: &str| COMMON_KEYS.contains(&name) || nearest(name, ["template"]).is_none();
            let known: Vec<&str> = keys.names().filter(|name| other(name)).chain(["template"]).collect();
            keys.finish_with(&known, sink);
            return None;
        };
        let schema = schemas(&kind, sink)?;
        let title = keys
            .required("title", "Social worker recruitment and retention", sink)
            .and_then(|node| read::text(node, sink));
        let short_title = keys.optional("short-title", sink).and_then(|node| read::text(node, sink));
        let date = keys.required("date", "2025-11-27", sink).and_then(|node| read::date(node, sink));
        let marking = keys.optional("marking", sink).and_then(|node| read::text(node, sink));
        let mut unread = Unread::default();
        let data = unread.named("data", &mut keys, "data files", sink, data_entry);
        let subject = keys.optional("subject", sink).and_then(|node| subject(node, sink));
        let figures = unread.named("figures", &mut keys, "figures", sink, figure);
        let charts = unread.named("charts", &mut keys, "charts", sink, |name, node, sink| {
            exhibit(name, node, &format!("the chart `{}`", name.value), "line", sink)
        });
        let tables = unread.named("tables", &mut keys, "tables", sink, |name, node, sink| {
            exhibit(name, node, &format!("the table `{}`", name.value), "comparison", sink)
        });
        let recommendations =
            keys.optional("recommendations", sink).and_then(|node| RecommendationsEntry::read(node, profile, sink));
        let section_nodes =
            keys.optional("sections", sink).map_or(&[][..], |node| read::list(node, "sections", sink));
        let sections: Vec<_> = section_nodes.iter().filter_map(|node| SectionEntry::read(node, sink)).collect();
        for (key, found) in [
            ("subject", subject.is_some()),
            ("recommendations", recommendations.is_some()),
            ("sections", !sections.is_empty() && sections.iter().all(|section| !section.unread)),
        ] {
            if keys.has(key) && !found {
                unread.0.push((key, None));
            }
        }
        for key in ["data", "subject", "figures", "charts", "tables", "recommendations", "sections"] {
            if keys.misspelt(key, COMMON_KEYS) {
                unread.0.push((key, None));
            }
        }
        let sections_place = keys.name("sections").unwrap_or_else(|| keys.place());
        let mut fields = Vec::new();
        for field in &schema.fields {
            let node = if field.required && field.default.is_none() {
                keys.required(&field.key, &field.example, sink)
            } else {
                keys.optional(&field.key, sink)
            };
            let entry = node.and_then(|node| FieldEntry::read(node, field, profile, sink));
            let entry = entry.or_else(|| {
                let default = field.default.clone().filter(|_| node.is_none())?;
                Some(FieldEntry::default_text(default, field.holds))
            });
            if let Some(entry) = entry {
                fields.push((field.key.clone(), entry));
            }
        }
        keys.finish(sink);
        let report = Self {
            file: Arc::clone(file),
            schema,
            title: title.unwrap_or_else(|| Text { value: "–".to_owned(), span: sections_place.clone() }),
            short_title,
            date: date.unwrap_or_default(),
            marking,
            data,
            subject,
            figures,
            charts,
            tables,
            recommendations,
            sections,
            fields,
            sections_place,
            unread,
        };
        // A report with errors may well show what could not be read.
        if !sink.has_errors() {
            report.check_exhibits_used(sink);
        }
        Some(report)
    }

    /// A chart or table that no section shows is most likely a forgotten line.
    fn check_exhibits_used(&self, sink: &mut Diagnostics) {
        let mut used = Vec::new();
        for section in &self.sections {
            section.visit(&mut |item| {
                if let BodyItem::Chart(name) | BodyItem::Table(name) = item {
                    used.push(name.value.as_str());
                }
            });
        }
        let known = |name: &str| self.charts.iter().chain(&self.tables).any(|entry| entry.name.value == name);
        if used.iter().any(|name| !known(name)) {
            // A misspelt name is an error; what it should show is not forgotten.
            return;
        }
        for (what, entries) in [("chart", &self.charts), ("table", &self.tables)] {
            for entry in entries.iter().filter(|entry| !used.contains(&entry.name.value.as_str())) {
                sink.push(
                    Diagnostic::warning(
                        format!("the {what} `{}` is not shown", entry.name.value),
                        &entry.name.span,
                    )
                    .hint(format!("add `- {what}: {}` to the body of a section, or remove it", entry.name.value)),
                );
            }
        }
    }
}

impl Unread {
    /// Reads a mapping from names to things, and keeps in mind which of them could not be read.
    fn named<T>(
        &mut self,
        key: &'static str,
        keys: &mut Keys<'_>,
        what: &str,
        sink: &mut Diagnostics,
        one: impl Fn(&Text, &Node, &mut Diagnostics) -> Option<T>,
    ) -> Vec<T> {
        let node = keys.optional(key, sink);
        if keys.has(key) && !node.is_some_and(|node| matches!(node.content, Content::Map(_))) {
            self.0.push((key, None));
        }
        let entries = node.map_or(&[][..], |node| read::entries(node, what, sink));
        let nameless = |(name, value): &&(Text, Node)| {
            let own = ["file", "value", "unit", "source", "kind", "title", "measure", "measures"];
            own.contains(&name.value.as_str()) && !matches!(value.content, Content::Map(_))
        };
        if let Some((first, _)) = entries.iter().find(nameless).filter(|_| entries.len() > 1) {
            sink.push(Diagnostic::error(format!("{what} without a name"), &first.span).hint(format!(
                "write a name of your own and a colon, such as `first:`, on a line above `{}`, and indent what \
                     belongs to it below that line",
                first.value
            )));
            self.0.push((key, None));
            return Vec::new();
        }
        let mut things = Vec::new();
        for (name, value) in entries {
            match one(name, value, sink) {
                Some(thing) => things.push(thing),
                None => self.0.push((key, Some(name.value.clone()))),
            }
        }
        things
    }
}

/// A name that expressions can use: letters, digits and underscores.
fn check_name(name: &Text, what: &str, sink: &mut Diagnostics) {
    let mut characters = name.value.chars();
    let good = characters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|one| one.is_ascii_alphanumeric() || one == '_');
    if !good {
        let better: String = name
            .value
            .chars()
            .map(|one| if one.is_ascii_alphanumeric() { one.to_ascii_lowercase() } else { '_' })
            .collect();
        sink.push(
            Diagnostic::error(format!("`{}` cannot be the name of {what}", name.value), &name.span)
                .hint(format!("use letters, digits and `_`, and start with a letter, such as `{better}`")),
        );
    }
}

fn data_entry(name: &Text, node: &Node, sink: &mut Diagnostics) -> Option<DataEntry> {
    check_name(name, "a data file", sink);
    if !matches!(node.content, Content::Map(_)) {
        let file = read::text(node, sink)?;
        let name = name.clone();
        let measures = Vec::new();
        return Some(DataEntry { name, file, kind: None, source: None, release: None, period: None, measures });
    }
    let what = format!("the data file `{}`", name.value);
    let mut keys = Keys::of(node, &what, sink)?;
    let file = keys.required("file", "data/workforce.csv", sink).and_then(|node| read::text(node, sink));
    let kind = keys.optional("kind", sink).and_then(|node| read::text(node, sink));
    let source = keys.optional("source", sink).and_then(|node| read::printed(node, sink));
    let release = keys.optional("release", sink).and_then(|node| read::printed(node, sink));
    let period = keys.optional("period", sink).and_then(|node| read::printed(node, sink));
    let mut measures = Vec::new();
    let nodes = keys.optional("measures", sink).map_or(&[][..], |node| read::entries(node, "measures", sink));
    for (id, node) in nodes {
        measures.extend(measure(id, node, sink));
    }
    keys.finish(sink);
    Some(DataEntry { name: name.clone(), file: file?, kind, source, release, period, measures })
}

fn measure(id: &Text, node: &Node, sink: &mut Diagnostics) -> Option<MeasureEntry> {
    check_name(id, "a measure", sink);
    let what = format!("the measure `{}`", id.value);
    let mut keys = Keys::of(node, &what, sink)?;
    let name = keys.required("name", "retention rate", sink).and_then(|node| read::text(node, sink));
    let unit = keys.required("unit", "percent", sink).and_then(|node| read::text(node, sink));
    let decimals = keys.optional("decimals", sink).and_then(|node| read::count(node, sink));
    let better = keys.optional("better", sink).and_then(|node| read::text(node, sink));
    keys.finish(sink);
    Some(MeasureEntry { id: id.clone(), name: name?, unit: unit?, decimals, better })
}

fn subject(node: &Node, sink: &mut Diagnostics) -> Option<SubjectEntry> {
    let mut keys = Keys::of(node, "the subject", sink)?;
    let area = keys.required("area", "Coventry", sink).and_then(|node| read::text(node, sink));
    let period = keys.required("period", "2025", sink).and_then(|node| read::text(node, sink));
    let compare = texts(keys.optional("compare", sink), sink);
    let basis = basis(&mut keys, sink);
    let data = keys.optional("data", sink).and_then(|node| read::text(node, sink));
    keys.finish(sink);
    Some(SubjectEntry { area: area?, period: period?, compare, basis, data })
}

fn basis(keys: &mut Keys<'_>, sink: &mut Diagnostics) -> Option<Basis> {
    let choices = [("FTE", Basis::Fte), ("headcount", Basis::Headcount)];
    keys.optional("basis", sink).and_then(|node| read::choice(node, "basis", &choices, sink))
}

fn texts(node: Option<&Node>, sink: &mut Diagnostics) -> Vec<Text> {
    if let Some(node) = node
        && matches!(&node.content, Content::List(items) if items.is_empty())
    {
        sink.push(
            Diagnostic::error("an empty list", &node.span)
                .hint("write what belongs between the brackets, or remove the line"),
        );
    }
    node.map_or(&[][..], read::items).iter().filter_map(|node| read::text(node, sink)).collect()
}

fn figure(name: &Text, node: &Node, sink: &mut Diagnostics) -> Option<FigureEntry> {
    check_name(name, "a figure", sink);
    let what = format!("the figure `{}`", name.value);
    if !matches!(node.content, Content::Map(_) | Content::Null) {
        sink.push(
            Diagnostic::error(format!("{what} is written without its unit and its source"), &node.span)
                .hint("write `{value: 25, unit: people, source: \"Social Work Academy, March 2025\"}`"),
        );
        return None;
    }
    let mut keys = Keys::of(node, &what, sink)?;
    let origin = if keys.has("measure") {
        let measure = keys.required("measure", "turnover_rate", sink).and_then(|node| read::text(node, sink));
        let area = keys.optional("area", sink).and_then(|node| read::text(node, sink));
        let period = keys.optional("period", sink).and_then(|node| read::text(node, sink));
        let basis = basis(&mut keys, sink);
        let data = keys.optional("data", sink).and_then(|node| read::text(node, sink));
        measure.map(|measure| Origin::Measured { measure, area, period, basis, data })
    } else {
        let node = keys.required("value", "25", sink);
        let value = node.and_then(|node| read::decimal(node, sink));
        let unit = keys.required("unit", "people", sink).and_then(|node| read::text(node, sink));
        let decimals = keys.optional("decimals", sink).and_then(|node| read::count(node, sink));
        let source = keys.required("source", "\"Social Work Academy, March 2025\"", sink);
        let source = source.and_then(|node| read::text(node, sink));
        match (node, value, unit, source) {
            (Some(node), Some(value), Some(unit), Some(source)) => {
                Some(Origin::Stated { value, place: node.span.clone(), unit, decimals, source })
            }
            _ => None,
        }
    };
    keys.finish(sink);
    Some(FigureEntry { name: name.clone(), origin: origin? })
}

fn exhibit(name: &Text, node: &Node, what: &str, example: &str, sink: &mut Diagnostics) -> Option<ExhibitEntry> {
    let mut keys = Keys::of(node, what, sink)?;
    let kind = keys.required("kind", example, sink).and_then(|node| read::text(node, sink));
    let title = keys
        .required("title", "Agency use is half the national rate", sink)
        .and_then(|node| read::text(node, sink));
    let subtitle = keys.optional("subtitle", sink).and_then(|node| read::printed(node, sink));
    let notes = texts(keys.optional("note", sink), sink);
    let mut measures = texts(keys.optional("measures", sink), sink);
    measures.extend(keys.optional("measure", sink).and_then(|node| read::text(node, sink)));
    let selection = Selection {
        place: name.span.clone(),
        measures,
        areas: texts(keys.optional("areas", sink), sink),
        periods: keys.optional("periods", sink).and_then(|node| periods(node, sink)),
        range: keys.optional("range", sink).and_then(|node| read::text(node, sink)),
        basis: basis(&mut keys, sink),
        data: keys.optional("data", sink).and_then(|node| read::text(node, sink)),
        rows: keys.optional("rows", sink).and_then(|node| read::text(node, sink)),
        columns: keys
            .optional("columns", sink)
            .map_or(&[][..], |node| read::list(node, "columns", sink))
            .iter()
            .filter_map(|node| column(node, sink))
            .collect(),
        sort: keys.optional("sort", sink).and_then(|node| read::text(node, sink)),
        total: keys.optional("total", sink).and_then(|node| read::truth(node, sink)).unwrap_or(false),
    };
    keys.finish(sink);
    Some(ExhibitEntry { name: name.clone(), kind: kind?, title: title?, subtitle, notes, selection })
}

fn column(node: &Node, sink: &mut Diagnostics) -> Option<ColumnEntry> {
    if !matches!(node.content, Content::Map(_)) {
        return Some(ColumnEntry { name: read::text(node, sink)?, title: None, unit: None, decimals: None });
    }
    let mut keys = Keys::of(node, "a column", sink)?;
    let name = keys.required("name", "Total FTE", sink).and_then(|node| read::text(node, sink));
    let title = keys.optional("title", sink).and_then(|node| read::printed(node, sink));
    let unit = keys.optional("unit", sink).and_then(|node| read::text(node, sink));
    let decimals = keys.optional("decimals", sink).and_then(|node| read::count(node, sink));
    keys.finish(sink);
    Some(ColumnEntry { name: name?, title, unit, decimals })
}

/// Reads `3` (the last three), `2019..2025`, `[2019, 2025]` or `2025`.
fn periods(node: &Node, sink: &mut Diagnostics) -> Option<PeriodsEntry> {
    if let Content::Number(written) = &node.content
        && let Ok(last @ 1..=99) = written.parse()
    {
        return Some(PeriodsEntry::Last(last, node.span.clone()));
    }
    if let Content::List(_) = node.content {
        return Some(PeriodsEntry::These(texts(Some(node), sink)));
    }
    let text = read::text(node, sink)?;
    let Some((from, to)) = text.value.split_once("..") else { return Some(PeriodsEntry::These(vec![text])) };
    let part = |part: &str| Text { value: part.trim().to_owned(), span: text.span.clone() };
    Some(PeriodsEntry::Between(part(from), part(to)))
}
