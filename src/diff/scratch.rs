//! Scratch folders of a comparison: nobody may read them but their owner, and those of ended runs are removed.

use std::fs::File;
use std::io::Result;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// What the names of these folders begin with.
const PREFIX: &str = "boardpack-diff-";

/// The file in such a folder that its run has locked.
const LOCK: &str = ".lock";

/// A folder that goes away with this value, or else with the next comparison.
#[derive(Debug)]
pub struct Scratch {
    folder: TempDir,
    /// What tells other runs that this one goes on.
    _lock: File,
}

impl Scratch {
    /// A folder of its own among the system's temporary files; what runs have left there that were killed is removed.
    ///
    /// # Errors
    /// The system's own.
    pub fn new() -> Result<Self> {
        let place = std::env::temp_dir();
        sweep(&place);
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX);
        // What is exempt from publication may be in it.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = builder.tempdir_in(place)?;
        let lock = File::create(folder.path().join(LOCK))?;
        // A file system without locks has no sweepers either.
        let _ = lock.try_lock();
        std::fs::create_dir(folder.path().join(CONTENT))?;
        Ok(Self { folder, _lock: lock })
    }

    /// The empty folder.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join(CONTENT)
    }
}

/// The folder in it that is its user's.
const CONTENT: &str = "content";

fn sweep(place: &Path) {
    for entry in std::fs::read_dir(place).into_iter().flatten().flatten() {
        let own = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        if !own || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        // Without the lock it may just be coming into being.
        let Ok(lock) = File::options().write(true).open(entry.path().join(LOCK)) else { continue };
        if lock.try_lock().is_ok() {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_has_left_goes_and_what_a_run_uses_stays() {
        let place = tempfile::tempdir().expect("a folder");
        let at = |name: &str| place.path().join(format!("{PREFIX}{name}"));
        for name in ["left", "used", "begun"] {
            std::fs::create_dir_all(at(name).join(CONTENT)).expect("a folder");
        }
        for name in ["left", "used"] {
            std::fs::write(at(name).join(LOCK), "").expect("a file");
        }
        let used = File::options().write(true).open(at("used").join(LOCK)).expect("a file");
        used.try_lock().expect("a lock");
        std::fs::create_dir(place.path().join("other")).expect("a folder");
        sweep(place.path());
        let mut there: Vec<_> =
            std::fs::read_dir(place.path()).expect("a folder").flatten().map(|entry| entry.path()).collect();
        there.sort();
        assert_eq!(there, [at("begun"), at("used"), place.path().join("other")]);
    }

    #[cfg(unix)]
    #[test]
    fn it_is_its_owners_alone_and_goes_away() {
        use std::os::unix::fs::PermissionsExt;
        let scratch = Scratch::new().expect("a folder");
        let path = scratch.path();
        let outer = path.parent().expect("a folder");
        let mode = std::fs::metadata(outer).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        let outer = outer.to_owned();
        drop(scratch);
        assert!(!outer.exists());
    }
}
