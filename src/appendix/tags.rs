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

/// The structure of a file by its pages.
pub fn orders(document: &Document) -> HashMap<ObjectId, Order> {
    let mut orders = HashMap::new();
    let root =
        document.catalog().ok().and_then(|catalog| look(document, catalog, b"StructTreeRoot")?.as_dict().ok());
    let Some(root) = root else { return orders };
    let roles = look(document, root, b"RoleMap").and_then(|roles| roles.as_dict().ok());
    let mut walk = Walk { document, roles, orders: &mut orders, seen: HashSet::new(), next: 0, block: 0 };
    let mut open = Vec::new();
    if let Ok(kids) = root.get(b"K") {
        open.push(Step { object: kids, page: None, block: 0, described: false });
    }
    while let Some(step) = open.pop() {
        walk.next += 1;
        if walk.next > MOST {
            break;
        }
        walk.step(&step, &mut open);
    }
    orders
}

/// A piece of the structure that is still to be looked at.
struct Step<'a> {
    object: &'a Object,
    page: Option<ObjectId>,
    /// The paragraph that it belongs to.
    block: usize,
    /// Whether it is a part of what is described in other words, which are read in its place.
    described: bool,
}

struct Walk<'a, 'b> {
    document: &'a Document,
    roles: Option<&'a Dictionary>,
    orders: &'b mut HashMap<ObjectId, Order>,
    seen: HashSet<ObjectId>,
    next: usize,
    block: usize,
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
                let block = if INLINE.contains(&role) && step.block != 0 {
                    step.block
                } else {
                    self.block = self.next;
                    self.block
                };
                let words = self.description(element).filter(|_| DESCRIBED.contains(&role));
                let described = step.described || words.is_some();
                if let (Some(page), Some(words)) = (page, words) {
                    let place = Place::Read { order: self.next, paragraph: block };
                    self.orders.entry(page).or_default().described.push((place, words));
                }
                if let Ok(kids) = element.get(b"K") {
                    open.push(Step { object: kids, page, block, described });
                }
            }
            _ => {}
        }
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
            self.orders.entry(page).or_default().places.entry(piece).or_insert(place);
        }
    }
}

fn look<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    Some(document.dereference(dictionary.get(key).ok()?).ok()?.1)
}
