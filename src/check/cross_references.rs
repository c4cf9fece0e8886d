//! `cross-references`: "Appendix 5", "section 3.12", "Table 2" that are not there.

use std::collections::BTreeSet;

use crate::check::passage::Passage;
use crate::check::words::Word;
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};
use crate::narrative::document::{Block, Document, Field, Recommendation, Section};

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

/// What can be referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Appendix,
    /// A section or a paragraph: they are numbered together.
    Section,
    Table,
    Figure,
    Recommendation,
}

/// Everything in a document that has a number.
#[derive(Debug, Default)]
struct Numbers {
    all: BTreeSet<(Target, String)>,
    /// How many sections there are.
    sections: usize,
}

/// A reference in a text.
#[derive(Debug, PartialEq, Eq)]
struct Reference {
    target: Target,
    /// The word that names the target, as it is written.
    noun: String,
    /// Each number, with the index of its word.
    numbers: Vec<(String, usize)>,
    /// The index of the word that names the target.
    first: usize,
    /// Whether it leads to another document.
    foreign: bool,
}

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

impl Numbers {
    fn of(document: &Document) -> Self {
        let mut numbers = Self::default();
        for field in document.fields.values() {
            if let Field::Documents(documents) = field {
                for reference in documents {
                    if let Some(number) = reference.label.rsplit(' ').next().filter(|number| !number.is_empty()) {
                        numbers.add(Target::Appendix, number);
                    }
                }
            }
        }
        numbers.sections = document.sections.len();
        numbers.sections(&document.sections);
        numbers.blocks(&document.annex);
        if let Some(recommendations) = &document.recommendations {
            numbers.recommendations(&recommendations.items, "");
        }
        numbers
    }

    fn add(&mut self, target: Target, number: &str) {
        self.all.insert((target, plain(number)));
    }

    fn sections(&mut self, sections: &[Section]) {
        for section in sections {
            self.add(Target::Section, &section.number);
            self.blocks(&section.body);
            self.sections(&section.sections);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Numbered { number, body, .. } => {
                    self.add(Target::Section, number);
                    self.blocks(body);
                }
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Chart(chart) => self.exhibit(&chart.number),
                Block::Table(table) => self.exhibit(&table.number),
                Block::RecommendationTable(table) => {
                    self.exhibit(&table.number);
                    table.rows.iter().for_each(|row| self.add(Target::Recommendation, &row.number));
                }
                Block::Recommendations(recommendations) => self.recommendations(&recommendations.items, ""),
                Block::Paragraph { .. } | Block::Heading { .. } => {}
            }
        }
    }

    /// "Table 1", "Figure 2".
    fn exhibit(&mut self, number: &str) {
        match number.split_once(' ') {
            Some(("Table", number)) => self.add(Target::Table, number),
            Some(("Figure", number)) => self.add(Target::Figure, number),
            _ => {}
        }
    }

    /// "1", "1a", "1di": the numbers of all levels, one after the other.
    fn recommendations(&mut self, items: &[Recommendation], above: &str) {
        for item in items {
            let number = format!("{above}{}", plain(&item.number));
            self.add(Target::Recommendation, &number);
            self.recommendations(&item.items, &number);
        }
    }

    fn has(&self, target: Target, number: &str) -> bool {
        self.all.contains(&(target, plain(number)))
    }

    /// Whether a short reference is most likely to something else than this report.
    fn may_be_elsewhere(&self, reference: &Reference, number: &str) -> bool {
        match reference.target {
            // "section 151", "section 47": of an act, unless it only just misses the sections that there are.
            Target::Section => {
                let whole: Option<usize> = number.parse().ok();
                whole.is_some_and(|number| number >= 15 && number > self.sections + 2)
            }
            // A report that makes none may well speak of somebody else's.
            Target::Recommendation => !self.all.iter().any(|(target, _)| *target == Target::Recommendation),
            Target::Appendix | Target::Table | Target::Figure => false,
        }
    }

    /// The first and the last number of those among which a number would stand.
    fn nearest(&self, target: Target, number: &str) -> Option<(String, String)> {
        let depth = |number: &str| number.matches('.').count();
        let major = number.split_once('.').map(|(major, _)| format!("{major}."));
        let mut there: Vec<&str> = self
            .all
            .iter()
            .filter(|(of, one)| {
                *of == target
                    && depth(one) == depth(number)
                    && major.as_ref().is_none_or(|major| one.starts_with(major.as_str()))
            })
            .map(|(_, number)| number.as_str())
            .collect();
        if there.is_empty() && major.is_some() {
            there = self
                .all
                .iter()
                .filter(|(of, one)| *of == target && depth(one) == 0)
                .map(|(_, one)| one.as_str())
                .collect();
        }
        there.sort_by_key(|number| {
            number.split('.').map(|part| part.parse::<usize>().unwrap_or(usize::MAX)).collect::<Vec<_>>()
        });
        let (first, last) = (there.first()?, there.last()?);
        Some(((*first).to_owned(), (*last).to_owned()))
    }
}

