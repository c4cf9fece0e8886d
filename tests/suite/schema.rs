//! The schemas that editors are given, held by an independent validator against what boardpack reads: every fixture is
//! accepted, what the readers refuse is refused, and nothing else is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use boardpack::build;
use boardpack::diagnostic::{Diagnostics, SourceFile};
use boardpack::editor::{self, Known};
use boardpack::project::Project;
use jsonschema::Validator;
use rayon::prelude::*;
use serde_json::Value;

use crate::scratch::rendered;

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
        let mut validators = self.validators.lock().expect("no panic");
        let validator = validators.entry(subject.to_owned()).or_insert_with(|| {
            let schema = editor::schema(subject, &self.known).unwrap_or_else(|| panic!("a schema of {subject}"));
            let schema: Value = serde_json::from_str(&schema).expect("JSON");
            Arc::new(jsonschema::draft7::new(&schema).expect("a schema that is one"))
        });
        let validator = Arc::clone(validator);
        drop(validators);
        let Some(value) = json(text) else { return Vec::new() };
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
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
}

fn errors(sink: Diagnostics) -> Vec<String> {
    let error = boardpack::diagnostic::Severity::Error;
    sink.sorted().into_iter().filter(|one| one.severity == error).map(|one| one.message).collect()
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

#[test]
fn every_fixture_is_as_its_schema_says() {
    let mut seen = 0;
    for root in projects("") {
        if root.to_string_lossy().contains("fixtures/errors") {
            continue;
        }
        let fixture = Fixture::open(&root).expect("a project");
        let mut profiles = vec!["council.yaml".to_owned()];
        for path in fixture.reports() {
            let text = fixture.text(&path);
            let kind = kind(&text).expect("a report has a kind");
            let refusals = fixture.refusals(&kind, &text);
            assert!(refusals.is_empty(), "{}/{path}:\n{}", root.display(), refusals.join("\n"));
            profiles.extend(json(&text).and_then(|report| Some(report.get("profile")?.as_str()?.to_owned())));
            seen += 1;
        }
        for path in profiles {
            let refusals = fixture.refusals(editor::PROFILE, &fixture.text(&path));
            assert!(refusals.is_empty(), "{}/{path}:\n{}", root.display(), refusals.join("\n"));
        }
    }
    assert!(seen > 120, "only {seen} reports");
}

/// Mistakes that reading finds and no schema can, by their cases, with why.
const UNSEEN: &[(&str, &str)] = &[
    ("glyph-missing-in-profile", "which letters the fonts have"),
    ("logo-missing", "which files there are"),
    ("logo-unknown-format", "what can be made of a file"),
    ("logo-wrong-name", "which files there are"),
    ("yaml-starts-with-ampersand", "what YAML takes for a name and leaves out"),
    ("paragraphs-too-many-numbers", "how paragraphs are counted, which the kind and the profile say together"),
    ("profile-of-report-people", "which of several profiles a report has: names of all of them are accepted"),
];

#[test]
fn what_is_refused_in_reading_is_refused_by_the_schema() {
    let cases = projects("errors");
    let found: Vec<String> = cases.par_iter().flat_map(|root| compare(root)).collect();
    assert!(found.is_empty(), "{} cases:\n{}", found.len(), found.join("\n"));
}

/// Where schema and reader differ on the files of a project.
fn compare(root: &Path) -> Vec<String> {
    let case = root.file_name().expect("a name").to_string_lossy().into_owned();
    let mut found = Vec::new();
    let Some(fixture) = Fixture::open(root) else { return found };
    let unseen = UNSEEN.iter().any(|(one, _)| *one == case);
    let said = std::fs::read_to_string(root.join("stderr.txt")).unwrap_or_default();
    let mut differ = |path: &str, unread: Vec<String>, refusals: Vec<String>| {
        let told = said.contains(&format!("{case}/{path}"));
        if !unread.is_empty() && refusals.is_empty() && !unseen {
            found.push(format!("── {case}/{path} is accepted, but:\n{}", unread.join("\n")));
        }
        if unread.is_empty() && !refusals.is_empty() && !told {
            found.push(format!("── {case}/{path} is refused, but read:\n{}", refusals.join("\n")));
        }
    };
    let text = fixture.text("council.yaml");
    let mut sink = Diagnostics::default();
    Project::open(root, &mut sink);
    differ("council.yaml", errors(sink), fixture.refusals(editor::PROFILE, &text));
    for path in fixture.reports() {
        let text = fixture.text(&path);
        if json(&text).is_none() {
            continue;
        }
        // A report whose kind is missing or unknown was to be one of some kind.
        let kind = kind(&text).filter(|kind| editor::schema(kind, &fixture.known).is_some());
        let kind = kind.unwrap_or_else(|| "briefing-note".to_owned());
        let unread = fixture.unread(&path, &text);
        let refusals = fixture.refusals(&kind, &text);
        differ(&path, unread, refusals);
    }
    found
}

/// Fixtures that between them have every kind of document and every key that papers use.
const VARIED: &[&str] = &["coventry", "warwickshire", "devon", "lga", "four-councils", "appendices"];

/// A way to break a value.
#[derive(Debug, Clone, Copy)]
enum Break {
    Rename,
    Remove,
    Empty,
    Null,
    Text,
    Number,
    Truth,
    List,
    Mapping,
    Hollow,
    Another,
}

const BREAKS: [Break; 11] = [
    Break::Rename,
    Break::Remove,
    Break::Empty,
    Break::Null,
    Break::Text,
    Break::Number,
    Break::Truth,
    Break::List,
    Break::Mapping,
    Break::Hollow,
    Break::Another,
];

/// How many keys a value has in it, at every level.
fn keys(value: &Value) -> usize {
    match value {
        Value::Object(entries) => entries.values().map(|value| 1 + keys(value)).sum(),
        Value::Array(items) => items.iter().map(keys).sum(),
        _ => 0,
    }
}

/// Breaks the key of that number.
fn broken(value: &Value, at: &mut usize, how: Break) -> Value {
    match value {
        Value::Object(entries) => {
            let mut made = serde_json::Map::new();
            for (name, value) in entries {
                if *at != 0 {
                    *at -= 1;
                    made.insert(name.clone(), broken(value, at, how));
                    continue;
                }
                *at = usize::MAX;
                let value = value.clone();
                let (name, value) = match how {
                    Break::Rename => (format!("{name}x"), value),
                    Break::Remove => continue,
                    Break::Empty => (name.clone(), "".into()),
                    Break::Null => (name.clone(), Value::Null),
                    Break::Text => (name.clone(), "some-thing".into()),
                    Break::Number => (name.clone(), 99.into()),
                    Break::Truth => (name.clone(), true.into()),
                    Break::List => (name.clone(), Value::Array(vec![value])),
                    Break::Hollow => (name.clone(), serde_json::json!({})),
                    Break::Mapping => (name.clone(), serde_json::json!({"text": value})),
                    Break::Another => {
                        let another = ["exempt", "title", "heading", "numbered", "of", "file"][name.len() % 6];
                        made.insert(another.to_owned(), "another".into());
                        (name.clone(), value)
                    }
                };
                made.insert(name, value);
            }
            Value::Object(made)
        }
        Value::Array(items) => items.iter().map(|item| broken(item, at, how)).collect(),
        other => other.clone(),
    }
}

/// The files of the varied fixtures: projects, and the profile or a report of one.
fn varied() -> &'static Vec<(Arc<Fixture>, String, Value)> {
    static FILES: std::sync::LazyLock<Vec<(Arc<Fixture>, String, Value)>> = std::sync::LazyLock::new(|| {
        let mut files = Vec::new();
        for name in VARIED {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
            let fixture = Arc::new(Fixture::open(&root).expect("a project"));
            let paths: Vec<String> = fixture.reports().into_iter().chain(["council.yaml".to_owned()]).collect();
            for path in paths {
                let value = json(&fixture.text(&path)).expect("YAML");
                files.push((Arc::clone(&fixture), path, value));
            }
        }
        files
    });
    &FILES
}

