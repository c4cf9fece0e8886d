//! One group that is counted both ways in one sentence: "120 staff (131.4 FTE)", "headcount is 120 and FTE is 131.4".

use rust_decimal::Decimal;

use crate::check::finding;
use crate::check::passage::Passage;
use crate::check::words::Word;
use crate::diagnostic::Diagnostic;

/// How many words may stand between a number of people and the equivalents after it.
const NEAR: usize = 6;

/// More equivalents than people, where a sentence says that they are the same ones.
pub(super) fn find(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let told = |words: &[Word<'_>]| {
        let (people, fte) = in_other_words(words).or_else(|| both_ways(words))?;
        let (many, of) = (words[people].number()?, words[fte].number()?);
        (of > many && many > Decimal::ONE).then(|| {
            let range = words[people.min(fte)].range.start..words[people.max(fte)].range.end;
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
fn in_other_words(words: &[Word<'_>]) -> Option<(usize, usize)> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    (0..words.len()).filter(|at| words[*at].number().is_some() && is_fte(words, at + 1)).find_map(|fte| {
        let before = fte.checked_sub(1)?;
        let opens = matches!(lower(before), "(" | "–" | "or" | "=")
            || before > 0
                && matches!(
                    (lower(before - 1), lower(before)),
                    (
                        "equivalent" | "equal" | "equating" | "equates" | "equate" | "amounting" | "corresponding",
                        "to"
                    ) | ("that", "is")
                );
        let people = (before.saturating_sub(NEAR)..before).rev().find(|at| words[*at].number().is_some())?;
        let between = &words[people + 1..before];
        let counted = !is_fte(words, people + 1) && between.iter().any(|word| word.is_word());
        let apart = between
            .iter()
            .any(|word| matches!(word.lower.as_str(), "and" | "but" | "%" | "per" | "by" | "million"));
        let money = people > 0 && words[people - 1].text == "£";
        (opens && counted && !apart && !money).then_some((people, fte))
    })
}

/// "Headcount is 120 and FTE is 131.4", "FTE stands at 131.4, headcount at 120": the number after each.
fn both_ways(words: &[Word<'_>]) -> Option<(usize, usize)> {
    let named = |names: &[&str]| words.iter().position(|word| names.contains(&word.lower.as_str()));
    let after = |at: usize| {
        let end = (at + 4).min(words.len());
        (at + 1..end).find(|next| words[*next].number().is_some())
    };
    let (people, fte) = (after(named(&["headcount"])?)?, after(named(&["fte", "wte"])?)?);
    (people != fte).then_some((people, fte))
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
        ] {
            assert_eq!(underlined(find, text), [found], "{text}");
        }
        nothing_in(
            find,
            &[
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
