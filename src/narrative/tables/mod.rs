//! Tables: a kind of table is one file that turns an entry of the report into columns and rows.

mod comparison;
mod data;
mod key_figures;
mod revisions;

use rust_decimal::Decimal;

use crate::chart::select::periods;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::figure::Figure;
use crate::facts::{Facts, extent};
use crate::narrative::document::{Align, Cell, Column, Row, Table, plain};
use crate::narrative::render::Renderer;
use crate::project::exhibit::ExhibitEntry;
use crate::project::read::unknown;
use crate::quantity::style::{Style, round};
use crate::quantity::value::{Datum, Symbol};

/// A kind of table: its name in a report and how it is made.
struct Kind {
    name: &'static str,
    make: fn(&ExhibitEntry, &Facts, &mut Diagnostics) -> Result<Content, Diagnostic>,
}

/// Every kind of table.
const KINDS: &[Kind] = &[comparison::KIND, data::KIND, key_figures::KIND, revisions::KIND];

/// The names of the kinds of table.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.name)
}

/// What a kind of table makes.
struct Content {
    subtitle: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    notes: Vec<String>,
    source: String,
    symbols: Vec<Symbol>,
    /// The values behind pictures in its cells, if it has some.
    behind: Option<Table>,
}

/// Makes a table of the report; whatever is wrong with it is reported at its place.
pub fn table(entry: &ExhibitEntry, renderer: &Renderer, sink: &mut Diagnostics) -> Option<Table> {
    let title = renderer.line(&entry.title, sink);
    entry.subtitle.iter().for_each(|subtitle| renderer.note(subtitle));
    let mut notes: Vec<_> = entry.notes.iter().map(|note| renderer.line(note, sink)).collect();
    let Some(kind) = KINDS.iter().find(|kind| kind.name == entry.kind.value) else {
        sink.push(unknown("table kind", &entry.kind, KINDS.iter().map(|kind| kind.name)));
        return None;
    };
    if periods::check(&entry.selection, renderer.facts(), sink) == periods::Left::Nothing {
        return None;
    }
    let made = (kind.make)(entry, renderer.facts(), sink).and_then(|content| {
        let room = extent::of_selection(content.rows.len(), content.columns.len());
        room.map(|()| content).map_err(|problem| problem.diagnostic(&entry.name.span))
    });
    let content = match made {
        Ok(content) => content,
        Err(diagnostic) => {
            sink.push(diagnostic);
            return None;
        }
    };
    notes.extend(content.notes.iter().map(plain));
    Some(Table {
        name: entry.name.value.clone(),
        kind: entry.kind.value.clone(),
        number: String::new(),
        title,
        subtitle: renderer.quotes(entry.subtitle.as_ref().map_or(&content.subtitle, |text| &text.value)),
        columns: content.columns,
        rows: content.rows,
        notes,
        source: renderer.quotes(&content.source),
        key: key(content.symbols),
        behind: content.behind.map(Box::new),
    })
}

/// A column of numbers.
pub fn number_column(title: impl Into<String>, unit: &str, strong: bool) -> Column {
    Column {
        group: String::new(),
        title: title.into(),
        unit: unit.to_owned(),
        align: Align::Number,
        strong,
        stretch: 0.0,
    }
}

/// A column of words; `stretch` for long text.
pub fn text_column(title: impl Into<String>, stretch: f64) -> Column {
    Column {
        group: String::new(),
        title: title.into(),
        unit: String::new(),
        align: Align::Left,
        strong: false,
        stretch,
    }
}

/// A value as a cell, rounded; a symbol by its mark.
pub fn cell(datum: Datum, decimals: u32, style: &Style) -> Cell {
    let text = match datum {
        Datum::Number(value) => style.number(value, decimals),
        Datum::Symbol(symbol) => symbol.mark().to_owned(),
    };
    Cell { text: plain(text), ..Cell::default() }
}

/// A figure as a cell; what the data do not have is not available.
pub fn figure_cell(figure: Option<&Figure>, decimals: u32, style: &Style) -> Cell {
    let datum = figure.map_or(Datum::Symbol(Symbol::NotAvailable), |figure| figure.datum);
    Cell { figure: figure.cloned().map(Box::new), ..cell(datum, decimals, style) }
}

/// A number as a cell with as many decimals as it needs, moved so that its decimal point lines up with those of
/// cells that have `most` decimals.
fn aligned(value: Decimal, decimals: u32, most: u32, style: &Style) -> Cell {
    /// The width of a decimal point, in widths of a digit, in Liberation Sans.
    const POINT: f64 = 0.5;
    let missing = f64::from(most.saturating_sub(decimals));
    let pad = if decimals == 0 && most > 0 { missing + POINT } else { missing };
    Cell { pad, ..cell(Datum::Number(round(value, decimals)), decimals, style) }
}

/// The symbols that occur and what they mean, each once.
pub fn key(mut symbols: Vec<Symbol>) -> Vec<(String, String)> {
    symbols.sort();
    symbols.dedup();
    symbols.into_iter().map(|symbol| (symbol.mark().to_owned(), symbol.meaning().to_owned())).collect()
}
