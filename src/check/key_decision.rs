//! `key-decision`: whether a key decision had its notice, and whether a decision that is called none may be one.

mod notice;
mod sums;
mod wards;

use chrono::NaiveDate;

use crate::check::key_decision::notice::{has_reference, is_of_notice, published_in, unreferenced};
use crate::check::key_decision::sums::largest;
use crate::check::key_decision::wards::{Wards, admitted_wards};
use crate::check::words::words;
use crate::check::{Paper, Rule, answer, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::fields::{FieldEntry, RecordEntry};
use crate::project::yaml::Text;
use crate::quantity::value::Unit;
use crate::skeleton::TO_BE_WRITTEN;

/// The fields of the rule.
const ANSWER: &str = "key-decision";
const PLAN: &str = "forward-plan";
const WARDS: &str = "wards";

/// A key decision without notice, or a No where the wards or the money speak against it.
pub const RULE: Rule = Rule {
    name: "key-decision",
    severity: Severity::Error,
    summary: "a key decision without reference or 28 clear days' notice; a No that may be a Yes",
    explanation: "\
Reads the answer to \"Is this a key decision?\". A Yes needs its reference in the Forward Plan and the day on which the notice
was published there, 28 clear days before the decision at least; here every day counts but the first and the last. Where
there was less notice the report has to say which exception it relies on. A bare No is doubted where the report affects two
wards or more, or where its recommendations, its financial implications, its summary or its options have one sum to be spent, saved or
lent that is above the council's threshold (several are not added up): that is a warning, and a No with its reason is not doubted.

For example: `key-decision: Yes` with no reference; `key-decision: No` beside `wards: All wards`. What is wanted:

key-decision: Yes
forward-plan: {reference: KD 12/2025, published: 2025-11-03}

key-decision: Yes – KD 12/2025, notice published on 3 November 2025

key-decision: No – its effects on communities in these wards are not significant

What the wards are is read as people write them: commas, strokes, \"and\", \"All\", \"the Borough\". Of two names that are joined
by \"and\" nobody can tell whether they are one ward: a bare No beside `Binley and Willenhall` is doubted, and `Binley and Willenhall
Ward` is one. A reference has to be one, not a dash,
\"See Forward Plan\", \"To be allocated\" or `TBC`; and `exception:` has to say under which regulation and why.

The threshold is the council's own and stands in `council.yaml`; without it no sum is looked at:

key-decisions: {above: 500000, wards: 2}
notice: {key-decision: 28}

Source: SI 2012/2089, regulations 8 (what a key decision is), 9 (28 clear days' notice), 10 (general exception: the chair of
the scrutiny committee is told in writing, and five clear days pass after that notice is public) and 11 (special urgency: the
chair agrees that the decision is urgent and cannot reasonably be deferred).",
    needs_whole: false,
    reads_sentences: true,
    run: find,
};

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let Some(said) = paper.texts(ANSWER).into_iter().next() else { return Vec::new() };
    if answer::says_yes(&said.value) {
        return notice(paper, said);
    }
    if answer::says_no(&said.value) {
        return doubted(paper, said);
    }
    // That it is still to be written is told by another rule.
    let unwritten = said.value.starts_with(TO_BE_WRITTEN);
    if unwritten || said.value.contains("{{") {
        return Vec::new();
    }
    if is_not(&said.value) {
        return doubted(paper, said);
    }
    vec![
        doubt(format!("`{}` is neither Yes nor No", said.value.trim()), &said.span)
            .hint("begin the answer with `Yes` or `No`, and the reason after it"),
    ]
}

/// "Not a key decision", "This is not …".
fn is_not(answer: &str) -> bool {
    words(answer).iter().any(|word| matches!(word.lower.as_str(), "not" | "non-key"))
}

/// A key decision: its reference, and its notice.
fn notice(paper: &Paper<'_>, said: &Text) -> Vec<Diagnostic> {
    let known = paper.report.schema.fields.iter().any(|field| field.key == PLAN);
    let entries = match paper.field(PLAN) {
        Some(FieldEntry::Records(records, _)) => records.as_slice(),
        Some(_) => return Vec::new(),
        None => &[],
    };
    if entries.is_empty() {
        let told = published_in(&said.value, paper.report.date);
        if let Some((published, range)) = told.filter(|_| has_reference(&said.value)) {
            return enough(paper, published, &said.locate(range)).into_iter().collect();
        }
        if let Some((published, place)) = told_elsewhere(paper).filter(|_| has_reference(&said.value)) {
            return enough(paper, published, &place).into_iter().collect();
        }
        let add = "add a line such as `forward-plan: {reference: KD 12/2025, published: 2025-11-03}`";
        return match (has_reference(&said.value), known) {
            (true, false) => Vec::new(),
            (true, true) => vec![
                doubt("nothing says when the notice of this key decision was published", &said.span)
                    .hint(format!("{add}, with the day on which the Forward Plan gave notice")),
            ],
            (false, true) => vec![
                finding("a key decision without its Forward Plan reference", &said.span)
                    .hint(add)
                    .hint(
                        "if no notice was given, take the decision later, or write in `forward-plan:` which exception it relies on: \
                         `exception: general exception under regulation 10 because …`",
                    ),
            ],
            (false, false) => vec![
                finding("a key decision without its Forward Plan reference", &said.span)
                    .hint("write it after the answer: `Yes – Forward Plan reference KD 12/2025`"),
            ],
        };
    }
    entries.iter().flat_map(|entry| referred(entry).into_iter().chain(in_time(paper, entry))).collect()
}

/// The day on which a sentence of the paper says that the notice of this decision was published.
fn told_elsewhere(paper: &Paper<'_>) -> Option<(NaiveDate, Span)> {
    paper.passages.iter().find_map(|passage| {
        passage.sentences().into_iter().filter(|range| !passage.is_quoted(range)).find_map(|range| {
            let sentence = &passage.text[range.clone()];
            let (published, within) =
                published_in(sentence, paper.report.date).filter(|_| is_of_notice(sentence))?;
            Some((published, passage.place(&(range.start + within.start..range.start + within.end))))
        })
    })
}

/// Whether the entry has a reference, and not only a place for one.
fn referred(entry: &RecordEntry) -> Option<Diagnostic> {
    let reference = unreferenced(entry)?;
    let message = format!("`{}` is no reference in the Forward Plan", reference.value.trim());
    Some(
        finding(message, &reference.span)
            .hint("write the reference under which the notice of the decision was published, such as `KD 12/2025`"),
    )
}

/// The places of references of a key decision that are none, of which this rule tells.
pub fn gaps<'a>(paper: &Paper<'a>) -> Vec<&'a Span> {
    let is_key = paper.texts(ANSWER).first().is_some_and(|said| answer::says_yes(&said.value));
    match paper.field(PLAN) {
        Some(FieldEntry::Records(entries, _)) if is_key => {
            entries.iter().filter_map(unreferenced).map(|reference| &reference.span).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether there was enough notice.
fn in_time(paper: &Paper<'_>, entry: &RecordEntry) -> Option<Diagnostic> {
    if let Some(FieldEntry::Line(exception)) = entry.field("exception") {
        return excepted(exception);
    }
    let Some(FieldEntry::Date(published, place)) = entry.field("published") else {
        let told = doubt("nothing says when the notice of this key decision was published", &entry.place);
        return Some(told.hint("add `published:` with the day on which the Forward Plan gave notice"));
    };
    enough(paper, *published, place)
}

/// Whether a notice that was published on a day was early enough.
fn enough(paper: &Paper<'_>, published: NaiveDate, place: &Span) -> Option<Diagnostic> {
    let asked = paper.profile.notice.key_decision;
    let (calendar, style) = (&paper.profile.calendar, &paper.profile.style);
    let decided = paper.report.date;
    let clear = calendar.clear_days(published, decided, asked);
    if clear >= asked.days {
        return None;
    }
    let message = if published >= decided {
        "the notice of this key decision was not published before the decision".to_owned()
    } else {
        format!("{clear} clear days' notice of a key decision, instead of {}", asked.days)
    };
    let mut told = finding(message, place);
    if let Some(decision) = &paper.report.date_place {
        told = told.related(decision, format!("the decision is on {}", style.weekday_date(decided)));
    }
    if let Some(last) = calendar.last_day(decided, asked) {
        told = told.hint(format!(
            "the notice has to be published by {}; put the date right, or take the decision later",
            style.weekday_date(last)
        ));
    }
    Some(told.hint(
        "if 28 days were not possible, say which exception it is: `exception: general exception under regulation 10 because …`",
    ))
}

/// What is wrong with the words on an exception: they say under which regulation, and why.
fn excepted(exception: &Text) -> Option<Diagnostic> {
    let words = words(&exception.value);
    if exception.value.contains("{{") || answer::gap(&words) {
        return None;
    }
    const QUESTION: &str = "general exception exceptional special urgent urgency regulation regulations reg 10 11 case cases rule \
        procedure chair chairman scrutiny agreed agreement agrees notified was late overview committee of and";
    let named = words.windows(2).any(|pair| {
        matches!(pair[0].lower.as_str(), "general" | "special" | "regulation" | "reg" | "." | "rule")
            && matches!(pair[1].lower.as_str(), "exception" | "urgency" | "10" | "11" | "15" | "16")
    });
    let written = exception.value.trim();
    let hint = "say which it is and why 28 days were not possible: `general exception under regulation 10 because the grant was \
                offered on 28 March`; regulation 11, special urgency, needs the agreement of the chair of the scrutiny committee";
    if answer::telling(&exception.value, QUESTION) < 2 {
        let message = format!("`{written}` does not say why 28 clear days' notice was not possible");
        return Some(finding(message, &exception.span).hint(hint));
    }
    (!named)
        .then(|| doubt("this does not say which exception it is, regulation 10 or 11", &exception.span).hint(hint))
}

/// A No whose reason says that as many wards are affected as make a key decision, and not that the effects are small.
fn admitted(paper: &Paper<'_>, said: &Text) -> Option<Diagnostic> {
    let wards = admitted_wards(&said.value, paper.profile.key_decisions.wards)?;
    Some(
        doubt("no key decision, although it affects several wards", &said.locate(wards)).hint(
            "a decision with significant effects on communities in two wards or more is a key decision, whatever it costs: answer \
             Yes, with `forward-plan:`",
        )
        .hint("or say that they are not: `key-decision: No – its effects on communities in these wards are not significant`"),
    )
}

/// A No, where the wards or the money speak against it.
fn doubted(paper: &Paper<'_>, said: &Text) -> Vec<Diagnostic> {
    if said.value.contains("{{") {
        return Vec::new();
    }
    // Whoever gives a reason has thought of it, unless the reason says itself that it is one.
    if answer::telling(&said.value, "key decision decisions non-key") > 0 {
        let reason = words(&said.value);
        let any = |list: &str| reason.iter().any(|word| answer::among(list, &word.lower));
        let below = any("threshold") && any("below beneath less under within");
        return admitted(paper, said).into_iter().chain(below.then(|| above(paper, said)).flatten()).collect();
    }
    let mut found = Vec::new();
    if let Some(FieldEntry::Records(plans, _)) = paper.field(PLAN)
        && let Some(plan) = plans.first()
    {
        found.push(
            doubt("no key decision, although notice of a key decision was given", &said.span)
                .related(&plan.place, "this notice")
                .hint("answer Yes, or take `forward-plan:` out")
                .hint("or give the reason: `key-decision: No – the scheme became smaller after notice was given`"),
        );
    }
    let settings = paper.profile.key_decisions;
    let wards = paper.texts(WARDS).into_iter().next().map(|wards| (wards, Wards::read(&wards.value)));
    if let Some((wards, read)) = wards.filter(|(_, read)| read.most >= settings.wards) {
        let (message, one) = if read.least >= settings.wards {
            ("no key decision, although it affects several wards", None)
        } else {
            let one = format!(
                "if that is one ward, write so: `wards: {} Ward`",
                wards.value.trim().trim_end_matches('.')
            );
            ("no key decision, although these may be several wards", Some(one))
        };
        found.push(
            doubt(message, &said.span)
                .related(&wards.span, "these wards")
                .maybe_hint(one)
                .hint(
                    "a decision with significant effects on communities in two wards or more is a key decision: answer Yes, \
                     with `forward-plan:`",
                )
                .hint("or give the reason: `key-decision: No – its effects on communities in these wards are not significant`"),
        );
    }
    found.extend(above(paper, said).or_else(|| told_above(paper, said)));
    found
}

/// A No, where a sentence says that the sum is above the threshold for key decisions.
fn told_above(paper: &Paper<'_>, said: &Text) -> Option<Diagnostic> {
    let place = paper.passages.iter().find_map(|passage| {
        let told =
            |range: &std::ops::Range<usize>| is_above(&passage.text[range.clone()]) && !passage.is_quoted(range);
        passage.sentences().into_iter().find(told).map(|range| passage.place(&range))
    })?;
    Some(
        doubt("no key decision, although the text puts it above the threshold for key decisions", &said.span)
            .related(&place, "this says so")
            .hint("answer Yes, with `forward-plan:`, or put the sentence right")
            .hint("or give the reason: `key-decision: No – the money was approved with the budget`"),
    )
}

/// "Lies above the threshold for key decisions", "exceeds the key decision threshold".
fn is_above(sentence: &str) -> bool {
    let words = words(sentence);
    let any = |list: &str| words.iter().any(|word| answer::among(list, &word.lower));
    let key = words.windows(2).any(|pair| pair[0].lower == "key" && pair[1].lower.starts_with("decision"));
    let threshold = any("threshold thresholds limit");
    let over = any("above beyond exceed exceeded exceeding exceeds over");
    key && threshold && over && !any("if not no neither never unless were whether would")
}

/// A No beside a sum above the council's threshold.
fn above(paper: &Paper<'_>, said: &Text) -> Option<Diagnostic> {
    let above = paper.profile.key_decisions.above?;
    let (place, sum) = largest(paper, above)?;
    let above = paper.profile.style.value(above, Unit::Pounds, 0);
    let message = format!("no key decision, although {sum} is above the council's threshold of {above}");
    Some(
        doubt(message, &said.span)
            .related(&place, "this sum")
            .hint("spending or saving above the threshold is a key decision: answer Yes, with `forward-plan:`")
            .hint("or give the reason: `key-decision: No – the money was approved with the budget`"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_may_be_said_to_be_above_the_threshold() {
        for text in [
            "The cost of £4.8 million lies above the threshold of £500,000 for key decisions.",
            "This exceeds the key decision threshold.",
        ] {
            assert!(is_above(text), "{text}");
        }
        for text in [
            "The cost is not above the threshold for key decisions.",
            "If it went above the key decision threshold, it would come back.",
            "The threshold for key decisions is £500,000.",
            "It is above the limit for small schemes.",
        ] {
            assert!(!is_above(text), "{text}");
        }
    }

    #[test]
    fn an_exception_has_its_regulation_and_its_reason() {
        let said = |value: &str| {
            let file = crate::diagnostic::SourceFile::new("report.yaml", value);
            excepted(&Text { value: value.to_owned(), span: Span::new(&file, 0..value.len()) })
        };
        for hollow in [
            "Yes",
            "Urgent",
            "n/a",
            "–",
            "Regulation 10",
            "General exception under regulation 10",
            "Special urgency was agreed by the Chair",
            "See report",
            "The grant was offered on 20 October",
        ] {
            assert!(said(hollow).is_some_and(|one| !one.hints.is_empty()), "{hollow}");
        }
        for reason in [
            "general exception under regulation 10 because the grant was offered on 20 October",
            "Special urgency (reg. 11): the provider went into administration on Friday",
            "Regulation 10 – the contract ends before 28 days are up",
            "TBC",
        ] {
            assert!(said(reason).is_none(), "{reason}");
        }
    }
}
