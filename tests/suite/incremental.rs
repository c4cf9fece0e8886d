//! What is made anew and what is kept: by content, and never wrong.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use boardpack::build::record::{Record, inputs};
use boardpack::build::{Built, Fate, Options};
use boardpack::cache::Cache;
use tempfile::TempDir;

use crate::command;
use crate::copies::copy_folder;
use crate::scratch::{NOTE, Scratch, rendered};

/// What the first report reads, and what the second one reads: different rows of one file.
const DATA: &str =
    "area,period,agency_rate\nCoventry,2024,20\nCoventry,2025,18.5\nSolihull,2024,11\nSolihull,2025,12\n";

/// A project with a report on Coventry, one on Solihull and one without data.
fn project() -> Scratch {
    let report = |area: &str| {
        format!(
            "{NOTE}data:\n  csww: data/csww.csv\nsubject: {{area: {area}, period: 2025}}\n{}",
            body("The rate is {{ agency_rate }}.")
        )
    };
    let plain = format!("{NOTE}{}", body("There is nothing to count."));
    Scratch::new()
        .file("data/csww.csv", DATA)
        .file("reports/coventry.yaml", report("Coventry"))
        .file("reports/solihull.yaml", report("Solihull"))
        .file("reports/plain.yaml", plain)
}

/// What a briefing note has to have, with a sentence in the place of honour.
fn body(sentence: &str) -> String {
    format!(
        "sections:\n  - {{slot: purpose, body: [To inform.]}}\n  - slot: background\n    body:\n      - \"{sentence}\"\n\
         recommendations: {{lead: The board is asked to, items: [Note the figures.]}}\n"
    )
}

/// A machine: a project's folder with a cache beside it.
struct Machine {
    project: Scratch,
    cache: TempDir,
}

impl Machine {
    fn new() -> Self {
        Self { project: project(), cache: tempfile::tempdir().expect("a folder") }
    }

    fn options(&self) -> Options {
        Options { cache: Some(Arc::new(Cache::in_folder(self.cache.path()))), ..Options::default() }
    }

    fn build(&self) -> Built {
        self.options().build(&[self.project.path()]).expect("a project")
    }

    /// Builds without errors; what became of each paper, by its name.
    fn fates(&self) -> BTreeMap<String, Fate> {
        let built = self.build();
        assert_eq!(built.failed, 0, "{}", rendered(&built.diagnostics));
        fates(&built)
    }

    fn change(&self, path: &str, from: &str, to: &str) {
        let path = self.project.path().join(path);
        let text = std::fs::read_to_string(&path).expect("a file");
        assert!(text.contains(from), "{} has no `{from}`", path.display());
        std::fs::write(path, text.replace(from, to)).expect("a file can be written");
    }

    /// That the papers are those of a build that remembers nothing.
    fn assert_papers_are_of_a_clean_build(&self) {
        let out = tempfile::tempdir().expect("a folder");
        let clean = boardpack::build::build(&[self.project.path()], Some(out.path())).expect("a project");
        assert!(!clean.papers.is_empty());
        for paper in clean.papers {
            let own = self.project.path().join("out").join(paper.file_name().expect("a name"));
            assert!(bytes(&own) == bytes(&paper), "{} is not what a clean build gives", own.display());
        }
    }
}

fn fates(built: &Built) -> BTreeMap<String, Fate> {
    let papers = built.outcomes.iter().flat_map(|outcome| &outcome.papers);
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    papers.map(|paper| (name(&paper.path), paper.fate)).collect()
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("a paper")
}

fn all(fate: Fate) -> BTreeMap<String, Fate> {
    ["coventry", "plain", "solihull"].map(|name| (name.to_owned(), fate)).into()
}

fn with(name: &str, fate: Fate) -> BTreeMap<String, Fate> {
    let mut fates = all(Fate::Kept);
    fates.insert(name.to_owned(), fate);
    fates
}

#[test]
fn nothing_is_made_twice_and_times_mean_nothing() {
    let machine = Machine::new();
    assert_eq!(machine.fates(), all(Fate::Built));
    assert_eq!(machine.fates(), all(Fate::Kept));
    // The same bytes again, at another time.
    machine.change("data/csww.csv", "18.5", "18.5");
    machine.change("reports/plain.yaml", "nothing", "nothing");
    assert_eq!(machine.fates(), all(Fate::Kept));
}

