//! Leads: what stands between a total and the parts that are told as the whole of it.

use std::ops::Range;

use crate::check::answer::among;
use crate::check::quantities::{Quantity, Sentence};
use crate::check::totals_and_parts::adding::Trust;
use crate::check::totals_and_parts::adding::items::{self, Kind};
use crate::check::totals_and_parts::adding::{brackets, closing, opposites, parted};
use crate::check::totals_and_parts::changes::is_difference;
use crate::check::totals_and_parts::links::link;

/// Where a total is, and its parts.
#[derive(Debug)]
pub(super) struct Lead {
    pub total: Range<usize>,
    pub parts: Range<usize>,
    /// What the parts have to be.
    pub kind: Kind,
    /// How sure it is that they make the total.
    pub trust: Trust,
}

/// What stands before a number that belongs to what is told of the whole: "of the 30 who came in the 12 weeks".
const BEFORE_COUNTS: &str =
    "about aged at by every for from in least of on over the these those to under with within";

/// How many words may stand between a total and what leads to its parts.
const APART: usize = 12;

/// Whatever may lead from a total to its parts.
pub(super) fn leads(sentence: &Sentence<'_>) -> Vec<Lead> {
    let mut found = Vec::new();
    found.extend(of_the(sentence));
    found.extend(brackets::counted(sentence));
    for at in 1..sentence.words.len() {
        found.extend(apposed(sentence, at));
        found.extend(of_which(sentence, at));
        let lead = match sentence.lower(at) {
            "(" => bracket(sentence, at),
            ":" => Some((at + 1..line_end(sentence, at + 1), false)),
            "–" | "—" => Some((at + 1..clause_end(sentence, at + 1), false)),
            _ => made_up(sentence, at).map(|from| (from..clause_end(sentence, from), true)),
        };
        let Some((parts, whole)) = lead else { continue };
        let total = sentence_part(sentence, at);
        let near =
            sentence.quantities.iter().any(|one| total.contains(&one.first) && at - one.end.min(at) <= APART);
        if near {
            let trust = match sentence.lower(at) {
                _ if whole => Trust::Whole,
                // A bracket may hold just what is worth a remark.
                "(" => Trust::Near,
                _ => Trust::Likely,
            };
            // "61 are full and 20 are on one floor" may be of the same homes; three that nearly make them hardly are.
            let (kind, trust) = match parted::states(sentence, &parts) {
                many if whole || many < 2 => (Kind::Count, trust),
                2 => (Kind::Likely, trust),
                _ => (Kind::Count, Trust::More),
            };
            found.push(Lead { total, parts, kind, trust });
        }
    }
    found
}

/// What stands before a word in its part of the sentence: from the sign before.
fn sentence_part(sentence: &Sentence<'_>, at: usize) -> Range<usize> {
    let sign = |at: &usize| matches!(sentence.lower(*at), ";" | ":" | ")" | "–" | "—");
    (0..at).rev().find(sign).map_or(0, |sign| sign + 1)..at
}

/// "(147 statutory and 26 informal)", where what it follows is a number or what it counts.
fn bracket(sentence: &Sentence<'_>, at: usize) -> Option<(Range<usize>, bool)> {
    let close = (at..sentence.words.len()).find(|at| sentence.lower(*at) == ")")?;
    let last = sentence.quantities.iter().rev().find(|one| one.end <= at)?;
    (at - last.end <= 8).then_some((at + 1..close, false))
}

/// Where the parts begin after "made up of", "split between", "came from", "is met by".
pub(super) fn made_up(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let next = sentence.lower(at + 1);
    let leads = match sentence.lower(at) {
        "made" | "composed" => {
            return (next == "up" && sentence.lower(at + 2) == "of" || next == "of")
                .then(|| at + if next == "up" { 3 } else { 2 });
        }
        "comprising" | "comprises" | "comprise" | "namely" => return Some(at + 1),
        "comprised" if items::counts_at(sentence, at + 1) => return Some(at + 1),
        "consisting" | "consists" | "consist" | "consisted" | "comprised" => next == "of",
        "split" | "divided" | "shared" => among("between among amongst into", next),
        "broken" | "break" | "breaks" | "breaking" => return (next == "down").then_some(at + 3),
        "met" | "funded" | "financed" | "paid" => among("by from", next) && is_passive(sentence, at),
        "came" | "come" | "comes" | "coming" => next == "from",
        _ => false,
    };
    leads.then_some(at + 2)
}

