//! What `boardpack diff` compares: revisions, records, folders and papers, and what it takes from the cache.

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::command::boardpack;
use crate::copies::copy_folder;
use crate::diff::{DATA, REPORT, commit, entries, git, json, project, said};
use crate::scratch::{NOTE, Scratch};

#[test]
fn papers_folders_and_records_are_versions_too() {
    let project = project();
    let folder = project.path();
    let built = |out: &str| {
        boardpack()
            .current_dir(&folder)
            .args(["build", ".", "--out", out, "--record", &format!("{out}.json")])
            .assert()
            .success();
    };
    built("old");
    let project = project.file("data/turnover.csv", DATA.replace("2025,11.3", "2025,11.6"));
    built("new");
    let changed = |arguments: &[&str]| {
        let found = json(&folder, arguments);
        let figure = &found["papers"][0]["figures"][0];
        assert_eq!((&figure["from"], &figure["to"]), (&"11.3%".into(), &"11.6%".into()), "{arguments:?}: {found}");
        (found["papers"][0]["text"].as_array().map_or(0, Vec::len), found["papers"][0]["notes"].to_string())
    };
    for versions in [
        ["old/paper.pdf", "new/paper.pdf"],
        ["old", "new"],
        ["old.json", "new.json"],
        ["HEAD", "new.json"],
        ["old/paper.pdf", "."],
        ["HEAD", "new/paper.pdf"],
    ] {
        let (text, _) = changed(&versions);
        assert!(text > 0, "{versions:?}: words are compared");
    }
    assert_eq!(said(&folder, &["old/paper.pdf", "HEAD"]).0, 0, "the same paper");
    // A record without its papers still has the figures.
    std::fs::remove_dir_all(folder.join("old")).expect("a folder");
    let (text, notes) = changed(&["old.json", "new.json", "--cache", "none"]);
    assert!(text == 0 && notes.contains("not at hand"), "{notes}");
    drop(project);
}

