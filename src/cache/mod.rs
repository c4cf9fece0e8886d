//! The cache: what earlier runs have made, so that a build makes anew only what has changed.
//!
//! Nothing in it is trusted. An entry bears the hash of its content, and what does not match its hash is as good as not
//! there: a cache may be deleted, damaged, copied to another machine or shared by runs at the same time. What can go
//! wrong with it costs time and never a paper.
//!
//! It has four kinds of entries:
//!
//! - `papers`: finished PDF files, each under the hash of its bytes;
//! - `pressed`: which paper a finished document has become, under the hash of the document and of all that the engine reads
//!   with it. A change in the data that no figure of a report reads leaves its document as it was, and so its paper;
//! - `made`: what a report was made of, with what hash each, and which papers it became: under the hash of the report, for
//!   whoever has the same one, on this machine or another;
//! - `last`: the same, for the place on this machine that the papers were written to, to say what has changed since.

mod entry;
mod folder;
mod manifest;

use std::path::Path;
use std::sync::Mutex;

pub use entry::Key;
pub use folder::Folder;
pub use manifest::{Made, Paper, Pressed, Said, changed};

/// The program that fills and reads a cache: its version, and a fingerprint of its sources and templates.
pub const PROGRAM: &str = concat!("boardpack ", env!("CARGO_PKG_VERSION"), " ", env!("BOARDPACK_FINGERPRINT"));

/// A place that keeps bytes under names: a folder, or storage that several machines share.
pub trait Store: std::fmt::Debug + Send + Sync {
    /// The bytes of a name; `None` if there are none.
    ///
    /// # Errors
    /// Why the place could not be asked.
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, String>;

    /// Keeps bytes under a name; whoever reads it meanwhile sees the old bytes or the new ones, never a part.
    ///
    /// # Errors
    /// Why they could not be kept.
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), String>;
}

/// The cache of a run.
#[derive(Debug)]
pub struct Cache {
    /// On this machine.
    own: Folder,
    /// Shared with other machines, and asked where this one has nothing.
    shared: Option<Box<dyn Store>>,
    /// The first thing that went wrong with either.
    trouble: Mutex<Option<String>>,
}

impl Cache {
    /// A cache in a folder of this machine.
    pub fn new(own: Folder, shared: Option<Box<dyn Store>>) -> Self {
        Self { own, shared, trouble: Mutex::default() }
    }

    /// A cache in a folder, without another one behind it.
    pub fn in_folder(folder: &Path) -> Self {
        Self::new(Folder::new(folder), None)
    }

    /// The first thing that went wrong with the cache, if anything did; the papers are whole all the same.
    pub fn trouble(&self) -> Option<String> {
        entry::lock(&self.trouble).clone()
    }

    /// What a report was made of when it was last written to its place.
    pub fn last(&self, key: &Key) -> Option<Made> {
        Made::parse(&self.open_own(&format!("last/{key}"))?)
    }

    /// Notes what a report was made of and where it was written.
    pub fn set_last(&self, key: &Key, made: &Made) {
        self.tell(self.own.put(&format!("last/{key}"), &entry::seal(&made.to_json())));
    }

    /// What a report of these bytes was made of, here or elsewhere.
    pub fn made(&self, key: &Key) -> Option<Made> {
        Made::parse(&self.open(&format!("made/{key}"))?)
    }

    /// Notes what a report of these bytes was made of.
    pub fn set_made(&self, key: &Key, made: &Made) {
        self.keep(&format!("made/{key}"), &entry::seal(&made.to_json()));
    }

    /// What the engine made of a finished document.
    pub fn pressed(&self, key: &Key) -> Option<Pressed> {
        Pressed::parse(&self.open(&format!("pressed/{key}"))?)
    }

    /// Notes what the engine made of a finished document.
    pub fn set_pressed(&self, key: &Key, pressed: &Pressed) {
        self.keep(&format!("pressed/{key}"), &entry::seal(&pressed.to_json()));
    }

    /// A finished paper by the hash of its bytes.
    pub fn paper(&self, hash: &str) -> Option<Vec<u8>> {
        let name = format!("papers/{hash}");
        let whole = |bytes: &Vec<u8>| blake3::hash(bytes).to_hex().as_str() == hash;
        if let Some(bytes) = self.tell(self.own.get(&name)).flatten().filter(whole) {
            return Some(bytes);
        }
        let bytes = self.tell(self.shared.as_ref()?.get(&name)).flatten().filter(whole)?;
        self.tell(self.own.put(&name, &bytes));
        Some(bytes)
    }

    /// Keeps a finished paper; returns the hash of its bytes.
    pub fn set_paper(&self, bytes: &[u8]) -> String {
        let hash = blake3::hash(bytes).to_hex().to_string();
        self.keep(&format!("papers/{hash}"), bytes);
        hash
    }

    /// Removes what has not been used for longest, until the folder on this machine has no more than `most` bytes.
    pub fn prune(&self, most: u64) {
        self.own.prune(most);
    }

    fn open_own(&self, name: &str) -> Option<Vec<u8>> {
        self.tell(self.own.get(name)).flatten().and_then(|bytes| entry::open(&bytes))
    }

    fn open(&self, name: &str) -> Option<Vec<u8>> {
        self.open_own(name).or_else(|| {
            let sealed = self.tell(self.shared.as_ref()?.get(name)).flatten()?;
            let content = entry::open(&sealed)?;
            self.tell(self.own.put(name, &sealed));
            Some(content)
        })
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        self.tell(self.own.put(name, bytes));
        if let Some(shared) = &self.shared {
            self.tell(shared.put(name, bytes));
        }
    }

    /// Takes note of what went wrong.
    fn tell<T>(&self, result: Result<T, String>) -> Option<T> {
        result.map_err(|why| entry::lock(&self.trouble).get_or_insert(why).clone()).ok()
    }
}
