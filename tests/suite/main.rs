//! What the library does with whole files, in one binary.

mod data;
mod escaping;
mod facts;
mod pages;
mod papers;
mod pdf;
mod picture;
mod readme;
mod scratch;
mod sections;
