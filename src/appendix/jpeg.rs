//! Photographs stay what they are: unpacked and packed again without loss, a scanned page would take ten times the room.

use hayro_interpret::Image;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Stream};

use super::pixels;

/// The bytes of a picture that is a JPEG and looks the same when it is shown by itself.
///
/// `None` where the file changes it on the way: cuts it out with a mask, inverts it, or means other colours than a JPEG
/// of as many parts does.
pub fn whole(image: &Image<'_, '_>) -> Option<Vec<u8>> {
    let Image::Raster(raster) = image else { return None };
    let stream = raster.stream();
    let dict = stream.dict();
    let changed = [&b"SMask"[..], b"Mask", b"Decode", b"SMaskInData"].iter().any(|key| dict.contains_key(*key));
    // The file was written out with its filters as a list of full names.
    let filters = dict.get::<Array<'_>>(&b"Filter"[..])?;
    let mut filters = filters.iter::<Name<'_>>();
    if changed || filters.next().is_none_or(|filter| &*filter != b"DCTDecode") || filters.next().is_some() {
        return None;
    }
    let parts = parts(dict)?;
    let bytes = stream.raw_data();
    let frame = pixels::jpeg(&bytes)?;
    let size = (u64::from(image.width()), u64::from(image.height()));
    let same = frame.parts == parts && (frame.width, frame.height) == size;
    (same && frame.bits == 8).then(|| bytes.into_owned())
}

/// Of how many parts a colour of the picture is: one for grey, three for red, green and blue.
fn parts(dict: &Dict<'_>) -> Option<u64> {
    if let Some(name) = dict.get::<Name<'_>>(&b"ColorSpace"[..]) {
        return match &*name {
            b"DeviceGray" => Some(1),
            b"DeviceRGB" => Some(3),
            _ => None,
        };
    }
    let space = dict.get::<Array<'_>>(&b"ColorSpace"[..])?;
    let mut items = space.flex_iter();
    let kind = items.next::<Name<'_>>()?;
    if &*kind != b"ICCBased" {
        return None;
    }
    let parts = items.next::<Stream<'_>>()?.dict().get::<u32>(&b"N"[..])?;
    matches!(parts, 1 | 3).then_some(parts.into())
}
