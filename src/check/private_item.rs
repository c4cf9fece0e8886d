//! `private-item`: what is said to be exempt and is not marked as such, and reasons for an exemption that are none.

use std::collections::BTreeSet;

use crate::check::passage::Passage;
use crate::check::words::{Word, words};
use crate::check::{Paper, Rule, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity};

/// A text that speaks of exempt information where nothing is exempt, or an exemption without a reason.
pub const RULE: Rule = Rule {
    name: "private-item",
    severity: Severity::Error,
    summary: "a text that says that something is exempt where nothing is, or an exemption without a reason",
    explanation: "\
That an exemption names its paragraph of Schedule 12A, 1 to 7, and the public interest is an error of the build already.
This rule finds what the build cannot: a text, or a marking, which says that something is exempt or not for publication in a
paper in which nothing has `exempt:`, so that all of it would be published; a paragraph of Part 1 of Schedule 12A that the
schedule does not have; and public-interest statements that say nothing. A statement that only says that the one
interest outweighs the other gets a warning, since readers are to be told why.

For example: \"Appendix 2 is not for publication under paragraph 3 of Schedule 12A\" in a report without `exempt:`;
`public-interest: Confidential`; \"paragraph 9 of Part 1 of Schedule 12A\".

Left alone are texts that say that nothing is exempt, that quote the law, or that speak of another paper.

Source: Local Government Act 1972, section 100A(4) and Schedule 12A, Parts 1 and 2.",
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
    for passage in &paper.passages {
        found.extend(speaks(passage, open));
    }
    found
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
    if telling >= 2 {
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
        let Some(law) = lower.windows(2).position(|pair| matches!(pair, ["schedule", "12a"])) else { continue };
        if passage.is_quoted(&words[law].range) {
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
        let negated = lower.windows(2).any(|pair| {
            matches!(
                pair,
                ["no", "exempt" | "confidential" | "private" | "information"]
                    | ["not", "exempt" | "confidential" | "private"]
            )
        }) || lower.iter().any(|word| matches!(*word, "neither" | "nothing" | "none"));
        // What was excluded at another meeting, or stands in another report, is not this paper's.
        let elsewhere = lower
            .iter()
            .any(|word| matches!(*word, "excluded" | "resolved" | "minute" | "minutes" | "if" | "may"))
            || lower
                .windows(2)
                .any(|pair| matches!(pair, ["separate", "report"] | ["private", "report"] | ["another", "report"]))
            || lower.windows(3).any(|three| matches!(three, ["separate" | "corresponding", "private", "report"]));
        if open && exempt && !negated && !elsewhere {
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
    fn markings_that_keep_a_paper_from_the_public_are_known() {
        for marking in ["Restricted", "Confidential", "NOT FOR PUBLICATION", "Private", "Exempt – paragraph 3"] {
            assert!(restricts(marking), "{marking}");
        }
        for marking in ["Draft", "Draft – confidential until agreed", "Public", "Final", ""] {
            assert!(!restricts(marking), "{marking}");
        }
    }
}
