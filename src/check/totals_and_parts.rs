//! `totals-and-parts`: a total compared with what was only a part of it before.

mod parts;

use std::ops::Range;

use crate::check::passage::Passage;
use crate::check::totals_and_parts::parts::{Parted, Share, decomposition, is_count};
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
number with the words that name it (\"147 statutory\", \"510 from families\", \"180 at stage 1\"), and in the same sentence
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
        let Some(Parted { total, shares, end }) = decomposition(&words) else { continue };
        // "Complaints rose from 165 statutory ones to 212 (180 statutory and 32 corporate)".
        let before = words[..total].to_vec();
        // The rest of this sentence, and the two after it; "rose to 212 (…) from 165" is one change.
        let changed =
            before.iter().rev().take(4).any(is_change) && before.last().is_some_and(|word| word.lower == "to");
        let rest = words[end..].to_vec();
        let places = [
            (before, Place::Before),
            (rest, if changed { Place::Changed } else { Place::Rest }),
            (of_sentence(at + 1), Place::Next),
            (of_sentence(at + 2), Place::Next),
        ];
        for (text, place) in places {
            let Some((share, old)) = compared(&text, &shares, place) else { continue };
            let place = passage.place(&(text[old.start].range.start..text[old.end - 1].range.end));
            let told: Vec<&str> = text[old].iter().map(|word| word.text).collect();
            let message =
                format!("the total of {} is compared with {}, which is a part", words[total].text, told.join(" "));
            found.push(
                finding(message, &place)
                    .hint(format!("compare like with like: {} now, or the earlier total", share.told)),
            );
            break;
        }
    }
    found
}

/// Where words stand that may compare a total.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the total, in its sentence.
    Before,
    /// After its parts.
    Rest,
    /// The same, where a change leads to the total.
    Changed,
    /// In one of the next sentences.
    Next,
}

/// The part that a change or a comparison in these words is measured from, and its number with the name there.
fn compared<'b, 'a>(
    words: &[Word<'_>],
    shares: &'b [Share<'a>],
    place: Place,
) -> Option<(&'b Share<'a>, Range<usize>)> {
    const SUBJECTS: &[&str] = &["this", "it", "that", "the", "these", "which", "overall", "altogether"];
    let first = words.iter().find(|word| word.is_word())?;
    let old = match place {
        Place::Before => measured_from(words)?,
        // What goes on after the brackets is about the total as well.
        Place::Rest => measured_from(words).or_else(|| listed_before(words))?,
        Place::Changed => {
            let from = words.iter().take(2).position(|word| word.lower == "from");
            from.and_then(|from| count_within(words, from + 1, 4)).or_else(|| measured_from(words))?
        }
        Place::Next if SUBJECTS.contains(&first.lower.as_str()) => {
            measured_from(words).or_else(|| stated_before(words)).or_else(|| concluded_from(words))?
        }
        Place::Next => concluded_from(words)?,
    };
    let (share, name) = part_named(words, old, shares)?;
    // "The number of statutory complaints rose from 133 statutory complaints": the part is compared with itself.
    let named_before =
        (0..old).any(|at| share.is_named_at(words, at) || shares.iter().any(|one| one.number == words[at].text));
    (!named_before).then_some((share, old..name))
}

