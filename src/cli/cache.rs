//! Where a command finds what earlier runs have made.

use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use etcetera::BaseStrategy;

use crate::build::Unusable;
use crate::cache::{Cache, Folder, Objects};

/// The most bytes that a cache on this machine keeps from run to run.
const MOST: u64 = 1 << 30;

/// Where the cache is.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Where to keep what has been made, so that the next build makes only what has changed: a folder, or `none` [default: a
    /// folder of your own on this machine]. Storage that several machines share stands behind that folder: `s3://BUCKET/FOLDER`,
    /// with credentials and endpoint in the variables AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and
    /// AWS_ENDPOINT_URL (with AWS_ALLOW_HTTP=true if that is plain http), or `file:///FOLDER`. Where BOARDPACK_CACHE_KEY is set, entries count that were made with the same secret.
    /// The variable BOARDPACK_CACHE says the same where this option does not.
    #[arg(long, value_name = "DIR|URL")]
    cache: Option<String>,
}

/// The variable that says where the cache is; read here, since the program that reads options would take it for one that was
/// typed, and show it in what it says of others.
const PLACE: &str = "BOARDPACK_CACHE";

/// A cache in which entries count that were sealed with this secret.
const KEY: &str = "BOARDPACK_CACHE_KEY";

impl Arguments {
    /// The cache; `None` if there is to be none.
    ///
    /// Nothing that other machines share is read where papers are only looked at: whoever asks whether they are what they should
    /// be does not believe what others say of them.
    ///
    /// # Errors
    /// If there can be no cache in such a place.
    pub fn open(&self, purpose: Use) -> Result<Option<Arc<Cache>>, Unusable> {
        let told = match &self.cache {
            Some(told) => Some(told.clone()),
            None => in_environment()?,
        };
        let cache = match told.as_deref().filter(|told| !told.is_empty()) {
            Some("none") => None,
            Some(url) if url.contains("://") => Some(shared(url)?).filter(|_| purpose == Use::Write),
            Some(folder) => Some(in_folder(Path::new(folder))?),
            // Without a home there is no place to keep anything.
            None => own("cache").map(|folder| Cache::new(folder, None)),
        };
        let sealed = |cache: Cache| match std::env::var(KEY).ok().filter(|key| !key.is_empty()) {
            Some(key) => cache.sealed_with(&key),
            None => cache,
        };
        let bound = |cache: Cache| if purpose == Use::Look { cache.read_only() } else { cache };
        Ok(cache.map(sealed).map(bound).map(Arc::new))
    }
}

/// Where the environment says that the cache is.
fn in_environment() -> Result<Option<String>, Unusable> {
    let told = std::env::var_os(PLACE).map(std::ffi::OsString::into_string).transpose();
    told.map_err(|_| Unusable {
        message: format!("`{PLACE}` is not text in UTF-8"),
        hint: "name a folder with letters that every system knows, or `none`".to_owned(),
    })
}

/// What a cache is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// To find in it what there is, and to keep in it what is made.
    Write,
    /// To find in it what there is, and to change nothing.
    Look,
}

/// A folder of the user's own on this machine; `None` for a user without a home.
fn own(name: &str) -> Option<Folder> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(at(&base.cache_dir().join("boardpack").join(name)))
}

fn at(folder: &Path) -> Folder {
    Folder::new(folder).at(SystemTime::now())
}

/// The cache in storage that other machines share, behind a folder of this one: another than that of a cache that is not
/// shared, in which nobody else has a hand.
fn shared(url: &str) -> Result<Cache, Unusable> {
    let settings = std::env::vars_os().filter_map(|(name, value)| {
        let (name, value) = (name.into_string().ok()?, value.into_string().ok()?);
        name.starts_with("AWS_").then_some((name, value))
    });
    let objects = Objects::new(url, settings.collect()).map_err(|(message, hint)| Unusable { message, hint })?;
    match own("shared") {
        Some(own) => Ok(Cache::new(own, Some(Box::new(objects)))),
        None => Err(Unusable {
            message: "a cache that is shared needs a folder on this machine too, and you have no home".to_owned(),
            hint: "set `XDG_CACHE_HOME` to a folder that may be written to".to_owned(),
        }),
    }
}

/// The cache in a folder that somebody has named.
fn in_folder(folder: &Path) -> Result<Cache, Unusable> {
    let cache = Cache::new(at(folder), None);
    match cache.refusal() {
        None => Ok(cache),
        Some(why) => Err(Unusable {
            message: why.to_owned(),
            hint: "name a folder that is empty or not there yet, such as `.boardpack-cache`".to_owned(),
        }),
    }
}

/// Says what went wrong with a cache, and keeps it from growing without end.
pub fn close(cache: Option<&Cache>) -> Option<String> {
    let cache = cache?;
    cache.finish();
    cache.tidy(MOST);
    cache.trouble()
}
