//! Runs: "has fallen every year since 2021", "for the first time", "at its lowest since 2019".

use std::ops::Range;
use std::sync::Arc;

use crate::claims::lexicon::{self, Form, Sense};
use crate::claims::mentions::{PeriodMention, Role};
use crate::claims::more::{Judged, about};
use crate::claims::reading::Reading;
use crate::data::areas::Area;
use crate::data::measures::Polarity;
use crate::facts::comparison;
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::facts::series::Extreme;
use crate::quantity::period::Period;
use rust_decimal::Decimal;

pub(super) fn read(reading: &Reading<'_, '_>) -> Vec<Judged> {
    let tokens = reading.tokens;
    let mut found = Vec::new();
    let trigger = |at: usize| {
        matches!(tokens.word(at), "since" | "for" | "peak" | "every" | "each") && tokens.list[at].fact.is_none()
    };
    if !reading.sentence.clone().any(trigger) {
        return found;
    }
    for at in reading.sentence.clone() {
        if tokens.list[at].fact.is_some() {
            continue;
        }
        let one = lowest_since(reading, at)
            .or_else(|| moved(reading, at))
            .or_else(|| first_time(reading, at))
            .or_else(|| every_year(reading, at));
        found.extend(one);
    }
    found
}

/// A measure's own series: its figures from a period to another, if none is missing.
fn series(
    reading: &Reading<'_, '_>,
    id: &str,
    area: &Arc<Area>,
    first: Period,
    last: Period,
) -> Option<Vec<Figure>> {
    let mut found = Vec::new();
    let mut period = first;
    while period <= last && found.len() < 60 {
        found.push(about::figures(reading, &[id.to_owned()], area, &[period]).into_iter().next()?);
        period = period.next();
    }
    (found.len() > 1).then_some(found)
}

/// The year after "since", or the one that the sentence has named before it: "peaked in 2021 and has fallen since".
fn since<'r>(reading: &'r Reading<'_, '_>, at: usize) -> Option<(&'r PeriodMention, usize)> {
    let tokens = reading.tokens;
    let after = reading
        .periods
        .iter()
        .find(|one| one.tokens.start > at && one.tokens.start - at <= 8 && one.role != Role::Now);
    if let Some(one) = after {
        let direct = one.tokens.start - at <= 2
            || (at..one.tokens.start)
                .any(|at| matches!(tokens.word(at), "peak" | "high" | "low" | "september" | "march"));
        if direct {
            return Some((one, one.tokens.end));
        }
    }
    let before = reading.periods.iter().rfind(|one| one.tokens.end <= at && one.role == Role::At)?;
    Some((before, at + 1))
}

/// "is at its lowest since 2019": lower than in every year after it.
fn lowest_since(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    let word = tokens.word(at);
    if !matches!(word, "lowest" | "highest" | "best" | "worst") || reading.is_no_claim(at) {
        return None;
    }
    let marker = (at + 1..reading.sentence.end.min(at + 4)).find(|at| tokens.word(*at) == "since")?;
    let (year, end) = since(reading, marker).filter(|(year, _)| year.tokens.start > marker)?;
    let area = about::mover(reading, at)?;
    let now = reading.desk.now()?;
    let mut wrong = None;
    for figure in about::figures(reading, &about::ids(reading, at), &area, &[now]) {
        let extreme = match (word, figure.measure.polarity) {
            ("lowest", _) | ("best", Polarity::LowerIsBetter) | ("worst", Polarity::HigherIsBetter) => {
                Extreme::Lowest
            }
            ("highest", _) | ("best", Polarity::HigherIsBetter) | ("worst", Polarity::LowerIsBetter) => {
                Extreme::Highest
            }
            _ => return None,
        };
        for since in year.periods.iter().filter(|one| **one < now) {
            match reading.desk.facts.check_since(extreme, &figure, *since) {
                Ok(_) => return Some(Judged::right(at..end)),
                Err(problem) if problem.message.starts_with("false claim: ") => {
                    let message = problem.message.trim_start_matches("false claim: ").to_owned();
                    wrong = wrong.or(Some(Problem { message, ..problem }));
                }
                Err(_) => {}
            }
        }
    }
    wrong.map(|problem| Judged::wrong(reading, at..end, problem))
}

