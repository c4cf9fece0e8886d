//! What the tests of pictures share: plots from text, the text boxes of an SVG, and what makes it readable.

use std::path::PathBuf;

use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::data::measures::Polarity;
use crate::quantity::style::Style;
use crate::quantity::value::{Datum, Symbol, Unit};

use super::palette::{Colour, WHITE, contrast};
use super::text::{self, Weight};
use super::{Mark, Plot, Role, Scope, Series, Spread};

/// A text of a picture with the box of its capitals and descenders, in points.
#[derive(Debug, Clone)]
pub struct TextBox {
    pub words: String,
    pub bold: bool,
    pub fill: Colour,
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

/// Numbers and symbols from text.
pub fn data(values: &str) -> Vec<Datum> {
    values
        .split_whitespace()
        .map(|cell| match Symbol::parse(cell) {
            Some(symbol) => Datum::Symbol(symbol),
            None => Datum::Number(cell.parse().expect("a number")),
        })
        .collect()
}

/// A plot of rates; the series called Coventry is the subject.
pub fn plot(categories: &[&str], series: &[(&str, &str)]) -> Plot {
    Plot {
        measure: "Agency rate".into(),
        unit: Unit::Percent,
        decimals: 1,
        polarity: Polarity::LowerIsBetter,
        categories: categories.iter().map(|name| (*name).to_owned()).collect(),
        focus: categories.iter().position(|name| *name == "Coventry"),
        series: series
            .iter()
            .map(|(name, values)| Series {
                name: (*name).to_owned(),
                subject: *name == "Coventry",
                values: data(values),
            })
            .collect(),
        spreads: Vec::new(),
        averages: Vec::new(),
        scope: Scope::default(),
        style: Style::default(),
    }
}

/// The same over years.
pub fn plot_over_time(first: usize, series: &[(&str, &str)]) -> Plot {
    let years: Vec<String> = (0..data(series[0].1).len()).map(|at| (first + at).to_string()).collect();
    plot(&years.iter().map(String::as_str).collect::<Vec<_>>(), series)
}

/// A row of a range chart: its ends as value and names ("A|B"), and the marks of Coventry, its region and nation.
pub fn spread(label: &str, unit: Unit, low: (&str, &str), high: (&str, &str), marks: &str) -> Spread {
    let end =
        |(value, names): (&str, &str)| (data(value)[0], names.split('|').map(str::to_owned).collect::<Vec<_>>());
    let names = [("Coventry", Role::Subject), ("West Midlands", Role::Region), ("England", Role::Nation)];
    let marks = names.into_iter().zip(data(marks));
    Spread {
        label: label.to_owned(),
        unit,
        decimals: unit.decimals(),
        low: end(low),
        high: end(high),
        marks: marks.map(|((name, role), value)| Mark { name: name.into(), role, value }).collect(),
    }
}

/// A plot of such rows.
pub fn spreads(spreads: Vec<Spread>) -> Plot {
    Plot { measure: "Workforce measures".into(), spreads, ..plot(&[], &[]) }
}

/// Writes a picture to the folder that `BOARDPACK_CHART_DIR` names, for looking at it; nothing without it.
pub fn show(name: &str, svg: &str) {
    if let Some(folder) = std::env::var_os("BOARDPACK_CHART_DIR") {
        std::fs::write(PathBuf::from(folder).join(format!("{name}.svg")), svg).expect("written");
    }
}

/// The width and height of a picture in points.
pub fn size_of(svg: &str) -> (f64, f64) {
    let number = |name: &str| attribute(svg, name).trim_end_matches("pt").parse().expect("a number");
    (number("width"), number("height"))
}

fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    let start = format!(" {name}=\"");
    tag.split_once(&start).and_then(|(_, rest)| rest.split_once('"')).map_or("", |(value, _)| value)
}

fn colour(hex: &str) -> Colour {
    let channel = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("two digits");
    Colour(channel(1), channel(3), channel(5))
}

/// Every text of a picture.
pub fn texts(svg: &str) -> Vec<TextBox> {
    svg.split("<text").skip(1).map(text_box).collect()
}

fn text_box(element: &str) -> TextBox {
    let (tag, rest) = element.split_once('>').expect("a tag");
    let words = rest.split_once("</text>").expect("an end").0.trim();
    let words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    let words = words.replace("&amp;", "&");
    let number = |name: &str| attribute(tag, name).parse::<f64>().expect("a number") / 10.0;
    let size = number("font-size");
    assert!(size >= 9.0, "{words} is {size} points");
    assert_eq!((attribute(tag, "dy"), attribute(tag, "font-family")), ("0.76em", "Liberation Sans"));
    let bold = attribute(tag, "font-weight") == "bold";
    let width = text::width(&words, size, Weight::of(bold));
    let left = match attribute(tag, "text-anchor") {
        "start" => number("x"),
        "middle" => number("x") - width / 2.0,
        _ => number("x") - width,
    };
    let baseline = number("y") + 0.76 * size;
    let fill = colour(attribute(tag, "fill"));
    TextBox {
        words,
        bold,
        fill,
        left,
        right: left + width,
        top: baseline - 0.74 * size,
        bottom: baseline + 0.21 * size,
    }
}

