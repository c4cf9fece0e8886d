//! One group that is counted both ways in one sentence: "120 staff (131.4 FTE)", "headcount is 120 and FTE is 131.4", "twelve
//! full-time equivalents in a team of ten".

use rust_decimal::Decimal;

use crate::check::finding;
use crate::check::headcount_and_fte::counts::numerals;
use crate::check::headcount_and_fte::group::is_people;
use crate::check::headcount_and_fte::staff::is_staff;
use crate::check::passage::Passage;
use crate::check::words::{Word, is_little};
use crate::diagnostic::Diagnostic;

/// How many words may stand between a number of people and the equivalents after it.
const NEAR: usize = 6;

/// How many words may name the service between the people and the brackets with their equivalents.
const WITHIN: usize = 14;

/// A number of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    first: usize,
    end: usize,
    value: Decimal,
    /// Whether it is of equivalents.
    fte: bool,
}

/// More equivalents than people, where a sentence says that they are the same ones.
pub(super) fn find(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let told = |words: &[Word<'_>]| {
        let numbers: Vec<Number> = numerals(words)
            .into_iter()
            .map(|(first, one)| Number { first, end: one.end, value: one.value, fte: is_fte(words, one.end) })
            .collect();
        let both = in_other_words(words, &numbers)
            .or_else(|| in_brackets(words, &numbers))
            .or_else(|| both_ways(words, &numbers));
        let (people, fte) = both.or_else(|| in_a_team(words, &numbers))?;
        let (many, of) = (people.value, fte.value);
        (of > many && many > Decimal::ONE).then(|| {
            let last = people.end.max(fte.end) - 1;
            let range = words[people.first.min(fte.first)].range.start..words[last].range.end;
            finding(
                format!("{of} full-time equivalents cannot be made up of {many} people"),
                &passage.place(&range),
            )
            .hint("find out which is right: nobody counts for more than one full-time equivalent")
        })
    };
    passage.words_by_sentence().iter().filter_map(|(_, words)| told(words)).collect()
}

/// "120 staff (131.4 FTE)", "14 social workers, or 15.5 full-time equivalents": the two numbers.
fn in_other_words(words: &[Word<'_>], numbers: &[Number]) -> Option<(Number, Number)> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    numbers.windows(2).filter(|pair| pair[1].fte && !pair[0].fte).find_map(|pair| {
        let [people, fte] = *pair else { return None };
        let before = fte.first.checked_sub(1)?;
        let opens = matches!(lower(before), "(" | "–" | "or" | "=")
            || before > 0
                && matches!(
                    (lower(before - 1), lower(before)),
                    (
                        "equivalent" | "equal" | "equating" | "equates" | "equate" | "amounting" | "corresponding",
                        "to"
                    ) | ("that", "is")
                );
        let between = words.get(people.end..before).filter(|between| between.len() <= NEAR)?;
        let counted = between.iter().any(Word::is_word);
        let apart = between
            .iter()
            .any(|word| matches!(word.lower.as_str(), "and" | "but" | "%" | "per" | "by" | "million"));
        let money = people.first > 0 && lower(people.first - 1) == "£";
        // "Three officers in the contact centre (45.2 FTE)": the equivalents of the centre.
        let placed = between.iter().any(|word| matches!(word.lower.as_str(), "in" | "at" | "of" | "for" | "from"));
        let of_place = lower(before) == "(" && placed && !is_near(people, fte);
        let same = !apart && !money && !of_place && !is_of_another_time(words, fte);
        (opens && counted && same).then_some((people, fte))
    })
}

