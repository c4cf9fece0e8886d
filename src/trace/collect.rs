//! Collection: every figure that a document shows becomes one entry, with its provenance and all its places.

use std::collections::HashMap;
use std::sync::Arc;

use crate::data::query::Query;
use crate::data::{Dataset, Kind, Reads};
use crate::diagnostic::Span;
use crate::facts::comparison::Relation;
use crate::facts::figure::{Figure, Origin};
use crate::narrative::document::plain_text;
use crate::narrative::{Narrated, Shown};
use crate::project::profile::{FILE_NAME, Profile};
use crate::project::report::Report;
use crate::project::sources::Disclosure;
use crate::quantity::style::Style;
use crate::quantity::value::{Datum, Unit};
use crate::trace::Named;
use crate::trace::places::{Met, walk};
use crate::trace::record::{
    AreaName, Claim, DataFile, Definitions, Entry, FORMAT, Figures, Number, Place, Provenance, VERSION,
};

/// The figures of a document, in the order in which a reader meets them.
pub fn collect(narrated: &Narrated, report: &Report, profile: &Profile, path: &str) -> Figures {
    let mut collector =
        Collector::new(&Named { style: &narrated.facts.style, report, path, profile: &profile.path });
    let mut claims = Vec::new();
    walk(&narrated.document, &narrated.record.typed, &mut |met, place| match met {
        Met::Cell(figure) => collector.show(figure, place),
        Met::Typed(typed) => match typed.figures.as_slice() {
            [figure] => collector.show(figure, place),
            figures => {
                let figures = figures.iter().map(|figure| collector.number(figure)).collect();
                let text = place.text.clone();
                claims.push(Claim { text, relation: String::new(), number: None, figures, place });
            }
        },
        Met::Fact(id) => {
            let Some(shown) = narrated.record.shown.get(id) else { return };
            let place = Place { expression: shown.expression.clone(), ..place };
            match shown.figures.as_slice() {
                [figure] if figure.text(collector.style) == shown.text => collector.show(figure, place),
                figures => {
                    let figures = figures.iter().map(|figure| collector.number(figure)).collect();
                    let (relation, number) = told(shown, &shown.expression);
                    claims.push(Claim { text: shown.text.clone(), relation, number, figures, place });
                }
            }
        }
    });
    let document = &narrated.document;
    let date = &document.date;
    let about = report.about.as_ref();
    Figures {
        format: FORMAT.to_owned(),
        version: VERSION,
        program: concat!("boardpack ", env!("CARGO_PKG_VERSION")).to_owned(),
        council: document.council.name.clone(),
        report: path.to_owned(),
        subject: about.map(|about| AreaName { name: about.name.clone(), code: about.code.clone() }),
        profile: if profile.path == FILE_NAME { String::new() } else { profile.path.clone() },
        title: plain_text(&document.title),
        date: format!("{:04}-{:02}-{:02}", date.year, date.month, date.day),
        data: files(&narrated.facts.datasets).map(|dataset| data_file(dataset, report)).collect(),
        figures: collector.entries,
        claims,
        definitions: Definitions { report: report.definitions.yaml(), profile: profile.definitions.clone() },
    }
}

/// A figure by itself, and those that it was computed from.
pub fn entry(figure: &Figure, named: &Named<'_>) -> (Entry, Vec<Entry>) {
    let mut collector = Collector::new(named);
    let number = collector.number(figure);
    let mut entries = collector.entries;
    let own = entries.remove(number - 1);
    let inputs = entries.into_iter().filter(|entry| own.origin.inputs.contains(&entry.id)).collect();
    (own, inputs)
}

/// The datasets that are files, and not answers of queries.
fn files(datasets: &[Arc<Dataset>]) -> impl Iterator<Item = &Arc<Dataset>> {
    datasets.iter().filter(|dataset| dataset.query.is_none())
}

/// A data file as the record has it.
pub fn data_file(dataset: &Dataset, report: &Report) -> DataFile {
    DataFile {
        name: dataset.name.clone(),
        file: file_of(dataset, report),
        kind: if dataset.query.is_some() { "query" } else { dataset.kind }.to_owned(),
        source: dataset.observed.source.clone(),
        release: dataset.observed.release.clone(),
    }
}

