//! The annex of figures and sources: a table of every figure that a paper shows.

use crate::narrative::document::{Block, Cell, Row, RowKind, Table, plain};
use crate::narrative::tables::text_column;
use crate::trace::record::{Entry, Figures};

/// The figures of a paper as a table, in the order in which a reader meets them; those from one source stand together
/// under its name.
pub fn table(figures: &Figures) -> Vec<Block> {
    let mut used: Vec<usize> = figures.claims.iter().flat_map(|claim| claim.figures.iter().copied()).collect();
    used.sort_unstable();
    let shown = |entry: &&Entry| !entry.shown.is_empty() || used.binary_search(&entry.id).is_ok();
    let mut sources: Vec<String> = Vec::new();
    for entry in figures.figures.iter().filter(shown) {
        let source = source(entry);
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    let mut rows = Vec::new();
    for name in sources {
        rows.push(Row { kind: RowKind::Band, cells: vec![words(&name)] });
        for entry in figures.figures.iter().filter(shown).filter(|entry| source(entry) == name) {
            let cells = [entry.description(), entry.text.clone(), wherefrom(entry), places(entry, figures)];
            rows.push(Row { kind: RowKind::Body, cells: cells.iter().map(|text| words(text)).collect() });
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        text_column("Figure", 2.0),
        text_column("Value", 0.0),
        text_column("Where it comes from", 2.0),
        text_column("Where it stands", 1.5),
    ];
    vec![Block::Table(Table { columns, rows, ..Table::default() })]
}

fn words(text: &str) -> Cell {
    Cell { text: plain(text), ..Cell::default() }
}

/// What the figures of one band have in common: their file, or that they were typed or computed.
fn source(entry: &Entry) -> String {
    let origin = &entry.origin;
    match origin.kind.as_str() {
        "stated" => "Stated by the author".to_owned(),
        "derived" => "Computed from other figures".to_owned(),
        _ => {
            let source = if origin.source.is_empty() { &origin.data } else { &origin.source };
            let release =
                if origin.release.is_empty() { String::new() } else { format!(", {} release", origin.release) };
            format!("{source}{release} ({})", origin.file)
        }
    }
}

/// Where a figure comes from, within its band.
fn wherefrom(entry: &Entry) -> String {
    let origin = &entry.origin;
    match origin.kind.as_str() {
        "stated" | "derived" => origin.words(),
        _ if origin.formula.is_empty() => origin.cell.clone(),
        _ => origin.formula.clone(),
    }
}

/// Where a figure stands, each paragraph, chart and table once.
fn places(entry: &Entry, figures: &Figures) -> String {
    let claims = figures.claims.iter().filter(|claim| claim.figures.contains(&entry.id)).map(|claim| &claim.place);
    let mut places: Vec<String> = Vec::new();
    for place in entry.shown.iter().chain(claims) {
        let place = match place.within.as_str() {
            "chart" | "table" => place.number.clone(),
            "heading" | "note" if place.number.contains(' ') => place.number.clone(),
            _ => place.words(),
        };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places.join("; ")
}
