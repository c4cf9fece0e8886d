//! The judge: how likely two mentions with two dates are of one meeting.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::check::meeting_dates::bodies::Body;
use crate::check::meeting_dates::content::Content;
use crate::check::meeting_dates::mentions::{Mention, Read};
use crate::check::meeting_dates::occasions::Pointer;
use crate::check::meeting_dates::verbs::Act;

/// What a score has to reach.
const ENOUGH: f64 = 0.0;

/// What the score begins with, by how many days lie between the two dates at most.
const NEAR: &[(i64, f64)] = &[(1, -0.6), (2, -1.2), (7, -1.8), (14, -2.3), (31, -2.7), (45, -3.6)];

/// All that one of the two says, the other says as well.
const ALIKE: f64 = 2.0;

/// For each word that both have, up to `MOST` of them.
const SHARED: f64 = 0.5;
const MOST: f64 = 4.0;

/// The same was done.
const SAME_ACT: f64 = 0.4;

/// Something was done that is not done twice, or not on one day.
const OTHER_ACT: f64 = -1.2;

/// The one tells of something new, or of another stage of the same.
const FRESH: f64 = -1.8;
const STAGE: f64 = -2.5;

/// Both speak of a thing of one kind, but of another one.
const CONTRAST: f64 = -2.5;

/// One says nothing of what the meeting was about.
const SILENT: f64 = 3.0;

/// One says "it", or "the refusal", and the same was done.
const UNSAID: f64 = 2.0;

/// One is the budget meeting, and at the other the budget was dealt with.
const TOPIC: f64 = 2.0;

/// In how many mentions a word may stand before it says less.
const RARE: f64 = 6.0;

/// A body that is known to meet again and again.
const OFTEN: f64 = -1.0;

/// A committee does not sit on two days running.
const SITS_ONCE: f64 = 1.0;

pub struct Judge<'a> {
    pub read: &'a Read,
    pub report: NaiveDate,
    pub own: Option<&'a Body>,
    pub minutes: bool,
}

impl<'a> Judge<'a> {
    /// Whether a mention is of this very meeting, with another date than the paper's.
    pub fn is_own(&self, one: &Mention) -> bool {
        const YEAR: i64 = 300;
        const WEEK: i64 = 6;
        const FORTNIGHT: i64 = 14;
        const MONTH: i64 = 31;
        let (Some(own), Some(date)) = (self.own, one.date) else { return false };
        if date == self.report || self.is_excused(one, None) {
            return false;
        }
        let apart = (date - self.report).num_days();
        if one.occasion.pointer == Pointer::Here {
            return (!one.occasion.is_said || one.body.head == own.head) && apart.abs() < YEAR;
        }
        let all = &self.read.mentions;
        let others = all.iter().any(|other| other.body.head == own.head && !other.body.is_like(own));
        let both = self.read.sentences[one.sentence].0.contains(&self.report);
        let which = one.occasion.kind.is_empty() && one.content.marks.is_empty();
        if both || !which || !one.body.is_like(own) || others {
            return false;
        }
        one.content.paper && (-FORTNIGHT..=MONTH).contains(&apart) || (1..=WEEK).contains(&apart)
    }

