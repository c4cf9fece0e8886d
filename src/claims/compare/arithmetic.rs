//! Arithmetic: a claim held against the numbers that stand beside it.

mod matched;

use crate::claims::account::is_difference;
use crate::claims::compare::Claim;
use crate::claims::compare::Outcome;
use crate::claims::compare::mention;
use crate::claims::compare::relation::around;
use crate::claims::compare::relation::nearness;
use crate::claims::lexicon::Form;
use crate::claims::lexicon::Sense;
use crate::claims::numbers::Counted;
use crate::claims::numbers::Hedge;
use crate::claims::numbers::Quantity;
use crate::claims::reading::Reading;
use crate::claims::referent::refers;
use crate::data::measures::Polarity;
use crate::facts::problem::Problem;
use crate::quantity::value::Unit;
use rust_decimal::Decimal;
use std::ops::Range;

pub(super) fn by_arithmetic(reading: &Reading<'_, '_>, claim: &Claim, limit: usize) -> Vec<Outcome> {
    let over_time = matches!(claim.entry.form, Form::Verb | Form::Participle | Form::Noun | Form::Particle);
    let over_time = over_time || claim.entry.form == Form::State && claim.entry.words.len() == 1;
    let pairs =
        if over_time { pairs_over_time(reading, claim, limit) } else { pairs_of_level(reading, claim, limit) };
    let wrong_size = over_time.then(|| wrong_size(reading, claim, &pairs)).flatten();
    let pairs = matched::one_by_one(reading, claim, pairs);
    let compared = pairs.into_iter().filter_map(|(left, right)| compare(reading, claim, left, right));
    compared.chain(wrong_size).collect()
}

/// "risen by 14, from 135 to 147": a number without a unit is no figure, but it must be what lies between the two.
fn wrong_size(reading: &Reading<'_, '_>, claim: &Claim, pairs: &[(&Quantity, &Quantity)]) -> Option<Outcome> {
    let [(now, before)] = pairs else { return None };
    let near = claim.tokens.end..claim.tokens.end + 2;
    let size = reading.quantities.iter().find(|one| near.contains(&one.tokens.start))?;
    // "by 4 a year"
    let each = matches!(reading.tokens.word(size.tokens.end), "a" | "an" | "each" | "every" | "per" | "annually");
    let lies = (now.value - before.value).abs();
    let counts = [size, now, before].iter().all(|one| one.counted != Counted::Percent && one.hedge == Hedge::Exact);
    let wrong = size.counted == Counted::Bare && is_difference(reading, size) && counts && !each && !size.is(lies);
    wrong.then(|| {
        let text = |one: &Quantity| reading.tokens.passage.text[reading.tokens.bytes(&one.tokens)].to_owned();
        let (size, now, before) = (text(size), text(now), text(before));
        let problem = Problem::new(format!("between {before} and {now} lies {lies}, not {size}"));
        Outcome::False(problem.hint("correct the size or the numbers"))
    })
}

/// The value of a number as it is compared, if it measures something and is no size of a difference.
pub(super) fn values<'r>(
    reading: &'r Reading<'_, '_>,
    within: Range<usize>,
) -> impl DoubleEndedIterator<Item = &'r Quantity> {
    reading.quantities.iter().filter(move |one| {
        within.contains(&one.tokens.start) && one.tokens.end <= within.end && !is_difference(reading, one)
    })
}

/// The last number before a claim that is no part of a total before it: of "173 complaints (147 statutory and 26 informal), an
/// increase" the 173.
fn last_before<'r>(reading: &'r Reading<'_, '_>, claim: &Claim) -> Option<&'r Quantity> {
    let before = reading.sentence.start..claim.tokens.start;
    values(reading, before).rev().find(|one| !is_share(reading, one, claim.tokens.start))
}

/// Whether a number is one of several parts of a total, in brackets that are closed or after "of which".
fn is_share(reading: &Reading<'_, '_>, one: &Quantity, end: usize) -> bool {
    let tokens = reading.tokens;
    let several = |within: Range<usize>| values(reading, within).nth(1).is_some();
    let before = || reading.sentence.start..one.tokens.start;
    let open =
        before().rev().find(|at| tokens.is(*at, '(') || tokens.is(*at, ')')).filter(|at| tokens.is(*at, '('));
    let close = (one.tokens.end..end).find(|at| tokens.is(*at, ')'));
    if let (Some(open), Some(close)) = (open, close) {
        return several(open..close);
    }
    let parts = before().find(|at| {
        let which = tokens.word(*at) == "of" && matches!(tokens.word(at + 1), "which" | "whom");
        which || tokens.word(*at) == "comprising"
    });
    parts.is_some_and(|parts| several(parts..end))
}

