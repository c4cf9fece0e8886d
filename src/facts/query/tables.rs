//! Datasets as the tables of a query: each under its name with the columns of its file, and its observations beside.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rusqlite::types::Value;
use rusqlite::{Connection, Result};
use rust_decimal::Decimal;

use crate::data::Dataset;
use crate::data::areas::{Level, register};
use crate::data::table::{Cell, Holds};
use crate::diagnostic::Span;
use crate::facts::query::functions::held;
use crate::facts::subjects::region_around;
use crate::quantity::period::Period;
use crate::quantity::value::{Datum, Symbol, Unit};

/// What is added to a dataset's name for the table of its observations.
pub const VALUES: &str = "_values";

/// The columns of a table of observations.
const TIDY: [(&str, bool); 10] = [
    ("area", false),
    ("area_code", false),
    ("level", false),
    ("region", false),
    ("period", true),
    ("measure", false),
    ("basis", false),
    ("unit", false),
    ("value", true),
    ("symbol", false),
];

/// A table of a query.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, from left to right.
    pub columns: Vec<Column>,
    /// The dataset that it is made of.
    pub dataset: Arc<Dataset>,
    /// Whether a row is an observation, and not a row of the file.
    tidy: bool,
    /// What the region is called to which areas of a region belong, by its code.
    regions: Arc<BTreeMap<String, String>>,
}

/// A column of a table.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Whether it holds numbers and symbols, and not text.
    pub numeric: bool,
    /// Whether its numbers are years, which are names rather than amounts.
    years: bool,
}

/// A cell that has a symbol in the place of a number, as it was put into a table.
#[derive(Debug, Clone)]
pub struct Unknown {
    /// The table, by its place among the tables.
    pub table: usize,
    /// The column of the table.
    pub column: usize,
    /// The row of the database.
    pub row: i64,
    /// The symbol.
    pub symbol: Symbol,
    /// Row and column in the dataset's grid.
    pub cell: (usize, usize),
}

/// Every table that a query can read.
pub fn tables(datasets: &[Arc<Dataset>]) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let regions = register().all().filter(|area| area.level == Level::Regional);
    let named =
        regions.filter_map(|area| Some((area.code.clone(), region_around(datasets, &area.code)?.name.clone())));
    let regions = Arc::new(named.collect::<BTreeMap<_, _>>());
    for dataset in datasets {
        let grid = &dataset.grid;
        let cells = |at: usize| grid.rows.iter().filter_map(move |row| row.get(at));
        let columns: Vec<Column> = grid
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| Column {
                name: column.name.clone(),
                numeric: !cells(at).any(|cell| !matches!(cell, Cell::Number(_) | Cell::Symbol(_) | Cell::Empty)),
                years: cells(at).all(|cell| cell.number().is_none_or(is_year)),
            })
            .collect();
        if !columns.is_empty() {
            tables.push(Table {
                name: dataset.name.clone(),
                columns,
                dataset: Arc::clone(dataset),
                tidy: false,
                regions: Arc::clone(&regions),
            });
        }
    }
    for dataset in datasets.iter().filter(|dataset| !dataset.observed.observations.is_empty()) {
        let name = format!("{}{VALUES}", dataset.name);
        if !tables.iter().any(|table| table.name.eq_ignore_ascii_case(&name)) {
            let columns = TIDY
                .iter()
                .map(|(name, numeric)| Column {
                    name: (*name).to_owned(),
                    numeric: *numeric,
                    years: *name == "period",
                })
                .collect();
            tables.push(Table {
                name,
                columns,
                dataset: Arc::clone(dataset),
                tidy: true,
                regions: Arc::clone(&regions),
            });
        }
    }
    tables
}

impl Table {
    /// Whether a row is an observation, and not a row of the file.
    pub fn is_tidy(&self) -> bool {
        self.tidy
    }

    /// The column with the values, in a table of observations.
    pub fn value_column(&self) -> Option<usize> {
        self.tidy.then(|| TIDY.iter().position(|(name, _)| *name == "value")).flatten()
    }

    /// Whether a column of the file holds percentages: as its cells are written, or as what it measures.
    pub fn holds_percentages(&self, column: usize) -> bool {
        let written = self.dataset.grid.columns.get(column).is_some_and(|one| one.holds == Holds::Percentages);
        let measured = self.dataset.observed.observations.iter().find(|one| one.column == column);
        written || measured.is_some_and(|one| one.measure.unit == Unit::Percent)
    }

