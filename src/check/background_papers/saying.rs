//! Whether a document says something: "… has since confirmed", "… was clear that", "…, which shows".

use super::after::FINDINGS;
use super::phrase::{Phrase, is_preposition};
use super::verbs::{Form, is_modal, moves, says};
use crate::check::answer::among;
use crate::check::words::{Word, lower};

/// In which tense a document says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoken {
    /// "Shows": also what such documents show.
    Present,
    /// "Showed", "has shown".
    Past,
}

/// Whether the document, as the subject of the sentence, says something: "… has since confirmed", "… was clear that".
pub fn speaks(words: &[Word<'_>], phrase: &Phrase) -> Option<Spoken> {
    // What stands after a preposition is not what speaks, unless it is what is in it that does.
    let preposition = phrase.start.checked_sub(1).map_or("", |at| lower(words, at));
    let found = |at: usize| among(FINDINGS, lower(words, at));
    let within = among("of from in for", preposition) && (phrase.start.saturating_sub(4)..phrase.start).any(found);
    if is_preposition(preposition) && !within && !among("as since", preposition) {
        return None;
    }
    let many = is_many(words, phrase);
    let end = phrase.end();
    // "The Forum's advice was to leave it".
    let urges = among("advice opinion recommendation", lower(words, phrase.head))
        && among("is was", lower(words, end))
        && lower(words, end + 1) == "to"
        && lower(words, end + 2) != "be";
    if urges {
        return Some(Spoken::Past);
    }
    predicate(words, end, many).or_else(|| {
        // "The report, to the end of September, forecasts".
        let opened = if lower(words, end) == "," {
            end
        } else {
            end.checked_sub(1).filter(|at| lower(words, *at) == ",")?
        };
        let close = (opened + 2..opened + 12).find(|at| among(", ;", lower(words, *at)))?;
        if lower(words, close) == "," { predicate(words, close + 1, many) } else { None }
    })
}

/// Whether a phrase is in the plural.
fn is_many(words: &[Word<'_>], phrase: &Phrase) -> bool {
    phrase.after.findings || lower(words, phrase.head).ends_with('s') && !lower(words, phrase.head).ends_with("is")
}

/// What is said from a word on, if it is what a source says.
pub fn predicate(words: &[Word<'_>], from: usize, many: bool) -> Option<Spoken> {
    const OPINIONS: &str = "clear critical explicit positive unequivocal adamant firm satisfied supportive unambiguous emphatic negative damning complimentary";
    let mut at = from;
    let mut past = false;
    let mut helped = false;
    let mut is = None;
    loop {
        let word = lower(words, at);
        if is_modal(word) {
            return None;
        }
        if among("is are was were be been", word) {
            is = Some(among("was were been", word));
        } else if among("has have had having did does do", word) {
            past |= !among("does do", word);
            helped = true;
        } else if !(word.ends_with("ly") && word.len() > 4
            || among(
                "also since then now itself themselves further both not never too again already nevertheless therefore however though still first very quite duly broadly",
                word,
            ))
        {
            break;
        }
        at += 1;
    }
    let word = words.get(at)?;
    if let Some(was) = is {
        let basis = (at..at + 4).any(|at| among("basis source", lower(words, at)));
        let opinion = basis
            || among(OPINIONS, &word.lower)
            || word.lower == "that"
            || word.lower == "of" && among("opinion view", lower(words, at + 2));
        return opinion.then_some(if was || past { Spoken::Past } else { Spoken::Present });
    }
    let next = lower(words, at + 1);
    let form = says(word).or_else(|| moves(word)).or_else(|| phrasal(words, at))?;
    // "Says so" speaks of what was said, "reported to" of where somebody stands.
    let hollow = next == "so" || among("report reports reported", &word.lower) && next == "to";
    let told = match form {
        Form::Past => Some(Spoken::Past),
        Form::Present => Some(Spoken::Present),
        Form::Base if many || helped => Some(if past { Spoken::Past } else { Spoken::Present }),
        _ => None,
    };
    told.filter(|_| !hollow)
}

/// Verbs that say something only with their second word: "makes clear", "came to the view", "sets out", "leads to".
fn phrasal(words: &[Word<'_>], at: usize) -> Option<Form> {
    let next = |some: &str| (at + 1..at + 4).any(|at| among(some, lower(words, at)));
    let (some, form) = match lower(words, at) {
        "makes" => ("clear plain it recommendations the a no reference explicit several", Form::Present),
        "made" => ("clear plain it recommendations the a no reference explicit several", Form::Past),
        "make" => ("clear plain it recommendations the explicit", Form::Base),
        "takes" => ("view account", Form::Present),
        "took" => ("view account", Form::Past),
        "comes" => ("conclusion view", Form::Present),
        "speaks" => ("of", Form::Present),
        "spoke" => ("of", Form::Past),
        "came" => ("conclusion view out down", Form::Past),
        "forms" | "form" => ("basis", Form::Present),
        "formed" => ("basis", Form::Past),
        "reached" => ("conclusion conclusions view", Form::Past),
        "reaches" => ("conclusion conclusions view", Form::Present),
        "lays" | "brings" => ("out", Form::Present),
        "laid" | "brought" => ("out", Form::Past),
        "casts" | "cast" => ("doubt light", Form::Past),
        "looked" => ("at into", Form::Past),
        "looks" => ("at into", Form::Present),
        _ => return None,
    };
    next(some).then_some(form)
}

/// Whether a clause that follows tells what the document says: ", which shows that", ", whose recommendations".
pub fn relative(words: &[Word<'_>], phrase: &Phrase) -> bool {
    let at = phrase.end() + usize::from(lower(words, phrase.end()) == ",");
    match lower(words, at) {
        "which" | "that" => predicate(words, at + 1, is_many(words, phrase)).is_some(),
        "whose" => (at + 1..at + 4).any(|at| among(FINDINGS, lower(words, at))),
        _ => false,
    }
}
