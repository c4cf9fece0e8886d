//! What a query may do: read the declared tables with functions that give the same answer every day, within bounds.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, Result};

/// The functions that a query may use.
pub const FUNCTIONS: &[&str] = &[
    "abs",
    "area",
    "avg",
    "coalesce",
    "concat",
    "concat_ws",
    "count",
    "cume_dist",
    "dense_rank",
    "first_value",
    "format",
    "glob",
    "group_concat",
    "ifnull",
    "iif",
    "if",
    "instr",
    "lag",
    "last_value",
    "lead",
    "length",
    "like",
    "lower",
    "ltrim",
    "max",
    "min",
    "nth_value",
    "ntile",
    "nullif",
    "percent_rank",
    "period",
    "printf",
    "rank",
    "replace",
    "round",
    "row_number",
    "rtrim",
    "sign",
    "string_agg",
    "substr",
    "substring",
    "sum",
    "total",
    "trim",
    "typeof",
    "upper",
];

/// After how many steps of SQLite's machine the guard looks up.
const LOOK: i32 = 1_000;

/// How many steps a query may take: tens of joins of the largest published file, a second or so.
const STEPS: u64 = 20_000_000;

/// How many further steps it may take for each row that it reads.
const STEPS_A_ROW: u64 = 100;

/// How many bytes SQLite may hold.
const MEMORY: u32 = 256 * 1024 * 1024;

/// How many bytes a text, or a row, may have, unless the data have longer ones.
const LENGTH: usize = 100_000;

/// What a query reads, and what it was refused.
#[derive(Debug, Default)]
struct Seen {
    /// Names of tables and columns; a table of which only the rows are counted has the column "".
    read: BTreeSet<(String, String)>,
    refused: Option<Refused>,
}

/// What a query may not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// A function of that name.
    Function(String),
    /// A table that is none of the report's.
    Table(String),
    /// The number of a row, which says nothing about it.
    RowNumber(String),
    /// A query that refers to itself.
    Recursion,
    /// Anything that does not read.
    Other,
}

/// The guard of a connection.
#[derive(Debug, Default)]
pub struct Guard {
    seen: Arc<Mutex<Seen>>,
    steps: Arc<AtomicU64>,
    limit: Arc<AtomicU64>,
}

impl Guard {
    /// Sets the bounds of a new connection.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn bind(&self, connection: &mut Connection, longest: usize) -> Result<()> {
        for (limit, value) in [
            (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
            (Limit::SQLITE_LIMIT_EXPR_DEPTH, 200),
            (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 50),
            (Limit::SQLITE_LIMIT_VDBE_OP, 100_000),
            (Limit::SQLITE_LIMIT_FUNCTION_ARG, 100),
            (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200),
            (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 0),
            (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
        ] {
            connection.set_limit(limit, value)?;
        }
        let length = i32::try_from(longest.saturating_mul(2).max(LENGTH)).unwrap_or(i32::MAX);
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, length)?;
        // A name in double quotes that no column has is a slip, not a text.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
        connection.execute_batch(&format!(
            "PRAGMA hard_heap_limit = {MEMORY}; PRAGMA temp_store = MEMORY; PRAGMA journal_mode = OFF;"
        ))?;
        let (steps, limit) = (Arc::clone(&self.steps), Arc::clone(&self.limit));
        self.limit.store(STEPS, Ordering::Relaxed);
        connection.progress_handler(
            LOOK,
            Some(move || {
                let taken = steps.fetch_add(u64::from(LOOK.unsigned_abs()), Ordering::Relaxed);
                taken > limit.load(Ordering::Relaxed)
            }),
        )
    }

    /// Lets a query take its time: the bound grows with the rows that it reads.
    pub fn expect_rows(&self, rows: usize) {
        let rows = u64::try_from(rows).unwrap_or(u64::MAX);
        self.limit.store(STEPS.saturating_add(rows.saturating_mul(STEPS_A_ROW)), Ordering::Relaxed);
    }

    /// From here on only what a query may do is done; `tables` are those that it may read.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn close(&self, connection: &mut Connection, tables: Vec<String>) -> Result<()> {
        self.steps.store(0, Ordering::Relaxed);
        let seen = Arc::clone(&self.seen);
        connection.authorizer(Some(move |context: AuthContext<'_>| judge(&context, &tables, &seen)))
    }

    /// From here on everything is done again, for changes of our own.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn open(&self, connection: &mut Connection) -> Result<()> {
        self.limit.store(u64::MAX, Ordering::Relaxed);
        connection.authorizer(None::<fn(AuthContext<'_>) -> Authorization>)
    }

    /// The tables and columns that queries have asked for.
    pub fn read(&self) -> BTreeSet<(String, String)> {
        self.seen().read.clone()
    }

    /// The first thing that was refused.
    pub fn refused(&self) -> Option<Refused> {
        self.seen().refused.clone()
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a query may do something; keeps in mind what it reads.
fn judge(context: &AuthContext<'_>, tables: &[String], seen: &Mutex<Seen>) -> Authorization {
    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    let refused = match context.action {
        AuthAction::Select => None,
        AuthAction::Read { table_name, column_name } => {
            if !tables.iter().any(|table| table == table_name) {
                Some(Refused::Table(table_name.to_owned()))
            } else if column_name == "ROWID" {
                Some(Refused::RowNumber(table_name.to_owned()))
            } else {
                seen.read.insert((table_name.to_owned(), column_name.to_owned()));
                None
            }
        }
        AuthAction::Function { function_name } => {
            let name = function_name.to_ascii_lowercase();
            (!FUNCTIONS.contains(&name.as_str())).then_some(Refused::Function(name))
        }
        AuthAction::Recursive => Some(Refused::Recursion),
        _ => Some(Refused::Other),
    };
    match refused {
        None => Authorization::Allow,
        Some(what) => {
            seen.refused.get_or_insert(what);
            Authorization::Deny
        }
    }
}
