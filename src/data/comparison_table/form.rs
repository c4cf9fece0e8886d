//! What a cell of a hand-kept table says: a value or a symbol, and who has it, as in `2.2% (Shropshire & Walsall)`.

use crate::data::cell::Cell;
use crate::quantity::value::{Datum, Symbol};

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form<'a> {
    /// The value, or the symbol that stands in its place.
    pub datum: Datum,
    /// The value as it is written, with its sign.
    pub value: &'a str,
    /// Who has it; more than one for a tie, none where the cell names nobody.
    pub names: Vec<&'a str>,
}

/// Why a cell says nothing that can be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misread<'a> {
    /// This is no value.
    Value(&'a str),
    /// This is nobody's name.
    Name(&'a str),
}

/// More names than this in one cell are no tie.
const MOST_NAMES: usize = 32;

/// Reads a cell; `None` for an empty one. `known` says whether a text is somebody's name, which decides whether the
/// `&` of `Telford & Wrekin` is part of a name or stands between two.
///
/// # Errors
/// What is neither a value nor a symbol, and names that nobody has.
pub fn read(text: &str, known: impl Fn(&str) -> bool) -> Result<Option<Form<'_>>, Misread<'_>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(datum) = datum(text) {
        return Ok(Some(Form { datum, value: text, names: Vec::new() }));
    }
    let bracketed = text.strip_suffix(')').and_then(|rest| rest.split_once('('));
    let Some((outside, inside)) = bracketed.map(|(outside, inside)| (outside.trim(), inside.trim())) else {
        return Err(Misread::Value(text));
    };
    let (value, who) = match (datum(outside), datum(inside)) {
        (Some(datum), _) => ((datum, outside), inside),
        (None, Some(datum)) => ((datum, inside), outside),
        (None, None) => return Err(Misread::Value(if outside.is_empty() { text } else { outside })),
    };
    let names = names(who, known).map_err(Misread::Name)?;
    Ok(Some(Form { datum: value.0, value: value.1, names }))
}

/// The two ends of a range in one cell: `9.3% (Shropshire) to 29.3% (Sandwell)`.
pub fn ends(text: &str) -> Option<(&str, &str)> {
    [" to ", " – ", " - "].iter().find_map(|between| text.split_once(between))
}

/// The value or the symbol that a text is; capitals do not matter for `TBC`, and "per cent" is a sign like `%`.
fn datum(text: &str) -> Option<Datum> {
    let plain = text.strip_suffix("per cent").map(str::trim_end);
    match Cell::parse(plain.unwrap_or(text)) {
        Cell::Number(value) => Some(Datum::Number(value)),
        Cell::Symbol(symbol) if plain.is_none() => Some(Datum::Symbol(symbol)),
        _ if text.eq_ignore_ascii_case("TBC") => Some(Datum::Symbol(Symbol::ToBeConfirmed)),
        _ => None,
    }
}

/// The names in a list, in the fewest parts that are all names.
///
/// # Errors
/// The first part that begins no name.
fn names(text: &str, known: impl Fn(&str) -> bool) -> Result<Vec<&str>, &str> {
    let parts = parts(text);
    if parts.len() > MOST_NAMES {
        return Err(text);
    }
    // From the last part to the first: into how few names the rest can be divided, and where the first of them ends.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; parts.len()];
    best.push(Some((0, parts.len())));
    let joined = |from: usize, to: usize| text.get(parts[from].0..parts[to].1).map_or("", str::trim);
    for from in (0..parts.len()).rev() {
        for to in from..parts.len() {
            if let Some((count, _)) = best[to + 1]
                && best[from].is_none_or(|(fewest, _)| count + 1 < fewest)
                && known(joined(from, to))
            {
                best[from] = Some((count + 1, to + 1));
            }
        }
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let Some((_, next)) = best[at] else { break };
        found.push(joined(at, next - 1));
        at = next;
    }
    if at == parts.len() && !found.is_empty() {
        return Ok(found);
    }
    // No division is right: what no name begins with is the slip, or else the whole.
    let begins = |from: usize| (from..parts.len()).any(|to| known(joined(from, to)));
    match (0..parts.len()).find(|from| !begins(*from)) {
        Some(slip) if !joined(slip, slip).is_empty() => Err(joined(slip, slip)),
        _ => Err(text),
    }
}

