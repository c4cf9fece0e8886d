//! What a sentence tells of the days in it: the event, what is said of it, and in which clause.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::check::answer::among;
use crate::check::dates::{month, weekday};
use crate::check::meeting_dates::bodies::is_head;
use crate::check::meeting_dates::events::said::{Said, TELLING, VISIT, others};
use crate::check::meeting_dates::links::OTHER_DATES;
use crate::check::meeting_dates::verbs::{Act, act, is_glue, is_verb};
use crate::check::stems::{stem, stems};
use crate::check::words::{Word, bare, is_little, lower};

/// What has one date and a noun of its own.
const EVENTS: &str = "accident auction audition ball ballot breakfast by-election call-in carnival celebration ceremony closure \
    collision concert conference congress consultation convention crash debrief demonstration dinner drill drop-in \
    election evacuation evening event exam examination exercise exhibition explosion fair festival fete fire flood forum funeral \
    gala handover hearing incident induction inquest inquiry inspection interview interviews launch leak lecture lunch march match \
    masterclass mediation opening outage parade picnic poll presentation premiere protest race raid rally reception referendum \
    regatta rehearsal reopening roadshow screening seminar session showcase signing storm strike summit surgery symposium talk \
    tasting tour tournament trip training trial unveiling visit vote walk walkabout webinar wedding workshop";

/// Nouns that name an event only with a word before them: "open day", "focus group", "call-in meeting".
const DESCRIBED: &[(&str, &str)] = &[
    ("day", ""),
    ("cut", "power"),
    ("group", "focus"),
    ("meeting", "call-in public parents tenants residents all-staff staff neighbours inaugural"),
];

/// What verbs of events have in common with their nouns: "visited" and "visit".
static EVENT_STEMS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| stems("call-in hearing inspection launch meeting opening tour visit vote walk"));

/// What is opened, launched or heard has to be told by both sentences; whatever can be is, or what is heard once.
static OF_ITS_OWN: LazyLock<BTreeSet<String>> = LazyLock::new(|| stems("launch opening"));
static HEARD: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| stems("appeal application call-in case claim complaint grievance petition"));

/// What a meeting with somebody is called, and the hearing of a call-in.
static MEETING: LazyLock<String> = LazyLock::new(|| stem("meeting"));
static WALK: LazyLock<String> = LazyLock::new(|| stem("walk"));
static WALKABOUT: LazyLock<String> = LazyLock::new(|| stem("walkabout"));
static HEARING: LazyLock<String> = LazyLock::new(|| stem("hearing"));

/// Of these there are several, which their dates tell apart: "the visit on 5 May", "the visit on 12 May".
static OFTEN: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    stems(
        "accident audition call-in closure collision concert crash demonstration drill drop-in evacuation evening event exam \
         examination exercise explosion fire flood hearing incident interview leak lecture match meeting outage presentation race \
         raid rehearsal screening seminar session storm strike surgery talk training trip vote webinar workshop",
    )
});

/// What happens again without a plan: "the flood", and later "a flood", are two.
static RECURRING: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    stems("accident collision crash cut explosion fire flood incident leak outage raid storm strike")
});

/// Of these as well, where no more is told of them: there is one "site visit" of a paper.
static OFTEN_ALONE: LazyLock<BTreeSet<String>> = LazyLock::new(|| stems("tour visit walk walkabout"));

/// What is no event itself, with the noun of one before it: "the election count".
const COMPOUNDS: &str =
    "budget count form leaflet leaflets note notes plan poster posters programme report results room team tickets";

/// What stands before something that readers know.
const DETERMINERS: &str = "the this that their its our his her";

/// What an event does when it takes place: "the roadshow went to three towns from".
const TAKES_PLACE: &str = "carried happened lasted ran runs toured went";

/// What a visitor does.
pub static COMES: LazyLock<BTreeSet<String>> = LazyLock::new(|| stems("arrived came come"));

/// An event that has a noun.
#[derive(Debug)]
pub struct Event {
    pub noun: String,
    /// The stems of what describes it: "site" of "site visit".
    pub kind: BTreeSet<String>,
    /// Words that make it another one: "second".
    pub others: BTreeSet<String>,
    /// What it is called in a message.
    pub told: String,
    /// Whether it is the one that readers know of.
    pub known: bool,
    /// Whether the date may be what tells it from others: "the visit on 3 May", but not "the visit took place on 3 May".
    pub is_told_by_date: bool,
    /// Whether it is one of several, which has not been spoken of: "a power cut".
    pub is_new: bool,
    /// Whether it is a meeting that only says with whom, or not even that: "the meeting with the unions".
    is_plain: bool,
    /// Whether a verb tells of it: "visited".
    pub is_done: bool,
}

