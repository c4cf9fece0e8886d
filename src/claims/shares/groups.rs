//! Groups: a rate that its sentence gives as a share of other people or things than those it is counted among: "11.3% of leavers
//! resigned", where 11.3% is the turnover rate.

use super::finding;
use crate::claims::Finding;
use crate::claims::account::is_difference;
use crate::claims::lexicon::stem;
use crate::claims::numbers::{Counted, Quantity};
use crate::claims::reading::Reading;
use crate::facts::figure::{Figure, Origin};
use crate::quantity::value::Unit;

/// The rates that are a share of something, and of what.
const RATES: &[(&str, &str)] = &[
    ("turnover_rate", "of the social workers in post"),
    ("agency_rate", "of all social workers, agency workers among them"),
    ("vacancy_rate", "of all posts"),
    ("absence_rate", "of the days that could have been worked"),
];

/// What none of the rates is a share of.
const GROUPS: &[&[&str]] = &[
    &["leaver"],
    &["starter"],
    &["joiner"],
    &["vacancy"],
    &["agency", "worker"],
    &["agency", "staff"],
    &["agency", "social", "worker"],
    &["resignation"],
    &["retirement"],
    &["departure"],
    &["complaint"],
];

/// The rates of a sentence that are no share of the group that they are said to be of.
pub(super) fn check(reading: &Reading<'_, '_>) -> Vec<Finding> {
    let found =
        reading.quantities.iter().enumerate().filter_map(|(nth, quantity)| of_group(reading, nth, quantity));
    found.collect()
}

fn of_group(reading: &Reading<'_, '_>, nth: usize, quantity: &Quantity) -> Option<Finding> {
    let start = quantity.tokens.start;
    if quantity.counted != Counted::Percent || is_difference(reading, quantity) {
        return None;
    }
    let group = after(reading, quantity).or_else(|| if nth == 0 { before(reading, quantity) } else { None })?;
    if reading.tokens.list[start].quoted || !quantity.printed && reading.is_wish(quantity) {
        return None;
    }
    let figure = rate(reading, quantity)?;
    let (_, of) = RATES.iter().find(|(id, _)| *id == figure.measure.id)?;
    let text = reading.tokens.passage.text[reading.tokens.bytes(&quantity.tokens)].trim();
    let words = &reading.tokens.passage.text[reading.tokens.bytes(&group)];
    Some(finding(
        &quantity.tokens,
        format!("`{text}` is {}: a share {of}, not of {}", figure.description(), words.to_lowercase()),
        "say of whom it is a share; if it is another share, state it under `figures:` with its source and print it by its name",
    ))
}

/// The rate of the data that a number is, if it is nothing else: no stated figure, and no share that the data have.
fn rate(reading: &Reading<'_, '_>, quantity: &Quantity) -> Option<Figure> {
    let known = |figure: &Figure| RATES.iter().any(|(id, _)| *id == figure.measure.id);
    if quantity.printed {
        let figure = quantity.figure.clone()?;
        return (matches!(figure.origin, Origin::Cell { .. }) && known(&figure)).then_some(figure);
    }
    let desk = reading.desk;
    let gives = |figure: &Figure| {
        figure.measure.unit == Unit::Percent && figure.shown().is_some_and(|value| quantity.is(value))
    };
    if desk.facts.named.values().any(gives) {
        return None;
    }
    let places = reading.places(quantity);
    let of = |id: &String| -> Vec<Figure> {
        places.iter().flat_map(|place| desk.figures(id, place, reading.basis)).filter(gives).collect()
    };
    let mut all: Vec<&String> = desk.vocabulary.measures.keys().collect();
    all.sort();
    let given: Vec<Figure> = all.into_iter().flat_map(of).collect();
    if given.iter().all(known) { given.into_iter().next() } else { None }
}

/// "11.3% of our leavers"
fn after(reading: &Reading<'_, '_>, quantity: &Quantity) -> Option<std::ops::Range<usize>> {
    let at = quantity.tokens.end;
    if reading.tokens.word(at) == "of" { group(reading, at + 1) } else { None }
}

/// "Of the leavers 11.3% …"
fn before(reading: &Reading<'_, '_>, quantity: &Quantity) -> Option<std::ops::Range<usize>> {
    let first = reading.sentence.start;
    let group = if reading.tokens.word(first) == "of" { group(reading, first + 1)? } else { return None };
    let gap = group.end..quantity.tokens.start.max(group.end);
    (gap.len() <= 4).then_some(group)
}

/// The group whose name begins at a token.
fn group(reading: &Reading<'_, '_>, from: usize) -> Option<std::ops::Range<usize>> {
    let tokens = reading.tokens;
    let mut at = from;
    while matches!(tokens.word(at), "the" | "our" | "all" | "these" | "those" | "its" | "last" | "year" | "this") {
        at += 1;
    }
    let is = |words: &&&[&str]| words.iter().enumerate().all(|(step, word)| stem(tokens.word(at + step)) == **word);
    let words = GROUPS.iter().find(is)?;
    let end = at + words.len();
    (!tokens.possessive(end - 1)).then_some(at..end)
}
