//! Forms as JSON Schema.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diagnostic::SourceFile;
use crate::editor::known::{Known, Name};
use crate::editor::{Part, areas, rules};
use crate::project::form::{Form, Key, NAME, Names, OwnNames, PATH, Takes};
use crate::project::subjects::FORMS;
use crate::project::yaml::{self, Content, Node};

/// Writes the parts of one schema.
pub(super) struct Writer<'a> {
    pub known: &'a Known,
    /// Whether the schema is that of the profile.
    pub profile: bool,
    /// The kind of the report, or the kind whose settings are written.
    pub kind: Option<String>,
    /// How deep forms stand within themselves, by their names.
    depth: BTreeMap<&'static str, usize>,
    /// Parts that others refer to; `None` while one is being written.
    definitions: BTreeMap<String, Option<Part>>,
}

/// Names that look like keys of a thing whose own name was forgotten.
const LIKE_KEYS: &str = "^(file|query|value|unit|source|kind|title|measure|measures)$";

/// What a date looks like: only days that exist.
const DATE: &str = "^\\s*(\\d{4}-((0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|(0[469]|11)-(0[1-9]|[12]\\d|30)|\
                    02-(0[1-9]|1\\d|2[0-8]))|(\\d{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)\
                    \\s*$";

impl<'a> Writer<'a> {
    pub fn new(known: &'a Known) -> Self {
        Self { known, profile: false, kind: None, depth: BTreeMap::new(), definitions: BTreeMap::new() }
    }

    /// What other parts refer to, once all is written.
    pub fn definitions(&mut self) -> Part {
        let written = std::mem::take(&mut self.definitions);
        written.into_iter().filter_map(|(name, part)| Some((name, Value::from(part?)))).collect()
    }

    /// A mapping.
    pub fn form(&mut self, form: &'static Form) -> Part {
        let mut part = Part::new();
        part.insert("type".into(), "object".into());
        if !form.doc.is_empty() {
            part.insert("description".into(), form.doc.into());
        }
        let mut properties = Part::new();
        for key in form.keys {
            // Below the lowest level there is no place for more.
            if !self.too_deep(&key.takes) {
                properties.insert(key.name.into(), self.key(key).into());
            }
        }
        part.insert("properties".into(), properties.into());
        part.insert("additionalProperties".into(), false.into());
        let required: Vec<Value> = form.keys.iter().filter(|key| key.required).map(|key| key.name.into()).collect();
        if !required.is_empty() {
            part.insert("required".into(), required.into());
        }
        let slots = self.known.names(Names::SlotOfKind, self.kind.as_deref()).unwrap_or_default();
        rules::add(&mut part, form.rules.iter().map(|rule| rules::rule(rule, &slots)).collect());
        part
    }

    /// A key with what may stand after it, what it is and an example.
    fn key(&mut self, key: &'static Key) -> Part {
        let mut part = self.takes(&key.takes);
        let example = read(key.example).and_then(|example| self.fit(&key.takes, example));
        describe(&mut part, key.doc, example);
        self.offer_files(&mut part, &key.takes, key.example);
        part
    }

    /// Puts the files that the project has in the place of an example of a path: editors offer them.
    pub fn offer_files(&self, part: &mut Part, takes: &Takes, example: &str) {
        let files = self.known.files_like(example);
        if matches!(takes, Takes::Shaped(shape) if std::ptr::eq(*shape, &PATH)) && !files.is_empty() {
            part.insert("examples".into(), files.into());
        }
    }

