//! The sums that the counts of a report stand in: totals in a table, and numbers of another table that are the sum of
//! some of its rows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::Dataset;
use crate::data::table::{Cell, Grid, Holds};
use crate::facts::disclosure::arithmetic::Counts;
use crate::facts::disclosure::audit::{Sum, System};
use crate::project::sources::Disclosure;
use crate::quantity::period::Period;
use crate::quantity::value::Symbol;

/// More columns with words than this are not combined with each other.
const MOST_KEYS: usize = 4;

/// The counts of all datasets under disclosure control, numbered.
#[derive(Debug, Default)]
pub struct Cells {
    /// Where each count stands.
    pub places: Vec<Place>,
    /// The counts and the sums that they stand in.
    pub system: System,
    /// Those that are left out already, in the file or by a query, and whose number is known all the same.
    pub hidden: BTreeSet<usize>,
}

/// Where a count stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which of the datasets under control.
    pub dataset: usize,
    /// The data row in its grid, from zero.
    pub row: usize,
    /// The column in its grid, from zero.
    pub column: usize,
}

/// A group of counts of one column, and the words that its rows have in common.
struct Group {
    parts: Vec<usize>,
    words: BTreeSet<String>,
}

impl Cells {
    /// The counts of the datasets under control, and every sum of them that a reader of the report could know: totals
    /// in the same table, and numbers anywhere in the report's data that are the sum of some of its rows. `known`
    /// are the numbers that the report says elsewhere.
    pub fn new(controlled: &[&Dataset], all: &[Arc<Dataset>], known: &[Decimal], threshold: Decimal) -> Self {
        let mut cells = Self::default();
        let mut words: Vec<BTreeSet<String>> = Vec::new();
        let mut groups: Vec<Group> = Vec::new();
        for (dataset, data) in controlled.iter().enumerate() {
            let grid = &data.grid;
            let keys: Vec<usize> = (0..grid.columns.len()).filter(|column| is_key(grid, *column)).collect();
            let mut columns = Vec::new();
            for column in (0..grid.columns.len()).filter(|column| counts(data, *column)) {
                let first = cells.places.len();
                for row in 0..grid.rows.len() {
                    let number = cells.places.len();
                    let hidden = data.query.as_ref().and_then(|query| query.hidden.get(&(row, column)).copied());
                    cells.hidden.extend(hidden.map(|_| number));
                    let value = hidden.or_else(|| grid.rows[row].get(column).and_then(Cell::number));
                    if is_total_row(grid, &keys, row) || is_total(&grid.columns[column].name) {
                        cells.system.totals.insert(cells.places.len());
                    }
                    cells.places.push(Place { dataset, row, column });
                    cells.system.counts.push(value);
                    words.push(keys.iter().map(|key| normal(&grid.text(row, *key))).collect());
                }
                columns.push((column, first));
            }
            if knows_its_sums(data) {
                cells.sums_of_kind(data, &columns);
                continue;
            }
            for (_, first) in &columns {
                cells.work_out(grid, &keys, *first);
            }
            cells.of_shares(data, &keys, &columns, controlled);
            for (_, first) in &columns {
                cells.totals_of_rows(grid, &keys, *first);
                groups.extend(groups_of(grid, &keys, *first));
            }
            cells.totals_of_columns(grid, &columns);
            let first = columns.iter().map(|(_, first)| *first).collect();
            let counts = Counts { values: &cells.system.counts, columns: first, rows: grid.rows.len() };
            let found = counts.sums(threshold);
            cells.system.sums.extend(found);
        }
        cells.numbers_elsewhere(&groups, &words, all, known);
        cells.system.sums.sort_by(|a, b| (&a.parts, a.total).cmp(&(&b.parts, b.total)));
        cells.system.sums.dedup();
        cells
    }

