//! Multiples and fractions: "twice as high as", "increased threefold", "fell by two thirds", "nearly two thirds (51%)".

mod share;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claims::compare::over_time;
use crate::claims::lexicon::{self, Form, Sense};
use crate::claims::mentions::Role;
use crate::claims::more::{Judged, about};
use crate::claims::reading::Reading;
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::quantity::style::round;

/// How near to a multiple a ratio must lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Near {
    Plain,
    About,
    /// "nearly", "almost"
    Short,
    /// "more than", "over"
    More,
    /// "less than", "under"
    Less,
}

pub(super) fn read(reading: &Reading<'_, '_>) -> Vec<Judged> {
    let tokens = reading.tokens;
    let mut found = Vec::new();
    for at in reading.sentence.clone() {
        if tokens.list[at].fact.is_some() || tokens.word(at).is_empty() {
            continue;
        }
        found.extend(level(reading, at).or_else(|| change(reading, at)).or_else(|| share::read(reading, at)));
    }
    found
}

/// The hedge before a token, and where its words begin.
fn hedge(reading: &Reading<'_, '_>, at: usize) -> (Near, usize) {
    let tokens = reading.tokens;
    let word = |back: usize| match at.checked_sub(back) {
        Some(at) if at >= reading.sentence.start => tokens.word(at),
        _ => "",
    };
    match (word(2), word(1)) {
        ("more" | "greater", "than") => (Near::More, at - 2),
        ("less" | "fewer", "than") => (Near::Less, at - 2),
        ("just", "over") => (Near::About, at - 2),
        ("just", "under") => (Near::About, at - 2),
        (_, "nearly" | "almost") => (Near::Short, at - 1),
        (_, "over") => (Near::More, at - 1),
        (_, "under") => (Near::Less, at - 1),
        (_, "about" | "around" | "roughly" | "approximately" | "some") => (Near::About, at - 1),
        _ => (Near::Plain, at),
    }
}

/// Whether a ratio is what a multiple says, in hundredths of one.
fn fits(near: Near, wanted: Decimal, is: Decimal) -> bool {
    let part = |hundredths: i64| wanted * Decimal::new(hundredths, 2);
    let up = wanted >= Decimal::ONE_HUNDRED;
    match near {
        Near::Plain => (part(89)..=part(112)).contains(&is),
        Near::About => (part(84)..=part(116)).contains(&is),
        Near::Short if up => (part(80)..=part(101)).contains(&is),
        // "almost half as high" may come from above as well as from below.
        Near::Short => (part(84)..=part(116)).contains(&is),
        Near::More => is >= wanted,
        Near::Less => is <= wanted,
    }
}

/// A fraction in words: how much it is, in hundredths, and its number of tokens.
fn fraction(reading: &Reading<'_, '_>, at: usize) -> Option<(Decimal, usize)> {
    let tokens = reading.tokens;
    let word = |step: usize| tokens.word(at + step);
    let dash = usize::from(tokens.is_dash(at + 1));
    let of = |numerator: i64, denominator: i64| Decimal::from(numerator * 100) / Decimal::from(denominator);
    Some(match (word(0), word(1 + dash)) {
        ("half", _) => (of(1, 2), 1),
        ("a", "half") => (of(1, 2), 2),
        ("a" | "one", "third") if !word(2 + dash).starts_with("year") => (of(1, 3), 2 + dash),
        ("a" | "one", "quarter") => (of(1, 4), 2 + dash),
        ("a" | "one", "fifth") => (of(1, 5), 2 + dash),
        ("a" | "one", "tenth") => (of(1, 10), 2 + dash),
        ("two", "thirds") => (of(2, 3), 2 + dash),
        ("three", "quarters") => (of(3, 4), 2 + dash),
        ("two", "fifths") => (of(2, 5), 2 + dash),
        ("three", "fifths") => (of(3, 5), 2 + dash),
        _ => return None,
    })
}

/// "twice", "three times": in hundredths, with the number of tokens.
fn multiple(reading: &Reading<'_, '_>, at: usize) -> Option<(Decimal, usize)> {
    let tokens = reading.tokens;
    match tokens.word(at) {
        "twice" | "double" => return Some((Decimal::from(200), 1)),
        "treble" | "triple" | "thrice" => return Some((Decimal::from(300), 1)),
        _ => {}
    }
    let count = lexicon::number_word(tokens.word(at)).or_else(|| tokens.text(at).parse().ok())?;
    (tokens.word(at + 1) == "times" && (2..20).contains(&count)).then(|| (Decimal::from(count * 100), 2))
}

