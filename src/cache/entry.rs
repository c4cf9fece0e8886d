//! Entries of a cache: their names, and the seal that tells a whole one from a torn one.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::cache::PROGRAM;

/// The name of an entry: a hash of everything that it is looked up by, this version of the program included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(blake3::Hash);

impl Key {
    /// The name for what is looked up by these parts, in this order.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in std::iter::once(PROGRAM.as_bytes()).chain(parts) {
            // With its length, so that no two lists of parts are the same bytes.
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize())
    }

    /// The name of an entry that a later version of the program shall find as well.
    pub fn of_any_version<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_hex())
    }
}

/// The bytes of an entry: a line with the hash of its name and its content, then the content.
pub(super) fn seal(name: &str, content: &[u8]) -> Vec<u8> {
    [hash(name, content).to_hex().as_bytes(), b"\n", content].concat()
}

/// The content of an entry; `None` if it is not whole, or another entry that has come to stand under this name.
pub(super) fn open(name: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    let at = sealed.iter().position(|byte| *byte == b'\n')?;
    let (sealed, content) = (&sealed[..at], &sealed[at + 1..]);
    (hash(name, content).to_hex().as_bytes() == sealed).then(|| content.to_vec())
}

fn hash(name: &str, content: &[u8]) -> blake3::Hash {
    blake3::Hasher::new().update(name.as_bytes()).update(b"\n").update(content).finalize()
}

/// The most bytes of an entry of such a name: more is read of none, whoever has put it there. A pack of scanned papers
/// may have some tens of megabytes.
pub(super) fn most(name: &str) -> u64 {
    if name.starts_with(PAPERS) { 256 << 20 } else { 16 << 20 }
}

/// What the names of finished papers begin with.
pub(super) const PAPERS: &str = "papers/";

/// What a lock guards; whoever has panicked has left nothing half done in it.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_that_is_not_whole_is_not_opened() {
        let sealed = seal("made/ab", b"{\"papers\": []}");
        assert_eq!(open("made/ab", &sealed).as_deref(), Some(b"{\"papers\": []}".as_slice()));
        assert_eq!(open("made/cd", &sealed), None, "an entry stands under its own name only");
        for torn in 0..sealed.len() {
            assert_eq!(open("made/ab", &sealed[..torn]), None, "the first {torn} bytes");
            let mut damaged = sealed.clone();
            damaged[torn] ^= 1;
            assert_eq!(open("made/ab", &damaged), None, "byte {torn} changed");
        }
    }

    #[test]
    fn parts_are_told_apart() {
        let key = |parts: &[&str]| Key::of(parts.iter().map(|part| part.as_bytes())).to_string();
        assert_ne!(key(&["ab", "c"]), key(&["a", "bc"]));
        assert_ne!(key(&["ab"]), key(&["ab", ""]));
        assert_eq!(key(&["ab"]), key(&["ab"]));
    }
}
