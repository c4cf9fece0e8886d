//! The order of reading of a page whose file draws its lines in no order at all.

use hayro::vello_cpu::kurbo::{Point, Rect};

use super::lines::Piece;

/// Whether lines are drawn in an order in which nobody would read them.
///
/// Nearly every program draws a page in the order in which it was written, in which tables go row by row and columns one
/// after the other: so that order is kept unless it goes back up again and again.
pub fn jumps_about(lines: &[Vec<Piece>]) -> bool {
    let places: Vec<Rect> = lines.iter().filter_map(|line| place(line)).collect();
    let jumps = places.windows(2).filter(|pair| {
        let (before, after) = (pair[0], pair[1]);
        let up = after.y1 < before.y0;
        // The top of the next column is up, but right of where the last one ended.
        up && after.x0 < before.x1
    });
    // A header and a footer may be drawn before or after everything else.
    jumps.count() > (places.len() / 6).max(3)
}

/// Sorts lines: a page is cut along the widest white between its columns, else between its paragraphs, and so on.
pub fn sort(lines: &mut Vec<Vec<Piece>>) {
    let mut placed: Vec<(Rect, Vec<Piece>)> =
        std::mem::take(lines).into_iter().filter_map(|line| Some((place(&line)?, line))).collect();
    cut(&mut placed, 0);
    lines.extend(placed.into_iter().map(|(_, line)| line));
}

/// More cuts than any page needs.
const MOST_CUTS: usize = 60;

/// The least white between two columns, in points.
const BETWEEN_COLUMNS: f64 = 9.0;

fn cut(lines: &mut [(Rect, Vec<Piece>)], depth: usize) {
    if lines.len() < 2 {
        return;
    }
    if depth < MOST_CUTS {
        if let Some((_, at)) =
            widest(lines, |place| (place.x0, place.x1)).filter(|(gap, _)| *gap >= BETWEEN_COLUMNS)
        {
            return halves(lines, |place| place.x0 < at, depth);
        }
        if let Some((_, at)) = widest(lines, |place| (place.y0, place.y1)).filter(|(gap, _)| *gap > 0.5) {
            return halves(lines, |place| place.y0 < at, depth);
        }
    }
    lines.sort_by(|(one, _), (other, _)| one.y0.total_cmp(&other.y0).then(one.x0.total_cmp(&other.x0)));
}

fn halves(lines: &mut [(Rect, Vec<Piece>)], first: impl Fn(&Rect) -> bool, depth: usize) {
    lines.sort_by_key(|(place, _)| !first(place));
    let at = lines.partition_point(|(place, _)| first(place));
    let (before, after) = lines.split_at_mut(at);
    cut(before, depth + 1);
    cut(after, depth + 1);
}

/// The widest white across all lines, and where it ends.
fn widest(lines: &[(Rect, Vec<Piece>)], side: impl Fn(&Rect) -> (f64, f64)) -> Option<(f64, f64)> {
    let mut spans: Vec<(f64, f64)> = lines.iter().map(|(place, _)| side(place)).collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut end = spans.first()?.1;
    let mut widest: Option<(f64, f64)> = None;
    for (from, to) in spans {
        if from > end && widest.is_none_or(|(gap, _)| from - end > gap) {
            widest = Some((from - end, from));
        }
        end = end.max(to);
    }
    widest
}

/// Where a line stands on the page.
fn place(line: &[Piece]) -> Option<Rect> {
    let of = |piece: &Piece| {
        let up = hayro::vello_cpu::kurbo::Vec2::new(piece.along.y, -piece.along.x) * (0.7 * piece.size);
        let end: Point = piece.at + piece.along * piece.length;
        Rect::from_points(piece.at, end).union_pt(piece.at + up).union_pt(end + up)
    };
    line.iter().map(of).reduce(|all, one| all.union(one))
}
