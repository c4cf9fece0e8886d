//! What somebody is told who has never programmed and types a command that cannot be done: what is wrong, and what to write.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::errors::boardpack;

/// A folder with a project, a file and an empty folder in it.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let run = boardpack(
        &folder,
        &["new", "project", "ashford", "--name", "Ashford", "--title", "Turnover", "--date", "Thu 15 Jan 2026"],
    );
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    std::fs::write(folder.path().join("words.txt"), "words").expect("a file");
    std::fs::create_dir(folder.path().join("empty")).expect("a folder");
    folder
}

const REPORT: &str = "ashford/reports/2026-01-15-turnover.yaml";

/// The commands that are refused, each with what is said of it without the last hint, which names the help.
const REFUSED: &[(&[&str], &str)] = &[
    // Commands and options.
    (&["biuld"], "there is no command `biuld`\n  = hint: did you mean `build`?"),
    (
        &["ashford"],
        "there is no command `ashford`\n  = hint: say first what is to be done with it, as in `boardpack build ashford`",
    ),
    (
        &["paper"],
        "there is no command `paper`\n  = hint: there is `new`, `build`, `check`, `watch`, `verify`, `diff`, `data`, `templates`, \
         `schema`, `completions`, `man`",
    ),
    (&["build", "--outt", "x"], "`boardpack build` has no option `--outt`\n  = hint: did you mean `--out`?"),
    (&["data", "explain", "--x"], "`boardpack data explain` has no option `--x`"),
    (&["build", "-out", "x"], "`-out` does not begin with two hyphens\n  = hint: write `--out`"),
    (&["new", "–title=x"], "`–title=x` does not begin with two hyphens\n  = hint: write `--title=x`"),
    (&["build", "--out"], "nothing stands after `--out`\n  = hint: write it as `--out DIR`"),
    (&["check", "--fail-on"], "nothing stands after `--fail-on`\n  = hint: there is `error`, `warning`"),
    (&["build", "--message-format", "jsn"], "`--message-format` cannot be `jsn`\n  = hint: did you mean `json`?"),
    (&["build", "--out", "a", "--out", "b"], "`--out` is there twice\n  = hint: write it once"),
    (&["build", "--quiet=3"], "`--quiet` has nothing after it, and not `3`\n  = hint: write `--quiet` alone"),
    (
        &["check", "--explain", "money", "ashford"],
        "`--explain` and `PATH` do not go together\n  = hint: leave one of them out",
    ),
    (
        &["new", "briefing-note", "ashford", "Turnover"],
        "`Turnover` is one word too many\n  = hint: words that belong together stand in straight quotes, as in `--title \"Turnover \
         of staff\"`",
    ),
    (
        &["new", "briefing-note", "--title", "--date"],
        "`--title`: `--date` is an option\n  = hint: write the words in front of it, in quotes",
    ),
    (
        &["watch", "--poll=x"],
        "`--poll` cannot be `x`\n  = hint: write seconds from 0.1 to 3600, such as `--poll=2`",
    ),
    (
        &["diff", "a", "b", "--html", "c.html", "--pages", "x"],
        "`--pages` cannot be `x`\n  = hint: write a whole number, such as `--pages 60`",
    ),
    (
        &["data", "explain"],
        "`boardpack data explain` needs `REPORT` and `FIGURE`\n  = hint: write it as `boardpack data explain REPORT FIGURE`",
    ),
    (&["completions", "Bash"], "`SHELL` cannot be `Bash`\n  = hint: did you mean `bash`?"),
    (
        &["build", "ashford", "--name", "x"],
        "`--name` needs `--for-each`: it says what the papers of several areas are called\n  = hint: write both, as in `--for-each \
         \"areas of West Midlands\" --name \"{report}-{area}\"`, or leave `--name` out",
    ),
    // Paths.
    (&["build", "ashfrod"], "`ashfrod` does not exist\n  = hint: did you mean `ashford`?"),
    (&["build", "x"], "`x` does not exist\n  = hint: name a project's folder, a folder of reports or a report"),
    (
        &["check", "words.txt"],
        "`words.txt` is in no project: there is no `council.yaml` beside or above it\n  = hint: name the folder of a project, \
         which has a `council.yaml`; `boardpack new project` makes one",
    ),
    (&["verify", "x"], "`x` does not exist\n  = hint: name a PDF that `boardpack build` has written"),
    (&["verify", "word.txt"], "`word.txt` does not exist\n  = hint: did you mean `words.txt`?"),
    (
        &["verify", "ashford"],
        "`ashford` is a folder, not a file\n  = hint: name a PDF that `boardpack build` has written",
    ),
    (
        &["data", "explain", "turnover", REPORT],
        "`turnover` does not exist\n  = hint: the report comes before the figure: `boardpack data explain \
         ashford/reports/2026-01-15-turnover.yaml turnover`",
    ),
    (
        &["schema", "ashford"],
        "there is no schema `ashford`\n  = hint: a folder is named by an option: `boardpack schema --project ashford`",
    ),
    (&["schema", "nothing"], "there is no schema `nothing`\n  = hint: `boardpack schema` lists what there is"),
    (
        &["templates", "nothing"],
        "there is no template `nothing`\n  = hint: `boardpack templates` lists what there is",
    ),
    // New reports.
    (
        &["new", "ashford"],
        "`ashford` is a project, and no kind of report\n  = hint: say first what to make, as in `boardpack new briefing-note \
         ashford`",
    ),
    (
        &["new", "briefing", "note"],
        "`briefing note` is one kind of report, and two words of a command\n  = hint: write `boardpack new briefing-note`",
    ),
    (
        &["new", "minut", "ashford"],
        "`minut` may be `minute-item` or `minutes`\n  = hint: write more of it, such as `boardpack new minute-item`",
    ),
    (
        &["new", "xyz", "ashford"],
        "there is no kind of report `xyz`\n  = hint: `boardpack templates` lists the kinds, with what each is for",
    ),
    (
        &["new", "agenda", "ashford", "--title", "A", "--date", "15 Jan 2026", "--set", "published=Mon 7 Jan 2026"],
        "`--set published`: 7 January 2026 is a Wednesday, not a Monday\n  = hint: write Wednesday, or put the date right",
    ),
    (
        &["new", "briefing note", "ashford", "--title", "A", "--date", "Fri 15 Jan 2026"],
        "`--date`: 15 January 2026 is a Thursday, not a Friday\n  = hint: write Thursday, or put the date right",
    ),
];

