//! Parties: whoever meets, by any name, in capitals or not.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::dates::{month, weekday};
use crate::check::meeting_dates::bodies::{Body, is_of_chair};
use crate::check::words::{Word, bare, is_little};

/// Whoever meets, as a sentence names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its words in the sentence, by index.
    pub words: Range<usize>,
    /// Its name, as it is written.
    pub name: String,
    /// The words of its name, in lower case and without endings.
    pub telling: BTreeSet<String>,
    /// "board", "forum", "governors" …
    pub head: String,
}

impl Party {
    /// Whether the name is no more than what kind of body it is: "the panel".
    pub fn is_bare(&self) -> bool {
        self.telling.len() == 1 && !matches!(self.head.as_str(), "cabinet" | "council")
    }

    /// A body as it is named for itself.
    pub fn of(body: &Body) -> Self {
        let (name, telling, head) = (body.name.clone(), body.telling.clone(), body.head.clone());
        Self { words: 0..0, name, telling, head }
    }

    /// Whether the words of one name are all in the other.
    pub fn is_like(&self, other: &Self) -> bool {
        self.head == other.head
            && (self.telling.is_subset(&other.telling) || other.telling.is_subset(&self.telling))
    }
}

/// What can meet, as the last word of its name.
const HEADS: &[&str] = &[
    "alliance",
    "assembly",
    "association",
    "authority",
    "board",
    "body",
    "cabinet",
    "commission",
    "committee",
    "council",
    "executive",
    "forum",
    "fund",
    "governors",
    "group",
    "network",
    "panel",
    "partnership",
    "party",
    "sub-committee",
    "sub-group",
    "subcommittee",
    "subgroup",
    "taskforce",
    "trust",
    "trustees",
];

/// Words before a name that do not belong to it.
const OUTSIDE: &[&str] = &[
    "annual",
    "ask",
    "asked",
    "asks",
    "budget",
    "both",
    "extraordinary",
    "following",
    "full",
    "general",
    "inaugural",
    "invite",
    "last",
    "members",
    "next",
    "previous",
    "request",
    "same",
    "since",
    "special",
    "told",
    "under",
    "until",
];

/// The parties that a sentence names, in its order.
pub fn parties(words: &[Word<'_>]) -> Vec<Party> {
    let mut found: Vec<Party> = Vec::new();
    for at in 0..words.len() {
        let Some(range) = name_at(words, at) else { continue };
        if found.last().is_some_and(|last| range.start < last.words.end) {
            continue;
        }
        let telling = words[range.clone()]
            .iter()
            .filter(|word| word.is_number() || word.is_word() && !is_little(&word.lower) && word.lower != "full")
            .map(|word| bare(word).to_owned())
            .collect();
        let name: Vec<&str> = words[range.clone()].iter().map(|word| word.text).collect();
        let name = name.join(" ").replace("( ", "(").replace(" )", ")").replace(" ’", "’").replace(" '", "'");
        let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).map(str::to_owned).unwrap_or(name);
        found.push(Party {
            name,
            telling,
            head: bare(&words[at]).trim_start_matches("sub-").to_owned(),
            words: range,
        });
    }
    found
}

/// The name whose last word stands at an index.
fn name_at(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let head = bare(&words[at]);
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let capital = |at: usize| words.get(at).is_some_and(|word| word.is_word() && word.is_capital());
    if !HEADS.contains(&head) || at + 1 < words.len() && HEADS.contains(&bare(&words[at + 1])) {
        return None;
    }
    let genitive = lower(at).ends_with("'s");
    // "Cabinet Member", "Council Tax", "the Council House": no body.
    let goes_on = match head {
        "cabinet" => matches!(lower(at + 1), "member" | "members"),
        "council" => matches!(lower(at + 1), "tax" | "house" | "officers" | "homes" | "housing" | "plan" | "land"),
        "executive" => matches!(lower(at + 1), "member" | "members" | "director" | "officer"),
        _ => false,
    };
    if goes_on || !genitive && capital(at) && capital(at + 1) && month(words[at + 1].text).is_none() {
        return None;
    }
    let mut first = at;
    while first > 0 {
        let before = &words[first - 1];
        let outside = OUTSIDE.contains(&before.lower.as_str())
            || month(before.text).is_some()
            || weekday(before).is_some()
            || is_little(&before.lower)
            // "invited the" and "by Cabinet" aside, a small word before capitals is not of the name.
            || words[first].is_capital() && !before.is_capital();
        let joined = matches!(before.lower.as_str(), "and" | "&" | "’" | "'")
            && first > 1
            && words[first - 2].is_word()
            && !is_little(&words[first - 2].lower)
            && words[first - 2].is_capital() == words[first].is_capital();
        if joined && !(words[first].is_capital() && HEADS.contains(&bare(&words[first - 2]))) {
            first -= 2;
        } else if before.is_word() && !outside && at - first < 6 {
            first -= 1;
        } else {
            break;
        }
    }
    if is_of_chair(words, first) || head == "party" && lower(at.saturating_sub(1)) != "working" {
        return None;
    }
    let article = first.checked_sub(1).is_some_and(|at| matches!(lower(at), "the" | "this"));
    if first == at && !article && !matches!(head, "cabinet" | "council" | "executive") {
        return None;
    }
    let mut end = at + 1;
    if lower(end) == "(" && words.get(end + 1).is_some_and(Word::is_number) && lower(end + 2) == ")" {
        end += 3;
    } else if matches!(head, "body" | "board" | "governors" | "trustees") && lower(end) == "of" && capital(end + 1)
    {
        end += 1;
        while capital(end) {
            end += 1;
        }
    }
    Some(first..end)
}

/// Finds whom "it", "its" and "the panel" are.
#[derive(Debug, Default)]
pub struct Memory {
    named: Vec<Party>,
}

impl Memory {
    /// The parties of a sentence, each short name as the nearest full one before it.
    pub fn read(&mut self, words: &[Word<'_>]) -> Vec<Party> {
        let mut all = parties(words);
        for party in &mut all {
            if party.is_bare() {
                let full = self.named.iter().rev().find(|one| one.head == party.head);
                if let Some(full) = full {
                    party.name.clone_from(&full.name);
                    party.telling.clone_from(&full.telling);
                }
            }
            self.named.push(party.clone());
        }
        all
    }

    /// The party a pronoun at an index stands for: the nearest before it in its sentence, else the first after it, else the last of
    /// what went before.
    pub fn stands_for(&self, parties: &[Party], at: usize) -> Option<Party> {
        let before = parties.iter().rev().find(|party| party.words.end <= at);
        let after = parties.iter().find(|party| party.words.start > at);
        let earlier = self.named.len().checked_sub(parties.len() + 1).and_then(|at| self.named.get(at));
        before.or(after).or(earlier).cloned()
    }
}
