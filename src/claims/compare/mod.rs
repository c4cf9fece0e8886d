//! Comparisons: whether the words of direction and comparison that an author did not mark are true of the data, and of
//! the numbers beside them.

mod arithmetic;
pub mod carried;
mod data;
mod denials;
mod levels;
pub mod over_time;
mod position;
mod relation;
pub mod targets;

use crate::claims::Finding;
use crate::claims::Verdict;
use crate::claims::account::is_difference;
use crate::claims::compare::arithmetic::by_arithmetic;
use crate::claims::compare::data::by_data;
use crate::claims::compare::position::is_claim;
use crate::claims::lexicon;
use crate::claims::lexicon::Entry;
use crate::claims::lexicon::Form;
use crate::claims::lexicon::Sense;
use crate::claims::lists;
use crate::claims::more;
use crate::claims::numbers::Counted;
use crate::claims::numbers::Hedge;
use crate::claims::numbers::Quantity;
use crate::claims::reading::Reading;
use crate::claims::scope;
use crate::claims::vocabulary::Mention;
use crate::facts::problem::Problem;
use std::ops::Range;

/// A word of comparison that is a claim.
struct Claim {
    entry: &'static Entry,
    tokens: Range<usize>,
}

/// What a test of a claim found.
enum Outcome {
    True,
    False(Problem),
    /// Nothing can be said, and why.
    Unknown(String),
}

/// What is wrong with the words of comparison of a sentence; `only_false` leaves out what cannot be decided.
pub fn check(reading: &Reading<'_, '_>, only_false: bool) -> Vec<Finding> {
    let claims = claims(reading);
    let mut findings = denials::check(reading);
    let mut held: Vec<Sense> = Vec::new();
    for at in 0..claims.len() {
        let limit = claims.get(at + 1).map_or(reading.sentence.end, |next| next.tokens.start);
        let Some(finding) = judge(reading, &claims[at], limit) else {
            held.push(claims[at].entry.sense);
            continue;
        };
        // "rose from 77.4% to 87.7%, up 10.3 points" says the same thing twice.
        let again =
            matches!(claims[at].entry.form, Form::Particle | Form::Noun) && held.contains(&claims[at].entry.sense);
        if finding.verdict == Verdict::Undecided && again {
            continue;
        }
        if finding.verdict == Verdict::False || !only_false {
            findings.push(finding);
        }
    }
    findings
}

fn claims(reading: &Reading<'_, '_>) -> Vec<Claim> {
    let tokens = reading.tokens;
    let mut found = Vec::new();
    let taken = more::taken(reading);
    let mut at = reading.sentence.start;
    while at < reading.sentence.end {
        let emphatic = denials::emphatic(reading, at);
        let entry = emphatic.or_else(|| lexicon::entry_at(tokens, at)).filter(|_| tokens.list[at].fact.is_none());
        let Some(entry) = entry else {
            at += 1;
            continue;
        };
        let range = at..at + entry.words.len();
        let read = taken.iter().any(|of| of.contains(&at));
        if !read && (emphatic.is_some() || is_claim(reading, entry, &range)) && !reading.is_no_claim(at) {
            found.push(Claim { entry, tokens: range.clone() });
        }
        at = range.end;
    }
    found
}

fn judge(reading: &Reading<'_, '_>, claim: &Claim, limit: usize) -> Option<Finding> {
    let mut outcomes = Vec::new();
    let arithmetic = by_arithmetic(reading, claim, limit);
    let decided = !arithmetic.is_empty();
    outcomes.extend(arithmetic);
    let wish = is_wish(reading, claim, limit);
    // A wish is no value of the data; its number, if it has one, was compared above.
    if wish {
        outcomes.extend(targets::by_target(reading, claim, limit));
    } else {
        match by_data(reading, claim, limit) {
            Outcome::Unknown(_) if decided => {}
            other => outcomes.push(other),
        }
    }
    let words = reading.tokens.bytes(&claim.tokens);
    let said = &reading.tokens.passage.text[words];
    let mut unknown = None;
    for outcome in outcomes {
        match outcome {
            Outcome::False(mut problem) => {
                problem.message = format!("`{said}` is not true: {}", problem.message);
                return Some(Finding { tokens: claim.tokens.clone(), verdict: Verdict::False, problem });
            }
            Outcome::Unknown(why) => unknown = Some(why),
            Outcome::True => {}
        }
    }
    let why = unknown?;
    // "The meeting rose at 4.30 pm": where nothing is measured, nothing is claimed of a measure.
    let near = |one: &Quantity| {
        let far = one
            .tokens
            .start
            .saturating_sub(claim.tokens.end)
            .max(claim.tokens.start.saturating_sub(one.tokens.end));
        far < 6 && (one.printed || !matches!(one.counted, Counted::Bare | Counted::People | Counted::Things))
    };
    if mention(reading, claim).is_none() && !reading.quantities.iter().any(near) {
        return None;
    }
    // "is now below 5%": the number itself has been held against the data.
    let bounded =
        reading.quantities.iter().any(|one| one.tokens.start == claim.tokens.end && one.hedge != Hedge::Exact);
    if bounded {
        return None;
    }
    let id = mention(reading, claim)
        .and_then(|mention| mention.ids.first().cloned())
        .unwrap_or_else(|| "name_of_the_figure".to_owned());
    let problem = Problem::new(format!("`{said}` cannot be checked: {why}")).hint(format!(
        "mark it, such as `{{{{ {id}.{}(…) }}}}`, or say why it needs no check: `{{{{ unchecked(\"{said}\", reason=\"…\") }}}}`",
        relation_name(claim.entry)
    ));
    Some(Finding { tokens: claim.tokens.clone(), verdict: Verdict::Undecided, problem })
}

