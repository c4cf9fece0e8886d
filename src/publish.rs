//! Publishing: finished bytes appear whole, or not at all.

use std::io::Write;
use std::path::Path;

/// Writes a file so that its name never shows anything but the old content or the whole of the new one.
///
/// # Errors
/// The system's own, if the folder cannot be made or the file not written; what was there before is untouched.
pub fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    prepare(path, bytes)?.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a file that is not there yet; it appears whole.
///
/// # Errors
/// `AlreadyExists` if something has that name, also if it has come there in the meantime: it is left as it is. Else the
/// system's own.
pub fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    prepare(path, bytes)?.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

/// The bytes in a file without a name of its own yet, in the folder where it is to appear.
fn prepare(path: &Path, bytes: &[u8]) -> std::io::Result<tempfile::NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut beside = tempfile::Builder::new().prefix(".boardpack-").tempfile_in(folder)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    set_usual_permissions(beside.as_file())?;
    Ok(beside)
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
