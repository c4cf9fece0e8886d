//! `minutes-date`: whether an agenda or minutes speak of one meeting, an earlier one, where minutes are agreed.

mod arising;
mod last;
mod mentions;
mod order;
mod roles;
mod said;

use std::ops::Range;

use chrono::NaiveDate;

use crate::check::dates::{Written, date_at};
use crate::check::words::words;
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};
use crate::narrative::document::{Field, PaperReference, Record};
use crate::project::fields::{FieldEntry, RecordEntry};
use crate::project::yaml::Text;

/// The kind of a paper that has a meeting's minutes.
const MINUTES: &str = "minutes";

/// An item "minutes of the meeting held on 9 October" beside the minutes of another day, or words that name two.
pub const RULE: Rule = Rule {
    name: "minutes-date",
    severity: Severity::Error,
    summary: "an agenda that asks to agree the minutes of one day and brings those of another",
    explanation: "\
Minutes that are agreed are those of an earlier meeting. The rule finds, in the items of an agenda and in minutes, those of the day
of the meeting itself or of a later one, and as a warning those of more than thirteen months before, whose year is mostly a slip.
An item of an agenda that brings minutes as its paper says in words of which meeting they are. The rule finds a day in those
words on which no such meeting was held according to the minutes, and minutes of a meeting that comes after the agenda's own.
As a warning, it finds an item that has the minutes of one day agreed and names those of another in its heading, in brackets, in a
link or as attached, minutes that were agreed as the record of another meeting, and matters that arise from minutes of a later day
than those which are agreed, or of a day so near it that one of the two is wrong, and two days for \"the last meeting\". Last month's agenda is where the next one is
written from, and its date is what stays behind.

For example: \"The minutes of the last meeting, held on 17 June 2025, were agreed\" in the minutes of 17 June 2025; `text: To agree the minutes of the meeting held on 9 October 2017` with `paper: reports/2017-11-13-minutes.yaml`,
which are those of 13 November; \"To agree the minutes of 13 November (minutes of 9 October attached)\".

Left alone are words without a date, dates without a year that fit, words on a paper with several dates of which one fits,
minutes of two meetings or two bodies that are both agreed, those of another body or of this very meeting that are still to be
made, the last meeting in a sentence that names another body, those of a special meeting on the same day,
matters arising from minutes of long before, and the days on which minutes
were published, signed or put off.

Source: the first items of published agendas; minutes are signed at the next suitable meeting (Local Government Act 1972,
Schedule 12, paragraph 41).",
    needs_whole: false,
    reads_sentences: true,
    run: |paper: &Paper<'_>| {
        let mut brought = Vec::new();
        for (key, field) in &paper.report.fields {
            if let (FieldEntry::Records(entries, _), Some(Field::Records(records))) =
                (field, paper.narrated.document.fields.get(key))
            {
                each(paper, entries, records, &mut brought);
            }
        }
        // What the words say beside the paper says more than that its day is out of order.
        let mut found = said::contradictions(paper);
        found.retain(|one| !brought.iter().any(|other| other.span == one.span));
        found.extend(brought);
        found
    },
};

/// Looks at records as they were written beside what became of them, and at those within them.
fn each(paper: &Paper<'_>, entries: &[RecordEntry], records: &[Record], found: &mut Vec<Diagnostic>) {
    // Where an edition leaves some out nobody can tell which belongs to which.
    if entries.len() != records.len() {
        return;
    }
    for (entry, record) in entries.iter().zip(records) {
        if let Some(Field::Paper(of)) = record.fields.get("paper").filter(|_| entry.field("paper").is_some()) {
            found.extend(judge(paper, &words_of(entry), of));
            found.extend(too_late(paper, entry, of));
        }
        for (key, field) in &entry.fields {
            if let (FieldEntry::Records(inner, _), Some(Field::Records(shown))) = (field, record.fields.get(key)) {
                each(paper, inner, shown, found);
            }
        }
    }
}

/// The words of an item on its paper: its lines, and what its texts say of minutes.
fn words_of(entry: &RecordEntry) -> Vec<&Text> {
    let texts = entry.fields.iter().filter(|(key, _)| key != "paper").flat_map(|(_, field)| match field {
        FieldEntry::Line(text) => vec![text],
        FieldEntry::Text(texts) | FieldEntry::Lines(texts) => {
            texts.iter().filter(|text| text.value.to_lowercase().contains("minutes")).collect()
        }
        _ => Vec::new(),
    });
    texts.collect()
}

/// What is wrong with the words on the minutes of a day: they have a date, and none is that day.
fn judge(paper: &Paper<'_>, texts: &[&Text], of: &PaperReference) -> Option<Diagnostic> {
    let held = day_of(of)?;
    if texts.iter().any(|text| days(&text.value).iter().any(|(day, _)| is_of(day, held))) {
        return None;
    }
    let (text, place) = texts.iter().find_map(|text| Some((text, days(&text.value).into_iter().next()?.1)))?;
    let style = &paper.profile.style;
    let message = format!("these are the minutes of {}", style.weekday_date(held));
    Some(
        finding(message, &text.locate(place))
            .hint("put the date right, or name the minutes of that day under `paper:`"),
    )
}

/// The dates of a text, with where they stand.
fn days(text: &str) -> Vec<(Written, Range<usize>)> {
    let words = words(text);
    let written = (0..words.len()).filter_map(|at| date_at(&words, at).filter(|written| written.first == at));
    let place = |written: &Written| words[written.first].range.start..words[written.end - 1].range.end;
    written.map(|written| (place(&written), written)).map(|(place, written)| (written, place)).collect()
}

/// Whether a date can be that of a meeting.
fn is_of(date: &Written, held: NaiveDate) -> bool {
    match date.year {
        Some(_) => date.date() == Some(held),
        None => date.nearest(held) == Some(held),
    }
}

/// Minutes of a meeting that comes after the agenda's own.
fn too_late(paper: &Paper<'_>, entry: &RecordEntry, of: &PaperReference) -> Option<Diagnostic> {
    let (held, meeting) = (day_of(of)?, paper.report.date);
    let place = paper.report.date_place.as_ref().filter(|_| held >= meeting)?;
    let style = &paper.profile.style;
    let message = format!("minutes of {}, which is not before this meeting", style.weekday_date(held));
    Some(
        finding(message, &entry.place)
            .related(place, format!("the meeting is on {}", style.weekday_date(meeting)))
            .hint("name the minutes of an earlier meeting, or put the date of this one right"),
    )
}

fn day_of(of: &PaperReference) -> Option<NaiveDate> {
    let date = &of.date;
    NaiveDate::from_ymd_opt(date.year, date.month, date.day).filter(|_| of.kind == MINUTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_of_another_day_are_found() {
        let held = NaiveDate::from_ymd_opt(2017, 11, 13).expect("a date");
        for (text, found) in [
            ("To agree the minutes of the meeting held on 9 October 2017", "9 October 2017"),
            ("Minutes of 13 November 2018", "13 November 2018"),
            ("Minutes – 12th November", "12th November"),
        ] {
            let days = days(text);
            assert_eq!(days.first().map(|(_, place)| &text[place.clone()]), Some(found), "{text}");
            assert!(!days.iter().any(|(day, _)| is_of(day, held)), "{text}");
        }
        for text in [
            "To agree the minutes of the meeting held on 13 November 2017",
            "Minutes of 13th November",
            "Minutes of the meetings of 9 October 2017 and 13 November 2017",
        ] {
            assert!(days(text).iter().any(|(day, _)| is_of(day, held)), "{text}");
        }
        assert!(days("Minutes").is_empty() && days("").is_empty());
    }
}