/// "has fallen every year since 2021", "has been falling since 2019", "fell for four years", "from its peak in 2021".
fn moved(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    let entry = lexicon::entry_at(tokens, at).filter(|one| matches!(one.form, Form::Verb | Form::Participle))?;
    let over = at + entry.words.len();
    if reading.is_no_claim(at) {
        return None;
    }
    let clause = about::clause(reading, at);
    let limit = (over..reading.sentence.end.min(over + 9))
        .find(|at| {
            tokens.is(*at, ';') || tokens.is(*at, ',') || matches!(tokens.word(*at), "but" | "and" | "while")
        })
        .unwrap_or(reading.sentence.end.min(over + 9));
    let find = |word: &str| (over..limit).find(|at| tokens.word(*at) == word);
    let lead = reading.sentence.start;
    let yearly = |range: Range<usize>| {
        range.clone().any(|at| matches!(tokens.word(at), "every" | "each") && tokens.word(at + 1) == "year")
            || range.clone().any(|at| tokens.phrase(at, &["year", "on", "year"]))
    };
    let now = reading.desk.now()?;
    let (first, every, end): (Vec<Period>, bool, usize) = if let Some(marker) = find("since") {
        let (year, end) = since(reading, marker)?;
        let every = yearly(over..marker) || entry.form == Form::Participle;
        // A change from one year that is named to now is read with the others.
        let refers = year.tokens.end <= marker
            || (marker..year.tokens.start).any(|at| matches!(tokens.word(at), "peak" | "high" | "low"));
        let last_year = year.tokens.len() == 2 && year.role == Role::Earlier && !refers;
        if last_year || !(every || refers && year.role == Role::At) {
            return None;
        }
        (year.periods.clone(), every, end)
    } else if tokens.word(lead) == "since" && clause.start == lead {
        let (year, _) = since(reading, lead).filter(|(one, _)| one.tokens.start > lead && one.tokens.end < at)?;
        let peak = (lead..year.tokens.start).any(|at| matches!(tokens.word(at), "peak" | "high" | "low"));
        let every = entry.form == Form::Participle || yearly(over..limit);
        if !every && !peak {
            return None;
        }
        (year.periods.clone(), every, over)
    } else if let Some(marker) = find("for") {
        let mut step = marker + 1;
        while matches!(tokens.word(step), "the" | "last" | "past") {
            step += 1;
        }
        let count = lexicon::number_word(tokens.word(step)).or_else(|| tokens.text(step).parse().ok())?;
        let row =
            (step + 2..reading.sentence.end.min(step + 5)).any(|at| matches!(tokens.word(at), "row" | "running"));
        if !(2..20).contains(&count) || tokens.word(step + 1) != "years" || row {
            return None;
        }
        ((0..1).map(|_| (0..count).fold(now, |period, _| period.previous())).collect(), true, step + 2)
    } else {
        // "from its peak of 18.1% in 2021 to 6.1%"
        let from = find("from")?;
        let peak = (from..limit).find(|at| matches!(tokens.word(*at), "peak" | "high" | "low"))?;
        let year = reading.periods.iter().find(|one| one.tokens.start > peak && one.tokens.start - peak < 8)?;
        (year.periods.clone(), false, year.tokens.end)
    };
    let area = about::mover(reading, at)?;
    let mut wrong = None;
    for id in about::ids(reading, at) {
        for first in first.iter().filter(|one| **one < now) {
            let Some(all) = series(reading, &id, &area, *first, now) else { continue };
            let down = match (entry.sense, all[0].measure.polarity) {
                (Sense::Lower, _)
                | (Sense::Better, Polarity::LowerIsBetter)
                | (Sense::Worse, Polarity::HigherIsBetter) => true,
                (Sense::Higher, _)
                | (Sense::Better, Polarity::HigherIsBetter)
                | (Sense::Worse, Polarity::LowerIsBetter) => false,
                _ => return None,
            };
            if all.iter().any(|one| one.datum.number().is_none()) {
                return None;
            }
            let goes = |one: &Figure, two: &Figure| {
                comparison::differences(two, one)
                    .is_ok_and(|(exact, _)| !exact.is_zero() && exact.is_sign_negative() == down)
            };
            let pairs: Vec<(&Figure, &Figure)> = if every {
                all.windows(2).map(|two| (&two[0], &two[1])).collect()
            } else {
                all.first().into_iter().zip(all.last()).collect()
            };
            let Some((one, two)) = pairs.into_iter().find(|(one, two)| !goes(one, two)) else {
                return Some(Judged::right(at..end));
            };
            let style = &reading.desk.facts.style;
            wrong = wrong.or_else(|| {
                Some(
                    Problem::new(format!(
                        "{} is {}, {} is {}",
                        one.description(),
                        one.text(style),
                        two.description(),
                        two.text(style)
                    ))
                    .hint("say from when on it moved so, and leave out the years in which it did not"),
                )
            });
        }
    }
    wrong.map(|problem| Judged::wrong(reading, at..end, problem))
}

