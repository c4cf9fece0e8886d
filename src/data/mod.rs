//! Data: files become datasets of observations and tables.
//!
//! A kind of dataset is one file with one [`Kind`]: how its header is recognised and how it is read. Nothing here
//! knows what a report wants; nothing here rounds or formats.

pub mod areas;
mod cell;
pub mod census;
pub mod comparison_table;
pub mod counts;
mod dataset;
pub mod dfe_csww;
mod index;
mod kind;
pub mod measures;
pub mod neighbours;
pub mod observations;
mod observed;
pub mod personal;
mod problems;
pub mod query;
pub mod range;
mod request;
pub mod sheet;
pub mod store;
pub mod table;
pub mod totals;

pub use dataset::Dataset;
pub use kind::{Document, Kind, Reader, Reads};
pub use observed::{CellSum, Observation, Observed};
pub use request::Request;

/// Every kind of dataset, in the order in which a header is tried; the last one accepts anything.
pub const KINDS: &[Kind] =
    &[census::KIND, dfe_csww::KIND, neighbours::KIND, observations::KIND, comparison_table::KIND, table::KIND];

#[cfg(test)]
mod tests;