#[test]
fn who_mistypes_a_command_is_told_what_to_write() {
    let folder = folder();
    for (arguments, said) in REFUSED {
        let run = boardpack(&folder, arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}: {}", run.stderr);
        let told = run.stderr.trim_end();
        let without_help =
            told.rsplit_once("\n  = hint: `boardpack").filter(|(_, help)| help.contains("--help` explains"));
        let told = without_help.map_or(told, |(told, _)| told);
        assert_eq!(told, format!("error: {said}"), "{arguments:?}");
    }
}

#[test]
fn the_help_that_is_named_is_that_of_the_command() {
    let run = boardpack("/", &["data", "explain", "--color", "never", "--x"]);
    assert!(run.stderr.contains("`boardpack data explain --help` explains"), "{}", run.stderr);
    let run = boardpack("/", &["--x"]);
    assert!(run.stderr.contains("`boardpack --help` explains"), "{}", run.stderr);
    // Where the environment names the cache, nobody is told to name it.
    let run = boardpack("/", &["diff"]);
    assert!(run.stderr.contains("write it as `boardpack diff OLD [NEW]`"), "{}", run.stderr);
}

#[test]
fn a_folder_in_the_place_of_a_file_is_told_with_what_to_do() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    for name in [
        "ashford/out/2026-01-15-turnover.pdf",
        "record.json",
        "page.html",
        "pages/boardpack.1",
        "ashford/.boardpack/schemas/council.json",
    ] {
        let _ = std::fs::remove_file(at(name));
        std::fs::create_dir_all(at(name)).expect("a folder");
    }
    let written = |path: &str, instead: &str| {
        format!(
            "error: `{path}` cannot be written: a folder has its name\n  = hint: rename that folder or move it away, or {instead}\n"
        )
    };
    for (arguments, path, instead) in [
        (
            &["build", "ashford"][..],
            "ashford/out/2026-01-15-turnover.pdf",
            "name another folder for papers with `--out`",
        ),
        (
            &["build", "ashford", "--out", "papers", "--record", "record.json"],
            "record.json",
            "name a file, such as `out/record.json`",
        ),
        (&["man", "--out", "pages"], "pages/boardpack.1", "name another folder with `--out`"),
        (
            &["schema", "council", "--write", "--project", "ashford"],
            "ashford/.boardpack/schemas/council.json",
            "name another project with `--project`",
        ),
        (
            &["diff", "ashford", "ashford", "--html", "page.html"],
            "page.html",
            "name a file, such as `changes.html`",
        ),
    ] {
        let run = boardpack(&folder, arguments);
        // 1 of `diff` is for what differs.
        let code = if arguments[0] == "diff" { 2 } else { 1 };
        assert_eq!(run.code, Some(code), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(&written(path, instead)), "{arguments:?}: {}", run.stderr);
        assert!(at(path).is_dir(), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_nobody_can_read_is_a_failure() {
    let full = || std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    let run = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_boardpack"));
        program.args(arguments).stdout(full()).output().expect("the program runs")
    };
    for arguments in [&["--help"][..], &["build", "--help"], &["help", "data", "explain"], &["--version"], &["man"]]
    {
        let output = run(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(
            said.starts_with("error: standard output cannot be written: No space left"),
            "{arguments:?}: {said}"
        );
        let told = boardpack("/", arguments);
        assert_eq!((told.code, told.stderr.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(!told.stdout.is_empty() && !told.stdout.contains('\u{1b}'), "{arguments:?}: {}", told.stdout);
    }
    // Help that nobody has asked for is on the other stream, and its code is that of wrong usage all the same.
    assert_eq!(run(&[]).status.code(), Some(2));
}

#[test]
fn a_report_is_made_of_what_people_call_it_and_of_a_date_as_they_write_it() {
    let folder = folder();
    for (at, (kind, date)) in [
        ("Briefing Note", "Thu 12 Feb 2026"),
        ("briefing note", "Thursday, 12th February 2026"),
        ("brief", "12/02/2026"),
        ("BRIEFING-NOTE", "12 Feb 2026"),
        ("briefing-note", "2026-02-12"),
    ]
    .into_iter()
    .enumerate()
    {
        let title = format!("Paper {at}");
        let run = boardpack(&folder, &["new", kind, "ashford", "--title", &title, "--date", date]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{kind}, {date}");
        let path = Path::new("ashford/reports").join(format!("2026-02-12-paper-{at}.yaml"));
        let text = std::fs::read_to_string(folder.path().join(path)).expect("a report");
        assert!(text.contains("\ntemplate: briefing-note\n") && text.contains("\ndate: 2026-02-12\n"), "{text}");
    }
}
