//! The judge: which mentions are of one meeting with several dates, or of this very one with another date than the paper's.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::check::meeting_dates::bodies::Body;
use crate::check::meeting_dates::mentions::{Mention, Read};
use crate::check::meeting_dates::occasions::{Occasion, Pointer};
use crate::check::meeting_dates::score::Pair;

/// What a paper is measured by.
pub struct Judge<'a> {
    /// What it tells.
    pub read: &'a Read,
    /// Its date.
    pub report: NaiveDate,
    /// The body whose meeting has that date.
    pub own: Option<&'a Body>,
    /// Whether "the next meeting" is that body's.
    pub minutes: bool,
}

impl<'a> Judge<'a> {
    /// Whether a mention is of this very meeting, with another date than the paper's.
    pub fn is_own(&self, one: &Mention) -> bool {
        /// "This meeting" is the paper's own, unless the report looks back at one of years ago.
        const YEAR: i64 = 300;
        /// A body that meets in the week after the paper's date meets for the paper.
        const WEEK: i64 = 6;
        /// What "this report" is brought to lies so many days before or after its date at most.
        const BEFORE: i64 = 14;
        const AFTER: i64 = 31;
        let (Some(own), Some(date)) = (self.own, one.date) else { return false };
        if date == self.report || one.occasion.is_likely || self.is_excused(one, None) {
            return false;
        }
        let apart = (date - self.report).num_days();
        if one.occasion.pointer == Pointer::Here {
            return (!one.occasion.is_said || one.body.head == own.head) && apart.abs() < YEAR;
        }
        let other = |other: &Mention| other.body.head == own.head && !other.body.is_like(own);
        let both = self.read.sentences[one.sentence].0.contains(&self.report);
        let told = one.occasion.kind.is_empty() && one.content.marks.is_empty();
        let like = one.body.is_like(own) || self.is_of_nobody_else(one, own);
        let own = told && !both && like && !self.read.mentions.iter().any(other);
        own && (one.content.is_of_paper && (-BEFORE..=AFTER).contains(&apart) || (1..=WEEK).contains(&apart))
    }

    /// Whether nobody is named whose meeting decides on the paper, and nobody else meets on that day.
    fn is_of_nobody_else(&self, one: &Mention, own: &Body) -> bool {
        let unnamed = one.body.name.is_empty() && one.body.telling.is_empty();
        let meeting = one.occasion.noun.as_deref().is_none_or(|noun| noun == "meeting");
        let elsewhere =
            |other: &Mention| other.date == one.date && !other.body.name.is_empty() && !other.body.is_like(own);
        unnamed && meeting && one.content.is_of_paper && !self.read.mentions.iter().any(elsewhere)
    }

