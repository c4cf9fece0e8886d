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

    /// The basis that the words of a column's name say: `FTE`, `leavers_fte`, `Posts (WTE)`, `Heads`; `None` for a name
    /// without such a word, or with words for both.
    pub fn of_words(name: &str) -> Option<Self> {
        let words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        let mut bases = words.filter_map(|word| match word.as_str() {
            "fte" | "ftes" | "wte" | "wtes" => Some(Self::Fte),
            "headcount" | "headcounts" | "heads" => Some(Self::Headcount),
            _ => None,
        });
        let first = bases.next()?;
        bases.all(|other| other == first).then_some(first)
    }

    /// The word for it: in a profile, a subtitle or a message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fte => "FTE",
            Self::Headcount => "headcount",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Basis;

    #[test]
    fn a_name_says_its_basis_with_a_whole_word() {
        for (name, basis) in [
            ("FTE", Some(Basis::Fte)),
            ("leavers_fte", Some(Basis::Fte)),
            ("Posts (WTE)", Some(Basis::Fte)),
            ("turnover_rate_headcount", Some(Basis::Headcount)),
            ("Care – Heads", Some(Basis::Headcount)),
            ("FTE per headcount", None),
            ("after", None),
            ("Headship", None),
            ("cases", None),
        ] {
            assert_eq!(Basis::of_words(name), basis, "{name}");
        }
    }
}
