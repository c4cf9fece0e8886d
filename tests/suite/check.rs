//! `boardpack check`: what it says, what it leaves undone, and how a profile changes it.

use std::path::Path;

use crate::errors::boardpack;
use crate::scratch::{NOTE, PROFILE, Scratch};

/// A note whose background says this, one paragraph each.
fn note(paragraphs: &[&str]) -> String {
    let paragraphs: Vec<String> = paragraphs
        .iter()
        .map(|text| format!("      - {}\n", serde_json::to_string(text).expect("text is JSON")))
        .collect();
    format!(
        "{NOTE}recommendations: {{lead: \"The Board is recommended to:\", items: [Note it.]}}\nsections:\n  - {{slot: \
         purpose, body: [To inform Members.]}}\n  - slot: background\n    body:\n{}",
        paragraphs.concat()
    )
}

#[test]
fn a_check_says_what_a_build_says_and_what_the_rules_find_and_writes_nothing() {
    let project = Scratch::new().report(note(&["It cost £1.1 millions in in 2021.", "See {{ nothing }}."]));
    let run = boardpack(project.path(), &["check", "."]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    for said in
        ["error[doubled-words]: `in` stands twice in a row", "error[money]: ", "error: unknown name `nothing`"]
    {
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
    assert_eq!(run.stdout, "checked 1 report: 3 errors\n");
    assert!(!project.path().join("out").exists());
    // A build has nothing to do with the rules.
    let project = Scratch::new().report(note(&["It cost £1.1 millions in in 2021."]));
    let run = boardpack(project.path(), &["build", "."]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_profile_makes_a_rule_an_error_or_a_warning_or_switches_it_off() {
    let text = note(&["It cost £1.1 millions in in 2021."]);
    let profile = |checks: &str| format!("{PROFILE}\nchecks: {checks}\n");
    for (checks, code, said) in [
        ("{money: off}", 1, "checked 1 report: 1 error\n"),
        ("{money: warning}", 1, "checked 1 report: 1 error, 1 warning\n"),
        ("{money: warning, doubled-words: warning}", 0, "checked 1 report: 2 warnings\n"),
        ("{money: off, doubled-words: off}", 0, "checked 1 report: nothing found\n"),
    ] {
        let project = Scratch::new().file("council.yaml", profile(checks)).report(&text);
        let run = boardpack(project.path(), &["check", "."]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(code), said), "{checks}: {}", run.stderr);
    }
    for (checks, said) in [
        ("{moneys: off}", "unknown rule `moneys`"),
        ("{money: of}", "unknown level of a rule `of`"),
        ("[money]", "expected rules"),
    ] {
        let project = Scratch::new().file("council.yaml", profile(checks)).report(&text);
        for command in ["check", "build"] {
            let run = boardpack(project.path(), &[command, "."]);
            assert!(run.code == Some(1) && run.stderr.contains(said), "{checks}: {}", run.stderr);
            assert!(run.stderr.contains("council.yaml:7:"), "{checks}: {}", run.stderr);
        }
    }
}

#[test]
fn rules_explain_themselves() {
    let list = boardpack("/", &["check", "--explain"]);
    assert_eq!((list.code, list.stderr.as_str()), (Some(0), ""));
    assert_eq!(list.stdout.lines().count(), boardpack::check::RULES.len());
    for rule in boardpack::check::RULES {
        let run = boardpack("/", &["check", "--explain", rule.name]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(run.stdout.starts_with(&format!("{}: {}", rule.name, rule.summary)), "{}", run.stdout);
        assert!(run.stdout.contains(&format!("checks:\n  {}: ", rule.name)), "{}", run.stdout);
    }
    let run = boardpack("/", &["check", "--explain", "mony"]);
    assert_eq!(run.code, Some(2));
    assert_eq!(run.stderr, "error: unknown rule `mony`\n  = hint: did you mean `money`?\n");
}

#[test]
fn wrong_usage_of_check_is_exit_code_2() {
    for (arguments, said) in [
        (&["check"][..], "required"),
        (&["check", "/nowhere"], "`/nowhere` does not exist"),
        (&["check", "--out", "x", "."], "--out"),
    ] {
        let run = boardpack("/", arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(said) && run.stdout.is_empty(), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn nothing_is_found_in_the_true_text_of_the_fixtures() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = boardpack(root, &["check", "fixtures/coventry"]);
    // Four people had not answered when the report was published; nobody here can say when they did.
    let other: Vec<&str> = run
        .stderr
        .lines()
        .filter(|line| line.starts_with("error") || line.starts_with("warning"))
        .filter(|line| !line.starts_with("warning[consultation-responses]"))
        .collect();
    assert_eq!((run.code, other), (Some(0), Vec::new()), "{}", run.stderr);
}
