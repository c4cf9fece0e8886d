//! How many pixels a picture has, by what its file says before anything is unpacked.

use lopdf::{Dictionary, Document, Object};

/// The pixels that a stream claims to have: the most of what its dictionary and its own header say; 0 for what is no
/// picture, `None` if the size makes no sense.
pub fn of(document: &Document, dict: &Dictionary, filter: Option<&str>, content: &[u8]) -> Option<u64> {
    let is_picture = dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image");
    if !is_picture && filter.is_none() {
        return Some(0);
    }
    let number = |dict: &Dictionary, key: &[u8]| match dict.get(key) {
        Ok(found) => {
            let found = document.dereference(found).ok()?.1;
            let number = found.as_i64().ok().or_else(|| found.as_float().ok().map(|number| number as i64))?;
            Some(u64::try_from(number).unwrap_or_default())
        }
        Err(_) => Some(0),
    };
    let said = number(dict, b"Width")?.checked_mul(number(dict, b"Height")?)?;
    let inside = match filter {
        Some("DCTDecode") => jpeg(content),
        Some("JPXDecode") => jpeg_2000(content),
        Some("JBIG2Decode") => jbig2(content),
        Some("CCITTFaxDecode") => {
            // Every row of a fax takes a bit at least, whatever its width.
            let settings = dict.get(b"DecodeParms").ok().and_then(|found| document.dereference(found).ok());
            let settings = settings.and_then(|(_, found)| match found {
                Object::Array(items) => {
                    items.iter().rev().find_map(|one| document.dereference(one).ok()?.1.as_dict().ok())
                }
                one => one.as_dict().ok(),
            });
            let columns = settings.map_or(Some(1728), |settings| number(settings, b"Columns"))?;
            let rows = settings.map_or(Some(0), |settings| number(settings, b"Rows"))?;
            Some(columns.checked_mul(rows.max(number(dict, b"Height")?))?)
        }
        _ => None,
    };
    Some(said.max(inside.unwrap_or_default()))
}

fn two(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn four(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)))
}

/// The frame header of a JPEG.
fn jpeg(bytes: &[u8]) -> Option<u64> {
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            at += 1;
            continue;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            // Fill bytes and markers that stand alone.
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return two(bytes, at + 5)?.checked_mul(two(bytes, at + 7)?);
            }
            _ => at += 2 + usize::try_from(two(bytes, at + 2)?).ok()?.max(2),
        }
    }
}

/// The size marker of JPEG 2000, which follows the start of the code stream; its parts count as pixels of their own.
fn jpeg_2000(bytes: &[u8]) -> Option<u64> {
    let at = bytes.windows(4).position(|four| four == [0xff, 0x4f, 0xff, 0x51])? + 4;
    let width = four(bytes, at + 4)?.saturating_sub(four(bytes, at + 12)?);
    let height = four(bytes, at + 8)?.saturating_sub(four(bytes, at + 16)?);
    let parts = two(bytes, at + 36)?.max(1);
    width.checked_mul(height)?.checked_mul(parts.div_ceil(4))
}

/// The page information, or the largest region, of a JBIG2 stream: the segments one after the other.
fn jbig2(bytes: &[u8]) -> Option<u64> {
    let mut at = 0;
    let mut most = 0;
    while let Some(&flags) = bytes.get(at + 4) {
        let referred = *bytes.get(at + 5)?;
        let number = four(bytes, at)?;
        let size = if number <= 256 {
            1
        } else if number <= 65_536 {
            2
        } else {
            4
        };
        let (count, mut next) = match usize::from(referred >> 5) {
            7 => {
                let count = usize::try_from(four(bytes, at + 5)? & 0x1fff_ffff).ok()?;
                (count, at + 9 + (count + 1).div_ceil(8))
            }
            count => (count, at + 6),
        };
        next = next.checked_add(count.checked_mul(size)?)?;
        next += if flags & 0x40 == 0 { 1 } else { 4 };
        let length = four(bytes, next)?;
        next += 4;
        // Regions and the page begin with their width and height.
        if matches!(flags & 0x3f, 4 | 6 | 7 | 20 | 22 | 23 | 36 | 38..=40 | 42 | 43 | 48) {
            let height = four(bytes, next + 4).filter(|height| *height != u64::from(u32::MAX)).unwrap_or_default();
            most = four(bytes, next).unwrap_or_default().saturating_mul(height).max(most);
        }
        at = next.checked_add(usize::try_from(length).ok()?)?;
    }
    Some(most)
}
