//! Every claim of `fixtures/claims/` is judged as its `stderr.txt` says; true controls are passed without a word.
//!
//! A case is a folder `<source>-<number>-<name>` with a project; a true control is `<source>-true-<name>`. `BLESS=1`
//! writes the references; nothing else does.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::errors::{boardpack, each_well_formed};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const CASES: &str = "fixtures/claims";

/// The names of all cases, in order.
fn cases() -> Vec<String> {
    let entries = std::fs::read_dir(Path::new(ROOT).join(CASES)).expect("there are cases");
    let folders = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir());
    let name = |path: PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
    let mut names: Vec<String> = folders.map(name).collect();
    names.sort();
    names
}

fn bless() -> bool {
    std::env::var_os("BLESS").is_some_and(|bless| bless == "1")
}

#[test]
fn every_claim_is_judged_as_its_reference_says() {
    let cases = cases();
    assert!(cases.len() > 20, "{CASES} has lost its cases");
    let failures: Vec<String> = cases.par_iter().filter_map(|case| judge(case).err()).collect();
    assert!(failures.is_empty(), "{}\n{} of {} cases", failures.join("\n"), failures.len(), cases.len());
}

fn judge(case: &str) -> Result<(), String> {
    let project = format!("{CASES}/{case}");
    let run = boardpack(ROOT, &["check", &project]);
    let fail = |why: &str| Err(format!("── {case}: {why}\n{}", run.stderr));
    let out = Path::new(ROOT).join(&project).join("out");
    if out.exists() {
        return fail("a check has written something");
    }
    let reference = Path::new(ROOT).join(&project).join("stderr.txt");
    let wanted = std::fs::read_to_string(&reference);
    if case.contains("-true-") {
        return match (run.code, run.stderr.as_str(), wanted) {
            (Some(0), "", Err(_)) => Ok(()),
            (_, "", Ok(_)) => fail("a true control has no `stderr.txt`"),
            _ => fail("something is said of what is true"),
        };
    }
    let errors = run.stderr.lines().any(|line| line.starts_with("error"));
    if run.stderr.is_empty() || run.code != Some(i32::from(errors)) {
        return fail(&format!("exit code {:?}", run.code));
    }
    if let Err(why) = each_well_formed(run.stderr.trim_end(), &format!("{project}/")) {
        return fail(&why);
    }
    if bless() {
        std::fs::write(&reference, &run.stderr).expect("a writable reference");
        return Ok(());
    }
    match wanted {
        Ok(wanted) if wanted == run.stderr => Ok(()),
        Ok(wanted) => fail(&format!("stderr differs; wanted\n{wanted}\nbut it is")),
        Err(_) => fail("no stderr.txt; write it with BLESS=1"),
    }
}

#[test]
fn every_case_stands_in_the_documentation_and_nothing_else() {
    let text = include_str!("../../docs/claims.md");
    for case in cases() {
        assert!(text.contains(&format!("`{case}`")), "docs/claims.md does not have {case}");
    }
    for named in text.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()) {
        assert!(Path::new(ROOT).join(CASES).join(named).is_dir(), "docs/claims.md has {named}, which is no case");
    }
}

/// What the documentation quotes of an answer, between “ and ”, is in the answer.
#[test]
fn the_documentation_quotes_what_is_said() {
    let mut quoted = 0;
    for line in include_str!("../../docs/claims.md").lines() {
        let Some(case) = line.strip_prefix("| `").and_then(|rest| rest.split('`').next()) else { continue };
        let Some(answer) =
            line.trim_end_matches(" |").rsplit(" | ").next().filter(|_| line.matches(" | ").count() == 3)
        else {
            continue;
        };
        let said =
            std::fs::read_to_string(Path::new(ROOT).join(CASES).join(case).join("stderr.txt")).unwrap_or_default();
        for quote in answer.split('“').skip(1).filter_map(|part| part.split('”').next()) {
            assert!(said.contains(quote), "{case} does not say “{quote}”:\n{said}");
            quoted += 1;
        }
    }
    assert!(quoted > 20, "the documentation quotes answers");
}
