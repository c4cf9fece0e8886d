//! The workforce review and its slides: key figures, sets of actions, and one report file as two papers.

use boardpack::diagnostic::Severity;
use boardpack::narrative::Narrated;
use boardpack::narrative::document::{Block, Cell, Points, RecommendationTable, Table, plain_text};
use boardpack::trace::attachment;

use crate::pdf::{Element, Pdf};
use crate::scratch::{Scratch, rendered};
use crate::standards;
use crate::traceability::attachments;

const RATES: &str = "area,period,turnover_rate,agency_rate,vacancy_rate,absence_rate,in_post
Coventry,2021,17.1,18.1,c,3.9,200
Coventry,2022,18,16.7,15.9,3.5,
Coventry,2023,15.5,12.4,12.1,3.1,210.5
Coventry,2024,17.7,9.3,12.3,u,220
Coventry,2025,11.3,6.1,12.6,4.6,1250.4
England,2024,13.9,16.2,17.3,3.4,30000
England,2025,11.8,6.1,12.7,c,32000
Derby,2025,7.9,9.0,2.8,3.7,100
Southampton,2025,7.4,8,3.8,2.3,101
";

const MODEL: &str = "old_la_code,la_name,SN_1,SN_2\n331,Coventry,831,852\n";

const HEAD: &str = "
title: Annual workforce review 2025
date: 2025-12-11
period: Year ended 30 September 2025
author: officer
signatory: Director of Children's Services
summary: The year in a sentence.
data: {rates: data/rates.csv, model: data/sn.csv}
subject: {area: Coventry, period: 2025, compare: [neighbours, England]}
recommendations:
  lead: \"The Director is asked to agree that:\"
  items:
    - {text: Exit interviews are offered., owner: officer, due: 2026-03-31}
";

const REST: &str = "
  - {slot: comparison, body: [How it compares is said above.]}
  - {slot: progress, body: [Nothing was agreed.]}
  - {slot: actions, body: [{recommendation-table: What is proposed}]}
  - {slot: data-sources, body: [The Department for Education.]}
";

const KEY_FIGURES: &str = "
tables:
  key: {kind: key-figures, title: The workforce, measures: [turnover_rate, agency_rate, vacancy_rate, absence_rate, in_post]}
";

const SECTIONS: &str = "
sections:
  - slot: key-figures
    body:
      - table: key
";

fn scratch(yaml: &str) -> Scratch {
    Scratch::new().file("data/rates.csv", RATES).file("data/sn.csv", MODEL).report(yaml)
}

fn review(more: &str, sections: &str) -> Scratch {
    scratch(&format!("template: workforce-review{HEAD}{KEY_FIGURES}{more}{SECTIONS}{sections}{REST}"))
}

fn narrated(scratch: &Scratch) -> Narrated {
    scratch.narrate().unwrap_or_else(|errors| panic!("{}", rendered(&errors)))
}

fn key_figures(narrated: &Narrated) -> &Table {
    let found = narrated.document.sections[0].body.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    found.expect("a table")
}

fn said(cell: &Cell) -> (String, &str) {
    (plain_text(&cell.text), cell.note.as_str())
}

