//! Where a command finds what earlier runs have made.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use etcetera::BaseStrategy;

use crate::build::Unusable;
use crate::cache::{Cache, Folder, Objects, Store};

/// The most bytes that a cache on this machine keeps from run to run.
const MOST: u64 = 1 << 30;

/// Where the cache is.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Where to keep what has been made, so that the next build makes only what has changed: a folder, or `none` [default: a
    /// folder of your own on this machine]. Storage that several machines share stands behind that folder: `s3://BUCKET/FOLDER`,
    /// with credentials and endpoint in the variables AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and
    /// AWS_ENDPOINT_URL, or `file:///FOLDER`.
    #[arg(long, value_name = "DIR|URL", env = "BOARDPACK_CACHE", hide_env_values = true)]
    cache: Option<String>,
}

impl Arguments {
    /// The cache; `None` if there is to be none.
    ///
    /// # Errors
    /// If there can be no cache in such a place.
    pub fn open(&self) -> Result<Option<Arc<Cache>>, Unusable> {
        let told = self.cache.as_deref().filter(|told| !told.is_empty());
        let shared: Option<Box<dyn Store>> = match told {
            Some("none") => return Ok(None),
            Some(url) if url.contains("://") => {
                let settings = std::env::vars_os().filter_map(|(name, value)| {
                    let (name, value) = (name.into_string().ok()?, value.into_string().ok()?);
                    name.starts_with("AWS_").then_some((name, value))
                });
                let objects = Objects::new(url, settings.collect());
                Some(Box::new(objects.map_err(|(message, hint)| Unusable { message, hint })?))
            }
            Some(folder) => return in_folder(&PathBuf::from(folder)).map(Some),
            None => None,
        };
        let own = etcetera::choose_base_strategy().map(|base| base.cache_dir().join("boardpack").join("cache"));
        match own {
            Ok(own) => Ok(Some(Arc::new(Cache::new(Folder::new(&own), shared)))),
            // Without a home there is no place to keep anything.
            Err(_) if shared.is_none() => Ok(None),
            Err(_) => Err(Unusable {
                message: "a cache that is shared needs a folder on this machine too, and you have no home"
                    .to_owned(),
                hint: "set `XDG_CACHE_HOME` to a folder that may be written to".to_owned(),
            }),
        }
    }
}

/// The cache in a folder that somebody has named.
fn in_folder(folder: &Path) -> Result<Arc<Cache>, Unusable> {
    let cache = Cache::in_folder(folder);
    match cache.refusal() {
        None => Ok(Arc::new(cache)),
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
    cache.prune(MOST);
    cache.trouble()
}
