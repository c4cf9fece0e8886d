//! A sheet as a grid: its text with a line a row, its header of one or several rows, its cells in their places.

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use super::number::Written;
use super::xlsx::{cell_reference, column_number};
use super::{Asked, Content, LAST_COLUMN, LAST_ROW, Merge, Sheet, hidden};
use crate::data::problems::Problems;
use crate::data::table::{Grid, Rows};
use crate::diagnostic::{Diagnostic, SourceFile, Span};
use crate::project::yaml::Text;

/// What stands between the cells of a row; no cell contains it.
const BETWEEN: char = '\t';

/// The most characters of the text: a table that needs more has cells very far apart.
const LONGEST_TEXT: usize = 64 * 1024 * 1024;

/// The most merged cells of a header that are looked at.
const MOST_MERGES: usize = 1_000;

/// How many columns a group's words reach to the right, where no cell is merged.
const FARTHEST: usize = 64;

/// Rows and columns of a sheet, from zero, the last ones included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    top: u32,
    left: u32,
    bottom: u32,
    right: u32,
}

impl Part {
    fn holds(&self, (row, column): (u32, u32)) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}

pub(super) fn grid(
    path: &str,
    sheet: &Sheet,
    asked: Asked<'_>,
    blank_stub: impl Fn(&[&str]) -> bool,
) -> Result<Grid, Vec<Diagnostic>> {
    let wanted = match asked.range {
        Some(range) => part(range).map_err(|problem| vec![*problem])?,
        None => Part { top: 0, left: 0, bottom: LAST_ROW, right: LAST_COLUMN },
    };
    let Some(used) = used(sheet, wanted) else {
        let place = asked.range.or(asked.sheet).unwrap_or(asked.file);
        let what = if asked.range.is_some() { "the range holds no cells" } else { "the sheet is empty" };
        return Err(vec![
            Diagnostic::error(
                format!("{what}, in the sheet `{}` of `{}`", sheet.name, asked.file.value),
                &place.span,
            )
            .hint("the first row names the columns, every other row is data"),
        ]);
    };
    let columns = match asked.range {
        Some(_) if wanted.right < LAST_COLUMN => wanted.left..=wanted.right,
        _ => used.left..=used.right,
    };
    let size =
        (used.bottom as usize + 1) + sheet.cells.len() + (used.right as usize + 1) * rows_used(sheet, wanted);
    if size > LONGEST_TEXT {
        let place = asked.range.or(asked.sheet).unwrap_or(asked.file);
        return Err(vec![
            Diagnostic::error(format!("the cells of the sheet `{}` lie too far apart", sheet.name), &place.span)
                .hint("name the part of the sheet that holds the table, such as `range: A3:H20`"),
        ]);
    }

    let rendered = Rendered::new(sheet, wanted, used);
    let file = SourceFile::of_sheet(path, rendered.text.clone(), &sheet.name);
    let mut problems = Problems::default();
    for ((row, column), content) in sheet.cells.iter().filter(|(place, _)| wanted.holds(**place)) {
        let span = || Span::new(&file, rendered.place(*row, *column));
        match content {
            Content::Text(_) | Content::Number(_) => {}
            Content::Error(error) => problems.push(
                Diagnostic::error(format!("the cell shows the error `{error}`"), &span())
                    .hint("put the formula right, or write a symbol such as `x` (not available) in its place"),
            ),
            Content::Uncomputed => {
                problems.push(Diagnostic::error("the formula has no value in the file", &span()).hint(
                    "open the file in your spreadsheet program and save it again, so that it computes the value",
                ))
            }
        }
    }
    problems.or(())?;

    let header_end = used.top.saturating_add(u32::try_from(asked.header_rows).unwrap_or(1).max(1) - 1);
    let of_header = |merge: &&Merge| merge.top <= header_end && merge.bottom >= used.top;
    let merges: Vec<Merge> = sheet.merges.iter().filter(of_header).take(MOST_MERGES).copied().collect();
    let header = Header { sheet, merges, wanted, top: used.top, bottom: header_end };
    let names: Vec<String> = columns.clone().map(|column| header.name(column)).collect();
    let mut header_places = rendered.row(used.top, columns.clone());
    for row in used.top + 1..=header_end {
        // A name stands where the last of its words does.
        for (place, lower) in header_places.iter_mut().zip(rendered.row(row, columns.clone())) {
            if !lower.is_empty() {
                *place = lower;
            }
        }
    }
    let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
    let mut decimals: Vec<Vec<Option<u32>>> = Vec::new();
    let shown = |row: u32, column: u32| match sheet.cells.get(&(row, column)) {
        Some(Content::Number(number)) => number.decimals,
        _ => None,
    };
    let mut data_rows: BTreeSet<u32> = BTreeSet::new();
    let below = sheet.cells.range((header_end + 1, 0)..).filter(|(place, _)| wanted.holds(**place));
    for ((row, _), _) in below {
        if data_rows.insert(*row) {
            rows.push(rendered.row(*row, columns.clone()));
            decimals.push(columns.clone().map(|column| shown(*row, column)).collect());
        }
    }
    let header = Span::new(&file, header_places.first().cloned().unwrap_or_default());
    let named: Vec<_> = columns.zip(names.iter().map(String::as_str)).collect();
    let hidden = hidden::warnings(sheet, &named, &data_rows, &header);
    let mut grid = Grid::of_rows(&Arc::clone(&file), Rows { names, header_places, rows, decimals }, blank_stub)?;
    grid.hidden = hidden;
    Ok(grid)
}

