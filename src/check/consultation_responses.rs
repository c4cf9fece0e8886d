//! `consultation-responses`: somebody who was asked and has not answered, or has not been asked; dates that cannot be right.

mod approvals;
mod comments;

use chrono::NaiveDate;

use crate::check::consultation_responses::approvals::{is_of_approvers, must_approve, not_approved, required};
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::fields::{BandEntry, ConsultedEntry, FieldEntry};
use crate::project::yaml::Text;
use crate::quantity::style::Style;
use crate::skeleton::TO_BE_WRITTEN;

/// A contributor or an approver without an answer, or with dates that cannot be right.
pub const RULE: Rule = Rule {
    name: "consultation-responses",
    severity: Severity::Warning,
    summary: "somebody who was not asked or did not answer, dates that are not right, comments that say nothing",
    explanation: "\
Finds everybody in the consultation table, in whichever band, to whom the paper was not sent or for whom no answer is
recorded. Whoever has a `role`, or stands in a band of approvers, approves; the others answer. It finds answers that came before
the paper went out, approvals that came after it was published, anything after the meeting, and days that lie more than
half a year before it, where most likely the year is wrong. Where the profile names the roles without whose approval nothing
goes out, it finds those that are missing or have not answered. A paper that goes out without its approvals may have to be
withdrawn.

For example: `{role: Legal, person: lawyer, sent: 2018-04-04}` without `received:`; `{person: lawyer}` without any date; no
entry with `role: Finance` where `council.yaml` has

approvers: [Finance, Legal, Director]

It is a warning, since the table is filled in as the answers come; a council that publishes nothing without its approvals
makes it an error. Left alone is a gap of which its author says that it is none: `received: none` where no answer came by
the time the paper was published, `sent: none` where it was not sent, unless it is the approval of Finance or Legal. The cell stays
empty.

The comments themselves are read as well: implications of law or of money, and the results of a consultation, that only say \"See above\",
\"As before\" or \"See previous comments\" leave the reader to look for them, and so does \"Ditto\"; \"None received\"
under the implications of law or of money says that they have not come. That there is nothing (`None`, `N/A`) is left alone here, since it
may be so.

Source: the consultation table of a published Cabinet Member report, in which four people have no date of an answer.",
    needs_whole: false,
    reads_sentences: false,
    run: |paper: &Paper<'_>| {
        let bands = paper.report.fields.iter().filter_map(|(_, field)| match field {
            FieldEntry::Consultation(bands) => Some(bands),
            _ => None,
        });
        let days = Days::of(paper);
        let approvers = &paper.profile.approvers;
        let mut found: Vec<Diagnostic> =
            bands.flat_map(|bands| [find(bands, approvers, &days), required(bands, approvers)].concat()).collect();
        found.extend(comments::pointing_back(paper));
        found
    },
};

/// The days between which a paper is consulted on.
struct Days<'a> {
    meeting: NaiveDate,
    meeting_place: Option<&'a Span>,
    published: Option<(NaiveDate, &'a Span)>,
    style: &'a Style,
}

impl<'a> Days<'a> {
    fn of(paper: &Paper<'a>) -> Self {
        let published = match paper.field("published") {
            Some(FieldEntry::Date(date, place)) => Some((*date, place)),
            _ => None,
        };
        let report = paper.report;
        Self {
            meeting: report.date,
            meeting_place: report.date_place.as_ref(),
            published,
            style: &paper.profile.style,
        }
    }
}

/// Papers are not consulted on longer than this before their meeting, in days.
const LONG: i64 = 183;

fn find(bands: &[BandEntry], approvers: &[Text], days: &Days<'_>) -> Vec<Diagnostic> {
    let entries = bands.iter().flat_map(|band| band.people.iter().map(move |entry| (band, entry)));
    // That somebody is still to be named is told by another rule.
    let named = entries.filter(|(_, entry)| !entry.person.name.starts_with(TO_BE_WRITTEN));
    named
        .filter_map(|(band, entry)| {
            let approves = entry.role.is_some() || is_of_approvers(&band.band.value);
            judge(entry, approves, approvers, days).or_else(|| not_approved(entry, approvers))
        })
        .collect()
}

