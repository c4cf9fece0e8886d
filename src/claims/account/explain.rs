//! Explanations: what a number is that nothing accounts for, and what it should be.

use rust_decimal::Decimal;

use super::fits;
use crate::claims::numbers::{Counted, Hedge, Quantity};
use crate::claims::reading::Reading;
use crate::claims::{Finding, Verdict};
use crate::data::areas::Area;
use crate::facts::figure::{Figure, read};
use crate::facts::problem::Problem;
use crate::quantity::period::Period;
use crate::quantity::style::round;
use crate::quantity::typed::{Slip, how, parted_by};
use crate::quantity::value::Unit;

/// The error for a number that nothing accounts for; it names what the number is, and what it should be.
pub(super) fn unaccounted(
    reading: &Reading<'_, '_>,
    quantity: &Quantity,
    ids: &[String],
    context: &[Figure],
) -> Finding {
    let typed = reading.tokens.passage.text[reading.tokens.bytes(&quantity.tokens)].trim().to_owned();
    let truth = context.iter().find(|figure| fits(quantity, figure)).or_else(|| context.first());
    // A bound is a value of nothing.
    // What is printed is what it is; a number that was typed may be any figure that has its value.
    let printed = quantity.figure.clone().filter(|figure| quantity.printed && figure.scope.is_some());
    let found =
        printed.or_else(|| elsewhere(reading, quantity, ids, truth).filter(|_| quantity.hedge == Hedge::Exact));
    let message = match (&found, truth) {
        (Some(found), Some(truth)) => format!("`{typed}` is {}; {}", name(found, Some(truth)), is(truth, reading)),
        (Some(found), None) => format!("`{typed}` is {}, which the sentence does not say", name(found, None)),
        (None, Some(truth)) => format!("no figure gives `{typed}`; {}", is(truth, reading)),
        (None, None) => match nearest(reading, quantity) {
            Some(figure) => format!(
                "no figure gives `{typed}`; the nearest is {}, {}",
                name(&figure, None),
                figure.text(&reading.desk.facts.style)
            ),
            None => format!("no figure gives `{typed}`"),
        },
    };
    let stated = "if it comes from elsewhere, state it under `figures:` with its source and print it by its name";
    let hint = match truth {
        Some(figure) => format!("write `{{{{ {} }}}}`; {stated}", expression(reading, figure)),
        None => stated.to_owned(),
    };
    let problem = Problem::new(message).maybe_hint(how_to_type(reading, quantity)).hint(hint);
    Finding { tokens: quantity.tokens.clone(), verdict: Verdict::False, problem }
}

/// How to type a number that has a comma, a point, a space or an apostrophe where none belongs.
fn how_to_type(reading: &Reading<'_, '_>, quantity: &Quantity) -> Option<String> {
    let tokens = reading.tokens;
    let (at, number) = quantity.tokens.clone().find_map(|at| Some((at, tokens.typed(at)?)))?;
    let thousands = reading.desk.facts.style.thousands.as_str();
    if number.slip? == Slip::Space && thousands != "," {
        return None;
    }
    let (sign, unit) = (tokens.bytes(&(quantity.tokens.start..at)), tokens.list[at].range.end);
    let sign = if at > quantity.tokens.start { &tokens.passage.text[sign] } else { "" };
    let unit = &tokens.passage.text[unit..tokens.bytes(&quantity.tokens).end];
    let written = |number: &str| format!("`{sign}{}{unit}`", parted_by(thousands, number));
    let right = written(&number.right);
    // "£20,00" may be two thousand; "11,3%" and "£1,4 million" are what they are.
    let other = number.other.filter(|_| unit.is_empty()).map(|other| written(&other));
    let meant = other.map_or_else(
        || format!("write {right}, if that is the number"),
        |other| format!("write {right} or {other}, whichever is meant"),
    );
    Some(format!("{meant}: {}", how(thousands)))
}

/// A figure by the name that a reader can tell from another: as little as is needed beside `truth`.
pub(super) fn name(figure: &Figure, truth: Option<&Figure>) -> String {
    let Some(scope) = &figure.scope else { return figure.description() };
    let basis = match (scope.basis, truth.and_then(|truth| truth.scope.as_ref()).and_then(|scope| scope.basis)) {
        (Some(one), Some(other)) if one != other => format!(" by {}", one.name()),
        _ => String::new(),
    };
    let release = match truth.and_then(|truth| truth.scope.as_ref()) {
        Some(other) if other.dataset.name != scope.dataset.name => match scope.dataset.observed.release.as_str() {
            "" => format!(" in `{}`", scope.dataset.name),
            release => format!(" in the {release} release"),
        },
        _ => String::new(),
    };
    format!("{}{basis}{release}", figure.description())
}

pub(super) fn is(figure: &Figure, reading: &Reading<'_, '_>) -> String {
    format!("{} {} {}", figure.description(), figure.is(), figure.text(&reading.desk.facts.style))
}

