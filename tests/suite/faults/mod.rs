//! Faults: a run that is killed, starved of room or permissions, or disturbed leaves whole papers, and the next one
//! completes.

mod caches;
mod inputs;
mod places;
mod processes;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use boardpack::build::record::Record;

use crate::crowd::{Crowd, Papers};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).expect("a small number")
    }
}

/// A number of the environment, for who wants more of a test than CI has time for.
fn wanted(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|many| many.parse().ok()).unwrap_or(usual)
}

/// `boardpack build county` as a process that can be killed.
fn process(crowd: &Crowd, cache: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_boardpack"));
    command.current_dir(crowd.path()).args(["build", "county"]).env("BOARDPACK_CACHE", cache);
    command.env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// A build that has to succeed, and what it says on standard error.
#[track_caller]
fn succeeds(crowd: &Crowd, cache: &Path) -> String {
    let output = crowd.build().env("BOARDPACK_CACHE", cache).output().expect("the program runs");
    let stderr = String::from_utf8(output.stderr).expect("text");
    assert!(output.status.success(), "{stderr}");
    stderr
}

/// A build that has to fail with exit code 1, and what it says on standard error.
#[track_caller]
fn fails(crowd: &Crowd, cache: &Path) -> String {
    let output = crowd.build().env("BOARDPACK_CACHE", cache).output().expect("the program runs");
    let stderr = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    stderr
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.extend(files(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

/// Panics if a run has left a file unfinished.
#[track_caller]
fn assert_tidy(folder: &Path) {
    let name =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".boardpack-"));
    let left: Vec<PathBuf> = files(folder).into_iter().filter(name).collect();
    assert!(left.is_empty(), "left over: {left:?}");
}

/// Panics unless each paper is whole, and of one of the states.
#[track_caller]
fn assert_each_of(papers: &Papers, states: &[&Papers]) {
    for (name, paper) in papers {
        assert!(states.iter().any(|state| state.get(name) == Some(paper)), "`{name}` is of no state of its data");
    }
}

/// Panics unless a record is there whole, or not at all; one of today's has to be of the papers that there are.
#[track_caller]
fn assert_recorded(record: &Path, today: Option<&Papers>) {
    let there = std::fs::read(record).ok();
    assert!(there.is_some() || today.is_none(), "there is no record");
    let Some(there) = there else { return };
    let recorded = Record::parse(&there).expect("a whole record");
    let Some(papers) = today else { return };
    let recorded: BTreeMap<String, String> = recorded
        .reports
        .into_iter()
        .flat_map(|report| report.papers)
        .map(|paper| (paper.path.strip_prefix("county/out/").expect("a paper").to_owned(), paper.hash))
        .collect();
    let hash = |paper: &[u8]| blake3::hash(paper).to_hex().to_string();
    assert_eq!(recorded, papers.iter().map(|(name, paper)| (name.clone(), hash(paper))).collect());
}
