//! Events: visits, workshops and the like, and whatever two sentences tell in the same words, on two dates that lie near.
//!
//! No body need be known. An event is told by its noun, with what describes it and the names of places; where there is none, the
//! clause with the one date has to stand in the sentence with the other.

mod days;
mod recalled;
mod said;
#[cfg(test)]
mod sentences;
mod spoken;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::check::answer::among;
use crate::check::meeting_dates::bodies::is_head;
pub use crate::check::meeting_dates::events::days::Days;
pub use crate::check::meeting_dates::events::said::others;
use crate::check::meeting_dates::events::said::{Said, is_people};
use crate::check::meeting_dates::events::spoken::{Event, Spoken, is_heading};
use crate::check::meeting_dates::links::OTHER_DATES;
use crate::check::meeting_dates::mentions::Read;
use crate::check::meeting_dates::verbs::{act, is_general};
use crate::check::passage::{Part, Passage};
use crate::check::stems::{stem, stems};
use crate::check::words::{Word, lower};

/// Something with a date.
#[derive(Debug)]
pub struct Happening {
    pub passage: usize,
    /// Where the date stands in the passage.
    pub range: Range<usize>,
    pub days: Days,
    sentence: usize,
    event: Option<Event>,
    /// What the words say that the date belongs to, the same with where or with what it was, their clause, and the sentence.
    own: Said,
    set: Said,
    clause: Said,
    whole: Said,
    /// Where or with whom an event was, behind its date.
    aim: BTreeSet<String>,
    /// Whether what it tells of is one that readers know, "the contract"; `Some(false)` where it is one of several.
    is_definite: Option<bool>,
    /// Whether it is still to come.
    is_to_come: bool,
    /// Whether it says "it" or "she" of what it tells of.
    is_of_pronoun: bool,
    /// The stem of whom a relative clause with the date tells of: "inspector" of "the inspectors who came on".
    antecedent: Option<String>,
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
    let mut last = None;
    for (at, passage) in passages.iter().enumerate() {
        // The words of a cell with nothing but a date are in the cell before it.
        let label = at.checked_sub(1).map(|before| &passages[before]).filter(|before| before.part == Part::Label);
        for (_, words) in passage.words_by_sentence() {
            let nth = sentence;
            sentence += 1;
            let read = Days::read(&words, report, last);
            last = read.iter().rev().find_map(|(_, days)| Some(days.as_ref()?.last)).or(last);
            let [(date, Some(days))] = read.as_slice() else { continue };
            let bound = days.is_one() && date.start > 0 && among(OTHER_DATES, lower(&words, date.start - 1));
            if bound && !Spoken::is_told_by_when(&words, date) || is_of_a_paper(&words, date) {
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
            let antecedent = spoken.antecedent(&clause);
            let words = &spoken.words[spoken.own(&clause)];
            let own = spoken.said(spoken.own(&clause));
            let named = own.names.iter().any(|name| !is_head(name)).then_some(true);
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
                set: spoken.said(spoken.with_setting(spoken.own(&clause))),
                own,
                clause: spoken.said(spoken.with_setting(clause)),
                whole: spoken.said(0..spoken.words.len()),
                aim: spoken.aim(),
                is_definite: if spoken.label { Some(true) } else { is_definite(words).or(named) },
                is_to_come: words.iter().any(|word| word.lower == "will"),
                antecedent,
                is_of_pronoun: words.iter().any(|word| among("he it she they", &word.lower)),
            });
        }
    }
    found
}

