//! Comparisons: what may be said of two figures, and what the data say instead.
//!
//! A claim is true only if it holds both for the exact values and for the values as they are shown, so that a reader
//! who sees two equal numbers is never told that one is lower.

use rust_decimal::Decimal;

use crate::data::Dataset;
use crate::data::measures::Polarity;
use crate::facts::Facts;
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::quantity::style::Style;
use crate::quantity::value::Datum;

/// What a claim says of a figure and what it is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Lower than before.
    Fell,
    /// Higher than before.
    Rose,
    /// The same as before, within the profile's tolerance.
    Steady,
    /// Shown as the same number as before.
    Unchanged,
    /// Moved the way that is good for the measure.
    Improved,
    /// Moved the way that is bad for the measure.
    Worsened,
    /// At least twice as high as before, but less than three times.
    Doubled,
    /// At least three times as high as before, but less than four times.
    Trebled,
    /// Half as high as before or less, but more than a third.
    Halved,
    /// Higher than the comparator.
    Above,
    /// Lower than the comparator.
    Below,
    /// The same as the comparator, within the profile's tolerance.
    Similar,
    /// Shown as the same number as the comparator.
    Equals,
    /// On the good side of the comparator.
    Better,
    /// On the bad side of the comparator.
    Worse,
}

use Relation::{
    Above, Below, Better, Doubled, Equals, Fell, Halved, Improved, Rose, Similar, Steady, Trebled, Unchanged,
    Worse, Worsened,
};

impl Relation {
    /// Every relation by the name that expressions use.
    pub const NAMES: &[(&str, Relation)] = &[
        ("fell", Fell),
        ("rose", Rose),
        ("steady", Steady),
        ("unchanged", Unchanged),
        ("improved", Improved),
        ("worsened", Worsened),
        ("doubled", Doubled),
        ("trebled", Trebled),
        ("halved", Halved),
        ("above", Above),
        ("below", Below),
        ("similar", Similar),
        ("equals", Equals),
        ("better", Better),
        ("worse", Worse),
    ];

    /// The name that expressions use.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, relation)| *relation == self).map_or("", |(name, _)| name)
    }

    /// Whether the claim compares with an earlier period, and not with another area.
    pub fn over_time(self) -> bool {
        !matches!(self, Above | Below | Similar | Equals | Better | Worse)
    }

    /// Whether the claim has a direction, so that it can hold several times running or by some margin.
    pub fn is_directed(self) -> bool {
        matches!(self, Fell | Rose | Improved | Worsened | Above | Below | Better | Worse)
    }

    /// The words that are printed where the author gives none; `other` names the comparator.
    pub fn words(self, other: &str) -> String {
        match self {
            Steady => "remained steady".to_owned(),
            Unchanged => "did not change".to_owned(),
            Similar => format!("similar to {other}"),
            Equals => format!("the same as {other}"),
            Better | Worse => format!("{} than {other}", self.name()),
            Above | Below => format!("{} {other}", self.name()),
            _ => self.name().to_owned(),
        }
    }

    /// The relations of the same sort, in the order in which they are offered where this one is false.
    fn alternatives(self) -> &'static [Relation] {
        match self {
            Fell | Rose | Steady | Unchanged => &[Steady, Fell, Rose],
            Improved | Worsened => &[Steady, Improved, Worsened],
            Doubled | Trebled | Halved => &[Doubled, Trebled, Halved, Steady, Fell, Rose],
            Above | Below | Similar | Equals => &[Similar, Above, Below],
            Better | Worse => &[Similar, Better, Worse],
        }
    }
}

/// By how much a claim says that two figures differ, in the unit of their difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Margin {
    /// By more than so much.
    MoreThan(Decimal),
    /// By less than so much.
    LessThan(Decimal),
}

/// Two values, exactly and as they are shown.
#[derive(Debug, Clone, Copy)]
struct Pair {
    exact: (Decimal, Decimal),
    shown: (Decimal, Decimal),
}

impl Pair {
    /// Whether something is true of the exact values, and of those that are shown.
    fn both(&self, holds: impl Fn(Decimal, Decimal) -> bool) -> bool {
        holds(self.exact.0, self.exact.1) && holds(self.shown.0, self.shown.1)
    }

