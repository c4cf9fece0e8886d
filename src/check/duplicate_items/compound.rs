//! Compounds: whether one wording says in a compound what another says with a preposition: "waste collection update", "update on
//! waste collection".

use crate::check::answer::among;
use crate::check::duplicate_items::forms::singular;
use crate::check::duplicate_items::wording::{Piece, Wording};

/// So many words of content has each half at most.
const LONGEST: usize = 3;

/// Whether two wordings are the same but for a noun with a preposition in the one, "the progress of the service", that stands behind
/// what it belongs to in the other, "the service's progress".
pub fn is_compound_of(one: &Wording, other: &Wording) -> bool {
    stands_behind(one, other) || stands_behind(other, one)
}

fn stands_behind(open: &Wording, compound: &Wording) -> bool {
    let owners = &compound.owners;
    let (open, compound) = (contents(open), contents(compound));
    if open.len() != compound.len() {
        return false;
    }
    // "A housing plan" is nothing of the planning of houses.
    let form = |piece: &Content<'_>| singular(piece.word);
    let same = |one: &[Content<'_>], two: &[Content<'_>]| one.iter().map(form).eq(two.iter().map(form));
    let turned = |start: usize, middle: usize, end: usize| {
        let turn = start + (end - middle);
        let glued = turn > start && turn < end && compound[turn].before.is_empty();
        glued
            && same(&open[..start], &compound[..start])
            && same(&open[start..middle], &compound[turn..end])
            && same(&open[middle..end], &compound[start..turn])
            && same(&open[end..], &compound[end..])
            && leads(
                open[middle - 1].word,
                &open[middle].before,
                owners.iter().any(|owner| owner == compound[turn - 1].word),
            )
    };
    (1..open.len()).any(|middle| {
        (middle.saturating_sub(LONGEST)..middle)
            .any(|start| (middle + 1..=open.len().min(middle + LONGEST)).any(|end| turned(start, middle, end)))
    })
}

/// A word of content, with the little words before it.
struct Content<'a> {
    word: &'a str,
    before: Vec<&'a str>,
}

fn contents(wording: &Wording) -> Vec<Content<'_>> {
    let mut found = Vec::new();
    let mut before = Vec::new();
    for Piece { word, stem } in &wording.pieces {
        match stem {
            Some(_) => found.push(Content { word, before: std::mem::take(&mut before) }),
            None => before.push(word.as_str()),
        }
    }
    found
}

/// Whether the little words after a noun are one preposition that a compound does without, and articles. "Referrals to schools" are
/// not "school referrals", but "changes to rents" are "rent changes"; with an owner, "the school's referrals", it is "of".
fn leads(noun: &str, between: &[&str], owned: bool) -> bool {
    let [preposition, articles @ ..] = between else { return false };
    let plain = among("of on about regarding concerning for in", preposition);
    let changes = *preposition == "to"
        && among(
            "amendment amendments change changes improvement improvements repair repairs update updates",
            noun,
        );
    (*preposition == "of" || !owned && (plain || changes))
        && articles.iter().all(|word| among("a an its our the their", word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_says_what_a_preposition_says() {
        let alike = |one: &str, other: &str| is_compound_of(&Wording::of(one), &Wording::of(other));
        for (one, other) in [
            ("Update on waste collection", "Waste collection update"),
            ("Changes to rents", "Rent changes"),
            ("Note the progress of the waste service.", "Note the waste service's progress."),
            ("Receive an update on rents in May", "Receive a rent update in May"),
        ] {
            assert!(alike(one, other) && alike(other, one), "{one}");
        }
        for (one, other) in [
            ("Managers leave teams", "Teams leave managers"),
            ("Referrals to schools", "School referrals"),
            ("Letters from tenants", "Tenants' letters"),
            ("Update on waste collection", "Collection waste update"),
            ("Update on adults' services", "Children's services update"),
            ("Impact on young people", "Young people's impact"),
            ("Programme of works", "Work programme"),
            ("Plans for housing", "Housing planning"),
            ("Budget", "Budget"),
        ] {
            assert!(!alike(one, other), "{one}");
        }
    }
}
