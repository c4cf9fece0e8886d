//! Who is counted: the groups of a workforce, with each person once among the heads.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::codes::MOVED;
use super::slips::{Slip, Slips};
use super::worker::{Person, Worker, next_day};

/// The records of a group.
pub(super) struct Group<'a> {
    /// Every record: what FTE, cases and days are added up over.
    pub(super) records: Vec<&'a Worker>,
    /// One record for each head: of a person with several, the one with the most senior role.
    pub(super) heads: Vec<&'a Worker>,
}

/// The groups that the Department for Education's measures are made of.
pub(super) struct Groups<'a> {
    /// Social workers of the authority's own at 30 September.
    pub(super) in_post: Group<'a>,
    /// Agency workers at 30 September; each record is a head.
    pub(super) agency: Group<'a>,
    /// Those of both who hold at least one case.
    pub(super) case_holders: Group<'a>,
    /// Social workers of its own who started in the year.
    pub(super) starters: Group<'a>,
    /// Social workers of its own who left in the year, without those who moved within the authority.
    pub(super) leavers: Group<'a>,
    /// Those who moved within the authority in the year.
    pub(super) moved: Group<'a>,
}

/// The same for two records that are one head.
#[derive(PartialEq, Eq, Hash)]
enum Head {
    Person(Person),
    /// A person may start or leave twice in a year.
    On(Person, Option<NaiveDate>),
    /// Records of agency workers are not compared.
    Record(usize),
}

impl<'a> Group<'a> {
    fn new(records: Vec<&'a Worker>, head: fn(&Worker) -> Head) -> Self {
        let mut places: HashMap<Head, usize> = HashMap::with_capacity(records.len());
        let mut heads: Vec<&Worker> = Vec::with_capacity(records.len());
        let seniority = |worker: &Worker| worker.role.unwrap_or(u8::MAX);
        for record in &records {
            let at = *places.entry(head(record)).or_insert_with(|| {
                heads.push(record);
                heads.len() - 1
            });
            if seniority(record) < seniority(heads[at]) {
                heads[at] = record;
            }
        }
        Self { records, heads }
    }

    /// The sum of a number over all records; a record without it counts as 0.
    pub(super) fn sum(&self, of: fn(&Worker) -> Option<Decimal>) -> Decimal {
        self.records.iter().filter_map(|record| of(record)).sum::<Decimal>().normalize()
    }
}

/// Full-time equivalents of a case holder: at 30 September where the record says so, else of the post.
pub(super) fn fte_with_cases(worker: &Worker) -> Option<Decimal> {
    worker.fte30.or(worker.fte)
}

impl<'a> Groups<'a> {
    /// Sorts the records of a return for a 30 September into groups.
    pub(super) fn new(workers: &'a [Worker], day: NaiveDate) -> Self {
        let year = Year::before(day);
        let pick = |of: &dyn Fn(&Worker) -> bool| workers.iter().filter(|worker| of(worker)).collect::<Vec<_>>();
        let person = |worker: &Worker| Head::Person(worker.person);
        let record = |worker: &Worker| Head::Record(worker.at);
        let own_or_agency =
            |worker: &Worker| if worker.agency { Head::Record(worker.at) } else { Head::Person(worker.person) };
        let left = |worker: &Worker| !worker.agency && worker.end.is_some_and(|end| year.has(end));
        Self {
            in_post: Group::new(pick(&|worker| !worker.agency && works(worker, day)), person),
            agency: Group::new(pick(&|worker| worker.agency && works(worker, day)), record),
            case_holders: Group::new(pick(&|worker| works(worker, day) && holds_cases(worker)), own_or_agency),
            starters: Group::new(
                pick(&|worker| !worker.agency && worker.start.is_some_and(|start| year.has(start))),
                |worker| Head::On(worker.person, worker.start),
            ),
            leavers: Group::new(pick(&|worker| left(worker) && worker.reason != Some(MOVED)), |worker| {
                Head::On(worker.person, worker.end)
            }),
            moved: Group::new(pick(&|worker| left(worker) && worker.reason == Some(MOVED)), |worker| {
                Head::On(worker.person, worker.end)
            }),
        }
    }
}

fn holds_cases(worker: &Worker) -> bool {
    worker.cases.is_some_and(|cases| !cases.is_zero())
}

/// Whether somebody has started and not left at a day; who leaves on the day is gone.
fn works(worker: &Worker, day: NaiveDate) -> bool {
    worker.start.is_none_or(|start| start <= day) && worker.end.is_none_or(|end| end > day)
}

/// The year that ends with a day.
struct Year {
    first: NaiveDate,
    last: NaiveDate,
}

impl Year {
    fn before(last: NaiveDate) -> Self {
        Self { first: last.with_year(last.year() - 1).map_or(last, next_day), last }
    }

    fn has(&self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// Warns of records that are counted otherwise than somebody may expect.
pub(super) fn warn(workers: &[Worker], groups: &Groups<'_>, day: NaiveDate, slips: &mut Slips) {
    let year = Year::before(day);
    let all = || workers.iter();
    let own = || workers.iter().filter(|worker| !worker.agency);
    let mut tell = |found: &mut dyn Iterator<Item = &Worker>, one: &str, many: &str, hint: &str| {
        if let Some(first) = found.next() {
            let (message, label) = match found.count() + 1 {
                1 => (format!("1 record {one}"), first.name()),
                count => (format!("{count} records {many}"), format!("{} is the first", first.name())),
            };
            slips.push(Slip::warning(first.at, message).label(label).hint(hint));
        }
    };
    tell(
        &mut all().filter(|worker| worker.start.is_some_and(|start| start > day)),
        "starts after the reference date",
        "start after the reference date",
        "whoever starts after the reference date is not counted",
    );
    tell(
        &mut all().filter(|worker| worker.end.is_some_and(|end| end < year.first)),
        "ends before the year of the return",
        "end before the year of the return",
        "whoever left before the year is neither in post nor a leaver",
    );
    tell(
        &mut own().filter(|worker| worker.end.is_some_and(|end| end > day)),
        "ends after the reference date",
        "end after the reference date",
        "whoever leaves after the reference date is counted as in post",
    );
    tell(
        &mut own().filter(|worker| worker.end.is_none() && worker.reason.is_some()),
        "has a reason for leaving and no date",
        "have a reason for leaving and no date",
        "whoever has no `RoleEndDate` is counted as in post",
    );
    tell(
        &mut groups.leavers.records.iter().copied().filter(|worker| worker.reason.is_none()),
        "of a leaver has no reason for leaving",
        "of leavers have no reason for leaving",
        "write `ReasonLeave`: whoever moved within the authority is no leaver",
    );
    let counted = [&groups.in_post, &groups.agency, &groups.starters, &groups.leavers];
    let mut without: Vec<&Worker> =
        counted.iter().flat_map(|group| &group.records).copied().filter(|worker| worker.fte.is_none()).collect();
    without.sort_by_key(|worker| worker.at);
    without.dedup_by_key(|worker| worker.at);
    tell(&mut without.into_iter(), "has no `FTE`", "have no `FTE`", "it counts as a head and as no FTE");
}
