//! Pictures of pages as PNG files and as text, and which pages have one.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::appendix::reading::Pixels;

/// Room for the pictures of the first pages that look different, in the order of the papers. These are compared at the same
/// time, so that some more pictures may be made than there is room for, but never one less.
pub(super) struct Album {
    /// Of how many pages.
    most: usize,
    /// How many pages of each paper are known to look different.
    found: Vec<AtomicUsize>,
}

impl Album {
    /// An album for so many pages of so many papers.
    pub fn new(most: usize, papers: usize) -> Self {
        Self { most, found: (0..papers).map(|_| AtomicUsize::new(0)).collect() }
    }

    /// Whether the next page of a paper may be among the first, as far as the papers before it are known by now.
    pub fn has_room(&self, paper: usize) -> bool {
        self.found.iter().take(paper + 1).map(|found| found.load(Ordering::Relaxed)).sum::<usize>() < self.most
    }

    /// Takes note of a page of a paper that looks different.
    pub fn add(&self, paper: usize) {
        if let Some(found) = self.found.get(paper) {
            found.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// A picture as PNG; with a palette where it has few colours, as pages of text have.
pub(super) fn png(pixels: &Pixels) -> Option<Vec<u8>> {
    let (width, height) = (u32::try_from(pixels.width).ok()?, u32::try_from(pixels.height).ok()?);
    let mut known = [false; COLOURS];
    pixels.rgb.iter().for_each(|one| known[colour(*one)] = true);
    let palette: Vec<usize> = (0..COLOURS).filter(|one| known[*one]).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    // The next step up makes a page a twentieth smaller and takes six times as long.
    encoder.set_compression(png::Compression::Balanced);
    let data: Vec<u8> = if palette.len() <= 256 {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(palette.iter().flat_map(|one| shade(*one)).collect::<Vec<u8>>());
        encoder.set_filter(png::Filter::NoFilter);
        let mut places = [0; COLOURS];
        (0..=u8::MAX).zip(&palette).for_each(|(place, one)| places[*one] = place);
        pixels.rgb.iter().map(|one| places[colour(*one)]).collect()
    } else {
        encoder.set_color(png::ColorType::Rgb);
        pixels.rgb.iter().flat_map(|one| shade(colour(*one))).collect()
    };
    encoder.write_header().and_then(|mut writer| writer.write_image_data(&data)).ok()?;
    Some(bytes)
}

/// How many colours are told apart, of red, green and blue sixteen shades each: pages stay small.
const COLOURS: usize = 16 * 16 * 16;

/// The number of a colour.
fn colour(rgb: [u8; 3]) -> usize {
    rgb.iter().fold(0, |number, one| number << 4 | usize::from(one >> 4))
}

/// What is shown of a colour: of each shade the lightest, so that white stays white.
fn shade(colour: usize) -> [u8; 3] {
    [8, 4, 0].map(|by| ((colour >> by & 0x0f) << 4 | 0x0f) as u8)
}

/// Bytes as letters, for an address that holds its picture itself.
pub(super) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for letter in 0..4 {
            let at = (bits >> (18 - 6 * letter)) & 63;
            text.push(if letter <= three.len() { char::from(LETTERS[at as usize]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Album, base64, png};
    use crate::appendix::reading::Pixels;

    #[test]
    fn a_picture_becomes_a_png_with_a_palette_or_without() {
        let few = Pixels { width: 2, height: 1, rgb: vec![[255; 3], [0, 0, 0]] };
        let many = (0..4096_u16).map(|one| [(one & 0xf0) as u8, (one >> 4 & 0xf0) as u8, ((one & 0xf) << 4) as u8]);
        let many = Pixels { width: 64, height: 64, rgb: many.collect() };
        for (pixels, color) in [(few, png::ColorType::Indexed), (many, png::ColorType::Rgb)] {
            let bytes = super::png(&pixels).expect("a picture");
            let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
            decoder.set_transformations(png::Transformations::EXPAND);
            let mut reader = decoder.read_info().expect("a PNG");
            assert_eq!((reader.info().width as usize, reader.info().color_type), (pixels.width, color));
            let mut shown = vec![0; reader.output_buffer_size().expect("a size")];
            reader.next_frame(&mut shown).expect("its pixels");
            let wanted: Vec<u8> = pixels.rgb.iter().flatten().map(|one| one | 0x0f).collect();
            assert!(shown == wanted, "{color:?}");
        }
        assert_eq!(png(&Pixels { width: 0, height: 0, rgb: Vec::new() }), None);
        assert_eq!([base64(b""), base64(b"fo"), base64(b"foobar")], ["", "Zm8=", "Zm9vYmFy"]);
    }

    #[test]
    fn there_is_room_for_the_first_pages_whichever_are_found_first() {
        let album = Album::new(2, 3);
        album.add(2);
        album.add(2);
        assert!(album.has_room(0) && album.has_room(1) && !album.has_room(2));
        album.add(0);
        assert!(album.has_room(0) && album.has_room(1));
        album.add(1);
        assert!(album.has_room(0) && !album.has_room(1));
        assert!(!Album::new(0, 1).has_room(0));
    }
}