    /// What may be written as a value.
    pub fn takes(&mut self, takes: &'static Takes) -> Part {
        match takes {
            Takes::Text => text(),
            Takes::Shaped(shape) => shaped(shape.pattern, shape.hint),
            Takes::Texts => one_or_several(text(), text(), 1),
            Takes::Date => object(json!({
                "type": "string", "pattern": DATE,
                "patternErrorMessage": "write year, month and day of a day that exists, such as 2025-11-27",
            })),
            Takes::Count(least, most) => {
                let mut part = object(json!({"type": "integer", "minimum": least}));
                if *most < usize::MAX {
                    part.insert("maximum".into(), (*most).into());
                }
                part
            }
            Takes::Number(least, most) => {
                let mut part = object(json!({"type": "number"}));
                for (key, bound) in [("minimum", least), ("maximum", most)] {
                    if bound.is_finite() {
                        part.insert(key.into(), (*bound).into());
                    }
                }
                part
            }
            Takes::OneNumber(numbers) => {
                object(json!({"enum": numbers.iter().filter_map(|one| read(one)).collect::<Vec<_>>()}))
            }
            Takes::Above(bound) => object(json!({"type": "number", "exclusiveMinimum": bound})),
            Takes::Truth => object(json!({"type": "boolean"})),
            Takes::Word(words) => object(json!({"enum": words()})),
            Takes::Named(names) => self.named(*names),
            Takes::SeveralNamed(names) => {
                let one = self.named(*names);
                one_or_several(one.clone(), one, 1)
            }
            Takes::List(of) => self.list(of, 1, None),
            Takes::Exactly(number, of) => self.list(of, *number, Some(*number)),
            Takes::AtLeast(number, of) => self.list(of, *number, None),
            Takes::Items(of) => {
                let (one, item) = (self.takes(of), self.item(of));
                one_or_several(one, item, 0)
            }
            Takes::Different(of) => {
                let (one, item) = (self.takes(of), self.item(of));
                let several = object(json!({"type": "array", "uniqueItems": true, "items": item}));
                either(vec![one, several])
            }
            Takes::Suggested(names, of) => self.suggested(*names, of),
            Takes::Own(names, of) => {
                let of = self.item(of);
                own(*names, of)
            }
            Takes::Each(names, of) => self.each(*names, of),
            Takes::Form(form) => self.form(form),
            Takes::Within(form, _) => {
                *self.depth.entry(form.name).or_default() += 1;
                let part = self.form(form);
                *self.depth.entry(form.name).or_default() -= 1;
                part
            }
            Takes::Either(several) => {
                let parts = several.iter().map(|one| self.takes(one)).collect();
                either(parts)
            }
        }
    }

    fn list(&mut self, of: &'static Takes, least: usize, most: Option<usize>) -> Part {
        let mut part = object(json!({"type": "array", "minItems": least, "items": self.item(of)}));
        if let Some(most) = most {
            part.insert("maxItems".into(), most.into());
        }
        part
    }

    /// One of several: a reference, where it is a mapping, so that a form may stand within itself.
    fn item(&mut self, takes: &'static Takes) -> Part {
        let Some((form, within)) = form_of(takes) else { return self.takes(takes) };
        let mut name = form.name.to_owned();
        if within {
            let depth = self.depth.get(form.name).copied().unwrap_or_default() + 1;
            if levels(takes).is_some() && depth > 1 {
                name = format!("{name}-{depth}");
            }
        }
        if self.profile
            && let Some(kind) = &self.kind
        {
            name = format!("{name}-of-{kind}");
        }
        if !self.definitions.contains_key(&name) {
            self.definitions.insert(name.clone(), None);
            let part = self.takes(takes);
            self.definitions.insert(name.clone(), Some(part));
        }
        reference(&name)
    }

    /// Whether a value would stand below the lowest level of a form.
    fn too_deep(&self, takes: &'static Takes) -> bool {
        let inner = match takes {
            Takes::List(of) | Takes::Items(of) => of,
            _ => return false,
        };
        let Some((form, true)) = form_of(inner) else { return false };
        levels(inner).is_some_and(|most| self.depth.get(form.name).is_some_and(|depth| *depth >= most))
    }

    /// One of the names that there are.
    fn named(&mut self, names: Names) -> Part {
        let Some(known) = self.known.names(names, self.kind.as_deref()) else { return text() };
        let words = || object(json!({"type": "string", "pattern": " [\\s\\S]*\\S"}));
        match names {
            Names::Area => self.area(&known),
            Names::Region => either(vec![listed(&known), shaped(&areas::REGION, areas::REGION_HINT)]),
            Names::Range => either(vec![listed(&known), shaped(&areas::RANGE, areas::REGION_HINT)]),
            Names::Areas => {
                let one = self.area(&known);
                either(vec![one, shaped(&areas::AUTHORITIES_OF, "write `authorities of` a region or England")])
            }
            Names::Subjects => {
                let one = self.area(&known);
                either(vec![one, shaped(&areas::MANY, FORMS)])
            }
            Names::Measure | Names::Figure => {
                if !self.definitions.contains_key("measures") {
                    let part = either(vec![listed(&known), shaped(NAME.pattern, NAME.hint)]);
                    self.definitions.insert("measures".to_owned(), Some(part));
                }
                reference("measures")
            }
            Names::PersonOrWords | Names::CommitteeOrWords if known.is_empty() => words(),
            Names::PersonOrWords | Names::CommitteeOrWords => either(vec![listed(&known), words()]),
            _ => listed(&known),
        }
    }

