//! `private-item`: what is said to be exempt and is not marked as such, and reasons for an exemption that are none.

use std::collections::BTreeSet;

use crate::check::markers::has_marker;
use crate::check::passage::Passage;
use crate::check::words::{Word, sentences, words};
use crate::check::{Paper, Rule, answer, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::fields::{FieldEntry, RecordEntry};

/// A text that speaks of exempt information where nothing is exempt, or an exemption without a reason.
pub const RULE: Rule = Rule {
    name: "private-item",
    severity: Severity::Error,
    summary: "a text that says that something is exempt where nothing is, or an exemption without a reason",
    explanation: "\
That an exemption names its paragraph of Schedule 12A, 1 to 7, and the public interest is an error of the build already.
This rule finds what the build cannot: a text, a marking, or the title of an item of public business, which says that
something is exempt, private, confidential or not for publication where nothing has `exempt:`, so that all of it would be
published; a paragraph of Part 1 of Schedule 12A that the schedule does not have; and public-interest statements that say
nothing. A statement that only says that the one interest outweighs the other gets a warning, since readers are to be told why.

For example: `title: Contract award (exempt – paragraph 3)` among the `items:` of an agenda; \"Appendix 2 is not for publication under paragraph 3 of Schedule 12A\" in a report without `exempt:`;
`public-interest: Confidential`; \"paragraph 9 of Part 1 of Schedule 12A\".

Left alone are texts that say that nothing is exempt, that quote the law, or that speak of another paper, and subjects that have
such a word in them (\"Private fostering\", \"Exempt accommodation\").

Not checked is the notice of a private meeting: before a meeting of the executive or part of one is held in private, its notice
with the reasons has to be public for 28 clear days, and a second one with what was said against it for five, unless the chair
of the scrutiny committee agrees that the meeting is urgent and cannot reasonably be deferred.

Source: Local Government Act 1972, section 100A(4) and Schedule 12A, Parts 1 and 2; for meetings of the executive SI 2012/2089,
regulations 4 and 5.",
    needs_whole: false,
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
    for (key, field) in &report.fields {
        if let FieldEntry::Records(records, _) = field {
            found.extend(records.iter().filter_map(|record| public_item(key, record)));
        }
    }
    // Of what an item of an agenda says that has been told.
    let items: Vec<Span> = found.iter().filter_map(|one: &Diagnostic| one.span.clone()).collect();
    for passage in paper.passages.iter().filter(|passage| !items.contains(&passage.source.span)) {
        found.extend(speaks(passage, open));
    }
    found
}

/// An item of an agenda that says that it is private, and has no `exempt:`.
fn public_item(key: &str, record: &RecordEntry) -> Option<Diagnostic> {
    let line = |key: &str| match record.field(key) {
        Some(FieldEntry::Line(text)) => vec![text],
        Some(FieldEntry::Text(texts) | FieldEntry::Lines(texts)) => texts.iter().collect(),
        _ => Vec::new(),
    };
    let is_item = record.field("heading").is_none() && record.field("exempt").is_none() && key.ends_with("items");
    let title = line("title").into_iter().find(|title| marked_private(&title.value));
    let text = || {
        line("text")
            .into_iter()
            .find(|text| sentences(&text.value).into_iter().any(|range| of_itself(&text.value[range], true)))
    };
    let place = title.or_else(text).filter(|_| is_item)?;
    Some(
        finding("an item of public business that says that it is private", &place.span)
            .hint("move it to `private-items:`, with `exempt: {paragraph: 3, public-interest: \"…\"}`")
            .hint("or take these words out, if its report is public"),
    )
}

/// Whether a title has a marking such as "(exempt – paragraph 3)".
fn marked_private(title: &str) -> bool {
    title.to_lowercase().contains("not for publication")
        || has_marker(
            title,
            "private exempt confidential restricted",
            "item items report reports paper papers appendix appendices information business session paragraph paragraphs part \
         ii of schedule 12a to the under by virtue and strictly commercially only members in is are",
        )
        || title.split(['(', '[']).skip(1).any(|part| {
            matches!(
                part.split([')', ']']).next().unwrap_or_default().to_lowercase().trim(),
                "part ii" | "part 2" | "pink"
            )
        })
}

/// Whether a sentence says of the paper, or of a part of it, that it is private; `item`, where all of the text is about an
/// item of an agenda.
fn of_itself(sentence: &str, item: bool) -> bool {
    let words = words(sentence);
    let said: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let said = format!(" {} ", said.join(" "));
    let has = |some: &[&str]| some.iter().any(|words| said.contains(words));
    let private = has(&[
        " not for publication ",
        " exempt information ",
        " confidential information ",
        " exempt from publication ",
        " exempt from disclosure ",
        " is exempt . ",
        " are exempt . ",
        " exempt under ",
        " exempt by virtue ",
        " is confidential ",
        " are confidential ",
        " is strictly confidential ",
        " is commercially confidential ",
        " in private ",
        " must not be published ",
        " not be disclosed ",
    ]) || has(&[" press and public ", " public and press "]) && has(&[" excluded ", " exclude "]);
    let this = has(&[
        " this report ",
        " this item ",
        " this paper ",
        " this appendix ",
        " this section ",
        " this annex ",
        " the appendix ",
        " the report is ",
        " the report contains ",
        " the item is ",
    ]) || words.windows(2).any(|pair| {
        matches!(pair[0].text, "Appendix" | "Annex" | "Appendices")
            && (pair[1].is_number() || pair[1].text.len() == 1)
    });
    let opens = matches!(said.trim_start(), opening if opening.starts_with("not for") || opening.starts_with("exempt") || opening.starts_with("private"));
    let short = words.iter().filter(|word| word.is_word()).count() <= 8;
    private
        && (this || item && (opens || short || has(&[" press and public "])))
        && !denied(&said)
        && !elsewhere(&said)
}

/// Whether a sentence, as words with blanks around them, says that nothing is exempt, or asks whether anything is.
fn denied(said: &str) -> bool {
    [
        " no exempt ",
        " no confidential ",
        " no private ",
        " no information ",
        " no item ",
        " no items ",
        " not exempt ",
        " not confidential ",
        " not private ",
        " neither ",
        " nothing ",
        " none ",
        " whether ",
        " any ",
    ]
    .iter()
    .any(|words| said.contains(words))
}

/// Whether a sentence speaks of another paper or another meeting.
fn elsewhere(said: &str) -> bool {
    [
        " excluded at ",
        " was excluded ",
        " were excluded ",
        " resolved ",
        " minute ",
        " minutes ",
        " if ",
        " may ",
        " separate ",
        " private report ",
        " another report ",
        " was exempt ",
        " were exempt ",
        " report to ",
    ]
    .iter()
    .any(|words| said.contains(words))
}

/// How much a public-interest statement says.
#[derive(Debug, PartialEq, Eq)]
enum Weight {
    Nothing,
    /// That the public interest in the exemption is the greater one.
    Formula,
    Reason,
}

fn weight(statement: &str) -> Weight {
    /// Words of which a statement can consist and say nothing of the matter itself.
    const STOCK: &[&str] = &[
        "a",
        "all",
        "an",
        "and",
        "applies",
        "are",
        "as",
        "because",
        "being",
        "by",
        "case",
        "circumstances",
        "commercial",
        "commercially",
        "confidential",
        "confidentiality",
        "contains",
        "council",
        "disclosing",
        "disclosure",
        "document",
        "does",
        "exempt",
        "exempted",
        "exemption",
        "financial",
        "for",
        "given",
        "greater",
        "have",
        "has",
        "in",
        "information",
        "interest",
        "interests",
        "is",
        "it",
        "its",
        "keeping",
        "maintaining",
        "n",
        "no",
        "none",
        "not",
        "of",
        "on",
        "one",
        "outweighed",
        "outweigh",
        "outweighs",
        "over",
        "paper",
        "personal",
        "private",
        "public",
        "publication",
        "published",
        "publishing",
        "report",
        "sensitive",
        "than",
        "that",
        "the",
        "there",
        "this",
        "to",
        "under",
        "was",
        "which",
        "withholding",
        "would",
        "yes",
        "tbc",
        "paragraph",
        "schedule",
        "12a",
    ];
    let words = words(statement);
    let said: Vec<&Word<'_>> = words.iter().filter(|word| word.is_word()).collect();
    let telling = said.iter().filter(|word| !STOCK.contains(&word.lower.as_str())).count();
    let stock = STOCK.join(" ");
    if telling >= 2 && answer::telling(statement, &stock) >= 1 {
        return Weight::Reason;
    }
    let has = |stems: &[&str]| said.iter().any(|word| stems.iter().any(|stem| word.lower.starts_with(stem)));
    let weighed = has(&["outweigh", "greater"]) && has(&["interest"]);
    if weighed { Weight::Formula } else { Weight::Nothing }
}

/// Whether a marking keeps a paper from the public.
fn restricts(marking: &str) -> bool {
    let lower = marking.to_lowercase();
    let not_for = ["not for publication", "exempt", "confidential", "restricted", "private"];
    not_for.iter().any(|words| lower.contains(words)) && !lower.contains("draft") && !lower.starts_with("not ")
        || lower.contains("not for publication")
}

/// What a text says of exempt information.
fn speaks(passage: &Passage<'_>, open: bool) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (sentence, words) in passage.words_by_sentence() {
        let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
        let said = format!(" {} ", lower.join(" "));
        let law = lower.windows(2).position(|pair| matches!(pair, ["schedule", "12a"]));
        if passage.is_quoted(&words[law.unwrap_or_default()].range) {
            continue;
        }
        if let Some(at) = wrong_paragraph(&lower) {
            let range = words[at].range.start..words[at + 1].range.end;
            found.push(
                finding(
                    format!("Part 1 of Schedule 12A has no {}", passage.text[range.clone()].to_lowercase()),
                    &passage.place(&range),
                )
                .hint("it has paragraphs 1 to 7, as they apply in England; put the number right"),
            );
        }
        let exempt = lower.iter().any(|word| matches!(*word, "exempt" | "exempted" | "confidential" | "private"))
            || lower.windows(3).any(|three| matches!(three, ["not", "for", "publication"]));
        // What was excluded at another meeting, or stands in another report, is not this paper's.
        let by_law = law.is_some() && exempt && !denied(&said) && !elsewhere(&said) && !said.contains(" excluded ");
        if open && (by_law || of_itself(passage.text.get(sentence.clone()).unwrap_or_default(), false)) {
            found.push(
                finding("this says that something is exempt, and nothing in the paper is", &passage.place(&sentence))
                    .hint(
                        "everything in it would be published: add `exempt: {paragraph: 3, public-interest: \"…\"}` to the \
                         section, the appendix or the report that it speaks of",
                    )
                    .hint("or say which other paper it stands in: `in a separate report`"),
            );
        }
    }
    found
}

/// Where "paragraph 9 of Part 1" stands, if the number is none of the schedule's.
fn wrong_paragraph(lower: &[&str]) -> Option<usize> {
    lower.windows(5).position(|five| match five {
        ["paragraph", number, "of", "part", "1" | "i" | "one"] => {
            number.parse::<u32>().is_ok_and(|number| !(1..=7).contains(&number))
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_weighed() {
        for text in [
            "Yes",
            "Confidential",
            "Commercially sensitive information.",
            "N/A",
            "It is exempt.",
            "Personal information",
            "As set out above",
            "See report",
            "–",
        ] {
            assert_eq!(weight(text), Weight::Nothing, "{text}");
        }
        for text in [
            "The public interest in maintaining the exemption outweighs the public interest in disclosing the information.",
            "The public interest in the exemption is the greater one",
        ] {
            assert_eq!(weight(text), Weight::Formula, "{text}");
        }
        for text in [
            "The price would be known to other bidders.",
            "The Council would have to pay more.",
            "The offers were made in confidence and are still being compared.",
            "Publication would weaken the council's position in its negotiations.",
            "Two people could be recognised.",
            "Disclosure would identify the child.",
        ] {
            assert_eq!(weight(text), Weight::Reason, "{text}");
        }
    }

    #[test]
    fn what_is_said_to_be_exempt_has_to_be() {
        let told = |text: &str, open: bool| -> Vec<String> {
            speaks(&Passage::plain(text), open).into_iter().map(|one| one.message).collect()
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

    #[test]
    fn titles_and_texts_of_items_say_that_they_are_private() {
        for title in [
            "Contract award (private)",
            "Contract award – EXEMPT",
            "Contract award (exempt – paragraph 3)",
            "Agency contract (not for publication)",
            "Confidential: complaint of a foster carer",
            "Exempt report: property disposal",
            "PRIVATE – staffing matter",
            "Staffing (Part II)",
            "Commercial terms (confidential appendix)",
        ] {
            assert!(marked_private(title), "{title}");
        }
        for title in [
            "Private fostering annual report",
            "Exempt accommodation: a review",
            "Confidentiality policy",
            "Business rates: exempt properties",
            "Exclusion of the Press and Public",
            "Confidential helpline for staff",
            "Publication scheme",
        ] {
            assert!(!marked_private(title), "{title}");
        }
        for text in [
            "Not for publication",
            "This item is exempt.",
            "The appendix is confidential.",
            "The press and public will be excluded for this item.",
            "Exempt information under paragraph 3.",
            "This item will be taken in private.",
        ] {
            assert!(of_itself(text, true), "{text}");
        }
        for text in [
            "Appendix 2 to this report is not for publication.",
            "This report is confidential.",
            "The prices in this section are exempt information and must not be disclosed.",
            "The figures in Appendix 3 are commercially sensitive and exempt from publication.",
        ] {
            assert!(of_itself(text, false), "{text}");
        }
        for text in [
            "There are no exempt items.",
            "Nothing in it is exempt.",
            "To consider whether any item is exempt.",
            "The public report; a separate report in private business has the prices.",
            "Private fostering arrangements are visited.",
            "Foster carers are exempt from council tax.",
            "This report contains no exempt information.",
            "The private report to Cabinet in May was exempt.",
            "This section of the population is exempt from charges.",
        ] {
            assert!(!of_itself(text, true) && !of_itself(text, false), "{text}");
        }
    }

    #[test]
    fn markings_that_keep_a_paper_from_the_public_are_known() {
        for marking in ["Restricted", "Confidential", "NOT FOR PUBLICATION", "Private", "Exempt – paragraph 3"] {
            assert!(restricts(marking), "{marking}");
        }
        for marking in ["Draft", "Draft – confidential until agreed", "Public", "Final", ""] {
            assert!(!restricts(marking), "{marking}");
        }
    }
}
