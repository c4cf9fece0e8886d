//! Minutes of a meeting that was not over when they were agreed, or that was held too long before.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use crate::check::accepted::entry;
use crate::check::answer::among;
use crate::check::dates::Written;
use crate::check::minutes_date::mentions::Mention;
use crate::check::minutes_date::roles::Role;
use crate::check::minutes_date::said::Said;
use crate::check::words::{Word, lower};
use crate::check::{doubt, finding};
use crate::diagnostic::Diagnostic;
use crate::quantity::style::Style;

/// How the day of some minutes lies to the meeting at which they are agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// It is the day of the meeting.
    Same,
    /// It comes after it.
    Later,
    /// It comes after it, unless last year's is meant.
    PerhapsLater,
    /// It is so long before that its year may be wrong.
    Old,
}

/// What is wrong with the day of minutes that are agreed, signed or brought at a meeting of a body that is called `own`, or from which
/// matters arise there.
pub fn out_of_order(
    said: &Said<'_>,
    own: &BTreeSet<String>,
    meeting: NaiveDate,
    style: &Style,
) -> Option<Diagnostic> {
    let mention = &said.mention;
    if said.role == Role::Aside || !is_own(mention, own) {
        return None;
    }
    let mut orders = mention.dates.iter().filter_map(|date| order(date, meeting));
    let order = orders.find(|order| *order != Order::Old).or_else(|| order(mention.dates.first()?, meeting))?;
    let sentences = said.passage.words_by_sentence();
    let (_, words) = sentences.iter().find(|(range, _)| range.contains(&said.range.start))?;
    let left = match order {
        Order::Old => !mention.last && !is_signed(words),
        _ => is_of_this_meeting(words),
    };
    // A special meeting may have been held earlier on the same day.
    if left || order == Order::Same && mention.body.iter().any(|word| among(SORTS, word)) {
        return None;
    }
    let written = said.passage.text.get(said.range.clone()).unwrap_or_default();
    let place = said.passage.place(&said.range);
    let day = style.weekday_date(meeting);
    let told = match order {
        Order::Same => finding(format!("minutes of `{written}`, which is the day of this meeting itself"), &place),
        Order::Later => finding(format!("minutes of `{written}`, which comes after this meeting of {day}"), &place),
        Order::PerhapsLater => {
            doubt(format!("minutes of `{written}`, which comes after this meeting of {day}"), &place)
        }
        Order::Old => {
            doubt(format!("minutes of `{written}`, more than thirteen months before this meeting"), &place)
        }
    };
    Some(match order {
        Order::Old => told
            .hint("put the year right")
            .hint(format!("if minutes so old are still to be agreed: {}", entry("minutes-date", written))),
        _ => told
            .hint("write the day of the earlier meeting whose minutes they are, or put the date of this one right"),
    })
}

/// What tells meetings of one body apart.
const SORTS: &str = "annual extraordinary informal joint ordinary private special urgent";

/// Whether minutes are those of the body itself, as far as they say whose they are.
fn is_own(mention: &Mention, own: &BTreeSet<String>) -> bool {
    mention.body.iter().all(|word| own.contains(word) || among(SORTS, word))
}

fn order(date: &Written, meeting: NaiveDate) -> Option<Order> {
    /// Days.
    const SOON: i64 = 31;
    let day = date.date().or_else(|| date.nearest(meeting))?;
    let days = (day - meeting).num_days();
    let old = || day.checked_add_months(Months::new(13)).is_some_and(|later| later < meeting);
    match days {
        0 => Some(Order::Same),
        1.. if date.year.is_some() => Some(Order::Later),
        1..=SOON => Some(Order::PerhapsLater),
        _ if date.year.is_some() && old() => Some(Order::Old),
        _ => None,
    }
}

