//! A table over several pages does not leave its header and one row at the foot of the first.

use std::fmt::Write as _;

use crate::pages::pages_of;
use crate::pdf::Pdf;
use crate::scratch::{NOTE, Scratch};

/// How many rows of a table of thirty stand on its first page, after so many paragraphs of a line.
fn rows_on_first_page(paragraphs: usize) -> usize {
    let mut csv = "Team,Posts\n".to_owned();
    for at in 1..=30 {
        let _ = writeln!(csv, "Team {at},{at}");
    }
    let yaml = format!(
        "{NOTE}data: {{teams: data/teams.csv}}\ntables: {{teams: {{kind: data, title: All teams, data: teams}}}}\n\
         recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}\nsections:\n  \
         - {{slot: purpose, body: [To try where a table begins.]}}\n  - slot: background\n    body:\n{}      - table: teams\n",
        "      - A line.\n".repeat(paragraphs)
    );
    let pdf = Pdf::read(&Scratch::new().file("data/teams.csv", csv).report(yaml).paper());
    let rows = pdf.tags.all("Table")[0].all("TR");
    let page = |at: usize| *pages_of(&pdf, rows[at]).first().expect("a row stands on a page");
    (1..rows.len()).filter(|at| page(*at) == page(1)).count()
}

#[test]
fn a_table_begins_with_two_rows_at_least() {
    let on_first: Vec<usize> = (18..=22).map(rows_on_first_page).collect();
    assert!(on_first.iter().any(|rows| *rows < 6), "the table begins near the foot of a page: {on_first:?}");
    assert!(on_first.iter().all(|rows| *rows >= 2), "{on_first:?}");
}
