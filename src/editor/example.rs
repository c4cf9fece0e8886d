//! Examples that a project could really have: its own people, committees and sections stand where others' are written.

use serde_json::{Map, Value};

use crate::editor::render::Writer;
use crate::project::form::{Form, Names, Takes};
use crate::project::schema::{FieldSchema, RecordSchema};

impl Writer<'_> {
    /// An example with names that are known here; `None` where nothing like it may be written.
    pub fn fit(&mut self, takes: &'static Takes, example: Value) -> Option<Value> {
        match takes {
            Takes::Text => is_text(&example).then_some(example),
            Takes::Texts => match example {
                Value::Array(items) => some_list(items.into_iter().filter(is_text).collect()),
                one => is_text(&one).then_some(one),
            },
            Takes::Shaped(_) | Takes::Date => example.is_string().then_some(example),
            Takes::Count(least, most) => {
                let fits = example.as_u64().is_some_and(|one| (*least as u64..=*most as u64).contains(&one));
                fits.then_some(example)
            }
            Takes::Number(..) | Takes::OneNumber(_) | Takes::Above(_) => example.is_number().then_some(example),
            Takes::Truth => example.is_boolean().then_some(example),
            Takes::Word(words) => example.as_str().is_some_and(|one| words().contains(&one)).then_some(example),
            Takes::Named(names) => self.fit_name(*names, example),
            Takes::SeveralNamed(names) => match example {
                Value::Array(items) => {
                    let mut fitting: Vec<Value> =
                        items.into_iter().filter_map(|item| self.fit_name(*names, item)).collect();
                    fitting.dedup();
                    some_list(fitting)
                }
                one => self.fit_name(*names, one),
            },
            Takes::List(of) | Takes::Exactly(_, of) | Takes::AtLeast(_, of) => match example {
                Value::Array(items) => some_list(items.into_iter().filter_map(|item| self.fit(of, item)).collect()),
                _ => None,
            },
            Takes::Items(of) | Takes::Different(of) => match example {
                Value::Array(items) if items.is_empty() => Some(Value::Array(items)),
                Value::Array(items) => some_list(items.into_iter().filter_map(|item| self.fit(of, item)).collect()),
                one => self.fit(of, one),
            },
            Takes::Own(_, of) | Takes::Suggested(_, of) => {
                let Value::Object(entries) = example else { return None };
                let fit = entries.into_iter().filter_map(|(name, value)| Some((name, self.fit(of, value)?)));
                some_mapping(fit.collect())
            }
            Takes::Each(names, of) => self.fit_each(*names, of, example),
            Takes::Form(form) | Takes::Within(form, _) => self.fit_form(form, example),
            Takes::Either(several) => several.iter().find_map(|one| self.fit(one, example.clone())),
        }
    }

    fn fit_form(&mut self, form: &'static Form, example: Value) -> Option<Value> {
        let Value::Object(entries) = example else { return None };
        let mut made = Map::new();
        for (name, value) in entries {
            let key = form.key(&name)?;
            match self.fit(&key.takes, value) {
                Some(value) => drop(made.insert(name, value)),
                None if key.required => return None,
                None => {}
            }
        }
        some_mapping(made)
    }

    fn fit_each(&mut self, names: Names, of: &'static Takes, example: Value) -> Option<Value> {
        let Value::Object(entries) = example else { return None };
        let kind = self.kind.clone();
        let mut made = Map::new();
        for (name, value) in entries {
            let known = self.known.names(names, kind.as_deref()).unwrap_or_default();
            if !known.iter().any(|one| one.name == name) {
                continue;
            }
            if names == Names::Kind {
                self.kind = Some(name.clone());
            }
            if let Some(value) = self.fit(of, value) {
                made.insert(name, value);
            }
            self.kind.clone_from(&kind);
        }
        some_mapping(made)
    }

    /// The name itself, if there is no telling or it is known; else the first that is.
    fn fit_name(&self, names: Names, example: Value) -> Option<Value> {
        let name = example.as_str()?;
        let Some(known) = self.known.names(names, self.kind.as_deref()) else { return Some(example) };
        let open = match names {
            Names::Area
            | Names::Region
            | Names::Range
            | Names::Areas
            | Names::Subjects
            | Names::Measure
            | Names::Figure => true,
            Names::PersonOrWords | Names::CommitteeOrWords => name.contains(' '),
            _ => false,
        };
        if open || known.iter().any(|one| one.name == name) {
            return Some(example);
        }
        known.first().map(|first| first.name.as_str().into())
    }

    /// The same for a field of a kind of document.
    pub fn fit_field(&mut self, field: &FieldSchema, example: Value) -> Option<Value> {
        match (field.holds.takes(), &field.records) {
            (Some(takes), _) => self.fit(takes, example),
            (None, Some(records)) => match example {
                Value::Array(items) => {
                    some_list(items.into_iter().filter_map(|item| self.fit_record(records, item)).collect())
                }
                one => self.fit_record(records, one),
            },
            (None, None) => Some(example),
        }
    }

    fn fit_record(&mut self, records: &RecordSchema, example: Value) -> Option<Value> {
        let field = |name: &str| records.fields.iter().find(|field| field.key == name);
        let Value::Object(entries) = example else {
            return self.fit_field(field(records.shorthand.as_deref()?)?, example);
        };
        let mut made = Map::new();
        for (name, value) in entries {
            let field = field(&name)?;
            match self.fit_field(field, value) {
                Some(value) => drop(made.insert(name, value)),
                None if field.required => return None,
                None => {}
            }
        }
        some_mapping(made)
    }
}

fn is_text(example: &Value) -> bool {
    example.is_string() || example.is_number() || example.is_boolean()
}

fn some_list(items: Vec<Value>) -> Option<Value> {
    if items.is_empty() { None } else { Some(Value::Array(items)) }
}

fn some_mapping(entries: Map<String, Value>) -> Option<Value> {
    if entries.is_empty() { None } else { Some(Value::Object(entries)) }
}
