//! Parts whose numbers stand in brackets: "by contractors (180), parish councils (90) and volunteers (40)".

use std::ops::Range;

use crate::check::answer::among;
use crate::check::quantities::{Quantity, Sentence};
use crate::check::totals_and_parts::adding::items::{self, Kind, items};
use crate::check::totals_and_parts::adding::leads::{Lead, clause_end, is_plain, stands_alone};
use crate::check::totals_and_parts::adding::{Sum, Trust, parted, sum};

/// "The 310 shelters are cleaned by contractors (180), parish councils (90) and volunteers (40).": a total, and then nothing but
/// names with their numbers.
pub(super) fn counted(sentence: &Sentence<'_>) -> Option<Lead> {
    let (total, parts) = sentence.quantities.split_first()?;
    let range = bracketed(sentence, parts)?;
    let leads = (range.start.saturating_sub(5)..parts[0].first)
        .any(|at| among("about at by concern concerned for from in to", sentence.lower(at)));
    let enough = parts.len() > 2 || parted::are_kinds(sentence, &items::chunks(sentence, &range));
    let fits = enough && leads && is_plain(sentence, total);
    // "We had 212 replies, by post (130), by telephone (12) and online (60)."
    let comma = (total.end..parts[0].first).rev().find(|at| sentence.lower(*at) == ",");
    let parts = comma.map_or(total.end, |comma| comma + 1)..range.end;
    let had = (total.end..parts.end).any(|at| among("has have had with", sentence.lower(at)));
    (fits && !had).then_some(Lead { total: 0..total.end, parts, kind: Kind::Count, trust: Trust::Near })
}

/// "We had 212 replies. They were sent by post (130), by telephone (12) and online (60).": the ways in which all of them came.
pub(super) fn follow(sentence: &Sentence<'_>, next: &Sentence<'_>) -> Option<Sum> {
    let [total] = sentence.quantities.as_slice() else { return None };
    let parts = bracketed(next, &next.quantities)?;
    let them = among("they these", next.lower(0)) && next.words.get(1).is_some_and(|word| word.is_word());
    let deed = parted::is_deed(next, 1);
    let ways = parted::are_kinds(next, &items::chunks(next, &parts));
    let plain = is_plain(sentence, total)
        && !items::is_vague(sentence, total.first)
        && !items::is_open(sentence, 0..sentence.words.len())
        && stands_alone(next, parts.end);
    let parts = (them && ways && plain && !deed).then(|| items(next, parts, Kind::Count)).flatten()?;
    sum(sentence, total, parts, Trust::Near)
}

/// The words with some numbers, two or more, every one of which stands alone in brackets.
fn bracketed(sentence: &Sentence<'_>, parts: &[Quantity]) -> Option<Range<usize>> {
    let alone = |one: &Quantity| sentence.before(one.first) == "(" && sentence.lower(one.end) == ")";
    let (first, last) = (parts.first()?, parts.last()?);
    let start = (0..first.first).rev().find(|at| among(", ; :", sentence.lower(*at))).map_or(0, |at| at + 1);
    (parts.len() > 1 && parts.iter().all(alone)).then(|| start..clause_end(sentence, last.end + 1))
}
