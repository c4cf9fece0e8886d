//! Reading the figures back out of a paper, which may come from anywhere: bounded, and nothing in it is trusted.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use crate::facts::extent::MOST_FIGURES;
use crate::trace::FIGURES_FILE;
use crate::trace::record::{FORMAT, Figures, VERSION};
use crate::typeset::RESTRICTED;

/// The largest file that is read, in bytes: a long agenda pack has less.
pub const LARGEST_FILE: u64 = 256 << 20;

/// The most bytes that anything in it is unpacked to.
const MOST_UNPACKED: usize = 16 << 20;

/// The most branches of the tree of attachments that are looked at.
const MOST_BRANCHES: usize = 1_000;

/// Why a file gives no figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no PDF, or damaged.
    NoPdf,
    /// It is protected by a password.
    Locked,
    /// It carries no figures.
    NoFigures,
    /// What it carries cannot be read.
    Damaged,
    /// It was made by a later version, whose format this one does not know.
    Later(u32),
}

impl Unreadable {
    /// What is wrong with the file, as one phrase after its name.
    pub fn message(self) -> String {
        match self {
            Self::NoPdf => "is not a PDF, or is damaged".to_owned(),
            Self::Locked => "is protected by a password".to_owned(),
            Self::NoFigures => format!("carries no figures: it has no attachment `{FIGURES_FILE}`"),
            Self::Damaged => format!("carries a `{FIGURES_FILE}` that cannot be read"),
            Self::Later(version) => format!("carries figures in version {version} of their format"),
        }
    }

    /// What to do about it.
    pub fn hint(self) -> &'static str {
        match self {
            Self::NoPdf => "name a PDF that `boardpack build` has written, as it was published",
            Self::Locked => "name the paper as it was published, without a password",
            Self::NoFigures => {
                "a paper carries its figures unless it has none, or `council.yaml` says `attachments: none`; a copy \
                 that was printed, scanned or made smaller has lost them"
            }
            Self::Damaged => "the paper has been changed since it was built: ask for it as it was published",
            Self::Later(_) => "use the latest boardpack",
        }
    }
}

/// What a paper says of itself to programs.
#[derive(Debug)]
pub struct Carried {
    /// The figures; a pack carries those of each paper that is bound in it, in their order.
    pub figures: Result<Vec<Figures>, Unreadable>,
    /// Whether it says that it is the edition for members. One that was made before papers said so does not.
    pub restricted: bool,
}

/// The figures that a paper carries; a pack carries those of each paper that is bound in it, in their order.
///
/// # Errors
/// If the bytes are no PDF, or it carries no figures that this version can read.
pub fn read(pdf: &[u8]) -> Result<Vec<Figures>, Unreadable> {
    look(pdf)?.figures
}

/// The figures that a paper carries, and for whom it is made.
///
/// # Errors
/// If the bytes are no PDF, or nobody may read it.
pub fn look(pdf: &[u8]) -> Result<Carried, Unreadable> {
    if !pdf.iter().take(1024).copied().collect::<Vec<u8>>().windows(5).any(|start| start == b"%PDF-") {
        return Err(Unreadable::NoPdf);
    }
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(pdf, options).map_err(|_| Unreadable::NoPdf)?;
    if document.is_encrypted() {
        return Err(Unreadable::Locked);
    }
    Ok(Carried { figures: figures(&document), restricted: is_restricted(&document) })
}

fn figures(document: &Document) -> Result<Vec<Figures>, Unreadable> {
    let mut found = attached(document);
    if found.is_empty() {
        return Err(Unreadable::NoFigures);
    }
    // Parts of a pack by their numbers.
    found.sort_by(|(one, _), (two, _)| (one.len(), one).cmp(&(two.len(), two)));
    found.dedup_by(|(one, _), (two, _)| one == two);
    let mut all = Vec::new();
    for (_, stream) in found {
        let bytes = stream.get_plain_content_with_limit(MOST_UNPACKED).map_err(|_| Unreadable::Damaged)?;
        all.push(parse(&bytes)?);
    }
    Ok(all)
}

/// Whether a document says among its keywords that it is the edition for members; whoever has put others there has put
/// them around it.
fn is_restricted(document: &Document) -> bool {
    let keywords = || {
        let information = dictionary(document, document.trailer.get(b"Info").ok()?)?;
        let (_, keywords) = document.dereference(information.get(b"Keywords").ok()?).ok()?;
        lopdf::decode_text_string(keywords).ok()
    };
    keywords().is_some_and(|keywords| keywords.contains(RESTRICTED))
}

