//! Sums that nobody has called by name: columns that are the sum or the difference of others, running totals, and rows
//! that are the sum of those above them.
//!
//! A small count can be worked out from "20 resigned" and "22 left" whatever the columns are called, so numbers that
//! add up all the way down are taken for a sum. Where they do so by chance, more is left out than would have to be.

use rust_decimal::Decimal;

use crate::facts::disclosure::audit::Sum;

/// More columns than this are not combined with each other.
const MOST_COLUMNS: usize = 14;

/// The counts of one table.
pub struct Counts<'a> {
    /// All counts, by number.
    pub values: &'a [Option<Decimal>],
    /// The number of the first row's count in each column; those of the next rows follow.
    pub columns: Vec<usize>,
    /// How many rows there are.
    pub rows: usize,
}

impl Counts<'_> {
    /// Every sum of the table that holds a count above zero and below the threshold, and so could tell it.
    pub fn sums(&self, threshold: Decimal) -> Vec<Sum> {
        let mut sums = self.of_columns();
        sums.extend(self.running());
        sums.extend(self.of_rows());
        let small = |at: &usize| self.values[*at].is_some_and(|value| value > Decimal::ZERO && value < threshold);
        sums.retain(|sum| sum.parts.iter().chain(&sum.total).any(small));
        sums
    }

    fn at(&self, column: usize, row: usize) -> Option<Decimal> {
        self.values[self.columns[column] + row]
    }

    /// A column that is, in every row, the sum of two or three others, or of all others.
    fn of_columns(&self) -> Vec<Sum> {
        let count = self.columns.len();
        if !(2..=MOST_COLUMNS).contains(&count) {
            return Vec::new();
        }
        let mut sums = Vec::new();
        for total in 0..count {
            let others: Vec<usize> = (0..count).filter(|column| *column != total).collect();
            let mut parts: Vec<Vec<usize>> = Vec::new();
            for (at, one) in others.iter().enumerate() {
                for (between, two) in others.iter().enumerate().skip(at + 1) {
                    parts.push(vec![*one, *two]);
                    parts.extend(others.iter().skip(between + 1).map(|three| vec![*one, *two, *three]));
                }
            }
            if others.len() > 3 {
                parts.push(others);
            }
            for parts in parts {
                let rows = self.add_up(&parts, total);
                sums.extend(rows.into_iter().map(|row| Sum {
                    parts: parts.iter().map(|column| self.columns[*column] + row).collect(),
                    total: Some(self.columns[total] + row),
                }));
            }
        }
        sums
    }

    /// The rows in which columns add up to another, if they do so wherever all of them have numbers.
    fn add_up(&self, parts: &[usize], total: usize) -> Vec<usize> {
        let mut rows = Vec::new();
        for row in 0..self.rows {
            let sum = parts.iter().map(|column| self.at(*column, row)).sum::<Option<Decimal>>();
            match (sum, self.at(total, row)) {
                (Some(sum), Some(total)) if sum == total => rows.push(row),
                (Some(_), Some(_)) => return Vec::new(),
                _ => {}
            }
        }
        rows
    }

    /// A column that adds up another one from row to row.
    fn running(&self) -> Vec<Sum> {
        let mut sums = Vec::new();
        if self.rows < 2 {
            return sums;
        }
        for (total, first) in self.columns.iter().enumerate() {
            for (added, steps) in self.columns.iter().enumerate().filter(|(added, _)| *added != total) {
                let follows = |row: usize| {
                    let before = self.at(total, row - 1)?.checked_add(self.at(added, row)?)?;
                    Some(before == self.at(total, row)?)
                };
                if (1..self.rows).all(|row| follows(row) == Some(true)) {
                    sums.extend(
                        (1..self.rows)
                            .map(|row| Sum { parts: vec![first + row - 1, steps + row], total: Some(first + row) }),
                    );
                    if self.at(total, 0) == self.at(added, 0) {
                        sums.push(Sum { parts: vec![*steps], total: Some(*first) });
                    }
                }
            }
        }
        sums
    }

    /// A row that is, in every column, the sum of the rows right above it, or of all others.
    fn of_rows(&self) -> Vec<Sum> {
        let mut sums = Vec::new();
        for total in 0..self.rows {
            let others: Vec<usize> = (0..self.rows).filter(|row| *row != total).collect();
            let above = (0..total.saturating_sub(1)).map(|start| (start..total).collect::<Vec<usize>>());
            for parts in above.chain((others.len() > 1).then_some(others)) {
                let whole = |column: &usize| {
                    let sum = parts.iter().map(|row| self.values[column + row]).sum::<Option<Decimal>>();
                    sum.is_some() && sum == self.values[column + total]
                };
                if !self.columns.is_empty() && self.columns.iter().all(whole) {
                    sums.extend(self.columns.iter().map(|column| Sum {
                        parts: parts.iter().map(|row| column + row).collect(),
                        total: Some(column + total),
                    }));
                }
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(columns: &[&[i64]]) -> Vec<(Vec<usize>, Option<usize>)> {
        let values: Vec<Option<Decimal>> =
            columns.iter().flat_map(|column| column.iter().map(|value| Some(Decimal::from(*value)))).collect();
        let rows = columns[0].len();
        let counts = Counts { values: &values, columns: (0..columns.len()).map(|at| at * rows).collect(), rows };
        counts.sums(Decimal::from(5)).into_iter().map(|sum| (sum.parts, sum.total)).collect()
    }

    #[test]
    fn columns_that_add_up_are_a_sum_whatever_they_are_called() {
        // Resigned, retired, leavers; only the first row has a small count.
        let found = sums(&[&[20, 30], &[2, 40], &[22, 70]]);
        assert!(found.contains(&(vec![0, 2], Some(4))), "{found:?}");
        // Last year, this year, change: 7 and 2 make −5.
        let found = sums(&[&[7, 30], &[2, 31], &[-5, 1]]);
        assert!(found.contains(&(vec![0, 4], Some(2))), "{found:?}");
        assert_eq!(sums(&[&[20, 30], &[2, 40], &[22, 71]]), []);
    }

    #[test]
    fn running_totals_are_seen() {
        let found = sums(&[&[12, 2, 9], &[12, 14, 23]]);
        assert!(found.contains(&(vec![3, 1], Some(4))), "{found:?}");
    }

    #[test]
    fn a_row_of_all_others_is_their_sum() {
        let found = sums(&[&[25, 23, 2]]);
        assert!(found.contains(&(vec![1, 2], Some(0))), "{found:?}");
        assert!(!sums(&[&[12, 3, 9, 16]]).iter().any(|(parts, _)| parts.len() == 3));
    }
}
