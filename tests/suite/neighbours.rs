//! Statistical neighbours: their average, range and rank, against the same computed here from the files.

use boardpack::facts::figure::Origin;
use boardpack::narrative::Narrated;
use boardpack::narrative::document::{Block, Chart, Table, plain_text};
use rust_decimal::Decimal;

use crate::data::{CURRENT, NEIGHBOURS, raw, shared};
use crate::scratch::{NOTE, Scratch, paragraphs, rendered};

const MODEL: &str =
    "old_la_code,la_name,SN_1,SN_1P,SN_2,SN_2P,SN_3,SN_3P\n331,Coventry,831,Close,852,Close,874,Close\n";

const RATES: &str = "area,period,turnover_rate,agency_rate,caseload
Coventry,2024,9.0,10.0,15.0
Coventry,2025,8.0,9.0,14.0
Derby,2024,8.0,z,15.0
Derby,2025,7.0,z,c
Southampton,2024,10.0,8.0,16.0
Southampton,2025,8.1,7.0,15.0
Peterborough,2024,12.0,10.0,17.0
Peterborough,2025,9.0,8.0,17.0
England,2025,8.05,9.5,15.5
";

fn scratch(text: &str, more: &str) -> Scratch {
    let text = serde_json::to_string(text).expect("text");
    Scratch::new().file("data/rates.csv", RATES).file("data/sn.csv", MODEL).report(format!(
        "{NOTE}data: {{rates: data/rates.csv, neighbours: data/sn.csv}}
subject: {{area: Coventry, period: 2025, compare: [neighbours, England]}}
{more}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [{text}]}}
  - slot: background
    body:
      - Nothing else is said.
{}",
        more.lines()
            .filter_map(|line| {
                let (kind, rest) = line.split_once(": {")?;
                Some(format!("      - {}: {}\n", kind.strip_suffix('s')?, rest.split(':').next()?))
            })
            .collect::<String>()
    ))
}

fn narrated(scratch: &Scratch) -> Narrated {
    scratch.narrate().unwrap_or_else(|errors| panic!("{}", rendered(&errors)))
}

fn said(expression: &str) -> Result<String, String> {
    match scratch(&format!("{{{{ {expression} }}}}"), "").narrate() {
        Ok(narrated) => Ok(paragraphs(&narrated).concat()),
        Err(errors) => Err(errors[0].message.clone()),
    }
}

fn blocks(narrated: &Narrated) -> Vec<&Block> {
    let all = narrated.document.sections.iter().flat_map(|section| &section.body);
    all.flat_map(|block| match block {
        Block::Numbered { body, .. } => body.iter().collect(),
        other => vec![other],
    })
    .collect()
}

fn table(narrated: &Narrated) -> &Table {
    let found = blocks(narrated)
        .into_iter()
        .find_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    found.expect("a table")
}

fn chart(narrated: &Narrated) -> &Chart {
    let found = blocks(narrated)
        .into_iter()
        .find_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None });
    found.expect("a chart")
}

fn rows(table: &Table) -> Vec<String> {
    let cell = |cell: &boardpack::narrative::document::Cell| {
        let text = plain_text(&cell.text);
        if cell.note.is_empty() { text } else { format!("{text} ({})", cell.note) }
    };
    table.rows.iter().map(|row| row.cells.iter().map(cell).collect::<Vec<_>>().join(" | ")).collect()
}

