//! Papers that commands read, which may come from anywhere.

use std::io::{Error, ErrorKind, Read};
use std::path::Path;

use crate::build;
use crate::quote;
use crate::trace::attachment::LARGEST_FILE;

/// The bytes of a file, unless it is too large to be a paper.
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(Error::other(format!("it is larger than {} MB", LARGEST_FILE >> 20)));
    }
    Ok(bytes)
}

/// The message and the hint for a file that cannot be read; `wanted` is what to name, such as "a PDF that `boardpack build` has
/// written".
pub fn unread(path: &Path, error: &Error, wanted: &str) -> (String, String) {
    let shown = path.display();
    match error.kind() {
        _ if path.is_dir() => (format!("`{shown}` is a folder, not a file"), format!("name {wanted}")),
        ErrorKind::NotFound => {
            let near = build::nearest_name(path).map(|near| format!("did you mean `{}`?", quote::path(&near)));
            (format!("`{shown}` does not exist"), near.unwrap_or_else(|| format!("name {wanted}")))
        }
        ErrorKind::PermissionDenied => {
            (format!("`{shown}` cannot be read: permission denied"), "check that you may open the file".to_owned())
        }
        _ => (format!("`{shown}` cannot be read: {error}"), format!("name {wanted}")),
    }
}