#[test]
fn a_row_that_a_report_does_not_read_does_not_make_it_anew() {
    let machine = Machine::new();
    machine.fates();
    machine.change("data/csww.csv", "Solihull,2025,12", "Solihull,2025,13.5");
    assert_eq!(machine.fates(), with("solihull", Fate::Built));
    machine.assert_papers_are_of_a_clean_build();
    assert_eq!(machine.fates(), all(Fate::Kept), "and what was found out is remembered");
}

#[test]
fn each_kind_of_input_makes_anew_what_it_changes() {
    let machine = Machine::new();
    machine.fates();
    machine.change("reports/plain.yaml", "There is nothing", "There was nothing");
    assert_eq!(machine.fates(), with("plain", Fate::Built));
    machine.change("council.yaml", "Testshire County Council", "Testshire Council");
    assert_eq!(machine.fates(), all(Fate::Built), "the council's name stands in every paper");
    machine.change("council.yaml", "tolerance:", "checks: {weekday: off}\ntolerance:");
    assert_eq!(machine.fates(), all(Fate::Kept), "what is checked changes no paper");
    // A template of the project's own takes the place of one that is built in.
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates/common/document.typ");
    let text = std::fs::read_to_string(built_in).expect("a template");
    let there = machine.project.path().join("report-templates/common/document.typ");
    std::fs::create_dir_all(there.parent().expect("a folder")).expect("a folder");
    std::fs::write(&there, format!("// The council's own.\n{text}")).expect("a file can be written");
    assert_eq!(machine.fates(), all(Fate::Kept), "it was set anew, and looks the same");
    std::fs::remove_file(&there).expect("a file can be removed");
    assert_eq!(machine.fates(), all(Fate::Kept));
    machine.assert_papers_are_of_a_clean_build();
}

#[test]
fn what_is_used_again_is_not_forgotten_for_what_came_since() {
    let machine = Machine::new();
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates/briefing-note/main.typ");
    let text = std::fs::read_to_string(built_in).expect("a template");
    let there = machine.project.path().join("report-templates/briefing-note/main.typ");
    std::fs::create_dir_all(there.parent().expect("a folder")).expect("a folder");
    let build = |width: usize| {
        let own = text.replace("label-width: 22mm", &format!("label-width: {width}mm"));
        assert!(width == 22 || own != text);
        std::fs::write(&there, own).expect("a file can be written");
        machine.fates()
    };
    assert_eq!(build(22), all(Fate::Built));
    // One branch after the other, and the main one after each.
    for branch in 23..34 {
        assert_eq!(build(branch), all(Fate::Built));
        assert_eq!(build(22), all(Fate::Restored), "after branch {branch}");
    }
}

#[test]
fn a_paper_that_is_gone_or_changed_is_put_back() {
    let machine = Machine::new();
    machine.fates();
    let paper = machine.project.path().join("out/plain.pdf");
    let whole = bytes(&paper);
    std::fs::remove_file(&paper).expect("a paper");
    assert_eq!(machine.fates(), with("plain", Fate::Restored));
    std::fs::write(&paper, &whole[..whole.len() / 2]).expect("a paper");
    assert_eq!(machine.fates(), with("plain", Fate::Restored));
    assert!(bytes(&paper) == whole);
}

#[test]
fn a_machine_that_has_built_nothing_takes_what_another_has_built() {
    let machine = Machine::new();
    machine.fates();
    let other = Machine { project: project(), cache: tempfile::tempdir().expect("a folder") };
    copy_folder(machine.cache.path(), other.cache.path());
    // On another machine the project stands elsewhere.
    assert_eq!(other.fates(), all(Fate::Restored));
    other.assert_papers_are_of_a_clean_build();
}

