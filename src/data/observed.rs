//! What is observed in a data file: its values, with what the file says of them as a whole.

use std::sync::Arc;

use crate::data::areas::Area;
use crate::data::measures::Measure;
use crate::data::neighbours::Neighbourhood;
use crate::data::range::StatedRange;
use crate::diagnostic::Diagnostic;
use crate::quantity::basis::Basis;
use crate::quantity::period::Period;
use crate::quantity::value::Datum;

/// What a kind of dataset makes of a grid of cells.
#[derive(Debug, Clone, Default)]
pub struct Observed {
    /// All values, in file order.
    pub observations: Vec<Observation>,
    /// Who published it, for source lines; empty where the file does not tell.
    pub source: String,
    /// Which release it is ("2025"); empty where the file does not tell.
    pub release: String,
    /// What a period is ("year ended 30 September"); empty where the file does not tell.
    pub period_meaning: String,
    /// Which authorities are most like which, if the file says that instead of values.
    pub neighbours: Vec<Neighbourhood>,
    /// What somebody should look at, although the file could be read; told to every report that uses the file.
    pub warnings: Vec<Diagnostic>,
    /// Counts of the grid that make up others, as far as the file is known to be made so.
    pub sums: Vec<CellSum>,
    /// The ranges that the file itself states; `None` for a file whose ranges are found among its observations.
    pub ranges: Option<Vec<StatedRange>>,
}

impl Observed {
    /// The release as a sentence names it: "2025 release", "census return"; empty where nobody said.
    pub fn release_words(&self) -> String {
        if self.release.starts_with(|first: char| first.is_ascii_digit()) {
            format!("{} release", self.release)
        } else {
            self.release.clone()
        }
    }
}

/// Cells of a grid that make up another one; each as its data row and its column, from zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellSum {
    /// The parts.
    pub parts: Vec<(usize, usize)>,
    /// What they add up to.
    pub total: (usize, usize),
}

/// One measured value and where it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// What was measured.
    pub measure: Arc<Measure>,
    /// FTE or headcount; `None` for what has no basis, such as cases.
    pub basis: Option<Basis>,
    /// Where.
    pub area: Arc<Area>,
    /// When.
    pub period: Period,
    /// The number, or the symbol that stands in its place.
    pub datum: Datum,
    /// The data row in the grid, from zero.
    pub row: usize,
    /// The column in the grid, from zero.
    pub column: usize,
    /// How the value was computed ("31 leavers ÷ 250 in post"); `None` where the cell itself has it.
    pub working: Option<Arc<str>>,
}
