//! Means: numbers that a sentence itself calls the mean of several years.

use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::claims::lexicon;
use crate::claims::numbers::Quantity;
use crate::claims::reading::{Place, Reading};
use crate::claims::tokens::{Kind, Tokens};
use crate::facts::figure::Figure;
use crate::quantity::style::round;

/// Over how many years the word at a token takes a mean: "averaged over four years", "the four-year average".
pub fn years(tokens: &Tokens<'_>, sentence: &Range<usize>, at: usize) -> Option<u32> {
    let word = tokens.word(at);
    if word != "mean" && !word.starts_with("averag") {
        return None;
    }
    let near = at.saturating_sub(5).max(sentence.start)..sentence.end.min(at + 7);
    near.into_iter().find_map(|near| {
        let count = match tokens.kind(near) {
            Some(Kind::Number) => tokens.text(near).parse().ok(),
            _ => lexicon::number_word(tokens.word(near)),
        }?;
        let next = if tokens.is_dash(near + 1) { near + 2 } else { near + 1 };
        let ago = matches!(tokens.word(next + 1), "ago" | "earlier" | "before");
        (matches!(tokens.word(next), "year" | "years") && !ago && (2..40).contains(&count)).then_some(count)
    })
}

/// The figures of so many years as a sentence says, up to a period that it can be of, if a number is their mean.
pub fn gives(
    reading: &Reading<'_, '_>,
    quantity: &Quantity,
    ids: &[String],
    places: &[Place],
) -> Option<Vec<Figure>> {
    let count = reading.sentence.clone().find_map(|at| years(reading.tokens, &reading.sentence, at))?;
    let all = ids.iter().flat_map(|id| places.iter().map(move |place| (id, place)));
    let mut means = all.filter_map(|(id, place)| mean(reading, id, place, count));
    let found = means.find(|(years, mean)| {
        years.last().is_some_and(|last| {
            let shown = round(*mean, last.measure.decimals);
            quantity.counted.fits(last.measure.unit) && (quantity.is(*mean) || quantity.is(shown))
        })
    });
    found.map(|(years, _)| years)
}

/// The figures of a measure of so many periods, the first one first, and their mean; `None` if one is missing.
fn mean(reading: &Reading<'_, '_>, id: &str, place: &Place, count: u32) -> Option<(Vec<Figure>, Decimal)> {
    let mut period = *place.periods.first()?;
    let mut sum = Decimal::ZERO;
    let mut years = Vec::new();
    for _ in 0..count {
        let at = Place { area: Arc::clone(&place.area), periods: vec![period] };
        let figure = reading.desk.figures(id, &at, reading.basis).into_iter().next()?;
        sum += figure.datum.number()?;
        years.push(figure);
        period = period.previous();
    }
    years.reverse();
    Some((years, sum.checked_div(Decimal::from(count))?))
}
