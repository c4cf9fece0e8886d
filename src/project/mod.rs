//! The project: `council.yaml`, reports and schemas are read and checked once.
//!
//! This is the only stage that reads the project's folder; every later stage gets text and bytes. Nothing outside
//! the folder is read, whatever a file says.

pub mod body;
pub mod exempt;
pub mod exhibit;
pub mod fields;
pub mod files;
pub mod formulas;
pub mod profile;
pub mod read;
pub mod recommendations;
pub mod report;
pub mod resolutions;
pub mod schema;
pub mod sources;
pub mod targets;
pub mod yaml;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile, did_you_mean};
use files::Files;
use profile::Profile;
use report::Report;
use schema::Schema;
use yaml::Text;

/// The folder for templates, built in and in a project.
pub const TEMPLATES: &str = "report-templates";

/// The formats that a logo can have.
const LOGO_ENDINGS: [&str; 6] = [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"];

/// Every kind of document that boardpack comes with, its shared parts and its fonts.
pub static BUILT_IN: include_dir::Dir<'static> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/report-templates");

/// A council's folder with its profile.
#[derive(Debug)]
pub struct Project {
    /// The folder, and how it is shown in messages.
    pub files: Files,
    /// `council.yaml`.
    pub profile: Profile,
    /// Schemas that were read, by kind; `None` for one that has errors.
    schemas: Mutex<BTreeMap<String, Option<Arc<Schema>>>>,
}

impl Project {
    /// Opens the project in a folder; `None` if its profile cannot be read at all.
    pub fn open(folder: &Path, sink: &mut Diagnostics) -> Option<Self> {
        let files = Files::new(folder);
        let file = match files.text(profile::FILE_NAME) {
            Ok(file) => file,
            Err(why) => {
                let hint = why.hint(profile::FILE_NAME);
                sink.push(files.unreadable("", profile::FILE_NAME, &why, None).hint(hint));
                return None;
            }
        };
        let profile = Profile::read(&file, sink)?;
        let project = Self { files, profile, schemas: Mutex::default() };
        project.check_profile(sink);
        Some(project)
    }

    /// Reads a report of the project.
    pub fn report(&self, path: &str, sink: &mut Diagnostics) -> Option<Report> {
        match self.files.text(path) {
            Ok(file) => self.report_from(&file, sink),
            Err(why) => {
                let hint = why.hint("reports/workforce-update.yaml");
                sink.push(self.files.unreadable("", path, &why, None).hint(hint));
                None
            }
        }
    }

    /// Reads a report of the project from its text.
    pub fn report_from(&self, file: &Arc<SourceFile>, sink: &mut Diagnostics) -> Option<Report> {
        Report::read(file, &self.profile, &|kind, sink| self.schema(kind, sink), sink)
    }

    /// Reads what a report says of its figures, without its prose: its definitions, as [`Report::definitions`] has them.
    ///
    /// Mistakes in them are left out, and so is the prose that is missing.
    pub fn report_of(&self, definitions: &str) -> Option<Report> {
        let text = format!("template: briefing-note\ntitle: Figures\ndate: 2000-01-01\n{definitions}");
        let file = SourceFile::new("figures.json".to_owned(), text);
        let mut sink = Diagnostics::default();
        self.report_from(&file, &mut sink)
    }

    /// The bytes of a template file, `briefing-note/main.typ`: the project's own, or else the built-in one.
    pub fn template(&self, path: &str) -> Option<Vec<u8>> {
        let own = self.files.bytes(&format!("{TEMPLATES}/{path}")).ok();
        own.or_else(|| BUILT_IN.get_file(path).map(|file| file.contents().to_vec()))
    }

    /// The kinds of document that there are.
    fn kinds(&self) -> Vec<String> {
        let built_in = BUILT_IN.dirs().filter(|dir| dir.get_file(dir.path().join("schema.yaml")).is_some());
        let mut kinds: Vec<String> = built_in.filter_map(|dir| dir.path().to_str().map(str::to_owned)).collect();
        kinds.extend(self.files.folders_with(TEMPLATES, "schema.yaml"));
        // A kind is a path for its template: nothing in its name may lead elsewhere.
        kinds.retain(|kind| kind.chars().all(|one| one.is_ascii_alphanumeric() || one == '-' || one == '_'));
        kinds.sort();
        kinds.dedup();
        kinds
    }

    /// The schema of a kind; an error at `kind` if there is none.
    fn schema(&self, kind: &Text, sink: &mut Diagnostics) -> Option<Arc<Schema>> {
        let kinds = self.kinds();
        if !kinds.contains(&kind.value) {
            sink.push(
                Diagnostic::error(format!("unknown template `{}`", kind.value), &kind.span)
                    .maybe_hint(did_you_mean(&kind.value, kinds.iter().map(String::as_str))),
            );
            return None;
        }
        let main = format!("{}/main.typ", kind.value);
        if self.template(&main).is_none() {
            sink.push(
                Diagnostic::error(format!("the template `{}` has no `main.typ`", kind.value), &kind.span)
                    .hint(format!("add the file `{TEMPLATES}/{main}`")),
            );
            return None;
        }
        self.schema_of(&kind.value, sink)
    }

    fn schema_of(&self, kind: &str, sink: &mut Diagnostics) -> Option<Arc<Schema>> {
        let mut known = self.schemas.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(schema) = known.get(kind) {
            return schema.clone();
        }
        let path = format!("{kind}/schema.yaml");
        let text = String::from_utf8_lossy(&self.template(&path)?).into_owned();
        let name = self.files.shown(&format!("{TEMPLATES}/{path}"));
        let file = crate::diagnostic::SourceFile::new(name, text);
        let (before, _) = sink.counts();
        let schema = Schema::read(kind, &file, sink).map(Arc::new);
        // A schema with errors would take keys of a report for unknown ones.
        let schema = schema.filter(|_| sink.counts().0 == before);
        known.insert(kind.to_owned(), schema.clone());
        schema
    }

    /// What a profile says about kinds must fit the kinds.
    fn check_profile(&self, sink: &mut Diagnostics) {
        let kinds = self.kinds();
        for (kind, settings) in &self.profile.kinds {
            let place = settings.place.clone();
            if !kinds.contains(kind) {
                sink.push(
                    Diagnostic::error(format!("unknown template `{kind}`"), &place)
                        .maybe_hint(did_you_mean(kind, kinds.iter().map(String::as_str))),
                );
                continue;
            }
            let Some(schema) = self.schema_of(kind, sink) else { continue };
            for (label, _) in settings.labels.values() {
                if !schema.label_keys().any(|key| key == label.value) {
                    sink.push(read::unknown("label", label, schema.label_keys()));
                }
            }
            for slot in settings.sections.iter().flatten() {
                if let schema::SlotOrOwn::Slot(slot) = slot {
                    schema.check_slot(slot, sink);
                }
            }
        }
        if let Some(logo) = &self.profile.logo
            && let Err(why) = self.files.bytes(&logo.file.value)
        {
            let near = match why {
                files::Unreadable::Missing => self.files.nearest(&logo.file.value, &["svg", "png"]),
                _ => None,
            };
            sink.push(
                Diagnostic::error(format!("the logo `{}` {why}", logo.file.value), &logo.file.span)
                    .hint(near.unwrap_or_else(|| why.hint("assets/logo.svg"))),
            );
        } else if let Some(logo) = &self.profile.logo
            && !LOGO_ENDINGS.iter().any(|ending| logo.file.value.to_lowercase().ends_with(ending))
        {
            let message = format!("`{}` is not a picture that can be printed", logo.file.value);
            sink.push(Diagnostic::error(message, &logo.file.span).hint("save the logo as SVG or PNG"));
        }
    }
}