    fn difference(&self) -> Decimal {
        self.shown.0 - self.shown.1
    }

    /// Whether a relation holds between the first value and the second one; what needs a tolerance that could not be read
    /// is not denied.
    fn holds(&self, relation: Relation, polarity: Polarity, tolerance: Option<Decimal>) -> bool {
        let times = |value: Decimal, number: u32| value.checked_mul(Decimal::from(number)).unwrap_or(Decimal::MAX);
        match (relation, polarity) {
            (Fell | Below, _)
            | (Improved | Better, Polarity::LowerIsBetter)
            | (Worsened | Worse, Polarity::HigherIsBetter) => self.both(|value, other| value < other),
            (Rose | Above, _)
            | (Improved | Better, Polarity::HigherIsBetter)
            | (Worsened | Worse, Polarity::LowerIsBetter) => self.both(|value, other| value > other),
            (Improved | Better | Worsened | Worse, Polarity::Neutral) => false,
            (Unchanged | Equals, _) => self.shown.0 == self.shown.1,
            (Steady | Similar, _) => {
                let near = |tolerance| self.both(|value, other| (value - other).abs() <= tolerance);
                self.shown.0 == self.shown.1 || tolerance.is_none_or(near)
            }
            (Doubled, _) => self
                .both(|value, other| other > Decimal::ZERO && value >= times(other, 2) && value < times(other, 3)),
            (Trebled, _) => self
                .both(|value, other| other > Decimal::ZERO && value >= times(other, 3) && value < times(other, 4)),
            (Halved, _) => self
                .both(|value, other| other > Decimal::ZERO && times(value, 2) <= other && times(value, 3) > other),
        }
    }
}

/// Checks that a relation holds between a figure and what it is compared with.
///
/// # Errors
/// If it does not hold, or cannot be decided: what the data say, and what to write instead.
pub fn check(relation: Relation, figure: &Figure, other: &Figure, facts: &Facts) -> Result<(), Problem> {
    let pair = pair(figure, other)?;
    let polarity = figure.measure.polarity;
    if matches!(relation, Improved | Worsened | Better | Worse) && polarity == Polarity::Neutral {
        return Err(no_direction(figure, relation));
    }
    let tolerance = facts.tolerance(figure.measure.unit);
    if pair.holds(relation, polarity, tolerance) {
        return Ok(());
    }
    let style = &facts.style;
    let mut said = say(relation, figure, other, pair.difference(), style);
    if let (Steady | Similar, Some(tolerance)) = (relation, tolerance) {
        let tolerated = style.size_of_change(tolerance, figure.measure.unit, figure.measure.decimals.max(1));
        said.push_str(&format!("; the council's tolerance is {tolerated}"));
    }
    // Nor is it offered where it cannot be decided.
    let tolerance = tolerance.or(Some(Decimal::ZERO));
    let better = relation
        .alternatives()
        .iter()
        .find(|other| **other != relation && pair.holds(**other, polarity, tolerance))
        .map_or("say what the data say, or take the claim out".to_owned(), |better| {
            format!("say what the data say, with `.{}(…)`, or take the claim out", better.name())
        });
    Err(Problem::new(format!("false claim: {said}")).hint(better))
}

/// Checks by how much two figures differ.
///
/// # Errors
/// If they differ by another margin, or cannot be compared.
pub fn check_margin(margin: Margin, figure: &Figure, other: &Figure, facts: &Facts) -> Result<(), Problem> {
    let pair = pair(figure, other)?;
    let (holds, better, limit) = match margin {
        Margin::MoreThan(limit) => (pair.both(|one, two| (one - two).abs() > limit), "by_less_than", limit),
        Margin::LessThan(limit) => (pair.both(|one, two| (one - two).abs() < limit), "by_more_than", limit),
    };
    if holds {
        return Ok(());
    }
    let said = say(Above, figure, other, pair.difference(), &facts.style);
    Err(Problem::new(format!("false claim: {said}"))
        .hint(format!("write another margin than `{limit}`, or `{better}`, or take it out")))
}

