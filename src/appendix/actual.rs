//! Words that a file has for a piece of a page in place of its letters: a hyphen that is there for the end of a line only,
//! letters that its font cannot show.
//!
//! The interpreter tells of a marked piece only the number under which the file's structure knows it. So those that have
//! words are given a number of their own before it sees them.

use lopdf::{Dictionary, Document, Object, StringFormat, decode_text_string};

/// Words for a piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActualText {
    /// The number under which the file's structure knows the piece.
    pub id: Option<i32>,
    /// The words; `None` for a piece that is its own letters.
    pub words: Option<String>,
}

/// The first number of a piece with words: more pieces than this no page has.
pub const FIRST: i32 = 1 << 30;

/// The most pieces with words.
const MOST: usize = 1 << 20;

/// Instructions in which every piece with words has a number of its own, by which it is found in `pieces`; `None` if there
/// is no such piece.
///
/// `properties` are what pieces are said to be elsewhere, by name.
pub fn numbered(
    content: &[u8],
    properties: Option<&Dictionary>,
    document: &Document,
    pieces: &mut Vec<ActualText>,
) -> Option<Vec<u8>> {
    let mut written = Vec::new();
    let mut done = 0;
    for at in places_of(content, b"BDC") {
        let before = content[..at].trim_ascii_end();
        let Some((start, piece)) = inline(before).or_else(|| named(before, properties?, document)) else {
            continue;
        };
        if start < done || pieces.len() >= MOST {
            continue;
        }
        written.extend_from_slice(&content[done..start]);
        let number = FIRST.saturating_add(i32::try_from(pieces.len()).unwrap_or_default());
        written.extend_from_slice(format!("<</MCID {number}>> ").as_bytes());
        pieces.push(piece);
        done = at;
    }
    if done == 0 {
        return None;
    }
    written.extend_from_slice(&content[done..]);
    Some(written)
}

/// Where a word stands by itself.
fn places_of<'a>(content: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let places = content.windows(word.len()).enumerate().filter(move |(_, at)| *at == word).map(|(at, _)| at);
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"/[]<>()%".contains(byte);
    places.filter(move |at| {
        content.get(at + word.len()).is_none_or(ends) && at.checked_sub(1).is_none_or(|at| ends(&content[at]))
    })
}

/// A piece whose dictionary stands right before its operator, and where that begins.
fn inline(before: &[u8]) -> Option<(usize, ActualText)> {
    let end = before.strip_suffix(b">>").map(|_| before.len())?;
    // The innermost beginning need not be that of the whole.
    let starts = (0..end.saturating_sub(1)).rev().filter(|at| before[*at..].starts_with(b"<<"));
    let start = starts.take(4).find(|start| end_of_dictionary(before, *start) == Some(end))?;
    let entries = &before[start..end];
    let words = decoded(&string_of(entries, b"/ActualText")?);
    let id = find(entries, b"/MCID").and_then(|at| {
        let digits = entries[at + 5..].trim_ascii_start();
        let digits = &digits[..digits.iter().take_while(|byte| byte.is_ascii_digit()).count()];
        std::str::from_utf8(digits).ok()?.parse().ok()
    });
    Some((start, ActualText { id, words: Some(words) }))
}

/// A piece that is described elsewhere, and where its name begins.
fn named(before: &[u8], properties: &Dictionary, document: &Document) -> Option<(usize, ActualText)> {
    let start = before.iter().rposition(|byte| *byte == b'/')?;
    let entries = document.dereference(properties.get(&before[start + 1..]).ok()?).ok()?.1.as_dict().ok()?;
    let look = |key: &[u8]| Some(document.dereference(entries.get(key).ok()?).ok()?.1);
    let words = look(b"ActualText").and_then(|words| decode_text_string(words).ok());
    let id = look(b"MCID").and_then(|id| i32::try_from(id.as_i64().ok()?).ok());
    (words.is_some() || id.is_some()).then_some((start, ActualText { id, words }))
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|at| at == word)
}