/// A number without the signs around it, in lower case: "1)", "(a)", "3.2." become "1", "a", "3.2".
fn plain(number: &str) -> String {
    number
        .chars()
        .filter(|one| one.is_alphanumeric() || *one == '.')
        .collect::<String>()
        .trim_matches('.')
        .to_lowercase()
}

/// What a word names, and whether it is written with a capital or not at all.
fn target(word: &Word<'_>) -> Option<Target> {
    Some(match word.lower.as_str() {
        "appendix" | "appendices" | "annex" | "annexes" => Target::Appendix,
        "section" | "sections" | "paragraph" | "paragraphs" | "para" | "paras" => Target::Section,
        "table" | "tables" if word.is_capital() => Target::Table,
        "figure" | "figures" | "chart" | "charts" if word.is_capital() => Target::Figure,
        "recommendation" | "recommendations" => Target::Recommendation,
        _ => return None,
    })
}

fn references(words: &[Word<'_>]) -> Vec<Reference> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(target) = target(word) else { continue };
        let (numbers, end, whole) = numbers(words, at + 1, target);
        if numbers.is_empty() || !whole {
            continue;
        }
        let foreign = leads_elsewhere(words, at, end, target);
        found.push(Reference { target, noun: word.text.to_owned(), numbers, first: at, foreign });
    }
    found
}

