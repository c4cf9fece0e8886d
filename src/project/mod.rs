//! The project: `council.yaml`, reports and schemas are read and checked once.
//!
//! This is the only stage that reads the project's folder; every later stage gets text and bytes. Nothing outside
//! the folder is read, whatever a file says.

pub mod accepted;
pub mod actions;
pub mod bibliography;
pub mod body;
mod colon;
pub mod encoding;
pub mod enumerated;
pub mod exempt;
pub mod exhibit;
pub mod fields;
pub mod files;
pub mod form;
pub mod formulas;
mod link;
mod misplaced;
pub mod notice;
pub mod numbering;
pub mod profile;
pub mod read;
pub mod recommendations;
pub mod report;
pub mod resolutions;
pub mod schema;
pub mod sources;
pub mod subjects;
pub mod targets;
mod torn;
pub mod yaml;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile, Span, did_you_mean, nearest};
use files::{Files, Unreadable};
use profile::Profile;
use report::Report;
use schema::Schema;
use yaml::{Content, Text};

/// The folder for templates, built in and in a project.
pub const TEMPLATES: &str = "report-templates";

/// What to do about a link that leads out of the folder for templates.
pub const OUTSIDE_HINT: &str =
    "a template may read nothing outside `report-templates`: copy the file into that folder";

/// The formats that a logo can have.
const LOGO_ENDINGS: [&str; 6] = [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"];

/// Every kind of document that boardpack comes with, its shared parts and its fonts.
pub static BUILT_IN: include_dir::Dir<'static> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/report-templates");

/// A council's folder with its profile.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder, and how it is shown in messages.
    pub files: Files,
    /// `council.yaml`.
    pub profile: Arc<Profile>,
    /// Schemas that were read, by kind; `None` for one that has errors.
    schemas: Arc<Mutex<BTreeMap<String, Option<Arc<Schema>>>>>,
}

impl Project {
    /// Opens the project in a folder; `None` if its profile cannot be read at all.
    pub fn open(folder: &Path, sink: &mut Diagnostics) -> Option<Self> {
        Self::open_with(folder, None, sink)
    }

    /// Opens the project in a folder with the profile that a report names; without one, with the project's own.
    pub fn open_with(folder: &Path, named: Option<&Text>, sink: &mut Diagnostics) -> Option<Self> {
        Self::open_in(Files::new(folder), named, sink)
    }

    /// Opens the project in a folder that has been read from already.
    pub fn open_in(files: Files, named: Option<&Text>, sink: &mut Diagnostics) -> Option<Self> {
        let path = named.map_or(profile::FILE_NAME, |named| named.value.as_str());
        let file = match files.text(path) {
            Ok(file) => file,
            Err(why) => {
                let hint = match named {
                    Some(_) => files.remedy(path, &why, &["yaml", "yml"], "profiles/devon.yaml"),
                    None => why.hint(path),
                };
                let what = if named.is_some() { "the profile " } else { "" };
                sink.push(files.unreadable(what, path, &why, named.map(|named| &named.span)).hint(hint));
                return None;
            }
        };
        let mut profile = Profile::read(&file, sink)?;
        path.clone_into(&mut profile.path);
        let project = Self { files, profile: Arc::new(profile), schemas: Arc::default() };
        project.check_profile(sink);
        Some(project)
    }

    /// The same project, with notes of its own of what is read from now on.
    #[must_use]
    pub fn noting(&self) -> Self {
        Self { files: self.files.noting(), ..self.clone() }
    }

    /// The profile that a report names; `None` for the project's own, and where the report cannot be read.
    pub fn profile_of(files: &Files, report: &str) -> Option<Text> {
        let file = files.text(report).ok()?;
        // Few reports name one; the others need not be read twice for that.
        let root = file.text.contains(report::PROFILE_KEY).then(|| yaml::read(&file).ok())??;
        let Content::Map(entries) = root.content else { return None };
        let (_, node) = entries.iter().find(|(name, _)| name.value == report::PROFILE_KEY)?;
        let named = read::text(node, &mut Diagnostics::default())?;
        (named.value != profile::FILE_NAME).then_some(named)
    }

    /// Opens the project in a folder with the profile of one of its reports.
    pub fn open_for(folder: &Path, report: &str, sink: &mut Diagnostics) -> Option<Self> {
        let named = Self::profile_of(&Files::new(folder), report);
        Self::open_with(folder, named.as_ref(), sink)
    }

    /// What is wrong with the syntax of a report whose profile cannot be read.
    pub fn syntax(files: &Files, report: &str) -> Option<Diagnostic> {
        let file = files.text(report).ok()?;
        yaml::read(&file).err().map(|error| *error)
    }

