//! The team, the service or the place that staff belong to: "the contact centre", "housing management", "the pool".

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::answer::among;
use crate::check::dates::month;
use crate::check::headcount_and_fte::staff::is_noun;
use crate::check::headcount_and_fte::stems::{stem, stems};
use crate::check::quantities::Sentence;
use crate::check::words::is_little;

/// To whom or what staff belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Owner {
    /// The stems of the words of its name, without those for any team or council; none for "the team".
    pub names: BTreeSet<String>,
    /// The stems of words after it that may be of its name, or not: "the pool opens early".
    pub open: Vec<String>,
    /// The word for a team or a service, with a name or without: "the service".
    pub kind: Option<String>,
    /// Whether its name joins two: "the library and archive service", "the harbour office and the marina".
    pub joined: bool,
}

impl Owner {
    /// Whether it is the Council, whose all staff are.
    pub fn is_council(&self) -> bool {
        self.kind.as_deref() == Some("council")
    }

    /// Whether it is nothing but the word for staff: "the same staff".
    pub fn is_staff(&self) -> bool {
        matches!(self.kind.as_deref(), Some("staff" | "workforc"))
    }
}

/// How many words a name has at most.
const LONGEST: usize = 7;

/// The owner that a part of a sentence names from a word on, and the index after it: "the pool" of "at the pool".
pub(super) fn after(sentence: &Sentence<'_>, from: usize) -> Option<(Owner, usize)> {
    // "all three hubs", "all the hubs"
    let all = sentence.lower(from) == "all"
        && (sentence.lower(from + 1) == "the" || sentence.quantities.iter().any(|one| one.first == from + 1));
    let from = from + usize::from(all);
    let mut start = from + usize::from(is_determiner(sentence.lower(from)));
    start += usize::from(among("whole entire", sentence.lower(start)));
    // "the two children's homes"
    start = sentence.quantities.iter().find(|one| one.first == start).map_or(start, |one| one.end);
    let both = |at: &usize| sentence.lower(*at) == "and" && *at > start && is_part(sentence, at + 1);
    let long =
        (start..sentence.words.len()).take_while(|at| is_part(sentence, *at) || both(at)).take(LONGEST).count();
    // "The scrutiny and democratic services team"; but "housing and planning had"
    let team = (start..start + long).any(|at| is_kind(sentence.lower(at)) && at + 1 == start + long);
    let run = (start..sentence.words.len()).take_while(|at| is_part(sentence, *at)).take(LONGEST).count();
    let mut end = start + if team { long } else { run };
    // "in school catering."
    let closed = sentence.words.get(end).is_none_or(|next| !next.is_word());
    let kind = |at: &usize| is_kind(sentence.lower(*at)) && !(sentence.lower(*at) == "school" && closed);
    if let Some(kind) = (start..end).rev().find(kind) {
        end = kind + 1;
    } else if sentence.words.get(start).is_some_and(|word| word.is_capital()) {
        // "Parking Enforcement asked for more"
        let capital = |at: &usize| sentence.words[*at].is_capital() || joins(sentence, *at);
        end = start + (start..end).take_while(capital).count();
    } else {
        // "Sheltered housing received"; of "the pool opens early" only the first word is sure.
        let verb = |at: &usize| *at > start && sentence.lower(*at).ends_with("ed");
        let verb = (start..end.min(start + 3)).find(verb);
        end = verb.unwrap_or(end.min(start + 3));
        let sure = verb.is_some() || sentence.words.get(end).is_none_or(|next| !next.is_word());
        if !sure && end > start + 1 {
            let open = (start + 1..end).map(|at| stem(sentence.lower(at))).collect();
            return owner(sentence, &[start]).map(|owner| (Owner { open, ..owner }, start + 1));
        }
    }
    while end > start && matches!(sentence.lower(end - 1), "and" | "of" | "for") {
        end -= 1;
    }
    let mut found: Vec<usize> = (start..end).collect();
    // "the nursery at Brookside"
    let name = |at: usize| sentence.words.get(at).is_some_and(|word| word.is_capital()) && is_part(sentence, at);
    if !found.is_empty() && matches!(sentence.lower(end), "at" | "in" | "of" | "for") && name(end + 1) {
        let more = (end + 1..sentence.words.len()).take_while(|at| name(*at)).count();
        found.extend(end + 1..end + 1 + more);
        end += 1 + more;
    }
    owner(sentence, &found).map(|owner| (owner, end))
}

