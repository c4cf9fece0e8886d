//! Lines over periods, each named at its end.
//!
//! A symbol is a gap: the line breaks, a value with no neighbours is a dot, and the label says what is missing when.
//! A line that ends early is named at the height of its last value, with a thin rule to its label.

use crate::quantity::value::Symbol;

use super::axis::{self, Categories, Field, Numbers, Scale};
use super::canvas::{Anchor, Canvas, Marker, Point};
use super::label::{self, Wish};
use super::palette::{CATEGORICAL, Colour, GREY, INK, MUTED, SUBJECT};
use super::plot::extent;
use super::text::{self, Weight};
use super::{DrawError, Kind, Plot, Series, Shape, Theme, describe};

/// `line`: how measures change over periods.
pub const KIND: Kind =
    Kind { name: "line", shape: Shape::OverTime, draw, describe: |plot| describe::over_time(plot, "Line chart") };

/// More lines than these cannot be told apart.
const MOST: usize = 8;

/// From the last value to its label.
const REACH: f64 = 13.0;

/// How a line is told from the others: by colour, width, dashes and the marker at its end.
#[derive(Debug, Clone, Copy)]
struct Look {
    colour: Colour,
    width: f64,
    dashes: &'static [f64],
    marker: Marker,
    radius: f64,
}

const STRONG: Look = Look { colour: SUBJECT, width: 2.8, dashes: &[], marker: Marker::Disc, radius: 3.8 };

const QUIET: [Look; 7] = [
    quiet(CATEGORICAL[1], &[6.0, 2.6], Marker::Diamond),
    quiet(GREY, &[2.0, 2.0], Marker::Square),
    quiet(CATEGORICAL[2], &[9.0, 2.5, 2.0, 2.5], Marker::Triangle),
    quiet(CATEGORICAL[3], &[3.5, 1.8], Marker::Ring),
    quiet(CATEGORICAL[4], &[13.0, 3.0], Marker::Frame),
    quiet(CATEGORICAL[5], &[6.0, 2.0, 1.5, 2.0, 1.5, 2.0], Marker::OpenDiamond),
    quiet(GREY, &[], Marker::Disc),
];

const fn quiet(colour: Colour, dashes: &'static [f64], marker: Marker) -> Look {
    Look { colour, width: 1.5, dashes, marker, radius: 2.9 }
}

/// The label of a line: its text, and the value it belongs to.
struct EndLabel {
    lines: Vec<(String, Weight, Colour)>,
    /// The last value, as its category and number; none for a series of symbols only.
    last: Option<(usize, f64)>,
}

