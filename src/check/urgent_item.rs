//! `urgent-item`: whether it is stated which special circumstances make an item urgent.

mod apart;
mod called;
mod late;
mod reason;
mod titled;

use std::ops::Range;

use crate::check::passage::Passage;
use crate::check::urgent_item::called::{brought_as_urgent, comes_after_agenda, says_urgent, takes_as_urgent};
use crate::check::urgent_item::late::{is_dated_late, is_late_paper, is_late_title};
use crate::check::urgent_item::reason::{empty, gives_reason, tells_of_urgency, tells_why};
use crate::check::urgent_item::titled::{is_marked, is_standing, is_titled_urgent, is_urgent};
use crate::check::words::sentences;
use crate::check::{Paper, Rule, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::fields::{FieldEntry, RecordEntry};
use crate::project::yaml::Text;

/// The kind of document that is a single minute.
const MINUTE_ITEM: &str = "minute-item";

/// The remedy where there is a field for it.
const ADD: &str = "add `urgent:` with what happened, and why it cannot wait for the next meeting";

/// An urgent item of which nobody says why it cannot wait.
pub const RULE: Rule = Rule {
    name: "urgent-item",
    severity: Severity::Error,
    summary: "an urgent item, report or minute without the special circumstances that make it urgent",
    explanation: "\
Finds items of an agenda whose title, text, `by:` or points call them urgent or late and that have no `urgent:` with the
special circumstances; reports that say of themselves, in the title or the text, that they are late or urgent, without it, or
without the reason in the text in a kind that has no such field, as a briefing note; `urgent:` (of an item or of a report) and
`shorter-notice:` that say nothing but that it is urgent, that a deadline was missed or that the chair agrees; and minutes, or a
single minute, of an item that was taken as a matter of urgency, or whose late paper was accepted, which do not say why. A
citation of the law, that it is in the public interest, or that it cannot wait, is no reason; what happened is one, after \"because\"
or after a colon (\"This is an urgent paper: the contractor went into administration on 10 March\"). As a warning it finds items whose paper is \"to follow\", \"to be
tabled\" or to be circulated at the meeting, or was added or circulated after the agenda, in so many words or on a day after the one in
`published:`. What was not open to the public for five clear
days may only be considered where the chair is of the opinion that it should be, by reason of special circumstances, and these
are to stand in the minutes.

For example: `title: \"Urgent item: Ofsted\"` with a paper and no `urgent:`; `urgent: \"Yes\"`; `urgent: The item
missed the publication deadline`. What is wanted: `urgent: The inspection report came on 10 April and has to be answered by the 20th.`

As a warning it finds an `urgent:` that only says why the paper is late, and not why the matter cannot wait: `Staff sickness`,
`Annual leave of the author`, `IT problems`, `Awaiting sign-off`. What such a reason says in a sentence is left to its reader.

Left alone is the standing item \"Any other business … as a matter of urgency because of the special circumstances
involved\", which has no paper.

Source: Local Government Act 1972, section 100B(4)(b), for meetings of the council and its committees. For public meetings
of the executive SI 2012/2089, regulations 6 and 7, ask for an agenda and reports that were open to the public for five clear
days, or since a meeting was convened at shorter notice; they do not have the chair's opinion in place of that, so ask the
monitoring officer before such a report goes out late. For key decisions regulations 10 and 11.",
    needs_whole: false,
    reads_sentences: true,
    run: find,
};

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for key in ["urgent", "shorter-notice"] {
        found.extend(paper.texts(key).into_iter().filter_map(empty));
    }
    let stated = ["urgent", "shorter-notice"].iter().any(|key| paper.field(key).is_some());
    // A kind without `urgent:`, such as a briefing note, has its reason in the text.
    let has_field = paper.may_have("urgent");
    if !stated && (has_field || !paper.sections().is_empty()) {
        let said = paper.each(|passage| said_late(passage, has_field));
        found.extend(if said.is_empty() { titled_late(paper, has_field).into_iter().collect() } else { said });
    }
    for (_, field) in &paper.report.fields {
        let FieldEntry::Records(records, _) = field else { continue };
        for record in records {
            match texts(record, "heading").first() {
                Some(heading) => found.extend(minute(heading, &minuted(|key| texts(record, key)))),
                None => item(paper, record, &mut found),
            }
        }
    }
    if paper.report.schema.kinds().any(|kind| kind == MINUTE_ITEM) {
        found.extend(minute(&paper.report.title, &minuted(|key| paper.texts(key))));
    }
    found
}

/// The texts of a minute that may say how it came before the meeting.
fn minuted<'a>(texts: impl Fn(&str) -> Vec<&'a Text>) -> Vec<&'a Text> {
    ["text", "after"].into_iter().flat_map(texts).collect()
}

