//! Words that only those understand who see colours and places.

use crate::check::answer::among;
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
        "appear",
        "appears",
        "coded",
        "flagged",
        "given",
        "picked",
        "rated",
        "set",
        "written",
    ];
    const TINTED: &[&str] = &["coloured", "colored", "shaded", "tinted", "highlighted"];
    const SEEN: &[&str] = &[
        "bar", "bars", "line", "lines", "area", "areas", "box", "boxes", "cell", "cells", "column", "columns",
        "row", "rows", "text", "dot", "dots", "section", "segment",
    ];
    const BARS: &[&str] =
        &["bar", "bars", "line", "lines", "segment", "segments", "column", "columns", "dot", "dots", "cells"];
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
            // "Shaded grey"
            [tinted, colour, ..] if TINTED.contains(tinted) && COLOURS.contains(colour) => at + 2,
            // "The darker bars"
            ["darker" | "lighter" | "paler" | "brighter", seen, ..] if BARS.contains(seen) => at + 2,
            // "The map opposite"
            [
                "map" | "chart" | "graph" | "picture" | "photo" | "photograph" | "diagram" | "table",
                "opposite",
                next,
                ..,
            ] if !among("a an each it its our that the their this", next) => at + 2,
            ["the", colour, seen, ..]
                if COLOURS.contains(colour)
                    && SEEN.contains(seen)
                    && seen_of(&lower, at + 3)
                    && !is_of_roads(&lower) =>
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
            rest => match placed(rest) {
                Some(length) => at + length,
                None => continue,
            },
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

/// How many words say on which side a thing stands: "table on the right", "box below on the left", "picture below left", "box at the
/// bottom right"; but not "the table on the right to buy" or "the map on the right of way".
fn placed(words: &[&str]) -> Option<usize> {
    const EXHIBITS: &str = "box boxes chart charts diagram diagrams drawing figure graph graphs illustration image images map maps panel \
        photo photograph photographs photos picture pictures table tables";
    const EDGES: &str = "above below bottom lower top upper";
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let edged = |at: usize| among(EDGES, word(at));
    if !among(EXHIBITS, word(0)) {
        return None;
    }
    let mut at = 1 + usize::from(edged(1));
    // "At the bottom right"; but not "at the right price".
    let edge = |at: usize| word(at + 1) == "the" && among("at in", word(at)) && edged(at + 2);
    let led = edge(at) || among("on to", word(at)) && word(at + 1) == "the";
    if led {
        at += 2;
        at += usize::from(edged(at));
    }
    let side = among("left right left-hand right-hand", word(at));
    let a_right =
        word(at) == "right" && (word(at + 1) == "to" || word(at + 1) == "of" && !among("the this", word(at + 2)));
    // "The figure below left many worried."
    let stands = led || edged(at - 1) && seen_of(words, at + 1);
    (side && !a_right && stands).then_some(at + 1)
}

/// Whether a text is about what is painted in streets or runs on rails, and not about a chart: "the yellow lines in Vale Road".
fn is_of_roads(words: &[&str]) -> bool {
    const ROADS: &str = "bay bays bus buses bin bins car cars junction kerb lane metro paint painted parking pavement pitch platform \
        railway rail repainted restrictions road roads school station street streets tram trams traffic train trains tube underground wardens";
    words.iter().any(|word| among(ROADS, word))
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
                | "has"
                | "gives"
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
            ("The picture below left shows the hall as it was.", "picture below left"),
            ("The photograph on the left shows the hall.", "photograph on the left"),
            ("See the box at the bottom right of the page.", "box at the bottom right"),
            ("The maps to the right are from 1990.", "maps to the right"),
            ("Hours are in the table top right.", "table top right"),
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
                "The map on the right of way was redrawn.",
                "The figure below left many worried.",
                "The photograph was left on the table.",
                "The chart above shows what is left.",
                "The table is right.",
                "The tables at the right price were bought, with boxes in the right order.",
                "The right-hand turn at Mill Lane is closed.",
                "He said “shown in red”.",
            ],
        );
    }
}
