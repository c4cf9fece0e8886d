//! Totals with their parts: "173 complaints (147 statutory and 26 informal)", "of which", "made up of", "Of the 173 …".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::dates::month;
use crate::check::words::{Word, is_little};

/// A part of a total: its number and the word that names it.
#[derive(Debug)]
pub(super) struct Share<'a> {
    /// The number, as it is written.
    pub number: &'a str,
    /// The word that names it, in lower case and without its ending, and a number that belongs to it: "stage 1".
    pub name: (String, Option<&'a str>),
    /// From the number to the name, as it is written: "180 at stage 1".
    pub told: String,
}

impl Share<'_> {
    /// Whether a word is the name of this part.
    pub fn is_named_at(&self, words: &[Word<'_>], at: usize) -> bool {
        words.get(at).is_some_and(|word| stem(&word.lower) == self.name.0 && label(words, at) == self.name.1)
    }
}

/// A total with its parts.
pub(super) struct Parted<'a> {
    /// The index of the total.
    pub total: usize,
    pub shares: Vec<Share<'a>>,
    /// The index of the word after the parts.
    pub end: usize,
}

/// A number that is given with its parts, in any of the ways in which people do.
pub(super) fn decomposition<'a>(words: &[Word<'a>]) -> Option<Parted<'a>> {
    in_brackets(words).or_else(|| led_to(words)).or_else(|| of_the_total(words))
}

/// A number, words, and its parts in brackets.
fn in_brackets<'a>(words: &[Word<'a>]) -> Option<Parted<'a>> {
    for (open, _) in words.iter().enumerate().filter(|(_, word)| word.text == "(") {
        let close = open + words[open..].iter().position(|word| word.text == ")")?;
        let of_which = words.get(open + 1).is_some_and(|word| word.lower == "of" || word.lower == "including");
        if let Some(parted) = parted(words, total(words, open), open + 1..close, close + 1, of_which) {
            return Some(parted);
        }
    }
    None
}

/// "173 complaints, of which 147 were statutory and 26 informal", "made up of", "comprising", a colon, or a comma alone.
fn led_to<'a>(words: &[Word<'a>]) -> Option<Parted<'a>> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let leads = |at: usize| {
        matches!(
            (lower(at), lower(at + 1)),
            ("of", "which" | "whom")
                | ("made" | "consisting" | "consisted" | "composed", "up" | "of")
                | ("comprising" | "comprised" | "including" | ":" | "," | "–", _)
        )
    };
    (0..words.len()).filter(|at| leads(*at)).find_map(|at| {
        // The "up" of "made up of" is no change.
        let end = end_of_parts(words, at + 2);
        let some = lower(at) == "including" || lower(at + 1) == "which";
        let parted = parted(words, total(words, at), at..end, end, some)?;
        // After a colon or a comma anything may stand: there the parts have to make up the total.
        let any = matches!(lower(at), ":" | "," | "–");
        (!any || is_whole(words, &parted)).then_some(parted)
    })
}

/// "Of the 173 complaints received, 147 were statutory and 26 informal."
fn of_the_total<'a>(words: &[Word<'a>]) -> Option<Parted<'a>> {
    let first = words.iter().position(Word::is_word).filter(|at| words[*at].lower == "of")?;
    let comma = first + words[first..].iter().position(|word| word.text == ",")?;
    let total = (first..comma).find(|at| is_count(words, *at))?;
    let end = end_of_parts(words, comma);
    parted(words, Some(total), comma..end, end, false)
}

/// A total and what stands in a range of words as its parts, if they can be that; `some`, if one of them is enough.
fn parted<'a>(
    words: &[Word<'a>],
    total: Option<usize>,
    range: Range<usize>,
    end: usize,
    some: bool,
) -> Option<Parted<'a>> {
    /// A total that stands further from its parts than this has to be their sum.
    const NEAR: usize = 8;
    let total = total?;
    let own = words.get(total + 1..range.start).unwrap_or_default();
    let apart = own.len() >= NEAR;
    let shares = shares(words.get(range)?, own);
    let most = shares.iter().filter_map(value).max();
    let fits = shares.len() >= if some { 1 } else { 2 } && words[total].number() > most;
    let parted = Parted { total, shares, end };
    (fits && (!apart || is_whole(words, &parted))).then_some(parted)
}

