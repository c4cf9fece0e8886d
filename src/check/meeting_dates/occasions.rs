//! Which meeting is meant: "the next meeting of the Board", "its March meeting", "that meeting", "the all-staff meeting".

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::dates::{date_at, month, weekday};
use crate::check::meeting_dates::bodies::Body;
use crate::check::meeting_dates::memory::Memory;
use crate::check::meeting_dates::verbs::{is_glue, is_occasion, is_verb};
use crate::check::stems::stem;
use crate::check::words::{Word, bare, is_little, lower};

/// What points to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointer {
    /// "That meeting", "the same meeting".
    Back,
    /// "This meeting", "today's meeting".
    Here,
    /// "The", "its", "the Board's".
    Known,
    /// "A meeting", "met".
    New,
}

/// A meeting as it is described.
#[derive(Debug, Clone)]
pub struct Occasion {
    /// The words that describe it.
    pub words: Range<usize>,
    /// Whose it is; a meeting of nobody's has its own name.
    pub body: Body,
    /// Whether the sentence names whose, or anybody.
    pub is_said: bool,
    /// Whether it is called somebody's: "the meeting of the Board", "its meeting".
    pub is_owned: bool,
    /// What tells it from the body's others: "annual", "march", "last".
    pub kind: BTreeSet<String>,
    /// What points to it.
    pub pointer: Pointer,
    /// What it is called, where it is called anything: "workshop".
    pub noun: Option<String>,
    /// Whether no more is known than that the body stands before the date.
    pub is_likely: bool,
}

impl Occasion {
    /// A meeting of which nothing is known but whose it is.
    pub fn of(body: Body) -> Self {
        Self {
            words: body.words.clone(),
            body,
            is_said: true,
            is_owned: false,
            kind: BTreeSet::new(),
            is_likely: false,
            pointer: Pointer::New,
            noun: None,
        }
    }

    /// The meeting that decides on the paper, of which nothing else is told: "should the recommendations be approved on".
    pub fn of_paper() -> Self {
        Self { is_said: false, ..Self::of(Body::default()) }
    }
}

/// The occasion whose noun stands at an index.
pub fn occasion(words: &[Word<'_>], at: usize, bodies: &[Body], memory: &Memory) -> Occasion {
    let (mut kind, mut telling) = (BTreeSet::new(), BTreeSet::new());
    let (mut first, mut here) = (at, false);
    let mut owner: Option<Body> = None;
    while first > 0 && at - first < 8 {
        let before = &words[first - 1];
        if let Some(body) = bodies.iter().find(|body| body.words.contains(&(first - 1))) {
            owner = Some(body.clone());
            first = body.words.start;
            continue;
        }
        let dated = (1..5).filter_map(|back| date_at(words, first.checked_sub(back)?)).find(|one| one.end == first);
        if let Some(date) = dated {
            first = date.first;
            continue;
        }
        let counted = before.lower == "of" && words[at].lower.ends_with('s');
        if !(matches!(before.text, "'" | "’") || before.is_word() || counted)
            || is_little(&before.lower) && before.lower != "one" && !counted && !is_these(words, first - 1, at)
            || weekday(before).is_some()
            || is_verb(words, first - 1)
            || matches!(
                before.lower.as_str(),
                "following" | "during" | "since" | "under" | "every" | "another" | "called"
            )
        {
            break;
        }
        let now = matches!(bare(before), "today" | "today’s" | "tonight" | "present" | "current");
        here |= now;
        match kind_of(before) {
            _ if now => {}
            Some(one) => drop(kind.insert(one)),
            None if matches!(before.lower.as_str(), "same" | "of") || is_little(&before.lower) => {}
            None => drop(telling.insert(stem(bare(before)))),
        }
        first -= 1;
    }
    let own = |at: usize| lower(words, at);
    let determiner = first.checked_sub(1).map_or("", own);
    let same = (first..at).any(|at| own(at) == "same");
    let pointer = match determiner {
        _ if here => Pointer::Here,
        "that" => Pointer::Back,
        _ if same => Pointer::Back,
        "this" => Pointer::Here,
        "a" | "an" => Pointer::New,
        "the" | "its" | "their" | "our" | "her" | "his" => Pointer::Known,
        _ if owner.is_some() => Pointer::Known,
        _ => Pointer::New,
    };
    if own(at) == "agm" {
        kind.insert("annual".to_owned());
    }
    let mut end = at + 1;
    let of = bodies.iter().find(|body| own(end) == "of" && (end + 1..end + 4).contains(&body.words.start));
    if let Some(body) = of {
        end = body.words.end;
        owner = Some(body.clone());
    }
    if own(end) == "in"
        && let Some(month) = words.get(end + 1).and_then(|word| month(word.text))
        && date_at(words, end + 1).is_none()
    {
        kind.insert(format!("month {month}"));
    }
    if owner.is_none() && own(end) == "of" {
        let capitals = words[end + 1..]
            .iter()
            .skip_while(|word| word.lower == "the")
            .take_while(|word| word.is_word() && word.is_capital());
        telling.extend(
            capitals
                .filter(|word| month(word.text).is_none() && weekday(word).is_none())
                .map(|word| stem(bare(word))),
        );
    }
    let said = owner.or_else(|| match determiner {
        "its" | "their" => memory.stands_for(bodies, at),
        "her" | "his" => memory.person(bodies, at),
        _ => None,
    });
    let is_owned = said.is_some();
    let is_said = is_owned || pointer != Pointer::Here && !bodies.is_empty();
    if said.is_none() {
        telling.extend(called_for(words, &mut end));
        if !telling.is_empty() || bodies.is_empty() {
            telling.extend(place(words, end));
        }
    }
    telling.remove("");
    let event = (!telling.is_empty()).then(|| {
        let head = own(at).to_owned();
        Body {
            words: first..end,
            name: String::new(),
            telling: std::mem::take(&mut telling),
            head,
            ..Body::default()
        }
    });
    let near = || {
        let before = bodies.iter().rev().find(|body| body.words.end <= at).or_else(|| bodies.first()).cloned();
        let before = before.or_else(|| memory.last().filter(|_| pointer != Pointer::New));
        // "The present meeting" is nobody else's, and a workshop may be anybody's.
        before.filter(|_| {
            // "The meeting with the unions" is no body's.
            pointer != Pointer::Here
                && own(end) != "with"
                && matches!(own(at), "agm" | "egm" | "meeting" | "meetings" | "session" | "hearing")
        })
    };
    // "The special meeting of 3 May": the one of whoever has been spoken of.
    let body = said.or(event).or_else(near).unwrap_or_default();
    Occasion {
        words: first..end,
        body,
        is_said,
        is_owned,
        kind,
        pointer,
        noun: Some(noun(own(at))),
        is_likely: false,
    }
}

/// What an occasion is called; all that is no more than a meeting is one.
fn noun(lower: &str) -> String {
    let plain = matches!(lower, "agm" | "egm" | "hearing" | "meetings" | "session" | "sitting");
    if plain { "meeting" } else { lower }.to_owned()
}

/// Whether people meet on what a word names: no briefing note, and no evening but an open one.
pub fn is_event(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| lower(words, before));
    match lower(words, at) {
        "briefing" => !matches!(lower(words, at + 1), "note" | "paper"),
        "evening" | "day" => matches!(before, "open" | "information" | "parents" | "consultation" | "away"),
        "meetings" => true,
        low => is_occasion(low),
    }
}

