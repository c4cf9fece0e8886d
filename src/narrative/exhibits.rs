//! Exhibits: the charts and tables of a report, with all the text around them.

use std::collections::BTreeMap;

use crate::chart::select::{self, Selected};
use crate::chart::{Kind, Plot, Shape, Theme};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::narrative::document::{Block, Cell, Chart, Inlines, Row, RowKind, Section, Table, plain, plain_text};
use crate::narrative::render::Renderer;
use crate::narrative::tables;
use crate::project::exhibit::ExhibitEntry;
use crate::project::profile::{ChartValues, Profile};
use crate::project::report::Report;
use crate::quantity::value::Datum;

/// The charts and tables of a report; `None` for one that has errors, which have been reported.
#[derive(Debug, Default)]
pub struct Exhibits {
    charts: BTreeMap<String, Option<Chart>>,
    tables: BTreeMap<String, Option<Table>>,
    /// The pictures, by the path under which the document names them.
    pub pictures: BTreeMap<String, String>,
    /// What the charts show, by the path of the picture.
    pub plots: BTreeMap<String, (&'static Kind, Plot)>,
}

impl Exhibits {
    /// Makes the charts and tables of a report.
    pub fn make(report: &Report, profile: &Profile, renderer: &Renderer, sink: &mut Diagnostics) -> Self {
        let mut exhibits = Self::default();
        let theme = theme(profile);
        let place = report.chart_values.unwrap_or(profile.chart_values);
        for entry in &report.charts {
            let chart = exhibits.draw(entry, &theme, place, renderer, sink);
            exhibits.charts.insert(entry.name.value.clone(), chart);
        }
        for entry in &report.tables {
            let mut table = tables::table(entry, renderer, sink);
            let cells = table.iter_mut().flat_map(|table| &mut table.rows).flat_map(|row| &mut row.cells);
            for picture in cells.filter_map(|cell| cell.picture.as_mut()) {
                exhibits.pictures.insert(picture.image.clone(), std::mem::take(&mut picture.svg));
            }
            exhibits.tables.insert(entry.name.value.clone(), table);
        }
        exhibits
    }

    /// A warning for every chart and table below which no source can stand, since its data name none.
    pub fn unsourced(&self, report: &Report) -> Vec<Diagnostic> {
        let lacks = |source: Option<&String>| source.is_some_and(String::is_empty);
        let charts = report
            .charts
            .iter()
            .filter(|entry| lacks(self.chart(&entry.name.value).flatten().map(|chart| &chart.source)));
        let tables = report
            .tables
            .iter()
            .filter(|entry| lacks(self.table(&entry.name.value).flatten().map(|table| &table.source)));
        charts
            .chain(tables)
            .map(|entry| {
                let told = Diagnostic::warning(
                    "no source line stands below this: its data name no source",
                    &entry.name.span,
                );
                let hint =
                    "add `source:` to the entry of the file under `data:`, with who published the figures and when";
                Diagnostic { once: true, ..told.hint(hint) }
            })
            .collect()
    }

    /// The chart of that name; the inner `None` if it has errors.
    pub fn chart(&self, name: &str) -> Option<Option<&Chart>> {
        self.charts.get(name).map(Option::as_ref)
    }

    /// The table of that name; the inner `None` if it has errors.
    pub fn table(&self, name: &str) -> Option<Option<&Table>> {
        self.tables.get(name).map(Option::as_ref)
    }