/// What an author writes to print a figure.
pub(super) fn expression(reading: &Reading<'_, '_>, figure: &Figure) -> String {
    let mut written = figure.measure.id.clone();
    if let (Some(scope), Some(here)) = (&figure.scope, reading.desk.here()) {
        if scope.area.code != here.area.code {
            written.push_str(&format!(".of(\"{}\")", scope.area.name));
        }
        if Some(&scope.period) != here.periods.first() {
            let quoted = match scope.period {
                Period::Year(year) => year.to_string(),
                other => format!("\"{other}\""),
            };
            written.push_str(&format!(".at({quoted})"));
        }
    }
    written
}

/// The figure that a number is, if it is one that the sentence does not speak of; the likeliest slip first.
fn elsewhere(
    reading: &Reading<'_, '_>,
    quantity: &Quantity,
    ids: &[String],
    truth: Option<&Figure>,
) -> Option<Figure> {
    let desk = reading.desk;
    let scope = truth.and_then(|truth| truth.scope.as_ref());
    let here = desk.here();
    let area =
        scope.map(|scope| scope.area.code.clone()).or_else(|| here.as_ref().map(|here| here.area.code.clone()))?;
    let period =
        scope.map(|scope| scope.period).or_else(|| here.as_ref().and_then(|here| here.periods.first().copied()))?;
    let basis = scope.and_then(|scope| scope.basis);
    let family: Vec<&str> = ids.iter().flat_map(|id| id.split('_')).filter(|word| *word != "rate").collect();
    let mut best: Option<(u32, Figure)> = None;
    for data in &desk.facts.datasets {
        for one in &data.observed.observations {
            let Some(value) = one.datum.number() else { continue };
            if !(quantity.is(value) || quantity.is(round(value, one.measure.decimals)))
                || !(quantity.counted.fits(one.measure.unit)
                    || quantity.counted == Counted::People && one.measure.unit == Unit::Fte)
            {
                continue;
            }
            let own = ids.contains(&one.measure.id);
            let related = own || one.measure.id.split('_').any(|word| family.contains(&word));
            let near = one.area.code == area;
            // That some other authority happens to have the value says nothing of what was meant.
            if !near && !is_spoken_of(reading, &one.area) {
                continue;
            }
            let (then, counted) = (one.period == period, one.basis == basis || basis.is_none());
            let rank = match (own, related, near, then, counted) {
                (true, _, true, true, _) => 0,
                (_, true, true, true, _) => 1,
                (true, _, true, _, true) => 2,
                (true, _, _, true, true) => 3,
                (_, true, true, _, true) => 4,
                (true, _, true, _, _) => 5,
                (true, _, _, true, _) => 6,
                (true, _, _, _, true) => 7,
                (false, _, true, true, _) => 8,
                _ => continue,
            };
            // The nearer in time the likelier, and the later of two.
            if best.as_ref().is_none_or(|(least, figure)| {
                rank < *least
                    || rank == *least
                        && figure
                            .scope
                            .as_ref()
                            .is_some_and(|other| rank != 3 && other.period < one.period && one.period <= period)
            }) {
                best = Some((rank, read(data, one)));
            }
        }
    }
    let stated = desk.facts.named.values().find(|figure| {
        fits(quantity, figure)
            && figure.shown().is_some_and(|value| quantity.is(value))
            && quantity.hedge == Hedge::Exact
    });
    match (best, stated) {
        (Some((rank, _)), Some(stated)) if rank > 4 => Some(stated.clone()),
        (Some((_, figure)), _) => Some(figure),
        (None, stated) => stated.cloned(),
    }
}

/// Whether an area is the subject, one that the report compares it with, or one that the text names.
fn is_spoken_of(reading: &Reading<'_, '_>, area: &Area) -> bool {
    let named = reading.areas.iter().filter_map(|one| one.area.as_ref());
    let subject = reading.desk.facts.subject.as_ref();
    let compared = subject.into_iter().flat_map(|subject| std::iter::once(&subject.area).chain(&subject.compare));
    named.chain(compared).chain(&reading.before.areas).any(|one| one.code == area.code)
}

/// The figure of the report's own, or of the subject, whose value is nearest.
fn nearest(reading: &Reading<'_, '_>, quantity: &Quantity) -> Option<Figure> {
    let desk = reading.desk;
    let mut all: Vec<Figure> = desk.facts.named.values().cloned().collect();
    if let Some(here) = desk.here() {
        let mut ids: Vec<&String> = desk.vocabulary.measures.keys().collect();
        ids.sort();
        all.extend(ids.into_iter().flat_map(|id| desk.figures(id, &here, None)));
    }
    all.into_iter()
        .filter(|figure| fits(quantity, figure) && quantity.counted != Counted::Bare)
        .filter_map(|figure| figure.shown().map(|value| ((value - quantity.value).abs(), figure)))
        // What is not half as much or twice as much is no slip of the pen.
        .filter(|(far, _)| *far <= quantity.value.abs() / Decimal::TWO)
        .min_by(|(one, _), (two, _)| one.cmp(two))
        .map(|(_, figure)| figure)
}