/// Asserts that no two texts overlap, that each reads at 4.5:1 on what lies below it, and that all is inside.
pub fn assert_readable(svg: &str) {
    let (width, height) = size_of(svg);
    let boxes = texts(svg);
    let inside = |left: f64, right: f64, top: f64, bottom: f64| {
        left >= -0.11 && right <= width + 0.11 && top >= -0.11 && bottom <= height + 0.11
    };
    for (at, one) in boxes.iter().enumerate() {
        assert!(contrast(one.fill, WHITE) >= 4.5 || one.fill == WHITE, "{one:?}");
        assert!(inside(one.left, one.right, one.top, one.bottom), "outside {width} x {height}: {one:?}\n{svg}");
        for other in &boxes[at + 1..] {
            let apart = one.right <= other.left + 0.11
                || other.right <= one.left + 0.11
                || one.bottom <= other.top + 0.11
                || other.bottom <= one.top + 0.11;
            assert!(apart, "{one:?} overlaps {other:?}\n{svg}");
        }
    }
    for tag in svg.split('<').filter(|tag| tag.starts_with("rect") || tag.starts_with("poly")) {
        let number = |name: &str| attribute(tag, name).parse::<f64>().unwrap_or_default() / 10.0;
        if tag.starts_with("rect") {
            let (x, y) = (number("x"), number("y"));
            assert!(inside(x, x + number("width"), y, y + number("height")), "outside: {tag}");
            assert!(number("width") > 0.0 && number("height") > 0.0, "{tag}");
            let fill = colour(attribute(tag, "fill"));
            for text in &boxes {
                let across = text.right.min(x + number("width")) - text.left.max(x);
                let down = text.bottom.min(y + number("height")) - text.top.max(y);
                // The box of a text has room for descenders that figures lack.
                assert!(across <= 0.2 || down <= 2.2 || contrast(text.fill, fill) >= 4.5, "{text:?} on {tag}");
            }
        }
        for point in attribute(tag, "points").split_whitespace() {
            let (x, y) = point.split_once(',').expect("two numbers");
            let (x, y) = (x.parse::<f64>().expect("x") / 10.0, y.parse::<f64>().expect("y") / 10.0);
            assert!(inside(x, x, y, y), "outside: {tag}");
        }
    }
}

/// Values of every size, symbols among them.
pub fn any_datum() -> impl Strategy<Value = Datum> {
    prop_oneof![
        6 => (-200_i64..2000).prop_map(|tenths| Datum::Number(Decimal::new(tenths, 1))),
        1 => (0_i64..99_999_999).prop_map(|tenths| Datum::Number(Decimal::new(tenths, 1))),
        1 => Just(Datum::Number(Decimal::ZERO)),
        2 => prop_oneof![
            Just(Symbol::Suppressed), Just(Symbol::NotAvailable), Just(Symbol::Low), Just(Symbol::ToBeConfirmed)
        ].prop_map(Datum::Symbol),
    ]
}

/// Names of one to four words, up to about 40 characters.
pub fn any_name() -> impl Strategy<Value = String> {
    prop::collection::vec("[A-Z][a-z]{1,9}|of|&|[A-Z][a-z]{12}", 1..5).prop_map(|words| words.join(" "))
}

/// Plots of areas or years, of one to eight series and up to thirty years or fifteen areas.
pub fn any_plot(over_time: bool) -> impl Strategy<Value = Plot> {
    let categories = if over_time { 1..31_usize } else { 1..16 };
    let unit = prop::sample::select(&[Unit::Percent, Unit::Fte, Unit::Pounds, Unit::CasesPerWorker][..]);
    (1..9_usize, categories, 0..9_usize, unit).prop_flat_map(move |(series, count, subject, unit)| {
        let categories = prop::collection::vec(any_name(), count).prop_map(move |names| {
            if over_time { (0..names.len()).map(|at| (1996 + at).to_string()).collect() } else { names }
        });
        let all = prop::collection::vec((any_name(), prop::collection::vec(any_datum(), count)), series);
        (categories, all).prop_map(move |(categories, all)| Plot {
            focus: (!over_time && subject < count).then_some(subject),
            categories,
            unit,
            decimals: unit.decimals(),
            series: all
                .into_iter()
                .enumerate()
                .map(|(at, (name, values))| Series { name, subject: at == subject, values })
                .collect(),
            ..plot(&[], &[])
        })
    })
}

/// Range charts of one to six rows, of mixed units, with any marks.
pub fn any_spreads() -> impl Strategy<Value = Plot> {
    let value = || {
        prop_oneof![
            9 => (-100_i64..99_999).prop_map(|tenths| Datum::Number(Decimal::new(tenths, 1))),
            1 => Just(Datum::Symbol(Symbol::Low)),
        ]
    };
    let end = || (value(), prop::collection::vec(any_name(), 0..5));
    let role = prop::sample::select(&[Role::Other, Role::Region, Role::Nation][..]);
    let mark = (any_name(), role, any_datum());
    let unit = prop::sample::select(&[Unit::Percent, Unit::Percent, Unit::Pounds, Unit::Days][..]);
    let row = (any_name(), unit, end(), end(), prop::collection::vec(mark, 0..5));
    prop::collection::vec(row, 1..7).prop_map(|rows| {
        spreads(
            rows.into_iter()
                .map(|(label, unit, low, high, marks)| Spread {
                    label,
                    unit,
                    decimals: unit.decimals(),
                    low,
                    high,
                    marks: marks
                        .into_iter()
                        .enumerate()
                        .map(|(at, (name, role, value))| {
                            let role = if at == 0 { Role::Subject } else { role };
                            Mark { name, role, value }
                        })
                        .collect(),
                })
                .collect(),
        )
    })
}
