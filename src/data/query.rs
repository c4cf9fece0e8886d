//! A query over datasets: what was asked, where it is written, and what it was asked of.

use std::sync::Arc;

use crate::data::Dataset;
use crate::diagnostic::Span;
use crate::project::sources::Disclosure;
use crate::quantity::basis::Basis;

/// A query of a report: where the value of a figure, or a dataset that no file has, comes from.
#[derive(Debug)]
pub struct Query {
    /// The name of the figure or of the dataset that it makes.
    pub name: String,
    /// The query, in SQL.
    pub sql: String,
    /// The parameters that it uses, by name without the colon, each with the value that was put in its place.
    pub bound: Vec<(&'static str, String)>,
    /// Where it is written in the report.
    pub place: Span,
    /// The datasets that it reads, in the order of the report; each has its file and its hash.
    pub datasets: Vec<Arc<Dataset>>,
    /// The columns that it reads of them, as `dataset.column`, in order.
    pub columns: Vec<String>,
    /// What each column of the answer is made of.
    pub made: Vec<Made>,
}

/// What a column of an answer is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Made {
    /// FTE or headcount, if all columns that it reads are on one basis.
    pub basis: Option<Basis>,
    /// Whether it holds percentages that the data hold.
    pub percent: bool,
    /// Whether it is a difference of percentages.
    pub difference: bool,
    /// Whether it divides published values, or is a mean of them, and so is no published value itself.
    pub calculated: bool,
}

impl Query {
    /// FTE or headcount of the only column of an answer.
    pub fn basis(&self) -> Option<Basis> {
        self.made.first().and_then(|made| made.basis)
    }

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