/// What is missing or wrong in an entry; one thing at a time.
fn judge(entry: &ConsultedEntry, approves: bool, approvers: &[Text], days: &Days<'_>) -> Option<Diagnostic> {
    let name = &entry.person.name;
    let what = if approves { "approval" } else { "answer" };
    let told = |message: String| finding(message, &entry.place);
    let date = |date: NaiveDate| days.style.date(date);
    let from_meeting = |told: Diagnostic| match days.meeting_place {
        Some(place) => told.related(place, "the day of the meeting"),
        None => told,
    };
    let year = "put the date right; is it the right year?";
    if let (Some(sent), Some(received)) = (entry.sent, entry.received)
        && received < sent
    {
        return Some(
            told(format!("the {what} from {name} came before the paper was sent"))
                .hint("put `sent` or `received` right"),
        );
    }
    if let Some(sent) = entry.sent {
        if sent > days.meeting {
            let message = format!("the paper was sent to {name} on {}, after the meeting", date(sent));
            return Some(from_meeting(told(message)).hint(year));
        }
        if (days.meeting - sent).num_days() > LONG {
            let message = format!("the paper was sent to {name} on {}, long before the meeting", date(sent));
            return Some(from_meeting(told(message)).hint(year));
        }
    }
    match (entry.sent, entry.received) {
        (Some(_), None) if !entry.unanswered => {
            Some(told(format!("there is no {what} from {name}")).hint(if must_approve(entry, approvers) {
                "add `received:` with its date once it has come; without it the paper cannot go out"
            } else {
                "add `received:` with its date once it has come, or `received: none` if none came"
            }))
        }
        (None, None) if !entry.unsent && !entry.unanswered => {
            let asked = if approves { "has not been asked for approval" } else { "has not been asked" };
            Some(
                told(format!("{name} {asked}")).hint(
                    "add `sent:` and `received:` with their dates, or `sent: none` if the paper was not sent",
                ),
            )
        }
        (_, Some(received)) if received > days.meeting => {
            let message = format!("the {what} from {name} came on {}, after the meeting", date(received));
            let approved = approves.then_some("a paper is approved before it is decided on");
            Some(from_meeting(told(message)).hint(year).maybe_hint(approved.map(str::to_owned)))
        }
        (_, Some(received)) if (days.meeting - received).num_days() > LONG => {
            let message = format!("the {what} from {name} came on {}, long before the meeting", date(received));
            Some(from_meeting(told(message)).hint(year))
        }
        (None, Some(_)) if !entry.unsent => Some(
            told(format!("nothing says when the paper was sent to {name}"))
                .hint("add `sent:` with the date, or `sent: none` if it was not sent"),
        ),
        (_, Some(received)) => {
            let (published, place) = days.published.filter(|(published, _)| approves && received > *published)?;
            let message =
                format!("the approval from {name} came on {}, after the report was published", date(received));
            Some(
                told(message)
                    .related(place, format!("published on {}", date(published)))
                    .hint("put one of the two dates right: a report is published once it has been approved"),
            )
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Days, find};
    use crate::diagnostic::{SourceFile, Span};
    use crate::project::fields::{BandEntry, ConsultedEntry};
    use crate::project::profile::PersonEntry;
    use crate::project::yaml::Text;
    use crate::quantity::style::Style;

    /// What is said of an entry with these days, `-` for one that is not given and `none` for one that is said not to be; the
    /// report was published on 18 and its meeting is on 27 April 2018.
    fn said(band: &str, role: bool, sent: &str, received: &str) -> Vec<String> {
        let file = SourceFile::new("report.yaml", "{person: officer}");
        let place = Span::new(&file, 0..17);
        let text = |value: &str| Text { value: value.to_owned(), span: place.clone() };
        let date = |day: &str| day.parse::<NaiveDate>().ok();
        let person = PersonEntry { name: "Ann Officer".to_owned(), ..PersonEntry::default() };
        let entry = ConsultedEntry {
            place: place.clone(),
            person,
            role: role.then(|| text("Legal")),
            sent: date(sent),
            received: date(received),
            unsent: sent == "none",
            unanswered: received == "none",
        };
        let style = Style::default();
        let days = Days {
            meeting: "2018-04-27".parse().expect("a date"),
            meeting_place: Some(&place),
            published: date("2018-04-18").map(|date| (date, &place)),
            style: &style,
        };
        let found = find(&[BandEntry { band: text(band), people: vec![entry] }], &[], &days);
        found
            .into_iter()
            .map(|one| {
                assert!(!one.hints.is_empty(), "{}", one.message);
                one.message
            })
            .collect()
    }

    #[test]
    fn missing_answers_are_told_of() {
        let band = "Names of approvers for submission:";
        for (band, role, sent, received, wanted) in [
            ("Contributors:", true, "2018-04-04", "-", "there is no approval from Ann Officer"),
            (band, false, "2018-04-04", "-", "there is no approval from Ann Officer"),
            ("Contributors:", false, "2018-04-04", "-", "there is no answer from Ann Officer"),
            ("Contributors:", true, "-", "-", "Ann Officer has not been asked for approval"),
            (band, false, "-", "-", "Ann Officer has not been asked for approval"),
            ("Other members", false, "-", "-", "Ann Officer has not been asked"),
            (
                band,
                true,
                "2018-04-06",
                "2018-04-04",
                "the approval from Ann Officer came before the paper was sent",
            ),
            (
                "Members",
                false,
                "2018-04-06",
                "2018-04-05",
                "the answer from Ann Officer came before the paper was sent",
            ),
            ("Members", false, "-", "2018-04-05", "nothing says when the paper was sent to Ann Officer"),
            (
                band,
                true,
                "2018-04-06",
                "2018-05-04",
                "the approval from Ann Officer came on 4 May 2018, after the meeting",
            ),
            (
                "Members",
                false,
                "2018-04-06",
                "2019-04-04",
                "the answer from Ann Officer came on 4 April 2019, after the meeting",
            ),
            (
                "Members",
                false,
                "2017-04-06",
                "2018-04-09",
                "the paper was sent to Ann Officer on 6 April 2017, long before the meeting",
            ),
            (
                "Members",
                false,
                "none",
                "2017-04-06",
                "the answer from Ann Officer came on 6 April 2017, long before the meeting",
            ),
            (
                "Members",
                false,
                "2018-05-06",
                "-",
                "the paper was sent to Ann Officer on 6 May 2018, after the meeting",
            ),
            (
                band,
                false,
                "2018-04-06",
                "2018-04-19",
                "the approval from Ann Officer came on 19 April 2018, after the report was published",
            ),
        ] {
            assert_eq!(said(band, role, sent, received), [wanted]);
        }
    }

    #[test]
    fn a_lawyer_who_did_not_approve_is_told_of() {
        for (sent, received) in [("none", "-"), ("2018-04-04", "none"), ("none", "none")] {
            let told = said("Contributors:", true, sent, received);
            assert_eq!(told, ["Ann Officer has not approved the paper for `legal`"], "{sent} {received}");
        }
    }

    #[test]
    fn whoever_has_answered_is_left_alone() {
        for (role, sent, received) in [
            (true, "2018-04-04", "2018-04-04"),
            (true, "2018-04-04", "2018-04-18"),
            (false, "2018-04-04", "2018-04-19"),
            (false, "2017-12-04", "2018-04-27"),
            (false, "none", "-"),
            (false, "-", "none"),
            (false, "2018-04-04", "none"),
            (false, "none", "2018-04-04"),
        ] {
            assert_eq!(said("Contributors:", role, sent, received), Vec::<String>::new());
        }
    }
}
