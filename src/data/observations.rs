//! Observations kept by hand: one row an area and period, one column a measure.
use crate::data::{Kind, Observed};
pub const KIND: Kind = Kind {
    name: "observations",
    title: "observations",
    recognises: |_| false,
    observe: |_, _| Ok(Observed::default()),
};
