//! The structure of a tagged file: in which order its pieces are read, and what its pictures show.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::lines::Place;

/// What the structure of a file says of one of its pages.
#[derive(Debug, Default)]
pub struct Order {
    /// The place of each marked piece of the page.
    pub places: HashMap<i32, Place>,
    /// What pictures on the page show, in words, each with its position in the order of reading.
    pub described: Vec<(Place, String)>,
}

/// Whether a file says that it is tagged, and has a structure.
pub fn is_tagged(document: &Document) -> bool {
    let Ok(catalog) = document.catalog() else { return false };
    let marked = look(document, catalog, b"MarkInfo").and_then(|mark| mark.as_dict().ok());
    let marked =
        marked.is_some_and(|mark| look(document, mark, b"Marked").is_some_and(|it| it.as_bool().unwrap_or(false)));
    let root = look(document, catalog, b"StructTreeRoot").and_then(|root| root.as_dict().ok());
    marked && root.is_some_and(|root| root.has(b"K"))
}

/// The most pieces of a structure that are looked at.
const MOST: usize = 1_000_000;

/// The most letters of a description that are kept.
const LONGEST: usize = 2_000;

/// What the structure of a file says of all its pages.
#[derive(Debug, Default)]
pub struct Structure {
    /// Of each page.
    pub orders: HashMap<ObjectId, Order>,
    /// What each paragraph is: `P`, `H2`, `TR` …, by its number.
    pub roles: HashMap<usize, String>,
    /// The row in which each cell of a table stands, where cells are read one by one.
    pub rows: HashMap<usize, usize>,
}

/// How the rows of tables are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Each in one go.
    Whole,
    /// Cell by cell, each of which is a paragraph.
    Cells,
}

/// The structure of a file by its pages, of which `first` is the first.
pub fn structure(document: &Document, first: Option<ObjectId>, rows: Rows) -> Structure {
    let mut structure = Structure::default();
    let root =
        document.catalog().ok().and_then(|catalog| look(document, catalog, b"StructTreeRoot")?.as_dict().ok());
    let Some(root) = root else { return structure };
    let roles = look(document, root, b"RoleMap").and_then(|roles| roles.as_dict().ok());
    let mut walk =
        Walk { document, rows, roles, found: &mut structure, seen: HashSet::new(), next: 0, block: 0, page: first };
    let mut open = Vec::new();
    if let Ok(kids) = root.get(b"K") {
        open.push(Step { object: kids, page: None, block: 0, row: false, described: false });
    }
    while let Some(step) = open.pop() {
        walk.next += 1;
        if walk.next > MOST {
            break;
        }
        walk.step(&step, &mut open);
    }
    structure
}

/// A piece of the structure that is still to be looked at.
struct Step<'a> {
    object: &'a Object,
    page: Option<ObjectId>,
    /// The paragraph that it belongs to.
    block: usize,
    /// Whether it stands in a row of a table, which is read in one go.
    row: bool,
    /// Whether it is a part of what is described in other words, which are read in its place.
    described: bool,
}

struct Walk<'a, 'b> {
    document: &'a Document,
    rows: Rows,
    roles: Option<&'a Dictionary>,
    found: &'b mut Structure,
    seen: HashSet<ObjectId>,
    next: usize,
    block: usize,
    /// The page of the last piece.
    page: Option<ObjectId>,
}

/// Elements that stand within a paragraph.
const INLINE: [&[u8]; 17] = [
    b"Span",
    b"Link",
    b"Quote",
    b"Reference",
    b"BibEntry",
    b"Code",
    b"Em",
    b"Strong",
    b"Annot",
    b"Lbl",
    b"LBody",
    b"Ruby",
    b"RB",
    b"RT",
    b"Warichu",
    b"Sub",
    b"NonStruct",
];

/// Elements whose description is read in their place.
const DESCRIBED: [&[u8]; 3] = [b"Figure", b"Formula", b"Form"];

