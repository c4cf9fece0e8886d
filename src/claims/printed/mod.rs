//! Printed figures: whether the plain words around a figure say of it what it is. The number itself is always right; what a
//! reader takes it for are the words.

mod clause;
mod when;
mod whose;

use crate::claims::fitting;
use crate::claims::numbers::Quantity;
use crate::claims::reading::{Place, Reading};
use crate::claims::{Finding, Verdict};
use crate::data::areas::Level;
use crate::facts::figure::{Figure, Origin, Scope};
use crate::facts::problem::Problem;
use clause::Clause;

/// A figure that a sentence prints, and where it comes from.
struct Printed<'r> {
    quantity: &'r Quantity,
    figure: &'r Figure,
    scope: &'r Scope,
}

/// What the words around the figures of a sentence say wrongly of them.
pub fn check(reading: &Reading<'_, '_>) -> Vec<Finding> {
    let ordered = || {
        reading.sentence.clone().any(|at| matches!(reading.tokens.word(at), "respectively" | "former" | "latter"))
    };
    let mut found = Vec::new();
    for quantity in &reading.quantities {
        let Some(printed) = printed(reading, quantity) else { continue };
        if let Some(finding) = fitting::in_brackets(reading, quantity, printed.figure) {
            found.push(finding);
            continue;
        }
        let Some(clause) = Clause::around(reading, quantity) else { continue };
        if ordered() {
            break;
        }
        found.extend(whose::check(reading, &printed, &clause).or_else(|| when::check(reading, &printed, &clause)));
    }
    found
}

/// A figure of the data that a number prints as a fact: a size lies between two figures, and a stated one is nobody's.
fn printed<'r>(reading: &Reading<'_, '_>, quantity: &'r Quantity) -> Option<Printed<'r>> {
    let figure = quantity.figure.as_ref().filter(|_| quantity.printed)?;
    let scope = figure.scope.as_ref()?;
    let own = matches!(figure.origin, Origin::Cell { .. }) || scope.area.level == Level::Neighbours;
    let start = quantity.tokens.start;
    let said = own && !reading.tokens.list[start].quoted && !reading.is_no_claim(start);
    said.then_some(Printed { quantity, figure, scope })
}

/// Says that the words speak of something else than a figure is, and what the data have there.
fn speaks_of(
    reading: &Reading<'_, '_>,
    printed: &Printed<'_>,
    words: &str,
    place: Option<&Place>,
) -> Option<Finding> {
    let Printed { quantity, figure, scope } = printed;
    let meant = place.map_or_else(Vec::new, |place| reading.desk.figures(&figure.measure.id, place, scope.basis));
    if meant.iter().any(|meant| meant.shown() == figure.shown()) {
        return None;
    }
    let style = &reading.desk.facts.style;
    let message =
        format!("the sentence speaks of `{words}`, but `{}` is {}", figure.text(style), figure.description());
    let problem = match meant.first() {
        Some(meant) => Problem::new(format!(
            "{message}; {} {} {}",
            meant.description(),
            meant.is(),
            meant.text(style)
        )),
        None => Problem::new(message),
    }
    .hint("print the figure that the sentence speaks of, with `.of(\"…\")` or `.at(…)`, or say whose it is and of when");
    Some(Finding { tokens: quantity.tokens.clone(), verdict: Verdict::False, problem })
}
