//! The return among the fixtures, whose numbers can be checked by hand.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{EXAMPLE, FTE, HEADS, counted, table};

/// The sums below were made by hand from the file: 34 records in post, of them 7 managers (6.8 FTE), 5 senior
/// practitioners (4.4), 18 case holders (12 + 3 × 0.8 + 3 × 0.6 = 16.2), 3 without cases (1 + 0.5 + 0.5) and a second
/// post (0.5) of one of the latter.
#[test]
fn the_example_counts_as_it_does_by_hand() {
    let document = counted(EXAMPLE);
    assert!(document.observed.warnings.is_empty());
    for (measure, basis, value, working) in [
        ("in_post", HEADS, "33", "all records of social workers in post at 30 September 2025, each person once"),
        ("in_post", FTE, "29.9", "the FTE of all records of social workers in post at 30 September 2025"),
        ("starters", HEADS, "6", "all records of social workers who started in the year to 30 September 2025"),
        // 0.6 + 0.8 + 0.6 + 1 + 1, and 1 who left again.
        (
            "starters",
            FTE,
            "5",
            "the FTE of all records of social workers who started in the year to 30 September 2025",
        ),
        ("leavers", HEADS, "7", "all records of social workers who left in the year to 30 September 2025"),
        // 1 + 1 + 0.8 + 1 + 1 + 0.6 + 1; the eighth who left moved within the authority.
        (
            "leavers",
            FTE,
            "6.4",
            "the FTE of all records of social workers who left in the year to 30 September 2025",
        ),
        (
            "turnover_rate",
            HEADS,
            "21.212121212121",
            "7 leavers in the year to 30 September 2025 ÷ 33 in post at 30 September 2025",
        ),
        (
            "turnover_rate",
            FTE,
            "21.404682274247",
            "6.4 FTE of leavers in the year to 30 September 2025 ÷ 29.9 FTE in post at 30 September 2025",
        ),
        ("agency_workers", HEADS, "6", "all records of agency workers at 30 September 2025"),
        ("agency_workers", FTE, "5.2", "the FTE of all records of agency workers at 30 September 2025"),
        (
            "agency_rate",
            HEADS,
            "15.384615384615",
            "6 agency workers ÷ (6 agency workers + 33 in post) at 30 September 2025",
        ),
        (
            "agency_rate",
            FTE,
            "14.814814814815",
            "5.2 FTE of agency workers ÷ (5.2 FTE of agency workers + 29.9 FTE in post) at 30 September 2025",
        ),
        ("agency_cover", FTE, "5", "`NoAgencyFTE` of the return"),
        (
            "agency_cover_rate",
            FTE,
            "96.153846153846",
            "5 FTE covering vacancies ÷ 5.2 FTE of agency workers at 30 September 2025",
        ),
        ("vacancies", FTE, "6.5", "`NumberOfVacancies` of the return"),
        (
            "vacancy_rate",
            FTE,
            "17.857142857143",
            "6.5 vacancies ÷ (6.5 vacancies + 29.9 FTE in post) at 30 September 2025",
        ),
        (
            "vacancy_agency_cover_rate",
            FTE,
            "76.923076923077",
            "5 FTE covering vacancies ÷ 6.5 vacancies at 30 September 2025",
        ),
        // Senior practitioners, case holders, the second post and the six agency workers: 4.4 + 16.2 + 0.5 + 5.2.
        (
            "case_holders",
            FTE,
            "26.3",
            "the FTE of all records of social workers holding cases at 30 September 2025, agency workers included",
        ),
        // 5 × 8 + 12 × 16 + 3 × 13 + 3 × 10 + 8 + (16 + 16 + 15 + 13 + 12 + 10).
        (
            "cases",
            None,
            "391",
            "the cases of all records of social workers holding cases at 30 September 2025, agency workers included",
        ),
        (
            "caseload",
            FTE,
            "14.866920152091",
            "391 cases ÷ 26.3 FTE of social workers holding cases at 30 September 2025, agency workers included",
        ),
        // 7 × 2.5 + 5 × 6 + 18 × 12 + 3 × 4 + 5.
        (
            "working_days_lost",
            FTE,
            "280.5",
            "the working days lost of all records of social workers in post at 30 September 2025",
        ),
        (
            "absence_rate",
            FTE,
            "3.708012214628",
            "280.5 working days lost in the year to 30 September 2025 ÷ (29.9 FTE in post at 30 September 2025 × 253 days)",
        ),
    ] {
        let mut found = document.observed.observations.iter();
        let found = found.find(|one| one.measure.id == measure && one.basis == basis);
        let found = found.unwrap_or_else(|| panic!("{measure}"));
        assert_eq!(found.datum.number().map(|number| number.to_string()).as_deref(), Some(value), "{measure}");
        assert_eq!(found.working.as_deref(), Some(working));
        assert_eq!((found.area.name.as_str(), found.period.to_string().as_str()), ("Warwickshire", "2025"));
        // The value stands in its cell of the table.
        assert_eq!(document.grid.text(found.row, found.column), value, "{measure}");
        assert_eq!(document.grid.text(found.row, 2), measure);
    }
    assert_eq!(document.observed.observations.len(), 22);
    assert_eq!(document.observed.release, "census return");
    assert_eq!(document.observed.source, "Warwickshire, children's social work workforce census");
}

