//! The world that the Typst engine sees: the bundled fonts, the templates, one document with its pictures.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_kit::files::{FileLoader, FileStore};
use typst_kit::fonts::FontStore;

use crate::fonts;
use crate::narrative::Narrated;
use crate::project::files::{Inputs, Unreadable};
use crate::project::{Project, TEMPLATES};
use crate::workers;

/// What all reports of all projects share: Typst's library and the fonts.
pub struct Engine {
    library: LazyHash<Library>,
    fonts: FontStore,
}

impl Engine {
    /// Sets the engine up; the only fonts are the bundled ones.
    pub fn new() -> Self {
        let features = [Feature::A11yExtras].into_iter().collect();
        let mut store = FontStore::new();
        for bytes in [fonts::REGULAR, fonts::BOLD, fonts::ITALIC, fonts::BOLD_ITALIC] {
            store.extend(Font::iter(Bytes::new(bytes)).map(|font| {
                let info = font.info().clone();
                (font, info)
            }));
        }
        Self { library: LazyHash::new(Library::builder().with_features(features).build()), fonts: store }
    }
}

/// The engine of a run, which is set up when the first document is typeset.
pub type SharedEngine = Arc<LazyLock<Engine>>;

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

/// What all reports of a project share: the engine, the templates and the logo.
pub struct Press {
    engine: SharedEngine,
    templates: FileStore<Templates>,
    logo: Option<Bytes>,
    /// When the papers are said to have been made, in seconds since 1970; `None` for the date of each.
    pub(super) made_at: Option<i64>,
    /// How many documents later a result of the engine is dropped that none of them has used.
    pub(super) keeps: usize,
}

impl Press {
    /// A press for a project.
    ///
    /// `made_at` is the moment at which the papers are said to have been made, in seconds since 1970, if that is not the date
    /// of each.
    pub fn new(engine: &SharedEngine, project: &Project, made_at: Option<i64>) -> Self {
        // What is read for typesetting is noted with each document that uses it.
        let templates = Templates(project.noting());
        let logo = project.profile.logo.as_ref().and_then(|logo| project.files.bytes(&logo.file.value).ok());
        Self {
            engine: Arc::clone(engine),
            templates: FileStore::new(templates),
            logo: logo.map(Bytes::new),
            made_at,
            keeps: workers::at_a_time(),
        }
    }

    /// The same press for the same project in a later run: its files are read anew, and templates that are as they were need
    /// not be parsed again.
    #[must_use]
    pub fn again(mut self, project: &Project) -> Self {
        let Self { logo, .. } = Self::new(&self.engine, project, None);
        *self.templates.loader_mut() = Templates(project.noting());
        self.templates.reset();
        Self { logo, ..self }
    }

    /// The same press, which keeps a result of the engine for so many documents that do not use it.
    #[must_use]
    pub fn keeping(self, documents: usize) -> Self {
        Self { keeps: documents, ..self }
    }

    /// Everything that was read of the project for any document that was set.
    pub fn inputs(&self) -> Inputs {
        self.templates.loader().0.files.inputs()
    }

    /// The moment at which the papers are said to have been made, in seconds since 1970; `None` for the date of each.
    pub fn made_at(&self) -> Option<i64> {
        self.made_at
    }

    /// Every file that the engine reads to typeset a document, by its path from the root of what a template can see.
    ///
    /// Written to a folder, they are the same finished document for the Typst command line. The templates among them
    /// are those that this press has read, so the document has to have been typeset before.
    pub fn sources(&mut self, project: &Project, narrated: &Narrated) -> BTreeMap<String, Vec<u8>> {
        let own: Vec<(FileId, Bytes)> = Sheet::new(self, project, narrated).own.into_iter().collect();
        let (templates, read) = self.templates.dependencies();
        let templates: Vec<(FileId, Bytes)> = read.filter_map(|id| Some((id, templates.load(id).ok()?))).collect();
        let path = |id: FileId| id.vpath().get_without_slash().to_owned();
        own.into_iter().chain(templates).map(|(id, bytes)| (path(id), bytes.to_vec())).collect()
    }
}

