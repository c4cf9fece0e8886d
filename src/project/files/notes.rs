//! Notes of what was read of a project, so that a later run knows whether it would read the same.

use std::collections::{BTreeMap, HashMap};
use std::fs::Metadata;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::project::files::Unreadable;

/// What somebody wanted to know of a project's folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Input {
    /// The bytes of a file of the project.
    File(String),
    /// The bytes of a file of a folder in the project, which may not lead out of that folder.
    Within(String, String),
    /// Whether there is such a file.
    Exists(String),
    /// The names of the folders in a folder that hold a file of such a name.
    FoldersWith(String, String),
}

impl Input {
    /// The path that a user would look at.
    pub fn path(&self) -> String {
        match self {
            Self::File(path) | Self::Exists(path) => path.clone(),
            Self::Within(folder, path) => format!("{folder}/{path}"),
            Self::FoldersWith(folder, _) => folder.clone(),
        }
    }
}

/// What was found: equal for two runs if, and only if, they were told the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    /// BLAKE3 of the bytes, or of the names, in hexadecimal.
    Hash(String),
    /// Nothing, or nothing readable: why not.
    Nothing(String),
}

/// What was read, and what was found there.
pub type Inputs = BTreeMap<Input, Seen>;

/// A file as this run has read it.
#[derive(Debug, Clone)]
pub(super) struct Content {
    pub bytes: Arc<[u8]>,
    pub hash: blake3::Hash,
}

impl Content {
    pub fn of(bytes: Vec<u8>) -> Self {
        Self { hash: blake3::hash(&bytes), bytes: bytes.into() }
    }
}

/// What the system says of a file, by which it is seen whether somebody writes to it while it is read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct State {
    len: u64,
    modified: Option<SystemTime>,
    /// What tells the file from another one that takes its place. Where the system cannot say, a new file counts as the
    /// old one with other bytes.
    identity: (u64, Option<SystemTime>),
}

impl State {
    pub fn of(data: &Metadata) -> Self {
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(data);
        #[cfg(not(unix))]
        let number = 0;
        // A number is given again as soon as a file is gone: with the time of its birth it is the file's own.
        let born = if cfg!(unix) { data.created().ok() } else { None };
        Self { len: data.len(), modified: data.modified().ok(), identity: (number, born) }
    }
}

/// The files of a project as this run has read them: each once, so that all reports of a run see the same.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    read: Mutex<HashMap<Input, Result<Content, Unreadable>>>,
}

impl Snapshot {
    /// A file as it was when it was first asked for.
    pub fn get(
        &self,
        input: &Input,
        read: impl FnOnce() -> Result<Vec<u8>, Unreadable>,
    ) -> Result<Content, Unreadable> {
        if let Some(known) = lock(&self.read).get(input) {
            return known.clone();
        }
        let content = read().map(Content::of);
        // Whoever was first has decided what this run sees.
        lock(&self.read).entry(input.clone()).or_insert(content).clone()
    }
}

/// The notes of one reader.
#[derive(Debug, Default)]
pub(super) struct Notes {
    seen: Mutex<Inputs>,
}

impl Notes {
    pub fn add(&self, input: Input, seen: Seen) {
        lock(&self.seen).insert(input, seen);
    }

    pub fn all(&self) -> Inputs {
        lock(&self.seen).clone()
    }
}

/// What was found of a file.
pub(super) fn seen(content: &Result<Content, Unreadable>) -> Seen {
    match content {
        Ok(content) => Seen::Hash(content.hash.to_hex().to_string()),
        Err(why) => Seen::Nothing(why.to_string()),
    }
}

/// What was found in a list of names.
pub(super) fn seen_names(names: &[String]) -> Seen {
    let mut hasher = blake3::Hasher::new();
    for name in names {
        hasher.update(name.as_bytes());
        hasher.update(b"\0");
    }
    Seen::Hash(hasher.finalize().to_hex().to_string())
}

/// What a lock guards; a reader that has panicked leaves nothing half done in it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
