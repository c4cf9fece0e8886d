//! The links of a page, which would be lost with its picture.

use hayro::vello_cpu::kurbo::{Affine, Rect};
use lopdf::{Document, Object, ObjectId};

/// A link on a page.
pub struct Link {
    /// Where it stands, in points from the upper left corner of the page.
    pub place: Rect,
    /// Where it leads.
    pub address: String,
}

/// The most links of a page that are kept.
const MOST: usize = 2_000;

/// The longest address that is kept.
const LONGEST: usize = 2_000;

/// The links of a page that lead to a web page or an e-mail address; `onto` leads from the file's own points to those of
/// the page as it is seen.
pub fn links(document: &Document, page: ObjectId, onto: Affine) -> Vec<Link> {
    let list = super::of_page(document, page, b"Annots").and_then(|list| list.as_array().ok());
    list.into_iter().flatten().take(MOST).filter_map(|one| link(document, one, onto)).collect()
}

fn link(document: &Document, annotation: &Object, onto: Affine) -> Option<Link> {
    let look = |of: &'_ lopdf::Dictionary, key: &[u8]| -> Option<Object> {
        Some(document.dereference(of.get(key).ok()?).ok()?.1.clone())
    };
    let annotation = document.dereference(annotation).ok()?.1.as_dict().ok()?;
    if annotation.get(b"Subtype").and_then(Object::as_name).ok()? != b"Link" {
        return None;
    }
    let action = look(annotation, b"A")?;
    let address = look(action.as_dict().ok()?, b"URI")?;
    let address = String::from_utf8(address.as_str().ok()?.to_vec()).ok()?;
    let scheme =
        ["https://", "http://", "mailto:"].iter().any(|scheme| address.to_ascii_lowercase().starts_with(scheme));
    if !scheme || address.len() > LONGEST || address.chars().any(|one| one.is_control() || one.is_whitespace()) {
        return None;
    }
    let corners = look(annotation, b"Rect")?;
    let corners = corners.as_array().ok()?.iter().map(|corner| corner.as_float().ok().map(f64::from));
    let corners: Vec<f64> = corners.collect::<Option<_>>()?;
    let [x0, y0, x1, y1] = corners[..] else { return None };
    Some(Link { place: onto.transform_rect_bbox(Rect::new(x0, y0, x1, y1).abs()), address })
}