/// A comparison with an area or a number that follows a token: whether it says lower, and what with.
fn comparison_after(reading: &Reading<'_, '_>, within: Range<usize>) -> Option<(bool, usize)> {
    within.into_iter().find_map(|at| {
        let entry = lexicon::entry_at(reading.tokens, at)?;
        let fits = matches!(entry.form, Form::Preposition | Form::Comparative) && !reading.is_no_claim(at);
        match entry.sense {
            Sense::Lower if fits => Some((true, at + entry.words.len())),
            Sense::Higher if fits => Some((false, at + entry.words.len())),
            _ => None,
        }
    })
}

/// "For the first time (since 2019), the rate is below the national one."
fn first_time(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    if !tokens.phrase(at, &["for", "the", "first", "time"]) || reading.is_no_claim(at) {
        return None;
    }
    let clause = about::clause(reading, at);
    let (lower, end) = comparison_after(reading, clause.clone())?;
    let other = reading
        .areas
        .iter()
        .find(|one| one.tokens.start >= end && one.tokens.start - end <= 4)
        .and_then(|one| one.area.clone())?;
    let area = about::mover(reading, end - 1).filter(|area| area.code != other.code)?;
    let now = reading.desk.now()?;
    let first = if tokens.word(at + 4) == "since" { Some(since(reading, at + 4)?.0.periods.clone()) } else { None };
    let mut wrong = None;
    for id in about::ids(reading, end - 1) {
        let mut periods: Vec<Period> = reading
            .desk
            .datasets(&id)
            .iter()
            .flat_map(|data| data.periods(&id, reading.desk.facts.basis_of(&id, data, reading.basis)).to_vec())
            .filter(|one| *one < now && first.as_ref().is_none_or(|first| first.iter().all(|first| one > first)))
            .collect();
        periods.sort();
        periods.dedup();
        let ids = [id.clone()];
        let before = periods.iter().rev().find_map(|period| {
            let one = about::figures(reading, &ids, &area, &[*period]).into_iter().next()?;
            let two = about::figures(reading, &ids, &other, &[*period]).into_iter().next()?;
            let (exact, _) = comparison::differences(&one, &two).ok()?;
            (!exact.is_zero() && exact.is_sign_negative() == lower).then_some((one, two))
        });
        let Some((one, two)) = before else { return Some(Judged::right(at..at + 4)) };
        let style = &reading.desk.facts.style;
        wrong = wrong.or_else(|| {
            Some(
                Problem::new(format!(
                    "it was so before: {} is {}, {} is {}",
                    one.description(),
                    one.text(style),
                    two.description(),
                    two.text(style)
                ))
                .hint("take the words out, or say since when"),
            )
        });
    }
    wrong.map(|problem| Judged::wrong(reading, at..at + 4, problem))
}

/// "In each of the last five years turnover has been above 15%", "every year since 2019 it has been below 17%".
fn every_year(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    if !matches!(tokens.word(at), "each" | "every") || reading.is_no_claim(at) {
        return None;
    }
    let now = reading.desk.now()?;
    let (first, end): (Vec<Period>, usize) = if tokens.word(at + 1) == "year" && tokens.word(at + 2) == "since" {
        let (year, end) = since(reading, at + 2).filter(|(year, _)| year.tokens.start > at)?;
        (year.periods.iter().map(|one| one.next()).collect(), end)
    } else {
        let years = (at + 1..reading.sentence.end.min(at + 6)).find(|at| tokens.word(*at) == "years")?;
        let count = lexicon::number_word(tokens.word(years - 1)).or_else(|| tokens.text(years - 1).parse().ok())?;
        let last = (at..years).any(|at| matches!(tokens.word(at), "last" | "past"));
        if !last || !(2..20).contains(&count) {
            return None;
        }
        (vec![(1..count).fold(now, |period, _| period.previous())], years + 1)
    };
    let clause = about::clause(reading, at);
    let (lower, over) = comparison_after(reading, clause.clone())?;
    let than = if tokens.word(over) == "than" { over + 1 } else { over };
    let number = reading.quantities.iter().find(|one| one.tokens.start == than && !one.printed)?;
    let area = about::mover(reading, over - 1)?;
    let span = at.min(over)..end.max(number.tokens.end);
    let mut wrong = None;
    for id in about::ids(reading, over - 1) {
        for first in first.iter().filter(|one| **one < now) {
            let Some(all) = series(reading, &id, &area, *first, now) else { continue };
            let is = |figure: &Figure| {
                figure.datum.number().is_some_and(|value| {
                    let over: Decimal = value - number.value;
                    !over.is_zero() && over.is_sign_negative() == lower
                })
            };
            let Some(one) = all.iter().rev().find(|one| !is(one)) else { return Some(Judged::right(span)) };
            let style = &reading.desk.facts.style;
            wrong = wrong.or_else(|| {
                Some(
                    Problem::new(format!("{} is {}", one.description(), one.text(style)))
                        .hint("say in which years it was so"),
                )
            });
        }
    }
    wrong.map(|problem| Judged::wrong(reading, span, problem))
}
