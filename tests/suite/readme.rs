//! The README's first report is built as a reader would build it.

use std::fs;
use std::path::Path;

use boardpack::build::build;

use crate::command::boardpack;

const README: &str = include_str!("../../README.md");

#[test]
fn the_first_report_of_the_readme_builds_without_a_word() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let project = folder.path().join("a b");
    assert_eq!(write(&project), 3);
    let built = build(std::slice::from_ref(&project), None).expect("a project");
    let said: String = built.diagnostics.iter().map(boardpack::diagnostic::Diagnostic::render).collect();
    assert_eq!((built.failed, said.as_str()), (0, ""));
    assert_eq!(built.papers, [project.join("out/turnover.pdf")]);
    assert!(fs::read(&built.papers[0]).expect("the paper").starts_with(b"%PDF-1.7"));
}

/// Writes the files of the README's first project, and returns how many there are.
fn write(project: &Path) -> usize {
    let mut files = 0;
    for part in README.split("<!-- file: ").skip(1) {
        let (name, rest) = part.split_once(" -->").expect("the comment ends");
        let block = rest.split("```").nth(1).expect("a block follows");
        let (_, text) = block.split_once('\n').expect("the block has lines");
        let path = project.join(name);
        fs::create_dir_all(path.parent().expect("a file in a folder")).expect("the folder is made");
        fs::write(path, text).expect("the file is written");
        files += 1;
    }
    files
}

/// What the README shows of `data explain` and `verify` is what they say.
#[test]
fn a_number_is_checked_as_the_readme_says() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let project = folder.path().join("ashford");
    write(&project);
    build(std::slice::from_ref(&project), None).expect("a project");
    let check = |command: &str| {
        let arguments = command.strip_prefix("boardpack ").expect("a command").split_whitespace();
        let output = boardpack().current_dir(&folder).args(arguments).output();
        let output = output.expect("the program runs");
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        let (_, rest) =
            README.split_once(&format!("```sh\n{command}\n```\n\n```\n")).expect("what it says follows");
        let shown = rest.split("```").next().expect("a block").trim_end();
        for line in shown.lines() {
            assert!(said.contains(line.trim_end_matches('…').trim_end()), "`{line}` is not in:\n{said}");
        }
        output.status.code()
    };
    assert_eq!(check("boardpack data explain ashford/reports/turnover.yaml turnover_rate"), Some(0));
    let data = project.join("data/turnover.csv");
    let changed = fs::read_to_string(&data).expect("data").replace("2025,11.3", "2025,11.9");
    fs::write(data, changed).expect("the file is written");
    assert_eq!(check("boardpack verify ashford/out/turnover.pdf"), Some(1));
}

/// The commands with which the README begins a project make what it says.
#[test]
fn a_project_is_begun_as_the_readme_says() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (_, rest) = README.split_once("## Write a first report").expect("the section");
    let commands: Vec<&str> = rest.split("```").nth(1).expect("a block").lines().skip(1).collect();
    assert_eq!(commands.len(), 3, "{commands:?}");
    for command in commands {
        let quoted: Vec<&str> = command.split('"').collect();
        let words = quoted
            .iter()
            .enumerate()
            .flat_map(|(at, part)| if at % 2 == 1 { vec![*part] } else { part.split_whitespace().collect() });
        let output = boardpack().current_dir(&folder).args(words.skip(1)).output().expect("the program runs");
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let output = boardpack().current_dir(&folder).args(["check", "ashford"]).output().expect("the program runs");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    let shown = rest.split("```").nth(3).expect("what it says");
    for line in shown.lines().filter(|line| !line.is_empty()) {
        assert!(said.lines().any(|one| one == line), "`{line}` is not in:\n{said}");
    }
    // Whoever goes on reading writes three files over these, and builds everything.
    write(&folder.path().join("ashford"));
    let output = boardpack().current_dir(&folder).args(["build", "ashford"]).output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(folder.path().join("ashford/out/turnover.pdf").is_file());
}

#[test]
fn every_file_that_the_readme_points_at_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for link in README.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        if !link.contains("://") {
            assert!(root.join(link).exists(), "{link}");
        }
    }
}
