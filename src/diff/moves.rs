//! What moved from a page to the one that it is held against: paragraphs with the same words.

use crate::appendix::reading::{Area, Block, Reading};
use crate::diff::pages::RESOLUTION;
use crate::diff::squares::Square;

/// What moved between two pages that belong together: paragraphs with the same words.
#[derive(Debug, Default)]
pub(super) struct Moves {
    /// By how many pixels something moved on the page, each distance once.
    pub steps: Vec<f64>,
    /// Where paragraphs stand on the older page that have the same words elsewhere: lower, higher or on another page.
    pub gone: Vec<Square>,
    /// The same on the newer page.
    pub come: Vec<Square>,
}

impl Moves {
    /// What moved from the page `one` of the older paper to the page `other` of the newer one.
    pub fn between(
        (old, one): (&Reading, usize),
        (new, other): (&Reading, usize),
        unchanged: &[(usize, usize)],
    ) -> Self {
        let mut moves = Self::default();
        for (before, after) in unchanged {
            let (Some(before), Some(after)) = (old.blocks.get(*before), new.blocks.get(*after)) else { continue };
            let is_only_on = |block: &Block, page: usize| block.areas.iter().all(|(at, _)| *at == page);
            let stays = is_only_on(before, one) && is_only_on(after, other);
            let step = top(before).zip(top(after)).map(|(before, after)| after - before).filter(|_| stays);
            moves.steps.extend(step.filter(|step| step.abs() > SAME));
            // The same words may describe a picture that is another.
            if !stays || (step.is_some_and(|step| step.abs() > SAME) && before.role != "Figure") {
                let around = if stays { 0.0 } else { AROUND };
                moves.gone.extend(place(before, one, around));
                moves.come.extend(place(after, other, around));
            }
        }
        moves.steps.sort_by(f64::total_cmp);
        moves.steps.dedup_by(|one, other| (*one - *other).abs() < SAME);
        moves
    }
}

/// Below which distance in pixels something has not moved.
const SAME: f64 = 0.05;

/// How far from the top of its page a paragraph begins, in pixels.
fn top(block: &Block) -> Option<f64> {
    block.areas.first().map(|(_, area)| area.top * f64::from(RESOLUTION) / 72.0)
}

/// Where a paragraph stands on a page, in pixels, with so many points around it.
fn place(block: &Block, page: usize, around: f64) -> Option<Square> {
    let areas = || block.areas.iter().filter(|(at, _)| *at == page).map(|(_, area)| area);
    let pixels = |points: f64| (points * f64::from(RESOLUTION) / 72.0).round().max(0.0) as usize;
    let of = |side: fn(&Area) -> f64| areas().map(side);
    let first = |side| of(side).min_by(f64::total_cmp);
    let last = |side| of(side).max_by(f64::total_cmp);
    Some(Square {
        left: pixels(first(|area| area.left)? - around),
        top: pixels(first(|area| area.top)? - around),
        right: pixels(last(|area| area.right)? + around),
        bottom: pixels(last(|area| area.bottom)? + around),
    })
}

/// How far from its words the lines of a row of a table are drawn, in points.
const AROUND: f64 = 6.0;
