//! What reading the prose costs, beside the whole build of the same reports.
//!
//! The fixture councils are built as a user builds them, by the program in a process of its own, claims included; and in
//! turn with it only the prose of their narrated reports is read, the first time with nothing in the caches. The budget is
//! a tenth of the build without it, where the middle of the rounds counts. The same within one process, with what a
//! build leaves in memory, is printed beside it.

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use boardpack::data::store::Store;
use boardpack::diagnostic::Diagnostics;
use boardpack::facts::Facts;
use boardpack::narrative::{Circumstances, Narrated, narrate};
use boardpack::project::Project;
use boardpack::project::report::Report;
use boardpack::{build, claims};

const PROJECTS: [&str; 2] = ["fixtures/coventry", "fixtures/warwickshire"];
const ROUNDS: usize = 15;

fn main() {
    // Whoever runs all targets as tests must not wait for figures.
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("this is a benchmark: cargo bench --bench claims");
        return;
    }
    let out = tempfile::tempdir().expect("a folder for the papers");
    for project in PROJECTS {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(project);
        let reports = reports(&root);
        let (mut cold, mut warm, mut read) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let done = Command::new(env!("CARGO_BIN_EXE_boardpack"))
                .args(["build", "--cache", "none", "--out"])
                .arg(out.path())
                .arg(&root)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .expect("a program");
            cold.push(start.elapsed());
            assert!(done.success(), "{project} has errors");

            let start = Instant::now();
            for (report, narrated) in &reports {
                let mut sink = Diagnostics::default();
                claims::check(report, narrated, &mut sink);
                black_box(&sink);
            }
            read.push(start.elapsed());

            let start = Instant::now();
            let done = build::build(std::slice::from_ref(&root), Some(out.path())).expect("a project");
            warm.push(start.elapsed());
            assert_eq!(done.failed, 0, "{project} has errors");
        }
        let first = read[0];
        let (cold, warm, read) = (middle(cold), middle(warm), middle(read));
        println!(
            "{project}: prose read in {:.2} ms ({:.2} ms the first time)",
            read.as_secs_f64() * 1e3,
            first.as_secs_f64() * 1e3
        );
        for (how, built, read) in [("as a user builds", cold, first.max(read)), ("in one process", warm, read)] {
            let share = read.as_secs_f64() / (built.saturating_sub(read)).as_secs_f64();
            let kept = if share <= 0.1 { "kept" } else { "missed" };
            println!(
                "  {how}: built in {:.0} ms, reading adds {:.1}%; budget of 10%: {kept}",
                built.as_secs_f64() * 1e3,
                share * 100.0
            );
        }
    }
}

/// The reports of a project, narrated.
fn reports(root: &Path) -> Vec<(Report, Narrated)> {
    let mut sink = Diagnostics::default();
    let project = Project::open(root, &mut sink).expect("a profile");
    let store = Store::default();
    let paths = project.files.yaml_files("reports");
    let narrated = paths.iter().filter_map(|path| {
        let report = project.report(path, &mut sink)?;
        let datasets = report.data.iter().filter_map(|entry| store.get(&project.files, entry, &mut sink)).collect();
        let facts = Facts::gather(&report, &project.profile, datasets, &mut sink);
        let narrated = narrate(&report, &project.profile, facts, Circumstances::ALONE, &mut sink);
        Some((report, narrated))
    });
    narrated.collect()
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
