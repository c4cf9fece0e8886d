//! Others: whether a sentence tells of other areas only, so that it says nothing of the subject.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::claims::mentions::{self, AreaMention};
use crate::claims::numbers;
use crate::claims::reading::Desk;
use crate::claims::tokens::Tokens;

/// Words before a name that make it what something else is compared with: "than in England", "above the national rate".
#[rustfmt::skip]
const COMPARED: &[&str] = &[
    "than", "below", "above", "under", "over", "with", "to", "against", "versus", "vs", "exceeds", "exceeded", "from", "like",
    "unlike", "as", "beyond", "between", "beneath", "outperforms", "beats", "behind", "near", "matches",
];

/// Whether a sentence that names some measures is about areas other than the subject: "Absence rose in England."
pub(super) fn speaks_of_others(
    desk: &Desk<'_>,
    tokens: &Tokens<'_>,
    sentence: &Range<usize>,
    ids: &BTreeSet<String>,
) -> bool {
    let Some(here) = desk.here() else { return false };
    let named = mentions::areas(tokens, sentence, desk.facts);
    let ours = |one: &AreaMention| one.area.as_ref().is_some_and(|area| area.code == here.area.code);
    let local = || sentence.clone().any(|at| matches!(tokens.word(at), "here" | "own"));
    if named.is_empty() || named.iter().any(ours) || local() {
        return false;
    }
    // What the subject has is told by its value as well: "Absence, a national concern, rose to 4.6%."
    let own: Vec<_> = ids.iter().flat_map(|id| desk.figures(id, &here, None)).collect();
    let given = numbers::quantities(tokens, sentence, desk.record);
    let value = given.iter().any(|one| own.iter().any(|figure| figure.shown().is_some_and(|value| one.is(value))));
    !value
        && named
            .iter()
            .any(|one| !is_compared_with(tokens, sentence, one, &named) && is_owner(desk, tokens, sentence, one))
}

/// "than in England", "below that of the region", "above the regional and the national rate".
fn is_compared_with(tokens: &Tokens<'_>, sentence: &Range<usize>, one: &AreaMention, all: &[AreaMention]) -> bool {
    let mut at = one.tokens.start;
    while at > sentence.start {
        at -= 1;
        let passed = matches!(
            tokens.word(at),
            "the" | "in" | "of" | "that" | "those" | "for" | "both" | "and" | "or" | "either" | "our" | "average"
        );
        if !passed && !all.iter().any(|other| other.tokens.contains(&at)) {
            return COMPARED.contains(&tokens.word(at));
        }
    }
    false
}

/// Whether a name is that of somebody who has a value, and no mere word: "the national rate", but not "a national concern".
fn is_owner(desk: &Desk<'_>, tokens: &Tokens<'_>, sentence: &Range<usize>, one: &AreaMention) -> bool {
    let adjective = matches!(tokens.word(one.tokens.start), "national" | "regional" | "english");
    let value = || {
        let near = one.tokens.end..sentence.end.min(one.tokens.end + 3);
        let word =
            |at: usize| matches!(tokens.word(at), "rate" | "rates" | "average" | "figure" | "figures" | "level");
        near.clone().any(word) || !desk.vocabulary.mentions(tokens, &near).is_empty()
    };
    !adjective || value()
}
