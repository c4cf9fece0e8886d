//! Numbers of people that are no whole numbers: "a headcount of 45.6", "each of the 63.4 people in post".

use rust_decimal::Decimal;

use crate::check::answer::among;
use crate::check::finding;
use crate::check::headcount_and_fte::group::named;
use crate::check::headcount_and_fte::leads::lead;
use crate::check::headcount_and_fte::reading::sentences;
use crate::check::headcount_and_fte::staff::{equivalents, is_fte, is_posts};
use crate::check::headcount_and_fte::times::is_date;
use crate::check::passage::Passage;
use crate::check::quantities::{Quantity, Sentence};
use crate::diagnostic::{Diagnostic, Span};

/// How many words may stand between "headcount" and its number.
const NEAR: usize = 12;

/// Numbers of people with a fraction, where they are no average.
pub(super) fn find(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let sentences = sentences(passage);
    // "Headcount: 45.6. All numbers are full-time equivalents."
    if sentences.iter().any(|sentence| is_in_equivalents(sentence) || is_average(sentence)) {
        return Vec::new();
    }
    // "24.5 FTE drivers and 3.2 loaders": what is said of one number may hold for the others.
    let plain = !sentences.iter().any(speaks_of_equivalents);
    let told = |sentence: &Sentence<'_>| {
        let broken = |one: &&Quantity| !one.money && one.value > Decimal::ONE && !one.value.fract().is_zero();
        let mut all = sentence.quantities.iter().filter(broken);
        let people = |one: &Quantity| is_of_people(sentence, one) || plain && is_of_occupation(sentence, one);
        let one = all.find(|one| !is_fte(sentence, one) && people(one))?;
        let range = sentence.words.get(one.first)?.range.start..sentence.words.get(one.end - 1)?.range.end;
        Some(part_of_a_person(one.value, &passage.place(&range)))
    };
    sentences.iter().filter_map(told).collect()
}

/// The finding that a number of people is no whole number.
pub(super) fn part_of_a_person(value: Decimal, place: &Span) -> Diagnostic {
    finding(format!("{value} is no number of people, who are whole"), place)
        .hint("write how many people there are; if these are full-time equivalents, call them that")
}

/// Whether a sentence has words for equivalents that belong to none of its numbers.
fn is_in_equivalents(sentence: &Sentence<'_>) -> bool {
    /// How far after the words the number may stand: "full-time equivalents: 91", "full-time equivalents of the team are 91".
    const NEAR: usize = 8;
    (0..sentence.words.len()).any(|at| {
        let Some(end) = equivalents(sentence, at) else { return false };
        let belongs = |one: &Quantity| one.end == at || end <= one.first && one.first <= end + NEAR;
        let split = at > 0 && equivalents(sentence, at - 1).is_some();
        !split && !sentence.quantities.iter().any(belongs)
    })
}

/// Whether a paper says somewhere that its numbers are equivalents, whatever stands beside them: "All numbers are FTE"; what it says
/// of a table, or beside a number, is of that.
pub(super) fn says_all_are_equivalents(passages: &[Passage<'_>]) -> bool {
    const NUMBERS: &str = "counts figures numbers totals";
    const ELSEWHERE: &str = "appendix chart column columns row rows table tables vacancies vacant";
    let says = |sentence: &Sentence<'_>| {
        let has = |words: &str| sentence.words.iter().any(|word| among(words, &word.lower));
        let equal = (0..sentence.words.len()).any(|at| equivalents(sentence, at).is_some());
        // "All other numbers" are not these.
        equal && has(NUMBERS) && has("are") && !has(ELSEWHERE) && !has("other") && sentence.quantities.is_empty()
    };
    passages.iter().any(|passage| sentences(passage).iter().any(says))
}

/// Whether a sentence has words for equivalents, for posts or for hours, whatever they belong to.
fn speaks_of_equivalents(sentence: &Sentence<'_>) -> bool {
    const OTHERS: &str = "establishment full-time part-time full-timers part-timers hours days funded funds budget budgeted cover covers";
    (0..sentence.words.len()).any(|at| {
        let lower = sentence.lower(at);
        equivalents(sentence, at).is_some() || is_posts(lower) || among(OTHERS, lower)
    })
}

