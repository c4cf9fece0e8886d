//! Turns: of all the runs that put papers into a folder, one at a time does.

use std::fs::{File, TryLockError};
use std::io::{Error, ErrorKind, Result};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

/// How long all the papers of a run wait together for runs that do not go on, in milliseconds; a turn takes a few.
const PATIENCE: u64 = 10_000;

/// How long to wait before asking again, in milliseconds.
const PAUSE: u64 = 5;

/// What is left of the patience: whoever has waited for a run that is stopped does not wait for it again with each paper.
static LEFT: AtomicU64 = AtomicU64::new(PATIENCE);

/// Whether the process is about to end.
static ENDING: AtomicBool = AtomicBool::new(false);

/// The turn to put files into a folder, which ends when what is returned is dropped. Where the system has no such locks,
/// everybody has it.
///
/// # Errors
/// `TimedOut` if another run keeps its turn; `Interrupted` if this one is about to end.
pub fn turn(folder: &Path) -> Result<Option<File>> {
    let Ok(folder) = File::open(folder) else { return Ok(None) };
    loop {
        match folder.try_lock() {
            Ok(()) => {
                LEFT.store(PATIENCE, Ordering::Relaxed);
                return Ok(Some(folder));
            }
            Err(TryLockError::Error(_)) => return Ok(None),
            Err(TryLockError::WouldBlock) => {}
        }
        if ENDING.load(Ordering::Relaxed) {
            return Err(Error::from(ErrorKind::Interrupted));
        }
        let take = |left: u64| left.checked_sub(PAUSE);
        if LEFT.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_err() {
            let words = "another run is putting papers into the folder, and does not go on";
            return Err(Error::new(ErrorKind::TimedOut, words));
        }
        std::thread::sleep(Duration::from_millis(PAUSE));
    }
}

/// Lets nobody wait any longer.
pub fn end() {
    ENDING.store(true, Ordering::Relaxed);
}
