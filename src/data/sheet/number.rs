//! What a number of a spreadsheet is: its stored value, and what its format makes of it (a share, pounds, a date).

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use crate::quantity::style::round;

/// The day that a serial number counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Epoch {
    /// 1 is 1 January 1900; 60 is a 29 February that never was.
    Of1900,
    /// 0 is 1 January 1904.
    Of1904,
}

/// How many digits of a number Excel keeps and shows; what lies beyond them is noise of its arithmetic.
const DIGITS: usize = 15;

/// A number as text, and how much of it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The whole stored number, with the sign of its format; a date or a time.
    pub text: String,
    /// How many decimals the cell shows; `None` for as many as the text has.
    pub decimals: Option<u32>,
}

impl Written {
    fn whole(text: String) -> Self {
        Self { text, decimals: None }
    }
}

/// A number in the format of that code, without words that the format adds: the stored number itself, never cut.
///
/// Shares are multiplied by a hundred and have their `%`, pounds their `£`; a negative number has a minus sign whatever
/// the format; a number that is shown in thousands is not divided. Dates are `2025-09-30` in every format of dates, also
/// one of months, times `14:05`. `None` for what Excel cannot show either, such as a date before 1900.
pub fn written(value: f64, code: &str, epoch: Epoch) -> Option<Written> {
    let format = Format::parse(section_for(value, &sections(code)));
    if let Some(moment) = &format.moment {
        return moment.shown(value, epoch).map(Written::whole);
    }
    let exact = exact(value).filter(|_| format.digits > 0);
    exact.and_then(|exact| format.number(exact)).or_else(|| plain(value).map(Written::whole))
}

/// The same for a number of which only the stored value and the text that the cell shows are known: `1,234.5 FTE` shows
/// one decimal, `1,235k` none of a number that is a thousand times larger.
pub fn written_beside(value: f64, percent: bool, text: &str) -> Option<Written> {
    let Some(exact) = exact(value) else { return plain(value).map(Written::whole) };
    let exact = if percent { exact.checked_mul(Decimal::ONE_HUNDRED)? } else { exact };
    let shown = displayed(text);
    let of = |thousands: u32| {
        let (digits, most) = shown.as_ref()?;
        let scaled = exact.abs().checked_div(Decimal::from(1000_u32.pow(thousands)))?;
        (round(scaled, *most) == *digits).then(|| most.saturating_sub(3 * thousands))
    };
    let decimals = (0..=3).find_map(of);
    let grouped = text.split(',').skip(1).any(|rest| rest.bytes().take_while(u8::is_ascii_digit).count() == 3);
    let sign = match text.chars().find(|c| matches!(c, '%' | '£' | '€' | '$')) {
        _ if percent => Some('%'),
        Some('%') if decimals.is_none() => None,
        sign => sign,
    };
    let format = Format { sign, thousands: grouped, ..Format::default() };
    Some(Written { text: format.digits(exact, decimals.unwrap_or(0)), decimals })
}

/// The one number of a text, without its sign, and how many decimals it has.
fn displayed(text: &str) -> Option<(Decimal, u32)> {
    let numbers = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let mut parts = text.split(|c| !numbers(c)).filter(|part| part.bytes().any(|byte| byte.is_ascii_digit()));
    let (part, None) = (parts.next()?, parts.next()) else { return None };
    let digits = part.trim_matches(',').replace(',', "");
    let number = Decimal::from_str_exact(digits.trim_end_matches('.')).ok()?;
    Some((number, number.scale()))
}

/// A number as Excel shows it without a format: at most fifteen digits, no noise behind them.
pub fn plain(value: f64) -> Option<String> {
    if !value.is_finite() {
        return None;
    }
    Some(exact(value).map_or_else(|| value.to_string(), |exact| exact.normalize().to_string()))
}

/// The decimal number of fifteen digits that is nearest; `None` for what is too large or too small for one.
pub fn exact(value: f64) -> Option<Decimal> {
    if !value.is_finite() {
        return None;
    }
    let written = format!("{:.*e}", DIGITS - 1, value);
    let decimal = Decimal::from_scientific(&written).ok()?;
    // So small that its digits did not fit.
    if decimal.is_zero() && value != 0.0 { None } else { Some(decimal.normalize()) }
}

