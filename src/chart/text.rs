//! Text of a picture: the bundled face, measured, cleaned and broken into lines.

use std::sync::LazyLock;

use plotters::style::{FontDesc, FontFamily, FontStyle, register_font};

/// The family that every label names, as Typst knows it.
pub const FAMILY: &str = "Liberation Sans";

/// From one baseline to the next, in ems.
pub const LEADING: f64 = 1.2;

/// From the baseline up to the top of capitals and figures, in ems.
pub const CAP_HEIGHT: f64 = 0.73;

/// How heavy text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Everything but the subject.
    Regular,
    /// The subject.
    Bold,
}

impl Weight {
    /// Bold for the subject, regular for the others.
    pub fn of(subject: bool) -> Self {
        if subject { Self::Bold } else { Self::Regular }
    }

    /// The same for plotters.
    pub fn style(self) -> FontStyle {
        match self {
            Self::Regular => FontStyle::Normal,
            Self::Bold => FontStyle::Bold,
        }
    }
}

/// Registers the two faces that pictures use, once; whether plotters could read them.
static FACES: LazyLock<bool> = LazyLock::new(|| {
    let regular = include_bytes!("../../report-templates/fonts/LiberationSans-Regular.ttf");
    let bold = include_bytes!("../../report-templates/fonts/LiberationSans-Bold.ttf");
    register_font(FAMILY, FontStyle::Normal, regular).is_ok()
        && register_font(FAMILY, FontStyle::Bold, bold).is_ok()
});

/// A font of plotters, `size` units of its own; the faces are registered first.
///
/// plotters writes `size / 1.24` as the font size of SVG.
pub fn font(size: f64, weight: Weight) -> FontDesc<'static> {
    LazyLock::force(&FACES);
    FontDesc::new(FontFamily::Name(FAMILY), size, weight.style())
}

/// How wide a line of text is at this font size, with its kerning.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    // plotters scales a face by its height (ascender to descender, 2288 of 2048 units) and cuts widths down to whole
    // units, so it is asked at a scale at which an em has ten thousand.
    const EM: f64 = 10_000.0;
    let measured = font(EM * 2288.0 / 2048.0, weight).layout_box(text);
    let units = match measured {
        Ok(((left, _), (right, _))) => f64::from(right - left),
        // Only without the face; wide enough for any text in it.
        Err(_) => EM * text.chars().count() as f64,
    };
    units / EM * size
}

/// The widest of several lines.
pub fn widest<S: AsRef<str>>(lines: &[S], size: f64, weight: Weight) -> f64 {
    lines.iter().map(|line| width(line.as_ref(), size, weight)).fold(0.0, f64::max)
}

/// Text as SVG can hold it: runs of white space become one space, control characters vanish.
pub fn clean(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|c| c.is_whitespace() || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')))
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Breaks text into lines no wider than `limit`: at spaces, and inside a word only where it has no line to itself.
///
/// Always at least one line, which is empty for empty text.
pub fn wrap(text: &str, limit: f64, size: f64, weight: Weight) -> Vec<String> {
    let text = clean(text);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        if let Some(last) = lines.last_mut() {
            let longer = format!("{last} {word}");
            if width(&longer, size, weight) <= limit {
                *last = longer;
                continue;
            }
        }
        lines.extend(pieces(word, limit, size, weight));
    }
    lines
}

/// The parts of a word that each fit into `limit`; the word itself if it does.
fn pieces(word: &str, limit: f64, size: f64, weight: Weight) -> Vec<String> {
    if width(word, size, weight) <= limit {
        return vec![word.to_owned()];
    }
    let mut parts = vec![String::new()];
    for c in word.chars() {
        if let Some(last) = parts.last_mut() {
            let longer = format!("{last}{c}");
            if last.is_empty() || width(&longer, size, weight) <= limit {
                *last = longer;
                continue;
            }
        }
        parts.push(c.to_string());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_face() {
        assert!(*FACES);
        // A figure is 1139 of 2048 units wide in both weights; "AV" is kerned.
        assert!((width("0123456789", 10.0, Weight::Regular) - 55.6).abs() < 0.1);
        assert!((width("0123456789", 10.0, Weight::Bold) - 55.6).abs() < 0.1);
        // As Typst measures them at this size.
        for (words, regular, bold) in [
            ("West Midlands 10.4%", 91.70, 95.91),
            ("Telford and Wrekin", 79.03, 85.16),
            ("AVTo Ty. 11.7", 56.86, 58.95),
        ] {
            assert!((width(words, 9.5, Weight::Regular) - regular).abs() < 0.1, "{words}");
            assert!((width(words, 9.5, Weight::Bold) - bold).abs() < 0.1, "{words}");
        }
        let apart = width("A", 10.0, Weight::Regular) + width("V", 10.0, Weight::Regular);
        assert!(width("AV", 10.0, Weight::Regular) < apart);
        assert!(width("Coventry", 10.0, Weight::Bold) > width("Coventry", 10.0, Weight::Regular));
    }

    #[test]
    fn text_is_broken_at_spaces_first() {
        let lines = wrap("Bournemouth, Christchurch and  Poole", 80.0, 9.5, Weight::Regular);
        assert_eq!(lines, ["Bournemouth,", "Christchurch and", "Poole"]);
        assert!(wrap("Llanfairpwllgwyngyll", 30.0, 9.5, Weight::Regular).len() > 2);
        assert_eq!(wrap("", 30.0, 9.5, Weight::Regular), [""]);
        assert_eq!(clean(" a\u{0}b\n c\u{FFFF} "), "ab c");
    }
}
