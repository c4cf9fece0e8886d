//! `decision-record`: whether the record of a decision says what the law wants to know of it.

mod dated;
mod hollow;
mod pointing;
mod ties;
mod told;
mod turned_down;

use std::ops::Range;

use crate::check::answer::{self, Empty, is_blank};
use crate::check::decision_record::told::{Question, contradicts_itself, declares, denies, tells, weighs_options};
use crate::check::likeness::content;
use crate::check::words::{Word, sentences, words};
use crate::check::{Paper, Rule, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::fields::FieldEntry;
use crate::project::resolutions::FreeEntry;
use crate::project::yaml::Text;
use crate::skeleton::TO_BE_WRITTEN;

/// A record of a decision that says less than regulation 12 asks for, or contradicts itself.
pub const RULE: Rule = Rule {
    name: "decision-record",
    severity: Severity::Error,
    summary: "a decision record without reasons, or with answers that say nothing or contradict each other",
    explanation: "\
Reads the record of an executive decision. That the decision, its date, the reasons, the alternatives, the conflicts of
interest and the dispensations are there at all is an error of the build already; this rule reads what they say. The
decision must be one: `See report`, `As recommended` and a bare `Agreed` record none, and \"That the recommendations be agreed\" gets a
warning, since the reader of the record has to look for them. Reasons
must be reasons: `None`, `Yes` and `To follow` are none; \"As set out in the report\", the decision in other words (\"To adopt the
policy\", \"To approve the higher fee\") and how it was taken (\"Members were content\") get a warning, since the record is to have them. No answer may only say
where or whom to ask. Alternatives, conflicts and dispensations may be `None`, but not a dash, which leaves the reader to guess, not a
bare Yes or \"Other options were not supported\", which leave out which, and not \"A conflict was declared\", which leaves out
whose. No answer may say that there was nothing and then what there was (as a warning, \"None. Councillor A Name works for the
contractor\" or \"… runs a stall\"), nor another answer of the record, nor its `text:` that an interest was declared. A dispensation is granted for
a conflict, so it cannot stand beside \"None\"; and a record is not made before the decision (`date:` and `decided:`). As a warning,
it finds a text that has the decision taken some days before or after `decided:`: \"this decision was taken on\", \"agreed the
recommendations on\", of whoever takes the decision (the Cabinet Member, the Leader; the Cabinet or its Members, where `known-as:` is the
Cabinet), and \"This was agreed on\" where a text begins so.

For example: `decision: As recommended`; `reasons: See report`; `conflicts: Yes`; `conflicts: None. Councillor A Name declared an interest`; a record of
8 September of a decision taken on the 9th.

Left alone are \"None, apart from …\", where it says from what, a None with its reason, decisions to note, refuse, defer or refer,
and a decision that names an option by its number.

Source: SI 2012/2089, regulation 12 for decisions taken at meetings of the executive, and 13 for those of one member or
officer: a written statement with the decision and its date, the reasons, the alternatives that were considered and rejected,
the conflicts of interest that were declared, and any dispensation granted by the head of paid service.",
    needs_whole: false,
    reads_sentences: true,
    run: find,
};

/// The fields that show that a kind of document is such a record.
const PARTS: [&str; 3] = ["alternatives", "conflicts", "dispensations"];

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    if !PARTS.iter().all(|key| paper.may_have(key)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if !takes_resolutions(paper) {
        found.extend(not_recorded(&resolved(paper)));
    }
    if let [reason] = paper.texts("reasons").as_slice() {
        found.extend(no_reason(reason, &decided(paper)));
    }
    for key in PARTS {
        if let [text] = paper.texts(key)[..] {
            found.extend(no_answer(key, text));
        }
    }
    if let ([conflicts], [dispensations]) = (&paper.texts("conflicts")[..], &paper.texts("dispensations")[..])
        && denies(&conflicts.value)
        && tells(&conflicts.value, Question::Conflicts).is_none()
        && !answer::denies_without_reason(&dispensations.value)
        && !answer::says_no(&dispensations.value)
        && !denies(&dispensations.value)
        && matches!(hollow::no_answer(&dispensations.value), None | Some(Empty::Yes))
        && !is_needless(&dispensations.value)
    {
        found.push(
            finding("a dispensation was granted, and no conflict of interest is recorded", &dispensations.span)
                .related(&conflicts.span, "no conflict")
                .hint("record under `conflicts:` the interest for which it was granted, or write `dispensations: None`"),
        );
    }
    found.extend(contradictions(paper));
    found.extend(told_otherwise(paper));
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

/// "Not needed, as no conflict was declared".
fn is_needless(answer: &str) -> bool {
    let opening = words(answer).into_iter().take(4).map(|word| word.lower).collect::<Vec<_>>();
    let has = |some: &str| opening.iter().any(|word| answer::among(some, word));
    has("not none") && has("applicable granted needed necessary required requested sought")
}

/// Days on which the text says that the decision was taken, other than the record's.
fn told_otherwise(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let Some(FieldEntry::Date(decided, place)) = paper.field("decided") else { return Vec::new() };
    let what = self::decided(paper);
    let known_as = paper.texts("known-as").into_iter().next();
    let body = known_as.and_then(|name| words(&name.value).pop()).map_or_else(String::new, |word| word.lower);
    let told =
        dated::other_days(&paper.passages, *decided, &what, &body).into_iter().map(|(passage, range, date)| {
            let said = date.format("%-d %B %Y");
            let message =
                format!("the decision was taken on {said}, and `decided` has {}", decided.format("%-d %B %Y"));
            doubt(message, &passage.place(&range))
                .related(place, "the day of the decision")
                .hint("put the one or the other right")
        });
    told.collect()
}

/// The stems of the words of the decision and of the title.
fn decided(paper: &Paper<'_>) -> Vec<String> {
    let texts = resolved(paper).into_iter().chain([&paper.report.title]);
    content(&texts.map(|text| text.value.as_str()).collect::<Vec<_>>().join(" "), "")
}

/// The author's own words of the decision.
fn resolved<'a>(paper: &Paper<'a>) -> Vec<&'a Text> {
    fn collect<'a>(entries: &'a [FreeEntry], into: &mut Vec<&'a Text>) {
        for entry in entries {
            into.push(&entry.text);
            collect(&entry.items, into);
        }
    }
    let mut found = Vec::new();
    for (_, field) in &paper.report.fields {
        if let FieldEntry::Resolutions(entry) = field {
            found.extend(&entry.single);
            collect(&entry.free, &mut found);
        }
    }
    found
}

