//! Progress: a run says how far it is. Whoever listens may have a clock; the library has none, and nothing that it makes
//! depends on one.

use std::fmt::Debug;
use std::sync::Arc;

/// What is being done for a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// What earlier runs have made is looked up.
    Cache,
    /// The profile and the report are read.
    Read,
    /// Data files are read.
    Data,
    /// Figures are made of the data.
    Facts,
    /// Texts become a document.
    Narrate,
    /// The text is read again with rules.
    Rules,
    /// Sentences are held against the data.
    Claims,
    /// The record of all figures is made.
    Trace,
    /// The document is laid out.
    Typeset,
    /// Pages become a PDF.
    Pdf,
    /// The paper is written.
    Write,
}

impl Stage {
    /// All stages, in the order in which a report passes them.
    pub const ALL: [Self; 11] = [
        Self::Cache,
        Self::Read,
        Self::Data,
        Self::Facts,
        Self::Narrate,
        Self::Rules,
        Self::Claims,
        Self::Trace,
        Self::Typeset,
        Self::Pdf,
        Self::Write,
    ];

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cache => "cache",
            Self::Read => "read",
            Self::Data => "data",
            Self::Facts => "facts",
            Self::Narrate => "narrate",
            Self::Rules => "rules",
            Self::Claims => "claims",
            Self::Trace => "trace",
            Self::Typeset => "typeset",
            Self::Pdf => "pdf",
            Self::Write => "write",
        }
    }
}

/// Whoever wants to know how far a run is.
///
/// A report is made on one thread from its first stage to its end; several are made at a time.
pub trait Progress: Debug + Send + Sync {
    /// So many reports are to be made.
    fn planned(&self, reports: usize);

    /// A report, on this thread, has come to a stage, which it is in until it comes to the next.
    fn at(&self, report: &str, stage: Stage);

    /// The report on this thread is done.
    fn done(&self, report: &str);
}

/// A report whose progress somebody may want to know.
#[derive(Debug, Clone, Default)]
pub struct Watched {
    report: String,
    by: Option<Arc<dyn Progress>>,
}

impl Watched {
    /// A report by its name, watched by somebody or nobody.
    pub fn new(report: String, by: Option<Arc<dyn Progress>>) -> Self {
        Self { report, by }
    }

    /// Says that the report has come to a stage.
    pub fn at(&self, stage: Stage) {
        if let Some(by) = &self.by {
            by.at(&self.report, stage);
        }
    }

    /// Says that the report is done.
    pub fn done(&self) {
        if let Some(by) = &self.by {
            by.done(&self.report);
        }
    }
}
