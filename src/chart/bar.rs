//! One horizontal bar a category: room for long names, the subject in the strong colour on grey.

use super::canvas::Canvas;
use super::palette::{REST, SUBJECT};
use super::plot::{extent, fits_page};
use super::rows::{self, Names, Reach, Ruler};
use super::text::{self, Weight};
use super::{DrawError, Kind, Plot, Shape, Theme, describe};

/// `bar`: areas compared, in the order given.
pub const KIND: Kind =
    Kind { name: "bar", shape: Shape::Compared, draw, describe: |plot| describe::compared(plot, "Bar chart") };

const THICKNESS: f64 = 13.0;
const APART: f64 = 5.0;

/// How close the lines of names can stand that are not of one name, in usual lines.
const CLOSEST: f64 = 0.88;

fn draw(plot: &Plot, theme: &Theme) -> Result<String, DrawError> {
    plot.check(1, "use `grouped-bar` or `stacked-bar`")?;
    let mut canvas = Canvas::new(theme);
    let names = Names::new(plot, &canvas);
    let values: Vec<_> = plot.series.iter().flat_map(|series| series.values.iter().copied()).collect();
    let strong = |at: usize| plot.focus == Some(at);
    let reaches: Vec<Reach> = values
        .iter()
        .enumerate()
        .map(|(at, value)| Reach {
            value: extent(*value).unwrap_or(0.0),
            label: rows::GAP + text::width(&plot.label(*value), canvas.size, Weight::of(strong(at))),
        })
        .collect();
    let ruler = Ruler::fit(&reaches, names.right, theme.width)?;

    let natural: f64 = (0..values.len()).map(|at| names.height(at, THICKNESS, &canvas) + APART).sum();
    // Names of several lines need as much more room.
    let least =
        |at: usize| names.height(at, 0.0, &canvas) * CLOSEST / (names.height(at, THICKNESS, &canvas) + APART);
    let closest = (0..values.len()).map(least).fold(0.0, f64::max).min(1.0);
    let closer = (theme.tallest / natural).clamp(closest, 1.0);
    let thickness = THICKNESS * closer;
    let mut y = 0.0;
    for (at, value) in values.iter().enumerate() {
        let height = (names.height(at, THICKNESS, &canvas) + APART) * closer;
        let middle = y + height / 2.0;
        let long = extent(*value).unwrap_or(0.0);
        // Without a subject no bar is an also-ran.
        let fill = if strong(at) || plot.focus.is_none() { SUBJECT } else { REST };
        canvas.rect((ruler.x(0.0), middle - thickness / 2.0), (ruler.x(long), middle + thickness / 2.0), fill);
        names.draw(&mut canvas, at, middle);
        rows::draw_value(&mut canvas, &ruler, long, middle, &plot.label(*value), strong(at));
        y += height;
    }
    rows::draw_zero(&mut canvas, &ruler, 0.0, y);
    fits_page(y, values.len())?;
    canvas.finish(y)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_readable, plot, show, texts};
    use super::*;

    #[test]
    fn the_subject_stands_out() {
        let plot = plot(
            &["Warwickshire", "Coventry", "Stoke-on-Trent", "Herefordshire, County of", "Birmingham", "Sandwell"],
            &[("2025", "0 6.1 7.9 c 14.2 29.3")],
        );
        let svg = draw(&plot, &Theme::default()).expect("drawn");
        show("bar", &svg);
        assert_readable(&svg);
        let bold: Vec<String> = texts(&svg).into_iter().filter(|text| text.bold).map(|text| text.words).collect();
        assert_eq!(bold, ["Coventry", "6.1%"]);
        assert_eq!(svg.matches("fill=\"#BFBFBF\"").count(), 3, "a zero and a symbol have no bar");
    }

    #[test]
    fn extremes_stay_readable() {
        let long = "Bath and North East Somerset and Bristol";
        let fifteen: Vec<String> = (1..=15).map(|at| format!("{long} {at}")).collect();
        let fifteen: Vec<&str> = fifteen.iter().map(String::as_str).collect();
        let many = "0.1 2 9999999 4 5 6 7 8 900000 10 11 12 13 14 15";
        for (name, plot) in [
            ("bar-fifteen", plot(&fifteen, &[("2025", many)])),
            ("bar-negative", plot(&["Coventry", "Devon", "Warwickshire"], &[("Change", "-4.1 6 -0.3")])),
            ("bar-zero", plot(&["Coventry", "Devon"], &[("2025", "0 0")])),
        ] {
            let svg = draw(&plot, &Theme::default()).expect(name);
            show(name, &svg);
            assert_readable(&svg);
        }
        let rows: Vec<&str> = vec!["Devon"; 40];
        let error = draw(&plot(&rows, &[("2025", &"1 ".repeat(40))]), &Theme::default()).expect_err("too many");
        assert_eq!(error.to_string(), "40 rows do not fit on a page; show fewer, or use a table");
    }
}
