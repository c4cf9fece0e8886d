//! "The table below", in a report that has no table and no chart.

use crate::check::answer::among;
use crate::check::doubt;
use crate::check::passage::Passage;
use crate::diagnostic::Diagnostic;

/// A table or a chart that a text says stands below it; for a report that has none.
pub fn nothing_shown(passage: &Passage<'_>) -> Option<Diagnostic> {
    let words = passage.words();
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let at = (1..words.len()).find(|at| {
        let shown = among("table tables chart charts graph graphs", lower(*at));
        let below = among("the this these", lower(at - 1)) && matches!(lower(at + 1), "below" | "overleaf");
        let following = lower(at - 1) == "following" && lower(at.saturating_sub(2)) == "the";
        shown && (below || following) && !passage.is_quoted(&words[*at].range)
    })?;
    let noun = words[at].lower.as_str();
    let range =
        words[at - 1].range.start..words[at].range.end.max(words.get(at + 1).map_or(0, |word| word.range.end));
    Some(
        doubt(format!("the report has no {noun}"), &passage.place(&range))
            .hint(format!("put the {noun} in, or say where it stands: \"the {noun} in Appendix 1\"")),
    )
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
        ] {
            let found = nothing_shown(&Passage::plain(text));
            assert!(found.is_some_and(|one| one.message.starts_with("the report has no ")), "{text}");
        }
        for text in ["They sat at the table.", "the figures below", "“the table below”", "a table below", ""] {
            assert!(nothing_shown(&Passage::plain(text)).is_none(), "{text}");
        }
    }
}