/// The numbers after a word, the index of the word after them, and whether they are numbers of a report at all
/// ("100A(4)" is one of an act).
fn numbers(words: &[Word<'_>], from: usize, target: Target) -> (Vec<(String, usize)>, usize, bool) {
    let mut found: Vec<(String, usize)> = Vec::new();
    let mut at = from;
    let mut range_from: Option<String> = None;
    loop {
        let Some(word) = words.get(at) else { break };
        let Some(number) = number(word, target) else {
            // "section 100A(4)", "section 17A": of an act.
            return (found, at, !word.is_number() || !matches!(target, Target::Section));
        };
        at += 1;
        // "section 7(4)": a subsection of an act; "recommendation 1(a)" is one of ours.
        let bracket = words.get(at).is_some_and(|next| next.text == "(" && next.range.start == word.range.end);
        if bracket && target == Target::Section && !number.contains('.') {
            return (found, at, false);
        }
        match range_from.take() {
            Some(first) => found.extend(between(&first, &number).into_iter().map(|one| (one, at - 1))),
            None => found.push((number.clone(), at - 1)),
        }
        // "1) a", "1 (a)": the letters of nested recommendations are looked for with their number where they are glued.
        while words.get(at).is_some_and(|next| next.text == ")") && target == Target::Recommendation {
            at += 1;
        }
        let Some(joined) = words.get(at) else { break };
        let mut next = at + 1;
        if joined.text == "," && words.get(next).is_some_and(|word| matches!(word.lower.as_str(), "and" | "or")) {
            next += 1;
        }
        let goes_on = words.get(next).is_some_and(|word| self::number(word, target).is_some())
            // "Table 1, 2025" and "section 4 and 12 posts" do not go on.
            && !words.get(next + 1).is_some_and(|after| after.is_word() && !is_joint(after) && joined.text == ",");
        match joined.lower.as_str() {
            "to" | "–" | "-" if goes_on => range_from = Some(number),
            "," | "and" | "or" | "&" if goes_on && plural(words.get(from - 1)) => {}
            _ => break,
        }
        at = next;
    }
    (found, at, true)
}

fn is_joint(word: &Word<'_>) -> bool {
    matches!(word.lower.as_str(), "and" | "or" | "to" | "of" | "in" | "is" | "are" | "show" | "shows")
}

/// Whether a word names several: "Appendices", "sections".
fn plural(word: Option<&Word<'_>>) -> bool {
    word.is_some_and(|word| word.lower.ends_with('s'))
}

/// The number of a part: "3", "3.12", "4.5.1", "1a"; a letter for an appendix.
fn number(word: &Word<'_>, target: Target) -> Option<String> {
    let text = word.text;
    if target == Target::Appendix && text.len() == 1 && word.is_capital() && text != "I" {
        return Some(text.to_lowercase());
    }
    let digits = text.trim_end_matches(|one: char| one.is_ascii_alphabetic());
    let letters = text.len() - digits.len();
    let plain = !digits.is_empty()
        && digits.bytes().all(|one| one.is_ascii_digit() || one == b'.')
        && digits.len() <= 8
        && digits.split('.').all(|part| !part.is_empty() && part.len() <= 3);
    let lettered = letters == 0 || (letters <= 4 && target == Target::Recommendation);
    (plain && lettered).then(|| text.to_lowercase())
}

/// The numbers after the first up to the last, which belong to the same section: 3.1, 3.4 → 3.2, 3.3, 3.4.
fn between(first: &str, last: &str) -> Vec<String> {
    let split = |number: &str| {
        let (major, minor) = number.rsplit_once('.').map_or(("", number), |(major, minor)| (major, minor));
        Some((major.to_owned(), minor.parse::<usize>().ok()?))
    };
    match (split(first), split(last)) {
        (Some((one, from)), Some((other, to))) if one == other && from < to && to - from <= 100 => {
            let numbers = (from + 1)..=to;
            numbers
                .map(|number| if one.is_empty() { number.to_string() } else { format!("{one}.{number}") })
                .collect()
        }
        _ => vec![last.to_owned()],
    }
}

/// Whether a reference is to a part of another document.
fn leads_elsewhere(words: &[Word<'_>], first: usize, end: usize, target: Target) -> bool {
    // After it: "of the Report", "to the Cabinet report", "in Appendix 3", "from the review"; a closing bracket between.
    let mut at = end;
    while words.get(at).is_some_and(|word| matches!(word.text, ")" | "”" | "\"")) {
        at += 1;
    }
    let after = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let document = match (after(at), after(at + 1)) {
        ("of" | "in" | "to" | "from" | "within", "this" | "these") => false,
        ("of" | "from", _) => true,
        ("in", "appendix" | "annex" | "schedule") => true,
        ("to" | "in" | "within", "the" | "that" | "its" | "their" | "a" | "an" | "our") => {
            names_document(&words[at + 2..])
        }
        ("above" | "below", _) => false,
        _ => false,
    };
    // "a section 47 enquiry", "the section 151 officer".
    const STATUTORY: &[&str] = &[
        "accommodation",
        "aftercare",
        "agreement",
        "agreements",
        "application",
        "assessment",
        "assessments",
        "contributions",
        "duty",
        "duties",
        "enquiry",
        "enquiries",
        "funding",
        "grant",
        "investigation",
        "investigations",
        "money",
        "monies",
        "notice",
        "notices",
        "officer",
        "order",
        "orders",
        "report",
        "reports",
        "return",
        "returns",
        "services",
        "visit",
        "visits",
    ];
    let statutory = target == Target::Section && STATUTORY.contains(&after(at));
    // Before it: "the Act 1972, section 100D", "Appendix 3, Table 2", "Ofsted's recommendation 2", "DfE Table 5".
    let before = &words[first.saturating_sub(5)..first];
    let act = before.iter().any(|word| {
        matches!(word.text, "Act" | "Acts" | "Regulations" | "Order" | "Schedule" | "Code" | "SI" | "Constitution")
    });
    let last = before.last();
    let possessive = last.is_some_and(|word| {
        word.lower.ends_with("'s")
            || (word.lower.ends_with("s'"))
            || matches!(word.lower.as_str(), "its" | "their" | "his" | "her")
    });
    let named = last.is_some_and(|word| {
        let starts = before.len() < 2 || matches!(before[before.len() - 2].text, "." | ":" | "?" | "!" | "“" | "(");
        let acronym = word.text.chars().filter(|one| one.is_uppercase()).count() > 1;
        word.is_word() && word.is_capital() && (acronym || !starts) && self::target(word).is_none()
    });
    // "Appendix 3, Table 2", but not "in Appendix 3, and Table 2".
    let appendix = |words: &[Word<'_>]| match words {
        [.., noun, number] => {
            self::target(noun) == Some(Target::Appendix) && self::number(number, Target::Appendix).is_some()
        }
        _ => false,
    };
    let close = match before {
        [rest @ .., comma] if comma.text == "," => rest,
        all => all,
    };
    let within = matches!(target, Target::Table | Target::Figure) && appendix(close);
    document || statutory || act || possessive || named || within
}

/// Whether words name a document: "Cabinet report of 16 April", "Children Act 1989".
fn names_document(words: &[Word<'_>]) -> bool {
    const DOCUMENTS: &[&str] = &[
        "report",
        "reports",
        "act",
        "acts",
        "regulations",
        "order",
        "schedule",
        "code",
        "constitution",
        "strategy",
        "plan",
        "policy",
        "review",
        "release",
        "guidance",
        "paper",
        "papers",
        "note",
        "budget",
        "agenda",
        "minutes",
        "standards",
        "agreement",
        "contract",
        "publication",
        "statistics",
        "framework",
    ];
    words.iter().take(8).take_while(|word| word.is_word()).any(|word| DOCUMENTS.contains(&word.lower.as_str()))
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
            ("see para 7.2", &["paragraph or section 7.2"]),
            ("recommendation 1c", &["recommendation 1c"]),
        ] {
            let wanted: Vec<String> =
                missing.iter().map(|one| format!("there is no {one} in this report")).collect();
            assert_eq!(messages(text), wanted, "{text}");
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
            "section 3.6, as well as section 3.2 of the Report",
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
