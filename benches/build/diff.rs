//! What it costs to say what differs between two builds of all authorities' reports, beside building them.

use std::io::Result;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::meter::{self, Line};
use crate::papers::{BOARDPACK, Run, in_turn, shown};
use crate::{Bench, ROUNDS, ROUNDS_OF_ALL, council};

/// What happens to a project between two builds.
type Edit = fn(&Path, &[String]) -> Result<()>;

/// The edits, each with what it is.
const EDITS: [(&str, Edit); 3] = [
    ("a number of every authority", |project, _| council::revise(project, usize::MAX)),
    ("a paragraph in every report", council::add_paragraph),
    ("one row of the data", |project, _| council::revise(project, 1)),
];

/// Compares builds before and after each of the edits, of all papers and of one of them.
pub fn run(bench: &Bench) -> Result<()> {
    let before = bench.authorities("before")?;
    let count = before.reports.len();
    meter::run(&[before.boardpack(count)], 1);
    let mut versions = Vec::new();
    for (at, (name, edit)) in EDITS.into_iter().enumerate() {
        let after = bench.authorities(&format!("after-{at}"))?;
        edit(after.project(), &after.reports)?;
        meter::run(&[after.boardpack(count)], 1);
        versions.push((name, after));
    }

    let page = bench.folder.join("diff.html");
    let mut runs = vec![Run::new("build", vec![before.boardpack(count)], 1)];
    for (name, after) in &versions {
        let (old, new) = (before.made(), after.made());
        let (papers, pages) = differing(&old, &new);
        println!("{name}: {papers} papers and {pages} of their pages look different");
        runs.extend(both(name, &old, &new, &page));
    }
    runs.push(Run::new("nothing: diff", vec![diff(&before.made(), &before.made())], 1));
    in_turn(&mut runs, 0, ROUNDS_OF_ALL);
    print(&format!("{count} reports: the middle of {ROUNDS_OF_ALL} rounds"), &runs, count);

    let first = before.reports.first().expect("there are authorities");
    let mut runs = vec![Run::new("build", vec![before.boardpack(1)], 1)];
    for (name, after) in &versions {
        runs.extend(both(name, &before.paper(first), &after.paper(first), &page));
    }
    in_turn(&mut runs, 1, ROUNDS);
    print(&format!("One report: the middle of {ROUNDS} rounds"), &runs, 1);
    Ok(())
}

/// A comparison as text, and one with the page of pictures.
fn both(name: &str, old: &Path, new: &Path, page: &Path) -> [Run; 2] {
    let plain = diff(old, new).ending_with(1);
    let with_page = plain.clone().and(["--html".to_owned(), shown(page)]);
    [
        Run::new(&format!("{name}: diff"), vec![plain], 1),
        Run::new(&format!("{name}: diff --html"), vec![with_page], 1),
    ]
}

fn diff(old: &Path, new: &Path) -> Line {
    let words = [BOARDPACK, "diff", &shown(old), &shown(new), "--cache", "none"];
    Line::new(words.map(str::to_owned).to_vec())
}

/// How many papers look different, and how many pages of them.
fn differing(old: &Path, new: &Path) -> (usize, usize) {
    let output = Command::new(BOARDPACK)
        .args(["diff", "--cache", "none", "--format", "json"])
        .args([old, new])
        .output()
        .expect("the program can be run");
    let found: Value = serde_json::from_slice(&output.stdout).expect("a difference is JSON");
    let papers = found["papers"].as_array().expect("papers that differ");
    assert!(!papers.is_empty(), "an edit is seen");
    let pages = |paper: &Value| paper["pages"].as_array().map_or(0, Vec::len);
    (papers.len(), papers.iter().map(pages).sum())
}

/// Prints what comparisons of so many papers took, beside their build, which is the first.
fn print(title: &str, runs: &[Run], papers: usize) {
    println!("\n{title} in turn; ratios to the build");
    println!(
        "{:44} {:>10} {:>8} {:>10} {:>10} {:>8} {:>12}",
        "", "time", "ratio", "a paper", "work", "ratio", "peak memory"
    );
    let build = runs[0].middle();
    for run in runs {
        let cost = run.middle();
        println!(
            "{:44} {:>8.0}ms {:>8.2} {:>8.1}ms {:>8.0}ms {:>8.2} {:>10.1}MB",
            run.name,
            cost.milliseconds(),
            cost.milliseconds() / build.milliseconds(),
            cost.milliseconds() / papers as f64,
            cost.milliseconds_of_work(),
            cost.milliseconds_of_work() / build.milliseconds_of_work(),
            cost.megabytes()
        );
    }
}
