//! Documents that a text first tells of, and then quotes: "A review of bus stops was carried out in May 2025. It showed …".

use super::after::FINDINGS;
use super::phrase::{Determiner, Phrase, is_thing};
use super::saying::{Spoken, predicate};
use super::times::time;
use super::verbs::{is_modal, made};
use crate::check::answer::among;
use crate::check::words::{Word, lower};

/// Things that are written up where it is told that they were done.
const DONE: &str = "challenge exercise forecast forecasts modelling projections";

/// Words of a document that is one of many, or only asked of people.
const NOT_ONE: &str =
    "consultation each every forthcoming monthly national planned proposed quarterly routine similar weekly";

/// Whether a sentence tells that a document was made at some time, and it, or the next one, what it found.
pub fn is_quoted(words: &[Word<'_>], phrase: &Phrase, next: Option<&[Word<'_>]>) -> bool {
    let noun = lower(words, phrase.head);
    let carried_out = carries_out(&words[..phrase.start]);
    let before = &words[phrase.start..phrase.head];
    if matches!(phrase.determiner, Determiner::Any | Determiner::This)
        || is_thing(noun) && !among(DONE, noun)
        || before.iter().any(|word| among(NOT_ONE, &word.lower))
        || phrase.start > 0
            && !among(", and ; :", lower(words, phrase.start - 1))
            && time_before(words, phrase.start).is_none()
            && !carried_out
    {
        return false;
    }
    let made = if carried_out { Some(phrase.end()) } else { told_of(words, phrase.end()) };
    let Some(end) = made else { return false };
    let dated = phrase.after.date.is_some()
        || (phrase.end()..words.len()).any(|at| time(words, at).is_some())
        || time_before(words, phrase.start).is_some()
        || carried_out && (0..phrase.start).any(|at| time(words, at).is_some());
    let said = |words: &[Word<'_>], from: usize| {
        matches!(predicate(words, from, false), Some(Spoken::Past | Spoken::Present))
    };
    let here = || {
        (end..words.len()).any(|at| {
            among("and which ;", lower(words, at)) && {
                let it = usize::from(among("it this they", lower(words, at + 1)));
                (lower(words, at) != ";" || it == 1) && said(words, at + 1 + it)
            }
        })
    };
    dated && (here() || next.is_some_and(|next| goes_on(next, noun)))
}

/// Whether words tell that somebody made what is named next: "In May Capita carried out", "the University has published".
fn carries_out(words: &[Word<'_>]) -> bool {
    const MADE: &str =
        "commissioned completed conducted did drafted held issued made prepared produced published undertook wrote";
    let mut last = words.iter().rev().map(|word| word.lower.as_str());
    match last.next() {
        Some("out") => last.next() == Some("carried"),
        verb => verb.is_some_and(|verb| among(MADE, verb)) && last.next().is_some_and(|before| before != "be"),
    }
}

/// Where it is told that the document was made: the word after "was carried out", "has been written up".
fn told_of(words: &[Word<'_>], from: usize) -> Option<usize> {
    // "An exercise comparing our fees with theirs was written up".
    let goes_on = lower(words, from).ends_with("ing") || among("in of on to", lower(words, from));
    let verb = |at: &usize| among("was were has have had", lower(words, *at));
    let mut at = match (from..words.len().min(from + 14)).find(verb).filter(|_| goes_on) {
        Some(verb) if !words[from..verb].iter().any(|word| among(", ; : that which who", &word.lower)) => verb,
        _ => from,
    };
    let from = at;
    while among("was were has have had been recently also then", lower(words, at)) {
        at += 1;
    }
    let helped = at > from && !words[from..at].iter().any(|word| is_modal(&word.lower));
    (helped && words.get(at).is_some_and(made)).then_some(at + 1)
}

/// "In January 2026 a review of …": the time that opens a sentence.
fn time_before(words: &[Word<'_>], start: usize) -> Option<usize> {
    let opens = usize::from(among("in on during last", lower(words, 0)));
    time(words, opens).or_else(|| time(words, 0)).filter(|end| *end <= start && start <= end + 1)
}

/// Whether a sentence goes on with what a document found: "It showed that", "The review recommended", "According to it", "The findings
/// were".
fn goes_on(words: &[Word<'_>], noun: &str) -> bool {
    let opens = |at: usize| lower(words, at);
    if among("it this they", opens(0)) {
        return matches!(predicate(words, 1, opens(0) == "they"), Some(Spoken::Past | Spoken::Present));
    }
    if among("the this", opens(0)) && opens(1) == noun {
        return matches!(predicate(words, 2, false), Some(Spoken::Past | Spoken::Present));
    }
    let according = opens(0) == "according" && opens(1) == "to" && among("it this them", opens(2));
    let found = among("its the these", opens(0))
        && among(FINDINGS, opens(1))
        && !among("data figures information numbers", opens(1));
    let future = words.iter().take(6).any(|word| is_modal(&word.lower));
    according || found && !future
}
