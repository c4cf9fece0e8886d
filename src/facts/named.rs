//! Figures that a report names itself: stated, read from data, asked of data, computed from others.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::measures::{Measure, Polarity};
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::facts::figure::{Figure, Origin};
use crate::facts::problem::Problem;
use crate::facts::query::{self, Answer, Answered};
use crate::facts::{Facts, derived, disclosure};
use crate::project::read::{unknown, unknown_unit};
use crate::project::report::Report;
use crate::project::sources::{Disclosure, FigureEntry, MustBe, Origin as EntryOrigin};
use crate::project::yaml::Text;
use crate::quantity::value::{Datum, Unit};

/// The numbers that a report states by hand.
pub(super) fn stated(report: &Report) -> Vec<Decimal> {
    let number = |entry: &FigureEntry| match &entry.origin {
        EntryOrigin::Stated { value, .. } => Some(*value),
        _ => None,
    };
    report.figures.iter().filter_map(number).collect()
}

impl Facts {
    /// Makes the figures of a report, each after those that it is computed from.
    ///
    /// What cannot be made is reported and left out.
    pub(super) fn name_figures(&mut self, report: &Report, sink: &mut Diagnostics) {
        let mut waiting: Vec<&FigureEntry> = Vec::new();
        for entry in &report.figures {
            if self.measure_ids().any(|id| id == entry.name.value) {
                sink.push(
                    Diagnostic::error(
                        format!("`{}` is the name of a measure and of a figure", entry.name.value),
                        &entry.name.span,
                    )
                    .hint("give the figure another name"),
                );
                self.unread.add("figures", &entry.name.value);
            } else {
                waiting.push(entry);
            }
        }
        while !waiting.is_empty() {
            let names: Vec<&str> = waiting.iter().map(|entry| entry.name.value.as_str()).collect();
            let waits =
                |entry: &FigureEntry| inputs(entry).iter().any(|input| names.contains(&input.value.as_str()));
            let (later, ready): (Vec<_>, Vec<_>) = waiting.iter().partition(|entry| waits(entry));
            if ready.is_empty() {
                let circle = circle(&later);
                sink.push(says_circle(&circle));
                for entry in &circle {
                    self.unread.add("figures", &entry.name.value);
                }
                waiting = later;
                waiting.retain(|entry| !circle.iter().any(|one| one.name.value == entry.name.value));
                continue;
            }
            for entry in ready {
                match self.resolve(entry, report).and_then(|figure| self.must_be(entry, figure)) {
                    Ok(figure) => {
                        self.named.insert(entry.name.value.clone(), figure);
                    }
                    Err(diagnostic) => {
                        sink.push(*diagnostic);
                        self.unread.add("figures", &entry.name.value);
                    }
                }
            }
            waiting = later;
        }
    }

    fn resolve(&self, entry: &FigureEntry, report: &Report) -> Result<Figure, Box<Diagnostic>> {
        let name = &entry.name;
        match &entry.origin {
            EntryOrigin::Stated { value, place, unit, source, date } => {
                let known = Unit::parse(&unit.value).ok_or_else(|| Box::new(unknown_unit(unit)))?;
                whole(*value, known).map_err(|problem| Box::new(problem.diagnostic(place)))?;
                let written = match (known, value.scale()) {
                    // Pounds and pence have two decimals or none.
                    (Unit::Pounds, 1) => 2,
                    (_, scale) => scale.max(known.decimals()),
                };
                Ok(Figure {
                    measure: Arc::new(own_measure(entry, known, written)?),
                    datum: Datum::Number(*value),
                    scope: None,
                    origin: Origin::Stated { source: source.value.clone(), date: *date, place: place.clone() },
                })
            }
            EntryOrigin::Measured { measure, area, period, basis, data } => {
                let dataset = match data {
                    Some(text) => Some(self.dataset(&text.value).map_err(|problem| Box::new(problem.at(text)))?),
                    None => None,
                };
                let area = match (area, &self.subject) {
                    (Some(text), _) => self.area(&text.value).map_err(|problem| Box::new(problem.at(text)))?,
                    (None, Some(subject)) => Arc::clone(&subject.area),
                    (None, None) => return Err(Box::new(self.no_subject("area").at(name))),
                };
                let period = match (period, &self.subject) {
                    (Some(text), _) => self.period(&text.value).map_err(|problem| Box::new(problem.at(text)))?,
                    (None, Some(subject)) => subject.period,
                    (None, None) => return Err(Box::new(self.no_subject("period").at(name))),
                };
                self.figure(&measure.value, &area, period, *basis, dataset.as_ref())
                    .map_err(|problem| Box::new(problem.at(measure)))
            }
            EntryOrigin::Queried { sql, unit } => {
                let known = Unit::parse(&unit.value).ok_or_else(|| Box::new(unknown_unit(unit)))?;
                let files: Vec<_> = self.datasets.iter().filter(|data| data.query.is_none()).cloned().collect();
                let answer = query::ask(&name.value, sql, self.ground(&files))?;
                let wrong = |problem: Problem| Box::new(problem.diagnostic(&query::place(sql)));
                let datum = one_value(&answer).map_err(wrong)?;
                if let Some(data) = answer.query.reads_one_person() {
                    let problem =
                        Problem::new(format!("the query reads what one person has: `{data}` has a row for each"))
                            .hint("ask for what many have together, such as `count(*)`, `sum(…)` or `avg(…)`")
                            .hint("if its rows are no people, add `disclosure: published` to the file");
                    return Err(wrong(problem));
                }
                if known == Unit::Percent && answer.query.made.iter().any(|made| made.difference) {
                    let message = "a difference of percentages is in percentage points";
                    let hint = "write `unit: points`, or divide by the earlier rate for a change in per cent";
                    return Err(Box::new(Diagnostic::error(message, &unit.span).hint(hint)));
                }
                let read = answer.query.made.first().and_then(|made| made.unit);
                if let Some(read) = read.filter(|read| *read != known && known != Unit::Number) {
                    let message = format!("what the query reads is in `{}`, not in `{}`", read.key(), known.key());
                    let hint = format!("write `unit: {}`, or ask for the column that is meant", read.key());
                    return Err(Box::new(Diagnostic::error(message, &unit.span).hint(hint)));
                }
                let datum = disclosure::count(datum, known, answer.query.disclosure(), self.disclosure_threshold);
                if let Datum::Number(value) = datum {
                    whole(value, known).map_err(wrong)?;
                }
                Ok(Figure {
                    measure: Arc::new(own_measure(entry, known, known.decimals())?),
                    datum,
                    scope: None,
                    origin: Origin::Queried { query: answer.query },
                })
            }
            EntryOrigin::Derived(formula) => {
                let figure = derived::derive(entry, formula, self, report)?;
                Ok(disclosure::derived(figure, self.disclosure_threshold))
            }
        }
    }

