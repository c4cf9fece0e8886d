//! What the command line names: files that are no reports, projects under two names, and reports in another encoding.

use crate::errors::boardpack;
use crate::scratch::{NOTE, Scratch};

/// A project with one report that can be built.
fn project() -> Scratch {
    Scratch::new().report(note())
}

fn note() -> String {
    format!(
        "{NOTE}recommendations: {{lead: \"The Board is recommended to:\", items: [Note it.]}}\nsections:\n  - {{slot: \
         purpose, body: [To inform Members.]}}\n  - {{slot: background, body: [It is known.]}}\n"
    )
}

#[test]
fn a_file_of_another_kind_is_wrong_usage() {
    let project =
        project().file("data/rates.csv", "area\n").file("out/paper.pdf", b"%PDF-\xff").file("copy.txt", note());
    for (file, hint) in [
        ("data/rates.csv", "name a report, such as `reports/workforce-update.yaml`, or the project's folder"),
        ("out/paper.pdf", "did you mean `reports/paper.yaml`?"),
        ("copy.txt", "rename it, so that its name says so: `copy.yaml`"),
    ] {
        for command in ["build", "check"] {
            let run = boardpack(project.path(), &[command, file]);
            let said = format!("error: `{file}` is no report: reports are YAML files\n  = hint: {hint}\n");
            assert_eq!((run.code, run.stderr.trim()), (Some(2), said.trim()), "{command} {file}");
        }
    }
}

#[test]
fn a_project_that_is_named_in_two_ways_is_built_once() {
    let project = project();
    let whole = project.path().display().to_string();
    let report = format!("{whole}/reports/paper.yaml");
    for arguments in [
        ["build", "reports/paper.yaml", report.as_str()].as_slice(),
        &["build", ".", &whole, "--out", "papers"],
        &["build", &whole, "reports", "--out", "other"],
    ] {
        let run = boardpack(project.path(), arguments);
        assert_eq!((run.code, run.stdout.lines().count()), (Some(0), 1), "{}{}", run.stdout, run.stderr);
    }
}

#[test]
fn text_in_utf_16_is_read_by_its_mark() {
    let table = "\u{feff}area,period,agency_rate\nCoventry,2025,6.1\n";
    let report = format!(
        "\u{feff}{}",
        note().replace("It is known.", "\"The agency rate is {{ agency_rate }}.\"")
            + "data: {rates: data/rates.csv}\nsubject: {area: Coventry, period: 2025}\n"
    );
    for order in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
        let wide = |text: &str| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let project = Scratch::new().file("reports/wide.yaml", wide(&report)).file("data/rates.csv", wide(table));
        let run = boardpack(project.path(), &["build", "reports/wide.yaml"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    }
    let torn = project().file("reports/torn.yaml", b"\xff\xfea");
    let run = boardpack(torn.path(), &["build", "reports/torn.yaml"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("is text in UTF-16, not in UTF-8"), "{}", run.stderr);
}
