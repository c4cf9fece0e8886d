//! Charts and tables with all the text around them.

use serde::Serialize;

use super::inline::Inlines;
use crate::facts::figure::Figure;

/// A chart with all the text around it.
#[derive(Debug, Clone, Serialize)]
pub struct Chart {
    /// The name it has in the report.
    #[serde(skip)]
    pub name: String,
    /// Its values with the figures behind them, wherever the paper shows them.
    #[serde(skip)]
    pub data: Box<Table>,
    /// "Figure 1".
    pub number: String,
    /// The finding, as a heading.
    pub title: Inlines,
    /// Measure, area and period.
    pub subtitle: String,
    /// The path of the picture for `image()`.
    pub image: String,
    /// What the picture shows, in words.
    pub alt: String,
    /// On slides the pictures in its place: several, where it would be too high for one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Picture>,
    /// The source line.
    pub source: String,
    /// Notes, for instance on symbols.
    pub notes: Vec<Inlines>,
    /// The values, if they stand right after the chart.
    pub values: Option<Box<Table>>,
    /// The values, until they are moved to the annex.
    #[serde(skip)]
    pub annexed: Option<Box<Table>>,
}

/// A table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Table {
    /// The name it has in the report; empty for the values of a chart. Templates have no use for it.
    #[serde(skip)]
    pub name: String,
    /// The kind of table as the report names it: `comparison`, `key-figures` …; empty for the values of a chart.
    pub kind: String,
    /// "Table 1"; empty for the values of a chart.
    pub number: String,
    /// The heading; may be empty for the values of a chart.
    pub title: Inlines,
    /// Measure, basis and period.
    pub subtitle: String,
    /// The columns; the first is the stub, whose cells are row headers.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Notes below the table.
    pub notes: Vec<Inlines>,
    /// The source line.
    pub source: String,
    /// The symbols that occur and what they mean.
    pub key: Vec<(String, String)>,
    /// Values that the table shows as pictures in its cells: the same rows, and a column for each period. Templates do
    /// not see them; the paper carries them with its figures.
    #[serde(skip)]
    pub behind: Option<Box<Table>>,
}

impl Table {
    /// The table with the values behind its pictures as columns of their own.
    #[must_use]
    pub fn whole(&self) -> Self {
        let mut whole = self.clone();
        if let Some(behind) = whole.behind.take() {
            whole.columns.extend(behind.columns.into_iter().skip(1));
            for (row, more) in whole.rows.iter_mut().zip(behind.rows) {
                row.cells.extend(more.cells.into_iter().skip(1));
            }
        }
        whole
    }
}

/// A column of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// What stands once above this column and its neighbours of the same group; may be empty.
    pub group: String,
    /// The title.
    pub title: String,
    /// The unit, shown in the header; may be empty.
    pub unit: String,
    /// Where the text of its cells stands.
    pub align: Align,
    /// Whether it holds what the table is about and is printed strong.
    pub strong: bool,
    /// The share of the width that it takes if its cells are long text; 0 for as wide as its cells.
    pub stretch: f64,
}

/// How the cells of a column line up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Words.
    Left,
    /// Numbers, on the decimal point.
    Number,
}

/// A row of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// What kind of row it is.
    pub kind: RowKind,
    /// One cell a column; a band row has one cell only.
    pub cells: Vec<Cell>,
}

/// What a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// Values.
    Body,
    /// A heading across the table.
    Band,
    /// Totals.
    Total,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Cell {
    /// The text.
    pub text: Inlines,
    /// How far the number is moved left so that decimal points line up, in widths of a digit.
    pub pad: f64,
    /// A second, quieter line, for instance the authority that holds a value; may be empty.
    pub note: String,
    /// An arrow beside the text, which says the same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrow: Option<Arrow>,
    /// A small picture in place of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// The figure that it shows, for whoever traces it; `None` for words and for what the data do not have.
    #[serde(skip)]
    pub figure: Option<Box<Figure>>,
}

/// Which way a value moved, and whether that is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Arrow {
    /// Where it points.
    pub points: Points,
    /// Whether it moved to the good side; `None` where it hardly moved, or neither side is good.
    pub better: Option<bool>,
}

/// Where an arrow points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Points {
    /// A rise.
    Up,
    /// A fall.
    Down,
    /// No change, or one within the council's tolerance.
    Level,
}

/// A small picture in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Picture {
    /// The path of the picture for `image()`.
    pub image: String,
    /// What it shows, in words.
    pub alt: String,
    /// The picture itself, until it is handed over with those of the charts.
    #[serde(skip)]
    pub svg: String,
}
