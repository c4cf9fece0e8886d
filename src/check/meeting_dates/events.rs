//! Events: visits, workshops and the like, and whatever two sentences tell in the same words, on two dates that lie near.
//!
//! No body need be known. An event is told by its noun, with what describes it and the names of places; where there is none, the
//! clause with the one date has to stand in the sentence with the other.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::check::answer::among;
use crate::check::dates::{Written, month, weekday, with_month};
use crate::check::meeting_dates::bodies::is_head;
use crate::check::meeting_dates::links::OTHER_DATES;
use crate::check::meeting_dates::mentions::Read;
use crate::check::meeting_dates::verbs::{is_general, is_glue, is_verb};
use crate::check::passage::{Part, Passage};
use crate::check::stems::stem;
use crate::check::words::{Word, bare, is_little, lower};

/// What has one date and a noun of its own.
const EVENTS: &str = "ballot breakfast celebration ceremony conference day drop-in evening event exhibition exercise fair \
    festival forum hearing inspection launch lunch poll referendum reception roadshow seminar showcase session summit tour \
    tour training visit vote walk walkabout webinar workshop";

/// Words with which an event is another one than the one spoken of before, or somebody else did it.
const OTHERS: &str = "few member one adjourned again another continued different earlier every extra final first following former further \
    last later next original other previous reconvened repeat repeated resumed second separate subsequent third weekly";

/// Something with a date.
#[derive(Debug)]
pub struct Happening {
    pub passage: usize,
    /// Where the date stands in the passage.
    pub range: Range<usize>,
    pub date: NaiveDate,
    sentence: usize,
    event: Option<Event>,
    /// What the words say that the date belongs to, their clause, and the sentence.
    own: Said,
    clause: Said,
    whole: Said,
    others: BTreeSet<String>,
}

/// An event that has a noun.
#[derive(Debug)]
struct Event {
    noun: String,
    /// The stems of what describes it: "site" of "site visit".
    kind: BTreeSet<String>,
    /// What it is called in a message.
    told: String,
    /// Whether it is the one that readers know of.
    known: bool,
}

/// What words say: the stems, each with how much it says, the names, and what was done.
#[derive(Debug, Default)]
struct Said {
    stems: BTreeMap<String, f64>,
    names: BTreeSet<String>,
    verbs: BTreeSet<String>,
    /// What was done on the date: the verb before it, or behind a date that opens its clause.
    verb: Option<String>,
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
            let dates: Vec<Written> = dates(&words);
            let [written] = dates.as_slice() else { continue };
            let Some(date) = written.date().or_else(|| written.nearest(report)) else { continue };
            if written.first > 0 && among(OTHER_DATES, lower(&words, written.first - 1)) {
                continue;
            }
            let range = words[written.first].range.start..words[written.end - 1].range.end;
            let only = passage.part == Part::Label && written.first == 0 && written.end == words.len();
            let told = label.filter(|_| only).map(|label| label.words());
            let spoken = match &told {
                Some(label) => Spoken { words: label, date: label.len()..label.len(), label: true },
                None => {
                    let label = passage.part == Part::Label || is_heading(&words);
                    Spoken { words: &words, date: written.first..written.end, label }
                }
            };
            let clause = spoken.clause();
            let words = &spoken.words[spoken.own(&clause)];
            found.push(Happening {
                passage: at,
                range,
                date,
                sentence: nth,
                event: spoken.event(),
                own: spoken.said(spoken.own(&clause)),
                clause: spoken.said(clause),
                whole: spoken.said(0..spoken.words.len()),
                others: words.iter().map(|word| word.lower.clone()).filter(|word| among(OTHERS, word)).collect(),
            });
        }
    }
    found
}

