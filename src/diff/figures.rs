//! Which figures show something else: a figure is known by what it is and where it stands, never by its number.

use std::collections::{BTreeMap, VecDeque};

use crate::diff::{FigureChange, PlaceChange, claims};
use crate::trace::record::{Entry, Figures, Place};
use crate::trace::verify::{Verdict, Verified};

/// A figure at one of its places.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    /// The figure.
    pub entry: &'a Entry,
    /// Where it stands.
    pub place: &'a Place,
}

/// The figures of a paper that changed, are new, or are gone, in the order of the older paper.
pub(super) fn changes(old: &Figures, new: &Figures) -> Vec<FigureChange> {
    let mut found: Vec<((usize, usize), FigureChange)> = Vec::new();
    for (one, other) in pairs(old, new) {
        if one
            .zip(other)
            .is_some_and(|(one, other)| is_alike(one.entry, other.entry) || is_printed_alike(one, other))
        {
            continue;
        }
        let place = PlaceChange::of(one.map(|one| one.place), other.map(|other| other.place));
        let id = |shown: Option<Shown<'_>>| shown.map_or(usize::MAX, |shown| shown.entry.id);
        let key = (id(one), id(other));
        match found.iter_mut().find(|(known, _)| *known == key) {
            Some((_, change)) if change.places.contains(&place) => {}
            Some((_, change)) => change.places.push(place),
            None => {
                let change = change(one.map(|one| one.entry), other.map(|other| other.entry));
                found.push((key, FigureChange { places: vec![place], ..change }));
            }
        }
    }
    found.sort_by_key(|(key, _)| *key);
    let mut found: Vec<FigureChange> = found.into_iter().map(|(_, change)| change).collect();
    found.extend(claims::numbers(old, new));
    found
}

/// The figures of two papers that belong together, each at its places; and those that only one of them has.
pub(super) fn pairs<'a>(old: &'a Figures, new: &'a Figures) -> Vec<(Option<Shown<'a>>, Option<Shown<'a>>)> {
    let mut pairs = Vec::new();
    let (before, after) = pair(shown(old), shown(new), |one| at(one, true), &mut pairs);
    let (before, after) = pair(before, after, |one| at(one, false), &mut pairs);
    let (before, after) = pair(before, after, |one| what(one.entry), &mut pairs);
    // What stands in fewer places, or in more of them, is told if it shows something else there.
    let known = |entry: &Entry, of: &Figures| of.figures.iter().find(|other| what(other) == what(entry)).cloned();
    let elsewhere =
        |one: &Shown<'_>, of: &Figures| known(one.entry, of).is_some_and(|other| is_alike(one.entry, &other));
    pairs.extend(before.into_iter().filter(|one| !elsewhere(one, new)).map(|one| (Some(one), None)));
    pairs.extend(after.into_iter().filter(|one| !elsewhere(one, old)).map(|one| (None, Some(one))));
    pairs
}

/// The figures of a paper that today's data give otherwise.
pub(super) fn of_verified(verified: &Verified<'_>) -> Vec<FigureChange> {
    let mut found = Vec::new();
    for (entry, verdict) in &verified.figures {
        let place = |place: &Place| PlaceChange::of(Some(place), None);
        let (to, places) = match verdict {
            Verdict::Changed { to, places } if places.is_empty() => (Some(to.clone()), &entry.shown),
            Verdict::Changed { to, places } => (Some(to.clone()), places),
            Verdict::Gone(_) | Verdict::Lost(_) => (None, &entry.shown),
            _ => continue,
        };
        let places = places.iter().map(place).collect();
        found.push(FigureChange { to, places, ..change(Some(*entry), None) });
    }
    found
}

