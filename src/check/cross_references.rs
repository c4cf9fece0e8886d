//! `cross-references`: "Appendix 5", "section 3.12", "Table 2" that are not there.

mod elsewhere;
mod numbers;
mod read;

use std::collections::BTreeSet;

use crate::check::answer::among;
use crate::check::passage::{Part, Passage};
use crate::check::words::Word;
use crate::check::{Paper, Rule, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::narrative::document::Document;

use numbers::{Numbers, Target, written};
use read::{Reference, references};

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

As a warning, \"the table below\" in a report that has neither table nor chart.

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
    if !numbers.shows && !numbers.about_others {
        found.extend(paper.each(|passage| nothing_shown(passage).into_iter().collect()));
    }
    found
}

/// "The table below", in a report that has no table and no chart.
fn nothing_shown(passage: &Passage<'_>) -> Option<Diagnostic> {
    let words = passage.words();
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let at = (1..words.len()).find(|at| {
        let shown = among("table tables chart charts graph graphs", lower(*at));
        let below = among("the this these", lower(at - 1)) && matches!(lower(at + 1), "below" | "overleaf");
        let following = lower(at - 1) == "following" && lower(at.saturating_sub(2)) == "the";
        shown && (below || following) && !passage.is_quoted(&words[*at].range)
    })?;
    let noun = words[at].lower.as_str();
    let range =
        words[at - 1].range.start..words[at].range.end.max(words.get(at + 1).map_or(0, |word| word.range.end));
    Some(
        doubt(format!("the report has no {noun}"), &passage.place(&range))
            .hint(format!("put the {noun} in, or say where it stands: \"the {noun} in Appendix 1\"")),
    )
}

fn judge<'a>(numbers: &Numbers, passages: impl Iterator<Item = &'a Passage<'a>>) -> Vec<Diagnostic> {
    let passages: Vec<&Passage<'_>> = passages.collect();
    let words: Vec<Vec<Word<'_>>> = passages.iter().map(|passage| passage.words()).collect();
    let read: Vec<Vec<Reference>> = words.iter().map(|words| references(words, numbers.lettered)).collect();
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

