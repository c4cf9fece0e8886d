//! How the streams of a file are packed.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

/// A filter by its full name, and its settings.
pub type Filter = (&'static str, BTreeMap<Vec<u8>, Object>);

/// The filters that make pixels, and not bytes.
pub const PICTURE_FILTERS: [&str; 4] = ["DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode"];

/// The filters by their full and their short names.
const FILTERS: [(&str, &str); 9] = [
    ("FlateDecode", "Fl"),
    ("LZWDecode", "LZW"),
    ("ASCII85Decode", "A85"),
    ("ASCIIHexDecode", "AHx"),
    ("RunLengthDecode", "RL"),
    ("DCTDecode", "DCT"),
    ("CCITTFaxDecode", "CCF"),
    ("JPXDecode", "JPXDecode"),
    ("JBIG2Decode", "JBIG2Decode"),
];

/// The filters of a stream, each with its settings.
pub fn filters(document: &Document, dict: &Dictionary) -> Vec<Filter> {
    let look = |key: &[u8]| dict.get(key).ok().and_then(|found| Some(document.dereference(found).ok()?.1));
    let each = |found: Option<&Object>| match found {
        Some(Object::Array(items)) => items.clone(),
        Some(one) => vec![one.clone()],
        None => Vec::new(),
    };
    let names = each(look(b"Filter"));
    let settings = each(look(b"DecodeParms"));
    let mut found = Vec::new();
    for (at, written) in names.iter().enumerate() {
        let Ok((_, written)) = document.dereference(written) else { continue };
        let known = |(full, short): &&(&str, &str)| {
            written.as_name().is_ok_and(|written| written == full.as_bytes() || written == short.as_bytes())
        };
        let Some((full, _)) = FILTERS.iter().find(known) else { continue };
        let own = settings.get(at).and_then(|own| document.dereference(own).ok()?.1.as_dict().ok());
        let own = own.map(|own| own.iter().map(|(key, value)| (key.clone(), value.clone())).collect());
        found.push((*full, own.unwrap_or_default()));
    }
    found
}