#[test]
fn a_key_figure_has_its_value_its_change_its_comparators_and_its_course() {
    let narrated = narrated(&review("", ""));
    let table = key_figures(&narrated);
    let titles: Vec<(&str, &str)> =
        table.columns.iter().map(|column| (column.title.as_str(), column.unit.as_str())).collect();
    let expected = [
        ("Measure", ""),
        ("Coventry", "2025"),
        ("Change on 2024", ""),
        ("Statistical neighbours", "2025"),
        ("England", "2025"),
        ("Trend", "2021 to 2025"),
    ];
    assert_eq!(titles, expected);
    let row = |at: usize| table.rows[at].cells.iter().map(said).collect::<Vec<_>>();
    let owned = |cells: &[(&'static str, &'static str)]| -> Vec<(String, &'static str)> {
        cells.iter().map(|(text, note)| ((*text).to_owned(), *note)).collect()
    };
    // 17.7 to 11.3 is better since less is; England's 11.8 is within the tolerance of half a point.
    let turnover = [
        ("Turnover rate", "lower is better"),
        ("11.3%", ""),
        ("Down 6.4 points", "better"),
        ("7.7%", "ours worse"),
        ("11.8%", "ours similar"),
        ("", ""),
    ];
    assert_eq!(row(0), owned(&turnover));
    assert_eq!(row(1)[4], ("6.1%".to_owned(), "ours similar"));
    // A third of a point is within the tolerance.
    assert_eq!(row(2)[2], ("Up 0.3 points".to_owned(), "little change"));
    // A symbol is never compared, and never a change.
    let absence = [
        ("Absence rate", "lower is better"),
        ("4.6%", ""),
        ("–", "no value for 2024"),
        ("3.0%", "ours worse"),
        ("[c]", ""),
        ("", ""),
    ];
    assert_eq!(row(3), owned(&absence));
    // The unit is said where the number does not show it; a larger council is neither better nor worse.
    let in_post = [
        ("Social workers in post", "FTE"),
        ("1,250.4", ""),
        ("Up 1,030.4 FTE", ""),
        ("100.5", ""),
        ("32,000.0", ""),
        ("", ""),
    ];
    assert_eq!(row(4), owned(&in_post));
    let arrows: Vec<(Points, Option<bool>)> =
        table.rows.iter().filter_map(|row| row.cells[2].arrow.map(|arrow| (arrow.points, arrow.better))).collect();
    let expected =
        [(Points::Down, Some(true)), (Points::Down, Some(true)), (Points::Level, None), (Points::Up, None)];
    assert_eq!(arrows, expected, "a value without a change has no arrow");
    assert_eq!(table.key.len(), 1, "{:?}", table.key);
}

#[test]
fn the_course_is_told_in_words_and_carried_in_numbers() {
    let scratch = review("", "");
    let document = narrated(&scratch);
    let table = key_figures(&document);
    let alt = |row: usize| table.rows[row].cells[5].picture.as_ref().map(|picture| picture.alt.clone());
    assert_eq!(
        alt(2).as_deref(),
        Some(
            "Trend line of vacancy rate for Coventry, 2021 to 2025. Coventry fell from 15.9% in 2022 to 12.6% in 2025, a \
             fall of 3.3 percentage points; the lowest value was 12.1% in 2023. It is suppressed to protect \
             confidentiality in 2021."
        )
    );
    assert!(alt(4).is_some_and(|alt| alt.contains("It is not available in 2022")), "{:?}", alt(4));
    let paper = scratch.paper();
    let files = attachments(&paper);
    let csv = String::from_utf8(files["table-1.csv"].clone()).expect("UTF-8");
    let line = csv.lines().find(|line| line.starts_with("Vacancy rate")).expect("a row");
    assert!(line.ends_with("[c],15.9,12.1,12.3,12.6"), "{csv}");
    let figures = attachment::read(&paper).expect("figures").remove(0);
    let trend = figures.figures.iter().find(|figure| figure.text == "15.9%").expect("a value of the line");
    assert_eq!(trend.shown[0].column, "Trend: 2022");
    let change = figures.figures.iter().find(|figure| figure.name == "change in the turnover rate").expect("it");
    assert_eq!(change.value.as_deref(), Some("-6.4"));
    assert_eq!(change.origin.inputs.len(), 2);
}

#[test]
fn a_line_needs_two_values_and_a_small_count_gives_nothing_away() {
    let data = "area,period,leavers,starters\nCoventry,2024,30,12\nCoventry,2025,3,20\n";
    let tables =
        "tables:\n  key: {kind: key-figures, title: People, measures: [leavers, starters], basis: headcount}\n";
    let head = HEAD
        .replace(
            "data: {rates: data/rates.csv, model: data/sn.csv}",
            "data: {people: {file: data/people.csv, disclosure: controlled}}",
        )
        .replace(", compare: [neighbours, England]", "");
    let data = data.replace("leavers,starters", "leavers_headcount,starters_headcount");
    let scratch = Scratch::new()
        .file("data/people.csv", data)
        .report(format!("template: workforce-review{head}{tables}{SECTIONS}{REST}"));
    let document = narrated(&scratch);
    let leavers = &key_figures(&document).rows[0].cells;
    assert_eq!(said(&leavers[1]), ("[c]".to_owned(), ""));
    assert_eq!(said(&leavers[2]), ("–".to_owned(), "no value for 2025"));
    assert_eq!(said(&leavers[3]), ("–".to_owned(), "too few values"));
    assert!(leavers[2].figure.is_none() && leavers[3].picture.is_none());
}

