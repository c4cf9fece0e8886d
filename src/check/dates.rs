//! Dates and days of the week, in the forms in which people write them.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::check::words::Word;

/// The month that a word names, in full or by its first three letters; 1 to 12. It begins with a capital.
pub fn month(word: &str) -> Option<u32> {
    if word.starts_with(char::is_uppercase) { month_in_any_case(word) } else { None }
}

fn month_in_any_case(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.to_lowercase();
    let found = MONTHS
        .iter()
        .position(|month| *month == lower || month[..3] == lower || lower == "sept" && *month == "september");
    found.and_then(|at| u32::try_from(at + 1).ok())
}

/// The day of the week that a word names, in full or by one of its short forms, in the singular.
pub fn weekday(word: &Word<'_>) -> Option<Weekday> {
    Some(match word.lower.as_str() {
        "monday" | "mon" => Weekday::Mon,
        "tuesday" | "tue" | "tues" => Weekday::Tue,
        "wednesday" | "wed" | "weds" | "wednes" => Weekday::Wed,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thu,
        "friday" | "fri" => Weekday::Fri,
        "saturday" | "sat" => Weekday::Sat,
        "sunday" | "sun" => Weekday::Sun,
        _ => return None,
    })
    // "sat", "sun", "wed" and "mon" are words of their own.
    .filter(|_| word.is_capital() || word.lower.ends_with("day"))
}

/// A date that is written in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The day of the month.
    pub day: u32,
    /// The month, 1 to 12; more in a date in digits whose month there is not.
    pub month: u32,
    /// The year, where one is written.
    pub year: Option<i32>,
    /// The index of its first word.
    pub first: usize,
    /// The index of the word after its last.
    pub end: usize,
}

impl Written {
    /// The date; `None` without a year, or if there is no such day.
    pub fn date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month, self.day)
    }

    /// Where no year is written, the date that is nearest to that of the report, if it is at most three months away;
    /// otherwise nobody can tell.
    pub fn nearest(&self, report: NaiveDate) -> Option<NaiveDate> {
        /// Days.
        const NEAR: i64 = 92;
        if self.year.is_some() {
            return None;
        }
        let years = [report.year() - 1, report.year(), report.year() + 1];
        let dates = years.iter().filter_map(|year| NaiveDate::from_ymd_opt(*year, self.month, self.day));
        let apart = |date: &NaiveDate| (*date - report).num_days().abs();
        dates.min_by_key(apart).filter(|date| apart(date) <= NEAR)
    }
}

