//! Ends: the values that a sentence of a range can speak of.

use std::sync::Arc;

use crate::claims::mentions::is_larger;
use crate::claims::numbers::Quantity;
use crate::claims::reading::{Place, Reading};
use crate::facts::figure::Figure;
use crate::quantity::period::Period;

/// The ends of a range that a number can be: "up to 34.9% (Solihull)" is of Solihull.
pub(super) fn of_range(reading: &Reading<'_, '_>, quantity: &Quantity, ids: &[String]) -> Vec<Figure> {
    let mut found = ends(reading, ids);
    if found.is_empty() {
        return found;
    }
    let own = reading.area_beside(quantity).filter(|area| !is_larger(area));
    let whose = |end: &Figure| end.scope.as_ref().map(|scope| scope.area.code.clone());
    found.retain(|end| own.as_ref().is_none_or(|area| whose(end).is_none_or(|code| code == area.code)));
    found
}

/// The lowest and the highest value of the regions that a sentence of a range speaks of.
fn ends(reading: &Reading<'_, '_>, ids: &[String]) -> Vec<Figure> {
    let tokens = reading.tokens;
    let ranged = reading.sentence.clone().any(|at| {
        matches!(
            tokens.word(at),
            "range"
                | "ranges"
                | "ranged"
                | "ranging"
                | "between"
                | "lowest"
                | "highest"
                | "vary"
                | "varies"
                | "varied"
        )
    });
    let (true, Some(region), Some(here)) = (ranged, reading.region(), reading.desk.here()) else {
        return Vec::new();
    };
    let facts = reading.desk.facts;
    let mut regions = vec![region];
    regions.extend(reading.areas.iter().filter_map(|one| one.area.clone()).filter(|area| is_larger(area)));
    let mut ends = Vec::new();
    for figure in ids.iter().flat_map(|id| reading.desk.figures(id, &here, reading.basis)) {
        if let (Some(scope), true) = (&figure.scope, reading.periods.len() > 1) {
            let named = || reading.periods.iter().flat_map(|mention| mention.periods.iter().copied());
            if let (Some(first), Some(last)) = (named().min(), named().max()) {
                let place = |period: &Period| Place { area: Arc::clone(&scope.area), periods: vec![*period] };
                let mut all: Vec<Figure> = scope
                    .dataset
                    .periods(&figure.measure.id, scope.basis)
                    .iter()
                    .filter(|period| (first..=last).contains(period))
                    .flat_map(|period| reading.desk.figures(&figure.measure.id, &place(period), scope.basis))
                    .filter(|figure| figure.datum.number().is_some())
                    .collect();
                all.sort_by_key(|figure| figure.datum.number());
                ends.extend(all.first().cloned());
                ends.extend(all.last().cloned());
            }
        }
        for region in &regions {
            if let Ok(spread) = facts.spread(&figure, region) {
                ends.extend([spread.low.figure, spread.high.figure]);
            }
        }
    }
    ends
}
