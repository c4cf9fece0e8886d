//! Charts: a [`Plot`] of resolved values becomes an SVG picture and its alternative text.
//!
//! A kind of chart is one file with one [`Kind`]. Titles, subtitles and sources are text of the document, never of
//! the picture. Every label is measured with the bundled font, so that a picture is the same on every machine.
//!
//! Around the kinds stand the parts they share: `plot` checks what came in, `text` measures, `label` places, `axis`
//! has scales and ticks, `canvas` draws, `palette` has the colours and `describe` the words; `rows` and `columns` are
//! what bars have in common when they lie and when they stand, `stacks` what parts add up to; `sparkline` draws the small pictures of a table.

mod axis;
mod bar;
mod canvas;
mod column;
mod columns;
mod describe;
mod grouped_bar;
mod grouped_column;
mod key;
mod label;
mod line;
mod palette;
pub mod parts;
pub mod plot;
mod range;
mod rows;
pub mod select;
pub mod sparkline;
mod stacked_bar;
mod stacked_column;
mod stacks;
#[cfg(test)]
mod testing;
mod text;

use std::fmt;

use crate::data::measures::Polarity;
use crate::quantity::style::Style;
use crate::quantity::value::{Datum, Unit};

/// Every kind of chart, in the order in which a message lists them.
pub const KINDS: &[Kind] = &[
    line::KIND,
    bar::KIND,
    column::KIND,
    grouped_bar::KIND,
    grouped_column::KIND,
    stacked_bar::KIND,
    stacked_column::KIND,
    range::KIND,
];

/// The kind of that name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// A kind of chart: its name in a report and how it is drawn and described.
#[derive(Debug)]
pub struct Kind {
    /// The name for `kind:` in a report's `charts:` entry.
    pub name: &'static str,
    /// Which shape of [`Plot`] it takes, so that a report's entry can be checked.
    pub shape: Shape,
    /// Draws the picture.
    pub draw: fn(&Plot, &Theme) -> Result<String, DrawError>,
    /// Writes the alternative text from the data: what is shown, first and last values, direction, comparators.
    pub describe: fn(&Plot) -> String,
}

/// What the categories of a plot are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Categories are consecutive periods, series are areas or columns.
    OverTime,
    /// The same, and nothing but periods, evenly apart: what stands between two of them is drawn as a slope.
    Timeline,
    /// Categories are areas or the rows of a table, series are measures, periods or columns.
    Compared,
    /// Each row is a spread from the lowest to the highest authority.
    Spread,
}

/// What a chart shows, with every name and value resolved.
#[derive(Debug, Clone)]
pub struct Plot {
    /// What is measured, as it begins a sentence: "Agency rate".
    pub measure: String,
    /// The unit of every value; a spread plot may mix units by row.
    pub unit: Unit,
    /// How many decimals a value is shown with.
    pub decimals: u32,
    /// Which way is good, for words in the description.
    pub polarity: Polarity,
    /// The labels along the category axis, in order.
    pub categories: Vec<String>,
    /// The category that the report is about, as an index; in a bar chart it stands out from the others.
    ///
    /// None where the categories are periods, or none of them is the subject.
    pub focus: Option<usize>,
    /// The categories that are averages of many authorities: a region, the neighbours, the nation. They take no place
    /// among the others.
    pub averages: Vec<usize>,
    /// The series, in the author's order; empty for a spread plot.
    pub series: Vec<Series>,
    /// The rows of a spread plot; empty for the others.
    pub spreads: Vec<Spread>,
    /// What the alternative text says beyond the values.
    pub scope: Scope,
    /// How numbers are written.
    pub style: Style,
}

/// What a chart is about, as its subtitle has it; parts that nobody knows are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// The basis of all values: "FTE".
    pub basis: String,
    /// The areas: "Coventry and England", "authorities of the West Midlands"; of a spread plot, the region.
    pub place: String,
    /// The period or periods, with what they are: "years ended 30 September 2017 to 2025".
    pub period: String,
    /// What the rows of a plain table are: "job description".
    pub rows: String,
    /// What the values of a plain table are, in its author's words.
    pub about: String,
    /// Which authorities the ranges leave out, as sentences.
    pub left_out: Vec<String>,
}

/// One line, or one colour of bars.
#[derive(Debug, Clone)]
pub struct Series {
    /// The label: an area, a period or a column title.
    pub name: String,
    /// Whether this is what the report is about: drawn strong, the others quieter.
    pub subject: bool,
    /// One datum a category; a symbol is a gap, never a zero.
    pub values: Vec<Datum>,
}

/// One row of a range chart.
#[derive(Debug, Clone)]
pub struct Spread {
    /// The row's label: a measure or a period.
    pub label: String,
    /// The unit of this row.
    pub unit: Unit,
    /// How many decimals this row's values are shown with.
    pub decimals: u32,
    /// The lowest authority's value and the names of all that share it.
    pub low: (Datum, Vec<String>),
    /// The highest authority's value and the names of all that share it.
    pub high: (Datum, Vec<String>),
    /// The values that are marked on the range: the subject first, then the region, then the nation.
    pub marks: Vec<Mark>,
}

/// A marked value on a range.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The area's name.
    pub name: String,
    /// What it is to the report, which decides its shape.
    pub role: Role,
    /// Its value.
    pub value: Datum,
}

