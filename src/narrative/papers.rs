//! Papers that refer to others of their project: minutes to a report, an agenda to what is to be discussed.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::narrative::Narrated;
use crate::narrative::document::{PaperReference, foreign};
use crate::project::report::Report;
use crate::project::yaml::Text;

/// A report and its finished content.
#[derive(Debug)]
pub struct Paper {
    /// The report's path in the project.
    pub path: String,
    /// The report.
    pub report: Report,
    /// What became of it.
    pub narrated: Narrated,
}

impl PaperReference {
    /// What another paper may say of this one.
    pub fn new(paper: &Paper) -> Self {
        let document = &paper.narrated.document;
        Self {
            path: paper.path.clone(),
            kind: document.kind.clone(),
            title: foreign(&document.title),
            date: document.date.clone(),
        }
    }
}

/// Whoever can give other papers of the project.
pub trait Papers {
    /// The paper of the report at a path.
    ///
    /// `None` if there is no such report, if it has errors, or if it refers to the one that asks; the sink then has an
    /// error at the path.
    fn paper(&self, path: &Text, sink: &mut Diagnostics) -> Option<Arc<Paper>>;
}

/// Nobody: for a report that stands by itself.
pub struct NoPapers;

impl Papers for NoPapers {
    fn paper(&self, path: &Text, sink: &mut Diagnostics) -> Option<Arc<Paper>> {
        let message = format!("`{}` cannot be read here", path.value);
        sink.push(Diagnostic::error(message, &path.span).hint("build the report with its project"));
        None
    }
}

/// For whom a paper is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// For everybody: without what is exempt from publication.
    Public,
    /// For members: with everything.
    Restricted,
}

/// What a report is written with besides its own file and the facts.
#[derive(Clone, Copy)]
pub struct Circumstances<'a> {
    /// Gives the papers that it refers to.
    pub papers: &'a dyn Papers,
    /// For whom it is made.
    pub edition: Edition,
}

impl Circumstances<'_> {
    /// Those of a report that refers to no other, and in which nothing is exempt.
    pub const ALONE: Circumstances<'static> = Circumstances { papers: &NoPapers, edition: Edition::Public };
}