    /// An area: one that is suggested, or another in any spelling.
    fn area(&mut self, known: &[Name]) -> Part {
        if !self.definitions.contains_key("areas") {
            let hint = "write an authority, a region or `England`, by its name or code";
            let numbers = object(json!({"type": "integer", "minimum": 200, "maximum": 999}));
            let part = either(vec![listed(known), shaped(&areas::AREA, hint), numbers]);
            self.definitions.insert("areas".to_owned(), Some(part));
        }
        reference("areas")
    }

    /// The measures that are known everywhere.
    pub fn built_in_measures(&mut self) -> Value {
        self.defined("known-measures", |_| listed(&Known::built_in_measures()))
    }

    /// A part that others refer to, and may refer to itself; returns how.
    pub fn defined(&mut self, name: &str, part: impl FnOnce(&Value) -> Part) -> Value {
        let own = Value::from(reference(name));
        self.definitions.insert(name.to_owned(), Some(part(&own)));
        own
    }

    /// A mapping from names, some of which are known: others may be a report's own.
    fn suggested(&mut self, names: Names, of: &'static Takes) -> Part {
        let of = Value::from(self.item(of));
        let known = self.known.names(names, None).unwrap_or_default();
        let described = |one: Name| (one.name, json!({"description": one.doc, "allOf": [of]}));
        let properties: Part = known.into_iter().map(described).collect();
        object(json!({"type": "object", "properties": properties, "additionalProperties": of}))
    }

    /// A mapping from names that there are.
    fn each(&mut self, names: Names, of: &'static Takes) -> Part {
        let kind = self.kind.clone();
        let mut properties = Part::new();
        for name in self.known.names(names, kind.as_deref()).unwrap_or_default() {
            if names == Names::Kind {
                self.kind = Some(name.name.clone());
            }
            let mut part = self.takes(of);
            if !name.doc.is_empty() {
                part.insert("description".into(), name.doc.into());
            }
            properties.insert(name.name, part.into());
        }
        self.kind = kind;
        object(json!({"type": "object", "properties": properties, "additionalProperties": false}))
    }
}

/// Adds what a value is, and what might be written.
pub(super) fn describe(part: &mut Part, doc: &str, example: Option<Value>) {
    if !doc.is_empty() {
        part.insert("description".into(), doc.into());
    }
    if let Some(example) = example {
        part.insert("examples".into(), vec![example].into());
    }
}

/// An example in YAML, as JSON; `None` if it says nothing.
pub(super) fn read(example: &str) -> Option<Value> {
    let node = yaml::read(&SourceFile::new("example", example)).ok()?;
    Some(json_of(&node)).filter(|value| !value.is_null())
}

/// What YAML means, as JSON.
pub fn json_of(node: &Node) -> Value {
    match &node.content {
        Content::Null => Value::Null,
        Content::Bool(value) => (*value).into(),
        Content::Number(written) => serde_json::from_str(written).unwrap_or_else(|_| Value::from(written.as_str())),
        Content::Text(text) => text.trim_end().into(),
        Content::List(items) => items.iter().map(json_of).collect(),
        Content::Map(entries) => {
            Value::Object(entries.iter().map(|(name, value)| (name.value.clone(), json_of(value))).collect())
        }
    }
}

/// A reference to a part that stands among the definitions.
fn reference(name: &str) -> Part {
    object(json!({"$ref": format!("#/definitions/{name}")}))
}

/// One text; a number or a truth value is taken as it is written.
pub(super) fn text() -> Part {
    object(json!({
        "type": ["string", "number", "boolean"],
        "pattern": "\\S",
        "patternErrorMessage": "write the text, or remove the line",
    }))
}

/// One text of a shape.
fn shaped(pattern: &str, hint: &str) -> Part {
    object(json!({"type": "string", "pattern": pattern, "patternErrorMessage": hint}))
}

