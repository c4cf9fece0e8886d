//! A query over datasets: what was asked, where it is written, and what it was asked of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::Dataset;
use crate::data::counts::tell_apart;
use crate::data::table::Grid;
use crate::diagnostic::Span;
use crate::project::sources::Disclosure;
use crate::quantity::basis::Basis;
use crate::quantity::value::Unit;

/// The words of SQL that make one row of several.
const GATHER: [&str; 8] = ["count", "sum", "total", "avg", "min", "max", "group", "distinct"];

/// A query of a report: where the value of a figure, or a dataset that no file has, comes from.
#[derive(Debug)]
pub struct Query {
    /// The name of the figure or of the dataset that it makes.
    pub name: String,
    /// The query, in SQL.
    pub sql: String,
    /// The parameters that it uses, by name without the colon, each with the value that was put in its place.
    pub bound: Vec<(&'static str, String)>,
    /// Where it is written in the report.
    pub place: Span,
    /// The datasets that it reads, in the order of the report; each has its file and its hash.
    pub datasets: Vec<Arc<Dataset>>,
    /// The columns that it reads of them, as `dataset.column`, in order.
    pub columns: Vec<String>,
    /// What each column of the answer is made of.
    pub made: Vec<Made>,
    /// What was left out of the answer as a small count of people, or as made of one, by row and column: what others
    /// must be left out beside it depends on it. It is shown nowhere.
    pub hidden: BTreeMap<(usize, usize), Decimal>,
}

/// What a column of an answer is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Made {
    /// FTE or headcount, if all columns that it reads are on one basis.
    pub basis: Option<Basis>,
    /// Whether it holds percentages that the data hold.
    pub percent: bool,
    /// Whether it is a difference of percentages.
    pub difference: bool,
    /// Whether it divides published values, or is a mean of them, and so is no published value itself.
    pub calculated: bool,
    /// Whether it divides, or is a mean, of whatever values.
    pub quotient: bool,
    /// The unit of the column that it is read from, where nothing is done with it that could change the unit.
    pub unit: Option<Unit>,
}

impl Query {
    /// FTE or headcount of the only column of an answer.
    pub fn basis(&self) -> Option<Basis> {
        self.made.first().and_then(|made| made.basis)
    }

    /// Whether a table that was made of the answer shows the people that a dataset under control has a row for each of:
    /// a row for each of some of them, or what tells one from the others.
    pub fn shows_people(&self, answer: &Grid) -> bool {
        let people =
            || self.datasets.iter().filter(|data| data.query.is_none() && data.has_a_row_for_each_person());
        let words: BTreeSet<String> =
            self.sql.split(|one: char| !one.is_alphanumeric() && one != '_').map(str::to_lowercase).collect();
        let gathers = GATHER.iter().any(|word| words.contains(*word));
        if people().next().is_some() && !gathers {
            return true;
        }
        let mut names: BTreeSet<String> = BTreeSet::new();
        for data in people() {
            for column in tell_apart(&data.grid) {
                let read = format!("{}.{}", data.name, data.grid.columns[column].name);
                if self.columns.contains(&read) {
                    names.extend((0..data.grid.rows.len()).map(|row| data.grid.text(row, column).into_owned()));
                }
            }
        }
        // A whole number may be a count that happens to be the same.
        names.retain(|name| name.parse::<Decimal>().is_err());
        let cells = (0..answer.rows.len()).flat_map(|row| (0..answer.columns.len()).map(move |at| (row, at)));
        !names.is_empty() && cells.into_iter().any(|(row, at)| names.contains(answer.text(row, at).as_ref()))
    }

    /// The dataset with a row for each person of which the answer is what one of them has: nothing is gathered in what
    /// the query asks for.
    pub fn reads_one_person(&self) -> Option<&str> {
        let data = self
            .datasets
            .iter()
            .find(|data| data.disclosure == Disclosure::Controlled && data.has_a_row_for_each_person())?;
        let mut depth = 0_i32;
        let mut selected = false;
        let mut gathers = false;
        let bare = self.sql.split('\'').step_by(2).collect::<Vec<_>>().join("''");
        let mut words = bare.split_inclusive(|one: char| !one.is_alphanumeric() && one != '_').peekable();
        while let Some(piece) = words.next() {
            let word = piece.trim_end_matches(|one: char| !one.is_alphanumeric() && one != '_').to_lowercase();
            let calls = piece.ends_with('(') || words.peek().is_some_and(|next| next.trim() == "(");
            match word.as_str() {
                "select" if depth == 0 => selected = true,
                "from" if depth == 0 => selected = false,
                name => gathers |= selected && calls && GATHER.contains(&name),
            }
            depth += i32::from(piece.ends_with('(')) - i32::from(piece.ends_with(')'));
        }
        (!gathers).then_some(data.name.as_str())
    }

    /// Whether the query surely counts some of what the other one counts: it says the same words and one condition more.
    pub fn is_part_of(&self, whole: &Self) -> bool {
        let words = |query: &Self| query.sql.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let (part, whole) = (words(self), words(whole));
        let Some(more) = part.strip_prefix(&whole) else { return false };
        let plain = |text: &str| !text.split(' ').any(|word| ["or", "group", "union", "limit"].contains(&word));
        let joins = if whole.split(' ').any(|word| word == "where") { " and " } else { " where " };
        more.starts_with(joins) && plain(&whole) && plain(more)
    }

    /// Whether the answer may be shown as it is: under control as soon as one of the datasets is, published if all are.
    pub fn disclosure(&self) -> Disclosure {
        let of = |wanted: Disclosure| move |data: &Arc<Dataset>| data.disclosure == wanted;
        if self.datasets.iter().any(of(Disclosure::Controlled)) {
            Disclosure::Controlled
        } else if self.datasets.iter().all(of(Disclosure::Published)) {
            Disclosure::Published
        } else {
            Disclosure::Undecided
        }
    }
}
