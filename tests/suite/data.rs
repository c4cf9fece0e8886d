//! The Department for Education's real files, read whole and held against what is known of them.
//!
//! The files are not part of the project. They are looked for in the folder that `BOARDPACK_SHARED` names, else in
//! `../shared`; where they are absent these tests say so and pass.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use boardpack::data::areas::{Level, register};
use boardpack::data::{Dataset, Request};
use boardpack::diagnostic::{Diagnostic, SourceFile};
use boardpack::quantity::basis::Basis;
use boardpack::quantity::period::Period;
use boardpack::quantity::value::{Datum, Symbol};
use rust_decimal::Decimal;

use crate::said;

pub const CURRENT: &str = "csww_indicators_2017_to_2025.csv";
pub const OLDER: &str = "csww_headline_measures_2017_to_2022.csv";
pub const NEIGHBOURS: &str = "sn_model_2025_wide.csv";
const FTE: Option<Basis> = Some(Basis::Fte);
const HEADS: Option<Basis> = Some(Basis::Headcount);

/// The text of a shared file without its byte-order mark; `None`, and a word on it, if it is not there.
pub fn shared(name: &str) -> Option<String> {
    let path = said::shared(|folder| Some(folder.join("data").join(name)), &format!("`{name}`"))?;
    let text = std::fs::read_to_string(path).expect("a file of text");
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

fn dataset(name: &str) -> Option<Dataset> {
    let file = SourceFile::new(name, shared(name)?);
    let start = Instant::now();
    let read = Dataset::read("dfe", &file, String::new(), None, &Request::default());
    eprintln!("{name}: read in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    match read {
        Ok(dataset) => Some(dataset),
        Err(problems) => panic!("{}", problems.iter().map(Diagnostic::render).collect::<String>()),
    }
}

/// The cells of a file as any other reader would see them, by column name.
pub fn raw(text: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().collect::<Result<_, _>>().expect("the file is CSV")
}

fn value(data: &Dataset, measure: &str, basis: Option<Basis>, area: &str, year: i32) -> Option<Decimal> {
    let code = &register().find(area)?.code;
    data.observation(measure, basis, code, Period::Year(year))?.datum.number()
}

pub fn decimal(text: &str) -> Decimal {
    text.parse().expect("a number of this test")
}

#[test]
fn every_row_is_read_and_every_symbol_typed() {
    for (name, rows, columns) in [(CURRENT, 1463, 22), (OLDER, 978, 20)] {
        let (Some(data), Some(text)) = (dataset(name), shared(name)) else { return };
        assert_eq!((data.kind, data.grid.rows.len()), ("dfe-csww", rows), "{name}");
        assert_eq!(data.observed.observations.len(), rows * columns, "{name}");

        let mut written: BTreeMap<&str, usize> = BTreeMap::new();
        let raw = raw(&text);
        for cell in raw.iter().flat_map(BTreeMap::values) {
            if let Some(symbol) = ["c", "z", "x", "low", "u", ":"].iter().find(|symbol| *symbol == cell) {
                *written.entry(symbol).or_default() += 1;
            }
        }
        let mut typed: BTreeMap<&str, usize> = BTreeMap::new();
        for observation in &data.observed.observations {
            if let Datum::Symbol(symbol) = observation.datum {
                let bare = match symbol {
                    Symbol::Suppressed => "c",
                    Symbol::NotApplicable => "z",
                    Symbol::NotAvailable => "x",
                    Symbol::Low => "low",
                    Symbol::Unreliable => "u",
                    Symbol::ToBeConfirmed => "TBC",
                };
                *typed.entry(bare).or_default() += 1;
            }
        }
        eprintln!("{name}: symbols {typed:?}");
        assert_eq!(typed, written, "{name}");

        // Every number is the one that is written in its cell.
        for observation in &data.observed.observations {
            let column = &data.grid.columns[observation.column].name;
            let written = &raw[observation.row][column];
            assert_eq!(data.span(observation).text(), written);
            assert_eq!(data.grid.line(observation.row, observation.column), observation.row + 2);
            if let Datum::Number(number) = observation.datum {
                assert_eq!(number, decimal(written), "{name}, row {}, {column}", observation.row);
            }
        }
    }
}

#[test]
fn each_release_knows_itself() {
    for (name, release) in [(CURRENT, "2025"), (OLDER, "2022")] {
        let Some(data) = dataset(name) else { return };
        assert_eq!(data.observed.release, release);
        assert_eq!(data.periods("turnover_rate", FTE).first(), Some(&Period::Year(2017)));
        assert_eq!(data.periods("turnover_rate", FTE).last().map(ToString::to_string).as_deref(), Some(release));
        assert_eq!(data.bases("agency_rate"), [FTE, HEADS]);
        assert_eq!(data.bases("cases"), [None]);
    }
}

/// Rates are quoted as published, never recomputed; but their definitions must fit what is published.
#[test]
fn the_formulas_give_the_published_rates() {
    type Formula = fn(&dyn Fn(&str) -> Option<Decimal>) -> Option<Decimal>;
    let formulas: [(&str, Formula); 7] = [
        ("turnover_rate", |of| (of("leavers")? * Decimal::ONE_HUNDRED).checked_div(of("in_post")?)),
        ("agency_rate", |of| {
            let agency = of("agency_workers")?;
            (agency * Decimal::ONE_HUNDRED).checked_div(agency + of("in_post")?)
        }),
        ("vacancy_rate", |of| {
            let vacancies = of("vacancies")?;
            (vacancies * Decimal::ONE_HUNDRED).checked_div(vacancies + of("in_post")?)
        }),
        ("caseload", |of| of("cases")?.checked_div(of("case_holders")?)),
        ("absence_rate", |of| {
            (of("working_days_lost")? * Decimal::ONE_HUNDRED).checked_div(of("in_post")? * Decimal::from(253))
        }),
        ("agency_cover_rate", |of| (of("agency_cover")? * Decimal::ONE_HUNDRED).checked_div(of("agency_workers")?)),
        ("vacancy_agency_cover_rate", |of| {
            (of("agency_cover")? * Decimal::ONE_HUNDRED).checked_div(of("vacancies")?)
        }),
    ];
    let Some(data) = dataset(CURRENT) else { return };
    for (measure, formula) in formulas {
        let (mut published, mut close) = (0_u32, 0_u32);
        for one in &data.observed.observations {
            let Some(rate) = one.datum.number() else { continue };
            if one.measure.id != measure || one.basis != FTE || one.area.level != Level::LocalAuthority {
                continue;
            }
            let of = |id: &str| {
                let basis = if id == "cases" { None } else { FTE };
                data.observation(id, basis, &one.area.code, one.period)?.datum.number()
            };
            let Some(computed) = formula(&of) else { continue };
            published += 1;
            close += u32::from((computed - rate).abs() <= Decimal::new(5, 2));
        }
        let share = f64::from(close) / f64::from(published) * 100.0;
        eprintln!("{measure}: {close} of {published} published rates reproduced ({share:.1}%)");
        assert!(published > 1200 && share >= 89.0, "{measure}: {share:.1}%");
    }
}

#[test]
fn the_latest_values_are_as_published() {
    let Some(data) = dataset(CURRENT) else { return };
    let measures = ["turnover_rate", "agency_rate", "vacancy_rate", "absence_rate", "caseload"];
    for (area, years) in [
        ("Coventry", ["15.5 12.4 12.1 3.1 14.0", "17.7 9.3 12.3 3.6 13.5", "11.3 6.1 7.4 4.6 12.8"]),
        ("Warwickshire", ["20.0 12.9 10.4 3.3 16.1", "10.8 4.2 2.4 3.2 16.5", "15.5 0 4.7 4.6 14.8"]),
        ("Devon", ["22.9 31.6 21.7 3.0 16.7", "11.8 30.0 24.5 2.6 14.5", "14.2 24.3 20.0 3.2 15.8"]),
        ("West Midlands", ["15.8 16.6 19.3 4.2 16.6", "11.9 13.9 18.2 3.8 16.2", "11.5 10.4 14.0 4.1 15.3"]),
        ("England", ["15.9 17.9 18.9 3.3 16.0", "13.9 16.2 17.3 3.4 15.4", "11.8 13.0 14.2 3.5 15.2"]),
    ] {
        for (year, published) in (2023..).zip(years) {
            for (measure, published) in measures.into_iter().zip(published.split(' ')) {
                let read = value(&data, measure, FTE, area, year);
                assert_eq!(read, Some(decimal(published)), "{measure} of {area} in {year}");
            }
        }
    }
}

#[test]
fn every_area_of_the_files_is_found_by_name_and_code() {
    for name in [CURRENT, OLDER] {
        let (Some(data), Some(text)) = (dataset(name), shared(name)) else { return };
        for (row, cells) in raw(&text).iter().enumerate() {
            let (code, name) = match cells["geographic_level"].as_str() {
                "National" => (&cells["country_code"], &cells["country_name"]),
                "Regional" => (&cells["region_code"], &cells["region_name"]),
                _ => (&cells["new_la_code"], &cells["la_name"]),
            };
            let area =
                &data.observed.observations[row * data.observed.observations.len() / data.grid.rows.len()].area;
            assert_eq!(register().by_code(code), Some(area), "{code}");
            assert!(data.areas().contains(area));
            // The one name that two authorities have had: Dorset before and after 2019.
            if code != "E10000009" {
                assert_eq!(register().find(name), Some(area), "{name}");
            }
            if area.level == Level::LocalAuthority {
                assert_eq!(register().find(&cells["old_la_code"]), Some(area), "{name}");
                assert!(area.is_authority_of(&cells["region_code"]), "{name}");
            }
        }
    }
}

#[test]
fn every_statistical_neighbour_is_known() {
    let Some(text) = shared(NEIGHBOURS) else { return };
    for row in raw(&text) {
        let neighbours = (1..=10).map(|at| &row[&format!("SN_{at}")]);
        for number in neighbours.chain([&row["old_la_code"]]) {
            assert!(register().find(number).is_some_and(|area| area.level == Level::LocalAuthority), "{number}");
        }
        assert_eq!(register().find(&row["la_name"]), register().find(&row["old_la_code"]), "{}", row["la_name"]);
    }
}

/// Who belongs to a region in a year, by the register, is who reports in it.
#[test]
fn the_members_of_a_region_are_those_that_report() {
    for name in [CURRENT, OLDER] {
        let Some(data) = dataset(name) else { return };
        let mut reported: BTreeMap<Period, BTreeSet<&str>> = BTreeMap::new();
        for one in &data.observed.observations {
            if one.area.level == Level::LocalAuthority {
                reported.entry(one.period).or_default().extend(one.area.parts());
            }
        }
        for (period, reported) in reported {
            let members: BTreeSet<&str> =
                register().members("E92000001", period).map(|area| area.code.as_str()).collect();
            let missing: Vec<_> = members.difference(&reported).collect();
            let unknown: Vec<_> = reported.difference(&members).collect();
            // Before 2021 the older release gives Richmond upon Thames no row of its own: Kingston reports for both.
            let richmond = name == OLDER && period < Period::Year(2021);
            assert_eq!(missing, if richmond { vec![&"E09000027"] } else { vec![] }, "{name}, {period}");
            assert!(unknown.is_empty(), "{name}, {period}: {unknown:?}");
        }
    }
}

#[test]
fn a_range_is_complete_only_if_every_authority_has_a_number() {
    let Some(data) = dataset(CURRENT) else { return };
    let range = |region: &str, measure| {
        let code = &register().find(region).expect("a region").code;
        data.range(measure, FTE, code, Period::Year(2025))
    };
    for measure in ["turnover_rate", "agency_rate", "vacancy_rate", "absence_rate", "caseload"] {
        let west_midlands = range("West Midlands", measure);
        assert!(west_midlands.is_complete(), "{measure}: {:?}", west_midlands.without);
        assert!(west_midlands.lowest[0].datum.number() < west_midlands.highest[0].datum.number());
    }
    // Two London boroughs are missing in 2025; the Isles of Scilly have no turnover to speak of.
    let london: Vec<String> = range("London", "turnover_rate").gaps().map(|(area, _)| area.name.clone()).collect();
    assert_eq!(london, ["Kensington and Chelsea", "Westminster"]);
    let south_west = range("South West", "turnover_rate");
    assert!(
        south_west
            .without
            .iter()
            .any(|(area, symbol)| { area.name == "Isles of Scilly" && *symbol == Some(Symbol::NotApplicable) })
    );
}

/// The ranges of the older release that a review misquoted.
#[test]
fn the_range_of_vacancies_in_2021_names_its_ends() {
    let Some(data) = dataset(OLDER) else { return };
    let range = data.range("vacancy_rate", FTE, "E12000005", Period::Year(2021));
    let ends = |of: &[&boardpack::data::Observation]| {
        of.iter().map(|one| (one.area.name.clone(), one.datum.number())).collect::<Vec<_>>()
    };
    assert_eq!(ends(&range.lowest), [("Telford and Wrekin".to_owned(), Some(decimal("6.0")))]);
    assert_eq!(ends(&range.highest), [("Birmingham".to_owned(), Some(decimal("27.9")))]);
}

#[test]
fn the_traps_are_as_described() {
    let (Some(current), Some(older)) = (dataset(CURRENT), dataset(OLDER)) else { return };
    let now = |measure, basis, area, year| value(&current, measure, basis, area, year).expect("a number");

    // Full-time equivalents above headcount.
    assert!(now("in_post", FTE, "Warwickshire", 2020) > now("in_post", HEADS, "Warwickshire", 2020));
    // A published zero beside people.
    assert_eq!(now("agency_workers", FTE, "Warwickshire", 2025), Decimal::ZERO);
    assert_eq!(now("agency_workers", HEADS, "Warwickshire", 2025), Decimal::from(11));
    // A national rate is quoted, not recomputed from the authorities or the regions.
    assert_eq!(now("turnover_rate", FTE, "England", 2024), decimal("13.9"));
    let regions = |measure| -> Decimal {
        let regions = register().all().filter(|area| area.level == Level::Regional && area.region.is_empty());
        regions.map(|area| now(measure, FTE, &area.code, 2024)).sum()
    };
    let recomputed = regions("leavers") * Decimal::ONE_HUNDRED / regions("in_post");
    assert_eq!(recomputed.trunc_with_scale(2), decimal("13.77"));
    // A trend runs through a change of code.
    assert!(value(&current, "turnover_rate", FTE, "Barnsley", 2024).is_some());
    assert!(value(&current, "turnover_rate", FTE, "Barnsley", 2025).is_some());
    // Values are revised between releases, and the older one has other ones.
    let shared_values = older.observed.observations.iter().filter_map(|old| {
        let new = current.observation(&old.measure.id, old.basis, &old.area.code, old.period)?;
        Some((old.datum, new.datum))
    });
    let (same, revised): (Vec<_>, Vec<_>) = shared_values.partition(|(old, new)| old == new);
    eprintln!("between the releases {} values stayed and {} were revised", same.len(), revised.len());
    assert!(!revised.is_empty() && same.len() > revised.len());
}
