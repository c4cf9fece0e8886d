//! `clear-days`: whether an agenda or a report was published in time for its meeting.

use chrono::NaiveDate;

use crate::check::{Paper, Rule, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::fields::FieldEntry;
use crate::project::notice::PUBLISHED;
use crate::project::report::Report;
use crate::quantity::calendar::ClearDays;
use crate::quantity::style::{Style, join_words};

/// The fields that say why there was less notice: of an agenda, of a report.
const REASONS: [&str; 2] = ["shorter-notice", "urgent"];

/// Papers are not published longer than this before their meeting, in days.
const LONG: i64 = 183;

/// An agenda or a report with too few clear days between its publication and the meeting.
pub const RULE: Rule = Rule {
    name: "clear-days",
    severity: Severity::Error,
    summary: "an agenda or a report that was published fewer than five clear days before its meeting",
    explanation: "\
Counts the clear days between the day on which an agenda or a report is published (`published:`) and its meeting (`date:`).
Neither of these two days counts, nor do Saturdays, Sundays and bank holidays. A decision that is taken on fewer days can be
challenged.

For example: published on Friday 6 April 2018 for a meeting on Monday 16 April 2018 is exactly five clear days; published on
the Monday after it is four.

A paper that was published more than half a year before its meeting gets a warning: most likely one of the two years is wrong.

A Cabinet Member report that has no `published:` and that no agenda of the project brings gets a warning, since nobody can count
its days; not so while it is marked as a draft.

Left alone are papers of kinds without a day of publication, an agenda that says under `shorter-notice:` why the meeting was convened with
less notice, and a report that says under `urgent:` why it could not wait. A report to the executive that came too late gets a
warning all the same, unless `urgent:` says on what that rests (a meeting convened at shorter notice, a regulation, the advice of
the monitoring officer): the rules for the executive know no urgent report.

That weekends and bank holidays do not count is how councils read the law, which does not say so. Bank holidays are those of
England and Wales, computed for the year; `council.yaml` can change all of it:

notice:
  meeting: {days: 5, leave-out: [weekends, bank-holidays]}   # or `leave-out: none`
bank-holidays: {also: [2026-12-29], except: [2026-08-31]}    # or a list, which replaces those of its years

Source: Local Government Act 1972, sections 100A(6)(a) and 100B(3), for the council and its committees; for public meetings
of the executive SI 2012/2089, regulation 6 (notice of the meeting, and an agenda that has been open for five clear days, or
since the meeting was convened at shorter notice) and 7 (agenda and reports).",
    needs_whole: false,
    reads_sentences: false,
    run: find,
};

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let Some(FieldEntry::Date(published, place)) = paper.field(PUBLISHED) else { return unpublished(paper) };
    let Some(meeting_place) = paper.report.date_place.as_ref() else { return Vec::new() };
    if (paper.report.date - *published).num_days() > LONG {
        return vec![long_before(paper, *published, place, meeting_place)];
    }
    if REASONS.iter().any(|key| paper.field(key).is_some()) {
        return excused(paper, *published, place).into_iter().collect();
    }
    let (published, meeting) = (*published, paper.report.date);
    let asked = paper.profile.notice.meeting;
    let calendar = &paper.profile.calendar;
    let clear = calendar.clear_days(published, meeting, asked);
    if clear >= asked.days && published < meeting {
        return Vec::new();
    }
    let style = &paper.profile.style;
    let message = if published >= meeting {
        format!("published on {}, which is not before the meeting", style.weekday_date(published))
    } else {
        format!("{} between publication and meeting, instead of {}", days(clear), asked.days)
    };
    let told = finding(message, place)
        .related(meeting_place, format!("the meeting is on {}", style.weekday_date(meeting)))
        .maybe_hint((published < meeting).then(|| counted(paper, published, meeting, asked)));
    let reason = REASONS.iter().find(|key| paper.report.schema.fields.iter().any(|field| field.key == **key));
    let or = match reason.copied() {
        Some("urgent") => "; or say under `urgent:` which special circumstances do not let it wait",
        Some(_) => "; or say under `shorter-notice:` why the meeting had to be convened at shorter notice",
        None => "",
    };
    let last = calendar
        .last_day(meeting, asked)
        .map(|last| format!("publish by {}, or put `{PUBLISHED}` or `date` right{or}", style.weekday_date(last)));
    // The regulations on the executive know no special circumstances in the place of the five days.
    let executive = (reason.copied() == Some("urgent") && is_executive(paper)).then(|| {
        "at a public meeting of the executive a report is taken late only if the meeting itself was convened at shorter notice: ask \
         the monitoring officer first"
            .to_owned()
    });
    vec![told.maybe_hint(last).maybe_hint(executive)]
}