/// Whether a sentence speaks of the minutes of the meeting that is being held, which are still to be made: "would be published".
fn is_of_this_meeting(words: &[Word<'_>]) -> bool {
    const TO_COME: &str =
        "future next publication publish published shall today today's tomorrow tonight website will would";
    const MADE: &str = "brought circulated drafted placed prepared produced sent shared typed written";
    (0..words.len()).any(|at| {
        let next = lower(words, at + 1);
        among(TO_COME, lower(words, at))
            || lower(words, at) == "this" && among("afternoon evening meeting morning", next)
            || lower(words, at) == "be" && among(MADE, next)
    })
}

/// Whether a sentence has minutes agreed or signed, and not only read.
fn is_signed(words: &[Word<'_>]) -> bool {
    const SIGNED: &str = "agree agreed approve approved confirm confirmed sign signed";
    words.iter().any(|word| among(SIGNED, &word.lower))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::minutes_date::said::read;
    use crate::check::passage::Passage;

    /// What is told of a text at a meeting of the Trees Committee on 17 June 2025.
    fn told(text: &str) -> Vec<String> {
        let meeting = NaiveDate::from_ymd_opt(2025, 6, 17).expect("a date");
        let own = BTreeSet::from(["committee".to_owned(), "tree".to_owned()]);
        let passages: Vec<Passage<'_>> = text.split(" | ").map(Passage::plain).collect();
        let said = read(&passages.iter().collect::<Vec<_>>());
        let found = said.iter().filter_map(|one| out_of_order(one, &own, meeting, &Style::default()));
        found.map(|one| one.span.map_or_else(String::new, |span| span.text().to_owned())).collect()
    }

    #[test]
    fn minutes_are_those_of_an_earlier_meeting() {
        let missed: Vec<_> = [
            ("The minutes of the last meeting, held on 17 June 2025, were agreed and signed.", "17 June 2025"),
            ("Minutes of the last meeting (17 June 2025)", "17 June 2025"),
            ("To agree the minutes of the meeting held on 24 June 2025", "24 June 2025"),
            ("The minutes of the meeting held on 20 May 2026 were agreed as a true record.", "20 May 2026"),
            ("that the minutes of the meeting held on 17 June be signed", "17 June"),
            ("Minutes of the Trees Committee, 1 July 2025", "1 July 2025"),
            ("The minutes of the meetings of 20 May and 17 June 2025 were approved.", "20 May and 17 June 2025"),
            ("Matters arising from the minutes of 17 June 2025", "17 June 2025"),
            ("To sign the minutes of 20 June", "20 June"),
            ("The minutes of the special meeting held on 27 June 2025 were signed.", "27 June 2025"),
            ("The Chair signed the minutes of 20 May as a true record of the meeting of 17 June.", "17 June"),
            ("The minutes of the meeting held on 20 May 2023 were agreed.", "20 May 2023"),
            ("Last meeting: 17/06/2025", "17/06/2025"),
            ("The minutes of 17 June 2025, to be taken as read", "17 June 2025"),
            ("To take as read the minutes of 17 June 2025", "17 June 2025"),
            ("The record of the meeting of 17 June 2025 was approved.", "17 June 2025"),
            ("Minutes of the last meeting | 17 June 2025", "17 June 2025"),
        ]
        .into_iter()
        .filter(|(text, found)| told(text) != [*found])
        .map(|(text, _)| (text, told(text)))
        .collect();
        assert_eq!(missed, Vec::<(&str, Vec<String>)>::new());
    }

    #[test]
    fn other_minutes_are_left_alone() {
        let found: Vec<_> = [
            "The minutes of the last meeting, held on 20 May 2025, were agreed and signed.",
            "The minutes of the meeting held on 20 May 2025 were agreed with one correction, which the Chair signed on 17 June 2025.",
            "To note the minutes of the Staff Forum held on 17 June 2025",
            "To receive the minutes of the Planning Committee of 24 June 2025",
            "It was agreed that the minutes of the meeting of 17 June 2025 be published on the website.",
            "The minutes of this meeting (17 June 2025) will be agreed in July.",
            "It was agreed that the minutes of 17 June 2025 be circulated within a week.",
            "The minutes of the special meeting held on 17 June 2025 were signed.",
            "To agree the minutes of the meeting held on 20 May",
            "To agree the minutes of the meeting held on 2 December",
            "The minutes of 12 March 2019 were read out.",
            "The minutes of the meeting held on 20 June 2024 were agreed.",
            "The next meeting is on 15 July 2025.",
            "To take as read the minutes of 20 May 2025",
            "Officers kept a record of the meeting of 17 June 2025.",
            "Date of next meeting | 17 June 2025",
        ]
        .into_iter()
        .filter(|text| !told(text).is_empty())
        .collect();
        assert_eq!(found, Vec::<&str>::new());
    }
}
