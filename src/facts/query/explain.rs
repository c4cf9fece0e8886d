//! What SQLite says is wrong with a query, in the words of this program and at the words of the author.

use rusqlite::{Error, ErrorCode};

use crate::data::personal;
use crate::diagnostic::{Diagnostic, did_you_mean, nearest};
use crate::facts::problem::Problem;
use crate::facts::query::Inquiry;
use crate::facts::query::guard::{FUNCTIONS, Guard, Refused};

/// The words that a query is made of, for slips in them.
const KEYWORDS: &[&str] = &[
    "SELECT",
    "FROM",
    "WHERE",
    "GROUP",
    "ORDER",
    "BY",
    "HAVING",
    "LIMIT",
    "JOIN",
    "LEFT",
    "INNER",
    "ON",
    "AS",
    "AND",
    "OR",
    "NOT",
    "NULL",
    "IN",
    "BETWEEN",
    "LIKE",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "END",
    "DISTINCT",
    "UNION",
    "WITH",
    "DESC",
    "ASC",
    "OVER",
    "PARTITION",
    "USING",
];

/// An error of SQLite's as a diagnostic in the report.
pub(super) fn explain(error: &Error, inquiry: &Inquiry<'_>, guard: &Guard) -> Diagnostic {
    let sql = inquiry.sql;
    let (message, code, offset) = match error {
        Error::SqlInputError { error, msg, offset, .. } => {
            (msg.as_str(), Some(error.code), usize::try_from(*offset).ok())
        }
        Error::SqliteFailure(error, Some(message)) => (message.as_str(), Some(error.code), None),
        Error::SqliteFailure(error, None) => ("", Some(error.code), None),
        _ => ("", None, None),
    };
    let refused = guard.refused().map(|refused| match refused {
        // A query that refers to itself is met as a table that nobody has declared.
        Refused::Table(_) if sql.place_of("recursive").is_some() => Refused::Recursion,
        other => other,
    });
    let problem = match (&refused, code) {
        (Some(refused), _) => deny(refused, inquiry),
        (None, Some(ErrorCode::OperationInterrupted)) => Problem::new("the query takes too long").hint(
            "look whether a `JOIN` lacks its `ON`: every row of one table is then put beside every row of another",
        ),
        (None, Some(ErrorCode::OutOfMemory | ErrorCode::TooBig)) => Problem::new("the query needs too much memory")
            .hint("ask for less: fewer columns, fewer rows, shorter texts"),
        _ => said(message, error, inquiry, offset),
    };
    let named = refused.as_ref().and_then(|refused| match refused {
        Refused::Function(name) | Refused::Table(name) => sql.place_of(name),
        Refused::RowNumber(_) => ["rowid", "oid", "_rowid_"].iter().find_map(|name| sql.place_of(name)),
        Refused::Recursion => sql.place_of("recursive"),
        Refused::Other => None,
    });
    let named = named.or_else(|| {
        let name = message.strip_prefix("no such column: ").or_else(|| message.strip_prefix("no such table: "));
        name.and_then(|name| sql.place_of(name))
    });
    let at = match (offset, named) {
        _ if message == "incomplete input" => sql.last(),
        (Some(offset), _) if refused.is_none() && offset < sql.text.value.len() => sql.token_at(offset),
        (_, Some(named)) => named,
        _ => sql.token_at(0),
    };
    problem.diagnostic(&sql.text.locate(at))
}

/// What the author may not do.
fn deny(refused: &Refused, inquiry: &Inquiry<'_>) -> Problem {
    match refused {
        Refused::Function(name) => {
            let today = ["random", "randomblob", "date", "time", "datetime", "julianday", "unixepoch", "strftime"];
            let problem = Problem::new(format!("a query cannot use `{name}`"));
            if today.contains(&name.as_str()) {
                problem.hint(
                    "its answer could differ from day to day; a date in a file is text: `substr(start, 1, 7)` is its month",
                )
            } else {
                problem.maybe_hint(did_you_mean(name, FUNCTIONS.iter().copied()))
            }
        }
        Refused::Table(name) => no_table(name, inquiry),
        Refused::RowNumber(table) => Problem::new("a query cannot ask for the number of a row")
            .hint(format!("order by a column of `{table}` that tells its rows apart")),
        Refused::Recursion => Problem::new("a query cannot refer to itself")
            .hint("write what it should list, or keep it as a data file"),
        Refused::Other => Problem::new("a query only reads data")
            .hint("write one `SELECT`; it cannot change data, settings or files"),
    }
}