impl Event {
    /// Whether it is no more than "the meeting".
    pub fn is_bare(&self) -> bool {
        self.is_plain && self.kind.is_empty()
    }

    /// Whether it is called a walk.
    pub fn is_walk(&self) -> bool {
        !self.is_done && (self.noun == *WALK || self.noun == *WALKABOUT)
    }

    /// Whether somebody visited something, or was shown round it.
    pub fn is_done_visit(&self) -> bool {
        self.is_done && self.noun == *VISIT
    }

    /// Whether it can be another one, beside what its own clause and the other's sentence say. A verb like "opened" or "met" is of
    /// an event only where both name what was opened, or who met.
    pub fn fits(&self, other: &Self, own: &Said, whole: &Said) -> bool {
        if !self.is_done {
            let told = !self.kind.is_empty() && self.kind == other.kind && self.known != other.known;
            return other.is_done || told || !(self.is_plain || other.is_plain);
        }
        let shared =
            |stem: &&String| **stem != self.noun && own.stems[*stem] >= TELLING && whole.stems.contains_key(*stem);
        let mut shared = own.stems.keys().filter(shared);
        let body = || own.names.iter().chain(&whole.names).any(|name| is_head(name));
        if self.noun == *HEARING {
            return shared.any(|stem| HEARD.contains(stem));
        }
        if self.noun == *MEETING {
            return !body()
                && other.kind.iter().all(|kind| own.stems.contains_key(kind))
                && shared.next().is_some();
        }
        !OF_ITS_OWN.contains(&self.noun) || shared.next().is_some()
    }
}

/// Whether words are no sentence: "Visit to Fell View School on 12 March 2025".
pub fn is_heading(words: &[Word<'_>]) -> bool {
    words.last().is_none_or(|word| word.text != ".")
        && !(0..words.len()).any(|at| is_verb(words, at) || is_glue(words, at) && lower(words, at) != "to")
}

/// The words of a sentence with its date.
pub struct Spoken<'a> {
    pub words: &'a [Word<'a>],
    pub date: Range<usize>,
    /// Whether it is a heading or a cell, which needs no article.
    pub label: bool,
}

