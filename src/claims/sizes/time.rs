//! Time: whether the period that words right beside a size give to it is the one that it is the change from.

use std::ops::Range;
use std::sync::Arc;

use super::{Kind, facts};
use crate::claims::lexicon::{self, Form};
use crate::claims::mentions::{PeriodMention, Role};
use crate::claims::reading::{Place, Reading};
use crate::claims::tokens::Kind as Token;
use crate::claims::{Finding, Verdict};
use crate::facts::comparison;
use crate::facts::figure::{Figure, Scope};
use crate::facts::problem::Problem;
use crate::narrative::Shown;
use crate::quantity::period::Period;

/// Words that begin something else than how long a size took.
#[rustfmt::skip]
const ELSEWHERE: &[&str] = &[
    "and", "but", "or", "while", "whereas", "which", "where", "who", "that", "after", "following", "despite", "because",
    "when", "time", "first", "every", "each",
];

/// What is wrong with the periods that sizes and changes are said to be of: "`3.2 points` since 2021" of the change in a year.
pub fn check(reading: &Reading<'_, '_>) -> Vec<Finding> {
    let of = |(tokens, shown): (Range<usize>, &'_ Shown)| {
        let (kind, figure, other) = match &shown.apart {
            Some(apart) => (Kind::of(apart), &apart.figure, &apart.other),
            None => told(shown).map(|(figure, other)| (Kind::Change, figure, other))?,
        };
        let (one, other) = (figure.scope.as_ref()?, other.scope.as_ref()?);
        let of = Of { reading, tokens, shown, kind, figure, one, other };
        if reading.is_no_claim(of.tokens.start) {
            return None;
        }
        let misdated = of.named().into_iter().find(|mention| !of.fits(mention));
        misdated.and_then(|mention| of.finding(mention)).or_else(|| of.years())
    };
    facts(reading.desk, reading.tokens, &reading.sentence).into_iter().filter_map(of).collect()
}

/// The later and the earlier figure of a change that is printed in words that follow the data: "fell by 3.2 points".
pub fn told(shown: &Shown) -> Option<(&Figure, &Figure)> {
    let changed = shown.told.as_ref().is_some_and(|told| matches!(told.relation, "fell" | "rose" | "unchanged"));
    let [one, other] = shown.figures.as_slice() else { return None };
    let (a, b) = (one.scope.as_ref()?, other.scope.as_ref()?);
    let moved = changed && a.area.code == b.area.code && a.period != b.period;
    moved.then(|| if a.period > b.period { (one, other) } else { (other, one) })
}

/// A size, and the periods beside it.
struct Of<'a, 't> {
    reading: &'a Reading<'a, 't>,
    tokens: Range<usize>,
    shown: &'a Shown,
    kind: Kind,
    figure: &'a Figure,
    one: &'a Scope,
    other: &'a Scope,
}

