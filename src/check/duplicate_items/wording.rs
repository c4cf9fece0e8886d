//! Wordings: an item without what may be written in one way or another, so that two ways of saying one thing are equal.

use crate::check::duplicate_items::compound::is_compound_of;
use crate::check::duplicate_items::forms::{parts, singular, stem};
use crate::check::duplicate_items::relative::with_passive_clauses;
use crate::check::duplicate_items::voice::{has_agent, is_passive_of};
use crate::check::words::{is_little, words};

/// An item's words as they are compared.
#[derive(Debug, Default)]
pub struct Wording {
    /// All its words but articles, in the singular, with numbers in digits.
    pub words: Vec<String>,
    /// The stems of its words of content, in order.
    content: Vec<String>,
    /// The same, sorted.
    bag: Vec<String>,
    /// Words that turn a meaning round, each with the word of content that follows it.
    pub turns: Vec<(String, String)>,
    /// All its words in order, with the stems of those of content.
    pub pieces: Vec<Piece>,
    /// Its words in the genitive, in lower case and without its ending.
    pub owners: Vec<String>,
}

/// A word of a wording.
#[derive(Debug, Clone)]
pub struct Piece {
    /// In lower case.
    pub word: String,
    /// Its stem, if it is one of content.
    pub stem: Option<String>,
}

/// How alike two wordings are.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// Word by word, but for articles and the plural.
    Exact,
    /// The same words of content in the same order.
    Same,
    /// The same in the passive and in the active.
    Voice,
    /// The same words of content in another order.
    Content,
}

/// So many words of content in common say the same, however they are put together.
const ENOUGH: usize = 7;

/// From so many on, one small word more or less makes no difference.
const SEVERAL: usize = 5;

/// So many words stand at most behind the one that tells which they are: "the June work programme".
const LONGEST: usize = 3;

/// Pairs of small words that say the opposite of each other.
const OPPOSITES: &[(&str, &str)] = &[
    ("for", "from"),
    ("for", "against"),
    ("before", "after"),
    ("over", "under"),
    ("up", "down"),
    ("into", "out"),
    ("more", "less"),
];

impl Wording {
    /// The wording of a text.
    pub fn of(text: &str) -> Self {
        const TURNS: &[&str] = &[
            "after", "against", "before", "by", "cannot", "down", "fewer", "for", "from", "into", "less", "more",
            "never", "no", "not", "out", "over", "than", "under", "up", "without",
        ];
        let parts =
            words(text).into_iter().filter(|word| word.is_word() || word.is_number()).flat_map(|word| parts(&word));
        let owners =
            words(text).iter().filter_map(|word| Some(word.lower.strip_suffix("'s")?.to_owned())).collect();
        let mut wording = Self { owners, ..Self::default() };
        let mut open: Vec<String> = Vec::new();
        let parts = with_passive_clauses(with_one_word_each(parts.collect()));
        let authority = parts.iter().any(|part| part == "authority");
        for (at, part) in parts.iter().enumerate() {
            // "The number of missed bins" are missed bins, and who is given authority is authorised.
            let empty = part == "number" && parts.get(at + 1).is_some_and(|next| next == "of")
                || authority && matches!(part.as_str(), "give" | "given" | "grant" | "granted" | "delegate" | "delegated")
                // "Are able to take dogs" is "take dogs".
                || part == "able" && parts.get(at + 1).is_some_and(|next| next == "to")
                // "The progress made" is the progress, and so is "the work done".
                || is_done_of(&parts[..at], part)
                // "Progress made by the service" is that of the service.
                || part == "by" && is_done_by(&parts[..at])
                // "Agree that it be published" is "Publish it".
                || at == 0 && part == "agree" && parts.get(1).is_some_and(|next| matches!(next.as_str(), "that" | "to"));
            if TURNS.contains(&part.as_str()) && !empty {
                open.push(part.clone());
            }
            let content = !empty
                && !is_little(part)
                && !matches!(part.as_str(), "every" | "for" | "should")
                && !TURNS.contains(&part.as_str());
            wording.pieces.push(Piece { word: part.clone(), stem: content.then(|| stem(part)) });
            if content {
                let stem = stem(part);
                wording.turns.extend(open.drain(..).map(|turn| (turn, stem.clone())));
                wording.content.push(stem);
            }
            if !matches!(part.as_str(), "a" | "an" | "the") {
                wording.words.push(singular(part));
            }
        }
        wording.turns.extend(open.drain(..).map(|turn| (turn, String::new())));
        wording.turns.sort();
        wording.bag = wording.content.clone();
        wording.bag.sort();
        wording
    }

