//! `weekday`: a date with the wrong day of the week, or one that does not exist.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::check::passage::Passage;
use crate::check::words::{Word, Written, date_at, day_of_month};
use crate::check::{Rule, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::quantity::style::Style;

/// A date whose day of the week is wrong.
pub const RULE: Rule = Rule {
    name: "weekday",
    severity: Severity::Error,
    summary: "a date with the wrong day of the week, or one that does not exist",
    explanation: "\
Finds a day of the week that does not belong to its date, and dates that no calendar has. A meeting that is called for
the wrong day is not properly called.

For example: \"Tuesday, 16th April 2018\" was a Monday; \"31 June 2018\" does not exist.

A date without a year is taken for the nearest one to the date of the report, if that is at most three months away;
otherwise nobody can tell, and nothing is said.

Source: the agenda of a published report gives its dates with their weekdays, all of them right.",
    needs_whole: false,
    run: |paper| paper.each(|passage| find(passage, paper.report.date, &paper.profile.style)),
};

fn find(passage: &Passage<'_>, report: NaiveDate, style: &Style) -> Vec<Diagnostic> {
    let words = passage.words();
    let mut found = Vec::new();
    let mut read_to = 0;
    for at in 0..words.len() {
        if at < read_to {
            continue;
        }
        if let Some(weekday) = weekday(&words[at]) {
            let first = skip(&words, at + 1);
            if let Some(written) = date_at(&words, first).or_else(|| shared_month(&words, first)) {
                let place = passage.place(&(words[at].range.start..words[written.end - 1].range.end));
                found.extend(check(weekday, &written, report, style, &place));
                // What two dates share belongs to the second as well.
                read_to = written.end.min(if shares(&words, first) { first + 1 } else { written.end });
            }
        } else if let Some(written) = date_at(&words, at) {
            let place = passage.place(&(words[at].range.start..words[written.end - 1].range.end));
            found.extend(exists(&written, &place));
            read_to = written.end;
        }
    }
    found
}

/// Commas and small words between a weekday and its date.
fn skip(words: &[Word<'_>], mut at: usize) -> usize {
    while words.get(at).is_some_and(|word| matches!(word.lower.as_str(), "," | "the" | "(" | "-" | "–")) {
        at += 1;
    }
    at
}

/// Whether a day is followed by another day, whose month it shares.
fn shares(words: &[Word<'_>], first: usize) -> bool {
    date_at(words, first).is_none()
}

/// "Monday 16 and Tuesday 17 April 2018": the month and the year of the second belong to the first as well.
fn shared_month(words: &[Word<'_>], first: usize) -> Option<Written> {
    let day = day_of_month(words.get(first)?)?;
    let joined = words.get(first + 1)?;
    if !matches!(joined.lower.as_str(), "and" | "or" | "to" | "," | "–" | "-" | "&") {
        return None;
    }
    weekday(words.get(first + 2)?)?;
    let second = date_at(words, skip(words, first + 3))?;
    Some(Written { day, month: second.month, year: second.year, first, end: first + 1 })
}

fn weekday(word: &Word<'_>) -> Option<Weekday> {
    let whole = [
        ("monday", Weekday::Mon),
        ("tuesday", Weekday::Tue),
        ("wednesday", Weekday::Wed),
        ("thursday", Weekday::Thu),
        ("friday", Weekday::Fri),
        ("saturday", Weekday::Sat),
        ("sunday", Weekday::Sun),
    ];
    let short = [
        ("mon", Weekday::Mon),
        ("tue", Weekday::Tue),
        ("tues", Weekday::Tue),
        ("wed", Weekday::Wed),
        ("thu", Weekday::Thu),
        ("thur", Weekday::Thu),
        ("thurs", Weekday::Thu),
        ("fri", Weekday::Fri),
        ("sat", Weekday::Sat),
        ("sun", Weekday::Sun),
    ];
    let known = whole.iter().chain(&short).find(|(name, _)| *name == word.lower);
    known.filter(|_| word.is_capital()).map(|(_, weekday)| *weekday)
}

fn check(said: Weekday, written: &Written, report: NaiveDate, style: &Style, place: &Span) -> Option<Diagnostic> {
    if let Some(wrong) = exists(written, place) {
        return Some(wrong);
    }
    let date = written.date().or_else(|| written.nearest(report))?;
    if date.weekday() == said {
        return None;
    }
    let shown = style.date(date);
    let right = name(date.weekday());
    let diagnostic = finding(format!("{shown} is a {right}, not a {}", name(said)), place);
    let other = (-1..=1).filter_map(|years| NaiveDate::from_ymd_opt(date.year() + years, date.month(), date.day()));
    let other = other.filter(|other| other.weekday() == said).map(|other| other.year().to_string()).next();
    let hint = format!("write {right}, or put the date right");
    Some(match other {
        Some(year) => diagnostic.hint(format!("{hint}; in {year} that day was a {}", name(said))),
        None => diagnostic.hint(hint),
    })
}

fn exists(written: &Written, place: &Span) -> Option<Diagnostic> {
    // Without a year, a leap year has them all.
    let year = written.year.unwrap_or(2024);
    if NaiveDate::from_ymd_opt(year, written.month, written.day).is_some() {
        return None;
    }
    let (next_year, next_month) = if written.month == 12 { (year + 1, 1) } else { (year, written.month + 1) };
    let last = NaiveDate::from_ymd_opt(next_year, next_month, 1)?.pred_opt()?;
    let month = last.format("%B");
    let hint = format!("the last day of the month is {} {month}; put the day right", last.day());
    Some(finding(format!("there is no {} {month}", written.day), place).hint(hint))
}

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{nothing_in, underlined};

    fn of_2018(passage: &Passage<'_>) -> Vec<Diagnostic> {
        find(passage, NaiveDate::from_ymd_opt(2018, 4, 16).unwrap_or_default(), &Style::default())
    }

    #[test]
    fn wrong_weekdays_are_found() {
        for (text, said) in [
            ("on Tuesday, 16th April, 2018 at", "16 April 2018 is a Monday, not a Tuesday"),
            ("on Tuesday 8 September 2021", "8 September 2021 is a Wednesday, not a Tuesday"),
            ("Mon 17 Apr 2018", "17 April 2018 is a Tuesday, not a Monday"),
            ("Thursday April 6th 2018", "6 April 2018 is a Friday, not a Thursday"),
            ("Friday the 16th of April 2018", "16 April 2018 is a Monday, not a Friday"),
            ("on Tuesday 16 April", "16 April 2018 is a Monday, not a Tuesday"),
            ("Tuesday 16 and Tuesday 17 April 2018", "16 April 2018 is a Monday, not a Tuesday"),
            ("Monday 16 and Monday 17 April 2018", "17 April 2018 is a Tuesday, not a Monday"),
            ("by 31 June 2018", "there is no 31 June"),
            ("Monday 30 February", "there is no 30 February"),
            ("on 29 February 2018", "there is no 29 February"),
        ] {
            let found: Vec<String> = of_2018(&Passage::plain(text)).into_iter().map(|one| one.message).collect();
            assert_eq!(found, [said], "{text}");
        }
        assert_eq!(underlined(of_2018, "It met on Tuesday, 16th April, 2018."), ["Tuesday, 16th April, 2018"]);
        let hint = of_2018(&Passage::plain("Tuesday, 16th April, 2018")).remove(0).hints.remove(0);
        assert_eq!(hint, "write Monday, or put the date right; in 2019 that day was a Tuesday");
    }

    #[test]
    fn right_weekdays_and_dates_without_are_left_alone() {
        nothing_in(
            of_2018,
            &[
                "3.30 pm on Monday, 16th April, 2018",
                "Friday, 6 April 2018",
                "Monday, 9 October 2017",
                "Wednesday 8 September 2021",
                "Monday 16 and Tuesday 17 April 2018",
                "Monday 16 April",
                // More than three months from the report: nobody can tell.
                "Monday 14 November",
                "Mon to Fri, 16 posts",
                "on Monday 16 people came; may 3",
                "29 February 2020",
                "Sun 3",
                "On Friday",
                "the Wed",
                "March 2018, 1 May 2018",
            ],
        );
    }
}
