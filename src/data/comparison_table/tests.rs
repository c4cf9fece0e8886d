//! Hand-kept comparison tables as councils write them, and what is said of their slips.

use std::sync::Arc;

use insta::assert_snapshot;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::KIND;
use crate::data::areas::register;
use crate::data::measures::{Measure, Polarity};
use crate::data::tests::{read, rendered};
use crate::data::{Dataset, Request};
use crate::diagnostic::SourceFile;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::value::{Datum, Symbol, Unit};

const FTE: Option<Basis> = Some(Basis::Fte);
const LAST: Period = Period::SplitYear(2021);

/// The table of a council's review in the form in which it stood there.
const TABLE: &str = "\
,Warks 2019-2020,Warks 2020-2021,Warks 2021-2022,WM Average,Range from,To,National
Social Worker Turnover Rate,16.6%,26.5%,17.8%,18.8%,9.3% (Shropshire),29.3% (Sandwell),15.4%
Social Worker Turnover Mean over 4 years,11%,13.9%,17.1%,17.7%,,,15.7%
Agency Rate,2.5%,15.7%,8.1%,16.1%,2.5% (Telford & Wrekin),32.5% (Herefordshire),15.5%
Vacancy Rate,12.7%,9.25%,9.2%,18.2%,0 (Shropshire),27% (Dudley),16.7%
Absence Rate,3.1%,TBC,2.7%,3.8%,2.2% (Shropshire & Walsall),5.3% (Sandwell),3.1%
Caseload Average,17.1,16,15.9,16.3,13.3 (Walsall),23.2 (Dudley),16.3
5 years +,33.3%,29%,23.9%,38.9%,57.9% (Stoke),19% (Coventry),40.3%
";

fn own(id: &str, name: &str, polarity: Polarity) -> Measure {
    Measure {
        id: id.to_owned(),
        name: name.to_owned(),
        unit: Unit::Percent,
        decimals: 1,
        polarity,
        definition: String::new(),
    }
}

fn request(five_years: Polarity) -> Request {
    Request {
        measures: vec![
            own("turnover_mean", "four-year mean of the turnover rate", Polarity::LowerIsBetter),
            own("experienced", "share with five years or more", five_years),
        ],
        rows: vec![
            ("Social Worker Turnover Mean over 4 years".to_owned(), "turnover_mean".to_owned()),
            ("5 years +".to_owned(), "experienced".to_owned()),
        ],
        ..Request::default()
    }
}

fn number(text: &str) -> Option<Datum> {
    Some(Datum::Number(Decimal::from_str_exact(text).expect("a number")))
}

fn value(data: &Dataset, measure: &str, area: &str, period: Period) -> Option<Datum> {
    let code = &register().find(area).expect("an area").code;
    let basis = data.bases(measure).first().copied().flatten();
    data.observation(measure, basis, code, period).map(|one| one.datum)
}

fn ends(data: &Dataset, measure: &str, basis: Option<Basis>) -> Option<(String, String, bool)> {
    let range = data.range(measure, basis, "E12000005", LAST);
    let end = |of: &[&crate::data::Observation]| {
        let first = of.first()?.datum.number()?;
        let names: Vec<&str> = of.iter().map(|one| one.area.name.as_str()).collect();
        Some(format!("{first} {}", names.join("+")))
    };
    assert_ne!(range.stated, range.lowest.is_empty());
    assert_eq!(range.stated, range.is_complete());
    Some((end(&range.lowest)?, end(&range.highest)?, range.highest_first))
}