/// The byte ranges between the signs and the word that can stand between names.
fn parts(text: &str) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(next) = rest.chars().next() else { break };
        let word = |rest: Option<&str>| {
            rest.and_then(|rest| rest.get(..5)).is_some_and(|word| word.eq_ignore_ascii_case(" and "))
        };
        // The blank after the word may be the one before the next.
        let (and, length) = match next {
            ',' if word(rest.get(1..)) => (true, 5),
            _ if word(Some(rest)) => (true, 4),
            _ => (false, next.len_utf8()),
        };
        if and || matches!(next, '&' | ',' | ';' | '/' | '+') {
            parts.push((start, at));
            start = at + length;
        }
        at += length;
    }
    parts.push((start, text.len()));
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::{Form, Misread, ends, read};
    use crate::data::areas::{Area, Level, register};
    use crate::quantity::value::{Datum, Symbol};

    fn known(text: &str) -> bool {
        register().find(text).is_some()
    }

    #[test]
    fn every_form_of_a_hand_kept_table_is_read() {
        let number = |text: &str| Datum::Number(Decimal::from_str_exact(text).expect("a number"));
        let tbc = Datum::Symbol(Symbol::ToBeConfirmed);
        for (text, datum, names) in [
            ("9.25%", number("9.25"), &[][..]),
            ("9.2 per cent", number("9.2"), &[]),
            ("17.1", number("17.1"), &[]),
            ("0", number("0"), &[]),
            ("TBC", tbc, &[]),
            ("tbc", tbc, &[]),
            ("[c]", Datum::Symbol(Symbol::Suppressed), &[]),
            (" 9.3% (Shropshire) ", number("9.3"), &["Shropshire"]),
            ("0 (Shropshire)", number("0"), &["Shropshire"]),
            ("2.2% (Shropshire & Walsall)", number("2.2"), &["Shropshire", "Walsall"]),
            ("2.2% (Shropshire and Walsall)", number("2.2"), &["Shropshire", "Walsall"]),
            ("2.5% (Telford & Wrekin)", number("2.5"), &["Telford & Wrekin"]),
            ("1 (Telford & Wrekin & Stoke)", number("1"), &["Telford & Wrekin", "Stoke"]),
            (
                "1 (Dudley, Telford and Wrekin, and Walsall)",
                number("1"),
                &["Dudley", "Telford and Wrekin", "Walsall"],
            ),
            ("27% (Herefordshire, County of; Dudley)", number("27"), &["Herefordshire, County of", "Dudley"]),
            ("Sandwell (29.3%)", number("29.3"), &["Sandwell"]),
            ("TBC (Dudley)", tbc, &["Dudley"]),
        ] {
            let form = read(text, known).expect(text).expect(text);
            assert_eq!((form.datum, form.names.as_slice()), (datum, names), "{text}");
        }
        assert_eq!(read("  ", known), Ok(None));
    }

    #[test]
    fn what_cannot_be_understood_is_said() {
        for (text, why) in [
            ("-", Misread::Value("-")),
            ("n/a", Misread::Value("n/a")),
            ("c.9%", Misread::Value("c.9%")),
            ("9.3% Shropshire", Misread::Value("9.3% Shropshire")),
            ("about 9 (Shropshire)", Misread::Value("about 9")),
            ("(9)", Misread::Name("")),
            ("9 ()", Misread::Name("")),
            ("9.3% (Shropshure)", Misread::Name("Shropshure")),
            ("9.3% (Shropshire & Wallsall)", Misread::Name("Wallsall")),
            ("9.3% (Shropshire &)", Misread::Name("Shropshire &")),
        ] {
            assert_eq!(read(text, known), Err(why), "{text}");
        }
    }

    #[test]
    fn one_cell_can_hold_both_ends() {
        let text = "9.3% (Shropshire) to 29.3% (Stoke-on-Trent)";
        assert_eq!(ends(text), Some(("9.3% (Shropshire)", "29.3% (Stoke-on-Trent)")));
        assert_eq!(ends("9.3% (Stoke-on-Trent)"), None);
    }

    fn authorities() -> Vec<&'static Area> {
        // Two that have reported together are one name when they stand side by side.
        let alone = |area: &&Area| area.level == Level::LocalAuthority && !area.name.contains("Northamptonshire");
        register().all().map(AsRef::as_ref).filter(alone).collect()
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            if let Ok(Some(Form { names, .. })) = read(&text, known) {
                prop_assert!(names.iter().all(|name| known(name) && text.contains(name)));
            }
        }

        #[test]
        fn any_text_of_such_signs_is_read_or_refused(text in "[0-9.%( ),&aA-Ctnd ]{0,60}") {
            if let Ok(Some(form)) = read(&text, |name| name == "and" || name.len() == 1) {
                prop_assert!(text.contains(form.value));
            }
        }

        #[test]
        fn whoever_shares_a_value_is_found_again(
            units in 0_i64..100_000,
            picked in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..5), 1..6),
        ) {
            let all = authorities();
            let value = Decimal::new(units, 2);
            let mut text = String::new();
            let mut wanted = Vec::new();
            for (at, (index, between)) in picked.iter().enumerate() {
                let area = index.get(&all);
                if at > 0 {
                    text.push_str([" & ", ", ", " and ", "; ", ", and "][*between]);
                }
                text.push_str(&area.name);
                wanted.push(area.code.as_str());
            }
            // Two that report together have a name of their own, which is that of both with "and" between.
            let pair = |pair: &[(prop::sample::Index, usize)]| {
                format!("{} and {}", pair[0].0.get(&all).name, pair[1].0.get(&all).name)
            };
            prop_assume!(!picked.windows(2).any(|two| register().find(&pair(two)).is_some()));
            let text = format!("{value}% ({text})");
            let form = read(&text, known).expect("a form").expect("a form");
            let found: Vec<&str> =
                form.names.iter().map(|name| register().find(name).expect("an area").code.as_str()).collect();
            prop_assert_eq!(found, wanted, "{}", text);
            prop_assert_eq!(form.datum, Datum::Number(value));
        }
    }
}
