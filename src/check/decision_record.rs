//! `decision-record`: whether the record of a decision says what the law wants to know of it.

use std::ops::Range;

use crate::check::answer::{self, Empty};
use crate::check::words::{Word, sentences, words};
use crate::check::{Paper, Rule, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::fields::FieldEntry;
use crate::project::yaml::Text;
use crate::skeleton::TO_BE_WRITTEN;

/// A record of a decision that says less than regulation 12 asks for, or contradicts itself.
pub const RULE: Rule = Rule {
    name: "decision-record",
    severity: Severity::Error,
    summary: "a decision record without reasons, or with answers that say nothing or contradict each other",
    explanation: "\
Reads the record of an executive decision. That the decision, its date, the reasons, the alternatives, the conflicts of
interest and the dispensations are there at all is an error of the build already; this rule reads what they say. Reasons
must be reasons: `None`, `Yes` and `To follow` are none, and \"As set out in the report\" gets a warning, since the record is
to have them. Alternatives, conflicts and dispensations may be `None`, but not a dash, which leaves the reader to guess, not a
bare Yes, which leaves out which, and not \"A conflict was declared\", which leaves out whose. A dispensation is granted for
a conflict, so it cannot stand beside \"None\"; and a record is not made before the decision (`date:` and `decided:`).

For example: `reasons: See report`; `conflicts: Yes`; a record of 8 September of a decision taken on the 9th.

Source: SI 2012/2089, regulation 12 for decisions taken at meetings of the executive, and 13 for those of one member or
officer: a written statement with the decision and its date, the reasons, the alternatives that were considered and rejected,
the conflicts of interest that were declared, and any dispensation granted by the head of paid service.",
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
    if let [reason] = paper.texts("reasons").as_slice() {
        found.extend(no_reason(reason));
    }
    for key in PARTS {
        if let [text] = paper.texts(key)[..] {
            found.extend(no_answer(key, text));
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

/// Words of a record in which nothing is recorded.
const QUESTION: &str = "accept accepted actioned agree agreed alternative alternatives approach appropriate approve approved approval \
    best cabinet carried carry conflict conflicts council deemed director discussed dispensation dispensations effect enable enabled \
    enabling ensure felt forward give granted implement implementation implemented implementing interest interests judged left \
    member members minded move officer officer's officers option options order place possible progress progressed recommend \
    recommended rejected right set take taken they thought various way";

/// What is wrong with reasons that are none.
fn no_reason(text: &Text) -> Option<Diagnostic> {
    let written = text.value.trim();
    let hint = "say in a sentence or two why it was decided so; the report on which it rests has the reasons";
    let told = match answer::emptiness(written, QUESTION)? {
        // Whoever leads to the report gives its reasons, though not in the record.
        Empty::Elsewhere => doubt(format!("`{written}` leaves the reasons to another paper"), &text.span),
        Empty::Hollow => doubt(format!("`{written}` does not say why it was decided so"), &text.span),
        _ => finding(format!("`{written}` is no reason for a decision"), &text.span),
    };
    Some(told.hint(hint))
}

/// What is wrong with an answer on alternatives, conflicts or dispensations.
fn no_answer(key: &str, text: &Text) -> Option<Diagnostic> {
    // That it is still to be written is told by another rule.
    let written = text.value.trim();
    if written.starts_with(TO_BE_WRITTEN) {
        return None;
    }
    let (what, hint) = match key {
        "alternatives" => ("alternatives", "name the options that were considered and rejected, or write `None`"),
        "conflicts" => ("conflicts of interest", "say who declared which interest, or write `None`"),
        _ => ("dispensations", "say who was granted which dispensation, or write `None`"),
    };
    let told = match answer::emptiness(written, QUESTION) {
        Some(Empty::Denial) => return None,
        Some(Empty::Blank) => finding(format!("`{written}` says nothing of {what}"), &text.span),
        Some(Empty::Elsewhere) => doubt(format!("`{written}` leaves the {what} to another paper"), &text.span),
        Some(Empty::Later) => finding(format!("`{written}` leaves the {what} open"), &text.span),
        Some(Empty::Yes | Empty::Hollow) => finding(format!("`{written}` does not say which {what}"), &text.span),
        None if key == "conflicts"
            && !answer::says_no(written)
            && !answer::denies_without_reason(written)
            && !names(written) =>
        {
            doubt("this does not say whose conflict of interest it is", &text.span)
        }
        None => return None,
    };
    Some(told.hint(hint))
}

/// Whether a text names anybody: a capital within a sentence, or a title.
fn names(text: &str) -> bool {
    /// Of these there is one.
    const OFFICES: &str = "mayor leader chair chairman monitoring";
    /// Capitals that are nobody's name.
    const ROLES: &str = "board cabinet cllr cllrs committee council councillor councillors declaration declarations disclosable \
        interest interests meeting member members officer officers other pecuniary register report";
    let office = |word: &Word<'_>| answer::among(OFFICES, &word.lower);
    let within = |range: Range<usize>| {
        let words = words(text.get(range).unwrap_or_default());
        let name = |word: &Word<'_>| word.is_word() && word.is_capital() && !answer::among(ROLES, &word.lower);
        words.iter().skip(1).any(name) || words.iter().any(office)
    };
    sentences(text).into_iter().any(within) || text.contains("{{")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_reasons() {
        for hollow in [
            "Yes",
            "As set out in the report.",
            "For the reasons set out in the report.",
            "The reasons are contained in the report.",
            "As recommended by officers",
            "To agree the recommendations.",
            "To implement the recommendations.",
            "To enable the decision to be implemented.",
            "The decision was considered appropriate.",
            "To follow",
            "Not required",
            "N/A",
            "–",
        ] {
            assert!(no_reason(&Text::of(hollow)).is_some_and(|one| !one.hints.is_empty()), "{hollow}");
        }
        for reason in [
            "The workforce had to be made stable.",
            "To reduce reliance on agency staff.",
            "As set out in the report, agency costs have doubled.",
            "Statutory duty to publish a scheme each year.",
            "The contract ends in March.",
        ] {
            assert!(no_reason(&Text::of(reason)).is_none(), "{reason}");
        }
    }

    #[test]
    fn answers_say_what_was_and_whose_it_was() {
        for (key, hollow) in [
            ("alternatives", "See report"),
            ("alternatives", "Detailed in the report"),
            ("alternatives", "To follow"),
            ("alternatives", "Yes"),
            ("conflicts", "A conflict was declared"),
            ("conflicts", "As declared at the meeting"),
            ("conflicts", "A governor of the school declared an interest"),
            ("conflicts", "One Member left the meeting."),
            ("conflicts", "A councillor left the room."),
            ("alternatives", "Various options were set out."),
            ("dispensations", "Dispensations were in place."),
            ("dispensations", "A dispensation was granted."),
            ("dispensations", "See minutes"),
        ] {
            assert!(no_answer(key, &Text::of(hollow)).is_some_and(|one| !one.hints.is_empty()), "{key}: {hollow}");
        }
        for (key, answer) in [
            ("alternatives", "None were considered."),
            ("alternatives", "To do nothing, which would leave posts empty."),
            ("alternatives", "The report set out three options; the second and third cost more."),
            ("conflicts", "None declared"),
            ("conflicts", "No conflicts were declared."),
            ("conflicts", "Councillor A Name declared an interest as a governor."),
            ("conflicts", "The Leader declared an interest as a trustee."),
            ("conflicts", "There were none."),
            ("dispensations", "The Head of Paid Service granted one to Councillor A Name."),
        ] {
            assert!(no_answer(key, &Text::of(answer)).is_none(), "{key}: {answer}");
        }
    }
}
