//! Exhibits: the charts and tables of a report, with all the text around them.

use std::collections::BTreeMap;

use crate::chart::select::{self, Selected};
use crate::chart::{Shape, Theme};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::narrative::document::{Align, Block, Cell, Chart, Column, Inlines, Row, RowKind, Section, Table, plain};
use crate::narrative::render::Renderer;
use crate::narrative::tables;
use crate::project::profile::{ChartValues, Profile};
use crate::project::report::{ExhibitEntry, Report};
use crate::quantity::value::Datum;

/// The charts and tables of a report; `None` for one that has errors, which have been reported.
#[derive(Debug, Default)]
pub struct Exhibits {
    charts: BTreeMap<String, Option<Chart>>,
    tables: BTreeMap<String, Option<Table>>,
    /// The pictures, by the path under which the document names them.
    pub pictures: BTreeMap<String, String>,
}

impl Exhibits {
    /// Makes the charts and tables of a report.
    pub fn make(report: &Report, profile: &Profile, renderer: &Renderer, sink: &mut Diagnostics) -> Self {
        let mut exhibits = Self::default();
        let theme = theme(profile);
        for entry in &report.charts {
            let chart = exhibits.draw(entry, &theme, profile, renderer, sink);
            exhibits.charts.insert(entry.name.value.clone(), chart);
        }
        for entry in &report.tables {
            let table = tables::table(entry, renderer, sink);
            exhibits.tables.insert(entry.name.value.clone(), table);
        }
        exhibits
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
        profile: &Profile,
        renderer: &Renderer,
        sink: &mut Diagnostics,
    ) -> Option<Chart> {
        let title = renderer.line(&entry.title, sink);
        let mut notes: Vec<Inlines> = entry.notes.iter().map(|note| renderer.line(note, sink)).collect();
        let selected = select::select(entry, renderer.facts(), sink)?;
        let svg = match (selected.kind.draw)(&selected.plot, theme) {
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
        Some(Chart {
            number: String::new(),
            title,
            alt: (selected.kind.describe)(&selected.plot),
            subtitle: selected.subtitle,
            image,
            source: selected.source,
            notes,
            values: (profile.chart_values == ChartValues::AfterChart).then(|| Box::new(values.clone())),
            annexed: (profile.chart_values == ChartValues::Annex).then(|| Box::new(values)),
        })
    }
}

/// Charts are drawn at the width of a numbered paragraph, so that their labels keep their size on the page.
fn theme(profile: &Profile) -> Theme {
    /// A4 less two margins of 25 mm, in points.
    const TEXT_WIDTH: f64 = 453.5;
    /// The margin of paragraph numbers, in sizes of the text; see `common/document.typ`.
    const HANG: f64 = 3.9;
    Theme { width: TEXT_WIDTH - HANG * profile.text_size, ..Theme::default() }
}

/// The values of a chart as a table.
fn values(selected: &Selected) -> Table {
    let plot = &selected.plot;
    let unit = if plot.unit.header().is_empty() { String::new() } else { plot.unit.header().to_owned() };
    let mut symbols = Vec::new();
    let mut cell = |datum: Datum, decimals: u32| {
        if let Datum::Symbol(symbol) = datum {
            symbols.push(symbol);
        }
        tables::cell(datum, decimals, &plot.style)
    };
    let (columns, rows) = if selected.kind.shape == Shape::Spread {
        let marks = plot.spreads.first().map_or(&[][..], |spread| spread.marks.as_slice());
        let mut columns = vec![stub(&selected.category_title)];
        columns.extend(marks.iter().map(|mark| number(&mark.name, "", mark.subject)));
        columns.push(number("Lowest", "", false));
        columns.push(number("Highest", "", false));
        let rows = plot.spreads.iter().map(|spread| {
            let header = spread.unit.header();
            let label =
                if header.is_empty() { spread.label.clone() } else { format!("{} ({header})", spread.label) };
            let mut cells = vec![Cell { text: plain(label), ..Cell::default() }];
            cells.extend(spread.marks.iter().map(|mark| cell(mark.value, spread.decimals)));
            for (value, areas) in [&spread.low, &spread.high] {
                let note = crate::quantity::style::join_words(areas);
                cells.push(Cell { note, ..cell(Datum::Number(*value), spread.decimals) });
            }
            Row { kind: RowKind::Body, cells }
        });
        (columns, rows.collect::<Vec<_>>())
    } else {
        let mut columns = vec![stub(&selected.category_title)];
        columns.extend(plot.series.iter().map(|series| number(&series.name, &unit, series.subject)));
        let rows = plot.categories.iter().enumerate().map(|(at, category)| {
            let mut cells = vec![Cell { text: plain(category.clone()), ..Cell::default() }];
            cells.extend(
                plot.series.iter().filter_map(|series| series.values.get(at)).map(|v| cell(*v, plot.decimals)),
            );
            Row { kind: RowKind::Body, cells }
        });
        (columns, rows.collect())
    };
    Table {
        number: String::new(),
        title: Vec::new(),
        subtitle: String::new(),
        columns,
        rows,
        notes: Vec::new(),
        source: String::new(),
        key: tables::key(symbols),
    }
}

fn stub(title: &str) -> Column {
    Column { title: title.to_owned(), unit: String::new(), align: Align::Left, strong: false, stretch: 0.0 }
}

fn number(title: &str, unit: &str, strong: bool) -> Column {
    Column { title: title.to_owned(), unit: unit.to_owned(), align: Align::Number, strong, stretch: 0.0 }
}

/// Numbers charts and tables in the order in which they stand on the page; returns what belongs in the annex.
pub fn number_all(sections: &mut [Section]) -> Vec<Block> {
    let mut numbering = Numbering::default();
    for section in sections {
        numbering.section(section);
    }
    numbering.annex
}

#[derive(Default)]
struct Numbering {
    figures: usize,
    tables: usize,
    annex: Vec<Block>,
}

impl Numbering {
    fn section(&mut self, section: &mut Section) {
        self.blocks(&mut section.body);
        for section in &mut section.sections {
            self.section(section);
        }
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Chart(chart) => {
                    self.figures += 1;
                    chart.number = format!("Figure {}", self.figures);
                    if let Some(values) = chart.annexed.take() {
                        let table = Table {
                            number: chart.number.clone(),
                            title: chart.title.clone(),
                            subtitle: chart.subtitle.clone(),
                            source: chart.source.clone(),
                            ..*values
                        };
                        self.annex.push(Block::Table(table));
                    }
                }
                Block::Table(table) => {
                    self.tables += 1;
                    table.number = format!("Table {}", self.tables);
                }
                Block::RecommendationTable(table) => {
                    self.tables += 1;
                    table.number = format!("Table {}", self.tables);
                }
                Block::Numbered { body, .. } => self.blocks(body),
                Block::Paragraph { .. }
                | Block::Heading { .. }
                | Block::List { .. }
                | Block::Recommendations(_) => {}
            }
        }
    }
}
