//! `headcount-and-fte`: one group of people that is counted twice, with numbers that cannot both be true.

mod beside;
mod counts;
mod group;
#[cfg(test)]
mod sentences;

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::check::headcount_and_fte::counts::{Count, counts, numerals};
use crate::check::headcount_and_fte::group::is_specific;
use crate::check::passage::Passage;
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};

/// Two counts of one group that do not agree.
pub const RULE: Rule = Rule {
    name: "headcount-and-fte",
    severity: Severity::Warning,
    summary: "one group of staff with more full-time equivalents than people, or with two numbers",
    explanation: "\
Finds a group of staff that a report counts twice, in other words for the number: with more full-time equivalents than
people, which cannot be, since nobody counts for more than one; with two numbers of people; or a workforce of two sizes.

For example: \"43 social workers were receiving the supplement\" and elsewhere \"48.2 full-time equivalent social workers
receiving the market supplement\"; \"a workforce of 303\" and \"a workforce of 272\". Numbers in words count like those in digits.

Two counts are of one group if the words after the number, up to the next comma or point, are the same, or for people and
equivalents nearly so: three words of content in common, and two thirds of those of the shorter; or if both
sentences only state how many there are (\"there are 38 planning officers\", \"the service has 41.5 FTE planning officers\"). Left alone are counts
that a year, a month or a comparison tells apart (\"38 in 2017\", \"up from 38\"), counts of
other places, and two numbers that stand in one paragraph or its footnote, where the reader sees both; but not \"120 staff (131.4 FTE)\"
or \"twelve full-time equivalents in a team of ten\", where the one is said to be the other.

Source: a published Cabinet Member report with its appendices.",
    needs_whole: false,
    run: |paper: &Paper<'_>| find(&paper.passages),
};

fn find(passages: &[Passage<'_>]) -> Vec<Diagnostic> {
    let mut found = across(passages);
    found.extend(passages.iter().flat_map(beside::find));
    found
}

/// What two passages say of one group.
fn across(passages: &[Passage<'_>]) -> Vec<Diagnostic> {
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
    if one.told_apart || other.told_apart || one.value == other.value {
        return None;
    }
    if one.workforce != other.workforce {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(texts: &[&str]) -> Vec<String> {
        let passages: Vec<Passage<'_>> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| {
                // Each text at a place of its own, as in a file.
                Passage::plain(&format!("{}{text}", " ".repeat(at)))
            })
            .collect();
        find(&passages).into_iter().map(|one| one.message).collect()
    }

    #[test]
    fn counts_that_cannot_both_be_true_are_found() {
        for (one, other, said) in [
            (
                "Members heard that 43 existing social workers were receiving the supplement out of a work force of 303.",
                "There are currently 48.2 full time equivalent social workers receiving the market supplement.",
                "48.2 full-time equivalents cannot be made up of 43 people",
            ),
            (
                "There are 48.2 FTE social workers receiving the supplement.",
                "There are 43 social workers receiving the supplement.",
                "48.2 full-time equivalents cannot be made up of 43 people",
            ),
            (
                "In all 12 agency workers cover vacant posts.",
                "We have 14.5 full-time equivalent agency workers who cover vacant posts.",
                "14.5 full-time equivalents cannot be made up of 12 people",
            ),
            (
                "It has a workforce of 303.",
                "Our workforce of 272 is stable.",
                "a workforce of 272, elsewhere of 303",
            ),
            (
                "out of a work force of 303",
                "the whole workforce of 231 people",
                "a workforce of 231, elsewhere of 303",
            ),
            (
                "45 agency workers cover vacancies.",
                "There are 38 agency workers covering vacancies.",
                "38 of what is elsewhere 45",
            ),
            (
                "There are 38 planning officers in the service.",
                "The establishment has 41.5 FTE planning officers.",
                "41.5 full-time equivalents cannot be made up of 38 people",
            ),
            (
                "The Council employs 38 planning officers.",
                "The Council has 41.5 FTE planning officers.",
                "41.5 full-time equivalents cannot be made up of 38 people",
            ),
            (
                "The service employs 85 people.",
                "The service employs 92.4 full-time equivalents.",
                "92.4 full-time equivalents cannot be made up of 85 people",
            ),
            ("A headcount of 303 stands.", "The total headcount of 331.", "a workforce of 331, elsewhere of 303"),
            (
                "a workforce of 303",
                "a workforce of 331.6 FTE",
                "331.6 full-time equivalents cannot be made up of 303 people",
            ),
            ("a workforce of 303 FTE", "a workforce of 331.6 FTE", "a workforce of 331.6, elsewhere of 303"),
            (
                "14 social workers joined the focus groups.",
                "16 social workers joined focus groups.",
                "16 of what is elsewhere 14",
            ),
            (
                "34 social workers gave interviews.",
                "18 social workers who gave interviews",
                "18 of what is elsewhere 34",
            ),
        ] {
            assert_eq!(messages(&[one, other]), [said], "{one} / {other}");
        }
    }

    #[test]
    fn counts_that_may_both_be_true_are_left_alone() {
        for texts in [
            // Fewer equivalents than people.
            &["43 social workers receive the supplement.", "38.2 FTE social workers receive the supplement."][..],
            // Other groups.
            &["43 social workers receive the supplement.", "48.2 FTE social workers left the council."],
            &["45 agency workers cover vacancies.", "45.5 FTE posts of social worker are vacant."],
            &["45 agency workers cover vacancies.", "There are 45 newly qualified social workers."],
            &["a workforce of 303", "331.6 FTE funded posts of all kinds"],
            &["a workforce of 303", "an agency workforce of 45", "a workforce of 30% women"],
            &["There are 38 planning officers.", "The service needs 41.5 FTE planning officers."],
            &["There are 38 planning officers.", "There should be 41.5 FTE planning officers."],
            &["The north team has 38 planning officers.", "The Council has 41.5 FTE planning officers."],
            &["There are 38 social workers.", "There are 340.5 FTE social workers."],
            &["The service employs 85 people.", "The Council employs 92.4 full-time equivalents."],
            &["The museum service employs 85 people.", "The library service employs 92.4 full-time equivalents."],
            &[
                "There are 57 teaching assistants in special schools.",
                "There are 160.4 FTE teaching assistants in mainstream schools.",
            ],
            // Other times.
            &["45 agency workers cover vacancies.", "In 2017, 38 agency workers covered vacancies."],
            &["45 agency workers cover vacancies.", "It was 38 agency workers covering vacancies a year before."],
            &["a workforce of 303", "a workforce of 272.4 FTE"],
            &["a workforce of 303", "up from a workforce of 272"],
            // The reader sees both.
            &[
                "43 social workers receive the supplement. As 48.2 FTE social workers receive the supplement, one is wrong.",
            ],
            // Parts.
            &["Another 12 social workers left the service.", "14 social workers left the service."],
            &["a caseload of 14 for each social worker", "20 for each social worker"],
            &["Social workers 43", "48.2", "", "of 303", "workforce of"],
        ] {
            assert_eq!(messages(texts), Vec::<String>::new(), "{texts:?}");
        }
    }

    #[test]
    fn numbers_in_words_count_like_digits() {
        let found = |text: &str| messages(&text.split(" || ").collect::<Vec<_>>());
        let missed: Vec<&&str> = sentences::BROKEN.iter().filter(|text| found(text).is_empty()).collect();
        assert_eq!(missed, Vec::<&&str>::new());
        let wrong: Vec<&&str> = sentences::KEPT.iter().filter(|text| !found(text).is_empty()).collect();
        assert_eq!(wrong, Vec::<&&str>::new());
    }
}
