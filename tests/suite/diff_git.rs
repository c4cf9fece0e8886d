//! `boardpack diff` has of a revision what a checkout of it would have: through filters, from submodules, wherever git is.

use std::path::Path;

use crate::command::boardpack;
use crate::diff::{commit, git, project, said};
use crate::scratch::{NOTE, PROFILE, Scratch};

const DATA: &str = "area,period,turnover_rate\nCoventry,2024,17.7\nCoventry,2025,11.3\n";

const REPORT: &str = "
data:
  dfe: {file: data/turnover.csv, source: The DfE, release: \"2025\"}
subject: {area: Coventry, period: 2025}
recommendations: {lead: \"The Board is recommended to:\", items: [Note it.]}
sections:
  - slot: purpose
    body: [\"To tell Members how it stands.\"]
  - slot: background
    body: [\"Turnover {{ turnover_rate.fell(\\\"has fallen\\\") }} to {{ turnover_rate }}.\"]
";

/// A repository with a project in its folder `papers`, and nothing committed.
fn repository() -> Scratch {
    let repository = Scratch::new()
        .file("papers/council.yaml", PROFILE)
        .file("papers/data/turnover.csv", DATA)
        .file("papers/reports/paper.yaml", format!("{NOTE}{REPORT}"));
    git(&repository.path(), &["init", "-q", "-b", "main"]);
    repository
}

fn moved() -> String {
    DATA.replace("2025,11.3", "2025,11.6")
}

#[test]
fn a_revision_is_read_through_the_filters_that_a_checkout_has() {
    // What git keeps is every line turned round, and its attributes stand above the project.
    let repository = repository().file(".gitattributes", "*.csv filter=turned export-ignore\n");
    let folder = repository.path();
    for half in ["filter.turned.clean", "filter.turned.smudge"] {
        git(&folder, &["config", half, "rev"]);
    }
    commit(&repository);
    let unchanged = ["HEAD", "--project", "papers"];
    let (code, text, error) = said(&folder, &unchanged);
    assert_eq!((code, error.as_str()), (0, ""), "{text}");
    let repository = repository.file("papers/data/turnover.csv", moved());
    commit(&repository);
    let (code, text, error) = said(&folder, &["HEAD~1", "HEAD", "--project", "papers"]);
    assert!(code == 1 && text.contains("11.3% → 11.6%") && text.contains("1 figure changed"), "{text}{error}");
    // A filter that fails gives nothing that could be compared, whether it must not fail or may.
    git(&folder, &["config", "filter.turned.smudge", "false"]);
    for required in ["false", "true"] {
        git(&folder, &["config", "filter.turned.required", required]);
        let (code, text, error) = said(&folder, &unchanged);
        assert_eq!((code, text.as_str()), (2, ""), "{error}");
        let message = "cannot be taken out of git as a checkout would have it: ";
        assert!(error.starts_with("error: HEAD (") && error.contains(message), "{error}");
        assert!(error.contains("filter") && error.contains("  = hint: see that git can check it out"), "{error}");
    }
}

#[test]
fn a_pointer_is_not_compared_in_place_of_its_file() {
    let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{:064}\nsize 62\n", 7);
    let repository = repository().file("papers/data/turnover.csv", pointer);
    commit(&repository);
    let repository = repository.file("papers/data/turnover.csv", DATA);
    let (code, text, error) = said(&repository.path(), &["HEAD", "--project", "papers"]);
    assert_eq!((code, text.as_str()), (2, ""), "{error}");
    let message = "error: `papers/data/turnover.csv` is kept in Git LFS, and of HEAD (";
    assert!(error.starts_with(message) && error.contains("git lfs fetch --all"), "{error}");
}

/// The same repository, with its data in a submodule.
fn with_submodule() -> (Scratch, Scratch) {
    let data = Scratch::new().file("turnover.csv", DATA);
    git(&data.path(), &["init", "-q", "-b", "main"]);
    commit(&data);
    let repository = repository();
    let folder = repository.path();
    std::fs::remove_dir_all(folder.join("papers/data")).expect("a folder");
    let from = data.path().to_string_lossy().into_owned();
    git(&folder, &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &from, "papers/data"]);
    commit(&repository);
    (repository, data)
}

#[test]
fn data_in_a_submodule_are_those_of_the_commit_that_it_stood_at() {
    let (repository, _data) = with_submodule();
    let folder = repository.path();
    let (code, text, error) = said(&folder, &["HEAD", "--project", "papers"]);
    assert_eq!((code, error.as_str()), (0, ""), "{text}");
    let repository = repository.file("papers/data/turnover.csv", moved());
    let inner = folder.join("papers/data");
    git(&inner, &["-c", "user.name=Ann", "-c", "user.email=ann@example.gov.uk", "commit", "-qam", "Next"]);
    commit(&repository);
    let (code, text, error) = said(&folder, &["HEAD~1", "HEAD", "--project", "papers"]);
    assert!(code == 1 && text.contains("11.3% → 11.6%") && text.contains("1 figure changed"), "{text}{error}");
    // A worktree in which it is not checked out has what the repository keeps of it.
    let folders = tempfile::tempdir().expect("a folder");
    let beside = folders.path().join("beside");
    git(&folder, &["worktree", "add", "--quiet", &beside.to_string_lossy()]);
    let (code, text, error) = said(&beside, &["HEAD~1", "HEAD", "--project", "papers"]);
    assert!(code == 1 && text.contains("11.3% → 11.6%"), "{text}{error}");
}

#[test]
fn of_a_submodule_that_is_not_here_it_is_said_that_it_is_one() {
    let (repository, _data) = with_submodule();
    let folder = repository.path();
    git(&folder, &["submodule", "--quiet", "deinit", "--force", "papers/data"]);
    std::fs::remove_dir_all(folder.join(".git/modules")).expect("a folder");
    let (code, text, error) = said(&folder, &["HEAD", "--project", "papers"]);
    assert_eq!((code, text.as_str()), (2, ""), "{error}");
    assert!(error.starts_with("error: `papers/data` is a submodule of git, and the files that it has in HEAD ("));
    assert!(error.contains("run `git submodule update --init --recursive`"), "{error}");
}

#[test]
fn a_link_in_a_revision_is_what_it_leads_to_and_never_out_of_the_project() {
    let repository = repository().file("outside.csv", DATA);
    let folder = repository.path();
    let data = folder.join("papers/data");
    std::fs::rename(data.join("turnover.csv"), data.join("of-2025.csv")).expect("a file");
    std::os::unix::fs::symlink("of-2025.csv", data.join("turnover.csv")).expect("a link");
    commit(&repository);
    let (code, text, error) = said(&folder, &["HEAD", "--project", "papers"]);
    assert_eq!((code, error.as_str()), (0, ""), "{text}");
    std::fs::remove_file(data.join("turnover.csv")).expect("a link");
    std::os::unix::fs::symlink("../../outside.csv", data.join("turnover.csv")).expect("a link");
    commit(&repository);
    let (code, text, _) = said(&folder, &["HEAD~1", "HEAD", "--project", "papers"]);
    assert!(code == 1 && text.contains("1 paper cannot be built"), "{text}");
}

#[test]
fn the_repository_that_the_environment_names_is_the_one_that_is_meant() {
    let repository = repository();
    commit(&repository);
    let top = repository.path();
    // Where it is said, and what the repository and its files are from there.
    for (folder, repository, files) in
        [("papers", "../.git", Some("..")), (".", ".git", Some(".")), (".", ".git", None)]
    {
        let project = if folder == "." { "papers" } else { "." };
        let mut command = boardpack();
        command.current_dir(top.join(folder)).args(["diff", "HEAD", "--project", project]);
        command.env("GIT_DIR", repository).envs(files.map(|files| ("GIT_WORK_TREE", files)));
        let done = command.output().expect("it runs");
        let error = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!((done.status.code(), error.as_str()), (Some(0), ""), "{folder} {files:?}");
    }
}

#[test]
fn a_comparison_leaves_the_repository_as_it_is_and_runs_none_of_its_hooks() {
    let project = project();
    let folder = project.path();
    let hooks = folder.join(".git/hooks");
    for hook in ["post-checkout", "post-index-change"] {
        std::fs::create_dir_all(&hooks).expect("a folder");
        std::fs::write(hooks.join(hook), format!("#!/bin/sh\ntouch {}/ran\n", folder.display())).expect("a hook");
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(hooks.join(hook), mode).expect("a hook");
    }
    let index = |folder: &Path| std::fs::read(folder.join(".git/index")).expect("an index");
    let before = index(&folder);
    let (code, text, error) = said(&folder, &["HEAD"]);
    assert_eq!((code, error.as_str()), (0, ""), "{text}");
    assert!(index(&folder) == before && !folder.join("ran").exists());
}