/// Where the cell of a dataset stands, as a person finds it, in words for the page.
pub fn cell_name(dataset: &Dataset, row: usize, column: usize) -> String {
    if dataset.query.is_some() {
        let name = dataset.grid.columns.get(column).map_or("", |column| column.name.as_str());
        return format!("row {} of the answer, column {name}", row + 1);
    }
    dataset.grid.cell_name(row, column).replace('`', "")
}

/// Whether the hashes of a file's rows may be known.
///
/// Only of a file that is published and whose rows are about areas: of any other, whoever guessed at the cells of a row
/// that the paper does not show, perhaps of a person, could try each guess on its hash.
fn has_hashes(dataset: &Dataset) -> bool {
    dataset.disclosure == Disclosure::Published && !dataset.measures().is_empty() && !is_counted(dataset)
}

/// Whether the cells of a dataset are made by counting, and not read out of the file.
fn is_counted(dataset: &Dataset) -> bool {
    Kind::find(dataset.kind).is_some_and(|kind| matches!(kind.reads, Reads::Document { .. }))
}

/// The file of a dataset, relative to the project; empty for the answer of a query.
fn file_of(dataset: &Dataset, report: &Report) -> String {
    let entry = report.data.iter().find(|entry| entry.name.value == dataset.name);
    entry.map_or_else(String::new, |entry| entry.file.value.replace('\\', "/"))
}

/// What words say of their figures, and the number that they give of themselves.
pub fn told(shown: &Shown, expression: &str) -> (String, Option<Number>) {
    let number = shown.told.as_ref().map(|told| Number {
        name: told.name.clone(),
        value: told.value.to_string(),
        unit: unit(told.unit).to_owned(),
    });
    let relation = shown.told.as_ref().map_or_else(|| relation(expression), |told| told.relation);
    (relation.to_owned(), number)
}

/// The name of a unit.
fn unit(of: Unit) -> &'static str {
    Unit::NAMES.iter().find(|(_, unit)| *unit == of).map_or("", |(name, _)| name)
}

/// What an expression checks: the last thing that is asked of the figure, if it is a relation.
fn relation(expression: &str) -> &'static str {
    let (mut depth, mut quote, mut last) = (0_u32, None, 0);
    for (at, character) in expression.char_indices() {
        match (quote, character) {
            (Some(mark), _) if mark == character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, '.') if depth == 0 => last = at + 1,
            _ => {}
        }
    }
    let asked = expression.get(last..).unwrap_or_default();
    let asked = asked.split('(').next().unwrap_or_default().trim();
    Relation::NAMES.iter().find(|(name, _)| *name == asked).map_or("", |(name, _)| name)
}

struct Collector<'a> {
    style: &'a Style,
    report: &'a Report,
    path: &'a str,
    profile: &'a str,
    /// The number of each figure, by what tells it from all others.
    known: HashMap<String, usize>,
    entries: Vec<Entry>,
}

impl<'a> Collector<'a> {
    fn new(named: &Named<'a>) -> Self {
        let Named { style, report, path, profile } = *named;
        Self { style, report, path, profile, known: HashMap::new(), entries: Vec::new() }
    }

    /// Adds a place where a figure is shown.
    fn show(&mut self, figure: &Figure, place: Place) {
        let number = self.number(figure);
        if let Some(entry) = self.entries.get_mut(number - 1) {
            entry.shown.push(place);
        }
    }

    /// The number of a figure, which gets an entry if it is new.
    fn number(&mut self, figure: &Figure) -> usize {
        let origin = self.provenance(figure);
        let scope = figure.scope.as_ref();
        let basis = scope.and_then(|scope| scope.basis).map(|basis| basis.name().to_owned());
        let area = scope.map(|scope| (scope.area.name.clone(), scope.area.code.clone()));
        let period = scope.map(|scope| scope.period.to_string());
        let key = format!("{:?}", (&figure.measure.id, &basis, &area, &period, &origin, figure.datum));
        if let Some(number) = self.known.get(&key) {
            return *number;
        }
        let (value, symbol) = match figure.datum {
            Datum::Number(value) => (Some(value.to_string()), None),
            Datum::Symbol(symbol) => (None, Some(symbol.mark().to_owned())),
        };
        let id = self.entries.len() + 1;
        self.entries.push(Entry {
            id,
            text: figure.text(self.style),
            value,
            symbol,
            unit: unit(figure.measure.unit).to_owned(),
            decimals: figure.measure.decimals,
            measure: figure.measure.id.clone(),
            name: figure.measure.name.clone(),
            definition: figure.measure.definition.clone(),
            basis,
            area: area.map(|(name, code)| AreaName { name, code }),
            period,
            origin,
            shown: Vec::new(),
        });
        self.known.insert(key, id);
        id
    }

