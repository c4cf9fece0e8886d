//! The labels of a range: those of the marks above its bar, those of its ends below.

use rust_decimal::prelude::ToPrimitive;

use crate::quantity::value::Datum;

use super::super::canvas::{Anchor, Canvas};
use super::super::label::{self, Wish};
use super::super::palette::{GREY, INK, MUTED, SUBJECT};
use super::super::plot::shown;
use super::super::text::{self, Weight};
use super::super::{Plot, Spread, describe};
use super::marks::{self, Glyph};

/// An end of a range: its value and who has it.
pub type End = (Datum, Vec<String>);

/// Between labels side by side.
const CLEAR: f64 = 10.0;

/// The room of a mark's shape in front of its label.
const SIGN: f64 = 12.0;

/// How large that shape is, compared with the mark itself.
const SMALLER: f64 = 0.8;

/// A label of a row, broken into lines.
pub struct Label {
    /// Its text.
    pub lines: Vec<String>,
    /// The width of its widest line, and of the shape in front of it.
    width: f64,
    /// Where its value is.
    pub x: f64,
    /// Whether it is about the subject.
    pub subject: bool,
    /// The shape of its mark; none for the ends of a range.
    pub glyph: Option<Glyph>,
    /// Whether it is the higher end of the range.
    is_high: bool,
}

impl Label {
    /// The room in front of its words.
    fn sign(&self) -> f64 {
        if self.glyph.is_some() { SIGN } else { 0.0 }
    }
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
    let marks = spread.marks.iter().zip(marks::glyphs(&spread.marks));
    marks
        .filter_map(|(mark, glyph)| {
            let x = x(place(mark.value)?);
            let words = format!("{} {}", mark.name, text_of(plot, spread, mark.value));
            let weight = Weight::of(mark.is_subject());
            let lines = text::wrap(&words, edges.1 - edges.0 - SIGN, size, weight);
            let width = text::widest(&lines, size, weight) + SIGN;
            Some(Label { lines, width, x, subject: mark.is_subject(), glyph: Some(glyph), is_high: false })
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
    let label = |(value, names): &End, x: f64, is_high: bool| {
        let number = text_of(plot, spread, *value);
        let words = if names.is_empty() { number } else { format!("{} {number}", describe::some(names)) };
        let lines = text::wrap(&words, edges.1 - edges.0, size, Weight::Regular);
        let width = text::widest(&lines, size, Weight::Regular);
        Label { lines, width, x, subject: false, glyph: None, is_high }
    };
    if low.0 == high.0 && low.1 == high.1 {
        return vec![label(low, from, false)];
    }
    vec![label(low, from, false), label(high, to, true)]
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
        x if !label.is_high => x,
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
    let inside = |label: &Label| start(label).clamp(left, (right - label.width).max(left));
    Arrangement::Stack(labels.iter().map(inside).collect())
}

/// Draws the labels above a bar, each with the shape of its mark in front: beside each other with a rule to their
/// marks, or below each other.
pub fn draw_mark_labels(canvas: &mut Canvas, labels: &[Label], arrangement: &Arrangement, top: f64, bar: f64) {
    let mut y = top;
    for (at, label) in labels.iter().enumerate() {
        let fill = if label.subject { SUBJECT } else { INK };
        match arrangement {
            Arrangement::Line(places) => {
                let left = places[at];
                let baseline = top + canvas.size * 0.8;
                let middle = baseline - canvas.size * text::CAP_HEIGHT / 2.0;
                draw_sign(canvas, label, left, middle);
                for words in &label.lines {
                    let place = (left + label.sign(), baseline);
                    canvas.text(place, Anchor::Start, words, Weight::of(label.subject), fill);
                }
                let near = label.x.clamp(left + 3.0, (left + label.width - 3.0).max(left + 3.0));
                canvas.line(&[(near, baseline + 2.8), (label.x, bar)], 0.6, GREY);
            }
            Arrangement::Stack(places) => {
                for (line, words) in label.lines.iter().enumerate() {
                    let middle = y + canvas.line_height() / 2.0;
                    if line == 0 {
                        draw_sign(canvas, label, places[at], middle);
                    }
                    let place = (places[at] + label.sign(), canvas.baseline(middle));
                    canvas.text(place, Anchor::Start, words, Weight::of(label.subject), fill);
                    y += canvas.line_height();
                }
            }
        }
    }
}

/// The shape of a label's mark in front of it.
fn draw_sign(canvas: &mut Canvas, label: &Label, left: f64, middle: f64) {
    if let Some(glyph) = label.glyph {
        marks::draw(canvas, glyph, (left + SIGN / 2.0 - 1.5, middle), SMALLER, canvas.size * 0.42);
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
