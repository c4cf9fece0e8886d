//! Whose meeting a date is of: the nearest occasion, body or verb before it, or whoever comes after it.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::answer::among;
use crate::check::dates::{Written, date_at, weekday};
use crate::check::meeting_dates::bodies::Body;
use crate::check::meeting_dates::memory::Memory;
use crate::check::meeting_dates::occasions::{Occasion, Pointer, is_event, kind_of, occasion};
use crate::check::meeting_dates::verbs::{
    is_done_by_body, is_elsewhere, is_glue, is_meeting_verb, is_occasion, is_verb,
};
use crate::check::words::{Word, is_little, lower};

/// A sentence with whom it names.
pub struct Sentence<'a> {
    /// Its words.
    pub words: &'a [Word<'a>],
    /// The bodies in it.
    pub bodies: &'a [Body],
    /// Who was named before.
    pub memory: &'a Memory,
}

/// What stands before a date that is not that of a meeting.
pub const OTHER_DATES: &str = "after before by from since till to until ending ended between dated than";

/// What has a date of its own beside the meeting's: "a training day on".
const OTHER_NOUNS: &str = "force effect training deadline tour launch publication writing email trip";

/// What may stand between a date that comes first and whoever met: "on 3 May, at a special meeting of the full Council".
const OPENING: &str =
    ", : – - ) a the members of full our when in all annual final first inaugural last next only special meeting";

/// How many words behind "programme" its date may stand: "the work programme of the Adults Scrutiny Committee for".
const PROGRAMME: usize = 9;

/// A date so few words behind a body is the body's.
const NEAREST: usize = 3;

/// A new clause begins after another date, a comma and so many words.
const NEW_CLAUSE: usize = 4;

