//! A build or a check: paths become projects and reports, and every report becomes a PDF, which only a build writes.

mod editions;
mod incremental;
mod leftover;
pub mod names;
mod plan;
mod printer;
pub mod record;
mod shard;
mod shop;
mod subjects;
mod told;
mod workshop;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cache::Cache;
use crate::data::areas::Area;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Span};
use crate::progress::{Progress, Stage, Watched};
use crate::project::files::Inputs;
use crate::project::subjects::ForEach;
use crate::workers;
use editions::Job;
pub use plan::{PACKS, REPORTS, nearest_name, plan, root_of, within};
pub use shard::Shard;
use shop::Shops;
use told::Told;
pub use workshop::{Round, Workshop};

/// The folder in a project that papers are written to, unless another is named.
const OUT: &str = "out";

/// What a run is told, beside what to build.
#[derive(Debug, Default)]
pub struct Options {
    /// The folder that papers go to; without one, the folder `out` of their project.
    pub out: Option<PathBuf>,
    /// What earlier runs have made; without it everything is made anew.
    pub cache: Option<Arc<Cache>>,
    /// Whether it is an error if a paper would change, and nothing is written.
    pub locked: bool,
    /// Whom reports are made for, instead of whom they say themselves: one paper each.
    pub for_each: Option<ForEach>,
    /// Which part of the run is done here; without it, all of it.
    pub shard: Option<Shard>,
    /// Whether the project is built aside, for somebody who only wants to look at its papers: the folder that messages name,
    /// whichever copy of it is built. Nobody remembers where such papers were.
    pub aside: Option<PathBuf>,
    /// When the papers are said to have been made, in seconds since 1970; without it, at midnight of their own date.
    pub made_at: Option<i64>,
    /// Who wants to know how far the run is.
    pub progress: Option<Arc<dyn Progress>>,
}

/// What a build did.
#[derive(Debug, Default)]
pub struct Built {
    /// The papers that there are now, in the order of the reports.
    pub papers: Vec<PathBuf>,
    /// What became of each report that has no errors, in their order.
    pub outcomes: Vec<Outcome>,
    /// The reports that have errors, or whose papers could not be put in their place, in their order.
    pub failures: Vec<Outcome>,
    /// How many reports there are.
    pub reports: usize,
    /// How many reports have errors and were not written.
    pub failed: usize,
    /// Everything there is to say, in a stable order.
    pub diagnostics: Vec<Diagnostic>,
}

/// What became of a report.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The report, relative to its project.
    pub report: String,
    /// The area that it is about, where it is made for each of many.
    pub subject: Option<Arc<Area>>,
    /// The project's folder.
    pub root: PathBuf,
    /// The folder that the project's papers go to.
    folder: PathBuf,
    /// Where its paper goes; those of other editions and kinds go beside it.
    pub out: PathBuf,
    /// Its papers.
    pub papers: Vec<PaperMade>,
    /// The papers that it became when it was last built here; empty where nobody remembers.
    formerly: Vec<PathBuf>,
    /// What is not as it was when it was last built; empty if nothing has changed, or where nobody remembers.
    pub why: Vec<String>,
    /// Everything that was read for it, and what was found there.
    pub inputs: Inputs,
    /// How it ended.
    ending: Ending,
}

/// How the making of a report ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Its papers are there.
    Done,
    /// It has errors, or a paper could not be put in its place.
    Failed,
    /// Something that it was made of was saved meanwhile: nothing may be wrong when that is read again.
    Unsettled,
}

impl Outcome {
    /// Whether it has errors, or its papers could not be put in their place.
    fn has_failed(&self) -> bool {
        self.ending != Ending::Done
    }

    /// Takes it for undone if somebody has removed one of its papers since, and says so: who goes on with the papers of a
    /// run would miss it.
    fn lose(&mut self) -> Option<Diagnostic> {
        let gone = self.papers.iter().find(|paper| !self.has_failed() && !paper.path.is_file())?;
        self.ending = Ending::Failed;
        let message =
            format!("`{}` is gone: somebody has removed it since this build wrote it", gone.path.display());
        Some(
            Diagnostic::bare(message)
                .hint("build again, and let nobody else change the folder of papers meanwhile"),
        )
    }
}

/// A paper that a report has become.
#[derive(Debug, Clone)]
pub struct PaperMade {
    /// Its file.
    pub path: PathBuf,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub hash: String,
    /// What was done about it.
    pub fate: Fate,
}

/// What was done about a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was made and written.
    Built,
    /// It was there already, byte for byte.
    Kept,
    /// It was made before, and taken from the cache.
    Restored,
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
/// Papers go to `out`, or to the folder `out` of their project. Everything is made anew; [`Options::build`] can do better.
///
/// # Errors
/// If a path is no report and belongs to no project.
pub fn build(paths: &[PathBuf], out: Option<&Path>) -> Result<Built, Unusable> {
    Options { out: out.map(Path::to_owned), ..Options::default() }.build(paths)
}

