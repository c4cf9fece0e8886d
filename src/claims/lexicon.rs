//! The words that the checker knows: directions, comparisons, units, what is no figure and what is no claim.

mod words;

pub use crate::quantity::words::number_word;
pub use words::*;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::claims::tokens::Tokens;

/// What a word says of a value and of what it is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// Lower than before, or than something.
    Lower,
    /// Higher than before, or than something.
    Higher,
    /// The same.
    Same,
    /// About the same: nearness that nobody has defined.
    Near,
    /// Moved the good way.
    Better,
    /// Moved the bad way.
    Worse,
    /// The highest of several.
    Highest,
    /// The lowest of several.
    Lowest,
    /// So many times as much, in hundredths: doubled is 200.
    Times(u32),
}

/// How a word stands in a sentence, which decides when it is a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A verb of change in the past: "fell", "has increased".
    Verb,
    /// A verb of change in the present participle: "is falling".
    Participle,
    /// A noun of change: "a decrease".
    Noun,
    /// "down", "up".
    Particle,
    /// "lower", "fewer": a claim with "than" or a size.
    Comparative,
    /// "below", "exceeds": a claim with what follows.
    Preposition,
    /// "stable", "in line with".
    State,
    /// "highest".
    Superlative,
}

/// A word or phrase of direction or comparison.
#[derive(Debug)]
pub struct Entry {
    /// The words.
    pub words: &'static [&'static str],
    /// What it says.
    pub sense: Sense,
    /// How it stands in a sentence.
    pub form: Form,
}

const fn entry(words: &'static [&'static str], sense: Sense, form: Form) -> Entry {
    Entry { words, sense, form }
}

use Form::{Comparative, Noun, Participle, Particle, Preposition, State, Superlative, Verb};
use Sense::{Better, Higher, Highest, Lower, Lowest, Near, Same, Times, Worse};