    /// A lone count of a column that is left out in the file: what the total shown with it leaves is that count.
    fn work_out(&mut self, grid: &Grid, keys: &[usize], first: usize) {
        for (total, parts) in totals(grid, keys).into_iter().flat_map(|(total, of)| of.map(|parts| (total, parts)))
        {
            let Some(sum) = self.system.counts[first + total] else { continue };
            let unknown: Vec<usize> =
                parts.iter().map(|row| first + row).filter(|at| self.system.counts[*at].is_none()).collect();
            let &[lone] = unknown.as_slice() else { continue };
            let row = lone - first;
            let column = self.places[lone].column;
            if !matches!(grid.rows[row].get(column), Some(Cell::Symbol(Symbol::Suppressed))) {
                continue;
            }
            let others: Decimal = parts.iter().filter_map(|row| self.system.counts[first + row]).sum();
            if others <= sum {
                self.system.counts[lone] = Some(sum - others);
                self.hidden.insert(lone);
            }
        }
    }

    /// Columns of a table that has shares of a whole, which make a hundred, or beside which another table has them of the
    /// same rows: the whole can be calculated from any count and its share, so that it counts as known.
    fn of_shares(&mut self, data: &Dataset, keys: &[usize], columns: &[(usize, usize)], all: &[&Dataset]) {
        let grid = &data.grid;
        let rows: Vec<usize> = (0..grid.rows.len()).filter(|row| !is_total_row(grid, keys, *row)).collect();
        let value = |row: usize, column: usize| {
            let hidden = data.query.as_ref().and_then(|query| query.hidden.get(&(row, column)).copied());
            hidden.or_else(|| grid.rows[row].get(column)?.number())
        };
        let quotient =
            |at: usize| data.query.as_ref().and_then(|query| query.made.get(at)).is_some_and(|made| made.quotient);
        let shares = |column: usize| {
            let written = grid.columns[column].holds == Holds::Percentages || quotient(column);
            let sum: Option<Decimal> = rows.iter().map(|row| value(*row, column)).sum();
            written && sum.is_some_and(|sum| (sum - Decimal::ONE_HUNDRED).abs() <= Decimal::ONE)
        };
        let all_labels = labels(grid);
        let labels: BTreeSet<String> = rows.iter().map(|row| all_labels[*row].clone()).collect();
        let elsewhere = |other: &&Dataset| other.name != data.name && labels_of_shares(other) == labels;
        if rows.len() > 1 && ((0..grid.columns.len()).any(shares) || all.iter().any(elsewhere)) {
            for (_, first) in columns {
                let parts = rows.iter().map(|row| first + row).collect();
                self.system.sums.push(Sum { parts, total: None });
            }
        }
    }

    /// Rows that are called totals, each of the rows above it up to the one before, or of all rows.
    fn totals_of_rows(&mut self, grid: &Grid, keys: &[usize], first: usize) {
        for (total, of) in totals(grid, keys) {
            for rows in of {
                let parts: Vec<usize> = rows.iter().map(|row| first + row).collect();
                if self.adds_up(&parts, self.system.counts[first + total]) {
                    self.system.sums.push(Sum { parts, total: Some(first + total) });
                }
            }
        }
    }

    /// Columns that are called totals, each of the other columns of the same row.
    fn totals_of_columns(&mut self, grid: &Grid, columns: &[(usize, usize)]) {
        for (column, first) in columns.iter().filter(|(column, _)| is_total(&grid.columns[*column].name)) {
            let others: Vec<usize> = columns
                .iter()
                .filter(|(other, _)| other != column && !is_total(&grid.columns[*other].name))
                .map(|(_, first)| *first)
                .collect();
            for row in 0..grid.rows.len() {
                let parts: Vec<usize> = others.iter().map(|first| first + row).collect();
                if self.adds_up(&parts, self.system.counts[first + row]) {
                    self.system.sums.push(Sum { parts, total: Some(first + row) });
                }
            }
        }
    }

    /// The sums that the kind of dataset knows its table to be made of.
    fn sums_of_kind(&mut self, data: &Dataset, columns: &[(usize, usize)]) {
        let number = |(row, column): (usize, usize)| {
            columns.iter().find(|(counted, _)| *counted == column).map(|(_, first)| first + row)
        };
        for sum in &data.observed.sums {
            let parts: Option<Vec<usize>> = sum.parts.iter().map(|cell| number(*cell)).collect();
            if let (Some(parts), Some(total)) = (parts, number(sum.total)) {
                self.system.totals.insert(total);
                self.system.sums.push(Sum { parts, total: Some(total) });
            }
        }
    }

