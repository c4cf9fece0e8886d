//! The pages of a file are copied into a new one, with nothing but what they need and no more than is allowed.

use std::collections::{BTreeMap, HashMap};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::actual::{self, ActualText};
use super::filters::{Filter, PICTURE_FILTERS, filters};
use super::{Refusal, TooMuch, limits, pixels};

/// Copies objects from one file into another.
pub struct Copyist<'a> {
    from: &'a Document,
    /// What pieces of the page are said to be, by name.
    properties: Option<&'a Dictionary>,
    /// The new file.
    pub to: Document,
    /// Where an object stands in the new file; `None` while it is being copied.
    copied: HashMap<ObjectId, Option<ObjectId>>,
    /// What all streams have unpacked to.
    unpacked: usize,
    /// How many bytes of instructions it takes to draw a form of the new file, with all that it draws.
    costs: HashMap<ObjectId, u64>,
    /// The highest of them.
    costliest: u64,
    /// That of the stream that was copied last.
    cost: u64,
    /// The most that anything takes that is drawn again without being named again.
    pub most: Costs,
    /// The words for pieces of pages.
    pub actual: Vec<ActualText>,
}

/// How many bytes of instructions it takes to draw something, at most.
#[derive(Debug, Clone, Copy, Default)]
pub struct Costs {
    /// A letter that is a drawing of its own.
    pub letter: u64,
    /// A pattern.
    pub pattern: u64,
    /// A mask.
    pub mask: u64,
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

/// What the signs are that forms are ticked with. Their font need not say so, and nothing else would.
const SIGNS: &[u8] = b"/CMapName /Signs def 1 begincodespacerange <00> <ff> endcodespacerange 10 beginbfchar <33> <2713> \
    <34> <2714> <35> <2715> <36> <2716> <37> <2717> <38> <2718> <48> <2605> <6c> <25cf> <6e> <25a0> <75> <25c6> endbfchar";

/// The keys of a comment, a link or a form field that its picture depends on.
const OF_ANNOTATION: [&[u8]; 5] = [b"Type", b"Subtype", b"Rect", b"F", b"OC"];

impl<'a> Copyist<'a> {
    /// A copyist of a file of which `unpacked` bytes have been unpacked already.
    pub fn new(from: &'a Document, unpacked: usize) -> Self {
        Self {
            from,
            properties: None,
            to: Document::with_version("1.7"),
            copied: HashMap::new(),
            unpacked,
            costs: HashMap::new(),
            costliest: 0,
            cost: 0,
            most: Costs::default(),
            actual: Vec::new(),
        }
    }