/// Does everything that [`build`] does but writing, and reads the text again with the rules of [`check`].
///
/// A report that a rule has found an error in counts as failed.
///
/// # Errors
/// If a path is no report and belongs to no project.
pub fn check(paths: &[PathBuf]) -> Result<Checked, Unusable> {
    Options::default().check(paths)
}

/// What a check has found.
#[derive(Debug, Default)]
pub struct Checked {
    /// How many reports there are.
    pub reports: usize,
    /// How many of them have errors.
    pub failed: usize,
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
    /// The folder that the project's papers go to.
    folder: PathBuf,
    /// Where its paper goes.
    out: PathBuf,
    /// Where the papers of all reports of the run go, with what is shown of each.
    places: Arc<Places>,
    /// Who wants to know how far it is.
    watched: Watched,
}

/// Where papers go, with the report of each as it is shown.
type Places = HashMap<PathBuf, String>;

impl Unit {
    /// Its report, and whom it is about, for messages.
    fn shown(&self) -> String {
        let report = self.shops.files.shown(&self.path);
        match &self.subject {
            Some(area) => format!("`{report}` for {}", area.name),
            None => format!("`{report}`"),
        }
    }

    /// The other report of the run whose paper goes where one beside the own paper would go, or whose restricted edition
    /// would.
    fn other_at(&self, path: &Path) -> Option<&str> {
        if path == self.out {
            return None;
        }
        let public = names::public(path);
        let paths = [Some(path), public.as_deref()].into_iter().flatten();
        paths.filter(|path| *path != self.out).find_map(|path| self.places.get(path)).map(String::as_str)
    }
}

impl Options {
    /// Builds everything that the paths name: projects, folders of reports and single reports.
    ///
    /// # Errors
    /// If a path is no report and belongs to no project.
    pub fn build(&self, paths: &[PathBuf]) -> Result<Built, Unusable> {
        let before = |units: &[Unit]| incremental::prepare(units, self);
        let make = |unit: &Unit, sink: &mut Diagnostics| Some(incremental::make(unit, self, sink));
        let (mut done, built) = self.run(&mut Workshop::default(), paths, before, make)?;
        let left = leftover::warn(&done, self);
        let gone: Vec<Diagnostic> = done.iter_mut().filter_map(Outcome::lose).collect();
        let mut built = built.with(done);
        built.diagnostics.extend(left.into_iter().chain(gone));
        Ok(built)
    }

    /// Makes everything that [`Options::build`] makes, writes nothing, and reads the text again with the rules of
    /// [`check`].
    ///
    /// # Errors
    /// If a path is no report and belongs to no project.
    pub fn check(&self, paths: &[PathBuf]) -> Result<Checked, Unusable> {
        let nothing = |_: &[Unit]| {};
        let (done, built) = self.run(&mut Workshop::default(), paths, nothing, |unit, sink| {
            let (mut opening, mut own) = (Diagnostics::default(), Diagnostics::default());
            unit.watched.at(Stage::Read);
            let shop = unit.shops.of(&unit.path, &mut opening);
            let done = shop.and_then(|shop| Job::new(&shop, unit, self).check(&mut own));
            sink.extend(own.into_iter().chain(opening));
            done
        })?;
        Ok(Checked { reports: done.len() + built.failed, failed: built.failed, diagnostics: built.diagnostics })
    }

