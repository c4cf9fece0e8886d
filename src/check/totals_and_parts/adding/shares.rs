//! Shares: answers in per cent that make more than a hundred, or less where the rest is said to be among them.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::numerals::numeral_at;
use crate::check::quantities::Sentence;
use crate::check::totals_and_parts::adding::items::Item;
use crate::check::totals_and_parts::adding::{Sum, Trust, parted};

/// The shares of a sentence that should make a hundred per cent; `single`, where it is said that each gave one answer.
pub(super) fn hundred(sentence: &Sentence<'_>, single: bool) -> Option<Sum> {
    let shares = shares(sentence);
    let (first, last) = (shares.first()?.0, shares.last()?.1);
    // What has a base of its own, "45% of women", or another year or size, is no share of one whole.
    let channels = parted::are_kinds(sentence, &chunks(sentence, &shares));
    // "31% of replies came by e-mail": the way is no size, and the replies are the base of all.
    let own = |at: usize| (channels || single) && sentence.lower(at) == "by" || at == shares[0].1;
    let based = (first..sentence.words.len())
        .any(|at| among("of compared than from up by year", sentence.lower(at)) && !own(at) || year(sentence, at));
    let tail = last..sentence.words.len();
    let rest = (first..last).any(|at| among("remaining rest other others", sentence.lower(at)));
    let silent = tail.clone().any(|at| {
        among("know mind sure reached undecided unsure view opinion answer neither preference", sentence.lower(at))
    });
    let many = shares.len() >= 3 && (silent || channels || single) || shares.len() >= 2 && rest;
    let parts: Vec<Item> = shares.into_iter().map(|(_, _, item)| item).collect();
    let slack = parts.iter().map(|part| part.slack).sum();
    let whole = Sum {
        total: "100%".to_owned(),
        place: first..last,
        value: Decimal::ONE_HUNDRED,
        parts,
        slack,
        trust: if rest { Trust::Whole } else { Trust::Likely },
    };
    let more = whole.parts.iter().map(|part| part.value).sum::<Decimal>() > Decimal::ONE_HUNDRED;
    (many && !based && (more || rest)).then_some(whole)
}

/// The words that belong to each share: up to the comma or the "and" before the next one.
fn chunks(sentence: &Sentence<'_>, shares: &[(usize, usize, Item)]) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = Vec::new();
    for (nth, (_, end, _)) in shares.iter().enumerate() {
        let next = shares.get(nth + 1).map_or(sentence.words.len(), |next| next.0);
        let joint = (*end..next).find(|at| among(", ; and", sentence.lower(*at))).unwrap_or(next);
        found.push(start..joint);
        start = joint;
    }
    found
}

fn year(sentence: &Sentence<'_>, at: usize) -> bool {
    let text = sentence.words[at].text;
    text.len() == 4 && text.bytes().all(|one| one.is_ascii_digit())
}

/// Every number in per cent, with its first word and the word after it.
fn shares(sentence: &Sentence<'_>) -> Vec<(usize, usize, Item)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.words.len() {
        let numeral = numeral_at(&sentence.words, at);
        let Some(numeral) = numeral else {
            at += 1;
            continue;
        };
        let (sign, next) = (sentence.lower(numeral.end), sentence.lower(numeral.end + 1));
        let end = numeral.end + if sign == "per" && next == "cent" { 2 } else { 1 };
        if matches!(sign, "%" | "percent") || end > numeral.end + 1 {
            let text = format!("{}%", numeral.value);
            let slack = half_place(numeral.value);
            found.push((at, end, Item { value: numeral.value, money: false, slack, text }));
        }
        at = numeral.end;
    }
    found
}

/// Half of the last place of a percentage, which is always rounded.
fn half_place(value: Decimal) -> Decimal {
    Decimal::new(5, value.scale() + 1)
}
