//! Areas that are filled over what was drawn before: what stands under them is not seen, and may have been meant not to be.

use hayro::vello_cpu::kurbo::{BezPath, Rect, Shape};
use hayro_interpret::{BlendMode, Paint};

/// Which areas of a page are filled so that nothing shows through.
#[derive(Default)]
pub struct Cover {
    /// What is cut out, one within the other; `None` for a shape of which it is not said what it leaves.
    clips: Vec<Option<Rect>>,
    /// Whether each group that is open lets something through.
    groups: Vec<bool>,
    /// Whether what is drawn is mixed with what is there.
    mixed: bool,
    /// Whether what is drawn is seen through a mask.
    masked: bool,
}

impl Cover {
    /// Cuts out what is drawn next.
    pub fn clip(&mut self, path: &BezPath) {
        let within = self.clips.last().copied().unwrap_or(Some(EVERYTHING));
        self.clips.push(within.and_then(|within| Some(within.intersect(rectangle(path)?))));
    }

    /// Ends what [`Cover::clip`] began.
    pub fn end_clip(&mut self) {
        self.clips.pop();
    }

    /// Begins a group; `through` says whether it lets something through.
    pub fn group(&mut self, through: bool, blend: BlendMode) {
        self.groups.push(through || blend != BlendMode::Normal);
    }

    /// Ends what [`Cover::group`] began.
    pub fn end_group(&mut self) {
        self.groups.pop();
    }

    /// Says how what is drawn next is mixed with what is there.
    pub fn mix(&mut self, blend: BlendMode) {
        self.mixed = blend != BlendMode::Normal;
    }

    /// Says whether what is drawn next is seen through a mask.
    pub fn mask(&mut self, masked: bool) {
        self.masked = masked;
    }

    /// The area that filling a path covers; `None` where something shows through, or where its form is not plain.
    pub fn area(&self, path: &BezPath, paint: &Paint<'_>) -> Option<Rect> {
        let Paint::Color(colour) = paint else { return None };
        let solid =
            colour.to_rgba().to_rgba8()[3] == 255 && !self.mixed && !self.masked && !self.groups.contains(&true);
        let within = self.clips.last().copied().unwrap_or(Some(EVERYTHING))?;
        let area = rectangle(path).filter(|_| solid)?.intersect(within);
        (area.area() > 0.0).then_some(area)
    }
}

const EVERYTHING: Rect = Rect::new(-1e9, -1e9, 1e9, 1e9);

/// The rectangle that a path is; `None` for any other.
fn rectangle(path: &BezPath) -> Option<Rect> {
    let bounds = path.bounding_box();
    let plain = path.elements().len() <= 6 && bounds.is_finite();
    // As large as what is around it: upright, and of no other form.
    (plain && path.area().abs() > 0.999 * bounds.area()).then_some(bounds)
}
