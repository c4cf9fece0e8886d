//! Targets: what is compared with what the council has set itself in its profile.

use crate::claims::account::is_difference;
use crate::claims::compare::data::{clause_begin, likely_ids};
use crate::claims::compare::{Claim, Outcome, mention};
use crate::claims::lexicon::{self, Sense};
use crate::claims::numbers::{Counted, Quantity};
use crate::claims::reading::Reading;
use crate::claims::{Finding, Verdict};
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::quantity::value::Unit;

/// What a council sets itself.
pub fn is_target(word: &str) -> bool {
    matches!(word, "target" | "targets" | "goal" | "aim" | "objective" | "ambition")
}

/// Whose target, or which one, is meant, if it is not the one in the profile.
fn is_other(word: &str) -> bool {
    matches!(
        word,
        "previous"
            | "former"
            | "earlier"
            | "old"
            | "original"
            | "last"
            | "new"
            | "national"
            | "regional"
            | "interim"
            | "government"
            | "future"
            | "proposed"
            | "next"
            | "initial"
    )
}

/// Whether the word at a token is it is one for the council's own target.
pub fn target_at(reading: &Reading<'_, '_>, at: usize) -> bool {
    let tokens = reading.tokens;
    is_target(tokens.word(at)) && (at.saturating_sub(3)..at).all(|at| !is_other(tokens.word(at)))
}

/// The target of a measure of the subject, and the subject's own figure.
fn own(reading: &Reading<'_, '_>, id: &str) -> Option<(Figure, Figure)> {
    let here = reading.here()?;
    let figure = reading.desk.figures(id, &here, reading.basis).into_iter().next()?;
    let target = reading.desk.facts.target(&figure).ok()?;
    Some((figure, target))
}

/// A claim of being below, above or at the target, held against the profile; `None` if it has none.
pub(super) fn by_target(reading: &Reading<'_, '_>, claim: &Claim, limit: usize) -> Option<Outcome> {
    let until = limit.min(claim.tokens.end + 6);
    (claim.tokens.end..until).find(|at| target_at(reading, *at))?;
    let lower = match claim.entry.sense {
        Sense::Lower => true,
        Sense::Higher => false,
        _ => return None,
    };
    let begin = clause_begin(reading, claim.tokens.start);
    let left = reading.quantities.iter().rfind(|one| {
        one.tokens.end <= claim.tokens.start
            && one.tokens.end >= begin.saturating_sub(2)
            && !is_difference(reading, one)
    });
    let printed = left.and_then(|one| one.figure.clone()).filter(|figure| figure.scope.is_some());
    let own: Vec<(Figure, Figure)> = match printed {
        Some(figure) => {
            reading.desk.facts.target(&figure).ok().map(|target| (figure, target)).into_iter().collect()
        }
        None => {
            let mention = mention(reading, claim).filter(|mention| !mention.inverse)?;
            // The value of another area or of an earlier time has no target.
            let here = reading.here()?;
            let elsewhere = reading.areas.iter().any(|one| {
                (begin..claim.tokens.start).contains(&one.tokens.start)
                    && one.area.as_ref().is_none_or(|area| area.code != here.area.code)
            });
            let then = reading.periods.iter().any(|one| {
                one.tokens.start < claim.tokens.start
                    && !one.periods.iter().any(|period| here.periods.contains(period))
            });
            if elsewhere || then {
                return None;
            }
            likely_ids(reading, claim, mention).iter().filter_map(|id| self::own(reading, id)).collect()
        }
    };
    let facts = reading.desk.facts;
    let mut said = None;
    for (figure, target) in &own {
        let (Some(value), Some(aim)) = (figure.datum.number(), target.datum.number()) else { continue };
        if if lower { value < aim } else { value > aim } {
            return Some(Outcome::True);
        }
        said =
            said.or_else(|| {
                let (one, two) = (figure.text(&facts.style), target.text(&facts.style));
                let words = format!("{} is {one}, the {} is {two}", figure.description(), target.measure.name);
                Some(Problem::new(words).hint(
                    "say what the figures say, or mark the words with `.meets_target(…)` or `.misses_target(…)`",
                ))
            });
    }
    said.map(Outcome::False)
}

/// What is wrong with a number that is called the target: "the target of 12%".
pub fn wrong_target(reading: &Reading<'_, '_>, quantity: &Quantity) -> Option<Finding> {
    let tokens = reading.tokens;
    // "We propose a target of 10%": not the one that there is.
    let clause = reading.clause_start(quantity.tokens.start)..quantity.tokens.start;
    if clause.into_iter().any(|at| lexicon::NOT_YET.contains(&tokens.word(at)) && !is_target(tokens.word(at))) {
        return None;
    }
    let mut back = quantity.tokens.start;
    let light = |at: usize| {
        matches!(tokens.word(at), "of" | "is" | "was" | "which" | "for" | "the" | "our" | "rate")
            || tokens.is(at, '(')
            || tokens.is(at, ',')
            || reading.measures.iter().any(|mention| mention.tokens.contains(&at))
    };
    while back > reading.sentence.start && light(back - 1) {
        back -= 1;
    }
    let called =
        back > reading.sentence.start && target_at(reading, back - 1) || target_at(reading, quantity.tokens.end);
    if !called {
        return None;
    }
    let ids = reading.ids_for(quantity.tokens.start, quantity.counted, false);
    let targets: Vec<Figure> =
        ids.first().into_iter().filter_map(|id| own(reading, id)).map(|(_, target)| target).collect();
    let fits = |target: &&Figure| {
        quantity.counted.fits(target.measure.unit)
            && (quantity.counted != Counted::Bare || target.measure.unit != Unit::Percent)
    };
    let target = targets.iter().find(fits)?;
    let is = |figure: &Figure| figure.datum.number().is_some_and(|value| quantity.is(value));
    if targets.iter().any(is) || reading.desk.facts.named.values().any(is) {
        return None;
    }
    let typed = tokens.passage.text[tokens.bytes(&quantity.tokens)].trim().to_owned();
    let id = target.measure.id.clone();
    let problem = Problem::new(format!(
        "`{typed}` is not the {}, which is {}",
        target.measure.name,
        target.text(&reading.desk.facts.style)
    ))
    .hint(format!("write `{{{{ {id} }}}}`, or say whose target it is"));
    Some(Finding { tokens: quantity.tokens.clone(), verdict: Verdict::False, problem })
}