/// "X is twice the regional rate", "is three times as high as ours", "a quarter of the national rate".
fn level(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    let (wanted, length, part) = match multiple(reading, at) {
        Some((wanted, length)) => (wanted, length, false),
        None => fraction(reading, at).map(|(wanted, length)| (wanted, length, true))?,
    };
    let end = at + length;
    let clause = about::clause(reading, at);
    if reading.is_no_claim(at) {
        return None;
    }
    let next = tokens.word(end);
    let second_as =
        (next == "as").then(|| (end + 1..clause.end.min(end + 14)).find(|at| tokens.word(*at) == "as")).flatten();
    let from = match (next, second_as) {
        ("as", Some(second)) => second + 1,
        ("the" | "that", _) => end,
        ("of", _) if part => end + 1,
        _ if tokens.possessive(end) || matches!(next, "our" | "england") => end,
        _ => return None,
    };
    // "half of our social workers" is a share of people.
    let other = reading.areas.iter().find(|one| {
        one.tokens.start >= from
            && one.tokens.start - from <= 4
            && one.tokens.end <= clause.end
            && (from > end && next == "as"
                || reading.measures.iter().any(|mention| mention.tokens.start == one.tokens.end)
                || matches!(tokens.word(one.tokens.end), "rate" | "average" | "figure" | "level" | "value" | "")
                || tokens.possessive(one.tokens.end - 1))
    });
    let ours = (from..clause.end.min(from + 3)).any(|at| tokens.word(at) == "ours");
    let here = reading.desk.here()?;
    let earlier = reading
        .periods
        .iter()
        .find(|one| one.tokens.start >= from && one.tokens.start - from <= 5 && one.role != Role::Now);
    // Whose: who is named before the multiple, or within "as high nationally as".
    let inner = second_as.and_then(|second| {
        reading
            .areas
            .iter()
            .find(|one| one.tokens.start > end && one.tokens.end <= second)
            .map(|one| one.area.clone())
    });
    let left = match inner {
        Some(area) => area?,
        None => match reading.areas.iter().rfind(|one| clause.start <= one.tokens.start && one.tokens.end <= at) {
            Some(one) => one.area.clone()?,
            None => here.area.clone(),
        },
    };
    let right = match (other, ours) {
        (Some(one), _) => one.area.clone()?,
        (None, true) => here.area.clone(),
        (None, false) => left.clone(),
    };
    if right.code == left.code && earlier.is_none() {
        return None;
    }
    let ids = about::ids(reading, at);
    let now = reading.desk.now()?;
    let then = earlier.map_or_else(|| vec![now], |one| one.periods.clone());
    let (near, start) = hedge(reading, at);
    let last = other.map_or(from, |one| one.tokens.end).max(earlier.map_or(0, |one| one.tokens.end));
    let span = start..last.max(end);
    let mut wrong = None;
    for id in ids {
        let ids = [id];
        for one in about::figures(reading, &ids, &left, &[now]) {
            for two in about::figures(reading, &ids, &right, &then) {
                match ratio(&one, &two) {
                    Some(is) if fits(near, wanted, is) => return Some(Judged::right(span)),
                    Some(is) => wrong = wrong.or_else(|| Some(told(reading, &one, &two, is))),
                    None => {}
                }
            }
        }
    }
    wrong.map(|problem| Judged::wrong(reading, span, problem))
}

fn ratio(one: &Figure, two: &Figure) -> Option<Decimal> {
    let (one, two) = (one.datum.number()?, two.datum.number()?);
    one.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(two)
}

fn told(reading: &Reading<'_, '_>, one: &Figure, two: &Figure, ratio: Decimal) -> Problem {
    let style = &reading.desk.facts.style;
    let times = round(ratio / Decimal::ONE_HUNDRED, 2).normalize();
    Problem::new(format!(
        "{} is {}, {} is {}: {times} times as much",
        one.description(),
        one.text(style),
        two.description(),
        two.text(style)
    ))
    .hint("say what the numbers say")
}

