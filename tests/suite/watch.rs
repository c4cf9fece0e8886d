//! Watching a project: what is built when something changes, and what is shown.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use boardpack::build::{Fate, Options, Round, Workshop};
use boardpack::cache::Cache;
use boardpack::progress::{Progress, Stage};

use crate::diff::entries;
use crate::pdf::Pdf;
use crate::scratch::{NOTE, PROFILE, Scratch, rendered};

/// A note with one text of its own, which may show figures of a file of data.
fn note(data: &str, text: &str) -> String {
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

fn rates(caseload: &str) -> String {
    format!("area,year,turnover_rate,caseload\nCoventry,2024,17.7,13.5\nCoventry,2025,11.3,{caseload}\n")
}

const CASES: &str = "\"Workers have {{ caseload }} cases.\"";

/// Two notes, of which one reads data.
fn two() -> Scratch {
    Scratch::new()
        .file("data/rates.csv", rates("12.8"))
        .file("reports/figures.yaml", note("data/rates.csv", CASES))
        .file("reports/words.yaml", note("", "The first words."))
}

fn write(project: &Scratch, path: &str, content: impl AsRef<[u8]>) {
    let path = project.path().join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    std::fs::write(path, content).expect("a file can be written");
}

fn remove(project: &Scratch, path: &str) {
    std::fs::remove_file(project.path().join(path)).expect("a file can be removed");
}

/// Everything that a paper says, on one line.
fn text_of(paper: &Path) -> Option<String> {
    let bytes = std::fs::read(paper).ok()?;
    Some(Pdf::read(&bytes).describe().split_whitespace().collect::<Vec<_>>().join(" "))
}

// What is made again: rounds in one workshop, without waiting for anything.

/// A desk at which a project is built again and again.
struct Desk {
    project: Scratch,
    workshop: Workshop,
}

impl Desk {
    fn new(project: Scratch) -> Self {
        let mut desk = Self { project, workshop: Workshop::default() };
        desk.round();
        desk
    }

    fn round(&mut self) -> Round {
        Options::default().rebuild(&mut self.workshop, &[self.project.path()])
    }

    /// The names of the reports that are made after a change.
    #[track_caller]
    fn made(&mut self) -> Vec<String> {
        let round = self.round();
        let names = round.made.iter().map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned());
        let names = names.collect();
        assert_eq!(self.round().made, Vec::<PathBuf>::new(), "nothing is made twice");
        names
    }

    fn paper(&self, name: &str) -> String {
        text_of(&self.project.path().join(format!("out/{name}.pdf"))).expect("a paper")
    }
}

#[test]
fn only_the_reports_are_made_that_read_what_has_changed() {
    let mut desk = Desk::new(two());
    assert_eq!(desk.made(), [""; 0]);

    write(&desk.project, "data/rates.csv", rates("12.9"));
    assert_eq!(desk.made(), ["figures"]);
    assert!(desk.paper("figures").contains("Workers have 12.9 cases."));

    write(&desk.project, "reports/words.yaml", note("", "Other words."));
    assert_eq!(desk.made(), ["words"]);
    assert!(desk.paper("words").contains("Other words."));

    // The same bytes, written again.
    write(&desk.project, "reports/words.yaml", note("", "Other words."));
    assert_eq!(desk.made(), [""; 0]);

    write(&desk.project, "council.yaml", PROFILE.replace("Testshire County", "Otherton City"));
    assert_eq!(desk.made(), ["figures", "words"]);
    assert!(desk.paper("words").contains("Otherton City Council"));
}

#[test]
fn a_template_a_logo_and_files_that_were_not_there_are_noticed() {
    let logo = |colour: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"><rect width=\"40\" height=\"20\" fill=\"{colour}\"/></svg>"
        )
    };
    let profile = format!("{PROFILE}logo: {{file: assets/logo.svg, height: 12}}\n");
    let mut desk = Desk::new(two().file("council.yaml", profile).file("assets/logo.svg", logo("red")));
    write(&desk.project, "assets/logo.svg", logo("blue"));
    assert_eq!(desk.made(), ["figures", "words"]);

    // A template of the project's own takes the place of the built-in one.
    let template = |more: &str| {
        format!(
            "#import \"../common/document.typ\": *\n#import \"../common/paper.typ\": paper\n\
             #import \"../common/front.typ\": paper-title\n#show: paper\n#paper-title(doc.title)\n{more}\n"
        )
    };
    let own = "report-templates/briefing-note/main.typ";
    write(&desk.project, own, template("Our own words."));
    assert_eq!(desk.made(), ["figures", "words"]);
    assert!(desk.paper("words").contains("Our own words."));

    write(&desk.project, own, template("#read(\"words.txt\")"));
    assert_eq!(desk.made(), ["figures", "words"]);
    assert!(desk.paper("words").contains("Our own words."), "the last good paper stays");
    write(&desk.project, "report-templates/briefing-note/words.txt", "Words of a file.");
    assert_eq!(desk.made(), ["figures", "words"]);
    assert!(desk.paper("words").contains("Words of a file."));
    write(&desk.project, "report-templates/briefing-note/words.txt", "Other words of a file.");
    assert_eq!(desk.made(), ["figures", "words"]);
    assert!(desk.paper("words").contains("Other words of a file."));

    remove(&desk.project, own);
    assert_eq!(desk.made(), ["figures", "words"]);
    assert!(desk.paper("words").contains("The first words."));
}

