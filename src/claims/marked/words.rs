//! Words: what those of a claim, and those right beside it, mean by themselves.

use std::ops::Range;

use super::Marked;
use crate::claims::lexicon::{self, Entry, Form, Sense};
use crate::claims::tokens::{Kind, Tokens};
use crate::facts::vocabulary::Claim;
use crate::quantity::words::ordinal_word;

impl Marked<'_, '_> {
    /// What the word or phrase at a token says, in which form, and how many tokens it has; more words count in claims of
    /// gaps and halves.
    pub(super) fn entry(&self, at: usize) -> Option<(Sense, Form, usize)> {
        if let Some(Entry { words, sense, form }) = lexicon::entry_at(self.tokens, at) {
            return Some((*sense, *form, words.len()));
        }
        let gap = matches!(self.checked.word.claim, Claim::Gap(_));
        let half = matches!(self.checked.word.claim, Claim::Half(_));
        let more = match self.word(at) {
            "narrowed" | "narrowing" | "narrower" | "narrow" | "closed" | "closing" | "closer" if gap => {
                Sense::Lower
            }
            "widened" | "widening" | "wider" | "widen" | "bigger" if gap => Sense::Higher,
            "majority" | "most" if half => Sense::Higher,
            "minority" if half => Sense::Lower,
            _ => return None,
        };
        Some((more, Form::Verb, 1))
    }

    /// Whether a negative stands right before a word.
    pub(super) fn denied(&self, at: usize) -> bool {
        let from = at.saturating_sub(4).max(self.words.start.saturating_sub(1)).max(self.sentence.start);
        (from..at).any(|at| {
            is_negative(self.word(at)) && !matches!(self.word(at + 1), "only" | "just" | "merely" | "least")
        })
    }

    /// "over the year", "over three years".
    pub(super) fn over_time(&self, at: usize) -> bool {
        (at..self.tokens.list.len().min(at + 5)).any(|at| {
            let word = self.word(at);
            word.starts_with("year") || matches!(word, "time" | "period" | "months" | "decade" | "quarter")
        })
    }

    /// The word before a token, "the" passed over.
    pub(super) fn before_the(&self, at: usize) -> &str {
        match at.checked_sub(1).map(|at| (at, self.word(at))) {
            Some((at, "the")) if at > 0 => self.word(at - 1),
            Some((_, word)) => word,
            None => "",
        }
    }

    /// The whole number at a token, in digits or spelt out.
    pub(super) fn number_at(&self, at: usize) -> Option<u32> {
        match self.tokens.kind(at) {
            Some(Kind::Number) => self.tokens.text(at).parse().ok(),
            _ => lexicon::number_word(self.word(at)),
        }
    }

    /// The tokens after the words in the same clause, up to the next claim.
    pub(super) fn tail(&self) -> Range<usize> {
        let tokens = self.tokens;
        let stops = |at: &usize| {
            matches!(tokens.kind(*at), Some(Kind::Sign(';' | ':' | '(' | ')' | '—' | '–')))
                || tokens.is(*at, ',') && !tokens.joined(*at)
                || matches!(tokens.word(*at), "but" | "while" | "whereas" | "and" | "although" | "which")
                || tokens.list[*at]
                    .fact
                    .is_some_and(|id| self.desk.record.shown.get(id).is_none_or(|shown| shown.checked.is_some()))
        };
        let end = self.sentence.end.min(self.words.end + 9);
        self.words.end..(self.words.end..end).find(stops).unwrap_or(end)
    }
}

/// "third", "3rd".
pub(super) fn ordinal(tokens: &Tokens<'_>, at: usize) -> Option<u32> {
    if let Some(place) = ordinal_word(tokens.word(at)) {
        return Some(place);
    }
    let suffix = matches!(tokens.word(at + 1), "st" | "nd" | "rd" | "th") && tokens.joined(at);
    tokens.text(at).parse().ok().filter(|_| suffix)
}

/// "not", "hasn't".
pub(super) fn is_negative(word: &str) -> bool {
    matches!(word, "not" | "never" | "no" | "nor" | "neither") || word.ends_with("n't") || word.ends_with("n’t")
}
