//! Sparklines: the course of one measure as a line without axes, small enough for the cell of a table.
//!
//! Each has a scale of its own from its lowest to its highest value. A symbol is a gap, and a value between two gaps a
//! dot; the last value has a larger one.

use super::canvas::{Canvas, Point};
use super::palette::SUBJECT;
use super::plot::extent;
use super::{DrawError, Plot, Theme, describe};

/// The size of the picture, in points.
const SIZE: (f64, f64) = (96.0, 27.0);

/// The dot at the end, and what is kept free around the line for it.
const DOT: f64 = 2.9;

/// Draws the first series of a plot over time.
///
/// # Errors
/// If the plot has no number to show.
pub fn draw(plot: &Plot) -> Result<String, DrawError> {
    plot.check(1, "draw one line")?;
    let values: Vec<Option<f64>> =
        plot.series.iter().flat_map(|series| &series.values).map(|value| extent(*value)).collect();
    let known = || values.iter().flatten().copied();
    let (low, high) = (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max));
    let (width, height) = SIZE;
    let edge = DOT + 0.6;
    let steps = values.len().saturating_sub(1).max(1) as f64;
    let place = |at: usize, value: f64| -> Point {
        // A value that never moved is a line half way up.
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        (edge + (width - 2.0 * edge) * at as f64 / steps, height - edge - (height - 2.0 * edge) * share)
    };
    let points: Vec<Option<Point>> =
        values.iter().enumerate().map(|(at, value)| value.map(|value| place(at, value))).collect();
    let mut canvas = Canvas::new(&Theme { width, height, ..Theme::default() });
    for run in points.split(Option::is_none) {
        let run: Vec<Point> = run.iter().flatten().copied().collect();
        canvas.line(&run, 1.7, SUBJECT);
        if let [alone] = run[..] {
            canvas.disc(alone, 1.7, SUBJECT);
        }
    }
    if let Some(last) = points.iter().rev().flatten().next() {
        canvas.disc(*last, DOT, SUBJECT);
    }
    canvas.finish(height)
}

/// The course in words: first and last value, how far apart they are, highs, lows and gaps.
pub fn describe(plot: &Plot) -> String {
    describe::over_time(plot, "Trend line")
}

#[cfg(test)]
mod tests {
    use super::super::testing::plot_over_time;
    use super::*;

    #[test]
    fn a_gap_breaks_the_line_and_leaves_a_lonely_value_as_a_dot() {
        let drawn = |values: &str| draw(&plot_over_time(2019, &[("Coventry", values)])).expect("drawn");
        let count = |values: &str, what: &str| drawn(values).matches(what).count();
        assert_eq!((count("5 6 7", "<polyline"), count("5 6 7", "<circle")), (1, 1));
        assert_eq!((count("5 6 c 7 8", "<polyline"), count("5 6 c 7 8", "<circle")), (2, 1));
        assert_eq!((count("5 6 c 7 c 8 9", "<polyline"), count("5 6 c 7 c 8 9", "<circle")), (2, 2));
        assert_eq!(count("c 0 c", "<circle"), 2);
        assert!(draw(&plot_over_time(2019, &[("Coventry", "c c")])).is_err(), "symbols only");
    }

    #[test]
    fn its_words_have_what_the_line_has() {
        let plot = plot_over_time(2021, &[("Coventry", "18.1 c 12.4 9.3 6.1")]);
        assert_eq!(
            describe(&plot),
            "Trend line of agency rate for Coventry, 2021 to 2025. Coventry fell from 18.1% in 2021 to 6.1% in 2025, a \
             fall of 12.0 percentage points. It is suppressed to protect confidentiality in 2022."
        );
    }
}
