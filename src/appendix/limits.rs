//! What a file from elsewhere may cost: enough for anything that a council appends, and bounded for what is hostile.

/// The most pages of a file. A longer one belongs beside the pack, with a link.
pub const MOST_PAGES: usize = 300;

/// The most bytes that all streams of a file are unpacked to.
pub const MOST_UNPACKED: usize = 256 << 20;

/// The most bytes that one stream is unpacked to.
pub const MOST_IN_STREAM: usize = 64 << 20;

/// The most objects of a file.
pub const MOST_OBJECTS: usize = 400_000;

/// How deep objects may stand in each other.
pub const DEEPEST: usize = 160;

/// The most pixels of one picture: a page of A3 that was scanned at 600 dots an inch has 70 million.
pub const MOST_PIXELS: u64 = 80_000_000;

/// The most pixels of all pictures of a page, each as often as it is shown.
pub const MOST_PIXELS_ON_PAGE: u64 = 120_000_000;

/// The most things that a page draws.
pub const MOST_DRAWN: usize = 400_000;

/// The most pieces of outline that a page draws: a detailed map has some hundred thousand.
pub const MOST_SEGMENTS: usize = 1_500_000;

/// The shortest and the longest side that a page may have, in points: a business card and a large drawing.
pub const SIDES: std::ops::RangeInclusive<f32> = 36.0..=14_400.0;
