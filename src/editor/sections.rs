//! Which sections and which recommendations a report must have, as JSON Schema.

use serde_json::{Value, json};

use crate::editor::render::{Writer, object};
use crate::project::profile::FILE_NAME;
use crate::project::schema::Slot;

/// Whether a section that is such a one stands in a mapping.
fn has_section(one: &Value) -> Value {
    json!({"required": ["sections"], "properties": {"sections": {"type": "array", "contains": one}}})
}

/// A report that shows its recommendations, in whichever section, must have them.
pub(super) fn shown_recommendations(writer: &mut Writer<'_>) -> Value {
    let one = writer.defined("section-that-shows-recommendations", |own| {
        let items = json!({"type": "object", "anyOf": [
            {"required": ["recommendations"]}, {"required": ["recommendation-table"]},
        ]});
        let body = json!({"required": ["body"], "properties": {"body": {"type": "array", "contains": items}}});
        object(json!({"anyOf": [body, has_section(own)]}))
    });
    json!({"if": has_section(&one), "then": {"required": ["recommendations"]}})
}

/// The sections that reports of a kind must have, as the profile that the report names asks for them; `None` where no
/// profile asks for any.
pub(super) fn expected(kind: &str, writer: &mut Writer<'_>) -> Option<Value> {
    let known = writer.known;
    let mut asking = Asking { writer, sections: Vec::new() };
    let each = known.orders(kind).iter().map(|order| (order.profile.as_str(), asking.all(&order.slots)));
    let each: Vec<(&str, Value)> = each.collect();
    let (_, first) = each.first()?;
    if each.iter().all(|(_, asks)| asks == first) {
        return first["allOf"].as_array().is_some_and(|rules| !rules.is_empty()).then(|| first.clone());
    }
    let named = |(profile, asks): (&str, Value)| {
        let named = json!({"profile": {"const": profile}});
        match profile {
            // The project's own holds as well for a report that names none.
            FILE_NAME => json!({"if": {"properties": named}, "then": asks}),
            _ => json!({"if": {"required": ["profile"], "properties": named}, "then": asks}),
        }
    };
    Some(json!({"allOf": each.into_iter().map(named).collect::<Vec<_>>()}))
}

/// What profiles ask for, with the sections that there are definitions of.
struct Asking<'w, 'k> {
    writer: &'w mut Writer<'k>,
    /// The names by which each of them may be filled.
    sections: Vec<Vec<String>>,
}

impl Asking<'_, '_> {
    fn all(&mut self, slots: &[Slot]) -> Value {
        json!({"allOf": slots.iter().flat_map(|slot| self.slot(slot)).collect::<Vec<_>>()})
    }

    /// What is asked for a slot, and for those within it where it is filled.
    fn slot(&mut self, slot: &Slot) -> Vec<Value> {
        let within: Vec<Value> = slot.sections.iter().flat_map(|inner| self.slot(inner)).collect();
        let required = slot.required == Some(true);
        if !required && within.is_empty() {
            return Vec::new();
        }
        let filled = self.filled(slot);
        let mut asked = Vec::new();
        if required && slot.recommendations {
            asked.push(json!({
                "anyOf": [{"required": ["recommendations"]}, filled],
                "errorMessage": "add `recommendations`: the paper has a section for them",
            }));
        } else if required {
            let add = format!("add `- slot: {}` with a `body` to `sections`", slot.key.value);
            asked.push(json!({"anyOf": [filled], "errorMessage": add}));
        }
        if !within.is_empty() {
            asked.push(json!({"if": filled, "then": {"allOf": within}}));
        }
        asked
    }

    /// Whether a report fills a slot, or one within it, at whichever level it does so.
    fn filled(&mut self, slot: &Slot) -> Value {
        let names: Vec<String> = slot.keys().into_iter().map(str::to_owned).collect();
        let at = self.sections.iter().position(|known| *known == names).unwrap_or_else(|| {
            self.sections.push(names.clone());
            self.sections.len() - 1
        });
        has_section(&self.writer.defined(&format!("expected-section-{}", at + 1), |own| {
            object(json!({"anyOf": [{"required": ["slot"], "properties": {"slot": {"enum": names}}}, has_section(own)]}))
        }))
    }
}