/// The date that starts at a word: "16th April, 2018", "16 of April", "April 16th 2018", "16 April", "16/04/2018",
/// "16.4.2018", "2018-04-16".
pub fn date_at(words: &[Word<'_>], first: usize) -> Option<Written> {
    let word = words.get(first)?;
    if let Some(written) = in_digits(words, first) {
        return Some(written);
    }
    if let Some(day) = day_of_month(word) {
        let (month, year, end) = month_after(words, first + 1)?;
        return Some(Written { day, month, year, first, end });
    }
    let month = month(word.text)?;
    let mut at = after_point(words, first + 1);
    if words.get(at).is_some_and(|word| word.lower == "the") {
        at += 1;
    }
    let day = day_of_month(words.get(at)?)?;
    let (year, end) = year_after(words, at + 1);
    Some(Written { day, month, year, first, end })
}

/// The date at a word; a day without a month has that of the day that follows it, "Monday 16 and Tuesday 17 April 2018".
pub fn with_month(words: &[Word<'_>], first: usize) -> Option<Written> {
    date_at(words, first).or_else(|| {
        let day = day_of_month(words.get(first)?)?;
        if !joins(words, first + 1) {
            return None;
        }
        let mut at = first + 2;
        if words.get(at).is_some_and(|word| matches!(word.lower.as_str(), "and" | "or")) {
            at += 1;
        }
        if words.get(at).and_then(weekday).is_some() {
            at = skip(words, at + 1);
        }
        let second = with_month(words, at)?;
        Some(Written { day, month: second.month, year: second.year, first, end: first + 1 })
    })
}

/// Whether a word joins two days.
pub fn joins(words: &[Word<'_>], at: usize) -> bool {
    let joining = ["and", "or", "to", "until", ",", "–", "-", "&", "/"];
    words.get(at).is_some_and(|word| joining.contains(&word.lower.as_str()))
}

/// What may stand between a day of the week and its date: commas, brackets, the time of the day, the point of a short form.
pub fn skip(words: &[Word<'_>], mut at: usize) -> usize {
    let short = at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| word.lower.len() < 6);
    if short && words.get(at).is_some_and(|word| word.text == ".") {
        at += 1;
    }
    let between = [
        ",",
        "the",
        "(",
        "-",
        "–",
        "—",
        ":",
        "morning",
        "afternoon",
        "evening",
        "night",
        "lunchtime",
        "next",
        "last",
    ];
    while words.get(at).is_some_and(|word| between.contains(&word.lower.as_str())) {
        at += 1;
    }
    at
}

/// The month after a day, with the year if there is one, and the index of the word after them: "of April, 2018".
pub fn month_after(words: &[Word<'_>], mut at: usize) -> Option<(u32, Option<i32>, usize)> {
    if words.get(at).is_some_and(|word| word.lower == "of") {
        at += 1;
    }
    let named = words.get(at)?;
    let (year, end) = year_after(words, at + 1);
    // In small letters "may" and "march" are words of their own, and so is "dec" of a file's name.
    let month = month(named.text).or_else(|| {
        let sure = year.is_some() || named.text.len() > 5;
        month_in_any_case(named.text).filter(|_| sure && named.text.len() > 2)
    })?;
    Some((month, year, end))
}

/// The index after the point of a short form: "Nov. 2025".
fn after_point(words: &[Word<'_>], at: usize) -> usize {
    let short = at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| word.text.len() <= 4);
    at + usize::from(short && words.get(at).is_some_and(|word| word.text == "."))
}

/// A four-digit year, with or without a comma before it, and the index of the word after it.
fn year_after(words: &[Word<'_>], at: usize) -> (Option<i32>, usize) {
    let year = |at: usize| words.get(at).and_then(|word| year_of(word.text));
    let from = after_point(words, at);
    for from in [from, from + usize::from(words.get(from).is_some_and(|word| word.text == ","))] {
        if let Some(year) = year(from) {
            return (Some(year), from + 1);
        }
    }
    (None, at)
}

/// A year of four digits.
fn year_of(text: &str) -> Option<i32> {
    let year: i32 = if text.len() == 4 { text.parse().ok()? } else { return None };
    (1900..2200).contains(&year).then_some(year)
}

/// A date that is all digits: "16/04/2018", "16/4/18", "16.04.2018", "16.4.18", "16-04-2018", "2018-04-16".
fn in_digits(words: &[Word<'_>], first: usize) -> Option<Written> {
    let word = words.get(first)?;
    let joined = |one: &Word<'_>, other: &Word<'_>| one.range.end == other.range.start;
    let of_reference = |word: &Word<'_>| matches!(word.text, "/" | "-" | "." | "_");
    // "CS/25/31/02": part of a reference.
    let glued = first > 0 && of_reference(&words[first - 1]) && joined(&words[first - 1], word);
    if glued || !word.is_number() {
        return None;
    }
    let slashed = words.get(first..first + 5).filter(|five| {
        five.windows(2).all(|pair| joined(&pair[0], &pair[1])) && five[1].text == "/" && five[3].text == "/"
    });
    let (parts, end) = match slashed {
        Some(five) => (vec![five[0].text, five[2].text, five[4].text], first + 5),
        None => (word.text.split(['.', '-']).collect(), first + 1),
    };
    let [one, month, last] = parts.as_slice() else { return None };
    let runs_on = words.get(end).is_some_and(|next| {
        matches!(next.text, "/" | "-" | "_")
            && joined(&words[end - 1], next)
            && words.get(end + 1).is_some_and(|after| joined(next, after))
    });
    if runs_on || !(1..=2).contains(&month.len()) {
        return None;
    }
    let (day, year) = match (one.len(), last.len()) {
        (1 | 2, 4) => (*one, year_of(last)?),
        (1 | 2, 2) if !word.text.contains('-') => (*one, 2000 + last.parse::<i32>().ok()?),
        (4, 2) => (*last, year_of(one)?),
        _ => return None,
    };
    let (day, month): (u32, u32) = (day.parse().ok()?, month.parse().ok()?);
    // "45/11/2025" is a number of something.
    let likely = (1..=31).contains(&day) && (1..=31).contains(&month) && (month <= 12 || day <= 12);
    likely.then_some(Written { day, month, year: Some(year), first, end })
}

/// "16", "16th": a day of the month, 1 to 31.
pub fn day_of_month(word: &Word<'_>) -> Option<u32> {
    let digits = word.lower.trim_end_matches(|one: char| one.is_ascii_alphabetic());
    let ending = &word.lower[digits.len()..];
    if digits.is_empty() || digits.len() > 2 || !["", "st", "nd", "rd", "th"].contains(&ending) {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::words;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, day, month, year) in [
            ("16th April, 2018", 16, 4, Some(2018)),
            ("9 October 2017", 9, 10, Some(2017)),
            ("March 1st 2018", 1, 3, Some(2018)),
            ("1st of March", 1, 3, None),
            ("27 Nov 2025", 27, 11, Some(2025)),
            ("27 Nov. 2025", 27, 11, Some(2025)),
            ("27 november 2025", 27, 11, Some(2025)),
            ("3 may 2025", 3, 5, Some(2025)),
            ("4 Sept, 2020", 4, 9, Some(2020)),
            ("31 June 2020", 31, 6, Some(2020)),
            ("16/04/2018", 16, 4, Some(2018)),
            ("1/4/18", 1, 4, Some(2018)),
            ("16.04.2018", 16, 4, Some(2018)),
            ("16.4.18", 16, 4, Some(2018)),
            ("16-04-2018", 16, 4, Some(2018)),
            ("2018-04-16", 16, 4, Some(2018)),
            ("4/16/2018", 4, 16, Some(2018)),
        ] {
            let words = words(text);
            let date = date_at(&words, 0).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((date.day, date.month, date.year, date.end), (day, month, year, words.len()), "{text}");
        }
        for text in [
            "16 posts",
            "32 May",
            "may 3",
            "3 may be",
            "May",
            "2018 April",
            "16.5 April",
            "",
            "March of 2018",
            "24/7",
            "2024/25",
            "25/31/02",
            "00/00/2025",
            "45/11/2025",
            "1.2.3",
            "1/2/3/4",
            "12 / 5 / 2025",
            "020 7946 0116",
        ] {
            assert_eq!(date_at(&words(text), 0), None, "{text}");
        }
        let reference = words("CS/25/11/02");
        assert!((0..reference.len()).all(|at| date_at(&reference, at).is_none()));
    }

    #[test]
    fn days_of_the_week_have_many_names() {
        for (text, day) in
            [("Weds", Some(Weekday::Wed)), ("friday", Some(Weekday::Fri)), ("SAT", Some(Weekday::Sat))]
        {
            assert_eq!(words(text).first().and_then(weekday), day, "{text}");
        }
        for text in ["sat", "sun", "wed", "Fridays", "Mondial"] {
            assert_eq!(words(text).first().and_then(weekday), None, "{text}");
        }
    }
}
