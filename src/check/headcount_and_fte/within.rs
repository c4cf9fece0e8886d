//! People and equivalents that one sentence says to be the same: "120 staff (131.4 FTE)", "26 nurses, who amount to 29.4 WTE".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::finding;
use crate::check::headcount_and_fte::group::named;
use crate::check::headcount_and_fte::leads::lead;
use crate::check::headcount_and_fte::staff::{equivalents, is_equivalents_before, is_noun};
use crate::check::headcount_and_fte::tails::tail;
use crate::check::passage::Passage;
use crate::check::quantities::{Quantity, Sentence};
use crate::diagnostic::Diagnostic;

/// How many words may stand between the two numbers.
const APART: usize = 16;

/// More equivalents than people, where a sentence says that they are the same ones.
pub(super) fn find(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let told = |sentence: &Sentence<'_>| {
        let all = &sentence.quantities;
        // "Of the 36 staff nine work part time, giving 33.5 FTE": past a number of some of them.
        let after = |at: usize| {
            let part = all.get(at + 1).filter(|part| !is_fte(sentence, part)).and_then(|_| all.get(at + 2));
            all.get(at + 1).into_iter().chain(part)
        };
        let pairs = all.iter().enumerate().flat_map(|(at, first)| after(at).map(move |second| (first, second)));
        let (first, second) = { pairs }.find(|(first, second)| is_wrong(sentence, first, second))?;
        let (people, fte) = if is_fte(sentence, first) { (second, first) } else { (first, second) };
        let end = end(sentence, second);
        let range = sentence.words.get(first.first)?.range.start..sentence.words.get(end - 1)?.range.end;
        let message = format!("{} full-time equivalents cannot be made up of {} people", fte.value, people.value);
        Some(
            finding(message, &passage.place(&range))
                .hint("find out which is right: nobody counts for more than one full-time equivalent"),
        )
    };
    Sentence::all(passage).iter().filter_map(told).collect()
}

fn is_fte(sentence: &Sentence<'_>, quantity: &Quantity) -> bool {
    equivalents(sentence, quantity.end).is_some() || is_equivalents_before(sentence, quantity)
}

/// The index after a number and "FTE".
fn end(sentence: &Sentence<'_>, quantity: &Quantity) -> usize {
    equivalents(sentence, quantity.end).unwrap_or(quantity.end)
}

/// Whether two numbers are of the same staff, with more equivalents than people.
fn is_wrong(sentence: &Sentence<'_>, first: &Quantity, second: &Quantity) -> bool {
    let (people, fte) = match (is_fte(sentence, first), is_fte(sentence, second)) {
        (false, true) => (first, second),
        (true, false) => (second, first),
        _ => return false,
    };
    // Half as many again are of others.
    let near = fte.value > people.value && fte.value * Decimal::TWO < people.value * Decimal::from(3);
    let of_people =
        named(sentence, people.end).is_staff || lead(sentence, people).is_some_and(|lead| lead.counts_people);
    near && of_people
        && !people.money
        && people.value > Decimal::ONE
        && is_joined(sentence, first, second)
        && !is_of_others(sentence, people, fte)
}

/// Whether nothing between two numbers tells the staff of one from those of the other.
fn is_joined(sentence: &Sentence<'_>, first: &Quantity, second: &Quantity) -> bool {
    /// What turns to others, whatever follows.
    const OTHERS: &str = "but than another other elsewhere each every from against needs need";
    /// What turns to others unless a word after it goes back.
    const MORE: &str = "and ; while whereas plus";
    const BACK: &str = "they their which who that or ( together making giving equivalent";
    const LABELS: &str =
        "fte ftes wte full-time whole-time full time equivalent equivalents headcount is was at of an a in the";
    let lower = |at: usize| sentence.lower(at);
    let between = first.end..second.first;
    if between.len() > APART {
        return false;
    }
    let staff = named(sentence, first.end);
    // "cooks and assistants"
    let turns =
        |at: &usize| among(OTHERS, lower(*at)) || among(MORE, lower(*at)) && !(staff.is_staff && *at < staff.end);
    let Some(turn) = between.clone().rev().find(turns) else { return true };
    let after = turn + 1..second.first;
    let any = |mut range: Range<usize>, list: &str| range.any(|at| among(list, lower(at)));
    // "13 staff and 14.2 FTE", "headcount is 120 and FTE is 131.4"; but "eight planners, and nine FTE work elsewhere"
    let bare = sentence.words.get(end(sentence, second)).is_none_or(|word| !word.is_word());
    if bare && after.clone().all(|at| among(LABELS, lower(at))) {
        return true;
    }
    // "21 officers in street works and the managers of the depot (24.6 FTE)"
    let others = between.clone().filter(|at| is_noun(sentence, *at)).count() > 1;
    // "20 surveyors, engineers and support staff (22.5 FTE)"
    let placed = between.clone().any(|at| among("in at of for from the", lower(at)));
    let others = others && (placed || lower(second.first - 1) != "(");
    let apart = among(OTHERS, lower(turn)) || others && lower(turn) == "and";
    !apart && any(after, BACK)
}

/// Whether the equivalents are of others, or of what is not there: needed, vacant, in the other team.
fn is_of_others(sentence: &Sentence<'_>, people: &Quantity, fte: &Quantity) -> bool {
    const ABSENT: &str = "vacant vacancies needed required short fewer less funded budgeted more additional further would should \
                          could target after before last following previously approved each every other";
    /// How many words before and after the number may say so.
    const NEAR: (usize, usize) = (3, 6);
    let lower = |at: usize| sentence.lower(at);
    let before = fte.first.saturating_sub(NEAR.0).max(if people.first < fte.first { people.end } else { 0 });
    let limit = if people.first > fte.first { people.first } else { sentence.words.len() };
    let closes = (fte.end..limit).find(|at| matches!(lower(*at), ")" | ",")).unwrap_or(limit);
    let after = (fte.end + NEAR.1).min(closes);
    let absent = (before..after).any(|at| among(ABSENT, lower(at)));
    let in_post = (fte.end..after).any(|at| lower(at) == "in" && lower(at + 1) == "post");
    let (mine, their) = (named(sentence, people.end), named(sentence, end(sentence, fte)));
    let nouns = !their.nouns.is_empty() && !mine.nouns.is_empty() && mine.nouns != their.nouns;
    let (mine, their) = (tail(sentence, mine.end), tail(sentence, their.end));
    let owners = matches!((&mine.owner, &their.owner), (Some(one), Some(other)) if one != other);
    absent && !in_post || nouns || owners
}
