//! The cache: what earlier runs have made, so that a build makes anew only what has changed.
//!
//! Its entries bear the hash of their content, and what does not match its hash is as good as not there: a cache may be
//! deleted, damaged, copied to another machine or shared by runs at the same time. What can go wrong with it costs time and
//! never a paper. That is no protection from somebody who may write to it and makes entries with right hashes: only a
//! secret that they do not have is ([`Cache::sealed_with`]).
//!
//! It has four kinds of entries:
//!
//! - `papers`: finished PDF files, each under the hash of its bytes;
//! - `pressed`: which paper a finished document has become, under the hash of the document and of all that the engine reads
//!   with it. A change in the data that no figure of a report reads leaves its document as it was, and so its paper;
//! - `made`: what a report was made of, with what hash each, and which papers it became: under the hash of the report, for
//!   whoever has the same one, on this machine or another, and for each of the last few states of its data;
//! - `last`: the same, for the place on this machine that the papers were written to, to say what has changed since; and for
//!   each folder of papers, which of them runs have put there.

mod entry;
mod folder;
mod line;
mod manifest;
mod objects;

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use entry::Key;
use entry::Seal;
pub use folder::Folder;
use manifest::Ways;
pub use manifest::{Made, Paper, Pressed, Said, changed};
pub use objects::Objects;

/// The program that fills and reads a cache: its version, and a fingerprint of its sources and templates.
pub const PROGRAM: &str = concat!("boardpack ", env!("CARGO_PKG_VERSION"), " ", env!("BOARDPACK_FINGERPRINT"));

/// A place that keeps bytes under names: a folder, or storage that several machines share.
pub trait Store: std::fmt::Debug + Send + Sync {
    /// Where it is, as a user would name it.
    fn place(&self) -> String;

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
    /// What entries are sealed with.
    seal: Seal,
    /// Whether it is only read, on this machine and elsewhere.
    read_only: bool,
    /// Whether notes are written all the same.
    notes: bool,
    /// How often the shared one had something else under a name than an entry.
    nonsense: AtomicUsize,
    /// The first thing that went wrong with either.
    trouble: Mutex<Option<String>>,
}

impl Cache {
    /// A cache in a folder of this machine.
    pub fn new(own: Folder, shared: Option<Box<dyn Store>>) -> Self {
        let (seal, nonsense, trouble) = Default::default();
        Self { own, shared, seal, read_only: false, notes: false, nonsense, trouble }
    }

    /// The same cache, in which only entries count that were sealed with this secret.
    #[must_use]
    pub fn sealed_with(self, secret: &str) -> Self {
        Self { seal: Seal::of(secret), ..self }
    }

    /// The same cache, to which nothing is written, here or elsewhere.
    #[must_use]
    pub fn read_only(self) -> Self {
        Self { read_only: true, own: self.own.at_no_moment(), ..self }
    }

    /// The same cache as it is on this machine now: nothing but notes is written to it, and no other machine asked.
    #[must_use]
    pub fn frozen(self) -> Self {
        Self { shared: None, notes: !self.read_only, ..self.read_only() }
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
        let trouble = entry::lock(&self.trouble).clone();
        trouble.or_else(|| {
            let place = self.shared.as_ref()?.place();
            let times = Some(self.nonsense.load(Ordering::Relaxed)).filter(|times| *times > 0)?;
            let why = "look whether it is the right address, and whether `BOARDPACK_CACHE_KEY` is the same wherever it is \
                       written to";
            let entries = if times == 1 { "an entry".to_owned() } else { format!("{times} entries") };
            Some(format!("the cache in `{place}` had something else where {entries} should be: {why}"))
        })
    }

    /// Whether other machines share it.
    pub fn is_shared(&self) -> bool {
        self.shared.is_some()
    }

    /// Gets what other machines have noted of reports, many at a time, beside what is noted here.
    pub fn fetch_made(&self, keys: &[Key]) {
        self.fetch(keys.iter().map(|key| format!("made/{key}")).collect(), |name, bytes| {
            let ways = self.seal.open(name, bytes).and_then(|json| Ways::parse(&json))?;
            let merged = ways.with(self.ways(name));
            Some(self.seal.seal(name, &merged.to_json()))
        });
    }

    /// Gets what other machines have noted of finished documents and is not noted here, many at a time, and then the papers
    /// that they have become.
    pub fn fetch_pressed(&self, pressed: &[Made]) {
        let names = pressed.iter().flat_map(|made| &made.pressed).map(|key| format!("pressed/{key}"));
        let names: Vec<String> = names.collect();
        let whole = |name: &str, bytes: &[u8]| self.seal.open(name, bytes).map(|_| bytes.to_vec());
        self.fetch(names.iter().filter(|name| self.own(name).is_none()).cloned().collect(), whole);
        let pressed = names.iter().filter_map(|name| Pressed::parse(&self.own(name)?));
        let papers: Vec<String> = pressed.map(|pressed| pressed.paper).filter(|paper| !paper.is_empty()).collect();
        self.fetch_papers(&papers);
    }

    /// Gets papers that other machines have made and that are not here, many at a time.
    pub fn fetch_papers(&self, hashes: &[String]) {
        let names = hashes.iter().map(|hash| format!("{}{hash}", entry::PAPERS));
        let whole = |name: &str, bytes: &[u8]| self.content(name, bytes).map(|_| bytes.to_vec());
        self.fetch(names.filter(|name| self.own(name).is_none()).collect(), whole);
    }

