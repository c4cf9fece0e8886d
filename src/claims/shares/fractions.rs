//! Fractions in words and the shares beside them: "more than half (43%)", "most complaints (26 of 173)".

use std::ops::Range;

use rust_decimal::Decimal;

use super::{finding, is_count};
use crate::claims::Finding;
use crate::claims::lexicon;
use crate::claims::numbers::Counted;
use crate::claims::reading::Reading;
use crate::claims::tokens::Kind;

/// A share that a sentence gives in numbers: a percentage, or so many of so many.
struct Share {
    tokens: Range<usize>,
    value: Decimal,
    /// Whether it is two numbers, "26 of 173".
    counts: bool,
}

/// The shares of a sentence, in order.
fn given(reading: &Reading<'_, '_>) -> Vec<Share> {
    let tokens = reading.tokens;
    let percents = reading.quantities.iter().filter(|one| one.counted == Counted::Percent);
    let mut found: Vec<Share> =
        percents.map(|one| Share { tokens: one.tokens.clone(), value: one.value, counts: false }).collect();
    for pair in reading.quantities.windows(2) {
        let (part, whole) = (&pair[0], &pair[1]);
        let of = whole.tokens.start == part.tokens.end + 1 && tokens.word(part.tokens.end) == "of";
        if !of || !is_count(part) || !is_count(whole) || part.value > whole.value {
            continue;
        }
        let share = part.value.checked_mul(Decimal::ONE_HUNDRED).and_then(|of| of.checked_div(whole.value));
        found.extend(share.map(|value| Share { tokens: part.tokens.start..whole.tokens.end, value, counts: true }));
    }
    found.sort_by_key(|one| one.tokens.start);
    found
}

/// "more than half (43%)", "the majority, 48%": a fraction in words and the percentage beside it.
pub(super) fn check(reading: &Reading<'_, '_>) -> Vec<Finding> {
    let tokens = reading.tokens;
    let mut found = Vec::new();
    let shares = given(reading);
    for at in reading.sentence.clone() {
        if tokens.list[at].fact.is_some() {
            continue;
        }
        let Some((low, high, length, words)) = fraction(reading, at) else { continue };
        if is_of_another_rate(reading, at + length) {
            continue;
        }
        let most = tokens.word(at) == "most";
        let beside = shares.iter().find(|one| {
            let gap = if one.tokens.start >= at + length { one.tokens.start - at - length } else { usize::MAX };
            let bracketed = gap < 14
                && (at + length..one.tokens.start).next_back().is_some_and(|before| {
                    tokens.is(before, '(') || tokens.is(before, ',') || tokens.is(before, '–')
                });
            let is_lead = one.tokens.end <= at
                && (one.tokens.end..at).len() <= 3
                && (one.tokens.end..at).any(|at| tokens.is(at, ',') || tokens.is(at, '(') || tokens.is(at, '–'));
            // "Most staff stay, 11.3% left": what only follows is no share of them.
            let closed = tokens.kind(one.tokens.end).is_none_or(|kind| {
                matches!(kind, Kind::Sign(',' | ')' | '–' | '.' | ';')) || one.tokens.end == reading.sentence.end
            });
            let new = most || one.counts;
            bracketed && (!new || closed) || !new && (is_lead || is_set_off(reading, &one.tokens, at, at + length))
        });
        let Some(share) = beside else { continue };
        let nearer =
            reading.quantities.iter().any(|one| (at + length..share.tokens.start).contains(&one.tokens.start));
        if nearer || (low..=high).contains(&share.value) {
            continue;
        }
        found.push(finding(
            &(at..at + length),
            format!("`{words}` is not true: the share beside it is {}", told(reading, share)),
            "say what the number says",
        ));
    }
    found
}

/// A share as it is written, with what two numbers make.
fn told(reading: &Reading<'_, '_>, share: &Share) -> String {
    let said = &reading.tokens.passage.text[reading.tokens.bytes(&share.tokens)];
    if share.counts {
        let rounded = crate::quantity::style::round(share.value, 1).normalize();
        format!("{said}, {rounded}%")
    } else {
        said.to_owned()
    }
}

