//! A project of many small reports that all read one data file, and the papers that they have to become.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::command::boardpack;
use crate::scratch::{NOTE, PROFILE};

/// Papers by their names.
pub type Papers = BTreeMap<String, Vec<u8>>;

/// A folder in which a project `county` is, with many reports.
pub struct Crowd {
    folder: TempDir,
    many: usize,
}

impl Crowd {
    /// So many reports, and the first state of their data.
    pub fn new(many: usize) -> Self {
        let crowd = Self { folder: tempfile::tempdir().expect("a folder"), many };
        let project = crowd.project();
        for folder in ["reports", "data"] {
            std::fs::create_dir_all(project.join(folder)).expect("a folder");
        }
        std::fs::write(project.join("council.yaml"), PROFILE).expect("a profile");
        std::fs::write(crowd.data(), table(many, 1)).expect("data");
        for team in 0..many {
            let report = format!(
                "{NOTE}data: {{staff: data/staff.csv}}
figures:
  staff: {{query: \"SELECT headcount FROM staff WHERE team = 'Team {team}'\", unit: people}}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [\"Team {team} has {{{{ staff }}}} people.\"]}}
  - {{slot: background, body: [Nothing else is said.]}}
"
            );
            std::fs::write(project.join(format!("reports/team-{team:03}.yaml")), report).expect("a report");
        }
        crowd
    }

    /// The same with four reports more: one with something exempt for members alone, an agenda, a pack that binds both, and
    /// one that is made for three areas.
    pub fn with_a_pack(many: usize) -> Self {
        let crowd = Self::new(many);
        let ground = "exempt: {paragraph: 3, public-interest: Its price would help other bidders.}";
        let closed = format!(
            "{NOTE}data: {{staff: data/staff.csv}}
figures:
  staff: {{query: \"SELECT headcount FROM staff WHERE team = 'Team 0'\", unit: people}}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [\"The team has {{{{ staff }}}} people.\"]}}
  - slot: background
    body:
      - Nothing else is said in public.
      - {{text: The agency asks for more., {ground}}}
"
        );
        let agenda = "template: agenda
title: Testshire Scrutiny Board
date: 2025-11-27
time: 2.00 pm
place: County Hall
items:
  - Apologies
  - {paper: reports/team-001.yaml, by: Report of the Scrutiny Officer}
  - {paper: reports/closed.yaml, by: Report of the Scrutiny Officer}
signatory: Ann Officer, County Hall
published: 2025-11-19
contact: officer
membership: Councillors One and Two
";
        let note = NOTE.replace("A note of the tests", "\"A note on {{ subject.area }}\"");
        let each = format!(
            "{note}for-each: [Coventry, Dudley, Walsall]
subject: {{period: 2025}}
data: {{staff: data/staff.csv}}
figures:
  staff: {{query: \"SELECT headcount FROM staff WHERE team = 'Team 1'\", unit: people}}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [\"Of {{{{ subject.area }}}} nothing is said, but the team has {{{{ staff }}}} people.\"]}}
  - {{slot: background, body: [Nothing else is said.]}}
"
        );
        let project = crowd.project();
        std::fs::write(project.join("reports/each.yaml"), each).expect("a report");
        std::fs::create_dir_all(project.join("packs")).expect("a folder");
        std::fs::write(project.join("reports/closed.yaml"), closed).expect("a report");
        std::fs::write(project.join("reports/agenda.yaml"), agenda).expect("a report");
        std::fs::write(project.join("packs/pack.yaml"), "template: pack\nagenda: reports/agenda.yaml\n")
            .expect("a pack");
        crowd
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn project(&self) -> PathBuf {
        self.folder.path().join("county")
    }

    /// The data file that all reports read.
    pub fn data(&self) -> PathBuf {
        self.project().join("data/staff.csv")
    }

    /// The folder of its papers.
    pub fn out(&self) -> PathBuf {
        self.project().join("out")
    }

    /// Gives the data a state, as an editor does that saves by renaming.
    pub fn set(&self, state: usize) {
        let beside = self.project().join("data/new.csv");
        std::fs::write(&beside, table(self.many, state)).expect("data");
        std::fs::rename(beside, self.data()).expect("data");
    }

    /// `boardpack build county`, to which options and an environment may be added.
    pub fn build(&self) -> assert_cmd::Command {
        let mut command = boardpack();
        command.current_dir(self.path()).args(["build", "county"]);
        command
    }

    /// What its papers are, made without anything that earlier runs have left, in a state of the data.
    pub fn clean(&self, state: usize) -> Papers {
        let packed = self.project().join("packs").exists();
        let clean = if packed { Self::with_a_pack(self.many) } else { Self::new(self.many) };
        clean.set(state);
        clean.build().assert().success();
        let papers = papers(&clean.out());
        // The report in two editions, the agenda, the pack in two editions, and the report for three areas.
        assert_eq!(papers.len(), self.many + if packed { 8 } else { 0 });
        papers
    }
}

/// The data in a state: every number is another than in every other state.
pub fn table(many: usize, state: usize) -> String {
    let rows = (0..many).map(|team| format!("Team {team},{}\n", 10 * team + state));
    std::iter::once("team,headcount\n".to_owned()).chain(rows).collect()
}

/// The papers at and below a folder; none if there is no such folder.
pub fn papers(folder: &Path) -> Papers {
    let mut papers = Papers::new();
    collect(folder, "", &mut papers);
    papers
}

fn collect(folder: &Path, inside: &str, papers: &mut Papers) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), format!("{inside}{}", entry.file_name().to_string_lossy()));
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            collect(&path, &format!("{name}/"), papers);
        } else if name.ends_with(".pdf") {
            papers.insert(name, std::fs::read(&path).expect("a paper"));
        }
    }
}

/// Panics unless the papers are those that they have to be: too much to print all of their bytes.
#[track_caller]
pub fn assert_same(papers: &Papers, expected: &Papers) {
    let differ: Vec<&String> = expected.keys().filter(|name| papers.get(*name) != expected.get(*name)).collect();
    assert!(differ.is_empty(), "other than in a clean build, or missing: {differ:?}");
    assert!(papers.len() == expected.len(), "there are papers too many");
}
