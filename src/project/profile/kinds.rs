//! Kinds: what a council changes in a kind of document.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::project::form::profile as form;
use crate::project::numbering::NumberingEntry;
use crate::project::read::{self, Keys};
use crate::project::schema::{Slot, SlotOrOwn};
use crate::project::yaml::{Node, Text};

/// What a council changes in a kind of document.
#[derive(Debug, Clone)]
pub struct KindSettings {
    /// Where the settings start, for messages.
    pub place: Span,
    /// Words to print instead of the kind's own, by label.
    pub labels: BTreeMap<String, (Text, String)>,
    /// The sections in the council's order, instead of the kind's own.
    pub sections: Option<Vec<SlotOrOwn>>,
    /// How sections and paragraphs are numbered, where it is not as the kind does it.
    pub numbering: Option<NumberingEntry>,
}

impl KindSettings {
    /// Reads what is written below the name of a kind.
    pub(super) fn read(kind: &Text, node: &Node, sink: &mut Diagnostics) -> Self {
        let mut settings =
            Self { place: kind.span.clone(), labels: BTreeMap::new(), sections: None, numbering: None };
        let Some(mut keys) = Keys::of(node, "a kind's settings", &form::KIND, sink) else { return settings };
        if let Some(node) = keys.optional("labels", sink) {
            for (label, value) in read::entries(node, "labels", sink) {
                if let Some(text) = read::printed(value, sink) {
                    settings.labels.insert(label.value.clone(), (label.clone(), text.value));
                }
            }
        }
        if let Some(node) = keys.optional("sections", sink) {
            let slots = read::list(node, "sections, and `own` where the author's own stand", sink);
            let slots: Vec<SlotOrOwn> = slots.iter().filter_map(|node| Slot::read(node, true, sink)).collect();
            tell_twice(&slots, sink);
            settings.sections = Some(slots);
        }
        settings.numbering = keys.optional("paragraphs", sink).and_then(|node| NumberingEntry::read(node, sink));
        keys.finish(sink);
        settings
    }
}

/// Reports each section that stands in the order a second time.
fn tell_twice(slots: &[SlotOrOwn], sink: &mut Diagnostics) {
    let mut before: BTreeSet<&str> = BTreeSet::new();
    for slot in slots.iter().filter_map(SlotOrOwn::slot) {
        if let Some(twice) = slot.keys().into_iter().find(|key| before.contains(key)) {
            sink.push(
                Diagnostic::error(format!("the section `{twice}` stands in the order twice"), &slot.key.span)
                    .hint("remove one of the two: a paper has each section once"),
            );
        }
        before.extend(slot.keys());
    }
}
