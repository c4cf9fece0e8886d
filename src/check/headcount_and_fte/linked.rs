//! People and equivalents that one sentence says to be the same: "26 nurses, who amount to 29.4 whole-time equivalents".

use crate::check::finding;
use crate::check::headcount_and_fte::staff::{equivalents, is_staff};
use crate::check::passage::Passage;
use crate::check::quantities::{Quantity, Sentence};
use crate::diagnostic::Diagnostic;

/// How many words may stand between the two numbers.
const APART: usize = 14;

/// More equivalents than people, where a verb or a relative joins them.
pub(super) fn find(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let sentences = Sentence::all(passage);
    let in_sentence = |sentence: &Sentence<'_>| {
        sentence.quantities.windows(2).find_map(|pair| {
            let [first, second] = pair else { return None };
            let (people, fte) = match (end_of_fte(sentence, first), end_of_fte(sentence, second)) {
                (None, Some(_)) => (first, second),
                (Some(_), None) => (second, first),
                _ => return None,
            };
            let joined = is_joined(sentence, first, second) && is_of_people(sentence, people);
            let wrong = joined && fte.value > people.value && !people.money && !may_be_other(sentence, fte);
            let end = equivalents(sentence, second.end).unwrap_or(second.end).max(second.end);
            let range = sentence.words.get(first.first)?.range.start..sentence.words.get(end - 1)?.range.end;
            wrong.then(|| {
                let message =
                    format!("{} full-time equivalents cannot be made up of {} people", fte.value, people.value);
                finding(message, &passage.place(&range))
                    .hint("find out which is right: nobody counts for more than one full-time equivalent")
            })
        })
    };
    sentences.iter().filter_map(in_sentence).collect()
}

/// "66.5 FTE", "66.5 full-time posts".
fn end_of_fte(sentence: &Sentence<'_>, quantity: &Quantity) -> Option<usize> {
    let at = quantity.end;
    equivalents(sentence, at).or_else(|| {
        let posts =
            matches!(sentence.lower(at), "full-time" | "whole-time") && sentence.lower(at + 1).starts_with("post");
        posts.then_some(at + 2)
    })
}

/// Whether a number is of people: a word for staff follows it, or a word for a body of them stands before.
fn is_of_people(sentence: &Sentence<'_>, quantity: &Quantity) -> bool {
    let body = quantity.first.checked_sub(2).map_or("", |at| sentence.lower(at));
    let of = sentence.before(quantity.first) == "of"
        && matches!(body, "headcount" | "workforce" | "staff" | "team" | "unit" | "crew");
    // "visitors" are no staff; "health visitors" are.
    let visitors = sentence.lower(quantity.end) == "health" && sentence.lower(quantity.end + 1) == "visitors";
    let noun = (quantity.end..quantity.end + 4)
        .take_while(|at| sentence.words.get(*at).is_some_and(|word| word.is_word()))
        .any(|at| is_staff(sentence.lower(at)) || sentence.lower(at) == "members");
    of || visitors || noun
}

/// Whether the words between two numbers say that they are of the same people.
fn is_joined(sentence: &Sentence<'_>, first: &Quantity, second: &Quantity) -> bool {
    const VERBS: &[&str] = &[
        "amount",
        "amounts",
        "amounted",
        "make",
        "makes",
        "made",
        "fill",
        "filled",
        "fills",
        "hold",
        "held",
        "occupy",
        "occupied",
        "equate",
        "equates",
        "equated",
        "total",
        "totalled",
        "represent",
        "represents",
        "represented",
        "equal",
        "equals",
        "equalled",
        "form",
        "cover",
        "share",
        "shared",
        "come",
        "comes",
    ];
    const FORMS: &[&str] = &[
        "making",
        "giving",
        "totalling",
        "equalling",
        "representing",
        "filling",
        "occupying",
        "equivalent",
        "equal",
        "constituting",
    ];
    let between = end_of_fte(sentence, first).unwrap_or(first.end)..second.first;
    let lower = |at: usize| sentence.lower(at);
    if between.len() > APART || between.is_empty() {
        return false;
    }
    let any = |known: &[&str]| between.clone().any(|at| known.contains(&lower(at)));
    let that = |at: usize| matches!(lower(at), "which" | "who" | "that" | "they" | "this" | "together");
    // "Ten people work for the parks, which comes to 11 full-time equivalents."
    if between.clone().any(|at| that(at) && is_sum(sentence, at + 1, second.first)) {
        return !any(&["but", "while", "than", "each", "from"]);
    }
    if any(&["and", "but", "while", "than", "each", "with", "for", "of"]) && !any(&["equivalent", "up"]) {
        // "13 staff and 14.2 FTE"
        let last = second.first - 1;
        let bare = between.len() <= 3
            && lower(last) == "and"
            && end_of_fte(sentence, second)
                .is_some_and(|end| sentence.words.get(end).is_none_or(|word| !word.is_word()));
        let had = (0..first.first).any(|at| matches!(lower(at), "has" | "have" | "had" | "employs" | "employed"));
        return bare && had;
    }
    let relative = between.clone().any(|at| {
        matches!(lower(at), "which" | "who" | "that" | "they") && {
            let verb =
                (at + 1..second.first).find(|at| !matches!(lower(*at), "together" | "now" | "between" | "them"));
            verb.is_some_and(|verb| {
                VERBS.contains(&lower(verb))
                    || matches!(lower(verb), "is" | "are" | "was" | "were") && verb + 1 == second.first
            })
        }
    });
    let direct =
        between.clone().any(|at| VERBS.contains(&lower(at)) && !between.clone().any(|at| lower(at) == ","));
    let sum = between.clone().any(|at| is_sum(sentence, at, second.first)) && !any(&[","]);
    relative || direct || sum || any(FORMS)
}

/// Whether the words from one on to a number say that it is what others add up to: "came to", "works out at", "equals".
fn is_sum(sentence: &Sentence<'_>, from: usize, number: usize) -> bool {
    let words: Vec<&str> = (from..number).map(|at| sentence.lower(at)).collect();
    let rest = match words.as_slice() {
        ["comes" | "come" | "came" | "corresponds" | "corresponded" | "translates" | "translated", rest @ ..] => {
            rest
        }
        ["amounts" | "amount" | "amounted" | "equates" | "equate" | "equated" | "converts", rest @ ..] => rest,
        ["works" | "work" | "worked", "out", rest @ ..] | ["adds" | "add" | "added", "up", rest @ ..] => rest,
        [
            "equals" | "equal" | "equalled" | "represents" | "represent" | "represented" | "totals" | "total"
            | "totalled",
        ] => return true,
        _ => return false,
    };
    matches!(rest, ["to" | "at" | "as" | "into"])
}

/// Whether equivalents may be no people: vacant, needed, short.
fn may_be_other(sentence: &Sentence<'_>, fte: &Quantity) -> bool {
    const OTHER: &[&str] = &[
        "vacant",
        "vacancies",
        "needed",
        "required",
        "short",
        "below",
        "fewer",
        "less",
        "under",
        "funded",
        "budgeted",
        "establishment",
        "more",
        "additional",
        "will",
        "would",
        "should",
        "could",
        "each",
        "than",
        "above",
        "over",
    ];
    let after = fte.end..(fte.end + 6).min(sentence.words.len());
    let before = 0..fte.first;
    before.chain(after).any(|at| OTHER.contains(&sentence.lower(at)))
}
