//! Watching: when to look at the files again, and which events are a reason to. It has no clock and no files of its own.
//!
//! Events say that something may have happened, and are believed in nothing else: editors save by renaming, systems join and
//! lose events, and a checkout makes thousands. So an event only makes somebody look; what has changed is decided by hashes
//! (`build::Options::rebuild`). A look that finds nothing costs a few milliseconds.

mod concern;
mod schedule;

pub use concern::Concern;
pub use schedule::{Next, Schedule};
