//! From the lowest to the highest authority, row by row, with the subject and its comparators marked on the way.
//!
//! Rows share one scale from zero where they have one unit and the longest scale is at most [`COMPARABLE`] times the
//! shortest. Otherwise each row has its own scale from zero, and a line above the rows says so.

mod labels;
mod marks;

use super::canvas::{Anchor, Canvas};
use super::palette::{Colour, GREY, GRID, INK, MUTED, PALE};
use super::plot::{drawable, fits_page};
use super::rows::Names;
use super::text::{self, Weight};
use super::{DrawError, Kind, Plot, Shape, Spread, Theme, describe};
use crate::quantity::value::Datum;
use marks::Glyph;

/// `range`: where the subject stands between the lowest and the highest authority.
pub const KIND: Kind =
    Kind { name: "range", shape: Shape::Spread, draw, describe: |plot| describe::ranges(plot, "Range chart") };

/// How high the pale bar is.
const THICKNESS: f64 = 12.0;

/// Between the bar and the labels above it, where rules lead from mark to label.
const ABOVE: f64 = 8.0;

/// Between the bar and the labels of its ends.
const BELOW: f64 = 5.0;

/// What is said above rows that cannot be compared with each other.
const OWN_SCALES: &str = "Each row has its own scale from zero: compare within a row, not between rows.";

/// Between rows.
const APART: f64 = 15.0;

/// How many times as long as the shortest scale the longest may be, for rows on one scale: on a longer one the marks
/// of the shortest would stand on one another.
const COMPARABLE: f64 = 6.0;

fn draw(plot: &Plot, theme: &Theme) -> Result<String, DrawError> {
    check(plot)?;
    let mut canvas = Canvas::new(theme);
    let rows: Vec<String> = plot.spreads.iter().map(labels::name).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let names = Names::of(&rows, None, theme.width * 0.28, &canvas);
    let (left, right) = (names.right + 5.0, theme.width - 7.0);
    let scales: Vec<(f64, f64)> = plot.spreads.iter().map(ends).collect();
    let common = common_scale(plot, &scales);

    let mut y = match common {
        Some(_) => 0.0,
        None => say(&mut canvas, OWN_SCALES, 0.0, INK) + APART * 0.4,
    };
    for (at, (spread, own)) in plot.spreads.iter().zip(&scales).enumerate() {
        let (low, high) = common.unwrap_or(*own);
        let x = |value: f64| left + (value - low) / (high - low) * (right - left);
        y = draw_row(&mut canvas, plot, spread, &names, at, y, &x, (left, right)) + APART;
    }
    y -= APART;
    if common.is_some_and(|(low, _)| low >= 0.0) {
        y += APART * 0.6;
        let note = match plot.spreads.len() {
            1 => "The scale starts at zero.",
            _ => "All rows share one scale, which starts at zero.",
        };
        y = say(&mut canvas, note, y, MUTED);
    }
    fits_page(y, plot.spreads.len())?;
    canvas.finish(y)
}

/// Writes a sentence about the scales across the picture and returns where it ends.
fn say(canvas: &mut Canvas, sentence: &str, top: f64, fill: Colour) -> f64 {
    let mut y = top;
    for line in text::wrap(sentence, canvas.width, canvas.size, Weight::Regular) {
        canvas.text((0.0, y + canvas.size * 0.95), Anchor::Start, &line, Weight::Regular, fill);
        y += canvas.line_height();
    }
    y
}

