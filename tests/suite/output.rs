//! How the program says what it has found: formats for people and programs, exit codes, colours, bars and timings.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::command;
use crate::errors::{Run, boardpack};
use crate::said::say;
use crate::scratch::{NOTE, PROFILE, Scratch};

/// A project whose report has an error and a warning of rules, both on one line, and one of the report itself.
fn project() -> Scratch {
    let profile = format!("{PROFILE}\nchecks: {{money: warning}}\n");
    let report = format!(
        "{NOTE}recommendations: {{lead: \"The Board is recommended to:\", items: [Note it.]}}\nsections:\n  - {{slot: \
         purpose, body: [To inform Members.]}}\n  - slot: background\n    body:\n      - It cost £1.1 millions in in 2021, or \
         50%.\n      - See {{{{ nothing }}}}.\nfigures: {{cost: {{value: 1100000, unit: pounds, date: 2025-03-31, source: A budget}}, half: \
         {{value: 50, unit: percent, date: 2025-03-31, source: A survey}}}}\n"
    );
    Scratch::new().file("council.yaml", profile).report(report)
}

/// A project with a warning and no error.
fn warned() -> Scratch {
    let profile = format!("{PROFILE}\nchecks: {{money: warning}}\n");
    let report = format!(
        "{NOTE}recommendations: {{lead: \"The Board is recommended to:\", items: [Note it.]}}\nsections:\n  - {{slot: \
         purpose, body: [To inform Members.]}}\n  - slot: background\n    body: [It cost £1.1 millions in 2021.]\nfigures: \
         {{cost: {{value: 1100000, unit: pounds, date: 2025-03-31, source: A budget}}}}\n"
    );
    Scratch::new().file("council.yaml", profile).report(report)
}

fn check(project: &Scratch, options: &[&str]) -> Run {
    boardpack(project.path(), &[&["check", "."], options].concat())
}

#[test]
fn people_are_told_on_standard_error_and_programs_on_standard_output() {
    let project = project();
    let human = check(&project, &[]);
    for format in ["human", "short", "json", "github", "sarif"] {
        let run = check(&project, &["--message-format", format]);
        assert_eq!(run.code, Some(1), "{format}: {}", run.stderr);
        let for_programs = ["json", "github", "sarif"].contains(&format);
        let (said, other) = if for_programs { (&run.stdout, &run.stderr) } else { (&run.stderr, &run.stdout) };
        assert_eq!(said.matches("`in` stands twice").count(), 1, "{format}: {said}");
        assert_eq!(other, "checked 1 report: 2 errors, 1 warning\n", "{format}");
        // Nobody is told anything but what is wrong.
        let quiet = check(&project, &["--message-format", format, "--quiet"]);
        let (quiet, other) = if for_programs { (quiet.stdout, quiet.stderr) } else { (quiet.stderr, quiet.stdout) };
        assert_eq!((&quiet, other.as_str()), (said, ""), "{format}");
    }
    assert_eq!(check(&project, &["--message-format", "human"]).stderr, human.stderr);
}

#[test]
fn short_messages_are_one_line_each() {
    let run = check(&project(), &["--message-format", "short"]);
    let lines: Vec<&str> = run.stderr.lines().collect();
    let [money, doubled, unknown] = lines.as_slice() else { panic!("{}", run.stderr) };
    assert!(money.starts_with("reports/paper.yaml:12:18: warning[money]: "), "{money}");
    assert_eq!(*doubled, "reports/paper.yaml:12:31: error[doubled-words]: `in` stands twice in a row");
    assert_eq!(*unknown, "reports/paper.yaml:13:16: error: unknown name `nothing`");
}