/// "The first of these meetings".
fn is_these(words: &[Word<'_>], at: usize, noun: usize) -> bool {
    let low = lower(words, at);
    words[noun].lower.ends_with('s')
        && matches!(low, "these" | "those" | "the" | "its")
        && at > 0
        && lower(words, at - 1) == "of"
}

/// What a word before "meeting" tells of which it is.
pub fn kind_of(word: &Word<'_>) -> Option<String> {
    let kind = match word.lower.as_str() {
        "first" | "inaugural" | "opening" => "first",
        "last" | "final" | "closing" | "concluding" | "previous" => "last",
        "next" | "forthcoming" => "next",
        "annual" | "agm" => "annual",
        "special" | "extraordinary" | "emergency" | "urgent" => "special",
        "only" | "once" | "one" | "sole" | "single" => "only",
        "budget" => "budget",
        "general" => "annual",
        "quarterly" | "monthly" | "weekly" | "regular" | "fortnightly" | "ordinary" | "scheduled" | "usual" => {
            "usual"
        }
        "second" | "third" | "fourth" | "fifth" | "additional" | "further" | "extra" | "subsequent" | "earlier"
        | "later" | "reconvened" | "adjourned" | "rearranged" | "following" => word.lower.as_str(),
        _ => return month(word.text).map(|month| format!("month {month}")),
    };
    Some(kind.to_owned())
}

/// "Called to discuss the bus station": what a meeting is for.
fn called_for(words: &[Word<'_>], end: &mut usize) -> Vec<String> {
    let mut found = Vec::new();
    if matches!(lower(words, *end), "called" | "held" | "convened" | "arranged") && lower(words, *end + 1) == "to" {
        *end += 2;
        while *end < words.len() && !matches!(lower(words, *end), "on" | "was" | "," | "(" | ";") {
            if !is_little(lower(words, *end)) && words[*end].is_word() {
                found.push(stem(lower(words, *end)));
            }
            *end += 1;
        }
    }
    found
}

/// Where a meeting was, as a name, "in Shipston Library", or what it was at, "at the allotments".
fn place(words: &[Word<'_>], from: usize) -> Vec<String> {
    /// A place is named at once, or after so many words: "was held at".
    const NEAR: usize = 8;
    /// A place without a name has so many words at most.
    const SHORT: usize = 3;
    let near = (from..words.len().min(from + NEAR)).take_while(|at| date_at(words, *at).is_none());
    for at in near.filter(|at| matches!(lower(words, *at), "at" | "in")) {
        let name = at + 1 + usize::from(lower(words, at + 1) == "the");
        if words.get(name).is_some_and(Word::is_capital) {
            let capitals = words[name..].iter().take_while(|word| word.is_word() && word.is_capital());
            return capitals.filter(|word| month(word.text).is_none()).map(|word| stem(&word.lower)).collect();
        }
        if lower(words, at) == "at" && name > at + 1 {
            let told = (name..words.len().min(name + SHORT)).take_while(|at| {
                words[*at].is_word()
                    && !is_little(lower(words, *at))
                    && !is_verb(words, *at)
                    && !is_glue(words, *at)
            });
            return told.map(|at| stem(bare(&words[at]))).collect();
        }
    }
    Vec::new()
}
