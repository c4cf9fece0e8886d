//! Totals with their parts: "173 complaints (147 statutory and 26 informal)", "of which", "made up of", "Of the 173 …".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::quantities::{Quantity, Sentence};
use crate::check::totals_and_parts::changes::{is_change, is_difference, is_earlier};
use crate::check::totals_and_parts::links::link;
use crate::check::totals_and_parts::names::{Term, terms};
use crate::check::totals_and_parts::shares::{Part, named};
use crate::check::words::Word;

/// A total with its parts.
#[derive(Debug)]
pub(super) struct Whole {
    pub total: Quantity,
    pub parts: Vec<Part>,
    /// The terms of what is counted as a whole.
    pub own: Vec<Term>,
    /// Those of them that follow its number.
    pub counted: Vec<Term>,
    /// How many sentences after that of the total its parts end in: 0 or 1.
    pub later: usize,
    /// The index of the word after the parts.
    pub end: usize,
    /// Whether brackets or dashes close the parts, so that what follows goes on from the total.
    pub closed: bool,
    /// Whether the sentence of the parts is about its one part: "Of these, 300 were answered in time."
    pub of_part: bool,
}

impl Whole {
    /// The value of a part now.
    pub fn value(&self, part: usize) -> Decimal {
        self.parts[part].value
    }

    /// The one part that terms name, with the index of the last word that does.
    pub fn part_named(&self, said: &[Term]) -> Option<(usize, usize)> {
        if self.parts.iter().any(|part| part.is_named_beside(said)) {
            return None;
        }
        let mut all = self.parts.iter().enumerate().filter_map(|(at, part)| Some((at, part.named_by(said)?)));
        all.next().filter(|_| all.next().is_none())
    }

    /// Whether terms have what the number of the total counts, the first thing after it.
    pub fn total_named(&self, said: &[Term]) -> bool {
        self.counted.iter().any(|own| said.iter().any(|term| term.is_kin(own)))
    }

    /// Whether terms speak of any part.
    pub fn speaks_of_part(&self, said: &[Term]) -> bool {
        self.parts.iter().any(|part| part.is_touched_by(said))
    }
}

/// What is taken for parts before it is known what they are called.
struct Found {
    total: usize,
    /// The indices of the parts among the quantities of their sentence.
    parts: Vec<usize>,
    /// The words with the parts.
    range: Range<usize>,
    /// The words between the total and what leads to its parts.
    between: usize,
    closed: bool,
    of_part: bool,
}

/// Nobody tells of more parts in a sentence.
const MOST: usize = 12;

