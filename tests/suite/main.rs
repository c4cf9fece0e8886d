//! What the library does with whole files, in one binary.

mod data;
mod errors;
