//! Totals that are given in another sentence than their parts.

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::quantities::{Quantity, Sentence};
use crate::check::totals_and_parts::adding::closing::Closing;
use crate::check::totals_and_parts::adding::items::{self, Item, Kind, items};
use crate::check::totals_and_parts::adding::leads::{clause_end, is_plain, stands_alone};
use crate::check::totals_and_parts::adding::{Sum, Trust, announced, parted, sum};
use crate::check::totals_and_parts::changes::is_earlier;
use crate::check::totals_and_parts::names::terms;

/// "We made 64 test purchases. 39 were for alcohol and 27 for knives.": parts that the next sentence opens with.
pub(super) fn follows(sentence: &Sentence<'_>, next: &Sentence<'_>, closing: Option<Closing>) -> Option<Sum> {
    let [total] = sentence.quantities.as_slice() else { return None };
    // "There are 11 in care, 9 in offices and 5 in the depot"
    let opening = among("there they these", next.lower(0)) && among("are were", next.lower(1));
    let unnamed = items::number_end(next, &(2..next.words.len()))
        .is_some_and(|end| among("about at by for from in on to", next.lower(end)));
    let from = if opening && unnamed && closing.is_some() { 2 } else { 0 };
    let parts = from..clause_end(next, from);
    let whole = 0..sentence.words.len();
    let plain = is_plain(sentence, total)
        && !is_earlier(next, 0..next.words.len(), None)
        && !items::is_vague(sentence, total.first)
        && !items::is_open(sentence, whole.clone())
        && stands_alone(next, parts.end);
    let numbered = items::counts_at(next, from) && !parted::repeats(sentence, whole.clone(), next, parts.clone());
    // "Visits came to 214,000 in total. Central had 120,000, Northfield 61,000 and Westgate 33,000."
    let known = terms(sentence, whole.clone());
    let taken_up = terms(next, parts.clone()).iter().any(|term| known.iter().any(|own| own.is_kin(term)));
    let said = taken_up && whole.clone().any(|at| is_in_all(sentence, at));
    let complete = closing == Some(Closing::Complete);
    let kind = if numbered && complete {
        Kind::Count
    } else if numbered {
        Kind::Likely
    } else if said {
        Kind::Count
    } else {
        return None;
    };
    let abstain = parted::may_abstain(next, &parts);
    let parts = plain.then(|| items(next, parts, kind)).flatten()?;
    sum(sentence, total, parts, Trust::Near).filter(|sum| complete || !abstain || !sum.is_short())
}

/// "In all", "in total", "altogether", "a total of", "totals".
fn is_in_all(sentence: &Sentence<'_>, at: usize) -> bool {
    match sentence.lower(at) {
        "all" => sentence.before(at) == "in",
        word => among("total totals totalled altogether", word),
    }
}

/// "Adults borrowed 64,000 books and children 51,000. Together with 8,000 audiobooks that makes 123,000 loans.": a total that adds
/// up the sentence before.
pub(super) fn summed_up(before: &Sentence<'_>, sentence: &Sentence<'_>) -> Option<Sum> {
    let (total, more) = added(sentence)?;
    // "Visits: 300 by children and 200 by adults."
    let start = (0..before.words.len()).rev().find(|at| before.lower(*at) == ":").map_or(0, |at| at + 1);
    let parts = start..clause_end(before, start);
    if !stands_alone(before, parts.end) {
        return None;
    }
    let mut parts = match (items(before, parts.clone(), Kind::Count), more) {
        (Some(parts), _) => parts,
        // "The libraries lent 124,000 books. Together with 8,000 audiobooks that makes 132,000."
        (None, Some(_)) => vec![items::alone(before, parts)?],
        (None, None) => return None,
    };
    parts.extend(more.map(|more| items::item(sentence, more)));
    sum(sentence, total, parts, Trust::Near)
}

/// The total of a sentence that adds up what stands before it, with what it adds to that: "Together with 8,000 audiobooks that makes
/// 123,000 loans.", "That makes 64."
pub(super) fn added<'a>(sentence: &'a Sentence<'_>) -> Option<(&'a Quantity, Option<&'a Quantity>)> {
    const MAKES: &str =
        "amount amounts bring brings came come comes gave give gives made make makes total totalled totals";
    let (total, more) = match sentence.quantities.as_slice() {
        [total] => (total, None),
        [more, total] => (total, Some(more)),
        _ => return None,
    };
    let opening = match (sentence.lower(0), sentence.lower(1)) {
        ("in", "all" | "total") => 2,
        ("together" | "altogether", _) => 1,
        _ => 0,
    };
    let adds = among("with adding counting including", sentence.lower(opening)) == more.is_some();
    let refers = more.is_some() || among("that this it these they which", sentence.lower(opening));
    let from = more.map_or(opening, |more| more.end);
    // "It makes up the 45 users"; "that is 170 replies".
    let verb = |at: usize| {
        let is = (opening > 0 || more.is_some())
            && sentence.lower(at) == "is"
            && among("that this", sentence.before(at));
        among(MAKES, sentence.lower(at)) && sentence.lower(at + 1) != "up" || is
    };
    let makes = (from..total.first).any(verb);
    // "Together with 8,000 audiobooks and the maps that makes …"
    let joined = |more: &Quantity| (more.end..total.first).any(|at| sentence.lower(at) == "and");
    let open = more.is_some_and(|more| items::is_open(sentence, more.first..total.first) || joined(more));
    (adds && refers && makes && !open && is_plain(sentence, total)).then_some((total, more))
}

/// "The band gets £30,000. The choir gets £10,000, a total of £50,000."; things that are no pounds may be others in each sentence.
pub(super) fn paid(sentence: &Sentence<'_>, earlier: &[Sentence<'_>]) -> Option<Sum> {
    let sum = with_earlier(sentence, &earlier.iter().collect::<Vec<_>>())?;
    sum.parts.iter().all(|part| part.money).then_some(sum)
}

/// "Award £10,000 to the choir, a total of £60,000.": the last part with the total of it and of those before it.
pub(super) fn with_earlier(sentence: &Sentence<'_>, earlier: &[&Sentence<'_>]) -> Option<Sum> {
    let (total, end) = announced(sentence)?;
    let [own, _] = sentence.quantities.as_slice() else { return None };
    // "Raised by £4,000, to a total of £19,000" is a new level.
    if sentence.before(end) == "to" {
        return None;
    }
    let before: Vec<Item> = { earlier.iter().rev() }
        .map_while(|one| items::alone(one, 0..one.words.len()).filter(|item| item.money == own.money))
        .collect();
    let mut parts = vec![items::alone(sentence, 0..end)?];
    for item in before {
        parts.insert(0, item);
        // What went before may be of other things.
        if parts.iter().map(|part| part.value).sum::<Decimal>() == total.value {
            return None;
        }
    }
    (parts.len() > 1).then(|| sum(sentence, total, parts, Trust::Near)).flatten()
}
