//! Works in Hayagriva's YAML.

use std::collections::BTreeMap;
use std::sync::Arc;

use hayagriva::Library;
use hayagriva::io::from_yaml_str;

use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile, Span, did_you_mean, nearest};
use crate::project::read::Keys;
use crate::project::yaml::{self, Content, Node};

/// The fields that a work can have; the engine leaves out what it does not know.
const FIELDS: [&str; 27] = [
    "type",
    "title",
    "author",
    "date",
    "parent",
    "editor",
    "affiliated",
    "publisher",
    "location",
    "organization",
    "issue",
    "chapter",
    "volume",
    "volume-total",
    "edition",
    "page-range",
    "page-total",
    "time-range",
    "runtime",
    "url",
    "serial-number",
    "language",
    "archive",
    "archive-location",
    "call-number",
    "note",
    "genre",
];

/// Fields that are read and never printed.
const SILENT: [&str; 2] = ["abstract", "serial"];

/// The kinds of work.
const KINDS: [&str; 28] = [
    "article",
    "chapter",
    "entry",
    "anthos",
    "report",
    "thesis",
    "web",
    "scene",
    "artwork",
    "patent",
    "case",
    "newspaper",
    "legislation",
    "manuscript",
    "post",
    "misc",
    "performance",
    "periodical",
    "proceedings",
    "book",
    "blog",
    "reference",
    "conference",
    "anthology",
    "repository",
    "thread",
    "video",
    "audio",
];

/// Reads a file: its works, and where the key of each stands; `None` if it has errors.
pub fn read(file: &Arc<SourceFile>, sink: &mut Diagnostics) -> Option<(Library, BTreeMap<String, Span>)> {
    let root = match yaml::read(file) {
        Ok(root) => root,
        Err(error) => {
            sink.push(*error);
            return None;
        }
    };
    let Content::Map(entries) = &root.content else {
        sink.push(
            Diagnostic::error("a bibliography without works", &root.span)
                .hint("write each work as its key and a colon, and its fields on lines below, indented"),
        );
        return None;
    };
    let mut library = Library::new();
    let mut places = BTreeMap::new();
    let mut well = true;
    for (key, node) in entries {
        let before = sink.counts().0;
        check(node, &format!("the work `{}`", key.value), true, sink);
        if sink.counts().0 == before {
            match from_yaml_str(&format!("{{{}: {}}}", quoted(&key.value), node.on_one_line())) {
                Ok(one) => one.iter().for_each(|work| library.push(work)),
                Err(error) => sink.push(
                    Diagnostic::error(format!("the work `{}` cannot be read", key.value), &key.span)
                        .hint(format!("the reader of bibliographies says: {}", first_words(&error.to_string()))),
                ),
            }
        }
        well &= sink.counts().0 == before;
        places.insert(key.value.clone(), key.span.clone());
    }
    well.then_some((library, places))
}

/// Reports fields of a work, or of what it appeared in, that are unknown or cannot be read.
fn check(node: &Node, what: &str, needs_type: bool, sink: &mut Diagnostics) {
    let Some(mut keys) = Keys::undeclared(node, what, sink) else { return };
    if needs_type {
        keys.required_by(None, "type", "Book", sink);
    }
    for field in FIELDS.into_iter().chain(SILENT) {
        let Some(value) = keys.optional(field, sink) else { continue };
        if field == "parent" {
            let parents =
                if let Content::List(all) = &value.content { all.as_slice() } else { std::slice::from_ref(value) };
            for parent in parents {
                check(parent, "a parent", false, sink);
            }
        } else if field == "type" {
            check_kind(value, sink);
        } else if !reads(field, value) {
            sink.push(unreadable(field, value));
        }
    }
    keys.finish(sink);
}

/// Whether the engine reads a field.
fn reads(field: &str, value: &Node) -> bool {
    from_yaml_str(&format!("{{x: {{type: Misc, {field}: {}}}}}", value.on_one_line())).is_ok()
}

fn check_kind(value: &Node, sink: &mut Diagnostics) {
    let Content::Text(kind) = &value.content else {
        sink.push(Diagnostic::error("the kind of a work is a word", &value.span).hint("write `type: Book`"));
        return;
    };
    if from_yaml_str(&format!("{{x: {{type: {}}}}}", quoted(kind))).is_err() {
        let near = nearest(kind, KINDS).map(|near| format!("did you mean `{near}`?"));
        sink.push(
            Diagnostic::error(format!("unknown kind of work `{kind}`"), &value.span)
                .hint(near.or_else(|| did_you_mean("", KINDS)).unwrap_or_default()),
        );
    }
}

fn unreadable(field: &str, value: &Node) -> Diagnostic {
    let hint = match field {
        "date" => "write the year, or `2013-05` or `2013-05-27`",
        "author" | "editor" => {
            "write `\"Healy, Karen\"`, or `[\"Healy, Karen\", \"Meagher, Gabrielle\"]` for several; an organisation \
             has its name and no comma"
        }
        "url" => "write the whole address, such as `https://www.example.gov.uk/paper`",
        "page-range" => "write the first and the last page, such as `299-317`",
        "serial-number" => "write what kind of number it is, such as `{doi: 10.1093/bjsw/bcm125}`",
        "publisher" => "write its name, or `{name: …, location: …}`",
        "affiliated" => "write `[{role: translator, names: [\"Healy, Karen\"]}]`",
        _ => "write plain text or a number",
    };
    Diagnostic::error(format!("`{field}` cannot be read"), &value.span).hint(hint)
}

fn quoted(text: &str) -> String {
    let node = Content::Text(text.to_owned());
    let file = SourceFile::new("", "");
    Node { span: Span::new(&file, 0..0), content: node, comment: None }.on_one_line()
}

fn first_words(message: &str) -> &str {
    message.lines().next().unwrap_or_default().trim_end_matches('.')
}