/// The parts of a code between semicolons that are not quoted.
fn sections(code: &str) -> Vec<&str> {
    let mut sections = Vec::new();
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (at, c) in code.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '"' => quoted = !quoted,
            '\\' | '_' | '*' if !quoted => escaped = true,
            ';' if !quoted => {
                sections.push(code.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    sections.push(code.get(start..).unwrap_or_default());
    sections
}

/// The section of a code that is for a value: by its condition, else by its sign.
fn section_for<'a>(value: f64, sections: &[&'a str]) -> &'a str {
    let numeric = sections.len().min(3);
    let conditions: Vec<Option<bool>> = sections.iter().take(numeric).map(|one| condition(one, value)).collect();
    let at = if conditions.iter().any(Option::is_some) {
        let met = conditions.iter().position(|met| *met == Some(true));
        met.or_else(|| conditions.iter().position(Option::is_none)).unwrap_or(0)
    } else {
        match numeric {
            2 | 3 if value < 0.0 => 1,
            3 if value == 0.0 => 2,
            _ => 0,
        }
    };
    sections.get(at).copied().unwrap_or_default()
}

/// Whether a value meets the condition of a section, `[>=100]`; `None` for a section without one.
fn condition(section: &str, value: f64) -> Option<bool> {
    section.split('[').skip(1).find_map(|rest| {
        let inside = rest.split(']').next()?;
        let (sign, number) = ["<=", ">=", "<>", "<", ">", "="]
            .iter()
            .find_map(|sign| Some((*sign, inside.strip_prefix(sign)?.trim().parse::<f64>().ok()?)))?;
        Some(match sign {
            "<=" => value <= number,
            ">=" => value >= number,
            "<>" => value != number,
            "<" => value < number,
            ">" => value > number,
            _ => value == number,
        })
    })
}

/// What a section of a code asks for.
#[derive(Debug, Default)]
struct Format {
    /// How many places for digits there are before the decimal point and behind it.
    digits: u32,
    /// How many decimals are shown at most, and at least.
    most: u32,
    least: u32,
    thousands: bool,
    /// The value is multiplied by a hundred.
    percent: bool,
    /// A `%` or a currency sign that is printed.
    sign: Option<char>,
    /// The value is divided by a thousand so many times.
    scale: u32,
    /// It is not shown as a decimal number: a fraction, or in powers of ten.
    other: bool,
    moment: Option<Moment>,
}

/// What is shown of a date or time.
#[derive(Debug, Default, PartialEq, Eq)]
struct Moment {
    year: bool,
    month: bool,
    day: bool,
    hours: bool,
    minutes: bool,
    seconds: bool,
    /// Hours, minutes or seconds that have passed, as `[h]:mm`.
    elapsed: bool,
}

impl Format {
    fn parse(section: &str) -> Self {
        let mut format = Self::default();
        let mut moment = Moment::default();
        // The letters of dates in their order: which of the two an `m` is depends on its neighbours.
        let mut letters: Vec<char> = Vec::new();
        let mut decimals = false;
        let mut pending_commas = 0;
        let mut characters = section.chars().peekable();
        while let Some(c) = characters.next() {
            match c {
                '"' => {
                    for quoted in characters.by_ref().take_while(|c| *c != '"') {
                        format.literal(quoted);
                    }
                }
                '\\' => {
                    if let Some(escaped) = characters.next() {
                        format.literal(escaped);
                    }
                }
                '_' | '*' => drop(characters.next()),
                '[' => {
                    let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                    if let Some(currency) = inside.strip_prefix('$') {
                        currency.split('-').next().unwrap_or_default().chars().for_each(|c| format.literal(c));
                    } else if let Some(first) = inside.chars().next().map(|c| c.to_ascii_lowercase())
                        && matches!(first, 'h' | 'm' | 's')
                        && inside.chars().all(|c| c.eq_ignore_ascii_case(&first))
                    {
                        moment.elapsed = true;
                        letters.push(if first == 'm' { 'n' } else { first });
                    }
                }
                '0' | '#' | '?' => {
                    format.thousands |= pending_commas > 0 && format.digits > 0 && !decimals;
                    pending_commas = 0;
                    format.digits += 1;
                    if decimals {
                        format.most += 1;
                        if c == '0' {
                            format.least = format.most;
                        }
                    }
                }
                '.' if !format.other => decimals = true,
                ',' => pending_commas += 1,
                '%' => {
                    format.percent = true;
                    format.sign = Some('%');
                }
                'E' | 'e' if matches!(characters.peek(), Some('+' | '-')) => format.other = true,
                '/' if letters.is_empty() && format.digits > 0 => format.other = true,
                'A' | 'a' if matches!(characters.peek(), Some('M' | 'm' | '/')) => {
                    // AM/PM or A/P.
                    let rest: String = characters.clone().take(4).collect::<String>().to_ascii_lowercase();
                    let length = if rest.starts_with("m/pm") { 4 } else { 2 };
                    for _ in 0..length {
                        characters.next();
                    }
                }
                'G' | 'g' if section.to_ascii_lowercase().contains("general") => return Self::default(),
                'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => letters.push(c.to_ascii_lowercase()),
                '£' | '€' | '$' => format.sign = Some(c),
                _ => {}
            }
        }
        format.scale = if format.digits > 0 { pending_commas } else { 0 };
        if !letters.is_empty() {
            letters.dedup();
            for (at, letter) in letters.iter().enumerate() {
                let before = at.checked_sub(1).and_then(|before| letters.get(before));
                let minutes = before == Some(&'h') || letters.get(at + 1) == Some(&'s');
                match letter {
                    'y' => moment.year = true,
                    'm' if minutes => moment.minutes = true,
                    'm' => moment.month = true,
                    'n' => moment.minutes = true,
                    'd' => moment.day = true,
                    'h' => moment.hours = true,
                    _ => moment.seconds = true,
                }
            }
            format.moment = Some(moment);
        }
        format
    }