fn draw(plot: &Plot, theme: &Theme) -> Result<String, DrawError> {
    plot.check(MOST, "leave some out, or use several charts")?;
    let mut canvas = Canvas::new(theme);
    let (size, line_height) = (canvas.size, canvas.line_height());
    let values: Vec<f64> =
        plot.series.iter().flat_map(|series| &series.values).filter_map(|value| extent(*value)).collect();
    let scale = Scale::for_lines(&values, plot.decimals);
    let numbers = Numbers::new(&scale, plot.unit, &plot.style, size);

    let labels: Vec<EndLabel> = plot.series.iter().map(|series| end_label(plot, series, theme, size)).collect();
    let widest = labels.iter().flat_map(|label| &label.lines);
    let widest = widest.map(|(words, weight, _)| text::width(words, size, *weight)).fold(0.0, f64::max);
    let mut field =
        Field { left: numbers.left(), right: theme.width - widest - REACH, top: numbers.top(&canvas), bottom: 0.0 };
    if field.right - field.left < theme.width * 0.3 {
        return Err(DrawError("the labels leave too little room for the lines; shorten the names".into()));
    }
    // Labels of several lines are set off from their neighbours.
    let height =
        |label: &EndLabel| label.lines.len() as f64 * line_height + if label.lines.len() > 1 { 3.0 } else { 1.0 };
    let steps = plot.categories.len().saturating_sub(1);
    // The first label stands below the axis and may reach back to the edge; if it needs more, the lines give way.
    let slot = |field: &Field| (field.right - field.left) / steps.max(1) as f64;
    let edge = theme.width - field.right;
    let overhang = Categories::new(plot, slot(&field), edge, size)?.overhang(size);
    field.left = field.left.max(overhang);
    let categories = Categories::new(plot, slot(&field), edge, size)?;
    let needed: f64 = labels.iter().map(height).sum();
    let below = categories.height(&canvas);
    field.bottom = (theme.height - below).max(field.top + (needed - line_height).max(60.0));
    let x = |at: usize| match steps {
        0 => (field.left + field.right) / 2.0,
        _ => field.left + (field.right - field.left) * at as f64 / steps as f64,
    };

    numbers.draw(&mut canvas, &scale, &field, 0.0);
    axis::draw_base(&mut canvas, &scale, &field);
    if steps > 0 {
        for at in 0..=steps {
            canvas.line(&[(x(at), field.bottom), (x(at), field.bottom + 3.5)], 0.8, MUTED);
        }
    }
    categories.draw(&mut canvas, &field, None, x);

    // A label is as high as its lines; its first line is level with the last value.
    let wishes: Vec<Wish> = labels
        .iter()
        .map(|label| {
            let level = label.last.map_or(field.bottom, |(_, value)| field.y(&scale, value));
            Wish { start: level - line_height / 2.0, length: height(label), anchor: level }
        })
        .collect();
    let placed = label::place(&wishes, field.top - line_height / 2.0, field.bottom + line_height / 2.0 + 1.0);
    let looks = looks(plot);
    let mut order: Vec<usize> = (0..plot.series.len()).collect();
    order.sort_by_key(|&at| plot.series[at].subject);
    for &at in &order {
        let start = placed[at] + line_height / 2.0;
        if let Some((category, value)) = labels[at].last {
            draw_leader(&mut canvas, (x(category), field.y(&scale, value)), (field.right + REACH, start));
        }
    }
    for &at in &order {
        let points: Vec<Option<Point>> = plot.series[at]
            .values
            .iter()
            .enumerate()
            .map(|(category, value)| extent(*value).map(|value| (x(category), field.y(&scale, value))))
            .collect();
        draw_line(&mut canvas, &points, looks[at]);
        for (line, (words, weight, colour)) in labels[at].lines.iter().enumerate() {
            let y = placed[at] + line_height * (line as f64 + 0.5);
            canvas.text((field.right + REACH, canvas.baseline(y)), Anchor::Start, words, *weight, *colour);
        }
    }
    canvas.finish(field.bottom + below)
}

/// The look of every line: the subject strong; without one the first line is solid, and none is strong.
fn looks(plot: &Plot) -> Vec<Look> {
    let mut others = QUIET.iter().copied().cycle();
    let subject = plot.subject();
    plot.series
        .iter()
        .enumerate()
        .map(|(at, series)| match subject {
            None if at == 0 => Look { width: 1.8, radius: 3.2, ..STRONG },
            _ if series.subject => STRONG,
            _ => others.next().unwrap_or(STRONG),
        })
        .collect()
}

/// Draws the runs of values, the single ones as dots, and the marker at the end.
fn draw_line(canvas: &mut Canvas, points: &[Option<Point>], look: Look) {
    for run in points.split(Option::is_none) {
        let run: Vec<Point> = run.iter().copied().flatten().collect();
        match run[..] {
            [] => {}
            [single] => canvas.marker(look.marker, single, look.radius * 0.8, look.colour),
            _ => canvas.dashed(&run, look.dashes, look.width, look.colour),
        }
    }
    if let Some(end) = points.iter().rev().flatten().next() {
        canvas.marker(look.marker, *end, look.radius, look.colour);
    }
}

/// A thin rule from a value to its label, where the label does not stand beside it.
fn draw_leader(canvas: &mut Canvas, (x, y): Point, (label, level): Point) {
    let bend = label - REACH + 4.0;
    if (level - y).abs() < 2.0 && bend - x < REACH {
        return;
    }
    canvas.line(&[(x.min(bend), y), (bend, y), (label - 2.0, level)], 0.5, GREY);
}