    /// Numbers of the report's data that are the sum of a group of rows. Among the counts under control it must be one
    /// whose row has the words that the group has in common; any other number counts as known.
    ///
    /// That two numbers are the same by chance does no harm: then more is left out than would have to be.
    fn numbers_elsewhere(
        &mut self,
        groups: &[Group],
        words: &[BTreeSet<String>],
        all: &[Arc<Dataset>],
        known: &[Decimal],
    ) {
        let mut published: BTreeSet<Decimal> = known.iter().map(Decimal::normalize).collect();
        for data in all.iter().filter(|data| data.disclosure != Disclosure::Controlled) {
            published.extend(data.grid.rows.iter().flatten().filter_map(Cell::number).map(|one| one.normalize()));
        }
        let mut same: BTreeMap<Decimal, Vec<usize>> = BTreeMap::new();
        for (at, count) in self.system.counts.iter().enumerate() {
            if let Some(count) = count.filter(|count| !count.is_zero()) {
                same.entry(count.normalize()).or_default().push(at);
            }
        }
        let mut sums = Vec::new();
        let mut common: BTreeMap<(&BTreeSet<String>, Decimal), Vec<&Group>> = BTreeMap::new();
        for group in groups {
            let Some(sum) = self.sum(&group.parts) else { continue };
            if group.parts.len() > 1 && !sum.is_zero() {
                common.entry((&group.words, sum.normalize())).or_default().push(group);
            }
            if group.parts.len() > 1 && published.contains(&sum.normalize()) {
                sums.push(Sum { parts: group.parts.clone(), total: None });
            }
            for at in same.get(&sum.normalize()).into_iter().flatten() {
                if !group.parts.contains(at) && group.words.is_subset(&words[*at]) {
                    sums.push(Sum { parts: group.parts.clone(), total: Some(*at) });
                }
            }
        }
        for ((_, sum), groups) in common {
            let tables: BTreeSet<usize> = groups.iter().map(|group| self.places[group.parts[0]].dataset).collect();
            if tables.len() > 1 {
                let nowhere = self.system.counts.len();
                self.system.counts.push(Some(sum));
                self.system.nowhere.insert(nowhere);
                sums.extend(groups.iter().map(|group| Sum { parts: group.parts.clone(), total: Some(nowhere) }));
            }
        }
        self.system.sums.extend(sums);
    }

    fn sum(&self, parts: &[usize]) -> Option<Decimal> {
        let values: Option<Vec<Decimal>> = parts.iter().map(|at| self.system.counts[*at]).collect();
        values.filter(|values| !values.is_empty())?.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
    }

    /// Whether parts make up a total; a tenth of difference is a matter of rounding.
    fn adds_up(&self, parts: &[usize], total: Option<Decimal>) -> bool {
        match (self.sum(parts), total) {
            (Some(sum), Some(total)) => {
                (sum - total).abs() <= Decimal::new(1, 1) * Decimal::from(parts.len().min(5))
            }
            _ => false,
        }
    }
}

/// What each row is about: its words.
pub fn labels(grid: &Grid) -> Vec<String> {
    let keys: Vec<usize> = (0..grid.columns.len()).filter(|column| is_key(grid, *column)).collect();
    let label = |row: usize| keys.iter().map(|key| normal(&grid.text(row, *key))).collect::<Vec<_>>().join("/");
    (0..grid.rows.len()).map(label).collect()
}

/// What the rows of a table are about that has shares of a whole, which make a hundred; nothing of any other.
fn labels_of_shares(data: &Dataset) -> BTreeSet<String> {
    let grid = &data.grid;
    let keys: Vec<usize> = (0..grid.columns.len()).filter(|column| is_key(grid, *column)).collect();
    let rows: Vec<usize> = (0..grid.rows.len()).filter(|row| !is_total_row(grid, &keys, *row)).collect();
    let shares = |column: usize| {
        let sum: Option<Decimal> = rows.iter().map(|row| grid.rows[*row].get(column)?.number()).sum();
        grid.columns[column].holds == Holds::Percentages
            && sum.is_some_and(|sum| (sum - Decimal::ONE_HUNDRED).abs() <= Decimal::ONE)
    };
    if !(0..grid.columns.len()).any(shares) {
        return BTreeSet::new();
    }
    let labels = labels(grid);
    rows.iter().map(|row| labels[*row].clone()).collect()
}

