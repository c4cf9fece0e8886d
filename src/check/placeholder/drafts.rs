//! "DRAFT" in a paper that is not marked as a draft.

use crate::check::answer::among;
use crate::check::passage::{Part, Passage};
use crate::check::words::{Word, words};
use crate::check::{Paper, doubt};
use crate::diagnostic::{Diagnostic, Span};

/// What calls a paper a draft that is none by its marking.
pub fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let marked =
        paper.report.marking.as_ref().is_some_and(|marking| marking.value.to_lowercase().contains("draft"));
    if marked {
        return Vec::new();
    }
    let title = &paper.report.title;
    let mut found: Vec<Diagnostic> = is_marked(&title.value).then(|| told(&title.span)).into_iter().collect();
    let alone = |passage: &&Passage<'_>| passage.part == Part::Paragraph && is_marking(&passage.text);
    let lines = paper.passages.iter().filter(alone).filter(|passage| passage.source.span != title.span);
    found.extend(lines.map(|passage| told(&passage.place(&(0..passage.text.len())))));
    found
}

fn told(place: &Span) -> Diagnostic {
    doubt("this says that the paper is a draft, and its marking does not", place).hint(
        "while it is a draft, say `marking: Draft`; then take these words out, and the marking once it is finished",
    )
}

/// Whether a title says in capitals that the paper is a draft: "DRAFT – Waste", "Waste (DRAFT v2)"; "DRAFT Local Plan" is what it is
/// about.
fn is_marked(title: &str) -> bool {
    if !title.chars().any(char::is_lowercase) {
        return false;
    }
    let parts = title.replace(" - ", "–");
    let mut parts = parts.split(['(', ')', '[', ']', ':', '–', '—']);
    parts.any(is_marking)
}

/// Whether a text is nothing but a marking in capitals: "DRAFT", "DRAFT v0.3". Of one that is "not for publication" there is another
/// rule.
fn is_marking(text: &str) -> bool {
    const BESIDE: &str = "circulation comment copy document final first for in not of only paper progress report second third v version working";
    let words = words(text);
    let known = |word: &Word<'_>| {
        let version =
            word.lower.strip_prefix('v').is_some_and(|rest| rest.starts_with(|one: char| one.is_ascii_digit()));
        word.text == "DRAFT" || word.is_number() || version || !word.is_word() || among(BESIDE, &word.lower)
    };
    words.len() <= 8 && words.iter().any(|word| word.text == "DRAFT") && words.iter().all(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_says_so_in_capitals() {
        for title in ["DRAFT – Waste", "Waste (DRAFT)", "Waste - DRAFT v2", "DRAFT: Waste collection"] {
            assert!(is_marked(title), "{title}");
        }
        for title in ["DRAFT Local Plan", "Draft budget", "Waste (draft strategy)", "DRAFT BUDGET", "Waste"] {
            assert!(!is_marked(title), "{title}");
        }
        assert!(is_marking("DRAFT") && is_marking("DRAFT – version 0.3 – not for circulation"));
        assert!(!is_marking("Draft") && !is_marking("DRAFT – not for publication") && !is_marking(""));
    }
}
