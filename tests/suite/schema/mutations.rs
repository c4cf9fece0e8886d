//! The files of the fixtures, changed in one place at a time: what the schema refuses boardpack refuses, and what reading
//! a file refuses the schema refuses.

use std::collections::BTreeSet;
use std::path::Path;

use boardpack::build;
use boardpack::diagnostic::{Diagnostic, Diagnostics, Severity};
use boardpack::editor;
use boardpack::project::Project;
use rayon::prelude::*;
use serde_json::{Value, json};

use super::{Fixture, errors, kind, projects};

/// How many changes are tried where `SCHEMA_MUTATIONS` does not say how many; `0` stands for all there are.
const TRIED: usize = 400;

/// What the program says that no schema can know: why, and the words of its messages.
const UNSAYABLE: &[(&str, &[&str])] = &[
    ("which files there are, and what stands in them", &["does not exist", "is not a picture", "cannot be read"]),
    (
        "where in a file a line is gone, or was joined to another",
        &["is missing above this one", "is missing above it", "was joined to the text before it"],
    ),
    (
        "which sections hold something below their heading, or have their text from the kind",
        &["nothing but its heading"],
    ),
    (
        "whether what one part of a file names stands in another part",
        &[
            "unknown chart `",
            "unknown table `",
            "unknown actions `",
            "unknown name `",
            "unknown data `",
            "unknown figure `",
            "unknown measure `",
            "names no bibliography",
            "and the report has no subject",
        ],
    ),
    (
        "what the data have: columns, rows, measures, periods, areas, and how much of it a chart can show",
        &[
            "has no column",
            "is not a known measure",
            "has no measure",
            "is not a period",
            "there is no ",
            "the data have ",
            "cannot be told apart in one chart",
            "is a total already",
        ],
    ),
    (
        "what figures come to, and whether sentences are true of them",
        &[
            "is not true: ",
            "false claim: ",
            "no figure gives ",
            " too much",
            " too little",
            "is no part of",
            "cannot be added up",
            "shares of one whole",
        ],
    ),
    (
        "what other reports say: their minutes, recommendations and sections",
        &[
            "has no minute",
            "not decided",
            "has no section",
            "has no recommendation",
            "of a report that nobody knows",
        ],
    ),
    (
        "how often a name stands among others, or in how many papers it ends up",
        &["is written twice", "is bound in twice", "would both be called", "would get two papers"],
    ),
    ("what a template cannot lay out, though it is written as it should be", &["the template says: "]),
    ("which words give away what is exempt", &["is exempt from publication, and this text is public"]),
];

/// How one place is changed.
#[derive(Debug, Clone)]
enum Change {
    Removed,
    Misspelt,
    Doubled,
    With(&'static str),
    By(Value),
    InList,
    InMapping,
}

/// A file that can be changed.
struct Original<'a> {
    fixture: &'a Fixture,
    path: String,
    value: Value,
    /// What its schema is called.
    subject: String,
}

/// Every place in a value, as a JSON pointer.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (name, value) in entries {
                let place = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                found.push(place.clone());
                places(value, &place, found);
            }
        }
        Value::Array(items) => {
            for (number, value) in items.iter().enumerate() {
                let place = format!("{at}/{number}");
                found.push(place.clone());
                places(value, &place, found);
            }
        }
        _ => {}
    }
}

/// The changes that can be made at a place.
fn changes(value: &Value) -> Vec<Change> {
    let mut all = vec![Change::Removed, Change::Misspelt, Change::Doubled, Change::InList, Change::InMapping];
    if value.is_object() {
        all.extend(["unheard-of", "exempt", "title", "heading", "numbered", "of", "file"].map(Change::With));
    }
    let others = [
        json!(""),
        json!("some-thing"),
        json!("Some thing"),
        json!(99),
        json!(1.5),
        json!(-1),
        json!(true),
        json!(null),
        json!([]),
        json!({}),
    ];
    all.extend(others.map(Change::By));
    all
}

