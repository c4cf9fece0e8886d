//! The DfE's children's social work workforce statistics, in both published layouts.

use std::collections::HashMap;
use std::sync::Arc;

use crate::data::areas::{Area, Level, normalised, register};
use crate::data::measures::{Measure, find_on};
use crate::data::problems::Problems;
use crate::data::table::Grid;
use crate::data::{Kind, Observation, Observed, Reads, Request};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::value::Symbol;

/// The DfE's file of indicators, from the 2017 release to the current one.
pub const KIND: Kind = Kind {
    name: "dfe-csww",
    title: "the DfE's children's social work workforce statistics",
    reads: Reads::Cells {
        blank_stub: false,
        recognises: |header, _| {
            ["time_period", "geographic_level", "new_la_code"].iter().all(|name| header.contains(name))
                && COLUMNS.iter().any(|column| header.contains(&column.current) || header.contains(&column.older))
        },
        observe,
    },
};

/// A column of values: what it measures, and its name in each layout.
struct ValueColumn {
    measure: &'static str,
    basis: Option<Basis>,
    /// The name since the 2023 release.
    current: &'static str,
    /// The name up to the 2022 release; empty where it was not published.
    older: &'static str,
}

const fn column(
    measure: &'static str,
    basis: Option<Basis>,
    current: &'static str,
    older: &'static str,
) -> ValueColumn {
    ValueColumn { measure, basis, current, older }
}

const FTE: Option<Basis> = Some(Basis::Fte);
const HEADS: Option<Basis> = Some(Basis::Headcount);

/// Every column of values, in the order of the current layout.
#[rustfmt::skip]
const COLUMNS: &[ValueColumn] = &[
    column("in_post", FTE, "inpost_fte", "social_worker_fte"),
    column("in_post", HEADS, "inpost_headcount", "social_worker_headcount"),
    column("starters", FTE, "starters_fte", ""),
    column("starters", HEADS, "starters_headcount", ""),
    column("leavers", FTE, "leavers_fte", "leaver_fte"),
    column("leavers", HEADS, "leavers_headcount", "leaver_headcount"),
    column("turnover_rate", FTE, "turnover_rate_fte", "turnover_rate_fte_%"),
    column("turnover_rate", HEADS, "turnover_rate_headcount", "turnover_rate_headcount_%"),
    column("agency_workers", FTE, "agency_fte", "agency_fte"),
    column("agency_workers", HEADS, "agency_headcount", "agency_headcount"),
    column("agency_rate", FTE, "agency_rate_fte", "agency_worker_rate_fte_%"),
    column("agency_rate", HEADS, "agency_rate_headcount", "agency_worker_rate_headcount_%"),
    column("agency_cover", FTE, "agency_cover_fte", "agency_cover_fte"),
    column("agency_cover_rate", FTE, "agency_cover_rate_fte", "agency_cover_rate_fte_%"),
    column("vacancies", FTE, "vacancy_fte", "vacancy_fte"),
    column("vacancy_rate", FTE, "vacancy_rate_fte", "vacancy_rate_fte_%"),
    column("vacancy_agency_cover_rate", FTE, "vacancy_agency_cover_rate_fte", "vacancy_agency_cover_rate_fte_%"),
    column("case_holders", FTE, "case_holders_fte", "case_holders_fte"),
    column("cases", None, "cases", "cases"),
    column("caseload", FTE, "caseload_fte", "caseload_fte"),
    column("working_days_lost", FTE, "working_days_lost_fte", "working_days_lost_fte"),
    column("absence_rate", FTE, "absence_rate_fte", "absence_rate_fte_%"),
];

/// The columns that say when and where, the same in both layouts.
const PLACE_COLUMNS: [&str; 9] = [
    "time_period",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
];

/// A column of values that was found in the file.
struct Found {
    at: usize,
    basis: Option<Basis>,
    measure: Arc<Measure>,
}

fn observe(grid: &Grid, _request: &Request) -> Result<Observed, Vec<Diagnostic>> {
    let (place, values) = find_columns(grid)?;
    let mut problems = Problems::default();
    let mut observed = Observed {
        source: "Department for Education, Children's social work workforce".to_owned(),
        period_meaning: "year ended 30 September".to_owned(),
        observations: Vec::with_capacity(grid.rows.len() * values.len()),
        ..Observed::default()
    };
    let mut areas = HashMap::new();
    let mut latest = None;
    for row in 0..grid.rows.len() {
        let (period, area) = (period(grid, row, &place), area(grid, row, &place, &mut areas));
        for found in &values {
            match grid.datum(row, found.at, found.measure.unit) {
                Ok(Some(datum)) => {
                    if let (Ok(period), Ok(area)) = (&period, &area) {
                        observed.observations.push(Observation {
                            measure: Arc::clone(&found.measure),
                            basis: found.basis,
                            area: Arc::clone(area),
                            period: *period,
                            datum,
                            row,
                            column: found.at,
                            working: None,
                        });
                    }
                }
                Ok(None) => problems.push(empty(grid, row, found.at)),
                Err(problem) => problems.push(*problem),
            }
        }
        match period {
            Ok(period) => latest = latest.max(Some(period)),
            Err(problem) => problems.push(*problem),
        }
        if let Err(problem) = area {
            problems.push(*problem);
        }
    }
    observed.release = latest.map(|period| period.to_string()).unwrap_or_default();
    problems.or(observed)
}

