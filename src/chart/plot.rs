//! What a plot must be before it is drawn, and how its values are shown in a picture.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::quantity::period::Period;
use crate::quantity::style::{PerCent, Style};
use crate::quantity::value::{Datum, Unit};

use super::{DrawError, Plot};

/// The largest number a label can show.
const LARGEST: i64 = 1_000_000_000_000;

/// The tallest picture that stands on a page with its heading and source, in points.
pub const TALLEST: f64 = 620.0;

impl Plot {
    /// Refuses a plot without categories, without a single number, or with series of another length.
    pub(super) fn check(&self, most_series: usize, advice: &str) -> Result<(), DrawError> {
        if self.categories.is_empty() || self.series.is_empty() {
            return Err(DrawError(
                "the chart has nothing to show: it needs at least one series and one value".into(),
            ));
        }
        for series in &self.series {
            if series.values.len() != self.categories.len() {
                return Err(DrawError(format!(
                    "`{}` has {} values for {} categories",
                    series.name,
                    series.values.len(),
                    self.categories.len()
                )));
            }
        }
        let mut numbers = self.series.iter().flat_map(|series| &series.values).filter_map(|value| value.number());
        if numbers.clone().next().is_none() {
            return Err(DrawError(format!(
                "the chart of `{}` has no numbers at all, only symbols; say so in a sentence instead",
                self.measure
            )));
        }
        if let Some(value) = numbers.find(|value| !drawable(*value)) {
            return Err(DrawError(format!(
                "the value `{value}` is too large to be drawn; use thousands or millions"
            )));
        }
        if self.series.len() > most_series {
            return Err(DrawError(format!(
                "{} series cannot be told apart in one chart, {most_series} can; {advice}",
                self.series.len()
            )));
        }
        Ok(())
    }

    /// Whether the categories are periods, so that every label between two others can be guessed.
    pub(super) fn over_time(&self) -> bool {
        self.categories.iter().all(|category| Period::parse(category).is_some())
    }

    /// A value as a label shows it.
    pub(super) fn shown(&self, value: Decimal) -> String {
        shown(&self.style, value, self.unit, self.decimals)
    }

    /// A datum as a label shows it; a symbol is its mark.
    pub(super) fn label(&self, datum: Datum) -> String {
        match datum {
            Datum::Number(value) => self.shown(value),
            Datum::Symbol(symbol) => symbol.mark().to_owned(),
        }
    }

    /// The index of the series that the report is about.
    pub(super) fn subject(&self) -> Option<usize> {
        self.series.iter().position(|series| series.subject)
    }
}

/// Whether a number is small enough for its label to fit.
pub fn drawable(value: Decimal) -> bool {
    value.abs() <= Decimal::from(LARGEST)
}

/// A value as a label shows it: like prose, but a share always with the sign, as in the header of a table.
pub fn shown(style: &Style, value: Decimal, unit: Unit, decimals: u32) -> String {
    let style = Style { per_cent: PerCent::Sign, ..style.clone() };
    style.value(value, unit, decimals)
}

/// How far along a scale a datum lies; none for a symbol.
pub fn extent(datum: Datum) -> Option<f64> {
    datum.number().and_then(|value| value.to_f64())
}

/// A number of a scale as text, with as many decimals as its step needs.
pub fn scale_number(style: &Style, value: f64, decimals: u32) -> String {
    let exact = Decimal::try_from(value).unwrap_or_default();
    style.number(exact.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero), decimals)
}

/// Refuses a picture that would not fit on a page.
pub fn fits_page(height: f64, rows: usize) -> Result<(), DrawError> {
    if height <= TALLEST {
        return Ok(());
    }
    Err(DrawError(format!("{rows} rows do not fit on a page; show fewer, or use a table")))
}
