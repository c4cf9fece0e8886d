//! Items: the parts of an enumeration, each with its one number.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::quantities::{Quantity, Sentence, time_unit};
use crate::check::totals_and_parts::adding::{opposites, parted};
use crate::quantity::typed::with_commas;

/// A part with its number.
#[derive(Debug, Clone)]
pub(in crate::check::totals_and_parts) struct Item {
    pub value: Decimal,
    pub money: bool,
    /// The number as it is written.
    pub text: String,
    /// By how much rounding may have moved it.
    pub slack: Decimal,
}

/// What the numbers of an enumeration are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// People, things or pounds, every item with one number.
    Count,
    /// The same; and every item after the first goes on with the first one's preposition: "15 went to schools, 12 to parks".
    Framed,
    /// The same; and something else about them makes it likely that they share the whole.
    Likely,
    /// Three or more in a line, as places: "90 were at home, 45 in care homes and 25 by telephone".
    Several,
    /// The same; and no one thing can be two of them, though there may be others.
    Exclusive,
}

/// Words with which an enumeration leaves something out, counts it twice, or multiplies or compares.
const OPEN: &str = "also among amongst average balance being both broadly chiefly compared down each eg especially every \
    example excluding fewer former from further including include includes latter less mainly many mostly more most notably other \
    others over overlap overlapping particularly per plus remainder remaining rest several some than too twice under up usually \
    versus vs which whom whose";

/// Whether words leave something out, or count it twice.
pub(in crate::check::totals_and_parts) fn is_open(sentence: &Sentence<'_>, mut range: Range<usize>) -> bool {
    range.any(|at| {
        let follows_number = sentence.quantities.iter().any(|one| one.end == at);
        // "12 from schools", "5 over 65" name a part; "up from 12" compares.
        let names = matches!(sentence.lower(at), "from" | "over" | "under") && follows_number
            || sentence.lower(at) == "from" && sentence.before(at) != "up" && sentence.before(at) != "down"
            || sentence.lower(at) == "other"
                && matches!(sentence.before(at), "the" | "for" | "about" | "to" | "in")
            // "12 others", "all other: 12", "12 to others"
            || among("other others", sentence.lower(at)) && (follows_number || at == 0 || sentence.before(at) == "all")
            || sentence.lower(at) == "others" && among("about by for from in to", sentence.before(at));
        // "less than a year", "more than five years"
        let long = (at..at + 3).any(|at| sentence.lower(at) == "than") || sentence.lower(at) == "than";
        let time = long && (at..at + 5).any(|at| time_unit(sentence.lower(at)).is_some());
        let more = sentence.lower(at) == "another" && sentence.quantities.iter().any(|one| one.first == at + 1);
        let of_them = parted::is_of_them(sentence, at);
        // "Up to 40", "up 12 on last year"; but "made up of", "set up".
        let next = sentence.words.get(at + 1);
        let parted_from = next.is_some_and(|next| next.is_number() || among("by from on to £", &next.lower));
        let made_up = sentence.lower(at) == "up" && !parted_from;
        // "The other 12", "the remaining £15,000" close the enumeration.
        let closes = parted::closes(sentence, at) || parted::is_residue(sentence, at);
        let under_way = sentence.lower(at) == "under" && among("construction offer review way", sentence.lower(at + 1));
        among(OPEN, sentence.lower(at)) && !under_way && !names && !time && !closes && !made_up || more || of_them
    })
}

/// Whether a number is only about right: "about 40", "at least 12".
pub(in crate::check::totals_and_parts) fn is_vague(sentence: &Sentence<'_>, first: usize) -> bool {
    among(
        "about almost approximately around circa c least nearly over roughly some than to under up",
        sentence.before(first),
    ) && sentence.words[first - 1].text != "C"
        && !is_addressed(sentence, first)
        && !(sentence.before(first) == "to"
            && first >= 2
            && among("amount amounted amounts came come comes rose fell grew", sentence.lower(first - 2)))
}

/// Whether a number counts those to whom something was done: "spoke to 34 people", and not "up to 34".
fn is_addressed(sentence: &Sentence<'_>, first: usize) -> bool {
    const VERBS: &str =
        "awarded gave given issued made offered paid posted sent spoke spoken talked went wrote written";
    sentence.before(first) == "to" && first > 1 && among(VERBS, sentence.lower(first - 2))
}

