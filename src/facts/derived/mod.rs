//! Derived figures: computed from others with exact decimals, in a unit that follows from what they count.

mod rules;

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::measures::{Measure, Polarity};
use crate::diagnostic::{Diagnostic, Span};
use crate::facts::Facts;
use crate::facts::figure::{Figure, Origin};
use crate::facts::named::own_measure;
use crate::facts::problem::Problem;
use crate::project::exhibit::PeriodsEntry;
use crate::project::formulas::Formula;
use crate::project::report::Report;
use crate::project::sources::FigureEntry;
use crate::project::yaml::Text;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::style::{Style, round};
use crate::quantity::value::{Datum, Unit};
use rules::{addable, called, counted, is_rate, matching, ratio_unit, same_period};

pub use rules::{alike, tolerance};

/// How many inputs a formula writes out; of more it shows the first and the last.
const WRITTEN: usize = 12;

/// Computes a figure by its formula.
///
/// # Errors
/// An input that is unknown or has no value; inputs in different units, on different bases or of different releases;
/// percentages of different wholes that are added; a part that is more than its whole; a division by zero.
pub fn derive(
    entry: &FigureEntry,
    formula: &Formula,
    facts: &Facts,
    report: &Report,
) -> Result<Figure, Box<Diagnostic>> {
    let named = |texts: &[&Text]| -> Result<Vec<Figure>, Box<Diagnostic>> {
        texts.iter().map(|text| facts.input(text, report)).collect()
    };
    let here = |problem: Problem| Box::new(problem.at(&entry.name));
    let style = &facts.style;
    match formula {
        Formula::Sum { of, whole } => {
            let inputs = named(&of.iter().collect::<Vec<_>>())?;
            alike(&inputs).map_err(here)?;
            addable(&inputs, of, whole.as_ref(), entry, report).map_err(here)?;
            let values = numbers(&inputs).map_err(here)?;
            let sum = total(&values).map_err(here)?;
            let unit = inputs[0].measure.unit;
            let made = measure(entry, unit, most_decimals(&inputs), &inputs)?;
            let whole = whole.as_ref().map_or_else(String::new, |whole| format!(" of {}", whole.value));
            let words = format!("{} = {}{whole}", listed(&inputs, " + ", style), shown(sum, &made, style));
            Ok(figure(made, sum, inputs, words))
        }
        Formula::Mean { of } => {
            let inputs = named(&of.iter().collect::<Vec<_>>())?;
            let words = format!("mean of {}", inputs.len());
            mean(entry, inputs, &words, None, style).map_err(|problem| problem.into_diagnostic(&entry.name))
        }
        Formula::MeanOver { measure, over, area, basis, data } => {
            let inputs = over_periods(facts, &entry.name, measure, over, area.as_ref(), *basis, data.as_ref())?;
            let periods: Vec<String> =
                inputs.iter().filter_map(|one| Some(one.scope.as_ref()?.period.to_string())).collect();
            let name = inputs.first().map_or("", |one| one.measure.name.as_str());
            let area =
                inputs.first().and_then(|one| one.scope.as_ref()).map_or("", |scope| scope.area.name.as_str());
            let span = match periods.as_slice() {
                [first, .., last] => format!("{first} to {last}"),
                _ => periods.concat(),
            };
            let prose = format!("mean {name} of {area} over {span}");
            mean(entry, inputs, &format!("mean of {span}"), Some(prose), style)
                .map_err(|problem| problem.into_diagnostic(&entry.name))
        }
        Formula::Difference { of, less } => {
            let inputs = named(&[of, less])?;
            alike(&inputs).map_err(here)?;
            let values = numbers(&inputs).map_err(here)?;
            let difference = values[0].checked_sub(values[1]).ok_or_else(|| here(too_large()))?;
            let unit = inputs[0].measure.unit.of_difference();
            let made = measure(entry, unit, most_decimals(&inputs), &[])?;
            let result = style.size_of_change(difference, unit, made.decimals);
            let sign = if round(difference, made.decimals) < Decimal::ZERO { "−" } else { "" };
            let words = format!("{} = {sign}{result}", listed(&inputs, " − ", style));
            Ok(figure(made, difference, inputs, words))
        }
        Formula::Share { part, of } => {
            let inputs = named(&[part, of])?;
            alike(&inputs).map_err(here)?;
            same_period(&inputs).map_err(here)?;
            let unit = inputs[0].measure.unit;
            if is_rate(unit) {
                return Err(here(
                    Problem::new(format!("{} is no part of a whole: it {}", called(&inputs[0]), counted(unit)))
                        .hint("a share is of people, full-time equivalents, cases, days or pounds in the same; for two rates use `difference`"),
                ));
            }
            let values = numbers(&inputs).map_err(here)?;
            if values[1].is_zero() {
                return Err(here(divides_by_zero(&inputs[1])));
            }
            if values[0] < Decimal::ZERO || values[0] > values[1] {
                return Err(here(
                    Problem::new(format!(
                        "{}, {}, is no part of {}, {}",
                        called(&inputs[0]),
                        inputs[0].text(style),
                        called(&inputs[1]),
                        inputs[1].text(style)
                    ))
                    .hint(format!("look whether the two are in the right order; for what is no part of the other write `ratio: {}`, `to: {}`", part.value, of.value)),
                ));
            }
            let share = percent(values[0], values[1]).ok_or_else(|| here(too_large()))?;
            let made = measure(entry, Unit::Percent, Unit::Percent.decimals(), &[])?;
            let words = format!("{} × 100 = {}", listed(&inputs, " ÷ ", style), shown(share, &made, style));
            Ok(figure(made, share, inputs, words))
        }
        Formula::Ratio { of, to, unit } => {
            let inputs = named(&[of, to])?;
            matching(&inputs, false).map_err(here)?;
            same_period(&inputs).map_err(here)?;
            let values = numbers(&inputs).map_err(here)?;
            if values[1].is_zero() {
                return Err(here(divides_by_zero(&inputs[1])));
            }
            let unit = ratio_unit(&inputs, unit.as_ref(), entry)?;
            let ratio = if unit == Unit::Percent {
                percent(values[0], values[1])
            } else {
                values[0].checked_div(values[1])
            };
            let ratio = ratio.ok_or_else(|| here(too_large()))?;
            let made = measure(entry, unit, unit.decimals().max(1), &[])?;
            let hundred = if unit == Unit::Percent { " × 100" } else { "" };
            let words = format!("{}{hundred} = {}", listed(&inputs, " ÷ ", style), shown(ratio, &made, style));
            Ok(figure(made, ratio, inputs, words))
        }
    }
}

