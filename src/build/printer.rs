//! The printer: a finished document becomes a PDF, and one that has been typeset before is not typeset again.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::cache::{Cache, Key, Pressed};
use crate::diagnostic::Diagnostics;
use crate::narrative::Narrated;
use crate::progress::{Stage, Watched};
use crate::project::files::{Input, Inputs};
use crate::project::{Project, TEMPLATES};
use crate::typeset::{self, Press};

/// What a report's documents are printed with.
pub(super) struct Printer<'a> {
    pub press: &'a Press,
    pub project: &'a Project,
    pub cache: Option<&'a Cache>,
    pub watched: &'a Watched,
    /// What its documents are noted under.
    pub pressed: &'a RefCell<BTreeSet<String>>,
}

impl Printer<'_> {
    /// The PDF of a document, and whether it was typeset before; `of` tells it from the project's other papers.
    pub fn pdf(&self, narrated: &Narrated, of: &str, sink: &mut Diagnostics) -> Option<(Vec<u8>, bool)> {
        let Self { press, project, .. } = *self;
        self.watched.at(Stage::Cache);
        let identity = format!("{}/{of}", project.profile.name);
        let key = self.key("paper", &identity, narrated);
        if let Some(paper) = self.known(key.as_ref()).and_then(|known| self.cache?.paper(&known.paper)) {
            return Some((paper, true));
        }
        let mut said = Diagnostics::default();
        self.watched.at(Stage::Typeset);
        let pages = typeset::typeset(press, project, narrated, &mut said);
        let templates = pages.as_ref().map(|pages| self.note(&pages.templates));
        self.watched.at(Stage::Pdf);
        let pdf = pages.and_then(|pages| typeset::pdf(press, project, narrated, &pages, &identity, &mut said));
        self.watched.at(Stage::Cache);
        // What there is to say has to be said again the next time.
        if let (true, Some(cache), Some(key), Some(templates), Some(pdf)) =
            (said.is_empty(), self.cache, &key, templates, &pdf)
        {
            let paper = cache.set_paper(pdf);
            cache.set_pressed(key, &Pressed { templates, paper, ..Pressed::default() });
        }
        sink.extend(said);
        Some((pdf?, false))
    }

    /// Lets somebody ask on which pages of a document marks stand; `None` if it cannot be typeset.
    pub fn pages(
        &self,
        narrated: &Narrated,
        ask: impl FnOnce(&dyn Fn(&str) -> Option<usize>),
        sink: &mut Diagnostics,
    ) -> Option<()> {
        let key = self.key("pages", "", narrated);
        if let Some(known) = self.known(key.as_ref()) {
            ask(&|mark| known.pages.get(mark).copied().flatten());
            return Some(());
        }
        let mut said = Diagnostics::default();
        self.watched.at(Stage::Typeset);
        let pages = typeset::typeset(self.press, self.project, narrated, &mut said);
        let silent = said.is_empty();
        sink.extend(said);
        let pages = pages?;
        let templates = self.note(&pages.templates);
        let asked: RefCell<BTreeMap<String, Option<usize>>> = RefCell::default();
        ask(&|mark| *asked.borrow_mut().entry(mark.to_owned()).or_insert_with(|| pages.page_of(mark)));
        if let (true, Some(cache), Some(key)) = (silent, self.cache, &key) {
            cache.set_pressed(key, &Pressed { templates, pages: asked.into_inner(), ..Pressed::default() });
        }
        Some(())
    }

    /// What the engine has made of the same document with the same templates.
    fn known(&self, key: Option<&Key>) -> Option<Pressed> {
        let known = self.cache?.pressed(key?)?;
        known.fits(&self.project.files).then(|| {
            // The paper depends on them, though nobody reads them this time.
            known.templates.keys().for_each(|template| self.project.files.note(template));
            known
        })
    }

    /// Notes the templates that a document was set with.
    fn note<'a>(&self, templates: impl IntoIterator<Item = &'a String>) -> Inputs {
        let files = &self.project.files;
        let inputs = templates.into_iter().map(|path| Input::Within(TEMPLATES.to_owned(), path.clone()));
        inputs
            .map(|input| {
                files.note(&input);
                let seen = files.look(&input);
                (input, seen)
            })
            .collect()
    }

    /// What a document is known by: everything that decides what it becomes, but for its templates.
    fn key(&self, what: &str, identity: &str, narrated: &Narrated) -> Option<Key> {
        self.cache?;
        let made_at = format!("{:?}", self.press.made_at());
        let kind = format!("{}{}", narrated.document.root, narrated.document.kind);
        let content = typeset::content(self.press, self.project, narrated);
        let files = content.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes.as_slice()]);
        let told = [what, identity, &made_at, &kind].map(str::as_bytes);
        let key = Key::of(told.into_iter().chain(files));
        self.pressed.borrow_mut().insert(key.to_string());
        Some(key)
    }
}
