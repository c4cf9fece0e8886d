//! What a size lies between: a size is printed without a sign, so whoever reads its sentence needs the two figures.

use crate::facts::figure::Figure;

/// The two figures that a size lies between.
#[derive(Debug, Clone)]
pub struct Apart {
    /// What is compared: the later value of a change.
    pub figure: Figure,
    /// What it is compared with: the earlier value of a change.
    pub other: Figure,
    /// Whether it is the size of a change, and not of a difference.
    pub change: bool,
}

impl Apart {
    /// The size of a change.
    pub(super) fn change(from: &Figure, to: &Figure) -> Self {
        Self { figure: to.clone(), other: from.clone(), change: true }
    }

    /// The size of a difference.
    pub(super) fn difference(figure: &Figure, other: &Figure) -> Self {
        Self { figure: figure.clone(), other: other.clone(), change: false }
    }
}
