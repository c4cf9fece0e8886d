//! Lists: numbers that belong one by one to the areas, periods or measures of a list, with or without "respectively".

use std::ops::Range;
use std::sync::Arc;

use crate::claims::account::is_difference;
use crate::claims::mentions::AreaMention;
use crate::claims::numbers::Quantity;
use crate::claims::reading::{Place, Reading};
use crate::data::areas::Area;
use crate::facts::figure::Figure;
use crate::quantity::period::Period;

/// What a number of a list is paired with: the measures that it can be of, and their values there.
pub struct Paired {
    /// The measures.
    pub ids: Vec<String>,
    /// Their values for the area and the period that have the same place in their list.
    pub figures: Vec<Figure>,
}

/// What the number with that index is paired with; `None` if it stands in no list, or nobody can tell in which.
pub fn paired(reading: &Reading<'_, '_>, at: usize) -> Option<Paired> {
    let same = numbers_around(reading, at, same_unit);
    // Only measures can be told in different units: "turnover and caseloads are 11.3% and 12.8".
    let any = numbers_around(reading, at, |_, _| true).filter(|any| same.as_ref() != Some(any));
    any.and_then(|run| measured(reading, at, &run)).or_else(|| in_list(reading, at, &same?))
}

/// Whether the number with that index is one of as many as there are measures in a list: which of them it is of, only
/// its place can say.
pub fn one_of_measures(reading: &Reading<'_, '_>, at: usize) -> bool {
    numbers_around(reading, at, |_, _| true).is_some_and(|run| {
        let (span, said) = (span_of(reading, &run), is_respective(reading));
        listed(reading, &measures(reading), &span, run.len(), said).is_some()
    })
}

/// A number in a list of numbers in different units.
fn measured(reading: &Reading<'_, '_>, at: usize, run: &Range<usize>) -> Option<Paired> {
    let names = listed(reading, &measures(reading), &span_of(reading, run), run.len(), is_respective(reading))?;
    let mention = reading.measures.iter().find(|one| one.tokens == names[at - run.start] && !one.inverse)?;
    let mut figures = Vec::new();
    for id in &mention.ids {
        for area in one_area(reading)? {
            for periods in one_period(reading)? {
                let place = Place { area: Arc::clone(&area), periods };
                figures.extend(reading.desk.figures(id, &place, reading.basis));
            }
        }
    }
    (!figures.is_empty()).then(|| Paired { ids: mention.ids.clone(), figures })
}

/// A number in a list of numbers in one unit.
fn in_list(reading: &Reading<'_, '_>, at: usize, run: &Range<usize>) -> Option<Paired> {
    let nth = at - run.start;
    let count = run.len();
    let (span, said) = (span_of(reading, run), is_respective(reading));
    if !said && is_bounded(reading, span.start) {
        return None;
    }
    let areas = listed(reading, &places(reading), &span, count, said);
    let periods = listed(reading, &times(reading), &span, count, said);
    let measures = listed(reading, &measures(reading), &span, count, said);
    // Two lists of the same length may both be meant.
    if [areas.is_some(), periods.is_some(), measures.is_some()].iter().filter(|one| **one).count() != 1 {
        return None;
    }
    let quantity = &reading.quantities[at];
    let ids = match &measures {
        Some(list) => {
            let mention = reading.measures.iter().find(|one| one.tokens == list[nth]).filter(|one| !one.inverse)?;
            let fits = |id: &&String| reading.desk.unit(id).is_some_and(|unit| quantity.counted.fits(unit));
            mention.ids.iter().filter(fits).cloned().collect()
        }
        None => reading.ids_for(quantity.tokens.start, quantity.counted, false),
    };
    let areas: Vec<Arc<Area>> = match &areas {
        Some(list) => vec![area_of(reading, &list[nth])?],
        None => one_area(reading)?,
    };
    let periods: Vec<Vec<Period>> = match &periods {
        Some(list) => {
            reading.periods.iter().filter(|one| one.tokens == list[nth]).map(|one| one.periods.clone()).collect()
        }
        None => one_period(reading)?,
    };
    let mut figures = Vec::new();
    for id in &ids {
        for area in &areas {
            for periods in &periods {
                let place = Place { area: Arc::clone(area), periods: periods.clone() };
                figures.extend(reading.desk.figures(id, &place, reading.basis));
            }
        }
    }
    (!figures.is_empty()).then_some(Paired { ids, figures })
}

/// The tokens of a run of numbers.
fn span_of(reading: &Reading<'_, '_>, run: &Range<usize>) -> Range<usize> {
    reading.quantities[run.start].tokens.start..reading.quantities[run.end - 1].tokens.end
}

fn is_respective(reading: &Reading<'_, '_>) -> bool {
    reading.sentence.clone().any(|at| reading.tokens.word(at) == "respectively")
}

fn same_unit(one: &Quantity, two: &Quantity) -> bool {
    one.counted == two.counted
}

/// The numbers of the list that a number stands in: "6.1%, 10.4% and 13.0%"; neighbours are `alike`.
fn numbers_around(
    reading: &Reading<'_, '_>,
    at: usize,
    alike: fn(&Quantity, &Quantity) -> bool,
) -> Option<Range<usize>> {
    let tokens = reading.tokens;
    let value = |at: usize| !is_difference(reading, &reading.quantities[at]);
    let joined = |one: &Quantity, two: &Quantity| {
        let between = one.tokens.end..two.tokens.start;
        alike(one, two)
            && (1..=3).contains(&between.len())
            && between.clone().all(|at| {
                tokens.is(at, ',')
                    || tokens.is(at, '&')
                    || matches!(tokens.word(at), "and" | "just" | "only" | "also")
            })
    };
    let (mut first, mut last) = (at, at + 1);
    while first > 0 && joined(&reading.quantities[first - 1], &reading.quantities[first]) {
        first -= 1;
    }
    while last < reading.quantities.len() && joined(&reading.quantities[last - 1], &reading.quantities[last]) {
        last += 1;
    }
    (last - first > 1 && (first..last).all(value)).then_some(first..last)
}

