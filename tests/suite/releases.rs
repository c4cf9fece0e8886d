//! Two releases of the same statistics side by side, and a council's own return beside what is published.

use std::collections::BTreeMap;

use boardpack::facts::figure::Origin;
use boardpack::narrative::Narrated;
use boardpack::narrative::document::{Block, Table, plain_text};
use boardpack::quantity::basis::Basis;
use rust_decimal::Decimal;

use crate::data::{CURRENT, OLDER, decimal, raw, shared};
use crate::scratch::{NOTE, Scratch, paragraphs, rendered};

const LATER: &str = "area,period,turnover_rate,agency_rate,in_post
Coventry,2023,15.5,12.4,370.6
Coventry,2024,17.7,9.3,371.7
Coventry,2025,11.3,6.1,377.8
England,2023,15.9,17.9,c
England,2024,13.9,16.2,34328.2
England,2025,11.8,13.0,36186.3
";

const EARLIER: &str = "area,period,turnover_rate,agency_rate,in_post
Coventry,2023,15.5,12.5,370.6
Coventry,2024,17.7,9.3,371.7
England,2023,16.0,17.9,33119.1
England,2024,13.8,16.2,34328.2
";

fn scratch(paragraph: &str, more: &str) -> Scratch {
    let text = serde_json::to_string(paragraph).expect("text");
    Scratch::new().file("data/later.csv", LATER).file("data/earlier.csv", EARLIER).report(format!(
        "{NOTE}data:
  dfe_2025: {{file: data/later.csv, release: '2025', source: The Department}}
  dfe_2024: {{file: data/earlier.csv, release: '2024', source: The Department}}
subject: {{area: Coventry, period: 2025, data: dfe_2025, compare: [England]}}
{more}recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [{text}]}}
  - {{slot: background, body: [Nothing else is said.{}]}}
",
        if more.is_empty() { "" } else { ", table: revised" }
    ))
}

fn narrated(scratch: &Scratch) -> Narrated {
    scratch.narrate().unwrap_or_else(|errors| panic!("{}", rendered(&errors)))
}

fn said(expression: &str) -> String {
    paragraphs(&narrated(&scratch(&format!("{{{{ {expression} }}}}"), ""))).concat()
}

fn refused(expression: &str) -> String {
    scratch(&format!("{{{{ {expression} }}}}"), "").errors().concat()
}

fn tables(narrated: &Narrated) -> Vec<&Table> {
    let blocks = narrated.document.sections.iter().flat_map(|section| &section.body);
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Table(table) => found.push(table),
            Block::Numbered { body, .. } => {
                found.extend(
                    body.iter().filter_map(|one| if let Block::Table(table) = one { Some(table) } else { None }),
                );
            }
            _ => {}
        }
    }
    found
}

/// A table as lines of cells, the header first.
fn lines(table: &Table) -> Vec<String> {
    let header = table.columns.iter().map(|column| column.title.clone()).collect::<Vec<_>>().join(" | ");
    let rows = table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| plain_text(&cell.text)).collect::<Vec<_>>().join(" | "));
    std::iter::once(header).chain(rows).collect()
}

fn notes(table: &Table) -> Vec<String> {
    table.notes.iter().map(|note| plain_text(note)).collect()
}

