//! A bibliography: the works that a report cites, from a BibLaTeX file or from one in Hayagriva's YAML.

mod biblatex;
mod fields;
mod yaml;

use std::collections::BTreeMap;
use std::sync::Arc;

use hayagriva::types::{EntryType, Person, Publisher};
use hayagriva::{Entry, Library};

use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile, Span};
use crate::project::files::Files;
use crate::project::form::report::BIBLIOGRAPHY;
use crate::project::read::{self, Keys};
use crate::project::yaml::{Content, Node, Text};

/// The endings that a bibliography can have.
const ENDINGS: [&str; 4] = ["bib", "bibtex", "yaml", "yml"];

/// What a report says of its bibliography.
#[derive(Debug, Clone)]
pub struct BibliographyEntry {
    /// The file, relative to the project.
    pub file: Text,
    /// Whether other reports cite from it as well, so that it may have works that this one does not cite.
    pub shared: bool,
    /// What stands in the file; `None` where it could not be read, which has been reported.
    pub works: Option<Arc<Works>>,
}

/// The works of a bibliography.
#[derive(Debug)]
pub struct Works {
    library: Library,
    /// Where the key of each work stands.
    places: BTreeMap<String, Span>,
    /// Where the file begins.
    start: Span,
}

impl BibliographyEntry {
    /// Reads `bibliography: references/research.bib`, or `{file: …, shared: true}`; the file itself is not looked at.
    pub fn read(node: &Node, sink: &mut Diagnostics) -> Option<Self> {
        if !matches!(node.content, Content::Map(_)) {
            return Some(Self { file: read::text(node, sink)?, shared: false, works: None });
        }
        let mut keys = Keys::of(node, "a bibliography", &BIBLIOGRAPHY, sink)?;
        let file = keys.required("file", sink).and_then(|node| read::text(node, sink));
        let shared = keys.optional("shared", sink).and_then(|node| read::truth(node, sink)).unwrap_or(false);
        keys.finish(sink);
        Some(Self { file: file?, shared, works: None })
    }

    /// Reads the file.
    pub fn load(&mut self, files: &Files, sink: &mut Diagnostics) {
        let path = &self.file.value;
        let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        match files.text(path) {
            Err(why) => {
                let told = files.unreadable("the bibliography ", path, &why, Some(&self.file.span));
                sink.push(told.hint(files.remedy(path, &why, &ENDINGS, "references/research.bib")));
            }
            Ok(_) if !ENDINGS.contains(&ending.as_str()) => {
                sink.push(Diagnostic::error(format!("`{path}` is no bibliography"), &self.file.span).hint(
                    "export the works from your reference manager as BibLaTeX, to a file that ends in `.bib`",
                ))
            }
            Ok(file) => self.works = Works::read(&file, ending.starts_with("bib"), sink).map(Arc::new),
        }
    }
}

/// A name whose particle belongs to it, as in "(van der Berg, 2003)": British lists have it under its particle.
fn whole_name(person: &Person) -> Person {
    let mut person = person.clone();
    if let Some(prefix) = person.prefix.take() {
        person.name = format!("{prefix} {}", person.name);
    }
    person
}

/// The work as British lists have it: with whole names, and with the institution that issued it as its publisher
/// where it has no other, since styles do not print institutions.
fn published(mut work: Entry) -> Entry {
    let place = work.publisher().and_then(|publisher| publisher.location()).cloned();
    let named = work.publisher().is_some_and(|publisher| publisher.name().is_some());
    let issued =
        matches!(work.entry_type(), EntryType::Report | EntryType::Thesis | EntryType::Book | EntryType::Misc);
    if let (Some(organization), false, true) = (work.organization().cloned(), named, issued) {
        work.set_publisher(Publisher::new(Some(organization), place));
    }
    if let Some(authors) = work.authors().map(|people| people.iter().map(whole_name).collect()) {
        work.set_authors(authors);
    }
    if let Some(editors) = work.editors().map(|people| people.iter().map(whole_name).collect()) {
        work.set_editors(editors);
    }
    work
}

impl Works {
    /// Reads a file; `None` if it has errors, which are in the sink.
    pub fn read(file: &Arc<SourceFile>, biblatex: bool, sink: &mut Diagnostics) -> Option<Self> {
        let (before, _) = sink.counts();
        let (library, places) = if biblatex { biblatex::read(file, sink)? } else { yaml::read(file, sink)? };
        let library = library.into_iter().map(published).collect();
        let works = Self { library, places, start: Span::new(file, 0..0) };
        for work in works.library.iter() {
            works.check(work, sink);
        }
        (sink.counts().0 == before).then_some(works)
    }

    /// The work of that key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.library.get(key)
    }

    /// All works, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.library.iter()
    }

    /// The keys of all works, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.library.keys()
    }

    /// Where the key of a work stands in the file.
    pub fn place(&self, key: &str) -> &Span {
        self.places.get(key).unwrap_or(&self.start)
    }

    /// A work without a title cannot be found by anybody.
    fn check(&self, work: &Entry, sink: &mut Diagnostics) {
        let titled = work.title().is_some_and(|title| !title.to_string().trim().is_empty());
        if !titled {
            sink.push(
                Diagnostic::error(format!("the work `{}` has no title", work.key()), self.place(work.key()))
                    .hint("add its `title`"),
            );
        }
    }
}
