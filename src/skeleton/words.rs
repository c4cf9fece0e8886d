//! The words of a skeleton: what a comment says of a key, and what stands where its author still has to write.

use crate::project::profile::Profile;
use crate::project::schema::{FieldSchema, Holds, Schema, Slot};

pub use crate::project::form::TO_BE_WRITTEN;

/// How many keys of the profile a comment lists.
const MOST_CHOICES: usize = 12;

/// The text that stands where something is still to be written: what belongs there, from the sentence for its author.
pub fn to_be_written(doc: &str) -> String {
    /// Words that are small within a sentence.
    const SMALL: &[&str] = &[
        "A",
        "An",
        "Another",
        "Anything",
        "Everybody",
        "How",
        "In",
        "The",
        "What",
        "When",
        "Where",
        "Which",
        "Who",
        "Whom",
        "Whose",
        "Why",
    ];
    let gist = doc.split(';').next().unwrap_or_default().trim().trim_end_matches('.').replace('`', "");
    let (first, rest) = gist.split_once(' ').unwrap_or((&gist, ""));
    let gist = if SMALL.contains(&first) { format!("{} {rest}", first.to_lowercase()) } else { gist.clone() };
    format!("{TO_BE_WRITTEN} {}", gist.trim_end())
}

/// What a comment says of a field: the words that stand before it on the page, and what to write.
pub fn of_field(field: &FieldSchema, schema: &Schema, profile: &Profile) -> String {
    let label = label(&field.key, schema, profile).unwrap_or(&field.label);
    let mut said = joined(label, &field.doc);
    if let Some(law) = &field.law {
        said.push_str(&format!(" {}.", capitalised(law)));
    }
    let choices: Vec<&str> = match field.holds {
        Holds::Committee => profile.committees.keys().map(String::as_str).collect(),
        Holds::Person | Holds::People => profile.people.keys().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    if (2..=MOST_CHOICES).contains(&choices.len()) {
        said.push_str(&format!(" In `council.yaml`: {}.", choices.join(", ")));
    }
    said
}

/// What a comment says of a section: its heading, and what to write.
pub fn of_slot(slot: &Slot) -> String {
    joined(heading(slot), &slot.doc)
}

/// The sentence for the author of a section, also where its schema has none.
pub fn doc_of_slot(slot: &Slot) -> String {
    if slot.doc.is_empty() { format!("What belongs under “{}”", heading(slot)) } else { slot.doc.clone() }
}

fn heading(slot: &Slot) -> &str {
    slot.heading.as_ref().map_or(slot.key.value.as_str(), |heading| heading.value.as_str())
}

/// The words that a council prints before a field, where it has its own.
fn label<'a>(key: &str, schema: &Schema, profile: &'a Profile) -> Option<&'a String> {
    let settings = schema.kinds().filter_map(|kind| profile.kinds.get(kind)?.labels.get(key)).last();
    settings.map(|(_, words)| words)
}

fn joined(label: &str, doc: &str) -> String {
    match (label.trim(), doc.trim()) {
        ("", doc) => doc.to_owned(),
        (label, "") => label.to_owned(),
        (label, doc) if label.ends_with([':', '?', '!', '.']) => format!("{label} {doc}"),
        (label, doc) => format!("{label}: {doc}"),
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::to_be_written;

    #[test]
    fn what_belongs_there_is_said_in_the_words_of_the_schema() {
        for (doc, text) in [
            ("What the report is for, in a few words.", "To be written: what the report is for, in a few words"),
            ("Yes or No, with the date.", "To be written: Yes or No, with the date"),
            ("Whom to ask; a key of `people`.", "To be written: whom to ask"),
            ("What.", "To be written: what"),
            ("", "To be written: "),
        ] {
            assert_eq!(to_be_written(doc).trim_end(), text.trim_end());
        }
    }
}
