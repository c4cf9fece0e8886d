//! Silence: what the data say against the subject and the report never mentions.

use crate::claims::reading::Desk;
use crate::diagnostic::Diagnostics;
use crate::project::report::Report;

/// Notes what moved the wrong way, or lies far from its comparators, and is in no text, chart or table.
pub fn check(_desk: &Desk<'_>, _report: &Report, _sink: &mut Diagnostics) {}
