//! `background-papers`: whether the list of background papers is there, and has what the text relies on.

mod after;
mod introduced;
mod listed;
mod makers;
mod named;
mod particular;
mod phrase;
mod reliance;
mod saying;
#[cfg(test)]
mod sentences;
mod sources;
mod times;
mod titled;
mod verbs;

use listed::{Listed, Name};

use crate::check::answer::{self, Empty};
use crate::check::words::words;
use crate::check::{Paper, Rule, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::fields::{DocumentEntry, FieldEntry};

/// The field with the list.
const LIST: &str = "background-papers";

/// A list of background papers that is empty or contradicts itself, or a document that the text relies on and no list has.
pub const RULE: Rule = Rule {
    name: "background-papers",
    severity: Severity::Error,
    summary: "a missing or empty list of background papers; a document that the text relies on and no list has",
    explanation: "\
A report to members has to list the documents that disclose facts on which it is based and that it relies on to a material
extent; the public may see them for four years. `None` is an answer. The rule finds a list that is empty, or has `None`
beside documents; and, as a warning, documents that the text relies on and that stand in no list of the report.

For example: \"The Children's Workforce Strategy 2017 says that …\", or \"The Ofsted report 'Inspection of services' (June 2017) found …\", where neither the background papers nor the other useful
documents nor the appendices have it.

A list that names no document (\"See above\", \"To follow\") is no list. A document of the text is a report, study, survey, letter,
appraisal or the like that is one particular paper: it has a name in capitals (\"the Workforce Strategy 2017\"), a maker with a name, an owner or
a date (\"the review by KPMG\", \"the District Valuer's advice\", \"a survey carried out in 2025\"), or a matter has only one of its kind
(\"the business case\", \"the condition survey\", \"the options appraisal\"). It is relied on where it says, shows, finds or recommends something, where something is taken from it,
rests on it or follows it, where what it found is used, and where it is told that it was made and then what it found.

Left alone are documents whose maker is only a pronoun or a verb (\"their evaluation found\", \"were interviewed by\"), that are only mentioned, that are still to come, asked for or only thought of, that are attached, that
a law asks for, or that are spoken of in a quotation, other than by a title between quotation marks; and \"this report\". A document is taken for listed if most words of its name,
its maker with its year, or its very date stand in a title of a list, in the references or in a link of the text. Published works
need not be listed; a link or a place under `other-documents:` is enough.

Source: Local Government Act 1972, section 100D; for reports to the executive SI 2012/2089, regulation 15.",
    needs_whole: false,
    reads_sentences: true,
    run: find,
};

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    if !paper.may_have(LIST) {
        return Vec::new();
    }
    let Some(FieldEntry::Documents(listed, _)) = paper.field(LIST) else {
        // Where the kind does not ask for it, the law does; where it could not be read, that has been told.
        let asked = paper.report.schema.fields.iter().any(|field| field.key == LIST && field.required);
        let missing = !asked && paper.field(LIST).is_none();
        let told = finding("there is no list of background papers", &paper.report.title.span)
            .hint("add `background-papers:` with the unpublished documents that the report relies on, or `None`");
        return if missing { vec![told] } else { Vec::new() };
    };
    let mut found = Vec::new();
    let none: Vec<&DocumentEntry> = listed.iter().filter(|one| says_none(&one.title.value)).collect();
    for one in listed.iter().filter(|one| !says_none(&one.title.value)) {
        if answer::emptiness(&one.title.value, QUESTION).is_some() {
            let message = format!("`{}` is no background paper", one.title.value.trim());
            found.push(
                finding(message, &one.title.span)
                    .hint("write the title and the date of each paper, or `None` where there are none"),
            );
        }
    }
    if let (Some(one), true) = (none.first(), listed.len() > none.len()) {
        let message = format!("`{}` stands beside background papers", one.title.value.trim());
        found.push(finding(message, &one.title.span).hint("take it out, or take the documents out"));
    }
    if listed.is_empty() {
        found.push(
            finding("the list of background papers is empty", &paper.report.title.span).hint(
                "write `background-papers: None`, or list the unpublished documents that the report relies on",
            ),
        );
    }
    found.extend(quoted(paper));
    found
}

/// Words of a list that names no document.
const QUESTION: &str = "as author authors background briefing briefings contact correspondence department directorate documents email emails file files \
    found from inspection internal intranet letter letters list lists memo memos minutes note notes office officer officers on other paper report reports request team teams useful various website working";

/// Whether an entry says that there are none: "None", "No background papers".
fn says_none(title: &str) -> bool {
    let denies = || words(title).iter().any(|word| matches!(word.lower.as_str(), "no" | "none" | "nil"));
    answer::is_none(title) || answer::emptiness(title, QUESTION) == Some(Empty::Denial) && denies()
}

/// The documents that the text relies on and that no list has.
fn quoted(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let listed = Listed::of(paper);
    let mut found = Vec::new();
    let mut told = Listed::default();
    for passage in &paper.passages {
        for source in sources::sources(passage) {
            let name = Name::of(&passage.text, &source);
            if listed.has(&name) || told.has(&name) {
                continue;
            }
            let written = passage.text.get(source.range.clone()).unwrap_or_default();
            found.push(
                doubt(format!("the report relies on `{written}`, which stands in no list"), &passage.place(&source.range))
                    .hint("list it under `background-papers:` if it is not published, or under `other-documents:` with its address")
                    .hint("a link in the text, `[its name](https://…)`, is enough for what is published"),
            );
            told.add(written);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_name_no_document_are_no_lists() {
        for text in [
            "See above",
            "Yes",
            "To follow",
            "As listed in the report",
            "Various",
            "Not required",
            "–",
            "Held on file",
            "Available from the author",
            "Contact the report author",
            "Internal papers",
            "Briefing note",
            "Letters and minutes",
            "To be found on the website",
        ] {
            assert!(!says_none(text) && answer::emptiness(text, QUESTION).is_some(), "{text}");
        }
        for text in ["None", "N/A", "There are none", "No background papers", "None other than those listed above"]
        {
            assert!(says_none(text), "{text}");
        }
        for text in [
            "Staff survey",
            "Exit interview forms",
            "Inspection report, March 2024",
            "Minutes of the Board, 3 May 2024",
            "Nilsen, A. (2009)",
        ] {
            assert!(!says_none(text) && answer::emptiness(text, QUESTION).is_none(), "{text}");
        }
    }
}
