//! Data: files become datasets of observations and tables.
//!
//! A kind of dataset is one file with one [`Kind`]: how its header is recognised and how it is read. Nothing here
//! knows what a report wants; nothing here rounds or formats.

pub mod areas;
mod cell;
pub mod census;
pub mod comparison_table;
pub mod counts;
pub mod dfe_csww;
pub mod measures;
pub mod neighbours;
pub mod observations;
mod problems;
pub mod query;
pub mod range;
pub mod sheet;
pub mod store;
pub mod table;
pub mod totals;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, SourceFile, Span};
use crate::project::sources::Disclosure;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::value::{Datum, Symbol};
use areas::{Area, normalised, register};
use measures::Measure;
use neighbours::Neighbourhood;
use problems::Problems;
use query::Query;
use range::StatedRange;
use table::Grid;

/// Every kind of dataset, in the order in which a header is tried; the last one accepts anything.
pub const KINDS: &[Kind] =
    &[census::KIND, dfe_csww::KIND, neighbours::KIND, observations::KIND, comparison_table::KIND, table::KIND];

/// How a kind of dataset is recognised and read.
pub struct Kind {
    /// The name for `kind:` in a report's `data:` entry.
    pub name: &'static str,
    /// One phrase for messages: "the DfE's children's social work workforce statistics".
    pub title: &'static str,
    /// What its files are made of.
    pub reads: Reads,
}

/// What the files of a kind are made of, and how they are recognised and read.
pub enum Reads {
    /// Cells under a header.
    Cells {
        /// Whether the first column needs no name, since it holds the names of the rows.
        blank_stub: bool,
        /// Whether a file with these column names is of this kind, given what the report says about it.
        recognises: fn(header: &[&str], request: &Request) -> bool,
        /// Turns the cells into observations; the grid is kept as a table whatever the kind.
        observe: fn(grid: &Grid, request: &Request) -> Result<Observed, Vec<Diagnostic>>,
    },
    /// A document of a form of its own.
    Document {
        /// Whether a file of these bytes is of this kind.
        recognises: fn(bytes: &[u8]) -> bool,
        /// Reads the file, whose path messages show.
        read: Reader,
    },
}

/// Reads a file that is no table, whose path messages show, from its bytes.
pub type Reader = fn(path: &str, bytes: &[u8]) -> Result<Document, Vec<Diagnostic>>;

/// What was read out of a file that is no table.
#[derive(Debug)]
pub struct Document {
    /// What of it can be shown and asked for as a table.
    pub grid: Grid,
    /// Its observations, each in a cell of the grid.
    pub observed: Observed,
}

impl Kind {
    /// The kind of that name.
    pub fn find(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// The kind as which a file is to be read that is no table, with its reader: the one that recognises the bytes,
    /// else the one that was asked for. `None` for a table.
    ///
    /// What is recognised is never read as a table, whatever was asked for: messages about tables show their lines, and
    /// those of a return hold personal data.
    pub fn of_document(asked: Option<&'static Self>, bytes: &[u8]) -> Option<(&'static Self, Reader)> {
        let recognised =
            KINDS.iter().find(|kind| matches!(kind.reads, Reads::Document { recognises, .. } if recognises(bytes)));
        let kind = recognised.or(asked)?;
        match kind.reads {
            Reads::Document { read, .. } => Some((kind, read)),
            Reads::Cells { .. } => None,
        }
    }

    /// Whether the first column of its files needs no name.
    fn blank_stub(&self) -> bool {
        matches!(self.reads, Reads::Cells { blank_stub: true, .. })
    }

    /// Whether this is a kind of table, and a file with these column names is of it.
    fn recognises(&self, header: &[&str], request: &Request) -> bool {
        matches!(self.reads, Reads::Cells { recognises, .. } if recognises(header, request))
    }
}

/// What a report says about a data file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Measures that the report defines for columns or rows of its own, by column name.
    pub measures: Vec<Measure>,
    /// What rows of a comparison table are called in the file, where it is not the measure's name: label and id.
    pub rows: Vec<(String, String)>,
    /// Whose values a comparison table has in columns that name only a period.
    pub area: Option<Arc<Area>>,
    /// Which region a comparison table means by its average and its range.
    pub region: Option<Arc<Area>>,
    /// The basis of a comparison table, where its rows do not say it.
    pub basis: Option<Basis>,
    /// What the file calls a period, and the period that is meant by it.
    pub periods: Vec<(Period, Period)>,
}

