//! More that sentences say of figures: places in a ranking, multiples and fractions, runs of years, last year's value.
//!
//! Each reader looks for one construction, holds it against the data and says which tokens it has read, so that no other
//! reader takes a word of it for something else. What it cannot decide it leaves to the others.

mod about;
mod aims;
mod beside;
mod earlier;
mod fewer;
pub mod gaps;
mod lows;
mod multiples;
mod peaks;
mod ranks;
pub mod reversed;
mod revisions;
mod runs;
pub mod words;

use std::ops::Range;
use std::sync::Arc;

use crate::claims::Finding;
use crate::claims::Verdict;
use crate::claims::numbers::Quantity;
use crate::claims::reading::Reading;
use crate::data::areas::Area;
use crate::facts::problem::Problem;

/// A construction that was read and decided.
struct Judged {
    /// All that it says.
    tokens: Range<usize>,
    /// What is wrong with it, and where.
    wrong: Option<Finding>,
}

impl Judged {
    fn right(tokens: Range<usize>) -> Self {
        Self { tokens, wrong: None }
    }

    fn wrong(reading: &Reading<'_, '_>, tokens: Range<usize>, problem: Problem) -> Self {
        let said = reading.tokens.passage.text[reading.tokens.bytes(&tokens)].to_owned();
        let problem = Problem { message: format!("`{said}` is not true: {}", problem.message), ..problem };
        let wrong = Finding { tokens: tokens.clone(), verdict: Verdict::False, problem };
        Self { tokens, wrong: Some(wrong) }
    }
}

fn all(reading: &Reading<'_, '_>) -> Vec<Judged> {
    let mut found = ranks::read(reading);
    found.extend(multiples::read(reading));
    found.extend(runs::read(reading));
    found.extend(aims::read(reading));
    found.extend(beside::read(reading));
    found.extend(reversed::read(reading));
    found.extend(lows::read(reading));
    found.extend(gaps::read(reading));
    found.extend(fewer::read(reading));
    found.extend(peaks::read(reading));
    found.extend(revisions::read(reading));
    found
}

/// What is wrong with the constructions of a sentence, and the tokens of all that were read.
pub fn check(reading: &Reading<'_, '_>) -> (Vec<Finding>, Vec<Range<usize>>) {
    let (mut wrong, mut read): (Vec<Finding>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    for one in earlier::read(reading).into_iter().chain(all(reading)) {
        read.push(one.tokens.clone());
        let again =
            wrong.iter().any(|other| other.tokens.start < one.tokens.end && one.tokens.start < other.tokens.end);
        wrong.extend(one.wrong.filter(|_| !again));
    }
    (wrong, read)
}

/// The tokens that are read here, and that no other reader should take for a claim.
pub fn taken(reading: &Reading<'_, '_>) -> Vec<Range<usize>> {
    all(reading).into_iter().map(|one| one.tokens).collect()
}

/// The first token after the statement that a token stands in: a semicolon, "but", ", and".
pub fn statement_end(reading: &Reading<'_, '_>, at: usize) -> usize {
    about::clause(reading, at).end
}

/// Whose a number is beside a place in a ranking: "the lowest in the region (6.1%)" is not the region's.
pub fn owner(reading: &Reading<'_, '_>, quantity: &Quantity) -> Option<Arc<Area>> {
    ranks::owner(reading, quantity)
}
