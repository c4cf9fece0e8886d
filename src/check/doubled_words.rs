//! `doubled-words`: a word, or a few words, that stand twice in a row.

mod allowed;
mod commas;
mod particles;
#[cfg(test)]
mod sentences;
mod timed;

use crate::check::answer::among;
use crate::check::doubled_words::allowed::{is_allowed, is_name};
use crate::check::doubled_words::commas::begun_twice;
use crate::check::doubled_words::particles::takes_particle;
use crate::check::passage::Passage;
use crate::check::words::{Word, is_little};
use crate::check::{Rule, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity};

/// A word that stands twice in a row, "in in", or a few words that do, "of the of the".
pub const RULE: Rule = Rule {
    name: "doubled-words",
    severity: Severity::Error,
    summary: "a word that stands twice in a row, such as `in in`, or a few words, `of the of the`",
    explanation: "\
Finds a word, or up to four words, that are repeated by mistake, also where the two stand on different lines, where one of
them is emphasised or where one comes from a figure, and in the labels and the words of tables. Readers overlook them,
screen readers do not.

For example: \"Five apprentices commenced in in September 2024.\"

Left alone is what English allows, and only where it does: `had had`; `that that` before a noun or a verb; a verb and its
particle before a preposition (\"logged in in record numbers\", \"puts up up to £5,000\", \"the forms were handed in in May\"; not \"went up in in May\", where
`up` is the particle, nor \"the meeting was held in in May\", where there is none); a clause with \"what\" (\"what is done is done\"); `her her` after a verb of giving; a verb that ends one clause and
begins the next (\"what it is is a start\", \"those who left left early\", \"those who came in came in coats\"); words of stress (\"very very\"); pairs such as \"more
and more and\"; and words with anything but space between them (\"many, many\", \"again, again\"), unless it is how a sentence begins that stands
twice over a comma, \"The plan, the plan was agreed\", which is a warning. Two words with capitals that may be a name, and two equal
numbers, are a warning.

Source: a bullet of a published scrutiny minute.",
    needs_whole: false,
    reads_sentences: false,
    run: |paper| [paper.each_with_labels(find), paper.each(begun_twice)].concat(),
};

/// How many words may be repeated together.
const MOST: usize = 4;

fn find(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let words = passage.words();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let doubled = (1..=MOST).rev().find_map(|length| Some((length, repeated(passage, &words, at, length)?)));
        let Some((length, sure)) = doubled else {
            found.extend(before_compound(passage, &words, at));
            at += 1;
            continue;
        };
        let second = words[at + length].range.start..words[at + 2 * length - 1].range.end;
        let place = passage.place(&(words[at].range.start..second.end));
        let again = &passage.text[second];
        let verb = if length == 1 { "stands" } else { "stand" };
        let message = format!("`{again}` {verb} twice in a row");
        let told = if sure { finding(message, &place) } else { doubt(message, &place) };
        found.push(told.hint(format!("take one `{again}` out")));
        // "had had had" is told once.
        at += 2 * length;
    }
    found
}

/// "The in in-house team": a preposition that its compound begins with too, where an article shows that it is no preposition;
/// "to invest in in-house teams" has both of them rightly.
fn before_compound(passage: &Passage<'_>, words: &[Word<'_>], at: usize) -> Option<Diagnostic> {
    let [article, one, compound] = words.get(at.checked_sub(1)?..at + 2)? else { return None };
    let begins = compound.lower.split_once(['-', '\u{2011}']).is_some_and(|(first, _)| first == one.lower);
    let doubled =
        among("a an another any each every its my no our the their these this those your", &article.lower)
            && among("at by down in off on out over to under up", &one.lower)
            && begins;
    let place = passage.place(&(one.range.start..compound.range.end));
    doubled.then(|| {
        finding(format!("`{}` stands twice in a row", one.text), &place)
            .hint(format!("take the first `{}` out", one.text))
    })
}

/// Whether so many words from here on are repeated right after them, by mistake; and whether that is sure.
fn repeated(passage: &Passage<'_>, words: &[Word<'_>], at: usize, length: usize) -> Option<bool> {
    let both = words.get(at..at + 2 * length)?;
    let (one, two) = both.split_at(length);
    let same = one.iter().zip(two).all(|(one, two)| one.lower == two.lower);
    let apart = |pair: &[Word<'_>]| {
        let between = passage.text.get(pair[0].range.end..pair[1].range.start).unwrap_or_default();
        // A tab stands between the cells of a table.
        !between.is_empty() && between.chars().all(|one| one.is_whitespace() && one != '\t')
    };
    // "020 xxxx xxxx" stands for what is still to be written, which is another rule's.
    let crosses = one.iter().all(|word| word.lower.len() > 1 && word.lower.bytes().all(|letter| letter == b'x'));
    if !same || crosses || !both.windows(2).all(apart) {
        return None;
    }
    // "in in" between quotation marks is spoken of, not said.
    let (first, last) = (both.first()?, both.last()?);
    let open = passage.text[..first.range.start].ends_with(['"', '“', '‘', '\'']);
    let close = passage.text[last.range.end..].starts_with(['"', '”', '’', '\'']);
    if open && close {
        return None;
    }
    let letters = |word: &Word<'_>| word.text.chars().all(|one| one.is_alphabetic() || "'’-\u{2011}".contains(one));
    if !one.iter().all(letters) {
        return (length == 1 && is_doubled_number(passage, words, at)).then_some(false);
    }
    if length > 1 {
        let several = one.iter().any(|word| word.lower != one[0].lower);
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        // "What is done is done."
        let what = at
            .checked_sub(1)
            .is_some_and(|before| matches!(words[before].lower.as_str(), "what" | "whatever" | "who"));
        let clause = what && among("is was are were has had will can does", &one[0].lower);
        // "What it did it did well."
        let whole = what
            && among("he i it one she there they we you", &one[0].lower)
            && !words.get(at + 2 * length).is_none_or(|next| matches!(next.text, "." | ","));
        // "Those who came in came in coats."
        let goes_on = words.get(at + 2 * length).is_some_and(|next| next.is_word() || next.is_number());
        let particle = before.is_some_and(|before| before.lower == "who")
            && goes_on
            && matches!(one, [verb, particle] if takes_particle(&verb.lower, &particle.lower));
        return (several && !clause && !whole && !particle && !is_pair(before, one)).then_some(true);
    }
    if is_allowed(words, at) {
        return None;
    }
    let capitals = one[0].is_capital() && two[0].is_capital();
    if capitals && is_name(words, at) {
        return None;
    }
    Some(!capitals || is_little(&one[0].lower))
}

