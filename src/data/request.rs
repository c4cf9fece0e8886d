//! Requests: what a report says about a data file.

use std::sync::Arc;

use super::Observed;
use crate::data::areas::Area;
use crate::data::measures::Measure;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;

/// What a report says about a data file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Measures that the report defines for columns or rows of its own, by column name.
    pub measures: Vec<Measure>,
    /// What rows of a comparison table are called in the file, where it is not the measure's name: label and id.
    pub rows: Vec<(String, String)>,
    /// Whose values a comparison table has in columns that name only a period.
    pub area: Option<Arc<Area>>,
    /// Which region a comparison table means by its average and its range.
    pub region: Option<Arc<Area>>,
    /// The basis of a comparison table, where its rows do not say it.
    pub basis: Option<Basis>,
    /// What the file calls a period, and the period that is meant by it.
    pub periods: Vec<(Period, Period)>,
}

impl Request {
    /// Gives every observation the period that is meant by what the file calls it.
    pub(super) fn rename_periods(&self, observed: &mut Observed) {
        let ranges = observed
            .ranges
            .iter_mut()
            .flatten()
            .flat_map(|range| range.lowest.iter_mut().chain(&mut range.highest));
        for one in observed.observations.iter_mut().chain(ranges) {
            if let Some((_, meant)) = self.periods.iter().find(|(written, _)| *written == one.period) {
                one.period = *meant;
            }
        }
    }
}