/// Where a dictionary that begins at `at` ends.
fn end_of_dictionary(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    loop {
        match bytes.get(at..)? {
            [b'<', b'<', ..] => {
                depth += 1;
                at += 2;
            }
            [b'>', b'>', ..] => {
                depth = depth.checked_sub(1)?;
                at += 2;
                if depth == 0 {
                    return Some(at);
                }
            }
            [b'(', ..] => at = literal(bytes, at)?.1,
            [b'<', rest @ ..] => at += 2 + rest.iter().position(|byte| *byte == b'>')?,
            [_, ..] => at += 1,
            [] => return None,
        }
    }
}

/// The bytes of the string that is the value of a key.
fn string_of(entries: &[u8], key: &[u8]) -> Option<Vec<u8>> {
    let at = find(entries, key)? + key.len();
    let at = at + (entries[at..].len() - entries[at..].trim_ascii_start().len());
    match entries.get(at..)? {
        [b'(', ..] => Some(literal(entries, at)?.0),
        [b'<', rest @ ..] => {
            let end = rest.iter().position(|byte| *byte == b'>')?;
            let digits: Vec<u8> = rest[..end]
                .iter()
                .filter_map(|byte| char::from(*byte).to_digit(16))
                .map(|digit| digit as u8)
                .collect();
            Some(digits.chunks(2).map(|two| two[0] << 4 | two.get(1).copied().unwrap_or(0)).collect())
        }
        _ => None,
    }
}

/// The bytes of a string in brackets that begins at `at`, and where it ends.
fn literal(bytes: &[u8], mut at: usize) -> Option<(Vec<u8>, usize)> {
    let (mut text, mut depth) = (Vec::new(), 0_usize);
    loop {
        let byte = *bytes.get(at)?;
        at += 1;
        match byte {
            b'(' => {
                depth += 1;
                if depth > 1 {
                    text.push(byte);
                }
            }
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some((text, at));
                }
                text.push(byte);
            }
            b'\\' => {
                let escaped = *bytes.get(at)?;
                at += 1;
                match escaped {
                    b'n' => text.push(b'\n'),
                    b'r' => text.push(b'\r'),
                    b't' => text.push(b'\t'),
                    b'b' | b'f' | b'\n' => {}
                    b'\r' => at += usize::from(bytes.get(at) == Some(&b'\n')),
                    b'0'..=b'7' => {
                        let mut value = u32::from(escaped - b'0');
                        for _ in 0..2 {
                            let Some(digit @ b'0'..=b'7') = bytes.get(at) else { break };
                            value = value << 3 | u32::from(digit - b'0');
                            at += 1;
                        }
                        text.push((value & 0xff) as u8);
                    }
                    other => text.push(other),
                }
            }
            _ => text.push(byte),
        }
    }
}

fn decoded(bytes: &[u8]) -> String {
    decode_text_string(&Object::String(bytes.to_vec(), StringFormat::Hexadecimal)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(content: &str) -> (Option<String>, Vec<ActualText>) {
        let mut pieces = Vec::new();
        let written = numbered(content.as_bytes(), None, &Document::new(), &mut pieces);
        (written.map(|written| String::from_utf8(written).expect("text")), pieces)
    }

    #[test]
    fn pieces_with_words_get_numbers_and_all_else_stays() {
        let (written, found) = pieces(
            "q /Span<</ActualText<FEFF00AD>>>BDC (-) Tj EMC /P <</MCID 3>> BDC /Span <</MCID 4 /Lang (a>>b) \
             /ActualText (one \\(two\\) \\101)>> BDC (x) Tj EMC EMC",
        );
        assert_eq!(
            written.as_deref(),
            Some(
                "q /Span<</MCID 1073741824>> BDC (-) Tj EMC /P <</MCID 3>> BDC /Span <</MCID 1073741825>> BDC (x) Tj EMC EMC"
            )
        );
        let words = |id: Option<i32>, words: &str| ActualText { id, words: Some(words.to_owned()) };
        assert_eq!(found, [words(None, "\u{ad}"), words(Some(4), "one (two) A")]);
    }

    #[test]
    fn what_is_broken_off_or_has_no_words_is_left_alone() {
        for content in [
            "",
            "BDC",
            "/P <</MCID 1>> BDC",
            "/P <</ActualText (a>> BDC",
            "/P /Named BDC",
            "/P <</ActualText 5>> BDC",
            "/P ActualText (a)>> BDC",
            "(/Span <</ActualText (a)>> BDCx) Tj",
        ] {
            assert_eq!(pieces(content), (None, Vec::new()), "{content}");
        }
    }
}
