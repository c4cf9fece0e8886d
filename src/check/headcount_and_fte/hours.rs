//! How much of a week staff work: "part-time", "half of the week", "ten hours a week", "in term time only".

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::headcount_and_fte::staff::equivalents;
use crate::check::quantities::Sentence;

/// Nobody who works full-time has fewer hours a week than this.
const LEAST_HOURS: u32 = 31;

/// Nobody has fewer days a week; four may be long ones.
const LEAST_DAYS: u32 = 4;

/// How much somebody works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    /// Full-time, or more than the hours of a part.
    Full,
    /// Less than full-time.
    Part,
    /// Not what would follow: "all full-time, none of them part-time".
    Neither,
}

/// Whether words at an index say that somebody works less than full-time.
pub(super) fn is_part(sentence: &Sentence<'_>, at: usize) -> bool {
    share(sentence, at) == Some(Share::Part)
}

/// How much somebody works, as the words at an index say.
pub(super) fn share(sentence: &Sentence<'_>, at: usize) -> Option<Share> {
    let lower = |at: usize| sentence.lower(at);
    if equivalents(sentence, at).is_some() {
        return None;
    }
    let time = lower(at + 1) == "time";
    match lower(at) {
        "none" | "not" => Some(Share::Neither),
        // "Works more than two days a week": all that nobody does is more than a part.
        "more" if lower(at + 1) == "than" => is_part(sentence, at + 2).then_some(Share::Full),
        // "Less than full time"
        "less" if lower(at + 1) == "than" => (share(sentence, at + 2) == Some(Share::Full)).then_some(Share::Part),
        "full-time" => Some(Share::Full),
        "full" if time => Some(Share::Full),
        "part" if time => Some(Share::Part),
        word if among("part-time part-timers part-week half-time job-share job-shares job-sharing", word) => {
            Some(Share::Part)
        }
        _ => (is_short(sentence, at) && is_worked(sentence, at)).then_some(Share::Part),
    }
}

/// Whether the words at an index are for less than a full week: "short hours", "mornings only".
fn is_short(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = sentence.lower(at + 1);
    match sentence.lower(at) {
        "term-time" | "half-days" => true,
        "half" => next == "time" || is_half_of_week(sentence, at),
        "term" => next == "time",
        "short" | "shorter" | "reduced" => is_period(next),
        "mornings" | "afternoons" | "evenings" | "saturdays" | "sundays" | "weekends" => next == "only",
        _ => is_short_week(sentence, at),
    }
}

/// Whether words at an index say how much somebody works: "work in term time only", but not "see parents in term time only".
fn is_worked(sentence: &Sentence<'_>, at: usize) -> bool {
    /// How many words may stand between.
    const NEAR: usize = 7;
    let works = |at: usize| among("work works worked working", sentence.lower(at));
    let other = |at: usize| among("that which whose where when", sentence.lower(at));
    let mut before = (at.saturating_sub(NEAR)..at).rev().take_while(|at| !other(*at));
    among("on are is were", sentence.before(at)) || before.any(works)
}

/// Whether a word after "short" is for hours: "on short hours", but not "short of staff".
pub(super) fn is_period(lower: &str) -> bool {
    among("hours days shifts weeks week time", lower)
}

/// "Half of the week", "half the week".
fn is_half_of_week(sentence: &Sentence<'_>, half: usize) -> bool {
    let of = half + 1 + usize::from(sentence.lower(half + 1) == "of");
    let week = of + usize::from(among("a the each every", sentence.lower(of)));
    among("week day", sentence.lower(week)) && is_all_of_it(sentence, week + 1)
}

/// "Two days a week", "18 hours a week": whether a number at an index is of days or of hours that are not those of a full week.
fn is_short_week(sentence: &Sentence<'_>, at: usize) -> bool {
    let lower = |at: usize| sentence.lower(at);
    let number = sentence.quantities.iter().find(|one| one.first == at);
    let (few, end) = match number {
        Some(number) => (number.value, number.end),
        None if among("one two three", lower(at)) => (Decimal::ONE, at + 1),
        None => return false,
    };
    let least = match lower(end) {
        "days" | "mornings" | "afternoons" | "evenings" => LEAST_DAYS,
        "hours" => LEAST_HOURS,
        _ => return false,
    };
    few < Decimal::from(least)
        && among("a per each every", lower(end + 1))
        && lower(end + 2) == "week"
        && is_all_of_it(sentence, end + 3)
}

/// Whether nothing after a part of a week says what it is spent on: "two days a week from home" are not all the days.
fn is_all_of_it(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.words.get(at).is_none_or(|word| !word.is_word())
        || among("and or so which making each apiece only", sentence.lower(at))
}
