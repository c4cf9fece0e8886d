//! `decision-record`: whether the record of a decision says what the law wants to know of it.

use crate::check::{Paper, Rule, answer, finding};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::fields::FieldEntry;

/// A record of a decision that says less than regulation 12 asks for, or contradicts itself.
pub const RULE: Rule = Rule {
    name: "decision-record",
    severity: Severity::Error,
    summary: "a decision record without reasons, or with answers that say nothing or contradict each other",
    explanation: "\
Reads the record of an executive decision. That the decision, its date, the reasons, the alternatives, the conflicts of
interest and the dispensations are there at all is an error of the build already; this rule reads what they say. Reasons
must be reasons: `None` and `N/A` are none. Alternatives, conflicts and dispensations may be `None`, but not a dash, which
leaves the reader to guess, and not a bare Yes, which leaves out which. A dispensation is granted for a conflict, so it
cannot stand beside \"None\"; and a record is not made before the decision (`date:` and `decided:`).

For example: `reasons: None`; `conflicts: Yes`; a record of 8 September of a decision taken on the 9th.

Source: SI 2012/2089, regulations 12 and 13 (written statements of executive decisions).",
    needs_whole: false,
    run: find,
};

/// The fields that show that a kind of document is such a record.
const PARTS: [&str; 3] = ["alternatives", "conflicts", "dispensations"];

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    if !PARTS.iter().all(|key| paper.may_have(key)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let [reason] = paper.texts("reasons").as_slice()
        && (answer::is_none(&reason.value) || answer::is_blank(&reason.value))
    {
        found.push(
            finding(format!("`{}` is no reason for a decision", reason.value.trim()), &reason.span).hint(
                "say in a sentence or two why it was decided so; the report on which it rests has the reasons",
            ),
        );
    }
    for key in PARTS {
        let [text] = paper.texts(key)[..] else { continue };
        let written = text.value.trim();
        let (what, hint) = match key {
            "alternatives" => {
                ("alternatives", "name the options that were considered and rejected, or write `None`")
            }
            "conflicts" => ("conflicts of interest", "say who declared which interest, or write `None`"),
            _ => ("dispensations", "say who was granted which dispensation, or write `None`"),
        };
        if answer::is_blank(written) {
            found.push(finding(format!("`{written}` says nothing of {what}"), &text.span).hint(hint));
        } else if answer::says_yes(written) && answer::length(written) < 3 {
            found.push(finding(format!("`{written}` does not say which {what}"), &text.span).hint(hint));
        }
    }
    if let ([conflicts], [dispensations]) = (&paper.texts("conflicts")[..], &paper.texts("dispensations")[..])
        && answer::is_none(&conflicts.value)
        && !answer::denies_without_reason(&dispensations.value)
        && !answer::says_no(&dispensations.value)
    {
        found.push(
            finding("a dispensation was granted, and no conflict of interest is recorded", &dispensations.span)
                .related(&conflicts.span, "no conflict")
                .hint("record under `conflicts:` the interest for which it was granted, or write `dispensations: None`"),
        );
    }
    if let (Some(FieldEntry::Date(decided, place)), Some(date)) = (paper.field("decided"), &paper.report.date_place)
        && *decided > paper.report.date
    {
        found.push(
            finding("the decision was taken after the date of its record", place)
                .related(date, "the date of the record")
                .hint("put `date` or `decided` right: the record is made after the decision"),
        );
    }
    found
}
