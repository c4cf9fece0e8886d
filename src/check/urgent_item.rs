//! `urgent-item`: whether it is stated which special circumstances make an item urgent.

mod late;

use std::ops::Range;

use crate::check::markers::has_marker;
use crate::check::passage::Passage;
use crate::check::words::{sentences, words};
use crate::check::{Paper, Rule, answer, finding};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::fields::{FieldEntry, RecordEntry};
use crate::project::yaml::Text;

/// An urgent item of which nobody says why it cannot wait.
pub const RULE: Rule = Rule {
    name: "urgent-item",
    severity: Severity::Error,
    summary: "an urgent item, report or minute without the special circumstances that make it urgent",
    explanation: "\
Finds items of an agenda whose title or text calls them urgent or late, or says that their paper comes after the agenda (\"Report to
follow\", \"To be tabled\", \"sent separately\"), and that have no `urgent:` with the special circumstances; reports that say of themselves that they are late or urgent, without it; `urgent:` (of an item or of a
report) and `shorter-notice:` that say nothing but that it is urgent, that it cannot wait, that a deadline was missed, that the chair agrees or
that the law knows such cases;
and minutes of an item that was taken as a matter of urgency which do not say why. What was not open to the public for five
clear days may only be considered where the chair is of the opinion that it should be, by reason of special circumstances,
and these are to stand in the minutes.

For example: `title: \"Urgent item: Ofsted\"` with a paper and no `urgent:`; `urgent: \"Yes\"`; `urgent: The item
missed the publication deadline`. What is wanted: `urgent: The inspection report came on 10 April and has to be answered by the 20th.`

Left alone is the standing item \"Any other business … as a matter of urgency because of the special circumstances
involved\", which has no paper.

Source: Local Government Act 1972, section 100B(4)(b), for meetings of the council and its committees. For public meetings
of the executive SI 2012/2089, regulations 6 and 7, ask for an agenda and reports that were open to the public for five clear
days, or since a meeting was convened at shorter notice; they do not have the chair's opinion in place of that, so ask the
monitoring officer before such a report goes out late. For key decisions regulations 10 and 11.",
    needs_whole: false,
    run: find,
};

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for key in ["urgent", "shorter-notice"] {
        found.extend(paper.texts(key).into_iter().filter_map(empty));
    }
    let stated = ["urgent", "shorter-notice"].iter().any(|key| paper.field(key).is_some());
    if paper.may_have("urgent") && !stated {
        found.extend(paper.each(said_late));
    }
    for (_, field) in &paper.report.fields {
        let FieldEntry::Records(records, _) = field else { continue };
        for record in records {
            item(record, &mut found);
        }
    }
    found
}

/// What is wrong with an item of an agenda or of minutes.
fn item(record: &RecordEntry, found: &mut Vec<Diagnostic>) {
    let stated = texts(record, "urgent");
    found.extend(stated.iter().filter_map(|text| empty(text)));
    if stated.is_empty()
        && let Some(place) = called_urgent(record)
    {
        found.push(
            finding("an urgent item without its special circumstances", &place.span)
                .hint("add `urgent:` to the item, with the reason why it cannot wait for the next meeting"),
        );
    }
    // Minutes.
    if let Some(heading) = texts(record, "heading").first() {
        let said: Vec<&Text> = ["text", "after"].iter().flat_map(|key| texts(record, key)).collect();
        let taken = said.iter().find(|text| takes_as_urgent(&text.value)).copied();
        let named = (is_urgent(&heading.value) && !is_standing(&heading.value)).then_some(*heading);
        let place = taken.or(named).filter(|_| !said.iter().any(|text| gives_reason(&text.value)));
        if let Some(place) = place {
            found.push(
                finding("the minute does not say which special circumstances made this urgent", &place.span).hint(
                    "add the reason to the item: `The Chair agreed to take it as a matter of urgency because …`",
                ),
            );
        }
    }
}

/// The title or the text of an agenda item that says that it is urgent, without the reason.
fn called_urgent(record: &RecordEntry) -> Option<&Text> {
    let title = texts(record, "title").first().copied();
    let text = texts(record, "text").into_iter().find(|text| brought_as_urgent(&text.value, true));
    let reason = texts(record, "text").iter().any(|text| gives_reason(&text.value));
    let title = title.filter(|title| is_urgent(&title.value) && (has_paper(record) || !is_standing(&title.value)));
    title.or(text).filter(|_| !reason)
}

