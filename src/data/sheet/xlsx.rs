//! Spreadsheets of Excel: which sheets a workbook has, and what one of them holds.

use std::collections::HashMap;

use super::number::{self, Epoch, built_in};
use super::package::{Bad, LARGEST_DESCRIPTION, LARGEST_PART, Package};
use super::xml::{Element, Node, Xml};
use super::{Book, Content, LAST_COLUMN, LAST_ROW, Merge, Sheet};

/// A workbook whose sheets are known and whose cells are not.
pub struct Workbook<'a> {
    package: Package<'a>,
    epoch: Epoch,
    /// The sheets with cells, each with its part.
    sheets: Vec<(String, String)>,
    strings: Option<String>,
    styles: Option<String>,
}

impl<'a> Workbook<'a> {
    /// Reads which sheets there are.
    ///
    /// # Errors
    /// If the file is damaged, or no workbook.
    pub fn open(mut package: Package<'a>) -> Result<Self, Bad> {
        let start = relations(&mut package, "_rels/.rels", "")?;
        let book = start.into_iter().find(|one| one.kind == "officeDocument").map(|one| one.target);
        let book = book.unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let (folder, file) = book.rsplit_once('/').unwrap_or(("", &book));
        let relations = relations(&mut package, &join(folder, &format!("_rels/{file}.rels")), folder)?;
        let part = |kind: &str| relations.iter().find(|one| one.kind == kind).map(|one| one.target.clone());
        let text = package.part(&book, LARGEST_DESCRIPTION)?;
        let mut xml = Xml::new(&book, &text);
        let mut epoch = Epoch::Of1900;
        let mut sheets = Vec::new();
        loop {
            match xml.next()? {
                Node::Start(element) if element.name() == "workbookPr" => {
                    if matches!(element.attribute("date1904").as_deref(), Some("1" | "true")) {
                        epoch = Epoch::Of1904;
                    }
                }
                Node::Start(element) if element.name() == "sheet" => {
                    let name = element.attribute("name").ok_or_else(|| xml.broken())?;
                    let id = element.attribute("id").ok_or_else(|| xml.broken())?;
                    let hidden = element.attribute("state").is_some_and(|state| state != "visible");
                    // A sheet that is a chart has no cells.
                    let of = relations.iter().find(|one| one.id == id && one.kind == "worksheet");
                    if let Some(of) = of {
                        sheets.push((hidden, name, of.target.clone()));
                    }
                }
                Node::Over => break,
                Node::Start(_) | Node::End(_) | Node::Text(_) => {}
            }
        }
        // A hidden sheet is not meant unless it is all there is.
        let visible = sheets.iter().any(|(hidden, ..)| !hidden);
        sheets.retain(|(hidden, ..)| !(visible && *hidden));
        let sheets = sheets.into_iter().map(|(_, name, part)| (name, part)).collect();
        Ok(Self { strings: part("sharedStrings"), styles: part("styles"), package, epoch, sheets })
    }
}

impl Book for Workbook<'_> {
    fn names(&self) -> Vec<&str> {
        self.sheets.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn sheet(&mut self, at: usize) -> Result<Sheet, Bad> {
        let (name, part) = self.sheets.get(at).cloned().ok_or(Bad::Damaged)?;
        let strings = match &self.strings {
            Some(part) => {
                let text = self.package.part(part, LARGEST_PART / 2)?;
                shared_strings(&mut Xml::new(part, &text))?
            }
            None => Vec::new(),
        };
        let formats = match &self.styles {
            Some(part) => {
                let text = self.package.part(part, LARGEST_DESCRIPTION)?;
                formats(&mut Xml::new(part, &text))?
            }
            None => Vec::new(),
        };
        let text = self.package.part(&part, LARGEST_PART)?;
        let mut reading = Reading {
            xml: Xml::new(&part, &text),
            strings: &strings,
            formats: &formats,
            epoch: self.epoch,
            sheet: Sheet::new(name),
        };
        reading.run()?;
        Ok(reading.sheet)
    }
}

