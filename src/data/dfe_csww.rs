//! The DfE's children's social work workforce statistics, in both published layouts.
use crate::data::{Kind, Observed};
pub const KIND: Kind = Kind {
    name: "dfe-csww",
    title: "the DfE's children's social work workforce statistics",
    recognises: |_| false,
    observe: |_, _| Ok(Observed::default()),
};
