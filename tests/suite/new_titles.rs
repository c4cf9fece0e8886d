//! `boardpack new` with numbers in what its author says: the report builds at once, and asks where they come from.

use std::fs;

use boardpack::diagnostic::Severity;
use boardpack::narrative::document::plain_text;
use rayon::prelude::*;

use crate::errors::boardpack;
use crate::new::{kinds, make_titled, project, walk};
use crate::scratch::{Scratch, rendered};

/// Titles with numbers of every kind, as people write them.
const TITLES: &[&str] = &[
    "Turnover falls to 11.3%",
    "A £5 million plan",
    "25 apprentices start",
    "Care & 5%",
    "Turnover fell by 2.3 percentage points",
    "Ten per cent more social workers",
    "18 of 34 leavers (53%) went",
    "Turnover −3.3% on last year, up 10% from 5%",
    "Over £5m saved in 2025/26; £1.234 million and £1.50 spent",
    "12.5 FTE posts, 3 social workers and 2.5 social workers",
    "Turnover in Coventry, Dudley and Walsall: 10%, 11% and 12%",
    "Between 10 and 20 per cent, nearly 12% and about 4 in 10",
    "Turnover is 11.3%, 2.1 points above England",
    "99999999999999999999999999999 apprentices and 0.123456789% of staff",
    "12 days lost to sickness",
    "The number typed is 25 social workers",
    "- 5% and *6%* of {{ 7% }}",
];

