//! What watching makes again: rounds in one workshop, without waiting for the system's events.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use boardpack::build::{Fate, Options, Round, Workshop};
use boardpack::cache::Cache;
use boardpack::progress::{Progress, Stage};

use crate::diff::entries;
use crate::pdf::Pdf;
use crate::scratch::{PROFILE, Scratch, rendered};
use crate::watch::{CASES, note, rates, remove, text_of, two, write};

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