impl Request {
    /// Gives every observation the period that is meant by what the file calls it.
    fn rename_periods(&self, observed: &mut Observed) {
        let ranges = observed
            .ranges
            .iter_mut()
            .flatten()
            .flat_map(|range| range.lowest.iter_mut().chain(&mut range.highest));
        for one in observed.observations.iter_mut().chain(ranges) {
            if let Some((_, meant)) = self.periods.iter().find(|(written, _)| *written == one.period) {
                one.period = *meant;
            }
        }
    }
}

/// What a kind of dataset makes of a grid of cells.
#[derive(Debug, Clone, Default)]
pub struct Observed {
    /// All values, in file order.
    pub observations: Vec<Observation>,
    /// Who published it, for source lines; empty where the file does not tell.
    pub source: String,
    /// Which release it is ("2025"); empty where the file does not tell.
    pub release: String,
    /// What a period is ("year ended 30 September"); empty where the file does not tell.
    pub period_meaning: String,
    /// Which authorities are most like which, if the file says that instead of values.
    pub neighbours: Vec<Neighbourhood>,
    /// What somebody should look at, although the file could be read; told to every report that uses the file.
    pub warnings: Vec<Diagnostic>,
    /// Counts of the grid that make up others, as far as the file is known to be made so.
    pub sums: Vec<CellSum>,
    /// The ranges that the file itself states; `None` for a file whose ranges are found among its observations.
    pub ranges: Option<Vec<StatedRange>>,
}

impl Observed {
    /// The release as a sentence names it: "2025 release", "census return"; empty where nobody said.
    pub fn release_words(&self) -> String {
        if self.release.starts_with(|first: char| first.is_ascii_digit()) {
            format!("{} release", self.release)
        } else {
            self.release.clone()
        }
    }
}

/// Cells of a grid that make up another one; each as its data row and its column, from zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellSum {
    /// The parts.
    pub parts: Vec<(usize, usize)>,
    /// What they add up to.
    pub total: (usize, usize),
}

/// One measured value and where it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// What was measured.
    pub measure: Arc<Measure>,
    /// FTE or headcount; `None` for what has no basis, such as cases.
    pub basis: Option<Basis>,
    /// Where.
    pub area: Arc<Area>,
    /// When.
    pub period: Period,
    /// The number, or the symbol that stands in its place.
    pub datum: Datum,
    /// The data row in the grid, from zero.
    pub row: usize,
    /// The column in the grid, from zero.
    pub column: usize,
    /// How the value was computed ("31 leavers ÷ 250 in post"); `None` where the cell itself has it.
    pub working: Option<Arc<str>>,
}

/// A data file that was read.
#[derive(Debug)]
pub struct Dataset {
    /// The name it has in the report.
    pub name: String,
    /// The kind it was read as: the name of one of [`KINDS`].
    pub kind: &'static str,
    /// The file that it was read from, for messages.
    pub file: Arc<SourceFile>,
    /// BLAKE3 of the file's bytes, in hexadecimal.
    pub hash: String,
    /// The cells, typed.
    pub grid: Grid,
    /// Observations, if the kind of dataset has them.
    pub observed: Observed,
    /// The dataset whose values may stand beside these though they are of another release; see [`Dataset::is_compared_with`].
    pub compare_with: Option<String>,
    /// Whether its counts of people may be shown as they are.
    pub disclosure: Disclosure,
    /// The query whose result it is, where it was not read from a file; then `file` holds the result as CSV.
    pub query: Option<Arc<Query>>,
    index: Index,
}