    /// The units of what a column of the file measures; none in a column that measures nothing.
    pub fn units(&self, column: usize) -> Vec<Unit> {
        let mut units = Vec::new();
        for one in self.dataset.observed.observations.iter().filter(|one| one.column == column) {
            if !units.contains(&one.measure.unit) {
                units.push(one.measure.unit);
            }
        }
        if units.is_empty() && self.holds_percentages(column) { vec![Unit::Percent] } else { units }
    }

    /// Whether the DfE published it.
    pub fn is_published(&self) -> bool {
        self.dataset.kind == "dfe-csww"
    }

    /// Whether the table, or a column of it, is called so.
    pub fn names(&self, word: &str) -> bool {
        let is = |name: &str| name.eq_ignore_ascii_case(word);
        is(&self.name) || self.columns.iter().any(|column| is(&column.name))
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        if self.tidy { self.dataset.observed.observations.len() } else { self.dataset.grid.rows.len() }
    }

    /// Makes the table, without rows.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn create(&self, connection: &Connection, real: bool) -> Result<()> {
        let columns: Vec<String> = self
            .columns
            .iter()
            .map(|column| {
                let held = match (column.numeric, real && !column.years) {
                    (false, _) => "TEXT",
                    (true, false) => "NUMERIC",
                    (true, true) => "REAL",
                };
                format!("{} {held}", quoted(&column.name))
            })
            .collect();
        connection.execute_batch(&format!("CREATE TABLE {} ({})", quoted(&self.name), columns.join(", ")))
    }

    /// Puts the rows in, with the columns that are `read` and nothing in the others, from the last to the first where
    /// `reversed`; tells the cells that have a symbol.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn fill(
        &self,
        at: usize,
        connection: &Connection,
        read: &BTreeSet<usize>,
        real: bool,
        reversed: bool,
    ) -> Result<Vec<Unknown>> {
        let mut unknown = Vec::new();
        let names: Vec<String> = read.iter().map(|column| quoted(&self.columns[*column].name)).collect();
        let places = vec!["?"; read.len()].join(", ");
        let table = quoted(&self.name);
        let mut insert = connection.prepare(&if read.is_empty() {
            format!("INSERT INTO {table} DEFAULT VALUES")
        } else {
            format!("INSERT INTO {table} ({}) VALUES ({places})", names.join(", "))
        })?;
        let count = self.len();
        for number in 0..count {
            let row = if reversed { count - 1 - number } else { number };
            for (place, column) in read.iter().enumerate() {
                let cell = self.cell(row, *column);
                if let Known::Symbol(symbol, cell) = cell {
                    unknown.push(Unknown { table: at, column: *column, row: row_number(number), symbol, cell });
                }
                insert.raw_bind_parameter(place + 1, self.held(cell, *column, real)?)?;
            }
            insert.raw_execute()?;
        }
        Ok(unknown)
    }

    /// What the database holds of a cell.
    fn held(&self, cell: Known, column: usize, real: bool) -> Result<Value> {
        match cell {
            Known::Text(text) => Ok(Value::Text(text)),
            Known::Number(value) => held(value, real && !self.columns[column].years),
            Known::Nothing | Known::Symbol(..) => Ok(Value::Null),
        }
    }

    /// Takes rows out of the database.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn take(&self, connection: &Connection, rows: &[usize]) -> Result<()> {
        let sql = format!("DELETE FROM {} WHERE {} = ?1", quoted(&self.name), self.row_number());
        let mut delete = connection.prepare(&sql)?;
        rows.iter().try_for_each(|row| delete.execute([row_number(*row)]).map(drop))
    }

    /// Puts rows back that were [taken](Self::take) out, with the columns that are `read`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_back(
        &self,
        connection: &Connection,
        read: &BTreeSet<usize>,
        real: bool,
        rows: &[usize],
    ) -> Result<()> {
        let names = read.iter().map(|column| quoted(&self.columns[*column].name));
        let names: Vec<String> = std::iter::once(self.row_number().to_owned()).chain(names).collect();
        let places = vec!["?"; names.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({places})", quoted(&self.name), names.join(", "));
        let mut insert = connection.prepare(&sql)?;
        for row in rows {
            insert.raw_bind_parameter(1, row_number(*row))?;
            for (place, column) in read.iter().enumerate() {
                insert.raw_bind_parameter(place + 2, self.held(self.cell(*row, *column), *column, real)?)?;
            }
            insert.raw_execute()?;
        }
        Ok(())
    }

    /// What the number of a row is called: it goes by three names, of which a column may have taken some.
    fn row_number(&self) -> &'static str {
        let taken = |name: &&&str| !self.columns.iter().any(|column| column.name.eq_ignore_ascii_case(name));
        ["rowid", "_rowid_", "oid"].iter().find(taken).unwrap_or(&"rowid")
    }

    /// Puts values, or nothing, in the place of symbols of one column.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set(&self, connection: &Connection, cells: &[Unknown], value: impl Fn(&Unknown) -> Value) -> Result<()> {
        let Some(first) = cells.first() else { return Ok(()) };
        self.put(connection, first.column, cells.iter().map(|cell| (cell.row, value(cell))))
    }

    /// Puts values into rows of the database in one column.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put(
        &self,
        connection: &Connection,
        column: usize,
        mut values: impl Iterator<Item = (i64, Value)>,
    ) -> Result<()> {
        let column = quoted(&self.columns[column].name);
        let number = self.row_number();
        let sql = format!("UPDATE {} SET {column} = ?1 WHERE {number} = ?2", quoted(&self.name));
        let mut update = connection.prepare(&sql)?;
        values.try_for_each(|(row, value)| update.execute((value, row)).map(drop))
    }

    /// The text of a cell, or of the number in it.
    pub fn text(&self, row: usize, column: usize) -> Option<String> {
        match self.cell(row, column) {
            Known::Text(text) => Some(text),
            Known::Number(number) => Some(number.normalize().to_string()),
            Known::Nothing | Known::Symbol(..) => None,
        }
    }

    /// Where a cell stands in its file; `None` in a table that stands in none.
    pub fn place(&self, row: usize, column: usize) -> Option<Span> {
        (!self.tidy).then(|| self.dataset.grid.span(row, column))
    }

    fn cell(&self, row: usize, column: usize) -> Known {
        if self.tidy {
            return self.observation(row, column);
        }
        let grid = &self.dataset.grid;
        match &grid.rows[row][column] {
            Cell::Empty => Known::Nothing,
            Cell::Number(value) if self.columns[column].numeric => Known::Number(*value),
            Cell::Symbol(symbol) if self.columns[column].numeric => Known::Symbol(*symbol, (row, column)),
            _ => Known::Text(grid.text(row, column).into_owned()),
        }
    }

    fn observation(&self, row: usize, column: usize) -> Known {
        let one = &self.dataset.observed.observations[row];
        match TIDY[column].0 {
            "area" => Known::Text(one.area.name.clone()),
            "area_code" => Known::Text(one.area.code.clone()),
            "level" => Known::text(match one.area.level {
                Level::National => "nation",
                Level::Regional => "region",
                // No file has a row for neighbours taken together.
                Level::LocalAuthority | Level::Neighbours => "authority",
            }),
            "region" => self.regions.get(&one.area.region).map_or(Known::Nothing, |name| Known::text(name)),
            "period" => match one.period {
                Period::Year(year) => Known::Number(Decimal::from(year)),
                other => Known::Text(period_text(other)),
            },
            "measure" => Known::Text(one.measure.id.clone()),
            "basis" => one.basis.map_or(Known::Nothing, |basis| Known::text(basis.name())),
            "unit" => {
                let name = Unit::NAMES.iter().find(|(_, unit)| *unit == one.measure.unit);
                name.map_or(Known::Nothing, |(name, _)| Known::text(name))
            }
            "symbol" => match one.datum {
                Datum::Number(_) => Known::Nothing,
                Datum::Symbol(symbol) => Known::text(symbol.mark().trim_matches(['[', ']'])),
            },
            _ => match one.datum {
                Datum::Number(value) => Known::Number(value),
                Datum::Symbol(symbol) => Known::Symbol(symbol, (one.row, one.column)),
            },
        }
    }
}

/// The number that the database gives a row, counted from zero here.
fn row_number(row: usize) -> i64 {
    i64::try_from(row).unwrap_or(i64::MAX).saturating_add(1)
}

/// What is known of a cell.
enum Known {
    Nothing,
    Number(Decimal),
    Text(String),
    Symbol(Symbol, (usize, usize)),
}

impl Known {
    fn text(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }
}

impl Column {
    /// The name as an author writes it in a query.
    pub fn in_sql(&self) -> String {
        let bare = |one: char| one.is_alphanumeric() || one == '_';
        if self.name.chars().all(bare) { self.name.clone() } else { quoted(&self.name) }
    }
}

/// A period as a query has it: `2025`, `2024-25`, `2025-03`.
pub fn period_text(period: Period) -> String {
    match period {
        Period::Month(year, month) => format!("{year}-{month:02}"),
        other => other.to_string(),
    }
}

/// A name as SQL writes it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn is_year(value: Decimal) -> bool {
    value.scale() == 0 && (Decimal::from(1900)..=Decimal::from(2100)).contains(&value)
}
