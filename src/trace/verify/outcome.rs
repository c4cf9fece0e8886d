//! What became of a paper: of its data files, its figures and its claims.

use crate::trace::record::{Claim, Entry, Place};

/// What became of a paper's figures.
#[derive(Debug, Default)]
pub struct Verified<'a> {
    /// Each data file of the paper.
    pub data: Vec<(&'a str, FileNow)>,
    /// Each figure that the paper shows, in the record's order.
    pub figures: Vec<(&'a Entry, Verdict)>,
    /// Each claim, in the record's order.
    pub claims: Vec<(&'a Claim, Verdict)>,
    /// Each claim as today's data have it, in the record's order; `None` for one that they do not give.
    pub told: Vec<Option<Claim>>,
}

/// What became of a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileNow {
    /// It gives what the paper shows, from the very rows where their hashes are known.
    Same,
    /// It gives what the paper shows, from rows of which other cells have changed.
    Elsewhere,
    /// It gives something else, or is of another release; a release is empty where nobody says.
    Changed {
        /// The release as the paper has it.
        from: String,
        /// The release now.
        to: String,
    },
    /// It cannot be read.
    Unreadable {
        /// The first thing that is wrong.
        why: String,
        /// A file beside it that gives what the paper shows: perhaps its new name.
        now: Option<String>,
    },
}

/// What became of a figure or a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Today's data give it.
    Unchanged,
    /// Today's data give something else.
    Changed {
        /// What they give, as it would be printed.
        to: String,
        /// Which of its places show something else; all of them for a figure that changed itself.
        places: Vec<Place>,
    },
    /// Today's data do not give it at all, and why.
    Gone(String),
    /// It rests on a data file that is not there any more or cannot be read: which.
    Lost(String),
    /// A claim that is no longer true: what the data say.
    False(String),
    /// It rests on no data, so that nobody but its source can say.
    ByHand(String),
}

impl Verdict {
    /// Whether the paper would be printed otherwise today.
    pub fn is_change(&self) -> bool {
        matches!(self, Self::Changed { .. } | Self::Gone(_) | Self::Lost(_) | Self::False(_))
    }
}

impl Verified<'_> {
    /// Whether anything in the paper would be printed otherwise today.
    pub fn is_changed(&self) -> bool {
        let figures = self.figures.iter().map(|(_, verdict)| verdict);
        figures.chain(self.claims.iter().map(|(_, verdict)| verdict)).any(Verdict::is_change)
    }
}
