//! What lies in a project and is no file, such as pipes that nobody writes to, or not the one that is named.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use crate::command::boardpack;
use crate::crowd::{Crowd, papers};
use crate::scratch::{NOTE, Scratch};

/// The longest that a program may take that waits for nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the program says of the project.
fn run(crowd: &Crowd, arguments: &[&str]) -> Output {
    let mut program = boardpack();
    program.args(arguments).arg("county").current_dir(crowd.path()).env("BOARDPACK_CACHE", "none");
    program.timeout(PATIENCE).output().expect("the program ends")
}

fn make_pipe(at: &Path) {
    let _ = std::fs::remove_file(at);
    assert!(Command::new("mkfifo").arg(at).status().expect("a program").success());
}

#[test]
fn a_pipe_among_the_inputs_is_told_and_not_waited_for() {
    for (pipe, built) in [
        ("reports/zzz.yaml", 2),
        ("reports/team-000.yaml", 1),
        ("packs/all.yaml", 2),
        ("data/staff.csv", 0),
        ("report-templates/briefing-note/schema.yaml", 0),
        ("report-templates/briefing-note/main.typ", 0),
    ] {
        let crowd = Crowd::new(2);
        let at = crowd.project().join(pipe);
        std::fs::create_dir_all(at.parent().expect("a folder")).expect("a folder");
        make_pipe(&at);
        for command in ["check", "build"] {
            let output = run(&crowd, &[command]);
            let said = String::from_utf8(output.stderr).expect("text");
            assert_eq!(output.status.code(), Some(1), "{command}, {pipe}: {said}");
            assert!(said.contains(pipe) && said.contains("is a pipe or a device, not a file"), "{pipe}: {said}");
        }
        assert_eq!(papers(&crowd.out()).len(), built, "{pipe}");
    }
}

#[test]
fn links_that_lead_back_are_followed_once() {
    let crowd = Crowd::new(2);
    let reports = crowd.project().join("reports");
    for (target, link) in [(".", "a"), (".", "b"), ("../reports", "c")] {
        symlink(target, reports.join(link)).expect("a link");
    }
    for link in ["e", "f"] {
        symlink("..", crowd.project().join("data").join(link)).expect("a link");
    }
    let output = run(&crowd, &["build"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(papers(&crowd.out()).into_keys().collect::<Vec<_>>(), ["team-000.pdf", "team-001.pdf"]);
    // Where a name is misspelt, all files are looked through for the one that is meant.
    let report = reports.join("team-000.yaml");
    let text = std::fs::read_to_string(&report).expect("a report").replace("data/staff.csv", "data/stff.csv");
    std::fs::write(&report, text).expect("a report");
    let output = run(&crowd, &["check"]);
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(said.contains("did you mean `data/staff.csv`?"), "{said}");
}

// On macOS a file has both names.
#[cfg(not(target_os = "macos"))]
#[test]
fn a_name_with_another_form_of_a_letter_is_told() {
    let (one, two) = ("data/café.csv", "data/cafe\u{301}.csv");
    for (there, named, remedy) in
        [(two, one, "rename the file: type its name anew"), (one, two, "type the name anew here")]
    {
        let project = Scratch::new()
            .file(there, "area,year,turnover_rate\nCoventry,2025,11.3\n")
            .report(format!("{NOTE}data: {{rates: {named}}}\nsections: []\n"));
        let output =
            boardpack().args(["check", "."]).current_dir(project.path()).output().expect("the program ends");
        let said = String::from_utf8(output.stderr).expect("text");
        assert!(said.contains(&format!("the data file `{named}` does not exist")), "{said}");
        assert!(
            said.contains(&format!("`{there}` is there, and looks the same")) && said.contains(remedy),
            "{said}"
        );
    }
}