fn texts<'a>(record: &'a RecordEntry, key: &str) -> Vec<&'a Text> {
    match record.field(key) {
        Some(FieldEntry::Line(text)) => vec![text],
        Some(FieldEntry::Text(texts) | FieldEntry::Lines(texts)) => texts.iter().collect(),
        _ => Vec::new(),
    }
}

fn has_paper(record: &RecordEntry) -> bool {
    record.fields.iter().any(|(_, field)| matches!(field, FieldEntry::Paper(_) | FieldEntry::Recommendations(_)))
}

/// Words that special circumstances cannot consist of: that it is urgent, that it is late, that the chair agrees.
const HOLLOW: &str = "4 a accordance act add added admin administration administrative admitted after agree agreed agreement agrees allow allowed an \
    and any are arrived as be because before being brought business by came chair chair's circumstances clearance \
    cleared complete completed consent consider consideration considered could day days deadline deadlines decide \
    decided decision deferred delay delayed delays despatch dispatch draft drafting due earlier emergency error \
    finished five for immediate immediately in involved is issue issued it item late matter miss missed misses n \
    need needs no none notice now of officer officers on opinion oversight permit permitted prepared print \
    produced publication publish published quick quickly ready reason reasons receive received report review sent \
    short shorter so soon special statutory submission submitted take taken takes tbc that the this timely \
    timescale timescales timetable timing to true unable urgency urgent urgently very wait was will with x xx yes \
    accepted b can cannot delayed further government later leave local lt next pursuant reasonably section until waiting won't";

/// A reason that says no more than that there is one.
fn empty(text: &Text) -> Option<Diagnostic> {
    let said = without_law(&text.value);
    let hollow = answer::telling(&said, HOLLOW) < 2 && !said.contains("{{") && !answer::gap(&words(&said));
    hollow.then(|| {
        let written = text.value.trim();
        let message = if written.len() <= 40 {
            format!("`{written}` does not say which special circumstances these are")
        } else {
            "this does not say which special circumstances these are".to_owned()
        };
        finding(message, &text.span).hint("say what happened, and why it cannot wait for the next meeting")
    })
}

/// A reason without the provision that it cites: that the law knows special circumstances does not say what they are.
fn without_law(reason: &str) -> String {
    let lower = reason.to_lowercase();
    let cited = ["100b(4)(b)", "100b (4)(b)", "100b(4)", "100b", "act 1972", "2012/2089", "regulations 2012"];
    cited.iter().fold(lower, |text, cited| text.replace(cited, " "))
}

/// Whether a heading says that the item is urgent.
fn is_urgent(heading: &str) -> bool {
    let words = words(heading);
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let late = matches!(lower.as_slice(), ["late", "item" | "report" | "paper" | "items", ..]);
    let urgent = match lower.iter().position(|word| matches!(*word, "urgent" | "urgency")) {
        // "Urgent item: …", "Ofsted (urgent)", "taken as a matter of urgency"; not "Urgent care in Coventry".
        Some(at) => {
            lower[at] == "urgency"
                || matches!(
                    lower.get(at + 1),
                    None | Some(&("item" | "items" | "business" | "report" | "matter" | ":" | ")" | "–" | "-"))
                )
        }
        None => false,
    };
    let marked = has_marker(
        heading,
        "urgent late urgency emergency tabled",
        "item items report reports paper papers business matter matters of additional supplementary taken as a on the day",
    );
    late || urgent || marked || late::title(heading)
}

/// Whether a heading is that of the item that every agenda has in case there is something urgent.
fn is_standing(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let words = words(&lower);
    let first: Vec<&str> = words.iter().take(2).map(|word| word.lower.as_str()).collect();
    matches!(
        first.as_slice(),
        ["any", _] | ["other", "urgent" | "items" | "business"] | ["items" | "matters", "of"]
    ) || matches!(
        lower.trim_end_matches('.').trim(),
        "urgent business" | "urgent items" | "urgent item(s)" | "urgent matters" | "items of urgent business"
    ) || lower.starts_with("urgent business (if any")
        || lower.starts_with("urgent item(s)")
}

