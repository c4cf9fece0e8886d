//! Whose return it is and for when, and what the return counts for the authority as a whole.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::data::areas::{Area, Level, register};
use crate::quantity::period::Period;

use super::names::Field;
use super::slips::{Slip, Slips};
use super::worker::{number, parse_date};

/// More vacancies or agency workers than any authority has.
const MOST_POSTS: u32 = 100_000;

/// Header and totals of a return that has them all.
pub(super) struct Totals {
    /// Whose return it is.
    pub(super) area: Arc<Area>,
    /// The 30 September for which it counts.
    pub(super) day: NaiveDate,
    /// The year that ends on it.
    pub(super) period: Period,
    /// Vacant posts, FTE.
    pub(super) vacancies: Decimal,
    /// Agency workers who cover vacancies, FTE.
    pub(super) cover: Decimal,
    /// The same as heads, if the return has it.
    pub(super) cover_heads: Option<Decimal>,
    /// Where the totals stand.
    pub(super) at: usize,
}

/// Header and totals as far as they have been read.
#[derive(Default)]
pub(super) struct Authority {
    /// Where the header begins.
    pub(super) header: Option<usize>,
    /// Where the totals begin.
    pub(super) totals: Option<usize>,
    collection: bool,
    year: Option<(i32, usize)>,
    day: Option<(NaiveDate, usize)>,
    area: Option<(Arc<Area>, usize)>,
    vacancies: Option<Decimal>,
    cover: Option<Decimal>,
    cover_heads: Option<Decimal>,
    /// Which fields stand in the return and where, also if their values cannot be used.
    seen: Vec<(Field, usize)>,
}

impl Authority {
    /// Takes the value of a field, which stands at a byte of the return; an empty one is none.
    pub(super) fn set(&mut self, field: Field, value: &str, at: usize, slips: &mut Slips) {
        if self.place(field).is_none() {
            self.seen.push((field, at));
        }
        if value.is_empty() {
            return;
        }
        let wrong = |what: &str, hint: &str| {
            Some(Slip::error(at, format!("`{}` is {what}", field.name())).hint(hint.to_owned()))
        };
        let twice = || wrong("there twice, and differently", "keep one of the two");
        let slip = match field {
            Field::Collection => {
                self.collection = true;
                match value {
                    "CSWW" => None,
                    _ => wrong("not `CSWW`", "this is the return of another collection: name the file of this one"),
                }
            }
            Field::Year => match value.parse().ok().filter(|_| value.len() == 4) {
                None => wrong("not a year", "write the year of the reference date, as in `2025`"),
                Some(year) => match self.year.replace((year, at)) {
                    Some((other, _)) if other != year => twice(),
                    _ => None,
                },
            },
            Field::ReferenceDate => match parse_date(value) {
                None => wrong("not a date", "write the day for which the return counts, as in `2025-09-30`"),
                Some(day) if (day.month(), day.day()) != (9, 30) => {
                    wrong("not a 30 September", "the return counts the workforce at 30 September")
                }
                Some(day) => match self.day.replace((day, at)) {
                    Some((other, _)) if other != day => twice(),
                    _ => None,
                },
            },
            Field::Authority => {
                let number = value.len() == 3 && value.bytes().all(|byte| byte.is_ascii_digit());
                match register().find(value).filter(|area| number && area.level == Level::LocalAuthority) {
                    None => {
                        wrong("not the number of an authority", "write its three digits, as in `331` for Coventry")
                    }
                    Some(area) => match self.area.replace((Arc::clone(area), at)) {
                        Some((other, _)) if other != *area => twice(),
                        _ => None,
                    },
                }
            }
            Field::Vacancies | Field::CoverFte | Field::CoverHeadcount => {
                let known = match field {
                    Field::Vacancies => &mut self.vacancies,
                    Field::CoverFte => &mut self.cover,
                    _ => &mut self.cover_heads,
                };
                match number(value, MOST_POSTS) {
                    None => {
                        wrong("not a number of posts", "write a number without sign, such as `12.5`, 0 for none")
                    }
                    Some(count) => match known.replace(count) {
                        Some(other) if other != count => twice(),
                        _ => None,
                    },
                }
            }
            _ => None,
        };
        if let Some(slip) = slip {
            slips.push(slip);
        }
    }

    /// Where a field stands first.
    fn place(&self, field: Field) -> Option<usize> {
        self.seen.iter().find(|(seen, _)| *seen == field).map(|(_, at)| *at)
    }

    /// Header and totals, if all is there that counting needs; `message` is where the return begins.
    pub(super) fn finish(self, message: usize, slips: &mut Slips) -> Option<Totals> {
        let header = self.header;
        let mut missing = |what: &str, place: Option<usize>, inside: &str, hint: &str| {
            slips.push(Slip::error(place.unwrap_or(message), format!("{inside} has no `{what}`")).hint(hint));
        };
        if header.is_none() {
            missing("Header", None, "the return", "it says whose return this is, and for which 30 September");
        } else {
            for (there, field, hint) in [
                (self.collection, Field::Collection, "write `CSWW`"),
                (self.day.is_some(), Field::ReferenceDate, "write the 30 September for which the return counts"),
                (self.area.is_some(), Field::Authority, "write the three digits of the authority"),
            ] {
                if !there && self.place(field).is_none() {
                    missing(field.name(), header, "the header", hint);
                }
            }
        }
        if self.totals.is_none() {
            missing("LALevelVacancies", None, "the return", "it holds the authority's vacancies");
        } else {
            for (there, field) in
                [(self.vacancies.is_some(), Field::Vacancies), (self.cover.is_some(), Field::CoverFte)]
            {
                if !there && self.place(field).is_none() {
                    missing(field.name(), self.totals, "`LALevelVacancies`", "write 0 if there is none");
                }
            }
        }
        if let (Some((year, year_at)), Some((day, day_at))) = (self.year, self.day)
            && year != day.year()
        {
            slips.push(
                Slip::error(day_at, "`ReferenceDate` is not in the year that `Year` says")
                    .related(year_at, "the year")
                    .hint("correct one of the two"),
            );
        }
        for (there, field) in [
            (self.collection, Field::Collection),
            (self.day.is_some(), Field::ReferenceDate),
            (self.area.is_some(), Field::Authority),
            (self.vacancies.is_some(), Field::Vacancies),
            (self.cover.is_some(), Field::CoverFte),
        ] {
            if !there
                && !slips.has_errors()
                && let Some(at) = self.place(field)
            {
                slips.push(Slip::error(at, format!("`{}` is empty", field.name())).hint("every return has it"));
            }
        }
        let (day, _) = self.day?;
        Some(Totals {
            area: self.area?.0,
            day,
            period: Period::Year(day.year()),
            vacancies: self.vacancies?,
            cover: self.cover?,
            cover_heads: self.cover_heads,
            at: self.totals?,
        })
    }
}
