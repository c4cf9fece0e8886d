//! The lowest and highest authorities of a region, and who is missing from the comparison.

use std::sync::Arc;

use crate::data::areas::{Area, register};
use crate::data::{Dataset, Observation};
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::value::{Datum, Symbol};

/// A range that a file states by itself: its ends are known, although not every authority is.
#[derive(Debug, Clone)]
pub struct StatedRange {
    /// The lowest value: an observation for each authority that has it, by area code, at least one.
    pub lowest: Vec<Observation>,
    /// The highest value, in the same way.
    pub highest: Vec<Observation>,
    /// The region, by its code.
    pub region: String,
    /// Whether the file states the highest value first, as it does where higher is better.
    pub highest_first: bool,
}

impl StatedRange {
    fn is_of(&self, measure: &str, basis: Option<Basis>, region: &str, period: Period) -> bool {
        let of = |one: &Observation| one.measure.id == measure && one.basis == basis && one.period == period;
        self.region == region && self.lowest.first().is_some_and(of)
    }
}

/// The span of a measure over the authorities of a region in one period.
#[derive(Debug, Default)]
pub struct AreaRange<'a> {
    /// The lowest observation; more than one for a tie, by area code; empty if no authority has a number.
    pub lowest: Vec<&'a Observation>,
    /// The highest observation; more than one for a tie, by area code; empty if no authority has a number.
    pub highest: Vec<&'a Observation>,
    /// The authorities without a number, by area code: with a symbol, or not in the data at all.
    pub without: Vec<(Arc<Area>, Option<Symbol>)>,
    /// Whether the file states the range itself: then both ends are known, and nothing of who lies between them.
    pub stated: bool,
    /// Whether the file states the highest value first.
    pub highest_first: bool,
}

impl AreaRange<'_> {
    /// The authorities whose number is not known: the range may be wider than it looks, so it is not to be claimed.
    ///
    /// An authority to which the measure does not apply (`z`) is none of them.
    pub fn gaps(&self) -> impl Iterator<Item = &(Arc<Area>, Option<Symbol>)> {
        self.without.iter().filter(|(_, symbol)| *symbol != Some(Symbol::NotApplicable))
    }

    /// Whether every authority to which the measure applies has a number.
    pub fn is_complete(&self) -> bool {
        !self.lowest.is_empty() && self.gaps().next().is_none()
    }
}

impl Dataset {
    /// The lowest and highest authorities of a region (or of London, or England) by its code.
    ///
    /// Who belongs to the region in that period comes from the register of areas, and from the data for areas that
    /// the register does not have. Authorities that report together count as one. A file that states its ranges has
    /// no others: a range over the few authorities that it names would be a false one.
    pub fn range(&self, measure: &str, basis: Option<Basis>, region: &str, period: Period) -> AreaRange<'_> {
        if let Some(ranges) = &self.observed.ranges {
            let stated = ranges.iter().find(|range| range.is_of(measure, basis, region, period));
            return stated.map_or_else(AreaRange::default, |range| AreaRange {
                lowest: range.lowest.iter().collect(),
                highest: range.highest.iter().collect(),
                without: Vec::new(),
                stated: true,
                highest_first: range.highest_first,
            });
        }
        let members: Vec<Arc<Area>> = register().members(region, period).cloned().collect();
        let areas = self.areas().iter().filter(|area| area.is_authority_of(region));
        self.range_over(measure, basis, period, areas, &members)
    }

    /// The lowest and highest of some areas of this dataset; `members` are all who should have a value.
    pub fn range_over<'a>(
        &'a self,
        measure: &str,
        basis: Option<Basis>,
        period: Period,
        areas: impl Iterator<Item = &'a Arc<Area>>,
        members: &[Arc<Area>],
    ) -> AreaRange<'a> {
        let mut range = AreaRange::default();
        let mut reported: Vec<&str> = Vec::new();
        let mut areas: Vec<&Arc<Area>> = areas.collect();
        areas.sort_by(|a, b| a.code.cmp(&b.code));
        for area in areas {
            let Some(observation) = self.observation(measure, basis, &area.code, period) else { continue };
            reported.extend(area.parts());
            match observation.datum {
                Datum::Symbol(symbol) => range.without.push((Arc::clone(area), Some(symbol))),
                Datum::Number(value) => {
                    // The authorities seen so far that tie with this one, if it is as far out as they are.
                    let number = |of: &[&Observation]| of.first().and_then(|first| first.datum.number());
                    let (low, high) = (number(&range.lowest), number(&range.highest));
                    if low.is_none_or(|low| value < low) {
                        range.lowest.clear();
                    }
                    if low.is_none_or(|low| value <= low) {
                        range.lowest.push(observation);
                    }
                    if high.is_none_or(|high| value > high) {
                        range.highest.clear();
                    }
                    if high.is_none_or(|high| value >= high) {
                        range.highest.push(observation);
                    }
                }
            }
        }
        for member in members {
            if !reported.contains(&member.code.as_str()) {
                range.without.push((Arc::clone(member), None));
            }
        }
        range.without.sort_by(|(a, _), (b, _)| a.code.cmp(&b.code));
        range
    }
}
