//! Scales, ticks and the two axes of charts that stand upright.
//!
//! A scale begins at zero, and reaches below it for negative values. Only a line chart may leave zero out: where its
//! values differ by less than a tenth of the highest, so that lines from zero would lie flat on each other, and by
//! more than a fiftieth, so that what is shown is not the noise of rounding. The axis then says where it begins.

use crate::quantity::style::Style;
use crate::quantity::value::Unit;

use super::canvas::{Anchor, Canvas};
use super::palette::{GRID, MUTED};
use super::plot::scale_number;
use super::text::{self, Weight};
use super::{DrawError, Plot, describe};

/// How many steps a scale has at most.
const STEPS: f64 = 5.0;

/// Clear space between the numbers of an axis and the plot, and between labels side by side.
const GAP: f64 = 6.0;

/// Clear space between the axis and the categories below it.
const BELOW: f64 = 8.0;

/// A scale with its ticks at multiples of a round step: 1, 2, 2.5 or 5 times a power of ten.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// The lowest tick.
    pub low: f64,
    /// The highest tick, above `low`.
    pub high: f64,
    step: f64,
}

impl Scale {
    /// A scale with zero on it that holds all values; `decimals` keeps whole things at whole ticks.
    pub fn from_zero(values: &[f64], decimals: u32) -> Self {
        let low = values.iter().copied().fold(0.0, f64::min);
        let high = values.iter().copied().fold(0.0, f64::max);
        Self::over(low, high, decimals)
    }

    /// The scale of a line chart, which may leave zero out (see the module).
    pub fn for_lines(values: &[f64], decimals: u32) -> Self {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let spread = high - low;
        if low > 0.0 && spread < high / 10.0 && spread > high / 50.0 {
            return Self::over(low, high, decimals);
        }
        Self::from_zero(values, decimals)
    }

    /// A scale without ticks that ends where the values do; for columns that carry their own values.
    pub fn exactly(values: &[f64]) -> Self {
        let low = values.iter().copied().fold(0.0, f64::min);
        let high = values.iter().copied().fold(0.0, f64::max);
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, step: high - low }
    }

    fn over(low: f64, high: f64, decimals: u32) -> Self {
        let finest = 0.1_f64.powi(decimals.min(6).cast_signed());
        if high <= low {
            return Self { low, high: low + finest.max(1.0), step: finest.max(1.0) };
        }
        let mut step = round_step((high - low) / STEPS, finest);
        // A value just past a multiple on both sides can need a step too many.
        while (high / step - 1e-9).ceil() - (low / step + 1e-9).floor() > STEPS + 1.0 {
            step = round_step(step * 1.01, finest);
        }
        let (below, above) = ((low / step + 1e-9).floor(), (high / step - 1e-9).ceil());
        Self { low: below * step, high: above.max(below + 1.0) * step, step }
    }

    /// The ticks, from the lowest to the highest.
    pub fn ticks(&self) -> Vec<f64> {
        let first = (self.low / self.step).round();
        let count = ((self.high - self.low) / self.step).round().clamp(1.0, 20.0) as u32;
        (0..=count).map(|at| (first + f64::from(at)) * self.step).collect()
    }

    /// How far a value lies between the two ends, 0 to 1 for values on the scale.
    pub fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    /// How many decimals the ticks need.
    fn decimals(&self, per: f64) -> u32 {
        let mut scaled = self.step / per;
        let mut decimals = 0;
        while (scaled - scaled.round()).abs() > 1e-6 && decimals < 6 {
            scaled *= 10.0;
            decimals += 1;
        }
        decimals
    }
}

/// The smallest round step that is not below `rough`.
fn round_step(rough: f64, finest: f64) -> f64 {
    // Multiplying instead of taking logarithms gives the same bits on every machine.
    let mut power = 1.0;
    while power * 10.0 <= rough {
        power *= 10.0;
    }
    while power > rough && power > 1e-9 {
        power /= 10.0;
    }
    let whole = |step: &f64| (step / finest - (step / finest).round()).abs() < 1e-6;
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough * (1.0 - 1e-9) && *step >= finest * (1.0 - 1e-9) && whole(step))
        .unwrap_or(finest.max(power * 10.0))
}

/// The numbers beside a scale: one a tick, and a line above them where the unit has no sign.
pub struct Numbers {
    labels: Vec<(f64, String)>,
    above: String,
    width: f64,
}