/// "Coventry 6.1%", and below it what the line leaves out: "[c] in 2025".
fn end_label(plot: &Plot, series: &Series, theme: &Theme, size: f64) -> EndLabel {
    let limit = theme.width * 0.32;
    let last = series.values.iter().enumerate().rev().find_map(|(at, value)| Some((at, value.number()?)));
    let weight = Weight::of(series.subject);
    let fill = if series.subject { SUBJECT } else { INK };
    let named = match last {
        Some((_, value)) => format!("{} {}", series.name, plot.shown(value)),
        None => series.name.clone(),
    };
    let lines = text::wrap(&named, limit, size, weight).into_iter().map(|line| (line, weight, fill));
    let missing = missing(plot, series);
    let notes = missing.iter().flat_map(|note| text::wrap(note, limit, size, Weight::Regular));
    let lines = lines.chain(notes.map(|line| (line, Weight::Regular, MUTED))).collect();
    EndLabel { lines, last: last.and_then(|(at, _)| Some((at, extent(series.values[at])?))) }
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

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_readable, plot_over_time, show, texts};
    use super::*;

    fn agency() -> Plot {
        plot_over_time(
            2019,
            &[
                ("Coventry", "10.8 16.8 18.1 16.7 12.4 9.3 6.1"),
                ("West Midlands", "16.0 16.0 16.1 18.0 16.6 13.9 10.4"),
                ("England", "15.8 15.4 15.5 17.6 17.9 16.2 13.0"),
            ],
        )
    }

    #[test]
    fn lines_are_named_at_their_ends() {
        let svg = draw(&agency(), &Theme::default()).expect("drawn");
        show("line-agency", &svg);
        assert_readable(&svg);
        let words = texts(&svg);
        for label in ["Coventry 6.1%", "West Midlands 10.4%", "England 13.0%", "20%", "15", "2019", "2025"] {
            assert!(words.iter().any(|text| text.words == label), "{label} in {words:?}");
        }
        assert!(words.iter().all(|text| text.bold == (text.words == "Coventry 6.1%")));
        assert_eq!(svg, draw(&agency(), &Theme::default()).expect("drawn"), "the same bytes");
    }

    #[test]
    fn symbols_are_gaps_and_are_said() {
        let plot = plot_over_time(
            2019,
            &[
                ("Coventry", "10.8 16.8 c 16.7 12.4 9.3 c"),
                ("Warwickshire", "8.0 c 9.1 c 7.0 4.2 0"),
                ("Telford and Wrekin", "c c c c c c c"),
                ("England", "15.8 15.4 15.5 17.6 17.9 16.2 13.0"),
            ],
        );
        let svg = draw(&plot, &Theme::default()).expect("drawn");
        show("line-symbols", &svg);
        assert_readable(&svg);
        let words = texts(&svg);
        let has = |label: &str| assert!(words.iter().any(|text| text.words == label), "{label} in {words:?}");
        has("Coventry 9.3%");
        has("[c] in 2021 and 2025");
        has("Warwickshire 0.0%");
        has("Telford and Wrekin");
        has("[c] 2019 to 2025");
        let strong = svg.lines().filter(|line| line.contains("polyline") && line.contains("#12436D")).count();
        assert_eq!(strong, 2, "the subject's line is broken once and nothing bridges the gap");
    }

    #[test]
    fn extremes_stay_readable() {
        let many: Vec<String> = (0..8).map(|at| format!("{}.{at} 12.{at} 11.0", 10 + at % 3)).collect();
        let names = [
            "Bath and North East Somerset and Bristol",
            "Bournemouth, Christchurch and Poole",
            "Coventry",
            "Devon",
            "East Riding of Yorkshire",
            "Kingston upon Hull, City of",
            "England",
            "West Midlands",
        ];
        let rows: Vec<(&str, &str)> = names.into_iter().zip(many.iter().map(String::as_str)).collect();
        let long = (0..30).map(|at| format!("{}", 12 + at * 7 % 9)).collect::<Vec<_>>().join(" ");
        for (name, plot) in [
            ("line-eight", plot_over_time(2023, &rows)),
            ("line-thirty", plot_over_time(1996, &[("Coventry", &long)])),
            ("line-one-point", plot_over_time(2025, &[("Coventry", "6.1"), ("England", "13.0")])),
            ("line-equal", plot_over_time(2021, &[("Coventry", "5 5 5"), ("England", "5 5 5")])),
            ("line-zero", plot_over_time(2021, &[("Coventry", "0 0 0"), ("England", "0 0 0")])),
            ("line-one-number", plot_over_time(2021, &[("Coventry", "c c c"), ("England", "c 0.1 x")])),
            ("line-negative", plot_over_time(2021, &[("Coventry", "-4 2 6"), ("England", "-1 -2 -3")])),
            ("line-flat", plot_over_time(2019, &[("England", "91.2 92 93.5 94.1 94.9 95.3 95.0")])),
        ] {
            let svg = draw(&plot, &Theme::default()).expect(name);
            show(name, &svg);
            assert_readable(&svg);
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_said() {
        let only = plot_over_time(2024, &[("Coventry", "c c")]);
        let error = draw(&only, &Theme::default()).expect_err("no number");
        assert!(error.to_string().contains("no numbers at all"), "{error}");
        let nine: Vec<(&str, &str)> = vec![("Coventry", "1 2"); 9];
        let error = draw(&plot_over_time(2024, &nine), &Theme::default()).expect_err("too many");
        assert!(error.to_string().contains("9 series"), "{error}");
    }
}
