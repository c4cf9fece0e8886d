//! A plain CSV table: a grid of typed cells that knows where in the file each one stands.

mod header;
pub mod odd;
mod places;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::data::problems::Problems;
use crate::data::totals;
use crate::data::{Kind, Observed, Reads};
use crate::diagnostic::{self, Diagnostic, SourceFile, Span, did_you_mean, nearest};
use crate::quantity::value::{Datum, Symbol, Unit};

use places::{BadQuote, cell_places};

pub use crate::data::cell::Cell;
pub use header::is_web_page;

/// Any CSV file: a table to show, without observations.
pub const KIND: Kind = Kind {
    name: "table",
    title: "a plain table",
    reads: Reads::Cells {
        blank_stub: false,
        recognises: |_, _| true,
        observe: |grid, _| {
            let mut warnings = odd::check(grid);
            warnings.extend(totals::check(grid, totals::Counts::Told));
            Ok(Observed { warnings, ..Observed::default() })
        },
    },
};

/// The most cells of a table. The longest that councils use, the DfE's, has some sixty thousand; four million take a
/// second and 250 MB.
const MOST_CELLS: usize = 4_000_000;

/// The most columns of a table: what Excel has.
const MOST_COLUMNS: usize = 16_384;

/// What the first column is called where the file leaves its header blank.
pub const STUB: &str = "Measure";

/// A CSV file as typed cells; every row is as long as the header.
#[derive(Debug, Clone)]
pub struct Grid {
    /// The file that the cells stand in.
    pub file: Arc<SourceFile>,
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// The data rows, from top to bottom, each of one cell a column; rows with nothing in them are left out.
    pub rows: Vec<Vec<Cell>>,
    /// Byte ranges of the cells in the file, row by row, the header first.
    places: Vec<Range<usize>>,
    /// The file as messages show it: what is not to be told is masked, and every place is where it was.
    shown: Arc<SourceFile>,
    /// The names of columns that hold personal data and were not read.
    pub withheld: Vec<String>,
    /// Warnings of rows and columns that the spreadsheet program does not show.
    pub hidden: Vec<Diagnostic>,
    /// The byte at which each line of the file starts.
    lines: Vec<usize>,
}

/// The rows of a table whose places in its text are known.
#[derive(Debug)]
pub struct Rows {
    /// The names of the columns.
    pub names: Vec<String>,
    /// Where they stand.
    pub header_places: Vec<Range<usize>>,
    /// Where the cells of each row stand, one a column.
    pub rows: Vec<Vec<Range<usize>>>,
    /// How many decimals each cell shows; `None` for as many as are written.
    pub decimals: Vec<Vec<Option<u32>>>,
}

/// A column of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The header as written, trimmed.
    pub name: String,
    /// Whether the column holds numbers: at least one, and beside numbers only symbols and empty cells.
    pub numeric: bool,
    /// The most decimals that a number of the column is written with, or in a spreadsheet is shown with; 0 without
    /// numbers.
    pub decimals: u32,
    /// What its cells hold, beside symbols and empty cells.
    pub holds: Holds,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Numbers, or amounts of money.
    Numbers,
    /// Numbers with `%`; a zero may go without.
    Percentages,
    /// Dates, as `2025-09-30` or `30/09/2025`.
    Dates,
    /// Anything else, or nothing.
    Text,
}

