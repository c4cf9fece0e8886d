//! What a body is to a date after it, by what stands before and behind its name: "at the Board on", "sent to the Board on".

use crate::check::answer::among;
use crate::check::dates::{Written, month, weekday};
use crate::check::meeting_dates::bodies::Body;
use crate::check::meeting_dates::links::Sentence;
use crate::check::meeting_dates::verbs::{
    is_done_by_body, is_elsewhere, is_glue, is_meeting_verb, is_occasion, is_verb,
};
use crate::check::words::is_little;

/// So much may stand between "to the Committee" and the date.
const APART: usize = 10;

/// What may stand before a name that is of it.
const ARTICLES: &str = "the a our full this all every same";

/// What follows a body that is no verb of its.
const NO_VERBS: &str = "and or of for in on at to from with by that which who whose whom as";

/// What even a body that decides alone does at no meeting.
const NO_DECISION: &str = "issued opened posted published sealed sent";

/// What shows that something took place, or will.
const PLACED: &str = "place held planned due scheduled arranged fixed";

impl Sentence<'_> {
    /// Whether a date after a body, without a verb between them, is that of its meeting; `None` where the body is not what the
    /// date belongs to, so that another may.
    pub(super) fn is_met_by(&self, body: &Body, date: &Written) -> Option<bool> {
        let between = body.words.end..date.first;
        let genitive = body.genitive && !(between.start..between.start + 2).any(|at| self.low(at) == "members");
        let start = self.start_with_members(body);
        let beside = between.clone().all(|at| self.is_small(at));
        let near = between.len() <= APART;
        let placed = (date.first.saturating_sub(3)..date.first).any(|at| among(PLACED, self.low(at)));
        if genitive && !beside {
            return None;
        }
        let small_letters = |at: usize| self.words.get(at).is_some_and(|word| !word.is_capital());
        match self.before(start) {
            // "Sealed by the Cabinet Member on".
            "by" => Some(near && !(start.saturating_sub(3)..start).any(|at| among(NO_DECISION, self.low(at)))),
            "at" | "before" | "following" | "via" => Some(near),
            "to" | "from" | "for" | "with" | "of" | "on" | "in" if self.is_few(body) => Some(false),
            "to" => self.is_brought_to(start).map(|brought| brought && near),
            "from" if self.is_heard(start) => None,
            "from" => Some(near && !self.leaves(start)),
            "of" => {
                let noun = self.before(start.saturating_sub(1));
                // "Minute 45 of Cabinet on".
                let minute = start > 2 && self.before(start - 2) == "minute";
                let done = minute || is_done_by_body(noun) || noun == "majority";
                if is_occasion(noun) { None } else { (done || placed).then_some(near || placed) }
            }
            "with" if placed => Some(true),
            "for" => None,
            "after" if self.low(between.start) == "," => None,
            // "Backed the heat network on": what was done, and to what.
            _ if beside && start > 0 && small_letters(between.start - 1) && small_letters(start) => None,
            _ if beside => Some(true),
            // "The Board let the contract on": a verb that nobody has listed.
            _ if self.is_subject(body) && !genitive && self.does_something(body, date) => Some(true),
            _ => None,
        }
    }

    /// Where a name begins, with its article, and with "members of" before it.
    fn start_with_members(&self, body: &Body) -> usize {
        let mut start = body.words.start;
        while start > 0 && among(ARTICLES, self.before(start)) {
            start -= 1;
        }
        let joined = start > 1 && matches!(self.before(start), "of" | "on");
        if joined && self.is_of_members(body) && !is_done_by_body(self.low(start - 2)) {
            start -= 2;
            start -= usize::from(among("the all some", self.before(start)));
        }
        start
    }

    /// Whether a word tells no more than when and where.
    fn is_small(&self, at: usize) -> bool {
        let word = &self.words[at];
        !word.is_word()
            || is_little(&word.lower)
            || word.lower == "members"
            || weekday(word).is_some()
            || month(word.text).is_some()
            || is_glue(self.words, at)
    }

    /// Whether something came before a body, by the verb before the "to" that ends at an index; `None` where it went on from
    /// another body's meeting, or where there is no verb.
    fn is_brought_to(&self, start: usize) -> Option<bool> {
        let verb = |at: &usize| is_verb(self.words, *at) || is_glue(self.words, *at) && self.low(*at) != "to";
        let Some(verb) = (0..start.saturating_sub(1)).rev().find(verb) else {
            return is_meeting_verb(self.low(0)).then_some(true);
        };
        // "Cabinet referred it to Council on": at its own meeting.
        let refers = ["refer", "recommend", "commend", "pass"].iter().any(|one| self.low(verb).starts_with(one));
        let on = refers && !self.is_to_come(verb) && !self.is_passive(verb) && self.subject(verb).is_ok();
        (!on).then(|| !self.is_sent(start))
    }

    /// "The task group took evidence from the trust on": the one that heard it met.
    fn is_heard(&self, from: usize) -> bool {
        /// So many words tell what was heard.
        const FAR: usize = 6;
        let verb = (from.saturating_sub(FAR)..from).rev().find(|at| is_verb(self.words, *at));
        verb.is_some_and(|verb| {
            is_meeting_verb(self.low(verb)) && !self.is_passive(verb) && self.subject(verb).is_ok()
        })
    }

    /// "Resigned from the Committee on".
    fn leaves(&self, from: usize) -> bool {
        (from.saturating_sub(3)..from).any(|at| among("resigned retired resigns retires", self.low(at)))
    }

    /// "To recommend", "will refer".
    fn is_to_come(&self, verb: usize) -> bool {
        among("to will would may", self.before(verb))
    }

    /// Whether what is done to a body is done from afar: "wrote to members of the Board on", "recommended it to Council on".
    pub(super) fn is_sent(&self, to: usize) -> bool {
        let verb = (to.saturating_sub(8)..to).rev().find(|at| is_verb(self.words, *at));
        verb.is_some_and(|at| {
            let low = self.low(at);
            let recommended = low.starts_with("recommend") && !self.is_to_come(at);
            !among("go goes come comes came", low) && (is_elsewhere(low) || recommended)
        })
    }

    /// Whether a body is followed at once by what can only be its verb, and by no other clause before the date.
    fn does_something(&self, body: &Body, date: &Written) -> bool {
        let (between, next) = (body.words.end..date.first, self.low(body.words.end));
        let clause = between.clone().any(|at| among("that which who whose", self.low(at)));
        let word = self.words.get(between.start).is_some_and(|word| word.is_word() && !word.is_capital());
        word && !clause && !among(NO_VERBS, next) && !is_elsewhere(next)
    }

    /// The body whose act a noun is: "Cabinet's approval", "the Council resolution", "its decision".
    pub(super) fn doer(&self, noun: usize) -> Option<Body> {
        let between = |at: usize| {
            let word = &self.words[at];
            among("– - : ’ '", word.text) || word.is_word() && !is_little(&word.lower) && !is_verb(self.words, at)
        };
        let before = self.bodies.iter().rev().find(|body| body.words.end <= noun);
        let before = before.filter(|body| noun - body.words.end < 3 && (body.words.end..noun).all(between));
        let pronoun = matches!(self.before(noun), "its" | "their");
        before.cloned().or_else(|| self.memory.stands_for(self.bodies, noun).filter(|_| pronoun))
    }

    /// "The licensee, who heard of the Committee's decision on 8 May".
    pub(super) fn is_told_of(&self, body: &Body) -> bool {
        let start = body.words.start;
        (start.saturating_sub(3)..start).any(|at| among("hear heard told learned learnt read", self.low(at)))
            && (start.saturating_sub(2)..start).any(|at| among("of about", self.low(at)))
    }

    /// Whether only one of its members or a few are named, who may do what they like: "two members of the Board", "a Board member".
    pub(super) fn is_few(&self, body: &Body) -> bool {
        const FEW: &str = "a one two three four five some another former individual few";
        let mut before = self.words[..body.words.start].iter().rev().map(|word| word.lower.as_str());
        let of = before.by_ref().find(|word| !among("the our", word));
        let members = before.next().is_some_and(|word| among("member members", word));
        let few = before.find(|word| !among("the of", word)).is_some_and(|word| among(FEW, word));
        !body.is_personal() && (self.low(body.words.end) == "member" || of == Some("of") && members && few)
    }

    /// Whether the members of a body are named, and not it alone.
    pub(super) fn is_of_members(&self, body: &Body) -> bool {
        const MEMBERS: &str = "member members councillors those all everybody everyone attendees partners majority";
        let before: Vec<&str> =
            self.words[..body.words.start].iter().rev().map(|word| word.lower.as_str()).take(4).collect();
        let joined = before.iter().position(|word| among("of on at in", word)).filter(|at| *at < 2);
        joined.is_some_and(|at| before.iter().skip(at + 1).take(2).any(|word| among(MEMBERS, word)))
            || among(MEMBERS, self.low(body.words.end))
    }
}
