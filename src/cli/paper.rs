//! Papers that commands read, which may come from anywhere.

use std::io::Read;
use std::path::Path;

use crate::trace::attachment::LARGEST_FILE;

/// The bytes of a file, unless it is too large to be a paper.
pub fn bytes_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(std::io::Error::other(format!("it is larger than {} MB", LARGEST_FILE >> 20)));
    }
    Ok(bytes)
}
