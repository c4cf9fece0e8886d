//! `doubled-words`: a word that stands twice in a row.

use crate::check::passage::Passage;
use crate::check::words::Word;
use crate::check::{Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};

/// A word that stands twice in a row, "in in".
pub const RULE: Rule = Rule {
    name: "doubled-words",
    severity: Severity::Error,
    summary: "a word that stands twice in a row, such as `in in`",
    explanation: "\
Finds a word that is repeated by mistake, also where the two stand on different lines, where one of them is emphasised
or where one comes from a figure. Readers overlook them, screen readers do not.

For example: \"Five apprentices commenced in in September 2024.\"

Left alone is what English allows: `had had`, `that that`, a verb with its particle before a preposition (\"those who
logged in in May\"), two capitals in a row that may be a name, and words with anything but space between them.

Source: a bullet of a published scrutiny minute.",
    needs_whole: false,
    run: |paper| paper.each(find),
};

/// Words that may follow themselves.
const MAY_REPEAT: &[&str] = &[
    "again", "bravo", "bye", "cha", "far", "ha", "had", "hear", "her", "is", "long", "many", "much", "no", "now",
    "please", "really", "so", "that", "there", "very", "well", "who", "yes", "you",
];

/// Prepositions that may follow themselves where the first belongs to a verb.
const PARTICLES: &[&str] = &["in", "on", "over", "up", "by", "out"];

fn find(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let words = passage.words();
    let mut found = Vec::new();
    for (at, pair) in words.windows(2).enumerate() {
        let [one, two] = pair else { continue };
        let apart = passage.text.get(one.range.end..two.range.start).unwrap_or_default();
        let doubled = one.lower == two.lower
            && one.text.chars().all(|one| one.is_alphabetic() || one == '\'' || one == '’')
            && !apart.is_empty();
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        // "in in" between quotation marks is spoken of, not said.
        let open = passage.text[..one.range.start].ends_with(['"', '“', '‘', '\'']);
        let close = passage.text[two.range.end..].starts_with(['"', '”', '’', '\'']);
        if doubled && !(open && close) && !allowed(one, two, before) {
            let place = passage.place(&(one.range.start..two.range.end));
            found.push(
                finding(format!("`{}` stands twice in a row", two.text), &place)
                    .hint(format!("take one `{}` out", two.text)),
            );
        }
    }
    found
}

fn allowed(one: &Word<'_>, two: &Word<'_>, before: Option<&Word<'_>>) -> bool {
    let word = one.lower.as_str();
    let function = matches!(word, "the" | "a" | "an" | "of" | "to" | "and" | "in" | "for" | "with" | "is" | "we");
    // "Baden Baden", "New New": a name, unless it is a word that no name consists of.
    let name = one.is_capital() && two.is_capital() && !function;
    let particle = PARTICLES.contains(&word) && before.is_some_and(takes_particle);
    MAY_REPEAT.contains(&word) || name || particle
}

/// Whether a word is a verb to which a particle belongs: "logged in", "carried on".
fn takes_particle(word: &Word<'_>) -> bool {
    const VERBS: &[&str] = &[
        "bring", "bringing", "brings", "brought", "came", "carried", "carries", "carry", "carrying", "checked",
        "come", "comes", "coming", "dropped", "filled", "go", "goes", "going", "gone", "handed", "is", "join",
        "joined", "keep", "keeps", "kept", "live", "lived", "lives", "living", "log", "logged", "logging", "logs",
        "move", "moved", "moves", "moving", "opt", "opted", "opting", "opts", "passed", "phased", "pulled", "put",
        "sign", "signed", "signing", "signs", "stayed", "stepped", "take", "taken", "takes", "taking", "took",
        "turned", "was", "went", "were",
    ];
    VERBS.contains(&word.lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::check::testing::{nothing_in, underlined};

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
        ] {
            assert_eq!(underlined(find, text), [doubled], "{text}");
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
                "the “the” and the word the “the”",
                "The minute has “in in” and \"the the\".",
                "It is really really much much better.",
                "Baden Baden and New New Street",
                "very very good, no no",
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
