//! "The table below", in a report that has no table and no chart.

use std::ops::Range;

use crate::check::answer::among;
use crate::check::doubt;
use crate::check::passage::Passage;
use crate::check::words::{Word, lower};
use crate::diagnostic::Diagnostic;

/// A table or a chart that a text says stands beside it; for a report that has none.
pub fn nothing_shown(passage: &Passage<'_>) -> Option<Diagnostic> {
    let words = passage.words();
    let (noun, near) = (0..words.len()).find_map(|noun| Some((noun, beside(&words, noun)?)))?;
    if passage.is_quoted(&words[noun].range) {
        return None;
    }
    let range = words[near.start].range.start..words[near.end - 1].range.end;
    let noun = words[noun].lower.as_str();
    Some(doubt(format!("this paper has no {noun}"), &passage.place(&range)).hint(format!(
        "put the {noun} in, take these words out, or say where it stands: \"the {noun} in Appendix 1\""
    )))
}

/// The words that say of a table or a chart that it stands near: "the table below", "see table overleaf", "the above chart", "the
/// following graphs", "the chart on the next page".
fn beside(words: &[Word<'_>], noun: usize) -> Option<Range<usize>> {
    if !among("table tables chart charts graph graphs", lower(words, noun)) {
        return None;
    }
    let before = |back: usize| noun.checked_sub(back).map_or("", |at| lower(words, at));
    let after = |ahead: usize| lower(words, noun + ahead);
    let led = noun == 0 || among("the this these see in per as at from ( and", before(1));
    if led && among("above below opposite overleaf", after(1)) && !is_compared(words, noun + 2) {
        return Some(noun.saturating_sub(1)..noun + 2);
    }
    let page = (2..=6).find(|ahead| after(*ahead) == "page");
    if led && after(1) == "on" && page.is_some_and(|page| among("next following previous facing", after(page - 1)))
    {
        return Some(noun.saturating_sub(1)..noun + 1 + page?);
    }
    let the = among("the this these", before(2));
    (among("following above", before(1)) && the).then(|| noun - 1..noun + 1)
}

/// Whether "above" and "below" compare, or the name of something begins: "the table above the fold", "the chart above 5".
fn is_compared(words: &[Word<'_>], at: usize) -> bool {
    among("the a an its their that those", lower(words, at)) || words.get(at).is_some_and(Word::is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_below_has_to_be_there() {
        for text in [
            "The opening hours are in the table below.",
            "The following table shows the hours.",
            "As the chart overleaf shows, it rose.",
            "See table below.",
            "Hours differ (see chart below).",
            "Table below",
            "The costs are in the above table, as the tables above show.",
            "It is in the graph on the next page.",
        ] {
            let found = nothing_shown(&Passage::plain(text));
            assert!(found.is_some_and(|one| one.message.starts_with("this paper has no ")), "{text}");
        }
        for text in [
            "They sat at the table.",
            "the figures below",
            "“the table below”",
            "a table below",
            "the table above the desk",
            "the chart above 5",
            "",
        ] {
            assert!(nothing_shown(&Passage::plain(text)).is_none(), "{text}");
        }
    }
}
