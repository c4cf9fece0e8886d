//! House style: how numbers, dates and lists are written.

use chrono::{Datelike, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::quantity::value::{Datum, Unit};

/// How a council writes numbers and dates; the profile's `style:`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// `%` after a share, or the words "per cent".
    pub per_cent: PerCent,
    /// What separates thousands; empty for nothing.
    pub thousands: String,
    /// How a date is written out.
    pub dates: Dates,
    /// "Monday, 16th April, 2018" for the day of a meeting, instead of "Monday, 16 April 2018".
    pub ordinal_meetings: bool,
}

/// The ways to write a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// `27 November 2025`
    Plain,
    /// `27th November 2025`
    Ordinal,
    /// `27/11/2025`
    Numeric,
}

/// The two ways to write a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PerCent {
    /// `6.1%`
    Sign,
    /// `6.1 per cent`
    Words,
}

impl Default for Style {
    fn default() -> Self {
        Self { per_cent: PerCent::Sign, thousands: ",".to_owned(), dates: Dates::Plain, ordinal_meetings: false }
    }
}

impl Style {
    /// A value as prose shows it: rounded, with its unit where the unit is a sign.
    ///
    /// People, cases, days and FTE are bare numbers, since the words beside them name the unit.
    pub fn value(&self, value: Decimal, unit: Unit, decimals: u32) -> String {
        match unit {
            Unit::Percent => match self.per_cent {
                PerCent::Sign => format!("{}%", self.number(value, decimals)),
                PerCent::Words => format!("{} per cent", self.number(value, decimals)),
            },
            Unit::Pounds => self.pounds(value, decimals),
            _ => self.number(value, decimals),
        }
    }

    /// A datum as prose, a label or a table shows it; a symbol is shown by its mark.
    pub fn datum(&self, datum: Datum, unit: Unit, decimals: u32) -> String {
        match datum {
            Datum::Number(value) => self.value(value, unit, decimals),
            Datum::Symbol(symbol) => symbol.mark().to_owned(),
        }
    }

    /// A bare number: rounded half away from zero, with thousands separators and a true minus sign.
    pub fn number(&self, value: Decimal, decimals: u32) -> String {
        let rounded = round(value, decimals);
        let text = format!("{:.*}", decimals as usize, rounded.abs());
        let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |(whole, rest)| (whole, rest));
        let mut out = String::new();
        if rounded.is_sign_negative() && !rounded.is_zero() {
            out.push('−');
        }
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push_str(&self.thousands);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push('.');
            out.push_str(fraction);
        }
        out
    }

    /// A difference between two values, with its unit in words: "6.4 percentage points", "1,250 FTE".
    pub fn size_of_change(&self, difference: Decimal, unit: Unit, decimals: u32) -> String {
        let number = self.number(difference.abs(), decimals);
        let one = number == "1" || number == "1.0";
        match unit.of_difference() {
            Unit::PercentagePoints if one => format!("{number} percentage point"),
            Unit::PercentagePoints => format!("{number} percentage points"),
            Unit::People if one => format!("{number} person"),
            Unit::People => format!("{number} people"),
            Unit::Fte => format!("{number} FTE"),
            Unit::Cases | Unit::CasesPerWorker if one => format!("{number} case"),
            Unit::Cases => format!("{number} cases"),
            Unit::CasesPerWorker => format!("{number} cases per worker"),
            Unit::Days if one => format!("{number} day"),
            Unit::Days => format!("{number} days"),
            Unit::Pounds => self.pounds(difference.abs(), decimals),
            Unit::Percent | Unit::Number => number,
        }
    }

    /// Money: whole pounds below a million, "£1.1 million" from there; `decimals` is for pounds and pence.
    fn pounds(&self, value: Decimal, decimals: u32) -> String {
        let million = Decimal::from(1_000_000);
        let sign = if round(value, decimals) < Decimal::ZERO { "−" } else { "" };
        let value = value.abs();
        if round(value, decimals) < million {
            return format!("{sign}£{}", self.number(value, decimals));
        }
        let millions = self.number(value / million, 2);
        let millions = millions.strip_suffix('0').unwrap_or(&millions);
        let millions = millions.strip_suffix(".0").unwrap_or(millions);
        format!("{sign}£{millions} million")
    }

    /// A date: "27 November 2025", "27th November 2025" or "27/11/2025".
    pub fn date(&self, date: NaiveDate) -> String {
        let day = date.day();
        match self.dates {
            Dates::Plain => format!("{day} {}", date.format("%B %Y")),
            Dates::Ordinal => format!("{day}{} {}", ordinal_suffix(day), date.format("%B %Y")),
            Dates::Numeric => self.short_date(date),
        }
    }

    /// A date with its day of the week, whatever the style of dates: "Friday, 6 April 2018".
    pub fn weekday_date(&self, date: NaiveDate) -> String {
        format!("{}, {} {}", date.format("%A"), date.day(), date.format("%B %Y"))
    }

    /// The day of a meeting: "Monday, 16 April 2018" or "Monday, 16th April, 2018".
    pub fn meeting_date(&self, date: NaiveDate) -> String {
        if !self.ordinal_meetings {
            return self.weekday_date(date);
        }
        let day = date.day();
        format!("{}, {day}{} {}, {}", date.format("%A"), ordinal_suffix(day), date.format("%B"), date.year())
    }

    /// A date for a table cell: "04/04/2018".
    pub fn short_date(&self, date: NaiveDate) -> String {
        date.format("%d/%m/%Y").to_string()
    }
}

/// Rounds half away from zero, as the field does.
pub fn round(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// "st", "nd", "rd" or "th".
pub fn ordinal_suffix(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// Joins words as prose does: "a", "a and b", "a, b and c".
pub fn join_words<S: AsRef<str>>(words: &[S]) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests;
