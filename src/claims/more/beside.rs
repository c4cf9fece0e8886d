//! Beside: what a sentence says of two numbers that it gives itself, one of which its words call the greater.

use std::cmp::Ordering;
use std::ops::Range;

use crate::claims::account::is_difference;
use crate::claims::lexicon::{self, Form, Sense};
use crate::claims::more::Judged;
use crate::claims::numbers::{Counted, Hedge, Quantity};
use crate::claims::reading::Reading;
use crate::claims::vocabulary::Mention;
use crate::data::measures::Polarity;
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::quantity::period::Period;
use crate::quantity::value::Unit;

pub(super) fn read(reading: &Reading<'_, '_>) -> Vec<Judged> {
    let tokens = reading.tokens;
    let words = || reading.sentence.clone().filter(|at| tokens.list[*at].fact.is_none());
    let mut found: Vec<Judged> = words().filter_map(|at| apposition(reading, at)).collect();
    found.extend(words().filter_map(|at| in_brackets(reading, at).or_else(|| of_two_measures(reading, at))));
    found.extend(words().filter_map(|at| gap(reading, at)));
    found
}

fn text<'r>(reading: &'r Reading<'_, '_>, quantity: &Quantity) -> &'r str {
    reading.tokens.passage.text[reading.tokens.bytes(&quantity.tokens)].trim()
}

/// What a comparative says: that the first is the lower or the higher of two.
fn compares(word: &str) -> Option<Ordering> {
    match word {
        "fewer" | "less" | "lower" | "smaller" => Some(Ordering::Less),
        "more" | "higher" | "greater" | "larger" | "bigger" => Some(Ordering::Greater),
        _ => None,
    }
}

/// "17.7% in 2024 and 11.3% in 2025, an increase of 6.4 percentage points": the noun is of the two numbers before it.
fn apposition(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    let entry = lexicon::entry_at(tokens, at).filter(|entry| entry.form == Form::Noun && entry.words.len() == 1)?;
    let start = reading.sentence.start;
    let article = (start.max(at.saturating_sub(3))..at).rev().find(|at| matches!(tokens.word(*at), "a" | "an"))?;
    if article == start
        || !tokens.is(article - 1, ',')
        || matches!(tokens.word(at + 1), "in" | "on" | "from" | "to")
    {
        return None;
    }
    let begin = (start..article).rev().find(|at| tokens.is(*at, ';')).map_or(start, |at| at + 1);
    let given: Vec<&Quantity> = reading
        .quantities
        .iter()
        .filter(|one| (begin..article).contains(&one.tokens.start) && !is_difference(reading, one))
        .collect();
    let [one, two] = given.as_slice() else { return None };
    let areas = reading.areas.iter().filter(|area| (begin..article).contains(&area.tokens.start)).count();
    if one.counted != two.counted || areas > 1 || reading.is_no_claim(at) || !same_measure(reading, one, two) {
        return None;
    }
    let (first, second) = (period(reading, one)?, period(reading, two)?);
    let (then, now) = match first.cmp(&second) {
        Ordering::Less => (one, two),
        Ordering::Greater => (two, one),
        Ordering::Equal => return None,
    };
    let rose = now.value > then.value;
    let holds = match (entry.sense, polarity(reading)) {
        (Sense::Higher, _) => rose,
        (Sense::Lower, _) => now.value < then.value,
        (Sense::Better, Polarity::HigherIsBetter) | (Sense::Worse, Polarity::LowerIsBetter) => rose,
        (Sense::Better, Polarity::LowerIsBetter) | (Sense::Worse, Polarity::HigherIsBetter) => {
            now.value < then.value
        }
        _ => return None,
    };
    let said = format!(
        "from {} ({}) to {} ({}) is {}",
        text(reading, then),
        first.min(second),
        text(reading, now),
        first.max(second),
        if rose { "a rise" } else { "a fall" }
    );
    (!holds).then(|| Judged::wrong(reading, at..at + 1, Problem::new(said).hint("say what the numbers say")))
}

fn polarity(reading: &Reading<'_, '_>) -> Polarity {
    match reading.measures.as_slice() {
        [one] => reading.desk.vocabulary.polarity(one),
        _ => Polarity::Neutral,
    }
}

/// Whether two numbers are of one measure and one area: so are those that are printed, and those in a sentence that names one.
fn same_measure(reading: &Reading<'_, '_>, one: &Quantity, two: &Quantity) -> bool {
    let scoped = |one: &Quantity| {
        let figure = one.figure.clone()?;
        let area = figure.scope?.area.code.clone();
        Some((figure.measure.id.clone(), area))
    };
    match (scoped(one), scoped(two)) {
        (Some(one), Some(two)) => one == two,
        _ => reading.measures.iter().filter(|mention| mention.tokens != one.tokens).count() <= 1,
    }
}

/// Of when a number is, if that is said right beside it or known of the figure.
fn period(reading: &Reading<'_, '_>, quantity: &Quantity) -> Option<Period> {
    let printed = quantity.figure.as_ref().and_then(|figure| figure.scope.as_ref()).map(|scope| scope.period);
    printed.or_else(|| reading.period_beside(quantity)?.first().copied())
}

