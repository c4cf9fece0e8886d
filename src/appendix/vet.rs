//! The gate for a file from elsewhere: it is read once with limits, and only what its pages need is written out anew.
//!
//! The interpreter of pages trusts its input: it unpacks without limit and follows references in a circle for ever. So
//! it never sees the file as it came. What it gets has a flat list of pages, no reference that leads back to where it
//! came from, no more depth than [`limits::DEEPEST`], and no stream that unpacks to more than is allowed.

use std::collections::{BTreeMap, HashMap, HashSet};

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

use super::{Refusal, TooMuch, limits, pixels};

/// A file that may be interpreted.
pub struct Vetted {
    /// The file with nothing but its pages, written anew.
    pub bytes: Vec<u8>,
    /// The file as it came.
    pub document: Document,
    /// Its pages in order.
    pub pages: Vec<ObjectId>,
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
    let tree = pages(&document)?;
    let mut copyist =
        Copyist { from: &document, to: Document::with_version("1.7"), copied: HashMap::new(), unpacked: packed };
    let list = copyist.to.new_object_id();
    let mut kids = Vec::new();
    for (_, page) in &tree {
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
    let mut to = copyist.to;
    to.trailer.set("Root", Object::Reference(catalog));
    let mut written = Vec::new();
    to.save_to(&mut written).map_err(|_| Refusal::Broken)?;
    let pages = tree.into_iter().map(|(id, _)| id).collect();
    Ok(Vetted { bytes: written, document, pages })
}

fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

fn dictionary<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    let mut dictionary = Dictionary::new();
    for (key, value) in entries {
        dictionary.set(key, value);
    }
    dictionary
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

/// The attributes that a page takes from the branches above it.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// The pages in order, each with what it inherits.
fn pages(document: &Document) -> Result<Vec<(ObjectId, Dictionary)>, Refusal> {
    let root = document.catalog().and_then(|catalog| catalog.get(b"Pages")).map_err(|_| Refusal::Broken)?;
    let mut found = Vec::new();
    let mut seen: HashSet<ObjectId> = HashSet::new();
    let mut open = vec![(root, Dictionary::new())];
    while let Some((node, inherited)) = open.pop() {
        let Ok((id, node)) = document.dereference(node) else { continue };
        let (Some(id), Ok(node)) = (id, node.as_dict()) else { continue };
        // A page that is named twice is shown twice; a branch that is named twice would lead in a circle.
        let kids = node.get(b"Kids").ok().and_then(|kids| document.dereference(kids).ok()?.1.as_array().ok());
        let mut own = inherited;
        for key in INHERITED {
            if let Ok(value) = node.get(key) {
                own.set(key, value.clone());
            }
        }
        match kids {
            Some(kids) if !node.has_type(b"Page") => {
                if seen.insert(id) {
                    open.extend(kids.iter().rev().map(|kid| (kid, own.clone())));
                }
            }
            _ => {
                let mut page = node.clone();
                for (key, value) in own {
                    page.set(key, value);
                }
                found.push((id, page));
            }
        }
        if found.len() > limits::MOST_PAGES {
            return Err(Refusal::TooMuch(TooMuch::Pages));
        }
        if open.len() > limits::MOST_OBJECTS {
            return Err(Refusal::Broken);
        }
    }
    if found.is_empty() { Err(Refusal::Empty) } else { Ok(found) }
}

/// Copies objects from one file into another.
struct Copyist<'a> {
    from: &'a Document,
    to: Document,
    /// Where an object stands in the new file; `None` while it is being copied.
    copied: HashMap<ObjectId, Option<ObjectId>>,
    /// What all streams have unpacked to.
    unpacked: usize,
}

/// Keys that lead back, or to what no page shows.
const LEFT_OUT: [&[u8]; 9] = [
    b"Parent",
    b"StructParent",
    b"StructParents",
    b"StructTreeRoot",
    b"PieceInfo",
    b"Metadata",
    b"Thumb",
    b"Alternates",
    b"OPI",
];

