//! `background-papers`: whether the list of background papers is there, and has what the text relies on.

mod after;
mod listed;
mod named;
mod particular;
mod phrase;
mod reliance;
#[cfg(test)]
mod sentences;
mod sources;
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
    summary: "a missing or empty list of background papers; a document that the text quotes and no list has",
    explanation: "\
A report to members has to list the documents that disclose facts on which it is based and that it relies on to a material
extent; the public may see them for four years. `None` is an answer. The rule finds a list that is empty, or has `None`
beside documents; and, as a warning, documents that the text quotes as a source and that stand in no list of the report.

For example: \"The Children's Workforce Strategy 2017 says that …\", where neither the background papers nor the other useful
documents nor the appendices have it.

A list that names no document (\"See above\", \"To follow\") is no list. A document is what has a name of two capitals or more that
ends as names of documents do (Strategy, Survey, Business Case, Review …), or a report, study, letter or audit that is known by
who made it or by its date (\"a report by KPMG dated 3 November\"), or a paper of which there is one to a matter (\"the feasibility
study\"). It is relied on where it says, shows or finds something, or something is found, set out or based on it.

A document is taken for listed if most words of its name stand in a title of a list, in the references or in a link of
the text. Left alone are documents that are only mentioned, laws and regulations, what \"this report\" says, and names in small
letters otherwise (\"the Ofsted report\"). Published works need not be listed; a link or a place under `other-documents:` is enough.

Source: Local Government Act 1972, section 100D; for reports to the executive SI 2012/2089, regulation 15.",
    needs_whole: false,
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
const QUESTION: &str = "as author authors background contact correspondence department directorate documents email emails file files \
    from inspection internal intranet list lists office officer officers on other request team teams useful various website working";

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
                doubt(format!("the report relies on the `{written}`, which stands in no list"), &passage.place(&source.range))
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
        ] {
            assert!(!says_none(text) && answer::emptiness(text, QUESTION).is_some(), "{text}");
        }
        for text in ["None", "N/A", "There are none", "No background papers", "None other than those listed above"]
        {
            assert!(says_none(text), "{text}");
        }
        for text in ["Staff survey", "Exit interview forms", "Inspection report, March 2024", "Nilsen, A. (2009)"] {
            assert!(!says_none(text) && answer::emptiness(text, QUESTION).is_none(), "{text}");
        }
    }

    fn relied_on(text: &str) -> Vec<String> {
        let passage = crate::check::passage::Passage::plain(text);
        sources::sources(&passage).into_iter().map(|source| text[source.range].to_owned()).collect()
    }

    #[test]
    fn sentences_of_officers() {
        let mut caught = 0;
        let mut named = 0;
        let mut wrong = Vec::new();
        for (text, name) in sentences::RELIED_ON {
            let found = relied_on(text);
            if found.is_empty() { wrong.push(format!("MISSED {text}")); } else { caught += 1; }
            if found == [name.to_string()] { named += 1; } else if !found.is_empty() { wrong.push(format!("NAMED {found:?} not {name}")); }
        }
        let mut false_alarms = 0;
        for text in sentences::ONLY_MENTIONED {
            let found = relied_on(text);
            if !found.is_empty() { wrong.push(format!("FALSE {text} {found:?}")); false_alarms += 1; }
        }
        println!("caught {caught}/{} named {named}; false {false_alarms}/{}", sentences::RELIED_ON.len(), sentences::ONLY_MENTIONED.len());
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn documents_that_a_text_relies_on_are_found() {
        for (text, name) in [
            ("The Children's Workforce Strategy 2017 says that pay matters.", "Children's Workforce Strategy 2017"),
            ("According to the Corporate Staff Survey, morale is low.", "Corporate Staff Survey"),
            ("The costs are set out in the Agency Spend Review.", "Agency Spend Review"),
            (
                "It is based on the Strategy for Children and Families Plan.",
                "Strategy for Children and Families Plan",
            ),
            ("The Internal Audit Report found gaps.", "Internal Audit Report"),
            (
                "According to the Sufficiency Strategy 2023-26, more homes are needed.",
                "Sufficiency Strategy 2023-26",
            ),
            ("The Internal Audit Report of May 2024 highlighted gaps.", "Internal Audit Report of May 2024"),
            (
                "The KPMG Review of Children's Services (2024) shows it.",
                "KPMG Review of Children's Services (2024)",
            ),
            ("Evidence from the Exit Interview Analysis 2024/25 points to pay.", "Exit Interview Analysis 2024/25"),
            ("As the Agency Reduction Business Case demonstrates, pay matters.", "Agency Reduction Business Case"),
            ("Pay was compared in the Regional Salary Survey (2025).", "Regional Salary Survey (2025)"),
            (
                "As reported to the Audit Committee in the Annual Governance Statement 2024/25, there are two issues.",
                "Annual Governance Statement 2024/25",
            ),
            ("The Workforce Strategy argues that a team costs less.", "Workforce Strategy"),
        ] {
            assert_eq!(relied_on(text), [name], "{text}");
        }
    }

    #[test]
    fn documents_that_are_only_named_are_left_alone() {
        for text in [
            "The Children's Workforce Strategy was agreed in 2017.",
            "The Ofsted report says so, and the workforce strategy sets out why.",
            "This report says what the review found.",
            "The Children and Families Plan says so (Appendix 2).",
            "Under the Care Standards Act the Inspection Framework Guidance says so.",
            "The Council Plan recommends nothing.",
            "The Briefing Note says why, and the Annual Report shows it.",
            "The Head of Strategy and Assessment reported that recruitment is slow.",
            "The Assessment Team found homes for all children.",
            "The Improvement Plan Board said that much was done.",
            "The Children and Young People's Plan was reported to Cabinet.",
            "Members asked for a Workforce Plan that shows the costs.",
            "An Education, Health and Care Plan sets out what a child needs.",
            "Each Pathway Plan says who helps.",
            "He quoted “The Children's Workforce Strategy says so”.",
            "The Cabinet Member said that the Director found it.",
            "The Director reported to Cabinet that the Workforce Strategy was agreed in May.",
            "Report",
            "",
        ] {
            assert_eq!(relied_on(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn documents_are_known_by_their_makers_and_their_days() {
        for (text, name) in [
            (
                "The consultant's report by Impower (January 2026) recommended closing two homes.",
                "report by Impower",
            ),
            (
                "A report by KPMG dated 3 November 2025 concluded that controls were weak.",
                "report by KPMG dated 3 November 2025",
            ),
            (
                "A letter from the Department for Education dated 4 January 2026 confirms the grant.",
                "letter from the Department for Education dated 4 January 2026",
            ),
            ("The audit report of 4 November 2025 found weak controls.", "report of 4 November 2025"),
            (
                "The report to Cabinet on 10 February 2026 set out the savings.",
                "report to Cabinet on 10 February 2026",
            ),
            ("The proposals are based on a feasibility study by Mott MacDonald.", "study by Mott MacDonald"),
            (
                "As set out in a report by KPMG dated 3 November 2025, costs will rise.",
                "report by KPMG dated 3 November 2025",
            ),
            ("The Local Government Ombudsman's report of November 2025 found fault.", "report of November 2025"),
            ("Ofsted's report of May 2025 found that care was good.", "report of May 2025"),
            ("A condition survey carried out in 2025 found that the roof leaks.", "survey carried out in 2025"),
            ("The full business case demonstrates that the scheme pays back.", "business case"),
            ("The feasibility study shows that the site is too small.", "feasibility study"),
        ] {
            let found = relied_on(text);
            assert!(
                found.len() == 1 && found[0].contains(name),
                "{text}: {found:?}"
            );
        }
        for text in [
            "This report of 4 November 2025 says why.",
            "The Ofsted report says so.",
            "A report will come to the Board on 4 May.",
            "Officers will write a business case, which shows the costs.",
            "A letter was sent to parents.",
            "The decision is based on an assessment by a social worker.",
            "A report by the Director will be based on a study by Arup.",
            "Children's reports of bullying in May 2025 found their way to the head teacher.",
            "Savills were asked for a valuation of the site in October 2025.",
            "The review found that pay matters.",
            "An assessment by a social worker identifies what a child needs.",
            "The feasibility study is attached as Appendix 2 and shows it.",
        ] {
            assert_eq!(relied_on(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn held_out() {
        for text in sentences::ALSO_RELIED_ON {
            let f = relied_on(text);
            if f.is_empty() { println!("HMISS {text}"); } else { println!("HFOUND {f:?}"); }
        }
        for text in sentences::ALSO_ONLY_MENTIONED {
            let f = relied_on(text);
            if !f.is_empty() { println!("HFALSE {text} {f:?}"); }
        }
        panic!();
    }

    #[test]
    fn corpus() {
        for text in std::fs::read_to_string("/tmp/all34.txt").unwrap_or_default().lines() {
            if let Some(t) = text.strip_prefix("+ ") { let f = relied_on(t); if f.is_empty() { println!("TMISS {t}"); } else { println!("TOK {f:?}"); } continue; }
            if let Some(t) = text.strip_prefix("- ") { let f = relied_on(t); if !f.is_empty() { println!("TFALSE {f:?} {t}"); } continue; }
            for f in relied_on(text) { println!("CORPUS [{f}] {text}"); }
        }
        panic!();
    }
}
