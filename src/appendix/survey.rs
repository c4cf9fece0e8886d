//! A page is run through once without drawing: its letters are noted down, and what drawing it would cost is counted.

use std::any::Any;
use std::collections::{HashMap, HashSet};

use hayro::vello_cpu::kurbo::{Affine, BezPath, Point, Rect, Shape, Vec2};
use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::pattern::Pattern;
use hayro_interpret::{BlendMode, CacheKey, ClipPath, Device, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask};

use super::{TooMuch, limits};

/// A letter, or several that are drawn as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// What it is in Unicode; empty where the file does not say.
    pub text: String,
    /// Where it begins on its line, in points from the upper left corner of the page.
    pub at: Point,
    /// To where the next one begins; nothing where the font does not say.
    pub advance: Option<Vec2>,
    /// Which way the line runs, a vector of length 1.
    pub along: Vec2,
    /// The size of the font in points.
    pub size: f64,
    /// What of the file's own structure it belongs to.
    pub mark: Mark,
    /// Which of the page's links it is a part of.
    pub link: Option<usize>,
}

impl Letter {
    /// The middle of the letter, a little above its line.
    pub fn middle(&self) -> Point {
        let half = self.advance.unwrap_or(self.along * (0.5 * self.size)) * 0.5;
        let up = Vec2::new(self.along.y, -self.along.x) * (0.3 * self.size);
        self.at + half + up
    }
}

/// What the file says of a piece of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark {
    /// The number under which the file's structure knows it.
    pub id: Option<i32>,
    /// Whether it is furniture of the page that nobody reads: a running title, a rule.
    pub artifact: bool,
}

/// What is found on a page, and what drawing it costs.
#[derive(Default)]
pub struct Survey {
    /// The letters in the order in which they are drawn.
    pub letters: Vec<Letter>,
    /// How many pictures there are.
    pub pictures: usize,
    marks: Vec<Mark>,
    /// The letters that there are already, by their text: a letter that is drawn again at the same place, for a bolder
    /// look or an outline, is no second one.
    drawn: HashMap<String, Vec<Point>>,
    masks: HashSet<u128>,
    patterns: HashSet<u128>,
    mask: Option<u128>,
    /// Inside of what is drawn many times or is no part of the text: patterns and masks.
    aside: usize,
    page: Rect,
    things: usize,
    segments: usize,
    pixels: u64,
}

impl Survey {
    /// A survey of a page of that size in points.
    pub fn of(width: f64, height: f64) -> Self {
        Self { page: Rect::new(0.0, 0.0, width, height), ..Self::default() }
    }

    fn thing(&mut self, segments: usize) {
        self.things += 1;
        self.segments += segments;
        if self.things > limits::MOST_DRAWN || self.segments > limits::MOST_SEGMENTS {
            give_up(TooMuch::Drawn);
        }
    }

    fn area(&mut self, pixels: f64) {
        // Also what is no number is too much.
        if !(0.0..=limits::MOST_PIXELS_ON_PAGE as f64).contains(&pixels) {
            give_up(TooMuch::Picture);
        }
        self.pixels += pixels as u64;
        if self.pixels > limits::MOST_PIXELS_ON_PAGE {
            give_up(TooMuch::Picture);
        }
    }

    fn mark(&self) -> Mark {
        Mark {
            id: self.marks.iter().rev().find_map(|mark| mark.id),
            artifact: self.marks.iter().any(|mark| mark.artifact),
        }
    }

