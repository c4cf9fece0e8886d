//! What a report draws on: data files, its subject, and figures of its own.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::project::exempt::Exempt;
use crate::project::form::{TO_BE_WRITTEN, data as form, names_a_year};
use crate::project::formulas::{FORMULAS, Formula};
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
    /// Measures that the report defines for columns or rows of its own.
    pub measures: Vec<MeasureEntry>,
    /// Which sheet of a spreadsheet.
    pub sheet: Option<Text>,
    /// Which cells of the sheet.
    pub range: Option<Text>,
    /// How many rows of the sheet name its columns, and where the number stands.
    pub header_rows: Option<(usize, Span)>,
    /// Whose values a comparison table has.
    pub area: Option<Text>,
    /// Which region a comparison table means by its average and its range.
    pub region: Option<Text>,
    /// The basis of a comparison table.
    pub basis: Option<Basis>,
    /// What the file calls a period, and the period of other files that is meant by it.
    pub periods: Vec<(Text, Text)>,
    /// Whether its counts of people may be shown as they are; `None` where nobody says.
    pub disclosure: Option<Disclosure>,
    /// Measures whose values are known to differ from published ones, and why.
    pub differs: Vec<(Text, Text)>,
    /// Why it is exempt from publication, with everything that is made of it.
    pub exempt: Option<Exempt>,
}

/// Whether the counts of people of a dataset may be shown as they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Disclosure {
    /// Nobody said; a small count of people that is shown gets a warning.
    #[default]
    Undecided,
    /// It counts people of the council's own: small counts are left out.
    Controlled,
    /// It has been published, so that whoever did has taken care of small counts.
    Published,
}

/// What can be written for `disclosure:` of a data file.
pub(super) const DISCLOSURES: [(&str, Disclosure); 2] =
    [("controlled", Disclosure::Controlled), ("published", Disclosure::Published)];

/// What can be written for `basis:`.
pub(super) const BASES: [(&str, Basis); 2] = [("FTE", Basis::Fte), ("headcount", Basis::Headcount)];

/// A dataset of a report that is the answer of a query.
#[derive(Debug, Clone)]
pub struct QueryEntry {
    /// The name that the report gives it.
    pub name: Text,
    /// The query, in SQL.
    pub sql: Text,
    /// What source lines say, where it is not what they say of the data that it reads.
    pub source: Option<Text>,
    /// What a period is, for subtitles.
    pub period: Option<Text>,
    /// Measures that the report defines for its columns; with some, its rows are observations.
    pub measures: Vec<MeasureEntry>,
    /// Why it is exempt from publication, with everything that is made of it.
    pub exempt: Option<Exempt>,
}

/// An entry of `data:`.
#[derive(Debug, Clone)]
pub(super) enum SourceEntry {
    /// A file.
    File(Box<DataEntry>),
    /// A query.
    Query(Box<QueryEntry>),
}

/// A measure that a report defines for a column or a row of its own.
#[derive(Debug, Clone)]
pub struct MeasureEntry {
    /// The name of the column.
    pub id: Text,
    /// The name in prose; must be there unless a row only gets the meaning of a known measure.
    pub name: Option<Text>,
    /// What it counts; must be there with the name.
    pub unit: Option<Text>,
    /// What its row in a comparison table is called.
    pub row: Option<Text>,
    /// How many decimals are shown.
    pub decimals: Option<usize>,
    /// `higher` or `lower`.
    pub better: Option<Text>,
    /// What it is the mean of, if it is one over several periods.
    pub mean: Option<MeanEntry>,
}

/// What a measure is the mean of.
#[derive(Debug, Clone)]
pub struct MeanEntry {
    /// The measure that is averaged.
    pub of: Text,
    /// Over how many periods, the last of them its own; at least two.
    pub periods: usize,
}

/// What a report is about: every measure of this area and period is a figure.
#[derive(Debug, Clone)]
pub struct SubjectEntry {
    /// The area; `None` in a report that is made for each of many, until it is known which one.
    pub area: Option<Text>,
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
    /// Its name in prose, where it is not the name in expressions.
    pub prose: Option<Text>,
    /// Which way is good: `higher` or `lower`.
    pub better: Option<Text>,
    /// How many decimals are shown.
    pub decimals: Option<usize>,
    /// What its value must be for the report to be true.
    pub must_be: Option<MustBe>,
    /// Why it is exempt from publication, with everything that is made of it.
    pub exempt: Option<Exempt>,
}

