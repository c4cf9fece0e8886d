//! Counts of people and of full-time equivalents, with the group that each is of.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::dates::month;
use crate::check::headcount_and_fte::group::{
    compares, content, is_filler, is_people, names, stem, tells_apart, units,
};
use crate::check::headcount_and_fte::owners::{Owner, mentioned};
use crate::check::headcount_and_fte::times::times;
use crate::check::numerals::{Numeral, numeral_at};
use crate::check::passage::Passage;
use crate::check::quantities::Sentence;
use crate::check::words::{Word, is_little};

/// A number of people, or of full-time equivalents.
pub(super) struct Count {
    /// How many.
    pub value: Decimal,
    /// Whether they are equivalents.
    pub fte: bool,
    /// What is counted, as the stems of its words of content.
    pub group: BTreeSet<String>,
    /// The stems of the words that name them, up to the word for people; none for equivalents that stand alone.
    pub nouns: BTreeSet<String>,
    /// The same of all words of its sentence.
    pub sentence: BTreeSet<String>,
    /// The names in its sentence: of places, of teams.
    pub names: BTreeSet<String>,
    /// Whether the sentence says that there are so many, or that somebody has or employs them.
    pub stated: bool,
    /// Which of the service and the Council the sentence names.
    pub units: BTreeSet<String>,
    /// The service that the sentence speaks of before it.
    pub owner: Option<Owner>,
    /// Whether it is the size of the workforce as a whole.
    pub workforce: bool,
    /// Whether a comparison tells it apart from other counts.
    pub told_apart: bool,
    /// The years, the months and the days that its sentence names.
    pub times: BTreeSet<String>,
    /// Which passage it stands in.
    pub passage: usize,
    /// Where it stands there.
    pub range: Range<usize>,
}

/// The counts of a passage.
pub(super) fn counts(passage: &Passage<'_>, at: usize) -> Vec<Count> {
    let words = passage.words();
    let mut found = Vec::new();
    for sentence in passage.sentences() {
        let first = words.iter().position(|word| word.range.start >= sentence.start).unwrap_or(words.len());
        let end = words.iter().position(|word| word.range.start >= sentence.end).unwrap_or(words.len());
        let Some(words) = words.get(first..end) else { continue };
        let owned = Sentence { words: words.to_vec(), quantities: Vec::new() };
        let mut times = times(&owned);
        times.remove("now");
        let years = times.iter().filter(|time| time.len() == 4 && time.parse::<u32>().is_ok()).count();
        // "In 2024/25": a year from April on, which another sentence may not mean.
        let told_apart =
            compares(words) || years > 1 || !times.is_empty() && words.iter().any(|word| word.text == "/");
        let (all, names, units) = (content(words), names(words), units(words));
        for (index, numeral) in numerals(words) {
            let (word, value) = (&words[index], numeral.value);
            let (fte, group, nouns, range, workforce) =
                if let Some((fte, first, last)) = of_workforce(words, index, numeral.end) {
                    let range = words[first].range.start..words[last].range.end;
                    (fte, BTreeSet::new(), BTreeSet::new(), range, true)
                } else if let Some((fte, group, nouns, last)) = counted(words, index, numeral.end) {
                    (fte, group, nouns, word.range.start..words[last].range.end, false)
                } else {
                    continue;
                };
            let (sentence, names, units) = (all.clone(), names.clone(), units.clone());
            let stated = is_stated(words, index);
            let owner = mentioned(&owned, index);
            found.push(Count {
                value,
                fte,
                group,
                nouns,
                sentence,
                names,
                stated,
                owner,
                units,
                workforce,
                told_apart,
                times: times.clone(),
                passage: at,
                range,
            });
        }
    }
    found
}

