//! A project with one briefing note for every authority in England: the same sections, charts and tables, and every
//! figure that authority's own. The numbers are made up by a formula and mean nothing.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use boardpack::data::areas::{Area, Level, register};
use boardpack::quantity::period::Period;

/// The measures of the data: id, lowest value and the distance to the highest.
const MEASURES: [(&str, f64, f64); 5] = [
    ("turnover_rate", 8.0, 14.0),
    ("agency_rate", 2.0, 28.0),
    ("vacancy_rate", 5.0, 25.0),
    ("absence_rate", 1.5, 4.0),
    ("caseload", 11.0, 9.0),
];

const PERIODS: std::ops::RangeInclusive<i32> = 2017..=2025;

/// Writes the project to a folder, with text of that size in points; returns the paths of its reports in it.
pub fn write(folder: &Path, text_size: f64) -> std::io::Result<Vec<String>> {
    write_all(folder, text_size, report)
}

/// The same with a workforce review for every authority.
pub fn write_reviews(folder: &Path, text_size: f64) -> std::io::Result<Vec<String>> {
    write_all(folder, text_size, review)
}

/// Writes every report once more under another name; returns the paths of the copies. When a copy is built, what the engine
/// remembered of the first has long been dropped.
pub fn write_again(folder: &Path, reports: &[String], name: &str) -> std::io::Result<Vec<String>> {
    let again = |report: &String| {
        let copy = report.replace(".yaml", &format!("-{name}.yaml"));
        std::fs::copy(folder.join(report), folder.join(&copy)).map(|_| copy)
    };
    reports.iter().map(again).collect()
}

fn write_all(folder: &Path, text_size: f64, report: fn(&Area) -> String) -> std::io::Result<Vec<String>> {
    for inside in ["data", "reports"] {
        std::fs::create_dir_all(folder.join(inside))?;
    }
    std::fs::write(folder.join("council.yaml"), format!("{PROFILE}text: {{size: {text_size}}}\n"))?;
    std::fs::write(folder.join("data/workforce.csv"), data())?;
    let mut reports = Vec::new();
    for area in authorities() {
        let path = format!("reports/{}.yaml", area.code);
        std::fs::write(folder.join(&path), report(area))?;
        reports.push(path);
    }
    Ok(reports)
}

const PROFILE: &str = r##"name: Benchmark Council
style: {dates: plain}
basis: FTE
chart-values: annex
committees:
  board: The Education and Children's Services Scrutiny Board
people:
  officer: {name: Scrutiny Team, title: Scrutiny Co-ordinator, directorate: Law and Governance}
"##;

fn authorities() -> impl Iterator<Item = &'static Arc<Area>> {
    let england = register().all().find(|area| area.level == Level::National).expect("England is an area");
    register().members(&england.code, Period::Year(*PERIODS.end()))
}

fn data() -> String {
    let mut csv = "area,period".to_owned();
    for (id, ..) in MEASURES {
        let _ = write!(csv, ",{id}");
    }
    csv.push('\n');
    let others = register().all().filter(|area| area.level != Level::LocalAuthority);
    for (index, area) in authorities().chain(others).enumerate() {
        for year in PERIODS {
            let _ = write!(csv, "{},{year}", area.code);
            for (which, (_, least, span)) in MEASURES.iter().enumerate() {
                let step = (index * (7 + 2 * which) + (year - PERIODS.start()) as usize * (13 + which)) % 97;
                let _ = write!(csv, ",{:.1}", least + span * step as f64 / 96.0);
            }
            csv.push('\n');
        }
    }
    csv
}

/// Raises a number in so many rows of the last year, as a later release does.
pub fn revise(folder: &Path, rows: usize) -> std::io::Result<()> {
    let file = folder.join("data/workforce.csv");
    let (last, mut left) = (format!(",{},", PERIODS.end()), rows);
    let mut csv = String::new();
    for line in std::fs::read_to_string(&file)?.lines() {
        match line.split_once(&last).filter(|_| left > 0) {
            Some((area, values)) => {
                left -= 1;
                let (first, others) = values.split_once(',').expect("several measures");
                let raised = first.parse::<f64>().expect("a number") + 0.4;
                let _ = writeln!(csv, "{area}{last}{raised:.1},{others}");
            }
            None => {
                let _ = writeln!(csv, "{line}");
            }
        }
    }
    std::fs::write(file, csv)
}