/// The items of an enumeration: two or more, every one with one number. None, where something is left out.
pub(super) fn items(sentence: &Sentence<'_>, range: Range<usize>, kind: Kind) -> Option<Vec<Item>> {
    let counted = numbers(sentence, range.clone()).next().map_or(range.start, |one| one.end);
    // "28 of them in the towns, 11 on the coast"
    let named = if matches!(kind, Kind::Likely | Kind::Several) && parted::is_of_them(sentence, counted) {
        counted + 2
    } else {
        range.start
    };
    if range.is_empty() || is_open(sentence, named..range.end) {
        return None;
    }
    let chunks = parted_at_signs(sentence, &range)?;
    let parted = match kind {
        Kind::Count => true,
        Kind::Framed => parted::is_framed(sentence, &chunks),
        Kind::Likely => parted::is_likely(sentence, &chunks),
        Kind::Several => parted::is_line(sentence, &chunks),
        Kind::Exclusive => parted::are_exclusive(sentence, &chunks),
    };
    // "3 open on Sundays, 5 have a café": what things have they may share; but "Castle has 5".
    let has = |at: usize| {
        let counted = chunks
            .iter()
            .filter(|chunk| chunk.contains(&at))
            .any(|chunk| number_end(sentence, chunk).is_some_and(|end| end <= at));
        let done = is_participle(sentence.lower(at + 1)) || among("been no not other", sentence.lower(at + 1));
        among("have has had", sentence.lower(at)) && !done && counted
    };
    // "3 open on Sundays", "3 are open"; but "for open space".
    let open = |at: usize| {
        let verb = among("are is", sentence.before(at)) || sentence.quantities.iter().any(|one| one.end == at);
        among("open opens", sentence.lower(at)) && verb
    };
    let opposed = opposites::is_shared(sentence, range.clone()) || opposites::are_opposites(sentence, &chunks);
    let shared = !opposed && range.clone().any(|at| has(at) || open(at));
    (chunks.len() >= 2 && parted && !shared).then_some(())?;
    chunks.into_iter().map(|chunk| in_chunk(sentence, chunk)).collect()
}

/// The words of each part of an enumeration; `None` where a part may have no number.
fn parted_at_signs(sentence: &Sentence<'_>, range: &Range<usize>) -> Option<Vec<Range<usize>>> {
    // "Parks, £150,000; libraries, £120,000": semicolons part what commas do not.
    let words: Vec<usize> = range.clone().collect();
    let alone = |clause: &[usize]| {
        let ends = clause.first().zip(clause.last());
        ends.is_some_and(|(first, last)| numbers(sentence, *first..last + 1).count() == 1)
    };
    let mut clauses = words.split(|at| sentence.lower(*at) == ";");
    let semicolons = range.clone().any(|at| sentence.lower(at) == ";") && clauses.all(alone);
    let parts =
        |at: usize| matches!(sentence.lower(at), ";") || !semicolons && among(", and &", sentence.lower(at));
    let mut chunks: Vec<Range<usize>> = Vec::new();
    let mut start = range.start;
    for at in range.clone().chain([range.end]) {
        if at != range.end && !parts(at) {
            continue;
        }
        let chunk = start + usize::from(semicolons && sentence.lower(start) == "and")..at;
        start = at + 1;
        if chunk.is_empty() {
            continue;
        }
        let counts = numbers(sentence, chunk.clone()).next().is_some() || in_words(sentence, chunk.start).is_some();
        match chunks.last_mut() {
            // "Six councillors and a resident"
            Some(_)
                if !counts
                    && (at == range.end || sentence.before(chunk.start) == ",")
                    && is_single(sentence, &chunk) =>
            {
                chunks.push(chunk);
            }
            // "15 about noise and dirt"; but "and a special school" may be one of the parts.
            Some(_) if !counts && may_count(sentence, chunk.start) => return None,
            Some(last) if !counts => last.end = chunk.end,
            _ => chunks.push(chunk),
        }
    }
    Some(chunks)
}

/// The same; nothing where a part may have no number.
pub(super) fn chunks(sentence: &Sentence<'_>, range: &Range<usize>) -> Vec<Range<usize>> {
    parted_at_signs(sentence, range).unwrap_or_default()
}

/// Whether a word after "had" tells what was done: "had moved away", "had fled", not "had children".
fn is_participle(lower: &str) -> bool {
    const OTHERS: &str =
        "become begun come done found gone had kept left lost made met paid put read sent set sold spent told";
    among(OTHERS, lower) || lower.len() > 3 && ["ed", "wn"].iter().any(|ending| lower.ends_with(ending))
}

/// "One", "none": a part that is no quantity by itself.
fn in_words(sentence: &Sentence<'_>, at: usize) -> Option<Decimal> {
    match (sentence.lower(at), sentence.lower(at + 1)) {
        ("one", next) if next != "of" => Some(Decimal::ONE),
        ("none" | "nobody" | "no" | "nil" | "zero", _) => Some(Decimal::ZERO),
        _ => None,
    }
}

/// Whether a number of things stands at a word.
pub(super) fn counts_at(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.quantities.iter().any(|one| one.first == at) || in_words(sentence, at).is_some()
}

/// The index of the word after the number of a part.
pub(super) fn number_end(sentence: &Sentence<'_>, chunk: &Range<usize>) -> Option<usize> {
    let counted = numbers(sentence, chunk.clone()).next().map(|one| one.end);
    counted.or_else(|| in_words(sentence, chunk.start).map(|_| chunk.start + 1))
}

/// "A resident": one of a kind, in a word or two.
fn is_single(sentence: &Sentence<'_>, chunk: &Range<usize>) -> bool {
    let next = sentence.lower(chunk.start + 1);
    among("a an", sentence.lower(chunk.start))
        && (2..4).contains(&chunk.len())
        && !next.ends_with('s')
        && !among("few lot number couple dozen handful hundred thousand half third quarter majority minority", next)
}

