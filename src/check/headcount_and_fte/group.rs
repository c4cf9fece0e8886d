//! The words that tell which group of people a count is of, and those that tell it from other counts.

use std::collections::BTreeSet;

use crate::check::dates::month;
use crate::check::numerals::numeral_at;
use crate::check::words::{Word, is_little};

/// The stems of the words that tell what a sentence is about.
pub(super) fn content(words: &[Word<'_>]) -> BTreeSet<String> {
    let says =
        |word: &&Word<'_>| word.is_word() && !is_little(&word.lower) && !is_filler(&word.lower) && !is_number(word);
    let own = words.iter().filter(says);
    own.filter(|word| !matches!(word.lower.as_str(), "full-time" | "full" | "equivalent" | "equivalents"))
        .map(|word| stem(&word.lower))
        .collect()
}

/// Whether a word is a number, or a part of one: "twelve", "hundred".
fn is_number(word: &Word<'_>) -> bool {
    matches!(word.lower.as_str(), "hundred" | "thousand" | "half" | "dozen")
        || numeral_at(std::slice::from_ref(word), 0).is_some()
}

/// The service and the Council, which are fillers elsewhere.
pub(super) fn units(words: &[Word<'_>]) -> BTreeSet<String> {
    let units = words.iter().map(|word| word.lower.as_str()).filter(|word| matches!(*word, "council" | "service"));
    units.map(str::to_owned).collect()
}

/// Words with a capital within the sentence: what belongs to one place is not what belongs to another.
pub(super) fn names(words: &[Word<'_>]) -> BTreeSet<String> {
    let within = words.iter().skip(1).filter(|word| word.is_word() && word.is_capital());
    within
        .filter(|word| !matches!(word.lower.as_str(), "fte" | "wte" | "council" | "academy" | "service"))
        .map(|word| word.lower.clone())
        .collect()
}

/// People that are counted, as the last word of their name.
pub(super) fn is_people(lower: &str) -> bool {
    const PEOPLE: &[&str] = &[
        "accountants",
        "advisers",
        "advisors",
        "apprentices",
        "assessors",
        "assistants",
        "carers",
        "caseworkers",
        "cleaners",
        "co-ordinators",
        "coordinators",
        "employees",
        "engineers",
        "individuals",
        "inspectors",
        "lawyers",
        "leavers",
        "librarians",
        "managers",
        "members",
        "nurses",
        "officers",
        "people",
        "planners",
        "practitioners",
        "psychologists",
        "rangers",
        "solicitors",
        "staff",
        "starters",
        "supervisors",
        "surveyors",
        "teachers",
        "technicians",
        "therapists",
        "wardens",
        "worker",
        "workers",
    ];
    PEOPLE.contains(&lower)
}

/// Whether the stem of a noun for people tells by itself which they are: "planners", but not "officers".
pub(super) fn is_specific(stem: &str) -> bool {
    const GENERAL: &[&str] = &[
        "adviser",
        "advisor",
        "apprentic",
        "assessor",
        "assistant",
        "co-ordinator",
        "coordinator",
        "employe",
        "employee",
        "individual",
        "inspector",
        "leaver",
        "manager",
        "member",
        "officer",
        "people",
        "peopl",
        "practitioner",
        "staff",
        "starter",
        "supervisor",
        "technician",
        "worker",
    ];
    !GENERAL.contains(&stem)
}

/// Words that say nothing of which people are counted.
pub(super) fn is_filler(lower: &str) -> bool {
    matches!(
        lower,
        "currently"
            | "existing"
            | "now"
            | "present"
            | "still"
            | "time"
            | "total"
            | "whole"
            | "fte"
            | "wte"
            | "we"
            | "being"
            | "council"
            | "service"
            | "numb"
    )
}

/// The beginning of a word, so that "receiving" and "received" are the same.
pub(super) fn stem(lower: &str) -> String {
    let bare = lower.strip_suffix("'s").unwrap_or(lower);
    let cut =
        ["ing", "ed", "es", "s"].iter().find_map(|ending| bare.strip_suffix(ending).filter(|stem| stem.len() > 3));
    cut.unwrap_or(bare).trim_end_matches('e').to_owned()
}

/// Whether a sentence says when it counts, or compares.
pub(super) fn tells_apart(words: &[Word<'_>]) -> bool {
    let year = |word: &Word<'_>| {
        word.text.len() == 4 && word.text.parse::<u32>().is_ok_and(|year| (1990..2100).contains(&year))
    };
    compares(words) || words.iter().any(|word| year(word) || (month(word.text).is_some() && word.text != "May"))
}

/// Whether a sentence compares, or speaks of another time.
pub(super) fn compares(words: &[Word<'_>]) -> bool {
    const TELLS: &[&str] = &[
        "ago",
        "another",
        "average",
        "compared",
        "cut",
        "decrease",
        "decreased",
        "down",
        "elsewhere",
        "earlier",
        "expanded",
        "fall",
        "fell",
        "fewer",
        "forecast",
        "from",
        "future",
        "grew",
        "half",
        "higher",
        "increase",
        "increased",
        "last",
        "later",
        "less",
        "lower",
        "more",
        "national",
        "nationally",
        "neighbouring",
        "neighbour",
        "next",
        "other",
        "planned",
        "previous",
        "previously",
        "quarter",
        "region",
        "regional",
        "respectively",
        "reduced",
        "rise",
        "rose",
        "target",
        "than",
        "then",
        "until",
        "up",
        "year",
    ];
    words.iter().any(|word| TELLS.contains(&word.lower.as_str()))
}