    /// A sign that a format prints as it is; words around a number are left out.
    fn literal(&mut self, c: char) {
        if matches!(c, '%' | '£' | '€' | '$') {
            self.sign = Some(c);
        }
    }

    fn number(&self, exact: Decimal) -> Option<Written> {
        if self.other {
            return Some(Written::whole(exact.normalize().to_string()));
        }
        let value = if self.percent { exact.checked_mul(Decimal::ONE_HUNDRED)? } else { exact };
        let mut scaled = value;
        for _ in 0..self.scale {
            scaled = scaled.checked_div(Decimal::ONE_THOUSAND)?;
        }
        let shown = round(scaled, self.most.min(DIGITS as u32)).normalize().scale().max(self.least);
        let decimals = shown.saturating_sub(self.scale.saturating_mul(3));
        Some(Written { text: self.digits(value, decimals), decimals: Some(decimals) })
    }

    /// All digits of a number, with at least so many decimals, its sign and thousands commas.
    fn digits(&self, value: Decimal, least: u32) -> String {
        let value = value.normalize();
        let decimals = value.scale().max(least.min(DIGITS as u32));
        let digits = format!("{:.*}", decimals as usize, value.abs());
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let mut text = String::new();
        if value.is_sign_negative() && !value.is_zero() {
            text.push('-');
        }
        text.extend(self.sign.filter(|sign| *sign != '%'));
        for (at, digit) in whole.chars().enumerate() {
            if self.thousands && at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push('.');
            text.push_str(fraction);
        }
        text.extend(self.sign.filter(|sign| *sign == '%'));
        text
    }
}

impl Moment {
    fn shown(&self, serial: f64, epoch: Epoch) -> Option<String> {
        if !serial.is_finite() || !(0.0..2_958_466.0).contains(&serial) {
            return None;
        }
        // To the second, as Excel shows it; half a second more makes it the next one.
        let seconds = (serial * 86_400.0).round() as u64;
        let (days, rest) = (seconds / 86_400, seconds % 86_400);
        if self.elapsed {
            return Some(match (self.hours, self.minutes) {
                (true, false) if !self.seconds => (seconds / 3600).to_string(),
                (false, true) if !self.seconds => (seconds / 60).to_string(),
                (false, false) => seconds.to_string(),
                _ => clock(seconds),
            });
        }
        let time = (self.hours || self.minutes || self.seconds).then(|| clock(rest));
        if !(self.year || self.month || self.day) {
            return time;
        }
        let date = date(days, epoch)?;
        Some(match time {
            Some(time) if rest > 0 => format!("{date} {time}"),
            _ => date,
        })
    }
}

/// A time of so many seconds as `14:05`, or `14:05:30` where it is not of whole minutes.
pub fn clock(seconds: u64) -> String {
    let (hours, minutes, over) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if over == 0 { format!("{hours:02}:{minutes:02}") } else { format!("{hours:02}:{minutes:02}:{over:02}") }
}

