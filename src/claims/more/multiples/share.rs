//! Shares: a fraction or odds in words, and the percentage or the two numbers in brackets beside it.

use rust_decimal::Decimal;

use super::{Near, fraction, hedge};
use crate::claims::lexicon;
use crate::claims::more::Judged;
use crate::claims::numbers::Counted;
use crate::claims::reading::Reading;
use crate::facts::problem::Problem;
use crate::quantity::style::round;

/// "nearly two thirds of social workers (51%)", "(53%), or almost two thirds", "a quarter … (18 of 34)".
pub(super) fn read(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    let (wanted, length, odds) = match odds(reading, at) {
        Some((wanted, length)) => (wanted, length, true),
        None => fraction(reading, at).map(|(wanted, length)| (wanted, length, false))?,
    };
    let (near, start) = hedge(reading, at);
    let end = at + length;
    if reading.is_no_claim(at) || wanted == Decimal::from(50) && near != Near::Short {
        return None;
    }
    let bare = near == Near::Plain;
    let reach = if odds { 13 } else { 10 };
    // The percentage in brackets after it, or right before it.
    let percent = reading.quantities.iter().filter(|one| one.counted == Counted::Percent).find(|one| {
        let closed = tokens.is(one.tokens.end, ',') || one.tokens.end + 1 >= reading.sentence.end;
        let after = one.tokens.start > end
            && one.tokens.start - end < reach
            && (tokens.is(one.tokens.start - 1, '(') || odds && closed && tokens.is(one.tokens.start - 1, ','))
            && !reading.quantities.iter().any(|other| (end..one.tokens.start).contains(&other.tokens.start));
        let gap = one.tokens.end..start.max(one.tokens.end);
        let before = one.tokens.end <= start
            && gap.len() <= 3
            && gap.clone().any(|at| tokens.is(at, ')') || tokens.is(at, ','))
            && gap.clone().any(|at| tokens.word(at) == "or");
        after && (!bare || odds) || before
    });
    let counts = reading.quantities.windows(2).find(|pair| {
        pair[0].tokens.start > end
            && pair[0].tokens.start - end < 10
            && tokens.is(pair[0].tokens.start - 1, '(')
            && pair[1].tokens.start - pair[0].tokens.end <= 2
            && tokens.word(pair[0].tokens.end) == "of"
    });
    let (is, said) = if let Some(one) = percent {
        (one.value, tokens.passage.text[tokens.bytes(&one.tokens)].to_owned())
    } else {
        let pair = counts?;
        let share = pair[0].value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(pair[1].value)?;
        let text = |at: usize| tokens.passage.text[tokens.bytes(&pair[at].tokens)].trim().to_owned();
        (share, format!("{} of {}, {}%", text(0), text(1), round(share, 1).normalize()))
    };
    let slack = Decimal::from(3);
    // "one in nine" is nearer to it than to one in eight or ten.
    let into = Decimal::ONE_HUNDRED.checked_div(wanted).filter(|_| odds);
    let one_in =
        into.map(|into| (into, round(into, 0))).filter(|(into, one)| (into - one).abs() < Decimal::new(1, 3));
    let is_in = Decimal::ONE_HUNDRED.checked_div(is);
    let near_odds = |most: i64| one_in.zip(is_in).map(|((_, one), is)| (one - is).abs() <= Decimal::new(most, 2));
    let holds = match near {
        Near::Plain if one_in.is_some() => near_odds(60) == Some(true),
        Near::About if one_in.is_some() => near_odds(75) == Some(true),
        Near::Plain => (is - wanted).abs() <= slack,
        Near::About => (is - wanted).abs() <= slack + Decimal::TWO,
        Near::Short => is <= wanted + Decimal::ONE && is >= wanted - Decimal::from(7),
        Near::More => is >= wanted - Decimal::new(1, 1),
        Near::Less => is <= wanted + Decimal::new(1, 1),
    };
    if holds {
        return None;
    }
    let problem = Problem::new(format!("the share beside it is {said}")).hint("say what the number says");
    Some(Judged::wrong(reading, start..end, problem))
}

/// "one in nine": in hundredths, with the number of tokens; "one social worker in nine" too.
fn odds(reading: &Reading<'_, '_>, at: usize) -> Option<(Decimal, usize)> {
    let tokens = reading.tokens;
    let number = |at: usize| {
        lexicon::number_word(tokens.word(at))
            .or_else(|| tokens.text(at).parse().ok())
            .filter(|one| (1..40).contains(one))
    };
    let part = number(at)?;
    let into = (at + 1..reading.sentence.end.min(at + 4)).find(|at| tokens.word(*at) == "in")?;
    let whole = number(into + 1).filter(|whole| *whole > part && *whole > 2)?;
    // "two in ten years", "one in five weeks"
    let time = lexicon::DURATIONS.contains(&tokens.word(into + 2));
    (!time).then(|| (Decimal::from(part * 100) / Decimal::from(whole), into + 2 - at))
}