/// Where schema and reader differ on a file that has been broken.
fn differ(file: usize, key: usize, how: Break) -> Result<bool, String> {
    let (fixture, path, value) = &varied()[file];
    let mut at = key % keys(value).max(1);
    let value = broken(value, &mut at, how);
    let text = serde_yaml::to_string(&value).expect("YAML");
    let profile = path == "council.yaml";
    let subject = if profile { editor::PROFILE.to_owned() } else { kind(&text).unwrap_or_default() };
    if editor::schema(&subject, &fixture.known).is_none() {
        return Ok(false);
    }
    let refusals = fixture.refusals(&subject, &text);
    let unread = if profile { fixture.unread_profile(&text) } else { fixture.unread(path, &text) };
    // Names that later stages look up are as well known to the schema.
    let later =
        |place: &String| LATER.iter().any(|key| place.split(": ").next().is_some_and(|path| path.ends_with(key)));
    let told_later = || if profile { refusals.iter().all(later) } else { fixture.fails(path, &text) };
    let unseen = |said: &String| UNSEEN_WORDS.iter().any(|words| said.contains(words));
    let place = || format!("{}/{path}, key {key}, {how:?}", fixture.root.display());
    if refusals.is_empty() && !unread.is_empty() && !unread.iter().all(unseen) {
        return Err(format!("── {} is accepted, but:\n{}", place(), unread.join("\n")));
    }
    if unread.is_empty() && !refusals.is_empty() && !told_later() {
        return Err(format!("── {} is refused, but read:\n{}", place(), refusals.join("\n")));
    }
    Ok(!refusals.is_empty())
}