/// A problem with its own place, or none yet.
enum Wrong {
    Problem(Problem),
    Diagnostic(Box<Diagnostic>),
}

impl Wrong {
    fn into_diagnostic(self, name: &Text) -> Box<Diagnostic> {
        match self {
            Self::Problem(problem) => Box::new(problem.at(name)),
            Self::Diagnostic(diagnostic) => diagnostic,
        }
    }
}

impl From<Problem> for Wrong {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// The mean of figures; `prose` is its name where the author gives none.
fn mean(
    entry: &FigureEntry,
    inputs: Vec<Figure>,
    words: &str,
    prose: Option<String>,
    style: &Style,
) -> Result<Figure, Wrong> {
    alike(&inputs)?;
    let values = numbers(&inputs)?;
    let count = Decimal::from(inputs.len());
    let mean = total(&values)?.checked_div(count).ok_or_else(too_large)?;
    let unit = inputs[0].measure.unit;
    let decimals = most_decimals(&inputs).max(1);
    let mut made = measure(entry, unit, decimals, &inputs).map_err(Wrong::Diagnostic)?;
    if let (Some(prose), None) = (prose, &entry.prose) {
        made.name = prose;
    }
    if is_rate(unit) {
        made.definition = "the mean of the rates, each of the same weight; not the rate of all together".to_owned();
    }
    let written = format!("{words}: ({}) ÷ {count} = {}", listed(&inputs, " + ", style), shown(mean, &made, style));
    Ok(figure(made, mean, inputs, written))
}

/// The values of a measure over periods; every one must be there.
fn over_periods(
    facts: &Facts,
    name: &Text,
    measure: &Text,
    over: &PeriodsEntry,
    area: Option<&Text>,
    basis: Option<Basis>,
    data: Option<&Text>,
) -> Result<Vec<Figure>, Box<Diagnostic>> {
    let dataset = match data {
        Some(text) => facts.dataset(&text.value).map_err(|problem| Box::new(problem.at(text)))?,
        None => Arc::clone(facts.dataset_with(&measure.value).map_err(|problem| Box::new(problem.at(measure)))?),
    };
    let area = match (area, &facts.subject) {
        (Some(text), _) => facts.area(&text.value).map_err(|problem| Box::new(problem.at(text)))?,
        (None, Some(subject)) => Arc::clone(&subject.area),
        (None, None) => return Err(Box::new(facts.no_subject("area").at(name))),
    };
    let (periods, place) = periods(facts, name, over)?;
    let values = periods.iter().map(|period| {
        facts.figure(&measure.value, &area, *period, basis, Some(&dataset)).map_err(|problem| {
            let at = if dataset.measure(&measure.value).is_none() { &measure.span } else { &place };
            Box::new(problem.diagnostic(at))
        })
    });
    values.collect()
}

/// Every period that is meant, whether the data have it or not: a mean over those that happen to be there would be
/// another mean.
fn periods(facts: &Facts, name: &Text, over: &PeriodsEntry) -> Result<(Vec<Period>, Span), Box<Diagnostic>> {
    const MOST: usize = 120;
    let read = |text: &Text| facts.period(&text.value).map_err(|problem| Box::new(problem.at(text)));
    let (periods, place) = match over {
        PeriodsEntry::Last(count, place) => {
            let subject = facts.subject.as_ref().ok_or_else(|| Box::new(facts.no_subject("period").at(name)))?;
            let mut periods: Vec<Period> =
                std::iter::successors(Some(subject.period), |period| Some(period.previous()))
                    .take(*count)
                    .collect();
            periods.reverse();
            (periods, place.clone())
        }
        PeriodsEntry::Between(from, to) => {
            let (first, last) = (read(from)?, read(to)?);
            let mut periods = vec![first];
            while periods.last().is_some_and(|one| *one < last) && periods.len() < MOST {
                periods.extend(periods.last().map(|one| one.next()));
            }
            if periods.last() != Some(&last) {
                let problem = Problem::new(format!("`{}` runs from no period to a later one", from.span.text()))
                    .hint("write the earlier year first, such as `2018..2021`, and both in the same form");
                return Err(Box::new(problem.at(from)));
            }
            (periods, from.span.clone())
        }
        PeriodsEntry::These(texts) => {
            let mut periods = texts.iter().map(read).collect::<Result<Vec<_>, _>>()?;
            periods.sort();
            periods.dedup();
            (periods, texts.first().map_or_else(|| name.span.clone(), |text| text.span.clone()))
        }
    };
    if periods.len() < 2 {
        let problem = Problem::new("a mean over one period only")
            .hint("write `over: 2018..2021`, `over: [2019, 2021]`, or `over: 4` for the last four");
        return Err(Box::new(problem.diagnostic(&place)));
    }
    Ok((periods, place))
}

/// What a derived figure measures; which way is good follows from its inputs where all agree.
fn measure(entry: &FigureEntry, unit: Unit, decimals: u32, like: &[Figure]) -> Result<Measure, Box<Diagnostic>> {
    let mut made = own_measure(entry, unit, decimals)?;
    if let (None, Some(first)) = (&entry.better, like.first())
        && like.iter().all(|one| one.measure.polarity == first.measure.polarity)
        && first.measure.polarity != Polarity::Neutral
    {
        made.polarity = first.measure.polarity;
    }
    Ok(made)
}

/// A computed figure; it belongs to an area and a period if all its inputs belong to the same.
fn figure(measure: Measure, value: Decimal, inputs: Vec<Figure>, formula: String) -> Figure {
    let first = inputs.first().and_then(|one| one.scope.clone());
    let scope = first.filter(|scope| {
        inputs.iter().all(|one| {
            one.scope.as_ref().is_some_and(|other| {
                other.area.code == scope.area.code
                    && other.period == scope.period
                    && other.basis == scope.basis
                    && other.dataset.name == scope.dataset.name
            })
        })
    });
    Figure {
        measure: Arc::new(measure),
        datum: Datum::Number(value),
        scope,
        origin: Origin::Derived { formula, of: inputs.into() },
    }
}

/// The numbers of the inputs; a symbol is none.
fn numbers(inputs: &[Figure]) -> Result<Vec<Decimal>, Problem> {
    inputs
        .iter()
        .map(|one| match one.datum {
            Datum::Number(value) => Ok(value),
            Datum::Symbol(symbol) => {
                Err(Problem::new(format!("{} {} no value: {}", one.description(), one.has(), symbol.meaning()))
                    .hint("nothing can be computed from a value that is not published; a symbol is not a zero"))
            }
        })
        .collect()
}

fn total(values: &[Decimal]) -> Result<Decimal, Problem> {
    values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value)).ok_or_else(too_large)
}

fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    // Multiplied first, so that a share that comes out even is exact.
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

fn too_large() -> Problem {
    Problem::new("the result is too large to be held exactly")
        .hint("look whether one of the values is in the wrong unit")
}

fn divides_by_zero(figure: &Figure) -> Problem {
    Problem::new(format!("{} is zero, and nothing can be divided by it", called(figure)))
        .hint("say in words that there were none")
}

fn most_decimals(figures: &[Figure]) -> u32 {
    figures.iter().map(|one| one.measure.decimals).max().unwrap_or_default()
}

/// The inputs with their values, as exact as they are short.
fn listed(inputs: &[Figure], sign: &str, style: &Style) -> String {
    let value = |one: &Figure| {
        one.datum.number().map_or_else(String::new, |value| {
            let scale = value.normalize().scale();
            let decimals = if scale <= 4 { scale.max(one.measure.decimals.min(4)) } else { one.measure.decimals };
            style.value(value, one.measure.unit, decimals)
        })
    };
    let mut written: Vec<String> = inputs.iter().map(value).collect();
    if written.len() > WRITTEN {
        let left_out = written.len() - WRITTEN;
        written.splice(WRITTEN - 1..written.len() - 1, [format!("… ({left_out} more)")]);
    }
    written.join(sign)
}

fn shown(value: Decimal, measure: &Measure, style: &Style) -> String {
    style.value(value, measure.unit, measure.decimals)
}
