//! Targets: what a council has set itself, in its profile.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::data::measures;
use crate::diagnostic::{Diagnostic, Diagnostics, Span, nearest};
use crate::project::form::profile::TARGET;
use crate::project::read::{self, Keys};
use crate::project::sources::basis;
use crate::project::yaml::{Node, Text};
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;

/// What a council has set itself for a measure.
#[derive(Debug, Clone)]
pub struct TargetEntry {
    /// The number, in the measure's unit.
    pub value: Decimal,
    /// Where the number stands, for messages.
    pub place: Span,
    /// Which side of the number is good.
    pub side: Side,
    /// When it is to be reached; `None` if it always holds.
    pub by: Option<Period>,
    /// FTE or headcount; the profile's basis where nobody says.
    pub basis: Option<Basis>,
    /// Who decided it, and where it is written.
    pub source: Text,
}

/// Which side of a target is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The number or less.
    AtMost,
    /// The number or more.
    AtLeast,
    /// The side that is good for the measure, the number itself included.
    Good,
}

/// The keys that give a target's number.
const SIDES: [(&str, Side); 3] = [("at-most", Side::AtMost), ("at-least", Side::AtLeast), ("value", Side::Good)];

/// Reads the targets of a profile, by measure; every mistake is reported.
pub(super) fn read(node: &Node, sink: &mut Diagnostics) -> BTreeMap<String, TargetEntry> {
    let mut targets = BTreeMap::new();
    for (measure, node) in read::entries(node, "targets", sink) {
        // A measure of a report's own is not known here; one that looks like a known one is a slip.
        let known = measures::all().map(|one| one.id.as_str());
        let near = if measures::find(&measure.value).is_some() { None } else { nearest(&measure.value, known) };
        if let Some(near) = near {
            sink.push(
                Diagnostic::error(format!("unknown measure `{}`", measure.value), &measure.span)
                    .hint(format!("did you mean `{near}`?")),
            );
        }
        targets.extend(target(measure, node, sink).map(|target| (measure.value.clone(), target)));
    }
    targets
}

fn target(measure: &Text, node: &Node, sink: &mut Diagnostics) -> Option<TargetEntry> {
    let what = format!("the target for `{}`", measure.value);
    let mut keys = Keys::of(node, &what, &TARGET, sink)?;
    let numbers: Vec<(&Node, Side)> =
        SIDES.iter().filter_map(|(key, side)| Some((keys.optional(key, sink)?, *side))).collect();
    let by = keys.optional("by", sink).and_then(|node| {
        let text = read::text(node, sink)?;
        let period = Period::parse(&text.value);
        if period.is_none() {
            sink.push(
                Diagnostic::error(format!("`{}` is not a period", text.value), &text.span)
                    .hint("write a year, `2026`, a split year, `2025-26`, or a month, `2026-03`"),
            );
        }
        period
    });
    let basis = basis(&mut keys, sink);
    let source = keys.required("source", sink);
    let source = source.and_then(|node| read::printed(node, sink));
    let written = SIDES.iter().any(|(key, _)| keys.has(key));
    let strange = keys.names().any(|name| nearest(name, SIDES.map(|(key, _)| key)).is_some());
    let place = keys.place();
    keys.finish(sink);
    let (node, side) = match numbers.as_slice() {
        [one] => *one,
        [] => {
            if !written && !strange {
                sink.push(
                    Diagnostic::error(format!("{what} has no number"), &place)
                        .hint("add `at-most: 10`, `at-least: 80`, or `value: 10` on the good side of the measure"),
                );
            }
            return None;
        }
        [_, (second, _), ..] => {
            sink.push(
                Diagnostic::error(format!("{what} has two numbers"), &second.span)
                    .hint("keep one of `at-most`, `at-least` and `value`"),
            );
            return None;
        }
    };
    let value = read::decimal(node, sink)?;
    Some(TargetEntry { value, place: node.span.clone(), side, by, basis, source: source? })
}