    /// The earlier mention of a mention's meeting, with another date.
    pub fn earlier(&self, at: usize) -> Option<&'a Mention> {
        let (one, before) = (&self.read.mentions[at], &self.read.mentions[..at]);
        self.antecedent(one, before).or_else(|| before.iter().find(|other| self.is_one(other, one)))
    }

    /// The meeting that "that meeting" points back to, where it has another date: the nearest one, not far away.
    fn antecedent(&self, one: &Mention, before: &'a [Mention]) -> Option<&'a Mention> {
        /// How many sentences, and paragraphs, "that meeting" points back at most.
        const SENTENCES: usize = 3;
        const PASSAGES: usize = 4;
        if one.occasion.pointer != Pointer::Back {
            return None;
        }
        let fits = |other: &&Mention| {
            // Within a sentence, whoever has been named since the date before.
            let named_before = other.sentence == one.sentence && one.body.words.end <= other.first;
            let unnamed = !one.occasion.is_said && other.sentence != one.sentence;
            unnamed || named_before || one.body.is_like(&other.body)
        };
        // "The same forum met again"
        if one.occasion.noun.is_none() && !one.content.marks.is_empty() {
            return None;
        }
        let other = before.iter().rev().find(fits)?;
        let near = one.sentence - other.sentence <= SENTENCES && one.passage - other.passage <= PASSAGES;
        let excused = if one.sentence == other.sentence {
            // "Considered it on 3 May, and the minutes of that meeting of 10 May": it says itself that it is one meeting.
            self.read.sentences[one.sentence].0.len() != 2 || self.is_excused(one, None)
        } else {
            self.is_excused(one, Some(other))
        };
        (near && other.date != one.date && !excused).then_some(other)
    }

    /// Whether the authors of two sentences, or of another one with both dates, know of both.
    fn is_excused(&self, one: &Mention, other: Option<&Mention>) -> bool {
        let all = &self.read.sentences;
        let moved =
            |one: &Mention| one.date.map_or(all[one.sentence].1, |date| self.read.is_moved(one.sentence, date));
        let both = |one: &Mention, other: &Mention| {
            one.date.zip(other.date).is_some_and(|(one, other)| self.read.knows_both(one, other))
        };
        moved(one) || other.is_some_and(|other| moved(other) || both(one, other))
    }

    /// Whether a body is known to meet again and again: a sentence has several of its dates, or says so, or the paper has many.
    fn is_often(&self, body: &Body) -> bool {
        /// What has met in so many months meets often; several dates in one month may be a slip.
        const MANY: usize = 4;
        let like = |one: &&Mention| one.body.is_like(body);
        let months: BTreeSet<u32> = self.read.mentions.iter().filter(like).map(|one| one.day.1).collect();
        if months.len() >= MANY {
            return true;
        }
        let mut of = self.read.mentions.iter().filter(like).peekable();
        std::iter::from_fn(|| of.next().map(|one| (one, of.peek().map(|next| next.sentence))))
            .any(|(one, next)| one.content.is_regular || next == Some(one.sentence))
    }

    /// Whether two mentions are of one body; a short name can only be known if the report has one of its kind.
    fn is_same_body(&self, one: &Mention, other: &Mention) -> bool {
        let next = |mention: &Mention| {
            self.minutes && mention.occasion.kind.iter().eq(["next"]) && !mention.occasion.is_said
        };
        let own = |mention: &Mention| next(mention) || self.own.is_some_and(|own| own.is_like(&mention.body));
        let minuted = (next(one) || next(other)) && own(one) && own(other);
        let kind =
            || self.read.mentions.iter().map(|mention| &mention.body).filter(|body| body.head == one.body.head);
        let clear = |body: &Body| !body.is_bare() || kind().all(|one| kind().all(|two| one.is_like(two)));
        // Minutes speak of the meetings of their own body where they name none.
        let unnamed = |mention: &Mention| mention.body.name.is_empty() && mention.body.telling.is_empty();
        if self.minutes && unnamed(one) && unnamed(other) {
            return true;
        }
        let named = !one.body.telling.is_empty() && one.body.is_like(&other.body);
        minuted || named && clear(&one.body) && clear(&other.body)
    }

    /// Whether a sentence goes on about the meeting that it has told of: "The Board will meet on 3 May, and its papers go out for
    /// the meeting of the Board on 4 May".
    fn is_taken_up(&self, one: &Mention, other: &Mention, apart: i64) -> bool {
        /// Nobody meets twice within so many days, and says no more of it.
        const RUNNING: i64 = 2;
        let (taken, told) = (&one.occasion, &other.occasion);
        let known = taken.is_owned && matches!(taken.pointer, Pointer::Known | Pointer::Back);
        let plain = |occasion: &Occasion| occasion.kind.is_empty() && !occasion.is_likely;
        let meeting =
            taken.noun.as_deref() == Some("meeting") && told.noun.as_deref().is_none_or(|noun| noun == "meeting");
        let two = self.read.sentences[one.sentence].0.len() == 2 && !self.is_excused(one, None);
        let marked = !one.content.marks.is_empty() || !other.content.marks.is_empty();
        known && meeting && plain(taken) && plain(told) && two && !marked && apart <= RUNNING
    }

    fn is_one(&self, other: &Mention, one: &Mention) -> bool {
        // Of two dates without a year nobody knows it, but it is the same one.
        let years = (other.date.unwrap_or(self.report), one.date.unwrap_or(self.report));
        let (Some(first), Some(second)) = (one.date_beside(years.0), other.date_beside(years.1)) else {
            return false;
        };
        if first == second || !self.is_same_body(one, other) {
            return false;
        }
        if one.sentence == other.sentence {
            return self.is_taken_up(one, other, (first - second).num_days().abs());
        }
        if self.is_excused(one, Some(other)) {
            return false;
        }
        // "The board", which is nowhere named, may be anybody's.
        let unnamed = one.body.name == one.body.head && one.body.is_bare();
        let often = unnamed || self.is_often(&one.body);
        let pair = Pair { mentions: (one, other), dates: (first, second), report: self.report, often };
        pair.is_one(|stem| self.read.common.get(stem).copied().unwrap_or(1))
    }
}
