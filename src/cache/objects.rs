//! A cache in object storage, which several machines share.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use futures_util::StreamExt;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{BackoffConfig, ClientConfigKey, Error, ObjectStore, ObjectStoreExt, RetryConfig};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::cache::{Store, entry};

/// How many requests are under way at a time.
const AT_A_TIME: usize = 32;

/// How many megabytes are held at a time of what is being fetched.
const MEGABYTES: u32 = 512;

/// How long the storage may take to answer, beside a second for each megabyte.
const PATIENCE: Duration = Duration::from_secs(10);

/// Object storage: bytes under names, in a bucket or a folder that a URL names.
///
/// It is not spoken to before something is asked of it. The first request that fails ends the conversation for this run:
/// storage that does not answer costs a run one wait, and not one for each paper.
pub struct Objects {
    /// The URL, as the user has written it.
    url: String,
    place: Place,
    patience: Duration,
    line: OnceLock<Result<Line, String>>,
    /// Why nothing is asked any more.
    broken: Arc<OnceLock<String>>,
}

/// Where entries are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// A folder, which may be one of another machine's.
    Folder(String),
    /// A bucket and a folder in it, with what the environment says of how to reach it.
    Bucket { bucket: String, folder: String, settings: BTreeMap<String, String> },
}

/// What entries are sent and fetched through.
struct Line {
    store: Arc<dyn ObjectStore>,
    folder: Path,
    /// A permit for each entry that may be on its way to the storage.
    sending: Arc<Semaphore>,
    /// A permit for each megabyte that may be on its way here.
    room: Semaphore,
    runtime: Option<Runtime>,
}

impl Objects {
    /// The storage that a URL names, `s3://BUCKET/FOLDER` or `file:///FOLDER`; `settings` are the variables of the
    /// environment that begin with `AWS_`.
    ///
    /// # Errors
    /// What is wrong with the URL, and what to write.
    pub fn new(url: &str, settings: BTreeMap<String, String>) -> Result<Self, (String, String)> {
        let place = match url.split_once("://") {
            Some(("file", folder)) if folder.starts_with('/') => Place::Folder(folder.to_owned()),
            Some(("s3", rest)) => {
                let (bucket, folder) = rest.split_once('/').unwrap_or((rest, ""));
                let known = |char: char| matches!(char, 'a'..='z' | '0'..='9' | '.' | '-' | '_');
                if bucket.is_empty() || !bucket.to_ascii_lowercase().chars().all(known) {
                    let message = format!("the cache `{url}` names no bucket");
                    return Err((message, "write it as `s3://BUCKET/FOLDER`".to_owned()));
                }
                Place::Bucket { bucket: bucket.to_owned(), folder: folder.to_owned(), settings }
            }
            _ => {
                let hint = "write `s3://BUCKET/FOLDER`, `file:///FOLDER`, or a folder of this machine";
                return Err((format!("there can be no cache in `{url}`"), hint.to_owned()));
            }
        };
        let (line, broken) = (OnceLock::new(), Arc::default());
        Ok(Self { url: url.to_owned(), place, patience: PATIENCE, line, broken })
    }

    /// The same storage, with another bound to how long it may take to answer.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// What to speak through; `None` once something has gone wrong, of which the first to meet it was told.
    fn line(&self) -> Result<Option<(&Line, &Runtime)>, String> {
        if self.broken.get().is_some() {
            return Ok(None);
        }
        match self.line.get_or_init(|| self.place.open()) {
            Ok(line) => Ok(line.runtime.as_ref().map(|runtime| (line, runtime))),
            Err(why) => Err(self.give_up(why)),
        }
    }

    /// Ends the conversation.
    fn give_up(&self, why: &str) -> String {
        self.broken.get_or_init(|| format!("the cache in `{}` was left alone: {why}", self.url)).clone()
    }
}

impl Store for Objects {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let Some((line, runtime)) = self.line()? else { return Ok(None) };
        runtime.block_on(line.get(name, self.patience)).map_err(|why| self.give_up(&why))
    }

    fn get_all(&self, names: &[String], found: &mut dyn FnMut(&str, Option<Vec<u8>>)) -> Result<(), String> {
        let Some((line, runtime)) = self.line()? else { return Ok(()) };
        runtime.block_on(async {
            let asked = names.iter().map(|name| async move { (name, line.get(name, self.patience).await) });
            let mut answers = futures_util::stream::iter(asked).buffer_unordered(AT_A_TIME);
            while let Some((name, answer)) = answers.next().await {
                found(name, answer.map_err(|why| self.give_up(&why))?);
            }
            Ok(())
        })
    }

    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), String> {
        if bytes.len() as u64 > entry::most(name) {
            return Ok(());
        }
        let Some((line, runtime)) = self.line()? else { return Ok(()) };
        let permit = Arc::clone(&line.sending).acquire_owned();
        let Ok(Ok(permit)) = runtime.block_on(async { timeout(self.patience, permit).await }) else {
            return Err(self.give_up(&silent(self.patience)));
        };
        let (store, path, bytes) = (Arc::clone(&line.store), line.path(name), bytes.to_vec());
        let (patience, broken, url) =
            (patience_for(bytes.len() as u64, self.patience), Arc::clone(&self.broken), self.url.clone());
        // Nobody has to wait for it before the end of the run.
        runtime.spawn(async move {
            let sent = timeout(patience, store.put(&path, bytes.into())).await;
            let failed = match sent {
                Ok(Ok(_)) => None,
                Ok(Err(error)) => Some(words(&error)),
                Err(_) => Some(silent(patience)),
            };
            if let Some(why) = failed {
                broken.get_or_init(|| format!("the cache in `{url}` was left alone: {why}"));
            }
            drop(permit);
        });
        Ok(())
    }

    fn finish(&self) -> Result<(), String> {
        if let Some(Ok(Line { sending, runtime: Some(runtime), .. })) = self.line.get() {
            // What is sent has a bound of its own: this one is for what has not been begun.
            let all = sending.acquire_many(u32::try_from(AT_A_TIME).unwrap_or(1));
            let waited = runtime.block_on(async { timeout(self.patience * 3, all).await.is_ok() });
            if !waited {
                self.give_up(&silent(self.patience));
            }
        }
        self.broken.get().map_or(Ok(()), |why| Err(why.clone()))
    }
}

