//! The workshop: what lives from run to run, so that whoever edits a report has its paper at once.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use crate::build::shop::{Furniture, Shops};
use crate::build::{Built, Fate, Options, Outcome, Unit, Unusable, incremental, leftover, plan, within};
use crate::cache;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::typeset::{Engine, SharedEngine};
use crate::workers;

/// For how many documents that do not use it a result of the engine is kept while somebody edits. A report that becomes two
/// papers and slides of each has four, and who edits two such reports in turn finds both as they were left.
const KEPT: usize = 8;

/// What outlives a run: the engine, with what it remembers; templates that are parsed and data that are read, each as long as
/// its bytes are the same; and what became of each report.
///
/// Every run reads the files of its projects anew and compares them by their hashes, so that nothing here can be stale.
pub struct Workshop {
    pub(super) engine: SharedEngine,
    pub(super) furniture: BTreeMap<PathBuf, Furniture>,
    /// What became of the reports of the last run, by the places of their papers.
    known: HashMap<PathBuf, Arc<Known>>,
}

/// What became of a report, and what there was to say of it.
struct Known {
    outcome: Outcome,
    said: Vec<Diagnostic>,
    /// Whether its paper for the public was there already.
    before: bool,
}

/// What a run did in which only those reports were made whose inputs had changed.
#[derive(Default)]
pub struct Round {
    /// The present state of all reports.
    pub built: Built,
    /// The reports that were made, with their errors or without, as a user would type them.
    pub made: Vec<PathBuf>,
    /// The paths that are not there any more, as messages name them.
    pub lost: Vec<String>,
}

impl Default for Workshop {
    fn default() -> Self {
        let engine = SharedEngine::new(LazyLock::new(Engine::new));
        Self { engine, furniture: BTreeMap::new(), known: HashMap::new() }
    }
}

impl Workshop {
    /// For how many documents a result of the engine is kept. The first run makes all reports, and each of them once.
    pub(super) fn keeps(&self) -> usize {
        if self.known.is_empty() { workers::at_a_time() } else { KEPT.max(workers::at_a_time()) }
    }

    /// Ends a run.
    pub(super) fn close(&mut self, open: &[Arc<Shops>]) {
        for shops in open {
            self.furniture.insert(shops.files.root().to_owned(), shops.close());
        }
    }
}

impl Options {
    /// Builds those of the reports that the paths name whose inputs are not as they were in the last run in this workshop.
    ///
    /// Paths that cannot be used are told in the diagnostics; a report that fails leaves its last papers as they are.
    pub fn rebuild(&self, workshop: &mut Workshop, paths: &[PathBuf]) -> Round {
        let mut unusable = Diagnostics::default();
        let (lost, there): (Vec<PathBuf>, Vec<PathBuf>) = paths.iter().cloned().partition(|path| is_lost(path));
        let lost: Vec<String> = lost.iter().map(|path| named(path)).collect();
        lost.iter().for_each(|path| unusable.push(gone(path)));
        let (usable, _): (Vec<_>, Vec<_>) = there
            .into_iter()
            .partition(|path| plan(std::slice::from_ref(path)).map_err(|why| unusable.push(told(why))).is_ok());
        let known = std::mem::take(&mut workshop.known);
        let before = |units: &[Unit]| incremental::prepare(units, self);
        let work = |unit: &Unit, sink: &mut Diagnostics| Some(self.make_changed(unit, known.get(&unit.out), sink));
        let mut round = match self.run(workshop, &usable, before, work) {
            Ok((done, built)) => {
                let mut round = workshop.remember(done, built);
                round.built.diagnostics.extend(leftover::warn(&round.built.outcomes, self));
                round
            }
            // A path may have gone since it was looked at.
            Err(why) => {
                unusable.push(told(why));
                workshop.known = known;
                Round::default()
            }
        };
        unusable.extend(round.built.diagnostics);
        round.built.diagnostics = unusable.sorted();
        round.lost = lost;
        round
    }

    /// Makes a report, unless it would become the same again; returns what became of it and whether it was made.
    fn make_changed(
        &self,
        unit: &Unit,
        known: Option<&Arc<Known>>,
        sink: &mut Diagnostics,
    ) -> (PathBuf, Arc<Known>, bool) {
        let changes = known.map(|known| known.changes(unit));
        if let (Some(known), Some([])) = (known, changes.as_deref()) {
            sink.extend(known.said.iter().cloned());
            return (unit.out.clone(), Arc::clone(known), false);
        }
        let before = unit.out.exists();
        let mut said = Diagnostics::default();
        let outcome = match changes {
            Some(changes) => incremental::anew(unit, self, changes, true, &mut said),
            None => incremental::make(unit, self, &mut said),
        };
        let said: Vec<Diagnostic> = said.into_iter().collect();
        sink.extend(said.iter().cloned());
        (unit.out.clone(), Arc::new(Known { outcome, said, before }), true)
    }
}

impl Known {
    /// What is not as it was when the report was made.
    fn changes(&self, unit: &Unit) -> Vec<String> {
        let Outcome { inputs, papers, .. } = &self.outcome;
        let failed = self.outcome.has_failed();
        let mut changes = cache::changed(inputs, &unit.shops.files);
        let missing = papers.iter().filter(|paper| !paper.path.is_file());
        changes.extend(missing.map(|paper| format!("`{}` is missing", paper.path.display())));
        // A paper for the public may stand in the way of one that is exempt as a whole.
        if failed && self.before && !unit.out.exists() {
            changes.push(format!("`{}` has gone", unit.out.display()));
        }
        // What stopped it was told with another report, which may have got over it.
        if failed && !self.said.iter().any(|one| one.severity == Severity::Error) {
            changes.push("it has not been built".to_owned());
        }
        changes
    }
}

impl Workshop {
    /// Notes what became of the reports of a run.
    fn remember(&mut self, done: Vec<(PathBuf, Arc<Known>, bool)>, built: Built) -> Round {
        let mut made = Vec::new();
        let mut outcomes = Vec::new();
        for (out, known, anew) in done {
            let mut outcome = known.outcome.clone();
            if anew {
                made.push(within(&outcome.root, &outcome.report));
            } else {
                outcome.papers.iter_mut().for_each(|paper| paper.fate = Fate::Kept);
            }
            outcomes.push(outcome);
            self.known.insert(out, known);
        }
        Round { built: built.with(outcomes), made, lost: Vec::new() }
    }
}

/// Whether a path is not there any more; nothing is in a folder that is nowhere itself.
fn is_lost(path: &Path) -> bool {
    !path.exists() || path.is_relative() && std::env::current_dir().is_err()
}

/// A path in a message, also one that nobody has typed.
fn named(path: &Path) -> String {
    if path == Path::new(".") { "this folder".to_owned() } else { format!("`{}`", path.display()) }
}

/// What is said while a path is not there.
fn gone(path: &str) -> Diagnostic {
    Diagnostic::bare(format!("{path} is not there any more: it was deleted, moved or renamed"))
        .hint("put it back, and it is built again by itself; or begin again with its new name")
}

fn told(why: Unusable) -> Diagnostic {
    Diagnostic::bare(why.message).hint(why.hint)
}
