//! What lasts for some weeks, as a consultation does: the days on which it began and ended, in whatever words. "The consultation ran
//! until 9 January", and elsewhere "it closed on 12 January", give it two last days.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;

use crate::check::answer::among;
use crate::check::dates::{month, weekday};
use crate::check::meeting_dates::events::Days;
use crate::check::meeting_dates::events::others;
use crate::check::meeting_dates::mentions::Read;
use crate::check::meeting_dates::verbs::{is_glue, is_verb};
use crate::check::passage::Passage;
use crate::check::stems::stem;
use crate::check::words::{Word, bare, is_little, lower};

/// So many days may lie between two dates for one.
const DAYS: i64 = 31;

/// Verbs with which it ends on a day, begins on one, or lasts until one.
const ENDS: &str =
    "close closed closes closing conclude concluded concludes end ended ends finish finished finishes";
const BEGINS: &str = "began begin begins launched open opened opens start started starts";
const LASTS: &str = "conducted held lasted live open place ran run running runs undertaken";

/// With these words it has been given another last day.
const MOVED: &str =
    "again extended extending extension paused postponed prolonged relaunched reopened restarted resumed suspended";

/// What is given to it.
const ANSWERS: &str =
    "answer answered answers consultees replied replies reply respond responded respondents response responses";

/// What stands in its name and tells it from no other.
const NEUTRAL: &str = "eight-week full month-long online public recent six-week twelve-week whole";

/// A consultation, as it is named: what kind it is, with whom, and on what.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    noun: String,
    kind: BTreeSet<String>,
    subject: BTreeSet<String>,
    others: BTreeSet<String>,
    /// Whether it is one that readers have not heard of: "a survey".
    is_new: bool,
    /// The word after the last one of its name.
    end: usize,
}

/// A first or last day of it.
#[derive(Debug)]
pub struct Bound {
    pub passage: usize,
    /// Where the date stands in the passage.
    pub range: Range<usize>,
    pub day: NaiveDate,
    pub is_last: bool,
    named: Named,
    /// The names in its sentence, and for whom or where it is, behind the date.
    names: BTreeSet<String>,
    of: BTreeSet<String>,
    /// Where or with what it was, wherever that stands: "in schools the survey began on", "on 9 January, with letters".
    setting: BTreeSet<String>,
    sentence: usize,
}

impl Bound {
    /// What it is called: "consultation".
    pub fn told(&self) -> &str {
        &self.named.noun
    }
}

