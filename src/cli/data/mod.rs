//! `boardpack data`: what the data of a project have, and where a figure comes from.

mod explain;
mod list;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::build::{self, Unusable};
use crate::cli::console::Console;
use crate::cli::{BUILT, HAS_ERRORS, USAGE, say};
use crate::data::areas::register;
use crate::data::store::Store;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, SourceFile, Span, human};
use crate::facts::Facts;
use crate::narrative::papers::{Circumstances, Edition};
use crate::narrative::{self, Narrated};
use crate::project::Project;
use crate::project::report::Report;
use crate::project::subjects::About;
use crate::shelf::Shelf;

/// List data files, measures, areas and periods, or explain one figure.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    long_about = "List what the data of a project's reports have: files, measures, areas, periods and figures.\n\n\
                  `boardpack data explain` says of one figure where it comes from: its cell, its formula, what it can be \
                  compared with and where the report shows it.",
    after_help = "Examples:\n  boardpack data coventry\n  \
                  boardpack data coventry/reports/2025-11-27-workforce-update.yaml\n  \
                  boardpack data explain coventry/reports/2025-11-27-workforce-update.yaml \\\n      turnover_rate\n\n\
                  Exit codes: 0 everything could be read, 1 a report or a data file has errors, 2 wrong usage."
)]
pub struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,

    /// A project, a folder of reports, or a report [default: the current folder].
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    Explain(explain::Arguments),
}

/// Lists or explains, and returns the exit code.
pub fn run(arguments: &Arguments, console: &Console) -> u8 {
    match &arguments.action {
        Some(Action::Explain(arguments)) => explain::run(arguments, console),
        None => list::run(arguments.path.as_deref().unwrap_or(Path::new(".")), console),
    }
}

/// A report with what its data have; what is wrong with them is in the diagnostics.
struct Opened {
    project: Project,
    report: Report,
    /// Relative to the project.
    path: String,
    facts: Facts,
}

impl Opened {
    /// The document of the report, as far as it has no errors.
    fn narrate(self) -> (Report, Project, String, Narrated) {
        let store = Store::default();
        let shelf = Shelf::new(&self.project, &store, Edition::Public);
        let circumstances = Circumstances { papers: &shelf, edition: Edition::Public };
        let mut sink = Diagnostics::default();
        let narrated =
            narrative::narrate(&self.report, &self.project.profile, self.facts, circumstances, &mut sink);
        (self.report, self.project, self.path, narrated)
    }
}

/// Opens a report of a project, about an area that is not the one of its subject, if one is named.
fn open(root: &Path, path: &str, about: Option<&str>, sink: &mut Diagnostics) -> Option<Opened> {
    let project = Project::open_for(root, path, sink)?;
    let mut report = project.report(path, sink)?;
    let store = Store::default();
    let datasets: Vec<Arc<_>> =
        report.data.iter().filter_map(|entry| store.get(&project.files, entry, sink)).collect();
    if let Some(about) = about {
        let known = datasets.iter().find_map(|data| data.area(about)).or_else(|| register().find(about));
        let typed = SourceFile::new("--about", about);
        let place = Span::new(&typed, 0..about.len());
        let Some(area) = known else {
            let near = register().nearest(about).map(|near| format!("did you mean `{near}`?"));
            let hint = near.unwrap_or_else(|| "write an authority, by its name or code".to_owned());
            sink.push(Diagnostic::error(format!("unknown area `{about}`"), &place).hint(hint));
            return None;
        };
        report.set_about(About { name: area.name.clone(), code: area.code.clone() }, &place);
    }
    let facts = Facts::gather(&report, &project.profile, datasets, sink);
    Some(Opened { project, report, path: path.to_owned(), facts })
}

/// The reports that a path means, each with its project.
fn reports(path: &Path) -> Result<Vec<(PathBuf, String)>, Unusable> {
    let folders = build::plan(std::slice::from_ref(&path.to_owned()))?;
    let each = |(root, reports): (PathBuf, Vec<String>)| {
        reports.into_iter().map(move |report| (root.clone(), report)).collect::<Vec<_>>()
    };
    Ok(folders.into_iter().flat_map(each).collect())
}

fn unusable(why: &Unusable) -> u8 {
    say(&mut std::io::stderr(), &format!("error: {}\n  = hint: {}\n", why.message, why.hint));
    USAGE
}

/// Prints what is wrong and returns the exit code.
fn finish(diagnostics: Vec<Diagnostic>, console: &Console) -> u8 {
    let failed = diagnostics.iter().any(|one| one.severity == Severity::Error);
    let said: String = diagnostics.iter().map(|one| human::render(one, console.is_coloured())).collect();
    console.say(&said);
    if failed { HAS_ERRORS } else { BUILT }
}

/// Rows as text, every column as wide as its widest cell, two spaces between them.
fn aligned(rows: &[Vec<String>], indent: &str) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..count).map(|at| width(at).unwrap_or_default()).collect();
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        text.push_str(format!("{indent}{}", cells.join("  ")).trim_end());
        text.push('\n');
    }
    text
}