/// "fewer starters (50.7 FTE) than leavers (42.6 FTE)", "level 2 (21.5%) is bigger than level 4 (28.5%)".
fn in_brackets(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    let says = compares(tokens.word(at))?;
    let than = (at + 1..reading.sentence.end.min(at + 14)).find(|at| tokens.word(*at) == "than")?;
    let position = reading.quantities.iter().position(|one| one.tokens.start > than)?;
    let (one, two) = (reading.quantities.get(position.checked_sub(1)?)?, &reading.quantities[position]);
    let bracketed = |one: &Quantity| tokens.is(one.tokens.start - 1, '(');
    let near = one.tokens.end + 6 > at && one.tokens.end <= than && two.tokens.start - than <= 8;
    let plain = |one: &Quantity| one.hedge == Hedge::Exact && !is_difference(reading, one);
    // "Turnover (11.3%) is lower than in England (11.8%)" compares with what the data have.
    let areas =
        reading.areas.iter().filter(|one| !matches!(tokens.word(one.tokens.start), "we" | "our" | "us" | "ours"));
    let known = areas.map(|one| &one.tokens).chain(reading.periods.iter().map(|one| &one.tokens));
    let known = known.into_iter().any(|of| (than..two.tokens.start).contains(&of.start));
    let stops = (than..two.tokens.start).any(|at| tokens.is(at, ',') || tokens.is(at, ';'));
    let fits = one.tokens.start > reading.sentence.start
        && bracketed(one)
        && bracketed(two)
        && near
        && one.counted == two.counted
        && plain(one)
        && plain(two);
    if !fits || known || stops || reading.is_no_claim(at) {
        return None;
    }
    if one.value.cmp(&two.value) == says {
        return Some(Judged::right(at..at + 1));
    }
    let order = match one.value.cmp(&two.value) {
        Ordering::Less => "less than",
        Ordering::Equal => "the same as",
        Ordering::Greater => "more than",
    };
    let problem = Problem::new(format!("{} is {order} {}", text(reading, one), text(reading, two)))
        .hint("say what the two numbers say, or correct them");
    Some(Judged::wrong(reading, at..at + 1, problem))
}

/// "more left than joined": two measures of people, of the subject and now.
fn of_two_measures(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    let says = compares(tokens.word(at)).filter(|_| matches!(tokens.word(at), "more" | "fewer"))?;
    let than = (at + 1..reading.sentence.end.min(at + 7)).find(|at| tokens.word(*at) == "than")?;
    let one = reading.measures.iter().find(|one| (at + 1..than).contains(&one.tokens.start))?;
    let two = reading.measures.iter().find(|one| one.tokens.start == than + 1)?;
    let elsewhere = !reading.areas.is_empty() || reading.periods.iter().any(|one| one.tokens.start > at);
    let numbers = reading.quantities.iter().any(|one| (at..two.tokens.end).contains(&one.tokens.start));
    if elsewhere || numbers || reading.is_no_claim(at) {
        return None;
    }
    let (one, two) = (counts(reading, one), counts(reading, two));
    let basis = |figure: &Figure| figure.scope.as_ref().and_then(|scope| scope.basis);
    let pairs: Vec<(&Figure, &Figure)> = one
        .iter()
        .filter_map(|one| {
            Some((one, two.iter().find(|two| basis(one) == basis(two) && one.measure.id != two.measure.id)?))
        })
        .collect();
    let order = |pair: &(&Figure, &Figure)| Some(pair.0.datum.number()?.cmp(&pair.1.datum.number()?));
    let first = pairs.first()?;
    if pairs.iter().any(|pair| order(pair) == Some(says)) {
        return Some(Judged::right(at..than + 1));
    }
    let style = &reading.desk.facts.style;
    let is = |figure: &Figure| format!("{} {} {}", figure.description(), figure.is(), figure.text(style));
    let problem = Problem::new(format!("{}, {}", is(first.0), is(first.1))).hint("say what the two figures say");
    Some(Judged::wrong(reading, at..than + 1, problem))
}

/// The subject's own counts of what words name.
fn counts(reading: &Reading<'_, '_>, mention: &Mention) -> Vec<Figure> {
    let Some(here) = reading.here() else { return Vec::new() };
    let counted = |id: &&String| matches!(reading.desk.unit(id), Some(Unit::Fte | Unit::People));
    let ids = mention.ids.iter().filter(counted);
    ids.flat_map(|id| reading.desk.figures(id, &here, reading.basis)).collect()
}

/// "The gap … has widened from 3.8 to 0.5 percentage points".
fn gap(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    let wider = match tokens.word(at) {
        "widened" | "grew" | "grown" | "increased" | "opened" => true,
        "narrowed" | "closed" | "shrank" | "shrunk" | "fell" | "fallen" | "reduced" => false,
        _ => return None,
    };
    let start = reading.sentence.start;
    let gap = (start..at).rev().find(|at| matches!(tokens.word(*at), "gap" | "difference"))?;
    let (one, two) = ends(reading, at + 1..reading.sentence.end.min(at + 12))?;
    let verb = (gap..at).any(|at| lexicon::entry_at(tokens, at).is_some_and(|entry| entry.form == Form::Verb));
    if verb || reading.is_no_claim(at) || (two.value > one.value) == wider {
        return None;
    }
    let (said, size) = (text(reading, one), text(reading, two));
    let moved = if wider { "smaller" } else { "no smaller" };
    let problem = Problem::new(format!("{size} is {moved} than {said}")).hint("say what the two numbers say");
    Some(Judged::wrong(reading, at..at + 1, problem))
}

/// The numbers of "from 3.8 to 0.5 percentage points".
fn ends<'r>(reading: &'r Reading<'_, '_>, within: Range<usize>) -> Option<(&'r Quantity, &'r Quantity)> {
    let led = |word: &str| {
        let at = within.clone().find(|at| reading.tokens.word(*at) == word)?;
        reading.quantities.iter().find(|one| one.tokens.start == at + 1)
    };
    let (one, two) = (led("from")?, led("to")?);
    let alike = one.counted == two.counted || one.counted == Counted::Bare;
    (alike && two.tokens.end <= within.end + 4).then_some((one, two))
}