/// What SQLite says of a query that it does not understand.
fn said(message: &str, error: &Error, inquiry: &Inquiry<'_>, offset: Option<usize>) -> Problem {
    if let Some(name) = message.strip_prefix("no such table: ") {
        return no_table(name, inquiry);
    }
    if let Some(name) = message.strip_prefix("no such column: ") {
        // SQLite guesses at a text that stands in the wrong quotes, and so do we.
        let name = name.split(" - should").next().unwrap_or(name).trim_matches('"');
        return no_column(name, inquiry);
    }
    if let Some(name) = message.strip_prefix("no such function: ") {
        return Problem::new(format!("unknown function `{name}`"))
            .maybe_hint(did_you_mean(&name.to_lowercase(), FUNCTIONS.iter().copied()));
    }
    if let Some(name) = message.strip_prefix("ambiguous column name: ") {
        let with = tables_with(name, inquiry);
        let table = with.first().map_or("table", String::as_str);
        return Problem::new(format!("more than one table has a column `{name}`")).hint(format!(
            "write the name of the table, or the short name that the query gives it, before the column: `{table}.{name}`"
        ));
    }
    if let Some(rest) = message.strip_prefix("near \"")
        && let Some((word, _)) = rest.rsplit_once("\": syntax error")
    {
        // A keyword that is misspelt is taken for a name, and the error is found at the word after it.
        let misspelt = |word: &str| {
            let near = nearest(word, KEYWORDS.iter().copied())?;
            let known = KEYWORDS.iter().any(|known| known.eq_ignore_ascii_case(word));
            let named = inquiry.tables.iter().any(|table| table.names(word));
            (!known && !named).then_some(near)
        };
        let before = offset.and_then(|offset| inquiry.sql.before(offset));
        let near = before.and_then(misspelt).or_else(|| misspelt(word));
        let clause =
            ["FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT"].iter().any(|one| one.eq_ignore_ascii_case(word));
        if clause && offset.is_some_and(|offset| inquiry.sql.in_brackets(offset)) {
            return Problem::new(format!("the query cannot be read at `{word}`"))
                .hint("a bracket before it is not closed: write `)` where it ends");
        }
        return Problem::new(format!("the query cannot be read at `{word}`")).hint(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "look at the word and at what stands before it: a comma, a bracket, a quotation mark".to_owned()
            }
        });
    }
    if message == "incomplete input" {
        return Problem::new("the query ends too early")
            .hint("look for a bracket that is not closed, or a missing name");
    }
    if message.contains("is text, not a number") {
        return Problem::new(format!("the query reckons with text: {message}"))
            .hint("a column that has a text among its numbers is text; put the text right, or leave its row out");
    }
    let deep =
        ["nested too deep", "Recursion limit", "Expression tree is too large", "too many terms", "parser stack"];
    if deep.iter().any(|part| message.contains(part)) {
        return Problem::new("the query is too long or too deeply nested")
            .hint("ask for less at once, or make several queries of it");
    }
    let words = if message.is_empty() { error.to_string() } else { message.to_owned() };
    Problem::new(format!("the query cannot be answered: {words}")).hint("put right what the message names")
}

fn no_table(name: &str, inquiry: &Inquiry<'_>) -> Problem {
    let names = || inquiry.tables.iter().map(|table| table.name.as_str());
    let problem = Problem::new(format!("unknown table `{name}`")).follows(inquiry.ground.unread);
    match did_you_mean(name, names()) {
        Some(hint) => problem.hint(hint),
        None => problem.hint("the tables are the data files of the report; list one under `data:`"),
    }
}

fn no_column(name: &str, inquiry: &Inquiry<'_>) -> Problem {
    let bare = name.rsplit('.').next().unwrap_or(name);
    let columns =
        || inquiry.tables.iter().flat_map(|table| table.columns.iter().map(|column| column.name.as_str()));
    let withheld = inquiry.tables.iter().find_map(|table| Some((table, table.dataset.grid.withheld(bare)?)));
    if let Some((table, column)) = withheld {
        return Problem::new(personal::not_read(column, &table.dataset.name)).hint(personal::INSTEAD);
    }
    let problem = Problem::new(format!("unknown column `{name}`"));
    let quoted = inquiry.sql.place_of(bare).and_then(|at| inquiry.sql.text.value.get(at));
    if quoted.is_some_and(|written| written.starts_with('"')) && nearest(bare, columns()).is_none() {
        return problem
            .hint(format!("text stands in single quotes: `'{bare}'`; double quotes are for names of columns"));
    }
    match tables_with(bare, inquiry).first() {
        Some(table) => problem.hint(format!("`{table}` has it: add the table after `FROM` or `JOIN`")),
        None => problem.maybe_hint(did_you_mean(bare, columns())),
    }
}

/// The names of the tables that have a column.
fn tables_with(column: &str, inquiry: &Inquiry<'_>) -> Vec<String> {
    let has = |table: &&crate::facts::query::tables::Table| {
        table.columns.iter().any(|one| one.name.eq_ignore_ascii_case(column))
    };
    inquiry.tables.iter().filter(has).map(|table| table.name.clone()).collect()
}