/// One of some names; one that YAML takes for a number or a truth value may stand without quotes.
fn listed(known: &[Name]) -> Part {
    if known.is_empty() {
        return object(json!({"not": {}}));
    }
    let mut written: Vec<(Value, &str)> =
        known.iter().map(|one| (one.name.as_str().into(), one.doc.as_str())).collect();
    for one in known {
        let bare = read(&one.name).filter(|value| value.is_number() || value.is_boolean());
        if let Some(bare) = bare.filter(|bare| !written.iter().any(|(value, _)| value == bare)) {
            written.push((bare, &one.doc));
        }
    }
    let (written, docs): (Vec<Value>, Vec<&str>) = written.into_iter().unzip();
    let mut part = object(json!({"enum": written}));
    if docs.iter().any(|doc| !doc.is_empty()) {
        part.insert("enumDescriptions".into(), json!(docs));
    }
    part
}

/// One thing, or a list of `item`s with so many in it at least.
pub(super) fn one_or_several(mut one: Part, item: Part, least: usize) -> Part {
    // A list is taken apart into its items, so that one of several is no list itself.
    if let Some(Value::Array(types)) = one.get_mut("type") {
        types.retain(|of| of != "array");
        one.remove("items");
        one.remove("minItems");
    }
    let several = object(json!({"type": "array", "minItems": least, "items": item}));
    either(vec![one, several])
}

/// One of several things: in one part where they are of different types, since editors understand that best.
pub(super) fn either(parts: Vec<Part>) -> Part {
    let types: Vec<Option<Vec<String>>> = parts.iter().map(types).collect();
    let mut all: Vec<String> = types.iter().flatten().flatten().cloned().collect();
    let number = all.len();
    // A whole number is a number.
    let mixed = all.iter().any(|of| of == "integer") && all.iter().any(|of| of == "number");
    all.sort();
    all.dedup();
    if types.iter().any(Option::is_none) || all.len() < number || mixed {
        let mut alternatives = Vec::new();
        for part in parts {
            match part.get("anyOf") {
                Some(Value::Array(inner)) if part.len() == 1 => alternatives.extend(inner.iter().cloned()),
                _ => alternatives.push(part.into()),
            }
        }
        return object(json!({"anyOf": alternatives}));
    }
    let mut merged: Part = parts.into_iter().flatten().collect();
    let order = ["string", "number", "integer", "boolean", "array", "object"];
    all.sort_by_key(|of| order.iter().position(|one| one == of));
    merged.insert("type".into(), json!(all));
    merged
}

/// The types of what a part takes, where nothing in it holds for other types as well.
fn types(part: &Part) -> Option<Vec<String>> {
    // What holds between keys says nothing of what is no mapping.
    let for_all = ["enum", "anyOf", "not", "$ref"];
    if for_all.iter().any(|key| part.contains_key(*key)) {
        return None;
    }
    match part.get("type")? {
        Value::String(of) => Some(vec![of.clone()]),
        Value::Array(several) => several.iter().map(|of| of.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

/// A mapping from names of the author's own.
fn own(names: OwnNames, of: Part) -> Part {
    let mut part = object(json!({"type": "object", "additionalProperties": of}));
    if matches!(names, OwnNames::Expression | OwnNames::TitledExpression) {
        let names = json!({
            "pattern": "^[A-Za-z][A-Za-z0-9_]*$",
            "patternErrorMessage": "use letters, digits and _, and start with a letter",
        });
        part.insert("propertyNames".into(), names);
    }
    if matches!(names, OwnNames::Titled | OwnNames::TitledExpression) {
        let nameless = json!({
            "if": {"minProperties": 2},
            "then": {"patternProperties": {LIKE_KEYS: {
                "type": "object", "errorMessage": "write a name of your own and a colon on the line above, and indent this below it",
            }}},
        });
        rules::add(&mut part, vec![nameless]);
    }
    part
}

/// The form of a mapping, alone or as one of several things, and whether it stands within itself.
fn form_of(takes: &'static Takes) -> Option<(&'static Form, bool)> {
    match takes {
        Takes::Form(form) => Some((form, false)),
        Takes::Within(form, _) => Some((form, true)),
        Takes::Either(several) => several.iter().find_map(form_of),
        _ => None,
    }
}

/// How deep a form may stand within itself.
fn levels(takes: &'static Takes) -> Option<usize> {
    match takes {
        Takes::Within(_, levels) => *levels,
        Takes::Either(several) => several.iter().find_map(levels),
        _ => None,
    }
}

/// A part, written as JSON.
pub(super) fn object(value: Value) -> Part {
    match value {
        Value::Object(part) => part,
        _ => Part::new(),
    }
}