impl<'a> Of<'a, '_> {
    /// The periods that are surely those of the size.
    fn named(&self) -> Vec<&'a PeriodMention> {
        let after = self.after();
        if !after.is_empty() {
            return after;
        }
        let before = self.before();
        let zone: Vec<_> = self.reading.periods.iter().filter(|one| before.contains(&one.tokens.start)).collect();
        let Some(last) = zone.last() else { return Vec::new() };
        let sure = self.opens(zone[0], &before) || self.touches(last);
        if sure { zone } else { Vec::new() }
    }

    /// "{{ … }} since 2021", "{{ … }} lower than in 2021", "{{ … }} in a year".
    fn after(&self) -> Vec<&'a PeriodMention> {
        let (reading, tokens) = (self.reading, self.reading.tokens);
        let start = self.tokens.end + usize::from(tokens.is(self.tokens.end, '('));
        let stops = |at: &usize| {
            [',', ';', ':', '(', ')', '.'].iter().any(|sign| tokens.is(*at, *sign))
                || tokens.is_dash(*at) && !tokens.joined(*at)
                || self.is_elsewhere(*at)
                || tokens.list[*at].fact.is_some()
                || reading.quantities.iter().any(|one| one.tokens.start == *at)
                || lexicon::entry_at(tokens, *at).is_some_and(|one| {
                    one.form == Form::Superlative
                        || *at > start + 1 && matches!(one.form, Form::Verb | Form::Participle)
                })
        };
        let end = (start..reading.sentence.end.min(start + 10)).find(stops).unwrap_or(start + 10);
        let mut found: Vec<_> =
            reading.periods.iter().filter(|one| (start..end).contains(&one.tokens.start)).collect();
        found.retain(|one| self.is_when(one));
        // "lower in 2025 than in 2021", but not every other year that is named later.
        let than = (start..end).find(|at| tokens.word(*at) == "than");
        let mut nth = 0;
        found.retain(|one| {
            nth += 1;
            nth == 1 || than.is_some_and(|than| (than..than + 3).contains(&one.tokens.start))
        });
        found
    }

    /// Whether a period says when, and does not name something: "in 2023", but not "under the 2023 agreement".
    fn is_when(&self, mention: &PeriodMention) -> bool {
        let (tokens, at) = (self.reading.tokens, mention.tokens.start);
        let relative = tokens.kind(at) != Some(Token::Number) && !tokens.capital(at);
        relative
            || tokens.kind(at - 1) == Some(Token::Number)
            || matches!(
                tokens.word(at - 1),
                "since"
                    | "in"
                    | "from"
                    | "between"
                    | "with"
                    | "than"
                    | "on"
                    | "against"
                    | "to"
                    | "by"
                    | "for"
                    | "at"
            )
    }

    /// The words of the size's own statement before it, with "Since 2021," in front of them.
    fn before(&self) -> Range<usize> {
        let (reading, tokens) = (self.reading, self.reading.tokens);
        let first = reading.sentence.start;
        let breaks = |at: usize| {
            [',', ';', ':', '(', ')'].iter().any(|sign| tokens.is(at, *sign))
                || tokens.is_dash(at) && !tokens.joined(at)
                || self.is_elsewhere(at) && !self.spans(at)
                || tokens.list[at].fact.is_some()
        };
        let start = (first..self.tokens.start).rev().find(|at| breaks(*at)).map_or(first, |at| at + 1);
        let opening =
            reading.periods.first().filter(|one| one.tokens.end + 1 == start && one.tokens.start - first <= 2);
        let fronted = opening.is_some() && tokens.is(start.saturating_sub(1), ',');
        if fronted { first..self.tokens.start } else { start..self.tokens.start }
    }

    /// Whether a word begins something else, such as "with", unless it is compared with.
    fn is_elsewhere(&self, at: usize) -> bool {
        let word = self.reading.tokens.word(at);
        let compared = at > 0 && matches!(self.reading.tokens.word(at - 1), "compared" | "comparison");
        ELSEWHERE.contains(&word) || word == "with" && !compared
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
                "in" | "since" | "between" | "from" | "over" | "the" | "during" | "on" | "compared" | "with" | "to"
            )
        })
    }

    /// Whether nothing but light words stands between a period and the size: "since 2021 was", "since 2021 by".
    fn touches(&self, mention: &PeriodMention) -> bool {
        mention.role == Role::Earlier
            && (mention.tokens.end..self.tokens.start).all(|at| {
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
        let (one, other) = (self.one.period, self.other.period);
        let tokens = self.reading.tokens;
        let named = |period: Period| mention.periods.contains(&period);
        match (self.kind, mention.role) {
            (Kind::Change, Role::Earlier) => {
                // "over the last three years" may count the years, or the steps between them.
                let years = mention.tokens.len() == 3 && tokens.word(mention.tokens.end - 1) == "years";
                named(other) || years && named(other.previous())
            }
            // "in the year to September 2025": from the year before.
            (Kind::Change, Role::At) if self.is_of_a_year(mention) => named(one) && other == one.previous(),
            (Kind::Areas, Role::Earlier) | (Kind::Other, _) => true,
            _ => named(one) || named(other),
        }
    }

    /// Whether "in the year to" stands before a period.
    fn is_of_a_year(&self, mention: &PeriodMention) -> bool {
        let at = mention.tokens.start;
        let tokens = self.reading.tokens;
        (at.saturating_sub(4)..at)
            .any(|at| tokens.word(at) == "year" && matches!(tokens.word(at + 1), "to" | "ended" | "ending"))
    }

    /// "fell by {{ … }} in four years" of the change in a year.
    fn years(&self) -> Option<Finding> {
        let (tokens, at) = (self.reading.tokens, self.tokens.end);
        let said = matches!(tokens.word(at), "in" | "over" | "within") && tokens.word(at + 2) == "years";
        let count = lexicon::number_word(tokens.word(at + 1)).or_else(|| tokens.text(at + 1).parse().ok());
        let count = count.filter(|count| said && self.kind == Kind::Change && (2..20).contains(count))?;
        let back = |steps: u32| (0..steps).fold(self.one.period, |period, _| period.previous());
        // Both ends may be counted.
        if [count, count - 1].into_iter().any(|steps| back(steps) == self.other.period) {
            return None;
        }
        let words = &tokens.passage.text[tokens.bytes(&(at..at + 3))];
        let size = &tokens.passage.text[tokens.bytes(&self.tokens)];
        let (one, other) = (self.one.period, self.other.period);
        let problem =
            Problem::new(format!("the sentence says `{words}`, but `{size}` lies between {other} and {one}"))
                .hint(format!("say that it is since {other}, or print the change that is meant"));
        Some(Finding { tokens: self.tokens.clone(), verdict: Verdict::False, problem })
    }

    fn finding(&self, mention: &PeriodMention) -> Option<Finding> {
        let reading = self.reading;
        let (one, other) = (self.one, self.other);
        let text = |tokens: &Range<usize>| &reading.tokens.passage.text[reading.tokens.bytes(tokens)];
        let (size, said) = (text(&self.tokens), text(&mention.tokens));
        let message = format!(
            "the sentence speaks of `{said}`, but `{size}` lies between {} and {}",
            other.period, one.period
        );
        let place = Place { area: Arc::clone(&one.area), periods: mention.periods.clone() };
        let then = reading.desk.figures(&self.figure.measure.id, &place, one.basis);
        let then = then.iter().filter_map(|then| Some((then, then.scope.as_ref()?)));
        let then = then.into_iter().find(|(_, of)| of.dataset.name == one.dataset.name && of.period != one.period);
        let hint = match then {
            Some((figure, then)) if mention.role == Role::Earlier => {
                if self.lies_as_far(figure) {
                    return None;
                }
                let of = self.shown.expression.split(".change").next().unwrap_or_default();
                format!(
                    "write `{{{{ {of}.change_since({}) }}}}`, or say that it is since {}",
                    then.period, other.period
                )
            }
            _ => format!("say that it is since {}, or print the change that is meant", other.period),
        };
        let problem = Problem::new(message).hint(hint);
        Some(Finding { tokens: self.tokens.clone(), verdict: Verdict::False, problem })
    }

    /// Whether the change from another figure is printed in the same words.
    fn lies_as_far(&self, from: &Figure) -> bool {
        let lies = |from: &Figure| comparison::differences(self.figure, from).ok().map(|(_, shown)| shown);
        let other = self.shown.apart.as_ref().map(|apart| &apart.other).or_else(|| Some(told(self.shown)?.1));
        other.is_some_and(|other| lies(other) == lies(from))
    }
}
