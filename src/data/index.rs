//! The index of a dataset: its measures, areas and periods, and the way from them to an observation.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::Observation;
use crate::data::areas::{Area, register};
use crate::data::measures::Measure;
use crate::data::problems::Problems;
use crate::data::table::Grid;
use crate::diagnostic::Diagnostic;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;

/// The ways to an observation.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    observations: HashMap<Key, usize>,
    measures: HashMap<String, usize>,
    measure_list: Vec<Arc<Measure>>,
    areas: HashMap<String, usize>,
    area_list: Vec<Arc<Area>>,
    /// The areas that the register does not have.
    unregistered: Vec<usize>,
    /// In time, each once.
    periods: BTreeMap<(usize, Option<Basis>), Vec<Period>>,
}

/// What identifies an observation in a dataset; measure and area as numbers, so that a look-up copies no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    measure: usize,
    basis: Option<Basis>,
    area: usize,
    period: Period,
}

impl Index {
    /// Finds its way through the observations of a grid.
    ///
    /// # Errors
    /// Two rows that give the same measure, basis, area and period.
    pub(super) fn new(grid: &Grid, observations: &[Observation]) -> Result<Self, Vec<Diagnostic>> {
        let mut index = Self { observations: HashMap::with_capacity(observations.len()), ..Self::default() };
        let mut problems = Problems::default();
        let mut twice = None;
        // Neighbours in a file share their area, and cells of a column their measure: most need no look-up by name.
        let mut area: Option<(&Arc<Area>, usize)> = None;
        let mut measures: Vec<Option<(&Arc<Measure>, usize)>> = vec![None; grid.columns.len()];
        for (at, one) in observations.iter().enumerate() {
            let measure = match measures[one.column] {
                Some((same, number)) if Arc::ptr_eq(same, &one.measure) => number,
                _ => number(&mut index.measures, &mut index.measure_list, &one.measure, &one.measure.id),
            };
            let area_number = match area {
                Some((same, number)) if Arc::ptr_eq(same, &one.area) => number,
                _ => number(&mut index.areas, &mut index.area_list, &one.area, &one.area.code),
            };
            measures[one.column] = Some((&one.measure, measure));
            area = Some((&one.area, area_number));
            let key = Key { measure, basis: one.basis, area: area_number, period: one.period };
            let periods = index.periods.entry((measure, one.basis)).or_default();
            if periods.last() != Some(&one.period) {
                periods.push(one.period);
            }
            if let Some(first) = index.observations.insert(key, at) {
                let first = &observations[first];
                // Two rows are one mistake, however many values they have.
                if twice.replace((first.row, one.row)) == Some((first.row, one.row)) {
                    continue;
                }
                let basis = one.basis.map_or_else(String::new, |basis| format!(" ({})", basis.name()));
                let message = format!(
                    "two rows give the {}{basis} of {} for {}",
                    one.measure.name, one.area.name, one.period
                );
                problems.push(
                    Diagnostic::error(message, &grid.span(one.row, one.column))
                        .related(&grid.span(first.row, first.column), "the first one")
                        .hint("keep one of the two rows"),
                );
            }
        }
        for periods in index.periods.values_mut() {
            periods.sort_unstable();
            periods.dedup();
        }
        index.unregistered = (0..index.area_list.len())
            .filter(|at| register().by_code(&index.area_list[*at].code).is_none())
            .collect();
        problems.or(index)
    }

    /// Which observation is of a measure on a basis, in the area with that code, in a period.
    pub(super) fn observation(
        &self,
        measure: &str,
        basis: Option<Basis>,
        area: &str,
        period: Period,
    ) -> Option<usize> {
        let (measure, area) = (*self.measures.get(measure)?, *self.areas.get(area)?);
        self.observations.get(&Key { measure, basis, area, period }).copied()
    }

    /// The measures, each once, in file order.
    pub(super) fn measures(&self) -> &[Arc<Measure>] {
        &self.measure_list
    }

    /// The measure of that id.
    pub(super) fn measure(&self, id: &str) -> Option<&Arc<Measure>> {
        self.measures.get(id).map(|at| &self.measure_list[*at])
    }

    /// The areas, each once, in file order.
    pub(super) fn areas(&self) -> &[Arc<Area>] {
        &self.area_list
    }

    /// The areas that the register does not have.
    pub(super) fn unregistered(&self) -> impl Iterator<Item = &Arc<Area>> {
        self.unregistered.iter().map(|at| &self.area_list[*at])
    }

    /// The periods of a measure on a basis, in time; empty if it does not occur.
    pub(super) fn periods(&self, measure: &str, basis: Option<Basis>) -> &[Period] {
        let measure = self.measures.get(measure);
        measure.and_then(|measure| self.periods.get(&(*measure, basis))).map_or(&[], Vec::as_slice)
    }
}

/// The number of a thing in a list of different things, added if it is new.
fn number<T>(numbers: &mut HashMap<String, usize>, list: &mut Vec<Arc<T>>, thing: &Arc<T>, key: &str) -> usize {
    if let Some(at) = numbers.get(key) {
        return *at;
    }
    list.push(Arc::clone(thing));
    numbers.insert(key.to_owned(), list.len() - 1);
    list.len() - 1
}