/// What is said of a package, after its name.
pub(super) const PACKAGE: &str = "is a package";

/// Serves the built-in templates, and a project's own where it has them.
struct Templates(Project);

impl FileLoader for Templates {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        let path = in_project(id.vpath().get_without_slash());
        // Packages would come from the network, and other files of the project are none of a template's business.
        if let VirtualRoot::Package(package) = id.root() {
            return Err(FileError::Other(Some(format!("{package} {PACKAGE}").into())));
        }
        let missing = || FileError::NotFound(path.into());
        let template = path.strip_prefix(TEMPLATES).and_then(|rest| rest.strip_prefix('/')).ok_or_else(missing)?;
        match self.0.template(template) {
            Ok(bytes) => Ok(Bytes::new(bytes)),
            Err(Unreadable::Missing) => Err(missing()),
            Err(why) => Err(FileError::Other(Some(format!("`{path}` {why}").into()))),
        }
    }
}

/// One document on the press.
pub(super) struct Sheet<'a> {
    press: &'a Press,
    main: FileId,
    /// `/document.json`, the pictures and the files that the paper carries.
    own: HashMap<FileId, Bytes>,
    /// The templates that the engine has asked for.
    asked: Mutex<HashSet<FileId>>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(press: &'a Press, project: &Project, narrated: &Narrated) -> Self {
        let mut sheet = Self { press, main: main_of(narrated), own: HashMap::new(), asked: Mutex::default() };
        sheet.put(project, narrated);
        sheet
    }

    /// Everything of the document that the engine can read, by its path, in the order of the paths.
    pub(super) fn own(&self) -> BTreeMap<String, &Bytes> {
        self.own.iter().map(|(id, bytes)| (id.vpath().get_without_slash().to_owned(), bytes)).collect()
    }

    /// The templates that the engine has asked for, by their paths in the folder for templates.
    pub(super) fn templates(&self) -> BTreeSet<String> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let path = |id: &FileId| in_project(id.vpath().get_without_slash()).to_owned();
        let templates = asked.iter().map(path);
        templates.filter_map(|path| Some(path.strip_prefix(TEMPLATES)?.strip_prefix('/')?.to_owned())).collect()
    }

    fn ask(&self, id: FileId) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
    }

    /// Puts a document, and the parts that are bound in it, where its template finds them.
    fn put(&mut self, project: &Project, narrated: &Narrated) {
        let document = &narrated.document;
        let json = serde_json::to_vec(document).unwrap_or_default();
        let mut put =
            |path: &str, bytes: Bytes| self.own.insert(file_id(&format!("{}{path}", document.root)), bytes);
        put("/document.json", Bytes::new(json));
        for (path, svg) in &narrated.pictures {
            put(path, Bytes::from_string(svg.clone()));
        }
        for (path, bytes) in &narrated.files {
            put(path, Bytes::new(bytes.clone()));
        }
        if let (Some(path), Some(logo)) = (crate::narrative::logo_path(&project.profile), &self.press.logo) {
            put(&path, logo.clone());
        }
        narrated.parts.iter().for_each(|part| self.put(project, part));
    }
}

/// The template of a document.
fn main_of(narrated: &Narrated) -> FileId {
    let document = &narrated.document;
    file_id(&format!("{}/{TEMPLATES}/{}/main.typ", document.root, document.kind))
}

/// The path of a template in the project: each part of a pack sees the same templates below a folder of its own, so
/// that `../../document.json` is its own document.
pub(super) fn in_project(path: &str) -> &str {
    let inside = path.strip_prefix("parts/").and_then(|rest| rest.split_once('/'));
    inside.map_or(path, |(_, inside)| inside)
}

/// The id of a file by its path from the root of what a template can see.
fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("kinds and charts have names without `..` and `\\`");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.press.engine.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.ask(id);
        self.press.templates.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match self.own.get(&id) {
            Some(bytes) => Ok(bytes.clone()),
            None => {
                self.ask(id);
                self.press.templates.file(id)
            }
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.engine.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        // A paper bears its own date; a template has no clock.
        None
    }
}