    /// Does the work for every report that the paths name, and something for all of them before; returns what came of those
    /// for which it could be done.
    fn run<T: Send>(
        &self,
        workshop: &mut Workshop,
        paths: &[PathBuf],
        before: impl FnOnce(&[Unit]),
        work: impl Fn(&Unit, &mut Diagnostics) -> Option<T> + Sync,
    ) -> Result<(Vec<T>, Built), Unusable> {
        let folders = plan(paths)?;
        let mut open = Vec::new();
        let mut built = Built::default();
        let (mut told, mut diagnostics) = (Told::default(), Diagnostics::default());
        let several = folders.len() > 1;
        let mut units = Vec::new();
        for (root, reports) in folders {
            let folder = match &self.out {
                Some(out) if several => plan::plain(&out.join(root.file_name().unwrap_or_default())),
                Some(out) => plan::plain(out),
                None => within(&root, OUT),
            };
            let shops = Arc::new(Shops::new(workshop, &root, self));
            open.push(Arc::clone(&shops));
            let unit = |path: &str, subject: Option<Arc<Area>>, paper: PathBuf| {
                let about = subject.as_ref().map_or_else(String::new, |area| format!(", {}", area.name));
                Unit {
                    watched: Watched::new(shops.files.shown(path) + &about, self.progress.clone()),
                    shops: Arc::clone(&shops),
                    path: path.to_owned(),
                    subject,
                    folder: folder.clone(),
                    out: within(&folder, paper),
                    places: Arc::default(),
                }
            };
            for path in reports {
                match subjects::of(&shops, &path, self.for_each.as_ref(), &mut diagnostics) {
                    None => units.push(unit(&path, None, plan::paper(&path))),
                    Some(subjects) if subjects.is_empty() => built.failed += 1,
                    Some(subjects) => {
                        units.extend(subjects.into_iter().map(|(area, paper)| unit(&path, Some(area), paper)));
                    }
                }
            }
        }
        if let Some(why) = self.asked_wrongly(&units, &diagnostics) {
            return Err(why);
        }
        let places = Arc::new(refuse_clashes(&mut units, &mut built, &mut diagnostics));
        units.iter_mut().for_each(|unit| unit.places = Arc::clone(&places));
        if let Some(shard) = self.shard {
            let code = |unit: &Unit| unit.subject.as_ref().map(|area| area.code.clone());
            units = shard.of(units, |unit| (unit.shops.files.root().to_owned(), unit.path.clone(), code(unit)));
        }
        told.extend(diagnostics);
        before(&units);

        self.progress.iter().for_each(|progress| progress.planned(units.len()));
        let results = workers::map(units, |unit| {
            let mut sink = Diagnostics::default();
            let done = work(&unit, &mut sink);
            unit.watched.done();
            (unit, done, sink)
        });
        let mut done = Vec::new();
        for (unit, one, sink) in results {
            match &unit.subject {
                Some(area) => told.add(&unit.shops.files.shown(&unit.path), area, sink),
                None => told.extend(sink),
            }
            match one {
                Some(one) => done.push(one),
                None => built.failed += 1,
            }
        }
        built.reports = done.len() + built.failed;
        built.diagnostics = told.sorted();
        workshop.close(&open);
        Ok((done, built))
    }
}

impl Options {
    /// What is wrong with the areas, or the name of the papers, that the command line asks for: no report can be made for
    /// them, or two would become one paper.
    fn asked_wrongly(&self, units: &[Unit], diagnostics: &Diagnostics) -> Option<Unusable> {
        let asked = self.for_each.as_ref()?;
        if units.is_empty() {
            return diagnostics.iter().find_map(Unusable::of_option);
        }
        asked.name.as_ref()?;
        let mut papers = HashMap::new();
        units.iter().find_map(|unit| {
            let first = papers.insert(&unit.out, unit)?;
            let (first, second) = (first.shown(), unit.shown());
            Some(Unusable {
                message: format!("{first} and {second} would both become `{}` by `--name`", unit.out.display()),
                hint: "add `{report}` to the name, or build the reports one by one".to_owned(),
            })
        })
    }
}

impl Unusable {
    /// What is wrong with an option that was read like a file; `None` if the place is in a file.
    pub fn of_option(problem: &Diagnostic) -> Option<Self> {
        let option = problem.span.as_ref().map(|span| &span.file.name).filter(|name| name.starts_with("--"))?;
        let message = format!("{} in `{option}`", problem.message);
        (problem.severity == Severity::Error).then(|| Self { message, hint: problem.hints.join("; ") })
    }
}

impl Built {
    /// Whether a file was saved while it was read, so that nothing may be wrong when it is read again.
    pub fn is_unsettled(&self) -> bool {
        self.failures.iter().any(|outcome| outcome.ending == Ending::Unsettled)
    }

    /// The same with what became of the reports.
    fn with(mut self, outcomes: Vec<Outcome>) -> Self {
        let (failed, done): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Outcome::has_failed);
        self.failed += failed.len();
        self.papers = done.iter().flat_map(|done| done.papers.iter().map(|paper| paper.path.clone())).collect();
        self.outcomes = done;
        self.failures = failed;
        self
    }
}

/// Two reports that would write the same paper: neither may overwrite the other. Returns where the papers of the others go.
fn refuse_clashes(units: &mut Vec<Unit>, built: &mut Built, diagnostics: &mut Diagnostics) -> Places {
    let mut places = Places::new();
    units.retain(|unit| {
        let shown = unit.shown();
        let Some(first) = places.get(&unit.out) else {
            places.insert(unit.out.clone(), shown);
            return true;
        };
        let message = format!("{first} and {shown} would both become `{}`", unit.out.display());
        let hint = "rename one of the two reports";
        // Nothing in the report is wrong but its name: its first line stands for it.
        diagnostics.push(match unit.shops.files.text(&unit.path) {
            Ok(file) => Diagnostic::error(message, &Span::new(&file, 0..0)).hint(hint),
            Err(_) => Diagnostic::bare(message).hint(hint),
        });
        built.failed += 1;
        false
    });
    places
}