/// The owner that the words before an index end with: "the contact centre" before "has".
pub(super) fn before(sentence: &Sentence<'_>, end: usize) -> Option<Owner> {
    let skipped = (0..end).rev().take_while(|at| is_adverb(sentence.lower(*at))).count();
    let end = end - skipped;
    let part = |at: &usize| {
        is_part(sentence, *at)
            || is_determiner(sentence.lower(*at))
            || matches!(sentence.lower(*at), "of" | "at" | "in" | "for")
    };
    // "the scrutiny and democratic services team"
    let both = |at: &usize| {
        sentence.lower(*at) == "and"
            && *at > 0
            && is_part(sentence, at - 1)
            && is_part(sentence, at + 1)
            && !is_noun(sentence, at - 1)
    };
    let part = |at: &usize| part(at) || both(at);
    let mut start = end - (0..end).rev().take_while(part).take(LONGEST + 3).count();
    // "In the contact centre there are", "of the contact centre's"
    while start < end && matches!(sentence.lower(start), "of" | "at" | "in" | "for" | "and") {
        start += 1;
    }
    // "the move of the pest control team" is about the team.
    let inner = (start..end).rev().find(|at| is_determiner(sentence.lower(*at)));
    let start = inner.map_or(start, |inner| match sentence.before(inner) {
        "at" | "in" | "of" | "for" if start < inner && !is_kind_at(sentence, start..inner) => inner,
        _ if inner > start && !matches!(sentence.before(inner), "at" | "in" | "of" | "for") => inner,
        _ => start,
    });
    let found: Vec<usize> = (named_from(sentence, start, end)..end).filter(|at| is_part(sentence, *at)).collect();
    owner(sentence, &found)
}

/// Where a name begins within words that end with it: "close Hillside day centre".
fn named_from(sentence: &Sentence<'_>, start: usize, end: usize) -> usize {
    // "the nursery at Brookside"
    if is_determiner(sentence.lower(start)) || is_determiner(sentence.before(start)) {
        return start;
    }
    (start..end).find(|at| sentence.words[*at].is_capital() && is_part(sentence, *at)).unwrap_or(start)
}

/// The owner that a sentence speaks of last before an index: a team or a service by that word, or a name of two words.
pub(super) fn mentioned(sentence: &Sentence<'_>, end: usize) -> Option<Owner> {
    let capital = |at: usize| is_capital_of_name(sentence, at);
    let ends_name = |at: &usize| {
        let title = "manager director officer member councillor name head lead chair";
        let named = *at > 0 && capital(*at) && capital(at - 1) && !among(title, sentence.lower(*at));
        let kind = is_kind(sentence.lower(*at)) && !is_kind(sentence.lower(at + 1)) && is_part(sentence, *at);
        named || kind
    };
    let until = end.min(sentence.words.len());
    (0..until).rev().filter(ends_name).find_map(|last| mentioned_at(sentence, last, until))
}

/// Whom a sentence is about: the team or the service that it names first, or else what its verb is of.
pub(super) fn topic(sentence: &Sentence<'_>) -> Option<Owner> {
    let verb = |at: &usize| among("is are was were has have had will would can may", sentence.lower(*at));
    let first = (1..=sentence.words.len()).find_map(|end| mentioned(sentence, end));
    // One word alone, "Cover is", may be of anything.
    let subject = || {
        let verb = (1..sentence.words.len()).find(verb)?;
        before(sentence, verb).filter(|owner| owner.names.len() > 1 && !is_noun(sentence, verb - 1))
    };
    first.or_else(subject).filter(|owner| !owner.names.is_empty())
}

/// The owner whose name ends at an index, or goes on with a place: "the depot at Kingsway".
fn mentioned_at(sentence: &Sentence<'_>, last: usize, until: usize) -> Option<Owner> {
    let both = |at: &usize| sentence.lower(*at) == "and" && *at > 0 && is_part(sentence, at - 1) && *at + 1 < last;
    let start = last - (0..last).rev().take_while(|at| is_part(sentence, *at) || both(at)).take(LONGEST).count();
    let mut found: Vec<usize> = (named_from(sentence, start, last + 1)..=last).collect();
    if matches!(sentence.lower(last + 1), "at" | "in") && last + 2 < until {
        found.extend((last + 2..until).take_while(|at| is_capital_of_name(sentence, *at)));
    }
    owner(sentence, &found).filter(|owner| !owner.names.is_empty())
}

