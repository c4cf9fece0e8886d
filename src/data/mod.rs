//! Data: files become datasets of observations and tables.
//!
//! A kind of dataset is one file with one [`Kind`]: how its header is recognised and how it is read. Nothing here
//! knows what a report wants; nothing here rounds or formats.

pub mod areas;
pub mod dfe_csww;
pub mod measures;
pub mod observations;
pub mod period;
pub mod table;
pub mod value;

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, SourceFile};
use areas::Area;
use measures::{Basis, Measure};
use period::Period;
use table::Grid;
use value::Datum;

/// Every kind of dataset, in the order in which a header is tried; the last one accepts anything.
pub const KINDS: &[Kind] = &[dfe_csww::KIND, observations::KIND, table::KIND];

/// How a kind of dataset is recognised and read.
pub struct Kind {
    /// The name for `kind:` in a report's `data:` entry.
    pub name: &'static str,
    /// One phrase for messages: "the DfE's children's social work workforce statistics".
    pub title: &'static str,
    /// Whether a file with these column names is of this kind.
    pub recognises: fn(header: &[&str]) -> bool,
    /// Turns the cells into observations; the grid is kept as a table whatever the kind.
    pub observe: fn(grid: &Grid, request: &Request) -> Result<Observed, Vec<Diagnostic>>,
}

/// What a report says about a data file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Measures that the report defines for columns of its own, by column name.
    pub measures: Vec<Measure>,
}

/// What a kind of dataset makes of a grid of cells.
#[derive(Debug, Default)]
pub struct Observed {
    /// The measures that occur, each once.
    pub measures: Vec<Arc<Measure>>,
    /// The areas that occur, each once.
    pub areas: Vec<Arc<Area>>,
    /// All values, in file order.
    pub observations: Vec<Observation>,
    /// Who published it, for source lines; empty where the file does not tell.
    pub source: String,
    /// Which release it is ("2025"); empty where the file does not tell.
    pub release: String,
    /// What a period is ("year ended 30 September"); empty where the file does not tell.
    pub period_meaning: String,
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
}

/// A data file that was read.
#[derive(Debug)]
pub struct Dataset {
    /// The name it has in the report.
    pub name: String,
    /// The file that it was read from, for messages.
    pub file: Arc<SourceFile>,
    /// BLAKE3 of the file's bytes, in hexadecimal.
    pub hash: String,
    /// The cells, typed.
    pub grid: Grid,
    /// Observations, if the kind of dataset has them.
    pub observed: Observed,
    index: HashMap<Key, usize>,
}

/// What identifies an observation in a dataset: measure id, basis, area code, period.
type Key = (String, Option<Basis>, String, Period);

impl Dataset {
    /// Reads a dataset from its text; the kind is named, or recognised by the header.
    ///
    /// # Errors
    /// Everything that is wrong with the file, with places in it: ragged rows, missing columns, cells that are
    /// neither number nor symbol, two rows for the same thing.
    pub fn read(
        name: &str,
        file: &Arc<SourceFile>,
        hash: String,
        kind: Option<&Kind>,
        request: &Request,
    ) -> Result<Self, Vec<Diagnostic>> {
        let grid = Grid::read(file)?;
        let header: Vec<&str> = grid.columns.iter().map(|column| column.name.as_str()).collect();
        let kind = kind.or_else(|| KINDS.iter().find(|kind| (kind.recognises)(&header)));
        let observed = match kind {
            Some(kind) => (kind.observe)(&grid, request)?,
            None => Observed::default(),
        };
        let mut index = HashMap::with_capacity(observed.observations.len());
        let mut twice = Vec::new();
        for (at, one) in observed.observations.iter().enumerate() {
            let key = (one.measure.id.clone(), one.basis, one.area.code.clone(), one.period);
            if let Some(first) = index.insert(key, at) {
                let first = &observed.observations[first];
                twice.push(
                    Diagnostic::error(
                        format!("two rows give the {} of {} for {}", one.measure.name, one.area.name, one.period),
                        &grid.span(one.row, one.column),
                    )
                    .related(&grid.span(first.row, first.column), "the first one")
                    .hint("keep one of the two rows"),
                );
            }
        }
        if twice.is_empty() {
            Ok(Self { name: name.to_owned(), file: Arc::clone(file), hash, grid, observed, index })
        } else {
            Err(twice)
        }
    }

    /// The observation of a measure on a basis, of the area with that code, in a period.
    pub fn observation(
        &self,
        measure: &str,
        basis: Option<Basis>,
        area: &str,
        period: Period,
    ) -> Option<&Observation> {
        let key = (measure.to_owned(), basis, area.to_owned(), period);
        self.index.get(&key).map(|at| &self.observed.observations[*at])
    }
}
