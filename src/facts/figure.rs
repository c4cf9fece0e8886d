//! A figure: a value that a report can show, with what it measures and where it comes from.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::data::areas::{Area, Level};
use crate::data::measures::{Measure, is_plural};
use crate::data::query::Query;
use crate::data::{Dataset, Observation};
use crate::diagnostic::Span;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::style::{Style, round};
use crate::quantity::value::{Datum, Order};

/// A value that a report can show.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What it measures; for a figure that the report names itself, named after the figure.
    pub measure: Arc<Measure>,
    /// The value.
    pub datum: Datum,
    /// Whose value it is, and when; `None` for what belongs to no area and no period, such as a stated figure.
    pub scope: Option<Scope>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Whose value a figure is, when, on which basis and in which dataset: what makes two figures comparable.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The dataset, with the release that it is of.
    pub dataset: Arc<Dataset>,
    /// FTE or headcount, if the measure has a basis.
    pub basis: Option<Basis>,
    /// The area.
    pub area: Arc<Area>,
    /// The period.
    pub period: Period,
}

/// Where a figure comes from.
#[derive(Debug, Clone)]
pub enum Origin {
    /// A cell of the dataset of its scope.
    Cell {
        /// The data row in the grid, from zero.
        row: usize,
        /// The column in the grid, from zero.
        column: usize,
        /// How it was computed from what the file has, where it does not stand in a cell as it is.
        working: Option<Arc<str>>,
    },
    /// A cell of a plain table, which says nothing of areas and periods.
    Table {
        /// The table.
        dataset: Arc<Dataset>,
        /// The data row in the grid, from zero.
        row: usize,
        /// The column in the grid, from zero.
        column: usize,
    },
    /// Typed by hand in the report, with its source in words.
    Stated {
        /// The source.
        source: String,
        /// The day for which it was true, where the author gives it.
        date: Option<NaiveDate>,
        /// Where the number stands in the report.
        place: Span,
    },
    /// The answer of a query.
    Queried {
        /// What was asked, and of which datasets.
        query: Arc<Query>,
    },
    /// Computed from other figures.
    Derived {
        /// The formula in words: "mean of 2018 to 2021".
        formula: String,
        /// What it was computed from, in the order of the formula.
        of: Arc<[Figure]>,
    },
}

impl Figure {
    /// The number as it is shown: rounded to the measure's decimals.
    pub fn shown(&self) -> Option<Decimal> {
        self.datum.number().map(|value| round(value, self.measure.decimals))
    }

    /// Where the value as it is shown stands among others, as far as that is known.
    pub fn shown_order(&self) -> Option<Order> {
        self.shown().map_or_else(|| self.datum.order(), |value| Some((value, false)))
    }

    /// The value in house style; a symbol by its mark.
    pub fn text(&self, style: &Style) -> String {
        style.datum(self.datum, self.measure.unit, self.measure.decimals)
    }

    /// The area, period, basis and dataset that it rests on: its own or, for one that is computed from others, which
    /// are alike in basis and release, those of the first that has some.
    pub fn rests_on(&self) -> Option<&Scope> {
        match (&self.scope, &self.origin) {
            (Some(scope), _) => Some(scope),
            (None, Origin::Derived { of, .. }) => of.iter().find_map(Figure::rests_on),
            _ => None,
        }
    }

    /// FTE or headcount: of what it rests on, or as the columns say that it was read from.
    pub fn basis(&self) -> Option<Basis> {
        match (&self.scope, &self.origin) {
            (Some(scope), _) => scope.basis,
            (None, Origin::Queried { query }) => query.basis(),
            (None, Origin::Derived { of, .. }) => of.iter().find_map(Figure::basis),
            _ => None,
        }
    }

    /// "have" if the words of [`Figure::description`] are a plural, else "has".
    pub fn has(&self) -> &'static str {
        let named = self.scope.is_some() || matches!(self.origin, Origin::Derived { .. } | Origin::Queried { .. });
        let plural = named && !self.description().starts_with("the figure `") && is_plural(&self.measure.name);
        if plural { "have" } else { "has" }
    }

    /// "are" if the words of [`Figure::description`] are a plural, else "is".
    pub fn is(&self) -> &'static str {
        if self.has() == "have" { "are" } else { "is" }
    }

    /// What it is, in words: "the agency rate of Coventry in 2025".
    pub fn description(&self) -> String {
        match (&self.scope, &self.origin) {
            (Some(scope), Origin::Derived { .. }) if scope.area.level == Level::Neighbours => {
                let average = if self.measure.name.starts_with("average ") { "" } else { "average " };
                format!("the {average}{} of {} in {}", self.measure.name, scope.area.in_prose(), scope.period)
            }
            (scope, Origin::Derived { .. } | Origin::Queried { .. })
                if self.measure.name != self.measure.id.replace('_', " ") =>
            {
                let area = scope.as_ref().map_or_else(String::new, |scope| format!(" of {}", scope.area.name));
                format!("the {}{area}", self.measure.name)
            }
            (_, Origin::Derived { .. }) => format!("the figure `{}`", self.measure.id),
            (Some(scope), _) => format!("the {} of {} in {}", self.measure.name, scope.area.name, scope.period),
            (None, Origin::Stated { .. }) => format!("the stated figure `{}`", self.measure.id),
            (None, _) => format!("the figure `{}`", self.measure.id),
        }
    }
}

/// An observation as a figure.
pub fn read(dataset: &Arc<Dataset>, one: &Observation) -> Figure {
    Figure {
        measure: Arc::clone(&one.measure),
        datum: one.datum,
        scope: Some(Scope {
            dataset: Arc::clone(dataset),
            basis: one.basis,
            area: Arc::clone(&one.area),
            period: one.period,
        }),
        origin: Origin::Cell { row: one.row, column: one.column, working: one.working.clone() },
    }
}
