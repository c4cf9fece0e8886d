//! Both layouts of the DfE's file, with invented values, and what is wrong with a damaged one.

use insta::assert_snapshot;
use rust_decimal::Decimal;

use super::{COLUMNS, KIND, PLACE_COLUMNS};
use crate::data::Request;
use crate::data::tests::{read, refused};
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::value::{Datum, Symbol, Unit};

/// A file in a layout: rows of where and when, the first value of each row, and 1 for every other value.
fn file(current: bool, rows: &[(&str, &str)]) -> String {
    let name = |column: &super::ValueColumn| if current { column.current } else { column.older };
    let values: Vec<&str> = COLUMNS.iter().map(name).filter(|name| !name.is_empty()).collect();
    let mut text = format!("{},{}\n", PLACE_COLUMNS.join(","), values.join(","));
    for (place, first) in rows {
        text.push_str(&format!("{place},{first}{}\n", ",1".repeat(values.len() - 1)));
    }
    text
}

const ENGLAND: &str = "2025,National,E92000001,England,,,,,";
const REGION: &str = "2025,Regional,E92000001,England,E12000005,West Midlands,,,";
const COVENTRY: &str = "2025,Local authority,E92000001,England,E12000005,West Midlands,331,E08000026,Coventry";

#[test]
fn both_layouts_are_read() {
    for current in [true, false] {
        let data =
            read(&file(current, &[(ENGLAND, "\"1,234.5\""), (REGION, "x"), (COVENTRY, "20")]), &Request::default());
        assert_eq!(data.kind, "dfe-csww");
        assert_eq!(data.observed.observations.len(), 3 * if current { 22 } else { 20 });
        let at =
            |area| data.observation("in_post", Some(Basis::Fte), area, Period::Year(2025)).map(|one| one.datum);
        assert_eq!(at("E92000001"), Some(Datum::Number(Decimal::new(12345, 1))));
        assert_eq!(at("E12000005"), Some(Datum::Symbol(Symbol::NotAvailable)));
        assert_eq!(at("E08000026"), Some(Datum::Number(Decimal::new(20, 0))));
        assert_eq!(data.observed.release, "2025");
        assert_eq!(data.observed.period_meaning, "year ended 30 September");
        assert!(data.observed.source.starts_with("Department for Education"));
    }
}

#[test]
fn an_observation_is_in_the_unit_of_its_basis() {
    let data = read(&file(true, &[(ENGLAND, "20")]), &Request::default());
    let unit =
        |basis| data.observation("in_post", basis, "E92000001", Period::Year(2025)).map(|one| one.measure.unit);
    assert_eq!(unit(Some(Basis::Fte)), Some(Unit::Fte));
    assert_eq!(unit(Some(Basis::Headcount)), Some(Unit::People));
}

#[test]
fn an_authority_of_a_future_reorganisation_is_read_from_its_own_row() {
    let new = "2030,Local authority,E92000001,England,E12000008,South East,950,E06000099,West Surrey";
    let moved = "2030,Local authority,E92000001,England,E12000003,Yorkshire and The Humber,371,E08000099,Doncaster";
    let data = read(&file(true, &[(new, "20"), (moved, "30")]), &Request::default());
    let area = |text| data.area(text).map(|area| (area.name.as_str(), area.code.as_str(), area.region.as_str()));
    assert_eq!(area("West Surrey"), Some(("West Surrey", "E06000099", "E12000008")));
    assert_eq!(area("950"), area("West Surrey"));
    // The same number and name under a new code is the same authority.
    assert_eq!(area("Doncaster"), Some(("Doncaster", "E08000017", "E12000003")));
    assert!(data.observation("in_post", Some(Basis::Fte), "E08000017", Period::Year(2030)).is_some());
    let range = data.range("in_post", Some(Basis::Fte), "E12000008", Period::Year(2030));
    assert_eq!(range.lowest[0].area.name, "West Surrey");
}

