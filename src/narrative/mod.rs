//! Narrative: YAML text with Jinja and Markdown becomes a document.

pub mod document;
