//! The documents that a passage relies on as its sources.

use std::ops::Range;

use super::named;
use super::particular::{self, Evidence};
use super::phrase::{self, Phrase};
use super::reliance;
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
}

/// The documents that a passage relies on.
pub fn sources(passage: &Passage<'_>) -> Vec<Source> {
    let mut found: Vec<Source> = Vec::new();
    for (_, words) in passage.words_by_sentence() {
        if words.last().is_some_and(|last| last.text == "?") {
            continue;
        }
        for at in 0..words.len() {
            let named = named::at(&words, at).map(|phrase| (phrase, Evidence::Sure)).filter(|(phrase, evidence)| relied(&words, phrase, *evidence));
            let described = || {
                let phrase = phrase::at(&words, at)?;
                let evidence = particular::evidence(&words, &phrase)?;
                Some((phrase, evidence)).filter(|(phrase, evidence)| relied(&words, phrase, *evidence))
            };
            let Some((phrase, _)) = named.or_else(described) else { continue };
            let source = source(&words, &phrase);
            let overlaps = found.iter().any(|one| one.range.start < source.range.end && source.range.start < one.range.end);
            if !overlaps && !passage.is_quoted(&source.range) && !passage.is_fact(&source.range) {
                found.push(source);
            }
        }
    }
    found
}

fn relied(words: &[Word<'_>], phrase: &Phrase, evidence: Evidence) -> bool {
    !is_placed(words) && !is_law(words, phrase) && reliance::relies(words, phrase, evidence)
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
    }
}
