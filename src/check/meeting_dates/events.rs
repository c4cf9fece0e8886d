//! Events: visits, workshops and the like, and whatever two sentences tell in the same words, on two dates that lie near.
//!
//! No body need be known. An event is told by its noun, with what describes it and the names of places; where there is none, the
//! clause with the one date has to stand in the sentence with the other.

mod days;
#[cfg(test)]
mod sentences;
mod spoken;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::check::answer::among;
use crate::check::meeting_dates::bodies::is_head;
use crate::check::meeting_dates::events::days::Days;
use crate::check::meeting_dates::events::spoken::{Event, Said, Spoken, is_heading};
use crate::check::meeting_dates::links::OTHER_DATES;
use crate::check::meeting_dates::mentions::Read;
use crate::check::passage::{Part, Passage};
use crate::check::stems::stems;
use crate::check::words::{Word, lower};

/// Words with which an event is another one than the one spoken of before, or somebody else did it.
const OTHERS: &str = "few member adjourned again another continued different earlier every extra final first former further \
    last later next official officially original other previous reconvened repeat repeated resumed second separate subsequent third weekly";

/// Something with a date.
#[derive(Debug)]
pub struct Happening {
    pub passage: usize,
    /// Where the date stands in the passage.
    pub range: Range<usize>,
    pub days: Days,
    sentence: usize,
    event: Option<Event>,
    /// What the words say that the date belongs to, their clause, and the sentence.
    own: Said,
    clause: Said,
    whole: Said,
    others: BTreeSet<String>,
    /// Whether what it tells of is one that readers know, "the contract", and none of several.
    is_definite: bool,
}

/// Two dates of one happening: their indices, the later one first, and what it is called, where it has a noun.
#[derive(Debug)]
pub struct Twice {
    pub one: usize,
    pub other: usize,
    pub told: Option<String>,
}

