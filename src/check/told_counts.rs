//! Sentences that tell a small count of people by a number beside one under disclosure control: a share of them, or the
//! whole that they are a part of.
//!
//! What printed figures tell each other is found out from their rows. Here are the numbers whose rows nobody knows:
//! stated, measured or typed ones, in a sentence that says itself what is a part of what.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::passage::{Passage, passages};
use crate::data::counts::speaks_of_people;
use crate::diagnostic::Diagnostic;
use crate::facts::disclosure::counts_under_control;
use crate::narrative::Narrated;
use crate::project::report::Report;

/// How many words may stand between `of` and the number of the whole.
const NEAR: usize = 2;

/// A number of a sentence.
#[derive(Debug, Clone)]
struct Number {
    /// Where it stands in the passage.
    at: Range<usize>,
    /// Which of the words it is.
    word: usize,
    value: Decimal,
    percent: bool,
    /// Whether it is a figure under disclosure control, printed or typed.
    controlled: bool,
}

/// The sentences of a report that tell a count of people above zero and below the threshold.
pub fn find(report: &Report, narrated: &Narrated, threshold: Decimal) -> Vec<Diagnostic> {
    let record = &narrated.record;
    let printed = record.shown.iter().filter(|shown| shown.figures.iter().any(counts_under_control));
    let printed: BTreeSet<&str> = printed.map(|shown| shown.text.as_str()).collect();
    let typed = record.typed.iter().filter(|typed| typed.figures.iter().any(counts_under_control));
    let typed: Vec<(&str, &Range<usize>)> = typed.map(|typed| (typed.passage.as_str(), &typed.at)).collect();
    if printed.is_empty() && typed.is_empty() {
        return Vec::new();
    }
    let controlled = |passage: &Passage<'_>, at: &Range<usize>| {
        let fact = passage.facts.iter().find(|fact| fact.start <= at.start && at.end <= fact.end);
        let by_hand = || {
            typed.iter().any(|(of, place)| **of == passage.text && place.start <= at.start && at.end <= place.end)
        };
        fact.and_then(|fact| passage.text.get(fact.clone())).is_some_and(|text| printed.contains(text)) || by_hand()
    };
    let mut found = Vec::new();
    for passage in passages(report, record) {
        for sentence in passage.sentences() {
            let words = words(&passage.text, &sentence);
            let numbers = numbers(&passage.text, &words, |at| controlled(&passage, at));
            found.extend(told(&passage, &words, &numbers, threshold));
        }
    }
    found
}

/// What is wrong with a sentence.
fn told(
    passage: &Passage<'_>,
    words: &[Range<usize>],
    numbers: &[Number],
    threshold: Decimal,
) -> Option<Diagnostic> {
    let word = |at: usize| words.get(at).and_then(|range| passage.text.get(range.clone())).unwrap_or_default();
    let is_small = |value: Decimal| value > Decimal::ZERO && value < threshold;
    for whole in numbers.iter().filter(|one| !one.percent && one.value.fract().is_zero()) {
        let before = (1..=NEAR)
            .find(|back| whole.word.checked_sub(*back).is_some_and(|at| bare(word(at)).eq_ignore_ascii_case("of")));
        let people = (1..=3).any(|next| speaks_of_people(word(whole.word + next)));
        let Some(before) = before.filter(|_| people || whole.controlled) else { continue };
        let of = whole.word - before;
        // "20%, and of the 10 …" speaks of two things.
        let joined = |part: &Number| {
            let between = words.get(of).and_then(|of| passage.text.get(part.at.end..of.start));
            between.is_some_and(|between| !between.contains([',', ';', ':']))
        };
        for part in numbers.iter().filter(|part| part.word != whole.word) {
            let message = if part.percent {
                // The share has to be one of these people: it stands right before `of`.
                let beside = part.word < of && of - part.word <= 3 && joined(part);
                let count = part.value.saturating_mul(whole.value).saturating_mul(Decimal::new(1, 2)).round();
                let tells = is_small(count) || is_small(whole.value.saturating_sub(count));
                (beside && tells && (part.controlled || whole.controlled))
                    .then(|| format!("{}% of {} tells of fewer than {threshold} people", part.value, whole.value))
            } else {
                let tells = part.value < whole.value && is_small(whole.value - part.value);
                let follows = part.word > whole.word || part.word < of && of - part.word <= 2 && joined(part);
                let counts = part.value.fract().is_zero() && !speaks_of_others(word(part.word + 1));
                // Of two figures under control it is known whom they count.
                (tells && follows && counts && part.controlled != whole.controlled).then(|| {
                    format!("{} of {} tells that fewer than {threshold} people are left", part.value, whole.value)
                })
            };
            if let Some(message) = message {
                let (start, end) = (whole.at.start.min(part.at.start), whole.at.end.max(part.at.end));
                return Some(
                    Diagnostic::error(message, &passage.place(&(start..end)))
                        .label("one of the two is a number of people under disclosure control")
                        .hint("leave one of the two numbers out of the sentence, or say it in words that give no number"),
                );
            }
        }
    }
    None
}

