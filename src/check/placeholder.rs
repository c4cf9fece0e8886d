//! `placeholder`: a gap that somebody meant to fill.

mod announced;
mod awaited;
mod blanks;
mod brackets;
mod drafts;
mod marks;
mod nameless;
mod notes;
#[cfg(test)]
mod sentences;
mod unsettled;

use std::ops::Range;

use crate::check::answer::among;
use crate::check::passage::Passage;
use crate::check::{Rule, doubt, finding, key_decision};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::skeleton::TO_BE_WRITTEN;

/// A gap that was left in a text: `XX`, `TBC`, `[insert …]`, `???`, a lone `§`.
pub const RULE: Rule = Rule {
    name: "placeholder",
    severity: Severity::Error,
    summary: "a gap that was left open: `XX`, `TBC`, `[insert …]`, `???` or a lone `§`",
    explanation: "\
Finds what authors leave in a draft to be filled in later, in texts, names and the cells of tables:

- marks: `XX`, `XXth`, `20XX` or `xx` in the place of a number, `TBC`, `TBA`, `TODO`, `£X` and `X%`, \"Councillor X\", two question
  marks or low lines or more, five points or more, `dd/mm/yyyy`, and a section sign without its number;
- notes in brackets of any kind: `[insert date]`, `[Finance to add]`, `[JB – check]`, `(to be confirmed)`, `<name>`, `{date}`,
  and brackets with nothing in them;
- notes that are a sentence: \"Figures to be added.\", \"Note to author: …\", \"Add para on the visit here.\";
- texts that say no more than that they are to come: \"To follow.\", \"Legal comments awaited.\", \"Finance to provide.\";
- what a reader ought to be told and is not: \"The date of the meeting is to be confirmed.\", \"at a venue to be advised\", \"The visit is on
  3 July. The time will be confirmed.\";
- places of a form: \"on __/__/2026\", \"from DATE\", \"Text here\", \"Delete as appropriate\";
- as a warning, a letter in the place of a councillor's name, \"Cllr A\" (not \"Cllr A Smith\");
- as a warning, \"DRAFT\" in capitals, alone or marked off in the title, in a paper that has no `marking: Draft`;
- what office programs leave: `#REF!`, \"Error! Reference source not found.\", \"Click here to enter text.\"

For example: \"Further to Minute XX below\", \"[insert name of officer]\", \"The cost is £???\".

Left alone is `TBC` in a cell of a data file, which is how data say that a value is not known yet; what stands between quotation
marks; Roman numbers after words such as Part, Chapter or Article; brackets of minutes and editors (\"[sic]\", \"[Councillor Hart
left the meeting]\"); and sentences that say by whom or when it is to be done (\"The date is to be confirmed by Ofsted\", \"The arrangements need to be
agreed by Cabinet\", \"the minutes to be confirmed at the next meeting\"), and what will be confirmed of something that the text does not
announce (\"Bookings will be confirmed\"); and letters for names in a paper that hides names, as one about a complaint, a case study or what
was said in interviews. A note in round brackets, a sentence without a verb and
what is to be agreed are a warning.

Source: a published council minute has \"Minute XX below\".",
    needs_whole: false,
    reads_sentences: true,
    run: |paper| {
        let answers: Vec<&Span> =
            ANSWERS.iter().flat_map(|key| paper.texts(key)).map(|answer| &answer.span).collect();
        // Where a build is refused for a gap, it is told of here in any case.
        let refused = paper.report.schema.refuses.iter().any(|name| name == RULE.name);
        let told = if refused { Vec::new() } else { key_decision::gaps(paper) };
        let gaps = paper.each_with_labels(|passage| {
            let place = &passage.source.span;
            if told.contains(&place) { Vec::new() } else { find(passage, answers.contains(&place)) }
        });
        [gaps, nameless::find(paper), drafts::find(paper)].concat()
    },
};

/// Answers of which a rule of their own says that "To follow" is none.
const ANSWERS: &[&str] = &[
    "alternatives",
    "background-papers",
    "conflicts",
    "dispensations",
    "key-decision",
    "reasons",
    "scrutiny",
    "shorter-notice",
    "urgent",
];

/// A part of a text that looks like a gap.
#[derive(Debug)]
struct Gap {
    range: Range<usize>,
    /// Whether it can be nothing else.
    sure: bool,
}

impl Gap {
    fn sure(range: Range<usize>) -> Self {
        Self { range, sure: true }
    }

    fn perhaps(range: Range<usize>) -> Self {
        Self { range, sure: false }
    }
}

/// The gaps in a passage; an `answer` that only says that it is to come is told of by another rule.
fn find(passage: &Passage<'_>, answer: bool) -> Vec<Diagnostic> {
    let words = passage.words();
    let mut gaps = brackets::gaps(passage, &words);
    gaps.extend(marks::gaps(passage, &words));
    gaps.extend(notes::gaps(passage));
    gaps.extend(unsettled::gaps(passage));
    gaps.extend(announced::gaps(passage));
    if !answer {
        gaps.extend(awaited::gaps(passage, &words));
    }
    gaps.extend(blanks::gaps(passage, &words));
    // Of gaps within each other the longest is told.
    gaps.sort_by_key(|gap| (gap.range.start, std::cmp::Reverse(gap.range.end)));
    let mut read_to = 0;
    // What is left of a new report is found by `unwritten`.
    let start = passage.text.trim_start_matches(|one: char| !one.is_alphanumeric()).to_lowercase();
    if start.starts_with("to be written") || passage.text.contains(TO_BE_WRITTEN) {
        gaps.retain(|gap| !passage.text[gap.range.clone()].to_lowercase().contains("to be written"));
    }
    gaps.retain(|gap| {
        let kept = gap.range.start >= read_to && !passage.is_fact(&gap.range) && !passage.is_quoted(&gap.range);
        if kept {
            read_to = gap.range.end;
        }
        kept
    });
    let told = |gap: &Gap| {
        let place = passage.place(&gap.range);
        let printed = &passage.text[gap.range.clone()];
        let place = if printed.starts_with('/') { with_its_signs(&place) } else { place };
        let written = if printed.starts_with('/') { place.text() } else { printed };
        let hint = remedy(written);
        if gap.sure {
            finding(format!("a gap was left in the text: `{written}`"), &place).hint(hint)
        } else {
            doubt(format!("perhaps a gap was left in the text: `{written}`"), &place).hint(hint)
        }
    };
    gaps.iter().map(told).collect()
}

/// Where all of "__/__/2026" stands, of which emphasis leaves "//2026".
fn with_its_signs(place: &Span) -> Span {
    let text = &place.file.text;
    let apart = |one: char| one.is_whitespace() || matches!(one, '"' | '\'' | '(' | '[');
    let start = text[..place.range.start].rfind(apart).map_or(0, |at| at + 1);
    Span::new(&place.file, start..place.range.end)
}

/// What to do about a gap.
fn remedy(written: &str) -> &'static str {
    const VALUES: &str = "tbc tba tbd";
    let lower = written.to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
    if written.starts_with('#') && written.ends_with(['!', 'A', '?']) && !has(&["ref!", "name?"]) {
        return "the spreadsheet that this was copied from has no value here: mend it there, and write the number";
    }
    if has(&["ref!", "name?", "reference source", "bookmark"]) {
        "a reference was lost where this was copied from: write what it led to"
    } else if has(&["note to ", "delete "]) {
        "do what the note says, and take it out"
    } else if among(VALUES, &lower) || has(&["to be confirmed"]) {
        "fill it in, or take the sentence out; only a data file may say `TBC`"
    } else {
        "fill it in, or take the sentence out"
    }
}

