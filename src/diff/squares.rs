//! The squares of a page that are held against those of another: which differ, and which have only moved.

use crate::appendix::reading::Pixels;

/// How far two pixels may lie apart and still look alike: edges of letters are smoothed.
const TOLERATED: u8 = 48;

/// The same on pages on which nothing else differs: then nothing has moved, and what differs is another colour.
const TOLERATED_AT_REST: u8 = 6;

/// How far the pixels of a square may lie apart that has one colour all over.
const ONE_COLOUR: u8 = 2;

/// The side of the squares of a page that are held against each other, in pixels.
pub(super) const CELL: usize = 6;

/// Pixels from left to right and from top to bottom; the last are outside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Square {
    pub left: usize,
    pub top: usize,
    pub right: usize,
    pub bottom: usize,
}

impl Square {
    /// Whether the middle of another one lies in it.
    fn holds(self, other: Self) -> bool {
        let (x, y) = ((other.left + other.right) / 2, (other.top + other.bottom) / 2);
        (self.left..self.right).contains(&x) && (self.top..self.bottom).contains(&y)
    }
}

/// Where pages of the same letters at the same places have other colours.
pub(super) fn recoloured(page: &Pixels, other: &Pixels) -> Vec<Square> {
    let differs = |cell: &Square| {
        pixels(*cell).any(|(x, y)| apart(pixel(page, x, y), pixel(other, x, y)) > TOLERATED_AT_REST)
    };
    joined(cells(page).filter(differs).collect())
}

/// Where a page has something that the other has not; and whether something of it stands higher or lower there, or stands
/// where something has come from another page or gone to one.
pub(super) fn differing(page: &Pixels, other: &Pixels, steps: &[f64], elsewhere: &[Square]) -> (Vec<Square>, bool) {
    let mut boxes = Vec::new();
    let mut moved = false;
    for cell in cells(page) {
        // Of most squares nothing has to be asked but this.
        if is_same(page, other, cell) || looks_alike(page, other, cell) || is_blank(page, cell) {
            continue;
        }
        let is_elsewhere = elsewhere.iter().any(|whole| whole.holds(cell));
        if is_elsewhere || steps.iter().any(|step| looks_moved(page, other, cell, *step)) {
            moved = true;
        } else {
            boxes.push(cell);
        }
    }
    (joined(boxes), moved)
}

/// The squares of a page, row by row.
fn cells(page: &Pixels) -> impl Iterator<Item = Square> {
    let (width, height) = (page.width, page.height);
    let (columns, rows) = (width.div_ceil(CELL), height.div_ceil(CELL));
    (0..rows).flat_map(move |row| (0..columns).map(move |column| (column * CELL, row * CELL))).map(
        move |(left, top)| Square { left, top, right: (left + CELL).min(width), bottom: (top + CELL).min(height) },
    )
}

/// The pixels of a square, by column and row.
fn pixels(cell: Square) -> impl Iterator<Item = (usize, usize)> {
    (cell.top..cell.bottom).flat_map(move |y| (cell.left..cell.right).map(move |x| (x, y)))
}

/// How far two pixels lie apart, in the colour in which they do most.
fn apart(one: [u8; 3], two: [u8; 3]) -> u8 {
    one.iter().zip(two).map(|(one, two)| one.abs_diff(two)).max().unwrap_or_default()
}

pub(super) fn pixel(page: &Pixels, x: usize, y: usize) -> [u8; 3] {
    page.rgb.get(y * page.width + x).copied().unwrap_or([255; 3])
}

/// Whether a square is the same one in the other page, to the last pixel.
fn is_same(page: &Pixels, other: &Pixels, cell: Square) -> bool {
    (cell.top..cell.bottom).all(|y| row(page, cell, y) == row(other, cell, y))
}

/// The pixels of a square in one row.
fn row(page: &Pixels, cell: Square, y: usize) -> Option<&[[u8; 3]]> {
    page.rgb.get(y * page.width + cell.left..y * page.width + cell.right)
}

/// Whether a square looks like the same one in the other page.
fn looks_alike(page: &Pixels, other: &Pixels, cell: Square) -> bool {
    let differ = |tolerated: u8| {
        pixels(cell).filter(|(x, y)| apart(pixel(page, *x, *y), pixel(other, *x, *y)) > tolerated).count()
    };
    if differ(TOLERATED) > 1 {
        return false;
    }
    // There are no smoothed edges where both have one colour.
    let all = (cell.bottom - cell.top) * (cell.right - cell.left);
    !(is_plain(page, cell) && is_plain(other, cell) && differ(ONE_COLOUR) == all)
}

/// Whether a square has one colour all over.
fn is_plain(page: &Pixels, cell: Square) -> bool {
    let first = pixel(page, cell.left, cell.top);
    pixels(cell).all(|(x, y)| apart(first, pixel(page, x, y)) <= ONE_COLOUR)
}

