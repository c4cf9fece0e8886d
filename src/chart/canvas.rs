//! A picture as a list of shapes in points, drawn in one go with plotters.

use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, RGBColor, ShapeStyle};

use super::palette::{Colour, Fill, Texture, WHITE};
use super::text::{self, Weight};
use super::{DrawError, Theme};

/// plotters counts in whole units: ten a point keep lines and labels where they belong.
const UNITS: f64 = 10.0;

/// A place in the picture, in points from its upper left corner.
pub type Point = (f64, f64);

/// Which part of a label stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// The shapes that tell series apart without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// A filled disc.
    Disc,
    /// A filled square.
    Square,
    /// A filled triangle, point up.
    Triangle,
    /// A filled diamond.
    Diamond,
    /// A ring.
    Ring,
    /// A square with a white middle.
    Frame,
    /// A diamond with a white middle.
    OpenDiamond,
}

enum Shape {
    Rect { from: Point, to: Point, fill: Colour },
    Path { points: Vec<Point>, width: f64, stroke: Colour },
    Polygon { points: Vec<Point>, fill: Colour },
    Disc { centre: Point, radius: f64, fill: Colour },
    Text { at: Point, anchor: Anchor, words: String, weight: Weight, fill: Colour },
}

/// A picture in the making; the last shape drawn lies on top.
pub struct Canvas {
    /// The width, in points.
    pub width: f64,
    /// The font size of every label, in points.
    pub size: f64,
    shapes: Vec<Shape>,
}

impl Canvas {
    /// An empty picture as wide as the theme says, with labels of at least 9 points.
    pub fn new(theme: &Theme) -> Self {
        Self { width: theme.width, size: theme.label_size(), shapes: Vec::new() }
    }

    /// From one baseline to the next, in points.
    pub fn line_height(&self) -> f64 {
        self.size * text::LEADING
    }

    /// The baseline at which a line of figures is centred on `y`.
    pub fn baseline(&self, y: f64) -> f64 {
        y + self.size * text::CAP_HEIGHT / 2.0
    }

    /// A filled rectangle between two corners, in any order; nothing if it has no area.
    pub fn rect(&mut self, a: Point, b: Point, fill: Colour) {
        let (from, to) = ((a.0.min(b.0), a.1.min(b.1)), (a.0.max(b.0), a.1.max(b.1)));
        if at(from).0 < at(to).0 && at(from).1 < at(to).1 {
            self.shapes.push(Shape::Rect { from, to, fill });
        }
    }

    /// A rectangle with the texture of its fill; the lines of all fills of a picture are on one raster.
    pub fn area(&mut self, a: Point, b: Point, fill: Fill) {
        self.rect(a, b, fill.colour);
        let (from, to) = ((a.0.min(b.0), a.1.min(b.1)), (a.0.max(b.0), a.1.max(b.1)));
        if fill.texture == Texture::Plain {
            return;
        }
        for line in stripes(from, to) {
            self.line(&line, STRIPE, WHITE);
        }
        if fill.texture == Texture::Mesh {
            // Mirrored at the middle of the rectangle, rising lines fall.
            let mirrored = |(x, y): Point| (from.0 + to.0 - x, y);
            for line in stripes(from, to) {
                self.line(&line.map(mirrored), STRIPE, WHITE);
            }
        }
    }

    /// A line of text in the middle of an area, on a plate of its colour where lines would cross it.
    pub fn text_on(&mut self, centre: Point, words: &str, fill: Fill, ink: Colour) {
        if fill.texture != Texture::Plain && !words.is_empty() {
            let half = text::width(&text::clean(words), self.size, Weight::Regular) / 2.0 + 1.5;
            let height = self.size * 0.55;
            self.rect((centre.0 - half, centre.1 - height), (centre.0 + half, centre.1 + height), fill.colour);
        }
        self.text((centre.0, self.baseline(centre.1)), Anchor::Middle, words, Weight::Regular, ink);
    }

    /// A line through points.
    pub fn line(&mut self, points: &[Point], width: f64, stroke: Colour) {
        if points.len() > 1 {
            self.shapes.push(Shape::Path { points: points.to_vec(), width, stroke });
        }
    }

    /// A line of dashes: lengths drawn and left out in turn; an empty pattern is a solid line.
    pub fn dashed(&mut self, points: &[Point], pattern: &[f64], width: f64, stroke: Colour) {
        if pattern.is_empty() {
            self.line(points, width, stroke);
        }
        for dash in dashes(points, pattern) {
            self.line(&dash, width, stroke);
        }
    }

