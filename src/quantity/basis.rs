//! FTE or headcount: the two ways to count people.

/// Whether people are counted as full-time equivalents or as heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Full-time equivalents.
    Fte,
    /// Heads.
    Headcount,
}

impl Basis {
    /// Reads `FTE` or `headcount`, whatever the capitals.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Fte, Self::Headcount].into_iter().find(|basis| basis.name().eq_ignore_ascii_case(text.trim()))
    }

    /// The word for it: in a profile, a subtitle or a message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fte => "FTE",
            Self::Headcount => "headcount",
        }
    }
}
