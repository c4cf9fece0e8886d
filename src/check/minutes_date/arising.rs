//! Matters that arise from the minutes of another day than that of the minutes which are agreed.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::check::dates::Written;
use crate::check::minutes_date::mentions::same_day;
use crate::check::minutes_date::roles::Role;
use crate::check::minutes_date::said::{Said, contradiction, is_of_one, read};
use crate::check::passage::Passage;
use crate::diagnostic::Diagnostic;

/// Matters that an item has arise from other minutes than those which another item of the agenda has agreed.
pub fn arising_elsewhere(items: &[Vec<&Passage<'_>>], own: &BTreeSet<String>) -> Vec<Diagnostic> {
    let said: Vec<Vec<Said<'_>>> = items.iter().map(|item| read(item)).collect();
    let agreed = |role: Role| matches!(role, Role::Agreed(_) | Role::Topic | Role::Brought(_));
    let all: Vec<&Said<'_>> = said.iter().flatten().filter(|one| agreed(one.role)).collect();
    let arising = said.iter().filter(|item| !item.iter().any(|one| agreed(one.role))).flatten();
    let mut found = Vec::new();
    for one in arising.filter(|one| one.role == Role::Arising) {
        let others: Vec<&&Said<'_>> = all.iter().filter(|other| is_of_one(one, other, true, own)).collect();
        let fits = |other: &&&Said<'_>| {
            other.mention.dates.iter().any(|date| one.mention.dates.iter().any(|day| same_day(date, day)))
        };
        if let Some(other) = others.first().filter(|_| !others.iter().any(fits)) {
            found.push(contradiction(one, other));
        }
    }
    found
}

/// Whether matters that arise from some minutes hardly do so beside others, which are agreed.
pub fn may_not_arise(arising: &Said<'_>, agreed: &Said<'_>) -> bool {
    let dates = |said: &Said<'_>| said.mention.dates.clone();
    let fits = |one: &Written| dates(agreed).iter().any(|other| same_day(one, other));
    let out_of_step = |one: &Written| dates(agreed).iter().all(|other| is_out_of_step(one, other));
    // What fits is no contradiction, and has to be seen as such.
    dates(arising).iter().any(|one| fits(one) || arising.mention.last || out_of_step(one))
}

/// Whether matters of one day hardly arise beside the minutes of another: it comes after it, or so shortly before it that a figure
/// is wrong.
fn is_out_of_step(arising: &Written, agreed: &Written) -> bool {
    /// Days.
    const NEAR: i64 = 14;
    let year = arising.year.or(agreed.year).unwrap_or(2000);
    let day = |one: &Written| NaiveDate::from_ymd_opt(one.year.unwrap_or(year), one.month, one.day);
    let apart = day(agreed).zip(day(arising)).map(|(agreed, arising)| (agreed - arising).num_days());
    apart.is_some_and(|days| days < NEAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matters_arise_from_the_minutes_that_are_agreed() {
        let found = |items: &[&str]| {
            let passages: Vec<Passage<'_>> = items.iter().map(|item| Passage::plain(item)).collect();
            let items: Vec<Vec<&Passage<'_>>> = passages.iter().map(|one| vec![one]).collect();
            arising_elsewhere(&items, &BTreeSet::from(["board".to_owned()])).len()
        };
        for (agreed, arising) in [
            ("Minutes of the meeting held on 12 February", "Matters arising from the meeting held on 15 February"),
            (
                "To approve the minutes of the last meeting (3 March).",
                "Matters arising from the minutes of the last meeting (24 February).",
            ),
            (
                "To agree the minutes of 9 March.",
                "To hear what was done about the minutes of the last meeting, held on 2 March.",
            ),
        ] {
            assert_eq!(found(&[agreed, arising]), 1, "{arising}");
        }
        for (agreed, arising) in [
            ("Minutes of the meeting held on 12 February", "Matters arising from the meeting held on 12 February"),
            ("To agree the minutes of 9 March.", "Matters arising from the minutes of 12 January."),
            ("To agree the minutes of 9 March.", "The petition named in the minutes of 11 March."),
        ] {
            assert_eq!(found(&[agreed, arising]), 0, "{arising}");
        }
    }
}