/// A paper of another year than its meeting.
fn long_before(paper: &Paper<'_>, published: NaiveDate, place: &Span, meeting_place: &Span) -> Diagnostic {
    let style = &paper.profile.style;
    doubt(format!("published on {}, long before the meeting", style.weekday_date(published)), place)
        .related(meeting_place, format!("the meeting is on {}", style.weekday_date(paper.report.date)))
        .hint(format!("put `{PUBLISHED}` or `date` right; is it the right year?"))
}

/// Whether a report goes to the executive: those alone take key decisions.
fn is_executive(paper: &Paper<'_>) -> bool {
    paper.may_have("key-decision")
}

/// A report to the executive that came too late and only has its reason, as a report to a committee might.
fn excused(paper: &Paper<'_>, published: NaiveDate, place: &Span) -> Option<Diagnostic> {
    let [reason] = paper.texts("urgent")[..] else { return None };
    let (asked, calendar) = (paper.profile.notice.meeting, &paper.profile.calendar);
    let late = calendar.clear_days(published, paper.report.date, asked) < asked.days;
    if !late || !is_executive(paper) || says_how(&reason.value) {
        return None;
    }
    let told = doubt("the executive may not consider a late report because it is urgent", &reason.span);
    Some(
        told.related(place, "published too late")
            .hint(
                "SI 2012/2089, regulation 6, knows no such exception: the report has to be public for five clear days, or the \
                 meeting has to be convened at shorter notice, with its papers open from then on",
            )
            .hint(
                "ask the monitoring officer, and write on what it rests: `convened at shorter notice, since …`, `the monitoring \
                 officer has agreed …`, or the regulation",
            ),
    )
}

/// Whether a reason says on which rule it rests, or who has looked at that.
fn says_how(reason: &str) -> bool {
    let lower = reason.to_lowercase();
    ["shorter notice", "short notice", "monitoring officer", "regulation ", "reg. ", "standing order", "{{"]
        .iter()
        .any(|words| lower.contains(words))
}

/// A report of which nothing says when it is published, so that nothing can be counted.
fn unpublished(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let report = paper.report;
    let draft = report.marking.as_ref().is_some_and(|marking| marking.value.to_lowercase().contains("draft"));
    let stated = REASONS.iter().any(|key| paper.field(key).is_some());
    let open = is_undated(report) && !draft && !stated && !paper.on_agenda && report.withheld.is_none();
    let place = report.date_place.as_ref().filter(|_| open);
    let asked = paper.profile.notice.meeting.days;
    let told = |place| {
        doubt(
            format!("nothing says when this report is published, {asked} clear days before its meeting at least"),
            place,
        )
        .hint(format!("add `{PUBLISHED}:` with the day, so that the days can be counted"))
        .hint("a report that an agenda of the project brings needs none; while it is a draft, say `marking: Draft`")
    };
    place.map(told).into_iter().collect()
}

/// Whether a report is of a kind that may say when it was published, and does not.
pub fn is_undated(report: &Report) -> bool {
    let optional = report.schema.fields.iter().any(|field| field.key == PUBLISHED && !field.required);
    optional && !report.fields.iter().any(|(key, _)| key == PUBLISHED)
}

/// What counts as a clear day, with the bank holidays that were left out of this count.
fn counted(paper: &Paper<'_>, from: NaiveDate, to: NaiveDate, asked: ClearDays) -> String {
    let style: &Style = &paper.profile.style;
    let holidays = paper.profile.calendar.holidays_between(from, to);
    let named: Vec<String> =
        holidays.iter().map(|(date, name)| format!("{name} on {}", style.date(*date))).collect();
    let left_out = match (asked.left_out.weekends, asked.left_out.bank_holidays) {
        (true, true) if named.is_empty() => ", nor do weekends".to_owned(),
        (true, true) => format!(", nor do weekends and bank holidays ({})", join_words(&named)),
        (true, false) => ", nor do weekends".to_owned(),
        (false, true) if !named.is_empty() => format!(", nor do bank holidays ({})", join_words(&named)),
        _ => String::new(),
    };
    format!("the day of publication and the day of the meeting do not count{left_out}")
}

/// "no clear day", "one clear day", "4 clear days".
fn days(count: usize) -> String {
    match count {
        0 => "no clear day".to_owned(),
        1 => "only one clear day".to_owned(),
        _ => format!("only {count} clear days"),
    }
}