    /// The earlier mention of a mention's meeting, with another date.
    pub fn earlier(&self, at: usize) -> Option<&'a Mention> {
        let (one, before) = (&self.read.mentions[at], &self.read.mentions[..at]);
        self.antecedent(one, before).or_else(|| before.iter().find(|other| self.is_one(other, one)))
    }

    /// The meeting that "that meeting" points back to, where it has another date: the nearest one, not far away.
    fn antecedent(&self, one: &Mention, before: &'a [Mention]) -> Option<&'a Mention> {
        if one.occasion.pointer != Pointer::Back {
            return None;
        }
        let fits = |other: &&Mention| {
            let named_before = other.sentence == one.sentence && one.body.words.end <= other.first;
            !one.occasion.is_said && other.sentence != one.sentence || named_before || one.body.is_like(&other.body)
        };
        let other = before.iter().rev().find(fits)?;
        let near = one.sentence - other.sentence <= 3 && one.passage - other.passage <= 4;
        let excused = if one.sentence == other.sentence {
            self.read.sentences[one.sentence].0.len() != 2 || self.is_excused(one, None)
        } else {
            self.is_excused(one, Some(other))
        };
        (near && other.date != one.date && !excused).then_some(other)
    }

    /// Whether the authors of two sentences, or of another one with both dates, know of both.
    fn is_excused(&self, one: &Mention, other: Option<&Mention>) -> bool {
        let all = &self.read.sentences;
        let apart = |one: &Mention| {
            all[one.sentence].1
                || one.date.is_some_and(|date| all.iter().any(|(dates, apart)| *apart && dates.contains(&date)))
        };
        let both = |one: &Mention, other: &Mention| match (one.date, other.date) {
            (Some(one), Some(other)) => all.iter().any(|(dates, _)| dates.contains(&one) && dates.contains(&other)),
            _ => false,
        };
        apart(one) || other.is_some_and(|other| apart(other) || both(one, other))
    }

    /// Whether a sentence has several dates of a body, which then may meet as often as it likes.
    fn is_often(&self, body: &Body) -> bool {
        let of = |sentence: usize| {
            self.read.mentions.iter().filter(|one| one.sentence == sentence && one.body.is_like(body)).count()
        };
        self.read
            .mentions
            .iter()
            .any(|one| one.body.is_like(body) && (of(one.sentence) > 1 || one.content.is_regular))
    }

    fn is_same_body(&self, one: &Mention, other: &Mention) -> bool {
        let all: Vec<&Body> =
            self.read.mentions.iter().map(|one| &one.body).filter(|body| body.head == one.body.head).collect();
        let clear = |body: &Body| {
            !body.is_bare()
                || body.name != body.head && all.iter().all(|one| all.iter().all(|two| one.is_like(two)))
        };
        let next = |mention: &Mention| {
            self.minutes && mention.occasion.kind.iter().eq(["next"]) && !mention.occasion.is_said
        };
        let own = |mention: &Mention| self.own.is_some_and(|own| own.is_like(&mention.body));
        let minuted = (next(one) || own(one)) && (next(other) || own(other));
        minuted
            || !one.body.telling.is_empty()
                && one.body.is_like(&other.body)
                && clear(&one.body)
                && clear(&other.body)
    }

    fn is_one(&self, other: &Mention, one: &Mention) -> bool {
        let years = (other.date.unwrap_or(self.report), one.date.unwrap_or(self.report));
        let (Some(first), Some(second)) = (one.date_beside(years.0), other.date_beside(years.1)) else {
            return false;
        };
        if first == second
            || one.sentence == other.sentence
            || !self.is_same_body(one, other)
            || self.is_excused(one, Some(other))
        {
            return false;
        }
        let apart = (first - second).num_days().abs();
        let features = self.features(one, other, apart, (first, second));
        if std::env::var_os("MD_DUMP").is_some() {
            println!(
                "FEAT {features:?} :: {:?} / {:?}",
                one.content.clause.keys().collect::<Vec<_>>(),
                other.content.clause.keys().collect::<Vec<_>>()
            );
        }
        features.score() >= ENOUGH
    }

    fn features(&self, one: &Mention, other: &Mention, apart: i64, dates: (NaiveDate, NaiveDate)) -> Features {
        let (mine, their) = (&one.content, &other.content);
        let rare = |stem: &String| {
            let often = self.read.common.get(stem).copied().unwrap_or_default() as f64;
            if often > RARE { RARE / often } else { 1.0 }
        };
        let share = |part: &std::collections::BTreeMap<String, f64>,
                     whole: &std::collections::BTreeMap<String, f64>| {
            let all: f64 = part.values().sum();
            let both: f64 =
                part.iter().filter(|(stem, _)| whole.contains_key(*stem)).map(|(_, weight)| weight).sum();
            if all < 0.9 { 0.0 } else { both / all }
        };
        let whole = share(&mine.whole, &their.whole).max(share(&their.whole, &mine.whole));
        let alike = share(&mine.clause, &their.whole).max(share(&their.clause, &mine.whole)).max(whole);
        let shared: f64 = mine
            .whole
            .iter()
            .filter(|(stem, _)| their.whole.contains_key(*stem))
            .map(|(stem, weight)| weight * rare(stem))
            .sum();
        let fresh = |one: &Content, other: &Content| {
            one.fresh.iter().any(|(stem, act)| !other.whole.contains_key(stem) && other.acts.contains(act))
        };
        let stage = mine.stages.keys().chain(their.stages.keys()).any(|stem| {
            let (one, two) = (mine.stages.get(stem), their.stages.get(stem));
            let draft = |stages: Option<&BTreeSet<String>>| stages.is_some_and(|stages| stages.contains("draft"));
            mine.whole.contains_key(stem)
                && their.whole.contains_key(stem)
                && (draft(one) != draft(two) || one.is_some_and(|one| two.is_some_and(|two| one.is_disjoint(two))))
                && mine.all_stages != their.all_stages
        });
        let same_act = mine.acts.intersection(&their.acts).next().is_some();
        let clash = |one: Act, two: Act| {
            one != two
                && !matches!(
                    (one, two),
                    (Act::Agree | Act::Refuse | Act::Defer | Act::Ask, Act::Hear) | (Act::Hear, _)
                )
        };
        let put_off = |early: &Content, late: &Content| {
            early.all_acts.contains(&Act::Defer) && !late.all_acts.contains(&Act::Defer)
        };
        let put_off = if dates.0 < dates.1 { put_off(mine, their) } else { put_off(their, mine) };
        let other_act = put_off && apart > 2
            || !same_act
                && mine.acts.is_disjoint(&their.all_acts)
                && their.acts.is_disjoint(&mine.all_acts)
                && mine.acts.iter().any(|one| their.acts.iter().any(|two| clash(*one, *two)));
        Features {
            apart,
            alike,
            shared,
            same_act,
            other_act,
            fresh: fresh(mine, their) || fresh(their, mine),
            stage,
            contrast: mine.is_of_another(their),
            often: self.is_often(&one.body),
            silent: (mine.is_silent() || their.is_silent()),
            unsaid: same_act && (mine.is_unsaid || their.is_unsaid),
            topic: kind_is_topic(one, other) || kind_is_topic(other, one),
            marked: mine.marks != their.marks,
            kinds: kinds(one, other, apart, self.report, dates),
            sits_once: matches!(one.body.head.as_str(), "board" | "cabinet" | "committee" | "council" | "forum"),
        }
    }
}

