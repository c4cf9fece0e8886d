//! OpenDocument spreadsheets: which tables a document has, and what one of them holds.

use super::number;
use super::package::{Bad, LARGEST_DESCRIPTION, LARGEST_PART, Package};
use super::xml::{Element, Node, Xml};
use super::{Book, Content, LAST_COLUMN, LAST_ROW, Merge, Sheet, iso_date};

const CONTENT: &str = "content.xml";

/// A document whose text has been unpacked.
pub struct Document {
    content: String,
    names: Vec<String>,
}

impl Document {
    /// Reads which tables there are.
    ///
    /// # Errors
    /// If the file is damaged, locked, or too large.
    pub fn open(mut package: Package<'_>) -> Result<Self, Bad> {
        let manifest = "META-INF/manifest.xml";
        if package.has(manifest) && package.part(manifest, LARGEST_DESCRIPTION)?.contains("encryption-data") {
            return Err(Bad::Locked);
        }
        let content = package.part(CONTENT, LARGEST_PART)?;
        let mut xml = Xml::new(CONTENT, &content);
        let mut names = Vec::new();
        // A table within a cell is part of that cell.
        let mut depth = 0_usize;
        loop {
            match xml.next()? {
                Node::Start(element) if element.name() == "table" => {
                    if depth == 0 {
                        names.push(element.attribute("name").unwrap_or_default());
                    }
                    depth += 1;
                }
                Node::End(name) if name == "table" => depth = depth.saturating_sub(1),
                Node::Over => break,
                Node::Start(_) | Node::End(_) | Node::Text(_) => {}
            }
        }
        Ok(Self { content, names })
    }
}

impl Book for Document {
    fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }

    fn sheet(&mut self, at: usize) -> Result<Sheet, Bad> {
        let name = self.names.get(at).cloned().ok_or(Bad::Damaged)?;
        let mut xml = Xml::new(CONTENT, &self.content);
        let mut seen = 0;
        loop {
            match xml.next()? {
                Node::Start(element) if element.name() == "table" => {
                    if seen == at {
                        let mut reading = Reading { xml, sheet: Sheet::new(name) };
                        reading.table()?;
                        return Ok(reading.sheet);
                    }
                    seen += 1;
                    skip(&mut xml, "table")?;
                }
                Node::Over => return Err(Bad::Damaged),
                Node::Start(_) | Node::End(_) | Node::Text(_) => {}
            }
        }
    }
}

/// Passes over the rest of an element that has just begun.
fn skip(xml: &mut Xml<'_>, name: &str) -> Result<(), Bad> {
    let mut depth = 1;
    while depth > 0 {
        match xml.next()? {
            Node::Start(element) if element.name() == name => depth += 1,
            Node::End(ended) if ended == name => depth -= 1,
            Node::Over => return Err(xml.broken()),
            Node::Start(_) | Node::End(_) | Node::Text(_) => {}
        }
    }
    Ok(())
}

/// A table while it is read.
struct Reading<'a> {
    xml: Xml<'a>,
    sheet: Sheet,
}

