//! `boardpack new`: what it writes builds at once, says what is still to be written, and is never written over anything.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use boardpack::diagnostic::{Diagnostic, Severity, SourceFile};
use boardpack::narrative::document::plain_text;
use boardpack::project::BUILT_IN;
use boardpack::project::form::profile::PROFILE;
use boardpack::project::form::report::REPORT;
use boardpack::project::schema::Schema;
use boardpack::skeleton::{TO_BE_WRITTEN, Value, literal};
use proptest::prelude::*;
use rayon::prelude::*;
use tempfile::TempDir;

use crate::errors::{Run, boardpack};
use crate::scratch::{NOTE, Scratch, rendered};

/// What every new report is made with here.
const TITLE: &str = "Cadw gweithwyr: “tŷ” & how #1 keeps them";

/// A new project, made by the program.
pub fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let run =
        boardpack(&folder, &["new", "project", "a b", "--name", "Testshire: the Council", "--date", "2026-01-15"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    folder
}

/// The schemas of the kinds that come with boardpack and have reports of their own.
pub fn kinds() -> Vec<Schema> {
    let read = |folder: &include_dir::Dir<'_>| {
        let path = folder.path().join("schema.yaml");
        let text = folder.get_file(&path)?.contents_utf8()?;
        let kind = folder.path().to_str()?;
        Schema::read(kind, &SourceFile::new(kind, text), &mut boardpack::diagnostic::Diagnostics::default())
    };
    let kinds: Vec<Schema> = BUILT_IN.dirs().filter_map(read).filter(|schema| schema.content.is_none()).collect();
    assert!(kinds.len() > 10, "there are kinds");
    kinds
}

/// Makes a report with all that its kind has to be told.
fn make(folder: &Path, schema: &Schema, path: &str) -> Run {
    make_titled(folder, schema, path, TITLE)
}

/// The same with another title.
pub fn make_titled(folder: &Path, schema: &Schema, path: &str, title: &str) -> Run {
    let mut arguments = vec!["new", &schema.kind, path];
    if schema.binds.is_none() {
        arguments.extend(["--title", title, "--date", "2026-02-12"]);
    }
    let dates: Vec<String> = schema
        .fields
        .iter()
        .filter(|field| field.required && field.holds.name() == "date")
        .map(|field| format!("{}=2026-02-03", field.key))
        .collect();
    for date in &dates {
        arguments.extend(["--set", date]);
    }
    boardpack(folder, &arguments)
}