/// Keys of a profile whose words are looked up after reading.
const LATER: &[&str] = &["/slot", "/unit", "/kind", "/better", "/sort", "/key"];

/// What readers say that no schema can know.
const UNSEEN_WORDS: &[&str] = &["does not exist", "is not a picture"];

impl Fixture {
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
        fn copy(from: &Path, to: &Path) {
            std::fs::create_dir_all(to).expect("a folder");
            for entry in std::fs::read_dir(from).expect("a folder").map(|one| one.expect("an entry")) {
                let (from, to) = (entry.path(), to.join(entry.file_name()));
                if from.is_dir() {
                    copy(&from, &to)
                } else {
                    drop(std::fs::hard_link(&from, &to).or_else(|_| std::fs::copy(&from, &to).map(|_| ())))
                }
            }
        }
        let folder = tempfile::tempdir().expect("a folder");
        copy(&self.root, folder.path());
        std::fs::remove_file(folder.path().join(path)).expect("a file");
        std::fs::write(folder.path().join(path), text).expect("a file");
        folder
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 1, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_broken_file_is_refused_by_both_or_by_none(seed in proptest::prelude::any::<u64>()) {
        let number = std::env::var("SCHEMA_BREAKS").ok().and_then(|number| number.parse().ok()).unwrap_or(200_u64);
        let one = |at: u64| {
            let random = seed.wrapping_add(at).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let (file, key, how) = (random >> 48, (random >> 16) & 0xFFFF, random & 0xFFFF);
            let how = BREAKS[usize::try_from(how).expect("small") % BREAKS.len()];
            let file = usize::try_from(file).expect("small") % varied().len();
            differ(file, usize::try_from(key).expect("small"), how)
        };
        let verdicts: Vec<Result<bool, String>> = (0..number).into_par_iter().map(one).collect();
        let refused = verdicts.iter().filter(|verdict| matches!(verdict, Ok(true))).count();
        let found: Vec<&String> = verdicts.iter().filter_map(|verdict| verdict.as_ref().err()).collect();
        let found = found.into_iter().map(String::as_str).collect::<Vec<_>>();
        proptest::prop_assert!(refused > verdicts.len() / 5, "only {refused} of {number} were refused");
        proptest::prop_assert!(found.is_empty(), "{} of {number}:\n{}", found.len(), found.join("\n"));
    }
}

