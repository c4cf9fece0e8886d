//! `boardpack build`: reports become PDF files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::build::record::{self, Record};
use crate::build::{self, names};
use crate::build::{Built, Fate, Options, Outcome, Shard, Unusable};
use crate::cache::Cache;
use crate::cli::cache::{self, Use};
use crate::cli::console::Console;
use crate::cli::here;
use crate::cli::output::{self, Run};
use crate::cli::over;
use crate::cli::schema;
use crate::cli::subjects;
use crate::diagnostic::json::Paper;
use crate::diagnostic::{Diagnostic, Severity};
use crate::publish;

/// Build reports as accessible PDF.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Build reports as accessible PDF (PDF/UA-1 and PDF/A-3a, or PDF/A-2a without attachments).\n\n\
                  Nothing is written for a report with errors; the other reports are built all the same. A report with \
                  something exempt from publication becomes two papers: NAME.pdf for the public, without it, and \
                  NAME-restricted.pdf for members.",
    after_help = "Examples:\n  boardpack build coventry\n  boardpack build coventry/reports/2025-11-27-workforce-update.yaml\n  \
                  boardpack build west-midlands --out papers --for-each \"areas of West Midlands\"\n  \
                  boardpack build --shard 3/8 coventry\n\n\
                  Exit codes: 0 everything was built, 1 a report has errors, 2 wrong usage."
)]
pub struct Arguments {
    /// Projects (folders with a `council.yaml`), folders of reports, or single reports [default: the project that the
    /// current folder is in].
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Where the papers go [default: the folder `out` of the project].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    #[command(flatten)]
    subjects: subjects::Arguments,

    /// Build one part of many, such as `3/8`, on each of several machines; all parts together are the whole.
    #[arg(long, value_name = "PART/PARTS")]
    shard: Option<String>,

    /// Say of each paper why it was built again or kept.
    #[arg(long)]
    why: bool,

    /// Write nothing, and fail if a paper would change: in CI, to see that the papers belong to their reports and data.
    #[arg(long)]
    locked: bool,

    #[command(flatten)]
    cache: cache::Arguments,

    /// Write what was read and made, with hashes and figures, as JSON.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,

    /// Write which files each paper was made of: as JSON for a FILE.json, else as rules for `make`.
    #[arg(long, value_name = "FILE")]
    deps: Option<PathBuf>,

    #[command(flatten)]
    output: output::Arguments,
}

/// Builds, prints what was written and what there is to say, and returns the exit code.
pub fn run(arguments: &Arguments, console: &Console) -> u8 {
    let output = &arguments.output;
    if arguments.record.is_some() && arguments.record == arguments.deps {
        let message = "`--record` and `--deps` cannot be written to one file".to_owned();
        return output.unusable(console, &Unusable { message, hint: "name a file for each".to_owned() });
    }
    let made_at = match made_at(std::env::var("SOURCE_DATE_EPOCH").ok().as_deref()) {
        Ok(made_at) => made_at,
        Err(unusable) => return output.unusable(console, &unusable),
    };
    let cache = match arguments.cache.open(if arguments.locked { Use::Look } else { Use::Write }) {
        Ok(cache) => cache,
        Err(unusable) => return output.unusable(console, &unusable),
    };
    let (for_each, shard) = match (arguments.subjects.read(), Shard::read(arguments.shard.as_deref())) {
        (Ok(for_each), Ok(shard)) => (for_each, shard),
        (Err(unusable), _) | (_, Err(unusable)) => return output.unusable(console, &unusable),
    };
    let paths = here::paths(&arguments.paths);
    let watch = output.watch("building");
    let options = Options {
        out: arguments.out.clone(),
        cache: cache.clone(),
        locked: arguments.locked,
        for_each,
        shard,
        aside: None,
        made_at,
        progress: Some(watch.clone()),
    };
    let mut built = match options.build(&paths) {
        Ok(built) => built,
        Err(unusable) => return output.unusable(console, &unusable),
    };
    if let Some(trouble) = cache::close(cache.as_deref()) {
        let told = Diagnostic::bare(format!("{trouble}; no paper depends on it"));
        built.diagnostics.push(Diagnostic { severity: Severity::Note, ..told });
    }
    let unwritten = write_files(arguments, &built, cache.as_deref());
    built.diagnostics.extend(unwritten);
    let undone = match built.failed {
        0 => String::new(),
        1 => "error: 1 report was not built\n".to_owned(),
        many => format!("error: {many} reports were not built\n"),
    };
    let run = Run {
        diagnostics: &built.diagnostics,
        reports: built.reports,
        failed: built.failed,
        papers: built.outcomes.iter().flat_map(papers).collect(),
        done: summary(&built, arguments.why),
        undone,
    };
    let code = output.finish(console, &watch, &run);
    if !arguments.locked {
        schema::renew(&paths);
    }
    code
}

/// The papers of a report, as programs are told of them.
pub(super) fn papers(outcome: &Outcome) -> impl Iterator<Item = Paper> {
    outcome.papers.iter().map(|paper| Paper {
        path: paper.path.display().to_string(),
        report: build::within(&outcome.root, &outcome.report).display().to_string(),
        fate: paper.fate.word(),
        why: outcome.why.clone(),
    })
}

