//! What a test says to whoever runs it: what it has measured, and what it had to leave out.

use std::io::{Write, stderr};
use std::path::{Path, PathBuf};

/// Says something on standard error, also where the test passes and what it prints is kept from view.
pub fn say(words: &str) {
    let _ = writeln!(stderr(), "{words}");
}

/// A file of the shared folder, which is not part of the project: the folder that `BOARDPACK_SHARED` names, else `shared`
/// beside the project. `None`, and a word on it, if the file is not there.
pub fn shared(file: impl Fn(&Path) -> Option<PathBuf>, name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("BOARDPACK_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let found = file(&folder).filter(|path| path.is_file());
    if found.is_none() {
        say(&format!("left out: {name} is not in the shared folder; name the folder in BOARDPACK_SHARED"));
    }
    found
}
