//! Position: whether a word of comparison stands so that it says something of a value, and does not only describe.

mod change;
mod standing;

use std::ops::Range;

use crate::claims::lexicon::{Entry, Form};
use crate::claims::more;
use crate::claims::reading::Reading;

/// Whether a word of comparison says something of a value here, and does not only describe a noun.
pub(super) fn is_claim(reading: &Reading<'_, '_>, entry: &Entry, range: &Range<usize>) -> bool {
    if let Some(stands) = more::words::stands(reading, entry, range) {
        return stands;
    }
    let position = Position::new(reading, entry, range);
    match entry.form {
        Form::Verb => position.verb(),
        Form::Participle => position.participle(),
        Form::Noun => position.noun(),
        Form::Particle => position.particle(),
        Form::Comparative => position.comparative(),
        Form::Preposition => position.preposition(),
        Form::State => position.state(),
        Form::Superlative => position.superlative(),
    }
}

/// A word of comparison, and what stands around it.
struct Position<'a> {
    reading: &'a Reading<'a, 'a>,
    entry: &'a Entry,
    range: &'a Range<usize>,
    /// The word before it; empty at the beginning of the sentence.
    previous: &'a str,
    /// The word before it and its adverbs.
    before: &'a str,
    /// The word after it; empty at the end of the sentence.
    next: &'a str,
    /// Whether it is said of what stands before it: "is lower", "Coventry lower".
    predicative: bool,
    /// Whether the word after it is no noun that it could describe, or there is none.
    leads: bool,
    /// Whether a quantity follows at once.
    quantity_next: bool,
    /// Whether a quantity stands right before it.
    quantity_before: bool,
    /// Whether a measure is named within a few words before it.
    measure_before: bool,
}

impl<'a> Position<'a> {
    fn new(reading: &'a Reading<'a, 'a>, entry: &'a Entry, range: &'a Range<usize>) -> Self {
        let start = reading.sentence.start;
        let word = |at: usize| if at < reading.sentence.end { reading.tokens.word(at) } else { "" };
        let mut back = range.start;
        while back > start && ADVERBS.contains(&word(back - 1)) {
            back -= 1;
        }
        let before = if back > start { word(back - 1) } else { "" };
        let next = word(range.end);
        Self {
            reading,
            entry,
            range,
            previous: if range.start > start { word(range.start - 1) } else { "" },
            before,
            next,
            predicative: BEING.contains(&before)
                || back > start && reading.areas.iter().any(|mention| mention.tokens.end == back),
            leads: LEADS.contains(&next),
            quantity_next: reading.quantities.iter().any(|one| one.tokens.start == range.end),
            quantity_before: reading.quantities.iter().any(|one| one.tokens.end == range.start),
            measure_before: reading
                .measures
                .iter()
                .any(|mention| mention.tokens.end <= range.start && range.start - mention.tokens.end < 4),
        }
    }

    /// The word at a token; empty after the end of the sentence.
    fn word(&self, at: usize) -> &str {
        if at < self.reading.sentence.end { self.reading.tokens.word(at) } else { "" }
    }
}

/// Words after which a word of comparison is a statement: verbs of being, and what stands for a subject.
const BEING: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "remain", "remains", "remained", "stay", "stays", "stayed",
    "held", "kept", "has", "have", "had", "it", "they", "we", "which", "who", "that", "also", "become", "became",
    "now", "looks", "proved",
];

/// Words that may stand between a word of comparison and what it is said of.
#[rustfmt::skip]
const ADVERBS: &[&str] = &[
    "slightly", "well", "far", "much", "significantly", "markedly", "considerably", "broadly", "relatively", "largely", "again",
    "still", "also", "now", "further", "sharply", "steadily", "marginally", "once", "only", "just", "even",
    "substantially", "somewhat", "a", "little", "bit", "very", "fairly", "almost", "nearly", "more", "than",
    "consistently", "currently", "notably", "dramatically", "gradually", "slowly", "quickly", "since", "rapidly", "not", "all",
    "both", "therefore", "then", "too", "however", "roughly", "at", "on", "average", "overall", "generally",
    "thus", "already", "modestly", "fractionally",
];

/// Words that may follow where it is said of a value, and not of a noun; the end of the sentence is one.
#[rustfmt::skip]
const LEADS: &[&str] = &[
    "", "from", "by", "to", "in", "over", "since", "on", "compared", "significantly",
    "slightly", "sharply", "markedly", "again", "between", "during", "for", "at", "against", "and",
    "but", "as", "considerably", "steadily", "further", "more", "this", "last", "year", "when",
    "while", "overall", "marginally", "nationally", "regionally", "because", "after", "with", "relative", "every",
    "substantially", "dramatically", "rapidly", "only", "faster", "too", "also", "across", "is", "was",
    "so", "somewhat", "gradually", "until", "among", "then", "below", "above",
];
