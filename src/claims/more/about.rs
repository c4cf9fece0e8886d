//! About: which measure, area and periods a clause speaks of.

use std::ops::Range;
use std::sync::Arc;

use crate::claims::mentions::{Role, is_larger};
use crate::claims::numbers::Counted;
use crate::claims::reading::{Place, Reading};
use crate::data::areas::Area;
use crate::facts::figure::Figure;
use crate::quantity::period::Period;
use crate::quantity::value::Unit;

/// The statement that a token stands in: from one semicolon or conjunction to the next.
pub(super) fn clause(reading: &Reading<'_, '_>, at: usize) -> Range<usize> {
    let tokens = reading.tokens;
    let parts = |at: &usize| {
        tokens.is(*at, ';')
            || matches!(tokens.word(*at), "but" | "while" | "whereas" | "although" | "though" | "yet" | "whilst")
            || tokens.word(*at) == "and" && joins(reading, *at)
    };
    let start = (reading.sentence.start..at).rev().find(parts).map_or(reading.sentence.start, |at| at + 1);
    let end = (at + 1..reading.sentence.end).find(parts).unwrap_or(reading.sentence.end);
    start..end
}

/// Whether an "and" joins two statements: a comma stands before it, or a verb soon after it.
fn joins(reading: &Reading<'_, '_>, and: usize) -> bool {
    let tokens = reading.tokens;
    and > 0 && tokens.is(and - 1, ',')
        || (and + 1..reading.sentence.end.min(and + 5)).any(|at| {
            matches!(
                tokens.word(at),
                "is" | "are" | "was" | "were" | "has" | "have" | "had" | "fell" | "rose" | "stood" | "exceeds"
            )
        })
}

/// The measures that a token's words are about, the likeliest first; the numbers of the clause say which unit.
pub(super) fn ids(reading: &Reading<'_, '_>, at: usize) -> Vec<String> {
    let clause = clause(reading, at);
    let mention = nearest(reading, &clause, at)
        .or_else(|| reading.measures.iter().rfind(|one| one.tokens.end <= at))
        .or_else(|| reading.measures.first())
        .or_else(|| reading.before.topic.first());
    let Some(mention) = mention.filter(|one| !one.inverse) else { return Vec::new() };
    let counted: Vec<Counted> = reading
        .quantities
        .iter()
        .filter(|one| clause.contains(&one.tokens.start) && one.counted != Counted::Bare)
        .map(|one| one.counted)
        .collect();
    let percent = |id: &&String| reading.desk.unit(id) == Some(Unit::Percent);
    let some: Vec<String> = if counted.iter().any(|one| matches!(one, Counted::Percent | Counted::Points)) {
        mention.ids.iter().filter(percent).cloned().collect()
    } else if counted.is_empty() {
        Vec::new()
    } else {
        mention.ids.iter().filter(|id| !percent(id)).cloned().collect()
    };
    if some.is_empty() { mention.ids.clone() } else { some }
}

fn nearest<'r>(
    reading: &'r Reading<'_, '_>,
    clause: &Range<usize>,
    at: usize,
) -> Option<&'r crate::claims::vocabulary::Mention> {
    let gap = |one: &Range<usize>| if one.end <= at { at - one.end } else { one.start.saturating_sub(at) };
    reading.measures.iter().filter(|one| clause.contains(&one.tokens.start)).min_by_key(|one| gap(&one.tokens))
}

/// Whose value a clause speaks of.
pub(super) enum Owner {
    /// An authority that it names.
    Named(Arc<Area>),
    /// Nobody is named, so it is the subject.
    Subject(Arc<Area>),
}

impl Owner {
    pub(super) fn area(&self) -> &Arc<Area> {
        match self {
            Self::Named(area) | Self::Subject(area) => area,
        }
    }
}

