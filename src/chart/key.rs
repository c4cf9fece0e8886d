//! A row of swatches and names above a chart, for series that no label can stand beside.

use super::Plot;
use super::canvas::{Anchor, Canvas};
use super::palette::{Fill, INK, SUBJECT};
use super::text::{self, Weight};

const SWATCH: f64 = 10.0;
const GAP: f64 = 4.5;
const APART: f64 = 16.0;

/// Draws the names of all series at the top of the picture, in as many lines as they need, and returns how far down
/// it reaches, clear space included.
pub fn draw(canvas: &mut Canvas, plot: &Plot, fills: &[Fill]) -> f64 {
    let (size, line_height) = (canvas.size, canvas.line_height() + 2.0);
    let (mut x, mut y) = (0.0, line_height / 2.0);
    for (series, fill) in plot.series.iter().zip(fills) {
        let weight = Weight::of(series.subject);
        let colour = if series.subject { SUBJECT } else { INK };
        let lines = text::wrap(&series.name, canvas.width - SWATCH - GAP, size, weight);
        let width = SWATCH + GAP + text::widest(&lines, size, weight);
        if x > 0.0 && x + width > canvas.width {
            (x, y) = (0.0, y + line_height);
        }
        canvas.area((x, y - SWATCH / 2.0), (x + SWATCH, y + SWATCH / 2.0), *fill);
        for (line, words) in lines.iter().enumerate() {
            if line > 0 {
                y += line_height;
            }
            canvas.text((x + SWATCH + GAP, canvas.baseline(y)), Anchor::Start, words, weight, colour);
        }
        x += width + APART;
    }
    y + line_height / 2.0 + 6.0
}
