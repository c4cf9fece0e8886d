//! The day of the decision as the text of its record tells it, against the one that the record has.

use chrono::NaiveDate;

use crate::check::answer::among;
use crate::check::dates::{Written, with_month};
use crate::check::passage::Passage;
use crate::check::words::{Word, lower};

/// How many days another decision of the text is from this one at least.
const OTHER: i64 = 31;

/// The days on which a text says that the decision was taken, where they are not the one that the record has.
pub fn other_days<'a, 'b>(
    passages: &'b [Passage<'a>],
    decided: NaiveDate,
) -> Vec<(&'b Passage<'a>, std::ops::Range<usize>, NaiveDate)> {
    let mut found = Vec::new();
    for passage in passages {
        for (_, words) in passage.words_by_sentence() {
            let dates: Vec<Written> = (0..words.len()).filter_map(|at| with_month(&words, at)).collect();
            let [written, rest @ ..] = dates.as_slice() else { continue };
            // "9 March" is read at its day and at its month.
            if rest.iter().any(|other| other.first >= written.end) || !takes_decision(&words) {
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

/// "This decision was taken at", "at which the decision was made"; not "the decision is to be taken", "an earlier decision".
fn takes_decision(words: &[Word<'_>]) -> bool {
    let decision =
        (1..words.len()).find(|at| lower(words, *at) == "decision" && among("the this", lower(words, at - 1)));
    let done = |at: usize| (at + 1..at + 4).any(|at| among("taken made reached", lower(words, at)));
    let later = |at: usize| (at + 1..at + 4).any(|at| among("be not will being", lower(words, at)));
    let around = "after before by deferred earlier effect from implemented previous published since until";
    decision.is_some_and(|at| done(at) && !later(at)) && !words.iter().any(|word| among(around, &word.lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> usize {
        let decided = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap_or_default();
        other_days(&[Passage::plain(text)], decided).len()
    }

    #[test]
    fn the_decision_has_one_day() {
        for text in [
            "The decision was taken at the meeting on 9 March 2026.",
            "At the meeting on 11 March 2026 at which this decision was taken, two members spoke.",
            "The decision was made on Tuesday 9 March.",
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
        ] {
            assert_eq!(told(text), 0, "{text}");
        }
    }
}
