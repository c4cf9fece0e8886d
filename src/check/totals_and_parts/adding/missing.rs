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

/// Whether the total counts those who were asked, some of whom may have said nothing: "we asked 120 tenants: 40 were for it and
/// 30 against"; `others` are the sentences in which the answers may stand as well.
pub(super) fn may_be_silent(sum: &Sum, sentence: &Sentence<'_>, others: &[&Sentence<'_>]) -> bool {
    /// What people say to what they are asked.
    const ANSWERS: &str = "against agree agreed disagree disagreed dislike disliked dissatisfied favour favoured happy like liked \
        objected oppose opposed prefer preferred said satisfied support supported unhappy want wanted willing yes";
    /// What is said of those who say nothing, or by those who say something else.
    const SAID_NOTHING: &str =
        "abstained answer answered know opinion replied reply responded response undecided unsure view";
    if !sum.is_short() || !is_asked(sentence, &sum.place) {
        return false;
    }
    let has = |words: &str| {
        let after = (sum.place.end..sentence.words.len()).map(|at| sentence.lower(at));
        let beside = others.iter().flat_map(|other| other.words.iter().map(|word| word.lower.as_str()));
        after.chain(beside).any(|word| among(words, word))
    };
    has(ANSWERS) && !(has(SAID_NOTHING) && sum.is_near())
}

/// Whether a number counts those who were asked something: "we wrote to 120 tenants", "120 tenants were asked", "a poll of 120".
fn is_asked(sentence: &Sentence<'_>, total: &Range<usize>) -> bool {
    const ASKED: &str = "approached asked balloted canvassed consulted contacted e-mailed emailed invited phoned polled questioned rang \
        surveyed telephoned written wrote";
    let sign = |at: &usize| among(". , ; : ( )", sentence.lower(*at));
    let poll = |at: usize| among("ballot poll survey", sentence.lower(at)) && sentence.lower(at + 1) == "of";
    let asked = |at: usize| among(ASKED, sentence.lower(at)) || poll(at);
    let said = |at: usize| among("answers replies respondents responses", sentence.lower(at));
    let before = (total.start.saturating_sub(4)..total.start).rev().take_while(|at| !sign(at));
    let after = (total.end..(total.end + 6).min(sentence.words.len())).take_while(|at| !sign(at));
    before.chain(after).any(asked) && !(total.end..total.end + 3).any(said)
}

fn is_vacant(sentence: &Sentence<'_>, at: usize) -> bool {
    among("vacancy vacant vacancies", sentence.lower(at))
}
