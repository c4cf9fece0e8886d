//! What a record tells after a "None" that is no plain declaration: that somebody has to do with the matter, or left the room; that another
//! way of doing it was looked at.

use std::ops::Range;

use crate::check::answer::among;
use crate::check::decision_record::told::{NOT, clauses, denied};
use crate::check::words::{Word, bare, lower, words};

/// The clause of an answer on conflicts that says after a denial that a member has a tie to the matter or left the room, unless it or
/// what follows says why that is none: "The Monitoring Officer advised that this was no interest."
pub fn after_denial(text: &str) -> Option<Range<usize>> {
    let clauses = clauses(text);
    let from = clauses.iter().position(|clause| denied(&text[clause.clone()]))? + 1;
    let after = clauses.get(from..)?;
    let open = |clause: &Range<usize>| words(&text[clause.clone()]).iter().any(|word| among(NOT, &word.lower));
    if after.iter().any(open) {
        return None;
    }
    after.iter().find(|clause| is_tied(&words(&text[(*clause).clone()]))).cloned()
}

/// "Councillor A Name is a director of the contractor", "works for the contractor", "left the room".
fn is_tied(words: &[Word<'_>]) -> bool {
    /// What somebody is who may gain or lose.
    const TIES: &str = "beneficiary customer director employee founder governor landlord leaseholder lessee neighbour owner partner \
        proprietor shareholder tenant treasurer trustee";
    /// What somebody holds who may gain or lose.
    const HELD: &str = "allotment berth contract garage home house interest lease licence market permit pitch plot property share shares shop \
        site stake stall tenancy";
    /// Nobody else's, and not of another time.
    const ELSE: &str = "asked former formerly said that told until";
    /// How many words a name takes.
    const NAME: usize = 8;
    let member = |at: usize| among("cllr councillor leader mayor", bare(&words[at]));
    let Some(who) = (0..words.len().min(NAME)).find(|at| member(*at)) else { return false };
    if words.iter().any(|word| among(ELSE, &word.lower)) {
        return false;
    }
    let office = |at: usize| among("a an the", lower(words, at));
    let is = |at: usize| {
        lower(words, at) == "is"
            && (office(at + 1) && (at + 2..at + 5).any(|at| among(TIES, lower(words, at)))
                || among("employed married related", lower(words, at + 1)))
    };
    let works = |at: usize| {
        let when = among("moment time weekend", lower(words, at + 3));
        lower(words, at) == "works" && among("at for", lower(words, at + 1)) && !when
            || among("owns rents leases", lower(words, at))
            || among("keeps manages operates runs", lower(words, at)) && office(at + 1)
            || among("has holds", lower(words, at))
                && office(at + 1)
                && (at + 2..at + 5).any(|at| among(HELD, lower(words, at)))
    };
    let left = |at: usize| {
        matches!((lower(words, at), lower(words, at + 1)), ("left", "the"))
            && among("chamber room", lower(words, at + 2))
            && matches!(lower(words, at + 3), "" | ".")
    };
    (who + 1..words.len().min(who + NAME)).any(|at| is(at) || works(at) || left(at))
}

/// "Doing nothing was looked at", and no more: that something was not thought possible is a reason for a None.
pub fn is_looked_at(words: &[Word<'_>]) -> bool {
    /// What begins the name of another way of doing it.
    const WAYS: &str =
        "closing delaying do doing extending keeping leaving mending moving selling stopping waiting";
    let Some(was) = words.iter().position(|word| among("was were", &word.lower)) else { return false };
    let also = usize::from(lower(words, was + 1) == "also");
    let verb = was + 1 + also;
    let end = if lower(words, verb) == "looked" && lower(words, verb + 1) == "at" { verb + 2 } else { verb + 1 };
    let looked = end == verb + 2 || among("considered discussed examined explored", lower(words, verb));
    was > 1 && among(WAYS, lower(words, 0)) && looked && matches!(lower(words, end), "" | ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_none_is_contradicted_by_what_somebody_is() {
        for text in [
            "No conflicts were declared. Councillor Bell is a director of the contractor.",
            "None declared. Councillor Bell works for the contractor.",
            "None. Councillor Bell left the room.",
            "There were none. The wife of Councillor Bell works at the site.",
            "None; Councillor Bell owns the land.",
            "None declared. Councillor R Pell's wife runs a stall.",
            "None declared. Councillor Bell keeps a boat in the harbour.",
            "None. Councillor Bell's son has a plot on the site.",
            "No conflicts. The Mayor holds a permit for the street.",
            "None. Cllr Bell's firm manages the hall.",
            "None. The Leader's brother is the landlord.",
        ] {
            assert!(after_denial(text).is_some(), "{text}");
        }
        for text in [
            "None.",
            "None. Councillor Bell left the room before this item.",
            "None. Councillor Bell is a member of the Cabinet.",
            "None. The Leader is the Cabinet Member for Finance.",
            "None. Councillor Bell was a director until 2019.",
            "None. Councillor Bell is a former director of the contractor.",
            "None. Councillor Bell is a governor. The Monitoring Officer advised that this is no interest.",
            "None. Councillor Bell is a governor of a school, but not of this one.",
            "Councillor Bell is a director of the contractor.",
            "None. The Leader works at the weekend.",
            "None. Councillor Bell said that her sister works for the council.",
        ] {
            assert!(after_denial(text).is_none(), "{text}");
        }
    }

    #[test]
    fn another_way_may_have_been_looked_at() {
        for text in
            ["Doing nothing was looked at.", "Closing the site was also considered", "Do nothing was considered."]
        {
            assert!(is_looked_at(&words(text)), "{text}");
        }
        for text in [
            "Doing nothing was considered unlawful.",
            "The petition was considered.",
            "Doing nothing was not possible.",
            "Closing was considered by the auditor.",
        ] {
            assert!(!is_looked_at(&words(text)), "{text}");
        }
    }
}
