//! Spreadsheets: the cells of one sheet, as a grid that knows what they are called there.
//!
//! A sheet becomes a text with one line a row, so that messages and provenance can point into it; what stands in a
//! cell of that text is what its reader takes it for (a share, pounds, a date), with the whole number that is stored.

mod grid;
mod hidden;
mod number;
mod ods;
mod package;
mod xlsx;
mod xml;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::data::table::Grid;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::project::yaml::Text;

pub use package::{Bad, Container};

use number::Written;
use package::Package;

/// The last row that Excel has, from zero.
const LAST_ROW: u32 = 1_048_575;

/// The last column that Excel and LibreOffice have, from zero.
const LAST_COLUMN: u32 = 16_383;

/// The most cells of a sheet that are not empty. The longest table of a council has some ten thousand; half a million
/// take half a second and 100 MB.
const MOST_CELLS: usize = 500_000;

/// What a report says about a spreadsheet.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The file, relative to the project.
    pub file: &'a Text,
    /// The sheet; must be named where there are several.
    pub sheet: Option<&'a Text>,
    /// The part of the sheet that holds the table, as `A3:H20`.
    pub range: Option<&'a Text>,
    /// How many rows name the columns.
    pub header_rows: usize,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    /// A text, a date or a truth value.
    Text(String),
    /// A number.
    Number(Written),
    /// An error of the spreadsheet's, such as `#DIV/0!`.
    Error(String),
    /// A formula whose value the file does not have.
    Uncomputed,
}

/// Cells that are shown as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Merge {
    top: u32,
    left: u32,
    bottom: u32,
    right: u32,
}

/// The cells of a sheet that are not empty, by row and column from zero.
#[derive(Debug)]
struct Sheet {
    name: String,
    cells: BTreeMap<(u32, u32), Content>,
    merges: Vec<Merge>,
    /// The rows that the spreadsheet program does not show.
    hidden_rows: Vec<RangeInclusive<u32>>,
    /// The columns that it does not show.
    hidden_columns: Vec<RangeInclusive<u32>>,
}

impl Sheet {
    fn new(name: String) -> Self {
        Self {
            name,
            cells: BTreeMap::new(),
            merges: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
        }
    }

    /// # Errors
    /// If there are too many cells.
    fn put(&mut self, row: u32, column: u32, content: Content) -> Result<(), Bad> {
        if self.cells.len() >= MOST_CELLS || row > LAST_ROW {
            return Err(Bad::Large(format!("more than {MOST_CELLS} cells in the sheet `{}`", self.name)));
        }
        self.cells.insert((row, column), content);
        Ok(())
    }
}

/// A spreadsheet whose sheets are known by name.
trait Book {
    /// The names of the sheets that have cells.
    fn names(&self) -> Vec<&str>;

    /// Reads the sheet of that number.
    ///
    /// # Errors
    /// If it cannot be read.
    fn sheet(&mut self, at: usize) -> Result<Sheet, Bad>;
}

/// Reads a sheet of a spreadsheet into a grid; `path` is the file as messages show it, and `blank_stub` says whether
/// the first of these columns may go without a name.
///
/// # Errors
/// A file that is no spreadsheet or a broken one, and a sheet or range that it does not have, at the report's entry;
/// what is wrong with cells, in the sheet.
pub fn read(
    path: &str,
    bytes: &[u8],
    asked: Asked<'_>,
    blank_stub: impl Fn(&[&str]) -> bool,
) -> Result<Grid, Vec<Diagnostic>> {
    let bad = |bad: Bad| {
        vec![
            Diagnostic::error(format!("the data file `{}` {}", asked.file.value, bad.words()), &asked.file.span)
                .hint(bad.hint()),
        ]
    };
    let mut book = open(bytes).map_err(bad)?;
    let at = choose(&book.names(), asked).map_err(|problem| vec![*problem])?;
    let sheet = book.sheet(at).map_err(bad)?;
    drop(book);
    grid::grid(path, &sheet, asked, blank_stub)
}

fn open(bytes: &[u8]) -> Result<Box<dyn Book + '_>, Bad> {
    if Container::of(bytes) == Some(Container::Compound) {
        // A file with a password is such a file with a stream of this name.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let locked = bytes.windows(name.len()).any(|window| window == name);
        return Err(if locked { Bad::Locked } else { Bad::OldForm });
    }
    let mut package = Package::open(bytes)?;
    if package.has("xl/workbook.bin") {
        return Err(Bad::OldForm);
    }
    if package.has("[Content_Types].xml") {
        let types = package.part("[Content_Types].xml", package::LARGEST_DESCRIPTION)?;
        if !types.contains("spreadsheetml") && !package.has("xl/workbook.xml") {
            return Err(Bad::Other);
        }
        return Ok(Box::new(xlsx::Workbook::open(package)?));
    }
    if package.has("mimetype") {
        let kind = package.part("mimetype", package::LARGEST_DESCRIPTION)?;
        if !kind.trim().starts_with("application/vnd.oasis.opendocument.spreadsheet") {
            return Err(Bad::Other);
        }
        return Ok(Box::new(ods::Document::open(package)?));
    }
    Err(Bad::Other)
}

/// The sheet that is meant: the one that is named, else the only one.
fn choose(names: &[&str], asked: Asked<'_>) -> Result<usize, Box<Diagnostic>> {
    let path = &asked.file.value;
    if names.is_empty() {
        return Err(Diagnostic::error(format!("`{path}` has no sheet with cells"), &asked.file.span)
            .hint("open the file in your spreadsheet program and save it again")
            .into());
    }
    if let Some(wanted) = asked.sheet {
        let same = |name: &&str| name.trim().eq_ignore_ascii_case(wanted.value.trim());
        return names
            .iter()
            .position(|name| *name == wanted.value)
            .or_else(|| names.iter().position(same))
            .ok_or_else(|| {
                Diagnostic::error(format!("`{path}` has no sheet `{}`", wanted.value), &wanted.span)
                    .maybe_hint(did_you_mean(&wanted.value, names.iter().copied()))
                    .into()
            });
    }
    match names {
        [] | [_] => Ok(0),
        [first, ..] => {
            let list: Vec<String> = names.iter().take(12).map(|name| format!("`{name}`")).collect();
            let more = if names.len() > 12 { format!(" and {} more", names.len() - 12) } else { String::new() };
            Err(Diagnostic::error(format!("`{path}` has {} sheets", names.len()), &asked.file.span)
                .hint(format!(
                    "say which one is meant, such as `sheet: {first}`; there is {}{more}",
                    list.join(", ")
                ))
                .into())
        }
    }
}

/// A date and time of ISO 8601 as a text: without a time at midnight, and with a blank before any other.
fn iso_date(text: &str) -> String {
    match text.trim().split_once('T') {
        Some((date, time)) => {
            let time = time.split('.').next().unwrap_or_default().trim_end_matches('Z');
            let parts: Option<Vec<u64>> = time.split(':').map(|part| part.parse().ok()).collect();
            match parts.as_deref() {
                Some([0, 0] | [0, 0, 0]) => date.to_owned(),
                Some([hours, minutes]) if *hours < 24 && *minutes < 60 => {
                    format!("{date} {}", number::clock(hours * 3600 + minutes * 60))
                }
                Some([hours, minutes, seconds]) if *hours < 24 && *minutes < 60 && *seconds < 60 => {
                    format!("{date} {}", number::clock(hours * 3600 + minutes * 60 + seconds))
                }
                _ => format!("{date} {time}"),
            }
        }
        None => text.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests;
