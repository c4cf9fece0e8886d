//! Which scrutiny body considered a matter, where the answer and the text name two for one day.

use std::collections::BTreeSet;

use crate::check::answer::among;
use crate::check::dates::{Written, date_at};
use crate::check::scrutiny_answer::bodies::{KINDS, bodies};
use crate::check::scrutiny_answer::denied::COMMON;
use crate::check::words::{Word, words};

/// A scrutiny body, by the words that tell it from others, and the day on which it had the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Empty for the one that says only what it is: "the Overview and Scrutiny Committee".
    body: BTreeSet<String>,
    /// What sort of body it is.
    kind: Option<String>,
    date: (u32, u32, Option<i32>),
}

impl Seen {
    /// The one body and the one day that a text names, if it is one of each.
    pub fn of(text: &str) -> Option<Self> {
        let words = words(text);
        let named = bodies(&words);
        let [name] = named.as_slice() else { return None };
        let telling = |word: &&Word<'_>| (word.is_word() || word.is_number()) && !among(COMMON, &word.lower);
        let called = &words[name.clone()];
        let kind = called.iter().rfind(|word| among(KINDS, &word.lower)).map(|word| word.lower.clone());
        // "A scrutiny committee" may be any.
        let proper = kind.is_some() && called.iter().all(|word| word.is_capital() || word.lower == "and");
        let body: BTreeSet<String> = called.iter().filter(telling).map(|word| word.lower.clone()).collect();
        let mut dates: Vec<Written> = (0..words.len()).filter_map(|at| date_at(&words, at)).collect();
        dates.dedup_by(|later, earlier| later.first < earlier.end);
        let [date] = dates.as_slice() else { return None };
        (!body.is_empty() || proper).then_some(Self { body, kind, date: (date.day, date.month, date.year) })
    }

    /// Whether another body is said to have had it on the same day.
    pub fn is_of_another(&self, other: &Self) -> bool {
        let kinds = self.kind.as_ref().zip(other.kind.as_ref());
        let others = if self.is_plain() || other.is_plain() {
            kinds.is_some_and(|(one, other)| one != other)
        } else {
            self.body.is_disjoint(&other.body)
        };
        self.is_of_day(other) && others
    }

    /// Whether both say the same.
    pub fn is_same(&self, other: &Self) -> bool {
        let plain = (self.is_plain() || other.is_plain()) && self.kind == other.kind;
        self.is_of_day(other) && (plain || !self.body.is_disjoint(&other.body))
    }

    /// Whether it has no name besides what it is, and so may be any body of its sort.
    fn is_plain(&self) -> bool {
        self.body.is_empty()
    }

    fn is_of_day(&self, other: &Self) -> bool {
        let years = self.date.2.zip(other.date.2);
        (self.date.0, self.date.1) == (other.date.0, other.date.1) && years.is_none_or(|(one, other)| one == other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_day_has_one_body() {
        let seen = |text: &str| Seen::of(text).unwrap_or_else(|| panic!("{text}"));
        let answer = seen("Yes – the Coast Scrutiny Committee considered it on 21 May 2026.");
        let other =
            "The Corporate Overview and Scrutiny Committee considered the report on 21 May 2026 and supported it.";
        assert!(answer.is_of_another(&seen(other)));
        for text in [
            "The Corporate Overview and Scrutiny Committee considered the report on 14 May 2026.",
            "The Coast Scrutiny Committee considered the report on 21 May.",
        ] {
            assert!(!answer.is_of_another(&seen(text)), "{text}");
        }
        assert!(answer.is_same(&seen("The Coast Scrutiny Committee supported it on 21 May.")));
        let plain = seen("Yes – Overview and Scrutiny Committee, 21 May 2026");
        for text in [
            "Children's Scrutiny Board considered the report on 21 May 2026.",
            "The Scrutiny Commission supported it on 21 May.",
            "The Place Scrutiny Panel had seen the plan on 21 May 2026.",
        ] {
            assert!(plain.is_of_another(&seen(text)) && !plain.is_same(&seen(text)), "{text}");
        }
        for text in [
            "The Children's Scrutiny Committee considered the report on 21 May 2026.",
            "The Overview and Scrutiny Committee saw it on 21 May.",
            "The Children's Scrutiny Board considered an outline on 14 May 2026.",
        ] {
            assert!(!plain.is_of_another(&seen(text)), "{text}");
        }
        for text in [
            "A scrutiny committee considered it on 21 May 2026.",
            "Scrutiny considered it on 21 May 2026.",
            "The Coast Scrutiny Committee considered it in May.",
            "The Coast Scrutiny Committee and the People Scrutiny Committee considered it on 21 May 2026.",
            "The Coast Scrutiny Committee considered it on 21 May 2026 and 4 June 2026.",
        ] {
            assert_eq!(Seen::of(text), None, "{text}");
        }
    }
}
