//! The tidy table of a return: how many of each group there are, by role, length of service, age, reason and place.
//!
//! This table is all of a return that leaves the module: queries, tables, charts and attachments see nothing else. It
//! has no row of a person, and nothing by birth date, gender, ethnicity or registration.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::data::CellSum;
use crate::quantity::basis::Basis;
use crate::quantity::value::{Datum, Unit};

use super::codes::{DESTINATIONS, MOVED, ORIGINS, REASONS, ROLES};
use super::measures::Computed;
use super::people::{Group, Groups, fte_with_cases};
use super::worker::Worker;

/// The columns of the table. Counts of people and values of other units stand in columns of their own, so that a sum
/// over a column has a meaning, and disclosure control can tell a small count from a small rate.
pub(super) const COLUMNS: [&str; 9] = [
    "breakdown",
    "position",
    "category",
    "population",
    "headcount",
    "fte",
    "cases",
    "value_headcount",
    "value_fte",
];

/// The column in which a value on a basis stands.
pub(super) fn column(basis: Option<Basis>, unit: Unit) -> usize {
    let people = matches!(unit, Unit::People | Unit::Fte);
    match (basis, people) {
        (Some(Basis::Headcount), true) => HEADS,
        (Some(Basis::Fte), true) => FTE,
        (None, _) => CASES,
        (Some(Basis::Headcount), false) => 7,
        (Some(Basis::Fte), false) => 8,
    }
}

const HEADS: usize = 4;
const FTE: usize = 5;
const CASES: usize = 6;

/// A row of the table.
pub(super) struct Row {
    breakdown: &'static str,
    /// Which category of the breakdown it is, from one: what to sort by.
    position: usize,
    category: String,
    population: &'static str,
    values: [Option<Datum>; COLUMNS.len()],
}

impl Row {
    /// The cells, as text.
    pub(super) fn cells(&self) -> [String; COLUMNS.len()] {
        let mut cells = self.values.map(|datum| match datum {
            None => String::new(),
            Some(Datum::Number(number)) => number.to_string(),
            Some(Datum::Symbol(symbol)) => symbol.mark().trim_matches(['[', ']']).to_owned(),
        });
        cells[0] = self.breakdown.to_owned();
        cells[1] = self.position.to_string();
        cells[2].clone_from(&self.category);
        cells[3] = self.population.to_owned();
        cells
    }
}

/// The rows of the measures, in their order: row `n` is the `n`th measure.
pub(super) fn measures(computed: &[Computed]) -> Vec<Row> {
    let row = |(at, one): (usize, &Computed)| {
        let mut values = [None; COLUMNS.len()];
        for (measure, basis, value) in one.values() {
            values[column(basis, measure.unit)] = Some(value.datum);
        }
        Row { breakdown: "measure", position: at + 1, category: one.measure.to_owned(), population: "", values }
    };
    computed.iter().enumerate().map(row).collect()
}

/// What makes up what in the table: the parts of each breakdown the group as a whole, and this the measure of it.
pub(super) fn sums(rows: &[Row]) -> Vec<CellSum> {
    let mut sums = Vec::new();
    for column in [HEADS, FTE] {
        let wholes = rows.iter().enumerate().filter(|(_, row)| row.breakdown == "all");
        for (whole, row) in wholes {
            let mut parts: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
            let others = rows.iter().enumerate().filter(|(_, part)| part.population == row.population);
            for (at, part) in others.filter(|(_, part)| part.breakdown != "all") {
                parts.entry(part.breakdown).or_default().push((at, column));
            }
            sums.extend(parts.into_values().map(|parts| CellSum { parts, total: (whole, column) }));
            let measure = rows.iter().position(|one| {
                one.breakdown == "measure"
                    && one.category == row.population.replace(' ', "_")
                    && one.values[column].is_some()
            });
            sums.extend(measure.map(|at| CellSum { parts: vec![(whole, column)], total: (at, column) }));
        }
    }
    sums
}

/// The rows of the breakdowns.
pub(super) fn breakdowns(groups: &Groups<'_>, day: NaiveDate) -> Vec<Row> {
    let mut rows = Vec::new();
    let in_post = Population { name: "in post", group: &groups.in_post, fte: |worker| worker.fte, cases: false };
    let starters = Population { name: "starters", group: &groups.starters, ..in_post };
    let leavers = Population { name: "leavers", group: &groups.leavers, ..in_post };
    let agency = Population { name: "agency workers", group: &groups.agency, ..in_post };
    let holders =
        Population { name: "case holders", group: &groups.case_holders, fte: fte_with_cases, cases: true };
    let moved = Population { name: "moved within the authority", group: &groups.moved, ..in_post };

    for population in [in_post, agency, holders, starters, leavers, moved] {
        population.add("all", &["all"], |_| Some(0), &mut rows);
    }
    for population in [in_post, agency, holders, starters, leavers, moved] {
        population.add("role", ROLES, |worker| index(worker.role), &mut rows);
    }
    in_post.add("length of service", &SERVICE, |worker| service(worker.start?, day), &mut rows);
    leavers.add("length of service", &SERVICE, |worker| service(worker.start?, worker.end?), &mut rows);
    for population in [in_post, agency, starters, leavers] {
        population.add("age", &AGES, |worker| age(worker.born?, day), &mut rows);
    }
    leavers.add("reason for leaving", REASONS, |worker| index(worker.reason), &mut rows);
    leavers.add("destination", DESTINATIONS, |worker| index(worker.destination), &mut rows);
    starters.add("origin", ORIGINS, |worker| index(worker.origin), &mut rows);
    // Whoever moved within the authority is no leaver: a row that is always 0 would only raise questions.
    rows.retain(|row| row.breakdown != "reason for leaving" || row.position != usize::from(MOVED));
    rows
}