    /// Reads a report of the project.
    pub fn report(&self, path: &str, sink: &mut Diagnostics) -> Option<Report> {
        match self.files.text(path) {
            Ok(file) => {
                let mut report = self.report_from(&file, sink)?;
                if let Some(bibliography) = &mut report.bibliography {
                    bibliography.load(&self.files, sink);
                }
                Some(report)
            }
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
    ///
    /// # Errors
    /// Why there is none. One of the project's own that is there and cannot be read is not passed over in silence.
    pub fn template(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        match self.files.bytes_within(TEMPLATES, path) {
            Err(Unreadable::Missing) => match BUILT_IN.get_file(path) {
                Some(file) => Ok(file.contents().to_vec()),
                None => Err(Unreadable::Missing),
            },
            own => own,
        }
    }

    /// The template file that is spelt most like a path that does not exist, `report-templates/common/paper.typ`.
    pub fn nearest_template(&self, path: &str) -> Option<String> {
        fn collect(folder: &include_dir::Dir<'_>, names: &mut Vec<String>) {
            let files = folder.files().filter_map(|file| file.path().to_str());
            names.extend(files.map(|path| format!("{TEMPLATES}/{path}")));
            folder.dirs().for_each(|folder| collect(folder, names));
        }
        let stem = |path: &str| Path::new(path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let mut names = self.files.all_files(TEMPLATES);
        collect(&BUILT_IN, &mut names);
        // Every path here looks like every other; it is the name of the file that was misspelt, or its folder.
        let wanted = stem(path)?;
        names.retain(|name| stem(name).is_some_and(|stem| nearest(&wanted, [stem.as_str()]).is_some()));
        names.sort();
        nearest(path, names.iter().map(String::as_str)).map(str::to_owned)
    }

    /// The kinds of document that there are, sorted: those that are built in, and the project's own.
    pub fn kinds(&self) -> Vec<String> {
        let built_in = BUILT_IN.dirs().filter(|dir| dir.get_file(dir.path().join("schema.yaml")).is_some());
        let mut kinds: Vec<String> = built_in.filter_map(|dir| dir.path().to_str().map(str::to_owned)).collect();
        kinds.extend(self.files.folders_with(TEMPLATES, "schema.yaml"));
        // A kind is a path for its template: nothing in its name may lead elsewhere.
        kinds.retain(|kind| kind.chars().all(|one| one.is_ascii_alphanumeric() || one == '-' || one == '_'));
        kinds.sort();
        kinds.dedup();
        kinds
    }

    /// The schemas of all kinds that can be read, sorted by kind.
    pub fn all_schemas(&self, sink: &mut Diagnostics) -> Vec<Arc<Schema>> {
        let place = Span::new(&self.profile.file, 0..0);
        let named = |kind: String| Text { value: kind, span: place.clone() };
        self.kinds().into_iter().filter_map(|kind| self.schema(&named(kind), sink)).collect()
    }

    /// The schemas of the kinds that boardpack comes with, sorted by kind.
    pub fn built_in_schemas() -> Vec<Arc<Schema>> {
        let read = |folder: &include_dir::Dir<'_>| {
            let (kind, file) = (folder.path().to_str()?, folder.get_file(folder.path().join("schema.yaml"))?);
            let file = SourceFile::new(format!("{kind}/schema.yaml"), file.contents_utf8()?);
            Schema::read(kind, &file, &mut Diagnostics::default())
        };
        let mut own: Vec<Schema> = BUILT_IN.dirs().filter_map(read).collect();
        own.sort_by(|one, other| one.kind.cmp(&other.kind));
        let shown = |schema: &Schema| {
            let content = schema.content.as_ref()?;
            own.iter().find(|other| other.kind == content.value)
        };
        own.iter()
            .map(|schema| {
                Arc::new(shown(schema).map_or_else(|| schema.clone(), |other| schema.clone().showing(other)))
            })
            .collect()
    }

    /// The schema of a kind; an error at `kind` if there is none.
    pub fn schema(&self, kind: &Text, sink: &mut Diagnostics) -> Option<Arc<Schema>> {
        let kinds = self.kinds();
        if !kinds.contains(&kind.value) && self.template(&format!("{}/main.typ", kind.value)).is_ok() {
            sink.push(
                Diagnostic::error(format!("the template `{}` has no `schema.yaml`", kind.value), &kind.span)
                    .hint(format!("add the file `{TEMPLATES}/{}/schema.yaml`", kind.value)),
            );
            return None;
        }
        if !kinds.contains(&kind.value) {
            sink.push(runs_on(kind, &kinds).unwrap_or_else(|| {
                Diagnostic::error(format!("unknown template `{}`", kind.value), &kind.span)
                    .maybe_hint(did_you_mean(&kind.value, kinds.iter().map(String::as_str)))
            }));
            return None;
        }
        let main = format!("{}/main.typ", kind.value);
        match self.template(&main).and_then(|bytes| encoding::decode(&main, bytes)) {
            Ok(_) => {}
            Err(Unreadable::Missing) => {
                sink.push(
                    Diagnostic::error(format!("the template `{}` has no `main.typ`", kind.value), &kind.span)
                        .hint(format!("add the file `{TEMPLATES}/{main}`")),
                );
                return None;
            }
            Err(why) => {
                sink.push(self.unreadable_template(&main, &why, &kind.span));
                return None;
            }
        }
        self.schema_of(kind, sink)
    }

    /// The error for a file of the project's own template that cannot be read.
    fn unreadable_template(&self, path: &str, why: &Unreadable, place: &Span) -> Diagnostic {
        let hint = match why {
            Unreadable::Outside | Unreadable::Elsewhere => OUTSIDE_HINT.to_owned(),
            why => why.hint("report-templates/briefing-note/main.typ"),
        };
        let without = BUILT_IN.get_file(path).filter(|_| *why == Unreadable::Folder);
        let without = without.map(|_| "without the folder, the template that comes with boardpack is used");
        let told = self.files.unreadable("", &format!("{TEMPLATES}/{path}"), why, Some(place));
        told.hint(hint).maybe_hint(without)
    }

    fn schema_of(&self, kind: &Text, sink: &mut Diagnostics) -> Option<Arc<Schema>> {
        let known = || self.schemas.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let path = format!("{}/schema.yaml", kind.value);
        if let Some(schema) = known().get(&kind.value) {
            // Whoever is told of it depends on the files, which somebody else has read.
            let content = schema.iter().filter_map(|schema| schema.content.as_ref());
            let shown = content.map(|content| format!("{}/schema.yaml", content.value));
            for path in std::iter::once(path).chain(shown) {
                let _ = self.template(&path);
            }
            return schema.clone();
        }
        let name = self.files.shown(&format!("{TEMPLATES}/{path}"));
        let (before, _) = sink.counts();
        let schema = match self.template(&path).and_then(|bytes| encoding::decode(&name, bytes)) {
            Ok(file) => {
                Schema::read(&kind.value, &file, sink).and_then(|schema| self.showing(schema, sink)).map(Arc::new)
            }
            Err(why) => {
                sink.push(self.unreadable_template(&path, &why, &kind.span));
                None
            }
        };
        // A schema with errors would take keys of a report for unknown ones.
        let schema = schema.filter(|_| sink.counts().0 == before);
        known().insert(kind.value.clone(), schema.clone());
        schema
    }

    /// A schema with what it has from the kind whose reports it shows.
    fn showing(&self, schema: Schema, sink: &mut Diagnostics) -> Option<Schema> {
        let Some(content) = &schema.content else { return Some(schema) };
        if content.value == schema.kind {
            sink.push(
                Diagnostic::error(format!("`{}` shows itself", schema.kind), &content.span)
                    .hint("name the kind whose reports it shows in another form, or take `content:` out"),
            );
            return None;
        }
        let other = self.schema(content, sink)?;
        if other.content.is_some() {
            sink.push(
                Diagnostic::error(format!("`{}` has `content:` itself", content.value), &content.span)
                    .hint("name the kind that its reports are written for"),
            );
            return None;
        }
        Some(schema.showing(&other))
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
            let named = Text { value: kind.clone(), span: place.clone() };
            let Some(schema) = self.schema_of(&named, sink) else { continue };
            for (label, _) in settings.labels.values() {
                if !schema.label_keys().any(|key| key == label.value) {
                    sink.push(read::unknown("label", label, schema.label_keys()));
                }
            }
            if let Some(numbering) = &settings.numbering {
                numbering.check(&schema.numbering, sink);
            }
            let slots = settings.sections.as_deref().unwrap_or_default();
            if let Some(told) = misplaced::sections(self, &schema, slots) {
                sink.push(told);
                continue;
            }
            for slot in slots {
                if let schema::SlotOrOwn::Slot(slot) = slot {
                    schema.check_slot(slot, sink);
                }
            }
        }
        if let Some(logo) = &self.profile.logo
            && let Err(why) = self.files.bytes(&logo.file.value)
        {
            sink.push(
                Diagnostic::error(format!("the logo `{}` {why}", logo.file.value), &logo.file.span)
                    .hint(self.files.remedy(&logo.file.value, &why, &["svg", "png"], "assets/logo.svg")),
            );
        } else if let Some(logo) = &self.profile.logo
            && !LOGO_ENDINGS.iter().any(|ending| logo.file.value.to_lowercase().ends_with(ending))
        {
            let message = format!("`{}` is not a picture that can be printed", logo.file.value);
            sink.push(Diagnostic::error(message, &logo.file.span).hint("save the logo as SVG or PNG"));
        }
    }
}

/// What is wrong with the name of a kind that YAML reads together with a text below it, whose key is missing.
fn runs_on(kind: &Text, kinds: &[String]) -> Option<Diagnostic> {
    let (name, _) = kind.value.split_once(' ').filter(|(name, _)| kinds.iter().any(|kind| kind == name))?;
    let rest = kind.locate(name.len() + 1..kind.value.len());
    let line = rest.text().lines().next()?;
    let above = kind.span.file.text.get(kind.span.range.start..rest.range.start)?;
    let place = Span::new(&rest.file, rest.range.start..rest.range.start + line.trim_end().len());
    above.contains('\n').then(|| {
        Diagnostic::error("a text without its key", &place).hint(format!(
            "`{name}` ends on the line above: write the key of this text between the two, such as `title: >`"
        ))
    })
}
