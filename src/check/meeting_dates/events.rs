//! Events: visits, workshops and the like, and whatever two sentences tell in the same words, on two dates that lie near.
//!
//! No body need be known. An event is told by its noun, with what describes it and the names of places; where there is none, the
//! clause with the one date has to stand in the sentence with the other.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use crate::check::answer::among;
use crate::check::dates::{Written, month, weekday, with_month};
use crate::check::meeting_dates::bodies::is_head;
use crate::check::meeting_dates::links::OTHER_DATES;
use crate::check::meeting_dates::mentions::Read;
use crate::check::meeting_dates::verbs::{act, is_general, is_glue, is_verb};
use crate::check::passage::{Part, Passage};
use crate::check::stems::stem;
use crate::check::words::{Word, bare, is_little, lower};

/// What has one date and a noun of its own.
const EVENTS: &str = "ballot breakfast celebration ceremony conference consultation debrief drop-in evening event \
    exhibition exercise fair festival forum hearing inspection launch lunch poll referendum reception roadshow seminar \
    showcase session summit tour training visit vote walk walkabout webinar workshop";

/// Nouns that name an event only with a word before them: "open day", "focus group", "call-in meeting".
const DESCRIBED: &[(&str, &str)] = &[
    ("day", ""),
    ("group", "focus"),
    ("meeting", "call-in public parents tenants residents all-staff staff neighbours inaugural"),
];

/// What verbs of events have in common with their nouns: "visited" and "visit".
static EVENT_STEMS: LazyLock<Vec<String>> =
    LazyLock::new(|| "inspect inspection launch tour visit vote walk".split(' ').map(stem).collect());

