//! When: the period that the clause around a figure names, and the one that the figure is of.

use std::sync::Arc;

use super::clause::Clause;
use super::{Printed, speaks_of};
use crate::claims::Finding;
use crate::claims::mentions::Role;
use crate::claims::reading::{Place, Reading};
use crate::quantity::period::Period;

/// "Turnover in 2023 was {{ turnover_rate }}" of a figure of 2025.
pub(super) fn check(reading: &Reading<'_, '_>, printed: &Printed<'_>, clause: &Clause) -> Option<Finding> {
    let own = printed.scope.period;
    // A month lies within a year that the sentence names.
    if !matches!(own, Period::Year(_) | Period::SplitYear(_)) {
        return None;
    }
    let mut named = reading.periods.iter().filter(|one| clause.has(one.tokens.start));
    let (Some(one), None) = (named.next(), named.next()) else { return None };
    let tokens = reading.tokens;
    let plain = match one.role {
        Role::Now => true,
        Role::At => !reading.spans_time(one) || is_year_to(reading, one.tokens.start),
        Role::Earlier => false,
    };
    if !plain || one.periods.contains(&own) {
        return None;
    }
    let words = &tokens.passage.text[tokens.bytes(&one.tokens)];
    let place = Place { area: Arc::clone(&printed.scope.area), periods: one.periods.clone() };
    speaks_of(reading, printed, words, Some(&place))
}

/// "in the year to September 2024"
fn is_year_to(reading: &Reading<'_, '_>, at: usize) -> bool {
    let tokens = reading.tokens;
    at >= 2
        && (tokens.phrase(at - 2, &["year", "to"])
            || at >= 3 && tokens.phrase(at - 3, &["year", "to"]) && tokens.text(at - 1).len() < 3)
}
