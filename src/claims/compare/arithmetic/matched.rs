//! Matched: which of several numbers before a claim belongs to which of those after it.

use super::{alike, values};
use crate::claims::compare::Claim;
use crate::claims::lexicon;
use crate::claims::lists::Run;
use crate::claims::numbers::Quantity;
use crate::claims::reading::Reading;
use crate::claims::tokens::Kind;

/// Two lists of as many numbers are compared one by one: "11.3% and 7.4%, below 11.8% and 14.2%".
pub(super) fn one_by_one<'r>(
    reading: &'r Reading<'_, '_>,
    claim: &Claim,
    pairs: Vec<(&'r Quantity, &'r Quantity)>,
) -> Vec<(&'r Quantity, &'r Quantity)> {
    let Some((left, right)) = pairs.first() else { return pairs };
    let run = |of: &Quantity| {
        let at = reading.quantities.iter().position(|one| one.tokens == of.tokens)?;
        Run::around(reading, at, |_, _| true)
    };
    let Some(rights) = run(right) else { return pairs };
    let of = |run: Run| reading.quantities[run.numbers].iter().collect::<Vec<_>>();
    let lefts = match run(left).filter(|one| one.len() == rights.len() && *one != rights) {
        Some(lefts) => of(lefts),
        // "£1.7 million to charities and £1.2 million to clubs, up from £1.5 million and £1.1 million"
        None => values(reading, reading.sentence.start..claim.tokens.start).collect(),
    };
    if lefts.len() != rights.len() { pairs } else { lefts.into_iter().zip(of(rights)).collect() }
}

/// The number before a claim of which the same words are said as of the one that it is compared with: "£1.7 million to
/// charities and £1.2 million to clubs, up from £1.5 million to charities".
pub(super) fn like<'r>(reading: &'r Reading<'_, '_>, claim: &Claim, other: &Quantity) -> Option<&'r Quantity> {
    let said = label(reading, other);
    let before = values(reading, reading.sentence.start..claim.tokens.start).filter(|one| alike(one, other));
    let mut found = before.filter(|one| label(reading, one).iter().any(|word| said.contains(word)));
    let one = found.next()?;
    found.next().is_none().then_some(one)
}

/// The later and the earlier of two numbers in brackets right after a claim: "rose (380 to 402)".
pub(super) fn in_brackets<'r>(reading: &'r Reading<'_, '_>, claim: &Claim) -> Option<(&'r Quantity, &'r Quantity)> {
    let (tokens, open) = (reading.tokens, claim.tokens.end);
    let end = (open..reading.sentence.end).find(|at| tokens.is(*at, ')')).filter(|_| tokens.is(open, '('))?;
    let mut inside = values(reading, open..end);
    let (before, now) = (inside.next()?, inside.next()?);
    let to = before.tokens.start <= open + 2 && tokens.word(before.tokens.end) == "to" && now.tokens.end == end;
    (to && inside.next().is_none() && alike(before, now)).then_some((now, before))
}

/// The words right after a number that say of what it is: "to charities".
fn label<'r>(reading: &'r Reading<'_, '_>, of: &Quantity) -> Vec<&'r str> {
    let tokens = reading.tokens;
    let ends = |at: &usize| {
        tokens.kind(*at) != Some(Kind::Word)
            || matches!(tokens.word(*at), "and" | "but" | "while" | "up" | "down" | "compared" | "from")
            || lexicon::entry_at(tokens, *at).is_some()
    };
    let end = (of.tokens.end..reading.sentence.end).find(ends).unwrap_or(reading.sentence.end);
    let timed = |at: &usize| reading.periods.iter().any(|one| one.tokens.contains(at));
    let words = (of.tokens.end..end).filter(|at| !timed(at)).map(|at| tokens.word(at));
    words.filter(|word| word.len() > 2 && !lexicon::STOPS.contains(word)).collect()
}
