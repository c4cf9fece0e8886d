//! Ends of ranges: whether the authority that a table names as the lowest or the highest of a region is it.

use std::sync::Arc;

use crate::data::areas::register;
use crate::data::{Dataset, Observation};
use crate::facts::agreement::{Finding, Ledger, Pair};
use crate::quantity::style::join_words;
use crate::quantity::value::Datum;

/// An end of a range that a file states: the value of one authority, said to be the lowest or the highest.
#[derive(Clone, Copy)]
pub(super) struct End<'a> {
    /// The value.
    pub own: &'a Observation,
    /// The region, by its code.
    region: &'a str,
    /// Whether it is said to be the lowest value, and not the highest.
    lowest: bool,
}

impl End<'_> {
    /// Whether an observation is this end.
    pub fn is_at(&self, one: &Observation) -> bool {
        (self.own.row, self.own.column, &self.own.area.code) == (one.row, one.column, &one.area.code)
    }
}

/// The ends of all ranges that a file states, those of a tie one by one.
pub(super) fn ends(dataset: &Arc<Dataset>) -> Vec<End<'_>> {
    let ranges = dataset.observed.ranges.iter().flatten();
    ranges
        .flat_map(|range| {
            let end = |lowest: bool| move |own| End { own, region: range.region.as_str(), lowest };
            range.lowest.iter().map(end(true)).chain(range.highest.iter().map(end(false)))
        })
        .collect()
}

/// The ends whose own value is right, or was not published, but that are no end: others lie beyond them.
pub(super) fn findings<'a>(ledger: &Ledger<'a>, ends: &[End<'a>], pairs: &[Pair<'a>]) -> Vec<Finding<'a>> {
    let told = |end: &&End<'a>| {
        let pair = pairs.iter().find(|pair| pair.end.is_some() && end.is_at(pair.own));
        pair.is_none_or(Pair::agrees)
    };
    let find = |end: &End<'a>| {
        let (words, published, release) =
            ledger.published.iter().find_map(|release| beyond(ledger, end, release))?;
        let own = end.own;
        let kind = if end.lowest { "lowest" } else { "highest" };
        let message = format!(
            "{} of {} is not the {kind} {} in {}",
            ledger.text(own),
            own.area.name,
            own.measure.name,
            own.period
        );
        let id = own.measure.id.as_str();
        let diagnostic = ledger.warning(message, &ledger.dataset.span(own), vec![words], id);
        let diagnostic = diagnostic.related(&release.span(published), "published");
        Some(Finding { measure: id, diagnostic })
    };
    ends.iter().filter(told).filter_map(find).collect()
}

/// Who lies beyond an end in what was published, in words, with the first of their values.
pub(super) fn beyond<'a>(
    ledger: &Ledger<'a>,
    end: &End<'_>,
    release: &'a Arc<Dataset>,
) -> Option<(String, &'a Observation, &'a Arc<Dataset>)> {
    let own = end.own;
    let range = release.range(&own.measure.id, own.basis, end.region, own.period);
    let most = if end.lowest { &range.lowest } else { &range.highest };
    let first = *most.first()?;
    if most.iter().any(|one| one.area.code == own.area.code) {
        return None;
    }
    let mut names: Vec<&str> = most.iter().map(|one| one.area.name.as_str()).collect();
    names.sort_unstable();
    let value = ledger.shown(first.datum, own);
    if range.is_complete() {
        let region = register().by_code(end.region).map_or(end.region, |region| region.name.as_str());
        let basis = own.basis.map_or_else(String::new, |basis| format!(" ({})", basis.name()));
        let kind = if end.lowest { "lowest" } else { "highest" };
        let words = format!(
            "the {kind} {} of {region} in {}{basis} is {value}, of {}",
            own.measure.name,
            own.period,
            join_words(&names)
        );
        return Some((words, first, release));
    }
    // Without all authorities nothing is known of the end but that it is not this one.
    let (Datum::Number(stated), Datum::Number(most)) = (own.datum, first.datum) else { return None };
    let further = if end.lowest { most < stated } else { most > stated };
    let kind = if end.lowest { "lower" } else { "higher" };
    further.then(|| (format!("{value}, of {}, is {kind} still", join_words(&names)), first, release))
}
