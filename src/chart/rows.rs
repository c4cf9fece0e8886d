//! Horizontal bars: names on the left, bars from zero, each value at the end of its bar.

use super::canvas::{Anchor, Canvas};
use super::palette::{INK, MUTED, SUBJECT};
use super::text::{self, Weight};
use super::{DrawError, Plot};

/// Between a bar and its value, and between a name and the bars.
pub const GAP: f64 = 4.5;

/// What stands at one row or bar: how long it is in values, and how much room its label takes in points.
#[derive(Debug, Clone, Copy)]
pub struct Reach {
    /// The value; a symbol reaches nowhere.
    pub value: f64,
    /// The width of what stands at its end, clear space included.
    pub label: f64,
}

/// Where zero is, and how long a unit is, in points.
#[derive(Debug, Clone, Copy)]
pub struct Ruler {
    zero: f64,
    unit: f64,
}

impl Ruler {
    /// The longest bars that leave room for every label between two edges.
    ///
    /// # Errors
    /// When the labels leave less than a quarter of the room for the bars.
    pub fn fit(reaches: &[Reach], left: f64, right: f64) -> Result<Self, DrawError> {
        // A value to the left of its bar stands clear of the name beside it.
        let left = if reaches.iter().any(|reach| reach.value < 0.0) { left + 2.0 * GAP } else { left };
        let room = right - left;
        let side = |unit: f64, negative: bool| {
            let own = reaches.iter().filter(|reach| (reach.value < 0.0) == negative);
            own.map(|reach| reach.value.abs() * unit + reach.label).fold(0.0, f64::max)
        };
        let highest = reaches.iter().map(|reach| reach.value).fold(0.0, f64::max);
        let lowest = reaches.iter().map(|reach| reach.value).fold(0.0, f64::min);
        let span = if highest > lowest { highest - lowest } else { 1.0 };
        let (mut fits, mut too_long) = (0.0, room / span);
        for _ in 0..50 {
            let middle = (fits + too_long) / 2.0;
            if side(middle, true) + side(middle, false) <= room { fits = middle } else { too_long = middle }
        }
        if fits * span < room / 4.0 && highest > lowest {
            return Err(DrawError("the labels leave too little room for the bars; shorten the names".into()));
        }
        Ok(Self { zero: left + side(fits, true), unit: fits })
    }

    /// How far from the left a value is.
    pub fn x(&self, value: f64) -> f64 {
        self.zero + value * self.unit
    }
}

/// The column of names: each broken into lines, right-aligned to where the bars begin.
pub struct Names {
    rows: Vec<Vec<String>>,
    focus: Option<usize>,
    /// Where the bars may begin.
    pub right: f64,
}

impl Names {
    /// The names of all categories, in at most two fifths of the picture.
    pub fn new(plot: &Plot, canvas: &Canvas) -> Self {
        let names: Vec<&str> = plot.categories.iter().map(String::as_str).collect();
        Self::of(&names, plot.focus, canvas.width * 0.4, canvas)
    }

    /// Names no wider than `limit`, the one in focus bold.
    pub fn of(names: &[&str], focus: Option<usize>, limit: f64, canvas: &Canvas) -> Self {
        let weight = |at: usize| Weight::of(focus == Some(at));
        let names = names.iter().enumerate();
        let rows: Vec<Vec<String>> =
            names.map(|(at, name)| text::wrap(name, limit, canvas.size, weight(at))).collect();
        let widths = rows.iter().enumerate().map(|(at, lines)| text::widest(lines, canvas.size, weight(at)));
        let right = widths.fold(0.0, f64::max) + GAP + 1.5;
        Self { rows, focus, right }
    }

    /// How high a row is whose bars are `bars` high.
    pub fn height(&self, at: usize, bars: f64, canvas: &Canvas) -> f64 {
        let lines = self.rows.get(at).map_or(1, Vec::len);
        bars.max(lines as f64 * canvas.line_height())
    }

    /// Draws a name centred on `middle`.
    pub fn draw(&self, canvas: &mut Canvas, at: usize, middle: f64) {
        let strong = self.focus == Some(at);
        let fill = if strong { SUBJECT } else { INK };
        let lines = self.rows.get(at).map_or(&[][..], Vec::as_slice);
        let first = middle - (lines.len() as f64 - 1.0) / 2.0 * canvas.line_height();
        for (line, words) in lines.iter().enumerate() {
            let y = canvas.baseline(first + line as f64 * canvas.line_height());
            canvas.text((self.right - GAP - 1.5, y), Anchor::End, words, Weight::of(strong), fill);
        }
    }
}

/// Draws the value of a bar at its end: to the left of a negative one.
pub fn draw_value(canvas: &mut Canvas, ruler: &Ruler, value: f64, middle: f64, words: &str, strong: bool) {
    let (x, anchor) =
        if value < 0.0 { (ruler.x(value) - GAP, Anchor::End) } else { (ruler.x(value) + GAP, Anchor::Start) };
    let fill = if strong { SUBJECT } else { INK };
    canvas.text((x, canvas.baseline(middle)), anchor, words, Weight::of(strong), fill);
}

/// Draws the line at zero, from which all bars begin.
pub fn draw_zero(canvas: &mut Canvas, ruler: &Ruler, top: f64, bottom: f64) {
    canvas.line(&[(ruler.x(0.0), top), (ruler.x(0.0), bottom)], 1.0, MUTED);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_and_its_label_fill_the_room() {
        let reaches = [Reach { value: 10.0, label: 20.0 }, Reach { value: 5.0, label: 90.0 }];
        let ruler = Ruler::fit(&reaches, 100.0, 300.0).expect("room");
        assert!((ruler.x(0.0) - 100.0).abs() < 1e-6);
        assert!((ruler.x(10.0) - 280.0).abs() < 1e-6);
        let reaches = [Reach { value: 10.0, label: 20.0 }, Reach { value: -5.0, label: 30.0 }];
        let ruler = Ruler::fit(&reaches, 0.0, 200.0).expect("room");
        assert!((ruler.x(-5.0) - 39.0).abs() < 1e-6 && (ruler.x(10.0) - 180.0).abs() < 1e-6);
        assert!(Ruler::fit(&[Reach { value: 1.0, label: 90.0 }], 0.0, 100.0).is_err());
        assert!(Ruler::fit(&[Reach { value: 0.0, label: 90.0 }], 0.0, 100.0).is_ok());
    }
}