/// Whether a date is that of a paper, which tells it from others: "the letter of 5 May", "his report dated 7 May".
fn is_of_a_paper(words: &[Word<'_>], date: &Range<usize>) -> bool {
    const PAPERS: &str = "agenda article briefing bulletin email guidance invoice letter memo memorandum minutes note notice paper plan policy \
        quotation reply report statement strategy";
    let back = |steps: usize| date.start.checked_sub(steps).map_or("", |at| lower(words, at));
    among("dated of", back(1)) && among(PAPERS, back(2))
}

/// Whether an item of a list is no whole sentence: "Site visit held on 10 March."
fn is_note(part: Part, words: &[Word<'_>]) -> bool {
    part == Part::Item && !words.iter().any(|word| among("the a an is are was were has have will", &word.lower))
}

/// Whether words name what readers know, or what is one of several; `None` where they do not say.
fn is_definite(words: &[Word<'_>]) -> Option<bool> {
    let any = |all: &str| words.iter().any(|word| among(all, &word.lower));
    if any("a an any each every most several some") {
        return Some(false);
    }
    any("the this that its their our his her").then_some(true)
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
            && !self.is_excused(other, read)
            && (self.is_same_event(other)
                || self.is_told_alike(other)
                || self.takes_up(other)
                || self.is_done_twice(other)
                || self.is_handed_again(other)
                || [(self, other), (other, self)].iter().any(|(one, two)| one.recalls(two) || one.came_to(two)))
    }

    /// Whether the author knows of both dates, or says that one was moved.
    fn is_excused(&self, other: &Self, read: &Read) -> bool {
        // "On 9 and 10 May" has the 10th and is of no other day.
        let own = [self.sentence, other.sentence];
        let both = |one: NaiveDate, other: NaiveDate| one != other && read.knows_both_beside(one, other, &own);
        let moved =
            |one: &Self| [one.days.first, one.days.last].into_iter().any(|date| read.is_moved(one.sentence, date));
        let (one, two) = (&self.days, &other.days);
        // "Adjourned on 3 May", and elsewhere "adjourned on 8 May": the day on which it was moved.
        let moves = self.own.verb.as_ref().is_some_and(|verb| MOVES.contains(verb));
        let moving = moves && self.own.verb == other.own.verb;
        both(one.first, two.first) || both(one.last, two.last) || !moving && (moved(self) || moved(other))
    }

    /// Whether so many days lie between the two dates at most.
    fn is_within(&self, other: &Self, days: i64) -> bool {
        self.days.apart(&other.days).is_some_and(|apart| apart <= days)
    }

    /// Whether it is the event of an earlier happening.
    fn is_same_event(&self, other: &Self) -> bool {
        /// So many days may lie between the two dates of one event, of which a week is often one too many.
        const EVENT_DAYS: i64 = 14;
        const OFTEN_DAYS: i64 = 2;
        const MONTH: i64 = 31;
        let (Some(one), Some(two)) = (&self.event, &other.event) else { return false };
        let kind = one.kind.is_subset(&two.kind) || two.kind.is_subset(&one.kind);
        let (mine, theirs) = (self.places(), other.places());
        let names = mine.is_subset(&theirs) || theirs.is_subset(&mine);
        let walk = self.is_walk_of(other) || other.is_walk_of(self);
        // "Began in Rugby on 3 November", "began on 5 November in Nuneaton"
        let placed = |one: &Self, two: &Self| one.set.places().is_subset(&two.whole.places());
        let names = names && (placed(self, other) || placed(other, self));
        let same = (one.noun == two.noun || walk) && one.others == two.others && kind && names;
        let known = same && (one.known || two.known) && !one.is_new;
        // "The market engagement day" is hardly held twice in a month.
        let unique = one.kind.len() > 1 && one.kind == two.kind;
        let days = match one.is_told_by_date && two.is_told_by_date {
            true => OFTEN_DAYS,
            false if unique => MONTH,
            false => EVENT_DAYS,
        };
        let aim = self.aim.is_empty() || other.aim.is_empty() || !self.aim.is_disjoint(&other.aim);
        known
            && aim
            && (self.is_within(other, days) || one.known && two.known && self.days.is_month_slip(&other.days))
            && one.fits(two, &self.own, &other.whole)
            && two.fits(one, &other.own, &self.whole)
    }

    /// The names with its date that are no people's.
    fn places(&self) -> BTreeSet<&String> {
        self.own.names.iter().filter(|name| !is_people(name)).collect()
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
        // The first word of a sentence has its capital there.
        let named = |one: &Said, two: &Said| {
            one.names.iter().all(|name| two.names.contains(name) || two.stems.contains_key(&stem(name)))
        };
        let names = !named(&self.clause, &other.whole) && !named(&other.clause, &self.whole);
        let done = |one: &Self, two: &Self| one.own.verbs.is_subset(&two.whole.verbs);
        let verbs = !done(self, other) && !done(other, self);
        // "Letters were received from parents" may be told again of others.
        let received = self.own.verb.as_ref().is_some_and(|verb| HANDED.contains(verb));
        let known = !received || self.is_definite == Some(true) || other.is_definite == Some(true);
        let near = known
            && self.is_within(other, DAYS)
            && (alike(self, other, SHARE, SHARED) || alike(other, self, SHARE, SHARED));
        let slip = || {
            let done = !self.own.verbs.is_disjoint(&other.own.verbs);
            done && self.days.is_year_slip(&other.days)
                && (alike(self, other, 1.0, 2.5) || alike(other, self, 1.0, 2.5))
        };
        let (one, two) = (&self.own, &other.own);
        let done = one.verb.as_ref().zip(two.verb.as_ref());
        let same =
            done.is_none_or(|(mine, theirs)| other.whole.verbs.contains(mine) && self.whole.verbs.contains(theirs));
        let otherwise =
            done.is_some() && Said::are_apart([&self.clause, &other.clause], [&self.whole, &other.whole]);
        let others = one.others == two.others;
        others && !names && !verbs && same && !otherwise && (near || slip() || self.is_same_sentence(other))
    }

    /// Whether the same was done by the same to the same, of which one says less: "visited it on", "the Panel visited the depot on".
    fn is_done_twice(&self, other: &Self) -> bool {
        /// So many days may lie between the two dates.
        const FORTNIGHT: i64 = 14;
        let verb = self.own.verb.as_ref().filter(|verb| other.own.verb.as_ref() == Some(verb));
        let once = verb.is_some_and(|verb| ONCE.contains(verb) || Spoken::is_of_event(verb));
        let part = self.own.is_part_of(&other.own) != other.own.is_part_of(&self.own);
        // "The depot …, as the Panel saw when they visited it on 3 May"
        let means = |one: &Self, two: &Self| {
            let told = |stem: &String| one.whole.stems.contains_key(stem);
            one.is_of_pronoun && one.own.stems.len() == 1 && two.own.stems.keys().all(told)
        };
        let part = part || means(self, other) || means(other, self);
        let new = |one: &Self| one.is_definite == Some(false);
        // "Elected its officers", and later "the officers elected a chair".
        let (first, last) = if self.sentence < other.sentence { (self, other) } else { (other, self) };
        let near = self.is_within(other, FORTNIGHT) || self.days.is_month_slip(&other.days);
        let begun = verb.is_some_and(|verb| BEGUN.contains(verb));
        let otherwise = begun && Said::are_apart([&self.set, &other.set], [&self.whole, &other.whole]);
        once && part
            && near
            && !otherwise
            && self.is_to_come == other.is_to_come
            && !(new(last) && first.is_definite.is_some())
    }

    /// Whether it goes on about what has been told, with the same verb: "Since it was deferred on", "when she briefed the group on".
    fn takes_up(&self, before: &Self) -> bool {
        /// So many sentences back, and days apart, at most.
        const NEAR: usize = 2;
        const FORTNIGHT: i64 = 14;
        let verb =
            self.own.verb.as_ref().filter(|verb| self.is_of_pronoun && before.own.verb.as_ref() == Some(verb));
        let told = |stem: &String| before.own.stems.contains_key(stem);
        let same = verb.is_some() && self.own.stems.keys().all(told);
        let near = (1..=NEAR).contains(&self.sentence.saturating_sub(before.sentence)) || self.own.stems.len() > 1;
        same && near && self.own.others == before.own.others && self.is_within(before, FORTNIGHT)
    }

    /// Whether both say no more than that the same was done to what readers know: "the contract was signed on".
    fn is_same_sentence<'a>(&'a self, other: &'a Self) -> bool {
        /// So many days may lie between two dates of what is done once, and of what is done in a week.
        const ONCE_DAYS: i64 = 14;
        const WEEK: i64 = 7;
        // Who did it may be said by one of them only.
        let by_one = self.own.agent.is_empty() != other.own.agent.is_empty() && !self.is_of_meeting();
        let stems = |one: &'a Said| {
            let agent = move |stem: &str| by_one && one.agent.contains(stem);
            one.stems.keys().filter(move |stem| !NUMBERS.contains(*stem) && !agent(stem))
        };
        let same = stems(&self.own).eq(stems(&other.own));
        let body = self.own.names.iter().any(|name| is_head(name) && !self.own.agent.contains(&stem(name)));
        let done = |one: &Said, two: &Said| one.verb.as_ref().is_some_and(|verb| two.stems.contains_key(verb));
        let done = done(&self.own, &other.own) || done(&other.own, &self.own);
        let once = self.own.verb.as_ref().is_some_and(|verb| ONCE.contains(verb) || HANDED.contains(verb))
            && self.own.verb == other.own.verb;
        let lasts = !self.days.is_one() || !other.days.is_one();
        let days = if once {
            ONCE_DAYS
        } else if lasts {
            DAYS
        } else {
            WEEK
        };
        let definite = match (self.is_definite, other.is_definite) {
            (Some(true), one) | (one, Some(true)) => one != Some(false),
            _ => false,
        };
        let tense = self.is_to_come == other.is_to_come;
        definite
            && done
            && tense
            && self.own.others == other.own.others
            && same
            && !body
            && self.own.stems.len() > 1
            && self.is_within(other, days)
    }

    /// Whether what was done is what boards do when they meet: "was agreed by", and another may agree it as well.
    fn is_of_meeting(&self) -> bool {
        self.own.verb.as_ref().is_some_and(|verb| act(verb).is_some() || is_general(verb))
    }
}

