//! Reports on spreadsheets and plain tables: typed columns, totals, and files that are too large.

use boardpack::narrative::Narrated;
use boardpack::narrative::document::{Block, Cell, Table, plain_text};

use crate::scratch::{NOTE, Scratch, rendered};

const REST: &str = "
sections:
  - slot: purpose
    body: [Here it is., {table: posts}]
  - {slot: background, body: [Nothing.]}
recommendations:
  lead: \"The Board is recommended to:\"
  items: [Note the figures.]
";

const STAFF: &[u8] = include_bytes!("../fixtures/sheets/staff.xlsx");

fn first_table(narrated: &Narrated) -> &Table {
    let blocks = narrated.document.sections.iter().flat_map(|section| &section.body);
    let within = blocks.flat_map(|block| match block {
        Block::Numbered { body, .. } => body.as_slice(),
        block => std::slice::from_ref(block),
    });
    let mut tables = within.filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.next().expect("a table")
}

fn lines(project: &Scratch) -> String {
    let narrated = project.narrate().unwrap_or_else(|errors| panic!("{}", rendered(&errors)));
    let table = first_table(&narrated);
    let header: Vec<String> = table
        .columns
        .iter()
        .map(|column| {
            if column.unit.is_empty() {
                column.title.clone()
            } else {
                format!("{} ({})", column.title, column.unit)
            }
        })
        .collect();
    let row = |cells: &[Cell]| cells.iter().map(|cell| plain_text(&cell.text)).collect::<Vec<_>>().join(" | ");
    let rows: Vec<String> = table.rows.iter().map(|one| row(&one.cells)).collect();
    format!("{}\n{}", header.join(" | "), rows.join("\n"))
}

fn project(entry: &str, table: &str) -> Scratch {
    let report = format!(
        "{NOTE}\ndata:\n  posts: {entry}\ntables:\n  posts: {{kind: data, title: Posts, data: posts{table}}}\n{REST}"
    );
    Scratch::new().file("data/staff.xlsx", STAFF).report(report)
}

#[test]
fn a_sheet_is_shown_with_its_percentages_and_dates() {
    let entry = "{file: data/staff.xlsx, sheet: Staff, range: A3:K7, header-rows: 2}";
    let paper = project(entry, ", columns: [Agency share, Reviewed on, Code]");
    insta::assert_snapshot!(lines(&paper), @r"
    Job title | Agency share (%) | Reviewed on | Code
    Team manager | 9.25 | 30 September 2025 | 0123
    Social worker | 50.00 | 28 February 1904 | 007
    Newly qualified | 100.00 | 1 March 1900 | 1
    ");
}

#[test]
fn rows_and_columns_are_added_up() {
    let entry = "{file: data/staff.xlsx, sheet: Staff, range: A3:K7, header-rows: 2}";
    let paper =
        project(entry, ", columns: [Children in care – FTE, Fostering – FTE], total: true, row-totals: true");
    insta::assert_snapshot!(lines(&paper), @r"
    Job title | Children in care – FTE | Fostering – FTE | Total
    Team manager | 3 | 4.5 | 7.50
    Social worker | 0.1 | 20.25 | 20.35
    Newly qualified | 0.2 | 3.33 | 3.53
    Total | 3.3 | 28.08 | 31.38
    ");
    assert!(paper.paper().starts_with(b"%PDF"));
}

#[test]
fn a_query_reads_what_a_sheet_stores_and_not_what_it_shows() {
    // 4.5, 20.25 and 3.333333333333, which the sheet shows as 3.33.
    let report = format!(
        "{NOTE}\ndata:\n  posts: {{file: data/staff.xlsx, sheet: Staff, range: A3:K7, header-rows: 2, disclosure: published}}\n  \
         all: {{query: \"SELECT 'All' AS team, sum(\\\"Fostering – FTE\\\") AS posts FROM posts\"}}\ntables:\n  \
         posts: {{kind: data, title: Posts, data: all}}\n{REST}"
    );
    let paper = Scratch::new().file("data/staff.xlsx", STAFF).report(report);
    insta::assert_snapshot!(lines(&paper), @r"
    team | posts (FTE)
    All | 28.083333333
    ");
}

#[test]
fn a_column_of_pounds_has_its_unit() {
    let text = "Team,Cost,Mixed\nNorth,\"£1,200.50\",£5\nSouth,0,7\n";
    let paper = project("data/posts.csv", "").file("data/posts.csv", text);
    insta::assert_snapshot!(lines(&paper), @r"
    Team | Cost (£) | Mixed
    North | 1,200.50 | 5
    South | 0 | 7
    ");
}

#[test]
fn a_stated_total_is_told_apart_from_the_rows() {
    let text = "Post,Posts\nWorker,5\nManager,3\nTotal,9\n";
    let paper = project("data/posts.csv", ", sort: smallest-first").file("data/posts.csv", text);
    insta::assert_snapshot!(lines(&paper), @r"
    Post | Posts
    Manager | 3
    Worker | 5
    Total | 9
    ");
}

#[test]
fn a_table_that_is_too_large_is_refused() {
    let rows = |count: usize, row: &str| format!("a,b\n{}", row.repeat(count));
    for (text, said) in [
        (rows(2_500_000, "1,2\n"), "more than 4000000 cells in a table"),
        (",".repeat(20_000), "more than 16384 cells in a row"),
        (rows(9_000_000, "1,2\n"), "the data file `data/posts.csv` has more than 32 MB"),
    ] {
        let paper = project("data/posts.csv", "").file("data/posts.csv", text);
        assert!(paper.errors().iter().any(|error| error == said), "{said}: {:?}", paper.errors());
    }
}

#[test]
fn a_comparison_table_may_be_a_sheet() {
    let report = format!(
        "{NOTE}\ndata:\n  snapshot: {{file: data/staff.xlsx, sheet: Staff, range: A3:K7, header-rows: 2, kind: comparison-table}}\n{REST}"
    );
    let paper = Scratch::new().file("data/staff.xlsx", STAFF).report(report);
    let errors = paper.errors();
    assert!(errors.iter().any(|error| error.contains("is no area, period or range")), "{errors:?}");
}
