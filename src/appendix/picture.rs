//! A page becomes a picture.

use hayro_interpret::InterpreterSettings;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_svg::{RenderCache, SvgRenderSettings, convert};

use super::survey::Drawn;

/// Draws the pages of one file.
pub struct Painter<'a> {
    cache: RenderCache<'a>,
}

impl<'a> Painter<'a> {
    /// A painter for a file.
    pub fn new() -> Self {
        Self { cache: RenderCache::new() }
    }

    /// The page as SVG; `drawn` are the pictures on it in their order.
    pub fn picture(&self, page: &'a Page<'a>, drawn: &[Drawn]) -> String {
        let svg = convert(page, &self.cache, &InterpreterSettings::default(), &SvgRenderSettings::default());
        with_photographs(&svg, drawn).unwrap_or(svg)
    }
}

/// Puts photographs back in place of what they were unpacked to; `None` if there are none, or if the pictures of the
/// drawing cannot be told to be those of the page.
fn with_photographs(svg: &str, drawn: &[Drawn]) -> Option<String> {
    drawn.iter().find(|one| one.jpeg.is_some())?;
    // What is used more than once, such as masks, stands at the end and has pictures of its own.
    let (page, rest) = svg.split_at(svg.find("<defs").unwrap_or(svg.len()));
    let mut pieces = page.split("<image ");
    let mut written = pieces.next()?.to_owned();
    let images: Vec<&str> = pieces.collect();
    if images.len() != drawn.len() {
        return None;
    }
    for (image, drawn) in images.into_iter().zip(drawn) {
        let (width, height) = drawn.size;
        if !image.contains(&format!("width=\"{width}\" height=\"{height}\"")) {
            return None;
        }
        written.push_str("<image ");
        let Some(jpeg) = &drawn.jpeg else {
            written.push_str(image);
            continue;
        };
        const HREF: &str = "xlink:href=\"";
        let start = image.find(HREF)? + HREF.len();
        let end = start + image[start..].find('"')?;
        written.push_str(&image[..start]);
        written.push_str("data:image/jpeg;base64,");
        base64(jpeg, &mut written);
        written.push_str(&image[end..]);
    }
    written.push_str(rest);
    Some(written)
}

/// Bytes as text.
fn base64(bytes: &[u8], into: &mut String) {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for letter in 0..4 {
            let at = (bits >> (18 - 6 * letter)) & 63;
            into.push(if letter <= three.len() { char::from(LETTERS[at as usize]) } else { '=' });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_are_written_as_everybody_writes_them() {
        let written = |bytes: &[u8]| {
            let mut text = String::new();
            base64(bytes, &mut text);
            text
        };
        for (bytes, wanted) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(written(bytes.as_bytes()), wanted);
        }
        assert_eq!(written(&[0xff, 0xfe, 0xfd, 0x00]), "//79AA==");
    }
}