/// Where the columns stand: those of when and where, and those of values in the layout that fits the header better.
fn find_columns(grid: &Grid) -> Result<([usize; 9], Vec<Found>), Vec<Diagnostic>> {
    let current: fn(&ValueColumn) -> &'static str = |column| column.current;
    let older: fn(&ValueColumn) -> &'static str = |column| column.older;
    let fit = |name: fn(&ValueColumn) -> &'static str| {
        COLUMNS.iter().filter(|column| grid.column(name(column)).is_some()).count()
    };
    let name = if fit(older) > fit(current) { older } else { current };

    if fit(name) == 0 {
        let message = format!("the header is not that of {}", KIND.title);
        return Err(vec![
            Diagnostic::error(message, &grid.header_span(0)).hint("name another `kind`, or leave it out"),
        ]);
    }

    let mut problems = Problems::default();
    let mut missing = Vec::new();
    let mut require = |name: &'static str| {
        grid.column(name).unwrap_or_else(|| {
            missing.push(name);
            0
        })
    };
    let place = PLACE_COLUMNS.map(&mut require);
    let mut values = Vec::with_capacity(COLUMNS.len());
    for column in COLUMNS.iter().filter(|column| !name(column).is_empty()) {
        let at = require(name(column));
        if let Some(measure) = find_on(column.measure, column.basis) {
            values.push(Found { at, basis: column.basis, measure: Arc::clone(measure) });
        }
    }
    let whole = || format!("{} must be whole, as published", KIND.title);
    if missing.len() > 3 {
        // The file lost a part; a few missing columns are most likely misspelt.
        let names: Vec<String> = missing.iter().take(8).map(|name| format!("`{name}`")).collect();
        let more = if missing.len() > 8 { format!(" and {} more", missing.len() - 8) } else { String::new() };
        let problem = Diagnostic::error(format!("{} columns are missing", missing.len()), &grid.header_row());
        problems.push(problem.hint(format!("add {}{more}", names.join(", "))).hint(whole()));
    } else {
        problems.extend(missing.iter().filter_map(|name| grid.require(name).err()).map(|one| one.hint(whole())));
    }
    problems.or((place, values))
}

fn period(grid: &Grid, row: usize, place: &[usize; 9]) -> Result<Period, Box<Diagnostic>> {
    let text = grid.text(row, place[0]);
    match Period::parse(&text) {
        Some(period @ Period::Year(_)) => Ok(period),
        _ => Err(Diagnostic::error(format!("`{text}` is not a year"), &grid.span(row, place[0]))
            .hint("write the year in which the period ends, for instance `2025`")
            .into()),
    }
}

/// The area of a row: the registered one, else what the row itself says of it, so that a reorganisation can be read.
fn area(
    grid: &Grid,
    row: usize,
    place: &[usize; 9],
    seen: &mut HashMap<String, Arc<Area>>,
) -> Result<Arc<Area>, Box<Diagnostic>> {
    const LEVELS: [(&str, Level); 3] =
        [("National", Level::National), ("Regional", Level::Regional), ("Local authority", Level::LocalAuthority)];
    let [_, level_at, country, country_name, region, region_name, number, authority, authority_name] = *place;
    let written = grid.text(row, level_at);
    let Some((_, level)) = LEVELS.iter().find(|(name, _)| *name == written) else {
        return Err(Diagnostic::error(format!("unknown level `{written}`"), &grid.span(row, level_at))
            .maybe_hint(did_you_mean(&written, LEVELS.map(|(name, _)| name)))
            .into());
    };
    let (code_at, name_at, number, region) = match level {
        Level::National => (country, country_name, String::new(), String::new()),
        Level::Regional => (region, region_name, String::new(), String::new()),
        Level::LocalAuthority | Level::Neighbours => {
            (authority, authority_name, grid.text(row, number).into_owned(), grid.text(row, region).into_owned())
        }
    };
    let code = grid.text(row, code_at);
    if let Some(area) = seen.get(code.as_ref()) {
        return Ok(Arc::clone(area));
    }
    let name = grid.text(row, name_at);
    if code.is_empty() || name.is_empty() {
        let (at, what) = if code.is_empty() { (code_at, "code") } else { (name_at, "name") };
        return Err(Diagnostic::error(format!("the row of level `{written}` has no {what}"), &grid.span(row, at))
            .hint(format!("fill in the column `{}`", grid.columns[at].name))
            .into());
    }
    // The same number and name under a new code: the DfE keeps the number where the authority stays the same.
    let same = || register().find(&number).filter(|area| normalised(&area.name) == normalised(&name));
    let area = match register().by_code(&code).or_else(same) {
        Some(area) => Arc::clone(area),
        None => Arc::new(Area {
            code: code.clone().into_owned(),
            old_code: number,
            name: name.into_owned(),
            level: *level,
            region,
        }),
    };
    seen.insert(code.into_owned(), Arc::clone(&area));
    Ok(area)
}

fn empty(grid: &Grid, row: usize, column: usize) -> Diagnostic {
    let message = format!("no value in the column `{}`", grid.columns[column].name);
    Diagnostic::error(message, &grid.span(row, column)).hint(Symbol::key())
}

#[cfg(test)]
mod tests;
