//! The scoping document and the data table: every row in its place, whole where it can be, and sums that are right.

use boardpack::narrative::document::{Block, Row, RowKind, plain_text};

use crate::pdf::{Element, Pdf};
use crate::scratch::{Scratch, paragraphs};

/// All that the form asks for, but for `barriers`.
const ANSWERS: &str = "
template: scoping-document
title: A review of the tests
date: 2025-11-27
aims: Recommendations.
success: More people stay.
evaluation: After 12 months.
included: How people are kept.
excluded: Agency staff.
strategies: The workforce strategy.
methods: Focus groups.
mitigation: Support.
equality-implications: None that is known, since all posts are looked at.
key-dates: The Board meets in March.
meetings: 4
board-date: March
route: The Cabinet Member
";

fn paper(yaml: &str) -> Pdf {
    Pdf::read(&Scratch::new().report(format!("{ANSWERS}{yaml}")).paper())
}

/// The pages on which an element stands.
fn pages(pdf: &Pdf, element: &Element) -> Vec<usize> {
    let mut pages: Vec<usize> = pdf.paints_of(element).iter().map(|paint| paint.page).collect();
    pages.sort_unstable();
    pages.dedup();
    pages
}

fn points(number: usize) -> String {
    (0..number)
        .map(|at| format!("  - Point {at} of those that a long answer has to make, one below the other\n"))
        .collect()
}

#[test]
fn a_row_is_split_only_where_it_is_long_and_its_band_goes_before_it() {
    let mut split = 0;
    for length in [1, 3, 6, 9, 12, 15, 20, 40, 90] {
        // What stands above the row moves it to every place on a page.
        for above in [0, 2, 4, 6, 8] {
            let yaml = format!(
                "barriers: |\n{}methodology:\n  - question: What else?\n    answer: |\n{}",
                points(length),
                points(above + 1).replace("  - ", "      - ")
            );
            let pdf = paper(&yaml);
            let rows = pdf.tags.all("TR");
            for row in &rows {
                let lines = row.all("LI").len();
                let on = pages(&pdf, row);
                // A point has two lines: seven points and more are about a third of a page.
                assert!(on.len() == 1 || lines > 6, "{lines} points are split: {}", row.text());
                split += usize::from(on.len() > 1);
            }
            for pair in rows.windows(2) {
                let band = pair[0].all("TD").is_empty();
                let (first, next) = (pages(&pdf, pair[0]), pages(&pdf, pair[1]));
                assert!(!band || first.first() == next.first(), "a band alone at the foot: {}", pair[0].text());
            }
            let last = pdf.paints.iter().map(|paint| paint.bounds.bottom).fold(f64::INFINITY, f64::min);
            assert!(last > 20.0, "something runs off the page");
        }
    }
    assert!(split > 0, "long rows are split");
}

#[test]
fn questions_stand_in_their_bands_and_those_of_the_author_below() {
    let pdf = paper(
        "barriers: Time.\nscope:\n  - {question: Which years?, answer: 2016 to 2018.}\n\
         planner:\n  - {subject: Scope, officers: [One, Two]}\n  - {subject: Evidence}\n",
    );
    let tables = pdf.tags.all("Table");
    let rows: Vec<String> = tables[0].all("TR").iter().map(|row| row.text()).collect();
    let at = |start: &str| rows.iter().position(|row| row.starts_with(start)).expect(start);
    let order = [
        "Objectives",
        "What does the Board",
        "What will be the indicators",
        "When will",
        "Scope",
        "What will be included",
        "What will be excluded",
        "Does the review link",
        "Which years?",
        "Methodology",
        "How will",
        "Barriers and Risks",
        "What are the barriers",
        "How can these",
        "Equality and Diversity",
        "Does the review have",
        "Timescales",
        "List any key dates",
        "Anticipated number",
        "Anticipated reporting date",
        "Anticipated reporting route",
    ];
    let places: Vec<usize> = order.iter().map(|start| at(start)).collect();
    assert_eq!(places, (0..order.len()).collect::<Vec<_>>(), "{rows:?}");
    // Questions that were not answered, and that need no answer, are not there.
    assert_eq!(rows.len(), order.len(), "{rows:?}");
    let meetings: Vec<String> = tables[1].all("TR").iter().map(|row| row.text()).collect();
    assert_eq!(meetings.len(), 3);
    assert!(meetings[1].starts_with('1') && meetings[2].starts_with('2'), "{meetings:?}");
}

