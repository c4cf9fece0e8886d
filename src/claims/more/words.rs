//! More words of direction and comparison, as data, and where they stand so that they say something of a value.

use std::ops::Range;
use std::sync::LazyLock;

use crate::claims::lexicon::{ByFirstWord, Entry, Form, Sense};
use crate::claims::reading::Reading;
use crate::claims::tokens::Tokens;
use crate::claims::vocabulary::Mention;

const fn entry(words: &'static [&'static str], sense: Sense, form: Form) -> Entry {
    Entry { words, sense, form }
}

use Form::{Comparative, Noun, Preposition, State, Verb};
use Sense::{Better, Higher, Lower, Same, Worse};

/// The words; a longer phrase stands before a shorter one that begins alike.
#[rustfmt::skip]
static MORE: &[Entry] = &[
    entry(&["rocketed"], Higher, Verb), entry(&["skyrocketed"], Higher, Verb), entry(&["ballooned"], Higher, Verb),
    entry(&["swelled"], Higher, Verb), entry(&["swollen"], Higher, Verb), entry(&["mushroomed"], Higher, Verb),
    entry(&["leapt"], Higher, Verb), entry(&["leaped"], Higher, Verb), entry(&["shot", "up"], Higher, Verb),
    entry(&["ticked", "up"], Higher, Verb), entry(&["inched", "up"], Higher, Verb), entry(&["crept", "upwards"], Higher, Verb),
    entry(&["drifted", "up"], Higher, Verb), entry(&["drifted", "upwards"], Higher, Verb), entry(&["edged", "upwards"], Higher, Verb),
    entry(&["pushed", "up"], Higher, Verb), entry(&["driven", "up"], Higher, Verb), entry(&["shot", "down"], Lower, Verb),
    entry(&["crept", "down"], Lower, Verb), entry(&["ticked", "down"], Lower, Verb), entry(&["inched", "down"], Lower, Verb),
    entry(&["drifted", "down"], Lower, Verb), entry(&["drifted", "downwards"], Lower, Verb), entry(&["edged", "downwards"], Lower, Verb),
    entry(&["brought", "down"], Lower, Verb), entry(&["driven", "down"], Lower, Verb), entry(&["pushed", "down"], Lower, Verb),
    entry(&["slumped"], Lower, Verb), entry(&["plunged"], Lower, Verb), entry(&["nosedived"], Lower, Verb),
    entry(&["slipped", "back"], Lower, Verb), entry(&["tailed", "off"], Lower, Verb),
    entry(&["trending", "up"], Higher, Verb), entry(&["trending", "upwards"], Higher, Verb), entry(&["trending", "upward"], Higher, Verb),
    entry(&["trending", "down"], Lower, Verb), entry(&["trending", "downwards"], Lower, Verb), entry(&["trending", "downward"], Lower, Verb),
    entry(&["trended", "up"], Higher, Verb), entry(&["trended", "upwards"], Higher, Verb),
    entry(&["trended", "down"], Lower, Verb), entry(&["trended", "downwards"], Lower, Verb),
    entry(&["on", "the", "rise"], Higher, Verb), entry(&["on", "the", "increase"], Higher, Verb),
    entry(&["on", "the", "decline"], Lower, Verb), entry(&["on", "the", "wane"], Lower, Verb),
    entry(&["recovered"], Better, Verb),
    entry(&["got", "worse"], Worse, Verb), entry(&["gets", "worse"], Worse, Verb), entry(&["getting", "worse"], Worse, Verb),
    entry(&["got", "better"], Better, Verb), entry(&["gets", "better"], Better, Verb), entry(&["getting", "better"], Better, Verb),
    entry(&["moved", "in", "the", "right", "direction"], Better, Verb), entry(&["moving", "in", "the", "right", "direction"], Better, Verb),
    entry(&["going", "in", "the", "right", "direction"], Better, Verb), entry(&["gone", "in", "the", "right", "direction"], Better, Verb),
    entry(&["heading", "in", "the", "right", "direction"], Better, Verb),
    entry(&["moved", "in", "the", "wrong", "direction"], Worse, Verb), entry(&["moving", "in", "the", "wrong", "direction"], Worse, Verb),
    entry(&["going", "in", "the", "wrong", "direction"], Worse, Verb), entry(&["gone", "in", "the", "wrong", "direction"], Worse, Verb),
    entry(&["heading", "in", "the", "wrong", "direction"], Worse, Verb),
    entry(&["did", "not", "change"], Same, Verb), entry(&["has", "not", "changed"], Same, Verb), entry(&["have", "not", "changed"], Same, Verb),
    entry(&["did", "not", "move"], Same, Verb), entry(&["has", "not", "moved"], Same, Verb),
    entry(&["flatlined"], Same, Verb), entry(&["levelled", "off"], Same, Verb), entry(&["levelled", "out"], Same, Verb),
    entry(&["stayed", "at"], Same, Verb), entry(&["remained", "at"], Same, Verb), entry(&["held", "at"], Same, Verb),
    entry(&["no", "change", "in"], Same, Noun), entry(&["growth", "in"], Higher, Noun),
    entry(&["upward", "trend", "in"], Higher, Noun), entry(&["upwards", "trend", "in"], Higher, Noun),
    entry(&["rising", "trend", "in"], Higher, Noun), entry(&["downward", "trend", "in"], Lower, Noun),
    entry(&["downwards", "trend", "in"], Lower, Noun), entry(&["falling", "trend", "in"], Lower, Noun),
    entry(&["heavier"], Higher, Comparative), entry(&["lighter"], Lower, Comparative),
    entry(&["compares", "favourably", "with"], Better, State), entry(&["compares", "favourably", "to"], Better, State),
    entry(&["compare", "favourably", "with"], Better, State), entry(&["compared", "favourably", "with"], Better, State),
    entry(&["compares", "well", "with"], Better, State), entry(&["compare", "well", "with"], Better, State),
    entry(&["compares", "unfavourably", "with"], Worse, State), entry(&["compares", "unfavourably", "to"], Worse, State),
    entry(&["compare", "unfavourably", "with"], Worse, State), entry(&["compared", "unfavourably", "with"], Worse, State),
    entry(&["compares", "poorly", "with"], Worse, State), entry(&["compares", "badly", "with"], Worse, State),
    entry(&["beats"], Better, Preposition), entry(&["beat"], Better, Preposition), entry(&["outperforms"], Better, Preposition),
    entry(&["outperform"], Better, Preposition), entry(&["outperformed"], Better, Preposition),
    entry(&["lags", "behind"], Worse, State), entry(&["lag", "behind"], Worse, State), entry(&["lagged", "behind"], Worse, State),
    entry(&["trails", "behind"], Worse, State), entry(&["trails"], Worse, Preposition),
    entry(&["outstrips"], Higher, Preposition), entry(&["surpasses"], Higher, Preposition), entry(&["surpassed"], Higher, Preposition),
];

