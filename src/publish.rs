//! Publishing: finished bytes appear whole, or not at all.

use std::io::Write;
use std::path::Path;
use std::sync::{PoisonError, RwLock, RwLockWriteGuard};

/// What the name of a file begins with that is not finished yet.
pub const TEMPORARY: &str = ".boardpack-";

/// Whoever writes a file holds it to read; whoever lets nobody write holds it to write.
static DOOR: RwLock<()> = RwLock::new(());

/// Writes a file so that its name never shows anything but the old content or the whole of the new one.
///
/// # Errors
/// The system's own, if the folder cannot be made or the file not written; what was there before is untouched.
pub fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let _inside = DOOR.read().unwrap_or_else(PoisonError::into_inner);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut beside = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    set_usual_permissions(beside.as_file())?;
    beside.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Waits until nobody writes a file, and lets nobody begin to as long as what is returned lives: then the process can end and
/// leaves nothing half done.
pub fn close() -> RwLockWriteGuard<'static, ()> {
    DOOR.write().unwrap_or_else(PoisonError::into_inner)
}

/// A temporary file is its owner's alone; a published paper is readable like any other file.
#[cfg(unix)]
fn set_usual_permissions(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_usual_permissions(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
