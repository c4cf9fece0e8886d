//! What a report draws on: data files, its subject, and figures of its own.

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::project::read::{self, Keys};
use crate::project::yaml::{Content, Node, Text};
use crate::quantity::basis::Basis;

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
    /// The dataset that this one is compared with, though it is of another release.
    pub compare_with: Option<Text>,
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

/// A name that expressions can use: letters, digits and underscores.
pub(super) fn check_name(name: &Text, what: &str, sink: &mut Diagnostics) {
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

pub(super) fn data_entry(name: &Text, node: &Node, sink: &mut Diagnostics) -> Option<DataEntry> {
    check_name(name, "a data file", sink);
    if !matches!(node.content, Content::Map(_)) {
        let file = read::text(node, sink)?;
        let name = name.clone();
        let measures = Vec::new();
        return Some(DataEntry {
            name,
            file,
            kind: None,
            source: None,
            release: None,
            period: None,
            compare_with: None,
            measures,
        });
    }
    let what = format!("the data file `{}`", name.value);
    let mut keys = Keys::of(node, &what, sink)?;
    let file = keys.required("file", "data/workforce.csv", sink).and_then(|node| read::text(node, sink));
    let kind = keys.optional("kind", sink).and_then(|node| read::text(node, sink));
    let source = keys.optional("source", sink).and_then(|node| read::printed(node, sink));
    let release = keys.optional("release", sink).and_then(|node| read::printed(node, sink));
    let period = keys.optional("period", sink).and_then(|node| read::printed(node, sink));
    let compare_with = keys.optional("compare-with", sink).and_then(|node| read::text(node, sink));
    let mut measures = Vec::new();
    let nodes = keys.optional("measures", sink).map_or(&[][..], |node| read::entries(node, "measures", sink));
    for (id, node) in nodes {
        measures.extend(measure(id, node, sink));
    }
    keys.finish(sink);
    Some(DataEntry { name: name.clone(), file: file?, kind, source, release, period, compare_with, measures })
}

pub(super) fn measure(id: &Text, node: &Node, sink: &mut Diagnostics) -> Option<MeasureEntry> {
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

pub(super) fn subject(node: &Node, sink: &mut Diagnostics) -> Option<SubjectEntry> {
    let mut keys = Keys::of(node, "the subject", sink)?;
    let area = keys.required("area", "Coventry", sink).and_then(|node| read::text(node, sink));
    let period = keys.required("period", "2025", sink).and_then(|node| read::text(node, sink));
    let compare = texts(keys.optional("compare", sink), sink);
    let basis = basis(&mut keys, sink);
    let data = keys.optional("data", sink).and_then(|node| read::text(node, sink));
    keys.finish(sink);
    Some(SubjectEntry { area: area?, period: period?, compare, basis, data })
}

pub(super) fn basis(keys: &mut Keys<'_>, sink: &mut Diagnostics) -> Option<Basis> {
    let choices = [("FTE", Basis::Fte), ("headcount", Basis::Headcount)];
    keys.optional("basis", sink).and_then(|node| read::choice(node, "basis", &choices, sink))
}

pub(super) fn texts(node: Option<&Node>, sink: &mut Diagnostics) -> Vec<Text> {
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

pub(super) fn figure(name: &Text, node: &Node, sink: &mut Diagnostics) -> Option<FigureEntry> {
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