#[test]
fn the_words_of_papers_that_were_overwritten_are_those_in_the_cache() {
    let kept = tempfile::tempdir().expect("a folder");
    let cache = kept.path().join("cache");
    let with = cache.to_string_lossy().into_owned();
    let project = project();
    let folder = project.path();
    let build = |record: &str| {
        let arguments = ["build", ".", "--cache", &with, "--record", record];
        boardpack().current_dir(&folder).args(arguments).assert().success();
    };
    build("1.json");
    let project = project.report(format!("{NOTE}{}", REPORT.replace("Nothing else", "Nothing at all")));
    build("2.json");
    let (code, text, error) = said(&folder, &["1.json", "2.json", "--cache", &with]);
    assert_eq!((code, error.as_str()), (1, ""), "{text}");
    assert!(text.contains("the paper differs; 1 paragraph was reworded"), "{text}");
    assert!(text.contains("[−else−][+at all+]"), "{text}");
    // Where nobody has kept the older one, nobody knows that they say the same.
    let (code, text, _) = said(&folder, &["1.json", "2.json", "--cache", "none"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("the paper may differ; 1 paper could not be compared in full"), "{text}");
    assert!(text.contains("since the older PDF is not at hand"), "{text}");
    let found = json(&folder, &["1.json", "2.json", "--cache", "none"]);
    assert_eq!(
        (&found["papers"][0]["incomplete"], &found["papers"][0]["status"]),
        (&true.into(), &"changed".into())
    );
    drop(project);
}

#[test]
fn a_paper_that_was_renamed_is_compared_with_what_it_was() {
    let project = project().file("reports/second.yaml", format!("{NOTE}{}", REPORT.replace("A note", "Another")));
    commit(&project);
    git(&project.path(), &["mv", "reports/paper.yaml", "reports/renamed.yaml"]);
    let found = json(&project.path(), &["HEAD"]);
    let papers = found["papers"].as_array().expect("papers");
    let renamed = |paper: &Value| (paper["paper"].clone(), paper["renamed-from"].clone(), paper["status"].clone());
    assert_eq!(
        papers.iter().map(renamed).collect::<Vec<_>>(),
        [("renamed.pdf".into(), "paper.pdf".into(), "changed".into())]
    );
    let edited = REPORT.replace("Nothing else", "Little else");
    let project = project
        .file("reports/renamed.yaml", format!("{NOTE}{edited}"))
        .file("data/turnover.csv", DATA.replace("2025,11.3", "2025,11.6"));
    let (code, text, _) = said(&project.path(), &["HEAD"]);
    assert_eq!(code, 1);
    for line in ["1 paper was renamed", "\n  was called paper.pdf\n", "11.3% → 11.6%", "[−Nothing−][+Little+]"]
    {
        assert!(text.contains(line), "`{line}`:\n{text}");
    }
    assert!(!text.contains("is new") && !text.contains("is gone"), "{text}");
    drop(project);
}

#[test]
fn a_project_that_comes_or_goes_has_papers_that_are_new_or_gone() {
    let repository = Scratch::new().file("README.md", "Papers");
    git(&repository.path(), &["init", "-q", "-b", "main"]);
    commit(&repository);
    let repository = repository
        .file("papers/council.yaml", crate::scratch::PROFILE)
        .file("papers/data/turnover.csv", DATA)
        .file("papers/reports/paper.yaml", format!("{NOTE}{REPORT}"));
    commit(&repository);
    std::fs::remove_dir_all(repository.path().join("papers")).expect("a folder");
    commit(&repository);
    let with = |old: &str, new: &str| said(&repository.path(), &[old, new, "--project", "papers"]);
    for (versions, what) in [(["main~2", "main~1"], "new"), (["main~1", "main"], "gone")] {
        let (code, text, error) = with(versions[0], versions[1]);
        assert_eq!(code, 1, "{text}{error}");
        assert!(text.contains(&format!("1 paper is {what}")), "{text}");
        assert!(error.starts_with("note: the project `papers` is not in main"), "{error}");
    }
    let (code, text, error) = with("main~2", "main");
    assert_eq!((code, text.as_str()), (2, ""), "{error}");
    assert!(error.contains("`papers` is no project in either revision"), "{error}");
}

#[test]
fn what_cannot_be_compared_is_refused_with_a_hint() {
    let project = project().file("words.txt", "no paper").file("empty/notes.txt", "none");
    let folder = project.path();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let cases: [(&Path, &[&str], &str); 10] = [
        (&folder, &["main~0..HEAD"], "hint: write its two ends: `boardpack diff main~0 HEAD`"),
        (&folder, &["main..."], "hint: write its two ends: `boardpack diff $(git merge-base main HEAD) HEAD`"),
        (&folder, &["nowhere..HEAD"], "`nowhere..HEAD` is no file, no folder and no revision of git"),
        (&folder, &["nowhere"], "`nowhere` is no file, no folder and no revision of git"),
        (&folder, &["words.txt", "HEAD"], "`words.txt` is neither a PDF nor a record of a build"),
        (&folder, &["empty", "HEAD"], "`empty` has no papers, and is no project"),
        (&folder, &["."], "`.` is compared with nothing"),
        (&folder, &["HEAD", "--project", "data"], "`data` is no project"),
        (&folder, &["--output=x", "HEAD"], "`boardpack diff` has no option `--output`"),
        (elsewhere.path(), &["HEAD"], "the current folder is in no project"),
    ];
    for (folder, arguments, message) in cases {
        let (code, text, error) = said(folder, arguments);
        assert_eq!((code, text.as_str()), (2, ""), "{arguments:?}: {error}");
        assert!(error.contains(message), "{arguments:?}: {error}");
        assert!(error.contains("hint: "), "{arguments:?}: {error}");
    }
}

#[test]
fn a_project_in_a_folder_of_its_repository_is_found_in_every_revision() {
    let repository = Scratch::new()
        .file("papers/council.yaml", crate::scratch::PROFILE)
        .file("papers/data/turnover.csv", DATA)
        .file("papers/reports/paper.yaml", format!("{NOTE}{REPORT}"));
    git(&repository.path(), &["init", "-q", "-b", "main"]);
    commit(&repository);
    let folder: PathBuf = repository.path().join("papers");
    let repository = repository.file("papers/data/turnover.csv", DATA.replace("2025,11.3", "2025,11.6"));
    commit(&repository);
    for (from, arguments) in
        [(&folder, vec!["main~1", "main"]), (&repository.path(), vec!["main~1", "main", "--project", "papers"])]
    {
        let (code, text, error) = said(from, &arguments);
        assert_eq!((code, text.contains("11.3% → 11.6%")), (1, true), "{text}{error}");
    }
    let (code, _, error) = said(&repository.path(), &["main~1", "main", "--project", "papers/reports"]);
    assert_eq!((code, error.contains("is no project")), (2, true), "{error}");
}

/// Builds the project as it was at a revision, in a clone; returns the hashes of its papers.
fn built_at(project: &Scratch, revision: &str, cache: &str) -> BTreeSet<String> {
    let clone = tempfile::tempdir().expect("a folder");
    git(&project.path(), &["clone", "-q", ".", &clone.path().to_string_lossy()]);
    git(clone.path(), &["checkout", "-q", revision]);
    boardpack().current_dir(clone.path()).args(["build", ".", "--cache", cache]).assert().success();
    let papers = std::fs::read_dir(clone.path().join("out")).expect("papers").flatten();
    papers.map(|paper| blake3::hash(&std::fs::read(paper.path()).expect("a paper")).to_hex().to_string()).collect()
}

#[test]
fn what_builds_have_made_is_not_made_again_and_the_cache_does_not_remember_a_comparison() {
    let project = project().file("reports/words.yaml", format!("{NOTE}{}", REPORT.replace("Nothing", "Little")));
    commit(&project);
    let project = project.file("data/turnover.csv", DATA.replace("2025,11.3", "2025,11.6"));
    commit(&project);
    let kept = tempfile::tempdir().expect("a folder");
    let cache = kept.path().join("cache");
    let with = cache.to_string_lossy();
    built_at(&project, "main~1", &with);
    built_at(&project, "main", &with);
    let seen = || ["papers", "pressed", "last"].map(|kind| entries(&cache, kind));
    let before = seen();
    // Under `last` stands each place that a paper was written to, and what each folder of papers has.
    assert!(before.iter().map(BTreeMap::len).eq([4, 4, 4 + 2]), "two papers in two versions each");
    for versions in [["main~1", "main"], ["main~1", "."], [".", "main~1"]] {
        let (code, text, error) = said(&project.path(), &[&versions[..], &["--cache", &with]].concat());
        assert!((code, error.as_str()) == (1, "") && text.contains("2 of 2 papers differ"), "{text}{error}");
        // Whatever the engine makes is noted under `pressed`, and each place that papers are written to under `last`.
        assert!(before == seen(), "{versions:?}: nothing was made a second time, and no place noted");
    }
    // Only what nobody has made yet is made.
    let project = project.file("reports/words.yaml", format!("{NOTE}{}", REPORT.replace("Nothing", "Much")));
    let (_, text, _) = said(&project.path(), &["HEAD", "--cache", &with]);
    assert!(text.contains("[−Little−][+Much+]"), "{text}");
    let after = seen();
    assert!(after.iter().map(BTreeMap::len).eq([5, 5, 4 + 2]), "one paper more, and no place");
    assert!(
        before
            .iter()
            .zip(&after)
            .all(|(before, after)| before.iter().all(|(name, one)| after.get(name) == Some(one)))
    );
}

#[test]
fn a_revision_gives_the_same_bytes_as_a_build_of_its_checkout() {
    let project = project();
    let project = project.file("data/turnover.csv", DATA.replace("2025,11.3", "2025,11.6"));
    commit(&project);
    let kept = tempfile::tempdir().expect("a folder");
    let cache = kept.path().join("cache");
    let (_, text, _) = said(&project.path(), &["main~1", "main", "--cache", &cache.to_string_lossy()]);
    assert!(text.contains("11.3% → 11.6%"), "{text}");
    let compared: BTreeSet<String> = entries(&cache, "papers")
        .into_keys()
        .map(|paper| paper.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    let built: BTreeSet<String> =
        ["main~1", "main"].into_iter().flat_map(|revision| built_at(&project, revision, "none")).collect();
    assert_eq!(compared, built);
    assert!(entries(&cache, "last").is_empty());
}

#[test]
fn messages_name_the_files_of_the_user_and_not_those_of_a_copy() {
    let project = project().file("reports/paper.yml", format!("{NOTE}{REPORT}"));
    commit(&project);
    let outer = project.path().parent().expect("a folder").to_owned();
    let name = project.path().file_name().expect("a name").to_string_lossy().into_owned();
    for (folder, arguments, shown) in
        [(&project.path(), vec!["main~1", "main"], ""), (&outer, vec!["main~1", "main", "--project", &name], &name)]
    {
        let found = json(folder, &arguments);
        let paper = found["papers"].as_array().expect("papers").iter().find(|paper| paper["status"] == "unbuilt");
        let shown = if shown.is_empty() { String::new() } else { format!("{shown}/") };
        let message = format!(
            "reports/paper.yml:1:1: `{shown}reports/paper.yaml` and `{shown}reports/paper.yml` would both become `paper.pdf`"
        );
        assert_eq!(paper.expect("a report that clashes")["errors"][0], message.as_str());
    }
}

#[test]
fn a_row_of_a_table_without_a_number_is_no_row_of_the_figure_above() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/coventry");
    let kept = tempfile::tempdir().expect("a folder");
    let folder = kept.path();
    copy_folder(&fixture, &folder.join("coventry"));
    let report = folder.join("coventry/reports/2018-04-16-retention-of-social-workers.yaml");
    let yaml = std::fs::read_to_string(&report).expect("a report");
    for (version, yaml) in
        [("old", yaml.clone()), ("new", yaml.replacen("sent: 2018-04-04", "sent: 2018-04-05", 1))]
    {
        std::fs::write(&report, yaml).expect("a report");
        boardpack::build::build(std::slice::from_ref(&report), Some(&folder.join(version))).expect("a project");
    }
    let found = json(folder, &["old", "new"]);
    let text = found["papers"][0]["text"].as_array().expect("what was reworded");
    let places: Vec<_> = text.iter().map(|one| one["place"].as_str().expect("a place")).collect();
    assert_eq!(places, ["table under “Contributors and approvers”, Usha Patel"]);
}

#[test]
fn what_is_for_members_alone_can_be_left_out() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/coventry");
    let out = tempfile::tempdir().expect("a folder");
    for version in ["old", "new"] {
        let reports = fixture.join("reports/2025-11-27-agency-offers.yaml");
        boardpack::build::build(&[reports], Some(&out.path().join(version))).expect("a project");
    }
    std::fs::remove_file(out.path().join("new/2025-11-27-agency-offers-restricted.pdf")).expect("a paper");
    let (code, text, _) = said(out.path(), &["old", "new"]);
    assert_eq!((code, text.contains("is gone")), (1, true), "{text}");
    assert_eq!(said(out.path(), &["old", "new", "--public"]).0, 0);
}

