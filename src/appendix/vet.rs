//! The gate for a file from elsewhere: it is read once with limits, and only what its pages need is written out anew.
//!
//! The interpreter of pages trusts its input: it unpacks without limit and follows references in a circle for ever. So
//! it never sees the file as it came. What it gets has a flat list of pages, no reference that leads back to where it
//! came from, no more depth than [`limits::DEEPEST`], and no stream that unpacks to more than is allowed.

use std::sync::Arc;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

use super::actual::ActualText;
use super::copy::{Copyist, Costs, dictionary, name};
use super::{Refusal, TooMuch, limits, tree};

/// A file that may be interpreted.
pub struct Vetted {
    /// The file with nothing but its pages, written anew.
    pub bytes: Vec<u8>,
    /// The file as it came.
    pub document: Document,
    /// Its pages in order.
    pub pages: Vec<ObjectId>,
    /// The words that it has for pieces of its pages.
    pub actual: Arc<[ActualText]>,
    /// What it takes to draw what is drawn again and again.
    pub costs: Costs,
}

/// Reads a file and writes its pages out anew.
///
/// # Errors
/// If it is no PDF, cannot be opened, has no pages or is too large for what can be bound in.
pub fn vet(bytes: &[u8]) -> Result<Vetted, Refusal> {
    if !bytes.windows(5).take(1024).any(|start| start == b"%PDF-") {
        return Err(Refusal::NoPdf);
    }
    let packed = unpacked_tables(bytes)?;
    let options = LoadOptions { max_decompressed_size: Some(limits::MOST_IN_STREAM), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::Decryption(_)
        | lopdf::Error::InvalidPassword
        | lopdf::Error::UnsupportedSecurityHandler(_) => Refusal::Encrypted,
        _ => Refusal::Broken,
    })?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Refusal::Encrypted);
    }
    if document.objects.len() > limits::MOST_OBJECTS {
        return Err(Refusal::TooMuch(TooMuch::Objects));
    }
    let found = tree::pages(&document)?;
    let mut copyist = Copyist::new(&document, packed);
    let list = copyist.to.new_object_id();
    let mut kids = Vec::new();
    for (_, page) in &found {
        let page = copyist.page(page, list)?;
        kids.push(Object::Reference(copyist.to.add_object(page)));
    }
    let count = i64::try_from(kids.len()).unwrap_or_default();
    copyist
        .to
        .set_object(list, dictionary([("Type", name("Pages")), ("Kids", kids.into()), ("Count", count.into())]));
    let mut catalog = dictionary([("Type", name("Catalog")), ("Pages", Object::Reference(list))]);
    // Layers that are switched off stay off.
    if let Some(layers) = document.catalog().ok().and_then(|catalog| catalog.get(b"OCProperties").ok()) {
        let layers = copyist.copy(layers, 0)?;
        catalog.set("OCProperties", layers);
    }
    let catalog = copyist.to.add_object(catalog);
    let (actual, costs) = (copyist.actual.into(), copyist.most);
    let mut to = copyist.to;
    to.trailer.set("Root", Object::Reference(catalog));
    let mut written = Vec::new();
    to.save_to(&mut written).map_err(|_| Refusal::Broken)?;
    let pages = found.into_iter().map(|(id, _)| id).collect();
    Ok(Vetted { bytes: written, document, pages, actual, costs })
}

/// Unpacks the streams that hold other objects one after the other and returns how much they hold: the reader would hold
/// all of them at once, and bounds each alone.
fn unpacked_tables(bytes: &[u8]) -> Result<usize, Refusal> {
    let mut unpacked = 0;
    let mut from = 0;
    while let Some(found) = find(&bytes[from..], b"/ObjStm") {
        from += found + b"/ObjStm".len();
        let Some(start) = find(&bytes[from..], b"stream") else { break };
        let start = from + start + b"stream".len();
        let rest = bytes[start..].trim_ascii_start();
        let rest = &rest[..find(rest, b"endstream").unwrap_or(rest.len())];
        let mut packed = Dictionary::new();
        packed.set("Filter", name("FlateDecode"));
        match Stream::new(packed, rest.to_vec()).decompressed_content_with_limit(limits::MOST_IN_STREAM) {
            Ok(content) => unpacked += content.len(),
            Err(lopdf::Error::Decompress(_)) => return Err(Refusal::TooMuch(TooMuch::Unpacked)),
            Err(_) => {}
        }
        if unpacked > limits::MOST_UNPACKED {
            return Err(Refusal::TooMuch(TooMuch::Unpacked));
        }
    }
    Ok(unpacked)
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|at| at == word)
}
