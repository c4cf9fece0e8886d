//! A page becomes a picture.

use hayro_interpret::InterpreterSettings;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_svg::{RenderCache, SvgRenderSettings, convert};

/// Draws the pages of one file.
pub struct Painter<'a> {
    cache: RenderCache<'a>,
}

impl<'a> Painter<'a> {
    /// A painter for a file.
    pub fn new() -> Self {
        Self { cache: RenderCache::new() }
    }

    /// The page as SVG.
    pub fn picture(&self, page: &'a Page<'a>) -> String {
        convert(page, &self.cache, &InterpreterSettings::default(), &SvgRenderSettings::default())
    }
}
