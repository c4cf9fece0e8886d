//! The program `boardpack`.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    boardpack::cli::Arguments::parse().run()
}