#[test]
fn a_profile_has_its_own_words_for_questions_and_bands() {
    let profile = format!(
        "{}kinds: {{scoping-document: {{labels: {{aims: What is it for?, methodology: How we work, masthead: Scope}}}}}}\n",
        crate::scratch::PROFILE
    );
    let paper = Scratch::new().file("council.yaml", profile).report(format!("{ANSWERS}barriers: Time.\n")).paper();
    let text = Pdf::read(&paper).describe();
    for words in ["What is it for?", "How we work", "Scope"] {
        assert!(text.contains(words), "{text}");
    }
    assert!(!text.contains("What does the Board") && !text.contains("Methodology"), "{text}");
}

/// The cells of a row as text.
fn texts(row: &Row) -> Vec<String> {
    row.cells.iter().map(|cell| plain_text(&cell.text)).collect()
}

#[test]
fn the_establishment_adds_up_in_both_directions() {
    let project = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/coventry");
    let read = |path: &str| std::fs::read_to_string(project.join(path)).expect("a file of the fixture");
    let scratch = Scratch::new()
        .file("council.yaml", read("council.yaml").replace("assets/logo.svg", "logo.svg"))
        .file("logo.svg", read("assets/logo.svg"))
        .file("data/establishment-2018.csv", read("data/establishment-2018.csv"))
        .report(read("reports/2018-04-16-appendix-3-financial-information.yaml"));
    let narrated = scratch.narrate().expect("no errors");
    let sections = &narrated.document.sections;
    let found = sections.iter().flat_map(|section| &section.body).find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = found.expect("a table");
    let totals: Vec<String> = table.rows.iter().filter_map(|row| texts(row).pop()).collect();
    assert_eq!(totals, ["9.0", "32.0", "32.0", "173.0", "26.0", "28.0", "11.0", "20.6", "331.6"]);
    let last = table.rows.last().expect("rows");
    assert_eq!(last.kind, RowKind::Total);
    assert_eq!(texts(last), ["Total", "", "37.0", "178.0", "37.6", "34.0", "38.0", "7.0", "331.6"]);
    let first = paragraphs(&narrated);
    assert!(first[0].contains("331.6 FTE funded posts"), "{first:?}");
}

#[test]
fn a_table_that_is_too_wide_for_an_upright_page_lies_on_its_side() {
    let report = |columns: usize| {
        let names: Vec<String> = (0..columns).map(|at| format!("Responsive services {at}")).collect();
        let header = format!("Job,{}\n", names.join(","));
        let row = format!("Team Manager,{}\n", vec!["1234.5"; columns].join(","));
        let columns: Vec<String> =
            names.iter().map(|name| format!("{{name: {name}, unit: fte, decimals: 1}}")).collect();
        let yaml = format!(
            "template: data-table\ntitle: Posts\ndate: 2025-11-27\ndata: {{posts: {{file: posts.csv, kind: table}}}}\n\
             tables: {{posts: {{kind: data, title: Posts, data: posts, columns: [{}], total: true, row-totals: true}}}}\n\
             sections: [{{heading: Posts, body: [The posts are these., {{table: posts}}]}}]\n",
            columns.join(", ")
        );
        Pdf::read(&Scratch::new().file("posts.csv", format!("{header}{row}{row}")).report(yaml).paper())
    };
    let across = |pdf: &Pdf| pdf.paints.iter().map(|paint| paint.bounds.right).fold(0.0, f64::max);
    let (upright, sideways) = (report(5), report(12));
    assert!(across(&upright) < 595.3 - 60.0, "{}", across(&upright));
    assert!((700.0..842.0 - 60.0).contains(&across(&sideways)), "{}", across(&sideways));
    // The lines of text are no longer than on an upright page.
    let paragraph = sideways
        .tags
        .all("P")
        .into_iter()
        .find(|paragraph| paragraph.text().starts_with("The posts"))
        .expect("a paragraph");
    assert!(sideways.paints_of(paragraph).iter().all(|paint| paint.bounds.right < 595.3 - 60.0));
}

#[test]
fn the_data_table_of_the_documentation_is_built() {
    const DOCUMENTATION: &str = include_str!("../../docs/report-format.md");
    let (_, section) = DOCUMENTATION.split_once("### A data table").expect("the section");
    let report = section.split("```yaml").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let data =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/coventry/data/establishment-2018.csv");
    let data = std::fs::read(data).expect("the data");
    let text =
        Pdf::read(&Scratch::new().file("data/establishment-2018.csv", data).report(report).paper()).describe();
    assert!(text.contains("178.0 FTE funded posts") && text.contains("TR <row> *Total*"), "{text}");
}
