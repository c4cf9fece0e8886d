//! Pages as small pictures in sixteen greys, and whether two of them look the same.

use std::io::Cursor;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use rayon::prelude::*;

/// Dots an inch: enough to see what moves, and no more.
const RESOLUTION: f32 = 60.0;

/// How many of the sixteen greys two pixels may lie apart, since processors round differently.
const TOLERATED: u8 = 2;

/// The share of pixels that may differ by more.
const FRACTION: f64 = 0.000_2;

/// A picture in sixteen greys.
#[derive(Debug, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    greys: Vec<u8>,
}

/// The pages of a PDF.
pub fn pages(bytes: &[u8]) -> Vec<Picture> {
    let pdf = Pdf::new(bytes.to_vec()).expect("the paper is a PDF");
    let count = pdf.pages().len();
    // A cache belongs to one thread.
    (0..count).into_par_iter().map(|at| page(bytes, at)).collect()
}

fn page(bytes: &[u8], at: usize) -> Picture {
    let pdf = Pdf::new(bytes.to_vec()).expect("the paper is a PDF");
    let scale = RESOLUTION / 72.0;
    let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
    let pixels = render(&pdf.pages()[at], &RenderCache::new(), &InterpreterSettings::default(), &settings);
    let greys = pixels.data().iter().map(|one| {
        let light = 299 * u32::from(one.r) + 587 * u32::from(one.g) + 114 * u32::from(one.b);
        u8::try_from((light / 1000 + 8) / 17).expect("a light of at most 255")
    });
    Picture { greys: greys.collect(), width: pixels.width().into(), height: pixels.height().into() }
}

impl Picture {
    /// The picture as a PNG.
    pub fn to_png(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let (width, height) = (self.width.try_into().expect("small"), self.height.try_into().expect("small"));
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let packed: Vec<u8> = self
            .greys
            .chunks(self.width)
            .flat_map(|row| row.chunks(2).map(|two| two[0] << 4 | two.get(1).copied().unwrap_or(0)))
            .collect();
        encoder.write_header().and_then(|mut writer| writer.write_image_data(&packed)).expect("a PNG is written");
        bytes
    }

    /// Reads a PNG that was written by `to_png`.
    pub fn from_png(bytes: &[u8]) -> Self {
        let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().expect("the reference is a PNG");
        let (width, height) = (reader.info().width as usize, reader.info().height as usize);
        let mut packed = vec![0; reader.output_buffer_size().expect("a small picture")];
        let frame = reader.next_frame(&mut packed).expect("the reference is a PNG");
        assert_eq!(frame.bit_depth, png::BitDepth::Four, "the reference was not written by this test");
        let rows = packed.chunks(frame.line_size).take(height);
        let greys = rows.flat_map(|row| row.iter().flat_map(|two| [two >> 4, two & 15]).take(width)).collect();
        Self { width, height, greys }
    }

    /// Where this picture differs from another, black on white; `None` if the two look the same.
    pub fn difference(&self, other: &Self) -> Option<Self> {
        if (self.width, self.height) != (other.width, other.height) {
            return Some(Self { greys: vec![0; self.greys.len()], ..*self });
        }
        let differs = |(one, two): (&u8, &u8)| one.abs_diff(*two) > TOLERATED;
        let greys: Vec<bool> = self.greys.iter().zip(&other.greys).map(differs).collect();
        let count = greys.iter().filter(|differs| **differs).count();
        let most = (greys.len() as f64 * FRACTION) as usize;
        (count > most)
            .then(|| Self { greys: greys.iter().map(|differs| if *differs { 0 } else { 15 }).collect(), ..*self })
    }
}

#[test]
fn a_picture_survives_its_file_and_a_word_that_changes_shows() {
    let blank = Picture { width: 495, height: 701, greys: vec![15; 495 * 701] };
    assert_eq!(Picture::from_png(&blank.to_png()), blank);
    assert_eq!(blank.difference(&blank), None);
    let mut touched = Picture { greys: blank.greys.clone(), ..blank };
    touched.greys[..60].fill(13);
    assert_eq!(touched.difference(&blank), None, "a shade is no difference");
    touched.greys[5_000..5_100].fill(3);
    assert!(touched.difference(&blank).is_some());
}
