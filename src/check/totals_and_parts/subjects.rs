//! What a comparison is about: the total, one of its parts, or something of which nobody can tell.

use std::ops::Range;

use crate::check::quantities::Sentence;
use crate::check::totals_and_parts::changes::is_change;
use crate::check::totals_and_parts::names::{Term, is_empty, terms};
use crate::check::totals_and_parts::parts::Whole;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// Nothing is named: ", up from 350".
    Nobody,
    /// "This", "it", "the figure": what was spoken of last.
    Last,
    /// "The total", "overall", or what the total counts.
    Total,
    /// One word that is neither the total's nor a part's: "turnover", "demand".
    Word,
    /// Something narrower, or other: "refuse complaints".
    Unclear,
    /// A part.
    Part,
}

/// The subject that some words name, up to their verb.
pub(super) fn subject(sentence: &Sentence<'_>, range: Range<usize>, whole: &Whole) -> Subject {
    let said = terms(sentence, range.clone());
    let number_of_part = sentence
        .quantities
        .iter()
        .filter(|one| range.contains(&one.first))
        .any(|one| (0..whole.parts.len()).any(|part| whole.value(part) == one.value));
    if number_of_part || whole.speaks_of_part(&said) {
        return Subject::Part;
    }
    let lower = |at: usize| sentence.lower(at);
    let any = |words: &[&str]| range.clone().any(|at| words.contains(&lower(at)));
    if any(&["total", "totals", "overall", "altogether", "all", "together", "whole", "entire"]) {
        return Subject::Total;
    }
    let opens = range
        .clone()
        .find(|at| sentence.words.get(*at).is_some_and(|word| word.is_word() && !is_opening(&word.lower)));
    let Some(opens) = opens else { return Subject::Nobody };
    let verb = (opens..range.end).find(|at| is_verb(lower(*at)) || is_change(sentence, *at)).unwrap_or(range.end);
    // "Members welcomed this increase": what was spoken of last has increased.
    if verb < range.end && is_change(sentence, verb) && matches!(sentence.before(verb), "this" | "that" | "such") {
        return Subject::Last;
    }
    let named: Vec<Term> = terms(sentence, opens..verb);
    let known = |term: &&Term| whole.own.iter().any(|own| own.is_kin(term));
    // "The number of deaths reported", "the visits made": the participle tells nothing.
    let participle = |term: &&Term| term.stem.ends_with("ed") && named.iter().any(|other| known(&other));
    let unknown = named.iter().filter(|term| !known(term) && !participle(term)).count();
    let points = matches!(lower(opens), "this" | "that" | "it" | "these" | "they" | "those" | "which");
    match (named.len(), unknown) {
        // "This", "The figure"; "this number of calls" has a name of its own.
        (0, _) if points || any(&["figure", "figures", "number", "numbers"]) => Subject::Last,
        (0, _) => Subject::Nobody,
        (_, 0) => Subject::Total,
        (1, 1) => Subject::Word,
        // "The market's income", "trade at the port", where the market or the port had so much.
        (2, 1) if known(&&named[0]) && is_genitive(lower(named[0].last)) && !is_price(lower(named[1].last)) => {
            Subject::Word
        }
        (2, 1) if !known(&&named[0]) && matches!(lower(named[0].last + 1), "at" | "by") => Subject::Word,
        // "Sales of tickets", where so many tickets were sold.
        (2, 1) if !known(&&named[0]) && sentence.lower(named[0].last + 1) == "of" => Subject::Total,
        _ if points && verb == opens + 1 => Subject::Last,
        _ => Subject::Unclear,
    }
}

fn is_genitive(lower: &str) -> bool {
    lower.ends_with("'s") || lower.ends_with("s'")
}

/// Whether a word is of what things cost, which is another matter than how many there are.
fn is_price(lower: &str) -> bool {
    matches!(
        lower,
        "charge"
            | "charges"
            | "debt"
            | "debts"
            | "fee"
            | "fees"
            | "price"
            | "prices"
            | "rate"
            | "rates"
            | "rent"
            | "rents"
    )
}

/// What opens a sentence or a clause and names nothing.
fn is_opening(lower: &str) -> bool {
    matches!(lower, "so" | "and" | "but" | "means" | "meaning" | "result" | "as" | "a" | "an" | "the" | "in" | "by")
        || is_empty(lower)
            && !matches!(
                lower,
                "this"
                    | "that"
                    | "it"
                    | "these"
                    | "they"
                    | "those"
                    | "which"
                    | "figure"
                    | "figures"
                    | "number"
                    | "numbers"
            )
}

fn is_verb(lower: &str) -> bool {
    matches!(
        lower,
        "is" | "are"
            | "was"
            | "were"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "may"
            | "be"
            | "been"
            | "being"
            | "represents"
            | "represented"
            | "marks"
            | "shows"
            | "stood"
            | "stands"
            | "continues"
            | "continued"
    )
}
