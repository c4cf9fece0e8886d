//! Which meeting is meant: "the next meeting of the Board", "its March meeting", "that meeting", and the date beside it.

use std::collections::BTreeSet;

use crate::check::dates::{Written, date_at, month, skip, weekday};
use crate::check::meeting_dates::objects::stem;
use crate::check::meeting_dates::parties::{Memory, Party};
use crate::check::words::{Word, bare, is_little};

/// A meeting as it is described.
#[derive(Debug, Clone)]
pub struct Described {
    /// Whose it is, if that is said.
    pub party: Option<Party>,
    /// What points to it.
    pub pointer: Pointer,
    /// What tells it from others: "annual", "march", "budget".
    pub kind: BTreeSet<String>,
    /// Where it was, as a name: "shipston", "library".
    pub place: BTreeSet<String>,
    /// What it was called for.
    pub purpose: BTreeSet<String>,
    /// Whoever else the sentence names.
    pub beside: Vec<Party>,
    /// The date.
    pub written: Written,
}

/// What points to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointer {
    /// "That meeting", "the same meeting".
    Back,
    /// "This meeting".
    Here,
    /// "The", "its", "the Board's".
    Known,
    /// "A meeting", "met".
    New,
}

/// What points to the meeting of the paper beside "this": "today's meeting", "the present meeting".
const HERE: &[&str] = &["today", "today’s", "tonight", "tonight’s", "present", "current"];