impl Place {
    /// Opens the storage. Nothing is asked of it yet, but for a folder, which has to be there.
    fn open(&self) -> Result<Line, String> {
        let runtime =
            Builder::new_multi_thread().worker_threads(1).max_blocking_threads(AT_A_TIME).enable_all().build();
        let runtime = runtime.map_err(|error| error.to_string())?;
        let (store, folder): (Arc<dyn ObjectStore>, _) = match self {
            Self::Folder(folder) => {
                std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
                (Arc::new(LocalFileSystem::new_with_prefix(folder).map_err(|error| words(&error))?), "")
            }
            Self::Bucket { bucket, folder, settings } => {
                // Ours have the last word on how long anything takes; the environment may ask for less.
                let mut builder = AmazonS3Builder::new()
                    .with_config(AmazonS3ConfigKey::Client(ClientConfigKey::ConnectTimeout), "3s")
                    .with_config(AmazonS3ConfigKey::Client(ClientConfigKey::Timeout), "5m");
                for (name, value) in settings {
                    if let Ok(key) = name.to_ascii_lowercase().parse() {
                        builder = builder.with_config(key, value);
                    }
                }
                let backoff = BackoffConfig { max_backoff: Duration::from_secs(1), ..BackoffConfig::default() };
                let retry = RetryConfig { backoff, max_retries: 2, retry_timeout: Duration::from_secs(5) };
                let store = builder.with_bucket_name(bucket).with_retry(retry).build();
                (Arc::new(store.map_err(|error| words(&error))?), folder.as_str())
            }
        };
        let (sending, room) = (Arc::new(Semaphore::new(AT_A_TIME)), Semaphore::new(MEGABYTES as usize));
        Ok(Line { store, folder: Path::from(folder), sending, room, runtime: Some(runtime) })
    }
}

impl Line {
    fn path(&self, name: &str) -> Path {
        name.split('/').fold(self.folder.clone(), |folder, part| folder.join(part))
    }

    /// The bytes of an entry; an entry of more bytes than any is written with counts as none.
    async fn get(&self, name: &str, patience: Duration) -> Result<Option<Vec<u8>>, String> {
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
        let megabytes = u32::try_from(size >> 20).unwrap_or(MEGABYTES).saturating_add(1).min(MEGABYTES);
        let _room = self.room.acquire_many(megabytes).await.map_err(|error| error.to_string())?;
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

impl fmt::Debug for Objects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the settings: there are passwords among them.
        f.debug_struct("Objects").field("url", &self.url).finish_non_exhaustive()
    }
}

/// How long the storage may take with so many bytes.
fn patience_for(bytes: u64, patience: Duration) -> Duration {
    patience + Duration::from_secs(bytes >> 20)
}

fn silent(patience: Duration) -> String {
    format!("it did not answer within {} s", patience.as_secs_f32())
}

/// What went wrong, in a line that somebody can act on.
fn words(error: &Error) -> String {
    match error {
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
            let line = words.lines().next().unwrap_or_default();
            line.chars().take(200).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_that_names_no_storage_is_refused_with_a_hint() {
        let place = |url: &str| Objects::new(url, BTreeMap::new()).map(|objects| objects.place);
        assert_eq!(place("file:///var/cache"), Ok(Place::Folder("/var/cache".to_owned())));
        let bucket = |bucket: &str, folder: &str| {
            let settings = BTreeMap::new();
            Ok(Place::Bucket { bucket: bucket.to_owned(), folder: folder.to_owned(), settings })
        };
        assert_eq!(place("s3://papers"), bucket("papers", ""));
        assert_eq!(place("s3://papers/ci/main"), bucket("papers", "ci/main"));
        for wrong in ["s3://", "s3:///ci", "s3://my papers/ci", "gs://papers", "file://papers", "://", "http://x/y"]
        {
            let (message, hint) = place(wrong).expect_err(wrong);
            assert!(message.contains(wrong) && hint.contains("s3://BUCKET/FOLDER"), "{message}: {hint}");
        }
    }

    #[test]
    fn a_folder_keeps_entries_under_their_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("file://{}", folder.path().join("not there yet").display());
        let objects = Objects::new(&url, BTreeMap::new()).expect("a place");
        assert_eq!(objects.get("papers/ab"), Ok(None));
        objects.put("papers/ab", b"paper").expect("it is sent");
        objects.finish().expect("it arrives");
        assert_eq!(objects.get("papers/ab"), Ok(Some(b"paper".to_vec())));
        let mut found = Vec::new();
        let names = ["papers/ab", "papers/cd"].map(str::to_owned);
        objects.get_all(&names, &mut |name, bytes| found.push((name.to_owned(), bytes))).expect("it answers");
        found.sort();
        assert_eq!(found, [("papers/ab".to_owned(), Some(b"paper".to_vec())), ("papers/cd".to_owned(), None)]);
    }
}
