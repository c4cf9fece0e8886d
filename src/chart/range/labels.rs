//! The labels of a range: those of the marks above its bar, those of its ends below.

use rust_decimal::prelude::ToPrimitive;

use crate::quantity::value::Datum;

use super::super::canvas::{Anchor, Canvas, Marker, Point};
use super::super::label::{self, Wish};
use super::super::palette::{CATEGORICAL, GREY, INK, MUTED, SUBJECT, WHITE};
use super::super::plot::shown;
use super::super::text::{self, Weight};
use super::super::{Plot, Spread, describe};

/// An end of a range: its value and who has it.
pub type End = (Datum, Vec<String>);

/// Between labels side by side.
const CLEAR: f64 = 10.0;

/// A label of a row, broken into lines.
pub struct Label {
    /// Its text.
    pub lines: Vec<String>,
    /// The width of its widest line.
    width: f64,
    /// Where its value is.
    pub x: f64,
    /// Whether it is about the subject.
    pub subject: bool,
    /// Its place among the marks, which decides its shape.
    mark: usize,
}

/// How labels stand: side by side in one line, or one below the other.
pub enum Arrangement {
    /// Where each label begins.
    Line(Vec<f64>),
    /// The same, one label below the other.
    Stack(Vec<f64>),
}

/// "Coventry 6.1%" for every mark that has a place on the scale.
pub fn mark_labels(
    plot: &Plot,
    spread: &Spread,
    x: &dyn Fn(f64) -> f64,
    edges: (f64, f64),
    size: f64,
) -> Vec<Label> {
    let marks = spread.marks.iter().enumerate();
    marks
        .filter_map(|(at, mark)| {
            let x = x(place(mark.value)?);
            let words = format!("{} {}", mark.name, text_of(plot, spread, mark.value));
            let weight = Weight::of(mark.subject);
            let lines = text::wrap(&words, edges.1 - edges.0 - 13.0, size, weight);
            let width = text::widest(&lines, size, weight);
            Some(Label { lines, width, x, subject: mark.subject, mark: at })
        })
        .collect()
}

/// The row's name, and the marks whose place on the scale nobody knows: "Agency rate", "Coventry [c]".
pub fn name(spread: &Spread) -> String {
    let unknown = spread.marks.iter().filter_map(|mark| match mark.value {
        Datum::Symbol(symbol) if place(mark.value).is_none() => Some(format!("{} {}", mark.name, symbol.mark())),
        _ => None,
    });
    let unknown: Vec<String> = unknown.collect();
    if unknown.is_empty() { spread.label.clone() } else { format!("{} ({})", spread.label, unknown.join(", ")) }
}

/// Where a value stands on the scale: what is above zero but rounds to it cannot be told from zero there.
pub fn place(value: Datum) -> Option<f64> {
    value.order().and_then(|(number, _)| number.to_f64())
}

fn text_of(plot: &Plot, spread: &Spread, value: Datum) -> String {
    match value {
        Datum::Number(value) => shown(&plot.style, value, spread.unit, spread.decimals),
        Datum::Symbol(symbol) => symbol.mark().to_owned(),
    }
}

/// "Warwickshire 0.0%" at the low end and its like at the high one; one label where they are the same value.
pub fn end_labels(
    plot: &Plot,
    spread: &Spread,
    low: &End,
    high: &End,
    (from, to): (f64, f64),
    edges: (f64, f64),
    size: f64,
) -> Vec<Label> {
    let label = |(value, names): &End, x: f64, at: usize| {
        let number = text_of(plot, spread, *value);
        let words = if names.is_empty() { number } else { format!("{} {number}", describe::some(names)) };
        let lines = text::wrap(&words, edges.1 - edges.0, size, Weight::Regular);
        let width = text::widest(&lines, size, Weight::Regular);
        Label { lines, width, x, subject: false, mark: at }
    };
    if low.0 == high.0 && low.1 == high.1 {
        return vec![label(low, from, 0)];
    }
    vec![label(low, from, 0), label(high, to, 1)]
}

impl Arrangement {
    /// How high the labels are together.
    pub fn height(&self, labels: &[Label], line_height: f64) -> f64 {
        match self {
            Self::Line(_) if labels.is_empty() => 0.0,
            Self::Line(_) => line_height,
            Self::Stack(_) => labels.iter().map(|label| label.lines.len() as f64).sum::<f64>() * line_height,
        }
    }
}

