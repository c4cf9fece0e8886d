//! Comparisons of a total with an earlier value of one of its parts.

use std::ops::Range;

use crate::check::quantities::{Quantity, Sentence};
use crate::check::totals_and_parts::changes::{Size, is_change, is_earlier};
use crate::check::totals_and_parts::links::{Link, link};
use crate::check::totals_and_parts::names::{Term, terms};
use crate::check::totals_and_parts::parts::Whole;
use crate::check::totals_and_parts::subjects::{Subject, subject};

/// Words that may compare a total, and how they stand to it.
#[derive(Clone)]
pub(super) struct Region<'a, 'b> {
    pub sentence: &'b Sentence<'a>,
    pub range: Range<usize>,
    pub place: Place,
    /// The sentence after it, which may draw the conclusion.
    pub next: Option<&'b Sentence<'a>>,
    /// The year that the total is of, where its sentence has one.
    pub now: Option<u32>,
    /// The part that was spoken of last, which "this" can mean.
    pub topic: Option<usize>,
}

/// Where words stand that may compare a total.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Before the total, in its sentence.
    Before,
    /// After its parts, in their sentence.
    Rest,
    /// The same, where a change leads to the total: "visits rose to 410,000 (…) from".
    Changed,
    /// In one of the next sentences.
    Next,
    /// In another paragraph, where only what names the total speaks of it.
    Elsewhere,
}

/// The part, by its place among the parts, with whose earlier value the total is compared, and the words with that value.
pub(super) fn compared(region: &Region<'_, '_>, whole: &Whole) -> Option<(usize, Range<usize>)> {
    let within = |one: &&Quantity| region.range.contains(&one.first);
    region.sentence.quantities.iter().filter(within).find_map(|quantity| {
        let (part, last) = whole.part_named(&reference(region, quantity))?;
        // "Up from 133 statutory and 22 informal complaints": all of the earlier total.
        let others = region.sentence.quantities.iter().filter(within).filter(|other| *other != quantity);
        let whole_of_it = { others }
            .filter_map(|other| whole.part_named(&reference(region, other)))
            .any(|(other, _)| other != part);
        // The part as it is now.
        let same = quantity.value == whole.value(part);
        let said = || match link(region.sentence, region.range.start, quantity, region.place == Place::Changed) {
            Some(link) => is_linked(region, whole, quantity, part, link),
            None => is_stated(region, whole, quantity, part) || is_concluded(region, whole, quantity, part),
        };
        let elsewhere = region.place == Place::Elsewhere;
        (!whole_of_it && !same && (!elsewhere || names_total(region, whole, quantity)) && said())
            .then(|| (part, quantity.first..(last + 1).max(quantity.end)))
    })
}

/// Whether the words before a number name the total, by "total", "number" or the like and by what it counts.
fn names_total(region: &Region<'_, '_>, whole: &Whole, quantity: &Quantity) -> bool {
    let sentence = region.sentence;
    let start = clause_start(region, quantity.first);
    let before = start..quantity.first;
    let own = terms(sentence, before.clone()).iter().any(|term| whole.own.iter().any(|own| own.is_kin(term)));
    let number = before.clone().any(|at| {
        matches!(sentence.lower(at), "total" | "number" | "overall" | "figure" | "all" | "whole" | "sum" | "amount")
    });
    own && (number || whole.total_named(&terms(sentence, before)))
}

/// The words that tell what a number counts: those after it, and those between it and what leads to it; those before it, where
/// nothing else does, as in "volunteers ran 60".
fn reference(region: &Region<'_, '_>, quantity: &Quantity) -> Vec<Term> {
    let sentence = region.sentence;
    let lead =
        link(sentence, region.range.start, quantity, region.place == Place::Changed).map(|link| link.lead + 1);
    let mut found = terms(sentence, lead.unwrap_or(quantity.first)..quantity.first);
    found.extend(terms(sentence, quantity.end..end_of_reference(region, quantity)));
    if found.is_empty() && lead.is_none() { terms(sentence, clause_before(region, quantity)) } else { found }
}

/// The words before a number, from the last sign on.
fn clause_before(region: &Region<'_, '_>, quantity: &Quantity) -> Range<usize> {
    let sign = |at: &usize| matches!(region.sentence.lower(*at), "," | ";" | ":" | "(" | ")" | "–" | "—");
    let start = (region.range.start..quantity.first).rev().find(sign).map_or(region.range.start, |sign| sign + 1);
    start..quantity.first
}

