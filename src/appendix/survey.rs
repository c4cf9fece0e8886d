//! A page is run through once without drawing: its letters are noted down, and what drawing it would cost is counted.

use std::any::Any;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use hayro::vello_cpu::kurbo::{Affine, BezPath, Point, Rect, Shape, Vec2};
use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::pattern::Pattern;
use hayro_interpret::{BlendMode, CacheKey, ClipPath, Device, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask};

use super::actual::{self, ActualText};
use super::copy::Costs;
use super::covered::Cover;
use super::{TooMuch, jpeg, limits};

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

/// A marked piece that is being drawn.
struct Open {
    mark: Mark,
    /// Which words the file has for it.
    words: Option<usize>,
    /// Whether they have been noted down.
    said: bool,
}

/// A picture that a page draws.
pub struct Drawn {
    /// Its width and height in pixels.
    pub size: (u32, u32),
    /// Its bytes, where it is a JPEG that can be shown as it is.
    pub jpeg: Option<Vec<u8>>,
}

/// What is found on a page, and what drawing it costs.
#[derive(Default)]
pub struct Survey {
    /// The letters in the order in which they are drawn.
    pub letters: Vec<Letter>,
    /// How many letters stand under what was filled later: nobody sees them.
    pub covered: usize,
    /// How many lines and areas it has besides letters and pictures.
    pub paths: usize,
    /// The pictures in the order in which they are drawn.
    pub pictures: Vec<Drawn>,
    marks: Vec<Open>,
    /// The words that the file has for pieces of its pages.
    actual: Arc<[ActualText]>,
    /// What it takes to draw what is drawn again and again.
    costs: Costs,
    /// How many bytes of instructions that has taken.
    instructions: u64,
    /// The letters that there are already, by their text: a letter that is drawn again at the same place, for a bolder
    /// look or an outline, is no second one.
    drawn: HashMap<String, Vec<Point>>,
    masks: HashSet<u128>,
    patterns: HashSet<(u128, [u64; 6])>,
    mask: Option<u128>,
    cover: Cover,
    /// How often a letter was held against an area.
    compared: usize,
    /// Inside of what is drawn many times or is no part of the text: patterns and masks.
    aside: usize,
    page: Rect,
    things: usize,
    segments: usize,
    pixels: u64,
}

impl Survey {
    /// A survey of a page of that size in points.
    ///
    /// `actual` are the words that the file has for pieces of its pages, and `costs` is what it takes
    /// to draw what is drawn again and again.
    pub fn of(width: f64, height: f64, actual: Arc<[ActualText]>, costs: Costs) -> Self {
        Self { page: Rect::new(0.0, 0.0, width, height), actual, costs, ..Self::default() }
    }

    fn thing(&mut self, segments: usize) {
        self.things += 1;
        self.segments += segments;
        if self.things > limits::MOST_DRAWN || self.segments > limits::MOST_SEGMENTS {
            give_up(TooMuch::Drawn);
        }
    }

    fn follow(&mut self, instructions: u64) {
        self.instructions = self.instructions.saturating_add(instructions);
        if self.instructions > limits::MOST_INSTRUCTIONS {
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
            id: self.marks.iter().rev().find_map(|open| open.mark.id),
            artifact: self.marks.iter().any(|open| open.mark.artifact),
        }
    }

    /// What a letter is to be read as: the first of a piece with words has all of them, and the others none.
    fn read_as(&mut self, text: String) -> Option<String> {
        let Some(open) = self.marks.iter_mut().rev().find(|open| open.words.is_some()) else { return Some(text) };
        let words = open.words.and_then(|at| self.actual.get(at)?.words.clone());
        let first = !std::mem::replace(&mut open.said, true);
        words.filter(|_| first)
    }

