//! Every rule of `boardpack check` has a project that breaks it and one that keeps it, in `fixtures/checks/<rule>/`.
//!
//! What is said of the one that breaks it stands in its `stderr.txt`, which `BLESS=1` writes and nothing else does; of the
//! one that keeps it nothing is said.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use crate::errors::{boardpack, each_well_formed};
use crate::pdf::Pdf;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const CASES: &str = "fixtures/checks";

#[test]
fn every_rule_is_broken_and_kept_and_nothing_else_is() {
    let entries = std::fs::read_dir(Path::new(ROOT).join(CASES)).expect("there are cases");
    let folders: BTreeSet<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    let rules: BTreeSet<String> = boardpack::check::RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(folders, rules, "one folder a rule");
    let failures: Vec<String> =
        rules.par_iter().flat_map(|rule| [broken(rule).err(), kept(rule).err()]).flatten().collect();
    assert!(failures.is_empty(), "{}\n{} of {} rules", failures.join("\n"), failures.len(), rules.len());
}

/// The project that breaks a rule: what is said is the rule's, and what its reference has.
fn broken(rule: &str) -> Result<(), String> {
    let project = format!("{CASES}/{rule}/violated");
    let run = boardpack(ROOT, &["check", &project]);
    let fail = |why: &str| Err(format!("── {rule}, violated: {why}\n{}", run.stderr));
    let starts = ["error", "warning", "note"];
    let said: Vec<&str> =
        run.stderr.lines().filter(|line| starts.iter().any(|start| line.starts_with(start))).collect();
    if said.is_empty() || !said.iter().all(|line| line.contains(&format!("[{rule}]: "))) {
        return fail("something else is said than what the rule finds");
    }
    if let Err(why) = each_well_formed(run.stderr.trim_end(), &format!("{project}/")) {
        return fail(&why);
    }
    let errors = said.iter().any(|line| line.starts_with("error"));
    if run.code != Some(i32::from(errors)) {
        return fail(&format!("exit code {:?}", run.code));
    }
    let reference = Path::new(ROOT).join(&project).join("stderr.txt");
    if std::env::var_os("BLESS").is_some_and(|bless| bless == "1") {
        std::fs::write(&reference, &run.stderr).expect("a writable reference");
        return Ok(());
    }
    match std::fs::read_to_string(&reference) {
        Ok(wanted) if wanted == run.stderr => Ok(()),
        Ok(wanted) => fail(&format!("stderr differs; wanted\n{wanted}\nbut it is")),
        Err(_) => fail("no stderr.txt; write it with BLESS=1"),
    }
}

/// The project that keeps a rule, and all others: nothing is said, and it builds.
fn kept(rule: &str) -> Result<(), String> {
    let project = format!("{CASES}/{rule}/kept");
    let run = boardpack(ROOT, &["check", &project]);
    let written = Path::new(ROOT).join(&project).join("out").exists();
    match (run.code, run.stderr.as_str(), written) {
        (Some(0), "", false) => Ok(()),
        _ => Err(format!("── {rule}, kept: something is said, or written\n{}", run.stderr)),
    }
}

#[test]
fn what_a_paper_says_of_its_notice_is_printed() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let to = out.path().to_str().expect("paths of tests are UTF-8");
    for (project, paper, said) in [
        (
            "key-decision",
            "exception",
            "KD 12/2018, published on 3 April 2018 (general exception under regulation 10, because the grant was offered on \
             28 March)",
        ),
        ("clear-days", "urgent", "Date of publication: 13 April 2018"),
        ("clear-days", "urgent", "The meeting was convened at shorter notice on 13 April"),
        ("clear-days", "short-notice", "The inspectors asked on 11 April for an answer by the 17th."),
    ] {
        let report = format!("{CASES}/{project}/kept/reports/{paper}.yaml");
        let run = boardpack(ROOT, &["build", "--out", to, &report]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        let pdf = std::fs::read(out.path().join(format!("{paper}.pdf"))).expect("a paper");
        let text = Pdf::read(&pdf).describe().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(said), "{text}");
    }
}

#[test]
fn the_documentation_has_every_rule_and_no_other() {
    let text = include_str!("../../docs/checks.md");
    let named: BTreeSet<&str> =
        text.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let rules: BTreeSet<&str> = boardpack::check::RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(named, rules);
    for rule in boardpack::check::RULES {
        let level = match rule.severity {
            boardpack::diagnostic::Severity::Error => "error",
            boardpack::diagnostic::Severity::Warning => "warning",
            boardpack::diagnostic::Severity::Note => "note",
        };
        let row = text.lines().find(|line| line.starts_with(&format!("| `{}` |", rule.name))).unwrap_or_default();
        assert!(row.contains(&format!(" {level} |")), "{row}");
    }
}
