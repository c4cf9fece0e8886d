//! Bank holidays of England and Wales, computed: a paper of any year is held against the days of that year.
//!
//! The days are those of the Banking and Financial Dealings Act 1971, section 1 and Schedule 1, with the common-law
//! holidays of Good Friday and Christmas Day and the days that were proclaimed since 1978, when the early May holiday
//! came in. Years before 1978 are computed as if they were later ones.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// A day that is no working day, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BankHoliday {
    /// The day.
    pub date: NaiveDate,
    /// "Easter Monday".
    pub name: &'static str,
}

/// The bank holidays of a year, in order; none for a year that the calendar does not reach.
pub fn bank_holidays(year: i32) -> Vec<BankHoliday> {
    let mut found = Vec::new();
    let mut add = |date: Option<NaiveDate>, name: &'static str| {
        found.extend(date.map(|date| BankHoliday { date, name }));
    };
    add(on_a_weekday(year, 1, 1), "New Year's Day");
    let easter = easter_sunday(year);
    add(easter.and_then(|easter| easter.checked_sub_days(Days::new(2))), "Good Friday");
    add(easter.and_then(|easter| easter.checked_add_days(Days::new(1))), "Easter Monday");
    add(moved(year, EARLY_MAY).or_else(|| first_monday(year, 5)), EARLY_MAY);
    add(moved(year, SPRING).or_else(|| last_monday(year, 5)), SPRING);
    add(last_monday(year, 8), "summer bank holiday");
    add(on_a_weekday(year, 12, 25), "Christmas Day");
    add(on_a_weekday(year, 12, 26), "Boxing Day");
    for (date, name) in ONCE {
        if date.0 == year {
            add(day(date.0, date.1, date.2), name);
        }
    }
    found.sort();
    found
}

/// The bank holiday on a day, if it is one.
pub fn bank_holiday(date: NaiveDate) -> Option<BankHoliday> {
    bank_holidays(date.year()).into_iter().find(|holiday| holiday.date == date)
}

const EARLY_MAY: &str = "early May bank holiday";
const SPRING: &str = "spring bank holiday";

/// A day: year, month, day of the month.
type Day = (i32, u32, u32);

/// Holidays of every year that were held on another day in one.
const MOVED: &[(&str, Day)] = &[
    (EARLY_MAY, (1995, 5, 8)),
    (SPRING, (2002, 6, 4)),
    (SPRING, (2012, 6, 4)),
    (EARLY_MAY, (2020, 5, 8)),
    (SPRING, (2022, 6, 2)),
];

/// Days that were proclaimed once.
const ONCE: &[(Day, &str)] = &[
    ((1981, 7, 29), "wedding of the Prince of Wales"),
    ((1999, 12, 31), "millennium bank holiday"),
    ((2002, 6, 3), "Golden Jubilee"),
    ((2011, 4, 29), "wedding of Prince William"),
    ((2012, 6, 5), "Diamond Jubilee"),
    ((2022, 6, 3), "Platinum Jubilee"),
    ((2022, 9, 19), "state funeral of Queen Elizabeth II"),
    ((2023, 5, 8), "coronation of King Charles III"),
];

/// The day on which a holiday was held in a year for once.
fn moved(year: i32, name: &str) -> Option<NaiveDate> {
    let found = MOVED.iter().find(|(holiday, date)| *holiday == name && date.0 == year);
    found.and_then(|(_, date)| day(date.0, date.1, date.2))
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// A fixed day, or the working day in its place where it falls on a weekend.
fn on_a_weekday(year: i32, month: u32, of_month: u32) -> Option<NaiveDate> {
    let date = day(year, month, of_month)?;
    let later = match date.weekday() {
        Weekday::Sat => 2,
        // The Monday is taken: by Boxing Day itself, or in place of a Christmas Day that was the Saturday.
        Weekday::Sun if month == 12 => 2,
        Weekday::Sun => 1,
        _ => 0,
    };
    date.checked_add_days(Days::new(later))
}

fn first_monday(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 1)
}

/// The last Monday of a month of 31 days.
fn last_monday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = day(year, month, 31)?;
    last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_monday())))
}