fn end_of_reference(region: &Region<'_, '_>, quantity: &Quantity) -> usize {
    const REASONS: &[&str] = &["because", "due", "since", "when", "while", "reflecting", "owing", "thanks", "so"];
    let sentence = region.sentence;
    let counts = |at: usize| sentence.quantities.iter().any(|one| one.first == at);
    let goes_on = |at: usize| {
        matches!(sentence.lower(at), "and" | "but")
            && matches!(sentence.lower(at + 1), "those" | "the" | "it" | "this" | "that" | "they" | "these")
    };
    let stop = |at: &usize| {
        let lower = sentence.lower(*at);
        counts(*at)
            || goes_on(*at)
            || REASONS.contains(&lower)
            || matches!(lower, "," | ";" | ":" | "(" | ")" | "." | "–" | "—")
    };
    (quantity.end..region.range.end).find(stop).unwrap_or(region.range.end)
}

/// "This was an increase from 133 statutory complaints", ", compared with 60 in the Council".
fn is_linked(region: &Region<'_, '_>, whole: &Whole, quantity: &Quantity, part: usize, link: Link) -> bool {
    let sentence = region.sentence;
    let start = clause_start(region, link.change.min(link.lead));
    let end = end_of_reference(region, quantity);
    let mut about = subject(sentence, start..link.lead, whole);
    // "Compared with 4,800 claims for housing benefit last year, demand has surged."
    let fronted = about == Subject::Nobody && region.place == Place::Next && sentence.lower(end) == ",";
    if fronted {
        let change = (end..region.range.end).find(|at| is_change(sentence, *at)).unwrap_or(region.range.end);
        about = match subject(sentence, end + 1..change, whole) {
            Subject::Word => Subject::Total,
            other => other,
        };
    }
    // "Demand rose from 455 applications": what was counted then is what the total counts now.
    let same = reference(region, quantity).iter().any(|term| whole.own.iter().any(|own| own.is_kin(term)));
    let size = Size::said(sentence, start..clause_end(region, end));
    // "60 about waste and 35 about parking, up from 30 about parking" goes on from the last part.
    let goes_on = region.place == Place::Rest && !whole.closed && part + 1 == whole.parts.len();
    let follows = about == Subject::Nobody
        || about == Subject::Last && (start..link.lead).any(|at| sentence.lower(at) == "which");
    let likely = match about {
        Subject::Part => return false,
        _ if follows && region.place == Place::Rest => !goes_on,
        Subject::Nobody | Subject::Last => region.place != Place::Elsewhere && region.topic != Some(part),
        Subject::Total => true,
        Subject::Word => same,
        Subject::Unclear => false,
    };
    decide(whole, quantity, part, size, likely)
}

/// "The figure was 560 in foster care", "last year's total was 1,900 LED lamps", "2024/25: 27 mainstream".
fn is_stated(region: &Region<'_, '_>, whole: &Whole, quantity: &Quantity, part: usize) -> bool {
    let sentence = region.sentence;
    if !is_earlier(sentence, region.range.clone(), region.now) {
        return false;
    }
    if sentence.before(quantity.first) == ":" {
        let clause = clause_start(region, quantity.first - 1)..quantity.first - 1;
        return clause.len() <= 5 && is_earlier(sentence, clause, region.now);
    }
    // "The figure for the year before, 1,750 for women, was well below this."
    if sentence.before(quantity.first) == "," && sentence.lower(end_of_reference(region, quantity)) == "," {
        let named = region.range.start..quantity.first - 1;
        let figure = named.clone().any(|at| matches!(sentence.lower(at), "figure" | "number" | "total"));
        let about = subject(sentence, named.clone(), whole);
        return figure && named.len() <= 8 && matches!(about, Subject::Last | Subject::Total);
    }
    let verb = (region.range.start.max(quantity.first.saturating_sub(4))..quantity.first).rev().find(|at| {
        matches!(
            sentence.lower(*at),
            "was" | "were" | "been" | "stood" | "totalled" | "amounted" | "reached" | "numbered"
        )
    });
    let Some(verb) = verb else { return false };
    // "The total was 262, 160 of them at pharmacies": the earlier total stands there as well.
    let counted = |one: &Quantity| verb < one.first && one.first < quantity.first && one.value > quantity.value;
    if sentence.quantities.iter().any(counted) {
        return false;
    }
    let start = clause_start(region, verb);
    let been = (start..verb).any(|at| sentence.lower(at) == "having");
    let likely = match subject(sentence, start..verb, whole) {
        Subject::Last => region.topic != Some(part),
        Subject::Total => true,
        // ", having been 79,000 at weekends in 2024"; but "there were 50".
        Subject::Nobody => been,
        _ => false,
    };
    decide(whole, quantity, part, None, likely)
}

