//! `cross-references`: "Appendix 5", "section 3.12", "Table 2" that are not there.

mod appended;
mod elsewhere;
mod nearest;
mod numbers;
mod read;
#[cfg(test)]
mod sentences;
mod shown;
mod spelt;
mod told;

use std::collections::BTreeSet;

use crate::check::passage::{Part, Passage};
use crate::check::words::Word;
use crate::check::{Paper, Rule};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::narrative::document::Document;

use appended::{is_heading, nothing_appended};
use numbers::{Numbers, Target};
use read::{Cited, Reference, references};
use shown::nothing_shown;
use told::{Missing, written};

/// A reference to a part of the report that the report does not have.
pub const RULE: Rule = Rule {
    name: "cross-references",
    severity: Severity::Error,
    summary: "a reference to an appendix, section, paragraph, table, figure or recommendation that is not there",
    explanation: "\
Finds references to parts of the report that it does not have, as they are numbered when everything is put together:
appendices, sections and paragraphs, tables, figures, footnotes and recommendations, alone (\"paragraph 6.2\", \"Fig. 3\",
\"Appendix VI\", \"Section Nine\", \"Recommendation (4)\", \"§6.2\", \"see 4.3\", \"at 6.2 above\") or several together (\"Appendices 1 to
4\", \"sections 3.1, 3.2 and 3.4\", \"Recommendations 1-3\"). Numbers move when a section goes in, and nobody follows them all.

For example: \"(Appendix 5)\" in a report with four appendices; \"as section 3.12 says\" where section 3 ends at 3.10.

As a warning, \"the table below\" or \"see chart overleaf\" in a paper that has neither table nor chart, and \"see the appendix\", \"the
attached appendix\" or \"attached as an appendix\" in one that has no appendix at all.

Left alone are references to parts of something else: \"In its guidance the Government explains it in Table 5\", \"section 3.2 of the Report\", \"paragraph 3 of Schedule 12A\",
\"section 17 of the Children Act 1989\", \"section 100A(4)\", \"a section 47 enquiry\", \"Section 11 places a duty\", \"the s.151
officer\", \"Table 5 of the release\", \"Ofsted's
recommendation 2\", \"Table 1 in Appendix 3\"; in agendas, minutes, decision records and papers that are appendices, the appendices and paragraphs of the
report that they speak of; and what stands between quotation marks. \"See section 18\" or \"section 23 sets out the options\" is
one of the report, however high its number, where nothing in the paragraph speaks of the law. Where some references of a text say
\"of the Report\", those beside them with numbers of the same section mean that report as well. \"of this report\", \"above\" and
\"below\" are this report's. Pages and items are not looked for: their numbers are known only when the paper is laid out.

Source: a report with four appendices and a decision that refers to ten sections of another one.",
    needs_whole: true,
    reads_sentences: false,
    run: find,
};

/// Kinds of paper that speak of the parts of another one: of the reports that a meeting had before it, or of the report that
/// they are an appendix to.
const ABOUT_OTHERS: &[&str] = &[
    "agenda",
    "appendix-file",
    "data-table",
    "decision-record",
    "minute-item",
    "minutes",
    "research-paper",
    "scoping-document",
    "statement",
];

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let mut numbers = Numbers::of(&paper.narrated.document);
    let footnotes = paper.passages.iter().filter(|passage| passage.part == Part::Footnote).count();
    (1..=footnotes).for_each(|number| numbers.add(Target::Footnote, &number.to_string()));
    numbers.about_others = paper.report.schema.kinds().any(|kind| ABOUT_OTHERS.contains(&kind));
    let mut found = judge(&numbers, paper.passages.iter());
    // A cell or a name may be called so by others; what it sends the reader to is here.
    let sends = |label: &&Passage<'_>| label.words().iter().any(|word| word.lower == "see");
    found.extend(judge(&numbers, paper.labels.iter().filter(sends)));
    if !numbers.shows {
        found.extend(paper.each(|passage| nothing_shown(passage).into_iter().collect()));
    }
    let appended = numbers.all.iter().any(|(target, _)| *target == Target::Appendix);
    if !appended && !numbers.about_others && !paper.passages.iter().any(is_heading) {
        found.extend(paper.each(|passage| nothing_appended(passage).into_iter().collect()));
    }
    found
}