/// What a figure must be equal to.
#[derive(Debug, Clone)]
pub enum MustBe {
    /// A number.
    Number(Decimal, Span),
    /// Another figure, or a measure of the subject.
    Figure(Text),
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
        /// Where it comes from.
        source: Text,
        /// The day for which it was true.
        date: Option<NaiveDate>,
    },
    /// The answer of a query.
    Queried {
        /// The query, in SQL.
        sql: Text,
        /// What it counts.
        unit: Text,
    },
    /// Computed from other figures.
    Derived(Formula),
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
        return Some(DataEntry {
            name: name.clone(),
            file,
            kind: None,
            source: None,
            release: None,
            period: None,
            compare_with: None,
            measures: Vec::new(),
            sheet: None,
            range: None,
            header_rows: None,
            area: None,
            region: None,
            basis: None,
            periods: Vec::new(),
            disclosure: None,
            differs: Vec::new(),
            exempt: None,
        });
    }
    let what = format!("the data file `{}`", name.value);
    let mut keys = Keys::of(node, &what, &form::SOURCE, sink)?;
    let file = keys.required("file", sink).and_then(|node| read::text(node, sink));
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
    let sheet = keys.optional("sheet", sink).and_then(|node| read::text(node, sink));
    let range = keys.optional("range", sink).and_then(|node| read::text(node, sink));
    let header_node = keys.optional("header-rows", sink);
    let header_rows = header_node.and_then(|node| header_rows(node, sink));
    let area = keys.optional("area", sink).and_then(|node| read::text(node, sink));
    let region = keys.optional("region", sink).and_then(|node| read::text(node, sink));
    let basis = basis(&mut keys, sink);
    let periods = pairs(&mut keys, "periods", "periods, each with the one that is meant", sink);
    let disclosure = keys
        .optional("disclosure", sink)
        .and_then(|node| read::choice(node, "word for `disclosure`", &DISCLOSURES, sink));
    let differs = pairs(&mut keys, "differs", "measures, each with a reason", sink);
    let exempt = Exempt::of(&mut keys, sink).unwrap_or_default();
    keys.finish(sink);
    if header_node.is_some() && header_rows.is_none() {
        // Read with other headers the table would be another one.
        return None;
    }
    let (name, file) = (name.clone(), file?);
    Some(DataEntry {
        name,
        file,
        kind,
        source,
        release,
        period,
        compare_with,
        measures,
        sheet,
        range,
        header_rows,
        area,
        region,
        basis,
        periods,
        disclosure,
        differs,
        exempt,
    })
}

/// How many rows name the columns of a sheet: 1 to 5.
fn header_rows(node: &Node, sink: &mut Diagnostics) -> Option<(usize, Span)> {
    let rows = read::count(node, sink)?;
    if !(1..=5).contains(&rows) {
        sink.push(
            Diagnostic::error(format!("a table has no {rows} rows of headers"), &node.span)
                .hint("write how many rows name the columns, from 1 to 5"),
        );
        return None;
    }
    Some((rows, node.span.clone()))
}

/// A mapping from names to texts.
fn pairs(keys: &mut Keys<'_>, key: &str, what: &str, sink: &mut Diagnostics) -> Vec<(Text, Text)> {
    let nodes = keys.optional(key, sink).map_or(&[][..], |node| read::entries(node, what, sink));
    nodes.iter().filter_map(|(name, node)| Some((name.clone(), read::text(node, sink)?))).collect()
}

