//! Amounts: "more than half", "nearly a quarter", "about 20", of a figure or of the size of a change.

use rust_decimal::Decimal;

use crate::facts::problem::Problem;
use crate::quantity::style::Style;
use crate::quantity::value::Unit;

/// What a claim says of a value and a round number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// More than it.
    Over,
    /// Less than it.
    Under,
    /// Less than it, by no more than a twentieth of it.
    Nearly,
    /// No further from it than a twentieth of it.
    About,
}

/// "About" and "nearly" reach as far as the number divided by this.
const NEAR: u32 = 20;

impl Amount {
    const ALL: [Self; 4] = [Self::Over, Self::Under, Self::Nearly, Self::About];

    /// The name that expressions use, which is the word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Over => "over",
            Self::Under => "under",
            Self::Nearly => "nearly",
            Self::About => "about",
        }
    }

    /// Whether it is true of a value and a positive number.
    pub fn holds(self, value: Decimal, number: Decimal) -> bool {
        let near = |distance: Decimal| {
            distance.checked_mul(Decimal::from(NEAR)).is_some_and(|distance| distance <= number.abs())
        };
        match self {
            Self::Over => value > number,
            Self::Under => value < number,
            Self::Nearly => value < number && near(number - value),
            Self::About => near((number - value).abs()),
        }
    }
}

/// The number in an amount: plain, or so many parts of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// In the unit of the value.
    Plain(Decimal),
    /// "Two thirds": the parts, and how many make the whole.
    Fraction(u32, u32),
}

const PARTS: [(&str, u32); 8] = [
    ("half", 2),
    ("third", 3),
    ("quarter", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("tenth", 10),
];

const COUNTS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

impl Number {
    /// Reads `25`, `2.5`, "a quarter", "half", "two thirds", "one in five".
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase().replace('-', " ");
        if let Ok(value) = Decimal::from_str_exact(&text) {
            return Some(Self::Plain(value));
        }
        let count = |word: &str| match word {
            "a" | "an" => Some(1),
            _ => COUNTS.iter().position(|known| *known == word).and_then(|at| u32::try_from(at + 1).ok()),
        };
        let part = |word: &str| {
            let bare = word.strip_suffix('s').unwrap_or(word);
            PARTS.iter().find(|(known, _)| *known == bare || *known == word).map(|(_, of)| *of)
        };
        let words: Vec<&str> = text.split_whitespace().collect();
        let (parts, whole) = match words.as_slice() {
            [one] => (1, part(one)?),
            [parts, "in", whole] => (count(parts)?, count(whole)?),
            [parts, one] => (count(parts)?, part(one)?),
            _ => return None,
        };
        (parts < whole).then_some(Self::Fraction(parts, whole))
    }
}

/// A value that an amount is said of, exactly and as shown.
#[derive(Debug, Clone)]
pub struct Measured {
    /// The exact value.
    pub exact: Decimal,
    /// The value that is shown.
    pub shown: Decimal,
    /// What it counts.
    pub unit: Unit,
    /// What it is, for messages.
    pub description: String,
    /// How it is written, for messages.
    pub text: String,
}

/// Checks an amount of a value: as a fraction of a whole where one is given, else of a hundred per cent.
///
/// # Errors
/// If it does not hold; if a fraction is of nothing.
pub fn check(
    amount: Amount,
    value: &Measured,
    number: Number,
    whole: Option<&Measured>,
    style: &Style,
) -> Result<(), Problem> {
    let overflow = || Problem::new("the numbers are too large").hint("state them in thousands or millions");
    let (parts, of) = match number {
        Number::Plain(number) => {
            if whole.is_some() {
                return Err(Problem::new("`of` belongs to a fraction").hint("write `\"half\"`, `\"a quarter\"` …"));
            }
            (number, 1)
        }
        Number::Fraction(parts, of) => (Decimal::from(parts), of),
    };
    let hundred = (Decimal::ONE_HUNDRED, Decimal::ONE_HUNDRED);
    let bases = match (number, whole, value.unit) {
        (Number::Plain(_), ..) => (Decimal::ONE, Decimal::ONE),
        (_, Some(whole), _) if whole.unit == value.unit => (whole.exact, whole.shown),
        (_, Some(whole), _) => {
            return Err(Problem::new(format!(
                "{} and {} are not in the same unit",
                value.description, whole.description
            ))
            .hint("a part and its whole count the same thing"));
        }
        (_, None, Unit::Percent) => hundred,
        (_, None, _) => {
            return Err(Problem::new(format!("nothing says of what {} is a part", value.description)).hint(
                match word(amount, number) {
                    name if name == amount.name() => format!("add the whole: `.{name}(…, \"…\", of=staff)`"),
                    name => format!("add the whole: `.{name}(\"…\", of=staff)`"),
                },
            ));
        }
    };
    if let Number::Fraction(..) = number
        && (bases.0 <= Decimal::ZERO || bases.1 <= Decimal::ZERO)
    {
        return Err(Problem::new("the whole is nothing").hint("a fraction needs a whole above zero"));
    }
    let scaled = |value: Decimal, base: Decimal| {
        let value = value.checked_mul(Decimal::from(of))?;
        Some((value, base.checked_mul(parts)?))
    };
    let exact = scaled(value.exact, bases.0).ok_or_else(overflow)?;
    let shown = scaled(value.shown, bases.1).ok_or_else(overflow)?;
    let holds = |amount: Amount| amount.holds(exact.0, exact.1) && amount.holds(shown.0, shown.1);
    if holds(amount) {
        return Ok(());
    }
    let than = match number {
        Number::Plain(number) => style.value(number, value.unit, number.scale()),
        Number::Fraction(parts, of) => {
            let share = Decimal::from(parts) * Decimal::ONE_HUNDRED / Decimal::from(of);
            match whole {
                Some(whole) => format!("{} of {}", in_words(parts, of), whole.text),
                None => format!("{}, which is {}", in_words(parts, of), style.value(share, Unit::Percent, 1)),
            }
        }
    };
    let better = Amount::ALL.into_iter().find(|one| holds(*one));
    let hint = match better {
        Some(better) => {
            format!("say what the data say, with `.{}(…)`, or take the claim out", word(better, number))
        }
        None => "it is exactly so much: leave the word out".to_owned(),
    };
    Err(Problem::new(format!("false claim: {} is {}, not {} {than}", value.description, value.text, amount.name()))
        .hint(hint))
}

