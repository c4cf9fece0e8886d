//! `boardpack watch`: reports become PDF files whenever something changes that they depend on.

mod alarm;
mod guard;
mod home;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::build::{self, Fate, Options, Round, Unusable, Workshop};
use crate::cache::Cache;
use crate::cli::build::{made_at, papers};
use crate::cli::cache;
use crate::cli::console::Console;
use crate::cli::output::{self, Run, counted};
use crate::cli::progress::Watch;
use crate::cli::schema;
use crate::cli::{BUILT, here};
use crate::diagnostic::{Diagnostic, Severity};
use alarm::Alarm;
use home::Home;

/// How often the files are looked at where the system cannot tell of changes, or where a path has gone.
const EVERY: Duration = Duration::from_secs(1);

/// How many rounds in a row are not shown in which somebody has saved what was being read.
const MOST_UNSETTLED: usize = 3;

/// Build reports again whenever something changes that they depend on.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Build reports again whenever something changes that they depend on.\n\n\
                  Builds what is not as it should be, then waits. When a report, its data, the profile, a template, the logo, \
                  a bibliography or a bound-in file changes, the reports that it concerns are built again, and no others. \
                  While a report has errors its last paper stays as it is. What is shown is always the present state of all \
                  reports, whichever of them was changed last. A PDF viewer that reloads files by itself shows the paper as \
                  you write it.",
    after_help = "Examples:\n  boardpack watch coventry\n  boardpack watch coventry/reports/2025-11-27-workforce-update.yaml\n  boardpack watch coventry --out papers\n\n\
                  Exit codes: 0 nobody reads what it says any more, 2 wrong usage; Ctrl-C ends it, with the shell's own code."
)]
pub struct Arguments {
    /// Projects (folders with a `council.yaml`), folders of reports, or single reports [default: the project that the
    /// current folder is in].
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Where the papers go [default: the folder `out` of the project].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Look at the files every so many seconds instead of waiting for the system's word, which does not come from some
    /// network drives, virtual machines and containers.
    #[arg(
        long,
        value_name = "SECONDS",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "1",
        value_parser = seconds
    )]
    poll: Option<Duration>,

    #[command(flatten)]
    cache: cache::Arguments,

    #[command(flatten)]
    output: output::Arguments,
}

/// Builds, waits for changes, builds what they concern, and so on; returns the exit code if it cannot begin.
pub fn run(arguments: &Arguments, console: &Console) -> u8 {
    let refused = |why| arguments.output.unusable(console, &why);
    let made_at = match made_at(std::env::var("SOURCE_DATE_EPOCH").ok().as_deref()) {
        Ok(made_at) => made_at,
        Err(why) => return refused(why),
    };
    let paths = here::paths(&arguments.paths);
    if let Err(why) = build::plan(&paths) {
        return refused(why);
    }
    if arguments.output.is_one_document() {
        return refused(Unusable {
            message: "`--message-format sarif` is one document, and watching has no end".to_owned(),
            hint: "use `json`, or `boardpack check --message-format sarif`".to_owned(),
        });
    }
    let cache = match arguments.cache.open(cache::Use::Write) {
        Ok(cache) => cache,
        Err(why) => return refused(why),
    };
    if guard::is_guarded() {
        guard::end_with_stdin();
    } else if let Some(code) = guard::run_again() {
        return code;
    }
    arguments.watch(&paths, made_at, cache, console)
}

