//! A build or a check: paths become projects and reports, and every report becomes a PDF, which only a build writes.

mod editions;
mod plan;
mod shop;
mod subjects;
mod told;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use crate::data::areas::Area;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::typeset::{Engine, SharedEngine};
use crate::workers;
use editions::Job;
pub use plan::{plan, root_of};
use shop::Shops;
use told::Told;

/// The folder in a project that papers are written to, unless another is named.
const OUT: &str = "out";

/// What a build did.
#[derive(Debug, Default)]
pub struct Built {
    /// The papers that were written, in the order of the reports.
    pub papers: Vec<PathBuf>,
    /// How many reports have errors and were not written.
    pub failed: usize,
    /// Everything there is to say, in a stable order.
    pub diagnostics: Vec<Diagnostic>,
}

/// A path that cannot be built: wrong usage, as opposed to a report with errors.
#[derive(Debug, PartialEq, Eq)]
pub struct Unusable {
    /// What is wrong with the path.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

/// Builds everything that the paths name: projects, folders of reports and single reports.
///
/// Papers go to `out`, or to the folder `out` of their project.
///
/// # Errors
/// If a path is no report and belongs to no project.
pub fn build(paths: &[PathBuf], out: Option<&Path>) -> Result<Built, Unusable> {
    let (done, mut built) = run(paths, out, Job::write)?;
    built.papers = done.into_iter().flatten().collect();
    Ok(built)
}

/// Does everything that [`build`] does but writing, and reads the text again with the rules of [`check`].
///
/// A report that a rule has found an error in counts as failed.
///
/// # Errors
/// If a path is no report and belongs to no project.
pub fn check(paths: &[PathBuf]) -> Result<Checked, Unusable> {
    let (done, built) = run(paths, None, Job::check)?;
    Ok(Checked { reports: done.len() + built.failed, diagnostics: built.diagnostics })
}

/// What a check has found.
#[derive(Debug, Default)]
pub struct Checked {
    /// How many reports there are.
    pub reports: usize,
    /// Everything there is to say, in a stable order.
    pub diagnostics: Vec<Diagnostic>,
}

/// A report that is to be made.
struct Unit {
    shops: Arc<Shops>,
    /// The report, relative to its project.
    path: String,
    /// The area that it is about, where it is made for each of many.
    subject: Option<Arc<Area>>,
    /// Where its paper goes.
    out: PathBuf,
}

/// Does the work for every report that the paths name; returns what came of those for which it could be done.
fn run<T: Send>(
    paths: &[PathBuf],
    out: Option<&Path>,
    work: impl Fn(&Job, &mut Diagnostics) -> Option<T> + Sync,
) -> Result<(Vec<T>, Built), Unusable> {
    let folders = plan(paths)?;
    let engine = SharedEngine::new(LazyLock::new(Engine::new));
    let mut built = Built::default();
    let mut told = Told::default();
    let mut diagnostics = Diagnostics::default();
    let several = folders.len() > 1;
    let mut units = Vec::new();
    for (root, reports) in folders {
        let folder = match out {
            Some(out) if several => out.join(root.file_name().unwrap_or_default()),
            Some(out) => out.to_owned(),
            None => root.join(OUT),
        };
        let shops = Arc::new(Shops::new(&engine, &root));
        let unit = |path: &str, subject, paper: PathBuf| Unit {
            shops: Arc::clone(&shops),
            path: path.to_owned(),
            subject,
            out: folder.join(paper),
        };
        for path in reports {
            match subjects::of(&shops, &path, None, &mut diagnostics) {
                None => units.push(unit(&path, None, plan::paper(&path))),
                Some(subjects) if subjects.is_empty() => built.failed += 1,
                Some(subjects) => {
                    units.extend(subjects.into_iter().map(|(area, paper)| unit(&path, Some(area), paper)));
                }
            }
        }
    }
    refuse_clashes(&mut units, &mut built, &mut diagnostics);

    let results = workers::map(units, |unit| {
        // What is wrong with the profile is not what is wrong with the report.
        let (mut opening, mut sink) = (Diagnostics::default(), Diagnostics::default());
        let shop = unit.shops.of(&unit.path, &mut opening);
        let report = unit.shops.files.shown(&unit.path);
        let subject = unit.subject.clone();
        let done = shop.and_then(|shop| work(&Job::new(&shop, unit.path, unit.out).about(unit.subject), &mut sink));
        sink.extend(opening);
        (report, subject, done, sink)
    });
    told.extend(diagnostics);
    let mut done = Vec::new();
    for (report, subject, one, sink) in results {
        match subject {
            Some(area) => told.add(&report, &area, sink),
            None => told.extend(sink),
        }
        match one {
            Some(one) => done.push(one),
            None => built.failed += 1,
        }
    }
    built.diagnostics = told.sorted();
    Ok((done, built))
}

/// Two reports that would write the same paper: neither may overwrite the other.
fn refuse_clashes(units: &mut Vec<Unit>, built: &mut Built, diagnostics: &mut Diagnostics) {
    let mut by_paper: HashMap<PathBuf, String> = HashMap::new();
    units.retain(|unit| {
        let shown = unit.shops.files.shown(&unit.path);
        let Some(first) = by_paper.get(&unit.out) else {
            by_paper.insert(unit.out.clone(), shown);
            return true;
        };
        let message = format!("`{first}` and `{shown}` would both become `{}`", unit.out.display());
        let hint = "rename one of the two reports";
        // Nothing in the report is wrong but its name: its first line stands for it.
        diagnostics.push(match unit.shops.files.text(&unit.path) {
            Ok(file) => Diagnostic::error(message, &Span::new(&file, 0..0)).hint(hint),
            Err(_) => Diagnostic::bare(message).hint(hint),
        });
        built.failed += 1;
        false
    });
}
