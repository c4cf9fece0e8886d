//! Horizontal bars of several parts, named above the first bar where each part has room for its name.

use super::canvas::{Anchor, Canvas};
use super::palette::{self, CATEGORICAL, Colour, INK, SUBJECT, WHITE};
use super::plot::fits_page;
use super::rows::{self, Names, Reach, Ruler};
use super::stacks::{self, Stack};
use super::text::{self, Weight};
use super::{DrawError, Kind, Plot, Shape, Theme, describe, key};

/// `stacked-bar`: what areas or rows are made up of.
pub const KIND: Kind = Kind {
    name: "stacked-bar",
    shape: Shape::Compared,
    draw,
    describe: |plot| describe::stacked(plot, "Stacked bar chart"),
};

const THICKNESS: f64 = 19.0;
const APART: f64 = 8.0;

fn draw(plot: &Plot, theme: &Theme) -> Result<String, DrawError> {
    plot.check(CATEGORICAL.len(), "join the smallest into one")?;
    let mut canvas = Canvas::new(theme);
    let names = Names::new(plot, &canvas);
    let fills = palette::of_series(plot.series.len(), plot.subject());
    let stacks = stacks::of(plot);
    let ruler = Ruler::fit(&reaches(plot, &stacks, &canvas), names.right, theme.width)?;

    let direct =
        plot.series.len() > 1 && stacks.first().is_some_and(|first| fits_above(plot, first, &ruler, &canvas));
    let start = match (plot.series.len(), direct) {
        (1, _) => 0.0,
        (_, true) => canvas.line_height() + 2.0,
        (_, false) => key::draw(&mut canvas, plot, &fills),
    };
    let mut y = start;
    for (at, stack) in stacks.iter().enumerate() {
        let height = names.height(at, THICKNESS, &canvas);
        let middle = y + height / 2.0;
        names.draw(&mut canvas, at, middle);
        draw_stack(&mut canvas, stack, &fills, &ruler, middle);
        rows::draw_value(&mut canvas, &ruler, stack.high, middle, &stack.total, plot.focus == Some(at));
        if at == 0 && direct {
            for (series, segment) in plot.series.iter().zip(&stack.segments) {
                let place = (ruler.x(segment.from), middle - THICKNESS / 2.0 - 4.5);
                let fill = if series.subject { SUBJECT } else { INK };
                canvas.text(place, Anchor::Start, &series.name, Weight::of(series.subject), fill);
            }
        }
        y += height + APART;
    }
    y -= APART;
    rows::draw_zero(&mut canvas, &ruler, start, y);
    fits_page(y, stacks.len())?;
    canvas.finish(y)
}

fn draw_stack(canvas: &mut Canvas, stack: &Stack, fills: &[Colour], ruler: &Ruler, middle: f64) {
    let (top, bottom) = (middle - THICKNESS / 2.0, middle + THICKNESS / 2.0);
    for (segment, fill) in stack.segments.iter().zip(fills) {
        let (from, to) = (ruler.x(segment.from), ruler.x(segment.to));
        canvas.rect((from, top), (to, bottom), *fill);
        // A white line keeps neighbours apart, at the side that is nearer to zero.
        if segment.from != 0.0 && segment.from != segment.to {
            canvas.line(&[(from, top), (from, bottom)], 1.0, WHITE);
        }
        let room = (to - from).abs() - 6.0;
        if let Some(ink) = palette::text_on(*fill)
            && text::width(&segment.label, canvas.size, Weight::Regular) <= room
        {
            let place = ((from + to) / 2.0, canvas.baseline(middle));
            canvas.text(place, Anchor::Middle, &segment.label, Weight::Regular, ink);
        }
    }
}

fn reaches(plot: &Plot, stacks: &[Stack], canvas: &Canvas) -> Vec<Reach> {
    let end = |(at, stack): (usize, &Stack)| {
        let label = text::width(&stack.total, canvas.size, Weight::of(plot.focus == Some(at)));
        let gap = if stack.total.is_empty() { 0.0 } else { rows::GAP };
        [Reach { value: stack.high, label: label + gap }, Reach { value: stack.low, label: 0.0 }]
    };
    stacks.iter().enumerate().flat_map(end).collect()
}

/// Whether the name of every series fits above its own part of the first bar, the last one up to the edge.
fn fits_above(plot: &Plot, first: &Stack, ruler: &Ruler, canvas: &Canvas) -> bool {
    let last = plot.series.len() - 1;
    plot.series.iter().zip(&first.segments).enumerate().all(|(at, (series, segment))| {
        let end = if at == last { canvas.width } else { ruler.x(segment.to) - 6.0 };
        let width = text::width(&text::clean(&series.name), canvas.size, Weight::of(series.subject));
        segment.to > segment.from && ruler.x(segment.from) + width <= end
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_readable, plot, show, texts};
    use super::*;

    #[test]
    fn parts_are_named_above_the_first_bar() {
        let shares = plot(
            &["Coventry", "West Midlands", "England"],
            &[
                ("Under 2 years", "21.5 30.1 28.4"),
                ("2 to 5 years", "51 31.9 32.3"),
                ("5 years or more", "27.5 38 39.3"),
            ],
        );
        let svg = draw(&shares, &Theme::default()).expect("drawn");
        show("stacked-bar", &svg);
        assert_readable(&svg);
        let words = texts(&svg);
        assert!(words.iter().any(|text| text.words == "5 years or more"));
        assert!(words.iter().all(|text| text.words != "100.0%"), "a whole needs no total");
    }

    #[test]
    fn extremes_stay_readable() {
        let six = plot(
            &["Referral and assessment", "Looked after children", "Children with disabilities", "Fostering"],
            &[
                ("Senior manager", "1 2 0 1"),
                ("Team manager", "4 6 2 c"),
                ("Senior practitioner", "12 9 3 4"),
                ("Social worker", "40 22 9 11"),
                ("Newly qualified", "8 5 0 0"),
                ("Agency", "2 3 1 0"),
            ],
        );
        let six = Plot { unit: crate::quantity::value::Unit::Fte, decimals: 1, ..six };
        let negative =
            plot(&["Coventry", "Devon"], &[("Starters", "30 12"), ("Leavers", "-22 -14"), ("Net", "8 c")]);
        for (name, plot) in [("stacked-bar-six", six), ("stacked-bar-negative", negative)] {
            let svg = draw(&plot, &Theme::default()).expect(name);
            show(name, &svg);
            assert_readable(&svg);
        }
    }
}
