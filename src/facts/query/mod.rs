//! Queries: SQL over the datasets of a report, whose answer is exact, the same every day, and never hides a value that
//! is not published.
//!
//! A query runs in a database in memory that holds its tables and nothing else. Four things about its answer are found
//! out by asking again: with the rows of every table in reverse (an order that leaves ties, a limit that cuts between
//! equals), with numbers in the place of symbols (a sum over a suppressed value, a comparison with one), and with other
//! names in the place of the subject's (a file that writes `Stoke` for Stoke-on-Trent).

pub mod counted;
pub mod dataset;
mod explain;
mod functions;
mod guard;
mod lineage;
mod missed;
mod mixed;
mod parameters;
pub mod recomputed;
mod releases;
mod session;
mod sql;
mod symbols;
mod tables;

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::types::Value;
use rust_decimal::Decimal;

use crate::data::Dataset;
use crate::data::query::Query;
use crate::diagnostic::{Diagnostic, Span};
use crate::facts::problem::Problem;
use crate::project::sources::Disclosure;
use crate::project::yaml::Text;
use crate::quantity::value::Symbol;
use functions::Small;
use parameters::Bound;
use session::{Rows, Session};
use sql::{LARGEST, Sql};
use tables::Table;

pub use parameters::{About, Parameters};
pub use tables::VALUES;

/// The bound on SQLite's memory is one for the whole program, so that queries take turns: what one report asks never
/// shows in another's answer.
static TURN: Mutex<()> = Mutex::new(());

/// The functions that make a list of several rows.
const LISTS: [&str; 6] = [
    "group_concat",
    "string_agg",
    "json_group_array",
    "json_group_object",
    "jsonb_group_array",
    "jsonb_group_object",
];

/// What a query answers.
#[derive(Debug)]
pub struct Answer {
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Answered>>,
    /// The query itself, for provenance.
    pub query: Arc<Query>,
}

/// A cell of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// Nothing.
    Nothing,
    /// A number, exact to nine decimals.
    Number(Decimal),
    /// The symbol of the cell that was asked for.
    Symbol(Symbol),
    /// Text.
    Text(String),
}

/// What the queries of a report are asked of.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The report's data files.
    pub datasets: &'a [Arc<Dataset>],
    /// Counts above zero and below this are left out where people under disclosure control are counted.
    pub threshold: Decimal,
    /// Whether a data file could not be read, so that a table that is missing needs no word.
    pub unread: bool,
    /// What the parameters stand for.
    pub parameters: &'a Parameters,
}

/// Asks a query; `name` is what the report calls the answer.
///
/// # Errors
/// What is wrong with the query, at its words; one that reads no data; an answer that depends on the order of rows, or on values that are not
/// published, or that misses rows about its subject; a query that takes too long or too much.
pub fn ask(name: &str, text: &Text, ground: Ground<'_>) -> Result<Answer, Box<Diagnostic>> {
    let sql = Sql::read(text).map_err(|(problem, at)| Box::new(problem.diagnostic(&text.locate(at))))?;
    if let Some(at) = sql.too_large() {
        let problem = Problem::new("a number that is too large to count with exactly");
        return Err(Box::new(
            problem
                .hint("write at most 9007199254740992; of a larger one digits would be lost")
                .diagnostic(&text.locate(at)),
        ));
    }
    let bound = ground.parameters.bind(&sql)?;
    let tables = tables::tables(ground.datasets);
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let written = text.value.to_lowercase();
    let controlled = tables.iter().any(|table| {
        table.dataset.disclosure == Disclosure::Controlled && written.contains(&table.dataset.name.to_lowercase())
    });
    let people = tables.iter().any(|table| {
        written.contains(&table.dataset.name.to_lowercase()) && table.dataset.has_a_row_for_each_person()
    });
    let small = controlled.then(|| Small {
        threshold: ground.threshold,
        people,
        nested: sql.words().iter().filter(|word| word.is("select")).count() > 1,
        left_out: Arc::default(),
        shown: Arc::default(),
    });
    let inquiry = Inquiry { sql: &sql, bound: &bound, ground, tables: &tables, real: sql.divides(), small };
    let answer = inquiry.answer(name);
    drop(turn);
    answer
}

/// The first word of a query, which stands for all of it in messages.
pub fn place(text: &Text) -> Span {
    let end = text.value.find(|one: char| !one.is_alphanumeric()).unwrap_or(text.value.len());
    text.locate(0..end.max(1))
}