/// The entry that begins at a token.
pub fn entry_at(tokens: &Tokens<'_>, at: usize) -> Option<&'static Entry> {
    static KNOWN: LazyLock<ByFirstWord> = LazyLock::new(|| ByFirstWord::new(MORE));
    KNOWN.first(tokens.word(at)).find(|entry| tokens.phrase(at, entry.words))
}

/// Whether an entry is one of these.
fn is_here(entry: &Entry) -> bool {
    MORE.as_ptr_range().contains(&std::ptr::from_ref(entry))
}

/// Whether a word stands so that it says something of a value; `None` for a word that is not one of these.
pub fn stands(reading: &Reading<'_, '_>, entry: &Entry, range: &Range<usize>) -> Option<bool> {
    if attributive(reading, range).is_some() || is_under(reading, entry, range) {
        return Some(true);
    }
    if entry.form == Comparative || !is_here(entry) {
        return None;
    }
    let follows = |most: usize| {
        reading.measures.iter().any(|one| one.tokens.start >= range.end && one.tokens.start - range.end <= most)
    };
    Some(match entry.form {
        Noun => follows(3),
        State | Preposition => {
            let area =
                reading.areas.iter().any(|one| one.tokens.start >= range.end && one.tokens.start - range.end <= 5);
            let own =
                reading.areas.iter().any(|one| one.tokens.end == range.start) || is_subject(reading, range, 6);
            area && own && (!reading.measures.is_empty() || !reading.before.topic.is_empty())
        }
        _ => {
            let at = entry.words.last() == Some(&"at");
            let number = reading.quantities.iter().any(|one| one.tokens.start == range.end);
            is_subject(reading, range, 5) && (!at || number)
        }
    })
}

/// Whether a measure, or a pronoun for it, stands before a verb as its subject.
fn is_subject(reading: &Reading<'_, '_>, range: &Range<usize>, most: usize) -> bool {
    let tokens = reading.tokens;
    let named =
        reading.measures.iter().any(|one| one.tokens.end <= range.start && range.start - one.tokens.end <= most);
    let pronoun = (reading.sentence.start.max(range.start.saturating_sub(3))..range.start)
        .any(|at| matches!(tokens.word(at), "it" | "they" | "this" | "which" | "rate" | "rates"));
    named || pronoun && (!reading.measures.is_empty() || !reading.before.topic.is_empty())
}

/// The measure that a participle describes as moving: "the rising agency rate", "growing agency use".
fn attributive<'r>(reading: &'r Reading<'_, '_>, range: &Range<usize>) -> Option<&'r Mention> {
    let tokens = reading.tokens;
    let participle = range.len() == 1
        && matches!(
            tokens.word(range.start),
            "rising"
                | "falling"
                | "growing"
                | "increasing"
                | "declining"
                | "decreasing"
                | "worsening"
                | "improving"
                | "deteriorating"
                | "dropping"
                | "shrinking"
        );
    if !participle {
        return None;
    }
    let lead = if range.start > reading.sentence.start { tokens.word(range.start - 1) } else { "" };
    let led = matches!(lead, "" | "the" | "our" | "its" | "their" | "this" | "about" | "and")
        && (range.start == reading.sentence.start
            || tokens.kind(range.start - 1) == Some(crate::claims::tokens::Kind::Word));
    let supposed = reading.sentence.clone().any(|at| {
        matches!(
            tokens.word(at),
            "would" | "could" | "can" | "may" | "might" | "if" | "risk" | "risks" | "will" | "should"
        )
    });
    let mention = reading.measures.iter().find(|one| one.tokens.start == range.end)?;
    // A number of the sentence's own makes it a statement of how things are now.
    let number = reading
        .quantities
        .iter()
        .any(|one| one.tokens.start >= mention.tokens.end && one.tokens.start - mention.tokens.end <= 3);
    (led && !supposed && number).then_some(mention)
}

