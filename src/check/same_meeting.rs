//! `same-meeting`: whether the papers of one meeting agree on which meeting it is.

mod bodies;

use chrono::NaiveDate;

use crate::check::{Paper, Rule, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::fields::{FieldEntry, RecordEntry};
use crate::project::report::Report;
use crate::project::resolutions::Source;
use crate::project::schema::{FieldSchema, Holds};
use crate::project::yaml::Text;

/// Papers of one meeting that have another date, or another body, or are not ready for it.
pub const RULE: Rule = Rule {
    name: "same-meeting",
    severity: Severity::Error,
    summary: "papers of one meeting that give it two dates, or that are those of another body",
    explanation: "\
Holds a paper against the others of the project that it names. An agenda brings reports, whole or by their `recommendations:`: each
says for which meeting it is (`meeting:` or `board:`, and `date:`), and that has to be the agenda's. Minutes decide on reports, and a
decision record takes its resolutions from minutes or from a report: the day of the decision is that of the meeting which took it.

An error is

- a report for another day than the agenda's, or any paper that is dated after the meeting;
- a decision that is older than the report on which it was taken;
- a record with another day (`decided:`) than the minutes which it repeats.

A warning is

- a paper of another body, or a note written `to` another committee of the profile: one body may look at what was written for another;
- minutes, or a record, of a decision on a report of an earlier day, which may have been put off;
- a paper that is still marked as a draft, on an agenda that is not.

For example: an agenda of 16 April that brings a report of 18 April; `decided: 2021-09-07` beside `decision: {of:
reports/2021-09-08-minutes.yaml, minute: 35}`.

A short form of a name is the same body (\"Scrutiny Board\" for \"Health Scrutiny Board (4)\"); names of which each has a word that the
other has not are two.

Left alone are papers that name no meeting (briefing notes, research) of any earlier day; minutes that an agenda brings, for which there
is `minutes-date`; and an item that says in its own words whose paper it is, or of which day: `by: Report to Cabinet on 10 February`.

Source: for decisions of the executive SI 2012/2089, regulation 12(2)(a): the record has the date on which the decision was made;
for agendas and reports the Local Government Act 1972, section 100B, and regulation 7.",
    needs_whole: false,
    reads_sentences: false,
    run: find,
};

/// The kinds of paper that tell what a meeting did, whose day is that of the meeting.
const OF_A_MEETING: [&str; 2] = ["minutes", "minute-item"];

/// The field of a note with those whom it is written to; it says nothing of a meeting.
const TO: &str = "to";

/// The field of a decision record with the day of the decision.
const DECIDED: &str = "decided";

/// How a paper names another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// An agenda brings it.
    Brings,
    /// Somebody decided on it.
    Decides,
    /// The resolutions are those of its minutes.
    Repeats,
}

/// A paper that is named, where, and how.
struct Named<'a> {
    path: &'a Text,
    way: Way,
    /// The item that names it.
    item: Option<&'a RecordEntry>,
}

/// The papers that a report names, by their paths.
pub fn named(report: &Report) -> Vec<&Text> {
    each(report).into_iter().map(|named| named.path).collect()
}

fn each(report: &Report) -> Vec<Named<'_>> {
    let mut found = Vec::new();
    if report.schema.binds.is_none() {
        let way = if report.schema.paged_in.is_some() { Way::Brings } else { Way::Decides };
        collect(&report.fields, way, None, &mut found);
    }
    found
}

fn collect<'a>(
    fields: &'a [(String, FieldEntry)],
    way: Way,
    item: Option<&'a RecordEntry>,
    into: &mut Vec<Named<'a>>,
) {
    for (_, field) in fields {
        match field {
            FieldEntry::Paper(path) | FieldEntry::Recommendations(path) => into.push(Named { path, way, item }),
            FieldEntry::MinuteText { path, .. } => into.push(Named { path, way: Way::Repeats, item }),
            FieldEntry::Resolutions(entry) => match &entry.source {
                Some(Source::Report { path, .. }) => into.push(Named { path, way: Way::Decides, item }),
                Some(Source::Minutes { path, .. }) => into.push(Named { path, way: Way::Repeats, item }),
                None => {}
            },
            FieldEntry::Records(records, _) => {
                // The words of an item are those around its points.
                records.iter().for_each(|record| collect(&record.fields, way, Some(item.unwrap_or(record)), into));
            }
            _ => {}
        }
    }
}

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut told: Vec<(&str, String)> = Vec::new();
    for named in each(paper.report) {
        let Some(other) = paper.named.get(&named.path.value) else { continue };
        for one in judge(paper, &named, other) {
            // A record may name its minutes twice, for the decision and for the minute.
            if !told.contains(&(named.path.value.as_str(), one.message.clone())) {
                told.push((&named.path.value, one.message.clone()));
                found.push(one);
            }
        }
    }
    found
}