/// The bounds that have another date before: both, the later one first.
pub fn two_bounds(passages: &[Passage<'_>], report: NaiveDate, read: &Read) -> Vec<(Bound, Bound)> {
    let Some((bounds, subjects)) = bounds(passages, report) else { return Vec::new() };
    // "The consultation" of a paper with two may be either.
    let several =
        subjects.iter().any(|one| subjects.iter().any(|other| !one.is_subset(other) && !other.is_subset(one)));
    let is_one = |one: &Bound, other: &Bound| {
        let (mine, theirs) = (&one.named, &other.named);
        let subject = mine.subject == theirs.subject
            || !several && (mine.subject.is_subset(&theirs.subject) || theirs.subject.is_subset(&mine.subject));
        let [mine_day, their_day] = [one.day, other.day].map(|day| Days { first: day, last: day });
        let near = (1..=DAYS).contains(&(one.day - other.day).num_days().abs());
        let moved = [one, other].into_iter().any(|bound| read.is_moved(bound.sentence, bound.day));
        one.is_last == other.is_last
            && !mine.is_new
            && (one.names.is_subset(&other.names) || other.names.is_subset(&one.names))
            && one.of == other.of
            && (one.setting.is_empty() || other.setting.is_empty() || !one.setting.is_disjoint(&other.setting))
            && one.sentence != other.sentence
            && (mine.noun.as_str(), &mine.kind, &mine.others)
                == (theirs.noun.as_str(), &theirs.kind, &theirs.others)
            && subject
            && (near || mine_day.is_year_slip(&their_day))
            && !moved
            && !read.knows_both_beside(one.day, other.day, &[one.sentence, other.sentence])
    };
    let mut found: Vec<(Bound, Bound)> = Vec::new();
    let mut before: Vec<Bound> = Vec::new();
    for one in bounds {
        let again = |(told, _): &(Bound, Bound)| told.day == one.day && told.is_last == one.is_last;
        let other = before.iter().position(|other| is_one(&one, other)).filter(|_| !found.iter().any(again));
        match other {
            Some(other) => found.push((one, before.swap_remove(other))),
            None => before.push(one),
        }
    }
    found
}

/// All first and last days with the subjects that the paper names; `None` where one of them has been moved.
fn bounds(passages: &[Passage<'_>], report: NaiveDate) -> Option<(Vec<Bound>, BTreeSet<BTreeSet<String>>)> {
    let (mut found, mut subjects) = (Vec::new(), BTreeSet::new());
    let (mut nth, mut last) = (0, None);
    let (mut latest, mut latest_in): (Option<Named>, usize) = (None, 0);
    for (at, passage) in passages.iter().enumerate() {
        for (nth_here, (_, words)) in passage.words_by_sentence().into_iter().enumerate() {
            // "Officers read the answers after it closed": further on, the answers say what is meant.
            let near = nth_here > 0 && latest_in + 1 == nth;
            let answered = words.iter().any(|word| among(ANSWERS, &word.lower));
            let sentence = Sentence::of(&words, latest.clone().filter(|_| near || answered));
            subjects.extend(sentence.named.iter().map(|one| one.subject.clone()).filter(|one| !one.is_empty()));
            let read = Days::read(&words, report, last);
            last = read.iter().rev().find_map(|(_, days)| Some(days.as_ref()?.last)).or(last);
            if !sentence.all().is_empty() && words.iter().any(|word| among(MOVED, &word.lower)) {
                return None;
            }
            for (date, days) in &read {
                let Some(days) = days else { continue };
                let range = words[date.start].range.start..words[date.end - 1].range.end;
                found.extend(sentence.bounds(date, days).into_iter().map(|(named, day, is_last)| Bound {
                    passage: at,
                    range: range.clone(),
                    day,
                    is_last,
                    named,
                    names: sentence.names(),
                    of: sentence.behind(date.end),
                    setting: sentence.setting(date.end),
                    sentence: nth,
                }));
            }
            if let Some(named) = sentence.named.into_iter().next_back() {
                (latest, latest_in) = (Some(named), nth);
            }
            nth += 1;
        }
    }
    Some((found, subjects))
}

/// A sentence with the consultations that it names, and one before that "it" may mean.
struct Sentence<'a> {
    words: &'a [Word<'a>],
    named: Vec<Named>,
    topic: Option<Named>,
}

