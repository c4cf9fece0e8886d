//! Sentences that say that a scrutiny body has still to see what a report brings: "will consider the proposal for the first time in May".

use std::ops::Range;

use crate::check::answer::among;
use crate::check::dates::month;
use crate::check::scrutiny_answer::denied::{bodies_or_scrutiny, is_meant};
use crate::check::scrutiny_answer::matter::Matter;
use crate::check::words::{Word, lower, words};

/// What a body will do with a paper, and how a paper will come before it.
const SEES: &str = "consider debate discuss examine hear look receive review scrutinise see take";
const COMES: &str = "be come go presented put submitted taken";

/// Whether a sentence says that a scrutiny body which the answer means has not had the matter before and is still to have it.
pub fn is_first_to_come(sentence: &str, matter: &Matter, answer: &str) -> bool {
    let words = words(sentence);
    let apart = words.iter().any(|word| among("again if unless until whether", &word.lower));
    if apart || sentence.trim_end().ends_with('?') {
        return false;
    }
    bodies_or_scrutiny(&words, matter).iter().any(|body| {
        is_meant(&words[body.clone()], answer)
            && (sees_first(&words, body, matter) || comes_first(&words, body, matter))
    })
}

/// "Will consider the proposal for the first time", "will first look at it", "has yet to see it".
fn sees_first(words: &[Word<'_>], body: &Range<usize>, matter: &Matter) -> bool {
    let Some((verb, first)) = to_come(words, body.end) else { return false };
    let object = if among("at into", lower(words, verb + 1)) { verb + 2 } else { verb + 1 };
    let rest = words.get(object..).unwrap_or_default();
    among(SEES, lower(words, verb)) && (first || first_time(rest)) && matter.is_named(without_time(rest))
}

/// "The proposal will go to the Scrutiny Panel for the first time", "has yet to go to scrutiny".
fn comes_first(words: &[Word<'_>], body: &Range<usize>, matter: &Matter) -> bool {
    (0..body.start).any(|at| {
        let Some((verb, first)) = to_come(words, at) else { return false };
        let comes = among(COMES, lower(words, verb)) && verb < body.start && body.start - verb <= 5;
        comes && (first || first_time(&words[body.end..])) && matter.is_named(&words[..at])
    })
}

/// The verb of what is still to come, from an auxiliary on, and whether it is said to be for the first time: "will first look", "has yet
/// to see".
fn to_come(words: &[Word<'_>], at: usize) -> Option<(usize, bool)> {
    let pair = |one: &str, other: &str| among(one, lower(words, at)) && lower(words, at + 1) == other;
    if pair("are has have is", "yet") && lower(words, at + 2) == "to" {
        return Some((at + 3, true));
    }
    let verb = match lower(words, at) {
        "will" => at + 1,
        "is" | "are" if lower(words, at + 1) == "to" => at + 2,
        _ => return None,
    };
    let first = lower(words, verb) == "first";
    Some((verb + usize::from(first), first))
}

/// Words up to where they say when: "the proposal" of "the proposal for the first time on 14 May".
fn without_time<'a, 'b>(words: &'a [Word<'b>]) -> &'a [Word<'b>] {
    let when = |at: &usize| {
        let time = words.get(at + 1).is_some_and(|next| next.is_number() || month(next.text).is_some());
        among("at in on", lower(words, *at)) && (time || lower(words, at + 1) == "its")
            || first_time(&words[*at..words.len().min(at + 4)])
    };
    &words[..(0..words.len()).find(when).unwrap_or(words.len())]
}

fn first_time(words: &[Word<'_>]) -> bool {
    words.windows(4).any(|four| four.iter().map(|word| word.lower.as_str()).eq(["for", "the", "first", "time"]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn told(text: &str) -> bool {
        let date = NaiveDate::from_ymd_opt(2025, 6, 17).unwrap_or_default();
        let matter = Matter::new("Lighting at the bowls club", date);
        is_first_to_come(text, &matter, "Yes – considered by the Place Scrutiny Panel")
    }

    #[test]
    fn what_is_yet_to_be_seen_has_not_been_considered() {
        for text in [
            "The Place Scrutiny Panel will consider the proposal for the first time on 14 May 2026.",
            "The proposal will go to the Place Scrutiny Panel for the first time in January 2026.",
            "The Place Scrutiny Panel will first look at the lighting in July.",
            "The proposal has yet to go to scrutiny.",
            "Scrutiny is yet to see this report.",
            "The proposal is to be considered by the Place Scrutiny Panel for the first time in July.",
        ] {
            assert!(told(text), "{text}");
        }
        for text in [
            "The Place Scrutiny Panel will consider the proposal again on 14 May 2026.",
            "The Place Scrutiny Panel will consider the final design for the first time in May.",
            "The People Scrutiny Panel will consider the proposal for the first time in May.",
            "The Place Scrutiny Panel will see how the lights are used after a year.",
            "The Place Scrutiny Panel has yet to fill its vacancy.",
            "The Cabinet will consider the proposal for the first time in May.",
            "The Place Scrutiny Panel considered the proposal for the first time in May.",
        ] {
            assert!(!told(text), "{text}");
        }
    }
}