#[test]
fn a_hand_kept_table_becomes_observations() {
    let data = read(TABLE, &request(Polarity::HigherIsBetter));
    assert_eq!(data.kind, "comparison-table");
    assert!(data.observed.warnings.is_empty(), "{:?}", data.observed.warnings);
    assert_eq!(data.grid.columns[0].name, "Measure");
    let warks = |measure, year| value(&data, measure, "Warwickshire", Period::SplitYear(year));
    assert_eq!(warks("turnover_rate", 2019), number("16.6"));
    assert_eq!(warks("turnover_rate", 2021), number("17.8"));
    assert_eq!(warks("turnover_mean", 2021), number("17.1"));
    assert_eq!(warks("vacancy_rate", 2020), number("9.25"));
    assert_eq!(warks("absence_rate", 2020), Some(Datum::Symbol(Symbol::ToBeConfirmed)));
    assert_eq!(value(&data, "turnover_rate", "West Midlands", LAST), number("18.8"));
    assert_eq!(value(&data, "turnover_rate", "England", LAST), number("15.4"));
    assert_eq!(value(&data, "absence_rate", "Walsall", LAST), number("2.2"));
    assert_eq!(value(&data, "vacancy_rate", "Shropshire", LAST), number("0"));
    assert_eq!(value(&data, "experienced", "Stoke", LAST), number("57.9"));
    assert_eq!(value(&data, "turnover_rate", "Coventry", LAST), None);
    assert_eq!(data.periods("caseload", FTE).len(), 3);
    let one = data.observation("absence_rate", FTE, "E08000030", LAST).expect("Walsall");
    assert_eq!(data.grid.cell_name(one.row, one.column), "line 6, column `Range from`");
}

#[test]
fn the_ends_of_a_range_are_those_that_are_stated() {
    let data = read(TABLE, &request(Polarity::HigherIsBetter));
    let of = |measure| ends(&data, measure, data.bases(measure)[0]);
    let text = |low: &str, high: &str, first| Some((low.to_owned(), high.to_owned(), first));
    assert_eq!(of("turnover_rate"), text("9.3 Shropshire", "29.3 Sandwell", false));
    assert_eq!(of("absence_rate"), text("2.2 Shropshire+Walsall", "5.3 Sandwell", false));
    assert_eq!(of("experienced"), text("19 Coventry", "57.9 Stoke-on-Trent", true));
    // Nothing is stated of these: the few authorities that the table names are no range.
    assert_eq!(of("turnover_mean"), None);
    assert_eq!(ends(&data, "turnover_rate", Some(Basis::Headcount)), None);
    let earlier = data.range("turnover_rate", FTE, "E12000005", Period::SplitYear(2020));
    assert!(earlier.lowest.is_empty() && !earlier.is_complete());
}

