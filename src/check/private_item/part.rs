//! "Exempt items" on an agenda that has none.

use crate::check::answer::among;
use crate::check::doubt;
use crate::check::private_item::titles::is_heading_of_part;
use crate::check::words::words;
use crate::diagnostic::Diagnostic;
use crate::project::fields::{FieldEntry, RecordEntry};
use crate::project::yaml::Text;

/// An item that is the heading of the private part of a meeting, and does not say that there is nothing in it; asked where nothing is.
pub fn announced(key: &str, record: &RecordEntry) -> Option<Diagnostic> {
    let texts = || record.fields.iter().flat_map(|(_, field)| lines(field));
    let Some(FieldEntry::Line(title)) = record.field("title").filter(|_| key.ends_with("items")) else {
        return None;
    };
    let told = is_announced(&title.value) && texts().all(|text| !says_none(&text.value));
    told.then(|| {
        doubt("an item for private business, and nothing on the agenda is exempt", &title.span)
            .hint(
                "put what is private under `private-items:`, with `exempt: {paragraph: 3, public-interest: \"…\"}`",
            )
            .hint("if there is nothing, say so, `Private business: None`, or take the item out")
    })
}

fn lines(field: &FieldEntry) -> Vec<&Text> {
    match field {
        FieldEntry::Line(text) => vec![text],
        FieldEntry::Text(texts) | FieldEntry::Lines(texts) => texts.iter().collect(),
        _ => Vec::new(),
    }
}

/// Whether a title is the heading of the private part, with or without a bracket that says where it is: "Private business (see below)"; a
/// private session of the members needs no paper.
pub fn is_announced(title: &str) -> bool {
    let lower = title.to_lowercase();
    let (head, bracket) = lower.split_once('(').unwrap_or((&lower, ""));
    let leads = words(bracket).iter().all(|word| {
        word.is_number()
            || !word.is_word()
            || among("and at below end following item items on page see the to", &word.lower)
    });
    let heading = leads
        && (is_heading_of_part(head) || matches!(head.trim(), "exempt information" | "confidential information"));
    heading && !["session", "agenda"].iter().any(|word| lower.contains(word))
}

/// "None", "Nil", "There are no exempt items", "if any".
pub fn says_none(text: &str) -> bool {
    words(text).iter().any(|word| among("any if nil no none not nothing whether", &word.lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_announces_what_follows() {
        for title in [
            "Exempt items",
            "Private Business",
            "Exempt information",
            "Items in private",
            "Exempt items (items 8 and 9)",
        ] {
            assert!(is_announced(title) && !says_none(title), "{title}");
        }
        for title in [
            "Private session",
            "Private fostering",
            "Exempt items (if any)",
            "Confidential helpline",
            "Exempt information (children)",
        ] {
            assert!(!is_announced(title), "{title}");
        }
        assert!(says_none("Private business: Nil") && says_none("There are no exempt items."));
    }
}