#[test]
fn a_figure_names_its_release_and_finds_itself_in_the_other() {
    for (expression, text) in [
        ("turnover_rate.release", "2025"),
        ("turnover_rate.at(2024).of('England')", "13.9%"),
        ("turnover_rate.at(2024).of('England').in('dfe_2024')", "13.8%"),
        ("turnover_rate.at(2024).of('England').in('dfe_2024').release", "2024"),
        ("turnover_rate.at(2024).in('dfe_2024').of('England').previous", "16.0%"),
        ("turnover_rate.at(2024).of('England').revised_up('dfe_2024', 'was revised up')", "was revised up"),
        ("turnover_rate.at(2023).of('England').revised_down('dfe_2024', 'was revised down')", "was revised down"),
        ("turnover_rate.at(2024).unrevised('dfe_2024', 'stands')", "stands"),
    ] {
        assert_eq!(said(expression), text, "{expression}");
    }
    for (expression, message) in [
        (
            "turnover_rate.at(2024).of('England').above(turnover_rate.of('England').at(2024).in('dfe_2024'))",
            "the turnover rate of England in 2024 is from the 2025 release, the turnover rate of England in 2024 is from \
             the 2024 release",
        ),
        (
            "turnover_rate.fell(since=turnover_rate.at(2024).in('dfe_2024'))",
            "the turnover rate of Coventry in 2025 is from the 2025 release, the turnover rate of Coventry in 2024 is \
             from the 2024 release",
        ),
        (
            "turnover_rate.at(2024).is_sum_of(turnover_rate.at(2024).in('dfe_2024'))",
            "the turnover rate of Coventry in 2024 is from the 2025 release, the turnover rate of Coventry in 2024 is \
             from the 2024 release",
        ),
        ("turnover_rate.in('dfe_2024')", "there is no turnover rate of Coventry for 2025"),
        (
            "in_post.at(2023).of('England').revised_up('dfe_2024')",
            "the social workers in post of England in 2023 have no value: suppressed to protect confidentiality",
        ),
    ] {
        assert_eq!(refused(expression), message, "{expression}");
    }
}

#[test]
fn two_releases_without_a_word_which_one_is_meant_are_an_error() {
    let scratch = Scratch::new().file("data/later.csv", LATER).file("data/earlier.csv", EARLIER).report(format!(
        "{NOTE}data: {{dfe_2025: data/later.csv, dfe_2024: data/earlier.csv}}
subject: {{area: Coventry, period: 2024}}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: ['{{{{ turnover_rate }}}}']}}
  - {{slot: background, body: [Nothing.]}}
"
    ));
    assert_eq!(scratch.errors(), ["both `dfe_2025` and `dfe_2024` have the measure `turnover_rate`"]);
}

#[test]
fn a_table_of_revisions_shows_what_differs_and_counts_the_rest() {
    let table = |entry: &str| {
        let more = format!("tables:\n  revised: {{kind: revisions, title: Revised, earlier: dfe_2024, {entry}}}\n");
        let narrated = narrated(&scratch("Nothing.", &more));
        let table = tables(&narrated)[0].clone();
        (lines(&table), notes(&table), table.subtitle.clone(), table.source.clone())
    };
    let (rows, said, subtitle, source) = table("measures: [turnover_rate, agency_rate]");
    assert_eq!(
        rows,
        [
            "Measure | Area | Period | 2024 release | 2025 release | Difference",
            "Turnover rate | England | 2023 | 16.0 | 15.9 | −0.1",
            "Turnover rate | England | 2024 | 13.8 | 13.9 | +0.1",
            "Agency rate | Coventry | 2023 | 12.5 | 12.4 | −0.1",
        ]
    );
    assert_eq!(said, ["Of 8 values in both releases 3 were revised and 5 were not."]);
    assert_eq!(subtitle, "Turnover rate and agency rate (%, FTE), 2023 to 2024");
    assert_eq!(source, "Source: The Department, 2025 release; The Department, 2024 release.");

    let (rows, said, ..) = table("measure: turnover_rate, areas: [England], periods: 2024");
    assert_eq!(rows, ["Period | 2024 release | 2025 release | Difference", "2024 | 13.8 | 13.9 | +0.1"]);
    assert_eq!(said, ["The one value in both releases was revised."]);

    // A symbol in place of a number is a revision without a distance; what one release lacks is counted.
    let (rows, said, ..) = table("measure: in_post, areas: [England], periods: 2023..2025, all: true");
    assert_eq!(rows[1..], ["2023 | 33,119.1 | [c] | –", "2024 | 34,328.2 | 34,328.2 | 0.0"]);
    assert_eq!(
        said,
        [
            "Of 2 values in both releases 1 was revised and 1 was not.",
            "1 value is in one of the two releases only."
        ]
    );
}

