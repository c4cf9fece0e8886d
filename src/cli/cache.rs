//! Where a command finds what earlier runs have made.

use std::path::PathBuf;
use std::sync::Arc;

use etcetera::BaseStrategy;

use crate::cache::{Cache, Folder};

/// The most bytes that a cache on this machine keeps from run to run.
const MOST: u64 = 1 << 30;

/// Where the cache is.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Where to keep what has been made, so that the next build makes only what has changed: a folder, or `none` [default: a
    /// folder of your own on this machine].
    #[arg(long, value_name = "DIR", env = "BOARDPACK_CACHE", hide_env_values = true)]
    cache: Option<String>,
}

impl Arguments {
    /// The cache; `None` if there is to be none.
    pub fn open(&self) -> Option<Arc<Cache>> {
        let folder = match self.cache.as_deref() {
            Some("none") => return None,
            Some(folder) if !folder.is_empty() => PathBuf::from(folder),
            // Without a home there is no place to keep anything.
            _ => etcetera::choose_base_strategy().ok()?.cache_dir().join("boardpack").join("cache"),
        };
        Some(Arc::new(Cache::new(Folder::new(&folder), None)))
    }
}

/// Says what went wrong with a cache, and keeps it from growing without end.
pub fn close(cache: Option<&Cache>) -> Option<String> {
    let cache = cache?;
    cache.prune(MOST);
    cache.trouble()
}
