//! Figures: how far two values may lie apart and be called the same, and which counts are left out.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::project::form::profile as form;
use crate::project::read::{self, Keys};
use crate::project::yaml::Node;
use crate::quantity::value::Unit;

/// The threshold of a profile that names none: counts of one to four people are left out.
pub(super) const DISCLOSURE_THRESHOLD: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Reads `tolerance:`, by the names of units.
pub(super) fn tolerances(node: &Node, sink: &mut Diagnostics) -> BTreeMap<&'static str, Decimal> {
    let mut tolerances = BTreeMap::new();
    for (unit, value) in read::entries(node, "tolerances", sink) {
        let known = Unit::NAMES.iter().find(|(name, _)| *name == unit.value);
        match (known, read::decimal(value, sink)) {
            (Some((name, _)), Some(number)) if !number.is_sign_negative() => {
                tolerances.insert(*name, number);
            }
            (Some(_), Some(_)) => {
                let hint = "write how far two values may lie apart, such as `0.5`";
                sink.push(Diagnostic::error("a tolerance below zero", &value.span).hint(hint));
            }
            (None, _) => sink.push(read::unknown_unit(unit)),
            (_, None) => {}
        }
    }
    tolerances
}

/// Reads `disclosure:`, below which number counts of people are left out.
pub(super) fn disclosure_threshold(node: &Node, sink: &mut Diagnostics) -> Option<Decimal> {
    let mut keys = Keys::of(node, "`disclosure`", &form::DISCLOSURE, sink)?;
    let threshold = keys.required("threshold", sink).and_then(|node| read::count(node, sink));
    keys.finish(sink);
    threshold.map(Decimal::from)
}