/// Easter Sunday in the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher (*Nature*, 20 April 1876).
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let (leap_centuries, rest) = (century.div_euclid(4), century.rem_euclid(4));
    let correction = (century + 8).div_euclid(25);
    let lunar = (century - correction + 1).div_euclid(3);
    let epact = (19 * golden + century - leap_centuries - lunar + 15).rem_euclid(30);
    let (leap, odd) = (of_century.div_euclid(4), of_century.rem_euclid(4));
    let to_sunday = (32 + 2 * rest + 2 * leap - epact - odd).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday).div_euclid(451);
    let days = epact + to_sunday - 7 * late + 114;
    day(year, u32::try_from(days.div_euclid(31)).ok()?, u32::try_from(days.rem_euclid(31) + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The days as they were held, or have been announced: year, then month and day of each.
    const HELD: &str = "
        1995 01-02 04-14 04-17 05-08 05-29 08-28 12-25 12-26
        1996 01-01 04-05 04-08 05-06 05-27 08-26 12-25 12-26
        1997 01-01 03-28 03-31 05-05 05-26 08-25 12-25 12-26
        1998 01-01 04-10 04-13 05-04 05-25 08-31 12-25 12-28
        1999 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28 12-31
        2000 01-03 04-21 04-24 05-01 05-29 08-28 12-25 12-26
        2001 01-01 04-13 04-16 05-07 05-28 08-27 12-25 12-26
        2002 01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26
        2003 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
        2004 01-01 04-09 04-12 05-03 05-31 08-30 12-27 12-28
        2005 01-03 03-25 03-28 05-02 05-30 08-29 12-26 12-27
        2006 01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26
        2007 01-01 04-06 04-09 05-07 05-28 08-27 12-25 12-26
        2008 01-01 03-21 03-24 05-05 05-26 08-25 12-25 12-26
        2009 01-01 04-10 04-13 05-04 05-25 08-31 12-25 12-28
        2010 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28
        2011 01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27
        2012 01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26
        2013 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
        2014 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
        2015 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
        2016 01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27
        2017 01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26
        2018 01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26
        2019 01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26
        2020 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28
        2021 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28
        2022 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27
        2023 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26
        2024 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
        2025 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
        2026 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
        2027 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28
        2028 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26
        2029 01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26
        2030 01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26
    ";

    #[test]
    fn the_days_of_36_years_are_those_that_were_held() {
        let mut years = 0;
        for line in HELD.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (year, days) = line.split_once(' ').expect("a year and its days");
            let found = bank_holidays(year.parse().expect("a year"));
            let found: Vec<String> = found.iter().map(|one| one.date.format("%m-%d").to_string()).collect();
            assert_eq!(found.join(" "), days, "{year}");
            years += 1;
        }
        assert_eq!(years, 36);
    }

    #[test]
    fn each_day_has_its_name_and_is_no_weekend() {
        let named = |year, month, of_month| bank_holiday(day(year, month, of_month)?).map(|one| one.name);
        assert_eq!(named(2018, 4, 2), Some("Easter Monday"));
        assert_eq!(named(2018, 3, 30), Some("Good Friday"));
        assert_eq!(named(2021, 12, 27), Some("Christmas Day"));
        assert_eq!(named(2021, 12, 28), Some("Boxing Day"));
        assert_eq!(named(2022, 12, 26), Some("Boxing Day"));
        assert_eq!(named(2022, 12, 27), Some("Christmas Day"));
        assert_eq!(named(2022, 6, 3), Some("Platinum Jubilee"));
        assert_eq!(named(1981, 7, 29), Some("wedding of the Prince of Wales"));
        assert_eq!(named(2020, 5, 4), None);
        assert_eq!(named(2022, 5, 30), None);
        for year in 1900..2200 {
            let found = bank_holidays(year);
            let mut days: Vec<NaiveDate> = found.iter().map(|one| one.date).collect();
            days.dedup();
            assert!(days.len() >= 8 && days.len() == found.len(), "{year}: {found:?}");
            assert!(days.iter().all(|date| date.weekday().num_days_from_monday() < 5), "{year}: {found:?}");
        }
    }

    #[test]
    fn no_year_is_too_far() {
        for year in [i32::MIN, NaiveDate::MIN.year(), -1, 0, 99_999, NaiveDate::MAX.year(), i32::MAX] {
            bank_holidays(year);
        }
    }
}
