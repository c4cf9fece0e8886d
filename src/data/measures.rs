//! What can be measured: name, unit, polarity, definition and formula of every measure that boardpack knows.

use crate::data::value::Unit;

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// A rise is an improvement.
    HigherIsBetter,
    /// A fall is an improvement.
    LowerIsBetter,
    /// Neither, without more context.
    Neutral,
}

/// Whether people are counted as full-time equivalents or as heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Full-time equivalents.
    Fte,
    /// Heads.
    Headcount,
}

impl Basis {
    /// The word for it: in a profile, a subtitle or a message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fte => "FTE",
            Self::Headcount => "headcount",
        }
    }
}

/// What is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The name in YAML files and expressions, for instance `turnover_rate`.
    pub id: String,
    /// The name in prose, lower case, for instance "turnover rate".
    pub name: String,
    /// What the number counts.
    pub unit: Unit,
    /// How many decimals are shown.
    pub decimals: u32,
    /// Which way is good.
    pub polarity: Polarity,
    /// One sentence: what is counted, and when, without a final full stop; empty where nobody said.
    pub definition: String,
}
