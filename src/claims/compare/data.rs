//! Data: a claim held against the values that its sentence speaks of.

use crate::claims::compare::Claim;
use crate::claims::compare::Outcome;
use crate::claims::compare::levels::levels;
use crate::claims::compare::levels::superlatives;
use crate::claims::compare::mention;
use crate::claims::compare::over_time::changes;
use crate::claims::compare::relation::holds;
use crate::claims::compare::relation::words;
use crate::claims::compare::respective;
use crate::claims::lexicon::Form;
use crate::claims::lists;
use crate::claims::mentions::AreaMention;
use crate::claims::numbers::Counted;
use crate::claims::reading::Place;
use crate::claims::reading::Reading;
use crate::claims::vocabulary::Mention;
use crate::data::areas::Area;
use crate::facts::figure::Figure;
use crate::quantity::period::Period;
use crate::quantity::value::Unit;
use std::sync::Arc;

/// A claim held against the values of each measure that it is about.
pub(super) fn by_data(reading: &Reading<'_, '_>, claim: &Claim, limit: usize) -> Outcome {
    let Some(last) = mention(reading, claim) else {
        return Outcome::Unknown("nothing says what is measured".to_owned());
    };
    let mut outcome = of_measure(reading, claim, last, limit);
    for mention in subjects(reading, claim, last) {
        match of_measure(reading, claim, mention, limit) {
            Outcome::False(problem) => return Outcome::False(problem),
            Outcome::True if matches!(outcome, Outcome::Unknown(_)) => outcome = Outcome::True,
            _ => {}
        }
    }
    outcome
}

/// All measures that a claim is about, where the nearest ends a list: "absence and turnover fell".
fn subjects<'r>(reading: &'r Reading<'_, '_>, claim: &Claim, last: &'r Mention) -> Vec<&'r Mention> {
    let follows = last.tokens.start < claim.tokens.start;
    if follows && respective(reading, claim, last).is_none() {
        lists::ending_with(reading, last)
    } else {
        Vec::new()
    }
}

fn of_measure(reading: &Reading<'_, '_>, claim: &Claim, mention: &Mention, limit: usize) -> Outcome {
    if mention.ids.is_empty() {
        return Outcome::Unknown("the report's data do not have what it speaks of".to_owned());
    }
    let Some(here) = reading.here() else {
        return Outcome::Unknown("the report has no `subject:`".to_owned());
    };
    let ids = likely_ids(reading, claim, mention);
    let over_time = matches!(claim.entry.form, Form::Verb | Form::Participle | Form::Noun | Form::Particle)
        || claim.entry.form == Form::State && claim.entry.words.len() == 1
        || matches!(claim.entry.words, ["little" | "hardly", "changed"]);
    let tests = if claim.entry.form == Form::Superlative {
        superlatives(reading, claim, &ids, &here)
    } else if over_time {
        changes(reading, claim, &ids, &here, limit)
    } else {
        levels(reading, claim, &ids, &here, limit)
    };
    let tests = match tests {
        Ok(tests) => tests,
        Err(why) => return Outcome::Unknown(why),
    };
    // Where the words leave it open what is compared, one reading that is true is enough; all that are named must hold.
    let mut first_false = None;
    let mut known = false;
    for (any_of, all) in tests {
        let _ = any_of;
        let mut falsehood = None;
        let mut truth = !all.is_empty();
        for (one, other) in &all {
            match holds(reading, claim, mention, one, other) {
                Ok(true) => {}
                Ok(false) => {
                    truth = false;
                    falsehood = falsehood.or_else(|| Some(words(reading, claim, mention, one, other)));
                }
                Err(problem) => {
                    truth = false;
                    falsehood = falsehood.or(Some(problem));
                }
            }
        }
        known |= !all.is_empty();
        if truth {
            return Outcome::True;
        }
        first_false = first_false.or(falsehood);
    }
    match first_false {
        Some(problem) => Outcome::False(problem),
        None if known => Outcome::True,
        None => Outcome::Unknown("the data do not have what it is compared with".to_owned()),
    }
}

