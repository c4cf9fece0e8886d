//! The comparison table that councils keep by hand: measures in rows; the council's years, its region, the region's
//! range and the nation in columns.

pub mod form;
mod header;
mod range;
mod row;

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::areas::{Area, register};
use crate::data::measures::Measure;
use crate::data::problems::Problems;
use crate::data::range::StatedRange;
use crate::data::table::Grid;
use crate::data::{Kind, Observation, Observed, Reads, Request};
use crate::diagnostic::{Diagnostic, nearest};
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::value::{Datum, Symbol, Unit};

use form::{Form, Misread};
use header::{End, Role, Who, role};
use row::Named;

/// Rows of measures; columns such as `Warks 2021-22`, `WM average`, `Range from`, `To`, `National`.
///
/// The council's years are observations of these periods; the region's and the nation's values, and the ends of the
/// range, are of the last of them.
pub const KIND: Kind = Kind {
    name: "comparison-table",
    title: "a comparison table kept by hand",
    reads: Reads::Cells { blank_stub: true, recognises: |header, _| header::is_comparison(header), observe },
};

/// What a column holds, as far as it holds values.
enum Column {
    /// Values of an area in a period.
    Values(Arc<Area>, Period),
    /// One end of the range of a region, or both.
    Range(End, Arc<Area>),
}

/// The columns of a table, and the period that the values without one are of.
struct Columns {
    /// Each with its place in the grid.
    columns: Vec<(usize, Column)>,
    last: Period,
}

/// The value of a cell, and who has it where the cell says so.
type Said = (Datum, Vec<&'static Arc<Area>>);

/// A row while it is read.
struct Reading<'a> {
    grid: &'a Grid,
    row: usize,
    measure: Arc<Measure>,
    basis: Option<Basis>,
    last: Period,
}

fn observe(grid: &Grid, request: &Request) -> Result<Observed, Vec<Diagnostic>> {
    let columns = find_columns(grid, request)?;
    let mut problems = Problems::default();
    let mut observed = Observed::default();
    let mut ranges = Vec::new();
    for row in 0..grid.rows.len() {
        if columns.columns.iter().all(|(at, _)| grid.text(row, *at).is_empty()) {
            // A line between groups of measures.
            continue;
        }
        let (measure, basis) = match named(grid, row, request) {
            Ok(named) => named,
            Err(problem) => {
                problems.push(*problem);
                continue;
            }
        };
        let reading = Reading { grid, row, measure, basis, last: columns.last };
        reading.values(&columns, &mut observed, &mut problems);
        reading.range(&columns, &mut observed, &mut ranges, &mut problems);
    }
    observed.ranges = Some(ranges);
    problems.or(observed)
}

/// The measure of a row in the form of its basis.
fn named(grid: &Grid, row: usize, request: &Request) -> Result<(Arc<Measure>, Option<Basis>), Box<Diagnostic>> {
    let label = grid.text(row, 0);
    if label.is_empty() {
        return Err(Diagnostic::error("the row has values but no name", &grid.span(row, 0))
            .hint("write in the first column what is measured, for instance `Turnover rate`")
            .into());
    }
    let Some(Named { measure, basis, bases }) = row::measure(&label, request) else {
        return Err(Diagnostic::error(format!("the row `{label}` is not a known measure"), &grid.span(row, 0))
            .maybe_hint(nearest(&label, row::names(request)).map(|near| format!("did you mean `{near}`?")))
            .hint(format!(
                "or say what it is, in the report's entry of this file: `measures: {{a_name: {{row: \"{label}\", name: \
                 what it is in a sentence, unit: percent, better: higher}}}}`"
            ))
            .into());
    };
    let basis = match (bases, basis) {
        (Some(bases), Some(said)) if !bases.contains(&said) => {
            let message = format!("`{}` has no {} basis", measure.id, said.name());
            return Err(Diagnostic::error(message, &grid.span(row, 0))
                .hint("take the basis out of the row's name")
                .into());
        }
        (_, Some(said)) => Some(said),
        (Some(bases), None) => request.basis.filter(|basis| bases.contains(basis)).or(bases.first().copied()),
        (None, None) => request.basis,
    };
    Ok((Arc::new(measure.on(basis)), basis))
}

