//! boardpack makes committee papers from workforce data and YAML narrative.

pub mod chart;
pub mod data;
pub mod diagnostic;
pub mod facts;
pub mod fonts;
pub mod narrative;
pub mod project;
