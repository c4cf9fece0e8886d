//! Files whose first line is not the names of the columns: a title stands above them, or they are missing.

use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Cell, Grid, split_value};
use crate::data::areas::register;
use crate::diagnostic::{Diagnostic, SourceFile, Span};
use crate::quantity::period::Period;

/// How many lines are looked at for the names of the columns.
const LINES: usize = 12;

/// The first lines that have something in them.
#[derive(Debug, Default)]
pub struct Top {
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    place: Range<usize>,
    cells: usize,
    filled: usize,
    /// Whether it looks like a value with a comma in it.
    split: bool,
    /// Whether it holds numbers that are no years, as no names of columns do.
    values: bool,
}

impl Top {
    /// Takes in a line of the file.
    pub fn line(&mut self, record: &csv::StringRecord, places: &[Range<usize>]) {
        if self.lines.len() < LINES {
            self.lines.push(Line {
                place: places.first().map_or(0, |first| first.start)..places.last().map_or(0, |last| last.end),
                cells: record.len(),
                filled: record.iter().filter(|cell| !cell.trim().is_empty()).count(),
                split: split_value(record).is_some(),
                values: record.iter().any(|cell| is_number(cell) && !is_year(cell)),
            });
        }
    }

    /// The error for a title above the names of the columns, if there is one.
    ///
    /// A title is one cell, and the lines below it have several, all of them as many. Where the next line holds values,
    /// it is the one name of a column that is there.
    pub fn title(&self, file: &Arc<SourceFile>) -> Option<Diagnostic> {
        let [title, rest @ ..] = self.lines.as_slice() else { return None };
        let at = rest.iter().position(|line| line.filled > 1)?;
        let (header, rows) = (&rest[at], &rest[at + 1..]);
        let alike = rows.iter().filter(|row| row.cells == header.cells).count();
        let wide = title.cells == 1 || header.filled > 2;
        let named = title.cells > 1 && header.values;
        if title.filled != 1 || !wide || named || header.split || alike == 0 || alike * 2 <= rows.len() {
            return None;
        }
        Some(
            Diagnostic::error(
                "the first line is a title, not the names of the columns",
                &Span::new(file, title.place.clone()),
            )
            .related(&Span::new(file, header.place.clone()), "the names of the columns seem to be here")
            .hint("delete the lines above the names of the columns; the table's `title:` belongs in the report"),
        )
    }
}

/// Whether a file is a web page that was saved under the name of a table, as happens behind a page that asks for a login.
pub fn is_web_page(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins = |tag: &str| bytes.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()));
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| begins(tag))
}

/// The error for a file that begins with a row of values, if it does.
///
/// No column of numbers has a number for its name, unless it is one of a row of them: years, grades, numbers of bedrooms.
/// So these numbers have to have decimals, or to be in no order; or the line names an area and a period as the lines
/// below it do.
pub fn lost(grid: &Grid) -> Option<Diagnostic> {
    let first: Vec<Cell> = grid.columns.iter().map(|column| Cell::parse(&column.name)).collect();
    let mut numbers = false;
    let mut fraction = false;
    let mut values = Vec::new();
    let mut area = false;
    let mut period = false;
    for (at, cell) in first.iter().enumerate() {
        let below = || grid.rows.iter().enumerate().filter(move |(_, row)| row.get(at) != Some(&Cell::Empty));
        let of_numbers = below().any(|(_, row)| row[at].number().is_some())
            && below().all(|(_, row)| !matches!(row[at], Cell::Text(_)));
        match cell {
            Cell::Text(name) => {
                if of_numbers {
                    return None;
                }
                let known = |text: &str| register().find(text).is_some();
                area |= known(name) && below().count() > 0 && below().all(|(row, _)| known(&grid.text(row, at)));
            }
            Cell::Number(value) if of_numbers => {
                let name = &grid.columns[at].name;
                let years = is_year(name) && below().all(|(row, _)| is_year(&grid.text(row, at)));
                if !years {
                    values.push((*value, is_year(name)));
                }
                numbers |= !years;
                period |= years;
                fraction |= !value.fract().is_zero();
            }
            Cell::Number(_) | Cell::Symbol(_) | Cell::Empty => {}
        }
    }
    if !(numbers && (fraction || area && period || in_no_order(&values))) {
        return None;
    }
    Some(
        Diagnostic::error("the first line holds values, not the names of the columns", &grid.header_row())
            .hint("put the line with the names of the columns back above it, such as `area,period,turnover_rate`"),
    )
}

/// Whether numbers are no names of columns: each name is more than the one before it, or is a year. A number by itself
/// is a name only if it is a year, and of two the second follows the first, or both are round.
fn in_no_order(values: &[(Decimal, bool)]) -> bool {
    let round = |value: &Decimal| (value % Decimal::from(5)).is_zero();
    match values {
        [] => false,
        _ if values.iter().all(|(_, year)| *year) => false,
        [_] => true,
        [(one, _), (other, _)] => *other != one + Decimal::ONE && !(one < other && round(one) && round(other)),
        _ => values.windows(2).any(|pair| pair[0].0 >= pair[1].0),
    }
}

fn is_number(text: &str) -> bool {
    matches!(Cell::parse(text), Cell::Number(_))
}

fn is_year(text: &str) -> bool {
    matches!(Period::parse(text), Some(Period::Year(1990..2100)))
}
