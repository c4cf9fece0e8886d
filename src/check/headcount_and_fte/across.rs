//! Two counts of one group in two passages, which the words of their sentences tell to be one.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::check::finding;
use crate::check::headcount_and_fte::counts::{Count, counts, numerals};
use crate::check::headcount_and_fte::group::is_specific;
use crate::check::passage::Passage;
use crate::diagnostic::Diagnostic;

/// What two passages say of one group.
pub(super) fn find(passages: &[Passage<'_>]) -> Vec<Diagnostic> {
    let counts: Vec<Count> = passages.iter().enumerate().flat_map(|(at, passage)| counts(passage, at)).collect();
    let mut found = Vec::new();
    for (at, one) in counts.iter().enumerate() {
        let beside = |other: &Count| {
            let source = |count: &Count| passages[count.passage].source.span.range.clone();
            // Both numbers in one text: the reader sees them together.
            let both = |text: &Count, value: Decimal| {
                let source = source(text);
                let same = passages.iter().filter(|passage| passage.source.span.range == source);
                same.flat_map(|passage| numerals(&passage.words())).any(|(_, number)| number.value == value)
            };
            both(one, other.value) || both(other, one.value)
        };
        let disagree = counts[..at].iter().find_map(|other| Some((other, disagreement(other, one)?)));
        let Some((other, why)) = disagree.filter(|(other, _)| !beside(other)) else { continue };
        found.push(
            finding(why, &passages[one.passage].place(&one.range))
                .related(&passages[other.passage].place(&other.range), "the other count")
                .hint(
                    "find out which is right; if they count different groups or different days, say so beside each",
                ),
        );
    }
    found
}

/// What is wrong with two counts, if they are of one group and cannot both be true.
fn disagreement(one: &Count, other: &Count) -> Option<String> {
    if one.told_apart || other.told_apart || one.times != other.times || one.value == other.value {
        return None;
    }
    if one.workforce != other.workforce {
        return None;
    }
    // The depot's workforce is not the Council's.
    let elsewhere = matches!((&one.owner, &other.owner), (Some(one), Some(other)) if !one.is(other));
    if one.workforce && elsewhere {
        return None;
    }
    if one.workforce && one.fte == other.fte {
        return Some(format!("a workforce of {}, elsewhere of {}", other.value, one.value));
    }
    if one.fte == other.fte {
        let same = one.group == other.group && one.group.len() >= 3;
        return same.then(|| format!("{} of what is elsewhere {}", other.value, one.value));
    }
    let (people, fte) = if one.fte { (other, one) } else { (one, other) };
    let common = one.group.intersection(&other.group).count();
    let shorter = one.group.len().min(other.group.len());
    let places = one.names.is_empty() || other.names.is_empty() || !one.names.is_disjoint(&other.names);
    let near = one.workforce
        || places && common >= 3 && common * 3 >= shorter * 2
        || is_said_otherwise(people, fte)
        || is_one_staff(people, fte);
    // Twice as many are others: those in mainstream schools, where the people are in special ones.
    let others = !one.workforce && fte.value >= people.value * Decimal::TWO;
    (near && !others && fte.value > people.value)
        .then(|| format!("{} full-time equivalents cannot be made up of {} people", fte.value, people.value))
}

/// Whether the sentences of two counts say the same in another order: "43 social workers are paid the supplement", "the
/// supplement is paid to 48.2 social workers".
fn is_said_otherwise(people: &Count, fte: &Count) -> bool {
    let common = people.sentence.intersection(&fte.sentence).count();
    let shorter = people.sentence.len().min(fte.sentence.len());
    let same = if fte.nouns.is_empty() { people.nouns.is_subset(&fte.sentence) } else { people.nouns == fte.nouns };
    same && !people.nouns.is_empty() && people.names == fte.names && common >= 3 && common * 3 >= shorter * 2
}

/// Whether two sentences do no more than state how many there are of the same staff: "there are 38 planning officers", "the
/// establishment has 41.5 FTE planning officers"; "the service employs 85 people", "the service employs 92.4 FTE".
fn is_one_staff(people: &Count, fte: &Count) -> bool {
    /// What adds nothing to there being so many of them.
    const STATING: &[&str] = &["employ", "establishment", "post"];
    const ANYBODY: &[&str] = &["people", "peopl", "staff", "employe", "employee", "individual"];
    let rest = |count: &Count| -> BTreeSet<String> {
        let own = count.sentence.difference(&count.nouns);
        own.filter(|word| !STATING.contains(&word.as_str()) && word.parse::<Decimal>().is_err()).cloned().collect()
    };
    let alone = fte.nouns.is_empty() && people.nouns.iter().all(|word| ANYBODY.contains(&word.as_str()));
    let units_agree = people.units == fte.units || !alone && (people.units.is_empty() || fte.units.is_empty());
    // A far greater number is of more people: of the whole Council, not of a team in it.
    let near = fte.value * Decimal::TWO < people.value * Decimal::from(3);
    let clear = people.nouns.len() >= 2 || people.nouns.iter().any(|word| is_specific(word));
    let alike = people.nouns == fte.nouns && clear || alone && !people.nouns.is_empty();
    let stated = people.stated && fte.stated;
    stated && alike && near && units_agree && people.names == fte.names && rest(people) == rest(fte)
}