#[test]
fn a_report_with_errors_is_tried_again_when_what_it_misses_appears() {
    let mut desk = Desk::new(two());
    let good = desk.paper("figures");
    remove(&desk.project, "data/rates.csv");
    let round = desk.round();
    assert_eq!((round.made.len(), round.built.failed), (1, 1));
    assert_eq!(desk.paper("figures"), good);

    // An error of one report is told as long as it is there, whatever happens to the others.
    write(&desk.project, "reports/words.yaml", note("", "Other words."));
    let round = desk.round();
    assert_eq!((round.made.len(), round.built.failed), (1, 1));
    let said = rendered(&round.built.diagnostics);
    assert!(said.contains("the data file `data/rates.csv` does not exist"), "{said}");

    write(&desk.project, "data/rates.csv", rates("10.1"));
    let round = desk.round();
    assert_eq!((round.made.len(), round.built.failed, rendered(&round.built.diagnostics).as_str()), (1, 0, ""));
    assert!(desk.paper("figures").contains("Workers have 10.1 cases."));

    // A profile that cannot be read stops all of them.
    write(&desk.project, "council.yaml", "name: [\n");
    assert_eq!(desk.made(), ["figures", "words"]);
    assert!(!desk.round().built.diagnostics.is_empty());
    write(&desk.project, "council.yaml", PROFILE);
    assert_eq!(desk.made(), ["figures", "words"]);
    assert!(desk.round().built.diagnostics.is_empty());
}

#[test]
fn reports_come_and_go_and_a_paper_that_is_deleted_is_made_again() {
    let mut desk = Desk::new(two());
    write(&desk.project, "reports/third.yaml", note("", "Words of the third."));
    assert_eq!(desk.made(), ["third"]);
    remove(&desk.project, "reports/words.yaml");
    assert_eq!(desk.made(), [""; 0]);
    assert_eq!(desk.round().built.reports, 2);

    remove(&desk.project, "out/third.pdf");
    assert_eq!(desk.made(), ["third"]);

    // All of them go, and come back.
    std::fs::rename(desk.project.path().join("reports"), desk.project.path().join("away")).expect("renamed");
    let round = desk.round();
    assert_eq!((round.made.len(), round.built.reports), (0, 0));
    assert!(rendered(&round.built.diagnostics).contains("has no reports"));
    std::fs::rename(desk.project.path().join("away"), desk.project.path().join("reports")).expect("renamed");
    desk.made();
    assert_eq!(desk.round().built.reports, 2);
}

#[test]
fn a_paper_that_only_watching_has_made_is_told_when_its_report_has_gone() {
    let project = two();
    let folder = project.path().join("cache");
    let options = |cache| Options { cache: Some(Arc::new(cache)), ..Options::default() };
    let (open, frozen) = (options(Cache::in_folder(&folder)), options(Cache::in_folder(&folder).frozen()));
    let mut workshop = Workshop::default();
    let paths = [project.path()];
    open.rebuild(&mut workshop, &paths);
    // As in the rounds after the first, nothing of this one is kept but that the paper is there.
    write(&project, "reports/third.yaml", note("", "Words of the third."));
    assert_eq!(rendered(&frozen.rebuild(&mut workshop, &paths).built.diagnostics), "");
    remove(&project, "reports/words.yaml");
    remove(&project, "reports/third.yaml");
    let told = |said: &str| {
        ["words", "third"].iter().all(|name| said.contains(&format!("out/{name}.pdf` was made of"))).then_some(2)
            == Some(said.matches("which is not there any more").count())
    };
    for _ in 0..2 {
        let said = rendered(&frozen.rebuild(&mut workshop, &paths).built.diagnostics);
        assert!(told(&said), "{said}");
    }
    let said = rendered(&open.build(&paths).expect("a project").diagnostics);
    assert!(told(&said), "{said}");
}

