//! Watching a project: what is built when something changes, and what is shown.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::pdf::Pdf;
use crate::scratch::{NOTE, PROFILE, Scratch};

/// A note with one text of its own, which may show figures of a file of data.
pub fn note(data: &str, text: &str) -> String {
    let data = if data.is_empty() {
        String::new()
    } else {
        format!("data: {{rates: {data}}}\nsubject: {{area: Coventry, period: 2025}}\n")
    };
    format!(
        "{NOTE}{data}recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}\n\
         sections:\n  - {{slot: purpose, body: [{text}]}}\n  - {{slot: background, body: [Nothing else is said.]}}\n"
    )
}

pub fn rates(caseload: &str) -> String {
    format!("area,year,turnover_rate,caseload\nCoventry,2024,17.7,13.5\nCoventry,2025,11.3,{caseload}\n")
}

pub const CASES: &str = "\"Workers have {{ caseload }} cases.\"";

/// Two notes, of which one reads data.
pub fn two() -> Scratch {
    Scratch::new()
        .file("data/rates.csv", rates("12.8"))
        .file("reports/figures.yaml", note("data/rates.csv", CASES))
        .file("reports/words.yaml", note("", "The first words."))
}

pub fn write(project: &Scratch, path: &str, content: impl AsRef<[u8]>) {
    let path = project.path().join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    std::fs::write(path, content).expect("a file can be written");
}

pub fn remove(project: &Scratch, path: &str) {
    std::fs::remove_file(project.path().join(path)).expect("a file can be removed");
}

