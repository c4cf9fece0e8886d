//! The lowest and highest authorities of a region, and who is missing from the comparison.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::areas::{Area, register};
use crate::data::{Dataset, Observation};
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::style::round;
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
    /// The lowest observation; more than one for a tie, by area code; empty if no authority has a number. What is
    /// above zero but rounds to it is lower than every number above zero.
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

impl<'a> AreaRange<'a> {
    /// Takes in an observation that has a place among the others.
    fn extend(&mut self, observation: &'a Observation) {
        let place = |one: &Observation| one.datum.order();
        let own = place(observation);
        // The authorities seen so far tie with this one, if it is as far out as they are.
        let (low, high) = (self.lowest.first().copied().map(place), self.highest.first().copied().map(place));
        if low.is_none_or(|low| own < low) {
            self.lowest.clear();
        }
        if low.is_none_or(|low| own <= low) {
            self.lowest.push(observation);
        }
        if high.is_none_or(|high| own > high) {
            self.highest.clear();
        }
        if high.is_none_or(|high| own >= high) {
            self.highest.push(observation);
        }
    }

    /// The authorities whose number is not known: the range may be wider than it looks, so it is not to be claimed.
    ///
    /// An authority to which the measure does not apply (`z`) is none of them, nor is one whose value is known to be
    /// above zero and below all numbers (`low`).
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
        let mut found: Vec<&Observation> = Vec::new();
        let mut areas: Vec<&Arc<Area>> = areas.collect();
        areas.sort_by(|a, b| a.code.cmp(&b.code));
        for area in areas {
            let Some(observation) = self.observation(measure, basis, &area.code, period) else { continue };
            reported.extend(area.parts());
            found.push(observation);
        }
        let numbers = found.iter().filter_map(|one| Some((one.datum.number()?, one.measure.decimals)));
        let fine = numbers.clone().any(|(value, decimals)| rounds_to_zero(value, decimals));
        let any = numbers.count() > 0;
        for observation in found {
            match observation.datum {
                Datum::Number(_) => range.extend(observation),
                // Beside finer numbers nobody knows which of them is lower; and without numbers there is no range.
                Datum::Symbol(Symbol::Low) if any && !fine => range.extend(observation),
                Datum::Symbol(symbol) => range.without.push((Arc::clone(&observation.area), Some(symbol))),
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

/// Whether a number above zero is shown as zero.
fn rounds_to_zero(value: Decimal, decimals: u32) -> bool {
    value > Decimal::ZERO && round(value, decimals).is_zero()
}