#[test]
fn a_report_that_becomes_exempt_is_free_again_when_its_old_paper_is_deleted() {
    let mut desk = Desk::new(Scratch::new().report(note("", "Words.")));
    let exempt = format!(
        "exempt: {{paragraph: 3, public-interest: Prices are still being negotiated.}}{}",
        note("", "Words.")
    );
    write(&desk.project, "reports/paper.yaml", exempt);
    let round = desk.round();
    assert_eq!(round.built.failed, 1, "{}", rendered(&round.built.diagnostics));
    remove(&desk.project, "out/paper.pdf");
    assert_eq!(desk.made(), ["paper"]);
    assert!(desk.project.path().join("out/paper-restricted.pdf").exists());
}

#[test]
fn a_bibliography_is_noticed_by_the_report_that_cites_it() {
    let works =
        |title: &str| format!("ward:\n  type: Report\n  title: {title}\n  author: Ward, Ann\n  date: 2016\n");
    let paper = "template: research-paper\ntitle: A paper\ndate: 2018-04-16\nbibliography: references/works.yml\n\
                 author: [{name: Ann Officer, directorate: Research}]\nsections:\n  - heading: Findings\n    \
                 body: [\"As [@ward] has found.\"]\n";
    let mut desk =
        Desk::new(two().file("references/works.yml", works("Staying On")).file("reports/cites.yaml", paper));
    assert!(desk.paper("cites").contains("Staying On"));
    write(&desk.project, "references/works.yml", works("Moving On"));
    assert_eq!(desk.made(), ["cites"]);
    assert!(desk.paper("cites").contains("Moving On"));

    remove(&desk.project, "references/works.yml");
    let round = desk.round();
    assert_eq!((round.made.len(), round.built.failed), (1, 1));
    assert!(desk.paper("cites").contains("Moving On"), "the last good paper stays");
    write(&desk.project, "references/works.yml", works("Staying On"));
    assert_eq!(desk.made(), ["cites"]);
    assert!(desk.paper("cites").contains("Staying On"));
}

#[test]
fn a_bound_file_concerns_its_report_and_the_pack_that_the_report_is_in() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/appendices");
    let bytes = |name: &str| std::fs::read(fixture.join("appendices").join(name)).expect("a file");
    let bound = "appendices: [{title: The letter, file: files/letter.pdf, alt: A letter.}]\n";
    let agenda = "template: agenda\ntitle: Testshire Scrutiny Board\ndate: 2025-11-27\ntime: 2.00 pm\n\
                  place: County Hall\nitems: [{paper: reports/binds.yaml}]\nsignatory: Ann Officer, County Hall\n\
                  published: 2025-11-19\ncontact: officer\nmembership: Councillors One and Two\n";
    let mut desk = Desk::new(
        two()
            .file("files/letter.pdf", bytes("letter.pdf"))
            .file("reports/binds.yaml", format!("{bound}{}", note("", "It has an appendix.")))
            .file("reports/agenda.yaml", agenda)
            .file("packs/pack.yaml", "template: pack\nagenda: reports/agenda.yaml\n"),
    );
    let pages = |desk: &Desk, name: &str| {
        let paper = std::fs::read(desk.project.path().join(format!("out/{name}.pdf"))).expect("a paper");
        Pdf::read(&paper).pages.len()
    };
    let before = ["binds", "packs/pack"].map(|name| pages(&desk, name));
    write(&desk.project, "files/letter.pdf", bytes("establishment.pdf"));
    let mut made = desk.made();
    // The agenda says on which pages of the pack its papers stand.
    made.sort();
    assert_eq!(made, ["agenda", "binds", "pack"]);

    // A file that is half written is no PDF, and the last papers stay.
    write(&desk.project, "files/letter.pdf", &bytes("letter.pdf")[..1000]);
    assert!(desk.round().built.failed >= 2);
    assert!(desk.project.path().join("out/packs/pack.pdf").is_file());
    write(&desk.project, "files/letter.pdf", bytes("letter.pdf"));
    assert_eq!(desk.round().built.failed, 0);
    assert_eq!(["binds", "packs/pack"].map(|name| pages(&desk, name)), before);
    write(&desk.project, "reports/words.yaml", note("", "Other words."));
    assert_eq!(desk.made(), ["words"]);
}

/// Notes which reports are laid out.
#[derive(Debug, Default)]
struct LaidOut(Mutex<Vec<String>>);

impl Progress for LaidOut {
    fn planned(&self, _: usize) {}

    fn at(&self, report: &str, stage: Stage) {
        if stage == Stage::Typeset {
            let area = report.rsplit(", ").next().unwrap_or_default().to_owned();
            self.0.lock().expect("no panic").push(area);
        }
    }

    fn done(&self, _: &str) {}
}

/// Saves a file while a report is laid out that reads it.
#[derive(Debug)]
struct SavedMeanwhile(PathBuf, Mutex<u8>);

impl Progress for SavedMeanwhile {
    fn planned(&self, _: usize) {}

    fn at(&self, _: &str, stage: Stage) {
        let mut saved = self.1.lock().expect("no panic");
        if stage == Stage::Typeset {
            *saved += 1;
            std::fs::write(&self.0, rates(&format!("1{saved}.5"))).expect("written");
        }
    }