    /// A filled polygon.
    pub fn polygon(&mut self, points: &[Point], fill: Colour) {
        self.shapes.push(Shape::Polygon { points: points.to_vec(), fill });
    }

    /// A filled disc.
    pub fn disc(&mut self, centre: Point, radius: f64, fill: Colour) {
        self.shapes.push(Shape::Disc { centre, radius, fill });
    }

    /// A line of text whose baseline starts, is centred or ends at a place.
    pub fn text(&mut self, at: Point, anchor: Anchor, words: &str, weight: Weight, fill: Colour) {
        let words = text::clean(words);
        if !words.is_empty() {
            self.shapes.push(Shape::Text { at, anchor, words, weight, fill });
        }
    }

    /// A marker of about `radius` from its middle to its edge.
    pub fn marker(&mut self, marker: Marker, (x, y): Point, radius: f64, fill: Colour) {
        let square =
            |half: f64| [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)];
        let diamond = |half: f64| [(x, y - half), (x + half, y), (x, y + half), (x - half, y)];
        match marker {
            Marker::Disc => self.disc((x, y), radius, fill),
            Marker::Square => self.polygon(&square(radius * 0.9), fill),
            Marker::Diamond => self.polygon(&diamond(radius * 1.25), fill),
            Marker::Triangle => {
                let (wide, low) = (radius * 1.15, radius * 0.8);
                self.polygon(&[(x, y - radius * 1.15), (x + wide, y + low), (x - wide, y + low)], fill);
            }
            Marker::Ring => {
                self.disc((x, y), radius, fill);
                self.disc((x, y), radius * 0.55, WHITE);
            }
            Marker::Frame => {
                self.polygon(&square(radius * 0.9), fill);
                self.polygon(&square(radius * 0.45), WHITE);
            }
            Marker::OpenDiamond => {
                self.polygon(&diamond(radius * 1.3), fill);
                self.polygon(&diamond(radius * 0.7), WHITE);
            }
        }
    }

    /// The SVG of a picture of this height: placed at its natural size, a font size of 9.5 is 9.5 points.
    ///
    /// # Errors
    /// When plotters fails, or the picture has no size.
    pub fn finish(self, height: f64) -> Result<String, DrawError> {
        let size = (units(self.width), units(height));
        let (Ok(across), Ok(down)) = (u32::try_from(size.0), u32::try_from(size.1)) else {
            return Err(DrawError("the picture has no size".to_owned()));
        };
        let mut svg = String::new();
        let area = SVGBackend::with_string(&mut svg, (across, down)).into_drawing_area();
        for shape in &self.shapes {
            let drawn = match shape {
                Shape::Rect { from, to, fill } => area.draw(&Rectangle::new([at(*from), at(*to)], filled(*fill))),
                Shape::Path { points, width, stroke } => {
                    let style = filled(*stroke).stroke_width(units(*width).max(1).unsigned_abs());
                    area.draw(&PathElement::new(points.iter().copied().map(at).collect::<Vec<_>>(), style))
                }
                Shape::Polygon { points, fill } => {
                    area.draw(&Polygon::new(points.iter().copied().map(at).collect::<Vec<_>>(), filled(*fill)))
                }
                Shape::Disc { centre, radius, fill } => {
                    area.draw(&Circle::new(at(*centre), units(*radius), filled(*fill)))
                }
                Shape::Text { at: (x, baseline), anchor, words, weight, fill } => {
                    let across = match anchor {
                        Anchor::Start => HPos::Left,
                        Anchor::Middle => HPos::Center,
                        Anchor::End => HPos::Right,
                    };
                    // The backend divides font sizes by 1.24, and sets the top of text 0.76 em above its baseline;
                    // its other anchors are in units of "ex", which every renderer takes for something else.
                    let style = text::font(self.size * UNITS * 1.24, *weight)
                        .color(&rgb(*fill))
                        .pos(Pos::new(across, VPos::Top));
                    area.draw(&Text::new(words.as_str(), at((*x, baseline - 0.76 * self.size)), style))
                }
            };
            drawn.map_err(|error| DrawError(format!("the picture could not be drawn: {error}")))?;
        }
        area.present().map_err(|error| DrawError(format!("the picture could not be drawn: {error}")))?;
        drop(area);
        Ok(in_points(&svg, size))
    }
}

