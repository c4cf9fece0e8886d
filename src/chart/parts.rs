//! Charts for a place of limited height, such as a slide: as they are, in several pictures, or not at all.

use crate::quantity::style::join_words;

use super::{Kind, Plot, Shape, Spread, Theme, describe};

/// A picture of a chart, or of some of its rows, with its alternative text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The picture.
    pub svg: String,
    /// What it shows.
    pub alt: String,
}

/// Draws a chart in pictures that are no higher than the theme's `tallest`: rows of a range chart may be parted, since each
/// can be read by itself. `None` if it cannot be drawn so, and its values have to be shown as a table.
pub fn draw(kind: &Kind, plot: &Plot, theme: &Theme) -> Option<Vec<Part>> {
    let rows = if kind.shape == Shape::Spread { plot.spreads.len() } else { 1 };
    (1..=rows).find_map(|parts| {
        let size = rows.div_ceil(parts);
        let plots = match parts {
            1 => vec![plot.clone()],
            _ => plot.spreads.chunks(size).map(|rows| of_rows(plot, rows)).collect(),
        };
        plots.iter().map(|plot| one(kind, plot, theme)).collect()
    })
}

/// A plot of some of its rows; where its measure is the list of all rows, it is that of these.
fn of_rows(plot: &Plot, rows: &[Spread]) -> Plot {
    let list = |rows: &[Spread]| {
        let names: Vec<String> = rows.iter().map(|row| describe::inside(&row.label)).collect();
        describe::capitalised(&join_words(&names))
    };
    let measure = if list(&plot.spreads) == plot.measure { list(rows) } else { plot.measure.clone() };
    Plot { measure, spreads: rows.to_vec(), ..plot.clone() }
}

/// The picture of a plot, if it is low enough.
fn one(kind: &Kind, plot: &Plot, theme: &Theme) -> Option<Part> {
    let svg = (kind.draw)(plot, theme).ok()?;
    (height(&svg)? <= theme.tallest).then(|| Part { svg, alt: (kind.describe)(plot) })
}

/// The height of a picture in points.
fn height(svg: &str) -> Option<f64> {
    let (_, rest) = svg.split_once(" height=\"")?;
    rest.split_once("pt\"")?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{plot, spread, spreads};
    use super::super::{kind, testing::texts};
    use super::*;
    use crate::quantity::value::Unit;

    fn theme(tallest: f64) -> Theme {
        Theme { width: 440.0, height: 140.0, tallest, ..Theme::default() }
    }

    #[test]
    fn a_range_chart_is_parted_by_rows() {
        let rows: Vec<_> = ["Turnover rate", "Agency rate", "Vacancy rate"]
            .into_iter()
            .map(|name| spread(name, Unit::Percent, ("8.1", "Walsall"), ("34.9", "Dudley"), "15.5 11.5 11.8"))
            .collect();
        let plot = Plot { measure: "Turnover rate, agency rate and vacancy rate".into(), ..spreads(rows) };
        let kind = kind("range").expect("a kind");
        let parts = draw(kind, &plot, &theme(145.0)).expect("parts");
        assert_eq!(parts.len(), 2);
        assert!(parts[0].alt.contains("urnover rate") && !parts[0].alt.contains("acancy rate"), "{}", parts[0].alt);
        assert!(parts[1].alt.starts_with("Range chart of vacancy rate: "), "{}", parts[1].alt);
        assert!(texts(&parts[1].svg).iter().any(|text| text.words == "Vacancy rate"));
        assert_eq!(draw(kind, &plot, &theme(f64::INFINITY)).map(|parts| parts.len()), Some(1));
        assert!(draw(kind, &plot, &theme(20.0)).is_none());
    }

    #[test]
    fn bars_move_closer_and_give_way_to_a_table() {
        let bars = |count: usize| {
            let names: Vec<String> = (0..count).map(|at| format!("Authority {at}")).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            draw(kind("bar").expect("a kind"), &plot(&names, &[("2025", &"4 ".repeat(count))]), &theme(145.0))
        };
        assert_eq!(bars(14).map(|parts| parts.len()), Some(1), "a region stands in one picture");
        assert!(bars(25).is_none());
    }
}
