//! What a text ought to say, of which it says that it is to come: "The date of the meeting is to be confirmed.", "at a venue to
//! be advised".

use crate::check::answer::among;
use crate::check::passage::Passage;
use crate::check::placeholder::Gap;
use crate::check::words::Word;

/// What a reader is to be told, and is told to wait for.
const DETAILS: &str = "address amount amounts author chair contractor cost costs date dates deadline detail details duration fee figure \
    figures lead location manager name names number numbers officer percentage place price provider reference room speaker \
    speakers sum supplier time times title total value venue venues";

/// What stands for TBC and TBA when it is written out.
pub const WRITTEN_OUT: &str = "advised announced confirmed notified";

/// What is as often a plan as a gap.
const SETTLED: &str = "agreed arranged clarified decided determined established finalised fixed set";

/// The parts of a text that only say that something is to be confirmed or agreed; not those that say by whom or when, which tells
/// a reader something.
pub fn gaps(passage: &Passage<'_>) -> Vec<Gap> {
    let mut found = Vec::new();
    for (_, words) in passage.words_by_sentence() {
        found.extend((0..words.len()).filter_map(|at| unsettled(&words, at)));
    }
    found
}

/// The gap whose "to be" stands at a word.
fn unsettled(words: &[Word<'_>], to: usize) -> Option<Gap> {
    if lower(words, to) != "to" || lower(words, to + 1) != "be" {
        return None;
    }
    let done = lower(words, to + 2);
    let written_out = among(WRITTEN_OUT, done);
    if !(written_out || among(SETTLED, done)) || !is_all(words, to + 3) {
        return None;
    }
    let range = |from: usize| words[from].range.start..words[to + 2].range.end;
    // "Spring 2026, to be confirmed"
    if written_out && to > 0 && lower(words, to - 1) == "," && is_end(words, to + 3) {
        return Some(Gap::perhaps(range(to)));
    }
    let verb = verb_before(words, to);
    let needs = verb < to && lower(words, verb).starts_with("need") && done != "confirmed";
    let start = details_before(words, verb).into_iter().find_map(|detail| {
        let start = start_of_phrase(words, detail);
        let before = start.checked_sub(1).map_or("", |before| lower(words, before));
        let named = if verb < to {
            // "The arrangements for the venue are to be confirmed" are not the venue.
            !needs && !among("about at by for from in of on to with", before)
        } else {
            // "on a date to be agreed"; not "asked for the date to be agreed", "wants the date to be agreed".
            let some = among("a an", lower(words, start));
            start == 0 || among("at by from in on to with ( : , – - —", before) || before == "for" && some
        };
        named.then_some(start)
    })?;
    Some(if verb < to && written_out { Gap::sure(range(start)) } else { Gap::perhaps(range(start)) })
}

fn lower<'a>(words: &'a [Word<'_>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.lower.as_str())
}

/// Whether nothing is said of when or by whom: the clause ends, or goes on with "shortly", "in due course".
pub fn is_all(words: &[Word<'_>], mut at: usize) -> bool {
    const VAGUE: &[&[&str]] = &[
        &["at", "a", "later", "date"],
        &["at", "present"],
        &["in", "due", "course"],
        &["later"],
        &["nearer", "the", "time"],
        &["shortly"],
        &["soon"],
    ];
    if let Some(vague) = VAGUE.iter().find(|vague| (0..vague.len()).all(|nth| lower(words, at + nth) == vague[nth]))
    {
        at += vague.len();
    }
    let goes_on = among("after at before by following in on once pending subject when with", lower(words, at + 1));
    is_end(words, at) || among("and but", lower(words, at)) || lower(words, at) == "," && !goes_on
}

fn is_end(words: &[Word<'_>], at: usize) -> bool {
    matches!(lower(words, at), "" | "." | ";" | ")" | "!")
}

/// Where the verb before "to be" begins: "is still", "has yet", "remains"; "to" itself where there is none.
fn verb_before(words: &[Word<'_>], to: usize) -> usize {
    let mut at = to;
    while at > 0 && among("also currently only still yet", lower(words, at - 1)) {
        at -= 1;
    }
    let verb = at > 0 && among("are has have is need needs remain remains", lower(words, at - 1));
    if verb { at - 1 } else { to }
}

/// The words for details in what stands before a word: "date" in "the date of the next meeting".
fn details_before(words: &[Word<'_>], end: usize) -> Vec<usize> {
    const REACH: usize = 12;
    // "The date on which the second minibus starts"
    let led = |at: usize| {
        at > 0 && among("which whom", lower(words, at)) && among("at by for from in on to", lower(words, at - 1))
    };
    let stops = |at: &usize| {
        let word = &words[*at];
        !(word.is_word() || word.is_number()) || is_verb(&word.lower) && !led(*at)
    };
    let from = (0..end).rev().take(REACH).find(stops).map_or(end.saturating_sub(REACH), |at| at + 1);
    let of_something = |at: usize| at + 1 == end || among("at between for from in of on to", lower(words, at + 1));
    (from..end).filter(|at| among(DETAILS, lower(words, *at)) && of_something(*at)).collect()
}

fn is_verb(lower: &str) -> bool {
    among(
        "are can could had has have if is may must need needs should that was were when where whether which who will would",
        lower,
    )
}

/// Where the phrase of a noun begins, with its determiner.
fn start_of_phrase(words: &[Word<'_>], noun: usize) -> usize {
    let mut at = noun;
    while at > 0 {
        let before = &words[at - 1];
        if among("a an its our the their this", &before.lower) {
            return at - 1;
        }
        let part = before.is_word()
            && !is_verb(&before.lower)
            && !among("about and at but by for from in of on or to with", &before.lower);
        let pair = among("and or", &before.lower) && at > 1 && among(DETAILS, lower(words, at - 2));
        if !(part || pair) {
            break;
        }
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::gaps;
    use crate::check::placeholder::testing::{found, nothing_in};

    #[test]
    fn what_is_only_to_come_is_found() {
        for (text, gap) in [
            ("The date of the meeting is to be confirmed.", "The date of the meeting is to be confirmed"),
            ("The venue is still to be advised.", "The venue is still to be advised"),
            (
                "The date on which the second minibus starts is to be confirmed.",
                "The date on which the second minibus starts is to be confirmed",
            ),
            ("The start date has yet to be confirmed, but work goes on.", "The start date has yet to be confirmed"),
            ("The final cost remains to be agreed.", "The final cost remains to be agreed"),
            ("The Board will meet on a date to be agreed.", "a date to be agreed"),
            ("It will be held at a venue to be confirmed in due course.", "a venue to be confirmed"),
            ("The date and venue are to be announced.", "The date and venue are to be announced"),
            ("Date of next meeting to be confirmed", "Date of next meeting to be confirmed"),
            (
                "Work starts in June, and the number of posts is to be confirmed.",
                "the number of posts is to be confirmed",
            ),
            (
                "The name of the contractor is to be notified shortly.",
                "The name of the contractor is to be notified",
            ),
            ("The figures need to be confirmed.", "The figures need to be confirmed"),
            ("Spring 2026, to be confirmed", "to be confirmed"),
            ("At the time of writing the date is to be confirmed.", "the date is to be confirmed"),
            ("Lead officer to be confirmed", "Lead officer to be confirmed"),
            ("It meets at a time and place to be agreed.", "a time and place to be agreed"),
        ] {
            assert_eq!(found(gaps, text), [gap], "{text}");
        }
    }

    #[test]
    fn what_tells_who_or_when_is_left_alone() {
        nothing_in(
            gaps,
            &[
                "The arrangements need to be agreed by Cabinet.",
                "The minutes to be confirmed at the next meeting are attached.",
                "The minutes are to be confirmed.",
                "The date of the inspection is to be confirmed by Ofsted.",
                "The date is to be agreed with the union.",
                "The venue is to be confirmed in March.",
                "The dates are to be confirmed, subject to contract.",
                "The price is to be agreed at the next meeting.",
                "Members asked for the date to be confirmed.",
                "The union wants the date to be agreed.",
                "The contract requires the cost to be agreed.",
                "The arrangements for the venue are to be confirmed.",
                "The order is to be confirmed.",
                "The budget has to be set.",
                "The cost needs to be agreed.",
                "The policy on the rate of pay is to be decided.",
                "The number of posts was confirmed.",
                "A date has been agreed.",
                "to be confirmed",
                "to be",
                "",
            ],
        );
    }
}
