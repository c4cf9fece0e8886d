//! Several upright columns a category, one a series, named in a key above: no label fits beside a column.

use super::canvas::Canvas;
use super::columns::{self, Ask, Frame};
use super::palette::{self, CATEGORICAL};
use super::plot::extent;
use super::{DrawError, Kind, Plot, Shape, Theme, describe, key};

/// `grouped-column`: a few areas or columns over a few periods.
pub const KIND: Kind = Kind {
    name: "grouped-column",
    shape: Shape::OverTime,
    draw,
    describe: |plot| match plot.over_time() {
        true => describe::over_time(plot, "Grouped column chart"),
        false => describe::compared(plot, "Grouped column chart"),
    },
};

/// Columns of few categories do not grow wider.
const WIDEST: f64 = 36.0;

fn draw(plot: &Plot, theme: &Theme) -> Result<String, DrawError> {
    plot.check(CATEGORICAL.len(), "use a line chart or a table")?;
    let mut canvas = Canvas::new(theme);
    let fills = palette::of_series(plot.series.len(), plot.subject());
    let top = if plot.series.len() > 1 { key::draw(&mut canvas, plot, &fills) } else { 0.0 };
    let (labels, ends) = (columns::labels(plot), columns::ends(plot));
    let ask = Ask {
        ends: &ends,
        labels: &labels,
        widest: WIDEST,
        abreast: plot.series.len(),
        top,
        right: 0.0,
        least: 0.0,
        axis: false,
    };
    let frame = Frame::new(&canvas, plot, theme, &ask)?;
    frame.draw_grid(&mut canvas, plot);
    let count = plot.series.len() as f64;
    let width = frame.column;
    for (series, (one, fill)) in plot.series.iter().zip(&fills).enumerate() {
        for (at, value) in one.values.iter().enumerate() {
            let left = frame.middle(at) + width * (series as f64 - count / 2.0);
            let high = extent(*value).unwrap_or(0.0);
            canvas.area((left + 0.5, frame.y(0.0)), (left + width - 0.5, frame.y(high)), *fill);
            frame.draw_value(&mut canvas, left + width / 2.0, high, &plot.label(*value), one.subject);
        }
    }
    let height = frame.draw_foot(&mut canvas, plot);
    canvas.finish(height)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_readable, plot_over_time, show};
    use super::*;

    #[test]
    fn groups_stay_readable() {
        let three =
            [("Coventry", "12.4 9.3 6.1"), ("West Midlands", "16.6 13.9 10.4"), ("England", "17.9 16.2 13")];
        let seven =
            [("Coventry", "10.8 16.8 18.1 16.7 c 9.3 6.1"), ("England", "15.8 15.4 15.5 17.6 17.9 16.2 13")];
        let negative = [("Coventry", "-2 9 c"), ("England", "6 -8 0")];
        for (name, plot) in [
            ("grouped-column", plot_over_time(2023, &three)),
            ("grouped-column-seven", plot_over_time(2019, &seven)),
            ("grouped-column-negative", plot_over_time(2023, &negative)),
        ] {
            let svg = draw(&plot, &Theme::default()).expect(name);
            show(name, &svg);
            assert_readable(&svg);
        }
    }
}
