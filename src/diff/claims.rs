//! Which claims say something else, and which say the opposite of what they said.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::diff::figures::{self, Shown, pair, unnumbered, what};
use crate::diff::{ClaimChange, ClaimFate, FigureChange, PlaceChange};
use crate::trace::record::{Claim, Entry, Figures};

/// A claim of a paper.
pub(super) type Said<'a> = (&'a Claim, &'a Figures);

/// The claims of a paper whose words changed, in the order of the older paper; those whose number alone moved are told as
/// [figures](numbers).
pub(super) fn changes(old: &Figures, new: &Figures) -> Vec<ClaimChange> {
    let mut found = Vec::new();
    for (one, other) in pairs(old, new) {
        found.extend(change(one, other));
    }
    for (one, other) in figures::pairs(old, new) {
        found.extend(one.zip(other).and_then(|(one, other)| size((one, old), (other, new))));
    }
    found
}

/// The numbers that claims give of themselves and that are others than they were.
pub(super) fn numbers(old: &Figures, new: &Figures) -> Vec<FigureChange> {
    pairs(old, new).into_iter().filter_map(|(one, other)| number(one, other)).collect()
}

/// The claims of two papers that belong together.
fn pairs<'a>(old: &'a Figures, new: &'a Figures) -> Vec<(Said<'a>, Said<'a>)> {
    let with = |record: &Figures, claim: &Claim| {
        let lead = claim.figures.first().and_then(|id| record.figure(*id));
        lead.map_or_else(String::new, what)
    };
    let before: Vec<Said<'a>> = old.claims.iter().map(|claim| (claim, old)).collect();
    let after: Vec<Said<'a>> = new.claims.iter().map(|claim| (claim, new)).collect();
    let mut pairs = Vec::new();
    let place = |claim: &Claim| format!("{} {}", claim.place.within, unnumbered(&claim.place.section));
    let (before, after) =
        pair(before, after, |(claim, _)| format!("{} {}", place(claim), claim.place.expression), &mut pairs);
    let (before, after) = pair(before, after, |(claim, _)| claim.place.expression.clone(), &mut pairs);
    // An author who turns "has fallen" into "has risen" writes another expression, of the same figure.
    pair(before, after, |(claim, of)| format!("{} {}", place(claim), with(of, claim)), &mut pairs);
    pairs.into_iter().filter_map(|(one, other)| one.zip(other)).collect()
}

/// What became of a claim; `None` if it says the same, or gives another number and says nothing else of it.
pub(super) fn change((one, old): Said<'_>, (other, new): Said<'_>) -> Option<ClaimChange> {
    if one.text == other.text && one.relation == other.relation {
        return None;
    }
    let sized = |claim: &Claim, of: &Figures| match claim.figures.as_slice() {
        [id] => of.figure(*id).and_then(|entry| direction(entry, of)),
        _ => None,
    };
    let size = sized(one, old).zip(sized(other, new)).filter(|(was, is)| was.0 != is.0);
    let turned = is_opposed(&one.relation, &other.relation) || size.is_some();
    if !turned && one.number.is_some() && other.number.is_some() {
        return None;
    }
    Some(ClaimChange {
        fate: if turned { ClaimFate::Turned } else { ClaimFate::Words },
        from: one.text.clone(),
        to: other.text.clone(),
        truth: size.map_or_else(String::new, |(_, (_, truth))| truth),
        place: PlaceChange::of(Some(&one.place), Some(&other.place)),
    })
}

/// What became of the number of a claim; `None` if it is the same.
pub(super) fn number((one, old): Said<'_>, (other, new): Said<'_>) -> Option<FigureChange> {
    let (was, is) = one.number.as_ref().zip(other.number.as_ref())?;
    if one.text == other.text && was.value == is.value {
        return None;
    }
    let mut sources: Vec<String> = Vec::new();
    for entry in other.figures.iter().filter_map(|id| new.figure(*id).or_else(|| old.figure(*id))) {
        let source = entry.origin.words();
        if !source.is_empty() && !sources.contains(&source) {
            sources.push(source);
        }
    }
    Some(FigureChange {
        figure: was.name.clone(),
        now: if was.name == is.name { String::new() } else { is.name.clone() },
        from: Some(one.text.clone()),
        to: Some(other.text.clone()),
        exactly: (one.text == other.text).then(|| (was.value.clone(), is.value.clone())),
        restyled: was == is && one.relation == other.relation,
        source: sources.join("; "),
        places: vec![PlaceChange::of(Some(&one.place), Some(&other.place))],
    })
}

/// A size that is printed without a sign, such as of a change, whose sign has turned.
fn size((one, old): (Shown<'_>, &Figures), (other, new): (Shown<'_>, &Figures)) -> Option<ClaimChange> {
    if one.entry.shown.is_empty() || one.place.expression.is_empty() {
        return None;
    }
    let (was, (is, truth)) = direction(one.entry, old).zip(direction(other.entry, new))?;
    (was.0 != is).then(|| ClaimChange {
        fate: ClaimFate::Turned,
        from: one.entry.text.clone(),
        to: other.entry.text.clone(),
        truth,
        place: PlaceChange::of(Some(one.place), Some(other.place)),
    })
}

/// Which of the two figures that a size lies between is the greater, with that in words; `None` for what is no size.
fn direction(entry: &Entry, of: &Figures) -> Option<(Ordering, String)> {
    let [one, other] = entry.origin.inputs.as_slice() else { return None };
    let (one, other) = match entry.origin.formula.as_str() {
        formula if formula.starts_with("difference between ") => (of.figure(*one)?, of.figure(*other)?),
        formula if formula.starts_with("change from ") => (of.figure(*other)?, of.figure(*one)?),
        _ => return None,
    };
    let value = |entry: &Entry| entry.value.as_deref().and_then(|value| value.parse::<Decimal>().ok());
    let order = value(one)?.cmp(&value(other)?);
    let lies = match order {
        Ordering::Less => "below",
        Ordering::Equal => "equal to",
        Ordering::Greater => "above",
    };
    Some((
        order,
        format!("{}, {}, is now {lies} {}, {}", one.description(), one.text, other.description(), other.text),
    ))
}

/// Whether two relations are different ones of which only one can be true of the same figures.
fn is_opposed(one: &str, other: &str) -> bool {
    one != other && OPPOSED.iter().any(|kind| kind.contains(&one) && kind.contains(&other))
}

/// Relations of which only one can be true of the same figures.
const OPPOSED: [&[&str]; 6] = [
    &["fell", "rose", "steady", "unchanged"],
    &["above", "below", "similar", "equals"],
    &["improved", "worsened"],
    &["better", "worse"],
    &["doubled", "trebled", "halved"],
    &["lowest", "highest"],
];