/// A query and the tables that it is asked of.
struct Inquiry<'a> {
    sql: &'a Sql<'a>,
    /// The parameters that it uses.
    bound: &'a [Bound],
    ground: Ground<'a>,
    tables: &'a [Table],
    /// Whether numbers are never held as integers, whose division would lose its remainder.
    real: bool,
    /// The counts that are left out, where people under disclosure control are counted.
    small: Option<Small>,
}

impl Inquiry<'_> {
    fn answer(&self, name: &str) -> Result<Answer, Box<Diagnostic>> {
        let mut session = Session::open(self, false)?;
        if session.read().is_empty() {
            return Err(self.wrong(
                Problem::new("the query reads no data")
                    .hint("a number that is typed by hand is stated: `{value: 25, unit: people, source: …, date: 2025-03-31}`"),
            ));
        }
        self.refuse_lists(&session)?;
        let rows = session.rows()?;
        let tells = self.small.as_ref().is_some_and(|small| self.sql.divides() && small.nearly_equal());
        let tells = tells && rows.len() == 1;
        if rows.len() > 1 && !self.sql.ordered() {
            return Err(self.wrong(
                Problem::new(format!("the query gives {} rows in no order", rows.len()))
                    .hint("add `ORDER BY` with a column that tells the rows apart, or ask for one row"),
            ));
        }
        if Session::open(self, true)?.rows()? != rows {
            let problem = if rows.len() > 1 {
                Problem::new("the order of the query's rows is not settled")
                    .hint("two rows are equal in what `ORDER BY` names, or a `LIMIT` cuts between equals; add a column that tells them apart")
            } else {
                Problem::new("the answer depends on the order of the rows in the file").hint(
                    "a `LIMIT`, a list or a column beside `max(…)` takes one of several equal rows; say which one",
                )
            };
            return Err(self.wrong(problem));
        }
        symbols::compared(&session)?;
        let symbols = symbols::find(&mut session, &rows)?;
        mixed::find(&mut session, &rows)?;
        releases::find(&session)?;
        let mut cells = Vec::with_capacity(rows.len());
        let left_out = self.small.as_ref().is_some_and(|small| small.left_out.load(Ordering::Relaxed));
        missed::find(&mut session)?;
        let hidden = if left_out { self.hidden(&rows)? } else { BTreeMap::new() };
        let symbols = symbols.into_iter().zip(&rows).map(|(symbols, row)| {
            let known = symbols.into_iter().zip(row);
            let is_hidden = |value: &Value| tells || (left_out && *value == Value::Null);
            let hidden = |value: &Value| is_hidden(value).then_some(Symbol::Suppressed);
            known.map(|(symbol, value)| symbol.or_else(|| hidden(value))).collect::<Vec<_>>()
        });
        for (row, symbols) in rows.iter().zip(symbols) {
            let one: Result<Vec<Answered>, Problem> =
                row.iter().zip(symbols).map(|(value, symbol)| answered(value, symbol)).collect();
            cells.push(one.map_err(|problem| self.wrong(problem))?);
        }
        let read = session.read();
        let of = |table: &Table| read.iter().any(|(at, _)| self.tables[*at].name == table.name);
        let mut datasets: Vec<Arc<Dataset>> = Vec::new();
        for table in self.tables.iter().filter(|table| of(table)) {
            if !datasets.iter().any(|known| known.name == table.dataset.name) {
                datasets.push(Arc::clone(&table.dataset));
            }
        }
        let tables: Vec<&Table> = read.iter().map(|(at, _)| &self.tables[*at]).collect();
        let made = lineage::trace(self.sql, &session.columns, tables)
            .map_err(|(problem, at)| Box::new(problem.diagnostic(&self.sql.text.locate(at))))?;
        let columns = read
            .iter()
            .flat_map(|(at, columns)| {
                let table = &self.tables[*at];
                columns.iter().map(|column| format!("{}.{}", table.name, table.columns[*column].name))
            })
            .collect();
        let query = Query {
            name: name.to_owned(),
            sql: self.sql.text.value.clone(),
            bound: self.bound.iter().map(|one| (one.name, one.value.clone())).collect(),
            place: self.sql.text.span.clone(),
            datasets,
            columns,
            made,
            hidden,
        };
        Ok(Answer { columns: session.columns, rows: cells, query: Arc::new(query) })
    }

    /// Refuses to list the people that a table under control has a row for each of: a list tells who or how many they
    /// are.
    fn refuse_lists(&self, session: &Session<'_>) -> Result<(), Box<Diagnostic>> {
        let read = session.read();
        let people =
            read.iter().map(|(at, _)| &self.tables[*at].dataset).find(|data| data.has_a_row_for_each_person());
        let Some(data) = people else { return Ok(()) };
        let words = self.sql.words();
        let calls = words.windows(2).find(|two| two[1].text == "(" && LISTS.iter().any(|list| two[0].is(list)));
        let Some([call, _]) = calls else { return Ok(()) };
        let problem =
            Problem::new(format!("`{}` lists people, for each of whom `{}` has a row", call.text, data.name))
                .hint("count them, with `count(*)`: small counts are then left out")
                .hint("if its rows are no people, add `disclosure: published` to the file");
        Err(Box::new(problem.diagnostic(&self.sql.text.locate(call.at.clone()))))
    }

    /// What is left out of an answer, by row and column: the numbers that would stand there if nothing were.
    ///
    /// # Errors
    /// An answer that is worked out from counts that are left out, such as a mean of them, and so would not be true.
    fn hidden(&self, rows: &Rows) -> Result<BTreeMap<(usize, usize), Decimal>, Box<Diagnostic>> {
        let (sql, bound, ground, tables) = (self.sql, self.bound, self.ground, self.tables);
        let open = Inquiry { sql, bound, ground, tables, real: self.real, small: None };
        let all = Session::open(&open, false)?.rows()?;
        let mut hidden = BTreeMap::new();
        let mut free = vec![true; all.len()];
        for (at, row) in rows.iter().enumerate() {
            let alike = |other: usize| {
                let pairs = all.get(other).into_iter().flat_map(|whole| row.iter().zip(whole));
                let mut pairs = pairs.peekable();
                pairs.peek().is_some() && pairs.all(|(value, other)| *value == Value::Null || value == other)
            };
            let own = Some(at).filter(|at| free.get(*at) == Some(&true) && alike(*at));
            let Some(found) = own.or_else(|| (0..all.len()).find(|other| free[*other] && alike(*other))) else {
                return Err(self.untrue());
            };
            free[found] = false;
            for (column, value) in all[found].iter().enumerate().filter(|(column, _)| row[*column] == Value::Null) {
                if let Ok(Answered::Number(number)) = answered(value, None) {
                    hidden.insert((at, column), number);
                }
            }
        }
        Ok(hidden)
    }

    /// The error for an answer that is worked out as if counts that are left out were none.
    fn untrue(&self) -> Box<Diagnostic> {
        let threshold = self.ground.threshold;
        self.wrong(
            Problem::new("the answer would not be true: the query works with small counts, which are left out")
                .hint(format!(
                    "counts below {threshold} are `NULL` within the query, so that a sum, a mean or a comparison of \
                     counts passes over them; ask for the counts themselves, each in a column of its own"
                ))
                .hint("or count larger groups, such as all teams together"),
        )
    }

    /// The numbers that the query may compare with: those that it writes, and those that it is told.
    fn numbers(&self) -> Vec<Decimal> {
        let told = self.bound.iter().filter_map(|one| one.value.parse().ok());
        told.chain(self.sql.numbers()).collect()
    }

    /// A problem of the query as a whole.
    fn wrong(&self, problem: Problem) -> Box<Diagnostic> {
        Box::new(problem.diagnostic(&place(self.sql.text)))
    }
}

/// What SQLite holds, as a cell of the answer.
fn answered(value: &Value, symbol: Option<Symbol>) -> Result<Answered, Problem> {
    Ok(match (value, symbol) {
        (_, Some(Symbol::Suppressed)) => Answered::Symbol(Symbol::Suppressed),
        (Value::Null, Some(symbol)) => Answered::Symbol(symbol),
        (Value::Null, None) => Answered::Nothing,
        (Value::Integer(whole), _) => Answered::Number(Decimal::from(*whole)),
        (Value::Real(real), _) => Answered::Number(
            Some(*real).filter(|real| real.abs() <= LARGEST).and_then(functions::decimal).ok_or_else(|| {
                Problem::new(format!("the query gives `{real}`, which is too large to be exact"))
                    .hint("look whether it multiplies or divides what it should")
            })?,
        ),
        (Value::Text(text), _) => Answered::Text(text.clone()),
        (Value::Blob(_), _) => {
            return Err(Problem::new("the query gives bytes, not a number or a text")
                .hint("select columns, and take `CAST(… AS BLOB)` out"));
        }
    })
}
