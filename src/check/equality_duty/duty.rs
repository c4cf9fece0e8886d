//! Sentences that tell what the public sector equality duty is, and nothing of the matter in hand.

use crate::check::answer::{among, telling, without_law};
use crate::check::dates::date_at;
use crate::check::words::{sentences, words};

/// A text without the sentences that only say what the duty is; `question` are the words that say nothing of equality.
///
/// "The Council must, in the exercise of its functions, have due regard to …" holds for every report.
pub fn without_duty(text: &str, question: &str) -> String {
    let kept = sentences(text).into_iter().map(|range| &text[range]).filter(|one| !restates(one, question));
    kept.collect::<Vec<_>>().join(" ")
}

/// Whether a sentence only says what the duty is, whose it is, or since when.
fn restates(sentence: &str, question: &str) -> bool {
    let lower = sentence.to_lowercase();
    let grounds = words(&lower).iter().filter(|word| among(CHARACTERISTICS, &word.lower)).count();
    let list = grounds >= 4;
    if !list && !SIGNS.iter().any(|sign| lower.contains(sign)) {
        return false;
    }
    let bare = without_day(&without_law(sentence));
    let grounds = if list { CHARACTERISTICS } else { "" };
    telling(&bare, &[question, DUTY, grounds].join(" ")) == 0
}

/// A text without the days in it: that of the Act is none of the matter.
fn without_day(text: &str) -> String {
    let words = words(text);
    let mut kept = String::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        match date_at(&words, at) {
            Some(day) => at = day.end.max(at + 1),
            None => {
                kept.push_str(word.text);
                kept.push(' ');
                at += 1;
            }
        }
    }
    kept
}

/// By what a sentence is known that speaks of the duty.
const SIGNS: &[&str] = &[
    "due regard",
    "equalities act",
    "equalities duty",
    "equality act",
    "equality duty",
    "protected characteristic",
    "psed",
    "s.149",
    "s149",
    "section 149",
];

/// The grounds that the Act protects, which tell something unless all of them are listed.
const CHARACTERISTICS: &str = "age belief civil disability gender marriage maternity orientation partnership pregnancy race reassignment religion sex sexual";

/// Words with which the duty is told.
const DUTY: &str = "achieve active activities activity adhere arise authorities authority authority's bear bearing bound cabinet came \
    care carry carrying come comes coming committee committees conduct connected contained continues cover deciding decision-maker \
    decision-makers decisions delivering delivery designing develop different discharging encourage established executive exercise \
    exercised exercises exercising force fulfil full function functions general giving governed have how impose imposed imposes \
    incumbent introduced including integral into laid legally life local make maker makers makes making member members mind minimise must nine \
    obey oblige obliged obliges ought paid participate participation pay paying perform performing placed prejudice prevent \
    prohibited protect protecting protects reach reached reaching relation remember remind reminded remove replaced satisfied satisfy service services \
    set setting shall specified state statute statutory steps suffer suffered tackle tackling three together understanding unlawful \
    unlawfully when whenever whether whom whose workforce";
