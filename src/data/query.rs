//! A query over datasets: what was asked, where it is written, and what it was asked of.

use std::sync::Arc;

use crate::data::Dataset;
use crate::diagnostic::Span;
use crate::project::sources::Disclosure;

/// A query of a report: where the value of a figure, or a dataset that no file has, comes from.
#[derive(Debug)]
pub struct Query {
    /// The name of the figure or of the dataset that it makes.
    pub name: String,
    /// The query, in SQL.
    pub sql: String,
    /// Where it is written in the report.
    pub place: Span,
    /// The datasets that it reads, in the order of the report; each has its file and its hash.
    pub datasets: Vec<Arc<Dataset>>,
    /// The columns that it reads of them, as `dataset.column`, in order.
    pub columns: Vec<String>,
}

impl Query {
    /// Whether the answer may be shown as it is: under control as soon as one of the datasets is, published if all are.
    pub fn disclosure(&self) -> Disclosure {
        let of = |wanted: Disclosure| move |data: &Arc<Dataset>| data.disclosure == wanted;
        if self.datasets.iter().any(of(Disclosure::Controlled)) {
            Disclosure::Controlled
        } else if self.datasets.iter().all(of(Disclosure::Published)) {
            Disclosure::Published
        } else {
            Disclosure::Undecided
        }
    }
}