    /// The figure, or the measure of the subject, that a formula names.
    pub(super) fn input(&self, text: &Text, report: &Report) -> Result<Figure, Box<Diagnostic>> {
        if let Some(figure) = self.named.get(&text.value) {
            return Ok(figure.clone());
        }
        if self.measure_ids().any(|id| id == text.value) {
            return self.of_subject(&text.value).map_err(|problem| Box::new(problem.at(text)));
        }
        if let Some(problem) = self.exempt(&text.value) {
            return Err(Box::new(problem.at(text)));
        }
        let own = report.figures.iter().map(|entry| entry.name.value.as_str());
        let names = own.chain(self.measure_ids());
        let problem = Problem::new(format!("unknown figure `{}`", text.value))
            .hint(did_you_mean(&text.value, names).unwrap_or_else(|| {
                "name a figure that stands under `figures:`, or a measure of the subject".to_owned()
            }))
            .follows(self.may_be_unread(&text.value));
        Err(Box::new(problem.at(text)))
    }

    /// The figure, if it is what its entry says that it must be.
    fn must_be(&self, entry: &FigureEntry, figure: Figure) -> Result<Figure, Box<Diagnostic>> {
        let Some(must_be) = &entry.must_be else { return Ok(figure) };
        let (wanted, place, said) = match must_be {
            MustBe::Number(value, place) => {
                (Some(*value), place, self.style.number(*value, value.normalize().scale()))
            }
            MustBe::Figure(text) => {
                let other = match self.named.get(&text.value) {
                    Some(other) => other.clone(),
                    None if self.measure_ids().any(|id| id == text.value) => {
                        self.of_subject(&text.value).map_err(|problem| Box::new(problem.at(text)))?
                    }
                    None => {
                        let names = self.named.keys().map(String::as_str).chain(self.measure_ids());
                        let problem = Problem::new(format!("unknown figure `{}`", text.value))
                            .maybe_hint(did_you_mean(&text.value, names))
                            .hint("write a number, or the name of a figure")
                            .follows(self.may_be_unread(&text.value));
                        return Err(Box::new(problem.at(text)));
                    }
                };
                derived::alike(&[figure.clone(), other.clone()]).map_err(|problem| Box::new(problem.at(text)))?;
                let said = format!("{}, which is {}", other.description(), other.text(&self.style));
                (other.datum.number(), &text.span, said)
            }
        };
        let (Some(value), Some(wanted)) = (figure.datum.number(), wanted) else {
            let problem = Problem::new(format!("nobody can tell whether `{}` is {said}", entry.name.value))
                .hint("one of the two has no published value; take `must-be` out, or use values that are known");
            return Err(Box::new(problem.diagnostic(place)));
        };
        let tolerance = derived::tolerance(&figure, wanted, entry);
        if (value - wanted).abs() <= tolerance {
            return Ok(figure);
        }
        let unit = figure.measure.unit;
        let decimals = value.normalize().scale().min(figure.measure.decimals + 2).max(wanted.normalize().scale());
        let away = self.style.size_of_change(value - wanted, unit, decimals);
        let mut problem = Problem::new(format!(
            "`{}` is {}, not {said}: {away} too {}",
            entry.name.value,
            self.style.value(value, unit, decimals),
            if value > wanted { "much" } else { "little" },
        ));
        if let Origin::Derived { formula, .. } = &figure.origin {
            problem = problem.hint(formula.clone());
        }
        if !tolerance.is_zero() {
            let tolerated = self.style.size_of_change(tolerance, unit, tolerance.normalize().scale());
            problem = problem.hint(format!("rounding explains up to {tolerated}"));
        }
        Err(Box::new(problem.hint("put the wrong part right, or take `must-be` out").diagnostic(place)))
    }
}

