//! What editors are told of a project's files: JSON Schema of the profile and of every kind of document.
//!
//! A schema is made of the same declarations that files are read by, the [`form`](crate::project::form)s and the
//! `schema.yaml` of each kind, and of the names that a project has. It is draft-07, which is what the YAML language server
//! of most editors understands best. A schema says no to nothing that is read; what it cannot know, such as whether the
//! data bear out a sentence, it leaves to `boardpack check`.

mod areas;
mod example;
mod fields;
mod known;
mod project;
mod render;
mod rules;
mod sections;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

use crate::project::form;
use crate::project::schema::Schema;
pub use known::{Known, Name};
use render::Writer;

/// What the schema of `council.yaml` is called.
pub const PROFILE: &str = "council";

/// The folder of a project that holds its schemas.
pub const FOLDER: &str = ".boardpack/schemas";

/// A schema, or a part of one.
type Part = Map<String, Value>;

/// What there are schemas of: the name of each, and what it is, in a sentence.
pub fn subjects(known: &Known) -> Vec<(String, String)> {
    let profile = (
        PROFILE.to_owned(),
        "The profile, `council.yaml`: what a council decides once for all its papers.".to_owned(),
    );
    let kinds = known.kinds.iter().map(|kind| (kind.kind.clone(), kind.description.clone()));
    std::iter::once(profile).chain(kinds).collect()
}

/// The schema of the profile or of a kind of document, as JSON; `None` if there is nothing of that name.
pub fn schema(subject: &str, known: &Known) -> Option<String> {
    let mut writer = Writer::new(known);
    let mut part = if subject == PROFILE {
        writer.profile = true;
        let mut part = writer.form(&form::profile::PROFILE);
        part.insert("title".into(), "council.yaml".into());
        part
    } else {
        report(known.kind(subject)?, &mut writer)
    };
    part.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
    let definitions = writer.definitions();
    if !definitions.is_empty() {
        part.insert("definitions".into(), definitions.into());
    }
    let mut text = serde_json::to_string_pretty(&part).unwrap_or_default();
    text.push('\n');
    Some(text)
}

/// The comment that connects a file of the project with its schema, by the path of the file in the project.
pub fn comment(path: &str, subject: &str) -> String {
    let up = "../".repeat(path.matches('/').count());
    format!("# yaml-language-server: $schema={up}{FOLDER}/{subject}.json")
}

/// The schema of a kind of document: the keys that all have, and its own.
fn report(kind: &Schema, writer: &mut Writer<'_>) -> Part {
    writer.kind = Some(kind.kind.clone());
    let mut part = writer.form(&form::report::REPORT);
    part.insert("title".into(), kind.name.clone().into());
    part.insert("description".into(), kind.description.clone().into());
    let fields = writer.fields(&kind.fields);
    let mut required: Vec<Value> = vec!["template".into()];
    if kind.binds.is_none() {
        required.extend(kind.titled.is_none().then(|| "title".into()));
        required.push("date".into());
    }
    required.extend(fields.required.into_iter().map(Value::from));
    part.insert("required".into(), required.into());
    if let Some(properties) = part.get_mut("properties").and_then(Value::as_object_mut) {
        let described = properties.get("template").and_then(|key| key.get("description")).cloned();
        properties.insert("template".into(), json!({"enum": [kind.kind], "description": described}));
        if !kind.labels.iter().any(|(label, _)| label == crate::project::schema::REFERENCES) {
            properties.remove("bibliography");
        }
        if writer.known.showing(&kind.kind).is_empty() {
            properties.remove("also");
        }
        properties.retain(|key, _| kind.has_place_for(key));
        properties.extend(fields.properties);
    }
    rules::add(&mut part, fields.rules);
    rules::add(&mut part, vec![rules::known_measures(writer)]);
    rules::add(&mut part, vec![sections::shown_recommendations(writer)]);
    rules::add(&mut part, sections::expected(&kind.kind, writer).into_iter().collect());
    part
}
