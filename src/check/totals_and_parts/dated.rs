//! Times: whether what took place so many times has as many dates, "the Panel met three times, on 6 March and 4 June".

use std::ops::Range;

use rust_decimal::prelude::ToPrimitive;

use crate::check::answer::among;
use crate::check::dates::{month, weekday, with_month};
use crate::check::doubt;
use crate::check::numerals::numeral_at;
use crate::check::passage::Passage;
use crate::check::quantities::Sentence;
use crate::check::totals_and_parts::{place, written};
use crate::check::words::Word;
use crate::diagnostic::Diagnostic;

/// Nobody dates more than so many one by one.
const MOST: usize = 20;

/// By so many the number and the dates differ at most.
const APART: usize = 2;

/// So many words may stand between a number and its dates.
const GAP: usize = 12;

/// What takes place on a day.
const NOUNS: &str = "dates days drop-ins evenings hearings meetings occasions sessions times visits workshops";

/// What says that the dates are of some of them, or of something else.
const OPEN: &str = "again between chiefly either especially first from including last latest mainly most mostly next notably once \
    one over recently second since three twice two until";

/// How many times are announced, and how many dates follow.
struct Dated {
    /// The words for how many times.
    said: Range<usize>,
    many: usize,
    named: usize,
    /// Whether they are months, in one of which it may have taken place twice.
    months: bool,
}

/// The numbers of times that have more or fewer dates.
pub(super) fn find(passages: &[&Passage<'_>], read: &[Vec<Sentence<'_>>]) -> Vec<Diagnostic> {
    let told = |passage: &Passage<'_>, sentence: &Sentence<'_>| {
        let one = (0..sentence.words.len()).find_map(|at| dated(sentence, at))?;
        let said = place(passage, sentence, one.said.clone())?;
        let what = if one.months { "months" } else { "dates" };
        let message = format!("`{}` is said, and {} {what} are named", written(sentence, one.said), one.named);
        Some(doubt(message, &said).hint("correct the number or the list; if two were on one day, say so"))
    };
    let sentences = passages.iter().zip(read).flat_map(|(passage, all)| all.iter().map(move |one| (passage, one)));
    sentences.filter_map(|(passage, sentence)| told(passage, sentence)).collect()
}

/// The number of times at an index with its dates, where there are more or fewer of them.
fn dated(sentence: &Sentence<'_>, at: usize) -> Option<Dated> {
    let (many, said) = times(sentence, at)?;
    let (from, led) = list(sentence, said.end)?;
    let (named, months) = dates(sentence, from)?;
    // "Four times, in May and June"
    let few = months && named < many && (named < 3 || many - named > 1);
    let wrong = named != many && named.abs_diff(many) <= APART && named > 1 && led && !few;
    wrong.then_some(Dated { said, many, named, months }).filter(|one| one.many <= MOST)
}

/// "Seven times", "twice", "on four occasions", "five meetings".
fn times(sentence: &Sentence<'_>, at: usize) -> Option<(usize, Range<usize>)> {
    let of_some = among("about almost of first last next other over than top", sentence.before(at));
    if of_some {
        return None;
    }
    if sentence.lower(at) == "twice" {
        return Some((2, at..at + 1));
    }
    let number = numeral_at(&sentence.words, at)?;
    let noun = (number.end..number.end + 3).find(|at| among(NOUNS, sentence.lower(*at)))?;
    let described = |at: usize| sentence.words[at].is_word() && !among("and of or", sentence.lower(at));
    let many = number.value.to_usize().filter(|many| *many > 1)?;
    (number.end..noun).all(described).then_some((many, at..noun + 1))
}

/// Where the dates begin, and whether a sign or a verb leads to them.
fn list(sentence: &Sentence<'_>, from: usize) -> Option<(usize, bool)> {
    let sign = |at: &usize| matches!(sentence.lower(*at), ":" | "(");
    let near = from..sentence.words.len().min(from + GAP);
    let (gap, start) = match near.clone().find(sign) {
        Some(sign) => (from..sign, sign + 1),
        None => {
            let start = near.clone().find(|at| element(sentence, *at).is_some())?;
            (from..start, start)
        }
    };
    let signed = gap.end < start || gap.clone().any(|at| sentence.lower(at) == ",");
    let were = gap.clone().any(|at| among("are were", sentence.lower(at)));
    let start = start + usize::from(among("in on", sentence.lower(start)));
    let leads = signed && gap.end < start || among("in on", sentence.before(gap.end));
    // "Seven times between May and March: in May, …"
    let past = |at: usize| {
        sentence.lower(at) == "last" && among("autumn spring summer term winter year", sentence.lower(at + 1))
    };
    let open = |at: usize| among(OPEN, sentence.lower(at)) && !past(at);
    let open = gap.end == start && gap.clone().any(open);
    (leads && !open).then_some((start, signed || were))
}

