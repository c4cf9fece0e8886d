//! Colours, and the contrast between two of them, by which one can be read on the other.

/// A colour as red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

/// The paper.
pub const WHITE: Colour = Colour(0xFF, 0xFF, 0xFF);

/// The least contrast at which WCAG 2.2 lets text of any size stand (success criterion 1.4.3).
pub const READABLE: f64 = 4.5;

impl Colour {
    /// Reads `#12436D`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        digits
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit())
            .then(|| Some(Self(channel(0)?, channel(2)?, channel(4)?)))
            .flatten()
    }
}

/// The contrast ratio of WCAG 2.2, from 1 (the same) to 21 (black on white).
pub fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance as WCAG 2.2 defines it.
fn luminance(Colour(r, g, b): Colour) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_hexadecimal_digits() {
        assert_eq!(Colour::parse("#12436D"), Some(Colour(0x12, 0x43, 0x6D)));
        for text in ["12436D", "#12436", "#12436G", "#+2436D", "", "#£436"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn black_on_white_has_the_most_contrast() {
        assert!((contrast(Colour(0, 0, 0), WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast(WHITE, WHITE) - 1.0).abs() < 1e-9);
    }
}