impl Dataset {
    /// Reads a dataset from its text; the kind is named, or recognised by the content.
    ///
    /// # Errors
    /// Everything that is wrong with the file, with places in it: ragged rows, missing columns, cells that are
    /// neither number nor symbol, two rows for the same thing. Of many problems the first are told, the rest counted.
    pub fn read(
        name: &str,
        file: &Arc<SourceFile>,
        hash: String,
        kind: Option<&'static Kind>,
        request: &Request,
    ) -> Result<Self, Vec<Diagnostic>> {
        if let Some((kind, read)) = Kind::of_document(kind, file.text.as_bytes()) {
            return Self::of_document(name, kind, read(&file.name, file.text.as_bytes())?, hash);
        }
        let grid = Grid::read(file, |header| kind_of(kind, header, request).blank_stub())?;
        Self::of_grid(name, grid, hash, kind, request)
    }

    /// Makes a dataset of cells; the kind is named, or recognised by the header.
    ///
    /// # Errors
    /// What is wrong with the cells for a file of its kind; two rows for the same thing.
    pub fn of_grid(
        name: &str,
        grid: Grid,
        hash: String,
        kind: Option<&'static Kind>,
        request: &Request,
    ) -> Result<Self, Vec<Diagnostic>> {
        let header: Vec<&str> = grid.columns.iter().map(|column| column.name.as_str()).collect();
        let kind = kind_of(kind, &header, request);
        let mut observed = match kind.reads {
            Reads::Cells { observe, .. } => observe(&grid, request)?,
            Reads::Document { .. } => Observed::default(),
        };
        request.rename_periods(&mut observed);
        Self::of_document(name, kind, Document { grid, observed }, hash)
    }

    /// Makes a dataset of a sheet of a spreadsheet, whose path messages show.
    ///
    /// # Errors
    /// What is wrong with the file, at the report's entry of it, or with its cells.
    pub fn of_sheet(
        name: &str,
        (path, bytes): (&str, &[u8]),
        asked: sheet::Asked<'_>,
        kind: Option<&'static Kind>,
        request: &Request,
    ) -> Result<Self, Vec<Diagnostic>> {
        let grid = sheet::read(path, bytes, asked, |header| kind_of(kind, header, request).blank_stub())?;
        Self::of_grid(name, grid, blake3::hash(bytes).to_hex().to_string(), kind, request)
    }

    /// Makes a dataset of what was read out of a file that is no table.
    ///
    /// # Errors
    /// Two observations of the same thing.
    pub fn of_document(
        name: &str,
        kind: &Kind,
        Document { grid, observed }: Document,
        hash: String,
    ) -> Result<Self, Vec<Diagnostic>> {
        let index = Index::new(&grid, &observed.observations)?;
        let file = Arc::clone(&grid.file);
        Ok(Self {
            name: name.to_owned(),
            kind: kind.name,
            file,
            hash,
            grid,
            observed,
            compare_with: None,
            disclosure: Disclosure::default(),
            query: None,
            index,
        })
    }

    /// The same dataset, and in a plain table under disclosure control columns of counts that can be controlled.
    ///
    /// # Errors
    /// Cells of such a table that would hide a count; see [`counts::prepare`].
    pub fn ready_for_control(self) -> Result<Self, Vec<Diagnostic>> {
        if self.disclosure != Disclosure::Controlled || self.kind != table::KIND.name {
            return Ok(self);
        }
        let grid = counts::prepare(self.grid)?;
        let observed = Observed { warnings: totals::check(&grid), ..self.observed };
        Ok(Self { grid, observed, ..self })
    }

