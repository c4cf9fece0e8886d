//! The README's first report is built as a reader would build it.

use std::fs;
use std::path::Path;

use boardpack::build::build;

const README: &str = include_str!("../../README.md");

#[test]
fn the_first_report_of_the_readme_builds_without_a_word() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let project = folder.path().join("a b");
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
    assert_eq!(files, 3);
    let built = build(std::slice::from_ref(&project), None).expect("a project");
    let said: String = built.diagnostics.iter().map(boardpack::diagnostic::Diagnostic::render).collect();
    assert_eq!((built.failed, said.as_str()), (0, ""));
    assert_eq!(built.papers, [project.join("out/turnover.pdf")]);
    assert!(fs::read(&built.papers[0]).expect("the paper").starts_with(b"%PDF-1.7"));
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
