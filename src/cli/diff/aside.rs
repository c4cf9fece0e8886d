//! Building aside: the papers of a project as it is or was, without a trace of it in the project.

use std::path::Path;
use std::sync::Arc;

use crate::build::{self, Built, Options, Outcome};
use crate::cache::Cache;
use crate::cli::diff::source::{Unusable, paper};
use crate::cli::paper::bytes_of;
use crate::cli::progress::Watch;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::diff::scratch::Scratch;
use crate::diff::{Unbuilt, Version};
use crate::project::Project;
use crate::project::files::Files;

/// What the projects are built with.
#[derive(Debug)]
pub struct Run {
    /// What earlier builds have made.
    pub cache: Option<Arc<Cache>>,
    /// When the papers are said to have been made.
    pub made_at: Option<i64>,
}

impl Run {
    /// Builds the project in a folder aside, and says what cannot be built; messages name the user's own folder.
    pub fn build(&self, root: &Path, own: &Path, only: Option<&str>) -> Result<Version, Unusable> {
        let out = Scratch::new().map_err(|error| Unusable {
            message: format!("no folder can be made for the papers: {error}"),
            hint: "check that there is room in the folder for temporary files".to_owned(),
        })?;
        let asked = only.map(|report| root.join(report)).filter(|path| path.is_file());
        let path = asked.unwrap_or_else(|| root.to_owned());
        let watch = Arc::new(Watch::new(Some("building"), None));
        let options = Options {
            out: Some(out.path().to_owned()),
            aside: Some(own.to_owned()),
            cache: self.cache.clone(),
            made_at: self.made_at,
            progress: Some(watch.clone()),
            ..Options::default()
        };
        let built = options.build(std::slice::from_ref(&path)).map_err(|why| {
            let (copy, own) = (root.display().to_string(), own.display().to_string());
            Unusable { message: why.message.replace(&copy, &own), hint: why.hint }
        })?;
        watch.end();
        let planned = build::plan(&[path])?.into_iter().flat_map(|(_, reports)| reports);
        let mut papers = Vec::new();
        for made in built.outcomes.iter().flat_map(|outcome| &outcome.papers) {
            let name = made.path.strip_prefix(out.path()).unwrap_or(&made.path);
            let name = name.to_string_lossy().replace('\\', "/");
            papers.extend(bytes_of(&made.path).ok().and_then(|bytes| paper(name, bytes).ok()));
        }
        let shown = Shown { files: Files::new(own), out: format!("{}/", out.path().display()) };
        let mut unbuilt: Vec<Unbuilt> =
            built.failures.iter().map(|failed| of_failure(failed, &built, &shown)).collect();
        // What nobody could begin to make: a report that says wrongly for whom it is made, or a second one of a name.
        let known = |outcomes: &[Outcome], report: &str| outcomes.iter().any(|outcome| outcome.report == report);
        for report in planned.filter(|report| !known(&built.failures, report)) {
            let made = known(&built.outcomes, &report);
            if !made || own_errors(&report, &built).next().is_some() {
                unbuilt.push(Unbuilt { whole: !made, ..of_report(&report, &built, &shown) });
            }
        }
        Ok(Version {
            papers,
            unbuilt,
            project: Project::open(root, &mut Diagnostics::default()),
            alone: only.is_some(),
            ..Version::default()
        })
    }
}

/// What messages name: the files of a project, and the folder that its papers go to.
struct Shown {
    files: Files,
    out: String,
}

/// What is wrong with a report in its own file.
fn own_errors<'a>(report: &'a str, built: &'a Built) -> impl Iterator<Item = &'a Diagnostic> {
    let errors = built.diagnostics.iter().filter(|one| one.severity == Severity::Error);
    errors.filter(move |one| one.span.as_ref().is_some_and(|span| span.file.name.ends_with(report)))
}

/// A report that was not built, with what is wrong with it, or else with the project.
fn of_report(report: &str, built: &Built, shown: &Shown) -> Unbuilt {
    let errors = || built.diagnostics.iter().filter(|one| one.severity == Severity::Error);
    let own: Vec<&Diagnostic> = own_errors(report, built).collect();
    let all = if own.is_empty() { errors().collect() } else { own };
    let inside = report.strip_prefix("reports/").unwrap_or(report);
    Unbuilt {
        report: report.to_owned(),
        name: Path::new(inside).with_extension("pdf").to_string_lossy().replace('\\', "/"),
        errors: all.into_iter().map(|one| line(one, shown)).collect(),
        ..Unbuilt::default()
    }
}

/// A paper that was not made, for the area that it would be about.
fn of_failure(failed: &Outcome, built: &Built, shown: &Shown) -> Unbuilt {
    let mut unbuilt = of_report(&failed.report, built, shown);
    let Some(area) = &failed.subject else { return unbuilt };
    // Of many papers of one report only what concerns this one: what names its area, or nobody's.
    let others = built.failures.iter().filter(|other| other.report == failed.report);
    let names: Vec<&str> = others.filter_map(|other| Some(other.subject.as_ref()?.name.as_str())).collect();
    let told = |one: &Diagnostic| format!("{} {}", one.message, one.hints.join(" "));
    let concerns = |one: &&Diagnostic| {
        let told = told(one);
        told.contains(&area.name) || !names.iter().any(|name| told.contains(name))
    };
    let own: Vec<&Diagnostic> = own_errors(&failed.report, built).filter(concerns).collect();
    if !own.is_empty() {
        unbuilt.errors = own.into_iter().map(|one| line(one, shown)).collect();
    }
    let name = failed.out.to_string_lossy().replace('\\', "/");
    unbuilt.name = name.strip_prefix(&shown.out).unwrap_or(&name).to_owned();
    unbuilt.subject = Some(area.code.clone());
    unbuilt
}

/// A diagnostic in one line, with its place in the project.
fn line(one: &Diagnostic, shown: &Shown) -> String {
    let message = one.message.replace(&shown.out, "");
    let Some(span) = &one.span else { return message };
    let (line, column) = span.file.line_column(span.range.start);
    let file = shown.files.in_project(&span.file.name).unwrap_or(&span.file.name);
    format!("{file}:{line}:{column}: {message}")
}
