//! Random returns against a count by brute force, and random bytes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{EXAMPLE, FTE, HEADS, census, counted, datum, number, table, worker};
use crate::data::census::{codes, read};
use crate::quantity::value::{Datum, Symbol};

/// A record of the property test.
#[derive(Debug, Clone)]
struct Spec {
    agency: bool,
    person: (u32, u32, bool),
    fte: Option<u32>,
    fte30: Option<u32>,
    role: Option<usize>,
    start: Option<i64>,
    end: Option<i64>,
    reason: Option<u32>,
    cases: Option<u32>,
    days: Option<u32>,
}

impl Spec {
    /// Days are counted from 30 September 2023, two years before the reference date.
    fn date(days: i64) -> String {
        let first = NaiveDate::from_ymd_opt(2023, 9, 30).expect("a date");
        (first + chrono::TimeDelta::days(days)).to_string()
    }

    fn write(&self) -> String {
        let (number, born, man) = self.person;
        let mut elements =
            vec![("PersonBirthDate", format!("197{born}-01-01")), ("Sex", if man { "M" } else { "F" }.to_owned())];
        let tenths = |tenths: u32| format!("{}", Decimal::new(tenths.into(), 1));
        elements.extend(self.fte.map(|fte| ("FTE", tenths(fte))));
        elements.extend(self.role.map(|role| ("OrgRole", role.to_string())));
        elements.extend(self.start.map(|start| ("RoleStartDate", Self::date(start))));
        elements.extend(self.end.map(|end| ("RoleEndDate", Self::date(end))));
        elements.extend(self.reason.map(|reason| ("ReasonLeave", reason.to_string())));
        elements.extend(self.fte30.map(|fte| ("FTE30", tenths(fte))));
        elements.extend(self.cases.map(|cases| ("Cases30", cases.to_string())));
        elements.extend(self.days.map(|days| ("WorkingDaysLost", tenths(days))));
        let elements: Vec<(&str, &str)> = elements.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let text = worker(number, &elements);
        if self.agency { text.replace("<AgencyWorker>0", "<AgencyWorker>1") } else { text }
    }
}

fn spec() -> impl Strategy<Value = Spec> {
    let few = proptest::option::weighted(0.7, 0..11u32);
    (
        (proptest::bool::weighted(0.2), (0..4u32, 0..2u32, any::<bool>()), few.clone(), few),
        (
            proptest::option::of(1..7usize),
            proptest::option::of(prop_oneof![-400..800i64, Just(366), Just(367), Just(731), Just(732)]),
            proptest::option::of(prop_oneof![0..900i64, Just(366), Just(367), Just(731), Just(732)]),
            proptest::option::of(1..11u32),
            proptest::option::of(0..30u32),
            proptest::option::of(0..400u32),
        ),
    )
        .prop_map(|((agency, person, fte, fte30), (role, start, end, reason, cases, days))| {
            let end = end.filter(|end| start.is_none_or(|start| start <= *end));
            Spec { agency, person, fte, fte30, role, start, end, reason, cases, days }
        })
}

