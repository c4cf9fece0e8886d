//! A measured value: a number or a typed symbol, and the unit it is counted in.

use rust_decimal::Decimal;

/// What a cell of a statistical table holds: an exact number, or the reason why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Datum {
    /// A published number; a published 0 is a real zero.
    Number(Decimal),
    /// No number, and why.
    Symbol(Symbol),
}

impl Datum {
    /// The number, if it is one.
    pub fn number(self) -> Option<Decimal> {
        match self {
            Self::Number(value) => Some(value),
            Self::Symbol(_) => None,
        }
    }

    /// Where it stands among others, as far as that is known: numbers by their size, and what is above zero but rounds
    /// to it after zero and before every number that is shown as more.
    pub fn order(self) -> Option<Order> {
        match self {
            Self::Number(value) => Some((value, false)),
            Self::Symbol(Symbol::Low) => Some((Decimal::ZERO, true)),
            Self::Symbol(_) => None,
        }
    }
}

/// The place of a value among others: a number, and whether it lies a little above that.
pub type Order = (Decimal, bool);

/// Why a published cell has no number (Government Analysis Function symbols, as the DfE uses them).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symbol {
    /// `c`: suppressed to protect confidentiality.
    Suppressed,
    /// `z`: not applicable.
    NotApplicable,
    /// `x`, and `:` in older releases: not available.
    NotAvailable,
    /// `low`: above zero, but rounds to zero.
    Low,
    /// `u`: too unreliable to publish.
    Unreliable,
    /// `TBC`: not known yet, in tables kept by hand.
    ToBeConfirmed,
}

impl Symbol {
    /// Every symbol, in the order of a key below a table.
    pub const ALL: [Self; 6] = [
        Self::Suppressed,
        Self::NotApplicable,
        Self::NotAvailable,
        Self::Low,
        Self::Unreliable,
        Self::ToBeConfirmed,
    ];

    /// What may stand in a cell of values, for the hint of a message.
    pub fn key() -> String {
        let symbols =
            Self::ALL.map(|symbol| format!("`{}` ({})", symbol.mark().trim_matches(['[', ']']), symbol.meaning()));
        format!("write a number, or one of {}", symbols.join(", "))
    }

    /// Reads a cell that holds nothing but a symbol, with or without brackets.
    pub fn parse(cell: &str) -> Option<Self> {
        let cell = cell.trim();
        let bare = cell.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(cell);
        Some(match bare {
            "c" => Self::Suppressed,
            "z" => Self::NotApplicable,
            "x" | ":" => Self::NotAvailable,
            "low" => Self::Low,
            "u" => Self::Unreliable,
            "TBC" => Self::ToBeConfirmed,
            _ => return None,
        })
    }

    /// How a document shows it, for instance `[c]`.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Suppressed => "[c]",
            Self::NotApplicable => "[z]",
            Self::NotAvailable => "[x]",
            Self::Low => "[low]",
            Self::Unreliable => "[u]",
            Self::ToBeConfirmed => "TBC",
        }
    }

    /// What it means, for the key below a table, for alternative text and for messages.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Suppressed => "suppressed to protect confidentiality",
            Self::NotApplicable => "not applicable",
            Self::NotAvailable => "not available",
            Self::Low => "above zero, but rounds to zero",
            Self::Unreliable => "too unreliable to publish",
            Self::ToBeConfirmed => "to be confirmed",
        }
    }
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A share of a whole, shown with `%` or "per cent".
    Percent,
    /// A difference between two shares.
    PercentagePoints,
    /// Whole people.
    People,
    /// Full-time equivalents.
    Fte,
    /// Cases, children or other whole things.
    Cases,
    /// Cases for each worker.
    CasesPerWorker,
    /// Working days.
    Days,
    /// Pounds sterling.
    Pounds,
    /// A plain number.
    Number,
}

impl Unit {
    /// The names that a YAML file may use.
    pub const NAMES: &[(&str, Unit)] = &[
        ("percent", Unit::Percent),
        ("points", Unit::PercentagePoints),
        ("people", Unit::People),
        ("fte", Unit::Fte),
        ("cases", Unit::Cases),
        ("cases-per-worker", Unit::CasesPerWorker),
        ("days", Unit::Days),
        ("pounds", Unit::Pounds),
        ("number", Unit::Number),
    ];