/// "48 employees in revenues and benefits (51.3 FTE)": the two numbers, with the service between them.
fn in_brackets(words: &[Word<'_>], numbers: &[Number]) -> Option<(Number, Number)> {
    const ABOUT: &[&str] = &[
        "least",
        "most",
        "than",
        "over",
        "under",
        "about",
        "around",
        "approximately",
        "nearly",
        "almost",
        "another",
        "further",
        "additional",
        "of",
        "£",
        "by",
    ];
    /// What may stand in the brackets with the number.
    const ONLY: &[&str] = &[
        "fte",
        "ftes",
        "wte",
        "wtes",
        "full-time",
        "whole-time",
        "full",
        "whole",
        "time",
        "equivalent",
        "equivalents",
        "staff",
        "in",
        "all",
        "total",
        "together",
    ];
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    numbers.windows(2).filter(|pair| pair[1].fte && !pair[0].fte).find_map(|pair| {
        let [people, fte] = *pair else { return None };
        let opens = fte.first.checked_sub(1).filter(|at| lower(*at) == "(")?;
        let closes = (fte.end..words.len()).find(|at| !ONLY.contains(&lower(*at)))?;
        let noun = (people.end..opens).take(4).find(|at| is_people(lower(*at)) || is_staff(lower(*at)))?;
        let between = words.get(noun + 1..opens).filter(|between| between.len() <= WITHIN)?;
        let joins =
            matches!(lower(noun + 1), "in" | "at" | "of" | "for" | "within" | "across" | "who" | "employed");
        let plain = (people.end..noun).all(|at| words[at].is_word() && !is_little(lower(at)));
        let other = between.iter().any(|word| {
            is_people(&word.lower)
                || is_staff(&word.lower)
                || matches!(word.lower.as_str(), "," | ";" | "(" | "but" | "from")
        });
        let about = people.first.checked_sub(1).is_some_and(|at| ABOUT.contains(&lower(at)));
        (lower(closes) == ")" && joins && plain && !other && !about && is_near(people, fte))
            .then_some((people, fte))
    })
}

/// Whether equivalents are few enough to be mistaken for those of the people: not half as many again.
fn is_near(people: Number, fte: Number) -> bool {
    fte.value * Decimal::TWO < people.value * Decimal::from(3)
}

/// "(22.6 FTE after the review)": what will be, was or is not there.
fn is_of_another_time(words: &[Word<'_>], fte: Number) -> bool {
    const OTHER: &[&str] = &[
        "after",
        "before",
        "when",
        "once",
        "if",
        "last",
        "following",
        "needed",
        "required",
        "vacant",
        "funded",
        "budgeted",
        "previously",
    ];
    let inside = words.iter().skip(fte.end).take(NEAR).take_while(|word| word.text != ")" && word.text != ",");
    { inside }.any(|word| OTHER.contains(&word.lower.as_str()))
}

/// "Headcount is 120 and FTE is 131.4", "FTE stands at 131.4, headcount at 120": the number after each.
fn both_ways(words: &[Word<'_>], numbers: &[Number]) -> Option<(Number, Number)> {
    let named = |names: &[&str]| words.iter().position(|word| names.contains(&word.lower.as_str()));
    let after = |at: usize| numbers.iter().copied().find(|one| at < one.first && one.first < at + 4);
    // "16 full-time equivalents" has its number before.
    let counted = |at: usize| numbers.iter().any(|one| one.end == at);
    let equivalents = (0..words.len()).find(|at| is_fte(words, *at) && !counted(*at))?;
    let (people, fte) = (after(named(&["headcount"])?)?, after(equivalents)?);
    (people != fte).then_some((people, fte))
}

/// "Twelve full-time equivalents in a team of ten", "a team of seven, with 8.2 FTE", "fifteen FTE, filled by thirteen people",
/// "ten wardens make up 11.4 FTE".
fn in_a_team(words: &[Word<'_>], numbers: &[Number]) -> Option<(Number, Number)> {
    /// What may be, or is not there.
    const APART: &[&str] = &[
        "needed",
        "needs",
        "need",
        "required",
        "requires",
        "vacant",
        "vacancies",
        "will",
        "would",
        "should",
        "could",
        "more",
        "additional",
        "further",
        "each",
        "every",
        "funded",
        "budgeted",
        "target",
        "than",
    ];
    if words.iter().any(|word| APART.contains(&word.lower.as_str())) {
        return None;
    }
    numbers.windows(2).filter(|pair| pair[0].fte != pair[1].fte).find_map(|pair| {
        let [first, second] = *pair else { return None };
        // "Nine of the twelve full-time equivalents work in a team of five"; "has 12 FTE posts", filled or not.
        let share = numbers
            .iter()
            .any(|one| one.end < first.first && words[one.end].lower == "of" && first.first <= one.end + 2);
        let posts =
            words.iter().skip(second.end).take(4).any(|word| matches!(word.lower.as_str(), "post" | "posts"));
        if share || posts {
            return None;
        }
        let between = words.get(first.end..second.first).filter(|between| between.len() <= 12)?;
        let any = |known: &[&str]| between.iter().any(|word| known.contains(&word.lower.as_str()));
        let of_people = |from: usize| words.iter().skip(from).take(4).any(|word| is_people(&word.lower));
        if first.fte {
            let filled = any(&["filled", "shared", "held", "worked", "made", "provided", "covered"])
                && of_people(second.end);
            return (is_team_of(words, second) && any(&["in", "within", "make", "form"]) || filled)
                .then_some((second, first));
        }
        let with =
            any(&["with", "has", "have", "comprising", "containing", "totalling", "providing", "making", "there"])
                && between.len() <= 4;
        let make =
            any(&["make", "makes", "making", "fill", "share", "hold", "total", "amount"]) && of_people(first.end);
        (is_team_of(words, first) && with || make && !any(&["and"])).then_some((first, second))
    })
}

/// "A team of ten": one group of so many.
fn is_team_of(words: &[Word<'_>], number: Number) -> bool {
    const GROUPS: &[&str] =
        &["staff", "team", "unit", "section", "service", "department", "group", "workforce", "office", "squad"];
    let lower = |back: usize| number.first.checked_sub(back).map_or("", |at| words[at].lower.as_str());
    lower(1) == "of" && GROUPS.contains(&lower(2))
}

fn is_fte(words: &[Word<'_>], at: usize) -> bool {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    matches!(lower(at), "fte" | "ftes" | "wte" | "wtes")
        || lower(at) == "full-time" && lower(at + 1).starts_with("equivalent")
        || lower(at) == "full" && lower(at + 1) == "time" && lower(at + 2).starts_with("equivalent")
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::check::testing::{nothing_in, underlined};

    #[test]
    fn more_equivalents_than_people_in_one_sentence_are_found() {
        for (text, found) in [
            ("The service has 120 staff (131.4 FTE).", "120 staff (131.4"),
            ("We employ 56 educational psychologists (59.2 WTE).", "56 educational psychologists (59.2"),
            ("The team has 14 social workers, or 15.5 full-time equivalents.", "14 social workers, or 15.5"),
            ("There are 9 enforcement officers, equating to 10.2 FTE.", "9 enforcement officers, equating to 10.2"),
            ("Headcount is 120 and FTE is 131.4.", "120 and FTE is 131.4"),
            ("FTE stands at 131.4 and headcount at 120.", "131.4 and headcount at 120"),
            (
                "The team has twelve full-time equivalents in a team of ten.",
                "twelve full-time equivalents in a team of ten",
            ),
            ("The team has eight planners, or nine and a half FTE.", "eight planners, or nine and a half"),
            ("A team of seven, with 8.2 FTE, inspects food businesses.", "seven, with 8.2"),
            ("The establishment is fifteen FTE, filled by thirteen people.", "fifteen FTE, filled by thirteen"),
            ("Ten wardens make up 11.4 full-time equivalents.", "Ten wardens make up 11.4"),
        ] {
            assert_eq!(underlined(find, text), [found], "{text}");
        }
        nothing_in(
            find,
            &[
                "The repairs team has ten full-time equivalents in a team of twelve.",
                "Each team of five supports twelve full-time equivalents across the schools.",
                "Twenty full-time equivalents are needed, in a team of ten.",
                "Two teams of ten share 18.5 full-time equivalents.",
                "The service has 120 staff (111.4 FTE).",
                "Headcount is 120 and FTE is 111.4.",
                "It has 12 vacancies and 14.6 FTE posts.",
                "A grant of £30 thousand (45 FTE) is spent.",
                "One team has 12 staff and 14.6 FTE work in the other.",
                "Each full-time equivalent (1.0 FTE) has 20 cases.",
            ],
        );
    }
}