/// Gives the outermost element its size in points, and round corners to every line inside.
fn in_points(svg: &str, (width, height): (i32, i32)) -> String {
    let body = svg.split_once('>').map_or("", |(_, body)| body);
    format!(
        "<svg width=\"{}pt\" height=\"{}pt\" viewBox=\"0 0 {width} {height}\" xmlns=\"http://www.w3.org/2000/svg\" \
         stroke-linejoin=\"round\">{body}",
        f64::from(width) / UNITS,
        f64::from(height) / UNITS,
    )
}

/// How far apart the lines of a texture are, measured across the picture.
const RASTER: f64 = 6.0;

/// How wide they are.
const STRIPE: f64 = 0.8;

/// The lines that rise to the right through a rectangle, at 45 degrees.
fn stripes(from: Point, to: Point) -> Vec<[Point; 2]> {
    // On such a line the two coordinates add up to a multiple of the raster.
    let (first, last) = (((from.0 + from.1) / RASTER).ceil(), ((to.0 + to.1) / RASTER).floor());
    let count = (last - first + 1.0).clamp(0.0, 2000.0) as u32;
    (0..count)
        .map(|at| (first + f64::from(at)) * RASTER)
        .map(|sum| {
            let (left, right) = (from.0.max(sum - to.1), to.0.min(sum - from.1));
            [(left, sum - left), (right, sum - right)]
        })
        .filter(|[left, right]| right.0 - left.0 > STRIPE)
        .collect()
}

/// The parts of a line that a pattern of dashes leaves.
fn dashes(points: &[Point], pattern: &[f64]) -> Vec<Vec<Point>> {
    let mut out = Vec::new();
    let mut lengths = pattern.iter().copied().cycle();
    let Some(mut left) = lengths.next() else { return out };
    let mut pen_down = true;
    let mut dash: Vec<Point> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let [mut from, to] = [pair[0], pair[1]];
        loop {
            // A square root is exact to the last bit on every machine; `hypot` is not.
            let (across, down) = (to.0 - from.0, to.1 - from.1);
            let distance = (across * across + down * down).sqrt();
            if distance <= left {
                left -= distance;
                dash.push(to);
                break;
            }
            let share = left / distance;
            from = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
            dash.push(from);
            if pen_down {
                out.push(std::mem::take(&mut dash));
            }
            dash = vec![from];
            pen_down = !pen_down;
            left = lengths.next().map_or(1.0, |length| length.max(0.5));
        }
    }
    if pen_down {
        out.push(dash);
    }
    out
}

/// Points to the units of the backend.
fn units(points: f64) -> i32 {
    // A cast saturates, and what is not a number becomes zero: nothing to panic on.
    (points * UNITS).round() as i32
}

fn at((x, y): Point) -> (i32, i32) {
    (units(x), units(y))
}

fn rgb(Colour(r, g, b): Colour) -> RGBColor {
    RGBColor(r, g, b)
}

fn filled(colour: Colour) -> ShapeStyle {
    rgb(colour).filled()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_run_round_corners_and_leave_gaps() {
        let corner = [(0.0, 0.0), (5.0, 0.0), (5.0, 5.0)];
        let drawn = dashes(&corner, &[6.0, 2.0]);
        assert_eq!(drawn, [vec![(0.0, 0.0), (5.0, 0.0), (5.0, 1.0)], vec![(5.0, 3.0), (5.0, 5.0)]]);
        assert!(dashes(&corner, &[]).is_empty());
    }

    #[test]
    fn stripes_stay_in_their_rectangle() {
        let lines = stripes((2.0, 3.0), (22.0, 15.0));
        assert_eq!(lines.first(), Some(&[(2.0, 4.0), (3.0, 3.0)]));
        assert!(lines.len() >= 4);
        for (x, y) in lines.into_iter().flatten() {
            assert!((2.0..=22.0).contains(&x) && (3.0..=15.0).contains(&y), "{x} {y}");
        }
        assert!(stripes((2.0, 3.0), (2.0, 3.0)).is_empty());
    }

    #[test]
    fn the_picture_is_measured_in_points() {
        let mut canvas = Canvas::new(&Theme::default());
        canvas.text((1.0, 20.0), Anchor::Start, "A & B\u{1}", Weight::Bold, WHITE);
        let svg = canvas.finish(30.0).expect("drawn");
        assert!(svg.starts_with("<svg width=\"420pt\" height=\"30pt\" viewBox=\"0 0 4200 300\""), "{svg}");
        assert!(svg.contains("font-family=\"Liberation Sans\" font-size=\"95\""), "{svg}");
        assert!(svg.contains("A &amp; B\n"), "{svg}");
        assert!(svg.trim_end().ends_with("</svg>"));
    }
}