#[test]
fn a_damaged_cache_gives_no_wrong_paper() {
    let machine = Machine::new();
    machine.fates();
    let mut files = Vec::new();
    collect(machine.cache.path(), &mut files);
    assert!(files.len() > 9, "each paper has its entries");
    for (at, file) in files.iter().enumerate() {
        let mut content = bytes(file);
        let middle = content.len() / 2;
        match at % 3 {
            0 => content[middle] ^= 1,
            1 => content.truncate(middle),
            _ => content = bytes(&files[(at + 1) % files.len()]),
        }
        std::fs::write(file, content).expect("an entry");
    }
    std::fs::remove_dir_all(machine.project.path().join("out")).expect("the papers");
    let built = machine.build();
    assert_eq!(built.failed, 0);
    machine.assert_papers_are_of_a_clean_build();
    assert_eq!(machine.fates(), all(Fate::Kept), "and the cache is mended");
}

#[test]
fn what_there_was_to_say_is_said_again() {
    let machine = Machine::new();
    let figures = "figures:\n  a: {value: 20, unit: percent, source: A return, date: 2025-03-31}\n  \
                   b: {value: 18, unit: percent, source: A return, date: 2025-03-31}\n";
    let report = format!("{NOTE}{figures}{}", body("Agency use has fallen since last year, to {{ b }}."));
    std::fs::write(machine.project.path().join("reports/plain.yaml"), report).expect("a report");
    let first = rendered(&machine.build().diagnostics);
    assert!(first.contains("warning"), "{first}");
    let again = machine.build();
    assert_eq!(fates(&again), all(Fate::Kept));
    assert_eq!(rendered(&again.diagnostics), first);
}

#[test]
fn what_is_wrong_with_a_spreadsheet_is_said_again_and_remembered() {
    let machine = Machine::new();
    let data = machine.project.path().join("data/staff.xlsx");
    std::fs::write(&data, include_bytes!("../fixtures/sheets/wrong-total.xlsx")).expect("a spreadsheet");
    let figure = "data: {staff: data/staff.xlsx}\nfigures:\n  staff: {query: \"SELECT headcount FROM staff WHERE team = 'Team \
                  0'\", unit: people}\n";
    let report = format!("{NOTE}{figure}{}", body("Team 0 has {{ staff }} people."));
    std::fs::write(machine.project.path().join("reports/plain.yaml"), report).expect("a report");
    let first = rendered(&machine.build().diagnostics);
    assert!(first.contains("warning: the total 10025") && first.contains("cell B4 of the sheet"), "{first}");
    let again = machine.build();
    assert_eq!(fates(&again), all(Fate::Kept));
    assert!(again.outcomes.iter().all(|outcome| outcome.why.is_empty()), "nothing has changed");
    assert_eq!(rendered(&again.diagnostics), first);
}

#[test]
fn an_error_leaves_the_last_good_paper_and_is_told_each_time() {
    let machine = Machine::new();
    machine.fates();
    let paper = bytes(&machine.project.path().join("out/plain.pdf"));
    machine.change("reports/plain.yaml", "sections:", "sectons:");
    for _ in 0..2 {
        let built = machine.build();
        assert_eq!(built.failed, 1);
        assert!(rendered(&built.diagnostics).contains("sectons"));
    }
    assert!(bytes(&machine.project.path().join("out/plain.pdf")) == paper);
    machine.change("reports/plain.yaml", "sectons:", "sections:");
    assert_eq!(machine.fates(), all(Fate::Kept));
}