/// The measure after a word that is what the word is about: "outperforms England on absence", "falling caseloads".
pub fn object<'r>(reading: &'r Reading<'_, '_>, entry: &Entry, range: &Range<usize>) -> Option<&'r Mention> {
    let tokens = reading.tokens;
    if let Some(mention) = attributive(reading, range) {
        return Some(mention);
    }
    if !is_here(entry) {
        return None;
    }
    match entry.form {
        Noun => {
            reading.measures.iter().find(|one| one.tokens.start >= range.end && one.tokens.start - range.end <= 3)
        }
        State | Preposition => reading.measures.iter().find(|one| {
            one.tokens.start > range.end
                && one.tokens.start - range.end <= 6
                && matches!(tokens.word(one.tokens.start - 1), "on" | "for")
        }),
        _ => None,
    }
}

/// "4.6%, under the national figure".
fn is_under(reading: &Reading<'_, '_>, entry: &Entry, range: &Range<usize>) -> bool {
    let tokens = reading.tokens;
    if entry.words != ["under"] {
        return false;
    }
    let after = if matches!(tokens.word(range.end), "the" | "that" | "our") { range.end + 1 } else { range.end };
    let area = reading.areas.iter().any(|one| {
        one.tokens.start == after
            && one.area.as_ref().is_some_and(|area| crate::claims::mentions::is_larger(area))
            && {
                let next = tokens.word(one.tokens.end);
                matches!(next, "average" | "figure" | "rate" | "level" | "mean" | "")
                    || tokens.possessive(one.tokens.end - 1)
            }
    });
    let back = if range.start > 0 && tokens.is(range.start - 1, ',') { range.start - 1 } else { range.start };
    area && reading
        .quantities
        .iter()
        .any(|one| one.tokens.end == back || one.tokens.end + 1 == back && tokens.is(back - 1, ')'))
}