/// The references in a public text to what the whole document has and the public one leaves out, each as "Table 2", with
/// its place.
pub fn withheld_references(passages: &[Passage<'_>], public: &Document, whole: &Document) -> Vec<(String, Span)> {
    let (public, whole) = (Numbers::of(public), Numbers::of(whole));
    let mut found = Vec::new();
    for passage in passages {
        let words = passage.words();
        for reference in references(&words, whole.lettered).iter().filter(|one| !one.foreign) {
            for (number, at) in &reference.numbers {
                let range = words[reference.first].range.start..words[*at].range.end;
                let withheld = !public.has(reference.target, number) && whole.has(reference.target, number);
                if withheld && !passage.is_quoted(&range) {
                    let noun = match reference.target {
                        Target::Appendix => "Appendix",
                        Target::Section if number.contains('.') => "paragraph",
                        Target::Section => "section",
                        Target::Table => "Table",
                        Target::Figure => "Figure",
                        Target::Recommendation => "recommendation",
                        Target::Footnote => "footnote",
                    };
                    found.push((format!("{noun} {number}"), passage.place(&range)));
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
    let nearest = numbers.nearest(reference.target, number);
    let nearest =
        nearest.map(|(first, last)| (written(reference.target, &first), written(reference.target, &last)));
    let (one, many) = match reference.target {
        Target::Appendix => ("appendix", "appendices"),
        Target::Section if numbers.numbered_on => ("paragraph", "paragraphs"),
        Target::Section if number.contains('.') => ("paragraph or section", "paragraphs"),
        Target::Section => ("section", "sections"),
        Target::Table => ("table", "tables"),
        Target::Figure => ("figure", "figures"),
        Target::Recommendation => ("recommendation", "recommendations"),
        Target::Footnote => ("footnote", "footnotes"),
    };
    let number = &written(reference.target, number);
    let elsewhere = format!("or say of which document it is: \"{} {number} of the …\"", reference.noun);
    let hint = match nearest {
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
        judge(&numbers(), [&Passage::plain(text)].into_iter()).into_iter().map(|one| one.message).collect()
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
            // As officers write them.
            ("The costs are broken down in Fig. 3.", &["figure 3"]),
            ("See Figs 2 and 3.", &["figure 3"]),
            ("As para. 6.7 makes clear, it is low.", &["paragraph or section 6.7"]),
            ("This is dealt with at 6.9 below.", &["paragraph or section 6.9"]),
            ("They met four times (see 4.8 above).", &["paragraph or section 4.8"]),
            ("For the reasons in 7.4 above it was rejected.", &["paragraph or section 7.4"]),
            ("The options at §2.7 were costed.", &["paragraph or section 2.7"]),
            ("The risk is detailed in ¶6.8.", &["paragraph or section 6.8"]),
            ("The timetable is in s.14 below.", &["section 14"]),
            ("as in section 40 above", &["section 40"]),
            ("Section Twelve sets out the timetable.", &["section 12"]),
            ("The scope is at Appendix Five.", &["appendix 5"]),
            ("Appendix VI has the survey.", &["appendix 6"]),
            ("Recommendation (4) depends on the budget.", &["recommendation 4"]),
            ("Recommendation Five asks for funding.", &["recommendation 5"]),
            ("Recommendations 1-3 were supported.", &["recommendation 3"]),
            ("Paras 6.2 - 6.4 refer.", &["paragraph or section 6.4"]),
            ("Options are compared in table 2 below.", &["table 2"]),
            ("The method is explained in footnote 7.", &["footnote 7"]),
            ("outlined in sections 11 and 12 of this report", &["section 11", "section 12"]),
            ("Please refer to Appendix 7.", &["appendix 7"]),
            ("Appendix 3 has the details and section 14 the costs.", &["section 14"]),
            ("(see section 18)", &["section 18"]),
            ("Approve option 2 as set out in section 19.", &["section 19"]),
            ("The risks are discussed further in section 25.", &["section 25"]),
            ("Section 23 sets out the options.", &["section 23"]),
            ("Section 12 recommends closure.", &["section 12"]),
            ("as table 4 shows", &["table 4"]),
            ("The data in table 6 show this.", &["table 6"]),
            ("Option 4 in table 6 is preferred.", &["table 6"]),
            ("The terms of reference are attached (appendix six).", &["appendix 6"]),
            ("The plan is at Appendix vi.", &["appendix 6"]),
            ("The appendices (1-5) give detail.", &["appendix 5"]),
            ("Annexe B holds the plan.", &["appendix b"]),
            ("The plan (App. 7) is attached.", &["appendix 7"]),
            ("Recommendation (f) needs the approval of Council.", &["recommendation f"]),
            ("(Table A2)", &["table a2"]),
            ("The timetable is attached as Appendix 1a.", &["appendix 1a"]),
        ] {
            let wanted: Vec<String> =
                missing.iter().map(|one| format!("there is no {one} in this report")).collect();
            assert_eq!(messages(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_table_below_has_to_be_there() {
        for text in [
            "The opening hours are in the table below.",
            "The following table shows the hours.",
            "As the chart overleaf shows, it rose.",
        ] {
            let found = nothing_shown(&Passage::plain(text));
            assert!(found.is_some_and(|one| one.message.starts_with("the report has no ")), "{text}");
        }
        for text in ["They sat at the table.", "the figures below", "“the table below”", "a table below", ""] {
            assert!(nothing_shown(&Passage::plain(text)).is_none(), "{text}");
        }
        let guidance = "In its guidance on funding the Government explains the deficit in Table 5 and Annex C.";
        assert_eq!(messages(guidance), Vec::<String>::new());
        assert_eq!(
            messages("In its third year the scheme grew (Table 5)."),
            ["there is no table 5 in this report"]
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
    fn parts_with_letters_are_known_where_the_report_has_some() {
        let mut numbers = Numbers { sections: 3, numbered_on: true, lettered: true, ..Numbers::default() };
        for number in ["1", "2", "3", "3a", "3b", "4.1", "4.1c"] {
            numbers.add(Target::Section, number);
        }
        let told = |text: &str| judge(&numbers, [&Passage::plain(text)].into_iter());
        for (text, missing) in
            [("paragraph 3(c) says so", "3(c)"), ("paragraphs 3(a) and 3(d)", "3(d)"), ("section 4.1(e)", "4.1(e)")]
        {
            let messages: Vec<String> = told(text).into_iter().map(|one| one.message).collect();
            assert_eq!(messages, [format!("there is no paragraph {missing} in this report")], "{text}");
        }
        assert!(told("paragraph 3(f)")[0].hints[0].starts_with("there are paragraphs 3(a) to 3(b);"));
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
        for text in [
            "Appendices 1 to 4 and paragraph 6.2 exist.",
            "(Appendix 3) and Table 1, Figure 1 and Figure 2.",
            "Figures 1 and 2 show it, section 8 and sections 6.1, 6.2 and 6.3 explain it.",
            "paragraph 6.3.1; recommendation 1) a; recommendation 1a; Recommendations 1 to 2",
            "in section 4 and 12 posts, Table 1, 2025 release",
            "the table 5 people sat at, the figure 12 and this section",
            "Appendix I think of",
            "Appendix Two has the research, Appendix III the costs and Appendix I the scope.",
            "Appendix I",
            "Appendix IV and Section Six; Recommendation (2); Recommendations 1-2; Figs. 1 and 2",
            "see 6.3 below, at 6.1 above and in §6.2",
            "Turnover was 6.9 below the regional mean.",
            "The caseload stood at 13.5, below that of England.",
            "A score at 6.9 above the line is good.",
            "The rate fell to 6.9 below England and to 7.2 above plan.",
            "The team uses version 6.9 of the framework.",
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
            "a Section 11 audit by the partnership",
            "Duties under Section 11 were met by all agencies.",
            "Two Section 12 doctors were on the rota.",
            "The Section 9 cluster of schools took part.",
            "Section 11 places a duty on every agency.",
            "Section 13 requires partners to co-operate.",
            "Section 11 duties, Section 12 payments and a Section 13 grant are handled together.",
            "the s.151 Officer, the s. 114 notice and § 17",
            "Ofsted made Recommendation 4 in its letter of March.",
            "In Recommendation 5 the inspectors asked for more supervision.",
            "Recommendation 7 from the inspectorate has been met.",
            "The Ombudsman's guidance at paragraph 4.5 asks for an apology.",
            "Contract award (exempt – paragraph 9)",
            "Section 23 sets out the duty of councils.",
            "The Public Sector Equality Duty (see section 149) applies.",
            "Two families in section 20 arrangements moved.",
            "Councillors in table 6 tennis clubs took part.",
            "footnote 7 of the judgment",
        ] {
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
        let hint = |text: &str| judge(&numbers(), [&Passage::plain(text)].into_iter()).remove(0).hints.remove(0);
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
        let none =
            judge(&Numbers::default(), [&Passage::plain("see Table 2")].into_iter()).remove(0).hints.remove(0);
        assert!(none.starts_with("the report has no tables; "), "{none}");
    }
}
