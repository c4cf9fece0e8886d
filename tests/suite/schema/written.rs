//! `boardpack schema`: what it lists, prints and writes, and what is kept up to date after it.

use std::path::{Path, PathBuf};

use boardpack::editor;
use serde_json::Value;

use super::json;
use crate::errors::boardpack;

#[test]
fn schemas_are_listed_printed_and_written() {
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
