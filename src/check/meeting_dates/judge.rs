//! The judge: when two mentions can hardly be of two meetings.

use chrono::{Datelike, NaiveDate};

use crate::check::meeting_dates::acts::Act;
use crate::check::meeting_dates::bodies::Body;
use crate::check::meeting_dates::described::{Described, Pointer};
use crate::check::meeting_dates::parties::Party;
use crate::check::meeting_dates::records::{Read, Record};

/// Pairs of mentions of one meeting with two dates: the later one, and the earlier by whose date it is measured; and mentions of
/// this very meeting, with another date than the paper's.
///
/// In minutes, "the next meeting" of nobody who is named is that of the body whose minutes they are.
pub fn pairs<'a>(
    read: &'a Read,
    report: NaiveDate,
    own: Option<&Body>,
    minutes: bool,
) -> Vec<(&'a Record, Option<&'a Record>)> {
    let mut found = Vec::new();
    let minuted = own.filter(|_| minutes).map(Party::of);
    for (at, one) in read.records.iter().enumerate() {
        let here = one.which.as_ref().is_some_and(|which| which.pointer == Pointer::Here);
        let own = own.is_some_and(|own| one.party.as_ref().is_none_or(|party| party.head == own.head));
        let apart = (one.date - report).num_days().abs();
        if here && own && one.date != report && apart < YEAR && !is_excused(read, one, None) {
            found.push((one, None));
            continue;
        }
        let before = &read.records[..at];
        let other = antecedent(read, one, before)
            .or_else(|| before.iter().find(|other| is_one(read, other, one, (report, minuted.as_ref()))));
        if let Some(other) = other {
            found.push((one, Some(other)));
        }
    }
    found
}

const YEAR: i64 = 300;
const WEEKS: i64 = 31;

/// Whether the authors of two sentences, or of another one with both dates, know of both.
fn is_excused(read: &Read, one: &Record, other: Option<&Record>) -> bool {
    let apart =
        |record: &Record| read.sentences.iter().any(|(dates, apart)| *apart && dates.contains(&record.date));
    let both = other.is_some_and(|other| {
        let both = |dates: &Vec<NaiveDate>| dates.contains(&one.date) && dates.contains(&other.date);
        read.sentences.iter().any(|(dates, _)| both(dates))
            || read.sentences.get(other.sentence).is_some_and(|(_, apart)| *apart)
    });
    both || apart(one)
        || other.is_some_and(apart)
        || read.sentences.get(one.sentence).is_some_and(|(_, apart)| *apart)
}

/// The meeting that "that meeting" points back to, where it has another date: the nearest one, not far away.
fn antecedent<'a>(read: &Read, one: &Record, before: &'a [Record]) -> Option<&'a Record> {
    let which = one.which.as_ref().filter(|which| which.pointer == Pointer::Back)?;
    let fits = |other: &&Record| match (&which.party, &other.party) {
        // Within a sentence, whoever has been named since the date before.
        (Some(mine), Some(_)) if other.sentence == one.sentence && mine.words.end <= other.first() => true,
        (Some(mine), Some(other)) => mine.is_like(other),
        _ => true,
    };
    let other = before.iter().rev().find(fits)?;
    let near = one.sentence - other.sentence <= 3 && one.passage - other.passage <= 4;
    let excused = if one.sentence == other.sentence {
        // "Considered it on 3 May, and the minutes of that meeting of 10 May": it says itself that it is one meeting.
        read.sentences.get(one.sentence).is_none_or(|(dates, _)| dates.len() != 2) || is_excused(read, one, None)
    } else {
        is_excused(read, one, Some(other))
    };
    (near && other.date != one.date && !excused).then_some(other)
}

/// Whether two mentions are of one meeting, with two dates.
fn is_one(read: &Read, other: &Record, one: &Record, (report, minuted): (NaiveDate, Option<&Party>)) -> bool {
    if one.date == other.date || one.sentence == other.sentence || is_excused(read, one, Some(other)) {
        return false;
    }
    let bodies = match (party_of(one, minuted), party_of(other, minuted)) {
        (Some(mine), Some(other)) => {
            let all: Vec<_> = read
                .records
                .iter()
                .filter_map(|record| record.party.as_ref())
                .filter(|party| party.head == mine.head)
                .collect();
            let clear = |bare: bool| !bare || all.iter().all(|one| all.iter().all(|two| one.is_like(two)));
            Some(mine.is_like(other) && clear(mine.is_bare()) && clear(other.is_bare()))
        }
        (None, None) => None,
        _ => Some(false),
    };
    let apart = (one.date - other.date).num_days().abs();
    if bodies == Some(true) && is_one_deed(one, other, apart) {
        return true;
    }
    let described = match (&one.which, &other.which) {
        (Some(mine), Some(their)) => is_described(one, other, (mine, their), bodies, report),
        _ => false,
    };
    described || bodies == Some(true) && (is_for(one, other, apart) || is_for(other, one, apart))
}

