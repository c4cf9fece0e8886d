//! What words say beside a date: the stems, the names, what was done, and by whom.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::check::answer::among;
use crate::check::dates::weekday;
use crate::check::meeting_dates::bodies::is_head;
use crate::check::meeting_dates::verbs::{is_general, is_glue, is_verb};
use crate::check::stems::{stem, stems};
use crate::check::words::{Word, bare, is_little, lower};

/// Words with which an event is another one than the one spoken of before, or somebody else did it.
const OTHERS: &str = "few member adjourned again another continued different earlier every extra final first former further \
    last later next official officially original other previous reconvened repeat repeated resumed second separate subsequent \
    third weekly";

/// Verbs with which "round" is a visit: "the warden showed members round Alder House".
static SHOWS: LazyLock<BTreeSet<String>> = LazyLock::new(|| stems("guide lead look show take walk went"));
pub static VISIT: LazyLock<String> = LazyLock::new(|| stem("visit"));

/// Whoever comes to an event.
const PEOPLE: &str = "chair councillor councillors director governors leader manager mayor members officer officers residents staff \
    tenants";

/// Whether a name is that of people, and of no place.
pub fn is_people(name: &str) -> bool {
    is_head(name) || among(PEOPLE, name)
}

/// How much a word says that is of no council's every paper, and one that is.
pub const TELLING: f64 = 1.0;
const LITTLE: f64 = 0.5;

/// What words say: the stems, each with how much it says, the names, and what was done.
#[derive(Debug, Default)]
pub struct Said {
    pub stems: BTreeMap<String, f64>,
    pub names: BTreeSet<String>,
    pub verbs: BTreeSet<String>,
    /// Words that make it another one: "again".
    pub others: BTreeSet<String>,
    /// What was done on the date: the verb before it, or behind a date that opens its clause.
    pub verb: Option<String>,
    /// The stems of whom it was done by: "panel" of "were interviewed by the panel".
    pub agent: BTreeSet<String>,
}

impl Said {
    /// What some words of a sentence say beside its date.
    pub fn of(words: &[Word<'_>], range: Range<usize>, date: &Range<usize>) -> Self {
        let mut said = Self { others: others(&words[range.clone()]), ..Self::default() };
        let mut by = None;
        for at in range.filter(|at| !date.contains(at)) {
            let word = &words[at];
            let low = bare(word);
            by = match by {
                None if low == "by" && at > 0 && is_verb(words, at - 1) => Some(at),
                // "By the panel" ends where something else is told.
                Some(_) if among("after at before during for from in on since to with", low) => None,
                by => by,
            };
            if !(word.is_word() || word.is_number())
                || is_little(low)
                || among("during since until while", low)
                || weekday(word).is_some()
                || is_glue(words, at)
            {
                continue;
            }
            let name = word.is_capital() && at > 0 || word.is_number() || is_head(low);
            if name {
                said.names.insert(low.to_owned());
            }
            // "Called in the decision"
            let called_in = low.starts_with("call") && lower(words, at + 1) == "in";
            let key = stem(if called_in { "call-in" } else { low });
            if is_verb(words, at) {
                said.verbs.insert(key.clone());
                if at < date.start || said.verb.is_none() {
                    said.verb = Some(key.clone());
                }
            }
            let little = is_general(low)
                || is_head(low)
                || among("letter minutes note notes officer officers record report", low);
            said.agent.extend(by.map(|_| key.clone()));
            said.stems.insert(key, if little { LITTLE } else { TELLING });
        }
        said.shown_round()
    }

    /// The same, where showing somebody round something is a visit to it.
    fn shown_round(mut self) -> Self {
        let shows = self.verb.clone().filter(|verb| SHOWS.contains(verb));
        let round = ["round", "around"].map(stem).into_iter().find(|round| self.stems.contains_key(round));
        if let (Some(verb), Some(round)) = (shows, round) {
            self.stems.remove(&round);
            self.stems.remove(&verb);
            self.verbs.remove(&verb);
            self.stems.insert(VISIT.clone(), TELLING);
            self.verbs.insert(VISIT.clone());
            self.verb = Some(VISIT.clone());
        }
        self
    }

    /// Whether a part of each of two sentences says something that the whole of the other does not: "announced at the managers'
    /// briefing", "announced at the staff briefing"; "began with letters", "began in schools".
    pub fn are_apart(parts: [&Self; 2], wholes: [&Self; 2]) -> bool {
        let more = |one: &Self, two: &Self| {
            let agent = |stem: &String| two.agent.is_empty() && one.agent.contains(stem);
            let says = |(stem, weight): (&String, &f64)| {
                *weight >= TELLING && !two.stems.contains_key(stem) && !agent(stem)
            };
            one.stems.iter().any(says)
        };
        more(parts[0], wholes[1]) && more(parts[1], wholes[0])
    }

    /// The names of places: those that are no people's and no numbers.
    pub fn places(&self) -> BTreeSet<&String> {
        let number = |name: &str| name.starts_with(|one: char| one.is_ascii_digit());
        self.names.iter().filter(|name| !is_people(name) && !number(name)).collect()
    }

    /// Whether all that it says, which is not little, is said by another as well, in the same way.
    pub fn is_part_of(&self, other: &Self) -> bool {
        self.is_told_by(other) && self.others == other.others
    }

    /// Whether all that it says, which is not little, stands in another as well.
    pub fn is_told_by(&self, other: &Self) -> bool {
        /// So much has to be said.
        const ENOUGH: f64 = 1.5;
        let all = self.stems.keys().all(|stem| other.stems.contains_key(stem));
        all && self.stems.values().sum::<f64>() >= ENOUGH
    }
}

/// The words that tell an event from another one; "one file" is none of them.
pub fn others(words: &[Word<'_>]) -> BTreeSet<String> {
    let other = |at: usize| match lower(words, at) {
        "one" => among("of member officer visit", lower(words, at + 1)),
        low => among(OTHERS, low),
    };
    (0..words.len()).filter(|at| other(*at)).map(|at| words[at].lower.clone()).collect()
}
