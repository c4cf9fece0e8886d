//! "The last meeting", where a paper gives two days for it.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::answer::among;
use crate::check::dates::{Written, date_at, weekday};
use crate::check::doubt;
use crate::check::minutes_date::mentions::same_day;
use crate::check::passage::Passage;
use crate::check::words::{Word, bare, lower};
use crate::diagnostic::Diagnostic;

/// A place that says on which day the last meeting was.
struct Last<'a> {
    passage: &'a Passage<'a>,
    range: Range<usize>,
    date: Written,
}

/// Places that give another day for the last meeting of the body than the first one does.
pub fn two_last_meetings<'a>(passages: &[&'a Passage<'a>], own: &BTreeSet<String>) -> Vec<Diagnostic> {
    let all: Vec<Last<'a>> = passages.iter().flat_map(|passage| last_meetings(passage, own)).collect();
    let Some((first, rest)) = all.split_first() else { return Vec::new() };
    let written = |one: &Last<'_>| one.passage.text.get(one.range.clone()).unwrap_or_default().to_owned();
    let others = rest.iter().filter(|one| !same_day(&one.date, &first.date));
    let told = others.map(|one| {
        doubt(
            format!("the last meeting was on `{}` here, and on `{}` elsewhere", written(one), written(first)),
            &one.passage.place(&one.range),
        )
        .related(&first.passage.place(&first.range), "the other day")
        .hint("put the date right that is wrong")
    });
    told.collect()
}

fn last_meetings<'a>(passage: &'a Passage<'a>, own: &BTreeSet<String>) -> Vec<Last<'a>> {
    let mut found = Vec::new();
    for (range, words) in passage.words_by_sentence() {
        if passage.is_quoted(&range) || names_others(&words, own) {
            continue;
        }
        let dates = (0..words.len()).filter_map(|at| day_of_last(&words, at));
        found.extend(dates.map(|date| {
            let range = words[date.first].range.start..words[date.end - 1].range.end;
            Last { passage, range, date }
        }));
    }
    found
}

/// The day of "the last meeting", whose noun stands at a word: "the last meeting, held on 9 October", "the previous meeting (9 October)".
fn day_of_last(words: &[Word<'_>], at: usize) -> Option<Written> {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| lower(words, at));
    let last = lower(words, at) == "meeting" && among("last previous", before(1)) && among("our the", before(2));
    let leads =
        |word: &Word<'_>| among(", ( held of on that took place was which", &word.lower) || weekday(word).is_some();
    let day = (at + 1..words.len().min(at + 8)).find(|day| !leads(&words[*day]))?;
    date_at(words, day).filter(|_| last)
}

/// Whether a sentence names a body that is not the paper's own, whose last meeting it may mean.
fn names_others(words: &[Word<'_>], own: &BTreeSet<String>) -> bool {
    const BODIES: &str = "association board cabinet club commission committee council executive forum friend governor group panel partnership \
        party society sub-committee team trust union";
    words.iter().any(|word| {
        let name = bare(word).trim_end_matches('s');
        among(BODIES, name) && !own.contains(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> usize {
        let passages: Vec<Passage<'_>> = text.split(" | ").map(Passage::plain).collect();
        two_last_meetings(&passages.iter().collect::<Vec<_>>(), &BTreeSet::from(["panel".to_owned()])).len()
    }

    #[test]
    fn the_last_meeting_was_on_one_day() {
        let agreed = "The minutes of the last meeting, held on 15 May 2025, were agreed.";
        for other in [
            "There were no matters arising from the last meeting, held on 13 May 2025.",
            "At the previous meeting, on 14 May, the Panel had asked how wide the paths would be.",
            "The item had been put off from the last meeting (Thursday 22 May 2025).",
        ] {
            assert_eq!(told(&format!("{agreed} | {other}")), 1, "{other}");
        }
        for other in [
            "The item had been put off from the last meeting, on 15 May.",
            "The Cabinet had agreed it at the last meeting, on 20 May 2025.",
            "The Friends held their last meeting on 3 June 2025.",
            "The last meeting with the contractor was on 2 June 2025.",
            "At its meeting on 13 March 2025 the Panel had asked for a plan.",
            "At the last meeting the Panel had asked for a plan by 13 June 2025.",
        ] {
            assert_eq!(told(&format!("{agreed} | {other}")), 0, "{other}");
        }
    }
}
