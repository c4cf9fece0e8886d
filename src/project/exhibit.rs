//! Charts and tables as their author asked for them.

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::project::exempt::Exempt;
use crate::project::form::Form;
use crate::project::form::exhibits::COLUMN;
use crate::project::read::{self, Keys};
use crate::project::sources::{basis, several, texts};
use crate::project::torn;
use crate::project::yaml::{Content, Node, Text};
use crate::quantity::basis::Basis;

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
    /// Why it is exempt from publication, wherever it is shown.
    pub exempt: Option<Exempt>,
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
    /// The earlier release, in a table of what was revised since.
    pub earlier: Option<Text>,
    /// Whether what was not revised is shown as well.
    pub all: bool,
    /// Its column with the labels of the rows.
    pub rows: Option<Text>,
    /// Its columns to show, each with the words of its header.
    pub columns: Vec<ColumnEntry>,
    /// `largest-first` or `smallest-first`, where the order of the data is not wanted.
    pub sort: Option<Text>,
    /// Whether a row of totals is added.
    pub total: bool,
    /// Where it says that a column of totals is added.
    pub row_totals: Option<Span>,
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

pub(super) fn exhibit(
    name: &Text,
    node: &Node,
    what: &str,
    form: &'static Form,
    sink: &mut Diagnostics,
) -> Option<ExhibitEntry> {
    let mut keys = Keys::of(node, what, form, sink)?;
    let kind = keys.required("kind", sink).and_then(|node| read::text(node, sink));
    let title = keys.required("title", sink).and_then(|node| read::prose(node, sink));
    let subtitle = keys.optional("subtitle", sink).and_then(|node| read::printed(node, sink));
    let note = keys.optional("note", sink).inspect(|node| torn::check(node, "note", sink));
    let notes = several(note, read::prose, sink);
    let mut measures = names(keys.optional("measures", sink), MEASURES, sink);
    measures.extend(names(keys.optional("measure", sink), MEASURES, sink));
    let selection = Selection {
        place: name.span.clone(),
        measures,
        areas: names(keys.optional("areas", sink), AREAS, sink),
        periods: keys.optional("periods", sink).and_then(|node| periods(node, sink)),
        range: keys.optional("range", sink).and_then(|node| read::text(node, sink)),
        basis: basis(&mut keys, sink),
        data: keys.optional("data", sink).and_then(|node| read::text(node, sink)),
        earlier: keys.optional("earlier", sink).and_then(|node| read::text(node, sink)),
        all: keys.optional("all", sink).and_then(|node| read::truth(node, sink)).unwrap_or(false),
        rows: keys.optional("rows", sink).and_then(|node| read::text(node, sink)),
        columns: keys
            .optional("columns", sink)
            .map_or(&[][..], |node| read::list(node, "columns", sink))
            .iter()
            .filter_map(|node| column(node, sink))
            .collect(),
        sort: keys.optional("sort", sink).and_then(|node| read::text(node, sink)),
        total: keys.optional("total", sink).and_then(|node| read::truth(node, sink)).unwrap_or(false),
        row_totals: keys
            .optional("row-totals", sink)
            .and_then(|node| read::truth(node, sink).filter(|wanted| *wanted).map(|_| node.span.clone())),
    };
    let exempt = Exempt::of(&mut keys, sink).unwrap_or_default();
    keys.finish(sink);
    Some(ExhibitEntry { name: name.clone(), kind: kind?, title: title?, subtitle, notes, selection, exempt })
}

pub(super) fn column(node: &Node, sink: &mut Diagnostics) -> Option<ColumnEntry> {
    if !matches!(node.content, Content::Map(_)) {
        return Some(ColumnEntry { name: read::text(node, sink)?, title: None, unit: None, decimals: None });
    }
    let mut keys = Keys::of(node, "a column", &COLUMN, sink)?;
    let name = keys.required("name", sink).and_then(|node| read::text(node, sink));
    let title = keys.optional("title", sink).and_then(|node| read::printed(node, sink));
    let unit = keys.optional("unit", sink).and_then(|node| read::text(node, sink));
    let decimals = keys.optional("decimals", sink).and_then(|node| read::count(node, sink));
    keys.finish(sink);
    Some(ColumnEntry { name: name?, title, unit, decimals })
}

/// What `measures:` and `areas:` hold, and how they are written.
const MEASURES: (&str, &str) = ("measures", "write a list of their names: `[turnover_rate, agency_rate]`");
const AREAS: (&str, &str) = ("areas", "write a list of their names: `[Coventry, England]`");

/// What `periods:` holds, and how it is written.
const PERIODS: (&str, &str) =
    ("periods", "write a range, `2017..2025`, a list, `[2019, 2025]`, or how many of the last, `3`");

/// Reads a list of names, or one.
fn names(node: Option<&Node>, wanted: (&str, &str), sink: &mut Diagnostics) -> Vec<Text> {
    match node {
        Some(node) if has_keys(node, wanted, sink) => Vec::new(),
        _ => texts(node, sink),
    }
}

/// Reports keys and values where names are wanted, in the whole or in an item of the list.
fn has_keys(node: &Node, (what, hint): (&str, &str), sink: &mut Diagnostics) -> bool {
    // A value in braces, not in quotes, has another remedy.
    let keys = |node: &&Node| matches!(node.content, Content::Map(_)) && !node.span.text().starts_with("{{");
    let found = read::items(node).iter().find(keys);
    sink.extend(
        found.map(|node| {
            Diagnostic::error(format!("expected {what}, found keys and values"), &node.span).hint(hint)
        }),
    );
    found.is_some()
}

/// Reads `3` (the last three), `2019..2025`, `[2019, 2025]` or `2025`.
pub(super) fn periods(node: &Node, sink: &mut Diagnostics) -> Option<PeriodsEntry> {
    if let Content::Number(written) = &node.content
        && let Ok(last @ 1..=99) = written.parse()
    {
        return Some(PeriodsEntry::Last(last, node.span.clone()));
    }
    if has_keys(node, PERIODS, sink) {
        return None;
    }
    if let Content::List(_) = node.content {
        return Some(PeriodsEntry::These(texts(Some(node), sink)));
    }
    let text = read::text(node, sink)?;
    let Some((from, to)) = text.value.split_once("..") else { return Some(PeriodsEntry::These(vec![text])) };
    let part = |part: &str| Text { value: part.trim().to_owned(), span: text.span.clone() };
    Some(PeriodsEntry::Between(part(from), part(to)))
}
