//! Multiples and fractions: "twice as high as", "increased threefold", "fell by two thirds", "nearly two thirds (51%)".
use crate::claims::more::Judged;
use crate::claims::reading::Reading;

pub(super) fn read(_reading: &Reading<'_, '_>) -> Vec<Judged> {
    Vec::new()
}