/// Reads the file with the figures.
fn parse(json: &[u8]) -> Result<Figures, Unreadable> {
    let figures: Figures = serde_json::from_slice(json).map_err(|_| Unreadable::Damaged)?;
    match figures.version {
        _ if figures.format != FORMAT => Err(Unreadable::Damaged),
        _ if figures.figures.len() + figures.claims.len() > MOST_FIGURES => Err(Unreadable::Damaged),
        VERSION => Ok(figures),
        0 => Err(Unreadable::Damaged),
        later => Err(Unreadable::Later(later)),
    }
}

/// The files with figures that a document has, with their names.
fn attached(document: &Document) -> Vec<(String, &lopdf::Stream)> {
    let Ok(catalog) = document.catalog() else { return Vec::new() };
    let tree = || {
        let names = dictionary(document, catalog.get(b"Names").ok()?)?;
        dictionary(document, names.get(b"EmbeddedFiles").ok()?)
    };
    let in_tree = tree().map_or_else(Vec::new, |tree| find(document, tree));
    if !in_tree.is_empty() {
        return in_tree;
    }
    let files = catalog.get(b"AF").ok().and_then(|files| list(document, files)).unwrap_or_default();
    files.iter().take(MOST_BRANCHES).filter_map(|file| stream_of(document, file)).collect()
}

/// Looks for the files in the tree of names.
fn find<'a>(document: &'a Document, root: &'a Dictionary) -> Vec<(String, &'a lopdf::Stream)> {
    let mut found = Vec::new();
    let mut open = vec![root];
    let mut seen: HashSet<ObjectId> = HashSet::new();
    let mut branches = 0;
    while let Some(branch) = open.pop() {
        branches += 1;
        if branches > MOST_BRANCHES {
            break;
        }
        let names = branch.get(b"Names").ok().and_then(|names| list(document, names)).unwrap_or_default();
        // Names and files take turns.
        found.extend(names.iter().skip(1).step_by(2).filter_map(|file| stream_of(document, file)));
        if found.len() > MOST_BRANCHES {
            break;
        }
        let kids = branch.get(b"Kids").ok().and_then(|kids| list(document, kids)).unwrap_or_default();
        for kid in kids {
            if kid.as_reference().is_ok_and(|id| !seen.insert(id)) {
                continue;
            }
            open.extend(dictionary(document, kid));
        }
    }
    found
}

/// The name and the content of a file that has figures by its name.
fn stream_of<'a>(document: &'a Document, file: &'a Object) -> Option<(String, &'a lopdf::Stream)> {
    let file = dictionary(document, file)?;
    let named = |key: &[u8]| {
        let (_, name) = document.dereference(file.get(key).ok()?).ok()?;
        lopdf::decode_text_string(name).ok()
    };
    let name = named(b"UF").or_else(|| named(b"F"))?;
    if name.rsplit(['/', '\\']).next() != Some(FIGURES_FILE) {
        return None;
    }
    let content = dictionary(document, file.get(b"EF").ok()?)?;
    let (_, stream) = document.dereference(content.get(b"F").or_else(|_| content.get(b"UF")).ok()?).ok()?;
    stream.as_stream().ok().map(|stream| (name, stream))
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}

fn list<'a>(document: &'a Document, object: &'a Object) -> Option<&'a [Object]> {
    document.dereference(object).ok()?.1.as_array().ok().map(Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_format_of_this_version_is_read() {
        let read = |json: &str| parse(json.as_bytes()).map(|figures| figures.title);
        let known = r#"{"format": "boardpack figures", "version": 1, "title": "A paper", "new-key": [1]}"#;
        assert_eq!(read(known), Ok("A paper".to_owned()), "keys that a later version adds are passed over");
        assert_eq!(read(&known.replace(": 1,", ": 2,")), Err(Unreadable::Later(2)));
        for damaged in
            [&known.replace(": 1,", ": 0,"), &known.replace("boardpack figures", "figures"), "{", "", "[1]"]
        {
            assert_eq!(read(damaged), Err(Unreadable::Damaged), "{damaged}");
        }
        assert_eq!(read(&"[".repeat(100_000)), Err(Unreadable::Damaged));
    }
}
