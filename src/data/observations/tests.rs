//! Observations kept by hand, and what is said about slips in them.

use insta::assert_snapshot;
use rust_decimal::Decimal;

use super::KIND;
use crate::data::Request;
use crate::data::measures::{Measure, Polarity};
use crate::data::tests::{read, refused};
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::value::{Datum, Unit};

const FTE: Option<Basis> = Some(Basis::Fte);
const HEADS: Option<Basis> = Some(Basis::Headcount);

fn number(units: i64, scale: u32) -> Option<Datum> {
    Some(Datum::Number(Decimal::new(units, scale)))
}

#[test]
fn measures_are_read_on_their_basis() {
    let data = read(
        "Area,Period,in_post,in_post_headcount,caseload_fte,cases\nTelford & Wrekin,Mar 2025,10.5,12,15.0,TBC\n",
        &Request::default(),
    );
    assert_eq!(data.kind, "observations");
    let at = |measure, basis| data.observation(measure, basis, "E06000020", Period::Month(2025, 3));
    assert_eq!(
        at("in_post", FTE).map(|one| (one.datum, one.measure.unit)).unzip(),
        (number(105, 1), Some(Unit::Fte))
    );
    assert_eq!(
        at("in_post", HEADS).map(|one| (one.datum, one.measure.unit)).unzip(),
        (number(12, 0), Some(Unit::People))
    );
    assert_eq!(at("caseload", FTE).map(|one| one.datum), number(150, 1));
    assert!(at("cases", None).is_some_and(|one| one.datum.number().is_none()));
    assert_eq!(data.observed.release, "");
}

#[test]
fn a_basis_column_says_the_basis_of_the_row() {
    let data = read(
        "area,year,basis,turnover_rate,caseload,cases\n\
         Coventry,2025,headcount,11.5,,\nCoventry,2025,,11.0,15,900\nEngland,2025,fte,12.0,,\n",
        &Request::default(),
    );
    let at = |measure, basis, area| data.observation(measure, basis, area, Period::Year(2025)).map(|one| one.datum);
    assert_eq!(at("turnover_rate", HEADS, "E08000026"), number(115, 1));
    assert_eq!(at("turnover_rate", FTE, "E08000026"), number(110, 1));
    assert_eq!(at("turnover_rate", FTE, "E92000001"), number(120, 1));
    assert_eq!(at("caseload", FTE, "E08000026"), number(15, 0));
    assert_eq!(at("cases", None, "E08000026"), number(900, 0));
}

#[test]
fn a_report_defines_measures_of_its_own() {
    let retention = Measure {
        id: "asye_retention".to_owned(),
        name: "ASYE retention".to_owned(),
        unit: Unit::Percent,
        decimals: 1,
        polarity: Polarity::HigherIsBetter,
        definition: String::new(),
    };
    let data = read(
        "area,year,asye_retention\nWarks,2021,87.7%\n",
        &Request { measures: vec![retention], ..Request::default() },
    );
    assert_eq!(data.kind, "observations");
    let one = data.observation("asye_retention", None, "E10000031", Period::Year(2021));
    assert_eq!(one.map(|one| one.datum), number(877, 1));
}