/// "from X to Y", "Y, down from X", "Y compared with X".
pub(super) fn pairs_over_time<'r>(
    reading: &'r Reading<'_, '_>,
    claim: &Claim,
    limit: usize,
) -> Vec<(&'r Quantity, &'r Quantity)> {
    let tokens = reading.tokens;
    let end = clause_end(reading, claim.tokens.end).min(limit);
    let after = |from: usize, word: &str| (from..end).find(|at| tokens.word(*at) == word);
    let soon = |from: usize| values(reading, from..end.min(from + 9)).next();
    let from = after(claim.tokens.end, "from").and_then(|at| soon(at + 1).map(|one| (at, one)));
    if let Some((at, before)) = from {
        let to = after(before.tokens.end, "to").and_then(|at| soon(at + 1));
        let to = to.or_else(|| {
            // "to 8.1% from 15.7%"
            after(claim.tokens.end, "to")
                .filter(|to| *to < at)
                .and_then(|to| soon(to + 1))
                .filter(|one| one.tokens.end <= at)
        });
        if let Some(now) = to {
            return vec![(now, before)];
        }
        let left = matched::like(reading, claim, before).or_else(|| last_before(reading, claim));
        // "This was an increase from 133": what this is, the sentence before says.
        let refers =
            matches!(tokens.word(reading.sentence.start), "this" | "that" | "it" | "which" | "these" | "they");
        if let (None, true, Some(said)) = (left, refers, &reading.before.first) {
            return if alike(said, before) { vec![(said, before)] } else { Vec::new() };
        }
        return left
            .filter(|left| claim.tokens.start - left.tokens.end < 14 && alike(left, before))
            .map(|left| (left, before))
            .into_iter()
            .collect();
    }
    // "rose (380 to 402)"
    if let Some(pair) = matched::in_brackets(reading, claim) {
        return vec![pair];
    }
    // What is compared after the next claim is that claim's.
    let compared = (claim.tokens.end..limit).find(|at| {
        matches!(tokens.word(*at), "compared" | "versus" | "vs" | "against") && at + 1 < reading.sentence.end
    });
    if let Some(at) = compared
        && let Some(right) = values(reading, at..clause_end(reading, at).min(at + 9)).next()
    {
        let left = values(reading, claim.tokens.end..at)
            .next_back()
            .or_else(|| matched::like(reading, claim, right))
            .or_else(|| last_before(reading, claim));
        if let Some(left) = left {
            return vec![(left, right)];
        }
    }
    // "91, an increase on the 68 of the year before", "£9.4 million, up by £0.8 million on the £8.6 million of last year"
    let size = reading.quantities.iter().find(|one| one.tokens.start >= claim.tokens.end);
    let size = size.filter(|one| one.tokens.start <= claim.tokens.end + 1 && is_difference(reading, one));
    let on = size.map_or(claim.tokens.end, |size| size.tokens.end);
    if matches!(tokens.word(on), "on" | "against")
        && let Some(right) = soon(on)
        && let Some(left) = last_before(reading, claim)
        && claim.tokens.start - left.tokens.end < 10
    {
        return vec![(left, right)];
    }
    Vec::new()
}

/// "X, lower than the average of Y", "lower: X compared with Y in the region and Z nationally".
pub(super) fn pairs_of_level<'r>(
    reading: &'r Reading<'_, '_>,
    claim: &Claim,
    limit: usize,
) -> Vec<(&'r Quantity, &'r Quantity)> {
    if claim.entry.form == Form::Superlative {
        return Vec::new();
    }
    let tokens = reading.tokens;
    let end = clause_end(reading, claim.tokens.end).min(limit);
    let compared =
        (claim.tokens.end..end).find(|at| matches!(tokens.word(*at), "compared" | "versus" | "vs" | "against"));
    if let Some(at) = compared
        && let Some(left) = values(reading, claim.tokens.end..at).next_back()
    {
        return values(reading, at..clause_end(reading, at))
            .filter(|right| alike(left, right))
            .map(|right| (left, right))
            .collect();
    }
    let left = last_before(reading, claim).filter(|left| {
        !(left.tokens.end..claim.tokens.start).any(|at| tokens.is(at, ';'))
            && claim.tokens.start - left.tokens.end < 16
            && !starts_anew(reading, left.tokens.end..claim.tokens.start, false)
    });
    let Some(left) = left else {
        // "below 5%, at 6.1%"
        let mut after = values(reading, claim.tokens.end..end);
        if let (Some(right), Some(left)) = (after.next(), after.next())
            && right.tokens.start <= claim.tokens.end + 1
            && tokens.word(left.tokens.start.saturating_sub(1)) == "at"
            && alike(left, right)
        {
            return vec![(left, right)];
        }
        // "This is lower than the average of 15.4%": what this is, the sentence before says.
        let said = reading.before.referent.as_ref().map(|(_, said)| said).or_else(|| {
            let alone = reading.before.alone && refers(reading.tokens, &reading.sentence);
            reading.before.first.as_ref().filter(|_| alone)
        });
        if let Some(said) = said {
            let right = values(reading, claim.tokens.end..end).next().filter(|right| alike(said, right));
            return right.map(|right| (said, right)).into_iter().collect();
        }
        return Vec::new();
    };
    let mut rights = Vec::new();
    let mut at = claim.tokens.end;
    for right in values(reading, claim.tokens.end..end) {
        if !alike(left, right) || starts_anew(reading, at..right.tokens.start, true) || right.tokens.start - at > 12
        {
            break;
        }
        at = right.tokens.end;
        rights.push((left, right));
    }
    rights
}

