//! OpenDocument spreadsheets: which tables a document has, and what one of them shows.

use rust_decimal::Decimal;

use super::number;
use super::package::{Bad, LARGEST_DESCRIPTION, LARGEST_PART, Package};
use super::xml::{Element, Node, Xml};
use super::{Book, Content, LAST_COLUMN, LAST_ROW, Merge, Sheet, iso_date};
use crate::data::cell::Cell;
use crate::quantity::style::round;

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
        let mut row = 0_u32;
        loop {
            match self.xml.next()? {
                Node::Start(element) if element.name() == "table-row" => {
                    let times = repeated(&element, "number-rows-repeated");
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

    /// What a cell shows; `None` for nothing.
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
            Some("date") => Some(Content::Text(iso_date(&of("date-value").unwrap_or(text)))),
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

/// How often an element stands, or over how many cells it reaches.
fn repeated(element: &Element<'_>, name: &str) -> u32 {
    element.attribute(name).and_then(|times| times.parse().ok()).unwrap_or(1).max(1)
}

fn is_error(text: &str) -> bool {
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"].contains(&text) || text.starts_with("Err:")
}

/// A number as it is shown, if the text is that number, rounded; else, as in a document of another language or with
/// words beside the number, the number without a format.
fn shown(text: &str, value: f64, percent: bool) -> Content {
    // What LibreOffice makes of the truth values of a workbook.
    if (text == "TRUE" && value == 1.0) || (text == "FALSE" && value == 0.0) {
        return Content::Text(text.to_owned());
    }
    let Some(exact) = number::exact(value) else {
        return Content::Text(number::plain(value).unwrap_or_else(|| text.to_owned()));
    };
    let value = if percent { exact.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(exact) } else { exact };
    let text = text.replace('\u{a0}', " ");
    if let Cell::Number(written) = Cell::parse(&text)
        && round(value, written.scale()) == written
        && text.contains('%') == percent
    {
        return Content::Text(text);
    }
    let sign = if percent { "%" } else { "" };
    Content::Text(format!("{}{sign}", value.normalize()))
}