#[test]
fn the_example_breaks_down_as_it_does_by_hand() {
    let table = table(&counted(EXAMPLE));
    for (breakdown, category, population, cells) in [
        ("all", "all", "in post", ["33", "29.9", ""]),
        ("all", "all", "case holders", ["30", "26.3", "391"]),
        ("all", "all", "moved within the authority", ["1", "1", ""]),
        ("role", "first-line manager", "in post", ["4", "3.8", ""]),
        ("role", "senior practitioner", "case holders", ["5", "4.4", "40"]),
        // The person with two posts is a head in the more senior of the two roles, and FTE in each.
        ("role", "case holder", "in post", ["19", "16.7", ""]),
        ("role", "qualified without cases", "in post", ["2", "2", ""]),
        ("role", "not stated", "agency workers", ["6", "5.2", ""]),
        ("length of service", "20 years or more", "in post", ["1", "1", ""]),
        ("length of service", "5 to under 10 years", "leavers", ["2", "2", ""]),
        ("age", "60 and over", "in post", ["2", "2", ""]),
        ("age", "under 30", "starters", ["3", "2.4", ""]),
        ("reason for leaving", "resignation", "leavers", ["5", "4.8", ""]),
        ("reason for leaving", "dismissed", "leavers", ["0", "0", ""]),
        ("origin", "newly qualified", "starters", ["3", "2", ""]),
        ("destination", "agency or consultancy in social work in England", "leavers", ["2", "1.8", ""]),
    ] {
        let key = (breakdown.to_owned(), category.to_owned(), population.to_owned());
        assert_eq!(table.get(&key), Some(&cells.map(str::to_owned)), "{key:?}");
    }
    // Disclosure control is told of every sum in the table, and each is one.
    let document = counted(EXAMPLE);
    let value = |(row, column): (usize, usize)| document.grid.rows[row][column].number().expect("a number");
    assert_eq!(document.observed.sums.len(), 39);
    for sum in &document.observed.sums {
        let parts: Decimal = sum.parts.iter().map(|cell| value(*cell)).sum();
        assert_eq!(parts, value(sum.total), "{sum:?}");
    }
    // Whatever a group is broken down by, its parts make the whole.
    let mut sums: BTreeMap<(String, String), [Decimal; 2]> = BTreeMap::new();
    for ((breakdown, _, population), cells) in table.iter().filter(|((breakdown, ..), _)| breakdown != "measure") {
        let sum = sums.entry((breakdown.clone(), population.clone())).or_default();
        for (sum, cell) in sum.iter_mut().zip(cells) {
            *sum += cell.parse::<Decimal>().expect("a number");
        }
    }
    for ((breakdown, population), sum) in &sums {
        assert_eq!(Some(sum), sums.get(&("all".to_owned(), population.clone())), "{breakdown} of {population}");
    }
    assert!(!table.keys().any(|(_, category, _)| category == "moved within the authority"));
}
