//! Totals that a table states itself: whether they are the sums of their parts.

use rust_decimal::Decimal;

use crate::data::cell::Cell;
use crate::data::table::{Grid, Holds, odd};
use crate::diagnostic::Diagnostic;

/// Words behind "Total" that say what was counted, and not that something else was.
const COUNTED: [&str; 12] =
    ["fte", "ftes", "wte", "headcount", "heads", "posts", "people", "staff", "cases", "number", "workforce", "all"];

/// Words in the name of a column whose numbers are never parts of a sum.
const NO_PARTS: [&str; 19] = [
    "grade",
    "level",
    "band",
    "scale",
    "code",
    "id",
    "ref",
    "reference",
    "year",
    "rate",
    "rates",
    "average",
    "mean",
    "median",
    "ratio",
    "per",
    "share",
    "age",
    "rank",
];

/// The most parts that a message lists.
const LISTED: usize = 12;

/// How sure a label is that what it names is a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// `Total`, `Totals`, `Total FTE`.
    Surely,
    /// `Total cost`, `All teams`: a total of something, perhaps of other things than these.
    Perhaps,
}

/// Whether a label names a total: `Total`, `Totals`, `Total FTE`, `Grand total`, `All teams`.
pub fn is_total(label: &str) -> bool {
    total(label).is_some()
}

fn total(label: &str) -> Option<Label> {
    let words = words(label);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["total" | "totals" | "sum"] | ["grand" | "overall" | "sub", "total"] | ["subtotal"] => Some(Label::Surely),
        ["total", what] if COUNTED.contains(what) => Some(Label::Surely),
        [what, "total"] if COUNTED.contains(what) => Some(Label::Surely),
        ["total", ..] | [.., "total" | "totals"] | ["all", ..] => Some(Label::Perhaps),
        _ => None,
    }
}

fn words(label: &str) -> Vec<String> {
    let words = label.split(|c: char| !c.is_alphanumeric() && c != '%').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Whether the numbers of a column can be added up: percentages, years, grades and averages cannot.
pub fn can_be_added(grid: &Grid, column: usize) -> bool {
    let of = &grid.columns[column];
    let years = || {
        let number = |row: &Vec<Cell>| row.get(column).and_then(Cell::number);
        grid.rows
            .iter()
            .filter_map(number)
            .all(|value| value.scale() == 0 && (Decimal::from(1900)..=Decimal::from(2100)).contains(&value))
    };
    of.numeric && of.holds == Holds::Numbers && !is_named_otherwise(grid, column) && !years()
}

/// Whether the name of a column says that its numbers are never parts of a sum.
fn is_named_otherwise(grid: &Grid, column: usize) -> bool {
    words(&grid.columns[column].name).iter().any(|word| NO_PARTS.contains(&word.as_str()) || word.contains('%'))
}

/// Whether a column is a part of sums, or would be but for a cell that was to be a number: then those with that cell are
/// not known.
fn is_part(grid: &Grid, column: usize) -> bool {
    can_be_added(grid, column) || !is_named_otherwise(grid, column) && odd::is_odd(grid, column)
}

/// Whether a row is a total, by its label in the column `stub`.
pub fn is_total_row(grid: &Grid, row: usize, stub: usize) -> bool {
    is_total(&grid.text(row, stub))
}

/// Whether the counts of a table may stand in messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    /// They may.
    Told,
    /// They may not: the table is under disclosure control.
    Untold,
}

/// A total that is stated, and the parts that it should be the sum of.
struct Stated {
    /// Data row and column of the total.
    place: (usize, usize),
    parts: Vec<(usize, usize)>,
}

impl Stated {
    /// The stated total and the sum of its parts; `None` where one of them is not known, or is no number.
    fn values(&self, grid: &Grid) -> Option<(Decimal, Decimal)> {
        let cell = |(row, column): (usize, usize)| grid.rows.get(row).and_then(|row| row.get(column));
        let stated = cell(self.place)?.number()?;
        let mut sum = Decimal::ZERO;
        let mut any = false;
        for part in &self.parts {
            match cell(*part)? {
                Cell::Number(value) => {
                    sum = sum.checked_add(*value)?;
                    any = true;
                }
                Cell::Empty => {}
                Cell::Symbol(_) | Cell::Text(_) => return None,
            }
        }
        any.then_some((stated, sum))
    }

