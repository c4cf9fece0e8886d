//! Sides: which of the two values a word of comparison is said of: "lower than a year before", "in 2021 it was lower".

use std::ops::Range;

use super::Kind;
use crate::claims::mentions::{AreaMention, PeriodMention, Role};
use crate::claims::reading::Reading;
use crate::facts::figure::Scope;
use crate::narrative::Apart;

/// Which of two values a word is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Of the one that is compared, or that came later.
    Forward,
    /// Of the other one.
    Backward,
    /// Nobody can tell.
    Either,
}

impl Side {
    fn opposite(self) -> Self {
        match self {
            Self::Forward => Self::Backward,
            Self::Backward => Self::Forward,
            Self::Either => Self::Either,
        }
    }
}

/// Of which value a word of comparison beside a size is said.
pub fn side(
    reading: &Reading<'_, '_>,
    word: &Range<usize>,
    size: &Range<usize>,
    apart: &Apart,
    kind: Kind,
) -> Side {
    let after = complement(reading, word, size);
    let first = word.start.min(size.start);
    let before = start(reading, first)..first;
    if kind == Kind::Other {
        let named = |range: &Range<usize>| range.clone().any(|at| reading.tokens.word(at) == "target");
        return if named(&after) && !named(&before) { Side::Forward } else { Side::Either };
    }
    let (Some(one), Some(other)) = (&apart.figure.scope, &apart.other.scope) else { return Side::Either };
    let sides = Sides { reading, one, other };
    match kind {
        Kind::Areas => sides.of_areas(&after, &before),
        Kind::Change => sides.of_periods(&after, &before),
        Kind::Other => Side::Either,
    }
}

struct Sides<'a, 't> {
    reading: &'a Reading<'a, 't>,
    one: &'a Scope,
    other: &'a Scope,
}

impl Sides<'_, '_> {
    fn of_areas(&self, after: &Range<usize>, before: &Range<usize>) -> Side {
        let whose = |mention: &AreaMention| match &mention.area {
            Some(area) if area.code == self.other.area.code => Side::Backward,
            Some(area) if area.code == self.one.area.code => Side::Forward,
            _ => Side::Either,
        };
        let within = |range: &Range<usize>| -> Vec<&AreaMention> {
            self.reading.areas.iter().filter(|area| range.contains(&area.tokens.start)).collect()
        };
        // "lower than in England", "below that of England": it is said of the other one.
        if let Some(compared) = within(&self.compared(after)).first() {
            return whose(compared).opposite();
        }
        // "It is higher in England."
        if let Some(named) = within(after).first() {
            return whose(named);
        }
        match within(before).last() {
            // "than the average", with nobody named: the report speaks of its subject.
            None if self.reading.here().is_some_and(|here| here.area.code == self.one.area.code) => Side::Forward,
            None => Side::Either,
            Some(subject) if whose(subject) == Side::Forward => Side::Forward,
            Some(subject) if self.is_subject(&subject.tokens, before.end) => whose(subject),
            Some(_) => Side::Either,
        }
    }

    fn of_periods(&self, after: &Range<usize>, before: &Range<usize>) -> Side {
        let tokens = self.reading.tokens;
        let within = |range: &Range<usize>| -> Vec<&PeriodMention> {
            self.reading.periods.iter().filter(|period| range.contains(&period.tokens.start)).collect()
        };
        let now = |period: &PeriodMention| {
            period.role == Role::Now
                || period.periods.contains(&self.one.period) && !period.periods.contains(&self.other.period)
        };
        // "lower than in 2021", "above its level of 2021", but "higher than it is now".
        let compared = self.compared(after);
        if let Some(period) = within(&compared).first() {
            return if now(period) { Side::Backward } else { Side::Forward };
        }
        if compared.clone().any(|at| matches!(tokens.word(at), "it" | "present" | "current")) {
            return Side::Either;
        }
        // "It is lower since 2021", "was lower a year later", but "was lower in 2021", "had been higher a year before".
        if after.clone().any(|at| tokens.word(at) == "later") {
            return Side::Forward;
        }
        if let Some(period) = within(after).first() {
            let then = period.role == Role::At
                || matches!(tokens.word(period.tokens.end - 1), "before" | "earlier" | "ago" | "previously");
            return if now(period) || is_span(self.reading, period) {
                Side::Forward
            } else if then && self.was(before.clone()) {
                Side::Backward
            } else {
                Side::Either
            };
        }
        // "Since 2021, when it was lower": it may be said of then.
        if before.clone().any(|at| tokens.word(at) == "when") {
            return Side::Either;
        }
        // "In 2021 it was lower", but "compared with 2021 it is lower", "over the year it was lower".
        match within(before).last() {
            None => Side::Forward,
            Some(period) if now(period) || is_span(self.reading, period) => Side::Forward,
            Some(period) if period.role == Role::At && self.was(self.after(&period.tokens)..before.end) => {
                Side::Backward
            }
            Some(_) => Side::Either,
        }
    }

