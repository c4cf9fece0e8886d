//! Shops: projects that are open for work, each with one profile, opened when the first report needs it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::check;
use crate::data::store::Store;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::project::files::Files;
use crate::project::yaml::Text;
use crate::project::{Project, profile};
use crate::typeset::{Press, SharedEngine};

/// A project that is open for work.
pub(super) struct Shop {
    pub project: Project,
    pub press: Press,
    pub store: Store,
    /// What there is to say of the profile; with errors in it, reports are checked but not written.
    pub diagnostics: Vec<Diagnostic>,
    pub broken: bool,
}

/// What came of opening a shop: `None` if its profile cannot be read, and what is wrong with it.
type Opened = Result<Arc<Shop>, Vec<Diagnostic>>;

/// The shops of a project, one for each profile that its reports name.
pub(super) struct Shops {
    engine: SharedEngine,
    /// The project's folder, as all of the run see it.
    pub files: Files,
    made_at: Option<i64>,
    open: Mutex<BTreeMap<String, Arc<OnceLock<Opened>>>>,
}

impl Shops {
    /// The shops of the project in a folder.
    pub fn new(engine: &SharedEngine, root: &Path, made_at: Option<i64>) -> Self {
        Self { engine: Arc::clone(engine), files: Files::new(root), made_at, open: Mutex::default() }
    }

    /// The shop of a report; `None` if its profile cannot be read. What there is to say of the profile goes to the sink.
    pub fn of(&self, report: &str, sink: &mut Diagnostics) -> Option<Arc<Shop>> {
        let named = Project::profile_of(&self.files, report);
        let key = named.as_ref().map_or(profile::FILE_NAME, |named| named.value.as_str());
        let place = {
            let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(open.entry(key.to_owned()).or_default())
        };
        match place.get_or_init(|| self.open(named.as_ref())) {
            Ok(shop) => {
                sink.extend(shop.diagnostics.iter().cloned());
                Some(Arc::clone(shop))
            }
            // Each report is told at its own line.
            Err(_) => {
                sink.extend(self.open(named.as_ref()).err().into_iter().flatten());
                None
            }
        }
    }

    fn open(&self, named: Option<&Text>) -> Opened {
        let mut sink = Diagnostics::default();
        let project = Project::open_in(self.files.noting(), named, &mut sink);
        project.iter().for_each(|project| check::check_profile(&project.profile, &mut sink));
        let broken = sink.has_errors();
        let diagnostics: Vec<Diagnostic> = sink.into_iter().collect();
        let Some(project) = project else { return Err(diagnostics) };
        let press = Press::new(&self.engine, &project, self.made_at);
        Ok(Arc::new(Shop { press, project, store: Store::default(), diagnostics, broken }))
    }
}
