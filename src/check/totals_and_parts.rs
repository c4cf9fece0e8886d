//! `totals-and-parts`: a total compared with what was only a part of it before.

mod parts;

use crate::check::passage::Passage;
use crate::check::totals_and_parts::parts::{Share, decomposition, is_joint};
use crate::check::words::Word;
use crate::check::{Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};

/// A total that is compared with an earlier value of one of its parts.
pub const RULE: Rule = Rule {
    name: "totals-and-parts",
    severity: Severity::Error,
    summary: "a total compared with an earlier value of only a part of it",
    explanation: "\
Finds a total that is given with its parts, and then compared with an earlier value of one of the parts.

For example: \"There was a total of 173 complaints (147 statutory and 26 informal). This was an increase from 133
statutory complaints.\" The like of 133 is 147, not 173.

Found is a number with its parts, in brackets, after a colon, \"of which\", \"made up of\" or in \"Of the 173 complaints, …\", each a
number with the word that names it, and in the same sentence
or one of the next two a change or a comparison (`increase from`, `fell from`, `compared with`, `up from` …) with a number
that has the name of a part, where the sentence has not named that part before. Left alone are comparisons of totals with
totals and of parts with parts. Whether the parts add up is for the checker of figures.

Source: minutes of a Cabinet Member's meeting.",
    needs_whole: false,
    run: |paper| paper.each(find),
};

fn find(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let all = passage.words();
    let sentences = passage.sentences();
    let of_sentence = |at: usize| -> Vec<Word<'_>> {
        let Some(range) = sentences.get(at) else { return Vec::new() };
        all.iter().filter(|word| range.start <= word.range.start && word.range.end <= range.end).cloned().collect()
    };
    let mut found = Vec::new();
    for at in 0..sentences.len() {
        let words = of_sentence(at);
        let Some((total, shares, end)) = decomposition(&words) else { continue };
        // The rest of this sentence, and the two after it.
        let rest = words[end..].to_vec();
        for (text, same) in [(rest, true), (of_sentence(at + 1), false), (of_sentence(at + 2), false)] {
            let Some((share, old)) = compared(&text, &shares, same) else { continue };
            let place = passage.place(&(old.0.range.start..old.1.range.end));
            let message = format!(
                "the total of {} is compared with {} {}, which is a part",
                total.text, old.0.text, share.name
            );
            found.push(finding(message, &place).hint(format!(
                "compare like with like: {} {} now, or the earlier total",
                share.number, share.name
            )));
            break;
        }
    }
    found
}

/// The part that a change or a comparison in these words is measured from, and the number and its name there.
fn compared<'a, 'b>(
    words: &'b [Word<'a>],
    shares: &'b [Share<'a>],
    same_sentence: bool,
) -> Option<(&'b Share<'a>, (&'b Word<'a>, &'b Word<'a>))> {
    const SUBJECTS: &[&str] = &["this", "it", "that", "the", "these", "which", "overall", "altogether"];
    let first = words.iter().find(|word| word.is_word())?;
    // What goes on after the brackets is about the total as well.
    let about_total = same_sentence || SUBJECTS.contains(&first.lower.as_str());
    let old =
        if about_total { measured_from(words).or_else(|| stated_before(words)) } else { concluded_from(words) }?;
    let name = words.get(old + 1 + usize::from(words.get(old + 1).is_some_and(is_joint)))?;
    let share = shares.iter().find(|share| share.name == name.lower)?;
    // "The number of statutory complaints rose from 133 statutory complaints": the part is compared with itself.
    let named_before = words[..old]
        .iter()
        .any(|word| word.lower == share.name || shares.iter().any(|one| one.number == word.text));
    (!named_before).then_some((share, (&words[old], name)))
}

