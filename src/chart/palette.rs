//! The colours of charts: the palettes of the Government Analysis Function.

pub use crate::colour::{Colour, WHITE, contrast};

/// Text that carries values and names.
pub const INK: Colour = Colour(0x0B, 0x0C, 0x0C);
/// Text of axes and notes: quieter, and still 6.9:1 on white.
pub const MUTED: Colour = Colour(0x50, 0x5A, 0x5F);
/// Horizontal grid lines.
pub const GRID: Colour = Colour(0xDE, 0xE0, 0xE2);
/// What the report is about, and its label.
pub const SUBJECT: Colour = Colour(0x12, 0x43, 0x6D);
/// Bars that are there for comparison with the subject (the focus palette).
pub const REST: Colour = Colour(0xBF, 0xBF, 0xBF);
/// The bar from the lowest to the highest authority.
pub const PALE: Colour = Colour(0xD3, 0xDD, 0xE7);
/// Lines of comparison where a neutral tone serves best: 4.8:1 on white.
pub const GREY: Colour = Colour(0x6D, 0x74, 0x77);

/// The categorical palette, in the order in which it is to be used.
pub const CATEGORICAL: [Colour; 6] = [
    SUBJECT,
    Colour(0x28, 0xA1, 0x97),
    Colour(0x80, 0x16, 0x50),
    Colour(0xF4, 0x6A, 0x25),
    Colour(0x3D, 0x3D, 0x3D),
    Colour(0xA2, 0x85, 0xD1),
];

/// The lines on a fill that tell it from one of the same lightness, where colour is not printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texture {
    /// None.
    Plain,
    /// White lines that rise to the right.
    Stripes,
    /// White lines both ways.
    Mesh,
}

/// How bars of a series are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fill {
    /// The ground.
    pub colour: Colour,
    /// The lines on it.
    pub texture: Texture,
}

/// A fill without lines.
const fn plain(colour: Colour) -> Fill {
    Fill { colour, texture: Texture::Plain }
}

/// The fills of the categorical palette. Its colours are of two lightnesses in turn, so every pair of neighbours has a
/// texture of its own: no two fills look the same in grey.
const FILLS: [Fill; 6] = [
    plain(CATEGORICAL[0]),
    plain(CATEGORICAL[1]),
    Fill { colour: CATEGORICAL[2], texture: Texture::Stripes },
    Fill { colour: CATEGORICAL[3], texture: Texture::Stripes },
    Fill { colour: CATEGORICAL[4], texture: Texture::Mesh },
    Fill { colour: CATEGORICAL[5], texture: Texture::Mesh },
];

/// The fills of two series.
const PAIR: [Fill; 2] = [plain(CATEGORICAL[0]), plain(CATEGORICAL[3])];

/// The fills of bars of several series: the subject, or else the first, has the first colour of the palette.
///
/// Two series use the palette for two. From the seventh series on fills repeat: callers refuse as many.
pub fn of_series(count: usize, subject: Option<usize>) -> Vec<Fill> {
    let palette: &[Fill] = if count <= 2 { &PAIR } else { &FILLS };
    let first = subject.unwrap_or(0);
    let mut others = palette.iter().skip(1).cycle();
    (0..count).map(|at| if at == first { palette[0] } else { *others.next().unwrap_or(&PAIR[1]) }).collect()
}

/// White or ink, whichever can be read better on this fill; none where neither reaches 4.5:1.
pub fn text_on(fill: Colour) -> Option<Colour> {
    let (white, ink) = (contrast(WHITE, fill), contrast(INK, fill));
    let (ratio, colour) = if white >= ink { (white, WHITE) } else { (ink, INK) };
    (ratio >= 4.5).then_some(colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_reads_on_white_and_marks_stand_out() {
        for text in [INK, MUTED, SUBJECT, GREY] {
            assert!(contrast(text, WHITE) >= 4.5, "{text:?}");
        }
        for mark in CATEGORICAL {
            assert!(contrast(mark, WHITE) >= 3.0, "{mark:?} {}", contrast(mark, WHITE));
            assert!(text_on(mark).is_some(), "{mark:?}");
        }
        for pair in CATEGORICAL.windows(2) {
            assert!(contrast(pair[0], pair[1]) >= 3.0, "{pair:?} {}", contrast(pair[0], pair[1]));
        }
    }

    #[test]
    fn the_subject_has_the_first_colour() {
        let colours = |count: usize, subject: Option<usize>| -> Vec<Colour> {
            of_series(count, subject).iter().map(|fill| fill.colour).collect()
        };
        assert_eq!(colours(2, None), [CATEGORICAL[0], CATEGORICAL[3]]);
        assert_eq!(colours(3, Some(2)), [CATEGORICAL[1], CATEGORICAL[2], SUBJECT]);
        assert_eq!(colours(6, None), CATEGORICAL);
        assert_eq!(of_series(9, None).len(), 9);
    }

    #[test]
    fn no_two_fills_look_the_same_in_grey() {
        for count in 2..=CATEGORICAL.len() {
            let fills = of_series(count, None);
            for (at, one) in fills.iter().enumerate() {
                for other in &fills[at + 1..] {
                    let apart = contrast(one.colour, other.colour) >= 3.0 || one.texture != other.texture;
                    assert!(apart, "{one:?} and {other:?}");
                }
            }
        }
    }
}
