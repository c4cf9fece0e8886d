//! A plain CSV table: a grid of typed cells that knows where in the file each one stands.

use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::value::Symbol;
use crate::data::{Kind, Observed};
use crate::diagnostic::{Diagnostic, SourceFile, Span};

/// Any CSV file: a table to show, without observations.
pub const KIND: Kind =
    Kind { name: "table", title: "a plain table", recognises: |_| true, observe: |_, _| Ok(Observed::default()) };

/// A CSV file as typed cells; every row is as long as the header.
#[derive(Debug)]
pub struct Grid {
    /// The file that the cells stand in.
    pub file: Arc<SourceFile>,
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// The data rows, from top to bottom, each of one cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// Byte ranges of the cells in the file, row by row, the header first.
    places: Vec<Vec<Range<usize>>>,
}

/// A column of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The header as written, trimmed.
    pub name: String,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A number, with thousands separators, `£` and `%` removed.
    Number(Decimal),
    /// A published symbol.
    Symbol(Symbol),
    /// Anything else, trimmed.
    Text(String),
}

impl Grid {
    /// Reads a CSV file.
    pub fn read(_file: &Arc<SourceFile>) -> Result<Self, Vec<Diagnostic>> {
        Err(Vec::new())
    }

    /// Where the cell in a data row (from zero) and a column stands in the file.
    pub fn span(&self, row: usize, column: usize) -> Span {
        Span::new(&self.file, self.places[row + 1][column].clone())
    }
}