#[test]
fn a_paper_for_members_is_known_whatever_its_file_is_called() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/coventry");
    let kept = tempfile::tempdir().expect("a folder");
    let folder = kept.path();
    copy_folder(&fixture, &folder.join("coventry"));
    // Also one that carries no figures.
    let profile = folder.join("coventry/council.yaml");
    let yaml = std::fs::read_to_string(&profile).expect("a profile");
    std::fs::write(&profile, format!("{yaml}\nattachments: none\n")).expect("a profile");
    let report = folder.join("coventry/reports/2025-11-27-agency-offers.yaml");
    for (version, words) in [("old", "Offer B has the lowest"), ("new", "Offer B is said to have the lowest")] {
        let yaml = std::fs::read_to_string(&report).expect("a report");
        std::fs::write(&report, yaml.replace("Offer B has the lowest", words)).expect("a report");
        let out = folder.join("out");
        boardpack::build::build(std::slice::from_ref(&report), Some(&out)).expect("a project");
        std::fs::create_dir_all(folder.join(version)).expect("a folder");
        let paper = out.join("2025-11-27-agency-offers-restricted.pdf");
        std::fs::rename(paper, folder.join(version).join("board.pdf")).expect("a paper");
        let public = out.join("2025-11-27-agency-offers.pdf");
        std::fs::rename(public, folder.join(version).join("public.pdf")).expect("a paper");
    }
    let mode = |file: &str| std::fs::metadata(folder.join(file)).expect("a page").mode() & 0o077;
    for versions in [["old", "new"], ["old/board.pdf", "new/board.pdf"]] {
        let (code, text, _) = said(folder, &[&versions[..], &["--html", "all.html"]].concat());
        assert!(code == 1 && text.contains("said to have"), "{text}");
        assert_eq!(mode("all.html"), 0, "its owner's alone");
        let (code, text, error) = said(folder, &[&versions[..], &["--html", "public.html", "--public"]].concat());
        assert_eq!(code, 0, "{text}");
        let page = std::fs::read_to_string(folder.join("public.html")).expect("a page");
        assert!(!text.contains("said to have") && !page.contains("said to have"), "{text}");
        let note = "note: `board.pdf` is for members alone, and left out\n".repeat(2);
        assert_eq!(error, if versions[0] == "old" { String::new() } else { note });
    }
    let says = |file: &str| {
        let bytes = std::fs::read(folder.join(file)).expect("a paper");
        boardpack::trace::attachment::look(&bytes).expect("a PDF").restricted
    };
    assert!(says("new/board.pdf") && !says("new/public.pdf"));
}

#[test]
fn a_damaged_paper_is_no_reason_to_panic() {
    let paper = Scratch::new().file("data/turnover.csv", DATA).report(format!("{NOTE}{REPORT}")).paper();
    let whole = boardpack::appendix::reading::read(&paper).expect("a paper");
    assert!(
        whole.blocks.iter().any(|block| block.label == "3.1" && block.text.starts_with("Turnover has fallen to"))
    );
    assert!(whole.draw(0, 20.0).is_some() && whole.draw(9, 20.0).is_none());
    for part in 1..20 {
        let mut damaged = paper.clone();
        damaged.iter_mut().skip(part * 1_009).step_by(4_001).for_each(|byte| *byte ^= 0x15);
        for bytes in [&damaged[..], &paper[..paper.len() * part / 20]] {
            if let Ok(reading) = boardpack::appendix::reading::read(bytes) {
                reading.draw(0, 20.0);
            }
        }
    }
}
