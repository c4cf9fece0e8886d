//! What the library does with whole files, in one binary.

mod agreement;
mod any_text;
mod break_lines;
mod census;
mod check;
mod claims;
mod comparison_table;
mod data;
mod derived;
mod disclosure;
mod errors;
mod escaping;
mod facts;
mod pages;
mod papers;
mod pdf;
mod picture;
mod prose;
mod queries;
mod readme;
mod scratch;
mod sections;
mod sheets;
mod standards;
mod traceability;
