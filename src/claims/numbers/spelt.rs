//! Numbers that are spelt out: "seventeen", "twenty-one", "two hundred and five".

use rust_decimal::Decimal;

use crate::claims::lexicon;
use crate::claims::tokens::{Kind, Tokens};

/// A number that is spelt out from a token on, and the first token after it.
pub(super) fn spelt(tokens: &Tokens<'_>, at: usize, end: usize) -> Option<(Decimal, usize)> {
    let joined = |at: usize| tokens.is_dash(at) && tokens.joined(at) && at > 0 && tokens.joined(at - 1);
    let small = lexicon::number_word(tokens.word(at))?;
    let mut total = small;
    let mut after = at + 1;
    let units = |at: usize| lexicon::number_word(tokens.word(at)).filter(|value| *value < 10 && *value > 0);
    if small >= 20 && small.is_multiple_of(10) {
        let step = if joined(after) { after + 1 } else { after };
        if step < end
            && let Some(more) = units(step)
        {
            total += more;
            after = step + 1;
        }
    }
    if matches!(tokens.word(after), "hundred" | "thousand") && after < end {
        total *= if tokens.word(after) == "hundred" { 100 } else { 1000 };
        after += 1;
        if tokens.word(after) == "and"
            && after + 1 < end
            && let Some((rest, until)) = spelt(tokens, after + 1, end)
            && let Ok(rest) = u32::try_from(rest)
            && rest < 100
        {
            total += rest;
            after = until;
        }
    }
    // "two-tier", "nine-day": part of a word.
    if joined(after) && tokens.kind(after + 1) == Some(Kind::Word) {
        return None;
    }
    (after <= end).then(|| (Decimal::from(total), after))
}
