//! Direction: whether the words go the way that was checked.

use super::Marked;
use super::checked::Way;
use super::words::is_negative;
use crate::claims::Finding;
use crate::claims::fitting::clause_start;
use crate::claims::lexicon::{self, Form, Sense};
use crate::claims::tokens::Kind;
use crate::facts::vocabulary::Claim;

impl Marked<'_, '_> {
    /// "rose" where it was checked that it fell.
    pub(super) fn direction(&self) -> Option<Finding> {
        let way = self.way()?;
        // "Retention has risen" is said of turnover that fell.
        let start = clause_start(self.tokens, self.sentence, self.words.start);
        let mentions = self.desk.vocabulary.mentions(self.tokens, &(start..self.words.end));
        if mentions.iter().any(|mention| mention.inverse) {
            return None;
        }
        let mut wrong = None;
        let mut at = self.words.start;
        while at < self.words.end {
            let Some((said, length, denied)) = self.said(at) else {
                at += 1;
                continue;
            };
            match (said == way, denied) {
                (true, false) => return None,
                (false, false) if said == Way::Same && self.checked.margin => {}
                (false, false) if way == Way::Same && self.slight(said) => {}
                (false, false) => wrong = wrong.or(Some(at..at + length)),
                (true, true) => {
                    let from = (self.words.start.saturating_sub(1)..at)
                        .find(|at| is_negative(self.word(*at)))
                        .unwrap_or(at);
                    wrong = wrong.or(Some(from..at + length));
                }
                (false, true) => {}
            }
            at += length;
        }
        let hint = match self.checked.word.claim {
            Claim::OverTime(_) => {
                "write what was checked, or check what the words say: `.fell(…)`, `.rose(…)`, `.steady(…)`, `.improved(…)`, \
                 `.worsened(…)`"
            }
            Claim::Against(_) => {
                "write what was checked, or check what the words say: `.above(…)`, `.below(…)`, `.similar(…)`, `.better(…)`, \
                 `.worse(…)`"
            }
            Claim::Gap(_) => {
                "write what was checked, or check what the words say: `.gap_narrowed(…)`, `.gap_widened(…)`"
            }
            _ => "write what was checked, or check what the words say",
        };
        Some(self.says(wrong?, &self.what(), hint))
    }

    /// Which way the word at a token goes, if it is of the sort that the claim checks.
    fn said(&self, at: usize) -> Option<(Way, usize, bool)> {
        let (sense, form, length) = self.entry(at)?;
        let claim = self.checked.word.claim;
        let after = at + length;
        let next = if after < self.words.end { self.word(after) } else { "" };
        let ends = after >= self.words.end;
        let amount = matches!(claim, Claim::Amount(_) | Claim::Half(_));
        let superlative = matches!(claim, Claim::Place(_) | Claim::Since(_) | Claim::Record(_));
        let number = |at: usize| {
            self.tokens.kind(at) == Some(Kind::Number)
                || lexicon::number_word(self.word(at)).is_some()
                || matches!(self.word(at), "half" | "a" | "twice" | "double")
                || matches!(self.entry(at), Some((Sense::Times(_), ..)))
        };
        let counts = match form {
            Form::Comparative if amount => next == "than",
            Form::Comparative => {
                let of_number = next == "than" && number(after + 1);
                let adverb = matches!(self.word(at), "more" | "less");
                let noun = lexicon::noun(next).is_some() || next == "social" || next == "agency";
                !of_number && (!adverb || ends || next == "than" || noun)
            }
            Form::Preposition => {
                let place = amount || matches!(claim, Claim::Against(_));
                place && !matches!(next, "time" | "pressure") && !(self.word(at) == "over" && self.over_time(after))
            }
            Form::Superlative => superlative,
            Form::Particle => next != "to" || self.word(at) == "down",
            _ => !amount || matches!(self.word(at), "majority" | "minority" | "most"),
        };
        if !counts || superlative && form != Form::Superlative {
            return None;
        }
        let way = match sense {
            Sense::Lower | Sense::Lowest => Way::Lower,
            Sense::Higher | Sense::Highest => Way::Higher,
            Sense::Same => Way::Same,
            Sense::Near => return None,
            Sense::Better => self.side(true)?,
            Sense::Worse => self.side(false)?,
            Sense::Times(times) if times > 100 => Way::Higher,
            Sense::Times(_) => Way::Lower,
        };
        Some((way, length, self.denied(at)))
    }

    /// "slightly higher" of two values that are similar, where it is so.
    fn slight(&self, said: Way) -> bool {
        let hedged = self.words.clone().any(|at| {
            matches!(
                self.word(at),
                "slightly" | "slight" | "marginally" | "marginal" | "little" | "fractionally" | "bit"
            )
        });
        let Some(other) = self.shown.figures.get(1) else { return false };
        let (Some(one), Some(two)) = (self.figure.shown(), other.shown()) else { return false };
        hedged && if said == Way::Higher { one > two } else { one < two }
    }
}