    /// A page with what it needs; `list` is the list of pages.
    ///
    /// # Errors
    /// If it takes more than is allowed.
    pub fn page(&mut self, page: &'a Dictionary, list: ObjectId) -> Result<Dictionary, Refusal> {
        let mut copy = dictionary([("Type", name("Page")), ("Parent", Object::Reference(list))]);
        let resources = page.get(b"Resources").ok().and_then(|found| look(self.from, found)?.as_dict().ok());
        self.properties =
            resources.and_then(|found| look(self.from, found.get(b"Properties").ok()?)?.as_dict().ok());
        for key in [&b"Resources"[..], b"MediaBox", b"CropBox", b"Rotate", b"Contents"] {
            if let Ok(value) = page.get(key) {
                let value = self.copy(value, 0)?;
                copy.set(key, value);
            }
        }
        let from = self.from;
        self.check_cost(&copy)?;
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

    /// A copy of an object, with all that it refers to; `depth` is how deep it stands.
    ///
    /// # Errors
    /// If it takes more than is allowed.
    pub fn copy(&mut self, object: &Object, depth: usize) -> Result<Object, Refusal> {
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
        self.cost = 0;
        let copy = self.copy(found, depth + 1)?;
        let is_stream = matches!(copy, Object::Stream(_));
        let new = self.to.add_object(copy);
        if is_stream {
            self.costs.insert(new, self.cost);
            self.costliest = self.costliest.max(self.cost);
        }
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
        let is =
            |key: &[u8], value: &[u8]| dictionary.get(key).and_then(Object::as_name).is_ok_and(|it| it == value);
        if is(b"Subtype", b"Type3") {
            let letters = copy.get(b"CharProcs").ok().and_then(|found| look(&self.to, found)?.as_dict().ok());
            let letters =
                letters.into_iter().flat_map(Dictionary::iter).filter_map(|(_, one)| one.as_reference().ok());
            let most = letters.filter_map(|letter| self.costs.get(&letter).copied()).max();
            self.most.letter = self.most.letter.max(most.unwrap_or_default());
        }
        if is(b"Type", b"Font") && is(b"BaseFont", b"ZapfDingbats") && !dictionary.has(b"ToUnicode") {
            let signs = Stream::new(Dictionary::new(), SIGNS.to_vec()).with_compression(false);
            copy.set("ToUnicode", self.to.add_object(signs));
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
        let cost = if picture.is_none() { self.cost_of(&content, copy.get(b"Resources").ok())? } else { 0 };
        if stream.dict.has(b"PatternType") {
            self.most.pattern = self.most.pattern.max(cost);
        }
        // What is a mask is a group, and does not say that it is a mask.
        if stream.dict.has(b"Group") {
            self.most.mask = self.most.mask.max(cost);
        }
        if picture.is_none()
            && let Some(numbered) = self.numbered(&content, &stream.dict)
        {
            self.cost = cost;
            return Ok(Stream::new(copy, numbered).with_compression(false));
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
        self.cost = cost;
        if !names.is_empty() {
            copy.set("Filter", names);
            copy.set("DecodeParms", parameters);
        }
        Ok(Stream::new(copy, stream.content.clone()).with_compression(false))
    }

    /// Instructions in which pieces with words have numbers; `None` for what has none, or is no instructions.
    fn numbered(&mut self, content: &[u8], dict: &Dictionary) -> Option<Vec<u8>> {
        let form = dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
        let own = dict.get(b"Resources").ok().filter(|_| form);
        let own = own.and_then(|own| look(self.from, own)?.as_dict().ok()?.get(b"Properties").ok());
        let properties = own.and_then(|own| look(self.from, own)?.as_dict().ok()).or(self.properties);
        // What has another use than to be drawn does not look like it by chance.
        let other = dict.has(b"Type") && !form && !dict.has_type(b"Pattern");
        if other { None } else { actual::numbered(content, properties, self.from, &mut self.actual) }
    }

    /// What it costs to follow instructions: their length, and that of the forms that they draw, each time.
    ///
    /// Forms that draw the next one twice, thirty deep, are a billion drawings of nothing in a kilobyte.
    fn cost_of(&self, content: &[u8], resources: Option<&Object>) -> Result<u64, Refusal> {
        let forms = resources.and_then(|found| look(&self.to, found)?.as_dict().ok()?.get(b"XObject").ok());
        let forms = forms.and_then(|found| look(&self.to, found)?.as_dict().ok());
        let mut cost = content.len() as u64;
        for name in drawn(content) {
            let form = forms.and_then(|forms| forms.get(name).and_then(Object::as_reference).ok());
            // A form may also be one of those that whoever draws this one knows.
            let own = form.and_then(|form| self.costs.get(&form).copied());
            cost = cost.saturating_add(own.unwrap_or(self.costliest));
        }
        if cost > limits::MOST_INSTRUCTIONS { Err(Refusal::TooMuch(TooMuch::Drawn)) } else { Ok(cost) }
    }

    /// The same for a page that was copied.
    fn check_cost(&self, page: &Dictionary) -> Result<(), Refusal> {
        let contents = page.get(b"Contents").ok().and_then(|found| look(&self.to, found));
        let streams = match contents {
            Some(Object::Array(streams)) => streams.iter().filter_map(|stream| look(&self.to, stream)).collect(),
            one => Vec::from_iter(one),
        };
        let mut cost = 0_u64;
        for stream in streams.into_iter().filter_map(|stream| stream.as_stream().ok()) {
            let content = stream.get_plain_content_with_limit(limits::MOST_IN_STREAM).unwrap_or_default();
            cost = cost.saturating_add(self.cost_of(&content, page.get(b"Resources").ok())?);
        }
        if cost > limits::MOST_INSTRUCTIONS { Err(Refusal::TooMuch(TooMuch::Drawn)) } else { Ok(()) }
    }

    /// What a stream unpacks to, up to the first filter that makes pixels.
    fn unpacked(&mut self, filters: &[Filter], content: &[u8]) -> Result<Vec<u8>, Refusal> {
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

/// The object that another one is, or refers to.
fn look<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    Some(document.dereference(object).ok()?.1)
}

/// The names of what instructions draw: `/Name Do`.
fn drawn(content: &[u8]) -> impl Iterator<Item = &[u8]> {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"/[]<>()%".contains(byte);
    let places = content.windows(2).enumerate().filter(|(_, two)| *two == b"Do").map(|(at, _)| at);
    places.filter(move |at| content.get(at + 2).is_none_or(ends)).filter_map(move |at| {
        let before = content[..at].trim_ascii_end();
        let start = before.iter().rposition(ends)?;
        let name = &before[start + 1..];
        (before.len() < at && before[start] == b'/' && !name.is_empty()).then_some(name)
    })
}

/// A name.
pub fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// A dictionary.
pub fn dictionary<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    let mut dictionary = Dictionary::new();
    for (key, value) in entries {
        dictionary.set(key, value);
    }
    dictionary
}