/// The numbers of a sentence, in digits and in words, with the index of each; "one" alone is none.
pub(super) fn numerals(words: &[Word<'_>]) -> Vec<(usize, Numeral)> {
    let mut found: Vec<(usize, Numeral)> = Vec::new();
    for at in 0..words.len() {
        let inside = found.last().is_some_and(|(_, last)| at < last.end);
        let Some(numeral) = numeral_at(words, at).filter(|_| !inside) else { continue };
        let people = numeral.value < Decimal::from(1_000_000_000);
        if people && (words[at].number().is_some() || numeral.value > Decimal::ONE) {
            found.push((at, numeral));
        }
    }
    found
}

/// "There are 38", "the team has 38", "the Council employs 38", or the number first; but not "there will be 38".
fn is_stated(words: &[Word<'_>], number: usize) -> bool {
    const MAY: &[&str] = &["will", "would", "should", "could", "must", "may", "might", "if", "not", "no"];
    const ADVERBS: &[&str] = &["currently", "now", "still", "presently"];
    const STATES: &[&str] = &["are", "is", "has", "have", "employs", "employ", "comprises", "with"];
    let before = words[..number].iter().rev().find(|word| !ADVERBS.contains(&word.lower.as_str()));
    before.is_none_or(|word| STATES.contains(&word.lower.as_str()))
        && !words.iter().any(|word| MAY.contains(&word.lower.as_str()))
}

/// "43 existing social workers were receiving the supplement": whether they are equivalents, the group, and the index
/// of its last word.
fn counted(
    words: &[Word<'_>],
    number: usize,
    end: usize,
) -> Option<(bool, BTreeSet<String>, BTreeSet<String>, usize)> {
    let before = number.checked_sub(1).and_then(|at| words.get(at));
    let part = before.is_some_and(|word| {
        matches!(word.text, "£" | "." | "/" | "(" | "–")
            || matches!(
                word.lower.as_str(),
                "grade"
                    | "board"
                    | "least"
                    | "most"
                    | "than"
                    | "over"
                    | "under"
                    | "about"
                    | "around"
                    | "approximately"
                    | "another"
                    | "further"
                    | "additional"
                    | "from"
            )
            // "up to 43", "rose by 43"; but "paid to 43 social workers".
            || matches!(word.lower.as_str(), "to" | "by") && tells_apart(words)
    });
    let to_fte = before.is_some_and(|word| word.lower == "to");
    let mut at = end;
    let mut fte = false;
    if words.get(at).is_some_and(|word| matches!(word.lower.as_str(), "fte" | "wte" | "ftes")) {
        fte = true;
        at += 1;
    } else {
        let next: Vec<&str> = words.iter().skip(at).take(3).map(|word| word.lower.as_str()).collect();
        if let ["full-time", "equivalent" | "equivalents", ..] = next.as_slice() {
            fte = true;
            at += 2;
        } else if let ["full", "time", "equivalent" | "equivalents"] = next.as_slice() {
            fte = true;
            at += 3;
        }
    }
    if part && !(fte && to_fte) {
        return None;
    }
    let stop = |word: &Word<'_>| {
        !word.is_word() || matches!(word.lower.as_str(), "and" | "but" | "out" | "because" | "while" | "whereas")
    };
    let length =
        words.iter().skip(at).take(12).position(stop).unwrap_or_else(|| words.len().saturating_sub(at).min(12));
    let clause = words.get(at..at + length)?;
    let Some(people) = clause.iter().take(4).position(|word| is_people(&word.lower)) else {
        // "Newly qualified social workers make up 31.5 FTE."
        let alone = fte && clause.is_empty();
        return alone.then(|| (fte, BTreeSet::new(), BTreeSet::new(), at - 1));
    };
    let nouns = content(&clause[..=people]);
    let group = clause
        .iter()
        .filter(|word| !is_little(&word.lower) && !is_filler(&word.lower))
        // The months are told by `times`.
        .filter(|word| month(word.text).is_none())
        .map(|word| stem(&word.lower))
        .collect();
    Some((fte, group, nouns, at + length - 1))
}

/// "a workforce of 303", "the workforce is 303", "the workforce numbers 303": whether in equivalents, and the indices of the
/// word that names it and of the number.
fn of_workforce(words: &[Word<'_>], number: usize, end: usize) -> Option<(bool, usize, usize)> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let before = number.checked_sub(1)?;
    let last = if lower(before) == "of" {
        before.checked_sub(1)?
    } else {
        let verb = match (before.checked_sub(1).map_or("", lower), lower(before)) {
            ("stands" | "stood", "at") => before - 1,
            (_, "is" | "was" | "numbers" | "numbered" | "totals" | "totalled") => before,
            _ => return None,
        };
        // "The workforce is 12 years old on average."
        let ends = matches!(
            lower(end),
            "" | "."
                | ","
                | ";"
                | ")"
                | "("
                | "and"
                | "people"
                | "staff"
                | "fte"
                | "full-time"
                | "full"
                | "employees"
        );
        // "The total workforce in children's services is …"
        let named = (verb.saturating_sub(5)..verb).rev().find(|at| matches!(lower(*at), "workforce" | "headcount"));
        named.filter(|_| ends)?
    };
    let one = matches!(lower(last), "workforce" | "headcount");
    let two = lower(last) == "force" && last > 0 && lower(last - 1) == "work";
    let first = if two { last - 1 } else { last };
    // "an agency workforce of 45" is another one; "the whole workforce of" is not.
    let whole = first.checked_sub(1).is_none_or(|before| {
        matches!(
            lower(before),
            "a" | "the" | "total" | "whole" | "our" | "its" | "entire" | "overall" | "current" | "and" | "." | ","
        )
    });
    let fte = matches!(lower(end), "fte" | "wte" | "full-time" | "full");
    let percent = matches!(lower(end), "%" | "per");
    ((one || two) && whole && !percent).then_some((fte, first, end - 1))
}
