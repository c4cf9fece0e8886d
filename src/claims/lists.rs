//! Lists: numbers that belong one by one to the areas, periods or measures of a list, with or without "respectively".

mod couples;
mod run;

use std::ops::Range;
use std::sync::Arc;

use crate::claims::mentions::AreaMention;
use crate::claims::numbers::Quantity;
use crate::claims::reading::{Place, Reading};
use crate::claims::vocabulary::Mention;
use crate::data::areas::Area;
use crate::facts::figure::Figure;
use crate::quantity::period::Period;
pub use run::Run;

/// What a number of a list is paired with: the measures that it can be of, and their values there.
pub struct Paired {
    /// The measures.
    pub ids: Vec<String>,
    /// Their values for the area and the period that have the same place in their list.
    pub figures: Vec<Figure>,
}

/// What the number with that index is paired with; `None` if it stands in no list, or nobody can tell in which.
pub fn paired(reading: &Reading<'_, '_>, at: usize) -> Option<Paired> {
    if let Some(couple) = couples::of(reading, at) {
        return couple;
    }
    let same = Run::around(reading, at, same_unit);
    // Only measures can be told in different units: "turnover and caseloads are 11.3% and 12.8".
    let any = Run::around(reading, at, any_unit).filter(|any| same.as_ref() != Some(any));
    any.and_then(|run| measured(reading, at, &run)).or_else(|| in_list(reading, at, &same?))
}

/// Whether the number with that index is one of as many as there are measures in a list: which of them it is of, only
/// its place can say.
pub fn one_of_measures(reading: &Reading<'_, '_>, at: usize) -> bool {
    couples::of(reading, at).is_some()
        || Run::around(reading, at, any_unit).is_some_and(|run| names(reading, measures, &run, any_unit).is_some())
}

/// The measure that the sentence before named at the place that a number has in its list: "They are 11.3% and 7.4%".
pub fn of_topic<'r>(reading: &'r Reading<'_, '_>, at: usize) -> Option<&'r Mention> {
    let run = Run::around(reading, at, any_unit)?;
    let mut topic: Vec<&Mention> = Vec::new();
    for mention in reading.before.topic.iter().rev() {
        if topic.iter().all(|one| one.ids != mention.ids) {
            topic.push(mention);
        }
    }
    let one = |names: Vec<Range<usize>>| names.len() < 2;
    let fits = topic.len() == run.len()
        && one(places(reading))
        && one(times(reading))
        && reading.measures.iter().all(|one| is_printed(reading, &one.tokens));
    topic.get(at - run.numbers.start).copied().filter(|one| fits && !one.inverse)
}

/// All measures of the list that a measure ends: "absence and turnover fell".
pub fn ending_with<'r>(reading: &'r Reading<'_, '_>, last: &Mention) -> Vec<&'r Mention> {
    let tokens = reading.tokens;
    let mut found: Vec<&Mention> = reading.measures.iter().filter(|one| one.tokens == last.tokens).collect();
    for mention in reading.measures.iter().rev() {
        let Some(first) = found.last().filter(|first| mention.tokens.end <= first.tokens.start) else { continue };
        let between = mention.tokens.end..first.tokens.start;
        let light = |at: usize| {
            tokens.is(at, ',')
                || tokens.is(at, '&')
                || matches!(tokens.word(at), "and" | "the" | "our" | "rate" | "rates" | "both" | "average")
        };
        let joined = |at: usize| tokens.is(at, ',') || tokens.is(at, '&') || tokens.word(at) == "and";
        if between.len() > 4 || !between.clone().all(light) || !between.clone().any(joined) {
            break;
        }
        found.push(mention);
    }
    found.reverse();
    found
}

fn is_printed(reading: &Reading<'_, '_>, tokens: &Range<usize>) -> bool {
    reading.quantities.iter().any(|one| one.tokens == *tokens)
}

/// A number in a list of numbers in different units.
fn measured(reading: &Reading<'_, '_>, at: usize, run: &Run) -> Option<Paired> {
    let names = names(reading, measures, run, any_unit)?;
    let mention =
        reading.measures.iter().find(|one| one.tokens == names[at - run.numbers.start] && !one.inverse)?;
    let (areas, periods) = (areas(reading, run, &names)?, periods(reading, run, &names)?);
    Paired::new(reading, mention.ids.clone(), &areas, &periods)
}

/// A number in a list of numbers in one unit.
fn in_list(reading: &Reading<'_, '_>, at: usize, run: &Run) -> Option<Paired> {
    let nth = at - run.numbers.start;
    if !is_respective(reading) && is_bounded(reading, run.span(reading).start) {
        return None;
    }
    let of_areas = names(reading, places, run, same_unit);
    let of_periods = names(reading, times, run, same_unit);
    let of_measures = names(reading, measures, run, same_unit);
    // Two lists of the same length may both be meant.
    let mut lists = [&of_areas, &of_periods, &of_measures].into_iter().flatten();
    let (Some(listed), None) = (lists.next(), lists.next()) else { return None };
    let quantity = &reading.quantities[at];
    let ids = match &of_measures {
        Some(list) => {
            let mention = reading.measures.iter().find(|one| one.tokens == list[nth]).filter(|one| !one.inverse)?;
            let fits = |id: &&String| reading.desk.unit(id).is_some_and(|unit| quantity.counted.fits(unit));
            mention.ids.iter().filter(fits).cloned().collect()
        }
        None => reading.ids_for(quantity.tokens.start, quantity.counted, false),
    };
    let areas = match &of_areas {
        Some(list) => vec![area_of(reading, &list[nth])?],
        None => areas(reading, run, listed)?,
    };
    let periods = match &of_periods {
        Some(list) => {
            reading.periods.iter().filter(|one| one.tokens == list[nth]).map(|one| one.periods.clone()).collect()
        }
        None => periods(reading, run, listed)?,
    };
    Paired::new(reading, ids, &areas, &periods)
}

