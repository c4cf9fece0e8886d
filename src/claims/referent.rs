//! Referents: the figure that "this" and "it" at the start of a sentence are.

use std::ops::Range;

use crate::claims::account::is_difference;
use crate::claims::lexicon;
use crate::claims::numbers::Quantity;
use crate::claims::reading::Reading;
use crate::claims::tokens::Tokens;
use crate::facts::figure::Figure;

/// Whether a sentence says of the figure of the sentence before that it moved or how it compares: "This is a decrease".
pub fn refers(tokens: &Tokens<'_>, sentence: &Range<usize>) -> bool {
    let word = |step: usize| tokens.word(sentence.start + step);
    let verb = match word(0) {
        "this" | "that" | "it" if matches!(word(1), "rate" | "figure" | "level" | "mean" | "average") => 2,
        "this" | "that" | "it" | "they" | "these" => 1,
        "the" if matches!(word(1), "rate" | "figure" | "level") => 2,
        _ => return false,
    };
    let states = matches!(
        word(verb),
        "is" | "was"
            | "are"
            | "were"
            | "has"
            | "have"
            | "had"
            | "represents"
            | "represented"
            | "marks"
            | "marked"
            | "remains"
            | "remained"
    ) || lexicon::entry_at(tokens, sentence.start + verb).is_some();
    let near = sentence.start + verb..sentence.end.min(sentence.start + verb + 7);
    // "This is due to a rise in …", "This is the result of fewer people leaving" speak of something else.
    let causes = near.clone().any(|at| {
        matches!(
            tokens.word(at),
            "because"
                | "due"
                | "result"
                | "thanks"
                | "owing"
                | "why"
                | "caused"
                | "following"
                | "despite"
                | "driven"
                | "reflects"
                | "about"
                | "linked"
                | "attributed"
                | "where"
                | "what"
                | "how"
        )
    });
    // "It was higher a year ago" is said of then, not of now.
    let then = matches!(word(verb), "was" | "were" | "had")
        && near.clone().all(|at| tokens.word(at) != "than")
        && near
            .clone()
            .any(|at| lexicon::entry_at(tokens, at).is_some_and(|one| one.form == lexicon::Form::Comparative));
    states && !then && !causes && near.into_iter().any(|at| lexicon::entry_at(tokens, at).is_some())
}

/// The figure that a sentence gives of now: all its numbers that are values are of one measure, and the first is it.
pub fn of(reading: &Reading<'_, '_>) -> Option<(Figure, Quantity)> {
    let mut found: Vec<(Figure, Quantity)> = Vec::new();
    for (nth, quantity) in reading.quantities.iter().enumerate() {
        if is_difference(reading, quantity) || !quantity.printed && reading.is_wish(quantity) {
            continue;
        }
        let figure = match &quantity.figure {
            Some(figure) => figure.scope.is_some().then(|| figure.clone()),
            None => {
                let ids = reading.ids_for(quantity.tokens.start, quantity.counted, false);
                let places = reading.places(quantity);
                let all = ids
                    .iter()
                    .flat_map(|id| places.iter().flat_map(|place| reading.desk.figures(id, place, reading.basis)));
                all.into_iter().find(|figure| {
                    quantity.counted.fits(figure.measure.unit)
                        && figure.shown().is_some_and(|value| quantity.is(value))
                })
            }
        };
        match figure {
            Some(figure) => found.push((figure, quantity.clone())),
            None if nth == 0 => return None,
            None => {}
        }
    }
    let (first, _) = found.first()?;
    let scope = first.scope.as_ref()?;
    let now = reading.desk.now()?;
    if found.iter().any(|(one, _)| one.measure.id != first.measure.id) {
        return None;
    }
    found
        .iter()
        .find(|(one, _)| {
            one.scope.as_ref().is_some_and(|own| own.area.code == scope.area.code && own.period == now)
        })
        .cloned()
}
