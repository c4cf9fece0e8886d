//! What is read as a table, where its cells stand, and what is refused.

use std::sync::Arc;

use insta::assert_snapshot;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{Cell, Grid};
use crate::data::tests::rendered;
use crate::diagnostic::SourceFile;
use crate::quantity::value::{Datum, Symbol, Unit};

fn read(text: &str) -> Grid {
    match Grid::read(&SourceFile::new("data/staff.csv", text), |_| false) {
        Ok(grid) => grid,
        Err(problems) => panic!("{}", rendered(problems)),
    }
}

fn refused(text: &str) -> String {
    match Grid::read(&SourceFile::new("data/staff.csv", text), |_| false) {
        Ok(grid) => panic!("read as {grid:?}"),
        Err(problems) => rendered(problems),
    }
}

#[test]
fn cells_are_typed_and_know_their_place() {
    let grid = read(
        "\u{feff}team , rate,\"posts, FTE\"\r\n\r\n\"Duty, \"\"North\"\"\", 9.25% ,\"1,234\"\r\nMASH,c,\r\n,,\r\n\r\n",
    );
    let names: Vec<&str> = grid.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["team", "rate", "posts, FTE"]);
    assert_eq!(grid.rows.len(), 2);
    assert_eq!(grid.rows[0][0], Cell::Text("Duty, \"North\"".to_owned()));
    assert_eq!(grid.rows[0][1], Cell::Number(Decimal::new(925, 2)));
    assert_eq!(grid.rows[0][2], Cell::Number(Decimal::new(1234, 0)));
    assert_eq!(grid.rows[1][1..], [Cell::Symbol(Symbol::Suppressed), Cell::Empty]);
    assert_eq!(grid.span(0, 1).text(), "9.25%");
    assert_eq!(grid.span(0, 2).text(), "1,234");
    assert_eq!(grid.header_span(2).text(), "posts, FTE");
    assert_eq!(grid.text(0, 0), "Duty, \"North\"");
    assert_eq!((grid.line(0, 0), grid.line(1, 2)), (3, 4));
    assert_eq!((grid.text(9, 0).as_ref(), grid.span(9, 9).text()), ("", ""));
}

#[test]
fn a_cell_over_two_lines_has_the_line_that_it_starts_on() {
    let grid = read("note,rate\n\"first\nsecond\",1\nlast,2");
    assert_eq!((grid.line(0, 0), grid.line(0, 1), grid.line(1, 0)), (2, 3, 4));
}

#[test]
fn a_column_knows_whether_it_holds_numbers() {
    let grid = read("code,rate,note\n0123,9.25,\nA1,c,\n12,10,");
    let of = |at: usize| (grid.columns[at].numeric, grid.columns[at].decimals);
    assert_eq!((of(0), of(1), of(2)), ((false, 0), (true, 2), (false, 0)));
}