/// The authority that a rank or a superlative in a clause is of; `None` for somebody whom the data do not name, or a
/// larger area.
pub(super) fn authority(reading: &Reading<'_, '_>, at: usize) -> Option<Owner> {
    let clause = clause(reading, at);
    let tokens = reading.tokens;
    let subject = reading.desk.here()?.area;
    // "8.1% (Walsall) and the highest 34.9% (Dudley)": a name in brackets is that of the number before it.
    let bracketed = |one: &Range<usize>| one.start > 0 && tokens.is(one.start - 1, '(');
    let before = reading
        .areas
        .iter()
        .rfind(|one| clause.start <= one.tokens.start && one.tokens.end <= at && !bracketed(&one.tokens));
    // "In the region, Dudley has the highest": the region says among whom.
    let before = match before {
        Some(one) if one.area.as_ref().is_some_and(|area| is_larger(area)) => {
            let lead = one.tokens.start.checked_sub(1).map_or("", |at| tokens.word(at));
            let lead = if lead == "the" { tokens.word(one.tokens.start - 2) } else { lead };
            if matches!(lead, "in" | "across" | "within" | "of" | "among") { None } else { return None }
        }
        other => other,
    };
    if let Some(one) = before {
        return one.area.clone().map(Owner::Named);
    }
    let after = reading.areas.iter().find(|one| {
        one.tokens.start >= at
            && one.tokens.end <= clause.end
            && one.area.as_ref().is_some_and(|area| !is_larger(area))
            && {
                let lead = tokens.word(one.tokens.start - 1);
                !matches!(lead, "after" | "behind" | "than" | "with" | "and" | "below" | "above" | "to")
            }
    });
    match after {
        Some(one) if one.area.as_ref().is_some_and(|area| area.code != subject.code) => {
            one.area.clone().map(Owner::Named)
        }
        _ => Some(Owner::Subject(subject)),
    }
}

/// The periods that a sentence can speak of: those that it names as its own, else now.
pub(super) fn periods(reading: &Reading<'_, '_>, at: usize) -> Vec<Period> {
    let clause = clause(reading, at);
    let own: Vec<Period> = reading
        .periods
        .iter()
        .filter(|one| clause.contains(&one.tokens.start) && one.role == Role::At)
        .flat_map(|one| one.periods.iter().copied())
        .collect();
    let mut found = own;
    found.extend(reading.desk.now());
    // "Last year it was the highest."
    found
        .extend(reading.periods.iter().filter(|one| one.role == Role::Earlier).flat_map(|one| one.periods.clone()));
    found
}

/// The figures of some measures of an area in any of some periods, in their order.
pub(super) fn figures(
    reading: &Reading<'_, '_>,
    ids: &[String],
    area: &Arc<Area>,
    periods: &[Period],
) -> Vec<Figure> {
    let mut found = Vec::new();
    for period in periods {
        for id in ids {
            let place = Place { area: Arc::clone(area), periods: vec![*period] };
            found.extend(reading.desk.figures(id, &place, reading.basis));
        }
    }
    found
}

/// Whose value a verb or a comparison in a clause is of, whatever area it is; `None` for somebody whom the data do not
/// name.
pub(super) fn mover(reading: &Reading<'_, '_>, at: usize) -> Option<Arc<Area>> {
    let clause = clause(reading, at);
    let before = reading.areas.iter().rfind(|one| clause.start <= one.tokens.start && one.tokens.end <= at);
    if let Some(one) = before {
        return one.area.clone();
    }
    let tokens = reading.tokens;
    let after = reading.areas.iter().find(|one| {
        let lead = one.tokens.start.saturating_sub(1);
        let lead = if tokens.word(lead) == "the" { lead.saturating_sub(1) } else { lead };
        one.tokens.start > at
            && one.tokens.end <= clause.end
            && (matches!(tokens.word(lead), "in" | "across")
                || matches!(tokens.word(one.tokens.start), "nationally" | "regionally"))
    });
    match after {
        Some(one) => one.area.clone(),
        None => reading.desk.here().map(|here| here.area),
    }
}
