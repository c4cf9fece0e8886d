//! A finished PDF as its readers have it: the tag tree with its text, the bookmarks, and what is where on a page.

mod content;
mod describe;

use std::collections::{BTreeSet, HashMap};

use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

pub use content::Paint;
pub use describe::is_inline;

/// A PDF, read.
pub struct Pdf {
    pub title: String,
    pub language: String,
    /// The width and height of each page, in points.
    pub pages: Vec<(f64, f64)>,
    pub bookmarks: Vec<Bookmark>,
    /// The root of the tag tree.
    pub tags: Element,
    /// All that is painted, page by page.
    pub paints: Vec<Paint>,
    /// What the catalogue says of the document as a whole.
    pub shows_title: bool,
    pub marked: bool,
}

/// A bookmark, its page from zero, and those within it.
pub struct Bookmark {
    pub title: String,
    pub page: usize,
    pub inner: Vec<Bookmark>,
}

/// An element of the tag tree.
#[derive(Debug, Default)]
pub struct Element {
    /// `P`, `H2`, `Table` …
    pub kind: String,
    /// The alternative text.
    pub alt: Option<String>,
    /// `Column`, `Row` or `Both`, of a header cell.
    pub scope: Option<String>,
    /// `Decimal`, `Disc` …, of a list.
    pub numbering: Option<String>,
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug)]
pub enum Node {
    Element(Element),
    /// Marked content by page and number, and its text.
    Text(usize, i64, String),
    /// Where a link leads: an address, or `#` inside of the document.
    Target(String),
}

impl Element {
    /// Calls `visit` for the element and all within it, in the order of reading.
    pub fn visit<'a>(&'a self, visit: &mut dyn FnMut(&'a Element)) {
        visit(self);
        for child in &self.children {
            if let Node::Element(element) = child {
                element.visit(visit);
            }
        }
    }

    /// All elements of a kind, in the order of reading.
    pub fn all(&self, kind: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        self.visit(&mut |element| {
            if element.kind == kind {
                found.push(element);
            }
        });
        found
    }

    /// The text of the element and all within it, without what helps only to break lines.
    pub fn text(&self) -> String {
        let text: String = self
            .children
            .iter()
            .map(|child| match child {
                Node::Element(element) => element.text(),
                Node::Text(_, _, text) => text.clone(),
                Node::Target(_) => String::new(),
            })
            .collect();
        text.replace('\u{200b}', "")
    }

    /// The marked content in the element and all within it, by page and number.
    pub fn marks(&self) -> BTreeSet<(usize, i64)> {
        let mut marks = BTreeSet::new();
        self.visit(&mut |element| {
            marks.extend(element.children.iter().filter_map(|child| match child {
                Node::Text(page, mcid, _) => Some((*page, *mcid)),
                _ => None,
            }));
        });
        marks
    }
}

impl Pdf {
    /// Reads a PDF; panics where it is not what Typst writes.
    pub fn read(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).expect("the paper is a PDF");
        let ids: Vec<ObjectId> = document.page_iter().collect();
        let paints: Vec<Paint> =
            ids.iter().enumerate().flat_map(|(page, id)| content::paints(&document, page, *id)).collect();
        let catalog = document.catalog().expect("a catalogue");
        let reader = Reader::new(&document, &ids, &paints);
        let root = dictionary(&document, catalog, b"StructTreeRoot").expect("a tag tree");
        let mut tags = Element::default();
        reader.children(root, None, &mut tags);
        let [Node::Element(_)] = tags.children.as_slice() else { panic!("one root: {tags:?}") };
        let Some(Node::Element(tags)) = tags.children.pop() else { unreachable!() };
        let info = document.trailer.get_deref(b"Info", &document).and_then(Object::as_dict).expect("information");
        let flag = |holder: &[u8], key: &[u8]| {
            let holder = dictionary(&document, catalog, holder);
            holder.and_then(|holder| holder.get(key).ok()?.as_bool().ok()).unwrap_or(false)
        };
        Self {
            title: string(info, b"Title").unwrap_or_default(),
            language: string(catalog, b"Lang").unwrap_or_default(),
            pages: ids.iter().map(|id| size(&document, *id)).collect(),
            bookmarks: dictionary(&document, catalog, b"Outlines")
                .map_or_else(Vec::new, |outlines| reader.bookmarks(outlines)),
            shows_title: flag(b"ViewerPreferences", b"DisplayDocTitle"),
            marked: flag(b"MarkInfo", b"Marked"),
            tags,
            paints,
        }
    }

    /// The paints of an element and all within it, in the order of the pages.
    pub fn paints_of(&self, element: &Element) -> Vec<&Paint> {
        let marks = element.marks();
        let own = |paint: &&Paint| paint.mcid.is_some_and(|mcid| marks.contains(&(paint.page, mcid)));
        self.paints.iter().filter(own).collect()
    }
}

