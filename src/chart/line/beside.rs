//! Room for a label inside a plot: to the right of a point, where it covers no line and no other label.

use super::super::axis::Field;
use super::super::canvas::Point;

/// From a point to its label.
const AWAY: f64 = 7.0;

/// Between a label and whatever is around it.
const CLEAR: f64 = 2.0;

/// A rectangle, from its upper left to its lower right corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// The upper left corner.
    pub from: Point,
    /// The lower right corner.
    pub to: Point,
}

/// Where a label of this size finds room beside a point: level with it, above it, or below it; `None` where lines or
/// the labels in `taken` leave no room, or the field ends.
pub fn place(
    (x, y): Point,
    (width, height): (f64, f64),
    field: &Field,
    lines: &[Vec<Point>],
    taken: &[Area],
) -> Option<Area> {
    let aside = height / 2.0 + CLEAR;
    [0.0, -aside, aside].into_iter().find_map(|shift| {
        let from = (x + AWAY, y + shift - height / 2.0);
        let area = Area { from, to: (from.0 + width, from.1 + height) };
        let around = Area {
            from: (area.from.0 - CLEAR, area.from.1 - CLEAR / 2.0),
            to: (area.to.0 + CLEAR, area.to.1 + CLEAR / 2.0),
        };
        let inside = around.to.0 <= field.right && around.from.1 >= field.top && around.to.1 <= field.bottom;
        let mut points = lines.iter().flat_map(|line| line.windows(2)).map(|pair| (pair[0], pair[1]));
        let mut single = lines.iter().filter(|line| line.len() == 1).map(|line| (line[0], line[0]));
        let free = !points.any(|(a, b)| crosses(a, b, &around))
            && !single.any(|(a, b)| crosses(a, b, &around))
            && !taken.iter().any(|other| overlap(&around, other));
        (inside && free).then_some(area)
    })
}

/// Whether two rectangles have room in common.
fn overlap(one: &Area, other: &Area) -> bool {
    one.from.0 < other.to.0 && other.from.0 < one.to.0 && one.from.1 < other.to.1 && other.from.1 < one.to.1
}

/// Whether a stretch of line runs through a rectangle.
fn crosses(a: Point, b: Point, area: &Area) -> bool {
    // The part of the stretch between two parallel edges, as shares of its length.
    let between = |from: f64, step: f64, low: f64, high: f64| {
        if step == 0.0 {
            return if (low..=high).contains(&from) { (0.0, 1.0) } else { (1.0, 0.0) };
        }
        let (one, other) = ((low - from) / step, (high - from) / step);
        (one.min(other), one.max(other))
    };
    let across = between(a.0, b.0 - a.0, area.from.0, area.to.0);
    let down = between(a.1, b.1 - a.1, area.from.1, area.to.1);
    across.0.max(down.0).max(0.0) <= across.1.min(down.1).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELD: Field = Field { left: 0.0, right: 200.0, top: 0.0, bottom: 100.0 };

    #[test]
    fn a_label_stands_where_nothing_else_is() {
        let size = (60.0, 12.0);
        let place = |lines: &[Vec<Point>], taken: &[Area]| {
            place((50.0, 50.0), size, &FIELD, lines, taken).map(|area| area.from)
        };
        assert_eq!(place(&[], &[]), Some((57.0, 44.0)), "level with its point");
        let below = vec![vec![(0.0, 50.0), (200.0, 44.0)]];
        assert_eq!(place(&below, &[]), Some((57.0, 52.0)), "below a line that runs on");
        let wall = vec![vec![(70.0, 0.0), (70.0, 100.0)]];
        assert_eq!(place(&wall, &[]), None);
        assert_eq!(place(&[vec![(60.0, 50.0)]], &[]), Some((57.0, 36.0)), "above a single value");
        let whole = Area { from: (0.0, 0.0), to: (200.0, 100.0) };
        assert_eq!(place(&[], &[whole]), None);
    }

    #[test]
    fn a_label_stays_in_the_field() {
        assert_eq!(place((150.0, 50.0), (60.0, 12.0), &FIELD, &[], &[]), None);
        let low = place((50.0, 98.0), (60.0, 12.0), &FIELD, &[], &[]).expect("above");
        assert!(low.to.1 < 98.0, "{low:?}");
    }
}