#[cfg(test)]
mod testing {
    //! What a part of the rule finds in texts, as the words that it takes for gaps.

    use super::Gap;
    use crate::check::passage::Passage;

    /// The gaps of a text.
    pub fn found(gaps: impl Fn(&Passage<'_>) -> Vec<Gap>, text: &str) -> Vec<String> {
        gaps(&Passage::plain(text)).iter().map(|gap| text[gap.range.clone()].to_owned()).collect()
    }

    /// There are no gaps in any of these texts.
    pub fn nothing_in(gaps: impl Fn(&Passage<'_>) -> Vec<Gap>, texts: &[&str]) {
        for text in texts {
            assert_eq!(found(&gaps, text), Vec::<String>::new(), "{text}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::check::passage::Passage;
    use crate::check::testing::{nothing_in, underlined};
    use crate::diagnostic::Diagnostic;

    fn find(passage: &Passage<'_>) -> Vec<Diagnostic> {
        super::find(passage, false)
    }

    #[test]
    fn gaps_are_found() {
        for (text, gap) in [
            ("Further to Minute XX below", "XX"),
            ("The date is TBC.", "TBC"),
            ("on [insert date] the Board", "insert date"),
            ("by [name of officer]", "name of officer"),
            ("It cost £xx,xxx", "xx"),
            ("TODO: write this", "TODO"),
            ("under § of the Act", "§"),
            ("in XXXX 2018", "XXXX"),
            ("Lorem ipsum dolor", "Lorem"),
            ("see paragraph xx", "xx"),
            ("[TBC] people", "TBC"),
            ("on [to be confirmed] at", "to be confirmed"),
            ("at a cost of £X million", "X"),
            ("It rose by X%.", "X"),
            ("by (insert name) of the Board", "insert name"),
            ("by [Finance to add] of the Board", "Finance to add"),
            ("on the XXth of May", "XXth"),
            ("To be confirmed", "To be confirmed"),
            ("To be advised.", "To be advised"),
            ("To be agreed", "To be agreed"),
            ("Start: to be announced", "to be announced"),
            ("Start date – to be agreed", "to be agreed"),
            ("The date of the meeting is to be confirmed.", "The date of the meeting is to be confirmed"),
            ("See Error! Reference source not found. above", "Error! Reference source not found"),
        ] {
            let found = underlined(find, text);
            assert_eq!(found.first().map(String::as_str), Some(gap), "{text}");
        }
        assert_eq!(underlined(find, "It cost £???.").len(), 1);
        for gap in
            ["<<insert>>", "<<<insert>>>", "[[name]]", "[[insert date]]", "((insert name))", "<name of officer>"]
        {
            let text = format!("It was agreed by {gap}, then.");
            let messages: Vec<String> = find(&Passage::plain(&text)).into_iter().map(|one| one.message).collect();
            assert_eq!(messages, [format!("a gap was left in the text: `{gap}`")]);
        }
        assert_eq!(underlined(find, "signed ______ on").len(), 1);
        assert_eq!(underlined(find, "Agreed by […].").len(), 1);
    }

    #[test]
    fn brackets_with_nothing_in_them_are_a_gap_and_citations_are_none() {
        for (text, gap) in
            [("The review was led by ( ) and ended.", "( )"), ("The lead officer () will report.", "()")]
        {
            let found = find(&Passage::plain(text));
            let messages: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
            assert_eq!(messages, [format!("a gap was left in the text: `{gap}`")]);
        }
        let mut passage = Passage::plain("It is shown by ( ) and ( ).");
        for citation in [15..18, 23..26] {
            passage.citations.push(citation);
        }
        assert!(find(&passage).is_empty());
        passage.citations.pop();
        assert_eq!(find(&passage).len(), 1);
        nothing_in(find, &["( ) Yes ( ) No"]);
    }

    #[test]
    fn officers_sentences_are_told_apart() {
        let find = |passage: &Passage<'_>| [find(passage), super::nameless::in_passage(passage)].concat();
        for text in sentences::BROKEN {
            assert!(!find(&Passage::plain(text)).is_empty(), "{text}");
        }
        nothing_in(find, sentences::KEPT);
    }

    #[test]
    fn what_is_no_gap_is_left_alone() {
        nothing_in(
            find,
            &[
                "Part XX of the Act and Chapter XXX",
                "Values marked “TBC” came too late",
                "[c] suppressed, [z] not applicable",
                "Why? Nobody knows.",
                "§ 12 and §§ 3 and 4",
                "the MXX scheme",
                "He wrote [sic] and [2018] 1 AC 1",
                "size XL, Generation X and (inserted later)",
                "[to_string] and [x]",
                "X (formerly Twitter) and x > 2",
                "see [the plan](https://example.gov.uk)",
                "snake_case_name",
                "The TBCs",
                "Introduction ............ 4",
                "mail <a@example.gov.uk> or <https://example.gov.uk>",
                "[ ] Yes [ ] No",
                "",
                "[",
                "]",
                "?",
            ],
        );
    }
}