/// How many dates or months stand from an index to the end of the sentence, of the bracket or of the clause.
fn dates(sentence: &Sentence<'_>, from: usize) -> Option<(usize, bool)> {
    let (mut at, mut days, mut months) = (from, 0, 0);
    loop {
        let (end, is_month) = element(sentence, at)?;
        if is_month {
            months += 1
        } else {
            days += 1
        }
        let mut next = end;
        while among(", and ;", sentence.lower(next)) {
            next += 1;
        }
        next += usize::from(next > end && among("in on", sentence.lower(next)));
        if next > end && element(sentence, next).is_some() {
            at = next;
            continue;
        }
        let closed = end >= sentence.words.len() || among(". )", sentence.lower(end));
        let clause = sentence.lower(end) == ","
            && (among("but when where which", sentence.lower(end + 1))
                || sentence.lower(end + 1) == "and" && sentence.lower(end + 2).ends_with("ed"));
        let later = (end..sentence.words.len()).any(|at| with_month(&sentence.words, at).is_some());
        return ((closed || clause) && !later && (days == 0 || months == 0)).then_some((days + months, days == 0));
    }
}

/// The word after a date or a month that stands at an index, and whether it is a month.
fn element(sentence: &Sentence<'_>, at: usize) -> Option<(usize, bool)> {
    let words = &sentence.words;
    let at = at + usize::from(words.get(at).and_then(weekday).is_some());
    if let Some(date) = with_month(words, at) {
        return Some((date.end, false));
    }
    month(words.get(at)?.text)?;
    let is_year = |word: &Word<'_>| word.text.len() == 4 && word.is_number();
    Some((at + 1 + usize::from(words.get(at + 1).is_some_and(is_year)), true))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::check::passage::Passage;
    use crate::check::quantities::Sentence;
    use crate::check::testing::{nothing_in, underlined};
    use crate::diagnostic::Diagnostic;

    fn alone(passage: &Passage<'_>) -> Vec<Diagnostic> {
        find(&[passage], &[Sentence::all(passage)])
    }

    #[test]
    fn more_or_fewer_dates_than_times_are_told() {
        for (text, said) in [
            ("The Panel met seven times: in May, June, July, September, October and November 2025.", "seven times"),
            ("The Panel met three times: on 3 May, 5 June, 9 July and 3 September 2025.", "three times"),
            ("The forum met four times last year, in March, June and October 2025.", "four times"),
            ("The working group held five meetings, in May, June, July and September 2025.", "five meetings"),
            ("The Panel met three times in 2025, on 6 March and 4 June.", "three times"),
            ("Members visited twice, on 3 February, 5 February and 9 March 2026.", "twice"),
            ("Drop-ins were held on three days: 3, 5, 9 and 11 March 2026.", "three days"),
            (
                "They met six times between May and November: on 6 May, 3 June, 1 July, 2 September and 4 November 2025.",
                "six times",
            ),
            (
                "The three meetings of the group were on 3 May, 5 June, 9 July and 3 September 2025.",
                "three meetings",
            ),
            ("The Committee met on four occasions (12 May, 9 June and 14 July 2025).", "four occasions"),
        ] {
            assert_eq!(underlined(alone, text), [said], "{text}");
        }
    }

    #[test]
    fn as_many_dates_or_dates_of_some_are_left_alone() {
        nothing_in(
            alone,
            &[
                "The Panel met six times: in May, June, July, September, October and November 2025.",
                "The Panel met six times, three of them in May and June.",
                "The Panel met seven times, in May, twice in June, July, September, October and November 2025.",
                "The Panel met four times, including in May and June 2025.",
                "The Panel met five times between May and October 2025.",
                "The Panel met three times in 2025, first on 6 March.",
                "The Panel met three times, in May, June and July 2025, and heard from four people.",
                "The Panel met four times in May and June 2025.",
                "The Panel met four times, in May and June 2025.",
                "The group meets three times a year, in spring and autumn by video.",
                "The Panel met four times (3 and 5 May, 9 and 11 June 2025).",
                "Four meetings were held, two on 3 May and two on 5 May 2025.",
                "The two sessions ran from 3 May to 5 June 2025.",
                "The three visits, on 3 May 2025 and 5 June 2025 (morning and afternoon), were useful.",
                "The two workshops on 3 May and the one on 5 June 2025 were full.",
                "The Panel met four times: on 3 May, 5 June and 9 July 2025, and again in October.",
                "At the second of four meetings, on 3 May 2025, and the third, on 5 June, it agreed.",
                "It was inspected three times, most recently on 3 May and 5 June 2025.",
                "The first four sessions are on 3 May, 5 June and 9 July 2025 and on a day still to be fixed.",
                "The report went to three meetings: Cabinet on 3 May, Council on 5 June 2025 and the Panel on 9 July.",
            ],
        );
    }
}
