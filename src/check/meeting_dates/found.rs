//! What is told of a meeting with two dates.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::check::finding;
use crate::check::meeting_dates::events::Happening;
use crate::check::meeting_dates::lasting::Bound;
use crate::check::passage::Passage;
use crate::diagnostic::Diagnostic;

/// A date of a meeting that has another one as well.
pub struct Found<'a> {
    /// The passage with the date.
    pub passage: usize,
    /// Where the date stands in it.
    pub range: &'a Range<usize>,
    /// The date.
    pub told: String,
    /// What has the date.
    pub what: What<'a>,
    /// Where the other date stands; none where it is the paper's.
    pub other: Option<(usize, &'a Range<usize>, String)>,
}

/// What has two dates.
#[derive(Debug, Clone, Copy)]
pub enum What<'a> {
    /// A meeting, with the name of whose it is.
    Meeting(Option<&'a str>),
    /// Another event: "site visit".
    Event(&'a str),
    /// What two sentences tell in the same words.
    Alike,
    /// What lasts, with the verb for the day that is told: "the consultation ends on".
    Lasting(&'a str, &'static str),
}

impl<'a> Found<'a> {
    /// An event with two dates, and what it is called.
    pub fn event(one: &'a Happening, other: &'a Happening, name: Option<&'a str>) -> Self {
        Self {
            passage: one.passage,
            range: &one.range,
            told: one.days.told(),
            what: name.map_or(What::Alike, What::Event),
            other: Some((other.passage, &other.range, other.days.told())),
        }
    }

    /// A first or last day of what lasts, which has another one.
    pub fn bound(one: &'a Bound, other: &'a Bound) -> Self {
        Self {
            passage: one.passage,
            range: &one.range,
            told: told(one.day),
            what: What::Lasting(one.told(), if one.is_last { "ends" } else { "begins" }),
            other: Some((other.passage, &other.range, told(other.day))),
        }
    }

    /// What is told of it.
    pub fn diagnostic(&self, passages: &[Passage<'_>], report: NaiveDate) -> Diagnostic {
        let (place, first) = (passages[self.passage].place(self.range), &self.told);
        let Some((passage, range, second)) = &self.other else {
            let second = told(report);
            return finding(format!("a meeting on {first}, while the paper is dated {second}"), &place)
                .hint("give the meeting to which this paper goes one date, here or under `date:`");
        };
        let (message, hint) = match self.what {
            What::Meeting(name) => (
                format!("{} on {first}, elsewhere on {second}", meeting(name)),
                "if it is one meeting, give it one date; if there were two, say so, as in `at its second meeting`"
                    .to_owned(),
            ),
            What::Event(name) => (
                format!("the {name} of {first}, elsewhere of {second}"),
                format!("if both are the same, give them one date; if there were two, say so{}", second_of(name)),
            ),
            What::Lasting(name, verb) => (
                format!("the {name} {verb} on {first}, elsewhere on {second}"),
                "if it is one, give it one date; if it was extended or there were two, say so".to_owned(),
            ),
            What::Alike => (
                format!("the same is told of {first}, and elsewhere of {second}"),
                "if both are the same, give them one date; if they are not, say what is different".to_owned(),
            ),
        };
        finding(message, &place).related(&passages[*passage].place(range), "the other date").hint(hint)
    }
}

/// How to say that an event is the second of its kind, where its noun is not in the plural.
fn second_of(name: &str) -> String {
    let several = name.ends_with('s') && !name.ends_with("ss");
    if several { String::new() } else { format!(", as in `the second {name}`") }
}

/// A meeting, by the name of whose it is.
fn meeting(name: Option<&str>) -> String {
    match name.map(|name| name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name)) {
        None => "a meeting".to_owned(),
        Some(name @ ("Cabinet" | "Council" | "Full Council")) => format!("a meeting of {name}"),
        Some(name) => format!("a meeting of the {name}"),
    }
}

/// A date as a message tells it.
pub fn told(date: NaiveDate) -> String {
    format!("{} {}", date.day(), date.format("%B %Y"))
}
