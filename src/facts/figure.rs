//! A figure: a value that a report can show, with what it measures and where it comes from.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::areas::Area;
use crate::data::measures::Measure;
use crate::data::{Dataset, Observation};
use crate::diagnostic::Span;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::style::{Style, round};
use crate::quantity::value::Datum;

/// A value that a report can show.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What it measures; for a stated figure named after the figure.
    pub measure: Arc<Measure>,
    /// The value.
    pub datum: Datum,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a figure comes from.
#[derive(Debug, Clone)]
pub enum Origin {
    /// A cell of a data file.
    Observed(Observed),
    /// Typed by hand in the report, with its source in words.
    Stated {
        /// The source.
        source: String,
        /// Where the number stands in the report.
        place: Span,
    },
}

/// The cell of a data file that a figure was read from.
#[derive(Debug, Clone)]
pub struct Observed {
    /// The dataset.
    pub dataset: Arc<Dataset>,
    /// FTE or headcount, if the measure has a basis.
    pub basis: Option<Basis>,
    /// The area.
    pub area: Arc<Area>,
    /// The period.
    pub period: Period,
    /// The data row, from zero.
    pub row: usize,
    /// The column, from zero.
    pub column: usize,
}

impl Figure {
    /// The number as it is shown: rounded to the measure's decimals.
    pub fn shown(&self) -> Option<Decimal> {
        self.datum.number().map(|value| round(value, self.measure.decimals))
    }

    /// The value in house style; a symbol by its mark.
    pub fn text(&self, style: &Style) -> String {
        style.datum(self.datum, self.measure.unit, self.measure.decimals)
    }

    /// The cell it was read from, if it was read from one.
    pub fn observed(&self) -> Option<&Observed> {
        match &self.origin {
            Origin::Observed(observed) => Some(observed),
            Origin::Stated { .. } => None,
        }
    }

    /// What it is, in words: "the agency rate of Coventry in 2025".
    pub fn description(&self) -> String {
        match &self.origin {
            Origin::Observed(observed) => {
                format!("the {} of {} in {}", self.measure.name, observed.area.name, observed.period)
            }
            Origin::Stated { .. } => format!("the stated figure `{}`", self.measure.id),
        }
    }
}

/// An observation as a figure.
pub fn read(dataset: &Arc<Dataset>, one: &Observation) -> Figure {
    Figure {
        measure: Arc::clone(&one.measure),
        datum: one.datum,
        origin: Origin::Observed(Observed {
            dataset: Arc::clone(dataset),
            basis: one.basis,
            area: Arc::clone(&one.area),
            period: one.period,
            row: one.row,
            column: one.column,
        }),
    }
}
