//! The documents that a passage relies on as its sources.

use std::ops::Range;

use super::introduced;
use super::named;
use super::particular::{self, Evidence};
use super::phrase::{self, Phrase};
use super::reliance;
use super::titled;
use crate::check::answer::among;
use crate::check::passage::Passage;
use crate::check::words::Word;

/// A document that a passage relies on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The words that tell which document is meant.
    pub range: Range<usize>,
    /// Those of them that tell who made it.
    pub maker: Option<Range<usize>>,
    /// Its title, where that stands between quotation marks.
    pub title: Option<Range<usize>>,
}

/// The documents that a passage relies on.
pub fn sources(passage: &Passage<'_>) -> Vec<Source> {
    let mut found: Vec<Source> = Vec::new();
    let sentences: Vec<Vec<Word<'_>>> = passage.words_by_sentence().into_iter().map(|(_, words)| words).collect();
    for (nth, words) in sentences.iter().enumerate() {
        let next = sentences.get(nth + 1).map(Vec::as_slice);
        if words.last().is_some_and(|last| last.text == "?") {
            continue;
        }
        found.extend(with_titles(passage, words));
        for at in 0..words.len() {
            let named = named::at(words, at)
                .map(|phrase| (phrase, Evidence::Sure))
                .filter(|(phrase, evidence)| relied(words, phrase, *evidence));
            let described = || {
                let phrase = phrase::at(words, at)?;
                let evidence = particular::evidence(words, &phrase)?;
                Some((phrase, evidence)).filter(|(phrase, evidence)| relied(words, phrase, *evidence))
            };
            let introduced = || {
                let phrase = phrase::at(words, at)?;
                (introduced::is_quoted(words, &phrase, next) && !is_placed(words) && !is_law(words, &phrase))
                    .then_some((phrase, Evidence::IfPast))
            };
            let Some((phrase, _)) = named.or_else(described).or_else(introduced) else { continue };
            let source = source(words, &phrase);
            let overlaps =
                found.iter().any(|one| one.range.start < source.range.end && source.range.start < one.range.end);
            if !overlaps && !passage.is_quoted(&source.range) && !passage.is_fact(&source.range) {
                found.push(source);
            }
        }
    }
    found
}

/// The documents of a sentence that it relies on and names by a title between quotation marks.
fn with_titles(passage: &Passage<'_>, words: &[Word<'_>]) -> Vec<Source> {
    let mut found = Vec::new();
    for titled in titled::all(words) {
        let (left, phrase) = (&titled.words, &titled.phrase);
        if is_placed(words) || is_law(left, phrase) || !reliance::relies(left, phrase, Evidence::Sure) {
            continue;
        }
        let one = source(left, phrase);
        let range = one.range.start.min(titled.title.start)..one.range.end.max(titled.title.end);
        if !passage.is_quoted(&range) && !passage.is_fact(&range) {
            found.push(Source { range, title: Some(titled.title), ..one });
        }
    }
    found
}

fn relied(words: &[Word<'_>], phrase: &Phrase, evidence: Evidence) -> bool {
    !named::is_known_to_all(&words[phrase.first.min(phrase.head)..=phrase.head])
        && !is_placed(words)
        && !is_law(words, phrase)
        && reliance::relies(words, phrase, evidence)
}

/// Whether a sentence says that something is attached: it has been said where it is.
fn is_placed(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| among("appendix appendices annex annexe attached appended enclosed", &word.lower))
}

/// Whether a document is spoken of under a law, or is one that a law asks for.
fn is_law(words: &[Word<'_>], phrase: &Phrase) -> bool {
    words[..phrase.end()].iter().any(|word| matches!(word.text, "Act" | "Acts" | "Regulations"))
}

/// What a reader has to be told of a document to know which is meant.
fn source(words: &[Word<'_>], phrase: &Phrase) -> Source {
    let after = &phrase.after;
    let plain = after.last == phrase.head && after.topic && phrase.owner.is_none();
    let last = if plain { after.topic_end - 1 } else { after.last };
    let place = |first: usize, last: usize| words[first].range.start..words[last].range.end;
    let theirs = || particular::theirs(words, phrase);
    let maker = after.maker_at.or(phrase.owner.map(|(first, last)| (first, last + 1))).or_else(theirs);
    // "Its report": without more, the noun alone would tell nothing.
    let bare = last.max(phrase.head) == phrase.first && phrase.owner.is_none() && maker.is_some();
    let first = if bare { phrase.start } else { phrase.first };
    Source {
        range: place(first, last.max(phrase.head)),
        maker: maker.filter(|(first, end)| first < end).map(|(first, end)| place(first, end - 1)),
        title: None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sentences;
    use super::*;

    fn relied_on(text: &str) -> Vec<String> {
        let passage = Passage::plain(text);
        sources(&passage).into_iter().map(|source| text[source.range].to_owned()).collect()
    }

    #[test]
    fn sentences_of_officers_that_rely_on_a_document() {
        for (text, name) in sentences::RELIED_ON {
            assert_eq!(relied_on(text), [*name], "{text}");
        }
        for text in sentences::ALSO_RELIED_ON {
            assert!(!relied_on(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn sentences_of_officers_that_only_mention_documents() {
        for text in sentences::ONLY_MENTIONED.iter().chain(sentences::ALSO_ONLY_MENTIONED) {
            assert_eq!(relied_on(text), Vec::<String>::new(), "{text}");
        }
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
            (
                "A review of bus stops was carried out in September 2025. It showed that few have a roof.",
                "review of bus stops",
            ),
            (
                "An internal audit of the stores was completed in November 2025 and found three weaknesses.",
                "audit of the stores",
            ),
            ("In May 2025 a skills audit was produced. According to it, few can swim.", "skills audit"),
        ] {
            let found = relied_on(text);
            assert!(found.len() == 1 && found[0].contains(name), "{text}: {found:?}");
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
            "A review of bus stops was carried out in September 2025. It cost little.",
            "An audit of each store was completed in November 2025. Each shows the stock.",
            "A review will be carried out in June 2027. It will show the cost.",
            "A consultation exercise was held in May 2025. It showed support.",
        ] {
            assert_eq!(relied_on(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn documents_are_known_by_titles_between_quotation_marks() {
        for (text, name) in sentences::TITLED {
            assert_eq!(relied_on(text), [*name], "{text}");
        }
        for text in sentences::ONLY_TITLES {
            assert_eq!(relied_on(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn sentences_that_break_off_are_read_to_their_ends() {
        let titled = sentences::TITLED.iter().map(|(text, _)| text);
        for text in sentences::ALSO_RELIED_ON.iter().chain(sentences::ALSO_ONLY_MENTIONED).chain(titled) {
            for word in crate::check::words::words(text) {
                for part in [&text[..word.range.end], &text[word.range.start..]] {
                    let found = sources(&Passage::plain(part));
                    assert!(found.iter().all(|source| part.get(source.range.clone()).is_some()), "{part}");
                }
            }
        }
    }
}