    /// How many words of content it has.
    pub fn weight(&self) -> usize {
        self.content.len()
    }

    /// How alike two wordings are; `None` where one says something that the other does not.
    pub fn alike(&self, other: &Self) -> Option<Alike> {
        if self.weight() == 0 || self.bag != other.bag {
            return None;
        }
        if self.words == other.words {
            return Some(Alike::Exact);
        }
        if self.content == other.content {
            // "Parks and managers" are not "park managers".
            let joined = |one: &Self| one.words.iter().filter(|word| matches!(word.as_str(), "and" | "or")).count();
            if self.weight() < SEVERAL && joined(self) != joined(other) {
                return None;
            }
            return self.turns_alike(other).then_some(Alike::Same);
        }
        if is_passive_of(self, other) || is_passive_of(other, self) {
            return Some(Alike::Voice);
        }
        // "Teams are led by managers" is not "Teams lead managers".
        if has_agent(self) != has_agent(other) {
            return None;
        }
        // "Managers leave teams" is not "Teams leave managers": few words have another order where they are joined by "and", or
        // one stands in a clause of its own, and none where they speak of two opposite things.
        let joined = [self, other]
            .iter()
            .any(|one| one.words.iter().any(|word| matches!(word.as_str(), "and" | "or" | "that")));
        let plain = joined || self.weight() >= SEVERAL || is_compound_of(self, other);
        let turned = self.firm_turns(other) == other.firm_turns(self) && plain;
        let many = self.weight() >= ENOUGH && !self.denies_what(other) && self.comes_from() == other.comes_from();
        ((many || turned) && !self.is_turned_round(other)).then_some(Alike::Content)
    }

    /// Whether both speak of two opposite things, one of them in the other order: "fell in the north and rose in the south".
    fn is_turned_round(&self, other: &Self) -> bool {
        const CONTRASTS: &[(&str, &str)] = &[
            ("rise", "fall"),
            ("rose", "fell"),
            ("rose", "fall"),
            ("north", "south"),
            ("east", "west"),
            ("join", "leav"),
            ("join", "left"),
            ("increas", "decreas"),
            ("increas", "reduc"),
            ("first", "second"),
            ("high", "low"),
            ("old", "new"),
            ("start", "leav"),
        ];
        let order = |of: &Self, one: &str, other: &str| {
            let place = |stem: &str| of.content.iter().position(|one| one.starts_with(stem));
            Some(place(one)? < place(other)?)
        };
        let turned = |(one, two): &(&str, &str)| match (order(self, one, two), order(other, one, two)) {
            (Some(here), Some(there)) => here != there,
            _ => false,
        };
        // "fell in the north and rose in the south" keeps one order where the other pair changes.
        CONTRASTS.iter().any(turned)
    }

    /// The words that turn the meaning round, without those of which another wording does the same in another way: "for adoption"
    /// is "to adopt", and "the budget for highways" is "the highways budget".
    fn firm_turns(&self, other: &Self) -> Vec<&(String, String)> {
        let purpose = |stem: &String| {
            self.pieces.iter().any(|piece| piece.stem.as_ref() == Some(stem) && is_of_doing(&piece.word))
                && other.pieces.windows(2).any(|two| two[0].word == "to" && two[1].stem.as_ref() == Some(stem))
        };
        // "The work programme for June" is "the June work programme".
        let compound = |stem: &String| {
            let Some(at) = self.content.iter().position(|one| one == stem) else { return false };
            (1..=at.min(LONGEST)).any(|length| {
                let phrase = &self.content[at - length..at];
                other.content.windows(length + 1).any(|words| words[0] == *stem && words[1..] == *phrase)
            })
        };
        let gone = |turn: &str, stem: &String| match turn {
            "for" => purpose(stem) || compound(stem),
            // "The letter from the Minister", "the review by Ofsted"
            "from" | "by" => compound(stem),
            _ => false,
        };
        // What stands in both is no difference, however it is put.
        self.turns.iter().filter(|one| !other.turns.contains(one) && !gone(&one.0, &one.1)).collect()
    }