    /// What a paint needs besides its colour, for what is drawn there: shades of colour are drawn as pictures.
    fn paint<'a>(&mut self, paint: &Paint<'a>, drawn: Rect, onto: Affine)
    where
        Self: Device<'a>,
    {
        let Paint::Pattern(pattern) = paint else { return };
        match &**pattern {
            Pattern::Shading(_) => self.area(drawn.width().max(1.0) * drawn.height().max(1.0)),
            Pattern::Tiling(tiling) => {
                // It is drawn anew for each place that it is seen from.
                if self.patterns.insert((tiling.cache_key(), onto.as_coeffs().map(f64::to_bits))) {
                    self.follow(self.costs.pattern);
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
            self.follow(self.costs.mask);
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
        let advance = advance.filter(|advance| advance.is_finite()).map(|advance| vector(f64::from(advance), 0.0));
        let Some(text) = self.read_as(text) else {
            // The piece is longer than its first letter.
            if let Some(last) = self.letters.last_mut() {
                last.advance = Some(at + advance.unwrap_or_default() - last.at);
            }
            return;
        };
        let near = 0.08 * size.max(1.0);
        let before = self.drawn.entry(text.clone()).or_default();
        if !text.is_empty() && before.iter().rev().take(400).any(|other| other.distance(at) < near) {
            return;
        }
        before.push(at);
        self.letters.push(Letter { text, at, advance, along: along / length, size, mark: self.mark(), link: None });
    }
}

impl Survey {
    /// Takes out the letters in an area that was filled after they were drawn.
    fn cover_up(&mut self, area: Rect) {
        self.compared += self.letters.len();
        if self.compared > limits::MOST_COMPARED {
            return;
        }
        let (drawn, covered) = (&mut self.drawn, &mut self.covered);
        self.letters.retain(|letter| {
            let hidden = area.contains(letter.middle());
            if hidden {
                *covered += usize::from(!letter.text.trim().is_empty());
                // The same letter may be drawn again above.
                if let Some(places) = drawn.get_mut(&letter.text) {
                    places.retain(|place| *place != letter.at);
                }
            }
            !hidden
        });
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
            self.cover.mask(key.is_some());
            self.masked(mask);
        }
    }

    fn set_blend_mode(&mut self, blend: BlendMode) {
        self.cover.mix(blend);
    }

    fn draw_path(&mut self, path: &BezPath, transform: Affine, paint: &Paint<'a>, mode: &PathDrawMode) {
        self.thing(path.elements().len());
        self.paths += usize::from(self.aside == 0);
        if let Paint::Pattern(_) = paint {
            let wide = match mode {
                PathDrawMode::Stroke(stroke) => f64::from(stroke.line_width),
                PathDrawMode::Fill(_) => 0.0,
            };
            let drawn = transform.transform_rect_bbox(path.bounding_box().inflate(wide, wide));
            self.paint(paint, drawn, transform);
        }
        if let PathDrawMode::Fill(_) = mode
            && self.aside == 0
            && path.elements().len() <= 6
            && let Some(area) = self.cover.area(&(transform * path.clone()), paint)
        {
            self.cover_up(area);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.thing(clip.path.elements().len());
        self.cover.clip(&clip.path);
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        self.thing(0);
        self.cover.group(opacity < 1.0 || mask.is_some(), blend);
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
                    self.paint(paint, drawn, transform);
                }
            }
            // What such a letter is drawn with may be letters again, which say nothing more.
            Glyph::Type3(glyph) if !invisible => {
                self.follow(self.costs.letter);
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
        if self.aside == 0 {
            self.pictures.push(Drawn { size: (image.width(), image.height()), jpeg: jpeg::whole(&image) });
        }
    }

    fn pop_clip_path(&mut self) {
        self.cover.end_clip();
    }

    fn pop_transparency_group(&mut self) {
        self.cover.end_group();
    }

    fn begin_marked_content(&mut self, tag: &[u8], id: Option<i32>) {
        // A file that opens more than it closes is no reason to hold more and more.
        if self.marks.len() < limits::MOST_DRAWN {
            let known = id.and_then(|id| usize::try_from(id.checked_sub(actual::FIRST)?).ok());
            let piece = known.and_then(|at| Some((at, self.actual.get(at)?)));
            self.marks.push(Open {
                mark: Mark { id: piece.map_or(id, |(_, piece)| piece.id), artifact: tag == b"Artifact" },
                words: piece.filter(|(_, piece)| piece.words.is_some()).map(|(at, _)| at),
                said: false,
            });
        }
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }
}
