//! Every kind of document with content that goes to the extreme, made of its schema: nothing runs off a page, lies over
//! something else, leaves a heading alone or breaks a row that fits on a page.

mod generate;

use std::panic::{AssertUnwindSafe, catch_unwind};

use boardpack::build::build;
use boardpack::project::schema::Schema;

use crate::pages::{MARGINS, MM, TOLERANCE, badly_set, check_headings, check_overlaps, pages_of};
use crate::pdf::Pdf;
use crate::scratch::{NOTE, Scratch, rendered};
use crate::standards;
use crate::wide_tables;
use generate::{Amount, Draw, Generator, narrow, schemas, wide};

/// A row of no more letters than this fits on a page, however narrow its cells.
const SHORT_ROW: usize = 600;

/// The council of these reports, whose name is long, with text of that size.
fn profile(size: usize) -> String {
    format!(
        "name: Cyngor Bwrdeistref Sirol Testshire and the Far Valleys of Ŵyn\ntext: {{size: {size}}}\n\
         committees: {{board: Testshire Scrutiny Board}}\n\
         people: {{officer: {{name: Siân Llŷr-Brontë, title: Head of Everything, directorate: People, telephone: 020 7946 0000, \
         email: sian@example.gov.uk}}}}\n"
    )
}

/// A project with a report of that kind, and what that report needs.
fn project(schema: &Schema, all: &[Schema], seed: u64, amount: Amount) -> Scratch {
    let mut draw = Draw::new(&schema.kind, seed);
    let size = [11, 16, 12, 14][(seed as usize + draw.below(2)) % 4];
    let report = Generator { schema, draw, amount }.report();
    let other = format!(
        "{NOTE}recommendations: {{lead: 'The Board is asked to:', items: [Note it., Note that.]}}\n\
         sections:\n  - {{slot: purpose, body: [To inform.]}}\n  - {{slot: background, body: [Nothing.]}}\n"
    );
    let mut scratch = Scratch::new()
        .file("council.yaml", profile(size))
        .file("data/wide.csv", wide())
        .file("data/narrow.csv", narrow())
        .file("reports/other.yaml", other)
        .report(report);
    if schema.binds.is_some() {
        let bound = all.iter().find(|other| other.paged_in.as_ref() == Some(&schema.kind)).expect("what it binds");
        let bound = Generator { schema: bound, draw: Draw::new(&bound.kind, seed), amount }.report();
        scratch = scratch.file("reports/bound.yaml", bound);
    }
    scratch
}

/// Builds the report and checks every paper that it becomes.
fn check(schema: &Schema, all: &[Schema], seed: u64, amount: Amount) -> usize {
    let scratch = project(schema, all, seed, amount);
    let built = build(&[scratch.path().join("reports/paper.yaml")], None).expect("a project");
    let errors = rendered(&built.diagnostics);
    if let Ok(keep) = std::env::var("EXTREMES") {
        let to = std::path::Path::new(&keep).join(format!("{}-{seed}", schema.kind));
        drop(std::fs::create_dir_all(&to));
        for (from, name) in [("reports/paper.yaml", "paper.yaml"), ("out/paper.pdf", "paper.pdf")] {
            drop(std::fs::copy(scratch.path().join(from), to.join(name)));
        }
    }
    assert!(built.failed == 0, "{errors}");
    let mut pages = 0;
    for entry in std::fs::read_dir(scratch.path().join("out")).expect("papers") {
        let path = entry.expect("a paper").path();
        if path.extension().is_none_or(|ending| ending != "pdf") {
            continue;
        }
        let bytes = std::fs::read(&path).expect("a paper");
        let pdf = Pdf::read(&bytes);
        check_places(&pdf, schema.screen.is_some());
        check_overlaps(&pdf);
        check_headings(&pdf);
        check_rows(&pdf);
        check_sizes(&pdf);
        if seed == 0 {
            standards::check(&schema.kind, &bytes);
        }
        pages += pdf.pages.len();
    }
    assert!(pages > 0, "nothing was built: {errors}");
    pages
}

/// Everything lies on its page, and what is no running header or footer between the margins.
fn check_places(pdf: &Pdf, screen: bool) {
    for paint in &pdf.paints {
        let (width, height) = pdf.pages[paint.page];
        let (side, top, bottom) = match (screen, paint.artifact) {
            (true, true) => (0.0, 0.0, 0.0),
            (true, false) => (5.0 * MM, 5.0 * MM, 5.0 * MM),
            (false, true) => (MARGINS.0, 6.0 * MM, 6.0 * MM),
            (false, false) => MARGINS,
        };
        let bounds = paint.bounds;
        let inside = bounds.left >= side - TOLERANCE
            && bounds.right <= width - side + TOLERANCE
            && bounds.bottom >= bottom - TOLERANCE
            && bounds.top <= height - top + TOLERANCE;
        assert!(inside, "page {}: outside of the margins: {paint:?}", paint.page + 1);
    }
}

/// No row that fits on a page is split.
fn check_rows(pdf: &Pdf) {
    for row in pdf.tags.all("TR") {
        let text = row.text();
        if text.chars().count() <= SHORT_ROW {
            assert!(pages_of(pdf, row).len() <= 1, "a row is split: {text}");
        }
    }
}

/// No table is set in letters that are too small to read.
fn check_sizes(pdf: &Pdf) {
    for table in pdf.tags.all("Table") {
        let smallest = wide_tables::smallest(pdf, table);
        assert!(smallest >= wide_tables::SMALLEST, "{smallest} points: {}", table.text());
    }
}

/// Tries kinds with seeds, and tells of all that fail at once.
fn try_all(seeds: std::ops::Range<u64>, amount: Amount, wanted: impl Fn(&Schema) -> bool) {
    let all = schemas();
    assert!(all.len() >= 14, "the kinds are found");
    let only = std::env::var("KIND").ok();
    let mut failures = Vec::new();
    for schema in
        all.iter().filter(|schema| wanted(schema) && only.as_ref().is_none_or(|kind| *kind == schema.kind))
    {
        for seed in seeds.clone() {
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| check(schema, &all, seed, amount))) {
                let text = panic.downcast_ref::<String>().map_or("?", String::as_str);
                let text: String = text.chars().take(1_500).collect();
                failures.push(format!("{} with seed {seed}: {text}", schema.kind));
            }
        }
    }
    assert!(failures.is_empty(), "{} failed\n{}", failures.len(), failures.join("\n\n"));
}

#[test]
fn every_kind_bears_more_than_anybody_would_read() {
    try_all(0..2, Amount::Much, |_| true);
}

#[test]
fn every_kind_bears_the_least_that_there_can_be() {
    try_all(0..1, Amount::Least, |_| true);
}

#[test]
fn a_body_of_sixty_pages_holds_together() {
    let all = schemas();
    let schema = all.iter().find(|schema| schema.kind == "briefing-note").expect("briefing notes");
    let pages = check(schema, &all, 1, Amount::Book);
    assert!(pages >= 60, "{pages} pages");
}

#[test]
#[ignore = "takes minutes; run it after changes of templates"]
fn every_kind_bears_many_more() {
    try_all(2..12, Amount::Much, |_| true);
}

#[test]
#[should_panic(expected = "a row is split")]
fn a_row_on_two_pages_is_noticed() {
    let scratch = badly_set("#v(205mm)\n#table(columns: (20mm, 30mm), [Name], lorem(60))");
    check_rows(&Pdf::read(&scratch.paper()));
}