#[test]
fn a_new_project_builds_and_its_check_says_what_is_still_to_be_written() {
    let folder = project();
    let root = folder.path().join("a b");
    let files: BTreeSet<String> = walk(&root);
    let report = "reports/2026-01-15-first-briefing-note.yaml";
    for file in ["council.yaml", ".gitignore", "data/README.txt", report] {
        assert!(files.contains(file), "{file} is not in {files:?}");
    }
    let run = boardpack(&folder, &["build", "a b"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let run = boardpack(&folder, &["check", "a b"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "checked 1 report: 3 warnings\n"), "{}", run.stderr);
    assert_eq!(run.stderr.matches("warning[unwritten]: still to be written: ").count(), 3, "{}", run.stderr);
    // What is no draft any more must not go out with a gap.
    let path = root.join(report);
    let text = fs::read_to_string(&path).expect("a report").replace("marking: Draft\n", "");
    fs::write(&path, text).expect("the report is written");
    let run = boardpack(&folder, &["check", "a b"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), "checked 1 report: 3 errors\n"), "{}", run.stderr);
}

#[test]
fn a_new_report_of_every_kind_builds_without_a_word_and_reads_back() {
    let folder = project();
    let root = folder.path().join("a b");
    let profile = fs::read_to_string(root.join("council.yaml")).expect("a profile");
    // The pack needs an agenda, and comes last.
    let (packs, others): (Vec<Schema>, Vec<Schema>) =
        kinds().into_iter().partition(|schema| schema.binds.is_some());
    for schema in others.iter().chain(&packs) {
        let path = if schema.binds.is_some() { "packs" } else { "reports" };
        fs::create_dir_all(root.join(path)).expect("a folder");
        let run = make(&root, schema, &format!("{path}/{}.yaml", schema.kind));
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", schema.kind);
        let text = fs::read_to_string(root.join(format!("{path}/{}.yaml", schema.kind))).expect("a report");
        let wanted = format!("# yaml-language-server: $schema=../.boardpack/schemas/{}.json\n", schema.kind);
        assert!(text.starts_with(&wanted), "{text}");
        // An editor finds nothing wrong with it.
        for (subject, text) in [(schema.kind.as_str(), &text), ("council", &profile)] {
            let schema = fs::read(root.join(format!(".boardpack/schemas/{subject}.json"))).expect("a schema");
            let schema: serde_json::Value = serde_json::from_slice(&schema).expect("JSON");
            let value: serde_json::Value = serde_yaml::from_str(text).expect("YAML");
            let validator = jsonschema::draft7::new(&schema).expect("a schema that is one");
            let refused: Vec<String> =
                validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(refused.is_empty(), "{subject}: {refused:#?}");
        }
        for field in &schema.fields {
            let written = |line: &str| line.trim_start_matches('#').starts_with(&format!("{}:", field.key));
            assert!(text.lines().any(written), "{} has no `{}`:\n{text}", schema.kind, field.key);
        }
        // A briefing note can have everything that reports can have, but for another form. What of a finding may stand is
        // only known when there is one.
        let later = |key: &str| ["also", "accepted"].contains(&key);
        for key in REPORT.names().filter(|key| schema.kind == "briefing-note" && !later(key)) {
            let written = |line: &str| line.trim_start_matches('#').starts_with(&format!("{key}:"));
            assert!(text.lines().any(written), "a new report says nothing of `{key}`:\n{text}");
        }
    }
    let run = boardpack(&folder, &["build", "a b"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let check = boardpack(&folder, &["check", "a b"]);
    assert_eq!(check.code, Some(0), "{}", check.stderr);
    for line in check.stderr.lines().filter(|line| line.starts_with("warning")) {
        // Nobody has been asked yet who is to approve.
        let known = ["warning[unwritten]: ", "warning[consultation-responses]: "];
        assert!(known.iter().any(|known| line.starts_with(known)), "{line}");
    }
    assert!(root.join("out/workforce-review-workforce-slides.pdf").is_file(), "the slides of the review");
}

/// The parts of a file that are there to be un-commented: from a `#` right before a word on, in lines.
fn options(lines: &[&str]) -> Vec<std::ops::Range<usize>> {
    let column = |line: &str| line.len() - line.trim_start().len();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at].trim_start();
        let opens = line.strip_prefix('#').is_some_and(|rest| {
            rest.starts_with("- ") || (!rest.starts_with(' ') && !rest.starts_with('#') && !rest.is_empty())
        });
        let start = at;
        at += 1;
        if opens {
            let column = column(lines[start]);
            let goes_on = |line: &&&str| {
                line.get(column..).is_some_and(|rest| rest.starts_with("#  ")) && line[..column].trim().is_empty()
            };
            at += lines[at..].iter().take_while(goes_on).count();
            found.push(start..at);
        }
    }
    found
}

fn uncommented(lines: &[&str], option: &std::ops::Range<usize>) -> String {
    let column = lines[option.start].find('#').expect("an option");
    let line = |(at, line): (usize, &&str)| {
        if option.contains(&at) {
            format!("{}{}\n", &line[..column], &line[column + 1..])
        } else {
            format!("{line}\n")
        }
    };
    lines.iter().enumerate().map(line).collect()
}

#[test]
fn whatever_is_uncommented_builds_or_tells_its_author_what_to_write() {
    let numbered = "Turnover falls to 11.3%";
    let kinds: Vec<Schema> = kinds().into_iter().filter(|schema| schema.binds.is_none()).collect();
    let titled = kinds.iter().map(|schema| (schema, TITLE)).chain([(&kinds[0], numbered)]);
    let tried: usize = titled
        .collect::<Vec<_>>()
        .par_iter()
        .map(|(schema, title)| {
            let project = Scratch::new();
            assert_eq!(make_titled(&project.path(), schema, "reports/paper.yaml", title).code, Some(0));
            let path = project.path().join("reports/paper.yaml");
            let text = fs::read_to_string(&path).expect("a report");
            let lines: Vec<&str> = text.lines().collect();
            let options = options(&lines);
            for option in &options {
                fs::write(&path, uncommented(&lines, option)).expect("the report is written");
                let about = format!("{}: {}", schema.kind, lines[option.start]);
                let diagnostics = project.narrate().err().unwrap_or_default();
                for one in diagnostics.iter().filter(|one| one.severity == Severity::Error) {
                    let place = one.span.as_ref().unwrap_or_else(|| panic!("{about}: {}", one.message));
                    let (line, _) = place.file.line_column(place.range.start);
                    let near = option.start < line + 1 && line <= option.end + 1;
                    assert!(near && !one.hints.is_empty(), "{about}:\n{}", rendered(&diagnostics));
                    let yaml = one.message.contains("YAML") || one.message.contains("unknown key");
                    assert!(!yaml, "{about}:\n{}", rendered(&diagnostics));
                }
            }
            options.len()
        })
        .sum();
    assert!(tried > 150, "{tried} options");
}

#[test]
fn examples_of_notice_keep_the_rules_on_notice() {
    let mut tried = 0;
    for schema in
        kinds().iter().filter(|schema| ["agenda", "cabinet-member-report"].contains(&schema.kind.as_str()))
    {
        let project = Scratch::new();
        assert_eq!(make(&project.path(), schema, "reports/paper.yaml").code, Some(0));
        let path = project.path().join("reports/paper.yaml");
        let text = fs::read_to_string(&path).expect("a report");
        let lines: Vec<&str> = text.lines().collect();
        let about_notice =
            |line: &str| ["#published:", "#urgent:"].iter().any(|key| line.trim_start().starts_with(key));
        for option in options(&lines).iter().filter(|option| about_notice(lines[option.start])) {
            fs::write(&path, uncommented(&lines, option)).expect("the report is written");
            let checked = boardpack::build::check(&[project.path()]).expect("a project");
            let said = rendered(&checked.diagnostics);
            assert!(!said.contains("[clear-days]") && !said.contains("[urgent-item]"), "{}:\n{said}", schema.kind);
            tried += 1;
        }
    }
    assert!(tried > 2, "{tried} options");
}

#[test]
fn the_profile_of_a_new_project_has_every_key_and_each_can_be_uncommented() {
    let folder = project();
    let path = folder.path().join("a b/council.yaml");
    let text = fs::read_to_string(&path).expect("a profile");
    let mut keys = 0;
    for key in PROFILE.names() {
        let written = |line: &str| line.trim_start_matches('#').starts_with(&format!("{key}:"));
        assert!(text.lines().any(written), "the profile says nothing of `{key}`");
        keys += 1;
    }
    assert!(keys > 15, "{keys} keys");
    let lines: Vec<&str> = text.lines().collect();
    let options = options(&lines);
    assert!(options.len() > 20, "{} options", options.len());
    for option in options {
        let file = SourceFile::new("council.yaml", uncommented(&lines, &option));
        let mut sink = boardpack::diagnostic::Diagnostics::default();
        boardpack::project::profile::Profile::read(&file, &mut sink);
        let said: String = sink.sorted().iter().map(Diagnostic::render).collect();
        assert_eq!(said, "", "{}", lines[option.start]);
    }
}

#[test]
fn a_kind_of_the_councils_own_has_a_skeleton_as_well() {
    let schema = "
name: Ward note
description: What is going on in a ward.
fields:
  ward: {type: line, label: \"Ward:\", required: true, doc: The ward., example: Mill Lane}
  works:
    type: records
    required: true
    label: Works
    doc: What is being done.
    noun: a work
    keys:
      place: {type: line, required: true, doc: Where., example: Mill Lane}
      what: {type: text, doc: What is being done., example: The hedge is cut.}
slots:
  - {key: summary, heading: In short, required: true}
  - own
";
    let main =
        "#import \"../common/document.typ\": *\n#import \"../common/paper.typ\": paper\n#show: paper\n#doc.title\n";
    let profile = "name: Testshire\ncommittees: {board: Testshire Scrutiny Board}\nkinds:\n  ward-note: {labels: {ward: \"Which ward?\"}, sections: [{key: summary, heading: At a glance}, {key: money, heading: What it costs, required: true}]}\n";
    let project = Scratch::new()
        .file("council.yaml", profile)
        .file("report-templates/ward-note/schema.yaml", schema)
        .file("report-templates/ward-note/main.typ", main);
    let path = project.path();
    let run = boardpack(&path, &["new", "ward-note", "--title", "Mill Lane", "--date", "2026-01-15"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let text = fs::read_to_string(path.join("reports/2026-01-15-mill-lane.yaml")).expect("a report");
    for said in [
        "# Which ward? The ward.\nward: \"To be written: the ward\"\n",
        "works:\n  - place: \"To be written: where\"\n",
        "    #what: >\n    #  The hedge is cut.\n",
        "  # At a glance\n  - slot: summary\n",
        "        To be written: what belongs under “What it costs”\n",
    ] {
        assert!(text.contains(said), "{said} is not in:\n{text}");
    }
    let run = boardpack(&path, &["build", "."]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn what_is_missing_or_wrong_is_told_with_the_option_that_says_it() {
    let folder = project();
    let root = folder.path().join("a b");
    for (arguments, code, said) in [
        (
            &["new", "briefing-note"][..],
            2,
            "error: a briefing note needs a title and a date\n  = hint: add `--title \"Turnover of social workers\" --date 2026-01-15`\n",
        ),
        (
            &["new", "agenda", "--title", "A", "--date", "30 February 2026"],
            2,
            "error: `--date`: `30 February 2026` is not a date\n  = hint: write a date such as 15 January 2026 or 2026-01-15\nerror: an agenda needs \
             `published`\n  = hint: add `--set published=2026-01-08`\n",
        ),
        (
            &["new", "pack"],
            2,
            "error: an agenda pack needs `agenda`, and the project has none\n  = hint: make one first, with `boardpack new agenda`\n",
        ),
        (
            &["new", "minutse"],
            2,
            "error: there is no kind of report `minutse`\n  = hint: did you mean `minutes`?\n",
        ),
        (
            &["new", "workforce-slides"],
            2,
            "error: `workforce-slides` shows the reports of `workforce-review` in another form\n  = hint: make a report with \
             `boardpack new workforce-review`: its file says `also: workforce-slides`\n",
        ),
        (
            &["new", "statement", "--title", "A", "--date", "2026-01-15", "--committee", "scrutiny"],
            2,
            "error: a statement goes to no committee\n  = hint: leave `--committee` out\n",
        ),
        (
            &["new", "briefing-note", "--title", "Well done 😀", "--date", "2026-01-15", "--committee", "overview"],
            2,
            "error: `--title`: the font has no `😀` (U+1F600)\n  = hint: write it in letters that Liberation Sans has: Latin, \
             Greek, Cyrillic and common signs\nerror: `--committee`: unknown committee `overview`\n  = hint: did you mean \
             `overview-and-scrutiny-committee`?\n",
        ),
        (
            &["new", "statement", "--title", "A", "--date", "2026-01-15", "--set", "autor=x", "--set", "author"],
            2,
            "error: a statement has no field `autor`\n  = hint: did you mean `author`?\nerror: `--set author` has no equals \
             sign\n  = hint: write the field, an equals sign and its text: `--set place=\"Committee Room 1\"`\n",
        ),
        (
            &["new", "briefing-note", "--title", "First briefing note", "--date", "2026-01-15"],
            1,
            "error: `reports/2026-01-15-first-briefing-note.yaml` is there already\n  = hint: nothing is written over; name \
             another file as the last word, such as `reports/2026-01-15-first-briefing-note-2.yaml`\n",
        ),
        (
            &["new", "project", "inside", "--name", "Another Council"],
            2,
            "error: `inside` lies in the project `.`\n  = hint: name a folder outside of it\n",
        ),
        (
            &["new", "project"],
            2,
            "error: a project needs a folder and the council's name\n  = hint: write it as in `boardpack new project coventry \
             --name \"Coventry City Council\"`\n",
        ),
        (
            &["new", "project", "../new (1)"],
            2,
            "error: a project needs the council's name\n  = hint: write it as in `boardpack new project \"../new (1)\" --name \
             \"Coventry City Council\"`\n",
        ),
        (
            &["new", "agenda", "--title", "A", "--date", "2025-12-01"],
            2,
            "error: an agenda needs `published`\n  = hint: add `--set published=2025-11-21`\n",
        ),
        (
            &["new", "agenda", "--title", "- A", "--date", "2025-12-01", "--set", "published=2025-12-02"],
            2,
            "error: `published`: `2025-12-02` is not before the meeting\n  = hint: write a day before 2025-12-01\n",
        ),
        (
            &["new", "projct", "--name", "Another Council"],
            2,
            "error: there is no kind of report `projct`\n  = hint: did you mean `project`?\n",
        ),
        (&["new", "minutes"], 2, "error: minutes need a date\n  = hint: add `--date 2026-01-15`\n"),
        (
            &["new", "minutes", "--title", "A", "--date", "2026-01-15", "--set", "x=y"],
            2,
            "error: minutes have no field `x`\n  = hint: there is `meeting`, `known-as`, `time`, `place`, `chair`, \
             `members`, `other-members`, `employees`, `others`, `apologies` and 6 more\n",
        ),
    ] {
        let before = walk(&root);
        let run = boardpack(&root, arguments);
        let stderr = run.stderr.replace("\n\n", "\n");
        assert_eq!((stderr.as_str(), run.code), (said, Some(code)), "{arguments:?}");
        assert_eq!((walk(&root), run.stdout.as_str()), (before, ""), "{arguments:?}");
    }
    let run = boardpack(&folder, &["new", "pack", "a b"]);
    assert!(run.stderr.contains("hint: make one first, with `boardpack new agenda \"a b\"`"), "{}", run.stderr);
    let outside = tempfile::tempdir().expect("a folder");
    let run = boardpack(&outside, &["new", "projct"]);
    assert!(run.stderr.contains("did you mean `project`?"), "{}", run.stderr);
    let run = boardpack(&outside, &["new", "minutes"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("make one with `boardpack new project DIR`"), "{}", run.stderr);
}

#[test]
fn a_report_is_made_only_where_a_build_of_the_project_finds_it() {
    let folder = project();
    let root = folder.path().join("a b");
    fs::write(root.join("reports/twin.yml"), "template: briefing-note\n").expect("a file");
    let elsewhere = tempfile::tempdir().expect("a folder");
    #[cfg(unix)]
    std::os::unix::fs::symlink(elsewhere.path(), root.join("reports/away")).expect("a link");
    let before = walk(folder.path());
    for (path, said) in [
        ("a b/reports/../../outside.yaml", "`a b/reports/../../outside.yaml` is in no project"),
        ("a b/reports/new/../../../outside.yaml", "`a b/reports/new/../../../outside.yaml` is in no project"),
        #[cfg(unix)]
        ("a b/reports/away/note.yaml", "lies outside the project `a b`\n  = hint: write \"a b/reports/note.yaml\""),
        ("a b/data/note.yaml", "would not be among the reports of the project, which are in `a b/reports`"),
        ("a b/data", "would not be among the reports"),
        ("a b/reports/../note.yaml", "hint: write \"a b/reports/../reports/note.yaml\""),
        ("a b/reports/council.yaml", "`council.yaml` is the name of a project's profile, not of a report"),
        ("a b/reports/twin.yaml", "`a b/reports/twin.yml` is there already, and both would become the same paper"),
        ("a b/reports/line\nbreak.yaml", "has a character in its name that no line of text has"),
    ] {
        let run = boardpack(&folder, &["new", "briefing-note", path, "--title", "G", "--date", "2026-02-03"]);
        assert_eq!(run.code, Some(2), "{path}: {}", run.stdout);
        assert!(run.stderr.contains(said), "{path}: {}", run.stderr);
        assert_eq!((walk(folder.path()), walk(elsewhere.path()).len()), (before.clone(), 0), "{path}");
    }
}

/// The commands that a program has printed, as lines of their own.
fn commands(said: &str) -> Vec<&str> {
    let lines = said.lines().map(|line| line.trim_start_matches(['#', ' ']));
    lines.filter(|line| line.starts_with("boardpack build ") || line.starts_with("boardpack check ")).collect()
}

/// Runs a line in a shell, as if it were pasted.
#[cfg(unix)]
fn pasted(folder: &Path, line: &str) -> std::process::Output {
    let program = Path::new(env!("CARGO_BIN_EXE_boardpack")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(line).current_dir(folder).env("PATH", path).env("BOARDPACK_CACHE", "none");
    shell.output().expect("a shell")
}

#[cfg(unix)]
#[test]
fn what_is_printed_can_be_pasted_and_builds() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["My Council (1)", "St Helens' \"papers\" $HOME", "-o"] {
        let run = boardpack(&folder, &["new", "project", "--name", "Testshire", "--", name]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{name}");
        let (root, mut printed) = (folder.path().join(name), Vec::new());
        printed.extend(commands(&run.stdout).into_iter().map(|line| (folder.path().to_owned(), line.to_owned())));
        let report = format!("{name}/reports/my note & more.yaml");
        for (place, path) in
            [(folder.path().to_owned(), report.as_str()), (root.join("data"), "../reports/other.yaml")]
        {
            let run =
                boardpack(&place, &["new", "briefing-note", "--title", "G", "--date", "2026-02-03", "--", path]);
            assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{path}");
            let text = fs::read_to_string(place.join(path)).expect("a report");
            assert_eq!(commands(&text).iter().collect::<BTreeSet<_>>(), commands(&run.stdout).iter().collect());
            printed.extend(commands(&run.stdout).into_iter().map(|line| (place.clone(), line.to_owned())));
        }
        assert_eq!(printed.len(), 6, "{printed:?}");
        for (place, line) in printed {
            let done = pasted(&place, &line);
            assert_eq!(done.status.code(), Some(0), "{line}\n{}", String::from_utf8_lossy(&done.stderr));
        }
    }
}

#[test]
fn a_command_without_a_path_is_about_the_project_that_it_is_in() {
    let folder = project();
    let root = folder.path().join("a b");
    fs::create_dir_all(root.join("reports/2026/winter")).expect("a folder");
    for (inside, up) in [("", ""), ("reports", "../"), ("reports/2026/winter", "../../../")] {
        let here = root.join(inside);
        let run = boardpack(&here, &["check"]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), "checked 1 report: 3 warnings\n"), "{}", run.stderr);
        let place = format!("{up}reports/2026-01-15-first-briefing-note.yaml:");
        assert!(run.stderr.contains(&format!(" {place}")), "{inside}: {}", run.stderr);
        let run = boardpack(&here, &["build"]);
        let built = if up.is_empty() { "out" } else { &format!("{up}out") };
        let said = format!("built {built}/2026-01-15-first-briefing-note.pdf\n");
        let kept = "1 paper is as it was already\n";
        assert!(
            run.code == Some(0) && (run.stdout == said || run.stdout.contains(kept)),
            "{}{}",
            run.stdout,
            run.stderr
        );
    }
    assert!(root.join("out/2026-01-15-first-briefing-note.pdf").is_file());
}

#[test]
fn of_several_who_make_the_same_report_at_once_one_does() {
    let folder = project();
    let root = folder.path().join("a b");
    let run = |title: usize| {
        let title = format!("Note {title}");
        Command::new(env!("CARGO_BIN_EXE_boardpack"))
            .current_dir(&root)
            .args(["new", "briefing-note", "reports/same.yaml", "--date", "2026-01-15", "--title", &title])
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program runs")
    };
    let running: Vec<_> = (0..8).map(run).collect();
    let done = running.into_iter().map(|mut one| one.wait().expect("it ends").success());
    let winners: Vec<usize> = done.enumerate().filter_map(|(at, done)| done.then_some(at)).collect();
    assert_eq!(winners.len(), 1, "{winners:?}");
    let text = fs::read_to_string(root.join("reports/same.yaml")).expect("a report");
    assert!(text.contains(&format!("\ntitle: Note {}\n", winners[0])), "{text}");
    assert!(text.ends_with("#profile: profiles/other.yaml\n"), "it is whole");
    // Nothing is left of the others.
    assert_eq!(fs::read_dir(root.join("reports")).expect("a folder").count(), 2);
}

#[test]
fn files_that_are_there_already_are_left_as_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("council")).expect("a folder");
    fs::write(folder.path().join("council/.gitignore"), "mine\n").expect("a file");
    let arguments = ["new", "project", "council", "--name", "Testshire", "--date", "2026-01-15"];
    let run = boardpack(&folder, &arguments);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("left council/.gitignore as it is"), "{}", run.stdout);
    assert_eq!(fs::read_to_string(folder.path().join("council/.gitignore")).expect("a file"), "mine\n");
    let run = boardpack(&folder, &arguments);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("error: `council` is a project already"), "{}", run.stderr);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// What is typed as a title is what is printed, whatever Markdown and expressions would make of it.
    #[test]
    fn any_title_is_printed_as_it_was_typed(
        words in prop::collection::vec(
            "[A-Za-zŵŷâéß0-9£–“”]{1,8}|[-:#'\"!?&*%@`{}\\[\\]()<>,.|\\\\=~_+^/$;]{1,3}|1\\.|\\{\\{|\\{%|\\{#|\\[\\^1\\]|https://a\\.uk", 1..25
        )
    ) {
        let typed = words.join(" ");
        let profile = "name: Testshire\ncommittees: {board: A Board}\npeople: {officer: {name: Ann}}\ntext: {quotes: as-typed}\n";
        let mut page = boardpack::skeleton::Page::default();
        page.entry(0, "title", &Value::Text(literal(&typed)));
        let note = NOTE.replace("title: A note of the tests\n", &page.text());
        let body = "recommendations: Note it.\nsections:\n  - {slot: purpose, body: [To inform.]}\n  - {slot: background, body: [Something.]}\n";
        let project = Scratch::new().file("council.yaml", profile).report(note + body);
        match project.narrate() {
            Ok(narrated) => prop_assert_eq!(plain_text(&narrated.document.title), typed),
            // A title may say something that has to be accounted for, as any text.
            Err(diagnostics) => {
                let said = rendered(&diagnostics);
                prop_assert!(diagnostics.iter().all(|one| one.message.contains("accounts for") || one.message.contains("not a figure")), "{}\n{}", typed, said);
            }
        }
    }
}

/// A number that a kind of the council's own asks for is the author's to say: none is made up.
#[test]
fn a_number_that_a_kind_asks_for_is_not_made_up() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/own-templates");
    let folder = tempfile::tempdir().expect("a folder");
    for file in walk(&root) {
        let to = folder.path().join(&file);
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::copy(root.join(&file), to).expect("a copy");
    }
    let arguments = ["new", "ward-update", "--title", "A", "--date", "2026-01-15"];
    let run = boardpack(&folder, &arguments);
    assert_eq!(run.code, Some(2), "{}", run.stdout);
    assert!(run.stderr.contains("needs `cases`") && run.stderr.contains("add `--set cases="), "{}", run.stderr);
    let run = boardpack(&folder, &[&arguments[..], &["--set", "cases=7"]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

/// The files of a folder, by their paths in it.
pub fn walk(root: &Path) -> BTreeSet<String> {
    fn collect(root: &Path, folder: &Path, into: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                collect(root, &path, into);
            } else {
                into.insert(path.strip_prefix(root).expect("inside").to_string_lossy().into_owned());
            }
        }
    }
    let mut files = BTreeSet::new();
    collect(root, root, &mut files);
    files
}

#[test]
fn what_is_to_be_written_is_said_in_one_way() {
    for schema in kinds() {
        let text = BUILT_IN.get_file(format!("{}/schema.yaml", schema.kind)).and_then(|file| file.contents_utf8());
        for line in text.unwrap_or_default().lines().filter(|line| line.to_lowercase().contains("to be written")) {
            assert!(line.contains(TO_BE_WRITTEN), "{}: {line}", schema.kind);
        }
    }
}
