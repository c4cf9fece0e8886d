//! Amounts: whether the numbers, fractions and multiples among the words are those that were checked.

use std::ops::Range;

use rust_decimal::Decimal;

use super::Marked;
use crate::claims::Finding;
use crate::claims::lexicon::{self, Sense};
use crate::claims::tokens::Kind;
use crate::facts::amount::{Amount, Number};
use crate::facts::comparison::Relation;
use crate::facts::figure::Figure;
use crate::facts::vocabulary::Claim;
use crate::quantity::value::Unit;

impl Marked<'_, '_> {
    /// "over 15%" where ten was checked, "two thirds" where the half was.
    pub(super) fn amount(&self) -> Option<Finding> {
        let number = self.checked.number?;
        let unit = self.figure.measure.unit;
        let numbers = self.numbers(unit);
        let known: Vec<Decimal> = self.shown.figures.iter().filter_map(Figure::shown).collect();
        let fits = |said: Number| {
            equal(said, number, unit) || matches!(said, Number::Plain(said) if known.contains(&said))
        };
        if numbers.is_empty() || numbers.iter().any(|(_, said)| fits(*said)) {
            return None;
        }
        let style = &self.desk.facts.style;
        let checked = match (number, self.checked.word.claim) {
            (Number::Plain(number), _) => style.value(number, unit, number.scale()),
            (Number::Fraction(1, 2), _) => "half".to_owned(),
            (Number::Fraction(parts, of), _) => format!("{parts} in {of}"),
        };
        let name = match self.checked.word.claim {
            Claim::Half(Amount::Over) => "over",
            Claim::Half(_) => "under",
            _ => self.checked.word.name,
        };
        let words = &self.tokens.passage.text[self.tokens.bytes(&numbers[0].0)];
        let hint = match numbers[0].1 {
            Number::Fraction(..) => {
                format!("check the number that the words say, `.{name}(\"{}\", \"…\")`", words.to_lowercase())
            }
            Number::Plain(said) => format!("check the number that the words say, `.{name}({said}, \"…\")`"),
        };
        Some(self.says(numbers[0].0.clone(), &format!("against {checked}"), hint))
    }

    /// "has more than halved" where it was checked that it fell, and it has not halved.
    pub(super) fn multiple(&self) -> Option<Finding> {
        let Claim::OverTime(relation) = self.checked.word.claim else { return None };
        let (now, before) = (self.figure.shown()?, self.shown.figures.get(1)?.shown()?);
        self.words.clone().find_map(|at| {
            let (Sense::Times(times), _, length) = self.entry(at)? else { return None };
            if self.denied(at) {
                return None;
            }
            let from = at.saturating_sub(3).max(self.words.start);
            let near = (from..at).any(|at| {
                matches!(self.word(at), "almost" | "nearly" | "about" | "virtually" | "around" | "roughly")
            });
            let checked = match relation {
                Relation::Doubled => times == 200,
                Relation::Trebled => times == 300,
                Relation::Halved => times == 50,
                _ => false,
            };
            let slack = if near { Decimal::new(8, 1) } else { Decimal::ONE };
            let so_many = before.checked_mul(Decimal::new(i64::from(times), 2))?;
            let holds = if times > 100 { now >= so_many * slack } else { so_many >= now * slack };
            let more = (from..at).any(|at| self.word(at) == "more") && now == so_many;
            if (checked || holds) && !more {
                return None;
            }
            let name = match times {
                200 => "doubled",
                300 => "trebled",
                50 => "halved",
                _ => {
                    return Some(self.says(
                        at..at + length,
                        &format!("only {}", self.what()),
                        "write what the data say",
                    ));
                }
            };
            let hint = format!("write what was checked; `.{name}(\"…\")` checks what the words say");
            Some(self.says(at..at + length, &format!("only {}", self.what()), hint))
        })
    }

    /// The numbers and fractions among the words, without years, lengths of time and ordinals.
    pub(super) fn numbers(&self, unit: Unit) -> Vec<(Range<usize>, Number)> {
        let mut found = Vec::new();
        let mut at = self.words.start;
        while at < self.words.end {
            let window = (1..=3).rev().find_map(|length| {
                let end = at + length;
                if end > self.words.end || length > 1 && self.tokens.kind(at) == Some(Kind::Number) {
                    return None;
                }
                let words: Vec<&str> = (at..end).map(|at| self.tokens.text(at)).collect();
                let text = words.join(" ").replace(',', "").replace(" - ", " ");
                let number = Number::parse(&text).or_else(|| {
                    let count = lexicon::number_word(self.word(at)).filter(|count| length == 1 && *count > 1)?;
                    Some(Number::Plain(Decimal::from(count)))
                })?;
                Some((at..end, number))
            });
            let Some((range, number)) = window else {
                at += 1;
                continue;
            };
            let next = self.word(range.end);
            let text = self.tokens.text(range.start);
            let year = unit != Unit::Pounds
                && text.len() == 4
                && text.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year));
            let time = next.starts_with("year")
                || next.starts_with("month")
                || matches!(next, "st" | "nd" | "rd" | "th" | "times");
            let million = matches!(next, "million" | "billion" | "thousand" | "hundred");
            let points = unit == Unit::Percent && next == "percentage";
            // "a third lower", "the second half of the year": no amounts.
            let half = next == "of" && self.over_time(range.end + 1);
            if !(year || time || million || points || half) {
                let sign = range.end < self.words.end && self.tokens.is(range.end, '%');
                found.push((range.start..range.end + usize::from(sign), number));
            }
            at = range.end;
        }
        found
    }
}

/// Whether two numbers are the same; a half is fifty per cent.
pub(super) fn equal(one: Number, other: Number, unit: Unit) -> bool {
    let value = |number: Number| match number {
        Number::Plain(value) => Some((value, false)),
        Number::Fraction(parts, of) => {
            Decimal::from(parts).checked_div(Decimal::from(of)).map(|value| (value, true))
        }
    };
    let (Some((one, of_one)), Some((other, of_other))) = (value(one), value(other)) else { return false };
    let near = |one: Decimal, other: Decimal| (one - other).abs() < Decimal::new(1, 6);
    match (of_one, of_other) {
        (true, false) if unit == Unit::Percent => near(one * Decimal::ONE_HUNDRED, other),
        (false, true) if unit == Unit::Percent => near(one, other * Decimal::ONE_HUNDRED),
        (one_is, other_is) => one_is == other_is && near(one, other),
    }
}
