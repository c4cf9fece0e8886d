//! Where the cells of a CSV record stand, which the reader of records does not tell.

use std::ops::Range;

/// A quote in a record that does not do what quotes are for, and the byte where it goes wrong.
pub(super) enum BadQuote {
    /// The opening quote of a value that has no other.
    Unclosed(usize),
    /// What follows a closing quote and is no comma.
    TextAfter(usize),
}

/// The byte range of every cell of a record that starts at or, after line ends, soon after the byte `at`.
///
/// The reader tells only where a record starts. From there, an unquoted cell is as long as its value, and a quoted
/// one ends at the first quote that stands alone.
pub(super) fn cell_places(
    text: &str,
    at: usize,
    record: &csv::StringRecord,
) -> Result<Vec<Range<usize>>, BadQuote> {
    let bytes = text.as_bytes();
    let mut at = at;
    while matches!(bytes.get(at), Some(b'\r' | b'\n')) {
        at += 1;
    }
    let mut places = Vec::with_capacity(record.len());
    for cell in record {
        let (inner, end) = if bytes.get(at) == Some(&b'"') {
            let close = closing_quote(bytes, at).ok_or(BadQuote::Unclosed(at))?;
            if !matches!(bytes.get(close + 1), None | Some(b',' | b'\r' | b'\n')) {
                return Err(BadQuote::TextAfter(close + 1));
            }
            (at + 1..close, close + 1)
        } else {
            (at..at + cell.len(), at + cell.len())
        };
        places.push(trimmed(text, inner));
        at = end + 1;
    }
    Ok(places)
}

fn closing_quote(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}
