//! Observations kept by hand: one row an area and period, one column a measure.

use std::sync::Arc;

use crate::data::areas::{Area, register};
use crate::data::measures::{self, Measure};
use crate::data::problems::Problems;
use crate::data::table::Grid;
use crate::data::{Kind, Observation, Observed, Reads, Request};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::value::Datum;

/// A table with the columns `area`, `period` or `year`, perhaps `basis`, and one column a measure.
///
/// A measure's column is called by its id (`turnover_rate`), perhaps with `_fte` or `_headcount` after it. Without
/// that, and without a column `basis`, a measure that the DfE publishes on a basis is on FTE, any other on none.
pub const KIND: Kind = Kind {
    name: "observations",
    title: "observations",
    reads: Reads::Cells {
        blank_stub: false,
        recognises: |header, request| {
            let has = |name: &str| header.iter().any(|column| column.eq_ignore_ascii_case(name));
            has("area")
                && PERIOD.iter().any(|name| has(name))
                && header.iter().any(|name| measure_of(name, request).is_some())
        },
        observe,
    },
};

const PERIOD: [&str; 2] = ["period", "year"];

/// A column of values.
struct ValueColumn {
    at: usize,
    measure: Measure,
    /// The basis that the column's name says.
    basis: Option<Basis>,
    /// The bases on which the measure may be counted; `None` for a measure of the report's own.
    bases: Option<&'static [Basis]>,
    /// The measure in the form of each basis that occurs.
    forms: Vec<(Option<Basis>, Arc<Measure>)>,
}

/// What a cell says.
struct Value {
    measure: Arc<Measure>,
    basis: Option<Basis>,
    datum: Datum,
}

/// The columns of a file of observations.
struct Columns {
    area: usize,
    period: usize,
    basis: Option<usize>,
    values: Vec<ValueColumn>,
}

fn observe(grid: &Grid, request: &Request) -> Result<Observed, Vec<Diagnostic>> {
    let mut columns = find_columns(grid, request)?;
    let mut problems = Problems::default();
    let mut observed = Observed::default();
    for row in 0..grid.rows.len() {
        let area = area(grid, row, columns.area);
        let period = period(grid, row, columns.period);
        let basis = columns.basis.map_or(Ok(None), |at| basis(grid, row, at));
        match (area, period, basis) {
            (Ok(area), Ok(period), Ok(basis)) => {
                for column in &mut columns.values {
                    match value(grid, row, column, basis) {
                        Ok(Some(Value { measure, basis, datum })) => observed.observations.push(Observation {
                            measure,
                            basis,
                            area: Arc::clone(area),
                            period,
                            datum,
                            row,
                            column: column.at,
                            working: None,
                        }),
                        Ok(None) => {}
                        Err(problem) => problems.push(*problem),
                    }
                }
            }
            (area, period, basis) => {
                problems.extend([area.err(), period.err(), basis.err()].into_iter().flatten().map(|one| *one));
            }
        }
    }
    problems.or(observed)
}

fn find_columns(grid: &Grid, request: &Request) -> Result<Columns, Vec<Diagnostic>> {
    let mut problems = Problems::default();
    let area = grid.require("area");
    let period = PERIOD.iter().find_map(|name| grid.column(name)).ok_or_else(|| {
        Diagnostic::error("no column `period` or `year`", &grid.header_span(0))
            .hint("every row says when its values were measured, for instance `2025` or `2024-25`")
            .into()
    });
    let (area, period) = match (area, period) {
        (Ok(area), Ok(period)) => (area, period),
        (area, period) => {
            return Err([area.err(), period.err()]
                .into_iter()
                .flatten()
                .map(|one: Box<Diagnostic>| *one)
                .collect());
        }
    };
    let basis = grid.column("basis");
    let place = [Some(area), Some(period), basis];
    let mut values = Vec::new();
    for (at, column) in grid.columns.iter().enumerate().filter(|(at, _)| !place.contains(&Some(*at))) {
        match measure_of(&column.name, request) {
            Some((_, Some(named), _)) if basis.is_some() => problems.push(
                Diagnostic::error(
                    format!("`{}` names a basis, and so does the column `basis`", column.name),
                    &grid.header_span(at),
                )
                .hint(format!(
                    "call the column `{}`, or delete the column `basis`",
                    column.name.trim_end_matches(suffix(named))
                )),
            ),
            Some((measure, basis, bases)) => {
                values.push(ValueColumn { at, measure, basis, bases, forms: Vec::new() });
            }
            None => problems.push(unknown_column(grid, at, request)),
        }
    }
    if grid.columns.len() == place.iter().flatten().count() {
        problems.push(
            Diagnostic::error("no column of values", &grid.header_span(0))
                .hint("add a column called by its measure, for instance `turnover_rate`"),
        );
    }
    problems.or(Columns { area, period, basis, values })
}

