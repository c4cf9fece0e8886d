//! Clear days: how many days there are between two days, both of them left out, as a council counts them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

use crate::quantity::bank_holidays::bank_holiday;

/// Which days are bank holidays for a council: those of England and Wales, but for what it says itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The bank holidays of whole years, in the place of those that are computed.
    pub years: BTreeMap<i32, BTreeSet<NaiveDate>>,
    /// Days on which the council is closed as well.
    pub also: BTreeSet<NaiveDate>,
    /// Bank holidays that are working days for it.
    pub except: BTreeSet<NaiveDate>,
}

/// The days that do not count as clear days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Saturdays and Sundays.
    pub weekends: bool,
    /// Bank holidays.
    pub bank_holidays: bool,
}

/// How many clear days there have to be, and which days count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClearDays {
    /// How many.
    pub days: usize,
    /// The days that do not count.
    pub left_out: LeftOut,
}

impl Calendar {
    /// What the bank holiday on a day is called, if it is one for the council.
    pub fn holiday(&self, date: NaiveDate) -> Option<&'static str> {
        if self.except.contains(&date) {
            return None;
        }
        let known = bank_holiday(date).map(|holiday| holiday.name);
        let own = match self.years.get(&date.year()) {
            Some(days) => days.contains(&date),
            None => known.is_some(),
        };
        (own || self.also.contains(&date)).then(|| known.unwrap_or("bank holiday"))
    }

    /// Whether a day counts as a clear day.
    pub fn counts(&self, date: NaiveDate, left_out: LeftOut) -> bool {
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        !(left_out.weekends && weekend || left_out.bank_holidays && self.holiday(date).is_some())
    }

    /// How many clear days there are between two days, at most as many as are asked for; none where the second day is not
    /// after the first.
    pub fn clear_days(&self, from: NaiveDate, to: NaiveDate, asked: ClearDays) -> usize {
        let between = from.iter_days().skip(1).take_while(|date| *date < to);
        between.filter(|date| self.counts(*date, asked.left_out)).take(asked.days).count()
    }

    /// The last day on which something can be published so that there are enough clear days before `to`; it is itself one
    /// that counts. `None` where the calendar ends before it.
    pub fn last_day(&self, to: NaiveDate, asked: ClearDays) -> Option<NaiveDate> {
        let mut left = asked.days;
        let mut date = to;
        loop {
            date = date.pred_opt()?;
            if self.counts(date, asked.left_out) {
                if left == 0 {
                    return Some(date);
                }
                left -= 1;
            }
        }
    }

    /// The bank holidays between two days that are left out of the count, with their names.
    pub fn holidays_between(&self, from: NaiveDate, to: NaiveDate) -> Vec<(NaiveDate, &'static str)> {
        let between = from.iter_days().skip(1).take_while(|date| *date < to).take(400);
        let weekday = between.filter(|date| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun));
        weekday.filter_map(|date| Some((date, self.holiday(date)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIVE: ClearDays = ClearDays { days: 5, left_out: LeftOut { weekends: true, bank_holidays: true } };

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_day_of_publication_and_that_of_the_meeting_do_not_count() {
        let calendar = Calendar::default();
        for (from, to, clear) in [
            // A published agenda: Friday to the Monday after next.
            ("2018-04-06", "2018-04-16", 5),
            ("2018-04-09", "2018-04-16", 4),
            ("2018-04-07", "2018-04-16", 5),
            // Good Friday, Easter Monday and the days between.
            ("2018-03-29", "2018-04-06", 3),
            ("2018-03-27", "2018-04-06", 5),
            ("2022-05-30", "2022-06-06", 2),
            ("2018-04-16", "2018-04-16", 0),
            ("2018-04-17", "2018-04-16", 0),
            ("2018-01-01", "2019-01-01", 5),
        ] {
            assert_eq!(calendar.clear_days(day(from), day(to), FIVE), clear, "{from} to {to}");
        }
        let all = ClearDays { days: 28, left_out: LeftOut::default() };
        assert_eq!(calendar.clear_days(day("2025-11-10"), day("2025-12-09"), all), 28);
        assert_eq!(calendar.clear_days(day("2025-11-11"), day("2025-12-09"), all), 27);
    }

    #[test]
    fn the_last_day_to_publish_leaves_enough() {
        let calendar = Calendar::default();
        for (to, last) in [
            ("2018-04-16", "2018-04-06"),
            ("2018-04-06", "2018-03-27"),
            ("2025-01-03", "2024-12-23"),
            ("2022-09-21", "2022-09-12"),
        ] {
            let found = calendar.last_day(day(to), FIVE).expect("a day");
            assert_eq!(found, day(last), "{to}");
            assert_eq!(calendar.clear_days(found, day(to), FIVE), 5);
            let later = found.succ_opt().expect("a day");
            assert!(!calendar.counts(later, FIVE.left_out) || calendar.clear_days(later, day(to), FIVE) < 5);
        }
        assert_eq!(calendar.last_day(NaiveDate::MIN, FIVE), None);
        assert_eq!(calendar.clear_days(NaiveDate::MIN, NaiveDate::MAX, FIVE), 5);
    }

    #[test]
    fn a_council_may_have_days_of_its_own() {
        let calendar = Calendar {
            years: BTreeMap::from([(2018, BTreeSet::from([day("2018-04-11")]))]),
            also: BTreeSet::from([day("2019-12-30")]),
            except: BTreeSet::from([day("2019-05-06")]),
        };
        assert_eq!(calendar.holiday(day("2018-04-11")), Some("bank holiday"));
        assert_eq!(calendar.holiday(day("2018-04-02")), None, "the year was replaced");
        assert_eq!(calendar.holiday(day("2019-04-22")), Some("Easter Monday"));
        assert_eq!(calendar.holiday(day("2019-05-06")), None);
        assert_eq!(calendar.holiday(day("2019-12-30")), Some("bank holiday"));
        assert_eq!(calendar.clear_days(day("2018-04-06"), day("2018-04-16"), FIVE), 4);
        let between = Calendar::default().holidays_between(day("2018-03-29"), day("2018-04-06"));
        assert_eq!(between, [(day("2018-03-30"), "Good Friday"), (day("2018-04-02"), "Easter Monday")]);
    }
}