/// Every word of direction and comparison; a longer phrase stands before a shorter one that begins alike.
#[rustfmt::skip]
pub const ENTRIES: &[Entry] = &[
    entry(&["came", "down"], Lower, Verb), entry(&["come", "down"], Lower, Verb), entry(&["went", "down"], Lower, Verb),
    entry(&["gone", "down"], Lower, Verb), entry(&["went", "up"], Higher, Verb), entry(&["gone", "up"], Higher, Verb),
    entry(&["fell"], Lower, Verb), entry(&["fallen"], Lower, Verb), entry(&["decreased"], Lower, Verb),
    entry(&["declined"], Lower, Verb), entry(&["reduced"], Lower, Verb), entry(&["dropped"], Lower, Verb),
    entry(&["dipped"], Lower, Verb), entry(&["shrank"], Lower, Verb), entry(&["shrunk"], Lower, Verb),
    entry(&["lowered"], Lower, Verb), entry(&["diminished"], Lower, Verb), entry(&["lessened"], Lower, Verb),
    entry(&["slid"], Lower, Verb), entry(&["tumbled"], Lower, Verb), entry(&["plummeted"], Lower, Verb),
    entry(&["cut"], Lower, Verb), entry(&["sank"], Lower, Verb), entry(&["eased"], Lower, Verb),
    entry(&["subsided"], Lower, Verb), entry(&["contracted"], Lower, Verb),
    entry(&["rose"], Higher, Verb), entry(&["risen"], Higher, Verb), entry(&["increased"], Higher, Verb),
    entry(&["grew"], Higher, Verb), entry(&["grown"], Higher, Verb), entry(&["climbed"], Higher, Verb),
    entry(&["jumped"], Higher, Verb), entry(&["soared"], Higher, Verb), entry(&["surged"], Higher, Verb),
    entry(&["escalated"], Higher, Verb), entry(&["crept", "up"], Higher, Verb), entry(&["spiked"], Higher, Verb),
    entry(&["expanded"], Higher, Verb), entry(&["edged", "up"], Higher, Verb), entry(&["edged", "down"], Lower, Verb),
    entry(&["rocketed"], Higher, Verb), entry(&["ballooned"], Higher, Verb), entry(&["swelled"], Higher, Verb),
    entry(&["shot", "up"], Higher, Verb), entry(&["flatlined"], Same, Verb),
    entry(&["improved"], Better, Verb), entry(&["worsened"], Worse, Verb), entry(&["deteriorated"], Worse, Verb),
    entry(&["doubled"], Times(200), Verb), entry(&["trebled"], Times(300), Verb), entry(&["tripled"], Times(300), Verb),
    entry(&["quadrupled"], Times(400), Verb), entry(&["halved"], Times(50), Verb),
    entry(&["falling"], Lower, Participle), entry(&["decreasing"], Lower, Participle),
    entry(&["declining"], Lower, Participle), entry(&["reducing"], Lower, Participle),
    entry(&["dropping"], Lower, Participle), entry(&["rising"], Higher, Participle),
    entry(&["increasing"], Higher, Participle), entry(&["growing"], Higher, Participle),
    entry(&["climbing"], Higher, Participle), entry(&["improving"], Better, Participle),
    entry(&["worsening"], Worse, Participle), entry(&["deteriorating"], Worse, Participle),
    entry(&["trending", "upwards"], Higher, Participle), entry(&["trending", "downwards"], Lower, Participle),
    entry(&["decrease"], Lower, Noun), entry(&["reduction"], Lower, Noun), entry(&["decline"], Lower, Noun),
    entry(&["fall"], Lower, Noun), entry(&["drop"], Lower, Noun), entry(&["dip"], Lower, Noun),
    entry(&["increase"], Higher, Noun), entry(&["rise"], Higher, Noun), entry(&["growth"], Higher, Noun),
    entry(&["upturn"], Higher, Noun), entry(&["jump"], Higher, Noun), entry(&["uplift"], Higher, Noun),
    entry(&["improvement"], Better, Noun), entry(&["deterioration"], Worse, Noun),
    entry(&["down"], Lower, Particle), entry(&["up"], Higher, Particle),
    entry(&["lower"], Lower, Comparative), entry(&["fewer"], Lower, Comparative), entry(&["less"], Lower, Comparative),
    entry(&["smaller"], Lower, Comparative), entry(&["higher"], Higher, Comparative),
    entry(&["more"], Higher, Comparative), entry(&["greater"], Higher, Comparative),
    entry(&["larger"], Higher, Comparative), entry(&["better"], Better, Comparative),
    entry(&["worse"], Worse, Comparative), entry(&["heavier"], Higher, Comparative), entry(&["lighter"], Lower, Comparative),
    entry(&["in", "excess", "of"], Higher, Preposition), entry(&["ahead", "of"], Better, Preposition),
    entry(&["compares", "favourably"], Better, Preposition), entry(&["compares", "unfavourably"], Worse, Preposition),
    entry(&["outperforms"], Better, Preposition), entry(&["beats"], Better, Preposition),
    entry(&["lags", "behind"], Worse, Preposition),
    entry(&["below"], Lower, Preposition), entry(&["beneath"], Lower, Preposition),
    entry(&["under"], Lower, Preposition), entry(&["above"], Higher, Preposition),
    entry(&["over"], Higher, Preposition), entry(&["exceeds"], Higher, Preposition),
    entry(&["exceed"], Higher, Preposition), entry(&["exceeded"], Higher, Preposition),
    entry(&["exceeding"], Higher, Preposition),
    entry(&["in", "line", "with"], Same, State), entry(&["on", "a", "par", "with"], Same, State),
    entry(&["on", "par", "with"], Same, State), entry(&["level", "with"], Same, State),
    entry(&["little", "changed"], Same, State), entry(&["hardly", "changed"], Same, State),
    entry(&["the", "same", "as"], Same, State), entry(&["similar", "to"], Same, State),
    entry(&["comparable", "to"], Same, State), entry(&["comparable", "with"], Same, State),
    entry(&["consistent", "with"], Same, State), entry(&["identical", "to"], Same, State),
    entry(&["equal", "to"], Same, State), entry(&["close", "to"], Near, State), entry(&["near", "to"], Near, State),
    entry(&["matches"], Same, State), entry(&["mirrors"], Same, State),
    entry(&["stable"], Same, State), entry(&["steady"], Same, State), entry(&["unchanged"], Same, State),
    entry(&["constant"], Same, State), entry(&["flat"], Same, State), entry(&["static"], Same, State),
    entry(&["similar"], Same, State), entry(&["stabilised"], Same, Verb), entry(&["plateaued"], Same, Verb),
    entry(&["highest"], Highest, Superlative), entry(&["lowest"], Lowest, Superlative),
    entry(&["best"], Better, Superlative), entry(&["worst"], Worse, Superlative),
    entry(&["record", "high"], Highest, Superlative), entry(&["record", "low"], Lowest, Superlative),
];

/// The entry that begins at a token, with its number of tokens.
pub fn entry_at(tokens: &Tokens<'_>, at: usize) -> Option<&'static Entry> {
    static KNOWN: LazyLock<ByFirstWord> = LazyLock::new(|| ByFirstWord::new(ENTRIES));
    let first = tokens.word(at);
    if first.is_empty() || tokens.possessive(at) {
        return None;
    }
    crate::claims::more::words::entry_at(tokens, at)
        .or_else(|| KNOWN.first(first).find(|entry| tokens.phrase(at, entry.words)))
}

/// Entries by their first word, since every word of a paper is looked up.
pub struct ByFirstWord(HashMap<&'static str, Vec<&'static Entry>>);

impl ByFirstWord {
    /// Of entries, whose order stays for those with the same first word.
    pub fn new(entries: &'static [Entry]) -> Self {
        let mut known: HashMap<&'static str, Vec<&'static Entry>> = HashMap::new();
        for entry in entries {
            known.entry(entry.words[0]).or_default().push(entry);
        }
        Self(known)
    }

    /// The entries that begin with a word.
    pub fn first(&self, word: &str) -> impl Iterator<Item = &'static Entry> {
        self.0.get(word).into_iter().flatten().copied()
    }
}