    /// What it says that something comes from: "Tollgate" of "moving staff from Tollgate to Abbey Lane".
    fn comes_from(&self) -> Vec<&str> {
        self.turns.iter().filter(|(turn, _)| turn == "from").map(|(_, stem)| stem.as_str()).collect()
    }

    fn turn_words(&self) -> Vec<&str> {
        let mut found: Vec<&str> = self.turns.iter().map(|(turn, _)| turn.as_str()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether one of the two denies what the other says.
    fn denies_what(&self, other: &Self) -> bool {
        const DENY: &[&str] = &["cannot", "fewer", "less", "more", "never", "no", "not", "without"];
        DENY.iter().any(|deny| self.turn_words().contains(deny) != other.turn_words().contains(deny))
    }

    /// Whether the small words of two wordings with the same content in the same order say the same.
    fn turns_alike(&self, other: &Self) -> bool {
        let (one, two) = (self.turn_words(), other.turn_words());
        let only = |of: &[&str], other: &[&str]| -> Vec<String> {
            of.iter().filter(|word| !other.contains(word)).map(|word| (*word).to_owned()).collect()
        };
        let (first, second) = (only(&one, &two), only(&two, &one));
        let opposite = OPPOSITES.iter().any(|(here, there)| {
            let has = |of: &[String], word: &str| of.iter().any(|one| one == word);
            has(&first, here) && has(&second, there) || has(&first, there) && has(&second, here)
        });
        let none = first.is_empty() && second.is_empty();
        let one_small = first.len() <= 1 && second.len() <= 1 && !opposite && self.weight() >= SEVERAL;
        none || one_small && !self.denies_what(other)
    }
}

/// Words of which officers use now one and now another, as one and the same: "of late" is "recent", "purchase" is "buy".
fn with_one_word_each(mut parts: Vec<String>) -> Vec<String> {
    const SAME: &[(&str, &str)] = &[
        ("assist", "help"),
        ("bought", "buy"),
        ("commence", "begin"),
        ("commences", "begin"),
        ("lately", "recent"),
        ("obtain", "get"),
        ("purchase", "buy"),
        ("purchased", "buy"),
        ("recently", "recent"),
        ("request", "ask"),
        ("requests", "ask"),
        ("start", "begin"),
        ("starts", "begin"),
        ("sufficient", "enough"),
        ("utilise", "use"),
    ];
    for part in &mut parts {
        let stem = stem(part);
        if let Some((_, same)) =
            SAME.iter().find(|(one, _)| one == part || !one.ends_with("ly") && self::stem(one) == stem)
        {
            (*same).clone_into(part);
        }
    }
    // "The progress made of late" is the recent progress.
    if let Some(of) = parts.windows(2).position(|two| two[0] == "of" && two[1] == "late")
        && let Some(noun) =
            parts[..of].iter().rposition(|part| !is_little(part) && !matches!(part.as_str(), "made" | "done"))
    {
        parts.drain(of..of + 2);
        parts.insert(noun, "recent".to_owned());
    }
    parts
}

/// Whether a word only says of the progress before it that it is made, or of the work that it is done.
fn is_done_of(before: &[String], word: &str) -> bool {
    let noun = before.iter().rev().find(|part| !is_little(part)).map(String::as_str);
    matches!((noun, word), (Some("progress"), "made") | (Some("work"), "done"))
}

/// Whether words end with progress or work, made or done, so that "by" after them only says whose it is.
fn is_done_by(before: &[String]) -> bool {
    let Some((last, rest)) = before.split_last() else { return false };
    matches!(last.as_str(), "progress" | "work") || is_done_of(rest, last)
}

/// Whether a word is the name of something that is done: "adoption", "approval".
fn is_of_doing(word: &str) -> bool {
    ["tion", "sion", "val", "sal", "ment"].iter().any(|end| word.ends_with(end))
}
