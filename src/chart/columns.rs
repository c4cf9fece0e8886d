//! What upright columns share: their field, the room of each category, values above them, and what is missing.

use crate::quantity::value::{Datum, Symbol};

use super::axis::{self, Categories, Field, Numbers, Scale};
use super::canvas::{Anchor, Canvas};
use super::palette::{INK, MUTED, SUBJECT};
use super::plot::extent;
use super::text::{self, Weight};
use super::{DrawError, Plot, Theme};

/// A column thinner than this can hardly be seen.
const THINNEST: f64 = 4.0;

/// Between the names of categories and the notes.
const NOTE_GAP: f64 = 4.0;

/// How values are read: from labels at the columns, or from an axis where labels do not fit.
pub struct Frame {
    /// Where the columns stand.
    pub field: Field,
    /// The scale they are drawn to.
    pub scale: Scale,
    /// The room of each category.
    slot: f64,
    /// The width of a column, with the clear space beside it.
    pub column: f64,
    /// Whether values stand at the columns.
    labelled: bool,
    top: f64,
    categories: Categories,
    notes: Vec<String>,
}

/// What a chart asks of its frame.
pub struct Ask<'a> {
    /// The lowest and highest ends of all columns.
    pub ends: &'a [f64],
    /// The labels at the columns, to be measured.
    pub labels: &'a [String],
    /// How wide a column grows at most, unless its label is wider.
    pub widest: f64,
    /// How many columns stand side by side in one category.
    pub abreast: usize,
    /// Where the frame begins, below a key.
    pub top: f64,
    /// What is kept free at the right, for names.
    pub right: f64,
    /// How high the field is at least, for names beside it.
    pub least: f64,
    /// Whether an axis is drawn even if all labels fit.
    pub axis: bool,
}

/// The part of a category's room that its columns take.
const FILLED: f64 = 0.76;

impl Frame {
    /// Makes room for columns, their labels and the names below.
    ///
    /// # Errors
    /// When the columns are too thin, or a category's name does not fit below.
    pub fn new(canvas: &Canvas, plot: &Plot, theme: &Theme, ask: &Ask) -> Result<Self, DrawError> {
        let size = canvas.size;
        let count = plot.categories.len() as f64;
        let room = theme.width - ask.right;
        let share = if ask.abreast > 1 { FILLED / ask.abreast as f64 } else { 1.0 };
        let widest = text::widest(ask.labels, size, Weight::Bold);
        let fits = |left: f64| widest + 2.0 <= (room - left) / count * share;

        let nice = Scale::from_zero(ask.ends, plot.decimals);
        let numbers = Numbers::new(&nice, plot.unit, &plot.style, size);
        let labelled = fits(if ask.axis { numbers.left() } else { 0.0 });
        let with_axis = ask.axis || !labelled;
        let left = if with_axis { numbers.left() } else { 0.0 };
        let slot = (room - left) / count;
        if slot * FILLED / (ask.abreast as f64) < THINNEST {
            return Err(DrawError(format!(
                "{} columns are too thin to be seen; use a line chart, or show fewer",
                plot.categories.len() * ask.abreast
            )));
        }
        // Side by side, a column is at least as wide as the labels, or these would meet.
        let least = if labelled && ask.abreast > 1 { widest + 2.0 } else { 0.0 };
        let column = (slot * FILLED / ask.abreast as f64).min(ask.widest.max(least));
        let scale = if with_axis { nice } else { Scale::exactly(ask.ends) };
        let notes = if labelled { Vec::new() } else { missing(plot, theme.width, size) };
        let categories = Categories::new(plot, slot, slot / 2.0, size)?;
        let note_gap = if notes.is_empty() { 0.0 } else { NOTE_GAP };
        let foot = categories.height(canvas) + note_gap + notes.len() as f64 * canvas.line_height();

        // Values need a line above the highest column, and one below the lowest.
        let line = if labelled { canvas.line_height() + 1.0 } else { 0.0 };
        let highest = ask.ends.iter().copied().fold(0.0, f64::max);
        let clear = (1.0 - scale.share(highest)) * (theme.height - ask.top - foot) * 0.8 >= line;
        let above = match with_axis {
            false => line,
            // Values and the line above the numbers meet unless the scale reaches well beyond the highest value.
            true if numbers.has_line() && !clear => numbers.top(canvas) + line,
            true => numbers.top(canvas).max(line),
        };
        let below = if labelled && scale.low < 0.0 { line } else { 0.0 };
        let top = ask.top + above;
        let bottom = (theme.height - foot).max(top + below + ask.least.max(70.0));
        let field = Field { left, right: room, top, bottom: bottom - below };
        Ok(Self { field, scale, slot, column, labelled, top: ask.top, categories, notes })
    }