#[test]
fn json_has_every_key_on_every_line_and_ends_with_a_summary() {
    let run = check(&project(), &["--message-format", "json"]);
    let lines: Vec<Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    let (summary, said) = lines.split_last().expect("a summary");
    let keys = |value: &Value| {
        let mut keys: Vec<String> = value.as_object().expect("an object").keys().cloned().collect();
        keys.sort();
        keys
    };
    for one in said {
        assert_eq!(
            keys(one).join(" "),
            "cell code column end_column end_line file hints label line message related severity sheet type"
        );
        assert_eq!(one["type"], "diagnostic");
        assert!(one["hints"].as_array().is_some_and(|hints| !hints.is_empty()), "{one}");
    }
    let doubled = said.iter().find(|one| one["code"] == "doubled-words").expect("a finding");
    assert_eq!(
        (&doubled["line"], &doubled["column"], &doubled["end_line"], &doubled["end_column"]),
        (&12.into(), &31.into(), &12.into(), &36.into())
    );
    assert_eq!(said.iter().filter(|one| one["code"] == Value::Null).count(), 1, "{}", run.stdout);
    assert_eq!(
        summary.to_string().parse::<Value>().expect("JSON"),
        serde_json::json!({
            "type": "summary", "version": 1, "reports": 1, "failed": 1, "errors": 2, "warnings": 1, "notes": 0,
            "papers": [], "exit_code": 1,
        })
    );
    // A path that cannot be used is told in the same form.
    let run = boardpack("/", &["build", "/nowhere", "--message-format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(2), ""));
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert!(lines[0].contains("`/nowhere` does not exist") && lines[1].contains("\"exit_code\":2"), "{lines:?}");
}

#[test]
fn the_summary_of_a_build_names_its_papers() {
    let project = warned();
    let run = boardpack(project.path(), &["build", ".", "--message-format", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(run.stderr, "built out/paper.pdf\n");
    let summary: Value = serde_json::from_str(run.stdout.lines().last().expect("a summary")).expect("JSON");
    assert_eq!(summary["papers"][0]["path"], "out/paper.pdf");
    assert_eq!(summary["papers"][0]["fate"], "built");
}

#[test]
fn every_output_names_a_path_in_the_same_way() {
    let project = warned().file("reports/wrong.yaml", "template: briefing-note\ntitle: Turnover\ndate: tomorrow\n");
    for path in [".", "./reports", "./reports/wrong.yaml"] {
        for format in ["json", "github", "sarif", "short", "human"] {
            let options = ["--message-format", format, "--why", "--record", "record.json", "--deps", "deps.json"];
            let run = boardpack(project.path(), &[&["build", path][..], &options].concat());
            assert_eq!(run.code, Some(1), "{}", run.stderr);
            let read = |name: &str| std::fs::read_to_string(project.path().join(name)).expect("a file");
            for said in [run.stdout, run.stderr, read("record.json"), read("deps.json")] {
                for dotted in ["./out", "./reports", "./council.yaml"] {
                    assert!(!said.contains(dotted), "{path} {format}: {said}");
                }
            }
        }
    }
    assert!(project.path().join("out/paper.pdf").is_file());
}

#[test]
fn papers_may_go_to_the_current_folder() {
    let (project, cache) = (warned(), tempfile::tempdir().expect("a folder"));
    let run = |out: &str| {
        let mut command = command::boardpack();
        command.env("BOARDPACK_CACHE", cache.path()).current_dir(project.path());
        let output = command.args(["build", ".", "--out", out]).output().expect("the program runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (text(output.stdout), text(output.stderr))
    };
    assert_eq!(run(".").0, "built paper.pdf\n");
    assert_eq!(run("./").0, "kept 1 paper, which is as before\n");
    let reports = project.path().join("reports");
    std::fs::rename(reports.join("paper.yaml"), reports.join("other.yaml")).expect("renamed");
    let (_, said) = run(".");
    assert!(said.contains("`paper.pdf` was made of `reports/paper.yaml`"), "{said}");
}

#[test]
fn commands_of_a_workflow_are_escaped() {
    let run = check(&project(), &["--message-format", "github"]);
    let doubled = run.stdout.lines().find(|line| line.contains("doubled-words")).expect("a finding");
    assert!(
        doubled.starts_with(
            "::error file=reports/paper.yaml,line=12,endLine=12,col=31,endColumn=36,title=doubled-words::`in` stands \
             twice in a row%0Ahint: "
        ),
        "{doubled}"
    );
    assert!(run.stdout.lines().all(|line| line.starts_with("::error ") || line.starts_with("::warning ")));
}

#[test]
fn sarif_is_one_document_with_every_rule() {
    let run = check(&project(), &["--message-format", "sarif"]);
    let document: Value = serde_json::from_str(&run.stdout).expect("one document");
    assert_eq!(document["version"], "2.1.0");
    let run = &document["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), boardpack::check::RULES.len() + 1);
    for rule in rules {
        let texts = ["shortDescription", "help"].map(|key| rule[key]["text"].as_str().unwrap_or_default().len());
        assert!(texts.iter().all(|length| *length > 10), "{rule}");
    }
    let ids: std::collections::BTreeSet<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert_eq!(ids.len(), rules.len(), "each name once");
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 3);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("a small number");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "reports/paper.yaml");
    }
    assert_eq!(run["invocations"][0]["exitCode"], 1);
}

#[test]
fn warnings_fail_a_run_where_that_is_asked_for() {
    let project = warned();
    for (options, code) in [
        (&[][..], 0),
        (&["--fail-on", "error"], 0),
        (&["--fail-on", "warning"], 1),
        (&["--fail-on=warning", "-q"], 1),
    ] {
        let run = check(&project, options);
        assert_eq!(run.code, Some(code), "{options:?}: {}", run.stderr);
        let why = "error: 1 warning, which `--fail-on warning` does not let pass\n";
        assert_eq!(run.stderr.ends_with(why), code == 1, "{options:?}: {}", run.stderr);
    }
    let run = check(&project, &["--fail-on", "warning", "--message-format", "json"]);
    assert!(run.stdout.ends_with("\"exit_code\":1}\n"), "{}", run.stdout);
}

#[test]
fn colours_are_only_where_they_are_wanted() {
    let project = project();
    let run = |options: &[&str], variables: &[(&str, &str)]| {
        let mut program = command::boardpack();
        program.env_remove("NO_COLOR").env_remove("CLICOLOR").env_remove("CLICOLOR_FORCE");
        program.envs(variables.iter().copied()).current_dir(project.path()).args(["check", "."]).args(options);
        String::from_utf8(program.output().expect("the program runs").stderr).expect("UTF-8")
    };
    for (options, variables, coloured) in [
        (&[][..], &[][..], false),
        (&["--color", "always"], &[], true),
        (&["--color", "always"], &[("NO_COLOR", "1")], true),
        (&["--color", "never"], &[("CLICOLOR_FORCE", "1")], false),
        (&[], &[("CLICOLOR_FORCE", "1")], true),
        (&[], &[("CLICOLOR_FORCE", "0")], false),
        (&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
        (&["--message-format", "short", "--color=always"], &[], true),
    ] {
        let said = run(options, variables);
        assert_eq!(said.contains('\u{1b}'), coloured, "{options:?} {variables:?}: {said}");
    }
    // Without its colours the message is what it always is.
    let coloured = run(&["--color", "always"], &[]);
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').expect("the end of a code").1;
    }
    plain.push_str(rest);
    let lines = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    assert_eq!(lines(&plain), lines(&run(&[], &[])));
}

/// What is written on a terminal; `None`, and a word on it, where there is no program that makes one.
fn on_a_terminal(project: &Scratch, arguments: &str, variables: &[(&str, &str)]) -> Option<String> {
    let program = env!("CARGO_BIN_EXE_boardpack");
    let mut script = Command::new("script");
    // A CI job has colours even on a terminal that says it knows none.
    script.env_remove("NO_COLOR").env_remove("CLICOLOR").env_remove("CLICOLOR_FORCE").env_remove("CI");
    script.env("TERM", "xterm-256color").env("BOARDPACK_CACHE", "none").envs(variables.iter().copied());
    script.current_dir(project.path()).args(["-qec", &format!("'{program}' {arguments}"), "/dev/null"]);
    match script.stdin(Stdio::null()).output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(_) => {
            say("left out: there is no `script`, which makes a terminal");
            None
        }
    }
}

#[test]
fn a_terminal_has_colours_and_a_bar_on_long_runs_and_nothing_else_has() {
    let Some(said) = on_a_terminal(&project(), "check .", &[]) else { return };
    assert!(said.contains("\u{1b}[0;1;31merror[doubled-words]"), "{said}");
    assert!(!said.contains("checking "), "one report is no long run: {said}");
    for (read, words) in [("build --help", "Usage:"), ("build --nosuch", "has no option")] {
        let said = on_a_terminal(&project(), read, &[]).unwrap_or_default();
        assert!(said.contains(words) && said.contains("\u{1b}["), "{read}: {said}");
        for never in ["--color never", "--color=never"] {
            let said = on_a_terminal(&project(), &format!("{never} {read}"), &[]).unwrap_or_default();
            assert!(said.contains(words) && !said.contains("\u{1b}["), "{never} {read}: {said}");
        }
    }
    for variable in [("NO_COLOR", "1"), ("CLICOLOR", "0"), ("TERM", "dumb")] {
        let said = on_a_terminal(&project(), "check .", &[variable]).unwrap_or_default();
        assert!(said.contains("error[doubled-words]") && !said.contains("\u{1b}["), "{variable:?}: {said}");
    }
    let report = |paragraphs: usize| {
        format!(
            "{NOTE}recommendations: {{lead: \"The Board is recommended to:\", items: [Note it.]}}\nsections:\n  - \
             {{slot: purpose, body: [To inform Members.]}}\n  - slot: background\n    body:\n{}",
            "      - There is much to say of it.\n".repeat(paragraphs)
        )
    };
    // A run is long on any machine if it has enough reports.
    let (mut many, mut count) = (Scratch::new(), 0);
    loop {
        let more = (count + 50).max(2 * count);
        many = (count..more).fold(many, |many, at| many.file(&format!("reports/paper-{at}.yaml"), report(150)));
        count = more;
        let begun = Instant::now();
        assert_eq!(boardpack(many.path(), &["build", ".", "--quiet"]).code, Some(0));
        if begun.elapsed() > Duration::from_secs(1) {
            break;
        }
    }
    let said = on_a_terminal(&many, "build .", &[]).unwrap_or_default();
    assert!(said.contains("building ") && said.contains(&format!(" of {count} reports")), "{said}");
    assert_eq!(said.matches("built out/paper-").count(), count, "{said}");
    let quiet = on_a_terminal(&many, "build . --quiet", &[]);
    assert_eq!(quiet.as_deref(), Some(""));
    let run = boardpack(many.path(), &["build", "."]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn timings_say_where_the_time_went_and_change_no_paper() {
    let project = warned();
    let plain = boardpack(project.path(), &["build", ".", "-q"]);
    let paper = std::fs::read(project.path().join("out/paper.pdf")).expect("a paper");
    let run = boardpack(project.path(), &["build", ".", "-q", "--timings"]);
    assert_eq!(std::fs::read(project.path().join("out/paper.pdf")).expect("a paper"), paper);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
    let table = run.stderr.strip_prefix(&plain.stderr).expect("what a build says");
    assert!(table.starts_with("milliseconds in reports/") && table.contains("\npaper.yaml "), "{table}");
    for stage in ["read", "facts", "narrate", "claims", "trace", "typeset", "pdf", "write"] {
        assert!(table.lines().next().is_some_and(|head| head.contains(&format!(" {stage}"))), "{table}");
    }
    let run = check(&project, &["--timings=json", "-q", "--message-format", "short"]);
    let last: Value = serde_json::from_str(run.stderr.lines().last().expect("a line")).expect("JSON");
    assert_eq!((&last["type"], &last["reports"][0]["report"]), (&"timings".into(), &"reports/paper.yaml".into()));
    assert!(last["reports"][0]["stages_ms"]["rules"].as_f64().is_some_and(|spent| spent > 0.0), "{last}");
}

#[test]
#[cfg(target_os = "linux")]
fn output_that_cannot_be_written_fails_the_run() {
    let project = warned();
    let full = std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    let mut program = Command::new(env!("CARGO_BIN_EXE_boardpack"));
    program.env("BOARDPACK_CACHE", "none").current_dir(project.path()).args(["check", "."]);
    let output = program.args(["--message-format", "json"]).stdout(full).output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("standard output cannot be written: No space left"), "{said}");
    // Nothing but a warning was found: the run has failed since nobody can read it.
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn what_a_file_contains_is_no_command_of_a_terminal() {
    let project = project().file("data/bad.csv", "area,period,turnover_rate\nCov\u{1b}[2Jentry,2024,17.7\n");
    let report = std::fs::read_to_string(project.path().join("reports/paper.yaml")).expect("a report");
    let project = project.report(format!("{report}data: {{dfe: data/bad.csv}}\n"));
    for format in ["human", "short", "github", "json", "sarif"] {
        let run = check(&project, &["--message-format", format]);
        let said = run.stdout + &run.stderr;
        assert!(said.contains("bad.csv"), "{format}: {said}");
        assert!(!said.contains('\u{1b}'), "{format}: {said}");
    }
}

#[test]
fn the_completions_of_bash_are_a_script() {
    let project = Scratch::new();
    let run = boardpack(project.path(), &["completions", "bash"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let project = project.file("boardpack.bash", &run.stdout);
    let bash = |arguments: &[&str]| Command::new("bash").current_dir(project.path()).args(arguments).output();
    let Ok(parsed) = bash(&["-n", "boardpack.bash"]) else {
        say("left out: there is no bash");
        return;
    };
    assert!(parsed.status.success() && parsed.stderr.is_empty(), "{}", String::from_utf8_lossy(&parsed.stderr));
    let complete = "source boardpack.bash; COMP_WORDS=(boardpack check --message-format s); COMP_CWORD=3; \
                    _boardpack boardpack s --message-format; echo \"${COMPREPLY[@]}\"";
    let completed = bash(&["-c", complete]).expect("bash is there");
    assert_eq!(String::from_utf8_lossy(&completed.stdout), "short sarif\n");
}

#[test]
fn manual_pages_can_be_read() {
    let project = Scratch::new();
    let run = boardpack(project.path(), &["man", "--out", "man"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let pages: Vec<&str> = run.stdout.lines().filter_map(|line| line.strip_prefix("wrote ")).collect();
    assert!(pages.contains(&"man/boardpack-build.1"), "{pages:?}");
    for page in pages {
        let mut man = Command::new("man");
        man.env("MANWIDTH", "100").env("LC_ALL", "C.UTF-8").current_dir(project.path());
        let Ok(output) = man.args(["--warnings", "-l", page]).output() else {
            say("left out: there is no `man`");
            return;
        };
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && output.stderr.is_empty(),
            "{page}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(text.contains("EXAMPLES") && text.contains("EXIT STATUS"), "{page}: {text}");
    }
    let run = boardpack(project.path(), &["man"]);
    assert!(run.stdout.contains(".TH boardpack 1"), "{}", run.stdout);
    let run = boardpack(project.path(), &["man", "--out", "council.yaml"]);
    assert!(run.code == Some(1) && run.stderr.contains("cannot be written"), "{}", run.stderr);
}