impl<'a> Walk<'a, '_> {
    fn step(&mut self, step: &Step<'a>, open: &mut Vec<Step<'a>>) {
        let Ok((id, object)) = self.document.dereference(step.object) else { return };
        match object {
            Object::Integer(piece) => self.place(*piece, step.page, step),
            // The last is pushed first, so that the first is looked at next.
            Object::Array(kids) => {
                open.extend(kids.iter().rev().map(|object| Step { object, ..*step }));
            }
            Object::Dictionary(element) => {
                if id.is_some_and(|id| !self.seen.insert(id)) {
                    return;
                }
                let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(step.page);
                if element.has_type(b"MCR") {
                    if let Ok(piece) = element.get(b"MCID").and_then(Object::as_i64) {
                        self.place(piece, page, step);
                    }
                    return;
                }
                if element.has_type(b"OBJR") {
                    return;
                }
                let role = self.role(element);
                let row = step.row || role == b"TR";
                let cell = step.row && self.rows == Rows::Cells && matches!(role, b"TD" | b"TH");
                let block = if (step.row || INLINE.contains(&role)) && step.block != 0 && !cell {
                    step.block
                } else {
                    if cell {
                        self.found.rows.insert(self.next, step.block);
                    }
                    self.block = self.next;
                    self.found.roles.insert(self.block, String::from_utf8_lossy(role).into_owned());
                    self.block
                };
                let words = self.description(element).filter(|_| DESCRIBED.contains(&role));
                let described = step.described || words.is_some();
                // A picture may be nothing but lines, which no page marks: then it stands on the page of what is before it.
                let page_of_words = page.or_else(|| self.page_within(element)).or(self.page);
                if let (Some(page), Some(words)) = (page_of_words, words) {
                    let place = Place::Read { order: self.next, paragraph: block };
                    self.found.orders.entry(page).or_default().described.push((place, words));
                }
                if let Ok(kids) = element.get(b"K") {
                    open.push(Step { object: kids, page, block, row, described });
                }
            }
            _ => {}
        }
    }

    /// The page of the first piece of an element that does not say itself on which it is.
    fn page_within(&self, element: &'a Dictionary) -> Option<ObjectId> {
        let mut open = vec![element.get(b"K").ok()?];
        for _ in 0..100 {
            match self.document.dereference(open.pop()?).ok()?.1 {
                Object::Array(kids) => open.extend(kids.iter().take(100).rev()),
                Object::Dictionary(kid) => match kid.get(b"Pg").and_then(Object::as_reference) {
                    Ok(page) => return Some(page),
                    Err(_) => open.extend(kid.get(b"K").ok()),
                },
                _ => {}
            }
        }
        None
    }

    /// The standard name of an element's role.
    fn role(&self, element: &'a Dictionary) -> &'a [u8] {
        let mut role = element.get(b"S").and_then(Object::as_name).unwrap_or_default();
        for _ in 0..8 {
            let Some(Ok(other)) = self.roles.map(|roles| roles.get(role).and_then(Object::as_name)) else { break };
            role = other;
        }
        role
    }

    fn description(&self, element: &Dictionary) -> Option<String> {
        let words = lopdf::decode_text_string(look(self.document, element, b"Alt")?).ok()?;
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let words: String = words.chars().filter(|one| !one.is_control()).take(LONGEST).collect();
        Some(words).filter(|words| !words.is_empty())
    }

    fn place(&mut self, piece: i64, page: Option<ObjectId>, step: &Step<'_>) {
        if let (Ok(piece), Some(page)) = (i32::try_from(piece), page) {
            let place = if step.described {
                Place::Furniture
            } else {
                Place::Read { order: self.next, paragraph: step.block }
            };
            self.found.orders.entry(page).or_default().places.entry(piece).or_insert(place);
            self.page = Some(page);
        }
    }
}

fn look<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    Some(document.dereference(dictionary.get(key).ok()?).ok()?.1)
}
