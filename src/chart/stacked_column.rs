//! Upright columns of several parts, each series named beside the last column.

use super::canvas::{Anchor, Canvas};
use super::columns::{Ask, Frame};
use super::label::{self, Wish};
use super::palette::{self, CATEGORICAL, GREY, INK, SUBJECT, WHITE};
use super::stacks;
use super::text::{self, Weight};
use super::{DrawError, Kind, Plot, Shape, Theme, describe};

/// `stacked-column`: what a whole is made up of, over periods.
pub const KIND: Kind = Kind {
    name: "stacked-column",
    shape: Shape::OverTime,
    draw,
    describe: |plot| match plot.over_time() {
        true => describe::stacked_over_time(plot, "Stacked column chart"),
        false => describe::stacked(plot, "Stacked column chart"),
    },
};

/// Columns of few categories do not grow wider.
const WIDEST: f64 = 56.0;

/// From the last column to the names.
const REACH: f64 = 14.0;

fn draw(plot: &Plot, theme: &Theme) -> Result<String, DrawError> {
    plot.check(CATEGORICAL.len(), "join the smallest into one")?;
    let mut canvas = Canvas::new(theme);
    let (size, line_height) = (canvas.size, canvas.line_height());
    let fills = palette::of_series(plot.series.len(), plot.subject());
    let stacks = stacks::of(plot);
    let weight = |series: usize| Weight::of(plot.series[series].subject);
    let named = plot.series.len() > 1;
    let names: Vec<Vec<String>> = plot
        .series
        .iter()
        .enumerate()
        .map(|(at, series)| text::wrap(&series.name, theme.width * 0.3, size, weight(at)))
        .collect();
    let widest =
        names.iter().enumerate().map(|(at, lines)| text::widest(lines, size, weight(at))).fold(0.0, f64::max);
    let wishes = |middle: &dyn Fn(usize) -> f64| -> Vec<Wish> {
        let length = |lines: &Vec<String>| lines.len() as f64 * line_height + 1.0;
        names
            .iter()
            .enumerate()
            .map(|(at, lines)| Wish {
                start: middle(at) - length(lines) / 2.0,
                length: length(lines),
                anchor: middle(at),
            })
            .collect()
    };

    let ends: Vec<f64> = stacks.iter().flat_map(|stack| [stack.low, stack.high]).collect();
    let totals: Vec<String> = stacks.iter().map(|stack| stack.total.clone()).collect();
    let right = if named { widest + REACH } else { 0.0 };
    let least = label::room(&wishes(&|_| 0.0));
    let ask = Ask { ends: &ends, labels: &totals, widest: WIDEST, abreast: 1, top: 0.0, right, least, axis: true };
    let frame = Frame::new(&canvas, plot, theme, &ask)?;
    let half = frame.column / 2.0;
    frame.draw_grid(&mut canvas, plot);
    let labelled = stacks::labelled(&stacks, |segment| {
        text::width(&segment.label, size, Weight::Regular) <= half * 2.0 - 2.0
            && (frame.y(segment.from) - frame.y(segment.to)).abs() >= size + 2.0
    });
    for (at, stack) in stacks.iter().enumerate() {
        let x = frame.middle(at);
        for ((segment, fill), labelled) in stack.segments.iter().zip(&fills).zip(&labelled) {
            let (from, to) = (frame.y(segment.from), frame.y(segment.to));
            canvas.area((x - half, from), (x + half, to), *fill);
            if segment.from != 0.0 && segment.from != segment.to {
                canvas.line(&[(x - half, from), (x + half, from)], stacks::SEAM, WHITE);
            }
            if let (Some(ink), true) = (palette::text_on(fill.colour), labelled) {
                canvas.text_on((x, (from + to) / 2.0), &segment.label, *fill, ink);
            }
        }
        frame.draw_value(&mut canvas, x, stack.high, &stack.total, plot.focus == Some(at));
    }
    let height = frame.draw_foot(&mut canvas, plot);
    if let Some((stack, true)) = stacks.last().map(|stack| (stack, named)) {
        let middle = |at: usize| {
            let segment = &stack.segments[at];
            frame.y((segment.from + segment.to) / 2.0)
        };
        let edge = frame.middle(stacks.len() - 1) + half;
        let placed =
            label::place(&wishes(&middle), frame.field.top - line_height / 2.0, frame.field.bottom + line_height);
        let left = frame.field.right + REACH;
        for (at, lines) in names.iter().enumerate() {
            let level = placed[at] + (lines.len() as f64 * line_height) / 2.0;
            let bend = left - REACH + 3.0;
            canvas.line(&[(edge + 1.0, middle(at)), (bend, middle(at)), (left - 2.5, level)], 0.5, GREY);
            let fill = if plot.series[at].subject { SUBJECT } else { INK };
            for (line, words) in lines.iter().enumerate() {
                let y = canvas.baseline(placed[at] + line_height * (line as f64 + 0.5));
                canvas.text((left, y), Anchor::Start, words, weight(at), fill);
            }
        }
    }
    canvas.finish(height)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_readable, plot_over_time, show, texts};
    use super::*;
    use crate::quantity::value::Unit;

    #[test]
    fn series_are_named_beside_the_last_column() {
        let plot = plot_over_time(
            2021,
            &[
                ("Permanent social workers", "180.2 176.5 185.0 196.4 210.8"),
                ("Newly qualified", "22 25 c 31 28"),
                ("Agency", "38.9 42.1 26.4 20.3 13.7"),
            ],
        );
        let plot = Plot { unit: Unit::Fte, ..plot };
        let svg = draw(&plot, &Theme::default()).expect("drawn");
        show("stacked-column", &svg);
        assert_readable(&svg);
        let words: Vec<String> = texts(&svg).into_iter().map(|text| text.words).collect();
        for label in ["252.5", "+ [c]", "Agency", "FTE"] {
            assert!(words.iter().any(|word| word == label), "{label} in {words:?}");
        }
    }

    #[test]
    fn extremes_stay_readable() {
        let six = [
            ("Senior manager", "1 2"),
            ("Team manager", "4 6"),
            ("Senior practitioner", "12 9"),
            ("Social worker", "400 320"),
            ("Newly qualified", "8 5"),
            ("Agency staff and other temporary workers", "2 c"),
        ];
        for (name, plot) in [
            ("stacked-column-six", plot_over_time(2024, &six)),
            ("stacked-column-negative", plot_over_time(2023, &[("Starters", "30 12 0"), ("Leavers", "-22 -14 c")])),
        ] {
            let svg = draw(&plot, &Theme::default()).expect(name);
            show(name, &svg);
            assert_readable(&svg);
        }
    }
}
