//! The text of a return, whichever of the usual encodings it was saved in.

use std::borrow::Cow;

/// How much of a file is looked at.
const HEAD: usize = 64 * 1024;

/// Whether bytes look like XML, since a tag, a declaration or a comment comes first, or hold elements of a return,
/// which may have lost its beginning.
pub(super) fn looks_like_a_return(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    // The marks and the zeros of UTF-16 say nothing here.
    let head: Vec<u8> = head.iter().copied().filter(|byte| !matches!(byte, 0 | 0xfe | 0xff)).collect();
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
    let xml = matches!(text, [b'<', b'?' | b'!' | b'/', ..])
        || matches!(text, [b'<', name, ..] if name.is_ascii_alphabetic());
    let holds = |element: &str| head.windows(element.len()).any(|part| part == element.as_bytes());
    xml || ["CSWWWorker>", "SWENo>", "PersonBirthDate>"].iter().any(|element| holds(element))
}

/// Why bytes are not read as text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Undecodable {
    /// The bytes stop being what they are said to be, after so many characters that can be read.
    Invalid(String),
    /// The file says that it is in an encoding that is not read.
    Unknown,
}

/// Decodes UTF-8, UTF-16 (by its mark, or by the zeros beside the first `<`), and ISO-8859-1 where it is declared.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Undecodable> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        [b'<', 0, ..] => return utf16(bytes, u16::from_le_bytes),
        [0, b'<', ..] => return utf16(bytes, u16::from_be_bytes),
        _ => {}
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match declared(bytes).as_deref() {
        None | Some("utf-8" | "utf8" | "us-ascii" | "ascii") => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(why) => {
                let good = bytes.get(..why.valid_up_to()).unwrap_or_default();
                Err(Undecodable::Invalid(String::from_utf8_lossy(good).into_owned()))
            }
        },
        // Windows' own characters beyond Latin-1 stand in no value that is read.
        Some("iso-8859-1" | "latin1" | "windows-1252") => {
            Ok(Cow::Owned(bytes.iter().copied().map(char::from).collect()))
        }
        Some(_) => Err(Undecodable::Unknown),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'static, str>, Undecodable> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match character {
            Ok(character) => text.push(character),
            Err(_) => return Err(Undecodable::Invalid(text)),
        }
    }
    if odd.is_empty() { Ok(Cow::Owned(text)) } else { Err(Undecodable::Invalid(text)) }
}

/// The encoding that the first line declares, in lower case.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(200))?;
    let declaration = head.strip_prefix(b"<?xml")?;
    let declaration = String::from_utf8_lossy(declaration).to_lowercase();
    let declaration = declaration.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(value[1..].split(quote).next()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Undecodable, decode, looks_like_a_return};

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn the_usual_encodings_are_read() {
        let text = "<Message>é €</Message>";
        assert_eq!(decode(text.as_bytes()).as_deref(), Ok(text));
        assert_eq!(decode(format!("\u{feff}{text}").as_bytes()).as_deref(), Ok(text));
        assert_eq!(decode(&utf16(text, u16::to_le_bytes)).as_deref(), Ok(text));
        assert_eq!(decode(&utf16(text, u16::to_be_bytes)).as_deref(), Ok(text));
        assert_eq!(decode(&utf16(&format!("\u{feff}{text}"), u16::to_le_bytes)).as_deref(), Ok(text));
        assert_eq!(decode(&utf16(&format!("\u{feff}{text}"), u16::to_be_bytes)).as_deref(), Ok(text));
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><A>\xe9</A>";
        assert!(decode(latin).is_ok_and(|text| text.ends_with("<A>é</A>")));
    }

    #[test]
    fn what_is_no_text_says_how_far_it_is() {
        assert_eq!(decode(b"<A>\n\xe9</A>"), Err(Undecodable::Invalid("<A>\n".to_owned())));
        assert_eq!(decode(b"<\0A\0>"), Err(Undecodable::Invalid("<A".to_owned())));
        assert_eq!(decode(b"<\0\x00\xd8A\0"), Err(Undecodable::Invalid("<".to_owned())));
        assert_eq!(decode(b"<?xml version=\"1.0\" encoding=\"EBCDIC\"?><A/>"), Err(Undecodable::Unknown));
    }

    #[test]
    fn a_return_is_known_by_its_beginning_or_its_elements() {
        for bytes in [
            &b"<?xml?>"[..],
            b"\xef\xbb\xbf\n <Message>",
            b"\xff\xfe<\0M\0",
            b"\0<\0M",
            b"<!-- -->",
            b"</Sex>",
            b"12</SWENo>",
            b"x\0\nC\0S\0W\0W\0W\0o\0r\0k\0e\0r\0>\0",
        ] {
            assert!(looks_like_a_return(bytes), "{bytes:?}");
        }
        for bytes in [&b""[..], b"<", b"area,period", b"<5 years,5 years", b"PK\x03\x04", b"< a", b"\0\0"] {
            assert!(!looks_like_a_return(bytes), "{bytes:?}");
        }
    }
}
