//! Units: what a number counts, by the words after it.

use rust_decimal::Decimal;

use super::Reader;
use crate::claims::lexicon::{self, Thing};
use crate::claims::tokens::Kind;
use crate::quantity::value::Unit;

/// What a typed number counts, as far as the words beside it tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// Full-time equivalents.
    Fte,
    /// Pounds.
    Pounds,
    /// Days, where the sentence is of absence.
    Days,
    /// People, posts, vacancies.
    People,
    /// Cases, children and other things.
    Things,
    /// Nothing that is said.
    Bare,
}

impl Counted {
    /// Whether a value of a unit can be written so.
    pub fn fits(self, unit: Unit) -> bool {
        match self {
            Self::Percent => unit == Unit::Percent,
            Self::Points => unit == Unit::PercentagePoints,
            Self::Fte => unit == Unit::Fte,
            Self::Pounds => unit == Unit::Pounds,
            Self::Days => unit == Unit::Days,
            Self::People => matches!(unit, Unit::People | Unit::Number | Unit::Cases),
            Self::Things => matches!(unit, Unit::Cases | Unit::Number | Unit::People | Unit::CasesPerWorker),
            Self::Bare => true,
        }
    }

    /// The unit of a figure that gives a number which is written so; what is not whole counts no people and no things.
    pub fn unit(self, value: Decimal) -> Unit {
        let whole = value.fract().is_zero();
        match self {
            Self::Percent => Unit::Percent,
            Self::Points => Unit::PercentagePoints,
            Self::Fte => Unit::Fte,
            Self::Pounds => Unit::Pounds,
            Self::Days => Unit::Days,
            Self::People if whole => Unit::People,
            Self::Things if whole => Unit::Cases,
            Self::People | Self::Things | Self::Bare => Unit::Number,
        }
    }

    /// How values of a unit are written.
    pub(super) fn of(unit: Unit) -> Self {
        match unit {
            Unit::Percent => Self::Percent,
            Unit::PercentagePoints => Self::Points,
            Unit::People => Self::People,
            Unit::Fte => Self::Fte,
            Unit::Cases => Self::Things,
            Unit::Days => Self::Days,
            Unit::Pounds => Self::Pounds,
            Unit::CasesPerWorker | Unit::Number => Self::Bare,
        }
    }
}

impl Reader<'_, '_> {
    /// Whether the word at a token makes pence of the number before it: "50p", "50 pence"; not "p 50".
    pub(super) fn are_pence(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let glued =
            || at > self.sentence.start && tokens.joined(at - 1) && tokens.kind(at - 1) == Some(Kind::Number);
        tokens.word(at) == "pence" || tokens.text(at) == "p" && glued()
    }

    /// The unit that begins at a token; `small` is a number so small that only people of the workforce make it one.
    pub(super) fn unit(&self, at: usize, small: bool) -> Option<(Counted, usize)> {
        let tokens = self.tokens;
        if at >= self.sentence.end {
            return None;
        }
        if tokens.is(at, '%') {
            // "3% points" is how some write percentage points.
            let points = matches!(tokens.word(at + 1), "point" | "points");
            return Some(if points { (Counted::Points, at + 2) } else { (Counted::Percent, at + 1) });
        }
        match tokens.word(at) {
            "per" if matches!(tokens.word(at + 1), "cent") => {
                let points = matches!(tokens.word(at + 2), "point" | "points");
                return Some(if points { (Counted::Points, at + 3) } else { (Counted::Percent, at + 2) });
            }
            "pence" | "p" if self.are_pence(at) => return Some((Counted::Pounds, at + 1)),
            "percent" | "pc" | "pct" => return Some((Counted::Percent, at + 1)),
            "percentage" if matches!(tokens.word(at + 1), "point" | "points") => {
                return Some((Counted::Points, at + 2));
            }
            "point"
                if at > self.sentence.start
                    && !matches!(tokens.text(at - 1), "1" | "1.0" | "one" | "a" | "half") =>
            {
                return None;
            }
            "pp" | "ppt" | "ppts" | "pts" | "points" | "point" => return Some((Counted::Points, at + 1)),
            // "40 pounds of fruit" and "three pounds in every ten" are no sums.
            "pounds" | "pound" | "gbp"
                if !(small || tokens.word(at + 1) == "of" && tokens.text(at - 1).len() < 4) =>
            {
                return Some((Counted::Pounds, at + 1));
            }
            "fte" | "ftes" | "wte" | "wtes" => return Some((Counted::Fte, at + 1)),
            "full" | "whole" if tokens.word(at + 2) == "time" && tokens.word(at + 3).starts_with("equivalent") => {
                return Some((Counted::Fte, at + 4));
            }
            "full" | "whole" if tokens.word(at + 1) == "time" && tokens.word(at + 2).starts_with("equivalent") => {
                return Some((Counted::Fte, at + 3));
            }
            _ => {}
        }
        let mut step = at;
        while step < self.sentence.end.min(at + 6) {
            let word = tokens.word(step);
            let hyphen = tokens.is_dash(step) && tokens.joined(step) && step > at && tokens.joined(step - 1);
            if hyphen {
                step += 1;
                continue;
            }
            if word.is_empty() || lexicon::STOPS.contains(&word) || tokens.list[step].fact.is_some() {
                return None;
            }
            if word == "day" || word == "days" {
                let absent = (self.sentence.start..self.sentence.end)
                    .any(|at| matches!(tokens.word(at), "sickness" | "absence" | "lost" | "sick" | "absent"));
                return absent.then_some((Counted::Days, step + 1));
            }
            if lexicon::DURATIONS.contains(&word) {
                return None;
            }
            if matches!(word, "fte" | "ftes") {
                return Some((Counted::Fte, step + 1));
            }
            if let Some(noun) = lexicon::noun(word) {
                // "agency staff costs", "case studies": the last noun of several is the one that is counted.
                let next = tokens.word(step + 1);
                if lexicon::noun(next).is_some() {
                    step += 1;
                    continue;
                }
                let singular = lexicon::stem(word) == word && !matches!(word, "staff" | "people" | "children");
                if small && noun != Thing::Worker || singular && step > at + 1 {
                    return None;
                }
                let counted = if noun == Thing::Other { Counted::Things } else { Counted::People };
                return Some((counted, step + 1));
            }
            step += 1;
        }
        None
    }
}
