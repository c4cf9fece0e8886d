//! A cache in a folder of this machine.

use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

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
    /// The moment of the run, if what is used is to be kept longer than what is not.
    now: Option<SystemTime>,
    /// How many bytes were put in it.
    put: AtomicU64,
}

/// The file that tells programs which make backups that everything beside it can be made again.
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# What boardpack has made already. It may be deleted at any time.\n",
);

/// Notes when a cache was last tidied, in seconds since 1970, and how many bytes have come into it since.
const TIDIED: &str = "tidied";

/// How often what is used is noted, and a cache is tidied in which little has changed: to look at each of its entries takes
/// longer than to find that nothing is to be built.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What entries there are, each in a folder of its kind.
const KINDS: [&str; 4] = ["papers", "pressed", "made", "last"];

impl Folder {
    /// The folder `root`, which is made when the first entry is kept.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), foreign: OnceLock::new(), now: None, put: AtomicU64::new(0) }
    }

    /// The same folder in a run at this moment: with it, what is used is kept longer than what is not.
    #[must_use]
    pub fn at(self, now: SystemTime) -> Self {
        Self { now: Some(now), ..self }
    }

    /// The same folder, in which it is not noted what is used.
    #[must_use]
    pub fn at_no_moment(self) -> Self {
        Self { now: None, ..self }
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

    /// Where an entry is; `None` for a name that no entry has.
    fn path(&self, name: &str) -> Option<PathBuf> {
        // Some file systems are slow with tens of thousands of files in a folder.
        let (kind, hash) = name.split_once('/')?;
        (KINDS.contains(&kind) && is_hash(hash, 64)).then(|| self.root.join(kind).join(&hash[..2]).join(hash))
    }

    /// Makes the folder for its owner alone: there may be papers in it that are exempt from publication.
    fn prepare(&self) -> std::io::Result<()> {
        let tag = self.root.join(TAG.0);
        // A backup with a cache in it is no harm.
        if tag.exists() { Ok(()) } else { publish::keep(&tag, TAG.1.as_bytes()) }
    }

    /// Notes that an entry is used, so that it is kept longer than what is not: once a day.
    pub fn touch(&self, name: &str) {
        let Some(path) = self.path(name).filter(|_| self.now.is_some()) else { return };
        if let Ok(data) = std::fs::symlink_metadata(&path)
            && data.is_file()
            && self.is_stale(&data)
            && let Ok(file) = std::fs::File::open(path)
        {
            self.set_used(&file);
        }
    }

    fn is_stale(&self, data: &std::fs::Metadata) -> bool {
        let age = self.now.zip(data.modified().ok()).map(|(now, used)| now.duration_since(used));
        // A time to come is another machine's.
        age.is_some_and(|age| age.map_or(true, |age| age > DAY))
    }

    fn set_used(&self, file: &std::fs::File) {
        // Where this is not permitted, the entry goes sooner.
        let _ = self.now.map(|now| file.set_modified(now));
    }

    /// Sees to it that the folder does not grow without end: once a day, and whenever an eighth of `most` bytes has come into
    /// it, what has not been used for longest is removed until no more than `most` bytes are left.
    pub fn tidy(&self, most: u64) {
        let note = self.root.join(TIDIED);
        if self.refusal().is_some() || std::fs::symlink_metadata(&self.root).is_err() {
            return;
        }
        let now = self.now.and_then(|now| now.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        let put = self.put.load(Ordering::Relaxed);
        let read = read_regular(&note, 100).ok().flatten().and_then(|(bytes, _)| {
            let (at, so_far) = std::str::from_utf8(&bytes).ok()?.trim().split_once(' ')?;
            Some((Duration::from_secs(at.parse().ok()?), so_far.parse::<u64>().ok()?))
        });
        let written = match read {
            Some((at, so_far)) if now >= at && now - at < DAY && so_far.saturating_add(put) < most / 8 => {
                (put > 0).then(|| (at, so_far + put))
            }
            _ => {
                self.prune(most);
                Some((now, 0))
            }
        };
        if let Some((at, so_far)) = written {
            // Without it, the next run tidies again.
            let _ = publish::keep(&note, format!("{} {so_far}\n", at.as_secs()).as_bytes());
        }
    }

    /// Removes what has not been used for longest, until no more than `most` bytes are left, and what killed runs have left
    /// unfinished.
    fn prune(&self, most: u64) {
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
    fn place(&self) -> String {
        self.root.display().to_string()
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        self.refusal().map_or(Ok(()), |why| Err(why.to_owned()))?;
        let read = self.path(name).map_or(Ok(None), |path| read_regular(&path, entry::most(name)));
        match read {
            Ok(None) => Ok(None),
            Ok(Some((bytes, file))) => {
                if file.metadata().is_ok_and(|data| self.is_stale(&data)) {
                    self.set_used(&file);
                }
                Ok(Some(bytes))
            }
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(format!("the cache in `{}` cannot be read: {error}", self.root.display())),
        }
    }

    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), String> {
        self.refusal().map_or(Ok(()), |why| Err(why.to_owned()))?;
        let put = || {
            self.prepare()?;
            self.put.fetch_add(bytes.len() as u64, Ordering::Relaxed);
            // Every entry is checked when it is read: nobody has to wait until it is on the disk.
            self.path(name).map_or(Ok(()), |path| publish::keep(&path, bytes))
        };
        put().map_err(|error: std::io::Error| {
            let why = if self.root.is_file() { "it is a file, not a folder".to_owned() } else { error.to_string() };
            format!("the cache in `{}` cannot be written to: {why}", self.root.display())
        })
    }
}

/// The bytes of a file, and the file; `None` for one of more than `most` bytes: nothing of such a length is written, it was
/// damaged, or put there to do harm.
fn read_regular(path: &Path, most: u64) -> std::io::Result<Option<(Vec<u8>, std::fs::File)>> {
    // Whoever opens a pipe waits for somebody at its other end.
    let data = std::fs::metadata(path)?;
    if !data.is_file() {
        return Err(std::io::Error::other(format!(
            "`{}` is no file, and an entry should be there",
            path.display()
        )));
    }
    let file = std::fs::File::open(path)?;
    let mut bytes = Vec::new();
    (&file).take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some((bytes, file)))
}

