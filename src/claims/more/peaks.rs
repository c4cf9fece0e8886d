//! Peaks: "turnover peaked in 2021".

use crate::claims::compare::over_time;
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
    let said = tokens.word(at) == "peaked" && tokens.list[at].fact.is_none();
    // "peaked at 20% in 2021", but not "peaked in 2021, and again in 2024".
    let period = said
        .then(|| reading.periods.iter().find(|one| one.tokens.start > at && one.tokens.start - at <= 6))
        .flatten()
        .filter(|one| tokens.word(one.tokens.start - 1) == "in")?;
    let again = reading.sentence.clone().any(|at| {
        matches!(
            tokens.word(at),
            "again" | "between" | "first" | "second" | "twice" | "recently" | "then" | "after"
        )
    });
    if again || reading.is_no_claim(at) {
        return None;
    }
    let area = about::mover(reading, at)?;
    let mut wrong: Option<(Figure, Figure)> = None;
    for id in about::ids(reading, at) {
        let of =
            |when: Period| about::figures(reading, std::slice::from_ref(&id), &area, &[when]).into_iter().next();
        let Some(peak) = period.periods.iter().find_map(|when| of(*when)) else { continue };
        let Some(scope) = &peak.scope else { continue };
        let all = scope.dataset.periods(&id, scope.basis).iter();
        let higher = all
            .filter(|when| over_time::same_kind(**when, scope.period))
            .filter_map(|when| of(*when))
            .filter(|one| one.datum.number() > peak.datum.number())
            .max_by_key(|one| one.datum.number());
        match higher {
            None => return Some(Judged::right(at..at + 1)),
            Some(higher) => wrong = wrong.or(Some((peak, higher))),
        }
    }
    let (peak, higher) = wrong?;
    let style = &reading.desk.facts.style;
    let is = |figure: &Figure| format!("{} {} {}", figure.description(), figure.is(), figure.text(style));
    let problem = Problem::new(format!("{}, {}", is(&peak), is(&higher)))
        .hint("name the year in which it was highest, or say which years you compare");
    Some(Judged::wrong(reading, at..at + 1, problem))
}
