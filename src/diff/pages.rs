//! Which pages look different, and where: pages are drawn, and what only moved is told from what changed.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::appendix::reading::{Area, Pixels, Reading};
use crate::diff::moves::Moves;
use crate::diff::passages;
use crate::diff::picture::{self, Album};
use crate::diff::squares::{CELL, Square, differing, joined, pixel, recoloured};

/// Dots an inch: enough to read a page on a screen.
pub(super) const RESOLUTION: f32 = 84.0;

/// A page that looks different.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PageChange {
    /// The page as it was; absent for a new one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<Side>,
    /// The page as it is; absent for one that is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<Side>,
    /// Whether something stands higher or lower than it did.
    pub moved: bool,
}

/// One side of a page that looks different.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Side {
    /// Its number, from one.
    pub page: usize,
    /// Where it differs.
    pub marks: Vec<Mark>,
    /// Its picture as PNG; `None` where there are too many.
    #[serde(skip)]
    pub png: Option<Vec<u8>>,
}

/// A part of a page that differs, in parts of its width and height from 0 to 1.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Mark {
    /// Its left side.
    pub left: f64,
    /// Its upper side.
    pub top: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// What stands there: "paragraph 4.2".
    pub what: String,
}

impl PageChange {
    /// Keeps its pictures if there is room for them.
    pub(super) fn keep_picture(&mut self, left: &mut usize) {
        if *left > 0 {
            *left -= 1;
            return;
        }
        self.old.iter_mut().chain(&mut self.new).for_each(|side| side.png = None);
    }

    /// The page as a reader calls it: "page 3", "page 3, which was page 2".
    pub fn called(&self) -> String {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) if old.page != new.page => {
                format!("page {}, which was page {}", new.page, old.page)
            }
            (_, Some(new)) => format!("page {}", new.page),
            (Some(old), None) => format!("page {}", old.page),
            (None, None) => String::new(),
        }
    }
}

/// The pages that look different; `unchanged` are the paragraphs of both papers that have the same words, and `paper` is
/// which paper of the album they are.
pub(super) fn changes(
    old: &Reading,
    new: &Reading,
    unchanged: &[(usize, usize)],
    (album, paper): (&Album, usize),
) -> Vec<PageChange> {
    let mut found = Vec::new();
    for (one, other) in pairs(old, new) {
        let before = one.and_then(|page| old.draw(page, RESOLUTION).map(|pixels| (page, pixels)));
        let after = other.and_then(|page| new.draw(page, RESOLUTION).map(|pixels| (page, pixels)));
        let pictures = album.has_room(paper);
        let change = match (before, after) {
            (Some((one, before)), Some((other, after))) => {
                let moves = Moves::between((old, one), (new, other), unchanged);
                compared((old, one, &before), (new, other, &after), &moves, pictures)
            }
            (Some((page, pixels)), None) => {
                Some(PageChange { old: Some(alone(page, &pixels, pictures)), ..PageChange::default() })
            }
            (None, Some((page, pixels))) => {
                Some(PageChange { new: Some(alone(page, &pixels, pictures)), ..PageChange::default() })
            }
            (None, None) => None,
        };
        change.iter().for_each(|_| album.add(paper));
        found.extend(change);
    }
    found
}

/// A page that has no counterpart.
fn alone(page: usize, pixels: &Pixels, picture: bool) -> Side {
    let png = picture.then(|| picture::png(pixels)).flatten();
    Side { page: page + 1, marks: Vec::new(), png }
}

/// The pages that belong together: those with the same words, and between them one after the other.
fn pairs(old: &Reading, new: &Reading) -> Vec<(Option<usize>, Option<usize>)> {
    let words = |reading: &Reading| -> Vec<String> {
        let of = |page: usize| {
            let blocks = reading.blocks.iter().filter(|block| block.page == page);
            blocks.map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n")
        };
        (0..reading.sheets.len()).map(of).collect()
    };
    let (before, after) = (words(old), words(new));
    // As many pages as before are most likely the same ones.
    if before.len() == after.len() {
        return (0..before.len()).map(|page| (Some(page), Some(page))).collect();
    }
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (_, from, to) = op.as_tag_tuple();
        match op {
            DiffOp::Equal { .. } => pairs.extend(from.zip(to).map(|(one, other)| (Some(one), Some(other)))),
            _ => {
                let both = from.len().min(to.len());
                pairs.extend(from.clone().zip(to.clone()).map(|(one, other)| (Some(one), Some(other))));
                pairs.extend(from.skip(both).map(|one| (Some(one), None)));
                pairs.extend(to.skip(both).map(|other| (None, Some(other))));
            }
        }
    }
    pairs
}

/// A page of a paper, drawn.
type Page<'a> = (&'a Reading, usize, &'a Pixels);

