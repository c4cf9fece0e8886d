//! The names of a project: those of its profiles, of its templates and of its data.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::build;
use crate::data::store::Store;
use crate::diagnostic::Diagnostics;
use crate::editor::Known;
use crate::project::Project;
use crate::project::files::Files;
use crate::project::profile::Profile;

impl Known {
    /// The names of the project in a folder, and what is wrong with its profile; as many as can be read.
    ///
    /// Mistakes in reports and data are no hindrance, and are told when the reports are built.
    pub fn of(root: &Path, sink: &mut Diagnostics) -> Option<Self> {
        let files = Files::new(root);
        let project = Project::open_in(files.clone(), None, sink)?;
        // What is wrong from here on is told by those who build.
        let silent = &mut Diagnostics::default();
        let reports = build::plan(&[root.to_owned()]).unwrap_or_default();
        let reports: Vec<String> = reports.into_iter().flat_map(|(_, reports)| reports).collect();
        let mut others: BTreeMap<String, Project> = BTreeMap::new();
        let (store, mut areas, mut measures) = (Store::default(), BTreeSet::new(), BTreeMap::new());
        for path in &reports {
            let named = Project::profile_of(&files, path);
            if let Some(named) = &named
                && !others.contains_key(&named.value)
                && let Some(other) = Project::open_in(files.clone(), Some(named), silent)
            {
                others.insert(named.value.clone(), other);
            }
            let own = named.as_ref().map_or(Some(&project), |named| others.get(&named.value));
            let Some(report) = own.and_then(|project| project.report(path, silent)) else { continue };
            for entry in &report.data {
                for measure in &entry.measures {
                    let name = measure.name.as_ref().map_or("", |name| name.value.as_str());
                    measures.entry(measure.id.value.clone()).or_insert_with(|| name.to_owned());
                }
                let dataset = store.get(&files, entry, silent);
                let observations = dataset.iter().flat_map(|dataset| &dataset.observed.observations);
                areas.extend(observations.map(|one| one.area.name.clone()));
            }
        }
        let profiles: Vec<&Arc<Profile>> =
            std::iter::once(&project.profile).chain(others.values().map(|project| &project.profile)).collect();
        let profiles: Vec<&Profile> = profiles.into_iter().map(AsRef::as_ref).collect();
        let folders = ["appendices", "assets", "data", "packs", "profiles", "references", "reports"];
        let there = folders.iter().flat_map(|folder| files.all_files(folder)).collect();
        let known = Self::built_in(project.all_schemas(silent)).with_files(there);
        Some(known.with_profiles(&profiles).with_data(areas.into_iter().collect(), measures.into_iter().collect()))
    }
}