/// Whether the word after a number says that it counts no people.
fn speaks_of_others(word: &str) -> bool {
    let word = bare(word).to_lowercase();
    [
        "days", "weeks", "months", "years", "hours", "posts", "times", "cases", "points", "per", "fte", "teams",
        "million",
    ]
    .contains(&word.as_str())
}

/// The words of a sentence, as ranges of the text.
fn words(text: &str, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let whole = text.get(sentence.clone()).unwrap_or_default();
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in whole.char_indices().chain([(whole.len(), ' ')]) {
        match (letter.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.push(sentence.start + from..sentence.start + at);
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn bare(word: &str) -> &str {
    word.trim_matches(|one: char| !one.is_alphanumeric())
}

/// The numbers of a sentence that are written in digits: no sums of money, years or parts of words.
fn numbers(text: &str, words: &[Range<usize>], controlled: impl Fn(&Range<usize>) -> bool) -> Vec<Number> {
    let of = |at: usize| text.get(words.get(at)?.clone());
    let number = |word: usize| {
        let range = words.get(word)?;
        let written = of(word)?.trim_start_matches(['(', '“', '‘']);
        let start = range.end - written.len();
        let digits = written.trim_end_matches([')', ',', '.', ';', ':', '”', '’', '%']);
        let value: Decimal =
            digits.replace(',', "").parse().ok().filter(|value: &Decimal| *value > Decimal::ZERO)?;
        let next = of(word + 1).map(bare).unwrap_or_default();
        let after = of(word + 2).map(bare).unwrap_or_default();
        let percent = written[digits.len()..].starts_with('%')
            || next.eq_ignore_ascii_case("percent")
            || next.eq_ignore_ascii_case("per") && after.eq_ignore_ascii_case("cent");
        let at = start..start + digits.len();
        Some(Number { controlled: controlled(&at), at, word, value, percent })
    };
    (0..words.len()).filter_map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of a text whose numbers `controlled` are under control.
    fn said(text: &str, controlled: &[&str]) -> Option<String> {
        let passage = Passage::plain(text);
        let sentence = 0..text.len();
        let words = words(text, &sentence);
        let numbers = numbers(text, &words, |at| controlled.contains(&&text[at.clone()]));
        told(&passage, &words, &numbers, Decimal::from(5)).map(|one| one.message)
    }

    #[test]
    fn a_share_with_its_whole_tells_a_count() {
        let told = Some("20% of 10 tells of fewer than 5 people".to_owned());
        assert_eq!(said("Some 20% of the 10 leavers retired.", &["10"]), told);
        assert_eq!(said("In all 20 per cent of 10 leavers retired.", &["10"]), told);
        assert!(said("In all 90% of (10) leavers resigned.", &["90"]).is_some());
        for (text, controlled) in [
            ("Some 50% of the 10 leavers retired.", ["10"]),
            ("Some 20% of the 10 leavers retired.", ["11"]),
            ("Some 20% of the 50 leavers retired.", ["50"]),
            ("Turnover was 20%, and of the 10 leavers some retired.", ["10"]),
        ] {
            assert_eq!(said(text, &controlled), None, "{text}");
        }
    }

    #[test]
    fn a_whole_beside_a_part_tells_the_rest() {
        let told = Some("8 of 10 tells that fewer than 5 people are left".to_owned());
        assert_eq!(said("Of the 10 leavers 8 resigned.", &["8"]), told);
        assert_eq!(said("There were 8 of 10 leavers who resigned.", &["10"]), told);
        for (text, controlled) in [
            ("Of the 10 leavers 4 resigned.", vec!["10"]),
            ("Of the 10 leavers 8 resigned.", vec!["8", "10"]),
            ("Of the 10 leavers 8 resigned.", vec![]),
            ("There were 10 leavers and 8 starters.", vec!["10"]),
            ("Of the 10 leavers some stayed for 8 years.", vec!["10"]),
        ] {
            assert_eq!(said(text, &controlled), None, "{text}");
        }
    }
}