#[test]
fn what_names_areas_measures_periods_and_files_is_refused_as_the_program_refuses_it() {
    use serde_json::json;

    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/coventry");
    let fixture = Fixture::open(&root).expect("a project");
    let path = "reports/2025-11-27-workforce-update.yaml";
    let base = json(&fixture.text(path)).expect("YAML");
    let with = |place: &str, value: &Value| {
        let mut changed = base.clone();
        let (above, key) = place.rsplit_once('/').expect("a place");
        let above = changed.pointer_mut(above).unwrap_or_else(|| panic!("{place} is in no report"));
        above.as_object_mut().expect("a mapping").insert(key.to_owned(), value.clone());
        serde_yaml::to_string(&changed).expect("YAML")
    };
    for (place, values) in [
        ("/subject/area", vec![json!("Covntry"), json!(true), json!(99), json!("all areas")]),
        ("/subject/compare", vec![json!([99]), json!(["West Midland"]), json!("Nowhere")]),
        ("/subject/period", vec![json!("last year"), json!(25), json!(true), json!("2025-1")]),
        ("/charts/agency/measure", vec![json!("agency_rat"), json!(99), json!(true), json!("agency rate")]),
        ("/charts/agency/measures", vec![json!(["agency_rate", "turnover"])]),
        ("/charts/agency/areas", vec![json!(["Coventry", "West Midland"]), json!("authorities of Coventry")]),
        (
            "/charts/agency/periods",
            vec![json!("last five"), json!(0), json!(-1), json!(true), json!(["2025..2026"])],
        ),
        ("/charts/agency", vec![json!({"kind": "line", "title": "No measure"})]),
        ("/charts/spread", vec![json!({"kind": "range", "title": "A table", "data": "workforce"})]),
        ("/charts/spread/range", vec![json!("Nowhere"), json!("Birmingham"), json!(7)]),
        ("/tables/snapshot", vec![json!({"kind": "comparison", "title": "No measure"})]),
        (
            "/data/workforce",
            vec![json!("/etc/passwd"), json!("../x.csv"), json!("data/../../x.csv"), json!("a\\b.csv")],
        ),
        ("/data/asked", vec![json!({"query": true}), json!({"query": "DELETE FROM workforce"})]),
        ("/for-each", vec![json!("areas of West Midland"), json!(true)]),
        ("/profile", vec![json!("/tmp/council.yaml"), json!("../council.yaml")]),
        ("/figures/sum", vec![json!({"sum": ["apprentices", 99]}), json!({"measure": "turnover"})]),
    ] {
        for value in values {
            let text = with(place, &value);
            assert!(!fixture.refusals("briefing-note", &text).is_empty(), "{place}: {value} is accepted");
            assert!(fixture.fails(path, &text), "{place}: {value} is read");
        }
    }
    for (place, values) in [
        (
            "/subject/area",
            vec![json!("E08000026"), json!(331), json!("The City of Coventry"), json!("coventry council")],
        ),
        ("/subject/compare", vec![json!("england"), json!(["region", "statistical neighbours", "peers"])]),
        (
            "/subject/period",
            vec![json!(2025), json!("2024-25"), json!("2024/2025"), json!("Mar 2025"), json!("2025-03")],
        ),
        ("/charts/agency/areas", vec![json!(["authorities of the West Midlands", "Stoke"]), json!("subject")]),
        ("/charts/agency/periods", vec![json!(3), json!(2025), json!("2017..2025"), json!([2017, "2024-25"])]),
        ("/data/asked", vec![json!({"query": "-- A comment.\nwith x as (select 1) select * from x"})]),
    ] {
        for value in values {
            let refusals = fixture.refusals("briefing-note", &with(place, &value));
            assert!(refusals.is_empty(), "{place}: {value}: {refusals:?}");
        }
    }
    // A measure that the report defines is one.
    let mut own = base.clone();
    own["data"]["own"] =
        json!({"file": "data/own.csv", "measures": {"retention": {"name": "retention", "unit": "percent"}}});
    own["charts"]["agency"]["measure"] = json!("retention");
    let refusals = fixture.refusals("briefing-note", &serde_yaml::to_string(&own).expect("YAML"));
    assert!(refusals.is_empty(), "{refusals:?}");
}