/// Words with which an event is another one than the one spoken of before, or somebody else did it.
const OTHERS: &str = "few member one adjourned again another continued different earlier every extra final first former further \
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
            let own = spoken.said(spoken.own(&clause));
            found.push(Happening {
                passage: at,
                range,
                date,
                sentence: nth,
                event: spoken.event().or_else(|| Spoken::done(&own)),
                own,
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
    words.last().is_none_or(|word| word.text != ".")
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
        let noun = |at: &usize| self.is_noun(*at);
        // "Reported on the visit to the Committee on 3 May" is when it was reported.
        let goes_on = |at: usize| self.words[at].text != ";" && !is_verb(self.words, at) && !is_head(self.low(at));
        let before = (self.date.start.saturating_sub(APART)..self.date.start).rev().find(noun);
        let before = before.filter(|at| (at + 1..self.date.start).all(goes_on));
        let behind = || (self.date.end..self.words.len().min(self.date.end + BEHIND)).find(noun);
        let at = before.or_else(behind)?;
        let mut first = at;
        while first > 0 && at - first < 4 && (self.is_kind(first - 1) || matches!(self.low(first - 1), "'" | "’"))
        {
            first -= 1;
        }
        let article = first.checked_sub(1).map_or("", |at| self.low(at));
        // "9 September: tenants' workshop", "Exercise Spring Tide".
        let opens =
            first == 0 || first > self.date.end && (self.date.end..first).all(|at| !self.words[at].is_word());
        // "The Board will consider the visit on 3 May": when it does.
        let verb =
            first.checked_sub(2).map(|verb| if among("on about", self.low(verb)) { verb.max(1) - 1 } else { verb });
        if verb.is_some_and(|verb| act(self.low(verb)).is_some() || self.low(verb).starts_with("report")) {
            return None;
        }
        let named = self.words.get(at + 1).is_some_and(|word| self.is_name(word));
        let known = among("the this that their its our his her", article) || self.label && opens || named;
        let told = self.words[first..=at].iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join(" ");
        let told = told.replace(" ' ", "' ").replace(" ’ ", "’ ");
        // "The workshop for carers"
        let behind =
            (at + 1..self.date.start.max(at + 1)).filter(|at| self.is_kind(*at) && !self.is_name(&self.words[*at]));
        let kind = (first..at).filter(|at| self.is_kind(*at)).chain(behind);
        let kind = kind.map(|at| stem(bare(&self.words[at]))).collect();
        (known || among("a an", article)).then(|| Event { noun: stem(self.low(at)), kind, told, known })
    }

    /// Whether a word is part of a name.
    fn is_name(&self, word: &Word<'_>) -> bool {
        word.is_capital() && weekday(word).is_none() && month(word.text).is_none()
    }

    /// Whether a word names an event.
    fn is_noun(&self, at: usize) -> bool {
        let low = self.low(at).strip_suffix('s').unwrap_or(self.low(at));
        let Some((_, before)) = DESCRIBED.iter().find(|(noun, _)| *noun == low) else { return among(EVENTS, low) };
        let kind = at.checked_sub(1).filter(|before| self.is_kind(*before)).map(|before| bare(&self.words[before]));
        kind.is_some_and(|kind| before.is_empty() || among(before, kind.trim_end_matches(['\'', '’'])))
    }

    /// The event that a verb tells of: "Members visited the sea wall on".
    fn done(own: &Said) -> Option<Event> {
        let noun = EVENT_STEMS.iter().find(|noun| own.verb.as_ref() == Some(noun))?;
        Some(Event { noun: noun.clone(), kind: BTreeSet::new(), told: noun.clone(), known: false })
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

    /// Whether so many days lie between the two dates at most.
    fn is_within(&self, other: &Self, days: i64) -> bool {
        (self.date - other.date).num_days().abs() <= days
    }

    /// Whether only the year differs, and the day is not one on which years begin and end.
    fn is_year_slip(&self, other: &Self) -> bool {
        let turn = self.date.day() == 1 || self.date.day() > 29;
        let one_year = (self.date.year() - other.date.year()).abs() == 1;
        !turn && one_year && self.date.with_year(other.date.year()) == Some(other.date)
    }

    fn is_same_event(&self, other: &Self) -> bool {
        /// So many days may lie between the two dates of one event, of which a week is often one too many.
        const EVENT_DAYS: i64 = 14;
        let (Some(one), Some(two)) = (&self.event, &other.event) else { return false };
        let kind = one.kind.is_subset(&two.kind) || two.kind.is_subset(&one.kind);
        let names = self.own.names.is_subset(&other.own.names) || other.own.names.is_subset(&self.own.names);
        one.noun == two.noun && kind && names && (one.known || two.known) && self.is_within(other, EVENT_DAYS)
    }

    /// Whether what one says with its date stands in the sentence of the other.
    fn is_told_alike(&self, other: &Self) -> bool {
        /// So many days may lie between two dates of which the same is told.
        const DAYS: i64 = 3;
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
        "A workshop for carers was held on 11 February 2025. || What carers said at the workshop on 18 February 2025 is attached.",
        "Members visited the sea wall on Friday 6 February 2026. || During the visit on Friday 13 February 2026 Members asked about rails.",
        "9 September 2025: tenants' workshop || The draft owes much to the tenants' workshop (19 September 2025).",
        "A focus group with young carers was held on 5 March 2026. || All who took part in the focus group on 6 March 2026 were thanked.",
        "Exercise Spring Tide was held on 20 March 2026. || After exercise Spring Tide (27 March 2026) a second key was cut.",
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
        "Members visited the lifeboat station on 10 April 2026. || Councillor Bright reported on the visit to the Committee on 23 April 2026.",
        "The workshop for carers was on 3 June 2025. || The workshop for tenants was on 10 June 2025.",
        "The Board's visit to the hub took place on 20 November 2025. || The Board will consider the visit on 27 November 2025.",
        "A workshop was held on 3 June 2025. || A further workshop was held on 10 June 2025.",
        "The seminar of 3 March 2025 was for heads. || The seminar of 3 June 2025 was for governors.",
        "Officers met the police on 3 June 2025. || Officers met the police again on 5 June 2025.",
    ];
}
