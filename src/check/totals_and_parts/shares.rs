//! The parts of a total: what each is called, as the words that neither the total nor another part has.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::quantities::Sentence;
use crate::check::totals_and_parts::changes::is_change;
use crate::check::totals_and_parts::names::{Term, terms};

/// A part of a total.
#[derive(Debug)]
pub(super) struct Part {
    /// How many, or how much.
    pub value: Decimal,
    /// What tells it from the total and from the other parts; nothing where no word does.
    name: Vec<Term>,
    /// What tells another part from it, where nothing tells it from that one: "care" for "at home", beside "in care homes".
    unlike: Vec<Term>,
    /// The number with the name, as it is written: "180 at stage 1".
    pub told: String,
}

impl Part {
    /// The index of the last word with which terms name this part: with all its words, with the first of two, or with half of
    /// more.
    pub fn named_by(&self, said: &[Term]) -> Option<usize> {
        let has = |own: &&Term| said.iter().any(|term| term.is_kin(own));
        if self.unlike.iter().any(|other| has(&other)) {
            return None;
        }
        let (many, found) = (self.name.len(), self.name.iter().filter(has).count());
        let first = self.name.first().is_some_and(|own| has(&own));
        // "455 from families" of "510 applications from families".
        let mut bound = self.name.iter().filter(|own| own.bound).peekable();
        let bound = bound.peek().is_some() && bound.all(|own| has(&own));
        let enough = found == many || bound || many == 2 && first || many > 2 && found * 2 >= many;
        let last =
            said.iter().filter(|term| self.name.iter().any(|own| own.is_kin(term))).map(|term| term.last).max();
        last.filter(|_| enough && found > 0)
    }

    /// Whether terms have its name and, with the same words, that of another part: "at home and in care homes".
    pub fn is_named_beside(&self, said: &[Term]) -> bool {
        let named = said.iter().filter(|term| self.name.iter().any(|own| own.is_kin(term))).count();
        !self.unlike.is_empty() && named > self.name.len()
    }

    /// Whether terms have any word of its name.
    pub fn is_touched_by(&self, said: &[Term]) -> bool {
        said.iter().any(|term| self.name.iter().any(|own| own.is_kin(term)))
    }
}

/// The parts of a sentence with their names; `own` is what the total is called, `after` the words of that which follow its
/// number.
pub(super) fn named(
    sentence: &Sentence<'_>,
    parts: &[usize],
    range: Range<usize>,
    own: &[Term],
    after: &[Term],
) -> Vec<Part> {
    let spans = spans(sentence, parts, &range);
    let all: Vec<Vec<Term>> = spans.iter().map(|span| terms(sentence, span.clone())).collect();
    let has = |terms: &[Term], one: &Term| terms.iter().any(|term| term.is_kin(one));
    let telling = |nth: usize| -> Vec<Term> {
        let others = |one: &Term| all.iter().enumerate().any(|(at, terms)| at != nth && has(terms, one));
        all[nth].iter().filter(|one| !others(one)).cloned().collect()
    };
    // "205 childminders and nurseries – 142 childminders and 63 nurseries": the total has the names of its parts.
    let listed = parts.len() > 1 && (0..parts.len()).all(|nth| telling(nth).iter().any(|one| has(after, one)));
    let name = |nth: usize| -> Vec<Term> {
        let telling = telling(nth);
        let less = |known: &[Term]| telling.iter().filter(|one| !has(known, one)).cloned().collect::<Vec<_>>();
        // "The Council has 96 apprentices, 71 of them in the Council".
        let narrow = less(own);
        match narrow.is_empty() {
            true if listed => telling,
            true if !telling.is_empty() => less(after),
            // "390 at home and 150 in care homes"
            true => all[nth].iter().filter(|one| !has(own, one)).cloned().collect(),
            false => narrow,
        }
    };
    let unlike = |nth: usize| -> Vec<Term> {
        let others = (0..parts.len()).filter(|other| *other != nth && telling(nth).is_empty());
        others.flat_map(&telling).collect()
    };
    let part = |nth: usize| {
        let (quantity, name) = (&sentence.quantities[parts[nth]], name(nth));
        let last = name.iter().map(|term| term.last + 1).max().unwrap_or(quantity.end);
        // "Hotels £8.6 million", without what leads to it.
        let names = name.iter().map(|term| term.last).min().filter(|first| *first < quantity.first);
        let told = names.unwrap_or(quantity.first)..last.max(quantity.end);
        let verb = |at: &usize| {
            !matches!(sentence.lower(*at), "are" | "is" | "was" | "were" | "and" | "," | "(" | ")" | ":")
        };
        let words: Vec<&str> = told.filter(verb).filter_map(|at| Some(sentence.words.get(at)?.text)).collect();
        Part { value: quantity.value, name, unlike: unlike(nth), told: words.join(" ").replace("£ ", "£") }
    };
    (0..parts.len()).map(part).collect()
}

/// The words that say what each part is: those after its number, or those before where names come first, as in "(scams 400,
/// goods 620)".
fn spans(sentence: &Sentence<'_>, parts: &[usize], range: &Range<usize>) -> Vec<Range<usize>> {
    let quantities = &sentence.quantities;
    let after = |part: &usize| {
        let quantity = &quantities[*part];
        let next = quantities.get(part + 1).map_or(range.end, |next| next.first);
        let stop = |at: &usize| {
            let lower = sentence.lower(*at);
            let named = !terms(sentence, quantity.end..*at).is_empty();
            matches!(lower, ";" | "(" | ")" | "–") || named && (lower == "," || is_change(sentence, *at))
        };
        let end = next.min(range.end).max(quantity.end);
        quantity.end..(quantity.end..end).find(stop).unwrap_or(end)
    };
    let before = |part: &usize| {
        let start = part.checked_sub(1).map_or(range.start, |last| quantities[last].end.max(range.start));
        start..quantities[*part].first
    };
    let said = |span: Range<usize>| !terms(sentence, span).is_empty();
    let names_first =
        parts.last().is_some_and(|last| !said(after(last))) && parts.iter().all(|part| said(before(part)));
    if names_first { parts.iter().map(before).collect() } else { parts.iter().map(after).collect() }
}
