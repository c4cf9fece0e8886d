//! Whose scrutiny body a text names: the council's own, or that of another one.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::answer::among;
use crate::check::dates::month;
use crate::check::scrutiny_answer::bodies::KINDS;
use crate::check::words::{Word, bare, is_little, lower, words};

/// What councils are, in their names.
const GENERIC: &str = "borough city county district london metropolitan parish royal town unitary";

/// What a council is called by.
const COUNCIL: &str = "authority borough council county";

/// The council whose report it is, by the words of its name.
#[derive(Debug, Default)]
pub struct Council(BTreeSet<String>);

impl Council {
    /// The one with that name.
    pub fn new(name: &str) -> Self {
        Self(words(name).iter().map(|word| bare(word).to_owned()).collect())
    }

    /// Whether a scrutiny body is said to be that of another council: "Rugby Borough Council's Scrutiny Committee", "Solihull's Scrutiny
    /// Board", "the scrutiny board of another council".
    pub fn is_other(&self, words: &[Word<'_>], name: &Range<usize>) -> bool {
        self.has_other_owner(words, name) || self.is_at_other(words, name.end) || self.is_in_other_place(words)
    }

    /// "In Solihull the Scrutiny Committee …".
    fn is_in_other_place(&self, words: &[Word<'_>]) -> bool {
        let opens = lower(words, 0) == "in" && among("the its their ,", lower(words, 2));
        let place = words.get(1).filter(|word| opens && word.is_capital());
        place.is_some_and(|word| !is_no_place(word) && !self.0.contains(bare(word)))
    }

    /// Whether a genitive in the name, or before it, is another council's.
    fn has_other_owner(&self, words: &[Word<'_>], name: &Range<usize>) -> bool {
        (name.start.saturating_sub(1)..name.end).any(|at| {
            let word = &words[at];
            if !word.lower.ends_with("'s") {
                return false;
            }
            if among(COUNCIL, bare(word)) {
                return self.is_other_council(words, at);
            }
            word.is_capital() && !is_no_place(word) && !self.0.contains(bare(word))
        })
    }

    /// Whether the name goes on with another council: "of Solihull Council".
    fn is_at_other(&self, words: &[Word<'_>], end: usize) -> bool {
        if !among("at for from in of", lower(words, end)) {
            return false;
        }
        let leads = |word: &Word<'_>| {
            word.is_capital() || among("a an and another neighbouring other our the this", &word.lower)
        };
        let mut rest = (end + 1..words.len().min(end + 8)).take_while(|at| {
            leads(&words[*at]) || among(COUNCIL, &words[*at].lower) || among(GENERIC, &words[*at].lower)
        });
        rest.find(|at| among("authority council", &words[*at].lower))
            .is_some_and(|at| self.is_other_council(words, at))
    }

    /// Whether the words before "Council" name another one: "Rugby Borough Council", "the County Council" of a city, "another council".
    fn is_other_council(&self, words: &[Word<'_>], at: usize) -> bool {
        let before = words[..at].iter().rev();
        let called: Vec<&str> = before
            .take_while(|word| (word.is_capital() || among(GENERIC, &word.lower)) && !is_little(&word.lower))
            .map(bare)
            .collect();
        let mut distinct = called.iter().filter(|word| !among(GENERIC, word)).peekable();
        if distinct.peek().is_some() {
            return !distinct.any(|word| self.0.contains(*word));
        }
        if called.is_empty() {
            return at > 0 && !among("our the this", lower(words, at - 1));
        }
        called.iter().any(|word| !self.0.contains(*word))
    }
}

/// Whether a genitive with a capital is that of people, of the body itself or of a day, and of no place: "Children's", "Tuesday's".
fn is_no_place(word: &Word<'_>) -> bool {
    const PEOPLE: &str = "adult cabinet carer children executive leader mayor men member people resident scrutiny tenant woman women year";
    const DAYS: &str = "monday tuesday wednesday thursday friday saturday sunday today yesterday";
    let owner = bare(word);
    let text = word.text.get(..owner.len()).unwrap_or_default();
    [PEOPLE, DAYS, KINDS].iter().any(|list| among(list, owner)) || month(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::scrutiny_answer::bodies::bodies;

    fn is_other(council: &str, text: &str) -> bool {
        let words = words(text);
        bodies(&words).iter().any(|name| Council::new(council).is_other(&words, name))
    }

    #[test]
    fn bodies_of_other_councils_are_known() {
        for text in [
            "The Scrutiny Committee of Solihull Council met.",
            "The Scrutiny Committee at Rugby Borough Council met.",
            "Warwickshire's Overview and Scrutiny Committee met.",
            "The County Council's Scrutiny Committee met.",
            "The scrutiny board of another council met.",
            "A nearby council's Scrutiny Board met.",
            "In Solihull the Scrutiny Board met.",
        ] {
            assert!(is_other("Coventry City Council", text), "{text}");
        }
        for text in [
            "The Scrutiny Board of the Council met.",
            "Coventry's Scrutiny Board met.",
            "The City Council's Scrutiny Board met.",
            "The Children and Young People's Scrutiny Board met.",
            "May's Scrutiny Board saw it.",
            "The Scrutiny Board's comments are attached.",
            "In May the Scrutiny Board met.",
            "In Coventry the Scrutiny Board met.",
            "In autumn the Scrutiny Board met.",
            "The Scrutiny Board at its meeting in May asked the County Council for help.",
            "The Scrutiny Board of Coventry City Council met.",
        ] {
            assert!(!is_other("Coventry City Council", text), "{text}");
        }
        assert!(!is_other("Warwickshire County Council", "The County Council's Scrutiny Committee met."));
    }
}
