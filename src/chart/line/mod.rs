//! Lines over periods, each named at its end.
//!
//! A symbol is a gap: the line breaks, a value with no neighbours is a dot, and the label says what is missing when.
//! A line that ends early is named beside its last value; where other lines leave no room for that, its label stands
//! with the others, with its marker and the period of its value. No rule leads through the plot: it would be read as data.

mod beside;
mod labels;

use crate::quantity::value::Datum;

use super::axis::{self, Categories, Field, Numbers, Scale};
use super::canvas::{Canvas, Marker, Point};
use super::label::{self, Wish};
use super::palette::{CATEGORICAL, Colour, GREY, MUTED, SUBJECT, WHITE};
use super::plot::extent;
use super::{DrawError, Kind, Plot, Shape, Theme, describe};
use beside::Area;
use labels::{EndLabel, Place, end_label};

/// `line`: how measures change over periods.
pub const KIND: Kind =
    Kind { name: "line", shape: Shape::Timeline, draw, describe: |plot| describe::over_time(plot, "Line chart") };

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

fn draw(plot: &Plot, theme: &Theme) -> Result<String, DrawError> {
    plot.check(MOST, "leave some out, or use several charts")?;
    let mut canvas = Canvas::new(theme);
    let (size, line_height) = (canvas.size, canvas.line_height());
    let values: Vec<f64> =
        plot.series.iter().flat_map(|series| &series.values).filter_map(|value| extent(*value)).collect();
    let scale = Scale::for_lines(&values, plot.decimals);
    let numbers = Numbers::new(&scale, plot.unit, &plot.style, size);

    let labels: Vec<EndLabel> =
        plot.series.iter().map(|series| end_label(plot, series, theme, size, Place::Edge)).collect();
    let widest = labels.iter().map(|label| label.sign() + label.width(size)).fold(0.0, f64::max);
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

    let place = |at: usize, value: f64| (x(at), field.y(&scale, value));
    let runs: Vec<Vec<Vec<Point>>> = plot.series.iter().map(|series| runs(&series.values, &place)).collect();
    let looks = looks(plot);
    let inside = named_inside(plot, theme, &canvas, &field, &runs, &place);
    for (label, area) in inside.iter().flatten() {
        canvas.rect(area.from, area.to, WHITE);
        label.draw(&mut canvas, (area.from.0, area.from.1 + line_height / 2.0));
    }

    // A label is as high as its lines; its first line is level with the last value.
    let at_edge: Vec<usize> = (0..labels.len()).filter(|&at| inside[at].is_none()).collect();
    let wishes: Vec<Wish> = at_edge
        .iter()
        .map(|&at| {
            let level = labels[at].last.map_or(field.bottom, |(_, value)| field.y(&scale, value));
            Wish { start: level - line_height / 2.0, length: height(&labels[at]), anchor: level }
        })
        .collect();
    let placed = label::place(&wishes, field.top - line_height / 2.0, field.bottom + line_height / 2.0 + 1.0);
    for (&at, start) in at_edge.iter().zip(placed) {
        let to = (field.right + REACH, start + line_height / 2.0);
        draw_edge_label(&mut canvas, &labels[at], looks[at], &place, to);
    }
    let mut order: Vec<usize> = (0..plot.series.len()).collect();
    order.sort_by_key(|&at| plot.series[at].subject);
    for at in order {
        draw_line(&mut canvas, &runs[at], looks[at]);
    }
    canvas.finish(field.bottom + below)
}

/// The stretches of a line between its gaps.
fn runs(values: &[Datum], place: &dyn Fn(usize, f64) -> Point) -> Vec<Vec<Point>> {
    let points: Vec<Option<Point>> =
        values.iter().enumerate().map(|(at, value)| Some(place(at, extent(*value)?))).collect();
    let runs = points.split(Option::is_none).map(|run| run.iter().copied().flatten().collect());
    runs.filter(|run: &Vec<Point>| !run.is_empty()).collect()
}

