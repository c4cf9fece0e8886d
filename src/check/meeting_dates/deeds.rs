//! Deeds: who decided, asked for or heard what, in whichever voice it is told.

use std::ops::Range;

use crate::check::dates::{Written, date_at, weekday};
use crate::check::meeting_dates::acts::Act;
use crate::check::meeting_dates::objects::Object;
use crate::check::meeting_dates::parties::{Memory, Party};
use crate::check::meeting_dates::voices::{is_beside, told};
use crate::check::words::{Word, is_little};

/// One deed of one body.
#[derive(Debug, Clone)]
pub struct Deed {
    /// Who.
    pub party: Party,
    /// What was done.
    pub act: Act,
    /// To what.
    pub object: Object,
    /// When.
    pub written: Written,
}

/// The deeds that a sentence tells with their dates.
pub fn deeds(words: &[Word<'_>], parties: &[Party], memory: &Memory) -> Vec<Deed> {
    let whole = parties.iter().filter(|party| !is_few(words, party));
    let mut actors: Vec<(Range<usize>, Party)> = whole.map(|one| (one.words.clone(), one.clone())).collect();
    for (at, word) in words.iter().enumerate() {
        if matches!(word.lower.as_str(), "it" | "they")
            && let Some(party) = memory.stands_for(parties, at)
        {
            actors.push((at..at + 1, party));
        }
    }
    let mut found = Vec::new();
    for (range, party) in actors {
        for told in told(words, &range) {
            let (act, object, span) = told;
            if let Some(written) = date_of(words, &span) {
                found.push(Deed { party: party.clone(), act, object, written });
            }
        }
    }
    found
}

/// Whether one of its members is spoken of, or a few.
fn is_few(words: &[Word<'_>], party: &Party) -> bool {
    let before: Vec<&str> = words[..party.words.start].iter().rev().map(|word| word.lower.as_str()).collect();
    let rest = before.strip_prefix(&["the"]).unwrap_or(&before);
    match rest {
        ["of", "member", before, ..] => *before != "every",
        ["of", "members", before, ..] => matches!(*before, "two" | "three" | "four" | "five" | "some" | "few"),
        _ => words.get(party.words.end).is_some_and(|word| word.lower == "member"),
    }
}

/// The date of a deed, which stands inside its words or beside them.
fn date_of(words: &[Word<'_>], span: &Range<usize>) -> Option<Written> {
    const OTHER: &[&str] =
        &["after", "before", "by", "from", "since", "till", "until", "ending", "between", "to", "dated", "for"];
    let beside = |written: &Written| {
        let mut at = written.first;
        while at > 0 && (weekday(&words[at - 1]).is_some() || words[at - 1].text == ",") {
            at -= 1;
        }
        at > 0 && !OTHER.contains(&words[at - 1].lower.as_str()) && !words[at - 1].is_number()
    };
    let inside =
        (span.start..span.end).find_map(|at| date_at(words, at).filter(|one| one.end <= span.end && beside(one)));
    if inside.is_some() {
        return inside;
    }
    let mut at = span.end;
    while at < words.len() && at < span.end + 14 {
        if let Some(written) = date_at(words, at) {
            return beside(&written).then_some(written);
        }
        let low = words[at].lower.as_str();
        if matches!(low, "was" | "were" | "is" | "will" | "has" | "which" | "that" | "who") && span.end != at
            || !(is_beside(words, at) || weekday(&words[at]).is_some())
        {
            break;
        }
        at += 1;
    }
    // "At its meeting on 3 May Cabinet agreed".
    let mut end = span.start;
    while end > 0 && (matches!(words[end - 1].lower.as_str(), "," | "the" | "when" | "full")) {
        end -= 1;
    }
    let written = (1..5).filter_map(|back| date_at(words, end.checked_sub(back)?)).find(|one| one.end == end)?;
    (beside(&written) && is_little_before(words, &written)).then_some(written)
}

/// Whether nothing but "at its meeting on" opens the sentence before a date.
fn is_little_before(words: &[Word<'_>], written: &Written) -> bool {
    words[..written.first].iter().all(|word| {
        is_little(&word.lower)
            || weekday(word).is_some()
            || matches!(word.lower.as_str(), "meeting" | "," | "held" | "special" | "annual")
    })
}