    /// The unit of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, unit)| *unit)
    }

    /// The name that a YAML file uses.
    pub fn key(self) -> &'static str {
        Self::NAMES.iter().find(|(_, unit)| *unit == self).map_or("number", |(name, _)| name)
    }

    /// Whether it counts whole things, so that there is no half of one.
    pub fn is_whole(self) -> bool {
        matches!(self, Self::People | Self::Cases)
    }

    /// The unit of a difference between two values in this unit.
    pub fn of_difference(self) -> Self {
        if self == Self::Percent { Self::PercentagePoints } else { self }
    }

    /// How many decimals a value of this unit is shown with unless its measure says otherwise.
    pub fn decimals(self) -> u32 {
        match self {
            Self::Percent | Self::PercentagePoints | Self::Fte | Self::CasesPerWorker => 1,
            Self::People | Self::Cases | Self::Days | Self::Pounds | Self::Number => 0,
        }
    }

    /// What is counted, in words for a subtitle: "full-time equivalents".
    pub fn noun(self) -> &'static str {
        match self {
            Self::Percent => "percentage",
            Self::PercentagePoints => "percentage points",
            Self::People => "people",
            Self::Fte => "full-time equivalents",
            Self::Cases => "cases",
            Self::CasesPerWorker => "cases per worker",
            Self::Days => "working days",
            Self::Pounds => "pounds",
            Self::Number => "number",
        }
    }

    /// What stands beside a title: the header, but nothing if the title tells the unit, as "Budget (£)" or "Cases held".
    pub fn header_beside(self, title: &str) -> &'static str {
        if self.is_said_by(title) { "" } else { self.header() }
    }

    fn is_said_by(self, title: &str) -> bool {
        let sign = |c: char| matches!(c, '%' | '£');
        let words: Vec<String> = title
            .split(|c: char| !c.is_alphanumeric() && !sign(c))
            .flat_map(|word| word.split_inclusive(sign))
            .map(str::to_lowercase)
            .collect();
        let says = |of: &str| words.windows(of.split(' ').count()).any(|some| some.join(" ") == of);
        match self {
            Self::Number => true,
            Self::PercentagePoints => says("points") || says("percentage points"),
            Self::Fte => says("fte") || says("full time equivalents"),
            _ => says(self.header()),
        }
    }

    /// What stands in the header of a table column, without brackets; empty for a plain number.
    pub fn header(self) -> &'static str {
        match self {
            Self::Percent => "%",
            Self::PercentagePoints => "percentage points",
            Self::People => "people",
            Self::Fte => "FTE",
            Self::Cases => "cases",
            Self::CasesPerWorker => "cases per worker",
            Self::Days => "days",
            Self::Pounds => "£",
            Self::Number => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{Datum, Symbol, Unit};

    #[test]
    fn a_unit_that_a_title_tells_is_not_said_again() {
        for (unit, title, beside) in [
            (Unit::Pounds, "Budget (£)", ""),
            (Unit::Pounds, "Budget (£000)", ""),
            (Unit::Pounds, "Budget", "£"),
            (Unit::Fte, "FTE", ""),
            (Unit::Fte, "Posts, full-time equivalents", ""),
            (Unit::Fte, "Left after", "FTE"),
            (Unit::Percent, "Rate %", ""),
            (Unit::Percent, "Rate", "%"),
            (Unit::Cases, "Cases held", ""),
            (Unit::CasesPerWorker, "Cases held", "cases per worker"),
            (Unit::PercentagePoints, "Change (points)", ""),
            (Unit::PercentagePoints, "Change since 2024", "percentage points"),
            (Unit::Days, "Mondays", "days"),
            (Unit::Number, "Anything", ""),
        ] {
            assert_eq!(unit.header_beside(title), beside, "{unit:?} {title}");
        }
    }

    #[test]
    fn what_rounds_to_zero_has_its_place_and_other_symbols_have_none() {
        let low = Datum::Symbol(Symbol::Low).order();
        let number = |value: i64| Datum::Number(Decimal::new(value, 1)).order();
        assert!(number(-1) < low && number(0) < low && low < number(1));
        assert_eq!(Datum::Symbol(Symbol::Suppressed).order(), None);
    }
}