/// "In 2024, 64 staff resigned, so turnover has gone up": what follows from an earlier value is said of the total.
fn is_concluded(region: &Region<'_, '_>, whole: &Whole, quantity: &Quantity, part: usize) -> bool {
    let sentence = region.sentence;
    let end = end_of_reference(region, quantity);
    let before = region.range.start..quantity.first;
    if !is_earlier(sentence, before.start..end, region.now) {
        return false;
    }
    // "It had 5,100 households, 3,400 of them in priority bands": the earlier total stands there as well.
    let known =
        |one: &Quantity| before.contains(&one.first) && one.value > quantity.value && one.money == quantity.money;
    let led = terms(sentence, quantity.end..end).is_empty();
    if sentence.quantities.iter().any(known) || !led && whole.speaks_of_part(&terms(sentence, before.clone())) {
        return false;
    }
    let rest = end..region.range.end;
    let here = conclusion(sentence, rest.clone()).map(|range| (sentence, range));
    let there = || {
        let next = region.next?;
        conclusion(next, 0..next.words.len()).map(|range| (next, range))
    };
    let Some((said, range)) = here.or_else(there) else {
        // ", a rise of 65%" tells by its size which of the two has risen.
        let size = Size::said(sentence, rest.clone()).filter(|_| rest.clone().any(|at| is_change(sentence, at)));
        return size.is_some() && decide(whole, quantity, part, size, false);
    };
    let change = range.clone().find(|at| is_change(said, *at)).unwrap_or(range.end);
    let likely = match subject(said, range.start..change, whole) {
        Subject::Part => return false,
        Subject::Total => true,
        // "Residents numbered 600 last year, so the number has grown" goes on from the residents.
        Subject::Word | Subject::Nobody => !led,
        Subject::Last => !led && region.topic.is_none(),
        Subject::Unclear => false,
    };
    decide(whole, quantity, part, Size::said(said, range), likely)
}

/// The clause that draws a conclusion of a change: "so turnover has gone up", "planting has therefore quadrupled".
fn conclusion(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let draws = |at: &usize| {
        let next = sentence.lower(at + 1);
        match sentence.lower(*at) {
            "so" => !matches!(next, "far" | "many" | "much" | "few" | "that"),
            "thus" | "therefore" | "hence" | "consequently" | "accordingly" | "meaning" | "thereby" => true,
            "which" => matches!(next, "means" | "shows" | "suggests"),
            "result" => sentence.before(*at) == "a",
            // "Compared with that, complaints are up."
            "compared" => matches!(sentence.lower(at + 2), "that" | "this" | "then"),
            _ => false,
        }
    };
    let at = range.clone().find(draws)?;
    let sign = |at: &usize| matches!(sentence.lower(*at), "," | ";" | ":" | "–" | "—" | ".");
    let start = match sentence.lower(at) {
        // "which means that", "meaning that"
        "which" => at + 2,
        "meaning" => at + 1,
        _ => (range.start..at).rev().find(sign).map_or(range.start, |sign| sign + 1),
    };
    let start = start + usize::from(start > range.start && sentence.lower(start) == "that");
    let end = (at + 1..range.end).find(|at| sentence.lower(*at) == ";").unwrap_or(range.end);
    (start..end).any(|at| is_change(sentence, at)).then_some(start..end)
}

/// Whether the total is what is compared: as its size says, or as is likely where that says nothing.
fn decide(whole: &Whole, quantity: &Quantity, part: usize, size: Option<Size>, likely: bool) -> bool {
    let Some(size) = size.filter(|_| !quantity.value.is_zero()) else { return likely };
    match (size.fits(whole.total.value, quantity.value), size.fits(whole.value(part), quantity.value)) {
        (true, false) => true,
        (false, true) => false,
        _ => likely,
    }
}

/// Where the clause begins in which a word stands: after a semicolon, or after "and" with a subject of its own.
fn clause_start(region: &Region<'_, '_>, at: usize) -> usize {
    let sentence = region.sentence;
    let opens = |at: &usize| match sentence.lower(*at) {
        ";" | "(" => true,
        "and" | "but" | "while" | "whereas" | "although" => {
            sentence.before(*at) == ","
                && matches!(sentence.lower(at + 1), "the" | "this" | "that" | "it" | "overall")
        }
        _ => false,
    };
    (region.range.start..at).rev().find(opens).map_or(region.range.start, |at| at + 1)
}

fn clause_end(region: &Region<'_, '_>, from: usize) -> usize {
    (from..region.range.end).find(|at| region.sentence.lower(*at) == ";").unwrap_or(region.range.end)
}