fn find_columns(grid: &Grid, request: &Request) -> Result<Columns, Vec<Diagnostic>> {
    let mut problems = Problems::default();
    let mut roles = Vec::new();
    for (at, column) in grid.columns.iter().enumerate().skip(1) {
        match role(&column.name) {
            Some(role) => roles.push((at, role)),
            None => problems.push(unknown_column(grid, at)),
        }
    }
    let own = request.area.as_ref();
    let mut of = Vec::new();
    for (at, role) in &roles {
        let Role::Of(who, period) = role else { continue };
        let area = match who {
            Who::Area(area) => Ok(Arc::clone(area)),
            Who::Region => region(grid, *at, request, &of),
            Who::Unsaid => own.cloned().ok_or_else(|| {
                let message = format!("the column `{}` does not say whose values it has", grid.columns[*at].name);
                Diagnostic::error(message, &grid.header_span(*at))
                    .hint("add `area:` to the report's entry of this file, such as `area: Warwickshire`")
                    .into()
            }),
            Who::Unknown(name) => own.cloned().ok_or_else(|| {
                Diagnostic::error(format!("unknown area `{name}`"), &grid.header_span(*at))
                    .maybe_hint(register().nearest(name).map(|near| format!("did you mean `{near}`?")))
                    .hint("or say who is meant, in the report's entry of this file: `area: Warwickshire`")
                    .into()
            }),
        };
        match area {
            Ok(area) => of.push((*at, area, *period)),
            Err(problem) => problems.push(*problem),
        }
    }
    problems.extend(mixed_periods(grid, &of));
    let Some(last) = of.iter().map(|(_, _, period)| *period).max() else {
        if roles.iter().all(|(_, role)| !matches!(role, Role::Of(..))) {
            problems.push(
                Diagnostic::error("no column says whose values it has and when", &grid.header_row())
                    .hint("name the council's columns by area and period, such as `Warwickshire 2021-22`"),
            );
        }
        // There is something to say, so that this never returns the period.
        return problems.or(Columns { columns: Vec::new(), last: Period::Year(0) });
    };
    let mut columns = Vec::new();
    for (at, role) in roles {
        let (who, end) = match &role {
            Role::Latest(who) => (who, None),
            Role::End(end, who) => (who, Some(*end)),
            Role::Of(..) | Role::Remark => continue,
        };
        let area = match who {
            Who::Area(area) => Ok(Arc::clone(area)),
            Who::Region | Who::Unsaid => region(grid, at, request, &of),
            Who::Unknown(_) => Err(unknown_column(grid, at).into()),
        };
        match (area, end) {
            (Ok(area), None) => columns.push((at, Column::Values(area, last))),
            (Ok(area), Some(end)) => columns.push((at, Column::Range(end, area))),
            (Err(problem), _) => problems.push(*problem),
        }
    }
    columns.extend(of.into_iter().map(|(at, area, period)| (at, Column::Values(area, period))));
    columns.sort_by_key(|(at, _)| *at);
    problems.or(Columns { columns, last })
}

/// The region that the table means: the one that the entry names, else that of the council.
fn region(
    grid: &Grid,
    at: usize,
    request: &Request,
    of: &[(usize, Arc<Area>, Period)],
) -> Result<Arc<Area>, Box<Diagnostic>> {
    let councils = request.area.iter().chain(of.iter().map(|(_, area, _)| area));
    let own = || councils.filter_map(|area| register().by_code(&area.region)).next();
    request.region.as_ref().or_else(own).cloned().ok_or_else(|| {
        let message = format!("the column `{}` does not say which region is meant", grid.columns[at].name);
        Diagnostic::error(message, &grid.header_span(at))
            .hint("add `region:` to the report's entry of this file, such as `region: West Midlands`")
            .into()
    })
}

/// A year beside a split year: which of the two is the last cannot be told.
fn mixed_periods(grid: &Grid, of: &[(usize, Arc<Area>, Period)]) -> Option<Diagnostic> {
    let (first, _, one) = of.first()?;
    let (at, _, other) =
        of.iter().find(|(_, _, period)| std::mem::discriminant(period) != std::mem::discriminant(one))?;
    Some(
        Diagnostic::error(format!("`{other}` and `{one}` are not periods of one kind"), &grid.header_span(*at))
            .related(&grid.header_span(*first), "the other one")
            .hint("write all of them as years, `2022`, or all as split years, `2021-22`"),
    )
}

fn unknown_column(grid: &Grid, at: usize) -> Diagnostic {
    let name = &grid.columns[at].name;
    Diagnostic::error(format!("the column `{name}` is no area, period or range"), &grid.header_span(at))
        .hint(
            "a column is called by area and period, such as `Warks 2021-22`, by an area, such as `National` or \
             `WM average`, or `Range from` and `To`",
        )
        .hint("delete the column, or show the file as it is with `kind: table`")
}

