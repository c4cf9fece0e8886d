//! Clauses: the plain words around a printed figure, which say whose it is and of when, and nothing that it is compared with.

use std::ops::Range;

use crate::claims::lexicon::{self, Form};
use crate::claims::numbers::Quantity;
use crate::claims::reading::Reading;
use crate::claims::tokens::Kind;

/// Words that may stand in a plain clause: what is not here, nor the name of a measure, an area or a period, may change
/// what the clause says of them.
#[rustfmt::skip]
const LIGHT: &[&str] = &[
    "a", "agency", "also", "an", "annual", "are", "at", "average", "averaged", "basis", "been", "by", "children's",
    "children’s", "current", "currently", "during", "employed", "end", "ended", "ending", "even", "figure",
    "for", "fte", "had", "has", "have", "headcount", "highest", "however", "in", "is", "it", "its", "just", "level",
    "levels", "local", "lowest", "mean", "meanwhile", "measured", "neighbouring", "now", "number", "of", "on", "only", "overall",
    "people", "posts", "published", "rate", "rates", "reached", "recorded", "reported", "september", "social", "staff", "still",
    "stood", "stands", "that", "the", "their", "then", "there", "to", "too", "total", "was", "were", "with", "within",
    "across", "worker", "workers", "workforce", "year",
];

/// The words that may lead from a figure to whose or of when it is.
#[rustfmt::skip]
const AFTER: &[&str] = &[
    "a", "across", "agency", "at", "children's", "children’s", "during", "ended", "ending", "for", "fte", "in", "of", "on", "our",
    "people", "posts", "september", "social", "staff", "the", "then", "to", "too", "within", "worker", "workers", "workforce", "year",
];

/// The plain words before a figure and after it.
#[derive(Debug)]
pub(super) struct Clause {
    /// The tokens that lead up to the figure.
    pub before: Range<usize>,
    /// Those that follow it.
    pub after: Range<usize>,
    /// The tokens of an opening that the sentence sets off with a comma: "In Coventry, …".
    pub opening: Range<usize>,
    /// The tokens of the name that stands right before between commas: "the lowest, Solihull, has …".
    pub apposed: Option<Range<usize>>,
}

impl Clause {
    /// The plain clause around a printed figure; `None` if it has other words, which may say anything.
    pub fn around(reading: &Reading<'_, '_>, quantity: &Quantity) -> Option<Self> {
        let tokens = reading.tokens;
        let first = reading.sentence.start;
        let mut at = quantity.tokens.start;
        if at > first && tokens.is(at - 1, '(') {
            at -= 1;
        }
        let (mut opening, mut apposed) = (0..0, None);
        while at > first {
            if let Some(start) = reading.name_ending(at) {
                at = start;
                continue;
            }
            let last = at - 1;
            // What stands between two figures belongs to either.
            if tokens.list[last].fact.is_some() || reading.quantities.iter().any(|one| one.tokens.contains(&last)) {
                at = quantity.tokens.start;
                break;
            }
            if parts(reading, last) {
                if joins_names(reading, last) {
                    return None;
                }
                if !tokens.is(last, ',') {
                    break;
                }
                // "Turnover is highest in Solihull, at …"
                let goes_on = at + 1 == quantity.tokens.start && matches!(tokens.word(at), "at" | "to" | "with");
                if goes_on {
                    at = last;
                    continue;
                }
                opening = opens(reading, last).unwrap_or(0..0);
                apposed = name_between_commas(reading, last);
                break;
            }
            if !is_light(reading, last) {
                return None;
            }
            at = last;
        }
        let after = reading.after_figure(quantity);
        Some(Self { before: at..quantity.tokens.start, after, opening, apposed })
    }

    /// Whether a token belongs to it.
    pub fn has(&self, at: usize) -> bool {
        self.before.contains(&at) || self.after.contains(&at) || self.opening.contains(&at)
    }
}

/// Whether a clause ends at a token.
fn parts(reading: &Reading<'_, '_>, at: usize) -> bool {
    let tokens = reading.tokens;
    matches!(tokens.kind(at), Some(Kind::Sign(';' | ':' | '(' | ')' | '—' | '–' | ',' | '“' | '”' | '"')))
        || matches!(
            tokens.word(at),
            "and" | "or" | "but" | "while" | "whereas" | "although" | "though" | "as" | "than" | "when" | "where"
        )
}

