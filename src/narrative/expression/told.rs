//! What words that follow the data have told, for whoever compares them with what they tell at another time.

use rust_decimal::Decimal;

use crate::data::areas::Area;
use crate::facts::choose::words::with_article;
use crate::facts::comparison;
use crate::facts::figure::Figure;
use crate::facts::spread::{End, Rank};
use crate::quantity::value::{Datum, Unit};

/// What words such as "fell by 2.8 percentage points" or "3rd lowest of 14" have told.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// What the data gave: `fell`, `rose`, `unchanged`, `above`, `below`, `equals`, `lowest`, `highest`; empty for the end of a
    /// range, which has no other side.
    pub relation: &'static str,
    /// What the number is: "change in agency rate (FTE) of Dudley from 2024 to 2025".
    pub name: String,
    /// The number; below zero for what fell or is below.
    pub value: Decimal,
    /// What it counts.
    pub unit: Unit,
}

impl Told {
    /// How a value moved; `None` if the two cannot be compared.
    pub(super) fn change(from: &Figure, to: &Figure) -> Option<Self> {
        let period = match (&from.scope, &to.scope) {
            (Some(from), Some(to)) => format!(" from {} to {}", from.period, to.period),
            _ => String::new(),
        };
        let name = format!("change in {}{period}", of_area(to));
        Self::difference(to, from, name, ["fell", "unchanged", "rose"])
    }

    /// How a value lies to another one; `None` if the two cannot be compared.
    pub(super) fn against(figure: &Figure, other: &Figure) -> Option<Self> {
        let other_name = match (&figure.scope, &other.scope) {
            (Some(one), Some(two)) if one.area.code != two.area.code => with_article(&two.area),
            (Some(one), Some(two)) if one.period != two.period => two.period.to_string(),
            _ => other.measure.name.clone(),
        };
        let name = format!("{}{} against {other_name}", of_area(figure), in_period(figure));
        Self::difference(figure, other, name, ["below", "equals", "above"])
    }

    fn difference(figure: &Figure, other: &Figure, name: String, relations: [&'static str; 3]) -> Option<Self> {
        let (_, value) = comparison::differences(figure, other).ok()?;
        let [below, same, above] = relations;
        let relation = match (value.is_zero(), value.is_sign_negative()) {
            (true, _) => same,
            (_, true) => below,
            (_, false) => above,
        };
        Some(Self { relation, name, value: value.normalize(), unit: figure.measure.unit.of_difference() })
    }

    /// A place among the authorities of a region.
    pub(super) fn rank(rank: &Rank, figure: &Figure, region: &Area) -> Self {
        let (place, end) = rank.place();
        let area = figure.scope.as_ref().map_or_else(String::new, |scope| format!(" of {}", scope.area.name));
        let name = format!("rank{area} in {} by {}{}", with_article(region), with_basis(figure), in_period(figure));
        Self { relation: end, name, value: place.into(), unit: Unit::Number }
    }

    /// One end of a region's range; `None` if it has no value.
    pub(super) fn end(end: &End, which: &str, region: &Area) -> Option<Self> {
        let figure = &end.figure;
        let Datum::Number(value) = figure.datum else { return None };
        let end = if which == "low" { "lowest" } else { "highest" };
        let name = format!("{end} {} in {}{}", with_basis(figure), with_article(region), in_period(figure));
        Some(Self { relation: "", name, value, unit: figure.measure.unit })
    }
}

/// "agency rate (FTE)".
fn with_basis(figure: &Figure) -> String {
    let basis = figure.scope.as_ref().and_then(|scope| scope.basis);
    basis.map_or_else(|| figure.measure.name.clone(), |basis| format!("{} ({})", figure.measure.name, basis.name()))
}

/// "agency rate (FTE) of Dudley".
fn of_area(figure: &Figure) -> String {
    let area = figure.scope.as_ref().map_or_else(String::new, |scope| format!(" of {}", scope.area.name));
    format!("{}{area}", with_basis(figure))
}

fn in_period(figure: &Figure) -> String {
    figure.scope.as_ref().map_or_else(String::new, |scope| format!(" in {}", scope.period))
}