/// Whether a new statement begins between two tokens: another measure, or with `verbs` a verb, after a conjunction.
pub(super) fn starts_anew(reading: &Reading<'_, '_>, between: Range<usize>, verbs: bool) -> bool {
    let tokens = reading.tokens;
    let mut conjunction = false;
    for at in between {
        conjunction |= matches!(tokens.word(at), "and" | "while" | "but" | "whereas")
            || tokens.is(at, ';')
            || tokens.is(at, ',');
        if verbs && conjunction && matches!(tokens.word(at), "is" | "are" | "was" | "were" | "has" | "have" | "had")
        {
            return true;
        }
        let other_measure = reading.measures.iter().any(|mention| mention.tokens.start == at) && conjunction;
        if conjunction && other_measure {
            return true;
        }
    }
    false
}

pub(super) fn clause_end(reading: &Reading<'_, '_>, from: usize) -> usize {
    (from..reading.sentence.end).find(|at| reading.tokens.is(*at, ';')).unwrap_or(reading.sentence.end)
}

pub(super) fn alike(one: &Quantity, two: &Quantity) -> bool {
    one.counted == two.counted
        || one.counted == Counted::Bare
        || two.counted == Counted::Bare
        || matches!(
            (one.counted, two.counted),
            (Counted::People | Counted::Things | Counted::Fte, Counted::People | Counted::Things | Counted::Fte)
        )
}

pub(super) fn compare(
    reading: &Reading<'_, '_>,
    claim: &Claim,
    left: &Quantity,
    right: &Quantity,
) -> Option<Outcome> {
    if !alike(left, right) {
        return None;
    }
    let text = |one: &Quantity| {
        let tokens = reading.tokens.bytes(&one.tokens);
        reading.tokens.passage.text[tokens].to_owned()
    };
    // "38 officers, equal to 41 full-time equivalents" counts the same people in another way.
    let counts = |one: &Quantity| {
        one.counted == Counted::Fte || one.figure.as_ref().is_some_and(|of| of.measure.unit == Unit::Fte)
    };
    if claim.entry.sense == Sense::Same && claim.entry.form == Form::State && counts(left) != counts(right) {
        return Some(Outcome::True);
    }
    let difference = left.value - right.value;
    let unit = match left.counted {
        Counted::Percent => Unit::Percent,
        Counted::Fte => Unit::Fte,
        _ => Unit::Number,
    };
    let tolerance = reading.desk.facts.tolerance(unit);
    let mention = mention(reading, claim);
    let polarity = mention.map_or(Polarity::Neutral, |mention| reading.desk.vocabulary.polarity(mention));
    let holds = match claim.entry.sense {
        Sense::Lower => difference < Decimal::ZERO,
        Sense::Higher => difference > Decimal::ZERO,
        Sense::Same => {
            tolerance.is_none_or(|tolerance| difference.abs() <= tolerance.max(left.slack * Decimal::from(4)))
        }
        Sense::Near => tolerance.is_none_or(|tolerance| difference.abs() <= nearness(tolerance, right.value.abs())),
        Sense::Better | Sense::Worse => {
            let good = match polarity {
                Polarity::HigherIsBetter => difference > Decimal::ZERO,
                Polarity::LowerIsBetter => difference < Decimal::ZERO,
                Polarity::Neutral => return Some(Outcome::True),
            };
            !difference.is_zero() && good == (claim.entry.sense == Sense::Better)
        }
        Sense::Times(hundredths) => {
            let ratio = left.value.checked_div(right.value)? * Decimal::ONE_HUNDRED;
            let wanted = Decimal::from(hundredths);
            let (low, high) = around(reading, claim, wanted);
            let more = claim.tokens.start >= 2 && reading.tokens.phrase(claim.tokens.start - 2, &["more", "than"]);
            if more && hundredths > 100 {
                ratio >= wanted
            } else if more {
                ratio <= wanted
            } else {
                (low..=high).contains(&ratio)
            }
        }
        Sense::Highest | Sense::Lowest => return None,
    };
    if holds {
        return Some(Outcome::True);
    }
    let (one, two) = (text(left), text(right));
    let said = match (difference.is_zero(), difference.is_sign_negative()) {
        (true, _) => format!("{one} equals {two}"),
        (_, true) => format!("{one} is lower than {two}"),
        (_, false) => format!("{one} is higher than {two}"),
    };
    Some(Outcome::False(
        Problem::new(said)
            .hint("say what the numbers say, or print both of them with `{{ … }}` and mark the words as a claim"),
    ))
}