/// A total of a sentence with its parts, there or in the next sentence.
pub(super) fn whole(sentences: &[Sentence<'_>], at: usize) -> Option<Whole> {
    let sentence = sentences.get(at)?;
    let plain = plain(sentence);
    let within = plain.iter().enumerate().find_map(|(nth, total)| {
        let rest = &plain[nth + 1..plain.len().min(nth + 1 + MOST)];
        in_brackets(sentence, *total, rest)
            .or_else(|| summed(sentence, *total, rest))
            .or_else(|| led_to(sentence, *total, rest))
            .or_else(|| summed_before(sentence, *total, &plain[nth.saturating_sub(MOST)..nth]))
    });
    if let Some(found) = within {
        return Some(finish(sentence, sentence, 0, found));
    }
    let next = sentences.get(at + 1)?;
    let found = in_next(sentence, &plain, next)?;
    Some(finish(sentence, next, 1, found))
}

/// The quantities that can be totals or parts: not what something is compared with, and not the size of a change.
fn plain(sentence: &Sentence<'_>) -> Vec<usize> {
    let compared = |one: &Quantity| link(sentence, 0, one, false).is_some() || is_difference(sentence, one);
    let all = sentence.quantities.iter().enumerate();
    all.filter(|(_, one)| !compared(one)).map(|(at, _)| at).collect()
}

fn finish(sentence: &Sentence<'_>, next: &Sentence<'_>, later: usize, found: Found) -> Whole {
    let total = sentence.quantities[found.total].clone();
    let after = terms(sentence, total.end..found.between.max(total.end));
    let before = if later == 0 { total.first.min(found.range.start) } else { total.first };
    let own: Vec<Term> = terms(sentence, 0..before).into_iter().chain(after.iter().cloned()).collect();
    let parts = named(next, &found.parts, found.range.clone(), &own, &after);
    Whole {
        total,
        parts,
        own,
        counted: after,
        later,
        end: found.range.end,
        closed: found.closed,
        of_part: found.of_part,
    }
}

/// How many words may stand between a total and what leads to its parts.
const APART: usize = 16;

/// "173 complaints (147 statutory and 26 informal)".
fn in_brackets(sentence: &Sentence<'_>, total: usize, rest: &[usize]) -> Option<Found> {
    /// A total that stands further from its parts than this has to be their sum.
    const NEAR: usize = 8;
    let quantities = &sentence.quantities;
    let from = quantities[total].end;
    let until = quantities.get(total + 1)?.first;
    let open = (from..until.min(from + APART)).find(|at| sentence.lower(*at) == "(")?;
    let close = (open..sentence.words.len()).find(|at| sentence.lower(*at) == ")")?;
    let parts: Vec<usize> =
        rest.iter().copied().filter(|at| (open..close).contains(&quantities[*at].first)).collect();
    let one = matches!(sentence.lower(open + 1), "of" | "including");
    let whole = sum(sentence, &parts) == quantities[total].value;
    let fits = parts.len() >= if one { 1 } else { 2 } && are_less(sentence, total, &parts);
    (fits && (whole || open - from < NEAR)).then(|| Found {
        total,
        parts,
        range: open + 1..close + 1,
        between: open,
        closed: true,
        of_part: false,
    })
}

/// Numbers of which the first is the sum of some that follow it, whatever leads to them.
fn summed(sentence: &Sentence<'_>, total: usize, rest: &[usize]) -> Option<Found> {
    let quantities = &sentence.quantities;
    let whole = (2..=rest.len()).find(|many| sum(sentence, &rest[..*many]) == quantities[total].value)?;
    let parts = rest[..whole].to_vec();
    let from = quantities[total].end;
    let first = quantities[parts[0]].first;
    let between = (from..first).find(|at| is_lead(sentence, *at)).unwrap_or(first);
    let end = end_of_parts(sentence, quantities[*parts.last()?].end);
    let closed = matches!(sentence.lower(end), ")" | "–" | ";");
    are_less(sentence, total, &parts).then_some(Found {
        total,
        parts,
        range: between..end,
        between,
        closed,
        of_part: false,
    })
}

/// "173 complaints, of which 147 were statutory", "480 of which", "including 60 about waste", "Of the 173 complaints, 147 …".
fn led_to(sentence: &Sentence<'_>, total: usize, rest: &[usize]) -> Option<Found> {
    let quantities = &sentence.quantities;
    let (from, first) = (quantities[total].end, *rest.first()?);
    let start = quantities[first].first;
    let lead = (from..start.min(from + APART)).find(|at| leads(sentence, *at));
    let of_them = is_of_them(sentence, quantities[first].end);
    let opening = sentence.words.iter().position(Word::is_word)?;
    let of_total = sentence.lower(opening) == "of" && quantities[total].first <= opening + 3;
    let comma = (from..start).find(|at| sentence.lower(*at) == ",").filter(|_| of_total);
    let between = lead.or(of_them.then_some(start)).or(comma)?;
    let one = of_them || comma.is_some() || !matches!(sentence.lower(between), "made" | "comprising" | "comprised");
    let mut parts = Vec::new();
    let mut end = start;
    for at in rest {
        let ends = (end..quantities[*at].first).any(|at| is_change(sentence, at) || sentence.lower(at) == ";");
        // "…, and last year 50 about waste".
        if ends || is_earlier(sentence, end..quantities[*at].first, None) {
            break;
        }
        parts.push(*at);
        end = quantities[*at].end;
    }
    let end = end_of_parts(sentence, end);
    let of_part = comma.is_some() && parts.len() == 1;
    let fits = parts.len() >= if one { 1 } else { 2 } && are_less(sentence, total, &parts);
    fits.then_some(Found { total, parts, range: between..end, between, closed: false, of_part })
}

/// "147 statutory and 26 informal complaints, 173 in all", "making 173".
fn summed_before(sentence: &Sentence<'_>, total: usize, before: &[usize]) -> Option<Found> {
    let quantities = &sentence.quantities;
    let one = &quantities[total];
    let said = (one.first.saturating_sub(4)..one.first).chain(one.end..one.end + 3).any(|at| {
        matches!(sentence.lower(at), "all" | "total" | "altogether" | "making" | "together" | "totalling")
    });
    let whole = (2..=before.len()).find(|many| sum(sentence, &before[before.len() - many..]) == one.value)?;
    let parts = before[before.len() - whole..].to_vec();
    let range = quantities[parts[0]].first..one.first;
    let end = end_of_parts(sentence, one.end);
    let fits = said && are_less(sentence, total, &parts);
    // What follows goes on from the total.
    fits.then_some(Found { total, parts, range: range.start..end, between: one.end, closed: true, of_part: false })
}

/// "We made 240 referrals. Of these, 160 were about adults.": parts in the sentence after that of the total.
fn in_next(sentence: &Sentence<'_>, totals: &[usize], next: &Sentence<'_>) -> Option<Found> {
    let mut parts = plain(next);
    parts.truncate(MOST);
    let first = next.quantities.get(*parts.first()?)?;
    let opening = next.words.iter().position(Word::is_word)?;
    let of_these = is_of_them(next, opening) || is_of_them(next, first.end);
    let total = totals.iter().copied().find(|total| {
        let value = sentence.quantities[*total].value;
        let sums = parts.len() >= 2 && sum(next, &parts) == value;
        sums || of_these && parts.iter().all(|part| next.quantities[*part].value < value)
    })?;
    let money = sentence.quantities[total].money;
    let same = parts.iter().all(|part| next.quantities[*part].money == money);
    let end = end_of_parts(next, next.quantities[*parts.last()?].end);
    let (between, of_part) = (sentence.words.len(), parts.len() == 1);
    same.then_some(Found { total, parts, range: 0..end, between, closed: false, of_part })
}

fn sum(sentence: &Sentence<'_>, parts: &[usize]) -> Decimal {
    parts.iter().map(|at| sentence.quantities[*at].value).sum()
}

/// Whether all parts are of the kind of the total, and less.
fn are_less(sentence: &Sentence<'_>, total: usize, parts: &[usize]) -> bool {
    let total = &sentence.quantities[total];
    let part = |at: &usize| &sentence.quantities[*at];
    parts.iter().map(part).all(|part| part.value < total.value && part.money == total.money)
}

/// Whether words say that what follows, or what went before, is part of what was named: "of which", "of these".
fn is_of_them(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(sentence.lower(at), "of" | "among" | "amongst")
        && matches!(sentence.lower(at + 1), "which" | "whom" | "these" | "those" | "them")
}

/// Whether words lead to parts.
fn leads(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = (sentence.lower(at + 1), sentence.lower(at + 2));
    match sentence.lower(at) {
        "made" | "consisting" | "consisted" | "composed" => next.0 == "up" || next.0 == "of",
        "comprising" | "comprised" | "including" | "namely" => true,
        "split" | "divided" | "broken" => matches!(next.0, "between" | "into" | "down" | "as"),
        _ => is_of_them(sentence, at),
    }
}

/// The same, or a sign or a "with" that can stand there where the parts make up the total.
fn is_lead(sentence: &Sentence<'_>, at: usize) -> bool {
    leads(sentence, at) || matches!(sentence.lower(at), ":" | "," | "–" | "-" | "—" | ";" | "(" | "with" | "being")
}

/// Where the words of the last part end: at a sign, or at a word of a change, which is about the total.
fn end_of_parts(sentence: &Sentence<'_>, from: usize) -> usize {
    let mut named = false;
    for at in from..sentence.words.len() {
        let lower = sentence.lower(at);
        let sign = matches!(lower, ";" | "." | ")" | "(" | "–" | "—" | ":") || lower == "," && named;
        let clause = lower == "so"
            || lower == "against" && is_number_near(sentence, at)
            || lower == "which" && sentence.before(at) != "of";
        if sign || clause || is_change(sentence, at) {
            return at;
        }
        named |= sentence.words[at].is_word();
    }
    sentence.words.len()
}

/// Whether a number follows, "against 460 families" or "against the 460", rather than a name, "against flu".
fn is_number_near(sentence: &Sentence<'_>, at: usize) -> bool {
    (at + 1..at + 4).any(|at| sentence.quantities.iter().any(|one| one.first == at))
        && !matches!(sentence.lower(at + 2), "and" | "," | ";")
}