impl<'a> Sentence<'a> {
    fn of(words: &'a [Word<'a>], topic: Option<Named>) -> Self {
        Self { words, named: (0..words.len()).filter_map(|at| named(words, at)).collect(), topic }
    }

    /// Those of which it may speak.
    fn all(&self) -> Vec<&Named> {
        self.named.iter().chain(&self.topic).collect()
    }

    fn low(&self, at: usize) -> &str {
        lower(self.words, at)
    }

    /// The days that a date is the first or the last of, each with whose.
    fn bounds(&self, date: &Range<usize>, days: &Days) -> Vec<(Named, NaiveDate, bool)> {
        // "The survey (3 November to 9 January)"
        let beside = |one: &&Named| {
            one.end <= date.start
                && (one.end..date.start).all(|at| among("( , - : between from of –", self.low(at)))
        };
        if let Some(named) = self.named.iter().find(beside).filter(|_| !days.is_one()) {
            return vec![(named.clone(), days.first, false), (named.clone(), days.last, true)];
        }
        let Some((verb, joint)) = self.verb(date) else { return Vec::new() };
        let Some(named) = self.subject(verb) else { return Vec::new() };
        let low = self.low(verb);
        if !days.is_one() {
            let both = vec![(named.clone(), days.first, false), (named.clone(), days.last, true)];
            return if among(LASTS, low) { both } else { Vec::new() };
        }
        let is_last = match joint {
            "until" | "till" | "to" if among(LASTS, low) => true,
            "from" if among(LASTS, low) => false,
            "" | "on" | "at" if among(ENDS, low) => true,
            "" | "on" | "at" if among(BEGINS, low) => false,
            _ => return Vec::new(),
        };
        vec![(named.clone(), days.first, is_last)]
    }

    /// The names in it: "in Kendal the consultation closed on".
    fn names(&self) -> BTreeSet<String> {
        let named = self.words.iter().skip(1).filter(|word| word.is_word() && word.is_capital());
        let dated = |word: &Word<'_>| month(word.text).is_some() || weekday(word).is_some();
        named.filter(|word| !dated(word)).map(|word| stem(bare(word))).collect()
    }

    /// For whom or where, right behind a date: "on 9 January for residents".
    fn behind(&self, end: usize) -> BTreeSet<String> {
        let leads = among("at for in with", self.low(end));
        let from = end + 1;
        let until = (from..self.words.len()).find(|at| !self.words[*at].is_word() || is_verb(self.words, *at));
        let part = from..until.unwrap_or(self.words.len());
        if leads && part.start < part.end { stems_of(self.words, part) } else { BTreeSet::new() }
    }

    /// Where or with what it was: before its name, or behind a date.
    fn setting(&self, end: usize) -> BTreeSet<String> {
        let comma = usize::from(self.low(end) == ",");
        // "In schools, the survey", "in the offices the survey"
        let until = (2..self.words.len()).find(|at| among("a , our the this", self.low(*at))).unwrap_or(0);
        let ahead = if among("among at for in with", self.low(0)) { 1..until } else { 0..0 };
        let mut found = self.behind(end + comma);
        found.extend(stems_of(self.words, ahead));
        found
    }

    /// Whether a verb can have a first or a last day.
    fn tells(&self, at: usize) -> bool {
        [ENDS, BEGINS, LASTS].iter().any(|verbs| among(verbs, self.low(at)))
    }

    /// The verb that a date belongs to, with the preposition before the date: "closed at noon on", "ran for six weeks until".
    fn verb(&self, date: &Range<usize>) -> Option<(usize, &str)> {
        const BETWEEN: &str = "midnight noon pm am weeks days online";
        const JOINTS: &str = "on at until till to from between by after before since";
        let verb = (0..date.start).rev().find(|at| self.tells(*at))?;
        let small = |at: usize| {
            let word = &self.words[at];
            let number =
                word.is_number() || matches!(self.low(at), "two" | "three" | "four" | "six" | "eight" | "twelve");
            is_little(self.low(at))
                || among(JOINTS, self.low(at))
                || number
                || weekday(word).is_some()
                || among(BETWEEN, self.low(at))
        };
        let plain = (verb + 1..date.start).all(|at| small(at) && !among("and but", self.low(at)));
        let joint = (verb + 1..date.start).rev().map(|at| self.low(at)).find(|low| among(JOINTS, low));
        plain.then_some((verb, joint.unwrap_or_default()))
    }

    /// Whose verb it is: the consultation that ends right before it, or "it".
    fn subject(&self, verb: usize) -> Option<&Named> {
        const AUXILIARIES: &str =
            "also be been finally first formally had has is now officially should then took was which will";
        let mut at = verb;
        while at > 0 && among(AUXILIARIES, self.low(at - 1)) {
            at -= 1;
        }
        let comma = at > 0 && self.low(at - 1) == "," && self.low(at) == "which";
        let end = at - usize::from(comma);
        if at > 0 && self.low(at - 1) == "it" {
            let here = self.named.iter().rfind(|one| one.end < at);
            return here.or_else(|| self.topic.as_ref().filter(|_| self.named.is_empty()));
        }
        // "It opens on 3 November and closes on 9 January"
        let earlier = || (0..at.saturating_sub(1)).rev().find(|at| self.tells(*at));
        if at > 0 && self.low(at - 1) == "and" {
            return self.subject(earlier()?);
        }
        self.named.iter().find(|one| one.end == end)
    }
}