fn suffix(basis: Basis) -> &'static str {
    match basis {
        Basis::Fte => "_fte",
        Basis::Headcount => "_headcount",
    }
}

type Named = (Measure, Option<Basis>, Option<&'static [Basis]>);

/// The measure that a column's name means, the basis that the name says, and the bases that the measure has; what
/// the report defines goes before what the catalogue has.
fn measure_of(name: &str, request: &Request) -> Option<Named> {
    let known = |id: &str| -> Option<(Measure, Option<&'static [Basis]>)> {
        let own = request.measures.iter().find(|measure| measure.id == id).map(|measure| (measure.clone(), None));
        own.or_else(|| measures::find(id).map(|measure| ((**measure).clone(), Some(measures::bases(id)))))
    };
    if let Some((measure, bases)) = known(name) {
        return Some((measure, None, bases));
    }
    [Basis::Fte, Basis::Headcount].into_iter().find_map(|basis| {
        let (measure, bases) = known(name.strip_suffix(suffix(basis))?)?;
        bases.is_none_or(|bases| bases.contains(&basis)).then_some((measure, Some(basis), bases))
    })
}

fn unknown_column(grid: &Grid, at: usize, request: &Request) -> Diagnostic {
    let name = &grid.columns[at].name;
    let ids = request.measures.iter().map(|measure| measure.id.as_str());
    let ids: Vec<&str> = ids.chain(measures::all().map(|measure| measure.id.as_str())).collect();
    Diagnostic::error(format!("the column `{name}` is not a measure"), &grid.header_span(at))
        .maybe_hint(did_you_mean(name, ids))
        .hint(format!("or define it: `measures: {{{name}: …}}` in the report's entry of this file under `data:`"))
}

/// The value of a cell with its basis, and the measure in the form of that basis; `None` for an empty cell.
fn value(
    grid: &Grid,
    row: usize,
    column: &mut ValueColumn,
    of_row: Option<Basis>,
) -> Result<Option<Value>, Box<Diagnostic>> {
    let default = column.bases.and_then(|bases| bases.first().copied());
    let basis = match column.bases {
        Some([]) => None,
        _ => column.basis.or(of_row).or(default),
    };
    let at = column.forms.iter().position(|(form, _)| *form == basis).unwrap_or_else(|| {
        column.forms.push((basis, Arc::new(column.measure.on(basis))));
        column.forms.len() - 1
    });
    let measure = &column.forms[at].1;
    let Some(datum) = grid.datum(row, column.at, measure.unit)? else { return Ok(None) };
    if let (Some(basis), Some(bases)) = (basis, column.bases)
        && !bases.contains(&basis)
    {
        let message = format!("`{}` has no {} basis", measure.id, basis.name());
        return Err(Diagnostic::error(message, &grid.span(row, column.at))
            .hint("leave the cell empty, and give the value in a row of basis `FTE`")
            .into());
    }
    Ok(Some(Value { measure: Arc::clone(measure), basis, datum }))
}

fn area(grid: &Grid, row: usize, at: usize) -> Result<&'static Arc<Area>, Box<Diagnostic>> {
    let text = grid.text(row, at);
    register().find(&text).ok_or_else(|| {
        if text.is_empty() {
            return Diagnostic::error("the row names no area", &grid.span(row, at))
                .hint("write an authority, a region or `England`")
                .into();
        }
        let hint = match register().nearest(&text) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "write an authority, a region or `England`, by its name or code".to_owned(),
        };
        Diagnostic::error(format!("unknown area `{text}`"), &grid.span(row, at)).hint(hint).into()
    })
}

fn period(grid: &Grid, row: usize, at: usize) -> Result<Period, Box<Diagnostic>> {
    let text = grid.text(row, at);
    Period::parse(&text).ok_or_else(|| {
        let message = if text.is_empty() {
            "the row names no period".to_owned()
        } else {
            format!("`{text}` is not a period")
        };
        Diagnostic::error(message, &grid.span(row, at))
            .hint("write a year `2025`, a split year `2024-25`, or a month `2025-03` or `March 2025`")
            .into()
    })
}

fn basis(grid: &Grid, row: usize, at: usize) -> Result<Option<Basis>, Box<Diagnostic>> {
    let text = grid.text(row, at);
    match Basis::parse(&text) {
        Some(basis) => Ok(Some(basis)),
        None if text.is_empty() => Ok(None),
        None => Err(Diagnostic::error(format!("unknown basis `{text}`"), &grid.span(row, at))
            .hint("write `FTE` or `headcount`, or leave it empty")
            .into()),
    }
}

#[cfg(test)]
mod tests;