/// Whether the decision is taken from a report or from minutes, which have it in full.
fn takes_resolutions(paper: &Paper<'_>) -> bool {
    let sourced = |field: &FieldEntry| matches!(field, FieldEntry::Resolutions(entry) if entry.source.is_some());
    paper.report.fields.iter().any(|(_, field)| sourced(field))
}

/// That the words of a decision do not say what was decided.
fn not_recorded(texts: &[&Text]) -> Option<Diagnostic> {
    let said: Vec<&str> = texts.iter().map(|text| text.value.trim()).collect();
    // That it is still to be written is told by another rule.
    let empty = pointing::no_decision(&said).filter(|_| !said.iter().any(|one| one.starts_with(TO_BE_WRITTEN)))?;
    let (first, written) = texts.first().zip(said.first())?;
    let told = match empty {
        Empty::Elsewhere => {
            doubt(format!("`{written}` leaves the decision to be looked for elsewhere"), &first.span)
        }
        _ => finding(format!("`{written}` does not record what was decided"), &first.span),
    };
    Some(told.hint("write the decision out: \"That the charges for allotments rise by 3% from 1 April 2026\""))
}

/// Answers that say that there was nothing, where they, or others, say what there was.
fn contradictions(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (key, question, what) in [
        ("alternatives", Question::Alternatives, "alternatives"),
        ("conflicts", Question::Conflicts, "conflicts of interest"),
        ("dispensations", Question::Dispensations, "dispensations"),
    ] {
        let [text] = paper.texts(key)[..] else { continue };
        if let Some(range) = contradicts_itself(&text.value, question) {
            let message = format!("the answer says that there were no {what}, and then what there was");
            found.push(
                finding(message, &text.locate(range))
                    .hint("take the `None` out, or what is no answer to the question"),
            );
            continue;
        }
        if let (Question::Conflicts, Some(range)) = (question, ties::after_denial(&text.value)) {
            found.push(
                doubt(
                    "the answer says that there were no conflicts of interest, and then tells of what may be one",
                    &text.locate(range),
                )
                .hint("say that the member declared it, or why it is no conflict, or take it out"),
            );
            continue;
        }
        if !denies(&text.value) {
            continue;
        }
        let others =
            ["reasons", "alternatives", "conflicts", "dispensations"].into_iter().filter(|other| *other != key);
        let told = others.flat_map(|other| paper.texts(other)).find_map(|other| {
            let range = match question {
                Question::Alternatives => weighs_options(&other.value),
                _ => tells(&other.value, question),
            };
            range.map(|range| other.locate(range))
        });
        let running = || paper.texts("text").into_iter().find_map(|text| Some(text.locate(declares(&text.value)?)));
        let told = told.or_else(|| if question == Question::Conflicts { running() } else { None });
        if let Some(place) = told {
            let hint = format!("say under `{key}:` what there was, or put the other answer right");
            found.push(
                doubt(format!("no {what}, although the record speaks of them"), &text.span)
                    .related(&place, "this speaks of them")
                    .hint(hint),
            );
        }
    }
    found
}

