//! The day of the decision as the text of its record tells it, against the one that the record has.

use std::ops::Range;

use chrono::NaiveDate;

use crate::check::answer::among;
use crate::check::dates::{Written, weekday, with_month};
use crate::check::likeness::{content_of, shared};
use crate::check::passage::Passage;
use crate::check::words::{Word, lower};

/// How many days another decision of the text is from this one at least.
const OTHER: i64 = 31;

/// The days on which a text says that the decision was taken, where they are not the one that the record has; `what` are the stems of
/// its words, and `body` is the last word of what the meeting that took it is called: "cabinet".
pub fn other_days<'a, 'b>(
    passages: &'b [Passage<'a>],
    decided: NaiveDate,
    what: &[String],
    body: &str,
) -> Vec<(&'b Passage<'a>, Range<usize>, NaiveDate)> {
    let mut found = Vec::new();
    for passage in passages {
        for (range, words) in passage.words_by_sentence() {
            let dates: Vec<Written> = (0..words.len()).filter_map(|at| with_month(&words, at)).collect();
            let [written, rest @ ..] = dates.as_slice() else { continue };
            // "9 March" is read at its day and at its month.
            let several = rest.iter().any(|other| other.first >= written.end);
            let opens = range.start == 0 && passage.source.value.trim_start().starts_with("This was ");
            let tells = takes_decision(&words, written, body)
                || decides(&words, written, what)
                || agrees_recommendations(&words, written, body)
                || opens && this_was_decided(&words, written);
            if several || !tells {
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
fn takes_decision(words: &[Word<'_>], date: &Written, body: &str) -> bool {
    let decision =
        (1..words.len()).find(|at| lower(words, *at) == "decision" && among("the this", lower(words, at - 1)));
    let done = |at: usize| (at + 1..at + 4).any(|at| among("taken made reached", lower(words, at)));
    let later = |at: usize| (at + 1..at + 4).any(|at| among("be not will being", lower(words, at)));
    // "The Cabinet Member took this decision", "made the decision on 9 March"; "took the decision to close it" can be another one.
    let took = |at: usize| {
        let verb = at > 1 && among("took made reached", lower(words, at - 2));
        let this = lower(words, at - 1) == "this";
        let who = at.checked_sub(3).map_or("", |who| lower(words, who));
        let one = among(ONE, who) || !body.is_empty() && who == body;
        verb && (this || one && is_dated(words, at + 1, date))
    };
    // "On 9 March, after hearing the traders": the day itself is that of the decision.
    let beside = |at: usize| words[..at.max(date.end)].iter().any(|word| among(AROUND, &word.lower));
    decision.is_some_and(|at| (done(at) && !later(at) || took(at)) && !beside(at))
}

/// Who takes a decision alone.
const ONE: &str = "he leader mayor member she";

/// Whether nothing stands between a word and the date but when and where it was: "on", "at the meeting on Tuesday"; and nothing after
/// the date says what was done.
fn is_dated(words: &[Word<'_>], from: usize, date: &Written) -> bool {
    const BETWEEN: &str = ", at her his in its meeting of on the their unanimously";
    let between = words.get(from..date.first).unwrap_or_default();
    let when = |word: &Word<'_>| among(BETWEEN, &word.lower) || weekday(word).is_some();
    !between.is_empty() && between.iter().all(when) && !among("that to", lower(words, date.end))
}

/// "The Cabinet Member agreed the recommendations on 9 March"; "the Cabinet", or "Members", where the record is one of the Cabinet.
fn agrees_recommendations(words: &[Word<'_>], date: &Written, body: &str) -> bool {
    let decides = |who: usize| {
        let one = lower(words, who);
        among(ONE, one) || !body.is_empty() && !among(ONE, body) && (one == body || one == "members")
    };
    let verb = |at: &usize| {
        among("accepted adopted agreed approved", lower(words, *at))
            && at.checked_sub(1).is_some_and(|who| {
                decides(who) || who > 0 && among("all duly then unanimously", lower(words, who)) && decides(who - 1)
            })
    };
    let Some(verb) = (0..words.len()).find(verb) else { return false };
    let mut at = verb + 1;
    while among("all both of the these", lower(words, at)) {
        at += 1;
    }
    at > verb + 1
        && among("proposal proposals recommendation recommendations report", lower(words, at))
        && is_dated(words, at + 1, date)
}

/// "This was decided by the Cabinet Member at the meeting on 9 March", of a text that begins so: "this" is what the record records.
fn this_was_decided(words: &[Word<'_>], date: &Written) -> bool {
    if !among("agreed decided resolved", lower(words, 2)) {
        return false;
    }
    let by = lower(words, 3) == "by";
    let who = (4..8).find(|at| among(ONE, lower(words, *at)));
    match who {
        Some(who) if by => {
            words[4..who].iter().all(|word| among("cabinet the", &word.lower)) && is_dated(words, who + 1, date)
        }
        _ => is_dated(words, 3, date),
    }
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
        told_by(text, "member")
    }

    fn told_by(text: &str, body: &str) -> usize {
        let decided = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap_or_default();
        let what = content("that the lane be widened at the bend", "");
        other_days(&[Passage::plain(text)], decided, &what, body).len()
    }

    #[test]
    fn a_meeting_agrees_the_recommendations_on_one_day() {
        for text in [
            "The Cabinet agreed the recommendations on 9 March 2026, since the fee does not cover the costs.",
            "The Cabinet agreed the recommendations on 11 March 2026 after a debate.",
            "Members agreed the recommendations on 2 March 2026.",
            "The Cabinet unanimously approved the recommendations at its meeting on 9 March 2026.",
            "Members accepted all the proposals on Monday 9 March.",
        ] {
            assert_eq!(told_by(text, "cabinet"), 1, "{text}");
            assert_eq!(told_by(text, "member"), 0, "{text}");
        }
        for text in [
            "The Cabinet agreed the recommendations on 10 March 2026.",
            "The Cabinet agreed the recommendations of the panel on 9 March 2026.",
            "The Scrutiny Board agreed the recommendations on 9 March 2026.",
            "Members of the Scrutiny Board agreed the recommendations on 9 March 2026.",
            "Members agreed on 9 March 2026 to visit the market.",
        ] {
            assert_eq!(told_by(text, "cabinet"), 0, "{text}");
        }
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
            "The Cabinet Member made the decision on 13 March 2026.",
            "The Mayor took the decision at her meeting on Monday 9 March 2026, after the traders had spoken.",
            "This was decided on 9 March 2026.",
            "This was agreed at the meeting on 9 March 2026.",
            "This was agreed by the Cabinet Member on 9 March 2026, when the traders were heard.",
            "The Cabinet Member agreed the recommendations on 9 March 2026.",
            "The Leader approved all of the recommendations at his meeting on 9 March 2026.",
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
            "The Cabinet Member took the decision on 9 March 2026 to hear the traders first.",
            "The Council took the decision on 9 March 2026.",
            "The Cabinet Member took the decision on 10 March 2026, after the count of 2 March.",
            "The Cabinet Member took the decision on the hall on 9 March 2026.",
            "This was agreed in principle on 9 March 2026.",
            "This was agreed by the traders on 9 March 2026.",
            "The traders were heard. This was agreed on 9 March 2026.",
            "The Cabinet Member agreed the recommendations of the Scrutiny Board on 9 March 2026.",
            "The Scrutiny Board agreed the recommendations on 9 March 2026.",
            "The Cabinet Member agreed the date on 9 March 2026.",
        ] {
            assert_eq!(told(text), 0, "{text}");
        }
    }
}
