//! A cache in a folder of this machine.

use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::cache::{Store, entry};
use crate::publish;

/// A folder that keeps bytes in files, each under its name.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

/// The file that tells programs which make backups that everything beside it can be made again.
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# What boardpack has made already. It may be deleted at any time.\n",
);

impl Folder {
    /// The folder `root`, which is made when the first entry is kept.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    fn path(&self, name: &str) -> PathBuf {
        // Some file systems are slow with tens of thousands of files in a folder.
        let (kind, name) = name.split_once('/').unwrap_or(("", name));
        let start = name.get(..2).unwrap_or_default();
        self.root.join(kind).join(start).join(name)
    }

    /// Makes the folder for its owner alone: there may be papers in it that are exempt from publication.
    fn prepare(&self) -> std::io::Result<()> {
        if self.root.join(TAG.0).exists() {
            return Ok(());
        }
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.root)?;
        publish::keep(&self.root.join(TAG.0), TAG.1.as_bytes())
    }

    /// Removes what has not been used for longest, until no more than `most` bytes are left, and what killed runs have left
    /// unfinished.
    pub fn prune(&self, most: u64) {
        let mut files = Vec::new();
        collect(&self.root, &mut files);
        files.retain(|(_, _, path)| {
            let unfinished = path.file_name().and_then(|name| name.to_str()).is_some_and(publish::is_unfinished);
            if unfinished {
                publish::remove_abandoned(path);
            }
            !unfinished
        });
        let mut left: u64 = files.iter().map(|(_, size, _)| size).sum();
        if left <= most {
            return;
        }
        files.sort();
        for (_, size, path) in files {
            // Some way below the limit, so that not every run has to do it.
            if left <= most / 4 * 3 {
                break;
            }
            if path.file_name().is_some_and(|name| name != TAG.0) && std::fs::remove_file(&path).is_ok() {
                left = left.saturating_sub(size);
            }
        }
    }
}

impl Store for Folder {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let most = entry::most(name);
        let read = |file: std::fs::File| {
            let mut bytes = Vec::new();
            file.take(most + 1).read_to_end(&mut bytes).map(|_| bytes)
        };
        match std::fs::File::open(self.path(name)).and_then(read) {
            // Nothing of such a length is written: it was damaged, or put there to do harm.
            Ok(bytes) => Ok((bytes.len() as u64 <= most).then_some(bytes)),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(format!("the cache in `{}` cannot be read: {error}", self.root.display())),
        }
    }

    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), String> {
        let put = || {
            self.prepare()?;
            // Every entry is checked when it is read: nobody has to wait until it is on the disk.
            publish::keep(&self.path(name), bytes)
        };
        put().map_err(|error: std::io::Error| {
            format!("the cache in `{}` cannot be written to: {error}", self.root.display())
        })
    }
}

/// The files at and below a folder: when each was last written, how large it is and where.
fn collect(folder: &Path, files: &mut Vec<(SystemTime, u64, PathBuf)>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(data) = entry.metadata() else { continue };
        if data.is_dir() {
            collect(&entry.path(), files);
        } else {
            files.push((data.modified().unwrap_or(SystemTime::UNIX_EPOCH), data.len(), entry.path()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_longest_is_removed_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Folder::new(&folder.path().join("cache"));
        for (age, name) in [(300, "papers/aa1"), (100, "papers/aa3"), (200, "papers/aa2")] {
            cache.put(name, &[0; 1000]).expect("it is kept");
            let file = std::fs::File::options().write(true).open(cache.path(name)).expect("the file");
            file.set_modified(SystemTime::now() - std::time::Duration::from_secs(age)).expect("its time");
        }
        let kept = || ["papers/aa1", "papers/aa2", "papers/aa3"].map(|name| cache.get(name) != Ok(None));
        cache.prune(4000);
        assert_eq!(kept(), [true, true, true]);
        cache.prune(3000);
        assert_eq!(kept(), [false, true, true], "a quarter is made free");
    }
}
