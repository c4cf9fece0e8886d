//! The data table: any dataset as it stands in its file, with titles, units, aligned numbers and totals.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::measures::Measure;
use crate::data::table::{self, Cell as DataCell, Holds};
use crate::data::{Dataset, totals};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::facts::Facts;
use crate::facts::choose::{self, words};
use crate::facts::columns::{Column, Columns, both_bases};
use crate::facts::figure::{Figure, Origin};
use crate::facts::problem::Problem;
use crate::narrative::document::{Cell, Row, RowKind, plain};
use crate::narrative::tables::{Content, Kind, aligned, cell, number_column, text_column};
use crate::project::exhibit::ExhibitEntry;
use crate::quantity::value::{Datum, Order, Unit};

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
    let mut rows: Vec<(Option<Order>, usize)> = (0..grid.rows.len())
        .map(|row| {
            let first = columns.shown.iter().find(|column| column.numeric);
            (first.and_then(|column| column.datum(grid, row)?.order()), row)
        })
        .collect();
    let stated = |row: usize| totals::is_total_row(grid, row, columns.stub);
    if let Some(order) = &selection.sort {
        choose::sort(&mut rows, order)?;
        // A total that the file states is no row among others.
        rows.sort_by_key(|(_, row)| stated(*row));
    }
    if selection.total
        && let Some(row) = (0..grid.rows.len()).find(|row| stated(*row))
    {
        return Err(Problem::new(format!("`{}` has a row of totals already", name.value))
            .related(&grid.span(row, columns.stub), "this one")
            .hint("remove `total: true`")
            .diagnostic(&name.span));
    }
    if let Some(place) = &selection.row_totals {
        can_add_rows(&columns, &dataset, place)?;
    }

    let mut shown = vec![text_column(grid.columns[columns.stub].name.clone(), 0.0)];
    shown.extend(columns.shown.iter().map(|column| match column.numeric {
        true => number_column(column.title.clone(), column.unit.header_beside(&column.title), false),
        false => text_column(column.title.clone(), longest(grid, column.index)),
    }));
    if selection.row_totals.is_some() {
        let unit = columns.shown.iter().find(|column| column.numeric).map_or("", |column| column.unit.header());
        shown.push(number_column("Total", unit, true));
    }
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
                _ => {
                    let text = grid.text(*row, column.index).into_owned();
                    let day = Some(&text).filter(|_| grid.columns[column.index].holds == Holds::Dates);
                    let day = day.and_then(|text| table::date(text)).map(|day| facts.style.date(day));
                    Cell { text: plain(day.unwrap_or(text)), ..Cell::default() }
                }
            });
            if let (true, Some(cell)) = (column.numeric, cells.last_mut()) {
                cell.figure = column.figure(&dataset, *row).map(Box::new);
            }
        }
        if selection.row_totals.is_some() {
            cells.push(row_total(&columns, &dataset, *row, facts));
        }
        let kind = if stated(*row) { RowKind::Total } else { RowKind::Body };
        body.push(Row { kind, cells });
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
            // Percentages have a sum if they are the shares of one whole, which they then make.
            let whole = |sum: &Decimal| {
                let rounding = Decimal::new(5, column.decimals.min(8) + 1) * Decimal::from(grid.rows.len());
                column.unit != Unit::Percent || (*sum - Decimal::ONE_HUNDRED).abs() <= rounding
            };
            cells.push(match sum.filter(whole).filter(|_| column.numeric) {
                Some(sum) => {
                    let figure = Box::new(total(column, sum, &dataset));
                    let cell = aligned(sum, column.decimals, column.decimals, &facts.style);
                    Cell { figure: Some(figure), ..cell }
                }
                // What keeps a value of the column from being known keeps its sum.
                None => match grid.rows.iter().find_map(|row| row.get(column.index)?.symbol()) {
                    Some(symbol) if column.numeric => cell(Datum::Symbol(symbol), column.decimals, &facts.style),
                    _ => Cell::default(),
                },
            });
        }
        if selection.row_totals.is_some() {
            cells.push(grand_total(&columns, &dataset, facts));
        }
        body.push(Row { kind: RowKind::Total, cells });
    }
    Ok(Content {
        subtitle: String::new(),
        columns: shown,
        rows: body,
        notes: Vec::new(),
        source: words::source([&dataset]),
        symbols,
        behind: None,
    })
}