impl Sentence<'_> {
    /// The meeting that a date is of.
    pub fn occasion_of(&self, date: &Written) -> Option<Occasion> {
        let mut at = date.first;
        while at > 0 && (weekday(&self.words[at - 1]).is_some() || matches!(self.low(at - 1), "," | "the")) {
            at -= 1;
        }
        let before = self.before(at);
        let called = (at.saturating_sub(5)..at).any(|at| is_glue(self.words, at));
        // "The approval dates from 3 May".
        let dates = before == "from" && at > 1 && self.low(at - 2) == "dates";
        // "The agenda for 3 May", "the work programme of the Committee for 3 May"
        let listed =
            before == "for" && (at.saturating_sub(PROGRAMME)..at).any(|at| among("agenda programme", self.low(at)));
        if among(OTHER_DATES, before) && !dates || before == "for" && !called && !listed {
            return self.then(date);
        }
        self.to_the_left(date)
            .or_else(|| self.to_the_right(date))
            .or_else(|| self.then(date))
            .or_else(|| self.nearest(date))
    }

    /// The body that stands last before the only date of a sentence in which nothing is told that happens elsewhere: however it is
    /// put, it is likely to be the day on which that body met.
    fn nearest(&self, date: &Written) -> Option<Occasion> {
        let others =
            (0..self.words.len()).filter_map(|at| date_at(self.words, at)).filter(|one| one.first != date.first);
        if others.into_iter().any(|one| one.first >= date.end || one.end <= date.first) {
            return None;
        }
        let body = self.bodies.iter().rev().find(|body| body.words.end <= date.first)?;
        let between = body.words.end..date.first;
        // "Work began as soon as the Board had approved it on 3 May": from where the Board's clause begins.
        let opens = (0..body.words.start)
            .rev()
            .find(|at| among("as after when since before because once until", self.low(*at)));
        let elsewhere = (opens.unwrap_or(0)..date.first)
            .any(|at| is_verb(self.words, at) && is_elsewhere(self.low(at)) || among(OTHER_NOUNS, self.low(at)));
        let apart =
            between.clone().any(|at| matches!(self.words[at].text, ";") || among(OTHER_DATES, self.low(at)));
        let role = self.is_few(body) || self.is_sent(body.words.start) || self.is_told_of(body);
        // "The auditors, whose report the Committee considered, signed it on"
        let start = body.words.start - usize::from(among("the its their", self.before(body.words.start)));
        let within = (start.saturating_sub(3)..start).any(|at| among("whose whom that who", self.low(at)));
        let owned = body.genitive
            && !is_done_by_body(self.low(body.words.end))
            && !is_done_by_body(self.low(body.words.end + 1));
        // "The register agreed by the Board was updated on"
        let by = among("by to before at", self.before(start));
        let done = by && between.clone().any(|at| is_verb(self.words, at) || is_glue(self.words, at));
        // "Updated after Cabinet, on", "resigned from the Committee on", "sent the Panel the breakdown on"
        let aside = among("after before following from since sent e-mailed emailed wrote gave", self.before(start));
        let role = role || within || owned || done || aside;
        let met = between
            .clone()
            .any(|at| is_meeting_verb(self.low(at)) || is_done_by_body(self.low(at)) || is_occasion(self.low(at)))
            || between.len() <= NEAREST;
        (!elsewhere && !apart && !role && met).then(|| Occasion { is_likely: true, ..self.met(body, between) })
    }

    /// The word at an index in small letters.
    pub(super) fn low(&self, at: usize) -> &str {
        lower(self.words, at)
    }

    /// The word before an index in small letters; empty at the start.
    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.low(at))
    }

    /// The body one of whose words stands at an index.
    pub(super) fn body_at(&self, at: usize) -> Option<&Body> {
        self.bodies.iter().find(|body| body.words.contains(&at))
    }

    /// What comes before a date in its clause.
    fn to_the_left(&self, date: &Written) -> Option<Occasion> {
        let mut at = date.first;
        // "The visit is on 3 May".
        let mut placed = date.first > 1
            && self.low(date.first - 1) == "on"
            && among("is was are were be", self.low(date.first - 2));
        while at > 0 {
            at -= 1;
            if self.closes(at, date) {
                return None;
            }
            if let Some(body) = self.body_at(at) {
                at = body.words.start;
                match self.is_met_by(body, date) {
                    Some(true) => return Some(self.met(body, body.words.end..date.first)),
                    Some(false) => return None,
                    None => continue,
                }
            }
            let low = self.low(at);
            // "Which was shared with it on 3 May".
            if matches!(low, "it" | "them") && date.first - at < 4 && among("to with by before", self.before(at)) {
                return self.memory.stands_for(self.bodies, at).map(|body| self.met(&body, at..date.first));
            }
            placed |= matches!(low, "place" | "held");
            if is_event(self.words, at) {
                return self.event(at, date);
            }
            if among(OTHER_NOUNS, low) {
                return None;
            }
            if is_done_by_body(low)
                && let Some(owner) = self.doer(at)
            {
                return (!self.is_told_of(&owner)).then(|| self.met(&owner, at..date.first));
            }
            if is_verb(self.words, at) {
                // "The visit that the Panel agreed took place on 3 May".
                return if placed { self.led(at) } else { self.of_verb(at, date) };
            }
        }
        None
    }

    /// Whether a clause ends at an index: "made on 3 May, the time limit runs out on".
    fn closes(&self, at: usize, date: &Written) -> bool {
        let mut dates = (1..5).filter_map(|back| date_at(self.words, at.checked_sub(back)?));
        let text = self.words[at].text;
        text == ";" || text == "," && date.first - at > NEW_CLAUSE && dates.any(|one| one.end == at)
    }

    /// The occasion whose noun stands before a date.
    fn event(&self, at: usize, date: &Written) -> Option<Occasion> {
        if self.low(at) == "meetings" && matches!(self.before(at), "of" | "for") {
            return None;
        }
        let mut one = occasion(self.words, at, self.bodies, self.memory);
        // "Members visit the depot before the March meeting, on 12 March": when they do.
        let led = self.before(one.words.start.saturating_sub(1));
        let apart = self.low(one.words.end) == ","
            && self.low(one.words.end + 1) == "on"
            && date.first == one.words.end + 2;
        if apart && one.words.start > 2 && among("after before", led) {
            return None;
        }
        // "At the call-in hearing of 3 May the Board decided".
        let next = date.end + usize::from(self.low(date.end) == ",");
        let next = next + usize::from(self.low(next) == "the");
        let after = self.bodies.iter().find(|body| body.words.start == next);
        // "The Board, whose public meeting of 3 May", "signed off by the Board, sitting in public on 3 May"
        let first = (0..=at).rev().find(|at| among("whose ,", self.low(*at)));
        let whose = first.filter(|first| at - first < NEW_CLAUSE).and_then(|first| {
            let end = first - usize::from(self.low(first) == "whose" && first > 0 && self.low(first - 1) == ",");
            self.bodies.iter().find(|body| body.words.end == end)
        });
        if let Some(body) = whose.filter(|_| one.body.name.is_empty()) {
            one.body = body.clone();
        }
        // "The Panel held a confirmation hearing on 3 May".
        let holds = one.words.start.saturating_sub(2);
        let holder =
            among("held hold holds convened called had has", self.low(holds)).then(|| self.subject(holds).ok());
        if let Some(body) = holder.flatten() {
            one.body = body;
        } else if let Some(body) = after.filter(|_| one.body.name.is_empty()) {
            one.body = body.clone();
        }
        Some(one)
    }

    /// A date that comes first: "On 3 May the Board agreed", "heard on 4 May by the Panel", "3 May: the Board votes".
    fn to_the_right(&self, date: &Written) -> Option<Occasion> {
        let at = (date.end..).find(|at| self.low(*at).is_empty() || !among(OPENING, self.low(*at)))?;
        let joined = among("by at before to", self.low(at));
        let from = at + usize::from(joined);
        let Some(body) = self.bodies.iter().find(|body| (from..from + 5).contains(&body.words.start)) else {
            return self.passive_after(date);
        };
        let small = |at: usize| {
            is_little(self.low(at)) || among("members meeting special report paper item update", self.low(at))
        };
        if !(from..body.words.start).all(small) {
            return None;
        }
        let verb = (0..date.first).rev().find(|at| is_verb(self.words, *at));
        let next =
            (body.words.end..body.words.end + 6).find(|at| *at < self.words.len() && is_verb(self.words, *at));
        let met = if joined {
            verb.is_some_and(|at| !is_elsewhere(self.low(at)))
        } else {
            let does = next.is_none_or(|at| self.can_do(body, at) && !is_elsewhere(self.low(at)));
            let opens = verb.is_none_or(|verb| verb < 3);
            opens && (does && !body.genitive || is_done_by_body(self.low(body.words.end)))
        };
        met.then(|| self.met(body, date.end..body.words.end))
    }

    /// "On 3 May the policy was deferred by the Committee".
    fn passive_after(&self, date: &Written) -> Option<Occasion> {
        let by = |body: &&Body| {
            let start = body.words.start;
            let role = (start.saturating_sub(2)..start).any(|at| among("by at before to", self.low(at)));
            let ends = |at: usize| date_at(self.words, at).is_some() || self.words[at].text == ",";
            role && start > date.end && !self.is_sent(start) && !(date.end..start).any(ends)
        };
        let body = self.bodies.iter().find(by).filter(|_| date.first < 3)?;
        Some(self.met(body, date.end..body.words.end))
    }

    /// "Drawn up after 22 October, when the findings were reported to the Board": what was done on that day.
    fn then(&self, date: &Written) -> Option<Occasion> {
        let at = date.end + usize::from(self.low(date.end) == ",");
        let from = at + usize::from(self.low(at) == "on");
        if !(self.low(at) == "when" || from > at && self.low(from) == "which") {
            return None;
        }
        if matches!(self.low(from + 1), "it" | "they") && is_meeting_verb(self.low(from + 2)) {
            return self.memory.stands_for(self.bodies, from).map(Occasion::of);
        }
        let body = self.bodies.iter().find(|body| body.words.start > from && !body.genitive)?;
        let start = body.words.start - usize::from(self.before(body.words.start) == "the");
        let role = among("by at to before when which", self.before(start));
        let dated = (from..start).any(|at| date_at(self.words, at).is_some());
        let verb = (from..self.words.len()).find(|at| is_verb(self.words, *at));
        let elsewhere = verb.is_some_and(|verb| is_elsewhere(self.low(verb)));
        (role && !dated && !elsewhere && !self.is_few(body)).then(|| self.met(body, date.end..body.words.end))
    }

    /// A meeting that is known by who met, and perhaps "last", "first" or "once".
    pub(super) fn met(&self, body: &Body, between: Range<usize>) -> Occasion {
        let around = between.start.saturating_sub(1)..between.end.min(self.words.len());
        let met = around.clone().any(|at| among("met meets meet sat", self.low(at)));
        let mut kind: BTreeSet<String> = around
            .clone()
            .filter(|at| met || is_occasion(self.low(*at + 1)))
            .filter(|at| among("first last next once only", self.low(*at)))
            .filter_map(|at| kind_of(&self.words[at]))
            .collect();
        // "Its March meeting (6 March)".
        if let Some(noun) = around.skip(1).find(|at| is_occasion(self.low(*at))) {
            kind.extend(occasion(self.words, noun, self.bodies, self.memory).kind);
        }
        let start = body.words.start;
        // "Annual Council"
        let called = start.checked_sub(1).filter(|at| among("annual extraordinary inaugural", self.low(*at)));
        kind.extend(called.and_then(|at| kind_of(&self.words[at])));
        let before = start.saturating_sub(3)..start;
        let that = before.clone().any(|at| self.low(at) == "that" && is_occasion(self.low(at + 1)));
        // "At the same committee", "the same forum", but "the same panel" may have met on another day.
        let said = |all: &str| before.clone().any(|at| among(all, self.low(at)));
        let same = that || said("same") && (said("at during") || among("assembly forum parliament", &body.head));
        let pointer = if same { Pointer::Back } else { Pointer::New };
        Occasion { kind, pointer, ..Occasion::of(body.clone()) }
    }
}
