//! Whose meeting a date is of: the nearest occasion, body or verb before it, and what that belongs to.

use std::ops::Range;

use crate::check::dates::{Written, date_at, month, weekday};
use crate::check::meeting_dates::bodies::{Body, Memory};
use crate::check::meeting_dates::occasions::{Occasion, Pointer, kind_of, occasion};
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
const OTHER_DATES: &str = "after before by from since till to until ending ended between dated than";

impl Sentence<'_> {
    /// The meeting that a date is of.
    pub fn occasion_of(&self, date: &Written) -> Option<Occasion> {
        let mut at = date.first;
        while at > 0 && (weekday(&self.words[at - 1]).is_some() || matches!(self.low(at - 1), "," | "the")) {
            at -= 1;
        }
        let before = at.checked_sub(1).map_or("", |before| self.low(before));
        let called = before == "for" && (at.saturating_sub(5)..at).any(|at| is_glue(self.words, at));
        if OTHER_DATES.split(' ').any(|one| one == before) || before == "for" && !called {
            return self.then(date);
        }
        self.to_the_left(date).or_else(|| self.to_the_right(date)).or_else(|| self.then(date))
    }

    /// "Drawn up after 22 October, when the findings were reported to the Board": what was done on that day.
    fn then(&self, date: &Written) -> Option<Occasion> {
        let at = date.end + usize::from(self.low(date.end) == ",");
        let from = at + usize::from(self.low(at) == "on");
        if !(self.low(at) == "when" || from > at && self.low(from) == "which") {
            return None;
        }
        if matches!(self.low(from + 1), "it" | "they") && is_meeting_verb(self.low(from + 2)) {
            return self.memory.stands_for(self.bodies, from).map(|body| self.met(&body, 0..0));
        }
        let body = self.bodies.iter().find(|body| body.words.start > from)?;
        let dated = (from..body.words.start).any(|at| date_at(self.words, at).is_some());
        let start = body.words.start - usize::from(self.low(body.words.start - 1) == "the");
        let role = matches!(self.low(start - 1), "by" | "at" | "to" | "before" | "when" | "which");
        let verb = (from..self.words.len()).find(|at| is_verb(self.words, *at))?;
        (!dated && role && !body.genitive && !is_elsewhere(self.low(verb)) && !self.is_few(body))
            .then(|| self.met(body, date.end..body.words.end))
    }

    fn low(&self, at: usize) -> &str {
        lower(self.words, at)
    }

    fn body_at(&self, at: usize) -> Option<&Body> {
        self.bodies.iter().find(|body| body.words.contains(&at))
    }

    /// What comes before a date in its clause.
    fn to_the_left(&self, date: &Written) -> Option<Occasion> {
        let mut at = date.first;
        let mut placed = false;
        while at > 0 {
            at -= 1;
            let text = self.words[at].text;
            // "Made on 3 May, the time limit runs out on": another clause, after a date of its own.
            let dated = text == ","
                && date.first - at > 4
                && (1..5).filter_map(|back| date_at(self.words, at.checked_sub(back)?)).any(|one| one.end == at);
            if text == ";" || dated {
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
            if matches!(low, "it" | "them")
                && at > 0
                && matches!(self.low(at - 1), "to" | "with" | "by" | "before")
                && date.first - at < 4
            {
                return self.memory.stands_for(self.bodies, at).map(|body| self.met(&body, at..date.first));
            }
            placed |= low == "place" || low == "held";
            if self.is_event(at) || low == "meetings" {
                let mut one = occasion(self.words, at, self.bodies, self.memory);
                // "At the call-in hearing of 3 May the Board decided".
                let next = date.end + usize::from(self.low(date.end) == ",");
                let next = next + usize::from(self.low(next) == "the");
                if let Some(body) =
                    self.bodies.iter().find(|body| body.words.start == next && one.body.name.is_empty())
                {
                    one.body = body.clone();
                }
                // "The Panel held a confirmation hearing on 3 May".
                let holds = one.words.start.saturating_sub(2);
                if matches!(self.low(holds), "held" | "hold" | "holds" | "convened" | "called" | "had" | "has")
                    && let Ok(body) = self.subject(holds)
                {
                    one.body = body;
                }
                return self.is_open(at).then_some(one);
            }
            if matches!(
                low,
                "training" | "deadline" | "tour" | "launch" | "publication" | "writing" | "email" | "trip"
            ) {
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

    /// Whether people meet on what a word names: no briefing note, and no evening but an open one.
    fn is_event(&self, at: usize) -> bool {
        let (before, next) = (self.low(at.saturating_sub(1)), self.low(at + 1));
        match self.low(at) {
            "briefing" => !matches!(next, "note" | "paper"),
            "evening" | "day" => matches!(before, "open" | "information" | "parents" | "consultation" | "away"),
            low => is_occasion(low),
        }
    }

    /// Whether an occasion can have the date after it: "the agenda for the meeting was published on" is told by the verb between.
    fn is_open(&self, at: usize) -> bool {
        !(matches!(self.low(at.saturating_sub(1)), "of" | "for") && self.low(at) == "meetings")
    }

    /// The body whose act a noun is: "Cabinet's approval", "the Council resolution", "the refusal by the Committee".
    fn doer(&self, noun: usize) -> Option<Body> {
        let ends = |body: &&Body| {
            let kinds = body.words.end..noun;
            let dash = |at: usize| matches!(self.words[at].text, "–" | "-" | ":" | "’" | "'");
            kinds.len() < 3
                && kinds.clone().all(|at| {
                    dash(at) || self.words[at].is_word() && !is_little(self.low(at)) && !is_verb(self.words, at)
                })
        };
        let before = self.bodies.iter().rev().find(|body| body.words.end <= noun).filter(ends);
        let pronoun = matches!(self.low(noun.saturating_sub(1)), "its" | "their");
        before.cloned().or_else(|| self.memory.stands_for(self.bodies, noun).filter(|_| pronoun))
    }

    /// "The licensee, who heard of the Committee's decision on 8 May".
    fn is_told_of(&self, body: &Body) -> bool {
        let before = &self.words[..body.words.start];
        before
            .iter()
            .rev()
            .take(3)
            .any(|word| matches!(word.lower.as_str(), "hear" | "heard" | "told" | "learned" | "learnt" | "read"))
            && self.words[..body.words.start]
                .iter()
                .rev()
                .take(2)
                .any(|word| matches!(word.lower.as_str(), "of" | "about"))
    }

    /// Whether a date after a body, without verb between them, is that of its meeting; `None` where the body is not what the date
    /// belongs to, so that another may.
    fn is_met_by(&self, body: &Body, date: &Written) -> Option<bool> {
        /// So much may stand between "to the Committee" and the date.
        const APART: usize = 10;
        let between = body.words.end..date.first;
        let genitive = body.genitive && !(body.words.end..body.words.end + 2).any(|at| self.low(at) == "members");
        let mut start = body.words.start;
        while start > 0
            && matches!(self.low(start - 1), "the" | "a" | "our" | "full" | "this" | "all" | "every" | "same")
        {
            start -= 1;
        }
        if self.is_of_members(body)
            && start > 1
            && matches!(self.low(start - 1), "of" | "on")
            && !is_done_by_body(self.low(start - 2))
        {
            start -= 2;
            start -= usize::from(matches!(self.low(start.saturating_sub(1)), "the" | "all" | "some"));
        }
        let role = start.checked_sub(1).map_or("", |at| self.low(at));
        let beside = between.clone().all(|at| {
            let word = &self.words[at];
            !word.is_word()
                || is_little(self.low(at))
                || self.low(at) == "members"
                || weekday(word).is_some()
                || month(word.text).is_some()
                || is_glue(self.words, at)
        });
        let placed = (date.first.saturating_sub(3)..date.first).any(|at| {
            matches!(self.low(at), "place" | "held" | "planned" | "due" | "scheduled" | "arranged" | "fixed")
        });
        if genitive && !beside {
            return None;
        }
        match role {
            "at" | "before" | "following" | "by" | "via" => Some(between.len() <= APART),
            "to" | "from" | "for" | "with" | "of" | "on" | "in" if self.is_few(body) => Some(false),
            "to" => match (0..start.saturating_sub(1))
                .rev()
                .find(|at| is_verb(self.words, *at) || is_glue(self.words, *at) && self.low(*at) != "to")
            {
                None => is_meeting_verb(self.low(0)).then_some(true),
                // "Cabinet referred it to Council on": at its own meeting.
                Some(verb)
                    if self.refers(verb)
                        && !self.is_to_come(verb)
                        && self.subject(verb).is_ok()
                        && !self.is_passive(verb) =>
                {
                    None
                }
                Some(_) => Some(between.len() <= APART && !self.is_sent(start)),
            },
            "from" => Some(between.len() <= APART),
            "of" => {
                let noun = start.checked_sub(2).map_or("", |at| self.low(at));
                if is_occasion(noun) {
                    None
                } else if is_done_by_body(noun) || noun == "majority" {
                    Some(between.len() <= APART)
                } else {
                    placed.then_some(true)
                }
            }
            "with" if placed => Some(true),
            "for" => None,
            "after" if self.low(body.words.end) == "," => None,
            // "Backed the heat network on": what was done, and to what.
            _ if beside
                && start > 0
                && !self.words[body.words.end - 1].is_capital()
                && !self.words[start].is_capital() =>
            {
                None
            }
            _ if beside => Some(true),
            // "The Board let the contract on": a verb that nobody has listed.
            _ if self.is_subject(body) && !genitive && self.does_something(body, date) => Some(true),
            _ => None,
        }
    }

    /// "To recommend", "will refer".
    fn is_to_come(&self, verb: usize) -> bool {
        verb.checked_sub(1).is_some_and(|at| matches!(self.low(at), "to" | "will" | "would" | "may"))
    }

    /// Whether a verb sends something on to another body.
    fn refers(&self, verb: usize) -> bool {
        ["refer", "recommend", "commend", "pass"].iter().any(|one| self.low(verb).starts_with(one))
    }

    /// Whether a body is followed at once by what can only be its verb, and by no other clause before the date.
    fn does_something(&self, body: &Body, date: &Written) -> bool {
        const NOT: &str = "and or of for in on at to from with by that which who whose whom as";
        let next = self.low(body.words.end);
        let between = body.words.end..date.first;
        let clause = between
            .clone()
            .any(|at| matches!(self.low(at), "that" | "which" | "who" | "whose" | "is" | "was" | "are" | "were"));
        let word = self.words.get(body.words.end).is_some_and(|word| word.is_word() && !word.is_capital());
        word && !clause && !NOT.split(' ').any(|one| one == next) && !is_elsewhere(next)
    }

    /// Whether what is done to a body is done from afar: "wrote to members of the Board on", "recommended the budget to Council on".
    fn is_sent(&self, to: usize) -> bool {
        let verb = (to.saturating_sub(8)..to).rev().find(|at| is_verb(self.words, *at));
        verb.is_some_and(|at| {
            let low = self.low(at);
            matches!(low, "go" | "come" | "comes" | "came" | "goes") as u8 == 0
                && (is_elsewhere(low) || low.starts_with("recommend") && !self.is_to_come(at))
        })
    }

    /// Whether only one of its members or a few are named, who may do what they like: "two members of the Board", "a Board member".
    fn is_few(&self, body: &Body) -> bool {
        const FEW: &str = "a one two three four five some another former individual few";
        let mut before = self.words[..body.words.start].iter().rev().map(|word| word.lower.as_str());
        let of = before.by_ref().find(|word| !matches!(*word, "the" | "our"));
        let members = before.next().is_some_and(|word| matches!(word, "member" | "members"));
        let of_them = before.find(|word| !matches!(*word, "the" | "of")).unwrap_or("");
        let few = FEW.split(' ').any(|one| one == of_them);
        !body.is_personal() && (self.low(body.words.end) == "member" || of == Some("of") && members && few)
    }

    /// Whether the members of a body are named, and not it alone.
    fn is_of_members(&self, body: &Body) -> bool {
        const MEMBERS: &str = "member members councillors those all everybody everyone attendees partners majority";
        let is_members = |word: &str| MEMBERS.split(' ').any(|one| one == word);
        let before: Vec<&str> =
            self.words[..body.words.start].iter().rev().map(|word| word.lower.as_str()).take(4).collect();
        let joined = before.iter().position(|word| matches!(*word, "of" | "on" | "at" | "in"));
        joined.is_some_and(|at| at < 2 && before.iter().skip(at + 1).take(2).any(|word| is_members(word)))
            || is_members(self.low(body.words.end))
    }

    /// The meeting at which a verb before a date was done.
    fn of_verb(&self, at: usize, date: &Written) -> Option<Occasion> {
        if let Some(given) = self.given(at) {
            return Some(given);
        }
        // "Asked that this report cover staff in post on".
        let other = (at + 1..date.first)
            .any(|at| self.low(at) == "that" && self.words.get(at + 1).is_some_and(|next| !next.is_capital()));
        if other {
            return None;
        }
        if is_elsewhere(self.low(at)) && !self.is_brought(at) {
            return None;
        }
        let mut verb = at;
        for _ in 0..4 {
            let subject = self.subject(verb);
            match subject {
                Ok(body) => {
                    return self
                        .can_do(&body, at)
                        .then(|| self.met(&body, body.words.end.min(date.first)..date.first));
                }
                Err(end) => {
                    // "Agreed to consult", "visited the site and refused permission": one subject has both verbs.
                    let joined = matches!(self.low(end), "and" | "to" | "but" | "," | "then" | "that" | "or");
                    let earlier = (0..end).rev().take_while(|at| self.words[*at].text != ";");
                    let next =
                        earlier.into_iter().find(|at| is_verb(self.words, *at) && self.body_at(*at).is_none());
                    match next {
                        Some(next) if joined && self.low(end) != "that" => verb = next,
                        _ => break,
                    }
                }
            }
        }
        if let Some(led) = self.led(at) {
            return Some(led);
        }
        // "At the Board members asked on 3 May".
        let opens = self.bodies.first().filter(|body| body.words.start < 3 && matches!(self.low(0), "at" | "when"));
        opens.map(|body| self.met(body, body.words.end..date.first))
    }

    /// "The Panel's view, given on 3 May", "the Board's go-ahead for the hub came on 3 May".
    fn given(&self, verb: usize) -> Option<Occasion> {
        if !matches!(self.low(verb), "given" | "taken" | "made" | "reached" | "passed" | "came") {
            return None;
        }
        let body = self.bodies.iter().rev().find(|body| body.words.end <= verb).filter(|body| body.genitive)?;
        (body.words.end..verb).all(|at| !is_verb(self.words, at)).then(|| self.met(body, body.words.end..verb))
    }

    /// "The meeting to which tenants were invited, on 3 May", "the meeting called to discuss it on 3 May".
    fn led(&self, verb: usize) -> Option<Occasion> {
        let leads = |at: &usize| match self.low(*at) {
            "which" | "whom" => at
                .checked_sub(1)
                .is_some_and(|at| matches!(self.low(at), "to" | "at" | "in" | "by" | "before" | "during")),
            "where" => true,
            "to" => at
                .checked_sub(1)
                .is_some_and(|at| matches!(self.low(at), "called" | "held" | "convened" | "arranged")),
            _ => false,
        };
        let lead = (0..verb).rev().find(leads)?;
        let mut end = lead - usize::from(self.low(lead) != "where");
        end -= usize::from(end > 0 && self.low(end - 1) == ",");
        let before = end.checked_sub(1)?;
        if is_occasion(self.low(before)) {
            return Some(occasion(self.words, before, self.bodies, self.memory));
        }
        let body = self.body_at(before)?;
        Some(self.met(body, body.words.clone()))
    }

    /// "Comes", "went" and "began" with a body of their own after them.
    fn is_brought(&self, at: usize) -> bool {
        matches!(self.low(at), "come" | "comes" | "came" | "signed")
    }

    /// The body right before a verb; otherwise where its clause goes on to the left.
    fn subject(&self, verb: usize) -> Result<Body, usize> {
        const ASIDE: &str = "has had have will would is was were be been being to also then formally first last next only since already \
            recently duly both all members councillors themselves itself having who which that when as at its once again whose whom \
            partners not never meeting of majority a whose due expected likely able ready minded scheduled";
        let mut at = verb;
        while at > 0 {
            let word = &self.words[at - 1];
            let low = word.lower.as_str();
            // "The Board, which visited the site, refused it".
            if low == "," && at == verb {
                let opens = (0..at - 1).rev().find(|at| self.words[*at].text == ",");
                let body = opens.and_then(|at| self.body_at(at.checked_sub(1)?));
                if let Some(body) = body.filter(|body| self.is_subject(body)) {
                    return Ok(body.clone());
                }
            }
            if let Some(body) = self.body_at(at - 1) {
                let relative = (body.words.end..verb).any(|at| matches!(self.low(at), "which" | "who" | "whose"))
                    && self.low(body.words.end) == ",";
                return if relative || self.is_subject(body) {
                    Ok(body.clone())
                } else {
                    Err(body.words.start.saturating_sub(1))
                };
            }
            if matches!(low, "it" | "they" | "she" | "he") {
                let person = matches!(low, "she" | "he");
                let whom = if person {
                    self.memory.person(self.bodies, at - 1)
                } else {
                    self.memory.stands_for(self.bodies, at - 1)
                };
                let body = whom.filter(|_| is_meeting_verb(self.low(verb)) && !self.is_passive(verb));
                return body.map(|body| Body { words: at - 1..at, ..body }).ok_or(at - 1);
            }
            // "To" and "and" before the verb itself join it to another one.
            let joins = matches!(low, "to" | "that")
                && !matches!(
                    self.low(at.saturating_sub(2)),
                    "which"
                        | "is"
                        | "are"
                        | "was"
                        | "were"
                        | "be"
                        | "due"
                        | "expected"
                        | "likely"
                        | "able"
                        | "ready"
                        | "minded"
                        | "scheduled"
                );
            let aside =
                ASIDE.split_whitespace().any(|one| one == low) && !joins || low.ends_with("ly") || low == ",";
            let clause = joins
                && low == "that"
                && (self.body_at(at.saturating_sub(2)).is_some() || is_occasion(self.low(at.saturating_sub(2))));
            if !aside && !clause {
                return Err(at - 1);
            }
            at -= 1;
        }
        Err(0)
    }

    fn is_passive(&self, verb: usize) -> bool {
        (verb.saturating_sub(2)..verb)
            .any(|at| matches!(self.low(at), "was" | "were" | "is" | "be" | "been" | "are"))
    }

    /// Whether a body is whom a clause is about, and not somebody's object: "the consultants who advise the Executive finished on".
    fn is_subject(&self, body: &Body) -> bool {
        let mut start = body.words.start;
        let of_meeting = |start: usize| {
            self.low(start.saturating_sub(1)) == "of" && is_occasion(self.low(start.saturating_sub(2)))
        };
        if of_meeting(start) || self.low(start.saturating_sub(1)) == "the" && of_meeting(start - 1) {
            return true;
        }
        let members = self.is_of_members(body);
        let lead: &[&str] = if members {
            &[
                "the",
                "all",
                "of",
                "on",
                "at",
                "in",
                "members",
                "member",
                "every",
                "councillors",
                "those",
                "present",
                "sitting",
                "who",
                "were",
                "several",
                "attending",
                "attended",
                "everyone",
                "everybody",
                "partners",
                "a",
                "majority",
                "most",
            ]
        } else {
            &["the", "a", "our", "full", "this", "that", "its", "their"]
        };
        while start > 0 && lead.contains(&self.low(start - 1)) {
            start -= 1;
        }
        let Some(before) = start.checked_sub(1) else { return true };
        let low = self.low(before);
        const PREPOSITIONS: &str =
            "to of by for with from at in on about against told through under advise attended attend";
        let relative = (before.saturating_sub(6)..before).any(|at| matches!(self.low(at), "who" | "whom"));
        let object = PREPOSITIONS.split(' ').any(|one| one == low) || relative && self.words[before].is_word();
        !object && !is_verb_word(low)
    }

    /// Whether a body, or its members, can do at a meeting what a verb says.
    fn can_do(&self, body: &Body, verb: usize) -> bool {
        let low = self.low(verb);
        let members = self.is_of_members(body) || self.low(body.words.end) == "members";
        let passive = self.is_passive(verb);
        let done_to = passive
            && ["appoint", "brief", "elect", "invit", "sent", "train", "inspect"]
                .iter()
                .any(|one| low.starts_with(one));
        let known = is_meeting_verb(low);
        !(self.is_few(body) || done_to && members) && (known || !passive && !is_elsewhere(low))
    }

    /// A date that comes first: "On 3 May the Board agreed", "heard on 4 May by the Panel", "3 May: the Board votes".
    fn to_the_right(&self, date: &Written) -> Option<Occasion> {
        let mut at = date.end;
        while matches!(
            self.low(at),
            "," | ":"
                | "–"
                | "-"
                | ")"
                | "a"
                | "the"
                | "members"
                | "of"
                | "full"
                | "our"
                | "when"
                | "in"
                | "all"
                | "special"
                | "meeting"
        ) {
            at += 1;
        }
        let role = self.low(at);
        let joined = matches!(role, "by" | "at" | "before" | "to");
        let from = at + usize::from(joined);
        let by = |body: &&Body| {
            let start = body.words.start;
            let role =
                (start.saturating_sub(2)..start).any(|at| matches!(self.low(at), "by" | "at" | "before" | "to"));
            start > date.end
                && !self.is_sent(start)
                && role
                && (date.end..start).all(|at| date_at(self.words, at).is_none() && self.words[at].text != ",")
        };
        let near = self.bodies.iter().find(|body| (from..from + 5).contains(&body.words.start));
        if near.is_none() && date.first < 3 {
            return self.bodies.iter().find(by).map(|body| self.met(body, date.end..body.words.end));
        }
        let body = near?;
        let small = (from..body.words.start)
            .all(|at| is_little(self.low(at)) || matches!(self.low(at), "members" | "meeting" | "special"));
        if !small {
            return None;
        }
        let verb = (0..date.first).rev().find(|at| is_verb(self.words, *at));
        if joined {
            let elsewhere = verb.is_some_and(|at| is_elsewhere(self.low(at)));
            return (!elsewhere && verb.is_some()).then(|| self.met(body, date.end..body.words.end));
        }
        let opens = verb.is_none_or(|verb| verb < 3);
        let next = (body.words.end..self.words.len().min(body.words.end + 6)).find(|at| is_verb(self.words, *at));
        let genitive = self.low(body.words.end - 1).ends_with("'s");
        let noun = is_done_by_body(self.low(body.words.end));
        let does = next.is_some_and(|at| self.can_do(body, at) && !is_elsewhere(self.low(at)));
        (opens && (does && !genitive || noun || next.is_none() && !genitive))
            .then(|| self.met(body, date.end..body.words.end))
    }

    /// A meeting that is known by who met, and perhaps "last", "first" or "once".
    fn met(&self, body: &Body, between: Range<usize>) -> Occasion {
        let around = between.start.saturating_sub(1)..between.end.min(self.words.len());
        let met = around.clone().any(|at| matches!(self.low(at), "met" | "meets" | "meet" | "sat"));
        let mut kind: std::collections::BTreeSet<String> = around
            .filter(|at| met || is_occasion(self.low(*at + 1)))
            .filter(|at| matches!(self.low(*at), "first" | "last" | "next" | "once" | "only"))
            .filter_map(|at| kind_of(&self.words[at]))
            .collect();
        // "Its March meeting (6 March)".
        let noun = between.clone().find(|at| is_occasion(self.low(*at)));
        if let Some(noun) = noun {
            kind.extend(occasion(self.words, noun, self.bodies, self.memory).kind);
        }
        let pointer = if kind.is_empty() { Pointer::New } else { Pointer::Known };
        let same = (body.words.start.saturating_sub(3)..body.words.start)
            .any(|at| self.low(at) == "same" || self.low(at) == "that" && is_occasion(self.low(at + 1)));
        let pointer = if same { Pointer::Back } else { pointer };
        Occasion { words: body.words.clone(), body: body.clone(), is_said: true, kind, pointer }
    }
}

/// A past form that can only be a verb: "attended the Board".
fn is_verb_word(lower: &str) -> bool {
    lower.len() > 4 && lower.ends_with("ed") && !matches!(lower, "needed")
}

/// Whether a date stands directly beside another of its sentence: "on 6 and 13 May".
pub fn is_listed(words: &[Word<'_>], date: &Written) -> bool {
    let next = date.end;
    let joint = |at: usize| matches!(lower(words, at), "," | "and" | "&");
    joint(next) && (date_at(words, next + 1).is_some() || joint(next + 1) && date_at(words, next + 2).is_some())
}