fn judge<'a>(numbers: &Numbers, passages: impl Iterator<Item = &'a Passage<'a>>) -> Vec<Diagnostic> {
    let passages: Vec<&Passage<'_>> = passages.collect();
    let words: Vec<Vec<Word<'_>>> = passages.iter().map(|passage| passage.words()).collect();
    let read: Vec<Vec<Reference>> = words.iter().map(|words| references(words, numbers.lettered)).collect();
    // The sections of other documents that are named in full: short references beside them mean the same document.
    let foreign = read.iter().flatten().filter(|one| one.foreign);
    let abroad: BTreeSet<(Target, &str)> = foreign.flat_map(majors).collect();
    let mut found = Vec::new();
    for ((passage, words), references) in passages.iter().zip(&words).zip(&read) {
        for reference in references.iter().filter(|one| !one.foreign) {
            for cited in &reference.cited {
                // A range leads elsewhere as a whole, or it does not.
                let elsewhere = cited.numbers.iter().all(|number| numbers.may_be_elsewhere(reference, number));
                let known = |number: &String| {
                    let major = number.split_once('.').map(|(major, _)| (reference.target, major));
                    elsewhere
                        || numbers.has(reference.target, number)
                        || major.is_some_and(|major| abroad.contains(&major))
                };
                let there: Vec<bool> = cited.numbers.iter().map(known).collect();
                let missing = Missing { numbers, passage, words, reference, cited, there };
                found.extend(missing.told());
            }
        }
    }
    found
}

/// The sections that a reference has paragraphs of.
fn majors(reference: &Reference) -> impl Iterator<Item = (Target, &str)> {
    let numbers = reference.cited.iter().flat_map(|cited| &cited.numbers);
    numbers.filter_map(|number| Some((reference.target, number.split_once('.')?.0)))
}

