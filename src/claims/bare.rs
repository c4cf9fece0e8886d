//! Sentences without a figure: "turnover is higher than the national average". Less is known of what they speak of than of a
//! number, so only the plainest are held against the data.

use crate::claims::reading::Reading;
use crate::claims::{Finding, Verdict};

/// Words with which a sentence takes back some of what it says, or says it of something that is not so yet.
const HEDGES: &[&str] = &[
    "almost",
    "any",
    "could",
    "except",
    "generally",
    "if",
    "largely",
    "mainly",
    "many",
    "may",
    "might",
    "most",
    "mostly",
    "often",
    "part",
    "parts",
    "partly",
    "likely",
    "should",
    "some",
    "sometimes",
    "times",
    "typically",
    "unless",
    "usually",
    "whether",
    "would",
];

/// Words that may stand between a measure and what is said of it.
const LIGHT: &[&str] = &[
    "a",
    "also",
    "and",
    "are",
    "at",
    "been",
    "bit",
    "clearly",
    "considerably",
    "far",
    "figure",
    "for",
    "had",
    "has",
    "have",
    "here",
    "in",
    "is",
    "it",
    "itself",
    "level",
    "levels",
    "little",
    "much",
    "now",
    "of",
    "on",
    "our",
    "rate",
    "rates",
    "remained",
    "remains",
    "significantly",
    "slightly",
    "stayed",
    "still",
    "substantially",
    "that",
    "the",
    "there",
    "was",
    "well",
    "were",
    "which",
    "year",
];

/// Whether what is wrong with a sentence without a figure is beyond doubt: it says of a measure, and of nothing between the
/// two, what the data contradict. "More" and "better" may be said of much else, such as what turnover costs.
pub fn is_plain(reading: &Reading<'_, '_>, finding: &Finding) -> bool {
    let tokens = reading.tokens;
    let loose =
        |at: usize| matches!(tokens.word(at), "more" | "less" | "fewer" | "most" | "least" | "better" | "worse");
    let hedged = || reading.sentence.clone().any(|at| HEDGES.contains(&tokens.word(at)));
    if finding.verdict != Verdict::False || finding.tokens.clone().any(loose) || hedged() {
        return false;
    }
    // "Only three authorities in the region have a lower turnover rate": its measure stands behind.
    if finding.tokens.clone().any(|at| tokens.word(at) == "authorities") {
        return true;
    }
    let before = reading.measures.iter().filter(|one| one.tokens.end <= finding.tokens.start);
    let Some(measure) = before.max_by_key(|one| one.tokens.end) else { return false };
    let named = |at: usize| {
        let areas = reading.areas.iter().map(|one| &one.tokens);
        areas.chain(reading.periods.iter().map(|one| &one.tokens)).any(|one| one.contains(&at))
    };
    (measure.tokens.end..finding.tokens.start).all(|at| named(at) || LIGHT.contains(&tokens.word(at)))
}