#[test]
fn neighbours_are_a_comparator_like_any_other() {
    for (expression, text) in [
        // (7.0 + 8.1 + 9.0) ÷ 3 is 8.0333…, shown as 8.0%: no difference to Coventry's 8.0% for a reader.
        ("turnover_rate.of('neighbours')", "8.0%"),
        ("turnover_rate.equals('neighbours')", "the same as the statistical neighbours"),
        ("turnover_rate.of('statistical neighbours').previous", "10.0%"),
        ("turnover_rate.previous.below('neighbours', 'lower')", "lower"),
        ("turnover_rate.of('neighbours').change", "fell by 2.0 percentage points"),
        ("turnover_rate.of('neighbours').area", "Statistical neighbours"),
        ("turnover_rate.low('neighbours')", "7.0% (Derby)"),
        ("turnover_rate.high('neighbours')", "9.0% (Peterborough)"),
        ("turnover_rate.rank('neighbours')", "2nd lowest of 4"),
        ("turnover_rate.lowest('neighbours', 'second lowest', place=2)", "second lowest"),
        ("turnover_rate.of('Derby').rank('neighbours')", "lowest of 4"),
        // To whom a measure does not apply does not count.
        ("agency_rate.of('neighbours')", "7.5%"),
        ("agency_rate.above('neighbours', 'higher')", "higher"),
        (
            "agency_rate.gap_narrowed('neighbours', 'narrowed') if false else agency_rate.rank('neighbours')",
            "highest of 3",
        ),
    ] {
        assert_eq!(said(expression).as_deref(), Ok(text), "{expression}");
    }
    for (expression, message) in [
        (
            "turnover_rate.below('neighbours')",
            "false claim: the turnover rate of Coventry in 2025 is 8.0%, equal to the average turnover rate of the statistical neighbours in 2025, which is 8.0%",
        ),
        (
            "caseload.of('neighbours')",
            "the average caseload in 2025 is not known for every one of the statistical neighbours",
        ),
        (
            "caseload.rank('neighbours')",
            "the average caseload is not known for every one of the statistical neighbours",
        ),
        (
            "turnover_rate.of('England').rank('neighbours')",
            "England is not an authority of the statistical neighbours",
        ),
        ("turnover_rate.at(2020).of('neighbours')", "there is no turnover rate of Derby for 2020"),
        ("turnover_rate.of('neighbours').at(2020)", "there is no turnover rate of Derby for 2020"),
    ] {
        assert_eq!(said(expression).expect_err(expression), message, "{expression}");
    }
}

#[test]
fn their_average_names_each_of_them() {
    let made = narrated(&scratch("{{ turnover_rate.of('neighbours') }}", ""));
    let figure = &made.record.shown[0].figures[0];
    let Origin::Derived { formula, of } = &figure.origin else { panic!("{:?}", figure.origin) };
    assert_eq!(
        formula,
        "mean of the turnover rates of 3 statistical neighbours of Coventry: Derby, Southampton and Peterborough"
    );
    assert_eq!(of.iter().filter_map(|one| one.datum.number()).sum::<Decimal>(), Decimal::new(241, 1));
    assert!(of.iter().all(|one| matches!(one.origin, Origin::Cell { .. })));
}

#[test]
fn exhibits_show_their_average_and_say_whom_it_leaves_out() {
    let more =
        "tables: {both: {kind: comparison, title: Both, measures: [turnover_rate, caseload], range: neighbours}}";
    let made = narrated(&scratch("Nothing.", more));
    let table = table(&made);
    let header: Vec<String> = table.columns.iter().map(|one| format!("{} {}", one.group, one.title)).collect();
    assert_eq!(
        header,
        [
            " Measure",
            "Coventry 2025",
            "Statistical neighbours Average 2025",
            "Statistical neighbours Range from",
            "Statistical neighbours To",
            "England 2025"
        ]
    );
    assert_eq!(
        rows(table),
        [
            "Turnover rate (%) | 8.0 | 8.0 | 7.0 (Derby) | 9.0 (Peterborough) | 8.1",
            "Average caseload (cases per worker) | 14.0 | 16.0 | 15.0 (Southampton) | 17.0 (Peterborough) | 15.5",
        ]
    );
    let notes: Vec<String> = table.notes.iter().map(|note| plain_text(note)).collect();
    assert_eq!(
        notes,
        [
            "Average caseload: there is no value for Derby (suppressed to protect confidentiality).",
            "Statistical neighbours of Coventry: Derby, Southampton and Peterborough. Their average is the mean of their \
             published values, each counted alike.",
            "The neighbours' average caseload for 2025 leaves some out: there is no value for Derby (suppressed to \
             protect confidentiality).",
        ]
    );

    for (kind, words) in [
        ("line", "Statistical neighbours"),
        ("bar", "Statistical neighbours"),
        ("range, range: neighbours, periods: 2025", "Statistical neighbours 8.0%"),
    ] {
        let more = format!("charts: {{both: {{kind: {kind}, title: Both, measure: turnover_rate}}}}");
        let made = narrated(&scratch("Nothing.", &more));
        let chart = chart(&made);
        assert!(chart.alt.contains(words), "{kind}: {}", chart.alt);
        assert!(
            chart.notes.iter().any(|note| plain_text(note).starts_with("Statistical neighbours of Coventry: ")),
            "{kind}"
        );
    }
    let more = "charts: {both: {kind: bar, title: Both, measure: turnover_rate, areas: [Coventry, authorities of neighbours]}}";
    let made = narrated(&scratch("Nothing.", more));
    let chart = chart(&made);
    for name in ["Derby", "Southampton", "Peterborough", "Coventry"] {
        let values = chart.values.as_ref().expect("values");
        assert!(rows(values).iter().any(|row| row.starts_with(name)), "{name}");
    }
    assert_eq!(chart.subtitle, "Turnover rate (%, FTE), the statistical neighbours, Coventry, 2025");
}

