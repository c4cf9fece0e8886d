//! Pictures of pages as PNG files and as text.

use crate::appendix::reading::Pixels;

/// A picture as PNG; with a palette where it has few colours, as pages of text have.
pub(super) fn png(pixels: &Pixels) -> Option<Vec<u8>> {
    let (width, height) = (u32::try_from(pixels.width).ok()?, u32::try_from(pixels.height).ok()?);
    // Of each colour seven eighths of what an eye can tell apart: pages stay small.
    let coarse = |[red, green, blue]: [u8; 3]| [red | 0x0f, green | 0x0f, blue | 0x0f];
    let mut palette: Vec<[u8; 3]> = pixels.rgb.iter().map(|one| coarse(*one)).collect();
    palette.sort_unstable();
    palette.dedup();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let data: Vec<u8> = if palette.len() <= 256 {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(palette.concat());
        encoder.set_filter(png::Filter::NoFilter);
        let at = |one: &[u8; 3]| palette.binary_search(&coarse(*one)).ok().and_then(|at| u8::try_from(at).ok());
        pixels.rgb.iter().map(|one| at(one).unwrap_or_default()).collect()
    } else {
        encoder.set_color(png::ColorType::Rgb);
        pixels.rgb.iter().flat_map(|one| coarse(*one)).collect()
    };
    encoder.write_header().and_then(|mut writer| writer.write_image_data(&data)).ok()?;
    Some(bytes)
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
    use super::{base64, png};
    use crate::appendix::reading::Pixels;

    #[test]
    fn a_picture_becomes_a_png_with_a_palette_or_without() {
        let few = Pixels { width: 2, height: 1, rgb: vec![[255; 3], [0, 0, 0]] };
        let many = (0..4096_u16).map(|one| [(one & 0xf0) as u8, (one >> 4 & 0xf0) as u8, ((one & 0xf) << 4) as u8]);
        let many = Pixels { width: 64, height: 64, rgb: many.collect() };
        for (pixels, color) in [(few, png::ColorType::Indexed), (many, png::ColorType::Rgb)] {
            let bytes = super::png(&pixels).expect("a picture");
            let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG");
            assert_eq!((reader.info().width as usize, reader.info().color_type), (pixels.width, color));
        }
        assert_eq!(png(&Pixels { width: 0, height: 0, rgb: Vec::new() }), None);
        assert_eq!([base64(b""), base64(b"fo"), base64(b"foobar")], ["", "Zm8=", "Zm9vYmFy"]);
    }
}
