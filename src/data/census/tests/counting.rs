//! Who is counted where, to the day.

use rust_decimal::Decimal;

use super::{FTE, HEADS, census, counted, datum, number, worker};
use crate::quantity::value::{Datum, Symbol};

#[test]
fn who_is_counted_where() {
    let heads = |workers: &str| {
        let document = counted(&census(workers));
        ["in_post", "starters", "leavers"].map(|measure| number(&document, measure, HEADS).to_string()).join(" ")
    };
    let one = |elements: &[(&str, &str)]| heads(&worker(1, elements));
    let start = |day| ("RoleStartDate", day);
    let end = |day| ("RoleEndDate", day);
    // In post, starters, leavers.
    assert_eq!(one(&[]), "1 0 0");
    assert_eq!(one(&[start("2024-09-30")]), "1 0 0");
    assert_eq!(one(&[start("2024-10-01")]), "1 1 0");
    assert_eq!(one(&[start("2025-09-30")]), "1 1 0");
    assert_eq!(one(&[start("2025-10-01")]), "0 0 0");
    assert_eq!(one(&[end("2024-09-30")]), "0 0 0");
    assert_eq!(one(&[end("2024-10-01")]), "0 0 1");
    // Who leaves on 30 September is a leaver, and not in post at the end of the day.
    assert_eq!(one(&[end("2025-09-30")]), "0 0 1");
    assert_eq!(one(&[end("2025-10-01")]), "1 0 0");
    assert_eq!(one(&[start("2025-01-06"), end("2025-06-30")]), "0 1 1");
    assert_eq!(one(&[end("2025-06-30"), ("ReasonLeave", "7")]), "0 0 0");
    assert_eq!(one(&[end("2025-06-30"), ("ReasonLeave", "8")]), "0 0 1");
    assert_eq!(one(&[("ReasonLeave", "1")]), "1 0 0");

    // One person with two posts; two who differ in what tells people apart.
    let same = [("PersonBirthDate", "1980-01-01"), ("Sex", "F"), ("Ethnicity", "WBRI")];
    let pair = |other: &[(&str, &str)]| heads(&(worker(1, &same) + &worker(1, other)));
    assert_eq!(pair(&same), "1 0 0");
    assert_eq!(pair(&same[..2]), "2 0 0");
    assert_eq!(pair(&[same[0], ("Sex", "M"), same[2]]), "2 0 0");
    assert_eq!(pair(&[("PersonBirthDate", "1980-01-02"), same[1], same[2]]), "2 0 0");
    // Somebody who started twice in the year is two starters, and in post once.
    let twice = worker(1, &[start("2024-11-01"), end("2025-01-31")]) + &worker(1, &[start("2025-05-01")]);
    assert_eq!(heads(&twice), "1 2 1");
    let again = worker(1, &[start("2024-11-01")]) + &worker(1, &[start("2024-11-01")]);
    assert_eq!(heads(&again), "1 1 0");

    // Agency workers are no social workers in post, are not compared, and count while they work.
    let agency = |number: u32, elements: &[(&str, &str)]| {
        worker(number, elements).replace("<AgencyWorker>0", "<AgencyWorker>1")
    };
    let workers = agency(1, &[("FTE", "0.5")]) + &agency(1, &[("FTE", "1")]) + &agency(2, &[end("2025-01-01")]);
    let document = counted(&census(&workers));
    assert_eq!(number(&document, "agency_workers", HEADS), Decimal::from(2));
    assert_eq!(number(&document, "agency_workers", FTE).to_string(), "1.5");
    assert_eq!(number(&document, "agency_rate", FTE), Decimal::ONE_HUNDRED);
    assert_eq!(number(&document, "leavers", HEADS), Decimal::ZERO);
    // Without anybody in post there is no turnover, and nobody said how many cases there are.
    assert_eq!(datum(&document, "turnover_rate", HEADS), Datum::Symbol(Symbol::NotApplicable));
    for measure in ["caseload", "case_holders", "working_days_lost", "absence_rate"] {
        assert_eq!(datum(&document, measure, FTE), Datum::Symbol(Symbol::NotAvailable), "{measure}");
    }
    assert_eq!(datum(&document, "cases", None), Datum::Symbol(Symbol::NotAvailable));
}

#[test]
fn caseload_takes_the_fte_at_30_september_and_of_agency_workers_too() {
    let workers = worker(1, &[("FTE", "1"), ("FTE30", "0.5"), ("Cases30", "10")])
        + &worker(2, &[("FTE", "0.8"), ("Cases30", "6")])
        + &worker(3, &[("FTE", "1"), ("Cases30", "0")])
        + &worker(4, &[("FTE", "1"), ("Cases30", "9"), ("RoleEndDate", "2025-03-01")])
        + &worker(5, &[("FTE", "0.7"), ("Cases30", "4")]).replace("<AgencyWorker>0", "<AgencyWorker>1");
    let document = counted(&census(&workers));
    assert_eq!(number(&document, "case_holders", FTE).to_string(), "2");
    assert_eq!(number(&document, "cases", None).to_string(), "20");
    assert_eq!(number(&document, "caseload", FTE).to_string(), "10");
    assert_eq!(number(&document, "in_post", FTE).to_string(), "2.8");
}
