//! What stands beside a number of staff: what becomes of them, what they do, who is counted with them or left out.

use crate::check::answer::among;
use crate::check::headcount_and_fte::group::{is_narrowing, named};
use crate::check::headcount_and_fte::leads::Lead;
use crate::check::headcount_and_fte::owners;
use crate::check::headcount_and_fte::staff::{equivalents, is_general, is_noun};
use crate::check::headcount_and_fte::stems::stem;
use crate::check::quantities::{Quantity, Sentence};
use crate::check::words::is_little;

/// What becomes of staff whose words end at an index: "who are to transfer have been written to".
pub(super) fn fate(sentence: &Sentence<'_>, end: usize) -> Option<String> {
    const FATES: &str = "leave move moved redundant retire transfer transferred transferring leaving moving";
    let lower = |at: usize| sentence.lower(at);
    if lower(end) != "who" {
        return None;
    }
    let fate = (end + 1..sentence.words.len()).find(|at| !is_little(lower(*at)))?;
    let whole = !among("to from in at on before after by early first under with", lower(fate + 1));
    (whole && among(FATES, lower(fate))).then(|| stem(lower(fate)))
}

/// A number no further on than this belongs to the "with" that its sentence begins with.
pub(super) const WITH: usize = 8;

/// So many do at least what all do.
pub(super) const FEW: u32 = 5;

/// Whether what a verb after the words for staff says is what they do: "39 officers patrol the city".
pub(super) fn is_usual(sentence: &Sentence<'_>, end: usize) -> bool {
    let verb = sentence.lower(end);
    let next = sentence.words.get(end).is_some_and(|word| word.is_word() && !word.is_capital());
    next && among(
        "carry cover deal deliver handle inspect look maintain operate patrol provide run serve support visit",
        verb,
    )
}

/// "12 people in lettings work full-time": whether the verb after the words for staff says how much some of them work.
pub(super) fn works_part_of_time(sentence: &Sentence<'_>, end: usize) -> bool {
    /// How far from their words the verb may stand.
    const NEAR: usize = 8;
    // "12 rangers, all of whom work part-time": these are the 12.
    let closes = (end..end + NEAR).find(|at| sentence.lower(*at) == ",").unwrap_or(end + NEAR);
    let verb = (end..closes).find(|at| among("work works worked working", sentence.lower(*at)));
    verb.is_some_and(|verb| {
        among("full-time part-time full part flexibly nights weekends", sentence.lower(verb + 1))
    })
}

/// "Everyone in the team, 41 people in all, has been told": whether a number, whose words end at an index, stands beside those
/// whom it counts.
pub(super) fn is_apposed(sentence: &Sentence<'_>, lead: &Lead, end: usize) -> bool {
    let in_all = is_in_all(sentence, end);
    lead.apposed && lead.owner.is_some() && (in_all || among(", ) –", sentence.lower(end)))
}

/// "The staff of the depot, 11": whether nothing but a comma stands between a number and the words for staff.
pub(super) fn is_after_staff(sentence: &Sentence<'_>, quantity: &Quantity) -> bool {
    /// How many words the name of their depot may have.
    const NEAR: usize = 8;
    let Some(comma) = quantity.first.checked_sub(1) else { return false };
    let Some(noun) = (0..comma).rev().take(NEAR).find(|at| is_noun(sentence, *at)) else { return false };
    let end = if among("of in at for", sentence.lower(noun + 1)) {
        owners::after(sentence, noun + 2).map_or(noun + 1, |(_, end)| end)
    } else {
        noun + 1
    };
    end == comma
}

/// "In all", "in total", "in post", "in number".
pub(super) fn is_in_all(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.lower(at) == "in" && among("all total post number", sentence.lower(at + 1))
}

/// Whether a sentence leaves some out of its count, or adds others: "without agency staff, 37 people", "with contractors".
pub(super) fn leaves_out(sentence: &Sentence<'_>) -> Option<&'static str> {
    (0..sentence.words.len()).find_map(|at| match (sentence.lower(at), sentence.lower(at + 1)) {
        ("without", next) => among("agency casual the those any", next).then_some("without"),
        ("with", _) if at == 0 && (1..WITH).any(|at| is_narrowing(&stem(sentence.lower(at)))) => Some("with"),
        // "With the vacancies the team has 20.5 FTE"
        ("with", "the") if among("vacancies vacant", sentence.lower(at + 2)) => Some("with"),
        ("with", next) => among("agency bank contractors cover locums overtime volunteers", next).then_some("with"),
        // "The permanent staff of the service are 36 people"
        (word, next) if at < 2 && is_general(next) && is_narrowing(&stem(word)) => Some("part"),
        ("counting" | "including", _) if at == 0 => Some("with"),
        ("are" | "is", next) => among("counted included", next).then_some("with"),
        ("leaving", "out") | ("not", "counting" | "counted" | "included") | ("apart", "from") => Some("without"),
        (word, _) => among("excluding excluded except", word).then_some("without"),
    })
}

/// The index after equivalents in brackets at an index: "22 people (18.5 FTE) in the housing team".
pub(super) fn past_equivalents(sentence: &Sentence<'_>, from: usize) -> usize {
    let number = sentence.quantities.iter().find(|one| one.first == from + 1);
    let close = number.filter(|_| sentence.lower(from) == "(").and_then(|one| equivalents(sentence, one.end));
    close.filter(|close| sentence.lower(*close) == ")").map_or(from, |close| close + 1)
}

/// Whether nothing stands between people, whose words end at an index, and the equivalents that they are: "34 people (28.2 FTE)",
/// "12 staff, or 9.4 FTE".
pub(super) fn is_same_staff(sentence: &Sentence<'_>, people: usize, fte: &Quantity) -> bool {
    let or = people + usize::from(sentence.lower(people) == ",");
    let sign = if sentence.lower(or) == "or" { or } else { people };
    among("( , or", sentence.lower(sign)) && sign + 1 == fte.first
}

/// Whether other staff are counted beside those whom a number counts: "three managers and 20 officers", "148 on the payroll and
/// 22 agency workers".
pub(super) fn is_beside(sentence: &Sentence<'_>, quantity: &Quantity, end: usize) -> bool {
    /// How many words may stand between.
    const NEAR: usize = 6;
    let joins = |one: &Quantity| matches!(sentence.before(one.first), "and" | "," | "plus");
    let follows = |one: &Quantity| one.first > end && one.first - end <= NEAR && joins(one);
    let precedes = |one: &Quantity| one.end <= quantity.first && quantity.first - one.end < NEAR;
    let mut others = sentence.quantities.iter().filter(|one| named(sentence, one.end).is_staff);
    let added = matches!(sentence.before(quantity.first), "and" | "plus");
    others.any(|one| follows(one) || added && precedes(one))
}
