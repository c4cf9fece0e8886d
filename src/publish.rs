//! Publishing: finished bytes appear whole, or not at all.

mod turn;
mod unwritten;

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::{PoisonError, RwLock, RwLockWriteGuard};

pub use unwritten::unwritten;

/// Whoever writes a file holds it to read; whoever lets nobody write holds it to write.
static DOOR: RwLock<()> = RwLock::new(());

/// What the name of a file begins and ends with that is still being written.
const UNFINISHED: (&str, &str) = (".boardpack-", ".part");

/// How often a file is begun that somebody sweeps away each time, who has to come between its making and its lock.
const ATTEMPTS: usize = 20;

/// Writes a file so that its name never shows anything but the old content or the whole of the new one, even where the
/// machine loses its power.
///
/// # Errors
/// The system's own, if the folder cannot be made or the file not written; what was there before is untouched.
pub fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    put(path, bytes, Manner { durable: true, ..Manner::USUAL }, None).map(drop)
}

/// Writes a file as [`write`] does, `private` if nobody may read it but its owner, unless it is out of date by then: `fits` is
/// asked when all is ready, while no other run puts such a file into the folder. Returns whether the file was written.
///
/// # Errors
/// As for [`write`].
pub fn write_paper(path: &Path, bytes: &[u8], private: bool, fits: &dyn Fn() -> bool) -> std::io::Result<bool> {
    put(path, bytes, Manner { durable: true, private, ..Manner::USUAL }, Some(fits))
}

/// Writes what a user wants to have in a place that they name: a file as [`write`] does, also where a link leads to it; into
/// a pipe or a device, which stays what it is. A `private` file is its owner's alone.
///
/// # Errors
/// As for [`write`].
pub fn write_to(path: &Path, bytes: &[u8], private: bool) -> std::io::Result<()> {
    match std::fs::metadata(path) {
        Ok(there) if !there.is_file() && !there.is_dir() => {
            std::fs::File::options().write(true).open(path)?.write_all(bytes)
        }
        Ok(_) => write_swept(&path.canonicalize()?, bytes, private),
        Err(_) => write_swept(path, bytes, private),
    }
}

/// Writes a file into a folder that nobody else sweeps.
fn write_swept(path: &Path, bytes: &[u8], private: bool) -> std::io::Result<()> {
    sweep(folder_of(path));
    put(path, bytes, Manner { durable: true, private, ..Manner::USUAL }, None).map(drop)
}

/// Writes a file that is not there yet; it appears whole.
///
/// # Errors
/// `AlreadyExists` if something has that name, also if it has come there in the meantime: it is left as it is. Else the
/// system's own.
pub fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    sweep(folder_of(path));
    put(path, bytes, Manner { durable: true, over: false, ..Manner::USUAL }, None).map(drop)
}

/// Writes a file as [`write`] does, without waiting until it is on the disk: for what is checked whenever it is read, and
/// can be made again. Where the machine loses its power, it may be torn. It is its owner's alone, and so is every folder
/// that is made for it.
///
/// # Errors
/// As for [`write`].
pub fn keep(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    make_private_folder(folder_of(path))?;
    put(path, bytes, Manner { private: true, ..Manner::USUAL }, None).map(drop)
}

/// Makes a folder, and those above it, for their owner alone; one that is there stays as it is.
///
/// # Errors
/// The system's own.
pub fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut folders = std::fs::DirBuilder::new();
    folders.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folders, 0o700);
    folders.create(folder)
}

/// How a file is written.
struct Manner {
    /// Whether to wait until it is on the disk.
    durable: bool,
    /// Whether it may take the place of another.
    over: bool,
    /// Whether it is its owner's alone.
    private: bool,
}

impl Manner {
    const USUAL: Self = Self { durable: false, over: true, private: false };
}

/// Writes a file unless `fits` says no when all is ready; returns whether it was written.
fn put(path: &Path, bytes: &[u8], manner: Manner, fits: Option<&dyn Fn() -> bool>) -> std::io::Result<bool> {
    let _inside = DOOR.read().unwrap_or_else(PoisonError::into_inner);
    let folder = folder_of(path);
    std::fs::create_dir_all(folder).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            std::io::Error::new(error.kind(), "its folder is a file, or a link that leads nowhere")
        }
        _ => error,
    })?;
    let attempt = || {
        let mut builder = tempfile::Builder::new();
        builder.prefix(UNFINISHED.0).suffix(UNFINISHED.1);
        // A temporary file is its owner's alone; any other is for whom the user's umask lets read it.
        #[cfg(unix)]
        if !manner.private {
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        }
        let mut beside = builder.tempfile_in(folder)?;
        // Held until the file has its name, so that whoever sweeps the folder knows that somebody writes it. A file
        // system without locks has no sweepers either.
        let _ = beside.as_file().try_lock();
        beside.write_all(bytes)?;
        if manner.durable {
            beside.as_file().sync_all()?;
        }
        let _turn = fits.map(|_| turn::turn(folder)).transpose()?;
        if fits.is_some_and(|fits| !fits()) {
            return Ok(false);
        }
        let named = if manner.over { beside.persist(path) } else { beside.persist_noclobber(path) };
        named.map_err(|error| error.error)?;
        Ok(true)
    };
    let mut done = attempt();
    for _ in 1..ATTEMPTS {
        // Swept away before it was locked.
        if !done.as_ref().is_err_and(|error: &std::io::Error| error.kind() == ErrorKind::NotFound) {
            break;
        }
        done = attempt();
    }
    done
}

