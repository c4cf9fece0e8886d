//! `private-item`: what is said to be exempt and is not marked as such, and reasons for an exemption that are none.

mod beside;
mod exclusion;
mod item;
mod kept;
mod part;
mod remedy;
mod sentences;
mod statement;
mod status;
mod titles;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::accepted::entry;
use crate::check::passage::{Part, Passage};
use crate::check::private_item::beside::sends_beside;
use crate::check::private_item::exclusion::{excludes, excludes_under_paragraph};
use crate::check::private_item::item::public_item;
use crate::check::private_item::kept::{is_told_private, is_weighed};
use crate::check::private_item::part::announced;
use crate::check::private_item::remedy::Remedy;
use crate::check::private_item::sentences::{denied, elsewhere, excludes_public, of_itself};
use crate::check::private_item::statement::{Weight, weight};
use crate::check::private_item::titles::{
    has_bracket, is_marked_heading, is_marking, marked_private, names_sensitive, restricts,
};
use crate::check::words::Word;
use crate::check::{Paper, Rule, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::fields::{BoundIn, DocumentEntry, FieldEntry};
use crate::project::report::Report;
use crate::project::yaml::Text;

/// The field of minutes that says that the public was excluded.
const EXCLUSION: &str = "exclusion";

/// A text that speaks of exempt information where nothing is exempt, or an exemption without a reason.
pub const RULE: Rule = Rule {
    name: "private-item",
    severity: Severity::Error,
    summary: "a text that says that something is exempt where nothing is, or an exemption without a reason",
    explanation: "\
That an exemption names its paragraph of Schedule 12A, 1 to 7, and the public interest is an error of the build already.
This rule finds what the build cannot: a text, a marking, a heading, the title of the paper or of an appendix, an item of public
business by its title, its text or its points, which says that something is exempt, private, confidential, commercially sensitive or not for publication where nothing
has `exempt:`, so that all of it would be published; a recommendation to exclude the public where nothing is exempt, and minutes, or a
single minute, that say it was excluded and name no paragraph, or that somebody called a paper exempt; a paragraph of Part 1 of Schedule 12A that
the schedule does not have; and public-interest statements that say nothing, such as \"The public interest test has been applied\".
A sentence that sends readers to something private
beside the paper (\"in the exempt report later on the agenda\", \"circulated to Members on pink paper\", \"exempt information,
given to Members in a separate envelope\") gets a warning, unless a paper of the project for the same day, or the agenda that
brings this one, has something exempt; and so do private minutes that are to be agreed in public business, and a statement that
only says which interest is the greater one, \"On balance it is in the public interest not to disclose it\", since readers are to be told
why.

For example: `title: Contract award (exempt – paragraph 3)` among the `items:` of an agenda; \"Appendix 2 is not for publication under paragraph 3 of Schedule 12A\" in a report without `exempt:`;
`public-interest: Confidential`; \"paragraph 9 of Part 1 of Schedule 12A\".

As a warning, an item such as \"Exempt items\", \"Exempt information\" or \"Private business\" on an agenda on which nothing is exempt,
unless it says `None`, `Nil`, `There are no items` or `if any`.

Left alone are texts that say that nothing is exempt, that quote the law, or that speak of another paper, an item that has the public
excluded on an agenda with `private-items:`, minutes of a resolution to exclude the public that names its paragraph, and subjects that have such a word in them (\"Private fostering\", \"Exempt accommodation\").

Not checked is the notice of a private meeting: before a meeting of the executive or part of one is held in private, its notice
with the reasons has to be public for 28 clear days, and a second one with what was said against it for five, unless the chair
of the scrutiny committee agrees that the meeting is urgent and cannot reasonably be deferred.

Source: Local Government Act 1972, section 100A(4) and Schedule 12A, Parts 1 and 2; for meetings of the executive SI 2012/2089,
regulations 4 and 5.",
    needs_whole: false,
    reads_sentences: true,
    run: find,
};

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let report = paper.report;
    let exempted = report.exempted();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for exempt in &exempted {
        let statement = &exempt.public_interest;
        if !seen.insert(statement.span.range.start) || statement.value.contains("{{") {
            continue;
        }
        let hint = "say what would happen if it were published, and to whom: \"To publish the offers now would weaken the \
                    council's position in its negotiations.\"";
        match weight(&statement.value) {
            Weight::Nothing => found.push(
                finding("the public-interest statement says nothing of the public interest", &statement.span)
                    .hint(hint),
            ),
            Weight::Formula => found.push(
                doubt(
                    "the public-interest statement says which interest is the greater one, and not why",
                    &statement.span,
                )
                .hint(hint),
            ),
            Weight::Reason => {}
        }
    }
    let open = exempted.is_empty() && report.withheld.is_none();
    if let Some(marking) = report.marking.as_ref().filter(|marking| open && restricts(&marking.value)) {
        found.push(
            finding(format!("the paper is marked `{}`, and nothing in it is exempt", marking.value), &marking.span)
                .hint("everything in it would be published: add `exempt:` to the report or to what is exempt in it")
                .hint("or take the marking out"),
        );
    }
    if open && marked_private(&report.title.value) {
        found.push(
            finding("the title says that the paper is private, and nothing in it is exempt", &report.title.span)
                .hint("everything in it would be published: add `exempt: {paragraph: 3, public-interest: \"…\"}` to the report")
                .hint("or take these words out of the title"),
        );
    }
    // An appendix of a report that is exempt as a whole needs no exemption of its own.
    let whole =
        report.withheld.is_some() || report.fields.iter().any(|(_, field)| matches!(field, FieldEntry::Exempt(_)));
    for (key, field) in &report.fields {
        match field {
            FieldEntry::Records(records, _) => {
                let announced = |record| announced(key, record).filter(|_| open);
                found.extend(
                    records
                        .iter()
                        .filter_map(|record| public_item(key, record, open).or_else(|| announced(record))),
                );
            }
            FieldEntry::Documents(documents, _) if !whole && key == "appendices" => {
                let private = documents.iter().filter(|one| {
                    (marked_private(&one.title.value) || names_sensitive(&one.title.value))
                        && !is_exempt(paper, one)
                });
                found.extend(private.map(|one| {
                    finding("an appendix that says that it is private, and is not exempt", &one.title.span)
                        .hint("it would be published: add `exempt: {paragraph: 3, public-interest: \"…\"}` to it")
                        .hint("or take these words out of its title, if it is public")
                }));
            }
            _ => {}
        }
    }
    let remedy = Remedy::of(paper);
    if open {
        found.extend(headed(paper, remedy));
    }
    // Of what an item of an agenda says that has been told.
    let items: Vec<Span> = found.iter().filter_map(|one: &Diagnostic| one.span.clone()).collect();
    // Minutes of a resolution that names its paragraph, where the item itself is recorded elsewhere.
    let minutes = matches!(remedy, Remedy::Minutes | Remedy::MinuteItem);
    let resolved = minutes && paper.passages.iter().any(has_resolution);
    for passage in paper.passages.iter().filter(|passage| !items.contains(&passage.source.span)) {
        let mut said = speaks(passage, open, remedy);
        if resolved {
            let ranges = resolution(passage);
            said.retain(|one| !ranges.iter().any(|range| one.span.as_ref() == Some(&passage.place(range))));
        }
        if said.is_empty() && open && minutes {
            found.extend(excluded(passage, remedy).or_else(|| told_private(passage, remedy)));
        }
        if said.is_empty() && open && !paper.private_beside {
            found.extend(sent(passage));
        }
        found.extend(said);
    }
    found
}

/// Whether a paper in which nothing is exempt sends its readers to something private, so that what lies beside it matters.
pub fn asks_beside(paper: &Paper<'_>) -> bool {
    let report = paper.report;
    let open = report.exempted().is_empty() && report.withheld.is_none();
    open && paper.passages.iter().any(|passage| sent(passage).is_some())
}

/// A sentence that sends the reader to something private beside the paper.
fn sent(passage: &Passage<'_>) -> Option<Diagnostic> {
    let mut sentences = passage.sentences().into_iter();
    let told = sentences.find(|range| !passage.is_quoted(range) && sends_beside(&passage.text[range.clone()]))?;
    Some(
        doubt("this sends readers to something private that no agenda of this meeting has", &passage.place(&told))
            .hint(
                "put the private report under `private-items:` of the agenda, with \
                 `exempt: {paragraph: 3, public-interest: \"…\"}`, or the private part into this paper with `exempt:`",
            )
            .hint(format!(
                "if the agenda is made elsewhere: {}; or take the sentence out",
                entry(RULE.name, "…")
            )),
    )
}

/// Minutes that say that the public was excluded, and not for what and under which paragraph.
fn excluded(passage: &Passage<'_>, remedy: Remedy) -> Option<Diagnostic> {
    let mut sentences = passage.sentences().into_iter();
    let told = sentences.find(|range| !passage.is_quoted(range) && excludes(&passage.text[range.clone()]))?;
    Some(
        finding("the public was excluded, and nothing in these minutes is exempt", &passage.place(&told))
            .hint(remedy.hint())
            .hint("or say under which paragraph of Schedule 12A it was, if the item is recorded elsewhere"),
    )
}

/// Headings of sections that end with a marking: "Prices (exempt information)".
fn headed(paper: &Paper<'_>, remedy: Remedy) -> Vec<Diagnostic> {
    let headings = paper.sections().into_iter().filter_map(|section| section.section.heading.as_ref());
    headings
        .filter(|heading| {
            has_bracket(&heading.value) && !is_marking(&heading.value) && !is_marked_heading(&heading.value)
        })
        .map(|heading| said_private(heading.span.clone(), remedy))
        .collect()
}

/// Minutes that tell that a paper was called private, of which nothing is exempt.
fn told_private(passage: &Passage<'_>, remedy: Remedy) -> Option<Diagnostic> {
    let mut sentences = passage.sentences().into_iter();
    let told =
        sentences.find(|range| !passage.is_quoted(range) && is_told_private(&passage.text[range.clone()]))?;
    Some(said_private(passage.place(&told), remedy))
}

/// Whether an appendix is exempt by itself, or as the report that it is.
fn is_exempt(paper: &Paper<'_>, appendix: &DocumentEntry) -> bool {
    let report = match &appendix.bound {
        BoundIn::Report(path) => paper.named.get(&path.value),
        _ => None,
    };
    appendix.exempt.is_some() || report.is_some_and(|report| report.whole_exempt.is_some())
}

/// The reports that appendices are which say that they are private, by their paths: their own `exempt:` counts.
pub fn appended(report: &Report) -> impl Iterator<Item = &Text> {
    let lists = report.fields.iter().filter_map(|(_, field)| match field {
        FieldEntry::Documents(documents, true) => Some(documents),
        _ => None,
    });
    lists.flatten().filter_map(|one| match &one.bound {
        BoundIn::Report(path) if marked_private(&one.title.value) => Some(path),
        _ => None,
    })
}

fn has_resolution(passage: &Passage<'_>) -> bool {
    passage.sentences().iter().any(|range| excludes_under_paragraph(&passage.text[range.clone()]))
}

/// The sentences of a passage of minutes that belong to the resolution to exclude the public: that it is excluded under a paragraph, and
/// which interest outweighed the other.
fn resolution(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let belongs = |(range, words): (Range<usize>, Vec<Word<'_>>)| {
        let said = excludes_under_paragraph(&passage.text[range.clone()]) || is_weighed(&words);
        said.then_some(range)
    };
    passage.words_by_sentence().into_iter().filter_map(belongs).collect()
}

/// What a text says of exempt information.
fn speaks(passage: &Passage<'_>, open: bool, remedy: Remedy) -> Vec<Diagnostic> {
    let mut found = wrong_paragraphs(passage);
    let whole = 0..passage.text.len();
    let marked = passage.part != Part::Label && is_marking(&passage.text)
        || passage.part == Part::Paragraph && is_marked_heading(&passage.text);
    if open && marked && !passage.is_quoted(&whole) {
        found.push(said_private(passage.place(&whole), remedy));
        return found;
    }
    for (sentence, words) in passage.words_by_sentence() {
        let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
        let said = format!(" {} ", lower.join(" "));
        let law = lower.windows(2).position(|pair| matches!(pair, ["schedule", "12a"]));
        if passage.is_quoted(&words[law.unwrap_or_default()].range) {
            continue;
        }
        let exempt = lower.iter().any(|word| matches!(*word, "exempt" | "exempted" | "confidential" | "private"))
            || lower.windows(3).any(|three| matches!(three, ["not", "for", "publication"]));
        // What was excluded at another meeting, or stands in another report, is not this paper's.
        let by_law = law.is_some() && exempt && !denied(&said) && !elsewhere(&said) && !said.contains(" excluded ");
        let text = passage.text.get(sentence.clone()).unwrap_or_default();
        if open && (by_law || of_itself(text, false)) {
            let place = passage.place(&sentence);
            found.push(if excludes_public(text) { to_exclude(place, remedy) } else { said_private(place, remedy) });
        }
    }
    found
}

fn said_private(place: Span, remedy: Remedy) -> Diagnostic {
    finding("this says that something is exempt, and nothing in the paper is", &place)
        .hint(remedy.hint())
        .hint("or say which other paper it stands in: `in the private report on the same agenda`")
}

fn to_exclude(place: Span, remedy: Remedy) -> Diagnostic {
    finding("this has the public excluded, and nothing in the paper is exempt", &place)
        .hint(remedy.discussed())
        .hint("or take it out, if nothing is discussed in private")
}

/// Where "paragraph 9 of Part 1" stands, and the number is none of the schedule's.
fn wrong_paragraphs(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let none = |number: &str| number.parse::<u32>().is_ok_and(|number| !(1..=7).contains(&number));
    let words = passage.words();
    let told = words.windows(5).filter_map(|five| {
        let lower: Vec<&str> = five.iter().map(|word| word.lower.as_str()).collect();
        let ["paragraph", number, "of", "part", "1" | "i" | "one"] = lower[..] else { return None };
        let range = five[0].range.start..five[1].range.end;
        let wrong = none(number) && !passage.is_quoted(&range);
        let message = format!("Part 1 of Schedule 12A has no paragraph {number}");
        wrong.then(|| {
            finding(message, &passage.place(&range))
                .hint("it has paragraphs 1 to 7, as they apply in England; put the number right")
        })
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_to_be_exempt_has_to_be() {
        let told = |text: &str, open: bool| -> Vec<String> {
            speaks(&Passage::plain(text), open, Remedy::Report).into_iter().map(|one| one.message).collect()
        };
        for text in [
            "Appendix 2 is not for publication under paragraph 3 of Part 1 of Schedule 12A to the Act.",
            "This section contains exempt information as defined in Schedule 12A.",
            "The prices are confidential by virtue of paragraph 3 of Schedule 12A.",
        ] {
            assert_eq!(
                told(text, true),
                ["this says that something is exempt, and nothing in the paper is"],
                "{text}"
            );
            assert_eq!(told(text, false), Vec::<String>::new(), "{text}");
        }
        assert_eq!(
            told("The information is exempt under paragraph 12 of Part 1 of Schedule 12A.", true),
            [
                "Part 1 of Schedule 12A has no paragraph 12",
                "this says that something is exempt, and nothing in the paper is"
            ]
        );
        assert_eq!(
            told("Agree that the public be excluded while the offers are discussed.", true),
            ["this has the public excluded, and nothing in the paper is exempt"]
        );
        assert_eq!(
            told("It is exempt under paragraph 9 of Part 1 of Schedule 12A.", false),
            ["Part 1 of Schedule 12A has no paragraph 9"]
        );
        for text in [
            "The report contains no exempt information under Schedule 12A.",
            "The prices stand in a separate report, which is exempt under paragraph 3 of Schedule 12A.",
            "The public was excluded under Schedule 12A while exempt information was discussed.",
            "Schedule 12A lists seven paragraphs.",
            "He wrote “exempt under Schedule 12A” on it.",
            "Charities are exempt from business rates.",
            "paragraph 10 of Part 2 of Schedule 12A",
            "",
        ] {
            assert_eq!(told(text, true), Vec::<String>::new(), "{text}");
        }
    }
}
