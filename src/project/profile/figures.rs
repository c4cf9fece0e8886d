//! Figures: how far two values may lie apart and be called the same, and which counts are left out.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::project::form::profile as form;
use crate::project::read::{self, Keys};
use crate::project::yaml::{Content, Node};
use crate::quantity::value::Unit;

/// The threshold of a profile that names none: counts of one to four people are left out.
pub(super) const DISCLOSURE_THRESHOLD: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Reads `tolerance:`, by the names of units; `None` for those that somebody wrote and that could not be read.
pub(super) fn tolerances(node: &Node, sink: &mut Diagnostics) -> BTreeMap<&'static str, Option<Decimal>> {
    let mut tolerances = BTreeMap::new();
    let mut all_known = matches!(node.content, Content::Map(_));
    for (unit, value) in read::entries(node, "tolerances", sink) {
        let size = size_of_tolerance(value, sink);
        match Unit::NAMES.iter().find(|(name, _)| *name == unit.value) {
            Some((name, _)) => {
                tolerances.insert(*name, size);
            }
            None => {
                sink.push(read::unknown_unit(unit));
                all_known = false;
            }
        }
    }
    if !all_known {
        // Any of the others may be meant.
        Unit::NAMES.iter().for_each(|(name, _)| {
            tolerances.entry(*name).or_insert(None);
        });
    }
    tolerances
}

fn size_of_tolerance(node: &Node, sink: &mut Diagnostics) -> Option<Decimal> {
    let size = read::decimal(node, sink)?;
    if size.is_sign_negative() {
        let hint = "write how far two values may lie apart, such as `0.5`";
        sink.push(Diagnostic::error("a tolerance below zero", &node.span).hint(hint));
        return None;
    }
    Some(size)
}

/// Reads `disclosure:`, below which number counts of people are left out.
pub(super) fn disclosure_threshold(node: &Node, sink: &mut Diagnostics) -> Option<Decimal> {
    let mut keys = Keys::of(node, "`disclosure`", &form::DISCLOSURE, sink)?;
    let threshold = keys.required("threshold", sink).and_then(|node| read::count(node, sink));
    keys.finish(sink);
    threshold.map(Decimal::from)
}