impl Mark {
    /// Whether it is what the report is about.
    pub fn is_subject(&self) -> bool {
        self.role == Role::Subject
    }
}

/// What a marked area is to the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What the report is about.
    Subject,
    /// An authority that it is compared with, or its neighbours taken together.
    Other,
    /// A region.
    Region,
    /// The nation.
    Nation,
}

/// How charts look: sizes in points.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The width of the picture, which is the width of the text it stands in.
    pub width: f64,
    /// The height of a line or column chart; horizontal bars and ranges grow with their rows.
    pub height: f64,
    /// The size of labels; never below 9.
    pub label_size: f64,
    /// The height that there is room for: bars move closer together to keep to it as far as their names allow.
    pub tallest: f64,
}

impl Default for Theme {
    fn default() -> Self {
        Self { width: 420.0, height: 185.0, label_size: 9.5, tallest: f64::INFINITY }
    }
}

impl Theme {
    /// A theme whose labels, and with them its height, are `scale` times as large; the width stays.
    pub fn scaled(self, scale: f64) -> Self {
        Self { height: self.height * scale, label_size: self.label_size * scale, ..self }
    }

    /// The smallest size of a label that can still be read in print.
    pub const SMALLEST_LABEL: f64 = 9.0;

    /// The size of labels, never below [`Theme::SMALLEST_LABEL`].
    pub fn label_size(&self) -> f64 {
        self.label_size.max(Self::SMALLEST_LABEL)
    }
}

/// A picture that could not be drawn; the message names what does not fit and what to do instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawError(pub String);

impl fmt::Display for DrawError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DrawError {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::testing::{any_plot, any_spreads, assert_readable};
    use super::*;

    /// Draws with every kind of a shape: what is drawn can be read and is the same again, what is not is explained.
    fn draw_all(shapes: &[Shape], plot: &Plot, width: f64) {
        let theme = Theme { width, ..Theme::default() };
        for kind in KINDS.iter().filter(|kind| shapes.contains(&kind.shape)) {
            let drawn = (kind.draw)(plot, &theme);
            assert_eq!(drawn, (kind.draw)(plot, &theme), "the same bytes");
            match drawn {
                Ok(svg) => assert_readable(&svg),
                Err(error) => {
                    assert!(error.0.contains([';', ',']) && !error.0.ends_with('.'), "{}: {error}", kind.name)
                }
            }
            let words = (kind.describe)(plot);
            assert!(words.ends_with('.') && !words.contains(['[', '\n']), "{words}");
            for subject in plot.series.iter().filter(|series| series.subject) {
                assert!(words.contains(&subject.name), "{} in {words}", subject.name);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(150))]

        #[test]
        fn any_plot_over_time_can_be_read(plot in any_plot(true), width in 260.0..520.0_f64) {
            draw_all(&[Shape::Timeline, Shape::OverTime, Shape::Compared], &plot, width);
        }

        #[test]
        fn any_comparison_can_be_read(plot in any_plot(false), width in 260.0..520.0_f64) {
            draw_all(&[Shape::Timeline, Shape::OverTime, Shape::Compared], &plot, width);
        }

        #[test]
        fn any_range_can_be_read(plot in any_spreads(), width in 260.0..520.0_f64) {
            draw_all(&[Shape::Spread], &plot, width);
        }
    }

    #[test]
    fn names_are_unique_and_found() {
        for one in KINDS {
            assert_eq!(kind(one.name).map(|found| found.name), Some(one.name));
            assert_eq!(KINDS.iter().filter(|other| other.name == one.name).count(), 1);
        }
        assert!(kind("pie").is_none());
    }

    #[test]
    fn a_plot_of_nothing_is_an_error() {
        let nothing = testing::plot(&[], &[]);
        for kind in KINDS {
            let error = (kind.draw)(&nothing, &Theme::default()).expect_err(kind.name);
            assert!(error.0.contains("nothing to show"), "{error}");
            assert!(!(kind.describe)(&nothing).is_empty());
        }
    }

    #[test]
    fn no_size_and_no_number_makes_it_panic() {
        let years = testing::plot_over_time(2023, &[("Coventry", "1 c 3"), ("England", "2 2 x")]);
        let huge = "79228162514264337593543950335 -79228162514264337593543950335 79228162514264337593543950335";
        let huge = testing::plot_over_time(2023, &[("Coventry", huge), ("England", huge)]);
        let range = testing::spreads(vec![testing::spread(
            "Agency rate",
            Unit::Percent,
            ("0", "Warwickshire"),
            ("24.3", "Devon"),
            "6.1 10.4 13",
        )]);
        for plot in [years, huge, range] {
            for kind in KINDS {
                assert!(!(kind.describe)(&plot).is_empty());
                for width in [0.0, 1.0, 40.0, 100.0, 5000.0] {
                    for height in [0.0, 1000.0] {
                        let _ = (kind.draw)(&plot, &Theme { width, height, ..Theme::default() });
                    }
                }
            }
        }
    }

    #[test]
    fn labels_are_never_smaller_than_nine_points() {
        assert!((Theme { label_size: 6.0, ..Theme::default() }.label_size() - 9.0).abs() < 1e-9);
    }
}