    /// Of the tokens after a comparison, those that say with what it compares: after "than", or after "below".
    fn compared(&self, after: &Range<usize>) -> Range<usize> {
        let tokens = self.reading.tokens;
        let led = after.start > 0 && matches!(tokens.word(after.start - 1), "below" | "above" | "beneath" | "of");
        match after.clone().find(|at| tokens.word(*at) == "than") {
            Some(than) => than + 1..after.end,
            None if led => after.clone(),
            None => after.end..after.end,
        }
    }

    /// Whether words stand as the subject right before a comparison: "England's rate was".
    fn is_subject(&self, words: &Range<usize>, end: usize) -> bool {
        let tokens = self.reading.tokens;
        let led = !self.is_fronted(words)
            && words.start > self.reading.sentence.start
            && matches!(
                tokens.word(words.start - 1),
                "than" | "against" | "with" | "to" | "from" | "above" | "below" | "in" | "for" | "and"
            );
        let between = self.after(words)..end;
        let is = self.is_plain(&between)
            && between.clone().any(|at| matches!(tokens.word(at), "is" | "was" | "are" | "were"));
        !led && is && !between.into_iter().any(|at| tokens.word(at) == "here")
    }

    /// Whether a name stands at the front of its sentence, set off by a comma: "In England, it is".
    fn is_fronted(&self, words: &Range<usize>) -> bool {
        let tokens = self.reading.tokens;
        let first = self.reading.sentence.start;
        tokens.is(words.end, ',') && tokens.word(first) == "in" && words.start - first <= 2
    }

    /// The first token after a name that is said of it.
    fn after(&self, words: &Range<usize>) -> usize {
        words.end + usize::from(self.is_fronted(words))
    }

    /// Whether the words between a period and a comparison are a verb of the past and what it is said of.
    fn was(&self, between: Range<usize>) -> bool {
        self.is_plain(&between)
            && between
                .into_iter()
                .any(|at| matches!(self.reading.tokens.word(at), "was" | "were" | "been" | "stood"))
    }

    /// Whether words are few, and neither a number nor a comma stands among them.
    fn is_plain(&self, words: &Range<usize>) -> bool {
        words.len() <= 8
            && !words.clone().any(|at| self.reading.tokens.is(at, ','))
            && !self.reading.quantities.iter().any(|one| words.contains(&one.tokens.start))
    }
}

/// Where the words begin that a comparison is said of: its clause, with "In England," or "In 2021," before it.
fn start(reading: &Reading<'_, '_>, at: usize) -> usize {
    let (start, first) = (reading.clause_start(at), reading.sentence.start);
    let fronted = start > first
        && start - first <= 5
        && reading.tokens.is(start - 1, ',')
        && reading.tokens.word(first) == "in";
    if fronted { first } else { start }
}

/// The tokens that say with what is compared.
fn complement(reading: &Reading<'_, '_>, word: &Range<usize>, size: &Range<usize>) -> Range<usize> {
    let tokens = reading.tokens;
    let ends = |at: &usize| {
        !size.contains(at)
            && ([',', ';', ')', '(', ':'].iter().any(|sign| tokens.is(*at, *sign))
                || matches!(tokens.word(*at), "and" | "but" | "while" | "whereas" | "because"))
    };
    word.end..(word.end..reading.sentence.end).find(ends).unwrap_or(reading.sentence.end)
}

/// Whether a period is how long something took or from when: "since 2021", "over the year", "in a year".
fn is_span(reading: &Reading<'_, '_>, period: &PeriodMention) -> bool {
    const LEADS: &[&str] =
        &["since", "from", "over", "during", "in", "on", "with", "against", "between", "after", "to", "than"];
    let tokens = reading.tokens;
    let first = tokens.word(period.tokens.start);
    let second = tokens.word(period.tokens.start + 1);
    let mut at = period.tokens.start;
    while at > reading.sentence.start && tokens.word(at - 1) == "the" {
        at -= 1;
    }
    let before = if at > reading.sentence.start { tokens.word(at - 1) } else { "" };
    period.role == Role::Earlier
        && (LEADS.contains(&first) || LEADS.contains(&before) || first == "year" && second == "on")
}