    /// What a paint needs besides its colour: shades of colour are drawn as pictures.
    fn paint<'a>(&mut self, paint: &Paint<'a>, drawn: Rect)
    where
        Self: Device<'a>,
    {
        let Paint::Pattern(pattern) = paint else { return };
        match &**pattern {
            Pattern::Shading(_) => self.area(drawn.width().max(1.0) * drawn.height().max(1.0)),
            Pattern::Tiling(tiling) => {
                if self.patterns.insert(tiling.cache_key()) {
                    self.aside += 1;
                    tiling.interpret(self, Affine::IDENTITY, false);
                    self.aside -= 1;
                }
            }
        }
    }

    fn masked<'a>(&mut self, mask: Option<SoftMask<'a>>)
    where
        Self: Device<'a>,
    {
        let Some(mask) = mask else { return };
        if self.masks.insert(mask.cache_key()) {
            self.aside += 1;
            mask.interpret(self);
            self.aside -= 1;
        }
    }

    fn note(&mut self, text: String, place: Affine, advance: Option<f32>) {
        let at = place * Point::ZERO;
        let vector = |x: f64, y: f64| place * Point::new(x, y) - at;
        let (along, up) = (vector(1000.0, 0.0), vector(0.0, 1000.0));
        let (length, size) = (along.hypot(), up.hypot());
        if !(at.is_finite() && length.is_finite() && size.is_finite()) || length == 0.0 {
            return;
        }
        // What stands outside of the page is no part of what is seen.
        if !self.page.inflate(1.0, 1.0).contains(at) {
            return;
        }
        let near = 0.08 * size.max(1.0);
        let before = self.drawn.entry(text.clone()).or_default();
        if !text.is_empty() && before.iter().rev().take(400).any(|other| other.distance(at) < near) {
            return;
        }
        before.push(at);
        let advance = advance.filter(|advance| advance.is_finite()).map(|advance| vector(f64::from(advance), 0.0));
        self.letters.push(Letter { text, at, advance, along: along / length, size, mark: self.mark(), link: None });
    }
}

/// Stops a survey; whoever began it catches this.
fn give_up(why: TooMuch) -> ! {
    // The interpreter can be stopped in no other way: it asks nobody whether to go on. Unlike a panic this prints
    // nothing.
    std::panic::resume_unwind(Box::new(why))
}

/// Why a survey was stopped; `None` if it was not [`give_up`].
pub fn stopped(payload: &(dyn Any + Send)) -> Option<TooMuch> {
    payload.downcast_ref::<TooMuch>().copied()
}

impl<'a> Device<'a> for Survey {
    fn set_soft_mask(&mut self, mask: Option<SoftMask<'a>>) {
        let key = mask.as_ref().map(CacheKey::cache_key);
        if key != self.mask {
            self.mask = key;
            self.masked(mask);
        }
    }

    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn draw_path(&mut self, path: &BezPath, transform: Affine, paint: &Paint<'a>, mode: &PathDrawMode) {
        self.thing(path.elements().len());
        if let Paint::Pattern(_) = paint {
            let wide = match mode {
                PathDrawMode::Stroke(stroke) => f64::from(stroke.line_width),
                PathDrawMode::Fill(_) => 0.0,
            };
            let drawn = transform.transform_rect_bbox(path.bounding_box().inflate(wide, wide));
            self.paint(paint, drawn);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.thing(clip.path.elements().len());
    }

    fn push_transparency_group(&mut self, _: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.thing(0);
        self.masked(mask);
    }

    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        own: Affine,
        paint: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        self.thing(1);
        let text = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => String::new(),
        };
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(_) => None,
        };
        let invisible = matches!(mode, GlyphDrawMode::Invisible);
        if self.aside == 0 {
            self.note(text, transform * own, advance);
        }
        match glyph {
            Glyph::Outline(_) => {
                let place = transform * own;
                let (along, up) = (place * Point::new(1000.0, 0.0), place * Point::new(0.0, 1000.0));
                let drawn = Rect::from_points(place * Point::ZERO, along).union_pt(up);
                if !invisible {
                    self.paint(paint, drawn);
                }
            }
            Glyph::Type3(glyph) if !invisible => {
                // What such a letter is drawn with may be letters again, which say nothing more.
                self.aside += 1;
                glyph.interpret(self, transform, own, paint);
                self.aside -= 1;
            }
            Glyph::Type3(_) => {}
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, _: Affine) {
        self.thing(1);
        self.area(f64::from(image.width()) * f64::from(image.height()));
        self.pictures += usize::from(self.aside == 0);
    }

    fn pop_clip_path(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, tag: &[u8], id: Option<i32>) {
        // A file that opens more than it closes is no reason to hold more and more.
        if self.marks.len() < limits::MOST_DRAWN {
            self.marks.push(Mark { id, artifact: tag == b"Artifact" });
        }
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }
}
