//! Whether an answer depends on values that are not published: it is asked for again with numbers in their place.
//!
//! In SQL a symbol is NULL, which a sum passes over in silence. So the same query is asked with a number that is higher
//! than any, with one that is lower than any, and with every number that the query itself writes or is told (what it may
//! compare with), in the place of all symbols. An answer that changes rests on what nobody has published. A column that the
//! query asks for with `IS NULL` or `IS NOT NULL` is left alone: whoever asks has thought of it.

use rusqlite::types::Value;
use rust_decimal::Decimal;

use crate::diagnostic::Diagnostic;
use crate::facts::problem::Problem;
use crate::facts::query::functions::{decimal, held};
use crate::facts::query::session::{Rows, Session};
use crate::facts::query::sql::{Kind, Word};
use crate::facts::query::tables::{Unknown, VALUES};
use crate::quantity::value::Symbol;

/// A number that no data hold, and that survives every form that SQLite holds it in.
const EXTREME: i64 = 900_000_000_000_000;

/// How many of the numbers that a query writes are tried.
const TRIED: usize = 12;

/// The symbol of every cell of the answer that is one; `rows` is the answer.
///
/// # Errors
/// An answer that depends on a value that is not known.
pub fn find(session: &mut Session<'_>, rows: &Rows) -> Result<Vec<Vec<Option<Symbol>>>, Box<Diagnostic>> {
    let none: Vec<Vec<Option<Symbol>>> = rows.iter().map(|row| vec![None; row.len()]).collect();
    if session.unknown.is_empty() {
        return Ok(none);
    }
    let all = session.unknown.clone();
    let asked = session.inquiry.sql.asked_for_null();
    let known_to_author = |cell: &Unknown| {
        let name = &session.inquiry.tables[cell.table].columns[cell.column].name;
        asked.iter().any(|asked| asked.eq_ignore_ascii_case(name))
    };
    let cells: Vec<Unknown> = all.iter().filter(|cell| !known_to_author(cell)).cloned().collect();
    for sign in [1, -1] {
        session.set(&cells, |cell| extreme(cell.symbol, sign))?;
        // What cannot be computed with such a number was to be computed with what is not known.
        if !session.rows().is_ok_and(|others| paired(&others, rows, sign).is_some()) {
            return Err(depends(session, &cells, rows, |cell| extreme(cell.symbol, sign), sign));
        }
    }
    // With every symbol replaced the cells that show one are found; a query that leaves them out shows none.
    session.set(&all, |cell| extreme(cell.symbol, 1))?;
    let found = session.rows().ok().and_then(|others| paired(&others, rows, 1)).unwrap_or(none);
    session.set(&all, |_| Value::Null)?;
    let shows = |column: usize| found.iter().any(|row| row.get(column).is_some_and(Option::is_some));
    let without = |rows: &Rows| -> Rows {
        let kept = |row: &Vec<Value>| {
            row.iter().enumerate().filter(|(at, _)| !shows(*at)).map(|(_, value)| value.clone()).collect()
        };
        let mut rows: Rows = rows.iter().map(kept).collect();
        rows.sort_by_key(|row| key(row));
        rows
    };
    if !cells.is_empty() {
        let wanted = without(rows);
        for number in session.inquiry.numbers().into_iter().take(TRIED) {
            let Ok(value) = held(number, session.inquiry.real) else { continue };
            session.set(&cells, |_| value.clone())?;
            if !session.rows().is_ok_and(|others| without(&others) == wanted) {
                let same = |other: &Rows| without(other) == wanted;
                return Err(culprit(session, &cells, |_| value.clone(), same));
            }
        }
        session.set(&cells, |_| Value::Null)?;
    }
    Ok(found)
}

/// Refuses a query that compares a column with the text of a symbol that stands in it: no row would be found.
///
/// # Errors
/// Such a comparison, at the text.
pub fn compared(session: &Session<'_>) -> Result<(), Box<Diagnostic>> {
    let words = session.inquiry.sql.words();
    let texts = words.iter().enumerate().filter(|(_, word)| word.kind == Kind::Text);
    for (at, word) in texts {
        let (Some(symbol), Some(name)) = (Symbol::parse(&word.text), beside(&words, at)) else { continue };
        let of = |cell: &&Unknown| {
            let column = &session.inquiry.tables[cell.table].columns[cell.column].name;
            cell.symbol == symbol && column.eq_ignore_ascii_case(name)
        };
        let Some(cell) = session.unknown.iter().find(of) else { continue };
        let table = &session.inquiry.tables[cell.table];
        let column = table.columns[cell.column].in_sql();
        let mark = symbol.mark().trim_matches(['[', ']']);
        let problem =
            Problem::new(format!("`{}` is a symbol, and no value that a query finds in `{column}`", word.text))
                .related(
                    &table.dataset.grid.span(cell.cell.0, cell.cell.1),
                    &format!("{}: {}", symbol.mark(), symbol.meaning()),
                );
        // A symbol that disclosure control has put there is no word of the file.
        let tidy = table.is_tidy() || !table.dataset.observed.observations.is_empty();
        let problem = if tidy {
            let name = &table.dataset.name;
            problem.hint(format!("ask the table of values for it: `SELECT count(*) FROM {name}{VALUES} WHERE symbol = '{mark}' AND …`"))
        } else {
            problem
        };
        let problem = problem
            .hint(format!("in SQL a symbol is `NULL`: `WHERE {column} IS NULL` finds every row without a number"));
        return Err(Box::new(problem.diagnostic(&session.inquiry.sql.text.locate(word.at.clone()))));
    }
    Ok(())
}

