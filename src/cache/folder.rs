//! A cache in a folder of this machine.

use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use crate::cache::{Store, entry};
use crate::publish;

/// A folder that keeps bytes in files, each under its name.
///
/// Nothing in it is touched but entries: files in the places of entries, with the names of entries. A folder that has other
/// things in it is no cache, and is left alone.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    /// What was found when it was first needed: what keeps it from being a cache, if anything does.
    foreign: OnceLock<Option<String>>,
}

/// The file that tells programs which make backups that everything beside it can be made again.
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# What boardpack has made already. It may be deleted at any time.\n",
);

/// What entries there are, each in a folder of its kind.
const KINDS: [&str; 4] = ["papers", "pressed", "made", "last"];

impl Folder {
    /// The folder `root`, which is made when the first entry is kept.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), foreign: OnceLock::new() }
    }

    /// Why the folder is no cache, if it is none: it was there before, and has something else in it.
    pub fn refusal(&self) -> Option<&str> {
        let found = || {
            let tag =
                std::fs::symlink_metadata(self.root.join(TAG.0)).is_ok_and(|tag| tag.is_file() && tag.len() < 1000);
            if tag && std::fs::read(self.root.join(TAG.0)).is_ok_and(|tag| tag == TAG.1.as_bytes()) {
                return None;
            }
            // The tag alone may be lost or damaged.
            let names =
                std::fs::read_dir(&self.root).into_iter().flatten().flatten().map(|entry| entry.file_name());
            let names = names.map(|name| name.to_string_lossy().into_owned());
            names.filter(|name| !may_be_in_a_cache(name)).min().map(|other| {
                format!("`{}` is no cache: it has other things in it, such as `{other}`", self.root.display())
            })
        };
        self.foreign.get_or_init(found).as_deref()
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
        if self.refusal().is_some() {
            return;
        }
        let mut files = Vec::new();
        KINDS.iter().for_each(|kind| collect(&self.root.join(kind), &mut files));
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
            if std::fs::remove_file(&path).is_ok() {
                left = left.saturating_sub(size);
            }
        }
    }
}

impl Store for Folder {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        self.refusal().map_or(Ok(()), |why| Err(why.to_owned()))?;
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
        self.refusal().map_or(Ok(()), |why| Err(why.to_owned()))?;
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

/// Whether a name may stand at the top of a cache: one of ours, or one that systems and tools leave in every folder.
fn may_be_in_a_cache(name: &str) -> bool {
    let usual = ["lost+found", ".gitignore", ".gitkeep", ".DS_Store"];
    name == TAG.0 || KINDS.contains(&name) || usual.contains(&name) || publish::is_unfinished(name)
}

/// The files of a kind of entries, and those that were to become such: when each was last written, how large it is and
/// where. What has another name or stands elsewhere is somebody else's, and no link is followed.
fn collect(kind: &Path, files: &mut Vec<(SystemTime, u64, PathBuf)>) {
    let is_folder = |path: &Path| std::fs::symlink_metadata(path).is_ok_and(|data| data.is_dir());
    if !is_folder(kind) {
        return;
    }
    for start in std::fs::read_dir(kind).into_iter().flatten().flatten() {
        let Some(letters) = start.file_name().to_str().filter(|name| is_hash(name, 2)).map(str::to_owned) else {
            continue;
        };
        if !is_folder(&start.path()) {
            continue;
        }
        for entry in std::fs::read_dir(start.path()).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            let ours = (is_hash(name, 64) && name.starts_with(&letters)) || publish::is_unfinished(name);
            if let Some(data) = entry.metadata().ok().filter(|data| ours && data.is_file()) {
                files.push((data.modified().unwrap_or(SystemTime::UNIX_EPOCH), data.len(), entry.path()));
            }
        }
    }
}

