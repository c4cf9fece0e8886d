//! Whether what a schema says fits together: names that are taken, fields that refer to others, sections that stand twice.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::project::form::report::REPORT;
use crate::project::read;
use crate::project::yaml::{Content, Node, Text};

/// Reports what does not fit together in a schema; what could not be read is another's to report.
pub fn check(root: &Node, sink: &mut Diagnostics) {
    let fields = entries(value(root, "fields"));
    for (key, _) in fields.iter().filter(|(key, _)| REPORT.key(&key.value).is_some()) {
        sink.push(
            Diagnostic::error(format!("every report has the key `{}` already", key.value), &key.span)
                .hint(format!("give the field a name of its own, such as `{}-of-note`", key.value)),
        );
    }
    for (key, _) in entries(value(root, "labels")) {
        // A field without a label leaves the words of that name to others, such as a sentence that it stands in.
        let clash = |(field, of): &&(Text, Node)| field.value == key.value && value(of, "label").is_some();
        if let Some((field, _)) = fields.iter().find(clash) {
            sink.push(
                Diagnostic::error(format!("`{}` is a field already", key.value), &key.span)
                    .related(&field.span, "this one")
                    .hint("the words of a field stand in its `label:`; give these another name"),
            );
        }
    }
    let mut all = Vec::new();
    names(fields, &mut all);
    check_fields(fields, &all, sink);
    let mut slots = Vec::new();
    collect_slots(value(root, "slots"), &mut slots);
    for (at, slot) in slots.iter().enumerate() {
        if let Some(first) = slots.iter().take(at).find(|first| first.value == slot.value) {
            sink.push(
                Diagnostic::error(format!("the section `{}` is there twice", slot.value), &slot.span)
                    .related(&first.span, "the first one")
                    .hint("give one of the two another `key:`"),
            );
        }
    }
}

/// The fields that others refer to.
fn check_fields(fields: &[(Text, Node)], all: &[&str], sink: &mut Diagnostics) {
    let beside: Vec<&str> = fields.iter().map(|(key, _)| key.value.as_str()).collect();
    for (_, field) in fields {
        let inner = entries(value(field, "keys"));
        let within: Vec<&str> = inner.iter().map(|(key, _)| key.value.as_str()).collect();
        for (key, known) in
            [("shorthand", &within[..]), ("first", &beside[..]), ("unless", &beside[..]), ("after", all)]
        {
            let Some(node) = value(field, key) else { continue };
            if let Content::Text(name) = &node.content
                && !known.contains(&name.as_str())
            {
                let written = Text { value: name.clone(), span: node.span.clone() };
                sink.push(
                    read::unknown("field", &written, known.iter().copied())
                        .hint(format!("`{key}:` takes the name of a field of this schema")),
                );
            }
        }
        check_fields(inner, all, sink);
    }
}

/// The names of fields at every level.
fn names<'a>(fields: &'a [(Text, Node)], into: &mut Vec<&'a str>) {
    for (key, field) in fields {
        into.push(&key.value);
        names(entries(value(field, "keys")), into);
    }
}

/// The keys of sections at every level.
fn collect_slots(slots: Option<&Node>, into: &mut Vec<Text>) {
    let Some(Content::List(slots)) = slots.map(|node| &node.content) else { return };
    for slot in slots {
        if let Some(node) = value(slot, "key")
            && let Content::Text(key) = &node.content
        {
            into.push(Text { value: key.clone(), span: node.span.clone() });
        }
        collect_slots(value(slot, "sections"), into);
    }
}

fn value<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let (_, value) = entries(Some(node)).iter().find(|(name, _)| name.value == key)?;
    Some(value)
}

fn entries(node: Option<&Node>) -> &[(Text, Node)] {
    match node.map(|node| &node.content) {
        Some(Content::Map(entries)) => entries,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Diagnostics, SourceFile};
    use crate::project::BUILT_IN;
    use crate::project::schema::Schema;

    #[test]
    fn the_schemas_that_are_built_in_have_no_mistakes() {
        let mut read = 0;
        for folder in BUILT_IN.dirs() {
            let path = folder.path().join("schema.yaml");
            let Some(text) = folder.get_file(&path).and_then(|file| file.contents_utf8()) else { continue };
            let kind = folder.path().to_str().expect("UTF-8");
            let mut sink = Diagnostics::default();
            let schema = Schema::read(kind, &SourceFile::new(path.to_string_lossy(), text), &mut sink);
            let said: String = sink.sorted().iter().map(crate::diagnostic::Diagnostic::render).collect();
            assert!(schema.is_some() && said.is_empty(), "{said}");
            read += 1;
        }
        assert!(read > 1, "there are schemas");
    }
}
