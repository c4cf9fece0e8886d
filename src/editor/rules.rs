//! What holds between the keys of a mapping, as JSON Schema.

use serde_json::{Value, json};

use crate::editor::Part;
use crate::editor::known::Name;
use crate::editor::render::Writer;
use crate::project::form::{Rule, TO_BE_WRITTEN, Way, YEAR};
use crate::quantity::value::Unit;

/// Adds what has to hold beside all else.
pub(super) fn add(part: &mut Part, rules: Vec<Value>) {
    if rules.is_empty() {
        return;
    }
    if let Value::Array(all) = part.entry("allOf").or_insert_with(|| Value::Array(Vec::new())) {
        all.extend(rules.into_iter().map(|mut rule| {
            keep_from_completion(&mut rule);
            rule
        }));
    }
}

/// Keeps editors from proposing the keys that a rule speaks of: they know them from the form itself, with what belongs there.
fn keep_from_completion(rule: &mut Value) {
    match rule {
        Value::Object(entries) => {
            for (key, value) in entries {
                if let (true, Value::Object(properties)) = (key == "properties", &mut *value) {
                    for property in properties.values_mut().filter_map(Value::as_object_mut) {
                        property.insert("doNotSuggest".into(), true.into());
                    }
                }
                keep_from_completion(value);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(keep_from_completion),
        _ => {}
    }
}

/// A rule; `slots` are the sections of the kind of document that settings are about.
pub(super) fn rule(rule: &Rule, slots: &[Name]) -> Value {
    let there = |key: &&str| json!({"required": [key]});
    match rule {
        Rule::Any(keys) => only_mappings(
            json!({"anyOf": keys.iter().map(there).collect::<Vec<_>>(), "errorMessage": format!("write {}", listed(keys, "or"))}),
        ),
        Rule::One(keys) => only_mappings(
            json!({"oneOf": keys.iter().map(there).collect::<Vec<_>>(), "errorMessage": format!("write one of {}", listed(keys, "and"))}),
        ),
        Rule::Apart(keys) => only_mappings(
            json!({"not": {"required": keys}, "errorMessage": format!("keep one of {}", listed(keys, "and"))}),
        ),
        Rule::OfKind(kinds, keys) => json!({
            "if": {"properties": {"kind": {"enum": kinds}}, "required": ["kind"]},
            "then": {"anyOf": keys.iter().map(there).collect::<Vec<_>>(), "errorMessage": format!("write {}", listed(keys, "or"))},
        }),
        Rule::Needs(key, other) => json!({"dependencies": {*key: [other]}}),
        Rule::ListUnless(key, other) => json!({
            "if": {"required": [other]},
            "then": {"properties": {*key: {"not": {"type": "array"}, "errorMessage": format!("write one text, since there is `{other}`")}}},
            "else": {"properties": {*key: {"type": "array", "errorMessage": format!("name several figures, or add `{other}`")}}},
        }),
        Rule::EachOf(each, of, key) => json!({
            "if": {"required": [each]},
            "then": {"required": [of], "properties": {*of: {"not": {"required": [key]}, "errorMessage": format!("take `{key}` out, or `{each}`")}}},
            "else": {"properties": {*of: {"required": [key]}}},
        }),
        Rule::WholeOf(key, unit) => {
            let whole: Vec<&str> =
                Unit::NAMES.iter().filter(|(_, unit)| unit.is_whole()).map(|(name, _)| *name).collect();
            let message = format!("write a whole number: there are no parts of {}", listed(&whole, "and"));
            json!({
                "if": {"required": [unit], "properties": {*unit: {"enum": whole}}},
                "then": {"properties": {*key: {"type": "integer", "errorMessage": message}}},
            })
        }
        Rule::Dated(key, source, date) => json!({
            "if": {"required": [key, source]},
            "then": {"anyOf": [
                {"required": [date]},
                {"properties": {*source: {"anyOf": [
                    {"type": "string", "pattern": format!("{YEAR}|^{TO_BE_WRITTEN}")},
                    {"type": "integer", "minimum": 1900, "maximum": 2099},
                ]}}},
            ], "errorMessage": format!("write its `{date}`, or the year in its `{source}`")},
        }),
        Rule::NoneTwice(key) => {
            json!({"properties": {*key: {"uniqueItems": true, "errorMessage": "name each of them once"}}})
        }
        Rule::NoneWithin(key, list) => {
            let message = format!("has no place below what has no `{key}` itself");
            json!({
                "if": {"not": there(key)},
                "then": {"properties": {*list: {"items": {"properties": {*key: {"not": {}, "errorMessage": message}}}}}},
            })
        }
        Rule::KnownUnless(key, other) => {
            let names: Vec<&str> = slots.iter().map(|slot| slot.name.as_str()).collect();
            only_mappings(json!({"anyOf": [{"required": [other]}, {"properties": {*key: {"enum": names}}}]}))
        }
        Rule::Ways { ways, always } => only_mappings(ways_of(ways, always)),
    }
}

/// Where no data of a report define measures of their own, there are none but those that are known everywhere.
pub(super) fn known_measures(writer: &mut Writer<'_>) -> Value {
    let one = writer.built_in_measures();
    let several = json!({"if": {"type": "array"}, "then": {"items": one.clone()}, "else": one.clone()});
    let exhibits = json!({"additionalProperties": {"properties": {"measure": one.clone(), "measures": several}}});
    let own = json!({"type": "object", "required": ["measures"]});
    json!({
        "if": {"properties": {"data": {"additionalProperties": {"not": own}}}},
        "then": {"properties": {
            "charts": exhibits.clone(), "tables": exhibits, "figures": {"additionalProperties": {"properties": {"measure": one}}},
        }},
    })
}

/// The first way that fits.
fn ways_of(ways: &[Way], always: &[&str]) -> Value {
    let Some((way, rest)) = ways.split_first() else { return json!({}) };
    let keys: Vec<&str> = [way.when, way.needs, way.may, always].concat();
    let names = json!({"enum": keys, "errorMessage": if way.when.is_empty() {
        format!("goes with none of {}", listed(way.needs, "and"))
    } else {
        format!("does not go with {}", listed(way.when, "and"))
    }});
    let then = json!({"required": way.needs, "propertyNames": names});
    if way.when.is_empty() {
        return then;
    }
    json!({"if": {"required": way.when}, "then": then, "else": ways_of(rest, always)})
}

/// What says nothing of a text that stands in the place of a mapping.
fn only_mappings(rule: Value) -> Value {
    json!({"if": {"type": "object"}, "then": rule})
}

/// "`this`, `that` and `the other`".
fn listed(keys: &[&str], word: &str) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    match quoted.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} {word} {last}", before.join(", ")),
        _ => quoted.concat(),
    }
}