/// A measure that stands in both releases is taken from the one that was meant, whatever else the table shows.
#[test]
fn an_exhibit_takes_every_measure_from_the_release_that_is_meant() {
    let text = "area,period,turnover_rate,caseload\nCoventry,2024,99.9,13.5\nEngland,2024,99.9,15.4\n";
    let scratch = Scratch::new().file("data/later.csv", LATER).file("data/other.csv", text).report(format!(
        "{NOTE}data: {{other: data/other.csv, dfe: data/later.csv}}
subject: {{area: Coventry, period: 2024, data: dfe, compare: [England]}}
tables: {{both: {{kind: comparison, title: Both, measures: [caseload, turnover_rate]}}}}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [Nothing.]}}
  - {{slot: background, body: [Nothing., table: both]}}
"
    ));
    let narrated = narrated(&scratch);
    assert_eq!(
        lines(tables(&narrated)[0])[1..],
        ["Average caseload (cases per worker) | 13.5 | 15.4", "Turnover rate (%) | 17.7 | 13.9"]
    );
}

/// Measures on two bases are marked, row by row and series by series.
#[test]
fn two_bases_in_one_exhibit_are_said() {
    let text =
        "area,period,turnover_rate_headcount,vacancy_rate\nCoventry,2024,17.2,12.3\nCoventry,2025,12.0,7.4\n";
    let scratch = |exhibit: &str, shown: &str| {
        Scratch::new()
            .file("data/both.csv", text)
            .file("council.yaml", crate::scratch::PROFILE.to_owned() + "basis: headcount\n")
            .report(format!(
                "{NOTE}data: {{both: data/both.csv}}
subject: {{area: Coventry, period: 2025}}
{exhibit}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: ['{{{{ turnover_rate }}}}']}}
  - {{slot: background, body: [Nothing., {shown}: both]}}
"
            ))
    };
    let made = narrated(&scratch(
        "tables: {both: {kind: comparison, title: Both, measures: [turnover_rate, vacancy_rate]}}",
        "table",
    ));
    assert_eq!(lines(tables(&made)[0])[1..], ["Turnover rate (headcount) | 12.0", "Vacancy rate (FTE) | 7.4"]);
    for kind in ["line", "grouped-bar", "range"] {
        let exhibit = format!(
            "charts: {{both: {{kind: {kind}, title: Both, measures: [turnover_rate, vacancy_rate], periods: 2024..2025{}}}}}",
            if kind == "range" { ", range: West Midlands" } else { "" }
        );
        let made = narrated(&scratch(&exhibit, "chart"));
        let svg = made.pictures.values().next().expect("a picture");
        let chart = made.document.sections.iter().flat_map(|section| &section.body).find_map(|block| match block {
            Block::Numbered { body, .. } => {
                body.iter().find_map(|one| if let Block::Chart(chart) = one { Some(chart) } else { None })
            }
            Block::Chart(chart) => Some(chart),
            _ => None,
        });
        let alt = &chart.expect("a chart").alt;
        assert!(alt.contains("Turnover rate (headcount)") && alt.contains("Vacancy rate (FTE)"), "{kind}: {alt}");
        assert!(svg.contains("(headcount)") || svg.contains("headcount"), "{kind}");
    }
    let errors = |expression: &str| {
        let text = serde_json::to_string(&format!("{{{{ {expression} }}}}")).expect("text");
        scratch("", "plain")
            .report(format!(
                "{NOTE}data: {{both: data/both.csv}}\nsubject: {{area: Coventry, period: 2025}}\n\
             recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}\n\
             sections:\n  - {{slot: purpose, body: [{text}]}}\n  - {{slot: background, body: [Nothing.]}}\n"
            ))
            .errors()
            .concat()
    };
    for expression in [
        "turnover_rate.above(vacancy_rate)",
        "turnover_rate.difference(vacancy_rate)",
        "turnover_rate.is_sum_of(vacancy_rate)",
        "turnover_rate.makes_100_with(vacancy_rate)",
        "turnover_rate.closer_to(vacancy_rate, turnover_rate)",
        "turnover_rate.gap_narrowed(vacancy_rate)",
    ] {
        assert_eq!(
            errors(expression),
            "the turnover rate of Coventry in 2025 is headcount, the vacancy rate of Coventry in 2025 is FTE",
            "{expression}"
        );
    }
}