/// Why a word of judgement cannot be decided.
fn no_direction(figure: &Figure, relation: Relation) -> Problem {
    let plain =
        if relation.over_time() { "`.fell(…)` or `.rose(…)`" } else { "`.above(…)` or `.below(…)`" };
    let noun = if relation.over_time() { "an improvement" } else { "better" };
    Problem::new(format!("nobody has said whether more or less of the {} is {noun}", figure.measure.name))
        .hint(format!("write {plain}; for a measure of your own, add `better: lower` or `better: higher` to it"))
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
        let area = figure.scope.as_ref().map_or_else(String::new, |cell| cell.area.in_prose());
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
    let (own, others) = (figure.is(), other.is());
    format!("{} {own} {value}, {place} {}, which {others} {before}", figure.description(), other.description())
}

/// By how much a figure differs from another: exactly, and as shown.
///
/// # Errors
/// If one of them has no value, or they do not count the same thing on the same basis in one release.
pub fn differences(figure: &Figure, other: &Figure) -> Result<(Decimal, Decimal), Problem> {
    let pair = pair(figure, other)?;
    Ok((pair.exact.0 - pair.exact.1, pair.difference()))
}

fn pair(figure: &Figure, other: &Figure) -> Result<Pair, Problem> {
    comparable(figure, other)?;
    let ((value, shown), (reference, other_shown)) = (number(figure)?, number(other)?);
    Ok(Pair { exact: (value, reference), shown: (shown, other_shown) })
}

/// The number of a figure, exactly and as shown.
///
/// # Errors
/// If it has none.
pub fn number(figure: &Figure) -> Result<(Decimal, Decimal), Problem> {
    match figure.datum {
        Datum::Number(value) => Ok((value, figure.shown().unwrap_or(value))),
        Datum::Symbol(symbol) => {
            Err(Problem::new(format!("{} {} no value: {}", figure.description(), figure.has(), symbol.meaning()))
                .hint("a value that is not published allows no comparison; say so in words"))
        }
    }
}

/// Whether two figures count the same thing on the same basis in one release.
///
/// # Errors
/// What keeps them apart.
pub fn comparable(figure: &Figure, other: &Figure) -> Result<(), Problem> {
    comparable_across_releases(figure, other)?;
    if let (Some(one), Some(two)) = (figure.rests_on(), other.rests_on()) {
        let (release, other_release) = (&one.dataset.observed.release, &two.dataset.observed.release);
        let apart = !release.is_empty() && !other_release.is_empty() && release != other_release;
        let linked = one.dataset.is_compared_with(&two.dataset) || two.dataset.is_compared_with(&one.dataset);
        if apart && !linked {
            return Err(Problem::new(format!(
                "{} is from the {}, {} is from the {}",
                figure.description(),
                one.dataset.observed.release_words(),
                other.description(),
                two.dataset.observed.release_words()
            ))
            .hint(if named_by_year(&one.dataset) && named_by_year(&two.dataset) {
                format!(
                    "values are revised between releases: compare figures of one release, such as `.in(\"{}\")`, or say \
                     what was revised, with `.revised_up(\"{}\", \"…\")`",
                    one.dataset.name, two.dataset.name
                )
            } else {
                format!(
                    "a council's own return is compared with published values if its entry under `data:` says \
                     `compare-with: {}`",
                    if named_by_year(&one.dataset) { &one.dataset.name } else { &two.dataset.name }
                )
            }));
        }
    }
    Ok(())
}

/// Whether a dataset's release is called by its year, as published ones are.
fn named_by_year(dataset: &Dataset) -> bool {
    dataset.observed.release.starts_with(|first: char| first.is_ascii_digit())
}

/// Whether two figures count the same thing on the same basis, in whatever release.
///
/// # Errors
/// What keeps them apart.
pub fn comparable_across_releases(figure: &Figure, other: &Figure) -> Result<(), Problem> {
    if figure.measure.unit != other.measure.unit {
        return Err(Problem::new(format!(
            "{} and {} are not in the same unit",
            figure.description(),
            other.description()
        ))
        .hint("compare figures that count the same thing"));
    }
    if let (Some(basis), Some(other_basis)) = (figure.basis(), other.basis())
        && basis != other_basis
    {
        return Err(Problem::new(format!(
            "{} {} {}, {} {} {}",
            figure.description(),
            figure.is(),
            basis.name(),
            other.description(),
            other.is(),
            other_basis.name()
        ))
        .hint("compare figures on the same basis"));
    }
    Ok(())
}