/// Draws a row from `top` and returns where it ends.
#[expect(clippy::too_many_arguments, reason = "a row needs its place in the picture, its scale and its data")]
fn draw_row(
    canvas: &mut Canvas,
    plot: &Plot,
    spread: &Spread,
    names: &Names,
    at: usize,
    top: f64,
    x: &dyn Fn(f64) -> f64,
    edges: (f64, f64),
) -> f64 {
    let line_height = canvas.line_height();
    let marks = labels::mark_labels(plot, spread, x, edges, canvas.size);
    let above = labels::arrange(&marks, edges, true);
    let bar = top + above.height(&marks, line_height) + if marks.is_empty() { 0.0 } else { ABOVE };
    let places: Vec<(Glyph, f64)> = marks.iter().filter_map(|label| Some((label.glyph?, label.x))).collect();
    let (lanes, count) = marks::lanes(&places);
    let thickness = THICKNESS.max(count as f64 * marks::LANE + 1.0);
    let middle = bar + thickness / 2.0;

    let (low, high) = labels::ordered(spread);
    let (from, to) = (x(number(low.0)), x(number(high.0)));
    canvas.line(&[(x(0.0), bar - 1.0), (x(0.0), bar + thickness + 1.0)], 1.0, MUTED);
    canvas.line(&[(x(0.0).min(from), middle), (edges.1.max(to), middle)], 0.6, GRID);
    canvas.rect((from, bar), (to.max(from + 1.0), bar + thickness), PALE);
    for end in [from, to] {
        canvas.rect((end - 0.6, bar), (end + 0.6, bar + thickness), GREY);
    }
    labels::draw_mark_labels(canvas, &marks, &above, top, bar);
    // The bar of the nation runs behind the others, each of which has its lane where they come near.
    for behind in [true, false] {
        let placed = places.iter().zip(&lanes).filter(|((glyph, _), _)| (*glyph == Glyph::Bar) == behind);
        for ((glyph, x), lane) in placed {
            let offset = (*lane as f64 - (count as f64 - 1.0) / 2.0) * marks::LANE;
            let y = if behind { middle } else { middle + offset };
            marks::draw(canvas, *glyph, (*x, y), 1.0, thickness / 2.0 + marks::OVERHANG);
        }
    }

    let ends = labels::end_labels(plot, spread, low, high, (from, to), edges, canvas.size);
    let below = labels::arrange(&ends, edges, false);
    let foot = bar + thickness + BELOW;
    labels::draw_end_labels(canvas, &ends, &below, foot);
    let end = foot + below.height(&ends, line_height);
    let name = names.height(at, 0.0, canvas);
    names.draw(canvas, at, middle.max(top + name / 2.0));
    end.max(middle.max(top + name / 2.0) + name / 2.0)
}

/// The ends of a row's own scale: zero, its values, and marks that lie outside them.
fn ends(spread: &Spread) -> (f64, f64) {
    let all = spread.marks.iter().map(|mark| mark.value).chain([spread.low.0, spread.high.0]);
    let values: Vec<f64> = all.filter_map(labels::place).collect();
    let low = values.iter().copied().fold(0.0, f64::min);
    let high = values.iter().copied().fold(0.0, f64::max);
    (low, if high > low { high } else { low + 1.0 })
}

/// The scale that all rows share, if they do.
fn common_scale(plot: &Plot, scales: &[(f64, f64)]) -> Option<(f64, f64)> {
    let unit = plot.spreads.first()?.unit;
    let low = scales.iter().map(|scale| scale.0).fold(0.0, f64::min);
    let high = scales.iter().map(|scale| scale.1).fold(0.0, f64::max);
    let comparable = scales.iter().all(|scale| (scale.1 - scale.0) * COMPARABLE >= high - low);
    (comparable && plot.spreads.iter().all(|spread| spread.unit == unit)).then_some((low, high))
}

fn check(plot: &Plot) -> Result<(), DrawError> {
    if plot.spreads.is_empty() {
        return Err(DrawError("the chart has nothing to show: it needs at least one row".into()));
    }
    for spread in &plot.spreads {
        let all = spread.marks.iter().map(|mark| mark.value).chain([spread.low.0, spread.high.0]);
        if let Some(value) = all.filter_map(Datum::number).find(|value| !drawable(*value)) {
            return Err(DrawError(format!(
                "the value `{value}` is too large to be drawn; use thousands or millions"
            )));
        }
        if spread.marks.len() > marks::MOST {
            return Err(DrawError(format!(
                "`{}` has {} marks, {} can be told apart; leave some out",
                spread.label,
                spread.marks.len(),
                marks::MOST
            )));
        }
    }
    Ok(())
}