    /// Draws the grid of the axis, if there is one: before the columns.
    pub fn draw_grid(&self, canvas: &mut Canvas, plot: &Plot) {
        if self.field.left > 0.0 {
            Numbers::new(&self.scale, plot.unit, &plot.style, canvas.size).draw(
                canvas,
                &self.scale,
                &self.field,
                self.top,
            );
        }
    }

    /// Draws the line at zero, the names and the notes, over the columns, and returns the height of the picture.
    pub fn draw_foot(&self, canvas: &mut Canvas, plot: &Plot) -> f64 {
        axis::draw_base(canvas, &self.scale, &self.field);
        let lowest =
            self.field.bottom + if self.labelled && self.scale.low < 0.0 { canvas.line_height() } else { 0.0 };
        let field = Field { bottom: lowest, ..self.field };
        self.categories.draw(canvas, &field, plot.focus, |at| self.middle(at));
        let mut y = lowest + self.categories.height(canvas);
        if !self.notes.is_empty() {
            y += NOTE_GAP;
        }
        for note in &self.notes {
            canvas.text((0.0, y + canvas.size * 0.95), Anchor::Start, note, Weight::Regular, MUTED);
            y += canvas.line_height();
        }
        y
    }

    /// The middle of a category.
    pub fn middle(&self, at: usize) -> f64 {
        self.field.left + self.slot * (at as f64 + 0.5)
    }

    /// The height of a value.
    pub fn y(&self, value: f64) -> f64 {
        self.field.y(&self.scale, value)
    }

    /// Draws what stands at the end of a column: above it, or below a negative one; nothing if labels do not fit.
    pub fn draw_value(&self, canvas: &mut Canvas, x: f64, value: f64, words: &str, strong: bool) {
        if !self.labelled {
            return;
        }
        let y =
            if value < 0.0 { self.y(value) + 2.0 + canvas.size * text::CAP_HEIGHT } else { self.y(value) - 3.0 };
        let fill = if strong { SUBJECT } else { INK };
        canvas.text((x, y), Anchor::Middle, words, Weight::of(strong), fill);
    }
}

/// The labels of all values, in the order of the series.
pub fn labels(plot: &Plot) -> Vec<String> {
    plot.series.iter().flat_map(|series| &series.values).map(|value| plot.label(*value)).collect()
}

/// All values that are numbers.
pub fn ends(plot: &Plot) -> Vec<f64> {
    plot.series.iter().flat_map(|series| &series.values).filter_map(|value| extent(*value)).collect()
}

/// What stands below columns that have no labels: which of them are symbols, so that none is taken for a zero.
fn missing(plot: &Plot, width: f64, size: f64) -> Vec<String> {
    let mut found: Vec<(Symbol, String)> = Vec::new();
    for series in &plot.series {
        for (value, category) in series.values.iter().zip(&plot.categories) {
            if let Datum::Symbol(symbol) = value {
                let name = if plot.series.len() > 1 { format!("{} ", series.name) } else { String::new() };
                found.push((*symbol, format!("{name}{category}")));
            }
        }
    }
    let mut kinds: Vec<Symbol> = found.iter().map(|(symbol, _)| *symbol).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let phrases: Vec<String> = kinds
        .into_iter()
        .map(|kind| {
            let places: Vec<&str> =
                found.iter().filter(|(symbol, _)| *symbol == kind).map(|(_, place)| place.as_str()).collect();
            match places.len() {
                1..=4 => format!("{} {}", kind.mark(), places.join(", ")),
                count => format!("{} {count} values", kind.mark()),
            }
        })
        .collect();
    if phrases.is_empty() {
        Vec::new()
    } else {
        text::wrap(&format!("Not shown: {}", phrases.join("; ")), width, size, Weight::Regular)
    }
}
