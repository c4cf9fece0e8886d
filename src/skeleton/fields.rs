//! The fields of a kind in a new report: what was answered, what is still to be written, and what it may have besides.

use crate::diagnostic::SourceFile;
use crate::project::notice::PUBLISHED;
use crate::project::schema::{FieldSchema, Holds, RecordSchema};
use crate::project::yaml;
use crate::skeleton::Skeleton;
use crate::skeleton::page::{Page, Value};
use crate::skeleton::words::{self, TO_BE_WRITTEN, to_be_written};

impl Skeleton<'_> {
    /// Writes a field of the report with what its author has to know of it.
    pub(super) fn field(&self, field: &FieldSchema, page: &mut Page) {
        page.gap();
        page.comment(0, &words::of_field(field, self.schema, self.profile));
        let answer = self.answers.fields.get(&field.key);
        let needed = field.required && field.default.is_none();
        match (answer, &field.records) {
            (Some(answer), _) => page.entry(0, &field.key, answer),
            (None, Some(of)) if needed => self.records(field, of, page),
            (None, _) if needed || field.start.is_some() => page.entry(0, &field.key, &self.start(field)),
            (None, of) => {
                if let Some(more) = of.as_ref().and_then(|of| not_shown(of, &self.example(field))) {
                    page.comment(0, &more);
                }
                page.option(0, |page| page.entry(0, &field.key, &self.example(field)));
            }
        }
    }

    /// Writes records that a report must have: those that a new report begins with, or one of everything.
    fn records(&self, field: &FieldSchema, of: &RecordSchema, page: &mut Page) {
        page.line(0, &format!("{}:", field.key));
        let mut records: Vec<Vec<(String, Value)>> = match self.start(field) {
            Value::List(items) if field.start.is_some() => {
                items.into_iter().filter_map(|item| entries(item, of)).collect()
            }
            _ => Vec::new(),
        };
        if records.is_empty() {
            let required = of.fields.iter().filter(|inner| inner.required && inner.default.is_none());
            records.push(required.map(|inner| (inner.key.clone(), self.start(inner))).collect());
        }
        // What each may have besides is shown once, where something is still to be written.
        let unwritten = |record: &Vec<(String, Value)>| record.iter().any(|(_, value)| is_to_be_written(value));
        let shown = records.iter().rposition(unwritten).unwrap_or(records.len() - 1);
        for (at, record) in records.into_iter().enumerate() {
            let bare = match (&of.shorthand, &record[..]) {
                (Some(key), [(only, value)]) if only == key && at != shown => Some(value.clone()),
                _ => None,
            };
            let there: Vec<String> = record.iter().map(|(key, _)| key.clone()).collect();
            page.item(2, &bare.unwrap_or(Value::Map(record)));
            if at == shown {
                for inner in of.fields.iter().filter(|inner| !there.contains(&inner.key)) {
                    page.comment(4, &words::of_field(inner, self.schema, self.profile));
                    page.option(4, |page| page.entry(4, &inner.key, &self.example(inner)));
                }
            }
        }
    }

    /// What stands in a field of a new report that nothing is known of.
    fn start(&self, field: &FieldSchema) -> Value {
        if let Some(start) = &field.start {
            return match self.named(Value::of(start)).unwrap_or_else(|| Value::Text(to_be_written(&field.doc))) {
                Value::Text(text) if field.holds == Holds::Text => Value::Prose(text),
                start => start,
            };
        }
        let write = || Value::Text(to_be_written(&field.doc));
        let person = || Value::Map(vec![("name".to_owned(), write())]);
        match field.holds {
            Holds::Text => Value::Prose(to_be_written(&field.doc)),
            Holds::Line | Holds::Committee => write(),
            Holds::Lines | Holds::Documents | Holds::Appendices | Holds::Resolutions => Value::List(vec![write()]),
            Holds::Person | Holds::People => person(),
            Holds::Consultation => Value::List(vec![Value::Map(vec![
                ("band".to_owned(), Value::Text("Contributors:".to_owned())),
                ("people".to_owned(), Value::List(vec![Value::Map(vec![("person".to_owned(), person())])])),
            ])]),
            Holds::Date => self.date(field),
            _ => self.example(field),
        }
    }

    /// A text with the committee in the place of its field: `the {meeting}`; `None` if there is none yet.
    fn named(&self, value: Value) -> Option<Value> {
        let Value::Text(text) = &value else { return Some(value) };
        let committees = self.schema.fields.iter().filter(|field| field.holds == Holds::Committee);
        let Some(field) = committees.into_iter().find(|field| text.contains(&format!("{{{}}}", field.key))) else {
            return Some(value);
        };
        let Value::Text(key) = self.answers.fields.get(&field.key)? else { return None };
        let name = self.profile.committees.get(key).unwrap_or(key);
        let name = name.strip_prefix("The ").unwrap_or(name);
        Some(Value::Text(text.replace(&format!("{{{}}}", field.key), name)))
    }

    /// What an author might write in a field, with what is known of the project.
    fn example(&self, field: &FieldSchema) -> Value {
        let read = yaml::read(&SourceFile::new("example", field.example.clone()));
        let example = match (field.example.is_empty(), read) {
            (true, _) => None,
            (false, Ok(node)) => Some(Value::of(&node)),
            (false, Err(_)) => Some(Value::Text(field.example.clone())),
        };
        let first_key = |keys: Option<&String>| keys.map(|key| Value::Text(key.clone()));
        let write = || Value::Text(to_be_written(&field.doc));
        match field.holds {
            Holds::Committee => first_key(self.profile.committees.keys().next()).unwrap_or_else(write),
            Holds::Person | Holds::People => first_key(self.profile.people.keys().next())
                .unwrap_or_else(|| Value::Map(vec![("name".to_owned(), write())])),
            Holds::Date => self.date(field),
            Holds::Consultation => self.start(field),
            Holds::Text => match example.unwrap_or_else(write) {
                Value::Text(text) => Value::Prose(text),
                other => other,
            },
            Holds::Records => example.or_else(|| self.one_of_everything(field)).unwrap_or_else(write),
            _ => example.unwrap_or_else(write),
        }
    }

    /// A record with all that it may have, where the schema has no example.
    fn one_of_everything(&self, field: &FieldSchema) -> Option<Value> {
        let of = field.records.as_ref()?;
        let entries = of.fields.iter().map(|inner| (inner.key.clone(), self.example(inner))).collect();
        Some(Value::List(vec![Value::Map(entries)]))
    }

    /// The date of the report, or the last one on which it may be published.
    fn date(&self, field: &FieldSchema) -> Value {
        let day = |date| if field.key == PUBLISHED { self.profile.publish_by(date) } else { date };
        Value::Text(self.answers.date.map_or_else(|| "2026-01-15".to_owned(), |date| day(date).to_string()))
    }
}

/// A record as keys and values, of which a bare text is the one that the schema names.
fn entries(record: Value, of: &RecordSchema) -> Option<Vec<(String, Value)>> {
    match record {
        Value::Map(entries) => Some(entries),
        bare => of.shorthand.clone().map(|key| vec![(key, bare)]),
    }
}

fn is_to_be_written(value: &Value) -> bool {
    matches!(value, Value::Text(text) | Value::Prose(text) if text.starts_with(TO_BE_WRITTEN))
}

/// Says which fields a record may have that an example does not show.
fn not_shown(of: &RecordSchema, example: &Value) -> Option<String> {
    let record = match example {
        Value::List(items) => items.first()?,
        one => one,
    };
    // A bare text stands for a record of one field: there is nothing that it leaves out.
    let Value::Map(entries) = record else { return None };
    let shown = |key: &str| entries.iter().any(|(name, _)| name == key);
    let others: Vec<String> =
        of.fields.iter().filter(|field| !shown(&field.key)).map(|field| format!("`{}`", field.key)).collect();
    (!others.is_empty()).then(|| format!("It may also have {}.", others.join(", ")))
}
