//! Lines that are gone from a report although it can still be read as YAML: what stood below them has become a part of
//! what stands above.

use crate::diagnostic::{Diagnostic, Span, nearest};
use crate::project::form::report::REPORT;
use crate::project::yaml::{Content, Node, Text};

/// What stands below a key of a report, told by what it looks like.
struct Below {
    /// The key.
    key: &'static str,
    /// Whether an entry of a mapping is one of it, for a mapping of names of the author's.
    entry: fn(&str, &Node) -> bool,
    /// The keys of a mapping that is it as a whole, all of which are there.
    whole: &'static [&'static str],
}

/// The kinds of tables, none of which is one of charts.
const OF_TABLES: [&str; 4] = ["comparison", "data", "key-figures", "revisions"];

const MAPPINGS: [Below; 6] = [
    Below { key: "data", entry: |_, node| has(node, "file") || has(node, "query"), whole: &[] },
    Below { key: "figures", entry: |_, node| has(node, "value") && has(node, "unit"), whole: &[] },
    Below { key: "charts", entry: |_, node| kind(node).is_some_and(|kind| !OF_TABLES.contains(&kind)), whole: &[] },
    Below { key: "tables", entry: |_, node| kind(node).is_some_and(|kind| OF_TABLES.contains(&kind)), whole: &[] },
    Below {
        key: "subject",
        entry: |name, _| ["area", "period", "compare", "basis"].contains(&name),
        whole: &["period"],
    },
    Below { key: "recommendations", entry: |name, _| ["lead", "items"].contains(&name), whole: &["lead", "items"] },
];

/// What is wrong with a report in which the line of a key is gone; `None` where all that stands below a key belongs to it.
pub fn told(root: &Node) -> Option<Diagnostic> {
    let Content::Map(entries) = &root.content else { return None };
    let is_it = |name: &str, key: &str| name == key || REPORT.key(name).is_none() && nearest(name, [key]).is_some();
    let is_there = |key: &str| entries.iter().any(|(name, _)| is_it(&name.value, key));
    entries.iter().find_map(|(owner, value)| match &value.content {
        Content::Map(inner) => MAPPINGS
            .iter()
            .filter(|below| below.key != owner.value && !is_there(below.key))
            .find_map(|below| among(below, &owner.value, inner)),
        Content::List(items) if owner.value != "sections" && !is_there("sections") => {
            let section = items.iter().skip(1).find(|item| {
                (has(item, "heading") || has(item, "slot")) && (has(item, "body") || has(item, "sections"))
            })?;
            Some(lost("sections", &owner.value, &section.span))
        }
        _ => None,
    })
}

/// The first entry at the end of a mapping from which on all belong to another key.
fn among(below: &Below, owner: &str, inner: &[(Text, Node)]) -> Option<Diagnostic> {
    let own = MAPPINGS.iter().find(|one| one.key == owner);
    let strays = |(name, node): &&(Text, Node)| {
        (below.entry)(&name.value, node) && !own.is_some_and(|own| (own.entry)(&name.value, node))
    };
    let count = inner.iter().rev().take_while(strays).count();
    let strayed = &inner[inner.len() - count..];
    let all = below.whole.iter().all(|key| strayed.iter().any(|(name, _)| name.value == *key));
    let (first, _) = strayed.first().filter(|_| all && count < inner.len())?;
    Some(lost(below.key, owner, &first.span))
}

fn lost(key: &str, owner: &str, place: &Span) -> Diagnostic {
    let words = format!("the line `{key}:` is missing above this one, which now belongs to `{owner}:`");
    Diagnostic::error(words, place)
        .hint(format!("write `{key}:` on a line of its own above it, with no space before it"))
}

/// Whether a mapping has a key.
fn has(node: &Node, key: &str) -> bool {
    value(node, key).is_some()
}

/// The kind that a chart or a table names.
fn kind(node: &Node) -> Option<&str> {
    match &value(node, "kind")?.content {
        Content::Text(kind) => Some(kind.trim()),
        _ => None,
    }
}

fn value<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let Content::Map(entries) = &node.content else { return None };
    entries.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::told;
    use crate::diagnostic::SourceFile;
    use crate::project::yaml;

    /// A report with everything that can be lost.
    const WHOLE: &str = "\
authors:
  - {name: Ann}
data:
  dfe: {file: data/a.csv}
subject:
  area: Coventry
  period: 2025
figures:
  posts: {value: 5, unit: people, source: x}
charts:
  agency: {kind: line, title: x}
tables:
  snapshot: {kind: comparison, title: x}
recommendations:
  lead: The Board is recommended
  items:
    - Note it.
appendices:
  - title: One
sections:
  - heading: Two
    body: [x]
";

    /// What is told of a report: the key that is missing, and the line that is shown.
    fn lost(text: &str) -> Option<(String, usize)> {
        let told = told(&yaml::read(&SourceFile::new("report.yaml", text)).expect("YAML"))?;
        let key = told.message.split('`').nth(1).unwrap_or_default().trim_end_matches(':').to_owned();
        let place = told.span.expect("a place");
        Some((key, place.file.line_column(place.range.start).0))
    }

    #[test]
    fn the_line_that_is_gone_is_named_where_it_stood() {
        assert_eq!(lost(WHOLE), None);
        for key in ["subject", "figures", "charts", "tables", "recommendations", "sections"] {
            let line = WHOLE.lines().position(|line| line == format!("{key}:")).expect("the line") + 1;
            assert_eq!(lost(&WHOLE.replace(&format!("{key}:\n"), "")), Some((key.to_owned(), line)), "{key}");
        }
    }

    #[test]
    fn what_belongs_where_it_stands_is_left_alone() {
        for text in [
            "sectoins:\n  - heading: One\n    body: [x]\n  - heading: Two\n    body: [x]\n",
            "figures:\n  area: {value: 5, unit: people, source: x}\n  period: {value: 5, unit: people, source: x}\n",
            "recommendations:\n  lead: x\n  items: [y]\n",
            "subject: {area: Coventry, period: 2025}\n",
            "charts:\n  a: {kind: lines, title: x}\n",
            "appendices:\n  - title: One\n",
        ] {
            assert_eq!(lost(text), None, "{text}");
        }
    }
}