/// The smallest part of the sheet that has all cells of the wanted one; `None` if there are none.
fn used(sheet: &Sheet, wanted: Part) -> Option<Part> {
    let mut places = sheet.cells.keys().filter(|place| wanted.holds(**place));
    let (row, column) = *places.next()?;
    Some(places.fold(Part { top: row, left: column, bottom: row, right: column }, |part, (row, column)| Part {
        top: part.top.min(*row),
        left: part.left.min(*column),
        bottom: part.bottom.max(*row),
        right: part.right.max(*column),
    }))
}

fn rows_used(sheet: &Sheet, wanted: Part) -> usize {
    let mut last = None;
    sheet
        .cells
        .keys()
        .filter(|place| wanted.holds(**place))
        .filter(|(row, _)| last.replace(*row) != Some(*row))
        .count()
}

/// The rows that name the columns.
struct Header<'a> {
    sheet: &'a Sheet,
    /// The cells of these rows that are merged.
    merges: Vec<Merge>,
    wanted: Part,
    top: u32,
    bottom: u32,
}

impl Header<'_> {
    /// The name of a column: the group's words before the column's own.
    ///
    /// A cell that is merged over several stands for all of them. Where no cell of a row is merged, a group's words
    /// count for the blank cells to their right.
    fn name(&self, column: u32) -> String {
        let mut parts: Vec<&str> = Vec::new();
        for row in self.top..=self.bottom {
            let of_row = || self.merges.iter().filter(|one| (one.top..=one.bottom).contains(&row));
            let merged = of_row().find(|one| (one.left..=one.right).contains(&column));
            let words = match merged {
                Some(merge) => self.text(merge.top.max(self.top), merge.left),
                None if row == self.bottom || of_row().any(|one| one.left < one.right) => self.text(row, column),
                None => (self.wanted.left..=column).rev().take(FARTHEST).find_map(|column| self.text(row, column)),
            };
            parts.extend(words.filter(|words| !words.is_empty()));
        }
        parts.dedup();
        let words = parts.iter().map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
        words.collect::<Vec<_>>().join(" – ")
    }

    fn text(&self, row: u32, column: u32) -> Option<&str> {
        match self.sheet.cells.get(&(row, column)) {
            Some(Content::Text(text) | Content::Number(Written { text, .. }))
                if self.wanted.holds((row, column)) =>
            {
                Some(text.trim())
            }
            _ => None,
        }
    }
}

/// The text of a sheet, and where its cells stand in it.
struct Rendered {
    text: String,
    /// The bytes of each row of the sheet, from the first.
    lines: Vec<Range<usize>>,
}

impl Rendered {
    fn new(sheet: &Sheet, wanted: Part, used: Part) -> Self {
        let mut text = String::new();
        let mut lines = Vec::with_capacity(used.bottom as usize + 1);
        let mut cells = sheet.cells.iter().filter(|(place, _)| wanted.holds(**place)).peekable();
        for row in 0..=used.bottom {
            let start = text.len();
            let mut at = 0;
            while let Some(((_, column), content)) = cells.next_if(|((of, _), _)| *of == row) {
                for _ in at..*column {
                    text.push(BETWEEN);
                }
                at = *column;
                match content {
                    Content::Text(held) | Content::Number(Written { text: held, .. }) | Content::Error(held) => {
                        text.extend(held.chars().map(|c| if c.is_control() { ' ' } else { c }));
                    }
                    Content::Uncomputed => text.push('='),
                }
            }
            // So that an empty cell behind the last one has a place of its own.
            let more = if text.len() > start { used.right.saturating_sub(at) } else { 0 };
            text.extend(std::iter::repeat_n(BETWEEN, more as usize));
            lines.push(start..text.len());
            text.push('\n');
        }
        Self { text, lines }
    }

    /// Where the cells of a row stand.
    fn row(&self, row: u32, columns: RangeInclusive<u32>) -> Vec<Range<usize>> {
        let line = self.lines.get(row as usize).cloned().unwrap_or_default();
        let text = self.text.get(line.clone()).unwrap_or_default();
        let mut start = line.start;
        let mut cells = text.split(BETWEEN).map(|cell| {
            let lead = start + (cell.len() - cell.trim_start().len());
            start += cell.len() + BETWEEN.len_utf8();
            lead..lead + cell.trim().len()
        });
        let first = cells.nth(*columns.start() as usize);
        let all = first.into_iter().chain(cells).chain(std::iter::repeat(line.end..line.end));
        all.take(columns.count()).collect()
    }

    /// Where a cell stands, without outer space; an empty place at the end of its row for a cell behind the last.
    fn place(&self, row: u32, column: u32) -> Range<usize> {
        self.row(row, column..=column).pop().unwrap_or_default()
    }
}

/// The part of a sheet that a range means: `A3:H20`, or `A:H` for whole columns.
fn part(range: &Text) -> Result<Part, Box<Diagnostic>> {
    let written = range.value.replace('$', "");
    let ends = written.split_once(':').map(|(from, to)| (from.trim(), to.trim()));
    let cells = || {
        let (from, to) = ends?;
        match (cell_reference(from), cell_reference(to)) {
            (Some((top, left)), Some((bottom, right))) => Some(Part { top, left, bottom, right }),
            (None, None) => {
                Some(Part { top: 0, left: column_number(from)?, bottom: LAST_ROW, right: column_number(to)? })
            }
            _ => None,
        }
    };
    let good = |part: &Part| {
        part.top <= part.bottom && part.left <= part.right && part.bottom <= LAST_ROW && part.right <= LAST_COLUMN
    };
    cells().filter(good).ok_or_else(|| {
        Diagnostic::error(format!("`{}` is not a range of cells", range.value), &range.span)
            .hint("write the first and the last cell, such as `A3:H20`, or whole columns, such as `A:H`")
            .into()
    })
}
