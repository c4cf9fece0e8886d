//! The pages of a file, which stand at the ends of a tree.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, ObjectId};

use super::{Refusal, TooMuch, limits};

/// The pages in order, each with what it inherits.
///
/// # Errors
/// If there are none, or more than are allowed.
pub fn pages(document: &Document) -> Result<Vec<(ObjectId, Dictionary)>, Refusal> {
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

/// The attributes that a page takes from the branches above it.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
