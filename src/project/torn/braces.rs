//! Values that a comma between braces has torn apart: `{area: Coventry, compare: West Midlands, England}`, where YAML takes
//! `England` for a key.

use crate::diagnostic::{Diagnostic, Span};
use crate::project::yaml::{Content, Node, Text, quoted};

/// What is wrong with a key that is the end of the value before it; it is the same for every end of one value.
pub fn value(node: &Node, key: &Text) -> Option<Diagnostic> {
    let Content::Map(entries) = &node.content else { return None };
    let at = entries.iter().position(|(other, _)| other.span == key.span)?;
    if !node.span.text().starts_with('{') || !is_bare(&entries[at]) {
        return None;
    }
    let owner = entries[..at].iter().rposition(|entry| !is_bare(entry))?;
    let (name, Node { content: Content::Text(begun), span, .. }) = &entries[owner] else { return None };
    if span.text().starts_with(['"', '\'']) {
        return None;
    }
    let ends = entries[owner + 1..].iter().take_while(|entry| is_bare(entry)).map(|(end, _)| end);
    let last = ends.clone().last()?;
    let parts: Vec<&str> = std::iter::once(begun.as_str()).chain(ends.map(|end| end.value.as_str())).collect();
    let (name, whole) = (&name.value, parts.join(", "));
    let place = Span::new(&span.file, span.range.start..last.span.range.end);
    Some(
        Diagnostic::error(format!("a comma between braces ends the value of `{name}`"), &place)
            .hint(format!("if several are meant, write a list: `{name}: [{whole}]`"))
            .hint(format!("if the comma belongs to a text, put that in quotes: `{name}: {}`", quoted(&whole))),
    )
}

/// What is wrong with a known key whose colon, or the space after it, is missing: `{value 25}`, `{value:25}`.
pub fn without_colon(node: &Node, key: &Text, known: &[&str]) -> Option<Diagnostic> {
    let Content::Map(entries) = &node.content else { return None };
    let entry = entries.iter().find(|(other, _)| other.span == key.span)?;
    let (name, value) = key.value.split_once([' ', ':'])?;
    if !node.span.text().starts_with('{') || !is_bare(entry) || !known.contains(&name) {
        return None;
    }
    let told = Diagnostic::error("a key without a colon and a space", &key.span);
    Some(told.hint(format!("write `{name}: {}`", value.trim_start_matches([' ', ':']))))
}

/// Whether a key has neither a colon nor a value.
fn is_bare((key, value): &(Text, Node)) -> bool {
    let after = key.span.file.text.get(key.span.range.end..).unwrap_or_default();
    matches!(value.content, Content::Null) && !after.trim_start().starts_with(':')
}

#[cfg(test)]
mod tests {
    use super::{value, without_colon};
    use crate::diagnostic::SourceFile;
    use crate::project::yaml::{self, Content};

    /// What is told of the keys of a mapping, once each.
    fn told(text: &str) -> Vec<(String, Vec<String>)> {
        let node = yaml::read(&SourceFile::new("report.yaml", text)).expect("YAML");
        let Content::Map(entries) = &node.content else { panic!("a map") };
        let mut told: Vec<_> = entries.iter().filter_map(|(key, _)| value(&node, key)).collect();
        told.dedup_by(|one, other| one.message == other.message && one.span == other.span);
        told.into_iter().map(|one| (one.span.expect("a place").text().to_owned(), one.hints)).collect()
    }

    #[test]
    fn the_whole_value_is_shown_as_a_list_and_as_a_text() {
        let found = told("{area: Coventry, compare: West Midlands, England, Wales, period: 2025}");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, "West Midlands, England, Wales");
        assert!(found[0].1[0].ends_with("`compare: [West Midlands, England, Wales]`"), "{found:?}");
        assert!(found[0].1[1].ends_with("`compare: \"West Midlands, England, Wales\"`"), "{found:?}");
    }

    #[test]
    fn a_known_key_without_its_colon_is_shown_with_it() {
        for (text, mended) in [("{value 25, unit: a}", "value: 25"), ("{value:25, unit: a}", "value: 25")] {
            let node = yaml::read(&SourceFile::new("report.yaml", text)).expect("YAML");
            let Content::Map(entries) = &node.content else { panic!("a map") };
            let told = without_colon(&node, &entries[0].0, &["value"]).expect(text);
            assert_eq!(told.hints, [format!("write `{mended}`")]);
            assert!(without_colon(&node, &entries[0].0, &["unit"]).is_none());
            assert!(without_colon(&node, &entries[1].0, &["unit"]).is_none());
        }
    }

    #[test]
    fn keys_of_other_kinds_are_left_alone() {
        for text in ["{a: x, b: , c: y}", "{a, b: x}", "a: x\nb:\n", "{a: 12, 5}", "{a: \"x\", b}", "{a: [x], b}"] {
            assert_eq!(told(text), [], "{text}");
        }
    }
}
