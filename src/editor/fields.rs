//! The fields of a kind of document, as JSON Schema.

use serde_json::{Value, json};

use crate::editor::Part;
use crate::editor::render::{Writer, describe, either, object, one_or_several, read};
use crate::editor::rules;
use crate::project::schema::{FieldSchema, RecordSchema};

/// Some fields: each with what may stand in it, which must be there, and what holds between them.
#[derive(Default)]
pub(super) struct Fields {
    pub properties: Part,
    pub required: Vec<String>,
    pub rules: Vec<Value>,
}

impl Writer<'_> {
    /// The fields of a kind, or of its records.
    pub fn fields(&mut self, fields: &[FieldSchema]) -> Fields {
        let mut all = Fields::default();
        for field in fields {
            let mut part = self.field(field);
            let printed =
                if field.label.is_empty() { String::new() } else { format!(" On the page: {}", field.label) };
            let example = read(&field.example).and_then(|example| self.fit_field(field, example));
            describe(&mut part, &format!("{}{printed}", field.doc), example);
            if let Some(takes) = field.holds.takes() {
                self.offer_files(&mut part, takes, &field.example);
            }
            all.properties.insert(field.key.clone(), part.into());
            match &field.unless {
                _ if !field.required || field.default.is_some() => {}
                None => all.required.push(field.key.clone()),
                Some(other) => {
                    all.rules.push(json!({"anyOf": [{"required": [field.key]}, {"required": [other]}]}));
                }
            }
            if let Some(needs) = &field.needs {
                all.rules.push(json!({"dependencies": {field.key.as_str(): [needs]}}));
            }
        }
        all
    }

    fn field(&mut self, field: &FieldSchema) -> Part {
        match (field.holds.takes(), &field.records) {
            (Some(takes), _) => self.takes(takes),
            (None, Some(records)) => {
                let record = self.record(records);
                one_or_several(record.clone(), record, 0)
            }
            (None, None) => Part::new(),
        }
    }

    /// One record: its keys, or what stands for them.
    fn record(&mut self, records: &RecordSchema) -> Part {
        let fields = self.fields(&records.fields);
        let mut part = object(json!({
            "type": "object", "properties": fields.properties, "required": fields.required, "additionalProperties": false,
        }));
        let all_of = fields.rules.into_iter().map(|rule| json!({"if": {"type": "object"}, "then": rule})).collect();
        rules::add(&mut part, all_of);
        let short =
            records.shorthand.as_ref().and_then(|key| records.fields.iter().find(|field| field.key == *key));
        match short {
            Some(field) => {
                let short = self.field(field);
                either(vec![short, part])
            }
            None => part,
        }
    }
}