/// Whether words may be a part whose number is not known.
fn may_count(sentence: &Sentence<'_>, at: usize) -> bool {
    among("a all an any half part", sentence.lower(at)) || sentence.words[at].is_number()
}

/// The one number of some words: "5 in Castle", "Castle: 5".
pub(super) fn alone(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Item> {
    if is_open(sentence, range.clone()) {
        return None;
    }
    in_chunk(sentence, behind_name(sentence, range.clone()).unwrap_or(range))
}

/// The number that follows a name with a number of its own: "two bedrooms: 12", "2 bedrooms (12)".
fn behind_name(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let mut all = sentence.quantities.iter().filter(|one| range.contains(&one.first));
    let last = all.next_back()?;
    let named = all.next_back().is_some() || in_words(sentence, range.start).is_some();
    let sign = matches!(sentence.before(last.first), ":" | "–" | "—" | "(");
    let ends = (last.end..range.end).all(|at| !sentence.words[at].is_word() && !sentence.words[at].is_number());
    (named && sign && ends).then_some(last.first..range.end)
}

/// The quantities of some words; a time, and what things have, is none where something else is counted.
fn numbers<'a>(sentence: &'a Sentence<'_>, range: Range<usize>) -> impl Iterator<Item = &'a Quantity> {
    let first = sentence.quantities.iter().position(|one| range.start <= one.first);
    sentence.quantities.iter().enumerate().filter_map(move |(at, one)| {
        let within = range.start <= one.first && one.end <= range.end;
        let time = time_unit(sentence.lower(one.end)).is_some();
        // "14 with two bedrooms"
        let had = sentence.before(one.first) == "with" && counts_at(sentence, range.start);
        (within && !((time || had) && first != Some(at))).then_some(one)
    })
}

/// The one number of a chunk, unless it measures rather than counts, or is only about right.
fn in_chunk(sentence: &Sentence<'_>, chunk: Range<usize>) -> Option<Item> {
    /// What a number measures, and does not count.
    const MEASURES: &str =
        "am pm noon o'clock km kilometres miles metres m degrees hectares acres pages times th st nd rd : / . -";
    let mut all = numbers(sentence, chunk.clone());
    let Some(one) = all.next() else {
        let single = is_single(sentence, &chunk).then_some(Decimal::ONE);
        let value = single.or_else(|| in_words(sentence, chunk.start))?;
        let text = if value.is_zero() { "0" } else { "1" }.to_owned();
        return Some(Item { value, money: false, text, slack: Decimal::ZERO });
    };
    let next = sentence.lower(one.end);
    // "420 days: 250 days for assurance and 170 for advice"
    let timed = time_unit(next);
    let same = sentence
        .quantities
        .iter()
        .any(|total| total.end <= chunk.start && time_unit(sentence.lower(total.end)) == timed);
    // "Castle: 5", but not "at 10:30".
    let measures = !one.money && (timed.is_some() && !same || among(MEASURES, next) && one.end < chunk.end);
    (all.next().is_none() && !measures && !is_vague(sentence, one.first)).then(|| item(sentence, one))
}

/// A quantity with how it is written.
pub(in crate::check::totals_and_parts) fn item(sentence: &Sentence<'_>, one: &Quantity) -> Item {
    let words = &sentence.words[one.first..one.end];
    let text = words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ").replace("£ ", "£");
    Item { value: one.value, money: one.money, slack: slack(&text, one.value), text }
}

/// Half of the last place of a number that is written with decimals or in millions; a plain number of things is exact.
fn slack(text: &str, value: Decimal) -> Decimal {
    let digits: String = text.chars().filter(|one| one.is_ascii_digit() || *one == '.').collect();
    let written: Decimal = digits.trim_matches('.').parse().unwrap_or(value);
    let scaled = written != value && !written.is_zero();
    if written.scale() == 0 && !scaled {
        return Decimal::ZERO;
    }
    let scale = if written.is_zero() { Decimal::ONE } else { value.checked_div(written).unwrap_or(Decimal::ONE) };
    Decimal::new(5, written.scale() + 1).checked_mul(scale).unwrap_or_default()
}

/// A number as it is written; in digits where it is written in words, which make no sum: "12 + 30".
pub(super) fn in_digits(value: Decimal, text: &str) -> String {
    if text.contains(|one: char| one.is_ascii_digit()) { text.to_owned() } else { like(value, text) }
}

/// A number, written as another one is, with commas between thousands.
pub(in crate::check::totals_and_parts) fn like(value: Decimal, other: &str) -> String {
    let money = if other.starts_with('£') { "£" } else { "" };
    let percent = if other.ends_with('%') { "%" } else { "" };
    let plain = value.normalize().to_string();
    let (whole, decimals) =
        plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let grouped = with_commas(whole);
    // Pounds have two decimals or none.
    let pence = if money.is_empty() { 0 } else { 2 };
    let decimals = decimals.map(|rest| format!(".{rest:0<pence$}")).unwrap_or_default();
    format!("{money}{grouped}{decimals}{percent}")
}
