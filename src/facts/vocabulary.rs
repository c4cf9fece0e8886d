//! Vocabulary: every word of comparison that a report can ask for, and when it is true.
//!
//! The words are data: expressions, hints and the reader of the prose all take them from here.

use crate::facts::amount::Amount;
use crate::facts::comparison::Relation;
use crate::facts::release::Revision;
use crate::facts::series::{Extreme, Gap};
use crate::facts::target::Aim;

/// What a word says, and what it has to be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// Of a figure and the period before: `.fell("words")`.
    OverTime(Relation),
    /// Of a figure and an area or another figure: `.above("England", "words")`.
    Against(Relation),
    /// Of a figure and a number: `.over("a quarter", "words")`.
    Amount(Amount),
    /// Of a figure and the half: `.more_than_half("words")`.
    Half(Amount),
    /// Of a figure and the authorities of a region: `.highest("West Midlands", "words")`.
    Place(Extreme),
    /// Of a figure and the periods since an earlier one: `.highest_since(2019, "words")`.
    Since(Extreme),
    /// Of a figure and all other periods: `.highest_on_record("words")`.
    Record(Extreme),
    /// Of the distance to a comparator now and before: `.gap_narrowed("England", "words")`.
    Gap(Gap),
    /// Of two comparators: `.closer_to("West Midlands", "England", "words")`.
    Closer,
    /// Of a figure and its target: `.meets_target("words")`.
    Target(Aim),
    /// Of a figure and an earlier release: `.revised_up("dfe_2024", "words")`.
    Revision(Revision),
    /// Of a total and its parts: `.is_sum_of(a, b, "words")`.
    Sum,
    /// Of shares of one whole: `.makes_100_with(b, c, "words")`.
    Whole,
}

/// A word of comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Its name in expressions.
    pub name: &'static str,
    /// What it says.
    pub claim: Claim,
    /// How it is written after a figure, for hints.
    pub example: &'static str,
}

const fn word(name: &'static str, claim: Claim, example: &'static str) -> Word {
    Word { name, claim, example }
}

