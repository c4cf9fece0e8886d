//! Levels: what is compared with areas, with earlier values and with all of several.

use crate::claims::compare::Claim;
use crate::claims::compare::data::Test;
use crate::claims::compare::data::clause_begin;
use crate::claims::compare::data::pair;
use crate::claims::compare::over_time::running;
use crate::claims::compare::over_time::same_kind;
use crate::claims::compare::relation::is_top;
use crate::claims::lexicon;
use crate::claims::lexicon::Form;
use crate::claims::mentions::PeriodMention;
use crate::claims::mentions::Role;
use crate::claims::mentions::is_larger;
use crate::claims::reading::Place;
use crate::claims::reading::Reading;
use crate::data::areas::Area;
use crate::facts::figure::Figure;
use crate::quantity::period::Period;
use crate::quantity::value::Unit;
use std::sync::Arc;

pub(super) fn levels(
    reading: &Reading<'_, '_>,
    claim: &Claim,
    ids: &[String],
    here: &Place,
    limit: usize,
) -> Result<Vec<Test>, String> {
    let tokens = reading.tokens;
    // What follows up to the next statement is what is compared with.
    let end = (claim.tokens.end..limit.min(reading.sentence.end))
        .find(|at| {
            tokens.is(*at, ';')
                || matches!(
                    tokens.word(*at),
                    "but" | "while" | "whereas" | "although" | "though" | "because" | "which" | "where"
                )
        })
        .unwrap_or(limit.min(reading.sentence.end));
    // The statement ends where the next measure is named.
    let end = reading
        .measures
        .iter()
        .map(|one| one.tokens.start)
        .find(|at| (claim.tokens.end..end).contains(at) && has_verb_after(reading, *at))
        .unwrap_or(end);
    let mut others: Vec<Arc<Area>> = Vec::new();
    let mut somebody = false;
    for mention in reading.areas.iter().filter(|mention| (claim.tokens.end..end).contains(&mention.tokens.start)) {
        match &mention.area {
            Some(area) if area.code != here.area.code => others.push(Arc::clone(area)),
            Some(_) => {}
            None => somebody = true,
        }
    }
    let earlier: Vec<&PeriodMention> = reading
        .periods
        .iter()
        .filter(|one| (claim.tokens.end..end).contains(&one.tokens.start) && one.role != Role::Now)
        .collect();
    // Whose value it is: the area before the word, else the subject.
    let begin = clause_begin(reading, claim.tokens.start);
    let own = reading
        .areas
        .iter()
        .rfind(|mention| (begin..claim.tokens.start).contains(&mention.tokens.start) && mention.area.is_some());
    let mut area = own.and_then(|mention| mention.area.clone()).unwrap_or_else(|| Arc::clone(&here.area));
    // "England's rate is 13.0%, higher than …": whose the number right before it is.
    let named = reading.areas.iter().filter(|mention| mention.tokens.end <= claim.tokens.start);
    if own.is_none()
        && claim.tokens.start > 0
        && tokens.is(claim.tokens.start - 1, ',')
        && let [one] = named.collect::<Vec<_>>().as_slice()
        && one.tokens.start <= reading.sentence.start + 1
        && let Some(other) = &one.area
    {
        area = Arc::clone(other);
        others.retain(|one| one.code != area.code);
    }
    // "lower in Birmingham than here": whose it is stands after the word.
    let inside = claim.entry.form == Form::Comparative
        && matches!(tokens.word(claim.tokens.end), "in" | "across" | "nationally" | "regionally");
    let first = reading.areas.iter().find(|mention| {
        (claim.tokens.end..claim.tokens.end + 3).contains(&mention.tokens.start) && mention.area.is_some()
    });
    if let (true, Some(first)) = (inside, first.and_then(|mention| mention.area.clone())) {
        others.retain(|one| one.code != first.code);
        if others.is_empty() {
            others.push(Arc::clone(&area));
        }
        area = first;
    }
    // "Turnover in Devon was 14.2%, higher than ours": whose the number right before it is, and we are the other one.
    let left = reading.quantities.iter().rfind(|one| one.tokens.end <= claim.tokens.start);
    let beside =
        left.filter(|left| claim.tokens.start - left.tokens.end <= 3).and_then(|left| reading.area_beside(left));
    if let Some(beside) = beside.filter(|_| own.is_none() && others.is_empty()) {
        area = beside;
    }
    let ours = || {
        reading.areas.iter().any(|one| {
            (claim.tokens.end..end).contains(&one.tokens.start)
                && matches!(tokens.word(one.tokens.start - 1), "than" | "with" | "to" | "of" | "for")
                && one.area.as_ref().is_some_and(|of| of.code == here.area.code)
        })
    };
    if others.is_empty() && area.code != here.area.code && ours() {
        others.push(Arc::clone(&here.area));
    }
    let at: Vec<Period> = reading
        .periods
        .iter()
        // "Turnover was above the national average in 2024": without a number before it the year is that of both.
        .filter(|one| one.role == Role::At && (reading.bare || one.tokens.start < claim.tokens.start))
        .flat_map(|one| one.periods.iter().copied())
        .collect();
    let mut nows = if at.is_empty() { here.periods.clone() } else { at };
    let mut ids = ids.to_vec();
    // Numbers of people are compared with no region: "absence is lower than in England" speaks of the rate.
    let rate = |id: &String| matches!(reading.desk.unit(id), Some(Unit::Percent | Unit::CasesPerWorker));
    if others.iter().any(|other| is_larger(other) != is_larger(&area)) && ids.iter().any(rate) {
        ids.retain(rate);
    }
    // A figure that was printed right before the word is what it speaks of.
    let left = reading
        .quantities
        .iter()
        .rfind(|one| one.tokens.end <= claim.tokens.start && one.tokens.end >= begin.saturating_sub(2));
    if let Some(scope) = left
        .and_then(|one| one.figure.as_ref())
        .filter(|figure| ids.contains(&figure.measure.id))
        // "… with 11.8% nationally, so that we do better than England" does not speak of England.
        .filter(|figure| {
            figure.scope.as_ref().is_none_or(|scope| others.iter().all(|other| other.code != scope.area.code))
        })
        .map(|figure| (figure.measure.id.clone(), figure.scope.clone()))
        && let (id, Some(scope)) = scope
    {
        ids = vec![id];
        area = scope.area;
        nows = vec![scope.period];
    }
    // "The regional rate is 10.4%; ours is lower": what the statement before is of.
    if others.is_empty() && earlier.is_empty() && !somebody && own.is_some() {
        let said = reading.areas.iter().filter(|mention| mention.tokens.end <= begin);
        if let [one] = said.collect::<Vec<_>>().as_slice()
            && let Some(other) = one.area.as_ref().filter(|other| other.code != area.code)
        {
            others.push(Arc::clone(other));
        }
    }
    let steps = running(reading).max(1);
    let mut tests = Vec::new();
    for id in &ids {
        for now in &nows {
            if !others.is_empty() {
                let periods: Vec<Period> = earlier
                    .iter()
                    .flat_map(|one| one.periods.iter().copied())
                    .filter(|one| same_kind(*one, *now))
                    .collect();
                let own: Vec<Period> = if periods.is_empty() { vec![*now] } else { periods };
                // "than the regional average last year" may mean then or now.
                for then in own.iter().chain(std::iter::once(now)) {
                    let mut all = Vec::new();
                    for other in others.iter().filter(|other| other.code != area.code) {
                        let mut back = 0;
                        let (mut one, mut two) = (*now, *then);
                        while back < steps {
                            all.extend(pair(reading, id, &area, one, other, two));
                            (one, two) = (one.previous(), two.previous());
                            back += 1;
                        }
                    }
                    if !all.is_empty() {
                        tests.push((0, all));
                    }
                }
            } else {
                for mention in &earlier {
                    for then in mention.periods.iter().filter(|then| **then < *now && same_kind(**then, *now)) {
                        let all: Vec<_> = pair(reading, id, &area, *now, &area, *then).into_iter().collect();
                        if !all.is_empty() {
                            tests.push((0, all));
                        }
                    }
                }
            }
        }
    }
    if tests.is_empty() {
        if somebody {
            return Err("the report's data do not say who it is compared with".to_owned());
        }
        if others.is_empty() && earlier.is_empty() {
            return Err("nothing says what it is compared with".to_owned());
        }
    }
    Ok(tests)
}