#[test]
fn papers_that_no_report_makes_any_more_are_named_until_they_are_gone() {
    let machine = Machine::new();
    let out = machine.project.path().join("out");
    let told = || {
        let built = machine.build();
        rendered(&built.diagnostics)
            .lines()
            .filter(|line| line.contains("out/"))
            .map(str::to_owned)
            .collect::<Vec<String>>()
    };
    let nothing: Vec<String> = Vec::new();
    assert_eq!(told(), nothing);

    std::fs::rename(
        machine.project.path().join("reports/plain.yaml"),
        machine.project.path().join("reports/new.yaml"),
    )
    .expect("a report");
    for _ in 0..2 {
        let [told] = &told()[..] else { panic!("one paper is left") };
        assert!(told.starts_with("warning: ") && told.contains("out/plain.pdf` was made of "), "{told}");
        assert!(told.ends_with("reports/plain.yaml`, which is not there any more"), "{told}");
    }
    assert!(out.join("plain.pdf").exists(), "nothing is deleted");

    // A file that somebody has put there is no paper of ours; one that is gone needs no word.
    std::fs::write(out.join("plain.pdf"), "theirs").expect("a file can be written");
    assert_eq!(told(), nothing);

    // A report with errors keeps its last good paper, and a single report says nothing of others.
    machine.change("reports/coventry.yaml", "sections:", "sectons:");
    assert!(!told().iter().any(|line| line.contains("coventry.pdf")));
    machine.change("reports/coventry.yaml", "sectons:", "sections:");
    let one = machine.options().build(&[machine.project.path().join("reports/new.yaml")]).expect("a report");
    assert_eq!(rendered(&one.diagnostics), "");
    assert_eq!(told(), nothing);
}

#[test]
fn a_locked_build_writes_nothing_and_fails_where_a_paper_would_change() {
    let machine = Machine::new();
    let locked =
        || Options { locked: true, ..machine.options() }.build(&[machine.project.path()]).expect("a project");
    let built = locked();
    assert_eq!(built.failed, 3);
    assert!(!machine.project.path().join("out").exists());
    assert!(rendered(&built.diagnostics).contains("has not been built"));
    machine.fates();
    assert_eq!(locked().failed, 0);
    // A cache that knows nothing makes no difference.
    let cold = tempfile::tempdir().expect("a folder");
    let cold = Options { cache: Some(Arc::new(Cache::in_folder(cold.path()))), locked: true, ..Options::default() };
    assert_eq!(cold.build(&[machine.project.path()]).expect("a project").failed, 0);
    machine.change("data/csww.csv", "Coventry,2025,18.5", "Coventry,2025,19.5");
    let before = bytes(&machine.project.path().join("out/coventry.pdf"));
    let built = locked();
    assert_eq!(built.failed, 1);
    assert!(rendered(&built.diagnostics).contains("is not what its report and its data give today"));
    assert!(bytes(&machine.project.path().join("out/coventry.pdf")) == before);
}

#[test]
fn a_locked_build_that_remembers_nothing_looks_at_what_is_there() {
    let machine = Machine::new();
    machine.fates();
    let options = Options { locked: true, ..Options::default() };
    let build = || options.build(&[machine.project.path()]).expect("a project");
    let built = build();
    assert_eq!((rendered(&built.diagnostics), fates(&built)), (String::new(), all(Fate::Kept)));
    machine.change("reports/plain.yaml", "nothing to count", "little to count");
    assert_eq!(build().failed, 1);
}

#[test]
fn what_failed_is_in_the_record_and_among_the_dependencies() {
    let machine = Machine::new();
    machine.change("reports/plain.yaml", "sections:", "sectons:");
    let built = machine.build();
    let record = Record::parse(&Record::of(&built, None).to_json()).expect("a record");
    let [failure] = &record.failures[..] else { panic!("one has failed") };
    assert_eq!((failure.report.as_str(), failure.papers.len(), record.failed), ("reports/plain.yaml", 0, 1));
    assert!(failure.inputs.iter().any(|file| file.path == "reports/plain.yaml"));
    let rules = boardpack::build::record::make_rules(&built);
    assert_eq!(rules.matches("/out/").count(), 3, "{rules}");
    let json: serde_json::Value =
        serde_json::from_slice(&boardpack::build::record::dependencies(&built)).expect("JSON");
    let outputs = json.as_array().expect("a list").iter().map(|rule| rule["output"].to_string());
    assert!(outputs.into_iter().any(|output| output.contains("out/plain.pdf")));
}

/// Whether `make` takes a target for up to date; `None` where there is no `make`.
#[cfg(unix)]
fn is_up_to_date(folder: &Path, target: &str) -> Option<bool> {
    std::fs::write(folder.join("Makefile"), "include deps.mk\n%.pdf: ; @true\n").expect("a file");
    let mut make = std::process::Command::new("make");
    let make = make.args(["-q", target]).env_remove("MAKEFLAGS").current_dir(folder).output();
    Some(make.ok()?.status.code() == Some(0))
}