/// Writes a paragraph into the beginning of every report, so that all the rest moves.
pub fn add_paragraph(folder: &Path, reports: &[String]) -> std::io::Result<()> {
    let before = "  - slot: purpose\n    body:\n";
    let paragraph =
        "      - This note takes the place of the one that was sent to members before the last meeting.\n";
    for report in reports {
        let text = std::fs::read_to_string(folder.join(report))?;
        std::fs::write(folder.join(report), text.replacen(before, &format!("{before}{paragraph}"), 1))?;
    }
    Ok(())
}

/// The measures that reports write of, and their headings.
const HEADINGS: [(&str, &str); 5] = [
    ("turnover_rate", "Turnover"),
    ("agency_rate", "Agency social workers"),
    ("vacancy_rate", "Vacancies"),
    ("absence_rate", "Sickness absence"),
    ("caseload", "Caseloads"),
];

/// A note of about eight pages.
fn report(area: &Area) -> String {
    let mut text = HEAD.to_owned();
    for (id, name) in HEADINGS {
        text.push_str(&MEASURE.replace("MEASURE", id).replace("HEADING", name));
    }
    text.push_str(TAIL);
    of_area(&text, area)
}

/// A review of about eight pages: the same charts, tables and texts in the sections of a review.
fn review(area: &Area) -> String {
    let (_, exhibits) = HEAD.split_once("\ndata:").expect("data");
    let (exhibits, _) = exhibits.split_once("\nsections:").expect("sections");
    let mut text = format!("{REVIEW_HEAD}\ndata:{exhibits}{REVIEW_SECTIONS}");
    let charts = [Some("turnover"), Some("agency"), Some("vacancies"), None, None];
    for ((id, name), chart) in HEADINGS.into_iter().zip(charts) {
        text.push_str(&format!("  - heading: {name}\n    body:\n"));
        let (_, paragraphs) = MEASURE.split_once('\n').expect("a heading");
        text.push_str(&paragraphs.replace("MEASURE", id));
        chart.into_iter().for_each(|chart| text.push_str(&format!("      - chart: {chart}\n")));
    }
    text.push_str(REVIEW_TAIL);
    let key_figures = "tables:\n  key_figures: {kind: key-figures, title: \"Key figures of AREA\", measures: \
                       [turnover_rate, agency_rate, vacancy_rate, absence_rate, caseload], \
                       areas: [REGION, England], periods: 2017..2025}\n";
    of_area(&text.replacen("tables:\n", key_figures, 1), area)
}

fn of_area(text: &str, area: &Area) -> String {
    let region = register().by_code(&area.region).expect("an authority is in a region");
    text.replace("REGION", &region.name).replace("AREA", &area.name)
}

const REVIEW_HEAD: &str = r#"template: workforce-review
title: "Annual workforce review: AREA"
date: 2025-11-27
period: Year ended 30 September 2025
author: officer
signatory: Director of Children's Services
summary: A review of the workforce of AREA, whose numbers are made up.
actions:
  last-year:
    title: What became of the actions of 2024
    items:
      - {text: Open a faster way through the career levels., owner: officer, due: 2025-03-31, status: complete}
      - {text: Keep up the recruitment campaign., owner: officer, due: 2025-09-30, status: on-track}
"#;

const REVIEW_SECTIONS: &str = "
sections:
  - slot: key-figures
    body:
      - table: key_figures
";

const REVIEW_TAIL: &str = r#"  - slot: comparison
    body:
      - table: snapshot
      - chart: spread
  - slot: progress
    body:
      - actions: last-year
  - slot: actions
    body:
      - recommendation-table: Proposed actions
  - slot: data-sources
    body:
      - The numbers are made up by a formula and mean nothing; rates count full-time equivalents at 30 September.