impl Spoken<'_> {
    fn low(&self, at: usize) -> &str {
        lower(self.words, at)
    }

    /// The event whose date it is: the noun before the date with nothing but names and small words between, or close behind it.
    pub fn event(&self) -> Option<Event> {
        /// So many words may stand between an event and its date: "the visit to Castle Park on".
        const APART: usize = 10;
        const BEHIND: usize = 4;
        let noun = |at: &usize| self.is_noun(*at);
        // "Reported on the visit to the Committee on 3 May" is when it was reported.
        let goes_on = |at: usize| {
            let verb = is_verb(self.words, at) && !among(TAKES_PLACE, self.low(at));
            self.words[at].text != ";" && !verb && !is_head(self.low(at))
        };
        // "The ceremony at which the Mayor signed it, on 3 May", "the conference that the Council hosted on 3 May"
        let told = |at: usize| {
            let joint = self.low(at + 1 + usize::from(among("at in during to", self.low(at + 1))));
            among("which where that", joint)
        };
        let before = (self.date.start.saturating_sub(APART)..self.date.start).rev().find(noun);
        let before = before.filter(|at| told(*at) || (at + 1..self.date.start).all(goes_on));
        let behind = || (self.date.end..self.words.len().min(self.date.end + BEHIND)).find(noun);
        let at = before.or_else(behind)?;
        let mut first = at;
        while first > 0 && at - first < 4 && (self.is_kind(first - 1) || matches!(self.low(first - 1), "'" | "’"))
        {
            first -= 1;
        }
        let article = first.checked_sub(1).map_or("", |at| self.low(at));
        let leads = first.checked_sub(2).map_or("", |at| self.low(at));
        // "9 September: tenants' workshop", "Exercise Spring Tide".
        let opens =
            first == 0 || first > self.date.end && (self.date.end..first).all(|at| !self.words[at].is_word());
        // "The Board will consider the visit on 3 May", "reported on the visit on 3 May": when it does.
        let joint = usize::from(among("on about", leads));
        let verb = first.checked_sub(2 + joint).map_or("", |verb| self.low(verb));
        // "Reported to the Panel on the visit"
        let reported = |at: usize| {
            let low = self.low(at);
            ["advise", "brief", "hear", "report", "update"].iter().any(|one| low.starts_with(one))
        };
        let reports = { first.saturating_sub(if joint > 0 { 6 } else { 2 })..first }.any(reported);
        // "Asked for a visit on 3 May", "tickets for the open day went on sale on", "the election count was on"
        let goes = (at + 1..self.date.start.max(at + 1)).any(|at| among("go goes went", self.low(at)));
        let asked = first > 2 && act(self.low(first - 3)) == Some(Act::Ask);
        if leads == "for" && (goes || asked) || among(COMPOUNDS, self.low(at + 1)) {
            return None;
        }
        // But "the visit of 3 May", "the visit that members made on 3 May" have the date.
        let own = told(at) || at + 2 == self.date.start && self.low(at + 1) == "of";
        if !own && (reports || joint == 0 && act(verb).is_some()) {
            return None;
        }
        let named = self.words.get(at + 1).is_some_and(|word| self.is_name(word));
        // "The 8 February workshop"
        let dated =
            first == self.date.end && self.date.start > 0 && among(DETERMINERS, self.low(self.date.start - 1));
        let known = among(DETERMINERS, article) || dated || self.label && opens || named;
        let told = self.words[first..=at].iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join(" ");
        let told = told.replace(" ' ", "' ").replace(" ’ ", "’ ");
        // "The workshop for carers"
        let behind =
            (at + 1..self.date.start.max(at + 1)).filter(|at| self.is_kind(*at) && !self.is_name(&self.words[*at]));
        let kind = (first..at).filter(|at| self.is_kind(*at)).chain(behind);
        let kind: BTreeSet<String> = kind.map(|at| stem(bare(&self.words[at]))).collect();
        let noun = Self::noun(self.low(at), &kind);
        let placed = |at: usize| is_glue(self.words, at) || among(TAKES_PLACE, self.low(at)) || self.low(at) == ",";
        let often = OFTEN.contains(&noun) || kind.is_empty() && OFTEN_ALONE.contains(&noun);
        let is_told_by_date =
            known && often && !self.label && at < self.date.start && !(at + 1..self.date.start).any(placed);
        let is_plain = self.is_plain(at);
        // "After the meeting on 5 May" somebody may have written on that day.
        if is_plain && kind.is_empty() && !among("at during in", leads) {
            return None;
        }
        let mut others = others(&self.words[first.saturating_sub(2)..self.date.end.max(at + 1)]);
        // "Interviews were held": they are "the interviews" later, and not "the interview".
        let several = self.low(at).ends_with('s') && !among("press", self.low(at));
        others.extend(several.then(|| "several".to_owned()));
        let opens = several && first == 0;
        (known || opens || among("a an", article)).then_some(Event {
            others,
            is_new: RECURRING.contains(&noun) && !known,
            noun,
            kind,
            told,
            known,
            is_told_by_date,
            is_plain,
            is_done: false,
        })
    }

    /// What an event is compared by: a call-in is heard, and an inspector's visit is an inspection.
    fn noun(low: &str, kind: &BTreeSet<String>) -> String {
        let noun = if kind.contains(&stem("call-in")) { "hearing" } else { low };
        let inspected = noun.starts_with("visit") && kind.iter().any(|kind| kind.starts_with("inspect"));
        stem(if inspected { "inspection" } else { noun })
    }

    /// Whether a word is part of a name.
    fn is_name(&self, word: &Word<'_>) -> bool {
        word.is_capital() && weekday(word).is_none() && month(word.text).is_none()
    }

    /// Whether a word names an event.
    fn is_noun(&self, at: usize) -> bool {
        let low = self.low(at).strip_suffix('s').unwrap_or(self.low(at));
        among(EVENTS, low) || self.is_described(at) || self.is_plain(at)
    }

    /// Whether it is a meeting of which no more is told than with whom it was.
    fn is_plain(&self, at: usize) -> bool {
        self.low(at) == "meeting" && !self.is_described(at)
    }

    /// Whether a noun names an event by the word before it.
    fn is_described(&self, at: usize) -> bool {
        let low = self.low(at).strip_suffix('s').unwrap_or(self.low(at));
        let Some((_, before)) = DESCRIBED.iter().find(|(noun, _)| *noun == low) else { return false };
        let kind = at.checked_sub(1).filter(|before| self.is_kind(*before)).map(|before| bare(&self.words[before]));
        kind.is_some_and(|kind| before.is_empty() || among(before, kind.trim_end_matches(['\'', '’'])))
    }

    /// Whether a verb, by its stem, tells of an event that is no meeting.
    pub fn is_of_event(verb: &String) -> bool {
        *verb != *MEETING && EVENT_STEMS.contains(verb)
    }

    /// The event that a verb tells of: "Members visited the sea wall on".
    pub fn done(own: &Said) -> Option<Event> {
        let by_inspector = own.stems.keys().any(|stem| stem.starts_with("inspector"));
        let came = own.verb.as_ref().is_none_or(|verb| COMES.contains(verb));
        let noun = match &own.verb {
            _ if by_inspector && came => stem("inspection"),
            Some(verb) => EVENT_STEMS.get(verb)?.clone(),
            None => return None,
        };
        let (told, others) = (noun.clone(), own.others.clone());
        Some(Event {
            noun,
            kind: BTreeSet::new(),
            others,
            told,
            known: false,
            is_told_by_date: false,
            is_new: false,
            is_plain: false,
            is_done: true,
        })
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
    pub fn clause(&self) -> Range<usize> {
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
        let when = self.date.end + usize::from(self.low(self.date.end) == ",");
        if Self::is_told_by_when(self.words, &self.date) {
            let end = (when + 1..self.words.len()).find(bound);
            return when + 1..end.unwrap_or(self.words.len());
        }
        let begins = |from: usize| (0..from).rev().find(bound).map_or(0, |at| at + 1);
        let ends = |from: usize| (from..self.words.len()).find(bound).unwrap_or(self.words.len());
        let mut start = begins(self.date.start);
        if start > 0 && self.opens(start) {
            // "Since the library opened, on 3 May": set off by a comma.
            start = begins(start - 1);
        }
        // "The contract, signed on 3 May", "the contract, which was signed on 3 May"
        let which = usize::from(start > 0 && among("which who", self.low(start - 1)));
        let joined = start > 1 + which && self.low(start - 1 - which) == ",";
        if joined && (which > 0 || is_verb(self.words, start)) && !self.opens(start - 1 - which) {
            start = begins(start - 1 - which);
        }
        let end = ends(self.date.end);
        // "On 3 May, four Members visited"
        let last = if self.opens(start) && end == self.date.end { ends(end + 1) } else { end };
        start..last
    }

    /// A clause with where, with what or for whom it was, which a comma sets off: "began on 3 May, with letters", "in schools, it
    /// began on 3 May".
    pub fn with_setting(&self, part: Range<usize>) -> Range<usize> {
        let led = |at: usize| among("among at by for in through with", self.low(at));
        let tells = |at: usize| is_verb(self.words, at) || is_glue(self.words, at) && self.low(at) != "to";
        let from = part.end + usize::from(self.low(part.end) == ",");
        let ends = |at: &usize| among(", ; . and", self.low(*at)) || tells(*at);
        let until = (from..self.words.len()).find(ends).unwrap_or(self.words.len());
        let behind = part.end == self.date.end && led(from);
        let ahead = part.start > 1 && self.low(part.start - 1) == "," && led(0) && !(0..part.start).any(tells);
        (if ahead { 0 } else { part.start })..(if behind { until } else { part.end })
    }

    /// Where, with whom or on what an event was, behind its date: "the visit on 3 May was to the depot".
    pub fn aim(&self) -> BTreeSet<String> {
        let from = self.date.end + 2;
        let led = among("is was were", self.low(from - 2))
            && among("about at for in on round to with", self.low(from - 1));
        let told = (from..self.words.len()).take_while(|at| led && self.words[*at].is_word());
        told.filter(|at| !is_little(self.low(*at))).map(|at| stem(bare(&self.words[at]))).collect()
    }

    /// "Evidence is welcome until 30 March, when the call closes": what happens on that day.
    pub fn is_told_by_when(words: &[Word<'_>], date: &Range<usize>) -> bool {
        let when = date.end + usize::from(lower(words, date.end) == ",");
        let bound = date.start > 0 && among(OTHER_DATES, lower(words, date.start - 1));
        bound && lower(words, when) == "when"
    }

    /// Whom or what a relative clause tells of, by its stem: "the inspectors who saw the classes on".
    pub fn antecedent(&self, clause: &Range<usize>) -> Option<String> {
        let noun = clause.start.checked_sub(2).filter(|_| among("who which", self.low(clause.start - 1)))?;
        let known = (noun.saturating_sub(3)..noun).any(|at| among("the these those", self.low(at)));
        (known && self.words[noun].is_word()).then(|| stem(bare(&self.words[noun])))
    }

    /// The part of the clause that the date belongs to: "the notes of the visit on 3 May are attached" tells of the visit.
    pub fn own(&self, clause: &Range<usize>) -> Range<usize> {
        if self.opens(clause.start) { clause.clone() } else { clause.start..self.date.end }
    }

    /// Whether a date opens the clause that begins at an index.
    fn opens(&self, start: usize) -> bool {
        let telling =
            |at: usize| self.words[at].is_word() && !is_little(self.low(at)) && weekday(&self.words[at]).is_none();
        !(start..self.date.start).any(telling)
    }

    /// What some of its words say beside the date.
    pub fn said(&self, range: Range<usize>) -> Said {
        Said::of(self.words, range, &self.date)
    }
}
