//! A session: a database in memory that holds the tables of one query, of which it is asked as often as it takes.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use rusqlite::{Connection, Statement};
use rust_decimal::Decimal;

use crate::diagnostic::Diagnostic;
use crate::facts::problem::Problem;
use crate::facts::query::functions::held;
use crate::facts::query::guard::Guard;
use crate::facts::query::tables::Unknown;
use crate::facts::query::{Inquiry, explain, functions, place};

/// How many rows an answer may have.
const ROWS: usize = 10_000;

/// The rows of an answer as SQLite holds them.
pub type Rows = Vec<Vec<Value>>;

/// A database that holds the tables of one query.
pub struct Session<'a> {
    /// The query and what it is asked of.
    pub inquiry: &'a Inquiry<'a>,
    connection: Connection,
    guard: Guard,
    /// The values of the parameters.
    pub values: Vec<(&'static str, Value)>,
    /// The columns of the answer.
    pub columns: Vec<String>,
    /// The cells that have symbols, in the tables and columns that are read.
    pub unknown: Vec<Unknown>,
    /// How many rows were put in.
    filled: usize,
}

impl<'a> Session<'a> {
    /// Makes the tables that the query reads, with their rows from the last to the first where `reversed`.
    pub fn open(inquiry: &'a Inquiry<'a>, reversed: bool) -> Result<Self, Box<Diagnostic>> {
        let place = place(inquiry.sql.text);
        let failed = |error: rusqlite::Error| {
            let problem = Problem::new(format!("the tables of the query could not be made: {error}"));
            Box::new(problem.hint("use a smaller part of the data").diagnostic(&place))
        };
        let mut connection = Connection::open_in_memory().map_err(failed)?;
        let guard = Guard::default();
        let longest = inquiry.tables.iter().map(|table| table.dataset.file.text.len()).max().unwrap_or_default();
        guard.bind(&mut connection, longest.min(1_000_000)).map_err(failed)?;
        functions::install(&connection, inquiry.ground.datasets, inquiry.real, inquiry.small.as_ref())
            .map_err(failed)?;
        for table in inquiry.tables {
            table.create(&connection, inquiry.real).map_err(failed)?;
        }
        let values = inquiry.bound.iter().map(|one| (one.name, Value::Text(one.value.clone()))).collect();
        let (columns, unknown) = (Vec::new(), Vec::new());
        let mut session = Self { inquiry, connection, guard, values, columns, unknown, filled: 0 };
        session.prepare()?;
        session.guard.open(&mut session.connection).map_err(failed)?;
        for (at, columns) in session.read() {
            let table = &inquiry.tables[at];
            let filled = table.fill(at, &session.connection, &columns, inquiry.real, reversed);
            session.unknown.extend(filled.map_err(failed)?);
            session.filled += table.len();
        }
        session.unknown.sort_by_key(|cell| (cell.table, cell.column, cell.row));
        Ok(session)
    }

    /// Has the query checked, and learns what it reads and what its columns are called.
    fn prepare(&mut self) -> Result<(), Box<Diagnostic>> {
        self.close()?;
        let prepared = self.connection.prepare(&self.inquiry.sql.text.value);
        let checked = prepared.map(|statement| {
            let columns = statement.column_names().map(str::to_owned).collect::<Vec<_>>();
            let known = (1..=statement.parameter_count()).all(|at| self.value_at(&statement, at).is_some());
            (columns, known && statement.readonly())
        });
        let (columns, good) = checked.map_err(|error| self.explain(&error))?;
        if !good {
            let problem = Problem::new("the query has a place that nothing is put in")
                .hint("put a blank after the name of a parameter such as `:area`");
            return Err(self.inquiry.wrong(problem));
        }
        self.columns = columns;
        Ok(())
    }

    /// The rows of the answer, from what the tables hold now.
    pub fn rows(&mut self) -> Result<Rows, Box<Diagnostic>> {
        self.close()?;
        let taken = self.take();
        let rows = taken.map_err(|error| self.explain(&error))?;
        if rows.len() > ROWS {
            let problem = Problem::new(format!("the query gives more than {ROWS} rows"))
                .hint("no chart or table shows so many; add a condition, `GROUP BY` or `LIMIT`");
            return Err(self.inquiry.wrong(problem));
        }
        Ok(rows)
    }

    /// The rows of the answer if a parameter had another value.
    pub fn rows_with(&mut self, name: &str, value: &Value) -> Result<Rows, Box<Diagnostic>> {
        let own = self.values.clone();
        for (_, known) in self.values.iter_mut().filter(|(known, _)| *known == name) {
            *known = value.clone();
        }
        let rows = self.rows();
        self.values = own;
        rows
    }

    /// The rows of the answer if some rows were not in a table, of which these columns are read.
    pub fn rows_without(
        &mut self,
        table: usize,
        columns: &BTreeSet<usize>,
        rows: &[usize],
    ) -> Result<Rows, Box<Diagnostic>> {
        let Inquiry { tables, real, .. } = self.inquiry;
        let of = &tables[table];
        self.guard.open(&mut self.connection).map_err(|error| self.explain(&error))?;
        of.take(&self.connection, rows).map_err(|error| self.explain(&error))?;
        let answer = self.rows();
        self.guard.open(&mut self.connection).map_err(|error| self.explain(&error))?;
        of.put_back(&self.connection, columns, *real, rows).map_err(|error| self.explain(&error))?;
        answer
    }

