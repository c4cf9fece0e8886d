//! "See the appendix", in a report that has no appendix.

use std::ops::Range;

use crate::check::answer::among;
use crate::check::doubt;
use crate::check::passage::Passage;
use crate::check::words::{Word, lower};
use crate::diagnostic::Diagnostic;

/// What an appendix is called.
const NOUNS: &str = "appendix appendices annex annexe annexes";

/// Words for things that are attached.
const ATTACHED: &str = "accompanying appended attached enclosed";

/// An appendix without a number that readers are sent to; for a report that has none.
pub fn nothing_appended(passage: &Passage<'_>) -> Option<Diagnostic> {
    let words = passage.words();
    let range = (0..words.len()).find_map(|noun| sent_to(&words, noun))?;
    let range = words[range.start].range.start..words[range.end - 1].range.end;
    if passage.is_quoted(&range) {
        return None;
    }
    Some(
        doubt("the report has no appendix", &passage.place(&range))
            .hint("put it under `appendices:`, or say whose appendix it is: \"the appendix to the Local Plan\"")
            .hint("if there is none any more, take these words out"),
    )
}

/// Whether a heading or a caption is that of an appendix within the text.
pub fn is_heading(passage: &Passage<'_>) -> bool {
    let words = passage.words();
    let short = words.len() <= 12 && !passage.text.trim_end().ends_with('.');
    among(NOUNS, lower(&words, 0)) && short
}

/// The words that send readers to an appendix of this report, by its noun.
fn sent_to(words: &[Word<'_>], noun: usize) -> Option<Range<usize>> {
    if !among(NOUNS, lower(words, noun)) || !is_own(words, noun + 1) {
        return None;
    }
    let before = |back: usize| noun.checked_sub(back).map_or("", |at| lower(words, at));
    let attached = usize::from(among(ATTACHED, before(1)));
    let article = usize::from(among("an the this these", before(attached + 1)));
    let lead = before(attached + article + 1);
    let start = noun - attached - article;
    // "Attached as an appendix".
    let as_one = lead == "as" && among(ATTACHED, before(attached + article + 2));
    let here = among(ATTACHED, lower(words, noun + 1))
        || lower(words, noun + 1) == "to" && lower(words, noun + 2) == "this";
    let set_out = among("in at", lead)
        && among("described detailed given listed out shown", before(attached + article + 2))
        && !names_document(words);
    let told = lead == "see" || as_one || attached == 1 && before(2) != "an" || set_out || here && article == 1;
    told.then_some(start..noun + 1)
}

/// Whether nothing after the noun says which appendix it is, or whose.
fn is_own(words: &[Word<'_>], next: usize) -> bool {
    let Some(word) = words.get(next) else { return true };
    let lettered = word.text.len() <= 4 && word.text.chars().all(|one| one.is_ascii_uppercase());
    let ours = among("this", lower(words, next + 1));
    let numbered = word.is_number() || lettered || matches!(word.text, "?" | "_" | "[" | "{");
    let others = among("by from in of on x xx", &word.lower) || word.lower == "to" && !ours;
    !numbered && !others
}

/// Whether a text names another document, which the appendix may be of.
fn names_document(words: &[Word<'_>]) -> bool {
    const DOCUMENTS: &str = "act agreement assessment charter code contract deed framework guidance guide handbook lease letter minutes \
        plan policy protocol publication report review scheme specification standard standards statement strategy study survey";
    let other = |at: usize| {
        among(DOCUMENTS, lower(words, at)) && at.checked_sub(1).is_none_or(|before| lower(words, before) != "this")
    };
    (0..words.len()).any(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{nothing_in, underlined};

    fn find(passage: &Passage<'_>) -> Vec<Diagnostic> {
        nothing_appended(passage).into_iter().collect()
    }

    #[test]
    fn an_appendix_has_to_be_there() {
        for (text, told) in [
            ("See the appendix.", "the appendix"),
            ("The costs are in the attached appendix.", "the attached appendix"),
            ("Costs rose (see appendix).", "appendix"),
            ("Please see attached appendices for the costs.", "attached appendices"),
            ("The costs are set out in the appendix.", "the appendix"),
            ("The map is attached as an appendix.", "an appendix"),
            ("The appendix to this report lists them.", "The appendix"),
            ("The appendix attached lists them.", "The appendix"),
        ] {
            assert_eq!(underlined(find, text), [told], "{text}");
        }
        nothing_in(
            find,
            &[
                "See Appendix 2.",
                "See Appendix B.",
                "See the appendix to the Local Plan.",
                "See the appendix of the guidance.",
                "The plan is on the website, and its targets are set out in the appendix.",
                "The Appendix IV species are protected.",
                "Members read “see the appendix”.",
                "An appendix was removed from the patient.",
                "The report had an attached appendix.",
                "Its appendix lists them.",
                "See [appendix].",
                "",
            ],
        );
        assert!(is_heading(&Passage::plain("Appendix: the costs")) && !is_heading(&Passage::plain("The costs")));
    }
}