/// "between 11.3% and 15.5%", "ranging from": the ends of a range belong to nobody in particular.
fn is_bounded(reading: &Reading<'_, '_>, start: usize) -> bool {
    (reading.sentence.start.max(start.saturating_sub(4))..start).any(|at| {
        matches!(reading.tokens.word(at), "between" | "either" | "ranged" | "ranging" | "ranges" | "both")
    })
}

/// The list of so many names that stands before the numbers, or right after them.
fn listed(
    reading: &Reading<'_, '_>,
    names: &[Range<usize>],
    span: &Range<usize>,
    count: usize,
    said: bool,
) -> Option<Vec<Range<usize>>> {
    let tokens = reading.tokens;
    let light = |at: usize| {
        tokens.is(at, ',')
            || tokens.is(at, '&')
            || matches!(
                tokens.word(at),
                "and"
                    | "the"
                    | "in"
                    | "of"
                    | "for"
                    | "across"
                    | "our"
                    | "rate"
                    | "rates"
                    | "both"
                    | "region"
                    | "level"
            )
    };
    let mut runs: Vec<Vec<Range<usize>>> = Vec::new();
    for name in names {
        match runs.last_mut() {
            Some(run)
                if run.last().is_some_and(|last| {
                    let between = last.end..name.start;
                    (1..=4).contains(&between.len())
                        && between.clone().all(light)
                        && between
                            .clone()
                            .any(|at| tokens.is(at, ',') || tokens.is(at, '&') || tokens.word(at) == "and")
                }) =>
            {
                run.push(name.clone());
            }
            _ => runs.push(vec![name.clone()]),
        }
    }
    let breaks = |at: usize| {
        tokens.is(at, ';')
            || matches!(tokens.word(at), "but" | "while" | "whereas" | "although" | "though" | "because" | "than")
    };
    let stretch = |run: &[Range<usize>]| {
        let lead = run[0].start.saturating_sub(1);
        let lead = if tokens.word(lead) == "the" { lead.saturating_sub(1) } else { lead };
        lead >= reading.sentence.start && matches!(tokens.word(lead), "between" | "from" | "since")
    };
    let mut fitting = runs.into_iter().filter(|run| run.len() == count && !stretch(run)).filter(|run| {
        let (first, last) = (run[0].start, run[run.len() - 1].end);
        if last <= span.start {
            span.start - last <= if said { 14 } else { 8 } && !(last..span.start).any(breaks)
        } else {
            let gap = span.end..first;
            first >= span.end && gap.len() <= 3 && !gap.clone().any(|at| breaks(at) || tokens.is(at, ','))
        }
    });
    let found = fitting.next()?;
    fitting.next().is_none().then_some(found)
}

/// The words for areas; "the West Midlands region" is one.
fn places(reading: &Reading<'_, '_>) -> Vec<Range<usize>> {
    let mut found: Vec<&AreaMention> = Vec::new();
    for mention in &reading.areas {
        let again = found.last().is_some_and(|last| {
            last.tokens.end == mention.tokens.start
                && matches!(
                    (&last.area, &mention.area),
                    (Some(one), Some(two)) if one.code == two.code
                )
        });
        if !again {
            found.push(mention);
        }
    }
    found.into_iter().map(|mention| mention.tokens.clone()).collect()
}

fn times(reading: &Reading<'_, '_>) -> Vec<Range<usize>> {
    reading.periods.iter().map(|mention| mention.tokens.clone()).collect()
}

fn measures(reading: &Reading<'_, '_>) -> Vec<Range<usize>> {
    reading.measures.iter().map(|mention| mention.tokens.clone()).collect()
}

fn area_of(reading: &Reading<'_, '_>, tokens: &Range<usize>) -> Option<Arc<Area>> {
    reading.areas.iter().find(|one| one.tokens == *tokens)?.area.clone()
}

/// Whose the numbers are that have no list of areas: the one that is named, else the subject's or one named before.
fn one_area(reading: &Reading<'_, '_>) -> Option<Vec<Arc<Area>>> {
    let mut named: Vec<&Arc<Area>> = Vec::new();
    for mention in &reading.areas {
        let area = mention.area.as_ref()?;
        if named.iter().all(|one| one.code != area.code) {
            named.push(area);
        }
    }
    match named.as_slice() {
        [] => {
            let here = reading.desk.here().map(|here| here.area);
            Some(here.into_iter().chain(reading.before.areas.iter().cloned()).collect())
        }
        [one] => Some(vec![Arc::clone(one)]),
        _ => None,
    }
}

/// When the numbers are of that have no list of periods: what is named, else now or a period named before.
fn one_period(reading: &Reading<'_, '_>) -> Option<Vec<Vec<Period>>> {
    match reading.periods.as_slice() {
        [] => {
            let now = reading.desk.now().map(|now| vec![now]);
            Some(now.into_iter().chain(reading.before.periods.iter().map(|one| vec![*one])).collect())
        }
        [one] => Some(vec![one.periods.clone()]),
        _ => None,
    }
}
