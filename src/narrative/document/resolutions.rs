//! Resolutions: what a meeting agreed, and what it decided on each recommendation.

use serde::Serialize;

use super::fields::PaperReference;
use super::inline::Inlines;

/// What a meeting resolved.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Resolutions {
    /// "RESOLVED that, the Cabinet Member for Children and Young People:-"
    pub lead: Inlines,
    /// Whether it is a single resolution, without a number, that goes on where the lead ends.
    pub single: bool,
    /// Whether they are printed bold.
    pub strong: bool,
    /// Whether the decisions differ, so that each has to be said.
    pub decided_apart: bool,
    /// The report whose recommendations were decided, if they were.
    pub of: Option<Box<PaperReference>>,
    /// The resolutions.
    pub items: Vec<Resolution>,
}

/// One resolution.
#[derive(Debug, Clone, Serialize)]
pub struct Resolution {
    /// "1.", "(a)"; empty for a single one.
    pub number: String,
    /// The text, with the punctuation that it has in its place.
    pub text: Inlines,
    /// A quoted sentence that introduces the resolutions within it; may be empty.
    pub stem: Inlines,
    /// What was decided, where it was recommended by a report.
    pub decision: Option<Decision>,
    /// The resolutions within it.
    pub items: Vec<Resolution>,
}

/// What was decided on a recommendation.
#[derive(Debug, Clone, Serialize)]
pub struct Decision {
    /// `agreed`, `amended`, `deferred` or `rejected`.
    pub kind: String,
    /// What was changed, where it was amended: the words around each change, what was deleted and what was inserted.
    pub changes: Vec<Change>,
    /// Why, or until when; may be empty.
    pub reason: Inlines,
}

/// A run of words of an amended recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What became of them.
    pub kind: ChangeKind,
    /// The words.
    pub text: String,
}

/// What became of words that were amended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// They stand in both wordings.
    Kept,
    /// They stand in the report only.
    Deleted,
    /// They stand in the new wording only.
    Inserted,
}