/// What does not agree between a paper and one that it names.
fn judge(paper: &Paper<'_>, named: &Named<'_>, other: &Report) -> Vec<Diagnostic> {
    let minutes = other.schema.kinds().any(|kind| OF_A_MEETING.contains(&kind));
    if named.way == Way::Brings && minutes {
        return Vec::new();
    }
    let said = named
        .item
        .filter(|_| named.way == Way::Brings)
        .is_some_and(|item| bodies::explains(item, other, paper.profile));
    let body = bodies::other_body(paper, other);
    let mut found = Vec::new();
    // What was written for another body has that body's day.
    if body.is_none() || named.way != Way::Brings {
        found.extend(other_day(paper, named, other).filter(|_| !said));
    }
    if let Some((own, theirs)) = body.filter(|_| !said) {
        let message = format!("this is a paper of the `{theirs}`, and {} is of the `{own}`", this(paper.report));
        let told = doubt(message, &named.path.span);
        let (field, place) = match meeting(other) {
            Some((field, name)) => (field, Some((name, "its meeting"))),
            None => (TO, line(other, TO).map(|to| (to, "whom it is written to"))),
        };
        let told = match place {
            Some((text, label)) => told.related(&text.span, label),
            None => told,
        };
        found.push(told.hint(match named.way {
            Way::Brings => format!(
                "bring the paper of this meeting instead, or put `{field}` right in it; if members are to see what another body \
                 gets, say so with the item: `by: Report to Cabinet on 10 February`"
            ),
            _ => format!("name the paper of the same meeting, or put `{field}` right in one of the two"),
        }));
    }
    found.extend(still_a_draft(paper, named, other));
    found
}

/// What a paper is called in a message.
fn this(report: &Report) -> &'static str {
    match (report.schema.paged_in.is_some(), report.schema.fields.iter().any(|field| field.key == DECIDED)) {
        (true, _) => "this agenda",
        (_, true) => "this record",
        _ => "the meeting",
    }
}

/// The day of a meeting that a paper gives, and where.
fn day(report: &Report) -> Option<(NaiveDate, &Span)> {
    let decided = report.fields.iter().find_map(|(key, field)| match field {
        FieldEntry::Date(day, place) if key == DECIDED => Some((*day, place)),
        _ => None,
    });
    decided
        .or_else(|| Some((report.date, report.date_place.as_ref()?)))
        // What could not be read has been told.
        .filter(|(day, _)| *day != NaiveDate::default())
}

/// Two days of one meeting.
fn other_day(paper: &Paper<'_>, named: &Named<'_>, other: &Report) -> Option<Diagnostic> {
    let ((own, own_place), (theirs, place)) = (day(paper.report)?, day(other)?);
    let of_a_meeting = meeting_field(other).is_some();
    let may_be_earlier = !of_a_meeting && named.way != Way::Repeats;
    if own == theirs || may_be_earlier && theirs < own {
        return None;
    }
    let style = &paper.profile.style;
    let (own_day, their_day) = (style.weekday_date(own), style.weekday_date(theirs));
    let told = match named.way {
        Way::Brings if of_a_meeting => {
            finding(format!("this report is for a meeting of {their_day}, and the agenda is of {own_day}"), &named.path.span)
                .related(place, "its date")
                .related(own_place, "the date of the agenda")
                .hint("put the date of one of the two right: both are printed, and readers take them for two meetings")
                .hint("where the members are to look at the paper of another meeting, say so: `by: Report to Cabinet on 10 February`")
        }
        Way::Brings => finding(format!("this paper is of {their_day}, after the meeting of {own_day}"), &named.path.span)
            .related(place, "its date")
            .hint("put the date of one of the two right"),
        Way::Repeats => finding(format!("these were resolved on {their_day}, and not on {own_day}"), own_place)
            .related(place, "the date of the minutes")
            .hint("put the date right, or name the minutes of the meeting that took the decision"),
        Way::Decides if theirs > own => {
            finding(format!("decided on {own_day}, on a report for a later meeting, of {their_day}"), &named.path.span)
                .related(place, "the date of the report")
                .related(own_place, "the day of the decision")
                .hint("put the date of one of the two right")
        }
        Way::Decides => doubt(format!("decided on {own_day}, on a report for the meeting of {their_day}"), &named.path.span)
            .related(place, "the date of the report")
            .related(own_place, "the day of the decision")
            .hint("put the date of one of the two right; if the item was put off, the report gets the date of the later meeting"),
    };
    Some(told)
}

/// A draft among the papers of an agenda that is none.
fn still_a_draft(paper: &Paper<'_>, named: &Named<'_>, other: &Report) -> Option<Diagnostic> {
    let draft = |report: &Report| {
        report.marking.as_ref().filter(|marking| marking.value.to_lowercase().contains("draft")).cloned()
    };
    let marking = draft(other).filter(|_| named.way == Way::Brings && draft(paper.report).is_none())?;
    Some(
        doubt(
            format!("this paper is still marked `{}`, and the agenda is not", marking.value.trim()),
            &named.path.span,
        )
        .related(&marking.span, "its marking")
        .hint("finish the paper and take its marking out; until then give the agenda `marking: Draft` as well"),
    )
}

/// The field with the body whose meeting a paper is for: `meeting`, or `board` of a report to a board.
fn meeting_field(report: &Report) -> Option<&str> {
    let says = |field: &&FieldSchema| field.holds == Holds::Committee && field.required && field.key != TO;
    report.schema.fields.iter().find(says).map(|field| field.key.as_str())
}

/// That field with the name in it.
fn meeting(report: &Report) -> Option<(&str, &Text)> {
    let field = meeting_field(report)?;
    Some((field, line(report, field)?))
}

/// The line of a field that says whose a paper is.
fn line<'a>(report: &'a Report, field: &str) -> Option<&'a Text> {
    report.fields.iter().find_map(|(key, entry)| match entry {
        FieldEntry::Line(text) if key == field => Some(text),
        _ => None,
    })
}