/// Every word of comparison.
#[rustfmt::skip]
pub const WORDS: &[Word] = &[
    word("fell", Claim::OverTime(Relation::Fell), ".fell(\"has fallen\")"),
    word("rose", Claim::OverTime(Relation::Rose), ".rose(\"has risen\", since=2019)"),
    word("steady", Claim::OverTime(Relation::Steady), ".steady(\"has hardly changed\")"),
    word("unchanged", Claim::OverTime(Relation::Unchanged), ".unchanged(\"is unchanged\")"),
    word("improved", Claim::OverTime(Relation::Improved), ".improved(\"has improved\", running=3)"),
    word("worsened", Claim::OverTime(Relation::Worsened), ".worsened(\"has become worse\")"),
    word("doubled", Claim::OverTime(Relation::Doubled), ".doubled(\"has doubled\", since=2019)"),
    word("trebled", Claim::OverTime(Relation::Trebled), ".trebled(\"has trebled\", since=2019)"),
    word("halved", Claim::OverTime(Relation::Halved), ".halved(\"has halved\", since=2019)"),
    word("above", Claim::Against(Relation::Above), ".above(\"England\", \"above the national rate\")"),
    word("below", Claim::Against(Relation::Below), ".below(\"England\", \"below the national rate\")"),
    word("similar", Claim::Against(Relation::Similar), ".similar(\"England\", \"much the same as in England\")"),
    word("equals", Claim::Against(Relation::Equals), ".equals(\"England\", \"the same as in England\")"),
    word("better", Claim::Against(Relation::Better), ".better(\"England\", \"better than in England\")"),
    word("worse", Claim::Against(Relation::Worse), ".worse(\"England\", \"worse than in England\")"),
    word("over", Claim::Amount(Amount::Over), ".over(\"a quarter\", \"more than a quarter\")"),
    word("under", Claim::Amount(Amount::Under), ".under(10, \"less than 10%\")"),
    word("nearly", Claim::Amount(Amount::Nearly), ".nearly(\"half\", \"nearly half\")"),
    word("about", Claim::Amount(Amount::About), ".about(\"a third\", \"about a third\")"),
    word("more_than_half", Claim::Half(Amount::Over), ".more_than_half(\"the majority\")"),
    word("less_than_half", Claim::Half(Amount::Under), ".less_than_half(\"a minority\")"),
    word("highest", Claim::Place(Extreme::Highest), ".highest(\"West Midlands\", \"the highest in the region\")"),
    word("lowest", Claim::Place(Extreme::Lowest), ".lowest(\"West Midlands\", \"the third lowest in the region\", place=3)"),
    word("highest_since", Claim::Since(Extreme::Highest), ".highest_since(2019, \"the highest since 2019\")"),
    word("lowest_since", Claim::Since(Extreme::Lowest), ".lowest_since(2019, \"the lowest since 2019\")"),
    word("highest_on_record", Claim::Record(Extreme::Highest), ".highest_on_record(\"the highest on record\")"),
    word("lowest_on_record", Claim::Record(Extreme::Lowest), ".lowest_on_record(\"the lowest on record\")"),
    word("gap_narrowed", Claim::Gap(Gap::Narrowed), ".gap_narrowed(\"England\", \"the gap has narrowed\")"),
    word("gap_widened", Claim::Gap(Gap::Widened), ".gap_widened(\"England\", \"the gap has widened\", since=2019)"),
    word("closer_to", Claim::Closer, ".closer_to(\"West Midlands\", \"England\", \"closer to the regional rate\")"),
    word("meets_target", Claim::Target(Aim::Meets), ".meets_target(\"meets the target\")"),
    word("misses_target", Claim::Target(Aim::Misses), ".misses_target(\"misses the target\")"),
    word("short_of_target", Claim::Target(Aim::ShortOf), ".short_of_target(\"is not yet at the target\")"),
    word("revised_up", Claim::Revision(Revision::Up), ".revised_up(\"dfe_2024\", \"was revised up\")"),
    word("revised_down", Claim::Revision(Revision::Down), ".revised_down(\"dfe_2024\", \"was revised down\")"),
    word("unrevised", Claim::Revision(Revision::None), ".unrevised(\"dfe_2024\", \"was not revised\")"),
    word("is_sum_of", Claim::Sum, ".is_sum_of(first_year, second_year)"),
    word("makes_100_with", Claim::Whole, ".makes_100_with(second_share, third_share)"),
];

impl Word {
    /// The word of that name.
    pub fn find(name: &str) -> Option<&'static Self> {
        WORDS.iter().find(|word| word.name == name)
    }

    /// The options that it takes, written `name=value` after the words.
    pub fn options(&self) -> &'static [&'static str] {
        match self.claim {
            Claim::OverTime(relation) if relation.is_directed() => {
                &["since", "running", "by_more_than", "by_less_than"]
            }
            Claim::OverTime(_) | Claim::Gap(_) => &["since"],
            Claim::Against(relation) if relation.is_directed() => &["by_more_than", "by_less_than"],
            Claim::Place(_) => &["place", "joint", "within"],
            Claim::Amount(_) | Claim::Half(_) => &["of"],
            _ => &[],
        }
    }

    /// Whether it can be said of the size of a change or a difference, and not only of a figure.
    pub fn of_sizes(&self) -> bool {
        matches!(self.claim, Claim::Amount(_))
    }
}

#[cfg(test)]
mod tests {
    use super::{Claim, WORDS};
    use crate::facts::comparison::Relation;

    #[test]
    fn every_word_has_a_name_of_its_own_and_an_example_of_it() {
        let mut names: Vec<&str> = WORDS.iter().map(|word| word.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), WORDS.len());
        for word in WORDS {
            assert!(word.example.starts_with(&format!(".{}(", word.name)), "{}", word.name);
        }
    }

    #[test]
    fn every_relation_is_a_word() {
        for (name, relation) in Relation::NAMES {
            let claim = if relation.over_time() { Claim::OverTime(*relation) } else { Claim::Against(*relation) };
            assert!(WORDS.iter().any(|word| word.name == *name && word.claim == claim), "{name}");
        }
    }

    #[test]
    fn every_word_is_documented_with_an_example() {
        let documented = include_str!("../../docs/report-format.md");
        for word in WORDS {
            assert!(documented.contains(&format!(".{}(", word.name)), "`{}` is not documented", word.name);
        }
    }
}