/// The meetings that a sentence describes with a date.
pub fn described(words: &[Word<'_>], parties: &[Party], memory: &Memory) -> Vec<Described> {
    let mut found = Vec::new();
    for at in 0..words.len() {
        let one = match words[at].lower.as_str() {
            "meeting" | "agm" => named(words, at, parties, memory),
            "met" | "meets" | "meet" => met(words, at, parties, memory),
            _ => None,
        };
        found.extend(one);
    }
    found
}

/// "The annual meeting of the Board, on 3 May".
fn named(words: &[Word<'_>], at: usize, parties: &[Party], memory: &Memory) -> Option<Described> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let inside = |at: usize| parties.iter().find(|party| party.words.contains(&at));
    let mut kind = BTreeSet::new();
    let mut owner: Option<Party> = None;
    let mut first = at;
    let mut dated = None;
    let mut here = false;
    while first > 0 {
        let before = &words[first - 1];
        if let Some(party) = inside(first - 1) {
            owner = Some(party.clone());
            first = party.words.start;
            continue;
        }
        let joins = matches!(before.text, "'" | "’");
        let new_date =
            (0..4).filter_map(|back| date_at(words, first.checked_sub(back + 1)?)).find(|one| one.end == first);
        if let Some(written) = new_date {
            first = written.first;
            dated = Some(written);
        } else if joins
            || before.is_word() && !is_little(&before.lower) && weekday(before).is_none() && !ends(&before.lower)
        {
            if HERE.contains(&bare(before)) {
                here = true;
            } else if before.is_word() && before.lower != "same" {
                kind.insert(stem(bare(before)));
            }
            first -= 1;
            if before.lower == "same" {
                break;
            }
        } else {
            break;
        }
    }
    if lower(at) == "agm" {
        kind.insert("annual".to_owned());
    }
    let same = lower(first) == "same";
    let determiner = first.checked_sub(1).map_or("", lower);
    let pointer = match determiner {
        _ if here => Pointer::Here,
        _ if same => Pointer::Back,
        "that" => Pointer::Back,
        "this" => Pointer::Here,
        "the" | "its" | "their" | "our" => Pointer::Known,
        _ if owner.is_some() => Pointer::Known,
        _ => Pointer::New,
    };
    let pronoun = matches!(determiner, "its" | "their");
    let mut end = at + 1;
    let (mut place, mut purpose) = (BTreeSet::new(), BTreeSet::new());
    let of = parties.iter().find(|party| (end + 1..=end + 2).contains(&party.words.start));
    if lower(end) == "of"
        && let Some(party) = of
    {
        owner = Some(party.clone());
        end = party.words.end;
    }
    if matches!(lower(end), "called" | "held" | "convened" | "arranged") && lower(end + 1) == "to" {
        end += 2;
        while end < words.len() && !(matches!(lower(end), "on" | "was" | "," | "(" | ";")) {
            if !is_little(lower(end)) && words[end].is_word() {
                purpose.insert(stem(lower(end)));
            }
            end += 1;
        }
    }
    let written = match dated {
        Some(written) => written,
        None => date_after(words, end, &mut place).or_else(|| date_before(words, first))?,
    };
    let party = match owner {
        Some(party) => Some(party),
        None if pronoun => memory.stands_for(parties, at),
        None => {
            let near = parties.iter().rev().find(|party| party.words.end <= at).or_else(|| parties.first());
            near.filter(|_| kind.is_empty() || pointer != Pointer::Known).cloned()
        }
    };
    Some(Described { party, pointer, kind, place, purpose, beside: parties.to_vec(), written })
}

/// "The Board last met on 3 May", "met only once, on 3 May".
fn met(words: &[Word<'_>], at: usize, parties: &[Party], memory: &Memory) -> Option<Described> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let mut kind = BTreeSet::new();
    let mut end = at + 1;
    let mut before = at;
    while before > 0
        && matches!(lower(before - 1), "last" | "next" | "first" | "only" | "will" | "has" | "had" | "members")
    {
        before -= 1;
        if matches!(lower(before), "last" | "next" | "first" | "only") {
            kind.insert(lower(before).to_owned());
        }
    }
    while matches!(lower(end), "only" | "once" | "next" | "last") {
        kind.insert(if lower(end) == "once" { "only" } else { lower(end) }.to_owned());
        end += 1;
    }
    if lower(end) == "for" && lower(end + 1) == "the" && matches!(lower(end + 2), "first" | "last") {
        kind.insert(lower(end + 2).to_owned());
        end += 4;
    }
    let party = match before.checked_sub(1).map(lower) {
        Some("it" | "they") => memory.stands_for(parties, before - 1)?,
        _ => parties.iter().find(|party| (party.words.end..=party.words.end + 1).contains(&before))?.clone(),
    };
    let mut place = BTreeSet::new();
    let written =
        date_after(words, end, &mut place).or_else(|| date_before(words, party.words.start.saturating_sub(1)))?;
    let pointer = if kind.is_empty() { Pointer::New } else { Pointer::Known };
    let (party, purpose) = (Some(party), BTreeSet::new());
    Some(Described { party, pointer, kind, place, purpose, beside: parties.to_vec(), written })
}

/// Words that end a description to the left of it.
fn ends(lower: &str) -> bool {
    matches!(
        lower,
        "called" | "held" | "following" | "after" | "during" | "since" | "under" | "attended" | "every" | "another"
    )
}

/// The date to the right, after nothing but where and that the meeting was.
fn date_after(words: &[Word<'_>], mut at: usize, place: &mut BTreeSet<String>) -> Option<Written> {
    const GLUE: &[&str] = &[
        ",",
        "(",
        "on",
        "of",
        "held",
        "is",
        "was",
        "will",
        "be",
        "to",
        "take",
        "takes",
        "took",
        "taking",
        "place",
        "due",
        "scheduled",
        "arranged",
        "which",
        "has",
        "been",
        "meets",
        "–",
        "-",
        ":",
        "for",
        "fixed",
        "called",
        "only",
    ];
    let start = at;
    while at < words.len() && at - start < 14 {
        if let Some(written) = date_at(words, at) {
            return Some(written);
        }
        let lower = words[at].lower.as_str();
        if matches!(lower, "in" | "at") {
            at += 1;
            let from = at;
            while at < words.len()
                && at - from < 6
                && words[at].is_word()
                && !GLUE.contains(&words[at].lower.as_str())
            {
                if words[at].is_capital() && month(words[at].text).is_none() {
                    place.insert(stem(&words[at].lower));
                }
                at += 1;
            }
        } else if weekday(&words[at]).is_some() {
            at = skip(words, at + 1);
        } else if GLUE.contains(&lower) {
            at += 1;
        } else {
            return None;
        }
    }
    None
}

/// The date to the left: "On 3 May, the special meeting".
fn date_before(words: &[Word<'_>], first: usize) -> Option<Written> {
    let mut end = first;
    while end > 0 && matches!(words[end - 1].lower.as_str(), "the" | "," | "its" | "that") {
        end -= 1;
    }
    let written = (1..5).filter_map(|back| date_at(words, end.checked_sub(back)?)).find(|one| one.end == end)?;
    let mut at = written.first;
    while at > 0 && weekday(&words[at - 1]).is_some() {
        at -= 1;
    }
    (at == 1 && words[0].lower == "on").then_some(written)
}
