//! What one cell of a table holds: a number, a symbol, a text or nothing.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::quantity::value::Symbol;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A number, with thousands separators, `£` and `%` removed.
    Number(Decimal),
    /// A published symbol.
    Symbol(Symbol),
    /// Anything else, trimmed.
    Text(String),
}

impl Cell {
    /// Types the text of a cell; every text has a type, and space around it does not count.
    ///
    /// A number is written as people write one: `-3`, `0.5`, `1,234.5`, `£1,200`, `9.25%`. What only looks like one
    /// stays text: a code with a leading zero (`0123`), a version (`1.2.3`), a date, `1e5`, `12,34`, `.5`.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            Self::Empty
        } else if let Some(value) = number(text) {
            Self::Number(value)
        } else if let Some(symbol) = Symbol::parse(text) {
            Self::Symbol(symbol)
        } else {
            Self::Text(text.to_owned())
        }
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(value) => Some(*value),
            Self::Empty | Self::Symbol(_) | Self::Text(_) => None,
        }
    }

    /// The symbol, if it is one.
    pub fn symbol(&self) -> Option<Symbol> {
        match self {
            Self::Symbol(symbol) => Some(*symbol),
            Self::Empty | Self::Number(_) | Self::Text(_) => None,
        }
    }
}

/// The exact number that a trimmed text is, with as many decimals as were written.
fn number(text: &str) -> Option<Decimal> {
    let (negative, rest) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let rest = match rest.strip_prefix('£') {
        Some(rest) => rest,
        None => rest.strip_suffix('%').map_or(rest, str::trim_end),
    };
    let (whole, fraction) = match rest.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (rest, None),
    };
    if !fraction.is_none_or(digits) {
        return None;
    }
    let whole = ungrouped(whole)?;
    let plain = match (&whole, fraction) {
        (Cow::Borrowed(_), _) => Cow::Borrowed(rest),
        (Cow::Owned(whole), None) => Cow::Borrowed(whole.as_str()),
        (Cow::Owned(whole), Some(fraction)) => Cow::Owned(format!("{whole}.{fraction}")),
    };
    // A number that does not fit exactly is an identifier, not a measurement: it stays text.
    let value = Decimal::from_str_exact(&plain).ok()?;
    Some(if negative && !value.is_zero() { -value } else { value })
}

/// The digits before the decimal point without thousands commas, which must stand in the right places.
fn ungrouped(whole: &str) -> Option<Cow<'_, str>> {
    if whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    if digits(whole) {
        return Some(Cow::Borrowed(whole));
    }
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| digits(first) && first.len() <= 3)?;
    let mut all = first.to_owned();
    for group in groups {
        if group.len() != 3 || !digits(group) {
            return None;
        }
        all.push_str(group);
    }
    Some(Cow::Owned(all))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::Cell;
    use crate::quantity::value::Symbol;

    #[test]
    fn numbers_are_exact_and_keep_their_decimals() {
        for (text, number) in [
            ("0", "0"),
            ("-0", "0"),
            ("15.90", "15.90"),
            ("-3", "-3"),
            ("−3.5", "-3.5"),
            (" 1,234 ", "1234"),
            ("1,234,567.8", "1234567.8"),
            ("£1,200.50", "1200.50"),
            ("-£5", "-5"),
            ("9.25%", "9.25"),
            ("9.2 %", "9.2"),
        ] {
            let Cell::Number(value) = Cell::parse(text) else { panic!("`{text}` is not read as a number") };
            assert_eq!(value.to_string(), number, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_number_stays_text() {
        for text in [
            "0123",
            "00",
            "1.2.3",
            "1e5",
            "2025-03-01",
            "01/03/2025",
            "12,34",
            "1234,567",
            ",123",
            "1,",
            ".5",
            "5.",
            "-",
            "£",
            "%",
            "£5%",
            "+5",
            "--5",
            "1 234",
            "1_000",
            "NaN",
            "٣",
            "99999999999999999999999999999999999",
            "0.00000000000000000000000000000000001",
            "E08000026",
            "n/a",
            "tbc",
        ] {
            assert_eq!(Cell::parse(text), Cell::Text(text.to_owned()));
        }
    }

    #[test]
    fn symbols_are_typed_with_and_without_brackets() {
        for (text, symbol) in [
            ("c", Symbol::Suppressed),
            ("[c]", Symbol::Suppressed),
            ("z", Symbol::NotApplicable),
            ("x", Symbol::NotAvailable),
            (":", Symbol::NotAvailable),
            ("[low]", Symbol::Low),
            ("u", Symbol::Unreliable),
            ("TBC", Symbol::ToBeConfirmed),
        ] {
            assert_eq!(Cell::parse(text), Cell::Symbol(symbol));
        }
    }

    proptest! {
        #[test]
        fn any_text_has_a_type_and_only_numbers_become_numbers(text in any::<String>()) {
            match Cell::parse(&text) {
                Cell::Empty => prop_assert!(text.trim().is_empty()),
                Cell::Number(_) => prop_assert!(text.bytes().any(|byte| byte.is_ascii_digit())),
                Cell::Symbol(symbol) => prop_assert_eq!(Symbol::parse(&text), Some(symbol)),
                Cell::Text(kept) => prop_assert_eq!(kept, text.trim()),
            }
        }

        #[test]
        fn a_number_survives_every_way_of_writing_it(units in -999_999_999_i64..=999_999_999, scale in 0_u32..4) {
            let value = Decimal::new(units, scale);
            let plain = value.abs().to_string();
            let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), ""), |(w, f)| (w, f));
            let mut grouped = String::new();
            for (at, digit) in whole.chars().enumerate() {
                if at > 0 && (whole.len() - at) % 3 == 0 {
                    grouped.push(',');
                }
                grouped.push(digit);
            }
            if !fraction.is_empty() {
                grouped = format!("{grouped}.{fraction}");
            }
            let sign = if units < 0 { "-" } else { "" };
            for text in [format!("{sign}{plain}"), format!("{sign}{grouped}"), format!("{sign}£{grouped}"), format!("{sign}{plain}%")] {
                let read = Cell::parse(&text).number();
                prop_assert_eq!(read, Some(value), "{}", text);
                prop_assert_eq!(read.map(|read| read.scale()), Some(scale), "{}", text);
            }
        }
    }
}