fn action_table(narrated: &Narrated) -> &RecommendationTable {
    let blocks = narrated.document.sections.iter().flat_map(|section| &section.body);
    let mut found = blocks.filter_map(|block| match block {
        Block::RecommendationTable(table) => Some(table),
        _ => None,
    });
    found.next().expect("a table of actions")
}

const ACTIONS: &str = "
actions:
  last-year:
    title: What became of the actions
    items:
      - {text: Open the Academy., status: complete, progress: It is open.}
      - {text: Recruit., status: on-track}
      - {text: Train., status: complete}
      - Retain.
";

#[test]
fn a_set_of_actions_says_how_far_it_is() {
    let sections = "  - {heading: Last year, body: [{actions: last-year}]}\n";
    let document = narrated(&review(ACTIONS, sections));
    let table = action_table(&document);
    assert_eq!(table.subtitle, "4 actions: 2 complete, 1 on track, 1 without a status");
    assert_eq!(table.columns[1].1, "Action");
    assert_eq!((table.number.as_str(), table.rows.len()), ("Table 2", 4));
    assert_eq!(table.rows[3].number, "4");
}

#[test]
fn actions_that_no_section_shows_are_told() {
    let scratch = review(ACTIONS, "");
    let built = boardpack::build::build(&[scratch.path()], None).expect("a project");
    let warned = built.diagnostics.iter().find(|one| one.message == "the actions `last-year` are not shown");
    assert_eq!(warned.expect("a warning").severity, Severity::Warning);
    assert_eq!(built.failed, 0);
}

const THEMES: &str = "
  - heading: Agency use has changed
    body:
      - >
        The first sentence is for everybody.[^1] The second has more of it.

        [^1]: A note that slides have no room for.
      - |
        A line of its own. The council will:

        - recruit;
        - train.
      - chart: agency
  - heading: What is chosen
    body: [A paragraph that nobody reads aloud., And another one.]
    slides: [One point, \"{{ agency_rate.fell('Agency use fell') }}\"]
  - heading: What stays in the report
    body: [A paragraph for the report alone.]
    slides: none
  - heading: What only leads into a chart
    body:
      - The chart has the values.
      - chart: regions
";

const CHARTS: &str = "
charts:
  agency: {kind: line, title: Agency use fell, measure: agency_rate, areas: [Coventry], periods: 2021..2025}
  regions: {kind: bar, title: Turnover beside others, measure: turnover_rate, areas: [Coventry, England], periods: 2025}
";

fn built(scratch: &Scratch) -> Vec<(String, Vec<u8>)> {
    let built = boardpack::build::build(&[scratch.path()], None).expect("a project");
    assert_eq!(built.failed, 0, "{}", rendered(&built.diagnostics));
    let name = |path: &std::path::PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
    built.papers.iter().map(|path| (name(path), std::fs::read(path).expect("a paper"))).collect()
}

fn headings(pdf: &Pdf) -> Vec<(String, String)> {
    let mut found = Vec::new();
    pdf.tags.visit(&mut |element: &Element| {
        if element.kind.starts_with('H') && element.kind.len() == 2 {
            found.push((element.kind.clone(), element.text().trim().to_owned()));
        }
    });
    found
}

#[test]
fn one_report_becomes_a_paper_and_slides() {
    let papers = built(&scratch(&format!(
        "template: workforce-review\nalso: workforce-slides{HEAD}{KEY_FIGURES}{CHARTS}{SECTIONS}{THEMES}{REST}"
    )));
    let names: Vec<&str> = papers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["paper.pdf", "paper-workforce-slides.pdf"]);
    let (paper, slides) = (Pdf::read(&papers[0].1), Pdf::read(&papers[1].1));
    standards::check("slides", &papers[1].1);
    assert_eq!(slides.title, paper.title);
    assert_eq!(slides.language, paper.language);
    assert!(slides.pages.iter().all(|(width, height)| (width / height - 16.0 / 9.0).abs() < 0.001));
    let own = |level: &str, text: &str| (level.to_owned(), text.to_owned());
    assert_eq!(
        headings(&slides),
        [
            own("H1", "Annual workforce review 2025"),
            own("H2", "Key figures"),
            own("H3", "The workforce"),
            own("H2", "Agency use has changed"),
            own("H3", "Agency use fell"),
            own("H2", "What is chosen"),
            own("H2", "What only leads into a chart"),
            own("H3", "Turnover beside others"),
            own("H2", "How the Council compares"),
            own("H2", "Progress against last year’s actions"),
            own("H2", "Proposed actions"),
            own("H3", "What is proposed"),
            own("H2", "Any questions?"),
            own("H2", "Data sources and definitions"),
        ]
    );
    let text = slides.tags.text();
    for shown in
        ["The first sentence is for everybody.", "The council will:", "recruit;", "One point", "Agency use fell"]
    {
        assert!(text.contains(shown), "{shown} is not in {text}");
    }
    for left_out in
        ["The second has", "A note", "A line of its own", "nobody reads", "the report alone", "The chart has"]
    {
        assert!(!text.contains(left_out), "{left_out} is in {text}");
    }
    // The figures are the same and lead to the same data.
    assert_eq!(attachments(&papers[0].1)["figures.json"], attachments(&papers[1].1)["figures.json"]);
}

