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
    let more = [joined(words, body), decided(words, body), there(words, body)];
    one.into_iter().chain(more).flatten().collect()
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
    let (mut object, start) = object_before(words, end)?;
    let mut end = next.min(words.len());
    // "The comments that it made on fraud": what they are about stands behind the verb.
    if done == Act::Make
        && matches!(lower(next), "on" | "about")
        && let Some((about, after)) = object_at(words, next + 1, words.len())
        && !words.get(next + 1).is_some_and(|word| word.is_number() || weekday(word).is_some())
    {
        object.rest.extend(about.rest);
        object.rest.insert(about.head);
        end = after;
    }
    Some((done, object, start..end))
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

/// "The meeting of the Board on 3 May at which the plan was agreed", "… that agreed the plan".
fn there(words: &[Word<'_>], body: &Range<usize>) -> Option<Told> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let before = body.start.saturating_sub(5)..body.start;
    let meeting = before.chain(body.end..body.end + 1).any(|at| lower(at) == "meeting");
    let mut at = body.end;
    while at < words.len() && (is_beside(words, at) && !matches!(lower(at), "which" | "when" | "that")) {
        at += 1;
    }
    if !meeting || !matches!(lower(at), "which" | "when" | "where") || lower(at) == "which" && lower(at - 1) != "at"
    {
        return None;
    }
    let was = (at + 1..words.len().min(at + 14)).find(|at| matches!(lower(*at), "was" | "were"))?;
    let done = act(lower(was + 1))?;
    let (mut object, start) = object_before(words, was)?;
    let mut end = was + 2;
    if lower(end) == "for"
        && let Some((purpose, after)) = object_at(words, end + 1, words.len())
    {
        object.rest.extend(purpose.rest);
        object.rest.insert(purpose.head);
        end = after;
    }
    (start == at + 1).then_some((done, object, body.start..end))
}

/// "The decision that Cabinet took to refuse it", "Cabinet's decision on 3 May to refuse it", "Cabinet decided on 3 May to refuse it",
/// "the decision to refuse it that Cabinet took".
fn decided(words: &[Word<'_>], body: &Range<usize>) -> Option<Told> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let taken = |at: usize| TAKEN.contains(&lower(at));
    let joins = |at: usize| {
        taken(at) || matches!(lower(at), "that" | "which" | "by" | "of" | "the" | "," | "was" | "full" | "members")
    };
    let genitive = lower(body.end - 1).ends_with("'s") || lower(body.end - 1).ends_with("’s");
    let mut first = body.start;
    while first > 0 && joins(first - 1) {
        first -= 1;
    }
    let led = first < body.start && first > 0;
    let (noun, from) = if genitive && is_decision(lower(body.end)) {
        (body.end, body.end + 1)
    } else if led && is_decision(lower(first - 1)) {
        (first - 1, body.end)
    } else if matches!(lower(body.end), "decided" | "resolved" | "voted") {
        (body.end, body.end + 1)
    } else if led {
        // "The decision to refuse the application that Cabinet took".
        let noun = (first.saturating_sub(12)..first).rev().find(|at| is_decision(lower(*at)))?;
        let (done, object, after) = decision(words, noun, noun + 1)?;
        return (after == first).then_some((done, object, noun..body.end + usize::from(taken(body.end))));
    } else {
        return None;
    };
    let mut at = from;
    while at < words.len().min(from + 14) {
        if let Some((done, object, after)) = decision(words, noun, at) {
            return Some((done, object, body.start..after));
        }
        if !(taken(at) || is_beside(words, at)) {
            return None;
        }
        at += 1;
    }
    None
}

/// What a body takes, makes or gives a decision with.
const TAKEN: &[&str] = &["gave", "given", "granted", "made", "passed", "reached", "take", "taken", "took", "put"];

/// Whether a noun can have what was decided behind it: "decision to refuse", "approval of", "request for".
fn is_decision(lower: &str) -> bool {
    matches!(lower, "decision" | "resolution" | "vote") || noun_act(lower).is_some()
}

/// What was decided, from the "to", "of" or "for" at an index.
fn decision(words: &[Word<'_>], noun: usize, at: usize) -> Option<(Act, Object, usize)> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let next = words.get(at + 1)?;
    let verb = act(lower(at + 1)).filter(|_| lower(at) == "to" && !lower(at + 1).ends_with("ed"));
    let (done, from) = match verb {
        Some(done) => (done, at + 2),
        None if matches!(lower(at), "to" | "of" | "for") && !(next.is_number() || weekday(next).is_some()) => {
            (noun_act(lower(noun))?, at + 1)
        }
        None => return None,
    };
    // "To refuse that application".
    let from = from + usize::from(matches!(lower(from), "that" | "for"));
    // "Of its meeting": when, and not what.
    let (object, end) = object_at(words, from, words.len())?;
    (object.head != "meet").then_some((done, object, end))
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
