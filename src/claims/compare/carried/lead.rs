//! Leads: the words before a list that say something of each of its items, and the items.

use super::{Carried, is_of_time};
use crate::claims::compare::{Claim, claims};
use crate::claims::lexicon::{self, ENTRIES, Entry, Form};
use crate::claims::numbers::Quantity;
use crate::claims::passage::Passage;
use crate::claims::reading::{Before, Desk, Reading};
use crate::claims::tokens::Tokens;
use crate::claims::vocabulary::Mention;
use crate::claims::{Finding, Verdict};
use crate::facts::problem::Problem;

/// Words for what the items are.
#[rustfmt::skip]
const THESE: &[&str] = &[
    "these", "those", "they", "following", "which", "that", "what", "below", "measure", "measures", "rates", "indicators",
    "figures", "areas", "all", "both", "things",
];

/// Words with which the lead says it of some items only, or of none.
#[rustfmt::skip]
const SOME: &[&str] = &[
    "most", "some", "many", "mostly", "except", "exception", "either", "or", "if", "might", "could", "not", "no", "one",
    "largely", "whether", "why", "how", "where", "when", "wherever", "whenever", "once",
];

/// Words that may follow where the items are the object: "We have seen reductions in:".
const BEFORE_ITEMS: &[&str] = &[
    "in",
    "of",
    "on",
    "the",
    "for",
    "our",
    "since",
    "over",
    "than",
    "average",
    "rate",
    "following",
    "were",
    "was",
    "been",
    "have",
    "are",
    "is",
    "seen",
    "recorded",
    "reported",
    "noted",
    "made",
    "as",
    "follows",
];

/// Words that may stand between the items and what is said of them.
#[rustfmt::skip]
const VERBAL: &[&str] = &[
    "have", "has", "had", "been", "is", "are", "was", "were", "also", "now", "again", "since", "in", "the", "year", "over",
    "slightly", "sharply", "further", "we", "saw", "gone", "each", "either",
];

/// What the last sentence of a paragraph says of each item of the list that it introduces.
pub fn lead(desk: &Desk<'_>, passage: &Passage) -> Option<Carried> {
    let tokens = Tokens::new(passage);
    let last = tokens.sentences().pop()?;
    if !tokens.is(last.end - 1, ':') {
        return None;
    }
    let reading = Reading::new(desk, &tokens, last.clone(), Before::default(), true)?;
    if last.clone().any(|at| SOME.contains(&tokens.word(at))) {
        return None;
    }
    let at = last.clone().find(|at| entry_at(&reading, *at).is_some())?;
    let entry = entry_at(&reading, at)?;
    if (at + entry.words.len()..last.end).any(|at| entry_at(&reading, at).is_some()) {
        return None;
    }
    let claim = Claim { entry, tokens: at..at + entry.words.len() };
    let moves = entry.form != Form::Particle || is_said(&reading, at);
    (moves && is_of_items(&reading, &claim) && !reading.is_no_claim(at))
        .then(|| Carried::of(&reading, &claim))
        .flatten()
}

/// The word of direction at a token, which may be a noun in the plural: "reductions".
fn entry_at(reading: &Reading<'_, '_>, at: usize) -> Option<&'static Entry> {
    let tokens = reading.tokens;
    if tokens.list[at].fact.is_some() {
        return None;
    }
    // "over the year" is no comparison.
    if matches!(tokens.word(at), "over" | "under")
        && reading.quantities.iter().all(|one| one.tokens.start != at + 1)
    {
        return None;
    }
    // "Those listed below:" points at the list.
    if matches!(tokens.word(at), "below" | "above") && reading.areas.iter().all(|one| one.tokens.start < at) {
        return None;
    }
    lexicon::entry_at(tokens, at).or_else(|| {
        let noun = lexicon::stem(tokens.word(at));
        ENTRIES.iter().find(|entry| entry.form == Form::Noun && entry.words == [noun.as_str()])
    })
}

/// "are down", "Down since last year", but not "set up".
fn is_said(reading: &Reading<'_, '_>, at: usize) -> bool {
    at == reading.sentence.start
        || matches!(
            reading.tokens.word(at - 1),
            "is" | "are" | "was" | "were" | "went" | "gone" | "all" | "both" | "now"
        )
}

