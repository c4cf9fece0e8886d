//! Whether an answer adds up what cannot be added: FTE and headcount, or values of different units; and whether it takes
//! the highest or the lowest of both.
//!
//! In a table of observations these stand below each other, and nothing but its conditions tells which of them a query
//! adds up. So it is asked again with the values of one basis changed, and then with those of the other: what changes
//! both times is made of both.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;
use rust_decimal::Decimal;

use crate::data::Observation;
use crate::diagnostic::Diagnostic;
use crate::facts::problem::Problem;
use crate::facts::query::session::{Rows, Session};
use crate::facts::query::sql::Kind;
use crate::quantity::basis::Basis;
use crate::quantity::value::Unit;

/// Refuses an answer that adds up values of both bases, or of several units; `rows` is the answer.
///
/// # Errors
/// Such an answer, at the query.
pub fn find(session: &mut Session<'_>, rows: &Rows) -> Result<(), Box<Diagnostic>> {
    let words = session.inquiry.sql.words();
    let calls =
        |names: &[&str]| words.windows(2).any(|two| names.iter().any(|name| two[0].is(name)) && two[1].text == "(");
    let takes = if calls(&["sum", "avg", "total"]) {
        Takes::Sum
    } else if calls(&["max"]) {
        Takes::Highest
    } else if calls(&["min"]) {
        Takes::Lowest
    } else {
        return Ok(());
    };
    let said: Vec<&str> =
        words.iter().filter(|word| word.kind == Kind::Text).map(|word| word.text.as_str()).collect();
    let bases: BTreeSet<Basis> = said.iter().filter_map(|text| Basis::parse(text)).collect();
    // A product or a quotient of values has a unit of its own.
    let multiplies = words
        .windows(2)
        .any(|two| two[1].text == "*" && !["(", ",", "."].contains(&two[0].text.as_str()) && !two[0].is("select"));
    let of_units = !multiplies && !session.inquiry.sql.divides();
    for (table, columns) in session.read() {
        let of = &session.inquiry.tables[table];
        if of.value_column().is_none_or(|column| !columns.contains(&column)) {
            continue;
        }
        // Where the query names one basis, or one measure, it is about that.
        let measures = said.iter().filter(|text| of.dataset.measure(text).is_some()).count();
        if bases.len() != 1
            && let Some((one, other)) = both(session, rows, table, takes, |one| one.basis.map(Basis::name))?
        {
            let problem = Problem::new(format!("the query {} {other} and {one} values", takes.words()))
                .hint("take all rows on one basis: `WHERE basis = 'FTE'`, or `GROUP BY basis`");
            return Err(session.inquiry.wrong(problem));
        }
        if of_units
            && measures != 1
            && let Some((one, other)) = both(session, rows, table, takes, |one| Some(name(one.measure.unit)))?
        {
            let problem = Problem::new(format!("the query {} values in {other} and in {one}", takes.words()))
                .hint("take the rows of one measure: `WHERE measure = 'turnover_rate'`, or `GROUP BY measure`");
            return Err(session.inquiry.wrong(problem));
        }
    }
    Ok(())
}

/// What a query makes of several values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    Sum,
    Highest,
    Lowest,
}

impl Takes {
    fn words(self) -> &'static str {
        match self {
            Self::Sum => "adds up",
            Self::Highest => "takes the highest of",
            Self::Lowest => "takes the lowest of",
        }
    }

    /// By how much values are multiplied so that every answer that is made of them changes.
    fn factor(self, rows: usize) -> Decimal {
        match self {
            // Several rows must keep their order; of a single one a rounded number must change as well.
            Self::Sum if rows > 1 => Decimal::new(1_000_001, 6),
            Self::Sum => Decimal::from(3),
            // Higher than any other value, or lower.
            Self::Highest => Decimal::from(1_000_000),
            Self::Lowest => Decimal::new(1, 6),
        }
    }
}

fn name(unit: Unit) -> &'static str {
    Unit::NAMES.iter().find(|(_, known)| *known == unit).map_or("number", |(name, _)| name)
}

/// Two classes of observations that one cell of the answer is made of.
fn both(
    session: &mut Session<'_>,
    rows: &Rows,
    table: usize,
    takes: Takes,
    class: impl Fn(&Observation) -> Option<&'static str>,
) -> Result<Option<(&'static str, &'static str)>, Box<Diagnostic>> {
    let mut classes: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
    let observations = &session.inquiry.tables[table].dataset.observed.observations;
    for (at, one) in observations.iter().enumerate().filter(|(_, one)| one.datum.number().is_some()) {
        if let Some(class) = class(one) {
            classes.entry(class).or_default().push(at);
        }
    }
    if classes.len() < 2 {
        return Ok(None);
    }
    let by = takes.factor(rows.len());
    // Rows that are told apart by their texts are found again in whichever order they come.
    let key = |row: &[Value]| {
        row.iter().filter(|cell| matches!(cell, Value::Text(_))).map(|cell| format!("{cell:?}")).collect::<Vec<_>>()
    };
    let keys: BTreeSet<Vec<String>> = rows.iter().map(|row| key(row)).collect();
    let told_apart = keys.len() == rows.len();
    if takes != Takes::Sum && !told_apart {
        return Ok(None);
    }
    let mut changed: BTreeMap<(usize, usize), &'static str> = BTreeMap::new();
    for (class, members) in classes {
        session.multiply(table, &members, by)?;
        let others = session.rows();
        session.multiply(table, &members, Decimal::ONE)?;
        let Ok(others) = others else { continue };
        for (at, own) in rows.iter().enumerate() {
            let same = |other: &&Vec<Value>| key(own) == key(other);
            let other = if takes == Takes::Sum { others.get(at) } else { others.iter().find(same) };
            let Some(other) = other else { continue };
            let cells = own.iter().zip(other).enumerate().filter(|(_, (own, other))| own != other);
            for (column, _) in cells {
                if let Some(before) = changed.insert((at, column), class) {
                    return Ok(Some((class, before)));
                }
            }
        }
    }
    Ok(None)
}
