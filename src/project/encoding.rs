//! Bytes that are text, in UTF-8 or as some Windows programs save it.

use std::sync::Arc;

use crate::diagnostic::SourceFile;
use crate::project::files::Unreadable;

/// Turns bytes into a text file that diagnostics can point into: UTF-8 or, by its mark, UTF-16. The mark is dropped.
///
/// # Errors
/// If the bytes are neither.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<Arc<SourceFile>, Unreadable> {
    let text = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes).ok_or(Unreadable::Utf16)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes).ok_or(Unreadable::Utf16)?,
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest.to_vec())?,
        unmarked if looks_like_utf16(unmarked) => return Err(Unreadable::Utf16),
        _ => utf8(bytes)?,
    };
    Ok(SourceFile::new(name, text))
}

fn utf8(bytes: Vec<u8>) -> Result<String, Unreadable> {
    String::from_utf8(bytes).map_err(|_| Unreadable::Encoding)
}

/// Text of two bytes a sign; `None` if it is torn.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let text = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<String, _>>().ok()?;
    odd.is_empty().then_some(text)
}

/// Whether bytes without a mark are text in UTF-16: there is a zero in every letter of their first line.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    /// How many letters are looked at.
    const LETTERS: usize = 16;
    let (letters, _) = bytes.as_chunks::<2>();
    let some = letters.get(..letters.len().min(LETTERS)).unwrap_or_default();
    let all = |latin: fn(&[u8; 2]) -> bool| some.len() > 1 && some.iter().all(latin);
    all(|[low, high]| *low != 0 && *high == 0) || all(|[high, low]| *high == 0 && *low != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_utf_16_is_read_by_its_mark_and_told_without() {
        let of = |bytes: Vec<u8>| decode("a.csv", bytes).map(|file| file.text.clone());
        let wide = |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let text = "area,year\nCafé,2025";
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(of(wide(text, order)), Err(Unreadable::Utf16));
            let mut marked = wide(&format!("\u{feff}{text}"), order);
            assert_eq!(of(marked.clone()).as_deref(), Ok(text));
            marked.pop();
            assert_eq!(of(marked), Err(Unreadable::Utf16));
        }
        assert_eq!(of(format!("\u{feff}{text}").into()).as_deref(), Ok(text));
        for text in ["", "a", "a\0", "area,year"] {
            assert_eq!(of(text.into()).as_deref(), Ok(text));
        }
        assert_eq!(of(b"Caf\xe9,2025".to_vec()), Err(Unreadable::Encoding));
    }
}