pub(super) fn measure(id: &Text, node: &Node, sink: &mut Diagnostics) -> Option<MeasureEntry> {
    check_name(id, "a measure", sink);
    let what = format!("the measure `{}`", id.value);
    let mut keys = Keys::of(node, &what, &form::MEASURE, sink)?;
    let row = keys.optional("row", sink).and_then(|node| read::text(node, sink));
    // A row can be given the meaning of a measure that needs no more words.
    let renamed = row.is_some() && !keys.has("name") && !keys.has("unit");
    let mut own = |key: &str| {
        let node = if renamed { keys.optional(key, sink) } else { keys.required(key, sink) };
        node.map(|node| read::text(node, sink))
    };
    let name = own("name");
    let unit = own("unit");
    let decimals = keys.optional("decimals", sink).and_then(|node| read::count(node, sink));
    let better = keys.optional("better", sink).and_then(|node| read::text(node, sink));
    let mean = keys.optional("mean", sink).and_then(|node| mean(node, sink));
    keys.finish(sink);
    let whole = renamed || (matches!(name, Some(Some(_))) && matches!(unit, Some(Some(_))));
    whole.then(|| MeasureEntry {
        id: id.clone(),
        name: name.flatten(),
        unit: unit.flatten(),
        row,
        decimals,
        better,
        mean,
    })
}

fn mean(node: &Node, sink: &mut Diagnostics) -> Option<MeanEntry> {
    let mut keys = Keys::of(node, "the mean", &form::MEAN, sink)?;
    let of = keys.required("of", sink).and_then(|node| read::text(node, sink));
    let periods = keys.required("periods", sink).and_then(|node| {
        let periods = read::count(node, sink)?;
        if !(2..=20).contains(&periods) {
            sink.push(
                Diagnostic::error(format!("`{periods}` is no number of periods for a mean"), &node.span)
                    .hint("write over how many periods the mean is taken, from 2 to 20"),
            );
            return None;
        }
        Some(periods)
    });
    keys.finish(sink);
    Some(MeanEntry { of: of?, periods: periods? })
}

/// Reads the subject; in a report that is made for each of many areas it names none itself.
pub(super) fn subject(node: &Node, for_each: Option<&Span>, sink: &mut Diagnostics) -> Option<SubjectEntry> {
    let mut keys = Keys::of(node, "the subject", &form::SUBJECT, sink)?;
    let area = match for_each {
        None => keys.required("area", sink).and_then(|node| read::text(node, sink)).map(Some),
        Some(place) => {
            if let Some(node) = keys.optional("area", sink) {
                sink.push(
                    Diagnostic::error(
                        "a subject with an area, in a report that is made for each of many",
                        &node.span,
                    )
                    .related(place, "these are its subjects")
                    .hint("take `area` out of the subject, or `for-each` out of the report"),
                );
            }
            Some(None)
        }
    };
    let period = keys.required("period", sink).and_then(|node| read::text(node, sink));
    let compare = texts(keys.optional("compare", sink), sink);
    let basis = basis(&mut keys, sink);
    let data = keys.optional("data", sink).and_then(|node| read::text(node, sink));
    keys.finish(sink);
    Some(SubjectEntry { area: area?, period: period?, compare, basis, data })
}

pub(super) fn basis(keys: &mut Keys<'_>, sink: &mut Diagnostics) -> Option<Basis> {
    keys.optional("basis", sink).and_then(|node| read::choice(node, "basis", &BASES, sink))
}

pub(super) fn texts(node: Option<&Node>, sink: &mut Diagnostics) -> Vec<Text> {
    several(node, read::text, sink)
}

/// One or several things that are each written as text.
pub(super) fn several(
    node: Option<&Node>,
    one: impl Fn(&Node, &mut Diagnostics) -> Option<Text>,
    sink: &mut Diagnostics,
) -> Vec<Text> {
    if let Some(node) = node
        && matches!(&node.content, Content::List(items) if items.is_empty())
    {
        sink.push(
            Diagnostic::error("an empty list", &node.span)
                .hint("write what belongs between the brackets, or remove the line"),
        );
    }
    node.map_or(&[][..], read::items).iter().filter_map(|node| one(node, sink)).collect()
}