/// What is wrong with a report that says of itself that it is late or urgent, and nowhere why.
fn said_late(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let told = |range: Range<usize>| {
        let said = passage.text.get(range.clone()).unwrap_or_default();
        let told = brought_as_urgent(said, false) && !gives_reason(&passage.text) && !passage.is_quoted(&range);
        told.then(|| {
            finding("the report is brought as urgent, and does not say why", &passage.place(&range))
                .hint("add `urgent:` with what happened, and why it cannot wait for the next meeting")
        })
    };
    passage.sentences().into_iter().filter_map(told).collect()
}

/// Whether a text says of the report or the item that it is brought late or as urgent; `item`, where all of the text is about
/// one.
fn brought_as_urgent(text: &str, item: bool) -> bool {
    sentences(text).into_iter().any(|range| {
        let words = words(&text[range]);
        let said: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
        let said = format!(" {} ", said.join(" "));
        let has = |some: &[&str]| some.iter().any(|words| said.contains(words));
        let urgent = has(&[
            " urgent item ",
            " item of urgent business ",
            " urgent business ",
            " as urgent ",
            " is late . ",
            " submitted late ",
            " is urgent . ",
            " is urgent and ",
            " is urgent , ",
            " matter of urgency ",
            " late item ",
            " late report ",
            " late paper ",
        ]);
        let unpublished = has(&[" not ", " could not ", " without "])
            && has(&[
                " five clear ",
                " 5 clear ",
                " on the published agenda ",
                " on the agenda ",
                " published with the agenda ",
            ])
            && !has(&[" five clear days' notice is not "]);
        let this = has(&[
            " this report ",
            " this item ",
            " this paper ",
            " this is a late ",
            " this is an urgent ",
            " the report is ",
            " the report was ",
            " the report has ",
            " the item is ",
            " the item was ",
            " the report be ",
            " this be ",
        ]);
        let opens = words
            .first()
            .is_some_and(|word| matches!(word.lower.as_str(), "late" | "taken" | "to" | "urgent" | "tabled"));
        // That members want something done quickly is another matter, and so is what was or may be.
        let other = has(&[
            " asked ",
            " ask ",
            " request ",
            " requested ",
            " recommend ",
            " recommended ",
            " resolved ",
            " dealt with ",
            " no urgent ",
            " not urgent ",
            " no late ",
            " no item ",
            " no items ",
            " there is no ",
            " there are no ",
            " there were no ",
            " any ",
            " if ",
        ]);
        let named =
            (urgent || unpublished) && (this || item && (opens || has(&[" it be ", " it is ", " the chair "])));
        (named || late::comes_late(&said, item)) && !other
    })
}

/// Whether a minute says that something was taken as urgent.
fn takes_as_urgent(text: &str) -> bool {
    sentences(text).into_iter().any(|range| {
        let sentence = text[range].to_lowercase();
        let words = words(&sentence);
        let said: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
        if late::was_taken(&format!(" {} ", said.join(" "))) {
            return true;
        }
        let taken = ["matter of urgency", "item of urgent business", "urgent item", "urgent business"];
        let none = [
            "no urgent",
            "no items of urgent",
            "no item of urgent",
            "no other",
            "there were no",
            "there was no",
            "no matters",
        ];
        taken.iter().any(|words| sentence.contains(words)) && !none.iter().any(|words| sentence.contains(words))
    })
}

