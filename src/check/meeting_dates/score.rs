//! The score: how likely two mentions with two dates are of one meeting, by how alike they are and how near.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::check::meeting_dates::content::{Content, Weights};
use crate::check::meeting_dates::mentions::Mention;
use crate::check::meeting_dates::occasions::Pointer;
use crate::check::meeting_dates::verbs::Act;

// The weights were chosen so that lists of sentences by several authors are told apart; each is measured against `NEAR`.

/// What the score begins with, by how many days lie between the two dates at most: the further, the more has to speak for it.
const NEAR: &[(i64, f64)] = &[(1, 0.0), (2, -0.5), (7, -1.2), (14, -2.2), (31, -2.6), (45, -3.7)];

/// The same for two dates of which only the year differs.
const YEAR: f64 = -2.2;

/// All that one of the two says, the other says as well; by the share of it that it does.
const ALIKE: f64 = 2.0;

/// Each word that both have, up to `MOST` of them: two long sentences about one thing need not be alike as a whole.
const SHARED: f64 = 0.5;
const MOST: f64 = 4.0;

/// A share of less than this is one of nothing.
const LEAST: f64 = 0.9;

/// In how many mentions a word may stand before it says less: what the whole report is about is in all of them.
const RARE: f64 = 6.0;

/// The same was done.
const SAME_ACT: f64 = 0.4;

/// What was done is not done on one day: asked for and agreed, put off and decided.
const OTHER_ACT: f64 = -1.2;

/// One tells of something new: "a change to the policy" is not the policy.
const FRESH: f64 = -1.8;

/// One tells of another stage of the same: of the draft, of the second phase.
const STAGE: f64 = -2.5;

/// Both speak of a thing of one kind, but of another one: permission for the depot and for the school.
const CONTRAST: f64 = -2.5;

/// One says nothing of what the meeting was about, or not to what something was done, or has the name of the topic; only near.
const SILENT: f64 = 3.0;
const UNSAID: f64 = 2.0;
const TOPIC: f64 = 2.0;
const FORTNIGHT: i64 = 14;

/// "A hearing", and later "the hearing", without saying whose: readers know of no other.
const KNOWN: f64 = 2.0;

/// What is asked for is not brought within so many days.
const WEEK: i64 = 7;

/// The body is known to meet again and again, so that a date alone says nothing.
const OFTEN: f64 = -1.0;

/// That a date is of the body's meeting is only likely for one of them.
const LIKELY: f64 = -1.3;

/// Little more than a verb is the same, and each has words of its own: "tested the flood plan", "tested the heatwave plan".
const OTHERWISE: f64 = -0.5;
const LITTLE: f64 = 1.0;

/// No more than the verb is the same: "considered the review", "considered the budget".
const OTHER_THING: f64 = -1.3;
const SAME_VERB: f64 = 0.5;

/// So much may be shared by two of one kind: "received a petition".
const TWO_WORDS: f64 = 1.5;

/// A board does not sit on two days running; a panel that hears witnesses may.
const SITS_ONCE: f64 = 1.0;

/// What is known of a pair of mentions beside themselves.
pub struct Pair<'a> {
    /// The two, the one that stands later first.
    pub mentions: (&'a Mention, &'a Mention),
    /// Their dates.
    pub dates: (NaiveDate, NaiveDate),
    /// The date of the paper.
    pub report: NaiveDate,
    /// Whether their body is known to meet again and again.
    pub often: bool,
}

