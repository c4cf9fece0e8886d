//! Words of change and of time, how great a change is said to be, and whether two numbers make it.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::numerals::numeral_at;
use crate::check::quantities::{Quantity, Sentence};
use crate::check::totals_and_parts::names::length_at;

/// Whether a word speaks of a change or of a difference: "rose", "increase", "up", "fewer", "doubled"; but not the "up" of "made
/// up of", "up to" and "set up".
pub(super) fn is_change(sentence: &Sentence<'_>, at: usize) -> bool {
    let made =
        matches!(sentence.before(at), "made" | "make" | "makes" | "making" | "set" | "take" | "taken" | "took");
    match sentence.lower(at) {
        "up" => !made && sentence.lower(at + 1) != "to",
        // "£3 million went on roads"; but "numbers went up".
        "gone" | "went" => matches!(sentence.lower(at + 1), "up" | "down"),
        // "415 from falls on pavements", "cuts and falls".
        "falls" | "drops" | "rises" | "cut" => !is_noun(sentence, at),
        // "empty for more than two years"
        "more" | "less" if sentence.lower(at + 1) == "than" && length_at(sentence, at + 2).is_some() => false,
        other => is_word_of_change(other),
    }
}

/// Whether a word that may be a change is the name of a thing: what happens to people or roads.
fn is_noun(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(sentence.before(at), "about" | "after" | "by" | "for" | "from" | "of" | "or")
        || sentence.before(at) == "and" && sentence.lower(at) != "cut"
}

fn is_word_of_change(lower: &str) -> bool {
    const WHOLE: &[&str] = &[
        "down",
        "rise",
        "rises",
        "rose",
        "risen",
        "rising",
        "fall",
        "falls",
        "fell",
        "fallen",
        "falling",
        "grew",
        "grow",
        "grows",
        "grown",
        "cut",
        "drop",
        "drops",
        "gone",
        "went",
        "shrank",
        "shrunk",
        "fluctuated",
    ];
    const BEGUN: &[&str] = &[
        "increas",
        "decreas",
        "declin",
        "reduc",
        "growth",
        "growing",
        "dropp",
        "jump",
        "surg",
        "soar",
        "climb",
        "doubl",
        "trebl",
        "tripl",
        "quadrupl",
        "halv",
        "compar",
        "expand",
        "exceed",
        "outstrip",
        "contrast",
        "upturn",
        "downturn",
        "improvement",
        "deterioration",
        "recover",
        "bounc",
        "strengthen",
        "weaken",
        "slump",
        "plummet",
        "plung",
        "rocket",
        "mushroom",
        "escalat",
        "tumbl",
        "collaps",
    ];
    WHOLE.contains(&lower) || is_comparative(lower) || BEGUN.iter().any(|stem| lower.starts_with(stem))
}

/// "more", "higher", "fewer": what "than" follows.
pub(super) fn is_comparative(lower: &str) -> bool {
    matches!(
        lower,
        "more"
            | "fewer"
            | "less"
            | "higher"
            | "lower"
            | "greater"
            | "larger"
            | "smaller"
            | "better"
            | "worse"
            | "bigger"
            | "busier"
    )
}

/// Whether a quantity is the size of a change: "an increase of 16", "150 more customers".
pub(super) fn is_difference(sentence: &Sentence<'_>, quantity: &Quantity) -> bool {
    let after = is_comparative(sentence.lower(quantity.end)) || sentence.lower(quantity.end) == "additional";
    let by = quantity.first.checked_sub(1).filter(|at| matches!(sentence.lower(*at), "of" | "by"));
    let changed = |at: usize| (at.saturating_sub(3)..at).any(|at| is_change(sentence, at));
    after || by.is_some_and(changed)
}

/// The latest year that a part of a sentence names: 2025 in "2025", "2025/26".
pub(super) fn year(sentence: &Sentence<'_>, range: Range<usize>) -> Option<u32> {
    let years = sentence.words.get(range)?.iter().filter(|word| word.text.len() == 4);
    years.filter_map(|word| word.text.parse().ok()).filter(|year| (1990..2100).contains(year)).max()
}

/// Whether a part of a sentence speaks of an earlier time than a year, or than now.
pub(super) fn is_earlier(sentence: &Sentence<'_>, range: Range<usize>, now: Option<u32>) -> bool {
    let said = range.clone().any(|at| {
        let bare = sentence.lower(at).strip_suffix("'s").unwrap_or(sentence.lower(at));
        matches!(
            bare,
            "last"
                | "previous"
                | "previously"
                | "prior"
                | "preceding"
                | "before"
                | "beforehand"
                | "earlier"
                | "ago"
                | "formerly"
        )
    });
    said || year(sentence, range).is_some_and(|year| now.is_none_or(|now| year < now))
}

/// How great a change is said to be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    value: Decimal,
    percent: bool,
    /// How far off it may be.
    off: Decimal,
}

impl Size {
    /// The size that a part of a sentence gives its change.
    pub fn said(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Self> {
        let difference =
            sentence.quantities.iter().find(|one| range.contains(&one.first) && is_difference(sentence, one));
        if let Some(one) = difference {
            return Some(Self { value: one.value, percent: false, off: Decimal::ZERO });
        }
        range.clone().find_map(|at| {
            let (value, off) = percent(sentence, at)?;
            let loosely = (at.saturating_sub(4).max(range.start)..at).any(|at| {
                matches!(
                    sentence.lower(at),
                    "about"
                        | "almost"
                        | "around"
                        | "nearly"
                        | "over"
                        | "than"
                        | "some"
                        | "roughly"
                        | "approximately"
                )
            });
            let off = if loosely { value / Decimal::from(4) } else { off };
            Some(Self { value, percent: true, off })
        })
    }

    /// Whether a number that was another before has changed so much.
    pub fn fits(self, now: Decimal, before: Decimal) -> bool {
        let change = (now - before).abs();
        let found = if self.percent { change * Decimal::ONE_HUNDRED / before } else { change };
        (found - self.value).abs() <= self.off
    }
}

/// The percentage that a word says, and how exact it is: "65%", "a third", "doubled".
fn percent(sentence: &Sentence<'_>, at: usize) -> Option<(Decimal, Decimal)> {
    let (before, next) = (sentence.before(at), sentence.lower(at + 1));
    if matches!(next, "%" | "per" | "percent") {
        // Half a per cent for the rounding, and a little for that of what was counted.
        return sentence.words.get(at)?.number().map(|value| (value, Decimal::new(6, 1)));
    }
    let percent = match sentence.lower(at) {
        "half" if matches!(before, "by" | "of" | "than" | "nearly" | "almost" | "about" | "a") => 50,
        "third" if matches!(before, "a" | "one") => 33,
        "thirds" if before == "two" => 67,
        "quarter" if matches!(before, "a" | "one") => 25,
        "quarters" if before == "three" => 75,
        "doubled" | "double" | "doubling" => 100,
        "trebled" | "tripled" | "trebling" | "tripling" => 200,
        "quadrupled" | "quadrupling" => 300,
        "halved" | "halving" => 50,
        "times" => {
            let times = at
                .checked_sub(1)
                .and_then(|before| numeral_at(&sentence.words, before))?
                .value
                .min(Decimal::ONE_THOUSAND);
            return Some(((times - Decimal::ONE) * Decimal::ONE_HUNDRED, Decimal::TEN));
        }
        _ => return None,
    };
    Some((Decimal::from(percent), Decimal::from(3)))
}
