//! Sentences with the short ways of writing numbers of staff taken apart: "the 21-strong team", "13 people / 14.2 FTE".

use crate::check::headcount_and_fte::staff::{equivalents_word, is_noun};
use crate::check::passage::Passage;
use crate::check::quantities::Sentence;
use crate::check::words::{Word, words};

/// The sentences of a passage, with their numbers.
pub(super) fn sentences<'a>(passage: &'a Passage<'_>) -> Vec<Sentence<'a>> {
    Sentence::all(passage).into_iter().map(taken_apart).collect()
}

/// A sentence in which "20 full-time and 16 part-time staff" are 36 staff.
pub(super) fn added_up(mut sentence: Sentence<'_>) -> Sentence<'_> {
    let pair = |at: &usize| {
        let (one, other) = (&sentence.quantities[at - 1], &sentence.quantities[*at]);
        let (mine, end) = share(&sentence, one.end)?;
        let (their, noun) = share(&sentence, other.end)?;
        let both = mine != their && sentence.lower(end) == "and" && end + 1 == other.first;
        (both && is_noun(&sentence, noun)).then_some((*at, noun))
    };
    if let Some((at, end)) = (1..sentence.quantities.len()).find_map(|at| pair(&at)) {
        let other = sentence.quantities.remove(at);
        let one = &mut sentence.quantities[at - 1];
        (one.value, one.end) = (one.value + other.value, end);
    }
    sentence
}

/// "Full-time" or "part-time" at an index: which, and the index after it.
fn share<'a>(sentence: &'a Sentence<'_>, at: usize) -> Option<(&'a str, usize)> {
    match (sentence.lower(at), sentence.lower(at + 1)) {
        ("full-time", _) => Some(("full", at + 1)),
        ("part-time", _) => Some(("part", at + 1)),
        (share @ ("full" | "part"), "time") => Some((share, at + 2)),
        _ => None,
    }
}

/// A sentence in which every number stands by itself.
fn taken_apart(sentence: Sentence<'_>) -> Sentence<'_> {
    let old = &sentence.words;
    let new: Vec<Word<'_>> = (0..old.len()).flat_map(|at| word(old, at)).collect();
    if new == *old { sentence } else { Sentence::of(new) }
}

/// The words that one at an index stands for.
fn word<'a>(words: &[Word<'a>], at: usize) -> Vec<Word<'a>> {
    let word = &words[at];
    let next_is_number = words.get(at + 1).is_some_and(Word::is_number);
    if let Some(number) = word.text.strip_suffix("-strong").or_else(|| word.text.strip_suffix("\u{2011}strong")) {
        return in_two(word, number.len());
    }
    let after_number = at > 0 && words[at - 1].is_number();
    // "13 people / 14.2 FTE"; but "2024/25" and "and/or".
    if word.text == "/" && next_is_number != after_number {
        return vec![Word { lower: "or".to_owned(), ..word.clone() }];
    }
    // "FTE (33)" and "Headcount (30)" are no names with a number in them, as "Board (2)" is.
    let label = if equivalents_word(&word.lower) { "fte" } else { "headcount" };
    if (label == "fte" || word.lower == label) && words.get(at + 1).is_some_and(|next| next.text == "(") {
        return vec![Word { text: label, ..word.clone() }];
    }
    vec![word.clone()]
}

/// The two words on either side of a hyphen.
fn in_two<'a>(word: &Word<'a>, hyphen: usize) -> Vec<Word<'a>> {
    let (first, rest) = word.text.split_at(hyphen);
    let hyphen = rest.chars().next().map_or(0, char::len_utf8);
    let start = word.range.start;
    let part = |text: &'a str, from: usize| {
        let inner = words(text).into_iter();
        inner.map(move |one| Word { range: start + from + one.range.start..start + from + one.range.end, ..one })
    };
    part(first, 0).chain(part(&rest[hyphen..], first.len() + hyphen)).collect()
}
