//! Days: one date, or a run of them, "from 2 to 4 June 2025", "on 2 and 3 June 2025".

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::check::answer::among;
use crate::check::dates::{Written, weekday, with_month};
use crate::check::words::{Word, lower};

/// One day, or a run of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    /// The first of them.
    pub first: NaiveDate,
    /// The last of them, which may be the same.
    pub last: NaiveDate,
}

impl Days {
    /// The days that words tell, each with the words for it. A year that is not written is that nearest to the report's date, or
    /// else that of the last date before; `None` where nobody can tell.
    pub fn read(
        words: &[Word<'_>],
        report: NaiveDate,
        last: Option<NaiveDate>,
    ) -> Vec<(Range<usize>, Option<Self>)> {
        let mut found: Vec<(Range<usize>, Option<Self>)> = Vec::new();
        let mut before: Option<Written> = None;
        let mut at = 0;
        while at < words.len() {
            let Some(written) = with_month(words, at) else {
                at += 1;
                continue;
            };
            at = written.end;
            let year = || NaiveDate::from_ymd_opt(last?.year(), written.month, written.day);
            let said = || written.year.is_none().then(year).flatten();
            let day = written.date().or_else(|| written.nearest(report)).or_else(said);
            let run = before.as_ref().zip(day).and_then(|(first, last)| Self::run(words, first, &written, last));
            match (run, found.last_mut()) {
                (Some(run), Some(open)) => *open = (open.0.start..written.end, Some(run)),
                _ => found.push((written.first..written.end, day.map(|day| Self { first: day, last: day }))),
            }
            before = Some(written);
        }
        found
    }

    /// The run that two dates bound, if what stands between them says so.
    fn run(words: &[Word<'_>], first: &Written, second: &Written, last: NaiveDate) -> Option<Self> {
        let joint = first.end;
        let next = joint + 1 + usize::from(words.get(joint + 1).and_then(weekday).is_some());
        if next != second.first {
            return None;
        }
        let year = first.year.unwrap_or(last.year());
        let day = |year| NaiveDate::from_ymd_opt(year, first.month, first.day);
        let day = day(year).filter(|day| *day < last || first.year.is_some()).or_else(|| day(year - 1))?;
        let between = first.first.checked_sub(1).is_some_and(|at| lower(words, at) == "between");
        let runs = match lower(words, joint) {
            "and" => between || day.succ_opt() == Some(last),
            low => among("to until till – -", low),
        };
        (runs && day < last).then_some(Self { first: day, last })
    }

    /// Whether it is no more than one day.
    pub fn is_one(&self) -> bool {
        self.first == self.last
    }

    /// How many days two differ by; `None` where they are the same, or one is a part of the other. Of two runs that only begin, or
    /// only end, on one day the one is no part.
    pub fn apart(&self, other: &Self) -> Option<i64> {
        let first = (self.first - other.first).num_days().abs();
        let last = (self.last - other.last).num_days().abs();
        let within = |one: &Self, other: &Self| one.first >= other.first && one.last <= other.last;
        if within(self, other) || within(other, self) {
            let bound = !self.is_one() && !other.is_one() && (first == 0) != (last == 0);
            return bound.then_some(first.max(last));
        }
        Some(first.min(last))
    }

    /// Whether only the year differs, and the day is not one on which years begin and end.
    pub fn is_year_slip(&self, other: &Self) -> bool {
        let (one, two) = (self.first, other.first);
        let turn = one.day() == 1 || one.day() > 29;
        let next = (one.year() - two.year()).abs() == 1;
        self.is_one() && other.is_one() && !turn && next && one.with_year(two.year()) == Some(two)
    }

    /// Whether only the month differs, and by one: "10 October", "10 November".
    pub fn is_month_slip(&self, other: &Self) -> bool {
        let months = |date: NaiveDate| date.year() * 12 + i32::try_from(date.month()).unwrap_or_default();
        let (one, two) = (self.first, other.first);
        let day = one.day() == two.day() && one.day() > 1;
        self.is_one() && other.is_one() && day && (months(one) - months(two)).abs() == 1
    }

    /// As a message tells them: "3 June 2025", "3 to 5 June 2025".
    pub fn told(&self) -> String {
        let last = self.last.format("%-d %B %Y");
        let (year, month) = (self.first.year() == self.last.year(), self.first.month() == self.last.month());
        if self.is_one() {
            return last.to_string();
        }
        let first = match (year, month) {
            (true, true) => self.first.format("%-d"),
            (true, false) => self.first.format("%-d %B"),
            (false, _) => self.first.format("%-d %B %Y"),
        };
        format!("{first} to {last}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::words;

    fn read(text: &str) -> Vec<String> {
        let report = NaiveDate::from_ymd_opt(2025, 9, 16).unwrap_or_default();
        Days::read(&words(text), report, None).into_iter().filter_map(|(_, days)| Some(days?.told())).collect()
    }

    #[test]
    fn a_run_of_days_is_read_as_one() {
        for (text, wanted) in [
            ("from 2 to 4 June 2025", "2 to 4 June 2025"),
            ("between 10 and 14 November", "10 to 14 November 2025"),
            ("on Tuesday 2 and Wednesday 3 December 2025", "2 to 3 December 2025"),
            ("from 3 November to 14 December 2025", "3 November to 14 December 2025"),
            ("from 15 December to 9 January 2026", "15 December 2025 to 9 January 2026"),
            ("3 November 2024 – 14 January 2025", "3 November 2024 to 14 January 2025"),
            ("on 4 June 2025", "4 June 2025"),
        ] {
            assert_eq!(read(text), [wanted], "{text}");
        }
        assert_eq!(read("on 2 and 9 June 2025"), ["2 June 2025", "9 June 2025"]);
        assert_eq!(read("on 9 June 2025, and 10 people on 12 June 2025"), ["9 June 2025", "12 June 2025"]);
    }

    #[test]
    fn days_that_are_part_of_others_agree() {
        let days = |text: &str| Days::read(&words(text), NaiveDate::default(), None).remove(0).1.expect("days");
        for (one, other, apart) in [
            ("2 to 4 June 2025", "3 June 2025", None),
            ("2 to 9 June 2025", "3 to 5 June 2025", None),
            ("2 to 4 June 2025", "2 to 4 June 2025", None),
            ("2 to 4 June 2025", "3 to 5 June 2025", Some(1)),
            ("2 to 4 June 2025", "2 to 6 June 2025", Some(2)),
            ("2 to 4 June 2025", "7 June 2025", Some(3)),
            ("2 June 2025", "7 June 2025", Some(5)),
        ] {
            assert_eq!(days(one).apart(&days(other)), apart, "{one} / {other}");
            assert_eq!(days(other).apart(&days(one)), apart, "{other} / {one}");
        }
    }
}
