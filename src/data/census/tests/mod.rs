//! Tests of the census return, and what they share: small returns, and ways to look at what is read.

mod counting;
mod example;
mod layouts;
mod messages;
mod privacy;
mod properties;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::read;
use crate::data::Document;
use crate::quantity::basis::Basis;
use crate::quantity::value::Datum;

pub(super) const FTE: Option<Basis> = Some(Basis::Fte);
pub(super) const HEADS: Option<Basis> = Some(Basis::Headcount);

pub(super) const EXAMPLE: &str = include_str!("../../../../fixtures/warwickshire/data/csww-census-2025.xml");

/// A return for Warwickshire in 2025 with these records.
pub(super) fn census(workers: &str) -> String {
    format!(
        "<Message><Header><CollectionDetails><Collection>CSWW</Collection><Year>2025</Year>\
         <ReferenceDate>2025-09-30</ReferenceDate></CollectionDetails><Source><LEA>937</LEA></Source></Header>\n\
         <LALevelVacancies><NumberOfVacancies>2</NumberOfVacancies><NoAgencyFTE>0</NoAgencyFTE></LALevelVacancies>\n\
         {workers}</Message>"
    )
}

/// A record with these elements beside the ones that every record has.
pub(super) fn worker(number: u32, elements: &[(&str, &str)]) -> String {
    let mut out = format!("<CSWWWorker><AgencyWorker>0</AgencyWorker><SWENo>SW{number}</SWENo>");
    for (name, value) in elements {
        let _ = write!(out, "<{name}>{value}</{name}>");
    }
    out + "</CSWWWorker>\n"
}

pub(super) fn counted(text: &str) -> Document {
    match read("census.xml", text.as_bytes()) {
        Ok(document) => document,
        Err(problems) => panic!("{}", problems.iter().map(|one| one.render()).collect::<String>()),
    }
}

/// All errors of a return that cannot be counted, as the user sees them.
pub(super) fn refused(bytes: &[u8]) -> String {
    match read("census.xml", bytes) {
        Ok(_) => panic!("the return was read"),
        Err(problems) => problems.iter().map(|one| one.render()).collect(),
    }
}

pub(super) fn warned(text: &str) -> String {
    counted(text).observed.warnings.iter().map(|one| one.render()).collect()
}

pub(super) fn datum(document: &Document, measure: &str, basis: Option<Basis>) -> Datum {
    let found = document.observed.observations.iter().find(|one| one.measure.id == measure && one.basis == basis);
    found.map(|one| one.datum).unwrap_or_else(|| panic!("no {measure}"))
}

pub(super) fn number(document: &Document, measure: &str, basis: Option<Basis>) -> Decimal {
    datum(document, measure, basis).number().unwrap_or_else(|| panic!("{measure} has a symbol"))
}

/// The cells of the tidy table by breakdown, category and population: heads, FTE, cases.
pub(super) fn table(document: &Document) -> BTreeMap<(String, String, String), [String; 3]> {
    let mut reader = csv::Reader::from_reader(document.grid.file.text.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| {
        let cell = |at: usize| row[at].to_owned();
        ((cell(0), cell(2), cell(3)), [cell(4), cell(5), cell(6)])
    })
    .collect()
}