/// Whether it looks like the one that stands so many pixels lower there. Letters fall between the pixels in another way after
/// they moved, so that it is compared how dark each column is from top to bottom.
fn looks_moved(page: &Pixels, other: &Pixels, cell: Square, step: f64) -> bool {
    let (top, bottom) = (cell.top as f64 + step, cell.bottom as f64 + step);
    if top < 0.0 || bottom > other.height as f64 {
        return false;
    }
    let dark = |page: &Pixels, x: usize, y: usize| {
        pixel(page, x, y).iter().map(|one| f64::from(255 - *one)).sum::<f64>() / (3.0 * 255.0)
    };
    let is_other = |x: &usize| {
        let here: f64 = (cell.top..cell.bottom).map(|y| dark(page, *x, y)).sum();
        // Of the first and the last row there only a part is meant.
        let there: f64 = (top as usize..bottom.ceil() as usize)
            .map(|y| dark(other, *x, y) * (((y + 1) as f64).min(bottom) - (y as f64).max(top)))
            .sum();
        (here - there).abs() > FAINT
    };
    (cell.left..cell.right).filter(is_other).count() <= 1
}

/// How many black pixels in a column make no difference after a move.
const FAINT: f64 = 0.6;

fn is_blank(page: &Pixels, cell: Square) -> bool {
    let light = |[red, green, blue]: [u8; 3]| red > 240 && green > 240 && blue > 240;
    (cell.top..cell.bottom).all(|y| (cell.left..cell.right).all(|x| light(pixel(page, x, y))))
}

/// How far squares may stand apart and be marked as one, across and down.
const ACROSS: usize = 3 * CELL;
const DOWN: usize = CELL;

/// Squares that stand close to each other as one.
pub(super) fn joined(cells: Vec<Square>) -> Vec<Square> {
    let mut boxes: Vec<Square> = Vec::new();
    for cell in cells {
        let mut one = cell;
        // What joins two of them makes one of both.
        while let Some(at) = boxes.iter().position(|other| touches(one, *other)) {
            let other = boxes.swap_remove(at);
            one = Square {
                left: one.left.min(other.left),
                top: one.top.min(other.top),
                right: one.right.max(other.right),
                bottom: one.bottom.max(other.bottom),
            };
        }
        boxes.push(one);
    }
    boxes.sort_by_key(|one| (one.top, one.left));
    boxes
}

fn touches(one: Square, other: Square) -> bool {
    one.left <= other.right + ACROSS
        && other.left <= one.right + ACROSS
        && one.top <= other.bottom + DOWN
        && other.top <= one.bottom + DOWN
}

#[cfg(test)]
mod tests {
    use super::{CELL, Pixels, differing, recoloured};

    /// A white page with black squares.
    fn page(squares: &[(usize, usize)]) -> Pixels {
        let mut page = Pixels { width: 120, height: 240, rgb: vec![[255; 3]; 120 * 240] };
        for (left, top) in squares {
            for y in *top..top + 8 {
                page.rgb[y * 120 + left..y * 120 + left + 8].fill([0; 3]);
            }
        }
        page
    }

    #[test]
    fn what_changed_is_marked_and_what_moved_is_not() {
        let (old, new) = (page(&[(12, 12), (60, 60)]), page(&[(12, 12), (60, 66), (90, 200)]));
        assert_eq!(differing(&old, &old, &[], &[]), (Vec::new(), false));
        let (marks, moved) = differing(&new, &old, &[-6.0], &[]);
        assert!(moved);
        assert_eq!(marks.len(), 1, "{marks:?}");
        assert!(marks[0].left <= 90 && marks[0].right >= 98 && marks[0].top <= 200 && marks[0].right < 98 + CELL);
        let (marks, moved) = differing(&new, &old, &[], &[]);
        assert!(!moved && marks.len() == 2, "{marks:?}");
    }

    #[test]
    fn another_colour_is_seen_however_little_it_differs() {
        let banded = |shade: [u8; 3], ink: [u8; 3]| {
            let mut page = page(&[]);
            page.rgb[120 * 30..120 * 60].fill(shade);
            // A letter: a stroke with smoothed edges.
            (100..110).for_each(|y| {
                let half = ink.map(|one| u8::midpoint(one, 255));
                page.rgb[y * 120 + 50..y * 120 + 53].copy_from_slice(&[half, ink, half]);
            });
            page
        };
        let (grey, white, blue) = ([233, 238, 244], [255; 3], [18, 67, 109]);
        let old = banded(grey, blue);
        // A band is seen in the midst of other changes as well.
        for shade in [[233, 190, 244], white, [233, 238, 240]] {
            let (marks, moved) = differing(&old, &banded(shade, blue), &[], &[]);
            assert!(!moved && marks.len() == 1 && marks[0].top == 30, "{shade:?}: {marks:?}");
        }
        // Letters are, where nothing else has changed.
        let other = banded(grey, [18, 67, 61]);
        assert_eq!(differing(&old, &other, &[], &[]), (Vec::new(), false));
        assert_eq!(recoloured(&old, &other).len(), 1);
        assert!(recoloured(&old, &old).is_empty());
    }
}