/// The index of the number that a change is measured from: "an increase from 133", "up on last year's 19", "against 60".
fn measured_from(words: &[Word<'_>]) -> Option<usize> {
    let bare = || words.iter().position(|word| word.lower == "against");
    let change = words.iter().position(is_change).or_else(bare)?;
    let leads = |word: &Word<'_>| matches!(word.lower.as_str(), "from" | "with" | "to" | "than" | "on" | "against");
    let from = change + words[change..].iter().position(leads)?;
    Some(from + 1 + words.get(from + 1..)?.iter().take(4).position(|word| word.number().is_some())?)
}

/// "The figure was 650 from schools in 2024": the total of an earlier year is said to have been that.
fn stated_before(words: &[Word<'_>]) -> Option<usize> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let total = lower(0) == "the"
        && matches!(lower(1), "figure" | "number" | "total")
        && matches!(lower(2), "was" | "were" | "had");
    let at = words.iter().position(|word| word.number().is_some()).filter(|at| total && *at <= 5)?;
    is_earlier(&words[at + 1..]).then_some(at)
}

/// "Last year 31 mainstream carers were approved, so the number has doubled": what follows from it is said of the total.
fn concluded_from(words: &[Word<'_>]) -> Option<usize> {
    let so = words.iter().position(|word| matches!(word.lower.as_str(), "so" | "hence" | "therefore"))?;
    let after = &words[so..];
    let total = after.iter().any(|word| matches!(word.lower.as_str(), "number" | "total" | "figure"));
    let changed = after.iter().any(is_change);
    let at = words[..so].iter().position(|word| word.number().is_some())?;
    (total && changed && is_earlier(&words[..so])).then_some(at)
}

/// Whether words speak of an earlier time.
fn is_earlier(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| {
        matches!(word.lower.as_str(), "last" | "previous" | "before" | "earlier" | "ago")
            || word.text.len() == 4
                && word.text.starts_with("20")
                && word.text.bytes().all(|one| one.is_ascii_digit())
    })
}

fn is_change(word: &Word<'_>) -> bool {
    matches!(
        word.lower.as_str(),
        "increase"
            | "increased"
            | "rise"
            | "rose"
            | "risen"
            | "up"
            | "decrease"
            | "decreased"
            | "fall"
            | "fell"
            | "fallen"
            | "down"
            | "reduction"
            | "reduced"
            | "compared"
            | "compares"
            | "higher"
            | "lower"
            | "more"
            | "fewer"
            | "less"
            | "grown"
            | "grew"
            | "dropped"
            | "drop"
            | "growth"
            | "doubled"
            | "trebled"
            | "tripled"
            | "halved"
    )
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::check::testing::{nothing_in, underlined};

    #[test]
    fn a_total_beside_a_part_is_found() {
        for (text, old) in [
            (
                "There were 173 complaints, of which 147 were statutory and 26 informal. This is up from 133 statutory ones.",
                "133 statutory",
            ),
            (
                "There was a total of 173 complaints (147 statutory and 26 informal complaints) received about children's social care. This was an increase from 133 statutory complaints in 2015/16.",
                "133 statutory",
            ),
            (
                "There were 173 complaints (147 statutory, 26 informal), an increase from 133 statutory complaints.",
                "133 statutory",
            ),
            (
                "We had 40 starters (25 experienced and 15 newly-qualified). It rose from 20 experienced staff.",
                "20 experienced",
            ),
            (
                "In all 1,200 visits (1,000 planned and 200 unplanned) were made, up from 950 planned visits.",
                "950 planned",
            ),
            (
                "There were 30 leavers (20 permanent and 10 temporary). Most gave notice. That compares with 15 permanent leavers in 2020.",
                "15 permanent",
            ),
            ("We spent 90 hours (60 paid, 30 unpaid). The figure fell from 80 paid hours.", "80 paid"),
            (
                "There were 9 audits (5 internal and 4 external). This is higher than 3 external audits.",
                "3 external",
            ),
            (
                "There were 9 audits (5 internal and 4 external). These are fewer than the 6 internal audits of 2020.",
                "6 internal",
            ),
            (
                "Contacts were 900 (700 by telephone and 200 by email). This compares with 650 by telephone before.",
                "650 by telephone",
            ),
            (
                "The Council has 95 apprentices: 60 in social work and 35 in business support. This is an increase from 48 in social work a year ago.",
                "48 in social",
            ),
            (
                "Of the 173 complaints received, 147 were statutory and 26 informal. This was an increase from 133 statutory complaints.",
                "133 statutory",
            ),
            (
                "The 95 leavers were made up of 70 permanent and 25 temporary staff, a rise from 55 permanent staff.",
                "55 permanent",
            ),
            (
                "A total of 64 foster carers (40 mainstream and 24 kinship) were approved. Last year 31 mainstream carers were approved, so the number has more than doubled.",
                "31 mainstream",
            ),
            (
                "There were 9 audits (5 internal, 2 joint and 2 external). This was a drop from 6 joint audits.",
                "6 joint",
            ),
            (
                "There were 9 audits (5 internal and 4 external). Overall an increase on 4 internal audits.",
                "4 internal",
            ),
        ] {
            assert_eq!(underlined(find, text), [old], "{text}");
        }
    }

    #[test]
    fn like_compared_with_like_is_left_alone() {
        nothing_in(
            find,
            &[
                "There was a total of 173 complaints (147 statutory and 26 informal). This was an increase from 155 complaints in 2015/16.",
                "There were 173 complaints (147 statutory and 26 informal). The 147 statutory complaints were an increase from 133 statutory complaints.",
                "There were 173 complaints (147 statutory and 26 informal). The statutory ones rose from 133 statutory complaints.",
                "There were 173 complaints (147 statutory and 26 informal). Statutory complaints rose from 133 statutory complaints.",
                "15 complaints came from children, compared to 17 the previous year.",
                "There were 25 apprentices (5 began in September; 6 complete in June, and 14 complete in 2026).",
                "There were 91 compliments received compared to 68 in 2015/16.",
                "There were 12 posts (3 vacant). This was an increase from 2 vacant posts.",
                "5 (6 a and 7 b) up from 4 a",
                "There were 173 complaints, of which 147 were statutory and 26 informal. This is up from 155 complaints.",
                "There are three teams: 12 in fostering and 14 in adoption. This is up from 10 in fostering.",
                "Of 48 vacancies, 30 were qualified and 18 unqualified. Qualified vacancies rose from 25 qualified vacancies.",
                "Of which, comprising",
                "(1 x and 2 y)",
                "(((",
                "",
            ],
        );
    }
}
