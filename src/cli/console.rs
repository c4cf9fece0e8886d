//! The console: standard output and standard error, with colours where they are wanted.

use std::io::{self, ErrorKind, IsTerminal, Write, stderr, stdout};
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::{AutoStream, ColorChoice};

use crate::cli::HAS_ERRORS;

/// When messages are in colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` or `CLICOLOR=0` is set; `CLICOLOR_FORCE` means always.
    #[default]
    Auto,
    /// Also in files and pipes.
    Always,
    /// Nowhere.
    Never,
}

/// Where the program says what it has to say.
#[derive(Debug)]
pub struct Console {
    colour: ColorChoice,
    /// Whether whoever read standard output has gone.
    unread: AtomicBool,
}

impl Console {
    /// The console, with colours decided once for the whole run.
    pub fn new(colour: Colour) -> Self {
        let colour = match colour {
            Colour::Auto if is_forced_off() => ColorChoice::Never,
            Colour::Auto => AutoStream::choice(&stderr()),
            Colour::Always => ColorChoice::Always,
            Colour::Never => ColorChoice::Never,
        };
        Self { colour, unread: AtomicBool::new(false) }
    }

    /// Whether messages on standard error are in colour.
    pub fn is_coloured(&self) -> bool {
        self.colour != ColorChoice::Never
    }

    /// Empties the screen, so that what is said next stands at its top: that is no colour. A terminal that cannot do that, and
    /// what is no terminal, stays as it is.
    pub fn clear(&self) {
        if stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb") {
            let _ = written(&mut stderr(), "\u{1b}[2J\u{1b}[H");
        }
    }

    /// Writes to standard error, where nothing can be said of what fails.
    pub fn say(&self, text: &str) {
        let _ = written(&mut AutoStream::new(stderr(), self.colour), text);
    }

    /// Writes to standard output, as it is; returns whether that could be done. A reader that has gone away has read all
    /// it wanted, but a full disk is told.
    pub fn print(&self, text: &str) -> bool {
        match written(&mut stdout(), text) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                self.say(&unwritten(&error));
                false
            }
            Err(_) => {
                self.unread.store(true, Ordering::Relaxed);
                true
            }
            Ok(()) => true,
        }
    }

    /// Whether whoever read standard output has gone away, as far as it has been tried.
    pub fn has_no_reader(&self) -> bool {
        self.unread.load(Ordering::Relaxed)
    }
}

/// Whether `CLICOLOR_FORCE=0` is set, which forces nothing, where there is no terminal.
fn is_forced_off() -> bool {
    !stderr().is_terminal() && std::env::var_os("CLICOLOR_FORCE").is_some_and(|force| force == "0")
}

/// What is told where standard output cannot be written.
fn unwritten(error: &io::Error) -> String {
    format!("error: standard output cannot be written: {error}\n  = hint: check that there is room on the disk\n")
}

/// Writes what a command was asked for to standard output, where a reader that has gone away is no reason to fail; returns the
/// exit code, which is another one where it could not be written.
pub fn show(text: &str, code: u8) -> u8 {
    shown(&mut stdout(), text, code)
}

/// The same of help, which is in colour where standard output can have it and it is wanted.
pub fn show_help(text: &str, colour: Colour, code: u8) -> u8 {
    let colour = match colour {
        Colour::Auto => AutoStream::choice(&stdout()),
        Colour::Always => ColorChoice::Always,
        Colour::Never => ColorChoice::Never,
    };
    shown(&mut AutoStream::new(stdout(), colour), text, code)
}

fn shown(stream: &mut dyn Write, text: &str, code: u8) -> u8 {
    match written(stream, text) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let _ = written(&mut stderr(), &unwritten(&error));
            HAS_ERRORS
        }
        _ => code,
    }
}

fn written(stream: &mut dyn Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}
