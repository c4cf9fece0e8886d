//! The day of the decision as the text of its record tells it, against the one that the record has.

use std::ops::Range;

use chrono::NaiveDate;

use crate::check::answer::among;
use crate::check::dates::{Written, with_month};
use crate::check::likeness::{content_of, shared};
use crate::check::passage::Passage;
use crate::check::words::{Word, lower};

/// How many days another decision of the text is from this one at least.
const OTHER: i64 = 31;

/// The days on which a text says that the decision was taken, where they are not the one that the record has; `what` are the stems of
/// its words.
pub fn other_days<'a, 'b>(
    passages: &'b [Passage<'a>],
    decided: NaiveDate,
    what: &[String],
) -> Vec<(&'b Passage<'a>, Range<usize>, NaiveDate)> {
    let mut found = Vec::new();
    for passage in passages {
        for (_, words) in passage.words_by_sentence() {
            let dates: Vec<Written> = (0..words.len()).filter_map(|at| with_month(&words, at)).collect();
            let [written, rest @ ..] = dates.as_slice() else { continue };
            // "9 March" is read at its day and at its month.
            let several = rest.iter().any(|other| other.first >= written.end);
            if several || !(takes_decision(&words, written) || decides(&words, written, what)) {
                continue;
            }
            let Some(date) = written.date().or_else(|| written.nearest(decided)) else { continue };
            if date != decided && (date - decided).num_days().abs() < OTHER {
                let range = words[written.first].range.start..words[written.end - 1].range.end;
                found.push((passage, range, date));
            }
        }
    }
    found
}

/// Words that say that the day before which they stand is that of something else.
const AROUND: &str = "after before by deferred earlier effect from implemented previous published since until";

/// "This decision was taken at", "at which the decision was made", "took this decision"; not "the decision is to be taken", "an earlier
/// decision".
fn takes_decision(words: &[Word<'_>], date: &Written) -> bool {
    let decision =
        (1..words.len()).find(|at| lower(words, *at) == "decision" && among("the this", lower(words, at - 1)));
    let done = |at: usize| (at + 1..at + 4).any(|at| among("taken made reached", lower(words, at)));
    let later = |at: usize| (at + 1..at + 4).any(|at| among("be not will being", lower(words, at)));
    // "The Cabinet Member took this decision"; "took the decision to close it" can be another one.
    let took =
        |at: usize| at > 1 && lower(words, at - 1) == "this" && among("took made reached", lower(words, at - 2));
    // "On 9 March, after hearing the traders": the day itself is that of the decision.
    let beside = |at: usize| words[..at.max(date.end)].iter().any(|word| among(AROUND, &word.lower));
    decision.is_some_and(|at| (done(at) && !later(at) || took(at)) && !beside(at))
}

/// "The Cabinet Member decided on 9 March to widen the lane", where that is what was decided.
fn decides(words: &[Word<'_>], date: &Written, what: &[String]) -> bool {
    let on = date.first.checked_sub(1).filter(|on| lower(words, *on) == "on");
    let verb =
        on.and_then(|on| on.checked_sub(1)).filter(|verb| among("decided agreed resolved", lower(words, *verb)));
    let Some(verb) = verb else { return false };
    let one = verb > 1 && among("member leader mayor", lower(words, verb - 1));
    let then = words.get(date.end..).unwrap_or_default();
    let to = then.first().is_some_and(|first| among("that to", &first.lower));
    // Up to the reason, "to widen the lane, because it floods".
    let ends = |word: &Word<'_>| word.text == "," || among("after as because so since when while", &word.lower);
    let said = content_of(then.split(ends).next().unwrap_or_default(), "");
    one && to && said.len() > 1 && shared(&said, what) == said.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::likeness::content;

    fn told(text: &str) -> usize {
        let decided = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap_or_default();
        let what = content("that the lane be widened at the bend", "");
        other_days(&[Passage::plain(text)], decided, &what).len()
    }

    #[test]
    fn the_decision_has_one_day() {
        for text in [
            "The decision was taken at the meeting on 9 March 2026.",
            "At the meeting on 11 March 2026 at which this decision was taken, two members spoke.",
            "The decision was made on Tuesday 9 March.",
            "The decision was taken at the meeting on 9 March 2026, after the traders had been heard.",
            "At her meeting on 9 March 2026 the Cabinet Member took this decision, since the lane floods.",
            "The Cabinet Member decided on 9 March 2026 to widen the lane, because the bend is narrow.",
        ] {
            assert_eq!(told(text), 1, "{text}");
        }
        for text in [
            "The decision was taken at the meeting on 10 March 2026.",
            "An earlier decision was taken on 9 March 2026.",
            "The decision to be taken on 24 March 2026 is another.",
            "The decision was taken after the petition of 9 March 2026.",
            "The decision was taken on the report of 2 March 2026 at the meeting on 10 March 2026.",
            "The decision was published on 12 March 2026.",
            "The decision to close the hall was taken on 9 March 2024.",
            "The council met on 9 March 2026.",
            "The Cabinet Member decided on 9 March 2026 to hear the traders first.",
            "The Cabinet decided on 9 March 2026 to widen the lane.",
            "After the visit on 9 March 2026 the Cabinet Member took this decision.",
        ] {
            assert_eq!(told(text), 0, "{text}");
        }
    }
}
