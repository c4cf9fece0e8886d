//! `background-papers`: whether the list of background papers is there, and has what the text relies on.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::passage::Passage;
use crate::check::words::{Word, date_at, is_little, words};
use crate::check::{Paper, Rule, answer, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity};
use crate::narrative::document::{Block, Inline, Inlines, plain_text};
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

A document is taken for listed if most words of its name stand in a title of a list, in the references or in a link of
the text. Left alone are documents that are only mentioned, laws and regulations, what \"this report\" says, and names in small
letters (\"the Ofsted report\"). Published works need not be listed; a link or a place under `other-documents:` is enough.

Source: Local Government Act 1972, section 100D; for executives SI 2012/2089, regulation 15.",
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
    let none: Vec<&DocumentEntry> = listed.iter().filter(|one| answer::is_none(&one.title.value)).collect();
    for one in listed.iter().filter(|one| answer::is_blank(&one.title.value)) {
        let message = format!("`{}` is no background paper", one.title.value.trim());
        found.push(finding(message, &one.title.span).hint("write `None` where there are none"));
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

/// The documents that the text quotes and that no list has.
fn quoted(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let known = known(paper);
    let mut found = Vec::new();
    let mut told: Vec<BTreeSet<String>> = Vec::new();
    for passage in &paper.passages {
        for range in sources(passage) {
            let name = telling(passage.text.get(range.clone()).unwrap_or_default());
            if is_known(&name, &known) || told.iter().any(|one| is_known(&name, std::slice::from_ref(one))) {
                continue;
            }
            let written = passage.text.get(range.clone()).unwrap_or_default().to_owned();
            found.push(
                doubt(format!("the report relies on the `{written}`, which stands in no list"), &passage.place(&range))
                    .hint("list it under `background-papers:` if it is not published, or under `other-documents:` with its address")
                    .hint("a link in the text, `[its name](https://…)`, is enough for what is published"),
            );
            told.push(name);
        }
    }
    found
}

/// The words of the names of all documents that a reader can find.
fn known(paper: &Paper<'_>) -> Vec<BTreeSet<String>> {
    let mut found = vec![telling(&paper.report.title.value)];
    for (_, field) in &paper.report.fields {
        if let FieldEntry::Documents(documents, _) = field {
            found.extend(documents.iter().map(|document| telling(&document.title.value)));
        }
    }
    let document = &paper.narrated.document;
    found.extend(document.references.iter().map(|work| telling(&plain_text(&work.body))));
    found.extend(document.bound.iter().map(|file| telling(&plain_text(&file.title))));
    for data in &paper.report.data {
        found.extend(data.source.as_ref().map(|source| telling(&source.value)));
    }
    for rendered in &paper.narrated.record.texts {
        linked(&rendered.blocks, &mut found);
    }
    found
}

fn linked(blocks: &[Block], into: &mut Vec<BTreeSet<String>>) {
    fn inner(inlines: &Inlines, into: &mut Vec<BTreeSet<String>>) {
        for inline in inlines {
            match inline {
                Inline::Link { body, .. } => into.push(telling(&plain_text(body))),
                Inline::Emphasis { body } | Inline::Strong { body } | Inline::Footnote { body } => {
                    inner(body, into)
                }
                _ => {}
            }
        }
    }
    for block in blocks {
        match block {
            Block::Paragraph { body } | Block::Heading { body } => inner(body, into),
            Block::Numbered { body, .. } => linked(body, into),
            Block::List { items, .. } => items.iter().for_each(|item| linked(item, into)),
            _ => {}
        }
    }
}

/// The words of a name that tell it from others: without small words and the year.
fn telling(name: &str) -> BTreeSet<String> {
    let words = words(name);
    let kept = words.iter().filter(|word| word.is_word() && !is_little(&word.lower));
    kept.map(|word| word.lower.trim_end_matches("'s").trim_end_matches('s').to_owned()).collect()
}

/// Whether most words of a name stand in one that is known.
fn is_known(name: &BTreeSet<String>, known: &[BTreeSet<String>]) -> bool {
    name.is_empty() || known.iter().any(|one| name.intersection(one).count() * 3 >= name.len() * 2)
}

/// What documents end with.
const NOUNS: &[&str] = &[
    "agreement",
    "assessment",
    "audit",
    "case",
    "evaluation",
    "framework",
    "guidance",
    "guide",
    "minutes",
    "paper",
    "plan",
    "policy",
    "protocol",
    "report",
    "review",
    "standards",
    "strategy",
    "study",
    "survey",
];

/// The names of documents in a passage that it quotes as sources.
fn sources(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let all = passage.words();
    let mut found = Vec::new();
    for sentence in passage.sentences() {
        let start = all.partition_point(|word| word.range.start < sentence.start);
        let end = all.partition_point(|word| word.range.end <= sentence.end);
        let words = all.get(start..end).unwrap_or_default();
        // What is attached, cited or in brackets has been said where it is.
        let placed = words
            .iter()
            .any(|word| matches!(word.lower.as_str(), "appendix" | "appendices" | "act" | "regulations"))
            || words.windows(2).any(|pair| pair[0].text == "(" && pair[1].text == ")");
        if placed {
            continue;
        }
        for (at, noun) in words.iter().enumerate() {
            let ends_name = noun.is_capital() && NOUNS.contains(&noun.lower.as_str());
            if !ends_name {
                continue;
            }
            let first = first_of_name(words, at);
            let last = last_of_name(words, at);
            let capitals = words[first..=at].iter().filter(|word| word.is_capital()).count();
            let name = words[first].range.start..words[last].range.end;
            if capitals >= 3 && speaks(words, first, last) && !passage.is_quoted(&name) && !passage.is_fact(&name) {
                found.push(name);
            }
        }
    }
    found
}

/// Where a name begins that ends at a word: capitals, and small words between them.
fn first_of_name(words: &[Word<'_>], at: usize) -> usize {
    let mut first = at;
    while first > 0 {
        let before = &words[first - 1];
        let joins = matches!(before.lower.as_str(), "and" | "of" | "for" | "&" | "in" | "on" | "to")
            && first > 1
            && words[first - 2].is_capital()
            && words[first - 2].is_word();
        let capital = before.is_word()
            && before.is_capital()
            && !matches!(
                before.lower.as_str(),
                "the" | "this" | "a" | "an" | "our" | "in" | "its" | "that" | "these"
            );
        if !(capital || joins) {
            break;
        }
        first -= 1;
    }
    first
}

/// Where a name ends: with the year after its noun, if there is one.
fn last_of_name(words: &[Word<'_>], at: usize) -> usize {
    let year = words
        .get(at + 1)
        .is_some_and(|word| word.text.len() == 4 && word.is_number() && date_at(words, at + 1).is_none());
    if year { at + 1 } else { at }
}

/// Whether a sentence quotes the document: "… says", "according to …", "set out in …".
fn speaks(words: &[Word<'_>], first: usize, last: usize) -> bool {
    const SAYS: &[&str] = &[
        "concluded",
        "concludes",
        "confirmed",
        "confirms",
        "describes",
        "estimated",
        "estimates",
        "explains",
        "finds",
        "found",
        "identified",
        "identifies",
        "indicates",
        "recommended",
        "recommends",
        "reported",
        "reports",
        "said",
        "says",
        "showed",
        "shows",
        "stated",
        "states",
        "suggests",
        "warned",
        "warns",
    ];
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let next = match lower(last + 1) {
        "also" | "itself" | "already" | "rightly" => lower(last + 2),
        next => next,
    };
    if SAYS.contains(&next) || next == "sets" && lower(last + 2) == "out" {
        return true;
    }
    let mut before = first;
    while before > 0
        && matches!(lower(before - 1), "the" | "our" | "its" | "their" | "a" | "council's" | "latest" | "current")
    {
        before -= 1;
    }
    let [three, two, one] = [before.checked_sub(3), before.checked_sub(2), before.checked_sub(1)]
        .map(|at| at.map_or("", |at| lower(at)));
    matches!(
        (two, one),
        ("according", "to")
            | ("based", "on")
            | ("relies", "on")
            | ("rely", "on")
            | ("drawn", "from")
            | ("quoted", "from" | "in")
            | ("stated" | "identified" | "reported" | "recommended" | "described", "in" | "by")
    ) || matches!((three, two, one), ("set", "out", "in") | ("as", "shown", "by" | "in"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let passage = Passage::plain(text);
        sources(&passage).into_iter().map(|range| passage.text[range].to_owned()).collect()
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
        ] {
            assert_eq!(names(text), [name], "{text}");
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
            "He quoted “The Children's Workforce Strategy says so”.",
            "The Cabinet Member said that the Director found it.",
            "Report",
            "",
        ] {
            assert_eq!(names(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_document_is_known_by_most_of_its_words() {
        let known = [telling("Coventry Children's Workforce Strategy 2017–2020")];
        for name in
            ["Children's Workforce Strategy", "Workforce Strategy 2017", "Children’s Workforce Strategy Report"]
        {
            assert!(is_known(&telling(name), &known), "{name}");
        }
        assert!(!is_known(&telling("Agency Spend Review"), &known));
    }
}
