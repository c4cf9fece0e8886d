//! A PDF as somebody reads it and sees it: its paragraphs, each with where it stands, and its pages as pixels.

use std::collections::HashMap;

use hayro::hayro_interpret::InterpreterSettings as DrawnWith;
use hayro::hayro_syntax::Pdf as Drawn;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use hayro_interpret::InterpreterCache;
use hayro_interpret::hayro_syntax::Pdf;

use super::layer::joined;
use super::lines::{self, Passage, Piece, Place};
use super::tags::{self, Rows};
use super::{Refusal, STACK, limits, survey, vet};
use crate::workers;

/// A PDF that was read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The title that the file gives itself; may be empty.
    pub title: String,
    /// Its pages in order.
    pub sheets: Vec<Sheet>,
    /// Its paragraphs, headings and rows of tables in the order of reading, without the furniture of pages.
    pub blocks: Vec<Block>,
    /// The file with nothing but its pages, safe to draw.
    bytes: Vec<u8>,
}

/// The size of a page in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// What is read in one go: a paragraph, a heading, a row of a table, or what describes a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What the file says that it is: `P`, `H2`, `TR`, `Figure`; empty where it says nothing.
    pub role: String,
    /// The number or the mark before it, which stands apart: `4.2`, `•`; may be empty.
    pub label: String,
    /// Its words; the cells of a row with ` | ` between them.
    pub text: String,
    /// Where its lines stand: pages, from zero, and areas on them.
    pub areas: Vec<(usize, Area)>,
    /// The page on which it begins.
    pub page: usize,
}

/// A part of a page, in points from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Its left side.
    pub left: f64,
    /// Its upper side.
    pub top: f64,
    /// Its right side.
    pub right: f64,
    /// Its lower side.
    pub bottom: f64,
}

/// A page in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// How many stand in a row.
    pub width: usize,
    /// How many rows there are.
    pub height: usize,
    /// Red, green and blue of each, row by row.
    pub rgb: Vec<[u8; 3]>,
}

/// Reads a PDF.
///
/// The same bytes give the same reading, and nothing that a file holds makes this panic or go on for ever.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8]) -> Result<Reading, Refusal> {
    workers::aside(STACK, || read_here(bytes)).unwrap_or(Err(Refusal::Broken))
}

impl Reading {
    /// A page, from zero, drawn with so many dots an inch; `None` if there is no such page or it cannot be drawn.
    pub fn draw(&self, page: usize, resolution: f32) -> Option<Pixels> {
        workers::aside(STACK, || draw_here(&self.bytes, page, resolution)).flatten()
    }
}

fn draw_here(bytes: &[u8], page: usize, resolution: f32) -> Option<Pixels> {
    let pdf = Drawn::new(bytes.to_vec()).ok()?;
    let scale = resolution / 72.0;
    let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
    let drawn = render(pdf.pages().get(page)?, &RenderCache::new(), &DrawnWith::default(), &settings);
    let rgb = drawn.data().iter().map(|one| [one.r, one.g, one.b]).collect();
    Some(Pixels { width: drawn.width().into(), height: drawn.height().into(), rgb })
}

