//! The data table: any dataset as it stands in its file, with titles, units, aligned numbers and totals.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::Dataset;
use crate::data::table::Cell as DataCell;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::choose;
use crate::facts::columns::{Column, Columns};
use crate::facts::figure::{Figure, Origin};
use crate::facts::{Facts, Problem};
use crate::narrative::document::{Cell, Row, RowKind, plain};
use crate::narrative::tables::{Content, Kind, aligned, cell, number_column, text_column};
use crate::project::exhibit::ExhibitEntry;
use crate::quantity::value::Datum;

/// A dataset as it is.
pub const KIND: Kind = Kind { name: "data", make };

fn make(entry: &ExhibitEntry, facts: &Facts, sink: &mut Diagnostics) -> Result<Content, Diagnostic> {
    let selection = &entry.selection;
    let Some(name) = &selection.data else {
        return Err(Problem::new("nothing says which data the table shows")
            .hint("add `data:` and a name from the report's `data:`")
            .diagnostic(&selection.place));
    };
    let dataset = facts.dataset(&name.value).map_err(|problem| problem.at(name))?;
    let columns = Columns::new(selection, &dataset, sink)?;
    let grid = &dataset.grid;
    let mut rows: Vec<(Option<Decimal>, usize)> = (0..grid.rows.len())
        .map(|row| {
            let first = columns.shown.iter().find(|column| column.numeric);
            (first.and_then(|column| column.datum(grid, row)?.number()), row)
        })
        .collect();
    if let Some(order) = &selection.sort {
        choose::sort(&mut rows, order)?;
    }

    let mut shown = vec![text_column(grid.columns[columns.stub].name.clone(), 0.0)];
    shown.extend(columns.shown.iter().map(|column| match column.numeric {
        true => number_column(column.title.clone(), column.unit.header(), false),
        false => text_column(column.title.clone(), longest(grid, column.index)),
    }));
    let mut symbols = Vec::new();
    let mut body: Vec<Row> = Vec::new();
    for (_, row) in &rows {
        let mut cells = vec![Cell { text: plain(grid.text(*row, columns.stub).into_owned()), ..Cell::default() }];
        for column in &columns.shown {
            cells.push(match (column.numeric, column.datum(grid, *row)) {
                (true, Some(Datum::Number(value))) => {
                    // A column keeps the decimals of each number as the file has them, up to those that are shown.
                    aligned(value, value.scale().min(column.decimals), column.decimals, &facts.style)
                }
                (true, Some(Datum::Symbol(symbol))) => {
                    symbols.push(symbol);
                    cell(Datum::Symbol(symbol), column.decimals, &facts.style)
                }
                _ => Cell { text: plain(grid.text(*row, column.index).into_owned()), ..Cell::default() },
            });
            if let (true, Some(cell)) = (column.numeric, cells.last_mut()) {
                cell.figure = column.figure(&dataset, *row).map(Box::new);
            }
        }
        body.push(Row { kind: RowKind::Body, cells });
    }
    if selection.total {
        let mut cells = vec![Cell { text: plain("Total"), ..Cell::default() }];
        for column in &columns.shown {
            let mut sum = Some(Decimal::ZERO);
            for row in &grid.rows {
                sum = match row.get(column.index) {
                    Some(DataCell::Number(value)) => sum.and_then(|sum| sum.checked_add(*value)),
                    Some(DataCell::Empty) => sum,
                    // A sum over a value that is not known is not known.
                    _ => None,
                };
            }
            cells.push(match sum.filter(|_| column.numeric) {
                Some(sum) => {
                    let figure = Box::new(total(column, sum, &dataset));
                    let cell = aligned(sum, column.decimals, column.decimals, &facts.style);
                    Cell { figure: Some(figure), ..cell }
                }
                None => Cell::default(),
            });
        }
        body.push(Row { kind: RowKind::Total, cells });
    }
    Ok(Content {
        subtitle: String::new(),
        columns: shown,
        rows: body,
        notes: Vec::new(),
        source: choose::source([&dataset]),
        symbols,
    })
}

/// The sum of a column as a figure.
fn total(column: &Column, sum: Decimal, dataset: &Arc<Dataset>) -> Figure {
    let of = (0..dataset.grid.rows.len()).filter_map(|row| column.figure(dataset, row)).collect();
    Figure {
        measure: Arc::clone(&column.measure),
        datum: Datum::Number(sum),
        scope: None,
        origin: Origin::Derived { formula: format!("sum of {}", dataset.grid.columns[column.index].name), of },
    }
}

/// The share of the width for a column of words: more for longer text, none for short words.
fn longest(grid: &crate::data::table::Grid, column: usize) -> f64 {
    let longest = (0..grid.rows.len()).map(|row| grid.text(row, column).chars().count()).max().unwrap_or_default();
    match longest {
        0..24 => 0.0,
        24..80 => 1.0,
        _ => 2.0,
    }
}