proptest! {
    #[test]
    fn a_count_by_brute_force_comes_to_the_same(specs in proptest::collection::vec(spec(), 1..40)) {
        let document = counted(&census(&specs.iter().map(Spec::write).collect::<String>()));
        // 2024 has a leap day: the year of the return has 365 days, 367 to 731.
        let in_year = |day: Option<i64>| day.is_some_and(|day| (367..=731).contains(&day));
        let at_work = |one: &&Spec| one.start.is_none_or(|day| day <= 731) && one.end.is_none_or(|day| day > 731);
        let own: Vec<&Spec> = specs.iter().filter(|one| !one.agency).collect();
        let in_post: Vec<&Spec> = own.iter().copied().filter(at_work).collect();
        let agency: Vec<&Spec> = specs.iter().filter(|one| one.agency).filter(at_work).collect();
        let starters: Vec<&Spec> = own.iter().copied().filter(|one| in_year(one.start)).collect();
        let leavers: Vec<&Spec> =
            own.iter().copied().filter(|one| in_year(one.end) && one.reason != Some(7)).collect();
        let tenths = |of: &[&Spec], value: fn(&Spec) -> Option<u32>| {
            Decimal::new(of.iter().map(|one| i64::from(value(one).unwrap_or(0))).sum(), 1)
        };
        let people = |of: &[&Spec], and: fn(&Spec) -> Option<i64>| {
            Decimal::from(of.iter().map(|one| (one.person, and(one))).collect::<BTreeSet<_>>().len())
        };
        let fte = |of: &[&Spec]| tenths(of, |one| one.fte);
        let heads = people(&in_post, |_| None);
        for (measure, basis, expected) in [
            ("in_post", HEADS, heads),
            ("in_post", FTE, fte(&in_post)),
            ("starters", HEADS, people(&starters, |one| one.start)),
            ("starters", FTE, fte(&starters)),
            ("leavers", HEADS, people(&leavers, |one| one.end)),
            ("leavers", FTE, fte(&leavers)),
            ("agency_workers", HEADS, Decimal::from(agency.len())),
            ("agency_workers", FTE, fte(&agency)),
        ] {
            prop_assert_eq!(number(&document, measure, basis), expected, "{}", measure);
        }
        let here: Vec<&Spec> = in_post.iter().chain(&agency).copied().collect();
        let holders: Vec<&Spec> = here.iter().copied().filter(|one| one.cases.unwrap_or(0) > 0).collect();
        let holding = tenths(&holders, |one| one.fte30.or(one.fte));
        let cases = tenths(&holders, |one| one.cases) * Decimal::TEN;
        let rate = |part: Decimal, whole: Decimal, factor: i64| match whole.is_zero() {
            true => Datum::Symbol(Symbol::NotApplicable),
            false => Datum::Number((part * Decimal::from(factor) / whole).round_dp(12)),
        };
        let known = |known: bool, datum: Datum| if known { datum } else { Datum::Symbol(Symbol::NotAvailable) };
        let cases_known = here.iter().any(|one| one.cases.is_some());
        let days_known = in_post.iter().any(|one| one.days.is_some());
        let days = tenths(&in_post, |one| one.days);
        for (measure, basis, expected) in [
            ("turnover_rate", HEADS, rate(people(&leavers, |one| one.end), heads, 100)),
            ("turnover_rate", FTE, rate(fte(&leavers), fte(&in_post), 100)),
            ("agency_rate", FTE, rate(fte(&agency), fte(&agency) + fte(&in_post), 100)),
            ("vacancy_rate", FTE, rate(Decimal::TWO, Decimal::TWO + fte(&in_post), 100)),
            ("case_holders", FTE, known(cases_known, Datum::Number(holding))),
            ("cases", None, known(cases_known, Datum::Number(cases))),
            ("caseload", FTE, known(cases_known, rate(cases, holding, 1))),
            ("absence_rate", FTE, known(days_known, rate(days, fte(&in_post) * Decimal::from(253), 100))),
        ] {
            prop_assert_eq!(datum(&document, measure, basis), expected, "{}", measure);
        }
        // By role: FTE of every record in its own, and each person in the most senior one.
        let table = table(&document);
        for (at, name) in codes::ROLES.iter().enumerate() {
            let role = Some(at + 1);
            let mut seniority: BTreeMap<(u32, u32, bool), usize> = BTreeMap::new();
            for one in &in_post {
                let known = seniority.entry(one.person).or_insert(usize::MAX);
                *known = (*known).min(one.role.unwrap_or(usize::MAX));
            }
            let heads = seniority.values().filter(|most| Some(**most) == role).count();
            let with: Vec<&Spec> = in_post.iter().copied().filter(|one| one.role == role).collect();
            let key = ("role".to_owned(), (*name).to_owned(), "in post".to_owned());
            let cells = [heads.to_string(), fte(&with).normalize().to_string(), String::new()];
            prop_assert_eq!(table.get(&key), Some(&cells));
        }
    }

    #[test]
    fn anything_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), mark in 0..4usize) {
        let mark: &[u8] = [&b""[..], b"\xff\xfe<\0", b"<?xml version='1.0' encoding='latin1'?>", b"<Message>"][mark];
        let _ = read("census.xml", &[mark, &bytes].concat());
    }

    #[test]
    fn a_return_with_pieces_cut_and_moved_is_read_or_refused(
        cuts in proptest::collection::vec((0..EXAMPLE.len(), 0..EXAMPLE.len(), 0..200usize), 1..6),
    ) {
        let mut bytes = EXAMPLE.as_bytes().to_vec();
        for (from, to, length) in cuts {
            let from = from.min(bytes.len());
            let piece: Vec<u8> = bytes.drain(from..(from + length).min(bytes.len())).collect();
            let to = to.min(bytes.len());
            bytes.splice(to..to, piece);
        }
        if let Err(problems) = read("census.xml", &bytes) {
            for problem in problems {
                prop_assert!(!problem.render().contains("SW00000"));
            }
        }
    }
}
