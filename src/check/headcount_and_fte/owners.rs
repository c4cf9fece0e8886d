//! The team, the service or the place that staff belong to: "the contact centre", "housing management", "the pool".

use std::ops::Range;

use crate::check::dates::month;
use crate::check::headcount_and_fte::group::stem;
use crate::check::quantities::Sentence;
use crate::check::words::is_little;

/// To whom or what staff belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Owner {
    /// The stems of its words, in their order.
    names: Vec<String>,
    /// Whether the words after it may have been read with it: "the pool open".
    open: bool,
}

impl Owner {
    /// Whether two are the same one, as far as their words tell.
    pub fn is(&self, other: &Self) -> bool {
        let begins = |long: &Self, short: &Self| long.open && long.names.starts_with(&short.names);
        self.names == other.names || begins(self, other) || begins(other, self)
    }

    /// Whether it is "the unit" where the other is a unit with a name.
    pub fn is_short_for(&self, other: &Self) -> bool {
        self.names.len() == 1 && other.names.len() > 1 && self.names.last() == other.names.last()
    }

    /// Whether it is "the team" or "the service", without a name.
    pub fn is_nameless(&self) -> bool {
        matches!(self.names.as_slice(), [only] if matches!(only.as_str(), "team" | "servic" | "unit" | "section"))
    }

    /// Whether it says of itself that it is a team, a service or a place.
    pub fn has_kind(&self) -> bool {
        self.names.iter().any(|name| {
            is_kind(name)
                || is_kind(&format!("{name}e"))
                || is_kind(&format!("{name}es"))
                || is_kind(&format!("{name}s"))
        })
    }

    /// Whether one of its words has a stem.
    pub fn says(&self, stem: &str) -> bool {
        self.names.iter().any(|name| name == stem)
    }
}

/// The owner that a part of a sentence names from a word on, and the index after it: "the pool" of "at the pool".
pub(super) fn after(sentence: &Sentence<'_>, from: usize) -> Option<(Owner, usize)> {
    let start = from + usize::from(is_determiner(sentence.lower(from)));
    let run = (start..sentence.words.len()).take_while(|at| names(sentence, *at)).take(6).count();
    let kind = (start..start + run).rev().find(|at| is_kind(sentence.lower(*at)));
    let mut end = kind.map_or(start + run, |kind| kind + 1);
    let mut open = kind.is_none() && run > 1;
    let mut found: Vec<usize> = (start..end).collect();
    // "the nursery at Brookside"
    let placed = matches!(sentence.lower(end), "at" | "in" | "of" | "for");
    let name = |at: usize| sentence.words.get(at).is_some_and(|word| word.is_capital() && names(sentence, at));
    if placed && name(end + 1) {
        let more = (end + 1..sentence.words.len()).take_while(|at| name(*at)).count();
        found.extend(end + 1..end + 1 + more);
        end += 1 + more;
        open = false;
    }
    owner(sentence, &found, open).map(|owner| (owner, end))
}

/// The owner that the words before an index end with: "the contact centre" before "has".
pub(super) fn before(sentence: &Sentence<'_>, end: usize) -> Option<Owner> {
    let adverb = |at: &usize| is_adverb(sentence.lower(*at));
    let skipped = (0..end).rev().take_while(adverb).count();
    let end = end - skipped;
    let part = |at: &usize| {
        names(sentence, *at)
            || is_determiner(sentence.lower(*at))
            || matches!(sentence.lower(*at), "of" | "at" | "in" | "for")
    };
    let mut start = end - (0..end).rev().take_while(part).take(9).count();
    // "In the contact centre there are", "of the contact centre's"
    while matches!(sentence.lower(start), "of" | "at" | "in" | "for") && start < end {
        start += 1;
    }
    // "the move of the pest control team" is about the team.
    let inner = (start..end).rev().find(|at| is_determiner(sentence.lower(*at)));
    let start = inner.map_or(start, |inner| match sentence.before(inner) {
        "at" | "in" | "of" | "for" if start < inner && !is_kind_at(sentence, start..inner) => inner,
        _ if inner > start && !matches!(sentence.before(inner), "at" | "in" | "of" | "for") => inner,
        _ => start,
    });
    let found: Vec<usize> = (start..end).filter(|at| names(sentence, *at)).collect();
    owner(sentence, &found, false)
}

/// The owner that a sentence speaks of last before an index, by a word for a team or a service.
pub(super) fn mentioned(sentence: &Sentence<'_>, end: usize) -> Option<Owner> {
    let kind = (0..end).rev().find(|at| is_kind(sentence.lower(*at)) && !is_kind(sentence.lower(at + 1)))?;
    let start = kind - (0..kind).rev().take_while(|at| names(sentence, *at)).take(5).count();
    owner(sentence, &(start..=kind).collect::<Vec<_>>(), false)
}

fn owner(sentence: &Sentence<'_>, found: &[usize], open: bool) -> Option<Owner> {
    let mut found = found;
    // "The Council's tree team" is the tree team; "the bereavement service team" that service.
    while let [first, rest @ ..] = found
        && !rest.is_empty()
        && matches!(sentence.lower(*first), "council's" | "authority's" | "city's" | "county's")
    {
        found = rest;
    }
    if let [rest @ .., service, team] = found
        && sentence.lower(*service) == "service"
        && sentence.lower(*team).starts_with("team")
    {
        found = &found[..=rest.len()];
    }
    let names: Vec<String> = found
        .iter()
        .map(|at| sentence.lower(*at))
        .map(|lower| stem(lower.strip_suffix("s'").unwrap_or(lower)))
        .collect();
    (!names.is_empty()).then_some(Owner { names, open })
}

fn is_kind_at(sentence: &Sentence<'_>, mut range: Range<usize>) -> bool {
    range.any(|at| is_kind(sentence.lower(at)))
}

/// Whether a word may be part of the name of an owner.
fn names(sentence: &Sentence<'_>, at: usize) -> bool {
    const STOPS: &[&str] = &[
        "said", "says", "told", "noted", "heard", "within", "without", "during", "because", "while", "whereas",
        "although", "since", "work", "works", "working", "employed", "based", "together", "only", "just", "whose",
        "whom", "under", "per", "loss", "fill", "make", "made", "via",
    ];
    let Some(word) = sentence.words.get(at) else { return false };
    let lower = word.lower.as_str();
    let counted = sentence.quantities.iter().any(|one| one.first <= at && at < one.end);
    word.is_word()
        && !counted
        && !is_little(lower)
        && !is_adverb(lower)
        && !STOPS.contains(&lower)
        && month(word.text).is_none()
}

/// "the", "our": what stands before an owner.
fn is_determiner(lower: &str) -> bool {
    matches!(lower, "the" | "our" | "this" | "a")
}

/// Words of time and manner that stand beside a verb.
pub(super) fn is_adverb(lower: &str) -> bool {
    matches!(lower, "currently" | "now" | "still" | "today" | "presently" | "there" | "also" | "then" | "already")
}

/// A word for a team, a service or a place of work.
fn is_kind(lower: &str) -> bool {
    let bare = lower.strip_suffix("'s").unwrap_or(lower);
    matches!(
        bare,
        "team"
            | "teams"
            | "service"
            | "services"
            | "unit"
            | "centre"
            | "centres"
            | "department"
            | "division"
            | "directorate"
            | "section"
            | "depot"
            | "school"
            | "schools"
            | "library"
            | "museum"
            | "theatre"
            | "pool"
            | "office"
            | "branch"
            | "home"
            | "nursery"
            | "hub"
            | "archive"
            | "laboratory"
            | "crematorium"
            | "council"
            | "authority"
    )
}
