//! What a paper prints of the profile: names, posts, labels and headings that were written once for all.

use std::collections::BTreeSet;

use crate::check::passage::Passage;
use crate::project::profile::Profile;
use crate::project::report::Report;
use crate::project::yaml::{self, Content, Node, Text};

/// The words of the profile that a paper prints, each where `council.yaml` has it: the council's name, the people and
/// committees that the report names by their keys, and the labels and headings of its kind.
pub fn of_profile(report: &Report, profile: &Profile) -> Vec<Passage<'static>> {
    let (Ok(root), Ok(own)) = (yaml::read(&profile.file), yaml::read(&report.file)) else { return Vec::new() };
    let mut keys = BTreeSet::new();
    texts(&own, &mut keys);
    let mut found = Vec::new();
    for (key, node) in entries(&root) {
        match key.value.as_str() {
            "name" => add(node, &mut found),
            "committees" => {
                let named = entries(node).iter().filter(|(key, _)| keys.contains(key.value.as_str()));
                named.for_each(|(_, name)| add(name, &mut found));
            }
            "people" => {
                for (_, person) in entries(node).iter().filter(|(key, _)| keys.contains(key.value.as_str())) {
                    // An address is one word, and no words of a text.
                    let printed = entries(person).iter().filter(|(key, _)| key.value != "email");
                    printed.for_each(|(_, part)| add(part, &mut found));
                }
            }
            "kinds" => {
                let of_report = |kind: &Text| report.schema.kinds().any(|one| one == kind.value);
                for (_, settings) in entries(node).iter().filter(|(kind, _)| of_report(kind)) {
                    of_kind(settings, &mut found);
                }
            }
            _ => {}
        }
    }
    found.into_iter().map(Passage::of_label).collect()
}

/// The labels of a kind, and the headings of its sections.
fn of_kind(settings: &Node, into: &mut Vec<Text>) {
    for (key, node) in entries(settings) {
        match key.value.as_str() {
            "labels" => entries(node).iter().for_each(|(_, label)| add(label, into)),
            "sections" => headings(node, into),
            _ => {}
        }
    }
}

fn headings(node: &Node, into: &mut Vec<Text>) {
    match &node.content {
        Content::List(items) => items.iter().for_each(|item| headings(item, into)),
        Content::Map(entries) => {
            for (key, value) in entries {
                match key.value.as_str() {
                    "heading" => add(value, into),
                    "sections" => headings(value, into),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

fn entries(node: &Node) -> &[(Text, Node)] {
    match &node.content {
        Content::Map(entries) => entries,
        _ => &[],
    }
}

/// All texts below a node; the key of a person stands among them where the report names it.
fn texts<'a>(node: &'a Node, into: &mut BTreeSet<&'a str>) {
    match &node.content {
        Content::Text(text) => {
            into.insert(text.trim());
        }
        Content::List(items) => items.iter().for_each(|item| texts(item, into)),
        Content::Map(entries) => entries.iter().for_each(|(_, value)| texts(value, into)),
        Content::Null | Content::Bool(_) | Content::Number(_) => {}
    }
}

fn add(node: &Node, into: &mut Vec<Text>) {
    if let Content::Text(text) = &node.content {
        into.push(Text { value: filled(text), span: node.span.clone() });
    }
}

/// A label with something of the same length where a value will stand, `{meeting}`, and without the brackets around a part
/// that is printed only with its value, `[, published on {published}]`.
fn filled(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    let mut rest = label;
    while let Some(at) = rest.find(['{', '[', ']']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let close = from.find('}');
        let optional = from.starts_with('[') && from.split(']').next().is_some_and(|part| part.contains('{'));
        // A bracket that closes one that was taken away.
        let closes = from.starts_with(']') && !out.contains('[');
        match close {
            Some(close) if from.starts_with('{') && from[1..close].bytes().all(is_of_name) => {
                out.push_str(&"q".repeat(close + 1));
                rest = &from[close + 1..];
            }
            _ => {
                out.push_str(if optional || closes { " " } else { &from[..1] });
                rest = &from[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte == b'-'
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn what_a_label_is_filled_with_is_no_words_of_it() {
        for (label, read) in [
            ("Meeting of {meeting} on {date}", "Meeting of qqqqqqqqq on qqqqqq"),
            ("{reference}[, published on {published}]", "qqqqqqqqqqq , published on qqqqqqqqqqq "),
            ("[insert number]", "[insert number]"),
            ("a hearing loop", "a hearing loop"),
            ("{Name}", "{Name}"),
        ] {
            assert_eq!(filled(label), read, "{label}");
        }
    }
}
