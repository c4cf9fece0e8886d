//! What schemas propose: every example is as its own schema says, and nothing is proposed twice.

use std::collections::BTreeMap;
use std::path::PathBuf;

use boardpack::diagnostic::Diagnostics;
use boardpack::editor::{self, Known};
use boardpack::project::Project;
use rayon::prelude::*;
use serde_json::Value;

use super::{is_whole, projects};

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
