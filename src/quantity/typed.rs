//! Numbers as people type them, also with a comma, a point, a space or an apostrophe where none belongs: "1,250.50", "20,00",
//! "10 000", "1'000".

use rust_decimal::Decimal;

/// How the digits of a number are parted by a council that has this sign before every three of them.
pub fn how(thousands: &str) -> String {
    let parted = match thousands {
        "" => "nothing between thousands",
        "," => "a comma before every three digits",
        _ => "a space before every three digits",
    };
    format!("a point stands before decimals, {parted}")
}

/// A number that is written with commas, as a council writes it that parts thousands by this sign.
pub fn parted_by(thousands: &str, number: &str) -> String {
    number.replace(',', thousands)
}

/// A number as it stands at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// How many bytes of the text it has.
    pub length: usize,
    /// How much it is, by the likeliest reading.
    pub value: Decimal,
    /// The same with a point and commas where they belong.
    pub right: String,
    /// What else may be meant, written rightly: `2,000` for "20,00".
    pub other: Option<String>,
    /// What stands where it does not belong.
    pub slip: Option<Slip>,
    /// Whether it has five digits or more and nothing parts them: "1250000".
    pub ungrouped: bool,
}

/// What stands in a number where it does not belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// A comma or a point: "20,00", "1,00,000", "1.250.000".
    Sign,
    /// A space before three digits: "10 000".
    Space,
    /// An apostrophe before three digits: "1'000".
    Apostrophe,
}

/// The spaces that people part thousands by.
const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// The apostrophes that people part thousands by.
const APOSTROPHES: [char; 2] = ['\'', '’'];

/// Signs for parts of one, in hundredths.
const FRACTIONS: [(char, i64); 3] = [('½', 50), ('¼', 25), ('¾', 75)];

/// The number at the start of a text: digits with commas and points between them, ".5", "½", "12½".
pub fn number(text: &str) -> Option<Typed> {
    let digits = &text[..length(text, |sign| matches!(sign, '.' | ','))];
    // "12½"
    let fraction = FRACTIONS.iter().find(|(sign, _)| text[digits.len()..].starts_with(*sign));
    if let (Some((sign, hundredths)), false) = (fraction, digits.contains('.')) {
        let value = value(digits, "")? + Decimal::new(*hundredths, 2);
        return Some(Typed::plain(digits.len() + sign.len_utf8(), value, value.normalize().to_string()));
    }
    let (whole, decimals) = digits.rsplit_once('.').unwrap_or((digits, ""));
    if digits.is_empty() || digits.starts_with(',') {
        None
    } else if is_grouped(whole, ',') && !decimals.contains(',') {
        let ungrouped = !whole.contains(',') && whole.len() >= 5 && !whole.starts_with('0');
        let right = if ungrouped { joined(whole, decimals) } else { digits.to_owned() };
        Some(Typed { ungrouped, ..Typed::plain(digits.len(), value(whole, decimals)?, right) })
    } else {
        misplaced(digits)
    }
}

/// The same of a sum of money, whose thousands somebody may have parted by spaces: "10 000"; or by apostrophes.
pub fn sum(text: &str) -> Option<Typed> {
    parted(text, &SPACES, Slip::Space).or_else(|| apostrophes(text)).or_else(|| number(text))
}

/// A number whose thousands are parted by apostrophes: "1'000".
pub fn apostrophes(text: &str) -> Option<Typed> {
    parted(text, &APOSTROPHES, Slip::Apostrophe)
}

/// A number whose thousands are parted by signs that do not belong there, at least once.
fn parted(text: &str, signs: &[char], slip: Slip) -> Option<Typed> {
    let first = text.len() - text.trim_start_matches(|one: char| one.is_ascii_digit()).len();
    let mut end = first;
    while let Some(rest) = text[end..].strip_prefix(|one| one == ',' || signs.contains(&one)) {
        if length(rest, |_| false) != 3 {
            break;
        }
        end = text.len() - rest.len() + 3;
    }
    let whole = &text[..end];
    if !(1..=3).contains(&first) || !whole.contains(signs) {
        return None;
    }
    let decimals = text[end..].strip_prefix('.').map_or(0, |rest| length(rest, |_| false));
    let end = if decimals > 0 { end + 1 + decimals } else { end };
    let decimals = &text[end - decimals..end];
    let right = Typed::plain(end, value(whole, decimals)?, joined(whole, decimals));
    Some(Typed { slip: Some(slip), ..right })
}

impl Typed {
    /// A number that is written as it should be.
    pub fn plain(length: usize, value: Decimal, right: String) -> Self {
        Self { length, value, right, other: None, slip: None, ungrouped: false }
    }
}

/// A number with a comma or a point that does not belong there.
fn misplaced(digits: &str) -> Option<Typed> {
    let of = |whole: &str, decimals: &str, other: Option<String>| {
        let right = Typed::plain(digits.len(), value(whole, decimals)?, joined(whole, decimals));
        Some(Typed { slip: Some(Slip::Sign), other, ..right })
    };
    let (whole, decimals) = digits.rsplit_once('.').unwrap_or((digits, ""));
    match digits.rsplit_once(',') {
        // "20,00", "1.250,50": a comma in the place of the point.
        Some((whole, decimals)) if decimals.len() <= 2 && is_grouped(whole, '.') => {
            of(whole, decimals, (!whole.contains('.')).then(|| joined(digits, "")))
        }
        // "1.250.000", "1.250,000".
        _ if digits.split(['.', ',']).skip(1).all(|group| group.len() == 3) => of(digits, "", None),
        _ if whole.contains('.') || decimals.contains(',') => None,
        // "1,00,000", "1,2000.50".
        _ => of(whole, decimals, None),
    }
}