/// Whether the columns that are shown can be added up row by row.
fn can_add_rows(columns: &Columns, dataset: &Dataset, place: &Span) -> Result<(), Diagnostic> {
    let numeric: Vec<&Column> = columns.shown.iter().filter(|column| column.numeric).collect();
    let problem = |message: String, hint: &str| Err(Problem::new(message).hint(hint).diagnostic(place));
    if let Some(column) = numeric.iter().find(|one| totals::is_total(&dataset.grid.columns[one.index].name)) {
        let message = format!("the column `{}` is a total already", dataset.grid.columns[column.index].name);
        return problem(message, "remove `row-totals: true`, or leave the column out of `columns:`");
    }
    if let Some(column) = numeric.iter().find(|one| one.unit == Unit::Percent) {
        let message = format!("the percentages of the column `{}` cannot be added up", column.title);
        return problem(message, "remove `row-totals: true`, or leave the column out of `columns:`");
    }
    if let Some((first, other)) = both_bases(&columns.shown) {
        let message =
            format!("`{}` and `{}` cannot be added up: one is FTE, one is headcount", first.title, other.title);
        return problem(message, "show columns on one basis, or remove `row-totals: true`");
    }
    match numeric.as_slice() {
        [] | [_] => problem("there are no columns of numbers to add up".to_owned(), "remove `row-totals: true`"),
        [first, rest @ ..] => match rest.iter().find(|one| one.unit != first.unit) {
            Some(other) => problem(
                format!("{} and {} cannot be added up", first.unit.noun(), other.unit.noun()),
                "show columns of one unit, or remove `row-totals: true`",
            ),
            None => Ok(()),
        },
    }
}

/// The sum of a row as a cell; empty where a value is not known, since then the sum is not known.
fn row_total(columns: &Columns, dataset: &Arc<Dataset>, row: usize, facts: &Facts) -> Cell {
    let numeric = || columns.shown.iter().filter(|column| column.numeric);
    let mut sum = Some(Decimal::ZERO);
    for column in numeric() {
        sum = match dataset.grid.rows.get(row).and_then(|row| row.get(column.index)) {
            Some(DataCell::Number(value)) => sum.and_then(|sum| sum.checked_add(*value)),
            Some(DataCell::Empty) => sum,
            _ => None,
        };
    }
    let of = numeric().filter_map(|column| column.figure(dataset, row)).collect();
    sum_cell(columns, sum, "sum of the row", of, facts)
}

/// The sum of all rows as a cell.
fn grand_total(columns: &Columns, dataset: &Arc<Dataset>, facts: &Facts) -> Cell {
    let mut sum = Some(Decimal::ZERO);
    let mut of = Vec::new();
    for column in columns.shown.iter().filter(|column| column.numeric) {
        for (row, cells) in dataset.grid.rows.iter().enumerate() {
            sum = match cells.get(column.index) {
                Some(DataCell::Number(value)) => sum.and_then(|sum| sum.checked_add(*value)),
                Some(DataCell::Empty) => sum,
                _ => None,
            };
            of.extend(column.figure(dataset, row));
        }
    }
    sum_cell(columns, sum, "sum of all rows and columns", of.into(), facts)
}

fn sum_cell(columns: &Columns, sum: Option<Decimal>, formula: &str, of: Arc<[Figure]>, facts: &Facts) -> Cell {
    let numeric = || columns.shown.iter().filter(|column| column.numeric);
    let (Some(sum), Some(first)) = (sum, numeric().next()) else { return Cell::default() };
    let decimals = numeric().map(|column| column.decimals).max().unwrap_or(0);
    let measure =
        Measure { id: "Total".to_owned(), name: "Total".to_owned(), decimals, ..(*first.measure).clone() };
    let figure = Figure {
        measure: Arc::new(measure),
        datum: Datum::Number(sum),
        scope: None,
        origin: Origin::Derived { formula: formula.to_owned(), of },
    };
    Cell { figure: Some(Box::new(figure)), ..aligned(sum, decimals, decimals, &facts.style) }
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
