//! `boardpack new`: a project, or a report of any kind in a project, as commented YAML that builds at once.

mod ask;
mod project;
mod report;
mod typed;

use std::io::{stderr, stdout};
use std::path::PathBuf;

use crate::cli::{BUILT, HAS_ERRORS, USAGE, say};
use crate::diagnostic::Diagnostic;
use ask::{Asker, Console, Stopped};

/// Make a new project, or a new report in a project.
#[derive(Debug, Default, clap::Args)]
#[command(
    long_about = "Make a new project, or a new report in a project.\n\n\
                  In a terminal, `boardpack new` asks for what it needs: which kind of paper, its title, its date, and \
                  the committee that gets it. Elsewhere it says which option is missing.\n\n\
                  A new report has every field of its kind with a comment that says what to write there, and builds at \
                  once, as a draft. What is still to be written says so, and `boardpack check` lists it. No file is ever \
                  overwritten.",
    after_help = "Examples:\n  boardpack new\n  boardpack new project coventry --name \"Coventry City Council\"\n  \
                  boardpack new briefing-note coventry\n  \
                  boardpack new briefing-note coventry --title \"Turnover of social workers\" --date 2026-01-15 --committee scrutiny\n  \
                  boardpack new agenda coventry/reports/january.yaml --title \"Scrutiny Board\" --date 2026-01-15 --set published=2026-01-07\n\n\
                  `boardpack templates` lists the kinds, `boardpack templates agenda` the fields of one.\n\n\
                  Exit codes: 0 made, 1 it could not be made, 2 wrong usage or something is missing."
)]
pub struct Arguments {
    /// What to make: `project`, or a kind of report such as `briefing-note`.
    #[arg(value_name = "WHAT")]
    what: Option<String>,

    /// The folder of the new project; for a report its project, or the file to write [default: the project that you are
    /// in, and a name made of date and title].
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,

    /// The title of the report, as it is to be printed.
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,

    /// The date of the report.
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    /// The committee that gets the report: a key of `committees` in `council.yaml`, or its name; of a new project, its
    /// first committee.
    #[arg(long, value_name = "COMMITTEE")]
    committee: Option<String>,

    /// Another field of the report, by its key; may be given several times.
    #[arg(long, value_name = "FIELD=TEXT")]
    set: Vec<String>,

    /// The name of the council, for a new project.
    #[arg(long, value_name = "COUNCIL")]
    name: Option<String>,
}

/// What keeps something new from being made.
#[derive(Debug)]
enum Failure {
    /// The command was not used rightly: what is wrong, and what to write instead.
    Usage(Vec<(String, String)>),
    /// The project has errors.
    Broken(Vec<Diagnostic>),
    /// A file could not be written: what is wrong, and what to do about it.
    Unwritten(String, String),
    /// Whoever was asked did not want to go on.
    Stopped,
}

impl Failure {
    fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage(vec![(message.into(), hint.into())])
    }
}

impl From<Stopped> for Failure {
    fn from(Stopped: Stopped) -> Self {
        Self::Stopped
    }
}

/// Makes what is wanted, says what was written, and returns the exit code.
pub fn run(arguments: &Arguments) -> u8 {
    let mut console = Console::attended();
    let made = make(arguments, console.as_mut().map(|console| console as &mut dyn Asker), typed::today());
    match made {
        Ok(said) => {
            say(&mut stdout(), &said);
            BUILT
        }
        Err(Failure::Usage(problems)) => {
            let one = |(message, hint): &(String, String)| format!("error: {message}\n  = hint: {hint}\n");
            say(&mut stderr(), &problems.iter().map(one).collect::<String>());
            USAGE
        }
        Err(Failure::Broken(diagnostics)) => {
            let said: String = diagnostics.iter().map(Diagnostic::render).collect();
            say(&mut stderr(), &said);
            HAS_ERRORS
        }
        Err(Failure::Unwritten(message, hint)) => {
            say(&mut stderr(), &format!("error: {message}\n  = hint: {hint}\n"));
            HAS_ERRORS
        }
        Err(Failure::Stopped) => {
            say(&mut stderr(), "nothing was written\n");
            HAS_ERRORS
        }
    }
}

/// Makes a project or a report; whom there is nobody to ask, has to say everything. Returns what to tell.
fn make(arguments: &Arguments, asker: Option<&mut dyn Asker>, today: chrono::NaiveDate) -> Result<String, Failure> {
    match arguments.what.as_deref() {
        Some("project") => project::make(arguments, asker, today),
        // Where there is no project yet, and nobody has said what to make, it is a project.
        None if report::root(arguments).is_none() && asker.is_some() => project::make(arguments, asker, today),
        _ => report::make(arguments, asker, today),
    }
}
