//! Documents that a text describes instead of naming them, and relies on: "a letter from the Department for Education of 4 January".

use std::ops::Range;

use crate::check::answer::among;
use crate::check::background_papers::named::{NOUNS, SAYS, text_at};
use crate::check::dates::{date_at, month};
use crate::check::passage::Passage;
use crate::check::words::Word;

/// How far from its noun the day of a document may stand.
const REACH: usize = 14;

/// The documents in a passage that have an author or a reader, and a day, and that it quotes.
pub(super) fn described(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (sentence, words) in passage.words_by_sentence() {
        let elsewhere = words.iter().any(|word| {
            among("appendix appendices annex", &word.lower) || matches!(word.text, "Act" | "Regulations")
        });
        if elsewhere || passage.is_quoted(&sentence) {
            continue;
        }
        let nouns = (0..words.len()).filter(|at| among(NOUNS, &words[*at].lower) && !words[*at].is_capital());
        found.extend(nouns.filter_map(|at| one(&words, at)).next().filter(|range| !passage.is_fact(range)));
    }
    found
}

/// A document whose noun stands at a word: whose it is, when it is from, and that it says something.
fn one(words: &[Word<'_>], noun: usize) -> Option<Range<usize>> {
    let first = first_of(words, noun)?;
    // "Officers will bring a report …", "This report …"
    if words[..noun].iter().any(|word| among("will would shall should may this", &word.lower)) {
        return None;
    }
    let end = (noun + 1..(noun + REACH).min(words.len())).rev().find(|at| is_time(words, *at))?;
    let of = (first..end).any(|at| {
        let word = &words[at];
        word.is_word() && word.is_capital() && at > 0 && month(word.text).is_none()
    }) || words[first].lower.ends_with("'s");
    let closed = end + usize::from(matches!(text_at(words, end + 1), ")" | ","));
    let next = text_at(words, closed + 1);
    let says = among(SAYS, next) || matches!(next, "set" | "sets") && text_at(words, closed + 2) == "out";
    // Nothing may come between that says more than whose it is, and from when.
    let plain = (noun + 1..end).all(|at| !among("that which who and but", text_at(words, at)));
    let named_here =
        matches!(text_at(words, noun + 1), "by" | "from" | "to" | "of" | "(" | "published" | "dated" | ",");
    (of && says && plain && named_here).then(|| words[first].range.start..words[end].range.end)
}

/// Where the words begin that lead to the noun: after its article, or with whose document it is.
fn first_of(words: &[Word<'_>], noun: usize) -> Option<usize> {
    let from = noun.saturating_sub(4);
    let article = (from..noun).rev().find(|at| among("a an the our its", text_at(words, *at)));
    let owner = (from..noun).rev().find(|at| text_at(words, *at).ends_with("'s"));
    let first = match (article, owner) {
        (Some(article), Some(owner)) if owner < article => article + 1,
        (_, Some(owner)) => owner,
        (Some(article), None) => article + 1,
        (None, None) => return None,
    };
    // "Members asked for a report": what somebody wants says nothing yet.
    let wanted = first
        .checked_sub(2)
        .is_some_and(|at| among("for bring brings receive request requested", text_at(words, at)));
    (!wanted).then_some(first)
}

/// Whether a word is the last of a day, or of a month with its year.
fn is_time(words: &[Word<'_>], at: usize) -> bool {
    let year = words[at].text.len() == 4 && words[at].text.starts_with("20") && words[at].is_number();
    let after_month = at > 0 && month(words[at - 1].text).is_some();
    let dated = (at.saturating_sub(3)..=at).any(|from| date_at(words, from).is_some_and(|date| date.end == at + 1));
    year && after_month || dated
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let passage = Passage::plain(text);
        described(&passage).into_iter().map(|range| passage.text[range].to_owned()).collect()
    }

    #[test]
    fn documents_that_are_described_and_relied_on_are_found() {
        for (text, name) in [
            (
                "A report by KPMG dated 3 November 2025 concluded that controls were weak.",
                "report by KPMG dated 3 November 2025",
            ),
            (
                "A letter from the Department for Education dated 4 January 2026 confirms the grant.",
                "letter from the Department for Education dated 4 January 2026",
            ),
            (
                "The report to Cabinet on 10 February 2026 set out the savings.",
                "report to Cabinet on 10 February 2026",
            ),
            ("Counsel's opinion of 4 March 2026 advises that it is lawful.", "Counsel's opinion of 4 March 2026"),
            (
                "The consultant's report by Impower (January 2026) recommended two.",
                "consultant's report by Impower (January 2026",
            ),
        ] {
            assert_eq!(found(text), [name], "{text}");
        }
    }

    #[test]
    fn what_is_only_spoken_of_is_left_alone() {
        for text in [
            "Officers will bring a report to Cabinet on 10 June 2026 that sets out the savings.",
            "A letter was sent to all carers on 4 March 2026.",
            "Members asked for a report to the Board in June 2026.",
            "The report to Cabinet on 10 February 2026 was deferred.",
            "This report to Cabinet on 10 February 2026 sets out the savings.",
            "The review began in March 2026 and found two things.",
            "",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
