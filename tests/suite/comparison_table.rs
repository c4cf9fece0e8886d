//! A report on a comparison table that a council keeps by hand: its figures, its ranges, and the table of the report.

use boardpack::narrative::Narrated;
use boardpack::narrative::document::{Block, Table, plain_text};

use crate::scratch::{NOTE, Scratch, paragraphs};

const SNAPSHOT: &str = "\
,Warks 2019-2020,Warks 2020-2021,Warks 2021-2022,WM Average,Range from,To,National
Social Worker Turnover Rate,16.6%,26.5%,17.8%,18.8%,9.3% (Shropshire),29.3% (Sandwell),15.4%
Social Worker Turnover Mean over 4 years,11%,13.9%,17.1%,17.7%,,,15.7%
Absence Rate,3.1%,TBC,2.7%,3.8%,2.2% (Shropshire & Walsall),5.3% (Sandwell),3.1%
5 years +,33.3%,29%,23.9%,38.9%,57.9% (Stoke),19% (Coventry),40.3%
";

const ENTRY: &str = "
subject: {area: Warwickshire, period: 2021-22, compare: [West Midlands, England]}
data:
  snapshot:
    file: data/snapshot.csv
    source: Warwickshire County Council, workforce review 2022
    measures:
      turnover_mean:
        row: Social Worker Turnover Mean over 4 years
        name: four-year mean of the turnover rate
        unit: percent
        better: lower
      experienced:
        row: 5 years +
        name: share of social workers with five years or more
        unit: percent
        better: higher
";

const REST: &str = "
  - {slot: background, body: [Nothing.]}
recommendations:
  lead: \"The Board is recommended to:\"
  items: [Note the figures.]
";

fn project(body: &str) -> Scratch {
    Scratch::new().file("data/snapshot.csv", SNAPSHOT).report(format!("{NOTE}{ENTRY}{body}{REST}"))
}

fn tables(narrated: &Narrated) -> Vec<&Table> {
    let mut found = Vec::new();
    for section in &narrated.document.sections {
        for block in &section.body {
            match block {
                Block::Table(table) => found.push(table),
                Block::Numbered { body, .. } => {
                    found.extend(body.iter().filter_map(|block| match block {
                        Block::Table(table) => Some(table),
                        _ => None,
                    }));
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn prose_takes_years_comparators_and_ends_from_the_table() {
    let paper = project(
        r#"
sections:
  - slot: purpose
    body:
      - "Turnover {{ turnover_rate.fell('fell') }} from {{ turnover_rate.previous }} to {{ turnover_rate }}."
      - "It is {{ turnover_rate.below('West Midlands', 'below the region') }} ({{ turnover_rate.of('WM') }})."
      - "The lowest is {{ turnover_rate.low }}, the highest {{ turnover_rate.high }}."
      - "Least absence: {{ absence_rate.low }}; last year {{ absence_rate.previous.or('not known') }}."
      - "The most experienced: {{ experienced.high.area }}, {{ experienced.high.value }}."
"#,
    );
    let narrated = paper.narrate().unwrap_or_else(|errors| panic!("{}", crate::scratch::rendered(&errors)));
    assert_eq!(
        paragraphs(&narrated),
        [
            "Turnover fell from 26.5% to 17.8%.",
            "It is below the region (18.8%).",
            "The lowest is 9.3% (Shropshire), the highest 29.3% (Sandwell).",
            "Least absence: 2.2% (Shropshire and Walsall); last year not known.",
            "The most experienced: Stoke-on-Trent, 57.9%.",
        ]
    );
}

#[test]
fn what_the_table_does_not_state_cannot_be_said() {
    let paper = project(
        r#"
sections:
  - slot: purpose
    body:
      - "{{ turnover_rate.rank }}"
      - "{{ turnover_mean.low }}"
      - "{{ turnover_rate.previous.high }}"
      - "{{ turnover_rate.low('England') }}"
      - "{{ absence_rate.previous }}"
      - "{{ turnover_rate.below('England', 'lower than the national average') }}"
"#,
    );
    insta::assert_snapshot!(paper.errors().join("\n"), @r"
    the rank of Warwickshire is not known: `snapshot` has the ends of the range over West Midlands, and nobody between them
    `snapshot` states no range over West Midlands for the four-year mean of the turnover rate in 2021-22
    `snapshot` states no range over West Midlands for the turnover rate in 2020-21
    `snapshot` states no range over England for the turnover rate in 2021-22
    the absence rate of Warwickshire in 2020-21 has no value: to be confirmed
    false claim: the turnover rate of Warwickshire in 2021-22 is 17.8%, 2.4 percentage points above the turnover rate of England in 2021-22, which is 15.4%
    ");
}

#[test]
fn the_table_of_the_report_has_the_ends_as_they_are_stated() {
    let paper = project(
        r#"
tables:
  snapshot:
    kind: comparison
    title: Workforce snapshot
    measures: [turnover_rate, turnover_mean, absence_rate, experienced]
    periods: 3
    range: West Midlands
sections:
  - slot: purpose
    body:
      - Here it is.
      - table: snapshot
"#,
    );
    let narrated = paper.narrate().unwrap_or_else(|errors| panic!("{}", crate::scratch::rendered(&errors)));
    let tables = tables(&narrated);
    let lines: Vec<String> = tables[0]
        .rows
        .iter()
        .map(|row| {
            let cell = |cell: &boardpack::narrative::document::Cell| match cell.note.as_str() {
                "" => plain_text(&cell.text),
                note => format!("{} {note}", plain_text(&cell.text)),
            };
            row.cells.iter().map(cell).collect::<Vec<_>>().join(" | ")
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    Turnover rate | 16.6 | 26.5 | 17.8 | 18.8 | 9.3 Shropshire | 29.3 Sandwell | 15.4
    Four-year mean of the turnover rate | 11.0 | 13.9 | 17.1 | 17.7 | [x] | [x] | 15.7
    Absence rate | 3.1 | TBC | 2.7 | 3.8 | 2.2 Shropshire and Walsall | 5.3 Sandwell | 3.1
    Share of social workers with five years or more | 33.3 | 29.0 | 23.9 | 38.9 | 57.9 Stoke-on-Trent | 19.0 Coventry | 40.3
    ");
    assert!(tables[0].notes.is_empty(), "a stated range lacks nobody");
}

#[test]
fn a_chart_of_the_range_is_drawn_from_the_stated_ends() {
    let paper = project(
        r#"
charts:
  ranges:
    kind: range
    title: Turnover in the region
    measures: [turnover_rate, absence_rate]
    range: West Midlands
sections:
  - slot: purpose
    body:
      - Here it is.
      - chart: ranges
"#,
    );
    assert!(paper.paper().starts_with(b"%PDF"));
}
