//! Columns: what a chart or a table shows of a plain table.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::Dataset;
use crate::data::measures::{Measure, Polarity};
use crate::data::personal;
use crate::data::table::{Cell, Grid, Holds};
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::facts::extent;
use crate::facts::figure::{Figure, Origin};
use crate::facts::problem::Problem;
use crate::fonts;
use crate::project::exhibit::{ColumnEntry, Selection};
use crate::project::read::unknown_unit;
use crate::project::yaml::Text;
use crate::quantity::basis::Basis;
use crate::quantity::value::{Datum, Unit};

/// The columns of a plain table that an exhibit shows.
#[derive(Debug, Clone)]
pub struct Columns {
    /// The column with the labels of the rows.
    pub stub: usize,
    /// The columns with values, at least one.
    pub shown: Vec<Column>,
}

/// A column that is shown.
#[derive(Debug, Clone)]
pub struct Column {
    /// The column in the grid, from zero.
    pub index: usize,
    /// The words of its header.
    pub title: String,
    /// What its numbers count.
    pub unit: Unit,
    /// How many decimals are shown.
    pub decimals: u32,
    /// What its numbers measure: the column itself.
    pub measure: Arc<Measure>,
    /// Whether it holds numbers and symbols, and not text.
    pub numeric: bool,
    /// FTE or headcount, as its name says, or the columns that a query read for it.
    pub basis: Option<Basis>,
}

impl Column {
    /// The title, with the unit where neither it nor a number of its tells it: "Change since 2024 (percentage points)".
    pub fn title_with_unit(&self) -> String {
        let signed = matches!(self.unit, Unit::Percent | Unit::Pounds);
        match self.unit.header_beside(&self.title) {
            unit if signed || unit.is_empty() => self.title.clone(),
            unit => format!("{} ({unit})", self.title),
        }
    }
}

impl Columns {
    /// Resolves the columns of a selection; without `columns` all but the stub are shown.
    ///
    /// # Errors
    /// Columns that the table does not have.
    pub fn new(selection: &Selection, dataset: &Dataset, sink: &mut Diagnostics) -> Result<Self, Diagnostic> {
        let grid = &dataset.grid;
        let find = |text: &Text| {
            grid.column(&text.value).ok_or_else(|| {
                if let Some(column) = grid.withheld(&text.value) {
                    let message = personal::not_read(column, &dataset.name);
                    return Diagnostic::error(message, &text.span).hint(personal::INSTEAD);
                }
                let names = grid.columns.iter().map(|column| column.name.as_str());
                Diagnostic::error(format!("`{}` has no column `{}`", dataset.name, text.value), &text.span)
                    .maybe_hint(did_you_mean(&text.value, names))
            })
        };
        let stub = match &selection.rows {
            Some(text) => find(text)?,
            None => 0,
        };
        let count = match selection.columns.len() {
            0 => grid.columns.len(),
            count => count + 1,
        };
        let room = extent::of_data(&dataset.name, grid.rows.len(), count);
        room.map_err(|problem| problem.diagnostic(&selection.place))?;
        let mut shown = Vec::new();
        let mut errors = Vec::new();
        for entry in &selection.columns {
            match find(&entry.name) {
                Ok(index) if index == stub => {}
                Ok(index) => match Column::new(dataset, index, Some(entry)) {
                    Ok(column) => shown.push(column),
                    Err(error) => errors.push(error),
                },
                Err(error) => errors.push(error),
            }
        }
        if selection.columns.is_empty() {
            for index in (0..grid.columns.len()).filter(|index| *index != stub) {
                shown.push(Column::new(dataset, index, None)?);
            }
        }
        if shown.is_empty() && errors.is_empty() {
            let problem = Problem::new(format!("`{}` has one column only", dataset.name));
            // That its rows are people is told where the exhibit is refused.
            let problem = problem.hint("add a column to the file").follows(dataset.has_a_row_for_each_person());
            errors.push(problem.diagnostic(&selection.place));
        }
        match errors.pop() {
            Some(first) => {
                sink.extend(errors);
                Err(first)
            }
            None => {
                check_characters(dataset, stub, &shown)?;
                Ok(Self { stub, shown })
            }
        }
    }
}

/// What stands in the cells is printed as it is, so that the font must have all of it.
fn check_characters(dataset: &Dataset, stub: usize, shown: &[Column]) -> Result<(), Diagnostic> {
    let grid = &dataset.grid;
    let words = shown.iter().filter(|column| !column.numeric).map(|column| column.index);
    let cells = std::iter::once(stub)
        .chain(words)
        .flat_map(|column| (0..grid.rows.len()).map(move |row| (grid.text(row, column), grid.span(row, column))));
    let headers = std::iter::once(stub).chain(shown.iter().map(|column| column.index));
    let headers = headers.map(|column| (grid.columns[column].name.as_str().into(), grid.header_span(column)));
    for (text, place) in headers.chain(cells) {
        if let Some((_, character)) = fonts::missing_glyph(&text) {
            return Err(Diagnostic::error(fonts::no_glyph(character), &dataset.shown_at(place))
                .hint(fonts::no_glyph_hint(character)));
        }
    }
    Ok(())
}

