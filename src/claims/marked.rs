//! Marked words: what an author has printed as a checked claim must say what was checked.

mod amounts;
mod checked;
mod direction;
mod measure;
mod position;
mod target;
mod time;
mod words;

use std::ops::Range;

use crate::claims::reading::Desk;
use crate::claims::tokens::Tokens;
use crate::claims::{Finding, Verdict};
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::facts::vocabulary::Claim;
use crate::narrative::{Checked, Shown};

/// What is wrong with the words of the claims of a sentence.
pub fn check(desk: &Desk<'_>, tokens: &Tokens<'_>, sentence: &Range<usize>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let Some(id) = tokens.list[at].fact else {
            at += 1;
            continue;
        };
        let end = (at..sentence.end).find(|next| tokens.list[*next].fact != Some(id)).unwrap_or(sentence.end);
        if let Some(shown) = desk.record.shown.get(id)
            && let (Some(checked), Some(figure)) = (&shown.checked, shown.figures.first())
            && !matches!(checked.word.claim, Claim::Sum | Claim::Whole)
        {
            found.extend(Marked { desk, tokens, sentence, words: at..end, shown, checked, figure }.finding());
        }
        at = end;
    }
    found
}

/// The words of a claim in their sentence, and what was checked.
struct Marked<'a, 't> {
    desk: &'a Desk<'a>,
    tokens: &'a Tokens<'t>,
    sentence: &'a Range<usize>,
    words: Range<usize>,
    shown: &'a Shown,
    checked: &'a Checked,
    figure: &'a Figure,
}

impl Marked<'_, '_> {
    /// The first thing that the words say and the claim does not check.
    fn finding(&self) -> Option<Finding> {
        self.measure()
            .or_else(|| self.direction())
            .or_else(|| self.target())
            .or_else(|| self.multiple())
            .or_else(|| self.amount())
            .or_else(|| self.place())
            .or_else(|| self.running())
            .or_else(|| self.since())
            .or_else(|| self.area())
    }

    /// A finding: what some of the words say, but what was checked.
    fn says(&self, words: Range<usize>, but: &str, hint: impl Into<String>) -> Finding {
        let said = &self.tokens.passage.text[self.tokens.bytes(&words)];
        let message = format!("the words say `{said}`, but `.{}` checks {but}", self.checked.word.name);
        Finding { tokens: words, verdict: Verdict::False, problem: Problem::new(message).hint(hint) }
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.word(at)
    }
}