fn dates(words: &[Word<'_>]) -> Vec<Written> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match with_month(words, at) {
            Some(written) => {
                at = written.end;
                found.push(written);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether words are no sentence: "Visit to Fell View School on 12 March 2025".
fn is_heading(words: &[Word<'_>]) -> bool {
    !words.last().is_some_and(|word| word.text == ".")
        && !(0..words.len()).any(|at| is_verb(words, at) || is_glue(words, at) && lower(words, at) != "to")
}

/// The words of a sentence with its date.
struct Spoken<'a> {
    words: &'a [Word<'a>],
    date: Range<usize>,
    /// Whether it is a heading or a cell, which needs no article.
    label: bool,
}

impl Spoken<'_> {
    fn low(&self, at: usize) -> &str {
        lower(self.words, at)
    }

    /// The event whose date it is: the noun before the date with nothing but names and small words between, or close behind it.
    fn event(&self) -> Option<Event> {
        /// So many words may stand between an event and its date: "the visit to Castle Park on".
        const APART: usize = 8;
        const BEHIND: usize = 4;
        let noun = |at: &usize| among(EVENTS, self.low(*at).strip_suffix('s').unwrap_or(self.low(*at)));
        let small = |at: usize| {
            let word = &self.words[at];
            is_little(&word.lower)
                || !word.is_word() && word.text != ";"
                || weekday(word).is_some()
                || word.is_capital()
                || is_glue(self.words, at)
        };
        let before = (self.date.start.saturating_sub(APART)..self.date.start).rev().find(noun);
        let before = before.filter(|at| (at + 1..self.date.start).all(small));
        let behind = || (self.date.end..self.words.len().min(self.date.end + BEHIND)).find(noun);
        let at = before.or_else(behind)?;
        if self.low(at) == "day"
            && !self.words.get(at.checked_sub(1)?).is_some_and(|word| word.is_word() && !is_little(&word.lower))
        {
            return None;
        }
        let mut first = at;
        while first > 0 && at - first < 4 && self.is_kind(first - 1) {
            first -= 1;
        }
        let article = first.checked_sub(1).map_or("", |at| self.low(at));
        let known = among("the this that their its our his her", article) || self.label && first == 0;
        let new = among("a an", article);
        let told = self.words[first..=at].iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join(" ");
        let kind = self.words[first..at].iter().map(|word| stem(bare(word))).collect();
        (known || new).then(|| Event { noun: stem(self.low(at)), kind, told, known })
    }

    /// Whether a word before a noun describes it.
    fn is_kind(&self, at: usize) -> bool {
        let word = &self.words[at];
        word.is_word()
            && !is_little(&word.lower)
            && weekday(word).is_none()
            && month(word.text).is_none()
            && !is_verb(self.words, at)
            && !is_glue(self.words, at)
            && !self.date.contains(&at)
    }

    /// The clause of the date: between the signs around it; a date that only opens a clause belongs to what follows.
    fn clause(&self) -> Range<usize> {
        let bound = |at: &usize| {
            // "Scrutiny Board (2)"
            let numbered = |at: usize| self.words.get(at).is_some_and(Word::is_number);
            let sign = match self.low(*at) {
                "(" => !numbered(at + 1),
                ")" => at.checked_sub(1).is_none_or(|before| !numbered(before)),
                low => among(", ; : – —", low),
            };
            sign || among("when who which where while because but whereas although since", self.low(*at))
        };
        let begins = |from: usize| (0..from).rev().find(bound).map_or(0, |at| at + 1);
        let ends = |from: usize| (from..self.words.len()).find(bound).unwrap_or(self.words.len());
        let mut start = begins(self.date.start);
        if start > 0 && self.opens(start) {
            // "Since the library opened, on 3 May": set off by a comma.
            start = begins(start - 1);
        }
        let end = ends(self.date.end);
        // "On 3 May, four Members visited"
        let last = if self.opens(start) && end == self.date.end { ends(end + 1) } else { end };
        start..last
    }

    /// The part of the clause that the date belongs to: "the notes of the visit on 3 May are attached" tells of the visit.
    fn own(&self, clause: &Range<usize>) -> Range<usize> {
        if self.opens(clause.start) { clause.clone() } else { clause.start..self.date.end }
    }

    /// Whether a date opens the clause that begins at an index.
    fn opens(&self, start: usize) -> bool {
        let telling =
            |at: usize| self.words[at].is_word() && !is_little(self.low(at)) && weekday(&self.words[at]).is_none();
        !(start..self.date.start).any(telling)
    }

    fn said(&self, range: Range<usize>) -> Said {
        let mut said = Said::default();
        for at in range.filter(|at| !self.date.contains(at)) {
            let word = &self.words[at];
            let low = bare(word);
            if !(word.is_word() || word.is_number())
                || is_little(low)
                || weekday(word).is_some()
                || is_glue(self.words, at)
            {
                continue;
            }
            let name = word.is_capital() && at > 0 || word.is_number() || is_head(low);
            if name {
                said.names.insert(low.to_owned());
            }
            if is_verb(self.words, at) {
                said.verbs.insert(stem(low));
                if at < self.date.start || said.verb.is_none() {
                    said.verb = Some(stem(low));
                }
            }
            let little = is_general(low)
                || is_head(low)
                || among("letter minutes note notes officer officers record report", low);
            said.stems.insert(stem(low), if little { 0.5 } else { 1.0 });
        }
        said
    }
}

/// The happenings that have another date before.
pub fn twice(all: &[Happening], read: &Read) -> Vec<Twice> {
    let mut found: Vec<Twice> = Vec::new();
    for (nth, one) in all.iter().enumerate() {
        let same = |other: &Happening| other.date != one.date && one.is(other, read);
        // What has three dates or more is done again and again.
        let dates: BTreeSet<NaiveDate> = all.iter().filter(|other| same(other)).map(|other| other.date).collect();
        let Some(other) = all[..nth].iter().position(same) else { continue };
        if dates.len() == 1 && !found.iter().any(|twice| all[twice.one].date == one.date) {
            let told = one.event.as_ref().map(|event| event.told.clone());
            found.push(Twice { one: nth, other, told });
        }
    }
    found
}

impl Happening {
    /// Whether two are one, with two dates.
    fn is(&self, other: &Self, read: &Read) -> bool {
        if self.sentence == other.sentence
            || self.others != other.others
            || read.knows_both(self.date, other.date)
            || read.is_moved(self.sentence, self.date)
            || read.is_moved(other.sentence, other.date)
        {
            return false;
        }
        self.is_same_event(other) || self.is_told_alike(other)
    }

    /// So many days may lie between the two dates of one event.
    fn is_near(&self, other: &Self) -> bool {
        const DAYS: i64 = 3;
        (self.date - other.date).num_days().abs() <= DAYS
    }

    /// Whether only the year differs, and the day is not one on which years begin and end.
    fn is_year_slip(&self, other: &Self) -> bool {
        let turn = self.date.day() == 1 || self.date.day() > 29;
        let one_year = (self.date.year() - other.date.year()).abs() == 1;
        !turn && one_year && self.date.with_year(other.date.year()) == Some(other.date)
    }

    fn is_same_event(&self, other: &Self) -> bool {
        let (Some(one), Some(two)) = (&self.event, &other.event) else { return false };
        let kind = one.kind.is_subset(&two.kind) || two.kind.is_subset(&one.kind);
        let names =
            self.whole.names.is_subset(&other.whole.names) || other.whole.names.is_subset(&self.whole.names);
        let clause =
            self.clause.names.is_subset(&other.whole.names) || other.clause.names.is_subset(&self.whole.names);
        one.noun == two.noun && kind && (names || clause) && (one.known || two.known) && self.is_near(other)
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
        let near = self.is_near(other) && (alike(self, other, SHARE, SHARED) || alike(other, self, SHARE, SHARED));
        let slip = || {
            let done = !self.own.verbs.is_disjoint(&other.own.verbs);
            done && self.is_year_slip(other) && (alike(self, other, 1.0, 2.5) || alike(other, self, 1.0, 2.5))
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
        !names && !verbs && same && !otherwise && (near || slip())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::meeting_dates::mentions::read;

    /// What is told twice in passages.
    fn told(text: &str) -> Vec<String> {
        let report = NaiveDate::from_ymd_opt(2025, 9, 16).unwrap_or_default();
        let passages: Vec<Passage<'_>> = text.split(" || ").map(Passage::plain).collect();
        let all = happenings(&passages, report);
        let found = twice(&all, &read(&passages, report, &[]));
        found.into_iter().map(|twice| format!("{:?} {}", twice.told, all[twice.one].date)).collect()
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

    const EVENTS_WITH_TWO_DATES: &[&str] = &[
        "Partners met at a conference on 14 May 2025. || The conference of 15 May 2025 cost £900.",
        "The site visit to Eden Park took place on 3 June 2025. || Neighbours said at the site visit to Eden Park on 5 June 2025 that the lamps were too bright.",
        "Visit to Hill Top School on 12 March 2025 || On 13 March 2025 four Members visited Hill Top School.",
        "Engineers inspected the sea wall with the harbour master on 2 September 2025. || The notes of the inspection with the harbour master on 3 September 2025 are attached.",
        "The consultation on parking charges closed on 9 May 2025. || When the consultation on parking charges closed on 12 May 2025, 84 people had answered.",
        "The service has lost money since Cabinet cut the bus subsidy on 12 February 2025. || When Cabinet cut the bus subsidy on 12 February 2024, three routes were at risk.",
        "Parents came to the open day on Saturday 7 June 2025. || Some 200 people saw the school on the open day, 8 June 2025.",
        "The new library opened to the public on 4 July 2025. || Since the library opened to the public, on 5 July 2025, it has lent 9,000 books.",
        "Tenants were invited to a roadshow on 20 May 2025. || At the roadshow on 21 May 2025 most asked about damp.",
        "Storm Bram closed the coast road on 11 January 2025. || The coast road was closed by Storm Bram on 12 January 2025.",
    ];

    const EVENTS_THAT_MAY_BE_TWO: &[&str] = &[
        "The visit to Hill Top School was on 12 March 2025. || The visit to Low Moor School was on 13 March 2025.",
        "The first workshop was on 3 June 2025. || The second workshop was on 5 June 2025.",
        "Workshop: 3 June 2025 || Workshop: 4 June 2025 || Workshop: 5 June 2025",
        "The report was sent to Members on 3 June 2025. || The report was published on 4 June 2025.",
        "Cabinet considered the parking charges on 3 June 2025. || Council considered the parking charges on 4 June 2025.",
        "The consultation on charges opened on 1 May 2025. || The consultation on charges closed on 3 May 2025.",
        "Applications are to be made by 3 June 2025. || Applications that were made after 4 June 2025 are late.",
        "At 31 March 2024 there were 40 social workers in post. || At 31 March 2025 there were 44 social workers in post.",
        "Council tax rose by 4% on 1 April 2024. || Council tax rose by 3% on 1 April 2025.",
        "The roadshow was moved from 3 June 2025 to 5 June 2025. || The roadshow was planned for 3 June 2025. || The roadshow on 5 June 2025 was full.",
        "The drop-in in Barrow was on 3 June 2025. || The drop-in in Kendal was on 4 June 2025.",
        "The notice was put up on 3 June 2025. || The notice was taken down on 5 June 2025.",
        "Members visited the depot on 3 June 2025. || Members visited the quarry on 4 June 2025.",
        "Ofsted inspected the nursery on 9 May 2023. || Ofsted inspected the nursery on 12 May 2025.",
        "Letters went out on 3 June 2025. || Replies came on 5 June 2025.",
        "The training day for wardens is on 3 June 2025. || The training day for managers is on 4 June 2025.",
        "The contract was signed on 3 June 2025. || Work under the contract began on 5 June 2025.",
        "Officers met the police on 3 June 2025. || Officers met the police again on 5 June 2025.",
    ];
}