"#;

const HEAD: &str = r#"template: briefing-note
title: "AREA: social workers in children's services"
date: 2025-11-27
to: board
author: officer

data:
  workforce: {file: data/workforce.csv, source: Made up for a benchmark}
subject: {area: "AREA", period: 2025, compare: ["REGION", England]}

charts:
  agency:
    kind: line
    title: Agency use in AREA, its region and England
    subtitle: Agency workers as a share of all children's social workers (FTE), 2017 to 2025
    measure: agency_rate
    areas: ["AREA", "REGION", England]
    periods: 2017..2025
  vacancies:
    kind: line
    title: Vacancies in AREA, its region and England
    subtitle: Vacant posts as a share of all posts (FTE), 2017 to 2025
    measure: vacancy_rate
    areas: ["AREA", "REGION", England]
    periods: 2017..2025
  spread:
    kind: range
    title: Where AREA stands among the authorities of REGION
    subtitle: Lowest to highest authority (FTE), 2025
    measures: [turnover_rate, agency_rate, vacancy_rate, absence_rate]
    range: "REGION"
    areas: ["AREA", "REGION", England]
    periods: 2025
  turnover:
    kind: bar
    title: Turnover in the authorities of REGION
    subtitle: Turnover rate (FTE), 2025
    measure: turnover_rate
    areas: ["authorities of REGION"]
    periods: 2025
    sort: largest-first

tables:
  snapshot:
    kind: comparison
    title: AREA compared with its region and with England
    measures: [turnover_rate, agency_rate, vacancy_rate, absence_rate, caseload]
    periods: 3
    range: "REGION"
    areas: ["REGION", England]

recommendations:
  lead: "The Board is recommended to:"
  items:
    - text: Note the position of AREA set out in this note.
    - text: Ask the Director for an account of what lies behind an absence rate of {{ absence_rate }}.
      owner: officer
      due: 2026-03-31
    - text: Receive a report every year on what leavers say in exit interviews.
      owner: officer
      due: 2026-11-26

sections:
  - slot: purpose
    body:
      - To tell the Board how AREA stands with {{ turnover_rate }} turnover and a vacancy rate of {{ vacancy_rate }}.
  - slot: recommendations
    body: [recommendations]
  - slot: background
    body:
      - >
        The figures count full-time equivalents at 30 September or in the year ended on that day.[^1] The rates of
        REGION and of England are there to compare those of AREA with.

        [^1]: Turnover is the number of leavers divided by the social workers in post at the end of the year.
      - table: snapshot
      - chart: spread
  - heading: What the figures of AREA show
    body:
      - chart: agency
      - chart: vacancies
      - chart: turnover
"#;

const MEASURE: &str = r#"      - heading: HEADING
      - >
        In AREA the figure was {{ MEASURE }} in 2025, after {{ MEASURE.previous }} the year before. In REGION it was
        {{ MEASURE.of("REGION") }} and in England {{ MEASURE.of("England") }}; the distance between AREA and England
        is {{ MEASURE.difference("England") }}. Within REGION it is the {{ MEASURE.rank }} authorities, which run
        from {{ MEASURE.low }} to {{ MEASURE.high }}.
      - >
        Over a longer time the picture is this: {{ MEASURE.at(2019) }} in 2019, {{ MEASURE.at(2021) }} in 2021 and
        {{ MEASURE.at(2023) }} in 2023. **One year's difference is not yet a trend**, in a workforce of the size that
        AREA has, where one or two people coming or going are enough to move a rate by half a point.
      - |
        Members of AREA may want to ask:

        - what share of the {{ MEASURE }} falls on which teams, and for how long it has done so;
        - what has been tried since it stood at {{ MEASURE.at(2020) }}, and what came of it;
        - how authorities of REGION with other figures than {{ MEASURE.of("REGION") }} go about it.
"#;

const TAIL: &str = r#"  - heading: Next steps
    body:
      - The next figures of AREA will show the workforce at 30 September 2026. The table sets out who does what.
      - recommendation-table: Who would do what, and by when
"#;