    /// Waits until what was shared has arrived.
    pub fn finish(&self) {
        if let Some(shared) = &self.shared {
            self.tell(shared.finish());
        }
    }

    /// Notes something for later runs on this machine, also in a frozen cache: what a folder has in it is so whoever made it.
    pub fn set_note(&self, key: &Key, note: &impl Serialize) {
        self.set(key, note, self.notes || !self.read_only);
    }

    /// What was last noted under a key for later runs on this machine: of a report, what it was made of when it was written
    /// to its place.
    pub fn last<T: DeserializeOwned>(&self, key: &Key) -> Option<T> {
        serde_json::from_slice(&self.own(&format!("last/{key}"))?).ok()
    }

    /// Notes something for later runs on this machine.
    pub fn set_last(&self, key: &Key, note: &impl Serialize) {
        self.set(key, note, !self.read_only);
    }

    fn set(&self, key: &Key, note: &impl Serialize, may: bool) {
        let name = format!("last/{key}");
        let written = serde_json::to_vec(note).map_err(|error| error.to_string());
        if may {
            self.tell(written.and_then(|bytes| self.own.put(&name, &self.seal.seal(&name, &bytes))));
        }
    }

    /// What a report of these bytes was made of, in each way that this machine knows, what was used last first.
    pub fn made(&self, key: &Key) -> Vec<Made> {
        self.ways(&format!("made/{key}")).0
    }

    /// Notes what a report of these bytes was made of, or that it is used again.
    pub fn set_made(&self, key: &Key, made: &Made) {
        let name = format!("made/{key}");
        let known = self.ways(&name);
        if known.0.first() != Some(made) {
            let ways = Ways(vec![made.clone()]).with(known);
            self.keep(&name, &self.seal.seal(&name, &ways.to_json()));
        }
    }

    /// Notes that a report is as it was, and its papers with it: they are kept longer than what nobody uses.
    pub fn set_used(&self, made: &Made) {
        if !self.read_only {
            made.papers.iter().for_each(|paper| self.own.touch(&format!("{}{}", entry::PAPERS, paper.hash)));
        }
    }

    /// What the engine made of a finished document.
    pub fn pressed(&self, key: &Key) -> Option<Pressed> {
        Pressed::parse(&self.own(&format!("pressed/{key}"))?)
    }

    /// Notes what the engine made of a finished document.
    pub fn set_pressed(&self, key: &Key, pressed: &Pressed) {
        let name = format!("pressed/{key}");
        self.keep(&name, &self.seal.seal(&name, &pressed.to_json()));
    }

    /// A finished paper by the hash of its bytes.
    pub fn paper(&self, hash: &str) -> Option<Vec<u8>> {
        self.own(&format!("{}{hash}", entry::PAPERS))
    }

    /// Keeps a finished paper; returns the hash of its bytes.
    pub fn set_paper(&self, bytes: &[u8]) -> String {
        let hash = blake3::hash(bytes).to_hex().to_string();
        self.keep(&format!("{}{hash}", entry::PAPERS), bytes);
        hash
    }

    /// Sees to it that the folder on this machine does not grow without end, and has no more than some `most` bytes: what
    /// has not been used for longest is removed.
    pub fn tidy(&self, most: u64) {
        if !self.read_only {
            self.own.tidy(most);
        }
    }

    /// Gets entries of the shared cache, and keeps here what `wanted` makes of them; what is not whole is as good as not
    /// there.
    fn fetch(&self, names: Vec<String>, wanted: impl Fn(&str, &[u8]) -> Option<Vec<u8>>) {
        let Some(shared) = &self.shared else { return };
        let mut found = |name: &str, bytes: Option<Vec<u8>>| match bytes.map(|bytes| wanted(name, &bytes)) {
            Some(Some(bytes)) => drop(self.tell(self.put_here(name, &bytes))),
            Some(None) => drop(self.nonsense.fetch_add(1, Ordering::Relaxed)),
            None => {}
        };
        if !names.is_empty() {
            self.tell(shared.get_all(&names, &mut found));
        }
    }

    /// What this machine knows of a report.
    fn ways(&self, name: &str) -> Ways {
        self.own(name).and_then(|json| Ways::parse(&json)).unwrap_or_default()
    }

    /// The content of an entry on this machine. What other machines have is fetched many at a time, before anybody asks:
    /// whoever asked for one after the other would wait for each.
    fn own(&self, name: &str) -> Option<Vec<u8>> {
        self.tell(self.own.get(name)).flatten().and_then(|bytes| self.content(name, &bytes))
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        self.tell(self.put_here(name, bytes));
        if let Some(shared) = self.shared.as_ref().filter(|_| !self.read_only) {
            self.tell(shared.put(name, bytes));
        }
    }

    fn put_here(&self, name: &str, bytes: &[u8]) -> Result<(), String> {
        if self.read_only { Ok(()) } else { self.own.put(name, bytes) }
    }

    /// Takes note of what went wrong.
    fn tell<T>(&self, result: Result<T, String>) -> Option<T> {
        result.map_err(|why| entry::lock(&self.trouble).get_or_insert(why).clone()).ok()
    }

    /// The content of an entry; `None` if its bytes are not what was kept under this name.
    fn content(&self, name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        match name.strip_prefix(entry::PAPERS) {
            Some(hash) => (blake3::hash(bytes).to_hex().as_str() == hash).then(|| bytes.to_vec()),
            None => self.seal.open(name, bytes),
        }
    }
}