/// Whose meeting it is, where that is said, or goes without saying in minutes.
fn party_of<'a>(record: &'a Record, minuted: Option<&'a Party>) -> Option<&'a Party> {
    let unsaid = |own: &&Party| {
        record.which.as_ref().is_some_and(|which| {
            let next = which.kind.len() == 1 && which.kind.contains("next");
            next && which.pointer == Pointer::Known && which.beside.iter().all(|party| party.is_like(own))
        })
    };
    record.party.as_ref().or_else(|| minuted.filter(unsaid))
}

/// One piece of business that a body does once.
fn is_one_deed(one: &Record, other: &Record, apart: i64) -> bool {
    let (Some(mine), Some(their)) = (&one.deed, &other.deed) else { return false };
    let unsaid = mine.object.is_unsaid() || their.object.is_unsaid();
    let most = if mine.act == Act::Hear || unsaid { 14 } else { 45 };
    let differs = match (&one.which, &other.which) {
        (Some(one), Some(other)) => !one.kind.is_empty() && !other.kind.is_empty() && one.kind != other.kind,
        _ => false,
    };
    mine.act == their.act && apart <= most && !differs && their.object.is_same(&mine.object)
}

/// Whether the one is "the budget meeting" and at the other the budget was dealt with.
fn is_for(one: &Record, other: &Record, apart: i64) -> bool {
    let (Some(which), Some(deed)) = (&one.which, &other.deed) else { return false };
    let mut kinds = which.kind.iter();
    let about = |kind: &String| {
        deed.object.head == *kind
            || deed.object.rest.contains(kind)
            || kind == "budget" && deed.object.rest.contains("tax")
    };
    which.pointer == Pointer::Known && which.kind.len() == 1 && kinds.all(about) && apart <= 14
}

/// Whether two descriptions are of the only meeting of their name.
fn is_described(
    one: &Record,
    other: &Record,
    (mine, their): (&Described, &Described),
    bodies: Option<bool>,
    report: NaiveDate,
) -> bool {
    let apart = (one.date - other.date).num_days().abs();
    if mine.pointer != Pointer::Known && their.pointer != Pointer::Known {
        return false;
    }
    let place = !mine.place.is_empty() && mine.place == their.place;
    if bodies == Some(false) || !mine.place.is_empty() && !their.place.is_empty() && !place {
        return false;
    }
    let purpose = !mine.purpose.is_empty() && mine.purpose == their.purpose;
    if purpose && apart <= WEEKS {
        return true;
    }
    if mine.kind.contains("only") || their.kind.contains("only") {
        return bodies == Some(true)
            && mine
                .kind
                .iter()
                .chain(&their.kind)
                .all(|kind| kind == "only" || kind == "first" || kind == "final");
    }
    if mine.kind != their.kind || mine.kind.is_empty() {
        return false;
    }
    let has = |words: &[&str]| mine.kind.iter().any(|kind| words.contains(&kind.as_str()));
    if has(&[
        "weekly",
        "monthly",
        "quarterly",
        "regular",
        "fortnightly",
        "ordinary",
        "earlier",
        "team",
        "ward",
        "site",
        "subsequent",
        "joint",
    ]) {
        return false;
    }
    let known = bodies == Some(true);
    if has(&["next"]) {
        return known && one.date >= report && other.date >= report && apart <= 62;
    }
    if has(&["last", "previou"]) {
        return known && one.date <= report && other.date <= report && apart <= 62;
    }
    if has(&["annual"]) {
        return known && apart <= 150;
    }
    if has(&["first", "inaugural", "final"]) {
        return known && apart <= 183;
    }
    let month = (1..=12).any(|number| {
        NaiveDate::from_ymd_opt(2024, number, 1)
            .is_some_and(|day| has(&[&super::objects::stem(&day.format("%B").to_string().to_lowercase())]))
    });
    if month {
        return known && apart <= 62 && one.date.year() == other.date.year();
    }
    (known || place) && apart <= WEEKS
}
