//! `weekday`: a date with the wrong day of the week, or one that does not exist.

#[cfg(test)]
mod sentences;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use crate::check::answer::among;
use crate::check::dates::{Written, date_at, day_of_month, joins, skip, weekday, with_month};
use crate::check::passage::Passage;
use crate::check::words::Word;
use crate::check::{Rule, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::quantity::dates::name;
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

The day may stand before its date or after it (\"27 November 2025 (Thursday)\"), be shortened (\"Weds\"), and the date be in
words or in digits (\"27/11/2025\", \"27.11.25\", \"2025-11-27\"). A date without a year is taken for one of the year that
another date beside it has, or for the nearest to the date of the report, if that is at most three months away; otherwise
nobody can tell, and nothing is said. Names and the cells of tables are read as well as texts. Days and dates in lists are taken in pairs; \"Fridays\" is the day of each
date that is listed after it.

Source: the agenda of a published report gives its dates with their weekdays, all of them right.",
    needs_whole: false,
    reads_sentences: false,
    run: |paper| paper.each_with_labels(|passage| find(passage, paper.report.date, &paper.profile.style)),
};

fn find(passage: &Passage<'_>, report: NaiveDate, style: &Style) -> Vec<Diagnostic> {
    let words = passage.words();
    let place = |first: usize, end: usize| passage.place(&(words[first].range.start..words[end - 1].range.end));
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some(said) = said_before(&words, at) {
            for (index, one) in said.pairs.iter().enumerate() {
                // The first of them is shown with the days before it, the others by themselves.
                let first = if index == 0 { at } else { one.written.first };
                let place = place(first, one.written.end);
                found.extend(check(one, &dates(&words, &one.written, report), style, &place));
            }
            at = said.end;
        } else if let Some(written) = date_at(&words, at) {
            let after = said_after(&words, written.end);
            let end = after.map_or(written.end, |(_, end)| end);
            if after.is_some() || !is_number_of_paragraph(&words, &written) {
                let place = place(at, end);
                match after {
                    Some((weekday, _)) => {
                        let dates = dates(&words, &written, report);
                        found.extend(check(&Said { weekday, written, of_several: false }, &dates, style, &place));
                    }
                    None => found.extend(exists(&written, &place)),
                }
            }
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// A day of the week, and the date that it is said to be of.
struct Said {
    weekday: Weekday,
    written: Written,
    /// Whether it is said of other dates as well.
    of_several: bool,
}

/// Days of the week with the dates after them, and the index of the word after what has been read.
struct Before {
    pairs: Vec<Said>,
    end: usize,
}

/// "Monday 16 April 2018", "Mon. 16/4/18", "Monday and Tuesday, 16 and 17 April 2018", and of "Monday 16 and Tuesday 17 April
/// 2018" the first of the two; `None` where no day of the week stands with a date after it.
fn said_before(words: &[Word<'_>], at: usize) -> Option<Before> {
    if let Some(day) = weekdays(words.get(at)?) {
        return said_of_several(words, at, day);
    }
    let mut days = vec![weekday(words.get(at)?)?];
    let mut next = at + 1;
    while joins(words, next)
        && let Some(other) = words.get(next + 1).and_then(weekday)
    {
        days.push(other);
        next += 2;
    }
    let first = skip(words, next);
    let (mut dates, mut end) = (Vec::new(), first);
    // Days that share the month of the last: "16, 17 and 18 April 2018".
    while let Some(written) = with_month(words, end) {
        end = written.end;
        let on =
            joins(words, end) && words.get(end + 1).and_then(day_of_month).is_some() && end == written.first + 1;
        dates.push(written);
        if !on {
            break;
        }
        end += 1;
    }
    let first = dates.first()?;
    let one = first.end;
    // "Thursday 5, 12 and 20 March": two of them say that all are meant; "Thursday 5 and 6 March" are that day and the next.
    if days.len() == 1 && dates.len() > 2 {
        let first = &dates[0];
        let week =
            dates[1..].iter().any(|other| other.month == first.month && other.day.abs_diff(first.day) % 7 == 0);
        if week {
            let pairs = dates.into_iter().map(|written| Said { weekday: days[0], written, of_several: true });
            return Some(Before { pairs: pairs.collect(), end });
        }
    }
    if days.len() == 1 {
        let pairs = dates.into_iter().take(1).map(|written| Said { weekday: days[0], written, of_several: false });
        return Some(Before { pairs: pairs.collect(), end: one });
    }
    // "Monday to Friday, 1 December 2025 to …": nobody knows which day is which.
    let known = days.len() == dates.len();
    let pairs = days.into_iter().zip(dates).map(|(weekday, written)| Said { weekday, written, of_several: false });
    Some(Before { pairs: if known { pairs.collect() } else { Vec::new() }, end })
}

/// "Fridays" is the day of each of the dates after it: "Fridays 9, 16 and 23 January 2026". A single date, "Fridays, 9 January
/// 2026 included", and a run, "Fridays, 9 January to 27 March", may be of anything.
fn said_of_several(words: &[Word<'_>], at: usize, day: Weekday) -> Option<Before> {
    let list = |at: usize| words.get(at).is_some_and(|word| among("and or , &", &word.lower));
    let mut pairs = Vec::new();
    // "the Mondays of 2 and 9 March"
    let of = words.get(at + 1).is_some_and(|word| word.lower == "of");
    let mut next = skip(words, at + 1 + usize::from(of));
    // "Mondays and Tuesdays, 16 and 17 April"
    if at.checked_sub(1).is_some_and(|before| joins(words, before))
        && weekdays(&words[at.checked_sub(2)?]).is_some()
    {
        return None;
    }
    while let Some(written) = with_month(words, next) {
        let end = written.end;
        pairs.push(Said { weekday: day, written, of_several: true });
        let after = end + usize::from(list(end)) + usize::from(list(end) && list(end + 1));
        if after == end || with_month(words, after).is_none() {
            let run = joins(words, end) && !list(end);
            return (pairs.len() > 1 && !run).then_some(Before { pairs, end });
        }
        next = after;
    }
    None
}

/// The day of the week of "Fridays", "Fri's" left out.
fn weekdays(word: &Word<'_>) -> Option<Weekday> {
    let single = word.lower.strip_suffix("days")?;
    weekday(&Word { lower: format!("{single}day"), ..word.clone() })
}

/// The day of the week that stands after its date, "(Monday)", ", a Monday", "was a Monday", and the index of the word after
/// it.
fn said_after(words: &[Word<'_>], end: usize) -> Option<(Weekday, usize)> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let mut at = end;
    let sign = lower(at);
    let bracket = matches!(sign, "(" | "[");
    let comma = matches!(sign, "," | "-" | "–" | "—");
    at += usize::from(bracket || comma);
    at += usize::from(matches!(lower(at), "which" | "that"));
    let verb = matches!(lower(at), "was" | "is" | "being" | "fell" | "falls");
    at += usize::from(verb);
    at += usize::from(verb && lower(at) == "on");
    let article = matches!(lower(at), "a" | "the");
    at += usize::from(article);
    let day = weekday(words.get(at)?)?;
    // The day of another date: "16 April 2018, Tuesday 17 April".
    if said_before(words, at).is_some_and(|before| !before.pairs.is_empty()) {
        return None;
    }
    let closed = at + 1 >= words.len() || matches!(lower(at + 1), "." | "," | ";" | ")" | "]" | "–" | "—");
    let said = bracket || article || verb || comma && closed;
    (said && (bracket || comma || verb)).then_some((day, at + 1))
}

/// Whether a date of dots and two digits for the year, "31.2.20", may be the number of a paragraph.
fn is_number_of_paragraph(words: &[Word<'_>], written: &Written) -> bool {
    words.get(written.first).is_some_and(|word| {
        let last = word.text.rsplit('.').next().unwrap_or_default();
        written.end == written.first + 1 && word.text.contains('.') && last.len() == 2
    })
}

/// The dates that may be meant: without a year that of the dates beside it and the nearest to the report.
fn dates(words: &[Word<'_>], written: &Written, report: NaiveDate) -> Vec<NaiveDate> {
    /// How many words away another date may be.
    const BESIDE: usize = 15;
    if written.year.is_some() {
        return written.date().into_iter().collect();
    }
    let beside = written.first.saturating_sub(BESIDE)..words.len().min(written.end + BESIDE);
    let years = beside.filter_map(|at| date_at(words, at)?.year);
    let dates = years.filter_map(|year| NaiveDate::from_ymd_opt(year, written.month, written.day));
    dates.chain(written.nearest(report)).collect()
}

fn check(said: &Said, dates: &[NaiveDate], style: &Style, place: &Span) -> Option<Diagnostic> {
    if let Some(wrong) = exists(&said.written, place) {
        return Some(wrong);
    }
    if dates.iter().any(|date| date.weekday() == said.weekday) {
        return None;
    }
    let date = *dates.first()?;
    let shown = style.date(date);
    let (right, wrong) = (name(date.weekday()), name(said.weekday));
    let diagnostic = finding(format!("{shown} is a {right}, not a {wrong}"), place);
    if said.of_several {
        let near = (-3..=3).map(|days| date + TimeDelta::days(days)).find(|near| near.weekday() == said.weekday)?;
        return Some(diagnostic.hint(format!("put the date right; {} is a {wrong}", style.date(near))));
    }
    let other = (-1..=1).filter_map(|years| NaiveDate::from_ymd_opt(date.year() + years, date.month(), date.day()));
    let other = other.filter(|other| other.weekday() == said.weekday).map(|other| style.date(other)).next();
    let hint = format!("write {right}, or put the date right");
    Some(match other {
        // Nothing says here whether that day has been.
        Some(other) => diagnostic.hint(format!("{hint}; {other} is a {wrong}")),
        None => diagnostic.hint(hint),
    })
}

fn exists(written: &Written, place: &Span) -> Option<Diagnostic> {
    if written.month > 12 {
        let hint = "write the day before the month, or the month in words";
        return Some(finding(format!("there is no month {}", written.month), place).hint(hint));
    }
    // Without a year, a leap year has them all.
    let year = written.year.unwrap_or(2024);
    if NaiveDate::from_ymd_opt(year, written.month, written.day).is_some() {
        return None;
    }
    let (next_year, next_month) = if written.month == 12 { (year + 1, 1) } else { (year, written.month + 1) };
    let last = NaiveDate::from_ymd_opt(next_year, next_month, 1)?.pred_opt()?;
    let month = last.format("%B");
    let hint = format!("the last day of the month is {} {month}; put the day right", last.day());
    // "There is no 29 February 2025"; in no year is there a 31 April.
    let year = if (written.day, written.month) == (29, 2) { format!(" {year}") } else { String::new() };
    Some(finding(format!("there is no {} {month}{year}", written.day), place).hint(hint))
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
            ("Mondays 16 and 24 April 2018", "24 April 2018 is a Tuesday, not a Monday"),
            ("Mondays (9, 16 & 24 April)", "24 April 2018 is a Tuesday, not a Monday"),
            ("Monday 9, 16 and 24 April", "24 April 2018 is a Tuesday, not a Monday"),
            ("the Mondays of 9 and 17 April", "17 April 2018 is a Tuesday, not a Monday"),
            ("Mondays 26 March and 3 April 2018", "3 April 2018 is a Tuesday, not a Monday"),
            ("by 31 June 2018", "there is no 31 June"),
            ("Monday 30 February", "there is no 30 February"),
            ("on 29 February 2018", "there is no 29 February 2018"),
        ] {
            let found: Vec<String> = of_2018(&Passage::plain(text)).into_iter().map(|one| one.message).collect();
            assert_eq!(found, [said], "{text}");
        }
        assert_eq!(underlined(of_2018, "It met on Tuesday, 16th April, 2018."), ["Tuesday, 16th April, 2018"]);
        let hint = of_2018(&Passage::plain("Tuesday, 16th April, 2018")).remove(0).hints.remove(0);
        assert_eq!(hint, "write Monday, or put the date right; 16 April 2019 is a Tuesday");
        let hint = of_2018(&Passage::plain("Mondays 9, 16 & 24 April")).remove(0).hints.remove(0);
        assert_eq!(hint, "put the date right; 23 April 2018 is a Monday");
    }

    #[test]
    fn officers_sentences_are_told_apart() {
        let report = NaiveDate::from_ymd_opt(2025, 11, 27).unwrap_or_default();
        let found = |passage: &Passage<'_>| find(passage, report, &Style::default());
        for text in sentences::BROKEN {
            assert!(!found(&Passage::plain(text)).is_empty(), "{text}");
        }
        nothing_in(found, sentences::KEPT);
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
                "Monday 9, 10 and 11 April 2018",
                "Mondays 9, 16, and 23 April 2018",
                "Mondays and Tuesdays 16 and 17 April 2018",
                "Mondays, 10 April to 24 April 2018",
                "Tuesdays 9 to 20 April 2018",
                "Closed on Tuesdays, 9 April 2018 included",
                "On Mondays 15 people came, and 12 on 3 May",
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
