//! `boardpack build`: reports become PDF files.

use std::path::PathBuf;

use crate::build;
use crate::cli::console::Console;
use crate::cli::output::{self, Run};

/// Build reports as accessible PDF.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Build reports as accessible PDF (PDF/UA-1 and PDF/A-3a, or PDF/A-2a without attachments).\n\n\
                  Nothing is written for a report with errors; the other reports are built all the same. A report with \
                  something exempt from publication becomes two papers: NAME.pdf for the public, without it, and \
                  NAME-restricted.pdf for members.",
    after_help = "Examples:\n  boardpack build coventry\n  boardpack build --out papers coventry/reports/2025-11-27-workforce-update.yaml\n\n\
                  Exit codes: 0 everything was built, 1 a report has errors, 2 wrong usage."
)]
pub struct Arguments {
    /// Projects (folders with a `council.yaml`), folders of reports, or single reports.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Where the papers go [default: the folder `out` of the project].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    #[command(flatten)]
    output: output::Arguments,
}

/// Builds, prints what was written and what there is to say, and returns the exit code.
pub fn run(arguments: &Arguments, console: &Console) -> u8 {
    let built = match build::build(&arguments.paths, arguments.out.as_deref()) {
        Ok(built) => built,
        Err(unusable) => return arguments.output.unusable(console, &unusable),
    };
    let undone = match built.failed {
        0 => String::new(),
        1 => "error: 1 report was not built\n".to_owned(),
        many => format!("error: {many} reports were not built\n"),
    };
    let run = Run {
        diagnostics: &built.diagnostics,
        reports: built.reports,
        failed: built.failed,
        papers: &built.papers,
        done: built.papers.iter().map(|paper| format!("built {}\n", paper.display())).collect(),
        undone,
    };
    arguments.output.finish(console, &run)
}