pub(super) fn has_verb_after(reading: &Reading<'_, '_>, at: usize) -> bool {
    (at + 1..reading.sentence.end.min(at + 4)).any(|at| {
        matches!(
            reading.tokens.word(at),
            "is" | "are" | "was" | "were" | "has" | "have" | "fell" | "rose" | "stood"
        )
    })
}

/// "the highest in the region", "the lowest since 2019", "the highest in five years".
pub(super) fn superlatives(
    reading: &Reading<'_, '_>,
    claim: &Claim,
    ids: &[String],
    here: &Place,
) -> Result<Vec<Test>, String> {
    let tokens = reading.tokens;
    let facts = reading.desk.facts;
    let until = reading.sentence.end.min(claim.tokens.end + 10);
    let after = claim.tokens.end..until;
    let region = reading
        .areas
        .iter()
        .filter(|mention| after.contains(&mention.tokens.start))
        .find_map(|mention| mention.area.clone().filter(|area| is_larger(area)));
    let now = here.periods[0];
    // "Walsall's caseload of 11.9 is the lowest": whose it is.
    let begin = clause_begin(reading, claim.tokens.start);
    let own = reading
        .areas
        .iter()
        .rfind(|mention| (begin..claim.tokens.start).contains(&mention.tokens.start))
        .and_then(|mention| mention.area.clone())
        .filter(|area| !is_larger(area));
    let here = &Place { area: own.unwrap_or_else(|| Arc::clone(&here.area)), periods: here.periods.clone() };
    let since = reading.periods.iter().find(|one| after.contains(&one.tokens.start) && one.role == Role::Earlier);
    let ever = after.clone().any(|at| matches!(tokens.word(at), "record" | "ever" | "series"));
    let years = after.clone().find_map(|at| {
        let count = lexicon::number_word(tokens.word(at)).or_else(|| tokens.text(at).parse().ok())?;
        (tokens.word(at + 1).starts_with("year") && (2..40).contains(&count)).then_some(count)
    });
    let mut tests = Vec::new();
    for id in ids {
        for figure in reading.desk.figures(id, here, reading.basis) {
            if let Some(region) = &region {
                let spread = facts.spread(&figure, region).map_err(|problem| problem.message)?;
                let end = if is_top(claim, &figure) { spread.high } else { spread.low };
                tests.push((0, vec![(figure, end.figure)]));
                continue;
            }
            let Some(scope) = &figure.scope else { continue };
            let first = match (since, years, ever) {
                // The lowest since 2019 may have been lower in 2019.
                (Some(since), None, _) => since.periods[0].next(),
                (_, Some(years), _) => (1..years).fold(now, |period, _| period.previous()),
                (_, _, true) => *scope.dataset.periods(id, scope.basis).first().unwrap_or(&now),
                _ => continue,
            };
            let all: Vec<(Figure, Figure)> = scope
                .dataset
                .periods(id, scope.basis)
                .iter()
                .filter(|period| (first..now).contains(period))
                .filter_map(|period| pair(reading, id, &here.area, now, &here.area, *period))
                .collect();
            if !all.is_empty() {
                tests.push((0, all));
            }
        }
    }
    if tests.is_empty() {
        return Err("nothing says among which values".to_owned());
    }
    Ok(tests)
}
