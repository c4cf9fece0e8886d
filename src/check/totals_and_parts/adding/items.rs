//! Items: the parts of an enumeration, each with its one number.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::quantities::{Quantity, Sentence, time_unit};

/// A part with its number.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub value: Decimal,
    pub money: bool,
    /// The number as it is written.
    pub text: String,
    /// By how much rounding may have moved it.
    pub slack: Decimal,
}

/// What the numbers of an enumeration are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// People, things or pounds, every item with one number.
    Count,
    /// The same; and every item after the first goes on with the first one's preposition: "15 went to schools, 12 to parks".
    Framed,
}

/// Words with which an enumeration leaves something out, counts it twice, or multiplies or compares.
const OPEN: &str = "also among amongst another average balance being both broadly chiefly compared down each eg especially every \
    example excluding fewer former from further including include includes latter less mainly many mostly more most notably other \
    others over overlap overlapping particularly per plus remainder remaining rest several some than too twice under up usually \
    versus vs which whom whose";

/// Whether words leave something out, or count it twice.
pub(super) fn is_open(sentence: &Sentence<'_>, mut range: Range<usize>) -> bool {
    range.any(|at| {
        let follows_number = sentence.quantities.iter().any(|one| one.end == at);
        // "12 from schools", "5 over 65" name a part; "up from 12" compares.
        let names = matches!(sentence.lower(at), "from" | "over" | "under") && follows_number
            || sentence.lower(at) == "from" && sentence.before(at) != "up" && sentence.before(at) != "down"
            || sentence.lower(at) == "other"
                && matches!(sentence.before(at), "the" | "for" | "about" | "to" | "in");
        among(OPEN, sentence.lower(at)) && !names
    })
}

/// Whether a number is only about right: "about 40", "at least 12".
pub(super) fn is_vague(sentence: &Sentence<'_>, first: usize) -> bool {
    among(
        "about almost approximately around circa c least nearly over roughly some than to under up",
        sentence.before(first),
    ) && !(sentence.before(first) == "to"
        && first >= 2
        && among("amount amounted amounts came come comes rose fell grew", sentence.lower(first - 2)))
}

/// The items of an enumeration: two or more, every one with one number. None, where something is left out.
pub(super) fn items(sentence: &Sentence<'_>, range: Range<usize>, kind: Kind) -> Option<Vec<Item>> {
    if range.is_empty() || is_open(sentence, range.clone()) {
        return None;
    }
    let mut chunks: Vec<(Range<usize>, usize)> = Vec::new();
    let mut start = range.start;
    for at in range.clone().chain([range.end]) {
        let ends = at == range.end || matches!(sentence.lower(at), "," | ";" | "and" | "&");
        if !ends {
            continue;
        }
        let count = numbers(sentence, start..at).count();
        match chunks.last_mut() {
            // "15 about noise and dirt"
            Some((chunk, _)) if count == 0 => chunk.end = at,
            _ if count == 0 && at == start => {}
            _ => chunks.push((start..at, count)),
        }
        start = at + 1;
    }
    let single = chunks.len() >= 2 && chunks.iter().all(|(_, count)| *count == 1);
    let framed = kind == Kind::Count || is_framed(sentence, &chunks);
    if !single || !framed {
        return None;
    }
    chunks.into_iter().map(|(chunk, _)| in_chunk(sentence, chunk)).collect()
}

/// The one number of a sentence that is an item of a list: "5 in Castle", "Castle: 5".
pub(super) fn alone(sentence: &Sentence<'_>) -> Option<Item> {
    let whole = 0..sentence.words.len();
    let one = numbers(sentence, whole.clone()).count() == 1 && !is_open(sentence, whole.clone());
    one.then(|| in_chunk(sentence, whole)).flatten()
}

fn numbers<'a>(sentence: &'a Sentence<'_>, range: Range<usize>) -> impl Iterator<Item = &'a Quantity> {
    sentence.quantities.iter().filter(move |one| range.start <= one.first && one.end <= range.end)
}

/// The number of a chunk, unless it measures rather than counts, or is only about right.
fn in_chunk(sentence: &Sentence<'_>, chunk: Range<usize>) -> Option<Item> {
    let one = numbers(sentence, chunk).next()?;
    let next = sentence.lower(one.end);
    let measures = !one.money
        && (time_unit(next).is_some()
            || among(
                "am pm noon o'clock km kilometres miles metres m degrees hectares acres pages times th st nd rd",
                next,
            )
            || matches!(next, ":" | "/" | "." | "-"));
    (!measures && !is_vague(sentence, one.first)).then(|| item(sentence, one))
}

/// Whether every item after the first goes on with a preposition that the first one has.
fn is_framed(sentence: &Sentence<'_>, chunks: &[(Range<usize>, usize)]) -> bool {
    let Some(((first, _), others)) = chunks.split_first() else { return false };
    let frame = |at: &usize| among("to into from about at by in for on", sentence.lower(*at));
    let mut prepositions = first.clone().filter(frame).map(|at| sentence.lower(at));
    let Some(preposition) = prepositions.next() else { return false };
    others
        .iter()
        .all(|(chunk, _)| numbers(sentence, chunk.clone()).all(|one| sentence.lower(one.end) == preposition))
}

/// A quantity with how it is written.
pub(super) fn item(sentence: &Sentence<'_>, one: &Quantity) -> Item {
    let words = &sentence.words[one.first..one.end];
    let text = words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ").replace("£ ", "£");
    Item { value: one.value, money: one.money, slack: slack(&text, one.value), text }
}

/// Half of the last place of a number that is written with decimals or in millions; a plain number of things is exact.
fn slack(text: &str, value: Decimal) -> Decimal {
    let digits: String = text.chars().filter(|one| one.is_ascii_digit() || *one == '.').collect();
    let written: Decimal = digits.trim_matches('.').parse().unwrap_or(value);
    let scaled = written != value && !written.is_zero();
    if written.scale() == 0 && !scaled {
        return Decimal::ZERO;
    }
    let scale = if written.is_zero() { Decimal::ONE } else { value.checked_div(written).unwrap_or(Decimal::ONE) };
    Decimal::new(5, written.scale() + 1).checked_mul(scale).unwrap_or_default()
}

/// A number, written as another one is.
pub(super) fn like(value: Decimal, other: &str) -> String {
    let money = if other.starts_with('£') { "£" } else { "" };
    let percent = if other.ends_with('%') { "%" } else { "" };
    let plain = value.normalize().to_string();
    let (whole, decimals) =
        plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let decimals = decimals.map(|rest| format!(".{rest}")).unwrap_or_default();
    format!("{money}{grouped}{decimals}{percent}")
}
