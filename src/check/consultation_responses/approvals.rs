//! Those who approve: which roles and bands they are known by, and whose approval has not come.

use crate::check::accepted;
use crate::check::answer::among;
use crate::check::finding;
use crate::check::words::words;
use crate::diagnostic::Diagnostic;
use crate::project::fields::{BandEntry, ConsultedEntry};
use crate::project::yaml::Text;

/// The roles whose approval the council requires, where they have not approved.
pub fn required(bands: &[BandEntry], roles: &[Text]) -> Vec<Diagnostic> {
    let Some(last) = bands.last() else { return Vec::new() };
    let mut found = Vec::new();
    for role in roles {
        let has_role = |entry: &&ConsultedEntry| {
            role_of(entry).is_some_and(|own| is_role(&own, &role.value.trim().to_lowercase()))
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

/// An approval of Finance or Legal, whose implications the report itself has, that is said not to have come; where the profile requires
/// it, that is told already.
pub fn not_approved(entry: &ConsultedEntry, approvers: &[Text]) -> Option<Diagnostic> {
    let role = role_of(entry)?;
    let required = is_among(&role, approvers);
    let missing = entry.unanswered || entry.unsent && entry.received.is_none();
    (missing && !required && is_statutory(&role)).then(|| {
        finding(format!("{} has not approved the paper for `{role}`", entry.person.name), &entry.place)
            .hint("add `received:` with its date once the approval has come; a report is not published without it")
            .hint(format!("if it goes out without it: {}", accepted::entry("consultation-responses", "…")))
    })
}

/// Whether a paper does not go out without the approval of an entry: by its role, or because the profile asks for it.
pub fn must_approve(entry: &ConsultedEntry, approvers: &[Text]) -> bool {
    role_of(entry).is_some_and(|role| is_statutory(&role) || is_among(&role, approvers))
}

/// Whether a role, in lower case, is one of those that the profile names.
fn is_among(role: &str, approvers: &[Text]) -> bool {
    approvers.iter().any(|wanted| is_role(role, &wanted.value.trim().to_lowercase()))
}

/// What somebody approves for, in lower case.
fn role_of(entry: &ConsultedEntry) -> Option<String> {
    entry.role.as_ref().map(|own| own.value.trim().trim_end_matches(':').to_lowercase())
}

/// Whether an entry's role is the one that the profile names, both in lower case: "Legal Services" and "Head of Legal" are
/// Legal, "Director of Children's Services" is Director; "Deputy Director" is not.
fn is_role(own: &str, wanted: &str) -> bool {
    if own == wanted {
        return true;
    }
    let (own, wanted) = (words(own), words(wanted));
    let own: Vec<&str> = own.iter().map(|word| word.lower.as_str()).collect();
    let wanted: Vec<&str> = wanted.iter().map(|word| word.lower.as_str()).collect();
    let deputy = own.iter().any(|word| among("acting assistant associate deputy interim vice", word));
    let starts = own.starts_with(&wanted);
    let of = own.windows(wanted.len() + 1).any(|some| some[0] == "of" && some[1..] == wanted[..]);
    !wanted.is_empty() && !deputy && (starts || of)
}

/// Whether a role is one without which no decision goes to members: the finance officer's or the lawyer's.
fn is_statutory(role: &str) -> bool {
    ["finance", "legal", "legal services", "monitoring officer", "section 151 officer", "chief finance officer"]
        .iter()
        .any(|wanted| is_role(role, wanted))
}

/// Whether a band is of those who approve: "Names of approvers for submission", "Cleared by", "Sign-off".
pub fn is_of_approvers(band: &str) -> bool {
    words(band).iter().any(|word| {
        ["approv", "authoris", "clear", "sign-off", "signatur", "signed"]
            .iter()
            .any(|stem| word.lower.starts_with(stem))
            || among("signoff endorsed sanctioned", &word.lower)
    }) || band.to_lowercase().contains("sign off")
}

#[cfg(test)]
mod tests {
    use super::{is_of_approvers, is_role, is_statutory};

    #[test]
    fn a_role_is_known_by_its_longer_names() {
        for (own, wanted) in [
            ("legal", "legal"),
            ("legal services", "legal"),
            ("head of legal", "legal"),
            ("director of children's services", "director"),
        ] {
            assert!(is_role(own, wanted), "{own}");
        }
        for (own, wanted) in
            [("deputy director", "director"), ("finance", "legal"), ("director of finance", "legal")]
        {
            assert!(!is_role(own, wanted), "{own}");
        }
    }

    #[test]
    fn finance_and_legal_are_known() {
        assert!(is_statutory("section 151 officer") && is_statutory("head of legal") && !is_statutory("members"));
    }

    #[test]
    fn bands_of_approvers_are_known() {
        for band in
            ["Names of approvers for submission: (officers and members)", "Cleared by:", "Sign-off", "Approved by"]
        {
            assert!(is_of_approvers(band), "{band}");
        }
        for band in ["Contributors:", "Other members", "Consultees", "Nuclear safety"] {
            assert!(!is_of_approvers(band), "{band}");
        }
    }
}
