//! Tables that are too wide: no text becomes too small to read, no header loses its weight, and nothing is lost.

use std::fmt::Write as _;

use crate::packs;
use crate::pages::{MM, check_headings, check_overlaps, pages_of};
use crate::pdf::{Element, Paint, Pdf};
use crate::scratch::{NOTE, Scratch};
use crate::standards;

/// The smallest text that a council's paper may have, in points.
pub const SMALLEST: f64 = 9.0 - 0.01;

/// A note with a table of so many columns of figures and so many rows, below what is written there.
fn note(columns: usize, rows: usize, before: &str) -> String {
    format!(
        "{NOTE}data: {{months: data/months-{columns}-{rows}.csv}}\n\
         tables: {{months: {{kind: data, title: What was spent, data: months}}}}\n\
         recommendations: {{lead: 'The Board is recommended to:', items: [text: Note it.]}}\n\
         sections:\n  - {{slot: purpose, body: [To inform.]}}\n  - {{slot: background, body: [{before}table: months, It is a lot.]}}\n"
    )
}

fn months(columns: usize, rows: usize) -> String {
    let mut csv = "Service of the directorate".to_owned();
    (0..columns).for_each(|at| csv += &format!(",Account {at} (pounds)"));
    for row in 0..rows {
        let _ = write!(csv, "\nHousehold support number {row}");
        (0..columns).for_each(|at| csv += &format!(",\"{},{:03}.{at}\"", row + 21, at * 83));
    }
    csv + "\n"
}

/// A project with that note, and text of that size.
fn project(size: usize, columns: usize, rows: usize, before: &str) -> Scratch {
    Scratch::new()
        .file("council.yaml", format!("{}text: {{size: {size}}}\n", crate::scratch::PROFILE))
        .file(&format!("data/months-{columns}-{rows}.csv"), months(columns, rows))
        .report(note(columns, rows, before))
}

fn paper(scratch: &Scratch) -> Pdf {
    let bytes = scratch.paper();
    standards::check("a paper", &bytes);
    let pdf = Pdf::read(&bytes);
    check_overlaps(&pdf);
    check_headings(&pdf);
    pdf
}

/// The size of text, from what the test's reader makes of it: letters of 0.72 and what hangs below the line.
fn size(paint: &Paint) -> f64 {
    (paint.bounds.top - paint.bounds.bottom) / 0.74
}

/// The smallest text of an element.
pub fn smallest(pdf: &Pdf, element: &Element) -> f64 {
    let seen = |paint: &&Paint| paint.text.as_ref().is_some_and(|text| !text.trim().is_empty());
    pdf.paints_of(element).into_iter().filter(seen).map(size).fold(f64::INFINITY, f64::min)
}

fn lies_on_its_side(pdf: &Pdf, page: usize) -> bool {
    pdf.pages[page].0 > pdf.pages[page].1
}

#[test]
fn a_long_and_wide_table_has_pages_on_their_side_with_all_that_pages_have() {
    let pdf = paper(&project(12, 10, 30, "It is long., "));
    let tables = pdf.tags.all("Table");
    assert_eq!(tables.len(), 1, "the table is not parted");
    assert_eq!(tables[0].all("TR")[0].children.len(), 11);
    assert!(smallest(&pdf, tables[0]) >= SMALLEST);
    let pages = pages_of(&pdf, tables[0]);
    assert!(pages.len() > 1 && pages.iter().all(|page| lies_on_its_side(&pdf, *page)));
    for page in pages {
        let furniture: String = pdf
            .paints
            .iter()
            .filter(|paint| paint.page == page && paint.artifact)
            .filter_map(|paint| paint.text.as_deref())
            .collect();
        assert!(furniture.contains("A note of the tests"), "page {}: {furniture}", page + 1);
        assert!(
            furniture.contains(&format!("Page {} of {}", page + 1, pdf.pages.len())),
            "page {}: {furniture}",
            page + 1
        );
    }
    assert!(!lies_on_its_side(&pdf, pdf.pages.len() - 1), "what follows stands upright again");
}

#[test]
fn a_wide_table_of_few_rows_goes_on_below_itself() {
    for size in [11, 12, 14, 16] {
        let pdf = paper(&project(size, 8, 3, "It is short., "));
        assert!((0..pdf.pages.len()).all(|page| !lies_on_its_side(&pdf, page)));
        let tables = pdf.tags.all("Table");
        assert!(tables.len() > 1, "the table is parted where the text has {size} points");
        let mut accounts = 0;
        for table in &tables {
            let rows = table.all("TR");
            assert_eq!(rows.len(), 4);
            assert!(rows[1].text().starts_with("Household support number 0"), "{}", rows[1].text());
            assert!(smallest(&pdf, table) >= SMALLEST);
            accounts += rows[0].children.len() - 1;
        }
        assert_eq!(accounts, 8, "each column is in one of the parts");
        assert!(pdf.tags.text().contains("Table 1. What was spent (continued)"));
    }
}

