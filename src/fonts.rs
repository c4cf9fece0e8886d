//! The bundled fonts: Liberation Sans, the only face that boardpack sets text in.

use std::sync::LazyLock;

use ab_glyph::{Font, FontRef};

/// The name under which pictures and templates ask for the font.
pub const FAMILY: &str = "Liberation Sans";

/// Regular.
pub const REGULAR: &[u8] = include_bytes!("../report-templates/fonts/LiberationSans-Regular.ttf");
/// Bold.
pub const BOLD: &[u8] = include_bytes!("../report-templates/fonts/LiberationSans-Bold.ttf");
/// Italic.
pub const ITALIC: &[u8] = include_bytes!("../report-templates/fonts/LiberationSans-Italic.ttf");
/// Bold italic.
pub const BOLD_ITALIC: &[u8] = include_bytes!("../report-templates/fonts/LiberationSans-BoldItalic.ttf");

/// The first character of a text that the font cannot show, by its byte offset.
///
/// There is no fallback font: a character in another face would be a silent change of the council's paper. Signs without
/// ink that join, part or turn letters are none that a paper has, whatever the font says.
pub fn missing_glyph(text: &str) -> Option<(usize, char)> {
    static FONT: LazyLock<Option<FontRef<'static>>> = LazyLock::new(|| FontRef::try_from_slice(REGULAR).ok());
    let font = FONT.as_ref()?;
    text.char_indices().find(|(_, character)| {
        let blank = matches!(character, '\n' | '\r' | '\t' | ' ' | '\u{ad}');
        unseen_sign(*character).is_some() || !blank && font.glyph_id(*character).0 == 0
    })
}

/// What a sign is called that takes neither ink nor room; `None` for all others, and for spaces of any width.
pub fn unseen_sign(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{200b}' => "zero-width space",
        '\u{200c}' => "zero-width non-joiner",
        '\u{200d}' => "zero-width joiner",
        '\u{200e}' => "left-to-right mark",
        '\u{200f}' => "right-to-left mark",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => "mark that turns the direction of writing",
        '\u{2060}'..='\u{2064}' => "word joiner",
        '\u{feff}' => "byte-order mark",
        _ => return None,
    })
}

/// What to do about a character that the font does not have.
pub fn no_glyph_hint(character: char) -> &'static str {
    match unseen_sign(character) {
        Some(_) => {
            "it came along with text from a web page or a word processor: delete it, or type the words around it anew"
        }
        None => "write it in letters that Liberation Sans has: Latin, Greek, Cyrillic and common signs",
    }
}

/// The message about a character that the font does not have.
pub fn no_glyph(character: char) -> String {
    let code = u32::from(character);
    if let Some(name) = unseen_sign(character) {
        return format!("a sign that cannot be seen: a {name} (U+{code:04X})");
    }
    // Private-use characters are as invisible as control characters.
    if character.is_control() || matches!(character, '\u{e000}'..='\u{f8ff}') {
        format!("a character that cannot be printed (U+{code:04X})")
    } else {
        format!("the font has no `{character}` (U+{code:04X})")
    }
}

#[cfg(test)]
mod tests {
    use super::{BOLD, BOLD_ITALIC, ITALIC, REGULAR, missing_glyph};

    #[test]
    fn the_fonts_are_the_four_unmodified_files_of_liberation_2_1_5() {
        for (bytes, hash) in [
            (REGULAR, "8d91388f1d3604b3b8ae0e3ee2d140e50cd6122f9214514f4aca772540a4076d"),
            (BOLD, "ba0e0dc3f7aca5b0afbc31e800531ee43be3aa79ae35b2ef1f6470a9547765c4"),
            (ITALIC, "01f559e5c501d3d5777647c6a92b3ff37a4523bcf4f3b6e97ae052af567618b1"),
            (BOLD_ITALIC, "15c1068175252e4adee6d3721bf74064ffe437f679d9dbaeacd03fa7711a041b"),
        ] {
            assert_eq!(hash, sha256(bytes));
        }
    }

    fn sha256(bytes: &[u8]) -> String {
        use sha2::Digest;
        sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn letters_of_british_names_are_there_and_pictures_are_not() {
        assert_eq!(missing_glyph("Ynys Môn, Siân Llŷr, Zoë – “£1.1 million” ≥ 4½ • −"), None);
        assert_eq!(missing_glyph("all good ☃"), Some((9, '☃')));
        assert_eq!(missing_glyph("社会"), Some((0, '社')));
        assert_eq!(missing_glyph("a\u{200b}b"), Some((1, '\u{200b}')));
        assert_eq!(missing_glyph("£1\u{a0}million, 2\u{202f}000, co\u{ad}operate"), None);
    }
}