/// "fell by two thirds", "increased threefold", "a two-fold rise in".
fn change(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    if reading.is_no_claim(at) {
        return None;
    }
    let verb = lexicon::entry_at(tokens, at).filter(|one| matches!(one.form, Form::Verb | Form::Noun));
    let (wanted, near, span): (Decimal, Near, Range<usize>) = if let Some(entry) = verb {
        let down = match entry.sense {
            Sense::Lower => true,
            Sense::Higher => false,
            _ => return None,
        };
        let over = at + entry.words.len();
        if let Some((factor, length)) = fold(reading, over) {
            if down {
                return None;
            }
            (factor, Near::Plain, at..over + length)
        } else {
            let by = (over..over + 2).find(|at| matches!(tokens.word(*at), "by" | "of"))?;
            let first = (by + 1..by + 4).find(|at| fraction(reading, *at).is_some())?;
            let (part, length) = fraction(reading, first)?;
            // "by half of a point", "a quarter of a percentage point" is a size.
            if tokens.word(first + length) == "a"
                || matches!(tokens.word(first + length), "point" | "points" | "percentage")
            {
                return None;
            }
            if tokens.word(first + length) == "of" {
                return None;
            }
            let (near, _) = hedge(reading, first);
            let hundred = Decimal::ONE_HUNDRED;
            return parted(
                reading,
                at,
                if down { hundred - part } else { hundred + part },
                part,
                near,
                at..first + length,
            );
        }
    } else {
        let (factor, length) = fold(reading, at)?;
        let noun = lexicon::entry_at(tokens, at + length)
            .filter(|one| one.form == Form::Noun && one.sense == Sense::Higher)?;
        (factor, Near::Plain, at..at + length + noun.words.len())
    };
    judge(reading, at, span, |ratio| fits(near, wanted, ratio))
}

fn parted(
    reading: &Reading<'_, '_>,
    at: usize,
    wanted: Decimal,
    part: Decimal,
    near: Near,
    span: Range<usize>,
) -> Option<Judged> {
    // By how much it moved, of what was said.
    let slack = Decimal::from(3).max(part * Decimal::new(10, 2));
    let rising = wanted > Decimal::ONE_HUNDRED;
    judge(reading, at, span, |ratio| {
        let moved = if rising { ratio - Decimal::ONE_HUNDRED } else { Decimal::ONE_HUNDRED - ratio };
        match near {
            Near::Plain => (moved - part).abs() <= slack,
            Near::About => (moved - part).abs() <= slack * Decimal::from(2),
            Near::Short => moved <= part + Decimal::ONE && moved >= part - slack * Decimal::from(2),
            Near::More => moved >= part,
            Near::Less => moved <= part && moved > Decimal::ZERO,
        }
    })
}

/// Holds a ratio of now to before against what a sentence says.
fn judge(
    reading: &Reading<'_, '_>,
    at: usize,
    span: Range<usize>,
    holds: impl Fn(Decimal) -> bool,
) -> Option<Judged> {
    let area = about::mover(reading, at)?;
    let ids = about::ids(reading, at);
    let peak = reading.sentence.clone().any(|at| matches!(reading.tokens.word(at), "peak" | "high" | "low"));
    let mut spans = over_time::spans(reading);
    if peak {
        let now = reading.desk.now()?;
        spans.push((
            now,
            reading.periods.iter().flat_map(|one| one.periods.iter().copied()).filter(|one| *one < now).collect(),
        ));
    }
    let mut wrong = None;
    for id in ids {
        let ids = [id];
        for (now, earlier) in &spans {
            for then in earlier {
                let one = about::figures(reading, &ids, &area, &[*now]).into_iter().next();
                let two = about::figures(reading, &ids, &area, &[*then]).into_iter().next();
                let (Some(one), Some(two)) = (one, two) else { continue };
                match ratio(&one, &two) {
                    Some(is) if holds(is) => return Some(Judged::right(span)),
                    Some(is) => wrong = wrong.or_else(|| Some(told(reading, &one, &two, is))),
                    None => {}
                }
            }
        }
    }
    wrong.map(|problem| Judged::wrong(reading, span, problem))
}

/// "threefold", "two-fold", "3-fold": in hundredths, with the number of tokens.
fn fold(reading: &Reading<'_, '_>, at: usize) -> Option<(Decimal, usize)> {
    let tokens = reading.tokens;
    if let Some(count) = tokens.word(at).strip_suffix("fold").and_then(lexicon::number_word) {
        return Some((Decimal::from(count * 100), 1));
    }
    let count = lexicon::number_word(tokens.word(at)).or_else(|| tokens.text(at).parse().ok())?;
    (tokens.is_dash(at + 1) && tokens.word(at + 2) == "fold" && count > 1).then(|| (Decimal::from(count * 100), 3))
}
