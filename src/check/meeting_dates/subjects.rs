//! Whose a verb is: the body that is its subject, in its own clause or in the one it is joined to.

use crate::check::answer::among;
use crate::check::dates::Written;
use crate::check::meeting_dates::bodies::Body;
use crate::check::meeting_dates::links::Sentence;
use crate::check::meeting_dates::occasions::{Occasion, occasion};
use crate::check::meeting_dates::verbs::{Act, act, is_elsewhere, is_meeting_verb, is_occasion, is_verb};

/// What may stand between a subject and its verb.
const ASIDE: &str = "has had have will would is was were be been being to also then formally first last next only since already \
    recently duly both all members councillors themselves itself having who which that when as at its once again whose whom \
    partners not never meeting of majority a due expected likely able ready minded scheduled";

/// After these "to" belongs to the verb, and joins it to no other one.
const BEFORE_TO: &str = "which is are was were be due expected likely able ready minded scheduled";

/// What stands before a body that is somebody's object.
const PREPOSITIONS: &str =
    "to of by for with from at in on about against told through under advise attended attend";

/// What stands before a subject that is of it: "several members of the", "those present at the".
const LEAD: &str = "the all of on at in members member every councillors those present sitting who were several attending attended \
    everyone everybody partners a majority most";

impl Sentence<'_> {
    /// The meeting at which a verb before a date was done.
    pub(super) fn of_verb(&self, at: usize, date: &Written) -> Option<Occasion> {
        if let Some(given) = self.given(at) {
            return Some(given);
        }
        // "Asked that this report cover staff in post on".
        let small = |at: usize| self.words.get(at).is_some_and(|next| !next.is_capital());
        // But "received that report on".
        let asks = act(self.low(at)) == Some(Act::Ask);
        let says = |at: usize| (at + 1..date.first).any(|at| is_verb(self.words, at));
        let other = (at + 1..date.first).any(|at| self.low(at) == "that" && small(at + 1) && (asks || says(at)));
        if other || is_elsewhere(self.low(at)) && !among("come comes came signed", self.low(at)) {
            return None;
        }
        if let Some(body) = self.subject_of_all(at) {
            return self.can_do(&body, at).then(|| self.met(&body, body.words.end.min(date.first)..date.first));
        }
        if let Some(led) = self.led(at) {
            return Some(led);
        }
        // "At the Board members asked on 3 May".
        let opens = self.bodies.first().filter(|body| body.words.start < 3 && among("at when", self.low(0)));
        opens.map(|body| self.met(body, body.words.end..date.first))
    }

    /// The subject of a verb, also by another verb that has the same one: "agreed to consult", "visited the site and refused it".
    fn subject_of_all(&self, verb: usize) -> Option<Body> {
        let end = match self.subject(verb) {
            Ok(body) => return Some(body),
            Err(end) => end,
        };
        let mut earlier = (0..end).rev().take_while(|at| self.words[*at].text != ";");
        let earlier = earlier.find(|at| is_verb(self.words, *at) && self.body_at(*at).is_none());
        earlier.filter(|_| among("and to but , then or", self.low(end))).and_then(|verb| self.subject_of_all(verb))
    }

    /// The body right before a verb; otherwise where its clause goes on to the left.
    pub(super) fn subject(&self, verb: usize) -> Result<Body, usize> {
        let mut at = verb;
        while at > 0 {
            let low = self.before(at);
            // "The Board, which visited the site, refused it".
            if low == "," && at == verb {
                let opens = (0..at - 1).rev().find(|at| self.words[*at].text == ",");
                let body = opens.and_then(|at| self.body_at(at.checked_sub(1)?));
                if let Some(body) = body.filter(|body| self.is_subject(body)) {
                    return Ok(body.clone());
                }
            }
            if let Some(body) = self.body_at(at - 1) {
                let end = body.words.end;
                let relative = self.low(end) == "," && (end..verb).any(|at| among("which who whose", self.low(at)));
                let subject = relative || self.is_subject(body);
                return if subject { Ok(body.clone()) } else { Err(body.words.start.saturating_sub(1)) };
            }
            if among("it they she he", low) {
                let body = if among("she he", low) {
                    self.memory.person(self.bodies, at - 1)
                } else {
                    self.memory.stands_for(self.bodies, at - 1)
                };
                let body = body.filter(|_| is_meeting_verb(self.low(verb)) && !self.is_passive(verb));
                return body.map(|body| Body { words: at - 1..at, ..body }).ok_or(at - 1);
            }
            let earlier = at.saturating_sub(2);
            let joins = among("to that", low) && !among(BEFORE_TO, self.low(earlier));
            // "The meeting that approved it".
            let clause = low == "that" && (self.body_at(earlier).is_some() || is_occasion(self.low(earlier)));
            if !(clause || low == "," || !joins && (among(ASIDE, low) || low.ends_with("ly"))) {
                return self.with_purpose(at).ok_or(at - 1);
            }
            at -= 1;
        }
        Err(0)
    }

    /// "The working group on parking", of which no more than the topic stands before an index.
    fn with_purpose(&self, end: usize) -> Option<Body> {
        /// So many words tell the topic at most.
        const LONG: usize = 4;
        let body = self.bodies.iter().rev().find(|body| body.words.end < end && !body.genitive)?;
        let mut topic = body.words.end + 1..end;
        let plain = |at: usize| !self.words[at].is_number() && self.words[at].is_word() && !is_verb(self.words, at);
        let led = among("on for", self.low(body.words.end)) && topic.len() < LONG;
        (led && topic.all(plain) && self.is_subject(body)).then(|| body.clone())
    }

    /// Whether a verb is told as done to its subject.
    pub(super) fn is_passive(&self, verb: usize) -> bool {
        (verb.saturating_sub(2)..verb).any(|at| among("was were is be been are", self.low(at)))
    }

    /// Whether a body is whom a clause is about, and not somebody's object: "the consultants who advise the Executive finished on".
    pub(super) fn is_subject(&self, body: &Body) -> bool {
        let mut start = body.words.start;
        let bare = start - usize::from(self.before(start) == "the");
        // "The meeting of the Board that approved it".
        if self.before(bare) == "of" && is_occasion(self.before(bare.saturating_sub(1))) {
            return true;
        }
        let lead = if self.is_of_members(body) { LEAD } else { "the a our full this its their" };
        while start > 0 && among(lead, self.before(start)) {
            start -= 1;
        }
        let Some(before) = start.checked_sub(1) else { return true };
        let low = self.low(before);
        let relative = (before.saturating_sub(6)..before).any(|at| among("who whom", self.low(at)));
        let verb = low.len() > 4 && low.ends_with("ed");
        !(among(PREPOSITIONS, low) || relative && self.words[before].is_word() || verb)
    }

    /// Whether a body, or its members, can do at a meeting what a verb says.
    pub(super) fn can_do(&self, body: &Body, verb: usize) -> bool {
        let (low, passive) = (self.low(verb), self.is_passive(verb));
        let members = self.is_of_members(body) || self.low(body.words.end) == "members";
        let to_them = ["appoint", "brief", "elect", "invit", "sent", "train", "inspect"];
        let done_to = passive && members && to_them.iter().any(|one| low.starts_with(one));
        !(self.is_few(body) || done_to) && (is_meeting_verb(low) || !passive && !is_elsewhere(low))
    }

    /// "The Panel's view, given on 3 May", "the Board's go-ahead for the hub came on 3 May".
    fn given(&self, verb: usize) -> Option<Occasion> {
        let body = self.bodies.iter().rev().find(|body| body.words.end <= verb).filter(|body| body.genitive)?;
        let given = among("given taken made reached passed came", self.low(verb));
        let alone = (body.words.end..verb).all(|at| !is_verb(self.words, at));
        (given && alone).then(|| self.met(body, body.words.end..verb))
    }

    /// "The meeting to which tenants were invited, on 3 May", "the meeting called to discuss it on 3 May".
    pub(super) fn led(&self, verb: usize) -> Option<Occasion> {
        let leads = |at: &usize| match self.low(*at) {
            "which" | "whom" => among("to at in by before during", self.before(*at)),
            "to" => among("called held convened arranged", self.before(*at)),
            low => low == "where",
        };
        let lead = (0..verb).rev().find(leads)?;
        let end = lead - usize::from(self.low(lead) != "where");
        let before = (end - usize::from(self.before(end) == ",")).checked_sub(1)?;
        if is_occasion(self.low(before)) {
            return Some(occasion(self.words, before, self.bodies, self.memory));
        }
        self.body_at(before).map(|body| self.met(body, body.words.clone()))
    }
}