/// Whether a name may stand at the top of a cache: one of ours, or one that systems and tools leave in every folder.
fn may_be_in_a_cache(name: &str) -> bool {
    let usual = ["lost+found", ".gitignore", ".gitkeep", ".DS_Store"];
    [TAG.0, TIDIED].contains(&name)
        || KINDS.contains(&name)
        || usual.contains(&name)
        || publish::is_unfinished(name)
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
            set_age(&cache.path(name).expect("a name"), age);
        }
        let kept = || names.each_ref().map(|name| cache.get(name) != Ok(None));
        cache.prune(4000);
        assert_eq!(kept(), [true, true, true]);
        cache.prune(2900);
        assert_eq!(kept(), [false, true, true], "a quarter is made free");
    }

    #[test]
    fn what_is_used_is_kept_longer() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Folder::new(folder.path()).at(SystemTime::now());
        let names = [1, 2, 3].map(|digit| name("papers", digit));
        for (name, days) in names.iter().zip([30, 20, 10]) {
            cache.put(name, &[0; 1000]).expect("it is kept");
            set_age(&cache.path(name).expect("a name"), days * 24 * 60 * 60);
        }
        // The oldest is read, and the next is found to be as it was.
        assert!(cache.get(&names[0]).is_ok_and(|bytes| bytes.is_some()));
        cache.touch(&names[1]);
        cache.prune(2900);
        assert_eq!(names.each_ref().map(|name| cache.get(name) != Ok(None)), [true, true, false]);
    }

    #[test]
    fn a_cache_is_tidied_once_a_day_and_when_much_has_come() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("cache");
        let start = SystemTime::now();
        let run = |hours: u64| Folder::new(&root).at(start + Duration::from_secs(60 * 60 * hours));
        // What a killed run has left shows whether anybody has looked.
        let left = root.join("papers/11/.boardpack-abc.part");
        let tidies = |cache: &Folder| {
            std::fs::write(&left, "").expect("a file");
            cache.tidy(8000);
            !left.exists()
        };
        let first = run(0);
        first.tidy(8000);
        assert!(!root.exists(), "nothing is made of nothing");
        first.put(&name("papers", 1), &[0; 10]).expect("it is kept");
        assert!(tidies(&first));
        assert!(!tidies(&run(1)));
        assert!(!tidies(&run(23)));
        assert!(tidies(&run(25)));
        assert!(!tidies(&run(26)));
        // An eighth of what it may have, in two runs.
        for (digit, tidied) in [(2, false), (3, true)] {
            let cache = run(27);
            cache.put(&name("papers", digit), &[0; 600]).expect("it is kept");
            assert_eq!(tidies(&cache), tidied);
        }
        assert!(tidies(&run(0)), "somebody has put the clock back");
        std::fs::write(root.join("tidied"), "nonsense").expect("a file");
        assert!(tidies(&run(0)));
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
        cache.tidy(0);
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
            cache.tidy(0);
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
