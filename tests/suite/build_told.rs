//! What a build tells programs and people of papers that fail, are kept, or have other files than before.

use std::path::Path;
use std::sync::Arc;

use boardpack::build::Options;
use boardpack::build::record::Record;
use boardpack::cache::Cache;
use tempfile::TempDir;

use crate::command::boardpack;
use crate::copies;

const REPORT: &str = "reports/2025-11-27-agency-offers.yaml";

/// A report of the fixture council with an edition for members.
fn council() -> TempDir {
    copies::fixture("coventry")
}

fn change(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).expect("a file");
    assert!(text.contains(from), "{from}");
    std::fs::write(path, text.replace(from, to)).expect("a file");
}

/// The exit code and both streams of a build of that report.
fn said(folder: &Path, cache: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = boardpack()
        .current_dir(folder)
        .args(["build", REPORT, "--cache", &cache.to_string_lossy()])
        .args(arguments)
        .output()
        .expect("the program runs");
    (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

#[test]
fn the_rules_for_make_keep_every_edition_of_a_report_that_fails() {
    let (folder, cache) = (council(), tempfile::tempdir().expect("a folder"));
    let rules = || {
        let (code, said) = said(folder.path(), cache.path(), &["--deps", "e.mk"]);
        (code, std::fs::read_to_string(folder.path().join("e.mk")).unwrap_or(said))
    };
    let outputs = |rules: &str| {
        let papers = rules.lines().filter_map(|line| line.split_once(".pdf:")).map(|(paper, _)| paper.to_owned());
        papers.collect::<Vec<String>>()
    };
    let (code, before) = rules();
    assert_eq!((code, outputs(&before).len()), (Some(0), 2), "{before}");
    change(&folder.path().join(REPORT), "sections:", "sectons:");
    let (code, after) = rules();
    assert_eq!((code, outputs(&after)), (Some(1), outputs(&before)), "{after}");
    // A file that is gone is no reason to stop: each has a rule with nothing in it.
    for file in before.lines().filter_map(|line| line.strip_prefix("  ")) {
        let file = file.trim_end_matches(" \\");
        assert_eq!(before.matches(&format!("\n{file}:\n")).count(), 1, "{file}\n{before}");
    }
}

#[test]
fn a_locked_build_names_each_edition_that_is_not_up_to_date() {
    let (folder, cache) = (council(), tempfile::tempdir().expect("a folder"));
    assert_eq!(said(folder.path(), cache.path(), &[]).0, Some(0));
    let title = "title: ";
    change(&folder.path().join(REPORT), title, "title: New ");
    for _ in 0..2 {
        let (code, told) = said(folder.path(), cache.path(), &["--locked"]);
        assert_eq!(
            (code, told.matches("is not what its report and its data give today").count()),
            (Some(1), 2),
            "{told}"
        );
        // The second time with a cache that has both.
        assert_eq!(said(folder.path(), cache.path(), &["--out", "elsewhere"]).0, Some(0));
    }
}

#[test]
fn a_data_file_that_is_gone_has_not_changed() {
    let project = crate::diff::project();
    let cache = tempfile::tempdir().expect("a folder");
    let why = || {
        let cache = cache.path().to_string_lossy().into_owned();
        let output =
            boardpack().current_dir(project.path()).args(["build", ".", "--why", "--cache", &cache]).output();
        String::from_utf8_lossy(&output.expect("the program runs").stdout).into_owned()
    };
    why();
    std::fs::rename(project.path().join("data/turnover.csv"), project.path().join("data/b.csv")).expect("a file");
    change(&project.path().join("reports/paper.yaml"), "data/turnover.csv", "data/b.csv");
    let told = why();
    assert!(
        told.contains("`data/turnover.csv` does not exist") && !told.contains("`data/turnover.csv` has changed"),
        "{told}"
    );
    assert!(told.contains("`reports/paper.yaml` has changed"), "{told}");
}

#[test]
fn the_record_of_a_kept_paper_is_known_without_reading_it() {
    let (folder, kept) = (council(), tempfile::tempdir().expect("a folder"));
    let cache = || Cache::in_folder(kept.path());
    let options = Options { cache: Some(Arc::new(cache())), ..Options::default() };
    let built = options.build(&[folder.path().join(REPORT)]).expect("a project");
    let first = Record::of(&built, Some(&cache()));
    assert!(first.reports[0].papers.iter().all(|paper| !paper.figures.is_empty()), "{first:?}");
    // Wherever the papers are by now, what papers with their hashes say is known.
    std::fs::remove_dir_all(folder.path().join("out")).expect("papers");
    std::fs::remove_dir_all(kept.path().join("papers")).expect("papers");
    assert_eq!(Record::of(&built, Some(&cache())), first);
    assert!(Record::of(&built, None).reports[0].papers.iter().all(|paper| paper.figures.is_empty()));
    // What nobody could read is not known to have nothing.
    let other = tempfile::tempdir().expect("a folder");
    let elsewhere = Cache::in_folder(other.path());
    assert!(Record::of(&built, Some(&elsewhere)).reports[0].papers[0].figures.is_empty());
    assert!(crate::diff::entries(other.path(), "last").is_empty());
}