/// Everything that a paper says, on one line.
pub fn text_of(paper: &Path) -> Option<String> {
    let bytes = std::fs::read(paper).ok()?;
    Some(Pdf::read(&bytes).describe().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The program at work on a project.
struct Watch {
    process: Child,
    said: Arc<Mutex<String>>,
    project: Scratch,
}

impl Watch {
    fn begin(project: Scratch) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_boardpack"));
        command.arg("watch").arg(project.path());
        Self::run(command, project)
    }

    fn run(mut command: Command, project: Scratch) -> Self {
        let mut process = command
            .env("BOARDPACK_CACHE", "none")
            .env_remove("SOURCE_DATE_EPOCH")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started");
        let said = Arc::new(Mutex::new(String::new()));
        let streams: [Option<Box<dyn Read + Send>>; 2] = [
            process.stdout.take().map(|stream| Box::new(stream) as _),
            process.stderr.take().map(|stream| Box::new(stream) as _),
        ];
        for mut stream in streams.into_iter().flatten() {
            let said = Arc::clone(&said);
            std::thread::spawn(move || {
                let mut bytes = [0; 4096];
                while let Ok(read @ 1..) = stream.read(&mut bytes) {
                    said.lock().expect("no panic").push_str(&String::from_utf8_lossy(&bytes[..read]));
                }
                said.lock().expect("no panic").push_str("(end)");
            });
        }
        let watch = Self { process, said, project };
        watch.until("it waits", |watch| watch.rounds() > 0);
        watch
    }

    fn said(&self) -> String {
        self.said.lock().expect("no panic").clone()
    }

    /// How often something was made or told.
    fn rounds(&self) -> usize {
        self.said().matches("watching for changes").count()
    }

    /// Waits until something is so.
    #[track_caller]
    fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !is_so(self) {
            assert!(start.elapsed() < Duration::from_secs(120), "never: {what}\n{}", self.said());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until a paper has these words.
    #[track_caller]
    fn until_paper(&self, name: &str, words: &str) {
        let path = self.project.path().join("out").join(name).with_extension("pdf");
        self.until(words, |_| text_of(&path).is_some_and(|text| text.contains(words)));
    }

    /// Ends the program and waits until it has gone.
    fn end(&mut self) {
        // As Ctrl-C does, but for its number: a shell that runs tests in the background lets them ignore that one.
        let killed = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status();
        assert!(killed.is_ok_and(|status| status.success()));
        let _ = self.process.wait();
        // Whoever does the work for it has its streams.
        self.until("both streams end", |watch| watch.said().matches("(end)").count() == 2);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn an_edit_a_save_by_rename_and_files_that_go_and_come_back_are_seen() {
    let watch = Watch::begin(two());
    let project = &watch.project;
    watch.until_paper("words", "The first words.");

    write(project, "reports/words.yaml", note("", "Saved in place."));
    watch.until_paper("words", "Saved in place.");

    // As editors save that write beside the file first.
    write(project, "reports/.words.yaml.swp", note("", "Saved beside."));
    let (beside, file) =
        (project.path().join("reports/.words.yaml.swp"), project.path().join("reports/words.yaml"));
    std::fs::rename(beside, &file).expect("renamed");
    watch.until_paper("words", "Saved beside.");

    // As editors save that move the old file away.
    std::fs::rename(&file, project.path().join("reports/words.yaml~")).expect("renamed");
    write(project, "reports/words.yaml", note("", "Saved with a backup."));
    watch.until_paper("words", "Saved with a backup.");

    remove(project, "data/rates.csv");
    watch
        .until("the error is told", |watch| watch.said().contains("the data file `data/rates.csv` does not exist"));
    write(project, "data/rates.csv", rates("9.1"));
    watch.until_paper("figures", "Workers have 9.1 cases.");

    // A whole folder goes and another one takes its place, as when a branch is checked out.
    std::fs::remove_dir_all(project.path().join("data")).expect("removed");
    write(project, "data/rates.csv", rates("9.2"));
    watch.until_paper("figures", "Workers have 9.2 cases.");
    write(project, "data/rates.csv", rates("9.3"));
    watch.until_paper("figures", "Workers have 9.3 cases.");

    write(project, "reports/2026/new.yaml", note("", "A new report."));
    watch.until_paper("2026/new", "A new report.");
    write(project, "reports/2026/new.yaml", note("", "A new report in a new folder."));
    watch.until_paper("2026/new", "A new report in a new folder.");
    assert_eq!(
        watch.said().matches("error").count(),
        watch.said().matches("none has errors").count()
            + watch.said().matches("error: the data file").count()
            + watch.said().matches("1 has errors").count(),
        "{}",
        watch.said()
    );
}

#[test]
fn the_whole_project_goes_and_comes_back() {
    let outer = Scratch::new();
    let (root, away) = (outer.path().join("project"), outer.path().join("away"));
    let fill = |words: &str| {
        write(&outer, "project/council.yaml", PROFILE);
        write(&outer, "project/reports/paper.yaml", note("", words));
    };
    fill("Before.");
    let mut process = Command::new(env!("CARGO_BIN_EXE_boardpack"))
        .args([Path::new("watch"), &root])
        .env("BOARDPACK_CACHE", "none")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program can be started");
    let until = |words: &str| {
        let start = Instant::now();
        while !text_of(&root.join("out/paper.pdf")).is_some_and(|text| text.contains(words)) {
            assert!(start.elapsed() < Duration::from_secs(120), "never: {words}");
            std::thread::sleep(Duration::from_millis(5));
        }
    };
    until("Before.");
    std::fs::rename(&root, &away).expect("renamed");
    fill("In another folder of the same name.");
    until("In another folder of the same name.");
    write(&outer, "project/reports/paper.yaml", note("", "And edited."));
    until("And edited.");
    std::fs::remove_dir_all(&root).expect("removed");
    fill("Made once more.");
    until("Made once more.");
    process.kill().expect("it runs");
    let _ = process.wait();
}

#[test]
fn papers_in_a_folder_outside_of_the_project_are_put_back() {
    let elsewhere = Scratch::new();
    let out = elsewhere.path().join("papers");
    let project = two();
    let mut command = Command::new(env!("CARGO_BIN_EXE_boardpack"));
    command.arg("watch").arg(project.path()).arg("--out").arg(&out);
    let watch = Watch::run(command, project);
    let is_there = |name: &str| out.join(name).is_file();
    std::fs::remove_file(out.join("words.pdf")).expect("a paper");
    watch.until("one paper is put back", |_| is_there("words.pdf"));
    std::fs::remove_dir_all(&out).expect("a folder");
    watch.until("all papers are put back", |_| is_there("words.pdf") && is_there("figures.pdf"));
    // The folder is another one now.
    std::fs::remove_file(out.join("figures.pdf")).expect("a paper");
    watch.until("it is put back again", |_| is_there("figures.pdf"));
}

#[cfg(unix)]
#[test]
fn the_folder_that_it_was_begun_in_goes_and_comes_back() {
    let outer = Scratch::new();
    let fill = |words: &str| {
        write(&outer, "project/council.yaml", PROFILE);
        write(&outer, "project/reports/paper.yaml", note("", words));
    };
    fill("Before.");
    let root = outer.path().join("project");
    let mut command = Command::new(env!("CARGO_BIN_EXE_boardpack"));
    command.args(["watch", "."]).current_dir(&root);
    let watch = Watch::run(command, Scratch::new());
    std::fs::remove_dir_all(&root).expect("removed");
    let gone = "this folder is not there any more: it was deleted, moved or renamed";
    watch.until("it is told", |watch| watch.said().contains(gone));
    watch.until("it says what it waits for", |watch| {
        watch.said().contains("nothing can be built until it is there again\n")
    });
    fill("Back again.");
    let paper = root.join("out/paper.pdf");
    watch.until("it is built", |_| text_of(&paper).is_some_and(|text| text.contains("Back again.")));
    watch.until("it is said", |watch| watch.said().contains("this folder is back\n"));
    watch.until("all is well", |watch| {
        watch.said().rsplit("is back").next().is_some_and(|last| last.contains("1 report: none has errors"))
    });
}

#[test]
fn a_profile_that_has_gone_leaves_nothing_to_build_until_it_is_back() {
    let watch = Watch::begin(two());
    remove(&watch.project, "council.yaml");
    watch.until("it is told", |watch| watch.said().contains("nothing can be built as it is now"));
    assert!(!watch.said().contains("0 reports"), "{}", watch.said());
    write(&watch.project, "council.yaml", PROFILE.replace("Testshire County", "Otherton City"));
    watch.until_paper("words", "Otherton City Council");
}

#[test]
fn errors_of_one_report_stay_on_show_while_another_is_edited() {
    let watch = Watch::begin(two());
    let good = std::fs::read(watch.project.path().join("out/figures.pdf")).expect("a paper");
    write(&watch.project, "reports/figures.yaml", note("data/rates.csv", "\"{{ caseloads }}\""));
    let shown = |watch: &Watch| watch.said().matches("`caseloads`").count();
    watch.until("the error is told", |watch| shown(watch) > 0 && watch.said().contains("1 has errors and keeps"));
    let before = shown(&watch);
    write(&watch.project, "reports/words.yaml", note("", "Edited meanwhile."));
    watch.until_paper("words", "Edited meanwhile.");
    watch.until("the error is told again", |watch| shown(watch) > before);
    assert!(std::fs::read(watch.project.path().join("out/figures.pdf")).expect("a paper") == good);
    write(&watch.project, "reports/figures.yaml", note("data/rates.csv", CASES));
    watch.until("all is well", |watch| {
        watch.said().trim_end().ends_with("watching for changes; Ctrl-C ends")
            && watch.said().rsplit("reports: ").next().is_some_and(|last| last.starts_with("none has errors"))
    });
}

#[test]
fn a_hundred_changes_a_second_make_few_rounds_and_the_last_one_counts() {
    let watch = Watch::begin(two());
    let before = watch.rounds();
    let begun = Instant::now();
    let mut changes = 0;
    while begun.elapsed() < Duration::from_secs(2) {
        changes += 1;
        write(&watch.project, "reports/words.yaml", note("", &format!("Change number {changes}.")));
        write(&watch.project, &format!("data/other-{}.csv", changes % 7), format!("{changes}\n"));
        std::thread::sleep(Duration::from_millis(10));
    }
    watch.until_paper("words", &format!("Change number {changes}."));
    // Some rounds fall into the storm, and no more than one into each tenth of a second of it.
    let rounds = watch.rounds() - before;
    assert!((1..=2 + begun.elapsed().as_millis() as usize / 100).contains(&rounds), "{rounds} of {changes}");
    assert_eq!(watch.said().matches("figures.pdf").count(), 1, "{}", watch.said());
}

#[test]
fn a_watch_that_nobody_reads_any_more_ends() {
    let project = two();
    let mut process = Command::new(env!("CARGO_BIN_EXE_boardpack"))
        .arg("watch")
        .arg(project.path())
        .env("BOARDPACK_CACHE", "none")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program can be started");
    let mut first = [0; 5];
    let mut reader = process.stdout.take().expect("a stream");
    reader.read_exact(&mut first).expect("the first line");
    drop(reader);
    let start = Instant::now();
    for change in 0.. {
        if let Some(status) = process.try_wait().expect("a process") {
            assert_eq!(status.code(), Some(0));
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "it goes on for nobody");
        write(&project, "reports/words.yaml", note("", &format!("Change number {change}.")));
        std::thread::sleep(Duration::from_millis(200));
    }
}

#[test]
fn what_the_program_writes_itself_is_no_reason_to_build() {
    let watch = Watch::begin(two());
    let before = watch.rounds();
    write(&watch.project, "out/.boardpack-abc.part", "half a paper");
    let paper = watch.project.path().join("out/words.pdf");
    let bytes = std::fs::read(&paper).expect("a paper");
    std::fs::write(&paper, bytes).expect("written");
    write(&watch.project, "notes.txt", "nothing that a report reads");
    // Whatever they led to has happened when a later edit is on paper.
    write(&watch.project, "reports/words.yaml", note("", "A later edit."));
    watch.until_paper("words", "A later edit.");
    watch.until("the round is told", |watch| watch.rounds() > before);
    assert_eq!(watch.rounds(), before + 1, "{}", watch.said());

    // But a paper that is deleted is missed.
    remove(&watch.project, "out/words.pdf");
    watch.until_paper("words", "A later edit.");
}

#[test]
fn a_process_that_is_ended_leaves_whole_papers_and_nothing_else() {
    for moment in 0..6 {
        let mut watch = Watch::begin(two());
        for change in 0..=moment {
            write(&watch.project, "reports/words.yaml", note("", &format!("Change number {change}.")));
            std::thread::sleep(Duration::from_millis(17));
        }
        watch.end();
        let mut found = BTreeMap::new();
        for entry in std::fs::read_dir(watch.project.path().join("out")).expect("a folder").flatten() {
            let bytes = std::fs::read(entry.path()).expect("a file");
            found.insert(
                entry.file_name().to_string_lossy().into_owned(),
                bytes.trim_ascii_end().ends_with(b"%%EOF"),
            );
        }
        let wanted = [("figures.pdf", true), ("words.pdf", true)].map(|(name, whole)| (name.to_owned(), whole));
        assert_eq!(found, BTreeMap::from(wanted));
    }
}

#[test]
fn reports_that_are_renamed_and_folders_that_take_the_place_of_others_are_seen() {
    let watch = Watch::begin(two());
    let project = &watch.project;
    let rename = |from: &str, to: &str| {
        std::fs::rename(project.path().join(from), project.path().join(to)).expect("renamed");
    };
    rename("reports/words.yaml", "reports/sayings.yaml");
    watch.until_paper("sayings", "The first words.");
    write(project, "reports/sayings.yaml", note("", "Edited under its new name."));
    watch.until_paper("sayings", "Edited under its new name.");

    // As a synchronising program does: a folder is filled aside and put in the place of the old one.
    write(project, "data.new/rates.csv", rates("9.2"));
    rename("data", "data.old");
    rename("data.new", "data");
    watch.until_paper("figures", "Workers have 9.2 cases.");
    write(project, "data/rates.csv", rates("9.3"));
    watch.until_paper("figures", "Workers have 9.3 cases.");
    write(project, "reports.new/figures.yaml", note("data/rates.csv", "\"Now {{ caseload }} cases.\""));
    rename("reports", "reports.old");
    rename("reports.new", "reports");
    watch.until_paper("figures", "Now 9.3 cases.");
    watch.until("one report is left", |watch| watch.said().contains("\n1 report: none has errors"));
}

#[test]
fn where_the_system_does_not_tell_of_changes_the_files_are_looked_at() {
    let polling = |every: &str| {
        let project = two();
        let mut command = Command::new(env!("CARGO_BIN_EXE_boardpack"));
        command.args(["watch", every]).arg(project.path());
        Watch::run(command, project)
    };
    let watch = polling("--poll=0.2");
    for words in ["Seen by looking.", "Seen once more."] {
        write(&watch.project, "reports/words.yaml", note("", words));
        watch.until_paper("words", words);
    }
    // Events play no part in it.
    let watch = polling("--poll=3600");
    let before = watch.rounds();
    write(&watch.project, "reports/words.yaml", note("", "Not seen for an hour."));
    std::thread::sleep(Duration::from_millis(700));
    assert_eq!(watch.rounds(), before);

    for (wrong, why) in [("--poll=0", "write seconds from 0.1 to 3600"), ("--poll=soon", "such as `--poll=2`")] {
        let output = crate::command::boardpack().args(["watch", wrong, "."]).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && said.contains(why), "{said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_system_that_has_no_more_events_to_give_is_told_of_and_its_files_are_looked_at() {
    // In a namespace of users of its own everybody may set its limits.
    let none_left = "echo 0 > /proc/sys/user/max_inotify_instances && exec \"$0\" watch \"$1\"";
    let apart = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "sh", "-c", script, env!("CARGO_BIN_EXE_boardpack")]);
        command
    };
    let may = apart("echo 0 > /proc/sys/user/max_inotify_instances").output();
    if !may.is_ok_and(|may| may.status.success()) {
        crate::said::say("left out: this system lets nobody have limits of their own");
        return;
    }
    let project = two();
    let mut command = apart(none_left);
    command.arg(project.path());
    let watch = Watch::run(command, project);
    // What it says of that comes by another stream than what it has built.
    for told in ["note: the system cannot tell of changes (", "its files are looked at every second"] {
        watch.until(told, |watch| watch.said().contains(told));
    }
    for words in ["Seen by looking.", "Seen once more."] {
        write(&watch.project, "reports/words.yaml", note("", words));
        watch.until_paper("words", words);
    }
}

#[test]
fn on_a_terminal_the_screen_shows_the_present_state_and_nothing_else() {
    const CLEAR: &str = "\u{1b}[2J\u{1b}[H";
    let project = two();
    // A terminal of its own, whose screen is what is written to it.
    let mut command = Command::new("script");
    let line = format!("{} watch {}", env!("CARGO_BIN_EXE_boardpack"), project.path().display());
    // An empty screen is no colour.
    command.args(["--quiet", "--flush", "--command", &line, "/dev/null"]).env("TERM", "xterm").env("NO_COLOR", "1");
    let watch = Watch::run(command, project);
    let screen = |watch: &Watch| watch.said().rsplit(CLEAR).next().unwrap_or_default().to_owned();
    write(&watch.project, "reports/figures.yaml", note("data/rates.csv", "\"{{ caseloads }}\""));
    watch.until("the error is shown", |watch| {
        let screen = screen(watch);
        screen.contains("`caseloads`") && screen.contains("watching for changes")
    });
    assert!(!screen(&watch).contains("2 reports: none has errors"), "{}", watch.said());
    write(&watch.project, "reports/figures.yaml", note("data/rates.csv", CASES));
    watch.until("the error has gone", |watch| {
        let screen = screen(watch);
        !screen.contains("caseloads") && screen.contains("2 reports: none has errors")
    });
    assert_eq!(watch.said().matches(CLEAR).count(), watch.rounds(), "{}", watch.said());

    // A file or a pipe is written on.
    let piped = Watch::begin(two());
    write(&piped.project, "reports/words.yaml", note("", "Edited."));
    piped.until_paper("words", "Edited.");
    assert!(!piped.said().contains('\u{1b}'), "{}", piped.said());
}

#[test]
fn a_path_that_is_no_project_is_refused_at_once() {
    let nowhere = tempfile::tempdir().expect("a folder");
    let output = crate::command::boardpack().arg("watch").arg(nowhere.path()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("is in no project") && said.contains("hint"), "{said}");
}
