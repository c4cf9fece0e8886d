//! Bytes that are text, and those that are text of another encoding.

use std::sync::Arc;

use crate::diagnostic::SourceFile;
use crate::project::files::Unreadable;

/// Turns bytes into a text file that diagnostics can point into.
///
/// # Errors
/// If the bytes are not UTF-8.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<Arc<SourceFile>, Unreadable> {
    if is_utf16(&bytes) {
        return Err(Unreadable::Utf16);
    }
    let text = String::from_utf8(bytes).map_err(|_| Unreadable::Encoding)?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    Ok(SourceFile::new(name, text))
}

/// Whether bytes are text in UTF-16: by the mark that begins it, or by the zero in every letter of its first line.
fn is_utf16(bytes: &[u8]) -> bool {
    /// How many letters are looked at.
    const LETTERS: usize = 16;
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return true;
    }
    let (letters, _) = bytes.as_chunks::<2>();
    let some = letters.get(..letters.len().min(LETTERS)).unwrap_or_default();
    let all = |latin: fn(&[u8; 2]) -> bool| some.len() > 1 && some.iter().all(latin);
    all(|[low, high]| *low != 0 && *high == 0) || all(|[high, low]| *high == 0 && *low != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_utf_16_is_told_with_or_without_its_mark() {
        let of = |bytes: Vec<u8>| decode("a.csv", bytes).map(|file| file.text.clone());
        let wide = |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        for text in ["area,year\nCoventry,2025", "\u{feff}area,year\nCafé,2025"] {
            assert_eq!(of(wide(text, u16::to_le_bytes)), Err(Unreadable::Utf16));
            assert_eq!(of(wide(text, u16::to_be_bytes)), Err(Unreadable::Utf16));
        }
        for text in ["", "a", "a\0", "area,year"] {
            assert_eq!(of(text.into()).as_deref(), Ok(text));
        }
        assert_eq!(of(b"Caf\xe9,2025".to_vec()), Err(Unreadable::Encoding));
    }
}
