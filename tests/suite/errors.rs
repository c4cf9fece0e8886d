//! Every mistake of `fixtures/errors/` is told as its `stderr.txt` says, and spoils nothing.
//!
//! `BLESS=1` writes the references; nothing else does.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;

use crate::command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const CASES: &str = "fixtures/errors";
const OLD_PAPER: &[u8] = b"the last good paper";

/// What the program did.
pub struct Run {
    /// The exit code.
    pub code: Option<i32>,
    /// What was printed.
    pub stdout: String,
    /// What was said.
    pub stderr: String,
}

/// Runs the program in a folder.
pub fn boardpack(folder: impl AsRef<Path>, arguments: &[&str]) -> Run {
    let output = command::boardpack().current_dir(folder).args(arguments).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("paths of tests are UTF-8")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// The files of a folder by name, without those in folders.
fn files(folder: impl AsRef<Path>) -> BTreeSet<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

#[test]
fn every_mistake_is_told_as_its_reference_says() {
    let cases: Vec<String> = files(Path::new(ROOT).join(CASES))
        .into_iter()
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    assert!(cases.len() > 100, "{CASES} has lost its cases");
    let failures: Vec<String> = cases.par_iter().filter_map(|case| check(case).err()).collect();
    assert!(failures.is_empty(), "{}\n{} of {} cases", failures.join("\n"), failures.len(), cases.len());
}

fn check(case: &str) -> Result<(), String> {
    let project = Path::new(ROOT).join(CASES).join(case);
    let out = folder();
    let reports = files(project.join("reports"));
    let paper = |report: &PathBuf| {
        let name = Path::new(report.file_name().expect("a name")).with_extension("pdf");
        out.path().join(name)
    };
    let papers: BTreeSet<PathBuf> = reports.iter().map(paper).collect();
    for paper in &papers {
        std::fs::write(paper, OLD_PAPER).expect("a writable folder");
    }

    let run = boardpack(ROOT, &["build", "--out", text(out.path()), &format!("{CASES}/{case}")]);
    let said = run.stderr.replace(text(out.path()), "OUT");
    let fail = |why: &str| Err(format!("── {case}: {why}\n{said}"));
    if run.code != Some(1) {
        return fail(&format!("exit code {:?}", run.code));
    }
    let built = |path: &PathBuf| run.stdout.lines().any(|line| line == format!("built {}", path.display()));
    let restricted = |path: &PathBuf| {
        path.to_string_lossy().ends_with("-restricted.pdf") && built(path) && !papers.contains(path)
    };
    if files(out.path()).into_iter().filter(|path| !restricted(path)).collect::<BTreeSet<_>>() != papers {
        return fail("files beside the papers");
    }
    for paper in &papers {
        let bytes = std::fs::read(paper).expect("a paper");
        let built = run.stdout.lines().any(|line| line == format!("built {}", paper.display()));
        let whole = bytes.starts_with(b"%PDF") && bytes.trim_ascii_end().ends_with(b"%%EOF");
        if !(if built { whole } else { bytes == OLD_PAPER }) {
            return fail(&format!("{} is neither the old paper nor a whole new one", paper.display()));
        }
    }
    if let Err(why) = well_formed(&said, &format!("{CASES}/{case}/")) {
        return fail(&why);
    }

    let reference = project.join("stderr.txt");
    if std::env::var_os("BLESS").is_some_and(|bless| bless == "1") {
        std::fs::write(&reference, &said).expect("a writable reference");
        return Ok(());
    }
    match std::fs::read_to_string(&reference) {
        Ok(wanted) if wanted == said => Ok(()),
        Ok(wanted) => fail(&format!("stderr differs; wanted\n{wanted}\nbut it is")),
        Err(_) => fail("no stderr.txt; write it with BLESS=1"),
    }
}

/// Whether every diagnostic has its place in a file of the project and a hint.
fn well_formed(stderr: &str, project: &str) -> Result<(), String> {
    let (diagnostics, last) = stderr.trim_end().rsplit_once("\n\n").ok_or("nothing is said but how many failed")?;
    if !(last.starts_with("error: ") && last.ends_with(" not built")) {
        return Err("the last line does not say how many reports were not built".to_owned());
    }
    each_well_formed(diagnostics, project)
}

/// Whether each of these diagnostics has its place in a file of the project and a hint.
pub fn each_well_formed(diagnostics: &str, project: &str) -> Result<(), String> {
    for one in diagnostics.split("\n\n") {
        if !["error: ", "warning: ", "note: ", "error[", "warning[", "note["]
            .iter()
            .any(|start| one.starts_with(start))
        {
            return Err(format!("this is no diagnostic: {one}"));
        }
        if !one.contains("\n") || one.lines().any(|line| line.ends_with(' ')) {
            return Err("blanks at the end of a line".to_owned());
        }
        if !one.contains("= hint: ") {
            return Err("a diagnostic without a hint".to_owned());
        }
        let place = one.lines().find_map(|line| line.split_once("┌─ ")).ok_or("a diagnostic without a place")?.1;
        let mut parts = place.rsplitn(3, ':');
        let (column, line, file) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
        let number = |part: Option<&str>| part.and_then(|part| part.parse::<usize>().ok()).filter(|one| *one > 0);
        let (Some(_), Some(line)) = (number(column), number(line)) else {
            return Err(format!("`{place}` is no place"));
        };
        let bytes = std::fs::read(Path::new(ROOT).join(file)).map_err(|_| format!("{file} is no file"))?;
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
        // The line of a spreadsheet is its row, which the bytes do not tell.
        let sheet = file.ends_with(".xlsx") || file.ends_with(".ods");
        if !file.starts_with(project) || (line > lines && !sheet) {
            return Err(format!("`{place}` is not in the project"));
        }
    }
    Ok(())
}

/// A project with one good report and one that has an error, in a folder with a space in its name.
fn project() -> (TempDir, PathBuf) {
    let parent = folder();
    let root = parent.path().join("a council");
    let from = Path::new(ROOT).join(CASES).join("several-reports");
    for file in ["council.yaml", "reports/bad.yaml", "reports/good.yaml"] {
        let to = root.join(file);
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("a writable folder");
        std::fs::copy(from.join(file), to).expect("a copied file");
    }
    (parent, root)
}

#[test]
fn a_report_a_folder_and_a_project_are_built_from_anywhere() {
    let (parent, root) = project();
    let good = root.join("out/good.pdf");
    for (cwd, path, code) in [
        (parent.path(), "a council/reports/good.yaml", 0),
        (parent.path(), "a council/reports", 1),
        (parent.path(), "a council/reports/", 1),
        (parent.path(), "./a council", 1),
        (parent.path(), "a council/council.yaml", 1),
        (&root, ".", 1),
        (&root, "reports/good.yaml", 0),
        (&root.join("reports"), "good.yaml", 0),
        (&root.join("reports"), ".", 1),
        (Path::new("/"), text(&root), 1),
    ] {
        let run = boardpack(cwd, &["build", path]);
        assert_eq!(run.code, Some(code), "{path}: {}", run.stderr);
        assert!(run.stdout.starts_with("built ") && run.stdout.ends_with("good.pdf\n"), "{path}: {}", run.stdout);
        assert!(run.stderr.is_empty() == (code == 0), "{path}: {}", run.stderr);
        std::fs::remove_file(&good).unwrap_or_else(|error| panic!("{path}: no paper: {error}"));
        assert!(files(root.join("out")).is_empty(), "{path}");
    }
}

#[test]
fn papers_go_where_they_are_wanted() {
    let (parent, root) = project();
    let run =
        boardpack(&root, &["build", "--out", "../the papers/of today", "reports/good.yaml", "reports/good.yaml"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
    let papers = files(parent.path().join("the papers/of today"));
    assert_eq!(papers.len(), 1, "{papers:?}");
    assert!(!root.join("out").exists());

    std::fs::write(parent.path().join("taken"), "a file").expect("a writable folder");
    let run = boardpack(&root, &["build", "--out", "../taken", "reports/good.yaml"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("cannot be written") && run.stderr.contains("hint: "), "{}", run.stderr);
}

#[test]
fn wrong_usage_is_exit_code_2_and_says_what_to_do() {
    let (parent, root) = project();
    let empty = parent.path().join("empty");
    std::fs::create_dir_all(empty.join("nothing")).expect("a writable folder");
    std::fs::write(empty.join("nothing/council.yaml"), "name: Coventry City Council\n").expect("a writable folder");
    for (cwd, arguments, said) in [
        (empty.as_path(), &["build"][..], "`.` is in no project"),
        (&empty, &["check"], "`.` is in no project"),
        (&empty, &["watch"], "`.` is in no project"),
        (&root, &["build", "report.yaml"], "`report.yaml` does not exist"),
        (&root, &["build", "--outt", "x", "."], "--out"),
        (&root, &["biuld", "."], "build"),
        (&empty, &["build", "."], "`.` is in no project"),
        (&empty, &["build", "nothing"], "`nothing` has no reports"),
        (&root, &["build", ".", "--cache", "gs://papers/ci"], "hint: write `s3://BUCKET/FOLDER`"),
        (&root, &["build", ".", "--cache", "s3://"], "the cache `s3://` names no bucket"),
    ] {
        let run = boardpack(cwd, arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
        assert!(run.stdout.is_empty(), "{arguments:?}: {}", run.stdout);
        assert!(!run.stderr.contains("panicked"), "{arguments:?}: {}", run.stderr);
    }
}