    /// BLAKE3 of the names and the cells of its table, in hexadecimal: of a dataset under control as it may be shown,
    /// so that no guess at what was left out can be tried on it. Where each row is a person nothing may be shown but
    /// the names of the columns.
    pub fn hash_of_cells(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut add = |text: &str| {
            hasher.update(&u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        self.grid.columns.iter().for_each(|column| add(&column.name));
        if !self.has_a_row_for_each_person() {
            for row in 0..self.grid.rows.len() {
                (0..self.grid.columns.len()).for_each(|column| add(&self.grid.text(row, column)));
            }
        }
        hasher.finalize().to_hex().to_string()
    }

    /// Whether it is a plain table under disclosure control that has a row for each person.
    pub fn has_a_row_for_each_person(&self) -> bool {
        self.disclosure == Disclosure::Controlled
            && self.kind == table::KIND.name
            && counts::has_a_row_for_each_person(&self.grid)
    }

    /// The same dataset with the cells at these places (data row and column, from zero) suppressed, and all
    /// observations in them.
    #[must_use]
    pub fn without(&self, cells: &BTreeSet<(usize, usize)>) -> Self {
        let mut observed = self.observed.clone();
        for one in observed.observations.iter_mut().filter(|one| cells.contains(&(one.row, one.column))) {
            one.datum = Datum::Symbol(Symbol::Suppressed);
            one.working = None;
        }
        Self {
            name: self.name.clone(),
            kind: self.kind,
            file: Arc::clone(&self.file),
            hash: self.hash.clone(),
            grid: self.grid.without(cells),
            observed,
            compare_with: self.compare_with.clone(),
            disclosure: self.disclosure,
            query: self.query.clone(),
            index: self.index.clone(),
        }
    }

    /// Whether the grid was made of a file that is no table, so that its rows and columns are not those of the file.
    pub fn is_of_document(&self) -> bool {
        Kind::find(self.kind).is_some_and(|kind| matches!(kind.reads, Reads::Document { .. }))
    }

    /// The observation of a measure on a basis, of the area with that code, in a period.
    pub fn observation(
        &self,
        measure: &str,
        basis: Option<Basis>,
        area: &str,
        period: Period,
    ) -> Option<&Observation> {
        let key =
            Key { measure: *self.index.measures.get(measure)?, basis, area: *self.index.areas.get(area)?, period };
        self.index.observations.get(&key).map(|at| &self.observed.observations[*at])
    }

    /// Whether the report says that this dataset is compared with another, though it is of another release: a council's
    /// own return, which is not yet published, beside what the DfE has published.
    pub fn is_compared_with(&self, other: &Self) -> bool {
        self.compare_with.as_ref() == Some(&other.name)
    }

    /// The measures that occur, each once and in the form of the first basis it occurs on, in file order.
    pub fn measures(&self) -> &[Arc<Measure>] {
        &self.index.measure_list
    }

    /// The measure of that id, if it occurs.
    pub fn measure(&self, id: &str) -> Option<&Arc<Measure>> {
        self.index.measures.get(id).map(|at| &self.index.measure_list[*at])
    }

    /// The bases on which a measure occurs, FTE before headcount; `None` stands for a measure without basis.
    pub fn bases(&self, measure: &str) -> Vec<Option<Basis>> {
        let Some(measure) = self.index.measures.get(measure) else { return Vec::new() };
        [None, Some(Basis::Fte), Some(Basis::Headcount)]
            .into_iter()
            .filter(|basis| self.index.periods.contains_key(&(*measure, *basis)))
            .collect()
    }

    /// The areas that occur, each once, in file order.
    pub fn areas(&self) -> &[Arc<Area>] {
        &self.index.area_list
    }

    /// The areas that only this file knows, and the register does not.
    pub fn unregistered(&self) -> impl Iterator<Item = &Arc<Area>> {
        self.index.unregistered.iter().map(|at| &self.index.area_list[*at])
    }

    /// The area that people mean by a name or code: one that only this file knows, else one of the register.
    ///
    /// The area is known, but need not occur in this dataset.
    pub fn area(&self, text: &str) -> Option<&Arc<Area>> {
        let written = normalised(text);
        let own = || {
            self.unregistered()
                .find(|area| [&area.name, &area.code, &area.old_code].iter().any(|key| normalised(key) == written))
        };
        if written.is_empty() { None } else { own().or_else(|| register().find(text)) }
    }

    /// The periods in which a measure on a basis occurs, in time; empty if it does not occur.
    pub fn periods(&self, measure: &str, basis: Option<Basis>) -> &[Period] {
        let measure = self.index.measures.get(measure);
        measure.and_then(|measure| self.index.periods.get(&(*measure, basis))).map_or(&[], Vec::as_slice)
    }

    /// A place in the dataset as messages show it: of the answer of a query, which is in no file, the query itself.
    pub fn shown_at(&self, place: Span) -> Span {
        match &self.query {
            Some(query) if Arc::ptr_eq(&place.file, &self.file) => query.place.clone(),
            _ => place,
        }
    }

    /// Where an observation of this dataset stands in the file.
    pub fn span(&self, observation: &Observation) -> Span {
        self.grid.span(observation.row, observation.column)
    }
}

/// The kind of a file: the one that is named, else the first that recognises the header.
fn kind_of<'a>(named: Option<&'a Kind>, header: &[&str], request: &Request) -> &'a Kind {
    named.or_else(|| KINDS.iter().find(|kind| kind.recognises(header, request))).unwrap_or(&table::KIND)
}

