//! Changes: what moved, from when to when.

use crate::claims::compare::Claim;
use crate::claims::compare::data::Test;
use crate::claims::compare::data::movers;
use crate::claims::compare::data::pair;
use crate::claims::lexicon;
use crate::claims::mentions::Role;
use crate::claims::more;
use crate::claims::reading::Place;
use crate::claims::reading::Reading;
use crate::quantity::period::Period;

/// The periods that a change can be between: now, and what it may be compared with.
pub fn spans(reading: &Reading<'_, '_>) -> Vec<(Period, Vec<Period>)> {
    spans_before(reading, reading.sentence.end, reading.sentence.end)
}

/// The same, of the periods that are named before a token: what comes after the next claim is that claim's. What is said
/// after the statement's own end may be of something else, and so does not say alone with what is compared.
fn spans_before(reading: &Reading<'_, '_>, limit: usize, own_end: usize) -> Vec<(Period, Vec<Period>)> {
    let Some(now) = reading.desk.now() else { return Vec::new() };
    let at: Vec<&Vec<Period>> = reading
        .periods
        .iter()
        .filter(|one| one.tokens.start < limit)
        .filter(|one| one.role == Role::At)
        .map(|one| &one.periods)
        .collect();
    let earlier = earlier_of(reading, limit);
    let own = earlier_of(reading, limit.min(own_end));
    let mut nows: Vec<Period> = at.iter().flat_map(|periods| periods.iter().copied()).collect();
    nows.push(now);
    let mut found = Vec::new();
    for now in &nows {
        let mut before: Vec<Period> = earlier
            .iter()
            .chain(at.iter().copied().flatten())
            .copied()
            .filter(|one| one < now && same_kind(*one, *now))
            .collect();
        if own.iter().all(|one| one >= now || !same_kind(*one, *now)) {
            before.push(now.previous());
        }
        before.dedup();
        found.push((*now, before));
    }
    found
}

/// The periods before a token that something is compared with.
fn earlier_of(reading: &Reading<'_, '_>, limit: usize) -> Vec<Period> {
    let named = reading.periods.iter().filter(|one| one.tokens.start < limit && one.role == Role::Earlier);
    named.flat_map(|one| one.periods.iter().copied()).collect()
}

pub fn same_kind(one: Period, other: Period) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}

pub(super) fn changes(
    reading: &Reading<'_, '_>,
    claim: &Claim,
    ids: &[String],
    here: &Place,
    limit: usize,
) -> Result<Vec<Test>, String> {
    let areas = movers(reading, claim, here)?;
    let steps = running(reading);
    let mut tests = Vec::new();
    let targets = spans_of(reading, claim, limit);
    for id in ids {
        for (now, earlier) in &targets {
            for earlier in earlier {
                let mut all = Vec::new();
                for area in &areas {
                    if steps > 1 {
                        let mut period = *now;
                        for _ in 0..steps {
                            all.extend(pair(reading, id, area, period, area, period.previous()));
                            period = period.previous();
                        }
                    } else {
                        all.extend(pair(reading, id, area, *now, area, *earlier));
                    }
                }
                if all.len() < areas.len() * steps.max(1) as usize && steps > 1 {
                    return Err("the data do not go back so far".to_owned());
                }
                if !all.is_empty() {
                    tests.push((0, all));
                }
            }
        }
    }
    Ok(tests)
}

/// The spans of a change: where the sentence says from when to when, only those.
pub(super) fn spans_of(reading: &Reading<'_, '_>, claim: &Claim, limit: usize) -> Vec<(Period, Vec<Period>)> {
    // "Turnover fell to 6.1%, and the change since 2021 was …": since when it fell is not said.
    let own_end = more::statement_end(reading, claim.tokens.start);
    let spans = spans_before(reading, limit, own_end);
    // A printed figure after "to" says when now is.
    let tokens = reading.tokens;
    let to =
        (claim.tokens.end..reading.sentence.end.min(claim.tokens.end + 12)).find(|at| tokens.word(*at) == "to");
    let printed = to
        .and_then(|at| reading.quantities.iter().find(|one| one.tokens.start == at + 1))
        .and_then(|one| one.figure.as_ref()?.scope.as_ref().map(|scope| scope.period));
    let explicit_earlier = earlier_of(reading, own_end);
    if let Some(now) = printed {
        let mut earlier: Vec<Period> = explicit_earlier.into_iter().filter(|one| *one < now).collect();
        if earlier.is_empty() {
            earlier.push(now.previous());
        }
        return vec![(now, earlier)];
    }
    // "In 2024 turnover rose": the one period that is named is when it rose, unless the sentence speaks of now as well.
    let at: Vec<&Vec<Period>> =
        reading.periods.iter().filter(|one| one.role == Role::At).map(|one| &one.periods).collect();
    if at.len() == 1 && explicit_earlier.is_empty() {
        let named: Vec<_> = spans
            .iter()
            .filter(|(now, _)| at[0].contains(now))
            .map(|(now, _)| (*now, vec![now.previous()]))
            .collect();
        let is_now = reading.periods.iter().any(|one| one.role == Role::Now);
        // "rose in 2024, to 17.7%, before it fell to 11.3%"
        let moved_on = reading.periods.iter().find(|one| one.role == Role::At).is_some_and(|one| {
            (one.tokens.end..claim.tokens.start.max(one.tokens.end))
                .any(|at| matches!(tokens.word(at), "before" | "since" | "then" | "but" | "and"))
        });
        if !is_now
            && !moved_on
            && !named.is_empty()
            && reading.periods.iter().find(|one| one.role == Role::At).is_some_and(|one| {
                // In brackets stands what it is compared with: "steady at 11.5% (11.9% in 2024)".
                let bracketed =
                    (claim.tokens.end..one.tokens.start.max(claim.tokens.end)).any(|at| tokens.is(at, '('));
                one.tokens.start < claim.tokens.start + 12 && !bracketed
            })
        {
            return named;
        }
    }
    spans
}

/// "for the third year running", "three years in a row": how many steps must go the same way.
pub(super) fn running(reading: &Reading<'_, '_>) -> u32 {
    let tokens = reading.tokens;
    for at in reading.sentence.clone() {
        let count = match tokens.word(at) {
            "second" => Some(2),
            "third" => Some(3),
            "fourth" => Some(4),
            "fifth" => Some(5),
            "sixth" => Some(6),
            "seventh" => Some(7),
            "eighth" => Some(8),
            "ninth" => Some(9),
            "tenth" => Some(10),
            word => lexicon::number_word(word).or_else(|| {
                let ordinal = matches!(tokens.word(at + 1), "rd" | "th" | "nd");
                tokens.text(at).parse().ok().filter(|count| {
                    *count < 20
                        && (ordinal
                            || tokens.word(at + 1).starts_with("year")
                            || tokens.word(at + 1) == "consecutive"
                            || tokens.word(at + 1) == "successive")
                })
            }),
        };
        let Some(count) = count.filter(|count| (2..20).contains(count)) else { continue };
        let window = at + 1..reading.sentence.end.min(at + 6);
        let row = window.clone().any(|at| {
            matches!(
                tokens.word(at),
                "running" | "consecutive" | "consecutively" | "successive" | "row" | "succession"
            )
        });
        let years = window.clone().any(|at| tokens.word(at).starts_with("year"));
        if row && years {
            return count;
        }
    }
    0
}
