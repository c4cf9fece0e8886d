//! What the library does with whole files, in one binary.

mod any_text;
mod break_lines;
mod data;
mod errors;
