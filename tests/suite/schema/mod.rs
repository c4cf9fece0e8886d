//! The schemas that editors are given, held by an independent validator against what boardpack reads.

mod asked;
mod differences;
mod examples;
mod mutations;
mod written;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use boardpack::build;
use boardpack::diagnostic::{Diagnostics, Severity, SourceFile};
use boardpack::editor::{self, Known};
use boardpack::project::Project;
use jsonschema::Validator;
use serde_json::Value;

use crate::copies::copy_folder;

/// A project with its schemas.
struct Fixture {
    root: PathBuf,
    known: Known,
    validators: Mutex<BTreeMap<String, Arc<Validator>>>,
}

impl Fixture {
    /// `None` if its profile cannot be read at all.
    fn open(root: &Path) -> Option<Self> {
        let known = Known::of(root, &mut Diagnostics::default())?;
        Some(Self { root: root.to_owned(), known, validators: Mutex::default() })
    }

    /// What the schema of the profile or of a kind says against a file.
    fn refusals(&self, subject: &str, text: &str) -> Vec<String> {
        let validator = self.validator(subject);
        let Some(value) = json(text) else { return Vec::new() };
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
    }

    fn validator(&self, subject: &str) -> Arc<Validator> {
        let mut validators = self.validators.lock().expect("no panic");
        let validator = validators.entry(subject.to_owned()).or_insert_with(|| {
            let schema = editor::schema(subject, &self.known).unwrap_or_else(|| panic!("a schema of {subject}"));
            let schema: Value = serde_json::from_str(&schema).expect("JSON");
            Arc::new(jsonschema::draft7::new(&schema).expect("a schema that is one"))
        });
        Arc::clone(validator)
    }

    /// The reports, by their paths in the project.
    fn reports(&self) -> Vec<String> {
        build::plan(std::slice::from_ref(&self.root))
            .map(|all| all.into_iter().flat_map(|(_, all)| all).collect())
            .unwrap_or_default()
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8_lossy(&std::fs::read(self.root.join(path)).expect("a file")).into_owned()
    }

    /// What reading a report refuses.
    fn unread(&self, path: &str, text: &str) -> Vec<String> {
        let mut sink = Diagnostics::default();
        let project = Project::open_for(&self.root, path, &mut Diagnostics::default());
        if let Some(project) = project {
            project.report_from(&SourceFile::new(path, text), &mut sink);
        }
        errors(sink)
    }

    /// What reading a profile refuses.
    fn unread_profile(&self, text: &str) -> Vec<String> {
        let mut sink = Diagnostics::default();
        Project::open(self.with("council.yaml", text).path(), &mut sink);
        errors(sink)
    }

    /// Whether a report is refused by any stage.
    fn fails(&self, path: &str, text: &str) -> bool {
        let folder = self.with(path, text);
        build::check(&[folder.path().join(path)]).is_ok_and(|checked| checked.failed > 0)
    }

    /// A copy of the project in which a file is another.
    fn with(&self, path: &str, text: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        copy_folder(&self.root, folder.path());
        std::fs::write(folder.path().join(path), text).expect("a file");
        folder
    }
}

fn errors(sink: Diagnostics) -> Vec<String> {
    sink.sorted().into_iter().filter(|one| one.severity == Severity::Error).map(|one| one.message).collect()
}

/// A file as an editor's validator sees it; `None` for what is no YAML.
fn json(text: &str) -> Option<Value> {
    fn plain(value: serde_yaml::Value) -> Value {
        use serde_yaml::Value as Yaml;
        match value {
            Yaml::Null => Value::Null,
            Yaml::Bool(value) => value.into(),
            Yaml::Number(number) => serde_json::to_value(number).expect("a number"),
            Yaml::String(text) => text.into(),
            Yaml::Sequence(items) => items.into_iter().map(plain).collect(),
            Yaml::Mapping(entries) => {
                let name = |key| match plain(key) {
                    Value::String(text) => text,
                    other => other.to_string(),
                };
                Value::Object(entries.into_iter().map(|(key, value)| (name(key), plain(value))).collect())
            }
            Yaml::Tagged(tagged) => plain(tagged.value),
        }
    }
    serde_yaml::from_str(text).ok().map(plain)
}

/// The kind of a report.
fn kind(text: &str) -> Option<String> {
    json(text)?.get("template")?.as_str().map(str::to_owned)
}

/// The folders below one that have a profile.
fn projects(folder: &str) -> Vec<PathBuf> {
    fn search(folder: &Path, found: &mut Vec<PathBuf>) {
        if folder.join("council.yaml").is_file() {
            found.push(folder.to_owned());
        }
        let mut inner: Vec<PathBuf> =
            std::fs::read_dir(folder).into_iter().flatten().map(|one| one.expect("an entry").path()).collect();
        inner.sort();
        inner.iter().filter(|path| path.is_dir()).for_each(|path| search(path, found));
    }
    let mut found = Vec::new();
    search(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder), &mut found);
    found
}

/// Whether a project is one of those that show something whole.
fn is_whole(root: &Path) -> bool {
    root.parent().is_some_and(|folder| folder.ends_with("fixtures"))
}
