//! The guard: a process that is ended leaves no half-written file behind.
//!
//! Ctrl-C ends a process at once, wherever it is. To do something first would take a signal handler, and so code that the
//! compiler cannot check. So the work is done by a second process, which the terminal's Ctrl-C does not reach: it ends when
//! the first one has gone, however that went, and finishes the file that it is writing.

use std::io::Read;

use crate::publish;

/// Set for the process that does the work.
const GUARDED: &str = "BOARDPACK_WATCH_GUARDED";

/// Whether this is the process that does the work.
pub(super) fn is_guarded() -> bool {
    std::env::var_os(GUARDED).is_some()
}

/// Runs the same command as a process of its own that ends with this one; returns its exit code. `None` if the system has no
/// such processes: then the command has to be run here.
#[cfg(unix)]
pub(super) fn run_again() -> Option<u8> {
    use std::os::unix::process::CommandExt;
    use std::process::{Command, Stdio};

    let mut command = Command::new(std::env::current_exe().ok()?);
    command.args(std::env::args_os().skip(1)).env(GUARDED, "1").stdin(Stdio::piped()).process_group(0);
    let mut child = command.spawn().ok()?;
    // Its standard input stays open as long as this process lives.
    let stdin = child.stdin.take();
    let status = child.wait();
    drop(stdin);
    status.ok().map(|status| status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
}

#[cfg(not(unix))]
pub(super) fn run_again() -> Option<u8> {
    None
}

/// Ends the process when its standard input ends, between two files.
pub(super) fn end_with_stdin() {
    std::thread::spawn(|| {
        let mut stdin = std::io::stdin();
        let mut bytes = [0; 256];
        while stdin.read(&mut bytes).is_ok_and(|read| read > 0) {}
        let _closed = publish::close();
        std::process::exit(0);
    });
}
