//! One upright column a category, with its value above it, or an axis where the values do not fit.

use super::canvas::Canvas;
use super::columns::{self, Ask, Frame};
use super::palette::{REST, SUBJECT};
use super::plot::extent;
use super::{DrawError, Kind, Plot, Shape, Theme, describe};

/// `column`: one series over periods.
pub const KIND: Kind = Kind {
    name: "column",
    shape: Shape::OverTime,
    draw,
    describe: |plot| match plot.over_time() {
        true => describe::over_time(plot, "Column chart"),
        false => describe::compared(plot, "Column chart"),
    },
};

/// Columns of few categories do not grow wider.
const WIDEST: f64 = 44.0;

fn draw(plot: &Plot, theme: &Theme) -> Result<String, DrawError> {
    plot.check(1, "use `grouped-column`, `stacked-column` or `line`")?;
    let mut canvas = Canvas::new(theme);
    let (labels, ends) = (columns::labels(plot), columns::ends(plot));
    let ask = Ask {
        ends: &ends,
        labels: &labels,
        widest: WIDEST,
        abreast: 1,
        top: 0.0,
        right: 0.0,
        least: 0.0,
        axis: false,
    };
    let frame = Frame::new(&canvas, plot, theme, &ask)?;
    let half = frame.column / 2.0;
    frame.draw_grid(&mut canvas, plot);
    for (at, value) in plot.series.iter().flat_map(|series| &series.values).enumerate() {
        let strong = plot.focus == Some(at);
        let fill = if strong || plot.focus.is_none() { SUBJECT } else { REST };
        let (x, high) = (frame.middle(at), extent(*value).unwrap_or(0.0));
        canvas.rect((x - half, frame.y(0.0)), (x + half, frame.y(high)), fill);
        frame.draw_value(&mut canvas, x, high, &plot.label(*value), strong);
    }
    let height = frame.draw_foot(&mut canvas, plot);
    canvas.finish(height)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_readable, plot, plot_over_time, show, texts};
    use super::*;

    #[test]
    fn values_stand_above_their_columns() {
        let svg = draw(&plot_over_time(2019, &[("Coventry", "10.8 16.8 18.1 c 12.4 0 6.1")]), &Theme::default());
        let svg = svg.expect("drawn");
        show("column", &svg);
        assert_readable(&svg);
        let words: Vec<String> = texts(&svg).into_iter().map(|text| text.words).collect();
        assert!(words.contains(&"[c]".to_owned()) && words.contains(&"0.0%".to_owned()), "{words:?}");
        assert!(!words.contains(&"20%".to_owned()), "no axis where values are shown: {words:?}");
    }

    #[test]
    fn extremes_stay_readable() {
        let thirty = (0..30).map(|at| if at == 4 { "c".into() } else { (at * 7 % 40).to_string() });
        let thirty = thirty.collect::<Vec<_>>().join(" ");
        for (name, plot) in [
            ("column-thirty", plot_over_time(1996, &[("Coventry", &thirty)])),
            ("column-negative", plot_over_time(2020, &[("Coventry", "-4.1 6 -0.3 0 c 2")])),
            ("column-areas", plot(&["Coventry", "West Midlands", "England"], &[("2025", "6.1 10.4 13")])),
            ("column-one", plot_over_time(2025, &[("Coventry", "9999999")])),
        ] {
            let svg = draw(&plot, &Theme::default()).expect(name);
            show(name, &svg);
            assert_readable(&svg);
        }
        let long = plot(&["Herefordshire"; 9], &[("2025", "1 2 3 4 5 6 7 8 9")]);
        let error = draw(&long, &Theme::default()).expect_err("too long");
        assert!(error.to_string().contains("does not fit below a column"), "{error}");
    }
}
