//! When something was measured: a year, a split year ("2019-20") or a month.

use std::fmt;

/// A period of a dataset; periods of one kind are ordered in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A year, as a dataset defines it ("2025": the year ended 30 September 2025).
    Year(i32),
    /// A year from April to March or September to August, by the year it starts in ("2019-20" is 2019).
    SplitYear(i32),
    /// A calendar month, 1 to 12.
    Month(i32, u32),
}

/// The months by name, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Period {
    /// Reads `2025`, `2019-20`, `2019/20`, `2019-2020`, `2025-03`, `March 2025` or `Mar 2025`.
    ///
    /// `2011-12` could be a split year or a month: a second part that follows the first year is a split year.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(year) = year(text) {
            return Some(Self::Year(year));
        }
        if let Some((first, second)) = text.split_once(['-', '/', '–']) {
            let first = year(first)?;
            let number: i32 = second.parse().ok()?;
            return match second.len() {
                4 if number == first + 1 => Some(Self::SplitYear(first)),
                2 if number == (first + 1) % 100 => Some(Self::SplitYear(first)),
                2 if (1..=12).contains(&number) => Some(Self::Month(first, number.unsigned_abs())),
                _ => None,
            };
        }
        let (month, rest) = text.split_once(' ')?;
        let month = month.to_lowercase();
        let index = MONTHS.iter().position(|name| {
            let name = name.to_lowercase();
            name == month || (month.len() >= 3 && name.starts_with(&month))
        })?;
        Some(Self::Month(year(rest)?, u32::try_from(index).ok()? + 1))
    }

    /// The period of the same length just before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        match self {
            Self::Year(year) => Self::Year(year - 1),
            Self::SplitYear(year) => Self::SplitYear(year - 1),
            Self::Month(year, 1) => Self::Month(year - 1, 12),
            Self::Month(year, month) => Self::Month(year, month - 1),
        }
    }

    /// The period of the same length just after this one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Year(year) => Self::Year(year + 1),
            Self::SplitYear(year) => Self::SplitYear(year + 1),
            Self::Month(year, 12) => Self::Month(year + 1, 1),
            Self::Month(year, month) => Self::Month(year, month + 1),
        }
    }
}

fn year(text: &str) -> Option<i32> {
    let text = text.trim();
    let plausible = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| plausible && (1800..=2200).contains(year))
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Year(year) => write!(f, "{year}"),
            Self::SplitYear(year) => write!(f, "{year}-{:02}", (year + 1) % 100),
            Self::Month(year, month) => {
                let name = MONTHS.get(month as usize - 1).copied().unwrap_or_default();
                write!(f, "{name} {year}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn every_written_form_is_read() {
        for (text, period) in [
            ("2025", Period::Year(2025)),
            ("2019-20", Period::SplitYear(2019)),
            ("2019/20", Period::SplitYear(2019)),
            ("1999-2000", Period::SplitYear(1999)),
            ("2011-12", Period::SplitYear(2011)),
            ("2025-03", Period::Month(2025, 3)),
            ("Mar 2022", Period::Month(2022, 3)),
            ("september 2022", Period::Month(2022, 9)),
        ] {
            assert_eq!(Period::parse(text), Some(period), "{text}");
        }
        for text in ["", "25", "2025-14", "2019-2021", "Smarch 2022", "2025-", "20256", "M 2022"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn stepping_back_and_forth_is_the_identity() {
        for period in [Period::Year(2025), Period::SplitYear(1999), Period::Month(2025, 1), Period::Month(2024, 12)]
        {
            assert_eq!(period.previous().next(), period);
            assert_eq!(period.next().previous(), period);
            assert_eq!(Period::parse(&period.to_string()), Some(period));
        }
    }
}