/// How many bytes of a text are digits, or signs with a digit after them.
fn length(text: &str, is_sign: impl Fn(char) -> bool) -> usize {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let inner = |at: usize| is_sign(char::from(bytes[at])) && is_digit(bytes.get(at + 1));
    (0..bytes.len()).find(|at| !is_digit(bytes.get(*at)) && !inner(*at)).unwrap_or(bytes.len())
}

/// Whether a sign stands before every three digits, or nowhere.
fn is_grouped(whole: &str, sign: char) -> bool {
    let mut groups = whole.split(sign).map(|group| (group.len(), group.bytes().all(|one| one.is_ascii_digit())));
    let first = groups.next().is_some_and(|(length, digits)| digits && (length <= 3 || !whole.contains(sign)));
    first && groups.all(|(length, digits)| digits && length == 3)
}

/// The number of these digits before and after the point.
fn value(whole: &str, decimals: &str) -> Option<Decimal> {
    let point = if decimals.is_empty() { "" } else { "." };
    format!("0{}{point}{decimals}", digits_of(whole)).parse().ok()
}

/// Digits before and after the point, written rightly.
fn joined(whole: &str, decimals: &str) -> String {
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{}{point}{decimals}", with_commas(&digits_of(whole)))
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Digits with a comma before every three.
pub fn with_commas(digits: &str) -> String {
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::{Slip, apostrophes, how, number, parted_by, sum};

    #[test]
    fn what_is_typed_rightly_is_read_to_its_end() {
        for (text, read) in [
            ("1,250.50 a head", "1,250.50"),
            ("12", "12"),
            (".5m", ".5"),
            ("½ million", "0.5"),
            ("12½ posts", "12.5"),
            ("5, 6 and 7", "5"),
            ("1,250,000.", "1,250,000"),
            ("2024", "2024"),
        ] {
            let typed = sum(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((typed.right.as_str(), typed.slip, typed.ungrouped), (read, None, false), "{text}");
        }
        assert!(number("1250000").is_some_and(|typed| typed.ungrouped && typed.right == "1,250,000"));
        for text in ["", "x", ",5", "1.2.3", "1.5,3"] {
            assert_eq!(sum(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_misplaced_is_read_whole() {
        for (text, length, right, other) in [
            ("20,00 a head", 5, "20.00", Some("2,000")),
            ("1,4 million", 3, "1.4", Some("14")),
            ("1,00,000 a year", 8, "100,000", None),
            ("1,2000", 6, "12,000", None),
            ("1.250.000", 9, "1,250,000", None),
            ("1.250,000", 9, "1,250,000", None),
            ("1.250,50", 8, "1,250.50", None),
            ("1,50,000.5", 10, "150,000.5", None),
        ] {
            let typed = number(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (typed.length, typed.right.as_str(), typed.other.as_deref()),
                (length, right, other),
                "{text}"
            );
            assert_eq!(typed.slip, Some(Slip::Sign), "{text}");
        }
    }

    #[test]
    fn spaces_part_thousands_in_sums_of_money_alone() {
        for (text, length, right) in [
            ("10 000 a head", 6, "10,000"),
            ("1 250 000.50", 12, "1,250,000.50"),
            ("1,234 567", 9, "1,234,567"),
            ("10\u{a0}000", 7, "10,000"),
        ] {
            let typed = sum(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((typed.length, typed.right.as_str()), (length, right), "{text}");
            assert_eq!(typed.slip, Some(Slip::Space), "{text}");
            assert_ne!(number(text).map(|typed| typed.length), Some(length), "{text}");
        }
        for text in ["5 20", "5 2024", "2024 377", "5 and 200"] {
            assert!(sum(text).is_some_and(|typed| typed.slip.is_none()), "{text}");
        }
    }

    #[test]
    fn apostrophes_part_thousands_in_all_numbers() {
        for (text, length, right) in
            [("1'000 a head", 5, "1,000"), ("12’345’678.50", 17, "12,345,678.50"), ("1'000,000", 9, "1,000,000")]
        {
            let typed = apostrophes(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((typed.length, typed.right.as_str()), (length, right), "{text}");
            assert_eq!((sum(text), typed.slip), (Some(typed.clone()), Some(Slip::Apostrophe)), "{text}");
        }
        for text in ["5'10", "1990's", "2024'377", "1'0000", "'000", "12"] {
            assert_eq!(apostrophes(text), None, "{text}");
        }
    }

    #[test]
    fn a_council_has_its_own_way_to_part_thousands() {
        assert_eq!(parted_by("\u{202f}", "1,250,000.5"), "1\u{202f}250\u{202f}000.5");
        assert_eq!(parted_by("", "1,250"), "1250");
        assert!(how(",").contains("comma") && how("\u{202f}").contains("space") && how("").contains("nothing"));
    }
}