/// Whether a word is said of the items of the list, and not of something that the lead names itself.
fn is_of_items(reading: &Reading<'_, '_>, claim: &Claim) -> bool {
    let tokens = reading.tokens;
    let start = reading.sentence.start;
    let named = |at: usize| {
        reading
            .areas
            .iter()
            .map(|one| &one.tokens)
            .chain(reading.periods.iter().map(|one| &one.tokens))
            .any(|of| of.contains(&at))
    };
    // "These have all fallen", but not "The following reports are reduced".
    let these = (start..claim.tokens.start).rev().find(|at| THESE.contains(&tokens.word(*at)));
    let generic = these.is_some_and(|these| {
        (these + 1..claim.tokens.start).all(|at| VERBAL.contains(&tokens.word(at)) || named(at))
    });
    let mut rest = claim.tokens.end..reading.sentence.end - 1;
    let ends = rest.all(|at| BEFORE_ITEMS.contains(&tokens.word(at)) || named(at));
    let subject = reading.measures.is_empty();
    // "We have cut the following:", but not "the following cut turnover:"
    if subject { generic && is_intransitive(reading, claim) || ends } else { ends && is_of_time(claim.entry.form) }
}

/// Whether no object of its own follows a verb: "these fell in the year", not "these reduced the backlog".
fn is_intransitive(reading: &Reading<'_, '_>, claim: &Claim) -> bool {
    let next = reading.tokens.word(claim.tokens.end);
    !is_of_time(claim.entry.form)
        || !matches!(next, "the" | "our" | "its" | "their" | "a" | "an")
        || reading.tokens.word(claim.tokens.end + 1) == "following"
}

/// What is wrong with the values of an item.
pub(super) fn item(reading: &Reading<'_, '_>, lead: &Carried) -> Vec<Finding> {
    let tokens = reading.tokens;
    let own = |at: usize| {
        lexicon::entry_at(tokens, at).is_some()
            || matches!(tokens.word(at), "not" | "no" | "except" | "however" | "although" | "but" | "because")
    };
    if reading.sentence.start > 0
        || reading.sentence.clone().any(own)
        || reading.is_no_claim(reading.sentence.start)
    {
        return Vec::new();
    }
    let carried = lead.mention.as_ref().filter(|_| reading.measures.is_empty() && !reading.areas.is_empty());
    let mentions = reading.measures.iter().chain(carried);
    mentions.filter_map(|mention| one(reading, lead, mention, number_of(reading, mention)?)).collect()
}

/// "All five measures improved: turnover 11.3%, absence 4.6%": a list in the sentence itself.
pub(super) fn after_colon(reading: &Reading<'_, '_>) -> Vec<Finding> {
    let tokens = reading.tokens;
    let Some(colon) = reading.sentence.clone().find(|at| tokens.is(*at, ':')) else { return Vec::new() };
    let named = reading.measures.iter().any(|one| one.tokens.start < colon);
    let some = (reading.sentence.start..colon).any(|at| SOME.contains(&tokens.word(at)));
    let own = (colon..reading.sentence.end).any(|at| entry_at(reading, at).is_some());
    let mut said = claims(reading).into_iter().filter(|one| one.tokens.end <= colon);
    let (Some(claim), None) = (said.next(), said.next()) else { return Vec::new() };
    let generic = (reading.sentence.start..claim.tokens.start).any(|at| THESE.contains(&tokens.word(at)));
    if named || some || own || !generic || colon - claim.tokens.end > 4 {
        return Vec::new();
    }
    let Some(carried) = Carried::of(reading, &claim) else { return Vec::new() };
    let listed =
        reading.measures.iter().filter(|mention| reading.quantities.iter().all(|one| one.tokens != mention.tokens));
    listed.filter_map(|mention| one(reading, &carried, mention, number_of(reading, mention)?)).collect()
}

/// The first number of a measure: it stands after it, and before the next measure.
fn number_of<'r>(reading: &'r Reading<'_, '_>, mention: &Mention) -> Option<&'r Quantity> {
    let own = reading.measures.iter().any(|one| one.tokens == mention.tokens);
    if !own {
        return reading.quantities.first();
    }
    let next = reading.measures.iter().map(|one| one.tokens.start).find(|at| *at > mention.tokens.start);
    let within = mention.tokens.start..next.unwrap_or(reading.sentence.end);
    reading.quantities.iter().find(|one| within.contains(&one.tokens.start))
}

fn one(reading: &Reading<'_, '_>, lead: &Carried, mention: &Mention, number: &Quantity) -> Option<Finding> {
    if mention.ids.is_empty() {
        return None;
    }
    let problem = lead.contradicted(reading, mention, Some(number))?;
    let value = reading.tokens.passage.text[reading.tokens.bytes(&number.tokens)].trim();
    let message =
        format!("`{}`, which stands before the list, is not true of `{value}`: {}", lead.said, problem.message);
    let problem = Problem { message, ..problem };
    Some(Finding { tokens: number.tokens.clone(), verdict: Verdict::False, problem })
}