/// The labels of lines that end early and find room beside their ends; none for a line that is named at the edge.
fn named_inside(
    plot: &Plot,
    theme: &Theme,
    canvas: &Canvas,
    field: &Field,
    runs: &[Vec<Vec<Point>>],
    place: &dyn Fn(usize, f64) -> Point,
) -> Vec<Option<(EndLabel, Area)>> {
    let lines = runs.concat();
    let mut taken: Vec<Area> = Vec::new();
    let mut named = |series| {
        let label = end_label(plot, series, theme, canvas.size, Place::Beside);
        let (at, value) = label.last.filter(|_| label.early)?;
        let room = (label.width(canvas.size), label.lines.len() as f64 * canvas.line_height());
        let area = beside::place(place(at, value), room, field, &lines, &taken)?;
        taken.push(area);
        Some((label, area))
    };
    plot.series.iter().map(&mut named).collect()
}

/// Draws a label at the right edge: with a rule from the end of its line, or with the marker of a line that ends early.
fn draw_edge_label(
    canvas: &mut Canvas,
    label: &EndLabel,
    look: Look,
    place: &dyn Fn(usize, f64) -> Point,
    (left, level): Point,
) {
    match label.last {
        Some(_) if label.early => canvas.marker(look.marker, (left + 3.5, level), look.radius, look.colour),
        Some((at, value)) => draw_leader(canvas, place(at, value), (left, level)),
        None => {}
    }
    label.draw(canvas, (left + label.sign(), level));
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
fn draw_line(canvas: &mut Canvas, runs: &[Vec<Point>], look: Look) {
    for run in runs {
        match run[..] {
            [single] => canvas.marker(look.marker, single, look.radius * 0.8, look.colour),
            _ => canvas.dashed(run, look.dashes, look.width, look.colour),
        }
    }
    if let Some(end) = runs.iter().flatten().last() {
        canvas.marker(look.marker, *end, look.radius, look.colour);
    }
}

/// A thin rule from the end of a line to its label beside the plot, where that is not level with it.
fn draw_leader(canvas: &mut Canvas, (x, y): Point, (label, level): Point) {
    let bend = label - REACH + 4.0;
    if (level - y).abs() >= 2.0 {
        canvas.line(&[(x.min(bend), y), (bend, y), (label - 2.0, level)], 0.5, GREY);
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
        has("Coventry 9.3% (2024)");
        has("[c] in 2021 and 2025");
        has("Warwickshire 0.0%");
        has("Telford and Wrekin");
        has("[c] 2019 to 2025");
        let strong = svg.lines().filter(|line| line.contains("polyline") && line.contains("#12436D")).count();
        assert_eq!(strong, 2, "the subject's line is broken once and nothing bridges the gap");
    }

    #[test]
    fn a_line_that_ends_early_is_named_at_its_end() {
        let plot = plot_over_time(
            2017,
            &[
                ("Birmingham", "16.8 13.3 11.9 14.6 18.3 19.3 12.0 u 12.4"),
                ("Westminster", "15.2 8.9 6.5 3.2 0.7 x x x x"),
                ("Sutton", "31.8 27.5 24 17 25 14 u 16.5 25.8"),
                ("Camden", "20 21 22 23 24 25 26 27 c"),
            ],
        );
        let svg = draw(&plot, &Theme::default()).expect("drawn");
        show("line-early", &svg);
        assert_readable(&svg);
        let words = texts(&svg);
        let edge = words.iter().find(|text| text.words == "Birmingham 12.4%").expect("at the edge").left;
        let westminster = words.iter().find(|text| text.words == "Westminster 0.7%").expect("beside its end");
        assert!(westminster.right < edge - REACH, "{westminster:?}");
        let camden = words.iter().find(|text| text.words == "Camden 27.0% (2024)").expect("with its year");
        assert!((camden.left - edge - labels::SIGN).abs() < 0.11, "{camden:?}");
        // Rules to labels are half a point wide.
        for rule in svg.lines().filter(|line| line.contains("polyline") && line.contains("stroke-width=\"5\"")) {
            let points = rule.split_once("points=\"").and_then(|(_, rest)| rest.split_once('"')).expect("points").0;
            let first: f64 = points.split_once(',').expect("a point").0.parse().expect("a number");
            assert!(first / 10.0 >= edge - REACH - 0.11, "a rule through the plot: {points}");
        }
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
