//! `placeholder`: a gap that somebody meant to fill.

use std::ops::Range;

use crate::check::passage::Passage;
use crate::check::words::Word;
use crate::check::{Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};

/// A gap that was left in a text: `XX`, `TBC`, `[insert …]`, `???`, a lone `§`.
pub const RULE: Rule = Rule {
    name: "placeholder",
    severity: Severity::Error,
    summary: "a gap that was left open: `XX`, `TBC`, `[insert …]`, `???` or a lone `§`",
    explanation: "\
Finds what authors leave in a draft to be filled in later: `XX` or `xx` in the place of a number, `TBC`, `TBA`, `TODO`,
`[insert date]` and the like, `£X` and `X%`, two question marks or more, three low lines or more, and a section sign without its
number.

For example: \"Further to Minute XX below\", \"[insert name of officer]\", \"The cost is £???\".

Left alone is a value that the data declare as TBC, since a reader is told so with its source; a `TBC` between quotation
marks, which speaks of the mark; and Roman numbers after words such as Part, Chapter or Article.

Source: a published council minute has \"Minute XX below\".",
    needs_whole: false,
    run: |paper| paper.each(find),
};

fn find(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let words = passage.words();
    let mut gaps: Vec<Range<usize>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let next = words.get(at + 1);
        let gap = match word.text {
            "[" => instruction(passage, &words[at..]),
            "(" | "<" if next.is_some_and(|next| next.lower == "insert") => asked(&words[at..]),
            "X" if before.is_some_and(|before| before.text == "£") || next.is_some_and(|next| next.text == "%") => {
                Some(word.range.clone())
            }
            "?" => repeated(&words[at..], "?", 2),
            "_" => repeated(&words[at..], "_", 3),
            "§" => {
                let numbered = next.is_some_and(|next| next.is_number() || next.text == "§");
                (!numbered && before.is_none_or(|before| before.text != "§")).then(|| word.range.clone())
            }
            _ => is_gap(word, before).then(|| word.range.clone()),
        };
        let Some(gap) = gap else { continue };
        let inside_last = gaps.last().is_some_and(|last| gap.start < last.end);
        if !inside_last && !passage.is_fact(&gap) && !passage.is_quoted(&gap) {
            gaps.push(gap);
        }
    }
    let told = |gap: &Range<usize>| {
        finding(format!("a gap was left in the text: `{}`", &passage.text[gap.clone()]), &passage.place(gap))
            .hint("fill it in, or take the sentence out; a value that is not known yet is `TBC` in a data file")
    };
    gaps.iter().map(told).collect()
}

/// Whether a word stands for what is still to come.
fn is_gap(word: &Word<'_>, before: Option<&Word<'_>>) -> bool {
    /// What has Roman numbers.
    const NUMBERED: &[&str] = &[
        "appendix", "article", "book", "chapter", "part", "psalm", "schedule", "title", "volume", "century",
        "table",
    ];
    match word.text {
        "TBC" | "TBA" | "TBD" | "TODO" | "tbc" | "tba" | "tbd" | "FIXME" => true,
        text if text.len() >= 2 && text.bytes().all(|one| one == b'X') => {
            !(text.len() <= 3 && before.is_some_and(|before| NUMBERED.contains(&before.lower.as_str())))
        }
        text if text.len() >= 2 && text.bytes().all(|one| one == b'x') => true,
        _ => word.lower == "lorem",
    }
}

/// `[insert …]`: from the bracket to its end, if the first word inside asks somebody to do something.
fn instruction(passage: &Passage<'_>, words: &[Word<'_>]) -> Option<Range<usize>> {
    const ASKS: &[&str] = &[
        "add", "amount", "check", "complete", "confirm", "date", "delete", "enter", "figure", "fill", "insert",
        "name", "number", "please", "title", "tbc", "update", "xx", "xxx", "your",
    ];
    let start = words.first()?.range.start;
    let close = words.iter().position(|word| word.text == "]")?;
    let end = words[close].range.end;
    let first = words.get(1).filter(|_| close > 1 && close < 16)?;
    let to_be = first.lower == "to" && words.get(2).is_some_and(|word| word.lower == "be");
    let asks = to_be || ASKS.contains(&first.lower.as_str());
    let empty = passage.text[start + 1..end - 1].chars().all(|one| matches!(one, '.' | '…' | ' ' | '_'));
    (asks || empty).then_some(start..end)
}

/// `(insert …)`, `<insert …>`: from the bracket to its end.
fn asked(words: &[Word<'_>]) -> Option<Range<usize>> {
    let close = words.iter().take(16).find(|word| matches!(word.text, ")" | ">"))?;
    Some(words.first()?.range.start..close.range.end)
}

/// The same sign so many times or more, from the first word on, with nothing between.
fn repeated(words: &[Word<'_>], sign: &str, least: usize) -> Option<Range<usize>> {
    let first = words.first()?;
    let mut end = first.range.end;
    let mut count = 1;
    for word in words.iter().skip(1).take_while(|word| word.text == sign) {
        if word.range.start != end {
            break;
        }
        end = word.range.end;
        count += 1;
    }
    (count >= least).then_some(first.range.start..end)
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::check::testing::{nothing_in, underlined};

    #[test]
    fn gaps_are_found() {
        for (text, gap) in [
            ("Further to Minute XX below", "XX"),
            ("The date is TBC.", "TBC"),
            ("on [insert date] the Board", "insert date"),
            ("by [name of officer]", "name of officer"),
            ("It cost £xx,xxx", "xx"),
            ("TODO: write this", "TODO"),
            ("under § of the Act", "under § of the Act"),
            ("in XXXX 2018", "XXXX"),
            ("Lorem ipsum dolor", "Lorem"),
            ("see paragraph xx", "xx"),
            ("[TBC] people", "TBC"),
            ("on [to be confirmed] at", "to be confirmed"),
            ("at a cost of £X million", "X"),
            ("It rose by X%.", "X"),
            ("by (insert name) of the Board", "insert name"),
        ] {
            let found = underlined(find, text);
            assert_eq!(found.first().map(String::as_str), Some(gap), "{text}");
        }
        assert_eq!(underlined(find, "It cost £???.").len(), 1);
        assert_eq!(underlined(find, "signed ______ on").len(), 1);
        assert_eq!(underlined(find, "Agreed by […].").len(), 1);
    }

    #[test]
    fn what_is_no_gap_is_left_alone() {
        nothing_in(
            find,
            &[
                "Part XX of the Act and Chapter XXX",
                "Values marked “TBC” came too late",
                "[c] suppressed, [z] not applicable",
                "Why? Nobody knows.",
                "§ 12 and §§ 3 and 4",
                "the MXX scheme",
                "He wrote [sic] and [2018] 1 AC 1",
                "size XL, Generation X and (inserted later)",
                "[to_string] and [x]",
                "X (formerly Twitter) and x > 2",
                "see [the plan](https://example.gov.uk)",
                "snake_case_name",
                "The TBCs",
                "",
                "[",
                "]",
                "?",
            ],
        );
    }
}
