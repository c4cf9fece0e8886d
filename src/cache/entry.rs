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

/// What entries are sealed with: a secret that those who share a cache have, or none. Without the secret nobody can make an
/// entry that is taken for whole.
#[derive(Clone, Default)]
pub(super) struct Seal(Option<[u8; 32]>);

impl Seal {
    /// The seal of a secret.
    pub fn of(secret: &str) -> Self {
        Self(Some(blake3::derive_key("boardpack 2025-11-27 the seal of a cache's entries", secret.as_bytes())))
    }

    /// Whether it is one that nobody else can make.
    pub fn is_secret(&self) -> bool {
        self.0.is_some()
    }

    /// The bytes of an entry: a line with the hash of its name and its content, then the content.
    pub fn seal(&self, name: &str, content: &[u8]) -> Vec<u8> {
        [self.hash(name, content).to_hex().as_bytes(), b"\n", content].concat()
    }

    /// The content of an entry; `None` if it is not whole, or another entry that has come to stand under this name.
    pub fn open(&self, name: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let at = sealed.iter().position(|byte| *byte == b'\n')?;
        let (hash, content) = (blake3::Hash::from_hex(&sealed[..at]).ok()?, &sealed[at + 1..]);
        // Compared in a time that says nothing of how much is right.
        (self.hash(name, content) == hash).then(|| content.to_vec())
    }

    fn hash(&self, name: &str, content: &[u8]) -> blake3::Hash {
        let mut hasher = self.0.as_ref().map_or_else(blake3::Hasher::new, blake3::Hasher::new_keyed);
        hasher.update(name.as_bytes()).update(b"\n").update(content).finalize()
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the secret.
        f.write_str(if self.is_secret() { "Seal(secret)" } else { "Seal" })
    }
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
        for seal in [Seal::default(), Seal::of("a secret")] {
            let sealed = seal.seal("made/ab", b"{\"papers\": []}");
            assert_eq!(seal.open("made/ab", &sealed).as_deref(), Some(b"{\"papers\": []}".as_slice()));
            assert_eq!(seal.open("made/cd", &sealed), None, "an entry stands under its own name only");
            for torn in 0..sealed.len() {
                assert_eq!(seal.open("made/ab", &sealed[..torn]), None, "the first {torn} bytes");
                let mut damaged = sealed.clone();
                damaged[torn] ^= 1;
                assert_eq!(seal.open("made/ab", &damaged), None, "byte {torn} changed");
            }
        }
    }

    #[test]
    fn a_seal_is_not_made_without_its_secret() {
        let seals = [Seal::default(), Seal::of(""), Seal::of("a secret"), Seal::of("another secret")];
        for (at, own) in seals.iter().enumerate() {
            for (other, seal) in seals.iter().enumerate() {
                assert_eq!(own.open("made/ab", &seal.seal("made/ab", b"made")).is_some(), at == other);
            }
            assert!(!format!("{own:?}").contains("a secret"));
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