/// The consultation whose noun stands at an index.
fn named(words: &[Word<'_>], at: usize) -> Option<Named> {
    const NOUNS: &str = "consultation questionnaire survey";
    /// What there was an earlier one of.
    const REVISED: &str = "amended draft final new revised";
    let (low, next) = (lower(words, at), lower(words, at + 1));
    /// So many words a part of it may have: "phase two".
    const PART: usize = 2;
    let call = low == "call" && next == "for" && among("evidence ideas sites views", lower(words, at + 2));
    if !call && !among(NOUNS, low) {
        return None;
    }
    let tells = |at: usize| {
        let word = &words[at];
        let joint = among("after before from since till until when while", &word.lower);
        word.is_word() && !joint && !is_little(&word.lower) && !is_verb(words, at) && !is_glue(words, at)
    };
    let mut end = at + if call { 3 } else { 1 };
    end += usize::from(among("exercise period", lower(words, end)));
    let first = (at.saturating_sub(3)..at).rev().take_while(|at| tells(*at)).last().unwrap_or(at);
    let mut one = Named {
        noun: if call { format!("call for {}", lower(words, at + 2)) } else { low.to_owned() },
        kind: stems_of(words, first..at),
        subject: BTreeSet::new(),
        others: BTreeSet::new(),
        is_new: first > 0 && among("a an another", lower(words, first - 1)),
        end,
    };
    // "With tenants on the charges"
    while among("about among for in into of on regarding with", lower(words, one.end)) {
        let from = one.end + 1;
        let until =
            (from..words.len()).find(|at| !(tells(*at) || among("a an and our the their to", lower(words, *at))));
        let part = from..until.unwrap_or(words.len());
        if part.is_empty() {
            break;
        }
        let into = if among("among of with", lower(words, one.end)) { &mut one.kind } else { &mut one.subject };
        into.extend(stems_of(words, part.clone()));
        one.end = part.end;
    }
    one.others = others(&words[first..one.end]);
    let revised = (first..one.end).filter(|at| among(REVISED, lower(words, *at)));
    one.others.extend(revised.map(|at| lower(words, at).to_owned()));
    // "Phase two of the consultation"
    let of = first.checked_sub(2).filter(|of| lower(words, *of) == "of");
    let part = of.map_or(0..0, |of| of.saturating_sub(PART)..of);
    let parted = part.clone().any(|at| among("half part phase round stage step", lower(words, at)));
    one.others.extend(part.filter(|_| parted).map(|at| lower(words, at).to_owned()));
    Some(one)
}

/// The stems of the words that tell something apart.
fn stems_of(words: &[Word<'_>], range: Range<usize>) -> BTreeSet<String> {
    let telling = range.filter(|at| words[*at].is_word() && !is_little(lower(words, *at)));
    telling.map(|at| &words[at]).filter(|word| !among(NEUTRAL, &word.lower)).map(|word| stem(bare(word))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::meeting_dates::mentions::{Known, read};

    const BROKEN: &[&str] = &[
        "The survey (3 November 2025 to 9 January 2026) had 84 replies. || The survey closed on 12 January 2026.",
        "The consultation ran until 9 January 2026. || The consultation had 84 answers when it closed on 12 January 2026.",
        "The consultation ran until 9 January 2026. || Officers read the answers as soon as it had closed on 12 January 2026.",
        "The consultation ran until 9 January 2026 and had 84 answers. || Some 84 people had answered the consultation by the time it closed at noon on Monday 12 January 2026.",
        "The consultation ran from 3 November 2025 to 9 January 2026. || The public consultation closed on 12 January 2026 with 84 answers.",
        "The consultation on parking charges ran until 9 January 2026. || The consultation, which ended on 12 January 2026, had 84 answers.",
        "The call for evidence was open from 1 December 2025 to 9 January 2026. || The call for evidence closed on 12 January 2026.",
        "The survey ran from 1 to 19 December 2025. || Answers were read as soon as the survey had closed on 22 December 2025.",
        "The consultation began on 3 November 2025. || The consultation ran from 4 November 2025 to 9 January 2026.",
        "The consultation started on 3 November 2025. || Tenants were told of the consultation. It opened on 10 November 2025.",
        "The consultation closed on 9 January 2026. || The consultation ran until 9 January 2025.",
        "The consultation opens on 3 November 2025 and closes on 9 January 2026. || It is open to all: the consultation closes on 12 January 2026.",
    ];

    const KEPT: &[&str] = &[
        "The survey of tenants began on 3 November 2025, with letters. || In schools the survey of tenants began on 10 November 2025.",
        "The consultation closed on 9 January 2026, for tenants. || The consultation closed on 16 January 2026, for leaseholders.",
        "The survey from 3 November 2025 to 9 January 2026 had few replies. || The survey closed on 9 January 2026.",
        "The consultation ran from 3 November 2025 to 9 January 2026. || The consultation closed on 9 January 2026.",
        "The consultation ran until 9 January 2026. || The consultation on the revised plan closed on 12 January 2026.",
        "The consultation on parking ran until 9 January 2026. || The consultation on housing closed on 12 January 2026.",
        "The consultation ran until 9 January 2026. || The consultation was extended and closed on 12 January 2026.",
        "The consultation ran until 9 January 2026. || The nursery was full until it closed on 12 January 2026.",
        "The consultation ran until 9 January 2026. || The nursery closed on 12 January 2026.",
        "The consultation ran until 9 January 2026. || Officers read the answers to the consultation from 12 January 2026.",
        "The consultation with tenants ran until 9 January 2026. || The consultation with staff ended on 12 January 2026.",
        "The first consultation ran until 9 January 2026. || The consultation closed on 12 January 2026.",
        "The statutory consultation ran until 9 January 2026. || The informal consultation closed on 12 January 2026.",
        "The consultation opened on 3 November 2025. || The consultation closed on 5 November 2025.",
        "The consultation ran until 9 January 2026. || The consultation closed on 9 July 2026.",
        "Phase one of the consultation ran until 9 January 2026. || Phase two of the consultation closed on 30 January 2026.",
        "In Ashby the consultation closed on 9 January 2026. || In Kendal the consultation closed on 16 January 2026.",
        "The consultation ended on 9 January 2026 for residents. || The consultation ended on 16 January 2026 for businesses.",
        "A survey ran from 1 to 7 December 2025. || A survey ran from 15 to 21 December 2025.",
        "The consultation closed on 9 January 2026. || The consultation had been due to close on 12 January 2026.",
        "The survey ran until 9 January 2026. || The survey team closed its books on 12 January 2026.",
    ];

    fn told(text: &str) -> usize {
        let report = NaiveDate::from_ymd_opt(2026, 3, 16).unwrap_or_default();
        let passages: Vec<Passage<'_>> = text.split(" || ").map(Passage::plain).collect();
        two_bounds(&passages, report, &read(&passages, report, &Known::default())).len()
    }

    #[test]
    fn a_consultation_with_two_first_or_last_days_is_told() {
        let missed: Vec<&&str> = BROKEN.iter().filter(|text| told(text) != 1).collect();
        assert_eq!(missed, Vec::<&&str>::new());
    }

    #[test]
    fn what_may_be_two_consultations_is_left_alone() {
        let found: Vec<&&str> = KEPT.iter().filter(|text| told(text) > 0).collect();
        assert_eq!(found, Vec::<&&str>::new());
    }
}
