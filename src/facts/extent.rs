//! Extent: how much one chart, one table or one annex can show. A paper is read by people, and typesetting tables of
//! fifty thousand rows takes gigabytes.

use rust_decimal::Decimal;

use crate::facts::problem::Problem;
use crate::quantity::style::Style;

/// The most rows of a table, and the most points along a chart: some thirty pages.
pub const MOST_ROWS: usize = 1_000;

/// The most columns of a table, and the most series of a chart before it is looked at more closely.
pub const MOST_COLUMNS: usize = 100;

/// The most cells of a table; typesetting as many takes about a second and 300 MB.
pub const MOST_CELLS: usize = 10_000;

/// The most figures in the annex of figures; typesetting as many takes about three seconds and 400 MB.
pub const MOST_IN_ANNEX: usize = 2_000;

/// The most figures and claims that a paper can carry.
pub const MOST_FIGURES: usize = 50_000;

/// Checks that a dataset with so many rows, of which so many columns are shown, has room in a chart or a table.
///
/// # Errors
/// More rows, columns or cells than a reader could take in.
pub fn of_data(name: &str, rows: usize, columns: usize) -> Result<(), Problem> {
    let query = format!(
        "show a part of it: add a dataset with a `query:` of `{name}` that has a condition (`WHERE`) or a sum for each \
         group (`GROUP BY`), or give a smaller file"
    );
    if rows > MOST_ROWS {
        return Err(too_many(&format!("`{name}` has {} rows", words(rows)), MOST_ROWS).hint(query));
    }
    if columns > MOST_COLUMNS {
        let problem = too_many(&format!("`{name}` has {} columns", words(columns)), MOST_COLUMNS);
        return Err(problem.hint("write `columns:` with those that are wanted"));
    }
    if rows.saturating_mul(columns) > MOST_CELLS {
        let what = format!("`{name}` has {} rows of {} columns", words(rows), words(columns));
        let problem =
            Problem::new(format!("{what}, and {} values are the most that can be shown", words(MOST_CELLS)));
        return Err(problem.hint("write `columns:` with those that are wanted").hint(query));
    }
    Ok(())
}

/// Checks that what was selected has room in a chart or a table.
///
/// # Errors
/// As for [`of_data`].
pub fn of_selection(rows: usize, columns: usize) -> Result<(), Problem> {
    const HINT: &str = "name fewer `measures:`, `areas:` or `periods:`, or use several of them";
    if rows > MOST_ROWS {
        return Err(too_many(&format!("this has {} rows", words(rows)), MOST_ROWS).hint(HINT));
    }
    if columns > MOST_COLUMNS {
        return Err(too_many(&format!("this has {} columns", words(columns)), MOST_COLUMNS).hint(HINT));
    }
    if rows.saturating_mul(columns) > MOST_CELLS {
        let what = format!("this has {} rows of {} columns", words(rows), words(columns));
        let message = format!("{what}, and {} values are the most that can be shown", words(MOST_CELLS));
        return Err(Problem::new(message).hint(HINT));
    }
    Ok(())
}

/// A count as a message writes it: "50,000".
pub fn words(count: usize) -> String {
    Style::default().number(Decimal::from(count), 0)
}

fn too_many(what: &str, most: usize) -> Problem {
    Problem::new(format!("{what}, and {} are the most that can be shown", words(most)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_room_is_taken_to_the_last_cell() {
        for (rows, columns, message) in [
            (1_000, 10, None),
            (100, 100, None),
            (1_001, 1, Some("`s` has 1,001 rows, and 1,000 are the most that can be shown")),
            (1, 200_000, Some("`s` has 200,000 columns, and 100 are the most that can be shown")),
            (1_000, 11, Some("`s` has 1,000 rows of 11 columns, and 10,000 values are the most that can be shown")),
        ] {
            let said = of_data("s", rows, columns).err().map(|problem| problem.message);
            assert_eq!(said.as_deref(), message);
            assert_eq!(of_selection(rows, columns).is_err(), message.is_some());
        }
    }
}
