//! Relations: whether what a claim says holds of two figures, and what the data say instead.

use crate::claims::compare::Claim;
use crate::claims::lexicon::Form;
use crate::claims::lexicon::Sense;
use crate::claims::reading::Reading;
use crate::claims::vocabulary::Mention;
use crate::data::measures::Polarity;
use crate::facts::comparison;
use crate::facts::comparison::Relation;
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use rust_decimal::Decimal;

/// Whether what a claim says holds of two figures.
pub(super) fn holds(
    reading: &Reading<'_, '_>,
    claim: &Claim,
    mention: &Mention,
    one: &Figure,
    other: &Figure,
) -> Result<bool, Problem> {
    let facts = reading.desk.facts;
    let (exact, _) = comparison::differences(one, other)?;
    let relation = match relation(claim, mention, one) {
        Some(relation) => relation,
        None => match claim.entry.sense {
            _ if claim.entry.form == Form::Superlative && is_top(claim, one) => return Ok(exact >= Decimal::ZERO),
            _ if claim.entry.form == Form::Superlative => return Ok(exact <= Decimal::ZERO),
            Sense::Times(hundredths) => {
                let (Some(one), Some(two)) = (one.datum.number(), other.datum.number()) else { return Ok(false) };
                let Some(ratio) = one.checked_div(two) else { return Ok(true) };
                let (ratio, wanted) = (ratio * Decimal::ONE_HUNDRED, Decimal::from(hundredths));
                let (low, high) = around(reading, claim, wanted);
                let more =
                    claim.tokens.start >= 2 && reading.tokens.phrase(claim.tokens.start - 2, &["more", "than"]);
                return Ok(match (more, hundredths > 100) {
                    (true, true) => ratio >= wanted,
                    (true, false) => ratio <= wanted,
                    _ => (low..=high).contains(&ratio),
                });
            }
            Sense::Near => {
                let value = other.datum.number().map_or(Decimal::ZERO, |value| value.abs());
                let tolerance = facts.tolerance(one.measure.unit);
                return Ok(tolerance.is_none_or(|tolerance| exact.abs() <= nearness(tolerance, value)));
            }
            _ => return Ok(true),
        },
    };
    Ok(comparison::check(relation, one, other, facts).is_ok())
}

/// How many times as much, in hundredths, may be called doubled or halved; "almost" is short of it.
pub(super) fn around(reading: &Reading<'_, '_>, claim: &Claim, wanted: Decimal) -> (Decimal, Decimal) {
    let before = if claim.tokens.start > 0 { reading.tokens.word(claim.tokens.start - 1) } else { "" };
    match (matches!(before, "almost" | "nearly"), wanted > Decimal::ONE_HUNDRED) {
        (true, true) => (wanted * Decimal::new(80, 2), wanted),
        (true, false) => (wanted, wanted * Decimal::new(130, 2)),
        // Halved is half as much or less, but more than a third, as with the marked word.
        (false, false) => (wanted * Decimal::new(67, 2), wanted * Decimal::new(110, 2)),
        (false, true) => (wanted * Decimal::new(90, 2), wanted * Decimal::new(130, 2)),
    }
}

/// The relation that a claim asserts; `None` for what is none of them, or where nobody knows which way is good.
pub(super) fn relation(claim: &Claim, mention: &Mention, figure: &Figure) -> Option<Relation> {
    let over_time = matches!(claim.entry.form, Form::Verb | Form::Participle | Form::Noun | Form::Particle);
    if claim.entry.form == Form::Superlative {
        return None;
    }
    let lower = if over_time { Relation::Fell } else { Relation::Below };
    let higher = if over_time { Relation::Rose } else { Relation::Above };
    let flip = |down: bool| if down != mention.inverse { lower } else { higher };
    match (claim.entry.sense, figure.measure.polarity) {
        (Sense::Lower, _) => Some(flip(true)),
        (Sense::Higher, _) => Some(flip(false)),
        (Sense::Same, _) => {
            Some(if over_time || claim.entry.words.len() == 1 { Relation::Steady } else { Relation::Similar })
        }
        // What is good of turnover is good of retention.
        (Sense::Better, Polarity::LowerIsBetter) | (Sense::Worse, Polarity::HigherIsBetter) => Some(lower),
        (Sense::Better, Polarity::HigherIsBetter) | (Sense::Worse, Polarity::LowerIsBetter) => Some(higher),
        _ => None,
    }
}

/// Whether a superlative means the highest value: the highest, or the best of what is better if higher.
pub(super) fn is_top(claim: &Claim, figure: &Figure) -> bool {
    match (claim.entry.sense, figure.measure.polarity) {
        (Sense::Better, polarity) => polarity == Polarity::HigherIsBetter,
        (Sense::Worse, polarity) => polarity == Polarity::LowerIsBetter,
        (sense, _) => sense == Sense::Highest,
    }
}

/// What the data say instead.
pub(super) fn words(
    reading: &Reading<'_, '_>,
    claim: &Claim,
    mention: &Mention,
    one: &Figure,
    other: &Figure,
) -> Problem {
    let facts = reading.desk.facts;
    let relation = relation(claim, mention, one).unwrap_or(match claim.entry.sense {
        _ if claim.entry.form == Form::Superlative && !is_top(claim, one) => Relation::Below,
        _ => Relation::Above,
    });
    match comparison::check(relation, one, other, facts) {
        Err(mut problem) => {
            problem.message = problem.message.trim_start_matches("false claim: ").to_owned();
            problem
        }
        Ok(()) => {
            let (one_text, other_text) = (one.text(&facts.style), other.text(&facts.style));
            Problem::new(format!(
                "{} {} {one_text}, {} {} {other_text}",
                one.description(),
                one.is(),
                other.description(),
                other.is()
            ))
            .hint("say what the data say")
        }
    }
}

/// How far from a value another may lie and be called close to it: a tenth of it, or some tolerances, but never more
/// than a quarter of it.
pub(super) fn nearness(tolerance: Decimal, value: Decimal) -> Decimal {
    let quarter = value / Decimal::from(4);
    (tolerance * Decimal::from(3)).min(quarter).max(tolerance).max(value / Decimal::TEN)
}
