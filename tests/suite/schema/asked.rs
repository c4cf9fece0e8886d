//! What one part of a project asks of another: sections of the profile, figures of whole people, names that are numbers.

use std::path::Path;

use boardpack::build;
use boardpack::editor;
use serde_json::{Value, json};

use super::{Fixture, json, kind};
use crate::scratch::rendered;

/// The file without the section that fills a slot, wherever it stands.
fn without(value: &Value, slot: &str) -> Value {
    let without = |value| without(value, slot);
    match value {
        Value::Array(items) => {
            items.iter().filter(|item| item.get("slot").is_none_or(|name| name != slot)).map(without).collect()
        }
        Value::Object(entries) => {
            Value::Object(entries.iter().map(|(key, value)| (key.clone(), without(value))).collect())
        }
        other => other.clone(),
    }
}

#[test]
fn a_section_that_the_profile_asks_for_has_to_be_there() {
    for (project, path, slots) in [
        (
            "coventry",
            "reports/2018-04-16-retention-of-social-workers.yaml",
            &["context", "comments", "legal", "council-plan", "partners"][..],
        ),
        ("coventry", "reports/2025-11-27-workforce-update.yaml", &["background"]),
        ("four-councils", "reports/lga.yaml", &["purpose", "background"]),
        ("warwickshire", "reports/2025-annual-workforce-review.yaml", &["data-sources"]),
    ] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(project);
        let fixture = Fixture::open(&root).expect("a project");
        let text = fixture.text(path);
        let (subject, value) = (kind(&text).expect("a kind"), json(&text).expect("YAML"));
        for slot in slots {
            let text = serde_yaml::to_string(&without(&value, slot)).expect("YAML");
            let folder = fixture.with(path, &text);
            let said = rendered(&build::check(&[folder.path().join(path)]).expect("a report").diagnostics);
            assert!(said.contains(&format!("the section `{slot}` is missing")), "{path}, {slot}: {said}");
            assert!(!fixture.refusals(&subject, &text).is_empty(), "{path} is accepted without `{slot}`");
        }
    }
}

/// A project with two profiles that ask for different sections, and in whose own a person's key is a number.
fn scratch() -> (tempfile::TempDir, Fixture) {
    let folder = tempfile::tempdir().expect("a folder");
    let sections =
        |slot: &str| format!("kinds: {{briefing-note: {{sections: [{{key: {slot}, required: true}}, own]}}}}\n");
    let people = "people: {7: {name: Ann Officer}, true: {name: Bea Officer}}\n";
    for (path, text) in [
        ("council.yaml", format!("name: Testshire\n{people}{}", sections("purpose"))),
        ("profiles/other.yaml", format!("name: Otherton\n{people}{}", sections("background"))),
        ("reports/own.yaml", note("", 7)),
        ("reports/other.yaml", note("profile: profiles/other.yaml\n", 7)),
    ] {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let fixture = Fixture::open(folder.path()).expect("a project");
    (folder, fixture)
}

/// A briefing note with one section of the council's.
fn note(profile: &str, author: impl std::fmt::Display) -> String {
    let slot = if profile.is_empty() { "purpose" } else { "background" };
    format!(
        "template: briefing-note\n{profile}title: A title\ndate: 2025-11-27\nto: The Board\nauthor: {author}\n\
         sections:\n- {{slot: {slot}, body: [Something.]}}\n"
    )
}

#[test]
fn each_profile_asks_for_its_own_sections() {
    let (_folder, fixture) = scratch();
    for (path, own, other) in
        [("reports/own.yaml", "purpose", "background"), ("reports/other.yaml", "background", "purpose")]
    {
        let text = fixture.text(path);
        assert_eq!(fixture.refusals("briefing-note", &text), Vec::<String>::new(), "{path}");
        assert!(!fixture.fails(path, &text), "{path}");
        let text = text.replace(own, other);
        assert!(!fixture.refusals("briefing-note", &text).is_empty(), "{path} is accepted without `{own}`");
        assert!(fixture.fails(path, &text), "{path}");
    }
}

#[test]
fn a_name_that_is_a_number_may_stand_without_quotes() {
    let (_folder, fixture) = scratch();
    for (author, known) in [("7", true), ("'7'", true), ("true", true), ("8", false), ("false", false)] {
        let text = note("", author);
        assert_eq!(fixture.refusals("briefing-note", &text).is_empty(), known, "{author}");
        assert_eq!(fixture.unread("reports/own.yaml", &text).is_empty(), known, "{author}");
    }
    let schema = editor::schema("briefing-note", &fixture.known).expect("a schema");
    assert!(schema.contains("Ann Officer"), "the number is explained as well");
}

#[test]
fn people_and_cases_are_whole() {
    let (_folder, fixture) = scratch();
    let path = "reports/own.yaml";
    let base = json(&fixture.text(path)).expect("YAML");
    for (unit, value, right) in [
        ("people", json!(25), true),
        ("people", json!(25.0), true),
        ("people", json!(1.5), false),
        ("cases", json!(0.5), false),
        ("fte", json!(1.5), true),
        ("percent", json!(1.5), true),
    ] {
        let mut report = base.clone();
        report["figures"] =
            json!({"counted": {"value": value, "unit": unit, "source": "A count", "date": "2025-03-31"}});
        let text = serde_yaml::to_string(&report).expect("YAML");
        assert_eq!(fixture.refusals("briefing-note", &text).is_empty(), right, "{value} {unit}");
        assert_eq!(fixture.fails(path, &text), !right, "{value} {unit}");
    }
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
