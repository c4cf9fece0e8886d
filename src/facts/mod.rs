//! Facts: observations become figures that a report can use, each with where it came from.

pub mod style;
