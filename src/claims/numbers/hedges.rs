//! Hedges: how exactly a number is meant, by the words before it.

use super::Reader;
use crate::claims::lexicon;

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hedge {
    /// As it stands, rounded as it is written.
    Exact,
    /// "about".
    About,
    /// "more than", "over", "at least".
    AtLeast,
    /// "less than", "under", "nearly".
    AtMost,
}

impl Reader<'_, '_> {
    /// How exactly the number whose first token this is is meant.
    pub(super) fn hedge(&self, first: usize) -> Hedge {
        let tokens = self.tokens;
        let word = |back: usize| if first >= self.sentence.start + back { tokens.word(first - back) } else { "" };
        match (word(2), word(1)) {
            ("no" | "not", _) => Hedge::Exact,
            ("more" | "greater" | "higher" | "larger", "than") if self.starts_bound(first, 2) => Hedge::AtLeast,
            ("less" | "fewer" | "lower" | "smaller", "than") if self.starts_bound(first, 2) => Hedge::AtMost,
            ("at", "least") | ("just", "over" | "above") | ("well", "over" | "above") => Hedge::AtLeast,
            ("at", "most") | ("just", "under" | "below") | ("well", "under" | "below") => Hedge::AtMost,
            (_, "over" | "exceeding" | "above") if self.starts_bound(first, 1) => Hedge::AtLeast,
            (_, "under" | "nearly" | "almost" | "below") if self.starts_bound(first, 1) => Hedge::AtMost,
            (_, "about" | "around" | "approximately" | "roughly" | "some" | "circa" | "c" | "approx") => {
                Hedge::About
            }
            _ => Hedge::Exact,
        }
    }

    /// Whether "more than" before a number bounds it, and does not compare an earlier number with it.
    fn starts_bound(&self, first: usize, back: usize) -> bool {
        // "less than 8% vacancies": what it bounds follows.
        let unit = if self.tokens.is(first + 1, '%') { first + 2 } else { first + 1 };
        let next = self.tokens.word(unit);
        if back == 2 && !next.is_empty() && !lexicon::STOPS.contains(&next) && unit < self.sentence.end {
            return true;
        }
        !self.found.iter().any(|one| one.tokens.end <= first - back && first - back - one.tokens.end < 6)
    }
}
