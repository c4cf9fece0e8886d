//! Heads: the words of a sentence that a size can belong to, whoever wrote them, in their order.

use std::ops::Range;

use crate::claims::lexicon::{self, Form, Sense};
use crate::claims::reading::Reading;
use crate::claims::tokens::Tokens;

/// A word that a size can belong to, or that cuts it off from the words before.
pub struct Head {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it makes of a size.
    pub says: Says,
}

/// What a word makes of the size that belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// It gives it a direction: "fell by", "a rise of", "higher".
    Way(Sense, Form),
    /// It says that nothing moved: "did not change".
    Still,
    /// It says that something differs and not which way: "changed by", "a gap of".
    Neutral,
    /// A form of "to be" or the like: what follows it is said of the words before it.
    Being,
}

impl Head {
    /// The direction that it gives.
    pub fn way(&self) -> Option<(Sense, Form)> {
        match self.says {
            Says::Way(sense, form) => Some((sense, form)),
            _ => None,
        }
    }

    /// Whether it is a noun, which takes its size after "of".
    pub fn is_noun(&self) -> bool {
        matches!(self.says, Says::Way(_, Form::Noun) | Says::Neutral)
    }
}

use Form::{Comparative, Noun, Particle, Preposition, Verb};
use Sense::{Higher, Lower};

/// Words that say which way a size goes, beside those that every sentence is read for.
#[rustfmt::skip]
static BESIDE_SIZES: &[(&[&str], Sense, Form)] = &[
    (&["falls"], Lower, Verb), (&["drops"], Lower, Verb), (&["declines"], Lower, Verb), (&["decreases"], Lower, Verb),
    (&["reduces"], Lower, Verb), (&["shrinking"], Lower, Verb), (&["shed"], Lower, Verb), (&["lost"], Lower, Verb),
    (&["fell", "back"], Lower, Verb), (&["rises"], Higher, Verb), (&["increases"], Higher, Verb), (&["grows"], Higher, Verb),
    (&["climbs"], Higher, Verb), (&["gained"], Higher, Verb), (&["added"], Higher, Verb), (&["raised"], Higher, Verb),
    (&["lifted"], Higher, Verb), (&["loss"], Lower, Noun), (&["slump"], Lower, Noun), (&["slide"], Lower, Noun),
    (&["gain"], Higher, Noun), (&["climb"], Higher, Noun), (&["surge"], Higher, Noun), (&["hike"], Higher, Noun),
    (&["downwards"], Lower, Particle), (&["upwards"], Higher, Particle), (&["extra"], Higher, Comparative),
    (&["additional"], Higher, Comparative), (&["short", "of"], Lower, Preposition),
];

/// Words that say that something differs, and not which way.
#[rustfmt::skip]
const NEUTRAL: &[&str] = &[
    "change", "changed", "changes", "changing", "differ", "differs", "differed", "difference", "different", "gap",
    "distance", "movement", "moved", "moves", "shift", "shifted", "swing", "swung", "variation", "varied", "apart",
    "narrowed", "widened", "missed", "misses", "trailed", "led", "revised", "corrected", "adjusted",
];

/// Words that end the statement before them.
#[rustfmt::skip]
const BEING: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "stands", "stood", "lies", "lay", "amounts", "amounted", "comes",
    "equals", "represents", "separates", "separate", "divides",
];

/// Words after which "up" and "down" are part of a verb that says nothing of a value.
#[rustfmt::skip]
const PHRASAL: &[&str] = &[
    "made", "make", "makes", "making", "set", "taken", "take", "took", "follow", "followed", "signed", "built", "build",
    "picked", "drawn", "opened", "freed", "speed", "caught", "catch", "ended", "broken", "break",
];

/// Nouns before which a noun of change says what they are for: "the improvement plan".
const PURPOSES: &[&str] = &["plan", "plans", "programme", "board", "service", "fund", "bid", "strategy", "target"];