/// Coventry's ten neighbours in the real files.
#[test]
fn the_real_neighbours_are_averaged_as_here() {
    let (Some(current), Some(model)) = (shared(CURRENT), shared(NEIGHBOURS)) else { return };
    let own = raw(&model).into_iter().find(|row| row["old_la_code"] == "331").expect("Coventry");
    let numbers: Vec<String> = (1..=10).map(|at| own[&format!("SN_{at}")].clone()).collect();
    let rates: Vec<(String, Decimal)> = raw(&current)
        .into_iter()
        .filter(|row| row["time_period"] == "2025" && numbers.contains(&row["old_la_code"]))
        .map(|row| (row["la_name"].clone(), row["turnover_rate_fte"].parse().expect("a number")))
        .collect();
    assert_eq!(rates.len(), 10);
    let mean = rates.iter().map(|(_, rate)| *rate).sum::<Decimal>() / Decimal::TEN;
    let coventry = Decimal::new(113, 1);
    let lower = rates.iter().filter(|(_, rate)| *rate < coventry).count();
    let same = rates.iter().filter(|(_, rate)| *rate == coventry).count();
    let low = rates.iter().map(|(_, rate)| *rate).min().expect("ten");
    eprintln!("mean {mean}, {lower} lower than Coventry, {same} the same, lowest {low}");
    let word = if coventry > mean { "above" } else { "below" };
    let text = format!(
        "{{{{ turnover_rate.of('neighbours') }}}} {{{{ turnover_rate.rank('neighbours') }}}} \
         {{{{ turnover_rate.low('neighbours').value }}}} {{{{ turnover_rate.{word}('neighbours', 'so') }}}}"
    );
    let made =
        narrated(&Scratch::new().file("data/dfe.csv", &current).file("data/sn.csv", &model).report(format!(
            "{NOTE}data: {{dfe: data/dfe.csv, neighbours: data/sn.csv}}
subject: {{area: Coventry, period: 2025}}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [\"{text}\"]}}
  - {{slot: background, body: [Nothing.]}}
"
        )));
    let rounded = (mean * Decimal::TEN + Decimal::new(5, 1)).floor() / Decimal::TEN;
    let higher = 10 - lower - same;
    let (place, end) = if lower <= higher { (lower + 1, "lowest") } else { (higher + 1, "highest") };
    let ordinal = match place {
        1 => String::new(),
        2 => "2nd ".to_owned(),
        3 => "3rd ".to_owned(),
        other => format!("{other}th "),
    };
    let joint = if same > 0 { "joint " } else { "" };
    assert_eq!(paragraphs(&made).concat(), format!("{rounded:.1}% {joint}{ordinal}{end} of 11 {low:.1}% so"));
}

/// Every authority's place in its region in the real file, by counting.
#[test]
fn every_rank_in_the_west_midlands_is_as_counted() {
    let Some(current) = shared(CURRENT) else { return };
    let rates: Vec<(String, Decimal)> = raw(&current)
        .into_iter()
        .filter(|row| {
            row["time_period"] == "2025" && row["region_code"] == "E12000005" && !row["new_la_code"].is_empty()
        })
        .filter_map(|row| Some((row["la_name"].clone(), row["agency_rate_fte"].parse().ok()?)))
        .collect();
    assert_eq!(rates.len(), 14);
    let mut text = String::new();
    for (name, rate) in &rates {
        let lower = rates.iter().filter(|(_, other)| other < rate).count();
        let joint = rates.iter().filter(|(_, other)| other == rate).count() > 1;
        text += &format!(
            "{{{{ agency_rate.of('{name}').lowest('West Midlands', 'so', place={}, joint={joint}) }}}} ",
            lower + 1
        );
    }
    let made = narrated(&Scratch::new().file("data/dfe.csv", &current).report(format!(
        "{NOTE}data: {{dfe: data/dfe.csv}}
subject: {{area: Coventry, period: 2025}}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [\"{}\"]}}
  - {{slot: background, body: [Nothing.]}}
",
        text.trim()
    )));
    assert_eq!(paragraphs(&made).concat(), vec!["so"; 14].join(" "));
}