#[test]
fn a_range_that_runs_the_wrong_way_is_a_warning() {
    let data = read(TABLE, &request(Polarity::LowerIsBetter));
    assert_snapshot!(rendered(data.observed.warnings.clone()), @r"
    warning: the range of the share with five years or more runs down, from 57.9 to 19, although lower is better
      ┌─ data/staff.csv:8:33
      │
    8 │ 5 years +,33.3%,29%,23.9%,38.9%,57.9% (Stoke),19% (Coventry),40.3%
      │                                 ^^^^^^^^^^^^^ -------------- the other end
      │
      = hint: a range runs from the best to the worst: exchange the ends, or check that lower is better
    ");
    let data = read(TABLE, &request(Polarity::Neutral));
    assert_snapshot!(rendered(data.observed.warnings.clone()), @r"
    warning: the range of the share with five years or more runs down, from 57.9 to 19
      ┌─ data/staff.csv:8:33
      │
    8 │ 5 years +,33.3%,29%,23.9%,38.9%,57.9% (Stoke),19% (Coventry),40.3%
      │                                 ^^^^^^^^^^^^^ -------------- the other end
      │
      = hint: that is right if higher is better: add `better: higher` to the measure `experienced`
    ");
    let turned = TABLE.replace("9.3% (Shropshire),29.3% (Sandwell)", "29.3% (Sandwell),9.3% (Shropshire)");
    let data = read(&turned, &request(Polarity::HigherIsBetter));
    assert_snapshot!(rendered(data.observed.warnings.clone()), @r"
    warning: the range of the turnover rate runs down, from 29.3 to 9.3, although lower is better
      ┌─ data/staff.csv:2:53
      │
    2 │ Social Worker Turnover Rate,16.6%,26.5%,17.8%,18.8%,29.3% (Sandwell),9.3% (Shropshire),15.4%
      │                                                     ^^^^^^^^^^^^^^^^ ----------------- the other end
      │
      = hint: a range runs from the best to the worst: exchange the ends, or check that lower is better
    ");
    assert_eq!(ends(&data, "turnover_rate", FTE).map(|ends| ends.0), Some("9.3 Shropshire".to_owned()));
}

/// What is said of the table after one text in it was replaced.
fn said(from: &str, to: &str) -> String {
    assert!(TABLE.contains(from), "{from}");
    let file = SourceFile::new("data/snapshot.csv", TABLE.replacen(from, to, 1));
    let request = request(Polarity::HigherIsBetter);
    match Dataset::read("snapshot", &file, String::new(), Some(&KIND), &request) {
        Ok(data) => rendered(data.observed.warnings),
        Err(problems) => rendered(problems),
    }
}

#[test]
fn every_slip_is_told_at_its_cell() {
    assert_snapshot!(said("9.3% (Shropshire)", "9.3% (Shropshure)"), @r"
    error: unknown area `Shropshure`
      ┌─ data/snapshot.csv:2:53
      │
    2 │ Social Worker Turnover Rate,16.6%,26.5%,17.8%,18.8%,9.3% (Shropshure),29.3% (Sandwell),15.4%
      │                                                     ^^^^^^^^^^^^^^^^^
      │
      = hint: did you mean `Shropshire`?
      = hint: write an authority by its name, or two as `2.2% (Shropshire & Walsall)`
    ");
    assert_snapshot!(said("9.3% (Shropshire)", "9.3% (Devon)"), @r"
    error: Devon is not an authority of West Midlands
      ┌─ data/snapshot.csv:2:53
      │
    2 │ Social Worker Turnover Rate,16.6%,26.5%,17.8%,18.8%,9.3% (Devon),29.3% (Sandwell),15.4%
      │                                                     ^^^^^^^^^^^^
      │
      = hint: check the name, or say which region is meant with `region:` in the report's entry of this file
    ");
    assert_snapshot!(said("9.3% (Shropshire)", ""), @r"
    error: the range of the turnover rate has one end only
      ┌─ data/snapshot.csv:2:54
      │
    2 │ Social Worker Turnover Rate,16.6%,26.5%,17.8%,18.8%,,29.3% (Sandwell),15.4%
      │                                                      ^^^^^^^^^^^^^^^^
      │
      = hint: fill in the other end, or leave both empty
    ");
    assert_snapshot!(said("9.3% (Shropshire)", "n/a"), @r"
    error: `n/a` is neither a number nor a symbol
      ┌─ data/snapshot.csv:2:53
      │
    2 │ Social Worker Turnover Rate,16.6%,26.5%,17.8%,18.8%,n/a,29.3% (Sandwell),15.4%
      │                                                     ^^^ in the row `Social Worker Turnover Rate`
      │
      = hint: write a number, or one of `c` (suppressed to protect confidentiality), `z` (not applicable), `x` (not available), `low` (above zero, but rounds to zero), `u` (too unreliable to publish), `TBC` (to be confirmed)
      = hint: a value that is an authority's stands before its name: `9.3% (Shropshire)`
    ");
    assert_snapshot!(said("0 (Shropshire)", "0"), @r"
    warning: the end of a range names no authority
      ┌─ data/snapshot.csv:5:37
      │
    5 │ Vacancy Rate,12.7%,9.25%,9.2%,18.2%,0,27% (Dudley),16.7%
      │                                     ^
      │
      = hint: write who has the value, such as `0% (Shropshire)`
    ");
    assert_snapshot!(said("16.6%", "16.6% (Warwickshire)"), @r"
    error: a name stands beside a value that is nobody else's
      ┌─ data/snapshot.csv:2:29
      │
    2 │ Social Worker Turnover Rate,16.6% (Warwickshire),26.5%,17.8%,18.8%,9.3% (Shropshire),29.3% (Sandwell),15.4%
      │                             ^^^^^^^^^^^^^^^^^^^^ in the column `Warks 2019-2020`
      │
      = hint: write the value alone; names belong to the ends of a range
    ");
    assert_snapshot!(said("17.1,16", "17.1%,16"), @r"
    error: `17.1%` in a row of another unit
      ┌─ data/snapshot.csv:7:18
      │
    7 │ Caseload Average,17.1%,16,15.9,16.3,13.3 (Walsall),23.2 (Dudley),16.3
      │                  ^^^^^
      │
      = hint: the average caseload is counted in cases per worker
    ");
    assert_snapshot!(said("17.8%", "0.178"), @r"
    warning: `0.178` is read as 0.178%
      ┌─ data/snapshot.csv:2:41
      │
    2 │ Social Worker Turnover Rate,16.6%,26.5%,0.178,18.8%,9.3% (Shropshire),29.3% (Sandwell),15.4%
      │                                         ^^^^^
      │
      = hint: if a share is meant, write `17.8%`, else write `0.178%`

    warning: the turnover rate of Warwickshire, 0.178, lies outside the range of West Midlands, 9.3 to 29.3
      ┌─ data/snapshot.csv:2:53
      │
    2 │ Social Worker Turnover Rate,16.6%,26.5%,0.178,18.8%,9.3% (Shropshire),29.3% (Sandwell),15.4%
      │                                         -----       ^^^^^^^^^^^^^^^^^
      │                                         │
      │                                         the value
      │
      = hint: check the year and the basis of both: they should be the same
    ");
    assert_snapshot!(said("17.8%", "33%"), @r"
    warning: the turnover rate of Warwickshire, 33, lies outside the range of West Midlands, 9.3 to 29.3
      ┌─ data/snapshot.csv:2:69
      │
    2 │ Social Worker Turnover Rate,16.6%,26.5%,33%,18.8%,9.3% (Shropshire),29.3% (Sandwell),15.4%
      │                                         ---                         ^^^^^^^^^^^^^^^^
      │                                         │
      │                                         the value
      │
      = hint: check the year and the basis of both: they should be the same
    ");
    assert_snapshot!(said("29.3% (Sandwell)", "29.3% (Warwickshire)"), @r"
    error: two cells give the turnover rate of Warwickshire for 2021-22
      ┌─ data/snapshot.csv:2:71
      │
    2 │ Social Worker Turnover Rate,16.6%,26.5%,17.8%,18.8%,9.3% (Shropshire),29.3% (Warwickshire),15.4%
      │                                         -----                         ^^^^^^^^^^^^^^^^^^^^
      │                                         │
      │                                         the other one
      │
      = hint: put one of them right
    ");
    assert_snapshot!(said("Agency Rate", "Agency Rte"), @r#"
    error: the row `Agency Rte` is not a known measure
      ┌─ data/snapshot.csv:4:1
      │
    4 │ Agency Rte,2.5%,15.7%,8.1%,16.1%,2.5% (Telford & Wrekin),32.5% (Herefordshire),15.5%
      │ ^^^^^^^^^^
      │
      = hint: did you mean `agency rate`?
      = hint: or say what it is, in the report's entry of this file: `measures: {a_name: {row: "Agency Rte", name: what it is in a sentence, unit: percent, better: higher}}`
    "#);
    assert_snapshot!(said("Agency Rate", ""), @r"
    error: the row has values but no name
      ┌─ data/snapshot.csv:4:1
      │
    4 │ ,2.5%,15.7%,8.1%,16.1%,2.5% (Telford & Wrekin),32.5% (Herefordshire),15.5%
      │ ^
      │
      = hint: write in the first column what is measured, for instance `Turnover rate`
    ");
    assert_snapshot!(said("Vacancy Rate", "Agency Rate"), @r"
    error: two rows give the agency rate (FTE) of Warwickshire for 2019-20
      ┌─ data/snapshot.csv:5:13
      │
    4 │ Agency Rate,2.5%,15.7%,8.1%,16.1%,2.5% (Telford & Wrekin),32.5% (Herefordshire),15.5%
      │             ---- the first one
    5 │ Agency Rate,12.7%,9.25%,9.2%,18.2%,0 (Shropshire),27% (Dudley),16.7%
      │             ^^^^^
      │
      = hint: keep one of the two rows
    ");
    assert_snapshot!(said("Warks 2019-2020", "Warks 2019"), @r"
    error: `2020-21` and `2019` are not periods of one kind
      ┌─ data/snapshot.csv:1:13
      │
    1 │ ,Warks 2019,Warks 2020-2021,Warks 2021-2022,WM Average,Range from,To,National
      │  ---------- ^^^^^^^^^^^^^^^
      │  │
      │  the other one
      │
      = hint: write all of them as years, `2022`, or all as split years, `2021-22`
    ");
    assert_snapshot!(said("WM Average", "SN Average"), @r"
    error: the column `SN Average` is no area, period or range
      ┌─ data/snapshot.csv:1:50
      │
    1 │ ,Warks 2019-2020,Warks 2020-2021,Warks 2021-2022,SN Average,Range from,To,National
      │                                                  ^^^^^^^^^^
      │
      = hint: a column is called by area and period, such as `Warks 2021-22`, by an area, such as `National` or `WM average`, or `Range from` and `To`
      = hint: delete the column, or show the file as it is with `kind: table`
    ");
    assert_snapshot!(said("Caseload Average", "Caseload average (headcount)"), @r"
    error: `caseload` has no headcount basis
      ┌─ data/snapshot.csv:7:1
      │
    7 │ Caseload average (headcount),17.1,16,15.9,16.3,13.3 (Walsall),23.2 (Dudley),16.3
      │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: take the basis out of the row's name
    ");
}

#[test]
fn the_entry_says_who_is_meant() {
    let text = "Measure,2020-21,2021-22,Region,Lowest,Highest\nTurnover,5%,6%,7%,3%,9% (Devon)\n";
    let file = SourceFile::new("data/snapshot.csv", text);
    let read = |request: &Request| Dataset::read("snapshot", &file, String::new(), Some(&KIND), request);
    assert_snapshot!(rendered(read(&Request::default()).err().unwrap_or_default()), @r"
    error: the column `2020-21` does not say whose values it has
      ┌─ data/snapshot.csv:1:9
      │
    1 │ Measure,2020-21,2021-22,Region,Lowest,Highest
      │         ^^^^^^^
      │
      = hint: add `area:` to the report's entry of this file, such as `area: Warwickshire`

    error: the column `2021-22` does not say whose values it has
      ┌─ data/snapshot.csv:1:17
      │
    1 │ Measure,2020-21,2021-22,Region,Lowest,Highest
      │                 ^^^^^^^
      │
      = hint: add `area:` to the report's entry of this file, such as `area: Warwickshire`
    ");
    let area = |name: &str| register().find(name).map(Arc::clone);
    let request = Request {
        area: area("Cornwall"),
        region: area("South West"),
        basis: Some(Basis::Headcount),
        ..Request::default()
    };
    let data = read(&request).expect("a table in order");
    let heads = Some(Basis::Headcount);
    let range = data.range("turnover_rate", heads, "E12000009", LAST);
    assert_eq!(range.lowest[0].area.name, "an authority of South West");
    assert_eq!(range.highest[0].area.name, "Devon");
    assert_eq!(value(&data, "turnover_rate", "Cornwall", Period::SplitYear(2020)), number("5"));
    assert_eq!(data.bases("turnover_rate"), [heads]);
    assert!(data.areas().iter().all(|area| !area.code.is_empty()));
}

proptest! {
    #[test]
    fn any_cells_are_read_or_refused(
        cells in prop::collection::vec(prop::sample::select(vec![
            "", "9%", "0", "TBC", "9.3% (Shropshire)", "2.2% (Shropshire & Walsall)", "1e9", "(", "9 ()", "-", "57.9",
            "99999999999999999999999999", "Turnover rate", "Agency rate", "London", "2021-22", "Range from", "To",
            "9% (Dudley) to 8%", "£4", "x", "National", "WM",
        ]), 24),
    ) {
        let rows: Vec<String> = cells.chunks(6).map(|row| row.join(",")).collect();
        let file = SourceFile::new("data/snapshot.csv", rows.join("\n"));
        for kind in [None, Some(&KIND)] {
            if let Ok(data) = Dataset::read("snapshot", &file, String::new(), kind, &request(Polarity::Neutral)) {
                for one in &data.observed.observations {
                    prop_assert!(!data.grid.text(one.row, one.column).is_empty());
                }
            }
        }
    }
}
