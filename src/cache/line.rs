//! What entries are sent and fetched through: object storage that is open.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::StreamExt;
use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt};
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::cache::entry;

/// How many requests are under way at a time.
pub(super) const AT_A_TIME: usize = 64;

/// How many megabytes are held at a time of what is being fetched, and of what is to be sent.
const MEGABYTES: u32 = 512;

/// What entries are sent and fetched through.
pub(super) struct Line {
    pub store: Arc<dyn ObjectStore>,
    folder: Path,
    /// A permit for each entry that may be on its way to the storage.
    pub permits: Arc<Semaphore>,
    /// A permit for each megabyte that may be held until it is sent.
    pub held: Arc<Semaphore>,
    /// A permit for each megabyte that may be on its way here.
    room: Semaphore,
    /// What does the work, until the line is closed.
    pub runtime: Option<Runtime>,
}

impl Line {
    /// A line to the entries in a folder of the storage.
    pub fn new(store: Arc<dyn ObjectStore>, folder: &str, runtime: Runtime) -> Self {
        let megabytes = || Semaphore::new(MEGABYTES as usize);
        let (permits, held, room) = (Arc::new(Semaphore::new(AT_A_TIME)), Arc::new(megabytes()), megabytes());
        Self { store, folder: Path::from(folder), permits, held, room, runtime: Some(runtime) }
    }

    /// Where an entry is in the storage.
    pub fn path(&self, name: &str) -> Path {
        name.split('/').fold(self.folder.clone(), |folder, part| folder.join(part))
    }

    /// The bytes of an entry; an entry of more bytes than any is written with counts as none. What is coming is
    /// added to `moved`.
    pub async fn get(&self, name: &str, patience: Duration, moved: &AtomicU64) -> Result<Option<Vec<u8>>, String> {
        let most = entry::most(name);
        let answer = match timeout(patience, self.store.get(&self.path(name))).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(Error::NotFound { .. })) => return Ok(None),
            Ok(Err(error)) => return Err(words(&error)),
            Err(_) => return Err(silent(patience)),
        };
        let size = answer.meta.size;
        if size > most {
            return Ok(None);
        }
        moved.fetch_add(size, Ordering::Relaxed);
        let _room = self.room.acquire_many(megabytes(size)).await.map_err(|error| error.to_string())?;
        let mut parts = answer.into_stream();
        let body = async {
            let mut bytes = Vec::new();
            while let Some(part) = parts.next().await {
                bytes.extend_from_slice(&part.map_err(|error| words(&error))?);
                if bytes.len() as u64 > most {
                    return Ok(None);
                }
            }
            Ok(Some(bytes))
        };
        let patience = patience_for(size, patience);
        timeout(patience, body).await.unwrap_or_else(|_| Err(silent(patience)))
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // What is still under way has had its time.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// How long the storage may take with so many bytes.
pub(super) fn patience_for(bytes: u64, patience: Duration) -> Duration {
    patience + Duration::from_secs(bytes >> 20)
}

/// Megabytes of which so many bytes take the room.
pub(super) fn megabytes(bytes: u64) -> u32 {
    u32::try_from(bytes >> 20).unwrap_or(MEGABYTES).saturating_add(1).min(MEGABYTES)
}

/// What is said of storage that has not answered for so long.
pub(super) fn silent(patience: Duration) -> String {
    format!("it did not answer within {} s", patience.as_secs_f32())
}

/// What is said of an address that begins with `http://`.
const PLAIN_HTTP: &str = "its address begins with `http://`, over which everybody on the way can read what is sent: where that is \
                          meant, as for a server in your own network, set `AWS_ALLOW_HTTP=true`";

/// What went wrong, in a line that somebody can act on.
pub(super) fn words(error: &Error) -> String {
    // What storage of this kind calls it in its answers.
    let called = |name: &str| format!("{error:?}").contains(name);
    match error {
        _ if called("NoSuchBucket") => "it has no bucket of this name".to_owned(),
        _ if called("RequestTimeTooSkewed") => "the clock of this machine is wrong, says the storage".to_owned(),
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
            "it refuses the credentials, or they may not do this: see `AWS_ACCESS_KEY_ID` and \
             `AWS_SECRET_ACCESS_KEY`"
                .to_owned()
        }
        error => {
            // The innermost reason says what happened, those around it which function met it.
            let mut inner: &dyn std::error::Error = error;
            while let Some(source) = inner.source() {
                inner = source;
            }
            let words = inner.to_string();
            if words.contains("URL scheme is not allowed") {
                return PLAIN_HTTP.to_owned();
            }
            let line = words.lines().next().unwrap_or_default();
            line.chars().take(200).collect()
        }
    }
}