/// Where labels begin: centred on their marks, or with their outer ends at the ends of the bar.
pub fn arrange(labels: &[Label], (left, right): (f64, f64), centred: bool) -> Arrangement {
    let start = |label: &Label| match label.x {
        x if centred => x - label.width / 2.0,
        x if label.mark == 0 => x,
        x => x - label.width,
    };
    let wishes: Vec<Wish> = labels
        .iter()
        .map(|label| Wish { start: start(label) - CLEAR / 2.0, length: label.width + CLEAR, anchor: label.x })
        .collect();
    let single = labels.iter().all(|label| label.lines.len() == 1);
    if single && label::room(&wishes) <= right - left + CLEAR {
        let placed = label::place(&wishes, left - CLEAR / 2.0, right + CLEAR / 2.0);
        return Arrangement::Line(placed.into_iter().map(|start| start + CLEAR / 2.0).collect());
    }
    let sign = if centred { 13.0 } else { 0.0 };
    let inside = |label: &Label| start(label).clamp(left, (right - label.width - sign).max(left));
    Arrangement::Stack(labels.iter().map(inside).collect())
}

/// Draws the labels above a bar: beside each other with a rule to their marks, or below each other with the mark's
/// shape in front.
pub fn draw_mark_labels(canvas: &mut Canvas, labels: &[Label], arrangement: &Arrangement, top: f64, bar: f64) {
    let mut y = top;
    for (at, label) in labels.iter().enumerate() {
        let fill = if label.subject { SUBJECT } else { INK };
        match arrangement {
            Arrangement::Line(places) => {
                let left = places[at];
                let baseline = top + canvas.size * 0.8;
                for words in &label.lines {
                    canvas.text((left, baseline), Anchor::Start, words, Weight::of(label.subject), fill);
                }
                let near = label.x.clamp(left + 3.0, (left + label.width - 3.0).max(left + 3.0));
                canvas.line(&[(near, baseline + 2.8), (label.x, bar + 1.0)], 0.6, GREY);
            }
            Arrangement::Stack(places) => {
                for (line, words) in label.lines.iter().enumerate() {
                    let middle = y + canvas.line_height() / 2.0;
                    if line == 0 {
                        draw_mark(canvas, label, (places[at] + 4.5, middle), 0.75);
                    }
                    let place = (places[at] + 13.0, canvas.baseline(middle));
                    canvas.text(place, Anchor::Start, words, Weight::of(label.subject), fill);
                    y += canvas.line_height();
                }
            }
        }
    }
}

/// A disc for the subject, other shapes for the others: with a white rim, so that neighbours stay apart.
pub fn draw_mark(canvas: &mut Canvas, label: &Label, (x, y): Point, scale: f64) {
    let dark = CATEGORICAL[4];
    if label.subject {
        canvas.disc((x, y), 4.8 * scale, WHITE);
        canvas.disc((x, y), 4.1 * scale, SUBJECT);
        return;
    }
    match label.mark {
        0 | 1 => {
            canvas.marker(Marker::Diamond, (x, y), 5.8 * scale, WHITE);
            canvas.marker(Marker::OpenDiamond, (x, y), 5.0 * scale, dark);
        }
        2 => {
            let half = 8.0 * scale * scale;
            canvas.rect((x - 1.7, y - half), (x + 1.7, y + half), WHITE);
            canvas.rect((x - 1.1, y - half), (x + 1.1, y + half), dark);
        }
        _ => {
            canvas.marker(Marker::Triangle, (x, y), 5.2 * scale, WHITE);
            canvas.marker(Marker::Triangle, (x, y), 4.0 * scale, dark);
        }
    }
}

/// The lowest and highest value, whichever way round they came.
pub fn ordered(spread: &Spread) -> (&End, &End) {
    if spread.low.0.order() <= spread.high.0.order() {
        (&spread.low, &spread.high)
    } else {
        (&spread.high, &spread.low)
    }
}

/// Draws the labels below a bar.
pub fn draw_end_labels(canvas: &mut Canvas, labels: &[Label], arrangement: &Arrangement, top: f64) {
    let mut y = top;
    for (at, label) in labels.iter().enumerate() {
        let (left, begin) = match arrangement {
            Arrangement::Line(places) => (places[at], top),
            Arrangement::Stack(places) => (places[at], y),
        };
        for (line, words) in label.lines.iter().enumerate() {
            let baseline = begin + canvas.size * 0.8 + line as f64 * canvas.line_height();
            canvas.text((left, baseline), Anchor::Start, words, Weight::Regular, MUTED);
        }
        y += label.lines.len() as f64 * canvas.line_height();
    }
}