impl Numbers {
    /// The unit stands on the top number only, as a sign, or as a word in a line of its own above it.
    pub fn new(scale: &Scale, unit: Unit, style: &Style, size: f64) -> Self {
        let millions = unit == Unit::Pounds && scale.high.abs().max(scale.low.abs()) >= 1_000_000.0;
        let per = if millions { 1_000_000.0 } else { 1.0 };
        let decimals = scale.decimals(per);
        let ticks = scale.ticks();
        let top = ticks.len() - 1;
        let labels: Vec<(f64, String)> = ticks
            .into_iter()
            .enumerate()
            .map(|(at, tick)| {
                let decimals = if tick == 0.0 { 0 } else { decimals };
                let number = scale_number(style, tick / per, decimals);
                let text = match unit {
                    Unit::Percent if at == top => format!("{number}%"),
                    Unit::Pounds if at == top && !millions => match number.strip_prefix('−') {
                        Some(number) => format!("−£{number}"),
                        None => format!("£{number}"),
                    },
                    _ => number,
                };
                (tick, text)
            })
            .collect();
        let mut above = match unit {
            Unit::Percent | Unit::Number => String::new(),
            Unit::Pounds if millions => "£ million".to_owned(),
            Unit::Pounds => String::new(),
            _ => unit.header().to_owned(),
        };
        if scale.low > 0.0 {
            let start = labels.first().map_or("", |(_, text)| text.as_str());
            let sign = if unit == Unit::Percent { "%" } else { "" };
            let comma = if above.is_empty() { "" } else { ", " };
            above = format!("{above}{comma}axis starts at {start}{sign}");
            above = describe::capitalised(&above);
        }
        let width = labels.iter().map(|(_, text)| text::width(text, size, Weight::Regular)).fold(0.0, f64::max);
        Self { labels, above, width }
    }

    /// How far into the picture the plot begins.
    pub fn left(&self) -> f64 {
        self.width + GAP
    }

    /// Whether a line stands above the numbers.
    pub fn has_line(&self) -> bool {
        !self.above.is_empty()
    }

    /// How far down the plot begins: half a number, and the line above if there is one.
    pub fn top(&self, canvas: &Canvas) -> f64 {
        let line = if self.above.is_empty() { 0.0 } else { canvas.line_height() + 2.0 };
        canvas.size * 0.6 + line
    }

    /// Draws the grid and the numbers, and the line above them below `top`.
    pub fn draw(&self, canvas: &mut Canvas, scale: &Scale, field: &Field, top: f64) {
        for (tick, text) in &self.labels {
            let y = field.y(scale, *tick);
            canvas.line(&[(field.left, y), (field.right, y)], 0.6, GRID);
            canvas.text((field.left - GAP, canvas.baseline(y)), Anchor::End, text, Weight::Regular, MUTED);
        }
        canvas.text((0.0, top + canvas.size * 0.8), Anchor::Start, &self.above, Weight::Regular, MUTED);
    }
}

/// Draws the axis from which values are read: at zero, or at the lowest tick of a scale without zero.
pub fn draw_base(canvas: &mut Canvas, scale: &Scale, field: &Field) {
    let y = field.y(scale, scale.low.max(0.0));
    canvas.line(&[(field.left, y), (field.right, y)], 1.0, MUTED);
}

/// The rectangle that values are drawn into, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// The left edge.
    pub left: f64,
    /// The right edge.
    pub right: f64,
    /// The upper edge, where the highest tick is.
    pub top: f64,
    /// The lower edge, where the lowest tick is.
    pub bottom: f64,
}

impl Field {
    /// The height of a value.
    pub fn y(&self, scale: &Scale, value: f64) -> f64 {
        self.bottom - scale.share(value) * (self.bottom - self.top)
    }
}

/// The labels below an upright chart: one a category, some left out where periods would collide.
pub struct Categories {
    labels: Vec<Vec<String>>,
}

impl Categories {
    /// Breaks the labels to fit `slot` points each, or thins them out if they are periods; the last is always shown.
    ///
    /// `edge` is the room on the outer side of the first and the last place: a label that needs more moves inwards.
    ///
    /// # Errors
    /// When a name that is not a period does not fit into three lines.
    pub fn new(plot: &Plot, slot: f64, edge: f64, size: f64) -> Result<Self, DrawError> {
        let width = |text: &str| text::width(text, size, Weight::Bold);
        if plot.over_time() {
            let widest = plot.categories.iter().map(|name| width(name)).fold(0.0, f64::max);
            let inwards = (widest / 2.0 - edge).max(0.0);
            let every = ((widest + GAP + inwards) / slot.max(1.0)).ceil().max(1.0) as usize;
            let last = plot.categories.len() - 1;
            let shown = |at: usize| (last - at).is_multiple_of(every);
            let label = |(at, name): (usize, &String)| if shown(at) { vec![text::clean(name)] } else { Vec::new() };
            return Ok(Self { labels: plot.categories.iter().enumerate().map(label).collect() });
        }
        let limit = (slot - GAP).min(edge * 2.0);
        let mut labels = Vec::new();
        for name in &plot.categories {
            let fits = name.split_whitespace().all(|word| width(word) <= limit);
            let lines = text::wrap(name, limit, size, Weight::Bold);
            if !fits || lines.len() > 3 {
                return Err(DrawError(format!(
                    "`{name}` does not fit below a column; use a kind of bar chart, which has room for long names"
                )));
            }
            labels.push(lines);
        }
        Ok(Self { labels })
    }