/// The rows that are called totals, each with the rows that it may be the total of: those above it up to the one before,
/// or all.
fn totals(grid: &Grid, keys: &[usize]) -> Vec<(usize, [Vec<usize>; 2])> {
    let named = |row: &usize| is_total_row(grid, keys, *row);
    let rows = || 0..grid.rows.len();
    let every: Vec<usize> = rows().filter(|row| !named(row)).collect();
    let mut since = 0;
    let mut totals = Vec::new();
    for row in rows().filter(named) {
        let above = (since..row).filter(|row| !named(row)).collect();
        totals.push((row, [above, every.clone()]));
        since = row + 1;
    }
    totals
}

fn is_total_row(grid: &Grid, keys: &[usize], row: usize) -> bool {
    keys.iter().any(|key| is_total(&grid.text(row, *key)))
}

/// The groups of rows that agree in some of the columns with words: every sum that a table by fewer columns would show.
/// Rows that are totals themselves belong to none.
fn groups_of(grid: &Grid, keys: &[usize], first: usize) -> Vec<Group> {
    let keys = &keys[..keys.len().min(MOST_KEYS)];
    let rows: Vec<usize> = (0..grid.rows.len()).filter(|row| !is_total_row(grid, keys, *row)).collect();
    let mut groups = Vec::new();
    for kept in 0..1_usize << keys.len() {
        let kept: Vec<usize> =
            keys.iter().enumerate().filter(|(at, _)| kept >> at & 1 == 1).map(|(_, key)| *key).collect();
        let mut by_words: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        for row in &rows {
            let words = kept.iter().map(|key| normal(&grid.text(*row, *key))).collect();
            by_words.entry(words).or_default().push(first + row);
        }
        groups
            .extend(by_words.into_iter().map(|(words, parts)| Group { parts, words: words.into_iter().collect() }));
    }
    groups
}

/// Whether a column says what its rows are about: words, years or dates.
fn is_key(grid: &Grid, column: usize) -> bool {
    let mut texts =
        (0..grid.rows.len()).map(|row| grid.text(row, column)).filter(|text| !text.is_empty()).peekable();
    let some = texts.peek().is_some();
    some && (!grid.columns[column].numeric || texts.all(|text| Period::parse(&text).is_some()))
}

/// Whether the kind of dataset says what makes up what in its table, so that nothing has to be guessed: in a table of
/// many groups by many things, small numbers are the sums of others by mere chance.
fn knows_its_sums(data: &Dataset) -> bool {
    !data.observed.sums.is_empty()
}

/// Whether a column counts people: for observations by its measure, else every column of numbers that are no shares.
fn counts(data: &Dataset, column: usize) -> bool {
    let grid = &data.grid;
    let mut measured = data.observed.observations.iter().filter(|one| one.column == column).peekable();
    if measured.peek().is_some() {
        return measured.any(|one| super::is_count(one.measure.unit));
    }
    if knows_its_sums(data) {
        return false;
    }
    let share = |row: usize| {
        let text = grid.text(row, column);
        text.ends_with('%') || text.starts_with('£')
    };
    grid.columns[column].numeric && !is_key(grid, column) && !(0..grid.rows.len()).any(share)
}

/// Whether a label is that of a total.
fn is_total(label: &str) -> bool {
    let label = normal(label);
    let mut words = label.split(' ');
    let first = words.next().unwrap_or_default();
    ["total", "totals", "all", "overall", "sum"].contains(&first)
        || label.ends_with(" total")
        || label == "grand total"
}

/// Words as they are compared: without capitals and punctuation.
fn normal(text: &str) -> String {
    let words = text.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
