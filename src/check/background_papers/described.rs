//! Documents that a text describes and quotes as a source: "a report by KPMG dated 3 November", "the feasibility study".

use std::ops::Range;

use super::named::{SAYS, leads_to};
use crate::check::answer::among;
use crate::check::dates::{date_at, month};
use crate::check::passage::Passage;
use crate::check::words::Word;

/// What is written by somebody, or on a day.
const WRITTEN: &str = "advice analysis appraisal assessment audit determination evaluation inspection judgement letter memorandum opinion report research review study \
    submission survey valuation";

/// Papers of which a matter has one, and which a report cannot do without once it rests on them.
const ONE: &[(&str, &str)] = &[
    ("business", "case"),
    ("condition", "survey"),
    ("feasibility", "study"),
    ("needs", "assessment"),
    ("option", "appraisal"),
    ("options", "appraisal"),
    ("risk", "register"),
    ("valuation", "report"),
    ("viability", "assessment"),
];

/// The descriptions of documents in a passage that it quotes as sources.
pub fn sources(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (_, words) in passage.words_by_sentence() {
        // What is attached has been said where it is; what an act asks for is no document yet.
        let placed = words.iter().any(|word| {
            among("appendix appendices annex annexe attached", &word.lower)
                || matches!(word.text, "Act" | "Acts" | "Regulations" | "Appendix")
        });
        if placed {
            continue;
        }
        for at in 0..words.len() {
            let described = made(&words, at).or_else(|| single(&words, at));
            let Some((first, last)) = described else { continue };
            let range = words[first].range.start..words[last].range.end;
            if !passage.is_quoted(&range) && !passage.is_fact(&range) {
                found.push(range);
            }
        }
    }
    found
}

fn lower<'a>(words: &'a [Word<'_>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.lower.as_str())
}

/// "A report by KPMG dated 3 November 2025 concluded", "the audit report of 4 November found", "research commissioned from Ernst
/// & Young (May 2025) set out": with its first and its last word.
fn made(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    let noun = words.get(at).filter(|word| among(WRITTEN, &word.lower))?;
    let before = at.checked_sub(1).map_or("", |before| lower(words, before));
    if matches!(before, "this" | "further" | "no" | "any" | "each" | "every") {
        return None;
    }
    // "Officers will bring a report …"
    if words[..at].iter().any(|word| among("will would shall should may", &word.lower)) {
        return None;
    }
    // A letter of this report's own kind is told of with its maker, its reader or its day.
    let passive = among("commissioned prepared produced undertaken carried written sent", lower(words, at + 1));
    let from = at + 1 + usize::from(passive) + usize::from(lower(words, at + 2) == "out");
    let maker = if among("by from to", lower(words, from)) {
        let name = from + 1 + usize::from(lower(words, from + 1) == "the");
        let named = words.get(name).is_some_and(|word| word.is_word() && word.is_capital());
        let end = (name..words.len())
            .take_while(|at| words[*at].is_capital() || among("and & for of", &words[*at].lower))
            .filter(|at| words[*at].is_capital() && words[*at].is_word())
            .last();
        // A report "to Cabinet" is known by its day as well.
        named.then_some(end).flatten()
    } else {
        None
    };
    let after = maker.map_or(at + 1, |end| end + 1);
    let dated = (after..(after + 4).min(words.len())).find_map(|at| date_at(words, at).map(|date| date.end));
    let day = dated.or_else(|| month_of(words, after, passive));
    let to = lower(words, from) == "to";
    if maker.is_none() && day.is_none() || to && day.is_none() || noun.is_capital() && at > 0 {
        return None;
    }
    let last = maker.unwrap_or(at).max(day.map_or(0, |end| end - 1));
    // "The audit report": the last of the words for it.
    if among(WRITTEN, lower(words, at + 1)) {
        return None;
    }
    (speaks(words, last) || leads_to(words, beginning(words, at))).then_some((at, last))
}

/// Where the words for a document begin, "a feasibility study": with its article, or with whose it is.
fn beginning(words: &[Word<'_>], noun: usize) -> usize {
    let opens = |at: &usize| among("a an the our its their", lower(words, *at));
    (noun.saturating_sub(5)..noun).rev().take_while(|at| words[*at].is_word()).find(opens).unwrap_or(noun)
}

/// The end of a month or a year by which a document is known: "the Ombudsman's report of November 2025", "a survey carried out in
/// 2025".
fn month_of(words: &[Word<'_>], after: usize, passive: bool) -> Option<usize> {
    let year = |at: usize| words.get(at).is_some_and(|word| word.text.len() == 4 && word.is_number());
    let out = after + usize::from(passive) + usize::from(passive && lower(words, after + 1) == "out");
    let joins = among("of dated from (", lower(words, out)) || passive && lower(words, out) == "in";
    let at = out + 1;
    let named = words.get(at).is_some_and(|word| month(word.text).is_some()) && year(at + 1);
    match (joins, named) {
        (true, true) => Some(at + 2),
        (true, false) if passive && year(at) => Some(at + 1),
        _ => None,
    }
}

/// "The full business case demonstrates": with its first and its last word.
fn single(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    let pair = (lower(words, at), lower(words, at + 1));
    if !ONE.contains(&pair) || words[at].is_capital() {
        return None;
    }
    let definite = words[at.saturating_sub(3)..at].iter().any(|word| among("the our its", &word.lower));
    (definite && speaks_at(words, at + 2)).then_some((at, at + 1))
}

/// Whether a document says something: right after it, or after what a bracket, commas or a passive put between.
fn speaks(words: &[Word<'_>], last: usize) -> bool {
    (last + 1..(last + 9).min(words.len())).take_while(|at| words[*at].text != ";").any(|at| speaks_at(words, at))
}

fn speaks_at(words: &[Word<'_>], at: usize) -> bool {
    const MORE: &str = "advises asks backs calls criticised favoured graded judged rated favours put puts required requires sought urged urges valued values";
    among(SAYS, lower(words, at))
        || among(MORE, lower(words, at))
        || matches!(lower(words, at), "set" | "sets") && lower(words, at + 1) == "out"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(text: &str) -> Vec<String> {
        let passage = Passage::plain(text);
        sources(&passage).into_iter().map(|range| text[range].to_owned()).collect()
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
            let found = described(text);
            assert!(
                found.len() == 1 && found[0].starts_with(name.split(" dated").next().unwrap_or(name)),
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
            assert_eq!(described(text), Vec::<String>::new(), "{text}");
        }
    }
}