impl Reading<'_> {
    /// The values of areas in the row.
    fn values(&self, columns: &Columns, observed: &mut Observed, problems: &mut Problems) {
        for (at, column) in &columns.columns {
            let Column::Values(area, period) = column else { continue };
            match self.form(*at, &self.text(*at)) {
                Ok(None) => {}
                Ok(Some((datum, names))) if names.is_empty() => {
                    self.check_share(*at, columns, observed);
                    observed.observations.push(self.observation(area, *period, datum, *at));
                }
                Ok(Some(_)) => problems.push(
                    Diagnostic::error(
                        "a name stands beside a value that is nobody else's",
                        &self.grid.span(self.row, *at),
                    )
                    .label(format!("in the column `{}`", self.grid.columns[*at].name))
                    .hint("write the value alone; names belong to the ends of a range"),
                ),
                Err(problem) => problems.push(*problem),
            }
        }
    }

    fn text(&self, at: usize) -> String {
        self.grid.text(self.row, at).into_owned()
    }

    /// The value of a cell or of a part of it, and who has it.
    fn form(&self, at: usize, text: &str) -> Result<Option<Said>, Box<Diagnostic>> {
        let span = || self.grid.span(self.row, at);
        let known = |name: &str| register().find(name).is_some();
        let form: Form<'_> = match form::read(text, known) {
            Ok(Some(form)) => form,
            Ok(None) => return Ok(None),
            Err(Misread::Value(value)) => {
                let dash = value.chars().all(|one| matches!(one, '-' | '–' | '—' | '−' | '.'));
                return Err(Diagnostic::error(format!("`{value}` is neither a number nor a symbol"), &span())
                    .label(format!("in the row `{}`", self.grid.text(self.row, 0)))
                    .maybe_hint(
                        dash.then_some("leave the cell empty where there is no value, or say why with a symbol"),
                    )
                    .hint(Symbol::key())
                    .hint("a value that is an authority's stands before its name: `9.3% (Shropshire)`")
                    .into());
            }
            Err(Misread::Name(name)) => {
                let message = if name.is_empty() {
                    "the brackets name nobody".to_owned()
                } else {
                    format!("unknown area `{name}`")
                };
                return Err(Diagnostic::error(message, &span())
                    .maybe_hint(register().nearest(name).map(|near| format!("did you mean `{near}`?")))
                    .hint("write an authority by its name, or two as `2.2% (Shropshire & Walsall)`")
                    .into());
            }
        };
        let percent = matches!(self.measure.unit, Unit::Percent | Unit::PercentagePoints);
        let sign = form.value.contains('%') || form.value.ends_with("cent");
        if (sign && !percent) || (form.value.contains('£') && self.measure.unit != Unit::Pounds) {
            let message = format!("`{}` in a row of another unit", form.value);
            return Err(Diagnostic::error(message, &span())
                .hint(format!("the {} is counted in {}", self.measure.name, self.measure.unit.noun()))
                .into());
        }
        let areas = form.names.iter().filter_map(|name| register().find(name)).collect();
        Ok(Some((form.datum, areas)))
    }

    fn observation(&self, area: &Arc<Area>, period: Period, datum: Datum, column: usize) -> Observation {
        Observation {
            measure: Arc::clone(&self.measure),
            basis: self.basis,
            area: Arc::clone(area),
            period,
            datum,
            row: self.row,
            column,
            working: None,
        }
    }

    /// `0.178` among values with `%` is most likely 17.8%.
    fn check_share(&self, at: usize, columns: &Columns, observed: &mut Observed) {
        let value = self.grid.rows[self.row].get(at).and_then(|cell| cell.number());
        let below_one = value.is_some_and(|value| !value.is_zero() && value.abs() < Decimal::ONE);
        let text = self.text(at);
        let others = || columns.columns.iter().any(|(other, _)| self.text(*other).contains('%'));
        if self.measure.unit == Unit::Percent && below_one && !text.contains('%') && others() {
            let value = value.unwrap_or_default();
            observed.warnings.push(
                Diagnostic::warning(format!("`{text}` is read as {text}%"), &self.grid.span(self.row, at)).hint(
                    format!(
                        "if a share is meant, write `{}%`, else write `{text}%`",
                        (value * Decimal::ONE_HUNDRED).normalize()
                    ),
                ),
            );
        }
    }
}

#[cfg(test)]
mod tests;
