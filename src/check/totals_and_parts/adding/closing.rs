//! Closings: words that say that an enumeration leaves nothing out, or counts nothing twice.

use std::ops::Range;

use crate::check::answer::among;
use crate::check::quantities::Sentence;

/// What is said of an enumeration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    /// "There are no others": nothing is left out.
    Complete,
    /// "Each person gave one answer": nothing counts twice.
    Single,
}

/// What a sentence, or one beside it, says of the enumeration that it has.
pub(super) fn around(sentences: &[Sentence<'_>], at: usize) -> Option<Closing> {
    let own = &sentences[at];
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| sentences.get(at));
    said(own, 0..own.words.len())
        .or_else(|| { beside }.filter(|one| one.quantities.len() < 2).find_map(|one| said(one, 0..one.words.len())))
}

/// What a part of a sentence says of an enumeration.
pub(super) fn said(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Closing> {
    if range.clone().any(|at| nothing_else(sentence, at) || sorts_all(sentence, at)) {
        return Some(Closing::Complete);
    }
    gives_one(sentence, range).then_some(Closing::Single)
}

/// Whether a clause that begins at a word does nothing but close what stands before it: ", and there are no others".
pub(super) fn opens(sentence: &Sentence<'_>, at: usize) -> bool {
    const OPENINGS: &str = "and each every everybody everyone no nobody none nothing there these with";
    let end = (at..sentence.words.len()).find(|at| among(", ; : . ) – —", sentence.lower(*at)));
    among(OPENINGS, sentence.lower(at)) && said(sentence, at..end.unwrap_or(sentence.words.len())).is_some()
}

/// "There are no others", "nobody else", "none anywhere else", "no child is unaccounted for", "nothing was left over", "these were
/// the only reasons".
fn nothing_else(sentence: &Sentence<'_>, at: usize) -> bool {
    let after = |words: &str, many: usize| (at + 1..=at + many).any(|at| among(words, sentence.lower(at)));
    let missing = after("unaccounted unallocated unspent missing", 5)
        || (at + 1..at + 5)
            .any(|at| sentence.lower(at) == "left" && among("out over . ; ,", sentence.lower(at + 1)))
        || after("left", 4) && sentence.words.len() <= at + 6;
    match sentence.lower(at) {
        "no" => {
            // "No other matters were raised" is not about the parts.
            let others = sentence.lower(at + 1) == "others";
            let of_a_kind = sentence.lower(at + 1) == "other" && sentence.lower(at + 2) == "ones";
            others || of_a_kind || sentence.lower(at + 1) == "one" && after("else", 2) || missing
        }
        "none" | "nobody" | "no-one" => after("else elsewhere other", 2) || missing,
        "nothing" => missing,
        "the" => {
            after("only", 1)
                && at > 0
                && among("are were", sentence.before(at))
                && at > 1
                && among("these those they", sentence.lower(at - 2))
        }
        _ => false,
    }
}

/// "Every one of them had given one of these answers", "each case falls into one of the three groups".
fn sorts_all(sentence: &Sentence<'_>, at: usize) -> bool {
    let one_of = among("one either", sentence.lower(at))
        && sentence.lower(at + 1) == "of"
        && (at + 2..at + 5).any(|at| among("these those two three four five", sentence.lower(at)));
    let them = among("them", sentence.lower(at + 2));
    one_of
        && !them
        && (at.saturating_sub(12)..at).any(|at| among("all each every everyone everybody", sentence.lower(at)))
}

/// "Each person gave one answer only", "everybody could choose just one", "nobody ticked more than one box".
fn gives_one(sentence: &Sentence<'_>, range: Range<usize>) -> bool {
    const CHOICES: &str = "allowed answer answered answers box category choice choose chose chosen counted falls gave give given listed \
        named option pick picked reason selected shown ticked";
    const EACH: &str = "each every everybody everyone just once only single";
    let has = |words: &str| range.clone().any(|at| among(words, sentence.lower(at)));
    let than = range.clone().any(|at| {
        among("more least", sentence.lower(at)) && among("than one", sentence.lower(at + 1))
            || sentence.lower(at) == "one" && among("or of", sentence.lower(at + 1))
    });
    let denied = has("no nobody no-one none neither");
    let more =
        range.clone().any(|at| sentence.lower(at) == "more" && sentence.lower(at + 1) == "than") && has("one once");
    let negated = has("not never cannot");
    has(CHOICES) && (has("one once single") && has(EACH) && !than && !denied && !negated || more && denied)
}
