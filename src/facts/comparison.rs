//! Comparisons: what may be said of two figures, and what the data say instead.
//!
//! A claim is true only if it holds both for the exact values and for the values as they are shown, so that a reader
//! who sees two equal numbers is never told that one is lower.

use rust_decimal::Decimal;

use crate::facts::figure::Figure;
use crate::facts::{Facts, Problem};
use crate::quantity::style::Style;

/// What a claim says of a figure and what it is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Lower than before.
    Fell,
    /// Higher than before.
    Rose,
    /// The same as before, within the profile's tolerance.
    Steady,
    /// Higher than the comparator.
    Above,
    /// Lower than the comparator.
    Below,
    /// The same as the comparator, within the profile's tolerance.
    Similar,
}

impl Relation {
    /// Every relation by the name that expressions use.
    pub const NAMES: &[(&str, Relation)] = &[
        ("fell", Self::Fell),
        ("rose", Self::Rose),
        ("steady", Self::Steady),
        ("above", Self::Above),
        ("below", Self::Below),
        ("similar", Self::Similar),
    ];

    /// The name that expressions use.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, relation)| *relation == self).map_or("", |(name, _)| name)
    }

    /// Whether the claim compares with an earlier period, and not with another area.
    pub fn over_time(self) -> bool {
        matches!(self, Self::Fell | Self::Rose | Self::Steady)
    }

    /// The words that are printed where the author gives none; `other` names the comparator.
    pub fn words(self, other: &str) -> String {
        match self {
            Self::Fell => "fell".to_owned(),
            Self::Rose => "rose".to_owned(),
            Self::Steady => "remained steady".to_owned(),
            Self::Above => format!("above {other}"),
            Self::Below => format!("below {other}"),
            Self::Similar => format!("similar to {other}"),
        }
    }
}

/// Checks that a relation holds between a figure and what it is compared with.
///
/// # Errors
/// If it does not hold, or cannot be decided: what the data say, and what to write instead.
pub fn check(relation: Relation, figure: &Figure, other: &Figure, facts: &Facts) -> Result<(), Problem> {
    let (exact, shown) = differences(figure, other)?;
    let tolerance = facts.tolerance(figure.measure.unit);
    let holds = match relation {
        Relation::Fell | Relation::Below => {
            exact.is_sign_negative() && shown.is_sign_negative() && !shown.is_zero()
        }
        Relation::Rose | Relation::Above => {
            exact.is_sign_positive() && shown.is_sign_positive() && !shown.is_zero()
        }
        Relation::Steady | Relation::Similar => exact.abs() <= tolerance && shown.abs() <= tolerance,
    };
    if holds {
        return Ok(());
    }
    let style = &facts.style;
    let mut said = say(relation, figure, other, shown, style);
    if matches!(relation, Relation::Steady | Relation::Similar) {
        let tolerated = style.size_of_change(tolerance, figure.measure.unit, figure.measure.decimals.max(1));
        said.push_str(&format!("; the council's tolerance is {tolerated}"));
    }
    let better = truth(relation, shown, tolerance);
    Err(Problem::new(format!("false claim: {said}"))
        .hint(format!("say what the data say, with `.{}(…)`, or take the claim out", better.name())))
}

/// The relation of the same sort that is true.
fn truth(relation: Relation, shown: Decimal, tolerance: Decimal) -> Relation {
    match (relation.over_time(), shown.is_sign_negative()) {
        _ if shown.is_zero()
            || (shown.abs() <= tolerance && !matches!(relation, Relation::Steady | Relation::Similar)) =>
        {
            if relation.over_time() {
                Relation::Steady
            } else {
                Relation::Similar
            }
        }
        (true, true) => Relation::Fell,
        (true, false) => Relation::Rose,
        (false, true) => Relation::Below,
        (false, false) => Relation::Above,
    }
}

/// What the data say of two figures, as a sentence.
fn say(relation: Relation, figure: &Figure, other: &Figure, shown: Decimal, style: &Style) -> String {
    let size = style.size_of_change(shown, figure.measure.unit, figure.measure.decimals);
    let (value, before) = (figure.text(style), other.text(style));
    let same_series = matches!(
        (&figure.scope, &other.scope),
        (Some(one), Some(two)) if one.area.code == two.area.code && one.basis == two.basis
    );
    if relation.over_time() && same_series {
        let period =
            |figure: &Figure| figure.scope.as_ref().map_or_else(String::new, |cell| format!(" ({})", cell.period));
        let area = figure.scope.as_ref().map_or("", |cell| cell.area.name.as_str());
        let moved = match (shown.is_zero(), shown.is_sign_negative()) {
            (true, _) => "did not change".to_owned(),
            (_, true) => format!("fell by {size}"),
            (_, false) => format!("rose by {size}"),
        };
        return format!(
            "the {} of {area} {moved}, from {before}{} to {value}{}",
            figure.measure.name,
            period(other),
            period(figure),
        );
    }
    let place = match (shown.is_zero(), shown.is_sign_negative()) {
        (true, _) => "equal to".to_owned(),
        (_, true) => format!("{size} below"),
        (_, false) => format!("{size} above"),
    };
    format!("{} is {value}, {place} {}, which is {before}", figure.description(), other.description())
}

/// By how much a figure differs from another: exactly, and as shown.
///
/// # Errors
/// If one of them has no value, or they do not count the same thing on the same basis.
pub fn differences(figure: &Figure, other: &Figure) -> Result<(Decimal, Decimal), Problem> {
    if figure.measure.unit != other.measure.unit {
        return Err(Problem::new(format!(
            "{} and {} are not in the same unit",
            figure.description(),
            other.description()
        ))
        .hint("compare figures that count the same thing"));
    }
    if let (Some(one), Some(two)) = (figure.rests_on(), other.rests_on())
        && let (Some(basis), Some(other_basis)) = (one.basis, two.basis)
        && basis != other_basis
    {
        return Err(Problem::new(format!(
            "{} is {}, {} is {}",
            figure.description(),
            basis.name(),
            other.description(),
            other_basis.name()
        ))
        .hint("compare figures on the same basis"));
    }
    if let (Some(one), Some(two)) = (figure.rests_on(), other.rests_on()) {
        let (release, other_release) = (&one.dataset.observed.release, &two.dataset.observed.release);
        if !release.is_empty() && !other_release.is_empty() && release != other_release {
            return Err(Problem::new(format!(
                "{} is from the {release} release, {} is from the {other_release} release",
                figure.description(),
                other.description()
            ))
            .hint("values are revised between releases; compare figures of one release"));
        }
    }
    let number = |figure: &Figure| match figure.datum {
        crate::quantity::value::Datum::Number(value) => Ok(value),
        crate::quantity::value::Datum::Symbol(symbol) => {
            Err(Problem::new(format!("{} has no value: {}", figure.description(), symbol.meaning()))
                .hint("a value that is not published allows no comparison; say so in words"))
        }
    };
    let (value, reference) = (number(figure)?, number(other)?);
    let shown = figure.shown().unwrap_or(value) - other.shown().unwrap_or(reference);
    Ok((value - reference, shown))
}
