//! People: the officers and members whom papers name.

use crate::diagnostic::Diagnostics;
use crate::project::form::profile as form;
use crate::project::read::{self, Keys};
use crate::project::yaml::Node;

/// Somebody whom papers name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonEntry {
    /// The name.
    pub name: String,
    /// The job title.
    pub title: String,
    /// The directorate or organisation.
    pub directorate: String,
    /// Telephone, as printed.
    pub telephone: String,
    /// E-mail address.
    pub email: String,
}

/// Reads a person: keys and values.
pub fn person(node: &Node, sink: &mut Diagnostics) -> Option<PersonEntry> {
    let mut keys = Keys::of(node, "a person", &form::PERSON, sink)?;
    let name = keys.required("name", sink).and_then(|node| read::printed(node, sink));
    let mut part = |key: &str, sink: &mut Diagnostics| {
        let node = keys.optional(key, sink);
        node.and_then(|node| read::printed(node, sink)).map_or_else(String::new, |text| text.value)
    };
    let title = part("title", sink);
    let directorate = part("directorate", sink);
    let telephone = part("telephone", sink);
    let email = part("email", sink);
    keys.finish(sink);
    Some(PersonEntry { name: name?.value, title, directorate, telephone, email })
}
