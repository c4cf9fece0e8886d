//! The alarm: the system's word that something happened in a folder, and the clock.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf, absolute};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::has_gone;
use crate::watch::{Concern, Next, Schedule};

/// How often it is made sure, while nothing happens, that the folders are still those that are watched.
const MAKE_SURE: Duration = Duration::from_secs(2);

/// Wakes whoever waits when something happens in one of the folders.
pub(super) struct Alarm {
    watcher: Option<RecommendedWatcher>,
    heard: Arc<Heard>,
    /// The folders that are watched, each with what tells it from another folder of the same name.
    watched: BTreeMap<PathBuf, Identity>,
    why_deaf: Option<String>,
}

/// What the watcher's thread and the waiting one share.
struct Heard {
    begun: Instant,
    state: Mutex<State>,
    bell: Condvar,
}

#[derive(Default)]
struct State {
    schedule: Schedule,
    papers: BTreeSet<PathBuf>,
    /// Folders of papers outside of every project.
    aside: BTreeSet<PathBuf>,
}

impl Heard {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes note of what the system says. It may say anything: there is no more to it than that something happened.
    fn hear(&self, event: notify::Result<Event>) {
        let mut state = self.lock();
        let concerns = match &event {
            // Reading a file is an event too, also when it is this program that reads.
            Ok(Event { kind: EventKind::Access(kind), .. }) if *kind != AccessKind::Close(AccessMode::Write) => {
                false
            }
            Ok(event) if event.paths.is_empty() => true,
            Ok(event) => event.paths.iter().any(|path| match Concern::of(path, &state.papers, &state.aside) {
                Concern::Any => true,
                Concern::Paper => has_gone(path),
                Concern::None => false,
            }),
            // Something was missed.
            Err(_) => true,
        };
        if concerns {
            state.schedule.heard(self.begun.elapsed());
            self.bell.notify_one();
        }
    }
}

impl Alarm {
    /// An alarm that listens to nothing yet.
    pub fn new() -> Self {
        let mut alarm = Self::deaf();
        let hearing = Arc::clone(&alarm.heard);
        match notify::recommended_watcher(move |event| hearing.hear(event)) {
            Ok(watcher) => alarm.watcher = Some(watcher),
            Err(why) => alarm.why_deaf = Some(format!("the system cannot tell of changes ({why})")),
        }
        alarm
    }

    /// An alarm that listens to nothing ever, and only has its clock.
    pub fn deaf() -> Self {
        let heard = Heard { begun: Instant::now(), state: Mutex::default(), bell: Condvar::new() };
        Self { watcher: None, heard: Arc::new(heard), watched: BTreeMap::new(), why_deaf: None }
    }

    /// Listens to these folders and everything in them; returns why one of them cannot be listened to.
    pub fn watch(&mut self, roots: &BTreeSet<PathBuf>) -> Option<String> {
        let why_deaf = self.why_deaf.clone();
        roots.iter().map(|root| self.listen(root, RecursiveMode::Recursive)).fold(why_deaf, Option::or)
    }

    /// Takes note of the papers, which are written by this program, and listens to the folders outside of `roots` that they
    /// stand in; returns why one of them cannot be listened to.
    pub fn papers(&mut self, papers: &[PathBuf], roots: &BTreeSet<PathBuf>) -> Option<String> {
        let papers: Vec<PathBuf> = papers.iter().filter_map(|paper| absolute(paper).ok()).collect();
        let roots: Vec<PathBuf> = roots.iter().filter_map(|root| root.canonicalize().ok()).collect();
        let is_aside = |folder: &Path| {
            folder.canonicalize().is_ok_and(|folder| !roots.iter().any(|root| folder.starts_with(root)))
        };
        let folders: BTreeSet<&Path> = papers.iter().filter_map(|paper| paper.parent()).collect();
        let aside: Vec<PathBuf> = folders.into_iter().filter(|one| is_aside(one)).map(Path::to_owned).collect();
        let mut state = self.heard.lock();
        state.aside.extend(aside.iter().cloned());
        state.papers.extend(papers);
        drop(state);
        aside.iter().map(|folder| self.listen(folder, RecursiveMode::NonRecursive)).fold(None, Option::or)
    }

    /// Listens to a folder, unless it does already; returns why it cannot.
    fn listen(&mut self, folder: &Path, mode: RecursiveMode) -> Option<String> {
        let watcher = self.watcher.as_mut()?;
        let Some(now) = identity(folder) else {
            self.watched.remove(folder);
            return None;
        };
        if self.watched.get(folder) == Some(&now) {
            return None;
        }
        let _ = watcher.unwatch(folder);
        match watcher.watch(folder, mode) {
            Ok(()) => {
                self.watched.insert(folder.to_owned(), now);
                None
            }
            Err(why) => {
                self.watched.remove(folder);
                Some(format!("the system cannot tell of changes in `{}` ({why})", folder.display()))
            }
        }
    }

    /// Ends a look at the files and waits until there is a reason for the next; `every` is the time after which there is one
    /// without an event.
    pub fn wait(&self, every: Option<Duration>) {
        let now = || self.heard.begun.elapsed();
        let mut state = self.heard.lock();
        state.schedule.end(now(), every);
        loop {
            let wait = match state.schedule.next(now()) {
                Next::Look => break,
                Next::Wait(time) => time,
                Next::Rest if self.watched.iter().any(|(root, known)| identity(root).as_ref() != Some(known)) => {
                    break;
                }
                Next::Rest => MAKE_SURE,
            };
            let waited = self.heard.bell.wait_timeout(state, wait);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.schedule.begin(now());
    }
}

/// What tells a folder from another one that takes its place.
#[cfg(unix)]
pub(super) type Identity = (u64, u64);

#[cfg(unix)]
pub(super) fn identity(folder: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let data = folder.metadata().ok()?;
    Some((data.dev(), data.ino()))
}

#[cfg(not(unix))]
pub(super) type Identity = ();

#[cfg(not(unix))]
pub(super) fn identity(folder: &Path) -> Option<Identity> {
    folder.metadata().ok().map(|_| ())
}
