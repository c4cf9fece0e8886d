//! Shops: projects that are open for work, each with one profile, opened when the first report needs it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::build::Options;
use crate::build::workshop::Workshop;
use crate::check;
use crate::data::store::Store;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::project::files::{Files, Inputs};
use crate::project::yaml::Text;
use crate::project::{Project, profile};
use crate::typeset::{Press, SharedEngine};

/// A project that is open for work.
pub(super) struct Shop {
    pub project: Project,
    pub press: Press,
    pub store: Arc<Store>,
    /// What there is to say of the profile; with errors in it, reports are checked but not written.
    pub diagnostics: Vec<Diagnostic>,
    pub broken: bool,
}

/// What came of opening a shop; if its profile cannot be read, what is wrong with it.
type Opened = Result<Arc<Shop>, Vec<Diagnostic>>;

/// What a shop is furnished with, by the profile of the shop: it outlives the run.
pub(super) type Furniture = BTreeMap<String, (Press, Arc<Store>)>;

/// The shops of a project, one for each profile that its reports name.
pub(super) struct Shops {
    engine: SharedEngine,
    /// The project's folder, as all of the run see it.
    pub files: Files,
    made_at: Option<i64>,
    /// For how many documents that do not use it a result of the engine is kept.
    keeps: usize,
    /// What an earlier run has left.
    furniture: Mutex<Furniture>,
    open: Mutex<BTreeMap<String, Arc<OnceLock<Opened>>>>,
}

impl Shops {
    /// The shops of the project in a folder, with what an earlier run has left.
    pub fn new(workshop: &mut Workshop, root: &Path, options: &Options) -> Self {
        let files = Files::new(root);
        Self {
            engine: Arc::clone(&workshop.engine),
            files: match &options.aside {
                Some(folder) => files.shown_as(folder),
                None => files,
            },
            made_at: options.made_at,
            keeps: workshop.keeps(),
            furniture: Mutex::new(workshop.furniture.remove(root).unwrap_or_default()),
            open: Mutex::default(),
        }
    }

    /// Closes the shops; what can be used in a later run is left.
    pub fn close(&self) -> Furniture {
        let mut left = std::mem::take(&mut *lock(&self.furniture));
        for (profile, place) in std::mem::take(&mut *lock(&self.open)) {
            let shop = Arc::into_inner(place).and_then(OnceLock::into_inner).and_then(Result::ok);
            if let Some(Shop { press, store, .. }) = shop.and_then(Arc::into_inner) {
                store.sweep();
                left.insert(profile, (press, store));
            }
        }
        left
    }

    /// What is read to find out that a report has no shop.
    pub fn inputs(&self, report: &str) -> Inputs {
        let files = self.files.noting();
        let named = Project::profile_of(&files, report);
        let _ = Project::open_in(files.clone(), named.as_ref(), &mut Diagnostics::default());
        files.inputs()
    }

    /// The shop of a report; `None` if its profile cannot be read. What there is to say of the profile goes to the sink.
    pub fn of(&self, report: &str, sink: &mut Diagnostics) -> Option<Arc<Shop>> {
        let named = Project::profile_of(&self.files, report);
        let key = named.as_ref().map_or(profile::FILE_NAME, |named| named.value.as_str());
        let place = {
            let mut open = lock(&self.open);
            Arc::clone(open.entry(key.to_owned()).or_default())
        };
        match place.get_or_init(|| self.open(named.as_ref())) {
            Ok(shop) => {
                sink.extend(shop.diagnostics.iter().cloned());
                Some(Arc::clone(shop))
            }
            // Each report is told at its own line. What it says cannot be judged without its profile, but whether it can be
            // read.
            Err(_) => {
                sink.extend(self.open(named.as_ref()).err().into_iter().flatten());
                sink.extend(Project::syntax(&self.files, report));
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
        let left = lock(&self.furniture).remove(named.map_or(profile::FILE_NAME, |named| named.value.as_str()));
        let (press, store) = match left {
            Some((press, store)) => (press.again(&project), store),
            None => (Press::new(&self.engine, &project, self.made_at), Arc::default()),
        };
        let press = press.keeping(self.keeps);
        Ok(Arc::new(Shop { press, project, store, diagnostics, broken }))
    }
}

/// What a lock guards; whoever has panicked leaves nothing half done in it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