/// What is wrong with a minute that was taken as urgent.
fn minute(heading: &Text, said: &[&Text]) -> Option<Diagnostic> {
    let urgent = |text: &&&Text| takes_as_urgent(&text.value) || says_urgent(&text.value, true);
    let taken = said.iter().find(urgent).copied();
    let named = (is_urgent(&heading.value) && !is_standing(&heading.value)).then_some(heading);
    let place = taken.or(named).filter(|_| !said.iter().any(|text| gives_reason(&text.value)))?;
    Some(
        finding("the minute does not say which special circumstances made this urgent", &place.span)
            .hint("add the reason to the item: `The Chair agreed to take it as a matter of urgency because …`"),
    )
}

/// What is wrong with an item of an agenda.
fn item(paper: &Paper<'_>, record: &RecordEntry, found: &mut Vec<Diagnostic>) {
    let stated = texts(record, "urgent");
    found.extend(stated.iter().filter_map(|text| empty(text)));
    if !stated.is_empty() || texts(record, "text").iter().any(|text| gives_reason(&text.value)) {
        return;
    }
    if let Some(place) = called_urgent(record) {
        found.push(
            finding("an urgent item without its special circumstances", &place.span)
                .hint("add `urgent:` to the item, with the reason why it cannot wait for the next meeting"),
        );
    } else if let Some(place) = comes_late(paper, record) {
        found.push(
            doubt("the paper of this item comes after the agenda", &place.span)
                .hint("if it is not public five clear days before the meeting, add `urgent:` with the special circumstances")
                .hint("if it is, bring it with the agenda, or say when it was published"),
        );
    }
}

/// The words of an agenda item that say that it is urgent: its title, its text, whose paper it is, or one of its points.
fn called_urgent(record: &RecordEntry) -> Option<&Text> {
    let title = texts(record, "title").into_iter();
    let mut title =
        title.filter(|title| is_urgent(&title.value) && (has_paper(record) || !is_standing(&title.value)));
    let text = || texts(record, "text").into_iter().find(|text| says_urgent(&text.value, true));
    let line = || lines(record).into_iter().find(|line| is_marked(&line.value) && !is_standing(&line.value));
    title.next().or_else(text).or_else(line)
}

/// The words of an agenda item that say that its paper is still to come, or came after the agenda.
fn comes_late<'a>(paper: &Paper<'_>, record: &'a RecordEntry) -> Option<&'a Text> {
    let late = |title: &&Text| is_late_title(&title.value);
    let said = |text: &&Text| {
        let dated = |sentence: &str| match paper.field("published") {
            Some(FieldEntry::Date(published, _)) => is_dated_late(sentence, *published, paper.report.date),
            _ => false,
        };
        let late =
            |sentence: &str| is_late_paper(sentence) || comes_after_agenda(sentence, true) || dated(sentence);
        sentences(&text.value).into_iter().any(|range| late(&text.value[range]))
    };
    let title = texts(record, "title").into_iter().find(late);
    let text = || texts(record, "text").into_iter().find(said);
    title.or_else(text).or_else(|| lines(record).into_iter().find(late))
}

/// Whose paper an item of an agenda is, and its points.
fn lines(record: &RecordEntry) -> Vec<&Text> {
    let points = match record.field("points") {
        Some(FieldEntry::Records(points, _)) => points.as_slice(),
        _ => &[],
    };
    texts(record, "by").into_iter().chain(points.iter().flat_map(|point| texts(point, "text"))).collect()
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

/// What is wrong with the title of a report that calls it late or urgent, where nothing in the report says why.
fn titled_late(paper: &Paper<'_>, has_field: bool) -> Option<Diagnostic> {
    let title = &paper.report.title;
    let mut others = paper.passages.iter().filter(|passage| passage.source.span != title.span);
    let mut why = || others.any(|passage| tells_of_urgency(&passage.text));
    let told = is_titled_urgent(&title.value) && !why();
    let hint =
        if has_field { ADD } else { "say in the text what happened, and why it cannot wait for the next meeting" };
    told.then(|| finding("the title calls the report urgent, and nothing says why", &title.span).hint(hint))
}

/// What is wrong with a report that says of itself that it is late or urgent, and nowhere why; `has_field`, where there is a field to
/// say it in.
fn said_late(passage: &Passage<'_>, has_field: bool) -> Vec<Diagnostic> {
    let hint = if has_field {
        ADD
    } else {
        "say in the next sentence what happened, and why it cannot wait for the next meeting"
    };
    let told = |range: Range<usize>| {
        let said = passage.text.get(range.clone()).unwrap_or_default();
        let why = gives_reason(&passage.text) || !has_field && tells_why(&passage.text, &range);
        let told = brought_as_urgent(said, false) && !why && !passage.is_quoted(&range);
        told.then(|| {
            finding("the report is brought as urgent, and does not say why", &passage.place(&range)).hint(hint)
        })
    };
    passage.sentences().into_iter().filter_map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_gives_the_reason() {
        for taken in [
            "The Chair agreed to take it as a matter of urgency.",
            "It was considered as an urgent item by reason of special circumstances.",
            "A late report was tabled and accepted.",
            "The Chair agreed that this report be taken as urgent business.",
            "The Chair agreed that this be dealt with as an urgent item.",
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
