//! Totals that are compared with an earlier value of something narrower, though no parts of theirs are told: "480 applications …
//! This is up from 395 householder applications in the year before."

use std::ops::Range;

use crate::check::answer::among;
use crate::check::quantities::{Quantity, Sentence, time_unit};
use crate::check::totals_and_parts::changes::{is_change, is_difference, is_earlier};
use crate::check::totals_and_parts::links::link;
use crate::check::totals_and_parts::names::terms;

/// Words before a noun that make it no narrower.
const WIDE: &str = "actual all annual better comparable corresponding different equal equivalent full higher individual known local \
    lower more other overall paid same separate similar such total unique valid";

/// A total and what it is compared with.
#[derive(Debug)]
pub(super) struct Narrower {
    /// The words of the total, in its own sentence.
    pub total: Range<usize>,
    /// How many sentences later the comparison stands: 0 or 1.
    pub later: usize,
    /// The words with the earlier number.
    pub earlier: Range<usize>,
}

/// The total of a sentence that is compared with something narrower, where nothing before spoke of that; `before` are the
/// sentences before it in the paper.
pub(super) fn narrower<'a, 'b>(
    sentence: &'b Sentence<'a>,
    next: Option<&'b Sentence<'a>>,
    before: impl Iterator<Item = &'b Sentence<'a>> + Clone,
) -> Option<Narrower>
where
    'a: 'b,
{
    let total = sentence.quantities.first().filter(|total| is_total(sentence, total))?;
    let (later, compared, earlier) = match (sentence.quantities.get(1), next) {
        (Some(earlier), _) if goes_on(sentence, total.end, earlier) => (0, sentence, earlier),
        (None, Some(next)) => (1, next, next.quantities.first().filter(|one| points(next, one))?),
        _ => return None,
    };
    let named = earlier.end..earlier.end + 2;
    let modifier = compared.words.get(earlier.end)?;
    let noun = terms(sentence, total.end..total.end + 1);
    let said = terms(compared, named.clone());
    let ([noun], [kind, same]) = (noun.as_slice(), said.as_slice()) else { return None };
    let narrow = noun.stem == same.stem
        && !among(WIDE, &modifier.lower)
        && !modifier.is_capital()
        && !modifier.lower.ends_with("ed")
        && !earlier.money;
    let known = |one: &Sentence<'_>, end: usize| terms(one, 0..end).iter().any(|term| term.is_kin(kind));
    let spoken_of = known(sentence, if later == 0 { earlier.first } else { sentence.words.len() }) || { before }
        .any(|one| known(one, one.words.len()));
    let then = is_earlier(compared, earlier.first.saturating_sub(6)..compared.words.len(), None);
    (narrow && then && !spoken_of).then_some(Narrower {
        total: total.first..total.end,
        later,
        earlier: earlier.first..named.end,
    })
}

/// Whether a number counts things that nothing narrows, and is compared with nothing itself.
fn is_total(sentence: &Sentence<'_>, total: &Quantity) -> bool {
    let plural =
        sentence.lower(total.end).ends_with('s') || among("people children women men", sentence.lower(total.end));
    let counts = plural && time_unit(sentence.lower(total.end)).is_none() && !total.money;
    // "480 applications for extensions", "310 placements in nursing homes" are narrower themselves.
    let narrowed =
        among("about by concerning for from of on that to where who with", sentence.lower(total.end + 1));
    counts && !narrowed && link(sentence, 0, total, false).is_none() && !is_difference(sentence, total)
}

/// ", which is a rise from 205", ", up from 205", "compared with 205": a comparison that goes on from the total.
fn goes_on(sentence: &Sentence<'_>, from: usize, earlier: &Quantity) -> bool {
    let Some(link) = link(sentence, from, earlier, false) else { return false };
    let start = (from..link.change.max(link.lead)).rev().find(|at| among(", ; – — (", sentence.lower(*at)));
    start.is_some_and(|start| is_bare(sentence, start + 1, earlier.first))
}

/// "This is up from 395": a sentence that goes on from the total.
fn points(sentence: &Sentence<'_>, earlier: &Quantity) -> bool {
    let this =
        among("this that it", sentence.lower(0)) && among("compares is marks represents was", sentence.lower(1));
    this && link(sentence, 0, earlier, false).is_some() && is_bare(sentence, 1, earlier.first)
}

/// Whether the words of a comparison before its number name nothing that is counted.
fn is_bare(sentence: &Sentence<'_>, from: usize, to: usize) -> bool {
    let change =
        |last: usize| is_change(sentence, last) || among("compared compares contrast", sentence.lower(last));
    terms(sentence, from..to).iter().all(|term| change(term.last))
}

#[cfg(test)]
mod tests {
    use super::narrower;
    use crate::check::passage::Passage;
    use crate::check::quantities::Sentence;

    fn told(text: &str) -> bool {
        let passage = Passage::plain(text);
        let read = Sentence::all(&passage);
        (0..read.len()).any(|at| narrower(&read[at], read.get(at + 1), read[..at].iter()).is_some())
    }

    #[test]
    fn a_total_beside_something_narrower_is_found() {
        let missed: Vec<&&str> = TOLD.iter().filter(|text| !told(text)).collect();
        assert_eq!(missed, Vec::<&&str>::new());
    }

    #[test]
    fn what_may_be_the_same_is_left_alone() {
        let found: Vec<&&str> = KEPT.iter().filter(|text| told(text)).collect();
        assert_eq!(found, Vec::<&&str>::new());
    }

    const TOLD: &[&str] = &[
        "The Council decided 480 applications in the year. This is up from 395 householder applications in the year before.",
        "The Council pays for 310 placements in total, which is a rise from 205 nursing placements a year ago.",
        "Wardens issued 1,240 notices in 2025, up from 910 parking notices in 2024.",
        "The library lent 88,000 items in all. This compares with 61,000 digital items last year.",
        "We received 92 complaints, compared with 70 formal complaints in the previous year.",
        "The team carried out 615 inspections last year. That is more than the 480 hygiene inspections of the year before.",
        "In the summer 430 children took part, an increase from 320 nursery children last summer.",
        "The service lost 64 employees in the year, against 41 permanent employees in 2023/24.",
    ];

    const KEPT: &[&str] = &[
        "The Council decided 480 applications in the year. This is up from 395 applications in the year before.",
        "Householder cases were many. The Council decided 480 applications, up from 395 householder applications last year.",
        "The Council decided 480 householder applications. This is up from 395 householder applications last year.",
        "The Council decided 480 applications for extensions, up from 395 householder applications last year.",
        "The nursing team made 310 placements, which is a rise from 205 nursing placements a year ago.",
        "We received 92 complaints, compared with 70 recorded complaints in the previous year.",
        "We received 92 complaints, compared with 70 similar complaints in the previous year.",
        "The fire service attended 510 incidents. This is up from 470 fire incidents in 2023.",
        "There were 640 visitors. Of the events, craft was up from 205 craft visitors last year.",
        "There were 480 applications. Householder work is up from 395 householder applications last year.",
        "The Council has 120 vehicles. It needs more than the 95 electric vehicles planned.",
        "The Council owns 320 garages. It was offered 40 empty garages in 2019.",
        "In total 64 pupils came, compared with 58 Castle pupils last year.",
    ];
}
