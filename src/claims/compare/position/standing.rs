//! Words of standing: comparatives, prepositions, states and superlatives, as in "lower than", "below", "stable", "the
//! highest".

use std::ops::Range;

use super::Position;
use crate::claims::account::is_difference;
use crate::claims::lexicon::{self, Sense};
use crate::claims::numbers::Hedge;
use crate::claims::reading::Reading;
use crate::claims::tokens::Kind;

impl Position<'_> {
    /// "lower than".
    pub(super) fn comparative(&self) -> bool {
        let tokens = self.reading.tokens;
        let sized =
            self.quantity_before && (!matches!(self.entry.words[0], "more" | "less") || self.next == "than");
        let than = (self.range.end..self.reading.sentence.end.min(self.range.end + 7))
            .take_while(|at| {
                !matches!(tokens.kind(*at), Some(Kind::Sign(';' | ',' | ':' | '.' | '(')))
                    || tokens.list[*at].fact.is_some()
            })
            .find(|at| tokens.word(*at) == "than");
        let bound = than.is_some_and(|than| bounds(self.reading, than, self.range));
        // "more than anybody wants" compares with nothing that could be looked up.
        let vague = than.is_some_and(|than| {
            let was = matches!(
                self.word(than + 1),
                "it" | "they" | "that" | "those" | "before" | "previously" | "ever" | "at" | "in" | "when"
            );
            !was && !is_compared(self.reading, than + 1)
        });
        let stands = self.predicative
            && matches!(self.entry.words[0], "lower" | "higher")
            && !matches!(self.next, "grade" | "level" | "education" | "paid")
            && (self.leads || self.quantity_next);
        let rather = self.previous == "no"
            || matches!(self.previous, "any" | "rather")
            || (self.next == "than" && matches!(self.word(self.range.end + 1), "just" | "ever" | "one"));
        let times = than.is_some_and(|than| {
            if matches!(tokens.word(than + 1), "twice" | "double" | "triple") {
                return true;
            }
            lexicon::entry_at(tokens, than + 1).is_some_and(|entry| matches!(entry.sense, Sense::Times(_)))
        });
        (sized || than.is_some() && !bound && !vague && !times || stands) && !rather
    }

    /// "below the average".
    pub(super) fn preposition(&self) -> bool {
        let tokens = self.reading.tokens;
        if matches!(self.entry.words[0], "over" | "under") {
            let average = (self.range.end..self.reading.sentence.end.min(self.range.end + 5))
                .any(|at| matches!(tokens.word(at), "average" | "national" | "regional" | "england"));
            return average && self.predicative && !self.quantity_next;
        }
        let compares = is_compared(self.reading, self.range.end);
        let bound =
            self.quantity_next && !self.reading.quantities.iter().any(|one| one.tokens.end <= self.range.start);
        compares
            && (!bound || !self.reading.measures.is_empty())
            && !matches!(self.previous, "as" | "see" | "set" | "described" | "the" | "shown" | "mentioned")
    }

    /// "stable", "the same as".
    pub(super) fn state(&self) -> bool {
        let tokens = self.reading.tokens;
        if self.entry.words.len() == 1 && !matches!(self.entry.words[0], "matches" | "mirrors") {
            let noun = !(self.leads
                || matches!(self.next, "rather" | "or" | "too" | "throughout")
                || tokens.kind(self.range.end) != Some(Kind::Word));
            return matches!(
                self.before,
                "is" | "are"
                    | "was"
                    | "were"
                    | "be"
                    | "been"
                    | "remain"
                    | "remains"
                    | "remained"
                    | "stay"
                    | "stays"
                    | "stayed"
                    | "held"
                    | "kept"
                    | "being"
                    | "become"
                    | "became"
            ) && !noun
                && (!self.reading.measures.is_empty()
                    || !self.reading.before.topic.is_empty()
                    || self.quantity_next);
        }
        // "fell by 3.2 points, the same as in England": so much did it fall there as well.
        let size = self.range.start > self.reading.sentence.start
            && tokens.is(self.range.start - 1, ',')
            && self
                .reading
                .quantities
                .iter()
                .any(|one| one.tokens.end == self.range.start - 1 && is_difference(self.reading, one));
        if size || self.previous == "it" || self.entry.words[0] == "consistent" && self.previous.is_empty() {
            return false;
        }
        is_compared(self.reading, self.range.end)
    }

    /// "the highest".
    pub(super) fn superlative(&self) -> bool {
        let tokens = self.reading.tokens;
        let ordinal = matches!(
            self.previous,
            "second"
                | "third"
                | "fourth"
                | "fifth"
                | "sixth"
                | "seventh"
                | "eighth"
                | "ninth"
                | "tenth"
                | "th"
                | "joint"
                | "next"
                | "nd"
                | "rd"
        );
        if matches!(self.entry.words[0], "best" | "worst") {
            let placed = matches!(self.next, "in" | "since" | "for" | "among" | "rate" | "figure" | "level" | "on");
            return placed && !self.reading.measures.is_empty();
        }
        let describes = matches!(
            self.next,
            "quality" | "scoring" | "standard" | "standards" | "possible" | "scores" | "paid" | "priority" | "risk"
        );
        let ranged = self
            .reading
            .sentence
            .clone()
            .any(|at| matches!(tokens.word(at), "ranges" | "ranged" | "ranging" | "range" | "ranking"));
        !ordinal
            && !describes
            && !ranged
            && (!self.reading.measures.is_empty() || !self.reading.before.topic.is_empty())
    }
}

/// Whether "more than" only bounds the number that follows: "more than 50 people".
fn bounds(reading: &Reading<'_, '_>, than: usize, range: &Range<usize>) -> bool {
    let direct = than == range.end;
    let spelt = lexicon::number_word(reading.tokens.word(than + 1)).is_some();
    if reading.tokens.word(than + 1) == "half" {
        return true;
    }
    let number = reading.quantities.iter().find(|one| one.tokens.start == than + 1);
    let other_number = reading.tokens.kind(than + 1) == Some(Kind::Number)
        || spelt
        || matches!(reading.tokens.word(than + 1), "doubled" | "a");
    match number {
        Some(number) => {
            direct
                && matches!(reading.tokens.word(range.start), "more" | "less" | "fewer")
                && number.hedge != Hedge::Exact
        }
        None => direct && other_number && !is_compared(reading, than + 1),
    }
}

/// Whether an area, a period, an average or a number follows to compare with.
fn is_compared(reading: &Reading<'_, '_>, from: usize) -> bool {
    let tokens = reading.tokens;
    let until = reading.sentence.end.min(from + 7);
    reading.areas.iter().any(|mention| (from..until).contains(&mention.tokens.start))
        || reading.periods.iter().any(|mention| (from..until).contains(&mention.tokens.start))
        || reading.quantities.iter().any(|one| (from..until.min(from + 5)).contains(&one.tokens.start))
        || (from..until).any(|at| {
            matches!(tokens.word(at), "average" | "averages") || lexicon::WISHES.contains(&tokens.word(at))
        })
}
