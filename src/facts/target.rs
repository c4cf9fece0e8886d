//! Targets: whether a figure is where the council wants it to be.

use std::sync::Arc;

use crate::data::measures::{Measure, Polarity};
use crate::facts::Facts;
use crate::facts::comparison::number;
use crate::facts::figure::{Figure, Origin};
use crate::facts::problem::Problem;
use crate::project::targets::{Side, TargetEntry};
use crate::quantity::period::Period;
use crate::quantity::value::Datum;

/// What a claim says of a figure and its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// It is reached.
    Meets,
    /// It is not reached, and should be by now.
    Misses,
    /// It is not reached, whether it is due or not.
    ShortOf,
}

impl Facts {
    /// The target for a figure's measure, as a figure.
    ///
    /// # Errors
    /// If the profile has none, or has it on the other basis.
    pub fn target(&self, figure: &Figure) -> Result<Figure, Problem> {
        let entry = self.target_entry(figure)?;
        let measure = &figure.measure;
        Ok(Figure {
            measure: Arc::new(Measure {
                id: format!("{}.target", measure.id),
                name: format!("target for the {}", measure.name),
                decimals: measure.decimals.max(entry.value.normalize().scale()),
                ..(**measure).clone()
            }),
            datum: Datum::Number(entry.value),
            scope: None,
            origin: Origin::Stated { source: entry.source.value.clone(), date: None, place: entry.place.clone() },
        })
    }

    fn target_entry(&self, figure: &Figure) -> Result<&TargetEntry, Problem> {
        let entry = self.targets.get(&figure.measure.id).ok_or_else(|| {
            Problem::new(format!("the profile has no target for the {}", figure.measure.name)).hint(format!(
                "add it to `{}`: `targets: {{{}: {{at-most: 10, source: \"Workforce Strategy\"}}}}`",
                self.profile, figure.measure.id
            ))
        })?;
        let scope = figure.scope.as_ref();
        let own = scope.and_then(|scope| scope.basis);
        let both = scope.is_some_and(|scope| scope.dataset.bases(&figure.measure.id).len() > 1);
        let meant = entry.basis.or_else(|| both.then_some(self.basis));
        match (own, meant) {
            (Some(own), Some(meant)) if own != meant => Err(Problem::new(format!(
                "{} {} {}, the target is {}",
                figure.description(),
                figure.is(),
                own.name(),
                meant.name()
            ))
            .hint(format!("compare it on the same basis, with `.basis(\"{}\")` before the word", meant.name()))),
            _ => Ok(entry),
        }
    }

    /// Checks what is said of a figure and its target, for the exact value and for the one that is shown.
    ///
    /// # Errors
    /// If it does not hold, or there is no target.
    pub fn check_target(&self, aim: Aim, figure: &Figure) -> Result<(), Problem> {
        let entry = self.target_entry(figure)?;
        let lower = match (entry.side, figure.measure.polarity) {
            (Side::AtMost, _) | (Side::Good, Polarity::LowerIsBetter) => true,
            (Side::AtLeast, _) | (Side::Good, Polarity::HigherIsBetter) => false,
            (Side::Good, Polarity::Neutral) => {
                return Err(Problem::new(format!(
                    "nobody has said on which side of its target the {} should be",
                    figure.measure.name
                ))
                .related(&entry.place, "the target")
                .hint("write `at-most:` or `at-least:` in place of `value:`"));
            }
        };
        let (exact, shown) = number(figure)?;
        let reached = |value| if lower { value <= entry.value } else { value >= entry.value };
        let meets = reached(exact) && reached(shown);
        let short = !reached(exact) && !reached(shown);
        let due = match (entry.by, figure.scope.as_ref()) {
            (Some(by), Some(scope)) => end(scope.period) >= end(by),
            _ => true,
        };
        let holds = match aim {
            Aim::Meets => meets,
            Aim::Misses => short && due,
            Aim::ShortOf => short,
        };
        if holds {
            return Ok(());
        }
        let by = entry.by.map_or_else(String::new, |by| format!(" by {by}"));
        let side = if lower { "at most" } else { "at least" };
        let target = self.target(figure)?;
        let said = format!(
            "false claim: {} {} {}, and the target is {side} {}{by}",
            figure.description(),
            figure.is(),
            figure.text(&self.style),
            target.text(&self.style)
        );
        let better = match (meets, short) {
            (true, _) => "`.meets_target(…)`",
            (_, true) if due => "`.misses_target(…)`",
            (_, true) => "`.short_of_target(…)`: it is not due yet",
            _ => "the figures themselves, `{{ x }}` and `{{ x.target }}`",
        };
        Err(Problem::new(said)
            .related(&entry.place, "the target")
            .hint(format!("say what the data say, with {better}, or take the claim out")))
    }
}

/// The month in which a period ends, as a number that can be compared.
fn end(period: Period) -> (i32, u32) {
    match period {
        Period::Year(year) => (year, 12),
        Period::SplitYear(year) => (year + 1, 3),
        Period::Month(year, month) => (year, month),
    }
}
