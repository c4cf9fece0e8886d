//! `duplicate-items`: a bullet, a recommendation or a sentence that stands twice.

mod compound;
mod forms;
mod items;
mod relative;
#[cfg(test)]
mod sentences;
mod voice;
mod wording;

use crate::check::duplicate_items::items::{Item, Kind, Token, items};
use crate::check::duplicate_items::wording::Alike;
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};

/// A bullet, a recommendation or a sentence that says what another one has said already.
pub const RULE: Rule = Rule {
    name: "duplicate-items",
    severity: Severity::Warning,
    summary: "a bullet, a recommendation, an item or a sentence that stands twice, or nearly so",
    explanation: "\
Finds what is said twice in a report: two bullets, two recommendations, two resolutions on one item, two items of an agenda, two points of an item or
two longer sentences that
are the same, that differ in articles and the like, in endings or in order only, or of which one runs on in the words of the other for
most of its length.

For example: the bullet \"Being slightly above the average that other local authorities reach for keeping staff when they
are benchmarked, due to:\" after \"Our own approach, which puts us slightly above the average that other local authorities
reach for keeping staff when they are benchmarked\".

How it is measured: two items are the same if their words of content (all but `the`, `of`, `is` and the like) are the
same without their endings (\"reduce\", \"reducing\", \"reduction\"), with one word for a few that mean the same (\"recent\" and \"of late\", \"buy\" and
\"purchase\", \"progress made\" and \"progress\"), with numbers in digits (\"six months\", \"6 months\") and
without hyphens; whether somebody does it in a clause or not (\"the progress that the service has made\", \"the progress made by the service\"), whether
something stands before or after what it belongs to (\"update on waste collection\", \"waste collection update\");
in another order only where words such as `from`, `for`, `by`, `not` and `without` stand before the
same ones. There are at least five words of content, or seven in a sentence of running text, three where another sentence
has it word by word; within one list and among the recommendations, any number of words that agree one by one, and two that are put in another way. They are nearly
the same if they share an unbroken run of words that has at least eight words of content in small letters, and seven
tenths of those of the shorter one, and one of the two has no word of content that the other does not have, so that
sentences of one pattern about different things are not the same. Names of boards and titles are in capitals, so they
do not count; numbers that differ break the run, so two sentences of one pattern with other figures are not the same.

Left alone are items that say the same in other words (\"new drivers\", \"recruiting drivers\"; \"bikes to visitors\", \"bikes for visitors\"), from the other side (\"known to few\", \"few know\") or as a question
(\"Are they insured?\", \"whether they are insured\"), and sentences in another order of which one goes on; the summary on the front page, which repeats the body by its nature, recommendations that the body quotes,
and statements that there is nothing to say (\"There are no implications\"), which forms ask for more than once.

Source: a published scrutiny minute has one bullet twice, the second time in a longer version.",
    needs_whole: false,
    reads_sentences: true,
    run: find,
};

/// How many words of content two items must have to be told as the same.
const LEAST_SAME: usize = 5;

/// The same for sentences of running text.
const LEAST_SAME_SENTENCE: usize = 7;

/// The same for a sentence that stands in another place word by word.
const LEAST_WORD_BY_WORD: usize = 3;

/// The same for a sentence of the same text, or for the same in the passive.
const LEAST_SAME_NEAR: usize = 3;

/// How many words of content an unbroken run must have for two items to be nearly the same.
const LEAST_RUN: usize = 8;

/// The share, in tenths, of the shorter item's words of content that the run must have.
const RUN_TENTHS: usize = 7;

/// How many items a report may have before only exact repetitions are looked for; comparing each with each takes time.
const MOST_ITEMS: usize = 1500;

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let items = items(paper);
    let near = items.len() <= MOST_ITEMS;
    let mut found = Vec::new();
    for (at, item) in items.iter().enumerate() {
        // "That the report be noted" is resolved on many items.
        let one_place = matches!(item.kind, Kind::Resolution | Kind::Aside);
        let comparable = |other: &&Item| other.kind == item.kind && (!one_place || other.source == item.source);
        let before = items[..at].iter().rev().filter(comparable);
        let twin =
            before.map(|other| (other, likeness(other, item, near))).find(|(_, likeness)| likeness.is_some());
        let Some((other, Some(likeness))) = twin else { continue };
        let name = item.kind.name();
        let message = match likeness {
            Likeness::Exact => format!("this {name} stands twice"),
            Likeness::Same => format!("this {name} says the same as an earlier one"),
            Likeness::Near => format!("this {name} says nearly the same as an earlier one"),
        };
        found.push(
            finding(message, &item.place)
                .related(&other.place, "the earlier one")
                .hint(format!("keep one of the two {name}s, or say what is different")),
        );
    }
    found
}

#[derive(Debug, PartialEq, Eq)]
enum Likeness {
    Exact,
    Same,
    Near,
}

fn likeness(one: &Item, other: &Item, near: bool) -> Option<Likeness> {
    let few = if matches!(one.kind, Kind::Sentence | Kind::Aside) { LEAST_SAME_SENTENCE } else { LEAST_SAME };
    // In one list, and among recommendations, even a few words are not said twice.
    let listed = matches!(one.kind, Kind::Bullet | Kind::Title) && one.source == other.source;
    let together = matches!(one.kind, Kind::Recommendation | Kind::Resolution) || listed;
    let words = one.wording.weight();
    let least = |least: usize, alike: Likeness| (words >= least).then_some(alike);
    let same = match one.wording.alike(&other.wording) {
        // A sentence that its own paragraph has word by word, or another one.
        Some(Alike::Exact) => least(
            match () {
                () if together => 1,
                () if one.source == other.source => LEAST_SAME_NEAR,
                () if one.kind == Kind::Sentence && one.closed => LEAST_WORD_BY_WORD,
                () => few,
            },
            Likeness::Exact,
        ),
        Some(Alike::Same) => least(if together { 2 } else { few }, Likeness::Same),
        Some(Alike::Voice) => least(if together { LEAST_SAME_NEAR } else { LEAST_SAME }, Likeness::Near),
        Some(Alike::Content) => least(if together { 2 } else { few }, Likeness::Near),
        None => None,
    };
    if same.is_some() || one.kind == Kind::Title {
        return same;
    }
    // "Weekly meetings chaired by the Director, with HR in attendance" after the same without the last words.
    if together && (runs_on(one, other) || runs_on(other, one)) {
        return Some(Likeness::Near);
    }
    let weight = |item: &Item| item.words.iter().filter(|word| word.counts).count();
    let shorter = weight(one).min(weight(other));
    if !near || shorter < LEAST_RUN {
        return None;
    }
    let run = longest_run(&one.words, &other.words);
    let alike = run >= LEAST_RUN && run * 10 >= shorter * RUN_TENTHS;
    (alike && (adds_nothing(one, other) || adds_nothing(other, one))).then_some(Likeness::Near)
}

/// Whether an item is long enough to say something, and all of it is what the other begins with, which then runs on.
fn runs_on(short: &Item, long: &Item) -> bool {
    let begins = short.words.len() < long.words.len()
        && short.words.iter().zip(&long.words).all(|(one, two)| one.lower == two.lower);
    begins && short.words.iter().filter(|word| word.content).count() >= LEAST_SAME
}

/// Whether an item has no word of content that the other does not have. Two sentences of one pattern that are about
/// different things, "the agency rate fell …" and "the vacancy rate fell …", each have one.
fn adds_nothing(one: &Item, other: &Item) -> bool {
    const FILLERS: &[&str] = &["because", "due", "including", "namely", "thanks", "too"];
    let known = |word: &Token| {
        let stem = word.lower.trim_end_matches("'s");
        other.words.iter().any(|two| two.lower.trim_end_matches("'s") == stem)
    };
    one.words.iter().filter(|word| word.content).all(|word| FILLERS.contains(&word.lower.as_str()) || known(word))
}

/// How many words that count the weightiest unbroken run has that both have.
fn longest_run(one: &[Token], other: &[Token]) -> usize {
    let mut best = 0;
    // The weight of the run that ends at the word before, for every word of the other.
    let mut above = vec![0; other.len() + 1];
    for word in one {
        let mut here = vec![0; other.len() + 1];
        for (at, two) in other.iter().enumerate() {
            if word.lower == two.lower {
                here[at + 1] = above[at] + usize::from(word.counts && two.counts);
                best = best.max(here[at + 1]);
            }
        }
        above = here;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::duplicate_items::items::item;
    use crate::check::passage::Passage;

    fn bullet(text: &str) -> Item {
        Item { source: 0..9, ..item(&Passage::plain(text), &(0..text.len()), Kind::Bullet) }
    }

    fn of(one: &str, other: &str) -> Option<Likeness> {
        likeness(&bullet(one), &Item { source: 900..999, ..bullet(other) }, true)
    }

    #[test]
    fn within_one_list_even_a_few_words_are_not_said_twice() {
        let likeness = |one: &str, other: &str| super::likeness(&bullet(one), &bullet(other), true);
        assert_eq!(likeness("Friendly place to work", "friendly place to work."), Some(Likeness::Exact));
        assert_eq!(likeness("Caseloads", "Caseloads"), Some(Likeness::Exact));
        assert_eq!(
            likeness(
                "Weekly recruitment meetings chaired by the Director of Children's Services",
                "Weekly recruitment meetings, chaired by the Director of Children's Services, with HR in attendance"
            ),
            Some(Likeness::Near)
        );
        assert_eq!(likeness("Recruit team managers", "Recruit team managers for fostering"), None);
        assert_eq!(likeness("Yes, it is", "Yes, it was"), None);
        assert_eq!(likeness("The", "The"), None);
    }

    #[test]
    fn what_stands_twice_is_found() {
        for (one, other) in [
            (
                "Officers meet front-line staff face to face every month.",
                "Officers meet front-line staff face to face every month.",
            ),
            (
                "Officers meet the front-line staff face to face every month",
                "Officers meet front-line staff, face to face, in every month;",
            ),
            ("Receive an annual report on exit interviews.", "Receive the annual report on exit interviews"),
        ] {
            assert!(matches!(of(one, other), Some(Likeness::Exact | Likeness::Same)), "{one}");
        }
        for (one, other) in [
            (
                "How our own approach puts Coventry slightly above the average that other local authorities reach when they are benchmarked for keeping staff.",
                "Coventry being slightly above the average that other local authorities reach when they are benchmarked for keeping staff, due to:",
            ),
            (
                "Training was praised by newly qualified social workers, who had protected caseloads during their first year.",
                "In the survey too, training was praised by newly qualified social workers, who had protected caseloads during their first year.",
            ),
            (
                "Managers explain to front-line staff why practice had to change and what comes next",
                "Managers explain to front-line staff why practice had to change and what comes next, month after month",
            ),
        ] {
            assert_eq!(of(one, other), Some(Likeness::Near), "{one}");
        }
    }

    #[test]
    fn a_short_sentence_may_not_stand_word_by_word_in_another_paragraph() {
        let sentence = |text: &str| Item { kind: Kind::Sentence, ..bullet(text) };
        let again =
            |one: &str, other: &str| likeness(&sentence(one), &Item { source: 900..999, ..sentence(other) }, true);
        let doors = "The remaining doors will be replaced by the summer.";
        assert_eq!(again(doors, doors), Some(Likeness::Exact));
        assert_eq!(again(doors, "By the summer the remaining doors will be replaced."), None);
        assert_eq!(again(doors, "The remaining windows will be replaced by the summer."), None);
        // A title, and what is too short to say much.
        assert_eq!(again("Replacing the remaining fire doors", "Replacing the remaining fire doors"), None);
        assert_eq!(again("The doors were replaced.", "The doors were replaced."), None);
        let visits = "All providers were visited in the spring.";
        assert_eq!(again(visits, visits), Some(Likeness::Exact));
    }

    #[test]
    fn what_is_only_of_one_pattern_is_left_alone() {
        for (one, other) in [
            (
                "The agency rate has fallen for the third year running and remains below both the regional and the national rate.",
                "The vacancy rate has fallen for the third year running and remains below both the regional and the national rate.",
            ),
            (
                "Teams in the north reported that supervision took place every month and that caseloads were manageable throughout.",
                "Teams in the south reported that supervision took place every month and that caseloads were manageable throughout.",
            ),
            // Recommendations that begin alike.
            (
                "Receive a report every year on what exit interviews show.",
                "Receive a report in September 2018 on how the scheme is being put into practice.",
            ),
            // Figures that differ.
            (
                "The vacancy rate fell by 4.9 percentage points in a year, to 7.4%, below the national rate of 14.2%.",
                "The agency rate fell by 3.2 percentage points in a year, to 6.1%, below the national rate of 13.0%.",
            ),
            (
                "There were 806 children in care at the end of March.",
                "There were 780 children in care at the end of March.",
            ),
            // The name of a board is no content.
            (
                "On 29 June the Education and Children's Services Scrutiny Board (2) Task and Finish Group on the Retention of Social Workers was set up.",
                "The Education and Children's Services Scrutiny Board (2) Task and Finish Group on the Retention of Social Workers met four times.",
            ),
            // Powers that are given in the same form.
            (
                "Delegate authority to the Director of Property, following consultation with the Cabinet Member for Finance, to sign the lease.",
                "Delegate authority to the Director of Property, following consultation with the Cabinet Member for Finance, to sell the depot in Swan Lane.",
            ),
            // Items of a decision that end alike.
            (
                "that more competitive salaries be endorsed for experienced social workers in hard to recruit teams, as outlined in full in section 3.1 of the Report;",
                "that the relocation allowance for targeted staff in hard to recruit teams be increased, as outlined in full in section 3.9 of the Report;",
            ),
            ("Induction was very informative", "Training was very informative"),
            ("Friendly place to work", "Friendly place to work"),
            ("Good starting salaries.", "Good retention payment offer."),
            (
                "A retention payment for experienced social workers who stayed for a year.",
                "A progression pathway for experienced social workers, from April 2024.",
            ),
        ] {
            assert_eq!(of(one, other), None, "{one}");
        }
    }

    #[test]
    fn statements_that_there_is_nothing_may_be_repeated() {
        use crate::check::duplicate_items::items::says_nothing;
        for text in ["There are no legal implications.", "None.", "No direct impact is expected.", "See section 4."]
        {
            assert!(says_nothing(text), "{text}");
        }
        assert!(!says_nothing("Nobody knows."));
    }

    #[test]
    fn officers_sentences_are_told_apart() {
        let twice = |text: &str| {
            let (kind, list) = match text.strip_prefix("(recommendations) ") {
                Some(_) => (Kind::Recommendation, ""),
                None if text.starts_with("- ") => (Kind::Bullet, "- "),
                None => (Kind::Sentence, ""),
            };
            let text = text.trim_start_matches("(recommendations) ");
            let parts = if list.is_empty() { text.split(" || ") } else { text.split("\n") };
            let items: Vec<Item> = parts
                .map(|part| part.strip_prefix(list).unwrap_or(part))
                .map(|part| Item { source: 0..9, ..item(&Passage::plain(part), &(0..part.len()), kind) })
                .collect();
            (1..items.len())
                .any(|at| items[..at].iter().any(|one| super::likeness(one, &items[at], true).is_some()))
        };
        let missed: Vec<_> = sentences::BROKEN.iter().filter(|text| !twice(text)).collect();
        assert_eq!(missed, Vec::<&&str>::new());
        let wrong: Vec<_> = sentences::KEPT.iter().filter(|text| twice(text)).collect();
        assert_eq!(wrong, Vec::<&&str>::new());
    }
}