/// "about half of the national rate (7.4% against 14.2%)": a multiple of a rate, and no share of people.
fn is_of_another_rate(reading: &Reading<'_, '_>, end: usize) -> bool {
    // "half of our posts" is a share of posts.
    let of_things = |one: &Range<usize>| {
        matches!(reading.tokens.word(one.start), "our" | "its" | "the")
            && (one.end..one.end + 3).any(|at| lexicon::noun(reading.tokens.word(at)).is_some())
    };
    let area =
        reading.areas.iter().any(|one| (end..end + 4).contains(&one.tokens.start) && !of_things(&one.tokens));
    area && matches!(reading.tokens.word(end), "of" | "the")
}

/// "11.3% of social workers, more than half, left": a fraction between commas after the share that it repeats.
fn is_set_off(reading: &Reading<'_, '_>, share: &Range<usize>, start: usize, end: usize) -> bool {
    let tokens = reading.tokens;
    let between = share.end..start;
    let between_commas = start > share.end && tokens.is(start - 1, ',') && tokens.is(end, ',');
    between_commas
        && between.len() <= 7
        && tokens.word(share.end) == "of"
        && !reading.quantities.iter().any(|one| between.contains(&one.tokens.start))
}

/// A fraction in words: the percentages that it can stand for, its tokens and its words.
fn fraction(reading: &Reading<'_, '_>, at: usize) -> Option<(Decimal, Decimal, usize, String)> {
    let tokens = reading.tokens;
    let word = |step: usize| tokens.word(at + step);
    let between = |low: i64, high: i64, length: usize| {
        let words = tokens.passage.text[tokens.bytes(&(at..at + length))].to_owned();
        Some((Decimal::new(low, 1), Decimal::new(high, 1), length, words))
    };
    match (word(0), word(1), word(2)) {
        ("most", "of", "the" | "our" | "these" | "those" | "all") => between(501, 1000, 1),
        ("most", noun, _)
            if lexicon::noun(noun).is_some()
                && (at == reading.sentence.start
                    || !matches!(tokens.word(at - 1), "the" | "our" | "their" | "at" | "its")) =>
        {
            between(501, 1000, 1)
        }
        ("more" | "greater", "than", "half") => between(500, 1000, 3),
        ("less" | "fewer", "than", "half") => between(0, 500, 3),
        ("over", "half", _) => between(500, 1000, 2),
        ("under", "half", _) => between(0, 500, 2),
        ("just", "over", "half") => between(500, 550, 3),
        ("just", "under", "half") => between(450, 500, 3),
        ("nearly" | "almost", "half", _) => between(440, 500, 2),
        ("about" | "around" | "roughly", "half", _) => between(450, 550, 2),
        ("the", "majority", _) | ("a", "majority", _) => between(500, 1000, 2),
        ("a", "minority", _) => between(0, 500, 2),
        ("two", "thirds", _) => between(635, 700, 2),
        ("two", _, "thirds") if tokens.is_dash(at + 1) => between(635, 700, 3),
        ("three", "quarters", _) => between(720, 780, 2),
        ("a", "third", _) if tokens.word(at + 2) != "year" => between(300, 365, 2),
        ("a", "quarter", _) => between(225, 275, 2),
        ("a", "fifth", _) => between(180, 220, 2),
        ("half", "of", _)
            if at > 0
                && !matches!(
                    tokens.word(at - 1),
                    "than" | "over" | "under" | "nearly" | "almost" | "about" | "around" | "roughly"
                ) =>
        {
            between(480, 520, 1)
        }
        _ => None,
    }
    .filter(|_| tokens.kind(at) == Some(Kind::Word))
    .filter(|(.., words)| {
        // "more than a third", "nearly two thirds": the bound is in the words before.
        let of_another =
            |end: usize| matches!(tokens.word(end), "that" | "those" | "as" | "last" | "its" | "their");
        let hedged = at > 0
            && matches!(tokens.word(at - 1), "than" | "nearly" | "almost" | "over" | "under" | "about" | "around");
        (!hedged || words.contains("half")) && !(1..4).any(|step| of_another(at + step))
    })
}
