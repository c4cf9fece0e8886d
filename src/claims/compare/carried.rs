//! Carried: a verb that a sentence takes from the words before it: "Turnover fell. So did absence, to 4.6%.", and the items
//! of a list after "Since last year these fell:".

mod lead;
mod stands_for;

use std::sync::Arc;

use super::data::{self, pair};
use super::relation::{holds, words};
use super::{Claim, claims};
use crate::claims::lexicon::{Entry, Form, Sense};
use crate::claims::mentions::Role;
use crate::claims::numbers::{Counted, Quantity};
use crate::claims::reading::{Before, Reading};
use crate::claims::vocabulary::Mention;
use crate::claims::{Finding, Verdict};
use crate::data::areas::Area;
use crate::facts::problem::Problem;
use crate::quantity::period::Period;
use crate::quantity::value::Unit;
use std::ops::Range;

pub use lead::lead;

/// What was said of something, for words after it that leave the verb out.
#[derive(Debug, Clone)]
pub struct Carried {
    entry: &'static Entry,
    /// The words themselves.
    said: String,
    /// The measure that it was said of.
    mention: Option<Mention>,
    /// Since when.
    earlier: Vec<Period>,
    /// When it came about, if that is not now: "in 2024 these rose".
    at: Option<Period>,
    /// With whom it was compared.
    others: Vec<Arc<Area>>,
    /// Of whom it was said, if that is not the subject.
    area: Option<Arc<Area>>,
}

/// What is wrong with the values of which a sentence says what was said before.
pub fn check(reading: &Reading<'_, '_>) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(lead) = &reading.before.lead {
        found.extend(lead::item(reading, lead));
    }
    found.extend(lead::after_colon(reading));
    found.extend(elliptic(reading));
    found
}

/// "So did absence, to 4.6%", "The same is true of absence", "Absence by 1.0 point".
fn elliptic(reading: &Reading<'_, '_>) -> Option<Finding> {
    let stands = stands_for::find(reading)?;
    if reading.is_no_claim(stands.tokens.start) {
        return None;
    }
    let carried = source(reading, stands.tokens.start)?;
    let problem = stands.mentions(reading).into_iter().find_map(|mention| {
        let number = reading.quantities.iter().find(|one| one.tokens.start >= mention.tokens.start);
        carried.contradicted(reading, mention, number)
    })?;
    let said = &reading.tokens.passage.text[reading.tokens.bytes(&stands.tokens)];
    let message = format!("`{said}` is not true: {}", problem.message);
    Some(Finding { tokens: stands.tokens, verdict: Verdict::False, problem: Problem { message, ..problem } })
}

/// What a token's words take their verb from: the last claim before it in its sentence, or in the sentences before.
fn source(reading: &Reading<'_, '_>, at: usize) -> Option<Carried> {
    let last = |reading: &Reading<'_, '_>, limit: usize| {
        claims(reading).into_iter().rfind(|one| one.tokens.end <= limit).and_then(|one| Carried::of(reading, &one))
    };
    if let Some(own) = last(reading, at) {
        return Some(own);
    }
    let sentences = reading.tokens.sentences();
    let own = sentences.iter().position(|one| one.start == reading.sentence.start)?;
    for before in sentences[..own].iter().rev() {
        let before = Reading::new(reading.desk, reading.tokens, before.clone(), Before::default(), true)?;
        let found = last(&before, before.sentence.end);
        if found.is_some() || stands_for::find(&before).is_none() {
            return found;
        }
    }
    None
}

impl Carried {
    /// The area and the periods that it was said of, which numbers after it may be of as well.
    pub fn said_of(&self) -> (Option<Arc<Area>>, Vec<Period>) {
        let then = self.at.into_iter().flat_map(|at| [at, at.previous()]);
        (self.area.clone(), self.earlier.iter().copied().chain(then).collect())
    }

    /// What a claim says; `None` for what cannot be said again of another measure.
    fn of(reading: &Reading<'_, '_>, claim: &Claim) -> Option<Self> {
        let changes = is_of_time(claim.entry.form);
        let compares = matches!(claim.entry.form, Form::Comparative | Form::Preposition | Form::State);
        let plain = !matches!(claim.entry.sense, Sense::Near | Sense::Times(_) | Sense::Highest | Sense::Lowest);
        if !plain || !(changes || compares) {
            return None;
        }
        let here = reading.desk.here()?;
        let after = claim.tokens.end..reading.sentence.end;
        let named = reading.areas.iter().filter(|one| compares && after.contains(&one.tokens.start));
        let mut others = Vec::new();
        for mention in named {
            others.extend(Some(mention.area.clone()?).filter(|area| area.code != here.area.code));
        }
        let earlier = reading.periods.iter().filter(|one| one.role == Role::Earlier);
        Some(Self {
            entry: claim.entry,
            said: reading.tokens.passage.text[reading.tokens.bytes(&claim.tokens)].to_owned(),
            mention: super::mention(reading, claim).cloned(),
            area: match data::movers(reading, claim, &here).ok()?.as_slice() {
                [one] => Some(Arc::clone(one)).filter(|one| one.code != here.area.code),
                _ => return None,
            },
            at: at(reading),
            earlier: earlier.flat_map(|one| one.periods.iter().copied()).collect(),
            others,
        })
    }