    fn warning(&self, grid: &Grid, stated: Decimal, sum: Decimal, counts: Counts) -> Diagnostic {
        let (row, column) = self.place;
        if counts == Counts::Untold {
            return Diagnostic::warning("the total is not the sum of its parts", &grid.span(row, column))
                .hint("put the total or a part right");
        }
        let values: Vec<String> = self
            .parts
            .iter()
            .filter_map(|(row, column)| grid.rows[*row][*column].number().map(|value| value.to_string()))
            .collect();
        let more = values.len().saturating_sub(LISTED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let listed = values.iter().take(LISTED).cloned().collect::<Vec<_>>().join(" + ");
        let message = format!("the total {stated} is not the sum of its parts, {sum}");
        let warning =
            Diagnostic::warning(message, &grid.span(row, column)).hint(format!("the parts are {listed}{more}"));
        // Each part may have lost up to half of its last decimal.
        let last = Decimal::new(5, stated.scale().max(sum.scale()) + 1);
        let rounding = last * Decimal::from(values.len() + 1);
        if (stated - sum).abs() <= rounding && stated.scale() > 0 {
            warning.hint("if the parts were rounded, say so in a note; else put the total or a part right")
        } else {
            warning.hint("put the total or a part right")
        }
    }
}

/// A warning for every total of a plain table that differs from the sum of its parts.
///
/// A column or row whose label may mean something else is taken for a total if at least half of its values are sums;
/// one whose label is sure, if one of them is, or there is only one.
pub fn check(grid: &Grid, counts: Counts) -> Vec<Diagnostic> {
    let is_stub = |at: &usize| !grid.columns[*at].numeric && !odd::is_odd(grid, *at);
    let stub = (0..grid.columns.len()).find(is_stub).unwrap_or(0);
    let mut warnings = Vec::new();
    for (label, stated) in columns(grid, stub).into_iter().chain(rows(grid, stub)) {
        let known: Vec<(&Stated, Decimal, Decimal)> =
            stated.iter().filter_map(|one| one.values(grid).map(|(stated, sum)| (one, stated, sum))).collect();
        let right = known.iter().filter(|(_, stated, sum)| same(*stated, *sum)).count();
        let enough = match label {
            Label::Surely => right > 0 || known.len() == 1,
            Label::Perhaps => known.len() > 1 && right * 2 >= known.len(),
        };
        if enough {
            let wrong = known.iter().filter(|(_, stated, sum)| !same(*stated, *sum));
            warnings.extend(wrong.map(|(one, stated, sum)| one.warning(grid, *stated, *sum, counts)));
        }
    }
    warnings
}

/// Whether a total is its sum, but for what is lost where a spreadsheet computes with fifteen digits: thirds, say.
fn same(stated: Decimal, sum: Decimal) -> bool {
    let noise = if stated.scale().max(sum.scale()) > 9 { Decimal::new(1, 9) } else { Decimal::ZERO };
    (stated - sum).abs() <= noise
}

/// The columns that are totals, with their parts in every row.
fn columns(grid: &Grid, stub: usize) -> Vec<(Label, Vec<Stated>)> {
    let mut found = Vec::new();
    let own = |column: usize| grid.columns[column].name.rsplit(" – ").next().unwrap_or_default();
    let addable: Vec<usize> = (0..grid.columns.len()).filter(|at| *at != stub && is_part(grid, *at)).collect();
    for at in addable.iter().copied() {
        let Some(label) = total(own(at)) else { continue };
        let mut parts: Vec<usize> = addable.iter().copied().filter(|part| !is_total(own(*part))).collect();
        if let Some((group, _)) = grid.columns[at].name.rsplit_once(" – ") {
            // The total of a group is that of the group's columns.
            parts.retain(|part| grid.columns[*part].name.rsplit_once(" – ").is_some_and(|(of, _)| of == group));
        }
        // "Total FTE" is that of the columns of FTE, where some say that they are.
        let what: Vec<String> =
            words(own(at)).into_iter().filter(|word| COUNTED.contains(&word.as_str())).collect();
        let of_that = |part: &usize| what.iter().any(|what| words(&grid.columns[*part].name).contains(what));
        if parts.iter().any(of_that) {
            parts.retain(of_that);
        }
        if parts.len() < 2 {
            continue;
        }
        let stated = (0..grid.rows.len())
            .map(|row| Stated { place: (row, at), parts: parts.iter().map(|part| (row, *part)).collect() })
            .collect();
        found.push((label, stated));
    }
    found
}

/// The rows that are totals, with their parts in every column: the rows since the total before, or all other rows.
fn rows(grid: &Grid, stub: usize) -> Vec<(Label, Vec<Stated>)> {
    let mut found = Vec::new();
    let totals: Vec<usize> = (0..grid.rows.len()).filter(|row| is_total_row(grid, *row, stub)).collect();
    let plain: Vec<usize> = (0..grid.rows.len()).filter(|row| !totals.contains(row)).collect();
    for row in &totals {
        let Some(label) = total(&grid.text(*row, stub)) else { continue };
        let before = totals.iter().rev().find(|total| *total < row);
        let since: Vec<usize> =
            plain.iter().copied().filter(|part| part < row && before.is_none_or(|before| part > before)).collect();
        let addable = (0..grid.columns.len()).filter(|at| *at != stub && is_part(grid, *at));
        let stated: Vec<Stated> = addable
            .map(|column| {
                let of = |rows: &[usize]| Stated {
                    place: (*row, column),
                    parts: rows.iter().map(|part| (*part, column)).collect(),
                };
                // A total at the end may be that of everything, and one at the top can be nothing else.
                let all = of(&plain);
                let sums_up = |one: &Stated| one.values(grid).is_some_and(|(stated, sum)| stated == sum);
                if since.len() < 2 || sums_up(&all) { all } else { of(&since) }
            })
            .filter(|stated| stated.parts.len() > 1)
            .collect();
        found.push((label, stated));
    }
    found
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::{Counts, check, is_total};
    use crate::data::table::Grid;
    use crate::data::tests::rendered;
    use crate::diagnostic::SourceFile;

    /// The establishment of a service, with a row of totals that its source does not have.
    const ESTABLISHMENT: &str = "\
Job description,Grade,Responsive,Area,Looked after,Through care,Fostering,Placements,Total FTE
Service Manager,SM2,1.0,4.0,1.0,1.0,1.0,1.0,9.0
Team Manager,9,5.0,16.0,3.0,3.0,4.0,1.0,32.0
Senior Practitioner,8,5.0,17.0,3.0,3.0,4.0,0.0,32.0
Children and Family Social Worker,7,14.0,106.0,19.0,13.0,20.0,1.0,173.0
Newly Qualified Social Worker,6,0.0,16.0,3.0,3.0,4.0,0.0,26.0
Children and Family Worker,5,5.0,16.0,3.0,0.0,4.0,0.0,28.0
Personal Adviser,5,0.0,0.0,0.0,11.0,0.0,0.0,11.0
Other posts,Various,7.0,3.0,5.6,0.0,1.0,4.0,20.6
Total,,37,178,37.6,34,38,7,331.6
";

    fn said(text: &str) -> String {
        let grid = Grid::read(&SourceFile::new("data/posts.csv", text), |_| false).expect("a table");
        rendered(check(&grid, Counts::Told))
    }

    #[test]
    fn totals_that_add_up_are_left_alone() {
        assert_eq!(said(ESTABLISHMENT), "");
        for text in [
            // One cell that was to be a number, which is told by itself.
            "team,A,B,Total\na,16.O,1,17\nb,2,3,5\nc,3,4,7\nTotal,21,8,29\n",
            // A total of something else; a mean; percentages; years; a group's total; no sum at all.
            "team,posts,cost,Total cost\na,2,30,60\nb,3,40,120\n",
            "team,posts,Average age\na,2,30\nb,3,40\nTotal,5,36\n",
            "team,share\na,40%\nb,60%\nAll teams,55%\n",
            "team,Year,posts\na,2024,2\nb,2025,3\nTotal,,5\n",
            "team,A – FTE,A – Heads,B – FTE,B – Heads,Total FTE,Total heads\na,1,2,3,4,4,6\nb,1,1,1,1,2,2\n",
            "team,A – x,A – y,A – Total,B – x,B – y,B – Total,Total\na,1,2,3,4,5,9,12\n",
            "team,posts\na,1\nb,2\nSub-total,3\nc,4\nd,5\nSub-total,9\nGrand total,12\n",
            "team,posts\nAll England,300\na,1\nb,2\n",
            "team,posts\na,c\nb,2\nTotal,9\n",
        ] {
            assert_eq!(said(text), "", "{text}");
        }
    }

    #[test]
    fn a_total_that_differs_is_told_with_its_parts() {
        assert_snapshot!(said(&ESTABLISHMENT.replace("Total,,37,178", "Total,,37,187")), @r"
        warning: the total 187 is not the sum of its parts, 178.0
           ┌─ data/posts.csv:10:11
           │
        10 │ Total,,37,187,37.6,34,38,7,331.6
           │           ^^^
           │
           = hint: the parts are 4.0 + 16.0 + 17.0 + 106.0 + 16.0 + 16.0 + 0.0 + 3.0
           = hint: put the total or a part right

        warning: the total 331.6 is not the sum of its parts, 340.6
           ┌─ data/posts.csv:10:28
           │
        10 │ Total,,37,187,37.6,34,38,7,331.6
           │                            ^^^^^
           │
           = hint: the parts are 37 + 187 + 37.6 + 34 + 38 + 7
           = hint: put the total or a part right
        ");
        assert_snapshot!(said(&ESTABLISHMENT.replace("1.0,173.0", "1.0,137.0")), @r"
        warning: the total 137.0 is not the sum of its parts, 173.0
          ┌─ data/posts.csv:5:67
          │
        5 │ Children and Family Social Worker,7,14.0,106.0,19.0,13.0,20.0,1.0,137.0
          │                                                                   ^^^^^
          │
          = hint: the parts are 14.0 + 106.0 + 19.0 + 13.0 + 20.0 + 1.0
          = hint: put the total or a part right

        warning: the total 331.6 is not the sum of its parts, 295.6
           ┌─ data/posts.csv:10:28
           │
        10 │ Total,,37,178,37.6,34,38,7,331.6
           │                            ^^^^^
           │
           = hint: the parts are 9.0 + 32.0 + 32.0 + 137.0 + 26.0 + 28.0 + 11.0 + 20.6
           = hint: put the total or a part right
        ");
        assert_snapshot!(said("team,posts\na,1.5\nb,2.2\nTotal,3.8\n"), @r"
        warning: the total 3.8 is not the sum of its parts, 3.7
          ┌─ data/posts.csv:4:7
          │
        4 │ Total,3.8
          │       ^^^
          │
          = hint: the parts are 1.5 + 2.2
          = hint: if the parts were rounded, say so in a note; else put the total or a part right
        ");
        assert_snapshot!(said("team,a,b,All posts\nx,1,2,3\ny,2,2,5\n"), @r"
        warning: the total 5 is not the sum of its parts, 4
          ┌─ data/posts.csv:3:7
          │
        3 │ y,2,2,5
          │       ^
          │
          = hint: the parts are 2 + 2
          = hint: put the total or a part right
        ");
    }

    #[test]
    fn a_label_says_whether_it_is_a_total() {
        for label in
            ["Total", "TOTALS", "Total FTE", "FTE total", "Grand total", "All teams", "Total – FTE", "Sub-total"]
        {
            assert!(is_total(label), "{label}");
        }
        for label in ["", "Team", "Subtotalled", "Allocations", "Totality", "Overall"] {
            assert!(!is_total(label), "{label}");
        }
    }
}