/// The value with one place changed; `None` where that cannot be done, or is no change.
fn changed(value: &Value, place: &str, change: &Change) -> Option<Value> {
    let mut made = value.clone();
    let (above, key) = place.rsplit_once('/')?;
    let key = key.replace("~1", "/").replace("~0", "~");
    let old = value.pointer(place)?.clone();
    let above = made.pointer_mut(above)?;
    match (above, change) {
        (Value::Object(entries), Change::Removed) => drop(entries.remove(&key)),
        (Value::Object(entries), Change::Misspelt) => {
            let old = entries.remove(&key)?;
            entries.insert(format!("{key}x"), old);
        }
        (Value::Array(items), Change::Removed) => drop(items.remove(key.parse().ok()?)),
        (Value::Array(items), Change::Doubled) => items.push(old),
        (_, Change::Removed | Change::Misspelt | Change::Doubled) => return None,
        (_, change) => {
            let at = made.pointer_mut(place)?;
            match change {
                Change::With(key) => drop(at.as_object_mut()?.insert((*key).to_owned(), "another".into())),
                Change::By(new) => *at = new.clone(),
                Change::InList => *at = json!([old]),
                _ => *at = json!({"text": old}),
            }
        }
    }
    (made != *value).then_some(made)
}

/// The place without what numbers of items and names of the author's own have in it.
fn shape(place: &str) -> String {
    const OWN: [&str; 9] =
        ["figures", "charts", "tables", "data", "actions", "people", "committees", "abbreviations", "differs"];
    let mut shape = String::new();
    let mut before = "";
    for part in place.split('/').skip(1) {
        let any = OWN.contains(&before) || part.bytes().all(|one| one.is_ascii_digit());
        shape = format!("{shape}/{}", if any { "*" } else { part });
        before = part;
    }
    shape
}

/// What schema and program say of a changed file.
struct Verdict {
    refused: Option<String>,
    told: Vec<String>,
}

impl Original<'_> {
    /// Every change of every place, each with what it has in common with others like it.
    fn changes(&self) -> Vec<(String, Change, String)> {
        let mut found = Vec::new();
        places(&self.value, "", &mut found);
        let of = |place: String| {
            let value = self.value.pointer(&place).expect("a place");
            let like = format!("{} {}", self.subject, shape(&place));
            changes(value).into_iter().map(move |change| {
                let like = format!("{like} {change:?}");
                (place.clone(), change, like)
            })
        };
        found.into_iter().flat_map(of).collect()
    }

    /// The verdict on the file with a change; `copy` is a project of its own to put it into.
    fn verdict(&self, text: &str, copy: &Path) -> Verdict {
        let value = super::json(text);
        let validator = self.fixture.validator(&self.subject);
        let refused = value.and_then(|value| {
            let error = validator.validate(&value).err()?;
            Some(format!("{}: {error}", error.instance_path()))
        });
        let file = copy.join(&self.path);
        std::fs::write(&file, text).expect("a file");
        let told = match self.subject.as_str() {
            editor::PROFILE => opened(copy),
            // What cannot be read need not be built.
            _ => Some(self.fixture.unread(&self.path, text))
                .filter(|told| !told.is_empty())
                .unwrap_or_else(|| built(&file)),
        };
        Verdict { refused, told }
    }
}

/// What is wrong with a project's profile.
fn opened(root: &Path) -> Vec<String> {
    let mut sink = Diagnostics::default();
    Project::open(root, &mut sink);
    errors(sink)
}

/// What a build says against a report; what a rule says of its prose is left out.
fn built(report: &Path) -> Vec<String> {
    let checked = build::check(&[report.to_owned()]).expect("a report");
    let error = |one: &Diagnostic| one.severity == Severity::Error && one.code.is_empty();
    checked.diagnostics.into_iter().filter(error).map(|one| one.message).collect()
}