/// The date that a text is, written `2025-09-30` or `30/09/2025`.
pub fn date(text: &str) -> Option<NaiveDate> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.trim().split(['-', '/']).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    if !(digits(first) && digits(month) && digits(last)) {
        return None;
    }
    let (year, day) = match (first.len(), last.len()) {
        (4, 1..=2) if text.contains('-') => (first, last),
        (1..=2, 4) if text.contains('/') => (last, first),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

impl Grid {
    /// Reads a CSV file whose first row names the columns; where `blank_stub` says so of them, the first may go
    /// without a name, and is called `Measure`.
    ///
    /// # Errors
    /// An empty file or one without data rows; a column without a name, or two of one name (capitals do not tell
    /// names apart); a row with more or fewer cells than the header; a quote that is never closed, or text after a
    /// closing quote. Each error points at the cell or row.
    pub fn read(file: &Arc<SourceFile>, blank_stub: impl Fn(&[&str]) -> bool) -> Result<Self, Vec<Diagnostic>> {
        if let Some(conflict) = diagnostic::conflict(file) {
            return Err(vec![conflict]);
        }
        let text = file.text.as_str();
        let mut grid = Self::empty(file);
        let mut problems = Problems::default();
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.get(start..).unwrap_or_default().as_bytes());
        let mut record = csv::StringRecord::new();
        let mut top = header::Top::default();
        // Reading from memory what is known to be UTF-8, with rows of any length allowed, cannot fail.
        while let Ok(true) = reader.read_record(&mut record) {
            if let Some(problem) = grid.too_large(&record) {
                problems.push(problem);
                break;
            }
            let at = record.position().map_or(0, csv::Position::byte);
            let at = usize::try_from(at).map_or(text.len(), |at| start + at);
            match cell_places(text, at, &record) {
                Ok(_) if record.iter().all(|cell| cell.trim().is_empty()) => {}
                Ok(places) if grid.columns.is_empty() => {
                    top.line(&record, &places);
                    if let Some(word) = other_separator(&record) {
                        let message = format!("the cells are separated by {word}");
                        let whole = places.first().cloned().unwrap_or_default();
                        problems.push(
                            Diagnostic::error(message, &Span::new(file, whole))
                                .hint("save the table as CSV with commas between the cells"),
                        );
                        break;
                    }
                    grid.header(record.iter().map(str::trim).collect(), places, &blank_stub, &mut problems);
                }
                Ok(places) => {
                    top.line(&record, &places);
                    grid.row(&record, places, &mut problems);
                }
                Err(BadQuote::Unclosed(at)) => {
                    problems.push(
                        Diagnostic::error("quote that is never closed", &Span::new(file, at..at + 1))
                            .hint("write `\"` at the end of the value, and `\"\"` for a quote inside it"),
                    );
                    break;
                }
                Err(BadQuote::TextAfter(at)) => problems.push(
                    Diagnostic::error("text after a closing quote", &Span::new(file, at..at + 1))
                        .hint("put the whole value in quotes, and write `\"\"` for a quote inside it"),
                ),
            }
        }
        if let Some(problem) = top.title(file).or_else(|| header::lost(&grid)) {
            return Err(vec![problem]);
        }
        grid.finish(problems)
    }

    /// Makes a grid of rows whose places in the text of a sheet are known.
    ///
    /// # Errors
    /// A column without a name, or two of one name; no rows below the header.
    pub fn of_rows(
        file: &Arc<SourceFile>,
        rows: Rows,
        blank_stub: impl Fn(&[&str]) -> bool,
    ) -> Result<Self, Vec<Diagnostic>> {
        let named = rows.names.iter().filter(|name| !name.is_empty()).count();
        if rows.names.len() > 2 && named * 2 <= rows.names.len() {
            // A title above the table, or a table that starts further to the right.
            let place = rows.header_places.first().cloned().unwrap_or_default();
            let message = format!("the first row names {named} of {} columns", rows.names.len());
            return Err(vec![
                Diagnostic::error(message, &Span::new(file, place))
                    .hint("say which part of the sheet the table is, such as `range: A3:H20`"),
            ]);
        }
        let mut grid = Self::empty(file);
        let mut problems = Problems::default();
        grid.header(
            rows.names.iter().map(String::as_str).collect(),
            rows.header_places,
            &blank_stub,
            &mut problems,
        );
        for mut places in rows.rows {
            let cell = |place: &Range<usize>| Cell::parse(file.text.get(place.clone()).unwrap_or_default());
            grid.rows.push(places.iter().map(cell).collect());
            grid.places.append(&mut places);
        }
        let mut grid = grid.finish(problems)?;
        for (at, column) in grid.columns.iter_mut().enumerate() {
            let shown = grid.rows.iter().zip(&rows.decimals).filter_map(|(row, decimals)| {
                let written = row.get(at)?.number()?.scale();
                Some(decimals.get(at).copied().flatten().unwrap_or(written))
            });
            column.decimals = shown.max().unwrap_or(0);
        }
        Ok(grid)
    }

    /// Why a table with one more row would be too large, if it would be.
    fn too_large(&self, record: &csv::StringRecord) -> Option<Diagnostic> {
        let columns = record.len().max(self.columns.len());
        let message = if record.len() > MOST_COLUMNS {
            format!("more than {MOST_COLUMNS} cells in a row")
        } else if self.rows.len() * columns + columns > MOST_CELLS {
            format!("more than {MOST_CELLS} cells in a table")
        } else {
            return None;
        };
        let at = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
        let hint = "keep only the rows and columns that the report needs";
        Some(Diagnostic::error(message, &Span::new(&self.file, at..at)).hint(hint))
    }

    fn empty(file: &Arc<SourceFile>) -> Self {
        let lines = std::iter::once(0).chain(file.text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self {
            file: Arc::clone(file),
            columns: Vec::new(),
            rows: Vec::new(),
            places: Vec::new(),
            shown: Arc::clone(file),
            withheld: Vec::new(),
            hidden: Vec::new(),
            lines,
        }
    }

    fn finish(mut self, problems: Problems) -> Result<Self, Vec<Diagnostic>> {
        problems.or(())?;
        if self.columns.is_empty() {
            let problem = Diagnostic::error("the file is empty", &Span::new(&self.file, 0..0));
            return Err(vec![problem.hint("the first row names the columns, every other row is data")]);
        }
        if self.rows.is_empty() {
            let problem = Diagnostic::error("the file has a header but no rows", &self.header_span(0));
            return Err(vec![problem.hint("save the table again with its data")]);
        }
        self.names_are_words();
        self.describe_columns();
        Ok(self)
    }

    fn header(
        &mut self,
        mut names: Vec<&str>,
        places: Vec<Range<usize>>,
        blank_stub: &impl Fn(&[&str]) -> bool,
        problems: &mut Problems,
    ) {
        if names.first().is_some_and(|name| name.is_empty()) && blank_stub(&names) {
            names[0] = STUB;
        }
        let mut first: HashMap<String, usize> = HashMap::new();
        for (at, (name, place)) in names.into_iter().zip(&places).enumerate() {
            let span = Span::new(&self.file, place.clone());
            if name.is_empty() {
                let problem = Diagnostic::error(format!("column {} has no name", at + 1), &span)
                    .hint("name it in the first row, or delete the column");
                problems.push(match self.file.sheet {
                    Some(_) => {
                        problem.hint("if the table starts lower down, say where it is, such as `range: A3:H20`")
                    }
                    None => problem,
                });
            } else if let Some(earlier) = first.insert(name.to_lowercase(), at) {
                problems.push(
                    Diagnostic::error(format!("two columns are called `{name}`"), &span)
                        .related(&Span::new(&self.file, places[earlier].clone()), "the first one")
                        .hint("rename one of them; capitals do not tell names apart"),
                );
            }
            self.columns.push(Column { name: name.to_owned(), numeric: false, decimals: 0, holds: Holds::Text });
        }
        self.places = places;
    }

    fn row(&mut self, record: &csv::StringRecord, mut places: Vec<Range<usize>>, problems: &mut Problems) {
        let (expected, found) = (self.columns.len(), record.len());
        if expected == found {
            self.rows.push(record.iter().map(Cell::parse).collect());
            self.places.append(&mut places);
            return;
        }
        let cells = |count: usize| if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") };
        let whole = places.first().map_or(0, |place| place.start)..places.last().map_or(0, |place| place.end);
        let blank_end = record.iter().skip(expected).all(|cell| cell.trim().is_empty());
        let hint = match split_value(record) {
            _ if found < expected => "write a comma for every cell, also for an empty one".to_owned(),
            _ if blank_end => "delete the commas at the end of the row".to_owned(),
            Some((one, next)) => {
                format!("a comma inside a value needs quotes around the value: `\"{one},{next}\"`")
            }
            None => "a comma inside a value needs quotes around the value: `\"1,234\"`".to_owned(),
        };
        let message = format!("row of {}, but the header has {expected}", cells(found));
        problems.push(Diagnostic::error(message, &Span::new(&self.file, whole)).hint(hint));
    }

    /// Reads symbols in columns of values only: a grade `c` among the names of rows is no suppressed value.
    ///
    /// Where a column has nothing but letters that are symbols, it has values if each is written in brackets or stands
    /// beside numbers; names of rows that are no symbols make it words.
    fn names_are_words(&mut self) {
        for at in 0..self.columns.len() {
            let cells = || self.rows.iter().enumerate().filter_map(|(row, cells)| Some((row, cells.get(at)?)));
            let texts = cells().any(|(_, cell)| matches!(cell, Cell::Text(_)));
            let numbers = cells().any(|(_, cell)| matches!(cell, Cell::Number(_)));
            if !texts || numbers {
                continue;
            }
            let letters: Vec<(usize, String)> = cells()
                .filter(|(_, cell)| cell.symbol().is_some())
                .map(|(row, _)| {
                    (row, self.file.text.get(self.place(row + 1, at)).unwrap_or_default().trim().to_owned())
                })
                .filter(|(_, text)| text.chars().all(char::is_alphabetic) && text.len() == 1)
                .collect();
            for (row, text) in letters {
                self.rows[row][at] = Cell::Text(text);
            }
        }
    }

    /// Finds out anew what the columns hold.
    pub(super) fn describe_columns(&mut self) {
        for at in 0..self.columns.len() {
            let cells = || self.rows.iter().filter_map(|row| row.get(at));
            let mut numeric = cells().any(|cell| matches!(cell, Cell::Number(_)))
                && !cells().any(|cell| matches!(cell, Cell::Text(_)));
            let decimals = cells().filter_map(Cell::number).map(|value| value.scale()).max().unwrap_or(0);
            let (mut with, mut without) = (false, false);
            for (row, cell) in self.rows.iter().map(|row| row.get(at)).enumerate() {
                if let Some(Cell::Number(value)) = cell {
                    let sign = self.text(row, at).contains('%');
                    with |= sign;
                    without |= !sign && !value.is_zero();
                }
            }
            // Shares among other numbers stay as they are written: without its sign none of them could be told.
            numeric &= !(with && without);
            let dates = || {
                cells().any(|cell| matches!(cell, Cell::Text(_)))
                    && cells().all(|cell| match cell {
                        Cell::Text(text) => date(text).is_some(),
                        Cell::Number(_) => false,
                        Cell::Symbol(_) | Cell::Empty => true,
                    })
            };
            let holds = match (numeric, with) {
                (true, true) => Holds::Percentages,
                (true, false) => Holds::Numbers,
                (false, _) if dates() => Holds::Dates,
                (false, _) => Holds::Text,
            };
            let column = &mut self.columns[at];
            (column.numeric, column.decimals, column.holds) = (numeric, decimals, holds);
        }
    }

    /// The column of that name, as an index into [`Grid::columns`]; capitals do not matter.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name.eq_ignore_ascii_case(name))
    }

    /// The column of that name, which must be there.
    ///
    /// # Errors
    /// A missing column, at the one whose name is nearest or else the first, with a hint.
    pub fn require(&self, name: &str) -> Result<usize, Box<Diagnostic>> {
        self.column(name).ok_or_else(|| {
            let names = || self.columns.iter().map(|column| column.name.as_str());
            let near = nearest(name, names()).and_then(|near| self.column(near)).unwrap_or(0);
            Diagnostic::error(format!("no column `{name}`"), &self.header_span(near))
                .maybe_hint(did_you_mean(name, names()))
                .into()
        })
    }

    /// The text of a cell without quotes and outer space; empty where there is no such cell.
    ///
    /// Unlike [`Cell`] it keeps codes as they were written.
    pub fn text(&self, row: usize, column: usize) -> Cow<'_, str> {
        match self.rows.get(row).and_then(|cells| cells.get(column)) {
            Some(Cell::Text(text)) => Cow::Borrowed(text),
            // What is suppressed after it was read must not be told by the file.
            Some(Cell::Symbol(Symbol::Suppressed)) => Cow::Borrowed(Symbol::Suppressed.mark()),
            Some(_) => Cow::Borrowed(self.file.text.get(self.place(row + 1, column)).unwrap_or_default()),
            None => Cow::Borrowed(""),
        }
    }

    /// BLAKE3 of a data row (from zero), in hexadecimal: of each cell as [`Grid::text`] has it, after its length in bytes
    /// as eight bytes, the least first.
    pub fn hash_of_row(&self, row: usize) -> String {
        let mut hasher = blake3::Hasher::new();
        for column in 0..self.columns.len() {
            let text = self.text(row, column);
            hasher.update(&u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.update(text.as_bytes());
        }
        hasher.finalize().to_hex().to_string()
    }

    /// The same table with the cells at these places (data row and column, from zero) suppressed.
    #[must_use]
    pub fn without(&self, cells: &BTreeSet<(usize, usize)>) -> Self {
        let mut grid = self.clone();
        for (row, column) in cells {
            if let Some(cell) = grid.rows.get_mut(*row).and_then(|row| row.get_mut(*column)) {
                *cell = Cell::Symbol(Symbol::Suppressed);
            }
        }
        grid
    }

    /// The same table with some of its columns; of the others only the names are known. Messages show it as in `shown`.
    #[must_use]
    pub(super) fn only(mut self, kept: &[bool], shown: Arc<SourceFile>) -> Self {
        let width = self.columns.len();
        let keep = |at: usize| kept.get(at % width.max(1)).copied().unwrap_or_default();
        let mut at = 0;
        self.places.retain(|_| {
            at += 1;
            keep(at - 1)
        });
        for row in &mut self.rows {
            *row = std::mem::take(row)
                .into_iter()
                .enumerate()
                .filter(|(at, _)| keep(*at))
                .map(|(_, cell)| cell)
                .collect();
        }
        let (columns, withheld): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.columns).into_iter().enumerate().partition(|(at, _)| keep(*at));
        self.columns = columns.into_iter().map(|(_, column)| column).collect();
        self.withheld.extend(withheld.into_iter().map(|(_, column)| column.name));
        self.shown = shown;
        self
    }

    /// The same table, which messages show as in `shown`: the text of the file with what is not to be told masked.
    #[must_use]
    pub(super) fn shown_as(self, shown: Arc<SourceFile>) -> Self {
        Self { shown, ..self }
    }

    /// Whether a place is in this table.
    pub fn holds(&self, place: &Span) -> bool {
        Arc::ptr_eq(&place.file, &self.file) || Arc::ptr_eq(&place.file, &self.shown)
    }

    /// The name of a column of that name that was not read; capitals do not matter.
    pub fn withheld(&self, name: &str) -> Option<&str> {
        self.withheld.iter().map(String::as_str).find(|one| one.eq_ignore_ascii_case(name))
    }

    /// Where the cell in a data row (from zero) and a column stands in the file, without its quotes.
    pub fn span(&self, row: usize, column: usize) -> Span {
        Span::new(&self.shown, self.place(row + 1, column))
    }

    /// Where the name of a column stands in the file.
    pub fn header_span(&self, column: usize) -> Span {
        Span::new(&self.shown, self.place(0, column))
    }

    /// The whole header in the file.
    pub fn header_row(&self) -> Span {
        let last = self.place(0, self.columns.len().saturating_sub(1));
        Span::new(&self.shown, self.place(0, 0).start..last.end)
    }

    /// The line of the file, from one, on which a cell starts.
    pub fn line(&self, row: usize, column: usize) -> usize {
        let start = self.place(row + 1, column).start;
        self.lines.partition_point(|line| *line <= start)
    }

    /// What a reader of the file calls the cell in a data row (from zero) and a column: "line 5, column `grade`", or
    /// "cell B5 of the sheet `Staff`".
    pub fn cell_name(&self, row: usize, column: usize) -> String {
        if let Some(name) = self.file.cell_name(self.place(row + 1, column).start) {
            return name;
        }
        let name = self.columns.get(column).map_or("", |column| column.name.as_str());
        format!("line {}, column `{name}`", self.line(row, column))
    }

    fn place(&self, row: usize, column: usize) -> Range<usize> {
        self.places.get(row * self.columns.len() + column).cloned().unwrap_or_default()
    }

    /// The value of a cell that is counted in `unit`; `None` for an empty cell.
    ///
    /// # Errors
    /// Text that is neither a number nor a symbol; `%` or `£` on a value of another unit.
    pub fn datum(&self, row: usize, column: usize, unit: Unit) -> Result<Option<Datum>, Box<Diagnostic>> {
        let span = || self.span(row, column);
        match self.rows.get(row).and_then(|cells| cells.get(column)) {
            None | Some(Cell::Empty) => Ok(None),
            Some(Cell::Symbol(symbol)) => Ok(Some(Datum::Symbol(*symbol))),
            Some(Cell::Number(value)) => {
                let written = self.text(row, column);
                let percent = matches!(unit, Unit::Percent | Unit::PercentagePoints);
                let wrong = (written.contains('%') && !percent) || (written.contains('£') && unit != Unit::Pounds);
                if wrong {
                    let kind = match unit {
                        Unit::Percent | Unit::PercentagePoints => "percentages",
                        Unit::Pounds => "pounds",
                        Unit::Number => "plain numbers",
                        other => other.header(),
                    };
                    return Err(Diagnostic::error(format!("`{written}` in a column of another unit"), &span())
                        .hint(format!("the column `{}` holds {kind}", self.columns[column].name))
                        .into());
                }
                Ok(Some(Datum::Number(*value)))
            }
            Some(Cell::Text(text)) => {
                Err(Diagnostic::error(format!("`{text}` is neither a number nor a symbol"), &span())
                    .label(format!("in the column `{}`", self.columns[column].name))
                    .hint(Symbol::key())
                    .into())
            }
        }
    }
}

/// The first two cells that are one value, if some are: `37,460` without quotes is two cells, and so is `Holmes, Gennie`.
fn split_value(record: &csv::StringRecord) -> Option<(&str, &str)> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut pairs = record.iter().zip(record.iter().skip(1));
    pairs.find(|(one, next)| next.starts_with(' ') || (next.len() == 3 && digits(next) && digits(one)))
}

/// What separates the cells of a header that has no comma, if it is clearly something else.
fn other_separator(header: &csv::StringRecord) -> Option<&'static str> {
    let only = if header.len() == 1 { header.get(0)? } else { return None };
    [(';', "semicolons"), ('\t', "tabs")].iter().find(|(mark, _)| only.contains(*mark)).map(|(_, word)| *word)
}

#[cfg(test)]
mod tests;