/// The day of a serial number, as `2025-09-30`.
fn date(days: u64, epoch: Epoch) -> Option<String> {
    let start = match (epoch, days) {
        (Epoch::Of1904, _) => NaiveDate::from_ymd_opt(1904, 1, 1),
        (Epoch::Of1900, 60) => return Some("1900-02-29".to_owned()),
        (Epoch::Of1900, 0) => return None,
        (Epoch::Of1900, 1..60) => NaiveDate::from_ymd_opt(1899, 12, 31),
        (Epoch::Of1900, _) => NaiveDate::from_ymd_opt(1899, 12, 30),
    };
    Some(start?.checked_add_days(Days::new(days))?.format("%Y-%m-%d").to_string())
}

/// The code of a format that a file names by its number alone; the empty code for one that shows plain numbers.
pub fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 => "£#,##0",
        7 | 8 => "£#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14 | 15 | 27..=31 | 36 | 50..=54 | 57 | 58 => "yyyy-mm-dd",
        16 => "d-mmm",
        17 => "mmm-yy",
        18..=21 | 32..=35 | 55 | 56 => "h:mm:ss",
        22 => "yyyy-mm-dd h:mm",
        37 | 38 => "#,##0",
        39 | 40 => "#,##0.00",
        41 => "#,##0",
        42 => "£#,##0",
        43 => "#,##0.00",
        44 => "£#,##0.00",
        45 | 47 => "mm:ss",
        46 => "[h]:mm:ss",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::{Epoch, Written, built_in, exact, plain, written, written_beside};
    use crate::data::cell::Cell;

    fn shown(value: f64, code: &str, epoch: Epoch) -> Option<String> {
        written(value, code, epoch).map(|one| one.text)
    }

    #[test]
    fn a_number_keeps_its_stored_value_in_every_format() {
        for (value, code, text) in [
            (0.0925, "0.00%", "9.25%"),
            (0.126, "0%", "12.6%"),
            (0.34, "0.0", "0.34"),
            (0.14 + 0.14, "0%", "28%"),
            (1234.5, "£#,##0", "£1,234.5"),
            (1234567.0, "#,##0,\"k\"", "1,234,567"),
            (0.0925, "0%", "9.25%"),
            (0.095, "0%", "9.5%"),
            (-0.095, "0.0%", "-9.5%"),
            (0.1 + 0.2, "", "0.3"),
            (0.1 + 0.2, "General", "0.3"),
            (1.0 / 3.0, "", "0.333333333333333"),
            (37.6, "", "37.6"),
            (331.59999999999997, "", "331.6"),
            (1234567.891, "#,##0", "1,234,567.891"),
            (1234567.891, "#,##0.00", "1,234,567.891"),
            (1234.5, "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", "£1,234.50"),
            (-1234.5, "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", "-£1,234.50"),
            (-1234.5, "_(* #,##0.0_);_(* (#,##0.0);_(* \"-\"??_);_(@_)", "-1,234.5"),
            (0.0, "_(* #,##0.0_);_(* (#,##0.0);_(* \"-\"??_);_(@_)", "0"),
            (17.76, "0.0\" FTE\"", "17.76"),
            (9.25, "0.00\"%\"", "9.25%"),
            (9.25, "0.0\\%", "9.25%"),
            (2.5, "0.0#", "2.5"),
            (2.525, "0.0#", "2.525"),
            (2.0, "0.##", "2"),
            (1_234_567.0, "#,##0,", "1,234,567"),
            (12345.0, "0.00E+00", "12345"),
            (0.5, "# ?/?", "0.5"),
            (150.0, "[>=100]0;0.0", "150"),
            (15.0, "[>=100]0;0.0", "15.0"),
            (7.0, "@", "7"),
            (7.0, ";;;", "7"),
            (-0.001, "0.0", "-0.001"),
            (1e300, "0.0", "1e300"),
        ] {
            let wanted = if value == 1e300 { value.to_string() } else { text.to_owned() };
            assert_eq!(shown(value, code, Epoch::Of1900).as_deref(), Some(wanted.as_str()), "{value} {code}");
        }
        assert_eq!(plain(f64::NAN), None);
        assert_eq!(exact(1e-300), None);
    }

    #[test]
    fn a_date_is_the_day_that_excel_shows() {
        for (serial, code, text) in [
            (45930.0, "dd/mm/yyyy", "2025-09-30"),
            (45930.0, "[$-809]d mmmm yyyy;@", "2025-09-30"),
            (45930.0, built_in(14), "2025-09-30"),
            (45930.75, "dd/mm/yyyy hh:mm", "2025-09-30 18:00"),
            (45930.0, "dd/mm/yyyy hh:mm", "2025-09-30"),
            (45930.0, "mmm-yy", "2025-09-30"),
            (45930.0, "yyyy", "2025-09-30"),
            (45930.0, "d mmm", "2025-09-30"),
            (0.604_166_666_666_667, "h:mm", "14:30"),
            (0.604_166_666_666_667, "h:mm AM/PM", "14:30"),
            (1.5, "[h]:mm", "36:00"),
            (1.0, "yyyy-mm-dd", "1900-01-01"),
            (59.0, "yyyy-mm-dd", "1900-02-28"),
            (60.0, "yyyy-mm-dd", "1900-02-29"),
            (61.0, "yyyy-mm-dd", "1900-03-01"),
            (2_958_465.0, "yyyy-mm-dd", "9999-12-31"),
        ] {
            assert_eq!(shown(serial, code, Epoch::Of1900).as_deref(), Some(text), "{serial} {code}");
        }
        assert_eq!(shown(44468.0, "yyyy-mm-dd", Epoch::Of1904).as_deref(), Some("2025-09-30"));
        for serial in [-1.0, 0.0, 2_958_466.0, f64::INFINITY] {
            assert_eq!(shown(serial, "yyyy-mm-dd", Epoch::Of1900), None, "{serial}");
        }
    }

    #[test]
    fn the_decimals_are_those_that_the_cell_shows_in_excel_and_in_libreoffice() {
        for (value, code, percent, shown, text, decimals) in [
            (0.34, "0.0", false, "0.3", "0.34", Some(1)),
            (0.126, "0%", true, "13%", "12.6%", Some(0)),
            (0.5, "0.00%", true, "50.00%", "50.00%", Some(2)),
            (1_234_567.0, "#,##0,\"k\"", false, "1,235k", "1,234,567", Some(0)),
            (1_234_567.891, "#,##0.00", false, "1,234,567.89", "1,234,567.891", Some(2)),
            (-1200.5, "£#,##0", false, "-£1,201", "-£1,200.5", Some(0)),
            (17.76, "0.0\" FTE\"", false, "17.8 FTE", "17.76", Some(1)),
            (9.25, "0.0\"%\"", false, "9.3%", "9.25%", Some(1)),
            (2.5, "0.0#", false, "2.5", "2.5", Some(1)),
            (0.5, "# ?/?", false, "1/2", "0.5", None),
        ] {
            let wanted = Some(Written { text: text.to_owned(), decimals });
            assert_eq!(written(value, code, Epoch::Of1900), wanted, "{value} {code}");
            assert_eq!(written_beside(value, percent, shown), wanted, "{value} {shown}");
        }
    }

    proptest! {
        #[test]
        fn any_code_shows_something_or_nothing(value in any::<f64>(), code in "[0#?.,%;\\\\\"\\[\\]ymdhsE+*_@$£GenralA/PM -]{0,20}") {
            let _ = shown(value, &code, Epoch::Of1900);
            let _ = shown(value, &code, Epoch::Of1904);
            let _ = written_beside(value, false, &code);
            let _ = written_beside(value, true, &code);
        }

        #[test]
        fn a_decimal_that_was_typed_comes_back(units in -99_999_999_999_i64..=99_999_999_999, scale in 0_u32..6) {
            let typed = Decimal::new(units, scale).normalize();
            let stored: f64 = typed.to_string().parse().expect("a number");
            prop_assert_eq!(exact(stored), Some(typed));
            let shown = shown(stored, "General", Epoch::Of1900).expect("a number");
            prop_assert_eq!(Cell::parse(&shown).number(), Some(typed));
            let share = typed / Decimal::ONE_HUNDRED;
            let stored: f64 = share.to_string().parse().expect("a number");
            let shown = written(stored, "0%", Epoch::Of1900).map(|one| one.text).expect("a share");
            prop_assert_eq!(Cell::parse(&shown).number(), Some(typed), "{}", shown);
        }
    }
}
