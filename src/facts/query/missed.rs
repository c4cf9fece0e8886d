//! Whether a query misses rows because the data call the subject something else than its parameters do: it is asked
//! again with what they call it.
//!
//! Where `area = :area` asks for Stoke-on-Trent and a file has `Stoke`, a count would be zero without a word. So every
//! other name that stands in the columns which the query reads is put in the place of the parameter. If the answer is not
//! the one for a name that no data have, it is made of rows that were missed.

use std::collections::BTreeSet;

use rusqlite::types::Value;

use crate::data::areas::Level;
use crate::diagnostic::Diagnostic;
use crate::facts::problem::Problem;
use crate::facts::query::parameters::{Bound, Meant};
use crate::facts::query::session::{Rows, Session};
use crate::facts::query::tables::Table;
use crate::quantity::period::Period;

/// A text and a number that no data hold.
const NOBODY: (&str, i64) = ("\u{ffff}", 900_000_000_000_000);

/// How many combinations of names are tried; a file that calls three things by many names each would have more.
const MOST: usize = 64;

/// Another name of what a parameter means.
struct Other<'a> {
    text: String,
    /// Whether it means the very same, and not the region around it or a part of it.
    same: bool,
    table: &'a Table,
    row: usize,
    column: usize,
}

/// Looks for rows that a query misses; afterwards the session answers nothing that may be shown.
///
/// # Errors
/// A name in the data that the query does not find, with its cell.
pub fn find(session: &mut Session<'_>) -> Result<(), Box<Diagnostic>> {
    let inquiry = session.inquiry;
    if inquiry.bound.is_empty() {
        return Ok(());
    }
    session.lay_open(&Value::Integer(NOBODY.1))?;
    let nobody = Value::Text(NOBODY.0.to_owned());
    let own = session.values.clone();
    let others: Vec<Vec<Other<'_>>> = inquiry.bound.iter().map(|bound| others(session, bound)).collect();
    for (at, bound) in inquiry.bound.iter().enumerate() {
        let wrong =
            |problem: Problem| Err(Box::new(problem.diagnostic(&inquiry.sql.text.locate(bound.at.clone()))));
        let text = Value::Text(bound.value.clone());
        if let Some(number) = number(bound)
            && !alike(session, bound, [&number, &text])
            && !alike(session, bound, [&number, &Value::Integer(NOBODY.1)])
        {
            // Beside a column a number and its text are the same to SQLite; beside a number that is computed they are not.
            return wrong(number_and_text(bound));
        }
        for other in &others[at] {
            let value = Value::Text(other.text.clone());
            let mut found = false;
            // A row may call the area something else, and the period as well.
            for values in combined(inquiry.bound, &others, at) {
                session.values = values;
                found = found || !alike(session, bound, [&value, &nobody]);
            }
            session.values.clone_from(&own);
            if found && (other.same || alike(session, bound, [&text, &nobody])) {
                return wrong(missed(bound, other));
            }
        }
    }
    Ok(())
}

/// The number that a value is the text of.
fn number(bound: &Bound) -> Option<Value> {
    bound.value.parse().ok().map(Value::Integer)
}

/// The values of all parameters, with every name that those but one of them go by.
fn combined(bound: &[Bound], others: &[Vec<Other<'_>>], but: usize) -> Vec<Vec<(&'static str, Value)>> {
    let mut combined = vec![Vec::new()];
    for (at, (bound, others)) in bound.iter().zip(others).enumerate() {
        let names = others.iter().map(|other| Value::Text(other.text.clone())).chain(number(bound));
        let names = names.filter(|_| at != but);
        let values: Vec<Value> = std::iter::once(Value::Text(bound.value.clone())).chain(names).collect();
        combined = combined
            .into_iter()
            .flat_map(|before| {
                values.iter().map(move |value| [before.as_slice(), &[(bound.name, value.clone())]].concat())
            })
            .take(MOST)
            .collect();
    }
    combined
}

/// Whether the answer is the same for two values of a parameter, wherever it shows them themselves.
fn alike(session: &mut Session<'_>, bound: &Bound, values: [&Value; 2]) -> bool {
    let [one, two] = values.map(|value| {
        let rows = session.rows_with(bound.name, value).ok()?;
        Some(rows.into_iter().map(|row| row.into_iter().map(|cell| without(cell, values)).collect()).collect())
    });
    let one: Option<Rows> = one;
    one == two
}

/// A cell without the values that were put in, in whatever form.
fn without(cell: Value, values: [&Value; 2]) -> Value {
    let texts = values.map(|value| match value {
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        _ => NOBODY.0.to_owned(),
    });
    match cell {
        Value::Text(text) => Value::Text(texts.iter().fold(text, |text, value| text.replace(value, NOBODY.0))),
        Value::Integer(number) if texts.contains(&number.to_string()) => Value::Text(NOBODY.0.to_owned()),
        other => other,
    }
}

/// What else the columns that a query reads call what a parameter means, each name once a column.
fn others<'a>(session: &Session<'a>, bound: &Bound) -> Vec<Other<'a>> {
    let mut others = Vec::new();
    for (table, columns) in session.read() {
        let table: &'a Table = &session.inquiry.tables[table];
        for column in columns {
            let mut seen = BTreeSet::from([bound.value.clone()]);
            for row in 0..table.len() {
                let Some(text) = table.text(row, column).filter(|text| seen.insert(text.clone())) else { continue };
                if let Some(same) = means(&text, table, &bound.meant) {
                    others.push(Other { text, same, table, row, column });
                }
            }
        }
    }
    others
}

/// Whether a text means the same; `None` if it means something else. London, Inner and Outer London are near enough to
/// be taken for each other.
fn means(text: &str, table: &Table, meant: &Meant) -> Option<bool> {
    match meant {
        Meant::Area(area) => {
            let found = table.dataset.area(text)?;
            let within = found.region == area.code || area.region == found.code;
            let near = within && found.level == Level::Regional && area.level == Level::Regional;
            (found.code == area.code).then_some(true).or(near.then_some(false))
        }
        Meant::Period(period) => (Period::parse(text)? == *period).then_some(true),
    }
}

fn missed(bound: &Bound, other: &Other<'_>) -> Problem {
    let Bound { name, value, meant, .. } = bound;
    let text = &other.text;
    let column = other.table.columns[other.column].in_sql();
    let (function, parameter) = match meant {
        Meant::Area(_) if *name == "region" => ("area", "region"),
        Meant::Area(_) => ("area", "area"),
        Meant::Period(_) => ("period", *name),
    };
    let about = match meant {
        Meant::Area(area) => area.name.clone(),
        Meant::Period(period) => period.to_string(),
    };
    let misses = format!("the query misses rows about {about}: `:{name}` is `{value}`");
    let problem = if other.same {
        Problem::new(format!("{misses}, and the data call it `{text}`")).hint(format!(
            "write `{function}({column}) = :{parameter}`: `{function}(…)` is the name by which `:{parameter}` knows \
             whatever a file calls it"
        ))
    } else {
        Problem::new(format!("{misses}, and the data have `{text}`"))
            .hint(format!("write `{column} IN (:{name}, '{text}')` if both are meant"))
    };
    match other.table.place(other.row, other.column) {
        Some(place) => problem.related(&place, "this is what the query does not find"),
        None => problem,
    }
}

fn number_and_text(bound: &Bound) -> Problem {
    let name = bound.name;
    Problem::new(format!("`:{name}` is a text, and the query compares it with a number that it computes"))
        .hint(format!("write `period(…) = :{name}`, with what is computed in the brackets"))
}