/// Whether a name has so many letters, all of them of a hash.
fn is_hash(name: &str, letters: usize) -> bool {
    name.len() == letters && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(kind: &str, digit: usize) -> String {
        format!("{kind}/{}", format!("{digit:x}").repeat(64))
    }

    /// Makes a file as old as that.
    fn set_age(path: &Path, seconds: u64) {
        let file = std::fs::File::options().write(true).open(path).expect("the file");
        file.set_modified(SystemTime::now() - std::time::Duration::from_secs(seconds)).expect("its time");
    }

    #[test]
    fn what_was_kept_longest_is_removed_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Folder::new(&folder.path().join("cache"));
        let names = [1, 2, 3].map(|digit| name("papers", digit));
        for (name, age) in names.iter().zip([300, 200, 100]) {
            cache.put(name, &[0; 1000]).expect("it is kept");
            set_age(&cache.path(name), age);
        }
        let kept = || names.each_ref().map(|name| cache.get(name) != Ok(None));
        cache.prune(4000);
        assert_eq!(kept(), [true, true, true]);
        cache.prune(2900);
        assert_eq!(kept(), [false, true, true], "a quarter is made free");
    }

    #[test]
    fn nothing_is_removed_but_entries() {
        let folder = tempfile::tempdir().expect("a folder");
        let (root, outside) = (folder.path().join("cache"), folder.path().join("outside"));
        let cache = Folder::new(&root);
        let entry = name("papers", 1);
        cache.put(&entry, &[0; 1000]).expect("it is kept");
        let hash = "22".repeat(32);
        let others = [
            "notes.txt".to_owned(),
            "papers/notes.txt".to_owned(),
            "papers/11/notes.pdf".to_owned(),
            // An entry's name in another's place, in none, and longer.
            format!("papers/33/{hash}"),
            format!("papers/{hash}"),
            format!("papers/22/{hash}.pdf"),
            format!("scans/22/{hash}"),
            format!("papers/22/deep/{hash}"),
        ];
        let mut kept: Vec<PathBuf> = others.iter().map(|name| root.join(name)).collect();
        kept.extend([outside.join("paper.pdf"), outside.join(&hash), outside.join("22").join(&hash)]);
        for path in &kept {
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, [0; 1000]).expect("a file");
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::symlink;
            // A kind, a folder of one and an entry that are links to somebody's files.
            symlink(&outside, root.join("pressed")).expect("a link");
            symlink(&outside, root.join("papers/44")).expect("a link");
            symlink(outside.join("paper.pdf"), root.join("papers/22").join("2".repeat(64))).expect("a link");
            symlink(outside.join("paper.pdf"), root.join("papers/22/.boardpack-abc.part")).expect("a link");
        }
        kept.iter().for_each(|path| set_age(path, 1_000_000));
        cache.prune(0);
        assert_eq!(cache.get(&entry), Ok(None), "an entry goes");
        for path in &kept {
            assert!(path.is_file(), "{} is gone", path.display());
        }
    }

    #[test]
    fn a_folder_of_other_things_is_no_cache() {
        let folder = tempfile::tempdir().expect("a folder");
        let (root, entry) = (folder.path().join("project"), name("papers", 1));
        let path = root.join("papers/11").join("1".repeat(64));
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, [0; 1000]).expect("a file");
        std::fs::write(root.join("council.yaml"), "name: Testshire").expect("a file");
        for tag in ["", "Signature: 8a477f597d28d172789f06886806bc55\n# This file was made by another program.\n"] {
            if !tag.is_empty() {
                std::fs::write(root.join("CACHEDIR.TAG"), tag).expect("a file");
            }
            let cache = Folder::new(&root);
            assert!(cache.get(&entry).is_err_and(|why| why.contains("no cache") && why.contains("`council.yaml`")));
            assert!(cache.put(&name("made", 2), b"made").is_err());
            cache.prune(0);
            assert!(path.is_file() && !root.join("made").exists());
        }
        // Without anything foreign in it, a lost tag is no reason.
        std::fs::remove_file(root.join("council.yaml")).expect("a file");
        std::fs::remove_file(root.join("CACHEDIR.TAG")).expect("a file");
        let cache = Folder::new(&root);
        assert_eq!(cache.refusal(), None);
        assert!(cache.get(&entry).is_ok_and(|bytes| bytes.is_some()));
    }
}