/// A file with the changes that are tried on it: each a place and what is done there.
type Tried<'a> = (Original<'a>, Vec<(String, Change)>);

/// Every file of the fixtures, each with the changes that are of a kind that no file before it has.
fn all_changes(fixtures: &[Fixture]) -> Vec<Tried<'_>> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for fixture in fixtures {
        for path in fixture.reports().into_iter().chain(["council.yaml".to_owned()]) {
            let text = fixture.text(&path);
            let value = super::json(&text).expect("YAML");
            let subject = if path == "council.yaml" { Some(editor::PROFILE.to_owned()) } else { kind(&text) };
            let original = Original { fixture, path, value, subject: subject.expect("a kind") };
            let new = original.changes().into_iter().filter(|(_, _, key)| seen.insert(key.clone()));
            let new = new.map(|(place, change, _)| (place, change)).collect();
            all.push((original, new));
        }
    }
    all
}

/// Leaves so many of the changes, evenly over all files; the same ones each time.
fn thin(all: &mut [Tried<'_>], wanted: usize) {
    let number = count(all);
    let mut at = 0;
    for (_, changes) in all {
        changes.retain(|_| {
            at += wanted;
            let kept = at >= number;
            at -= if kept { number } else { 0 };
            kept
        });
    }
}

fn count(all: &[Tried<'_>]) -> usize {
    all.iter().map(|(_, changes)| changes.len()).sum()
}

/// The verdicts on a file, each with what was changed.
fn verdicts((original, changes): &Tried<'_>) -> Vec<(String, Verdict)> {
    if changes.is_empty() {
        return Vec::new();
    }
    let yaml = |value: &Value| serde_yaml::to_string(value).expect("YAML");
    let copy = original.fixture.with(&original.path, &yaml(&original.value));
    let file = original.fixture.root.join(&original.path);
    let one = |(place, change): &(String, Change)| {
        let text = yaml(&changed(&original.value, place, change)?);
        Some((format!("{} {place} {change:?}", file.display()), original.verdict(&text, copy.path())))
    };
    changes.iter().filter_map(one).collect()
}

/// What schema and program say differently of a changed file, where a schema could say the same.
fn difference((place, verdict): &(String, Verdict)) -> Option<String> {
    let unsayable =
        |said: &String| UNSAYABLE.iter().flat_map(|(_, words)| *words).any(|words| said.contains(words));
    match &verdict.refused {
        None if !verdict.told.iter().all(unsayable) => {
            Some(format!("── accepted: {place}, but: {}", verdict.told.join(" + ")))
        }
        Some(why) if verdict.told.is_empty() => Some(format!("── refused: {place}, but read: {why}")),
        _ => None,
    }
}

#[test]
fn a_changed_file_is_refused_by_both_or_by_none() {
    let wanted = std::env::var("SCHEMA_MUTATIONS").ok().and_then(|number| number.parse().ok()).unwrap_or(TRIED);
    let roots = projects("").into_iter().filter(|root| !root.to_string_lossy().contains("fixtures/errors"));
    let fixtures: Vec<Fixture> = roots.filter_map(|root| Fixture::open(&root)).collect();
    let mut all = all_changes(&fixtures);
    let number = count(&all);
    if wanted > 0 {
        thin(&mut all, wanted);
    }
    let verdicts: Vec<(String, Verdict)> = all.par_iter().flat_map_iter(verdicts).collect();
    let refused = verdicts.iter().filter(|(_, verdict)| verdict.refused.is_some()).count();
    let found: Vec<String> = verdicts.iter().filter_map(difference).collect();
    println!("{} of {number} changes, {refused} refused by the schema, {} differ", verdicts.len(), found.len());
    assert!(number > 10_000 && refused * 2 > verdicts.len(), "{refused} of {} of {number}", verdicts.len());
    assert!(found.is_empty(), "{} of {}:\n{}", found.len(), verdicts.len(), found.join("\n"));
}