fn dictionary<'a>(document: &'a Document, holder: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    holder.get_deref(key, document).ok()?.as_dict().ok()
}

fn string(holder: &Dictionary, key: &[u8]) -> Option<String> {
    Some(decode_text_string(holder.get(key).ok()?).expect("text of a PDF"))
}

fn size(document: &Document, page: ObjectId) -> (f64, f64) {
    let page = document.get_dictionary(page).expect("a page");
    let frame = page.get_deref(b"MediaBox", document).and_then(Object::as_array).expect("every page has its size");
    let at = |at: usize| f64::from(frame[at].as_float().expect("a number"));
    (at(2) - at(0), at(3) - at(1))
}

struct Reader<'a> {
    document: &'a Document,
    pages: HashMap<ObjectId, usize>,
    texts: HashMap<(usize, i64), String>,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document, ids: &[ObjectId], paints: &[Paint]) -> Self {
        let pages = ids.iter().enumerate().map(|(page, id)| (*id, page)).collect();
        let mut texts: HashMap<_, String> = HashMap::new();
        for paint in paints {
            if let (Some(mcid), Some(text)) = (paint.mcid, &paint.text) {
                texts.entry((paint.page, mcid)).or_default().push_str(text);
            }
        }
        Self { document, pages, texts }
    }

    fn page(&self, holder: &Dictionary, above: Option<usize>) -> Option<usize> {
        holder.get(b"Pg").ok().and_then(|page| self.pages.get(&page.as_reference().ok()?).copied()).or(above)
    }

    fn children(&self, holder: &'a Dictionary, page: Option<usize>, into: &mut Element) {
        let page = self.page(holder, page);
        let Ok(children) = holder.get_deref(b"K", self.document) else { return };
        let one = std::slice::from_ref(children);
        for child in children.as_array().map_or(one, Vec::as_slice) {
            let child = self.document.dereference(child).expect("a child").1;
            into.children.extend(self.child(child, page));
        }
    }

    fn child(&self, child: &'a Object, page: Option<usize>) -> Option<Node> {
        let mark = |page: Option<usize>, mcid: i64| {
            let page = page.expect("marked content is on a page");
            Node::Text(page, mcid, self.texts.get(&(page, mcid)).cloned().unwrap_or_default())
        };
        if let Ok(mcid) = child.as_i64() {
            return Some(mark(page, mcid));
        }
        let child = child.as_dict().expect("an element");
        match child.get(b"Type").and_then(Object::as_name) {
            Ok(b"MCR") => {
                let mcid = child.get(b"MCID").and_then(Object::as_i64).expect("its number");
                Some(mark(self.page(child, page), mcid))
            }
            Ok(b"OBJR") => {
                let link = dictionary(self.document, child, b"Obj").expect("the object of a reference");
                let action = dictionary(self.document, link, b"A");
                let address = action.and_then(|action| string(action, b"URI")).unwrap_or_else(|| "#".to_owned());
                Some(Node::Target(address))
            }
            _ => Some(Node::Element(self.element(child, page))),
        }
    }

    fn element(&self, holder: &'a Dictionary, page: Option<usize>) -> Element {
        let kind = holder.get(b"S").and_then(Object::as_name).expect("the kind of an element");
        let mut element = Element {
            kind: String::from_utf8_lossy(kind).into_owned(),
            alt: string(holder, b"Alt"),
            ..Element::default()
        };
        if let Ok(attributes) = holder.get_deref(b"A", self.document) {
            let one = std::slice::from_ref(attributes);
            for attributes in attributes.as_array().map_or(one, Vec::as_slice) {
                let attributes = self.document.dereference(attributes).expect("attributes").1;
                let attributes = attributes.as_dict().expect("attributes");
                let name = |key: &[u8]| {
                    let name = attributes.get(key).and_then(Object::as_name).ok()?;
                    Some(String::from_utf8_lossy(name).into_owned())
                };
                element.scope = name(b"Scope").or(element.scope);
                element.numbering = name(b"ListNumbering").or(element.numbering);
            }
        }
        self.children(holder, page, &mut element);
        element
    }

    fn bookmarks(&self, holder: &'a Dictionary) -> Vec<Bookmark> {
        let mut all = Vec::new();
        let mut next = dictionary(self.document, holder, b"First");
        while let Some(one) = next {
            all.push(Bookmark {
                title: string(one, b"Title").unwrap_or_default(),
                page: self.destination(one).expect("a bookmark leads to a page"),
                inner: self.bookmarks(one),
            });
            next = dictionary(self.document, one, b"Next");
        }
        all
    }

    fn destination(&self, bookmark: &'a Dictionary) -> Option<usize> {
        let place = match bookmark.get_deref(b"Dest", self.document) {
            Ok(place) => place,
            Err(_) => dictionary(self.document, bookmark, b"A")?.get_deref(b"D", self.document).ok()?,
        };
        self.pages.get(&place.as_array().ok()?.first()?.as_reference().ok()?).copied()
    }
}