#[test]
fn slides_by_themselves_are_the_slides_of_the_report() {
    let yaml = |template: &str| format!("template: {template}{HEAD}{KEY_FIGURES}{CHARTS}{SECTIONS}{THEMES}{REST}");
    let alone = built(&scratch(&yaml("workforce-slides")));
    let beside = built(&scratch(&yaml("workforce-review\nalso: [workforce-slides, workforce-slides]")));
    assert_eq!((alone.len(), beside.len()), (1, 2));
    assert_eq!(Pdf::read(&alone[0].1).describe(), Pdf::read(&beside[1].1).describe());
}

/// The height of a text from its foot to its top, as the reader of PDF measures it, in sizes of the text.
const HEIGHT: f64 = 0.74;

#[test]
fn long_content_goes_on_on_slides_that_can_be_read() {
    let rows: String = (1..=60).map(|at| format!("Team {at},{at},2,3,4,5,6,7,8,9,10,11\n")).collect();
    let columns = "Name of the team,Leavers,Starters,Manager posts,Vacancies,Agency,Absence,Cases,Practice educators,Apprentices,Newly qualified,Seniors";
    let points: String = (1..=25)
        .map(|at| format!("      - Point {at} of many, with words enough to fill a line of it\n"))
        .collect();
    let authorities: String = (1..=30).map(|at| format!("Long named authority number {at},{at}\n")).collect();
    let scratch = scratch(
        &format!(
            "template: workforce-slides{HEAD}{KEY_FIGURES}
  teams: {{kind: data, title: Every team has its row, data: teams, rows: Name of the team}}
charts:
  many: {{kind: bar, title: Too many for a slide, data: many, rows: name, columns: [value]}}
{SECTIONS}
  - heading: A message
    body: [{{table: teams}}, {{chart: many}}]
    slides:
{points}{REST}"
        )
        .replace(
            "model: data/sn.csv}",
            "model: data/sn.csv, teams: {file: data/teams.csv, disclosure: published}, many: data/many.csv}",
        ),
    )
    .file("data/teams.csv", format!("{columns}\n{rows}"))
    .file("data/many.csv", format!("name,value\n{authorities}"));
    let papers = built(&scratch);
    let slides = Pdf::read(&papers[0].1);
    standards::check("long slides", &papers[0].1);
    let times = |wanted: &str| headings(&slides).iter().filter(|(_, text)| text == wanted).count();
    for heading in ["A message", "Every team has its row", "Too many for a slide"] {
        assert_eq!(times(heading), 1, "{heading}");
    }
    assert!(!slides.tags.text().contains("(cont.)"), "what goes on is no heading");
    let continued =
        slides.paints.iter().filter(|paint| paint.text.as_deref().is_some_and(|text| text.contains("cont.")));
    assert!(continued.clone().count() > 3 && continued.clone().all(|paint| paint.artifact));
    // What cannot be drawn large enough is shown as a table.
    assert!(slides.tags.text().contains("Long named authority number 30"));
    for paint in &slides.paints {
        let Some(text) = paint.text.as_deref().filter(|text| !text.trim().is_empty()) else { continue };
        let size = (paint.bounds.top - paint.bounds.bottom) / HEIGHT;
        assert!(size > 17.9, "`{text}` on slide {} has {size:.1} points", paint.page + 1);
        let (width, height) = slides.pages[paint.page];
        let inside = paint.bounds.left >= 0.0
            && paint.bounds.right <= width
            && paint.bounds.bottom >= 0.0
            && paint.bounds.top <= height;
        assert!(inside, "`{text}` leaves slide {}", paint.page + 1);
    }
}
