//! `headcount-and-fte`: one group of people that is counted twice, with numbers that cannot both be true.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::dates::month;
use crate::check::passage::Passage;
use crate::check::words::{Word, is_little};
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
receiving the market supplement\"; \"a workforce of 303\" and \"a workforce of 272\".

Two counts are of one group if the words after the number, up to the next comma or point, are the same, or for people and
equivalents nearly so: three words of content in common, and two thirds of those of the shorter. Left alone are counts
that a year, a month or a comparison tells apart (\"38 in 2017\", \"up from 38\"), and two numbers that stand in one
paragraph or its footnote, where the reader sees both.

Source: a published Cabinet Member report with its appendices.",
    needs_whole: false,
    run: |paper: &Paper<'_>| find(&paper.passages),
};

/// A number of people, or of full-time equivalents.
struct Count {
    value: Decimal,
    fte: bool,
    /// What is counted, as the stems of its words of content.
    group: BTreeSet<String>,
    /// Whether it is the size of the workforce as a whole.
    workforce: bool,
    /// Whether a year, a month or a comparison tells it apart from other counts.
    told_apart: bool,
    passage: usize,
    range: Range<usize>,
}

fn find(passages: &[Passage<'_>]) -> Vec<Diagnostic> {
    let counts: Vec<Count> = passages.iter().enumerate().flat_map(|(at, passage)| counts(passage, at)).collect();
    let mut found = Vec::new();
    for (at, one) in counts.iter().enumerate() {
        let beside = |other: &Count| {
            let source = |count: &Count| passages[count.passage].source.span.range.clone();
            // Both numbers in one text: the reader sees them together.
            let both = |text: &Count, value: Decimal| {
                let source = source(text);
                let same = passages.iter().filter(|passage| passage.source.span.range == source);
                same.flat_map(|passage| passage.words().iter().filter_map(Word::number).collect::<Vec<_>>())
                    .any(|number| number == value)
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
    let near = one.workforce || (common >= 3 && common * 3 >= shorter * 2);
    (near && fte.value > people.value)
        .then(|| format!("{} full-time equivalents cannot be made up of {} people", fte.value, people.value))
}

fn counts(passage: &Passage<'_>, at: usize) -> Vec<Count> {
    let words = passage.words();
    let mut found = Vec::new();
    for sentence in passage.sentences() {
        let first = words.iter().position(|word| word.range.start >= sentence.start).unwrap_or(words.len());
        let end = words.iter().position(|word| word.range.start >= sentence.end).unwrap_or(words.len());
        let Some(words) = words.get(first..end) else { continue };
        let told_apart = tells_apart(words);
        for (index, word) in words.iter().enumerate() {
            let Some(value) = word.number() else { continue };
            if let Some((fte, first)) = of_workforce(words, index) {
                let range = words[first].range.start..word.range.end;
                let group = BTreeSet::new();
                found.push(Count { value, fte, group, workforce: true, told_apart, passage: at, range });
            } else if let Some((fte, group, last)) = counted(words, index) {
                let range = word.range.start..words[last].range.end;
                found.push(Count { value, fte, group, workforce: false, told_apart, passage: at, range });
            }
        }
    }
    found
}

/// People that are counted, as the last word of their name.
fn is_people(lower: &str) -> bool {
    matches!(
        lower,
        "worker"
            | "workers"
            | "people"
            | "staff"
            | "employees"
            | "practitioners"
            | "managers"
            | "advisers"
            | "advisors"
            | "apprentices"
            | "assistants"
            | "officers"
            | "members"
            | "carers"
            | "nurses"
            | "teachers"
            | "leavers"
            | "starters"
    )
}

/// "43 existing social workers were receiving the supplement": whether they are equivalents, the group, and the index
/// of its last word.
fn counted(words: &[Word<'_>], number: usize) -> Option<(bool, BTreeSet<String>, usize)> {
    let before = number.checked_sub(1).and_then(|at| words.get(at));
    let part = before.is_some_and(|word| {
        matches!(word.text, "£" | "." | "/" | "(" | "–")
            || matches!(
                word.lower.as_str(),
                "grade"
                    | "board"
                    | "least"
                    | "most"
                    | "than"
                    | "over"
                    | "under"
                    | "about"
                    | "around"
                    | "approximately"
                    | "another"
                    | "further"
                    | "additional"
                    | "to"
                    | "from"
                    | "by"
            )
    });
    let to_fte = before.is_some_and(|word| word.lower == "to");
    let mut at = number + 1;
    let mut fte = false;
    if words.get(at).is_some_and(|word| word.lower == "fte") {
        fte = true;
        at += 1;
    } else {
        let next: Vec<&str> = words.iter().skip(at).take(3).map(|word| word.lower.as_str()).collect();
        if let ["full-time", "equivalent" | "equivalents", ..] = next.as_slice() {
            fte = true;
            at += 2;
        } else if let ["full", "time", "equivalent" | "equivalents"] = next.as_slice() {
            fte = true;
            at += 3;
        }
    }
    if part && !(fte && to_fte) {
        return None;
    }
    let stop = |word: &Word<'_>| {
        !word.is_word() || matches!(word.lower.as_str(), "and" | "but" | "out" | "because" | "while" | "whereas")
    };
    let length =
        words.iter().skip(at).take(12).position(stop).unwrap_or_else(|| words.len().saturating_sub(at).min(12));
    let clause = words.get(at..at + length)?;
    let people = clause.iter().take(4).any(|word| is_people(&word.lower));
    if !people {
        return None;
    }
    let group = clause
        .iter()
        .filter(|word| !is_little(&word.lower) && !is_filler(&word.lower))
        .map(|word| stem(&word.lower))
        .collect();
    Some((fte, group, at + length - 1))
}

/// Words that say nothing of which people are counted.
fn is_filler(lower: &str) -> bool {
    matches!(
        lower,
        "currently"
            | "existing"
            | "now"
            | "present"
            | "still"
            | "time"
            | "total"
            | "whole"
            | "fte"
            | "paid"
            | "being"
    )
}

/// The beginning of a word, so that "receiving" and "received" are the same.
fn stem(lower: &str) -> String {
    let bare = lower.strip_suffix("'s").unwrap_or(lower);
    let cut =
        ["ing", "ed", "es", "s"].iter().find_map(|ending| bare.strip_suffix(ending).filter(|stem| stem.len() > 3));
    cut.unwrap_or(bare).trim_end_matches('e').to_owned()
}

/// "a workforce of 303": whether in equivalents, and the index of the word that names it.
fn of_workforce(words: &[Word<'_>], number: usize) -> Option<(bool, usize)> {
    let of = number.checked_sub(1).filter(|at| words[*at].lower == "of")?;
    let last = of.checked_sub(1)?;
    let one = matches!(words[last].lower.as_str(), "workforce" | "headcount");
    let two = words[last].lower == "force" && last > 0 && words[last - 1].lower == "work";
    let first = if two { last - 1 } else { last };
    // "an agency workforce of 45" is another one; "the whole workforce of" is not.
    let before = first.checked_sub(1).map(|at| &words[at]);
    let whole = before.is_none_or(|word| {
        matches!(
            word.lower.as_str(),
            "a" | "the" | "total" | "whole" | "our" | "its" | "entire" | "overall" | "current"
        )
    });
    let fte = words.get(number + 1).is_some_and(|word| matches!(word.lower.as_str(), "fte" | "full-time" | "full"));
    let percent = words.get(number + 1).is_some_and(|word| matches!(word.lower.as_str(), "%" | "per"));
    ((one || two) && whole && !percent).then_some((fte, first))
}

/// Whether a sentence says when it counts, or compares.
fn tells_apart(words: &[Word<'_>]) -> bool {
    const TELLS: &[&str] = &[
        "ago",
        "compared",
        "decrease",
        "decreased",
        "down",
        "earlier",
        "fall",
        "fell",
        "fewer",
        "forecast",
        "from",
        "future",
        "grew",
        "half",
        "higher",
        "increase",
        "increased",
        "last",
        "later",
        "less",
        "lower",
        "more",
        "next",
        "planned",
        "previous",
        "previously",
        "quarter",
        "respectively",
        "rise",
        "rose",
        "target",
        "than",
        "then",
        "until",
        "up",
        "year",
    ];
    let year = |word: &Word<'_>| {
        word.text.len() == 4 && word.text.parse::<u32>().is_ok_and(|year| (1990..2100).contains(&year))
    };
    words.iter().any(|word| {
        TELLS.contains(&word.lower.as_str()) || year(word) || (month(word.text).is_some() && word.text != "May")
    })
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
}