fn compared(old: Page<'_>, new: Page<'_>, moves: &Moves, pictures: bool) -> Option<PageChange> {
    let (before, after) = (old.2, new.2);
    if before == after {
        return None;
    }
    let size = |pixels: &Pixels| (pixels.width, pixels.height);
    if size(before) != size(after) {
        return Some(PageChange {
            old: Some(alone(old.1, before, pictures)),
            new: Some(alone(new.1, after, pictures)),
            moved: false,
        });
    }
    let back: Vec<f64> = moves.steps.iter().map(|step| -step).collect();
    let (gone, went) = differing(before, after, &moves.steps, &moves.gone);
    let (came, came_from) = differing(after, before, &back, &moves.come);
    let moved = went || came_from;
    let alike = gone.is_empty() && came.is_empty() && !moved;
    let (gone, came) = if alike { (recoloured(before, after), recoloured(after, before)) } else { (gone, came) };
    if gone.is_empty() && came.is_empty() && !moved {
        return None;
    }
    let side = |(reading, page, pixels): Page<'_>, boxes: Vec<Square>| Side {
        page: page + 1,
        marks: marks(reading, page, pixels, &boxes),
        png: pictures.then(|| picture::png(pixels)).flatten(),
    };
    Some(PageChange { old: Some(side(old, gone)), new: Some(side(new, came)), moved })
}

/// Places of a page with what stands there.
fn marks(reading: &Reading, page: usize, pixels: &Pixels, boxes: &[Square]) -> Vec<Mark> {
    let (width, height) = (pixels.width as f64, pixels.height as f64);
    let points = 72.0 / f64::from(RESOLUTION);
    let mark = |whole: &Square| {
        let area = Area {
            left: whole.left as f64 * points,
            top: whole.top as f64 * points,
            right: whole.right as f64 * points,
            bottom: whole.bottom as f64 * points,
        };
        // A little air around it.
        let part = |pixels: usize, by: f64, of: f64| ((pixels as f64 + by) / of).clamp(0.0, 1.0);
        let (left, top) = (part(whole.left, -2.0, width), part(whole.top, -2.0, height));
        Mark {
            left,
            top,
            width: part(whole.right, 2.0, width) - left,
            height: part(whole.bottom, 2.0, height) - top,
            what: what(reading, page, area),
        }
    };
    let boxes = joined(boxes.iter().map(|one| whole_words(pixels, *one)).collect());
    boxes.iter().map(mark).collect()
}

/// How far letters of one word stand apart, and how far a word is looked for, in pixels.
const LETTERS_APART: usize = 3;
const LONGEST_WORD: usize = 90;

/// A part of a line with the rest of the words that it is in: a digit that changed is seen as a part of its number.
fn whole_words(pixels: &Pixels, one: Square) -> Square {
    if one.bottom - one.top > 4 * CELL {
        return one;
    }
    let around = one.left.saturating_sub(LONGEST_WORD)..(one.right + LONGEST_WORD).min(pixels.width);
    let is_dark = |x: usize, y: usize| pixel(pixels, x, y).iter().all(|one| *one < 190);
    // A rule under the line is no letter.
    let is_rule = |y: &usize| around.clone().filter(|x| is_dark(*x, *y)).count() * 4 > around.len() * 3;
    let rows: Vec<usize> = (one.top..one.bottom).filter(|y| !is_rule(y)).collect();
    let has_letter = |x: usize| rows.iter().any(|y| is_dark(x, *y));
    let (mut left, mut right) = (one.left, one.right);
    for at in (around.start..one.left).rev() {
        if has_letter(at) {
            left = at;
        } else if left - at > LETTERS_APART {
            break;
        }
    }
    for at in one.right..around.end {
        if has_letter(at) {
            right = at + 1;
        } else if at + 1 - right > LETTERS_APART {
            break;
        }
    }
    Square { left, right, ..one }
}

/// What stands in an area of a page.
fn what(reading: &Reading, page: usize, area: Area) -> String {
    let inside = |(at, one): &(usize, Area)| {
        *at == page
            && one.left < area.right
            && one.right > area.left
            && one.top < area.bottom
            && one.bottom > area.top
    };
    let mut names: Vec<String> = Vec::new();
    for (at, block) in reading.blocks.iter().enumerate().filter(|(_, block)| block.areas.iter().any(inside)) {
        let name = match block.role.as_str() {
            // All rows of a table together.
            "TR" => passages::name(&reading.blocks, at).split(", ").next().unwrap_or_default().to_owned(),
            _ => passages::name(&reading.blocks, at),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.as_slice() {
        [] => {}
        [one] => return one.clone(),
        [one, two] => return format!("{one} and {two}"),
        [one, .., last] => return format!("{one} to {last}"),
    }
    // Lines, pictures and the furniture of the page: by the caption above.
    let sheet = reading.sheets.get(page).map_or(842.0, |sheet| sheet.height);
    if area.bottom < 0.07 * sheet {
        return "the head of the page".to_owned();
    }
    if area.top > 0.93 * sheet {
        return "the foot of the page".to_owned();
    }
    let caption = reading.blocks.iter().rev().find(|block| {
        let above = |(at, one): &(usize, Area)| *at == page && one.bottom <= area.top + 6.0;
        block.role == "Caption" && block.areas.iter().any(above)
    });
    let number = caption.and_then(|block| block.text.split_once(". ")).map(|(number, _)| number.to_owned());
    number.filter(|number| number.len() <= 12).unwrap_or_else(|| "a picture or a line".to_owned())
}