#[test]
fn a_missing_column_is_named() {
    let text = file(true, &[(COVENTRY, "1")])
        .replace(",vacancy_rate_fte,", ",vacancy_rate,")
        .replace("country_name", "country");
    assert_snapshot!(refused(&text, None), @r"
    error: no column `country_name`
      ┌─ data/staff.csv:1:43
      │
    1 │ time_period,geographic_level,country_code,country,region_code,region_name,old_la_code,new_la_code,la_name,inpost_fte,inpost_headcount,starters_fte,starters_headcount,lea…
      │                                           ^^^^^^^
      │
      = hint: did you mean `country`?
      = hint: the DfE's children's social work workforce statistics must be whole, as published

    error: no column `vacancy_rate_fte`
      ┌─ data/staff.csv:1:356
      │
    1 │ …nt,agency_fte,agency_headcount,agency_rate_fte,agency_rate_headcount,agency_cover_fte,agency_cover_rate_fte,vacancy_fte,vacancy_rate,vacancy_agency_cover_rate_fte,case_holders_fte,cases,caseload_fte,working_days_lost_fte,absence_rate_fte
      │                                                                                                                          ^^^^^^^^^^^^
      │
      = hint: did you mean `vacancy_rate`?
      = hint: the DfE's children's social work workforce statistics must be whole, as published
    ");
    assert_snapshot!(refused("area,rate\nCoventry,1\n", Some(&KIND)), @r"
    error: the header is not that of the DfE's children's social work workforce statistics
      ┌─ data/staff.csv:1:1
      │
    1 │ area,rate
      │ ^^^^
      │
      = hint: name another `kind`, or leave it out
    ");
}

#[test]
fn a_damaged_row_is_shown() {
    let row = |from: &str, to: &str| {
        let told = refused(&file(true, &[(&COVENTRY.replace(from, to), "1")]), None);
        assert_eq!(told.matches("error:").count(), 1, "{told}");
        told
    };
    assert_snapshot!(row("2025", "2024-25"), @r"
    error: `2024-25` is not a year
      ┌─ data/staff.csv:2:1
      │
    2 │ 2024-25,Local authority,E92000001,England,E12000005,West Midlands,331,E08000026,Coventry,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1
      │ ^^^^^^^
      │
      = hint: write the year in which the period ends, for instance `2025`
    ");
    assert_snapshot!(row("Local authority", "Local Authority"), @r"
    error: unknown level `Local Authority`
      ┌─ data/staff.csv:2:6
      │
    2 │ 2025,Local Authority,E92000001,England,E12000005,West Midlands,331,E08000026,Coventry,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1
      │      ^^^^^^^^^^^^^^^
      │
      = hint: did you mean `Local authority`?
    ");
    assert_snapshot!(row("E08000026", ""), @r"
    error: the row of level `Local authority` has no code
      ┌─ data/staff.csv:2:68
      │
    2 │ 2025,Local authority,E92000001,England,E12000005,West Midlands,331,,Coventry,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1
      │                                                                    ^
      │
      = hint: fill in the column `new_la_code`
    ");
    assert_snapshot!(row("E08000026,Coventry", "E08000099,"), @r"
    error: the row of level `Local authority` has no name
      ┌─ data/staff.csv:2:78
      │
    2 │ 2025,Local authority,E92000001,England,E12000005,West Midlands,331,E08000099,,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1
      │                                                                              ^
      │
      = hint: fill in the column `la_name`
    ");
}

#[test]
fn a_value_that_is_none_is_shown() {
    assert_snapshot!(refused(&file(true, &[(COVENTRY, "n/a")]), None), @r"
    error: `n/a` is neither a number nor a symbol
      ┌─ data/staff.csv:2:87
      │
    2 │ 2025,Local authority,E92000001,England,E12000005,West Midlands,331,E08000026,Coventry,n/a,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1
      │                                                                                       ^^^ in the column `inpost_fte`
      │
      = hint: write a number, or one of `c` (suppressed to protect confidentiality), `z` (not applicable), `x` (not available), `low` (above zero, but rounds to zero), `u` (too unreliable to publish), `TBC` (to be confirmed)
    ");
    assert_snapshot!(refused(&file(true, &[(COVENTRY, "")]), None), @r"
    error: no value in the column `inpost_fte`
      ┌─ data/staff.csv:2:87
      │
    2 │ 2025,Local authority,E92000001,England,E12000005,West Midlands,331,E08000026,Coventry,,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1
      │                                                                                       ^
      │
      = hint: write a number, or one of `c` (suppressed to protect confidentiality), `z` (not applicable), `x` (not available), `low` (above zero, but rounds to zero), `u` (too unreliable to publish), `TBC` (to be confirmed)
    ");
}