/// "The depot has 24.5 drivers": whether a number counts all the people of an occupation that there are.
fn is_of_occupation(sentence: &Sentence<'_>, number: &Quantity) -> bool {
    let words = named(sentence, number.end);
    let counted = words.is_staff && !words.posts && !words.nouns.is_empty();
    counted && lead(sentence, number).is_some_and(|lead| lead.all && !lead.complement)
}

/// Whether a sentence gives an average, a ratio or what a model says, which may have a fraction.
fn is_average(sentence: &Sentence<'_>) -> bool {
    const AVERAGE: &str = "average averaged averages averaging mean median per ratio rate model modelled typical typically \
                           monthly yearly index thousand thousands million";
    let lower = |at: usize| sentence.lower(at);
    (0..sentence.words.len()).any(|at| {
        let a_month = matches!(lower(at), "a" | "each" | "every")
            && among("day week month quarter year shift", lower(at + 1));
        among(AVERAGE, lower(at)) || a_month && !is_of_whole(sentence, at)
    })
}

/// "Open six days a week", "meets twice a month": whether what stands before "a week" says how often, in whole numbers or in
/// hours, so that no other number is by the week.
fn is_of_whole(sentence: &Sentence<'_>, a: usize) -> bool {
    /// How many words what is counted may have.
    const NEAR: usize = 3;
    let often =
        |number: &Quantity| number.value.fract().is_zero() || among("hours days", sentence.lower(number.end));
    let counted = sentence.quantities.iter().rfind(|one| one.end <= a).filter(|one| a - one.end <= NEAR);
    among("once twice times", sentence.before(a)) || counted.is_some_and(often)
}

/// Whether a number is one of people beyond doubt; a number of staff may be meant as one of equivalents.
fn is_of_people(sentence: &Sentence<'_>, number: &Quantity) -> bool {
    let lower = |at: usize| sentence.lower(at);
    if is_headcount(sentence, number) {
        return true;
    }
    let words = named(sentence, number.end);
    let people = words.nouns.is_empty()
        && words.is_staff
        && (number.end..words.end).any(|at| among("people employees individuals colleagues members", lower(at)));
    let in_post = lower(words.end) == "in" && lower(words.end + 1) == "post";
    let lead = lead(sentence, number);
    let known =
        words.is_staff && !words.posts && lead.as_ref().is_some_and(|lead| lead.known && lead.owner.is_none());
    let employed = lead.is_some_and(|lead| lead.all) || among("employed working work", lower(words.end));
    people && (in_post || employed) || known
}

/// "A headcount of 45.6", "the headcount of the team on 1 April was 45.6", "45.6 headcount".
fn is_headcount(sentence: &Sentence<'_>, number: &Quantity) -> bool {
    const LEADS: &str = "of is was were at to from : – - ( total , be stands stood headcount";
    const OTHERS: &str = "cost costs budget target turnover change reduction increase growth rise fall sickness absence days hours \
                          while whereas but and against";
    let lower = |at: usize| sentence.lower(at);
    // "The number of people employed"
    let employed = |at: usize| {
        lower(at) == "number"
            && lower(at + 1) == "of"
            && among("people employees", lower(at + 2))
            && among("employed working in", lower(at + 3))
    };
    let headcount =
        |at: usize| lower(at) == "headcount" || lower(at) == "head" && lower(at + 1) == "count" || employed(at);
    let follows = headcount(number.end) && lower(number.end + 1) != "of";
    let before = sentence.before(number.first);
    let from = number.first.saturating_sub(NEAR);
    let label = (from..number.first).rev().find(|at| headcount(*at));
    let Some(label) =
        label.filter(|_| among(LEADS, before) || before == "count" || is_after_date(sentence, number))
    else {
        return follows;
    };
    let between = label..number.first;
    // "Rose from 61 to 63.5"
    let counted =
        sentence.quantities.iter().any(|one| between.contains(&one.first) && sentence.before(one.first) != "from");
    follows || !counted && !between.clone().any(|at| among(OTHERS, lower(at)))
}

/// "Headcount, 31 March 2025 45.6": whether a date ends before a number.
fn is_after_date(sentence: &Sentence<'_>, number: &Quantity) -> bool {
    number.first.checked_sub(1).is_some_and(|before| is_date(sentence, before))
}