#[cfg(unix)]
#[test]
fn make_reads_the_rules_whatever_the_names_are() {
    for name in ["a b", "a=b", "Return [2]", "a*b?", "a$b#c%d", "a;b"] {
        // What has a name that `make` cannot read is as good as changed.
        let is_read = name != "a;b";
        let report = if is_read { name } else { "ab" };
        let (data, target) = (format!("data/{name}.csv"), format!("out/{report}.pdf"));
        let report = format!("reports/{report}.yaml");
        let words = body("The rate is {{ agency_rate }}.");
        let text = format!("{NOTE}data:\n  csww: '{data}'\nsubject: {{area: Coventry, period: 2025}}\n{words}");
        let project = Scratch::new().file(&data, DATA).file(&report, text);
        let out = command::boardpack()
            .current_dir(project.path())
            .args(["build", ".", "--deps", "deps.mk"])
            .output()
            .expect("the program runs");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let Some(fresh) = is_up_to_date(&project.path(), &target) else {
            crate::said::say("left out: there is no `make`");
            return;
        };
        assert_eq!(fresh, is_read, "{name}");
        let later = std::time::SystemTime::now() + std::time::Duration::from_secs(3600);
        let file = std::fs::File::options().write(true).open(project.path().join(&data)).expect("data");
        file.set_modified(later).expect("a time");
        assert_eq!(is_up_to_date(&project.path(), &target), Some(false), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_paper_whose_data_were_gone_is_made_again_when_they_come_back() {
    let machine = Machine::new();
    let folder = machine.project.path().to_path_buf();
    let build = || {
        let mut program = command::boardpack();
        program.current_dir(&folder).env("BOARDPACK_CACHE", machine.cache.path());
        program.args(["build", ".", "-q", "--deps", "deps.mk"]);
        program.output().expect("the program runs").status.code()
    };
    assert_eq!(build(), Some(0));
    let Some(fresh) = is_up_to_date(&folder, "out/coventry.pdf") else {
        crate::said::say("left out: there is no `make`");
        return;
    };
    assert!(fresh);
    let (data, aside) = (folder.join("data/csww.csv"), folder.join("aside.csv"));
    std::fs::rename(&data, &aside).expect("renamed");
    assert_eq!(build(), Some(1));
    assert_eq!(is_up_to_date(&folder, "out/coventry.pdf"), Some(false), "while they are gone");
    std::fs::rename(&aside, &data).expect("renamed");
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(3600);
    std::fs::File::options().write(true).open(&data).and_then(|file| file.set_modified(later)).expect("a time");
    assert_eq!(is_up_to_date(&folder, "out/coventry.pdf"), Some(false), "when they are back");
    let failed = {
        std::fs::rename(&data, &aside).expect("renamed");
        machine.build()
    };
    let json: serde_json::Value =
        serde_json::from_slice(&boardpack::build::record::dependencies(&failed)).expect("JSON");
    let rule = json.as_array().expect("a list").iter().find(|rule| rule["output"].to_string().contains("coventry"));
    assert!(rule.expect("the paper")["inputs"].to_string().contains("data/csww.csv"));
}

#[test]
fn the_record_has_inputs_outputs_and_figures() {
    let machine = Machine::new();
    let record = Record::of(&machine.build(), None);
    let again = Record::parse(&record.to_json()).expect("a record");
    assert_eq!(again, record);
    let coventry = record.reports.iter().find(|one| one.report == "reports/coventry.yaml").expect("the report");
    let paths: Vec<&str> = coventry.inputs.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["council.yaml", "data/csww.csv", "reports/coventry.yaml"]);
    let hash = |path: &str| blake3::hash(&bytes(&machine.project.path().join(path))).to_hex().to_string();
    for file in &coventry.inputs {
        assert_eq!(file.hash, hash(&file.path));
    }
    assert_eq!(coventry.papers[0].hash, hash("out/coventry.pdf"));
    assert_eq!(coventry.papers[0].figures[0].figures[0].text, "18.5%");
    // Another run has put a paper of its own into the place meanwhile.
    let built = machine.build();
    let (one, other) =
        (machine.project.path().join("out/coventry.pdf"), machine.project.path().join("out/solihull.pdf"));
    let paper = bytes(&one);
    std::fs::copy(&other, &one).expect("a copy");
    let cache = Cache::in_folder(machine.cache.path());
    let figures = |cache: Option<&Cache>| {
        let papers: Vec<_> =
            Record::of(&built, cache).reports.into_iter().flat_map(|report| report.papers).collect();
        let ours = papers.into_iter().find(|paper| paper.path.ends_with("coventry.pdf")).expect("the paper");
        assert_eq!(ours.hash, coventry.papers[0].hash);
        ours.figures
    };
    assert_eq!(figures(Some(&cache)), coventry.papers[0].figures);
    assert_eq!(figures(None), [], "rather none than another's");
    std::fs::write(&one, paper).expect("the paper");
    let kept = machine.build();
    assert_eq!(inputs(&kept.outcomes[0]), coventry.inputs, "what is kept has the same inputs");
}

#[test]
fn the_command_says_what_it_did_and_why() {
    let machine = Machine::new();
    let run = |arguments: &[&str]| {
        let output = command::boardpack()
            .current_dir(machine.project.path())
            .env("BOARDPACK_CACHE", machine.cache.path())
            .arg("build")
            .args(arguments)
            .arg(".")
            .output()
            .expect("the program runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, said, _) = run(&[]);
    assert_eq!(code, Some(0));
    assert_eq!(said, "built out/coventry.pdf\nbuilt out/plain.pdf\nbuilt out/solihull.pdf\n");
    assert_eq!(run(&[]).1, "kept 3 papers, which are as before\n");
    machine.change("data/csww.csv", "Coventry,2025,18.5", "Coventry,2025,19.5");
    assert_eq!(
        run(&["--why", "--record", "record.json", "--deps", "deps.mk"]).1,
        "built out/coventry.pdf: `data/csww.csv` has changed\n\
         kept out/plain.pdf: nothing has changed\n\
         kept out/solihull.pdf: `data/csww.csv` has changed, but the paper stays the same\n"
    );
    let read = |name: &str| String::from_utf8(bytes(&machine.project.path().join(name))).expect("UTF-8");
    assert!(Record::parse(read("record.json").as_bytes()).is_some());
    assert!(read("deps.mk").starts_with(
        "boardpack.equals := =\n.PHONY: boardpack.always\nout/coventry.pdf: \\\n  council.yaml \\\n  data/csww.csv \\\n  reports/coventry.yaml\n"
    ));
    std::fs::remove_file(machine.project.path().join("out/plain.pdf")).expect("a paper");
    assert!(run(&["--why"]).1.contains("restored out/plain.pdf: it was missing, or not as it was built\n"));
    let (code, _, said) = run(&["--locked"]);
    assert_eq!((code, said.as_str()), (Some(0), ""));
}

#[test]
fn the_moment_of_making_is_the_reports_date_or_what_the_environment_says() {
    let machine = Machine::new();
    let run = |moment: &str| {
        let output = command::boardpack()
            .current_dir(machine.project.path())
            .env("BOARDPACK_CACHE", machine.cache.path())
            .env("SOURCE_DATE_EPOCH", moment)
            .args(["build", "."])
            .output()
            .expect("the program runs");
        let paper = std::fs::read(machine.project.path().join("out/plain.pdf")).unwrap_or_default();
        (output.status.code(), String::from_utf8_lossy(&paper).into_owned())
    };
    let (code, own) = run("");
    assert_eq!(code, Some(0));
    assert!(own.contains("D:20251127000000"), "midnight of the report's date");
    let (code, told) = run("1764201601");
    assert_eq!(code, Some(0));
    assert!(told.contains("D:20251127000001"));
    for wrong in ["tomorrow", "-1", "1e9", "99999999999999"] {
        assert_eq!(run(wrong).0, Some(2), "{wrong}");
    }
}

/// The files below a folder, but for the tag that says that it is a cache.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() {
            collect(&entry.path(), files);
        } else if entry.file_name() != "CACHEDIR.TAG" {
            files.push(entry.path());
        }
    }
    files.sort();
}