/// A part that another one refers to.
struct Relation {
    id: String,
    /// The last word of its type.
    kind: String,
    target: String,
}

/// The parts that a part refers to, with their paths in the package; none if it does not say.
fn relations(package: &mut Package<'_>, part: &str, folder: &str) -> Result<Vec<Relation>, Bad> {
    if !package.has(part) {
        return Ok(Vec::new());
    }
    let text = package.part(part, LARGEST_DESCRIPTION)?;
    let mut xml = Xml::new(part, &text);
    let mut found = Vec::new();
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "Relationship" => {
                let text = |name: &str| element.attribute(name).unwrap_or_default();
                let kind = text("Type").rsplit('/').next().unwrap_or_default().to_owned();
                found.push(Relation { id: text("Id"), kind, target: join(folder, &text("Target")) });
            }
            Node::Over => return Ok(found),
            Node::Start(_) | Node::End(_) | Node::Text(_) => {}
        }
    }
}

/// The path of a target as it is seen from a folder of the package.
fn join(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The texts that cells refer to by number.
fn shared_strings(xml: &mut Xml<'_>) -> Result<Vec<String>, Bad> {
    let mut strings = Vec::new();
    loop {
        match xml.next()? {
            // `rPh` is how a text is spoken, which is not shown.
            Node::Start(element) if element.name() == "si" => strings.push(unescaped(&xml.text(&["rPh"])?)),
            Node::Over => return Ok(strings),
            Node::Start(_) | Node::End(_) | Node::Text(_) => {}
        }
    }
}

/// The code of the number format of every style that a cell can have.
fn formats(xml: &mut Xml<'_>) -> Result<Vec<String>, Bad> {
    let mut own: HashMap<u32, String> = HashMap::new();
    let mut formats = Vec::new();
    let mut of_cells = false;
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "numFmt" => {
                    let id = element.attribute("numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, element.attribute("formatCode")) {
                        own.insert(id, code);
                    }
                }
                "cellXfs" => of_cells = true,
                "xf" if of_cells => {
                    let id = element.attribute("numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    formats.push(own.get(&id).cloned().unwrap_or_else(|| built_in(id).to_owned()));
                }
                _ => {}
            },
            Node::End(name) if name == "cellXfs" => of_cells = false,
            Node::Over => return Ok(formats),
            Node::End(_) | Node::Text(_) => {}
        }
    }
}

/// A sheet while it is read.
struct Reading<'a> {
    xml: Xml<'a>,
    strings: &'a [String],
    formats: &'a [String],
    epoch: Epoch,
    sheet: Sheet,
}

