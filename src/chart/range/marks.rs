//! The marks of a range: which shape each area has, and where marks stand so that all of them are seen.

use super::super::canvas::{Canvas, Marker, Point};
use super::super::palette::{CATEGORICAL, SUBJECT, WHITE};
use super::super::{Mark, Role};

/// The shape of a mark: the same for the same area in every row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// A disc in the strong colour: the subject.
    Disc,
    /// An open diamond: the region.
    Diamond,
    /// A bar through the range: the nation.
    Bar,
    /// A triangle: the first of the others.
    Triangle,
    /// A square.
    Square,
    /// A ring.
    Ring,
    /// A filled diamond.
    FilledDiamond,
}

/// The shapes of areas that have none of their own, in the order in which they are used.
const OTHERS: [Glyph; 4] = [Glyph::Triangle, Glyph::Square, Glyph::Ring, Glyph::FilledDiamond];

/// How many marks shapes can tell apart.
pub const MOST: usize = OTHERS.len();

/// Marks that are nearer to each other than this stand on lanes of their own.
const NEAR: f64 = 11.0;

/// How high a lane is.
pub const LANE: f64 = 10.5;

/// How far the bar of the nation reaches beyond the range.
pub const OVERHANG: f64 = 4.0;

/// The shape of every mark: that of its role, or the next of the others where it is not the first of its role.
pub fn glyphs(marks: &[Mark]) -> Vec<Glyph> {
    let mut others = OTHERS.iter().copied().cycle();
    let mut used: Vec<Role> = Vec::new();
    marks
        .iter()
        .map(|mark| {
            let first = !used.contains(&mark.role);
            used.push(mark.role);
            match mark.role {
                Role::Subject if first => Glyph::Disc,
                Role::Region if first => Glyph::Diamond,
                Role::Nation if first => Glyph::Bar,
                _ => others.next().unwrap_or(Glyph::Triangle),
            }
        })
        .collect()
}

/// The lane of every mark, from the top, and how many lanes there are: marks side by side share one.
///
/// The bar of the nation needs none: it runs through all lanes, behind the other marks. Nor do marks without a place.
pub fn lanes(places: &[(Glyph, f64)]) -> (Vec<usize>, usize) {
    let mut lanes = vec![0; places.len()];
    let others = places.iter().enumerate().filter(|(_, (glyph, _))| *glyph != Glyph::Bar);
    let mut order: Vec<(usize, f64)> = others.map(|(at, (_, x))| (at, *x)).collect();
    order.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    let mut ends: Vec<f64> = Vec::new();
    for (at, x) in order {
        let free = ends.iter().position(|end| x - end >= NEAR);
        lanes[at] = free.unwrap_or(ends.len());
        match free {
            Some(lane) => ends[lane] = x,
            None => ends.push(x),
        }
    }
    (lanes, ends.len().max(1))
}

/// Draws a mark with a white rim; `reach` is how far the bar of the nation goes up and down.
pub fn draw(canvas: &mut Canvas, glyph: Glyph, (x, y): Point, scale: f64, reach: f64) {
    let dark = CATEGORICAL[4];
    let mut shape = |marker: Marker, rim: f64, radius: f64| {
        canvas.marker(marker, (x, y), rim * scale, WHITE);
        canvas.marker(marker, (x, y), radius * scale, dark);
    };
    match glyph {
        Glyph::Disc => {
            canvas.disc((x, y), 5.0 * scale, WHITE);
            canvas.disc((x, y), 4.1 * scale, SUBJECT);
        }
        Glyph::Bar => {
            canvas.rect((x - 1.8, y - reach), (x + 1.8, y + reach), WHITE);
            canvas.rect((x - 1.1, y - reach), (x + 1.1, y + reach), dark);
        }
        Glyph::Diamond => {
            canvas.marker(Marker::Diamond, (x, y), 5.4 * scale, WHITE);
            canvas.marker(Marker::OpenDiamond, (x, y), 4.4 * scale, dark);
        }
        Glyph::Triangle => shape(Marker::Triangle, 5.4, 4.1),
        Glyph::Square => shape(Marker::Square, 5.0, 4.0),
        Glyph::Ring => {
            canvas.disc((x, y), 5.0 * scale, WHITE);
            canvas.marker(Marker::Ring, (x, y), 4.1 * scale, dark);
        }
        Glyph::FilledDiamond => shape(Marker::Diamond, 5.0, 3.8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::testing::data;

    fn marks(roles: &[Role]) -> Vec<Mark> {
        roles.iter().map(|role| Mark { name: "An area".into(), role: *role, value: data("1")[0] }).collect()
    }

    #[test]
    fn a_role_has_its_shape_whoever_else_is_there() {
        assert_eq!(
            glyphs(&marks(&[Role::Subject, Role::Region, Role::Nation])),
            [Glyph::Disc, Glyph::Diamond, Glyph::Bar]
        );
        assert_eq!(
            glyphs(&marks(&[Role::Other, Role::Region, Role::Nation])),
            [Glyph::Triangle, Glyph::Diamond, Glyph::Bar]
        );
        assert_eq!(
            glyphs(&marks(&[Role::Other, Role::Other, Role::Region, Role::Region])),
            [Glyph::Triangle, Glyph::Square, Glyph::Diamond, Glyph::Ring]
        );
    }

    #[test]
    fn marks_that_come_near_have_lanes_of_their_own() {
        let near = [(Glyph::Disc, 50.0), (Glyph::Diamond, 52.0), (Glyph::Bar, 51.0)];
        assert_eq!(lanes(&near), (vec![0, 1, 0], 2));
        let apart = [(Glyph::Disc, 80.0), (Glyph::Diamond, 52.0), (Glyph::Triangle, 20.0)];
        assert_eq!(lanes(&apart), (vec![0, 0, 0], 1));
        let chain = [(Glyph::Disc, 10.0), (Glyph::Diamond, 18.0), (Glyph::Triangle, 26.0)];
        assert_eq!(lanes(&chain), (vec![0, 1, 0], 2));
    }
}
