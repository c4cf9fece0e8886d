//! Every key that is declared is read, and its example is what reader and schema accept.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile};
use crate::editor::{Known, PROFILE, render::json_of, schema};
use crate::project::form::profile::PROFILE as PROFILE_FORM;
use crate::project::form::report::REPORT;
use crate::project::form::{Form, Key, Names, Rule, Takes};
use crate::project::profile::Profile;
use crate::project::report::Report;
use crate::project::schema::{Schema, Slot, SlotOrOwn};
use crate::project::{Project, yaml};

const COUNCIL: &str = "
name: Testshire
committees: {education-scrutiny-2: The Board}
people:
  director: {name: A Director}
  scrutiny-coordinator: {name: A Co-ordinator}
  finance-manager: {name: A Manager}
  principal-social-worker: {name: A Social Worker}
";

fn example(key: &Key) -> Value {
    json_of(&yaml::read(&SourceFile::new("example", key.example)).expect("an example is YAML"))
}

/// What may be written for a key: its example, and for every key of the forms below it a value that has that key.
fn values(key: &'static Key, within: &mut Vec<&'static str>) -> Vec<Value> {
    let mut all = variants(&key.takes, within);
    all.push(example(key));
    all
}

fn variants(takes: &'static Takes, within: &mut Vec<&'static str>) -> Vec<Value> {
    match takes {
        Takes::Form(form) | Takes::Within(form, _) => of_form(form, within),
        Takes::Either(several) => several.iter().flat_map(|one| variants(one, within)).collect(),
        Takes::List(of)
        | Takes::Items(of)
        | Takes::Different(of)
        | Takes::Exactly(_, of)
        | Takes::AtLeast(_, of) => variants(of, within).into_iter().map(|one| json!([one])).collect(),
        Takes::Own(_, of) | Takes::Suggested(_, of) => {
            variants(of, within).into_iter().map(|one| json!({"agency_rate": one})).collect()
        }
        Takes::Each(Names::Kind, of) => {
            variants(of, within).into_iter().map(|one| json!({"cabinet-member-report": one})).collect()
        }
        _ => Vec::new(),
    }
}

fn of_form(form: &'static Form, within: &mut Vec<&'static str>) -> Vec<Value> {
    if within.contains(&form.name) {
        return Vec::new();
    }
    within.push(form.name);
    let mut all = Vec::new();
    for key in form.keys {
        for value in values(key, within) {
            let mut made: Map<String, Value> = Map::new();
            made.insert(key.name.to_owned(), value);
            let add = |made: &mut Map<String, Value>, name: &str| {
                if let (false, Some(key)) = (made.contains_key(name), form.key(name)) {
                    made.insert(name.to_owned(), example(key));
                }
            };
            form.keys.iter().filter(|key| key.required).for_each(|key| add(&mut made, key.name));
            for rule in form.rules {
                match rule {
                    Rule::Any(keys) | Rule::One(keys) if !keys.iter().any(|key| made.contains_key(*key)) => {
                        add(&mut made, keys[0]);
                    }
                    Rule::OfKind(kinds, keys)
                        if kinds.iter().any(|kind| made.get("kind") == Some(&json!(kind))) =>
                    {
                        add(&mut made, keys[0]);
                    }
                    Rule::Dated(key, _, date) if made.contains_key(*key) => add(&mut made, date),
                    Rule::Needs(key, other) if made.contains_key(*key) => add(&mut made, other),
                    Rule::EachOf(each, _, key) if form.name == "subject" && !made.contains_key(*each) => {
                        add(&mut made, key);
                    }
                    Rule::Ways { ways, .. } => {
                        let has = |keys: &[&str]| keys.contains(&key.name);
                        let fits = ways.iter().find(|way| has(way.when) || has(way.needs) || has(way.may));
                        let way = fits.or(ways.last()).expect("a way");
                        way.when.iter().chain(way.needs).for_each(|name| add(&mut made, name));
                    }
                    _ => {}
                }
            }
            if form.name == "subject" && !made.contains_key("area") {
                made.insert("area".to_owned(), "Coventry".into());
            }
            all.push(Value::Object(made));
        }
    }
    within.pop();
    all
}

/// The kind with sections of which none has to be there: each report here has one key beside those that it must have.
fn free(kind: &Schema) -> Schema {
    fn loosen(slot: &mut Slot) {
        slot.required = Some(false);
        slot.sections.iter_mut().for_each(loosen);
    }
    let mut kind = kind.clone();
    for slot in &mut kind.slots {
        if let SlotOrOwn::Slot(slot) = slot {
            loosen(slot);
        }
    }
    kind
}

fn told(sink: Diagnostics) -> String {
    sink.sorted()
        .iter()
        .filter(|one| one.severity == crate::diagnostic::Severity::Error)
        .map(Diagnostic::render)
        .collect()
}

#[test]
fn every_key_that_is_declared_is_read_and_accepted() {
    let profile =
        Profile::read(&SourceFile::new("council.yaml", COUNCIL), &mut Diagnostics::default()).expect("read");
    let kinds: Vec<Arc<Schema>> = Project::built_in_schemas().iter().map(|kind| Arc::new(free(kind))).collect();
    let known = Known::built_in(kinds.clone()).with_profiles(&[&profile]);
    let validator = |subject: &str| {
        let schema: Value = serde_json::from_str(&schema(subject, &known).expect("a schema")).expect("JSON");
        jsonschema::draft7::new(&schema).expect("a schema that is one")
    };
    let (mut tried, mut failed) = (0, Vec::new());
    let (note, review, council) = (validator("briefing-note"), validator("workforce-review"), validator(PROFILE));
    let mut accept = |validator: &jsonschema::Validator, value: &Value, told: String| {
        let refused: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
        if !told.is_empty() || !refused.is_empty() {
            failed.push(format!("── {value}\n{told}\n{}", refused.join("\n")));
        }
        tried += 1;
    };
    for key in REPORT.keys.iter().filter(|key| key.name != "template") {
        for value in values(key, &mut vec!["report"]) {
            let review_only = key.name == "also";
            let kind = if review_only { "workforce-review" } else { "briefing-note" };
            let own = kinds.iter().find(|one| one.kind == kind).expect("a kind");
            let mut report = json!({"template": kind, "title": "A title", "date": "2025-11-27"});
            for field in own.fields.iter().filter(|field| field.required && field.default.is_none()) {
                let node = yaml::read(&SourceFile::new("example", field.example.as_str())).expect("YAML");
                report[&field.key] = json_of(&node);
            }
            report["recommendations"] = json!({"lead": "The Board is recommended to:", "items": ["Note it."]});
            if key.name == "for-each" {
                report["subject"] = json!({"period": 2025});
            }
            report[key.name] = value;
            let file = SourceFile::new("report.yaml", report.to_string());
            let mut sink = Diagnostics::default();
            let find =
                |name: &yaml::Text, _: &mut Diagnostics| kinds.iter().find(|one| one.kind == name.value).cloned();
            Report::read(&file, &profile, &find, &mut sink);
            accept(if review_only { &review } else { &note }, &report, told(sink));
        }
    }
    for key in PROFILE_FORM.keys {
        for value in values(key, &mut vec!["council"]) {
            let mut profile = json!({"name": "Testshire"});
            profile[key.name] = value;
            let mut sink = Diagnostics::default();
            Profile::read(&SourceFile::new("council.yaml", profile.to_string()), &mut sink);
            accept(&council, &profile, told(sink));
        }
    }
    assert!(failed.is_empty(), "{} of {tried} values:\n{}", failed.len(), failed.join("\n"));
    assert!(tried > 200, "only {tried} values");
}