impl Reading<'_> {
    fn run(&mut self) -> Result<(), Bad> {
        let (mut row, mut column) = (0, 0);
        loop {
            match self.xml.next()? {
                Node::Start(element) => match element.name() {
                    "row" => {
                        if let Some(number) = element.attribute("r") {
                            let number: u32 = number.parse().map_err(|_| self.xml.broken())?;
                            row = number.checked_sub(1).ok_or_else(|| self.xml.broken())?;
                        }
                        column = 0;
                        if is_hidden(&element) {
                            self.sheet.hidden_rows.push(row..=row);
                        }
                    }
                    "col" if is_hidden(&element) => {
                        let end = |name: &str| element.attribute(name)?.parse::<u32>().ok()?.checked_sub(1);
                        let columns = end("min").zip(end("max"));
                        self.sheet.hidden_columns.extend(columns.map(|(first, last)| first..=last));
                    }
                    "c" => {
                        if let Some(reference) = element.attribute("r") {
                            (row, column) = cell_reference(&reference).ok_or_else(|| self.xml.broken())?;
                        }
                        if row > LAST_ROW || column > LAST_COLUMN {
                            return Err(self.xml.broken());
                        }
                        if let Some(content) = self.cell(&element)? {
                            self.sheet.put(row, column, content)?;
                        }
                        column += 1;
                    }
                    "mergeCell" => {
                        let merge = element.attribute("ref").and_then(|area| merge(&area));
                        self.sheet.merges.extend(merge);
                    }
                    _ => {}
                },
                Node::End(name) if name == "row" => row += 1,
                Node::End(_) | Node::Text(_) => {}
                Node::Over => return Ok(()),
            }
        }
    }

    /// What a cell holds; `None` for nothing.
    fn cell(&mut self, element: &Element<'_>) -> Result<Option<Content>, Bad> {
        let kind = element.attribute("t").unwrap_or_else(|| "n".to_owned());
        let style = element.attribute("s").and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
        let (mut formula, mut value, mut inline) = (false, None, None);
        loop {
            match self.xml.next()? {
                Node::Start(child) => match child.name() {
                    "v" => value = Some(self.xml.text(&[])?),
                    "is" => inline = Some(self.xml.text(&["rPh"])?),
                    name => {
                        formula |= name == "f";
                        self.xml.text(&[])?;
                    }
                },
                Node::End(_) => break,
                Node::Text(_) => {}
                Node::Over => return Err(self.xml.broken()),
            }
        }
        let text = |text: String| if text.is_empty() { None } else { Some(Content::Text(text)) };
        let Some(value) = value.filter(|value| kind == "str" || !value.trim().is_empty()) else {
            return Ok(match inline {
                Some(inline) => text(unescaped(&inline)),
                None if formula => Some(Content::Uncomputed),
                None => None,
            });
        };
        let trimmed = value.trim();
        Ok(match kind.as_str() {
            "n" => {
                let number: f64 = trimmed.parse().map_err(|_| self.xml.broken())?;
                let code = self.formats.get(style).map_or("", String::as_str);
                Some(match number::written(number, code, self.epoch) {
                    Some(written) => Content::Number(written),
                    None => Content::Error("########".to_owned()),
                })
            }
            "s" => {
                let at: usize = trimmed.parse().map_err(|_| self.xml.broken())?;
                text(self.strings.get(at).cloned().ok_or_else(|| self.xml.broken())?)
            }
            "b" => Some(Content::Text(if matches!(trimmed, "1" | "true") { "TRUE" } else { "FALSE" }.to_owned())),
            "e" => Some(Content::Error(trimmed.to_owned())),
            "d" => Some(Content::Text(super::iso_date(trimmed))),
            "str" => text(unescaped(&value)),
            "inlineStr" => text(unescaped(&inline.unwrap_or(value))),
            _ => return Err(self.xml.broken()),
        })
    }
}

/// Whether a row or some columns are not shown.
fn is_hidden(element: &Element<'_>) -> bool {
    matches!(element.attribute("hidden").as_deref(), Some("1" | "true"))
}

/// The row and the column of `B5`, from zero.
pub(super) fn cell_reference(text: &str) -> Option<(u32, u32)> {
    let letters = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, digits) = text.split_at(letters);
    if letters.is_empty() || letters.len() > 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let row: u32 = digits.parse().ok()?;
    Some((row.checked_sub(1)?, column_number(letters)?))
}

/// The number of a column, from zero, by its letters.
pub(super) fn column_number(letters: &str) -> Option<u32> {
    let number = letters.bytes().try_fold(0_u32, |sum, letter| {
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        sum.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    number.checked_sub(1)
}

fn merge(area: &str) -> Option<Merge> {
    let (from, to) = area.split_once(':')?;
    let ((top, left), (bottom, right)) = (cell_reference(from)?, cell_reference(to)?);
    Some(Merge { top, left, bottom, right })
}

/// A text with the characters that Excel writes as `_x000D_`.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let code = from.get(2..6).filter(|_| from.get(6..7) == Some("_"));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = from.get(7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}