/// What identifies an observation in a dataset; measure and area as numbers, so that a look-up copies no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    measure: usize,
    basis: Option<Basis>,
    area: usize,
    period: Period,
}

/// The ways to an observation.
#[derive(Debug, Clone, Default)]
struct Index {
    observations: HashMap<Key, usize>,
    measures: HashMap<String, usize>,
    measure_list: Vec<Arc<Measure>>,
    areas: HashMap<String, usize>,
    area_list: Vec<Arc<Area>>,
    /// The areas that the register does not have.
    unregistered: Vec<usize>,
    /// In time, each once.
    periods: BTreeMap<(usize, Option<Basis>), Vec<Period>>,
}

impl Index {
    /// # Errors
    /// Two rows that give the same measure, basis, area and period.
    fn new(grid: &Grid, observations: &[Observation]) -> Result<Self, Vec<Diagnostic>> {
        let mut index = Self { observations: HashMap::with_capacity(observations.len()), ..Self::default() };
        let mut problems = Problems::default();
        let mut twice = None;
        // Neighbours in a file share their area, and cells of a column their measure: most need no look-up by name.
        let mut area: Option<(&Arc<Area>, usize)> = None;
        let mut measures: Vec<Option<(&Arc<Measure>, usize)>> = vec![None; grid.columns.len()];
        for (at, one) in observations.iter().enumerate() {
            let measure = match measures[one.column] {
                Some((same, number)) if Arc::ptr_eq(same, &one.measure) => number,
                _ => number(&mut index.measures, &mut index.measure_list, &one.measure, &one.measure.id),
            };
            let area_number = match area {
                Some((same, number)) if Arc::ptr_eq(same, &one.area) => number,
                _ => number(&mut index.areas, &mut index.area_list, &one.area, &one.area.code),
            };
            measures[one.column] = Some((&one.measure, measure));
            area = Some((&one.area, area_number));
            let key = Key { measure, basis: one.basis, area: area_number, period: one.period };
            let periods = index.periods.entry((measure, one.basis)).or_default();
            if periods.last() != Some(&one.period) {
                periods.push(one.period);
            }
            if let Some(first) = index.observations.insert(key, at) {
                let first = &observations[first];
                // Two rows are one mistake, however many values they have.
                if twice.replace((first.row, one.row)) == Some((first.row, one.row)) {
                    continue;
                }
                let basis = one.basis.map_or_else(String::new, |basis| format!(" ({})", basis.name()));
                let message = format!(
                    "two rows give the {}{basis} of {} for {}",
                    one.measure.name, one.area.name, one.period
                );
                problems.push(
                    Diagnostic::error(message, &grid.span(one.row, one.column))
                        .related(&grid.span(first.row, first.column), "the first one")
                        .hint("keep one of the two rows"),
                );
            }
        }
        for periods in index.periods.values_mut() {
            periods.sort_unstable();
            periods.dedup();
        }
        index.unregistered = (0..index.area_list.len())
            .filter(|at| register().by_code(&index.area_list[*at].code).is_none())
            .collect();
        problems.or(index)
    }
}

/// The number of a thing in a list of different things, added if it is new.
fn number<T>(numbers: &mut HashMap<String, usize>, list: &mut Vec<Arc<T>>, thing: &Arc<T>, key: &str) -> usize {
    if let Some(at) = numbers.get(key) {
        return *at;
    }
    list.push(Arc::clone(thing));
    numbers.insert(key.to_owned(), list.len() - 1);
    list.len() - 1
}

#[cfg(test)]
mod tests;
