//! Totals with their parts: "173 complaints (147 statutory and 26 informal)", "of which", "made up of", "Of the 173 …".

use rust_decimal::Decimal;

use crate::check::words::{Word, is_little};

/// A part of a total: its number and the word that names it.
#[derive(Debug)]
pub(super) struct Share<'a> {
    /// The number, as it is written.
    pub number: &'a str,
    /// The word that names it, in lower case.
    pub name: String,
}

/// A total, its parts, and the index of the word after them.
pub(super) type Parted<'a> = (Word<'a>, Vec<Share<'a>>, usize);

/// A number that is given with its parts, in any of the ways in which people do.
pub(super) fn decomposition<'a>(words: &[Word<'a>]) -> Option<Parted<'a>> {
    in_brackets(words).or_else(|| led_to(words)).or_else(|| of_the_total(words))
}

/// A number, words, and its parts in brackets.
fn in_brackets<'a>(words: &[Word<'a>]) -> Option<Parted<'a>> {
    for (open, _) in words.iter().enumerate().filter(|(_, word)| word.text == "(") {
        let close = open + words[open..].iter().position(|word| word.text == ")")?;
        let shares = shares(&words[open + 1..close]);
        let of_which = words.get(open + 1).is_some_and(|word| word.lower == "of" || word.lower == "including");
        if let Some(total) = total(&words[..open]).filter(|total| fits(total, &shares, of_which)) {
            return Some((total, shares, close + 1));
        }
    }
    None
}

/// "173 complaints, of which 147 were statutory and 26 informal", "made up of", "comprising", or a colon.
fn led_to<'a>(words: &[Word<'a>]) -> Option<Parted<'a>> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let leads = |at: usize| {
        matches!(
            (lower(at), lower(at + 1)),
            ("of", "which" | "whom")
                | ("made" | "consisting" | "consisted" | "composed", "up" | "of")
                | ("comprising" | "comprised" | "including" | ":", _)
        )
    };
    (0..words.len()).filter(|at| leads(*at)).find_map(|at| {
        // The "up" of "made up of" is no change.
        let end = end_of_parts(words, at + 2);
        let shares = shares(&words[at..end]);
        let total = total(&words[..at])?;
        let some = lower(at) == "including" || lower(at + 1) == "which";
        // After a colon anything may stand: there the parts have to make up the total.
        let whole = lower(at) != ":" || sum(&shares) == total.number();
        (whole && fits(&total, &shares, some)).then_some((total, shares, end))
    })
}

/// "Of the 173 complaints received, 147 were statutory and 26 informal."
fn of_the_total<'a>(words: &[Word<'a>]) -> Option<Parted<'a>> {
    let first = words.iter().position(Word::is_word).filter(|at| words[*at].lower == "of")?;
    let comma = first + words[first..].iter().position(|word| word.text == ",")?;
    let total = words[first..comma].iter().find(|word| word.number().is_some())?;
    let end = end_of_parts(words, comma);
    let shares = shares(&words[comma..end]);
    fits(total, &shares, false).then(|| (total.clone(), shares, end))
}

/// The last number before the parts, within a few words of them.
fn total<'a>(words: &[Word<'a>]) -> Option<Word<'a>> {
    words.iter().rev().take(8).find(|word| word.number().is_some()).cloned()
}

/// Whether there are parts of a total, none of which is all of it; `some`, if one is enough.
fn fits(total: &Word<'_>, shares: &[Share<'_>], some: bool) -> bool {
    let most = shares.iter().filter_map(value).max();
    shares.len() >= if some { 1 } else { 2 } && total.number() > most
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

/// "147 statutory and 26 informal complaints", "147 were statutory": each number with the word that names it.
fn shares<'a>(words: &[Word<'a>]) -> Vec<Share<'a>> {
    let words: Vec<&Word<'a>> = words.iter().filter(|word| !is_joint(word)).collect();
    let number = |word: &Word<'_>| word.number().is_some() || SPELT[2..].contains(&word.lower.as_str());
    let pairs = words.windows(2).filter(|pair| number(pair[0]) && pair[1].is_word() && !pair[1].is_capital());
    let named = pairs.filter(|pair| !is_little(&pair[1].lower));
    named.map(|pair| Share { number: pair[0].text, name: pair[1].lower.clone() }).collect()
}

/// What may stand between a number and its name: "147 were statutory", "700 by telephone".
pub(super) fn is_joint(word: &Word<'_>) -> bool {
    matches!(word.lower.as_str(), "are" | "by" | "from" | "in" | "is" | "the" | "through" | "via" | "was" | "were")
}