    fn draw(
        &mut self,
        entry: &ExhibitEntry,
        theme: &Theme,
        place: ChartValues,
        renderer: &Renderer,
        sink: &mut Diagnostics,
    ) -> Option<Chart> {
        let title = renderer.line(&entry.title, sink);
        entry.subtitle.iter().for_each(|subtitle| renderer.note(subtitle));
        let mut notes: Vec<Inlines> = entry.notes.iter().map(|note| renderer.line(note, sink)).collect();
        let selected = select::select(entry, renderer.facts(), sink)?;
        // Names that leave no room in a large type find it in the usual one.
        let drawn = (selected.kind.draw)(&selected.plot, theme).or_else(|error| {
            let usual = Theme { width: theme.width, ..Theme::default() };
            (selected.kind.draw)(&selected.plot, &usual).map_err(|_| error)
        });
        let svg = match drawn {
            Ok(svg) => svg,
            Err(error) => {
                let said = error.to_string();
                let (message, hint) = said.split_once("; ").unwrap_or((&said, "show other values, or use a table"));
                sink.push(Diagnostic::error(message, &entry.name.span).hint(hint));
                return None;
            }
        };
        notes.extend(selected.notes.iter().map(plain));
        let image = format!("/assets/charts/{}.svg", entry.name.value);
        self.pictures.insert(image.clone(), svg);
        let values = values(&selected);
        let alt = (selected.kind.describe)(&selected.plot);
        let (subtitle, source) = (renderer.quotes(&selected.subtitle), renderer.quotes(&selected.source));
        self.plots.insert(image.clone(), (selected.kind, selected.plot));
        Some(Chart {
            name: entry.name.value.clone(),
            data: Box::new(values.clone()),
            number: String::new(),
            title,
            alt,
            subtitle,
            image,
            parts: Vec::new(),
            source,
            notes,
            values: (place == ChartValues::AfterChart).then(|| Box::new(values.clone())),
            annexed: (place == ChartValues::Annex).then(|| Box::new(values)),
        })
    }
}

/// Charts are drawn at the width of a numbered paragraph, so that their labels keep their size on the page; labels grow
/// with the text, up to the size at which names would take the room of the picture.
fn theme(profile: &Profile) -> Theme {
    /// A4 less two margins of 25 mm, in points.
    const TEXT_WIDTH: f64 = 453.5;
    /// The margin of paragraph numbers, in sizes of the text; see `common/document.typ`.
    const HANG: f64 = 3.9;
    /// The size of text to which the usual size of labels belongs.
    const USUAL: f64 = 12.0;
    let scale = (profile.text_size / USUAL).clamp(1.0, 1.35);
    Theme { width: TEXT_WIDTH - HANG * profile.text_size, ..Theme::default() }.scaled(scale)
}

/// The values of a chart as a table.
pub fn values(selected: &Selected) -> Table {
    let plot = &selected.plot;
    let mut symbols = Vec::new();
    let mut cell = |datum: Datum, decimals: u32| {
        if let Datum::Symbol(symbol) = datum {
            symbols.push(symbol);
        }
        tables::cell(datum, decimals, &plot.style)
    };
    let (columns, mut rows) = if selected.kind.shape == Shape::Spread {
        let marks = plot.spreads.first().map_or(&[][..], |spread| spread.marks.as_slice());
        let mut columns = vec![tables::text_column(&selected.category_title, 0.0)];
        columns.extend(marks.iter().map(|mark| tables::number_column(&mark.name, "", mark.is_subject())));
        columns.push(tables::number_column("Lowest", "", false));
        columns.push(tables::number_column("Highest", "", false));
        let rows = plot.spreads.iter().map(|spread| {
            let header = spread.unit.header_beside(&spread.label);
            let label =
                if header.is_empty() { spread.label.clone() } else { format!("{} ({header})", spread.label) };
            let mut cells = vec![Cell { text: plain(label), ..Cell::default() }];
            cells.extend(spread.marks.iter().map(|mark| cell(mark.value, spread.decimals)));
            for (value, areas) in [&spread.low, &spread.high] {
                let note = crate::quantity::style::join_words(areas);
                cells.push(Cell { note, ..cell(*value, spread.decimals) });
            }
            Row { kind: RowKind::Body, cells }
        });
        (columns, rows.collect::<Vec<_>>())
    } else {
        let mut columns = vec![tables::text_column(&selected.category_title, 0.0)];
        columns.extend(plot.series.iter().map(|series| {
            tables::number_column(&series.name, plot.unit.header_beside(&series.name), series.subject)
        }));
        let rows = plot.categories.iter().enumerate().map(|(at, category)| {
            let mut cells = vec![Cell { text: plain(category.clone()), ..Cell::default() }];
            cells.extend(
                plot.series.iter().filter_map(|series| series.values.get(at)).map(|v| cell(*v, plot.decimals)),
            );
            Row { kind: RowKind::Body, cells }
        });
        (columns, rows.collect())
    };
    for (row, figures) in rows.iter_mut().zip(&selected.figures) {
        for (cell, figure) in row.cells.iter_mut().skip(1).zip(figures) {
            cell.figure = figure.clone().map(Box::new);
        }
    }
    Table { columns, rows, key: tables::key(symbols), ..Table::default() }
}

/// Numbers charts and tables in the order in which they stand on the page; returns what belongs in the annex.
///
/// The values of a chart that a table of the report has already are not repeated: a note below the chart says where
/// they are.
pub fn number_all(sections: &mut [Section]) -> Vec<Block> {
    let (mut figures, mut tables) = (0, Vec::new());
    each(sections, &mut |block| match block {
        Block::Chart(chart) => {
            figures += 1;
            chart.number = format!("Figure {figures}");
        }
        Block::Table(table) => {
            table.number = format!("Table {}", tables.len() + 1);
            tables.push(table.clone());
        }
        Block::RecommendationTable(table) => {
            table.number = format!("Table {}", tables.len() + 1);
            // It counts, but it has no values.
            tables.push(Table { number: table.number.clone(), ..Table::default() });
        }
        Block::Exempt { absent: Some(absent), .. } => {
            if absent.subject.is_empty() {
                let (noun, number) = if absent.charts > 0 { ("Figure", figures) } else { ("Table", tables.len()) };
                absent.subject = format!("{noun} {}", number + 1);
            }
            figures += absent.charts;
            tables.resize(tables.len() + absent.tables, Table::default());
        }
        _ => {}
    });
    let mut annex = Vec::new();
    each(sections, &mut |block| {
        let Block::Chart(chart) = block else { return };
        let Some(values) = chart.values.as_ref().or(chart.annexed.as_ref()) else { return };
        if let Some(table) = tables.iter().find(|table| holds(table, values)) {
            chart.notes.push(plain(format!("{} has the values.", table.number)));
            (chart.values, chart.annexed) = (None, None);
        } else if let Some(values) = chart.annexed.take() {
            annex.push(Block::Table(Table {
                number: chart.number.clone(),
                title: chart.title.clone(),
                subtitle: chart.subtitle.clone(),
                source: chart.source.clone(),
                ..*values
            }));
        }
    });
    annex
}

/// Visits every block, those within numbered paragraphs as well.
fn each(sections: &mut [Section], visit: &mut impl FnMut(&mut Block)) {
    fn blocks(of: &mut [Block], visit: &mut impl FnMut(&mut Block)) {
        for block in of {
            visit(block);
            if let Block::Numbered { body, .. } | Block::Exempt { body, .. } = block {
                blocks(body, visit);
            }
        }
    }
    for section in sections {
        blocks(&mut section.body, visit);
        each(&mut section.sections, visit);
    }
}

/// Whether a table has every value of another: rows of the same names and, for each column, one that reads the same.
fn holds(table: &Table, values: &Table) -> bool {
    let named = |row: &Row| row.cells.first().map(|cell| plain_text(&cell.text));
    let rows: Vec<Option<&Row>> =
        values.rows.iter().map(|row| table.rows.iter().find(|other| named(other) == named(row))).collect();
    let same = |one: &Cell, other: &Cell| {
        plain_text(&one.text) == plain_text(&other.text) && (one.note.is_empty() || one.note == other.note)
    };
    (1..values.columns.len()).all(|column| {
        (1..table.columns.len()).any(|other| {
            values.rows.iter().zip(&rows).all(|(row, found)| {
                let (Some(one), Some(two)) = (row.cells.get(column), found.and_then(|row| row.cells.get(other)))
                else {
                    return false;
                };
                same(one, two)
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Table {
        let columns = rows[0].iter().map(|title| tables::text_column(*title, 0.0)).collect();
        let cells = |row: &&[&str]| {
            row.iter().map(|text| Cell { text: plain(*text), ..Cell::default() }).collect::<Vec<_>>()
        };
        let rows = rows[1..].iter().map(|row| Row { kind: RowKind::Body, cells: cells(row) }).collect();
        Table { columns, rows, ..Table::default() }
    }

    #[test]
    fn a_table_holds_values_in_any_order_but_all_of_them() {
        let whole =
            table(&[&["Job", "Grade", "Area", "Total"], &["A", "7", "1.0", "3.0"], &["B", "6", "2.0", "5.0"]]);
        assert!(holds(&whole, &table(&[&["Job", "Total FTE"], &["B", "5.0"], &["A", "3.0"]])));
        assert!(!holds(&whole, &table(&[&["Job", "Total"], &["A", "3.0"], &["B", "5.1"]])));
        assert!(!holds(&whole, &table(&[&["Job", "Total"], &["A", "3.0"], &["C", "5.0"]])));
        assert!(!holds(&Table::default(), &table(&[&["Job", "Total"], &["A", "3.0"]])));
    }

    #[test]
    fn an_authority_beside_a_value_has_to_be_there_too() {
        let mut values = table(&[&["Measure", "Lowest"], &["Agency rate", "0.0"]]);
        let mut whole = values.clone();
        values.rows[0].cells[1].note = "Warwickshire".to_owned();
        assert!(!holds(&whole, &values));
        whole.rows[0].cells[1].note = "Warwickshire".to_owned();
        assert!(holds(&whole, &values));
    }
}
