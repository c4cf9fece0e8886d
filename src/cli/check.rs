//! `boardpack check`: everything that is wrong with reports, without writing any.

mod explanation;

use std::path::PathBuf;

use crate::build::Options;
use crate::check::{self, Rule};
use crate::cli::console::Console;
use crate::cli::console::show;
use crate::cli::here;
use crate::cli::output::{self, Run, counted};
use crate::cli::schema;
use crate::cli::subjects;
use crate::cli::suggest::Suggest;
use crate::cli::{BUILT, USAGE, say};
use crate::diagnostic::Severity;

/// Look for everything that is wrong with reports, without writing any.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Look for everything that is wrong with reports, without writing any.\n\n\
                  Says what `boardpack build` would say, and reads the text again with rules: words that stand twice, \
                  references to sections that are not there, dates with the wrong weekday, sums of money, gaps left \
                  open and more. A rule's name stands in brackets after `error` or `warning`; `checks:` in \
                  `council.yaml` makes a rule an error or a warning, or switches it off.",
    after_help = "Examples:\n  boardpack check coventry\n  boardpack check coventry/reports/2025-11-27-workforce-update.yaml\n  \
                  boardpack check --explain cross-references\n\n\
                  Exit codes: 0 nothing was found, or only warnings, 1 there are errors, 2 wrong usage."
)]
pub struct Arguments {
    /// Projects (folders with a `council.yaml`), folders of reports, or single reports [default: the project that the
    /// current folder is in].
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Say what a rule looks for and why; without a name, list the rules.
    #[arg(
        long,
        value_name = "RULE",
        value_parser = Suggest::Rule,
        hide_possible_values = true,
        num_args = 0..=1,
        default_missing_value = "",
        conflicts_with = "paths"
    )]
    explain: Option<String>,

    #[command(flatten)]
    subjects: subjects::Arguments,

    #[command(flatten)]
    output: output::Arguments,
}

/// Checks, prints what was found, and returns the exit code.
pub fn run(arguments: &Arguments, console: &Console) -> u8 {
    if let Some(rule) = &arguments.explain {
        return explain(rule);
    }
    let for_each = match arguments.subjects.read() {
        Ok(for_each) => for_each,
        Err(unusable) => return arguments.output.unusable(console, &unusable),
    };
    let paths = here::paths(&arguments.paths);
    let watch = arguments.output.watch("checking");
    let options = Options { for_each, progress: Some(watch.clone()), ..Options::default() };
    let checked = match options.check(&paths) {
        Ok(checked) => checked,
        Err(unusable) => return arguments.output.unusable(console, &unusable),
    };
    let number = |severity| checked.diagnostics.iter().filter(|one| one.severity == severity).count();
    let found: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (number(severity), severity.word()))
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| counted(number, what))
        .collect();
    let found = if found.is_empty() { "nothing found".to_owned() } else { found.join(", ") };
    let run = Run {
        diagnostics: &checked.diagnostics,
        reports: checked.reports,
        failed: checked.failed,
        done: format!("checked {}: {found}\n", counted(checked.reports, "report")),
        ..Run::default()
    };
    let code = arguments.output.finish(console, &watch, &run);
    schema::renew(&paths);
    code
}

fn explain(name: &str) -> u8 {
    if name.is_empty() {
        let widest = check::RULES.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
        let line = |rule: &&Rule| format!("{:widest$}  {:7}  {}\n", rule.name, rule.severity.word(), rule.summary);
        return show(&check::RULES.iter().map(line).collect::<String>(), BUILT);
    }
    match check::rule(name) {
        Ok(rule) => show(&explanation::of(rule), BUILT),
        Err(hint) => {
            say(&mut std::io::stderr(), &format!("error: unknown rule `{name}`\n  = hint: {hint}\n"));
            USAGE
        }
    }
}