fn is_capital_of_name(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.words[at].is_capital() && is_part(sentence, at) && !is_noun(sentence, at)
}

/// The word for a team or a service that a sentence has last before an index.
pub(super) fn kind_mentioned(sentence: &Sentence<'_>, end: usize) -> Option<String> {
    (0..end).rev().map(|at| sentence.lower(at)).find(|lower| is_kind(lower)).map(stem)
}

fn owner(sentence: &Sentence<'_>, found: &[usize]) -> Option<Owner> {
    let words = found.iter().map(|at| sentence.lower(*at)).filter(|lower| !among("and of for & ' ’", lower));
    let all: Vec<&str> = words.collect();
    // "The city council's staff" are the Council's.
    let council = all.iter().any(|lower| lower.starts_with("council"));
    let own = |lower: &&&str| {
        let place = council && matches!(**lower, "city" | "county" | "borough" | "district");
        !is_kind_without_name(lower)
            && !place
            && !among("head manager director existing current present new same small large little", lower)
    };
    let names: BTreeSet<String> = all.iter().filter(own).flat_map(|lower| stems(lower)).collect();
    let kind = all.iter().rev().find(|lower| is_kind(lower)).map(|lower| stem(lower));
    let ends = found.first().zip(found.last());
    let joined = ends.is_some_and(|(first, last)| (*first..*last).any(|at| among("and &", sentence.lower(at))));
    (!all.is_empty()).then_some(Owner { names, kind, open: Vec::new(), joined })
}

fn is_kind_at(sentence: &Sentence<'_>, mut range: Range<usize>) -> bool {
    range.any(|at| is_kind(sentence.lower(at)))
}

/// "and" or "of" within a name: "Revenues and Benefits".
fn joins(sentence: &Sentence<'_>, at: usize) -> bool {
    let capital = |at: usize| sentence.words.get(at).is_some_and(|word| word.is_capital());
    matches!(sentence.lower(at), "and" | "of" | "for" | "&") && at > 0 && capital(at - 1) && capital(at + 1)
}

/// Whether a word may be part of the name of an owner.
fn is_part(sentence: &Sentence<'_>, at: usize) -> bool {
    const STOPS: &str = "said says told noted heard within without during because while whereas although since work works working \
         employed based only just whose whom under per loss fill make made via asked whether reported every \
         across means everyone everybody post total people employees colleagues we us own full-time-equivalent fte \
         ftes wte full-time equivalent equivalents whole entire";
    let Some(word) = sentence.words.get(at) else { return false };
    let lower = word.lower.as_str();
    let counted = sentence.quantities.iter().any(|one| one.first <= at && at < one.end);
    // "the Looked After Children's Team"
    let within = word.is_capital() && at > 1 && sentence.words[at - 1].is_capital();
    // "the hubs' staff"
    let genitive = matches!(lower, "'" | "’") && sentence.before(at).ends_with('s');
    joins(sentence, at)
        || genitive
        || within && word.is_word() && month(word.text).is_none()
        || word.is_word()
            && !counted
            && !is_little(lower)
            && !is_adverb(lower)
            && !among(STOPS, lower)
            && month(word.text).is_none()
}

/// "the", "our": what stands before an owner.
fn is_determiner(lower: &str) -> bool {
    among("the our this a its their", lower)
}

/// Words of time and manner that stand beside a verb.
pub(super) fn is_adverb(lower: &str) -> bool {
    among("currently now still today presently there also then already only just together", lower)
}

/// A word for a team or a council, which is none by itself.
fn is_kind_without_name(lower: &str) -> bool {
    let bare = lower.strip_suffix("'s").unwrap_or(lower);
    among(
        "team teams service services unit department division directorate section council councils authority \
                function workforce staff headcount complement force crew company",
        bare,
    )
}

/// A word for a team, a service or a place of work.
fn is_kind(lower: &str) -> bool {
    let bare = lower.strip_suffix("'s").unwrap_or(lower);
    is_kind_without_name(lower)
        || among(
            "agency archive archives branch centre centres crematorium depot depots desk home homes hub hubs laboratory \
                libraries library museum museums nursery office partnership pool school schools theatre trust",
            bare,
        )
}
