//! Several horizontal bars a category, one a series, named beside the first group where there is room.

use super::canvas::{Anchor, Canvas};
use super::palette::{self, CATEGORICAL, MUTED};
use super::plot::{extent, fits_page};
use super::rows::{self, Names, Reach, Ruler};
use super::text::{self, Weight};
use super::{DrawError, Kind, Plot, Shape, Theme, describe, key};

/// `grouped-bar`: areas compared by several measures or periods.
pub const KIND: Kind = Kind {
    name: "grouped-bar",
    shape: Shape::Compared,
    draw,
    describe: |plot| describe::compared(plot, "Grouped bar chart"),
};

/// Between groups, and between a value and the name of its series.
const APART: f64 = 10.0;

fn draw(plot: &Plot, theme: &Theme) -> Result<String, DrawError> {
    plot.check(CATEGORICAL.len(), "use a table, or several charts")?;
    let mut canvas = Canvas::new(theme);
    let names = Names::new(plot, &canvas);
    let fills = palette::of_series(plot.series.len(), plot.subject());
    let (named, ruler) = match Ruler::fit(&reaches(plot, &canvas, true), names.right, theme.width) {
        Ok(ruler) if plot.series.len() > 1 && !has_negative(plot) && roomy(plot, &canvas, &names, &ruler) => {
            (true, ruler)
        }
        _ => (false, Ruler::fit(&reaches(plot, &canvas, false), names.right, theme.width)?),
    };

    let start = if named || plot.series.len() == 1 { 0.0 } else { key::draw(&mut canvas, plot, &fills) };
    let thickness = canvas.line_height();
    let bars = thickness * plot.series.len() as f64;
    let mut y = start;
    for at in 0..plot.categories.len() {
        let height = names.height(at, bars, &canvas) + if at + 1 < plot.categories.len() { APART } else { 0.0 };
        let middle = y + names.height(at, bars, &canvas) / 2.0;
        names.draw(&mut canvas, at, middle);
        for (series, (one, fill)) in plot.series.iter().zip(&fills).enumerate() {
            let top = middle - bars / 2.0 + thickness * series as f64;
            let Some(value) = one.values.get(at).copied() else { continue };
            let long = extent(value).unwrap_or(0.0);
            canvas.area((ruler.x(0.0), top + 0.5), (ruler.x(long), top + thickness - 0.5), *fill);
            let words = plot.label(value);
            let level = top + thickness / 2.0;
            rows::draw_value(&mut canvas, &ruler, long, level, &words, one.subject);
            if named && at == 0 {
                let after = text::width(&words, canvas.size, Weight::of(one.subject)) + APART;
                let place = (ruler.x(long) + rows::GAP + after, canvas.baseline(level));
                canvas.text(place, Anchor::Start, &one.name, Weight::of(one.subject), MUTED);
            }
        }
        y += height;
    }
    rows::draw_zero(&mut canvas, &ruler, start, y);
    fits_page(y, plot.categories.len() * plot.series.len())?;
    canvas.finish(y)
}

/// What stands at every bar: its value, and in the first group the name of its series if `named`.
fn reaches(plot: &Plot, canvas: &Canvas, named: bool) -> Vec<Reach> {
    let mut out = Vec::new();
    for series in &plot.series {
        let weight = Weight::of(series.subject);
        let name = APART + text::width(&series.name, canvas.size, weight);
        for (at, value) in series.values.iter().enumerate() {
            let label = rows::GAP + text::width(&plot.label(*value), canvas.size, weight);
            let label = if named && at == 0 { label + name } else { label };
            out.push(Reach { value: extent(*value).unwrap_or(0.0), label });
        }
    }
    out
}

/// Whether names beside the first group shorten the bars by less than a fifth.
fn roomy(plot: &Plot, canvas: &Canvas, names: &Names, named: &Ruler) -> bool {
    let long = |ruler: &Ruler| ruler.x(1.0) - ruler.x(0.0);
    Ruler::fit(&reaches(plot, canvas, false), names.right, canvas.width)
        .is_ok_and(|bare| long(named) >= long(&bare) * 0.8)
}

fn has_negative(plot: &Plot) -> bool {
    plot.series.iter().flat_map(|series| &series.values).any(|value| extent(*value).is_some_and(|one| one < 0.0))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_readable, plot, show, texts};
    use super::*;

    #[test]
    fn series_are_named_beside_the_first_group() {
        let areas = ["Coventry", "Warwickshire", "Devon", "West Midlands", "England"];
        let two = plot(&areas, &[("2024", "9.3 4.2 30.0 13.9 16.2"), ("2025", "6.1 0 24.3 10.4 13.0")]);
        let svg = draw(&two, &Theme::default()).expect("drawn");
        show("grouped-bar", &svg);
        assert_readable(&svg);
        assert!(texts(&svg).iter().any(|text| text.words == "2025"));

        let three = plot(
            &areas,
            &[
                ("Turnover rate in the year to September", "11.3 15.5 14.2 11.5 11.8"),
                ("Agency rate on 30 September", "6.1 0 24.3 10.4 c"),
                ("Vacancy rate on 30 September", "7.4 4.7 20.0 14.0 14.2"),
            ],
        );
        let svg = draw(&three, &Theme::default()).expect("drawn");
        show("grouped-bar-key", &svg);
        assert_readable(&svg);
        let negative = plot(&areas, &[("2024", "-9.3 4.2 3 1 2"), ("2025", "6.1 0 -4 1.0 c")]);
        let svg = draw(&negative, &Theme::default()).expect("drawn");
        show("grouped-bar-negative", &svg);
        assert_readable(&svg);
    }
}
