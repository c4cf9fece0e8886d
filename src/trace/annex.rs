//! The annex of figures and sources: a table of every figure that a paper shows.

use crate::facts::choose::words::capital;
use crate::narrative::document::{Block, Cell, Row, RowKind, Table, plain};
use crate::narrative::tables::{number_column, text_column};
use crate::trace::record::{Entry, Figures, Place};

/// The figures of a paper as a table: those from one source stand together under its name, and of these, the values of
/// one measure, by area and in time.
pub fn table(figures: &Figures) -> Vec<Block> {
    let mut sources: Vec<(String, Vec<&Entry>)> = Vec::new();
    for entry in shown(figures) {
        let source = source(entry);
        match sources.iter_mut().find(|(name, _)| *name == source) {
            Some((_, entries)) => entries.push(entry),
            None => sources.push((source, vec![entry])),
        }
    }
    if sources.is_empty() {
        return Vec::new();
    }
    let entries = || sources.iter().flat_map(|(_, entries)| entries);
    let scoped = entries().any(|one| one.area.is_some() || one.period.is_some());
    let mut columns = vec![text_column("Figure", if scoped { 1.5 } else { 2.0 })];
    columns.extend(scoped.then(|| text_column("Area and period", 0.0)));
    columns.push(number_column("Value", "", false));
    columns.extend([text_column("Where it comes from", 2.0), text_column("Where it stands", 2.0)]);
    let mut rows = Vec::new();
    for (name, entries) in &sources {
        rows.push(Row { kind: RowKind::Band, cells: vec![words(name)] });
        for entry in in_order(entries) {
            let mut cells = vec![words(&what(entry))];
            let area = entry.area.as_ref().map(|area| area.name.as_str());
            let scope: Vec<&str> = area.into_iter().chain(entry.period.as_deref()).collect();
            cells.extend(scoped.then(|| words(&scope.join(", "))));
            cells.extend([words(&entry.text), words(&wherefrom(entry)), words(&places(entry, figures))]);
            rows.push(Row { kind: RowKind::Body, cells });
        }
    }
    vec![Block::Table(Table { columns, rows, ..Table::default() })]
}

/// The figures that the annex lists: those that stand somewhere, and those that a claim is about.
pub(super) fn shown(figures: &Figures) -> Vec<&Entry> {
    let mut used: Vec<usize> = figures.claims.iter().flat_map(|claim| claim.figures.iter().copied()).collect();
    used.sort_unstable();
    let shown = |entry: &&Entry| !entry.shown.is_empty() || used.binary_search(&entry.id).is_ok();
    figures.figures.iter().filter(shown).collect()
}

/// The figures of one source: measures and areas as a reader first meets them, each in time.
fn in_order<'a>(entries: &[&'a Entry]) -> Vec<&'a Entry> {
    let first = |same: &dyn Fn(&Entry) -> bool| entries.iter().position(|other| same(other));
    let mut sorted = entries.to_vec();
    sorted.sort_by_cached_key(|entry| {
        (
            first(&|other| other.measure == entry.measure && other.basis == entry.basis),
            first(&|other| other.area == entry.area),
            entry.period.clone(),
        )
    });
    sorted
}

fn words(text: &str) -> Cell {
    Cell { text: plain(text), ..Cell::default() }
}

/// What a figure measures.
fn what(entry: &Entry) -> String {
    let basis = entry.basis.as_ref().map_or_else(String::new, |basis| format!(" ({basis})"));
    format!("{}{basis}{}", capital(&entry.name), entry.row())
}

/// What the figures of one band have in common: their file, or that they were typed or computed.
fn source(entry: &Entry) -> String {
    let origin = &entry.origin;
    match origin.kind.as_str() {
        "stated" => "Stated by the author, each with its source".to_owned(),
        "derived" => "Computed from other figures".to_owned(),
        _ => {
            let source = if origin.source.is_empty() { &origin.data } else { &origin.source };
            let release =
                if origin.release.is_empty() { String::new() } else { format!(", release {}", origin.release) };
            format!("{source}{release}: {}", origin.file)
        }
    }
}

/// Where a figure comes from, within its band.
fn wherefrom(entry: &Entry) -> String {
    let origin = &entry.origin;
    match origin.kind.as_str() {
        "stated" | "derived" => origin.words(),
        "query" => format!("query: {}", origin.cell),
        _ if origin.formula.is_empty() => origin.cell.clone(),
        _ => origin.formula.clone(),
    }
}

/// Where a figure stands, each paragraph, chart and table once.
fn places(entry: &Entry, figures: &Figures) -> String {
    let claims = figures.claims.iter().filter(|claim| claim.figures.contains(&entry.id)).map(|claim| &claim.place);
    let mut places: Vec<String> = Vec::new();
    for place in entry.shown.iter().chain(claims) {
        let place = short(place);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    // Paragraphs in their order, then charts and tables in theirs.
    places.sort_by_cached_key(|place| {
        let numbers = |text: &str| text.split('.').map(|part| part.parse().unwrap_or(0)).collect::<Vec<u32>>();
        let (kind, number) = place.rsplit_once(' ').unwrap_or(("", place));
        (kind.to_owned(), numbers(number))
    });
    places.join("; ")
}

/// A place in as few words as a narrow column has room for.
fn short(place: &Place) -> String {
    match place.within.as_str() {
        "paragraph" | "footnote" | "chart" | "table" | "heading" | "note" if !place.number.is_empty() => {
            place.number.trim_end_matches('.').to_owned()
        }
        _ => match place
            .section
            .split(' ')
            .next()
            .filter(|number| number.starts_with(|one: char| one.is_ascii_digit()))
        {
            Some(number) => format!("section {number}"),
            None if place.within == "field" => "front page".to_owned(),
            None => place.words(),
        },
    }
}