    fn provenance(&mut self, figure: &Figure) -> Provenance {
        match &figure.origin {
            Origin::Cell { row, column, working } => {
                let Some(scope) = &figure.scope else { return Provenance::default() };
                let kind = if working.is_some() { "computed" } else { "cell" };
                // How a value was computed tells what it is: where it is left out, so is that.
                let working = working.as_deref().filter(|_| figure.datum.number().is_some());
                let cell = self.cell(kind, &scope.dataset, *row, *column);
                let formula = working.map_or(cell.formula, str::to_owned);
                Provenance { formula, ..cell }
            }
            Origin::Table { dataset, row, column } => self.cell("cell", dataset, *row, *column),
            Origin::Stated { source, date, place } => Provenance {
                kind: "stated".to_owned(),
                source: source.clone(),
                date: date.map_or_else(String::new, |date| date.to_string()),
                place: self.typed(place),
                ..Provenance::default()
            },
            Origin::Queried { query } => self.queried(query),
            Origin::Derived { formula, of } => Provenance {
                kind: "derived".to_owned(),
                formula: formula.clone(),
                inputs: of.iter().map(|figure| self.number(figure)).collect(),
                ..Provenance::default()
            },
        }
    }

    fn queried(&self, query: &Query) -> Provenance {
        let files: Vec<DataFile> = query.datasets.iter().map(|data| data_file(data, self.report)).collect();
        let join = |part: fn(&DataFile) -> &str| {
            let mut parts: Vec<&str> = files.iter().map(part).filter(|part| !part.is_empty()).collect();
            parts.dedup();
            parts.join("; ")
        };
        Provenance {
            kind: "query".to_owned(),
            formula: query.sql.trim().to_owned(),
            parameters: query.bound.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            data: join(|file| &file.name),
            file: join(|file| &file.file),
            release: join(|file| &file.release),
            source: join(|file| &file.source),
            cell: query.columns.join(", "),
            place: self.typed(&query.place),
            ..Provenance::default()
        }
    }

    fn cell(&self, kind: &str, dataset: &Arc<Dataset>, row: usize, column: usize) -> Provenance {
        if let Some(query) = &dataset.query {
            let name = dataset.grid.columns.get(column).map_or("", |column| column.name.as_str());
            let cell = format!("row {} of the answer, column {name}, from {}", row + 1, query.columns.join(", "));
            return Provenance { cell, ..self.queried(query) };
        }
        let DataFile { name, file, source, release, .. } = data_file(dataset, self.report);
        let hash = if has_hashes(dataset) { dataset.grid.hash_of_row(row) } else { String::new() };
        let (kind, cell) = if is_counted(dataset) {
            // Its table is made by counting and stands nowhere in the file.
            let name = dataset.grid.columns.get(column).map_or("", |column| column.name.as_str());
            ("computed", format!("counted in the whole file: {name}"))
        } else {
            (kind, cell_name(dataset, row, column))
        };
        Provenance { kind: kind.to_owned(), data: name, file, hash, release, source, cell, ..Provenance::default() }
    }

    /// Where something was typed, relative to the project.
    fn typed(&self, place: &Span) -> String {
        let (line, _) = place.file.line_column(place.range.start);
        let file = if Arc::ptr_eq(&place.file, &self.report.file) { self.path } else { self.profile };
        format!("{file}, line {line}")
    }
}

#[cfg(test)]
mod tests {
    use super::relation;

    #[test]
    fn a_relation_is_what_is_asked_last() {
        assert_eq!(relation("rate.fell(\"has fallen.\")"), "fell");
        assert_eq!(relation("rate.previous.above(other.at(2019), 'x')"), "above");
        assert_eq!(relation("rate.above(\"England\", \"y\").foo"), "");
        assert_eq!(relation("rate"), "");
        assert_eq!(relation("rate.change.size"), "");
    }
}