/// The one part that the words after a number name, and the index after its name: "455 applications from families".
fn part_named<'b, 'a>(words: &[Word<'_>], old: usize, shares: &'b [Share<'a>]) -> Option<(&'b Share<'a>, usize)> {
    /// How many words may stand between the number and the name.
    const APART: usize = 8;
    let stops =
        |at: &usize| matches!(words[*at].text, "," | ";" | ":" | "(" | ")" | "." | "–") || is_count(words, *at);
    let end = (old + 1..words.len().min(old + 1 + APART)).find(stops).unwrap_or(words.len().min(old + 1 + APART));
    let named = |share: &&Share<'_>| (old + 1..end).any(|at| share.is_named_at(words, at));
    let mut all = shares.iter().filter(named);
    let share = all.next().filter(|_| all.next().is_none())?;
    let at = (old + 1..end).find(|at| share.is_named_at(words, *at))?;
    Some((share, at + 1 + usize::from(share.name.1.is_some())))
}

/// The first number that counts something, within a few words.
fn count_within(words: &[Word<'_>], from: usize, most: usize) -> Option<usize> {
    (from..words.len().min(from + most)).find(|at| is_count(words, *at))
}

/// The index of the number that a change is measured from: "an increase from 133", "up on last year's 19", "against 60".
fn measured_from(words: &[Word<'_>]) -> Option<usize> {
    let bare = || words.iter().position(|word| word.lower == "against");
    let change = words.iter().position(is_change).or_else(bare)?;
    let leads = |word: &Word<'_>| matches!(word.lower.as_str(), "from" | "with" | "to" | "than" | "on" | "against");
    let from = change + words[change..].iter().position(leads)?;
    count_within(words, from + 1, 4)
}

/// "…; 2024/25: 27 mainstream": the value of an earlier time, after it and a colon.
fn listed_before(words: &[Word<'_>]) -> Option<usize> {
    let colon = words.iter().take(8).position(|word| word.text == ":")?;
    is_earlier(&words[..colon]).then(|| count_within(words, colon + 1, 1)).flatten()
}

/// "The figure was 650 from schools in 2024", "The previous year's figure was 240 personal licences": what the total is said
/// to have been earlier.
fn stated_before(words: &[Word<'_>]) -> Option<usize> {
    let figure =
        words.iter().take(5).position(|word| matches!(word.lower.as_str(), "figure" | "number" | "total"))?;
    let was = words.get(figure + 1).is_some_and(|word| matches!(word.lower.as_str(), "was" | "were" | "had"));
    let at = count_within(words, figure + 2, 3).filter(|_| was)?;
    (is_earlier(&words[..figure]) || is_earlier(&words[at + 1..])).then_some(at)
}

/// "Last year 31 mainstream carers were approved, so the number has doubled": what follows from it is said of the total.
fn concluded_from(words: &[Word<'_>]) -> Option<usize> {
    let so = words.iter().position(|word| matches!(word.lower.as_str(), "so" | "hence" | "therefore"))?;
    let after = &words[so..];
    let total = after.iter().any(|word| matches!(word.lower.as_str(), "number" | "total" | "figure"));
    let changed = after.iter().any(is_change);
    let at = count_within(&words[..so], 0, so)?;
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
            (
                "There were 212 complaints in 2025/26 (180 at stage 1 and 32 at stage 2), compared with 165 stage 1 complaints in 2024/25.",
                "165 stage 1",
            ),
            (
                "There were 212 complaints in 2025/26 (180 at stage 1 and 32 at stage 2), compared with 19 at stage 2 in 2024/25.",
                "19 at stage 2",
            ),
            (
                "The Council received 640 homelessness applications (510 from families and 130 from single people). This is up from 455 applications from families last year.",
                "455 applications from families",
            ),
            (
                "A total of 96 apprentices were employed, 71 of them in the Council and 25 in schools, an increase on the 60 in the Council the year before.",
                "60 in the Council",
            ),
            (
                "Of 1,480 fly-tips, 900 were on highways and 580 on council land. In 2024/25 there were 820 fly-tips on highways, so the number has risen by 80%.",
                "820 fly-tips on highways",
            ),
            (
                "We issued 3,200 penalty notices: 2,700 for parking and 500 for littering. That compares with 2,500 parking notices in the previous year.",
                "2,500 parking",
            ),
            (
                "Total visits rose to 410,000 (300,000 swims and 110,000 gym visits) from 280,000 swims.",
                "280,000 swims",
            ),
            (
                "Complaints rose from 165 statutory complaints in 2024/25 to 212 (180 statutory and 32 corporate).",
                "165 statutory",
            ),
            ("44 foster carers recruited (30 mainstream, 14 kinship); 2024/25: 27 mainstream", "27 mainstream"),
            (
                "Licensing dealt with 330 applications (250 personal and 80 premises). The previous year's figure was 240 personal licences.",
                "240 personal",
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
                "There were 212 complaints in 2025/26 (180 at stage 1 and 32 at stage 2), compared with 190 complaints in 2024/25.",
                "There were 900 calls (700 calls answered and 200 calls lost), compared with 800 calls last year.",
                "We received 640 applications (510 from families and 130 from single people), up from 600 from families and single people.",
                "Visits rose from 380,000 to 410,000 (300,000 swims and 110,000 gym visits).",
                "Of which, comprising",
                "(1 x and 2 y)",
                "(((",
                "",
            ],
        );
    }
}
