//! Copies of folders that a test may change.

use std::path::Path;

use tempfile::TempDir;

/// Copies a folder with all that stands below it, but for what was built there (`out`).
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_name() == "out" {
            continue;
        }
        if path.is_dir() {
            copy_folder(&path, &to);
        } else {
            std::fs::copy(&path, &to).expect("a copy");
        }
    }
}

/// A copy of a fixture, such as `coventry`.
pub fn fixture(name: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name), folder.path());
    folder
}
