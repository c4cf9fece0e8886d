//! Two dates of one body that lie too near each other for two meetings.

use chrono::NaiveDate;

use crate::check::meeting_dates::bodies::Body;
use crate::check::meeting_dates::mentions::Mention;
use crate::check::meeting_dates::records::Read;

/// Two meetings of a body are further apart than this, in days.
const WEEK: i64 = 6;

/// About one thing a body does not meet twice within so many days.
const MONTH: i64 = 31;

/// The same for what is still to come, and of which one sentence does not say what it is about.
const FORTNIGHT: i64 = 14;

/// Whether two mentions are of one body; "the Board" can only be known if the report has one board.
pub fn is_same_body(one: &Mention, other: &Mention, all: &[Mention]) -> bool {
    let clear = |mention: &Mention| {
        mention.body.telling.len() > 1 || {
            let of_head: Vec<&Body> = all
                .iter()
                .map(|mention| &mention.body)
                .filter(|body| body.head == mention.body.head && body.telling.len() > 1)
                .collect();
            of_head.iter().all(|body| of_head.iter().all(|other| body.is_like(other)))
        }
    };
    one.body.is_like(&other.body) && clear(one) && clear(other)
}

/// Whether two dates of one body can hardly be two meetings.
pub fn is_one_meeting(one: &Mention, other: &Mention, report: NaiveDate, read: &Read) -> bool {
    // Of two dates without a year nobody knows it, but it is the same one.
    let years = (other.date.unwrap_or(report), one.date.unwrap_or(report));
    let (Some(first), Some(second)) = (one.date_beside(years.0), other.date_beside(years.1)) else { return false };
    if first == second || one.sentence == other.sentence || one.is_another(other) {
        return false;
    }
    let apart = (first - second).num_days().abs();
    let shared = one.about.intersection(&other.about).next().is_some();
    let silent = one.is_silent() || other.is_silent();
    let is_new = one.is_new || other.is_new;
    let known = one.known.intersection(&other.known).next().is_some();
    let to_come = first > report && second > report;
    // What is called by these names does not meet on two days running; a panel that hears witnesses may.
    let sits_once = matches!(one.body.head.as_str(), "board" | "cabinet" | "committee" | "council" | "forum");
    match apart {
        1 if sits_once => true,
        0..=WEEK => shared || silent && !is_new,
        _ if apart <= FORTNIGHT && to_come && silent && !is_new => true,
        _ => {
            apart <= MONTH
                && known
                && !read.have_other_business((one.passage, &one.range), (other.passage, &other.range))
        }
    }
}

/// Whether a date of the paper's own body can hardly be another meeting than the one of the paper.
pub fn is_own_meeting(one: &Mention, own: &Body, all: &[Mention], report: NaiveDate) -> bool {
    let Some(date) = one.date else { return false };
    let others = all.iter().any(|other| other.body.head == own.head && !other.body.is_like(own));
    // "on Thursday 27 and Friday 28 November": its author knows of both.
    let both = all.iter().any(|other| other.sentence == one.sentence && other.date == Some(report));
    if both || date == report || !one.which.is_empty() || !one.body.is_like(own) || others {
        return false;
    }
    let apart = (date - report).num_days();
    one.paper && (-WEEK..=MONTH).contains(&apart) || (1..=WEEK).contains(&apart)
}