pub(super) fn figure(name: &Text, node: &Node, sink: &mut Diagnostics) -> Option<FigureEntry> {
    check_name(name, "a figure", sink);
    let what = format!("the figure `{}`", name.value);
    if !matches!(node.content, Content::Map(_) | Content::Null) {
        sink.push(
            Diagnostic::error(format!("{what} is written without its unit, its source and its date"), &node.span)
                .hint("write `{value: 25, unit: people, source: \"Social Work Academy\", date: 2025-03-31}`"),
        );
        return None;
    }
    let mut keys = Keys::of(node, &what, &form::FIGURE, sink)?;
    let text = |keys: &mut Keys<'_>, key: &str, sink: &mut Diagnostics| {
        keys.optional(key, sink).and_then(|node| read::text(node, sink))
    };
    let origin = if keys.has("measure") {
        let measure = keys.required("measure", sink).and_then(|node| read::text(node, sink));
        let area = text(&mut keys, "area", sink);
        let period = text(&mut keys, "period", sink);
        let basis = basis(&mut keys, sink);
        let data = text(&mut keys, "data", sink);
        measure.map(|measure| Origin::Measured { measure, area, period, basis, data })
    } else if keys.has("query") {
        let sql = text(&mut keys, "query", sink);
        let unit = keys.required("unit", sink).and_then(|node| read::text(node, sink));
        sql.zip(unit).map(|(sql, unit)| Origin::Queried { sql, unit })
    } else if FORMULAS.iter().any(|kind| keys.has(kind)) {
        Formula::read(&mut keys, sink).map(Origin::Derived)
    } else {
        let node = keys.required("value", sink);
        let value = node.and_then(|node| read::decimal(node, sink));
        let unit = keys.required("unit", sink).and_then(|node| read::text(node, sink));
        let source = keys.required("source", sink);
        let source = source.and_then(|node| read::prose(node, sink));
        let date = keys.optional("date", sink).and_then(|node| read::date(node, sink));
        match (node, value, unit, source) {
            (Some(node), Some(value), Some(unit), Some(source)) => {
                let to_be_written = source.value.starts_with(TO_BE_WRITTEN);
                if date.is_none() && !keys.has("date") && !to_be_written && !names_a_year(&source.value) {
                    sink.push(
                        Diagnostic::error(
                            format!("{what} is typed by hand, and does not say when it was true"),
                            &node.span,
                        )
                        .hint("add the day, such as `date: 2025-03-31`, or name the year in its `source`"),
                    );
                }
                Some(Origin::Stated { value, place: node.span.clone(), unit, source, date })
            }
            _ => None,
        }
    };
    let measured = keys.has("measure");
    let prose = if measured { None } else { text(&mut keys, "name", sink) };
    let better = if measured { None } else { text(&mut keys, "better", sink) };
    let decimals = if measured { None } else { keys.optional("decimals", sink) };
    let decimals = decimals.and_then(|node| read::count(node, sink));
    let must_be = keys.optional("must-be", sink).and_then(|node| must_be(node, sink));
    let exempt = Exempt::of(&mut keys, sink).unwrap_or_default();
    keys.finish(sink);
    Some(FigureEntry { name: name.clone(), origin: origin?, prose, better, decimals, must_be, exempt })
}

/// A number, or the name of a figure.
fn must_be(node: &Node, sink: &mut Diagnostics) -> Option<MustBe> {
    if let Content::Number(_) = node.content {
        return read::decimal(node, sink).map(|value| MustBe::Number(value, node.span.clone()));
    }
    read::text(node, sink).map(MustBe::Figure)
}

/// An entry of `data:`: a file, or a query over the files.
pub(super) fn source_entry(name: &Text, node: &Node, sink: &mut Diagnostics) -> Option<SourceEntry> {
    let queried =
        matches!(&node.content, Content::Map(entries) if entries.iter().any(|(key, _)| key.value == "query"));
    if !queried {
        return data_entry(name, node, sink).map(Box::new).map(SourceEntry::File);
    }
    check_name(name, "a query", sink);
    let what = format!("the query `{}`", name.value);
    let mut keys = Keys::of(node, &what, &form::SOURCE, sink)?;
    let sql = keys.optional("query", sink).and_then(|node| read::text(node, sink));
    let source = keys.optional("source", sink).and_then(|node| read::printed(node, sink));
    let period = keys.optional("period", sink).and_then(|node| read::printed(node, sink));
    let mut measures = Vec::new();
    let nodes = keys.optional("measures", sink).map_or(&[][..], |node| read::entries(node, "measures", sink));
    for (id, node) in nodes {
        measures.extend(measure(id, node, sink));
    }
    let exempt = Exempt::of(&mut keys, sink).unwrap_or_default();
    keys.finish(sink);
    Some(SourceEntry::Query(Box::new(QueryEntry {
        name: name.clone(),
        sql: sql?,
        source,
        period,
        measures,
        exempt,
    })))
}