/// The folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Removes from a folder the files that runs have left unfinished which were killed; those that another run is writing at
/// this moment stay.
pub fn sweep(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if file && entry.file_name().to_str().is_some_and(is_unfinished) {
            remove_abandoned(&entry.path());
        }
    }
}

/// Whether a file of such a name is still being written, or was when its run was killed.
pub fn is_unfinished(name: &str) -> bool {
    let random = name.strip_prefix(UNFINISHED.0).and_then(|rest| rest.strip_suffix(UNFINISHED.1));
    random.is_some_and(|random| !random.is_empty() && random.chars().all(|char| char.is_ascii_alphanumeric()))
}

/// Removes a file that nobody writes any more: the system lets go of a lock when its run ends, however it ends.
pub fn remove_abandoned(path: &Path) {
    let Ok(file) = std::fs::File::options().write(true).open(path) else { return };
    if file.try_lock().is_ok() {
        // Another run may have done it already.
        let _ = std::fs::remove_file(path);
    }
}

/// Waits until nobody writes a file, and lets nobody begin to as long as what is returned lives: then the process can end and
/// leaves nothing half done.
pub fn close() -> RwLockWriteGuard<'static, ()> {
    turn::end();
    DOOR.write().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_has_left_is_swept_away_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for name in [".boardpack-aB3dE9.part", ".boardpack-inuse0.part", ".boardpack-config", "paper.pdf", "x.part"]
        {
            std::fs::write(at(name), "…").expect("a file");
        }
        std::fs::create_dir(at(".boardpack-folder.part")).expect("a folder");
        let writer = std::fs::File::options().write(true).open(at(".boardpack-inuse0.part")).expect("a file");
        writer.try_lock().expect("a lock");
        sweep(folder.path());
        let left = |name: &str| at(name).exists();
        assert!(!left(".boardpack-aB3dE9.part"));
        for name in [".boardpack-inuse0.part", ".boardpack-config", "paper.pdf", "x.part", ".boardpack-folder.part"]
        {
            assert!(left(name), "`{name}` is gone");
        }
        drop(writer);
        sweep(folder.path());
        assert!(!left(".boardpack-inuse0.part"), "nobody writes it any more");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_and_a_device_stay_what_they_are() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("record.json"), "old").expect("a file");
        std::os::unix::fs::symlink("record.json", at("link")).expect("a link");
        write_to(&at("link"), b"new", false).expect("it is written");
        assert_eq!(std::fs::read(at("record.json")).expect("a file"), b"new");
        std::os::unix::fs::symlink("/dev/full", at("full")).expect("a link");
        for name in ["link", "full"] {
            let _ = write_to(&at(name), b"new", false);
            assert!(at(name).is_symlink(), "`{name}` was replaced");
        }
        let error = write_to(&at("full"), b"new", false).expect_err("no room");
        assert_eq!(error.kind(), ErrorKind::StorageFull);
        // What a killed run has left beside it goes.
        std::fs::write(at(".boardpack-aB3dE9.part"), "…").expect("a file");
        write_to(&at("other"), b"new", false).expect("it is written");
        assert!(!at(".boardpack-aB3dE9.part").exists());
        assert_eq!(std::fs::read(at("other")).expect("a file"), b"new");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_private_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let mode = |name: &str| {
            let data = std::fs::metadata(folder.path().join(name)).expect("it is there");
            data.permissions().mode() & 0o777
        };
        // What the umask of whoever runs the test leaves.
        std::fs::write(folder.path().join("plain"), "").expect("a file");
        write(&folder.path().join("out/paper.pdf"), b"paper").expect("it is written");
        write_paper(&folder.path().join("out/paper-restricted.pdf"), b"paper", true, &|| true)
            .expect("it is written");
        keep(&folder.path().join("cache/papers/aa"), b"paper").expect("it is written");
        write_to(&folder.path().join("record.json"), b"{}", true).expect("it is written");
        assert_eq!(mode("record.json"), 0o600);
        assert_eq!(mode("out/paper.pdf"), mode("plain"));
        assert_eq!(mode("out/paper-restricted.pdf"), 0o600);
        assert_eq!([mode("cache"), mode("cache/papers"), mode("cache/papers/aa")], [0o700, 0o700, 0o600]);
    }

    #[test]
    fn a_sweeper_never_keeps_a_file_from_being_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let done = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(std::sync::atomic::Ordering::Relaxed) {
                    sweep(folder.path());
                }
            });
            let kept = (0..2000_u32).try_for_each(|round| {
                let path = folder.path().join(format!("{}", round % 7));
                keep(&path, &round.to_le_bytes())?;
                let there = std::fs::read(&path)?;
                if there == round.to_le_bytes() { Ok(()) } else { Err(std::io::Error::other("other bytes")) }
            });
            // Or the sweeper would go on for ever.
            done.store(true, std::sync::atomic::Ordering::Relaxed);
            kept.expect("they are written");
        });
    }
}