/// "25 25 apprentices"; not in a row of numbers, nor two that were computed.
fn is_doubled_number(passage: &Passage<'_>, words: &[Word<'_>], at: usize) -> bool {
    let number = |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(Word::is_number);
    let long = words[at].text.chars().filter(char::is_ascii_digit).count() > 1;
    let row = number(at.checked_sub(1)) || number(Some(at + 2));
    let computed = passage.is_fact(&words[at].range) && passage.is_fact(&words[at + 1].range);
    words[at].is_number() && long && !row && !computed
}

/// "more and more and", "one by one by", "year on year on year": pairs that go on.
fn is_pair(before: Option<&Word<'_>>, words: &[Word<'_>]) -> bool {
    const JOINTS: &[&str] = &["and", "or", "by", "after", "on", "upon"];
    let [one, joint] = words else { return false };
    let (first, second) = (one.lower.as_str(), joint.lower.as_str());
    let begun = JOINTS.contains(&first) && before.is_some_and(|before| before.lower == second);
    begun || JOINTS.contains(&second) || second == "to" && !is_little(first)
}

#[cfg(test)]
mod tests {
    use super::{find, sentences};
    use crate::check::passage::Passage;
    use crate::check::testing::{nothing_in, underlined};
    use crate::diagnostic::Severity;

    #[test]
    fn doubled_words_are_found() {
        for (text, doubled) in [
            ("5 commenced in in September 2024.", "in in"),
            ("The the rate fell.", "The the"),
            ("It is the\nthe highest.", "the\nthe"),
            ("It has fallen to\u{a0}to 6.1%.", "to\u{a0}to"),
            ("of social social workers", "social social"),
            ("Members asked and and heard.", "and and"),
            ("The team will will report.", "will will"),
            ("The children’s children’s home", "children’s children’s"),
            ("It was a a success.", "a a"),
            ("a review of of it (see of)", "of of"),
            ("IN THE THE END", "THE THE"),
            ("The in in-house team left.", "in in-house"),
            ("these off off-site visits", "off off-site"),
        ] {
            assert_eq!(underlined(find, text), [doubled], "{text}");
        }
    }

    #[test]
    fn officers_sentences_are_told_apart() {
        for text in sentences::BROKEN {
            assert!(!find(&Passage::plain(text)).is_empty(), "{text}");
        }
        nothing_in(find, sentences::KEPT);
        assert_eq!(underlined(find, "as part of as part of the plan"), ["as part of as part of"]);
    }

    #[test]
    fn a_name_or_a_number_is_a_doubt() {
        for (text, sure) in [
            ("Children Children come first.", false),
            ("There are 25 25 posts.", false),
            ("Councillor Marsh Marsh spoke.", false),
            ("Dr. Marsh Marsh spoke.", false),
            ("The The Academy", true),
        ] {
            let found: Vec<_> = find(&Passage::plain(text)).into_iter().map(|one| one.severity).collect();
            assert_eq!(found, [if sure { Severity::Error } else { Severity::Warning }], "{text}");
        }
    }

    #[test]
    fn what_english_allows_is_left_alone() {
        nothing_in(
            find,
            &[
                "Those who had had a visit said that that visit helped.",
                "Those who logged in in May carried on on Monday.",
                "She gave her her papers; what it is is a start.",
                "It is in, in short, decline.",
                "from 2 2 to 3 3",
                "It invests in in-house teams and at at-risk schools, and works on on-going schemes.",
                "They signed up the in-house team.",
                "the “the” and the word the “the”",
                "The minute has “in in” and \"the the\".",
                "It is really really much much better.",
                "Baden Baden and Bora Bora",
                "very very good, no, no",
                "The team was small, but what it did it did well.",
                "Whatever they do they do together.",
                "more and more, again and again, face to face, one-to-one",
                "A (a) and b) b.",
                "in—in",
                "Social workers. Workers moved in in 2019.",
                "",
                "社 é",
            ],
        );
    }
}