#[test]
fn a_report_of_every_kind_builds_whatever_numbers_its_title_has() {
    let folder = project();
    let root = folder.path().join("a b");
    fs::remove_file(root.join("reports/2026-01-15-first-briefing-note.yaml")).expect("a report");
    for schema in kinds().iter().filter(|schema| schema.binds.is_none()) {
        let run = make_titled(&root, schema, &format!("reports/{}.yaml", schema.kind), TITLES[0]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", schema.kind);
        let text = fs::read_to_string(root.join(format!("reports/{}.yaml", schema.kind))).expect("a report");
        assert!(text.contains("\ntitle: Turnover falls to 11.3%\n"), "{text}");
        assert!(
            run.stdout.contains("where `11.3%` comes from: write its source under `figures:`"),
            "{}",
            run.stdout
        );
    }
    let run = boardpack(&folder, &["build", "a b"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_title_with_numbers_is_printed_as_typed_and_waits_for_their_sources() {
    TITLES.par_iter().for_each(|title| {
        let project = Scratch::new();
        let arguments = ["new", "briefing-note", "reports/paper.yaml", "--title", title, "--date", "2026-02-12"];
        let run = boardpack(project.path(), &arguments);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{title}");
        let narrated = project.narrate().unwrap_or_else(|why| panic!("{title}: {}", rendered(&why)));
        assert_eq!(plain_text(&narrated.document.title), *title);
        let checked = boardpack::build::check(&[project.path()]).expect("a project");
        let errors = checked.diagnostics.iter().filter(|one| one.severity == Severity::Error);
        let errors: Vec<_> = errors.cloned().collect();
        assert!(errors.is_empty(), "{title}: {}", rendered(&errors));
        let asked = checked.diagnostics.iter().filter(|one| one.message.ends_with(" comes from"));
        assert!(asked.count() > 0, "{title}: {}", rendered(&checked.diagnostics));
    });
}

#[test]
fn no_finished_paper_has_a_number_without_its_source() {
    let project = Scratch::new();
    let path = project.path().join("reports/paper.yaml");
    let arguments = ["new", "briefing-note", "reports/paper.yaml", "--title", TITLES[0], "--date", "2026-02-12"];
    assert_eq!(boardpack(project.path(), &arguments).code, Some(0));
    let change = |from: &str, to: &str| {
        let text = fs::read_to_string(&path).expect("a report");
        assert!(text.contains(from), "{from} is not in:\n{text}");
        fs::write(&path, text.replace(from, to)).expect("the report is written");
        boardpack(project.path(), &["build", "."])
    };
    let run = change("marking: Draft\n", "");
    assert_eq!(run.code, Some(1), "{}", run.stdout);
    assert!(run.stderr.contains("error[unwritten]: still to be written: where 11.3% comes from"), "{}", run.stderr);
    assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    let run = change("\"To be written: where 11.3% comes from\"", "HR return, March 2026");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    // The title stays held against what it was typed with, and against data that come later.
    let run = change("value: 11.3", "value: 11.4");
    assert!(run.code == Some(1) && run.stderr.contains("no figure gives `11.3%`"), "{}", run.stderr);
    change("value: 11.4", "value: 11.3");
    fs::create_dir_all(project.path().join("data")).expect("a folder");
    fs::write(project.path().join("data/rates.csv"), "area,period,turnover_rate\nCoventry,2025,11.5\n")
        .expect("data");
    let with_data = "\ndata: {rates: data/rates.csv}\nsubject: {area: Coventry, period: 2025}\nfigures:\n";
    let run = change("\nfigures:\n", with_data);
    let said = "error: `11.3%` is the stated figure `typed_1`; the turnover rate of Coventry in 2025 is 11.5%\n";
    assert!(run.code == Some(1) && run.stderr.contains(said), "{}", run.stderr);
}

#[test]
fn what_contradicts_itself_is_refused_before_anything_is_written() {
    let folder = project();
    let root = folder.path().join("a b");
    let before = walk(folder.path());
    let title = "25 apprentices (10 in May, 20 in June)";
    let said = "error: `25 apprentices` is not the sum of its parts: 10 + 20 make 30\n  = hint: correct the total";
    let elsewhere = folder.path().join("other").to_string_lossy().into_owned();
    for arguments in [
        &["new", "briefing-note", "--title", title, "--date", "2026-01-15"][..],
        &["new", "project", &elsewhere, "--name", "Another Council", "--title", title],
    ] {
        let run = boardpack(if arguments[1] == "project" { folder.path() } else { &root }, arguments);
        assert_eq!(run.code, Some(2), "{}", run.stdout);
        assert!(run.stderr.starts_with(said), "{}", run.stderr);
        assert_eq!(walk(folder.path()), before);
    }
    let named = &["new", "project", &elsewhere, "--name", "Another Council", "--title", TITLES[1]];
    assert_eq!(boardpack(&folder, named).code, Some(0));
    assert_eq!(boardpack(&folder, &["build", "other"]).stderr, "");
}

#[test]
fn numbers_in_other_answers_wait_for_their_sources_as_well() {
    let project = Scratch::new();
    let arguments = [
        "new",
        "briefing-note",
        "reports/paper.yaml",
        "--title",
        "Turnover",
        "--date",
        "2026-02-12",
        "--committee",
        "The Board of 25 social workers",
    ];
    let run = boardpack(project.path(), &arguments);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let run = boardpack(project.path(), &["build", "."]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn an_empty_option_is_told_with_what_to_write() {
    let folder = project();
    let root = folder.path().join("a b");
    let before = walk(&root);
    let report = ["new", "briefing-note", "--title", "Turnover", "--date", "2026-01-15"];
    for (option, value, said) in [
        ("--title", "", "error: `--title`: nothing is written there\n  = hint: write at least a word\n"),
        ("--title", "  ", "error: `--title`: nothing is written there\n  = hint: write at least a word\n"),
        (
            "--date",
            "",
            "error: `--date`: nothing is written there\n  = hint: write a date such as 15 January 2026 or 2026-01-15\n",
        ),
        ("--committee", " ", "error: `--committee`: nothing is written there\n  = hint: write at least a word\n"),
        (
            "--set",
            "place=",
            "error: `--set place`: nothing is written there\n  = hint: write its text after the equals",
        ),
    ] {
        let mut arguments = report.to_vec();
        match arguments.iter().position(|one| *one == option && option != "--set") {
            Some(at) => arguments[at + 1] = value,
            None => arguments.extend([option, value]),
        }
        let run = boardpack(&root, &arguments);
        assert_eq!(run.code, Some(2), "{option}: {}", run.stdout);
        assert!(run.stderr.contains(said), "{option}: {}", run.stderr);
        assert_eq!(walk(&root), before, "{option}");
    }
    let run = boardpack(&folder, &["new", "project", "c", "--name", ""]);
    assert!(run.stderr.starts_with("error: `--name`: nothing is written there\n"), "{}", run.stderr);
}