/// Whether an "and" or a comma stands between two names: whose a figure is then is said by their order.
fn joins_names(reading: &Reading<'_, '_>, at: usize) -> bool {
    let tokens = reading.tokens;
    let listed = tokens.is(at, ',') || matches!(tokens.word(at), "and" | "or");
    let mut next = at + 1;
    while matches!(tokens.word(next), "the" | "in" | "and" | "of" | "for" | "our") {
        next += 1;
    }
    let before = if tokens.is(at.saturating_sub(1), ',') { at - 1 } else { at };
    let areas = || {
        reading.areas.iter().any(|one| one.tokens.start == next)
            && reading.areas.iter().any(|one| one.tokens.end == before)
    };
    let periods = || {
        reading.periods.iter().any(|one| one.tokens.start == next)
            && reading.periods.iter().any(|one| one.tokens.end == before)
    };
    listed && (areas() || periods())
}

/// The words from the start of the sentence to a comma, if they say no more than whose and of when it is.
fn opens(reading: &Reading<'_, '_>, comma: usize) -> Option<Range<usize>> {
    let tokens = reading.tokens;
    let first = reading.sentence.start;
    let led = matches!(tokens.word(first), "in" | "at" | "across" | "for" | "during" | "by");
    let mut at = comma;
    while led && at > first + 1 {
        at = match reading.name_ending(at) {
            Some(start) => start,
            None if is_day(reading, at - 1)
                || matches!(
                    tokens.word(at - 1),
                    "in" | "at" | "the" | "year" | "to" | "of" | "for" | "ended" | "ending" | "on" | "september"
                ) =>
            {
                at - 1
            }
            None => return None,
        };
    }
    (led && at <= first + 1).then_some(first..comma)
}

/// The name of an area that ends at a comma and begins after one, where no other name stands before it.
fn name_between_commas(reading: &Reading<'_, '_>, comma: usize) -> Option<Range<usize>> {
    let tokens = reading.tokens;
    let mention = reading.areas.iter().find(|one| one.tokens.end == comma)?;
    let mut before = mention.tokens.start;
    while before > reading.sentence.start && matches!(tokens.word(before - 1), "in" | "the") {
        before -= 1;
    }
    let set_off = before > reading.sentence.start && tokens.is(before - 1, ',');
    let listed =
        reading.areas.iter().any(|one| one.tokens.end + 1 == before && one.tokens.start != mention.tokens.start);
    let among = reading.areas.iter().any(|one| {
        one.tokens.end + 1 == before
            && one.area.as_ref().is_some_and(|area| crate::claims::mentions::is_larger(area))
    });
    (set_off && (!listed || among)).then(|| mention.tokens.clone())
}

/// The day of a date.
fn is_day(reading: &Reading<'_, '_>, at: usize) -> bool {
    let tokens = reading.tokens;
    tokens.kind(at) == Some(Kind::Number)
        && tokens.text(at).len() < 3
        && lexicon::MONTHS.contains(&tokens.word(at + 1))
}

fn is_light(reading: &Reading<'_, '_>, at: usize) -> bool {
    let word = reading.tokens.word(at);
    // The mark after "neighbours’" stands by itself.
    let mark = matches!(reading.tokens.kind(at), Some(Kind::Sign('\'' | '’')));
    mark || LIGHT.contains(&word)
        || is_day(reading, at)
        || lexicon::ENTRIES.iter().any(|entry| entry.form == Form::Verb && entry.words == [word])
}

impl Reading<'_, '_> {
    /// Where the name of a measure, an area or a period begins that ends before a token.
    fn name_ending(&self, end: usize) -> Option<usize> {
        let typed = |tokens: &Range<usize>| self.tokens.list[tokens.start].fact.is_none();
        let areas = self.areas.iter().map(|one| &one.tokens);
        let names = areas
            .chain(self.periods.iter().map(|one| &one.tokens))
            .chain(self.measures.iter().map(|one| &one.tokens).filter(|tokens| typed(tokens)));
        names.filter(|tokens| tokens.end == end && tokens.start < end).map(|tokens| tokens.start).min()
    }

    /// The tokens after a figure that say whose and of when it is: "in Coventry in 2023".
    fn after_figure(&self, quantity: &Quantity) -> Range<usize> {
        let tokens = self.tokens;
        let start = quantity.tokens.end;
        let mut at = start;
        while at < self.sentence.end {
            let areas = self.areas.iter().map(|one| &one.tokens);
            let name = areas.chain(self.periods.iter().map(|one| &one.tokens)).find(|name| name.start == at);
            match name {
                Some(name) if tokens.possessive(name.end - 1) => return start..start,
                Some(name) => at = name.end,
                None if tokens.list[at].fact.is_none()
                    && (AFTER.contains(&tokens.word(at)) || is_day(self, at)) =>
                {
                    at += 1;
                }
                None => break,
            }
        }
        // "in Coventry and in Solihull": of both, or of the one and then of the other.
        if at < self.sentence.end && joins_names(self, at) { start..start } else { start..at }
    }
}