fn relation_name(entry: &Entry) -> &'static str {
    let over_time = matches!(entry.form, Form::Verb | Form::Participle | Form::Noun | Form::Particle);
    match (entry.sense, over_time) {
        (Sense::Lower | Sense::Lowest, false) => "below",
        (Sense::Lower | Sense::Better | Sense::Lowest, true) => "fell",
        (Sense::Higher | Sense::Better | Sense::Worse | Sense::Highest, false) => "above",
        (Sense::Higher | Sense::Worse | Sense::Times(_) | Sense::Highest, true) => "rose",
        (Sense::Same | Sense::Near, _) if entry.words.len() > 1 => "similar",
        (Sense::Same | Sense::Near, _) => "steady",
        (Sense::Times(_), false) => "rose",
    }
}

/// Whether the claim compares with what was wanted or expected, which no data have.
fn is_wish(reading: &Reading<'_, '_>, claim: &Claim, limit: usize) -> bool {
    let until = scope::wish_limit(reading, claim.tokens.end, limit.min(claim.tokens.end + 9));
    let wish = (claim.tokens.end..until).any(|at| lexicon::WISHES.contains(&reading.tokens.word(at)));
    let area = reading.areas.iter().any(|mention| {
        (claim.tokens.end..until).contains(&mention.tokens.start)
            && mention.area.is_some()
            && reading.tokens.word(mention.tokens.start) != "we"
            && reading.tokens.word(mention.tokens.start) != "our"
    });
    wish && !area
}

/// The measure that a claim is about: named before it, after it, or spoken of before.
fn mention<'r>(reading: &'r Reading<'_, '_>, claim: &Claim) -> Option<&'r Mention> {
    if let Some(object) = more::words::object(reading, claim.entry, &claim.tokens) {
        return Some(object);
    }
    let before = reading.measures.iter().rev().find(|mention| mention.tokens.end <= claim.tokens.start);
    if let Some(mention) = before.and_then(|last| respective(reading, claim, last)) {
        return Some(mention);
    }
    let after = reading.measures.iter().find(|mention| mention.tokens.start >= claim.tokens.end);
    let of_object = matches!(claim.entry.form, Form::Noun)
        || matches!(claim.entry.words[0], "reduced" | "fewer" | "more" | "lowered" | "improved" | "cut");
    // "we have reduced agency use", "a fall in vacancies", "fewer leavers than": the object is what moved.
    let near_after = after.filter(|mention| {
        let between = claim.tokens.end..mention.tokens.start;
        of_object
            && between.len() <= 5
            && !between.into_iter().any(|at| {
                reading.tokens.is(at, ',') || reading.tokens.is(at, ';') || reading.tokens.word(at) == "but"
            })
    });
    near_after
        .or(before)
        .or(after)
        .or_else(|| reading.before.topic.first())
        .or_else(|| reading.before.heading.first())
}

/// "Turnover and absence fell and rose respectively", "the first fell, the second rose": the measure that has the same
/// place as the claim.
fn respective<'r>(reading: &'r Reading<'_, '_>, claim: &Claim, last: &Mention) -> Option<&'r Mention> {
    let tokens = reading.tokens;
    let said = reading.sentence.clone().any(|at| tokens.word(at) == "respectively");
    let names = lists::ending_with(reading, last);
    let [one, two] = names.as_slice() else { return None };
    match claim.tokens.start.checked_sub(1).map(|at| tokens.word(at)) {
        Some("first" | "former") => return Some(one),
        Some("second" | "latter") => return Some(two),
        _ if !said => return None,
        _ => {}
    }
    let after = (last.tokens.end..reading.sentence.end).filter(|at| tokens.list[*at].fact.is_none());
    let moves: Vec<_> = after.filter_map(|at| Some((at, lexicon::entry_at(tokens, at)?))).collect();
    let [(first, up), (second, down)] = moves.as_slice() else { return None };
    let apart = up.sense != down.sense && up.form == down.form;
    match claim.tokens.start {
        at if apart && at == *first => Some(one),
        at if apart && at == *second => Some(two),
        _ => None,
    }
}

/// Whether a number is the size of a difference, and no value.
pub fn is_size(reading: &Reading<'_, '_>, quantity: &Quantity) -> bool {
    is_difference(reading, quantity)
}