/// What is wrong with reasons that are none.
fn no_reason(text: &Text, decided: &[String]) -> Option<Diagnostic> {
    let written = text.value.trim();
    let hint = "say in a sentence or two why it was decided so; the report on which it rests has the reasons";
    let first = sentences(written).into_iter().next().unwrap_or_default();
    if first.end < written.len() && answer::is_none(&written[first.clone()]) && hollow::no_answer(written).is_none()
    {
        let message = format!("these reasons begin with `{}`, and go on", &written[first]);
        return Some(doubt(message, &text.span).hint("take it out, if what follows is the reason"));
    }
    let told = match hollow::no_reason(written, decided)? {
        // Whoever leads to the report gives its reasons, though not in the record.
        Empty::Elsewhere => doubt(format!("`{written}` leaves the reasons to be looked for elsewhere"), &text.span),
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
    let told = match hollow::no_answer(written) {
        Some(Empty::Denial) => return None,
        Some(Empty::Blank) if is_blank(written) => {
            finding(format!("`{written}` says nothing of {what}"), &text.span)
        }
        Some(Empty::Elsewhere) => {
            doubt(format!("`{written}` leaves the {what} to be looked for elsewhere"), &text.span)
        }
        Some(Empty::Later) => finding(format!("`{written}` leaves the {what} open"), &text.span),
        Some(Empty::Yes | Empty::Hollow | Empty::Blank) => {
            finding(format!("`{written}` does not say which {what}"), &text.span)
        }
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
            "Minute 41 refers.",
            "in the report",
            "The reasons can be found in the report.",
            "The report gives the reasons.",
            "The reasons for the decision are set out in the report of the Director of Public Health.",
            "TBC",
            "See minute 27 of the Cabinet of 9 March 2026.",
            "Members were content to agree the proposal.",
            "The Cabinet was happy to support the officers' advice.",
            "It was felt to be the right thing to do.",
            "The decision was taken after a full discussion.",
            "The Cabinet Member considered the report carefully.",
            "The report was read closely and discussed at length.",
            "None. The lease ends in June.",
        ] {
            assert!(no_reason(&Text::of(hollow), &[]).is_some_and(|one| !one.hints.is_empty()), "{hollow}");
        }
        for reason in [
            "The workforce had to be made stable.",
            "To reduce reliance on agency staff.",
            "As set out in the report, agency costs have doubled.",
            "Statutory duty to publish a scheme each year.",
            "The contract ends in March.",
            "The contract ends on 31 March 2026.",
            "Minute 41 sets out the history; the lease ends in June.",
            "Members agreed with the report that the depot is unsafe.",
            "The discussion showed that the depot is unsafe.",
            "The site was read as too small by the inspector.",
        ] {
            assert!(no_reason(&Text::of(reason), &[]).is_none(), "{reason}");
        }
    }

    #[test]
    fn answers_say_what_was_and_whose_it_was() {
        for (key, hollow) in [
            ("alternatives", "See report"),
            ("alternatives", "Detailed in the report"),
            ("alternatives", "As set out in section 2 of the report."),
            ("alternatives", "See pages 4 to 6 of the report."),
            ("alternatives", "These are outlined in Appendix A."),
            ("alternatives", "TBC"),
            ("alternatives", "Options 2 and 3."),
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
            ("alternatives", "Option 2, which would have closed the branch library."),
            ("dispensations", "The Head of Paid Service granted none."),
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