impl Column {
    fn new(dataset: &Dataset, index: usize, entry: Option<&ColumnEntry>) -> Result<Self, Diagnostic> {
        let grid = &dataset.grid;
        let made = dataset.query.as_ref().and_then(|query| query.made.get(index));
        let unit = match entry.and_then(|entry| entry.unit.as_ref()) {
            Some(text) => {
                let unit = Unit::parse(&text.value).ok_or_else(|| unknown_unit(text))?;
                let shares = grid.columns[index].holds == Holds::Percentages;
                if shares && !matches!(unit, Unit::Percent | Unit::PercentagePoints) {
                    let message = format!("the column `{}` holds percentages", grid.columns[index].name);
                    return Err(Diagnostic::error(message, &text.span)
                        .related(&grid.header_span(index), "this column")
                        .hint("write `unit: percent`, or leave the unit out"));
                }
                let words = || (0..grid.rows.len()).find(|row| matches!(grid.rows[*row][index], Cell::Text(_)));
                if let (Unit::People | Unit::Fte, false, Some(row)) = (unit, grid.columns[index].numeric, words()) {
                    let message = format!("the column `{}` holds words, and no counts", grid.columns[index].name);
                    return Err(Diagnostic::error(message, &text.span)
                        .related(&grid.span(row, index), "such as this cell")
                        .hint("write numbers and symbols only in a column of people, or leave the unit out"));
                }
                if unit == Unit::Percent && made.is_some_and(|made| made.difference) {
                    let message =
                        format!("the column `{}` is a difference of percentages", grid.columns[index].name);
                    return Err(Diagnostic::error(message, &text.span)
                        .hint("write `unit: points`: percentages differ by percentage points"));
                }
                unit
            }
            None if made.is_some_and(|made| made.difference) => Unit::PercentagePoints,
            None if holds_pounds(grid, index) => Unit::Pounds,
            None if grid.columns[index].holds == Holds::Percentages => Unit::Percent,
            None => Unit::Number,
        };
        let title = entry.and_then(|entry| entry.title.as_ref()).map(|text| text.value.clone());
        let written = grid.columns[index].decimals;
        let decimals = entry.and_then(|entry| entry.decimals).and_then(|count| u32::try_from(count).ok());
        let mut title = title.unwrap_or_else(|| grid.columns[index].name.clone());
        let named = Basis::of_words(&grid.columns[index].name);
        let basis = made.and_then(|made| made.basis).or(named).filter(|_| grid.columns[index].numeric);
        // A title that does not say the basis would let heads pass for full-time equivalents.
        let said = |basis: Basis| {
            Basis::of_words(&title) == Some(basis)
                || matches!((unit, basis), (Unit::Fte, Basis::Fte) | (Unit::People, Basis::Headcount))
        };
        if let Some(basis) = basis.filter(|basis| !said(*basis)) {
            title = format!("{title} ({})", basis.name());
        }
        let decimals = decimals.unwrap_or(written);
        let measure = Arc::new(Measure {
            id: grid.columns[index].name.clone(),
            name: title.clone(),
            unit,
            decimals,
            polarity: Polarity::Neutral,
            definition: String::new(),
        });
        Ok(Self {
            index,
            title,
            unit,
            decimals,
            measure,
            basis,
            // A column of years is a column of names.
            numeric: grid.columns[index].numeric && !(unit == Unit::Number && holds_years(grid, index)),
        })
    }

    /// The value of a row as a figure, if the cell holds a number or a symbol.
    pub fn figure(&self, dataset: &Arc<Dataset>, row: usize) -> Option<Figure> {
        Some(Figure {
            measure: Arc::clone(&self.measure),
            datum: self.datum(&dataset.grid, row)?,
            scope: None,
            origin: Origin::Table { dataset: Arc::clone(dataset), row, column: self.index },
        })
    }

    /// The value of a row, if the cell holds a number or a symbol.
    pub fn datum(&self, grid: &Grid, row: usize) -> Option<Datum> {
        match grid.rows.get(row)?.get(self.index)? {
            Cell::Number(value) => Some(Datum::Number(*value)),
            Cell::Symbol(symbol) => Some(Datum::Symbol(*symbol)),
            _ => None,
        }
    }
}

/// Columns of both bases, which cannot be added up: the first on each.
pub fn both_bases<'a>(columns: impl IntoIterator<Item = &'a Column>) -> Option<(&'a Column, &'a Column)> {
    let mut with = columns.into_iter().filter(|column| column.numeric && column.basis.is_some());
    let first = with.next()?;
    with.find(|other| other.basis != first.basis).map(|other| (first, other))
}

/// Whether the numbers of a column are written with `£`; a zero may go without.
fn holds_pounds(grid: &Grid, index: usize) -> bool {
    let number = |row: usize| grid.rows.get(row).and_then(|row| row.get(index)).and_then(Cell::number);
    let sign = |row: usize| grid.text(row, index).contains('£');
    let numbers = || (0..grid.rows.len()).filter(|row| number(*row).is_some());
    numbers().any(sign) && numbers().all(|row| sign(row) || number(row).is_some_and(|value| value.is_zero()))
}

/// Whether every number of a column is a year, as it is in a column of periods.
fn holds_years(grid: &Grid, index: usize) -> bool {
    let years = Decimal::from(1900)..=Decimal::from(2100);
    grid.rows.iter().all(|row| match row.get(index) {
        Some(Cell::Number(value)) => value.scale() == 0 && years.contains(value),
        Some(Cell::Empty) => true,
        _ => false,
    })
}