/// What a figure was and is.
fn change(old: Option<&Entry>, new: Option<&Entry>) -> FigureChange {
    let name = |entry: Option<&Entry>| entry.map_or_else(String::new, Entry::description);
    let text = |entry: Option<&Entry>| entry.map(|entry| entry.text.clone());
    let (was, is) = (name(old), name(new));
    let same = |(old, new): (&Entry, &Entry)| old.value.is_some() && old.value == new.value && old.text != new.text;
    let restyled = was == is && old.zip(new).is_some_and(same);
    let exactly = old.zip(new).filter(|(old, new)| old.text == new.text);
    let exactly = exactly.and_then(|(old, new)| old.value.clone().zip(new.value.clone()));
    FigureChange {
        now: if was.is_empty() || is.is_empty() || was == is { String::new() } else { is.clone() },
        figure: if was.is_empty() { is } else { was },
        from: text(old),
        to: text(new),
        exactly,
        restyled,
        source: new.or(old).map_or_else(String::new, |entry| entry.origin.words()),
        places: Vec::new(),
    }
}

/// Every figure at each of its places, and those that a claim rests on where that stands.
fn shown(record: &Figures) -> Vec<Shown<'_>> {
    let mut all: Vec<Shown<'_>> = Vec::new();
    for entry in &record.figures {
        all.extend(entry.shown.iter().map(|place| Shown { entry, place }));
    }
    // The end of a range is told by its own number, whosever figure it is.
    for claim in record.claims.iter().filter(|claim| claim.number.is_none() || !claim.relation.is_empty()) {
        let of = claim.figures.iter().filter_map(|id| record.figure(*id)).filter(|entry| entry.shown.is_empty());
        all.extend(of.map(|entry| Shown { entry, place: &claim.place }));
    }
    all
}

/// Pairs off what has the same key, in order; returns what is left of both.
pub(super) fn pair<T: Copy>(
    old: Vec<T>,
    new: Vec<T>,
    key: impl Fn(&T) -> String,
    pairs: &mut Vec<(Option<T>, Option<T>)>,
) -> (Vec<T>, Vec<T>) {
    let mut waiting: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
    for (at, one) in new.iter().enumerate() {
        waiting.entry(key(one)).or_default().push_back(at);
    }
    let mut taken = vec![false; new.len()];
    let mut left = Vec::new();
    for one in old {
        match waiting.get_mut(&key(&one)).and_then(VecDeque::pop_front) {
            Some(at) => {
                taken[at] = true;
                pairs.push((Some(one), Some(new[at])));
            }
            None => left.push(one),
        }
    }
    let rest = new.into_iter().zip(taken).filter(|(_, taken)| !taken).map(|(one, _)| one).collect();
    (left, rest)
}

/// Where a figure stands, however the paragraphs there are numbered: in a cell, or by its expression in a section.
fn at(one: &Shown<'_>, in_section: bool) -> String {
    let place = one.place;
    if matches!(place.within.as_str(), "chart" | "table") {
        return format!("{} {} {} {} {}", place.within, place.name, place.row, place.column, one.entry.measure);
    }
    if place.expression.is_empty() {
        return format!("{} {}", place.within, what(one.entry));
    }
    let section = if in_section { unnumbered(&place.section) } else { "" };
    // A claim rests on several figures.
    let which = if one.entry.shown.is_empty() { what(one.entry) } else { String::new() };
    format!("{} {section} {} {which}", place.within, place.expression)
}

/// The heading of a section without its number.
pub(super) fn unnumbered(section: &str) -> &str {
    match section.split_once(' ') {
        Some((number, rest)) if number.starts_with(|one: char| one.is_ascii_digit()) => rest,
        _ => section,
    }
}

/// What a figure is: its measure, basis, area, period and kind; of a cell of a plain table also the cell.
pub(super) fn what(entry: &Entry) -> String {
    let area = entry.area.as_ref().map_or("", |area| area.code.as_str());
    format!(
        "{} {} {area} {} {}{}",
        entry.measure,
        entry.basis.as_deref().unwrap_or_default(),
        entry.period.as_deref().unwrap_or_default(),
        entry.origin.kind,
        entry.row(),
    )
}

/// Whether the same number stands there in the same words, whatever it is in other places: a column has its unit above it.
fn is_printed_alike(one: Shown<'_>, other: Shown<'_>) -> bool {
    one.entry.value.is_some() && one.entry.value == other.entry.value && one.place.text == other.place.text
}

/// Whether two figures print the same and are the same number.
fn is_alike(one: &Entry, other: &Entry) -> bool {
    one.text == other.text && one.value == other.value
}