    /// What the data say of a measure instead of what was said; `None` if it holds or nobody can tell.
    fn contradicted(
        &self,
        reading: &Reading<'_, '_>,
        mention: &Mention,
        number: Option<&Quantity>,
    ) -> Option<Problem> {
        let now = self.at.or_else(|| reading.desk.now())?;
        // "absence, 3.9% in 2021": of then.
        let then = reading.periods.iter().any(|of| of.role == Role::At && !of.periods.contains(&now));
        if then && reading.quantities.len() < 2 {
            return None;
        }
        let area = self.whose(reading, number)?;
        let claim = Claim { entry: self.entry, tokens: mention.tokens.clone() };
        let mut first_false = None;
        for id in fitting(reading, mention, number) {
            for all in self.tests(reading, &id, &area, now) {
                let wrong =
                    all.iter().find(|(one, other)| !holds(reading, &claim, mention, one, other).unwrap_or(true));
                match wrong {
                    Some((one, other)) => {
                        first_false.get_or_insert_with(|| words(reading, &claim, mention, one, other));
                    }
                    None => return None,
                }
            }
        }
        first_false
    }

    /// Whose value a number is, or else what was said is of; `None` where several may be meant or somebody whom the data do
    /// not name.
    fn whose(&self, reading: &Reading<'_, '_>, number: Option<&Quantity>) -> Option<Arc<Area>> {
        if let Some(area) = number.and_then(|number| reading.area_beside(number)) {
            return Some(area);
        }
        // "lower than the national rate, as is absence": the area is whom both are compared with.
        let compared = |area: &Arc<Area>| self.others.iter().any(|other| other.code == area.code);
        let named: Vec<_> = reading.areas.iter().filter(|one| !one.area.as_ref().is_some_and(compared)).collect();
        match named.as_slice() {
            [] => self.area.clone().or_else(|| reading.desk.here().map(|here| here.area)),
            [one] => one.area.clone(),
            _ => None,
        }
    }

    /// What must hold together; one of several is enough.
    fn tests(
        &self,
        reading: &Reading<'_, '_>,
        id: &str,
        area: &Arc<Area>,
        now: Period,
    ) -> Vec<Vec<(crate::facts::figure::Figure, crate::facts::figure::Figure)>> {
        let mut found = Vec::new();
        if self.others.is_empty() {
            let own = reading.periods.iter().filter(|one| one.role == Role::Earlier);
            let mut earlier: Vec<Period> = own.flat_map(|one| one.periods.iter().copied()).collect();
            if earlier.is_empty() {
                earlier.clone_from(&self.earlier);
            }
            earlier.retain(|one| *one < now);
            if earlier.is_empty() && is_of_time(self.entry.form) {
                earlier.push(now.previous());
            }
            found
                .extend(earlier.iter().map(|then| pair(reading, id, area, now, area, *then).into_iter().collect()));
        } else {
            let others = self.others.iter().filter(|other| other.code != area.code);
            found.push(others.filter_map(|other| pair(reading, id, area, now, other, now)).collect::<Vec<_>>());
        }
        found.retain(|all: &Vec<_>| !all.is_empty());
        found
    }
}

/// When what a sentence says came about, if it says so and that is not now.
fn at(reading: &Reading<'_, '_>) -> Option<Period> {
    let now = reading.desk.now()?;
    let [one] = reading.periods.as_slice() else { return None };
    let then = one.role == Role::At && !one.periods.contains(&now);
    one.periods.iter().copied().find(|one| then && std::mem::discriminant(one) == std::mem::discriminant(&now))
}

/// Of the measures that a mention can be, those in the unit of its number.
fn fitting(reading: &Reading<'_, '_>, mention: &Mention, number: Option<&Quantity>) -> Vec<String> {
    let percent = |id: &&String| reading.desk.unit(id) == Some(Unit::Percent);
    let ids: Vec<String> = match number.map(|one| one.counted) {
        Some(Counted::Percent | Counted::Points) => mention.ids.iter().filter(percent).cloned().collect(),
        Some(Counted::Fte | Counted::People | Counted::Things) => {
            mention.ids.iter().filter(|id| !percent(id)).cloned().collect()
        }
        _ => Vec::new(),
    };
    if ids.is_empty() { mention.ids.clone() } else { ids }
}

fn is_of_time(form: Form) -> bool {
    matches!(form, Form::Verb | Form::Participle | Form::Noun | Form::Particle)
}

/// The words of a sentence that stand for a verb said before, and the measure that they are said of.
struct StandsFor<'r> {
    tokens: Range<usize>,
    mention: &'r Mention,
}

impl<'r> StandsFor<'r> {
    /// The measures that they are said of: "as have turnover (11.3%) and vacancies (7.4%)".
    fn mentions(&self, reading: &'r Reading<'_, '_>) -> Vec<&'r Mention> {
        let tokens = reading.tokens;
        let mut found = vec![self.mention];
        for mention in reading.measures.iter().filter(|one| one.tokens.start >= self.mention.tokens.end) {
            let mut between = found[found.len() - 1].tokens.end..mention.tokens.start;
            let joined = between.all(|at| {
                [',', '(', ')', '&'].iter().any(|sign| tokens.is(at, *sign))
                    || matches!(tokens.word(at), "and" | "the" | "our" | "at" | "to" | "by" | "rate")
                    || reading.quantities.iter().any(|one| one.tokens.contains(&at))
            });
            let typed = reading.quantities.iter().all(|one| one.tokens != mention.tokens);
            if !joined {
                break;
            }
            found.extend(Some(mention).filter(|_| typed));
        }
        found
    }
}
