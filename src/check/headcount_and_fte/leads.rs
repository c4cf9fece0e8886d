//! What leads to a number of staff: a verb of having, "there are", "all", "the", or the name of those whose they are.

use crate::check::headcount_and_fte::owners::{self, Owner, is_adverb};
use crate::check::headcount_and_fte::staff::is_general;
use crate::check::quantities::Sentence;

/// What stands before a number of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lead {
    /// "All 22", "the 22", "every one of the 22".
    Known,
    /// "The contact centre's 60", "the parks team of 34".
    Owner {
        /// Whose they are.
        owner: Owner,
        /// Whether people are counted, whatever follows: "the depot's workforce of 165".
        people: bool,
    },
    /// "Its 60", "of its 60"; `people` for "its staff of ten".
    Its {
        /// Whether people are counted, whatever follows.
        people: bool,
    },
    /// "The library service employs", with the subject; none for "it".
    Has { subject: Option<Owner>, past: bool, consists: bool, people: bool },
    /// "There are".
    Are,
    /// Nothing: "Forty people work in the school kitchens".
    First,
}

impl Lead {
    /// Whether it says that people are counted, as "headcount of" does.
    pub fn names_people(&self) -> bool {
        matches!(
            self,
            Self::Has { people: true, .. } | Self::Owner { people: true, .. } | Self::Its { people: true }
        )
    }

    /// Whether its verb is of the past.
    pub fn past(&self) -> Option<bool> {
        if let Self::Has { past, .. } = self { Some(*past) } else { None }
    }
}

/// What leads to the number that begins at an index.
pub(super) fn lead(sentence: &Sentence<'_>, number: usize) -> Option<Lead> {
    let lower = |at: usize| sentence.lower(at);
    let back = (0..number).rev().take_while(|at| is_adverb(lower(*at)) && lower(*at) != "there").count();
    let Some(at) = (number - back).checked_sub(1) else { return Some(Lead::First) };
    if matches!(lower(at), "," | ";" | ":") || matches!(lower(at), "that" | "where") && at > 0 {
        return Some(Lead::First);
    }
    // "all the 22", "every one of the 22"
    if matches!(lower(at), "all" | "the") {
        return Some(Lead::Known);
    }
    if lower(at) == "its" {
        return Some(Lead::Its { people: false });
    }
    if is_genitive(sentence, at) {
        return owners::before(sentence, at + 1).map(|owner| Lead::Owner { owner, people: false });
    }
    if lower(at) == "of" {
        return of(sentence, at);
    }
    if matches!(lower(at), "are" | "were") && sentence.before(at) == "there" {
        return Some(Lead::Are);
    }
    has(sentence, at)
}

/// "The contact centre's", "the recycling centres'".
fn is_genitive(sentence: &Sentence<'_>, at: usize) -> bool {
    let lower = sentence.lower(at);
    lower.ends_with("'s")
        || lower.ends_with("s'")
        || matches!(lower, "'" | "’") && sentence.before(at).ends_with('s')
}

/// "A headcount of", "the depot's workforce of", "the parks team of", "made up of".
fn of(sentence: &Sentence<'_>, of: usize) -> Option<Lead> {
    let body = of.checked_sub(1)?;
    if !matches!(
        sentence.lower(body),
        "headcount" | "workforce" | "staff" | "team" | "complement" | "unit" | "crew" | "establishment"
    ) {
        return has(sentence, of);
    }
    let mut start = body;
    while matches!(sentence.before(start), "total" | "whole" | "overall" | "entire" | "full") {
        start -= 1;
    }
    let before = start.checked_sub(1)?;
    let owned = |owner| Lead::Owner { owner, people: true };
    match sentence.lower(before) {
        "a" => match has(sentence, before.checked_sub(1)?)? {
            Lead::Has { subject, past, .. } => Some(Lead::Has { subject, past, consists: true, people: true }),
            _ => None,
        },
        "its" => Some(Lead::Its { people: true }),
        _ if is_genitive(sentence, before) => owners::before(sentence, before + 1).map(owned),
        // "the parks team of 34"
        _ if matches!(sentence.lower(body), "team" | "unit") => owners::mentioned(sentence, of).map(owned),
        _ => None,
    }
}

/// A verb of having that ends at an index, with its subject.
fn has(sentence: &Sentence<'_>, at: usize) -> Option<Lead> {
    let lower = |at: usize| sentence.lower(at);
    let back = |many: usize| at.checked_sub(many).map_or("", lower);
    let (verb, past, consists) = match (back(1), lower(at)) {
        // "The office's staff number 14"
        (staff, "number") if is_general(staff) => {
            let subject = Some(owners::before(sentence, at - 1)?);
            return Some(Lead::Has { subject, past: false, consists: true, people: true });
        }
        ("consists" | "consist", "of") => (at - 1, false, true),
        ("consisted", "of") => (at - 1, true, true),
        ("up", "of") if back(2) == "made" => (at.checked_sub(3)?, matches!(back(3), "was" | "were"), true),
        ("staffed" | "run" | "operated", "by") => (at.checked_sub(2)?, matches!(back(2), "was" | "were"), false),
        (_, "has" | "have" | "employs" | "employ" | "contains") => (at, false, false),
        (_, "had" | "employed" | "contained") => (at, true, false),
        (_, "comprises" | "comprise" | "is" | "numbers" | "are") => (at, false, true),
        (_, "comprised" | "was" | "numbered") => (at, true, true),
        _ => return None,
    };
    if matches!(
        sentence.before(verb),
        "will" | "to" | "may" | "can" | "must" | "not" | "who" | "each" | "that" | "also"
    ) {
        return None;
    }
    // "The housing team, which has 11 officers"
    let comma = verb.checked_sub(2).filter(|at| sentence.before(verb) == "which" && lower(*at) == ",");
    if let Some(comma) = comma {
        let subject = Some(owners::before(sentence, comma)?);
        return Some(Lead::Has { subject, past, consists, people: false });
    }
    // "It has", "they employ": what was spoken of.
    let stands = matches!(sentence.before(verb), "it" | "they");
    let subject = owners::before(sentence, verb);
    if subject.is_none() && !stands {
        return None;
    }
    // "The headcount of the procurement team is 16"
    let said = (0..verb).any(|at| matches!(lower(at), "headcount" | "workforce"));
    let people = matches!(lower(verb), "numbers" | "numbered") || said && matches!(lower(at), "is" | "was");
    Some(Lead::Has { subject: subject.filter(|_| !stands), past, consists, people })
}