#[test]
fn an_own_return_may_stand_beside_published_values_if_the_report_says_so() {
    let own = "area,period,turnover_rate,agency_rate\nCoventry,2025,10.9,6.0\n";
    let scratch = |link: &str, text: &str| {
        let text = serde_json::to_string(text).expect("text");
        Scratch::new().file("data/own.csv", own).file("data/earlier.csv", EARLIER).report(format!(
            "{NOTE}data:
  own: {{file: data/own.csv, release: census return, source: Testshire County Council{link}}}
  dfe: {{file: data/earlier.csv, release: '2024', source: The Department}}
subject: {{area: Coventry, period: 2025, data: own, compare: [England]}}
tables: {{both: {{kind: comparison, title: Both, measure: turnover_rate, periods: 2}}}}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [{text}]}}
  - {{slot: background, body: [Nothing., table: both]}}
"
        ))
    };
    let text = "{{ turnover_rate.fell('fell') }} from {{ turnover_rate.previous }} to {{ turnover_rate }}, \
                {{ turnover_rate.below(turnover_rate.previous.of('England'), 'below') }}.";
    let made = narrated(&scratch(", compare-with: dfe", text));
    assert_eq!(paragraphs(&made).concat(), "fell from 17.7% to 10.9%, below.");
    let table = tables(&made)[0];
    assert_eq!(lines(table)[1..], ["Turnover rate | 17.7 | 10.9 | [x]"]);
    assert_eq!(
        notes(table),
        ["Coventry 2025: Testshire County Council, census return, not part of the published statistics. All \
          other values: The Department, 2024 release."]
    );
    assert!(table.source.contains("The Department") && table.source.contains("Testshire"), "{}", table.source);
    // Without the word nothing is taken from elsewhere.
    let errors = scratch("", text).errors();
    assert!(
        errors.iter().all(|one| one.contains("turnover rate of Coventry for 2024")
            || one.contains("turnover rate of England")
            || one == "the data have 1 period up to 2025, and not 2"),
        "{errors:?}"
    );
}

