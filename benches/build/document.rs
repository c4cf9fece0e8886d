//! The finished documents of a project: what stands in them before they are typeset.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use boardpack::data::store::Store;
use boardpack::diagnostic::Diagnostics;
use boardpack::narrative::Narrated;
use boardpack::narrative::papers::{Edition, Paper};
use boardpack::pack;
use boardpack::project::Project;
use boardpack::shelf::Shelf;
use boardpack::typeset::{self, Engine, Press, SharedEngine};

/// A document, and every file that the Typst engine reads to set it.
pub struct Finished {
    /// The content and the pictures.
    pub narrated: Narrated,
    /// `/document.json`, pictures and templates by path.
    pub sources: BTreeMap<String, Vec<u8>>,
}

impl Finished {
    /// Finishes the documents of a project's reports.
    pub fn all(root: &Path, reports: &[String]) -> Vec<Self> {
        let mut sink = Diagnostics::default();
        let project = Arc::new(Project::open(root, &mut sink).expect("the project can be opened"));
        let mut press = Press::new(&SharedEngine::new(LazyLock::new(Engine::new)), &project, None);
        let store = Store::default();
        let mut all = Vec::new();
        for path in reports {
            let shelf = Shelf::new(&project, &store, Edition::Public);
            let mut paper = shelf.narrate(path, &mut sink).expect("the report can be read");
            if paper.report.schema.binds.is_some() {
                let as_it_is = |_: &mut Paper, _: &mut Diagnostics| {};
                paper = pack::bind(&shelf, paper, &project.profile, &as_it_is, &mut sink).expect("an agenda");
            }
            let narrated = paper.narrated;
            if all.is_empty() {
                // The press knows the templates of the kind once it has set one document; all are of one kind.
                typeset::typeset(&press, &project, &narrated, &mut sink).expect("the report can be typeset");
            }
            all.push(Self { sources: press.sources(&project, &narrated), narrated });
        }
        let said: String = sink.sorted().iter().map(|one| one.render()).collect();
        assert!(said.is_empty(), "{said}");
        all
    }

    /// Writes the files of the engine to a folder.
    pub fn write(&self, folder: &Path) -> std::io::Result<()> {
        for (path, bytes) in &self.sources {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
            std::fs::write(path, bytes)?;
        }
        Ok(())
    }

    /// The template's main file.
    pub fn main(&self) -> String {
        format!("report-templates/{}/main.typ", self.narrated.document.kind)
    }
}