/// The heads of a sentence.
pub fn heads(reading: &Reading<'_, '_>) -> Vec<Head> {
    let mut found = Vec::new();
    let mut at = reading.sentence.start;
    while at < reading.sentence.end {
        match head_at(reading, at) {
            Some((length, says)) => {
                found.push(Head { tokens: at..at + length, says });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

fn head_at(reading: &Reading<'_, '_>, at: usize) -> Option<(usize, Says)> {
    let tokens = reading.tokens;
    let word = tokens.word(at);
    if let Some((length, sense, form)) = way_at(tokens, at) {
        let end = at + length;
        return match (sense, form) {
            (Sense::Same, _) => is_still(tokens, at).then_some((length, Says::Still)),
            (Sense::Near | Sense::Highest | Sense::Lowest, _) | (_, Form::Superlative) => None,
            (Sense::Times(hundredths), _) => {
                let sense = if hundredths < 100 { Lower } else { Higher };
                Some((length, Says::Way(sense, Verb)))
            }
            _ => (!is_other(reading, at, end, form)).then_some((length, Says::Way(sense, form))),
        };
    }
    // ", a change of": another word for what was said before it.
    let apposed = || {
        at >= 2 && matches!(tokens.word(at - 1), "a" | "an") && (tokens.is(at - 2, ',') || tokens.is_dash(at - 2))
    };
    if is_neutral(word) {
        return (!apposed()).then_some((1, Says::Neutral));
    }
    BEING.contains(&word).then_some((1, Says::Being))
}

/// Whether a word says that something differs, and not which way.
pub fn is_neutral(word: &str) -> bool {
    NEUTRAL.contains(&word)
}

fn way_at(tokens: &Tokens<'_>, at: usize) -> Option<(usize, Sense, Form)> {
    let beside = BESIDE_SIZES.iter().find(|(words, ..)| tokens.phrase(at, words));
    beside
        .map(|(words, sense, form)| (words.len(), *sense, *form))
        .or_else(|| lexicon::entry_at(tokens, at).map(|entry| (entry.words.len(), entry.sense, entry.form)))
}

/// Whether a word for sameness is said of a value, and describes no noun: "did not change", "has remained steady".
fn is_still(tokens: &Tokens<'_>, at: usize) -> bool {
    let verb = matches!(tokens.word(at), "did" | "has" | "have");
    let state = matches!(tokens.word(at), "unchanged" | "steady" | "stable" | "flat" | "constant" | "static");
    let said = at > 0
        && matches!(
            tokens.word(at - 1),
            "is" | "was" | "are" | "were" | "remained" | "remains" | "stayed" | "held" | "been"
        );
    verb || state && said
}

/// Whether a word of direction stands for something else: "more than 3", "made up", "gave rise to", "falling rolls".
fn is_other(reading: &Reading<'_, '_>, at: usize, end: usize, form: Form) -> bool {
    let tokens = reading.tokens;
    let before = if at > reading.sentence.start { tokens.word(at - 1) } else { "" };
    let next = tokens.word(end);
    match form {
        Form::Comparative => {
            next == "than"
                && (tokens.list.get(end + 1).is_some_and(|one| one.fact.is_some()) || {
                    reading.quantities.iter().any(|one| one.tokens.start == end + 1)
                })
        }
        Form::Particle => PHRASAL.contains(&before) || next == "to",
        Form::Noun => matches!(before, "give" | "gives" | "gave" | "given") || PURPOSES.contains(&next),
        Form::Participle => reading.measures.iter().any(|one| one.tokens.start == end),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::passage::Passage;

    fn with<T>(text: &str, look: impl Fn(&Tokens<'_>) -> T) -> T {
        let passage = Passage { text: text.to_owned(), lower: text.to_ascii_lowercase(), ..Passage::default() };
        look(&Tokens::new(&passage))
    }

    #[test]
    fn words_of_direction_are_those_of_every_sentence_and_those_beside_a_size() {
        for (text, sense, form) in [
            ("fell by", Lower, Verb),
            ("went up", Higher, Verb),
            ("shed", Lower, Verb),
            ("loss of", Lower, Noun),
            ("short of", Lower, Preposition),
            ("fewer", Lower, Comparative),
            ("upwards", Higher, Particle),
        ] {
            let found = with(text, |tokens| way_at(tokens, 0).map(|(_, sense, form)| (sense, form)));
            assert_eq!(found, Some((sense, form)), "{text}");
        }
        assert!(with("changed by", |tokens| way_at(tokens, 0).is_none()));
    }

    #[test]
    fn what_stands_still_is_a_value_and_no_noun() {
        for (text, at, still) in
            [("it did not change", 1, true), ("it remained steady", 2, true), ("a stable workforce", 1, false)]
        {
            assert_eq!(with(text, |tokens| is_still(tokens, at)), still, "{text}");
        }
    }
}
