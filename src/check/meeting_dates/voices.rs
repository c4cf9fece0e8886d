//! Voices: one act as an active, a passive or a noun tells it.

use std::ops::Range;

use crate::check::dates::{date_at, weekday};
use crate::check::meeting_dates::acts::{Act, act, noun_act};
use crate::check::meeting_dates::objects::{Object, object_at, object_before};
use crate::check::words::Word;

/// An act, its object, and the words in which it is told.
pub type Told = (Act, Object, Range<usize>);

/// All that a sentence tells of a body.
pub fn told(words: &[Word<'_>], body: &Range<usize>) -> Vec<Told> {
    let one = [nominal(words, body), active(words, body), passive(words, body)];
    one.into_iter().flatten().chain(joined(words, body)).collect()
}

/// "Cabinet agreed the plan", "the plan that Cabinet agreed".
fn active(words: &[Word<'_>], body: &Range<usize>) -> Option<Told> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let mut verb = body.end;
    while verb < words.len() && verb < body.end + 16 && (act(lower(verb)).is_none() || is_asked(words, verb)) {
        let asked = is_asked(words, verb);
        if !(asked || is_beside(words, verb)) {
            return None;
        }
        verb += 1;
    }
    let done = act(lower(verb))?;
    // "The plan was agreed": what was done to it.
    if matches!(lower(verb - 1), "was" | "were" | "been" | "be" | "is") {
        return None;
    }
    let mut next = verb + 1;
    while matches!(lower(next), "for" | "off" | "down" | "up" | "at" | "to")
        && !(lower(next) == "to" && done == Act::Agree)
        && !(lower(next) == "at" && (lower(verb) != "looked"))
    {
        next += 1;
    }
    if let Some((object, end)) = object_at(words, next, words.len()) {
        return Some((done, object, body.start..end));
    }
    // The object stands before: "the plan that Cabinet agreed".
    let mut end = body.start;
    while end > 0 && matches!(lower(end - 1), "the" | "that" | "which" | "," | "full") {
        end -= 1;
    }
    let (object, start) = object_before(words, end)?;
    Some((done, object, start..next.min(words.len())))
}

/// "Visited the site and refused permission": what a body did besides.
fn joined(words: &[Word<'_>], body: &Range<usize>) -> Option<Told> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let clause =
        words.iter().skip(body.end).take_while(|word| !matches!(word.text, ";" | "which" | "that" | "who"));
    let until = body.end + clause.count();
    let verb = (body.end + 1..until).find(|at| lower(at - 1) == "and" && act(lower(*at)).is_some())?;
    let first = lower(body.end);
    let subject = first.len() > 4 && (first.ends_with("ed") || act(first).is_some() || first == "heard");
    let next = verb + 1 + usize::from(matches!(lower(verb + 1), "for" | "off" | "down"));
    let (object, end) = object_at(words, next, until)?;
    subject.then_some((act(lower(verb))?, object, verb..end))
}

/// "Will be asked to approve": no question of the body's own.
fn is_asked(words: &[Word<'_>], at: usize) -> bool {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    lower(at) == "asked" && at > 0 && matches!(lower(at - 1), "be" | "is" | "was" | "are")
}

/// "The plan was agreed by Cabinet", "the refusal by Cabinet".
fn passive(words: &[Word<'_>], body: &Range<usize>) -> Option<Told> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let mut by = body.start;
    while by > 0 && matches!(lower(by - 1), "the" | "full" | "of" | "meeting" | "members" | "a") {
        by -= 1;
    }
    if by == 0 || lower(by - 1) != "by" {
        return None;
    }
    let mut verb = by - 1;
    while verb > 0 && act(lower(verb)).is_none() {
        if verb + 12 < by || verb != by - 1 && !is_beside(words, verb) {
            return None;
        }
        verb -= 1;
    }
    let done = act(lower(verb))?;
    let mut end = verb;
    while end > 0
        && (matches!(
            lower(end - 1),
            "," | "was"
                | "were"
                | "is"
                | "be"
                | "been"
                | "as"
                | "which"
                | "that"
                | "will"
                | "had"
                | "has"
                | "to"
                | "are"
                | "due"
                | "also"
                | "then"
                | "formally"
        ))
    {
        end -= 1;
    }
    let (object, start) = object_before(words, end)?;
    Some((done, object, start..body.end))
}

/// "The objection made by the council", "Cabinet's approval of the plan".
fn nominal(words: &[Word<'_>], body: &Range<usize>) -> Option<Told> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    if lower(body.end - 1).ends_with("'s")
        && let Some(done) = noun_act(lower(body.end))
        && matches!(lower(body.end + 1), "of" | "to" | "for")
    {
        let (object, end) = object_at(words, body.end + 2, words.len())?;
        return Some((done, object, body.start..end));
    }
    let mut by = body.start;
    while by > 0 && matches!(lower(by - 1), "the" | "full" | "of" | "meeting" | "members" | "a") {
        by -= 1;
    }
    if by == 0 || lower(by - 1) != "by" {
        return None;
    }
    let end = by - 1 - usize::from(by > 1 && lower(by - 2) == "made");
    let noun = (end.saturating_sub(10)..end).rev().find(|at| noun_act(lower(*at)).is_some())?;
    let done = noun_act(lower(noun))?;
    if noun + 1 == end {
        return Some((done, Object::unsaid(), noun..body.end));
    }
    let (object, after) = object_at(words, noun + 2, end)?;
    (after == end).then_some((done, object, noun..body.end))
}

/// What stands between a body and what it did, and between that and the date, when it is no more than when and where.
pub fn is_beside(words: &[Word<'_>], at: usize) -> bool {
    const BESIDE: &[&str] = &[
        ",",
        "(",
        ")",
        "a",
        "also",
        "annual",
        "as",
        "at",
        "be",
        "been",
        "budget",
        "date",
        "due",
        "for",
        "formally",
        "had",
        "has",
        "have",
        "held",
        "in",
        "is",
        "it",
        "its",
        "last",
        "meeting",
        "members",
        "next",
        "of",
        "off",
        "on",
        "special",
        "that",
        "the",
        "their",
        "then",
        "to",
        "unanimously",
        "was",
        "were",
        "which",
        "who",
        "will",
        "would",
        "down",
        "up",
        "when",
        "late",
        "early",
    ];
    let word = &words[at];
    BESIDE.contains(&word.lower.as_str()) || weekday(word).is_some() || is_of_date(words, at)
}

fn is_of_date(words: &[Word<'_>], at: usize) -> bool {
    let within =
        |back: usize| at.checked_sub(back).and_then(|first| date_at(words, first)).is_some_and(|one| at < one.end);
    (0..5).any(within) || crate::check::dates::month(words[at].text).is_some()
}