#[test]
fn a_table_without_its_columns_is_refused() {
    assert_snapshot!(refused("authority,month,rate\nCoventry,1,2\n", Some(&KIND)), @r"
    error: no column `area`
      ┌─ data/staff.csv:1:1
      │
    1 │ authority,month,rate
      │ ^^^^^^^^^
      │
      = hint: there is `authority`, `month`, `rate`

    error: no column `period` or `year`
      ┌─ data/staff.csv:1:1
      │
    1 │ authority,month,rate
      │ ^^^^^^^^^
      │
      = hint: every row says when its values were measured, for instance `2025` or `2024-25`
    ");
    assert_snapshot!(refused("area,year\nCoventry,2025\n", Some(&KIND)), @r"
    error: no column of values
      ┌─ data/staff.csv:1:1
      │
    1 │ area,year
      │ ^^^^
      │
      = hint: add a column called by its measure, for instance `turnover_rate`
    ");
}

#[test]
fn a_column_that_is_no_measure_is_refused() {
    assert_snapshot!(refused("area,year,caseload,turnover,zzz,caseload_headcount\nCoventry,2025,1,2,3,4\n", None), @r"
    error: the column `turnover` is not a measure
      ┌─ data/staff.csv:1:20
      │
    1 │ area,year,caseload,turnover,zzz,caseload_headcount
      │                    ^^^^^^^^
      │
      = hint: did you mean `turnover_rate`?
      = hint: or define it: `measures: {turnover: …}` in the report's entry of this file under `data:`

    error: the column `zzz` is not a measure
      ┌─ data/staff.csv:1:29
      │
    1 │ area,year,caseload,turnover,zzz,caseload_headcount
      │                             ^^^
      │
      = hint: there is `in_post`, `starters`, `leavers`, `turnover_rate`, `agency_workers`, `agency_rate`, `agency_cover`, `agency_cover_rate`, `vacancies`, `vacancy_rate` and 6 more
      = hint: or define it: `measures: {zzz: …}` in the report's entry of this file under `data:`

    error: the column `caseload_headcount` is not a measure
      ┌─ data/staff.csv:1:33
      │
    1 │ area,year,caseload,turnover,zzz,caseload_headcount
      │                                 ^^^^^^^^^^^^^^^^^^
      │
      = hint: did you mean `caseload`?
      = hint: or define it: `measures: {caseload_headcount: …}` in the report's entry of this file under `data:`
    ");
    assert_snapshot!(refused("area,year,basis,turnover_rate_fte\nCoventry,2025,FTE,1\n", None), @r"
    error: `turnover_rate_fte` names a basis, and so does the column `basis`
      ┌─ data/staff.csv:1:17
      │
    1 │ area,year,basis,turnover_rate_fte
      │                 ^^^^^^^^^^^^^^^^^
      │
      = hint: call the column `turnover_rate`, or delete the column `basis`
    ");
}

#[test]
fn a_row_without_area_period_or_basis_is_refused() {
    let text = "area,period,basis,turnover_rate\n\
                Coventery,2025,,1\n\
                Zzzz,2025,,1\n\
                ,Q3,heads,1\n\
                Devon,,,1\n";
    assert_snapshot!(refused(text, None), @r"
    error: unknown area `Coventery`
      ┌─ data/staff.csv:2:1
      │
    2 │ Coventery,2025,,1
      │ ^^^^^^^^^
      │
      = hint: did you mean `Coventry`?

    error: unknown area `Zzzz`
      ┌─ data/staff.csv:3:1
      │
    3 │ Zzzz,2025,,1
      │ ^^^^
      │
      = hint: write an authority, a region or `England`, by its name or code

    error: the row names no area
      ┌─ data/staff.csv:4:1
      │
    4 │ ,Q3,heads,1
      │ ^
      │
      = hint: write an authority, a region or `England`

    error: `Q3` is not a period
      ┌─ data/staff.csv:4:2
      │
    4 │ ,Q3,heads,1
      │  ^^
      │
      = hint: write a year `2025`, a split year `2024-25`, or a month `2025-03` or `March 2025`

    error: unknown basis `heads`
      ┌─ data/staff.csv:4:5
      │
    4 │ ,Q3,heads,1
      │     ^^^^^
      │
      = hint: write `FTE` or `headcount`, or leave it empty

    error: the row names no period
      ┌─ data/staff.csv:5:7
      │
    5 │ Devon,,,1
      │       ^
      │
      = hint: write a year `2025`, a split year `2024-25`, or a month `2025-03` or `March 2025`
    ");
}

#[test]
fn a_value_that_does_not_fit_its_measure_is_refused() {
    let text = "area,year,basis,turnover_rate,caseload\n\
                Coventry,2025,FTE,low-ish,15%\n\
                Coventry,2024,headcount,£9,15\n";
    assert_snapshot!(refused(text, None), @r"
    error: `low-ish` is neither a number nor a symbol
      ┌─ data/staff.csv:2:19
      │
    2 │ Coventry,2025,FTE,low-ish,15%
      │                   ^^^^^^^ in the column `turnover_rate`
      │
      = hint: write a number, or one of `c` (suppressed to protect confidentiality), `z` (not applicable), `x` (not available), `low` (above zero, but rounds to zero), `u` (too unreliable to publish), `TBC` (to be confirmed)

    error: `15%` in a column of another unit
      ┌─ data/staff.csv:2:27
      │
    2 │ Coventry,2025,FTE,low-ish,15%
      │                           ^^^
      │
      = hint: the column `caseload` holds cases per worker

    error: `£9` in a column of another unit
      ┌─ data/staff.csv:3:25
      │
    3 │ Coventry,2024,headcount,£9,15
      │                         ^^
      │
      = hint: the column `turnover_rate` holds percentages

    error: `caseload` has no headcount basis
      ┌─ data/staff.csv:3:28
      │
    3 │ Coventry,2024,headcount,£9,15
      │                            ^^
      │
      = hint: leave the cell empty, and give the value in a row of basis `FTE`
    ");
}
