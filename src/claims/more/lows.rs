//! Lows: "a five-year low", "a ten-year high".

use std::cmp::Ordering;

use crate::claims::lexicon;
use crate::claims::more::{Judged, about};
use crate::claims::reading::Reading;
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::quantity::period::Period;

pub(super) fn read(reading: &Reading<'_, '_>) -> Vec<Judged> {
    reading.sentence.clone().filter_map(|at| one(reading, at)).collect()
}

fn one(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    let years = lexicon::number_word(tokens.word(at)).or_else(|| tokens.text(at).parse().ok())?;
    let year = at + 1 + usize::from(tokens.is_dash(at + 1));
    let end = year + 2;
    let beyond = match (tokens.word(year), tokens.word(year + 1)) {
        ("year", "low") => Ordering::Less,
        ("year", "high") => Ordering::Greater,
        _ => return None,
    };
    if !(2..40).contains(&years) || tokens.list[at].fact.is_some() || reading.is_no_claim(at) {
        return None;
    }
    let area = about::mover(reading, at)?;
    let now = about::periods(reading, at).into_iter().next()?;
    let mut judged = None;
    for id in about::ids(reading, at) {
        let of = |period: Period| {
            about::figures(reading, std::slice::from_ref(&id), &area, &[period]).into_iter().next()
        };
        let Some(own) = of(now) else { continue };
        match exceeding(years, now, &own, beyond, of) {
            None => return Some(Judged::right(at..end)),
            Some(other) => judged = judged.or(Some((own, other))),
        }
    }
    let (own, other) = judged?;
    let style = &reading.desk.facts.style;
    let is = |figure: &Figure| format!("{} {} {}", figure.description(), figure.is(), figure.text(style));
    let problem = Problem::new(format!("{}, {}", is(&own), is(&other))).hint("say what the data say");
    Some(Judged::wrong(reading, at..end, problem))
}

/// The figure of one of the years before that lies beyond a low or a high.
fn exceeding(
    years: u32,
    now: Period,
    own: &Figure,
    beyond: Ordering,
    of: impl Fn(Period) -> Option<Figure>,
) -> Option<Figure> {
    let value = own.datum.number()?;
    let earlier = std::iter::successors(Some(now.previous()), |period| Some(period.previous()));
    earlier
        .take(years as usize - 1)
        .filter_map(of)
        .find(|figure| figure.datum.number().is_some_and(|then| then.cmp(&value) == beyond))
}