/// Both real releases: what a report says of them is what the files have, cell by cell.
#[test]
fn the_real_releases_differ_where_the_files_do() {
    let (Some(current), Some(older)) = (shared(CURRENT), shared(OLDER)) else { return };
    let years = 2017..=2022;
    let national = |text: &str, column: &str| -> BTreeMap<String, Decimal> {
        let rows = raw(text).into_iter().filter(|row| row["geographic_level"] == "National");
        rows.filter_map(|row| Some((row["time_period"].clone(), row[column].parse().ok()?))).collect()
    };
    let (now, then) = (national(&current, "turnover_rate_fte"), national(&older, "turnover_rate_fte_%"));
    let expected: Vec<String> = years
        .clone()
        .filter_map(|year| {
            let year = year.to_string();
            let (now, then) = (*now.get(&year)?, *then.get(&year)?);
            let sign = if now > then { "+" } else { "−" };
            (now != then).then(|| format!("{year} | {then:.1} | {now:.1} | {sign}{:.1}", (now - then).abs()))
        })
        .collect();
    eprintln!("the turnover of England was revised: {expected:?}");
    let scratch = Scratch::new().file("data/new.csv", &current).file("data/old.csv", &older).report(format!(
        "{NOTE}data: {{dfe_2025: data/new.csv, dfe_2022: data/old.csv}}
subject: {{area: Coventry, period: 2025, data: dfe_2025, compare: [England]}}
tables:
  revised: {{kind: revisions, title: Revised, measure: turnover_rate, areas: [England], earlier: dfe_2022, all: true}}
  all: {{kind: revisions, title: Revised, measures: [turnover_rate, agency_rate, vacancy_rate, absence_rate, caseload], \
         areas: [authorities of England], periods: 2017..2022, earlier: dfe_2022}}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: ['{{{{ turnover_rate.at(2022).of(\"England\").in(\"dfe_2022\").release }}}}']}}
  - {{slot: background, body: [Nothing., table: revised, table: all]}}
"
    ));
    let made = narrated(&scratch);
    assert_eq!(paragraphs(&made).concat(), "2022");
    let shown = tables(&made);
    let rows: Vec<String> = lines(shown[0])[1..].iter().filter(|row| !row.ends_with("| 0.0")).cloned().collect();
    assert_eq!(rows, expected);
    assert_eq!(lines(shown[0]).len(), 1 + 6);
    // The revised values of all authorities, counted without the program.
    let key = |row: &BTreeMap<String, String>| (row["old_la_code"].clone(), row["time_period"].clone());
    let authorities = |text: &str| {
        raw(text)
            .into_iter()
            .filter(|row| row["geographic_level"] == "Local authority")
            .map(|row| (key(&row), row))
            .collect::<BTreeMap<_, _>>()
    };
    let (now, then) = (authorities(&current), authorities(&older));
    let columns = [
        ("turnover_rate_fte", "turnover_rate_fte_%"),
        ("agency_rate_fte", "agency_worker_rate_fte_%"),
        ("vacancy_rate_fte", "vacancy_rate_fte_%"),
        ("absence_rate_fte", "absence_rate_fte_%"),
        ("caseload_fte", "caseload_fte"),
    ];
    let mut changed = BTreeMap::new();
    for (key, row) in &now {
        let Some(old) = then.get(key) else { continue };
        for (new_name, old_name) in columns {
            let (one, two) = (&row[new_name], &old[old_name]);
            let differ = match (one.parse::<Decimal>(), two.parse::<Decimal>()) {
                (Ok(one), Ok(two)) => one != two,
                (Err(_), Err(_)) => one.replace(':', "x") != two.replace(':', "x"),
                _ => true,
            };
            *changed.entry(differ).or_insert(0) += 1;
        }
    }
    let note = notes(shown[1])[0].clone();
    eprintln!("{note} {changed:?}");
    let told = lines(shown[1]).len() - 1;
    let (counted, same): (usize, usize) = (changed[&true], changed[&false]);
    assert_eq!(told, counted);
    let all = counted + same;
    assert_eq!(note, format!("Of {all} values in both releases {counted} were revised and {same} were not."));
}

#[test]
fn two_releases_cannot_be_linked_like_an_own_return() {
    let (Some(current), Some(older)) = (shared(CURRENT), shared(OLDER)) else { return };
    let scratch = Scratch::new().file("data/new.csv", &current).file("data/old.csv", &older).report(format!(
        "{NOTE}data: {{new: {{file: data/new.csv, compare-with: old}}, old: data/old.csv}}
subject: {{area: Coventry, period: 2025, data: new}}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [Nothing.]}}
  - {{slot: background, body: [Nothing.]}}
"
    ));
    assert_eq!(scratch.errors(), ["`new` and `old` are releases of the same statistics"]);
}

/// Rates of regions and the nation are quoted from their own cells.
#[test]
fn published_rates_are_quoted_and_never_computed() {
    let Some(current) = shared(CURRENT) else { return };
    let text = "{{ turnover_rate.at(2024).of('England') }} {{ agency_rate.of('West Midlands') }}";
    let scratch = Scratch::new().file("data/dfe.csv", &current).report(format!(
        "{NOTE}data: {{dfe: data/dfe.csv}}
subject: {{area: Coventry, period: 2025}}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [\"{text}\"]}}
  - {{slot: background, body: [Nothing.]}}
"
    ));
    let made = narrated(&scratch);
    assert_eq!(paragraphs(&made).concat(), "13.9% 10.4%");
    for figure in made.record.shown.iter().flat_map(|one| &one.figures) {
        let Origin::Cell { row, column, working: None } = &figure.origin else { panic!("{:?}", figure.origin) };
        let scope = figure.scope.as_ref().expect("an area");
        assert_eq!(scope.basis, Some(Basis::Fte));
        assert_eq!(figure.datum.number(), Some(decimal(scope.dataset.grid.span(*row, *column).text())));
    }
}
