//! What the library does with whole files, in one binary.

mod any_text;
mod break_lines;
mod data;
mod errors;
mod escaping;
mod facts;
mod neighbours;
mod pages;
mod papers;
mod pdf;
mod picture;
mod readme;
mod releases;
mod scratch;
mod sections;
mod standards;
mod words;