#[test]
fn what_the_profile_asks_for_is_asked_for_by_the_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/coventry");
    let fixture = Fixture::open(&root).expect("a project");
    let profile = |more: &str| format!("name: Testshire\n{more}\n");
    for wrong in [
        "key-decisions: {above: 0}",
        "bank-holidays: [2026-06-15, 2026-06-15]",
        "bank-holidays: {also: [2026-06-15, 2026-06-15]}",
        "bank-holidays: {except: [2026-05-04, 2026-05-04]}",
    ] {
        assert!(!fixture.unread_profile(&profile(wrong)).is_empty(), "{wrong} is read");
        assert!(!fixture.refusals(editor::PROFILE, &profile(wrong)).is_empty(), "{wrong} is accepted");
    }
    for right in [
        "key-decisions: {above: 0.5}",
        "bank-holidays: {also: 2026-06-15}",
        "targets: {retention: {at-least: 80, source: A plan}}",
    ] {
        let refusals = fixture.refusals(editor::PROFILE, &profile(right));
        assert!(refusals.is_empty() && fixture.unread_profile(&profile(right)).is_empty(), "{right}: {refusals:?}");
    }
    // An editor offers the measures that there are.
    let schema = editor::schema(editor::PROFILE, &fixture.known).expect("a schema");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let described = &schema["properties"]["targets"]["properties"]["agency_rate"]["description"];
    assert!(described.as_str().is_some_and(|words| words.contains("gency")), "{described}");

    let path = "reports/2025-11-27-workforce-update.yaml";
    let mut note = json(&fixture.text(path)).expect("YAML");
    note.as_object_mut().expect("a mapping").remove("recommendations");
    let text = serde_yaml::to_string(&note).expect("YAML");
    assert!(!fixture.refusals("briefing-note", &text).is_empty() && fixture.fails(path, &text));
    // Without a section that shows them they are missed all the same, unless another text stands in their place.
    let mut bare = serde_json::json!({"template": "briefing-note", "title": "A title", "date": "2025-11-27", "sections": [
        {"slot": "purpose", "body": ["To inform."]}, {"slot": "background", "body": ["Something."]},
    ]});
    for key in ["to", "author"] {
        bare[key] = note[key].clone();
    }
    let text = serde_yaml::to_string(&bare).expect("YAML");
    assert!(!fixture.refusals("briefing-note", &text).is_empty() && fixture.fails(path, &text));
    let own = serde_json::json!({"slot": "recommendations", "body": ["None are made."]});
    bare["sections"].as_array_mut().expect("a list").push(own);
    let text = serde_yaml::to_string(&bare).expect("YAML");
    assert!(fixture.refusals("briefing-note", &text).is_empty(), "{:?}", fixture.refusals("briefing-note", &text));
    let said =
        rendered(&build::check(&[fixture.with(path, &text).path().join(path)]).expect("a report").diagnostics);
    assert!(!said.contains("is missing"), "{said}");
}

/// Puts every part of a schema that has examples in one list, each with its place.
fn with_examples<'a>(part: &'a Value, place: &str, found: &mut Vec<(String, &'a Value)>) {
    match part {
        Value::Object(entries) => {
            if matches!(entries.get("examples"), Some(Value::Array(_))) {
                found.push((place.to_owned(), part));
            }
            entries.iter().for_each(|(name, part)| with_examples(part, &format!("{place}/{name}"), found));
        }
        Value::Array(items) => items.iter().for_each(|part| with_examples(part, place, found)),
        _ => {}
    }
}

/// The definitions that a part refers to, with those that they refer to.
fn referred(part: &Value, definitions: &Value) -> BTreeMap<String, Value> {
    fn collect(text: &str, definitions: &Value, found: &mut BTreeMap<String, Value>) {
        for after in text.split("\"#/definitions/").skip(1) {
            let name = after.split('"').next().unwrap_or_default();
            if !found.contains_key(name) {
                found.insert(name.to_owned(), definitions[name].clone());
                collect(&definitions[name].to_string(), definitions, found);
            }
        }
    }
    let mut found = BTreeMap::new();
    collect(&part.to_string(), definitions, &mut found);
    found
}