impl Arguments {
    /// Watches until the process ends, or nobody reads any more what is shown; returns the exit code.
    fn watch(
        &self,
        paths: &[PathBuf],
        made_at: Option<i64>,
        mut cache: Option<Arc<Cache>>,
        console: &Console,
    ) -> u8 {
        let mut workshop = Workshop::default();
        let mut alarm = if self.poll.is_some() { Alarm::deaf() } else { Alarm::new() };
        let mut roots = BTreeSet::new();
        let (home, mut lost) = (Home::here(), Vec::new());
        let (mut shown, mut unshown, mut unsettled) = (None, false, 0);
        loop {
            home.enter();
            roots.extend(paths.iter().filter_map(|path| absolute(build::root_of(path)?).ok()));
            // Whoever changes a file from here on is heard.
            let deaf = alarm.watch(&roots);
            let begun = Instant::now();
            let progress = self.output.watch("building");
            let (out, used) = (self.out.clone(), cache.take());
            let options =
                Options { out, cache: used, made_at, progress: Some(progress.clone()), ..Options::default() };
            let mut round = options.rebuild(&mut workshop, paths);
            round.built.diagnostics.extend(cache::close(options.cache.as_deref()).map(note));
            // What is built while somebody writes is of no use to later runs.
            cache = options.cache.and_then(Arc::into_inner).map(|cache| Arc::new(cache.frozen()));
            let unheard = alarm.papers(&round.built.papers, &roots);
            let deaf = deaf.or(unheard);
            let looks =
                |why: &String| note(why.clone()).hint("nothing is missed: its files are looked at every second");
            round.built.diagnostics.extend(deaf.as_ref().map(looks));
            let said: String = round.built.diagnostics.iter().map(Diagnostic::render).collect();
            let state = Some((said, round.built.reports));
            // Somebody saves meanwhile: that is no mistake, and the next round begins at once. But nobody waits for ever.
            let is_saved = round.built.is_unsettled();
            unsettled = if is_saved { unsettled + 1 } else { 0 };
            let waits = (1..=MOST_UNSETTLED).contains(&unsettled);
            if !waits && (!round.made.is_empty() || unshown || state != shown) {
                self.show(&round, done(&round, &lost, begun.elapsed()), (console, &progress));
                lost.clone_from(&round.lost);
                shown = state;
                unshown = false;
            }
            unshown |= waits;
            if console.has_no_reader() {
                // What it would say from here on, nobody would know.
                return BUILT;
            }
            schema::renew(paths);
            let gone = |path: &PathBuf| !path.exists();
            let has_lost = !round.lost.is_empty() || roots.iter().any(gone);
            alarm.wait(self.poll.or((deaf.is_some() || has_lost || waits).then_some(EVERY)));
        }
    }

    /// Shows the present state of all reports, and what was just done about it; on a terminal instead of what was shown before.
    fn show(&self, round: &Round, done: String, (console, progress): (&Console, &Watch)) {
        if self.output.is_for_people() {
            console.clear();
        }
        let built = &round.built;
        let run = Run {
            diagnostics: &built.diagnostics,
            reports: built.reports,
            failed: built.failed,
            papers: built.outcomes.iter().flat_map(papers).collect(),
            done,
            undone: String::new(),
        };
        self.output.finish(console, progress, &run);
    }
}

/// What was done, and how many reports are in hand; `lost` are the paths that were not there when this was last shown.
fn done(round: &Round, lost: &[String], took: Duration) -> String {
    let built = &round.built;
    let mut lines = String::new();
    for path in lost.iter().filter(|path| !round.lost.contains(path)) {
        lines.push_str(&format!("{path} is back\n"));
    }
    for paper in built.outcomes.iter().flat_map(|outcome| &outcome.papers) {
        if paper.fate != Fate::Kept {
            lines.push_str(&format!("{} {}\n", paper.fate.word(), paper.path.display()));
        }
    }
    let has_none = built.failures.iter().any(|outcome| !outcome.out.exists());
    let errors = match (built.failed, has_none) {
        (0, _) => "none has errors".to_owned(),
        (1, false) => "1 has errors and keeps its last paper".to_owned(),
        (1, true) => "1 has errors and no paper yet".to_owned(),
        (many, false) => format!("{many} have errors and keep their last papers"),
        (many, true) => format!("{many} have errors, and those that have papers keep them"),
    };
    let (reports, made) = (counted(built.reports, "report"), round.made.len());
    match built.reports {
        0 if !round.lost.is_empty() => lines.push_str("nothing can be built until it is there again\n"),
        0 => lines.push_str("nothing can be built as it is now; papers that are there stay\n"),
        _ => lines.push_str(&format!("{reports}: {errors}; tried {made} in {} ms\n", took.as_millis())),
    }
    lines.push_str("watching for changes; Ctrl-C ends\n");
    lines
}

/// A time between two looks.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: Option<f64> = text.parse().ok().filter(|seconds| (0.1..=3600.0).contains(seconds));
    seconds
        .map(Duration::from_secs_f64)
        .ok_or_else(|| "write seconds from 0.1 to 3600, such as `--poll=2`".to_owned())
}

/// Something that keeps nobody from watching.
fn note(what: String) -> Diagnostic {
    Diagnostic { severity: Severity::Note, ..Diagnostic::bare(what) }
}

/// Whether a path is there no more.
fn has_gone(path: &Path) -> bool {
    path.symlink_metadata().is_err()
}