/// "is met", "will be fully funded": not "who met".
fn is_passive(sentence: &Sentence<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|at| among("is are was were be been being", sentence.lower(at)))
}

/// "Of the 30 apprentices, 18 are women and 14 are men."
fn of_the(sentence: &Sentence<'_>) -> Vec<Lead> {
    let Some(total) = sentence.quantities.first() else { return Vec::new() };
    let opening = total.first.saturating_sub(3);
    let starts = |at: &usize| *at == 0 || matches!(sentence.before(*at), ":" | ";" | "“" | "\"");
    let opens = (opening..total.first).find(|at| sentence.lower(*at) == "of").is_some_and(|at| starts(&at));
    // "Of these, 140 stood in parks, …" gives no total.
    let opens = opens && sentence.before(total.first) != ",";
    if !opens {
        return Vec::new();
    }
    let comma = (total.end..total.end + APART).find(|at| sentence.lower(*at) == ",");
    // "Of the 11 members present seven voted for it": no comma before the first part.
    let first = sentence.quantities.get(1).filter(|first| first.first <= total.end + APART);
    let at_once = first.filter(|first| {
        let counted = total.end < first.first && first.first < comma.unwrap_or(sentence.words.len());
        let joined = (total.end..first.first).any(|at| among("( ) : ; – — and or", sentence.lower(at)));
        counted && !joined && !among(BEFORE_COUNTS, sentence.before(first.first))
    });
    match (at_once, comma) {
        (Some(first), _) => divided(sentence, first.first, total.first..first.first)
            .into_iter()
            .map(|lead| Lead { trust: if lead.trust == Trust::Whole { Trust::Whole } else { Trust::Near }, ..lead })
            .collect(),
        (None, Some(comma)) => divided(sentence, comma + 1, total.first..comma),
        (None, None) => Vec::new(),
    }
}

/// "Of these, 18 are women and 14 are men.", "Of that, £60,000 is for roads and £30,000 for paths."
pub(super) fn of_these(sentence: &Sentence<'_>) -> Vec<Lead> {
    let Some(opening) = sentence.words.iter().position(|word| word.is_word()) else { return Vec::new() };
    let these = sentence.lower(opening) == "of" && among("these those them", sentence.lower(opening + 1))
        || sentence.lower(opening) == "of"
            && among("that this", sentence.lower(opening + 1))
            && among(", £", sentence.lower(opening + 2));
    let from = opening + 2 + usize::from(sentence.lower(opening + 2) == ",");
    if these { divided(sentence, from, 0..opening) } else { Vec::new() }
}

/// Parts that say by themselves whether they share the whole: women and men share it, women and leavers do not.
fn divided(sentence: &Sentence<'_>, from: usize, total: Range<usize>) -> Vec<Lead> {
    let parts = from..clause_end(sentence, from);
    let lead = |kind, trust| Lead { total: total.clone(), parts: parts.clone(), kind, trust };
    if opposites::is_shared(sentence, parts.clone()) {
        return vec![lead(Kind::Count, Trust::Whole)];
    }
    // Of a sum that is shared out something may be left, which need not be told.
    let money = sentence.quantities.iter().any(|one| one.money && parts.contains(&one.first));
    let framed = if money { Trust::Near } else { Trust::Likely };
    vec![lead(Kind::Framed, framed), lead(Kind::Likely, Trust::Near), lead(Kind::Exclusive, Trust::More)]
}

/// "nine car parks, five in the town centre and three on the seafront": parts that only a comma or a semicolon parts from
/// their total.
fn apposed(sentence: &Sentence<'_>, at: usize) -> Vec<Lead> {
    if !matches!(sentence.lower(at), "," | ";") {
        return Vec::new();
    }
    let from = at + 1 + usize::from(matches!(sentence.lower(at + 1), "with" | "being"));
    let before = sentence_part(sentence, at);
    let mut within = sentence.quantities.iter().filter(|one| before.contains(&one.first));
    let total = within.next().filter(|one| within.next().is_none() && at - one.end <= APART);
    let Some(total) = total else { return Vec::new() };
    let parts = from..clause_end(sentence, from);
    let alone = stands_alone(sentence, parts.end);
    let closed = alone && !items::is_open(sentence, before.clone());
    let fits = items::counts_at(sentence, from) && closed && is_plain(sentence, total);
    if !fits || parted::repeats(sentence, before.clone(), sentence, parts.clone()) {
        return Vec::new();
    }
    let lead = |kind, trust| Lead { total: before.clone(), parts: parts.clone(), kind, trust };
    let mut found = vec![lead(Kind::Likely, Trust::Near)];
    // "21 of them cyclists, 19 pedestrians and 12 in cars"
    let of_them = items::number_end(sentence, &parts).is_some_and(|end| parted::is_of_them(sentence, end));
    found.extend(of_them.then(|| lead(Kind::Several, Trust::More)));
    found
}

