//! The labels of lines: name, last value, and what is missing when.

use crate::quantity::value::Symbol;

use super::super::canvas::{Anchor, Canvas, Point};
use super::super::palette::{Colour, INK, MUTED, SUBJECT};
use super::super::plot::extent;
use super::super::text::{self, Weight};
use super::super::{Plot, Series, Theme, describe};

/// The room of a marker in front of a label.
pub const SIGN: f64 = 10.0;

/// The label of a line: its text, and the value it belongs to.
pub struct EndLabel {
    /// Its lines: the name and value, then what is missing.
    pub lines: Vec<(String, Weight, Colour)>,
    /// The last value, as its category and number; none for a series of symbols only.
    pub last: Option<(usize, f64)>,
    /// Whether the last value is not in the last category.
    pub early: bool,
}

impl EndLabel {
    /// The room in front of its words.
    pub fn sign(&self) -> f64 {
        if self.early { SIGN } else { 0.0 }
    }

    /// How wide its words are.
    pub fn width(&self, size: f64) -> f64 {
        self.lines.iter().map(|(words, weight, _)| text::width(words, size, *weight)).fold(0.0, f64::max)
    }

    /// Draws its words, the first line level with `y`.
    pub fn draw(&self, canvas: &mut Canvas, (x, y): Point) {
        for (line, (words, weight, colour)) in self.lines.iter().enumerate() {
            let level = y + canvas.line_height() * line as f64;
            canvas.text((x, canvas.baseline(level)), Anchor::Start, words, *weight, *colour);
        }
    }
}

/// Where a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the right edge, where the last category is.
    Edge,
    /// Beside its own value, so that the period needs no saying.
    Beside,
}

/// "Coventry 6.1%", at the edge with the period of a value that is not in the last: "Coventry 6.1% (2021)"; and below
/// it what the line leaves out: "[c] in 2025".
pub fn end_label(plot: &Plot, series: &Series, theme: &Theme, size: f64, place: Place) -> EndLabel {
    let limit = theme.width * 0.32;
    let last = series.values.iter().enumerate().rev().find_map(|(at, value)| Some((at, value.number()?)));
    let weight = Weight::of(series.subject);
    let fill = if series.subject { SUBJECT } else { INK };
    let early = last.is_some_and(|(at, _)| at + 1 < series.values.len());
    let named = match last {
        Some((at, value)) if early && place == Place::Edge => {
            format!("{} {} ({})", series.name, plot.shown(value), plot.categories[at])
        }
        Some((_, value)) => format!("{} {}", series.name, plot.shown(value)),
        None => series.name.clone(),
    };
    let lines = text::wrap(&named, limit, size, weight).into_iter().map(|line| (line, weight, fill));
    let missing = missing(plot, series);
    let notes = missing.iter().flat_map(|note| text::wrap(note, limit, size, Weight::Regular));
    let lines = lines.chain(notes.map(|line| (line, Weight::Regular, MUTED))).collect();
    EndLabel { lines, last: last.and_then(|(at, _)| Some((at, extent(series.values[at])?))), early }
}

/// What a series leaves out: "[c] in 2021 and 2025", "[x] 2019 to 2021"; more than two stretches are only counted.
fn missing(plot: &Plot, series: &Series) -> Option<String> {
    let runs = describe::missing_runs(series);
    let period = |at: usize| plot.categories.get(at).map_or("", String::as_str);
    let phrase = |(symbol, first, last): &(Symbol, usize, usize)| match first == last {
        true => format!("{} in {}", symbol.mark(), period(*first)),
        false => format!("{} {} to {}", symbol.mark(), period(*first), period(*last)),
    };
    match &runs[..] {
        [] => None,
        [(one, a, b), (other, c, d)] if one == other && a == b && c == d => {
            Some(format!("{} in {} and {}", one.mark(), period(*a), period(*c)))
        }
        [_] | [_, _] => Some(runs.iter().map(phrase).collect::<Vec<_>>().join(", ")),
        _ => {
            let count: usize = runs.iter().map(|(_, first, last)| last - first + 1).sum();
            let mut marks: Vec<&str> = runs.iter().map(|(symbol, ..)| symbol.mark()).collect();
            marks.sort_unstable();
            marks.dedup();
            Some(format!("{} in {count} periods", marks.join(" ")))
        }
    }
}