/// "The three developers" are "the developers".
static NUMBERS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| stems("two three four five six seven eight nine ten both"));

/// What is done to one thing once.
static ONCE: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    stems(
        "adjourned appointed became began bought cancelled completed died elected joined launched left opened postponed resigned \
         retired signed sold started won",
    )
});

/// What is done in one place after another.
static BEGUN: LazyLock<BTreeSet<String>> = LazyLock::new(|| stems("began launched opened started"));

/// What is done with a petition, a letter or keys; of others as well, but once to one.
static HANDED: LazyLock<BTreeSet<String>> = LazyLock::new(|| stems("delivered handed received"));

/// What is done to a meeting that is held on another day.
static MOVES: LazyLock<BTreeSet<String>> = LazyLock::new(|| stems("adjourned cancelled postponed"));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::meeting_dates::events::sentences::{EVENTS_THAT_MAY_BE_TWO, EVENTS_WITH_TWO_DATES};
    use crate::check::meeting_dates::mentions::{Known, read};

    /// What is told twice in passages.
    fn told(text: &str) -> Vec<String> {
        let report = NaiveDate::from_ymd_opt(2025, 9, 16).unwrap_or_default();
        let passages: Vec<Passage<'_>> = text.split(" || ").map(Passage::plain).collect();
        let all = happenings(&passages, report);
        let found = twice(&all, &read(&passages, report, &Known::default()));
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
