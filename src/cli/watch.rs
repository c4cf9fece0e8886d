//! `boardpack watch`: reports become PDF files whenever something changes that they depend on.

mod alarm;
mod guard;

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf, absolute};
use std::time::{Duration, Instant};

use crate::build::{self, Options, Round, Workshop};
use crate::cli::build::{made_at, refuse};
use crate::cli::{cache, say};
use alarm::Alarm;

/// How often the files are looked at where the system cannot tell of changes, or where a path has gone.
const EVERY: Duration = Duration::from_secs(1);

/// Build reports again whenever something changes that they depend on.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Build reports again whenever something changes that they depend on.\n\n\
                  Builds what is not as it should be, then waits. When a report, its data, the profile, a template, the logo, \
                  a bibliography or a bound-in file changes, the reports that it concerns are built again, and no others. \
                  While a report has errors its last paper stays as it is. What is shown is always the present state of all \
                  reports, whichever of them was changed last. A PDF viewer that reloads files by itself shows the paper as \
                  you write it.",
    after_help = "Examples:\n  boardpack watch coventry\n  boardpack watch --out /tmp/papers coventry/reports/2025-11-27-workforce-update.yaml\n\n\
                  Ctrl-C ends it. Exit codes: 2 wrong usage."
)]
pub struct Arguments {
    /// Projects (folders with a `council.yaml`), folders of reports, or single reports.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Where the papers go [default: the folder `out` of the project].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    #[command(flatten)]
    cache: cache::Arguments,
}

/// Builds, waits for changes, builds what they concern, and so on; returns the exit code if it cannot begin.
pub fn run(arguments: &Arguments) -> u8 {
    let made_at = match made_at(std::env::var("SOURCE_DATE_EPOCH").ok().as_deref()) {
        Ok(made_at) => made_at,
        Err(unusable) => return refuse(&unusable),
    };
    if let Err(unusable) = build::plan(&arguments.paths) {
        return refuse(&unusable);
    }
    if guard::is_guarded() {
        guard::end_with_stdin();
    } else if let Some(code) = guard::run_again() {
        return code;
    }
    let cache = arguments.cache.open();
    let options = Options { out: arguments.out.clone(), cache: cache.clone(), locked: false, made_at };
    watch(&options, &arguments.paths)
}

/// Watches until the process ends.
fn watch(options: &Options, paths: &[PathBuf]) -> ! {
    let mut workshop = Workshop::default();
    let mut alarm = Alarm::new();
    let mut roots = BTreeSet::new();
    let mut shown = String::new();
    // What is built while somebody writes is of no use to later runs.
    let later = Options { cache: None, ..options.clone() };
    let mut options = options;
    loop {
        roots.extend(paths.iter().filter_map(|path| absolute(build::root_of(path)?).ok()));
        // Whoever changes a file from here on is heard.
        let deaf = alarm.watch(&roots);
        let begun = Instant::now();
        let round = options.rebuild(&mut workshop, paths);
        if options.cache.is_some() {
            cache::close(options.cache.as_deref());
            options = &later;
        }
        alarm.papers(&round.built.papers);
        let state = state(&round, deaf.as_deref());
        if !round.made.is_empty() || state != shown {
            show(&round, &state, begun.elapsed());
            shown = state;
        }
        let gone = roots.iter().any(|root| !root.is_dir()) || paths.iter().any(|path| !path.exists());
        alarm.wait((deaf.is_some() || gone).then_some(EVERY));
    }
}

/// Everything that is wrong with any report at present.
fn state(round: &Round, deaf: Option<&str>) -> String {
    let mut state: String = round.built.diagnostics.iter().map(|diagnostic| diagnostic.render()).collect();
    if let Some(why) = deaf {
        state.push_str(&format!("note: {why}; the files are looked at every second instead\n"));
    }
    state
}

/// Shows the present state, and what was just done about it; on a terminal instead of what was shown before.
fn show(round: &Round, state: &str, took: Duration) {
    let mut stderr = std::io::stderr();
    if stderr.is_terminal() {
        // An empty screen, written from its top.
        say(&mut stderr, "\u{1b}[2J\u{1b}[H");
    }
    say(&mut stderr, state);
    say(&mut std::io::stdout(), &summary(round, took));
}

/// What was done, and how many reports are in hand.
fn summary(round: &Round, took: Duration) -> String {
    let built = &round.built;
    let mut lines = String::new();
    for outcome in &built.outcomes {
        let written = outcome.papers.iter().filter(|paper| paper.fate != build::Fate::Kept);
        written.for_each(|paper| lines.push_str(&format!("{} {}\n", paper.fate.word(), paper.path.display())));
    }
    let reports = built.outcomes.len() + built.failed;
    let errors = match built.failed {
        0 => "none has errors".to_owned(),
        1 => "1 has errors and keeps its last paper".to_owned(),
        many => format!("{many} have errors and keep their last papers"),
    };
    let counted = if reports == 1 { "1 report".to_owned() } else { format!("{reports} reports") };
    lines.push_str(&format!(
        "{}: {errors}; built {} in {} ms; watching for changes, Ctrl-C ends\n",
        counted,
        round.made.len(),
        took.as_millis()
    ));
    lines
}

/// Whether a path is there no more.
fn has_gone(path: &Path) -> bool {
    path.symlink_metadata().is_err()
}
