//! Slots: which of the sections that a council expects a report fills, wherever in it they stand.

use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::project::body::SectionEntry;
use crate::project::schema::{Schema, Slot, SlotOrOwn};
use crate::project::yaml::Text;

/// The slots that the report fills, wherever in it they stand: a profile may gather them in another way.
pub struct Filled<'a>(Vec<(&'a Text, &'a SectionEntry)>);

impl<'a> Filled<'a> {
    /// The slots that some sections fill; those that there are not are errors.
    pub fn of(entries: &'a [SectionEntry], order: &[SlotOrOwn], schema: &Schema, sink: &mut Diagnostics) -> Self {
        let slots: Vec<&Slot> = order.iter().filter_map(SlotOrOwn::slot).collect();
        let mut filled = Self(Vec::new());
        filled.add(entries, &slots, &slots, schema, sink);
        filled
    }

    /// Adds sections; `expected` are the slots that would stand there, `all` those of the whole document.
    fn add(
        &mut self,
        entries: &'a [SectionEntry],
        expected: &[&Slot],
        all: &[&Slot],
        schema: &Schema,
        sink: &mut Diagnostics,
    ) {
        for entry in entries {
            let Some(name) = &entry.slot else {
                // What the sections within a section should be is not known where its own slot could not be read.
                if !entry.unread {
                    refuse(&entry.sections, all, sink);
                }
                continue;
            };
            let slot = all.iter().find_map(|slot| slot.find(&name.value));
            // A section that only gathers others may be one that this council does not have.
            let gathers = entry.body.is_empty() && !entry.sections.is_empty() && schema.slot(&name.value).is_some();
            if slot.is_none() && !gathers {
                sink.push(unknown_slot(name, expected));
                continue;
            }
            self.0.extend(slot.map(|_| (name, entry)));
            let inner = slot.or_else(|| schema.slot(&name.value));
            let inner: Vec<&Slot> = inner.map_or_else(Vec::new, |slot| slot.sections.iter().collect());
            self.add(&entry.sections, &inner, all, schema, sink);
        }
    }

    /// The sections that fill a slot.
    pub fn by<'s>(&'s self, slot: &'s Slot) -> impl Iterator<Item = &'a SectionEntry> + 's {
        self.0.iter().filter(|(name, _)| name.value == slot.key.value).map(|(_, entry)| *entry)
    }

    /// Whether a section fills a slot, or one within it.
    pub fn any(&self, slot: &Slot) -> bool {
        self.by(slot).next().is_some() || slot.sections.iter().any(|inner| self.any(inner))
    }
}

/// Within a section of the author's own there are no slots.
fn refuse(entries: &[SectionEntry], all: &[&Slot], sink: &mut Diagnostics) {
    for entry in entries {
        if let Some(name) = &entry.slot {
            let known = all.iter().any(|slot| slot.find(&name.value).is_some());
            sink.push(if known {
                let message = format!("the section `{}` is within one of the report's own", name.value);
                Diagnostic::error(message, &name.span)
                    .hint("move it out of there, to the left: it is printed where the council has it")
            } else {
                unknown_slot(name, &[])
            });
        }
        refuse(&entry.sections, all, sink);
    }
}

fn unknown_slot(name: &Text, expected: &[&Slot]) -> Diagnostic {
    Diagnostic::error(format!("unknown section `{}`", name.value), &name.span)
        .maybe_hint(did_you_mean(&name.value, expected.iter().map(|slot| slot.key.value.as_str())))
        .hint("for a section of your own write `heading:` and its words")
}

/// The names of the slots of some sections and of those within them.
pub fn slots_of<'a>(entries: &'a [SectionEntry], names: &mut Vec<&'a Text>) {
    for entry in entries {
        names.extend(&entry.slot);
        slots_of(&entry.sections, names);
    }
}
