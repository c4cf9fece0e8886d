//! A total beside its parts: what they make, how sure it is that they are all of them, and what is told of it.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::passage::Passage;
use crate::check::quantities::{Quantity, Sentence};
use crate::check::totals_and_parts::adding::items::{self, Item};
use crate::check::{doubt, finding};
use crate::diagnostic::Diagnostic;
use crate::quantity::typed::parted_by;

/// A total with what is told as its parts.
#[derive(Debug)]
pub(super) struct Sum {
    /// What the total is, as it is written.
    pub total: String,
    /// Its words.
    pub place: Range<usize>,
    pub value: Decimal,
    pub parts: Vec<Item>,
    /// By how much rounding may move the parts from their total.
    pub slack: Decimal,
    pub trust: Trust,
}

impl Sum {
    /// What the parts make together.
    pub fn parts(&self) -> Decimal {
        self.parts.iter().map(|part| part.value).sum()
    }

    /// Whether the parts come near to the total.
    pub fn is_near(&self) -> bool {
        (self.parts() - self.value).abs() <= Decimal::ONE.max(self.value / Decimal::from(NEAR))
    }

    /// Whether the parts make less than the total.
    pub fn is_short(&self) -> bool {
        self.parts() < self.value
    }
}

/// How sure it is that parts are meant to make their total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// Nothing may be missing and nothing counted twice.
    Whole,
    /// They are told as its parts; nobody can be sure.
    Likely,
    /// They may be its parts, and are where they come near to it.
    Near,
    /// They may leave something out, and are its parts where they make a little more than it.
    More,
}

/// The sum of some parts beside their total; nothing where they are no parts of it.
pub(super) fn sum(sentence: &Sentence<'_>, total: &Quantity, parts: Vec<Item>, trust: Trust) -> Option<Sum> {
    let like = parts.iter().all(|part| part.money == total.money && part.value <= total.value);
    // "15.3 full-time equivalents (14 people in post and two vacancies)"
    let other = !total.money && !total.value.is_integer() && parts.iter().all(|part| part.value.is_integer());
    let total_item = items::item(sentence, total);
    let slack = parts.iter().map(|part| part.slack).sum::<Decimal>() + total_item.slack;
    (like && !other).then_some(Sum {
        total: total_item.text,
        place: total.first..total.end,
        value: total.value,
        parts,
        slack,
        trust,
    })
}

/// Parts that are no further from a total than it is when divided by this come near to it.
const NEAR: u32 = 8;

/// What is wrong with a sum, if anything.
pub(super) fn told(
    sum: &Sum,
    passage: &Passage<'_>,
    sentence: &Sentence<'_>,
    thousands: &str,
) -> Option<Diagnostic> {
    let parts = sum.parts();
    let apart = parts - sum.value;
    // What is far from its total was never meant to make it up.
    let close = sum.is_near();
    let near = match sum.trust {
        Trust::Near => close,
        Trust::More => close && !sum.is_short(),
        _ => parts * Decimal::TWO >= sum.value && parts <= sum.value * Decimal::TWO,
    };
    // Rounding never moves all parts as far as it can.
    if apart.is_zero() || apart.abs() < sum.slack || !near {
        return None;
    }
    let words = &sentence.words[sum.place.clone()];
    let place = passage.place(&(words.first()?.range.start..words.last()?.range.end));
    let shown: Vec<String> = sum.parts.iter().map(|part| items::in_digits(part.value, &part.text)).collect();
    let shown = shown.join(" + ");
    let first = &sum.parts.first()?.text;
    let like = |value| parted_by(thousands, &items::like(value, first));
    let made = like(parts);
    let message = format!("the parts do not make the total of {}: {shown} = {made}", sum.total);
    let missing = apart.is_sign_negative();
    let hint = if missing {
        let is = if -apart == Decimal::ONE || first.starts_with('£') { "is" } else { "are" };
        format!("correct the number that is wrong, or say what the other {} {is}", like(-apart))
    } else {
        "correct the number that is wrong; if something counts in two parts, say so".to_owned()
    };
    let told = if sum.trust == Trust::Whole { finding(message, &place) } else { doubt(message, &place) };
    Some(told.hint(hint))
}