impl Reading<'_> {
    fn table(&mut self) -> Result<(), Bad> {
        let (mut row, mut column) = (0_u32, 0_u32);
        loop {
            match self.xml.next()? {
                Node::Start(element) if element.name() == "table-column" => {
                    let next = column.saturating_add(repeated(&element, "number-columns-repeated"));
                    if is_hidden(&element) {
                        self.sheet.hidden_columns.push(column..=next - 1);
                    }
                    column = next;
                }
                Node::Start(element) if element.name() == "table-row" => {
                    let times = repeated(&element, "number-rows-repeated");
                    if is_hidden(&element) {
                        self.sheet.hidden_rows.push(row..=row.saturating_add(times - 1));
                    }
                    let cells = self.row(row)?;
                    if !cells.is_empty() {
                        for copy in 1..times {
                            for (column, content) in &cells {
                                self.sheet.put(row.saturating_add(copy), *column, content.clone())?;
                            }
                        }
                    }
                    row = row.saturating_add(times);
                }
                // What stands beside the cells: forms, pictures, and the rules of conditional formats.
                Node::Start(element) if matches!(element.name(), "forms" | "shapes" | "conditional-formats") => {
                    let name = element.name().to_owned();
                    skip(&mut self.xml, &name)?;
                }
                Node::End(name) if name == "table" => return Ok(()),
                Node::Over => return Err(self.xml.broken()),
                Node::Start(_) | Node::End(_) | Node::Text(_) => {}
            }
        }
    }

    /// Reads the cells of a row, which are put into the sheet and given back.
    fn row(&mut self, row: u32) -> Result<Vec<(u32, Content)>, Bad> {
        let mut cells = Vec::new();
        let mut column = 0_u32;
        loop {
            match self.xml.next()? {
                Node::Start(element) if matches!(element.name(), "table-cell" | "covered-table-cell") => {
                    let covered = element.name() == "covered-table-cell";
                    let times = repeated(&element, "number-columns-repeated");
                    let content = self.cell(&element)?;
                    if let Some(content) = content.filter(|_| !covered) {
                        for copy in 0..times {
                            let at = column.saturating_add(copy);
                            if row > LAST_ROW || at > LAST_COLUMN {
                                return Err(self.xml.broken());
                            }
                            self.sheet.put(row, at, content.clone())?;
                            cells.push((at, content.clone()));
                        }
                    }
                    let (wide, high) =
                        (repeated(&element, "number-columns-spanned"), repeated(&element, "number-rows-spanned"));
                    if wide > 1 || high > 1 {
                        self.sheet.merges.push(Merge {
                            top: row,
                            left: column,
                            bottom: row.saturating_add(high - 1),
                            right: column.saturating_add(wide - 1),
                        });
                    }
                    column = column.saturating_add(times);
                }
                Node::End(name) if name == "table-row" => return Ok(cells),
                Node::Over => return Err(self.xml.broken()),
                Node::Start(_) | Node::End(_) | Node::Text(_) => {}
            }
        }
    }

    /// What a cell holds; `None` for nothing.
    fn cell(&mut self, element: &Element<'_>) -> Result<Option<Content>, Bad> {
        let text = self.paragraphs()?;
        let of = |name: &str| element.attribute(name);
        let formula = of("formula").is_some();
        // LibreOffice says in an attribute of its own that what the other calls a text is an error.
        if element.has("value-type", "error") || (formula && is_error(&text)) {
            return Ok(Some(Content::Error(text)));
        }
        let number = |name: &str| of(name).and_then(|value| value.trim().parse::<f64>().ok());
        Ok(match of("value-type").as_deref() {
            Some("float" | "currency") => {
                let value = number("value").ok_or_else(|| self.xml.broken())?;
                Some(shown(&text, value, false))
            }
            Some("percentage") => {
                let value = number("value").ok_or_else(|| self.xml.broken())?;
                Some(shown(&text, value, true))
            }
            Some("date") => {
                let date = iso_date(of("date-value").as_deref().unwrap_or(&text));
                // A time is told where the cell shows it, as in a workbook.
                let day =
                    date.split_once(' ').filter(|_| !text.is_empty() && !text.contains(':')).map(|(day, _)| day);
                Some(Content::Text(day.unwrap_or(&date).to_owned()))
            }
            Some("time") => {
                let seconds = of("time-value").and_then(|value| duration(&value));
                Some(Content::Text(seconds.map_or(text.clone(), |seconds| time(&text, seconds))))
            }
            Some("boolean") => {
                let value = of("boolean-value").unwrap_or(text);
                Some(Content::Text(value.to_uppercase()))
            }
            _ if !text.is_empty() => Some(Content::Text(text)),
            None if formula => Some(Content::Uncomputed),
            _ => None,
        })
    }

    /// The text of a cell, its paragraphs with a blank between them; remarks about it are left out.
    fn paragraphs(&mut self) -> Result<String, Bad> {
        let mut text = String::new();
        loop {
            match self.xml.next()? {
                Node::Start(element) => match element.name() {
                    "p" | "h" => {
                        if !text.is_empty() {
                            text.push(' ');
                        }
                        text.push_str(&self.paragraph()?);
                    }
                    name => {
                        let name = name.to_owned();
                        skip(&mut self.xml, &name)?;
                    }
                },
                Node::End(_) => return Ok(text),
                Node::Text(_) => {}
                Node::Over => return Err(self.xml.broken()),
            }
        }
    }

    fn paragraph(&mut self) -> Result<String, Bad> {
        let mut text = String::new();
        let mut depth = 0_usize;
        loop {
            match self.xml.next()? {
                Node::Start(element) => match element.name() {
                    "annotation" | "ruby-text" | "note" => {
                        let name = element.name().to_owned();
                        skip(&mut self.xml, &name)?;
                    }
                    name => {
                        if matches!(name, "s" | "tab" | "line-break") {
                            text.push(' ');
                        }
                        depth += 1;
                    }
                },
                Node::End(_) if depth == 0 => return Ok(text),
                Node::End(_) => depth -= 1,
                Node::Text(more) => text.push_str(&more),
                Node::Over => return Err(self.xml.broken()),
            }
        }
    }
}

/// Whether a row or some columns are not shown, or only not shown while a filter is on.
fn is_hidden(element: &Element<'_>) -> bool {
    matches!(element.attribute("visibility").as_deref(), Some("collapse" | "filter"))
}

/// How often an element stands, or over how many cells it reaches.
fn repeated(element: &Element<'_>, name: &str) -> u32 {
    element.attribute(name).and_then(|times| times.parse().ok()).unwrap_or(1).max(1)
}

fn is_error(text: &str) -> bool {
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"].contains(&text) || text.starts_with("Err:")
}

/// The seconds of a duration of ISO 8601 such as `PT09H30M00S`.
fn duration(text: &str) -> Option<u64> {
    let mut seconds = 0_f64;
    let mut rest = text.trim().strip_prefix("PT")?;
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let (count, unit) = rest.split_at(end);
        let count: f64 = count.parse().ok()?;
        seconds += match unit.get(..1)? {
            "H" => count * 3600.0,
            "M" => count * 60.0,
            "S" => count,
            _ => return None,
        };
        rest = unit.get(1..)?;
    }
    (0.0..1e12).contains(&seconds).then(|| seconds.round() as u64)
}

/// A time: what passed, if the cell shows all of its hours, or the time of a day. The whole hours, minutes or seconds
/// that a cell shows alone are a number.
fn time(text: &str, seconds: u64) -> String {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }
    let hours = text.split(':').next().and_then(|hours| hours.trim().parse::<u64>().ok());
    number::clock(if hours == Some(seconds / 3600) { seconds } else { seconds % 86_400 })
}

/// A number with what its cell shows of it.
fn shown(text: &str, value: f64, percent: bool) -> Content {
    // What LibreOffice makes of the truth values of a workbook.
    if (text == "TRUE" && value == 1.0) || (text == "FALSE" && value == 0.0) {
        return Content::Text(text.to_owned());
    }
    number::written_beside(value, percent, text).map_or_else(|| Content::Text(text.to_owned()), Content::Number)
}