/// What was done about the papers: each that was written, and how many there were already.
fn summary(built: &Built, why: bool) -> String {
    let mut lines = String::new();
    let mut kept = 0;
    for outcome in &built.outcomes {
        for paper in &outcome.papers {
            let because = if why { format!(": {}", because(outcome, paper.fate)) } else { String::new() };
            if why || paper.fate != Fate::Kept {
                lines.push_str(&format!("{} {}{because}\n", paper.fate.word(), paper.path.display()));
            }
            kept += usize::from(paper.fate == Fate::Kept);
        }
    }
    let failures = built.failures.iter().filter(|_| why);
    for failed in failures {
        let because = match failed.why.join(", ") {
            nothing if nothing.is_empty() => "it has errors".to_owned(),
            changes => changes,
        };
        lines.push_str(&format!("not built {}: {because}\n", failed.out.display()));
    }
    if kept > 0 && !why {
        let papers = if kept == 1 { "1 paper, which is" } else { &format!("{kept} papers, which are") };
        lines.push_str(&format!("kept {papers} as before\n"));
    }
    lines
}

/// Why a paper was built or kept.
fn because(outcome: &Outcome, fate: Fate) -> String {
    let changes = outcome.why.join(", ");
    match (fate, outcome.why.is_empty()) {
        (Fate::Kept, true) => "nothing has changed".to_owned(),
        (Fate::Kept, false) => format!("{changes}, but the paper stays the same"),
        (Fate::Built, true) => "there is no cache to tell what has changed".to_owned(),
        (Fate::Built, false) => changes,
        (Fate::Restored, true) => "it was missing, or not as it was built".to_owned(),
        (Fate::Restored, false) => format!("{changes}, and the same paper is in the cache"),
    }
}

/// Writes what programs want to know of a build; returns what went wrong.
fn write_files(arguments: &Arguments, built: &Built, cache: Option<&Cache>) -> Vec<Diagnostic> {
    let asked = || arguments.record.iter().chain(&arguments.deps);
    let kept = |file: &PathBuf| {
        let told = |why: Unusable| Diagnostic::bare(why.message).hint(why.hint);
        refuse_over(file, built).or_else(|| over::refuse(file, "html", "out/record.json").map(told))
    };
    let refused: Vec<Diagnostic> = asked().filter_map(kept).collect();
    if !refused.is_empty() {
        return refused;
    }
    let shard = Shard::read(arguments.shard.as_deref()).ok().flatten();
    let record = arguments.record.as_ref().map(|file| (file, Record::of(built, cache).part(shard).to_json()));
    let deps = arguments.deps.as_ref().map(|file| {
        let json = file.extension().is_some_and(|ending| ending == "json");
        (file, if json { record::dependencies(built) } else { record::make_rules(built).into_bytes() })
    });
    // A record has the figures of all editions.
    let private = built.papers.iter().any(|paper| names::is_restricted(paper));
    let written =
        record.into_iter().chain(deps).map(|(file, bytes)| (file, publish::write_to(file, &bytes, private)));
    let failed = written.filter_map(|(file, done)| Some((file, done.err()?)));
    let told = |(file, error): (&PathBuf, std::io::Error)| {
        let (message, hint) = publish::unwritten(file, &error, "name a file, such as `out/record.json`");
        Diagnostic::bare(message).hint(hint)
    };
    failed.map(told).collect()
}

/// Why something about a build cannot be written to a file: it is one of those that the build has read or made.
fn refuse_over(file: &Path, built: &Built) -> Option<Diagnostic> {
    let file = file.canonicalize().ok()?;
    let is_it = |other: &Path| other.canonicalize().is_ok_and(|other| other == file);
    let outcomes = || built.outcomes.iter().chain(&built.failures);
    let read = outcomes().flat_map(|outcome| outcome.inputs.keys().map(|input| outcome.root.join(input.path())));
    let made = outcomes().flat_map(|outcome| outcome.papers.iter().map(|paper| paper.path.clone()));
    let any = |paths: BTreeSet<PathBuf>| paths.iter().any(|path| is_it(path));
    let what = match (any(read.collect()), any(made.collect())) {
        (true, _) => "papers are made of it",
        (_, true) => "it is a paper",
        _ => return None,
    };
    let message = format!("`{}` is left as it is: {what}", file.display());
    Some(Diagnostic::bare(message).hint("name another file, such as `out/record.json`"))
}

/// When papers are said to have been made, in seconds since 1970, from what the environment says.
pub(super) fn made_at(told: Option<&str>) -> Result<Option<i64>, Unusable> {
    let Some(told) = told.filter(|told| !told.is_empty()) else { return Ok(None) };
    // A paper is dated with four figures for the year.
    let known = |seconds: &i64| (0..253_402_300_800).contains(seconds);
    told.parse().ok().filter(known).map(Some).ok_or_else(|| Unusable {
        message: format!("`SOURCE_DATE_EPOCH` is `{told}`, which is no moment"),
        hint: "give it whole seconds since 1970, such as `1764201600`, or take it out of the environment"
            .to_owned(),
    })
}
