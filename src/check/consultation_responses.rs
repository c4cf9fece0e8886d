//! `consultation-responses`: somebody who was asked and has not answered, or has not been asked.

use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::fields::{BandEntry, ConsultedEntry, FieldEntry};
use crate::project::yaml::Text;

/// A contributor without an answer, or an approver who was not asked.
pub const RULE: Rule = Rule {
    name: "consultation-responses",
    severity: Severity::Warning,
    summary: "somebody in the consultation table who has not answered, or an approver who was not asked",
    explanation: "\
Finds people in the consultation table to whom the paper was sent and for whom no answer is recorded, approvers (people
with a `role`) who were never sent it, and answers that came before the paper went out. Where the profile names the roles
without whose approval nothing goes out, it finds those that are missing or have not answered. A paper that goes out
without its approvals may have to be withdrawn.

For example: `{role: Legal, person: lawyer, sent: 2018-04-04}` without `received:`; no entry with `role: Finance` where
`council.yaml` has

approvers: [Finance, Legal, Director]

It is a warning, since the table is filled in as the answers come; a council that publishes nothing without its approvals
makes it an error. Left alone is a gap of which its author says that it is none: `received: none` where no answer came by
the time the paper was published, `sent: none` where it was not sent. The cell stays empty.

Source: the consultation table of a published Cabinet Member report, in which four people have no date of an answer.",
    needs_whole: false,
    run: |paper: &Paper<'_>| {
        let bands = paper.report.fields.iter().filter_map(|(_, field)| match field {
            FieldEntry::Consultation(bands) => Some(bands),
            _ => None,
        });
        bands.flat_map(|bands| [find(bands), required(bands, &paper.profile.approvers)].concat()).collect()
    },
};

fn find(bands: &[BandEntry]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for entry in bands.iter().flat_map(|band| &band.people) {
        let name = &entry.person.name;
        let what = if entry.role.is_some() { "approval" } else { "answer" };
        let diagnostic = match (entry.sent, entry.received) {
            (Some(sent), Some(received)) if received < sent => {
                finding(format!("the {what} from {name} came before the paper was sent"), &entry.place)
                    .hint("put `sent` or `received` right")
            }
            (Some(_), None) if !entry.unanswered => {
                finding(format!("there is no {what} from {name}"), &entry.place)
                    .hint("add `received:` with its date once it has come, or `received: none` if none came")
            }
            (None, None) if entry.role.is_some() && !entry.unsent => {
                finding(format!("{name} has not been asked for approval"), &entry.place)
                    .hint("add `sent:` and `received:` with their dates")
            }
            _ => continue,
        };
        found.push(diagnostic);
    }
    found
}

/// The roles whose approval the council requires, where they have not approved.
fn required(bands: &[BandEntry], roles: &[Text]) -> Vec<Diagnostic> {
    let Some(last) = bands.last() else { return Vec::new() };
    let mut found = Vec::new();
    for role in roles {
        let has_role = |entry: &&ConsultedEntry| {
            let own = entry.role.as_ref().map(|own| own.value.trim().trim_end_matches(':').to_lowercase());
            own.is_some_and(|own| own == role.value.trim().to_lowercase())
        };
        let entries: Vec<&ConsultedEntry> = bands.iter().flat_map(|band| &band.people).filter(has_role).collect();
        let because = "the council's profile requires this approval";
        match entries.as_slice() {
            [] => found.push(
                finding(format!("nobody approves for `{}`", role.value), &last.band.span)
                    .related(&role.span, because)
                    .hint(format!(
                        "add somebody with `role: {}`, and the dates `sent:` and `received:`",
                        role.value
                    )),
            ),
            // Of a gap that nobody has declared the rule has told already.
            entries if entries.iter().all(|entry| entry.unsent || entry.unanswered) => {
                found.extend(entries.first().map(|entry| {
                    finding(format!("there is no approval for `{}`", role.value), &entry.place)
                        .related(&role.span, because)
                        .hint("do not publish before it has come; then add `received:` with its date")
                }));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::find;
    use crate::diagnostic::{SourceFile, Span};
    use crate::project::fields::{BandEntry, ConsultedEntry};
    use crate::project::profile::PersonEntry;
    use crate::project::yaml::Text;

    fn said(role: bool, sent: Option<u32>, received: Option<u32>) -> Vec<String> {
        let file = SourceFile::new("report.yaml", "{person: officer}");
        let place = Span::new(&file, 0..17);
        let text = |value: &str| Text { value: value.to_owned(), span: place.clone() };
        let date = |day: Option<u32>| day.and_then(|day| NaiveDate::from_ymd_opt(2018, 4, day));
        let person = PersonEntry { name: "Ann Officer".to_owned(), ..PersonEntry::default() };
        let entry = ConsultedEntry {
            place: place.clone(),
            person,
            role: role.then(|| text("Legal")),
            sent: date(sent),
            received: date(received),
            unsent: false,
            unanswered: false,
        };
        let found = find(&[BandEntry { band: text("Approvers"), people: vec![entry] }]);
        found.into_iter().map(|one| one.message).collect()
    }

    #[test]
    fn missing_answers_are_told_of() {
        for (role, sent, received, wanted) in [
            (true, Some(4), None, "there is no approval from Ann Officer"),
            (false, Some(4), None, "there is no answer from Ann Officer"),
            (true, None, None, "Ann Officer has not been asked for approval"),
            (true, Some(6), Some(4), "the approval from Ann Officer came before the paper was sent"),
            (false, Some(6), Some(5), "the answer from Ann Officer came before the paper was sent"),
        ] {
            assert_eq!(said(role, sent, received), [wanted]);
        }
    }

    #[test]
    fn whoever_has_answered_is_left_alone() {
        for (role, sent, received) in [
            (true, Some(4), Some(4)),
            (true, Some(4), Some(6)),
            (false, Some(4), Some(4)),
            (false, None, None),
            (false, None, Some(4)),
            (true, None, Some(4)),
        ] {
            assert_eq!(said(role, sent, received), Vec::<String>::new());
        }
    }
}
