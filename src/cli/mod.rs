//! The command line: one file a command.

mod build;
mod cache;
mod check;
mod data;
mod templates;
mod verify;
mod watch;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Exit code: everything was built, or nothing is wrong.
const BUILT: u8 = 0;
/// Exit code: a report has errors.
const HAS_ERRORS: u8 = 1;
/// Exit code: the command was not used rightly.
const USAGE: u8 = 2;

/// Committee papers from workforce data and YAML narrative.
#[derive(Debug, Parser)]
#[command(version, about, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Arguments),
    Check(check::Arguments),
    Watch(watch::Arguments),
    Verify(verify::Arguments),
    Data(data::Arguments),
    Templates(templates::Arguments),
}

impl Arguments {
    /// Runs the command.
    pub fn run(self) -> ExitCode {
        ExitCode::from(match self.command {
            Command::Build(arguments) => build::run(&arguments),
            Command::Check(arguments) => check::run(&arguments),
            Command::Watch(arguments) => watch::run(&arguments),
            Command::Verify(arguments) => verify::run(&arguments),
            Command::Data(arguments) => data::run(&arguments),
            Command::Templates(arguments) => templates::run(&arguments),
        })
    }
}

/// Writes to a stream; a reader that has gone away is no reason to fail.
fn say(stream: &mut dyn Write, text: &str) {
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}
