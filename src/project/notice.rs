//! What a profile says on notice: clear days before a meeting and a key decision, and the bank holidays that do not count.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::project::form::profile as form;
use crate::project::read::{self, Keys};
use crate::project::yaml::{Content, Node};
use crate::quantity::calendar::{Calendar, ClearDays, LeftOut};

/// The field with the day on which a paper is published.
pub const PUBLISHED: &str = "published";

/// How many clear days there have to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// Between the publication of an agenda or a report and the meeting.
    pub meeting: ClearDays,
    /// Between the notice of a key decision and the decision.
    pub key_decision: ClearDays,
}

impl Default for Notice {
    /// Five days without weekends and bank holidays before a meeting (Local Government Act 1972, section 100B; that these
    /// days do not count is how councils read it), 28 days of any kind before a key decision (SI 2012/2089, regulation 9).
    fn default() -> Self {
        Self {
            meeting: ClearDays { days: 5, left_out: LeftOut { weekends: true, bank_holidays: true } },
            key_decision: ClearDays { days: 28, left_out: LeftOut::default() },
        }
    }
}

/// What can be written for `leave-out:`.
pub(super) const LEFT_OUT: [(&str, LeftOut); 3] = [
    ("weekends", LeftOut { weekends: true, bank_holidays: false }),
    ("bank-holidays", LeftOut { weekends: false, bank_holidays: true }),
    ("none", LeftOut { weekends: false, bank_holidays: false }),
];

/// More clear days than this nobody asks for.
pub(super) const MOST_DAYS: usize = 366;

impl Notice {
    /// Reads `{meeting: 5, key-decision: {days: 28, leave-out: none}}`.
    pub(super) fn read(node: &Node, sink: &mut Diagnostics) -> Self {
        let mut notice = Self::default();
        let Some(mut keys) = Keys::of(node, "`notice`", &form::NOTICE, sink) else { return notice };
        for (key, asked) in [("meeting", &mut notice.meeting), ("key-decision", &mut notice.key_decision)] {
            if let Some(node) = keys.optional(key, sink) {
                clear_days(node, asked, sink);
            }
        }
        keys.finish(sink);
        notice
    }
}

fn clear_days(node: &Node, asked: &mut ClearDays, sink: &mut Diagnostics) {
    if !matches!(node.content, Content::Map(_)) {
        asked.days = days(node, sink).unwrap_or(asked.days);
        return;
    }
    let Some(mut keys) = Keys::of(node, "clear days", &form::CLEAR_DAYS, sink) else { return };
    if let Some(days) = keys.optional("days", sink).and_then(|node| days(node, sink)) {
        asked.days = days;
    }
    if let Some(node) = keys.optional("leave-out", sink) {
        let mut left_out = LeftOut::default();
        for one in read::choices(node, "kind of days", &LEFT_OUT, sink) {
            left_out.weekends |= one.weekends;
            left_out.bank_holidays |= one.bank_holidays;
        }
        asked.left_out = left_out;
    }
    keys.finish(sink);
}

fn days(node: &Node, sink: &mut Diagnostics) -> Option<usize> {
    let days = read::count(node, sink)?;
    if days <= MOST_DAYS {
        return Some(days);
    }
    let hint = "write a number of days, such as `5`";
    sink.push(Diagnostic::error(format!("{days} clear days are more than a year"), &node.span).hint(hint));
    None
}

/// Which decisions are key decisions (SI 2012/2089, regulation 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyDecisions {
    /// Sums above this are significant, in pounds; the council has to say.
    pub above: Option<Decimal>,
    /// Effects on this many wards or more may be.
    pub wards: usize,
}

impl Default for KeyDecisions {
    fn default() -> Self {
        Self { above: None, wards: 2 }
    }
}

impl KeyDecisions {
    /// Reads `{above: 500000, wards: 2}`.
    pub(super) fn read(node: &Node, sink: &mut Diagnostics) -> Self {
        let mut settings = Self::default();
        let Some(mut keys) = Keys::of(node, "`key-decisions`", &form::KEY_DECISIONS, sink) else { return settings };
        if let Some(node) = keys.optional("above", sink)
            && let Some(above) = read::decimal(node, sink)
        {
            if above > Decimal::ZERO {
                settings.above = Some(above);
            } else {
                let hint = "write the sum in pounds above which a decision is a key decision, such as `500000`";
                let message = format!("`{above}` is no threshold");
                sink.push(Diagnostic::error(message, &node.span).hint(hint));
            }
        }
        if let Some(node) = keys.optional("wards", sink)
            && let Some(wards) = read::count(node, sink)
        {
            if wards > 0 {
                settings.wards = wards;
            } else {
                let hint = "write from how many wards on a decision may be a key decision; the law says 2";
                sink.push(Diagnostic::error("`0` is no number of wards", &node.span).hint(hint));
            }
        }
        keys.finish(sink);
        settings
    }
}

/// Reads the council's bank holidays: a list of days, which stands in the place of what is computed for every year that
/// it names, or `{also: […], except: […]}`.
pub(super) fn calendar(node: &Node, sink: &mut Diagnostics) -> Calendar {
    let mut calendar = Calendar::default();
    if !matches!(node.content, Content::Map(_)) {
        for date in dates(node, sink) {
            calendar.years.entry(date.year()).or_default().insert(date);
        }
        return calendar;
    }
    let Some(mut keys) = Keys::of(node, "`bank-holidays`", &form::BANK_HOLIDAYS, sink) else { return calendar };
    for (key, days) in [("also", &mut calendar.also), ("except", &mut calendar.except)] {
        if let Some(node) = keys.optional(key, sink) {
            *days = dates(node, sink);
        }
    }
    keys.finish(sink);
    calendar
}

fn dates(node: &Node, sink: &mut Diagnostics) -> BTreeSet<NaiveDate> {
    let mut found = BTreeSet::new();
    for node in read::items(node) {
        let is_date = |part: &str| part.parse::<NaiveDate>().is_ok().then(|| part.to_owned());
        if let Some(told) = read::enumerated(node, "date", is_date) {
            sink.push(told);
            continue;
        }
        let Some(date) = read::date(node, sink) else { continue };
        if !found.insert(date) {
            let message = format!("`{date}` is there twice");
            sink.push(Diagnostic::error(message, &node.span).hint("remove one of the two, or put its date right"));
        }
    }
    found
}
