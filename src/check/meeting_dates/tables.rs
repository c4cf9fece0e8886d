//! What the rows of tables say: "Public exhibition in the Library on 14 May 2024".

use crate::check::Paper;
use crate::check::dates::date_at;
use crate::check::passage::Passage;
use crate::check::words::words;
use crate::data::table::Grid;

/// A longer table is a list of something that comes again and again.
const MOST_ROWS: usize = 100;

/// The rows of the tables that a report shows, each that has one date as a label with the place of the date.
pub fn rows(paper: &Paper<'_>) -> Vec<Passage<'static>> {
    let shown = paper.report.tables.iter().filter_map(|table| table.selection.data.as_ref());
    let grids = shown.filter_map(|name| {
        let datasets = &paper.narrated.facts.datasets;
        let data = datasets.iter().find(|data| data.name == name.value && data.query.is_none())?;
        (data.grid.rows.len() <= MOST_ROWS).then_some(&data.grid)
    });
    grids.flat_map(|grid| (0..grid.rows.len()).filter_map(|row| said(grid, row))).collect()
}

/// What a row says, where one cell is a date and the first one names what took place.
fn said(grid: &Grid, row: usize) -> Option<Passage<'static>> {
    let is_date = |at: &usize| {
        let text = grid.text(row, *at);
        let words = words(&text);
        (0..words.len()).find_map(|first| date_at(&words, first)).is_some_and(|date| date.end == words.len())
    };
    let dates: Vec<usize> = (0..grid.columns.len()).filter(is_date).collect();
    let [date] = dates[..] else { return None };
    let name = (0..date).map(|at| grid.text(row, at)).find(|text| text.chars().any(char::is_alphabetic))?;
    Some(Passage::of_cell(format!("{} on {}", name.trim(), grid.text(row, date).trim()), grid.span(row, date)))
}
