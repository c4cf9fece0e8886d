//! Revisions: "revised from 13.8% to 13.9%", where the report has both releases.

use std::sync::Arc;

use crate::claims::more::{Judged, about};
use crate::claims::numbers::Quantity;
use crate::claims::reading::Reading;
use crate::data::Dataset;
use crate::facts::figure::{Figure, read as read_figure};
use crate::facts::problem::Problem;
use crate::quantity::period::Period;

pub(super) fn read(reading: &Reading<'_, '_>) -> Vec<Judged> {
    reading.sentence.clone().filter_map(|at| one(reading, at)).collect()
}

fn one(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    if tokens.word(at) != "revised" || tokens.list[at].fact.is_some() || reading.is_no_claim(at) {
        return None;
    }
    let led = |word: &str| -> Option<&Quantity> {
        let at = (at + 1..reading.sentence.end.min(at + 12)).find(|at| tokens.word(*at) == word)?;
        reading.quantities.iter().find(|one| one.tokens.start == at + 1)
    };
    let (from, to) = (led("from")?, led("to")?);
    let area = about::mover(reading, at)?;
    let facts = reading.desk.facts;
    let periods: Vec<Period> =
        reading.periods.iter().flat_map(|one| one.periods.iter().copied()).chain(reading.desk.now()).collect();
    let mut wrong: Option<(Figure, Figure)> = None;
    for id in about::ids(reading, at) {
        let value = |data: &Arc<Dataset>, when: Period| {
            let basis = facts.basis_of(&id, data, reading.basis);
            data.observation(&id, basis, &area.code, when).map(|one| read_figure(data, one))
        };
        let gives = |number: &Quantity, figure: &Figure| figure.shown().is_some_and(|value| number.is(value));
        let released = || facts.datasets.iter().filter(|data| !data.observed.release.is_empty());
        for (one, two, when) in released()
            .flat_map(|one| released().map(move |two| (one, two)))
            .flat_map(|(one, two)| periods.iter().map(move |when| (one, two, *when)))
        {
            let (Some(first), Some(second)) = (value(one, when), value(two, when)) else { continue };
            if !gives(from, &first) || !gives(to, &second) {
                continue;
            }
            match one.observed.release.cmp(&two.observed.release) {
                std::cmp::Ordering::Less => return Some(Judged::right(at..at + 1)),
                std::cmp::Ordering::Greater => wrong = wrong.or(Some((first, second))),
                std::cmp::Ordering::Equal => {}
            }
        }
    }
    let (first, second) = wrong?;
    let style = &facts.style;
    let of = |figure: &Figure| {
        let release =
            figure.scope.as_ref().map_or_else(String::new, |scope| scope.dataset.observed.release_words());
        format!("{} in the {release}", figure.text(style))
    };
    let problem =
        Problem::new(format!("{} {} {}, and {}", second.description(), second.is(), of(&second), of(&first)))
            .hint("name the value of the earlier release first");
    Some(Judged::wrong(reading, at..at + 1, problem))
}
