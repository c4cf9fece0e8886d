//! Reversed: what a sentence says of another year or area, held against the value that was spoken of: "Absence is 4.6%. It
//! was higher in 2024.", "Turnover was lower only in 2019".

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use crate::claims::mentions::Role;
use crate::claims::more::{Judged, about};
use crate::claims::reading::{Place, Reading};
use crate::claims::tokens::Tokens;
use crate::data::measures::Polarity;
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;

/// The comparative of a reversed sentence, if it is one: "it was higher in", "nationally it is lower", "was lower only in".
pub fn comparative(tokens: &Tokens<'_>, sentence: &Range<usize>) -> Option<usize> {
    let end = sentence.end;
    let at = sentence.clone().find(|at| matches!(tokens.word(*at), "higher" | "lower" | "better" | "worse"))?;
    let mut back = at;
    while back > sentence.start
        && matches!(tokens.word(back - 1), "much" | "far" | "slightly" | "a" | "little" | "even")
    {
        back -= 1;
    }
    let verb = back.checked_sub(1).filter(|at| *at > sentence.start)?;
    if (at..end).any(|at| tokens.word(at) == "than") || tokens.list[at].fact.is_some() {
        return None;
    }
    let place = |at: usize| matches!(tokens.word(at), "in" | "nationally" | "regionally" | "last" | "across");
    let past = matches!(tokens.word(verb), "was" | "were" | "been");
    let only = tokens.phrase(at + 1, &["only", "in"]) && past;
    let pronoun = (sentence.start.max(verb.saturating_sub(2))..verb)
        .rev()
        .find(|at| matches!(tokens.word(*at), "it" | "they"));
    let said = pronoun.is_some_and(|it| {
        let opens = it == sentence.start;
        // "Nationally it is higher", "In England it is higher"
        let led = it < sentence.start + 7
            && matches!(tokens.word(sentence.start), "in" | "across" | "nationally" | "regionally");
        let ends = end - at <= 2;
        let is = past || matches!(tokens.word(verb), "is" | "are");
        is && (led && ends || opens && place(at + 1) && (past || tokens.word(at + 1) != "last"))
    });
    (only || said).then_some(at)
}

pub(super) fn read(reading: &Reading<'_, '_>) -> Vec<Judged> {
    comparative(reading.tokens, &reading.sentence).and_then(|at| judge(reading, at)).into_iter().collect()
}

fn judge(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    let decided = Judged::right(at..at + 1);
    if reading.is_no_claim(at) {
        return None;
    }
    let Some((own, other)) = sides(reading, at) else { return Some(decided) };
    let (Some(value), Some(then)) = (own.datum.number(), other.datum.number()) else { return Some(decided) };
    let says = match (tokens.word(at), own.measure.polarity) {
        ("higher", _) | ("better", Polarity::HigherIsBetter) | ("worse", Polarity::LowerIsBetter) => {
            Ordering::Greater
        }
        ("lower", _) | ("better", Polarity::LowerIsBetter) | ("worse", Polarity::HigherIsBetter) => Ordering::Less,
        _ => return Some(decided),
    };
    if then.cmp(&value) == says {
        return Some(decided);
    }
    let style = &reading.desk.facts.style;
    let is = |figure: &Figure| format!("{} {} {}", figure.description(), figure.is(), figure.text(style));
    let problem = Problem::new(format!("{}, {}", is(&other), is(&own))).hint("say what the figures say");
    Some(Judged::wrong(reading, at..at + 1, problem))
}

/// The figure that was spoken of, and the one that is called higher or lower.
fn sides(reading: &Reading<'_, '_>, at: usize) -> Option<(Figure, Figure)> {
    let own = match &reading.before.referent {
        Some((figure, _)) => figure.clone(),
        None => {
            let here = reading.desk.here()?;
            about::figures(reading, &about::ids(reading, at), &here.area, &here.periods).into_iter().next()?
        }
    };
    let scope = own.scope.as_ref()?;
    let areas: Vec<_> = reading.areas.iter().filter_map(|one| one.area.clone()).collect();
    let periods: Vec<_> = reading.periods.iter().filter(|one| one.role != Role::Now).collect();
    let place = match (areas.as_slice(), periods.as_slice()) {
        ([area], []) if area.code != scope.area.code => {
            Place { area: Arc::clone(area), periods: vec![scope.period] }
        }
        ([], [then]) if !then.periods.contains(&scope.period) => {
            Place { area: Arc::clone(&scope.area), periods: then.periods.clone() }
        }
        _ => return None,
    };
    let others = reading.desk.figures(&own.measure.id, &place, scope.basis);
    let other = others
        .into_iter()
        .find(|one| one.scope.as_ref().is_some_and(|of| of.dataset.name == scope.dataset.name))?;
    Some((own, other))
}