#[derive(Debug)]
pub struct Features {
    apart: i64,
    alike: f64,
    shared: f64,
    same_act: bool,
    other_act: bool,
    fresh: bool,
    stage: bool,
    contrast: bool,
    often: bool,
    silent: bool,
    unsaid: bool,
    topic: bool,
    marked: bool,
    kinds: Option<bool>,
    sits_once: bool,
}

impl Features {
    fn score(&self) -> f64 {
        if self.marked {
            return f64::MIN;
        }
        match self.kinds {
            Some(true) => return f64::MAX,
            Some(false) => return f64::MIN,
            None => {}
        }
        let Some((_, near)) = NEAR.iter().find(|(most, _)| self.apart <= *most) else { return f64::MIN };
        let flag = |is: bool, weight: f64| if is { weight } else { 0.0 };
        near + self.alike * ALIKE
            + self.shared.min(MOST) * SHARED
            + flag(self.same_act, SAME_ACT)
            + flag(self.other_act, OTHER_ACT)
            + flag(self.fresh, FRESH)
            + flag(self.stage, STAGE)
            + flag(self.contrast, CONTRAST)
            + flag(self.often, OFTEN)
            + flag(self.silent && !self.fresh && !self.often && self.apart <= 14, SILENT)
            + flag(self.unsaid && self.apart <= 14, UNSAID)
            + flag(self.topic && self.apart <= 14, TOPIC)
            + flag(self.sits_once && self.apart == 1, SITS_ONCE)
    }
}

/// "The budget meeting", and elsewhere that the budget was set.
fn kind_is_topic(one: &Mention, other: &Mention) -> bool {
    one.occasion.kind.contains("budget") && other.content.whole.contains_key("budget")
}

/// What the names of two meetings say: that they are one, that they are two, or nothing.
fn kinds(
    one: &Mention,
    other: &Mention,
    apart: i64,
    report: NaiveDate,
    dates: (NaiveDate, NaiveDate),
) -> Option<bool> {
    let (mine, their) = (&one.occasion.kind, &other.occasion.kind);
    let month = |kinds: &BTreeSet<String>| kinds.iter().find(|kind| kind.starts_with("month")).cloned();
    let has = |kind: &str| mine.contains(kind) && their.contains(kind);
    if mine.is_empty() || their.is_empty() {
        return None;
    }
    if let (Some(one), Some(two)) = (month(mine), month(their)) {
        return if one != two {
            Some(false)
        } else {
            (apart <= 62 && dates.0.year() == dates.1.year()).then_some(true)
        };
    }
    let _ = has;
    let only = mine.contains("only") || their.contains("only");
    if only && mine.iter().chain(their).all(|kind| matches!(kind.as_str(), "only" | "first" | "last")) {
        return Some(true);
    }
    if mine != their {
        return (mine.is_disjoint(their)).then_some(false);
    }
    let both = |after: bool| {
        let is = |date: NaiveDate| if after { date >= report } else { date <= report };
        is(dates.0) && is(dates.1)
    };
    let most = mine.iter().map(|kind| match kind.as_str() {
        "usual" => 0,
        "next" if both(true) => 62,
        "last" if both(false) => 183,
        "annual" => 150,
        "first" => 183,
        "special" | "budget" => 31,
        _ => 14,
    });
    let most = most.max().unwrap_or_default();
    if apart <= most { Some(true) } else { None }
}