#[test]
fn a_column_is_found_whatever_its_capitals() {
    let grid = read("Area,Rate\nCoventry,1");
    assert_eq!((grid.column("area"), grid.column("RATE"), grid.column("rates")), (Some(0), Some(1), None));
    let problem = grid.require("rates").expect_err("there is no such column");
    assert_snapshot!(problem.render(), @r"
    error: no column `rates`
      ┌─ data/staff.csv:1:6
      │
    1 │ Area,Rate
      │      ^^^^
      │
      = hint: did you mean `Rate`?
    ");
}

#[test]
fn a_value_is_a_number_a_symbol_or_refused() {
    let grid = read("a,b,c,d,e,f\n5.0%,£3,[c],,n/a,1,,\n".trim_end_matches(",,\n"));
    assert_eq!(grid.datum(0, 0, Unit::Percent).ok(), Some(Some(Datum::Number(Decimal::new(50, 1)))));
    assert_eq!(grid.datum(0, 2, Unit::Fte).ok(), Some(Some(Datum::Symbol(Symbol::Suppressed))));
    assert_eq!(grid.datum(0, 3, Unit::Fte).ok(), Some(None));
    let refused = |column, unit| grid.datum(0, column, unit).expect_err("the cell is not of the unit").render();
    assert_snapshot!(refused(0, Unit::CasesPerWorker), @r"
    error: `5.0%` in a column of another unit
      ┌─ data/staff.csv:2:1
      │
    2 │ 5.0%,£3,[c],,n/a,1
      │ ^^^^
      │
      = hint: the column `a` holds cases per worker
    ");
    assert_snapshot!(refused(1, Unit::Number), @r"
    error: `£3` in a column of another unit
      ┌─ data/staff.csv:2:6
      │
    2 │ 5.0%,£3,[c],,n/a,1
      │      ^^
      │
      = hint: the column `b` holds plain numbers
    ");
    assert_snapshot!(refused(4, Unit::Percent), @r"
    error: `n/a` is neither a number nor a symbol
      ┌─ data/staff.csv:2:14
      │
    2 │ 5.0%,£3,[c],,n/a,1
      │              ^^^ in the column `e`
      │
      = hint: write a number, or one of `c` (suppressed to protect confidentiality), `z` (not applicable), `x` (not available), `low` (above zero, but rounds to zero), `u` (too unreliable to publish), `TBC` (to be confirmed)
    ");
}

#[test]
fn a_file_without_data_is_refused() {
    assert_snapshot!(refused(""), @r"
    error: the file is empty
      ┌─ data/staff.csv:1:1
      │
    1 │
      │ ^
      │
      = hint: the first row names the columns, every other row is data
    ");
    assert_snapshot!(refused("\n \n,,\n"), @r"
    error: the file is empty
      ┌─ data/staff.csv:1:1
      │
    1 │
      │ ^
      │
      = hint: the first row names the columns, every other row is data
    ");
    assert_snapshot!(refused("area,rate\n\n"), @r"
    error: the file has a header but no rows
      ┌─ data/staff.csv:1:1
      │
    1 │ area,rate
      │ ^^^^
      │
      = hint: save the table again with its data
    ");
}

#[test]
fn a_bad_header_is_refused() {
    assert_snapshot!(refused("area,,Rate,rate\nCoventry,1,2,3"), @r"
    error: column 2 has no name
      ┌─ data/staff.csv:1:6
      │
    1 │ area,,Rate,rate
      │      ^
      │
      = hint: name it in the first row, or delete the column

    error: two columns are called `rate`
      ┌─ data/staff.csv:1:12
      │
    1 │ area,,Rate,rate
      │       ---- ^^^^
      │       │
      │       the first one
      │
      = hint: rename one of them; capitals do not tell names apart
    ");
    assert_snapshot!(refused("area;rate\nCoventry;1,5"), @r"
    error: the cells are separated by semicolons
      ┌─ data/staff.csv:1:1
      │
    1 │ area;rate
      │ ^^^^^^^^^
      │
      = hint: save the table as CSV with commas between the cells
    ");
}

#[test]
fn a_row_of_another_length_is_refused() {
    assert_snapshot!(refused("area,rate\nHerefordshire, County of,5\nCoventry\nDevon,5,,\nKent,1,234\n"), @r#"
    error: row of 3 cells, but the header has 2
      ┌─ data/staff.csv:2:1
      │
    2 │ Herefordshire, County of,5
      │ ^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: a comma inside a value needs quotes around the value: `"Herefordshire, County of"`

    error: row of 1 cell, but the header has 2
      ┌─ data/staff.csv:3:1
      │
    3 │ Coventry
      │ ^^^^^^^^
      │
      = hint: write a comma for every cell, also for an empty one

    error: row of 4 cells, but the header has 2
      ┌─ data/staff.csv:4:1
      │
    4 │ Devon,5,,
      │ ^^^^^^^^^
      │
      = hint: delete the commas at the end of the row

    error: row of 3 cells, but the header has 2
      ┌─ data/staff.csv:5:1
      │
    5 │ Kent,1,234
      │ ^^^^^^^^^^
      │
      = hint: a comma inside a value needs quotes around the value: `"1,234"`
    "#);
}

#[test]
fn a_quote_out_of_place_is_refused() {
    assert_snapshot!(refused("area,rate\n\"Coventry,5\nDevon,6\n"), @r#"
    error: quote that is never closed
      ┌─ data/staff.csv:2:1
      │
    2 │ "Coventry,5
      │ ^
      │
      = hint: write `"` at the end of the value, and `""` for a quote inside it
    "#);
    assert_snapshot!(refused("area,rate\n\"Coven\"try,5\nDevon,6\n"), @r#"
    error: text after a closing quote
      ┌─ data/staff.csv:2:8
      │
    2 │ "Coven"try,5
      │        ^
      │
      = hint: put the whole value in quotes, and write `""` for a quote inside it
    "#);
}

#[test]
fn the_same_slip_in_many_rows_is_told_a_few_times() {
    let told = refused(&format!("area,rate\n{}", "Kent\n".repeat(50)));
    assert_eq!(told.matches("error: row of 1 cell").count(), 3);
    assert!(told.ends_with("hint: there are 47 more problems in this file\n\n"), "{told}");
}

/// What people and programs put into CSV files, and what they should not.
fn csv_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(",".to_owned()),
        Just("\"".to_owned()),
        Just("\"\"".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\r".to_owned()),
        Just(" ".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("é".to_owned()),
        "[a-z0-9.£%]{1,4}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Every cell lies inside the file, and its text there is the cell; every problem can be shown.
fn holds(text: &str) -> Result<(), TestCaseError> {
    let file = SourceFile::new("data/any.csv", text);
    match Grid::read(&file, |_| false) {
        Ok(grid) => {
            for (row, cells) in grid.rows.iter().enumerate() {
                prop_assert_eq!(cells.len(), grid.columns.len());
                for (column, cell) in cells.iter().enumerate() {
                    let span = grid.span(row, column);
                    prop_assert!(span.range.end <= file.text.len() && Arc::ptr_eq(&span.file, &file));
                    let (raw, unquoted) = (span.text(), span.text().replace("\"\"", "\""));
                    // A lone letter among words is a word.
                    let word = raw.len() == 1 && *cell == Cell::Text(raw.to_owned());
                    prop_assert!(word || &Cell::parse(raw) == cell || &Cell::parse(&unquoted) == cell, "{raw:?}");
                    prop_assert_eq!(grid.line(row, column), file.line_column(span.range.start).0);
                }
            }
        }
        Err(problems) => {
            prop_assert!(!problems.is_empty());
            for problem in problems {
                prop_assert!(problem.span.is_some() && !problem.hints.is_empty());
                prop_assert!(problem.render().contains(&problem.message));
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_with_a_place(text in any::<String>()) {
        holds(&text)?;
    }

    #[test]
    fn anything_like_a_table_is_read_or_refused_with_a_place(text in csv_like()) {
        holds(&text)?;
    }

    #[test]
    fn a_well_formed_table_is_read_cell_by_cell(cells in prop::collection::vec("[ -~é\n]{0,8}", 1..30), width in 1_usize..4) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let names: Vec<String> = (0..width).map(|at| format!("column {at}")).collect();
        let rows: Vec<&[String]> = cells.chunks_exact(width).filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
        let mut text = names.join(",");
        for row in &rows {
            text.push('\n');
            text.push_str(&row.iter().map(quoted).collect::<Vec<_>>().join(","));
        }
        if !rows.is_empty() {
            let grid = read(&text);
            prop_assert_eq!(grid.rows.len(), rows.len());
            for (read, written) in grid.rows.iter().zip(rows) {
                for (read, written) in read.iter().zip(written) {
                    // A lone letter among words is a word.
                    let word = written.trim().len() == 1 && *read == Cell::Text(written.trim().to_owned());
                    prop_assert!(word || *read == Cell::parse(written), "{:?} for `{}`", read, written);
                }
            }
        }
        holds(&text)?;
    }
}

#[test]
fn a_letter_among_the_names_of_rows_is_no_symbol() {
    let grid = read("Grade,posts,left\na,12,c\nb,20,3\nc,9,[c]\n[c],4,x\n");
    assert_eq!(grid.rows[2][0], Cell::Text("c".to_owned()));
    assert_eq!(grid.text(2, 0), "c");
    assert_eq!(grid.rows[3][0], Cell::Symbol(Symbol::Suppressed), "brackets say that a symbol is meant");
    assert_eq!(grid.rows[0][2], Cell::Symbol(Symbol::Suppressed), "beside numbers it is one");
    assert_eq!(grid.rows[3][2], Cell::Symbol(Symbol::NotAvailable));
}

#[test]
fn a_title_above_the_names_of_the_columns_is_told_once() {
    for text in [
        "Staff in Coventry\narea,year,rate\nCoventry,2024,1\nCoventry,2025,2\n",
        "Staff in Coventry,,\n,,\narea,year,rate\nCoventry,2024,1\nCoventry,2025,2\n",
        "Staff in Coventry\nAs at 30 September\n\nteam,posts\nA,12\nB,13\n",
    ] {
        let said = refused(text);
        assert!(said.starts_with("error: the first line is a title, not the names of the columns\n"), "{said}");
        assert!(said.contains("staff.csv:1:1") && said.matches("error:").count() == 1, "{said}");
    }
    // One column with commas in its values, and rows that have a cell too many, are no tables below a title.
    for text in ["posts\n37,460\n12,300\n", "name\nHolmes, Gennie\nBanks, Ann\n", "a,b\n1,2,3\n4,5,6\n"] {
        assert!(refused(text).contains("row of "), "{text}");
    }
    // Where values follow, the one cell is the name of a column, and the others have none.
    let said = refused("What people said,,\nCases,12,40\nPay,9,30\n");
    assert!(said.starts_with("error: column 2 has no name"), "{said}");
    assert_eq!(read("note\nfirst\nsecond\n").rows.len(), 2);
}

#[test]
fn a_file_that_begins_with_its_values_is_told_once() {
    for text in [
        "Coventry,2024,FTE,12.5,3\nCoventry,2025,FTE,11,4\n",
        "Coventry,2024,12\nEngland,2025,11\n",
        "Team A,12.5,x\nTeam B,11,3\n",
        "2025,,5.5,5.5\n2024,A,c,6\n",
        "Area,14,1\nFostering,3,0\nThrough Care,5,1\n",
        "Area,14\nFostering,3\n",
        "Area,3,3\nFostering,3,0\n",
        "Area,1,14,5\nFostering,3,0,2\n",
    ] {
        let said = refused(text);
        assert!(said.starts_with("error: the first line holds values, not the names of the columns\n"), "{said}");
        assert!(said.contains("staff.csv:1:1") && said.matches("error:").count() == 1, "{said}");
    }
    for text in [
        "Measure,2024,2025\nTurnover rate,12.5,11.5\n",
        "England,2024,2025\nCoventry,5,6\nWalsall,7,8\n",
        "Grade,7,8,9\nPosts,1,2,3\n",
        "area,2.5\nCoventry,low\n",
        "2025,rate\n1.5,2.5\n",
        "2021,2022,2023\n12,14,15\n",
        "Team,2025,2024\nArea,12,14\n",
        "1,2,3\n10,11,12\n",
        "Children,0,1,2,5\nFamilies,10,11,12,3\n",
        "Places,10,50\nHomes,3,1\n",
    ] {
        read(text);
    }
}
