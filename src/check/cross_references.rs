//! `cross-references`: "Appendix 5", "section 3.12", "Table 2" that are not there.

mod numbers;
mod read;

use std::collections::BTreeSet;

use crate::check::passage::Passage;
use crate::check::words::Word;
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};

use numbers::{Numbers, Target};
use read::{Reference, references};

/// A reference to a part of the report that the report does not have.
pub const RULE: Rule = Rule {
    name: "cross-references",
    severity: Severity::Error,
    summary: "a reference to an appendix, section, paragraph, table, figure or recommendation that is not there",
    explanation: "\
Finds references to parts of the report that it does not have, as they are numbered when everything is put together:
appendices, sections and paragraphs, tables, figures and recommendations, alone (\"paragraph 6.2\") or several together
(\"Appendices 1 to 4\", \"sections 3.1, 3.2 and 3.4\"). Numbers move when a section goes in, and nobody follows them all.

For example: \"(Appendix 5)\" in a report with four appendices; \"as section 3.12 says\" where section 3 ends at 3.10.

Left alone are references to parts of something else: \"section 3.2 of the Report\", \"paragraph 3 of Schedule 12A\",
\"section 17 of the Children Act 1989\", \"section 100A(4)\", \"a section 47 enquiry\", \"Table 5 of the release\", \"Ofsted's
recommendation 2\", \"Table 1 in Appendix 3\"; and what stands between quotation marks. Where some references of a text say
\"of the Report\", those beside them with numbers of the same section mean that report as well. \"of this report\" is this
report's.

Source: a report with four appendices and a decision that refers to ten sections of another one.",
    needs_whole: true,
    run: find,
};

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let numbers = Numbers::of(&paper.narrated.document);
    judge(&numbers, &paper.passages)
}

fn judge(numbers: &Numbers, passages: &[Passage<'_>]) -> Vec<Diagnostic> {
    let words: Vec<Vec<Word<'_>>> = passages.iter().map(Passage::words).collect();
    let read: Vec<Vec<Reference>> = words.iter().map(|words| references(words)).collect();
    // The sections of other documents that are named in full: short references beside them mean the same document.
    let abroad: BTreeSet<(Target, &str)> = read
        .iter()
        .flatten()
        .filter(|one| one.foreign)
        .flat_map(|one| one.numbers.iter().filter_map(|(number, _)| Some((one.target, number.split_once('.')?.0))))
        .collect();
    let mut found = Vec::new();
    for ((passage, words), references) in passages.iter().zip(&words).zip(&read) {
        for reference in references.iter().filter(|one| !one.foreign) {
            for (number, at) in &reference.numbers {
                let range = words[*at].range.clone();
                let major = number.split_once('.').map(|(major, _)| (reference.target, major));
                let known = numbers.has(reference.target, number)
                    || major.is_some_and(|major| abroad.contains(&major))
                    || numbers.may_be_elsewhere(reference, number)
                    || passage.is_quoted(&range);
                if !known {
                    let from =
                        if reference.numbers.len() == 1 { words[reference.first].range.start } else { range.start };
                    found.push(told(numbers, reference, number).map_place(passage, from..range.end));
                }
            }
        }
    }
    found
}

/// A finding that has no place yet.
struct Told {
    message: String,
    hint: String,
}

impl Told {
    fn map_place(self, passage: &Passage<'_>, range: std::ops::Range<usize>) -> Diagnostic {
        finding(self.message, &passage.place(&range)).hint(self.hint)
    }
}

fn told(numbers: &Numbers, reference: &Reference, number: &str) -> Told {
    let (one, many) = match reference.target {
        Target::Appendix => ("appendix", "appendices"),
        Target::Section if numbers.numbered_on => ("paragraph", "paragraphs"),
        Target::Section if number.contains('.') => ("paragraph or section", "paragraphs"),
        Target::Section => ("section", "sections"),
        Target::Table => ("table", "tables"),
        Target::Figure => ("figure", "figures"),
        Target::Recommendation => ("recommendation", "recommendations"),
    };
    let elsewhere = format!("or say of which document it is: \"{} {number} of the …\"", reference.noun);
    let hint = match numbers.nearest(reference.target, number) {
        Some((first, last)) if first == last => {
            format!("there is only {one} {first}; put the number right, {elsewhere}")
        }
        Some((first, last)) => format!("there are {many} {first} to {last}; put the number right, {elsewhere}"),
        None => format!("the report has no {many}; add it, {elsewhere}"),
    };
    Told { message: format!("there is no {one} {number} in this report"), hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report with four appendices, sections 1 to 8 of which 6 has paragraphs 6.1 to 6.3, a table, two figures, and
    /// recommendations 1 (with a to e) and 2.
    fn numbers() -> Numbers {
        let mut numbers = Numbers { sections: 8, ..Numbers::default() };
        for number in 1..=8 {
            numbers.add(Target::Section, &number.to_string());
        }
        for number in ["6.1", "6.2", "6.3", "6.3.1"] {
            numbers.add(Target::Section, number);
        }
        for number in ["1", "2", "3", "4"] {
            numbers.add(Target::Appendix, number);
        }
        numbers.exhibit("Table 1");
        numbers.exhibit("Figure 1");
        numbers.exhibit("Figure 2");
        for number in ["1)", "1)a.", "1)b.", "2)"] {
            numbers.add(Target::Recommendation, number);
        }
        numbers
    }

    fn messages(text: &str) -> Vec<String> {
        judge(&numbers(), &[Passage::plain(text)]).into_iter().map(|one| one.message).collect()
    }

    #[test]
    fn what_is_not_there_is_found() {
        for (text, missing) in [
            ("The scope is attached (Appendix 5).", &["appendix 5"][..]),
            ("See Appendices 1 to 5.", &["appendix 5"]),
            ("See Appendices 2, 5 and 6.", &["appendix 5", "appendix 6"]),
            ("as section 3.12 says", &["paragraph or section 3.12"]),
            ("The model in paragraph 6.4 of this report", &["paragraph or section 6.4"]),
            ("paragraphs 6.2–6.5", &["paragraph or section 6.4", "paragraph or section 6.5"]),
            ("Table 2 shows the posts.", &["table 2"]),
            ("It fell (Figure 3).", &["figure 3"]),
            ("It is in Appendix 3, and Table 2 shows it.", &["table 2"]),
            ("recommendation 4 is new", &["recommendation 4"]),
            ("Recommendations 1 and 3 were accepted", &["recommendation 3"]),
            ("Section 9 has more.", &["section 9"]),
            ("(Appendix A)", &["appendix a"]),
            ("paragraph 4.5.1 above", &["paragraph or section 4.5.1"]),
            ("posts (table 2) and see figure 3", &["table 2", "figure 3"]),
            ("see para 7.2", &["paragraph or section 7.2"]),
            ("recommendation 1c", &["recommendation 1c"]),
            ("paragraph 9.3 and Table 2 of this report", &["paragraph or section 9.3", "table 2"]),
        ] {
            let wanted: Vec<String> =
                missing.iter().map(|one| format!("there is no {one} in this report")).collect();
            assert_eq!(messages(text), wanted, "{text}");
        }
    }

    #[test]
    fn paragraphs_that_are_numbered_on_are_known_by_their_whole_numbers() {
        let mut numbers = Numbers { sections: 3, numbered_on: true, ..Numbers::default() };
        for number in ["1.", "2.", "3.", "3.1.", "3.2.", "4."] {
            numbers.add(Target::Section, number);
        }
        let said = |text: &str| -> Vec<String> {
            judge(&numbers, &[Passage::plain(text)]).into_iter().map(|one| one.message).collect()
        };
        for (text, missing) in [
            ("see paragraph 5", "5"),
            ("as paragraph 3.3 says", "3.3"),
            ("Paragraphs 2 to 5 say why.", "5"),
            ("in paragraph 40 above", "40"),
        ] {
            assert_eq!(said(text), [format!("there is no paragraph {missing} in this report")], "{text}");
        }
        for text in
            ["paragraphs 1 to 4, and 3.2 in particular", "paragraph 3.1", "section 47", "paragraph 9 of the Act"]
        {
            assert_eq!(said(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_is_there_is_left_alone() {
        for text in [
            "Appendices 1 to 4 and paragraph 6.2 exist.",
            "(Appendix 3) and Table 1, Figure 1 and Figure 2.",
            "Figures 1 and 2 show it, section 8 and sections 6.1, 6.2 and 6.3 explain it.",
            "paragraph 6.3.1; recommendation 1) a; recommendation 1a; Recommendations 1 to 2",
            "in section 4 and 12 posts, Table 1, 2025 release",
            "the table 5 people sat at, the figure 12 and this section",
            "Appendix I think of",
        ] {
            assert_eq!(messages(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_belongs_to_another_document_is_left_alone() {
        for text in [
            "as outlined in full in section 3.2 of the Report",
            "section 100A(4) of the Local Government Act 1972",
            "paragraph 3 of Part 1 of Schedule 12A",
            "under section 17 of the Children Act 1989 and section 20",
            "the Local Government Act 1972, section 100D",
            "a section 47 enquiry, section 151 officer and the section 9 notice",
            "Table 5 of the release; Table 7 in the DfE's statistics",
            "Ofsted’s recommendation 9 and its paragraph 12.4",
            "Table 2 in Appendix 3, and Appendix 3, Table 4",
            "Appendix 9 to the Cabinet report of March",
            "recommendation 12 of the Independent Review",
            "He wrote “see Appendix 9 and section 3.12” to them",
            "section 7(4) and regulation 12",
            "DfE Table 5 and the ONS Figure 9",
            "section 114",
            "Part 3, section 12 and Part 4, paragraph 9.9",
            "section 3.6, as well as section 3.2 of the Report",
            "See page 12, paragraph 4.3 and Table 2 of the strategy.",
            "Appendix 7, section 9.1 and Table 4 of the release",
        ] {
            assert_eq!(messages(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_hint_says_what_there_is() {
        let hint = |text: &str| judge(&numbers(), &[Passage::plain(text)]).remove(0).hints.remove(0);
        assert!(hint("see Appendix 5").starts_with("there are appendices 1 to 4; "), "{}", hint("see Appendix 5"));
        assert!(
            hint("see section 6.9").starts_with("there are paragraphs 6.1 to 6.3; "),
            "{}",
            hint("see section 6.9")
        );
        assert!(
            hint("see section 3.9").starts_with("there are paragraphs 1 to 8; "),
            "{}",
            hint("see section 3.9")
        );
        let none = judge(&Numbers::default(), &[Passage::plain("see Table 2")]).remove(0).hints.remove(0);
        assert!(none.starts_with("the report has no tables; "), "{none}");
    }
}