/// A group under its name in the table.
#[derive(Clone, Copy)]
struct Population<'a> {
    name: &'static str,
    group: &'a Group<'a>,
    fte: fn(&Worker) -> Option<Decimal>,
    /// Whether the group's cases are added up.
    cases: bool,
}

impl Population<'_> {
    /// Adds a row for each category, and one for records that say none if there are any.
    fn add(
        &self,
        breakdown: &'static str,
        categories: &[&str],
        category: impl Fn(&Worker) -> Option<usize>,
        rows: &mut Vec<Row>,
    ) {
        let at = |worker: &Worker| category(worker).unwrap_or(categories.len());
        let mut sums = vec![(0usize, Decimal::ZERO, Decimal::ZERO); categories.len() + 1];
        for head in &self.group.heads {
            sums[at(head)].0 += 1;
        }
        let mut stated = true;
        for record in &self.group.records {
            let at = at(record);
            stated &= at < categories.len();
            sums[at].1 += (self.fte)(record).unwrap_or_default();
            sums[at].2 += record.cases.unwrap_or_default();
        }
        let names = categories.iter().copied().chain((!stated).then_some("not stated"));
        rows.extend(names.zip(sums).enumerate().map(|(at, (name, (heads, fte, cases)))| Row {
            breakdown,
            position: at + 1,
            category: name.to_owned(),
            population: self.name,
            values: {
                let mut values = [None; COLUMNS.len()];
                values[HEADS] = Some(Datum::Number(Decimal::from(heads)));
                values[FTE] = Some(Datum::Number(fte.normalize()));
                values[CASES] = self.cases.then(|| Datum::Number(cases.normalize()));
                values
            },
        }));
    }
}

fn index(code: Option<u8>) -> Option<usize> {
    usize::from(code?).checked_sub(1)
}

/// Bands of length of service; five years and more are whole bands, as councils sum them.
const SERVICE: [&str; 5] =
    ["less than 2 years", "2 to under 5 years", "5 to under 10 years", "10 to under 20 years", "20 years or more"];

fn service(start: NaiveDate, day: NaiveDate) -> Option<usize> {
    band(start, day, &[2, 5, 10, 20])
}

/// Bands of age at the reference date.
const AGES: [&str; 5] = ["under 30", "30 to 39", "40 to 49", "50 to 59", "60 and over"];

fn age(born: NaiveDate, day: NaiveDate) -> Option<usize> {
    band(born, day, &[30, 40, 50, 60])
}

/// How many of the limits have been reached in whole years; `None` if time runs backwards.
fn band(from: NaiveDate, to: NaiveDate, limits: &[i32]) -> Option<usize> {
    let before = (to.month(), to.day()) < (from.month(), from.day());
    let years = to.year() - from.year() - i32::from(before);
    (years >= 0).then(|| limits.iter().filter(|limit| years >= **limit).count())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{AGES, SERVICE, age, service};
    use crate::data::census::worker::parse_date;

    fn day(text: &str) -> NaiveDate {
        parse_date(text).unwrap_or_default()
    }

    #[test]
    fn a_band_begins_on_the_anniversary() {
        for (start, band) in [
            ("2025-09-30", "less than 2 years"),
            ("2023-10-01", "less than 2 years"),
            ("2023-09-30", "2 to under 5 years"),
            ("2020-10-01", "2 to under 5 years"),
            ("2020-09-30", "5 to under 10 years"),
            ("2015-09-30", "10 to under 20 years"),
            ("2005-10-01", "10 to under 20 years"),
            ("2005-09-30", "20 years or more"),
        ] {
            assert_eq!(service(day(start), day("2025-09-30")).map(|at| SERVICE[at]), Some(band), "{start}");
        }
        assert_eq!(service(day("2025-10-01"), day("2025-09-30")), None);
        for (born, band) in [
            ("1995-10-01", "under 30"),
            ("1995-09-30", "30 to 39"),
            ("1965-10-01", "50 to 59"),
            ("1965-09-30", "60 and over"),
        ] {
            assert_eq!(age(day(born), day("2025-09-30")).map(|at| AGES[at]), Some(band), "{born}");
        }
        // Nobody has a 29 February every year: the year is whole on 1 March.
        assert_eq!(service(day("2024-02-29"), day("2026-02-28")), Some(0));
        assert_eq!(service(day("2024-02-29"), day("2026-03-01")), Some(1));
    }
}