impl Paired {
    fn new(
        reading: &Reading<'_, '_>,
        ids: Vec<String>,
        areas: &[Arc<Area>],
        periods: &[Vec<Period>],
    ) -> Option<Self> {
        let mut figures = Vec::new();
        for id in &ids {
            for area in areas {
                for periods in periods {
                    let place = Place { area: Arc::clone(area), periods: periods.clone() };
                    figures.extend(reading.desk.figures(id, &place, reading.basis));
                }
            }
        }
        (!figures.is_empty()).then_some(Self { ids, figures })
    }
}

/// The names that the numbers of a run belong to one by one: those beside it, or those of as many numbers before it, if no
/// others of their kind are named in between.
fn names(
    reading: &Reading<'_, '_>,
    of_kind: fn(&Reading<'_, '_>) -> Vec<Range<usize>>,
    run: &Run,
    alike: fn(&Quantity, &Quantity) -> bool,
) -> Option<Vec<Range<usize>>> {
    let (all, span) = (of_kind(reading), run.span(reading));
    listed(reading, &all, &span, run.len(), is_respective(reading)).or_else(|| {
        let before = run.before(reading, alike)?;
        let between = before.span(reading).end..span.start;
        let none = !all.iter().any(|one| between.contains(&one.start));
        names(reading, of_kind, &before, alike).filter(|_| none)
    })
}

/// Whose the numbers of a run are that have no list of areas.
fn areas(reading: &Reading<'_, '_>, run: &Run, listed: &[Range<usize>]) -> Option<Vec<Arc<Area>>> {
    let alone = !run.has_others(reading) && !run.leads_to_area(reading);
    one_area(reading).filter(|_| alone).or_else(|| run.areas(reading, listed))
}

/// When the numbers of a run are of that have no list of periods.
fn periods(reading: &Reading<'_, '_>, run: &Run, listed: &[Range<usize>]) -> Option<Vec<Vec<Period>>> {
    let alone = !run.has_others(reading);
    one_period(reading).filter(|_| alone).or_else(|| Some(run.periods(reading, listed)))
}

fn is_respective(reading: &Reading<'_, '_>) -> bool {
    reading.sentence.clone().any(|at| reading.tokens.word(at) == "respectively")
}

fn same_unit(one: &Quantity, two: &Quantity) -> bool {
    one.counted == two.counted
}

fn any_unit(_: &Quantity, _: &Quantity) -> bool {
    true
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
    // "turnover (11.3%) and vacancies (7.4%)", "turnover, at 11.3%, and vacancies, at 7.4%, … respectively"
    let own = |at: usize| {
        at < span.start
            && (tokens.is(at, '(')
                || tokens.is(at, ')')
                || said && tokens.word(at) == "at"
                || reading
                    .quantities
                    .iter()
                    .any(|one| one.tokens.contains(&at) && (said || tokens.is(one.tokens.start - 1, '('))))
    };
    let words = |of: Range<usize>| of.filter(|at| !own(*at)).count();
    let mut runs: Vec<Vec<Range<usize>>> = Vec::new();
    for name in names {
        match runs.last_mut() {
            Some(run)
                if run.last().is_some_and(|last| {
                    let between = last.end..name.start;
                    (1..=8).contains(&between.len())
                        && words(between.clone()) <= 4
                        && between.clone().all(|at| light(at) || own(at))
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
            || matches!(tokens.word(at), "but" | "while" | "whereas" | "although" | "though" | "because")
            // "… were lower than nationally: 11.3% and 7.4%"
            || tokens.word(at) == "than" && !(at..span.start).any(|at| tokens.is(at, ':'))
    };
    let stretch = |run: &[Range<usize>]| {
        let lead = run[0].start.saturating_sub(1);
        let lead = if tokens.word(lead) == "the" { lead.saturating_sub(1) } else { lead };
        lead >= reading.sentence.start && matches!(tokens.word(lead), "between" | "from" | "since")
    };
    let mut fitting = runs.into_iter().filter(|run| run.len() == count && !stretch(run)).filter(|run| {
        let (first, last) = (run[0].start, run[run.len() - 1].end);
        if last <= span.start {
            words(last..span.start) <= if said { 14 } else { 8 } && !(last..span.start).any(breaks)
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

/// The words for measures; a figure that is printed names its own, but not in a list.
fn measures(reading: &Reading<'_, '_>) -> Vec<Range<usize>> {
    reading.measures.iter().map(|one| one.tokens.clone()).filter(|one| !is_printed(reading, one)).collect()
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
