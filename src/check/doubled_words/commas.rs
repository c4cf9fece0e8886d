//! "The plan, the plan was agreed.": how a sentence begins, twice over a comma.

use crate::check::answer::among;
use crate::check::doubt;
use crate::check::passage::Passage;
use crate::check::words::{Word, is_little};
use crate::diagnostic::Diagnostic;

/// So many words are repeated together at most.
const MOST: usize = 5;

/// Beginnings of sentences that stand twice with a comma between them. Further on English allows it: "When they saw the plan, the plan
/// was agreed".
pub fn begun_twice(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let sentences = passage.words_by_sentence();
    sentences.iter().filter_map(|(_, words)| twice(passage, words)).collect()
}

fn twice(passage: &Passage<'_>, words: &[Word<'_>]) -> Option<Diagnostic> {
    let comma = words.iter().take(MOST + 1).position(|word| word.text == ",")?;
    let (one, again) = (&words[..comma], words.get(comma + 1..2 * comma + 1)?);
    let same = one.iter().zip(again).all(|(one, two)| one.lower == two.lower && one.is_word());
    let [first, .., last] = one else { return None };
    // "In time, in time …" and "The more, the more …" are figures of speech; "The north, the north-east" goes on in one word.
    let told = comma == 2 && among("are can did had has have is was were will", &last.lower) && first.is_capital();
    let begins =
        told || among("a all an at by for from in its of on our the their these this to under with", &first.lower);
    let goes_on = words.get(2 * comma + 1).is_some_and(|next| next.is_word() && !next.is_capital());
    let stressed = among("less more sooner time", &last.lower);
    let range = words[0].range.start..again.last()?.range.end;
    if !same || !begins || !goes_on || stressed || is_little(&last.lower) && !told || passage.is_quoted(&range) {
        return None;
    }
    let written = one.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    Some(
        doubt(format!("the sentence begins twice with `{written}`"), &passage.place(&range))
            .hint(format!("take one `{written}` out, with the comma")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{nothing_in, underlined};

    #[test]
    fn a_sentence_begins_once() {
        for (text, told) in [
            ("The plan, the plan was agreed.", "The plan, the plan"),
            ("Residents had, residents had asked for a crossing.", "Residents had, residents had"),
            ("It rained. In the autumn, in the autumn crews cleared the drains.", "In the autumn, in the autumn"),
        ] {
            assert_eq!(underlined(begun_twice, text), [told], "{text}");
        }
        nothing_in(
            begun_twice,
            &[
                "Again, again and again.",
                "Many, many residents wrote.",
                "When members saw the plan, the plan was agreed.",
                "The more, the more it helps.",
                "In time, in time for winter, it opened.",
                "The plan, the budget and the policy were agreed.",
                "The plan, the plan.",
                "What they did, what they did well",
                "The plan, the",
                "“The plan, the plan was agreed.”",
                "",
            ],
        );
    }
}