/// Whether a text gives a reason.
fn gives_reason(text: &str) -> bool {
    const REASONS: &[&str] = &[
        "because",
        "since ",
        "in order",
        "owing to",
        "due to",
        "so that",
        "as it ",
        "as the ",
        "as they ",
        "as there",
        "by reason of",
        "on account of",
        "the reason",
        "given that",
        "in view of",
        "there were no",
        "there was no",
        "special circumstances that",
        "special circumstances were",
        "special circumstances are",
        "special circumstances:",
    ];
    let lower = text.to_lowercase();
    // The words of the law are no reason.
    let lower =
        lower.replace("by reason of special circumstances", "").replace("because of special circumstances", "");
    let lower = lower
        .replace("because of the special circumstances", "")
        .replace("by reason of the special circumstances", "");
    REASONS.iter().any(|words| lower.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_something_is_urgent_is_no_reason() {
        for hollow in [
            "Yes",
            "Urgent",
            "Special circumstances",
            "Because of the special circumstances involved",
            "–",
            "true",
            "The item missed the publication deadline",
            "The report was not ready in time.",
            "The Chair has agreed",
            "A decision is needed urgently",
            "The matter cannot wait until the next meeting.",
            "In accordance with section 100B(4)(b) of the Local Government Act 1972.",
            "See report",
        ] {
            assert!(empty(&Text::of(hollow)).is_some_and(|one| !one.hints.is_empty()), "{hollow}");
        }
        for stated in ["The inspection report came on 10 April.", "Grant offer expires 20 April", "{{ reason }}"] {
            assert!(empty(&Text::of(stated)).is_none(), "{stated}");
        }
    }

    #[test]
    fn urgent_items_are_known_from_standing_ones() {
        for heading in [
            "Urgent item: Ofsted",
            "Ofsted inspection (urgent)",
            "Late report – Budget",
            "Urgent business",
            "Taken as a matter of urgency",
            "Ofsted inspection (late item)",
            "Fees – URGENT",
            "LATE PAPER: school places",
            "Emergency item: school closure",
            "Additional urgent business: school places",
        ] {
            assert!(is_urgent(heading) && !is_standing(heading) || heading == "Urgent business", "{heading}");
        }
        for heading in [
            "Urgent care in Coventry",
            "Urgent and emergency care: winter plan",
            "Late payments",
            "Late diagnosis of autism",
            "Emergency planning",
            "Minutes",
            "",
            "Insurgents",
        ] {
            assert!(!is_urgent(heading), "{heading}");
        }
        for heading in [
            "Any other items of public business which the Cabinet Member decides to take as a matter of urgency because of the special circumstances involved",
            "Any Other Urgent Business",
            "Urgent business",
            "Other urgent items",
            "Items of urgent business",
        ] {
            assert!(is_standing(heading), "{heading}");
        }
        assert!(!is_standing("Urgent item: Ofsted") && !is_standing("Ofsted (urgent)"));
    }

    #[test]
    fn a_report_says_of_itself_that_it_is_late() {
        for text in [
            "This is a late report and is brought as an urgent item.",
            "The report is considered as a matter of urgency.",
            "The Chair has agreed that this report be taken as an urgent item.",
            "This report was not available five clear days before the meeting.",
            "This item has been admitted to the agenda as urgent business.",
        ] {
            assert!(brought_as_urgent(text, false), "{text}");
        }
        for text in [
            "Late item.",
            "Taken under urgent business.",
            "The Chair has agreed that it be taken as urgent business.",
        ] {
            assert!(brought_as_urgent(text, true) && !brought_as_urgent(text, false), "{text}");
        }
        for text in [
            "Urgent repairs were made to the home.",
            "Members asked that this be dealt with as a matter of urgency.",
            "The service will recruit as a matter of urgency.",
            "There is no urgent item.",
            "An urgent item on fostering was taken in March.",
            "The report was not available in Welsh.",
            "This matter is urgent for families.",
            "The Board asked that a report be brought as a matter of urgency.",
        ] {
            assert!(!brought_as_urgent(text, true), "{text}");
        }
    }

    #[test]
    fn a_minute_gives_the_reason() {
        for taken in [
            "The Chair agreed to take it as a matter of urgency.",
            "It was considered as an urgent item by reason of special circumstances.",
        ] {
            assert!(takes_as_urgent(taken) && !gives_reason(taken), "{taken}");
        }
        for given in [
            "It was taken as a matter of urgency because the grant had to be accepted by 20 April.",
            "It was considered as an urgent item, as the inspection report had come after the agenda.",
        ] {
            assert!(takes_as_urgent(given) && gives_reason(given), "{given}");
        }
        for other in [
            "There was no urgent business.",
            "Members asked for urgent action on caseloads.",
            "There were no other items of urgent business.",
        ] {
            assert!(!takes_as_urgent(other), "{other}");
        }
    }
}
