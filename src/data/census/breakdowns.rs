//! The tidy table of a return: how many of each group there are, by role, length of service, age, reason and place.
//!
//! This table is all of a return that leaves the module: queries, tables, charts and attachments see nothing else. It
//! has no row of a person, and nothing by birth date, gender, ethnicity or registration.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::quantity::value::Datum;

use super::codes::{DESTINATIONS, MOVED, ORIGINS, REASONS, ROLES};
use super::measures::Computed;
use super::people::{Group, Groups, fte_with_cases};
use super::worker::Worker;

/// The columns of the table.
pub(super) const COLUMNS: [&str; 7] =
    ["breakdown", "position", "category", "population", "headcount", "fte", "cases"];

/// The column of heads in [`COLUMNS`].
pub(super) const HEADS_COLUMN: usize = 4;
/// The column of full-time equivalents in [`COLUMNS`].
pub(super) const FTE_COLUMN: usize = 5;
/// The column of cases in [`COLUMNS`].
pub(super) const CASES_COLUMN: usize = 6;

/// A row of the table.
pub(super) struct Row {
    breakdown: &'static str,
    /// Which category of the breakdown it is, from one: what to sort by.
    position: usize,
    category: String,
    population: &'static str,
    headcount: Option<Datum>,
    fte: Option<Datum>,
    cases: Option<Datum>,
}

impl Row {
    /// The cells, as text.
    pub(super) fn cells(&self) -> [String; COLUMNS.len()] {
        let datum = |datum: Option<Datum>| match datum {
            None => String::new(),
            Some(Datum::Number(number)) => number.to_string(),
            Some(Datum::Symbol(symbol)) => symbol.mark().trim_matches(['[', ']']).to_owned(),
        };
        [
            self.breakdown.to_owned(),
            self.position.to_string(),
            self.category.clone(),
            self.population.to_owned(),
            datum(self.headcount),
            datum(self.fte),
            datum(self.cases),
        ]
    }
}

/// The rows of the measures, in their order: row `n` is the `n`th measure.
pub(super) fn measures(computed: &[Computed]) -> Vec<Row> {
    let row = |(at, one): (usize, &Computed)| Row {
        breakdown: "measure",
        position: at + 1,
        category: one.measure.to_owned(),
        population: "",
        headcount: one.heads.as_ref().map(|value| value.datum),
        fte: one.fte.as_ref().map(|value| value.datum),
        cases: one.plain.as_ref().map(|value| value.datum),
    };
    computed.iter().enumerate().map(row).collect()
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
    for population in [in_post, agency, holders, starters, leavers] {
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
            headcount: Some(Datum::Number(Decimal::from(heads))),
            fte: Some(Datum::Number(fte.normalize())),
            cases: self.cases.then(|| Datum::Number(cases.normalize())),
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