    /// How much room they take below the axis.
    pub fn height(&self, canvas: &Canvas) -> f64 {
        let lines = self.labels.iter().map(Vec::len).max().unwrap_or(1).max(1);
        BELOW + lines as f64 * canvas.line_height()
    }

    /// How far the first label reaches to the left of its place.
    pub fn overhang(&self, size: f64) -> f64 {
        self.labels.first().map_or(0.0, |lines| text::widest(lines, size, Weight::Regular) / 2.0)
    }

    /// Draws them centred on their places below the field; the category in focus is bold.
    pub fn draw(&self, canvas: &mut Canvas, field: &Field, focus: Option<usize>, x: impl Fn(usize) -> f64) {
        for (at, lines) in self.labels.iter().enumerate() {
            let (weight, fill) =
                if focus == Some(at) { (Weight::Bold, super::palette::SUBJECT) } else { (Weight::Regular, MUTED) };
            let half = text::widest(lines, canvas.size, weight) / 2.0;
            let x = x(at).min(canvas.width - half).max(half);
            for (line, words) in lines.iter().enumerate() {
                let y = field.bottom + BELOW + canvas.size * 0.8 + line as f64 * canvas.line_height();
                canvas.text((x, y), Anchor::Middle, words, weight, fill);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(values: &[f64], decimals: u32) -> Vec<f64> {
        Scale::for_lines(values, decimals).ticks().into_iter().map(|tick| (tick * 1e6).round() / 1e6).collect()
    }

    #[test]
    fn ticks_are_round_and_hold_every_value() {
        assert_eq!(ticks(&[10.8, 18.1, 6.1], 1), [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(ticks(&[0.3, 0.1], 1), [0.0, 0.1, 0.2, 0.3]);
        assert_eq!(ticks(&[3.0, 1.0], 0), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(ticks(&[-4.0, 6.0], 1), [-4.0, -2.0, 0.0, 2.0, 4.0, 6.0]);
        assert_eq!(ticks(&[-4.0, -1.0], 1), [-4.0, -3.0, -2.0, -1.0, 0.0]);
        assert_eq!(ticks(&[9_999_999.0], 0), [0.0, 2e6, 4e6, 6e6, 8e6, 1e7]);
        assert_eq!(ticks(&[0.0, 0.0], 1), [0.0, 1.0]);
        assert_eq!(ticks(&[5.0, 5.0], 1), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
    }

    #[test]
    fn only_lines_that_would_lie_flat_leave_zero_out() {
        assert_eq!(ticks(&[31_000.0, 33_500.0], 0), [31_000.0, 31_500.0, 32_000.0, 32_500.0, 33_000.0, 33_500.0]);
        assert_eq!(ticks(&[31_000.0, 31_100.0], 0)[0], 0.0, "a change below a fiftieth is flat");
        assert_eq!(ticks(&[80.0, 100.0], 1)[0], 0.0);
        assert_eq!(Scale::from_zero(&[31_000.0, 33_500.0], 0).low, 0.0);
    }

    #[test]
    fn the_unit_stands_on_the_top_number_only() {
        let of = |unit, values: &[f64]| {
            let numbers = Numbers::new(&Scale::for_lines(values, 0), unit, &Style::default(), 9.5);
            let labels: Vec<String> = numbers.labels.into_iter().map(|(_, label)| label).collect();
            (labels.join(" "), numbers.above)
        };
        assert_eq!(of(Unit::Percent, &[18.0]), ("0 5 10 15 20%".into(), String::new()));
        assert_eq!(of(Unit::Percent, &[91.0, 96.0]), ("91 92 93 94 95 96%".into(), "Axis starts at 91%".into()));
        assert_eq!(of(Unit::Pounds, &[900.0]), ("0 200 400 600 800 £1,000".into(), String::new()));
        assert_eq!(of(Unit::Pounds, &[1_400_000.0]), ("0 0.5 1.0 1.5".into(), "£ million".into()));
        assert_eq!(of(Unit::Fte, &[180.0]), ("0 50 100 150 200".into(), "FTE".into()));
    }
}
