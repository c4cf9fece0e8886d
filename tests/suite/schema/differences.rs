//! Every fixture is accepted, and what a fixture of a mistake is refused for is refused by its schema.

use std::path::Path;

use boardpack::diagnostic::Diagnostics;
use boardpack::editor;
use boardpack::project::Project;
use rayon::prelude::*;
use serde_json::Value;

use super::{Fixture, errors, json, kind, projects};
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
    ("comma-in-brackets", "how a list is written, which stands in the file and not in its values"),
    ("glyph-missing-in-profile", "which letters the fonts have"),
    ("no-space-after-colon-of-an-item", "what is a text to YAML and was to be a key"),
    ("no-colon-after-key", "what is a text to YAML and was to be a key"),
    ("yaml-within-text", "what stands in the lines of a text"),
    ("yaml-text-goes-on", "where in the file the lines of a text begin"),
    ("list-item-too-far", "where in the file a text has a line with a hyphen alone"),
    ("line-joined", "what stands in the lines of a text"),
    ("missing-line-of-a-key", "which line of the file is gone"),
    ("missing-sign-of-a-text", "where in the file a text has a line with a hyphen alone"),
    ("sign-for-a-colon", "what is a text to YAML and was to be a key"),
    ("name-torn", "that words with a space in them hold a name of the profile"),
    ("link-of-too-many-signs", "how long an address is, and which letters the fonts have"),
    ("unseen-line-end", "which line ends stand in the file"),
    ("logo-is-a-folder", "which files there are"),
    ("logo-missing", "which files there are"),
    ("logo-unknown-format", "what can be made of a file"),
    ("logo-wrong-name", "which files there are"),
    ("yaml-starts-with-ampersand", "what YAML takes for a name and leaves out"),
    ("paragraphs-too-many-numbers", "how paragraphs are counted, which the kind and the profile say together"),
    ("profile-section-twice", "which names a list has twice, since each may have settings of its own"),
    ("profile-colour-unreadable", "how well one colour can be read on another"),
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
        // A report whose kind is missing or unknown was to be one of some kind; but that kind may itself be what is broken.
        let mut kinds = kind(&text).into_iter().chain(["briefing-note".to_owned()]);
        let Some(kind) = kinds.find(|kind| editor::schema(kind, &fixture.known).is_some()) else {
            continue;
        };
        let unread = fixture.unread(&path, &text);
        let refusals = fixture.refusals(&kind, &text);
        differ(&path, unread, refusals);
    }
    found
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
