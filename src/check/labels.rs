//! Labels: words that readers see and that are no text of the report's: names, columns, the words in the cells of tables.

use std::collections::BTreeSet;

use crate::check::passage::{Passage, same_file};
use crate::data::table::Cell;
use crate::facts::Facts;
use crate::narrative::Record;
use crate::project::report::Report;
use crate::project::yaml::{self, Content, Node, Text};

/// The labels of a report: what its file says that was not rendered, and the words that its tables take from data.
pub fn labels<'a>(report: &Report, record: &Record, facts: &Facts) -> Vec<Passage<'a>> {
    let rendered: BTreeSet<usize> = record
        .texts
        .iter()
        .filter(|rendered| same_file(&rendered.text.span.file, &report.file))
        .map(|rendered| rendered.text.span.range.start)
        .collect();
    let mut texts = Vec::new();
    // What a public edition leaves out is read with the edition that has it.
    if let (None, Ok(root)) = (&report.withheld, yaml::read(&report.file)) {
        collect(&root, "", &mut texts);
    }
    texts.retain(|text| !rendered.contains(&text.span.range.start));
    cells(report, facts, &mut texts);
    texts.into_iter().map(Passage::of_label).collect()
}

/// The texts of a node, but for what readers never see and the values of figures, which may be still to come.
fn collect(node: &Node, key: &str, into: &mut Vec<Text>) {
    const UNSEEN: &[&str] = &[
        "data", "email", "file", "formula", "id", "kind", "query", "release", "sql", "template", "url", "value",
        "values",
    ];
    match &node.content {
        Content::Text(text)
            if !UNSEEN.contains(&key) && !["{{", "{%", "]("].iter().any(|mark| text.contains(mark)) =>
        {
            into.push(Text { value: text.clone(), span: node.span.clone() });
        }
        Content::List(items) => items.iter().for_each(|item| collect(item, key, into)),
        // The pattern of the files' names is in `for-each`; what is accepted is not printed.
        Content::Map(entries) if !matches!(key, "for-each" | "accepted") => {
            entries.iter().for_each(|(key, value)| collect(value, &key.value, into));
        }
        _ => {}
    }
}

/// The words in the data that the report's data tables show, each once.
fn cells(report: &Report, facts: &Facts, into: &mut Vec<Text>) {
    let mut seen = BTreeSet::new();
    let shown = report.tables.iter().filter_map(|table| table.selection.data.as_ref());
    for name in shown {
        let Some(data) = facts.datasets.iter().find(|data| data.name == name.value) else { continue };
        if data.query.is_some() || !seen.insert(&name.value) {
            continue;
        }
        let grid = &data.grid;
        for (at, column) in grid.columns.iter().enumerate() {
            into.push(Text { value: column.name.clone(), span: grid.header_span(at) });
            for row in (0..grid.rows.len()).filter(|_| !column.numeric) {
                // A cell that is nothing but a symbol, such as TBC, is a value that is still to come.
                if let Some(Cell::Text(text)) = grid.rows[row].get(at) {
                    into.push(Text { value: text.clone(), span: grid.span(row, at) });
                }
            }
        }
    }
}
