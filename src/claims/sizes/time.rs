//! Time: whether the period that words right beside a size give to it is the one that it is the change from.

use std::ops::Range;

use super::{Kind, Size};
use crate::claims::lexicon::{self, Form};
use crate::claims::mentions::{PeriodMention, Role};
use crate::claims::reading::{Place, Reading};
use crate::claims::{Finding, Verdict};
use crate::facts::comparison;
use crate::facts::problem::Problem;
use crate::quantity::period::Period;

/// Words that begin something else than how long a size took.
#[rustfmt::skip]
const ELSEWHERE: &[&str] = &[
    "and", "but", "or", "while", "whereas", "which", "where", "who", "that", "after", "following", "despite", "because",
    "when", "with", "time", "first", "every", "each",
];

/// What is wrong with the period that a size is said to be of: "`3.2 points` since 2021" of the change in a year.
pub fn check(reading: &Reading<'_, '_>, size: &Size<'_>) -> Option<Finding> {
    if reading.is_no_claim(size.tokens.start) {
        return None;
    }
    let of = Of { reading, size };
    of.named().into_iter().find(|mention| !of.fits(mention)).and_then(|mention| of.finding(mention))
}

/// A size, and the periods beside it.
struct Of<'a, 't, 's> {
    reading: &'a Reading<'a, 't>,
    size: &'s Size<'s>,
}

