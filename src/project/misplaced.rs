//! Sections of another kind among the settings of one, in a profile: the line with the name of their kind is gone.

use super::Project;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::project::schema::{Schema, Slot, SlotOrOwn};
use crate::project::yaml::Text;

/// As many unknown sections are no slips of the pen.
const MANY: usize = 3;

/// What is wrong with the sections that a profile gives to a kind, if they are those of another kind.
pub fn sections(project: &Project, schema: &Schema, slots: &[SlotOrOwn]) -> Option<Diagnostic> {
    let mut all = Vec::new();
    slots.iter().filter_map(SlotOrOwn::slot).for_each(|slot| with_inner(slot, &mut all));
    let strange: Vec<&Slot> =
        all.into_iter().filter(|slot| slot.heading.is_none() && schema.slot(&slot.key.value).is_none()).collect();
    let first = strange.first().filter(|_| strange.len() >= MANY)?;
    let owner = project.kinds().into_iter().filter(|kind| *kind != schema.kind).find(|kind| {
        let named = Text { value: kind.clone(), span: first.key.span.clone() };
        // What is wrong with another kind is told where that is used.
        let of = project.schema_of(&named, &mut Diagnostics::default());
        of.is_some_and(|of| of.content.is_none() && strange.iter().all(|slot| of.slot(&slot.key.value).is_some()))
    })?;
    let message = format!("these are the sections of `{owner}`, and they belong to `{}` here", schema.kind);
    Some(Diagnostic::error(message, &first.key.span).hint(format!(
        "write `{owner}:` on a line of its own above their `sections:`, as far in as `{}:`",
        schema.kind
    )))
}

fn with_inner<'a>(slot: &'a Slot, all: &mut Vec<&'a Slot>) {
    all.push(slot);
    slot.sections.iter().for_each(|slot| with_inner(slot, all));
}
