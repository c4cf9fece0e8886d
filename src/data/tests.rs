//! What a dataset tells of itself, and the errors that belong to no kind.

use insta::assert_snapshot;
use rust_decimal::Decimal;

use super::areas::Level;
use super::{Dataset, Kind, Request};
use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile};
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::value::{Datum, Symbol, Unit};

/// Diagnostics as a user sees them, in their order; without the blanks that end some lines.
pub(super) fn rendered(problems: Vec<Diagnostic>) -> String {
    let mut all = Diagnostics::default();
    all.extend(problems);
    let text: String = all.sorted().iter().map(Diagnostic::render).collect();
    text.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// Reads a file that is in order.
pub(super) fn read(text: &str, request: &Request) -> Dataset {
    match Dataset::read("staff", &SourceFile::new("data/staff.csv", text), String::new(), None, request) {
        Ok(dataset) => dataset,
        Err(problems) => panic!("{}", rendered(problems)),
    }
}

/// What is said about a file that is not in order.
pub(super) fn refused(text: &str, kind: Option<&'static Kind>) -> String {
    let file = SourceFile::new("data/staff.csv", text);
    match Dataset::read("staff", &file, String::new(), kind, &Request::default()) {
        Ok(dataset) => panic!("read as {}", dataset.kind),
        Err(problems) => rendered(problems),
    }
}

const FTE: Option<Basis> = Some(Basis::Fte);

#[test]
fn a_dataset_finds_its_observations() {
    let data = read(
        "area,year,turnover_rate,turnover_rate_headcount,cases\n\
         Coventry,2024,17.0,16.5,900\n\
         Coventry,2025,11.0,[c],\n\
         England,2025,12.0,,\n",
        &Request::default(),
    );
    let at = |measure, basis, area, year| {
        data.observation(measure, basis, area, Period::Year(year)).map(|one| one.datum)
    };
    assert_eq!(at("turnover_rate", FTE, "E08000026", 2025), Some(Datum::Number(Decimal::new(110, 1))));
    assert_eq!(
        at("turnover_rate", Some(Basis::Headcount), "E08000026", 2025),
        Some(Datum::Symbol(Symbol::Suppressed))
    );
    assert_eq!(at("turnover_rate", None, "E08000026", 2025), None);
    assert_eq!(at("cases", None, "E08000026", 2025), None);
    assert_eq!(at("cases", None, "E08000026", 2024), Some(Datum::Number(Decimal::new(900, 0))));
    assert_eq!(at("cases", None, "E92000001", 2024), None);
    assert_eq!(data.periods("turnover_rate", FTE), [Period::Year(2024), Period::Year(2025)]);
    assert_eq!(data.periods("cases", None), [Period::Year(2024)]);
    assert!(data.periods("cases", FTE).is_empty() && data.periods("caseload", FTE).is_empty());
    assert_eq!(data.bases("turnover_rate"), [FTE, Some(Basis::Headcount)]);
    assert_eq!(data.bases("cases"), [None]);
    assert!(data.bases("caseload").is_empty());
    let names: Vec<&str> = data.areas().iter().map(|area| area.name.as_str()).collect();
    assert_eq!(names, ["Coventry", "England"]);
    let ids: Vec<&str> = data.measures().iter().map(|measure| measure.id.as_str()).collect();
    assert_eq!(ids, ["turnover_rate", "cases"]);
    assert_eq!(data.measure("cases").map(|measure| measure.unit), Some(Unit::Cases));
    assert_eq!(data.area("331").map(|area| area.level), Some(Level::LocalAuthority));
    let first = &data.observed.observations[0];
    assert_eq!((data.span(first).text(), data.grid.line(first.row, first.column)), ("17.0", 2));
}

#[test]
fn two_rows_for_the_same_thing_are_refused() {
    let text = "area,year,caseload\nTelford & Wrekin,2025,15\nTelford and Wrekin,2025,16\n";
    assert_snapshot!(refused(text, None), @r"
    error: two rows give the average caseload (FTE) of Telford and Wrekin for 2025
      ┌─ data/staff.csv:3:25
      │
    2 │ Telford & Wrekin,2025,15
      │                       -- the first one
    3 │ Telford and Wrekin,2025,16
      │                         ^^
      │
      = hint: keep one of the two rows
    ");
}

#[test]
fn a_table_without_measures_is_a_plain_table() {
    let data = read("grade,area,year,posts\n8,Coventry,2025,12\n", &Request::default());
    assert_eq!((data.kind, data.observed.observations.len()), ("table", 0));
    assert_eq!(Kind::find("table").map(|kind| kind.title), Some("a plain table"));
    assert!(Kind::find("excel").is_none());
}

/// The whole of the West Midlands in 2025, with these values for some of its fourteen authorities.
fn west_midlands(values: &[(&str, &str)]) -> Dataset {
    let mut text = "area,year,caseload\n".to_owned();
    for area in super::areas::register().members("E12000005", Period::Year(2025)) {
        let value = values.iter().find(|(name, _)| *name == area.name).map_or("15", |(_, value)| value);
        text.push_str(&format!("{},2025,{value}\n", area.name));
    }
    text.push_str("West Midlands,2025,15\nDevon,2025,1\n");
    read(&text, &Request::default())
}

#[test]
fn a_range_names_every_authority_of_a_tie() {
    let data = west_midlands(&[("Dudley", "12.0"), ("Coventry", "12"), ("Solihull", "19.5")]);
    let range = data.range("caseload", FTE, "E12000005", Period::Year(2025));
    let names = |of: &[&super::Observation]| of.iter().map(|one| one.area.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&range.lowest), ["Coventry", "Dudley"]);
    assert_eq!(names(&range.highest), ["Solihull"]);
    assert!(range.is_complete() && range.without.is_empty());
}

#[test]
fn a_range_says_who_is_missing() {
    let data = west_midlands(&[("Dudley", ""), ("Coventry", "c"), ("Solihull", "z"), ("Walsall", "0")]);
    let range = data.range("caseload", FTE, "E12000005", Period::Year(2025));
    let without: Vec<_> = range.without.iter().map(|(area, symbol)| (area.name.as_str(), *symbol)).collect();
    assert_eq!(
        without,
        [("Coventry", Some(Symbol::Suppressed)), ("Dudley", None), ("Solihull", Some(Symbol::NotApplicable))]
    );
    assert_eq!(range.gaps().count(), 2);
    assert!(!range.is_complete());
    assert_eq!(range.lowest[0].area.name, "Walsall");
    let nothing = data.range("caseload", FTE, "E12000005", Period::Year(2024));
    assert_eq!((nothing.lowest.len(), nothing.without.len(), nothing.is_complete()), (0, 14, false));
}

#[test]
fn what_rounds_to_zero_is_below_every_number_above_zero() {
    let names = |of: &[&super::Observation]| of.iter().map(|one| one.area.name.clone()).collect::<Vec<_>>();
    for (values, lowest, gaps) in [
        (&[("Dudley", "low"), ("Walsall", "0.1")][..], &["Dudley"][..], 0),
        (&[("Dudley", "low"), ("Coventry", "[low]")], &["Coventry", "Dudley"], 0),
        (&[("Dudley", "low"), ("Walsall", "0")], &["Walsall"], 0),
        // Which of the two is lower, nobody knows.
        (&[("Dudley", "low"), ("Walsall", "0.04")], &["Walsall"], 1),
    ] {
        let data = west_midlands(values);
        let range = data.range("caseload", FTE, "E12000005", Period::Year(2025));
        assert_eq!(names(&range.lowest), lowest, "{values:?}");
        assert_eq!((range.gaps().count(), range.is_complete()), (gaps, gaps == 0), "{values:?}");
        assert!(range.highest.iter().all(|one| one.datum.number().is_some()), "{values:?}");
    }
    let data = read("area,year,caseload\nDerby,2025,low\n", &Request::default());
    let range = data.range("caseload", FTE, "E12000004", Period::Year(2025));
    assert!(range.lowest.is_empty() && range.highest.is_empty(), "symbols alone are no range");
}

#[test]
fn a_joint_return_stands_for_both_authorities() {
    let data = read(
        "area,year,caseload\nNorth Northamptonshire / West Northamptonshire,2025,15\nDerby,2025,c\n",
        &Request::default(),
    );
    let range = data.range("caseload", FTE, "E12000004", Period::Year(2025));
    assert!(range.without.iter().all(|(area, _)| !area.name.contains("Northamptonshire")), "{:?}", range.without);
    assert_eq!(range.lowest[0].area.name, "North Northamptonshire and West Northamptonshire");
}