/// The names that a figure waits for.
fn inputs(entry: &FigureEntry) -> Vec<&Text> {
    let mut inputs = match &entry.origin {
        EntryOrigin::Derived(formula) => formula.inputs(),
        _ => Vec::new(),
    };
    if let Some(MustBe::Figure(text)) = &entry.must_be {
        inputs.push(text);
    }
    inputs
}

/// Figures that wait for each other in a circle, from one to the next; some of those that wait are in one.
fn circle<'a>(waiting: &[&'a FigureEntry]) -> Vec<&'a FigureEntry> {
    let mut way: Vec<&FigureEntry> = waiting.first().copied().into_iter().collect();
    while let Some(last) = way.last() {
        let next = inputs(last)
            .into_iter()
            .find_map(|input| waiting.iter().copied().find(|entry| entry.name.value == input.value));
        let Some(next) = next else { break };
        if let Some(start) = way.iter().position(|entry| entry.name.value == next.name.value) {
            return way.split_off(start);
        }
        way.push(next);
    }
    way
}

fn says_circle(circle: &[&FigureEntry]) -> Diagnostic {
    let Some(first) = circle.first() else { return Diagnostic::bare("figures wait for each other") };
    let names: Vec<String> = circle.iter().chain([first]).map(|entry| format!("`{}`", entry.name.value)).collect();
    Diagnostic::error(format!("`{}` is computed from itself", first.name.value), &first.name.span)
        .hint(format!("{}: take one of them out of the circle", names.join(" needs ")))
}

/// What a figure of the report's own measures.
pub(super) fn own_measure(entry: &FigureEntry, unit: Unit, decimals: u32) -> Result<Measure, Box<Diagnostic>> {
    let polarity = match entry.better.as_ref().map(|text| (text.value.as_str(), text)) {
        None => Polarity::Neutral,
        Some(("higher", _)) => Polarity::HigherIsBetter,
        Some(("lower", _)) => Polarity::LowerIsBetter,
        Some((_, text)) => return Err(Box::new(unknown("direction", text, ["higher", "lower"]))),
    };
    let decimals = entry.decimals.and_then(|count| u32::try_from(count).ok()).unwrap_or(decimals);
    Ok(Measure {
        id: entry.name.value.clone(),
        name: entry.prose.as_ref().map_or_else(|| entry.name.value.replace('_', " "), |text| text.value.clone()),
        unit,
        decimals: decimals.min(12),
        polarity,
        definition: String::new(),
    })
}

/// People and cases are whole.
fn whole(value: Decimal, unit: Unit) -> Result<(), Problem> {
    if unit.is_whole() && !value.fract().is_zero() {
        return Err(Problem::new(format!("`{value}` {} are not whole", unit.noun()))
            .hint("write a whole number, or `unit: fte` for full-time equivalents"));
    }
    Ok(())
}

/// The one value of an answer.
fn one_value(answer: &Answer) -> Result<Datum, Problem> {
    let rows = answer.rows.len();
    match answer.rows.as_slice() {
        [row] if row.len() == 1 => match &row[0] {
            Answered::Number(value) => Ok(Datum::Number(*value)),
            Answered::Symbol(symbol) => Ok(Datum::Symbol(*symbol)),
            Answered::Nothing => Err(Problem::new("the query gives no value")
                .hint("no row meets its conditions, or it divides by zero; a sum over nothing is not zero")),
            Answered::Text(_) if answer.query.disclosure() == Disclosure::Controlled => {
                Err(Problem::new("the query gives a text, not a number")
                    .hint("select a number, such as `count(*)` or `sum(headcount)`"))
            }
            Answered::Text(text) => Err(Problem::new(format!("the query gives the text `{text}`, not a number"))
                .hint("select a number, such as `count(*)` or `sum(headcount)`")),
        },
        [] => Err(Problem::new("the query gives no row")
            .hint("look at its conditions: text is compared letter by letter, and `NULL` with nothing")),
        _ => {
            let count = |count: usize, one: &str| {
                if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
            };
            Err(Problem::new(format!(
                "a figure is one value, but the query gives {} of {}",
                count(rows, "row"),
                count(answer.columns.len(), "column")
            ))
            .hint(
                "ask for one value, such as `SELECT sum(headcount) FROM …`; a query with more goes under `data:`",
            ))
        }
    }
}