#[test]
fn every_example_is_as_its_own_schema_says() {
    // The many projects of single rules and mistakes differ from these in nothing that an example could name.
    let roots: Vec<PathBuf> = projects("").into_iter().filter(|root| is_whole(root)).collect();
    assert!(roots.len() > 7, "{roots:?}");
    let known = roots.par_iter().map(|root| {
        let known = Known::of(root, &mut Diagnostics::default()).expect("a project");
        (root.display().to_string(), known)
    });
    let mut known: Vec<(String, Known)> = known.collect();
    known.push(("no project".to_owned(), Known::built_in(Project::built_in_schemas())));
    // Most parts are the same in many schemas.
    let mut parts: BTreeMap<String, (String, Value)> = BTreeMap::new();
    let mut seen = 0;
    for (root, known) in &known {
        let mut told = std::collections::HashSet::new();
        for (subject, _) in editor::subjects(known) {
            let schema: Value =
                serde_json::from_str(&editor::schema(&subject, known).expect("a schema")).expect("JSON");
            let mut found = Vec::new();
            with_examples(&schema, "", &mut found);
            seen += found.len();
            for (place, part) in found {
                let text = part.to_string();
                // What is referred to may differ from schema to schema.
                let of = if text.contains("\"$ref\"") { subject.as_str() } else { "" };
                if !told.insert((of.to_owned(), text)) {
                    continue;
                }
                let mut definitions = referred(part, &schema["definitions"]);
                // What is suggested differs between projects; what is accepted does not.
                if let Some(Value::Array(ways)) = definitions.get_mut("areas").map(|areas| &mut areas["anyOf"]) {
                    ways.remove(0);
                }
                let mut part = part.clone();
                part["definitions"] = serde_json::to_value(definitions).expect("JSON");
                let examples = part["examples"].clone();
                parts.entry(part.to_string()).or_insert_with(|| (format!("{root}, {subject}{place}"), examples));
            }
        }
    }
    let wrong: Vec<String> = parts
        .par_iter()
        .flat_map_iter(|(part, (place, examples))| {
            let part: Value = serde_json::from_str(part).expect("JSON");
            let validator = jsonschema::draft7::new(&part).expect("a schema that is one");
            let examples = examples.as_array().into_iter().flatten();
            let refused = |example| Some((example, validator.validate(example).err()?.to_string()));
            let refused: Vec<_> = examples.filter_map(refused).collect();
            refused.into_iter().map(move |(example, why)| format!("{place}: {example}: {why}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} examples:\n{}", wrong.len(), parts.len(), wrong.join("\n"));
    assert!(seen > 5000 && parts.len() > 300, "{seen} examples in {} parts", parts.len());
}

/// Where a schema has a list whose entries have to differ, and two of them do not: editors refuse all of such a schema.
fn doubled(part: &Value, place: &str, found: &mut Vec<String>) {
    match part {
        Value::Object(entries) => {
            for (key, value) in entries {
                if let (true, Value::Array(listed)) = (matches!(key.as_str(), "enum" | "required" | "type"), value)
                    && (1..listed.len()).any(|at| listed[..at].contains(&listed[at]))
                {
                    found.push(format!("{place}/{key}: {value}"));
                }
                doubled(value, &format!("{place}/{key}"), found);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| doubled(item, &format!("{place}/{at}"), found));
        }
        _ => {}
    }
}

#[test]
fn no_list_of_a_schema_has_an_entry_twice() {
    // Those of single rules and mistakes differ from others in nothing but, at times, their profiles.
    let roots = projects("").into_iter().filter(|root| {
        !root.to_string_lossy().contains("fixtures/checks") && (root.join("profiles").exists() || is_whole(root))
    });
    let roots: Vec<PathBuf> = roots.collect();
    let found: Vec<String> = roots
        .par_iter()
        .flat_map_iter(|root| {
            let known = Known::of(root, &mut Diagnostics::default());
            let subjects = known.iter().flat_map(editor::subjects).collect::<Vec<_>>();
            subjects.into_iter().flat_map(move |(subject, _)| {
                let schema = known.as_ref().and_then(|known| editor::schema(&subject, known)).expect("a schema");
                let schema: Value = serde_json::from_str(&schema).expect("JSON");
                let mut found = Vec::new();
                doubled(&schema, &format!("{}: {subject}", root.display()), &mut found);
                found
            })
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(roots.len() > 10, "{roots:?}");
}

/// Whether a project is one of those that show something whole.
fn is_whole(root: &Path) -> bool {
    root.parent().is_some_and(|folder| folder.ends_with("fixtures"))
}

#[test]
fn schemas_are_listed_printed_and_written() {
    use crate::errors::boardpack;

    let folder = tempfile::tempdir().expect("a folder");
    let outside = boardpack(&folder, &["schema"]);
    assert_eq!(outside.code, Some(0));
    assert!(outside.stdout.starts_with("Schemas:\n  council "), "{}", outside.stdout);
    let unknown = boardpack(&folder, &["schema", "briefing-not"]);
    assert_eq!(unknown.code, Some(2));
    assert_eq!(
        unknown.stderr,
        "error: there is no schema `briefing-not`\n  = hint: did you mean `briefing-note`?\n"
    );
    let nowhere = boardpack(&folder, &["schema", "--write"]);
    assert_eq!(nowhere.code, Some(2));
    assert!(nowhere.stderr.contains("there is no project here"), "{}", nowhere.stderr);

    let people = "name: Testshire\npeople: {ann: {name: Ann Officer, title: Scrutiny Officer}}\n";
    std::fs::write(folder.path().join("council.yaml"), people).expect("a file");
    let written = boardpack(&folder, &["schema", "--write"]);
    assert_eq!((written.code, written.stderr.as_str()), (Some(0), ""));
    let note =
        std::fs::read_to_string(folder.path().join(".boardpack/schemas/briefing-note.json")).expect("a file");
    let printed = boardpack(&folder, &["schema", "briefing-note"]);
    assert_eq!(printed.stdout, note, "what is printed is what is written");
    assert!(note.contains("Ann Officer, Scrutiny Officer"), "people of the project are named");
    assert_eq!(
        editor::comment("reports/2025/note.yaml", "briefing-note"),
        "# yaml-language-server: $schema=../../.boardpack/schemas/briefing-note.json"
    );
}

#[test]
fn schemas_that_are_there_are_kept_up_to_date() {
    use crate::errors::boardpack;

    let folder = tempfile::tempdir().expect("a folder");
    let made = boardpack(&folder, &["new", "project", "p", "--name", "Testshire", "--date", "2026-01-15"]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let root = folder.path().join("p");
    let schema = root.join(".boardpack/schemas/briefing-note.json");
    let report = root.join("reports/2026-01-15-first-briefing-note.yaml");
    let refusals = || -> Vec<String> {
        let schema: Value = serde_json::from_slice(&std::fs::read(&schema).expect("a schema")).expect("JSON");
        let validator = jsonschema::draft7::new(&schema).expect("a schema that is one");
        let text = std::fs::read_to_string(&report).expect("a report");
        let value = json(&text).expect("YAML");
        validator.iter_errors(&value).map(|error| error.to_string()).collect()
    };
    let edit = |path: &Path, from: &str, to: &str| {
        let text = std::fs::read_to_string(path).expect("a file");
        assert!(text.contains(from), "{from} is not in:\n{text}");
        std::fs::write(path, text.replacen(from, to, 1)).expect("written");
    };
    let files = || -> Vec<(PathBuf, std::time::SystemTime)> {
        let entries = std::fs::read_dir(schema.parent().expect("a folder")).expect("a folder").flatten();
        let mut found: Vec<_> = entries
            .map(|one| (one.path(), one.metadata().and_then(|data| data.modified()).expect("a time")))
            .collect();
        found.sort();
        found
    };
    // Every command that reads the project, each after a change of its own.
    let council = root.join("council.yaml");
    let mut before = "author: scrutiny-team".to_owned();
    for (at, command) in [&["build"][..], &["check"], &["build", "reports"]].into_iter().enumerate() {
        edit(&council, "people:\n", &format!("people:\n  jane{at}: {{name: Jane {at}}}\n"));
        let now = format!("author: jane{at}");
        edit(&report, &before, &now);
        before = now;
        assert_eq!(refusals().len(), 1, "the editor does not know her yet");
        let locked = boardpack(&root, &["build", "--locked"]);
        assert_eq!(locked.code, Some(1), "{}", locked.stderr);
        assert_eq!(refusals().len(), 1, "nothing is written");
        assert_eq!(boardpack(&root, command).code, Some(0), "{command:?}");
        assert_eq!(refusals(), Vec::<String>::new(), "{command:?}");
        let written = files();
        assert_eq!(boardpack(&root, command).code, Some(0), "{command:?}");
        assert_eq!(files(), written, "nothing is written where nothing has changed");
    }
    // Only those that are there, and none while the profile has errors.
    let names: Vec<String> =
        files().iter().map(|(path, _)| path.file_name().expect("a name").to_string_lossy().into_owned()).collect();
    assert_eq!(names, [".made-of", "briefing-note.json", "council.json"]);
    let good = std::fs::read(&schema).expect("a schema");
    edit(&council, "people:\n", "peple:\n");
    assert_eq!(boardpack(&root, &["check"]).code, Some(1));
    assert_eq!(std::fs::read(&schema).expect("a schema"), good);
    edit(&council, "peple:\n", "people:\n");
    // A kind of the project's own, and another profile.
    let (kinds, profiles) = (root.join("report-templates/briefing-note"), root.join("profiles"));
    for folder in [&kinds, &profiles] {
        std::fs::create_dir_all(folder).expect("a folder");
    }
    let own =
        boardpack::project::BUILT_IN.get_file("briefing-note/schema.yaml").and_then(|file| file.contents_utf8());
    let own = own.expect("a schema").replacen("name: Briefing note", "name: Note of ours", 1);
    std::fs::write(kinds.join("schema.yaml"), own).expect("written");
    std::fs::write(profiles.join("other.yaml"), "name: Otherton\npeople: {zoe: {name: Zoe}}\n").expect("written");
    edit(&report, "\ntemplate: briefing-note\n", "\ntemplate: briefing-note\nprofile: profiles/other.yaml\n");
    edit(&report, &before, "author: zoe");
    boardpack(&root, &["check"]);
    let text = std::fs::read_to_string(&schema).expect("a schema");
    assert!(text.contains("Note of ours") && text.contains("\"zoe\""), "{}", &text[..200]);
    // As after a clone: what the files name and what is not there is made. What cannot be written is no error.
    let there = files();
    std::fs::remove_dir_all(root.join(".boardpack")).expect("removed");
    boardpack(&root, &["check"]);
    let names =
        |of: &[(PathBuf, std::time::SystemTime)]| of.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert_eq!(names(&files()), names(&there));
    // Where no file names one and nothing was, nothing is made.
    std::fs::remove_dir_all(root.join(".boardpack")).expect("removed");
    for path in [&council, &report] {
        edit(path, "# yaml-language-server: ", "# ");
        edit(path, "$schema=", "");
    }
    std::fs::write(profiles.join("other.yaml"), "name: Otherton\npeople: {zoe: {name: Zoe}, ann: {name: Ann}}\n")
        .expect("written");
    let run = boardpack(&root, &["check"]);
    assert!(!root.join(".boardpack").exists(), "{}", run.stderr);
    std::fs::create_dir_all(schema.parent().expect("a folder").join(".made-of")).expect("a folder in the way");
    std::fs::write(&schema, "{}").expect("written");
    let again = boardpack(&root, &["check"]);
    assert_eq!((again.code, again.stderr), (run.code, run.stderr));
}
