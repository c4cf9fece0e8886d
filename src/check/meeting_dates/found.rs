//! What is told of a meeting with two dates.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::check::finding;
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
    /// Whose meeting it is.
    pub name: Option<&'a str>,
    /// Where the other date stands; none where it is the paper's.
    pub other: Option<(usize, &'a Range<usize>, String)>,
}

impl Found<'_> {
    /// What is told of it.
    pub fn diagnostic(&self, passages: &[Passage<'_>], report: NaiveDate) -> Diagnostic {
        let (place, first) = (passages[self.passage].place(self.range), &self.told);
        let Some((passage, range, second)) = &self.other else {
            let second = told(report);
            return finding(format!("a meeting on {first}, while the paper is dated {second}"), &place)
                .hint("give the meeting to which this paper goes one date, here or under `date:`");
        };
        let name =
            self.name.map(|name| name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name));
        let of = match name {
            None => "a meeting".to_owned(),
            Some(name @ ("Cabinet" | "Council" | "Full Council")) => format!("a meeting of {name}"),
            Some(name) => format!("a meeting of the {name}"),
        };
        finding(format!("{of} on {first}, elsewhere on {second}"), &place)
            .related(&passages[*passage].place(range), "the other date")
            .hint(
                "if it is one meeting, give it one date; if there were two, say so, as in `at its second meeting`",
            )
    }
}

/// A date as a message tells it.
pub fn told(date: NaiveDate) -> String {
    format!("{} {}", date.day(), date.format("%B %Y"))
}