/// The keys of a comment, a link or a form field that its picture depends on.
const OF_ANNOTATION: [&[u8]; 5] = [b"Type", b"Subtype", b"Rect", b"F", b"OC"];

impl Copyist<'_> {
    fn page(&mut self, page: &Dictionary, list: ObjectId) -> Result<Dictionary, Refusal> {
        let mut copy = dictionary([("Type", name("Page")), ("Parent", Object::Reference(list))]);
        for key in [&b"Resources"[..], b"MediaBox", b"CropBox", b"Rotate", b"Contents"] {
            if let Ok(value) = page.get(key) {
                let value = self.copy(value, 0)?;
                copy.set(key, value);
            }
        }
        let from = self.from;
        let list = page.get(b"Annots").ok().and_then(|list| from.dereference(list).ok()?.1.as_array().ok());
        let mut annotations = Vec::new();
        for annotation in list.into_iter().flatten() {
            let annotation = from.dereference(annotation).ok().and_then(|(_, found)| found.as_dict().ok());
            if let Some(annotation) =
                annotation.map(|annotation| self.annotation(annotation)).transpose()?.flatten()
            {
                annotations.push(Object::Dictionary(annotation));
            }
        }
        if !annotations.is_empty() {
            copy.set("Annots", annotations);
        }
        Ok(copy)
    }

    /// A comment or a form field with the picture of the state that it is in; `None` if it has none, or is not for
    /// the screen.
    fn annotation(&mut self, annotation: &Dictionary) -> Result<Option<Dictionary>, Refusal> {
        const HIDDEN_OR_NOT_VIEWED: i64 = 2 | 32;
        let flags = annotation.get(b"F").and_then(Object::as_i64).unwrap_or_default();
        if flags & HIDDEN_OR_NOT_VIEWED != 0 || annotation.get(b"Subtype").is_ok_and(|kind| *kind == name("Popup"))
        {
            return Ok(None);
        }
        let look = |of: &Dictionary, key: &[u8]| {
            of.get(key)
                .ok()
                .and_then(|found| self.from.dereference(found).ok())
                .map(|(id, found)| (id, found.clone()))
        };
        let Some((_, Object::Dictionary(appearance))) = look(annotation, b"AP") else { return Ok(None) };
        let normal = match look(&appearance, b"N") {
            Some((_, Object::Dictionary(states))) => {
                let state = annotation.get(b"AS").and_then(Object::as_name).unwrap_or(b"Off");
                states.get(state).ok().cloned()
            }
            Some(_) => appearance.get(b"N").ok().cloned(),
            None => None,
        };
        let Some(normal) = normal else { return Ok(None) };
        let mut copy = Dictionary::new();
        for key in OF_ANNOTATION {
            if let Ok(value) = annotation.get(key) {
                let value = self.copy(value, 0)?;
                copy.set(key, value);
            }
        }
        let normal = self.copy(&normal, 0)?;
        copy.set("AP", dictionary([("N", normal)]));
        Ok(Some(copy))
    }

    /// A copy of an object, with all that it refers to.
    fn copy(&mut self, object: &Object, depth: usize) -> Result<Object, Refusal> {
        if depth > limits::DEEPEST {
            return Err(Refusal::TooMuch(TooMuch::Depth));
        }
        Ok(match object {
            Object::Array(items) => {
                Object::Array(items.iter().map(|item| self.copy(item, depth + 1)).collect::<Result<_, _>>()?)
            }
            Object::Dictionary(dictionary) => Object::Dictionary(self.dictionary(dictionary, depth)?),
            Object::Stream(stream) => Object::Stream(self.stream(stream, depth)?),
            Object::Reference(id) => self.reference(*id, depth)?,
            plain => plain.clone(),
        })
    }

    fn reference(&mut self, id: ObjectId, depth: usize) -> Result<Object, Refusal> {
        match self.copied.get(&id) {
            Some(Some(done)) => return Ok(Object::Reference(*done)),
            // It leads back to what it stands in.
            Some(None) => return Ok(Object::Null),
            None => {}
        }
        let Ok(found) = self.from.get_object(id) else { return Ok(Object::Null) };
        self.copied.insert(id, None);
        let copy = self.copy(found, depth + 1)?;
        let new = self.to.add_object(copy);
        self.copied.insert(id, Some(new));
        Ok(Object::Reference(new))
    }

    fn dictionary(&mut self, dictionary: &Dictionary, depth: usize) -> Result<Dictionary, Refusal> {
        let mut copy = Dictionary::new();
        for (key, value) in dictionary.iter() {
            if !LEFT_OUT.contains(&key.as_slice()) {
                let value = self.copy(value, depth + 1)?;
                copy.set(key.clone(), value);
            }
        }
        Ok(copy)
    }

    fn stream(&mut self, stream: &Stream, depth: usize) -> Result<Stream, Refusal> {
        let filters = filters(self.from, &stream.dict);
        let picture = filters.iter().position(|(filter, _)| PICTURE_FILTERS.contains(filter));
        let packed = picture.unwrap_or(filters.len());
        let mut dict = stream.dict.clone();
        for key in [&b"F"[..], b"FFilter", b"FDecodeParms", b"DP", b"Filter", b"DecodeParms", b"Length", b"DL"] {
            dict.remove(key);
        }
        let mut copy = self.dictionary(&dict, depth)?;
        let content = self.unpacked(&filters[..packed], &stream.content)?;
        let size = pixels::of(self.from, &stream.dict, picture.map(|at| filters[at].0), &content);
        if size.is_none_or(|size| size > limits::MOST_PIXELS) {
            return Err(Refusal::TooMuch(TooMuch::Picture));
        }
        // The filters are written out under their full names and without those that nobody knows, so that they mean
        // the same to every reader.
        let names: Vec<Object> = filters.iter().map(|(filter, _)| name(filter)).collect();
        let settings: Vec<BTreeMap<Vec<u8>, Object>> = filters.into_iter().map(|(_, settings)| settings).collect();
        let mut parameters = Vec::new();
        for settings in settings {
            let mut own = Dictionary::new();
            for (key, value) in settings {
                let value = self.copy(&value, depth + 1)?;
                own.set(key, value);
            }
            parameters.push(Object::Dictionary(own));
        }
        if !names.is_empty() {
            copy.set("Filter", names);
            copy.set("DecodeParms", parameters);
        }
        Ok(Stream::new(copy, stream.content.clone()).with_compression(false))
    }

    /// What a stream unpacks to, up to the first filter that makes pixels.
    fn unpacked(
        &mut self,
        filters: &[(&'static str, BTreeMap<Vec<u8>, Object>)],
        content: &[u8],
    ) -> Result<Vec<u8>, Refusal> {
        let mut dict = Dictionary::new();
        if !filters.is_empty() {
            dict.set("Filter", filters.iter().map(|(filter, _)| name(filter)).collect::<Vec<Object>>());
        }
        let unpacked =
            match Stream::new(dict, content.to_vec()).get_plain_content_with_limit(limits::MOST_IN_STREAM) {
                Ok(unpacked) => unpacked,
                Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
                    return Err(Refusal::TooMuch(TooMuch::Unpacked));
                }
                // A stream that is damaged gives as much as it has; it is counted as if it had been whole.
                Err(_) => content.to_vec(),
            };
        self.unpacked = self.unpacked.saturating_add(unpacked.len());
        if self.unpacked > limits::MOST_UNPACKED {
            return Err(Refusal::TooMuch(TooMuch::Unpacked));
        }
        Ok(unpacked)
    }
}

/// The filters that make pixels, and not bytes.
const PICTURE_FILTERS: [&str; 4] = ["DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode"];

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
fn filters(document: &Document, dict: &Dictionary) -> Vec<(&'static str, BTreeMap<Vec<u8>, Object>)> {
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