    fn done(&self, _: &str) {}
}

#[test]
fn what_is_saved_while_it_is_read_is_told_from_mistakes() {
    let project = two();
    let progress = Arc::new(SavedMeanwhile(project.path().join("data/rates.csv"), Mutex::default()));
    let options = Options { progress: Some(progress), ..Options::default() };
    let built = options.build(&[project.path()]).expect("a project");
    assert!(built.failed > 0 && built.is_unsettled(), "{}", rendered(&built.diagnostics));
    let mistaken = project.file("data/rates.csv", "nothing\n");
    let built = Options::default().build(&[mistaken.path()]).expect("a project");
    assert!(built.failed > 0 && !built.is_unsettled());
}

#[test]
fn a_row_of_one_area_makes_the_paper_of_that_area_alone() {
    let data = |dudley: &str| {
        format!(
            "area,year,caseload\nCoventry,2025,12.8\nDudley,2025,{dudley}\nWalsall,2025,11.9\nEngland,2025,15.2\n"
        )
    };
    let report = note("data/rates.csv", CASES)
        .replace("subject: {area: Coventry, period: 2025}", "subject: {period: 2025}")
        .replace("title: A note of the tests", "title: \"A note on {{ subject.area }}\"");
    let project = Scratch::new()
        .file("data/rates.csv", data("17.6"))
        .report(format!("for-each: [Coventry, Dudley, Walsall]\n{report}"));
    let kept = tempfile::tempdir().expect("a folder");
    let cache = || Cache::in_folder(&kept.path().join("cache"));
    let laid_out = Arc::new(LaidOut::default());
    let with = |cache| {
        let progress = laid_out.clone();
        Options { cache: Some(Arc::new(cache)), progress: Some(progress), ..Options::default() }
    };
    let mut workshop = Workshop::default();
    let mut round = |options: &Options| {
        let round = options.rebuild(&mut workshop, &[project.path()]);
        let written = round.built.outcomes.iter().flat_map(|outcome| &outcome.papers);
        let written: Vec<String> = written
            .filter(|paper| paper.fate != Fate::Kept)
            .map(|paper| paper.path.file_stem().expect("a name").to_string_lossy().into_owned())
            .collect();
        let mut laid_out = std::mem::take(&mut *laid_out.0.lock().expect("no panic"));
        laid_out.sort();
        (written, laid_out)
    };
    let (written, laid) = round(&with(cache()));
    assert_eq!((written.len(), laid), (3, ["Coventry", "Dudley", "Walsall"].map(str::to_owned).to_vec()));
    // As `boardpack watch` does when it has begun.
    let options = with(cache().frozen());
    // That a paper is there is noted, since it may outlive its report.
    let entries = || ["papers", "pressed", "made"].map(|kind| entries(&kept.path().join("cache"), kind));
    let before = entries();
    for cases in ["17.7", "17.8"] {
        write(&project, "data/rates.csv", data(cases));
        let (written, laid) = round(&options);
        assert_eq!((written, laid), (vec!["paper-dudley".to_owned()], vec!["Dudley".to_owned()]), "{cases}");
    }
    assert!(before == entries(), "what is made while somebody writes is not kept");
    // A row that nobody reads.
    write(&project, "data/rates.csv", data("17.8") + "Solihull,2025,14.2\n");
    let (written, laid) = round(&options);
    assert_eq!(
        (written, laid),
        (Vec::new(), vec!["Dudley".to_owned()]),
        "of what the cache has not, nothing is written"
    );
}

#[test]
fn a_round_makes_the_same_bytes_as_a_build_after_any_number_of_edits() {
    let mut desk = Desk::new(two());
    for which in 0..12 {
        write(
            &desk.project,
            "reports/words.yaml",
            note("", &format!("Words with {} in them.", "more ".repeat(which))),
        );
        write(&desk.project, "data/rates.csv", rates(&format!("1{}.5", which % 4)));
        desk.round();
        if which % 4 == 3 {
            let elsewhere = tempfile::tempdir().expect("a folder");
            let built = boardpack::build::build(&[desk.project.path()], Some(elsewhere.path())).expect("a project");
            assert_eq!(built.papers.len(), 2);
            for name in ["figures.pdf", "words.pdf"] {
                let read = |folder: &Path| std::fs::read(folder.join(name)).expect("a paper");
                assert!(
                    read(&desk.project.path().join("out")) == read(elsewhere.path()),
                    "{name} after {which} edits"
                );
            }
        }
    }
}

// The program: events of a real file system.

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
    assert!(watch.said().contains("note: the system cannot tell of changes ("), "{}", watch.said());
    assert!(watch.said().contains("its files are looked at every second"), "{}", watch.said());
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