/// Of the measures that words can mean, those that the numbers of the sentence are of.
pub(super) fn likely_ids(reading: &Reading<'_, '_>, claim: &Claim, mention: &Mention) -> Vec<String> {
    let near = reading
        .quantities
        .iter()
        .filter(|one| one.counted != Counted::Bare)
        .min_by_key(|one| claim.tokens.start.abs_diff(one.tokens.start));
    let percent = |id: &&String| reading.desk.unit(id) == Some(Unit::Percent);
    let ids: Vec<String> = match near.map(|one| one.counted) {
        Some(Counted::Percent | Counted::Points) => mention.ids.iter().filter(percent).cloned().collect(),
        Some(Counted::Fte | Counted::People | Counted::Things) => {
            mention.ids.iter().filter(|id| !percent(id)).cloned().collect()
        }
        _ => Vec::new(),
    };
    if ids.is_empty() { mention.ids.clone() } else { ids }
}

/// What must hold together: pairs of a value and what it is compared with.
pub(super) type Test = (usize, Vec<(Figure, Figure)>);

/// Whose value moved: the area named in the clause, before the verb or after "in", else the subject.
pub(super) fn movers(reading: &Reading<'_, '_>, claim: &Claim, here: &Place) -> Result<Vec<Arc<Area>>, String> {
    let start = clause_begin(reading, claim.tokens.start);
    let tokens = reading.tokens;
    let end = (claim.tokens.end..reading.sentence.end)
        .find(|at| {
            tokens.is(*at, ';')
                || tokens.is(*at, ',')
                || matches!(
                    tokens.word(*at),
                    "but" | "while" | "whereas" | "compared" | "than" | "though" | "although"
                )
        })
        .unwrap_or(reading.sentence.end);
    // "In Coventry, unlike in Dudley, turnover fell."
    let unlike = |mention: &&AreaMention| {
        let mut before = (start..mention.tokens.start).rev();
        before
            .find(|at| !matches!(tokens.word(*at), "in" | "the" | "of" | "that"))
            .is_some_and(|at| tokens.word(at) == "unlike")
    };
    let before = reading
        .areas
        .iter()
        .filter(|mention| (start..claim.tokens.start).contains(&mention.tokens.start))
        .filter(|mention| !unlike(mention));
    let after = reading.areas.iter().filter(|mention| {
        (claim.tokens.end..end).contains(&mention.tokens.start) && {
            let lead = mention.tokens.start.saturating_sub(1);
            let lead = if tokens.word(lead) == "the" { lead.saturating_sub(1) } else { lead };
            matches!(tokens.word(lead), "in" | "across" | "for" | "and")
                || matches!(tokens.word(mention.tokens.start), "nationally" | "regionally" | "locally")
        }
    });
    let mut found = Vec::new();
    for mention in before.chain(after) {
        match &mention.area {
            Some(area) => found.push(Arc::clone(area)),
            None => return Err("the report's data do not say who that is".to_owned()),
        }
    }
    if found.is_empty() {
        found.push(Arc::clone(&here.area));
    }
    Ok(found)
}

/// Where the statement that a word belongs to begins: a semicolon, a colon, or a conjunction after a comma.
pub(super) fn clause_begin(reading: &Reading<'_, '_>, at: usize) -> usize {
    let tokens = reading.tokens;
    (reading.sentence.start..at)
        .rev()
        .find(|at| {
            tokens.is(*at, ';')
                || matches!(tokens.word(*at), "but" | "while" | "whereas" | "although" | "though" | "and")
                || tokens.is(*at, '–')
                || tokens.is(*at, ',') && !reading.areas.iter().any(|mention| mention.tokens.end == *at)
        })
        .map_or(reading.sentence.start, |at| at + 1)
}

pub(super) fn pair(
    reading: &Reading<'_, '_>,
    id: &str,
    area: &Arc<Area>,
    now: Period,
    other: &Arc<Area>,
    then: Period,
) -> Option<(Figure, Figure)> {
    let place = |area: &Arc<Area>, period: Period| Place { area: Arc::clone(area), periods: vec![period] };
    let ones = reading.desk.figures(id, &place(area, now), reading.basis);
    let others = reading.desk.figures(id, &place(other, then), reading.basis);
    ones.into_iter().find_map(|one| {
        let name = one.scope.as_ref().map(|scope| scope.dataset.name.clone());
        let other =
            others.iter().find(|other| other.scope.as_ref().map(|scope| scope.dataset.name.clone()) == name)?;
        Some((one, other.clone()))
    })
}