/// The word for an amount; more and less than half have words of their own.
fn word(amount: Amount, number: Number) -> &'static str {
    match (amount, number) {
        (Amount::Over, Number::Fraction(1, 2)) => "more_than_half",
        (Amount::Under, Number::Fraction(1, 2)) => "less_than_half",
        _ => amount.name(),
    }
}

/// A fraction as people say it: "half", "two thirds", "five in nine".
fn in_words(parts: u32, of: u32) -> String {
    let count = |number: u32| COUNTS.get(number.saturating_sub(1) as usize).copied().unwrap_or("many");
    match (parts, PARTS.iter().find(|(_, known)| *known == of)) {
        (_, Some(("half", _))) => "half".to_owned(),
        (1, Some((part, _))) => format!("a {part}"),
        (_, Some((part, _))) => format!("{} {part}s", count(parts)),
        (_, None) => format!("{} in {}", count(parts), count(of)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::{Amount, Measured, Number, check};
    use crate::quantity::style::Style;
    use crate::quantity::value::Unit;

    #[test]
    fn fractions_are_read_as_people_write_them() {
        for (text, number) in [
            ("half", Number::Fraction(1, 2)),
            ("a half", Number::Fraction(1, 2)),
            ("A quarter", Number::Fraction(1, 4)),
            ("two-thirds", Number::Fraction(2, 3)),
            ("three quarters", Number::Fraction(3, 4)),
            ("one in five", Number::Fraction(1, 5)),
            ("nine in ten", Number::Fraction(9, 10)),
            ("25", Number::Plain(Decimal::from(25))),
            ("2.5", Number::Plain(Decimal::new(25, 1))),
        ] {
            assert_eq!(Number::parse(text), Some(number), "{text}");
        }
        for text in ["", "three", "ten in one", "four thirds", "quarter of", "10%", "a", "in"] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

    fn percent(exact: Decimal, shown: Decimal) -> Measured {
        Measured { exact, shown, unit: Unit::Percent, description: "it".into(), text: shown.to_string() }
    }

    #[test]
    fn what_is_shown_counts_as_well_as_what_is_exact() {
        let over = |exact, shown| {
            check(Amount::Over, &percent(exact, shown), Number::Fraction(1, 2), None, &Style::default()).is_ok()
        };
        assert!(over(Decimal::new(501, 1), Decimal::new(501, 1)));
        // 50.04 is shown as 50.0: a reader sees half, not more.
        assert!(!over(Decimal::new(5004, 2), Decimal::new(500, 1)));
    }

    proptest! {
        #[test]
        fn amounts_are_what_they_are_called(value in 0_i64..4000, number in 1_i64..4000) {
            let (value, number) = (Decimal::new(value, 1), Decimal::new(number, 1));
            let said = |amount: Amount| {
                check(amount, &percent(value, value), Number::Plain(number), None, &Style::default()).is_ok()
            };
            // A twentieth, computed the other way round.
            let share = value / number;
            let near = share >= Decimal::new(95, 2) && share <= Decimal::new(105, 2);
            prop_assert_eq!(said(Amount::Over), value > number);
            prop_assert_eq!(said(Amount::Under), value < number);
            prop_assert_eq!(said(Amount::Nearly), value < number && near);
            prop_assert_eq!(said(Amount::About), near);
        }
    }
}
