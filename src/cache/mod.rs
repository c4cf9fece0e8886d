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
//! - `last`: the same, for the place on this machine that the papers were written to, to say what has changed since; and for
//!   each folder of papers, which of them runs have put there.

mod entry;
mod folder;
mod manifest;
mod objects;

use std::collections::HashSet;
use std::path::Path;
use std::sync::Mutex;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use entry::Key;
pub use folder::Folder;
pub use manifest::{Made, Paper, Pressed, Said, changed};
pub use objects::Objects;

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

    /// Gets the bytes of many names, in any order; a place that is far away asks for many at a time.
    ///
    /// # Errors
    /// Why the place could not be asked any further.
    fn get_all(&self, names: &[String], found: &mut dyn FnMut(&str, Option<Vec<u8>>)) -> Result<(), String> {
        names.iter().try_for_each(|name| {
            found(name, self.get(name)?);
            Ok(())
        })
    }

    /// Waits until everything is kept that was put there.
    ///
    /// # Errors
    /// Why something could not be kept.
    fn finish(&self) -> Result<(), String> {
        Ok(())
    }
}

/// The cache of a run.
#[derive(Debug)]
pub struct Cache {
    /// On this machine.
    own: Folder,
    /// Shared with other machines, and asked where this one has nothing.
    shared: Option<Box<dyn Store>>,
    /// The names that the shared one was asked for already: what it had of them is here.
    asked: Mutex<HashSet<String>>,
    /// The first thing that went wrong with either.
    trouble: Mutex<Option<String>>,
}

impl Cache {
    /// A cache in a folder of this machine.
    pub fn new(own: Folder, shared: Option<Box<dyn Store>>) -> Self {
        Self { own, shared, asked: Mutex::default(), trouble: Mutex::default() }
    }

    /// A cache in a folder, without another one behind it.
    pub fn in_folder(folder: &Path) -> Self {
        Self::new(Folder::new(folder), None)
    }

    /// Why the folder on this machine is no cache, if it is none: it has somebody's files in it, and is left alone.
    pub fn refusal(&self) -> Option<&str> {
        self.own.refusal()
    }

    /// The first thing that went wrong with the cache, if anything did; the papers are whole all the same.
    pub fn trouble(&self) -> Option<String> {
        entry::lock(&self.trouble).clone()
    }

    /// Whether other machines share it.
    pub fn is_shared(&self) -> bool {
        self.shared.is_some()
    }

    /// Gets what other machines have noted of reports, many at a time, instead of what is noted here.
    pub fn fetch_made(&self, keys: &[Key]) {
        self.fetch(keys.iter().map(|key| format!("made/{key}")).collect());
    }

    /// Gets papers that other machines have made and that are not here, many at a time.
    pub fn fetch_papers(&self, hashes: &[String]) {
        let names = hashes.iter().map(|hash| format!("{}{hash}", entry::PAPERS));
        self.fetch(names.filter(|name| self.own(name).is_none()).collect());
    }

    /// Waits until what was shared has arrived.
    pub fn finish(&self) {
        if let Some(shared) = &self.shared {
            self.tell(shared.finish());
        }
    }

    /// What was last noted under a key for later runs on this machine: of a report, what it was made of when it was written
    /// to its place.
    pub fn last<T: DeserializeOwned>(&self, key: &Key) -> Option<T> {
        serde_json::from_slice(&self.own(&format!("last/{key}"))?).ok()
    }

    /// Notes something for later runs on this machine.
    pub fn set_last(&self, key: &Key, note: &impl Serialize) {
        let name = format!("last/{key}");
        let written = serde_json::to_vec(note).map_err(|error| error.to_string());
        self.tell(written.and_then(|bytes| self.own.put(&name, &entry::seal(&name, &bytes))));
    }

    /// What a report of these bytes was made of, here or elsewhere, if that is what somebody looks for: with other data,
    /// what stands here may be another machine's past.
    pub fn made(&self, key: &Key, fits: impl Fn(&Made) -> bool) -> Option<Made> {
        let name = format!("made/{key}");
        let made = |bytes: Vec<u8>| Made::parse(&bytes).filter(&fits);
        self.own(&name).and_then(made).or_else(|| self.elsewhere(&name).and_then(made))
    }

    /// What a report of these bytes was made of, if this machine knows.
    pub fn made_here(&self, key: &Key) -> Option<Made> {
        Made::parse(&self.own(&format!("made/{key}"))?)
    }

    /// Notes what a report of these bytes was made of.
    pub fn set_made(&self, key: &Key, made: &Made) {
        let name = format!("made/{key}");
        self.keep(&name, &entry::seal(&name, &made.to_json()));
    }

    /// What the engine made of a finished document.
    pub fn pressed(&self, key: &Key) -> Option<Pressed> {
        Pressed::parse(&self.open(&format!("pressed/{key}"))?)
    }

    /// Notes what the engine made of a finished document.
    pub fn set_pressed(&self, key: &Key, pressed: &Pressed) {
        let name = format!("pressed/{key}");
        self.keep(&name, &entry::seal(&name, &pressed.to_json()));
    }

    /// A finished paper by the hash of its bytes.
    pub fn paper(&self, hash: &str) -> Option<Vec<u8>> {
        self.open(&format!("{}{hash}", entry::PAPERS))
    }

    /// Keeps a finished paper; returns the hash of its bytes.
    pub fn set_paper(&self, bytes: &[u8]) -> String {
        let hash = blake3::hash(bytes).to_hex().to_string();
        self.keep(&format!("{}{hash}", entry::PAPERS), bytes);
        hash
    }

    /// Removes what has not been used for longest, until the folder on this machine has no more than `most` bytes.
    pub fn prune(&self, most: u64) {
        self.own.prune(most);
    }

    /// Gets entries of the shared cache; what is not whole is as good as not there.
    fn fetch(&self, names: Vec<String>) {
        let Some(shared) = &self.shared else { return };
        let mut found = |name: &str, bytes: Option<Vec<u8>>| {
            if let Some(bytes) = bytes.filter(|bytes| content(name, bytes).is_some()) {
                self.tell(self.own.put(name, &bytes));
            }
        };
        self.tell(shared.get_all(&names, &mut found));
        entry::lock(&self.asked).extend(names);
    }

    /// The content of an entry of this machine's.
    fn own(&self, name: &str) -> Option<Vec<u8>> {
        self.tell(self.own.get(name)).flatten().and_then(|bytes| content(name, &bytes))
    }

    /// The content of an entry, of this machine's or a shared one.
    fn open(&self, name: &str) -> Option<Vec<u8>> {
        self.own(name).or_else(|| self.elsewhere(name))
    }

    /// The content of a shared entry, which is kept here from now on.
    fn elsewhere(&self, name: &str) -> Option<Vec<u8>> {
        let shared = self.shared.as_ref()?;
        if entry::lock(&self.asked).contains(name) {
            return None;
        }
        let bytes = self.tell(shared.get(name)).flatten()?;
        let content = content(name, &bytes)?;
        self.tell(self.own.put(name, &bytes));
        Some(content)
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

/// The content of an entry; `None` if its bytes are not what was kept under this name.
fn content(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    match name.strip_prefix(entry::PAPERS) {
        Some(hash) => (blake3::hash(bytes).to_hex().as_str() == hash).then(|| bytes.to_vec()),
        None => entry::open(name, bytes),
    }
}