#[test]
fn a_heading_is_not_left_alone_by_a_table_that_would_turn() {
    let pdf = paper(&project(12, 10, 30, ""));
    assert!((0..pdf.pages.len()).all(|page| !lies_on_its_side(&pdf, page)));
    assert!(pdf.tags.all("Table").len() > 1);
}

#[test]
fn the_table_that_ends_a_paper_of_a_pack_brings_no_empty_page() {
    let last = "template: statement\ntitle: What was spent\ndate: 2025-11-27\n\
                data: {months: {file: data/months-10-30.csv, source: The ledger}}\n\
                tables: {months: {kind: data, title: What was spent, data: months}}\n\
                sections: [{heading: Background, body: [It is long., table: months]}]\n";
    let scratch = packs::project("kinds: {statement: {sections: [own]}}\n")
        .file("data/months-10-30.csv", months(10, 30))
        .file("reports/second.yaml", last);
    let pdf = packs::pack(&scratch);
    for page in 0..pdf.pages.len() {
        let said = pdf.paints.iter().any(|paint| paint.page == page && !paint.artifact && paint.text.is_some());
        assert!(said, "page {} is empty", page + 1);
    }
}

/// A paper with so many recommendations that have all columns.
fn recommended(count: usize) -> Pdf {
    let mut yaml = format!("{NOTE}recommendations:\n  lead: 'The Board is recommended to:'\n  items:\n");
    for at in 1..=count {
        let _ = writeln!(
            yaml,
            "    - {{text: Ask the Director for a report on posts and on what filling them costs ({at})., owner: officer, due: 2026-03-31, \
             response: {{decision: partly, text: Only as far as the records of the council go back.}}, \
             progress: The records of last year have been read and written down., status: on-track}}"
        );
    }
    yaml.push_str(
        "sections:\n  - {slot: purpose, body: [To inform.]}\n  - {slot: background, body: [This is who does what., recommendation-table: Who does what]}\n",
    );
    paper(&Scratch::new().report(yaml))
}

#[test]
fn seven_columns_of_recommendations_lie_on_their_side() {
    let pdf = recommended(9);
    let table = pdf.tags.all("Table")[0];
    assert_eq!(table.all("TR")[0].children.len(), 7);
    assert!(smallest(&pdf, table) >= SMALLEST);
    assert!(pages_of(&pdf, table).iter().all(|page| lies_on_its_side(&pdf, *page)));
}

#[test]
fn a_few_recommendations_stand_upright_with_response_and_progress_in_one_column() {
    let pdf = recommended(3);
    let table = pdf.tags.all("Table")[0];
    let rows = table.all("TR");
    assert_eq!(rows[0].children.len(), 6);
    assert!(rows[0].text().contains("Response and progress"), "{}", rows[0].text());
    assert!(
        rows[1].text().contains("Partly accepted") && rows[1].text().contains("have been read"),
        "{}",
        rows[1].text()
    );
    assert!(smallest(&pdf, table) >= SMALLEST);
    assert!((0..pdf.pages.len()).all(|page| !lies_on_its_side(&pdf, page)));
}

#[test]
fn titles_units_and_figures_end_on_one_line() {
    let yaml = format!(
        "{NOTE}data: {{posts: data/posts.csv}}\n\
         tables: {{posts: {{kind: data, title: Posts, data: posts, columns: [{{name: Filled, unit: fte, decimals: 1}}]}}}}\n\
         recommendations: {{lead: 'The Board is recommended to:', items: [text: Note it.]}}\n\
         sections:\n  - {{slot: purpose, body: [To inform.]}}\n  - {{slot: background, body: [These., table: posts]}}\n"
    );
    let pdf = paper(&Scratch::new().file("data/posts.csv", "Team,Filled\nNorth,12.5\nSouth,8.0\n").report(yaml));
    let table = pdf.tags.all("Table")[0];
    let seen = |wanted: &str| {
        let paints = pdf.paints_of(table);
        let found =
            paints.into_iter().find(|paint| paint.text.as_deref().is_some_and(|text| text.trim() == wanted));
        found.unwrap_or_else(|| panic!("`{wanted}` is printed")).clone()
    };
    let right = seen("12.5").bounds.right;
    for wanted in ["Filled", "FTE", "8.0"] {
        let paint = seen(wanted);
        let spaces = paint.text.as_deref().map_or(0, |text| text.len() - text.trim_end().len());
        let end = paint.bounds.right - 0.278 * size(&paint) * f64::from(u8::try_from(spaces).expect("few spaces"));
        assert!((end - right).abs() < 0.7, "`{wanted}` ends at {end}, the figures at {right}");
    }
    assert!(right < pdf.pages[0].0 - 25.0 * MM);
}
