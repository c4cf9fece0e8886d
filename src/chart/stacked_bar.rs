//! Horizontal bars of several parts, named above the first bar if all names find room there, else in a key.

use super::canvas::{Anchor, Canvas};
use super::label::{self, Wish};
use super::palette::{self, CATEGORICAL, Fill, GREY, INK, SUBJECT, WHITE};
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

/// Between names side by side.
const CLEAR: f64 = 9.0;

/// The height that rules from names to parts take.
const LEAD: f64 = 10.0;

fn draw(plot: &Plot, theme: &Theme) -> Result<String, DrawError> {
    plot.check(CATEGORICAL.len(), "join the smallest into one")?;
    let mut canvas = Canvas::new(theme);
    let names = Names::new(plot, &canvas);
    let fills = palette::of_series(plot.series.len(), plot.subject());
    let stacks = stacks::of(plot);
    let ruler = Ruler::fit(&reaches(plot, &stacks, &canvas), names.right, theme.width)?;

    let above = stacks.first().and_then(|first| names_above(plot, first, &ruler, &canvas));
    let start = match (plot.series.len(), &above) {
        (1, _) => 0.0,
        (_, Some(above)) if above.led => canvas.line_height() + LEAD,
        (_, Some(_)) => canvas.line_height() + 2.0,
        (_, None) => key::draw(&mut canvas, plot, &fills),
    };
    let labelled = stacks::labelled(&stacks, |segment| {
        let room = (ruler.x(segment.to) - ruler.x(segment.from)).abs() - 6.0;
        text::width(&segment.label, canvas.size, Weight::Regular) <= room
    });
    let mut y = start;
    for (at, stack) in stacks.iter().enumerate() {
        let height = names.height(at, THICKNESS, &canvas);
        let middle = y + height / 2.0;
        names.draw(&mut canvas, at, middle);
        draw_stack(&mut canvas, stack, (&fills, &labelled), &ruler, middle);
        rows::draw_value(&mut canvas, &ruler, stack.high, middle, &stack.total, plot.focus == Some(at));
        if let (0, Some(above)) = (at, &above) {
            draw_names(&mut canvas, plot, stack, above, &ruler, middle - THICKNESS / 2.0);
        }
        y += height + APART;
    }
    y -= APART;
    rows::draw_zero(&mut canvas, &ruler, start, y);
    fits_page(y, stacks.len())?;
    canvas.finish(y)
}

fn draw_stack(
    canvas: &mut Canvas,
    stack: &Stack,
    (fills, labelled): (&[Fill], &[bool]),
    ruler: &Ruler,
    middle: f64,
) {
    let (top, bottom) = (middle - THICKNESS / 2.0, middle + THICKNESS / 2.0);
    for ((segment, fill), labelled) in stack.segments.iter().zip(fills).zip(labelled) {
        let (from, to) = (ruler.x(segment.from), ruler.x(segment.to));
        canvas.area((from, top), (to, bottom), *fill);
        // A white line keeps neighbours apart, at the side that is nearer to zero.
        if segment.from != 0.0 && segment.from != segment.to {
            canvas.line(&[(from, top), (from, bottom)], stacks::SEAM, WHITE);
        }
        if let (Some(ink), true) = (palette::text_on(fill.colour), labelled) {
            canvas.text_on(((from + to) / 2.0, middle), &segment.label, *fill, ink);
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

/// Where the names above the first bar begin.
struct Above {
    lefts: Vec<f64>,
    /// Whether rules lead from the names to their parts, which do not all lie right below.
    led: bool,
}

/// Places the names above the first bar: each at the beginning of its own part, or pushed apart with rules to the
/// parts; none where the bar lacks a part, or where the names do not fit into one line.
fn names_above(plot: &Plot, first: &Stack, ruler: &Ruler, canvas: &Canvas) -> Option<Above> {
    if plot.series.len() < 2 || first.segments.iter().any(|segment| segment.to <= segment.from) {
        return None;
    }
    let widths: Vec<f64> = plot
        .series
        .iter()
        .map(|series| text::width(&text::clean(&series.name), canvas.size, Weight::of(series.subject)))
        .collect();
    let starts: Vec<f64> = first.segments.iter().map(|segment| ruler.x(segment.from)).collect();
    let ends = starts.iter().skip(1).map(|next| next - CLEAR).chain([canvas.width]);
    if starts.iter().zip(&widths).zip(ends).all(|((start, width), end)| start + width <= end) {
        return Some(Above { lefts: starts, led: false });
    }
    let wishes: Vec<Wish> = first
        .segments
        .iter()
        .zip(&widths)
        .map(|(segment, width)| {
            let anchor = ruler.x((segment.from + segment.to) / 2.0);
            Wish { start: anchor - (width + CLEAR) / 2.0, length: width + CLEAR, anchor }
        })
        .collect();
    let fits = label::room(&wishes) <= canvas.width + CLEAR;
    fits.then(|| {
        let placed = label::place(&wishes, -CLEAR / 2.0, canvas.width + CLEAR / 2.0);
        Above { lefts: placed.into_iter().map(|start| start + CLEAR / 2.0).collect(), led: true }
    })
}

/// Draws the names above the bar that begins at `top`.
fn draw_names(canvas: &mut Canvas, plot: &Plot, stack: &Stack, above: &Above, ruler: &Ruler, top: f64) {
    for ((series, segment), left) in plot.series.iter().zip(&stack.segments).zip(&above.lefts) {
        let weight = Weight::of(series.subject);
        let fill = if series.subject { SUBJECT } else { INK };
        let baseline = top - 4.5 - if above.led { LEAD - 2.0 } else { 0.0 };
        canvas.text((*left, baseline), Anchor::Start, &series.name, weight, fill);
        if above.led {
            let right = left + text::width(&text::clean(&series.name), canvas.size, weight);
            let x = ruler.x((segment.from + segment.to) / 2.0);
            let near = x.min(right - 2.0).max(left + 2.0);
            canvas.line(&[(near, baseline + 3.0), (x, top - 1.0)], 0.6, GREY);
        }
    }
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
        let five = Plot { series: six.series[1..].to_vec(), ..six.clone() };
        for (name, plot) in
            [("stacked-bar-five", five), ("stacked-bar-six", six), ("stacked-bar-negative", negative)]
        {
            let svg = draw(&plot, &Theme::default()).expect(name);
            show(name, &svg);
            assert_readable(&svg);
        }
    }
}