/// The name that a text is compared with: `rate = 'z'`, `'z' <> rate`, `rate IN ('c', 'z')`, `rate LIKE 'z'`.
fn beside(words: &[Word], at: usize) -> Option<&str> {
    let is_name = |word: &&Word| matches!(word.kind, Kind::Word | Kind::Quoted);
    let compares =
        |word: &Word| ["=", "==", "<>", "!="].contains(&word.text.as_str()) || word.is("like") || word.is("is");
    let before = at.checked_sub(1).map(|before| &words[before])?;
    if words.get(at + 1).is_some_and(compares) {
        // `a.rate`: the name is the last part.
        let name = words[at + 2..].iter().take_while(|word| is_name(word) || word.text == ".").last();
        return name.filter(is_name).map(|word| word.text.as_str());
    }
    let mut end = at;
    if before.text == "(" || before.text == "," {
        let open = words[..at].iter().rposition(|word| word.text == "(" && word.depth < words[at].depth)?;
        end = open.checked_sub(1).filter(|before| words[*before].is("in"))?;
    } else if compares(before) {
        end -= 1;
    } else if before.is("not") && at >= 2 && compares(&words[at - 2]) {
        end -= 2;
    } else {
        return None;
    }
    let mut names = words[..end].iter().rev().skip_while(|word| word.is("not"));
    names.next().filter(is_name).map(|word| word.text.as_str())
}

/// The number that stands for a symbol.
fn extreme(symbol: Symbol, sign: i64) -> Value {
    let at = Symbol::ALL.iter().position(|known| *known == symbol).unwrap_or_default();
    Value::Integer(sign * (EXTREME + i64::try_from(at).unwrap_or_default()))
}

/// The symbol that a number stands for.
fn symbol(value: &Value, sign: i64) -> Option<Symbol> {
    let number = match value {
        Value::Integer(whole) => Decimal::from(*whole),
        Value::Real(real) => decimal(*real)?,
        _ => return None,
    };
    let at = usize::try_from(i64::try_from(number * Decimal::from(sign)).ok()?.checked_sub(EXTREME)?).ok()?;
    Symbol::ALL.get(at).copied()
}

/// The symbols of `rows` by those that stand in `others`, whose rows may be in another order; `None` if the two are not
/// the same but for symbols.
fn paired(others: &Rows, rows: &Rows, sign: i64) -> Option<Vec<Vec<Option<Symbol>>>> {
    if others.len() != rows.len() {
        return None;
    }
    let bare = |row: &Vec<Value>| -> Vec<Value> {
        row.iter().map(|value| if symbol(value, sign).is_some() { Value::Null } else { value.clone() }).collect()
    };
    let mut from: Vec<(String, usize)> = others.iter().enumerate().map(|(at, row)| (key(&bare(row)), at)).collect();
    let mut to: Vec<(String, usize)> = rows.iter().enumerate().map(|(at, row)| (key(row), at)).collect();
    from.sort();
    to.sort();
    let mut found: Vec<Vec<Option<Symbol>>> = rows.iter().map(|row| vec![None; row.len()]).collect();
    for ((other_key, other), (own_key, own)) in from.iter().zip(&to) {
        if other_key != own_key {
            return None;
        }
        found[*own] = others[*other].iter().map(|value| symbol(value, sign)).collect();
    }
    Some(found)
}

/// A row as something that can be sorted.
fn key(row: &[Value]) -> String {
    format!("{row:?}")
}

fn depends(
    session: &mut Session<'_>,
    cells: &[Unknown],
    rows: &Rows,
    value: impl Fn(&Unknown) -> Value,
    sign: i64,
) -> Box<Diagnostic> {
    culprit(session, cells, value, |other| paired(other, rows, sign).is_some())
}

/// The error for an answer that depends on symbols, with the place of one of them.
fn culprit(
    session: &mut Session<'_>,
    cells: &[Unknown],
    value: impl Fn(&Unknown) -> Value,
    same: impl Fn(&Rows) -> bool,
) -> Box<Diagnostic> {
    // Without the first `low` cells the answer is the same, with the first `high` it is not.
    let (mut low, mut high) = (0, cells.len());
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        let tried = session
            .set(cells, |_| Value::Null)
            .and_then(|()| session.set(&cells[..middle], &value))
            .and_then(|()| session.rows());
        match tried {
            Ok(rows) if same(&rows) => low = middle,
            _ => high = middle,
        }
    }
    let mut problem = Problem::new("the answer depends on a value that is not known");
    if let Some(cell) = cells.get(high.saturating_sub(1)) {
        let table = &session.inquiry.tables[cell.table];
        let grid = &table.dataset.grid;
        let words = format!("{}: {}", cell.symbol.mark(), cell.symbol.meaning());
        problem = problem.related(&grid.span(cell.cell.0, cell.cell.1), &words);
        let column = table.columns[cell.column].in_sql();
        problem = problem.hint(format!(
            "leave out what is not known with `WHERE {column} IS NOT NULL`, and say in the text that it is left out"
        ));
    }
    session
        .inquiry
        .wrong(problem.hint("a symbol is not a number, and what is left out of a sum makes it too small"))
}
