//! Numbers, money and dates as a council writes them.

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{Dates, PerCent, Style, join_words, ordinal_suffix, round};
use crate::quantity::value::{Datum, Symbol, Unit};

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a number of this test")
}

/// A number as it is written, read again.
fn read(text: &str) -> Decimal {
    decimal(&text.replace(',', "").replace('−', "-"))
}

fn numbers() -> impl Strategy<Value = Decimal> {
    (-1_000_000_000_000i64..1_000_000_000_000, 0u32..7).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

#[test]
fn numbers_are_rounded_half_away_from_zero() {
    let style = Style::default();
    for (value, decimals, text) in [
        ("12.25", 1, "12.3"),
        ("-12.25", 1, "−12.3"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-0.04", 1, "0.0"),
        ("-0.05", 1, "−0.1"),
        ("999.95", 1, "1,000.0"),
        ("1234567", 0, "1,234,567"),
        ("7", 2, "7.00"),
    ] {
        assert_eq!(style.number(decimal(value), decimals), text);
    }
    let spaced = Style { thousands: "\u{202f}".to_owned(), ..Style::default() };
    assert_eq!(spaced.number(decimal("12345.6"), 1), "12\u{202f}345.6");
    assert_eq!(Style { thousands: String::new(), ..Style::default() }.number(decimal("12345"), 0), "12345");
}

#[test]
fn values_bear_their_unit() {
    let style = Style::default();
    let words = Style { per_cent: PerCent::Words, ..Style::default() };
    assert_eq!(style.value(decimal("6.14"), Unit::Percent, 1), "6.1%");
    assert_eq!(words.value(decimal("6.15"), Unit::Percent, 1), "6.2 per cent");
    assert_eq!(style.value(decimal("1250"), Unit::People, 0), "1,250");
    assert_eq!(style.datum(Datum::Symbol(Symbol::Suppressed), Unit::Percent, 1), "[c]");
    for (size, unit, decimals, text) in [
        ("1", Unit::Percent, 1, "1.0 percentage point"),
        ("-6.4", Unit::Percent, 1, "6.4 percentage points"),
        ("0.96", Unit::Percent, 1, "1.0 percentage point"),
        ("1", Unit::People, 0, "1 person"),
        ("2", Unit::Cases, 0, "2 cases"),
        ("-1", Unit::Days, 0, "1 day"),
        ("1250.5", Unit::Fte, 1, "1,250.5 FTE"),
        ("-4500000", Unit::Pounds, 0, "£4.5 million"),
    ] {
        assert_eq!(style.size_of_change(decimal(size), unit, decimals), text);
    }
}

#[test]
fn money_is_in_pounds_below_a_million_and_in_millions_from_there() {
    let style = Style::default();
    for (value, decimals, text) in [
        ("0", 0, "£0"),
        ("400000", 0, "£400,000"),
        ("999999.49", 0, "£999,999"),
        ("999999.5", 0, "£1 million"),
        ("1000000", 0, "£1 million"),
        ("1100000", 0, "£1.1 million"),
        ("1234567", 0, "£1.23 million"),
        ("-1234567", 0, "−£1.23 million"),
        ("2500000000", 0, "£2,500 million"),
        ("12.5", 2, "£12.50"),
        ("-0.4", 0, "£0"),
    ] {
        assert_eq!(style.value(decimal(value), Unit::Pounds, decimals), text, "{value}");
    }
}

#[test]
fn words_are_joined_as_prose_does() {
    let joined = [&[][..], &["a"], &["a", "b"], &["a", "b", "c"]].map(|words: &[&str]| join_words(words));
    assert_eq!(joined, ["", "a", "a and b", "a, b and c"]);
}

proptest! {
    #[test]
    fn a_number_is_its_rounding_with_separators_in_the_right_places(value in numbers(), decimals in 0u32..5) {
        let text = Style::default().number(value, decimals);
        prop_assert_eq!(read(&text), round(value, decimals));
        prop_assert!((read(&text) - value).abs() * Decimal::from(2) <= Decimal::new(1, decimals));
        let digits = text.trim_start_matches('−');
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        prop_assert_eq!(fraction.len(), decimals as usize);
        let mut groups = whole.split(',');
        prop_assert!((1..=3).contains(&groups.next().unwrap_or_default().len()));
        prop_assert!(groups.all(|group| group.len() == 3));
        prop_assert!(!text.contains('-'), "a hyphen is no minus sign");
        prop_assert!(text.starts_with('−') == (round(value, decimals) < Decimal::ZERO));
    }

    #[test]
    fn rounding_is_the_same_on_both_sides_of_zero(value in numbers(), decimals in 0u32..5) {
        prop_assert_eq!(round(-value, decimals), -round(value, decimals));
    }

    #[test]
    fn money_has_one_sign_and_is_never_a_part_of_a_million(value in numbers()) {
        let text = Style::default().value(value, Unit::Pounds, 0);
        let positive = text.strip_prefix('−').unwrap_or(&text);
        let amount = positive.strip_prefix('£').expect("pounds have their sign");
        prop_assert!(!text.contains("millions") && !text.starts_with("−£0 ") && text != "−£0");
        match amount.strip_suffix(" million") {
            Some(millions) => {
                prop_assert!(read(millions) >= Decimal::ONE, "{}", text);
                prop_assert!(!millions.contains('.') || !millions.ends_with('0'), "{}", text);
                let off = read(millions) * Decimal::from(1_000_000) - value.abs();
                prop_assert!(off.abs() <= Decimal::from(5_000));
            }
            None => prop_assert_eq!(read(amount), round(value.abs(), 0)),
        }
    }

    #[test]
    fn a_date_can_be_read_again(days in 0i32..80_000) {
        let date = NaiveDate::from_ymd_opt(1900, 1, 1).and_then(|date| date.checked_add_signed(chrono::TimeDelta::days(days.into())));
        let date = date.expect("a date of our time");
        let plain = Style::default().date(date);
        prop_assert_eq!(NaiveDate::parse_from_str(&plain, "%d %B %Y").ok(), Some(date));
        let ordinal = Style { dates: Dates::Ordinal, ..Style::default() }.date(date);
        let (day, rest) = ordinal.split_once(' ').expect("a day and a month");
        let bare = day.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        prop_assert_eq!(format!("{bare} {rest}"), plain);
        prop_assert_eq!(&day[bare.len()..], ordinal_suffix(bare.parse().expect("a day")));
        let short = Style { dates: Dates::Numeric, ..Style::default() }.date(date);
        prop_assert_eq!(NaiveDate::parse_from_str(&short, "%d/%m/%Y").ok(), Some(date));
    }

    #[test]
    fn an_ordinal_is_th_in_the_teens_and_by_its_last_digit_elsewhere(number in 0u32..10_000) {
        let suffix = ordinal_suffix(number);
        let expected = match (number / 10 % 10, number % 10) {
            (1, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        prop_assert_eq!(suffix, expected);
    }
}