impl<'a> Of<'a, '_, '_> {
    /// The periods that are surely those of the size.
    fn named(&self) -> Vec<&'a PeriodMention> {
        if let Some(after) = self.after() {
            return vec![after];
        }
        let before = self.before();
        let zone: Vec<_> = self.reading.periods.iter().filter(|one| before.contains(&one.tokens.start)).collect();
        let Some(last) = zone.last() else { return Vec::new() };
        let sure = self.opens(zone[0], &before) || self.touches(last);
        if sure { zone } else { Vec::new() }
    }

    /// "{{ … }} since 2021", "{{ … }} lower than in 2021", "{{ … }} in a year".
    fn after(&self) -> Option<&'a PeriodMention> {
        let (reading, tokens) = (self.reading, self.reading.tokens);
        let start = self.size.tokens.end + usize::from(tokens.is(self.size.tokens.end, '('));
        let stops = |at: &usize| {
            [',', ';', ':', '(', ')', '.'].iter().any(|sign| tokens.is(*at, *sign))
                || tokens.is_dash(*at) && !tokens.joined(*at)
                || ELSEWHERE.contains(&tokens.word(*at))
                || tokens.list[*at].fact.is_some()
                || reading.quantities.iter().any(|one| one.tokens.start == *at)
                || lexicon::entry_at(tokens, *at).is_some_and(|one| {
                    one.form == Form::Superlative
                        || *at > start + 1 && matches!(one.form, Form::Verb | Form::Participle)
                })
        };
        let end = (start..reading.sentence.end.min(start + 10)).find(stops).unwrap_or(start + 10);
        reading.periods.iter().find(|one| (start..end).contains(&one.tokens.start))
    }

    /// The words of the size's own statement before it, with "Since 2021," in front of them.
    fn before(&self) -> Range<usize> {
        let (reading, tokens) = (self.reading, self.reading.tokens);
        let first = reading.sentence.start;
        let breaks = |at: usize| {
            [',', ';', ':', '(', ')'].iter().any(|sign| tokens.is(at, *sign))
                || tokens.is_dash(at) && !tokens.joined(at)
                || tokens.word(at) == "and" && !self.spans(at)
                || tokens.word(at) != "and" && ELSEWHERE.contains(&tokens.word(at))
                || tokens.list[at].fact.is_some()
        };
        let start = (first..self.size.tokens.start).rev().find(|at| breaks(*at)).map_or(first, |at| at + 1);
        let opening =
            reading.periods.first().filter(|one| one.tokens.end + 1 == start && one.tokens.start - first <= 2);
        let fronted = opening.is_some() && tokens.is(start.saturating_sub(1), ',');
        if fronted { first..self.size.tokens.start } else { start..self.size.tokens.start }
    }

    /// "between 2021 and 2025"
    fn spans(&self, and: usize) -> bool {
        let periods = &self.reading.periods;
        periods.iter().any(|one| one.tokens.end == and) && periods.iter().any(|one| one.tokens.start == and + 1)
    }

    /// Whether a period stands at the front of the statement: "Since 2021 …", "Between 2021 and 2025 …".
    fn opens(&self, mention: &PeriodMention, statement: &Range<usize>) -> bool {
        (statement.start..mention.tokens.start).all(|at| {
            matches!(
                self.reading.tokens.word(at),
                "in" | "since" | "between" | "from" | "over" | "the" | "during" | "on"
            )
        })
    }

    /// Whether nothing but light words stands between a period and the size: "since 2021 was", "since 2021 by".
    fn touches(&self, mention: &PeriodMention) -> bool {
        mention.role == Role::Earlier
            && (mention.tokens.end..self.size.tokens.start).all(|at| {
                matches!(
                    self.reading.tokens.word(at),
                    "was"
                        | "is"
                        | "has"
                        | "been"
                        | "by"
                        | "of"
                        | "a"
                        | "about"
                        | "around"
                        | "just"
                        | "only"
                        | "some"
                        | "nearly"
                )
            })
    }

    /// Whether a period may be one that the size lies between.
    fn fits(&self, mention: &PeriodMention) -> bool {
        let (Some(one), Some(other)) = (&self.size.apart.figure.scope, &self.size.apart.other.scope) else {
            return true;
        };
        let named = |period: Period| mention.periods.contains(&period);
        match (Kind::of(self.size.apart), mention.role) {
            (Kind::Change, Role::Earlier) => {
                // "over the last three years" may count the years, or the steps between them.
                let tokens = self.reading.tokens;
                let years = mention.tokens.len() == 3 && tokens.word(mention.tokens.end - 1) == "years";
                named(other.period) || years && named(other.period.previous())
            }
            (Kind::Areas, Role::Earlier) | (Kind::Other, _) => true,
            _ => named(one.period) || named(other.period),
        }
    }

    fn finding(&self, mention: &PeriodMention) -> Option<Finding> {
        let (reading, apart) = (self.reading, self.size.apart);
        let (one, other) = (apart.figure.scope.as_ref()?, apart.other.scope.as_ref()?);
        let text = |tokens: &Range<usize>| &reading.tokens.passage.text[reading.tokens.bytes(tokens)];
        let (size, said) = (text(&self.size.tokens), text(&mention.tokens));
        let message = format!("`{size}` is not of `{said}`: it lies between {} and {}", other.period, one.period);
        let place = Place { area: one.area.clone(), periods: mention.periods.clone() };
        let then = reading.desk.figures(&apart.figure.measure.id, &place, one.basis);
        let then =
            then.iter().find(|then| then.scope.as_ref().is_some_and(|of| of.dataset.name == one.dataset.name));
        let lies = |figure: &crate::facts::figure::Figure| {
            comparison::differences(&apart.figure, figure).ok().map(|(_, shown)| shown.abs())
        };
        // The other change may be as large.
        if mention.role == Role::Earlier && then.and_then(lies).is_some_and(|size| lies(&apart.other) == Some(size))
        {
            return None;
        }
        let hint = match then.and_then(|then| then.scope.as_ref()) {
            Some(then) if mention.role == Role::Earlier => {
                let of = self.size.shown.expression.split(".change").next().unwrap_or_default();
                format!(
                    "write `{{{{ {of}.change_since({}).size }}}}`, or say that it is since {}",
                    then.period, other.period
                )
            }
            _ => format!("say that it is since {}, or print the size of the period that is meant", other.period),
        };
        let problem = Problem::new(message).hint(hint);
        Some(Finding { tokens: self.size.tokens.clone(), verdict: Verdict::False, problem })
    }
}
