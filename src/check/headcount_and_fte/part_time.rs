//! Whether staff work part-time, so that they are more people than equivalents.

use crate::check::answer::among;
use crate::check::headcount_and_fte::group::named;
use crate::check::headcount_and_fte::hours::{Share, is_part, share};
use crate::check::headcount_and_fte::staff::is_noun;
use crate::check::quantities::{Quantity, Sentence};

/// "All of them part-time", "half of whom work part-time": whether any of those of whom a sentence speaks work part-time.
pub(super) fn is_part_time(sentence: &Sentence<'_>, people: &Quantity) -> bool {
    are_all_part_time(sentence, people)
        || do_some_work_part_time(sentence, people)
        || do_they_work_part_time(sentence, people)
}

/// "The 22 supervisors work ten hours a week each", "the six tutors job-share".
fn do_they_work_part_time(sentence: &Sentence<'_>, people: &Quantity) -> bool {
    /// How many words "none of the" has.
    const BEFORE: usize = 3;
    let lower = |at: usize| sentence.lower(at);
    let skip =
        |from: usize| (from..).find(|at| !among(", who all each only just at most", lower(*at))).unwrap_or(from);
    let verb = skip(named(sentence, people.end).end);
    let none =
        (people.first.saturating_sub(BEFORE)..people.first).any(|at| among("none neither few not", lower(at)));
    let share = skip(verb + usize::from(among("work works are on", lower(verb))));
    !none && is_part(sentence, share)
}

/// "Half of whom work part-time", "nine of the 21 people in the team are part-time", "four work part-time".
fn do_some_work_part_time(sentence: &Sentence<'_>, people: &Quantity) -> bool {
    const SOME: &str =
        "half most many several some majority number third thirds two-thirds quarter quarters three-quarters few";
    let words = (0..sentence.words.len()).filter(|at| among(SOME, sentence.lower(*at))).map(|at| at + 1);
    let numbers = sentence.quantities.iter().filter(|one| *one != people).map(|one| one.end);
    words.chain(numbers).any(|next| is_said_of_part_time(sentence, people, next))
}

/// Whether what follows "some" or a number at an index says that they work part-time now.
fn is_said_of_part_time(sentence: &Sentence<'_>, people: &Quantity, from: usize) -> bool {
    /// How many words may stand between "of whom" and "part-time".
    const NEAR: usize = 5;
    /// How many between "of the team's" and the number, and between that and "part-time".
    const COUNTED: (usize, usize) = (6, 12);
    const OFF: &str = "used worked was were could may might would once not never asked wish want until formerly";
    let lower = |at: usize| sentence.lower(at);
    let of = lower(from) == "of";
    let counted = of && (from + 1..from + COUNTED.0).contains(&people.first);
    let staff = is_noun(sentence, from + 2) || among("team service unit", lower(from + 2));
    let all = among("the its our their", lower(from + 1)) && staff;
    let them = of && (counted || all || among("whom them these", lower(from + 1)));
    if !them && !among("work works are", lower(from)) {
        return false;
    }
    let near = from + 1..sentence.words.len().min(from + 1 + if counted { COUNTED.1 } else { NEAR });
    let end = { near }.find(|at| is_part(sentence, *at));
    end.is_some_and(|end| !(from..end).any(|at| among(OFF, lower(at)) || lower(at) == ","))
}

/// "All of them part-time", "none of whom works full-time": whether nobody of whom a sentence speaks works full-time, or
/// nearly nobody.
fn are_all_part_time(sentence: &Sentence<'_>, people: &Quantity) -> bool {
    /// How many words may stand between "all" and "part-time".
    const NEAR: usize = 9;
    const OFF: &str = "; : but until used asked formerly once may might could";
    let lower = |at: usize| sentence.lower(at);
    // The first that it says: "all full-time, none of them part-time".
    let after = |at: usize| {
        let near = at + 1..sentence.words.len().min(at + 1 + NEAR);
        { near }.take_while(|at| !among(OFF, lower(*at))).find_map(|at| share(sentence, at))
    };
    let all = |at: usize| among("all each every everyone everybody", lower(at)) && sentence.before(at) != "not";
    // "12 part-time cleaners"
    is_part(sentence, people.end)
        || (0..sentence.words.len()).any(|at| {
            all(at) && after(at) == Some(Share::Part)
                || matches!(lower(at), "none" | "nobody") && after(at) == Some(Share::Full)
        })
}