fn read_here(bytes: &[u8]) -> Result<Reading, Refusal> {
    let vetted = vet::vet(bytes)?;
    let pdf = Pdf::new(vetted.bytes.clone()).map_err(|_| Refusal::Broken)?;
    if pdf.pages().len() != vetted.pages.len() {
        return Err(Refusal::Broken);
    }
    let tagged = tags::is_tagged(&vetted.document);
    let structure = tagged.then(|| tags::structure(&vetted.document, vetted.pages.first().copied(), Rows::Cells));
    let cache = InterpreterCache::new();
    let mut reading = Reading { title: super::title(&vetted.document), ..Reading::default() };
    let mut found: Vec<(Place, usize, Passage)> = Vec::new();
    for (at, (page, id)) in pdf.pages().iter().zip(&vetted.pages).enumerate() {
        let (width, height) = page.render_dimensions();
        if !(limits::SIDES.contains(&width) && limits::SIDES.contains(&height)) {
            return Err(Refusal::Size(at + 1));
        }
        reading.sheets.push(Sheet { width: width.into(), height: height.into() });
        let survey =
            survey(page, &cache, &vetted.actual, vetted.costs).map_err(|why| Refusal::OnPage(at + 1, why))?;
        match structure.as_ref().map(|structure| structure.orders.get(id)) {
            Some(Some(order)) => {
                let passages = lines::placed(&survey.letters, &order.described, |letter| {
                    let known = letter.mark.id.and_then(|id| order.places.get(&id).copied());
                    known.unwrap_or(Place::Furniture)
                });
                found.extend(passages.into_iter().map(|(place, passage)| (place, at, passage)));
            }
            // A page of a tagged file with nothing to read.
            Some(None) => {}
            None => {
                let passages = lines::guessed(&survey.letters);
                found.extend(passages.into_iter().map(|passage| (Place::Nowhere, at, passage)));
            }
        }
    }
    if tagged {
        // A table that goes on, or a footnote, is read where the structure has it, whatever page it stands on.
        found.sort_by_key(|(place, page, _)| (*place, *page));
    }
    let (roles, rows) = structure.map_or_else(Default::default, |structure| (structure.roles, structure.rows));
    // The block of each paragraph or row: a footnote may stand in the midst of a paragraph.
    let mut known: HashMap<usize, usize> = HashMap::new();
    for (place, page, passage) in found {
        if passage.artifact || place == Place::Furniture {
            continue;
        }
        let paragraph = match place {
            Place::Read { paragraph, .. } => Some(paragraph),
            _ => None,
        };
        let row = paragraph.and_then(|paragraph| rows.get(&paragraph).copied());
        let role = match paragraph.and_then(|paragraph| roles.get(&paragraph)) {
            _ if row.is_some() => "TR",
            _ if !passage.described.is_empty() => "Figure",
            role => role.map_or("", String::as_str),
        };
        let (label, text) = words(&passage, tagged && role != "TR");
        let areas: Vec<(usize, Area)> = passage.pieces.iter().map(|piece| (page, area(piece))).collect();
        let key = row.or(paragraph);
        match key.and_then(|key| reading.blocks.get_mut(*known.get(&key)?)) {
            Some(block) => {
                // The next cell of a row, unless its text goes on on the next page.
                let between = match row {
                    Some(_) if !known.contains_key(&paragraph.unwrap_or_default()) => " | ",
                    // A word that is broken at the end of the page.
                    _ if block.text.ends_with('-') && text.starts_with(char::is_lowercase) => "",
                    _ => " ",
                };
                block.text = format!("{}{between}{label}{text}", block.text);
                block.areas.extend(areas);
            }
            None => {
                known.extend(key.map(|key| (key, reading.blocks.len())));
                reading.blocks.push(Block { role: role.to_owned(), label, text, areas, page });
            }
        }
        known.extend(paragraph.zip(key.and_then(|key| known.get(&key).copied())));
    }
    join_labels(&mut reading.blocks);
    reading.bytes = vetted.bytes;
    Ok(reading)
}

/// Joins the numbers of items that were read by themselves to what they number.
fn join_labels(blocks: &mut Vec<Block>) {
    let is_number = |block: &Block| {
        let known = block.text.chars().count() <= LONGEST_LABEL && !block.text.contains(' ');
        block.role == "LI" && block.label.is_empty() && known && block.text.ends_with([')', '.'])
    };
    let on_one_line = |number: &Block, text: &Block| match (number.areas.as_slice(), text.areas.first()) {
        ([(page, one)], Some((other, area))) => {
            page == other && one.right <= area.left && one.top < area.bottom && area.top < one.bottom
        }
        _ => false,
    };
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks.drain(..) {
        if block.label.is_empty()
            && let Some(number) = joined.pop_if(|last| is_number(last) && on_one_line(last, &block))
        {
            block.areas.splice(0..0, number.areas);
            (block.role, block.label) = (number.role, number.text);
        }
        joined.push(block);
    }
    *blocks = joined;
}

/// The words of a passage, with the spaces between them; and before them its number, where one stands apart.
fn words(passage: &Passage, numbered: bool) -> (String, String) {
    if !passage.described.is_empty() {
        return (String::new(), passage.described.clone());
    }
    let (mut label, mut text) = (String::new(), String::new());
    for (at, piece) in passage.pieces.iter().enumerate() {
        let next = passage.pieces.get(at + 1);
        let (words, space) = joined(&piece.text, next);
        let apart = next.is_some_and(|next| next.apart);
        if numbered && at == 0 && apart && words.chars().count() <= LONGEST_LABEL {
            words.trim().clone_into(&mut label);
            continue;
        }
        text.push_str(words.trim());
        match next {
            Some(_) if apart && !numbered => text.push_str(" | "),
            Some(_) if space => text.push(' '),
            _ => {}
        }
    }
    (label, text.replace('\u{200b}', ""))
}

/// The longest number of a paragraph or an item, in letters: `(viii)`, `12.10.3`.
const LONGEST_LABEL: usize = 8;

/// The place of a piece, with its ascenders and descenders.
fn area(piece: &Piece) -> Area {
    let end = piece.at + piece.along * piece.length;
    let (up, down) = (0.8 * piece.size, 0.25 * piece.size);
    Area {
        left: piece.at.x.min(end.x),
        top: piece.at.y.min(end.y) - up,
        right: piece.at.x.max(end.x),
        bottom: piece.at.y.max(end.y) + down,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn what_is_no_pdf_has_no_reading() {
        assert!(read(b"").is_err() && read(b"%PDF-1.7 and nothing else").is_err());
    }
}