/// Whether the parts make up the total.
fn is_whole(words: &[Word<'_>], parted: &Parted<'_>) -> bool {
    sum(&parted.shares) == words[parted.total].number()
}

/// The last number before the parts, within a few words of them.
fn total(words: &[Word<'_>], parts: usize) -> Option<usize> {
    (parts.saturating_sub(16)..parts).rev().find(|at| is_count(words, *at))
}

/// Whether a number counts something: it is no year, no day of a month, and does not name anything, as in "stage 1".
pub(super) fn is_count(words: &[Word<'_>], at: usize) -> bool {
    let Some(word) = words.get(at).filter(|word| word.number().is_some()) else { return false };
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let next = words.get(at + 1);
    let is_year = word.text.len() == 4 && (word.text.starts_with("19") || word.text.starts_with("20"));
    let of_year = before.is_some_and(|before| before.text == "/") || next.is_some_and(|next| next.text == "/");
    let dated = |word: &Word<'_>| month(word.text).is_some();
    // "in May 12 people came" is rare; "12 May" and "May 12" are dates.
    let of_month = before.is_some_and(dated) || next.is_some_and(dated);
    let named = before.is_some_and(|before| LABELLED.contains(&before.lower.as_str()));
    !is_year && !of_year && !of_month && !named
}

/// What a number may follow as its name.
const LABELLED: &[&str] =
    &["band", "category", "grade", "key", "level", "phase", "stage", "step", "tier", "type", "zone"];

/// The number that belongs to the name at an index: the 1 of "stage 1".
fn label<'a>(words: &[Word<'a>], at: usize) -> Option<&'a str> {
    let named = words.get(at).is_some_and(|word| LABELLED.contains(&word.lower.as_str()));
    words.get(at + 1).filter(|word| named && word.number().is_some()).map(|word| word.text)
}

fn sum(shares: &[Share<'_>]) -> Option<Decimal> {
    shares.iter().map(value).sum()
}

fn value(share: &Share<'_>) -> Option<Decimal> {
    let spelt = SPELT.iter().position(|word| *word == share.number.to_lowercase());
    spelt.map(Decimal::from).or_else(|| share.number.replace(',', "").parse().ok())
}

/// Numbers in words, each at its own place.
const SPELT: [&str; 13] =
    ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Where the parts end: at the first word of a change or a comparison, which is about the total.
fn end_of_parts(words: &[Word<'_>], from: usize) -> usize {
    let changes = |word: &Word<'_>| super::is_change(word) || word.lower == "against";
    let at = words.iter().skip(from).position(changes).map(|at| from + at);
    at.unwrap_or(words.len())
}

/// "147 statutory and 26 informal complaints", "147 were statutory", "180 at stage 1": each number with the first word after
/// it that names it; what the total is called (`own`), or another part as well, names no part.
fn shares<'a>(words: &[Word<'a>], own: &[Word<'a>]) -> Vec<Share<'a>> {
    let counts: Vec<usize> = (0..words.len())
        .filter(|at| is_count(words, *at) || SPELT[2..].contains(&words[*at].lower.as_str()))
        .collect();
    let segment = |nth: usize| counts[nth] + 1..counts.get(nth + 1).copied().unwrap_or(words.len());
    let is_own = |at: usize| own.iter().any(|word| word.is_word() && stem(&word.lower) == stem(&words[at].lower));
    let in_another = |nth: usize, at: usize| {
        let others = (0..counts.len()).filter(|other| *other != nth).flat_map(segment);
        let same = |other: usize| {
            stem(&words[other].lower) == stem(&words[at].lower) && label(words, other) == label(words, at)
        };
        { others }.any(same)
    };
    let name = |nth: usize| {
        let mut joined = false;
        for at in segment(nth) {
            let word = &words[at];
            joined |= is_joint(word);
            if is_joint(word) || word.lower == "them" || is_own(at) && !joined {
                continue;
            }
            // "5 September"; but "71 in the Council".
            let named = word.is_word() && (joined || !word.is_capital()) && month(word.text).is_none();
            if !named || is_little(&word.lower) || is_time(&word.lower) {
                return None;
            }
            if !is_own(at) && !in_another(nth, at) {
                return Some(at);
            }
        }
        None
    };
    let share = |nth: usize| {
        let (first, at) = (counts[nth], name(nth)?);
        let label = label(words, at);
        let told: Vec<&str> = words[first..=at + usize::from(label.is_some())]
            .iter()
            .filter(|word| !matches!(word.lower.as_str(), "are" | "is" | "was" | "were"))
            .map(|word| word.text)
            .collect();
        Some(Share { number: words[first].text, name: (stem(&words[at].lower), label), told: told.join(" ") })
    };
    (0..counts.len()).filter_map(share).collect()
}

/// A word without the ending of a plural, so that "schools" and "school referrals" are of one part.
fn stem(lower: &str) -> String {
    match lower.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => lower.strip_suffix('s').unwrap_or(lower).to_owned(),
    }
}

/// Words of time, which name no part.
fn is_time(lower: &str) -> bool {
    matches!(lower, "last" | "previous" | "previously" | "year" | "years" | "month" | "months" | "ago" | "earlier")
}

/// What may stand between a number and its name: "147 were statutory", "700 by telephone", "71 of them in schools".
pub(super) fn is_joint(word: &Word<'_>) -> bool {
    matches!(
        word.lower.as_str(),
        "about"
            | "against"
            | "are"
            | "at"
            | "by"
            | "for"
            | "from"
            | "in"
            | "is"
            | "of"
            | "on"
            | "the"
            | "through"
            | "to"
            | "via"
            | "was"
            | "were"
            | "with"
    )
}
