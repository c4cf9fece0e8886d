//! How a run says what it has found: options that commands share, and the formats behind them.

use std::sync::Arc;

use clap::ValueEnum;

use crate::build::Unusable;
use crate::check;
use crate::cli::console::Console;
use crate::cli::progress::Watch;
use crate::cli::timings::Timings;
use crate::cli::{BUILT, HAS_ERRORS, USAGE};
use crate::diagnostic::json::{Paper, Summary};
use crate::diagnostic::{Diagnostic, Severity, github, human, json, sarif, short};

/// Options of commands that look at reports.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How to say what is wrong.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t, help_heading = "Output")]
    message_format: Format,

    /// How bad a finding has to be for exit code 1. Papers are written all the same.
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t, help_heading = "Output")]
    fail_on: FailOn,

    /// Say only what is wrong: neither what was done nor how far it is.
    #[arg(long, short, help_heading = "Output")]
    quiet: bool,

    /// Say where the time went, for every report and every stage, at the end of standard error.
    #[arg(
        long,
        value_name = "HOW",
        value_enum,
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "table",
        help_heading = "Output"
    )]
    timings: Option<Timings>,
}

/// How diagnostics are written, and where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the line itself and hints, on standard error.
    #[default]
    Human,
    /// `file:line:column: error[rule]: message`, on standard error.
    Short,
    /// JSON Lines, one object a diagnostic and a summary, on standard output.
    Json,
    /// Commands of a GitHub workflow, on standard output.
    Github,
    /// One SARIF 2.1.0 document, on standard output.
    Sarif,
}

/// From which severity on a run has failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Errors.
    #[default]
    Error,
    /// Errors and warnings.
    Warning,
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Run<'a> {
    /// Everything there is to say, in a stable order.
    pub diagnostics: &'a [Diagnostic],
    /// How many reports there were.
    pub reports: usize,
    /// How many of them have errors.
    pub failed: usize,
    /// The papers that there are now.
    pub papers: Vec<Paper>,
    /// What was done, as lines for people.
    pub done: String,
    /// What was left undone, as lines for people.
    pub undone: String,
}

impl Arguments {
    /// Whether all that is said is one document, which has an end.
    pub fn is_one_document(&self) -> bool {
        matches!(self.message_format, Format::Sarif)
    }

    /// Whether it is people who read what is written, and not programs.
    pub fn is_for_people(&self) -> bool {
        matches!(self.message_format, Format::Human | Format::Short)
    }

    /// Begins to watch a run that does something, such as "building".
    pub fn watch(&self, doing: &'static str) -> Arc<Watch> {
        Arc::new(Watch::new(Some(doing).filter(|_| !self.quiet), self.timings))
    }

    /// Says what came of a run, and returns the exit code.
    pub fn finish(&self, console: &Console, watch: &Watch, run: &Run<'_>) -> u8 {
        let timings = watch.end();
        let count = |severity| run.diagnostics.iter().filter(|one| one.severity == severity).count();
        let mut summary = Summary {
            reports: run.reports,
            failed: run.failed,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            papers: run.papers.clone(),
            exit_code: BUILT,
        };
        let mut undone = run.undone.clone();
        if summary.errors + summary.failed > 0 {
            summary.exit_code = HAS_ERRORS;
        } else if self.fail_on == FailOn::Warning && summary.warnings > 0 {
            summary.exit_code = HAS_ERRORS;
            let found = counted(summary.warnings, "warning");
            undone.push_str(&format!("error: {found}, which `--fail-on warning` does not let pass\n"));
        }
        let done = if self.quiet { "" } else { &run.done };
        let whole = self.tell(console, run.diagnostics, &summary, &undone, done);
        console.say(&timings);
        if whole { summary.exit_code } else { HAS_ERRORS }
    }

    /// Says that a path cannot be used, and returns the exit code.
    pub fn unusable(&self, console: &Console, why: &Unusable) -> u8 {
        let diagnostic = Diagnostic::bare(&why.message).hint(&why.hint);
        let summary = Summary { errors: 1, exit_code: USAGE, ..Summary::default() };
        self.tell(console, &[diagnostic], &summary, "", "");
        USAGE
    }

    /// Writes everything where it belongs: what programs read goes to standard output, and nothing else goes there then.
    /// Returns whether it could be written.
    fn tell(
        &self,
        console: &Console,
        diagnostics: &[Diagnostic],
        summary: &Summary,
        undone: &str,
        done: &str,
    ) -> bool {
        let colour = console.is_coloured();
        let each = |say: &dyn Fn(&Diagnostic) -> String| diagnostics.iter().map(say).collect::<String>();
        let for_programs = match self.message_format {
            Format::Human | Format::Short => {
                let said = match self.message_format {
                    Format::Short => each(&|one| short::line(one, colour)),
                    _ => each(&|one| human::render(one, colour)),
                };
                console.say(&(said + undone));
                return console.print(done);
            }
            Format::Json => each(&json::line) + &json::summary(summary),
            Format::Github => each(&github::command),
            Format::Sarif => sarif::document(diagnostics, &rules(), summary.exit_code),
        };
        let whole = console.print(&for_programs);
        console.say(&format!("{undone}{done}"));
        whole
    }
}

/// The rules of `boardpack check`, as SARIF describes them.
fn rules() -> Vec<sarif::Rule<'static>> {
    let described = |rule: &&'static check::Rule| sarif::Rule {
        name: rule.name,
        severity: rule.severity,
        summary: rule.summary,
        explanation: rule.explanation,
    };
    check::RULES.iter().map(described).collect()
}

/// A number of things.
pub fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
