//! Narrative: YAML text with Jinja and Markdown becomes a document.

pub mod document;
pub mod expression;
pub mod markdown;
pub mod render;