/// Reads what has a date of its own in its sentence.
pub fn happenings(passages: &[Passage<'_>], report: NaiveDate) -> Vec<Happening> {
    let mut found = Vec::new();
    let mut sentence = 0;
    for (at, passage) in passages.iter().enumerate() {
        // The words of a cell with nothing but a date are in the cell before it.
        let label = at.checked_sub(1).map(|before| &passages[before]).filter(|before| before.part == Part::Label);
        for (_, words) in passage.words_by_sentence() {
            let nth = sentence;
            sentence += 1;
            let read = Days::read(&words, report);
            let [(date, Some(days))] = read.as_slice() else { continue };
            if days.is_one() && date.start > 0 && among(OTHER_DATES, lower(&words, date.start - 1)) {
                continue;
            }
            let range = words[date.start].range.start..words[date.end - 1].range.end;
            let only = passage.part == Part::Label && *date == (0..words.len());
            let told = label.filter(|_| only).map(|label| label.words());
            let spoken = match &told {
                Some(label) => Spoken { words: label, date: label.len()..label.len(), label: true },
                None => {
                    let label = passage.part == Part::Label || is_heading(&words) || is_note(passage.part, &words);
                    Spoken { words: &words, date: date.clone(), label }
                }
            };
            let clause = spoken.clause();
            let words = &spoken.words[spoken.own(&clause)];
            let own = spoken.said(spoken.own(&clause));
            found.push(Happening {
                passage: at,
                range,
                days: *days,
                sentence: nth,
                // "The meeting" on the paper's own day is the paper's.
                event: spoken
                    .event()
                    .filter(|event| !event.is_bare() || days.first != report)
                    .or_else(|| Spoken::done(&own)),
                own,
                clause: spoken.said(clause),
                whole: spoken.said(0..spoken.words.len()),
                others: others(words),
                is_definite: spoken.label || is_definite(words),
            });
        }
    }
    found
}

/// The words that tell an event from another one; "one file" is none of them.
fn others(words: &[Word<'_>]) -> BTreeSet<String> {
    let other = |at: usize| match lower(words, at) {
        "one" => among("of member officer visit", lower(words, at + 1)),
        low => among(OTHERS, low),
    };
    (0..words.len()).filter(|at| other(*at)).map(|at| words[at].lower.clone()).collect()
}

/// Whether an item of a list is no whole sentence: "Site visit held on 10 March."
fn is_note(part: Part, words: &[Word<'_>]) -> bool {
    part == Part::Item && !words.iter().any(|word| among("the a an is are was were has have will", &word.lower))
}

/// Whether words name what readers know, and nothing that is one of several.
fn is_definite(words: &[Word<'_>]) -> bool {
    let any = |all: &str| words.iter().any(|word| among(all, &word.lower));
    any("the this that its their our his her") && !any("a an all any each every most several some two three")
}

/// The happenings that have another date before.
pub fn twice(all: &[Happening], read: &Read) -> Vec<Twice> {
    let mut found: Vec<Twice> = Vec::new();
    for (nth, one) in all.iter().enumerate() {
        let same = |other: &Happening| one.is(other, read);
        // What has three dates or more is done again and again.
        let dates: BTreeSet<Days> = all.iter().filter(|other| same(other)).map(|other| other.days).collect();
        let Some(other) = all[..nth].iter().position(same) else { continue };
        if dates.len() == 1 && !found.iter().any(|twice| all[twice.one].days == one.days) {
            let events =
                [one, &all[other]].map(|happening| happening.event.as_ref().filter(|event| !event.is_done));
            let told = events.into_iter().flatten().next().map(|event| event.told.clone());
            found.push(Twice { one: nth, other, told });
        }
    }
    found
}

/// So many days may lie between two dates of which the same is told.
const DAYS: i64 = 3;

impl Happening {
    /// Whether two are one, with two dates.
    fn is(&self, other: &Self, read: &Read) -> bool {
        self.sentence != other.sentence
            && self.days.apart(&other.days).is_some()
            && self.others == other.others
            && !self.is_excused(other, read)
            && (self.is_same_event(other) || self.is_told_alike(other))
    }

    /// Whether the author knows of both dates, or says that one was moved.
    fn is_excused(&self, other: &Self, read: &Read) -> bool {
        let both = |one: NaiveDate, other: NaiveDate| one != other && read.knows_both(one, other);
        let moved =
            |one: &Self| [one.days.first, one.days.last].into_iter().any(|date| read.is_moved(one.sentence, date));
        let (one, two) = (&self.days, &other.days);
        both(one.first, two.first) || both(one.last, two.last) || moved(self) || moved(other)
    }

    /// Whether so many days lie between the two dates at most.
    fn is_within(&self, other: &Self, days: i64) -> bool {
        self.days.apart(&other.days).is_some_and(|apart| apart <= days)
    }

    fn is_same_event(&self, other: &Self) -> bool {
        /// So many days may lie between the two dates of one event, of which a week is often one too many.
        const EVENT_DAYS: i64 = 14;
        let (Some(one), Some(two)) = (&self.event, &other.event) else { return false };
        let kind = one.kind.is_subset(&two.kind) || two.kind.is_subset(&one.kind);
        let names = self.own.names.is_subset(&other.own.names) || other.own.names.is_subset(&self.own.names);
        let known = (one.known || two.known) && one.noun == two.noun && kind && names;
        let days = if one.is_told_by_date && two.is_told_by_date { DAYS } else { EVENT_DAYS };
        known
            && self.is_within(other, days)
            && one.fits(two, &self.own, &other.whole)
            && two.fits(one, &other.own, &self.whole)
    }

    /// Whether what one says with its date stands in the sentence of the other.
    fn is_told_alike(&self, other: &Self) -> bool {
        const SHARED: f64 = 2.2;
        const SHARE: f64 = 0.8;
        let alike = |one: &Self, two: &Self, share: f64, least: f64| {
            let all: f64 = one.own.stems.values().sum();
            let both: f64 = one
                .own
                .stems
                .iter()
                .filter(|(stem, _)| two.whole.stems.contains_key(*stem))
                .map(|(_, weight)| weight)
                .sum();
            both >= least && both / all >= share
        };
        let apart =
            |one: &BTreeSet<String>, two: &BTreeSet<String>, all: (&BTreeSet<String>, &BTreeSet<String>)| {
                !one.is_subset(all.1) && !two.is_subset(all.0)
            };
        let names = apart(&self.clause.names, &other.clause.names, (&self.whole.names, &other.whole.names));
        let verbs = apart(&self.own.verbs, &other.own.verbs, (&self.whole.verbs, &other.whole.verbs));
        let near =
            self.is_within(other, DAYS) && (alike(self, other, SHARE, SHARED) || alike(other, self, SHARE, SHARED));
        let slip = || {
            let done = !self.own.verbs.is_disjoint(&other.own.verbs);
            done && self.days.is_year_slip(&other.days)
                && (alike(self, other, 1.0, 2.5) || alike(other, self, 1.0, 2.5))
        };
        let (one, two) = (&self.own, &other.own);
        let done = one.verb.as_ref().zip(two.verb.as_ref());
        let same =
            done.is_none_or(|(mine, theirs)| other.whole.verbs.contains(mine) && self.whole.verbs.contains(theirs));
        // "Announced at the managers' briefing", "announced at the staff briefing"
        let more = |one: &Said, two: &Said| {
            one.stems.iter().any(|(stem, weight)| *weight >= 1.0 && !two.stems.contains_key(stem))
        };
        let otherwise = done.is_some() && more(&self.clause, &other.whole) && more(&other.clause, &self.whole);
        !names && !verbs && same && !otherwise && (near || slip() || self.is_same_sentence(other))
    }

    /// Whether both say no more than that the same was done to what readers know: "the contract was signed on".
    fn is_same_sentence(&self, other: &Self) -> bool {
        /// So many days may lie between two dates of what is done once.
        const ONCE_DAYS: i64 = 14;
        let same = self.own.stems.keys().eq(other.own.stems.keys());
        let body = self.own.names.iter().any(|name| is_head(name));
        let done = |one: &Said, two: &Said| one.verb.as_ref().is_some_and(|verb| two.stems.contains_key(verb));
        let done = done(&self.own, &other.own) || done(&other.own, &self.own);
        let once =
            self.own.verb.as_ref().is_some_and(|verb| ONCE.contains(verb)) && self.own.verb == other.own.verb;
        let days = if once { ONCE_DAYS } else { DAYS };
        let definite = self.is_definite && other.is_definite && done;
        definite && same && !body && self.own.stems.len() > 1 && self.is_within(other, days)
    }
}

/// What is done to one thing once.
static ONCE: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    stems(
        "appointed became began bought completed died joined launched left opened resigned retired signed sold started won",
    )
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::meeting_dates::events::sentences::{EVENTS_THAT_MAY_BE_TWO, EVENTS_WITH_TWO_DATES};
    use crate::check::meeting_dates::mentions::read;

    /// What is told twice in passages.
    fn told(text: &str) -> Vec<String> {
        let report = NaiveDate::from_ymd_opt(2025, 9, 16).unwrap_or_default();
        let passages: Vec<Passage<'_>> = text.split(" || ").map(Passage::plain).collect();
        let all = happenings(&passages, report);
        let found = twice(&all, &read(&passages, report, &[]));
        found.into_iter().map(|twice| format!("{:?} {}", twice.told, all[twice.one].days.told())).collect()
    }

    #[test]
    fn one_event_with_two_dates_is_told() {
        for text in EVENTS_WITH_TWO_DATES {
            assert_eq!(told(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn what_may_be_two_is_left_alone() {
        for text in EVENTS_THAT_MAY_BE_TWO {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }
}
