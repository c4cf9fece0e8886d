//! The project that the current folder is in, for a command that is given no path.

use std::path::{Path, PathBuf};

use crate::build::root_of;

/// The paths that a command is about: those that were named, else the project that the current folder is in.
///
/// Where there is none, the current folder itself is named, so that whoever plans the run says what it lacks.
pub fn paths(named: &[PathBuf]) -> Vec<PathBuf> {
    if !named.is_empty() {
        return named.to_vec();
    }
    let here = PathBuf::from(".");
    vec![root_of(&here).and_then(|root| upwards(&here, &root)).unwrap_or(here)]
}

/// The way up from a folder to one that it is in, `../..`, which is shorter to read than the whole path.
fn upwards(from: &Path, root: &Path) -> Option<PathBuf> {
    let (from, root) = (from.canonicalize().ok()?, root.canonicalize().ok()?);
    let levels = from.strip_prefix(&root).ok()?.components().count();
    Some(if levels == 0 { PathBuf::from(".") } else { std::iter::repeat_n("..", levels).collect() })
}
