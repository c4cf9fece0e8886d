//! Rows and columns that a spreadsheet program does not show: they are read like all others, and the author is told.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::Sheet;
use crate::diagnostic::{Diagnostic, Span};

/// The most rows or columns that are named.
const NAMED: usize = 8;

/// What to do about it.
const HINT: &str = "a report takes them like all others: show them in the spreadsheet, or delete them";

/// A column of the table: its place in the sheet from zero, and its name.
pub(super) type Named<'a> = (u32, &'a str);

/// Warns of hidden columns and rows of a table; `columns` and `rows` are those that are read, and `header` is the place
/// of its header.
pub(super) fn warnings(
    sheet: &Sheet,
    columns: &[Named<'_>],
    rows: &BTreeSet<u32>,
    header: &Span,
) -> Vec<Diagnostic> {
    let mut hidden = [sheet.hidden_columns.clone(), sheet.hidden_rows.clone()];
    hidden.iter_mut().for_each(|ranges| ranges.sort_by_key(|range| *range.start()));
    let is_in = |ranges: &[RangeInclusive<u32>], at: u32| {
        let before = ranges.partition_point(|range| *range.start() <= at);
        before.checked_sub(1).is_some_and(|last| ranges[last].contains(&at))
    };
    let [hidden_columns, hidden_rows] = &hidden;
    let name = |(column, name): &Named<'_>| match *name {
        "" => letters(*column),
        name => format!("{} (`{name}`)", letters(*column)),
    };
    let columns: Vec<String> =
        columns.iter().filter(|(column, _)| is_in(hidden_columns, *column)).map(name).collect();
    let rows = rows.iter().filter(|row| is_in(hidden_rows, **row)).map(|row| (row + 1).to_string());
    let rows: Vec<String> = rows.collect();
    let warning = |one: &str, many: &str, found: &[String]| {
        let (first, others) = found.split_first()?;
        let said = if others.is_empty() {
            format!(
                "{one} {first} of the sheet `{}` is hidden in the spreadsheet, and is read all the same",
                sheet.name
            )
        } else {
            let named = found.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            let more = found.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!(
                "{many} {named}{more} of the sheet `{}` are hidden in the spreadsheet, and are read all the same",
                sheet.name
            )
        };
        Some(
            Diagnostic::warning(said, header)
                .hint(HINT)
                .hint("or name the part of the sheet that is meant, such as `range: A3:H20`"),
        )
    };
    warning("the column", "the columns", &columns)
        .into_iter()
        .chain(warning("the row", "the rows", &rows))
        .collect()
}

/// The letters of a column, by its number from zero.
fn letters(column: u32) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::letters;
    use crate::data::sheet::xlsx::column_number;

    #[test]
    fn columns_have_the_letters_of_the_spreadsheet() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
            assert_eq!(column_number(name), Some(column));
        }
    }
}
