//! Which rows of a table a figure counts, and how much each of them adds.
//!
//! SQL has many words for one group of people: one condition more, `OR`, `NOT`, an inner query, `CASE`. So nobody reads
//! the words: the query is asked again without each group of rows that it cannot tell apart, and what its answer loses
//! is what they add to it.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use rusqlite::types::Value;
use rust_decimal::Decimal;

use crate::data::Dataset;
use crate::facts::query::functions::decimal;
use crate::facts::query::session::{Rows, Session};
use crate::facts::query::sql::Sql;
use crate::facts::query::{Ground, Inquiry, TURN, tables};
use crate::project::sources::Disclosure;
use crate::project::yaml::Text;

/// The most rows that are read again in all, which takes a few tenths of a second.
const MOST: usize = 400_000;

/// What the rows of a dataset under disclosure control add to a number.
#[derive(Debug, Clone)]
pub struct Counted {
    /// The dataset.
    pub dataset: Arc<Dataset>,
    /// What each of its rows adds.
    pub rows: Vec<Decimal>,
}

/// What each row adds to the answer of a query that gives one number; `None` where the answer is no sum over the rows of
/// one dataset under control, or where it would take too long to find out.
pub fn counted(text: &Text, ground: Ground<'_>) -> Option<Counted> {
    let sql = Sql::read(text).ok()?;
    let bound = ground.parameters.bind(&sql).ok()?;
    let tables = tables::tables(ground.datasets);
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let (sql, bound, tables) = (&sql, bound.as_slice(), tables.as_slice());
    let found = of(&Inquiry { sql, bound, ground, tables, real: sql.divides(), small: None });
    drop(turn);
    found
}

fn of(inquiry: &Inquiry<'_>) -> Option<Counted> {
    let mut session = Session::open(inquiry, false).ok()?;
    let whole = number(&session.rows().ok()?)?;
    let read = session.read();
    let controlled = |at: usize| inquiry.tables[at].dataset.disclosure == Disclosure::Controlled;
    let mut of = read.iter().filter(|(at, _)| controlled(*at));
    let (Some((at, columns)), None) = (of.next(), of.next()) else { return None };
    let table = &inquiry.tables[*at];
    if table.is_tidy() {
        return None;
    }
    let mut alike: BTreeMap<Vec<Option<String>>, Vec<usize>> = BTreeMap::new();
    for row in 0..table.len() {
        alike.entry(columns.iter().map(|column| table.text(row, *column)).collect()).or_default().push(row);
    }
    if alike.len().saturating_mul(table.len()) > MOST {
        return None;
    }
    let mut rows = vec![Decimal::ZERO; table.len()];
    for members in alike.values() {
        let without = number(&session.rows_without(*at, columns, members).ok()?)?;
        let each = whole.checked_sub(without)?.checked_div(Decimal::from(members.len()))?;
        members.iter().for_each(|row| rows[*row] = each);
    }
    // What is no sum, such as a highest value or a share, is lost in other ways.
    let sum = rows.iter().copied().try_fold(Decimal::ZERO, Decimal::checked_add)?;
    let is_sum = (sum - whole).abs() <= Decimal::new(1, 6);
    is_sum.then(|| Counted { dataset: Arc::clone(&table.dataset), rows })
}

/// The one number of an answer; a sum over nothing is zero.
fn number(rows: &Rows) -> Option<Decimal> {
    match rows.as_slice() {
        [row] => match row.as_slice() {
            [Value::Integer(whole)] => Some(Decimal::from(*whole)),
            [Value::Real(real)] => decimal(*real),
            [Value::Null] => Some(Decimal::ZERO),
            _ => None,
        },
        _ => None,
    }
}