/// The references in a public text to what the whole document has and the public one leaves out, each as "Table 2", with
/// its place.
pub fn withheld_references(passages: &[Passage<'_>], public: &Document, whole: &Document) -> Vec<(String, Span)> {
    let (public, whole) = (Numbers::of(public), Numbers::of(whole));
    let mut found = Vec::new();
    for passage in passages {
        let words = passage.words();
        for reference in references(&words, whole.lettered).iter().filter(|one| !one.foreign) {
            for Cited { numbers, words: (_, last) } in &reference.cited {
                let range = words[reference.first].range.start..words[*last].range.end;
                let withheld =
                    |number: &&String| !public.has(reference.target, number) && whole.has(reference.target, number);
                for number in numbers.iter().filter(withheld).filter(|_| !passage.is_quoted(&range)) {
                    let noun = match reference.target {
                        Target::Appendix => "Appendix",
                        Target::Section if number.contains('.') => "paragraph",
                        Target::Section => "section",
                        Target::Table => "Table",
                        Target::Figure => "Figure",
                        Target::Recommendation => "recommendation",
                        Target::Footnote => "footnote",
                    };
                    let number = written(reference.target, number);
                    found.push((format!("{noun} {number}"), passage.place(&range)));
                }
            }
        }
    }
    found
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
        judge(&numbers(), [&Passage::plain(text)].into_iter()).into_iter().map(|one| one.message).collect()
    }

    #[test]
    fn what_is_not_there_is_found() {
        for (text, missing) in sentences::MISSING {
            let wanted: Vec<String> = missing.iter().map(|one| format!("there {one} in this report")).collect();
            assert_eq!(messages(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_somebody_else_explains_is_left_alone() {
        let guidance = "In its guidance on funding the Government explains the deficit in Table 5 and Annex C.";
        assert_eq!(messages(guidance), Vec::<String>::new());
        assert_eq!(
            messages("In its third year the scheme grew (Table 5)."),
            ["there is no Table 5 in this report"]
        );
    }

    #[test]
    fn paragraphs_that_are_numbered_on_are_known_by_their_whole_numbers() {
        let mut numbers = Numbers { sections: 3, numbered_on: true, ..Numbers::default() };
        for number in ["1.", "2.", "3.", "3.1.", "3.2.", "4."] {
            numbers.add(Target::Section, number);
        }
        let said = |text: &str| -> Vec<String> {
            judge(&numbers, [&Passage::plain(text)].into_iter()).into_iter().map(|one| one.message).collect()
        };
        for (text, missing) in [
            ("see paragraph 5", "paragraph 5"),
            ("as paragraph 3.3 says", "paragraph 3.3"),
            ("Paragraphs 2 to 5 say why.", "Paragraph 5"),
            ("in paragraph 40 above", "paragraph 40"),
        ] {
            assert_eq!(said(text), [format!("there is no {missing} in this report")], "{text}");
        }
        for text in
            ["paragraphs 1 to 4, and 3.2 in particular", "paragraph 3.1", "section 47", "paragraph 9 of the Act"]
        {
            assert_eq!(said(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn parts_with_letters_are_known_where_the_report_has_some() {
        let mut numbers = Numbers { sections: 3, numbered_on: true, lettered: true, ..Numbers::default() };
        for number in ["1", "2", "3", "3a", "3b", "4.1", "4.1c"] {
            numbers.add(Target::Section, number);
        }
        let told = |text: &str| judge(&numbers, [&Passage::plain(text)].into_iter());
        for (text, missing) in [
            ("paragraph 3(c) says so", "paragraph 3(c)"),
            ("paragraphs 3(a) and 3(d)", "paragraph 3(d)"),
            ("section 4.1(e)", "section 4.1(e)"),
        ] {
            let messages: Vec<String> = told(text).into_iter().map(|one| one.message).collect();
            assert_eq!(messages, [format!("there is no {missing} in this report")], "{text}");
        }
        assert!(told("paragraph 3(f)")[0].hints[0].starts_with("there are paragraphs 3(a) and 3(b);"));
        for text in [
            "paragraphs 3(a) and 3(b)",
            "paragraph 4.1(c)",
            "section 100A(4)",
            "section 7(4)",
            "paragraph 3 (as it was)",
        ] {
            assert_eq!(told(text).len(), 0, "{text}");
        }
    }

    #[test]
    fn what_is_there_is_left_alone() {
        for text in sentences::THERE {
            assert_eq!(messages(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_belongs_to_another_document_is_left_alone() {
        for text in sentences::ELSEWHERE {
            assert_eq!(messages(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn papers_about_others_speak_of_their_parts() {
        let numbers = Numbers { about_others: true, ..Numbers::default() };
        let told = |text: &str| judge(&numbers, [&Passage::plain(text)].into_iter()).len();
        for text in [
            "Members referred to paragraph 3.12 and asked what the cost was.",
            "Section 3.2 was noted.",
            "Referring to Appendix 2, the Director said that costs had risen.",
        ] {
            assert_eq!(told(text), 0, "{text}");
        }
        assert_eq!(told("See paragraph 3.12 above."), 1);
        let numbers = Numbers::default();
        assert_eq!(judge(&numbers, [&Passage::plain("Details are in Appendix 5.")].into_iter()).len(), 1);
    }

    #[test]
    fn the_hint_says_what_there_is() {
        for (text, hint) in sentences::HINTS {
            let found = judge(&numbers(), [&Passage::plain(text)].into_iter());
            assert_eq!(found[0].hints, [*hint], "{text}");
        }
        let none =
            judge(&Numbers::default(), [&Passage::plain("see Table 2")].into_iter()).remove(0).hints.remove(0);
        assert!(
            none.starts_with("the report has no tables; put Table 2 in, take the reference out, or "),
            "{none}"
        );
    }

    #[test]
    fn a_range_is_underlined_whole() {
        let underlined =
            |text: &str| crate::check::testing::underlined(|one| judge(&numbers(), [one].into_iter()), text);
        assert_eq!(underlined("see paragraphs 6.2 to 6.29 above"), ["paragraphs 6.2 to 6.29"]);
        assert_eq!(underlined("Appendices 1, 2 and 4 to 6"), ["4 to 6"]);
    }
}
