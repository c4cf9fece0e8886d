//! Words that only those understand who see colours and places.

use crate::check::finding;
use crate::check::passage::Passage;
use crate::diagnostic::Diagnostic;

/// Words that only those understand who see colours and places.
pub(super) fn senses(passage: &Passage<'_>) -> Vec<Diagnostic> {
    const COLOURS: &[&str] = &["red", "green", "amber", "yellow", "blue", "orange", "purple", "grey", "pink"];
    const SHOWN: &[&str] = &[
        "shown",
        "marked",
        "highlighted",
        "shaded",
        "coloured",
        "printed",
        "displayed",
        "indicated",
        "identified",
    ];
    const SEEN: &[&str] = &[
        "bar", "bars", "line", "lines", "area", "areas", "box", "boxes", "cell", "cells", "column", "columns",
        "row", "rows", "text", "dot", "dots", "section", "segment",
    ];
    const EXHIBITS: &[&str] =
        &["table", "chart", "figure", "graph", "box", "picture", "diagram", "map", "image", "panel"];
    const SAYS: &[&str] = &[
        "are",
        "has",
        "have",
        "indicate",
        "indicates",
        "is",
        "mark",
        "marks",
        "mean",
        "means",
        "need",
        "needs",
        "show",
        "shows",
    ];
    const PLACED: &[&str] =
        &["column", "columns", "table", "chart", "graph", "panel", "box", "figure", "map", "bar"];
    let words = passage.words();
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let mut found = Vec::new();
    for at in 0..lower.len() {
        let end = match lower.get(at..).unwrap_or_default() {
            [shown, "in", colour, ..] if SHOWN.contains(shown) && COLOURS.contains(colour) => at + 3,
            ["the", colour, seen, ..]
                if COLOURS.contains(colour) && SEEN.contains(seen) && seen_of(&lower, at + 3) =>
            {
                at + 3
            }
            // "Savings in red have not been made", "Red text shows changes"
            [_, "in", colour, verb, ..] if COLOURS.contains(colour) && SAYS.contains(verb) => at + 3,
            [colour, seen, verb, ..]
                if COLOURS.contains(colour)
                    && ["text", "cells", "type", "items", "figures"].contains(seen)
                    && SAYS.contains(verb) =>
            {
                at + 2
            }
            ["left-hand" | "right-hand", seen, ..] if PLACED.contains(seen) => at + 2,
            // "the table on the right to buy" is about a right.
            [_, "on" | "to", "the", "right", "to", ..] => continue,
            [exhibit, "above" | "below", "on" | "to", "the", "left" | "right", ..]
                if EXHIBITS.contains(exhibit) =>
            {
                at + 5
            }
            [exhibit, "on" | "to", "the", "left" | "right", ..] if EXHIBITS.contains(exhibit) => at + 4,
            _ => continue,
        };
        let range = words[at].range.start..words[end - 1].range.end;
        if !passage.is_quoted(&range) {
            let written = passage.text.get(range.clone()).unwrap_or_default();
            found.push(
                finding(format!("`{written}` tells nothing to those who do not see it"), &passage.place(&range))
                    .hint("name it as well: `Table 2`, `the bar of Coventry`, `marked with an asterisk`"),
            );
        }
    }
    found
}

/// Whether what follows lets a thing be one on the page, and not one in the world: "the red line buses".
fn seen_of(lower: &[&str], next: usize) -> bool {
    lower.get(next).is_none_or(|next| {
        matches!(
            *next,
            "shows"
                | "show"
                | "is"
                | "are"
                | "in"
                | "of"
                | "on"
                | ","
                | "."
                | ";"
                | "above"
                | "below"
                | "and"
                | ")"
                | "represents"
                | "marks"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{nothing_in, underlined};

    #[test]
    fn nobody_has_to_see_colours_or_places() {
        for (text, words) in [
            ("Values shown in red are suppressed.", "shown in red"),
            ("The green line shows Coventry.", "The green line"),
            ("see the table on the right", "table on the right"),
            ("The blue bars are England.", "The blue bars"),
            ("Savings in red have not been made.", "Savings in red"),
            ("Red text shows changes from the draft.", "Red text"),
            ("The figures in the right-hand column show it.", "right-hand column"),
            ("The box below on the left has the contact.", "box below on the left"),
        ] {
            assert_eq!(underlined(senses, text), [words], "{text}");
        }
        nothing_in(
            senses,
            &[
                "The action is rated red.",
                "the green areas round the city",
                "the Red Lion and the blue badge scheme",
                "Figures shown in bold",
                "the amber rating",
                "The option on the table on the right to buy was rejected.",
                "The service was in the red for two years.",
                "The right-hand turn at Mill Lane is closed.",
                "He said “shown in red”.",
            ],
        );
    }
}
