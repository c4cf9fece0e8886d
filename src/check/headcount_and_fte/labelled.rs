//! A headcount and full-time equivalents under labels of their own, side by side: two items of a list, two short sentences.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::headcount_and_fte::reading::sentences;
use crate::check::headcount_and_fte::staff::{equivalents, is_fte};
use crate::check::headcount_and_fte::times::{is_same_day, times};
use crate::check::headcount_and_fte::within;
use crate::check::passage::{Part, Passage, same_file};
use crate::check::quantities::Sentence;
use crate::check::words::is_little;
use crate::diagnostic::Diagnostic;

/// How many passages or sentences further on the other number may stand: "Headcount: 31", "Vehicles: 57", "FTE: 33.4".
const NEAR: usize = 3;

/// A line or a short sentence that gives nothing but a number of people or of equivalents, under its label.
#[derive(Debug)]
struct Line {
    value: Decimal,
    fte: bool,
    /// The words of the label besides those for people and equivalents: whose they are.
    rest: BTreeSet<String>,
    /// When.
    times: BTreeSet<String>,
    /// Whether it says "at the same date" for that.
    same_day: bool,
    passage: usize,
    /// The number of its sentence among all.
    at: usize,
    /// Where the number stands in the passage.
    range: std::ops::Range<usize>,
}

/// More equivalents than people, where a line of its own says each.
pub(super) fn find(passages: &[Passage<'_>]) -> Vec<Diagnostic> {
    let lines = lines(passages);
    let beside = |one: &Line, other: &Line| {
        let (here, there) = (&passages[one.passage].source.span, &passages[other.passage].source.span);
        let one_text = same_file(&here.file, &there.file) && here.range == there.range;
        let one_day = one.times == other.times || one.same_day || other.same_day;
        // "Arts: 26 people", a line with "Music", "27.5 FTE"
        let (first, last) = (one.passage.min(other.passage), one.passage.max(other.passage));
        let one_list = passages[first].part != Part::Item
            || passages[first..=last].iter().all(|passage| passage.part == Part::Item);
        one_text && one_list && one.at.abs_diff(other.at) <= NEAR && one.rest == other.rest && one_day
    };
    let told = |fte: &Line| {
        let all = lines.iter().filter(|people| !people.fte && beside(people, fte));
        let people = all.min_by_key(|people| people.at.abs_diff(fte.at))?;
        within::is_more(fte.value, people.value).then(|| {
            let place = passages[fte.passage].place(&fte.range);
            let other = passages[people.passage].place(&people.range);
            within::too_many(fte.value, people.value, "people", &place).related(&other, "the number of people")
        })
    };
    lines.iter().filter(|line| line.fte).filter_map(told).collect()
}

fn lines(passages: &[Passage<'_>]) -> Vec<Line> {
    let mut found = Vec::new();
    let mut at = 0;
    for (passage, one) in passages.iter().enumerate() {
        for sentence in sentences(one) {
            at += 1;
            found.extend(line(&sentence).map(|line| Line { passage, at, ..line }));
        }
    }
    found
}

/// The line that a sentence is.
fn line(sentence: &Sentence<'_>) -> Option<Line> {
    /// How many words a line has at most.
    const LONGEST: usize = 14;
    const FTE: &str = "fte ftes wte wtes full-time whole-time full whole time equivalent equivalents full-time-equivalent \
                       full-time-equivalents";
    const PEOPLE: &str = "headcount head count people employees";
    /// Words that may stand in a label of either.
    const EITHER: &str =
        "staff number total employed workforce strength size actual current currently now persons colleagues";
    let [number] = sentence.quantities.as_slice() else { return None };
    if number.money || sentence.words.len() > LONGEST {
        return None;
    }
    let lower = |at: usize| sentence.lower(at);
    let own = |at: &usize| !(number.first..number.end).contains(at);
    let words = || (0..sentence.words.len()).filter(own);
    let any = |list: &str| words().any(|at| among(list, lower(at)));
    let fte = is_fte(sentence, number);
    let staff = any("staff") && any("number total employed post members");
    let people = !words().any(|at| equivalents(sentence, at).is_some()) && (any(PEOPLE) || staff);
    if !fte && !people
        || sentence
            .words
            .get(number.end)
            .is_some_and(|next| next.is_word() && among("more fewer less", &next.lower))
    {
        return None;
    }
    let times = times(sentence);
    let same_day = times.is_empty() && is_same_day(sentence);
    let of_day = |lower: &str| same_day && among("same that date day", lower);
    let told = |at: &usize| {
        let word = &sentence.words[*at];
        let post = lower(*at) == "post" && sentence.before(*at) == "in";
        (word.is_word() || word.is_number())
            && !is_little(lower(*at))
            && !post
            && !times.contains(lower(*at))
            && !of_day(lower(*at))
            && !among(FTE, lower(*at))
            && !among(PEOPLE, lower(*at))
            && !among(EITHER, lower(*at))
    };
    let rest = words().filter(told).map(|at| lower(at).to_owned()).collect();
    let range = sentence.words.get(number.first)?.range.start..sentence.words.get(number.end - 1)?.range.end;
    Some(Line { value: number.value, fte, rest, times, same_day, passage: 0, at: 0, range })
}
