//! Strengths of one team or service at one time that cannot both be true.

use rust_decimal::Decimal;

use crate::check::finding;
use crate::check::headcount_and_fte::strengths::{Strength, strengths};
use crate::check::passage::Passage;
use crate::check::quantities::Sentence;
use crate::diagnostic::Diagnostic;

/// What passages say of the strength of one team and of others that do not agree.
pub(super) fn find(passages: &[Passage<'_>]) -> Vec<Diagnostic> {
    let all: Vec<(usize, Strength)> = passages
        .iter()
        .enumerate()
        .flat_map(|(at, passage)| strengths(passage).into_iter().map(move |one| (at, one)))
        .collect();
    let mut found = Vec::new();
    for (at, (here, one)) in all.iter().enumerate() {
        // What a sentence says of both numbers, or an earlier one of this, is told already.
        let told = |there: usize, other: &Strength| {
            here == &there && one.sentence == other.sentence
                || says(&passages[there], other.sentence, one.value)
                || says(&passages[*here], one.sentence, other.value)
                || one.known && is_told_before(&passages[*here], one)
        };
        let clashes = all[..at].iter().filter_map(|(there, other)| Some((there, other, clash(one, other)?)));
        let other = { clashes }.find(|(there, other, _)| !told(**there, other));
        let Some((there, other, message)) = other else { continue };
        found.push(
            finding(message, &passages[*here].place(&one.range))
                .related(&passages[*there].place(&other.range), "the other count")
                .hint(
                    "find out which is right; if they count different groups or different days, say so beside each",
                ),
        );
    }
    found
}

/// Whether a sentence has a number: "of the 12 officers, five are in training" explains the five.
fn says(passage: &Passage<'_>, sentence: usize, value: Decimal) -> bool {
    let sentences = Sentence::all(passage);
    sentences.get(sentence).is_some_and(|one| one.quantities.iter().any(|number| number.value == value))
}

/// "Two officers are leaving. The two officers …": whether an earlier sentence has told who is meant.
fn is_told_before(passage: &Passage<'_>, strength: &Strength) -> bool {
    (0..strength.sentence).any(|sentence| says(passage, sentence, strength.value))
}

/// What is wrong with two strengths, if they are of one group at one time and cannot both be true.
fn clash(one: &Strength, other: &Strength) -> Option<String> {
    let tenses = matches!((one.past, other.past), (Some(one), Some(other)) if one != other);
    let dated = !one.times.is_empty() || !other.times.is_empty();
    if !one.owner.is(&other.owner) || one.narrowed != other.narrowed || one.times != other.times || tenses && !dated
    {
        return None;
    }
    if one.fte != other.fte {
        let (people, fte) = if one.fte { (other, one) } else { (one, other) };
        let same = people.noun == fte.noun || fte.noun.is_none() && people.all || people.noun.is_none();
        return (same && fte.value > people.value)
            .then(|| format!("{} full-time equivalents cannot be made up of {} people", fte.value, people.value));
    }
    let differ = if one.noun == other.noun {
        one.value != other.value
    } else {
        // "Eight surveyors" are among the staff, and all of it where it consists of them.
        let (some, staff) = if one.noun.is_none() { (other, one) } else { (one, other) };
        staff.noun.is_none() && (some.value > staff.value || some.all && some.value != staff.value)
    };
    let what = if one.fte { "full-time equivalents" } else { "people" };
    differ.then(|| format!("{} {what} here, elsewhere {} in the same group", one.value, other.value))
}
