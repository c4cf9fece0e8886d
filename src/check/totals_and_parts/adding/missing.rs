//! What is missing from parts, where the words around them say it: "with one vacancy", "The other 15 are still looking."

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::quantities::Sentence;
use crate::check::totals_and_parts::adding::sums::Sum;

/// Whether a later sentence says what is missing: "The other 15 are still looking."
pub(super) fn completes(sum: &Sum, later: &Sentence<'_>) -> bool {
    let rest = match later.lower(0) {
        "the" => among("other others remainder remaining rest", later.lower(1)),
        word => among("another others", word),
    };
    let missing = sum.value - sum.parts();
    let one = later.lower(0) == "one" && missing == Decimal::ONE;
    sum.is_short() && (rest || one || later.quantities.iter().any(|one| one.value == missing))
}

/// Whether the words of a sentence around its parts say what is missing: "24 posts, with one vacancy: 15 in the north and 8 in the
/// south".
pub(super) fn is_said(sum: &Sum, sentence: &Sentence<'_>, parts: &Range<usize>) -> bool {
    let (total, end) = (&sum.place, sentence.words.len());
    // "18 vacancies: six in adoption" are what is counted.
    let counted = (total.end..total.end + 2).any(|at| is_vacant(sentence, at));
    let around = (0..total.start).chain(total.end..parts.start).chain(parts.end..end);
    is_said_in(sum, sentence, &around, counted)
}

/// The same of what follows the parts, whose total another sentence gives.
pub(super) fn is_said_after(sum: &Sum, sentence: &Sentence<'_>, parts: &Range<usize>) -> bool {
    is_said_in(sum, sentence, &(parts.end..sentence.words.len()), false)
}

fn is_said_in(
    sum: &Sum,
    sentence: &Sentence<'_>,
    around: &(impl Iterator<Item = usize> + Clone),
    counted: bool,
) -> bool {
    let missing = sum.value - sum.parts();
    let around = || around.clone();
    let number = |at: usize| match sentence.lower(at) {
        "one" => Some(Decimal::ONE),
        "a" if (at + 1..at + 3).any(|at| is_vacant(sentence, at)) => Some(Decimal::ONE),
        _ => sentence.quantities.iter().find(|one| one.first == at).map(|one| one.value),
    };
    let mut numbers = around().filter_map(number).peekable();
    let unknown = numbers.peek().is_none() && !counted && around().any(|at| is_vacant(sentence, at));
    sum.is_short() && (unknown || numbers.any(|one| one == missing))
}

fn is_vacant(sentence: &Sentence<'_>, at: usize) -> bool {
    among("vacancy vacant vacancies", sentence.lower(at))
}
