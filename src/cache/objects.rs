//! A cache in object storage, which several machines share.

use std::collections::BTreeMap;
use std::fmt;
use std::io::ErrorKind;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::local::LocalFileSystem;
use object_store::{BackoffConfig, ClientConfigKey, ObjectStore, ObjectStoreExt, RetryConfig};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::cache::line::{AT_A_TIME, Line, megabytes, patience_for, silent, words};
use crate::cache::{Store, entry};
use crate::publish;

/// How long the storage may take to answer, beside a second for each megabyte.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a run waits for the storage in all, beside a second for each megabyte.
const BUDGET: Duration = Duration::from_secs(15);

/// The variables of which one says who asks, or where that is found out.
const CREDENTIALS: [&str; 6] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_METADATA_ENDPOINT",
    "AWS_SKIP_SIGNATURE",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
];

/// Object storage: bytes under names, in a bucket or a folder that a URL names.
///
/// It is not spoken to before something is asked of it. The first request that fails ends the conversation for this run, and
/// so does a run that has waited for long enough: storage that does not answer, or slowly, costs a run one bounded wait, and
/// not one for each paper.
pub struct Objects {
    place: Place,
    patience: Duration,
    budget: Duration,
    /// How long the run has waited.
    waited: Mutex<Duration>,
    /// How many bytes were fetched or are to be sent.
    moved: AtomicU64,
    line: OnceLock<Result<Line, String>>,
    end: Arc<End>,
    /// What is on its way to the storage.
    sending: Mutex<JoinSet<()>>,
}

/// The end of a conversation.
struct End {
    /// The URL, as the user has written it.
    url: String,
    /// What may be the reason.
    hint: &'static str,
    /// Why nothing is asked any more.
    why: OnceLock<String>,
}

impl End {
    fn has_come(&self) -> bool {
        self.why.get().is_some()
    }

    fn give_up(&self, why: &str) -> String {
        self.why.get_or_init(|| format!("the cache in `{}` was left alone: {why}{}", self.url, self.hint)).clone()
    }
}

/// Where entries are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// A folder, which may be one of another machine's.
    Folder(String),
    /// A bucket and a folder in it, with what the environment says of how to reach it.
    Bucket { bucket: String, folder: String, settings: BTreeMap<String, String> },
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
        let end = End { url: url.to_owned(), hint: place.hint(), why: OnceLock::new() };
        let (waited, moved, sending) = Default::default();
        let (line, end) = (OnceLock::new(), Arc::new(end));
        Ok(Self { place, patience: PATIENCE, budget: BUDGET, waited, moved, line, end, sending })
    }

    /// The same storage, with another bound to how long it may take to answer.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The same storage, with another bound to how long a run waits for it in all.
    #[must_use]
    pub fn with_budget(self, budget: Duration) -> Self {
        Self { budget, ..self }
    }

    /// What to speak through; `None` once something has gone wrong, of which the first to meet it was told.
    fn line(&self) -> Result<Option<(&Line, &Runtime)>, String> {
        if self.end.has_come() {
            return Ok(None);
        }
        match self.line.get_or_init(|| self.place.open()) {
            Ok(line) => Ok(line.runtime.as_ref().map(|runtime| (line, runtime))),
            Err(why) => Err(self.end.give_up(why)),
        }
    }

    /// Waits for something, as long as the run has time for it.
    fn wait<T>(&self, runtime: &Runtime, work: impl Future<Output = T>) -> Result<T, String> {
        let mut waited = entry::lock(&self.waited);
        let (before, begun) = (*waited, Instant::now());
        let left = || {
            let allowed = patience_for(self.moved.load(Ordering::Relaxed), self.budget);
            allowed.saturating_sub(before + begun.elapsed())
        };
        let done = runtime.block_on(async {
            let mut work = pin!(work);
            // What it comes to is known on the way.
            loop {
                match timeout(left(), &mut work).await {
                    Ok(done) => return Some(done),
                    Err(_) if left().is_zero() => return None,
                    Err(_) => {}
                }
            }
        });
        *waited = before + begun.elapsed();
        done.ok_or_else(|| {
            let why = format!("it is too slow, and was waited for {:.1} s", waited.as_secs_f32());
            self.end.give_up(&why)
        })
    }
}

impl Store for Objects {
    fn place(&self) -> String {
        self.end.url.clone()
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let mut got = None;
        self.get_all(&[name.to_owned()], &mut |_, bytes| got = bytes)?;
        Ok(got)
    }

