//! What `boardpack diff` says of papers that cannot be built, cannot be read, or of which not everything is known.

use crate::command::boardpack;
use crate::diff::{commit, git, json, project, said};
use crate::scratch::{NOTE, Scratch};

const DATA: &str = "area,period,turnover_rate,agency_rate
Coventry,2024,17.7,9.3
Coventry,2025,11.3,6.1
Dudley,2024,24.6,17.3
Dudley,2025,14.9,14.5
Walsall,2024,8.9,u
Walsall,2025,8.1,7.7
";

/// A report for each of some areas.
fn each(areas: &str) -> String {
    format!(
        "{NOTE}
for-each: [{areas}]
data:
  dfe: {{file: data/turnover.csv, source: The DfE, release: \"2025\"}}
subject: {{period: 2025}}
recommendations: {{lead: \"The Board is recommended to:\", items: [Note it.]}}
sections:
  - slot: purpose
    body: [\"To tell Members how it stands.\"]
  - slot: background
    body:
      - Turnover {{{{ turnover_rate.fell(\"has fallen\") }}}} to {{{{ turnover_rate }}}}.
      - Agency use {{{{ agency_rate.change }}}}.
"
    )
}

fn of_areas(areas: &str) -> Scratch {
    let project = Scratch::new().file("data/turnover.csv", DATA).report(each(areas));
    git(&project.path(), &["init", "-q", "-b", "main"]);
    commit(&project);
    project
}

#[test]
fn a_paper_for_one_of_many_areas_that_cannot_be_built_is_told_with_its_claim() {
    let project = of_areas("Coventry, Dudley");
    let project = project.file("data/turnover.csv", DATA.replace("2025,14.9", "2025,34.9"));
    let found = json(&project.path(), &["HEAD"]);
    let papers = found["papers"].as_array().expect("papers");
    assert_eq!(papers.len(), 1, "Coventry's is the same: {found}");
    let paper = &papers[0];
    assert_eq!((&paper["status"], &paper["claims"][0]["fate"]), (&"unbuilt".into(), &"false".into()), "{found}");
    assert!(paper["paper"].as_str().is_some_and(|name| name.contains("dudley")), "{found}");
    let errors = paper["errors"].as_array().expect("errors");
    assert!(errors.len() == 1 && errors[0].as_str().is_some_and(|error| error.contains("false claim")), "{found}");
    let (code, text, _) = said(&project.path(), &["HEAD", "--format", "markdown"]);
    assert!(code == 1 && text.contains("“has fallen” is no longer true"), "{text}");
    // The same of that paper alone.
    boardpack().current_dir(project.path()).args(["build", ".", "--out", "now"]).assert().code(1);
    let project = project.file("data/turnover.csv", DATA);
    boardpack().current_dir(project.path()).args(["build", ".", "--out", "was"]).assert().success();
    let project = project.file("data/turnover.csv", DATA.replace("2025,14.9", "2025,34.9"));
    let paper = format!("was/{}", paper["paper"].as_str().expect("a name"));
    let (code, text, error) = said(&project.path(), &[&paper, "."]);
    assert!(code == 1 && text.contains("no longer true: “has fallen”"), "{text}{error}");
    // And what is wrong with it is no business of the other authority's.
    let other = paper.replace("dudley", "coventry");
    assert!(project.path().join(&other).is_file(), "{other}");
    let (code, text, error) = said(&project.path(), &[&other, "."]);
    assert!(code == 0 && !text.contains("dudley"), "{text}{error}");
}

#[test]
fn a_new_area_whose_paper_cannot_be_built_is_told() {
    let project = of_areas("Coventry, Dudley").report(each("Coventry, Dudley, Walsall"));
    let (code, text, _) = said(&project.path(), &["HEAD"]);
    assert!(code == 1 && text.contains("1 of 3 papers differs; 1 paper cannot be built"), "{text}");
    assert!(text.contains("walsall.pdf\n  cannot be built:\n") && text.contains("of Walsall in 2024"), "{text}");
    // In the place of another one, which is gone.
    let project = project.report(each("Coventry, Walsall"));
    let (_, text, _) = said(&project.path(), &["HEAD"]);
    assert!(text.contains("1 paper cannot be built; 1 paper is gone"), "{text}");
}

#[test]
fn of_a_paper_that_cannot_be_built_it_is_said_that_its_words_are_not_compared() {
    let project = project();
    let report = std::fs::read_to_string(project.path().join("reports/paper.yaml")).expect("a report");
    let project = project.report(report.replace("Nothing else", "Everything else")).file(
        "data/turnover.csv",
        "area,period,turnover_rate,agency_rate\nCoventry,2024,17.7,9.3\nCoventry,2025,18.3,6.1\nEngland,2024,13.9,16.2\n\
         England,2025,11.8,13\n",
    );
    let found = json(&project.path(), &["HEAD"]);
    let paper = &found["papers"][0];
    assert_eq!((&paper["status"], &paper["incomplete"]), (&"unbuilt".into(), &true.into()), "{found}");
    assert!(paper["notes"][0].as_str().is_some_and(|note| note.contains("its words are compared once")), "{found}");
}

#[test]
fn a_report_that_is_renamed_while_its_claim_becomes_false_keeps_its_paper() {
    let project = project().file("reports/another.yaml", each("Coventry, Dudley").replace("A note", "Each"));
    let folder = project.path();
    let data = std::fs::read_to_string(folder.join("data/turnover.csv")).expect("data");
    let project =
        project.file("data/turnover.csv", format!("{data}Dudley,2024,24.6,17.3\nDudley,2025,14.9,14.5\n"));
    commit(&project);
    git(&folder, &["mv", "reports/paper.yaml", "reports/of-2025.yaml"]);
    let data = std::fs::read_to_string(folder.join("data/turnover.csv")).expect("data");
    let project = project.file("data/turnover.csv", data.replace("Coventry,2025,11.3", "Coventry,2025,18.3"));
    commit(&project);
    let told = |versions: [&str; 2]| {
        let found = json(&folder, &versions);
        let papers = found["papers"].as_array().expect("papers").clone();
        papers.into_iter().filter(|paper| paper["paper"] != "another-coventry.pdf").collect::<Vec<_>>()
    };
    let papers = told(["HEAD~1", "HEAD"]);
    assert_eq!(papers.len(), 1, "{papers:?}");
    let paper = &papers[0];
    assert_eq!((&paper["paper"], &paper["renamed-from"]), (&"of-2025.pdf".into(), &"paper.pdf".into()), "{paper}");
    assert_eq!((&paper["status"], &paper["claims"][0]["fate"]), (&"unbuilt".into(), &"false".into()), "{paper}");
    assert_eq!(paper["figures"][0]["to"], "18.3%", "{paper}");
    let (_, text, _) = said(&folder, &["HEAD~1", "HEAD", "--public", "--format", "markdown"]);
    assert!(text.contains("“has fallen” is no longer true") && !text.contains("gone"), "{text}");
    let (_, text, _) = said(&folder, &["HEAD~1", "HEAD"]);
    assert!(text.contains("\n  was called paper.pdf\n  cannot be built:\n    reports/of-2025.yaml:"), "{text}");
    // And back: it can be built again.
    let papers = told(["HEAD", "HEAD~1"]);
    assert_eq!((papers.len(), &papers[0]["status"]), (1, &"rebuilt".into()), "{papers:?}");
    // A new report that says something else is none that was renamed, though it cannot be built either.
    git(&folder, &["rm", "--quiet", "reports/of-2025.yaml"]);
    let project = project.file("reports/else.yaml", format!("{NOTE}sections: []\n").replace("A note", "Else"));
    commit(&project);
    let papers = told(["HEAD~2", "HEAD"]);
    let names: Vec<_> = papers.iter().map(|paper| (&paper["paper"], &paper["status"])).collect();
    assert_eq!(names, [(&"else.pdf".into(), &"unbuilt".into()), (&"paper.pdf".into(), &"gone".into())]);
}

#[test]
fn two_records_tell_what_could_not_be_built() {
    let project = of_areas("Coventry, Dudley").file(
        "reports/plain.yaml",
        each("").replace("for-each: []\n", "").replace("{period: 2025}", "{area: Dudley, period: 2025}"),
    );
    let folder = project.path();
    let build = |record: &str| {
        boardpack()
            .current_dir(&folder)
            .args(["build", ".", "--out", "out", "--record", record])
            .output()
            .expect("it runs");
    };
    build("1.json");
    let project = project.file("data/turnover.csv", DATA.replace("2025,14.9", "2025,34.9"));
    build("2.json");
    let (code, text, error) = said(&folder, &["1.json", "2.json"]);
    assert!(code == 1 && text.contains("2 of 3 papers differ; 2 papers cannot be built\n"), "{text}{error}");
    assert!(!text.contains("is gone") && text.contains("a record of a build does not say why"), "{text}");
    assert!(text.contains("plain.pdf") && text.contains("dudley.pdf"), "{text}");
    // And back.
    let (_, text, _) = said(&folder, &["2.json", "1.json"]);
    assert_eq!(text.matches("can be built again").count(), 2, "{text}");
    drop(project);
}

#[test]
fn the_record_of_a_part_of_a_run_says_nothing_of_the_others() {
    let project = of_areas("Coventry, Dudley, Walsall");
    let project = project.file("data/turnover.csv", DATA.replace("8.9,u", "8.9,7.9"));
    let folder = project.path();
    for part in ["1", "2"] {
        let (shard, record) = (format!("{part}/2"), format!("{part}.json"));
        let arguments = ["build", ".", "--out", "out", "--shard", &shard, "--record", &record];
        boardpack().current_dir(&folder).args(arguments).assert().success();
    }
    let note = |record: &str, part: &str| {
        format!("note: `{record}` is the record of part {part} of 2 of a run: only its papers are compared\n")
    };
    for (record, part) in [("1.json", "1"), ("2.json", "2")] {
        let (code, text, error) = said(&folder, &[record, "--project", "."]);
        assert_eq!((code, error), (0, note(record, part)), "{text}");
    }
    let (code, text, error) = said(&folder, &["1.json", "2.json"]);
    assert_eq!((code, error), (0, note("1.json", "1") + &note("2.json", "2")), "{text}");
    let project =
        project.file("data/turnover.csv", DATA.replace("8.9,u", "8.9,7.9").replace("2025,11.3", "2025,11.6"));
    let papers = ["1.json", "2.json"].map(|record| json(&folder, &[record, "--project", "."])["papers"].clone());
    let count: usize = papers.iter().map(|papers| papers.as_array().expect("papers").len()).sum();
    assert_eq!(count, 1, "Coventry's alone: {papers:?}");
    drop(project);
}

#[cfg(unix)]
#[test]
fn what_another_command_says_is_a_version_too() {
    let project = project();
    boardpack().current_dir(project.path()).args(["build", "."]).assert().success();
    let script = format!("'{}' diff out/paper.pdf <(cat out/paper.pdf)", env!("CARGO_BIN_EXE_boardpack"));
    let done = std::process::Command::new("bash").current_dir(project.path()).args(["-c", &script]).output();
    let done = done.expect("a shell");
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn a_damaged_paper_of_a_folder_is_neither_gone_nor_new() {
    let project = project();
    let folder = project.path();
    for out in ["old", "new"] {
        boardpack().current_dir(&folder).args(["build", ".", "--out", out]).assert().success();
    }
    let (whole, other) = (folder.join("new/paper.pdf"), folder.join("new/other.pdf"));
    let bytes = std::fs::read(&whole).expect("a paper");
    for out in ["old", "new"] {
        std::fs::copy(&whole, folder.join(out).join("other.pdf")).expect("a copy");
    }
    let mut changed = bytes.clone();
    // What is packed: the figures among it.
    changed.iter_mut().skip(bytes.len() / 8).step_by(53).for_each(|byte| *byte ^= 0x15);
    for damaged in [&bytes[..bytes.len() / 2], &bytes[..0], &bytes[..500], &changed[..]] {
        std::fs::write(&whole, damaged).expect("a damaged paper");
        for (versions, which) in [(["old", "new"], "newer"), (["new", "old"], "older")] {
            let (code, text, error) = said(&folder, &versions);
            assert!(code == 1 && text.contains(&format!("note: the {which} PDF ")), "{text}{error}");
            assert!(text.contains("1 of 2 papers"), "{text}");
            assert!(!text.contains("is gone") && !text.contains("is new"), "{text}");
        }
    }
    // Where there is nothing else, there is nothing to compare.
    std::fs::remove_file(&other).expect("a paper");
    std::fs::write(&whole, "").expect("a damaged paper");
    let (code, _, error) = said(&folder, &["old", "new"]);
    assert!(code == 2 && error.contains("`new/paper.pdf` is not a PDF, or is damaged"), "{error}");
}

/// 1 is for what differs: a pipeline that takes it for an answer would publish a comment that was never written.
#[test]
#[cfg(target_os = "linux")]
fn a_difference_that_cannot_be_written_is_no_difference() {
    let project = of_areas("Coventry, Dudley");
    let full = std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_boardpack"));
    program.current_dir(project.path()).args(["diff", "HEAD", "HEAD"]).stdout(full);
    let output = program.output().expect("the program runs");
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_is_not_there_is_called_by_its_name() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let folder = elsewhere.path();
    std::fs::write(folder.join("late.json"), r#"{"format": "boardpack build", "version": 99}"#).expect("a file");
    for (version, message) in [
        (
            "nowhere.pdf",
            "`nowhere.pdf` is no file and no folder, and for a revision of git the current folder is in no",
        ),
        ("/dev/null", "`/dev/null` is neither a file nor a folder"),
        ("late.json", "`late.json` is a record of a build in version 99 of its format"),
    ] {
        let (code, text, error) = said(folder, &[version, version]);
        assert!((code, text.as_str()) == (2, "") && error.contains(message), "{error}");
    }
}