impl Pair<'_> {
    /// Whether they are likely to be one meeting; `common` tells in how many mentions a stem stands.
    pub fn is_one(&self, common: impl Fn(&str) -> usize) -> bool {
        let (one, two) = (&self.mentions.0.content, &self.mentions.1.content);
        let apart = self.apart();
        if one.marks != two.marks || self.is_put_off_first() {
            return false;
        }
        if let Some(said) = self.is_one_by_name() {
            return said;
        }
        let near = NEAR.iter().find(|(most, _)| apart <= *most).map(|(_, near)| near);
        let Some(near) = near.or(self.is_year_slip().then_some(&YEAR)) else { return false };
        let rare = |stem: &String| (RARE / common(stem) as f64).min(1.0);
        let both = one.whole.iter().filter(|(stem, _)| two.whole.contains_key(*stem));
        let shared: f64 = both.map(|(stem, weight)| weight * rare(stem)).sum();
        let shares = [
            share(&one.clause, &two.whole),
            share(&two.clause, &one.whole),
            share(&one.whole, &two.whole),
            share(&two.whole, &one.whole),
        ];
        let same_act = !one.acts.is_disjoint(&two.acts);
        let fresh = one.is_fresh_beside(two) || two.is_fresh_beside(one);
        let soon = apart <= FORTNIGHT;
        let another = one.is_of_another_subject(two);
        let silent = soon && !fresh && !another && !self.often && (one.is_silent() || two.is_silent());
        let head = self.mentions.0.body.head.as_str();
        let flags = [
            (same_act, SAME_ACT),
            (self.is_other_act(), OTHER_ACT),
            (fresh, FRESH),
            (shared <= TWO_WORDS && one.is_another_of(two), CONTRAST),
            (one.is_of_another_stage(two), STAGE),
            (another || one.is_of_another(two), CONTRAST),
            (self.often, OFTEN),
            (self.is_likely(), LIKELY),
            (soon && !same_act && shared <= LITTLE && one.has_more_than(two) && two.has_more_than(one), OTHERWISE),
            (
                soon && same_act && shared <= SAME_VERB && one.has_more_than(two) && two.has_more_than(one),
                OTHER_THING,
            ),
            (silent, SILENT),
            (soon && same_act && (one.is_unsaid || two.is_unsaid), UNSAID),
            (soon && self.is_topic(), TOPIC),
            (soon && !self.often && self.is_spoken_of(), KNOWN),
            (apart == 1 && matches!(head, "board" | "cabinet" | "committee" | "council" | "forum"), SITS_ONCE),
        ];
        let flags: f64 = flags.iter().filter(|(is, _)| *is).map(|(_, weight)| weight).sum();
        near + ALIKE * shares.into_iter().fold(0.0, f64::max) + SHARED * shared.min(MOST) + flags >= 0.0
    }

    /// Whether only the year differs: "14 October 2024" where 2025 should stand.
    fn is_year_slip(&self) -> bool {
        let (one, two) = self.dates;
        one.month() == two.month() && one.day() == two.day() && !self.often
    }

    fn is_likely(&self) -> bool {
        self.mentions.0.occasion.is_likely || self.mentions.1.occasion.is_likely
    }

    fn apart(&self) -> i64 {
        (self.dates.0 - self.dates.1).num_days().abs()
    }

    /// Whether what was done at the two is not done on one day.
    fn is_other_act(&self) -> bool {
        let (one, two) = (&self.mentions.0.content, &self.mentions.1.content);
        let (early, late) = if self.dates.0 < self.dates.1 { (one, two) } else { (two, one) };
        let defers = |content: &Content| content.all_acts.contains(&Act::Defer);
        let clash = |one: &Act, two: &Act| one != two && *one != Act::Hear && *two != Act::Hear;
        // Asked for first, and heard of later.
        let answered = early.acts.contains(&Act::Ask)
            && !early.all_acts.contains(&Act::Hear)
            && late.acts.contains(&Act::Hear)
            && !late.all_acts.contains(&Act::Ask);
        let others = one.acts.is_disjoint(&two.all_acts) && two.acts.is_disjoint(&one.all_acts);
        others && one.acts.iter().any(|one| two.acts.iter().any(|two| clash(one, two)))
            || self.apart() > WEEK && answered
            || self.apart() > 2 && defers(early) && !defers(late)
    }

    /// Whether at the earlier of the two was put off what the later one dealt with.
    fn is_put_off_first(&self) -> bool {
        let (one, two) = (&self.mentions.0.content, &self.mentions.1.content);
        let (early, late) = if self.dates.0 < self.dates.1 { (one, two) } else { (two, one) };
        early.all_acts.contains(&Act::Defer) && !late.all_acts.contains(&Act::Defer) && late.is_dealt_with()
    }

    /// Whether the second one is only "the hearing", and the first brought it up.
    fn is_spoken_of(&self) -> bool {
        let (two, one) = (&self.mentions.0.occasion, &self.mentions.1.occasion);
        let back = two.pointer == Pointer::Known && !two.is_said && two.kind.is_empty();
        back && one.pointer == Pointer::New && one.noun.is_some() && one.noun == two.noun
    }

    /// Whether one is the budget meeting, and at the other the budget was dealt with.
    fn is_topic(&self) -> bool {
        let of = |one: &Mention, two: &Mention| {
            one.occasion.kind.contains("budget") && two.content.whole.contains_key("budget")
        };
        of(self.mentions.0, self.mentions.1) || of(self.mentions.1, self.mentions.0)
    }

    /// What the names of two meetings say: that they are one, that they are two, or nothing.
    fn is_one_by_name(&self) -> Option<bool> {
        /// How many days apart two dates of "the next", "the annual" … meeting can be of one, where both are to come or past.
        const NEXT: i64 = 62;
        const LAST: i64 = 183;
        const ANNUAL: i64 = 150;
        const SPECIAL: i64 = 31;
        let (mine, their) = (&self.mentions.0.occasion.kind, &self.mentions.1.occasion.kind);
        let month = |kinds: &BTreeSet<String>| kinds.iter().find(|kind| kind.starts_with("month")).cloned();
        if let (Some(one), Some(two)) = (&self.mentions.0.occasion.noun, &self.mentions.1.occasion.noun)
            && one != two
        {
            return Some(false);
        }
        // An away day is no meeting, and the Board met on another one.
        let away = |one: &Mention| matches!(one.occasion.noun.as_deref(), Some("day" | "evening"));
        if away(self.mentions.0) != away(self.mentions.1) {
            return Some(false);
        }
        let past = self.dates.0.max(self.dates.1) <= self.report;
        // "Met on 3 February", and later "the next meeting was on 10 February".
        let next = mine.contains("next") && their.is_empty() && self.dates.0 > self.dates.1;
        if mine.is_empty() || their.is_empty() {
            return (next && past).then_some(false);
        }
        if let (Some(one), Some(two)) = (month(mine), month(their)) {
            let same_year = self.dates.0.year() == self.dates.1.year() && self.apart() <= NEXT;
            return if one == two { same_year.then_some(true) } else { Some(false) };
        }
        let alone = |kind: &String| matches!(kind.as_str(), "only" | "first" | "last");
        if mine.union(their).any(|kind| kind == "only") && mine.union(their).all(alone) {
            return Some(true);
        }
        if mine != their {
            return mine.is_disjoint(their).then_some(false);
        }
        let both = |is: fn(&NaiveDate, &NaiveDate) -> bool| {
            is(&self.dates.0, &self.report) && is(&self.dates.1, &self.report)
        };
        let most = mine.iter().map(|kind| match kind.as_str() {
            "usual" => 0,
            "next" if both(NaiveDate::ge) => NEXT,
            "last" if both(NaiveDate::le) => LAST,
            "first" => LAST,
            "annual" => ANNUAL,
            "special" | "budget" => SPECIAL,
            _ => FORTNIGHT,
        });
        (self.apart() <= most.max().unwrap_or_default()).then_some(true)
    }
}

/// How much of what one says the other says as well.
fn share(part: &Weights, whole: &Weights) -> f64 {
    let all: f64 = part.values().sum();
    let both: f64 = part.iter().filter(|(stem, _)| whole.contains_key(*stem)).map(|(_, weight)| weight).sum();
    if all < LEAST { 0.0 } else { both / all }
}
