//! Totals that stand before a hyphen: "the 48-member panel is made up of 30 tenants and 16 owners".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::numerals::numeral_at;
use crate::check::quantities::{Quantity, Sentence};
use crate::check::totals_and_parts::adding::items::{self, Kind, items};
use crate::check::totals_and_parts::adding::leads::{clause_end, made_up};
use crate::check::totals_and_parts::adding::{Sum, Trust, missing, sum};
use crate::check::words::words;

/// How many words may stand between the total and "made up of".
const APART: usize = 8;

/// The total of a body that is told with how many it has, and its parts.
pub(super) fn counted(sentence: &Sentence<'_>) -> Option<Sum> {
    (0..sentence.words.len()).find_map(|at| {
        let (value, noun) = body(sentence, at)?;
        let lead = at + 1..(at + APART).min(sentence.words.len());
        let counted = |at: &usize| sentence.quantities.iter().any(|one| one.first == *at);
        let from = lead.take_while(|at| !counted(at)).find_map(|at| Some((at, made_up(sentence, at)?)));
        let (led, from) = from?;
        let range = from..clause_end(sentence, from);
        let own = |range: Range<usize>| { range }.any(|at| sentence.lower(at) == format!("{noun}s"));
        let chunks = items::chunks(sentence, &range);
        let taken_up = chunks.iter().all(|chunk| own(chunk.clone()));
        // "made up mainly of", "the 48-member council meets in a chamber made up of"
        let other = |at: usize| {
            among("at by costs for from has in its of on that to which who whose with", sentence.lower(at))
        };
        let paid = among("came come comes coming financed funded met paid", sentence.lower(led));
        let open = paid || items::is_open(sentence, at + 1..led) || (at + 1..led).any(other);
        // "and led by two managers" is no part.
        let odd = |at: usize| is_body(sentence.lower(at)) || sentence.lower(at) == "by";
        if open || !(taken_up || is_counted(noun)) || range.clone().any(odd) {
            return None;
        }
        let total = Quantity { first: at, end: at + 1, value, money: false };
        let found = sum(sentence, &total, items(sentence, range.clone(), Kind::Count)?, Trust::Likely)?;
        let found = Sum { total: value.normalize().to_string(), ..found };
        (!missing::is_said(&found, sentence, &range)).then_some(found)
    })
}

/// The number and the noun of "48-member", "twenty-four-seat".
fn body<'a>(sentence: &Sentence<'a>, at: usize) -> Option<(Decimal, &'a str)> {
    let (number, noun) = sentence.words[at].text.rsplit_once('-')?;
    let written = words(number);
    let numeral = numeral_at(&written, 0).filter(|numeral| numeral.end == written.len())?;
    Some((numeral.value, noun))
}

/// Whether the parts of a body with so many of them are they, whatever they are called.
fn is_counted(noun: &str) -> bool {
    const COUNTED: &str = "craft dwelling home member nation person seat site stall strong vehicle";
    among(COUNTED, noun)
}

/// Whether a word names what has several within it, or what is counted apart from people: "three teams and four rooms".
fn is_body(lower: &str) -> bool {
    const BODIES: &str = "bathrooms bedrooms blocks boards bodies branches chambers classes clubs committees councils departments divisions \
        faculties families floors groups halls kitchens offices panels parties rooms rows sections streets sub-committees \
        sub-groups tables teams units wards";
    among(BODIES, lower)
}
