//! The values of a chart or a table as CSV, as they are shown, for a spreadsheet or another program.

use std::collections::HashMap;

use crate::narrative::document::{Cell, Column, RowKind, Table, plain_text};

/// Characters that a spreadsheet takes for the start of a formula.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r'];

/// Writes a table as CSV in UTF-8, with a byte order mark, since spreadsheets would take it for something else.
///
/// Numbers are as they are shown, without separators of thousands and units; a symbol is its mark. A column whose cells
/// name an authority is followed by one with these names. Text that a spreadsheet would run as a formula gets an
/// apostrophe before it.
pub fn write(table: &Table) -> Vec<u8> {
    let named: Vec<bool> = (0..table.columns.len())
        .map(|at| table.rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.note.is_empty())))
        .collect();
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let mut header = Vec::new();
    for (title, named) in column_names(table).into_iter().zip(&named) {
        if *named {
            header.extend([title.clone(), format!("{title}, who")]);
        } else {
            header.push(title);
        }
    }
    let mut records = vec![header];
    for row in table.rows.iter().filter(|row| row.kind != RowKind::Band) {
        let mut record = Vec::new();
        for (cell, named) in row.cells.iter().zip(&named) {
            record.push(value(cell));
            if *named {
                record.push(safe(cell.note.clone()));
            }
        }
        records.push(record);
    }
    for record in records {
        // Writing to memory, with records of any length allowed, cannot fail.
        let _ = writer.write_record(&record);
    }
    writer.into_inner().unwrap_or_default()
}

/// The title of a column with all that stands in its header.
fn title(column: &Column) -> String {
    let group = if column.group.is_empty() { String::new() } else { format!("{}: ", column.group) };
    let unit = if column.unit.is_empty() { String::new() } else { format!(" ({})", column.unit) };
    safe(format!("{group}{}{unit}", column.title))
}

/// What names the columns of a table; one that is there twice has its number.
pub fn column_names(table: &Table) -> Vec<String> {
    numbered(table.columns.iter().map(title))
}

/// What names the rows of a table, apart from bands; one that is there twice has its number.
pub fn row_names(table: &Table) -> Vec<String> {
    let rows = table.rows.iter().filter(|row| row.kind != RowKind::Band);
    numbered(rows.map(|row| row.cells.first().map_or_else(String::new, |cell| plain_text(&cell.text))))
}

fn numbered(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut times: HashMap<String, usize> = HashMap::new();
    names
        .map(|name| {
            let times = times.entry(name.clone()).or_insert(0);
            *times += 1;
            if *times == 1 { name } else { format!("{name} ({times})") }
        })
        .collect()
}

/// What stands in a cell: the number behind it as it is shown, or else its words.
fn value(cell: &Cell) -> String {
    let number = cell.figure.as_ref().and_then(|figure| figure.shown());
    let text = plain_text(&cell.text);
    // Where the paper does not show the number, neither does the file.
    match number.filter(|_| text.contains(|character: char| character.is_ascii_digit())) {
        Some(number) => {
            let decimals = text
                .rsplit_once('.')
                .map_or(0, |(_, after)| after.chars().take_while(char::is_ascii_digit).count());
            format!("{number:.decimals$}")
        }
        None => safe(text),
    }
}

/// Text that no spreadsheet takes for a formula.
fn safe(text: String) -> String {
    if text.starts_with(FORMULA) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrative::document::{Align, Row, plain};

    fn column(group: &str, title: &str, unit: &str) -> Column {
        Column {
            group: group.into(),
            title: title.into(),
            unit: unit.into(),
            align: Align::Left,
            strong: false,
            stretch: 0.0,
        }
    }

    fn row(cells: &[(&str, &str)]) -> Row {
        let cell =
            |(text, note): &(&str, &str)| Cell { text: plain(*text), note: (*note).into(), ..Cell::default() };
        Row { kind: RowKind::Body, cells: cells.iter().map(cell).collect() }
    }

    #[test]
    fn a_table_is_quoted_and_holds_no_formula() {
        let table = Table {
            columns: vec![column("", "Job, with grade", ""), column("West Midlands", "Lowest", "%")],
            rows: vec![row(&[("=1+1", ""), ("0.0", "Warwickshire")]), row(&[("a \"b\"", ""), ("[c]", "@x")])],
            ..Table::default()
        };
        let text = String::from_utf8(write(&table)).expect("UTF-8");
        assert_eq!(
            text,
            "\u{feff}\"Job, with grade\",West Midlands: Lowest (%),\"West Midlands: Lowest (%), who\"\r\n\
             '=1+1,0.0,Warwickshire\r\n\"a \"\"b\"\"\",[c],'@x\r\n"
        );
    }
}