    fn get_all(&self, names: &[String], found: &mut dyn FnMut(&str, Option<Vec<u8>>)) -> Result<(), String> {
        let Some((line, runtime)) = self.line()? else { return Ok(()) };
        self.wait(runtime, async {
            let asked =
                names.iter().map(|name| async move { (name, line.get(name, self.patience, &self.moved).await) });
            let mut answers = futures_util::stream::iter(asked).buffer_unordered(AT_A_TIME);
            while let Some((name, answer)) = answers.next().await {
                found(name, answer.map_err(|why| self.end.give_up(&why))?);
            }
            Ok(())
        })?
    }

    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), String> {
        let size = bytes.len() as u64;
        if size > entry::most(name) {
            return Ok(());
        }
        let Some((line, runtime)) = self.line()? else { return Ok(()) };
        // Nobody waits for it before the end of the run.
        let Ok(held) = Arc::clone(&line.held).try_acquire_many_owned(megabytes(size)) else {
            return Err(self.end.give_up("it is too slow for what is to be sent to it"));
        };
        self.moved.fetch_add(size, Ordering::Relaxed);
        let (store, path, bytes) = (Arc::clone(&line.store), line.path(name), bytes.to_vec());
        let (permits, end, patience) =
            (Arc::clone(&line.permits), Arc::clone(&self.end), patience_for(size, self.patience));
        let send = async move {
            let _held = held;
            let Ok(_permit) = permits.acquire().await else { return };
            if end.has_come() {
                return;
            }
            match timeout(patience, store.put(&path, bytes.into())).await {
                Ok(Ok(_)) => {}
                Ok(Err(error)) => drop(end.give_up(&words(&error))),
                Err(_) => drop(end.give_up(&silent(patience))),
            }
        };
        entry::lock(&self.sending).spawn_on(send, runtime.handle());
        Ok(())
    }

    fn finish(&self) -> Result<(), String> {
        if let Some((_, runtime)) = self.line.get().and_then(|_| self.line().transpose()).transpose()? {
            let all = std::mem::take(&mut *entry::lock(&self.sending));
            self.wait(runtime, all.join_all())?;
        }
        self.end.why.get().map_or(Ok(()), |why| Err(why.clone()))
    }
}

impl Place {
    /// What may be the reason if it does not work.
    fn hint(&self) -> &'static str {
        match self {
            Self::Bucket { settings, .. } if !CREDENTIALS.iter().any(|name| settings.contains_key(*name)) => {
                " (`AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` are not set)"
            }
            _ => "",
        }
    }

    /// Opens the storage. Nothing is asked of it yet, but for a folder, which has to be there.
    fn open(&self) -> Result<Line, String> {
        let runtime =
            Builder::new_multi_thread().worker_threads(1).max_blocking_threads(AT_A_TIME).enable_all().build();
        let runtime = runtime.map_err(|error| error.to_string())?;
        let (store, folder): (Arc<dyn ObjectStore>, _) = match self {
            Self::Folder(folder) => {
                publish::make_private_folder(std::path::Path::new(folder)).map_err(|error| match error.kind() {
                    ErrorKind::AlreadyExists | ErrorKind::NotADirectory => "it is a file, not a folder".to_owned(),
                    _ => error.to_string(),
                })?;
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
        Ok(Line::new(store, folder, runtime))
    }
}

impl fmt::Debug for Objects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the settings: there are passwords among them.
        f.debug_struct("Objects").field("url", &self.end.url).finish_non_exhaustive()
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
    fn where_nobody_has_said_who_asks_the_note_names_the_variables() {
        let told = |url: &str, settings: &[&str]| {
            let settings = settings.iter().map(|name| ((*name).to_owned(), "x".to_owned())).collect();
            Objects::new(url, settings).expect("a place").end.give_up("it is away")
        };
        assert_eq!(
            told("s3://papers", &["AWS_REGION"]),
            "the cache in `s3://papers` was left alone: it is away (`AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` are \
             not set)"
        );
        let plain = "the cache in `s3://papers` was left alone: it is away";
        assert_eq!(told("s3://papers", &["AWS_ACCESS_KEY_ID"]), plain);
        assert_eq!(told("s3://papers", &["AWS_WEB_IDENTITY_TOKEN_FILE"]), plain);
        assert!(!told("file:///tmp", &[]).contains("AWS"));
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
