//! The command line: one file a command.

mod build;
mod cache;
mod check;
mod completions;
mod console;
mod data;
mod diff;
#[cfg(test)]
mod help_tests;
mod here;
mod man;
mod new;
mod output;
mod over;
mod paper;
mod progress;
mod schema;
mod subjects;
mod suggest;
mod templates;
mod timings;
mod usage;
mod verify;
mod watch;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use console::{Colour, Console};

// Exit codes; `docs/command-line.md` tells users of them.

/// Everything was built, or nothing is wrong.
const BUILT: u8 = 0;
/// A report has errors, something has changed that should not, or a file could not be written.
const HAS_ERRORS: u8 = 1;
/// The command was not used rightly.
const USAGE: u8 = 2;

/// Committee papers from workforce data and YAML narrative.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    arg_required_else_help = true,
    after_help = "Examples:\n  boardpack build coventry\n  boardpack check coventry --message-format short\n  \
                  boardpack build --help\n\n\
                  Exit codes: 0 nothing is wrong, 1 something is wrong with a report or a file could not be written, \
                  2 wrong usage.\n\n\
                  Environment:\n  \
                  BOARDPACK_CACHE      where the cache is, unless `--cache` says it\n  \
                  BOARDPACK_CACHE_KEY  a secret that seals a cache that others share\n  \
                  AWS_…                access to S3-compatible storage\n  \
                  SOURCE_DATE_EPOCH    when papers say they were made, in seconds\n  \
                  NO_COLOR             no colour, as does CLICOLOR=0\n  \
                  CLICOLOR_FORCE       colour also where there is no terminal\n  \
                  XDG_CACHE_HOME       the folder for caches on this machine"
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// When messages are in colour.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, global = true, help_heading = "Output")]
    color: Colour,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::Arguments),
    Build(build::Arguments),
    Check(check::Arguments),
    Watch(watch::Arguments),
    Verify(verify::Arguments),
    Diff(diff::Arguments),
    Data(data::Arguments),
    Templates(templates::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

impl Arguments {
    /// Runs the command.
    fn run(self, console: &Console) -> u8 {
        match self.command {
            Command::New(arguments) => new::run(&arguments, console),
            Command::Build(arguments) => build::run(&arguments, console),
            Command::Check(arguments) => check::run(&arguments, console),
            Command::Watch(arguments) => watch::run(&arguments, console),
            Command::Verify(arguments) => verify::run(&arguments),
            Command::Diff(arguments) => diff::run(&arguments, console),
            Command::Data(arguments) => data::run(&arguments, console),
            Command::Templates(arguments) => templates::run(&arguments),
            Command::Schema(arguments) => schema::run(&arguments),
            Command::Completions(arguments) => completions::run(&arguments),
            Command::Man(arguments) => man::run(&arguments, console),
        }
    }
}

/// Reads the command line, does what it says and returns the exit code; what is wrong with it, or the help that it asks for, is
/// told.
pub fn run() -> ExitCode {
    let said: Vec<OsString> = std::env::args_os().collect();
    let code = match (usage::hyphens(&said), Arguments::try_parse_from(&said)) {
        (Some(wrong), _) => usage::refuse(&wrong, colour_of(&said)),
        (None, Ok(arguments)) => {
            let console = Console::new(arguments.color);
            arguments.run(&console)
        }
        (None, Err(error)) => usage::tell(&error, &said, colour_of(&said)),
    };
    ExitCode::from(code)
}

/// The colour that a command line asks for which cannot be read as a whole.
fn colour_of(said: &[OsString]) -> Colour {
    let mut words = said.iter().filter_map(|word| word.to_str());
    let named = words
        .find_map(|word| word.strip_prefix("--color"))
        .map(|rest| rest.strip_prefix('=').or_else(|| words.next()));
    named.flatten().and_then(|when| Colour::from_str(when, false).ok()).unwrap_or_default()
}

/// Writes to a stream; a reader that has gone away is no reason to fail.
fn say(stream: &mut dyn Write, text: &str) {
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}