fn number(value: Datum) -> f64 {
    labels::place(value).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_readable, show, spread, spreads, texts};
    use super::*;
    use crate::quantity::value::Unit;

    #[test]
    fn rows_name_their_ends_and_marks() {
        let plot = spreads(vec![
            spread("Turnover rate", Unit::Percent, ("4.9", "Shropshire"), ("21.3", "Sandwell"), "11.3 11.5 11.8"),
            spread(
                "Agency rate",
                Unit::Percent,
                ("0", "Warwickshire"),
                ("29.3", "Stoke-on-Trent"),
                "6.1 10.4 13.0",
            ),
            spread(
                "Vacancy rate",
                Unit::Percent,
                ("2.4", "Telford and Wrekin|Solihull"),
                ("27.9", "Birmingham"),
                "7.4 14.0 14.2",
            ),
            spread("Absence rate", Unit::Percent, ("2.1", "Dudley"), ("5.6", "Sandwell"), "4.6 4.1 3.5"),
            spread(
                "Average caseload",
                Unit::CasesPerWorker,
                ("11.9", "Herefordshire, County of"),
                ("18.8", "Walsall"),
                "12.8 15.3 15.2",
            ),
        ]);
        let svg = draw(&plot, &Theme::default()).expect("drawn");
        show("range", &svg);
        assert_readable(&svg);
        let words: Vec<String> = texts(&svg).into_iter().map(|text| text.words).collect();
        for label in ["Coventry 6.1%", "Sandwell 21.3%", "Telford and Wrekin and Solihull 2.4%", "Coventry 12.8"] {
            assert!(words.iter().any(|word| word == label), "{label} in {words:?}");
        }
    }

    #[test]
    fn rows_of_one_measure_share_a_scale() {
        let plot = spreads(vec![
            spread("2024", Unit::Percent, ("2.0", "Warwickshire"), ("30.0", "Devon"), "9.3 13.9 16.2"),
            spread("2025", Unit::Percent, ("0", "Warwickshire"), ("24.3", "Devon"), "c 10.4 13.0"),
        ]);
        let svg = draw(&plot, &Theme::default()).expect("drawn");
        show("range-common", &svg);
        assert_readable(&svg);
        assert!(!svg.contains("own scale"));
        // Nobody knows where on the scale it belongs.
        let words: Vec<String> = texts(&svg).into_iter().map(|text| text.words).collect();
        assert!(words.join(" ").contains("2025 (Coventry [c])"), "{words:?}");
    }

    #[test]
    fn what_rounds_to_zero_stands_at_zero() {
        let row =
            spread("Agency rate", Unit::Percent, ("low", "Coventry"), ("25.6", "Middlesbrough"), "low 9.3 13.0");
        let svg = draw(&spreads(vec![row]), &Theme::default()).expect("drawn");
        show("range-low", &svg);
        assert_readable(&svg);
        let all = texts(&svg);
        let x =
            |words: &str| all.iter().filter(|text| text.words == words).map(|text| text.left).collect::<Vec<_>>();
        let (low, high) = (x("Coventry [low]"), x("Middlesbrough 25.6%"));
        assert_eq!((low.len(), high.len()), (2, 1), "above the bar and below it");
        assert!(low.iter().all(|low| *low < x("West Midlands 9.3%")[0]), "{low:?}");
    }

    #[test]
    fn extremes_stay_readable() {
        let long = "Bournemouth, Christchurch and Poole Area";
        for (name, row) in [
            ("range-long", spread(long, Unit::Pounds, ("1", long), ("9999999", long), "5 5 5")),
            ("range-point", spread("Agency rate", Unit::Percent, ("5", "Devon"), ("5", "Devon"), "5 5 5")),
            ("range-zero", spread("Agency rate", Unit::Percent, ("0", "A|B|C|D|E"), ("0", "F"), "0 c 0")),
            ("range-negative", spread("Change", Unit::Percent, ("-9", "Devon"), ("-2", "Hull"), "-3 -4 -5")),
        ] {
            let mut plot = spreads(vec![row]);
            if name == "range-long" {
                for mark in &mut plot.spreads[0].marks {
                    mark.name = long.to_owned();
                }
            }
            let svg = draw(&plot, &Theme::default()).expect(name);
            show(name, &svg);
            assert_readable(&svg);
        }
        assert!(draw(&spreads(Vec::new()), &Theme::default()).is_err());
    }
}
