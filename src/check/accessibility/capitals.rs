//! Sentences in capitals.

use std::ops::Range;

use crate::check::finding;
use crate::check::passage::Passage;
use crate::check::words::Word;
use crate::diagnostic::Diagnostic;

/// A sentence that is written in capitals.
pub(super) fn capitals(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let all = passage.words();
    let loud = |range: &Range<usize>| {
        let words = all.iter().filter(|word| range.start <= word.range.start && word.range.end <= range.end);
        let words: Vec<&Word<'_>> = words.filter(|word| word.is_word()).collect();
        let long = words.iter().filter(|word| word.text.chars().count() > 3).count();
        words.len() >= 4 && long >= 2 && words.iter().all(|word| !word.text.chars().any(char::is_lowercase))
    };
    let sentences = passage.sentences().into_iter();
    sentences
        .filter(|range| {
            loud(range)
                && !all.iter().any(|word| range.contains(&word.range.start) && passage.is_quoted(&word.range))
        })
        .map(|range| {
            finding("a sentence in capitals", &passage.place(&range))
                .hint("write it in small letters; what matters can stand between `**` and `**`")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{nothing_in, underlined};

    #[test]
    fn sentences_in_capitals_are_found() {
        for (text, loud) in [
            ("THIS PAPER IS NOT FOR PUBLICATION", "THIS PAPER IS NOT FOR PUBLICATION"),
            ("Note. ALL MEMBERS MUST ATTEND. Thank you.", "ALL MEMBERS MUST ATTEND"),
        ] {
            assert_eq!(underlined(capitals, text), [loud], "{text}");
        }
        nothing_in(
            capitals,
            &["RESOLVED that", "The NHS and the DfE", "UK, EU, GP, BBC", "“ALL MEMBERS MUST ATTEND”", ""],
        );
    }
}
