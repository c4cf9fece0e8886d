//! Shares: answers in per cent that make more than a hundred, or less where the rest is said to be among them.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::numerals::numeral_at;
use crate::check::quantities::Sentence;
use crate::check::totals_and_parts::adding::items::{self, Item};
use crate::check::totals_and_parts::adding::{Sum, Trust, parted};
use crate::check::words::Word;

/// A number in per cent, with its first word and the word after it.
type Share = (usize, usize, Item);

/// The shares of a sentence that should make a hundred per cent; `single`, where it is said that each gave one answer.
pub(super) fn hundred(sentence: &Sentence<'_>, single: bool) -> Option<Sum> {
    let shares = shares(sentence);
    let (first, last) = (shares.first()?.0, shares.last()?.1);
    // What has a base of its own, "45% of women", or another year or size, is no share of one whole.
    let channels = parted::are_kinds(sentence, &chunks(sentence, &shares)) && !is_repeated(sentence, &shares);
    // "31% of replies came by e-mail": the way is no size, and the replies are the base of all.
    let own = |at: usize| (channels || single) && sentence.lower(at) == "by" || at == shares[0].1;
    let based = (first..sentence.words.len())
        .any(|at| among("of compared than from up by year", sentence.lower(at)) && !own(at) || year(sentence, at))
        || shares.iter().filter(|share| is_of_place(sentence, share.1)).count() > 1
        // "Support fell from 62% to 45%", "rents rise by 7%"
        || shares.iter().any(|share| among("by from than to", sentence.before(share.0)));
    let tail = last..sentence.words.len();
    let rest = (first..last).any(|at| among("remaining rest other others", sentence.lower(at)));
    let silent =
        tail.clone().any(|at| is_silent(sentence.lower(at)) || among("neither reached", sentence.lower(at)));
    let many = shares.len() >= 3 && (silent || channels || single) || shares.len() >= 2 && rest;
    let answered = shares.len() >= 3 && are_answers(sentence, &shares);
    let parts: Vec<Item> = shares.into_iter().map(|(_, _, item)| item).collect();
    let slack = parts.iter().map(|part| part.slack).sum();
    let short = parts.iter().map(|part| part.value).sum::<Decimal>() < Decimal::ONE_HUNDRED;
    let whole = Sum {
        total: "100%".to_owned(),
        place: first..last,
        value: Decimal::ONE_HUNDRED,
        parts,
        slack,
        trust: match rest {
            true => Trust::Whole,
            false if short => Trust::Near,
            false => Trust::Likely,
        },
    };
    let told = (many && (rest || !short) || answered) && !based && !has_whole(&whole.parts);
    told.then_some(whole)
}

/// Whether shares are of what one person may do in several ways, or of how well each way does: "residents use the service online
/// (61%)", "satisfaction was 61% online".
fn is_repeated(sentence: &Sentence<'_>, shares: &[Share]) -> bool {
    const REPEATED: &str = "average can could fell grew happy highest increased like lowest may met prefer preferred rate rates reach rose \
        satisfaction satisfied target targets time use used uses within";
    // What is done once.
    const ONCE: &str = "arrived booked bought came cast collected come delivered filed given lodged made ordered paid placed received \
        registered returned sent settled submitted taken :";
    let has = |words: &str, end: usize| (0..end).any(|at| among(words, sentence.lower(at)));
    let first = &shares[0];
    let bracketed = sentence.before(first.0) == "(";
    has(REPEATED, sentence.words.len()) || bracketed && !has(ONCE, first.0)
}

/// Words of those who are for something, and of those who are against it.
const FOR: &str = "agree agreed approve approved favour for satisfied support supported yes";
const AGAINST: &str = "against disagree disagreed disapproved dissatisfied no objected oppose opposed";

/// Whether shares are those of all answers: for, against, and of those who did not know.
fn are_answers(sentence: &Sentence<'_>, shares: &[Share]) -> bool {
    let vague = |at: usize| {
        let about = among("about almost approximately around nearly roughly", sentence.lower(at));
        about && numeral_at(&sentence.words, at + 1).is_some()
    };
    let (before, answers) = (0..shares[0].0, shares[0].0..sentence.words.len());
    let open = |at: usize| items::is_open(sentence, at..at + 1) && sentence.lower(at + 1) != "cent";
    let open = (0..answers.end).any(vague) || answers.clone().any(open);
    let main = before.clone().any(|at| among("chiefly including largely main mainly mostly", sentence.lower(at)));
    let has = |words: &str| {
        answers.clone().any(|at| among(words, sentence.lower(at)) && !is_silent(sentence.lower(at + 1)))
    };
    // "45% agreed with option 1, 40% disagreed with option 2": answers to two questions.
    let known = |word: &str, end: usize| (0..end).any(|at| sentence.lower(at) == word);
    let other = |share: &Share, end: usize| {
        (share.1..end).any(|at| {
            let (word, lower) = (&sentence.words[at], sentence.lower(at));
            let answer = [FOR, AGAINST, SAYING].iter().any(|words| among(words, lower)) || is_silent(lower);
            (word.is_word() || word.is_number()) && !answer && !known(lower, share.0)
        })
    };
    let ends = shares[1..].iter().map(|share| share.0).chain([answers.end]);
    let strange = shares.iter().zip(ends).skip(1).any(|(share, end)| other(share, end));
    answers.clone().any(|at| is_silent(sentence.lower(at)))
        && !open
        && !main
        && !strange
        && has(FOR)
        && has(AGAINST)
}

/// Small words with which answers are told.
const SAYING: &str = "a and any answered but did didn't do don't either gave give had have if in it no not of on or said say that the \
    them they this to up voted was were while who with";

/// Words of those who gave no answer.
fn is_silent(lower: &str) -> bool {
    among("know mind sure undecided unsure view opinion answer preference", lower)
}

/// Whether some shares after one another make a hundred: "turnout was 41%, with 62% for and 38% against".
fn has_whole(parts: &[Item]) -> bool {
    let runs = (0..parts.len()).flat_map(|from| (from + 2..=parts.len()).map(move |to| &parts[from..to]));
    runs.filter(|run| run.len() < parts.len())
        .any(|run| run.iter().map(|part| part.value).sum::<Decimal>() == Decimal::ONE_HUNDRED)
}

/// The words that belong to each share: up to the comma or the "and" before the next one.
fn chunks(sentence: &Sentence<'_>, shares: &[Share]) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = Vec::new();
    for (nth, (_, end, _)) in shares.iter().enumerate() {
        let next = shares.get(nth + 1).map_or(sentence.words.len(), |next| next.0);
        let joint = (*end..next).find(|at| among(", ; and or", sentence.lower(*at))).unwrap_or(next);
        found.push(start..joint);
        start = joint;
    }
    found
}

/// "62% in Castle": a share of those of a place.
fn is_of_place(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.lower(at) == "in" && sentence.words.get(at + 1).is_some_and(Word::is_capital)
}

fn year(sentence: &Sentence<'_>, at: usize) -> bool {
    let text = sentence.words[at].text;
    text.len() == 4 && text.bytes().all(|one| one.is_ascii_digit())
}

/// Every number in per cent.
fn shares(sentence: &Sentence<'_>) -> Vec<Share> {
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