    /// The value of a parameter of a statement, counted from 1.
    fn value_at(&self, statement: &Statement<'_>, at: usize) -> Option<&Value> {
        let name = statement.parameter_name(at)?.strip_prefix(':')?;
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    fn take(&self) -> rusqlite::Result<Rows> {
        let mut statement = self.connection.prepare(&self.inquiry.sql.text.value)?;
        let width = statement.column_count();
        for at in 1..=statement.parameter_count() {
            let value = self.value_at(&statement, at).cloned();
            statement.raw_bind_parameter(at, value)?;
        }
        let mut rows = statement.raw_query();
        let mut taken = Vec::new();
        while let Some(row) = rows.next()? {
            if taken.len() > ROWS {
                break;
            }
            taken.push((0..width).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<Value>>>()?);
        }
        Ok(taken)
    }

    /// Puts a value, or nothing, in the place of symbols.
    pub fn set(&mut self, cells: &[Unknown], value: impl Fn(&Unknown) -> Value) -> Result<(), Box<Diagnostic>> {
        self.guard.open(&mut self.connection).map_err(|error| self.explain(&error))?;
        let mut columns = cells.chunk_by(|a, b| (a.table, a.column) == (b.table, b.column));
        let set = columns.try_for_each(|cells| {
            let table = cells.first().map_or(0, |cell| cell.table);
            self.inquiry.tables[table].set(&self.connection, cells, &value)
        });
        set.map_err(|error| self.explain(&error))
    }

    /// Puts the numbers of some observations into a table of them, each multiplied.
    pub fn multiply(&mut self, table: usize, observations: &[usize], by: Decimal) -> Result<(), Box<Diagnostic>> {
        self.guard.open(&mut self.connection).map_err(|error| self.explain(&error))?;
        let Inquiry { tables, real, .. } = self.inquiry;
        let of = &tables[table];
        let Some(column) = of.value_column() else { return Ok(()) };
        let value = |at: &usize| {
            let number = of.dataset.observed.observations.get(*at)?.datum.number()?;
            Some((i64::try_from(*at).ok()?.checked_add(1)?, held(number.checked_mul(by)?, *real).ok()?))
        };
        let put = of.put(&self.connection, column, observations.iter().filter_map(value));
        put.map_err(|error| self.explain(&error))
    }

    /// Lets everything be seen: small counts, and a value in the place of every symbol. A sum over either is no longer like
    /// one over nothing.
    pub fn lay_open(&mut self, value: &Value) -> Result<(), Box<Diagnostic>> {
        let Inquiry { ground, real, .. } = self.inquiry;
        functions::install(&self.connection, ground.datasets, *real, None).map_err(|error| self.explain(&error))?;
        if self.inquiry.small.as_ref().is_some_and(|small| small.people) {
            functions::install_extremes(&self.connection, *real, None).map_err(|error| self.explain(&error))?;
        }
        self.set(&self.unknown.clone(), |_| value.clone())
    }

    fn close(&mut self) -> Result<(), Box<Diagnostic>> {
        let tables = self.inquiry.tables.iter().map(|table| table.name.clone()).collect();
        self.guard.expect_rows(self.filled);
        self.guard.close(&mut self.connection, tables).map_err(|error| self.explain(&error))
    }

    /// The tables that the query reads, by their place, with the columns that it reads of each.
    pub fn read(&self) -> Vec<(usize, BTreeSet<usize>)> {
        let read = self.guard.read();
        let tables = self.inquiry.tables.iter().enumerate();
        let mut found: Vec<(usize, BTreeSet<usize>)> = tables
            .filter(|(_, table)| read.iter().any(|(name, _)| *name == table.name))
            .map(|(at, table)| {
                let known = |column: &String| read.contains(&(table.name.clone(), column.clone()));
                let columns = table.columns.iter().enumerate();
                (at, columns.filter(|(_, column)| known(&column.name)).map(|(at, _)| at).collect())
            })
            .collect();
        self.add_joined(&mut found);
        found
    }

    /// Adds the columns by which `USING` and `NATURAL` join tables, since SQLite does not ask whether it may read them.
    fn add_joined(&self, found: &mut [(usize, BTreeSet<usize>)]) {
        let Some(joined) = self.inquiry.sql.joined() else { return };
        let tables = self.inquiry.tables;
        let has = |table: usize, name: &str| {
            tables[table].columns.iter().position(|column| column.name.eq_ignore_ascii_case(name))
        };
        let read: Vec<usize> = found.iter().map(|(at, _)| *at).collect();
        for (at, columns) in found {
            for (number, column) in tables[*at].columns.iter().enumerate() {
                let shared = || read.iter().any(|other| other != at && has(*other, &column.name).is_some());
                let named = joined.names.iter().any(|name| name.eq_ignore_ascii_case(&column.name));
                if named || joined.natural && shared() {
                    columns.insert(number);
                }
            }
        }
    }

    fn explain(&self, error: &rusqlite::Error) -> Box<Diagnostic> {
        Box::new(explain::explain(error, self.inquiry, &self.guard))
    }
}