/// "£640,000, of which £410,000 went to contractors and £250,000 to our own workforce".
fn of_which(sentence: &Sentence<'_>, at: usize) -> Vec<Lead> {
    let which = sentence.lower(at) == "of" && among("which whom", sentence.lower(at + 1));
    let total = sentence_part(sentence, at);
    let near = { sentence.quantities.iter() }.any(|one| total.contains(&one.first) && at - one.end <= APART);
    if !which || !near {
        return Vec::new();
    }
    let parts = at + 2..clause_end(sentence, at + 2);
    let lead = |kind, trust| Lead { total: total.clone(), parts: parts.clone(), kind, trust };
    // "30 in the area teams, of whom 18 are qualified and 10 are not, and 18 in fostering": the parts of a part.
    let within = (at + 2..parts.end).find(|at| {
        let next = at + 1 + usize::from(sentence.lower(at + 1) == "and");
        sentence.lower(*at) == "," && items::counts_at(sentence, next)
    });
    let own =
        within.map(|end| at + 2..end).filter(|own| items::items(sentence, own.clone(), Kind::Likely).is_some());
    let own = own.map(|parts| Lead { total: total.clone(), parts, kind: Kind::Count, trust: Trust::Near });
    let all =
        [lead(Kind::Likely, Trust::Near), lead(Kind::Several, Trust::More), lead(Kind::Exclusive, Trust::More)];
    own.into_iter().chain(all).collect()
}

/// Whether nothing is counted, and nothing left open, in what follows an enumeration.
pub(super) fn stands_alone(sentence: &Sentence<'_>, end: usize) -> bool {
    let rest = end..sentence.words.len();
    if closing::said(sentence, rest.clone()).is_some() {
        return true;
    }
    let counts = |at: usize| items::counts_at(sentence, at) && !among("no", sentence.lower(at));
    !rest.clone().any(counts) && !items::is_open(sentence, rest)
}

/// Whether a number can be a total: it is not compared with anything, and not the size of a change.
pub(super) fn is_plain(sentence: &Sentence<'_>, total: &Quantity) -> bool {
    link(sentence, 0, total, false).is_none() && !is_difference(sentence, total)
}

/// Where an enumeration ends: at a sign, or where a clause goes on about the whole.
pub(super) fn clause_end(sentence: &Sentence<'_>, from: usize) -> usize {
    let ends = |at: &usize| {
        let comma = sentence.before(*at) == ",";
        let clause = among(
            "so although but while whereas because compared against as up down an a which with",
            sentence.lower(*at),
        );
        let sign = among(". ; – — ) ( :", sentence.lower(*at)) && !is_count(sentence, *at);
        sign || comma && (clause && !is_numbered(sentence, *at) || closing::opens(sentence, *at))
    };
    (from..sentence.words.len()).find(ends).unwrap_or(sentence.words.len())
}

/// The same after a colon; semicolons may part what has one number each: "parks £150,000; libraries £120,000; and museums £100,000".
fn line_end(sentence: &Sentence<'_>, from: usize) -> usize {
    let end = sentence.words.len();
    let words: Vec<usize> = (from..end).collect();
    let clauses: Vec<&[usize]> = words.split(|at| sentence.lower(*at) == ";").collect();
    let alone =
        |clause: &&[usize]| sentence.quantities.iter().filter(|one| clause.contains(&one.first)).count() == 1;
    let signs = words.iter().any(|at| among("( : – —", sentence.lower(*at)));
    if clauses.len() > 2 && clauses.iter().all(alone) && !signs { end } else { clause_end(sentence, from) }
}

/// Whether a bracket holds nothing but the number of a part: "schools (110)".
fn is_count(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.quantities.iter().any(|one| {
        let open = one.first.checked_sub(1).filter(|before| sentence.lower(*before) == "(");
        open.is_some() && sentence.lower(one.end) == ")" && (open == Some(at) || one.end == at)
    })
}

/// ", a grant of £40,000": an item, not a clause about the whole.
fn is_numbered(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(sentence.lower(at), "a" | "an")
        && sentence.quantities.iter().any(|one| (at + 1..at + 6).contains(&one.first))
        && !among("rise increase fall decrease drop reduction change total", sentence.lower(at + 1))
}
