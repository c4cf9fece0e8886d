//! The list of what a report's data have.

use std::collections::BTreeSet;
use std::path::Path;

use crate::cli::BUILT;
use crate::cli::console::Console;
use crate::cli::console::show;
use crate::cli::data::{Opened, aligned, finish, open, reports, unusable};
use crate::data::Dataset;
use crate::diagnostic::Diagnostics;
use crate::facts::figure::Origin;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::style::join_words;
use crate::trace;

/// The most names of columns that are listed.
const MOST_COLUMNS: usize = 40;

/// Lists the data of every report that a path means, and returns the exit code.
pub fn run(path: &Path, console: &Console) -> u8 {
    let reports = match reports(path) {
        Ok(reports) => reports,
        Err(why) => return unusable(&why),
    };
    let mut sink = Diagnostics::default();
    let mut text = String::new();
    for (root, path) in reports {
        if let Some(opened) = open(&root, &path, None, &mut sink) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&list(&opened));
        }
    }
    show(&text, BUILT).max(finish(sink.sorted(), console))
}

fn list(opened: &Opened) -> String {
    let facts = &opened.facts;
    let mut text = format!("{}\n", opened.project.files.shown(&opened.path));
    if let Some(subject) = &facts.subject {
        let compared: Vec<&str> = subject.compare.iter().map(|area| area.name.as_str()).collect();
        let compared = match compared.as_slice() {
            [] => String::new(),
            names => format!(", compared with {}", join_words(names)),
        };
        text.push_str(&format!("  about {} in {}{compared}\n", subject.area.name, subject.period));
    }
    if let Some(each) = &opened.report.for_each {
        let each: Vec<&str> = each.areas.iter().map(|text| text.value.as_str()).collect();
        text.push_str(&format!("  made for each of {}\n", each.join(", ")));
    }
    for dataset in &facts.datasets {
        text.push_str(&of_dataset(dataset, opened));
    }
    if facts.datasets.is_empty() {
        text.push_str("  no data files\n");
    }
    if !facts.named.is_empty() {
        text.push_str("\n  figures\n");
        let rows: Vec<Vec<String>> = facts
            .named
            .iter()
            .map(|(name, figure)| {
                let from = match &figure.origin {
                    Origin::Stated { source, .. } => format!("stated: {source}"),
                    Origin::Derived { formula, .. } => formula.clone(),
                    Origin::Queried { query } => {
                        format!("query: {}", query.sql.split_whitespace().collect::<Vec<_>>().join(" "))
                    }
                    _ => figure.description(),
                };
                vec![name.clone(), figure.text(&facts.style), from]
            })
            .collect();
        text.push_str(&aligned(&rows, "    "));
    }
    text
}

fn of_dataset(dataset: &Dataset, opened: &Opened) -> String {
    let file = trace::data_file(dataset, &opened.report);
    let rows = dataset.grid.rows.len();
    let what = match &dataset.query {
        Some(query) => {
            let of: Vec<&str> = query.datasets.iter().map(|data| data.name.as_str()).collect();
            format!("a query of {}", join_words(&of))
        }
        None => file.file.clone(),
    };
    let plural = if rows == 1 { "" } else { "s" };
    let mut text = format!("\n  {}: {what}\n    {}, {rows} row{plural}", file.name, file.kind);
    if !file.release.is_empty() {
        text.push_str(&format!(", release {}", file.release));
    }
    if !file.source.is_empty() {
        text.push_str(&format!("\n    {}", file.source));
    }
    text.push('\n');
    if dataset.query.is_none() {
        text.push_str(&format!("    BLAKE3 {}\n", dataset.hash));
    }
    if dataset.measures().is_empty() {
        let names: Vec<&str> =
            dataset.grid.columns.iter().take(MOST_COLUMNS).map(|column| column.name.as_str()).collect();
        let more = dataset.grid.columns.len().saturating_sub(MOST_COLUMNS);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        text.push_str(&format!("    columns: {}{more}\n", names.join(", ")));
        return text;
    }
    let mut table = vec![["measure", "unit", "basis", "periods", "areas"].map(str::to_owned).to_vec()];
    for measure in dataset.measures() {
        for basis in dataset.bases(&measure.id) {
            let mut on_basis = dataset
                .observed
                .observations
                .iter()
                .filter(|one| one.measure.id == measure.id && one.basis == basis)
                .peekable();
            // A file may have the measure on the other basis first: an observation is in the form of its own.
            let unit = on_basis.peek().map_or(measure.unit, |one| one.measure.unit);
            let areas: BTreeSet<&str> = on_basis.map(|one| one.area.name.as_str()).collect();
            table.push(vec![
                measure.id.clone(),
                unit.header().to_owned(),
                basis.map_or("", Basis::name).to_owned(),
                periods(dataset.periods(&measure.id, basis)),
                match areas.len() {
                    0..=3 => join_words(&areas.into_iter().collect::<Vec<_>>()),
                    many => many.to_string(),
                },
            ]);
        }
    }
    text.push_str(&aligned(&table, "    "));
    text
}

fn periods(periods: &[Period]) -> String {
    match periods {
        [] => String::new(),
        [one] => one.to_string(),
        [first, .., last] => format!("{first} to {last}"),
    }
}
