//! Runs: "has fallen every year since 2021", "for the first time", "at its lowest since 2019".
use crate::claims::more::Judged;
use crate::claims::reading::Reading;

pub(super) fn read(_reading: &Reading<'_, '_>) -> Vec<Judged> {
    Vec::new()
}
