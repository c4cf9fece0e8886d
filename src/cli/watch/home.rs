//! Home: the folder that a watch was begun in.

use std::path::{Path, PathBuf};

use super::alarm::identity;

/// The folder that the program was started in, by its path.
///
/// A process stays in its folder when that is deleted, and so would look for everything in a folder that is nowhere, also when
/// somebody has put it back.
pub(super) struct Home(Option<PathBuf>);

impl Home {
    /// The current folder.
    pub fn here() -> Self {
        Self(std::env::current_dir().ok())
    }

    /// Goes to the folder that stands there now, if another has taken its place.
    pub fn enter(&self) {
        if let Some(home) = &self.0
            && let Some(now) = identity(home)
            && identity(Path::new(".")) != Some(now)
        {
            // If it cannot be entered, nothing is found in it, which is told.
            let _ = std::env::set_current_dir(home);
        }
    }
}
